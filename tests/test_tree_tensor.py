import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.parameters import initialise_tree_tensor
from rnn_helpers.tree_rnn import tree_backward_pass, tree_forward_pass, tree_node_backward, tree_node_forward
from rnn_helpers.tree_tensor import tensor_node_backward, tensor_node_forward
from rnn_helpers.trees import balanced
from tests.tree_networks import assert_gradients, assert_near, binary_trees, network, problem, sizes


def test_the_node_by_hand():
    # c = [2; 3]: 1 * 4 + (2 + 3) * 6 + 4 * 9 = 70 from V; 5 * 2 + 7 * 3 = 31 from the rest; ba brings ln 3
    parameters = {
        "V": np.array([[[1.0, 2.0], [3.0, 4.0]]]),
        "W_left": np.array([[5.0]]),
        "W_right": np.array([[7.0]]),
        "ba": np.array([[np.log(3) - 101]]),
        "Wya": np.zeros((4, 1)),
        "by": np.zeros((4, 1)),
    }
    a_node, y_pred, cache = tensor_node_forward([[2.0]], [[3.0]], parameters)
    np.testing.assert_allclose(a_node, [[0.8]], rtol=1e-12)
    np.testing.assert_allclose(y_pred, np.full((4, 1), 1 / 4), rtol=1e-12)
    found = tensor_node_backward([[1.0]], cache)
    slope = 1 - 0.8**2
    np.testing.assert_allclose(found["dV"], slope * np.array([[[4, 6], [6, 9]]]), rtol=1e-12)
    # d/dl of l^2 + 5 l r + 4 r^2 + 5 l is 4 + 15 + 5; d/dr is 10 + 24 + 7
    np.testing.assert_allclose(found["da_left"], [[slope * 24]], rtol=1e-12)
    np.testing.assert_allclose(found["da_right"], [[slope * 41]], rtol=1e-12)


@settings(max_examples=30, deadline=None)
@given(sizes, st.integers(0, 10**6))
def test_node_gradients_by_complex_step(size, seed):
    _, n_a, n_y, m = size
    rng = np.random.default_rng(seed)
    parameters = network("tensor", n_a, n_a, n_y, rng)
    inputs = {"a_left": rng.normal(size=(n_a, m)), "a_right": rng.normal(size=(n_a, m))}
    da_node = rng.normal(size=(n_a, m))

    def loss(p):
        return (da_node * tensor_node_forward(p["a_left"], p["a_right"], parameters | p)[0]).sum()

    own = {name: parameters[name] for name in ("V", "W_left", "W_right", "ba")}
    expected = numerical_gradient(loss, own | inputs, "complex")
    found = tensor_node_backward(da_node, tensor_node_forward(**inputs, parameters=parameters)[2])
    assert set(found) == {"da_left", "da_right", "dV", "dW_left", "dW_right", "dba"}
    for name, wanted in expected.items():
        assert_near(found["d" + name], wanted, name)


@settings(max_examples=25, deadline=None)
@given(binary_trees, sizes, st.integers(0, 10**6))
def test_pass_gradients_by_complex_step(tree, size, seed):
    assert_gradients("tensor", tree, size, seed)


def test_without_a_tensor_it_is_the_plain_node():
    parameters = network("plain", 3, 3, 2, np.random.default_rng(0))
    left, right, da = np.random.default_rng(1).normal(size=(3, 3, 2))
    with_zeros = parameters | {"V": np.zeros((3, 6, 6))}
    *plain, cache = tree_node_forward(left, right, parameters)
    *tensor, tensor_cache = tensor_node_forward(left, right, with_zeros)
    np.testing.assert_allclose(tensor[0], plain[0], rtol=1e-14)
    np.testing.assert_allclose(tensor[1], plain[1], rtol=1e-14)
    found = tensor_node_backward(da, tensor_cache)
    for name, gradient in tree_node_backward(da, cache).items():
        assert_near(found[name], gradient, name)


def test_only_the_symmetric_part_of_a_slice_matters():
    parameters = network("tensor", 3, 3, 2, np.random.default_rng(0))
    left, right, da = np.random.default_rng(1).normal(size=(3, 3, 2))
    V = parameters["V"]
    states, gradients = [], []
    for slices in (V, V.transpose(0, 2, 1), (V + V.transpose(0, 2, 1)) / 2):
        a_node, _, cache = tensor_node_forward(left, right, parameters | {"V": slices})
        states.append(a_node)
        gradients.append(tensor_node_backward(da, cache))
    for a_node, found in zip(states, gradients):
        np.testing.assert_allclose(a_node, states[0], rtol=1e-12)
        for name, gradient in gradients[0].items():
            assert_near(found[name], gradient, name)
    np.testing.assert_allclose(gradients[0]["dV"], gradients[0]["dV"].transpose(0, 2, 1), rtol=1e-12)


def test_training_keeps_the_tensor_symmetric():
    tree = balanced("abcdef")
    parameters = initialise_tree_tensor(4, 3, np.random.default_rng(0))
    _, x, _, dz = problem("tensor", tree, (4, 4, 3, 2), 0)
    for _ in range(20):
        _, _, caches = tree_forward_pass(tree, x, parameters)
        gradients = tree_backward_pass(None, caches, dz)
        parameters = {name: array - 0.1 * gradients["d" + name] for name, array in parameters.items()}
    V = parameters["V"]
    assert np.abs(V - V.transpose(0, 2, 1)).max() < 1e-12 < np.abs(V).max()


def test_children_multiply():
    # with V = one slice [[0, 1], [1, 0]] / 2 the node is tanh(left * right): no plain node can compute it
    parameters = {name: np.zeros((1, 1)) for name in ("W_left", "W_right", "ba", "Wya", "by")}
    parameters["V"] = np.array([[[0, 0.5], [0.5, 0]]])
    left, right = np.array([[1.0, 1.0, -1.0, -1.0]]), np.array([[1.0, -1.0, 1.0, -1.0]])
    a_node, _, _ = tensor_node_forward(left, right, parameters)
    np.testing.assert_allclose(a_node, np.tanh([[1, -1, -1, 1]]), rtol=1e-12)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"V": np.zeros((3, 3, 3))}, ["V", "(3, 3, 3)", "(n_a, 2 n_a, 2 n_a) = (3, 6, 6)"]),
        ({"V": np.zeros((6, 6))}, ["V", "(6, 6)", "3 axes"]),
        ({"W_right": np.zeros((3, 2))}, ["W_right", "(3, 2)", "(3, 3)"]),
        ({"a_left": np.zeros((2, 1))}, ["a_left", "(2, 1)", "(3, 1)"]),
        ({"a_right": np.full((3, 1), np.nan)}, ["a_right", "nan", "finite"]),
    ],
)
def test_errors_say_what_is_wrong(change, words):
    parameters = network("tensor", 3, 3, 2, np.random.default_rng(0))
    given = {"a_left": np.zeros((3, 1)), "a_right": np.zeros((3, 1))} | parameters | change
    children = given.pop("a_left"), given.pop("a_right")
    with pytest.raises(ValueError) as error:
        tensor_node_forward(*children, given)
    assert all(word in str(error.value) for word in words), error.value


def test_a_missing_tensor_and_a_wrong_cache_are_named():
    parameters = network("tensor", 2, 2, 2, np.random.default_rng(0))
    _, _, cache = tensor_node_forward(np.ones((2, 1)), np.ones((2, 1)), parameters)
    with pytest.raises(ValueError, match="da_node has the shape"):
        tensor_node_backward(np.zeros((2, 2)), cache)
    with pytest.raises(ValueError, match="tensor_node_forward"):
        tensor_node_backward(np.zeros((2, 1)), cache[1:])
    del parameters["V"]
    with pytest.raises(KeyError, match='"V"'):
        tensor_node_forward(np.ones((2, 1)), np.ones((2, 1)), parameters)
