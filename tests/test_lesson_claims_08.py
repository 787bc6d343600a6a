"""What lesson 08 says of its explorer, its curves and PyTorch holds."""

import numpy as np
import pytest
from test_lesson_claims import run, state

from rnn_helpers.plots.views_gates import gates_view


@pytest.fixture(scope="module")
def names():
    return run("08", "after = before = np.zeros")


@pytest.fixture(scope="module")
def view(names):
    return gates_view(names["inputs"])


def gates(view, preset):
    """The state of the explorer after a choice of its menu."""
    changes = view.adjust(
        "preset", {control["name"]: control["value"] for control in view.controls} | {"preset": preset}
    )
    return {"preset": preset} | {name: change["value"] for name, change in changes.items()}


def test_the_forget_gate_sets_how_much_is_left(view):
    for forget, left in ((0.9, 0.35), (0.5, 0.001)):
        shown = state(view, **gates(view, "remember") | {"forget": forget})
        assert shown["arrives"][0] == pytest.approx(left, abs=0.002)
        assert shown["c"][-1] == pytest.approx(0.9 * left, abs=0.005)
    assert shown["plain_arrives"][0] == pytest.approx(0.03, abs=0.005)


def test_remembering_keeps_the_first_input_and_hiding_does_not_lose_it(view):
    shown = state(view, **gates(view, "remember"))
    assert np.allclose(shown["c"], 0.9) and np.allclose(shown["a"], 0.72, atol=0.005)
    shown = state(view, **gates(view, "hide"))
    assert (shown["a"][1:] == 0).all() and np.allclose(shown["c"], 0.9) and (shown["arrives"] == 1).all()


def test_the_belt_adds_up_and_the_plain_unit_cannot(view):
    shown = state(view, **gates(view, "add up"))
    assert shown["c"][4] == pytest.approx(1.7) and shown["c"][-1] == pytest.approx(1.4)
    assert shown["plain_a"][-1] == pytest.approx(0.35, abs=0.005)


def test_copying_the_input_is_having_no_memory(view):
    values = gates(view, "copy input")
    shown = state(view, **values)
    assert (values["forget"], values["input"]) == (0, 1)
    assert np.allclose(shown["c"], shown["inputs"]) and (shown["arrives"][:-1] == 0).all()


def test_the_forget_bias_decides_how_far_the_gradient_reaches(names):
    ends = [names["rnn_sizes_back"]()[60], *(names["lstm_sizes_back"](bias)[60] for bias in (0, 1, 4))]
    assert ends[0] < 1e-10 and ends[1] < 1e-10 and 5e-5 < ends[2] < 1.2e-4 and 4 < ends[3] < 8
    assert 0.8 < names["lstm_sizes_back"](4)[:45].min()


def test_the_symbol_leaves_a_small_mark_that_grows(names):
    A, B, C, D = names["c"][:, names["unit"]].T
    assert max(abs(line[0]) for line in (A, B, C, D)) < 0.1
    assert max(np.abs(line[:30]).max() for line in (A, B, C, D)) < 1
    assert B[-1] == pytest.approx(33, abs=2) and D[-1] == pytest.approx(3, abs=1)
    assert A[-1] == pytest.approx(-3, abs=1) and abs(C[-1]) < 0.5


def test_pytorch_gave_these_numbers(names):
    torch = pytest.importorskip("torch")
    net = torch.nn.GRU(1, 2, dtype=torch.float64)
    numbers = iter(torch.tensor((np.arange(30) - 15) / 20))
    with torch.no_grad():
        for array in net.parameters():
            array.copy_(torch.tensor([next(numbers) for _ in range(array.numel())]).reshape(array.shape))
        states, _ = net(torch.tensor([[[1.0]], [[-1.0]]], dtype=torch.float64))
    np.testing.assert_allclose(names["pytorch"], states[:, 0].numpy(), atol=1e-9)
