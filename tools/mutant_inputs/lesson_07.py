"""Random inputs for the tasks of lesson 07."""

import numpy as np


def draw_jacobian(rng):
    """A state anywhere between -1 and 1, some units fully saturated, and weights of all sizes."""
    n_a = int(rng.integers(1, 7))
    a_next = rng.uniform(-1, 1, (n_a, 1))
    stuck = rng.random((n_a, 1)) < 0.2
    return np.where(stuck, np.round(a_next), a_next), draw_square(rng, n_a)


def draw_product(rng):
    """A sequence of 1 to 6 states and any lag that fits, 0 included."""
    T_x, n_a = int(rng.integers(1, 7)), int(rng.integers(1, 7))
    return rng.uniform(-1, 1, (T_x, n_a, 1)), draw_square(rng, n_a), int(rng.integers(0, T_x + 1))


def draw_square(rng, n):
    """A square matrix: tiny to large, of whole numbers, triangular, turning, or of random entries."""
    kind = rng.integers(0, 5)
    if kind == 0:
        return rng.integers(-5, 6, (n, n))
    entries = rng.standard_normal((n, n))
    if kind == 1:
        return 10.0 ** rng.uniform(-2, 3) * entries
    if kind == 2:
        return np.triu(entries)
    return entries - entries.T if kind == 3 else entries


def draw_rates(rng):
    """Any square matrix."""
    return (draw_square(rng, int(rng.integers(1, 7))),)


def draw_orthogonal(rng):
    """A square matrix that loses no direction."""
    while True:
        matrix = draw_square(rng, int(rng.integers(1, 7)))
        if np.linalg.cond(matrix) < 1e4:
            return (matrix,)


INPUTS = {
    "state_jacobian": draw_jacobian,
    "jacobian_product": draw_product,
    "growth_rates": draw_rates,
    "orthogonal_from": draw_orthogonal,
}
