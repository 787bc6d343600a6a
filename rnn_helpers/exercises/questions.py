"""Questions with an answer to type: shapes, a number, or a choice. Each wrong answer has its own explanation.

A "shapes" task has sizes (axis name -> number), and parts with name, points, axes (the right shape in axis
names), wrong (shape in axis names -> what goes wrong), rule (for any other shape) and perhaps needs (why
it has so many axes).
A "number" task has right, within (how far from it an answer may be), wrong (a list of (number, what goes
wrong)), rule (for any other number) and because.
A "choice" task has choices (letter -> what the choice means, where wrong), right (the letter) and because.
All have see, the heading to read again.
"""

import numbers
from difflib import get_close_matches

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, kind_of
from rnn_helpers.exercises.report import Report, message


def examine_answer(task, answer):
    """Judge the answer to a question; see `checking.examine`."""
    kinds = {"shapes": _examine_shapes, "number": _examine_number, "choice": _examine_choice}
    return kinds[task["kind"]](task, answer)


_TWO_AXES = "Every array of one step has two axes; a bias is a column, so it has two as well."


def _blank(answer):
    return answer is None or answer is Ellipsis


# --- shapes


def _examine_shapes(task, answer):
    if _blank(answer) or (isinstance(answer, dict) and all(map(_blank, answer.values()))):
        return Report.not_started(task)
    if not isinstance(answer, dict):
        names = ", ".join(f'"{part["name"]}"' for part in task["parts"])
        said = f"The answer is {kind_of(answer)}; expected a dict with the keys {names}, each with a tuple."
        return Report.of(task, {}, message("A dict is asked for", said))
    marks, found = {}, _about_keys(task, answer)
    for part in task["parts"]:
        shape = answer.get(part["name"])
        marks[part["name"]] = None if _blank(shape) else _as_shape(shape) == _numbers(task, part["axes"])
        if marks[part["name"]] is False and found is None:
            found = _about_shape(task, part, shape)
    if found is None and not all(marks.values()):
        missing = ", ".join(name for name, passed in marks.items() if passed is None)
        found = message("Not finished", f"What you filled in is right. Still open: {missing}.")
    return Report.of(task, marks, found)


def _about_keys(task, answer):
    """A message on a key that is the name of no array, where one is missing, or None."""
    names = {part["name"].lower(): part["name"] for part in task["parts"]}
    for key in answer if set(names.values()) - answer.keys() else ():
        if key not in names.values():
            near = get_close_matches(str(key).lower(), names, 1, 0.5)
            hint = f"did you mean `{names[near[0]]}`?" if near else f"they are {', '.join(names.values())}."
            return message("The names of the arrays", f"No array is called `{key}`; {hint}")
    return None


def _numbers(task, axes):
    return tuple(task["sizes"].get(axis, axis) for axis in axes)


def _as_shape(shape):
    """A tuple of whole numbers, from a tuple, list or array; None if it is none."""
    if not isinstance(shape, (tuple, list, np.ndarray)) or (isinstance(shape, np.ndarray) and not shape.ndim):
        return None
    return tuple(int(entry) for entry in shape) if all(map(_is_size, shape)) else None


def _is_size(entry):
    return isinstance(entry, numbers.Integral) and not isinstance(entry, bool) and abs(entry) < 10**6


def _about_shape(task, part, shape):
    name, given = part["name"], _as_shape(shape)
    if isinstance(shape, (set, frozenset)):
        said = f"The answer for {name} is a set. A set has no order; use round brackets."
        return message(f"The shape of {name}", said)
    if given is None:
        asked = "write a tuple of whole numbers, rows first, such as (7, 8)"
        said = f"The answer for {name} is {kind_of(shape)}; {asked}."
        return message(f"The shape of {name}", said)
    if len(given) != len(part["axes"]):
        rule = part.get("needs", _TWO_AXES)
        said = f"You gave {len(given)} number{'s' * (len(given) != 1)}. {rule}"
        return message(f"The shape of {name}", said, see=task["see"])
    for axes, says in part["wrong"].items():
        if _numbers(task, axes) == given:
            return message(
                f"The shape of {name}", f"You wrote {_read_out(task, given)}. {says}", True, see=task["see"]
            )
    return message(
        f"The shape of {name}", f"You wrote {_read_out(task, given)}. {part['rule']}", see=task["see"]
    )


def _read_out(task, shape):
    """A shape with the names of its sizes: (3, 10), that is (n_x, m)."""
    names = {size: axis for axis, size in task["sizes"].items()}
    words = ", ".join(names.get(size, str(size)) for size in shape)
    return f"{shape}, that is ({words})"


# --- a number


def _examine_number(task, answer):
    if _blank(answer):
        return Report.not_started(task)
    (part,) = task["parts"]
    given = _as_number(answer)
    if given is None:
        said = f"The answer is {kind_of(answer)}; write a number, such as 0.25 or 3."
        return Report.of(task, {part["name"]: None}, message("A number is asked for", said))
    if _near(given, task["right"], task["within"]):
        return Report.of(task, {part["name"]: True}, message("Right", task["because"]))
    found = message(f"Not {given:.6g}", _about_number(task, given), see=task["see"])
    return Report.of(task, {part["name"]: False}, found)


def _about_number(task, given):
    """What goes wrong with the nearest of the wrong numbers, or the rule where none is near enough."""
    number, says = min(task["wrong"], key=lambda wrong: abs(given - wrong[0]), default=(np.inf, ""))
    return says if _near(given, number, task["within"]) else task["rule"]


def _as_number(answer):
    """A finite number, from a number or an array that holds one; None if it is none."""
    if isinstance(answer, bool):
        return None
    array = as_numbers(answer)
    if array is None or array.size != 1 or array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        return None
    return float(array.ravel()[0])


def _near(given, number, within):
    return abs(given - number) <= within * (1 + 1e-9)


# --- a choice


def _examine_choice(task, answer):
    if _blank(answer):
        return Report.not_started(task)
    letter = answer.strip(" .)(").lower() if isinstance(answer, str) else None
    name = task["parts"][0]["name"]
    if letter not in task["choices"]:
        letters = ", ".join(f'"{choice}"' for choice in task["choices"])
        given = f'"{answer}"' if isinstance(answer, str) else kind_of(answer)
        return Report.of(
            task,
            {name: None},
            message("Pick one of the letters", f"You gave {given}; choose among {letters}."),
        )
    if letter == task["right"]:
        return Report.of(task, {name: True}, message("Right", task["because"]))
    return Report.of(
        task, {name: False}, message(f"Not ({letter})", task["choices"][letter], see=task["see"])
    )
