"""The recurrent network: one step (the cell) and the whole sequence (the pass), forward and backward.

    a_next  = tanh(Wax xt + Waa a_prev + ba)        the new state
    yt_pred = softmax(Wya a_next + by)              the prediction

Shapes, everywhere in the course (columns are examples, sequences are time-first):

    xt (n_x, m)   a_prev, a_next (n_a, m)   yt_pred (n_y, m)       x (T_x, n_x, m)   a (T_x, n_a, m)
    Wax (n_a, n_x)   Waa (n_a, n_a)   Wya (n_y, n_a)   ba (n_a, 1)   by (n_y, 1)

Every function leaves its arguments as they were. Integers are promoted to floats, float32 stays float32,
and complex numbers pass through, so that gradients can be checked by a complex step.
Source of the form: Elman (1990), "Finding structure in time"; derivations in lessons 01 to 04.
"""

import numpy as np

from rnn_helpers._buffers import take
from rnn_helpers._columns import every_step, product, side_by_side
from rnn_helpers._inputs import as_floats, check_shapes, read_parameters, stop_at_nan
from rnn_helpers._passes import StepCaches, past_end, read_cache, read_gradient, stack_caches
from rnn_helpers.activations import softmax_columns

CACHED = ("a_next", "a_prev", "xt")  # what a cell keeps, before the parameters
NAMES = ("Wax", "Waa", "Wya", "ba", "by")
SHAPES = {
    "Wax": ("n_a", "n_x"),
    "Waa": ("n_a", "n_a"),
    "Wya": ("n_y", "n_a"),
    "ba": ("n_a", 1),
    "by": ("n_y", 1),
    "xt": ("n_x", "m"),
    "a_prev": ("n_a", "m"),
    "x": ("T_x", "n_x", "m"),
    "a0": ("n_a", "m"),
}


def rnn_cell_forward(xt, a_prev, parameters):
    """One step of the network.

    xt : (n_x, m) the input of this step, one column per example
    a_prev : (n_a, m) the state that the previous step left
    parameters : dict with Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1), by (n_y, 1)
    returns : a_next (n_a, m) the new state; yt_pred (n_y, m) probabilities, each column sums to 1;
        cache (a_next, a_prev, xt, parameters), what the backward step needs

    Raises KeyError for a missing parameter, ValueError for shapes that do not fit and for NaN, TypeError
    for what is no number. Parameters may be stacked copies, (K, ...) each: results then are (K, ..., m).
    """
    Wax, Waa, Wya, ba, by = arrays = read_parameters(parameters, NAMES)
    xt, a_prev = as_floats(xt, "xt", Wax.dtype), as_floats(a_prev, "a_prev", Wax.dtype)
    if not _fits(arrays, xt.shape, a_prev.shape):
        _explain_misfit(arrays, {"xt": xt, "a_prev": a_prev})
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax_columns(Wya @ a_next + by)
    stop_at_nan(yt_pred, {"xt": xt, "a_prev": a_prev} | dict(zip(NAMES, arrays)))
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


def rnn_cell_backward(da_next, cache):
    """One step of the network, backward: from the gradient at the new state to all that made it.

    da_next : (n_a, m) gradient of the loss at a_next, from everything that comes after: this step's own
        prediction (see `output_backward`) plus what step t+1 sends back
    cache : (a_next, a_prev, xt, parameters) of `rnn_cell_forward`
    returns : dict with dxt (n_x, m), da_prev (n_a, m), dWax (n_a, n_x), dWaa (n_a, n_a), dba (n_a, 1);
        the parameters' gradients are sums over the m examples

    Derivation: lesson 03. Raises ValueError if `da_next` does not have the shape of a_next.
    """
    a_next, a_prev, xt, parameters = read_cache(cache, CACHED, "rnn", "third")
    Wax, Waa = read_parameters(parameters, ("Wax", "Waa"))
    da_next = read_gradient(da_next, "da_next", a_next, "a_next")
    dtanh = (1 - a_next * a_next) * da_next
    return {
        "dxt": Wax.T @ dtanh,
        "da_prev": Waa.T @ dtanh,
        "dWax": dtanh @ xt.T,
        "dWaa": dtanh @ a_prev.T,
        "dba": dtanh.sum(axis=1, keepdims=True),
    }


def output_backward(dz, a_next, parameters, buffers=None):
    """The output layer, backward: z = Wya a_next + by, for one step or a whole sequence.

    dz : (n_y, m) or (T_x, n_y, m) gradient of the loss at z, before the softmax
    a_next : (n_a, m) or (T_x, n_a, m) the states that z was made from
    parameters : dict with Wya (n_y, n_a), which the gated cells call Wy
    buffers : a dict that keeps the memory of the results for the next call (default: new arrays)
    returns : da_next, of the shape of `a_next`; dict with dWya (or dWy) (n_y, n_a) and dby (n_y, 1), summed
        over the examples and, for a sequence, over time
    """
    name = "Wy" if hasattr(parameters, "keys") and "Wya" not in parameters and "Wy" in parameters else "Wya"
    (W,) = read_parameters(parameters, (name,))
    a_next = as_floats(a_next, "a_next", W.dtype)
    dz = as_floats(dz, "dz", W.dtype)
    if a_next.ndim not in (2, 3) or a_next.shape[-2] != W.shape[1]:
        raise ValueError(
            f"a_next has the shape {a_next.shape}, expected n_a = {W.shape[1]} rows (the columns of {name})."
        )
    wanted = a_next.shape[:-2] + (W.shape[0], a_next.shape[-1])
    if dz.shape != wanted:
        raise ValueError(
            f"dz has the shape {dz.shape}, expected {wanted}: one row per row of {name}, else as a_next."
        )
    kind = np.result_type(W, dz)
    da_next = every_step(W.T, dz, take(buffers, "output: da", a_next.shape, kind))
    wide_dz = side_by_side(dz, buffers, "output: dz side by side")
    wide_a = side_by_side(a_next, buffers, "output: a side by side")
    dW = product(wide_dz, wide_a.T, buffers, "output: dW")
    return da_next, {"d" + name: dW, "dby": wide_dz.sum(axis=1, keepdims=True)}


def loss_at_states(da, dz, a, parameters, buffers=None):
    """What the loss says of each state by itself: through `da`, and through the output layer by `dz`.

    returns : (T_x, n_a, m), or None where both are; dict with the output layer's gradients if `dz` is given
    """
    from_loss, gradients = da, {}
    if dz is not None:
        from_loss, gradients = output_backward(dz, a, parameters, buffers)
    if da is not None:
        da = read_gradient(da, "da", a, "a")
        from_loss = da if dz is None else np.add(from_loss, da, out=from_loss)
    return from_loss, gradients


def rnn_forward_pass(x, a0, parameters, lengths=None, buffers=None):
    """The whole sequence: the same cell, with the same weights, at every step.

    x : (T_x, n_x, m) inputs, time first
    a0 : (n_a, m) state before the first step
    parameters : as for `rnn_cell_forward`
    lengths : (m,) integers from 1 to T_x, the real steps of each example (default: all T_x). Past its end an
        example keeps its last real state, so a[-1] holds the last real state of each; what x holds there
        has no effect
    buffers : a dict that keeps the memory of the results for the next call, which then overwrites them
        (default: new arrays)
    returns : a (T_x, n_a, m) states, y_pred (T_x, n_y, m) probabilities, caches: `caches[t]` is the cell's
        own cache of step t, and `rnn_backward_pass` takes the whole

    All inputs are projected at once before the loop; only the recurrent product and the tanh, which have to
    wait for the step before, stay inside it. Raises as `rnn_cell_forward` does.
    """
    Wax, Waa, Wya, ba, by = arrays = read_parameters(parameters, NAMES)
    x, a0 = as_floats(x, "x", Wax.dtype), as_floats(a0, "a0", Wax.dtype)
    if x.ndim != 3 or not x.shape[0] or not _fits(arrays, x.shape[1:], a0.shape):
        _explain_misfit(arrays, {"x": x, "a0": a0})
    over = None if lengths is None else past_end(lengths, x)
    if over is not None:
        x = np.where(over[:, None, :], 0, x)

    copies, kind = _copies(a0, *arrays), np.result_type(x, a0, *arrays)
    (steps, _, m), n_a, n_y = x.shape, ba.shape[-2], by.shape[-2]
    states = take(buffers, "rnn: states", (steps + 1, *copies, n_a, m), kind)
    recurrent = take(buffers, "rnn: recurrent", (*copies, n_a, m), kind)
    y_pred = take(buffers, "rnn: y_pred", (steps, *copies, n_y, m), kind)
    times = np.matmul if copies else np.dot  # np.dot starts sooner, but takes no stacked copies

    states[0] = a0
    a = states[1:]
    every_step(Wax, x[:, None] if copies else x, a)  # each state begins as what its input adds to it
    a += ba
    for t, (a_prev, a_next) in enumerate(zip(states, a)):
        times(Waa, a_prev, out=recurrent)
        a_next += recurrent
        np.tanh(a_next, out=a_next)
        if over is not None:
            np.copyto(a_next, a_prev, where=over[t])
    every_step(Wya, a, y_pred)
    y_pred += by
    softmax_columns(y_pred, out=y_pred)

    stop_at_nan(y_pred[-1], {"x": x, "a0": a0} | dict(zip(NAMES, arrays)))
    return a, y_pred, PassCaches(states, x, parameters, over)


def rnn_backward_pass(da, caches, dz=None, buffers=None):
    """Backpropagation through time: the gradients of a loss over the whole sequence.

    da : (T_x, n_a, m) gradient of the loss at the states themselves, or None for none
    caches : as returned by `rnn_forward_pass`, or a list of the cells' caches
    dz : (T_x, n_y, m) gradient of the loss at Wya a + by, before the softmax, or None for none
    buffers : a dict that keeps the memory of the gradients for the next call, which then overwrites them
        (default: new arrays)
    returns : dict with dx (T_x, n_x, m), da0 (n_a, m), dWax, dWaa, dba and, where `dz` is given, dWya, dby;
        the parameters' gradients are sums over time and examples

    In each state two streams meet: what the loss says of this step (`da`, and `dz` through the output
    layer) and what step t+1 sends back. Derivation: lesson 04 (Werbos 1990, "Backpropagation through
    time"). Raises ValueError if both are None or a shape does not fit.
    """
    caches = _read_caches(caches)
    states, x, parameters, over = caches.states, caches.x, caches.parameters, caches.over
    Wax, Waa = read_parameters(parameters, ("Wax", "Waa"))
    if da is None and dz is None:
        raise ValueError("rnn_backward_pass needs a gradient to send back: da, dz or both.")
    a = states[1:]
    from_loss, gradients = loss_at_states(da, dz, a, parameters, buffers)

    kind = np.result_type(a, Wax, Waa)
    dtanh = np.multiply(a, a, out=take(buffers, "rnn: dtanh", a.shape, kind))
    np.subtract(1, dtanh, out=dtanh)
    if over is not None:
        np.copyto(dtanh, 0, where=over[:, None, :])
    carry = take(buffers, "rnn: da0", a.shape[1:], kind)
    carry[:] = 0
    for t in range(len(a) - 1, -1, -1):
        carry += from_loss[t]
        dtanh_t = dtanh[t]
        dtanh_t *= carry
        if over is None:
            np.dot(Waa.T, dtanh_t, out=carry)
        else:  # past its end an example hands the gradient on as it is
            np.copyto(carry, Waa.T @ dtanh_t, where=~over[t])

    wide = side_by_side(dtanh, buffers, "rnn: dtanh side by side")
    wide_x = side_by_side(x, buffers, "rnn: x side by side")
    wide_a_prev = side_by_side(states[:-1], buffers, "rnn: a_prev side by side")
    return {
        "dx": every_step(Wax.T, dtanh, take(buffers, "rnn: dx", x.shape, kind)),
        "da0": carry,
        "dWax": product(wide, wide_x.T, buffers, "rnn: dWax"),
        "dWaa": product(wide, wide_a_prev.T, buffers, "rnn: dWaa"),
        "dba": wide.sum(axis=1, keepdims=True),
        **gradients,
    }


class PassCaches(StepCaches):
    """What `rnn_forward_pass` keeps: a sequence whose item t is the cache of the cell of step t.

    states : (T_x + 1, n_a, m) the state before the first step, then one state per step
    x : (T_x, n_x, m) the inputs        parameters : the dict
    over : (T_x, m) True where an example's sequence has ended, or None
    """

    def __init__(self, states, x, parameters, over=None):
        self.states, self.x, self.parameters, self.over = states, x, parameters, over

    def cell_cache(self, t):
        return self.states[t + 1], self.states[t], self.x[t], self.parameters


def _fits(arrays, x_shape, a_shape):
    """Whether all shapes agree: a few comparisons of tuples, at every call."""
    Wax, Waa, Wya, ba, by = arrays
    n_a, n_x = Wax.shape[-2:] if Wax.ndim > 1 else (0, 0)
    return (
        len(x_shape) == 2 <= len(a_shape)
        and Wya.ndim > 1
        and x_shape[0] == n_x > 0 < x_shape[1]
        and a_shape[-2:] == (n_a, x_shape[1])
        and Waa.shape[-2:] == (n_a, n_a)
        and Wya.shape[-1] == n_a > 0 < Wya.shape[-2]
        and ba.shape[-2:] == (n_a, 1)
        and by.shape[-2:] == (Wya.shape[-2], 1)
    )


def _explain_misfit(arrays, given):
    """Say which array does not fit, and why."""
    x_name, x = next(iter(given.items()))
    named = dict(zip(NAMES, arrays))
    axes = 3 if x_name == "x" else 2
    for name, array in given.items():
        wanted = axes if name == x_name else 2
        if array.ndim < wanted or (name == x_name and array.ndim > wanted):
            letters = f"({', '.join(SHAPES[name])})"
            more = (
                f" A single example becomes one column with {name}[:, None]."
                if array.ndim == wanted - 1
                else ""
            )
            raise ValueError(f"{name} has the shape {array.shape}, expected {wanted} axes {letters}.{more}")
    for name, array in named.items():
        if array.ndim < 2:
            letters = ", ".join(map(str, SHAPES[name]))
            more = f" {name}[:, None] makes it a column." if name in ("ba", "by") and array.ndim == 1 else ""
            raise ValueError(f"{name} has the shape {array.shape}, expected two axes ({letters}).{more}")
    if x_name == "x" and len(x) == 0:
        raise ValueError(
            f"x is an empty sequence: its shape {x.shape} has T_x = 0 steps, at least 1 is needed."
        )
    if x.shape[-1] == 0:
        raise ValueError(
            f"{x_name} is a batch of 0 examples: its shape is {x.shape}, at least 1 column is needed."
        )
    sizes = {
        "n_a": named["Waa"].shape[-2],
        "n_x": named["Wax"].shape[-1],
        "n_y": named["Wya"].shape[-2],
        "m": x.shape[-1],
        "T_x": len(x),
    }
    empty = [axis for axis, size in sizes.items() if size == 0]
    if empty:
        raise ValueError(f"{empty[0]} is 0: every size must be at least 1 (Wax {named['Wax'].shape}).")
    meaning = {
        "n_a": "the number of rows of Waa",
        "n_x": "the number of columns of Wax",
        "n_y": "the number of rows of Wya",
        "m": f"the number of columns of {x_name}",
    }
    check_shapes(named | given, SHAPES, sizes, meaning)


def _copies(*arrays):
    """The axes in front of the matrices' own two: () unless something is stacked copies."""
    if all(array.ndim == 2 for array in arrays):
        return ()
    return np.broadcast_shapes(*(array.shape[:-2] for array in arrays))


def _read_caches(caches):
    if isinstance(caches, PassCaches):
        return caches
    a_next, a_prev, x, parameters = stack_caches(caches, CACHED, "rnn", "third")
    return PassCaches(np.concatenate([a_prev[:1], a_next]), x, parameters)
