"""The tasks of lesson 04: the backward pass, how far one loss reaches back, the way back cut into chunks."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_04.mistakes_blame import BLAME_MISTAKES
from rnn_helpers.exercises.lessons.lesson_04.mistakes_pass import PASS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_04.mistakes_truncated import TRUNCATED_MISTAKES
from rnn_helpers.exercises.lessons.lesson_04.reference import (
    blame,
    rnn_backward_pass,
    truncated_backward_pass,
)
from rnn_helpers.exercises.lessons.lesson_04.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe
from rnn_helpers.rnn import rnn_forward_pass

LESSON = "04_backpropagation_through_time"
KINDS = {"one": "a single example", "batch": "several examples"}
SMALL = {"Wax": [[1.0]], "Waa": [[0.5]], "Wya": [[1.0], [-1.0]], "ba": [[0.0]], "by": [[0.0], [0.0]]}


# --- probes: one unit that a reader can check by hand, then fresh random networks


def pass_probes(rng):
    """Inputs for the backward pass: dict(kind, arguments, …)."""
    sizes = [(2, 3, 4, 1, 3), (4, 2, 3, 1, 2), (4, 3, 2, 5, 4), (2, 4, 3, 2, 5), (3, 3, 3, 3, 3)]
    probes = [_small_pass(), *(_pass_probe(rng, *each) for each in sizes)]
    return [*probes, _at_the_edge(_pass_probe(rng, 3, 2, 4, 2, 1))]


def blame_probes(rng):
    """Inputs for following one loss back: ends and middles of sequences, reaches of all kinds."""
    cases = [
        ((2, 3, 4, 1, 4), 3, 2),
        ((4, 2, 3, 1, 3), 1, 5),
        ((3, 2, 4, 2, 1), 0, 0),
        ((4, 3, 2, 5, 4), 3, 4),
        ((2, 4, 3, 2, 5), 3, 0),
        ((3, 2, 4, 4, 5), 4, 1),
        ((3, 3, 3, 3, 4), 2, 2),
    ]
    return [_blame_probe(rng, *each) for each in cases]


def truncated_probes(rng):
    """Inputs for truncation: lengths that are a multiple of the chunk and others, chunks of all kinds."""
    cases = [
        ((2, 3, 4, 1, 3), 2),
        ((3, 2, 4, 1, 5), 3),
        ((4, 3, 2, 5, 4), 3),
        ((2, 3, 4, 2, 5), 2),
        ((3, 3, 3, 3, 3), 1),
    ]
    edges = [((3, 4, 2, 2, 1), 1), ((2, 4, 3, 2, 3), 5)]
    probes = [_truncated_probe(rng, *each) for each in cases]
    return probes + [_at_the_edge(_truncated_probe(rng, *each)) for each in edges]


def _pass_probe(rng, *sizes):
    return _probe(sizes, *_network(rng, *sizes))


def _blame_probe(rng, sizes, t, reach):
    return _probe(sizes, t, *_network(rng, *sizes), reach)


def _truncated_probe(rng, sizes, chunk):
    return _probe(sizes, *_network(rng, *sizes), chunk)


def _small_pass():
    x, a0 = np.array([[[1.0]], [[0.0]]]), np.array([[0.5]])
    weights = {name: np.array(value) for name, value in SMALL.items()}
    dz = np.array([[[0.5], [-0.5]], [[-0.5], [0.5]]])
    return _probe((1, 1, 2, 1, 2), dz, list(rnn_forward_pass(x, a0, weights)[2]))


def _probe(sizes, *arguments):
    _, _, _, m, steps = sizes
    return probe("one" if m == 1 else "batch", *arguments, columns=m, steps=steps)


def _at_the_edge(probe):
    """A probe that is looked at by itself: a loop that leaves something out may have nothing to do in it."""
    return probe | {"kind": "extreme"}


def _network(rng, n_x, n_a, n_y, m, steps):
    """dz and the caches of a forward pass, in a network of these sizes."""
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    parameters = {name: rng.normal(0, 0.8, shapes[name]) for name in another_order(tuple(shapes), rng)}
    x, a0 = rng.normal(0, 1, (steps, n_x, m)), np.tanh(rng.normal(0, 1, (n_a, m)))
    return rng.normal(0, 1, (steps, n_y, m)), list(rnn_forward_pass(x, a0, parameters)[2])


# --- the tasks

_CELL, _OUTPUT = ("dWax", "dWaa", "dba"), ("dWya", "dby")

PASS = {
    "name": "rnn_backward_pass",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: the backward pass",
    "reference": rnn_backward_pass,
    "arguments": ("dz", "caches"),
    "outputs": ("dWya", "dby", "dWax", "dWaa", "dba", "dx", "da0"),
    "returns": "dict",
    "uses": (),
    "out_of_reach": ("rnn_helpers.rnn.rnn_backward_pass", "rnn_helpers.cells.backward_pass"),
    "probes": pass_probes,
    "large": {
        "title": "A sequence of one step",
        "says": "Here there is no carry and nothing to add up: the pass is one step of lesson 03.",
        "see": SECTIONS["pass"],
    },
    "kinds": KINDS,
    "parts": [
        {"name": "dWya, dby", "points": 1, "test": "values", "kinds": ("one",), "outputs": _OUTPUT},
        {"name": "dWax, dWaa, dba", "points": 2, "test": "values", "kinds": ("one",), "outputs": _CELL},
        {"name": "dx", "points": 1, "test": "values", "kinds": ("one",), "outputs": ("dx",)},
        {"name": "da0", "points": 1, "test": "values", "kinds": ("one",), "outputs": ("da0",)},
        {"name": "several examples", "points": 1, "test": "values", "kinds": ("batch",)},
        {"name": "one step", "points": 1, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": PASS_MISTAKES,
}

RESTING = {
    "name": "resting_unit",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 2: a unit at rest",
    "see": SECTIONS["sums"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "b",
    "because": (
        "The part of step t is `dtanh` of that step times the previous state. Column 0 is multiplied by the"
        " state of unit 0, and that was 0 every time: who listens to a silent unit learns nothing about it."
        " Row 0 is another matter. It holds what unit 0 should do itself, and its slope, 1 - 0², is as large"
        " as can be."
    ),
    "choices": {
        "a": (
            "Row 0 holds the weights that lead to unit 0. They are zero, and so is its state, but a nudge of"
            " them would move it, and others would notice. The gradient comes back to unit 0 through Wya and"
            " Waa, from those that read it, and the tanh has its steepest slope at 0."
        ),
        "b": "",
        "c": (
            "Half of this is right. An entry of dWaa is made from the gradient at the unit that the weight"
            " leads to and the state of the unit that it comes from. For which of the two is unit 0's"
            " state of 0 a factor, and is the gradient at unit 0 zero as well?"
        ),
        "d": (
            "That entry is zero, but it is not the only one. It is zero because what comes from unit 0 is"
            " always 0. Which other weights read unit 0?"
        ),
        "e": (
            "Some entries are zero for certain, at every step, whatever the other units do. A weight"
            " multiplies the state of the unit that it comes from. For which weights is this always 0?"
        ),
    },
}

BLAME = {
    "name": "blame",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: how far back",
    "reference": blame,
    "arguments": ("t", "dz", "caches", "reach"),
    "outputs": ("sizes",),
    "uses": (),
    "out_of_reach": (),
    "probes": blame_probes,
    "kinds": KINDS,
    "parts": [
        {"name": "one example", "points": 4, "test": "values", "kinds": ("one",)},
        {"name": "several examples", "points": 3, "test": "values", "kinds": ("batch",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": BLAME_MISTAKES,
}

FADING = {
    "name": "five_steps_back",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 4: five steps back",
    "see": SECTIONS["blame"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 0.6**5,
    "within": 0.003,
    "because": (
        "Each step back multiplies the gradient by the slope of tanh, 1 - 0.5² = 0.75, and by the weight,"
        " 0.8: together 0.6. From state 9 to state 4 that happens five times, and 0.6 to the power of 5 is"
        " 0.078."
    ),
    "wrong": [
        (
            0.8**5,
            "That is the weight alone. At every step the gradient passes a tanh as well: what is its slope?",
        ),
        (
            0.75**5,
            "That is the slope of tanh alone. At every step the gradient passes the recurrent weight too.",
        ),
        (0.6, "That is the factor of one step back. From state 9 to state 4 there are more."),
        (
            0.6**4,
            "That is one factor too few: count the steps from 9 down to 4, not the states between them.",
        ),
        (0.6**6, "That is one factor too many: six states take part, but there are five steps between them."),
        (
            0.4**5,
            "The slope of tanh is 1 minus the square of the state; here the state itself was taken away.",
        ),
        (0.2**5, "The slope of tanh is 1 minus the square of the state; here it is the square alone."),
        (
            0.8**5 * (1 - np.tanh(0.5) ** 2) ** 5,
            "The slope was taken at tanh of 0.5. The state 0.5 is already what came out of the tanh.",
        ),
        (0.8**5 * 0.75, "The slope of tanh comes in at every step, like the weight; here it came in once."),
        (0.8 * 0.75**5, "The weight comes in at every step, like the slope of tanh; here it came in once."),
        (
            0.5**5,
            "That is the state itself, five times. The gradient meets the slope there, and the weight.",
        ),
        (3.0, "The factors of the steps are multiplied, not added."),
        (
            0.12,
            "One factor divided by five is not five factors: each step multiplies the gradient anew.",
        ),
        (0.6**-5, "That is the other way round: so many times larger is the gradient at state 9."),
        (1 - 0.6**5, "That is the share that is lost on the way. Asked for is what is left."),
    ],
    "rule": (
        "Write down the factor of a single step back: the slope of tanh at a state of 0.5, times the"
        " recurrent weight. Then count the steps."
    ),
}

TRUNCATED = {
    "name": "truncated_backward_pass",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 5: truncation",
    "reference": truncated_backward_pass,
    "arguments": ("dz", "caches", "chunk"),
    "outputs": ("dWya", "dby", "dWax", "dWaa", "dba"),
    "returns": "dict",
    "uses": ("rnn_backward_pass",),
    "out_of_reach": (),
    "probes": truncated_probes,
    "large": {
        "title": "A sequence that is no longer than a chunk",
        "says": "Here there is one chunk and nothing to cut: the gradients are those of the whole pass.",
        "see": SECTIONS["truncation"],
    },
    "kinds": KINDS,
    "parts": [
        {"name": "dWya, dby", "points": 2, "test": "values", "kinds": ("one",), "outputs": _OUTPUT},
        {"name": "dWax, dWaa, dba", "points": 3, "test": "values", "kinds": ("one",), "outputs": _CELL},
        {"name": "several examples", "points": 1, "test": "values", "kinds": ("batch",)},
        {"name": "no more steps than a chunk", "points": 1, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": TRUNCATED_MISTAKES,
}

TASKS = [PASS, RESTING, BLAME, FADING, TRUNCATED]
