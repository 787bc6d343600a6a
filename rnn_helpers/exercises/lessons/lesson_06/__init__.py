"""The tasks of lesson 06: a text in chunks, the state carried, an honest split, a unit found fairly."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_06.mistakes_chunks import CHUNKS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_06.mistakes_costs import COSTS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_06.mistakes_judge import JUDGE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_06.reference import choose_and_judge, chunk_costs, text_chunks
from rnn_helpers.exercises.lessons.lesson_06.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe
from rnn_helpers.neurons import auc, either_way

LESSON = "06_reading_and_trusting_the_model"


# --- probes


def chunks_probes(rng):
    """Texts that come out even and others: dict(kind, arguments, …). No two characters have the same code."""
    cases = [(14, 1, 4), (7, 1, 3), (26, 3, 4), (24, 3, 3), (30, 2, 5), (33, 4, 3), (28, 3, 3), (10, 2, 1)]
    return [_chunks_probe(rng, *case) for case in cases]


def _chunks_probe(rng, characters, columns, steps):
    codes = rng.permutation(np.arange(1, 100))[:characters]
    return probe("one" if columns == 1 else "batch", codes, columns, steps)


def costs_probes(rng):
    """A single chunk, chunks of one text, and texts that begin on the way, in some columns or in all."""
    never, late = [[0, 0, 0]] * 3, [[1, 1], [0, 0], [0, 1], [1, 1]]
    cases = [
        ("single", (4, 3, 2), [[0, 0, 0]]),
        ("single", (3, 2, 4), [[1]]),
        ("carried", (5, 3, 4), never),
        ("carried", (4, 2, 3), [[1], [0], [0]]),
        ("fresh", (3, 4, 2), late),
        ("fresh", (4, 3, 3), [[1, 0, 1], [0, 0, 1], [1, 1, 0]]),
        ("fresh", (4, 3, 1), [[0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 0, 0], [1, 0, 1, 0]]),
    ]
    return [_costs_probe(rng, *case) for case in cases]


def _costs_probe(rng, kind, sizes, fresh):
    """sizes : n_x, n_a, steps"""
    (n_x, n_a, steps), fresh = sizes, np.array(fresh, bool)
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_x, n_a), "ba": (n_a, 1), "by": (n_x, 1)}
    parameters = {name: rng.normal(0, 1.2, shapes[name]) for name in another_order(tuple(shapes), rng)}
    reads, labels = rng.integers(0, n_x, (2, len(fresh), steps, fresh.shape[1]))
    return probe(kind, reads, labels, fresh, parameters, columns=fresh.shape[1], steps=steps)


def judge_probes(rng):
    """Units of which the best is high or low where the property holds, and such as were best by luck.

    Nothing comes out right by chance: among the probes of each kind there is one at which each other way to
    choose a unit or to judge it shows. No two ways choose the same units everywhere, and the best unit of a
    second part is once a low one.
    """
    kinds = {
        "high": [(20, 9, 5), (24, 13, 4), (23, 10, 6)],
        "low": [(22, 12, 6), (20, 10, 5), (19, 10, 5)],
        "luck": [(21, 9, 6), (20, 11, 5)],
    }
    while True:
        probes = [each for kind, cases in kinds.items() for each in _judge_probes(rng, kind, cases)]
        choices = list(zip(*(_choices(*each["arguments"]).values() for each in probes)))
        if len(set(choices)) == len(choices) and any(_ends_low(*each["arguments"]) for each in probes):
            return probes


def _judge_probes(rng, kind, cases):
    """The probes of a kind, drawn until every other area shows, and until luck has met high and low units."""
    while True:
        probes = [_judge_probe(rng, kind, *case) for case in cases]
        right, *others = np.array([_areas(kind, *each["arguments"]) for each in probes]).T
        shown = all((np.abs(other - right) > 1e-6).any() for other in others)
        if shown and (kind != "luck" or len({_is_high(*each["arguments"]) for each in probes}) == 2):
            return probes


def _is_high(values, answers, half):
    """Whether the unit that is best on the first part is high where the property holds."""
    first = auc(values[:half], answers[:half])
    return first.max() > 1 - first.min()


def _ends_low(values, answers, half):
    """Whether the unit that is best on the second part is low where the property holds."""
    return not _is_high(values[half:], answers[half:], len(values) - half)


def _areas(kind, values, answers, half):
    """The area of the best unit, and what other ways to choose or to judge would give, whichever the sign."""
    second = auc(values[half:], answers[half:])
    units = _choices(values, answers, half)
    moved = [auc(values[k:], answers[k:])[units["best"]] for k in (half - 1, half + 1, len(values) // 2)]
    units = [unit for way, unit in units.items() if way not in ("cut in half", _CHOSEN_ALIKE.get(kind))]
    return either_way(np.array([*second[units], *moved, second.max(), either_way(second).max()]))


_CHOSEN_ALIKE = {"high": "highest", "low": "lowest"}  # where the best unit is high, it is the highest


def _choices(values, answers, half):
    """The unit that is best, and those that other ways to choose would take: way -> unit."""
    first, second = auc(values[:half], answers[:half]), auc(values[half:], answers[half:])
    early, yes = values[:half], answers[:half]
    gaps = np.abs(early[yes].mean(axis=0) - early[~yes].mean(axis=0))
    areas = [either_way(each) for each in (first, second, auc(values, answers))]
    scores = {
        "best": areas[0],
        "second part": areas[1],
        "whole text": areas[2],
        "both parts": areas[0] + areas[1],
        "highest": first,
        "lowest": -first,
        "means": gaps,
        "correlation": gaps / early.std(axis=0),
        "most active": np.abs(early).mean(axis=0),
        "tells least": -areas[0],
        "cut in half": either_way(auc(values[: len(values) // 2], answers[: len(values) // 2])),
    }
    return {way: int(np.argmax(score)) for way, score in scores.items()}


def _judge_probe(rng, kind, places, half, units):
    """Drawn until the first part has a single best unit, and the second part agrees with it or does not."""
    while True:
        answers = np.zeros(places, bool)
        for part in (slice(None, half), slice(half, None)):
            size = len(answers[part])
            answers[part] = rng.permutation(size) < rng.integers(3, size - 3)
        values = rng.normal(0, 1, (places, units)) ** 3 * rng.uniform(0.2, 2, units) + rng.normal(
            0, 0.4, units
        )
        if _kind_of_case(values, answers, half) == kind:
            return probe(kind, values, answers, half)


def _kind_of_case(values, answers, half):
    first, second = auc(values[:half], answers[:half]), auc(values[half:], answers[half:])
    unit = either_way(first).argmax()
    luck = (first[unit] > 0.5) != (second[unit] > 0.5)
    if not (_stands_out(first) and _stands_out(second)) or abs(second[unit] - 0.5) < 0.05:
        return "unclear"
    return "luck" if luck else "high" if first[unit] > 0.5 else "low"


def _stands_out(areas):
    """Whether one unit is best, beyond rounding."""
    best, next_best = np.sort(either_way(areas))[[-1, -2]]
    return best - next_best > 1e-3


# --- the tasks

CHUNKS = {
    "name": "text_chunks",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: a text in chunks",
    "reference": text_chunks,
    "arguments": ("codes", "columns", "steps"),
    "outputs": ("reads", "labels"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.character_model.column_batches",),
    "probes": chunks_probes,
    "kinds": {"one": "a single column", "batch": "several columns"},
    "parts": [
        {
            "name": "reads, one column",
            "points": 2,
            "test": "values",
            "kinds": ("one",),
            "outputs": ("reads",),
        },
        {
            "name": "labels, one column",
            "points": 1,
            "test": "values",
            "kinds": ("one",),
            "outputs": ("labels",),
        },
        {"name": "reads", "points": 2, "test": "values", "kinds": ("batch",), "outputs": ("reads",)},
        {"name": "labels", "points": 2, "test": "values", "kinds": ("batch",), "outputs": ("labels",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": CHUNKS_MISTAKES,
}

COSTS = {
    "name": "chunk_costs",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the state goes on",
    "reference": chunk_costs,
    "arguments": ("reads", "labels", "fresh", "parameters"),
    "outputs": ("costs",),
    "uses": (),
    "out_of_reach": (),
    "probes": costs_probes,
    "kinds": {
        "single": "a single chunk",
        "carried": "chunks of one text",
        "fresh": "texts that begin on the way",
    },
    "parts": [
        {"name": "a single chunk", "points": 2, "test": "values", "kinds": ("single",)},
        {"name": "chunks of one text", "points": 2, "test": "values", "kinds": ("carried",)},
        {"name": "texts that begin on the way", "points": 3, "test": "values", "kinds": ("fresh",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": COSTS_MISTAKES,
}

SPLIT = {
    "name": "honest_measure",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 3: an honest measure",
    "see": SECTIONS["leaks"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "d",
    "because": (
        "No name stands in two parts, and the third part has decided nothing: not what was learned, not the"
        " size of the network, not the moment to stop. It is asked once, at the end."
    ),
    "choices": {
        "a": (
            "A name that stands in the list twice can fall into the first part and into the third: then it is"
            " held out and was read. That rewards learning by heart."
        ),
        "b": (
            "Each part has no name twice, but the same name can still stand in two parts: once to be learned"
            " from, once to be measured with. When would the names have to be made unique?"
        ),
        "c": (
            "The names are split without a leak, but the second part has chosen the size and the moment to"
            " stop. The smallest of many losses is a little too small. Read again why a third part is needed."
        ),
        "d": "",
        "e": (
            "The third part has chosen the moment to stop, even if it has chosen nothing else. What it then"
            " reports is the luckiest of many moments."
        ),
    },
}

AREA = {
    "name": "area_by_hand",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 4: an area by hand",
    "see": SECTIONS["area"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 6.5 / 12,
    "within": 0.003,
    "because": (
        "Of the 12 pairs, 0.8 wins three, 0.5 wins two and shares one, 0.1 wins one: 6.5 of 12, hardly more"
        " than a coin. In ranks: 6 + 4.5 + 2 = 12.5, less 6, is 6.5 again."
    ),
    "wrong": [
        (6 / 12, "The tie between 0.5 and 0.5 was counted as lost. It counts as half a pair."),
        (7 / 12, "The tie between 0.5 and 0.5 was counted as won. It counts as half a pair."),
        (6 / 11, "The tie was left out, among the pairs as well. It is a pair and counts as half a win."),
        (5.5 / 12, "This is the share of pairs in which the unit is higher outside: the sign is turned."),
        (6.5, "That is how many pairs are won. Asked for is their share."),
        (6.5 / 7, "The pairs won were divided by the number of places. How many pairs are there?"),
        (
            6.5 / 9,
            "The pairs were counted as 3 times 3. Each of the three places inside meets every one outside.",
        ),
        (
            6.5 / 16,
            "The pairs were counted as 4 times 4. Each of the three places inside meets every one outside.",
        ),
        (
            6.5 / 21,
            "Seven places make 21 pairs, but only those of one place inside and one outside count.",
        ),
        (
            12.5 / 12,
            "That is the sum of the ranks as a share, and more than 1. Take away first what the sum is at"
            " least.",
        ),
        (3.5 / 12, "The ranks were counted from 0. The lowest has the rank 1."),
        (
            4 / 7,
            "That is the share of places at which the unit is on the right side of 0. The area draws no line;"
            " it compares pairs.",
        ),
    ],
    "rule": (
        "Take each place inside in turn, and count how many of the four outside it beats, a tie as half. Then"
        " divide by the number of pairs."
    ),
}

JUDGE = {
    "name": "choose_and_judge",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 5: found fairly",
    "reference": choose_and_judge,
    "arguments": ("values", "answers", "half"),
    "outputs": ("unit", "area"),
    "uses": (),
    "out_of_reach": (),
    "probes": judge_probes,
    "kinds": {
        "high": "units that are high where the property holds",
        "low": "units that are low where it holds",
        "luck": "units that were best by luck",
    },
    "parts": [
        {"name": "the unit", "points": 2, "test": "values", "outputs": ("unit",)},
        {
            "name": "the area, high units",
            "points": 1,
            "test": "values",
            "kinds": ("high",),
            "outputs": ("area",),
        },
        {
            "name": "the area, low units",
            "points": 2,
            "test": "values",
            "kinds": ("low",),
            "outputs": ("area",),
        },
        {"name": "best by luck", "points": 2, "test": "values", "kinds": ("luck",), "outputs": ("area",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": JUDGE_MISTAKES,
}

TASKS = [CHUNKS, COSTS, SPLIT, AREA, JUDGE]
