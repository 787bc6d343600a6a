"""The Child-Sum Tree-LSTM, level by level: rows of nodes, any number of children, a word at any node.

    [o c~ i] = W [sum of a_child; xt] + b        f = sigmoid(Wf [a_child; xt] + bf), for each child its own
    c = i * c~ + sum of f * c_child              a = o * tanh(c)

Forget gates belong to edges: they stand in rows of their own, parent after parent.
"""

import numpy as np

from rnn_helpers._tree_levels_gates import (
    CANDIDATE,
    INPUT,
    blame,
    by_gate,
    half_steps,
    open_gates,
    show,
    slopes,
    stacked,
)
from rnn_helpers._tree_levels_rows import gather, level_of, spread, take_rows

GATES, BIASES = ("Wo", "Wc", "Wi"), ("bo", "bc", "bi")


def forward(plan, X, parameters, buffers, seen):
    """X (k, n_x) the words' vectors -> A (nodes, n_a), and what `backward` needs.

    seen(A, start, stop) : called as soon as these rows of A are there
    """
    n_a, leaves, nodes, edges = (
        len(parameters["bf"]),
        plan["leaves"],
        len(plan["order"]),
        len(plan["children"]),
    )
    W, Wf = stacked(parameters, GATES), parameters["Wf"]
    b, bf = stacked(parameters, BIASES)[:, 0], parameters["bf"][:, 0]
    kind = np.result_type(X, W, Wf, b, bf)
    factor, shift = half_steps(3, n_a, kind)
    halved, b = W * factor[:, None], b * factor
    A, C, tanh_c = (take_rows(buffers, f"tree {name}", nodes, n_a, kind) for name in ("a", "c", "tanh c"))
    H, C_child, forget = (
        take_rows(buffers, f"tree {name}", edges, n_a, kind) for name in ("a below", "c below", "forget")
    )
    sums = take_rows(buffers, "tree sums", nodes - leaves, n_a, kind)
    words = spread(plan, X, buffers)
    gates = take_rows(buffers, "tree gates", nodes, 3 * n_a, kind)
    np.matmul(words, halved[:, n_a:].T, out=gates)
    gates += b
    from_words = (
        words[leaves:] @ (Wf[:, n_a:].T / 2) + bf / 2
    )  # what a parent's word says to its forget gates

    _close(gates[:leaves], None, C[:leaves], tanh_c[:leaves], A[:leaves], factor, shift)
    seen(A, 0, leaves)
    for start, stop, edge, last in plan["levels"]:
        h, c_child, f = H[edge:last], C_child[edge:last], forget[edge:last]
        gather(A, plan["children"][edge:last], h)
        gather(C, plan["children"][edge:last], c_child)
        first = plan["first"][start - leaves : stop - leaves] - edge
        total = np.add.reduceat(h, first, axis=0, out=level_of(sums, start, stop, leaves))
        scores = gates[start:stop]
        scores += total @ halved[:, :n_a].T
        np.matmul(h, Wf[:, :n_a].T / 2, out=f)
        f += from_words[plan["parents"][edge:last] - leaves]
        np.tanh(f, out=f)
        f += 1
        f /= 2
        kept_below = np.add.reduceat(f * c_child, first, axis=0)
        _close(scores, kept_below, C[start:stop], tanh_c[start:stop], A[start:stop], factor, shift)
        seen(A, start, stop)
    return A, {
        "W": W,
        "Wf": Wf,
        "tanh_c": tanh_c,
        "gates": gates,
        "forget": forget,
        "below": H,
        "c_below": C_child,
        "sums": sums,
        "words": words,
    }


def _close(scores, kept_below, c, tanh_c, a, factor, shift):
    """Scores become gates, and the gates c, tanh(c) and a."""
    open_gates(scores, factor, shift)
    gates = by_gate(scores, c.shape[1])
    np.multiply(gates[:, INPUT], gates[:, CANDIDATE], out=c)
    if kept_below is not None:
        c += kept_below
    show(gates, c, tanh_c, a)


def backward(plan, A, kept, dA, buffers, outside):
    """dA (nodes, n_a) the gradient at A from outside, overwritten -> gradients, dX (k, n_x).

    outside(start, stop) : called before these rows of dA are read, to write them
    """
    W, Wf, tanh_c, gates, forget = (kept[name] for name in ("W", "Wf", "tanh_c", "gates", "forget"))
    (nodes, n_a), edges, leaves, kind = A.shape, len(plan["children"]), plan["leaves"], dA.dtype
    D, D_c = (take_rows(buffers, f"tree d {name} edges", edges + 1, n_a, kind) for name in ("a", "c"))
    D[edges] = D_c[edges] = 0  # nothing comes down to a root
    dC, room = (take_rows(buffers, f"tree d {name}", nodes, n_a, kind) for name in ("c", "room"))
    dscores = take_rows(buffers, "tree d gates", nodes, 3 * n_a, kind)
    slopes(by_gate(gates, n_a), by_gate(dscores, n_a))
    dforget = take_rows(buffers, "tree d forget", edges, n_a, kind)
    np.subtract(1, forget, out=dforget)
    dforget *= forget
    dforget *= kept["c_below"]

    for start, stop, edge, last in [*reversed(plan["levels"]), (0, leaves, 0, 0)]:
        outside(start, stop)
        da, dc, spare = dA[start:stop], dC[start:stop], room[start:stop]
        da += gather(D, plan["slot"][start:stop], spare)
        gather(D_c, plan["slot"][start:stop], dc)
        level = dscores[start:stop]
        blame(da, dc, by_gate(gates[start:stop], n_a), tanh_c[start:stop], by_gate(level, n_a), spare)
        if edge == last:
            continue
        parents = plan["parents"][edge:last]
        below = gather(dC, parents, D_c[edge:last])  # what each parent's c is blamed for
        dforget[edge:last] *= below
        below *= forget[edge:last]
        np.matmul(dforget[edge:last], Wf[:, :n_a], out=D[edge:last])
        D[edge:last] += (level @ W[:, :n_a])[parents - start]

    return _weight_gradients(plan, kept, dscores, dforget), _word_gradients(plan, dscores, dforget, W, Wf)


def _by_parent(plan, rows):
    """The sum over each inner node's edges."""
    return np.add.reduceat(rows, plan["first"], axis=0) if len(rows) else rows


def _word_gradients(plan, dscores, dforget, W, Wf):
    n_a = len(Wf)
    dwords = dscores @ W[:, n_a:]
    dwords[plan["leaves"] :] += _by_parent(plan, dforget) @ Wf[:, n_a:]
    return dwords[plan["words"]]


def _weight_gradients(plan, kept, dscores, dforget):
    leaves, words = plan["leaves"], kept["words"]
    dW = np.concatenate([dscores[leaves:].T @ kept["sums"], dscores.T @ words], axis=1)
    dWf = [dforget.T @ kept["below"], _by_parent(plan, dforget).T @ words[leaves:]]
    n_a = dforget.shape[1]
    db = dscores.sum(axis=0).reshape(3, n_a, 1)
    gradients = {f"d{name}": part for name, part in zip(GATES, dW.reshape(3, n_a, -1))}
    gradients |= {f"d{name}": part for name, part in zip(BIASES, db)}
    return gradients | {"dWf": np.concatenate(dWf, axis=1), "dbf": dforget.sum(axis=0)[:, None]}
