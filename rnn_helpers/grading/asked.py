"""What the grader asks about a notebook that has been run; answered where the notebook runs.

It holds no right answers, and nobody believes what it says: the grader compares the values itself.
"""

from rnn_helpers.exercises import checked
from rnn_helpers.exercises.comparing import kind_of
from rnn_helpers.exercises.watching import watch, watch_again


def answer(names, request, ran):
    """What is asked for, as plain data.

    names : the notebook's globals after its cells
    request : dict with ask, one of
        "survey" : what is there; with functions and questions (names of tasks)
        "watch" : run the function called `task` on `probes`; with uses, and references (source of a module
            with right earlier functions to stand in for the notebook's own, or "")
        "again" : run it once more on `probes`
    ran : how the cells went, one dict a cell, see `inside`
    """
    if request["ask"] == "survey":
        return {
            "functions": {name: _state(_found(names, name)) for name in request["functions"]},
            "answers": {name: _found(names, name) for name in request["questions"]},
            "ran": ran,
        }
    function, probes = _found(names, request["task"]), request["probes"]
    if request["ask"] == "again":
        return watch_again(function, probes)
    references = _defined(request["references"], request["uses"]) if request["references"] else None
    return watch(function, request["uses"], probes, references)


def _found(names, task):
    """What the notebook calls like the task, or else what it last gave to `check` for it."""
    value = names.get(task)
    return checked.get(task, value) if value is None or value is Ellipsis else value


def _state(value):
    """ "missing", "function", "library", or what else it is, in words."""
    if value is None or value is Ellipsis:
        return "missing"
    if not callable(value):
        return kind_of(value)
    return "library" if str(getattr(value, "__module__", None)).startswith("rnn_helpers.") else "function"


def _defined(source, wanted):
    """The functions that the source of a module defines."""
    names = {"__name__": "references"}
    exec(compile(source, "<references>", "exec"), names)
    return {name: names[name] for name in wanted}
