"""The tasks of lesson 09: last real step, its loss, the first state, windows of a series, two questions."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_09.mistakes_back import BACK_MISTAKES
from rnn_helpers.exercises.lessons.lesson_09.mistakes_first import FIRST_MISTAKES
from rnn_helpers.exercises.lessons.lesson_09.mistakes_last import LAST_MISTAKES
from rnn_helpers.exercises.lessons.lesson_09.mistakes_windows import WINDOWS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_09.reference import (
    first_state_backward,
    last_real_step,
    last_step_backward,
    windows,
)
from rnn_helpers.exercises.lessons.lesson_09.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, probe

LESSON = "09_the_shapes_of_recurrence"


# --- probes: padded batches, some filled to the end by their longest sequence and some not


def _boxes(rng):
    """Kind, T_x, rows and lengths of padded batches; the lengths are never in order."""
    return [
        ("batch", 4, 3, np.array([3, 1, 4, 2, 2])),
        ("batch", 5, 2, np.array([3, 2, 5])),
        ("short", 5, 4, np.array([2, 4, 1])),
        ("one", 5, 6, np.array([3])),
        ("short", 6, 3, rng.permutation([1, 5, 3, 4])),
        ("batch", 3, 3, rng.permutation([1, 3, 2])),
        ("one", 1, 4, np.array([1])),
    ]


_BOX_KINDS = {
    "batch": "sequences of which the longest fills the box",
    "short": "sequences that all end before the box does",
    "one": "a single sequence",
}


def last_probes(rng):
    """States of padded batches; the padding holds numbers as well."""
    return [
        probe(
            kind, rng.uniform(-0.95, 0.95, (T_x, n_a, len(lengths))), lengths, columns=len(lengths), steps=T_x
        )
        for kind, T_x, n_a, lengths in _boxes(rng)
    ]


def back_probes(rng):
    """Predictions at every step of padded batches, with labels that differ from each other."""
    return [_back_probe(rng, kind, T_x, n_y, lengths) for kind, T_x, n_y, lengths in _boxes(rng)]


def _back_probe(rng, kind, T_x, n_y, lengths):
    m = len(lengths)
    powers = np.exp(rng.normal(0, 1, (T_x, n_y, m)))
    labels = (rng.integers(n_y) + np.arange(m)) % n_y
    return probe(kind, powers / powers.sum(axis=1, keepdims=True), labels, lengths, columns=m, steps=T_x)


def first_probes(rng):
    """Languages that come once or not at all ("once"), and several times ("shared")."""
    return [
        _first_probe("once", rng, 3, [3, 0, 1], 5),
        _first_probe("once", rng, 4, [2, 3], 5),
        _first_probe("once", rng, 2, [1], 3),
        _first_probe("shared", rng, 3, [2, 0, 2, 3, 2], 5),
        _first_probe("shared", rng, 3, [1, 0, 1], 3),
        _first_probe("shared", rng, 2, [4, 1, 4, 4, 1, 2], 6),
        _first_probe("shared", rng, 5, rng.permutation([1, 1, 0, 2]), 4),
    ]


def _first_probe(kind, rng, n_a, languages, n_languages):
    da0 = rng.uniform(0.2, 1.5, (n_a, len(languages))) * rng.choice([-1, 1], (n_a, len(languages)))
    return probe(kind, da0, np.array(languages), n_languages, columns=len(languages))


def windows_probes(rng):
    """Series with windows that overlap, stand in no order, and (of one step) touch the end of the series."""
    return [
        probe("one", [5.0, 8.0, 6.0, 9.0, 2.0, 1.0, 7.0, 3.0], [2], 3, columns=1, steps=3),
        _windows_probe("batch", rng, 17, [3, 1, 9], 4),
        _windows_probe("batch", rng, 10, [5, 1, 2, 6], 2),
        _windows_probe("batch", rng, 13, [2, 1, 7], 3),
        _windows_probe("one", rng, 12, [2], 5),
        _windows_probe("single", rng, 6, [4, 1, 2, 1], 1),
    ]


def _windows_probe(kind, rng, size, starts, length):
    series = rng.uniform(10, 150, size)
    return probe(kind, series, np.array(starts), length, columns=len(starts), steps=length)


# --- the tasks

LAST = {
    "name": "last_real_step",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: the last real step",
    "reference": last_real_step,
    "arguments": ("a", "lengths"),
    "outputs": ("last",),
    "uses": (),
    "out_of_reach": (),
    "probes": last_probes,
    "kinds": _BOX_KINDS,
    "parts": [
        {"name": "one sequence", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "a full box", "points": 3, "test": "values", "kinds": ("batch",)},
        {"name": "padding behind all", "points": 2, "test": "values", "kinds": ("short",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": LAST_MISTAKES,
}

BACK = {
    "name": "last_step_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: where the gradient enters",
    "reference": last_step_backward,
    "arguments": ("y_pred", "labels", "lengths"),
    "outputs": ("dz",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.losses.cross_entropy_backward",),
    "probes": back_probes,
    "kinds": _BOX_KINDS,
    "parts": [
        {"name": "one sequence", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "a full box", "points": 3, "test": "values", "kinds": ("batch",)},
        {"name": "padding behind all", "points": 2, "test": "values", "kinds": ("short",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": BACK_MISTAKES,
}

FIRST = {
    "name": "first_state_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: from the first state to We",
    "reference": first_state_backward,
    "arguments": ("da0", "languages", "n_languages"),
    "outputs": ("dWe",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.name_writing.first_state_backward",),
    "probes": first_probes,
    "kinds": {"once": "no language twice", "shared": "several names of one language"},
    "parts": [
        {"name": "no language twice", "points": 3, "test": "values", "kinds": ("once",)},
        {"name": "several names of one language", "points": 4, "test": "values", "kinds": ("shared",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": FIRST_MISTAKES,
}

WINDOWS = {
    "name": "windows",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: windows of a series",
    "reference": windows,
    "arguments": ("series", "starts", "length"),
    "outputs": ("x", "y"),
    "uses": (),
    "out_of_reach": (),
    "probes": windows_probes,
    "kinds": {"one": "a single window", "batch": "several windows", "single": "windows of one step"},
    "parts": [
        {"name": "x", "points": 3, "test": "values", "kinds": ("one", "batch"), "outputs": ("x",)},
        {"name": "y", "points": 3, "test": "values", "kinds": ("one", "batch"), "outputs": ("y",)},
        {"name": "windows of one step", "points": 1, "test": "values", "kinds": ("single",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": WINDOWS_MISTAKES,
}

SAME_AGAIN = {
    "name": "same_as_last_time",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: the first rival",
    "see": SECTIONS["series"],
    "parts": [{"name": "answer", "points": 2}],
    "right": np.sqrt(25 / 3),
    "within": 0.015,
    "wrong": [
        (25 / 3, "That is the mean of the squares. The R in RMSE is still missing: the root."),
        (5, "That is the root of the sum of the squares. Before the root the mean is taken."),
        (25, "That is the sum of the squares. The mean of them comes next, and then the root."),
        (7 / 3, "That is the mean of the sizes of the errors. In the RMSE they are squared first."),
        (7, "That is the sum of the sizes of the errors. They are squared, averaged, and then the root."),
        (1 / 3, "That is the mean of the errors with their signs: too high and too low cancel."),
        (1, "That is the sum of the errors with their signs: too high and too low cancel."),
        (
            2.5,
            "You divide by four. How many of the four years can be forecast from the one before? For the"
            " first there is no last time, and a forecast that was not made does not count as a perfect one.",
        ),
        (6.25, "You divide by four, and the root is missing. How many years can be forecast at all?"),
        (
            np.sqrt(12.5),
            "You divide by two. The last two years are equal: that is a forecast as well, with the error 0.",
        ),
        (12.5, "You divide by two, and the root is missing. An error of 0 counts as a forecast too."),
        (
            5 / 3,
            "The root comes before the division. The mean is taken first, then the root of the mean.",
        ),
        (5 / 4, "The root comes before the division, and there are not four forecasts."),
        (
            1.5,
            "That is the spread around the mean of the four: the forecast “the mean”. Use the year before.",
        ),
        (
            np.sqrt(6),
            "The forecast stays at the first year throughout. “Same as last time” moves on: each year is"
            " compared with the one right before it.",
        ),
        (
            np.sqrt((400 + 25) / 4),
            "The first year was compared with 0. Nothing is known before it, so it cannot be forecast.",
        ),
        (
            np.std([4, -3, 0]),
            "That is the spread of the errors around their own mean. Square the errors themselves.",
        ),
    ],
    "rule": (
        "Write the three forecasts below the three numbers that came, take the differences, square each, take"
        " their mean, and the root of that."
    ),
    "because": (
        "The errors are 4, -3 and 0; the mean of 16, 9 and 0 is 25/3 = 8.33, and its root 2.89. There are"
        " three forecasts for four years, and the one that is right counts like the others."
    ),
}

COMPANY = {
    "name": "answers_in_company",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: alone and in company",
    "see": SECTIONS["many"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "The state that was read is the one after the letters and a stretch of zero columns, and in training"
        " it always was. Alone, a name has no padding, so the network meets a state that it never learned to"
        " read. An answer that depends on the company is read at the wrong step."
    ),
    "choices": {
        "a": (
            "Then names that were never seen would be wrong in both ways of asking. Here the very same names"
            " are asked about twice, and only the batch has changed."
        ),
        "b": (
            "Columns of a batch do not mix: every product in the cell takes each column by itself. No other"
            " name can help. What else does a name get from being in a batch with longer ones?"
        ),
        "c": "",
        "d": (
            "A mean over the batch is taken in the loss only. The states and the predictions of a column do"
            " not depend on how many columns there are."
        ),
        "e": (
            "The state begins at zero for every batch, so nothing is left over from other names. And it would"
            " disturb the large batches as well."
        ),
    },
}

TASKS = [LAST, BACK, FIRST, WINDOWS, SAME_AGAIN, COMPANY]
