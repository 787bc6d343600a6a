"""What the passes over trees ask of a composition: which trees it takes, and one node, forward and backward.

Here a node's state is a tuple of arrays, (a,) or for the Tree-LSTMs (a, c). `below`, `columns` and `blocks`
are those of `rnn_helpers._tree_nodes`; `named` holds the parameters by name, as arrays that are known to fit.
"""

from collections.abc import Callable
from typing import NamedTuple

from rnn_helpers._tree_checks import (
    check_no_words_inside,
    check_states_fit,
    check_two_children,
    check_words_fit,
)


class Composition(NamedTuple):
    """How the passes compute a node.

    weights : names of the composition's own parameters    output : name of the output layer's weights
    states : how many arrays a state is: the first ones of those that a node keeps
    read(parameters) : `named`
    check_tree(tree, below, columns), check_words(tree, below, columns, blocks, named) : raise ValueError
    forward(xt or None, what each child keeps, named) : what the node keeps
    back(gradients at the state, what the node keeps, named) : dxt, the gradients at each child's state, dict
        with the weights' gradients
    """

    weights: tuple
    output: str
    states: int
    read: Callable
    check_tree: Callable
    check_words: Callable
    forward: Callable
    back: Callable


def of_vectors(what, weights, read, combine, back):
    """A composition of two vectors, such as the plain one: a leaf's state is its word's vector."""

    def check_tree(tree, below, columns):
        check_two_children(what, tree, below)
        check_no_words_inside(what, tree, below, columns)

    def check_words(tree, below, columns, blocks, named):
        n_a, n_right = (named[name].shape[-1] for name in ("W_left", "W_right"))
        check_states_fit(tree, below, columns, blocks, n_a, n_right)

    def node_forward(xt, children, named):
        return combine(*(kept[0] for kept in children), named) if children else (xt,)

    def node_back(dstate, kept, named):
        if len(kept) == 1:  # a leaf: its state is its word's vector
            return dstate[0], [], {}
        gradients = back(*dstate, kept, named)
        return None, [[gradients.pop("da_left")], [gradients.pop("da_right")]], gradients

    return Composition(weights, "Wya", 1, read, check_tree, check_words, node_forward, node_back)


def of_gates(what, weights, read, combine, back, word_size, two_children):
    """A Tree-LSTM: two states, a word or none at any node above the leaves."""

    def check_tree(tree, below, columns):
        if two_children:
            check_two_children(what, tree, below)

    def check_words(tree, below, columns, blocks, named):
        check_words_fit(blocks, word_size(named))

    def node_forward(xt, children, named):
        a_children, c_children = (tuple(kept[state] for kept in children) for state in (0, 1))
        return combine(xt, a_children, c_children, named)

    def node_back(dstate, kept, named):
        gradients = back(*dstate, kept, named)
        dxt, da, dc = (gradients.pop(name) for name in ("dxt", "da_children", "dc_children"))
        return dxt, list(zip(da, dc)), gradients

    return Composition(weights, "Wy", 2, read, check_tree, check_words, node_forward, node_back)
