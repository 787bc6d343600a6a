"""The mutation test of the exercises, on some mutants of every task; `python -m tools.mutants` takes all."""

import copy

import pytest

from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.outcomes import alike, outcome
from tools import mutants

TASKS = mutants.function_tasks()


def test_nearly_all_mutants_that_change_an_output_lose_marks():
    results = [(task, mutants.tested(task, every=5)) for task in TASKS]
    assert sum(result["counted"] for _, result in results) > 60
    assert mutants.share(results) >= mutants.LEAST, "\n".join(mutants.report(results))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["name"])
def test_the_random_inputs_suit_the_task(task):
    """The reference gives the same each time on all of them, and on some as a learner's function is run."""
    for arguments in mutants.random_inputs(task):
        once, again = (outcome(task["reference"], copy.deepcopy(arguments)) for _ in range(2))
        assert alike(task, once, again)
    assert not mutants.differs(task, task["reference"], draws=20)


def test_a_mutant_is_made_for_every_operator():
    lines = {mutant["line"] for mutant in mutants.mutants(find_task("softmax"))}
    assert {
        "shifted = z + np.max(z, axis=0, keepdims=True)",
        "shifted = z - np.min(z, axis=0, keepdims=True)",
        "shifted = z - np.max(z, axis=1, keepdims=True)",
        "return powers * np.sum(powers, axis=0, keepdims=True)",
        "return powers / np.mean(powers, axis=0, keepdims=True)",
        "return powers / np.sum(powers, axis=0, keepdims=False)",
    } <= lines


def test_a_check_that_tries_too_little_is_found_out(monkeypatch):
    task = find_task("softmax")
    weak = [part | {"kinds": ("one",)} for part in task["parts"] if part["name"] == "one column"]
    monkeypatch.setitem(task, "parts", weak)
    result = mutants.tested(task)
    assert result["survivors"] and all(why == "not explained" for _, why in result["survivors"])
    assert mutants.share([(task, result)]) < mutants.LEAST
