"""Errors of a learner's code, made easier to read."""

import linecache
import re


def fault(error, home):
    """An exception in words and plain data.

    home : the globals of the notebook, to find the learner's own line; or None
    returns : dict with kinds (the names of its class and of the classes above it), text, missing (the name
        that was looked up and not found, or None), line ((number, text) of the learner's own code, or None)
    """
    name = getattr(error, "name", None) if _is_missing_name(error) else None
    missing = name if isinstance(name, str) else None
    return {"kinds": kinds_of(error), "text": text_of(error), "missing": missing, "line": _line(error, home)}


def kinds_of(error):
    """The names of an exception's class and of the classes above it."""
    return tuple(kind.__name__ for kind in type(error).__mro__)


def _is_missing_name(error):
    return isinstance(error, NameError) and not isinstance(error, UnboundLocalError)


def _line(error, home):
    """The last line of the learner's own code that an exception came through: (number, text), or None."""
    line, step = None, error.__traceback__
    while step is not None:
        frame = step.tb_frame
        if home is not None and frame.f_globals is home:
            text = linecache.getline(frame.f_code.co_filename, step.tb_lineno).strip()
            line = (step.tb_lineno, text)
        step = step.tb_next
    return line


def text_of(error):
    """The text of an exception on one line, shortened; an exception can refuse to be shown."""
    try:
        text = " ".join(str(error).split()) or "(no text)"
    except Exception:
        return "(its text cannot be shown)"
    return text if len(text) < 240 else text[:237] + "…"


def explain(error, probe):
    """A title, and a sentence that helps with a common error (or "").

    error : as `fault` gives it        probe : dict(kind, arguments), the input that it came from
    """
    text, title = error["text"], "Your code raises an error"
    dicts = [value for value in probe["arguments"] if isinstance(value, dict)]
    sizes = re.search(r"matmul.*size (\d+) is different from (\d+)", text)
    if sizes:
        here = f"here they are {sizes[2]} and {sizes[1]}"
        return title, f". A product `A @ B` needs as many columns in A as B has rows; {here}."
    if "Cannot cast ufunc" in text:
        return "Inputs that hold whole numbers", (
            ". An array of whole numbers stays one when it is written into in place (by `+=`, `/=`, `out=`),"
            " so the floating-point result finds no room in it. Make a new array instead."
        )
    if "zero-dimensional arrays cannot be concatenated" in text:
        return (
            title,
            ". A plain number stands where an array is expected; a sum over an empty list is one: 0.",
        )
    if dicts and "KeyError" in error["kinds"]:
        return title, f". The keys are {', '.join(sorted(dicts[0]))}."
    if dicts and re.search(r"StrDType|dtype\('<U|'str'", text):
        return title, (
            ". A text stands where an array is expected. Unpacking a dict, or a loop over it, gives its keys,"
            " not its values."
        )
    if "ellipsis" in text:
        return "Not finished", ". Somewhere in it `...` still stands in the place of a value."
    return title, ""
