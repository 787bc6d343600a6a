"""Random inputs for the function tasks of lesson 02."""

import numpy as np


def _text(rng):
    """A text of 2 to 8 letters over a vocabulary of 1 to 7, in any order, not all of them used."""
    characters = "".join(rng.permutation(list("aehlmnostxyz -é"))[: rng.integers(1, 8)])
    used = list(characters)[: rng.integers(1, len(characters) + 1)]
    return "".join(rng.choice(used, rng.integers(2, 9))), characters


def _sequence(rng):
    T_x, n_x, n_a, n_y, m = rng.integers(1, 7, 5)
    scale = 10.0 ** rng.uniform(-3, 1)
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    shapes["x"] = (T_x, n_x, m)
    if rng.random() < 0.2:
        arrays = {name: rng.integers(-3, 4, shape) for name, shape in shapes.items()}
    else:
        arrays = {name: scale * rng.standard_normal(shape) for name, shape in shapes.items()}
    a0 = np.zeros((n_a, m)) if rng.random() < 0.3 else rng.uniform(-1, 1, (n_a, m))
    return arrays.pop("x"), a0, arrays


def _predictions(rng):
    T_x, n_y, m = rng.integers(1, 7, 3)
    scores = rng.choice([0.1, 2.0, 100.0]) * rng.standard_normal((T_x, n_y, m))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True), rng.integers(0, n_y, (T_x, m))


def _weight(rng):
    shapes = {"W": tuple(rng.integers(1, 5, 2)), "V": tuple(rng.integers(1, 5, 2))}
    parameters = {name: rng.choice([0.01, 1.0, 5.0]) * rng.standard_normal(s) for name, s in shapes.items()}
    name = str(rng.choice(["W", "V"]))
    place = tuple(int(rng.integers(size)) for size in shapes[name])
    return _waves, parameters, name, place, float(10 ** rng.uniform(-3, 0.5))


def _waves(parameters):
    total = sum(np.sum(np.sin(1.3 * array) + 0.5 * array + 0.1 * array**2) for array in parameters.values())
    return float(total)


INPUTS = {
    "inputs_and_labels": _text,
    "rnn_forward_pass": _sequence,
    "cross_entropy": _predictions,
    "slope_along": _weight,
}
