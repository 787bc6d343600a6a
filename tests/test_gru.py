import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.gru import (
    gru_backward_pass,
    gru_cell_backward,
    gru_cell_forward,
    gru_cell_forward_reset_after,
    gru_forward_pass,
)
from rnn_helpers.parameters import initialise_gru

sizes = st.tuples(*(st.integers(1, high) for high in (3, 4, 3, 3)))  # n_x, n_a, n_y, m
GATED = [kind + gate for gate in "urc" for kind in "Wb"]


def network(n_x=3, n_a=4, n_y=2, m=3, seed=0, dtype=float):
    rng = np.random.default_rng(seed)
    parameters = initialise_gru(n_x, n_a, n_y, rng, dtype)
    for name in ("bu", "br", "bc", "by"):
        parameters[name] = rng.normal(size=parameters[name].shape).astype(dtype)
    return parameters, *(rng.normal(size=(n, m)).astype(dtype) for n in (n_x, n_a))


def scalar(**values):
    parameters = {"Wy": np.zeros((2, 1)), "by": np.zeros((2, 1))}
    for gate, (w_a, w_x, bias) in values.items():
        parameters |= {f"W{gate}": np.array([[w_a, w_x]]), f"b{gate}": np.array([[bias]])}
    return parameters


def test_the_cell_by_hand():
    # ut = 3/4; rt = 1/2, so the candidate sees half of a_prev = 2 ln 3: tanh(ln 3) = 0.8
    gates = {"u": (0, 0, np.log(3)), "r": (0, 0, 0.0), "c": (1, 0, 0.0)}
    a_next, _, cache = gru_cell_forward([[9.0]], [[2 * np.log(3)]], scalar(**gates))
    np.testing.assert_allclose(np.ravel(cache[2:5]), [3 / 4, 1 / 2, 0.8], rtol=1e-12)
    np.testing.assert_allclose(a_next, [[3 / 4 * 0.8 + 1 / 4 * 2 * np.log(3)]], rtol=1e-12)


def test_the_reset_gate_stands_before_the_product():
    # with two units and a crossing weight the two forms differ: r1 = 1/2 halves unit 1, wherever it goes
    parameters = {
        "Wu": np.zeros((2, 3)),
        "bu": np.full((2, 1), 50.0),
        "Wr": np.zeros((2, 3)),
        "br": np.array([[0.0], [50.0]]),
        "Wc": np.array([[0, 0, 0], [1.0, 0, 0]]),
        "bc": np.zeros((2, 1)),
        "Wy": np.zeros((1, 2)),
        "by": np.zeros((1, 1)),
    }
    a_prev = np.array([[2 * np.log(3)], [0.0]])
    before = gru_cell_forward([[0.0]], a_prev, parameters)[0]
    after = gru_cell_forward_reset_after([[0.0]], a_prev, parameters | {"bca": np.zeros((2, 1))})[0]
    np.testing.assert_allclose(before[1], 0.8, rtol=1e-12)  # tanh(1/2 * 2 ln 3)
    np.testing.assert_allclose(after[1], 80 / 82, rtol=1e-12)  # tanh(1 * 2 ln 3): unit 2's own gate is open


def test_an_update_gate_that_is_shut_keeps_the_state():
    gates = {"u": (0, 0, -50.0), "r": (0, 0, 0.0), "c": (1, 1, 0.0)}
    x = np.random.default_rng(0).normal(size=(200, 1, 1))
    a, _, caches = gru_forward_pass(x, [[0.7]], scalar(**gates))
    assert a[-1, 0, 0] == pytest.approx(0.7, abs=1e-12)
    da = np.zeros_like(a)
    da[-1] = 1
    assert gru_backward_pass(da, caches)["da0"][0, 0] == pytest.approx(1, abs=1e-12)


def test_names_and_order():
    parameters, xt, a_prev = network()
    a_next, _, cache = gru_cell_forward(xt, a_prev, parameters)
    assert cache[0] is a_next and cache[-1] is parameters
    assert list(gru_cell_backward(a_next, cache)) == ["dxt", "da_prev", *("d" + name for name in GATED)]


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10**6))
def test_cell_gradients_by_complex_step(size, seed):
    parameters, xt, a_prev = network(*size, seed)
    da_next = np.random.default_rng(seed + 1).normal(size=a_prev.shape)

    def loss(p):
        return (da_next * gru_cell_forward(p["xt"], p["a_prev"], parameters | p)[0]).sum()

    inputs = {"xt": xt, "a_prev": a_prev} | {name: parameters[name] for name in GATED}
    gradients = gru_cell_backward(da_next, gru_cell_forward(xt, a_prev, parameters)[2])
    for name, wanted in numerical_gradient(loss, inputs, "complex").items():
        got = gradients["d" + name]
        assert got.shape == wanted.shape
        assert np.abs(got - wanted).max() <= 1e-9 * np.abs(wanted).max() + 1e-15, name


def test_float32_stays_float32():
    parameters, xt, a_prev = network(dtype=np.float32)
    a, y_pred, caches = gru_forward_pass(np.stack([xt, xt]), a_prev, parameters)
    gradients = gru_backward_pass(a, caches, y_pred)
    assert {value.dtype for value in (a, y_pred, *gradients.values())} == {np.dtype(np.float32)}


def test_nothing_given_is_changed():
    parameters, xt, a_prev = network()
    x = np.stack([xt, xt])
    given = [*parameters.values(), x, a_prev]
    before = [value.copy() for value in given]
    a, _, caches = gru_forward_pass(x, a_prev, parameters, [2, 1, 2])
    da = a.copy()
    gru_backward_pass(da, caches)
    assert all((value == old).all() for value, old in zip(given, before)) and (da == a).all()


def test_backward_refuses_what_it_cannot_use():
    parameters, xt, a_prev = network()
    caches = gru_forward_pass(xt[None], a_prev, parameters)[2]
    with pytest.raises(ValueError, match="da, dz or both"):
        gru_backward_pass(None, caches)
    with pytest.raises(ValueError, match="gru_forward_pass"):
        gru_backward_pass(a_prev, [])
    with pytest.raises(ValueError, match="Wc has the shape"):
        gru_cell_forward(xt, a_prev, parameters | {"Wc": np.zeros((4, 4))})
