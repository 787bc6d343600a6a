"""What learners do to any task of the course: the check survives it, says why, and gives no marks for it."""

import numpy as np
import pytest

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks

TASKS = [task for task in all_tasks() if task["kind"] == "function"]
QUESTIONS = [task for task in all_tasks() if task["kind"] != "function"]

# The body of the function; {first} is its first argument. The state that the report should have.
BODIES = {
    "nothing yet": ("pass", "not started"),
    "returns None after some work": ("x = 1 + 1\n    return None", "wrong"),
    "dots": ("return ...", "not started"),
    "an empty list": ("return []", "wrong"),
    "a text": ("return 'right?'", "wrong"),
    "too many values": ("return 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13", "wrong"),
    "its first argument": ("return {first}", "wrong"),
    "an exception": ("return 1 / 0", "wrong"),
    "a name that is not there": ("return no_such_name", "wrong"),
    "prints without end": ("while True:\n        print('again')", "wrong"),
    "calls itself without end": ("return {name}({arguments})", "wrong"),
    "exit": ("raise SystemExit(0)", "wrong"),
}


ENDLESS = ("prints without end", "calls itself without end")  # slow, and the same for every task
CASES = [(task, kind) for task in TASKS for kind in BODIES if kind not in ENDLESS or task in TASKS[::6]]


def defined(task, body):
    arguments = ", ".join(task["arguments"])
    body = body.format(first=task["arguments"][0], name=task["name"], arguments=arguments)
    names = {"__name__": "__main__"}
    exec(f"def {task['name']}({arguments}):\n    {body}\n", names)
    return names[task["name"]]


@pytest.mark.parametrize(("task", "kind"), CASES, ids=[f"{task['name']}: {kind}" for task, kind in CASES])
def test_whatever_comes_back_is_survived_and_explained(task, kind, capsys):
    body, state = BODIES[kind]
    report = examine(task["name"], defined(task, body), np.random.default_rng(0))
    assert report.state == state, report
    assert report.points <= 1  # a part such as "a single leaf" may be right by chance
    assert state == "not started" or report.message["says"]
    assert report._repr_html_().count("<div") == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["name"])
def test_a_function_with_too_few_arguments_is_told_so(task):
    names = {"__name__": "__main__"}
    exec(f"def {task['name']}():\n    return 0\n", names)
    report = examine(task["name"], names[task["name"]])
    assert report.state == "wrong" and "argument" in report.message["says"]


@pytest.mark.parametrize("answer", [None, ..., "x", 3, -1.5, [], {}, (), float("nan"), True, object(), max])
@pytest.mark.parametrize("task", QUESTIONS, ids=lambda task: task["name"])
def test_any_answer_to_a_question_is_survived(task, answer):
    report = examine(task["name"], answer)
    blank = answer is None or answer is ... or (answer == {} and task["kind"] == "shapes")
    assert (report.state == "not started") is blank
    assert report._repr_html_().count("<div") == 1
