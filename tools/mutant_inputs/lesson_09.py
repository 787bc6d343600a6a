"""Random inputs for the function tasks of lesson 09."""

import numpy as np


def _lengths(rng):
    """T_x and the lengths of 1 to 6 sequences, up to T_x or less."""
    T_x, m = rng.integers(1, 7, 2)
    return int(T_x), rng.integers(1, T_x + 1, m)


def _states(rng):
    T_x, lengths = _lengths(rng)
    scale = 10.0 ** rng.uniform(-3, 3)
    return scale * rng.standard_normal((T_x, rng.integers(1, 7), len(lengths))), lengths


def _predictions(rng):
    T_x, lengths = _lengths(rng)
    n_y = int(rng.integers(1, 7))
    scores = rng.choice([0.1, 2.0, 50.0]) * rng.standard_normal((T_x, n_y, len(lengths)))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    labels = rng.integers(0, n_y, len(lengths))
    return powers / powers.sum(axis=1, keepdims=True), labels, lengths


def _arrived(rng):
    n_a, m, n_languages = map(int, rng.integers(1, 7, 3))
    da0 = 10.0 ** rng.uniform(-3, 3) * rng.standard_normal((n_a, m))
    return da0, rng.integers(0, n_languages, m), n_languages


def _series(rng):
    length, m = map(int, rng.integers(1, 7, 2))
    size = length + int(rng.integers(1, 8))
    series = 10.0 ** rng.uniform(-2, 3) * rng.standard_normal(size)
    return series, rng.integers(0, size - length, m), length


INPUTS = {
    "last_real_step": _states,
    "last_step_backward": _predictions,
    "first_state_backward": _arrived,
    "windows": _series,
}
