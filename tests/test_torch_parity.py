"""The same loss and gradients as PyTorch. CI has PyTorch; elsewhere these tests are left out and say so."""

import numpy as np
import pytest

from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass

torch = pytest.importorskip(
    "torch", reason="PyTorch is not installed; `pip install torch` adds the comparison"
)


@pytest.mark.parametrize("lengths", [None, [5, 1, 3]])
@pytest.mark.parametrize(("n_x", "n_a", "n_y", "m", "T_x"), [(4, 6, 3, 3, 5), (2, 1, 5, 3, 5)])
def test_loss_and_gradients(n_x, n_a, n_y, m, T_x, lengths):
    rng = np.random.default_rng(0)
    parameters = initialise_rnn(n_x, n_a, n_y, rng)
    parameters["ba"] += rng.normal(size=(n_a, 1))
    x, a0 = rng.normal(size=(T_x, n_x, m)), rng.normal(size=(n_a, m))
    labels = rng.integers(0, n_y, (T_x, m))
    mask = np.arange(T_x)[:, None] < np.array(lengths or [T_x] * m)
    _, y_pred, caches = rnn_forward_pass(x, a0, parameters, lengths)
    loss = cross_entropy(y_pred, labels, mask)
    gradients = rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels, mask))

    tensors = {
        name: torch.tensor(value, requires_grad=True)
        for name, value in (parameters | {"x": x, "a0": a0}).items()
    }
    cell = torch.nn.RNN(n_x, n_a, dtype=torch.float64)
    weights = {
        "weight_ih_l0": tensors["Wax"],
        "weight_hh_l0": tensors["Waa"],
        "bias_ih_l0": tensors["ba"][:, 0],
        "bias_hh_l0": torch.zeros(n_a, dtype=torch.float64),
    }
    states, _ = torch.func.functional_call(
        cell, weights, (tensors["x"].transpose(1, 2), tensors["a0"].T[None])
    )
    scores = states @ tensors["Wya"].T + tensors["by"][:, 0]
    keep = torch.tensor(mask)
    expected = torch.nn.functional.cross_entropy(scores[keep], torch.tensor(labels)[keep])
    expected.backward()
    assert loss == pytest.approx(expected.item(), abs=1e-10)
    for name, tensor in tensors.items():
        np.testing.assert_allclose(gradients["d" + name], tensor.grad.numpy(), atol=1e-10)
