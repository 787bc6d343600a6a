"""Judge a learner's function: points for each part, and one message, the most basic first.

A part of a task is a dict with name, points and test, one of
    "values" : right on the probes of `kinds` (all outputs, or those in `outputs`)
    "form" : every output has the right shape on every probe and holds floating-point numbers
    "unchanged" : the arguments are as they were
    "own" : the function needs no variable of the notebook
The last three, and extreme probes, count only for a function that earns points for ordinary values, not for
those at the edge of the task alone: nothing is right about `return z`.
"""

from functools import partial

import numpy as np

from rnn_helpers.exercises import probes as inputs
from rnn_helpers.exercises.apart import out_of_reach
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.comparing import kind_of
from rnn_helpers.exercises.diagnosis import diagnose
from rnn_helpers.exercises.evidence import compared, form_is_right, right_on, values_are_right
from rnn_helpers.exercises.outcomes import alike, outcome
from rnn_helpers.exercises.report import Report, message
from rnn_helpers.exercises.watching import watch, watch_again


def examine_function(task, function, rng=None):
    """Judge a function for a task; see `checking.examine`."""
    if not callable(function):
        said = f"{task['name']} should be a function, but it is {kind_of(function)}."
        found = message("A function is asked for", said + " Run the cell that defines it again.")
        return Report.of(task, {}, found)
    if str(getattr(function, "__module__", None)).startswith("rnn_helpers."):
        said = f"This {task['name']} is the library's own. Define yours in the notebook and run that cell."
        return Report.not_started(task, said)
    return judged(task, partial(watched_here, task, function), rng)


def judged(task, ask, rng=None):
    """Judge a function that is run by `ask`, perhaps in another process.

    ask(question, probes) : what `watched_here` answers to "watch", "watch with references" and "again"
    returns : a Report
    """
    tried, marks = marks_of(task, ask, np.random.default_rng() if rng is None else rng)
    if _is_stub(tried):
        return Report.not_started(task)
    return Report.of(task, marks, diagnose(task, tried, marks), _notes(tried))


def watched_here(task, function, question, probes):
    """Run a function for a task in this process; see `watching.watch` and `watching.watch_again`."""
    if question == "again":
        return watch_again(function, probes)
    references = references_of(task) if question == "watch with references" else None
    with out_of_reach(task["out_of_reach"], task["reference"]):
        return watch(function, task["uses"], probes, references)


def references_of(task):
    """The right functions of the earlier tasks, by name: globals of this task's own reference."""
    return {name: task["reference"].__globals__[name] for name in task["uses"]}


# --- what comes out, and whose fault it is


def marks_of(task, ask, rng):
    """Run a function and mark its parts, without a word on why.

    ask : see `judged`
    returns : what `try_out` gives; part name -> True, False, or None where it is not judged yet
    """
    tried = try_out(task, ask, rng)
    marks = {part["name"]: _passes(part, tried) for part in task["parts"]}
    _only_with_values(task, marks)
    return tried, marks


def try_out(task, ask, rng):
    """Run a function on all probes, in the way that shows what its own fault is.

    ask : see `judged`
    returns : what `watching.watch` gives, and task, probes, expected (outcomes of the reference), excused
        (earlier tasks whose own answer spoils this one), doubtful (earlier tasks that make arguments here and
        are not right yet, where the right ones in their place would make things worse), again (gives
        what `watching.watch_again` does)
    """
    probes = [inputs.with_references(each, references_of(task)) for each in task["probes"](rng)]
    expected = [outcome(task["reference"], probe["arguments"]) for probe in probes]
    tried = {"task": task, "probes": probes, "expected": expected, "excused": (), "doubtful": ()}
    tried |= ask("watch", probes) | {"again": partial(ask, "again", probes)}
    if task["uses"] and not all(right_on(tried)):
        with_references = {"outcomes": ask("watch with references", probes)["outcomes"]}
        other = tried | with_references
        if not _same_outcomes(task, tried, other):
            before, after = _merit(tried), _merit(other)
            tried["doubtful"] = _in_an_order_of_their_own(tried) if after <= before else ()
            if after >= before and not tried["doubtful"]:
                tried |= with_references | {"excused": task["uses"]}
    return tried


def _same_outcomes(task, tried, other):
    """Whether the right earlier functions in place of the learner's change nothing."""
    return all(alike(task, *both) for both in zip(tried["outcomes"], other["outcomes"]))


def _in_an_order_of_their_own(tried):
    """The earlier tasks whose own answer is wrong and makes an argument of another build."""
    calls = [
        (probe["made"][position], own)
        for probe, got in zip(tried["probes"], tried["outcomes"])
        for position, own in got["made"].items()
    ]
    return tuple(dict.fromkeys(made.by for made, own in calls if _wrong_and_own(made, own)))


def _wrong_and_own(made, own):
    """Whether the learner's own earlier function gave something wrong, of another build than the right one.

    own : the outcome of that function
    """
    task = find_task(made.by)
    right = outcome(task["reference"], made.arguments)
    if own["error"] is not None or alike(task, own, right):
        return False
    value = own["value"]
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


def _is_stub(tried):
    """Whether a function is as it was handed out, or gives back nothing but `...`."""
    outcomes = tried["outcomes"]
    values = [got["value"] for got in outcomes if got["error"] is None]
    if any(_only_dots(value) for value in values):
        return True
    errors = [got["error"] for got in outcomes]
    if all(error is not None and "NotImplementedError" in error["kinds"] for error in errors):
        return True
    return len(values) > 0 and values[0] is None and tried["idle"]


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
    """As long as no ordinary value is right, the other parts are open (None).

    What is right at the edge of a task, such as a tree of a single leaf, counts for itself alone.
    """
    values = [part for part in task["parts"] if part["test"] == "values" and not _extreme(part)]
    if not any(marks[part["name"]] for part in values if not _at_the_edge(task, part)):
        marks.update({part["name"]: None for part in task["parts"] if part not in values})


def _at_the_edge(task, part):
    return "kinds" in part and set(part["kinds"]) <= set(task.get("edges", ()))


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
