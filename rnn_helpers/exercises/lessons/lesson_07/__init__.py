"""The tasks of lesson 07: Jacobians, their product, two rates, an orthogonal start, and two questions."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_07.mistakes_jacobian import JACOBIAN_MISTAKES
from rnn_helpers.exercises.lessons.lesson_07.mistakes_orthogonal import ORTHOGONAL_MISTAKES
from rnn_helpers.exercises.lessons.lesson_07.mistakes_product import PRODUCT_MISTAKES
from rnn_helpers.exercises.lessons.lesson_07.mistakes_rates import RATES_MISTAKES
from rnn_helpers.exercises.lessons.lesson_07.reference import (
    growth_rates,
    jacobian_product,
    orthogonal_from,
    state_jacobian,
)
from rnn_helpers.exercises.lessons.lesson_07.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, probe

LESSON = "07_why_memory_fades"


# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def jacobian_probes(rng):
    """Inputs for the Jacobian: one unit, several, some that are saturated, weights of whole numbers."""
    several = [(_states(rng, n_a), _weights(rng, n_a)) for n_a in (2, 3, 5)]
    return [
        probe("several", [[0.5], [-0.8]], [[0.5, -0.5], [1.0, 0.0]]),
        *(probe("several", *each) for each in several),
        probe("unit", [[0.6]], [[2.0]]),
        probe("unit", _states(rng, 1), _weights(rng, 1)),
        probe("saturated", [[1.0], [-1.0], [0.0]], _weights(rng, 3)),
        probe("whole", _states(rng, 3), rng.permutation(np.arange(1, 10)).reshape(3, 3)),
    ]


def product_probes(rng):
    """Inputs for the product: lags of 0, of 1, of some steps, and as long as the sequence."""
    sizes = [("one", 3, 2, 1), ("several", 4, 3, 2), ("several", 5, 2, 3), ("several", 5, 4, 4)]
    sizes += [("all", 3, 2, 3), ("all", 1, 3, 1), ("zero", 3, 2, 0), ("zero", 2, 4, 0)]
    random = [probe(kind, _states(rng, T_x, n_a), _weights(rng, n_a), k) for kind, T_x, n_a, k in sizes]
    whole = probe("whole", _states(rng, 4, 3), rng.integers(-2, 3, (3, 3)), 3)
    return [*random, whole]


def rates_probes(rng):
    """Inputs for the rates: matrices that turn, mirror or shear, then random ones."""
    turning = [
        [[0.0, -0.8], [0.8, 0.0]],
        [[0.3, 0.5], [0.2, -1.1]],
        [[-1.5, 1.0, 0.0], [0.0, 0.4, 2.0], [0.0, 0.0, 0.9]],
    ]
    several = [[[0.5, 4.0], [0.0, 0.5]], [[0.2, 0.0], [3.0, 0.7]], [[-0.7]]]
    several += [_weights(rng, 3), _weights(rng, 4)]
    return [
        *(probe("several", each) for each in several),
        *(probe("turning", each) for each in turning),
        probe("whole", [[2, -1, 0], [3, 1, 4], [0, -2, -3]]),
    ]


def orthogonal_probes(rng):
    """Inputs for the orthogonal matrix: they turn, mirror and shear, each by known amounts."""
    ordinary = [[[0.5, 4.0], [0.0, 0.5]], [[0.0, -2.0], [3.0, 0.0]]]
    ordinary += [_stretching(rng, n) for n in (2, 3, 4)]
    mirror = np.diag([-1.0, 1.0, 1.0])
    return [
        *(probe("several", each) for each in ordinary),
        probe("mirror", [[1.0, 2.0], [3.0, 1.0]]),
        probe("mirror", _stretching(rng, 3) @ mirror),
        probe("unit", [[-3.0]]),
        probe("unit", [[0.25]]),
        probe("whole", [[2, -1, 0], [3, 1, 4], [0, -2, -3]]),
    ]


def _states(rng, *sizes):
    return np.tanh(rng.normal(0, 1, (*sizes, 1)))


def _weights(rng, n_a):
    return rng.normal(0, 1, (n_a, n_a))


def _stretching(rng, n):
    """A random matrix with singular values from 0.5 to 3, so that none is near 0, and no mirror."""
    turned, _ = np.linalg.qr(rng.normal(0, 1, (n, n)))
    matrix = turned * np.linspace(0.5, 3, n) @ np.linalg.qr(rng.normal(0, 1, (n, n)))[0]
    return matrix * np.append(np.ones(n - 1), np.sign(np.linalg.det(matrix)))


# --- the tasks

_KINDS = {"unit": "a single unit", "several": "several units"}

JACOBIAN = {
    "name": "state_jacobian",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: one step is a matrix",
    "reference": state_jacobian,
    "arguments": ("a_next", "Waa"),
    "outputs": ("J",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.jacobians.step_jacobians",),
    "probes": jacobian_probes,
    "kinds": _KINDS | {"saturated": "saturated units"},
    "parts": [
        {"name": "several units", "points": 4, "test": "values", "kinds": ("several",)},
        {"name": "one unit", "points": 1, "test": "values", "kinds": ("unit",)},
        {"name": "saturated units", "points": 1, "test": "values", "kinds": ("saturated",)},
        {"name": "weights of whole numbers", "points": 1, "test": "values", "kinds": ("whole",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": JACOBIAN_MISTAKES,
}

PRODUCT = {
    "name": "jacobian_product",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: many steps are a product",
    "reference": jacobian_product,
    "arguments": ("a", "Waa", "k"),
    "outputs": ("product",),
    "uses": ("state_jacobian",),
    "out_of_reach": ("rnn_helpers.jacobians.products_back",),
    "probes": product_probes,
    "edges": ("zero", "all"),
    "kinds": {
        "one": "a lag of 1",
        "several": "lags of several steps",
        "all": "a lag as long as the sequence",
        "zero": "a lag of 0",
    },
    "parts": [
        {"name": "lag 1", "points": 1, "test": "values", "kinds": ("one",)},
        {"name": "several steps", "points": 4, "test": "values", "kinds": ("several", "whole")},
        {"name": "all steps", "points": 1, "test": "values", "kinds": ("all",)},
        {"name": "lag 0", "points": 1, "test": "values", "kinds": ("zero",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": PRODUCT_MISTAKES,
}

RATES = {
    "name": "growth_rates",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: one step, and the long run",
    "reference": growth_rates,
    "arguments": ("W",),
    "outputs": ("one_step", "long_run"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.jacobians.singular_values", "rnn_helpers.jacobians.spectral_radius"),
    "probes": rates_probes,
    "kinds": {"several": "ordinary matrices", "turning": "matrices that turn or mirror"},
    "parts": [
        {
            "name": "one_step",
            "points": 3,
            "test": "values",
            "kinds": ("several", "turning", "whole"),
            "outputs": ("one_step",),
        },
        {
            "name": "long_run",
            "points": 2,
            "test": "values",
            "kinds": ("several", "whole"),
            "outputs": ("long_run",),
        },
        {
            "name": "long_run, turning",
            "points": 2,
            "test": "values",
            "kinds": ("turning",),
            "outputs": ("long_run",),
        },
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": RATES_MISTAKES,
}

ORTHOGONAL = {
    "name": "orthogonal_from",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: a matrix that only turns",
    "reference": orthogonal_from,
    "arguments": ("matrix",),
    "outputs": ("Q",),
    "uses": (),
    "out_of_reach": (),
    "probes": orthogonal_probes,
    "kinds": {"unit": "a single unit", "several": "matrices that turn", "mirror": "matrices that mirror"},
    "parts": [
        {"name": "several units", "points": 4, "test": "values", "kinds": ("several", "whole")},
        {"name": "with a mirror", "points": 2, "test": "values", "kinds": ("mirror",)},
        {"name": "one unit", "points": 1, "test": "values", "kinds": ("unit",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": ORTHOGONAL_MISTAKES,
}

_NO_POWER = "Twenty steps multiply twenty times: that is a power, not a multiple."

LEFT = {
    "name": "left_after_twenty",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: what is left after twenty steps",
    "see": SECTIONS["saturation"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 0.9**20,
    "within": 0.002,
    "rule": (
        "Find the factor of one step first: what does Waa do to a length, and what do slopes that are all"
        " equal take away? Then ask how often it acts."
    ),
    "because": (
        "Each step multiplies the length by 1.2 · (1 − 0.5²) = 0.9, and 0.9 to the power of 20 is 0.12. The"
        " spectral radius is 1.2, and yet the gradient fades: the slopes outweigh it."
    ),
    "wrong": [
        (
            1.2**20,
            "That is what Waa alone would do, with slopes of 1. States of 0.5 and −0.5 are not in the middle"
            " of tanh: what is the slope there?",
        ),
        (
            0.75**20,
            "Those are the slopes alone. Waa stands in every Jacobian as well, and stretches by 1.2.",
        ),
        (
            0.6**20,
            "That is almost nothing. It is what comes out with a slope of 0.5, that is without the square, or"
            " with the state itself in place of its slope. At a state of 0.5 tanh is steeper than that.",
        ),
        (
            0.3**20,
            "Nothing at all would be left with a much smaller factor per step, such as 0.3, which comes of"
            " the square of the state in place of the slope. That square is the share that is taken away.",
        ),
        (0.9, "That is the factor of one step, and it is right. There are twenty of them."),
        (
            0.75 * 1.2**20,
            "The slope is taken once only. Every one of the twenty steps passes through its own tanh.",
        ),
        (
            1.2 * 0.75**20,
            "Waa is taken once only. Every one of the twenty Jacobians holds a copy of it.",
        ),
        (20 * 0.9, f"{_NO_POWER} The factor of one step, 0.9, is right."),
        (0.9 / 20, f"{_NO_POWER} The factor of one step, 0.9, is right."),
        (0.9**19, "The factor of one step is right, but there are twenty of them, and you took nineteen."),
        (0.9**21, "The factor of one step is right, but there are twenty of them, and you took twenty-one."),
        (
            0.9**40,
            "The factor is taken twice for every step. The length itself shrinks by 0.9; its square by 0.81.",
        ),
        (
            0.9**10,
            "That is what is left after ten steps, or the root of what is left after twenty.",
        ),
        (1 - 0.9**20, "That is what has been lost on the way. How much is left?"),
        (
            0.9**-20,
            "That is how many times shorter the gradient has become. Asked for is its length: 1 divided by"
            " this.",
        ),
        (
            -1.0,
            "A length is never negative. A step takes away a tenth of what is left then, not of what there"
            " was at first.",
        ),
        (
            1.5**20,
            "The slope is 1 minus the square of the state. With 1 plus the square it would be above 1, and"
            " tanh is nowhere steeper than 1.",
        ),
        (
            1.0,
            "An orthogonal matrix keeps lengths, and so keeps its product with slopes of 1. Here the matrix"
            " is 1.2 times an orthogonal one, and the slopes are not 1. Put numbers on both.",
        ),
    ],
}

CLIPPED = {
    "name": "clipped_share",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: does clipping help the far past?",
    "see": SECTIONS["clipping"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "Clipping multiplies the whole gradient by one number, here about a quarter. Both parts of the sum"
        " get shorter by the same factor, so the far past is outvoted as before. Clipping shortens what is"
        " too long; it changes no direction, and so no share either."
    ),
    "choices": {
        "a": (
            "That would need each part to be clipped by itself, and a part that is too short to be made"
            " longer. Clipping sees the sum only, and it never lengthens anything."
        ),
        "b": (
            "The far part by itself would pass under the limit. But by the time of clipping the parts have"
            " been added up: it is the sum that is too long, and all of it is multiplied by the same number."
        ),
        "c": "",
        "d": (
            "Nothing is cut off. The far part becomes four times shorter, and floating-point numbers keep all"
            " their digits at such sizes. But the near part becomes four times shorter as well: compare the"
            " two."
        ),
    },
}

TASKS = [JACOBIAN, PRODUCT, RATES, ORTHOGONAL, LEFT, CLIPPED]
