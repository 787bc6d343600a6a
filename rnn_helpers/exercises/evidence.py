"""What came out against what should have, probe by probe and output by output.

`tried` is the dict that `judging.try_out` makes.
"""

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, same
from rnn_helpers.exercises.outcomes import alike, outputs_in

KINDS = {"one": "a batch of one", "batch": "several examples"}  # of ordinary probes, in words


def right_on(tried):
    return [
        got["error"] is None and alike(tried["task"], got, right)
        for got, right in zip(tried["outcomes"], tried["expected"])
    ]


def compared(task):
    """The names of the outputs that are compared: all but those that are free."""
    return [name for name in task["outputs"] if name not in task.get("free", ())]


def values_are_right(tried, k, outputs):
    got, right = named_outputs(tried, k)
    return got is not None and all(same(got[name], right[name]) for name in outputs)


def form_is_right(tried, k, outputs):
    got, right = named_outputs(tried, k)
    return got is not None and all(form_fits(got[name], right[name]) for name in outputs)


def form_fits(got, right):
    """Whether a result has the shape and the kind of number of the right one; other things have no form."""
    if not isinstance(right, np.ndarray):
        numbers = isinstance(right, (bool, int, float, np.generic))
        return not numbers or (as_numbers(got) is not None and np.ndim(got) == 0)
    kinds = "iu" if right.dtype.kind in "iu" else right.dtype.kind
    return isinstance(got, np.ndarray) and got.shape == right.shape and got.dtype.kind in kinds


def named_outputs(tried, k):
    """Two dicts, output name -> value: what came out of probe k and what should have. None if unusable."""
    got, right = tried["outcomes"][k], tried["expected"][k]["value"]
    if got["error"] is not None:
        return None, None
    named = outputs_in(tried["task"], got["value"])
    return (None, None) if named is None else (named, outputs_in(tried["task"], right))


def ordinary_probes(tried):
    """The positions of the probes that show nothing but whether the values are right."""
    return [k for k, probe in enumerate(tried["probes"]) if probe["kind"] not in ("extreme", "whole")]


def still_right(task, tried):
    """What a wrong answer gets right, in words; "" if nothing."""
    good = []
    kinds = task.get("kinds", KINDS)
    ordinary = ordinary_probes(tried)
    outputs = compared(task)
    if len(outputs) > 1:
        good += [name for name in outputs if all(values_are_right(tried, k, (name,)) for k in ordinary)]
    elif all(values_are_right(tried, k, outputs) for k in ordinary):
        good.append("the values for ordinary numbers")
    if not good:
        good += _right_kinds(tried, kinds, ordinary)
    if not good and all(_shapes_are_right(tried, k, outputs) for k in ordinary):
        good.append("the shape of the result" if len(outputs) == 1 else "all shapes")
    return ", ".join(good)


def _shapes_are_right(tried, k, outputs):
    """Whether there are arrays among the outputs and their form is right; a text or a tree has no shape."""
    _, right = named_outputs(tried, k)
    has_arrays = right is not None and any(isinstance(right[name], np.ndarray) for name in outputs)
    return has_arrays and form_is_right(tried, k, outputs)


def _right_kinds(tried, kinds, ordinary):
    right, outputs = [], compared(tried["task"])
    for kind, words in kinds.items():
        chosen = [k for k in ordinary if tried["probes"][k]["kind"] == kind]
        if chosen and all(values_are_right(tried, k, outputs) for k in chosen):
            right.append(words)
    return right
