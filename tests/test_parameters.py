import numpy as np
import pytest

from rnn_helpers.parameters import (
    initialise_rnn,
    initialise_tree_lstm,
    initialise_tree_rnn,
    initialise_tree_tensor,
)


def test_shapes_and_zero_biases():
    p = initialise_rnn(3, 5, 4, np.random.default_rng(0))
    assert {name: array.shape for name, array in p.items()} == {
        "Wax": (5, 3),
        "Waa": (5, 5),
        "Wya": (4, 5),
        "ba": (5, 1),
        "by": (4, 1),
    }
    assert not p["ba"].any() and not p["by"].any()


def test_the_seed_decides():
    first, again, other = (initialise_rnn(3, 5, 4, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert all((first[name] == again[name]).all() for name in first)
    assert (first["Waa"] != other["Waa"]).any()


def test_sums_over_unit_inputs_have_unit_size():
    p = initialise_rnn(400, 300, 200, np.random.default_rng(0))
    rng = np.random.default_rng(1)
    for name, width in (("Wax", 400), ("Waa", 300), ("Wya", 300)):
        assert np.std(p[name] @ rng.standard_normal((width, 50))) == pytest.approx(1, abs=0.1)


def test_dtype():
    assert all(
        a.dtype == np.float32 for a in initialise_rnn(2, 2, 2, np.random.default_rng(0), np.float32).values()
    )


@pytest.mark.parametrize(
    ("sizes", "rng", "error", "says"),
    [
        ((0, 1, 1), np.random.default_rng(0), ValueError, "n_x must be a whole number"),
        ((1, 2.5, 1), np.random.default_rng(0), ValueError, "n_a must be a whole number"),
        ((1, 1, 1), 0, TypeError, "default_rng"),
    ],
)
def test_bad_input_is_explained(sizes, rng, error, says):
    with pytest.raises(error, match=says):
        initialise_rnn(*sizes, rng)


def test_a_parent_is_about_the_mean_of_its_children():
    p = initialise_tree_rnn(400, 3, np.random.default_rng(0))
    assert {name: array.shape for name, array in p.items()} == {
        "W_left": (400, 400),
        "W_right": (400, 400),
        "Wya": (3, 400),
        "ba": (400, 1),
        "by": (3, 1),
    }
    assert not p["ba"].any() and not p["by"].any()
    for name in ("W_left", "W_right"):
        assert np.trace(p[name]) / 400 == pytest.approx(0.5, abs=0.01)
        assert np.std(p[name] - np.eye(400) / 2) == pytest.approx(0.35 / 20, rel=0.05)
    assert (p["W_left"] != p["W_right"]).any()


def test_the_tensor_starts_small_and_symmetric():
    p = initialise_tree_tensor(30, 5, np.random.default_rng(0))
    assert set(p) == {"V", *initialise_tree_rnn(2, 2, np.random.default_rng(0))}
    assert p["V"].shape == (30, 60, 60)
    assert (p["V"] == p["V"].transpose(0, 2, 1)).all()
    c = np.random.default_rng(1).standard_normal((60, 400))
    products = (c * (p["V"] @ c)).sum(axis=1)
    assert np.std(products) == pytest.approx(0.1, rel=0.2)


def test_the_forget_gates_of_both_children_start_open():
    p = initialise_tree_lstm(3, 4, 2, np.random.default_rng(0))
    assert {name: array.shape for name, array in p.items() if array.shape != (4, 11)} == {
        **dict.fromkeys(("bf", "bi", "bc", "bo"), (4, 1)),
        "Wy": (2, 4),
        "by": (2, 1),
    }
    assert {name for name in p if p[name].shape == (4, 11)} == {"Wf_left", "Wf_right", "Wi", "Wc", "Wo"}
    assert (p["bf"] == 1).all() and not p["bi"].any()
    assert (initialise_tree_lstm(3, 4, 2, np.random.default_rng(0), forget_bias=2.5)["bf"] == 2.5).all()
    wide = initialise_tree_lstm(400, 100, 2, np.random.default_rng(0))["Wi"]
    assert np.std(wide[:, :200]) == pytest.approx(1 / np.sqrt(200), rel=0.05)
    assert np.std(wide[:, 200:]) == pytest.approx(1 / np.sqrt(400), rel=0.05)


@pytest.mark.parametrize(
    ("start", "sizes"),
    [(initialise_tree_rnn, (3, 2)), (initialise_tree_tensor, (3, 2)), (initialise_tree_lstm, (2, 3, 2))],
)
def test_trees_start_from_a_seed_in_any_precision(start, sizes):
    first, again = (start(*sizes, np.random.default_rng(1), np.float32) for _ in range(2))
    assert {array.dtype for array in first.values()} == {np.dtype(np.float32)}
    assert all((first[name] == again[name]).all() for name in first)
    with pytest.raises(ValueError, match="n_a must be a whole number"):
        start(*(0 if size == 3 else size for size in sizes), np.random.default_rng(1))
    with pytest.raises(TypeError, match="default_rng"):
        start(*sizes, 1)
