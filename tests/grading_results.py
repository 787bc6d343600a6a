"""A made-up class for the tests of grading: real reports of wrong variants, without any submission."""

from functools import cache

import numpy as np

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.mistakes import copy_of, singles
from rnn_helpers.exercises.report import Report
from rnn_helpers.grading.examining import result


def tasks_of(lesson):
    return [task for task in all_tasks() if task["lesson"] == lesson]


def own(function):
    """The same function, as one of a notebook's."""
    function.__module__ = "__main__"
    return function


def as_result(lesson, reports, problem="", notes=(), incidents=()):
    """The result of a submission, as grading makes it."""
    return result(lesson, problem, notes, incidents, {report["name"]: report for report in reports})


@cache
def reports_on(name, wrong=3):
    """Reports on a task: the right one first, then wrong ones, then one not started."""
    task = find_task(name)
    answers = [right_answer(task), *wrong_answers(task)[:wrong]]
    reports = [examine(name, answer, np.random.default_rng(0)) for answer in answers]
    return [report.as_dict() | {"problem": ""} for report in (*reports, Report.not_started(task))]


def right_answer(task):
    if task["kind"] == "function":
        return own(copy_of(task["reference"]))
    if task["kind"] == "shapes":
        sizes = task["sizes"]
        return {part["name"]: tuple(sizes.get(a, a) for a in part["axes"]) for part in task["parts"]}
    return task["right"]


def wrong_answers(task):
    if task["kind"] == "function":
        return [own(function) for _, function in singles(task)]
    if task["kind"] == "number":
        return [wrong for wrong, _ in task["wrong"]]
    if task["kind"] == "choice":
        return [letter for letter in task["choices"] if letter != task["right"]]
    right, sizes = right_answer(task), task["sizes"]
    wrong = [(part["name"], axes) for part in task["parts"] for axes in part["wrong"]]
    return [right | {name: tuple(sizes.get(a, a) for a in axes)} for name, axes in wrong]


def made_class(size, lessons, seed=0, wrong=3):
    """size students, from able to lost, who handed in every lesson: {key: dict(name, results)}."""
    rng = np.random.default_rng(seed)
    students = {}
    for k in range(size):
        able = rng.beta(2, 1.2)
        results = {lesson: as_result(lesson, _answers(rng, lesson, able, wrong)) for lesson in lessons}
        students[f"student-{k:04}"] = {"name": f"Vorname{k:04} Nachname{k:04}", "results": results}
    return students


def _answers(rng, lesson, able, wrong):
    reports = []
    for task in tasks_of(lesson):
        every = reports_on(task["name"], wrong)
        shares = 1.0 / np.arange(1, len(every) - 1) ** 1.3  # the first mistakes are the most frequent
        shares = [able, *((1 - able) * 0.75 * shares / shares.sum()), (1 - able) * 0.25]
        reports.append(every[rng.choice(len(every), p=shares)])
    return reports
