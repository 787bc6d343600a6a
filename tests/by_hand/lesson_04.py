"""Answers by hand to the exercises of lesson 04."""

SETUP = """
import numpy as np

from rnn_helpers.rnn import output_backward, rnn_cell_backward
"""

RIGHT = {
    "rnn_backward_pass": {
        "the two given functions, gradients added in a dict": """
def rnn_backward_pass(dz, caches):
    total, dx = {}, []
    from_future = 0
    for dzt, cache in zip(dz[::-1], caches[::-1]):
        own, top = output_backward(dzt, cache[0], cache[3])
        step = rnn_cell_backward(own + from_future, cache) | top
        dx.insert(0, step.pop("dxt"))
        from_future = step.pop("da_prev")
        for name, g in step.items():
            total[name] = total.get(name, 0) + g
    return {"da0": from_future, "dx": np.stack(dx), **total}
""",
        "recursion: the rest of the sequence first": """
def rnn_backward_pass(dz, caches):
    cache = caches[0]
    own, g = output_backward(dz[0], cache[0], cache[3])
    rest = None
    if len(caches) > 1:
        rest = rnn_backward_pass(dz[1:], caches[1:])
        own = own + rest["da0"]
    g = {**g, **rnn_cell_backward(own, cache)}
    result = {"dx": g.pop("dxt")[None], "da0": g.pop("da_prev")}
    if rest is not None:
        result["dx"] = np.concatenate([result["dx"], rest["dx"]])
        g = {name: value + rest[name] for name, value in g.items()}
    return {**result, **g}
""",
        "by hand: all dtanh first, then einsum over time and examples": """
def rnn_backward_pass(dz, caches):
    p = caches[0][3]
    a, h, x = (np.array([c[k] for c in caches]) for k in range(3))
    delta = np.einsum("ki,tkm->tim", p["Wya"], dz)
    T = len(a)
    for t in range(T - 1, -1, -1):
        if t < T - 1:
            delta[t] += np.einsum("ij,im->jm", p["Waa"], delta[t + 1])
        delta[t] *= 1 - a[t] ** 2
    return {
        "dx": np.einsum("ij,tim->tjm", p["Wax"], delta),
        "da0": p["Waa"].T @ delta[0],
        "dWax": np.einsum("tim,tjm->ij", delta, x),
        "dWaa": np.einsum("tim,tjm->ij", delta, h),
        "dWya": np.einsum("tkm,tim->ki", dz, a),
        "dba": np.einsum("tim->i", delta)[:, None],
        "dby": np.einsum("tkm->k", dz)[:, None],
    }
""",
        "loss by loss: each one is followed back to the start on its own": """
def rnn_backward_pass(dz, caches):
    n_a, m = caches[0][1].shape
    parameters = caches[0][3]
    out = {"d" + k: np.zeros_like(parameters[k]) for k in ("Wax", "Waa", "Wya", "ba", "by")}
    out["dx"] = np.zeros((len(caches), *caches[0][2].shape))
    out["da0"] = np.zeros((n_a, m))
    for t in range(len(caches)):
        grad, top = output_backward(dz[t], caches[t][0], parameters)
        out["dWya"] += top["dWya"]
        out["dby"] += top["dby"]
        for s in range(t, -1, -1):
            cell = rnn_cell_backward(grad, caches[s])
            for k in ("dWax", "dWaa", "dba"):
                out[k] += cell[k]
            out["dx"][s] += cell["dxt"]
            grad = cell["da_prev"]
        out["da0"] += grad
    return out
""",
        "example by example with vectors": """
def rnn_backward_pass(dz, caches):
    P = caches[-1][-1]
    Wax, Waa, Wya = P["Wax"], P["Waa"], P["Wya"]
    T, n_y, m = dz.shape
    n_a, n_x = Wax.shape
    dWax, dWaa, dWya = np.zeros((n_a, n_x)), np.zeros((n_a, n_a)), np.zeros((n_y, n_a))
    dba, dby = np.zeros(n_a), np.zeros(n_y)
    dx, da0 = np.zeros((T, n_x, m)), np.zeros((n_a, m))
    for i in range(m):
        stream = np.zeros(n_a)
        t = T
        while t:
            t -= 1
            new, old, xt = (array[:, i] for array in caches[t][:3])
            d = (dz[t, :, i] @ Wya + stream) * (1 - new**2)
            stream = d @ Waa
            dx[t, :, i] = d @ Wax
            dWax, dWaa = dWax + np.outer(d, xt), dWaa + np.outer(d, old)
            dWya += np.outer(dz[t, :, i], new)
            dba, dby = dba + d, dby + dz[t, :, i]
        da0[:, i] = stream
    return dict(dx=dx, da0=da0, dWax=dWax, dWaa=dWaa, dWya=dWya, dba=dba[:, None], dby=dby[:, None])
""",
    },
    "blame": {
        "walk back with the cell's backward step": """
def blame(t, dz, caches, reach):
    rows = np.zeros((t + 1, dz.shape[2]))
    da, _ = output_backward(dz[t], caches[t][0], caches[t][3])
    s = t
    while True:
        rows[s] = np.linalg.norm(da, axis=0)
        if s == 0 or t - s == reach:
            return rows
        da = rnn_cell_backward(da, caches[s])["da_prev"]
        s -= 1
""",
        "recursion": """
def blame(t, dz, caches, reach):
    def up(state, steps_left, g):
        row = np.sqrt(np.einsum("im,im->m", g, g))[None]
        if state == 0:
            return row
        if steps_left == 0:
            return np.concatenate([np.zeros((state, g.shape[1])), row])
        back = caches[state][3]["Waa"].T @ ((1 - caches[state][0] ** 2) * g)
        return np.concatenate([up(state - 1, steps_left - 1, back), row])

    return up(t, reach, caches[t][3]["Wya"].T @ dz[t])
""",
        "products of Jacobians, example by example": """
def blame(t, dz, caches, reach):
    Waa, Wya = caches[t][3]["Waa"], caches[t][3]["Wya"]
    m = dz.shape[-1]
    sizes = [[0.0] * m for _ in range(t + 1)]
    for i in range(m):
        J = np.eye(len(Waa))
        for s in range(t, max(0, t - reach) - 1, -1):
            g = J.T @ Wya.T @ dz[t, :, i]
            sizes[s][i] = float(np.hypot.reduce(g))
            J = J @ np.diag(1 - caches[s][0][:, i] ** 2) @ Waa
    return np.array(sizes)
""",
        "a whole backward pass for each state, with the other losses set to zero": """
def blame(t, dz, caches, reach):
    from rnn_helpers import rnn

    alone = np.zeros(dz.shape)
    alone[t] = dz[t]
    sizes = []
    for s in range(t + 1):
        if t - s > reach:
            sizes.append(np.zeros(dz.shape[2]))
        elif s == t:
            g = output_backward(dz[t], caches[t][0], caches[t][3])[0]
            sizes.append((g**2).sum(axis=0) ** 0.5)
        else:
            g = rnn.rnn_backward_pass(None, caches[s + 1 : t + 1], alone[s + 1 : t + 1])["da0"]
            sizes.append((g**2).sum(axis=0) ** 0.5)
    return np.stack(sizes)
""",
        "all gradients in a list, padded and turned round at the end": """
def blame(t, dz, caches, reach):
    stream = [output_backward(dz[t], caches[t][0], caches[t][3])[0]]
    for cache in caches[t:0:-1][:reach]:
        stream.append(rnn_cell_backward(stream[-1], cache)["da_prev"])
    stream += [0 * stream[0]] * (t + 1 - len(stream))
    return np.linalg.norm(np.array(stream[::-1]), axis=1)
""",
    },
    "truncated_backward_pass": {
        "slices, each through the own backward pass": """
def truncated_backward_pass(dz, caches, chunk):
    parts = [rnn_backward_pass(dz[s : s + chunk], caches[s : s + chunk]) for s in range(0, len(dz), chunk)]
    return {name: sum(part[name] for part in parts) for name in ("dWax", "dWaa", "dWya", "dba", "dby")}
""",
        "one loop, the stream is cut where a chunk begins": """
def truncated_backward_pass(dz, caches, chunk):
    n_a, m = caches[0][0].shape
    sums = dict.fromkeys(["dWax", "dWaa", "dWya", "dba", "dby"], 0.0)
    stream = np.zeros((n_a, m))
    for t in reversed(range(len(caches))):
        da, g = output_backward(dz[t], caches[t][0], caches[t][3])
        g.update(rnn_cell_backward(da + stream, caches[t]))
        stream = g["da_prev"] if t % chunk else np.zeros((n_a, m))
        sums = {k: v + g[k] for k, v in sums.items()}
    return sums
""",
        "recursion on the first chunk, chunks by the library's pass": """
def truncated_backward_pass(dz, caches, chunk):
    from rnn_helpers import rnn

    head = rnn.rnn_backward_pass(None, caches[:chunk], dz[:chunk])
    head = {k: head[k] for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
    if len(caches) <= chunk:
        return head
    tail = truncated_backward_pass(dz[chunk:], caches[chunk:], chunk)
    return {k: head[k] + tail[k] for k in head}
""",
        "loss by loss, each followed back to the beginning of its chunk": """
def truncated_backward_pass(dz, caches, chunk):
    p = caches[0][3]
    G = {"d" + n: np.zeros(p[n].shape) for n in ("Wax", "Waa", "Wya", "ba", "by")}
    for t, (a_t, *_) in enumerate(caches):
        G["dWya"] += dz[t] @ a_t.T
        G["dby"] += dz[t].sum(axis=1, keepdims=True)
        g = p["Wya"].T @ dz[t]
        for s in range(t, t // chunk * chunk - 1, -1):
            a, h, x, _ = caches[s]
            d = (1 - a * a) * g
            G["dWax"] += d @ x.T
            G["dWaa"] += d @ h.T
            G["dba"] += d.sum(axis=1, keepdims=True)
            g = p["Waa"].T @ d
    return G
""",
    },
}

WRONG = {
    "rnn_backward_pass": {
        "nothing comes back from the next step, each step stands alone": """
def rnn_backward_pass(dz, caches):
    steps = []
    for dzt, cache in zip(dz, caches):
        da, top = output_backward(dzt, cache[0], cache[3])
        steps.append(rnn_cell_backward(da, cache) | top)
    sums = {k: sum(s[k] for s in steps) for k in ("dWax", "dWaa", "dba", "dWya", "dby")}
    return {"dx": np.stack([s["dxt"] for s in steps]), "da0": steps[0]["da_prev"], **sums}
""",
        "only the loss of the last step is sent back": """
def rnn_backward_pass(dz, caches):
    da, top = output_backward(dz[-1], caches[-1][0], caches[-1][3])
    dx, sums = [], {"dWax": 0, "dWaa": 0, "dba": 0}
    for cache in reversed(caches):
        g = rnn_cell_backward(da, cache)
        da = g["da_prev"]
        dx = [g["dxt"]] + dx
        sums = {k: sums[k] + g[k] for k in sums}
    return {"dx": np.array(dx), "da0": da, **sums, **top}
""",
        "the weights' gradients are overwritten: only the first step is left": """
def rnn_backward_pass(dz, caches):
    gradients = {"dx": np.empty((len(caches), *caches[0][2].shape))}
    carry = np.zeros_like(caches[0][0])
    for t in range(len(caches) - 1, -1, -1):
        own, out = output_backward(dz[t], caches[t][0], caches[t][3])
        cell = rnn_cell_backward(own + carry, caches[t])
        gradients["dx"][t] = cell["dxt"]
        carry = cell["da_prev"]
        gradients |= out | {k: cell[k] for k in ("dWax", "dWaa", "dba")}
    return gradients | {"da0": carry}
""",
        "walks from the first step to the last": """
def rnn_backward_pass(dz, caches):
    p = caches[0][3]
    stream, dx = np.zeros(caches[0][0].shape), []
    g = {"d" + k: np.zeros(p[k].shape) for k in ("Wax", "Waa", "Wya", "ba", "by")}
    for t, (a, h, x, _) in enumerate(caches):
        d = (1 - a**2) * (p["Wya"].T @ dz[t] + stream)
        stream = p["Waa"].T @ d
        dx.append(p["Wax"].T @ d)
        g["dWax"] += d @ x.T
        g["dWaa"] += d @ h.T
        g["dWya"] += dz[t] @ a.T
        g["dba"] += d.sum(1, keepdims=True)
        g["dby"] += dz[t].sum(1, keepdims=True)
    return g | {"dx": np.stack(dx), "da0": stream}
""",
        "dx is left in the order of the walk, last step first": """
def rnn_backward_pass(dz, caches):
    dx, carry, totals = [], 0, {}
    for t in range(len(caches))[::-1]:
        own, step = output_backward(dz[t], caches[t][0], caches[t][3])
        step.update(rnn_cell_backward(own + carry, caches[t]))
        carry = step.pop("da_prev")
        dx.append(step.pop("dxt"))
        totals = {k: v + totals.get(k, 0) for k, v in step.items()}
    return {**totals, "dx": np.array(dx), "da0": carry}
""",
        "da0 is the gradient at state 0, one step too early": """
def rnn_backward_pass(dz, caches):
    p = caches[0][3]
    a, h, x = (np.stack([c[k] for c in caches]) for k in range(3))
    da, d = np.zeros(a.shape), np.zeros(a.shape)
    for t in reversed(range(len(a))):
        da[t] = p["Wya"].T @ dz[t] + (p["Waa"].T @ d[t + 1] if t + 1 < len(a) else 0)
        d[t] = (1 - a[t] ** 2) * da[t]
    return {
        "da0": da[0],
        "dx": p["Wax"].T @ d,
        "dWax": np.einsum("tim,tjm->ij", d, x),
        "dWaa": np.einsum("tim,tjm->ij", d, h),
        "dWya": np.einsum("tim,tjm->ij", dz, a),
        "dba": d.sum(axis=(0, 2))[:, None],
        "dby": dz.sum(axis=(0, 2))[:, None],
    }
""",
        "da0 is zero, since the initial state is not learned": """
def rnn_backward_pass(dz, caches):
    stream, out = 0, {"dx": []}
    for d, c in zip(dz[::-1], caches[::-1]):
        own, g = output_backward(d, c[0], c[3])
        g = g | rnn_cell_backward(own + stream, c)
        stream = g.pop("da_prev")
        out["dx"].append(g.pop("dxt"))
        for k in g:
            out[k] = out[k] + g[k] if k in out else g[k]
    out["dx"] = np.stack(out["dx"][::-1])
    return out | {"da0": np.zeros_like(caches[0][1])}
""",
        "the stream keeps growing: what later steps sent is added again at each step": """
def rnn_backward_pass(dz, caches):
    n_a, m = caches[0][0].shape
    stream = np.zeros((n_a, m))
    total, dx = {}, np.zeros((len(dz),) + caches[0][2].shape)
    for t in range(len(dz) - 1, -1, -1):
        own, top = output_backward(dz[t], caches[t][0], caches[t][3])
        cell = rnn_cell_backward(own + stream, caches[t])
        stream = stream + cell.pop("da_prev")
        dx[t] = cell.pop("dxt")
        for k, v in (cell | top).items():
            total[k] = total.get(k, 0) + v
    return total | {"dx": dx, "da0": stream}
""",
        "the weights' gradients are means over the steps": """
def rnn_backward_pass(dz, caches):
    T = len(caches)
    per_step, stream, dx = [], 0.0, []
    for t in range(T - 1, -1, -1):
        own, top = output_backward(dz[t], caches[t][0], caches[t][3])
        cell = rnn_cell_backward(own + stream, caches[t])
        stream = cell["da_prev"]
        dx.append(cell["dxt"])
        per_step.append({**cell, **top})
    mean = {k: np.mean([g[k] for g in per_step], axis=0) for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
    return {"dx": np.stack(dx[::-1]), "da0": stream, **mean}
""",
        "dx is added up over the steps": """
def rnn_backward_pass(dz, caches):
    def go(t, stream, sums):
        if t < 0:
            return sums | {"da0": stream}
        own, top = output_backward(dz[t], caches[t][0], caches[t][3])
        g = rnn_cell_backward(own + stream, caches[t]) | top
        g["dx"] = g.pop("dxt")
        back = g.pop("da_prev")
        return go(t - 1, back, {k: v + sums.get(k, 0) for k, v in g.items()})

    return go(len(caches) - 1, 0, {})
""",
        "what the next step sends is added behind the tanh, without its slope": """
def rnn_backward_pass(dz, caches):
    p = caches[0][3]
    T = len(caches)
    d = [None] * T
    for t in range(T - 1, -1, -1):
        own = p["Wya"].T @ dz[t] * (1 - caches[t][0] ** 2)
        d[t] = own if t == T - 1 else own + p["Waa"].T @ d[t + 1]
    return {
        "dx": np.stack([p["Wax"].T @ e for e in d]),
        "da0": p["Waa"].T @ d[0],
        "dWax": sum(e @ c[2].T for e, c in zip(d, caches)),
        "dWaa": sum(e @ c[1].T for e, c in zip(d, caches)),
        "dba": sum(e.sum(1, keepdims=True) for e in d),
        "dWya": sum(e @ c[0].T for e, c in zip(dz, caches)),
        "dby": sum(e.sum(1, keepdims=True) for e in dz),
    }
""",
        "the gradient at the next state is handed on as it is, not through the cell": """
def rnn_backward_pass(dz, caches):
    total, dx, da = {}, [], 0
    for t in range(len(caches) - 1, -1, -1):
        own, top = output_backward(dz[t], caches[t][0], caches[t][3])
        da = da + own
        g = rnn_cell_backward(da, caches[t])
        dx = [g.pop("dxt")] + dx
        da0 = g.pop("da_prev")
        for k, v in [*g.items(), *top.items()]:
            total[k] = total.get(k, 0) + v
    return dict(total, dx=np.array(dx), da0=da0)
""",
        "Waa is not transposed on the way back": """
def rnn_backward_pass(dz, caches):
    p = caches[0][3]
    back = np.zeros_like(caches[0][0])
    steps = []
    for (a, h, x, _), e in zip(caches[::-1], dz[::-1]):
        d = (1 - a * a) * (p["Wya"].T @ e + back)
        back = np.einsum("ij,jm->im", p["Waa"], d)
        ones = np.ones((d.shape[1], 1))
        steps.append((d @ x.T, d @ h.T, d @ ones, e @ a.T, e @ ones, p["Wax"].T @ d))
    names = ["dWax", "dWaa", "dba", "dWya", "dby"]
    out = {name: sum(s[k] for s in steps) for k, name in enumerate(names)}
    return out | {"dx": np.stack([s[-1] for s in steps[::-1]]), "da0": back}
""",
        "the output layer's weights are taken from the last step alone": """
def rnn_backward_pass(dz, caches):
    parameters = caches[-1][3]
    _, last = output_backward(dz[-1], caches[-1][0], parameters)
    stream, dx, cells = 0, {}, []
    for t in sorted(range(len(caches)), reverse=True):
        cells.append(rnn_cell_backward(parameters["Wya"].T @ dz[t] + stream, caches[t]))
        stream, dx[t] = cells[-1]["da_prev"], cells[-1]["dxt"]
    sums = {k: np.sum([c[k] for c in cells], axis=0) for k in ("dWax", "dWaa", "dba")}
    return {**sums, **last, "dx": np.stack([dx[t] for t in range(len(dx))]), "da0": stream}
""",
        "dWaa is made with the state that the step made": """
def rnn_backward_pass(dz, caches):
    stream, total, dx = 0, {}, []
    for dzt, (a, h, x, p) in zip(reversed(dz), reversed(caches)):
        own, top = output_backward(dzt, a, p)
        g = rnn_cell_backward(own + stream, (a, a, x, p)) | top
        stream = g.pop("da_prev")
        dx.append(g.pop("dxt"))
        total = {k: g[k] + total.get(k, 0) for k in g}
    return total | {"dx": np.flip(np.array(dx), axis=0), "da0": stream}
""",
    },
    "blame": {
        "the losses of the steps in between are added on the way": """
def blame(t, dz, caches, reach):
    sizes = np.zeros((t + 1, dz.shape[2]))
    g = 0
    for s in range(t, max(t - reach, 0) - 1, -1):
        g = g + output_backward(dz[s], caches[s][0], caches[s][3])[0]
        sizes[s] = np.linalg.norm(g, axis=0)
        g = rnn_cell_backward(g, caches[s])["da_prev"]
    return sizes
""",
        "the losses of the steps after t come in as well": """
def blame(t, dz, caches, reach):
    Waa, Wya = caches[t][3]["Waa"], caches[t][3]["Wya"]
    g = np.zeros(caches[t][0].shape)
    for s in range(len(caches) - 1, t, -1):
        g = Waa.T @ ((1 - caches[s][0] ** 2) * (g + Wya.T @ dz[s]))
    g = g + Wya.T @ dz[t]
    rows = []
    for s in range(t, -1, -1):
        rows.insert(0, np.sqrt((g * g).sum(0)) if t - s <= reach else np.zeros(dz.shape[2]))
        g = Waa.T @ ((1 - caches[s][0] ** 2) * g)
    return np.array(rows)
""",
        "the last step's loss instead of that of step t": """
def blame(t, dz, caches, reach):
    out = np.zeros((t + 1, dz.shape[2]))
    g = caches[-1][3]["Wya"].T @ dz[-1]
    for s in range(t, max(-1, t - reach - 1), -1):
        out[s] = np.linalg.norm(g, axis=0)
        g = rnn_cell_backward(g, caches[s])["da_prev"]
    return out
""",
        "moved before it is measured: every row is one step further back": """
def blame(t, dz, caches, reach):
    g, _ = output_backward(dz[t], caches[t][0], caches[t][3])
    found = {}
    for k in range(min(reach, t) + 1):
        g = rnn_cell_backward(g, caches[t - k])["da_prev"]
        found[t - k] = np.sqrt(np.einsum("im,im->m", g, g))
    return np.stack([found.get(s, np.zeros(dz.shape[2])) for s in range(t + 1)])
""",
        "the reach counts states: state t is the first of them": """
def blame(t, dz, caches, reach):
    def follow(s, left, g):
        if s < 0:
            return []
        if left <= 0:
            return [np.zeros(dz.shape[2])] * (s + 1)
        before = rnn_cell_backward(g, caches[s])["da_prev"]
        return follow(s - 1, left - 1, before) + [np.linalg.norm(g, axis=0)]

    return np.array(follow(t, reach, output_backward(dz[t], caches[t][0], caches[t][3])[0]))
""",
        "one step too many": """
def blame(t, dz, caches, reach):
    g = output_backward(dz[t], caches[t][0], caches[t][3])[0]
    sizes = [np.zeros(dz.shape[2]) for _ in range(t + 1)]
    s = t
    while s >= 0 and t - s < reach + 2:
        sizes[s] = np.linalg.norm(g, axis=0)
        g = rnn_cell_backward(g, caches[s])["da_prev"]
        s -= 1
    return np.stack(sizes)
""",
        "the reach is not used": """
def blame(t, dz, caches, reach):
    gs = [output_backward(dz[t], caches[t][0], caches[t][3])[0]]
    for cache in caches[t:0:-1]:
        gs.append(rnn_cell_backward(gs[-1], cache)["da_prev"])
    return np.linalg.norm(np.stack(gs)[::-1], axis=1)
""",
        "beyond the reach the last size is repeated": """
def blame(t, dz, caches, reach):
    g = output_backward(dz[t], caches[t][0], caches[t][3])[0]
    sizes = np.empty((t + 1, dz.shape[2]))
    for s in range(t, -1, -1):
        sizes[s] = np.linalg.norm(g, axis=0)
        if t - s < reach:
            g = rnn_cell_backward(g, caches[s])["da_prev"]
    return sizes
""",
        "row 0 is the state after step t: the order of the walk": """
def blame(t, dz, caches, reach):
    sizes = np.zeros((t + 1, dz.shape[2]))
    g = output_backward(dz[t], caches[t][0], caches[t][3])[0]
    for k in range(min(t, reach) + 1):
        sizes[k] = np.linalg.norm(g, axis=0)
        g = rnn_cell_backward(g, caches[t - k])["da_prev"]
    return sizes
""",
        "one size for the whole batch": """
def blame(t, dz, caches, reach):
    g = caches[t][3]["Wya"].T @ dz[t]
    sizes = np.zeros((t + 1, dz.shape[2]))
    for s in reversed(range(t + 1)):
        if t - s > reach:
            break
        sizes[s] = np.linalg.norm(g)
        g = rnn_cell_backward(g, caches[s])["da_prev"]
    return sizes
""",
        "squares without the root": """
def blame(t, dz, caches, reach):
    W, V = caches[t][3]["Waa"], caches[t][3]["Wya"]
    m = dz.shape[2]
    rows = np.zeros((t + 1, m))
    for i in range(m):
        g = dz[t, :, i] @ V
        for s in range(t, max(0, t - reach) - 1, -1):
            rows[s, i] = g @ g
            g = ((1 - caches[s][0][:, i] ** 2) * g) @ W
    return rows
""",
        "the root of the mean over the units instead of the sum": """
def blame(t, dz, caches, reach):
    g = output_backward(dz[t], caches[t][0], caches[t][3])[0]
    rows = []
    for s in range(t, -1, -1):
        rows.append(np.sqrt(np.mean(np.square(g), axis=0)) * (t - s <= reach))
        g = rnn_cell_backward(g, caches[s])["da_prev"]
    return np.array(rows[::-1])
""",
        "the absolute values are summed": """
def blame(t, dz, caches, reach):
    g = output_backward(dz[t], caches[t][0], caches[t][3])[0]
    out = np.zeros((t + 1, dz.shape[2]))
    for k, s in enumerate(range(t, -1, -1)):
        if k <= reach:
            out[s] = np.linalg.norm(g, ord=1, axis=0) if g.ndim == 1 else np.abs(g).sum(axis=0)
            g = rnn_cell_backward(g, caches[s])["da_prev"]
    return out
""",
        "a step back is Waa alone, the tanh is forgotten": """
def blame(t, dz, caches, reach):
    p = caches[t][3]
    out = np.zeros((t + 1, dz.shape[2]))
    for k in range(min(reach, t) + 1):
        g = np.linalg.matrix_power(p["Waa"].T, k) @ p["Wya"].T @ dz[t]
        out[t - k] = np.linalg.norm(g, axis=0)
    return out
""",
        "the tanh of the state arrived at is used, not of the state left": """
def blame(t, dz, caches, reach):
    p = caches[t][3]
    g = p["Wya"].T @ dz[t]
    out = np.zeros((t + 1, dz.shape[2]))
    for s in range(t, max(t - reach, 0) - 1, -1):
        out[s] = np.linalg.norm(g, axis=0)
        g = p["Waa"].T @ ((1 - caches[s][1] ** 2) * g)
    return out
""",
        "the size is measured before the tanh of each state, at dtanh": """
def blame(t, dz, caches, reach):
    da = output_backward(dz[t], caches[t][0], caches[t][3])[0]
    rows = np.zeros((t + 1, dz.shape[2]))
    for s in range(t, max(0, t - reach) - 1, -1):
        dtanh = (1 - caches[s][0] ** 2) * da
        rows[s] = np.linalg.norm(dtanh, axis=0)
        da = caches[s][3]["Waa"].T @ dtanh
    return rows
""",
    },
    "truncated_backward_pass": {
        "nothing is cut: the whole gradient": """
def truncated_backward_pass(dz, caches, chunk):
    total, stream = {}, 0
    for start in reversed(range(0, len(caches), chunk)):
        for t in reversed(range(start, min(start + chunk, len(caches)))):
            own, g = output_backward(dz[t], caches[t][0], caches[t][3])
            g |= rnn_cell_backward(own + stream, caches[t])
            stream = g["da_prev"]
            for k in ("dWax", "dWaa", "dWya", "dba", "dby"):
                total[k] = total.get(k, 0) + g[k]
    return total
""",
        "chunks are counted from the end": """
def truncated_backward_pass(dz, caches, chunk):
    total = dict.fromkeys(("dWax", "dWaa", "dWya", "dba", "dby"), 0)
    end = len(caches)
    while end > 0:
        start = max(0, end - chunk)
        part = rnn_backward_pass(dz[start:end], caches[start:end])
        total = {k: total[k] + part[k] for k in total}
        end = start
    return total
""",
        "cut one step too late: the first step of a chunk gets nothing from its own chunk": """
def truncated_backward_pass(dz, caches, chunk):
    total, stream = {}, 0
    for t in range(len(caches) - 1, -1, -1):
        if t % chunk == 0:
            stream = 0
        own, top = output_backward(dz[t], caches[t][0], caches[t][3])
        cell = rnn_cell_backward(own + stream, caches[t])
        stream = cell.pop("da_prev")
        del cell["dxt"]
        for k, v in {**cell, **top}.items():
            total[k] = total.get(k, 0) + v
    return total
""",
        "the short chunk at the end is dropped": """
def truncated_backward_pass(dz, caches, chunk):
    size = min(chunk, len(dz))
    parts = []
    for k in range(len(dz) // size):
        here = slice(k * size, (k + 1) * size)
        parts.append(rnn_backward_pass(dz[here], caches[here]))
    return {n: np.sum([p[n] for p in parts], axis=0) for n in ("dWax", "dWaa", "dWya", "dba", "dby")}
""",
        "only the last chunk's gradients are kept": """
def truncated_backward_pass(dz, caches, chunk):
    result = {}
    for start in range(0, len(dz), chunk):
        result.update(rnn_backward_pass(dz[start : start + chunk], caches[start : start + chunk]))
    return {k: result[k] for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
""",
        "only the first chunk is walked through": """
def truncated_backward_pass(dz, caches, chunk):
    return rnn_backward_pass(dz[:chunk], caches[:chunk])
""",
        "the mean over the chunks": """
def truncated_backward_pass(dz, caches, chunk):
    starts = range(0, len(caches), chunk)
    every = [rnn_backward_pass(dz[s : s + chunk], caches[s : s + chunk]) for s in starts]
    return {k: np.mean([e[k] for e in every], axis=0) for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
""",
        "each chunk is divided by its number of steps": """
def truncated_backward_pass(dz, caches, chunk):
    total = dict.fromkeys(("dWax", "dWaa", "dWya", "dba", "dby"), 0)
    for s in range(0, len(caches), chunk):
        piece = caches[s : s + chunk]
        part = rnn_backward_pass(dz[s : s + chunk], piece)
        for k in total:
            total[k] = total[k] + part[k] / len(piece)
    return total
""",
        "a sliding window: each loss goes back chunk steps, wherever chunks begin": """
def truncated_backward_pass(dz, caches, chunk):
    p = caches[0][3]
    G = {"d" + n: np.zeros(p[n].shape) for n in ("Wax", "Waa", "Wya", "ba", "by")}
    for t in range(len(caches)):
        g, top = output_backward(dz[t], caches[t][0], p)
        G["dWya"] += top["dWya"]
        G["dby"] += top["dby"]
        for cache in caches[max(0, t - chunk + 1) : t + 1][::-1]:
            cell = rnn_cell_backward(g, cache)
            g = cell["da_prev"]
            for k in ("dWax", "dWaa", "dba"):
                G[k] += cell[k]
    return G
""",
        "each chunk starts from a state of zeros: dWaa misses what the last chunk left": """
def truncated_backward_pass(dz, caches, chunk):
    total = {}
    for s in range(0, len(caches), chunk):
        (a, h, x, p), *rest = caches[s : s + chunk]
        fresh = h if s == 0 else np.zeros_like(h)
        part = rnn_backward_pass(dz[s : s + chunk], [(a, fresh, x, p), *rest])
        total = {k: total.get(k, 0) + part[k] for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
    return total
""",
        "chunk is taken for the number of chunks": """
def truncated_backward_pass(dz, caches, chunk):
    total = dict.fromkeys(("dWax", "dWaa", "dWya", "dba", "dby"), 0.0)
    for steps in np.array_split(np.arange(len(caches)), chunk):
        if steps.size:
            part = rnn_backward_pass(dz[steps], [caches[t] for t in steps])
            total = {k: v + part[k] for k, v in total.items()}
    return total
""",
        "only the loss at the end of each chunk counts": """
def truncated_backward_pass(dz, caches, chunk):
    T = len(caches)
    ends = [t for t in range(T) if (t + 1) % chunk == 0 or t == T - 1]
    kept = np.zeros(dz.shape)
    kept[ends] = dz[ends]
    parts = [rnn_backward_pass(kept[s : s + chunk], caches[s : s + chunk]) for s in range(0, T, chunk)]
    return {k: sum(part[k] for part in parts) for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
""",
        "a chunk is one step longer: the first step of the next belongs to both": """
def truncated_backward_pass(dz, caches, chunk):
    total = dict.fromkeys(("dWax", "dWaa", "dWya", "dba", "dby"), 0.0)
    first = 0
    while first < len(caches):
        part = rnn_backward_pass(dz[first : first + chunk + 1], caches[first : first + chunk + 1])
        for k in total:
            total[k] = total[k] + part[k]
        first += chunk
    return total
""",
        "nothing goes back inside a chunk either: every step alone": """
def truncated_backward_pass(dz, caches, chunk):
    total = {}
    for start in range(0, len(caches), chunk):
        for dzt, cache in zip(dz[start : start + chunk], caches[start : start + chunk]):
            da, g = output_backward(dzt, cache[0], cache[3])
            g = {**g, **rnn_cell_backward(da, cache)}
            total = {k: total.get(k, 0) + g[k] for k in ("dWax", "dWaa", "dWya", "dba", "dby")}
    return total
""",
    },
}

MEANT = {
    "rnn_backward_pass": {
        "nothing comes back from the next step, each step stands alone": (
            "no carry: each step hears of its own prediction only",
        ),
        "only the loss of the last step is sent back": ("only the last dz is used",),
        "the weights' gradients are overwritten: only the first step is left": (
            "the gradients of the last step visited only",
        ),
        "walks from the first step to the last": ("forward in time instead of backward",),
        "dx is left in the order of the walk, last step first": ("dx is reversed in time",),
        "da0 is the gradient at state 0, one step too early": (
            "da0 is the gradient at the first state, not before it",
        ),
        "da0 is zero, since the initial state is not learned": ("da0 is never filled in",),
        "the stream keeps growing: what later steps sent is added again at each step": (
            "the carry piles up",
        ),
        "the weights' gradients are means over the steps": ("the mean over time instead of the sum",),
        "dx is added up over the steps": ("dx is added up over time",),
        "what the next step sends is added behind the tanh, without its slope": (
            "the carry joins behind the slope of tanh",
        ),
        "the gradient at the next state is handed on as it is, not through the cell": (
            "the gradient of a state is carried as it is, not through the cell",
        ),
        "Waa is not transposed on the way back": ("the carry goes back through Waa without its transpose",),
        "dWaa is made with the state that the step made": ("dWaa is made with the new state",),
    },
    "blame": {
        "the losses of the steps in between are added on the way": ("the losses on the way join in",),
        "the losses of the steps after t come in as well": ("the later losses join in",),
        "the last step's loss instead of that of step t": ("the loss of the last step instead of step t",),
        "moved before it is measured: every row is one step further back": ("measured one step too late",),
        "the reach counts states: state t is the first of them": ("the reach is one step too short",),
        "one step too many": ("the reach is one step too long",),
        "the reach is not used": ("the reach is ignored",),
        "row 0 is the state after step t: the order of the walk": (
            "the rows stand in the order of visiting",
        ),
        "one size for the whole batch": ("one size for the whole batch",),
        "squares without the root": ("no root: the square of the size",),
        "the root of the mean over the units instead of the sum": (
            "the mean square instead of the sum of squares",
        ),
        "the absolute values are summed": ("the sum of absolute values",),
        "a step back is Waa alone, the tanh is forgotten": ("no slope of tanh on the way back",),
        "the tanh of the state arrived at is used, not of the state left": (
            "the slope of tanh at the previous state",
        ),
        "the size is measured before the tanh of each state, at dtanh": (
            "measured behind the slope of tanh",
        ),
    },
    "truncated_backward_pass": {
        "nothing is cut: the whole gradient": ("the way back is not cut",),
        "chunks are counted from the end": ("chunks are counted from the end",),
        "cut one step too late: the first step of a chunk gets nothing from its own chunk": (
            "the first chunk has one step only",
        ),
        "the short chunk at the end is dropped": ("the steps after the last whole chunk are left out",),
        "only the last chunk's gradients are kept": ("only the last chunk counts",),
        "only the first chunk is walked through": ("only the first chunk counts",),
        "the mean over the chunks": ("the mean over the chunks instead of the sum",),
        "each chunk is divided by its number of steps": ("each chunk is divided by its own length",),
        "a sliding window: each loss goes back chunk steps, wherever chunks begin": (
            "every loss reaches back equally far",
        ),
        "chunk is taken for the number of chunks": ("chunk taken for the number of chunks",),
        "only the loss at the end of each chunk counts": ("only the loss at the end of each chunk counts",),
        "a chunk is one step longer: the first step of the next belongs to both": (
            "the chunks share their border steps",
        ),
        "nothing goes back inside a chunk either: every step alone": ("the way back is cut at every step",),
    },
}
