"""The networks on trees that come with the course (lesson 14), and what they say at every node of a tree."""

from functools import lru_cache

import numpy as np

from rnn_helpers.model_files import load_course_model
from rnn_helpers.tree_levels import plant
from rnn_helpers.tree_questions import unscaled
from rnn_helpers.tree_training import NODES, tree_outputs
from rnn_helpers.trees import grow


@lru_cache(maxsize=3)
def stored_answer(name):
    """What `make models` has stored of a question: parameters in float64, and `about` with the table."""
    parameters, about = load_course_model(f"tree_{name}")
    return {key: array.astype(float) for key, array in parameters.items()}, about


def as_read(tree):
    """A typed sentence as the network reads it: without labels, words in lower case."""
    parts = []
    for node in tree.nodes():
        start = len(parts) - len(node.children)
        parts[start:] = [grow(tuple(parts[start:]), node.word and node.word.lower())]
    return parts[0]


def said_at_nodes(name, trees):
    """What the stored network of a question says at every node of some trees, in post-order.

    trees : as the question has them; typed sentences by way of `as_read`
    returns : a list with (n_y, nodes) probabilities for each tree, or (nodes,) kelvin: what it says of the
        part below a node, as if that were the whole
    """
    parameters, about = stored_answer(name)
    forest = plant(trees, tuple(about["vocabulary"]))
    linear = name == "boiling"
    found = tree_outputs(parameters, forest, NODES, linear=linear)
    if linear:
        return np.split(unscaled(name, found[0]), forest["starts"][1:-1])
    return np.split(found, forest["starts"][1:-1], axis=1)


def unknown_words(tree, vocabulary):
    """The different words of a tree that a vocabulary lacks, in the order of reading."""
    return [word for word in dict.fromkeys(as_read(tree).words()) if word not in vocabulary]
