"""The GRU: one step (the cell) and the whole sequence (the pass), forward and backward.

    ut  = sigmoid(Wu [a_prev; xt] + bu)        update gate: how much of the candidate is taken
    rt  = sigmoid(Wr [a_prev; xt] + br)        reset gate: how much of the old state the candidate sees
    cct = tanh(Wc [rt * a_prev; xt] + bc)      candidate: what the new state could be

    a_next  = ut * cct + (1 - ut) * a_prev     the new state
    yt_pred = softmax(Wy a_next + by)          the prediction

Shapes, columns are examples and sequences time-first:

    xt (n_x, m)   a_prev, a_next (n_a, m)   yt_pred (n_y, m)   x (T_x, n_x, m)   a (T_x, n_a, m)
    Wu, Wr, Wc (n_a, n_a + n_x)   Wy (n_y, n_a)   bu, br, bc (n_a, 1)   by (n_y, 1)

Every function leaves its arguments as they were. Integers are promoted to floats, float32 stays float32,
and complex numbers pass through, so that gradients can be checked by a complex step.
Source of the form, the reset gate before the product: Cho et al. (2014), "Learning phrase representations
using RNN encoder-decoder", where the update gate is the share that is kept, 1 - ut. Lesson 08.
"""

import numpy as np

from rnn_helpers._buffers import take
from rnn_helpers._gated import (
    check_fit,
    predict,
    project,
    stack,
    unstack,
    weight_gradients,
    widen,
)
from rnn_helpers._inputs import as_floats, read_parameters, stop_at_nan
from rnn_helpers._passes import StepCaches, past_end, read_cache, read_gradient, stack_caches
from rnn_helpers.activations import sigmoid, softmax_columns
from rnn_helpers.rnn import loss_at_states

CACHED = ("a_next", "a_prev", "ut", "rt", "cct", "xt")  # what a cell keeps, before the parameters
NAMES = ("Wu", "bu", "Wr", "br", "Wc", "bc", "Wy", "by")


def gru_cell_forward(xt, a_prev, parameters):
    """One step of the GRU.

    xt : (n_x, m) the input of this step    a_prev : (n_a, m) the state that the previous step left
    parameters : dict with Wu, Wr, Wc (n_a, n_a + n_x), bu, br, bc (n_a, 1), Wy (n_y, n_a), by (n_y, 1);
        the first n_a columns of a gate's weights act on a_prev, the others on xt
    returns : a_next (n_a, m); yt_pred (n_y, m) probabilities, each column sums to 1;
        cache (a_next, a_prev, ut, rt, cct, xt, parameters)

    Raises KeyError for a missing parameter, ValueError for shapes that do not fit and for NaN, TypeError
    for what is no number. Parameters may be stacked copies, (K, ...) each: results then are (K, ..., m).
    """
    Wu, bu, Wr, br, Wc, bc, Wy, by = arrays = read_parameters(parameters, NAMES)
    xt, a_prev = as_floats(xt, "xt", Wu.dtype), as_floats(a_prev, "a_prev", Wu.dtype)
    check_fit(NAMES, arrays, {"xt": xt, "a_prev": a_prev})
    n_a = a_prev.shape[-2]

    def score(W, b, a):
        return W[..., :n_a] @ a + W[..., n_a:] @ xt + b

    ut, rt = sigmoid(score(Wu, bu, a_prev)), sigmoid(score(Wr, br, a_prev))
    cct = np.tanh(score(Wc, bc, rt * a_prev))
    a_next = ut * cct + (1 - ut) * a_prev
    yt_pred = softmax_columns(Wy @ a_next + by)
    stop_at_nan(yt_pred, {"xt": xt, "a_prev": a_prev} | dict(zip(NAMES, arrays)))
    return a_next, yt_pred, (a_next, a_prev, ut, rt, cct, xt, parameters)


def gru_cell_backward(da_next, cache):
    """One step of the GRU, backward: from the gradient at the new state to all that made it.

    da_next : (n_a, m) gradient of the loss at a_next: this step's prediction plus what step t+1 sends back
    cache : the last value of `gru_cell_forward`
    returns : dict with dxt (n_x, m), da_prev (n_a, m), dWu, dWr, dWc (n_a, n_a + n_x) and dbu, dbr, dbc
        (n_a, 1); the parameters' gradients are sums over the m examples

    The old state is used in four places (both gates, the candidate behind the reset gate, the share that is
    kept): four gradients add up in da_prev. Raises ValueError if `da_next` does not have the shape of a_next.
    """
    a_next, a_prev, ut, rt, cct, xt, parameters = read_cache(cache, CACHED, "gru")
    Wu, Wr, Wc = read_parameters(parameters, ("Wu", "Wr", "Wc"))
    da_next = read_gradient(da_next, "da_next", a_next, "a_next")
    n_a = len(a_prev)

    dzc = da_next * ut * (1 - cct * cct)
    dzu = da_next * (cct - a_prev) * ut * (1 - ut)
    dreset = Wc[:, :n_a].T @ dzc
    dzr = dreset * a_prev * rt * (1 - rt)

    dinto = Wu.T @ dzu + Wr.T @ dzr
    into, into_candidate = np.concatenate([a_prev, xt]), np.concatenate([rt * a_prev, xt])
    return {
        "dxt": dinto[n_a:] + Wc[:, n_a:].T @ dzc,
        "da_prev": dinto[:n_a] + dreset * rt + da_next * (1 - ut),
        "dWu": dzu @ into.T,
        "dbu": dzu.sum(axis=1, keepdims=True),
        "dWr": dzr @ into.T,
        "dbr": dzr.sum(axis=1, keepdims=True),
        "dWc": dzc @ into_candidate.T,
        "dbc": dzc.sum(axis=1, keepdims=True),
    }


def gru_forward_pass(x, a0, parameters, lengths=None, buffers=None):
    """The whole sequence: the same cell, with the same weights, at every step.

    x : (T_x, n_x, m) inputs, time first    a0 : (n_a, m) state before the first step
    parameters : as for `gru_cell_forward`    lengths, buffers : as for `rnn_forward_pass`
    returns : a (T_x, n_a, m), y_pred (T_x, n_y, m), caches: `caches[t]` is the cell's own cache of step t,
        and `gru_backward_pass` takes the whole

    The two gates are stacked; the candidate has to wait for the reset gate, so a step holds two products.
    """
    arrays = read_parameters(parameters, NAMES)
    Wc, bc, Wy, by = arrays[4:]
    x, a0 = as_floats(x, "x", Wy.dtype), as_floats(a0, "a0", Wy.dtype)
    check_fit(NAMES, arrays, {"x": x, "a0": a0})
    over = None if lengths is None else past_end(lengths, x)
    if over is not None:
        x = np.where(over[:, None, :], 0, x)

    n_a = a0.shape[-2]
    W, b = stack(arrays, NAMES, ("u", "r"), buffers, "gru")
    Wa, Wca = W[..., :n_a], Wc[..., :n_a]
    gates = project(W[..., n_a:], x, b, buffers, "gru gates")
    cct = project(Wc[..., n_a:], x, bc, buffers, "gru candidate")

    kind = np.result_type(gates, cct, Wa, Wca, a0)
    shape = np.broadcast_shapes((Wa @ a0).shape[:-2], cct.shape[1:-2], a0.shape[:-2])
    gates, cct = widen(gates, shape, kind), widen(cct, shape, kind)
    ut, rt = gates[..., :n_a, :], gates[..., n_a:, :]
    a = take(buffers, "gru a", (len(x) + 1, *ut.shape[1:]), kind)
    a[0] = a0
    for t in range(len(x)):
        gates[t] = sigmoid(gates[t] + Wa @ a[t])
        np.tanh(cct[t] + Wca @ (rt[t] * a[t]), out=cct[t])
        a[t + 1] = a[t] + ut[t] * (cct[t] - a[t])
        if over is not None:
            np.copyto(a[t + 1], a[t], where=over[t])
    y_pred = predict(Wy, by, a[1:], buffers)

    stop_at_nan(y_pred[-1], {"x": x, "a0": a0} | dict(zip(NAMES, arrays)))
    return a[1:], y_pred, GRUCaches(a, ut, rt, cct, x, parameters, over)


def gru_backward_pass(da, caches, dz=None, buffers=None):
    """Backpropagation through time with the GRU.

    da : (T_x, n_a, m) gradient of the loss at the states themselves, or None for none
    caches : as returned by `gru_forward_pass`, or a list of the cells' caches
    dz : (T_x, n_y, m) gradient of the loss at Wy a + by, before the softmax, or None for none
    returns : dict with dx (T_x, n_x, m), da0 (n_a, m), dWu, dbu, dWr, dbr, dWc, dbc and, where `dz` is given,
        dWy, dby; the parameters' gradients are sums over time and examples

    Raises ValueError if both are None or a shape does not fit.
    """
    caches = _read_caches(caches)
    a, x, over = caches.states, caches.x, caches.over
    ut, rt, cct = caches.ut, caches.rt, caches.cct
    if da is None and dz is None:
        raise ValueError("gru_backward_pass needs a gradient to send back: da, dz or both.")
    arrays = read_parameters(caches.parameters, NAMES)
    from_loss, gradients = loss_at_states(da, dz, a[1:], caches.parameters, buffers)

    n_a, Wc = a.shape[1], arrays[4]
    W, _ = stack(arrays, NAMES, ("u", "r"), buffers, "gru back")
    Wa, Wca, a_prev = W[:, :n_a], Wc[:, :n_a], a[:-1]
    dgates = take(buffers, "gru dgates", (len(x), 2 * n_a, a.shape[2]), a.dtype)
    dzu, dzr = dgates[:, :n_a], dgates[:, n_a:]
    np.multiply((cct - a_prev) * ut, 1 - ut, out=dzu)
    np.multiply(a_prev * rt, 1 - rt, out=dzr)
    dzc = ut * (1 - cct * cct)
    keep = 1 - ut
    if over is not None:
        past = over[:, None, :]
        dzu[np.broadcast_to(past, dzu.shape)] = 0
        dzc, keep = np.where(past, 0, dzc), np.where(past, 1, keep)
    carry = np.zeros_like(a[0])
    for t in range(len(x) - 1, -1, -1):
        carry = carry + from_loss[t]
        dzc[t] *= carry
        dreset = Wca.T @ dzc[t]
        dzu[t] *= carry
        dzr[t] *= dreset
        carry = keep[t] * carry + rt[t] * dreset + Wa.T @ dgates[t]
    dW, db = weight_gradients(dgates, a_prev, x, buffers, "gru gates")
    dWc, dbc = weight_gradients(dzc, rt * a_prev, x, buffers, "gru candidate")
    dx = W[:, n_a:].T @ dgates + Wc[:, n_a:].T @ dzc
    return {"dx": dx, "da0": carry, **unstack(dW, db, ("u", "r")), "dWc": dWc, "dbc": dbc, **gradients}


def gru_cell_forward_reset_after(xt, a_prev, parameters):
    """One step of the other GRU, with the reset gate after the recurrent product, as in PyTorch's nn.GRU.

    cct = tanh(Wc_x xt + bc + rt * (Wc_a a_prev + bca)), all else as in `gru_cell_forward`; Wc_a are the first
    n_a columns of Wc, Wc_x the others. PyTorch's own z is the share that is kept, 1 - ut.

    parameters : as for `gru_cell_forward`, and bca (n_a, 1), the bias inside the reset gate
    returns : a_next (n_a, m); yt_pred (n_y, m)
    """
    Wu, bu, Wr, br, Wc, bc, Wy, by = arrays = read_parameters(parameters, NAMES)
    (bca,) = read_parameters(parameters, ("bca",))
    xt, a_prev = as_floats(xt, "xt", Wu.dtype), as_floats(a_prev, "a_prev", Wu.dtype)
    check_fit(NAMES, arrays, {"xt": xt, "a_prev": a_prev})
    n_a = a_prev.shape[-2]
    ut, rt = (sigmoid(W[:, :n_a] @ a_prev + W[:, n_a:] @ xt + b) for W, b in ((Wu, bu), (Wr, br)))
    cct = np.tanh(Wc[:, n_a:] @ xt + bc + rt * (Wc[:, :n_a] @ a_prev + bca))
    a_next = ut * cct + (1 - ut) * a_prev
    return a_next, softmax_columns(Wy @ a_next + by)


class GRUCaches(StepCaches):
    """What `gru_forward_pass` keeps: a sequence whose item t is the cache of the cell of step t.

    states : (T_x + 1, n_a, m) the state before the first step, then one state per step
    ut, rt, cct : (T_x, n_a, m) update gate, reset gate, candidate
    x : (T_x, n_x, m) the inputs        parameters : the dict
    over : (T_x, m) True where an example's sequence has ended, or None
    """

    def __init__(self, states, ut, rt, cct, x, parameters, over=None):
        self.states, self.ut, self.rt, self.cct = states, ut, rt, cct
        self.x, self.parameters, self.over = x, parameters, over

    def cell_cache(self, t):
        states = self.states[t + 1], self.states[t]
        return *states, self.ut[t], self.rt[t], self.cct[t], self.x[t], self.parameters


def _read_caches(caches):
    if isinstance(caches, GRUCaches):
        return caches
    a_next, a_prev, ut, rt, cct, x, parameters = stack_caches(caches, CACHED, "gru")
    return GRUCaches(np.concatenate([a_prev[:1], a_next]), ut, rt, cct, x, parameters)
