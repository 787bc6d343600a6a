"""Grade one submission: its bytes in, points and words out.

The notebook runs in a contained process (`sandbox`). Probes go in and values come back; which of them are
right, what they earn and what may have gone wrong is found out here, with the code of the learner's own
check.
"""

import json
import zlib
from functools import partial

import numpy as np

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.exercises.judging import judged
from rnn_helpers.exercises.questions import examine_answer
from rnn_helpers.exercises.report import Report, message
from rnn_helpers.grading import library, reading, replies, sandbox
from rnn_helpers.grading.handed_out import without_needless

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
    lesson = reading.lesson_of(cells, name)
    if not lesson:
        return result(notes=notes, problem="None of the course's exercises was found in this notebook.")
    tasks = [task for task in all_tasks() if task["lesson"] == lesson]
    programs, more = reading.programs(cells, [task["name"] for task in tasks])
    limits = sandbox.LIMITS | (limits or {})
    programs = without_needless(programs, lesson)
    start = partial(sandbox.opened, programs, library.folder(lesson), limits, unsafe)

    def ask_apart(request):
        with start() as ask:
            return ask(request)

    with start() as ask:
        reports, remarks = _judged_tasks(tasks, ask, ask_apart, seed)
        incidents = list(ask.incidents)
    return result(lesson, notes=[*notes, *more, *remarks], incidents=incidents, tasks=reports)


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


def _judged_tasks(tasks, ask, ask_apart, seed):
    """Task name -> report; sentences on the cells.

    ask : of the one process that the notebook runs in        ask_apart : asks a process of its own
    """
    functions = [task["name"] for task in tasks if task["kind"] == "function"]
    questions = [task["name"] for task in tasks if task["kind"] != "function"]
    try:
        reply = ask(
            {
                "ask": "survey",
                "functions": functions,
                "questions": questions,
                "restore": library.restorable(tasks[0]["lesson"], {}),
            }
        )
        survey = replies.survey(reply, functions, questions)
    except sandbox.Stopped as stopped:
        return {task["name"]: _not_judged(task, str(stopped)) for task in tasks}, []
    reports = {task["name"]: _judged(task, survey, ask, ask_apart, seed) for task in tasks}
    return reports, _on_cells(survey["ran"])


def _judged(task, survey, ask, ask_apart, seed):
    try:
        report = _report(task, survey, _asker(task, ask, ask_apart), seed)
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


def _asker(task, ask, ask_apart):
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
            return replies.watched(ask_apart(request | {"references": library.references(task)}), probes)
        reply = ask(request)
        return (replies.watched_again if question == "again" else replies.watched)(reply, probes)

    return asked


# --- the cells, in words


def _on_cells(ran):
    """Sentences on the cells that did not run to their end."""
    failed = [each for each in ran if each["error"] is not None or each["stopped"]]
    notes = [_on_cell(each) for each in failed[:MOST_CELL_NOTES]]
    more = len(failed) - len(notes)
    return notes + ([f"{more} more cells did not run to their end."] if more else [])


def _on_cell(each):
    if each["stopped"]:
        return f"Cell {each['cell']} ran for too long and was stopped."
    error = each["error"]
    text = f": {error['text']}" if error["text"] else ""
    said = f"Cell {each['cell']} stopped with {error['kinds'][0]}{text}"
    return said if said.endswith((".", "?", "!", "…")) else f"{said}."
