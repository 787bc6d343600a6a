"""The recurrent network over time: the folded cell beside its copies, and 'hell' read letter by letter."""

from itertools import pairwise

import numpy as np

from rnn_helpers.plots.palette import COLOURS, shade, signed_tint, tint
from rnn_helpers.plots.svg import (
    HEADING,
    LETTERS,
    MUTED,
    SHAPE,
    arrow,
    box,
    chip,
    heading,
    label_box,
    line,
    lines,
    note,
    pill,
    rounded,
    text,
)
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.words import learn_word, word_task

INPUT, STATE, OUTPUT, TARGET = (COLOURS[role] for role in ("input", "state", "output", "target"))

# basic_rnn: a cell with a loop equals a row of copies with the same weights

FOLDED, START, CENTRES = 70, 276, (380, 492, 604)  # columns
SHARED = (
    "Same name, same numbers: one set of weights serves every step.",
    ("The biases ba and by, left out here, are shared in the same way.", {"size": SHAPE, "colour": MUTED}),
)


def folded_and_unrolled():
    """The parts of ``basic_rnn``."""
    shapes = [(122, 85, "(n_y, m)"), (156, 230, "(n_a, m)"), (104, 300, "(n_x, m)")]
    return [
        heading(28, 36, "One cell with a loop"),
        heading(258, 36, "The same cell, drawn once per step"),
        *_loop(FOLDED),
        *_cell(FOLDED, "t"),
        *[note(*shape) for shape in shapes],
        text(232, 190, "=", 26, MUTED),
        *_chain(),
        *[part for t, x in enumerate(CENTRES) for part in _cell(x, t)],
        *[note(x, 338, f"step {t}", "middle") for t, x in enumerate(CENTRES)],
        lines(350, 378, SHARED, 20),
    ]


def _cell(x, t):
    """One cell at ``x`` with its input below and its prediction above."""
    return [
        arrow([(x, 284), (x, 218)], INPUT),
        arrow([(x, 162), (x, 101)], OUTPUT),
        chip(x, 254, "Wax"),
        chip(x, 136, "Wya"),
        pill(x, 300, f"x[{t}]", 52, INPUT),
        label_box(x, 190, "cell", 48, 56, STATE, radius=8),
        pill(x, 85, f"y_pred[{t}]", 88, OUTPUT),
    ]


def _loop(x):
    """The state leaves the cell and comes back to it one step later."""
    return [
        arrow([(x + 24, 176), (x + 112, 176), (x + 112, 206), (x + 24, 206)], STATE, corner=15),
        chip(x + 68, 206, "Waa"),
        note(x + 32, 158, "one step later", colour=shade(STATE)),
        _state_name(x + 61, 230, "t"),
    ]


def _chain():
    """The state passes from a0 through the copies and on to later steps."""
    last = CENTRES[-1]
    parts = [pill(START, 190, "a0", 40, STATE), arrow([(last + 24, 190), (last + 60, 190)], STATE)]
    for left, right in pairwise((START - 4, *CENTRES)):
        parts.append(arrow([(left + 24, 190), (right - 24, 190)], STATE))
        parts.append(chip((left + right) / 2 - 1, 190, "Waa", 36))
    names = [_state_name((left + right) / 2 - 1, 214, t) for t, (left, right) in enumerate(pairwise(CENTRES))]
    return [*parts, *names, _state_name(last + 42, 214, 2), text(last + 70, 186, "…", HEADING, shade(STATE))]


def _state_name(x, y, t):
    return note(x, y, f"a[{t}]", "middle", shade(STATE))


# recurrent: 'h', 'e', 'l', 'l' to 'e', 'l', 'l', 'o'

COLUMNS, BEFORE = (180, 325, 470, 615), 56
PANELS, STATES, INPUTS = 62, 222, 418  # rows: tops of the panels and of the states, middle of the letters
LINE = 21  # height of one number of the state
TRAINING = {"n_a": 3, "steps": 300, "rate": 1.0, "seed": 0}  # the network that lesson 02 ends with


def hello():
    """The parts of ``recurrent``: a trained network's states and predictions on 'hello'."""
    x, labels, letters = word_task("hello")
    parameters, _ = learn_word("hello", **TRAINING)
    a0 = np.zeros((TRAINING["n_a"], 1))
    a, y_pred, _ = rnn_forward_pass(x, a0, parameters)
    read = [letters[i] for i in x[:, :, 0].argmax(axis=1)]
    return [
        heading(28, 34, "The same letter, two answers: the state makes the difference"),
        *_carried(STATES + LINE * TRAINING["n_a"] / 2),
        *_state(BEFORE, a0),
        text(BEFORE, STATES - 14, "a0"),
        *[part for column, letter in zip(COLUMNS, read, strict=True) for part in _through(column, letter)],
        *[part for column, values in zip(COLUMNS, a, strict=True) for part in _state(column, values)],
        *[part for t in range(4) for part in _prediction(COLUMNS[t], letters, y_pred[t, :, 0], labels[t, 0])],
        *[note(column, INPUTS + 30, f"step {t}", "middle") for t, column in enumerate(COLUMNS)],
        *_remarks(),
    ]


def _through(column, letter):
    """A letter goes in below the state, and a prediction comes out above it."""
    bottom = STATES + LINE * TRAINING["n_a"]
    return [
        arrow([(column, INPUTS - 16), (column, bottom + 1)], INPUT),
        arrow([(column, STATES - 1), (column, PANELS + 96)], OUTPUT),
        chip(column, (bottom + INPUTS) / 2 - 6, "Wax"),
        chip(column, (PANELS + STATES) / 2 + 47, "Wya"),
        pill(column, INPUTS, repr(letter), 52, INPUT, size=HEADING, font=LETTERS),
    ]


def _state(column, values):
    """The state as a stack of numbers, tinted blue below zero and red above."""
    parts = []
    for k, value in enumerate(values[:, 0]):
        top = STATES + LINE * k
        parts.append(box(column - 29, top, 58, LINE, signed_tint(value), tint(MUTED, 0.3), 0, 0.8))
        parts.append(text(column, top + LINE / 2, rounded(value) if value else "0", SHAPE))
    return [*parts, box(column - 29, STATES, 58, LINE * len(values), "none", STATE, 3, 2)]


def _prediction(column, letters, probabilities, target):
    """A bar for each letter; the letter that really follows is framed."""
    parts = [box(column - 60, PANELS, 120, 96, tint(OUTPUT, 0.06), tint(OUTPUT, 0.6), 8, 1.2)]
    for k, (letter, share) in enumerate(zip(letters, probabilities, strict=True)):
        y = PANELS + 15 + 22 * k
        parts += [
            text(column - 46, y, letter, HEADING, bold=k == target, font=LETTERS),
            box(column - 32, y - 6, 48, 12, COLOURS["paper"], tint(OUTPUT, 0.35), 0, 1),
            box(column - 32, y - 6, 48 * share, 12, OUTPUT, "none", 0, 0),
            text(column + 53, y, rounded(share), SHAPE, anchor="end"),
        ]
    return [*parts, box(column - 56, PANELS + 4.5 + 22 * target, 112, 21, "none", TARGET, 5, 2)]


def _carried(y):
    """The state goes on from each step to the next, through Waa."""
    parts = []
    for t, (left, right) in enumerate(pairwise((BEFORE, *COLUMNS)), start=-1):
        middle = (left + right) / 2 - 3
        parts += [arrow([(left + 30, y), (right - 30, y)], STATE), chip(middle, y, "Waa", 38)]
        parts += [_state_name(middle, y + 24, t)] if t >= 0 else []
    return parts


def _remarks():
    left, right, y = COLUMNS[2] - 30, COLUMNS[3] + 30, INPUTS + 50
    cell = [
        "One cell, drawn four times: the same weights",
        f"at each step. It is a layer of {TRAINING['n_a']} units,",
        "not a single neuron.",
    ]
    return [
        note(28, PANELS + 14, ["framed: the", "letter that", "follows"]),
        note(28, STATES + LINE * TRAINING["n_a"] + 22, ["red: above 0", "blue: below 0"]),
        line([(left, y - 6), (left, y), (right, y), (right, y - 6)], TARGET, corner=3),
        lines(
            (left + right) / 2, y + 20, ["The same letter, read in two", "different states: two answers."], 19
        ),
        note(28, y + 20, cell),
    ]
