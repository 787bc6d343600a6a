"""A sequence is a tree: the recurrent networks, run as recursive ones, number by number.

`rnn_as_tree` walks a left-branching tree whose left-most leaf is a0 and whose right children are the inputs:
a_node = tanh(W_left a_left + W_right a_right + ba) with W_left = Waa and W_right = Wax is the RNN's step.
`lstm_as_tree` walks a chain of one-child nodes with a word at each: the Child-Sum Tree-LSTM with one child is
the LSTM's step. Both run the two networks, forward and backward, and tell how far apart they come out.
Lesson 12 prints these numbers; lesson 13 derives the node that they compare.
"""

import numpy as np

from rnn_helpers.lstm import lstm_backward_pass, lstm_forward_pass
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.tree_rnn import tree_backward_pass, tree_forward_pass
from rnn_helpers.trees import chain, left_branching


def rnn_as_tree(x, a0, parameters):
    """The RNN beside the plain recursive network over a left-branching tree.

    x (T_x, n_x, m), a0 (n_a, m), parameters : as for `rnn_forward_pass`; n_x and n_a may differ
    returns : dict with the largest absolute difference of the states, the outputs and the gradients dx, da0,
        dWax, dWaa, dba, dWya, dby of one loss that hangs on every state and every output

    The tree's leaves are a0, x[0], x[1] and so on; its inner nodes, from the bottom up, are the time steps.
    """
    a, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    da, dz = _some_gradients(a, y_pred)
    of_rnn = rnn_backward_pass(da, caches, dz)

    tree = left_branching(["a0", *(f"x{t + 1}" for t in range(len(a)))])
    steps = [number for number, node in enumerate(tree.nodes()) if node.children]
    renamed = {"Waa": "W_left", "Wax": "W_right"}
    weights = {renamed.get(name, name): array for name, array in parameters.items()}
    a_tree, y_tree, tree_caches = tree_forward_pass(tree, [a0, *x], weights)
    da_tree, dz_tree = (_at(steps, d, len(tree)) for d in (da, dz))
    of_tree = tree_backward_pass(da_tree, tree_caches, dz_tree)
    da0, *dx = of_tree["dx"]
    found = of_tree | {"dx": dx, "da0": da0, "dWaa": of_tree["dW_left"], "dWax": of_tree["dW_right"]}
    pairs = {
        "states": (a, [a_tree[step] for step in steps]),
        "outputs": (y_pred, [y_tree[step] for step in steps]),
    }
    return _differences(pairs | {name: (of_rnn[name], found[name]) for name in of_rnn})


def lstm_as_tree(x, parameters):
    """The LSTM, from states of zero, beside the Child-Sum Tree-LSTM over a chain of one-child nodes.

    x (T_x, n_x, m), parameters : as for `lstm_forward_pass`
    returns : dict with the largest absolute difference of the states, the cell states, the outputs and the
        gradients dx, dWf, dbf, ... dWy, dby of one loss that hangs on every state and every output

    The chain's leaf is the first step, its root the last. The leaf has no children, where the LSTM has zeros.
    """
    n_a = np.shape(parameters["bf"])[0]
    a, y_pred, c, caches = lstm_forward_pass(
        x, np.zeros((n_a, np.shape(x)[-1]), np.asarray(x).dtype), parameters
    )
    da, dz = _some_gradients(a, y_pred)
    of_lstm = lstm_backward_pass(da, caches, dz=dz)

    tree = chain([f"x{t + 1}" for t in range(len(a))])
    a_tree, y_tree, tree_caches = tree_forward_pass(tree, list(x), parameters)
    of_tree = tree_backward_pass(da, tree_caches, dz)
    pairs = {"states": (a, a_tree), "cells": (c, tree_caches.cells), "outputs": (y_pred, y_tree)}
    return _differences(pairs | {name: (of_lstm[name], of_tree[name]) for name in of_lstm if name in of_tree})


def _at(numbers, entries, nodes):
    """A list with `entries` at the nodes of these numbers and None at all others."""
    found = dict(zip(numbers, entries))
    return [found.get(number) for number in range(nodes)]


def _some_gradients(*arrays):
    """For each array a gradient of its shape: fixed numbers between -1 and 1 without a pattern."""
    return [np.cos(1 + np.arange(array.size, dtype=array.dtype)).reshape(array.shape) for array in arrays]


def _differences(pairs):
    """name -> the largest absolute difference of the two arrays."""
    return {
        name: float(np.abs(np.asarray(one) - np.asarray(two)).max()) for name, (one, two) in pairs.items()
    }
