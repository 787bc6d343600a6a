"""Grade one submission: its bytes in, points and words out.

The notebook runs in a contained process (`sandbox`). Probes go in and values come back; which of them are
right, what they earn and what may have gone wrong is found out here, with the code of the learner's own
check.
"""

import json
import zlib

import numpy as np

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.exercises.judging import judged
from rnn_helpers.exercises.questions import examine_answer
from rnn_helpers.exercises.report import Report, message
from rnn_helpers.grading import library, reading, replies, sandbox
from rnn_helpers.grading.handed_out import with_imports, without_needless
from rnn_helpers.grading.mending import names_made

MOST_CELL_NOTES = 8  # of cells that stopped with an error; the rest is counted


def examined(content, name, seed, limits=None, unsafe=False):
    """Grade the bytes of a notebook.

    name : its file's name, which helps to tell the lesson
    seed : of the probes; the same seed gives the same result
    limits : of the contained process, where other than `sandbox.LIMITS`
    unsafe : True to run it without containment
    returns : dict with lesson, problem, notes, incidents, tasks; see `result`. Nothing in it depends on
        when and where the submission is graded. Raises only what is wrong with the grader itself.
    """
    try:
        cells, notes = reading.cells(content)
    except reading.Unreadable as error:
        return result(problem=str(error))
    copied = reading.lesson_copied(cells)
    lesson = copied or reading.lesson_of(cells, name)
    if not lesson:
        problem = "None of the course's exercises was found in this notebook."
        return result(notes=_in_order(notes), problem=problem)
    tasks = [task for task in all_tasks() if task["lesson"] == lesson]
    answered = [task for task in tasks if not copied or task["name"] in reading.checked(cells)]
    if not answered:
        return result(lesson if tasks else "", _the_lesson_itself(lesson, tasks), _in_order(notes))
    try:
        programs, more, lost = reading.programs(cells, [task["name"] for task in tasks])
        programs, imported = with_imports(without_needless(programs, lesson), lesson)
    except (RecursionError, MemoryError):
        return result(lesson, "Its code is nested so deep that it cannot be read.", _in_order(notes))
    limits = sandbox.LIMITS | (limits or {})
    modules = sorted({name.rpartition(".")[0] for name in library.restorable(lesson)})
    with sandbox.opened(programs, library.folder(lesson), limits, unsafe, modules) as ask:
        reports, ran = _judged_tasks(answered, ask, seed)
        incidents = list(ask.incidents)
    for task in tasks:
        report = reports.get(task["name"])
        if report is None:
            reports[task["name"]] = _only_the_lessons(task)
        elif report["state"] == "not started" and not report["problem"] and task["name"] in lost:
            reports[task["name"]] = _not_readable(task, lost[task["name"]], cells)
    notes = [*notes, *_on_other_lessons(cells, lesson), *_on_imports(imported), *more]
    notes = _in_order([*notes, *_on_cells(ran, cells, lost)])
    reports = {task["name"]: reports[task["name"]] for task in tasks}
    return result(lesson, notes=notes, incidents=incidents, tasks=reports)


def result(lesson="", problem="", notes=(), incidents=(), tasks=None):
    """What is known of a submission, as JSON can keep it.

    lesson : its name, "" where unknown
    problem : why nothing of it could be judged, or ""
    notes : sentences on the file and its cells
    incidents : list of dict(what, says), what containment stopped or noticed
    tasks : task name -> the Report as a dict, with problem: why the task could not be judged, or ""
    """
    made = {
        "lesson": lesson,
        "problem": problem,
        "notes": list(notes),
        "incidents": list(incidents),
        "tasks": tasks or {},
    }
    return json.loads(json.dumps(made))


def _the_lesson_itself(lesson, tasks):
    if tasks:
        says = "not its exercises. Hand in the notebook from the folder exercises."
    else:
        says = "and it has no exercises. There is nothing to hand in for it."
    return f"This is the lesson {lesson[:2]} itself, {says}"


def _only_the_lessons(task):
    """The report on a task that a copy of the lesson, with answers in it, does not answer."""
    says = (
        f"This is a copy of the lesson, in which only what is given to `check` counts as an answer, and"
        f" {task['name']} is not. What the lesson itself defines is none."
    )
    return Report.not_started(task, says).as_dict() | {"problem": ""}


def _not_readable(task, place, cells):
    """The report on a task whose answer stood in what was left out; place : as in `reading.programs`."""
    cell = reading.called(place["cell"], cells[place["cell"] - 1]["source"])
    says = f"{task['name']} stands in a part of {cell[0].lower()}{cell[1:]} that was left out"
    if place["line"] is None:
        found = message("The code cannot be read", f"{says}: {place['says']}.")
    else:
        end = "" if place["says"].endswith(("?", "!")) else "."
        says = f"{says}. Python says: {place['says']}{end}"
        found = message("The code cannot be read", says, line=(place["line"], place["text"]))
    return Report.of(task, {}, found).as_dict() | {"problem": ""}


def _judged_tasks(tasks, ask, seed):
    """Task name -> report; how the cells ran, as in `replies.survey`.

    ask : of `sandbox.opened`, the process that the notebook runs in
    """
    functions = [task["name"] for task in tasks if task["kind"] == "function"]
    questions = [task["name"] for task in tasks if task["kind"] != "function"]
    try:
        reply = ask(
            {
                "ask": "survey",
                "functions": functions,
                "questions": questions,
                "restore": library.restorable(tasks[0]["lesson"]),
            }
        )
        survey = replies.survey(reply, functions, questions)
    except sandbox.Stopped as stopped:
        return {task["name"]: _not_judged(task, str(stopped)) for task in tasks}, []
    reports = {task["name"]: _judged(task, survey, ask, seed) for task in tasks}
    return reports, survey["ran"]


def _judged(task, survey, ask, seed):
    try:
        report = _report(task, survey, _asker(task, ask), seed)
    except sandbox.Stopped as stopped:
        return _not_judged(task, str(stopped))
    except Exception as error:  # whatever was made to come back must not stop the run
        return _not_judged(task, f"What came back could not be compared ({type(error).__name__}).")
    return report.as_dict() | {"problem": ""}


def _not_judged(task, why):
    return Report.of(task, {}, None).as_dict() | {"problem": why}


def _report(task, survey, ask, seed):
    if task["kind"] != "function":
        return examine_answer(task, survey["answers"][task["name"]])
    state = survey["functions"][task["name"]]
    if state == "missing":
        return Report.not_started(task, f"No function called {task['name']} was found in the notebook.")
    if state == "library":
        return Report.not_started(task, f"The notebook has only the library's own {task['name']}.")
    if state != "function":
        said = f"{task['name']} should be a function, but it is {state}."
        return Report.of(task, {}, message("A function is asked for", said))
    return judged(task, ask, np.random.default_rng([seed, zlib.crc32(task["name"].encode())]))


def _asker(task, ask):
    """What `judging.judged` asks with: the question goes to the process that holds the notebook.

    Right answers to earlier tasks go to a process of their own, which no other task is judged from.
    """

    def asked(question, probes):
        request = {
            "ask": "again" if question == "again" else "watch",
            "task": task["name"],
            "uses": list(task["uses"]),
            "probes": [{key: probe[key] for key in ("arguments", "made")} for probe in probes],
            "references": "",
            "restore": library.restorable(task["lesson"], task),
        }
        if question == "watch with references":
            return replies.watched(ask.apart(request | {"references": library.references(task)}), probes)
        reply = ask(request)
        return (replies.watched_again if question == "again" else replies.watched)(reply, probes)

    return asked


# --- the cells, in words; notes are pairs of a cell's number and a sentence, as in `reading`


def _in_order(notes):
    return [says for _, says in sorted(notes, key=lambda note: note[0])]


def _on_other_lessons(cells, lesson):
    """A note where tasks of other lessons are checked in the same notebook."""
    checked = reading.checked(cells)
    others = sorted({each["lesson"] for each in all_tasks() if each["name"] in checked} - {lesson})
    if not others:
        return []
    listed = " and ".join(each[:2] for each in others)
    says = f"Answers to lesson {listed} stand here too and were not graded: one notebook is for one lesson."
    return [(0, says)]


def _on_imports(names):
    if not names:
        return []
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    used = f"{listed} {'are' if names[1:] else 'is'} used without an import before"
    return [(0, f"{used}, so the exercise's own cell with the imports was run first.")]


def _on_cells(ran, cells, lost):
    """Notes on the cells that did not run to their end.

    One that only lacks a name that was left out, or that an earlier such cell was to make, is passed over.
    """
    gone, notes = set(lost), []
    for each in ran:
        if each["error"] is not None or each["stopped"]:
            known = 0 < each["cell"] <= len(cells)
            source = cells[each["cell"] - 1]["source"] if known else ""
            if each["error"] is None or each["error"]["missing"] not in gone:
                notes.append((each["cell"], _on_cell(each, reading.called(each["cell"], source))))
            gone |= names_made(source)
    more = len(notes) - MOST_CELL_NOTES
    rest = [(notes[-1][0], f"{more} more cells did not run to their end.")] if more > 0 else []
    return notes[:MOST_CELL_NOTES] + rest


def _on_cell(each, cell):
    if each["stopped"]:
        return f"{cell} ran for too long and was stopped."
    error = each["error"]
    if "ImportError" in error["kinds"]:
        return f"{cell}: {error['text']} here. What does not need it was run."
    said = f"{cell} stopped with {error['kinds'][0]}: {error['text']}"
    return said if said.endswith((".", "?", "!", "…")) else f"{said}."
