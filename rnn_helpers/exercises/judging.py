"""Judge a learner's function: points for each part, and one message, the most basic first.

A part of a task is a dict with name, points and test, one of
    "values" : right on the probes of `kinds` (all outputs, or those in `outputs`)
    "form" : every output has the right shape on every probe and holds floating-point numbers
    "unchanged" : the arguments are as they were
    "own" : the function needs no variable of the notebook
The last three, and extreme probes, count only for a function that earns points for ordinary values:
nothing is right about `return z`.
"""

import dis
import types

import numpy as np

from rnn_helpers.exercises.comparing import kind_of
from rnn_helpers.exercises.diagnosis import diagnose
from rnn_helpers.exercises.evidence import form_is_right, right_on, values_are_right
from rnn_helpers.exercises.mistakes import alike, outcome
from rnn_helpers.exercises.report import Report, message
from rnn_helpers.exercises.running import (
    BUDGET,
    Endless,
    OutOfReach,
    isolate,
    missing_name,
    out_of_reach,
    run,
)


def examine_function(task, function, rng=None):
    """Judge a function for a task; see `checking.examine`."""
    if not callable(function):
        said = f"{task['name']} should be a function, but it is {kind_of(function)}."
        return _report(
            task, {}, message("A function is asked for", said + " Run the cell that defines it again.")
        )
    if (getattr(function, "__module__", None) or "").startswith("rnn_helpers."):
        said = f"This {task['name']} is the library's own. Define yours in the notebook and run that cell."
        return Report.not_started(task, said)
    rng = np.random.default_rng() if rng is None else rng
    probes = task["probes"](rng)
    with out_of_reach(task["out_of_reach"]) as hidden:
        tried = try_out(task, function, probes, hidden)
    if _is_stub(function, tried["outcomes"]):
        return Report.not_started(task)
    marks = {part["name"]: _passes(part, tried) for part in task["parts"]}
    _only_with_values(task, marks)
    return _report(task, marks, diagnose(task, tried, marks), _notes(tried, marks))


# --- running it on the probes


def try_out(task, function, probes, hidden):
    """Run a function on all probes, in the way that shows what its own fault is.

    returns : dict with function, probes, expected (outcomes of the reference), outcomes, borrowed (the
        notebook variable that it needs, or None), excused (earlier tasks whose own answer spoils this one)
    """
    expected = [outcome(task["reference"], probe["arguments"]) for probe in probes]
    tried = {"task": task, "probes": probes, "expected": expected, "borrowed": None, "excused": ()}
    tried |= _run_all(isolate(function, None, hidden), probes, task)
    tried["borrowed"] = _borrowed(task, function, tried["outcomes"])
    keep = tried["borrowed"] is not None
    if keep:
        tried |= _run_all(isolate(function, None, hidden, True), probes, task)
    if task["uses"] and not all(right_on(tried)):
        with_reference = _run_all(isolate(function, _references(task), hidden, keep), probes, task)
        if _own_is_at_fault(tried, tried | with_reference):
            tried |= with_reference | {"excused": task["uses"]}
    return tried


def _borrowed(task, function, outcomes):
    """The first notebook variable that the function did not find, or None. Earlier tasks may be missing."""
    names = [missing_name(got["error"], function) for got in outcomes]
    return next((name for name in names if name and name not in task["uses"]), None)


def _own_is_at_fault(tried, with_reference):
    """Whether the right earlier function in place of the learner's changes something, not for worse."""
    if all(map(alike, tried["outcomes"], with_reference["outcomes"])):
        return False
    return _merit(with_reference) >= _merit(tried)


def _merit(tried):
    return sum(right_on(tried)), -sum(got["error"] is not None for got in tried["outcomes"])


def _references(task):
    """The right functions of the earlier tasks, by name: globals of this task's own reference."""
    return {name: task["reference"].__globals__[name] for name in task["uses"]}


def _run_all(function, probes, task):
    outcomes = []
    for probe in probes:
        stopped = outcomes and isinstance(outcomes[-1]["error"], (Endless, OutOfReach))
        budget = task.get("budget", BUDGET)
        outcomes.append(outcomes[-1] if stopped else run(function, probe["arguments"], budget))
    return {"function": function, "outcomes": outcomes}


def _is_stub(function, outcomes):
    """Whether a function is as it was handed out, or still has a `...` where an answer belongs."""
    values = [got["value"] for got in outcomes if got["error"] is None]
    if any(_has_dots(value) for value in values):
        return True
    if all(isinstance(got["error"], NotImplementedError) for got in outcomes):
        return True
    nothing = len(values) > 0 and values[0] is None
    return nothing and isinstance(function, types.FunctionType) and _does_nothing(function)


def _does_nothing(function):
    """Whether the body calls nothing, computes nothing and stores nothing."""
    idle = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP", "CACHE"}
    return all(step.opname in idle for step in dis.get_instructions(function))


def _has_dots(value):
    return value is Ellipsis or (isinstance(value, (tuple, list)) and any(map(_has_dots, value)))


# --- points


def _passes(part, tried):
    if part["test"] == "own":
        return tried["borrowed"] is None
    if part["test"] == "unchanged":
        return not any(got["changed"] for got in tried["outcomes"])
    kinds = part.get("kinds")
    chosen = [k for k, probe in enumerate(tried["probes"]) if kinds is None or probe["kind"] in kinds]
    test = form_is_right if part["test"] == "form" else values_are_right
    return all(test(tried, k, part.get("outputs") or tried["task"]["outputs"]) for k in chosen)


def _only_with_values(task, marks):
    """As long as no ordinary value is right, the other parts are open (None)."""
    ordinary = [part["name"] for part in task["parts"] if part["test"] == "values" and not _extreme(part)]
    if not any(marks[name] for name in ordinary):
        marks.update({name: None for name in marks if name not in ordinary})


def _extreme(part):
    return "extreme" in part.get("kinds", ())


def _notes(tried, marks):
    """What a learner should know although it is not the fault of this task."""
    notes = []
    for name in tried["excused"]:
        notes.append(
            f"This was judged with the course's {name} in place of yours, which is not right yet. That costs"
            f" points there, not here; check({name}) says more."
        )
    if any(got["printed"] for got in tried["outcomes"]):
        notes.append(
            "What your function prints is not shown while it is checked; call it in a cell of its own to"
            " see it."
        )
    return notes


def _report(task, marks, found, notes=()):
    return Report.of(task, marks, found, notes)
