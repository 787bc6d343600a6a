"""Inputs for the tasks of lesson 10."""

import numpy as np

from rnn_helpers import cells


def _magnitude(rng):
    return 10 ** rng.uniform(-1, 1)


def _padded(rng, n, m):
    """A batch of sequences, padded with zeros or with anything, and their lengths."""
    T_x = rng.integers(1, 7)
    lengths = rng.integers(1, T_x + 1, m)
    x = rng.normal(0, _magnitude(rng), (T_x, n, m))
    if rng.random() < 0.5:
        x *= (np.arange(T_x)[:, None] < lengths)[:, None]
    return x, lengths


def _network(rng, cell, n_x, n_a, n_y):
    """A cell's parameters, each with a magnitude of its own."""
    drawn = cells.initialise(cell, n_x, n_a, n_y, rng)
    return {name: rng.normal(0, _magnitude(rng), array.shape) for name, array in drawn.items()}


def _any_cell(rng):
    return ("rnn", "gru", "lstm")[rng.integers(3)]


def reverse_each(rng):
    """Short and long sequences, few and many features."""
    n, m = rng.integers(1, 7, 2)
    return _padded(rng, n, m)


def both_ways(rng):
    """Any cell, the two directions with weights of their own."""
    n_x, n_a, m = rng.integers(1, 6, 3)
    cell = _any_cell(rng)
    ahead, back = _network(rng, cell, n_x, n_a, 1), _network(rng, cell, n_x, n_a, 1)
    return *_padded(rng, n_x, m), ahead, back


def write_answers(rng):
    """Decoders that stop soon, late or never; the start symbol may be the end symbol."""
    n_a, m, most = rng.integers(1, 7, 3)
    n_y = rng.integers(2, 7)
    cell = _any_cell(rng)
    start, end = rng.integers(n_y, size=2).tolist()
    decoder = _network(rng, cell, n_y, n_a, n_y)
    message = tuple(rng.uniform(-1, 1, (n_a, m)) for _ in range(1 + (cell == "lstm")))
    return message, decoder, start, end, int(most)


INPUTS = {"reverse_each": reverse_each, "both_ways": both_ways, "write_answers": write_answers}
