"""The answers to lesson 02, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.rnn import rnn_cell_forward
from rnn_helpers.vocabulary import encode


def inputs_and_labels(text, characters):
    """What a network reads, and what it is asked for, when it learns a text letter by letter.

    text : two letters or more, all of them in `characters`
    characters : the n_x different letters of the vocabulary, in the order of their indices
    returns : x (T_x, n_x, 1) floats, one-hot columns; labels (T_x, 1) whole numbers, the right answers
    """
    indices = encode(text, characters)
    x = np.zeros((len(text) - 1, len(characters), 1))
    for t, index in enumerate(indices[:-1]):
        x[t, index, 0] = 1
    labels = indices[1:, None]
    return x, labels


def rnn_forward_pass(x, a0, parameters):
    """The whole sequence: the same cell at every step.

    x : (T_x, n_x, m) the inputs, time first
    a0 : (n_a, m) the state before the first step
    parameters : dict with Wax, Waa, Wya, ba, by
    returns : a (T_x, n_a, m) the states, y_pred (T_x, n_y, m) the predictions, caches (a list of T_x caches)
    """
    a, y_pred, caches = [], [], []
    a_prev = a0
    for xt in x:
        a_next, yt_pred, cache = rnn_cell_forward(xt, a_prev, parameters)
        a.append(a_next)
        y_pred.append(yt_pred)
        caches.append(cache)
        a_prev = a_next
    return np.stack(a), np.stack(y_pred), caches


def cross_entropy(y_pred, labels):
    """The mean of -ln(probability that the right answer got), in nats.

    y_pred : (T_x, n_y, m) probabilities, every column sums to 1
    labels : (T_x, m) whole numbers from 0 to n_y - 1, the right answers
    returns : a number
    """
    T_x, m = labels.shape
    right = y_pred[np.arange(T_x)[:, None], labels, np.arange(m)]
    nats = -np.log(right)
    return nats.mean()


def slope_along(loss, parameters, name, place, h):
    """The slope of a loss along one weight, by nudging it up and down.

    loss : function of a dict such as `parameters`; it returns a number
    parameters : dict, name -> array of floats with two axes
    name, place : which weight: the entry parameters[name][place], such as "Wya" and (2, 0)
    h : the size of the nudge, above 0
    returns : the slope, a number
    """
    up = {key: value.copy() for key, value in parameters.items()}
    down = {key: value.copy() for key, value in parameters.items()}
    up[name][place] += h
    down[name][place] -= h
    return (loss(up) - loss(down)) / (2 * h)
