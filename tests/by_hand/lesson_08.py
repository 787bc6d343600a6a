"""Answers by hand to the exercises of lesson 08."""

SETUP = """
import numpy as np

from rnn_helpers import gru, lstm
from rnn_helpers.activations import sigmoid, softmax
"""

RIGHT = {
    "lstm_cell_forward": {
        "one stacked column, four lines, the cache as a tuple in the order of the docstring": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    p = parameters
    stacked = np.vstack((a_prev, xt))
    forget = sigmoid(np.dot(p["Wf"], stacked) + p["bf"])
    write = sigmoid(np.dot(p["Wi"], stacked) + p["bi"])
    content = np.tanh(np.dot(p["Wc"], stacked) + p["bc"])
    show = sigmoid(np.dot(p["Wo"], stacked) + p["bo"])
    c = forget * c_prev + write * content
    a = show * np.tanh(c)
    cache = (a, c, a_prev, c_prev, forget, write, content, show, xt, parameters)
    return a, c, softmax(p["Wy"] @ a + p["by"]), cache
""",
        "all four matrices in one, the biases as one column more, own sigmoid and softmax": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a, m = a_prev.shape
    big = np.block([[parameters["W" + g], parameters["b" + g]] for g in "fioc"])
    z = big @ np.concatenate([a_prev, xt, np.ones((1, m))])
    gates = 1 / (1 + np.exp(-z[: 3 * n_a]))
    f, i, o = np.split(gates, 3)
    g = np.tanh(z[3 * n_a :])
    c_next = f * c_prev + i * g
    th = np.tanh(c_next)
    a_next = o * th
    scores = parameters["Wy"] @ a_next + parameters["by"]
    powers = np.exp(scores - scores.max(axis=0))
    cache = {"f": f, "i": i, "o": o, "g": g, "th": th, "old": (xt, a_prev, c_prev), "p": parameters}
    return a_next, c_next, powers / powers.sum(axis=0), cache
""",
        "weights cut in two, einsum instead of @": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a = len(a_prev)
    values = {}
    for gate in ("o", "c", "i", "f"):
        W = parameters[f"W{gate}"]
        z = np.einsum("ij,jm->im", W[:, :n_a], a_prev) + np.einsum("ij,jm->im", W[:, n_a:], xt)
        values[gate] = (np.tanh if gate == "c" else sigmoid)(z + parameters[f"b{gate}"])
    c_next = values["f"] * c_prev
    c_next = c_next + values["i"] * values["c"]
    a_next = values["o"] * np.tanh(c_next)
    y = softmax(np.einsum("ij,jm->im", parameters["Wy"], a_next) + parameters["by"])
    return a_next, c_next, y, (values, a_next, c_next, a_prev, c_prev, xt, parameters)
""",
        "loops over examples and units with the math module": """
import math


def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a, m = a_prev.shape
    n_y = parameters["Wy"].shape[0]
    a, c, y = np.zeros((n_a, m)), np.zeros((n_a, m)), np.zeros((n_y, m))
    kept = []

    def share(score):
        if score >= 0:
            return 1 / (1 + math.exp(-score))
        return math.exp(score) / (1 + math.exp(score))

    for j in range(m):
        reads = list(a_prev[:, j]) + list(xt[:, j])
        for k in range(n_a):
            score = {}
            for g in "fico":
                score[g] = parameters["b" + g][k, 0]
                for w, r in zip(parameters["W" + g][k], reads):
                    score[g] += w * r
            f, i, o = share(score["f"]), share(score["i"]), share(score["o"])
            candidate = math.tanh(score["c"])
            c[k, j] = f * c_prev[k, j] + i * candidate
            a[k, j] = o * math.tanh(c[k, j])
            kept.append((f, i, candidate, o))
        scores = [parameters["by"][r, 0] + float(parameters["Wy"][r] @ a[:, j]) for r in range(n_y)]
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        y[:, j] = [power / sum(powers) for power in powers]
    return a, c, y, [kept, xt, a_prev, c_prev, a, c, parameters]
""",
        "examples as rows, turned back in the end": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    rows = np.hstack([a_prev.T, xt.T])

    def layer(letter):
        return rows @ parameters["W" + letter].T + parameters["b" + letter].T

    f, i, o = (sigmoid(layer(letter)) for letter in "fio")
    c = f * c_prev.T + i * np.tanh(layer("c"))
    a = o * np.tanh(c)
    y = softmax((a @ parameters["Wy"].T + parameters["by"].T).T)
    return a.T, c.T, y, {"rows": rows, "f": f, "i": i, "o": o, "c": c, "parameters": parameters}
""",
        "recursion over the examples, one column at a time": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    if xt.shape[1] > 1:
        first = lstm_cell_forward(xt[:, :1], a_prev[:, :1], c_prev[:, :1], parameters)
        others = lstm_cell_forward(xt[:, 1:], a_prev[:, 1:], c_prev[:, 1:], parameters)
        joined = [np.concatenate(pair, axis=1) for pair in zip(first[:3], others[:3])]
        return joined[0], joined[1], joined[2], first[3] + others[3]
    v = np.r_[a_prev, xt]
    z = {g: parameters["W" + g] @ v + parameters["b" + g] for g in "fico"}
    c = sigmoid(z["f"]) * c_prev + sigmoid(z["i"]) * np.tanh(z["c"])
    a = sigmoid(z["o"]) * np.tanh(c)
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, [(v, z, c_prev, c, parameters)]
""",
    },
    "lstm_cell_backward": {
        "line by line with other names": """
def lstm_cell_backward(da_next, dc_next, cache):
    h, c, h_old, c_old, f, i, g, o, x, p = cache
    n = h.shape[0]
    t = np.tanh(c)
    d_o = da_next * t * o * (1 - o)
    d_cell = dc_next + da_next * o * (1 - t**2)
    d_f = d_cell * c_old * f * (1 - f)
    d_i = d_cell * g * i * (1 - i)
    d_g = d_cell * i * (1 - g**2)
    down = p["Wf"].T @ d_f + p["Wi"].T @ d_i + p["Wc"].T @ d_g + p["Wo"].T @ d_o
    both = np.vstack([h_old, x])
    return dict(
        dc_prev=d_cell * f, da_prev=down[:n], dxt=down[n:],
        dWf=d_f @ both.T, dWi=d_i @ both.T, dWc=d_g @ both.T, dWo=d_o @ both.T,
        dbf=d_f.sum(1, keepdims=True), dbi=d_i.sum(1, keepdims=True),
        dbc=d_g.sum(1, keepdims=True), dbo=d_o.sum(1, keepdims=True),
    )
""",
        "the four scores stacked to one tall matrix, one product each way": """
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    order = ["o", "c", "i", "f"]
    W = np.concatenate([parameters["W" + gate] for gate in order])
    slope = 1 / np.cosh(c_next) ** 2
    dc = da_next * ot * slope + dc_next
    dz = np.concatenate([
        da_next * np.tanh(c_next) * (ot - ot**2), dc * it * (1 - cct) * (1 + cct),
        dc * cct * (it - it**2), dc * c_prev * (ft - ft**2),
    ])
    reads = np.concatenate([a_prev, xt, np.ones((1, xt.shape[1]))])
    dW = dz @ reads.T
    result = {"dc_prev": ft * dc}
    result["da_prev"], result["dxt"] = np.split(W.T @ dz, [len(a_prev)])
    for gate, part in zip(order, np.split(dW, 4)):
        result["dW" + gate], result["db" + gate] = part[:, :-1], part[:, -1:]
    return result
""",
        "loop over the examples, outer products added up": """
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    n_a, m = a_prev.shape
    grads = {"d" + name: np.zeros(np.shape(parameters[name])) for kind in "Wb" for name in
             [kind + gate for gate in "fico"]}
    grads |= {"dc_prev": np.zeros((n_a, m)), "da_prev": np.zeros((n_a, m)), "dxt": np.zeros(xt.shape)}
    for j in range(m):
        f, i, g, o = ft[:, j], it[:, j], cct[:, j], ot[:, j]
        shown = np.tanh(c_next[:, j])
        at_cell = dc_next[:, j] + o * (1 - shown * shown) * da_next[:, j]
        dz = {
            "f": at_cell * c_prev[:, j] * f * (1 - f),
            "i": at_cell * g * i * (1 - i),
            "c": at_cell * i * (1 - g * g),
            "o": da_next[:, j] * shown * o * (1 - o),
        }
        grads["dc_prev"][:, j] = at_cell * f
        column = np.append(a_prev[:, j], xt[:, j])
        for gate, d in dz.items():
            grads["dW" + gate] += np.outer(d, column)
            grads["db" + gate][:, 0] += d
            back = d @ parameters["W" + gate]
            grads["da_prev"][:, j] += back[:n_a]
            grads["dxt"][:, j] += back[n_a:]
    return grads
""",
        "examples as rows and einsum": """
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    th = np.tanh(c_next).T
    da, dc = da_next.T, dc_next.T
    dc = dc + da * ot.T * (1 - th * th)
    into = np.concatenate([a_prev.T, xt.T], axis=1)
    scores = np.stack([
        dc * c_prev.T * (ft * (1 - ft)).T,
        dc * cct.T * (it * (1 - it)).T,
        dc * it.T * (1 - cct * cct).T,
        da * th * (ot * (1 - ot)).T,
    ])
    weights = np.stack([parameters["W" + gate] for gate in "fico"])
    dinto = np.einsum("gme,gei->mi", scores, weights)
    dW = np.einsum("gme,mi->gei", scores, into)
    db = np.einsum("gme->ge", scores)[..., None]
    n_a = da.shape[1]
    out = {"dc_prev": (dc * ft.T).T, "da_prev": dinto[:, :n_a].T, "dxt": dinto[:, n_a:].T}
    for k, gate in enumerate("fico"):
        out |= {"dW" + gate: dW[k], "db" + gate: db[k]}
    return out
""",
        "nudging by a complex step through the library's step forward": """
from rnn_helpers.gradient_check import numerical_gradient


def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    names = [kind + gate for gate in "fico" for kind in "Wb"]

    def loss(moved):
        theta = {**parameters, **{name: moved[name] for name in names}}
        a, c = lstm.lstm_cell_forward(moved["xt"], moved["a_prev"], moved["c_prev"], theta)[:2]
        return np.sum(da_next * a) + np.sum(dc_next * c)

    point = {name: parameters[name] for name in names} | {"xt": xt, "a_prev": a_prev, "c_prev": c_prev}
    found = numerical_gradient(loss, point, method="complex")
    return {"d" + name: gradient for name, gradient in found.items()}
""",
        "an own cache in a dict of another order, with the step forward that makes it": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    into = np.concatenate([a_prev, xt])
    gate = {g: sigmoid(parameters["W" + g] @ into + parameters["b" + g]) for g in "fio"}
    new = np.tanh(parameters["Wc"] @ into + parameters["bc"])
    c_next = gate["f"] * c_prev + gate["i"] * new
    shown = np.tanh(c_next)
    a_next = gate["o"] * shown
    y = softmax(parameters["Wy"] @ a_next + parameters["by"])
    weights = {g: parameters["W" + g] for g in "fico"}
    return a_next, c_next, y, dict(weights=weights, into=into, gate=gate, new=new, shown=shown, c=c_prev)


def lstm_cell_backward(da_next, dc_next, cache):
    if isinstance(cache, tuple):
        cache = lstm_cell_forward(cache[8], cache[2], cache[3], cache[9])[3]
    f, i, o = (cache["gate"][g] for g in "fio")
    new, shown, into = cache["new"], cache["shown"], cache["into"]
    dc = dc_next + da_next * o * (1 - shown**2)
    slope = {g: values * (1 - values) for g, values in cache["gate"].items()}
    dz = {"f": dc * cache["c"] * slope["f"], "i": dc * new * slope["i"], "c": dc * i * (1 - new**2)}
    dz["o"] = da_next * shown * slope["o"]
    dinto = sum(cache["weights"][g].T @ dz[g] for g in dz)
    answer = {"dc_prev": dc * f, "da_prev": dinto[: len(f)], "dxt": dinto[len(f) :]}
    answer.update(("dW" + g, dz[g] @ into.T) for g in dz)
    answer.update(("db" + g, dz[g].sum(axis=1)[:, None]) for g in dz)
    return answer
""",
    },
    "gru_cell_backward": {
        "line by line with other names": """
def gru_cell_backward(da_next, cache):
    h, h_old, u, r, g, x, p = cache
    n = len(h_old)
    gated = r * h_old
    d_g = da_next * u * (1 - g**2)
    d_u = da_next * (g - h_old) * u * (1 - u)
    d_gated = (p["Wc"].T @ d_g)[:n]
    d_r = d_gated * h_old * r * (1 - r)
    via_gates = p["Wu"].T @ d_u + p["Wr"].T @ d_r
    plain, reset = np.concatenate((h_old, x)), np.concatenate((gated, x))
    return {
        "da_prev": da_next * (1 - u) + d_gated * r + via_gates[:n],
        "dxt": via_gates[n:] + (p["Wc"].T @ d_g)[n:],
        "dWu": d_u @ plain.T, "dWr": d_r @ plain.T, "dWc": d_g @ reset.T,
        "dbu": d_u.sum(axis=1, keepdims=True),
        "dbr": d_r.sum(axis=1, keepdims=True),
        "dbc": d_g.sum(axis=1, keepdims=True),
    }
""",
        "one example after the other, entry by entry for the weights": """
def gru_cell_backward(da_next, cache):
    a_next, a_prev, ut, rt, cct, xt, parameters = cache
    Wu, Wr, Wc = (np.asarray(parameters["W" + g], dtype=float) for g in "urc")
    (n_a, m), n_x = a_prev.shape, len(xt)
    out = {"da_prev": np.zeros((n_a, m)), "dxt": np.zeros((n_x, m))}
    for g in "urc":
        out["dW" + g], out["db" + g] = np.zeros((n_a, n_a + n_x)), np.zeros((n_a, 1))
    for j in range(m):
        d, old, u, r, new = (values[:, j] for values in (da_next, a_prev, ut, rt, cct))
        dzc = d * u * (1 - new * new)
        dzu = d * new * u * (1 - u) - d * old * u * (1 - u)
        dproduct = np.array([sum(Wc[k, l] * dzc[k] for k in range(n_a)) for l in range(n_a)])
        dzr = dproduct * old * r * (1 - r)
        out["da_prev"][:, j] = (1 - u) * d + dproduct * r
        for g, W, dz, state in (("u", Wu, dzu, old), ("r", Wr, dzr, old), ("c", Wc, dzc, r * old)):
            for k in range(n_a):
                out["db" + g][k] += dz[k]
                for l in range(n_a):
                    out["dW" + g][k, l] += dz[k] * state[l]
                    if g != "c":
                        out["da_prev"][l, j] += W[k, l] * dz[k]
                for l in range(n_x):
                    out["dW" + g][k, n_a + l] += dz[k] * xt[l, j]
                    out["dxt"][l, j] += W[k, n_a + l] * dz[k]
    return out
""",
        "einsum, weights cut into the state's and the input's part": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, cand, x, params = cache
    n = old.shape[0]
    Ua, Ra, Ca = (params[name][:, :n] for name in ("Wu", "Wr", "Wc"))
    Ux, Rx, Cx = (params[name][:, n:] for name in ("Wu", "Wr", "Wc"))
    back, outer = "kl,km->lm", "km,lm->kl"
    c_ = np.einsum("km,km,km->km", da_next, u, 1 - cand**2)
    u_ = np.einsum("km,km,km->km", da_next, cand - old, u - u**2)
    reset_ = np.einsum(back, Ca, c_)
    r_ = np.einsum("km,km,km->km", reset_, old, r - r**2)
    out = {"da_prev": np.einsum(back, Ua, u_) + np.einsum(back, Ra, r_) + r * reset_ + da_next - u * da_next}
    out["dxt"] = np.einsum(back, Ux, u_) + np.einsum(back, Rx, r_) + np.einsum(back, Cx, c_)
    for letter, score, state in (("u", u_, old), ("r", r_, old), ("c", c_, r * old)):
        parts = [np.einsum(outer, score, state), np.einsum(outer, score, x)]
        out["dW" + letter] = np.concatenate(parts, axis=1)
        out["db" + letter] = np.einsum("km->k", score).reshape(n, 1)
    return out
""",
        "examples as rows, the two gates stacked side by side": """
def gru_cell_backward(da_next, cache):
    a_prev, ut, rt, cct, xt = (values.T for values in cache[1:6])
    Wu, Wr, Wc = (cache[6][name] for name in ("Wu", "Wr", "Wc"))
    da = da_next.T
    n_a = a_prev.shape[1]
    dzc = da * ut * (1 - cct) * (1 + cct)
    from_candidate = dzc @ Wc
    dreset = from_candidate[:, :n_a]
    dgates = np.hstack([da * (cct - a_prev) * ut * (1 - ut), dreset * a_prev * rt * (1 - rt)])
    back = dgates @ np.vstack([Wu, Wr])
    reads = np.hstack([a_prev, xt, np.ones((len(xt), 1))])
    dU, dR = np.vsplit(dgates.T @ reads, 2)
    dC = dzc.T @ np.hstack([rt * a_prev, xt, np.ones((len(xt), 1))])
    answer = {"da_prev": (back[:, :n_a] + dreset * rt + da * (1 - ut)).T}
    answer["dxt"] = (back[:, n_a:] + from_candidate[:, n_a:]).T
    for name, d in zip("urc", (dU, dR, dC)):
        answer["dW" + name], answer["db" + name] = d[:, :-1], d[:, -1:]
    return answer
""",
        "nudging by a complex step through the step forward": """
from rnn_helpers.gradient_check import numerical_gradient


def gru_cell_backward(da_next, cache):
    _, a_prev, _, _, _, xt, parameters = cache

    def pulled(p):
        a_next, _, _ = gru.gru_cell_forward(p["xt"], p["a_prev"], {**parameters, **p})
        return (da_next * a_next).sum()

    start = {name: parameters[name] for name in ("Wu", "Wr", "Wc", "bu", "br", "bc")}
    slopes = numerical_gradient(pulled, {**start, "a_prev": a_prev, "xt": xt}, "complex")
    return {f"d{name}": slopes[name] for name in slopes}
""",
        "all four contributions to the old state in a list, recursion over the examples": """
def gru_cell_backward(da_next, cache):
    arrays, parameters = cache[:-1], cache[-1]
    if da_next.shape[1] > 1:
        half = da_next.shape[1] // 2
        left, right = (
            gru_cell_backward(da_next[:, part], (*(values[:, part] for values in arrays), parameters))
            for part in (slice(None, half), slice(half, None))
        )
        beside = ("da_prev", "dxt")
        return {
            key: np.concatenate([left[key], right[key]], axis=1) if key in beside else left[key] + right[key]
            for key in left
        }
    a_next, a_prev, u, r, c, x, _ = arrays + (None,)
    n = a_prev.size
    dc = da_next * u * (1 - c * c)
    du = da_next * (c - a_prev) * u * (1 - u)
    behind = parameters["Wc"].T @ dc
    dr = behind[:n] * a_prev * r * (1 - r)
    from_u, from_r = parameters["Wu"].T @ du, parameters["Wr"].T @ dr
    parts = [da_next * (1 - u), behind[:n] * r, from_u[:n], from_r[:n]]
    row, row_reset = np.vstack([a_prev, x]).T, np.vstack([r * a_prev, x]).T
    return {
        "da_prev": sum(parts), "dxt": behind[n:] + from_u[n:] + from_r[n:],
        "dWu": du * row, "dWr": dr * row, "dWc": dc * row_reset, "dbu": du, "dbr": dr, "dbc": dc,
    }
""",
    },
}

WRONG = {
    "lstm_cell_forward": {
        "the input stands on top of the state": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    column = np.r_[xt, a_prev]
    f, i, o = (sigmoid(parameters["W" + g] @ column + parameters["b" + g]) for g in "fio")
    new = np.tanh(parameters["Wc"] @ column + parameters["bc"])
    c = f * c_prev + i * new
    a = o * np.tanh(c)
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, new, o, xt, parameters)
""",
        "the forget gate is the share that is forgotten: 1 - f of the old cell state stays": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.vstack([a_prev, xt])
    z = {g: np.dot(parameters["W" + g], v) + parameters["b" + g] for g in "cfio"}
    forgotten = sigmoid(z["f"]) * c_prev
    c = c_prev - forgotten + sigmoid(z["i"]) * np.tanh(z["c"])
    a = sigmoid(z["o"]) * np.tanh(c)
    return a, c, softmax(parameters["Wy"] @ a + parameters["by"]), {"z": z, "v": v, "c": c_prev}
""",
        "the cell state is shown without its tanh": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a = len(a_prev)
    W = np.vstack([parameters["W" + g] for g in "fioc"])
    b = np.vstack([parameters["b" + g] for g in "fioc"])
    z = W[:, :n_a] @ a_prev + W[:, n_a:] @ xt + b
    f, i, o = sigmoid(z[: 3 * n_a]).reshape(3, n_a, -1)
    cct = np.tanh(z[3 * n_a :])
    c_next = f * c_prev + i * cct
    a_next = o * c_next
    y = softmax(parameters["Wy"] @ a_next + parameters["by"])
    return a_next, c_next, y, (a_next, c_next, a_prev, c_prev, f, i, cct, o, xt, parameters)
""",
        "the tanh is kept in the cell state, which the next step then gets squeezed": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    both = np.concatenate([a_prev, xt])
    gate = {g: sigmoid(parameters["W" + g] @ both + parameters["b" + g]) for g in ("f", "i", "o")}
    candidate = np.tanh(parameters["Wc"] @ both + parameters["bc"])
    c_next = np.tanh(gate["f"] * c_prev + gate["i"] * candidate)
    a_next = gate["o"] * c_next
    y = softmax(parameters["Wy"] @ a_next + parameters["by"])
    return a_next, c_next, y, (gate, candidate, both, c_prev, parameters)
""",
        "the candidate goes through the sigmoid like the gates": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    rows = np.hstack([a_prev.T, xt.T])
    f, i, g, o = (sigmoid((rows @ parameters["W" + k].T).T + parameters["b" + k]) for k in "fico")
    c = f * c_prev + i * g
    a = o * np.tanh(c)
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
        "forget and input gate exchanged in the line of the cell state": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    p, col = parameters, np.append(a_prev, xt, axis=0)
    keep = sigmoid(p["Wi"] @ col + p["bi"])
    take = sigmoid(p["Wf"] @ col + p["bf"])
    c = np.sum([keep * c_prev, take * np.tanh(p["Wc"] @ col + p["bc"])], axis=0)
    a = np.tanh(c) * sigmoid(p["Wo"] @ col + p["bo"])
    return a, c, softmax(p["Wy"] @ a + p["by"]), (col, keep, take, c_prev, c, p)
""",
        "the gates read the old cell state instead of the old hidden state": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a = c_prev.shape[0]

    def score(g):
        W = parameters["W" + g]
        return W[:, :n_a] @ c_prev + W[:, n_a:] @ xt + parameters["b" + g]

    f, i, o, g = sigmoid(score("f")), sigmoid(score("i")), sigmoid(score("o")), np.tanh(score("c"))
    c = f * c_prev + i * g
    a = o * np.tanh(c)
    return a, c, softmax(parameters["Wy"] @ a + parameters["by"]), (a, c, f, i, g, o, xt, parameters)
""",
        "one gate for both, as in the GRU: what is not kept comes in, i = 1 - f": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.concatenate([a_prev, xt])
    f = sigmoid(parameters["Wf"] @ v + parameters["bf"])
    o = sigmoid(parameters["Wo"] @ v + parameters["bo"])
    g = np.tanh(parameters["Wc"] @ v + parameters["bc"])
    c = g + f * (c_prev - g)
    a = o * np.tanh(c)
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, 1 - f, g, o, xt, parameters)
""",
        "the prediction reads the cell state instead of the hidden state": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.concatenate([a_prev, xt])
    f, i, z, o = (parameters["W" + g] @ v + parameters["b" + g] for g in "fico")
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(z)
    a = sigmoid(o) * np.tanh(c)
    y = softmax(np.einsum("ya,am->ym", parameters["Wy"], c) + parameters["by"])
    return a, c, y, (v, f, i, z, o, c_prev, c, parameters)
""",
        "the forget gate is put on the old hidden state instead of the old cell state": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.concatenate([a_prev, xt])
    f, i, o = (sigmoid(parameters["W" + g] @ v + parameters["b" + g]) for g in "fio")
    g = np.tanh(parameters["Wc"] @ v + parameters["bc"])
    c = np.multiply(f, a_prev) + np.multiply(i, g)
    a = np.multiply(o, np.tanh(c))
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
        "the prediction is made with a sigmoid for each answer by itself": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.concatenate([a_prev, xt])
    f, i, o = (sigmoid(parameters["W" + g] @ v + parameters["b" + g]) for g in "fio")
    g = np.tanh(parameters["Wc"] @ v + parameters["bc"])
    c = f * c_prev + i * g
    a = o * np.tanh(c)
    y = sigmoid(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
        "the output gate looks at the new cell state instead of the old hidden state": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.concatenate([a_prev, xt])
    f, i = (sigmoid(parameters["W" + g] @ v + parameters["b" + g]) for g in "fi")
    g = np.tanh(parameters["Wc"] @ v + parameters["bc"])
    c = f * c_prev + i * g
    o = sigmoid(parameters["Wo"] @ np.concatenate([c, xt]) + parameters["bo"])
    a = o * np.tanh(c)
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
        "own softmax without taking the largest score away: NaN for scores of 10000": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    v = np.concatenate([a_prev, xt])
    f, i, o = (sigmoid(parameters["W" + g] @ v + parameters["b" + g]) for g in "fio")
    g = np.tanh(parameters["Wc"] @ v + parameters["bc"])
    c = f * c_prev + i * g
    a = o * np.tanh(c)
    powers = np.exp(parameters["Wy"] @ a + parameters["by"])
    return a, c, powers / powers.sum(axis=0), (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
        "own sigmoid as exp(z) / (1 + exp(z)): NaN for scores of 10000": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    def squash(z):
        return np.exp(z) / (1 + np.exp(z))

    v = np.concatenate([a_prev, xt])
    f, i, o = (squash(parameters["W" + g] @ v + parameters["b" + g]) for g in "fio")
    g = np.tanh(parameters["Wc"] @ v + parameters["bc"])
    c = f * c_prev + i * g
    a = o * np.tanh(c)
    y = softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
    },
    "lstm_cell_backward": {
        "the cell state gets only what the next step sends, the way through the hidden state is left out": """
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    partner = {"f": c_prev, "i": cct, "o": np.tanh(c_next)}
    arriving = {"f": dc_next, "i": dc_next, "o": da_next}
    gate = {"f": ft, "i": it, "o": ot}
    dz = {g: arriving[g] * partner[g] * gate[g] * (1 - gate[g]) for g in "fio"}
    dz["c"] = dc_next * it * (1 - cct**2)
    into = np.concatenate([a_prev, xt])
    dinto = sum(parameters["W" + g].T @ dz[g] for g in "fioc")
    out = {"dc_prev": dc_next * ft, "da_prev": dinto[: len(ft)], "dxt": dinto[len(ft) :]}
    for g in dz:
        out["dW" + g], out["db" + g] = dz[g] @ into.T, dz[g].sum(axis=1, keepdims=True)
    return out
""",
        "what arrives along the cell state is left out, only the way from the hidden state is taken": """
def lstm_cell_backward(da_next, dc_next, cache):
    h, c, h_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dcell = o * da_next
    dcell = dcell * (1 - t * t)
    d = np.vstack([dcell * c_old * f * (1 - f), dcell * g * i * (1 - i), dcell * i * (1 - g * g),
                   da_next * t * o * (1 - o)])
    W = np.vstack([p["Wf"], p["Wi"], p["Wc"], p["Wo"]])
    back, n = W.T @ d, len(h)
    dW, db = np.vsplit(d @ np.vstack([h_old, x]).T, 4), np.vsplit(d.sum(axis=1, keepdims=True), 4)
    out = {"dc_prev": f * dcell, "da_prev": back[:n], "dxt": back[n:]}
    return out | {"dW" + k: v for k, v in zip("fico", dW)} | {"db" + k: v for k, v in zip("fico", db)}
""",
        "dc_prev is dc_next times the forget gate, without the part from the hidden state": """
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    out = {}
    out["dc_prev"] = np.einsum("km,km->km", dc_next, ft)
    shown = np.tanh(c_next)
    both = dc_next + da_next * ot * (1 - shown**2)
    z = np.stack([both * c_prev * ft * (1 - ft), both * cct * it * (1 - it), both * it * (1 - cct**2),
                  da_next * shown * ot * (1 - ot)])
    W = np.stack([parameters["W" + k] for k in "fico"])
    dinto = np.einsum("gkm,gkl->lm", z, W)
    out["da_prev"], out["dxt"] = dinto[: len(a_prev)], dinto[len(a_prev) :]
    dW = np.einsum("gkm,lm->gkl", z, np.concatenate([a_prev, xt]))
    for number, k in enumerate("fico"):
        out["dW" + k], out["db" + k] = dW[number], z[number].sum(axis=1).reshape(-1, 1)
    return out
""",
        "the slope of the tanh from the hidden state: 1 - a_next squared": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    dc = dc_next + da_next * o * (1 - a * a)
    dzs = (
        ("f", dc * c_old * f * (1 - f)),
        ("i", dc * g * i * (1 - i)),
        ("c", dc * i * (1 - g * g)),
        ("o", da_next * np.tanh(c) * o * (1 - o)),
    )
    v, n = np.r_[a_old, x], len(a)
    down = np.zeros(v.shape)
    result = {"dc_prev": dc * f}
    for k, dz in dzs:
        result["dW" + k] = np.dot(dz, v.T)
        result["db" + k] = np.sum(dz, axis=1, keepdims=True)
        down = down + np.dot(p["W" + k].T, dz)
    result["da_prev"], result["dxt"] = down[:n], down[n:]
    return result
""",
        "the slope of the tanh with the cell state itself, 1 - c_next squared, as if the tanh were in it": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    dc = dc_next + da_next * o * (1 - np.square(c))
    dz = {"o": da_next * np.tanh(c) * o * (1 - o), "c": dc * i * (1 - g**2)}
    dz |= {"i": dc * g * i * (1 - i), "f": dc * c_old * f * (1 - f)}
    row = np.concatenate([a_old.T, x.T], axis=1)
    down = sum(dz[k].T @ p["W" + k] for k in dz)
    out = {"dc_prev": dc * f, "da_prev": down[:, : len(a)].T, "dxt": down[:, len(a) :].T}
    for k, d in dz.items():
        out |= {"dW" + k: d @ row, "db" + k: d @ np.ones((d.shape[1], 1))}
    return out
""",
        "the output gate's gradient takes c_next as its partner instead of tanh(c_next)": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache

    def slope(gate):
        return gate * (1 - gate)

    dc = dc_next + da_next * o * (1 - np.tanh(c) ** 2)
    dz = [dc * c_old * slope(f), dc * g * slope(i), dc * i * (1 - g**2), da_next * c * slope(o)]
    reads = np.concatenate([a_old, x, np.ones_like(x[:1])])
    out, down = {"dc_prev": dc * f}, 0
    for k, d in zip("fico", dz):
        whole = d @ reads.T
        out["dW" + k], out["db" + k] = whole[:, :-1], whole[:, -1:]
        down = down + p["W" + k].T @ d
    return out | {"da_prev": down[: len(a)], "dxt": down[len(a) :]}
""",
        "the output gate gets what is at the cell state, dc, instead of da_next": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    partners = np.stack([c_old, g, t])
    gates = np.stack([f, i, o])
    d = dict(zip("fio", dc * partners * gates * (1 - gates)))
    d["c"] = dc * i * (1 - g**2)
    v = np.concatenate([a_old, x])
    down = sum(p["W" + k].T @ d[k] for k in d)
    out = {"dc_prev": dc * f, "da_prev": down[: len(a)], "dxt": down[len(a) :]}
    out.update({"dW" + k: d[k] @ v.T for k in d})
    out.update({"db" + k: d[k].sum(1, keepdims=True) for k in d})
    return out
""",
        "the gates' gradients stop at the gate, the slope of the sigmoid is left out": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    df, di, do = dc * c_old, dc * g, da_next * t
    dg = dc * i * (1 - g**2)
    v, n = np.concatenate([a_old, x]), len(a)
    down = p["Wf"].T @ df + p["Wi"].T @ di + p["Wc"].T @ dg + p["Wo"].T @ do
    out = {"dc_prev": dc * f, "da_prev": down[:n], "dxt": down[n:]}
    for k, d in (("f", df), ("i", di), ("c", dg), ("o", do)):
        out["dW" + k] = np.einsum("km,lm->kl", d, v)
        out["db" + k] = np.einsum("km->k", d)[:, None]
    return out
""",
        "the forget gate's partner is the new cell state instead of the old one": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    order = "cofi"
    dz = np.concatenate([dc * i * (1 - g**2), da_next * t * o * (1 - o), dc * c * f * (1 - f),
                         dc * g * i * (1 - i)])
    W = np.concatenate([p["W" + k] for k in order])
    dW = np.split(dz @ np.concatenate([a_old, x]).T, 4)
    db = np.split(dz.sum(axis=1, keepdims=True), 4)
    down = W.T @ dz
    out = {"dc_prev": dc * f, "da_prev": down[: len(a)], "dxt": down[len(a) :]}
    for place, k in enumerate(order):
        out["dW" + k], out["db" + k] = dW[place], db[place]
    return out
""",
        "means over the examples instead of sums for the parameters": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    d = {"f": dc * c_old * f * (1 - f), "i": dc * g * i * (1 - i), "c": dc * i * (1 - g**2)}
    d["o"] = da_next * t * o * (1 - o)
    v = np.concatenate([a_old, x])
    down = sum(p["W" + k].T @ d[k] for k in d)
    out = {"dc_prev": dc * f, "da_prev": down[: len(a)], "dxt": down[len(a) :]}
    for k in d:
        out["dW" + k] = np.mean([np.outer(d[k][:, j], v[:, j]) for j in range(v.shape[1])], axis=0)
        out["db" + k] = d[k].mean(axis=1, keepdims=True)
    return out
""",
        "the stacked column's gradient comes from the three gates only, the candidate is forgotten": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    gates = {"f": (dc * c_old, f), "i": (dc * g, i), "o": (da_next * t, o)}
    v = np.concatenate([a_old, x])
    out, down = {"dc_prev": dc * f}, np.zeros(v.shape)
    for k, (arrived, gate) in gates.items():
        dz = arrived * gate * (1 - gate)
        out |= {"dW" + k: dz @ v.T, "db" + k: dz.sum(axis=1, keepdims=True)}
        down += p["W" + k].T @ dz
    dzc = dc * i * (1 - g**2)
    out |= {"dWc": dzc @ v.T, "dbc": dzc.sum(axis=1, keepdims=True)}
    out["da_prev"], out["dxt"] = down[: len(a)], down[len(a) :]
    return out
""",
        "the candidate gets the slope of a sigmoid like the gates": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    partners = {"f": dc * c_old, "i": dc * g, "c": dc * i, "o": da_next * t}
    values = {"f": f, "i": i, "c": g, "o": o}
    d = {k: partners[k] * values[k] * (1 - values[k]) for k in partners}
    v = np.concatenate([a_old, x])
    down = sum(p["W" + k].T @ d[k] for k in d)
    out = {"dc_prev": dc * f, "da_prev": down[: len(a)], "dxt": down[len(a) :]}
    for k in d:
        out |= {"dW" + k: d[k] @ v.T, "db" + k: d[k].sum(axis=1)[:, None]}
    return out
""",
        "the output gate is left out on the way from the hidden state to the cell state": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    n, m = a.shape
    t = np.tanh(c)
    dc = dc_next + da_next * (1 - t**2)
    d = {"f": dc * c_old * f * (1 - f), "i": dc * g * i * (1 - i), "c": dc * i * (1 - g**2)}
    d["o"] = da_next * t * o * (1 - o)
    out = {"dc_prev": dc * f, "da_prev": np.zeros((n, m)), "dxt": np.zeros(x.shape)}
    for k in d:
        out["da_prev"] += p["W" + k][:, :n].T @ d[k]
        out["dxt"] += p["W" + k][:, n:].T @ d[k]
        out["dW" + k] = np.hstack([d[k] @ a_old.T, d[k] @ x.T])
        out["db" + k] = d[k].sum(axis=1, keepdims=True)
    return out
""",
        "the weights of the state are not transposed on the way back": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    n = len(a)
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    d = {"f": dc * c_old * f * (1 - f), "i": dc * g * i * (1 - i), "c": dc * i * (1 - g**2)}
    d["o"] = da_next * t * o * (1 - o)
    out = {"dc_prev": dc * f}
    out["da_prev"] = sum(np.einsum("kl,lm->km", p["W" + k][:, :n], d[k]) for k in d)
    out["dxt"] = sum(np.einsum("kl,km->lm", p["W" + k][:, n:], d[k]) for k in d)
    for k in d:
        out["dW" + k] = d[k] @ np.concatenate([a_old, x]).T
        out["db" + k] = d[k].sum(axis=1, keepdims=True)
    return out
""",
        "the old hidden state also gets da_next straight, as if there were a path without a matrix": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    d = np.array([dc * c_old * f * (1 - f), dc * g * i * (1 - i), dc * i * (1 - g**2),
                  da_next * t * o * (1 - o)])
    W = np.array([p["W" + k] for k in "fico"])
    down = (W.transpose(0, 2, 1) @ d).sum(axis=0)
    dW = d @ np.concatenate([a_old, x]).T
    out = {"dc_prev": dc * f, "da_prev": down[: len(a)] + da_next, "dxt": down[len(a) :]}
    for k, dWk, dk in zip("fico", dW, d):
        out |= {"dW" + k: dWk, "db" + k: dk.sum(axis=1, keepdims=True)}
    return out
""",
        "input gate and candidate each multiplied by themselves instead of by their partner": """
def lstm_cell_backward(da_next, dc_next, cache):
    a, c, a_old, c_old, f, i, g, o, x, p = cache
    t = np.tanh(c)
    dc = dc_next + da_next * o * (1 - t**2)
    di, dg = dc * i, dc * g
    d = {"i": di * i * (1 - i), "c": dg * (1 - g**2)}
    d |= {"f": dc * c_old * f * (1 - f), "o": da_next * t * o * (1 - o)}
    v = np.concatenate([a_old, x])
    down = sum(p["W" + k].T @ d[k] for k in d)
    out = {"dc_prev": dc * f, "da_prev": down[: len(a)], "dxt": down[len(a) :]}
    for k in d:
        out |= {"dW" + k: d[k] @ v.T, "db" + k: d[k].sum(axis=1, keepdims=True)}
    return out
""",
    },
    "gru_cell_backward": {
        "dWc is made with the old state as it is, without the reset gate": """
def gru_cell_backward(da_next, cache):
    a, old, u, r, g, x, p = cache
    n = len(old)
    d = {"c": da_next * u * (1 - g**2), "u": da_next * (g - old) * u * (1 - u)}
    behind = p["Wc"][:, :n].T @ d["c"]
    d["r"] = behind * old * r * (1 - r)
    v = np.vstack([old, x])
    out = {}
    for k in d:
        out["dW" + k] = d[k] @ v.T
        out["db" + k] = d[k].sum(axis=1, keepdims=True)
    gates = p["Wu"].T @ d["u"] + p["Wr"].T @ d["r"]
    out["da_prev"] = gates[:n] + behind * r + da_next * (1 - u)
    out["dxt"] = gates[n:] + p["Wc"][:, n:].T @ d["c"]
    return out
""",
        "the share that is kept is forgotten: no da_next (1 - u) in da_prev": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = old.shape[0]
    zc = np.einsum("km,km,km->km", da_next, u, 1 - g * g)
    zu = np.einsum("km,km,km->km", da_next, g - old, u * (1 - u))
    into_c = p["Wc"].T @ zc
    zr = into_c[:n] * old * r * (1 - r)
    into_c = np.vstack([into_c[:n] * r, into_c[n:]])
    total = into_c + p["Wu"].T @ zu + p["Wr"].T @ zr
    ones = np.ones((x.shape[1], 1))
    v, w = np.vstack([old, x]).T, np.vstack([r * old, x]).T
    return {"da_prev": total[:n], "dxt": total[n:], "dWu": zu @ v, "dWr": zr @ v, "dWc": zc @ w,
            "dbu": zu @ ones, "dbr": zr @ ones, "dbc": zc @ ones}
""",
        "the update gate's gradient from the candidate alone, its second place (1 - u) is not seen": """
def gru_cell_backward(da_next, cache):
    old, u, r, g, x = (values.T for values in cache[1:6])
    p, da = cache[6], da_next.T
    n = old.shape[1]
    zu = da * g * u * (1 - u)
    zc = da * u * (1 - g**2)
    back_c = zc @ p["Wc"]
    zr = back_c[:, :n] * old * r * (1 - r)
    back = zu @ p["Wu"] + zr @ p["Wr"]
    v, w = np.hstack([old, x]), np.hstack([r * old, x])
    out = {"da_prev": (back[:, :n] + back_c[:, :n] * r + da * (1 - u)).T, "dxt": (back + back_c)[:, n:].T}
    for k, z, reads in (("u", zu, v), ("r", zr, v), ("c", zc, w)):
        out["dW" + k], out["db" + k] = z.T @ reads, z.sum(axis=0)[:, None]
    return out
""",
        "the other convention: u is taken for the share that is kept, 1 - u for the candidate's": """
def gru_cell_backward(da_next, cache):
    _, old, z, r, g, x, p = cache
    n = len(old)
    dg = da_next * (1 - z) * (1 - g**2)
    dz = da_next * (old - g) * z * (1 - z)
    db = np.dot(p["Wc"].T, dg)
    dr = db[:n] * old * r * (1 - r)
    gates = np.dot(p["Wu"].T, dz) + np.dot(p["Wr"].T, dr)
    v = np.append(old, x, axis=0)
    return {
        "da_prev": da_next * z + db[:n] * r + gates[:n], "dxt": db[n:] + gates[n:],
        "dWu": dz @ v.T, "dWr": dr @ v.T, "dWc": dg @ np.append(r * old, x, axis=0).T,
        "dbu": dz.sum(1, keepdims=True), "dbr": dr.sum(1, keepdims=True), "dbc": dg.sum(1, keepdims=True),
    }
""",
        "the reset gate after the product, as in PyTorch: r times (Wc a_prev) is sent back": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    Wca, Wcx = np.split(p["Wc"], [n], axis=1)
    zc = da_next * u * (1 - g**2)
    zu = da_next * (g - old) * u * (1 - u)
    zr = zc * (Wca @ old) * r * (1 - r)
    gates = p["Wu"].T @ zu + p["Wr"].T @ zr
    v = np.vstack([old, x])
    out = {"da_prev": Wca.T @ (zc * r) + gates[:n] + da_next * (1 - u), "dxt": Wcx.T @ zc + gates[n:]}
    out |= {"dWu": zu @ v.T, "dWr": zr @ v.T, "dWc": np.hstack([(zc * r) @ old.T, zc @ x.T])}
    return out | {"db" + k: z.sum(axis=1, keepdims=True) for k, z in zip("urc", (zu, zr, zc))}
""",
        "the old state gets the candidate's part without the reset gate": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    zc, zu = da_next * u * (1 - g**2), da_next * (g - old) * u * (1 - u)
    from_c = p["Wc"].T @ zc
    zr = from_c[:n] * old * r * (1 - r)
    dinto = from_c + p["Wu"].T @ zu + p["Wr"].T @ zr
    dinto[:n] += da_next * (1 - u)
    v, w = np.concatenate([old, x]), np.concatenate([r * old, x])
    out = {"da_prev": dinto[:n], "dxt": dinto[n:]}
    for name, z, reads in zip("urc", (zu, zr, zc), (v, v, w)):
        out[f"dW{name}"] = sum(np.outer(z[:, j], reads[:, j]) for j in range(x.shape[1]))
        out[f"db{name}"] = sum(z[:, j : j + 1] for j in range(x.shape[1]))
    return out
""",
        "the old state's part that comes through the candidate is missing": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    zc, zu = da_next * u * (1 - g**2), da_next * (g - old) * u * (1 - u)
    zr = (p["Wc"][:, :n].T @ zc) * old * r * (1 - r)
    Z = np.vstack([zu, zr])
    back = np.vstack([p["Wu"], p["Wr"]]).T @ Z
    dW = Z @ np.vstack([old, x]).T
    return {
        "da_prev": back[:n] + (1 - u) * da_next,
        "dxt": back[n:] + p["Wc"][:, n:].T @ zc,
        "dWu": dW[:n], "dWr": dW[n:], "dWc": zc @ np.vstack([r * old, x]).T,
        "dbu": zu.sum(1)[:, None], "dbr": zr.sum(1)[:, None], "dbc": zc.sum(1)[:, None],
    }
""",
        "the reset gate gets the candidate's score directly, without going back through the matrix": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    zc = da_next * u * (1 - g) * (1 + g)
    zu = (da_next * g - da_next * old) * (u - u * u)
    zr = zc * old * (r - r * r)
    back = {k: p["W" + k].T @ z for k, z in (("u", zu), ("r", zr), ("c", zc))}
    v, w = np.concatenate([old, x]).T, np.concatenate([r * old, x]).T
    out = {"dxt": sum(b[n:] for b in back.values())}
    out["da_prev"] = back["u"][:n] + back["r"][:n] + back["c"][:n] * r + da_next - da_next * u
    out |= {"dWu": np.matmul(zu, v), "dWr": np.matmul(zr, v), "dWc": np.matmul(zc, w)}
    out |= {"dbu": zu.sum(1, keepdims=True), "dbr": zr.sum(1, keepdims=True), "dbc": zc.sum(1, keepdims=True)}
    return out
""",
        "the slope of the tanh from the new state instead of from the candidate: 1 - a_next squared": """
def gru_cell_backward(da_next, cache):
    a_next, old, u, r, g, x, p = cache
    n = len(old)
    zc = da_next * u * (1 - a_next**2)
    zu = da_next * (g - old) * u * (1 - u)
    part = p["Wc"][:, :n].T @ zc
    zr = part * old * r * (1 - r)
    scores = {"u": (zu, old), "r": (zr, old), "c": (zc, r * old)}
    out = {"da_prev": part * r + (1 - u) * da_next, "dxt": np.zeros(x.shape)}
    for k, (z, state) in scores.items():
        out["dxt"] = out["dxt"] + p["W" + k][:, n:].T @ z
        if k != "c":
            out["da_prev"] = out["da_prev"] + p["W" + k][:, :n].T @ z
        out["dW" + k] = np.hstack([z @ state.T, z @ x.T])
        out["db" + k] = z.sum(axis=1, keepdims=True)
    return out
""",
        "the parameters' gradients are divided by the number of examples": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n, m = old.shape
    zc, zu = da_next * u * (1 - g**2), da_next * (g - old) * u * (1 - u)
    part = p["Wc"][:, :n].T @ zc
    zr = part * old * r * (1 - r)
    back = p["Wu"].T @ zu + p["Wr"].T @ zr
    v, w = np.vstack([old, x]), np.vstack([r * old, x])
    out = {"da_prev": part * r + (1 - u) * da_next + back[:n], "dxt": back[n:] + p["Wc"][:, n:].T @ zc}
    for k, z, reads in (("u", zu, v), ("r", zr, v), ("c", zc, w)):
        out["dW" + k] = np.einsum("km,lm->kl", z, reads) / m
        out["db" + k] = np.average(z, axis=1).reshape(n, 1)
    return out
""",
        "both gates' gradients without the slope of the sigmoid": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    du = da_next * (g - old)
    dg = da_next * u * (1 - g**2)
    gated = p["Wc"][:, :n].T @ dg
    dr = gated * old
    back = p["Wu"].T @ du + p["Wr"].T @ dr
    v, w = np.vstack([old, x]), np.vstack([r * old, x])
    out = {"da_prev": gated * r + (1 - u) * da_next + back[:n], "dxt": back[n:] + p["Wc"][:, n:].T @ dg}
    for k, d, reads in (("u", du, v), ("r", dr, v), ("c", dg, w)):
        out |= {"dW" + k: (reads @ d.T).T, "db" + k: np.sum(d, axis=1, keepdims=True)}
    return out
""",
        "the input gets its part from the candidate only, both gates are left out of dxt": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    zc, zu = da_next * u * (1 - g**2), da_next * (g - old) * u * (1 - u)
    dproduct, dx = np.split(p["Wc"].T @ zc, [n])
    zr = dproduct * old * r * (1 - r)
    da = da_next * (1 - u)
    da = da + dproduct * r
    for W, z in ((p["Wu"], zu), (p["Wr"], zr)):
        da = da + W[:, :n].T @ z
    v, w = np.vstack([old, x]).T, np.vstack([r * old, x]).T
    out = {"da_prev": da, "dxt": dx, "dWu": zu @ v, "dWr": zr @ v, "dWc": zc @ w}
    return out | {"db" + k: z.sum(axis=1, keepdims=True) for k, z in (("u", zu), ("r", zr), ("c", zc))}
""",
        "the old state gets nothing through the two gates, as if they were constants": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    zc, zu = da_next * u * (1 - g**2), da_next * (g - old) * u * (1 - u)
    into = p["Wc"].T @ zc
    zr = into[:n] * old * r * (1 - r)
    out = {"da_prev": (1 - u) * da_next + r * into[:n]}
    out["dxt"] = into[n:] + p["Wu"][:, n:].T @ zu + p["Wr"][:, n:].T @ zr
    for k, z, state in zip("urc", (zu, zr, zc), (old, old, r * old)):
        both = z @ np.concatenate([state, x, np.ones_like(x[:1])]).T
        out["dW" + k], out["db" + k] = np.split(both, [len(p["W" + k][0])], axis=1)
    return out
""",
        "the update gate with the wrong sign: old state minus candidate": """
def gru_cell_backward(da_next, cache):
    _, old, u, r, g, x, p = cache
    n = len(old)
    zc, zu = da_next * u * (1 - g**2), da_next * (old - g) * u * (1 - u)
    part = p["Wc"][:, :n].T @ zc
    zr = part * old * r * (1 - r)
    back = p["Wu"].T @ zu + p["Wr"].T @ zr
    v, w = np.vstack([old, x]), np.vstack([r * old, x])
    out = {"da_prev": part * r + (1 - u) * da_next + back[:n], "dxt": back[n:] + p["Wc"][:, n:].T @ zc}
    for k, z, reads in (("u", zu, v), ("r", zr, v), ("c", zc, w)):
        out |= {"dW" + k: z @ reads.T, "db" + k: z @ np.ones((len(x.T), 1))}
    return out
""",
    },
}

MEANT = {
    "lstm_cell_forward": {
        "the input stands on top of the state": ("the input stands above the state",),
        "the forget gate is the share that is forgotten: 1 - f of the old cell state stays": (
            "the forget gate is taken as what is thrown away",
        ),
        "the cell state is shown without its tanh": ("the tanh of the cell state is forgotten",),
        "the tanh is kept in the cell state, which the next step then gets squeezed": (
            "the cell state is handed on after its tanh",
        ),
        "the candidate goes through the sigmoid like the gates": ("a sigmoid makes the candidate",),
        "forget and input gate exchanged in the line of the cell state": (
            "forget gate and input gate have changed places",
        ),
        "the gates read the old cell state instead of the old hidden state": (
            "the gates look at the cell state instead of the hidden state",
        ),
        "one gate for both, as in the GRU: what is not kept comes in, i = 1 - f": (
            "the new comes in where the old leaves, as in the GRU",
        ),
        "the prediction reads the cell state instead of the hidden state": (
            "the prediction is made from the cell state",
        ),
        "the forget gate is put on the old hidden state instead of the old cell state": (
            "the hidden state stands where the old cell state belongs",
        ),
        "the prediction is made with a sigmoid for each answer by itself": (
            "the prediction is made by a sigmoid",
        ),
        "own softmax without taking the largest score away: NaN for scores of 10000": (
            "large scores overflow in the softmax",
        ),
    },
    "lstm_cell_backward": {
        "the cell state gets only what the next step sends, the way through the hidden state is left out": (
            "the path through a_next is forgotten",
        ),
        "what arrives along the cell state is left out, only the way from the hidden state is taken": (
            "dc_next is forgotten",
        ),
        "dc_prev is dc_next times the forget gate, without the part from the hidden state": (
            "dc_prev holds the path of dc_next only",
        ),
        "the slope of the tanh from the hidden state: 1 - a_next squared": (
            "the slope of the tanh is taken at the hidden state",
        ),
        "the slope of the tanh with the cell state itself, 1 - c_next squared, as if the tanh were in it": (
            "the slope of the tanh is taken at the cell state itself",
        ),
        "the output gate's gradient takes c_next as its partner instead of tanh(c_next)": (
            "the cell state stands at the output gate without its tanh",
        ),
        "the output gate gets what is at the cell state, dc, instead of da_next": (
            "the output gate gets the gradient at the cell state",
        ),
        "the gates' gradients stop at the gate, the slope of the sigmoid is left out": (
            "the slopes of all three sigmoids are missing",
        ),
        "the forget gate's partner is the new cell state instead of the old one": (
            "the new cell state stands where the old one belongs",
        ),
        "means over the examples instead of sums for the parameters": (
            "the gradients are means over the batch instead of sums",
        ),
        "the stacked column's gradient comes from the three gates only, the candidate is forgotten": (
            "the candidate is missing in da_prev and dxt",
        ),
        "the candidate gets the slope of a sigmoid like the gates": (
            "the candidate gets the slope of a sigmoid",
        ),
        "the output gate is left out on the way from the hidden state to the cell state": (
            "the output gate is missing on the way from a_next to c_next",
        ),
        "the weights of the state are not transposed on the way back": (
            "the weights are not transposed in da_prev",
        ),
        "the old hidden state also gets da_next straight, as if there were a path without a matrix": (
            "da_prev also gets da_next directly",
        ),
    },
    "gru_cell_backward": {
        "dWc is made with the old state as it is, without the reset gate": (
            "the gradient of the candidate's weights forgets the reset gate",
        ),
        "the share that is kept is forgotten: no da_next (1 - u) in da_prev": (
            "the direct path is missing in da_prev",
        ),
        "the update gate's gradient from the candidate alone, its second place (1 - u) is not seen": (
            "the old state is left out at the update gate",
        ),
        "the other convention: u is taken for the share that is kept, 1 - u for the candidate's": (
            "the update gate and its complement have changed places everywhere",
        ),
        "the reset gate after the product, as in PyTorch: r times (Wc a_prev) is sent back": (
            "the reset gate stands after the recurrent product",
        ),
        "the old state gets the candidate's part without the reset gate": (
            "the reset gate is missing on the candidate's path in da_prev",
        ),
        "the old state's part that comes through the candidate is missing": (
            "the path through the candidate is missing in da_prev",
        ),
        "the reset gate gets the candidate's score directly, without going back through the matrix": (
            "the gradient reaches the reset gate without passing the weights of the candidate",
        ),
        "the slope of the tanh from the new state instead of from the candidate: 1 - a_next squared": (
            "the slope is taken at the new state instead of the candidate",
        ),
        "the parameters' gradients are divided by the number of examples": (
            "the gradients are means over the batch instead of sums",
        ),
        "both gates' gradients without the slope of the sigmoid": ("no slope at both gates",),
        "the input gets its part from the candidate only, both gates are left out of dxt": (
            "dxt comes from the candidate only",
        ),
        "the old state gets nothing through the two gates, as if they were constants": (
            "the paths through both gates are missing in da_prev",
        ),
        "the update gate with the wrong sign: old state minus candidate": (
            "the sign at the update gate is turned",
        ),
    },
}
