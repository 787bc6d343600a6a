"""The LSTM: one step (the cell) and the whole sequence (the pass), forward and backward.

    ft  = sigmoid(Wf [a_prev; xt] + bf)     forget gate: how much of the old cell state stays
    it  = sigmoid(Wi [a_prev; xt] + bi)     input gate: how much of the candidate comes in
    cct = tanh(Wc [a_prev; xt] + bc)        candidate: what could be remembered
    ot  = sigmoid(Wo [a_prev; xt] + bo)     output gate: how much of the cell state is shown

    c_next  = ft * c_prev + it * cct        the new cell state
    a_next  = ot * tanh(c_next)             the new hidden state
    yt_pred = softmax(Wy a_next + by)       the prediction

Shapes, columns are examples and sequences time-first:

    xt (n_x, m)   a_prev, a_next, c_prev, c_next (n_a, m)   yt_pred (n_y, m)
    x (T_x, n_x, m)   a, c (T_x, n_a, m)
    Wf, Wi, Wc, Wo (n_a, n_a + n_x)   Wy (n_y, n_a)   bf, bi, bc, bo (n_a, 1)   by (n_y, 1)

Every function leaves its arguments as they were. Integers are promoted to floats, float32 stays float32,
and complex numbers pass through, so that gradients can be checked by a complex step.
Source of the form: Hochreiter and Schmidhuber (1997), "Long short-term memory", with the forget gate of Gers,
Schmidhuber and Cummins (2000), "Learning to forget"; derivations in lesson 08.
"""

import numpy as np

from rnn_helpers._buffers import take
from rnn_helpers._columns import every_step
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

GATES = ("c", "f", "i", "o")  # the order in a stack: the last three are gates, the first three make c_next
HALVES = (1, 0.5, 0.5, 0.5)  # sigmoid(z) = (1 + tanh(z / 2)) / 2: a gate's score is halved, with its weights
# what a cell keeps, before the parameters
CACHED = ("a_next", "c_next", "a_prev", "c_prev", "ft", "it", "cct", "ot", "xt")
NAMES = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")


def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    """One step of the LSTM.

    xt : (n_x, m) the input of this step    a_prev, c_prev : (n_a, m) the states that the previous step left
    parameters : dict with Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1), Wy (n_y, n_a) and
        by (n_y, 1); the first n_a columns of a gate's weights act on a_prev, the others on xt
    returns : a_next, c_next (n_a, m); yt_pred (n_y, m) probabilities, each column sums to 1;
        cache (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)

    Raises KeyError for a missing parameter, ValueError for shapes that do not fit and for NaN, TypeError
    for what is no number. Parameters may be stacked copies, (K, ...) each: results then are (K, ..., m).
    """
    Wf, bf, Wi, bi, Wc, bc, Wo, bo, Wy, by = arrays = read_parameters(parameters, NAMES)
    xt, a_prev, c_prev = (
        as_floats(value, name, Wf.dtype)
        for name, value in (("xt", xt), ("a_prev", a_prev), ("c_prev", c_prev))
    )
    check_fit(NAMES, arrays, {"xt": xt, "a_prev": a_prev, "c_prev": c_prev})
    n_a = a_prev.shape[-2]

    def score(W, b):
        return W[..., :n_a] @ a_prev + W[..., n_a:] @ xt + b

    ft, it, ot = sigmoid(score(Wf, bf)), sigmoid(score(Wi, bi)), sigmoid(score(Wo, bo))
    cct = np.tanh(score(Wc, bc))
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt_pred = softmax_columns(Wy @ a_next + by)
    stop_at_nan(yt_pred, {"xt": xt, "a_prev": a_prev, "c_prev": c_prev} | dict(zip(NAMES, arrays)))
    return a_next, c_next, yt_pred, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)


def lstm_cell_backward(da_next, dc_next, cache):
    """One step of the LSTM, backward: from the gradients at the two new states to all that made them.

    da_next : (n_a, m) gradient of the loss at a_next: this step's prediction plus what step t+1 sends back
    dc_next : (n_a, m) gradient at c_next that step t+1 sends back along the cell state; the way from a_next
        through tanh(c_next) is added here
    cache : the last value of `lstm_cell_forward`
    returns : dict with dxt (n_x, m), da_prev, dc_prev (n_a, m), dWf, dWi, dWc, dWo (n_a, n_a + n_x) and
        dbf, dbi, dbc, dbo (n_a, 1); the parameters' gradients are sums over the m examples

    Derivation: lesson 08. Raises ValueError if a gradient does not have the shape of its state.
    """
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = read_cache(cache, CACHED, "lstm")
    weights = read_parameters(parameters, ("Wf", "Wi", "Wc", "Wo"))
    da_next = read_gradient(da_next, "da_next", a_next, "a_next")
    dc_next = read_gradient(dc_next, "dc_next", c_next, "c_next")
    tanh_c = np.tanh(c_next)

    dc = dc_next + da_next * ot * (1 - tanh_c * tanh_c)
    dzf = dc * c_prev * ft * (1 - ft)
    dzi = dc * cct * it * (1 - it)
    dzc = dc * it * (1 - cct * cct)
    dzo = da_next * tanh_c * ot * (1 - ot)

    scores = dict(zip("fico", (dzf, dzi, dzc, dzo)))
    into = np.concatenate([a_prev, xt])
    dinto = sum(W.T @ dz for W, dz in zip(weights, scores.values()))
    gradients = {"dxt": dinto[len(a_prev) :], "da_prev": dinto[: len(a_prev)], "dc_prev": dc * ft}
    for gate, dz in scores.items():
        gradients |= {f"dW{gate}": dz @ into.T, f"db{gate}": dz.sum(axis=1, keepdims=True)}
    return gradients


def lstm_forward_pass(x, a0, parameters, c0=None, lengths=None, buffers=None):
    """The whole sequence: the same cell, with the same weights, at every step.

    x : (T_x, n_x, m) inputs, time first    a0 : (n_a, m) hidden state before the first step
    parameters : as for `lstm_cell_forward`    c0 : (n_a, m) cell state before the first step (default: zeros)
    lengths : (m,) the real steps of each example (default: all T_x); past its end an example keeps its states
    buffers : a dict that the caller owns: memory is kept there and used again, and the results hold until
        the next call with the same dict (default: fresh arrays)
    returns : a (T_x, n_a, m), y_pred (T_x, n_y, m), c (T_x, n_a, m), caches: `caches[t]` is the cell's own
        cache of step t, and `lstm_backward_pass` takes the whole

    The four gates are stacked into one matrix and all inputs are projected before the loop. One tanh serves
    the gates and the candidate, because sigmoid(z) = (1 + tanh(z / 2)) / 2. Raises as `lstm_cell_forward`.
    """
    arrays = read_parameters(parameters, NAMES)
    Wy, by = arrays[-2:]
    x, a0 = as_floats(x, "x", Wy.dtype), as_floats(a0, "a0", Wy.dtype)
    c0 = np.zeros(a0.shape, a0.dtype) if c0 is None else as_floats(c0, "c0", Wy.dtype)
    check_fit(NAMES, arrays, {"x": x, "a0": a0, "c0": c0})
    over = None if lengths is None else past_end(lengths, x)
    if over is not None:
        x = np.where(over[:, None, :], 0, x)

    n_a, m = a0.shape[-2:]
    W, b = stack(arrays, NAMES, GATES, buffers, "lstm", HALVES)
    Wa = _on_state(W, n_a, buffers)
    z = project(W[..., n_a:], x, b, buffers, "lstm z")

    kind = np.result_type(z, Wa, a0, c0)
    copies = z.shape[1:-2] if a0.ndim == Wa.ndim == 2 else np.broadcast_shapes(z.shape[1:-2], a0.shape[:-2])
    z = widen(z, copies, kind)
    gates = z.reshape(len(x), *copies, 4, n_a, m)
    tanh_c = take(buffers, "lstm tanh c", (len(x), *copies, n_a, m), kind)
    a = take(buffers, "lstm a", (len(x) + 1, *copies, n_a, m), kind)
    c = take(buffers, "lstm c", a.shape, kind)
    score = take(buffers, "lstm score", z.shape[1:], kind)
    new = take(buffers, "lstm new", a.shape[1:], kind)
    times = np.matmul if copies else np.dot  # np.dot starts sooner, but takes no stacked copies
    a[0], c[0] = a0, c0
    for t in range(len(x)):
        zt, c_next, a_next = z[t], c[t + 1], a[t + 1]
        times(Wa, a[t], out=score)
        zt += score
        np.tanh(zt, out=zt)
        sigmoids = zt[..., n_a:, :]
        sigmoids += 1
        sigmoids *= 0.5
        cct, ft, it, ot = np.moveaxis(gates[t], -3, 0) if copies else gates[t]
        np.multiply(ft, c[t], out=c_next)
        np.multiply(it, cct, out=new)
        c_next += new
        np.tanh(c_next, out=tanh_c[t])
        np.multiply(ot, tanh_c[t], out=a_next)
        if over is not None:
            np.copyto(a_next, a[t], where=over[t])
            np.copyto(c_next, c[t], where=over[t])
    y_pred = predict(Wy, by, a[1:], buffers)

    stop_at_nan(y_pred[-1], {"x": x, "a0": a0, "c0": c0} | dict(zip(NAMES, arrays)))
    return a[1:], y_pred, c[1:], LSTMCaches(a, c, tanh_c, gates, W, x, parameters, over)


def lstm_backward_pass(da, caches, dc_last=None, dz=None, buffers=None):
    """Backpropagation through time, along both states.

    da : (T_x, n_a, m) gradient of the loss at the hidden states themselves, or None for none
    caches : as returned by `lstm_forward_pass`, or a list of the cells' caches
    dc_last : (n_a, m) gradient of the loss at the last cell state, or None for none
    dz : (T_x, n_y, m) gradient of the loss at Wy a + by, before the softmax, or None for none
    returns : dict with dx (T_x, n_x, m), da0, dc0 (n_a, m), dWf, dbf, dWi, dbi, dWc, dbc, dWo, dbo and, where
        `dz` is given, dWy, dby; the parameters' gradients are sums over time and examples

    What no step has to wait for is computed for all steps at once: how strongly each score moves its own
    state. The loop multiplies it by the gradient that arrives. Derivation: lesson 08.
    """
    caches = _read_caches(caches)
    a, x, over = caches.states, caches.x, caches.over
    if da is None and dz is None and dc_last is None:
        raise ValueError("lstm_backward_pass needs a gradient to send back: da, dz or dc_last.")
    from_loss, gradients = loss_at_states(da, dz, a[1:], caches.parameters, buffers)
    dc_last = None if dc_last is None else read_gradient(dc_last, "dc_last", a[0], "c0")
    c, tanh_c = caches.cells, caches.tanh_c
    cct, ft, it, ot = (caches.gates[:, gate] for gate in range(4))

    # How strongly each (halved) score moves its own state: tanh' = 1 - tanh^2, and 2 g (1 - g) for a gate g.
    moves = take(buffers, "lstm moves", caches.gates.shape, a.dtype)
    np.multiply(cct, cct, out=moves[:, 0])
    np.subtract(1, moves[:, 0], out=moves[:, 0])
    moves[:, 0] *= it
    sigmoids, by_gate = caches.gates[:, 1:], moves[:, 1:]
    np.subtract(1, sigmoids, out=by_gate)
    by_gate *= sigmoids
    by_gate *= 2
    for gate, partner in enumerate((c[:-1], cct, tanh_c), 1):
        moves[:, gate] *= partner
    a_moves_c = np.multiply(tanh_c, tanh_c, out=take(buffers, "lstm a moves c", tanh_c.shape, a.dtype))
    np.subtract(1, a_moves_c, out=a_moves_c)
    a_moves_c *= ot
    if over is not None:
        past = over[:, None, :]
        np.copyto(moves, 0, where=past[:, None])
        np.copyto(a_moves_c, 0, where=past)
        ft = np.where(past, 1, ft)

    n_a, flat = a.shape[1], moves.reshape(len(x), -1, a.shape[2])
    Wa_T = _on_state(caches.W, n_a, buffers).T
    carry_a, carry_c = (take(buffers, f"lstm {name}", a.shape[1:], a.dtype) for name in ("da0", "dc0"))
    carry_a[:], carry_c[:] = 0, 0 if dc_last is None else dc_last
    new = take(buffers, "lstm new", a.shape[1:], a.dtype)
    for t in range(len(x) - 1, -1, -1):
        if from_loss is not None:
            carry_a += from_loss[t]
        np.multiply(carry_a, a_moves_c[t], out=new)
        carry_c += new
        moves[t, :3] *= carry_c
        moves[t, 3] *= carry_a
        if over is None:
            np.dot(Wa_T, flat[t], out=carry_a)
        else:  # past its end an example hands the gradient on as it is
            np.copyto(carry_a, Wa_T @ flat[t], where=~over[t])
        carry_c *= ft[t]

    dx = every_step(caches.W[:, n_a:].T, flat, take(buffers, "lstm dx", x.shape, a.dtype))
    dW, db = weight_gradients(flat, a[:-1], x, buffers, "lstm")
    for gradient in (dW, db):
        gradient[n_a:] *= 0.5
    return {"dx": dx, "da0": carry_a, "dc0": carry_c, **unstack(dW, db, GATES), **gradients}


def _on_state(W, n_a, buffers):
    """The columns of W that act on the state, in memory of their own: every step multiplies by them."""
    Wa = take(buffers, "lstm Wa", (*W.shape[:-1], n_a), W.dtype)
    np.copyto(Wa, W[..., :n_a])
    return Wa


class LSTMCaches(StepCaches):
    """What `lstm_forward_pass` keeps: a sequence whose item t is the cache of the cell of step t.

    states, cells : (T_x + 1, n_a, m) the two states before the first step, then after each step
    tanh_c : (T_x, n_a, m)    gates : (T_x, 4, n_a, m) candidate, forget, input and output gate
    W : (4 n_a, n_a + n_x) their weights, stacked, those of the three gates halved
    x : (T_x, n_x, m) the inputs    parameters : the dict
    over : (T_x, m) True where an example's sequence has ended, or None
    """

    def __init__(self, states, cells, tanh_c, gates, W, x, parameters, over=None):
        self.states, self.cells, self.tanh_c, self.gates = states, cells, tanh_c, gates
        self.W, self.x, self.parameters, self.over = W, x, parameters, over

    def cell_cache(self, t):
        cct, ft, it, ot = (self.gates[t, ..., gate, :, :] for gate in range(4))
        states = self.states[t + 1], self.cells[t + 1], self.states[t], self.cells[t]
        return *states, ft, it, cct, ot, self.x[t], self.parameters


def _read_caches(caches):
    if isinstance(caches, LSTMCaches):
        return caches
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, x, parameters = stack_caches(caches, CACHED, "lstm")
    W, _ = stack(read_parameters(parameters, NAMES), NAMES, GATES, None, "", HALVES)
    states, memory = np.concatenate([a_prev[:1], a_next]), np.concatenate([c_prev[:1], c_next])
    return LSTMCaches(states, memory, np.tanh(c_next), np.stack([cct, ft, it, ot], axis=1), W, x, parameters)
