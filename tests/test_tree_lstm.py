import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.lstm import lstm_cell_backward, lstm_cell_forward
from rnn_helpers.tree_lstm import (
    binary_node_backward,
    binary_node_forward,
    child_sum_node_backward,
    child_sum_node_forward,
)
from rnn_helpers.tree_rnn import tree_forward_pass
from rnn_helpers.trees import Tree, balanced
from tests.tree_networks import (
    any_trees,
    assert_gradients,
    assert_near,
    binary_trees,
    network,
    problem,
    sizes,
)

FORWARD = {"binary": binary_node_forward, "child-sum": child_sum_node_forward}
BACKWARD = {"binary": binary_node_backward, "child-sum": child_sum_node_backward}


def from_biases(kind, columns, **weights):
    """One unit, one word number. A gate's weights are given as (columns, bias), the others are zero."""
    gates = ("f_left", "f_right", "i", "c", "o") if kind == "binary" else "fico"
    parameters = {"Wy": np.zeros((2, 1)), "by": np.zeros((2, 1))}
    for gate in gates:
        row, bias = weights.get(gate, ((0,) * columns, 0.0))
        parameters |= {"W" + gate: np.array([row], float), "b" + gate[0]: np.array([[float(bias)]])}
    return parameters


def test_the_binary_node_by_hand():
    # every score is a logarithm: sigmoid(ln k) = k / (k + 1), tanh(ln 3) = 0.8. Columns: left, right, word
    left, right, xt = [[np.log(2)]], [[np.log(3)]], [[np.log(5)]]
    parameters = from_biases(
        "binary",
        3,
        f_left=((1, 1, 0), 0.0),  # ln 6
        f_right=((0, 1, 0), 0.0),  # ln 3
        i=((0, 0, 1), 0.0),  # ln 5
        c=((0, 1, 0), 0.0),
        o=((1, 0, 1), 0.0),  # ln 10
    )
    a_node, c_node, y_pred, cache = binary_node_forward(xt, [left, right], [[[7.0]], [[4.0]]], parameters)
    np.testing.assert_allclose(np.ravel(cache[4]), [6 / 7, 3 / 4], rtol=1e-12)
    np.testing.assert_allclose(np.ravel(cache[5:8]), [5 / 6, 0.8, 10 / 11], rtol=1e-12)
    np.testing.assert_allclose(c_node, [[6 + 3 + 5 / 6 * 0.8]], rtol=1e-12)
    np.testing.assert_allclose(a_node, 10 / 11 * np.tanh(c_node), rtol=1e-12)
    np.testing.assert_allclose(y_pred, [[0.5], [0.5]])


def test_the_child_sum_node_by_hand():
    # the forget gates read one child each, the other gates the sum: ln 2 + ln 3 + ln 4 = ln 24
    parameters = from_biases("child-sum", 2, f=((1, 0), 0), i=((1, 0), 0), c=((0, 1), 0), o=((0, 0), 0))
    a_children = [[[np.log(k)]] for k in (2, 3, 4)]
    c_children = [[[3.0]], [[4.0]], [[5.0]]]
    a_node, c_node, _, cache = child_sum_node_forward([[np.log(3)]], a_children, c_children, parameters)
    np.testing.assert_allclose(np.ravel(cache[4]), [2 / 3, 3 / 4, 4 / 5], rtol=1e-12)
    np.testing.assert_allclose(np.ravel(cache[5:8]), [24 / 25, 0.8, 1 / 2], rtol=1e-12)
    np.testing.assert_allclose(c_node, [[2 + 3 + 4 + 24 / 25 * 0.8]], rtol=1e-12)
    np.testing.assert_allclose(a_node, 0.5 * np.tanh(c_node), rtol=1e-12)


@pytest.mark.parametrize("kind", FORWARD)
@settings(max_examples=25, deadline=None)
@given(size=sizes, children=st.integers(0, 4), word=st.booleans(), seed=st.integers(0, 10**6))
def test_node_gradients_by_complex_step(kind, size, children, word, seed):
    n_x, n_a, n_y, m = size
    children = min(children // 2, 1) * 2 if kind == "binary" else children
    word = word or not children
    rng = np.random.default_rng(seed)
    parameters = network(kind, n_x, n_a, n_y, rng)
    inputs = {"xt": rng.normal(size=(n_x, m))} if word else {}
    inputs |= {f"{name}{k}": rng.normal(size=(n_a, m)) for name in "ac" for k in range(children)}
    da_node, dc_node = rng.normal(size=(2, n_a, m))

    def forward(p):
        states = ([p[f"{name}{k}"] for k in range(children)] for name in "ac")
        return FORWARD[kind](p.get("xt"), *states, parameters | p)

    def loss(p):
        a_node, c_node, _, _ = forward(p)
        return (da_node * a_node).sum() + (dc_node * c_node).sum()

    own = {name: array for name, array in parameters.items() if name[1:] != "y"}
    expected = numerical_gradient(loss, own | inputs, "complex")
    found = BACKWARD[kind](da_node, dc_node, forward(inputs)[3])
    assert list(found)[:3] == ["dxt", "da_children", "dc_children"]
    assert set(found) == {"dxt", "da_children", "dc_children", *("d" + name for name in own)}
    assert len(found["da_children"]) == len(found["dc_children"]) == children
    assert (found["dxt"] is None) == (not word)
    for name, wanted in expected.items():
        got = found[f"d{name[0]}_children"][int(name[1:])] if name[1:].isdigit() else found["d" + name]
        assert_near(got, wanted, name)


@settings(max_examples=20, deadline=None)
@given(binary_trees, sizes, st.integers(0, 10**6))
def test_binary_pass_gradients_by_complex_step(tree, size, seed):
    assert_gradients("binary", tree, size, seed)


@settings(max_examples=20, deadline=None)
@given(any_trees, sizes, st.integers(0, 10**6))
def test_child_sum_pass_gradients_by_complex_step(tree, size, seed):
    assert_gradients("child-sum", tree, size, seed)


def test_words_at_inner_nodes_of_a_binary_tree():
    tree = Tree(Tree(Tree(word="2"), Tree(word="3"), word="*"), Tree(word="4"), word="+")
    assert_gradients("binary", tree, (2, 3, 2, 2), 0)


def test_a_child_sum_node_with_one_child_is_the_lstm_cell():
    n_x, n_a, n_y, m = 3, 4, 2, 2
    rng = np.random.default_rng(0)
    parameters = network("child-sum", n_x, n_a, n_y, rng)
    xt, (a, c, da, dc) = rng.normal(size=(n_x, m)), rng.normal(size=(4, n_a, m))
    *cell, cell_cache = lstm_cell_forward(xt, a, c, parameters)
    *node, node_cache = child_sum_node_forward(xt, [a], [c], parameters)
    for one, other in zip(cell, node, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-13)
    found, wanted = child_sum_node_backward(da, dc, node_cache), lstm_cell_backward(da, dc, cell_cache)
    found |= {"da_prev": found["da_children"][0], "dc_prev": found["dc_children"][0]}
    for name, gradient in wanted.items():
        assert_near(found[name], gradient, name)


def test_no_word_is_a_word_of_zeros():
    rng = np.random.default_rng(0)
    for kind, forward in FORWARD.items():
        parameters = network(kind, 3, 2, 2, rng)
        states = [*rng.normal(size=(2, 2, 2))], [*rng.normal(size=(2, 2, 2))]
        with_zeros = forward(np.zeros((3, 2)), *states, parameters)
        without = forward(None, *states, parameters)
        for one, other in zip(with_zeros[:3], without[:3]):
            np.testing.assert_array_equal(one, other)
        d = rng.normal(size=(2, 2))
        one, other = (BACKWARD[kind](d, d, result[3]) for result in (with_zeros, without))
        assert one["dxt"].shape == (3, 2) and other["dxt"] is None
        assert all(np.allclose(one[name], other[name], 1e-14) for name in one if name != "dxt")


def test_the_order_of_children_matters_to_the_binary_node_alone():
    rng = np.random.default_rng(0)
    for kind, forward in FORWARD.items():
        parameters, (left, right) = network(kind, 2, 3, 2, rng), rng.normal(size=(2, 3, 1))
        one = forward(None, [left, right], [left, right], parameters)[0]
        other = forward(None, [right, left], [right, left], parameters)[0]
        assert np.allclose(one, other, 1e-12) == (kind == "child-sum")


def test_a_forget_gate_for_each_child_keeps_one_and_drops_the_other():
    # the left gate is open, the right one shut, and nothing comes in
    parameters = from_biases("binary", 3, i=((0, 0, 0), -60.0))
    parameters |= {"Wf_left": np.array([[100.0, 0, 0]]), "Wf_right": np.array([[-100.0, 0, 0]])}
    _, c_node, _, _ = binary_node_forward(None, [[[0.4]], [[0.3]]], [[[0.5]], [[0.9]]], parameters)
    assert c_node[0, 0] == pytest.approx(0.5, abs=1e-12)


@pytest.mark.parametrize("kind", FORWARD)
def test_cells_are_kept_beside_the_states(kind):
    tree = balanced("abc")
    parameters, x, _, _ = problem(kind, tree, (2, 3, 2, 2), 0)
    a, _, caches = tree_forward_pass(tree, x, parameters)
    assert caches.cells.shape == a.shape
    assert all(np.array_equal(caches[i][1], caches.cells[i]) for i in range(len(tree)))
    plain, x, _, _ = problem("plain", tree, (3, 3, 2, 2), 0)
    assert tree_forward_pass(tree, x, plain)[2].cells is None


@pytest.mark.parametrize("kind", FORWARD)
def test_gates_that_are_shut_or_open_stay_finite(kind):
    rng = np.random.default_rng(0)
    parameters = network(kind, 2, 3, 2, rng)
    xt, (a, c) = rng.normal(size=(2, 2)), rng.normal(size=(2, 3, 2))
    for scale in (1e3, -1e3):
        big = {name: array * scale for name, array in parameters.items()}
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            _, _, _, cache = FORWARD[kind](xt, [a, c], [c, a], big)
            found = BACKWARD[kind](a, c, cache)
        assert all(np.isfinite(found[name]).all() for name in found)


def test_float32_stays_float32():
    for kind, forward in FORWARD.items():
        parameters = network(kind, 2, 3, 2, np.random.default_rng(0), np.float32)
        ones = np.ones((3, 2), np.float32)
        a_node, c_node, y_pred, cache = forward(None, [ones, ones], [ones, ones], parameters)
        found = BACKWARD[kind](ones, ones, cache)
        arrays = [a_node, c_node, y_pred, *found.pop("da_children"), *found.pop("dc_children")]
        assert found.pop("dxt") is None
        assert {array.dtype for array in (*arrays, *found.values())} == {np.dtype(np.float32)}


ONE = np.zeros((3, 1))


@pytest.mark.parametrize("kind", FORWARD)
@pytest.mark.parametrize(
    ("node", "words"),
    [
        ((None, [], []), ["xt is None", "a_children is empty"]),
        ((None, [ONE, ONE], [ONE]), ["2", "1", "two states"]),
        ((None, [ONE, ONE[:2]], [ONE, ONE]), ["a_children[1]", "(2, 1)", "(3, 1)"]),
        ((None, [ONE, ONE], [ONE, np.zeros((3, 2))]), ["c_children[1]", "(3, 2)", "(3, 1)"]),
        ((np.zeros((4, 1)), [], []), ["xt", "(4, 1)", "(2, 1)", "columns of Wi"]),
        ((np.zeros(2), [], []), ["xt", "(2,)", "xt[:, None]"]),
        ((np.full((2, 1), np.nan), [], []), ["xt", "nan"]),
        ((None, [ONE, ONE], [ONE, np.full((3, 1), np.nan)]), ["c_children[1]", "nan"]),
    ],
)
def test_errors_say_what_is_wrong(kind, node, words):
    parameters = network(kind, 2, 3, 2, np.random.default_rng(0))
    with pytest.raises(ValueError) as error:
        FORWARD[kind](*node, parameters)
    assert all(word in str(error.value) for word in words), error.value


@pytest.mark.parametrize("kind", FORWARD)
def test_parameters_that_do_not_fit_are_named(kind):
    parameters = network(kind, 2, 3, 2, np.random.default_rng(0))
    for name, value, words in (
        ("Wo", np.zeros((3, 4)), ["Wo", "(3, 4)", "n_a + n_x"]),
        ("bf", np.zeros(3), ["bf", "(3,)", "bf[:, None]"]),
        ("Wy", np.zeros((2, 4)), ["Wy", "(2, 4)", "(2, 3)"]),
    ):
        with pytest.raises(ValueError) as error:
            FORWARD[kind](np.zeros((2, 1)), [], [], parameters | {name: value})
        assert all(word in str(error.value) for word in words), error.value
    no_words = {
        name: array[:, :-2] if name[0] == "W" and name != "Wy" else array
        for name, array in parameters.items()
    }
    with pytest.raises(ValueError, match="n_x is 0"):
        FORWARD[kind](None, [ONE, ONE], [ONE, ONE], no_words)
    del parameters["bo"]
    with pytest.raises(KeyError, match='"bo"'):
        FORWARD[kind](np.zeros((2, 1)), [], [], parameters)


@pytest.mark.parametrize("count", [1, 3])
def test_the_binary_node_wants_two(count):
    parameters = network("binary", 2, 3, 2, np.random.default_rng(0))
    with pytest.raises(ValueError) as error:
        binary_node_forward(None, [ONE] * count, [ONE] * count, parameters)
    assert all(
        word in str(error.value) for word in (f"got {count}", "binarised(tree)", "child_sum_node_forward")
    )


def test_states_come_in_lists():
    parameters = network("child-sum", 2, 3, 2, np.random.default_rng(0))
    with pytest.raises(TypeError, match="a_children must be a list.*ndarray"):
        child_sum_node_forward(None, ONE, ONE, parameters)


@pytest.mark.parametrize("kind", FORWARD)
def test_backward_refuses_what_it_cannot_use(kind):
    parameters = network(kind, 2, 3, 2, np.random.default_rng(0))
    _, _, _, cache = FORWARD[kind](np.ones((2, 1)), [], [], parameters)
    with pytest.raises(ValueError, match="dc_node has the shape"):
        BACKWARD[kind](ONE, np.zeros((3, 2)), cache)
    with pytest.raises(ValueError, match="node_forward returns; got tuple of 2"):
        BACKWARD[kind](ONE, ONE, cache[:2])
