"""The same loss and gradients as PyTorch. CI has PyTorch; elsewhere these tests are left out and say so."""

from functools import partial

import numpy as np
import pytest

from rnn_helpers import cells
from rnn_helpers.gru import gru_cell_forward_reset_after
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.lstm import lstm_backward_pass, lstm_forward_pass
from rnn_helpers.optimisers import adagrad, adam, sgd
from rnn_helpers.parameters import initialise_gru, initialise_lstm, initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.stacks import initialise_stack, layer_names, part_of, stack_backward_pass, stack_forward_pass
from rnn_helpers.tree_levels import plant
from rnn_helpers.tree_training import initialise_tree, tree_batch, tree_loss
from rnn_helpers.trees import Tree, balanced, left_branching

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


def tensors_of(arrays):
    return {name: torch.tensor(value, requires_grad=True) for name, value in arrays.items()}


def torch_loss(states, Wy, by, labels, mask):
    scores = states @ Wy.T + by[:, 0]
    keep = torch.tensor(mask)
    return torch.nn.functional.cross_entropy(scores[keep], torch.tensor(labels)[keep])


def torch_lstm(tensors, prefix="", suffix=""):
    """PyTorch's weights: the gates in the order input, forget, candidate, output; one bias of two is zero."""
    n_a = tensors[f"{prefix}bf"].shape[0]
    W = torch.cat([tensors[f"{prefix}W{gate}"] for gate in "ifco"])
    b = torch.cat([tensors[f"{prefix}b{gate}"] for gate in "ifco"])[:, 0]
    return {
        f"weight_ih_{suffix}": W[:, n_a:],
        f"weight_hh_{suffix}": W[:, :n_a],
        f"bias_ih_{suffix}": b,
        f"bias_hh_{suffix}": torch.zeros_like(b),
    }


@pytest.mark.parametrize("lengths", [None, [5, 1, 3]])
def test_lstm(lengths):
    n_x, n_a, n_y, m, T_x = 4, 6, 3, 3, 5
    rng = np.random.default_rng(0)
    parameters = initialise_lstm(n_x, n_a, n_y, rng)
    x, a0, c0 = rng.normal(size=(T_x, n_x, m)), rng.normal(size=(n_a, m)), rng.normal(size=(n_a, m))
    labels = rng.integers(0, n_y, (T_x, m))
    mask = np.arange(T_x)[:, None] < np.array(lengths or [T_x] * m)
    _, y_pred, _, caches = lstm_forward_pass(x, a0, parameters, c0, lengths)
    gradients = lstm_backward_pass(None, caches, dz=cross_entropy_backward(y_pred, labels, mask))

    tensors = tensors_of(parameters | {"x": x, "a0": a0, "c0": c0})
    states, _ = torch.func.functional_call(
        torch.nn.LSTM(n_x, n_a, dtype=torch.float64),
        torch_lstm(tensors, suffix="l0"),
        (tensors["x"].transpose(1, 2), (tensors["a0"].T[None], tensors["c0"].T[None])),
    )
    expected = torch_loss(states, tensors["Wy"], tensors["by"], labels, mask)
    expected.backward()
    assert cross_entropy(y_pred, labels, mask) == pytest.approx(expected.item(), abs=1e-10)
    for name, tensor in tensors.items():
        np.testing.assert_allclose(gradients["d" + name], tensor.grad.numpy(), atol=1e-10)


def test_gru_in_pytorchs_form():
    """PyTorch's gates in the order reset, update, candidate; its update gate keeps: its weights are -Wu."""
    rng = np.random.default_rng(0)
    n_x, n_a, m = 4, 6, 3
    parameters = initialise_gru(n_x, n_a, 2, rng)
    parameters |= {name: rng.normal(size=(n_a, 1)) for name in ("bu", "br", "bc", "bca")}
    x, a = rng.normal(size=(5, n_x, m)), rng.normal(size=(n_a, m))
    start = torch.tensor(a.T[None])
    W = np.concatenate([parameters["Wr"], -parameters["Wu"], parameters["Wc"]])
    zeros = np.zeros((n_a, 1))
    weights = {
        "weight_ih_l0": W[:, n_a:],
        "weight_hh_l0": W[:, :n_a],
        "bias_ih_l0": np.concatenate([parameters["br"], -parameters["bu"], parameters["bc"]])[:, 0],
        "bias_hh_l0": np.concatenate([zeros, zeros, parameters["bca"]])[:, 0],
    }
    expected, _ = torch.func.functional_call(
        torch.nn.GRU(n_x, n_a, dtype=torch.float64),
        {name: torch.tensor(value) for name, value in weights.items()},
        (torch.tensor(x.transpose(0, 2, 1)), start),
    )
    for xt, wanted in zip(x, expected.numpy()):
        before, a = a, gru_cell_forward_reset_after(xt, a, parameters)[0]
        np.testing.assert_allclose(a, wanted.T, atol=1e-12)
    papers = cells.step(x[-1], (before,), {k: v for k, v in parameters.items() if k != "bca"})[0][0]
    assert np.abs(papers - a).max() > 1e-3  # the other form is another function


@pytest.mark.parametrize("lengths", [None, [5, 1, 3]])
@pytest.mark.parametrize(("layers", "bidirectional"), [(1, True), (3, False), (2, True)])
def test_stacked_and_bidirectional(layers, bidirectional, lengths):
    n_x, n_a, n_y, m, T_x = 4, 5, 3, 3, 5
    rng = np.random.default_rng(0)
    parameters = initialise_stack("lstm", n_x, n_a, n_y, rng, layers, bidirectional)
    x, labels = rng.normal(size=(T_x, n_x, m)), rng.integers(0, n_y, (T_x, m))
    mask = np.arange(T_x)[:, None] < np.array(lengths or [T_x] * m)
    _, y_pred, last, caches = stack_forward_pass(x, parameters, lengths)
    gradients = stack_backward_pass(None, caches, cross_entropy_backward(y_pred, labels, mask))

    tensors, weights = tensors_of(parameters | {"x": x}), {}
    for name in layer_names(parameters):
        suffix = f"l{name.split('.')[0]}" + "_reverse" * name.endswith("reverse.")
        weights |= torch_lstm(tensors, name, suffix)
    net = torch.nn.LSTM(n_x, n_a, layers, bidirectional=bidirectional, dtype=torch.float64)
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        tensors["x"].transpose(1, 2), torch.tensor(lengths or [T_x] * m), enforce_sorted=False
    )
    states, (a_last, c_last) = torch.func.functional_call(net, weights, (packed,))
    states, _ = torch.nn.utils.rnn.pad_packed_sequence(states)
    expected = torch_loss(states, tensors["Wy"], tensors["by"], labels, mask)
    expected.backward()
    assert cross_entropy(y_pred, labels, mask) == pytest.approx(expected.item(), abs=1e-10)
    for place, (a, c) in enumerate(last):
        np.testing.assert_allclose(a, a_last[place].detach().numpy().T, atol=1e-12)
        np.testing.assert_allclose(c, c_last[place].detach().numpy().T, atol=1e-12)
    for name, tensor in tensors.items():
        np.testing.assert_allclose(gradients["d" + name], tensor.grad.numpy(), atol=1e-10)
    assert part_of(parameters, "0.")["Wf"].shape == (n_a, n_a + n_x)


@pytest.mark.parametrize(
    ("optimiser", "name", "settings"),
    [
        (sgd, "SGD", {}),
        (partial(sgd, momentum=0.9), "SGD", {"momentum": 0.9}),
        (adagrad, "Adagrad", {"eps": 1e-8}),
        (adam, "Adam", {}),
    ],
)
def test_twenty_updates_of_each_optimiser(optimiser, name, settings):
    rng = np.random.default_rng(0)
    parameters, memory = {"W": rng.normal(size=(3, 4)), "b": rng.normal(size=(3, 1))}, {}
    tensors = {name: torch.tensor(array.copy(), requires_grad=True) for name, array in parameters.items()}
    theirs = getattr(torch.optim, name)(list(tensors.values()), lr=0.05, **settings)
    for _ in range(20):
        gradients = {"d" + key: rng.normal(size=array.shape) for key, array in parameters.items()}
        for key, tensor in tensors.items():
            tensor.grad = torch.tensor(gradients["d" + key])
        theirs.step()
        optimiser(parameters, gradients, memory, 0.05)
    for key, tensor in tensors.items():
        np.testing.assert_allclose(parameters[key], tensor.detach().numpy(), atol=1e-12)


def torch_node(composition, p, xt, children):
    """The states of one node, (a,) or (a, c): a formula a line, gradients are autograd's."""
    a, c = ([state[k] for state in children if len(state) > k] for k in (0, 1))
    if composition in ("plain", "tensor"):
        if not children:
            return (xt,)
        score = p["W_left"] @ a[0] + p["W_right"] @ a[1] + p["ba"][:, 0]
        if composition == "tensor":
            pair = torch.cat(a)
            score = score + torch.einsum("kij,i,j->k", p["V"], pair, pair)
        return (torch.tanh(score),)
    zeros = torch.zeros_like(p["bf"][:, 0])
    xt = torch.zeros_like(p["E"][0]) if xt is None else xt
    reads = torch.cat([*(a or [zeros, zeros]), xt] if composition == "binary" else [sum(a, zeros), xt])
    i, o = (torch.sigmoid(p["W" + gate] @ reads + p["b" + gate][:, 0]) for gate in "io")
    cell = i * torch.tanh(p["Wc"] @ reads + p["bc"][:, 0])
    for k, state in enumerate(c):
        if composition == "binary":
            f = p[("Wf_left", "Wf_right")[k]] @ reads
        else:
            f = p["Wf"] @ torch.cat([a[k], xt])
        cell = cell + torch.sigmoid(f + p["bf"][:, 0]) * state
    return o * torch.tanh(cell), cell


@pytest.mark.parametrize("composition", ["plain", "tensor", "binary", "child-sum"])
def test_trees_with_a_loss_at_every_node(composition):
    rng = np.random.default_rng(0)
    trees = [left_branching("abca"), balanced("bcdab"), left_branching("d")]
    forest = plant([Tree(*tree.children, word=tree.word, label=0) for tree in trees])
    forest["labels"][:] = rng.integers(0, 3, len(forest["labels"]))
    parameters = initialise_tree(composition, len(forest["vocabulary"]), 4, 4, 3, rng)
    parameters = {name: array + rng.normal(size=array.shape) / 4 for name, array in parameters.items()}
    loss, gradients, _ = tree_loss(parameters, tree_batch(forest))

    tensors = tensors_of(parameters)
    states = []
    for tree in trees:
        waiting = []
        for node in tree.nodes():
            first = len(waiting) - len(node.children)
            xt = None if node.word is None else tensors["E"][forest["vocabulary"].index(node.word)]
            waiting[first:] = [torch_node(composition, tensors, xt, waiting[first:])]
            states.append(waiting[-1][0])
    scores = torch.stack(states) @ tensors["Wya" if "Wya" in tensors else "Wy"].T + tensors["by"][:, 0]
    expected = torch.nn.functional.cross_entropy(scores, torch.tensor(forest["labels"]))
    expected.backward()
    assert loss == pytest.approx(expected.item(), abs=1e-12)
    for name, tensor in tensors.items():
        gradient = gradients["d" + name].dense() if name == "E" else gradients["d" + name]
        np.testing.assert_allclose(gradient, tensor.grad.numpy(), atol=1e-12, err_msg=name)
