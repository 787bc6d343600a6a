"""The tensor composition of trees (RNTN): one node, forward and backward.

    c       = [a_left; a_right]                                         the children, one above the other
    a_node  = tanh(c' V c + W_left a_left + W_right a_right + ba)       the node's state
    y_pred  = softmax(Wya a_node + by)                                  the prediction

V is a stack of n_a square slices, and (c' V c)[k] = sum over i, j of c[i] V[k, i, j] c[j], for every example
by itself. So children multiply each other, where the plain node only adds them up: "not" can turn "good".

    a_left, a_right, a_node (n_a, m)   V (n_a, 2 n_a, 2 n_a)   W_left, W_right (n_a, n_a)
    Wya (n_y, n_a)   ba (n_a, 1)   by (n_y, 1)

c' V[k] c equals c' (V[k] + V[k]') c / 2: only the symmetric part of a slice matters. Its gradient is
symmetric, so a V that starts symmetric stays so (see `initialise_tree_tensor`); any V is allowed here.
Passes over whole trees: `rnn_helpers.tree_rnn`. Source: Socher et al. (2013), "Recursive deep models for
semantic compositionality over a sentiment treebank", section 4.3; derivation in lesson 13.
"""

import numpy as np

from rnn_helpers._inputs import as_floats, read_parameters, stop_at_nan
from rnn_helpers._passes import read_gradient
from rnn_helpers._tree_nodes import check_fit, last_axes, read_node_cache
from rnn_helpers.activations import softmax_columns

CACHED = ("a_node", "a_left", "a_right")  # what a node keeps, before the parameters
NAMES = ("V", "W_left", "W_right", "ba", "Wya", "by")
WEIGHTS = NAMES[:4]  # those of the composition; the others are the output layer's
SHAPES = {
    "V": ("n_a", "2 n_a", "2 n_a"),
    "W_left": ("n_a", "n_a"),
    "W_right": ("n_a", "n_a"),
    "Wya": ("n_y", "n_a"),
    "ba": ("n_a", 1),
    "by": ("n_y", 1),
    "a_left": ("n_a", "m"),
    "a_right": ("n_a", "m"),
}
MEANING = {
    "n_a": "the number of rows of W_left",
    "2 n_a": "twice the number of rows of W_left",
    "n_y": "the number of rows of Wya",
    "m": "the number of columns of a_left",
}


def tensor_node_forward(a_left, a_right, parameters):
    """One node: the states of its two children become its own.

    a_left, a_right : (n_a, m) the children's states, one column per example
    parameters : dict with V (n_a, 2 n_a, 2 n_a), W_left, W_right (n_a, n_a), ba (n_a, 1), Wya (n_y, n_a),
        by (n_y, 1)
    returns : a_node (n_a, m); y_pred (n_y, m) probabilities, each column sums to 1;
        cache (a_node, a_left, a_right, parameters), what the backward step needs

    Raises KeyError for a missing parameter, ValueError for shapes that do not fit and for NaN, TypeError
    for what is no number. Parameters may be stacked copies, (K, ...) each: results then are (K, ..., m).
    """
    named = read_tensor_parameters(parameters)
    like = named["V"].dtype
    given = {"a_left": as_floats(a_left, "a_left", like), "a_right": as_floats(a_right, "a_right", like)}
    sizes = _sizes(named) | {"m": last_axes(given["a_left"])[1]}
    check_fit(given, SHAPES, sizes, MEANING)
    cache = combine(*given.values(), named)
    y_pred = softmax_columns(named["Wya"] @ cache[0] + named["by"])
    stop_at_nan(y_pred, given | named)
    return cache[0], y_pred, (*cache, parameters)


def tensor_node_backward(da_node, cache):
    """One node, backward: from the gradient at its state to its children and to the weights.

    da_node : (n_a, m) gradient of the loss at a_node: what its own prediction and its parent say
    cache : the last value of `tensor_node_forward`
    returns : dict with da_left, da_right (n_a, m), dV (n_a, 2 n_a, 2 n_a), each slice symmetric, dW_left,
        dW_right (n_a, n_a), dba (n_a, 1); the parameters' gradients are sums over the m examples

    Derivation: lesson 13. Raises ValueError if `da_node` does not have the shape of a_node.
    """
    arrays, parameters = read_node_cache(cache, CACHED, "tensor_node_forward", "third")
    V, W_left, W_right = read_parameters(parameters, ("V", "W_left", "W_right"))
    da_node = read_gradient(da_node, "da_node", arrays[0], "a_node")
    return back(da_node, arrays, {"V": V, "W_left": W_left, "W_right": W_right})


def combine(a_left, a_right, named):
    """`tensor_node_forward` for arrays known to be good, without the prediction: a_node, a_left, a_right."""
    c = above_each_other(a_left, a_right)
    products = (c[..., None, :, :] * (named["V"] @ c[..., None, :, :])).sum(axis=-2)
    a_node = np.tanh(products + named["W_left"] @ a_left + named["W_right"] @ a_right + named["ba"])
    return a_node, a_left, a_right


def back(da_node, arrays, named):
    """`tensor_node_backward` for arrays known to be good."""
    a_node, a_left, a_right = arrays
    V, W_left, W_right = named["V"], named["W_left"], named["W_right"]
    c, n_a = np.concatenate([a_left, a_right]), len(a_node)
    dtanh = (1 - a_node * a_node) * da_node
    by_slice = dtanh[:, None] * c  # (n_a, 2 n_a, m)
    dc = ((V + V.transpose(0, 2, 1)) @ by_slice).sum(axis=0)
    return {
        "da_left": W_left.T @ dtanh + dc[:n_a],
        "da_right": W_right.T @ dtanh + dc[n_a:],
        "dV": by_slice @ c.T,
        "dW_left": dtanh @ a_left.T,
        "dW_right": dtanh @ a_right.T,
        "dba": dtanh.sum(axis=1, keepdims=True),
    }


def above_each_other(top, bottom):
    """[top; bottom], also where only one of the two is stacked copies (K, n, m)."""
    if top.ndim != bottom.ndim:
        top, bottom = np.broadcast_arrays(top, bottom)
    return np.concatenate([top, bottom], axis=-2)


def read_tensor_parameters(parameters):
    """The parameters as arrays by name, their shapes checked against each other."""
    named = dict(zip(NAMES, read_parameters(parameters, NAMES)))
    check_fit(named, SHAPES, _sizes(named), MEANING)
    return named


def _sizes(named):
    n_a = last_axes(named["W_left"])[0]
    return {"n_a": n_a, "2 n_a": 2 * n_a, "n_y": last_axes(named["Wya"])[0]}
