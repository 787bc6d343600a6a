"""The catalogue of mistakes: each is real, fires on its own variant, and is told apart from the others."""

from functools import cache, partial

import numpy as np
import pytest

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.judging import marks_of, watched_here
from rnn_helpers.exercises.mistakes import copy_of, pairs, singles, source_of
from rnn_helpers.exercises.outcomes import alike, outcome
from rnn_helpers.exercises.probes import with_references

FUNCTION_TASKS = [task for task in all_tasks() if task["kind"] == "function"]
EVERY_MISTAKE = [(task, k) for task in FUNCTION_TASKS for k in range(len(task["mistakes"]))]
LABELS = [f"{task['name']}: {task['mistakes'][k]['name']}" for task, k in EVERY_MISTAKE]


def probes_of(task, rng):
    """The probes of a task; what an earlier function makes is made by the right one."""
    return [with_references(probe, task["reference"].__globals__) for probe in task["probes"](rng)]


def as_a_learner_would(task, function, seed):
    """What the check says of a variant under the name of its task, as the notebook would define it."""
    function.__module__ = "__main__"
    return examine(task["name"], function, np.random.default_rng(seed))


@pytest.mark.parametrize("task", FUNCTION_TASKS, ids=lambda task: task["name"])
def test_there_are_at_least_eight_mistakes_with_different_names(task):
    names = [mistake["name"] for mistake in task["mistakes"]]
    assert len(set(names)) == len(names) >= 8


@pytest.mark.parametrize("task", FUNCTION_TASKS, ids=lambda task: task["name"])
def test_a_mistake_is_a_small_edit_of_the_one_source(task):
    for mistake in task["mistakes"]:
        assert source_of(task["reference"]).count(mistake["old"]) == 1, mistake
        assert mistake["old"] != mistake["new"]
        assert set(mistake) - {"alone", "raises"} == {"name", "old", "new", "says", "see", "seen"}, mistake
        assert all(mistake[key].strip() for key in ("name", "says", "see", "seen")), mistake
        assert "*" not in mistake["name"], mistake


@pytest.mark.parametrize("task", FUNCTION_TASKS, ids=lambda task: task["name"])
def test_the_explanations_do_not_hold_the_answers_code(task):
    lines = [line.strip() for line in source_of(task["reference"]).splitlines()]
    code = [line.split("=", 1)[-1].replace(" ", "") for line in lines if "np." in line or "softmax(" in line]
    for mistake in task["mistakes"]:
        says = mistake["says"].replace(" ", "")
        assert not any(piece in says for piece in code), mistake
        assert "keepdims=True" not in says and "axis=0" not in says, mistake


@pytest.mark.parametrize(("task", "k"), EVERY_MISTAKE, ids=LABELS)
def test_a_mistake_fires_on_its_own_variant_and_on_no_other(task, k):
    (mistake,), variant = singles(task)[k]
    report = as_a_learner_would(task, variant, k)
    assert report.state == "wrong"
    assert report.points < report.out_of
    assert mistake["name"] in report.message["mistakes"]
    for name in report.message["mistakes"]:
        assert name == mistake["name"] or cannot_differ(task, variant, name)


def cannot_differ(task, variant, name):
    """Whether another mistake gives the same results on many inputs, so that the two are named together."""
    other = next(function for (mistake,), function in singles(task) if mistake["name"] == name)
    probes = many_probes(task["name"])
    return all(alike(task, *(outcome(f, probe["arguments"]) for f in (variant, other))) for probe in probes)


@cache
def many_probes(name):
    task = find_task(name)
    return [probe for seed in range(20) for probe in probes_of(task, np.random.default_rng(seed))]


@pytest.mark.parametrize("task", FUNCTION_TASKS, ids=lambda task: task["name"])
def test_no_part_is_right_by_luck(task):
    """A mistake gets the same marks whichever inputs are drawn. Tried on some mistakes of each task."""
    for (mistake,), variant in singles(task)[:: max(1, len(task["mistakes"]) // 15)]:
        ask = partial(watched_here, task, variant)
        one, other = (marks_of(task, ask, np.random.default_rng(seed))[1] for seed in (1, 2))
        assert one == other, mistake["name"]


@pytest.mark.parametrize("task", FUNCTION_TASKS, ids=lambda task: task["name"])
def test_two_mistakes_at_once_are_named(task):
    """Pairs either agree with what is named for them in all results, or are named themselves."""
    named, tried = 0, 0
    for seed, (which, variant) in enumerate(pairs(task)[:: max(1, len(pairs(task)) // 14)]):
        probes = probes_of(task, np.random.default_rng(seed))
        right = [outcome(task["reference"], probe["arguments"]) for probe in probes]
        if all(alike(task, outcome(variant, probe["arguments"]), good) for probe, good in zip(probes, right)):
            continue  # the second mistake undoes the first
        report = as_a_learner_would(task, variant, seed)
        assert report.state == "wrong"
        tried += 1
        given = set(report.message["mistakes"])
        named += bool(given & {mistake["name"] for mistake in which})
    assert tried >= 10
    assert named >= 0.9 * tried


@pytest.mark.parametrize("task", FUNCTION_TASKS, ids=lambda task: task["name"])
def test_the_reference_itself_gets_full_marks(task):
    copy = copy_of(task["reference"])
    for seed in range(5):
        report = as_a_learner_would(task, copy, seed)
        assert (report.state, report.points, report.message) == ("right", report.out_of, None)


def test_the_catalogue_holds_at_least_120_mistakes():
    assert len(EVERY_MISTAKE) >= 120
