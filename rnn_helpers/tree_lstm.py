"""The Tree-LSTMs: one node, forward and backward, with a forget gate of its own for each child.

Child-Sum, any number of children, with the LSTM's own parameters; k runs over the children:

    a_sum     = sum of a_k                          the children's hidden states, added up
    fk        = sigmoid(Wf [a_k; xt] + bf)          forget gate of child k: how much of its cell state stays
    it        = sigmoid(Wi [a_sum; xt] + bi)        input gate: how much of the candidate comes in
    cct       = tanh(Wc [a_sum; xt] + bc)           candidate: what could be remembered
    ot        = sigmoid(Wo [a_sum; xt] + bo)        output gate: how much of the cell state is shown

    c_node = it * cct + sum of fk * c_k             the node's cell state
    a_node = ot * tanh(c_node)                      the node's hidden state
    y_pred = softmax(Wy a_node + by)                the prediction

Binary, a left and a right child: every gate reads [a_left; a_right; xt], and each child's forget gate has
weights of its own, Wf_left and Wf_right, with one bias bf. The rest is the same.

    xt (n_x, m)   a_k, c_k, a_node, c_node (n_a, m)   Wy (n_y, n_a)   bf, bi, bc, bo (n_a, 1)   by (n_y, 1)
    Child-Sum: Wf, Wi, Wc, Wo (n_a, n_a + n_x)     binary: Wf_left, Wf_right, Wi, Wc, Wo (n_a, 2 n_a + n_x)

With one child, the Child-Sum node is the LSTM's cell. Passes over whole trees: `rnn_helpers.tree_rnn`.
Source: Tai, Socher and Manning (2015), "Improved semantic representations from tree-structured long
short-term memory networks", Child-Sum eq. 2 to 8, binary eq. 9 to 14 with N = 2; derivation in lesson 13.
"""

import numpy as np

from rnn_helpers._inputs import as_floats, read_parameters, stop_at_nan
from rnn_helpers._passes import read_gradient
from rnn_helpers._tree_nodes import check_fit, last_axes, read_node_cache
from rnn_helpers.activations import sigmoid, softmax_columns

# what a node keeps, before the parameters; children's values are tuples, xt is None without a word
CACHED = ("a_node", "c_node", "a_children", "c_children", "f_children", "it", "cct", "ot", "xt")
CHILD_SUM = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
BINARY = ("Wf_left", "Wf_right", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
CHILD_SUM_WEIGHTS, BINARY_WEIGHTS = CHILD_SUM[:-2], BINARY[:-2]  # without the output layer's
MEANING = {
    "n_a": "the number of rows of Wi",
    "n_a + n_x": "the number of columns of Wi",
    "2 n_a + n_x": "the number of columns of Wi",
    "n_x": "the columns of Wi that are left for the word",
    "n_y": "the number of rows of Wy",
    "m": "the number of columns of the node's inputs",
}


def child_sum_node_forward(xt, a_children, c_children, parameters):
    """One node of the Child-Sum Tree-LSTM: its word and its children's states become its own.

    xt : (n_x, m) the vector of the node's word, or None for no word
    a_children, c_children : lists of (n_a, m), one for each child, in any number; empty at a leaf
    parameters : the LSTM's: dict with Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1), Wy (n_y, n_a)
        and by (n_y, 1); the first n_a columns act on the children's states, the others on xt
    returns : a_node, c_node (n_a, m); y_pred (n_y, m) probabilities, each column sums to 1;
        cache (a_node, c_node, a_children, c_children, f_children, it, cct, ot, xt, parameters)

    Raises KeyError for a missing parameter, ValueError for shapes that do not fit, for NaN and for a node
    with neither word nor children, TypeError for what is no number. Parameters may be stacked copies.
    """
    named = read_child_sum(parameters)
    given = _read_node(xt, a_children, c_children, named, word_size_child_sum(named))
    return _with_prediction(child_sum(*given, named), given, named, parameters)


def child_sum_node_backward(da_node, dc_node, cache):
    """One node of the Child-Sum Tree-LSTM, backward: from the gradients at its states to all that made them.

    da_node : (n_a, m) gradient of the loss at a_node: its own prediction plus what its parent sends down
    dc_node : (n_a, m) gradient at c_node that its parent sends down along the cell state; the way from a_node
        through tanh(c_node) is added here
    cache : the last value of `child_sum_node_forward`
    returns : dict with dxt (n_x, m), or None without a word; da_children, dc_children, lists of (n_a, m) with
        one gradient for each child; dWf, dWi, dWc, dWo (n_a, n_a + n_x), dbf, dbi, dbc, dbo (n_a, 1), sums
        over the m examples and, for dWf and dbf, over the children

    Derivation: lesson 13. Raises ValueError if a gradient does not have the shape of its state.
    """
    return back_child_sum(
        *_read_backward(da_node, dc_node, cache, "child_sum_node_forward", CHILD_SUM_WEIGHTS)
    )


def binary_node_forward(xt, a_children, c_children, parameters):
    """One node of the binary Tree-LSTM: its word or its two children become its states.

    xt : (n_x, m) the vector of the node's word, or None for no word (the usual case above the leaves)
    a_children, c_children : lists of two arrays (n_a, m), left and right; empty at a leaf
    parameters : dict with Wf_left, Wf_right, Wi, Wc, Wo (n_a, 2 n_a + n_x), bf, bi, bc, bo (n_a, 1),
        Wy (n_y, n_a), by (n_y, 1); columns act on the left child, the right child and xt, in that order
    returns : a_node, c_node, y_pred, cache as `child_sum_node_forward` does

    Raises as `child_sum_node_forward` does, and ValueError for one child or more than two.
    """
    named = read_binary(parameters)
    given = _read_node(xt, a_children, c_children, named, word_size_binary(named))
    if len(given[1]) not in (0, 2):
        raise ValueError(
            f"A node of the binary Tree-LSTM has two children, a leaf none; got {len(given[1])}."
            " rnn_helpers.trees.binarised(tree) makes a binary tree of any; child_sum_node_forward takes any"
            " number of children."
        )
    return _with_prediction(binary(*given, named), given, named, parameters)


def binary_node_backward(da_node, dc_node, cache):
    """One node of the binary Tree-LSTM, backward: from the gradients at its states to all that made them.

    da_node, dc_node, cache : as for `child_sum_node_backward`
    returns : dict with dxt (n_x, m), or None without a word; da_children, dc_children, lists of (n_a, m);
        dWf_left, dWf_right, dWi, dWc, dWo (n_a, 2 n_a + n_x), dbf, dbi, dbc, dbo (n_a, 1)

    Derivation: lesson 13. Raises ValueError if a gradient does not have the shape of its state.
    """
    return back_binary(*_read_backward(da_node, dc_node, cache, "binary_node_forward", BINARY_WEIGHTS))


def child_sum(xt, a_children, c_children, named):
    """`child_sum_node_forward` for arrays known to be good, without the prediction: what a node keeps."""
    a_sum = sum(a_children[1:], a_children[0]) if a_children else None
    f_children = tuple(sigmoid(_score(named["Wf"], named["bf"], a_k, xt)) for a_k in a_children)
    it, cct, ot = _gates(named, a_sum, xt)
    return _states(a_children, c_children, f_children, it, cct, ot, xt)


def back_child_sum(da_node, dc_node, arrays, named):
    """`child_sum_node_backward` for arrays known to be good."""
    a_node, a_children, xt = arrays[0], arrays[2], arrays[-1]
    n_a, zeros = len(a_node), np.zeros_like(a_node)
    word = zeros_for_word(word_size_child_sum(named), a_node) if xt is None else xt
    dscores, dscores_f, dc_children = _back_to_scores(da_node, dc_node, arrays)
    into = np.concatenate([sum(a_children, zeros), word])
    dinto = sum(named["W" + gate].T @ dz for gate, dz in dscores.items())
    dinto_f = [named["Wf"].T @ dz for dz in dscores_f]
    dWf, dbf = np.zeros_like(into, shape=named["Wf"].shape), np.zeros_like(a_node[:, :1])
    for dz, a_k in zip(dscores_f, a_children):
        dWf += dz @ np.concatenate([a_k, word]).T
        dbf += dz.sum(axis=1, keepdims=True)
    return {
        "dxt": None if xt is None else sum((d[n_a:] for d in dinto_f), dinto[n_a:]),
        "da_children": [dinto[:n_a] + d[:n_a] for d in dinto_f],
        "dc_children": dc_children,
        "dWf": dWf,
        "dbf": dbf,
        **_weight_gradients(dscores, into),
    }


def binary(xt, a_children, c_children, named):
    """`binary_node_forward` for arrays known to be good, without the prediction: what a node keeps."""
    reads = (*(a_children or (None, None)), xt)
    weights = (named["Wf_left"], named["Wf_right"]) if a_children else ()
    f_children = tuple(sigmoid(_score(W, named["bf"], *reads)) for W in weights)
    it, cct, ot = _gates(named, *reads)
    return _states(a_children, c_children, f_children, it, cct, ot, xt)


def back_binary(da_node, dc_node, arrays, named):
    """`binary_node_backward` for arrays known to be good."""
    a_node, a_children, xt = arrays[0], arrays[2], arrays[-1]
    n_a, zeros = len(a_node), np.zeros_like(a_node)
    word = zeros_for_word(word_size_binary(named), a_node) if xt is None else xt
    dscores, dscores_f, dc_children = _back_to_scores(da_node, dc_node, arrays)
    dscores_f = dict(zip(("f_left", "f_right"), dscores_f or (zeros, zeros)))
    into = np.concatenate([*(a_children or (zeros, zeros)), word])
    dinto = sum(named["W" + gate].T @ dz for gate, dz in (dscores_f | dscores).items())
    return {
        "dxt": None if xt is None else dinto[2 * n_a :],
        "da_children": [dinto[:n_a], dinto[n_a : 2 * n_a]] if a_children else [],
        "dc_children": dc_children,
        **{"dW" + gate: dz @ into.T for gate, dz in dscores_f.items()},
        "dbf": sum(dscores_f.values()).sum(axis=1, keepdims=True),
        **_weight_gradients(dscores, into),
    }


def word_size_child_sum(named):
    """n_x, the columns of Wi that are left for the word."""
    return named["Wi"].shape[-1] - named["bi"].shape[-2]


def word_size_binary(named):
    """n_x, the columns of Wi that are left for the word."""
    return named["Wi"].shape[-1] - 2 * named["bi"].shape[-2]


def zeros_for_word(n_x, like):
    """The input of a node without a word: (n_x, m) zeros, m and dtype those of `like`."""
    return np.zeros((n_x, like.shape[-1]), like.dtype)


def _score(W, b, *reads):
    """W [reads] + b. First the states that are read, each with n_a columns of W, last the word, with the
    columns that are left; None is a part of zeros."""
    *states, xt = reads
    n_a = b.shape[-2]
    score = b if xt is None else b + W[..., len(states) * n_a :] @ xt
    for place, state in enumerate(states):
        if state is not None:
            score = score + W[..., place * n_a : (place + 1) * n_a] @ state
    return score


def _gates(named, *reads):
    """Input gate, candidate and output gate."""
    zi, zc, zo = (_score(named["W" + gate], named["b" + gate], *reads) for gate in "ico")
    return sigmoid(zi), np.tanh(zc), sigmoid(zo)


def _states(a_children, c_children, f_children, it, cct, ot, xt):
    """Both states from the gates; returns what a node keeps, in the order of `CACHED`."""
    c_node = it * cct
    for fk, c_k in zip(f_children, c_children):
        c_node = c_node + fk * c_k
    a_node = ot * np.tanh(c_node)
    return a_node, c_node, tuple(a_children), tuple(c_children), f_children, it, cct, ot, xt


def _back_to_scores(da_node, dc_node, arrays):
    """From the gradients at the states to those at the gates' scores.

    returns : dict gate -> (n_a, m) for "i", "c", "o"; a list of (n_a, m), the forget gates of the children;
        a list of (n_a, m), the children's cell states
    """
    _, c_node, _, c_children, f_children, it, cct, ot, _ = arrays
    tanh_c = np.tanh(c_node)
    dc = dc_node + da_node * ot * (1 - tanh_c * tanh_c)
    dscores = {
        "i": dc * cct * it * (1 - it),
        "c": dc * it * (1 - cct * cct),
        "o": da_node * tanh_c * ot * (1 - ot),
    }
    dscores_f = [dc * c_k * fk * (1 - fk) for fk, c_k in zip(f_children, c_children)]
    return dscores, dscores_f, [dc * fk for fk in f_children]


def _weight_gradients(dscores, into):
    gradients = {}
    for gate, dz in dscores.items():
        gradients |= {f"dW{gate}": dz @ into.T, f"db{gate}": dz.sum(axis=1, keepdims=True)}
    return gradients


def read_child_sum(parameters):
    """The LSTM's parameters as arrays by name, their shapes checked against each other."""
    return _read(parameters, CHILD_SUM, "n_a + n_x", 1)


def read_binary(parameters):
    """The binary Tree-LSTM's parameters as arrays by name, their shapes checked against each other."""
    return _read(parameters, BINARY, "2 n_a + n_x", 2)


def _read(parameters, names, columns, children):
    named = dict(zip(names, read_parameters(parameters, names)))
    n_a, width = last_axes(named["Wi"])
    sizes = {
        "n_a": n_a,
        columns: width,
        "n_x": max(width - children * n_a, 0),
        "n_y": last_axes(named["Wy"])[0],
    }
    shapes = {name: ("n_a", columns) if name[0] == "W" else ("n_a", 1) for name in names}
    check_fit(named, shapes | {"Wy": ("n_y", "n_a"), "by": ("n_y", 1)}, sizes, MEANING)
    return named


def _read_node(xt, a_children, c_children, named, n_x):
    """A node's word (or None) and its children's states as tuples, checked."""
    like = named["Wi"].dtype
    given = {} if xt is None else {"xt": as_floats(xt, "xt", like)}
    children = {"a_children": a_children, "c_children": c_children}
    for name, states in children.items():
        if not isinstance(states, (list, tuple)):
            kind = type(states).__name__
            raise TypeError(f"{name} must be a list with a state (n_a, m) for each child; got {kind}.")
        given |= {f"{name}[{k}]": as_floats(state, f"{name}[{k}]", like) for k, state in enumerate(states)}
    if len(a_children) != len(c_children):
        raise ValueError(
            "Each child has two states, a and c, but"
            f" a_children holds {len(a_children)} and c_children {len(c_children)}."
        )
    if not given:
        raise ValueError("A node needs a word, children or both: xt is None and a_children is empty.")
    sizes = {"n_a": named["bi"].shape[-2], "n_x": n_x, "m": last_axes(next(iter(given.values())))[1]}
    shapes = dict.fromkeys(given, ("n_a", "m")) | {"xt": ("n_x", "m")}
    check_fit(given, shapes, sizes, MEANING)
    xt, states = given.pop("xt", None), tuple(given.values())
    return xt, states[: len(a_children)], states[len(a_children) :]


def _with_prediction(kept, given, named, parameters):
    y_pred = softmax_columns(named["Wy"] @ kept[0] + named["by"])
    xt, a_children, c_children = given
    inputs = {} if xt is None else {"xt": xt}
    for name, states in (("a_children", a_children), ("c_children", c_children)):
        inputs |= {f"{name}[{k}]": state for k, state in enumerate(states)}
    stop_at_nan(y_pred, inputs | named)
    return *kept[:2], y_pred, (*kept, parameters)


def _read_backward(da_node, dc_node, cache, function, names):
    arrays, parameters = read_node_cache(cache, CACHED, function, "last")
    named = dict(zip(names, read_parameters(parameters, names)))
    da_node = read_gradient(da_node, "da_node", arrays[0], "a_node")
    return da_node, read_gradient(dc_node, "dc_node", arrays[1], "c_node"), arrays, named
