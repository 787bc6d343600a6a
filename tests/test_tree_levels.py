"""Level by level against node by node, plans, forests, and the memory of a warm step."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers._tree_levels_plain import BLOCK
from rnn_helpers.parameters import initialise_lstm
from rnn_helpers.tree_levels import (
    NONE,
    levels_backward_pass,
    levels_forward_pass,
    plan_levels,
    plant,
    renumbered,
    trees_in,
    word_counts,
)
from rnn_helpers.tree_rnn import tree_backward_pass, tree_forward_pass
from rnn_helpers.trees import Tree, balanced, chain, left_branching, right_branching
from tools import bench_trees

COMPOSITIONS = ("plain", "tensor", "binary", "child-sum")
N_A, N_Y = 3, 2


def random_parameters(composition, rng, n_a=N_A, n_x=4, n_y=N_Y):
    """Every entry random, biases and the unsymmetric part of the tensor too."""
    if composition in ("plain", "tensor"):
        shapes = {"W_left": (n_a, n_a), "W_right": (n_a, n_a), "ba": (n_a, 1)}
        shapes |= {"V": (n_a, 2 * n_a, 2 * n_a)} if composition == "tensor" else {}
        return draw(shapes | {"Wya": (n_y, n_a), "by": (n_y, 1)}, rng)
    if composition == "child-sum":
        return draw({name: w.shape for name, w in initialise_lstm(n_x, n_a, n_y, rng).items()}, rng)
    shapes = {f"W{gate}": (n_a, 2 * n_a + n_x) for gate in ("i", "c", "o", "f_left", "f_right")}
    shapes |= {f"b{gate}": (n_a, 1) for gate in "icof"}
    return draw(shapes | {"Wy": (n_y, n_a), "by": (n_y, 1)}, rng)


def draw(shapes, rng):
    return {name: rng.normal(size=shape) / 2 for name, shape in shapes.items()}


def word_rows(composition):
    return N_A if composition in ("plain", "tensor") else 4


def random_tree(composition, leaves, rng):
    """A random binary tree; for the Child-Sum one to four children and words anywhere."""
    parts = [Tree(word=f"w{rng.integers(5)}", label=int(rng.integers(N_Y))) for _ in range(leaves)]
    while len(parts) > 1 or (composition == "child-sum" and rng.random() < 0.3):
        count = min(2 if composition != "child-sum" else int(rng.integers(1, 5)), len(parts))
        start = int(rng.integers(len(parts) - count + 1))
        inside = composition in ("binary", "child-sum") and rng.random() < 0.3
        parts[start : start + count] = [Tree(*parts[start : start + count], word="in" if inside else None)]
    return parts[0]


def node_by_node(trees, x, parameters, dz, da):
    """Tree after tree: states and predictions in post-order, all gradients, dx, side by side."""
    states, predictions, dxs, total, word, node = [], [], [], {}, 0, 0
    for tree in trees:
        k, n = len(tree.words()), len(tree)
        a, y_pred, caches = tree_forward_pass(tree, x.T[word : word + k, :, None], parameters)
        back = tree_backward_pass(da.T[node : node + n, :, None], caches, dz.T[node : node + n, :, None])
        states.append(a[:, :, 0]), predictions.append(y_pred[:, :, 0]), dxs.append(back.pop("dx")[:, :, 0])
        total = {name: total.get(name, 0) + gradient for name, gradient in back.items()}
        word, node = word + k, node + n
    return np.concatenate(states).T, np.concatenate(predictions).T, total, np.concatenate(dxs).T


def assert_equal_to_node_by_node(composition, trees, rng, buffers=None):
    parameters = random_parameters(composition, rng)
    forest = plant(trees)
    plan = plan_levels(forest)
    order, nodes = plan["order"], len(plan["order"])
    x = rng.normal(size=(word_rows(composition), len(plan["words"])))
    da, dz = rng.normal(size=(N_A, nodes)), rng.normal(size=(N_Y, nodes))
    a, y_pred, caches = levels_forward_pass(plan, x, parameters, buffers)
    gradients, dx = levels_backward_pass(da[:, order], caches, dz[:, order], buffers)
    expected_a, expected_y, expected, expected_dx = node_by_node(trees, x, parameters, dz, da)
    np.testing.assert_allclose(a, expected_a[:, order], atol=1e-12)
    np.testing.assert_allclose(y_pred, expected_y[:, order], atol=1e-12)
    np.testing.assert_allclose(dx, expected_dx, atol=1e-12)
    assert set(gradients) == {"d" + name for name in parameters}
    for name, gradient in gradients.items():
        assert gradient.shape == parameters[name[1:]].shape
        np.testing.assert_allclose(gradient, expected[name], atol=1e-12, err_msg=name)


@pytest.mark.parametrize("composition", COMPOSITIONS)
@given(sizes=st.lists(st.integers(1, 12), min_size=1, max_size=5), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_equal_to_node_by_node(composition, sizes, seed):
    rng = np.random.default_rng(seed)
    trees = [random_tree(composition, leaves, rng) for leaves in sizes]
    assert_equal_to_node_by_node(composition, trees, rng)


@pytest.mark.parametrize("composition", COMPOSITIONS)
@pytest.mark.parametrize("shape", [left_branching, right_branching, balanced])
def test_equal_to_node_by_node_for_even_and_uneven_trees(composition, shape):
    trees = [shape([f"w{i}" for i in range(n)]) for n in (1, 2, 9)]
    assert_equal_to_node_by_node(composition, trees, np.random.default_rng(0))


def test_equal_to_node_by_node_for_chains():
    trees = [chain([f"w{i}" for i in range(n)]) for n in (1, 2, 9)]
    assert_equal_to_node_by_node("child-sum", trees, np.random.default_rng(0))


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_equal_to_node_by_node_where_a_level_is_cut_into_blocks(composition):
    rng = np.random.default_rng(2)
    trees = [random_tree(composition, leaves, rng) for leaves in [3] * (BLOCK + 100)]
    assert np.bincount(plant(trees)["heights"])[1] > BLOCK
    assert_equal_to_node_by_node(composition, trees, rng)


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_the_two_gradients_from_outside_add(composition):
    rng = np.random.default_rng(3)
    parameters = random_parameters(composition, rng)
    plan = plan_levels(plant([random_tree(composition, 5, rng) for _ in range(3)]))
    nodes, x = len(plan["order"]), rng.normal(size=(word_rows(composition), len(plan["words"])))
    da, dz = rng.normal(size=(N_A, nodes)), rng.normal(size=(N_Y, nodes))
    _, _, caches = levels_forward_pass(plan, x, parameters)
    both, dx = levels_backward_pass(da, caches, dz)
    (from_a, dx_a), (from_z, dx_z) = (
        levels_backward_pass(*given) for given in ((da, caches), (None, caches, dz))
    )
    np.testing.assert_allclose(dx_a + dx_z, dx, atol=1e-12)
    for name, gradient in both.items():
        np.testing.assert_allclose(from_a.get(name, 0) + from_z[name], gradient, atol=1e-12)


def test_a_subtree_that_is_used_twice_counts_twice():
    part = Tree(Tree(word="a"), Tree(word="b"))
    trees = [Tree(part, Tree(part, part)), part, part]
    for composition in COMPOSITIONS:
        assert_equal_to_node_by_node(composition, trees, np.random.default_rng(1))


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_buffers_change_no_number_whatever_was_computed_before(composition):
    rng, buffers = np.random.default_rng(0), {}
    for sizes in [(3, 5), (12, 1, 7), (2,), (1,), (12, 1, 7)]:
        trees = [random_tree(composition, leaves, rng) for leaves in sizes]
        assert_equal_to_node_by_node(composition, trees, rng, buffers)


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_complex_numbers_pass_and_give_the_gradient(composition):
    rng = np.random.default_rng(0)
    parameters = random_parameters(composition, rng)
    plan = plan_levels(plant([random_tree(composition, leaves, rng) for leaves in (4, 1, 6)]))
    x = rng.normal(size=(word_rows(composition), len(plan["words"])))
    a, _, caches = levels_forward_pass(plan, x, parameters)
    da = rng.normal(size=a.shape)
    gradients, dx = levels_backward_pass(da, caches)
    for name, array in (parameters | {"x": x}).items():
        if name in ("Wya", "Wy", "by"):
            continue
        place = tuple(rng.integers(size) for size in array.shape)
        moved = {"x": x} | parameters
        moved[name] = array.astype(complex)
        moved[name][place] += 1e-30j
        a, _, _ = levels_forward_pass(plan, moved.pop("x"), moved)
        expected = (da * a.imag).sum() / 1e-30
        found = dx if name == "x" else gradients["d" + name]
        assert found[place] == pytest.approx(expected, abs=1e-12), name


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_single_precision_stays(composition):
    rng = np.random.default_rng(0)
    parameters = {name: w.astype(np.float32) for name, w in random_parameters(composition, rng).items()}
    plan = plan_levels(plant([random_tree(composition, 5, rng)]))
    x = rng.normal(size=(word_rows(composition), len(plan["words"]))).astype(np.float32)
    a, y_pred, caches = levels_forward_pass(plan, x, parameters)
    gradients, dx = levels_backward_pass(None, caches, y_pred)
    assert {array.dtype for array in (a, y_pred, dx, *gradients.values())} == {np.dtype(np.float32)}


# Forests and plans.


def test_a_forest_by_hand():
    tree = Tree(Tree(Tree(word="b"), Tree(word="a", label=1)), Tree(word="b"), word="top", label=0)
    forest = plant([tree, Tree(word="c", label=2)])
    assert forest["starts"].tolist() == [0, 5, 6]
    assert forest["vocabulary"] == ("<unk>", "a", "b", "c", "top")
    assert forest["words"].tolist() == [2, 1, NONE, 2, 4, 3]
    assert forest["labels"].tolist() == [NONE, 1, NONE, NONE, 0, 2]
    assert forest["heights"].tolist() == [0, 0, 1, 0, 2, 0]
    assert forest["children"].tolist() == [0, 1, 2, 3]
    assert forest["first"].tolist() == [0, 0, 0, 2, 2, 4, 4]
    assert trees_in(forest) == 2 and word_counts(forest).tolist() == [0, 1, 2, 1, 1]


def test_words_of_another_vocabulary_are_unknown():
    forest = plant([left_branching("abc")])
    other = renumbered(forest, ("<unk>", "c", "a"))
    assert other["words"].tolist() == [2, 0, NONE, 1, NONE]
    assert (plant([left_branching("abc")], ("<unk>", "c", "a"))["words"] == other["words"]).all()


def test_labels_by_name():
    forest = plant([Tree(word="a", label="good")], labels=("bad", "good"))
    assert forest["labels"].tolist() == [1]
    with pytest.raises(ValueError, match="Node 0 of tree 1 has the label 'odd'"):
        plant([Tree(word="a"), Tree(word="a", label="odd")], labels=("bad", "good"))


def test_a_plan_by_hand():
    plan = plan_levels(plant([left_branching("abc"), Tree(word="d")]), [1, 0])  # d, then a b (ab) c ((ab)c)
    assert plan["order"].tolist() == [0, 1, 2, 4, 3, 5]
    assert plan["leaves"] == 4 and plan["levels"] == [(4, 5, 0, 2), (5, 6, 2, 4)]
    assert plan["children"].tolist() == [1, 2, 4, 3]
    assert plan["slot"].tolist() == [4, 0, 1, 3, 2, 4]
    assert plan["roots"].tolist() == [0, 5]
    assert plan["words"].tolist() == [0, 1, 2, 3] and plan["plain"] and plan["binary"]


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_chosen_trees_are_as_if_planted_alone(seed):
    rng = np.random.default_rng(seed)
    trees = [random_tree("child-sum", int(rng.integers(1, 8)), rng) for _ in range(5)]
    chosen = rng.integers(0, 5, 4)
    forest = plant(trees)
    some = plan_levels(forest, chosen)
    alone = plan_levels(plant([trees[i] for i in chosen], forest["vocabulary"]))
    assert set(some) == set(alone)
    for name in some:
        np.testing.assert_array_equal(some[name], alone[name], err_msg=name)


def test_a_chain_of_fifty_thousand_words_is_a_tree_like_any_other():
    rng = np.random.default_rng(0)
    plan = plan_levels(plant([chain(["w"] * 50_000)]))
    parameters = initialise_lstm(1, 1, 1, rng)
    a, _, caches = levels_forward_pass(plan, np.ones((1, 50_000)), parameters)
    _, dx = levels_backward_pass(a, caches)
    assert a.shape == (1, 50_000) and np.isfinite(dx).all()


# What is said of wrong calls.


def wrong(kind, action, *arguments, **settings):
    with pytest.raises(kind) as caught:
        action(*arguments, **settings)
    return str(caught.value)


def test_trees_that_do_not_suit():
    rng = np.random.default_rng(0)
    two = left_branching("ab")
    plan = plan_levels(plant([two, Tree(two, two, two)]))
    said = wrong(ValueError, levels_forward_pass, plan, np.ones((3, 8)), random_parameters("plain", rng))
    assert "Node 9 of the plan's tree 1 has 3 children" in said and "binarised" in said
    plan = plan_levels(plant([Tree(two, two, word="and")]))
    said = wrong(ValueError, levels_forward_pass, plan, np.ones((3, 5)), random_parameters("tensor", rng))
    assert "Node 6 of the plan's tree 0 has a word and children" in said


def test_shapes_that_do_not_fit():
    rng = np.random.default_rng(0)
    parameters, plan = random_parameters("plain", rng), plan_levels(plant([left_branching("abcd")]))
    x = rng.normal(size=(3, 4))
    assert "x.T" in wrong(ValueError, levels_forward_pass, plan, x.T, parameters)
    assert "4 words" in wrong(ValueError, levels_forward_pass, plan, x[:, :2], parameters)
    x[1, 2] = np.nan
    assert "x holds nan at [1, 2]" in wrong(ValueError, levels_forward_pass, plan, x, parameters)
    _, _, caches = levels_forward_pass(plan, np.ones((3, 4)), parameters)
    assert "da, dz or both" in wrong(ValueError, levels_backward_pass, None, caches)
    assert "(2, 7)" in wrong(ValueError, levels_backward_pass, None, caches, np.ones((7, 2)))
    rectangular = parameters | {"W_right": np.ones((3, 5))}
    assert "two sizes" in wrong(ValueError, levels_forward_pass, plan, np.ones((3, 4)), rectangular)


def test_lists_that_are_none():
    assert "plant([tree])" in wrong(TypeError, plant, left_branching("ab"))
    assert "Entry 1" in wrong(TypeError, plant, [left_branching("ab"), "(a b)"])
    assert "empty" in wrong(ValueError, plant, [])
    forest = plant([left_branching("ab")])
    assert "trees 0 to 0" in wrong(ValueError, plan_levels, forest, [0, 1])
    assert "at least one" in wrong(ValueError, plan_levels, forest, [])


# Speed, as ratios.


def test_a_node_costs_the_same_among_many_trees_as_among_few():
    """Measured: the time for each node of 1,000 trees is 0.6 to 1.1 of that of 50."""
    times = {}
    for count in (50, 1000):
        given = bench_trees.problem(count, n_a=32)
        times[count] = (bench_trees.library(given, {}), len(given["labels"]), [])
        times[count][0]()
    for _ in range(5):
        for step, nodes, list_ in times.values():
            start = time.process_time()
            step()
            list_.append((time.process_time() - start) / nodes)
    assert min(times[1000][2]) < 2 * min(times[50][2])


def test_level_by_level_is_many_times_faster_than_node_by_node():
    """Measured: some 20 times, for 30 trees."""
    given = bench_trees.problem(30, n_a=32)
    step, parameters, x = bench_trees.library(given, {}), given["parameters"], given["x"].T[:, :, None]

    def slow():
        word = 0
        for tree in given["trees"]:
            k = len(tree.words())
            _, y_pred, caches = tree_forward_pass(tree, x[word : word + k], parameters)
            tree_backward_pass(None, caches, y_pred)
            word += k

    def cost(action):
        action()
        start = time.process_time()
        action()
        return time.process_time() - start

    assert min(cost(step) for _ in range(3)) * 5 < cost(slow)


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_a_warm_step_asks_for_no_new_large_arrays(composition):
    resource = pytest.importorskip("resource", reason="page faults are counted on Linux and macOS only")
    rng, buffers = np.random.default_rng(0), {}
    parameters = random_parameters(composition, rng, n_a=40, n_x=40 if composition != "plain" else 4)
    forest = plant([random_tree(composition, 20, rng) for _ in range(200)])
    plan = plan_levels(forest)
    x = rng.normal(size=(40, len(plan["words"]))).T.copy().T

    def step():
        _, y_pred, caches = levels_forward_pass(plan, x, parameters, buffers)
        levels_backward_pass(None, caches, y_pred, buffers)

    for _ in range(3):
        step()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(5):
        step()
    faults = (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 5
    states = len(plan["order"]) * 40 * 8 / resource.getpagesize()  # the pages that the states alone fill
    assert faults < states / 5, f"{faults} page faults at each step; the states fill {states:.0f} pages"
