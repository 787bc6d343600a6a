"""What the LSTM and the GRU share: gates that read [a_prev; xt], their shapes, and their weights stacked."""

import numpy as np

from rnn_helpers._buffers import take
from rnn_helpers._columns import every_step, product, side_by_side
from rnn_helpers._inputs import check_shapes
from rnn_helpers.activations import softmax_columns

WEIGHTS = ("n_a", "n_a + n_x")


def check_fit(names, arrays, given):
    """Raise ValueError unless the parameters fit each other and what is given.

    names, arrays : the parameters, a gate's weights first, Wy and by last
    given : name -> array, the input (xt or x) first, then the states
    """
    if not _fits(arrays, list(given.values())):
        _explain_misfit(dict(zip(names, arrays)), given)


def _fits(arrays, given):
    """Whether all shapes agree: a few comparisons of tuples, at every call."""
    *gates, Wy, by = [array.shape[-2:] for array in arrays]
    n_a = gates[0][0] if gates[0] else 0
    n_x, m = given[0].shape[-2:] if given[0].ndim > 1 else (0, 0)
    return (
        n_a > 0 < n_x
        and m > 0
        and all(shape == (n_a, n_a + n_x) for shape in gates[::2])
        and all(shape == (n_a, 1) for shape in gates[1::2])
        and all(state.shape[-2:] == (n_a, m) for state in given[1:])
        and len(Wy) == 2
        and Wy[1] == n_a > 0 < Wy[0]
        and by == (Wy[0], 1)
        and len(given[0])
    )


def _explain_misfit(named, given):
    """Say which array does not fit, and why."""
    first, x = next(iter(given.items()))
    wanted = 3 if first == "x" else 2
    letters = "(T_x, n_x, m)" if first == "x" else "(n_x, m)"
    for name, array in (named | given).items():
        axes = wanted if name == first else 2
        if array.ndim < axes or (name == first and array.ndim > axes):
            more = f" {name}[..., None] makes it a column." if array.ndim == axes - 1 else ""
            what = f"{axes} axes {letters}" if name == first else "two axes"
            raise ValueError(f"{name} has the shape {array.shape}, expected {what}.{more}")
    if 0 in x.shape:
        raise ValueError(f"{first} has the shape {x.shape}: every size must be at least 1.")
    weights = next(iter(named))
    n_a, columns = named[weights].shape[-2:]
    sizes = {"n_a": n_a, "n_a + n_x": n_a + x.shape[-2], "n_y": named["Wy"].shape[-2], "m": x.shape[-1]}
    sizes["n_x"] = columns - n_a
    meaning = {
        "n_a": f"the number of rows of {weights}",
        "n_a + n_x": f"the number of rows of {weights} and those of {first} together",
        "n_y": "the number of rows of Wy",
        "m": f"the number of columns of {first}",
    }
    shapes = {name: WEIGHTS if name[0] == "W" else ("n_a", 1) for name in named}
    shapes |= {"Wy": ("n_y", "n_a"), "by": ("n_y", 1)} | dict.fromkeys(given, ("n_a", "m"))
    shapes[first] = ("n_x", "m")
    check_shapes(named | given, shapes, sizes, meaning)


def stack(arrays, names, gates, buffers, key, factors=None):
    """The weights of several gates as one matrix (gates * n_a, n_a + n_x), their biases as one column.

    factors : a number for each gate, by which its weights and biases are multiplied (default: none)
    """
    named, factors = dict(zip(names, arrays)), factors or [1] * len(gates)
    return tuple(
        _stack([named[kind + gate] for gate in gates], factors, buffers, f"{key} {kind}") for kind in "Wb"
    )


def _stack(parts, factors, buffers, key):
    plain = all(part.ndim == 2 for part in parts)
    lead = () if plain else np.broadcast_shapes(*(part.shape[:-2] for part in parts))
    n_a, columns = parts[0].shape[-2:]
    stacked = take(buffers, key, (*lead, len(parts) * n_a, columns), np.result_type(*parts))
    for place, (part, factor) in enumerate(zip(parts, factors)):
        np.multiply(part, factor, out=stacked[..., place * n_a : (place + 1) * n_a, :])
    return stacked


def unstack(dW, db, gates):
    """The gradients of stacked weights and biases, gate by gate: dWf, dbf and so on."""
    gradients, n_a = {}, len(dW) // len(gates)
    for place, gate in enumerate(gates):
        rows = slice(place * n_a, (place + 1) * n_a)
        gradients |= {f"dW{gate}": dW[rows], f"db{gate}": db[rows]}
    return gradients


def project(Wx, x, b, buffers, key):
    """Wx x + b for all steps at once, before the loop: (T_x, rows, m), copies of the weights in between."""
    inputs = x if Wx.ndim == 2 and b.ndim == 2 else x.reshape(len(x), *[1] * (Wx.ndim - 2), *x.shape[1:])
    if Wx.ndim > 2 or b.ndim > 2:
        return Wx @ inputs + b
    z = take(buffers, key, (len(x), Wx.shape[0], x.shape[2]), np.result_type(Wx, x, b))
    every_step(Wx, inputs, z)
    z += b
    return z


def widen(z, copies, kind):
    """z (T_x, rows, m) with an axis per stacked copy after time, in a dtype that holds all that enters it."""
    shape = (len(z), *copies, *z.shape[-2:])
    return z if z.shape == shape and z.dtype == kind else np.broadcast_to(z, shape).astype(kind)


def predict(Wy, by, a, buffers):
    """softmax(Wy a + by) for all steps at once."""
    if Wy.ndim > 2 or by.ndim > 2 or a.ndim > 3:
        return softmax_columns(Wy @ a + by)
    kind = np.result_type(Wy, by, a)
    scores = every_step(Wy, a, take(buffers, "y_pred", (len(a), len(Wy), a.shape[2]), kind))
    scores += by
    return softmax_columns(scores, out=scores)


def weight_gradients(dscores, a_prev, x, buffers=None, key=None):
    """The gradients of stacked weights and biases, summed over time and examples: one wide product.

    dscores (T_x, rows, m), a_prev (T_x, n_a, m), x (T_x, n_x, m) -> (rows, n_a + n_x), (rows, 1)
    """
    (steps, n_a, m), n_x = a_prev.shape, x.shape[1]
    kind = np.result_type(a_prev, x)
    into = take(buffers, f"{key} [a_prev; xt], wide", (n_a + n_x, steps, m), kind)
    into[:n_a], into[n_a:] = a_prev.transpose(1, 0, 2), x.transpose(1, 0, 2)
    wide = side_by_side(dscores, buffers, f"{key} scores, wide")
    dW = product(wide, into.reshape(n_a + n_x, -1).T, buffers, f"{key} dW")
    return dW, wide.sum(axis=1, keepdims=True)
