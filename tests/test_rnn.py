import copy
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import (
    output_backward,
    rnn_backward_pass,
    rnn_cell_backward,
    rnn_cell_forward,
    rnn_forward_pass,
)

sizes = st.tuples(*(st.integers(1, high) for high in (4, 5, 4, 3, 5)))  # n_x, n_a, n_y, m, T_x


def network(n_x, n_a, n_y, m, T_x, seed=0, dtype=float):
    """A random network with its input, biases and a0 away from zero so that no gradient is 0 by chance."""
    rng = np.random.default_rng(seed)
    parameters = initialise_rnn(n_x, n_a, n_y, rng, dtype)
    for name in ("ba", "by"):
        parameters[name] = rng.normal(size=parameters[name].shape).astype(dtype)
    x, a0 = rng.normal(size=(T_x, n_x, m)).astype(dtype), rng.normal(size=(n_a, m)).astype(dtype)
    return parameters, x, a0, rng.integers(0, n_y, (T_x, m))


def agree(gradients, expected):
    """Within 1e-9 times the largest entry of that gradient."""
    for name, wanted in expected.items():
        got = gradients["d" + name]
        assert got.shape == wanted.shape, name
        assert np.abs(got - wanted).max() <= 1e-9 * np.abs(wanted).max() + 1e-18, name


LESSON = {
    "Wax": np.array([[1, 0, -1], [0, 1, 0.5]]),
    "Waa": np.array([[0.5, -0.5], [1, 0]]),
    "Wya": np.array([[1, 0], [0, 1], [-1, 1], [1, -1]]),
    "ba": np.array([[0.2], [-0.9]]),
    "by": np.array([[0], [0], [0.5], [0]]),
}


def test_the_cell_by_hand():
    xt, a_prev = np.array([[0.5], [1], [0]]), np.array([[0.4], [-0.2]])
    a_next, yt_pred, _ = rnn_cell_forward(xt, a_prev, LESSON)
    # z1 = 0.5 + (0.2 + 0.1) + 0.2 = 1.0; z2 = 1 + 0.4 - 0.9 = 0.5; tanh from a table
    np.testing.assert_allclose(a_next, [[0.7615941560], [0.4621171573]], rtol=1e-9)
    z = np.array([0.7615941560, 0.4621171573, 0.2005230013, 0.2994769987])
    np.testing.assert_allclose(yt_pred[:, 0], np.exp(z) / np.exp(z).sum(), rtol=1e-9)


def test_the_source_notes_names_and_order():
    xt, a_prev = np.ones((3, 2)), np.zeros((2, 2))
    a_next, yt_pred, cache = rnn_cell_forward(xt, a_prev, LESSON)
    assert cache[0] is a_next and (cache[1] == a_prev).all() and (cache[2] == xt).all() and cache[3] is LESSON
    assert list(rnn_cell_backward(a_next, cache)) == ["dxt", "da_prev", "dWax", "dWaa", "dba"]
    assert yt_pred.shape == (4, 2)


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10**6))
def test_cell_gradients_by_complex_step(size, seed):
    parameters, x, a0, _ = network(*size, seed)
    da_next = np.random.default_rng(seed + 1).normal(size=a0.shape)
    a_next, _, cache = rnn_cell_forward(x[0], a0, parameters)
    gradients = rnn_cell_backward(da_next, cache)

    def loss(p):
        return (da_next * rnn_cell_forward(p["xt"], p["a_prev"], parameters | p)[0]).sum()

    inputs = {"xt": x[0], "a_prev": a0} | {name: parameters[name] for name in ("Wax", "Waa", "ba")}
    agree(gradients | {"da_prev": gradients["da_prev"]}, numerical_gradient(loss, inputs, "complex"))


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10**6), st.booleans(), st.booleans())
def test_pass_gradients_by_complex_step(size, seed, with_da, with_lengths):
    parameters, x, a0, labels = network(*size, seed)
    rng = np.random.default_rng(seed + 1)
    lengths = rng.integers(1, len(x) + 1, x.shape[2]) if with_lengths else None
    a, y_pred, caches = rnn_forward_pass(x, a0, parameters, lengths)
    da = rng.normal(size=a.shape) if with_da else None
    gradients = rnn_backward_pass(da, caches, cross_entropy_backward(y_pred, labels))

    def loss(p):
        a, y_pred, _ = rnn_forward_pass(p["x"], p["a0"], p, lengths)
        return cross_entropy(y_pred, labels) + (0 if da is None else (da * a).sum())

    expected = numerical_gradient(loss, parameters | {"x": x, "a0": a0}, "complex")
    assert set(gradients) == {"d" + name for name in expected}
    agree(gradients, expected)


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10**6))
def test_the_pass_is_the_loop_of_cells(size, seed):
    parameters, x, a0, labels = network(*size, seed)
    a, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    dz = cross_entropy_backward(y_pred, labels)
    state, cells = a0, []
    for t, xt in enumerate(x):
        state, yt_pred, cache = rnn_cell_forward(xt, state, parameters)
        np.testing.assert_allclose(a[t], state, atol=1e-12)
        np.testing.assert_allclose(y_pred[t], yt_pred, atol=1e-12)
        for mine, library in zip(cache[:3], caches[t][:3]):
            np.testing.assert_allclose(library, mine, atol=1e-12)
        cells.append(cache)

    total, carry = {}, np.zeros_like(a0)
    for t in reversed(range(len(x))):
        da_next, step = output_backward(dz[t], a[t], parameters)
        step |= rnn_cell_backward(da_next + carry, caches[t])
        carry = step["da_prev"]
        total = {name: total.get(name, 0) + value for name, value in step.items()}
    for gradients in (rnn_backward_pass(None, caches, dz), rnn_backward_pass(None, cells, dz)):
        np.testing.assert_allclose(gradients["da0"], carry, atol=1e-12)
        np.testing.assert_allclose(gradients["dx"][0], step["dxt"], atol=1e-12)
        for name in ("dWax", "dWaa", "dWya", "dba", "dby"):
            np.testing.assert_allclose(gradients[name], total[name], atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10**6))
def test_padding_changes_neither_loss_nor_gradients(size, seed):
    parameters, x, a0, labels = network(*size, seed)
    rng = np.random.default_rng(seed + 1)
    lengths = rng.integers(1, len(x) + 1, x.shape[2])
    mask = np.arange(len(x))[:, None] < lengths
    padded = np.where(mask[:, None], x, np.nan)  # whatever stands past the end has no effect
    a, y_pred, caches = rnn_forward_pass(padded, a0, parameters, lengths)
    together = rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels, mask))
    assert not together["dx"][~np.broadcast_to(mask[:, None], x.shape)].any()

    total = {name: 0 for name in together if name not in ("dx", "da0")}
    for example, length in enumerate(lengths):
        alone = slice(example, example + 1)
        _, y, cells = rnn_forward_pass(x[:length, :, alone], a0[:, alone], parameters)
        dz = cross_entropy_backward(y, labels[:length, alone]) * length / mask.sum()
        gradients = rnn_backward_pass(None, cells, dz)
        np.testing.assert_allclose(a[-1][:, alone], cells[-1][0], atol=1e-12)
        np.testing.assert_allclose(together["dx"][:length, :, alone], gradients["dx"], atol=1e-12)
        np.testing.assert_allclose(together["da0"][:, alone], gradients["da0"], atol=1e-12)
        total = {name: value + gradients[name] for name, value in total.items()}
    for name, value in total.items():
        np.testing.assert_allclose(together[name], value, atol=1e-12)


def test_stacked_copies_of_the_parameters():
    parameters, x, a0, labels = network(3, 2, 4, 2, 5)
    rng = np.random.default_rng(1)
    copies = [{n: v + rng.normal(size=v.shape) for n, v in parameters.items()} for _ in range(3)]
    stacked = {name: np.stack([c[name] for c in copies]) for name in parameters}
    for together in (stacked, parameters | {"Waa": stacked["Waa"]}):
        a, y_pred, _ = rnn_forward_pass(x, a0, together)
        for k, single in enumerate(copies):
            single = single if together is stacked else parameters | {"Waa": single["Waa"]}
            alone, y_alone, _ = rnn_forward_pass(x, a0, single)
            np.testing.assert_allclose(a[:, k], alone, atol=1e-14)
            np.testing.assert_allclose(
                cross_entropy(y_pred, labels)[k], cross_entropy(y_alone, labels), atol=1e-14
            )


def test_no_input_is_changed_and_no_result_changes_later():
    parameters, x, a0, labels = network(3, 4, 2, 2, 5)
    before = copy.deepcopy((parameters, x, a0))
    a, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    dz = cross_entropy_backward(y_pred, labels)
    first = copy.deepcopy((a, y_pred, [cache[:3] for cache in caches], dz))
    gradients = rnn_backward_pass(a, caches, dz)
    kept = copy.deepcopy(gradients)
    rnn_backward_pass(a, rnn_forward_pass(x[::-1], a0 + 1, parameters)[2], dz)
    for one, other in zip(first, (a, y_pred, [cache[:3] for cache in caches], dz)):
        for left, right in zip(one, other):
            assert all((p == q).all() for p, q in zip(left, right))
    assert all((kept[name] == gradients[name]).all() for name in kept)
    assert (before[1] == x).all() and (before[2] == a0).all()
    assert all((before[0][name] == parameters[name]).all() for name in parameters)
    a0[:] = 7  # the caches keep their own initial state
    assert (caches[0][1] == before[2]).all()


def test_dtypes():
    parameters, x, a0, labels = network(3, 2, 4, 2, 5, dtype=np.float32)
    a, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    gradients = rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels))
    assert {array.dtype for array in [a, y_pred, *gradients.values()]} == {np.dtype(np.float32)}
    whole = {name: np.ones(value.shape, dtype=int) for name, value in parameters.items()}
    a, y_pred, caches = rnn_forward_pass(np.ones((2, 3, 1), dtype=int), np.zeros((2, 1), dtype=bool), whole)
    np.testing.assert_allclose(a[0], np.tanh(4))
    assert rnn_backward_pass(a, caches)["dx"].dtype == np.float64


def test_caches_are_a_sequence():
    parameters, x, a0, _ = network(3, 2, 4, 2, 5)
    a, _, caches = rnn_forward_pass(x, a0, parameters)
    assert len(caches) == 5 and len(caches[1:3]) == 2
    assert (caches[-1][0] == a[-1]).all() and (caches[0][1] == a0).all()
    with pytest.raises(IndexError):
        caches[5]


def without(name):
    return {key: value for key, value in LESSON.items() if key != name}


X, A0 = np.ones((2, 3, 1)), np.zeros((2, 1))
NAN = np.array([[[1.0], [1.0], [1.0]], [[1.0], [np.nan], [1.0]]])


@pytest.mark.parametrize(
    ("x", "a0", "parameters", "error", "says"),
    [
        (X, A0, without("Waa"), KeyError, 'no "Waa"'),
        (X, A0, without("Waa") | {"waa": LESSON["Waa"]}, KeyError, 'Is "waa" meant to be "Waa"'),
        (X, A0, without("Wax") | {"Wxa": LESSON["Wax"]}, KeyError, 'Is "Wxa" meant to be "Wax"'),
        (X, A0, list(LESSON.values()), TypeError, "must be a dict"),
        (X, A0, None, TypeError, "must be a dict .* got None"),
        (
            X[:, :2],
            A0,
            LESSON,
            ValueError,
            r"x has the shape \(2, 2, 1\), expected \(T_x, n_x, m\) = \(2, 3, 1\), where n_x",
        ),
        (X[0], A0, LESSON, ValueError, r"x has the shape \(3, 1\), expected 3 axes \(T_x, n_x, m\)"),
        (X[:0], A0, LESSON, ValueError, "empty sequence"),
        (X[:, :, :0], A0[:, :0], LESSON, ValueError, "batch of 0"),
        (X, A0[:1], LESSON, ValueError, r"a0 has the shape \(1, 1\), expected \(n_a, m\) = \(2, 1\)"),
        (X, np.zeros((2, 2)), LESSON, ValueError, "m = 1 is the number of columns of x"),
        (X, A0[:, 0], LESSON, ValueError, "a0 has the shape .* expected 2 axes"),
        (X, A0, LESSON | {"Wax": LESSON["Wax"].T}, ValueError, "Wax|x has the shape"),
        (X, A0, LESSON | {"ba": LESSON["ba"][:, 0]}, ValueError, r"ba\[:, None\]"),
        (X, A0, LESSON | {"by": LESSON["by"].T}, ValueError, r"Its transpose would fit: by\.T"),
        (X, A0, LESSON | {"Wya": LESSON["Wya"].T}, ValueError, "Wya has the shape"),
        (NAN, A0, LESSON, ValueError, r"x holds nan at \[1, 1, 0\]"),
        (X, A0, LESSON | {"by": LESSON["by"] * np.nan}, ValueError, "by holds nan"),
        (X, "zeros", LESSON, TypeError, "a0 must be an array of numbers; got str"),
        (X, None, LESSON, TypeError, "a0 must be an array of numbers; got None"),
    ],
)
def test_bad_input_is_explained(x, a0, parameters, error, says):
    with pytest.raises(error, match=says):
        rnn_forward_pass(x, a0, parameters)
    if len(x) == 2:
        with pytest.raises(error, match="."):
            rnn_cell_forward(x[-1], a0, parameters)


@pytest.mark.parametrize(
    ("lengths", "error", "says"),
    [
        ([3], ValueError, "1 to T_x = 2; got 3"),
        ([0], ValueError, "got 0"),
        ([1, 1], ValueError, r"expected \(1,\)"),
        ([1.0], TypeError, "must be integers"),
    ],
)
def test_bad_lengths_are_explained(lengths, error, says):
    with pytest.raises(error, match=says):
        rnn_forward_pass(X, A0, LESSON, lengths)


def test_bad_gradients_are_explained():
    a, y_pred, caches = rnn_forward_pass(X, A0, LESSON)
    for call, says in [
        (lambda: rnn_backward_pass(None, caches), "da, dz or both"),
        (lambda: rnn_backward_pass(a[0], caches), "da has the shape"),
        (lambda: rnn_backward_pass(None, caches, a), "dz has the shape"),
        (lambda: rnn_backward_pass(a, []), "list of cell caches"),
        (lambda: rnn_backward_pass(a, [1, 2]), "cache must be"),
        (lambda: rnn_cell_backward(a, caches[0]), "da_next has the shape"),
        (lambda: rnn_cell_backward(a[0], (1, 2)), "cache must be"),
        (lambda: output_backward(y_pred[0], a[0][:1], LESSON), "a_next has the shape"),
    ]:
        with pytest.raises(ValueError, match=says):
            call()


def test_the_core_imports_neither_pictures_nor_widgets():
    modules = ["activations", "losses", "parameters", "rnn", "vocabulary", "words", "gradient_check"]
    code = (
        f"import sys; {'; '.join(f'import rnn_helpers.{name}' for name in modules)};"
        "print([m for m in ('matplotlib', 'ipywidgets', 'IPython', 'anywidget') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_cell_speaks_of_its_own_arguments():
    with pytest.raises(ValueError, match=r"xt has the shape \(2, 1\), expected \(n_x, m\) = \(3, 1\)"):
        rnn_cell_forward(X[0, :2], A0, LESSON)
    with pytest.raises(ValueError, match=r"xt has the shape \(3,\), expected 2 axes .*xt\[:, None\]"):
        rnn_cell_forward(X[0, :, 0], A0, LESSON)
    with pytest.raises(ValueError, match="m = 1 is the number of columns of xt"):
        rnn_cell_forward(X[0], np.zeros((2, 3)), LESSON)
