"""One message for a wrong function: the most basic thing that is wrong, in words that help.

Every step looks at one kind of fault and gives a message or None; the first message counts.
"""

from collections.abc import Iterator

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, entries, first_difference, kind_of, number, recognise
from rnn_helpers.exercises.errors import explain
from rnn_helpers.exercises.evidence import (
    compared,
    form_fits,
    named_outputs,
    ordinary_probes,
    right_on,
    still_right,
)
from rnn_helpers.exercises.naming import named, named_in_one_output
from rnn_helpers.exercises.outcomes import alike, outputs_in
from rnn_helpers.exercises.report import message
from rnn_helpers.exercises.running import unchanged


def diagnose(task, tried, marks):
    """The most basic thing that is wrong, as a message; None if all is right."""
    if all(marks.values()):
        return None
    steps = (
        _stopped,
        _order_of_arguments,
        _borrowed,
        _kept_between_calls,
        _unfinished,
        _doubtful,
        named,
        _structure,
        _lazy,
        _restless,
        named_in_one_output,
        _raised,
        _changed,
        _whole_numbers,
        _general,
        _differs,
        _wrong_form,
    )
    for step in steps:
        found = step(task, tried)
        if found is not None:
            return found
    raise AssertionError(f"Part of {task['name']} lost without a message: {marks}.")


def _stopped(task, tried):
    """The library's own answer, a loop without an end, a result without one."""
    error = _first_error(tried, "OutOfReach")
    if error is not None:
        said = (
            f"Your function calls the library's {error['text']}: this is the function you are asked to write."
            " It is out of reach while the task is checked. You may read it, and then write your own."
        )
        return message("The library's answer is not yours yet", said, line=error["line"])
    error = _first_error(tried, "Endless", "RecursionError")
    if error is not None:
        said = (
            "It was stopped after very many steps on a small input. Look at the condition of the loop, or of"
            " the recursion: what makes it false in the end?"
        )
        return message("A loop or a recursion that does not seem to end", said, line=error["line"])
    error = _first_error(tried, "Unusable")
    if error is not None:
        said = f"{error['text']}; what is asked for holds a few numbers."
        return message("The result cannot be looked at", said)
    return None


def _first_error(tried, *kinds):
    """The first error of one of these kinds, or None."""
    errors = [got["error"] for got in tried["outcomes"] if got["error"] is not None]
    return next((error for error in errors if not set(kinds).isdisjoint(error["kinds"])), None)


def _order_of_arguments(task, tried):
    """The arguments that are asked for, in another order: a wrong answer whatever stands inside."""
    given = tried["parameters"]
    asked = list(task["arguments"])
    if given is None or all(right_on(tried)) or sorted(given) != sorted(asked) or given == asked:
        return None
    said = f"It takes ({', '.join(given)}), but it is called with ({', '.join(asked)}), in this order."
    return message("The arguments stand in another order", said)


def _borrowed(task, tried):
    names = tried["borrowed"]
    if not names:
        return None
    which = ", ".join(f"`{name}`" for name in names)
    them, comes = (f"{which}, variables", "come") if len(names) > 1 else (f"{which}, a variable", "comes")
    so = (
        "Its results are right as long as nothing there changes."
        if all(right_on(tried))
        else "Its results are not right for every input."
    )
    helper = tried["helper"]
    who = f"Your function calls `{helper}`, which" if helper else "Your function"
    said = (
        f"{who} looks up {them} of the notebook. {so} Everything it needs should come in through its"
        f" arguments ({', '.join(task['arguments'])}), or be made inside it."
    )
    return message(f"{which} {comes} from outside the function", said)


def _kept_between_calls(task, tried):
    """A list, dict or set as the default of an argument, into which every call writes."""
    if not tried["containers"] or all(right_on(tried)):
        return None
    names = tried["again"]()["kept"]
    if not names:
        return None
    which = " and ".join(f"`{name}`" for name in names)
    said = (
        f"The default value of {which} is made once, when the function is defined, and all calls write into"
        " the same one: what earlier calls left is still there. Make a new one inside the function, or hand"
        " it over when you call it yourself."
    )
    return message(f"{which} keeps what earlier calls wrote", said)


def _unfinished(task, tried):
    """`...` where an answer belongs, in a function that is filled in otherwise."""
    for k in range(len(tried["probes"])):
        got, _ = named_outputs(tried, k)
        places = [name for name, value in (got or {}).items() if value is Ellipsis]
        if places:
            said = f"`...` still stands in the place of {' and '.join(places)}."
            return message("Not finished", said, still_right=still_right(task, tried))
    return None


def _doubtful(task, tried):
    """Nothing certain can be said of a function that reads what a wrong one has made in a way of its own."""
    if not tried["doubtful"]:
        return None
    name = tried["doubtful"][0]
    said = (
        f"What comes in here is made by your {name}, which is not right yet, and your function cannot read"
        f" what the course's makes in its place. So finish that one first; check({name}) helps with it."
    )
    return message(f"First {name}", said)


def _structure(task, tried):
    """None, or another number of values than is asked for, or another kind."""
    for got, right in zip(tried["outcomes"], tried["expected"]):
        value = got["value"]
        if got["error"] is not None or _outputs_fit(task, value, right["value"]):
            continue
        if value is None:
            said = (
                "It ran, but gave nothing back. The last line of the function should hand out its result"
                " with `return`."
            )
            return message("The function returns None", said)
        if task.get("returns") == "dict":
            return _about_keys(task, value)
        if len(task["outputs"]) > 1:
            return _about_count(task, value)
        said = f"It returns {kind_of(value)}; {_asked_for(right['value'])} is asked for."
        return message("The kind of result", said)
    return None


def _outputs_fit(task, value, right):
    """Whether a result has as many outputs as are asked for; a single one must be of the kind asked for."""
    if task.get("returns") == "dict" or len(task["outputs"]) > 1:
        return outputs_in(task, value) is not None
    if isinstance(right, np.ndarray):
        return isinstance(value, np.ndarray)
    if as_numbers(right) is not None:
        return as_numbers(value) is not None
    return isinstance(value, type(right))


def _about_keys(task, value):
    names = ", ".join(f"`{name}`" for name in task["outputs"])
    if not isinstance(value, dict):
        said = f"It returns {kind_of(value)}; a dict with the keys {names} is asked for."
        return message("The kind of result", said)
    missing = ", ".join(f"`{name}`" for name in task["outputs"] if name not in value)
    has = ", ".join(f"`{key}`" for key in list(value)[:12]) or "none"
    said = f"The dict you return lacks {missing}. The keys asked for are {names}; yours are {has}."
    return message("The keys of the result", said)


def _about_count(task, value):
    keys, several = task.get("keys", ()), isinstance(value, (tuple, list))
    names = [name for name in task["outputs"] if name not in keys]
    names += ["a dict with " + ", ".join(f"`{key}`" for key in keys)] if keys else []
    if several and len(value) == len(names):
        said = f"The last of the {len(names)} results is {_last(value[-1])}; {names[-1]} is asked for."
        return message("The kind of result", said)
    given = f"{len(value)} values" if isinstance(value, tuple) else kind_of(value)
    given += f" of {len(value)} items" if isinstance(value, list) else ""
    said = f"It returns {given}; {len(names)} results are asked for, in this order: {', '.join(names)}."
    return message("The number of results", said)


def _last(value):
    """The last result in words: what it is, with the keys of a dict."""
    keys = ", ".join(f"`{key}`" for key in list(value)[:12]) if isinstance(value, dict) else ""
    return f"a dict with {keys}" if keys else kind_of(value)


def _lazy(task, tried):
    """A generator or the like in the result: its values are not there yet, and come only once."""
    for got in tried["outcomes"]:
        kind = _iterator_in(got["value"])
        if kind:
            said = (
                f"The result holds {kind}. That is no list: it makes its values one by one, only when it is"
                " asked, and only once. `list(…)` makes a list of it."
            )
            return message("Values that are not there yet", said)
    return None


def _iterator_in(value):
    """What kind of iterator stands in a result, perhaps inside of lists, in words; None if there is none."""
    if isinstance(value, Iterator):
        return kind_of(value)
    items = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return next(filter(None, map(_iterator_in, items)), None)


def _restless(task, tried):
    """Another result at a second call with the same input: random numbers of its own, or a memory."""
    for first, second in tried["again"]()["twice"]:
        if first["error"] is None and second["error"] is None and not alike(task, first, second):
            said = (
                "Called twice with the same input, it gives two different results. It draws random numbers of"
                " its own, or remembers something from call to call; its arguments alone should decide."
            )
            return message("Another result at each call", said)
    return None


def _raised(task, tried):
    for got, probe in zip(tried["outcomes"], tried["probes"]):
        error = got["error"]
        if error is not None:
            title, more = explain(error, probe)
            if probe["kind"] == "extreme" and not more:
                more = f" {task['large']['says']}"
            said = f"On an input with {_sizes(task, probe)}: {error['kinds'][0]}: {error['text']}"
            return message(title, said + more, line=error["line"])
    return None


def _sizes(task, probe):
    """The arguments of a probe in words: the shapes of arrays, short things as they are."""
    sizes = []
    for name, value in zip(task["arguments"], probe["arguments"]):
        entries = sorted(value.items()) if isinstance(value, dict) else [(name, value)]
        sizes += [_size_of(key, each) for key, each in entries]
    return ", ".join(sizes[:8]) + (", …" if len(sizes) > 8 else "")


def _size_of(name, value):
    if isinstance(value, np.ndarray):
        return f"{name} {value.shape}"
    if callable(value):
        return f"a function {name}"
    if isinstance(value, float):
        return f"{name} = {number(value)}"
    if isinstance(value, (list, tuple, dict)) and len(repr(value)) > 40:
        return f"{name} ({len(value)} items)"
    text = repr(value)
    return f"{name} = {text}" if len(text) <= 60 else name


def _whole_numbers(task, tried):
    """Right for floats, wrong where the scores are whole numbers."""
    right = right_on(tried)
    kinds = [probe["kind"] for probe in tried["probes"]]
    wrong = {kind for kind, good in zip(kinds, right) if not good}
    if wrong != {"whole"}:
        return None
    said = (
        "With floating-point inputs all is right; with an input of whole numbers the result is not. An"
        " array that is made in the likeness of the input (such as np.zeros_like) takes over its type, and"
        " whole numbers cut off everything behind the point."
    )
    return message("Inputs that hold whole numbers", said)


def _general(task, tried):
    """Transposed, a wrong sign, a factor, reversed in time: on the first output that is wrong."""
    ordinary = ordinary_probes(tried)
    both = [named_outputs(tried, k) for k in ordinary]
    if any(got is None for got, _ in both):
        return None
    columns, steps = ([tried["probes"][k][count] for k in ordinary] for count in ("columns", "steps"))
    for name in compared(task):
        for place, pairs in entries([(got[name], right[name]) for got, right in both], _place(task, name)):
            relation = recognise(pairs, columns, steps)
            if relation is not None:
                said = f"Look at {place} as a whole: {relation}."
                title = "A simple relation to the right result"
                return message(title, said, still_right=still_right(task, tried))
    return None


def _differs(task, tried):
    """No mistake that has a name: the first entry that differs, got and expected."""
    for k, good in enumerate(right_on(tried)):
        if good:
            continue
        got, right = named_outputs(tried, k)
        for name in compared(task):
            difference = first_difference(got[name], right[name], _place(task, name))
            if difference:
                said = f"{_input(task, tried['probes'][k])}, {difference}."
                return _about_difference(task, tried, k, said)
    return None


def _about_difference(task, tried, k, said):
    still = still_right(task, tried)
    if tried["probes"][k]["kind"] != "extreme":
        return message("Another result than expected", said, still_right=still)
    large = task["large"]
    title = large.get("title", "Large numbers")
    return message(title, f"{said} {large['says']}", still_right=still, see=large["see"])


def _input(task, probe):
    """The input of a probe in words: with its numbers where it is one small array."""
    arguments = probe["arguments"]
    if len(arguments) == 1 and isinstance(arguments[0], np.ndarray) and 0 < arguments[0].size <= 6:
        return f"With {task['arguments'][0]} = {_rows(arguments[0])}"
    return f"On an input with {_sizes(task, probe)}"


def _rows(array):
    if array.ndim == 0:
        return number(array[()])
    return "[" + ", ".join(map(_rows, array)) + "]"


def _changed(task, tried):
    found = [
        (k, now, probe["arguments"][k])
        for got, probe in zip(tried["outcomes"], tried["probes"])
        for k, now in got["changed"].items()
    ]
    if not found:
        return None
    k, now, before = min(found, key=lambda each: each[0])
    name = task["arguments"][k]
    how = _writes_into_dict(name, now, before) if isinstance(before, dict) else _writes_into_array(name)
    said = f"{how} Whoever calls it would find their own data changed."
    return message(f"{name} is changed", said, still_right=still_right(task, tried))


def _writes_into_array(name):
    return (
        f"After the call {name} is not what it was: your function writes into it (as `-=`, `+=`, `*=`, `/=`,"
        f" `out=` or `{name}[...] =` do). Make a new array instead."
    )


def _writes_into_dict(name, now, before):
    """What has become of a dict, in words."""
    changes = [f"`{key}` is gone" for key in before.keys() - now.keys()]
    changes += [f"`{key}` came in" for key in now.keys() - before.keys()]
    both = [key for key in before if key in now]
    changes += [f"`{key}` holds something else" for key in both if not unchanged(now[key], before[key])]
    return f"The dict you were given was changed: after the call, {', '.join(sorted(changes)[:3])}."


def _wrong_form(task, tried):
    for k in range(len(tried["probes"])):
        got, right = named_outputs(tried, k)
        for name in compared(task):
            if not form_fits(got[name], right[name]):
                array = isinstance(got[name], np.ndarray) and isinstance(right[name], np.ndarray)
                given = f"of type {got[name].dtype}" if array else kind_of(got[name])
                asked = f"{_asked_for(right[name])} is asked for"
                said = f"The values are right, but {_place(task, name)} is {given}; {asked}."
                return message("The form of the result", said)
    return None


def _asked_for(right):
    """The kind of a right result, in words."""
    kinds = {"i": "whole numbers", "u": "whole numbers", "f": "floating-point numbers", "b": "truth values"}
    if isinstance(right, np.ndarray):
        return f"a NumPy array of {kinds[right.dtype.kind]}"
    return "a single number" if as_numbers(right) is not None else kind_of(right)


def _place(task, name):
    return "the result" if len(task["outputs"]) == 1 else name
