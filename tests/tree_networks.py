"""Random trees and random parameters of every composition, for the tests of the networks over trees."""

import numpy as np
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.tree_rnn import tree_backward_pass, tree_forward_pass
from rnn_helpers.trees import Tree

KINDS = ("plain", "tensor", "binary", "child-sum")
LARGEST = 12  # nodes of a random tree
leaves = st.sampled_from("abc").map(lambda word: Tree(word=word))
sizes = st.tuples(*(st.integers(1, high) for high in (3, 3, 3, 2)))  # n_x, n_a, n_y, m


def _small(strategy):
    return strategy.filter(lambda tree: len(tree) <= LARGEST)


# a pair of two subtrees, or of one and the same
binary_trees = _small(
    st.recursive(
        leaves,
        lambda below: st.tuples(below, below).map(lambda pair: Tree(*pair)) | below.map(lambda t: Tree(t, t)),
        max_leaves=6,
    )
)
# one child to four, a word at any node
any_trees = _small(
    st.recursive(
        leaves,
        lambda below: st.builds(
            lambda children, word: Tree(*children, word=word),
            st.lists(below, min_size=1, max_size=4) | below.map(lambda t: [t, t, t]),
            st.sampled_from(["d", None]),
        ),
        max_leaves=6,
    )
)


def trees_for(kind):
    return any_trees if kind == "child-sum" else binary_trees


def network(kind, n_x, n_a, n_y, rng, dtype=float):
    """Parameters of a composition, none of them zero. The plain and the tensor composition have n_x = n_a."""
    shapes = {"Wya": (n_y, n_a), "by": (n_y, 1)}
    if kind in ("plain", "tensor"):
        shapes |= {"W_left": (n_a, n_a), "W_right": (n_a, n_a), "ba": (n_a, 1)}
    if kind == "tensor":
        shapes["V"] = (n_a, 2 * n_a, 2 * n_a)
    if kind in ("binary", "child-sum"):
        width, forget = (2 * n_a, ["f_left", "f_right"]) if kind == "binary" else (n_a, ["f"])
        shapes = {"Wy": (n_y, n_a), "by": (n_y, 1)}
        shapes |= {"W" + gate: (n_a, width + n_x) for gate in (*forget, *"ico")}
        shapes |= {"b" + gate: (n_a, 1) for gate in "fico"}
    return {name: (0.7 * rng.normal(size=shape)).astype(dtype) for name, shape in shapes.items()}


def problem(kind, tree, size, seed, dtype=float):
    """A composition's parameters, an input for the tree, and the gradients da and dz of a loss."""
    n_x, n_a, n_y, m = size
    n_x = n_a if kind in ("plain", "tensor") else n_x
    rng = np.random.default_rng(seed)
    parameters = network(kind, n_x, n_a, n_y, rng, dtype)
    shapes = (len(tree.words()), n_x, m), (len(tree), n_a, m), (len(tree), n_y, m)
    return parameters, *(rng.normal(size=shape).astype(dtype) for shape in shapes)


def loss_of(a, y_pred, da, target):
    """da . a plus the cross-entropy of every node's prediction, for each of the stacked copies, if any."""
    if y_pred.ndim == 3:
        return (da * a).sum() - (target * np.log(y_pred)).sum()
    a = a if a.ndim == 4 else np.broadcast_to(a[:, None], (len(a), y_pred.shape[1], *a.shape[1:]))
    return np.einsum("nim,nkim->k", da, a) - np.einsum("nim,nkim->k", target, np.log(y_pred))


def assert_gradients(kind, tree, size, seed):
    """All gradients of a pass against the complex step, those of the parameters by copies in one batch."""
    parameters, x, da, target = problem(kind, tree, size, seed)
    a, y_pred, caches = tree_forward_pass(tree, x, parameters)
    dz = y_pred * target.sum(axis=1, keepdims=True) - target
    found = tree_backward_pass(da, caches, dz)
    assert set(found) == {"d" + name for name in ("x", *parameters)}

    def loss(given, x=x):
        a, y_pred, _ = tree_forward_pass(tree, x, given)
        return loss_of(a, y_pred, da, target)

    expected = numerical_gradient(loss, parameters, "complex", batched=True)
    expected |= numerical_gradient(lambda p: loss(parameters, p["x"]), {"x": x}, "complex")
    for name, wanted in expected.items():
        assert_near(found["d" + name], wanted, name)


def assert_near(got, wanted, name=""):
    assert got.shape == wanted.shape, name
    assert np.abs(got - wanted).max() <= 1e-9 * np.abs(wanted).max() + 1e-14, name
