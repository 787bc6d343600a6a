"""The plain composition and the tensor composition, level by level: rows of nodes, two children each.

    a = tanh(W_left l + W_right r + ba)                          and, with a tensor V, + [l; r]' V [l; r]

A level's pairs [l; r] are gathered as rows of 2 n_a; one product serves the whole level. All pairs are kept
side by side, so a weight's gradient is a single product after the last level.

Only the symmetric part of a tensor's slices matters to the value: x' V x = x' S x with S = (V + V') / 2. The
derivative is 2 S x, and S x was computed on the way forward.
"""

import numpy as np

from rnn_helpers._tree_levels_rows import gather, level_of, take_rows

BLOCK = 512  # nodes that are computed at a time: they stay in the processor's cache
OUTER = 256  # nodes whose outer products are formed at a time


def forward(plan, X, parameters, buffers, seen):
    """X (k, n_a) the words' vectors -> A (nodes, n_a), and what `backward` needs.

    seen(A, start, stop) : called as soon as these rows of A are there
    """
    W = np.concatenate([parameters["W_left"], parameters["W_right"]], axis=1)
    S = _symmetric(parameters["V"]) if "V" in parameters else None
    n_a, leaves, ba = len(W), plan["leaves"], parameters["ba"].T
    kind = np.result_type(X, W, ba, *([] if S is None else [S]))
    A = take_rows(buffers, "tree a", len(plan["order"]), n_a, kind)
    pairs = take_rows(buffers, "tree pairs", len(plan["kids"]), 2 * n_a, kind)
    turned = None if S is None else take_rows(buffers, "tree S x", len(pairs), 2 * n_a * n_a, kind)

    for start, stop in _leaf_blocks(leaves):
        A[start:stop] = X[start:stop]
        seen(A, start, stop)
    for start, stop, edge, last in _blocks(plan):
        pair, a = level_of(pairs, start, stop, leaves), A[start:stop]
        gather(A, plan["children"][edge:last], pair.reshape(-1, n_a))
        np.matmul(pair, W.T, out=a)
        a += ba
        if S is not None:
            a += _quadratic(S, pair, level_of(turned, start, stop, leaves))
        np.tanh(a, out=a)
        seen(A, start, stop)
    return A, {"W": W, "pairs": pairs, "turned": turned}


def backward(plan, A, kept, dA, buffers, outside):
    """dA (nodes, n_a) the gradient at A from outside, overwritten -> gradients, dX (k, n_a).

    outside(start, stop) : called before these rows of dA are read, to write them
    """
    W, pairs, turned, leaves = kept["W"], kept["pairs"], kept["turned"], plan["leaves"]
    n_a, edges = len(W), len(plan["children"])
    D = take_rows(buffers, "tree d edges", edges + 1, n_a, dA.dtype)  # what each edge sends down
    D[edges] = 0  # nothing comes down to a root
    room = take_rows(buffers, "tree d room", BLOCK, n_a, dA.dtype)
    dz = dA[leaves:]

    for start, stop, edge, last in reversed(_blocks(plan)):
        outside(start, stop)
        d, a, spare = dA[start:stop], A[start:stop], room[: stop - start]
        d += gather(D, plan["slot"][start:stop], spare)
        np.multiply(a, a, out=spare)
        spare *= d
        d -= spare  # d (1 - a²)
        down = D[edge:last].reshape(-1, 2 * n_a)
        np.matmul(d, W, out=down)
        if turned is not None:
            down += _weighted(2 * d, level_of(turned, start, stop, leaves))
    for start, stop in _leaf_blocks(leaves):
        outside(start, stop)
        dA[start:stop] += gather(D, plan["slot"][start:stop], room[: stop - start])

    dW = dz.T @ pairs
    gradients = {"dW_left": dW[:, :n_a], "dW_right": dW[:, n_a:], "dba": dz.sum(axis=0)[:, None]}
    if turned is not None:
        gradients["dV"] = _tensor_gradient(dz, pairs, buffers)
    return gradients, dA[:leaves]


def _blocks(plan):
    """The levels in pieces of at most BLOCK nodes, each as in plan["levels"]."""
    pieces = []
    for start, stop, edge, _ in plan["levels"]:
        for first in range(start, stop, BLOCK):
            end = min(first + BLOCK, stop)
            pieces.append((first, end, edge + 2 * (first - start), edge + 2 * (end - start)))
    return pieces


def _leaf_blocks(leaves):
    return [(start, min(start + BLOCK, leaves)) for start in range(0, leaves, BLOCK)]


def _symmetric(V):
    """(V + V') / 2 for each slice, side by side: (2 n_a, n_a * 2 n_a)."""
    S = V + V.transpose(0, 2, 1)
    S /= 2
    return np.ascontiguousarray(S.transpose(1, 0, 2)).reshape(V.shape[2], -1)


def _quadratic(S, pair, turned):
    """x' S x for each row x of `pair` and each slice: (rows, n_a). S x is left in `turned`."""
    np.matmul(pair, S, out=turned)
    return np.matmul(turned.reshape(len(pair), -1, pair.shape[1]), pair[:, :, None])[:, :, 0]


def _weighted(d, turned):
    """The sum over slices of d times S x: (rows, 2 n_a)."""
    return np.matmul(d[:, None, :], turned.reshape(len(d), d.shape[1], -1))[:, 0]


def _tensor_gradient(dz, pairs, buffers):
    """The sum over nodes of dz x x', one matrix for each entry of dz: (n_a, 2 n_a, 2 n_a)."""
    n_a, width = dz.shape[1], pairs.shape[1]
    dV = np.zeros((width, n_a * width), dz.dtype)
    for start in range(0, len(dz), OUTER):
        d, x = dz[start : start + OUTER], pairs[start : start + OUTER]
        outer = take_rows(buffers, "tree outer", len(d), n_a * width, dz.dtype)
        np.einsum("nk,nj->nkj", d, x, out=outer.reshape(len(d), n_a, width))
        dV += x.T @ outer
    return np.ascontiguousarray(dV.reshape(width, n_a, width).transpose(1, 0, 2))
