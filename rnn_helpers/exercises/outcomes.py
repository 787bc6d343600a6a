"""What a function gave, and the outputs in it that a task asks for.

An outcome is a dict with value (None after an error) and error (None, or a dict with the exception's `kinds`:
the names of its class and of those above it). A task returns one
value, several in a fixed order, or, with `returns` = "dict", a dict whose keys are its outputs. With
`keys`, the last of several values is a dict that holds these outputs. Outputs that are `free` may hold
anything: a cache of the learner's own, say, that only their own backward reads.
"""

from rnn_helpers.exercises.comparing import same
from rnn_helpers.exercises.errors import kinds_of
from rnn_helpers.exercises.running import quiet


def outcome(function, arguments):
    """What a reference or a variant gives."""
    with quiet():
        return quiet_outcome(function, arguments)


def quiet_outcome(function, arguments):
    """As `outcome`, for a caller that has silenced NumPy's warnings already."""
    try:
        return {"value": function(*arguments), "error": None}
    except Exception as raised:
        return {"value": None, "error": {"kinds": kinds_of(raised)}}


def outputs_in(task, value):
    """A dict, output name -> value, without the free outputs; None where the result has another form."""
    names, free = task["outputs"], task.get("free", ())
    if task.get("returns") == "dict":
        return _by_key(value, [name for name in names if name not in free]) if _has(value, names) else None
    if len(names) == 1:
        return {names[0]: value}
    keys = task.get("keys", ())
    places = [name for name in names if name not in keys]
    if not isinstance(value, (tuple, list)) or len(value) != len(places) + bool(keys):
        return None
    if keys and not _has(value[-1], keys):
        return None
    in_order = {name: each for name, each in zip(places, value) if name not in free}
    return in_order | (_by_key(value[-1], keys) if keys else {})


def _has(value, keys):
    return isinstance(value, dict) and all(key in value for key in keys)


def _by_key(value, keys):
    return {key: value[key] for key in keys}


def alike(task, one, other, outputs=None):
    """Whether two outcomes agree: equal outputs, or errors of the same kind.

    outputs : look at these alone (default: all)
    """
    if one["error"] is not None or other["error"] is not None:
        return _kinds(one) == _kinds(other)
    got, right = outputs_in(task, one["value"]), outputs_in(task, other["value"])
    if got is None or right is None:
        return same(one["value"], other["value"])
    return all(same(got[name], right[name]) for name in (right if outputs is None else outputs))


def _kinds(got):
    return got["error"] and got["error"]["kinds"]
