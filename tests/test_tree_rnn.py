import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.parameters import initialise_tree_rnn
from rnn_helpers.rnn import output_backward
from rnn_helpers.tree_lstm import binary_node_backward, child_sum_node_backward
from rnn_helpers.tree_rnn import (
    composition_of,
    tree_backward_pass,
    tree_forward_pass,
    tree_node_backward,
    tree_node_forward,
)
from rnn_helpers.tree_tensor import tensor_node_backward
from rnn_helpers.trees import Tree, balanced, chain, left_branching, right_branching
from tests.tree_networks import (
    KINDS,
    assert_gradients,
    assert_near,
    binary_trees,
    network,
    problem,
    sizes,
    trees_for,
)

THREE = Tree(Tree(Tree(word="a"), Tree(word="b")), Tree(word="c"))  # ((a b) c)


def scalars(W_left=2.0, W_right=3.0, ba=0.5):
    """One unit; the output layer turns the state 0.6 into the probabilities 3/4 and 1/4."""
    return {
        "W_left": np.array([[W_left]]),
        "W_right": np.array([[W_right]]),
        "ba": np.array([[ba]]),
        "Wya": np.array([[np.log(3) / 0.6], [0.0]]),
        "by": np.zeros((2, 1)),
    }


def by_hand():
    """Words for ((a b) c) that make the sums at the two nodes ln 3 and ln 2; tanh of them is 0.8 and 0.6."""
    a, b, c = 1.0, (np.log(3) - 2 * 1.0 - 0.5) / 3, (np.log(2) - 2 * 0.8 - 0.5) / 3
    return np.array([a, b, c])[:, None, None]


def test_a_small_tree_by_hand():
    x = by_hand()
    a, y_pred, _ = tree_forward_pass(THREE, x, scalars())
    np.testing.assert_allclose(a[:, 0, 0], [x[0, 0, 0], x[1, 0, 0], 0.8, x[2, 0, 0], 0.6], rtol=1e-12)
    np.testing.assert_allclose(y_pred[-1], [[3 / 4], [1 / 4]], rtol=1e-12)


def test_a_small_tree_backward_by_hand():
    x = by_hand()
    _, b, c = x[:, 0, 0]
    _, _, caches = tree_forward_pass(THREE, x, scalars())
    da = [None, None, None, None, np.array([[1.0]])]
    found = tree_backward_pass(da, caches)
    # at the root 1 - 0.6^2 = 0.64; the node (a b) gets 2 * 0.64, times 1 - 0.8^2 that is 0.4608
    np.testing.assert_allclose(found["dx"][:, 0, 0], [2 * 0.4608, 3 * 0.4608, 3 * 0.64], rtol=1e-12)
    np.testing.assert_allclose(found["dW_left"], [[0.64 * 0.8 + 0.4608 * 1.0]], rtol=1e-12)
    np.testing.assert_allclose(found["dW_right"], [[0.64 * c + 0.4608 * b]], rtol=1e-12)
    np.testing.assert_allclose(found["dba"], [[0.64 + 0.4608]], rtol=1e-12)
    assert set(found) == {"dx", "dW_left", "dW_right", "dba"}


@settings(max_examples=30, deadline=None)
@given(sizes, st.integers(1, 3), st.integers(0, 10**6))
def test_node_gradients_by_complex_step(size, n_right, seed):
    _, n_a, n_y, m = size
    rng = np.random.default_rng(seed)
    parameters = network("plain", n_a, n_a, n_y, rng) | {"W_right": rng.normal(size=(n_a, n_right))}
    inputs = {"a_left": rng.normal(size=(n_a, m)), "a_right": rng.normal(size=(n_right, m))}
    da_node = rng.normal(size=(n_a, m))

    def loss(p):
        a_node, _, _ = tree_node_forward(p["a_left"], p["a_right"], parameters | p)
        return (da_node * a_node).sum()

    own = {name: parameters[name] for name in ("W_left", "W_right", "ba")}
    expected = numerical_gradient(loss, own | inputs, "complex")
    found = tree_node_backward(da_node, tree_node_forward(**inputs, parameters=parameters)[2])
    assert set(found) == {"da_left", "da_right", "dW_left", "dW_right", "dba"}
    for name, wanted in expected.items():
        assert_near(found[name.replace("a_", "da_", 1) if name in inputs else "d" + name], wanted, name)


@settings(max_examples=30, deadline=None)
@given(binary_trees, sizes, st.integers(0, 10**6))
def test_pass_gradients_by_complex_step(tree, size, seed):
    assert_gradients("plain", tree, size, seed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_leaf(kind):
    assert_gradients(kind, Tree(word="a"), (2, 3, 2, 2), 0)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 6), sizes, st.integers(0, 10**6))
def test_words_of_another_size_as_right_children(words, size, seed):
    n_x, n_a, n_y, m = size
    rng = np.random.default_rng(seed)
    parameters = network("plain", n_a, n_a, n_y, rng) | {"W_right": rng.normal(size=(n_a, n_x))}
    tree = left_branching("abcdefg"[: words + 1])
    x = [rng.normal(size=(n_a, m)), *rng.normal(size=(words, n_x, m))]
    inner = [number for number, node in enumerate(tree.nodes()) if node.children]
    dz, da = (
        [rng.normal(size=(rows, m)) if number in inner else None for number in range(len(tree))]
        for rows in (n_y, n_a)
    )

    def loss(p):
        x_given = [p.pop(f"x{number}") for number in range(len(x))]
        a, _, _ = tree_forward_pass(tree, x_given, p)
        scores = sum((dz[number] * (p["Wya"] @ a[number] + p["by"])).sum() for number in inner)
        return scores + sum((da[number] * a[number]).sum() for number in inner)

    _, y_pred, caches = tree_forward_pass(tree, x, parameters)
    found = tree_backward_pass(da, caches, dz)
    expected = numerical_gradient(
        loss, parameters | {f"x{number}": block for number, block in enumerate(x)}, "complex"
    )
    for number, block in enumerate(found["dx"]):
        assert_near(block, expected[f"x{number}"])
    for name in parameters:
        assert_near(found["d" + name], expected[name], name)
    assert all(y_pred[number].shape == (n_y, m) for number in inner)
    assert isinstance(found["dx"], list) == (n_x != n_a) == (y_pred[1] is None)


def test_a_subtree_used_twice_adds_up():
    pair = Tree(Tree(word="a"), Tree(word="b"))
    tree = Tree(pair, Tree(pair, Tree(word="a")))  # words a b a b a
    rng = np.random.default_rng(0)
    parameters, table = network("plain", 3, 3, 2, rng), rng.normal(size=(2, 3, 1))
    rows = [0, 1, 0, 1, 0]

    def loss(p):
        a, _, _ = tree_forward_pass(tree, p["table"][rows], parameters)
        return a[-1].sum()

    a, _, caches = tree_forward_pass(tree, table[rows], parameters)
    da = np.zeros(a.shape)
    da[-1] = 1
    dx = tree_backward_pass(da, caches)["dx"]
    dtable = np.zeros_like(table)
    np.add.at(dtable, rows, dx)
    assert_near(dtable, numerical_gradient(loss, {"table": table}, "complex")["table"])
    assert np.array_equal(a[2], a[5])  # both times the pair has the same state


BACKWARD = {
    "plain": tree_node_backward,
    "tensor": tensor_node_backward,
    "binary": binary_node_backward,
    "child-sum": child_sum_node_backward,
}


def walk_down(kind, tree, caches, da, dz, parameters):
    """Backpropagation through structure with the node functions alone."""
    arriving = {len(tree) - 1: 0.0}
    arriving_c, total, dx = {len(tree) - 1: 0.0}, {}, []
    below, waiting = [], []
    for number, node in enumerate(tree.nodes()):
        cut = len(waiting) - len(node.children)
        below.append(waiting[cut:])
        waiting = [*waiting[:cut], number]
    for number in range(len(tree) - 1, -1, -1):
        state = caches[number][0]
        from_loss, of_output = output_backward(dz[number], state, parameters)
        da_node = arriving[number] + from_loss + da[number]
        if kind in ("plain", "tensor"):
            if not below[number]:
                dx.insert(0, da_node)
                found = {}
            else:
                found = BACKWARD[kind](da_node, caches[number])
                sent = found.pop("da_left"), found.pop("da_right")
                arriving |= dict(zip(below[number], sent))
        else:
            found = BACKWARD[kind](da_node, arriving_c[number] + np.zeros_like(state), caches[number])
            arriving |= dict(zip(below[number], found.pop("da_children")))
            arriving_c |= dict(zip(below[number], found.pop("dc_children")))
            dxt = found.pop("dxt")
            if dxt is not None:
                dx.insert(0, dxt)
        for name, gradient in (found | of_output).items():
            total[name] = total.get(name, 0) + gradient
    return total | {"dx": np.stack(dx)}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_pass_is_the_nodes_one_after_the_other(kind, data):
    tree = data.draw(trees_for(kind))
    parameters, x, da, dz = problem(kind, tree, (2, 3, 2, 2), 0)
    dz = np.repeat(dz[:, :1], 2, axis=1)
    _, _, caches = tree_forward_pass(tree, x, parameters)
    found = tree_backward_pass(da, caches, dz)
    for name, gradient in walk_down(kind, tree, caches, da, dz, parameters).items():
        assert_near(found[name], gradient, name)


def test_the_pass_predicts_what_the_node_predicts():
    parameters, x, _, _ = problem("plain", THREE, (3, 3, 2, 2), 0)
    a, y_pred, caches = tree_forward_pass(THREE, x, parameters)
    inner, y_inner, _ = tree_node_forward(x[0], x[1], parameters)
    root, y_root, cache = tree_node_forward(inner, x[2], parameters)
    np.testing.assert_allclose(a, [x[0], x[1], inner, x[2], root], rtol=1e-14)
    np.testing.assert_allclose(y_pred[[2, 4]], [y_inner, y_root], rtol=1e-14)
    assert len(caches) == 5 and caches[-1][-1] is parameters
    for got, wanted in zip(caches[4][:-1], cache[:-1], strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-14)
    assert len(caches[0]) == 2 and np.array_equal(caches[0][0], x[0])


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_examples_of_their_own(kind):
    tree = balanced("abcde")
    parameters, x, da, dz = problem(kind, tree, (2, 3, 2, 3), 0)
    a, y_pred, caches = tree_forward_pass(tree, x, parameters)
    found = tree_backward_pass(da, caches, dz)
    parts = []
    for column in range(3):
        one = slice(column, column + 1)
        a_one, y_one, caches_one = tree_forward_pass(tree, x[..., one], parameters)
        np.testing.assert_allclose(a_one, a[..., one], rtol=1e-12)
        np.testing.assert_allclose(y_one, y_pred[..., one], rtol=1e-12)
        parts.append(tree_backward_pass(da[..., one], caches_one, dz[..., one]))
    for name, gradient in found.items():
        together = [part[name] for part in parts]
        assert_near(gradient, np.concatenate(together, -1) if name == "dx" else sum(together), name)


@pytest.mark.parametrize("kind", KINDS)
def test_no_gradient_is_a_gradient_of_zero(kind):
    tree = balanced("abcd")
    parameters, x, da, dz = problem(kind, tree, (2, 3, 2, 2), 0)
    _, _, caches = tree_forward_pass(tree, x, parameters)
    da[:4], dz[2:] = 0, 0
    full = tree_backward_pass(da, caches, dz)
    gaps = tree_backward_pass([None] * 4 + [*da[4:]], caches, [*dz[:2]] + [None] * 5)
    for name, gradient in full.items():
        assert_near(gaps[name], gradient, name)
    below = tree_backward_pass([None, None, da[4], *[None] * 4], caches)  # nothing reaches c, d and the root
    assert not below["dx"][2:].any() and below["dx"][:2].all()


@pytest.mark.parametrize("kind", KINDS)
def test_float32_stays_float32_and_integers_become_floats(kind):
    parameters, x, da, dz = problem(kind, THREE, (2, 3, 2, 2), 0, np.float32)
    a, y_pred, caches = tree_forward_pass(THREE, x, parameters)
    found = tree_backward_pass(da, caches, dz)
    assert {value.dtype for value in (a, y_pred, *found.values())} == {np.dtype(np.float32)}
    whole = np.ones(x.shape, int)
    a, _, _ = tree_forward_pass(THREE, whole, parameters)
    assert a.dtype == np.float32
    assert np.array_equal(a, tree_forward_pass(THREE, whole.tolist(), parameters)[0])
    assert np.array_equal(a, tree_forward_pass(THREE, whole.astype(np.float32), parameters)[0])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_given_is_changed(kind):
    parameters, x, da, dz = problem(kind, THREE, (2, 3, 2, 2), 0)
    given = [*parameters.values(), x, da, dz]
    before = [array.copy() for array in given]
    a, _, caches = tree_forward_pass(THREE, x, parameters)
    first = tree_backward_pass(da, caches, dz)
    again = tree_backward_pass(da, caches, dz)
    assert all(np.array_equal(array, old) for array, old in zip(given, before))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    a[:] = 7  # the states that are handed out are the caller's own
    assert all(
        np.array_equal(first[name], value) for name, value in tree_backward_pass(da, caches, dz).items()
    )


@pytest.mark.parametrize("grow", [left_branching, right_branching, chain])
def test_a_chain_of_thousands_of_nodes(grow):
    kind = "child-sum" if grow is chain else "plain"
    parameters = network(kind, 2, 2, 2, np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(5000, 2, 1))
    tree = grow(["w"] * 5000)
    a, y_pred, caches = tree_forward_pass(tree, x, parameters)
    found = tree_backward_pass(None, caches, y_pred)
    assert len(a) == len(tree) and all(np.isfinite(value).all() for value in found.values())
    assert len(found["dx"]) == 5000


def seconds_per_word(words, repeats=5):
    parameters = network("plain", 2, 2, 2, np.random.default_rng(0))
    tree, x = left_branching(["w"] * words), np.zeros((words, 2, 1))
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        _, y_pred, caches = tree_forward_pass(tree, x, parameters)
        tree_backward_pass(None, caches, y_pred)
        spent.append((time.perf_counter() - start) / words)
    return min(spent)


def test_the_cost_of_a_node_does_not_grow_with_the_tree():
    assert seconds_per_word(4000) < 4 * seconds_per_word(250)  # 16 times as much if it were quadratic


def refused(tree, x, parameters, error=ValueError):
    with pytest.raises(error) as raised:
        tree_forward_pass(tree, x, parameters)
    return str(raised.value)


@pytest.mark.parametrize("kind", ["plain", "tensor", "binary"])
def test_a_node_without_two_children_is_named(kind):
    parameters = network(kind, 2, 2, 2, np.random.default_rng(0))
    one = Tree(Tree(word="a"), Tree(Tree(word="b")))
    says = refused(one, np.zeros((2, 2, 1)), parameters)
    assert all(part in says for part in ("Node 2", "(1,)", "1 child,", "binarised(tree)", "Child-Sum")), says
    three = Tree(*(Tree(word=word) for word in "abc"))
    says = refused(three, np.zeros((3, 2, 1)), parameters)
    assert all(part in says for part in ("Node 3", "the root", "3 children", "binarised(tree)")), says


@pytest.mark.parametrize("kind", ["plain", "tensor"])
def test_a_word_at_an_inner_node_is_named(kind):
    tree = Tree(Tree(Tree(word="a"), Tree(word="b"), word="and"), Tree(word="c"))
    says = refused(tree, np.zeros((4, 2, 1)), network(kind, 2, 2, 2, np.random.default_rng(0)))
    assert all(part in says for part in ("Node 2", "(0,)", "'and'", "leaves only", "tree_lstm")), says


def test_a_deep_node_is_named_without_a_page_of_numbers():
    tree = left_branching([Tree(Tree(word="a"))] + ["b"] * 400)
    says = refused(tree, np.zeros((401, 2, 1)), network("plain", 2, 2, 2, np.random.default_rng(0)))
    assert "Node 1 (400 steps below the root)" in says


@pytest.mark.parametrize(
    ("x", "says"),
    [
        (np.zeros((3, 2)), ["(3, 2)", "(words, n_x, m)", "x[:, :, None]"]),
        (np.zeros((2, 2, 1)), ["2 blocks", "3 words", "post-order"]),
        ([np.zeros((2, 1)), np.zeros((2, 3)), np.zeros((2, 1))], ["x[1]", "3 columns", "same m"]),
        ([np.zeros((2, 1)), np.zeros(2), np.zeros((2, 1))], ["x[1]", "(2,)", "x[1][:, None]"]),
        (
            [np.zeros((2, 1)), np.zeros((3, 1)), np.zeros((2, 1))],
            ["(0, 1)", "right child", "3 rows"],
        ),
        ([np.zeros((2, 1)), np.full((2, 1), np.nan), np.zeros((2, 1))], ["x[1]", "nan", "finite"]),
    ],
)
def test_errors_in_x_say_what_is_wrong(x, says):
    message = refused(THREE, x, network("plain", 2, 2, 2, np.random.default_rng(0)))
    assert all(part in message for part in says), message


def test_a_word_of_the_wrong_size_in_a_tree_lstm():
    message = refused(THREE, np.zeros((3, 5, 1)), network("binary", 2, 3, 2, np.random.default_rng(0)))
    assert "x[0]" in message and "n_x = 2" in message


def test_an_inner_node_as_right_child_of_a_narrow_weight():
    parameters = network("plain", 2, 2, 2, np.random.default_rng(0)) | {"W_right": np.zeros((2, 3))}
    x = [np.zeros((rows, 1)) for rows in (2, 2, 3)]
    message = refused(right_branching("abc"), x, parameters)
    assert "Node 3 (position (1,)) is a right child and its state has 2 rows" in message


def test_what_is_no_tree_and_what_is_no_x():
    parameters = network("plain", 2, 2, 2, np.random.default_rng(0))
    assert "read_tree" in refused("(a b)", np.zeros((2, 2, 1)), parameters, TypeError)
    assert "list of arrays" in refused(THREE, None, parameters, TypeError)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"W_left": np.zeros((3, 2))}, ["W_left", "(3, 2)"]),
        ({"W_right": np.zeros((2, 3))}, ["W_right", "(2, 3)", "n_a = 3"]),
        ({"ba": np.zeros(3)}, ["ba", "(3,)", "ba[:, None]"]),
        ({"Wya": np.zeros((2, 5))}, ["Wya", "(2, 5)", "(2, 3)"]),
        ({"a_right": np.zeros((3, 2))}, ["a_right", "(3, 2)", "(3, 1)"]),
        ({"a_left": np.zeros(3)}, ["a_left", "(3,)", "a_left[:, None]"]),
        ({"a_left": np.full((3, 1), np.nan)}, ["a_left", "nan", "finite"]),
    ],
)
def test_node_errors_say_what_is_wrong(change, words):
    parameters = network("plain", 3, 3, 2, np.random.default_rng(0))
    given = {"a_left": np.zeros((3, 1)), "a_right": np.zeros((3, 1))} | parameters | change
    children = given.pop("a_left"), given.pop("a_right")
    with pytest.raises(ValueError) as error:
        tree_node_forward(*children, given)
    assert all(word in str(error.value) for word in words), error.value


def test_backward_refuses_what_it_cannot_use():
    parameters, x, da, dz = problem("plain", THREE, (2, 2, 2, 1), 0)
    _, _, caches = tree_forward_pass(THREE, x, parameters)
    with pytest.raises(ValueError, match="da, dz or both"):
        tree_backward_pass(None, caches)
    with pytest.raises(ValueError, match="da has 3 entries, but the tree has 5 nodes"):
        tree_backward_pass(da[:3], caches)
    with pytest.raises(ValueError, match=r"dz\[0\] has the shape \(3, 1\), expected \(2, 1\)"):
        tree_backward_pass(None, caches, np.zeros((5, 3, 1)))
    with pytest.raises(ValueError, match="tree_forward_pass"):
        tree_backward_pass(da, [1, 2])
    with pytest.raises(ValueError, match="da_node has the shape"):
        tree_node_backward(da, caches[-1])
    with pytest.raises(ValueError, match="a_node, a_left, a_right, parameters.*tuple of 2"):
        tree_node_backward(da[0], caches[0])


def test_a_leaf_that_cannot_predict_takes_no_dz():
    parameters = network("plain", 2, 2, 2, np.random.default_rng(0)) | {"W_right": np.ones((2, 3))}
    tree = left_branching("ab")
    _, y_pred, caches = tree_forward_pass(tree, [np.ones((2, 1)), np.ones((3, 1))], parameters)
    with pytest.raises(ValueError, match=r"dz\[1\].*no prediction"):
        tree_backward_pass(None, caches, np.ones((3, 2, 1)))
    assert [y is None for y in y_pred] == [False, True, False]


def test_parameters_tell_the_composition():
    rng = np.random.default_rng(0)
    assert [composition_of(network(kind, 2, 2, 2, rng)) for kind in KINDS] == list(KINDS)
    with pytest.raises(ValueError, match="W_left and W_right"):
        composition_of({"Waa": 1, "Wax": 2})
    with pytest.raises(TypeError, match="dict"):
        composition_of([1])


def test_the_start_keeps_the_size_of_states():
    rng = np.random.default_rng(0)
    parameters = initialise_tree_rnn(100, 3, rng)
    small = 0.01 * rng.normal(size=(256, 100, 1))  # where tanh is a straight line
    a, _, _ = tree_forward_pass(balanced(["w"] * 256), small, parameters)
    assert 0.7 < np.std(a[-1]) / 0.01 < 1.4
