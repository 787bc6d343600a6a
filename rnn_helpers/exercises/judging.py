"""Judge a learner's function: points for each part, and one message, the most basic first.

A part of a task is a dict with name, points and test, one of
    "values" : right on the probes of `kinds` (all outputs, or those in `outputs`)
    "form" : every output has the right shape on every probe and holds floating-point numbers
    "unchanged" : the arguments are as they were
    "own" : the function needs no variable of the notebook
The last three, and extreme probes, count only for a function that earns points for ordinary values:
nothing is right about `return z`.
"""

import copy
import dis
import types

import numpy as np

from rnn_helpers.exercises import probes as inputs
from rnn_helpers.exercises.apart import OutOfReach, alone, home_of, out_of_reach, with_references
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.comparing import kind_of
from rnn_helpers.exercises.diagnosis import diagnose
from rnn_helpers.exercises.evidence import compared, form_is_right, right_on, values_are_right
from rnn_helpers.exercises.outcomes import alike, outcome
from rnn_helpers.exercises.report import Report, message
from rnn_helpers.exercises.running import Unusable, missing_name, run
from rnn_helpers.exercises.steps import Endless


def examine_function(task, function, rng=None):
    """Judge a function for a task; see `checking.examine`."""
    if not callable(function):
        said = f"{task['name']} should be a function, but it is {kind_of(function)}."
        found = message("A function is asked for", said + " Run the cell that defines it again.")
        return Report.of(task, {}, found)
    if str(getattr(function, "__module__", None)).startswith("rnn_helpers."):
        said = f"This {task['name']} is the library's own. Define yours in the notebook and run that cell."
        return Report.not_started(task, said)
    tried, marks = marks_of(task, function, np.random.default_rng() if rng is None else rng)
    if _is_stub(function, tried["outcomes"]):
        return Report.not_started(task)
    return Report.of(task, marks, diagnose(task, tried, marks), _notes(tried))


def marks_of(task, function, rng):
    """Run a function and mark its parts, without a word on why.

    returns : what `try_out` gives; part name -> True, False, or None where it is not judged yet
    """
    tried = try_out(task, function, rng)
    marks = {part["name"]: _passes(part, tried) for part in task["parts"]}
    _only_with_values(task, marks)
    return tried, marks


# --- running it on the probes


def try_out(task, function, rng):
    """Run a function on all probes, in the way that shows what its own fault is.

    returns : dict with task, function, home (its notebook), probes, expected (outcomes of the reference),
        outcomes, borrowed (the names of the notebook's variables that it needs), excused (earlier tasks whose
        own answer spoils this one), doubtful (earlier tasks that make arguments here and are not right yet,
        where the right ones in their place would make things worse)
    """
    probes = [inputs.with_references(each, _references(task)) for each in task["probes"](rng)]
    expected = [outcome(task["reference"], probe["arguments"]) for probe in probes]
    home = home_of(function)
    tried = {"task": task, "function": function, "home": home, "probes": probes, "expected": expected}
    with out_of_reach(task["out_of_reach"], task["reference"]):
        lent, outcomes = _run_with_loans(task, function, home, probes)
        tried |= {"outcomes": outcomes, "borrowed": list(lent), "excused": (), "doubtful": ()}
        if task["uses"] and not all(right_on(tried)):
            with with_references(function, _references(task)) as put:
                with_reference = {
                    "outcomes": _run_all(function, home, _copies(lent) | put, probes, own=False)
                }
            other = tried | with_reference
            if not _same_outcomes(task, tried, other):
                before, after = _merit(tried), _merit(other)
                tried["doubtful"] = _in_an_order_of_their_own(tried) if after <= before else ()
                if after >= before and not tried["doubtful"]:
                    tried |= with_reference | {"excused": task["uses"]}
    return tried


def _run_with_loans(task, function, home, probes):
    """Run without the notebook's data; what turns out to be needed is lent, as a copy, in a new try.

    returns : what was lent, name -> value; the outcomes. Earlier tasks may be missing.
    """
    lent = {}
    while True:
        outcomes = _run_all(function, home, _copies(lent), probes)
        taken = {name: value for name, value in (home or {}).items() if name not in task["uses"]}
        names = [missing_name(got["error"], taken) for got in outcomes]
        name = next((name for name in names if name and name not in lent), None)
        if name is None:
            return lent, outcomes
        lent[name] = taken[name]


def _copies(lent):
    return {name: _copy(value) for name, value in lent.items()}


def _copy(value):
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def _run_all(function, home, put, probes, own=True):
    """Run on every probe; where asked, with the learner's `own` earlier functions making its arguments."""
    outcomes = []
    with alone(home, put):
        for probe in probes:
            stopped = outcomes and isinstance(outcomes[-1]["error"], (Endless, OutOfReach, Unusable))
            arguments = _own_arguments(probe, home) if own else probe["arguments"]
            outcomes.append(outcomes[-1] if stopped else run(function, arguments))
    return outcomes


def _own_arguments(probe, home):
    """The arguments, with those that the learner's own earlier functions make, where these give something."""
    arguments = list(probe["arguments"])
    for position, made in probe["made"].items():
        if callable((home or {}).get(made.by)):
            value = run(home[made.by], made.arguments)["value"]
            if isinstance(value, (tuple, list)) and len(value) > made.output:
                arguments[position] = value[made.output]
    return tuple(arguments)


def _same_outcomes(task, tried, other):
    """Whether the right earlier functions in place of the learner's change nothing."""
    return all(alike(task, *both) for both in zip(tried["outcomes"], other["outcomes"]))


def _in_an_order_of_their_own(tried):
    """The earlier tasks whose own answer is wrong and makes an argument of another build."""
    calls = [made for probe in tried["probes"] for made in probe["made"].values()]
    names = [made.by for made in calls if _wrong_and_own(made, (tried["home"] or {}).get(made.by))]
    return tuple(dict.fromkeys(names))


def _wrong_and_own(made, function):
    if not callable(function):
        return False
    task = find_task(made.by)
    right, got = outcome(task["reference"], made.arguments), run(function, made.arguments)
    if got["error"] is not None or alike(task, got, right):
        return False
    value = got["value"]
    given = value[made.output] if isinstance(value, (tuple, list)) and len(value) > made.output else None
    return _build(given) != _build(right["value"][made.output])


def _build(value):
    """How a cache is built: the shapes of its arrays, in their places."""
    if isinstance(value, dict):
        return {key: _build(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_build(each) for each in value]
    return np.shape(value) if isinstance(value, np.ndarray) else None


def _merit(tried):
    return sum(right_on(tried)), -sum(got["error"] is not None for got in tried["outcomes"])


def _references(task):
    """The right functions of the earlier tasks, by name: globals of this task's own reference."""
    return {name: task["reference"].__globals__[name] for name in task["uses"]}


def _is_stub(function, outcomes):
    """Whether a function is as it was handed out, or gives back nothing but `...`."""
    values = [got["value"] for got in outcomes if got["error"] is None]
    if any(_only_dots(value) for value in values):
        return True
    if all(isinstance(got["error"], NotImplementedError) for got in outcomes):
        return True
    nothing = len(values) > 0 and values[0] is None
    return nothing and isinstance(function, types.FunctionType) and _does_nothing(function)


def _does_nothing(function):
    """Whether the body calls nothing, computes nothing and stores nothing."""
    idle = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP", "CACHE"}
    return all(step.opname in idle for step in dis.get_instructions(function))


def _only_dots(value):
    return value is Ellipsis or (
        isinstance(value, (tuple, list)) and len(value) > 0 and all(each is Ellipsis for each in value)
    )


# --- points


def _passes(part, tried):
    if part["test"] == "own":
        return not tried["borrowed"]
    if part["test"] == "unchanged":
        return not any(got["changed"] for got in tried["outcomes"])
    kinds = part.get("kinds")
    chosen = [k for k, probe in enumerate(tried["probes"]) if kinds is None or probe["kind"] in kinds]
    test = form_is_right if part["test"] == "form" else values_are_right
    return all(test(tried, k, part.get("outputs") or compared(tried["task"])) for k in chosen)


def _only_with_values(task, marks):
    """As long as no ordinary value is right, the other parts are open (None)."""
    ordinary = [part["name"] for part in task["parts"] if part["test"] == "values" and not _extreme(part)]
    if not any(marks[name] for name in ordinary):
        marks.update({name: None for name in marks if name not in ordinary})


def _extreme(part):
    return "extreme" in part.get("kinds", ())


def _notes(tried):
    """What a learner should know although it is not the fault of this task."""
    notes = []
    for name in tried["excused"]:
        notes.append(
            f"This was judged with the course's {name} in place of yours, which is missing or not right"
            f" yet. That costs points there, not here; check({name}) says more."
        )
    if any(got["printed"] for got in tried["outcomes"]):
        notes.append(
            "What your function prints is not shown while it is checked; call it in a cell of its own to"
            " see it."
        )
    return notes
