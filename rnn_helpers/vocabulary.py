"""Characters as numbers and as columns: vocabulary, encoding, one-hot."""

import numpy as np


def vocabulary(text):
    """The different characters of `text`, sorted, as one string; a character's index is its place in it."""
    if not isinstance(text, str) or not text:
        raise ValueError(f"vocabulary needs a text of at least one character; got {text!r:.40}.")
    return "".join(sorted(set(text)))


def encode(text, characters):
    """The indices of the characters of `text` in the vocabulary `characters`: integers, (len(text),).

    Raises ValueError for a character that the vocabulary does not have.
    """
    index = {character: number for number, character in enumerate(characters)}
    unknown = [character for character in text if character not in index]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not in the vocabulary {characters!r}.")
    return np.array([index[character] for character in text], dtype=int)


def decode(indices, characters):
    """The text that the integers `indices` stand for: the reverse of `encode`."""
    return "".join(characters[index] for index in np.asarray(indices).ravel())


def one_hot(labels, n):
    """Columns with a single 1, in the row that the label names.

    labels : (..., m) integers from 0 to n - 1
    returns : (..., n, m) floats
    """
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu" or labels.ndim < 1:
        raise TypeError(
            f"labels must be an array of integers with at least one axis; got {labels.dtype} {labels.shape}."
        )
    if labels.size and (labels.min() < 0 or labels.max() >= n):
        raise ValueError(f"labels run from 0 to n - 1 = {n - 1}; got {labels.min()} to {labels.max()}.")
    return (labels[..., None, :] == np.arange(n)[:, None]).astype(float)
