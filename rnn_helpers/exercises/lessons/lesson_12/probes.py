"""The inputs that answers of lesson 12 are tried on: fixed small ones, then fresh random ones."""

import numpy as np

from rnn_helpers.brackets import read_tree
from rnn_helpers.exercises.probes import another_order, probe
from rnn_helpers.molecules import tree_of_smiles
from rnn_helpers.trees import Tree

WORDS = ("the", "old", "cat", "saw", "on", "mat")  # few, so that some occur twice


def node_probes(rng):
    """Inputs for the node: batches of one, sizes that are all different, and sizes that are all equal."""
    sizes = [(2, 3, 1), (4, 2, 1), (3, 3, 1), (3, 4, 5), (4, 3, 2), (3, 3, 3)]
    whole = {name: rng.integers(-2, 3, array.shape) for name, array in _parameters(rng, 3, 4).items()}
    children = (rng.integers(-2, 3, (3, 2)) for _ in range(2))
    return [*(_node_probe(rng, *each) for each in sizes), probe("whole", *children, whole)]


def _node_probe(rng, n_a, n_y, m):
    children = (np.tanh(rng.normal(0, 1, (n_a, m))) for _ in range(2))
    return probe("one" if m == 1 else "batch", *children, _parameters(rng, n_a, n_y), columns=m)


def _parameters(rng, n_a, n_y):
    shapes = {"W_left": (n_a, n_a), "W_right": (n_a, n_a), "ba": (n_a, 1), "Wya": (n_y, n_a), "by": (n_y, 1)}
    order = another_order(tuple(shapes), rng)
    return {name: rng.normal(0, 0.7, shapes[name]) for name in order}


def pass_probes(rng):
    """Inputs for the pass: trees of every lean, some words twice, vectors of all sizes."""
    shapes = [
        ("one", "(the cat)", 2, 3, 1),
        ("leaf", "cat", 3, 2, 2),
        ("left", "(((the cat) saw) on)", 3, 2, 1),
        ("right", "(the (cat (saw on)))", 2, 4, 3),
        ("branches", "((the (old cat)) (saw (the mat)))", 4, 3, 2),
        ("branches", "(((the the) (cat old)) ((on mat) the))", 3, 3, 3),
    ]
    probes = [_pass_probe(rng, kind, read_tree(text), *sizes) for kind, text, *sizes in shapes]
    tree = read_tree("((the old) (cat saw))")
    x, parameters = rng.integers(-2, 3, (4, 3, 2)), _parameters(rng, 3, 4)
    return [
        *probes,
        _pass_probe(rng, "branches", random_tree(rng, int(rng.integers(5, 8))), 3, 5, 1),
        probe("whole", tree, x, parameters),
    ]


def _pass_probe(rng, kind, tree, n_a, n_y, m):
    x = rng.normal(0, 1, (len(tree.leaves()), n_a, m))
    return probe(kind, tree, x, _parameters(rng, n_a, n_y), columns=m)


DEEPEST = 4  # steps: lists nested as a tree is are looked at to a few levels only


def random_tree(rng, leaves):
    """A tree with two children at every inner node, of any shape that is not too deep."""
    tree = _joined(rng, leaves)
    while tree.depth > DEEPEST:
        tree = _joined(rng, leaves)
    return tree


def _joined(rng, leaves):
    if leaves == 1:
        return Tree(word=str(rng.choice(WORDS)))
    left = int(rng.integers(1, leaves))
    return Tree(_joined(rng, left), _joined(rng, leaves - left))


def depths_probes(rng):
    """Inputs for the depths of leaves: trees of all kinds."""
    two = ["(the cat)", "((the (old cat)) slept)", "(((the cat) saw) on)", "(the (cat (saw on)))"]
    two += ["(((the old) cat) (the mat))"]  # a word twice, not equally far, and branches that differ in depth
    alone = Tree(Tree(Tree(word="cat")), Tree(word="sat"))
    return [
        probe("leaf", Tree(word="cat")),
        *(probe("two", read_tree(text)) for text in two),
        probe("two", random_tree(rng, int(rng.integers(6, 9)))),
        probe("several", read_tree("(the (old cat) (sat on (the mat) here) now)", labels=False)),
        probe("several", alone),
        probe("several", _any_tree(rng, 3)),
        probe("words", read_tree("*(+(3 4) 2)")),
        probe("words", tree_of_smiles("CC(=O)O")),
    ]


def _any_tree(rng, depth):
    """A tree with one to four children at its inner nodes."""
    if depth == 0:
        return Tree(word=str(rng.choice(WORDS)))
    below = [int(rng.integers(0, depth)) for _ in range(rng.integers(1, 4))]
    children = [_any_tree(rng, each) for each in (depth - 1, *below)[: rng.integers(2, 5)]]
    return Tree(*children)


def brackets_probes(rng):
    """Inputs for the reader: trees of every lean, words with other signs in them, blanks and line ends."""
    return [
        probe("one", "(the cat)"),
        probe("left", "(((the cat) sat) down)"),
        probe("right", "(the (cat (sat down)))"),
        probe("branches", "((the (old cat)) (slept (on (the mat))))"),
        probe("branches", "((the cat)(sat down))"),
        probe("signs", "((It 's) (not (3.5 well-known)))"),
        probe("blanks", "( (the   cat)\n  (sat\ndown) )"),
        probe("branches", str(random_tree(rng, int(rng.integers(5, 8))))),
    ]
