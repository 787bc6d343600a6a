"""Answers by hand to the exercises of lesson 13."""

SETUP = """
import numpy as np

from rnn_helpers.activations import sigmoid
from rnn_helpers.rnn import output_backward
"""

RIGHT = {
    "tree_node_backward": {
        "both sides stacked, cut apart at the end": """
def tree_node_backward(da_node, cache):
    state, left, right, p = cache
    n = left.shape[0]
    W = np.concatenate((p["W_left"], p["W_right"]), axis=1)
    below = np.concatenate((left, right), axis=0)
    dz = da_node - da_node * state**2
    dW, dbelow = np.dot(dz, below.T), np.dot(W.T, dz)
    return dict(
        da_left=dbelow[:n],
        da_right=dbelow[n:],
        dW_left=dW[:, :n],
        dW_right=dW[:, n:],
        dba=np.dot(dz, np.ones((dz.shape[1], 1))),
    )
""",
        "einsum for all products": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, parameters = cache
    g = {}
    d = np.einsum("im,im->im", 1 - a_node * a_node, da_node)
    for side, a in zip(("left", "right"), (a_left, a_right)):
        g["da_" + side] = np.einsum("ij,im->jm", parameters["W_" + side], d)
        g["dW_" + side] = np.einsum("im,jm->ij", d, a)
    g["dba"] = np.einsum("im->i", d)[:, None]
    return g
""",
        "one example after the other, with outer products": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, parameters = cache
    W_left, W_right = parameters["W_left"], parameters["W_right"]
    n_a, m = a_node.shape
    dW_left, dW_right, dba = np.zeros(W_left.shape), np.zeros(W_right.shape), np.zeros((n_a, 1))
    to_left, to_right = [], []
    for k in range(m):
        slope = 1 - a_node[:, k] ** 2
        dtanh = slope * da_node[:, k]
        to_left.append(dtanh @ W_left)
        to_right.append(dtanh @ W_right)
        dW_left += np.outer(dtanh, a_left[:, k])
        dW_right += np.outer(dtanh, a_right[:, k])
        dba[:, 0] += dtanh
    return {
        "dba": dba,
        "dW_right": dW_right,
        "dW_left": dW_left,
        "da_right": np.column_stack(to_right),
        "da_left": np.column_stack(to_left),
    }
""",
        "the cell of a recurrent network with the right child as its input": """
from rnn_helpers.rnn import rnn_cell_backward

def tree_node_backward(da_node, cache):
    *states, parameters = cache
    cell = {"Waa": parameters["W_left"], "Wax": parameters["W_right"]}
    names = {
        "da_prev": "da_left",
        "dxt": "da_right",
        "dWaa": "dW_left",
        "dWax": "dW_right",
        "dba": "dba",
    }
    found = rnn_cell_backward(da_node, (*states, cell))
    return {names[name]: value for name, value in found.items()}
""",
        "loops over single numbers": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, parameters = cache
    rows, columns = range(a_node.shape[0]), range(a_node.shape[1])
    new = {
        "da_left": np.zeros(a_left.shape),
        "da_right": np.zeros(a_right.shape),
        "dW_left": np.zeros(parameters["W_left"].shape),
        "dW_right": np.zeros(parameters["W_right"].shape),
        "dba": np.zeros((len(a_node), 1)),
    }
    for i in rows:
        for e in columns:
            back = float(da_node[i, e]) * (1 - float(a_node[i, e]) ** 2)
            new["dba"][i, 0] += back
            for side, child in (("left", a_left), ("right", a_right)):
                for j in range(len(child)):
                    new["da_" + side][j, e] += parameters["W_" + side][i, j] * back
                    new["dW_" + side][i, j] += back * child[j, e]
    return new
""",
    },
    "tree_backward_pass": {
        "a function that calls itself, from the root down": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [None] * len(below), {}

    def collect(new):
        for name in new:
            gradients[name] = new[name] if name not in gradients else gradients[name] + new[name]

    def down(i, error):
        state, parameters = caches[i][0], caches[i][-1]
        if dz[i] is not None:
            own, output = output_backward(dz[i], state, parameters)
            error = error + own
            collect(output)
        da[i] = error
        if below[i]:
            back = tree_node_backward(error, caches[i])
            collect({name: back[name] for name in ("dW_left", "dW_right", "dba")})
            down(below[i][0], back["da_left"])
            down(below[i][1], back["da_right"])

    down(len(below) - 1, np.zeros(np.shape(caches[-1][0])))
    return da, gradients
""",
        "each node asks its parent": """
def tree_backward_pass(dz, caches, below):
    parent = {}
    for i, children in enumerate(below):
        for side, child in zip(("da_left", "da_right"), children):
            parent[child] = (i, side)
    steps, da, outputs = {}, {}, []
    for i in range(len(below))[::-1]:
        parts = []
        if i in parent:
            above, side = parent[i]
            parts.append(steps[above][side])
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            parts.append(own)
            outputs.append(output)
        da[i] = np.sum(parts, axis=0)
        if below[i]:
            steps[i] = tree_node_backward(da[i], caches[i])
    gradients = {name: sum(step[name] for step in steps.values()) for name in ("dW_left", "dW_right", "dba")}
    gradients |= {name: sum(output[name] for output in outputs) for name in ("dWya", "dby")}
    return [da[i] for i in range(len(below))], gradients
""",
        "two walks: first what the predictions say, then down with what is below": """
def tree_backward_pass(dz, caches, below):
    total = {"dWya": 0, "dby": 0, "dW_left": 0, "dW_right": 0, "dba": 0}
    errors = []
    for scores, (state, *_, parameters) in zip(dz, caches):
        errors.append(np.zeros(state.shape))
        if scores is not None:
            errors[-1], layer = output_backward(scores, state, parameters)
            total["dWya"] = total["dWya"] + layer["dWya"]
            total["dby"] = total["dby"] + layer["dby"]
    i = len(errors)
    while i > 0:
        i -= 1
        if len(below[i]) == 0:
            continue
        left, right = below[i]
        step = tree_node_backward(errors[i], caches[i])
        errors[left] = errors[left] + step.pop("da_left")
        errors[right] = errors[right] + step.pop("da_right")
        total = {name: value + step.get(name, 0) for name, value in total.items()}
    return errors, total
""",
        "a list of nodes to visit, errors first and weights at the end with the output layer written out": """
def tree_backward_pass(dz, caches, below):
    errors, waiting, parts = {}, [(len(below) - 1, 0)], []
    while waiting:
        i, from_above = waiting.pop()
        p = caches[i][-1]
        errors[i] = from_above if dz[i] is None else from_above + p["Wya"].T @ dz[i]
        if below[i]:
            parts.append(tree_node_backward(errors[i], caches[i]))
            waiting += zip(below[i], (parts[-1]["da_left"], parts[-1]["da_right"]))
    counting = [i for i in range(len(below)) if dz[i] is not None]
    wide_dz = np.hstack([dz[i] for i in counting])
    wide_a = np.hstack([caches[i][0] for i in counting])
    gradients = {"dWya": wide_dz @ wide_a.T, "dby": wide_dz.sum(axis=1)[:, None]}
    for name in ("dW_left", "dW_right", "dba"):
        gradients[name] = np.sum([part[name] for part in parts], axis=0)
    return [errors[i] for i in sorted(errors)], gradients
""",
    },
    "child_sum_node_forward": {
        "weights cut into a part for states and a part for the word, einsum": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    p = parameters
    n_a = p["bf"].shape[0]

    def score(gate, a):
        W = p["W" + gate]
        return np.einsum("ij,jm->im", W[:, :n_a], a) + np.einsum("ij,jm->im", W[:, n_a:], xt) + p["b" + gate]

    a_sum = np.zeros((n_a, xt.shape[1]))
    for a_k in a_children:
        a_sum = a_sum + a_k
    c = sigmoid(score("i", a_sum)) * np.tanh(score("c", a_sum))
    for a_k, c_k in zip(a_children, c_children):
        c = c + sigmoid(score("f", a_k)) * c_k
    return sigmoid(score("o", a_sum)) * np.tanh(c), c
""",
        "one tall matrix for three gates, all forget gates side by side": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    W = np.vstack([parameters["Wi"], parameters["Wo"], parameters["Wc"]])
    b = np.vstack([parameters["bi"], parameters["bo"], parameters["bc"]])
    n, m = len(parameters["bi"]), xt.shape[1]
    z = W @ np.vstack([sum(a_children, np.zeros((n, m))), xt]) + b
    i, o, candidate = sigmoid(z[:n]), sigmoid(z[n : 2 * n]), np.tanh(z[2 * n :])
    cell = i * candidate
    if a_children:
        wide = np.vstack([np.hstack(a_children), np.hstack([xt] * len(a_children))])
        kept = sigmoid(parameters["Wf"] @ wide + parameters["bf"]) * np.hstack(c_children)
        cell = cell + sum(np.split(kept, len(a_children), axis=1))
    return o * np.tanh(cell), cell
""",
        "the children as a third axis": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    shape = (len(a_children), len(parameters["bf"]), xt.shape[1])
    a = np.reshape(a_children, shape)
    c = np.reshape(c_children, shape)
    words = np.broadcast_to(xt, (len(a), *xt.shape))
    f = sigmoid(np.matmul(parameters["Wf"], np.concatenate([a, words], axis=1)) + parameters["bf"])
    read = np.concatenate([a.sum(axis=0), xt], axis=0)
    i, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "io")
    c_new = i * np.tanh(parameters["Wc"] @ read + parameters["bc"]) + np.einsum("knm,knm->nm", f, c)
    return np.tanh(c_new) * o, c_new
""",
        "one example after the other, sigmoid written out": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    def gate(name, a, x):
        return 1 / (1 + np.exp(-(parameters["W" + name] @ np.append(a, x) + parameters["b" + name][:, 0])))

    a_columns, c_columns = [], []
    for k in range(xt.shape[1]):
        x = xt[:, k]
        together = np.zeros(len(parameters["bi"]))
        kept = np.zeros(len(parameters["bi"]))
        for a_child, c_child in zip(a_children, c_children):
            together += a_child[:, k]
            kept += gate("f", a_child[:, k], x) * c_child[:, k]
        new = np.tanh(parameters["Wc"] @ np.append(together, x) + parameters["bc"][:, 0])
        c_columns.append(gate("i", together, x) * new + kept)
        a_columns.append(gate("o", together, x) * np.tanh(c_columns[-1]))
    return np.array(a_columns).T, np.array(c_columns).T
""",
    },
    "levels": {
        "take away all whose children are gone, again and again": """
def levels(below):
    gone, groups, left = set(), [], set(range(len(below)))
    while left:
        ready = sorted(i for i in left if all(child in gone for child in below[i]))
        groups.append(ready)
        gone |= set(ready)
        left -= gone
    return groups
""",
        "a height that calls itself and remembers": """
from functools import lru_cache

def levels(below):
    @lru_cache(maxsize=None)
    def height(i):
        return max((1 + height(child) for child in below[i]), default=0)

    top = max(map(height, range(len(below))))
    return [[i for i in range(len(below)) if height(i) == h] for h in range(top + 1)]
""",
        "NumPy arrays of numbers": """
def levels(below):
    height = np.zeros(len(below), dtype=int)
    for i, children in enumerate(below):
        if len(children) > 0:
            height[i] = height[list(children)].max() + 1
    return [np.flatnonzero(height == h) for h in np.unique(height)]
""",
        "groups grow while the nodes go by": """
def levels(below):
    place, groups = {}, []
    for i, children in enumerate(below):
        h = 0
        for child in children:
            if place[child] >= h:
                h = place[child] + 1
        place[i] = h
        if h == len(groups):
            groups.append([])
        groups[h].append(i)
    return groups
""",
        "every leaf pushes its parents up until nothing moves": """
def levels(below):
    height, moved = [0] * len(below), True
    edges = [(child, parent) for parent, children in enumerate(below) for child in children]
    while moved:
        moved = False
        for child, parent in edges[::-1]:
            if height[parent] <= height[child]:
                height[parent], moved = height[child] + 1, True
    order = sorted(range(len(below)), key=height.__getitem__)
    groups = {}
    for i in order:
        groups.setdefault(height[i], []).append(i)
    return list(groups.values())
""",
    },
}

WRONG = {
    "tree_node_backward": {
        "tanh is applied again to the state for the slope": """
def tree_node_backward(da_node, cache):
    a, l, r, p = cache
    g = (1 - np.tanh(a) ** 2) * da_node
    return dict(da_left=p["W_left"].T @ g, da_right=p["W_right"].T @ g, dW_left=g @ l.T, dW_right=g @ r.T,
                dba=g.sum(1, keepdims=True))
""",
        "the slope of tanh is left out": """
def tree_node_backward(da_node, cache):
    _, a_left, a_right, parameters = cache
    out = {"dba": da_node.sum(axis=1, keepdims=True)}
    for side, a in {"left": a_left, "right": a_right}.items():
        out["da_" + side] = parameters["W_" + side].T @ da_node
        out["dW_" + side] = da_node @ a.T
    return out
""",
        "the slope is used on the way to the children, but not for the weights": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dtanh = np.multiply(1 - np.square(a_node), da_node)
    errors = {"da_left": p["W_left"].T.dot(dtanh), "da_right": p["W_right"].T.dot(dtanh)}
    weights = {"dW_left": da_node.dot(a_left.T), "dW_right": da_node.dot(a_right.T)}
    return errors | weights | {"dba": np.sum(da_node, axis=1, keepdims=True)}
""",
        "the children change sides: each gets what the other matrix sends": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    return {
        "da_left": np.einsum("ij,im->jm", p["W_right"], dz),
        "da_right": np.einsum("ij,im->jm", p["W_left"], dz),
        "dW_left": np.einsum("im,jm->ij", dz, a_left),
        "dW_right": np.einsum("im,jm->ij", dz, a_right),
        "dba": dz.sum(axis=1, keepdims=True),
    }
""",
        "the weights' gradients read the other child": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    dW = [sum(np.outer(dz[:, k], a[:, k]) for k in range(dz.shape[1])) for a in (a_right, a_left)]
    return {
        "da_left": p["W_left"].T @ dz,
        "da_right": p["W_right"].T @ dz,
        "dW_left": dW[0],
        "dW_right": dW[1],
        "dba": dz.sum(axis=1, keepdims=True),
    }
""",
        "means over the examples instead of sums": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    m = dz.shape[1]
    return {
        "da_left": (dz.T @ p["W_left"]).T,
        "da_right": (dz.T @ p["W_right"]).T,
        "dW_left": np.einsum("im,jm->ij", dz, a_left) / m,
        "dW_right": np.einsum("im,jm->ij", dz, a_right) / m,
        "dba": dz.mean(axis=1, keepdims=True),
    }
""",
        "the bias' gradient is not summed: one column per example": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    return dict(da_left=p["W_left"].T @ dz, da_right=p["W_right"].T @ dz, dW_left=dz @ a_left.T,
                dW_right=dz @ a_right.T, dba=dz)
""",
        "the bias' gradient is summed to a flat array, not a column": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    return dict(da_left=p["W_left"].T @ dz, da_right=p["W_right"].T @ dz, dW_left=dz @ a_left.T,
                dW_right=dz @ a_right.T, dba=np.einsum("im->i", dz))
""",
        "the gradients of the weights are transposed: child times what comes back": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    back = (1 - a_node**2) * da_node
    return {
        "da_left": p["W_left"].T @ back,
        "da_right": p["W_right"].T @ back,
        "dW_left": a_left @ back.T,
        "dW_right": a_right @ back.T,
        "dba": back.sum(axis=1).reshape(-1, 1),
    }
""",
        "the weights go back as they went forward, not transposed": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    back = (1 - a_node**2) * da_node
    out = {side: p[W] @ back for side, W in (("da_left", "W_left"), ("da_right", "W_right"))}
    out.update(dW_left=back @ a_left.T, dW_right=back @ a_right.T, dba=back.sum(axis=1, keepdims=True))
    return out
""",
        "the slopes of the children are put in already": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    return {
        "da_left": (1 - a_left**2) * (p["W_left"].T @ dz),
        "da_right": (1 - a_right**2) * (p["W_right"].T @ dz),
        "dW_left": dz @ a_left.T,
        "dW_right": dz @ a_right.T,
        "dba": dz.sum(axis=1, keepdims=True),
    }
""",
        "each child gets half, since two share the error": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    dz = da_node * (1 - a_node**2)
    to_left, to_right = (p[W].T @ dz / 2 for W in ("W_left", "W_right"))
    return dict(da_left=to_left, da_right=to_right, dW_left=dz @ a_left.T, dW_right=dz @ a_right.T,
                dba=dz.sum(axis=1, keepdims=True))
""",
        "the slope of the sigmoid": """
def tree_node_backward(da_node, cache):
    a, left, right, p = cache
    dz = a * (1 - a) * da_node
    return dict(da_left=p["W_left"].T @ dz, da_right=p["W_right"].T @ dz, dW_left=dz @ left.T,
                dW_right=dz @ right.T, dba=dz.sum(axis=1, keepdims=True))
""",
        "the slope is multiplied into the gradient that came in, which is overwritten": """
def tree_node_backward(da_node, cache):
    a_node, a_left, a_right, p = cache
    da_node *= 1 - a_node**2
    return {
        "da_left": p["W_left"].T @ da_node,
        "da_right": p["W_right"].T @ da_node,
        "dW_left": da_node @ a_left.T,
        "dW_right": da_node @ a_right.T,
        "dba": da_node.sum(axis=1, keepdims=True),
    }
""",
    },
    "tree_backward_pass": {
        "the root's prediction alone counts": """
def tree_backward_pass(dz, caches, below):
    root = len(below) - 1
    da = [np.zeros(cache[0].shape) for cache in caches]
    da[root], gradients = output_backward(dz[root], caches[root][0], caches[root][-1])
    gradients = dict(gradients, dW_left=0, dW_right=0, dba=0)
    for i in range(root, -1, -1):
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            for child, side in zip(below[i], ("da_left", "da_right")):
                da[child] = da[child] + step[side]
            for name in ("dW_left", "dW_right", "dba"):
                gradients[name] = gradients[name] + step[name]
    return da, gradients
""",
        "the parent's message replaces what the child's own prediction says": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [], {}
    for scores, cache in zip(dz, caches):
        da.append(np.zeros(cache[0].shape))
        if scores is not None:
            da[-1], output = output_backward(scores, cache[0], cache[-1])
            for name in output:
                gradients[name] = gradients.get(name, 0) + output[name]
    for i in reversed(range(len(below))):
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            da[below[i][0]], da[below[i][1]] = step.pop("da_left"), step.pop("da_right")
            for name in step:
                gradients[name] = gradients.get(name, 0) + step[name]
    return da, gradients
""",
        "a node's own prediction replaces what its parent sent": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [None] * len(below), {}

    def collect(new):
        for name, value in new.items():
            gradients[name] = gradients.get(name, 0) + value

    def down(i, error):
        if dz[i] is not None:
            error, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            collect(output)
        da[i] = error
        if below[i]:
            step = tree_node_backward(error, caches[i])
            messages = step.pop("da_left"), step.pop("da_right")
            collect(step)
            for child, message in zip(below[i], messages):
                down(child, message)

    down(len(below) - 1, 0)
    return da, gradients
""",
        "post-order forward: nodes take their step before their parent has sent anything": """
def tree_backward_pass(dz, caches, below):
    da = [np.zeros(cache[0].shape) for cache in caches]
    gradients = dict.fromkeys(("dW_left", "dW_right", "dba", "dWya", "dby"), 0)
    for i, children in enumerate(below):
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
            gradients = {name: value + output.get(name, 0) for name, value in gradients.items()}
        if children:
            step = tree_node_backward(da[i], caches[i])
            da[children[0]] = da[children[0]] + step["da_left"]
            da[children[1]] = da[children[1]] + step["da_right"]
            gradients = {name: value + step.get(name, 0) for name, value in gradients.items()}
    return da, gradients
""",
        "gradients of the parameters are overwritten at every node": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [0] * len(below), {}
    for i in range(len(below) - 1, -1, -1):
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
            gradients |= output
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            for child, side in zip(below[i], ("da_left", "da_right")):
                da[child] = da[child] + step.pop(side)
            gradients |= step
    return da, gradients
""",
        "a node without a prediction is skipped, its subtree gets nothing": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [np.zeros(cache[0].shape) for cache in caches], {}
    for i in reversed(range(len(below))):
        if dz[i] is None:
            continue
        own, new = output_backward(dz[i], caches[i][0], caches[i][-1])
        da[i] = da[i] + own
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            for child, side in zip(below[i], ("da_left", "da_right")):
                da[child] = da[child] + step.pop(side)
            new = new | step
        for name, value in new.items():
            gradients[name] = gradients.get(name, 0) + value
    return da, gradients
""",
        "leaves are left out: their predictions give nothing": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [0 * cache[0] for cache in caches], {}
    inner = [i for i, children in enumerate(below) if children]
    for i in inner[::-1]:
        new = {}
        if dz[i] is not None:
            own, new = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
        new = {**new, **tree_node_backward(da[i], caches[i])}
        for child, side in zip(below[i], ("da_left", "da_right")):
            da[child] = da[child] + new.pop(side)
        for name, value in new.items():
            gradients[name] = gradients.get(name, 0) + value
    return da, gradients
""",
        "the left child's error goes to the right child and the other way round": """
def tree_backward_pass(dz, caches, below):
    da, sums, todo = {}, {}, [(len(below) - 1, 0)]
    while todo:
        i, da[i] = todo.pop()
        news = []
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
            news.append(output)
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            todo += [(below[i][0], step.pop("da_right")), (below[i][1], step.pop("da_left"))]
            news.append(step)
        for new in news:
            sums = {name: sums.get(name, 0) + new.get(name, 0) for name in sums | new}
    return [da[i] for i in range(len(below))], sums
""",
        "the list holds what the parents sent, without the nodes' own predictions": """
def tree_backward_pass(dz, caches, below):
    sent, gradients = [np.zeros(cache[0].shape) for cache in caches], {}
    for i in reversed(range(len(below))):
        error, news = sent[i], []
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            error = error + own
            news.append(output)
        if below[i]:
            step = tree_node_backward(error, caches[i])
            sent[below[i][0]], sent[below[i][1]] = step.pop("da_left"), step.pop("da_right")
            news.append(step)
        for new in news:
            for name, value in new.items():
                gradients[name] = gradients.get(name, 0) + value
    return sent, gradients
""",
        "only its own prediction goes through a node, what the parent sent stays there": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [np.zeros(cache[0].shape) for cache in caches], {}
    for i in reversed(range(len(below))):
        own, new = np.zeros(caches[i][0].shape), {}
        if dz[i] is not None:
            own, new = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
        if below[i]:
            step = tree_node_backward(own, caches[i])
            for child, side in zip(below[i], ("da_left", "da_right")):
                da[child] = da[child] + step.pop(side)
            new = new | step
        for name, value in new.items():
            gradients[name] = gradients.get(name, 0) + value
    return da, gradients
""",
        "the gradients are means over the nodes that use the weights": """
def tree_backward_pass(dz, caches, below):
    da, lists = [0] * len(below), {}
    for i in reversed(range(len(below))):
        news = []
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
            news.append(output)
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            for child, side in zip(below[i], ("da_left", "da_right")):
                da[child] = da[child] + step.pop(side)
            news.append(step)
        for new in news:
            for name, value in new.items():
                lists.setdefault(name, []).append(value)
    return da, {name: np.mean(values, axis=0) for name, values in lists.items()}
""",
        "the errors come in the order of the walk, the root first": """
def tree_backward_pass(dz, caches, below):
    sent, da, gradients = {len(below) - 1: 0}, [], {}
    for i in reversed(range(len(below))):
        error, news = sent[i], []
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            error = error + own
            news.append(output)
        da.append(error)
        if below[i]:
            step = tree_node_backward(error, caches[i])
            sent.update(zip(below[i], (step.pop("da_left"), step.pop("da_right"))))
            news.append(step)
        for new in news:
            for name, value in new.items():
                gradients[name] = gradients.get(name, 0) + value
    return da, gradients
""",
        "a node's own prediction is added after its step, too late for its children": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [np.zeros(cache[0].shape) for cache in caches], {}
    root = len(below) - 1
    for i in range(root, -1, -1):
        own, new = 0, {}
        if dz[i] is not None:
            own, new = output_backward(dz[i], caches[i][0], caches[i][-1])
        if i == root:
            da[i], own = own, 0
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            for child, side in zip(below[i], ("da_left", "da_right")):
                da[child] = da[child] + step.pop(side)
            new = new | step
        da[i] = da[i] + own
        for name, value in new.items():
            gradients[name] = gradients.get(name, 0) + value
    return da, gradients
""",
        "the step of a node takes its parent's whole error, not what the parent sends to this child": """
def tree_backward_pass(dz, caches, below):
    da, gradients = [0] * len(below), {}
    for i in reversed(range(len(below))):
        news = []
        if dz[i] is not None:
            own, output = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + own
            news.append(output)
        if below[i]:
            step = tree_node_backward(da[i], caches[i])
            for child in below[i]:
                da[child] = da[child] + da[i]
            news.append({name: step[name] for name in ("dW_left", "dW_right", "dba")})
        for new in news:
            for name, value in new.items():
                gradients[name] = gradients.get(name, 0) + value
    return da, gradients
""",
    },
    "child_sum_node_forward": {
        "one forget gate for all children, from the sum of their states": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    n, m = parameters["bf"].shape[0], xt.shape[1]
    read = np.vstack([sum(a_children, np.zeros((n, m))), xt])
    f, i, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "fio")
    c = f * sum(c_children, np.zeros((n, m))) + i * np.tanh(parameters["Wc"] @ read + parameters["bc"])
    return o * np.tanh(c), c
""",
        "the sum of all forget gates times the sum of all cell states": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    zero = np.zeros((len(parameters["bf"]), xt.shape[1]))
    gate = lambda g, a: parameters["W" + g] @ np.concatenate([a, xt]) + parameters["b" + g]
    f = sum((sigmoid(gate("f", a)) for a in a_children), zero)
    a_sum = sum(a_children, zero)
    c = sigmoid(gate("i", a_sum)) * np.tanh(gate("c", a_sum)) + f * sum(c_children, zero)
    return sigmoid(gate("o", a_sum)) * np.tanh(c), c
""",
        "the mean of the children's states in place of their sum": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    a_tilde = np.zeros((len(parameters["bf"]), xt.shape[1]))
    if a_children:
        a_tilde = np.mean(a_children, axis=0)
    gate = lambda g, a: parameters["W" + g] @ np.vstack((a, xt)) + parameters["b" + g]
    c = sigmoid(gate("i", a_tilde)) * np.tanh(gate("c", a_tilde))
    for a_k, c_k in zip(a_children, c_children):
        c = c + sigmoid(gate("f", a_k)) * c_k
    return sigmoid(gate("o", a_tilde)) * np.tanh(c), c
""",
        "the word stands above the states": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    p, total = parameters, np.zeros((len(parameters["bf"]), xt.shape[1]))
    for a_k in a_children:
        total = total + a_k
    score = lambda g, a: np.dot(p["W" + g], np.r_[xt, a]) + p["b" + g]
    c = sigmoid(score("i", total)) * np.tanh(score("c", total))
    c = c + sum(sigmoid(score("f", a_k)) * c_k for a_k, c_k in zip(a_children, c_children))
    return sigmoid(score("o", total)) * np.tanh(c), c
""",
        "the forget gates read the children's cell states": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    n = len(parameters["bf"])
    score = lambda g, a: parameters["W" + g] @ np.vstack((a, xt)) + parameters["b" + g]
    total = sum(a_children, np.zeros((n, xt.shape[1])))
    c = sigmoid(score("i", total)) * np.tanh(score("c", total))
    for c_k in c_children:
        c = c + sigmoid(score("f", c_k)) * c_k
    return sigmoid(score("o", total)) * np.tanh(c), c
""",
        "the state is the gated cell state without a tanh": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    total = sum(a_children, np.zeros((len(parameters["bf"]), xt.shape[1])))
    read = np.vstack([total, xt])
    z = {g: np.einsum("ij,jm->im", parameters["W" + g], read) + parameters["b" + g] for g in "ico"}
    c = sigmoid(z["i"]) * np.tanh(z["c"])
    for a_k, c_k in zip(a_children, c_children):
        c = c + sigmoid(parameters["Wf"] @ np.vstack([a_k, xt]) + parameters["bf"]) * c_k
    return sigmoid(z["o"]) * c, c
""",
        "a sigmoid on the candidate too, as on the gates": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    total = sum(a_children, np.zeros((len(parameters["bf"]), xt.shape[1])))
    read = np.vstack([total, xt])
    i, candidate, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "ico")
    c = i * candidate
    for a_k, c_k in zip(a_children, c_children):
        c = c + sigmoid(parameters["Wf"] @ np.vstack([a_k, xt]) + parameters["bf"]) * c_k
    return o * np.tanh(c), c
""",
        "the loop keeps the last child only": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    total = kept = np.zeros((len(parameters["bf"]), xt.shape[1]))
    for a_k, c_k in zip(a_children, c_children):
        total = total + a_k
        kept = sigmoid(parameters["Wf"] @ np.vstack([a_k, xt]) + parameters["bf"]) * c_k
    read = np.vstack([total, xt])
    i, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "io")
    c = i * np.tanh(parameters["Wc"] @ read + parameters["bc"]) + kept
    return o * np.tanh(c), c
""",
        "what is new is added once for every child": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    total = sum(a_children, np.zeros((len(parameters["bf"]), xt.shape[1])))
    read = np.vstack([total, xt])
    i, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "io")
    new = i * np.tanh(parameters["Wc"] @ read + parameters["bc"])
    parts = [
        new + sigmoid(parameters["Wf"] @ np.vstack([a_k, xt]) + parameters["bf"]) * c_k
        for a_k, c_k in zip(a_children, c_children)
    ]
    c = sum(parts) if parts else new
    return o * np.tanh(c), c
""",
        "an input gate and a candidate of its own for each child": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    zero = np.zeros((len(parameters["bf"]), xt.shape[1]))
    score = lambda g, a: parameters["W" + g] @ np.vstack([a, xt]) + parameters["b" + g]
    c = zero
    for a_k, c_k in zip(a_children or [zero], c_children or [zero]):
        c = c + sigmoid(score("f", a_k)) * c_k + sigmoid(score("i", a_k)) * np.tanh(score("c", a_k))
    return sigmoid(score("o", sum(a_children, zero))) * np.tanh(c), c
""",
        "the forget gate is one minus the input gate": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    zero = np.zeros((len(parameters["bf"]), xt.shape[1]))
    read = np.vstack([sum(a_children, zero), xt])
    i, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "io")
    c = i * np.tanh(parameters["Wc"] @ read + parameters["bc"]) + (1 - i) * sum(c_children, zero)
    return o * np.tanh(c), c
""",
        "the gates forget the other way: one minus f of the child is kept": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    n, m = len(parameters["bf"]), xt.shape[1]
    total = sum(a_children, np.zeros((n, m)))
    score = lambda g, a: parameters["W" + g] @ np.vstack([a, xt]) + parameters["b" + g]
    c = sigmoid(score("i", total)) * np.tanh(score("c", total))
    for k in range(len(a_children)):
        c = c + (1 - sigmoid(score("f", a_children[k]))) * c_children[k]
    return sigmoid(score("o", total)) * np.tanh(c), c
""",
        "the word is left out of the forget gates": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    n, m = len(parameters["bf"]), xt.shape[1]
    total = sum(a_children, np.zeros((n, m)))
    read = np.vstack([total, xt])
    i, o = (sigmoid(parameters["W" + g] @ read + parameters["b" + g]) for g in "io")
    c = i * np.tanh(parameters["Wc"] @ read + parameters["bc"])
    for a_k, c_k in zip(a_children, c_children):
        c = c + sigmoid(parameters["Wf"][:, :n] @ a_k + parameters["bf"]) * c_k
    return o * np.tanh(c), c
""",
        "the cell state first": """
def child_sum_node_forward(xt, a_children, c_children, parameters):
    n, m = len(parameters["bf"]), xt.shape[1]
    total = sum(a_children, np.zeros((n, m)))
    score = lambda g, a: parameters["W" + g] @ np.vstack([a, xt]) + parameters["b" + g]
    c = sigmoid(score("i", total)) * np.tanh(score("c", total))
    for a_k, c_k in zip(a_children, c_children):
        c = c + sigmoid(score("f", a_k)) * c_k
    return c, sigmoid(score("o", total)) * np.tanh(c)
""",
    },
    "levels": {
        "grouped by the distance from the root, the deepest first": """
def levels(below):
    depth = [0] * len(below)
    for i in reversed(range(len(below))):
        for child in below[i]:
            depth[child] = depth[i] + 1
    return [[i for i in range(len(below)) if depth[i] == d] for d in range(max(depth), -1, -1)]
""",
        "grouped by the distance from the root, the root first": """
def levels(below):
    children = {child for group in below for child in group}
    now, groups = [i for i in range(len(below)) if i not in children], []
    while now:
        groups.append(sorted(now))
        now = [child for i in now for child in below[i]]
    return groups
""",
        "one more than the lowest child: the shortest way to a leaf": """
def levels(below):
    heights = []
    for children in below:
        heights.append(min((heights[child] + 1 for child in children), default=0))
    return [[i for i, h in enumerate(heights) if h == level] for level in range(max(heights) + 1)]
""",
        "one more than the first child, the others are not looked at": """
def levels(below):
    heights, groups = {}, {}
    for i, children in enumerate(below):
        heights[i] = heights[children[0]] + 1 if children else 0
        groups.setdefault(heights[i], []).append(i)
    return [groups[h] for h in sorted(groups)]
""",
        "one more than the last child, the others are not looked at": """
def levels(below):
    heights = np.zeros(len(below), dtype=int)
    for i, children in enumerate(below):
        if children:
            heights[i] = heights[children[-1]] + 1
    return [list(np.flatnonzero(heights == h)) for h in range(heights.max() + 1)]
""",
        "the last node is taken for the only root, other trees are lost": """
def levels(below):
    groups = []

    def height(i):
        h = max((height(child) + 1 for child in below[i]), default=0)
        while len(groups) <= h:
            groups.append([])
        groups[h].append(i)
        return h

    height(len(below) - 1)
    return [sorted(group) for group in groups]
""",
        "leaves have height 1, so the first group is empty": """
def levels(below):
    heights = []
    for children in below:
        heights.append(1 + max([heights[child] for child in children], default=0))
    groups = [[] for _ in range(max(heights) + 1)]
    for i, h in enumerate(heights):
        groups[h].append(i)
    return groups
""",
        "the highest first": """
def levels(below):
    groups = {}
    heights = []
    for i, children in enumerate(below):
        heights.append(max((heights[c] for c in children), default=-1) + 1)
        groups.setdefault(heights[i], []).append(i)
    return [groups[h] for h in sorted(groups, reverse=True)]
""",
        "grouped by the number of nodes below": """
def levels(below):
    size = []
    for children in below:
        size.append(sum(size[child] + 1 for child in children))
    return [[i for i in range(len(below)) if size[i] == s] for s in sorted(set(size))]
""",
        "leaves and nodes whose children are all leaves; all others together": """
def levels(below):
    leaves = [i for i, children in enumerate(below) if not children]
    low = [i for i, children in enumerate(below) if children and set(children) <= set(leaves)]
    rest = [i for i in range(len(below)) if i not in leaves and i not in low]
    return [group for group in (leaves, low, rest) if group]
""",
        "a new group as soon as a node needs one of the group before it": """
def levels(below):
    groups = [[]]
    for i, children in enumerate(below):
        if any(child in groups[-1] for child in children):
            groups.append([])
        groups[-1].append(i)
    return groups
""",
        "ready as soon as one child is done": """
def levels(below):
    done, groups = set(), []
    while len(done) < len(below):
        now = [i for i in range(len(below)) if i not in done]
        now = [i for i in now if not below[i] or any(child in done for child in below[i])]
        groups.append(now)
        done.update(now)
    return groups
""",
        "heights are given back, one for each node, not groups": """
def levels(below):
    heights = []
    for children in below:
        heights.append(0 if not children else max(heights[child] for child in children) + 1)
    return heights
""",
        "leaves are left out, since nothing is computed there": """
def levels(below):
    heights = []
    for children in below:
        heights.append(max((heights[child] + 1 for child in children), default=0))
    return [[i for i, h in enumerate(heights) if h == level] for level in range(1, max(heights) + 1)]
""",
        "the heights of all children are added up": """
def levels(below):
    heights, groups = [], {}
    for i, children in enumerate(below):
        heights.append(1 + sum(heights[child] for child in children) if children else 0)
        groups.setdefault(heights[-1], []).append(i)
    return [groups.get(h, []) for h in range(max(groups) + 1)]
""",
    },
}

MEANT = {
    "tree_node_backward": {
        "tanh is applied again to the state for the slope": ("tanh is taken of the state once more",),
        "the slope of tanh is left out": ("the slope of tanh is left out",),
        "the slope is used on the way to the children, but not for the weights": (
            "the gradients of the weights lack the slope",
            "dba lacks the slope",
        ),
        "the children change sides: each gets what the other matrix sends": (
            "the children's errors have changed places",
        ),
        "the weights' gradients read the other child": ("dW_left and dW_right have changed places",),
        "means over the examples instead of sums": (
            "the gradients of the parameters are means over the examples",
        ),
        "the bias' gradient is not summed: one column per example": ("dba is not summed over the examples",),
        "the bias' gradient is summed to a flat array, not a column": ("dba has lost its column",),
        "the gradients of the weights are transposed: child times what comes back": (
            "the gradients of the weights are transposed",
        ),
        "the weights go back as they went forward, not transposed": ("the weights are not transposed",),
        "the slopes of the children are put in already": ("the children's own slopes are in it already",),
        "each child gets half, since two share the error": ("each child gets half of the error",),
        "the slope of the sigmoid": ("the slope of a sigmoid instead of tanh",),
        "the slope is multiplied into the gradient that came in, which is overwritten": (
            "da_node is changed",
        ),
    },
    "tree_backward_pass": {
        "the root's prediction alone counts": ("only the root's prediction counts",),
        "the parent's message replaces what the child's own prediction says": (
            "what comes from above replaces the own prediction",
        ),
        "a node's own prediction replaces what its parent sent": (
            "the own prediction replaces what comes from above",
        ),
        "post-order forward: nodes take their step before their parent has sent anything": (
            "what comes from above is not passed on",
        ),
        "gradients of the parameters are overwritten at every node": (
            "the gradients of the last visited node only",
        ),
        "a node without a prediction is skipped, its subtree gets nothing": ("Nodes without a prediction",),
        "leaves are left out: their predictions give nothing": (
            "the predictions of the leaves are left out",
        ),
        "the left child's error goes to the right child and the other way round": (
            "left and right have changed places",
        ),
        "the list holds what the parents sent, without the nodes' own predictions": (
            "da keeps only what comes from above",
        ),
        "only its own prediction goes through a node, what the parent sent stays there": (
            "what comes from above is not passed on",
        ),
        "the gradients are means over the nodes that use the weights": (
            "each gradient is a mean over the nodes that use it",
        ),
        "the errors come in the order of the walk, the root first": (
            "the errors stand in the order of the visits",
        ),
        "the step of a node takes its parent's whole error, not what the parent sends to this child": (
            "the error goes down without a step through the node",
        ),
    },
    "child_sum_node_forward": {
        "one forget gate for all children, from the sum of their states": (
            "one forget gate for all children",
        ),
        "the sum of all forget gates times the sum of all cell states": (
            "every forget gate keeps all cell states",
        ),
        "the mean of the children's states in place of their sum": ("the mean of the children's states",),
        "the word stands above the states": (
            "the word stands above the states",
            "the word stands above the sum of the states",
        ),
        "the forget gates read the children's cell states": ("the forget gates read the cell states",),
        "the state is the gated cell state without a tanh": ("no tanh on the cell state",),
        "a sigmoid on the candidate too, as on the gates": ("a sigmoid for the candidate",),
        "the loop keeps the last child only": ("only the last child's cell state is kept",),
        "what is new is added once for every child": ("the candidate comes in once per child",),
        "the forget gate is one minus the input gate": ("what is not let in is kept",),
        "the gates forget the other way: one minus f of the child is kept": (
            "the forget gate is turned round",
        ),
        "the word is left out of the forget gates": ("the forget gates do not read the word",),
        "the cell state first": ("a_node and c_node have changed places",),
    },
    "levels": {
        "grouped by the distance from the root, the deepest first": ("grouped by depth, the deepest first",),
        "grouped by the distance from the root, the root first": ("grouped by depth instead of height",),
        "one more than the lowest child: the shortest way to a leaf": ("the lower child decides",),
        "one more than the first child, the others are not looked at": ("the first child decides",),
        "one more than the last child, the others are not looked at": ("the last child decides",),
        "the last node is taken for the only root, other trees are lost": ("only the last tree is grouped",),
        "leaves have height 1, so the first group is empty": ("the leaves count 1",),
        "the highest first": ("the highest level comes first",),
        "ready as soon as one child is done": ("the lower child decides",),
        "heights are given back, one for each node, not groups": ("the heights of the nodes, not grouped",),
        "leaves are left out, since nothing is computed there": ("the leaves are missing",),
        "the heights of all children are added up": ("the heights of the children are added up",),
    },
}
