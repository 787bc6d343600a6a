import warnings

import numpy as np
import pytest

from rnn_helpers.gradient_check import forward_passes, gradient_check, numerical_gradient
from rnn_helpers.losses import cross_entropy
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import rnn_cell_forward, rnn_forward_pass

P = {"w": np.array([[1.0, -2.0], [0.5, 3.0]]), "b": np.array([0.25, 4.0])}
TRUE = {"dw": 3 * P["w"] ** 2 * P["b"], "db": (P["w"] ** 3).sum(axis=0)}


def cubic(p):
    """sum of w^3 b over rows and columns; gradients 3 w^2 b and sum of w^3, by hand."""
    return (p["w"] ** 3 * p["b"][..., None, :]).sum(axis=(-2, -1))


@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize(("method", "rtol"), [("central", 1e-8), ("complex", 1e-14)])
def test_numerical_gradient_of_a_cubic(method, rtol, batched):
    found = numerical_gradient(cubic, P, method, batched)
    for name in P:
        np.testing.assert_allclose(found[name], TRUE["d" + name], rtol=rtol)


def test_portions_of_a_large_batch_agree(monkeypatch):
    monkeypatch.setattr("rnn_helpers.gradient_check.BATCH_NUMBERS", 13)
    sizes = []

    def loss(p):
        sizes.append(len(p["w"]))
        return cubic(p)

    found = numerical_gradient(loss, P, "central", batched=True)
    assert max(sizes) == 2 and len(sizes) == 6
    np.testing.assert_allclose(found["w"], TRUE["dw"], rtol=1e-8)


@pytest.mark.parametrize(("method", "calls"), [("central", 12), ("complex", 6)])
def test_forward_passes_are_counted(method, calls):
    count = []
    numerical_gradient(lambda p: count.append(1) or cubic(p), P, method)
    assert len(count) == calls == forward_passes(P, method)


def test_right_gradients_pass_and_wrong_ones_are_named():
    assert gradient_check(cubic, P, TRUE).ok
    wrong = {"dw": TRUE["dw"].copy(), "db": TRUE["db"]}
    wrong["dw"][1, 0] *= 1.001
    check = gradient_check(cubic, P, wrong)
    assert not check.ok
    row = check.rows[0]
    assert (row["parameter"], row["entry"], row["ok"]) == ("w", (1, 0), False)
    assert row["relative_error"] == pytest.approx(0.001, rel=0.01)
    assert "dw" in repr(check) and "WRONG" in repr(check) and "wrong: dw" in repr(check)
    assert "<caption>wrong: dw" in check._repr_html_()


@pytest.mark.parametrize("method", ["central", "complex"])
def test_a_tiny_gradient_that_is_zero_everywhere_fails(method):
    tiny = {name: value * 1e-4 for name, value in P.items()}
    zero = {"dw": np.zeros((2, 2)), "db": np.zeros(2)}
    check = gradient_check(lambda p: 1e6 * cubic(p), tiny, zero, method)
    assert not check.ok
    assert "yours is zero everywhere" in repr(check)


def test_a_check_that_says_nothing_says_so():
    check = gradient_check(lambda p: cubic(p | {"b": P["b"]}), P, TRUE | {"db": np.zeros(2)})
    assert check.ok
    assert "says nothing about db" in repr(check)


def test_nan_is_never_right():
    assert not gradient_check(cubic, P, TRUE | {"db": np.array([np.nan, 1])}).ok


def buffered(parameters, x, labels):
    """A reader's loop, as first written: right, but it keeps its predictions in real arrays."""
    a = np.zeros((len(x), *parameters["ba"].shape))
    y_pred = np.zeros((len(x), len(parameters["by"]), 1))
    state = np.zeros(parameters["ba"].shape)
    for t in range(len(x)):
        state, y_pred[t], _ = rnn_cell_forward(x[t], state, parameters)
        a[t] = state
    return cross_entropy(y_pred, labels)


def test_a_readers_loop_with_zeros_buffers_falls_back_and_says_so():
    rng = np.random.default_rng(0)
    parameters = initialise_rnn(3, 2, 3, rng)
    x, labels = rng.normal(size=(4, 3, 1)), rng.integers(0, 3, (4, 1))
    a0 = np.zeros((2, 1))
    right = numerical_gradient(
        lambda p: cross_entropy(rnn_forward_pass(x, a0, p)[1], labels), parameters, "complex"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check = gradient_check(
            lambda p: buffered(p, x, labels), parameters, {"d" + name: value for name, value in right.items()}
        )
    assert check.ok
    assert check.method == "central"
    assert "np.zeros" in check.note and check.note in repr(check)


def test_a_silently_lost_imaginary_part_is_noticed():
    check = gradient_check(lambda p: cubic({"w": p["w"].real, "b": p["b"]}), P, TRUE)
    assert check.ok and check.method == "central" and "imaginary" in check.note


def test_bad_input_is_explained():
    with pytest.raises(ValueError, match='must be "central" or "complex"'):
        numerical_gradient(cubic, P, "forward")
    with pytest.raises(ValueError, match=r"dw has the shape \(4,\)"):
        gradient_check(cubic, P, {"dw": np.zeros(4)})
    with pytest.raises(ValueError, match="has none of dw, db; it holds w"):
        gradient_check(cubic, P, {"w": 1})
    with pytest.raises(ValueError, match="must return one number"):
        gradient_check(lambda p: p["w"], P, TRUE)
    with pytest.raises(ValueError, match="one number per copy"):
        numerical_gradient(lambda p: p["w"].sum(), P, batched=True)
    with pytest.raises(ValueError, match="at least one entry"):
        numerical_gradient(cubic, {})
