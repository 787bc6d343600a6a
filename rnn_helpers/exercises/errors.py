"""Errors of a learner's code, made easier to read."""

import re


def text_of(error):
    """The text of an exception on one line, shortened; an exception can refuse to be shown."""
    try:
        text = " ".join(str(error).split()) or "(no text)"
    except Exception:
        return "(its text cannot be shown)"
    return text if len(text) < 240 else text[:237] + "…"


def explain(error, probe):
    """A title, and a sentence that helps with a common error (or "").

    probe : dict(kind, arguments), the input that it came from
    """
    text, title = text_of(error), "Your code raises an error"
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
    if dicts and isinstance(error, KeyError):
        return title, f". The keys are {', '.join(sorted(dicts[0]))}."
    if dicts and re.search(r"StrDType|dtype\('<U|'str'", text):
        return title, (
            ". A text stands where an array is expected. Unpacking a dict, or a loop over it, gives its keys,"
            " not its values."
        )
    if "ellipsis" in text:
        return "Not finished", ". Somewhere in it `...` still stands in the place of a value."
    return title, ""
