"""Training on trees: batches, the loss, resuming to the bit, measures, and that something is learned."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.data.sentiment import sentiment_trees
from rnn_helpers.embeddings import look_up, look_up_backward
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.model_files import load_run, save_run
from rnn_helpers.optimisers import adagrad
from rnn_helpers.training import new_run, train
from rnn_helpers.tree_levels import NONE, plan_levels, plant
from rnn_helpers.tree_rnn import tree_backward_pass, tree_forward_pass
from rnn_helpers.tree_training import (
    accuracy_measures,
    initialise_tree,
    new_treebank_run,
    train_treebank,
    tree_batch,
    tree_batches,
    tree_loss,
    tree_outputs,
    tree_rates,
    treebank_measures,
)
from rnn_helpers.trees import Tree, balanced, left_branching

COMPOSITIONS = ("plain", "tensor", "binary", "child-sum")


def leaf(word, label=None):
    return Tree(word=word, label=label)


TREES = [
    Tree(Tree(leaf("a", 0), leaf("b", 1), label=2), leaf("a", 1), label=0),
    Tree(leaf("c"), leaf("b", 2), label=1),
    leaf("c", 2),
]


def start(composition, words, n_y=3, seed=0):
    parameters = initialise_tree(composition, words, 4, 4, n_y, np.random.default_rng(seed))
    rng = np.random.default_rng(seed + 1)
    return {name: array + rng.normal(size=array.shape) / 5 for name, array in parameters.items()}


def by_hand(trees, forest, parameters, at):
    """The loss and all gradients, tree after tree, node by node."""
    vocabulary, passes, counted = forest["vocabulary"], [], 0
    for tree in trees:
        numbers = np.array([vocabulary.index(word) for word in tree.words()])
        x = look_up(parameters["E"], numbers)
        _, y_pred, caches = tree_forward_pass(tree, x.T[:, :, None], parameters)
        nodes = [i for i, node in enumerate(tree.nodes()) if node.label is not None]
        nodes = nodes if at == "nodes" else [len(tree) - 1]
        labels = np.array([tree.nodes()[i].label for i in nodes])
        passes.append((numbers, y_pred[:, :, 0].T, caches, nodes, labels))
        counted += len(nodes)
    loss, total = 0.0, {}
    for numbers, y_pred, caches, nodes, labels in passes:
        share = len(nodes) / counted
        loss += share * cross_entropy(y_pred[:, nodes], labels)
        dz = np.zeros_like(y_pred)
        dz[:, nodes] = share * cross_entropy_backward(y_pred[:, nodes], labels)
        gradients = tree_backward_pass(None, caches, dz.T[:, :, None])
        dx = gradients.pop("dx")[:, :, 0].T
        gradients["dE"] = look_up_backward(dx, numbers, parameters["E"].shape).dense()
        total = {name: total.get(name, 0) + gradient for name, gradient in gradients.items()}
    return loss, total


@pytest.mark.parametrize("at", ["nodes", "root"])
@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_loss_and_gradients_are_those_of_the_trees_one_by_one(composition, at):
    forest = plant(TREES)
    parameters = start(composition, len(forest["vocabulary"]))
    loss, gradients, carry = tree_loss(parameters, tree_batch(forest, at=at))
    expected_loss, expected = by_hand(TREES, forest, parameters, at)
    assert carry is None and loss == pytest.approx(expected_loss, abs=1e-12)
    assert set(gradients) == {"d" + name for name in parameters} == set(expected)
    for name, gradient in gradients.items():
        gradient = gradient.dense() if name == "dE" else gradient
        np.testing.assert_allclose(gradient, expected[name], atol=1e-12, err_msg=name)


def numerical(parameters, batch, name, place, step=1e-6):
    losses = []
    for sign in (1, -1):
        moved = parameters | {name: parameters[name].copy()}
        moved[name][place] += sign * step
        losses.append(tree_loss(moved, batch)[0])
    return (losses[0] - losses[1]) / (2 * step)


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_dropout_and_numbers_at_the_root_have_right_gradients(composition):
    forest, rng = plant(TREES), np.random.default_rng(2)
    parameters = start(composition, len(forest["vocabulary"]), n_y=1)
    batch = tree_batch(forest, [2, 0], "root", targets=[1.5, 9.0, -2.0], dropout=0.4, key=[1, 2])
    assert batch["answers"].tolist() == [[-2.0, 1.5]]
    loss, gradients, _ = tree_loss(parameters, batch)
    assert loss > 1
    for name, array in parameters.items():
        gradient = gradients["d" + name].dense() if name == "E" else gradients["d" + name]
        for place in {tuple(rng.integers(size) for size in array.shape) for _ in range(6)}:
            assert gradient[place] == pytest.approx(numerical(parameters, batch, name, place), abs=1e-7), name


def test_buffers_change_no_number():
    forest, buffers = plant(TREES), {}
    for composition in COMPOSITIONS:
        parameters = start(composition, len(forest["vocabulary"]))
        for chosen in ([0, 1, 2], [1], [2], [0, 1]):
            batch = tree_batch(forest, chosen, dropout=0.3, key=[0])
            loss, gradients, _ = tree_loss(parameters, batch, buffers=buffers)
            expected_loss, expected, _ = tree_loss(parameters, batch)
            assert loss == expected_loss
            assert all((gradients[name] == expected[name]).all() for name in expected if name != "dE")
            assert (gradients["dE"].dense() == expected["dE"].dense()).all()


# Batches.


def test_each_pass_reads_every_tree_once_and_no_two_alike():
    forest = plant([left_branching("abcdefghij"[: 2 + n % 5]) for n in range(12)])
    forest["labels"][:] = 0
    batches = tree_batches(forest, 4, seed=0)
    sizes = [[len(batches(k)["plan"]["order"]) for k in range(p * 3, p * 3 + 3)] for p in range(2)]
    assert batches.per_pass == 3 and sum(sizes[0]) == sum(sizes[1]) == len(forest["labels"])
    assert sizes[0] != sizes[1]


def test_a_batch_is_a_function_of_seed_and_update():
    forest = plant([balanced("abcdefgh") for _ in range(20)])
    forest["labels"][:] = 0
    one, other = (tree_batches(forest, 5, seed=3, dropout=0.5, rare=5.0) for _ in range(2))
    for k in (0, 7, 3):
        assert (one(k)["words"] == other(k)["words"]).all() and one(k)["key"] == other(k)["key"] == [3, k]
    assert (one(0)["words"] != tree_batches(forest, 5, seed=4, rare=5.0)(0)["words"]).any()


def test_words_are_hidden_the_more_often_the_rarer_they_are():
    forest = plant([left_branching(["often"] * 3 + ["rare"]) for _ in range(100)])
    forest["labels"][:] = 0
    batches = tree_batches(forest, 100, seed=0, rare=100.0)  # 100 / (100 + 300) and 100 / (100 + 100)
    counts = sum(np.bincount(batches(k)["words"], minlength=3) for k in range(30))
    often, rare = counts[1:] / [30 * 300, 30 * 100]
    assert 1 - often == pytest.approx(1 / 4, abs=0.03) and 1 - rare == pytest.approx(1 / 2, abs=0.05)


def test_trees_without_labels_say_so():
    forest = plant([left_branching("ab"), Tree(leaf("a", 1), leaf("b"), label=None)])
    with pytest.raises(ValueError, match="None of these trees has a label"):
        tree_batch(forest, [0])
    with pytest.raises(ValueError, match="root of the batch's tree 1 has no label"):
        tree_batch(plant([leaf("a", 1), *[left_branching("ab")]]), at="root")
    with pytest.raises(ValueError, match="from 1 to 2"):
        tree_batches(forest, 3, seed=0)


# Resuming.


def bits(value):
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.tobytes()
    if isinstance(value, dict):
        return {name: bits(part) for name, part in value.items() if name != "scratch"}
    return value


def sentiment_bank(sizes, seed=0):
    trees = sentiment_trees(sum(sizes), np.random.default_rng(seed))
    cuts = np.cumsum((0, *sizes))
    parts = [trees[first:last] for first, last in zip(cuts, cuts[1:])]
    train = plant(parts[0])
    forests = [train, *(plant(part, train["vocabulary"]) for part in parts[1:])]
    return dict(zip(("train", "dev", "test"), forests)) | {"vocabulary": train["vocabulary"], "classes": 5}


@pytest.mark.parametrize("composition", ["tensor", "binary"])
def test_a_run_that_was_stopped_and_saved_ends_with_the_same_bits(composition, tmp_path):
    bank = sentiment_bank((60, 20, 20))
    settings = dict(size=10, dropout=0.3, rare=1.0, seed=5, patience=None)
    whole = train_treebank(bank, new_treebank_run(bank, composition, 6), epochs=3, **settings)
    stopped = new_treebank_run(bank, composition, 6)
    batches = tree_batches(bank["train"], 10, 5, dropout=0.3, rare=1.0)
    measure = partial(treebank_measures, forest=bank["dev"])
    kept = dict(evaluate=lambda p: measure(p), every=6, keep_best="fine root", best=max)
    rates = tree_rates(stopped["parameters"])
    train(stopped, tree_loss, batches, 8, optimiser=adagrad, learning_rate=rates, clip=5.0, **kept)
    save_run(tmp_path / "run.npz", stopped)
    stopped = load_run(tmp_path / "run.npz")
    train_treebank(bank, stopped, epochs=3, **settings)
    assert bits(whole) == bits(stopped)


# Measures.


def test_accuracies_by_hand():
    y_pred = np.array(
        [  # classes 0 to 4, columns are nodes
            [0.6, 0.1, 0.0, 0.3, 0.2],
            [0.1, 0.1, 0.3, 0.0, 0.2],
            [0.1, 0.7, 0.4, 0.4, 0.2],
            [0.1, 0.0, 0.3, 0.0, 0.3],
            [0.1, 0.1, 0.0, 0.3, 0.1],
        ]
    )
    labels = np.array([0, 2, 1, 4, NONE])
    found = accuracy_measures(y_pred, labels, np.array([1, 3]))
    assert found["fine all"] == pytest.approx(2 / 4)  # nodes 0 and 1
    assert found["fine root"] == pytest.approx(1 / 2)  # node 1
    assert found["binary all"] == pytest.approx(2 / 3)  # node 0, node 2 (a draw is no positive), not node 3
    assert found["binary root"] == 0.0  # node 3: a draw
    empty = accuracy_measures(y_pred[:, :1], labels[:1] * 0 + 2, np.array([0]))
    assert np.isnan(empty["binary root"]) and empty["fine root"] == 0


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_outputs_come_in_the_order_of_the_trees(seed):
    rng = np.random.default_rng(seed)
    trees = [balanced([f"w{rng.integers(4)}" for _ in range(rng.integers(1, 6))]) for _ in range(7)]
    forest = plant(trees)
    parameters = start("plain", len(forest["vocabulary"]))
    at_nodes, at_roots = tree_outputs(parameters, forest, "nodes"), tree_outputs(parameters, forest)
    np.testing.assert_array_equal(at_roots, at_nodes[:, forest["starts"][1:] - 1])
    node = 0
    for tree in trees:
        numbers = [forest["vocabulary"].index(word) for word in tree.words()]
        _, y_pred, _ = tree_forward_pass(tree, look_up(parameters["E"], numbers).T[:, :, None], parameters)
        np.testing.assert_allclose(at_nodes.T[node : node + len(tree)], y_pred[:, :, 0], atol=1e-12)
        node += len(tree)


def test_outputs_are_the_same_however_many_trees_are_computed_together(monkeypatch):
    forest = plant(sentiment_trees(30, np.random.default_rng(0)))
    parameters = start("binary", len(forest["vocabulary"]), n_y=5)
    together = tree_outputs(parameters, forest, "nodes")
    monkeypatch.setattr("rnn_helpers.tree_training.AT_ONCE", 7)
    np.testing.assert_allclose(tree_outputs(parameters, forest, "nodes"), together, atol=1e-12)


# Defaults.


def test_only_the_tensor_learns_more_slowly():
    parameters = start("tensor", 5)
    rates = tree_rates(parameters, 0.1)
    assert set(rates) == set(parameters) and rates.pop("V") == pytest.approx(0.01)
    assert set(rates.values()) == {0.1}
    assert set(tree_rates(start("plain", 5))) == set(start("plain", 5))


def test_an_unknown_composition_and_sizes_that_differ():
    with pytest.raises(ValueError, match="no composition 'lstm'; choose from plain"):
        initialise_tree("lstm", 5, 3, 3, 2, np.random.default_rng(0))
    with pytest.raises(ValueError, match="n_x = 4 must be n_a = 3"):
        initialise_tree("plain", 5, 4, 3, 2, np.random.default_rng(0))


# Learning.


def majority(forest):
    roots = forest["labels"][forest["starts"][1:] - 1]
    return np.bincount(roots).max() / len(roots)


@pytest.mark.parametrize(
    ("composition", "n_a", "margin"), [("plain", 20, 0.2), ("tensor", 12, 0.3), ("binary", 20, 0.3)]
)
def test_a_treebank_is_learned_with_the_defaults(composition, n_a, margin):
    """The margins over the commonest class, on 300 held-out sentences, were set before the test was run."""
    bank = sentiment_bank((1000, 150, 300))
    run = train_treebank(bank, new_treebank_run(bank, composition, n_a), epochs=5)
    found = treebank_measures(run["best"]["parameters"], bank["test"])
    assert found["fine root"] > majority(bank["test"]) + margin, found


def test_numbers_at_the_root_are_learned():
    """How many leaves say b, of up to nine: at least half of the variance must be explained."""
    rng = np.random.default_rng(0)
    words = [rng.choice(["a", "b"], rng.integers(2, 10)) for _ in range(500)]
    forest = plant([balanced(list(map(str, some))) for some in words])
    counts = np.array([(some == "b").sum() for some in words], float)
    targets = (counts - counts.mean()) / counts.std()
    parameters = initialise_tree("binary", len(forest["vocabulary"]), 8, 8, 1, rng, np.float32)
    kept = plant([balanced(list(map(str, some))) for some in words[400:]], forest["vocabulary"])
    run = new_run(parameters)
    training = plant([balanced(list(map(str, some))) for some in words[:400]], forest["vocabulary"])
    batches = tree_batches(training, 20, seed=0, at="root", targets=targets[:400])
    train(run, tree_loss, batches, 300, optimiser=adagrad, learning_rate=tree_rates(parameters), clip=5.0)
    error = tree_outputs(run["parameters"], kept, linear=True)[0] - targets[400:]
    assert (error**2).mean() < 0.5 * targets[400:].var()


def test_plans_of_a_batch_follow_the_order_of_its_trees():
    forest = plant(TREES)
    batch = tree_batch(forest, [2, 0], at="root")
    assert batch["answers"].tolist() == [2, 0]
    assert plan_levels(forest, [2, 0])["roots"].tolist() == batch["places"].tolist()
