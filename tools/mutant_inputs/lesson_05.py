"""Random inputs for the tasks of lesson 05."""

import numpy as np


def masked_loss(rng):
    """Masks of all kinds with at least one True; sure and unsure predictions; zeros in some padding."""
    T_x, n_y, m = rng.integers(1, 7, 3)
    powers = rng.gamma(rng.choice([0.5, 1.0, 5.0]), 1, (T_x, n_y, m)) + 1e-3
    y_pred = powers / powers.sum(axis=1, keepdims=True)
    labels = rng.integers(0, n_y, (T_x, m))
    mask = [_scattered, _beginnings, _everywhere][rng.integers(3)](rng, T_x, m)
    mask[rng.integers(T_x), rng.integers(m)] = True
    if rng.random() < 0.3:
        y_pred = np.where(mask[:, None, :], y_pred, 0)
    return y_pred, labels, mask


def _scattered(rng, T_x, m):
    return rng.random((T_x, m)) < rng.random()


def _beginnings(rng, T_x, m):
    return np.arange(T_x)[:, None] < rng.integers(0, T_x + 1, m)


def _everywhere(rng, T_x, m):
    return np.ones((T_x, m), bool)


def clip_by_norm(rng):
    """One to five arrays with one or two axes; from all zeros to very large; a limit that may be far off."""
    names = ["dWax", "dWaa", "dWya", "dba", "dby"][: rng.integers(1, 6)]
    size = rng.choice([0, 1e-4, 0.3, 1, 30, 1e5])
    gradients = {name: size * rng.normal(0, 1, rng.integers(1, 7, rng.integers(1, 3))) for name in names}
    return gradients, float(10 ** rng.uniform(-2, 2))


def adam_step(rng):
    """Arrays of any shape; gradients of all sizes, in part zeros; the first update and the thousandth."""
    shape = tuple(rng.integers(1, 7, rng.integers(1, 3)))
    size = 10 ** rng.uniform(-9, 3)
    W, dW, mean = rng.normal(0, 1, shape), size * rng.normal(0, 1, shape), size * rng.normal(0, 1, shape)
    square = size**2 * rng.gamma(1, 1, shape)
    k = int(rng.choice([1, 2, 3, 5, 20, 300, 1000]))
    seen = rng.random(shape) < rng.choice([0.5, 1.0])
    kept = seen & (k > 1)
    return W, dW * seen, mean * kept, square * kept, k, float(10 ** rng.uniform(-4, 0))


def draw(rng):
    """Scores from small to huge, whole numbers at times; temperatures from 0 to 100; u at times 0."""
    n_y, m = rng.integers(1, 7, 2)
    z = rng.normal(0, 1, (n_y, m)) * rng.choice([0.1, 1, 5, 800])
    temperature = float(rng.choice([0, 1e-3, 0.3, 1, 1, 2, 7, 100]))
    if rng.random() < 0.2:
        z = rng.permuted(np.tile(np.arange(n_y)[:, None] - 2, m), axis=0)
    return z, temperature, rng.random(m) * (rng.random(m) < 0.9)


INPUTS = {
    "masked_loss": masked_loss,
    "clip_by_norm": clip_by_norm,
    "adam_step": adam_step,
    "draw": draw,
}
