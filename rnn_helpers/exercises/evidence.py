"""What came out against what should have, probe by probe and output by output.

`tried` is the dict that `judging.try_out` makes.
"""

import numpy as np

from rnn_helpers.exercises.comparing import same


def right_on(tried):
    return [
        got["error"] is None and same(got["value"], right["value"])
        for got, right in zip(tried["outcomes"], tried["expected"])
    ]


def values_are_right(tried, k, outputs):
    got, right = named_outputs(tried, k)
    return got is not None and all(same(got[name], right[name]) for name in outputs)


def form_is_right(tried, k, outputs):
    got, right = named_outputs(tried, k)
    return got is not None and all(form_fits(got[name], right[name]) for name in outputs)


def form_fits(got, right):
    if not isinstance(right, np.ndarray):
        return True
    return isinstance(got, np.ndarray) and got.shape == right.shape and got.dtype.kind == "f"


def named_outputs(tried, k):
    """Two dicts, output name -> value: what came out of probe k and what should have. None if unusable."""
    names = tried["task"]["outputs"]
    got, right = tried["outcomes"][k], tried["expected"][k]["value"]
    if got["error"] is not None:
        return None, None
    if len(names) == 1:
        return {names[0]: got["value"]}, {names[0]: right}
    if not isinstance(got["value"], (tuple, list)) or len(got["value"]) != len(names):
        return None, None
    return dict(zip(names, got["value"])), dict(zip(names, right))


def still_right(task, tried):
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
