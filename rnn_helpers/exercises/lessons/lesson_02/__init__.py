"""The tasks of lesson 02: inputs and labels, the pass, its loss, a slope by nudging, and two questions."""

from functools import partial

import numpy as np

from rnn_helpers.exercises.given import loss_of_parameters
from rnn_helpers.exercises.lessons.lesson_02.mistakes_inputs import INPUTS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_02.mistakes_loss import LOSS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_02.mistakes_pass import PASS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_02.mistakes_slope import SLOPE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_02.reference import (
    cross_entropy,
    inputs_and_labels,
    rnn_forward_pass,
    slope_along,
)
from rnn_helpers.exercises.lessons.lesson_02.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe

LESSON = "02_unrolled_in_time"


# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def inputs_probes(rng):
    """Texts and vocabularies: "own" holds the text's letters in order, "other" more letters in any order."""
    return [
        probe("own", "hello", "ehlo"),
        probe("own", "ab", "ab"),
        probe("other", "noon", "onyx"),
        probe("other", "tree", "rstec"),
        _text_probe(rng, 7, 6),
        _text_probe(rng, 3, 5),
    ]


def _text_probe(rng, length, n_x):
    """A random text over three letters or more of a vocabulary that is in no order."""
    characters = "".join(rng.permutation(list("abcdefgh"))[:n_x])
    if characters == "".join(sorted(characters)):
        characters = characters[::-1]
    text = "".join(rng.choice(list(characters[1:]), length))
    return probe("other", text, characters)


def pass_probes(rng):
    """Inputs for the pass: all sizes different, a batch of one, a single step, all sizes equal."""
    sizes = [
        (3, 4, 2, 5, 6),
        (4, 3, 2, 5, 1),
        (5, 2, 3, 4, 1),
        (1, 3, 2, 4, 5),
        (3, 3, 3, 3, 3),
        (2, 5, 4, 3, 6),
    ]
    probes = [_pass_probe(rng, *each) for each in sizes]
    x, a0, parameters = _pass_probe(rng, 3, 2, 4, 3, 5)["arguments"]
    whole = {name: rng.integers(-2, 3, array.shape) for name, array in parameters.items()}
    return [*probes, probe("whole", rng.integers(-2, 3, x.shape), a0, whole)]


def _pass_probe(rng, T_x, n_x, n_a, n_y, m):
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    parameters = {name: rng.normal(0, 0.8, shapes[name]) for name in another_order(list(shapes), rng)}
    a0 = rng.uniform(0.2, 0.9, (n_a, m)) * rng.choice([-1, 1], (n_a, m))
    kind = "single" if T_x == 1 else "one" if m == 1 else "batch"
    return probe(kind, rng.normal(0, 1, (T_x, n_x, m)), a0, parameters, columns=m, steps=T_x)


def loss_probes(rng):
    """Predictions and labels; the extreme ones hold tiny probabilities, and zeros for wrong answers."""
    fixed = np.array([[[0.5], [0.25], [0.25]], [[0.125], [0.125], [0.75]]])
    tiny = np.array([[[1e-30, 0.5], [0.75, 0.25], [0.25, 0.25]], [[0.25, 0.5], [1e-9, 0.25], [0.75, 0.25]]])
    tiny[0, 1, 0] = 0.75 - 1e-30
    small = np.tile([[1e-200], [1 - 1e-200]], (3, 1, 2))
    sure = np.array([[[1.0, 0.25], [0.0, 0.75]], [[0.0, 0.5], [1.0, 0.5]]])
    return [
        _loss_probe(rng, 3, 4, 2),
        probe("one", fixed, [[0], [2]], columns=1, steps=2),
        _loss_probe(rng, 4, 5, 1),
        _loss_probe(rng, 1, 4, 3),
        _loss_probe(rng, 2, 3, 5),
        _loss_probe(rng, 3, 3, 3),
        probe("extreme", tiny, [[0, 0], [1, 0]], columns=2, steps=2),
        probe("extreme", small, np.zeros((3, 2), int), columns=2, steps=3),
        probe("extreme", sure, [[0, 1], [1, 0]], columns=2, steps=2),
    ]


def _loss_probe(rng, T_x, n_y, m):
    powers = np.exp(rng.normal(0, 1.2, (T_x, n_y, m)))
    labels = rng.integers(0, n_y, (T_x, m))
    kind = "one" if m == 1 else "batch"
    return probe(kind, powers / powers.sum(axis=1, keepdims=True), labels, columns=m, steps=T_x)


def slope_probes(rng):
    """Curved losses of one array and of several, at places in a row and a column that differ."""
    one, square, several = {"Wya": (3, 4)}, {"Waa": (3, 3)}, {"Wax": (2, 4), "Waa": (2, 2), "ba": (2, 1)}
    return [
        _slope_probe("one", rng, one, "Wya", (2, 0), 0.5, 1),
        _slope_probe("one", rng, square, "Waa", (0, 2), 0.25, -1),
        _slope_probe("several", rng, several, "Waa", (1, 0), 0.3, -1),
        _slope_probe("several", rng, several, "Wax", (1, 3), 0.1, 1),
        _slope_probe("several", rng, several, "ba", (0, 0), 2.0, -1),
    ]


def _slope_probe(kind, rng, shapes, name, place, h, sign):
    parameters = {key: rng.normal(0, 1, shape) for key, shape in shapes.items()}
    rates = {key: rng.uniform(0.4, 0.9, shape) * rng.choice([-1, 1], shape) for key, shape in shapes.items()}
    rates[name][place] = 0.7 * sign
    return probe(kind, partial(loss_of_parameters, rates), parameters, name, place, h)


# --- the tasks

INPUTS = {
    "name": "inputs_and_labels",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: what is read, what is asked for",
    "reference": inputs_and_labels,
    "arguments": ("text", "characters"),
    "outputs": ("x", "labels"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.vocabulary.one_hot",),
    "probes": inputs_probes,
    "kinds": {"own": "a vocabulary of the text's own letters", "other": "a larger vocabulary"},
    "parts": [
        {"name": "x", "points": 3, "test": "values", "kinds": ("own",), "outputs": ("x",)},
        {"name": "labels", "points": 3, "test": "values", "kinds": ("own",), "outputs": ("labels",)},
        {"name": "a larger vocabulary", "points": 2, "test": "values", "kinds": ("other",)},
        FORM,
        OWN,
    ],
    "mistakes": INPUTS_MISTAKES,
}

PASS = {
    "name": "rnn_forward_pass",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the pass",
    "reference": rnn_forward_pass,
    "arguments": ("x", "a0", "parameters"),
    "outputs": ("a", "y_pred", "caches"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.rnn.rnn_forward_pass",),
    "probes": pass_probes,
    "kinds": {
        "one": "a batch of one",
        "batch": "several examples",
        "single": "a sequence of one step",
    },
    "parts": [
        {"name": "a", "points": 3, "test": "values", "kinds": ("one", "batch"), "outputs": ("a",)},
        {"name": "y_pred", "points": 2, "test": "values", "kinds": ("one", "batch"), "outputs": ("y_pred",)},
        {"name": "caches", "points": 1, "test": "values", "kinds": ("one", "batch"), "outputs": ("caches",)},
        {"name": "a single step", "points": 1, "test": "values", "kinds": ("single",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": PASS_MISTAKES,
}

LOSS = {
    "name": "cross_entropy",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: the loss",
    "reference": cross_entropy,
    "arguments": ("y_pred", "labels"),
    "outputs": ("loss",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.losses.cross_entropy",),
    "probes": loss_probes,
    "large": {
        "title": "Tiny probabilities",
        "says": (
            "For ordinary probabilities the loss is right. But a right answer may have got next to nothing,"
            " and a wrong one exactly 0. Nothing may be added or cut off, and only the right answers'"
            " probabilities have a logarithm that matters."
        ),
        "see": SECTIONS["loss"],
    },
    "parts": [
        {"name": "one example", "points": 3, "test": "values", "kinds": ("one",)},
        {"name": "several examples", "points": 2, "test": "values", "kinds": ("batch",)},
        {"name": "tiny probabilities", "points": 2, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": LOSS_MISTAKES,
}

SLOPE = {
    "name": "slope_along",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: a slope by nudging",
    "reference": slope_along,
    "arguments": ("loss", "parameters", "name", "place", "h"),
    "outputs": ("slope",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.gradient_check.numerical_gradient",),
    "probes": slope_probes,
    "kinds": {"one": "a loss of one array", "several": "a loss of several arrays"},
    "parts": [
        {"name": "a loss of one array", "points": 4, "test": "values", "kinds": ("one",)},
        {"name": "a loss of several arrays", "points": 3, "test": "values", "kinds": ("several",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": SLOPE_MISTAKES,
}

_PER_STEP = (
    "That is a set of weights for each step. The loop hands the same dict to the cell every time: a longer"
    " text needs no more weights."
)
_PER_EXAMPLE = "That is a set of weights for each example. All examples are columns for the same matrices."

COUNT = {
    "name": "count_of_weights",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: how many weights",
    "see": SECTIONS["sharing"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 214,
    "within": 0,
    "wrong": [
        (200, "Those are the three matrices. The biases are learned as well; they count as weights here."),
        (1712, _PER_STEP),
        (1600, _PER_STEP + " And the biases are learned as well."),
        (1070, _PER_EXAMPLE),
        (1000, _PER_EXAMPLE + " And the biases are learned as well."),
        (8560, "That is a set for each step of each example. All of them go through the same weights."),
        (114, "One matrix is missing: the one that lets the state of a step act on the next."),
        (100, "All three matrices are learned, and both biases."),
        (174, "One matrix is missing: the one that makes the scores of the answers."),
        (170, "Those are Wax, Waa and ba, which make the state. The prediction has weights, too."),
        (160, "Those are Wax and Waa alone."),
        (154, "One matrix is missing: the one that reads the input."),
        (140, "Those are Waa and Wya alone."),
        (210, "One bias is missing: the one that is added to the scores of the answers."),
        (204, "One bias is missing: the one that is added where the state is made."),
        (220, "Each bias has as many numbers as it is added to: not both of them have n_a."),
        (208, "Each bias has as many numbers as it is added to: not both of them have n_y."),
        (202, "A bias is not one number: it has one for each unit, or for each answer."),
        (236, "The answers are n_y = 4; their matrix and their bias have a row for each of them."),
        (270, "A bias is stored once and added to every example; its shape has no m in it."),
        (428, "That is the number of forward passes for one gradient: each weight goes up and down."),
        (40, "That many has the lesson's network, with three units and four letters. This one is larger."),
    ],
    "rule": (
        "Go through the dict: for each of the five arrays take its rows times its columns, then add. A weight"
        " matrix has a row for each number that it makes and a column for each number that it reads."
    ),
    "because": (
        "60 + 100 + 40 in the matrices, 10 + 4 in the biases. Neither T_x = 8 nor m = 5 comes in: steps and"
        " examples share the weights, so the same 214 numbers read a text of any length."
    ),
}

FLOOR = {
    "name": "floor_of_noon",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: “noon” without memory",
    "see": SECTIONS["floor"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "d",
    "because": (
        "Three predictions are asked for. After n the answer is always o, which can be learned at a cost as"
        " near to 0 as you like. After o it is once o and once n, and one distribution has to serve both: the"
        " best is one half each, ln 2 for each of the two. The mean over three predictions is (2 ln 2)/3."
    ),
    "choices": {
        "a": (
            "0 needs a certain right answer at every step. Write down which letter follows which: is there"
            " one that is followed by two different ones? More units cannot tell its two places apart,"
            " since the letter is all that they see."
        ),
        "b": (
            "That counts one unsure prediction out of three. But both places of the doubtful letter get the"
            " same half and half, and each of the two costs ln 2."
        ),
        "c": (
            "That is the floor of “hello”, where two of four predictions are unsure. How many letters of"
            " “noon” are read, and over how many predictions does the mean run?"
        ),
        "d": "",
        "e": (
            "ln 2 is what one unsure prediction costs. The mean runs over all predictions, and one of them"
            " can be learned at a cost as near to 0 as you like."
        ),
    },
}

TASKS = [INPUTS, PASS, LOSS, SLOPE, COUNT, FLOOR]
