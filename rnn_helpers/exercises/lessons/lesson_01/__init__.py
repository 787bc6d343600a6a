"""The tasks of lesson 01: softmax, the cell, the shapes, and what a wrong axis does."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_01.mistakes_cell import CELL_MISTAKES
from rnn_helpers.exercises.lessons.lesson_01.mistakes_softmax import SOFTMAX_MISTAKES
from rnn_helpers.exercises.lessons.lesson_01.reference import rnn_cell_forward, softmax
from rnn_helpers.exercises.lessons.lesson_01.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe

LESSON = "01_one_cell_one_step"


# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def softmax_probes(rng):
    """Inputs for softmax: dict(kind, arguments)."""
    ordinary = [
        [[2.0], [1.0], [0.0], [-1.0]],
        [[1.0, 0.0, 2.0], [0.0, 0.0, -1.0]],
        rng.normal(0, 1.5, (5, 1)),
        rng.normal(0, 1.5, (5, 3)),
        rng.normal(0, 1.5, (3, 6)),
        rng.normal(0, 1.5, (4, 4)),
    ]
    extreme = [
        [[1000.0, 0.0], [0.0, 0.0]],
        [[-1e4, 1.0], [-1e4 + 1, 2.0]],
        [[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0], [0.0, 1e4, 0.0]],
    ]
    probes = [probe("one" if len(z[0]) == 1 else "batch", z, columns=len(z[0])) for z in ordinary]
    probes += [probe("extreme", z) for z in extreme]
    return [*probes, probe("whole", rng.integers(-3, 4, (4, 3)))]


def cell_probes(rng):
    """Inputs for the cell: batches of one, sizes that are all different, and sizes that are all equal."""
    sizes = [(3, 2, 4, 1), (3, 2, 4, 5), (2, 2, 2, 1), (2, 5, 3, 4), (3, 3, 3, 3)]
    probes = [_cell_probe(rng, *each) for each in sizes]
    xt, a_prev, parameters = _cell_probe(rng, 3, 2, 4, 3)["arguments"]
    whole = {name: rng.integers(-2, 3, array.shape) for name, array in parameters.items()}
    return [
        *probes,
        probe("extreme", *_large_scores(rng)),
        probe("whole", rng.integers(-2, 3, xt.shape), rng.integers(-1, 2, a_prev.shape), whole),
    ]


def _large_scores(rng):
    """A batch with scores that overflow, so large that `by` makes no difference.

    Drawn until the sum before the tanh has its largest score in another row somewhere.
    """
    while True:
        xt, a_prev, parameters = _cell_probe(rng, 3, 2, 4, 16)["arguments"]
        before_tanh = parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"]
        z, other = parameters["Wya"] @ np.tanh(before_tanh), parameters["Wya"] @ before_tanh
        highest, next_highest = np.sort(z, axis=0)[[-1, -2]]
        stand_out = (highest - next_highest > 1e-3).all()
        if stand_out and (z.argmax(axis=0) != other.argmax(axis=0)).any():
            return xt, a_prev, parameters | {"Wya": parameters["Wya"] * 1e5}


def _cell_probe(rng, n_x, n_a, n_y, m):
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    order = [*another_order(("Wax", "Waa", "Wya"), rng), "by", "ba"]
    parameters = {name: rng.normal(0, 0.7, shapes[name]) for name in order}
    a_prev = np.tanh(rng.normal(0, 1, (n_a, m)))
    kind = "one" if m == 1 else "batch"
    return probe(kind, rng.normal(0, 1, (n_x, m)), a_prev, parameters, columns=m)


# --- the tasks

_LARGE = {
    "title": "Large scores",
    "says": (
        "The power of e overflows for exponents above 709 and is 0 below -745. Arrange the exponents of"
        " each column so that the largest is 0: then nothing can overflow, and the sum cannot be 0."
    ),
    "see": SECTIONS["output"],
}

SOFTMAX = {
    "name": "softmax",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: softmax",
    "reference": softmax,
    "arguments": ("z",),
    "outputs": ("y",),
    "uses": (),
    "out_of_reach": (
        "rnn_helpers.activations.softmax",
        "rnn_helpers.activations.softmax_columns",
    ),
    "probes": softmax_probes,
    "large": _LARGE,
    "parts": [
        {"name": "one column", "points": 3, "test": "values", "kinds": ("one",)},
        {"name": "a batch of columns", "points": 2, "test": "values", "kinds": ("batch",)},
        {"name": "large scores", "points": 2, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": SOFTMAX_MISTAKES,
}

CELL = {
    "name": "rnn_cell_forward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the cell",
    "reference": rnn_cell_forward,
    "arguments": ("xt", "a_prev", "parameters"),
    "outputs": ("a_next", "yt_pred", "cache"),
    "uses": ("softmax",),
    "out_of_reach": (
        "rnn_helpers.rnn.rnn_cell_forward",
        "rnn_helpers.rnn.rnn_forward_pass",
    ),
    "probes": cell_probes,
    "large": _LARGE,
    "parts": [
        {"name": "a_next", "points": 2, "test": "values", "kinds": ("one",), "outputs": ("a_next",)},
        {"name": "yt_pred", "points": 2, "test": "values", "kinds": ("one",), "outputs": ("yt_pred",)},
        {
            "name": "a batch",
            "points": 1,
            "test": "values",
            "kinds": ("batch",),
            "outputs": ("a_next", "yt_pred"),
        },
        {"name": "cache", "points": 1, "test": "values", "kinds": ("one", "batch"), "outputs": ("cache",)},
        {
            "name": "large scores",
            "points": 1,
            "test": "values",
            "kinds": ("extreme",),
            "outputs": ("yt_pred",),
        },
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": CELL_MISTAKES,
}

_WITH_BATCH = (
    "Weights are the same for every example, so the number of examples cannot be part of their shape."
)
_TURNED = (
    "Rows and columns have changed places. The weights stand on the left of a column, so their columns meet"
    " its rows."
)
_WEIGHT_RULE = (
    "A weight matrix has a row for each number that it makes and a column for each number that it reads."
)
_COLUMN_RULE = "An array of one step has a row for each number and a column for each example."

SHAPES = {
    "name": "shapes",
    "kind": "shapes",
    "lesson": LESSON,
    "title": "Task 3: shapes",
    "sizes": {"n_x": 3, "n_a": 2, "n_y": 4, "m": 10},
    "see": SECTIONS["shapes"],
    "parts": [
        {
            "name": "Wax",
            "points": 1,
            "axes": ("n_a", "n_x"),
            "rule": _WEIGHT_RULE,
            "wrong": {
                ("n_x", "n_a"): _TURNED + " Libraries that keep examples in rows store it your way round.",
                ("n_a", "m"): _WITH_BATCH,
                ("n_x", "m"): _WITH_BATCH + " This is the shape of xt itself.",
                ("n_a", "n_a"): "With these columns it could only read a state; Wax reads the input.",
                ("n_y", "n_x"): "With these rows it would make scores; Wax helps to make the state.",
                ("n_a", 5): (
                    "That is Waa and Wax side by side, as some courses store them. Here they are two arrays."
                ),
                ("n_a", 1): (
                    "A single column belongs to a bias. Wax has a weight for each number that it reads."
                ),
            },
        },
        {
            "name": "Waa",
            "points": 1,
            "axes": ("n_a", "n_a"),
            "rule": _WEIGHT_RULE + " Waa reads a state and makes a state.",
            "wrong": {
                ("n_a", "n_x"): "With these columns it could read an input; Waa reads the previous state.",
                ("n_a", "m"): _WITH_BATCH + " This is the shape of the state.",
                ("n_x", "n_x"): (
                    "It is square, but its size is that of another vector. Which one does Waa read and make?"
                ),
                ("m", "m"): _WITH_BATCH,
            },
        },
        {
            "name": "Wya",
            "points": 1,
            "axes": ("n_y", "n_a"),
            "rule": _WEIGHT_RULE,
            "wrong": {
                ("n_a", "n_y"): _TURNED,
                ("n_y", "n_x"): (
                    "With these columns it could read an input; the output is made from the state."
                ),
                ("n_x", "n_y"): (
                    "n_x and n_y do not meet in this cell: the input acts on the output through the state"
                    " only."
                ),
                ("n_y", "m"): _WITH_BATCH + " This is the shape of the prediction.",
                ("n_a", "n_x"): (
                    "That fits the weights between input and state. Wya stands between state and output."
                ),
            },
        },
        {
            "name": "ba",
            "points": 1,
            "axes": ("n_a", 1),
            "rule": "A bias is one column, with a row for each number that it is added to.",
            "wrong": {
                (1, "n_a"): (
                    "That is a row. Examples are columns here, so a bias that is added to each of them is a"
                    " column."
                ),
                ("n_a", "m"): (
                    "Every example gets the same bias: it is stored once, and NumPy repeats it over the"
                    " columns."
                ),
                ("n_y", 1): (
                    "A column, yes; but ba is added where the state is made, and by where the scores are"
                    " made."
                ),
                ("n_x", 1): (
                    "A column, yes; but ba is added to what Wax has already turned into something else than"
                    " the input."
                ),
                ("n_a", "n_a"): "A bias is added, it multiplies nothing: it needs one number for each unit.",
            },
        },
        {
            "name": "a_next",
            "points": 1,
            "axes": ("n_a", "m"),
            "rule": _COLUMN_RULE,
            "wrong": {
                ("m", "n_a"): "That has one example per row. In this course examples are columns.",
                ("n_a", 1): (
                    "That is the state of a single example. All m examples go through the step together."
                ),
                ("n_x", "m"): "That is the shape of the input. The state has a row for each hidden unit.",
                ("n_y", "m"): (
                    "That is the shape of the prediction. The state has a row for each hidden unit."
                ),
                ("n_a", "n_a"): (
                    "That is a matrix that acts on states. A state has a column for each example."
                ),
                ("n_a", "n_x"): "That is a matrix that reads inputs. A state has a column for each example.",
            },
        },
        {
            "name": "yt_pred",
            "points": 1,
            "axes": ("n_y", "m"),
            "rule": _COLUMN_RULE,
            "wrong": {
                ("m", "n_y"): "That has one example per row. In this course examples are columns.",
                ("n_y", 1): (
                    "That is the prediction for a single example. All m examples go through the step"
                    " together."
                ),
                ("n_a", "m"): (
                    "That is the shape of the state. The prediction has a row for each possible answer."
                ),
                ("n_x", "m"): (
                    "That is the shape of the input. The prediction has a row for each possible answer."
                ),
                ("n_y", "n_a"): (
                    "That is the matrix that makes scores from a state. A prediction has a column for each"
                    " example."
                ),
                (1, "m"): (
                    "That holds one number per example. Softmax gives a probability for each possible answer."
                ),
            },
        },
    ],
}

TWINS = {
    "name": "twin_columns",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 4: a wrong axis",
    "see": SECTIONS["names"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "b",
    "because": (
        "Along each row stand two equal numbers, so each gets half. The scores have no say any more, and"
        " nothing fails: the shape is right and every entry lies between 0 and 1. Only a look at the column"
        " sums shows it."
    ),
    "choices": {
        "a": (
            "That would be so if each entry were still compared with the other scores of its own column."
            " What does the sum along a row add up here, and does 2 in the first row still compete with 0 in"
            " the second?"
        ),
        "b": "",
        "c": (
            "A third each would mean that three equal numbers share one sum. Count the numbers in one row"
            " of z: those are the ones that are added up now."
        ),
        "d": (
            "NumPy has no objection: the sums along the rows form a column with one entry per row, and that"
            " divides a (3, 2) array without complaint. This is why the mistake is hard to notice."
        ),
    },
}

TASKS = [SOFTMAX, CELL, SHAPES, TWINS]
