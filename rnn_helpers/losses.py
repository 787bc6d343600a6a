"""How wrong a prediction is: the cross-entropy, and its gradient before the softmax."""

import numpy as np

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
    chosen = np.take_along_axis(y_pred, _fit(labels, y_pred), axis=-2)[..., 0, :]
    with np.errstate(divide="ignore"):
        nats = -np.log(chosen)
    if mask is not None:
        nats = np.where(weight > 0, nats, 0)
    axes = tuple(range(-labels.ndim, 0))
    return nats.sum(axis=axes) / _count(labels, mask, weight)


def cross_entropy_backward(y_pred, labels, mask=None):
    """The gradient of `cross_entropy` at the scores z, where y_pred = softmax(z).

    Arguments as for `cross_entropy`, without copies.
    returns : dz, of the shape of `y_pred`: (y_pred - one-hot label) / number of predictions that count,
        and 0 where the mask is False

    Derivation: lesson 03, section "Through the softmax".
    """
    y_pred, labels, weight = _read(y_pred, labels, mask)
    if y_pred.ndim != labels.ndim + 1:
        raise ValueError(
            f"cross_entropy_backward takes no stacked copies: y_pred {y_pred.shape}, labels {labels.shape}."
        )
    dz = y_pred.copy()
    places = _fit(labels, y_pred)
    np.put_along_axis(dz, places, np.take_along_axis(dz, places, axis=-2) - 1, axis=-2)
    if mask is not None:
        dz[np.broadcast_to(weight[..., None, :] == 0, dz.shape)] = 0
    dz /= _count(labels, mask, weight)
    return dz


def _fit(labels, y_pred):
    rows = labels[..., None, :]
    return np.broadcast_to(rows, y_pred.shape[:-2] + (1, y_pred.shape[-1]))


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
    if labels.min() < 0 or labels.max() >= n_y:
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
