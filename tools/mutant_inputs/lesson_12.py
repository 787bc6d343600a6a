"""Random inputs for the tasks of lesson 12."""

import numpy as np

from rnn_helpers.trees import Tree, balanced, chain, left_branching, right_branching

LETTERS = np.array(list("abcdefgTUV'.-0123"))


def node(rng):
    """Two children with sizes from 1 to 6 and weights from tiny to large, sometimes whole numbers."""
    n_a, n_y, m = rng.integers(1, 7, 3)
    left, right = rng.uniform(-1, 1, (2, n_a, m)) * (rng.random((2, 1, 1)) < 0.9)
    if rng.random() < 0.2:
        left, right = np.round(3 * left).astype(int), np.round(3 * right).astype(int)
    return left, right, _net(rng, n_a, n_y)


def _net(rng, n_a, n_y):
    size = 10.0 ** rng.uniform(-2, 1)
    shapes = {"by": (n_y, 1), "ba": (n_a, 1), "Wya": (n_y, n_a), "W_right": (n_a, n_a), "W_left": (n_a, n_a)}
    return {name: rng.normal(0, size, shape) for name, shape in shapes.items()}


def whole_tree(rng):
    """Up to twelve leaves, as a chain, halved, or joined at random, with a vector for each leaf."""
    tree = _joined(rng, _words(rng, int(rng.integers(1, 13))))
    n_a, n_y, m = rng.integers(1, 6, 3)
    return tree, rng.normal(0, 10.0 ** rng.uniform(-2, 1), (len(tree.leaves()), n_a, m)), _net(rng, n_a, n_y)


def any_tree(rng):
    """A tree with any number of children, with and without words at inner nodes."""
    if rng.random() < 0.2:
        return (chain(_words(rng, int(rng.integers(1, 7)))),)
    trees = [Tree(word=word) for word in _words(rng, int(rng.integers(1, 15)))]
    while len(trees) > 1:
        start, count = int(rng.integers(0, len(trees))), int(rng.integers(1, 5))
        word = str(rng.choice(LETTERS)) if rng.random() < 0.3 else None
        trees[start : start + count] = [Tree(*trees[start : start + count], word=word)]
    return (trees[0],)


def text(rng):
    """A tree with two to twelve words in brackets, with blanks and line ends where they may stand."""
    written = str(_joined(rng, _words(rng, int(rng.integers(2, 13)))))
    blanks = ["", "", " ", "\n", "  "]
    for bracket in "()":
        written = "".join(
            f"{rng.choice(blanks)}{c}{rng.choice(blanks)}" if c == bracket else c for c in written
        )
    return (written,)


def _words(rng, count):
    return ["".join(rng.choice(LETTERS, rng.integers(1, 7))) for _ in range(count)]


def _joined(rng, words):
    """A tree with two children at every inner node."""
    shape = rng.integers(0, 6)
    if shape < 3:
        return (left_branching, right_branching, balanced)[shape](words)
    trees = [Tree(word=word) for word in words]
    while len(trees) > 1:
        start = int(rng.integers(0, len(trees) - 1))
        trees[start : start + 2] = [Tree(*trees[start : start + 2])]
    return trees[0]


INPUTS = {
    "tree_node_forward": node,
    "tree_forward_pass": whole_tree,
    "leaf_depths": any_tree,
    "read_brackets": text,
}
