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
        "all four matrices in one, with the biases as one column more; own sigmoid that may overflow to 0": """
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a, m = a_prev.shape
    big = np.block([[parameters["W" + g], parameters["b" + g]] for g in "fioc"])
    z = big @ np.concatenate([a_prev, xt, np.ones((1, m))])
    with np.errstate(over="ignore"):
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
    y = 1 / (1 + np.exp(-0.0)) * 2 * softmax(parameters["Wy"] @ a + parameters["by"])
    return a, c, y, (a, c, a_prev, c_prev, f, i, g, o, xt, parameters)
""",
    },
}
