"""Words as vectors that are learned: a table with a row for each word, and gradients for few rows at a time.

    E (words, n_x)    the table: row i is the vector of word i; row 0 belongs to the unknown word

A batch reads a few hundred rows of a table of many thousand. The gradient of all others is zero, so it is not
written down: a `RowGradient` holds the rows that were read and their gradients, and the optimisers change
these rows alone.
"""

from collections import Counter

import numpy as np

from rnn_helpers._inputs import as_floats

UNKNOWN = "<unk>"


class RowGradient:
    """The gradient of a table that is zero but for some rows.

    rows (k,) : different row numbers, in rising order    values (k, n_x) : their gradients
    shape : that of the table, (words, n_x)
    """

    __slots__ = ("rows", "values", "shape")

    def __init__(self, rows, values, shape):
        rows, values, shape = np.asarray(rows), np.asarray(values), tuple(shape)
        if rows.ndim != 1 or values.shape != (len(rows), *shape[1:]):
            raise ValueError(
                f"rows {rows.shape} and values {values.shape} do not fit a table {shape}: expected (k,) and"
                f" {('k', *shape[1:])}."
            )
        self.rows, self.values, self.shape = rows, values, shape

    def __repr__(self):
        return f"RowGradient({len(self.rows)} of {self.shape[0]} rows)"

    def dense(self):
        """The whole table's gradient, zeros included."""
        table = np.zeros(self.shape, self.values.dtype)
        table[self.rows] = self.values
        return table


def word_vocabulary(words, least=1):
    """The different words that occur at least `least` times, sorted, after the unknown word: a tuple."""
    counts = Counter(words)
    counts.pop(UNKNOWN, None)
    return (UNKNOWN, *sorted(word for word, count in counts.items() if count >= least))


def word_numbers(words, vocabulary):
    """The place of each word in the vocabulary, 0 for unknown words: (len(words),) integers."""
    index = {word: number for number, word in enumerate(vocabulary)}
    return np.array([index.get(word, 0) for word in words], np.intp)


def initialise_embeddings(words, n_x, rng, dtype=float, scale=0.1):
    """A table E (words, n_x) of normal numbers of standard deviation `scale`."""
    for name, size in {"words": words, "n_x": n_x}.items():
        if size != int(size) or size < 1:
            raise ValueError(f"{name} must be a whole number of at least 1; got {size}.")
    return (scale * rng.standard_normal((words, n_x))).astype(dtype)


def look_up(E, numbers, out=None):
    """The words' vectors as columns: x (n_x, k), for the numbers (k,) of k words.

    out : (k, n_x) memory to write into; x is its transpose (default: new memory)

    Raises IndexError for a number that the table does not have.
    """
    E, numbers = as_floats(E, "E"), np.asarray(numbers)
    if numbers.size and (numbers.min() < 0 or numbers.max() >= len(E)):
        raise IndexError(
            f"The table has the words 0 to {len(E) - 1}; got {numbers.min()} to {numbers.max()}."
        )
    return np.take(E, numbers, axis=0, out=out, mode="clip").T


def look_up_backward(dx, numbers, shape):
    """The gradient of the table: a word that was read several times adds its gradients.

    dx : (n_x, k) the gradient at x = look_up(E, numbers)    shape : that of E
    returns : a `RowGradient`
    """
    numbers, rows = np.asarray(numbers), as_floats(dx, "dx").T
    order = np.argsort(numbers, kind="stable")
    found = numbers[order]
    starts = np.flatnonzero(np.diff(found, prepend=-1))
    values = np.add.reduceat(rows[order], starts, axis=0) if len(starts) else rows
    return RowGradient(found[starts], values, shape)
