import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers import cells
from rnn_helpers.gradient_check import numerical_gradient
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.stacks import (
    initialise_stack,
    layer_names,
    part_of,
    reverse_each,
    stack_backward_pass,
    stack_forward_pass,
)

CELLS = ("rnn", "lstm", "gru")


def network(cell="rnn", layers=2, bidirectional=True, n_x=2, n_a=3, n_y=3, m=3, T_x=4, seed=0):
    rng = np.random.default_rng(seed)
    parameters = initialise_stack(cell, n_x, n_a, n_y, rng, layers, bidirectional)
    for name in parameters:
        if name.rpartition(".")[2][0] == "b":
            parameters[name] = rng.normal(size=parameters[name].shape)
    return parameters, rng.normal(size=(T_x, n_x, m)), rng.integers(0, n_y, (T_x, m))


@pytest.mark.parametrize("cell", CELLS)
@settings(max_examples=12, deadline=None)
@given(st.integers(1, 3), st.booleans(), st.booleans(), st.integers(0, 10**6))
def test_gradients_by_complex_step(cell, layers, bidirectional, ragged, seed):
    parameters, x, labels = network(cell, layers, bidirectional, seed=seed)
    rng = np.random.default_rng(seed + 1)
    lengths = rng.integers(1, 5, 3) if ragged else None
    mask = np.arange(4)[:, None] < lengths if ragged else None
    names = layer_names(parameters)
    starts = [cells.zero_state(part_of(parameters, name), 3) for name in names]
    states = {
        f"state {k} {n}": rng.normal(size=part.shape)
        for k, s in enumerate(starts)
        for n, part in enumerate(s)
    }
    a, y_pred, last, caches = stack_forward_pass(x, parameters, lengths, _tuples(states, starts))
    da = rng.normal(size=a.shape)
    dlast = [tuple(rng.normal(size=part.shape) for part in state) for state in last]

    def loss(p):
        own = {name: p[name] for name in parameters}
        a, y_pred, last, _ = stack_forward_pass(p["x"], own, lengths, _tuples(p, starts))
        ends = sum((d * part).sum() for ds, s in zip(dlast, last) for d, part in zip(ds, s))
        return cross_entropy(y_pred, labels, mask) + (da * a).sum() + ends

    gradients = stack_backward_pass(da, caches, cross_entropy_backward(y_pred, labels, mask), dlast)
    for k, state in enumerate(gradients["dstates"]):
        gradients |= {f"dstate {k} {n}": part for n, part in enumerate(state)}
    for name, wanted in numerical_gradient(loss, parameters | {"x": x} | states, "complex").items():
        got = gradients["d" + name]
        assert got.shape == wanted.shape
        assert np.abs(got - wanted).max() <= 1e-9 * np.abs(wanted).max() + 1e-14, name


def _tuples(values, starts):
    return [tuple(values[f"state {k} {n}"] for n in range(len(start))) for k, start in enumerate(starts)]


def test_one_layer_in_one_direction_is_the_cell():
    parameters, x, _ = network("gru", layers=1, bidirectional=False)
    cell = part_of(parameters, "0.") | {"Wy": parameters["Wy"], "by": parameters["by"]}
    a, y_pred, last, _ = stack_forward_pass(x, parameters)
    alone = cells.forward_pass(x, cells.zero_state(cell, 3), cell)
    np.testing.assert_allclose(a, alone[0], atol=1e-14)
    np.testing.assert_allclose(y_pred, alone[1], atol=1e-14)
    np.testing.assert_allclose(last[0][0], alone[2][0], atol=1e-14)


def test_layers_by_hand():
    parameters, x, _ = network("rnn", layers=2, bidirectional=False)
    lower, upper = part_of(parameters, "0."), part_of(parameters, "1.")
    below = cells.forward_pass(x, cells.zero_state(lower, 3), lower)[0]
    above = cells.forward_pass(below, cells.zero_state(upper, 3), upper)[0]
    np.testing.assert_allclose(stack_forward_pass(x, parameters)[0], above, atol=1e-14)


def test_the_reverse_direction_reads_the_future():
    parameters, x, _ = network("rnn", layers=1)
    changed = x.copy()
    changed[-1] += 1
    a, b = stack_forward_pass(x, parameters)[0], stack_forward_pass(changed, parameters)[0]
    assert (a[:-1, :3] == b[:-1, :3]).all() and (a[:, 3:] != b[:, 3:]).any(axis=(1, 2)).all()


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(CELLS), st.integers(1, 2), st.integers(0, 10**6), st.integers(1, 3))
def test_padding_changes_neither_loss_nor_gradients(cell, layers, seed, more):
    parameters, x, labels = network(cell, layers, seed=seed)
    lengths = np.random.default_rng(seed).integers(1, 5, 3)

    def run(x, labels):
        mask = np.arange(len(x))[:, None] < lengths
        _, y_pred, _, caches = stack_forward_pass(x, parameters, lengths)
        return cross_entropy(y_pred, labels, mask), stack_backward_pass(
            None, caches, cross_entropy_backward(y_pred, labels, mask)
        )

    longer = np.concatenate([x, np.zeros((more, *x.shape[1:]))])
    spoilt = np.where(np.arange(len(longer))[:, None, None] < lengths, longer, 1e6)
    loss, gradients = run(x, labels)
    padded_loss, padded = run(spoilt, np.concatenate([labels, np.zeros((more, 3), int)]))
    assert padded_loss == pytest.approx(loss, abs=1e-12)
    for name in parameters:
        np.testing.assert_allclose(padded["d" + name], gradients["d" + name], atol=1e-12)
    np.testing.assert_allclose(padded["dx"][:4], gradients["dx"], atol=1e-12)
    assert (padded["dx"][4:] == 0).all()


def test_each_example_is_reversed_from_its_own_end():
    x = np.arange(8.0).reshape(4, 1, 2)
    turned = reverse_each(x, [4, 2])
    assert turned[:, 0, 0].tolist() == [6, 4, 2, 0] and turned[:, 0, 1].tolist() == [3, 1, 5, 7]
    assert (reverse_each(turned, [4, 2]) == x).all()


def test_a_state_carried_over_is_the_sequence_in_one_piece():
    parameters, x, _ = network("lstm", bidirectional=False)
    whole = stack_forward_pass(x, parameters)[0]
    _, _, states, _ = stack_forward_pass(x[:2], parameters)
    np.testing.assert_allclose(stack_forward_pass(x[2:], parameters, None, states)[0], whole[2:], atol=1e-14)


def test_names_in_order_also_with_many_layers():
    parameters = initialise_stack("rnn", 1, 1, 1, np.random.default_rng(0), layers=11, bidirectional=True)
    assert layer_names(parameters)[:4] == ["0.", "0.reverse.", "1.", "1.reverse."]
    assert layer_names(parameters)[-1] == "10.reverse."


def test_errors_say_what_is_wrong():
    parameters, x, _ = network()
    with pytest.raises(ValueError, match='such as "0.Wax"'):
        stack_forward_pass(x, {"Waa": np.zeros((2, 2))})
    with pytest.raises(KeyError, match='"by"'):
        stack_forward_pass(x, {name: value for name, value in parameters.items() if name != "by"})
    with pytest.raises(ValueError, match="3 axes"):
        stack_forward_pass(x[0], parameters)
    with pytest.raises(ValueError, match="states needs one tuple"):
        stack_forward_pass(x, parameters, None, [])
    with pytest.raises(ValueError, match="layers must be"):
        initialise_stack("rnn", 1, 1, 1, np.random.default_rng(0), layers=0)
    caches = stack_forward_pass(x, parameters)[3]
    with pytest.raises(ValueError, match="da, dz or dlast"):
        stack_backward_pass(None, caches)
    with pytest.raises(ValueError, match="da has the shape"):
        stack_backward_pass(x, caches)
