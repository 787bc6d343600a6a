"""Random inputs for the tasks of lesson 08."""

from rnn_helpers.exercises.probes import Made
from rnn_helpers.gru import gru_cell_forward


def lstm_step(rng):
    """A step with sizes from 1 to 6, weights from tiny to large, and now and then states of zeros."""
    n_x, n_a, n_y, m = rng.integers(1, 7, 4)
    hidden = rng.uniform(-1, 1, (n_a, m)) * (rng.random() < 0.8)
    memory = rng.normal(0, 3, (n_a, m)) * (rng.random() < 0.8)
    return _input(rng, n_x, m), hidden, memory, _weights(rng, "ofci", n_x, n_a, n_y)


def lstm_step_back(rng):
    """Gradients of any size at both states, one of them perhaps zero, and the cache of a step."""
    step = lstm_step(rng)
    shape, size = step[1].shape, 10.0 ** rng.uniform(-2, 2)
    at_hidden = rng.normal(0, size, shape) * (rng.random() < 0.9)
    at_memory = rng.normal(0, size, shape) * (rng.random() < 0.9)
    return at_hidden, at_memory, Made("lstm_cell_forward", step, output=3)


def gru_step_back(rng):
    """A gradient of any size, and the cache of a step."""
    n_x, n_a, n_y, m = rng.integers(1, 7, 4)
    hidden = rng.uniform(-1.5, 1.5, (n_a, m)) * (rng.random() < 0.8)
    cache = gru_cell_forward(_input(rng, n_x, m), hidden, _weights(rng, "cru", n_x, n_a, n_y))[2]
    return rng.normal(0, 10.0 ** rng.uniform(-2, 2), (n_a, m)), cache


def _input(rng, n_x, m):
    return rng.integers(-3, 4, (n_x, m)) if rng.random() < 0.2 else rng.normal(0, 2, (n_x, m))


def _weights(rng, gates, n_x, n_a, n_y):
    size = 10.0 ** rng.uniform(-2, 0.5)
    shapes = {"Wy": (n_y, n_a), "by": (n_y, 1)}
    for gate in gates:
        shapes |= {"b" + gate: (n_a, 1), "W" + gate: (n_a, n_a + n_x)}
    return {name: rng.normal(0, size, shape) for name, shape in shapes.items()}


INPUTS = {
    "lstm_cell_forward": lstm_step,
    "lstm_cell_backward": lstm_step_back,
    "gru_cell_backward": gru_step_back,
}
