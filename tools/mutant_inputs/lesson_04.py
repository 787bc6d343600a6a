"""Random inputs for the tasks of lesson 04."""

import numpy as np


def draw_network(rng):
    """dz and the caches of a sequence of random size; weights and gradients from tiny to large."""
    n_x, n_a, n_y, m, steps = (int(size) for size in rng.integers(1, 7, 5))
    scale = rng.choice([0.05, 0.5, 1.5])
    shapes = {"by": (n_y, 1), "Waa": (n_a, n_a), "ba": (n_a, 1), "Wya": (n_y, n_a), "Wax": (n_a, n_x)}
    parameters = {name: scale * rng.standard_normal(shape) for name, shape in shapes.items()}
    state = rng.uniform(-0.9, 0.9, (n_a, m)) * rng.integers(0, 2)
    caches = []
    for _ in range(steps):
        xt = rng.standard_normal((n_x, m)) * rng.integers(0, 2, (n_x, 1))
        before = state
        state = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ before + parameters["ba"])
        caches.append((state, before, xt, parameters))
    return rng.choice([0.01, 1, 20]) * rng.standard_normal((steps, n_y, m)), caches


def draw_blame(rng):
    dz, caches = draw_network(rng)
    return int(rng.integers(0, len(caches))), dz, caches, int(rng.integers(0, 8))


def draw_truncated(rng):
    return *draw_network(rng), int(rng.integers(1, 8))


INPUTS = {
    "rnn_backward_pass": draw_network,
    "blame": draw_blame,
    "truncated_backward_pass": draw_truncated,
}
