"""The diagnosis against answers that did not come from the catalogue (see tests/by_hand)."""

import importlib
import pkgutil

import numpy as np
import pytest

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks
from tests import by_hand

MODULES = [
    importlib.import_module(f"tests.by_hand.{found.name}") for found in pkgutil.iter_modules(by_hand.__path__)
]
RIGHT = [
    (module, task, style) for module in MODULES for task, styles in module.RIGHT.items() for style in styles
]
WRONG = [
    (module, task, words) for module in MODULES for task, slips in module.WRONG.items() for words in slips
]
COUNTED = [answer for answer in WRONG if not hasattr(answer[0], "SEEN")]


def labels(answers):
    return [f"{task}: {words}" for _, task, words in answers]


def report_on(module, task, source):
    names = {"__name__": "__main__"}
    exec(module.SETUP + "\n" + source, names)
    return examine(task, names[task], np.random.default_rng(0))


def test_every_function_task_has_three_right_and_three_wrong_answers():
    tasks = {task["name"] for task in all_tasks() if task["kind"] == "function"}
    tasks -= {"softmax", "rnn_cell_forward"}  # theirs stand in test_exercises_attack_softmax and _cell
    for answers in (RIGHT, COUNTED):
        counts = {task: sum(name == task for _, name, _ in answers) for task in tasks}
        assert min(counts.values()) >= 3, counts


@pytest.mark.parametrize(("module", "task", "style"), RIGHT, ids=labels(RIGHT))
def test_a_right_answer_gets_full_marks_and_is_not_accused(module, task, style):
    report = report_on(module, task, module.RIGHT[task][style])
    assert (report.state, report.message) == ("right", None), report


@pytest.mark.parametrize(("module", "task", "words"), WRONG, ids=labels(WRONG))
def test_a_wrong_answer_loses_marks_and_gets_a_message(module, task, words):
    report = report_on(module, task, module.WRONG[task][words])
    assert report.state == "wrong" and report.points < report.out_of
    assert report.message["says"]
    meant = set(module.MEANT.get(task, {}).get(words, ()))
    assert not meant or meant & {*report.message["mistakes"], report.message["title"]}, report


def test_at_least_nine_in_ten_wrong_answers_are_named():
    named = [bool(module.MEANT.get(task, {}).get(words)) for module, task, words in COUNTED]
    assert sum(named) >= 0.9 * len(named), [label for label, good in zip(labels(COUNTED), named) if not good]
