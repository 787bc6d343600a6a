import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.lstm import lstm_backward_pass, lstm_cell_backward, lstm_cell_forward, lstm_forward_pass
from rnn_helpers.parameters import initialise_lstm

sizes = st.tuples(*(st.integers(1, high) for high in (3, 4, 3, 3)))  # n_x, n_a, n_y, m
GATED = [kind + gate for gate in "fico" for kind in "Wb"]


def network(n_x=3, n_a=4, n_y=2, m=3, seed=0, dtype=float):
    """A random LSTM with biases away from zero, one input and both states."""
    rng = np.random.default_rng(seed)
    parameters = initialise_lstm(n_x, n_a, n_y, rng, dtype)
    for name in ("bf", "bi", "bc", "bo", "by"):
        parameters[name] = rng.normal(size=parameters[name].shape).astype(dtype)
    xt, a_prev, c_prev = (rng.normal(size=(n, m)).astype(dtype) for n in (n_x, n_a, n_a))
    return parameters, xt, a_prev, c_prev


def scalar(**values):
    """One unit, one input: weights [on a_prev, on xt] and a bias for each gate."""
    parameters = {"Wy": np.zeros((2, 1)), "by": np.zeros((2, 1))}
    for gate, (w_a, w_x, bias) in values.items():
        parameters |= {f"W{gate}": np.array([[w_a, w_x]]), f"b{gate}": np.array([[bias]])}
    return parameters


def test_the_cell_by_hand():
    # every score is a logarithm, so every gate is a fraction: sigmoid(ln k) = k / (k + 1), tanh(ln 3) = 0.8
    gates = {"f": (0, 0, np.log(3)), "i": (0, 0, np.log(4)), "c": (0, 0, np.log(3)), "o": (0, 0, 0.0)}
    a_next, c_next, yt_pred, cache = lstm_cell_forward([[7.0]], [[5.0]], [[2.0]], scalar(**gates))
    # c_next = 3/4 * 2 + 4/5 * 4/5 = 2.14; a_next = 1/2 * tanh(2.14)
    np.testing.assert_allclose(c_next, [[2.14]], rtol=1e-12)
    e = np.exp(2 * 2.14)
    np.testing.assert_allclose(a_next, [[0.5 * (e - 1) / (e + 1)]], rtol=1e-12)
    np.testing.assert_allclose(yt_pred, [[0.5], [0.5]], rtol=1e-12)
    np.testing.assert_allclose(np.ravel(cache[4:8]), [3 / 4, 4 / 5, 4 / 5, 1 / 2], rtol=1e-12)


def test_the_first_columns_act_on_the_state_and_the_others_on_the_input():
    gates = {"f": (1, 0, 0.0), "i": (0, 1, 0.0), "c": (0, 1, 0.0), "o": (1, 1, 0.0)}
    xt, a_prev = np.log(3), np.log(4)
    _, _, _, cache = lstm_cell_forward([[xt]], [[a_prev]], [[0.0]], scalar(**gates))
    np.testing.assert_allclose(np.ravel(cache[4:8]), [4 / 5, 3 / 4, 0.8, 12 / 13], rtol=1e-12)


def test_the_constant_path():
    gates = {"f": (0, 0, 50.0), "i": (0, 0, -50.0), "c": (1, 1, 0.0), "o": (0, 0, 0.0)}
    x = np.random.default_rng(0).normal(size=(200, 1, 1))
    _, _, c, caches = lstm_forward_pass(x, [[0.0]], scalar(**gates), c0=[[0.7]])
    assert c[-1, 0, 0] == pytest.approx(0.7, abs=1e-12)
    back = lstm_backward_pass(None, caches, dc_last=np.array([[1.0]]))
    assert back["dc0"][0, 0] == pytest.approx(1, abs=1e-12)


def test_names_and_order():
    parameters, xt, a_prev, c_prev = network()
    a_next, c_next, _, cache = lstm_cell_forward(xt, a_prev, c_prev, parameters)
    assert cache[0] is a_next and cache[1] is c_next and cache[-1] is parameters
    names = ["dxt", "da_prev", "dc_prev", *("d" + name for name in GATED)]
    assert list(lstm_cell_backward(a_next, c_next, cache)) == names


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10**6))
def test_cell_gradients_by_complex_step(size, seed):
    parameters, xt, a_prev, c_prev = network(*size, seed)
    rng = np.random.default_rng(seed + 1)
    da_next, dc_next = rng.normal(size=a_prev.shape), rng.normal(size=a_prev.shape)

    def loss(p):
        a_next, c_next, _, _ = lstm_cell_forward(p["xt"], p["a_prev"], p["c_prev"], parameters | p)
        return (da_next * a_next).sum() + (dc_next * c_next).sum()

    inputs = {"xt": xt, "a_prev": a_prev, "c_prev": c_prev} | {name: parameters[name] for name in GATED}
    expected = numerical_gradient(loss, inputs, "complex")
    gradients = lstm_cell_backward(da_next, dc_next, lstm_cell_forward(xt, a_prev, c_prev, parameters)[3])
    for name, wanted in expected.items():
        got = gradients["d" + name]
        assert got.shape == wanted.shape
        assert np.abs(got - wanted).max() <= 1e-9 * np.abs(wanted).max() + 1e-15, name


def test_gates_that_are_shut_or_open_stay_finite():
    parameters, xt, a_prev, c_prev = network()
    for scale in (1e3, -1e3):
        big = {name: value * scale for name, value in parameters.items()}
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            a_next, c_next, _, cache = lstm_cell_forward(xt, a_prev, c_prev, big)
            gradients = lstm_cell_backward(a_next, c_next, cache)
        assert all(np.isfinite(value).all() for value in gradients.values())


def test_float32_stays_float32():
    parameters, xt, a_prev, c_prev = network(dtype=np.float32)
    a, y_pred, c, caches = lstm_forward_pass(np.stack([xt, xt]), a_prev, parameters, c_prev)
    gradients = lstm_backward_pass(a, caches, c[-1], y_pred)
    assert {value.dtype for value in (a, y_pred, c, *gradients.values())} == {np.dtype(np.float32)}


def test_nothing_given_is_changed():
    parameters, xt, a_prev, c_prev = network()
    x = np.stack([xt, xt])
    given = [*parameters.values(), x, a_prev, c_prev]
    before = [value.copy() for value in given]
    a, _, c, caches = lstm_forward_pass(x, a_prev, parameters, c_prev, [2, 1, 2])
    da, dc = a.copy(), c[-1].copy()
    lstm_backward_pass(da, caches, dc)
    lstm_cell_backward(da[1], dc, caches[1])
    assert all((value == old).all() for value, old in zip(given, before))
    assert (da == a).all() and (dc == c[-1]).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"Wi": np.zeros((4, 3))}, ["Wi", "(4, 3)", "(4, 7)", "n_a + n_x"]),
        ({"bo": np.zeros(4)}, ["bo", "(4,)", "column"]),
        ({"Wy": np.zeros((2, 5))}, ["Wy", "(2, 5)", "(2, 4)"]),
        ({"c_prev": np.zeros((4, 2))}, ["c_prev", "(4, 2)", "(4, 3)", "columns of xt"]),
        ({"xt": np.zeros(3)}, ["xt", "(3,)", "2 axes"]),
        ({"xt": np.full((3, 3), np.nan)}, ["xt", "nan", "finite"]),
    ],
)
def test_errors_say_what_is_wrong(change, words):
    parameters, xt, a_prev, c_prev = network()
    given = {"xt": xt, "a_prev": a_prev, "c_prev": c_prev} | change
    states = [given.pop(name) for name in ("xt", "a_prev", "c_prev")]
    with pytest.raises(ValueError) as error:
        lstm_cell_forward(*states, parameters | given)
    assert all(word in str(error.value) for word in words), error.value


def test_a_missing_gate_is_named():
    parameters, xt, a_prev, c_prev = network()
    del parameters["Wf"]
    with pytest.raises(KeyError, match='"Wf"'):
        lstm_cell_forward(xt, a_prev, c_prev, parameters)


def test_backward_refuses_what_it_cannot_use():
    parameters, xt, a_prev, c_prev = network()
    caches = lstm_forward_pass(xt[None], a_prev, parameters, c_prev)[3]
    with pytest.raises(ValueError, match="da, dz or dc_last"):
        lstm_backward_pass(None, caches)
    with pytest.raises(ValueError, match="dc_last has the shape"):
        lstm_backward_pass(None, caches, np.zeros((2, 2)))
    with pytest.raises(ValueError, match="lstm_forward_pass"):
        lstm_backward_pass(a_prev, "caches")
    with pytest.raises(ValueError, match="a_next, c_next, a_prev"):
        lstm_cell_backward(a_prev, a_prev, (1, 2))
