"""The binary Tree-LSTM, level by level: rows of nodes, five gates in one product.

[o c~ i f_left f_right] = W [a_left; a_right; xt] + b      sigmoids, of the candidate c~ a tanh
c = i * c~ + f_left * c_left + f_right * c_right           a = o * tanh(c)
"""

import numpy as np

from rnn_helpers._tree_levels_gates import (
    CANDIDATE,
    FORGET,
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

GATES = ("Wo", "Wc", "Wi", "Wf_left", "Wf_right")
BIASES = ("bo", "bc", "bi", "bf", "bf")


def forward(plan, X, parameters, buffers, seen):
    """X (k, n_x) the words' vectors -> A (nodes, n_a), and what `backward` needs.

    seen(A, start, stop) : called as soon as these rows of A are there
    """
    n_a, leaves, nodes = len(parameters["bf"]), plan["leaves"], len(plan["order"])
    W, b = stacked(parameters, GATES), stacked(parameters, BIASES)[:, 0]
    kind = np.result_type(X, W, b)
    factor, shift = half_steps(5, n_a, kind)
    halved, b = W * factor[:, None], b * factor
    Wa, Wx = halved[:, : 2 * n_a], halved[:, 2 * n_a :]
    A, C, tanh_c = (take_rows(buffers, f"tree {name}", nodes, n_a, kind) for name in ("a", "c", "tanh c"))
    at_leaves = take_rows(buffers, "tree gates of leaves", leaves, 3 * n_a, kind)
    at_inner = take_rows(buffers, "tree gates", nodes - leaves, 5 * n_a, kind)
    pairs, c_pairs = (
        take_rows(buffers, f"tree {name}", nodes - leaves, 2 * n_a, kind) for name in ("pairs", "c pairs")
    )
    words = X if plan["plain"] else spread(plan, X, buffers)

    np.matmul(words[:leaves], Wx[: 3 * n_a].T, out=at_leaves)
    at_leaves += b[: 3 * n_a]
    open_gates(at_leaves, factor[: 3 * n_a], shift[: 3 * n_a])
    gates = by_gate(at_leaves, n_a)
    np.multiply(gates[:, INPUT], gates[:, CANDIDATE], out=C[:leaves])
    show(gates, C[:leaves], tanh_c[:leaves], A[:leaves])
    seen(A, 0, leaves)
    from_words = None if plan["plain"] else words[leaves:] @ Wx.T
    for start, stop, edge, last in plan["levels"]:
        pair, c_pair = level_of(pairs, start, stop, leaves), level_of(c_pairs, start, stop, leaves)
        gather(A, plan["children"][edge:last], pair.reshape(-1, n_a))
        gather(C, plan["children"][edge:last], c_pair.reshape(-1, n_a))
        scores = level_of(at_inner, start, stop, leaves)
        np.matmul(pair, Wa.T, out=scores)
        scores += b
        if from_words is not None:
            scores += level_of(from_words, start, stop, leaves)
        open_gates(scores, factor, shift)
        gates, c, a = by_gate(scores, n_a), C[start:stop], A[start:stop]
        np.multiply(gates[:, INPUT], gates[:, CANDIDATE], out=c)
        for f, c_child in zip((3, 4), (c_pair[:, :n_a], c_pair[:, n_a:])):
            c += np.multiply(gates[:, f], c_child, out=a)  # a is room until the next line
        show(gates, c, tanh_c[start:stop], a)
        seen(A, start, stop)
    return A, {
        "W": W,
        "tanh_c": tanh_c,
        "at_leaves": at_leaves,
        "at_inner": at_inner,
        "pairs": pairs,
        "c_pairs": c_pairs,
        "words": words,
    }


def backward(plan, A, kept, dA, buffers, outside):
    """dA (nodes, n_a) the gradient at A from outside, overwritten -> gradients, dX (k, n_x).

    outside(start, stop) : called before these rows of dA are read, to write them
    """
    W, tanh_c, leaves, words = kept["W"], kept["tanh_c"], plan["leaves"], kept["words"]
    (nodes, n_a), edges, kind = A.shape, len(plan["children"]), dA.dtype
    Wa, Wx = W[:, : 2 * n_a], W[:, 2 * n_a :]
    D, D_c = (take_rows(buffers, f"tree d {name} edges", edges + 1, n_a, kind) for name in ("a", "c"))
    D[edges] = D_c[edges] = 0  # nothing comes down to a root
    dC, room = (take_rows(buffers, f"tree d {name}", nodes, n_a, kind) for name in ("c", "room"))
    d_leaves = take_rows(buffers, "tree d gates of leaves", leaves, 3 * n_a, kind)
    d_inner = take_rows(buffers, "tree d gates", nodes - leaves, 5 * n_a, kind)
    slopes(by_gate(kept["at_leaves"], n_a), by_gate(d_leaves, n_a))
    slopes(by_gate(kept["at_inner"], n_a), by_gate(d_inner, n_a))

    for start, stop, edge, last in reversed(plan["levels"]):
        outside(start, stop)
        da, dc, spare = dA[start:stop], dC[start:stop], room[start:stop]
        da += gather(D, plan["slot"][start:stop], spare)
        gather(D_c, plan["slot"][start:stop], dc)
        dscores = level_of(d_inner, start, stop, leaves)
        gates = by_gate(level_of(kept["at_inner"], start, stop, leaves), n_a)
        blame(da, dc, gates, tanh_c[start:stop], by_gate(dscores, n_a), spare)
        by_gate(dscores, n_a)[:, FORGET] *= by_gate(level_of(kept["c_pairs"], start, stop, leaves), n_a)
        np.matmul(dscores, Wa, out=D[edge:last].reshape(-1, 2 * n_a))
        np.multiply(dc[:, None], gates[:, FORGET], out=by_gate(D_c[edge:last].reshape(-1, 2 * n_a), n_a))

    outside(0, leaves)
    da, dc, spare = dA[:leaves], dC[:leaves], room[:leaves]
    da += gather(D, plan["slot"][:leaves], spare)
    gather(D_c, plan["slot"][:leaves], dc)
    blame(da, dc, by_gate(kept["at_leaves"], n_a), tanh_c[:leaves], by_gate(d_leaves, n_a), spare)

    return _weight_gradients(plan, kept["pairs"], words, d_leaves, d_inner), _word_gradients(
        plan, d_leaves, d_inner, Wx
    )


def _word_gradients(plan, d_leaves, d_inner, Wx):
    """dX (k, n_x) from the gradients at all scores."""
    at_leaves = d_leaves @ Wx[: d_leaves.shape[1]]
    return at_leaves if plan["plain"] else np.concatenate([at_leaves, d_inner @ Wx])[plan["words"]]


def _weight_gradients(plan, pairs, words, d_leaves, d_inner):
    leaves, three = plan["leaves"], d_leaves.shape[1]
    n_a, n_x = three // 3, words.shape[1]
    dW = np.zeros((5 * n_a, 2 * n_a + n_x), pairs.dtype)
    np.matmul(d_inner.T, pairs, out=dW[:, : 2 * n_a])
    np.matmul(d_leaves.T, words[:leaves], out=dW[:three, 2 * n_a :])
    if not plan["plain"]:
        dW[:, 2 * n_a :] += d_inner.T @ words[leaves:]
    db = d_inner.sum(axis=0).reshape(5, n_a, 1)
    db[:3] += d_leaves.sum(axis=0).reshape(3, n_a, 1)
    gradients = {f"d{name}": part for name, part in zip(GATES, dW.reshape(5, n_a, -1))}
    return gradients | {"dbo": db[0], "dbc": db[1], "dbi": db[2], "dbf": db[3] + db[4]}
