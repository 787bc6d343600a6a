"""Random inputs for the tasks of lesson 01."""

import numpy as np


def scores(rng):
    """Scores from tiny to so large that their powers overflow, some of them whole numbers."""
    shape = rng.integers(1, 7, 2)
    size = 10.0 ** rng.integers(-3, 5)
    drawn = rng.uniform(-size, size, shape)
    return (np.round(drawn).astype(int) if rng.random() < 0.2 else drawn,)


def cell(rng):
    """A step with sizes from 1 to 6 and weights from tiny to large, some arrays all zero."""
    n_x, n_a, n_y, m = rng.integers(1, 7, 4)
    size = 10.0 ** rng.uniform(-2, 1)
    shapes = {"by": (n_y, 1), "Wya": (n_y, n_a), "Wax": (n_a, n_x), "Waa": (n_a, n_a), "ba": (n_a, 1)}
    parameters = {name: rng.normal(0, size, shape) for name, shape in shapes.items()}
    a_prev = rng.uniform(-1, 1, (n_a, m)) * (rng.random() < 0.8)
    return rng.normal(0, 2, (n_x, m)), a_prev, parameters


INPUTS = {"softmax": scores, "rnn_cell_forward": cell}
