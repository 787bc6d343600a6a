"""One message for a wrong function: the most basic thing that is wrong, in words that help.

Every step looks at one kind of fault and gives a message or None; the first message counts.
"""

import re

import numpy as np

from rnn_helpers.exercises.comparing import first_difference, kind_of, number, recognise, same
from rnn_helpers.exercises.evidence import form_fits, form_is_right, named_outputs, right_on, values_are_right
from rnn_helpers.exercises.mistakes import alike, matching, outcome, singles
from rnn_helpers.exercises.report import message
from rnn_helpers.exercises.running import Endless, OutOfReach, place_of


def diagnose(task, tried, marks):
    """The most basic thing that is wrong, as a message; None if all is right."""
    if all(marks.values()):
        return None
    steps = (
        _stopped,
        _borrowed,
        _structure,
        _named,
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
    error = tried["outcomes"][0]["error"]
    if isinstance(error, OutOfReach):
        said = (
            f"Your function calls the library's {error}: this is the function you are asked to write."
            " It is out of reach while the task is checked. You may read it, and then write your own."
        )
        return message("The library's answer is not yours yet", said, line=place_of(error, tried["function"]))
    error = next((got["error"] for got in tried["outcomes"] if isinstance(got["error"], Endless)), None)
    if error is not None:
        said = (
            "It was stopped, since it was still busy after so many steps on a small input that it would"
            " hardly have ended."
        )
        ask = " Look at the condition of the loop: what makes it false in the end?"
        return message("A loop that does not end", said + ask, line=place_of(error, tried["function"]))
    return None


def _borrowed(task, tried):
    name = tried["borrowed"]
    if name is None:
        return None
    said = (
        f"Your function looks up `{name}`, a variable of the notebook. It works only as long as that variable"
        f" happens to be there, and with other inputs it gives a wrong answer. Everything it needs comes in"
        f" through its arguments ({', '.join(task['arguments'])}), or is made inside it."
    )
    return message(f"`{name}` comes from outside the function", said)


def _structure(task, tried):
    """None, or another number of values than is asked for."""
    names = task["outputs"]
    for got in tried["outcomes"]:
        value = got["value"]
        if got["error"] is not None:
            continue
        if value is None:
            said = (
                "It ran, but gave nothing back. The last line of the function should hand out its result"
                " with `return`."
            )
            return message("The function returns None", said)
        if len(names) > 1:
            count = len(value) if isinstance(value, (tuple, list)) else 1
            if count != len(names):
                given = f"{count} values" if isinstance(value, (tuple, list)) else kind_of(value)
                said = f"It returns {given}; {len(names)} are asked for, in this order: {', '.join(names)}."
                return message("The number of results", said)
        elif not isinstance(value, np.ndarray):
            said = f"It returns {kind_of(value)}; a NumPy array is asked for."
            return message("The kind of result", said)
    return None


def _named(task, tried):
    """Mistakes of the catalogue: those that explain the ordinary probes, then those that explain all."""
    whole = range(len(tried["probes"]))
    ordinary = [k for k in whole if tried["probes"][k]["kind"] != "extreme"]
    found = _matching(task, tried, ordinary)
    if len(found) != 1:
        found = _matching(task, tried, whole) or found
    if not found:
        found = _in_one_output(task, tried, ordinary)
    return _named_message(task, tried, _basic_first(task, tried, found, ordinary)) if found else None


def _basic_first(task, tried, found, ordinary):
    """Where ordinary results are wrong, leave out mistakes that spoil large numbers only: they can wait."""
    harmless = [
        mistake["name"] for (mistake,), variant in singles(task) if not _spoils(variant, tried, ordinary)
    ]
    basic = [tuple(m for m in which if m["name"] not in harmless) for which in found]
    if not all(basic):
        return found
    return list({tuple(m["name"] for m in which): which for which in basic}.values())


def _spoils(variant, tried, chosen):
    """Whether a wrong variant gives something else than the reference on the chosen probes."""
    probes, expected = tried["probes"], tried["expected"]
    return not all(alike(outcome(variant, probes[k]["arguments"]), expected[k]) for k in chosen)


def _in_one_output(task, tried, ordinary):
    """Mistakes that explain the first wrong output, whatever the later ones hold."""
    both = [named_outputs(tried, k) for k in ordinary if tried["outcomes"][k]["error"] is None]
    if len(task["outputs"]) == 1 or not both:
        return []
    for position, name in enumerate(task["outputs"]):
        if not all(same(got[name], right[name]) for got, right in both):
            return _matching(task, tried, ordinary, position)
    return []


def _matching(task, tried, chosen, output=None):
    outcomes, probes, expected = (
        [tried[key][k] for k in chosen] for key in ("outcomes", "probes", "expected")
    )
    return matching(task, outcomes, probes, expected, output)


def _named_message(task, tried, found):
    which = found[0] if len(found) == 1 else _one_of(found)
    numbered = " ".join(f"({k}) {mistake['says']}" for k, mistake in enumerate(which, 1))
    if len(which) == 1:
        name, said = which[0]["name"], which[0]["says"]
    elif len(found) == 1 or len(found[0]) > 1:
        name = " and ".join(mistake["name"] for mistake in which)
        said = f"Two things seem to happen at once. {numbered}"
    else:
        name = " or ".join(mistake["name"] for mistake in which)
        said = f"Your results fit each of these. {numbered}"
    still = _still_right(task, tried)
    names = [mistake["name"] for mistake in which]
    return message(name, said, likely=True, still_right=still, see=which[0]["see"], mistakes=names)


def _one_of(found):
    """Several explanations: all of them where each is a single mistake, else the first pair."""
    return tuple(which[0] for which in found) if all(len(which) == 1 for which in found) else found[0]


def _raised(task, tried):
    for got, probe in zip(tried["outcomes"], tried["probes"]):
        error = got["error"]
        if error is None:
            continue
        said = f"On an input with {_sizes(task, probe)}: {type(error).__name__}: {_short(error)}"
        return message(
            "Your code raises an error", said + _help(error, probe), line=place_of(error, tried["function"])
        )
    return None


def _help(error, probe):
    """A sentence that makes a common error easier to read, or ""."""
    sizes = re.search(r"matmul.*size (\d+) is different from (\d+)", str(error))
    if sizes:
        here = f"here they are {sizes[2]} and {sizes[1]}"
        return f". A product `A @ B` needs as many columns in A as B has rows; {here}."
    dicts = [value for value in probe["arguments"] if isinstance(value, dict)]
    if isinstance(error, KeyError) and dicts:
        return f". The keys are {', '.join(dicts[0])}."
    return ""


def _short(error):
    text = " ".join(str(error).split()) or "(no text)"
    return text if len(text) < 240 else text[:237] + "…"


def _sizes(task, probe):
    sizes = []
    for name, value in zip(task["arguments"], probe["arguments"]):
        entries = value.items() if isinstance(value, dict) else [(name, value)]
        sizes += [f"{key} {array.shape}" for key, array in entries]
    return ", ".join(sizes)


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
    """Transposed, a wrong sign, a factor: on the first output that is wrong on ordinary probes."""
    ordinary = [k for k, probe in enumerate(tried["probes"]) if probe["kind"] in ("one", "batch")]
    columns = [tried["probes"][k]["arguments"][0].shape[-1] for k in ordinary]
    both = [named_outputs(tried, k) for k in ordinary]
    for name in task["outputs"]:
        relation = recognise([(got[name], right[name]) for got, right in both], columns)
        if relation is not None:
            what = "the result" if len(task["outputs"]) == 1 else name
            said = f"Look at {what} as a whole: {relation}."
            return message(
                "A simple relation to the right result", said, still_right=_still_right(task, tried)
            )
    return None


def _differs(task, tried):
    """No mistake that has a name: the first entry that differs, got and expected."""
    for k, good in enumerate(right_on(tried)):
        if good:
            continue
        got, right = named_outputs(tried, k)
        for name in task["outputs"]:
            place = "the result" if len(task["outputs"]) == 1 else name
            difference = first_difference(got[name], right[name], place)
            if difference:
                said = f"{_input(task, tried['probes'][k])}, {difference}."
                return _about_difference(task, tried, k, said)
    return None


def _about_difference(task, tried, k, said):
    still = _still_right(task, tried)
    if tried["probes"][k]["kind"] != "extreme":
        return message("Another result than expected", said, still_right=still)
    large = task["large"]
    return message("Large scores", f"{said} {large['says']}", still_right=still, see=large["see"])


def _input(task, probe):
    """The input of a probe in words: with its numbers where it is one small array."""
    arguments = probe["arguments"]
    if len(arguments) == 1 and arguments[0].size <= 6:
        numbers = [[number(entry) for entry in row] for row in arguments[0]]
        rows = ", ".join("[" + ", ".join(row) + "]" for row in numbers)
        return f"With {task['arguments'][0]} = [{rows}]"
    return f"On an input with {_sizes(task, probe)}"


def _changed(task, tried):
    changed = sorted({k for got in tried["outcomes"] for k in got["changed"]})
    if not changed:
        return None
    name = task["arguments"][changed[0]]
    said = (
        f"After the call {name} is not what it was: your function writes into it (as `-=`, `+=`, `*=`, `/=`,"
        f" `out=` or `{name}[...] =` do). Whoever calls it would find their own data changed. Make a new"
        " array instead."
    )
    return message(f"{name} is changed", said, still_right=_still_right(task, tried))


def _wrong_form(task, tried):
    for k in range(len(tried["probes"])):
        got, right = named_outputs(tried, k)
        for name in task["outputs"]:
            if not form_fits(got[name], right[name]):
                given = (
                    f"of type {got[name].dtype}" if isinstance(got[name], np.ndarray) else kind_of(got[name])
                )
                asked = "a NumPy array of floating-point numbers is asked for"
                said = f"The values are right, but {name} is {given}; {asked}."
                return message("The form of the result", said)
    return None


def _still_right(task, tried):
    """What a wrong answer gets right, in words; "" if nothing."""
    good = []
    kinds = {"one": "a batch of one", "batch": "several examples"}
    ordinary = [k for k, probe in enumerate(tried["probes"]) if probe["kind"] in kinds]
    outputs = task["outputs"]
    if len(outputs) > 1:
        good += [name for name in outputs if all(values_are_right(tried, k, (name,)) for k in ordinary)]
    elif all(values_are_right(tried, k, outputs) for k in ordinary):
        good.append("the values for ordinary numbers")
    if not good:
        good += _right_kinds(tried, kinds, ordinary)
    if not good and all(form_is_right(tried, k, outputs) for k in ordinary):
        good.append("the shape of the result" if len(outputs) == 1 else "all shapes")
    return ", ".join(good)


def _right_kinds(tried, kinds, ordinary):
    right, outputs = [], tried["task"]["outputs"]
    for kind, words in kinds.items():
        chosen = [k for k in ordinary if tried["probes"][k]["kind"] == kind]
        if all(values_are_right(tried, k, outputs) for k in chosen):
            right.append(words)
    return right
