"""One step of the cell with its numbers: every array a grid of squares, drawn to scale."""

import numpy as np

from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.svg import (
    GREY,
    INK,
    MUTED,
    SHAPE,
    arrow,
    heading,
    label_box,
    lines,
    note,
    plain,
    rounded,
    text,
)
from rnn_helpers.rnn import rnn_cell_forward

INPUT, STATE, OUTPUT, PAPER = (COLOURS[role] for role in ("input", "state", "output", "paper"))
SQUARE = 38
UPPER, LOWER = 130, 372  # the middles of the two rows of arrays

# The numbers of lesson 01.
XT = np.array([[0.5], [1.0], [0.0]])
A_PREV = np.array([[0.4], [-0.2]])
PARAMETERS = {
    "Wax": np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 0.5]]),
    "Waa": np.array([[0.5, -0.5], [1.0, 0.0]]),
    "Wya": np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 1.0], [1.0, -1.0]]),
    "ba": np.array([[0.2], [-0.9]]),
    "by": np.array([[0.0], [0.0], [0.5], [0.0]]),
}
NOTES = (
    "One square, one number.",
    "n_x = 3, n_a = 2, n_y = 4",
    "m = 1: one example,",
    "so one column.",
    "With more examples the",
    "weights and biases (grey)",
    "stay as they are; all the",
    "others get more columns.",
)


def numbers():
    """The parts of ``basic_rnn3``."""
    a_next, yt_pred, _ = rnn_cell_forward(XT, A_PREV, PARAMETERS)
    Wax, Waa, Wya, ba, by = (PARAMETERS[name] for name in ("Wax", "Waa", "Wya", "ba", "by"))
    total, z = Wax @ XT + Waa @ A_PREV + ba, Wya @ a_next + by
    return [
        heading(51, 34, "One step, in numbers"),
        arrow([(630, 214), (630, 240), (364, 240), (364, 304)], STATE),
        *_matrix(108, UPPER, "Wax", Wax, "(n_a, n_x)", MUTED, GREY),
        *_matrix(206, UPPER, "xt", XT, "(n_x, m)", INPUT),
        *_matrix(297, UPPER, "Waa", Waa, "(n_a, n_a)", MUTED, GREY),
        *_matrix(376, UPPER, "a_prev", A_PREV, "(n_a, m)", STATE),
        *_matrix(448, UPPER, "ba", ba, "(n_a, 1)", MUTED, GREY),
        *_matrix(520, UPPER, "z_a", total, "(n_a, m)", INK, PAPER, rounded),
        *_matrix(630, UPPER, "a_next", a_next, "(n_a, m)", STATE, show=rounded),
        *_matrix(285, LOWER, "Wya", Wya, "(n_y, n_a)", MUTED, GREY),
        *_matrix(364, LOWER, "a_next", a_next, "(n_a, m)", STATE, show=rounded),
        *_matrix(436, LOWER, "by", by, "(n_y, 1)", MUTED, GREY),
        *_matrix(508, LOWER, "z", z, "(n_y, m)", INK, PAPER, rounded),
        *_matrix(630, LOWER, "yt_pred", yt_pred, "(n_y, m)", OUTPUT, show=rounded),
        *[text(x, UPPER, sign, 20, MUTED) for x, sign in [(241, "+"), (412, "+"), (484, "=")]],
        *[text(x, LOWER, sign, 20, MUTED) for x, sign in [(400, "+"), (472, "=")]],
        *_applied(545, UPPER, "tanh"),
        *_applied(533, LOWER, "softmax"),
        note(51, 300, NOTES, step=19),
        lines(51, 496, _by_hand(total, a_next), 21, anchor="start"),
    ]


def _matrix(x, y, name, array, shape, colour, fill=None, show=plain):
    """The squares of one array, centred on (x, y), its name above and its shape below."""
    rows, columns = array.shape
    left, top = x - SQUARE * columns / 2, y - SQUARE * rows / 2
    squares = [
        label_box(
            left + SQUARE * (j + 0.5),
            top + SQUARE * (i + 0.5),
            show(value),
            SQUARE,
            SQUARE,
            colour,
            0,
            fill,
            SHAPE,
        )
        for (i, j), value in np.ndenumerate(array)
    ]
    return [*squares, text(x, top - 14, name), note(x, top + SQUARE * rows + 15, shape, "middle")]


def _applied(x, y, function):
    """An arrow that applies a function to the numbers of an array."""
    return [arrow([(x, y), (604, y)], MUTED), text((x + 604) / 2, y - 14, function)]


def _by_hand(total, a_next):
    """The first number of the state, written out, and what softmax does."""
    weights = [*PARAMETERS["Wax"][0], *PARAMETERS["Waa"][0]]
    values = [*XT[:, 0], *A_PREV[:, 0]]
    products = " + ".join(f"{_factor(w)}·{_factor(v)}" for w, v in zip(weights, values, strict=True))
    first, bias = rounded(total[0, 0]), plain(PARAMETERS["ba"][0, 0])
    return [
        f"First score: {products} + {bias} = {first}",
        f"First state: tanh({first}) = {rounded(a_next[0, 0])}",
        "Prediction: exp(z) / sum of exp(z), four parts of 1, shown rounded.",
    ]


def _factor(value):
    return f"({plain(value)})" if value < 0 else plain(value)
