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
    sizes, straight = zip(*(names["lstm_sizes_back"](bias) for bias in (0, 1, 4)))
    ends = [names["rnn_sizes_back"]()[60], *(values[60] for values in sizes)]
    assert ends[0] < 1e-10 and ends[1] < 1e-10 and 5e-5 < ends[2] < 1.2e-4 and 4 < ends[3] < 8
    assert sizes[2][:45].min() > 0.8
    assert straight[0][60] < 1e-17 and straight[1][60] < 1e-8 and 0.15 < straight[2][60] < 0.3


def test_only_the_start_for_the_distance_learns_the_task_every_time(names):
    shares = {name: [run["accuracy"] for run in runs] for name, runs in names["runs"].items()}
    assert max(shares["plain RNN"]) < 0.75 and max(shares["LSTM, bf = 1"]) < 0.35
    assert [share >= 0.9 for share in shares["LSTM, bf = ln 100"]].count(True) == 1
    assert min(shares["LSTM, bf = ln 100, bi = -ln 100"]) >= 0.9


def test_the_symbol_leaves_a_small_mark_that_grows(names):
    c, a = names["c"][:, names["unit"]], names["a"][:, names["unit"]]
    assert np.abs(c[0]).max() < 0.1
    np.testing.assert_allclose(c[-1], [-7.4, 2.0, -4.9, 3.6], atol=0.3)
    np.testing.assert_allclose(a[-1], [-1, 0.9, -1, 0.9], atol=0.06)


def test_pytorch_gave_these_numbers(names):
    torch = pytest.importorskip("torch")
    net = torch.nn.GRU(1, 2, dtype=torch.float64)
    numbers = iter(torch.tensor((np.arange(30) - 15) / 20))
    with torch.no_grad():
        for array in net.parameters():
            array.copy_(torch.tensor([next(numbers) for _ in range(array.numel())]).reshape(array.shape))
        states, _ = net(torch.tensor([[[1.0]], [[-1.0]]], dtype=torch.float64))
    np.testing.assert_allclose(names["pytorch"], states[:, 0].numpy(), atol=1e-9)
