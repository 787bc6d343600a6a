"""Which language a surname comes from: names in, one answer at the end of each (many to one).

A batch is a dict, columns are names and time comes first:
    x (T_x, 26, m) one-hot letters, zeros after a name's end    lengths (m,) its letters
    labels (m,) integers, the place of its language in `LANGUAGES`

Beside the network stands what it has to beat: counting the letters of each language (naive Bayes).
"""

import unicodedata
from collections import Counter
from functools import lru_cache
from string import ascii_lowercase

import numpy as np

from rnn_helpers.cells import backward_pass, forward_pass, zero_state
from rnn_helpers.data import surnames
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.model_files import load_course_model
from rnn_helpers.training import shuffled_batches

LETTERS = ascii_lowercase
LANGUAGES = tuple(sorted(surnames()))
HELD_OUT = {"test": 1267, "validation": 500}  # names: a fifth of all to measure with, some to choose with


@lru_cache(maxsize=1)
def language_split():
    """All surnames in lower case with their languages, cut by chance: training, validation, test.

    returns : three lists of pairs (name, place of its language in `LANGUAGES`); always the same
    """
    table = surnames()
    pairs = [(name.lower(), place) for place, language in enumerate(LANGUAGES) for name in table[language]]
    mixed = [pairs[i] for i in np.random.default_rng(0).permutation(len(pairs))]
    first, second = HELD_OUT["test"], sum(HELD_OUT.values())
    return mixed[second:], mixed[first:second], mixed[:first]


def read_surname(name):
    """A name as the table writes it: lower case, accents, blanks and hyphens dropped.

    Raises ValueError for a name without letters or with a letter that is not Latin.
    """
    parts = unicodedata.normalize("NFD", name.strip().lower())
    letters = "".join(part for part in parts if not unicodedata.combining(part) and part not in " -'’")
    unknown = [letter for letter in letters if letter not in LETTERS]
    if unknown:
        raise ValueError(f"The model knows the letters a to z only; {unknown[0]!r} is not one.")
    if not letters:
        raise ValueError("Type a name of at least one letter.")
    return letters


def name_columns(names, dtype=float):
    """Names as one-hot columns, padded with zeros: x (T_x, 26, m), lengths (m,)."""
    lengths = np.array([len(name) for name in names])
    places = np.full((lengths.max(), len(names)), -1)  # -1 is no letter: the column of padding is all zeros
    for column, name in enumerate(names):
        places[: len(name), column] = [LETTERS.index(letter) for letter in name]
    return (places[:, None, :] == np.arange(len(LETTERS))[:, None]).astype(dtype), lengths


def labelled_batch(pairs, dtype=float):
    """One batch (see the top of the module) of pairs (name, language)."""
    names, labels = zip(*pairs)
    x, lengths = name_columns(names, dtype)
    return {"x": x, "lengths": lengths, "labels": np.array(labels)}


def labelled_batches(pairs, size, seed, dtype=float, make=labelled_batch):
    """Batches for training, in a new order in every pass through the list.

    make : what makes a batch of some pairs
    returns : a function of the update k, always with the same batch for the same k; its `per_pass` is the
        number of batches in a pass
    """
    if not 1 <= size <= len(pairs):
        raise ValueError(f"size must be from 1 to {len(pairs)}, the number of names; got {size}.")
    return shuffled_batches(pairs, size, seed, lambda some: make(some, dtype))


def language_loss(parameters, batch, carry=None, buffers=None):
    """The loss of one batch at the last real step of each name, and its gradients, ready for `train`.

    returns : loss in nats per name; gradients, "d" + name for each parameter; None, nothing is carried
    """
    state = zero_state(parameters, len(batch["labels"]))
    _, y_pred, _, caches = forward_pass(batch["x"], state, parameters, batch["lengths"], buffers=buffers)
    dz = np.zeros_like(y_pred)
    dz[-1] = cross_entropy_backward(y_pred[-1], batch["labels"])
    gradients = backward_pass(None, caches, dz, buffers=buffers)
    loss = cross_entropy(y_pred[-1], batch["labels"])
    return loss, {"d" + name: gradients["d" + name] for name in parameters}, None


def language_shares(parameters, names):
    """What the network answers after the last letter of each name: probabilities, (14, m)."""
    x, lengths = name_columns(names, parameters["by"].dtype)
    _, y_pred, _, _ = forward_pass(x, zero_state(parameters, len(names)), parameters, lengths)
    return y_pred[-1]


def accuracy(shares, labels):
    """The share of columns whose largest entry is the right answer: shares (n_y, m), labels (m,)."""
    return float((shares.argmax(axis=0) == labels).mean())


@lru_cache(maxsize=1)
def language_model():
    """The model of `make models languages`: its parameters."""
    parameters, _ = load_course_model("languages")
    return {name: array.astype(float) for name, array in parameters.items()}


# Counting


def count_languages(pairs, order, strength=0.3):
    """Naive Bayes over letter n-grams: count what each language's names are made of.

    pairs : of (name, language)    order : the longest string counted, from 1
    strength : added to every count (Laplace), so that what was never seen is unlikely and not impossible
    returns : a model for `counted_shares`
    """
    counts = [Counter() for _ in LANGUAGES]
    for name, language in pairs:
        counts[language].update(letter_strings(name, order))
    strings = sorted(set().union(*counts))
    table = np.array([[count[string] for string in strings] for count in counts]) + strength
    names = np.bincount([language for _, language in pairs], minlength=len(LANGUAGES))
    with np.errstate(divide="ignore"):  # a language without names: minus infinity, never the answer
        prior = np.log(names / names.sum())
    return {
        "order": order,
        "places": {string: place for place, string in enumerate(strings)},
        "logs": np.log(table / table.sum(axis=1, keepdims=True)),
        "prior": prior,
    }


def letter_strings(name, order):
    """All strings of 1 to `order` characters in a name; "^" is its start and "$" its end."""
    framed = f"^{name}$"
    lengths = range(1, order + 1)
    return [framed[i : i + length] for length in lengths for i in range(len(framed) - length + 1)]


def counted_shares(model, names):
    """What counting answers: probabilities, (14, m).

    Bayes's rule with the strings taken for independent: p(language) times the product of
    p(string | language). They are not independent, so it is far too sure of itself.
    """
    scores = np.array([_score(model, name) for name in names]).T
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0)


def _score(model, name):
    strings = letter_strings(name, model["order"])
    known = [model["places"][string] for string in strings if string in model["places"]]
    return model["prior"] + model["logs"][:, known].sum(axis=1)
