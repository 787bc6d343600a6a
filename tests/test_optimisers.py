import math
import warnings
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.embeddings import RowGradient
from rnn_helpers.optimisers import (
    NotFinite,
    adagrad,
    adam,
    clip_norm,
    clip_value,
    cosine_decay,
    decay,
    sgd,
)

OPTIMISERS = [sgd, partial(sgd, momentum=0.9), adagrad, adam]


def one(value, dtype=float):
    return np.array([value], dtype)


def steps(optimiser, gradients, **settings):
    """The values that a parameter takes, from 1, under these gradients one after another."""
    parameters, memory = {"W": one(1.0)}, {}
    values = []
    for gradient in gradients:
        optimiser(parameters, {"dW": one(gradient)}, memory, **settings)
        values.append(parameters["W"].item())
    return values


# The first steps, worked out by hand.


def test_sgd_goes_downhill_by_rate_times_gradient():
    assert steps(sgd, [2.0, -1.0], learning_rate=0.1) == pytest.approx([0.8, 0.9])


def test_momentum_takes_a_share_of_the_last_step_again():
    # v: 2, then 0.5 * 2 + 1 = 2, then 0.5 * 2 + 0 = 1
    assert steps(sgd, [2.0, 1.0, 0.0], learning_rate=0.1, momentum=0.5) == pytest.approx([0.8, 0.6, 0.5])


def test_adagrad_divides_by_the_root_of_all_squares_so_far():
    # 1 - 0.1 * 3/3, then - 0.1 * 4/5, then - 0.1 * 12/13
    expected = [0.9, 0.9 - 0.08, 0.9 - 0.08 - 0.1 * 12 / 13]
    assert steps(adagrad, [3.0, 4.0, 12.0], learning_rate=0.1) == pytest.approx(expected, abs=1e-8)


def test_adam_corrects_its_means_for_their_start_at_zero():
    # first mean: 2 (corrected), then (0.9 * 0.2 + 0.1 * -1) / 0.19
    # second mean: 4 (corrected), then (0.999 * 0.004 + 0.001) / 0.001999
    second = 0.9 - 0.1 * (0.08 / 0.19) / math.sqrt(0.004996 / 0.001999)
    assert steps(adam, [2.0, -1.0], learning_rate=0.1) == pytest.approx([0.9, second], abs=1e-8)


@pytest.mark.parametrize("optimiser", [adagrad, adam])
@given(gradient=st.floats(1e-3, 1e9) | st.floats(-1e9, -1e-3))
def test_the_first_step_has_the_size_of_the_rate_whatever_the_gradient(optimiser, gradient):
    assert steps(optimiser, [gradient], learning_rate=0.25)[0] == pytest.approx(
        1 - math.copysign(0.25, gradient), abs=1e-5
    )


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_every_optimiser_finds_the_bottom_of_a_bowl(optimiser):
    parameters, memory = {"W": np.array([[3.0, -2.0]]), "b": np.array([[1.0]])}, {}
    for _ in range(3000):
        optimiser(parameters, {"d" + name: array.copy() for name, array in parameters.items()}, memory, 0.1)
    assert all(np.abs(array).max() < 0.05 for array in parameters.values())


# Whose arrays are changed, and what is remembered.


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_parameters_change_in_place_and_gradients_not_at_all(optimiser, dtype):
    W, dW = np.ones((2, 3), dtype), np.full((2, 3), 0.5, dtype)
    parameters, gradients, memory = {"W": W}, {"dW": dW, "dx": None}, {}
    for _ in range(3):
        optimiser(parameters, gradients, memory, np.float64(0.1))
    assert parameters["W"] is W and W.dtype == dtype and (W < 1).all()
    assert (dW == 0.5).all()
    assert all(isinstance(array, np.ndarray) for array in memory.values())
    assert {array.dtype for array in memory.values()} <= {np.dtype(dtype), np.dtype(np.int64)}


def test_the_memory_says_what_it_holds():
    memories = []
    for optimiser in OPTIMISERS:
        memory = {}
        optimiser({"W": one(1.0)}, {"dW": one(2.0)}, memory, 0.1)
        memories.append({name: value.tolist() for name, value in memory.items() if name != "scratch"})
    assert memories[:3] == [{}, {"W velocity": [2.0]}, {"W squares": [4.0]}]
    assert memories[3] == {"W first": [pytest.approx(0.2)], "W second": [pytest.approx(0.004)], "updates": 1}


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_copied_memory_goes_on_to_the_same_bits(optimiser):
    rng = np.random.default_rng(0)
    gradients = rng.normal(size=(6, 3, 4))
    through, memory = {"W": np.ones((3, 4))}, {}
    for gradient in gradients[:3]:
        optimiser(through, {"dW": gradient}, memory, 0.1)
    resumed = {"W": through["W"].copy()}
    copied = {name: array.copy() for name, array in memory.items() if name != "scratch"}
    for gradient in gradients[3:]:
        optimiser(through, {"dW": gradient}, memory, 0.1)
        optimiser(resumed, {"dW": gradient}, copied, 0.1)
    assert through["W"].tobytes() == resumed["W"].tobytes()


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_once_warm_no_large_array_is_new(optimiser):
    import tracemalloc

    parameters = {"W": np.ones((300, 200)), "b": np.ones((300, 1))}
    gradients, memory = {"d" + name: array.copy() for name, array in parameters.items()}, {}
    for _ in range(2):
        optimiser(parameters, gradients, memory, 0.1)
    tracemalloc.start()
    try:
        optimiser(parameters, gradients, memory, 0.1)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < parameters["W"].nbytes / 10


# Learning rates.


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_each_parameter_may_have_a_rate_of_its_own(optimiser):
    parameters = {"W": one(1.0), "V": one(1.0), "U": one(1.0)}
    gradients = {"dW": one(0.5), "dV": one(0.5), "dU": one(0.5)}
    optimiser(parameters, gradients, {}, {"W": 0.2, "V": 0.02, "U": 0})
    moved = {name: 1 - array.item() for name, array in parameters.items()}
    assert moved["W"] == pytest.approx(10 * moved["V"]) and moved["V"] > 0 == moved["U"]


def test_decay_falls_by_the_same_factor_and_then_stays():
    rate = decay(0.1, 0.001, 100)
    assert [rate(k) for k in (0, 50, 100, 1000)] == pytest.approx([0.1, 0.01, 0.001, 0.001])


def test_cosine_decay_falls_along_half_a_cosine_and_then_stays():
    rate = cosine_decay(0.3, 0.1, 90)
    assert [rate(k) for k in (0, 30, 45, 60, 90, 91)] == pytest.approx([0.3, 0.25, 0.2, 0.15, 0.1, 0.1])


@pytest.mark.parametrize("schedule", [decay, cosine_decay])
def test_a_schedule_needs_positive_numbers(schedule):
    with pytest.raises(ValueError, match="must be above 0; got 0.1, 0 and 10"):
        schedule(0.1, 0, 10)


# Clipping.


def test_clipping_by_norm_shortens_all_gradients_together():
    gradients = {"dW": np.array([[3.0, 0.0]]), "db": np.array([4.0])}
    W = gradients["dW"]
    assert clip_norm(gradients, 1.0) == 5.0
    assert gradients["dW"] is W
    np.testing.assert_allclose(W, [[0.6, 0.0]])
    np.testing.assert_allclose(gradients["db"], [0.8])


def test_clipping_by_norm_leaves_what_is_short_enough():
    gradients = {"dW": np.array([3.0, 4.0])}
    assert clip_norm(gradients, 5.0) == 5.0
    assert gradients["dW"].tolist() == [3.0, 4.0]


def test_clipping_by_value_changes_the_direction():
    gradients = {"dW": np.array([[3.0, -0.5, -7.0, 1.0]])}
    assert clip_value(gradients, 1.0) == 0.5
    assert gradients["dW"].tolist() == [[1.0, -0.5, -1.0, 1.0]]


@pytest.mark.parametrize(("size", "dtype"), [(1e30, np.float32), (1e200, np.float64)])
def test_gradients_whose_squares_are_too_large_are_clipped_all_the_same(size, dtype):
    gradients = {"dW": np.array([3 * size, 0], dtype), "db": np.array([4 * size], dtype)}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert clip_norm(gradients, 1.0) == pytest.approx(5 * size, rel=1e-6)
    assert gradients["dW"].dtype == dtype
    np.testing.assert_allclose(np.concatenate(list(gradients.values())), [0.6, 0, 0.8], rtol=1e-5)


@pytest.mark.parametrize("clip", [clip_norm, clip_value])
def test_clipping_keeps_float32_and_refuses_nan_and_limits_of_zero(clip):
    gradients = {"dW": np.full(3, 9, np.float32)}
    clip(gradients, 0.5)
    assert gradients["dW"].dtype == np.float32
    with pytest.raises(NotFinite, match=r"dW holds nan at \[1\]"):
        clip({"dW": np.array([1.0, np.nan])}, 1.0)
    with pytest.raises(ValueError, match="limit must be above 0; got 0"):
        clip(gradients, 0)


# What is wrong is named, and nothing was changed.

WRONG = [
    ({}, 0.1, KeyError, 'gradients has no "db", the gradient of b; it holds dW'),
    ({"db": np.ones(3)}, 0.1, ValueError, r"db has the shape \(3,\), but b has \(2, 1\)"),
    ({"db": np.array([[1], [np.nan]])}, 0.1, NotFinite, r"db holds nan at \[1, 0\]\."),
    ({"db": np.array([[np.inf], [np.nan]])}, 0.1, NotFinite, r"db holds inf at \[0, 0\] \(and 1 more\)"),
    (
        {"db": np.full((2, 1), 1e200)},
        0.1,
        NotFinite,
        "db has an entry of size 1.0e[+]200, which is too large",
    ),
    ({"db": np.ones((2, 1))}, -1, ValueError, "learning_rate must be a finite number of 0 or more; got -1"),
    ({"db": np.ones((2, 1))}, math.nan, ValueError, "got nan"),
    ({"db": np.ones((2, 1))}, "fast", TypeError, "learning_rate must be a number; got 'fast'"),
    (
        {"db": np.ones((2, 1))},
        {"W": 1, "b": 1, "c": 1},
        ValueError,
        "names 'c', which is no parameter. There are W, b",
    ),
    ({"db": np.ones((2, 1))}, {"W": 1}, ValueError, "has no rate for b"),
    ({"db": np.ones((2, 1))}, {"W": 1, "b": None}, TypeError, r"learning_rate\['b'\] must be a number"),
]


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize(("gradients", "rate", "error", "says"), WRONG)
def test_a_wrong_gradient_or_rate_is_named_and_changes_nothing(optimiser, gradients, rate, error, says):
    parameters, memory = {"W": np.ones((2, 2)), "b": np.ones((2, 1))}, {}
    optimiser(parameters, {"dW": np.ones((2, 2)), "db": np.ones((2, 1))}, memory, 0.1)
    before = [{name: array.copy() for name, array in part.items()} for part in (parameters, memory)]
    with pytest.raises(error, match=says):
        optimiser(parameters, {"dW": np.ones((2, 2))} | gradients, memory, rate)
    for part, old in zip((parameters, memory), before):
        assert all(np.array_equal(part[name], array) for name, array in old.items() if name != "scratch")


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_parameters_must_be_arrays_of_floats(optimiser):
    with pytest.raises(TypeError, match="W is changed in place and must be an array of floats; got list"):
        optimiser({"W": [1.0]}, {"dW": one(1.0)}, {}, 0.1)
    with pytest.raises(TypeError, match="got array of int64"):
        optimiser({"W": np.ones(1, np.int64)}, {"dW": one(1.0)}, {}, 0.1)


@pytest.mark.parametrize("optimiser", [partial(sgd, momentum=0.9), adagrad, adam])
def test_the_memory_of_another_run_is_refused_before_anything_changes(optimiser):
    memory, b = {}, np.ones(1)
    optimiser({"b": np.ones(1), "W": np.ones(2)}, {"db": np.ones(1), "dW": np.ones(2)}, memory, 0.1)
    with pytest.raises(ValueError, match=r'memory\["W .*"\] has the shape \(2,\), but W has \(3,\)'):
        optimiser({"b": b, "W": np.ones(3)}, {"db": np.ones(1), "dW": np.ones(3)}, memory, 0.1)
    assert b.item() == 1


def test_settings_out_of_range_are_named():
    with pytest.raises(ValueError, match="momentum must be at least 0 and below 1; got 1.5"):
        steps(sgd, [1.0], momentum=1.5)
    with pytest.raises(ValueError, match="got 1 and 0.999"):
        steps(adam, [1.0], decay_first=1)


# Tables of which a batch reads a few rows.


def row_gradients(updates=4, words=6, n_x=3, dtype=float):
    """For each update a gradient of some rows of a table, and the same with its zeros."""
    rng = np.random.default_rng(0)
    for _ in range(updates):
        rows = np.sort(rng.choice(words, 2, replace=False))
        sparse = RowGradient(rows, rng.normal(size=(2, n_x)).astype(dtype), (words, n_x))
        yield sparse, sparse.dense()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("optimiser", [sgd, adagrad])
def test_rows_change_to_the_same_bits_as_with_zeros_written_down(optimiser, dtype):
    sparse, dense = {"E": np.ones((6, 3), dtype)}, {"E": np.ones((6, 3), dtype)}
    memory, other = {}, {}
    for rows, whole in row_gradients(dtype=dtype):
        optimiser(sparse, {"dE": rows}, memory, 0.1)
        optimiser(dense, {"dE": whole}, other, 0.1)
    assert sparse["E"].tobytes() == dense["E"].tobytes()
    assert {name for name in memory if name != "scratch"} == {name for name in other if name != "scratch"}
    assert all((memory[name] == other[name]).all() for name in memory if name != "scratch")


@pytest.mark.parametrize("optimiser", [partial(sgd, momentum=0.9), adam])
def test_rows_without_a_gradient_rest(optimiser):
    parameters, memory = {"E": np.ones((6, 3))}, {}
    for rows, _ in row_gradients():
        before = {"E": parameters["E"].copy()} | {name: np.copy(array) for name, array in memory.items()}
        optimiser(parameters, {"dE": rows}, memory, 0.1)
        resting = np.setdiff1d(np.arange(6), rows.rows)
        assert (parameters["E"][resting] == before["E"][resting]).all()
        assert (parameters["E"][rows.rows] != before["E"][rows.rows]).all()
        for name in set(before) & set(memory) - {"scratch", "updates"}:
            assert (memory[name][resting] == before[name][resting]).all()


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_gradient_of_all_rows_is_a_gradient(optimiser):
    gradient = np.random.default_rng(0).normal(size=(4, 3))
    sparse, dense, memory, other = {"E": np.ones((4, 3))}, {"E": np.ones((4, 3))}, {}, {}
    for _ in range(3):
        optimiser(sparse, {"dE": RowGradient(np.arange(4), gradient, (4, 3))}, memory, 0.1)
        optimiser(dense, {"dE": gradient}, other, 0.1)
    assert sparse["E"].tobytes() == dense["E"].tobytes()


def test_clipping_reaches_into_rows():
    (rows, whole), *_ = row_gradients()
    other = {"dE": whole, "dW": np.ones(2)}
    gradients = {"dE": rows, "dW": np.ones(2)}
    assert clip_norm(gradients, 0.5) == pytest.approx(clip_norm(other, 0.5))
    np.testing.assert_allclose(gradients["dE"].dense(), other["dE"])
    assert clip_value(gradients, 0.01) == pytest.approx(clip_value(other, 0.01))
    np.testing.assert_allclose(gradients["dE"].dense(), other["dE"])


def test_no_rows_at_all_change_nothing():
    for optimiser in OPTIMISERS:
        parameters = {"E": np.ones((4, 3))}
        optimiser(parameters, {"dE": RowGradient(np.empty(0, int), np.empty((0, 3)), (4, 3))}, {}, 0.1)
        assert (parameters["E"] == 1).all()


def test_a_bad_entry_is_named_by_its_row_in_the_table():
    values = np.array([[1.0, 2.0], [3.0, np.nan]])
    with pytest.raises(NotFinite, match=r"dE holds nan at \[7, 1\]"):
        adagrad({"E": np.ones((9, 2))}, {"dE": RowGradient([2, 7], values, (9, 2))}, {})
    with pytest.raises(ValueError, match="shape"):
        adagrad({"E": np.ones((8, 2))}, {"dE": RowGradient([2, 7], np.ones((2, 2)), (9, 2))}, {})
