"""Many trees at once, level by level: the fast path of the recursive networks.

Nodes of one height are independent of each other, so a level is one product, however many trees take part:

    forest = plant(trees)                                         flat arrays for a whole data set, once
    plan = plan_levels(forest, chosen)                            which nodes are computed together
    a, y_pred, caches = levels_forward_pass(plan, x, parameters)
    gradients, dx = levels_backward_pass(None, caches, dz)

The compositions are those of `rnn_helpers.tree_rnn`, recognised by the names of their parameters, with equal
results. Columns are nodes, in the plan's order, the leaves first:

    x (n_x, k)   a (n_a, nodes)   y_pred (n_y, nodes)     for k words, in post-order, tree after tree

`plan["order"]` leads back: a[:, i] belongs to node plan["order"][i], counted in post-order through all trees.
Inside, a node is a row, so that gathering children copies whole rows; a and dx are transposed views.
"""

import numpy as np

from rnn_helpers import _tree_levels_binary, _tree_levels_plain, _tree_levels_sum
from rnn_helpers._inputs import as_floats, stop_at_nan
from rnn_helpers._passes import read_gradient
from rnn_helpers._tree_levels_forest import NONE, plant, renumbered, trees_in, word_counts
from rnn_helpers._tree_levels_plan import plan_levels
from rnn_helpers._tree_levels_rows import take_rows
from rnn_helpers.activations import softmax_columns
from rnn_helpers.tree_rnn import COMPOSITIONS, composition_of

__all__ = [
    "NONE",
    "levels_backward_pass",
    "levels_forward_pass",
    "plan_levels",
    "plant",
    "renumbered",
    "state_size",
    "states_backward",
    "states_forward",
    "trees_in",
    "word_counts",
    "word_size",
]

LEVELS = {
    "plain": _tree_levels_plain,
    "tensor": _tree_levels_plain,
    "binary": _tree_levels_binary,
    "child-sum": _tree_levels_sum,
}
CHILDREN = {
    "plain": 0,
    "tensor": 0,
    "binary": 2,
    "child-sum": 1,
}  # states beside the word in a gate's columns


def levels_forward_pass(plan, x, parameters, buffers=None):
    """Every node of a plan's trees, level by level, from the leaves up.

    plan : of `plan_levels`
    x : (n_x, k) a column for each node with a word, in post-order, tree after tree
    parameters : of any composition, as for `rnn_helpers.tree_rnn.tree_forward_pass`; leaves of the plain and
        the tensor composition have n_x = n_a numbers
    buffers : a dict that the caller owns: memory is kept there and used again, and the results hold until the
        next call with the same dict (default: fresh arrays)
    returns : a (n_a, nodes), y_pred (n_y, nodes) probabilities, both in the plan's order; caches for
        `levels_backward_pass`

    Raises KeyError for a missing parameter, ValueError for shapes or trees that do not fit and for NaN.
    """
    composition, named, x = _read(plan, x, parameters)
    W, by = named[COMPOSITIONS[composition].output], named["by"]
    shape = len(W), len(plan["order"])
    y_pred = take_columns(buffers, "tree y_pred", shape, np.result_type(x, *named.values()))

    def predict(A, start, stop):
        np.matmul(W, A[start:stop].T, out=y_pred[:, start:stop])

    a, kept = _forward(plan, x, composition, named, buffers, predict)
    y_pred += by
    softmax_columns(y_pred, out=y_pred)
    stop_at_nan(y_pred, {"x": x} | named)
    return a, y_pred, kept


def levels_backward_pass(da, caches, dz=None, buffers=None):
    """Backpropagation through structure, level by level, from the roots down.

    da : (n_a, nodes) gradient of the loss at the states themselves, in the plan's order, or None
    caches : as returned by `levels_forward_pass`
    dz : (n_y, nodes) gradient of the loss at Wya a + by, before the softmax, or None
    buffers : as for `levels_forward_pass`; hand over the same dict, the forward pass's arrays stay whole
    returns : gradients, a dict of the parameters' gradients, summed over all nodes (of the output layer only
        where `dz` is given); dx (n_x, k) in the layout of x

    Raises ValueError if both gradients are None or a shape does not fit.
    """
    a, output = caches["A"].T, caches["output"]
    if da is None and dz is None:
        raise ValueError("levels_backward_pass needs a gradient to send back: da, dz or both.")
    dA = take_rows(buffers, "tree da", a.shape[1], len(a), a.dtype)
    da = None if da is None else read_gradient(da, "da", a, "a")
    if dz is None:
        dA[...] = da.T
        return states_backward(dA.T, caches, buffers)
    W, dz = caches["named"][output], as_floats(dz, "dz")
    if dz.shape != (len(W), a.shape[1]):
        raise ValueError(f"dz has the shape {dz.shape}, expected (n_y, nodes) = {(len(W), a.shape[1])}.")
    dW = np.zeros(W.shape, np.result_type(dz, a))

    def outside(start, stop):
        dz_here = dz[:, start:stop]
        np.matmul(dz_here.T, W, out=dA[start:stop])
        if da is not None:
            dA[start:stop] += da[:, start:stop].T
        dW[...] += dz_here @ a[:, start:stop].T

    gradients, dx = _backward(dA, caches, buffers, outside)
    return {f"d{output}": dW, "dby": dz.sum(axis=1, keepdims=True)} | gradients, dx


def states_forward(plan, x, parameters, buffers=None):
    """`levels_forward_pass` without the output layer: a (n_a, nodes), caches."""
    composition, named, x = _read(plan, x, parameters)
    return _forward(plan, x, composition, named, buffers, _nothing)


def states_backward(da, caches, buffers=None):
    """`levels_backward_pass` from the gradient at the states alone, which is overwritten."""
    return _backward(da.T, caches, buffers, _nothing)


def _read(plan, x, parameters):
    """The composition's name, its parameters as arrays that are known to fit, and x as floats."""
    composition = composition_of(parameters)
    named = COMPOSITIONS[composition].read(parameters)
    x = as_floats(x, "x", named["by"].dtype)
    _check(plan, x, composition, named)
    return composition, named, x


def _forward(plan, x, composition, named, buffers, seen):
    """The states. `seen(A, start, stop)` is called for all nodes, some at a time, while they are at hand."""
    A, kept = LEVELS[composition].forward(plan, x.T, named, buffers, seen)
    output = COMPOSITIONS[composition].output
    return A.T, kept | {"A": A, "plan": plan, "composition": composition, "named": named, "output": output}


def _backward(dA, caches, buffers, outside):
    """The gradients. `outside(start, stop)` is called for all nodes, some at a time, to write their dA."""
    backward = LEVELS[caches["composition"]].backward
    gradients, dX = backward(caches["plan"], caches["A"], caches, dA, buffers, outside)
    return gradients, dX.T


def _nothing(*rows):
    """There is nothing to do with these rows."""


def state_size(parameters):
    """n_a, the size of a state."""
    return parameters["W_left" if composition_of(parameters) in ("plain", "tensor") else "Wi"].shape[0]


def word_size(parameters):
    """n_x, the size of a word's vector: for the plain and the tensor composition that of a state."""
    composition = composition_of(parameters)
    if not CHILDREN[composition]:
        return state_size(parameters)
    return parameters["Wi"].shape[1] - CHILDREN[composition] * len(parameters["Wi"])


def take_columns(buffers, name, shape, dtype):
    """Memory (n, columns), side by side, where the number of columns changes from call to call."""
    n, columns = shape
    if buffers is None:
        return np.empty(shape, dtype)
    return take_rows(buffers, name, n * columns, 1, dtype).reshape(n, columns)


def _check(plan, x, composition, named):
    """Raise ValueError where the words or the trees do not suit the composition."""
    n_x, k = word_size(named), len(plan["words"])
    if x.shape != (n_x, k):
        turned = " Its transpose would fit: x.T." if x.shape == (k, n_x) else ""
        raise ValueError(
            f"x has the shape {x.shape}, expected (n_x, k) = ({n_x}, {k}): a column for each of the plan's"
            f" {k} words.{turned}"
        )
    if any(array.ndim > (3 if name == "V" else 2) for name, array in named.items()):
        raise ValueError("Stacked copies of parameters are for tree_forward_pass; here each is one array.")
    if composition != "child-sum" and not plan["binary"]:
        raise ValueError(_not_binary(plan))
    if composition in ("plain", "tensor"):
        _check_vectors(plan, named)


def _check_vectors(plan, named):
    """The plain and the tensor composition: words at leaves alone, all of one size."""
    if not plan["plain"]:
        odd = plan["words"][plan["words"] >= plan["leaves"]][0]
        raise ValueError(
            f"{_named(plan, odd)} has a word and children, but this composition takes words at the leaves"
            " alone. The Tree-LSTMs take words at any node."
        )
    left, right = named["W_left"].shape, named["W_right"].shape
    if left != right:
        raise ValueError(
            f"W_right has the shape {right} and W_left {left}: level by level all leaves have n_a numbers."
            " tree_forward_pass takes leaves of two sizes."
        )


def _not_binary(plan):
    odd = np.flatnonzero(plan["kids"] != 2)[0]
    count = plan["kids"][odd]
    return (
        f"{_named(plan, plan['leaves'] + odd)} has {count} {'child' if count == 1 else 'children'}, but this"
        " composition needs two at every inner node: rnn_helpers.trees.binarised(tree) makes them, and the"
        " Child-Sum Tree-LSTM takes any number."
    )


def _named(plan, place):
    """Which tree of the plan a node belongs to, and its number there."""
    number, last = plan["order"][place], np.sort(plan["order"][plan["roots"]])
    tree = int(np.searchsorted(last, number))
    return f"Node {number - (last[tree - 1] + 1 if tree else 0)} of the plan's tree {tree}"
