import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers import cells
from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.losses import cross_entropy, cross_entropy_backward

CELLS = ("rnn", "lstm", "gru")
sizes = st.tuples(*(st.integers(1, high) for high in (3, 4, 3, 3, 5)))  # n_x, n_a, n_y, m, T_x


def network(cell, n_x=3, n_a=4, n_y=3, m=3, T_x=5, seed=0):
    """A random network with biases away from zero, an input, the states before it, labels."""
    rng = np.random.default_rng(seed)
    parameters = cells.initialise(cell, n_x, n_a, n_y, rng)
    for name in parameters:
        if name[0] == "b":
            parameters[name] = rng.normal(size=parameters[name].shape)
    state = tuple(rng.normal(size=part.shape) for part in cells.zero_state(parameters, m))
    return parameters, rng.normal(size=(T_x, n_x, m)), state, rng.integers(0, n_y, (T_x, m))


@pytest.mark.parametrize("cell", CELLS)
@settings(max_examples=25, deadline=None)
@given(size=sizes, seed=st.integers(0, 10**6), ragged=st.booleans())
def test_gradients_of_the_pass_by_complex_step(cell, size, seed, ragged):
    """All at once: the loss of the predictions, gradients at the states and at the last state, lengths."""
    parameters, x, state, labels = network(cell, *size, seed)
    T_x, m = labels.shape
    rng = np.random.default_rng(seed + 1)
    lengths = rng.integers(1, T_x + 1, m) if ragged else None
    mask = np.arange(T_x)[:, None] < lengths if ragged else None
    da = rng.normal(size=(T_x, *state[0].shape))
    dlast = tuple(rng.normal(size=part.shape) for part in state)

    def loss(p):
        own = {name: p[name] for name in parameters}
        start = tuple(p[f"state {place}"] for place in range(len(state)))
        a, y_pred, last, _ = cells.forward_pass(p["x"], start, own, lengths)
        ends = sum((d * part).sum() for d, part in zip(dlast, last))
        return cross_entropy(y_pred, labels, mask) + (da * a).sum() + ends

    _, y_pred, _, caches = cells.forward_pass(x, state, parameters, lengths)
    gradients = cells.backward_pass(da, caches, cross_entropy_backward(y_pred, labels, mask), dlast)
    starts = {f"state {place}": part for place, part in enumerate(state)}
    expected = numerical_gradient(loss, parameters | {"x": x} | starts, "complex")
    got = gradients | {"dstate 0": gradients["da0"], "dstate 1": gradients.get("dc0")}
    for name, wanted in expected.items():
        assert got["d" + name].shape == wanted.shape
        assert np.abs(got["d" + name] - wanted).max() <= 1e-9 * np.abs(wanted).max() + 1e-14, name


@pytest.mark.parametrize("cell", CELLS)
def test_the_pass_is_the_cell_again_and_again(cell):
    parameters, x, state, _ = network(cell)
    a, y_pred, last, caches = cells.forward_pass(x, state, parameters)
    for t, xt in enumerate(x):
        state, yt_pred = cells.step(xt, state, parameters)
        np.testing.assert_allclose(a[t], state[0], atol=1e-12)
        np.testing.assert_allclose(y_pred[t], yt_pred, atol=1e-12)
    assert all(np.allclose(one, other, atol=1e-12) for one, other in zip(last, state))
    assert len(caches) == len(x)


@pytest.mark.parametrize("cell", CELLS)
def test_the_backward_pass_takes_a_list_of_cell_caches(cell):
    module = __import__(f"rnn_helpers.{cell}", fromlist=[cell])
    parameters, x, state, _ = network(cell)
    a, _, _, caches = cells.forward_pass(x, state, parameters)
    backward = getattr(module, f"{cell}_backward_pass")
    whole, listed = backward(a, caches), backward(a, list(caches))
    for name in whole:
        np.testing.assert_allclose(whole[name], listed[name], atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
@settings(max_examples=25, deadline=None)
@given(size=sizes, seed=st.integers(0, 10**6), more=st.integers(1, 3))
def test_padding_changes_neither_loss_nor_gradients(cell, size, seed, more):
    parameters, x, state, labels = network(cell, *size, seed)
    T_x, m = labels.shape
    lengths = np.random.default_rng(seed).integers(1, T_x + 1, m)

    def run(x, labels):
        mask = np.arange(len(x))[:, None] < lengths
        _, y_pred, last, caches = cells.forward_pass(x, state, parameters, lengths)
        gradients = cells.backward_pass(None, caches, cross_entropy_backward(y_pred, labels, mask))
        return cross_entropy(y_pred, labels, mask), last, gradients

    padding = np.random.default_rng(seed + 1)
    longer = np.concatenate([x, padding.normal(size=(more, *x.shape[1:]))])
    spoilt = np.where(np.arange(len(longer))[:, None, None] < lengths, longer, 1e6)
    loss, last, gradients = run(x, labels)
    padded_loss, padded_last, padded = run(spoilt, np.concatenate([labels, np.zeros((more, m), int)]))
    assert padded_loss == pytest.approx(loss, abs=1e-12)
    for one, other in zip(last, padded_last):
        np.testing.assert_allclose(one, other, atol=1e-12)
    for name in gradients:
        np.testing.assert_allclose(
            padded[name][:T_x] if name == "dx" else padded[name], gradients[name], atol=1e-12
        )
    assert (padded["dx"][T_x:] == 0).all()


@pytest.mark.parametrize("cell", CELLS)
def test_each_example_of_a_batch_is_as_if_alone(cell):
    parameters, x, state, _ = network(cell)
    lengths = np.array([5, 2, 3])
    a, y_pred, _, _ = cells.forward_pass(x, state, parameters, lengths)
    for column, length in enumerate(lengths):
        one = slice(column, column + 1)
        alone = cells.forward_pass(x[:length, :, one], tuple(part[:, one] for part in state), parameters)
        np.testing.assert_allclose(a[:length, :, one], alone[0], atol=1e-12)
        np.testing.assert_allclose(y_pred[:length, :, one], alone[1], atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_stacked_copies_of_the_parameters(cell):
    parameters, x, state, labels = network(cell)
    other = network(cell, seed=1)[0]
    both = {name: np.stack([parameters[name], other[name]]) for name in parameters}
    a, y_pred, _, _ = cells.forward_pass(x, state, both)
    for copy, own in enumerate((parameters, other)):
        alone = cells.forward_pass(x, state, own)
        np.testing.assert_allclose(a[:, copy], alone[0], atol=1e-12)
        np.testing.assert_allclose(y_pred[:, copy], alone[1], atol=1e-12)
    assert cross_entropy(y_pred, labels).shape == (2,)


@pytest.mark.parametrize("cell", CELLS)
def test_owned_buffers_give_the_same_numbers(cell):
    parameters, x, state, labels = network(cell)
    buffers = {}
    for scale in (3.0, 1.0, 1.0):
        a, y_pred, _, caches = cells.forward_pass(scale * x, state, parameters, None, buffers)
        dz = cross_entropy_backward(y_pred, labels)
        gradients = cells.backward_pass(None, caches, dz, buffers=buffers)
    fresh_a, fresh_y, _, fresh_caches = cells.forward_pass(x, state, parameters)
    fresh = cells.backward_pass(None, fresh_caches, cross_entropy_backward(fresh_y, labels))
    np.testing.assert_allclose(a, fresh_a, atol=1e-14)
    for name in fresh:
        np.testing.assert_allclose(gradients[name], fresh[name], atol=1e-14)


@pytest.mark.parametrize("cell", CELLS)
def test_without_buffers_results_are_the_callers_own(cell):
    parameters, x, state, _ = network(cell)
    a, y_pred, last, _ = cells.forward_pass(x, state, parameters)
    kept = a.copy(), y_pred.copy(), [part.copy() for part in last]
    cells.forward_pass(-x, state, parameters)
    assert (a == kept[0]).all() and (y_pred == kept[1]).all()
    last[0][:] = 7
    assert (a == kept[0]).all()


def test_the_names_tell_the_cell():
    rng = np.random.default_rng(0)
    assert [cells.cell_of(cells.initialise(cell, 2, 3, 2, rng)) for cell in CELLS] == list(CELLS)
    with pytest.raises(ValueError, match="exactly one of Waa"):
        cells.cell_of({"W": np.zeros(1)})
    with pytest.raises(ValueError, match="'lsmt'.*rnn, lstm, gru"):
        cells.initialise("lsmt", 2, 3, 2, rng)
