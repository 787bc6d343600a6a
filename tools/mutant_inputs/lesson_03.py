"""Inputs for the tasks of lesson 03."""

import numpy as np


def _sizes(rng, count):
    return rng.integers(1, 7, count)


def _arrays(rng, shapes):
    """Arrays by name, each with a magnitude of its own; now and then one is all zeros."""
    return {name: rng.normal(0, _magnitude(rng), shape) for name, shape in shapes.items()}


def _magnitude(rng):
    return 0.0 if rng.random() < 0.05 else 10 ** rng.uniform(-2, 1)


def _network(rng):
    """n_x, n_a, n_y, m and a dict of parameters."""
    n_x, n_a, n_y, m = _sizes(rng, 4)
    shapes = {"by": (n_y, 1), "Wya": (n_y, n_a), "Waa": (n_a, n_a), "ba": (n_a, 1), "Wax": (n_a, n_x)}
    return n_x, n_a, n_y, m, _arrays(rng, shapes)


def cross_entropy_backward(rng):
    """Predictions from vague to certain, with any labels."""
    n_y, m = _sizes(rng, 2)
    scores = rng.normal(0, 10 ** rng.uniform(-2, 2), (n_y, m))
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0), rng.integers(n_y, size=m)


def output_backward(rng):
    """Any gradient at the scores, and states from faint to saturated."""
    _, n_a, n_y, m, parameters = _network(rng)
    states = np.tanh(rng.normal(0, _magnitude(rng), (n_a, m)))
    return rng.normal(0, _magnitude(rng), (n_y, m)), states, parameters


def rnn_cell_backward(rng):
    """Caches of real steps, and of states that no step has made."""
    n_x, n_a, _, m, parameters = _network(rng)
    xt = rng.normal(0, _magnitude(rng), (n_x, m))
    a_prev = rng.uniform(-1, 1, (n_a, m)) * (rng.random() > 0.1)
    made = parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"]
    a_next = np.tanh(made) if rng.random() < 0.5 else rng.uniform(-1, 1, (n_a, m))
    return rng.normal(0, _magnitude(rng), (n_a, m)), (a_next, a_prev, xt, parameters)


def nudge(rng):
    """Losses of several kinds, arrays of one to three axes, nudges from small to large."""
    shape = tuple(rng.integers(1, 4, rng.integers(1, 4)))
    whole = rng.random() < 0.2
    value = rng.integers(-3, 4, shape) if whole else rng.normal(0, 10 ** rng.uniform(-1, 0.5), shape)
    weights = rng.normal(0, 1, shape)
    bends = [np.sin, np.tanh, np.square, np.cos]
    bend = bends[rng.integers(len(bends))]

    def loss(array):
        return np.sum(weights * bend(array)) * (1 + np.sum(array)) + np.sum(array**3)

    return loss, value, 10 ** rng.uniform(-3, 0)


INPUTS = {
    "cross_entropy_backward": cross_entropy_backward,
    "output_backward": output_backward,
    "rnn_cell_backward": rnn_cell_backward,
    "nudge": nudge,
}
