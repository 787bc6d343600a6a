"""The answers to lesson 13, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.activations import sigmoid
from rnn_helpers.rnn import output_backward


def tree_node_backward(da_node, cache):
    """One node, backward: from the gradient at its state to both children and to the weights.

    da_node : (n_a, m) gradient of the loss at the node's state
    cache : (a_node, a_left, a_right, parameters)
    returns : dict with da_left, da_right, dW_left, dW_right, dba
    """
    a_node, a_left, a_right, parameters = cache
    dtanh = (1 - a_node * a_node) * da_node
    return {
        "da_left": parameters["W_left"].T @ dtanh,
        "da_right": parameters["W_right"].T @ dtanh,
        "dW_left": dtanh @ a_left.T,
        "dW_right": dtanh @ a_right.T,
        "dba": np.sum(dtanh, axis=1, keepdims=True),
    }


def tree_backward_pass(dz, caches, below):
    """A whole tree, backward: the error at every node, and the gradients of the parameters.

    dz : for each node the gradient (n_y, m) at its scores, or None; the root always has one
    caches : for each node (a_node, a_left, a_right, parameters), at a leaf (a_node, parameters)
    below : for each node the numbers of its two children, at a leaf an empty list
    returns : da, a list with the error at every node; gradients, a dict with the sums over all nodes
    """
    da, gradients = [np.zeros_like(cache[0]) for cache in caches], {}
    for i in reversed(range(len(below))):
        found = {}
        if dz[i] is not None:
            from_output, found = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + from_output
        if below[i]:
            node = tree_node_backward(da[i], caches[i])
            left, right = below[i]
            da[left] = da[left] + node.pop("da_left")
            da[right] = da[right] + node.pop("da_right")
            found = found | node
        for name, value in found.items():
            gradients[name] = gradients.get(name, 0) + value
    return da, gradients


def child_sum_node_forward(xt, a_children, c_children, parameters):
    """One node of the Child-Sum Tree-LSTM: its word and its children's states become its own.

    xt : (n_x, m) the vector of the node's word
    a_children, c_children : lists of (n_a, m), one for each child; empty at a leaf
    parameters : dict with Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1)
    returns : a_node (n_a, m), c_node (n_a, m)
    """
    Wf, Wi, Wc, Wo = (parameters[name] for name in ("Wf", "Wi", "Wc", "Wo"))
    bf, bi, bc, bo = (parameters[name] for name in ("bf", "bi", "bc", "bo"))

    a_sum = sum(a_children, np.zeros((len(bi), xt.shape[1])))
    into = np.concatenate([a_sum, xt])
    it = sigmoid(Wi @ into + bi)
    ot = sigmoid(Wo @ into + bo)
    cct = np.tanh(Wc @ into + bc)

    c_node = it * cct
    for a_k, c_k in zip(a_children, c_children):
        fk = sigmoid(Wf @ np.concatenate([a_k, xt]) + bf)
        c_node = c_node + fk * c_k
    a_node = ot * np.tanh(c_node)
    return a_node, c_node


def levels(below):
    """The nodes of one or more trees, grouped by height.

    below : for each node the numbers of its children, at a leaf an empty list
    returns : a list with one list of numbers for each height, from the leaves up
    """
    height = []
    for children in below:
        height.append(1 + max(height[child] for child in children) if children else 0)
    return [[i for i in range(len(height)) if height[i] == level] for level in range(max(height) + 1)]
