"""The tasks of lesson 03: the walk back, link by link, the check by nudging, and what checks miss."""

from functools import partial

import numpy as np

from rnn_helpers.exercises.given import loss_of_array
from rnn_helpers.exercises.lessons.lesson_03.mistakes_cell import CELL_BACKWARD_MISTAKES
from rnn_helpers.exercises.lessons.lesson_03.mistakes_nudge import NUDGE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_03.mistakes_output import OUTPUT_MISTAKES
from rnn_helpers.exercises.lessons.lesson_03.mistakes_softmax import SOFTMAX_BACKWARD_MISTAKES
from rnn_helpers.exercises.lessons.lesson_03.reference import (
    cross_entropy_backward,
    nudge,
    output_backward,
    rnn_cell_backward,
)
from rnn_helpers.exercises.lessons.lesson_03.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe
from rnn_helpers.rnn import rnn_cell_forward

LESSON = "03_one_step_backward"


# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def softmax_probes(rng):
    """Predictions and labels; in the fixed batch no prediction has its largest entry at the label."""
    fixed = [
        probe("one", [[0.5], [0.3], [0.2]], np.array([1]), columns=1),
        probe("batch", [[0.2, 0.5], [0.6, 0.1], [0.2, 0.4]], np.array([2, 1]), columns=2),
    ]
    sizes = [(4, 1), (5, 3), (3, 6), (4, 4)]
    certain = [[0.0, 1.0, 0.0], [1.0, 0.0, 0.25], [0.0, 0.0, 0.75]]
    extreme = probe("extreme", certain, np.array([2, 0, 1]))
    return [*fixed, *(_prediction(rng, *each) for each in sizes), extreme]


def _prediction(rng, n_y, m):
    powers = np.exp(rng.normal(0, 1, (n_y, m)))
    labels = (rng.integers(n_y) + np.arange(m)) % n_y
    kind = "one" if m == 1 else "batch"
    return probe(kind, powers / powers.sum(axis=0), rng.permutation(labels), columns=m)


def output_probes(rng):
    """Gradients at the scores; sizes that are all different, equal in pairs, and all equal."""
    sizes = [(3, 2, 4, 1), (3, 2, 4, 5), (3, 1, 2, 1), (4, 2, 2, 3), (2, 5, 3, 4), (3, 3, 3, 3)]
    return [_output_probe(rng, *each) for each in sizes]


def _output_probe(rng, n_x, n_a, n_y, m):
    a_next = np.tanh(rng.normal(0, 1, (n_a, m)))
    dz = rng.normal(0, 0.5, (n_y, m))
    return probe("one" if m == 1 else "batch", dz, a_next, _parameters(rng, n_x, n_a, n_y), columns=m)


def cell_probes(rng):
    """Gradients at the new state, and the caches of real steps."""
    sizes = [(3, 2, 4, 1), (3, 2, 4, 5), (1, 3, 2, 1), (2, 4, 3, 3), (4, 4, 2, 2), (3, 3, 3, 3)]
    return [_cell_probe(rng, *each) for each in sizes]


def _cell_probe(rng, n_x, n_a, n_y, m):
    xt, a_prev = rng.normal(0, 1, (n_x, m)), np.tanh(rng.normal(0, 1, (n_a, m)))
    cache = rnn_cell_forward(xt, a_prev, _parameters(rng, n_x, n_a, n_y))[2]
    return probe("one" if m == 1 else "batch", rng.normal(0, 1, (n_a, m)), cache, columns=m)


def _parameters(rng, n_x, n_a, n_y):
    """A dict in another order than the lesson's."""
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    order = [*another_order(("Wax", "Waa", "Wya"), rng), "by", "ba"]
    return {name: rng.normal(0, 0.7, shapes[name]) for name in order}


def nudge_probes(rng):
    """Losses with a bend, so that every way to take a difference gives another result."""
    shapes = [("batch", (2,)), ("one", (1, 1)), ("batch", (2, 3)), ("batch", (3, 1)), ("one", (1,))]
    probes = [_nudge_probe(rng, kind, partial(rng.normal, 0, 1, shape)) for kind, shape in shapes]
    whole = rng.permutation([-2, -1, 1, 2, 0, 3]).reshape(2, 3)
    return [*probes, _nudge_probe(rng, "whole", lambda: whole)]


def _nudge_probe(rng, kind, draw):
    """A loss at a value that `draw` gives, drawn until some slope is negative: most are not."""
    while True:
        value, h = draw(), rng.uniform(0.1, 0.4)
        weights, mixing = rng.uniform(0.5, 1.5, value.shape), rng.normal(0, 1, value.shape)
        loss = partial(loss_of_array, weights, mixing)
        if (nudge(loss, value, h) < 0).any():
            return probe(kind, loss, value, h)


# --- the tasks

CROSS_ENTROPY = {
    "name": "cross_entropy_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: through the softmax",
    "reference": cross_entropy_backward,
    "arguments": ("y_pred", "labels"),
    "outputs": ("dz",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.losses.cross_entropy_backward",),
    "probes": softmax_probes,
    "large": {
        "title": "Probabilities of 0 and 1",
        "says": (
            "Some probabilities of this input are exactly 0 or 1. Nothing has to be divided by a probability,"
            " and no logarithm is needed: in the gradient at the scores both have cancelled."
        ),
        "see": SECTIONS["softmax"],
    },
    "parts": [
        {"name": "one example", "points": 3, "test": "values", "kinds": ("one",)},
        {"name": "a batch", "points": 3, "test": "values", "kinds": ("batch",)},
        {"name": "probabilities of 0 and 1", "points": 1, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": SOFTMAX_BACKWARD_MISTAKES,
}

OUTPUT = {
    "name": "output_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the output layer",
    "reference": output_backward,
    "arguments": ("dz", "a_next", "parameters"),
    "outputs": ("da_next", "dWya", "dby"),
    "keys": ("dWya", "dby"),
    "uses": (),
    "out_of_reach": (
        "rnn_helpers.rnn.output_backward",
        "rnn_helpers.rnn.rnn_backward_pass",
    ),
    "probes": output_probes,
    "parts": [
        {"name": "da_next", "points": 2, "test": "values", "kinds": ("one",), "outputs": ("da_next",)},
        {"name": "dWya", "points": 2, "test": "values", "kinds": ("one",), "outputs": ("dWya",)},
        {"name": "dby", "points": 1, "test": "values", "kinds": ("one",), "outputs": ("dby",)},
        {"name": "a batch", "points": 2, "test": "values", "kinds": ("batch",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": OUTPUT_MISTAKES,
}

CELL = {
    "name": "rnn_cell_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: the cell, backward",
    "reference": rnn_cell_backward,
    "arguments": ("da_next", "cache"),
    "outputs": ("dxt", "da_prev", "dWax", "dWaa", "dba"),
    "returns": "dict",
    "uses": (),
    "out_of_reach": (
        "rnn_helpers.rnn.rnn_cell_backward",
        "rnn_helpers.rnn.rnn_backward_pass",
    ),
    "probes": cell_probes,
    "parts": [
        *(
            {"name": name, "points": 1, "test": "values", "kinds": ("one",), "outputs": (name,)}
            for name in ("dxt", "da_prev", "dWax", "dWaa", "dba")
        ),
        {"name": "a batch", "points": 2, "test": "values", "kinds": ("batch",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": CELL_BACKWARD_MISTAKES,
}

NUDGE = {
    "name": "nudge",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: nudging",
    "reference": nudge,
    "arguments": ("loss", "value", "h"),
    "outputs": ("slopes",),
    "uses": (),
    "out_of_reach": (
        "rnn_helpers.gradient_check.numerical_gradient",
        "rnn_helpers.gradient_check.gradient_check",
    ),
    "probes": nudge_probes,
    "kinds": {"one": "arrays of one number", "batch": "larger arrays"},
    "parts": [
        {"name": "an array of one number", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "larger arrays", "points": 4, "test": "values", "kinds": ("batch",)},
        {"name": "whole numbers", "points": 1, "test": "values", "kinds": ("whole",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": NUDGE_MISTAKES,
}

DIVISOR = {
    "name": "forgotten_divisor",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: a forgotten divisor",
    "see": SECTIONS["sums"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 0.9,
    "within": 0.0005,
    "because": (
        "Got is ten times expected. The difference is nine times expected, and the larger of the two is got,"
        " ten times expected: nine tenths. The same number stands in every row of the table, whatever the"
        " weights are. For a batch of two it was 0.50, and for a large batch it comes close to 1."
    ),
    "wrong": [
        (9, "That divides the difference by the expected value. It is divided by the larger of the two."),
        (
            10,
            "That is how many times too large the gradients are. How far is got from expected, measured by"
            " the larger of the two?",
        ),
        (
            0.1,
            "That is expected divided by got. The relative error begins with the difference of the two.",
        ),
        (
            0.5,
            "That was the batch of two in the lesson: got was twice expected. Here there are ten examples.",
        ),
        (
            9 / 11,
            "That divides the difference by the sum of the two, as some courses do. Here it is divided by the"
            " larger of them.",
        ),
        (
            18 / 11,
            "That divides the difference by the mean of the two. Here it is divided by the larger of them.",
        ),
        (
            1,
            "An error of exactly 1 would mean that got or expected is 0. Here got is too large, and by a"
            " known factor.",
        ),
        (
            0,
            "The gradients point the right way, but their size is wrong, and a relative error sees that.",
        ),
        (
            90,
            "That is a percentage, and a good one. Write it as the table does, as a share of 1.",
        ),
        (
            -0.9,
            "The size is right. An error is measured without its sign.",
        ),
    ],
    "rule": (
        "Let the true value be 1. What is got then? Take the difference of the two, and divide it by the"
        " larger one."
    ),
}

BLIND = {
    "name": "blind_check",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: what a check does not see",
    "see": SECTIONS["check"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "b",
    "because": (
        "In every product for dWaa one factor is an entry of the previous state, and all of these are 0. The"
        " right sum is 0, and so is the wrong mean: the table says that both are zero everywhere, and that"
        " this says nothing about dWaa. A check should stand at states that are not zero."
    ),
    "choices": {
        "a": (
            "The missing factor changes dWax and dba: what each example adds to them is too large, by a"
            " factor of its own, 1/(1 − a²). Neither of them is multiplied by the previous state, so the"
            " table shows it."
        ),
        "b": "",
        "c": (
            "da_prev is made from Waa and dtanh. Neither is 0 here, and the check nudges a_prev away from 0"
            " as it nudges everything else. It is the previous state's values that are 0, not its gradient."
        ),
        "d": (
            "The relative error does save us from gradients that are merely small. But what is the relative"
            " error of a gradient whose true value and whose wrong value are both 0?"
        ),
    },
}

TASKS = [CROSS_ENTROPY, OUTPUT, CELL, NUDGE, DIVISOR, BLIND]
