"""Tasks made by chance whose right answers are known exactly: they show what a network can remember.

Sequences are time-first and columns are examples, as everywhere. `rng` is a generator such as
np.random.default_rng(0); the same seed gives the same examples. `m` is the number of examples.
"""

import operator

import numpy as np

from rnn_helpers.vocabulary import one_hot


def recall_task(lag, m, rng, symbols=4, noise=4):
    """Name at the last step the symbol of the first one, with `lag` steps of noise since then.

    The first step shows one of `symbols` symbols, each later step one of `noise` others that mean nothing.
    returns : x (T_x, n_x, m) one-hot, T_x = lag + 1, n_x = symbols + noise; labels (T_x, m) integers below
        n_y = symbols, the first symbol at every step; mask (T_x, m), True at the last step only

    Chance level: ln(symbols) nats, 1.386 for 4 symbols; for lag >= 1 nothing below it is possible without
    memory. Source: after Hochreiter & Schmidhuber (1997), "Long short-term memory", experiment 2c.
    """
    lag, m = _whole(lag, "lag", 0), _whole(m, "m", 1)
    symbols, noise = _whole(symbols, "symbols", 2), _whole(noise, "noise", 1)
    rng = _generator(rng)
    first = rng.integers(0, symbols, (1, m))
    rest = rng.integers(symbols, symbols + noise, (lag, m))
    mask = np.zeros((lag + 1, m), dtype=bool)
    mask[-1] = True
    return one_hot(np.concatenate([first, rest]), symbols + noise), np.repeat(first, lag + 1, axis=0), mask


def copy_task(length, lag, m, rng, symbols=8):
    """Read `length` symbols, wait for `lag` blank steps and a "go", then write the symbols in their order.

    Symbols are 0 to symbols - 1, the blank is `symbols`, the "go" is `symbols` + 1.
    returns : x (T_x, n_x, m) one-hot, T_x = 2 * length + lag + 1, n_x = symbols + 2; labels (T_x, m)
        integers below n_y = symbols + 1, blank up to the "go" and then the symbols; mask (T_x, m), True at
        the last `length` steps

    From a symbol to its copy are length + lag + 1 steps. Baseline without memory: ln(symbols) nats with the
    mask, 2.079 for 8 symbols; length * ln(symbols) / T_x without it, as the blanks can be known. Source:
    after Hochreiter & Schmidhuber (1997), in the form of Arjovsky, Shah & Bengio (2016), "Unitary evolution
    recurrent neural networks".
    """
    length, lag, m = _whole(length, "length", 1), _whole(lag, "lag", 0), _whole(m, "m", 1)
    symbols = _whole(symbols, "symbols", 2)
    word = _generator(rng).integers(0, symbols, (length, m))
    shown = np.full((2 * length + lag + 1, m), symbols)
    labels, mask = shown.copy(), np.zeros(shown.shape, dtype=bool)
    shown[:length] = word
    shown[length + lag] = symbols + 1
    labels[-length:], mask[-length:] = word, True
    return one_hot(shown, symbols + 2), labels, mask


def adding_task(steps, m, rng):
    """Add the two numbers that are marked, one in each half of a sequence of random numbers.

    returns : x (T_x, 2, m) with T_x = steps, row 0 the numbers, uniform from 0 to 1, and row 1 the marks,
        1 at two steps and 0 elsewhere; target (m,), the sum of the two marked numbers

    Baseline: always answering the mean, 1, has a mean squared error of 1/6 = 0.167, the variance of the
    sum. Source: Hochreiter & Schmidhuber (1997), experiment 4, there with numbers from -1 to 1; in the form
    of Le, Jaitly & Hinton (2015), "A simple way to initialize recurrent networks of rectified linear units".
    """
    steps, m, rng = _whole(steps, "steps", 2), _whole(m, "m", 1), _generator(rng)
    numbers, marks, half = rng.random((steps, m)), np.zeros((steps, m)), steps // 2
    columns = np.arange(m)
    marks[rng.integers(0, half, m), columns] = 1
    marks[rng.integers(half, steps, m), columns] = 1
    return np.stack([numbers, marks], axis=1), (numbers * marks).sum(axis=0)


def parity_task(steps, m, rng):
    """Say at every step whether the number of ones so far is odd.

    returns : x (T_x, 1, m) with T_x = steps, bits 0.0 or 1.0; labels (T_x, m) integers, 1 where the number
        of ones up to and with this step is odd, else 0 (n_y = 2)

    Chance level: ln 2 = 0.693 nats. At the first step the bit itself is the answer, so a network without
    memory can reach (1 - 1 / T_x) ln 2 and no less. Source: Minsky & Papert (1969), "Perceptrons", for
    parity; as a task in time Bengio, Simard & Frasconi (1994), "Learning long-term dependencies with
    gradient descent is difficult".
    """
    steps, m = _whole(steps, "steps", 1), _whole(m, "m", 1)
    bits = _generator(rng).integers(0, 2, (steps, m))
    return bits[:, None].astype(float), bits.cumsum(axis=0) % 2


def sums_as_text(digits, m, rng):
    """Questions such as "37+85" and their answers such as "122".

    digits : the most digits that a number of a question has, 1 to 18; numbers are uniform from 0 to
        10**digits - 1 and written without leading zeros
    returns : questions, answers: two lists of m texts. A question can occur more than once.

    Source: after Sutskever, Vinyals & Le (2014), who introduced the encoder-decoder, and Zaremba & Sutskever
    (2014), "Learning to execute", who gave it sums to add.
    """
    digits, m = _whole(digits, "digits", 1), _whole(m, "m", 1)
    if digits > 18:
        raise ValueError(f"digits must be at most 18, so that a sum fits into 64 bits; got {digits}.")
    pairs = _generator(rng).integers(0, 10**digits, (m, 2))
    return [f"{left}+{right}" for left, right in pairs], [str(left + right) for left, right in pairs]


def split_sums(questions, answers, rng, share=0.1):
    """Two parts of the sums that share no question, not even with its numbers swapped (37+85 and 85+37).

    questions, answers : as from `sums_as_text`
    share : the part of the different sums that is held out, above 0 and below 1
    returns : (questions, answers) for training, (questions, answers) held out; lists, in the order given

    Raises ValueError if there are fewer than two different sums, or fewer answers than questions.
    """
    if len(questions) != len(answers):
        raise ValueError(
            f"Each question needs its answer: {len(questions)} questions, {len(answers)} answers."
        )
    if not 0 < share < 1:
        raise ValueError(f"share must lie above 0 and below 1, such as 0.1 for a tenth; got {share}.")
    keys = [tuple(sorted(map(int, question.split("+")))) for question in questions]
    different = sorted(set(keys))
    if len(different) < 2:
        raise ValueError(f"Two parts need at least two different sums; there are {len(different)}.")
    count = min(max(round(share * len(different)), 1), len(different) - 1)
    held_out = {different[place] for place in _generator(rng).permutation(len(different))[:count]}
    return tuple(
        (
            [question for question, key in zip(questions, keys) if (key in held_out) == out],
            [answer for answer, key in zip(answers, keys) if (key in held_out) == out],
        )
        for out in (False, True)
    )


def _whole(value, name, least):
    """`value` as an int, or an error that says which argument it is."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number such as 3; got {value!r:.40}.") from None
    if number < least:
        raise ValueError(f"{name} must be at least {least}; got {number}.")
    return number


def _generator(rng):
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"rng must be a generator such as np.random.default_rng(0); got {type(rng).__name__}."
        )
    return rng
