"""Functions that turn scores into something bounded: the softmax, one column at a time, and the sigmoid."""

import numpy as np

from rnn_helpers._inputs import as_floats, stop_at_nan


def softmax(z):
    """Turn every column of scores into probabilities.

    z : (..., n_y, m) scores, one column per example
    returns : (..., n_y, m) positive, every column sums to 1

    Each column's own maximum is subtracted first. That changes nothing in the result, since
    exp(z - c) / sum exp(z - c) = exp(z) / sum exp(z), but no exponential can overflow.
    Complex scores are allowed, so that a complex step can pass through.

    Raises ValueError if `z` has no columns (one axis only) or holds NaN, TypeError if it holds no numbers.
    """
    z = as_floats(z, "z")
    if z.ndim < 2 or z.shape[-2] == 0:
        raise ValueError(
            f"softmax works on columns, so z needs the shape (n_y, m) with n_y of at least 1; got {z.shape}."
            " A single list of scores becomes a column with z[:, None]."
        )
    y = softmax_columns(z)
    stop_at_nan(y, {"z": z})
    return y


def softmax_columns(z, out=None):
    """`softmax` for scores that are known to be good: the arithmetic alone. `out=z` overwrites the scores."""
    highest = (z.real if z.dtype.kind == "c" else z).max(axis=-2, keepdims=True)
    y = np.subtract(z, highest, out=out)
    np.exp(y, out=y)
    y /= y.sum(axis=-2, keepdims=True)
    return y


def sigmoid(z):
    """1 / (1 + exp(-z)) for every entry: between 0 and 1, one half at z = 0.

    Written as (1 + tanh(z / 2)) / 2, which is the same function and cannot overflow; complex numbers pass.
    """
    return (1 + np.tanh(z / 2)) / 2
