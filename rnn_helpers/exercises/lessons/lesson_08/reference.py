"""The answers to lesson 08, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.activations import sigmoid, softmax


def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    """One step of the LSTM.

    xt : (n_x, m) the input of this step
    a_prev, c_prev : (n_a, m) the two states that the previous step left
    parameters : dict with Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1), Wy (n_y, n_a) and
        by (n_y, 1)
    returns : a_next, c_next (n_a, m), yt_pred (n_y, m), cache: what your backward step will need
    """
    p = parameters
    into = np.concatenate([a_prev, xt])
    ft = sigmoid(p["Wf"] @ into + p["bf"])
    it = sigmoid(p["Wi"] @ into + p["bi"])
    cct = np.tanh(p["Wc"] @ into + p["bc"])
    ot = sigmoid(p["Wo"] @ into + p["bo"])

    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt_pred = softmax(p["Wy"] @ a_next + p["by"])
    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    return a_next, c_next, yt_pred, cache


def lstm_cell_backward(da_next, dc_next, cache):
    """One step of the LSTM, backward.

    da_next, dc_next : (n_a, m) the gradients of the loss at a_next and at c_next, as they arrive
    cache : the last value of your lstm_cell_forward; while that is unfinished, the tuple
        (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    returns : dict with dc_prev, da_prev (n_a, m), dxt (n_x, m), dWf, dWi, dWc, dWo (n_a, n_a + n_x) and
        dbf, dbi, dbc, dbo (n_a, 1)
    """
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p = cache
    n_a = len(a_prev)
    tanh_c = np.tanh(c_next)

    dc = dc_next + da_next * ot * (1 - tanh_c**2)
    dzf = dc * c_prev * ft * (1 - ft)
    dzi = dc * cct * it * (1 - it)
    dzc = dc * it * (1 - cct**2)
    dzo = da_next * tanh_c * ot * (1 - ot)

    into = np.concatenate([a_prev, xt])
    dinto = p["Wf"].T @ dzf + p["Wi"].T @ dzi + p["Wc"].T @ dzc + p["Wo"].T @ dzo
    gradients = {"dc_prev": dc * ft, "da_prev": dinto[:n_a], "dxt": dinto[n_a:]}
    for gate, dz in zip("fico", (dzf, dzi, dzc, dzo)):
        gradients["dW" + gate] = dz @ into.T
        gradients["db" + gate] = dz.sum(axis=1, keepdims=True)
    return gradients


def gru_cell_backward(da_next, cache):
    """One step of the GRU, backward.

    da_next : (n_a, m) the gradient of the loss at a_next, as it arrives
    cache : (a_next, a_prev, ut, rt, cct, xt, parameters), the last value of gru_cell_forward
    returns : dict with da_prev (n_a, m), dxt (n_x, m), dWu, dWr, dWc (n_a, n_a + n_x) and
        dbu, dbr, dbc (n_a, 1)
    """
    a_next, a_prev, ut, rt, cct, xt, p = cache
    n_a = len(a_prev)

    dzu = da_next * (cct - a_prev) * ut * (1 - ut)
    dzc = da_next * ut * (1 - cct**2)
    dread = p["Wc"].T @ dzc
    dreset = dread[:n_a]
    dzr = dreset * a_prev * rt * (1 - rt)

    dinto = p["Wu"].T @ dzu + p["Wr"].T @ dzr
    into = np.concatenate([a_prev, xt])
    into_candidate = np.concatenate([rt * a_prev, xt])
    return {
        "da_prev": dinto[:n_a] + dreset * rt + da_next * (1 - ut),
        "dxt": dinto[n_a:] + dread[n_a:],
        "dWu": dzu @ into.T,
        "dbu": dzu.sum(axis=1, keepdims=True),
        "dWr": dzr @ into.T,
        "dbr": dzr.sum(axis=1, keepdims=True),
        "dWc": dzc @ into_candidate.T,
        "dbc": dzc.sum(axis=1, keepdims=True),
    }
