"""The losses that tasks hand to a learner's function: found by name, and watched like other arguments."""

import copy
from functools import partial

import numpy as np
import pytest

from rnn_helpers.exercises import examine, given
from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.running import run, unchanged

FUNCTIONS = [task for task in all_tasks() if task["kind"] == "function"]


def callables(task):
    probes = task["probes"](np.random.default_rng(1))
    return [each for probe in probes for each in probe["arguments"] if callable(each)]


@pytest.mark.parametrize("task", FUNCTIONS, ids=lambda task: task["name"])
def test_every_function_in_a_probe_is_made_of_a_named_one(task):
    for each in callables(task):
        assert type(each) is partial
        assert each.func is getattr(given, each.func.__name__)
        assert each.keywords == {}


def test_the_tasks_that_are_handed_a_loss():
    assert [task["name"] for task in FUNCTIONS if callables(task)] == ["slope_along", "nudge"]


def test_the_loss_of_parameters_by_hand():
    rates = {"one": np.log([[2.0, 3.0]]), "two": np.log([[5.0]])}
    parameters = {"one": np.array([[1.0, 2.0]]), "two": np.array([[1.0]])}
    terms = 2 + 9, 5
    assert given.loss_of_parameters(rates, parameters) == pytest.approx(sum(terms) + 0.1 * 11 * 5)


def test_the_loss_of_an_array_by_hand():
    weights, mixing, value = np.array([2.0, 1.0]), np.array([1.0, -1.0]), np.log([3.0, 4.0])
    assert given.loss_of_array(weights, mixing, value) == pytest.approx(6 + 4 + np.log(3 / 4) ** 3)


@pytest.mark.parametrize("name", ["slope_along", "nudge"])
def test_a_loss_counts_as_changed_where_what_it_is_made_of_is_written_into(name):
    loss = callables(find_task(name))[0]
    other = copy.deepcopy(loss)
    assert other is not loss
    assert unchanged(other, loss)
    arrays = other.args[0].values() if isinstance(other.args[0], dict) else other.args[:1]
    next(iter(arrays))[:] += 1
    assert not unchanged(other, loss)
    assert not unchanged(partial(given.loss_of_array), loss)
    assert not unchanged(None, loss)


def test_a_loss_that_only_is_called_is_left_as_it_was():
    task = find_task("nudge")
    probe = task["probes"](np.random.default_rng(2))[2]
    assert not run(task["reference"], probe["arguments"])["changed"]


def test_an_answer_that_writes_into_the_loss_loses_a_point_for_that_alone():
    names = {"np": np, "__name__": "__main__"}
    source = (
        "def nudge(loss, value, h):\n"
        "    slopes = np.zeros(np.shape(value))\n"
        "    for place in np.ndindex(slopes.shape):\n"
        "        up, down = np.array(value, float), np.array(value, float)\n"
        "        up[place], down[place] = up[place] + h, down[place] - h\n"
        "        slopes[place] = (loss(up) - loss(down)) / (2 * h)\n"
        "    loss.args[0][:] = 0\n"
        "    return slopes\n"
    )
    exec(source, names)
    report = examine("nudge", names["nudge"])
    assert [part["name"] for part in report.parts if not part["passed"]] == ["inputs left unchanged"]
