"""The answers to lesson 04, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.rnn import output_backward, rnn_cell_backward


def rnn_backward_pass(dz, caches):
    """Backpropagation through time: the gradients of the loss of all steps together.

    dz : (T_x, n_y, m) gradient of the loss at the scores of every step
    caches : list of T_x caches (a_next, a_prev, xt, parameters), one for each step
    returns : dict with dx (T_x, n_x, m), da0 (n_a, m), dWax (n_a, n_x), dWaa (n_a, n_a), dWya (n_y, n_a),
        dba (n_a, 1), dby (n_y, 1)
    """
    _, a0, x0, parameters = caches[0]
    gradients = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    dx = np.zeros((len(caches), *x0.shape))
    carry = np.zeros_like(a0)
    for t in reversed(range(len(caches))):
        a_next, a_prev, xt, parameters = caches[t]
        from_output, output = output_backward(dz[t], a_next, parameters)
        da = from_output + carry
        step = rnn_cell_backward(da, caches[t])
        carry = step["da_prev"]
        dx[t] = step["dxt"]
        for name in ("dWax", "dWaa", "dba"):
            gradients[name] += step[name]
        for name in ("dWya", "dby"):
            gradients[name] += output[name]
    return gradients | {"dx": dx, "da0": carry}


def blame(t, dz, caches, reach):
    """How strongly the loss of step t alone is felt at the states up to it, in each example.

    t : the step whose loss counts, from 0 to T_x - 1
    dz : (T_x, n_y, m) gradient of the loss at the scores of every step
    caches : list of T_x caches (a_next, a_prev, xt, parameters), one for each step
    reach : how many steps the gradient is carried back, 0 or more
    returns : (t + 1, m) row s holds the size of the gradient at the state after step s, 0 beyond the reach
    """
    a_next, _, _, parameters = caches[t]
    da, _ = output_backward(dz[t], a_next, parameters)
    sizes = np.zeros((t + 1, da.shape[1]))
    for s in reversed(range(max(0, t - reach), t + 1)):
        sizes[s] = np.linalg.norm(da, axis=0)
        da = rnn_cell_backward(da, caches[s])["da_prev"]
    return sizes


def truncated_backward_pass(dz, caches, chunk):
    """The gradients of the weights when no gradient crosses from one chunk to the one before.

    dz : (T_x, n_y, m) gradient of the loss at the scores of every step
    caches : list of T_x caches (a_next, a_prev, xt, parameters), one for each step
    chunk : steps in a chunk, 1 or more; the last chunk may be shorter
    returns : dict with dWax (n_a, n_x), dWaa (n_a, n_a), dWya (n_y, n_a), dba (n_a, 1), dby (n_y, 1)
    """
    total = {}
    for start in range(0, len(caches), chunk):
        piece = slice(start, start + chunk)
        gradients = rnn_backward_pass(dz[piece], caches[piece])
        for name in ("dWax", "dWaa", "dWya", "dba", "dby"):
            total[name] = total.get(name, 0) + gradients[name]
    return total
