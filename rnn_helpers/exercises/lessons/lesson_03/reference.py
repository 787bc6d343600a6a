"""The answers to lesson 03, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np


def cross_entropy_backward(y_pred, labels):
    """From the mean cross-entropy back to the scores before the softmax.

    y_pred : (n_y, m) probabilities, one column per example
    labels : (m,) whole numbers from 0 to n_y - 1, the right answers
    returns : dz (n_y, m)
    """
    m = y_pred.shape[1]
    y = np.zeros(y_pred.shape)
    y[labels, np.arange(m)] = 1.0
    return (y_pred - y) / m


def output_backward(dz, a_next, parameters):
    """The output layer, backward.

    dz : (n_y, m) gradient of the loss at the scores z
    a_next : (n_a, m) the states that the scores were made from
    parameters : dict with Wya (n_y, n_a) and others
    returns : da_next (n_a, m), dict with dWya (n_y, n_a) and dby (n_y, 1)
    """
    Wya = parameters["Wya"]
    da_next = Wya.T @ dz
    dWya = dz @ a_next.T
    dby = np.sum(dz, axis=1, keepdims=True)
    return da_next, {"dWya": dWya, "dby": dby}


def rnn_cell_backward(da_next, cache):
    """The cell, backward.

    da_next : (n_a, m) gradient of the loss at a_next
    cache : the tuple (a_next, a_prev, xt, parameters) of rnn_cell_forward
    returns : dict with dxt (n_x, m), da_prev (n_a, m), dWax (n_a, n_x), dWaa (n_a, n_a), dba (n_a, 1)
    """
    a_next, a_prev, xt, parameters = cache
    Wax = parameters["Wax"]
    Waa = parameters["Waa"]

    dtanh = (1 - a_next**2) * da_next
    dxt = Wax.T @ dtanh
    da_prev = Waa.T @ dtanh
    dWax = dtanh @ xt.T
    dWaa = dtanh @ a_prev.T
    dba = np.sum(dtanh, axis=1, keepdims=True)
    return {"dxt": dxt, "da_prev": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}


def nudge(loss, value, h):
    """The slope of a loss along every entry of an array, by two-sided differences.

    loss : function of an array of value's shape, gives one number
    value : array of any shape, where the slopes are asked for
    h : a number above 0, how far an entry is nudged to each side
    returns : array of the shape of value, the slopes
    """
    value = np.array(value, dtype=float)
    slopes = np.zeros(value.shape)
    for place in np.ndindex(value.shape):
        up, down = value.copy(), value.copy()
        up[place] += h
        down[place] -= h
        slopes[place] = (loss(up) - loss(down)) / (2 * h)
    return slopes
