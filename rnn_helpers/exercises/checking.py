"""The one line that a learner types, and the pure function behind it."""

import sys
from textwrap import fill

from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.comparing import kind_of
from rnn_helpers.exercises.judging import examine_function
from rnn_helpers.exercises.progress import save
from rnn_helpers.exercises.questions import examine_answer
from rnn_helpers.exercises.report import nbgrader_runs

_NOTHING = object()


def check(task, answer=_NOTHING):
    """Check an answer and keep the best points in the learner's folder.

    task : the learner's function (its task is found by its name), or the name of a question
    answer : the answer, where `task` is a name
    returns : a Report, which a notebook shows as a table and a message

    Raises ValueError where no task has that name, TypeError where the answer is missing or one too many.
    """
    name, answer = _named(task, answer)
    report = examine(name, answer)
    best = save(report)
    if best > report.points:
        report.notes.append(f"Your best so far is {best} of {report.out_of} points, and the best counts.")
    if nbgrader_runs() == "validate" and report.state != "right":
        _complain(report)
    return report


def _complain(report):
    """What nbgrader's button "Validate" shows: of a cell that is not right it takes the complaints alone."""
    for line in repr(report).splitlines():
        print(fill(line, 80, subsequent_indent="  "), file=sys.stderr)


def examine(name, answer, rng=None):
    """Judge an answer to the task `name`; nothing is displayed or stored.

    answer : a function for a function task, else the answer itself
    rng : source of the random probes (default: a fresh one at each call)
    returns : a Report
    """
    task = find_task(name)
    if task["kind"] == "function":
        return examine_function(task, answer, rng)
    return examine_answer(task, answer)


def _named(task, answer):
    if isinstance(task, str):
        kind = _kind_of_task(task, answer)
        if answer is _NOTHING:
            given = f"check({task})" if kind == "function" else f'check("{task}", your_answer)'
            raise TypeError(f'check("{task}") has nothing to check. Write {given}.')
        return task, answer
    if answer is not _NOTHING:
        raise TypeError(
            "check(function) takes the function alone; check(name, answer) starts with a name in quotes."
        )
    return _name_of(task), task


def _kind_of_task(name, answer):
    try:
        return find_task(name)["kind"]
    except ValueError as error:
        if answer is not _NOTHING:
            raise
        raise ValueError(f"{error} {_how_to_ask()}") from None


def _name_of(function):
    """The name of a function. Raises TypeError with the way to write it where there is none."""
    name = getattr(function, "__name__", None)
    if callable(function) and isinstance(name, str) and name.isidentifier():
        return name
    if callable(function):
        name = next(task["name"] for task in all_tasks() if task["kind"] == "function")
        raise TypeError(
            f"This function has no name of its own. Give it one with `def`, or write the name of its task"
            f' first, as in check("{name}", {name}).'
        )
    raise TypeError(
        f"check takes your function, or the name of a question and your answer; got {kind_of(function)}."
        f" {_how_to_ask()}"
    )


def _how_to_ask():
    """How the check of every question is written."""
    name = next(task["name"] for task in all_tasks() if task["kind"] != "function")
    return f'For a question write its name in quotes and then your answer, as in check("{name}", {name}).'
