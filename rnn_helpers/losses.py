"""How wrong a prediction is: the cross-entropy, and its gradient before the softmax."""

import numpy as np

from rnn_helpers._buffers import take
from rnn_helpers._inputs import as_floats


def cross_entropy(y_pred, labels, mask=None):
    """The mean of -log(probability that was given to the right answer), in nats.

    y_pred : (T_x, n_y, m) or (n_y, m) probabilities, columns sum to 1
    labels : (T_x, m) or (m,) integers from 0 to n_y - 1, the right answers
    mask : same shape as `labels`, True where a prediction counts (default: everywhere)
    returns : a number; the mean runs over the predictions that count

    A probability of exactly 0 for the right answer costs infinitely much: the result is inf.
    Where `y_pred` has one axis more before (n_y, m), as it has when parameters are stacked copies, the
    result is an array with one loss per copy.

    Raises ValueError if shapes do not fit, a label is out of range or no prediction counts;
    TypeError if labels are no integers.
    """
    y_pred, labels, weight = _read(y_pred, labels, mask)
    if y_pred.ndim == labels.ndim + 2:
        y_pred = np.moveaxis(y_pred, -3, 0)
    chosen = y_pred[..., *_right_answers(labels)]
    with np.errstate(divide="ignore"):
        nats = -np.log(chosen)
    if mask is not None:
        nats = np.where(weight > 0, nats, 0)
    axes = tuple(range(-labels.ndim, 0))
    return nats.sum(axis=axes) / _count(labels, mask, weight)


def cross_entropy_backward(y_pred, labels, mask=None, buffers=None):
    """The gradient of `cross_entropy` at the scores z, where y_pred = softmax(z).

    Arguments as for `cross_entropy`, without copies.
    buffers : a dict that keeps the memory of the result for the next call, which then overwrites it
        (default: a new array)
    returns : dz, of the shape of `y_pred`: (y_pred - one-hot label) / number of predictions that count,
        and 0 where the mask is False

    Derivation: lesson 03, section "Through the softmax".
    """
    y_pred, labels, weight = _read(y_pred, labels, mask)
    if y_pred.ndim != labels.ndim + 1:
        raise ValueError(
            f"cross_entropy_backward takes no stacked copies: y_pred {y_pred.shape}, labels {labels.shape}."
        )
    dz = take(buffers, "loss: dz", y_pred.shape, y_pred.dtype)
    np.copyto(dz, y_pred)
    dz[_right_answers(labels)] -= 1
    if mask is not None:
        np.copyto(dz, 0, where=(weight == 0)[..., None, :])
    dz /= _count(labels, mask, weight)
    return dz


def _right_answers(labels):
    """The places of the right answers: one index array per axis of (T_x, n_y, m), or of (n_y, m)."""
    columns = np.arange(labels.shape[-1])
    return (labels, columns) if labels.ndim == 1 else (np.arange(len(labels))[:, None], labels, columns)


def _count(labels, mask, weight):
    return labels.size if mask is None else int(weight.sum())


def _read(y_pred, labels, mask):
    y_pred, labels = as_floats(y_pred, "y_pred"), np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels must be integers (the index of the right answer); got {labels.dtype}.")
    copies = y_pred.ndim == labels.ndim + 2
    kept = y_pred.shape[:-3] + y_pred.shape[-1:] if copies else y_pred.shape[:-2] + y_pred.shape[-1:]
    if (
        labels.ndim not in (1, 2)
        or y_pred.ndim not in (labels.ndim + 1, labels.ndim + 2)
        or labels.shape != kept
    ):
        raise ValueError(
            f"labels has the shape {labels.shape} and y_pred {y_pred.shape}: expected labels (T_x, m) for"
            " y_pred (T_x, n_y, m), or (m,) for (n_y, m)."
        )
    if labels.size == 0:
        raise ValueError(f"There is nothing to average over: labels has the shape {labels.shape}.")
    n_y = y_pred.shape[-2]
    if labels.view(f"u{labels.itemsize}").max() >= n_y:  # read without its sign, -1 is the largest number
        raise ValueError(f"labels run from 0 to n_y - 1 = {n_y - 1}; got {labels.min()} to {labels.max()}.")
    if mask is None:
        return y_pred, labels, None
    weight = np.asarray(mask)
    if weight.shape != labels.shape:
        raise ValueError(f"mask has the shape {weight.shape}; it needs that of labels, {labels.shape}.")
    weight = weight.astype(bool)
    if not weight.any():
        raise ValueError("The mask leaves no prediction to average over: all its entries are False.")
    return y_pred, labels, weight


def squared_error(prediction, target, mask=None):
    """The mean of (prediction - target)², for outputs that are numbers rather than probabilities.

    prediction, target : (T_x, n_y, m) or (n_y, m), in the target's unit
    mask : (T_x, m) or (m,), True where a prediction counts (default: everywhere)
    returns : a number in the target's unit squared; the mean runs over all entries that count

    Raises ValueError if shapes do not fit or no prediction counts.
    """
    error, count = _errors(prediction, target, mask)
    return (error * error).sum() / count


def squared_error_backward(prediction, target, mask=None):
    """The gradient of `squared_error` at the prediction: 2 (prediction - target) / number of entries.

    Arguments as for `squared_error`; entries that the mask leaves out are not counted and get 0.
    returns : an array of the shape of `prediction`
    """
    error, count = _errors(prediction, target, mask)
    return 2 * error / count


def _errors(prediction, target, mask):
    """The differences, 0 where the mask is False, and how many entries count."""
    prediction, target = as_floats(prediction, "prediction"), as_floats(target, "target")
    if prediction.shape != target.shape or prediction.ndim < 2 or prediction.size == 0:
        raise ValueError(
            f"prediction has the shape {prediction.shape} and target {target.shape}: both must be the same,"
            " (T_x, n_y, m) or (n_y, m)."
        )
    error = prediction - target
    if mask is None:
        return error, error.size
    mask, (*time, n_y, m) = np.asarray(mask), error.shape
    if mask.shape != (*time, m):
        raise ValueError(f"mask has the shape {mask.shape}; it needs one entry per prediction, {(*time, m)}.")
    mask = mask.astype(bool)
    if not mask.any():
        raise ValueError("The mask leaves no prediction to average over: all its entries are False.")
    return np.where(mask[..., None, :], error, 0), n_y * int(mask.sum())
