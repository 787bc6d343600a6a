"""The answers to lesson 12, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.trees import Tree


def tree_node_forward(a_left, a_right, parameters):
    """One node: the states of its two children become its own.

    a_left, a_right : (n_a, m) the states of the left and of the right child
    parameters : dict with W_left, W_right, ba, Wya, by
    returns : a_node (n_a, m), y_pred (n_y, m), cache (a_node, a_left, a_right, parameters)
    """
    W_left, W_right = parameters["W_left"], parameters["W_right"]
    Wya, ba, by = parameters["Wya"], parameters["ba"], parameters["by"]

    a_node = np.tanh(W_left @ a_left + W_right @ a_right + ba)
    y_pred = softmax(Wya @ a_node + by)
    cache = (a_node, a_left, a_right, parameters)
    return a_node, y_pred, cache


def tree_forward_pass(tree, x, parameters):
    """The states of all nodes of a tree.

    tree : a Tree with two children at every inner node and words at its leaves
    x : (leaves, n_a, m) the vectors of the leaves, from left to right
    parameters : as for tree_node_forward
    returns : a (nodes, n_a, m) the states, nodes in post-order
    """
    waiting, a = [], []
    leaf = 0
    for node in tree.nodes():
        if node.children:
            a_right = waiting.pop()
            a_left = waiting.pop()
            state, _, _ = tree_node_forward(a_left, a_right, parameters)
        else:
            state = x[leaf]
            leaf = leaf + 1
        waiting.append(state)
        a.append(state)
    return np.stack(a)


def leaf_depths(tree):
    """How many steps it is from each leaf to the root.

    tree : a Tree, with any number of children at a node
    returns : a list of whole numbers, one for each leaf, from left to right
    """
    if not tree.children:
        return [0]
    depths = []
    for child in tree.children:
        depths += [depth + 1 for depth in leaf_depths(child)]
    return depths


def read_brackets(text):
    """The tree that a text in brackets stands for.

    text : words and round brackets, two subtrees in every pair of brackets
    returns : a Tree
    """
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right = waiting.pop()
            left = waiting.pop()
            waiting.append(Tree(left, right))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
