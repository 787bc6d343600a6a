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
