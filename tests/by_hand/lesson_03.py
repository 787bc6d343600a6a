"""Answers by hand to the exercises of lesson 03."""

SETUP = """
import numpy as np
"""

RIGHT = {
    "cross_entropy_backward": {
        "identity picked by the labels, transposed": """
def cross_entropy_backward(y_pred, labels):
    n_y, m = y_pred.shape
    return (y_pred - np.eye(n_y)[labels].T) / m
""",
        "column by column, concatenated": """
def cross_entropy_backward(y_pred, labels):
    m = len(labels)
    columns = []
    for i in range(m):
        col = np.array(y_pred[:, i : i + 1], dtype=float)
        col[labels[i], 0] -= 1.0
        columns.append(col / m)
    return np.concatenate(columns, axis=1)
""",
        "entry by entry with comparisons": """
def cross_entropy_backward(y_pred, labels):
    rows, cols = y_pred.shape
    return np.array(
        [[(y_pred[k, i] - (1 if k == labels[i] else 0)) / cols for i in range(cols)] for k in range(rows)]
    )
""",
        "put_along_axis on the scaled prediction": """
def cross_entropy_backward(y_pred, labels):
    share = 1 / labels.shape[0]
    g = share * y_pred
    picked = np.take_along_axis(g, labels[None], axis=0)
    np.put_along_axis(g, labels[None], picked - share, axis=0)
    return g
""",
        "recursion on the batch": """
def cross_entropy_backward(y_pred, labels, m=None):
    m = m or len(labels)
    first = y_pred[:, :1] - (np.arange(len(y_pred)) == labels[0])[:, None]
    if len(labels) == 1:
        return first / m
    return np.hstack([first / m, cross_entropy_backward(y_pred[:, 1:], labels[1:], m)])
""",
    },
    "output_backward": {
        "einsum": """
def output_backward(dz, a_next, parameters):
    W = parameters["Wya"]
    grads = {"dby": np.einsum("km->k", dz)[:, None], "dWya": np.einsum("km,am->ka", dz, a_next)}
    return np.einsum("ka,km->am", W, dz), grads
""",
        "one example after the other, outer products": """
def output_backward(dz, a_next, parameters):
    Wya = parameters["Wya"]
    dW, db, da = np.zeros(Wya.shape), np.zeros((Wya.shape[0], 1)), np.zeros(a_next.shape)
    for i in range(dz.shape[1]):
        dW += np.outer(dz[:, i], a_next[:, i])
        db[:, 0] += dz[:, i]
        da[:, i] = dz[:, i] @ Wya
    return da, dict(dWya=dW, dby=db)
""",
        "the bias as a weight on a unit that is always 1": """
def output_backward(dz, a_next, parameters):
    n_a, m = a_next.shape
    states = np.concatenate([a_next, np.ones((1, m))])
    both = dz @ states.T
    return parameters["Wya"].T @ dz, {"dWya": both[:, :n_a], "dby": both[:, n_a:]}
""",
        "transposed back and forth, examples as rows": """
def output_backward(dz, a_next, parameters):
    D, A = dz.T, a_next.T
    grads = {}
    grads["dWya"] = (A.T @ D).T
    grads["dby"] = (np.ones((1, len(D))) @ D).T
    return (D @ parameters["Wya"]).T, grads
""",
        "entry by entry": """
def output_backward(dz, a_next, parameters):
    W = parameters["Wya"]
    n_y, n_a = W.shape
    m = dz.shape[1]
    dWya = np.empty((n_y, n_a))
    for k, j in np.ndindex(n_y, n_a):
        dWya[k, j] = sum(dz[k, i] * a_next[j, i] for i in range(m))
    da = np.array([[sum(W[k, j] * dz[k, i] for k in range(n_y)) for i in range(m)] for j in range(n_a)])
    dby = np.array([[sum(dz[k])] for k in range(n_y)])
    return da, {"dWya": dWya, "dby": dby}
""",
    },
    "rnn_cell_backward": {
        "einsum": """
def rnn_cell_backward(da_next, cache):
    a, a_old, x, p = cache
    delta = da_next - a**2 * da_next
    return dict(
        dba=np.einsum("im->i", delta).reshape(-1, 1),
        dWax=np.einsum("im,jm->ij", delta, x),
        dWaa=np.einsum("im,jm->ij", delta, a_old),
        dxt=np.einsum("ij,im->jm", p["Wax"], delta),
        da_prev=np.einsum("ij,im->jm", p["Waa"], delta),
    )
""",
        "one long matrix [Wax Waa ba] and one long input": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    n_x, n_a = len(xt), len(a_prev)
    u = np.concatenate([xt, a_prev, np.ones((1, xt.shape[1]))])
    W = np.concatenate([parameters["Wax"], parameters["Waa"], parameters["ba"]], axis=1)
    d = (1 + a_next) * (1 - a_next) * da_next
    dW, du = d @ u.T, W.T @ d
    return {
        "dWax": dW[:, :n_x],
        "dWaa": dW[:, n_x : n_x + n_a],
        "dba": dW[:, -1:],
        "dxt": du[:n_x],
        "da_prev": du[n_x:-1],
    }
""",
        "example by example, with the Jacobian of the tanh as a diagonal matrix": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    Wax, Waa = parameters["Wax"], parameters["Waa"]
    g = {"dWax": 0, "dWaa": 0, "dba": 0}
    dxt, da_prev = np.empty_like(xt), np.empty_like(a_prev)
    for i in range(xt.shape[1]):
        J = np.diag(1 - a_next[:, i] ** 2)
        d = J @ da_next[:, [i]]
        g["dWax"] = g["dWax"] + d * xt[:, i]
        g["dWaa"] = g["dWaa"] + d * a_prev[:, i]
        g["dba"] = g["dba"] + d
        dxt[:, i] = (d.T @ Wax)[0]
        da_prev[:, i] = (d.T @ Waa)[0]
    return g | {"dxt": dxt, "da_prev": da_prev}
""",
        "the slope of the tanh from the score, by cosh": """
def rnn_cell_backward(da_next, cache):
    _, a_prev, xt, P = cache
    s = P["Wax"] @ xt + P["Waa"] @ a_prev + P["ba"]
    dtanh = da_next / np.cosh(s) ** 2
    out = {}
    for key, weight, source in (("dxt", "Wax", xt), ("da_prev", "Waa", a_prev)):
        out[key] = (dtanh.T @ P[weight]).T
        out["d" + weight] = (source @ dtanh.T).T
    out["dba"] = np.sum(dtanh, axis=1)[:, None]
    return out
""",
    },
    "nudge": {
        "ndindex and two copies": """
def nudge(loss, value, h):
    slopes = np.zeros(value.shape)
    for place in np.ndindex(value.shape):
        up, down = value.astype(float), value.astype(float)
        up[place] += h
        down[place] -= h
        slopes[place] = (loss(up) - loss(down)) / (2 * h)
    return slopes
""",
        "rows of a scaled identity as directions": """
def nudge(loss, value, h):
    directions = h * np.eye(value.size).reshape(value.size, *value.shape)
    differences = [loss(value + d) - loss(value - d) for d in directions]
    return np.reshape(differences, value.shape) / (2 * h)
""",
        "recursion over the first axis": """
def nudge(loss, value, h):
    def inside(part, put):
        if part.ndim == 0:
            return (loss(put(part + h)) - loss(put(part - h))) / (2 * h)

        def putter(k):
            def place(new):
                copy = np.array(part, dtype=float)
                copy[k] = new
                return put(copy)

            return place

        return np.array([inside(np.asarray(part[k], dtype=float), putter(k)) for k in range(len(part))])

    return inside(value, lambda whole: whole)
""",
        "flat work copy, each number put back": """
def nudge(loss, value, h):
    work = np.array(value, dtype=np.float64).ravel()
    answer = np.empty_like(work)
    for k in range(work.size):
        old = work[k]
        work[k] = old + h
        high = loss(work.reshape(value.shape).copy())
        work[k] = old - h
        low = loss(work.reshape(value.shape).copy())
        work[k] = old
        answer[k] = 0.5 / h * (high - low)
    return answer.reshape(value.shape)
""",
        "nditer and where": """
def nudge(loss, value, h):
    number = np.arange(value.size).reshape(value.shape)
    out = np.zeros(value.shape)
    it = np.nditer(number, flags=["multi_index"])
    for k in it:
        sides = [loss(np.where(number == k, value + s * h, value)) for s in (1.0, -1.0)]
        out[it.multi_index] = (sides[0] - sides[1]) / h / 2
    return out
""",
    },
}

WRONG = {
    "cross_entropy_backward": {
        "the divisor of the mean is forgotten": """
def cross_entropy_backward(y_pred, labels):
    return y_pred - np.equal.outer(np.arange(len(y_pred)), labels)
""",
        "truth minus prediction": """
def cross_entropy_backward(y_pred, labels):
    dz = -y_pred / len(labels)
    for i, r in enumerate(labels):
        dz[r, i] += 1 / len(labels)
    return dz
""",
        "divided by the number of entries": """
def cross_entropy_backward(y_pred, labels):
    y = np.zeros_like(y_pred)
    y[labels, range(labels.size)] = 1
    return (y_pred - y) / y.size
""",
        "divided by the number of classes": """
def cross_entropy_backward(y_pred, labels):
    n_y = y_pred.shape[0]
    difference = y_pred - np.eye(n_y)[:, labels]
    return difference / n_y
""",
        "the gradient at the probabilities, the softmax is not walked through": """
def cross_entropy_backward(y_pred, labels):
    m = y_pred.shape[1]
    g = np.zeros(y_pred.shape)
    for i in range(m):
        p = y_pred[labels[i], i]
        g[labels[i], i] = -1 / (m * max(p, 1e-300))
    return g
""",
        "the 1 is subtracted from the whole row, not paired with its column": """
def cross_entropy_backward(y_pred, labels):
    dz = y_pred.copy()
    dz[labels] -= 1
    return dz / labels.shape[0]
""",
        "the labels themselves are subtracted, as numbers": """
def cross_entropy_backward(y_pred, labels):
    return np.array([[p - r for p, r in zip(row, labels)] for row in y_pred]) / len(labels)
""",
        "the slope p (1 - p) is multiplied on once more": """
def cross_entropy_backward(y_pred, labels):
    truth = (np.arange(y_pred.shape[0])[:, None] == labels[None, :]) * 1.0
    return np.einsum("ki,ki,ki->ki", y_pred - truth, y_pred, 1 - y_pred) / labels.size
""",
        "only the score of the right answer gets a gradient, the others 0": """
def cross_entropy_backward(y_pred, labels):
    m = len(labels)
    hot = np.eye(len(y_pred))[labels].T
    return np.where(hot == 1, y_pred - 1, 0.0) / m
""",
        "averaged over the batch: a single column": """
def cross_entropy_backward(y_pred, labels):
    total = sum(y_pred[:, i] - np.eye(len(y_pred))[r] for i, r in enumerate(labels))
    return total[:, None] / len(labels)
""",
        "the 1 is subtracted from every entry": """
def cross_entropy_backward(y_pred, labels):
    columns = [(column - 1) / y_pred.shape[1] for column in y_pred.T]
    return np.stack(columns, axis=1)
""",
        "the wrong answers get their probability, the right one minus its own": """
def cross_entropy_backward(y_pred, labels):
    sign = np.ones(y_pred.shape)
    np.put_along_axis(sign, labels[None, :], -1, axis=0)
    return sign * y_pred / y_pred.shape[1]
""",
    },
    "output_backward": {
        "the slope of the tanh is already in da_next": """
def output_backward(dz, a_next, parameters):
    da = np.einsum("ka,km,am->am", parameters["Wya"], dz, 1 - a_next**2)
    return da, {"dWya": dz @ a_next.T, "dby": dz.sum(axis=1, keepdims=True)}
""",
        "dWya is averaged over the examples once more": """
def output_backward(dz, a_next, parameters):
    outer = [np.outer(d, s) for d, s in zip(dz.T, a_next.T)]
    return parameters["Wya"].T @ dz, {"dWya": np.mean(outer, axis=0), "dby": np.sum(dz, 1, keepdims=True)}
""",
        "dby is the mean over the examples": """
def output_backward(dz, a_next, parameters):
    grads = {"dWya": np.tensordot(dz, a_next, axes=(1, 1)), "dby": np.mean(dz, axis=1)[:, None]}
    return (dz.T @ parameters["Wya"]).T, grads
""",
        "dby loses its second axis": """
def output_backward(dz, a_next, parameters):
    W = parameters["Wya"]
    return W.T.dot(dz), {"dby": np.array([row.sum() for row in dz]), "dWya": dz.dot(a_next.T)}
""",
        "dby is dz, not added up": """
def output_backward(dz, a_next, parameters):
    return np.matmul(parameters["Wya"].T, dz), {"dWya": np.matmul(dz, a_next.T), "dby": dz + 0}
""",
        "only the last example's outer product is kept": """
def output_backward(dz, a_next, parameters):
    m = dz.shape[1]
    for i in range(m):
        dWya = dz[:, i][:, None] * a_next[:, i][None, :]
    return parameters["Wya"].T @ dz, {"dWya": dWya, "dby": dz.sum(axis=1).reshape(-1, 1)}
""",
        "the batch is summed before the product: sum of dz times sum of states": """
def output_backward(dz, a_next, parameters):
    d = dz.sum(axis=1, keepdims=True)
    s = a_next.sum(axis=1, keepdims=True)
    return parameters["Wya"].T @ dz, {"dWya": d @ s.T, "dby": d}
""",
        "undone by the inverse instead of the transpose": """
def output_backward(dz, a_next, parameters):
    back = np.linalg.pinv(parameters["Wya"])
    return back @ dz, {"dWya": dz @ a_next.T, "dby": dz @ np.ones((dz.shape[1], 1))}
""",
        "dWya comes out transposed": """
def output_backward(dz, a_next, parameters):
    dW = sum(np.outer(a_next[:, i], dz[:, i]) for i in range(a_next.shape[1]))
    return parameters["Wya"].T @ dz, {"dWya": dW, "dby": dz.sum(1, keepdims=True)}
""",
        "dWya is made with the slope of the tanh instead of the state": """
def output_backward(dz, a_next, parameters):
    slope = 1 - np.square(a_next)
    grads = dict(dWya=np.einsum("km,am->ka", dz, slope), dby=np.einsum("km->k", dz)[:, None])
    return np.einsum("ka,km->am", parameters["Wya"], dz), grads
""",
        "the states' gradient is summed over the examples": """
def output_backward(dz, a_next, parameters):
    summed = parameters["Wya"].T @ dz.sum(axis=1, keepdims=True)
    return summed + np.zeros(a_next.shape), {"dWya": dz @ a_next.T, "dby": dz.sum(axis=1, keepdims=True)}
""",
    },
    "rnn_cell_backward": {
        "the tanh is not walked through": """
def rnn_cell_backward(da_next, cache):
    _, h, u, W = cache
    d = np.array(da_next)
    return {
        "dWax": np.einsum("im,jm->ij", d, u),
        "dWaa": np.einsum("im,jm->ij", d, h),
        "dba": d.sum(1)[:, None],
        "dxt": W["Wax"].T @ d,
        "da_prev": W["Waa"].T @ d,
    }
""",
        "the slope is taken at the previous state": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = np.multiply(1 - np.power(a_prev, 2), da_next)
    grads = {"d" + name: d @ source.T for name, source in (("Wax", xt), ("Waa", a_prev))}
    grads["dba"] = np.sum(d, axis=1, keepdims=True)
    grads["dxt"], grads["da_prev"] = parameters["Wax"].T @ d, parameters["Waa"].T @ d
    return grads
""",
        "the slope of the sigmoid, a (1 - a)": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = (a_next - a_next**2) * da_next
    dW = d @ np.vstack([xt, a_prev]).T
    du = np.hstack([parameters["Wax"], parameters["Waa"]]).T @ d
    n_x = xt.shape[0]
    return dict(
        dWax=dW[:, :n_x], dWaa=dW[:, n_x:], dba=d.sum(1, keepdims=True), dxt=du[:n_x], da_prev=du[n_x:]
    )
""",
        "the tanh is applied to the state again before its slope is taken": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = da_next / np.cosh(a_next) ** 2
    return {
        "dxt": (d.T @ parameters["Wax"]).T,
        "da_prev": (d.T @ parameters["Waa"]).T,
        "dWax": (xt @ d.T).T,
        "dWaa": (a_prev @ d.T).T,
        "dba": (d @ np.ones(d.shape[1]))[:, None],
    }
""",
        "the square is missing: 1 - a": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = da_next - a_next * da_next
    outs = {k: np.zeros_like(parameters[k[1:]]) for k in ("dWax", "dWaa", "dba")}
    for i in range(d.shape[1]):
        outs["dWax"] += np.outer(d[:, i], xt[:, i])
        outs["dWaa"] += np.outer(d[:, i], a_prev[:, i])
        outs["dba"] += d[:, [i]]
    return outs | {"dxt": parameters["Wax"].T @ d, "da_prev": parameters["Waa"].T @ d}
""",
        "Waa is not transposed on the way to the previous state": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    d = da_next * (1 - a_next**2)
    back = {"dxt": np.einsum("ij,im->jm", p["Wax"], d), "da_prev": np.einsum("ij,jm->im", p["Waa"], d)}
    return {"dWax": d @ xt.T, "dWaa": d @ a_prev.T, "dba": d.sum(axis=1, keepdims=True), **back}
""",
        "the previous state is reached without the slope of the tanh": """
def rnn_cell_backward(da_next, cache):
    (new, old, x, p), m = cache, da_next.shape[1]
    d = np.stack([np.diag(1 - new[:, i] ** 2) @ da_next[:, i] for i in range(m)], axis=1)
    return {
        "dxt": p["Wax"].T @ d,
        "da_prev": p["Waa"].T @ da_next,
        "dWax": d @ x.T,
        "dWaa": d @ old.T,
        "dba": d.sum(axis=1, keepdims=True),
    }
""",
        "da_prev also gets the slope of the tanh that made the previous state": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    slope = lambda s: 1 - s * s
    d = slope(a_next) * da_next
    da_prev = slope(a_prev) * (parameters["Waa"].T @ d)
    return dict(
        da_prev=da_prev,
        dxt=parameters["Wax"].T @ d,
        dWax=np.inner(d, xt),
        dWaa=np.inner(d, a_prev),
        dba=d.sum(axis=1, keepdims=True),
    )
""",
        "the gradient also goes on unchanged to the previous state": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = (1 - a_next**2) * da_next
    gradients = {"dWax": d @ xt.T, "dWaa": d @ a_prev.T, "dba": d.sum(axis=1, keepdims=True)}
    gradients["dxt"] = parameters["Wax"].T @ d
    through = parameters["Waa"].T @ d
    gradients["da_prev"] = da_next + through
    return gradients
""",
        "dWaa is made with the new state": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = np.einsum("im,im->im", 1 - a_next * a_next, da_next)
    dWaa = sum(np.outer(d[:, i], a_next[:, i]) for i in range(d.shape[1]))
    return {
        "dWaa": dWaa,
        "dWax": sum(np.outer(d[:, i], xt[:, i]) for i in range(d.shape[1])),
        "dba": sum(d[:, [i]] for i in range(d.shape[1])),
        "dxt": parameters["Wax"].T @ d,
        "da_prev": parameters["Waa"].T @ d,
    }
""",
        "weights and bias get means over the examples": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    d = (1 - a_next**2) * da_next
    per_example = {
        "dWax": d[:, None, :] * xt[None],
        "dWaa": d[:, None, :] * a_prev[None],
        "dba": d[:, None, :],
    }
    means = {name: g.mean(axis=-1) for name, g in per_example.items()}
    return means | {"dxt": parameters["Wax"].T @ d, "da_prev": parameters["Waa"].T @ d}
""",
        "the bias is reached before the tanh: dba from da_next": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    dba = np.add.reduce(da_next, axis=1, keepdims=True)
    d = da_next - da_next * np.square(a_next)
    return {
        "dba": dba,
        "dWax": d @ xt.T,
        "dWaa": d @ a_prev.T,
        "dxt": parameters["Wax"].T @ d,
        "da_prev": parameters["Waa"].T @ d,
    }
""",
        "the bias is not added up over the examples": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    dba = (1 + a_next) * (1 - a_next) * da_next
    return {
        "dba": dba,
        "dWax": dba @ xt.T,
        "dWaa": dba @ a_prev.T,
        "dxt": parameters["Wax"].T @ dba,
        "da_prev": parameters["Waa"].T @ dba,
    }
""",
    },
    "nudge": {
        "one side only: from w to w + h": """
def nudge(loss, value, h):
    base = loss(value.astype(float))
    steps = np.eye(value.size).reshape((-1,) + value.shape)
    return np.array([(loss(value + h * e) - base) / h for e in steps]).reshape(value.shape)
""",
        "both sides, but divided by h": """
def nudge(loss, value, h):
    slopes = []
    for k in range(value.size):
        sides = []
        for step in (h, -h):
            flat = value.astype(float).flatten()
            flat[k] += step
            sides.append(loss(flat.reshape(value.shape)))
        slopes.append((sides[0] - sides[1]) / h)
    return np.array(slopes).reshape(value.shape)
""",
        "the brackets below the fraction are missing": """
def nudge(loss, value, h):
    out = np.zeros(value.shape)
    it = np.nditer(out, flags=["multi_index"])
    for _ in it:
        e = np.zeros(value.shape)
        e[it.multi_index] = h
        out[it.multi_index] = (loss(value + e) - loss(value - e)) / 2 * h
    return out
""",
        "a second name for the array is taken for a copy": """
def nudge(loss, value, h):
    slopes = np.zeros(value.shape)
    for where in np.ndindex(*value.shape):
        up = value.astype(float)
        down = up
        up[where] += h
        down[where] -= h
        slopes[where] = (loss(up) - loss(down)) / (2 * h)
    return slopes
""",
        "the nudges are not taken back before the next entry": """
def nudge(loss, value, h):
    up, down = np.array(value, dtype=float), np.array(value, dtype=float)
    slopes = np.empty(value.shape)
    for place in np.ndindex(value.shape):
        up[place] += h
        down[place] -= h
        slopes[place] = (loss(up) - loss(down)) / (2 * h)
    return slopes
""",
        "the way down starts at the nudged place, so it only comes back to w": """
def nudge(loss, value, h):
    work = value.astype(float)
    flat = work.reshape(-1)
    slopes = []
    for k in range(flat.size):
        flat[k] += h
        high = loss(work.copy())
        flat[k] -= h
        low = loss(work.copy())
        slopes.append((high - low) / (2 * h))
    return np.reshape(slopes, value.shape)
""",
        "all entries are nudged at once": """
def nudge(loss, value, h):
    slope = (loss(value + h) - loss(value - h)) / (2 * h)
    return np.full(value.shape, slope)
""",
        "a loop over the first axis: whole rows are nudged": """
def nudge(loss, value, h):
    result = np.zeros(value.shape)
    for i, _ in enumerate(value):
        e = np.zeros(value.shape)
        e[i] = h
        result[i] = (loss(value + e) - loss(value - e)) / (2 * h)
    return result
""",
        "a tiny step of one's own instead of h": """
def nudge(loss, value, h):
    eps = min(h, 1e-5)
    E = np.eye(value.size) * eps
    rises = [loss(value + e.reshape(value.shape)) - loss(value - e.reshape(value.shape)) for e in E]
    return np.array(rises).reshape(value.shape) / (2 * eps)
""",
        "the nudge is a share of the entry": """
def nudge(loss, value, h):
    out = np.zeros(value.shape)
    for p in np.ndindex(value.shape):
        bigger, smaller = value.astype(float), value.astype(float)
        bigger[p] *= 1 + h
        smaller[p] *= 1 - h
        out[p] = (loss(bigger) - loss(smaller)) / (2 * h)
    return out
""",
        "down minus up": """
def nudge(loss, value, h):
    number = np.arange(value.size).reshape(value.shape)
    lows = [loss(np.where(number == k, value - h, value)) for k in range(value.size)]
    highs = [loss(np.where(number == k, value + h, value)) for k in range(value.size)]
    return (np.array(lows) - np.array(highs)).reshape(value.shape) / (2 * h)
""",
        "copies of whole numbers stay whole numbers: the nudge is cut off": """
def nudge(loss, value, h):
    def moved(k, by):
        new = value.copy()
        new.flat[k] = new.flat[k] + by
        return new

    slopes = [(loss(moved(k, h)) - loss(moved(k, -h))) / (2 * h) for k in range(value.size)]
    return np.array(slopes).reshape(value.shape)
""",
        "the entry is replaced by h and -h": """
def nudge(loss, value, h):
    def at(place, number):
        copy = np.array(value, dtype=float)
        copy[place] = number
        return loss(copy)

    slopes = [(at(place, h) - at(place, -h)) / (2 * h) for place in np.ndindex(value.shape)]
    return np.array(slopes).reshape(value.shape)
""",
    },
}

MEANT = {
    "cross_entropy_backward": {
        "the divisor of the mean is forgotten": ("the divisor is missing",),
        "truth minus prediction": ("the wrong sign",),
        "divided by the number of entries": ("divided by the number of all entries",),
        "divided by the number of classes": ("divided by the number of answers",),
        "the gradient at the probabilities, the softmax is not walked through": (
            "the walk stops at the probabilities",
        ),
        "the 1 is subtracted from the whole row, not paired with its column": (
            "whole rows are marked as right",
        ),
        "the labels themselves are subtracted, as numbers": ("the numbers of the answers are subtracted",),
        "the slope p (1 - p) is multiplied on once more": ("times the slope of a sigmoid",),
        "only the score of the right answer gets a gradient, the others 0": (
            "only the right score gets a gradient",
        ),
        "averaged over the batch: a single column": ("the examples are averaged",),
        "the 1 is subtracted from every entry": ("1 is subtracted from every score",),
    },
    "output_backward": {
        "the slope of the tanh is already in da_next": ("the slope of tanh is in da_next already",),
        "dWya is averaged over the examples once more": ("dWya is a mean over the examples",),
        "dby is the mean over the examples": ("dby is a mean over the examples",),
        "dby loses its second axis": ("dby has lost an axis",),
        "dby is dz, not added up": ("dby is not added up",),
        "only the last example's outer product is kept": ("dWya is that of the last example",),
        "the batch is summed before the product: sum of dz times sum of states": (
            "sums are multiplied in dWya",
        ),
        "dWya comes out transposed": ("dWya is transposed",),
        "dWya is made with the slope of the tanh instead of the state": (
            "dWya is made from the slope of tanh",
        ),
    },
    "rnn_cell_backward": {
        "the tanh is not walked through": ("the slope of tanh is missing",),
        "the slope is taken at the previous state": ("the slope is taken at the previous state",),
        "the slope of the sigmoid, a (1 - a)": ("the slope of a sigmoid",),
        "the tanh is applied to the state again before its slope is taken": ("tanh twice in the slope",),
        "the square is missing: 1 - a": ("the slope lacks its square",),
        "Waa is not transposed on the way to the previous state": ("Waa is not transposed",),
        "the previous state is reached without the slope of the tanh": ("da_prev without the slope of tanh",),
        "da_prev also gets the slope of the tanh that made the previous state": (
            "da_prev holds the slope of the previous step",
        ),
        "the gradient also goes on unchanged to the previous state": ("da_next is added to da_prev",),
        "dWaa is made with the new state": ("dWaa is made from the new state",),
        "weights and bias get means over the examples": (
            "the parameters' gradients are means over the examples",
        ),
        "the bias is reached before the tanh: dba from da_next": ("dba without the slope of tanh",),
        "the bias is not added up over the examples": ("dba is not added up",),
    },
    "nudge": {
        "one side only: from w to w + h": ("nudged to one side only",),
        "both sides, but divided by h": ("divided by one nudge instead of two",),
        "the brackets below the fraction are missing": ("brackets below the line are missing",),
        "a second name for the array is taken for a copy": ("up and down are the same array",),
        "the nudges are not taken back before the next entry": ("the nudges pile up on both sides",),
        "the way down starts at the nudged place, so it only comes back to w": (
            "the second loss is taken at the start",
            "down is the nudged array",
        ),
        "all entries are nudged at once": ("all entries are nudged at once",),
        "a loop over the first axis: whole rows are nudged": ("whole rows are nudged",),
        "a tiny step of one's own instead of h": ("another nudge than the one that was given",),
        "the nudge is a share of the entry": ("the nudge multiplies the entry",),
        "down minus up": ("the wrong sign",),
        "copies of whole numbers stay whole numbers: the nudge is cut off": (
            "whole numbers are nudged by whole numbers",
        ),
        "the entry is replaced by h and -h": ("the entry is replaced by the nudge",),
    },
}
