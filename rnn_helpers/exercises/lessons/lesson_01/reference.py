"""The answers to lesson 01, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np


def softmax(z):
    """Turn every column of scores into probabilities.

    z : (n_y, m) scores, one column per example
    returns : (n_y, m) probabilities, every column sums to 1
    """
    shifted = z - np.max(z, axis=0, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=0, keepdims=True)


def rnn_cell_forward(xt, a_prev, parameters):
    """One step of the network.

    xt : (n_x, m) the input of this step
    a_prev : (n_a, m) the state that the previous step left
    parameters : dict with Wax, Waa, Wya, ba, by
    returns : a_next (n_a, m), yt_pred (n_y, m), cache (a_next, a_prev, xt, parameters)
    """
    Wax = parameters["Wax"]
    Waa = parameters["Waa"]
    Wya = parameters["Wya"]
    ba = parameters["ba"]
    by = parameters["by"]

    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
    cache = (a_next, a_prev, xt, parameters)
    return a_next, yt_pred, cache
