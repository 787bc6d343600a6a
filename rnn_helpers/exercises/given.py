"""Losses that tasks hand to a learner's function, by name: what is named here can be sent to another process.

A probe holds one as functools.partial(function, what it is made of), so it is called with its last argument.
"""

import numpy as np


def loss_of_parameters(rates, parameters):
    """A loss above 0 that rises, or falls, with every number at a rate of its own, and bends everywhere.

    rates, parameters : dicts with the same keys, of arrays of the same shapes
    returns : a float
    """
    terms = [np.exp(rates[key] * parameters[key]).sum() for key in rates]
    return float(sum(terms) + 0.1 * np.prod(terms))


def loss_of_array(weights, mixing, value):
    """A loss of an array, in which every entry meets every other.

    weights, mixing, value : arrays of the same shape
    returns : a number
    """
    return np.sum(weights * np.exp(value)) + np.sum(mixing * value) ** 3
