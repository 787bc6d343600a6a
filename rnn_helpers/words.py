"""A word as a task: read its letters one by one and say the next one each time, as in 'hell' -> 'ello'."""

import unicodedata

import numpy as np

from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.vocabulary import encode, one_hot, vocabulary

SHORTEST, LONGEST = 2, 12


def read_word(word):
    """`word` without spaces around it, accents joined to their letters (NFC).

    Raises ValueError unless it has 2 to 12 characters.
    """
    if not isinstance(word, str):
        raise ValueError(f"A word is a text such as 'hello'; got {type(word).__name__}.")
    word = unicodedata.normalize("NFC", word).strip()
    if not SHORTEST <= len(word) <= LONGEST:
        count = f"{len(word)} character{'s' if len(word) != 1 else ''}"
        raise ValueError(f"The word needs {SHORTEST} to {LONGEST} characters; {word[:30]!r} has {count}.")
    return word


def word_task(word):
    """The letters of a word as inputs and labels.

    word : 2 to 12 characters of any script
    returns : x (T_x, n_x, 1) one-hot inputs, all characters but the last; labels (T_x, 1) integers, all
        characters but the first; the vocabulary, a string of n_x = n_y sorted characters
    """
    word = read_word(word)
    characters = vocabulary(word)
    indices = encode(word, characters)[:, None]
    return one_hot(indices[:-1], len(characters)), indices[1:], characters


def learning_word(word, recurrent=True, n_a=12, steps=600, rate=1.0, seed=0):
    """Train a network on one word by plain gradient descent, and yield it before each step and at the end.

    recurrent : with False, Waa is 0 from the start and stays there: the network has no memory
    yields : parameters (fresh copies), loss (nats per character), y_pred (T_x, n_y, 1); steps + 1 times
    """
    x, labels, characters = word_task(word)
    parameters = initialise_rnn(len(characters), n_a, len(characters), np.random.default_rng(seed))
    if not recurrent:
        parameters["Waa"][:] = 0
    a0 = np.zeros((n_a, 1))
    for _ in range(steps + 1):
        _, y_pred, caches = rnn_forward_pass(x, a0, parameters)
        yield (
            {name: array.copy() for name, array in parameters.items()},
            cross_entropy(y_pred, labels),
            y_pred,
        )
        gradients = rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels))
        for name, array in parameters.items():
            if recurrent or name != "Waa":
                array -= rate * gradients["d" + name]


def learn_word(word, recurrent=True, n_a=12, steps=600, rate=1.0, seed=0):
    """The network that `learning_word` ends with.

    returns : parameters, losses (steps + 1,) in nats per character; a0 is zeros of shape (n_a, 1)
    """
    steps_taken = list(learning_word(word, recurrent, n_a, steps, rate, seed))
    return steps_taken[-1][0], np.array([loss for _, loss, _ in steps_taken])
