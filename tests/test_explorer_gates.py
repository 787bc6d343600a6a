"""The explorer of lesson 08: the belt against the library's LSTM, its gradient against nudging, its words."""

import numpy as np
import pytest

from rnn_helpers.lstm import lstm_cell_forward
from rnn_helpers.plots.view import picture, start_values
from rnn_helpers.plots.views_gates import gates_view, products_to_the_end
from rnn_helpers.widgets import explore_gates
from tests.drawn import assert_room

INPUTS = [0.9, -0.3, 0.4, -0.6, 0.2, 0.5, -0.4, 0.3, -0.2, 0.6, -0.5]
PRESETS = [
    "remember",
    "let it fade",
    "forget",
    "hide",
    "add up",
    "average",
    "copy input",
]


def state_of(inputs=INPUTS, weight=1.0, **values):
    view = gates_view(inputs, weight)
    return view.compute(**start_values(view, **values))


def sentence_of(inputs=INPUTS, **values):
    return gates_view(inputs).sentence(state_of(inputs, **values))


def table_of(**values):
    _, header, rows = gates_view(INPUTS).table(state_of(**values))
    assert all(len(row) == len(header) == len(INPUTS) + 1 for row in rows)
    return {row[0]: row[1:] for row in rows}


def scored(gate):
    """The bias that opens a gate this far when its weights are zero."""
    return np.array([[np.log(gate / (1 - gate))]])


@pytest.mark.parametrize("gates", [(0.9, 0.3, 0.6), (0.2, 0.7, 0.95)])
def test_the_belt_is_the_lstm_of_the_library_with_its_gates_held(gates):
    zero, (f, i, o) = np.zeros((1, 2)), gates
    parameters = {"Wf": zero, "Wi": zero, "Wo": zero, "bf": scored(f), "bi": scored(i), "bo": scored(o)}
    parameters |= {
        "Wc": np.array([[0.0, 1.0]]),
        "bc": np.zeros((1, 1)),
        "Wy": np.ones((2, 1)),
        "by": np.zeros((2, 1)),
    }
    a, c = np.zeros((1, 1)), np.zeros((1, 1))
    state = state_of(start=0, forget=f, input=i, output=o)
    for t, cct in enumerate(INPUTS):
        a, c, _, _ = lstm_cell_forward(np.array([[np.arctanh(cct)]]), a, c, parameters)
        assert state["c"][t] == pytest.approx(c[0, 0]) and state["a"][t] == pytest.approx(a[0, 0])


@pytest.mark.parametrize("held", [0, 3, 9])
def test_what_arrives_is_what_a_nudge_on_the_way_changes_at_the_end(held):
    state = state_of(start=2, forget=0.8, input=0.4, output=0.5, weight=0.7)
    f, i, _ = state["gates"]

    def end(c):
        for t in range(held + 1, len(INPUTS)):
            c = f[t] * c + i[t] * INPUTS[t]
        return c

    assert state["arrives"][held] == pytest.approx(
        end(state["c"][held] + 1) - end(state["c"][held]), abs=1e-12
    )

    def plain_end(a):
        for x in INPUTS[held + 1 :]:
            a = np.tanh(0.7 * a + x)
        return a

    here, h = state["plain_a"][held], 1e-6
    slope = (plain_end(here + h) - plain_end(here - h)) / (2 * h)
    assert state["plain_arrives"][held] == pytest.approx(slope, rel=1e-6)


def test_the_plain_unit_reads_the_same_inputs_from_zero():
    plain = state_of(weight=0.5)["plain_a"]
    assert plain[0] == pytest.approx(np.tanh(0.9)) and plain[1] == pytest.approx(
        np.tanh(0.5 * plain[0] - 0.3)
    )


def test_the_gates_hold_from_their_step_on_and_are_open_before():
    f, i, o = state_of(start=4, forget=0.5, input=0.25, output=0.0)["gates"]
    assert (
        f.tolist() == [1] * 4 + [0.5] * 7
        and i.tolist() == [1] * 4 + [0.25] * 7
        and o.tolist() == [1] * 4 + [0] * 7
    )


def test_one_keeps_nine_tenths_fade_to_a_third_and_zero_erases():
    assert set(table_of(preset="remember")["c"]) == {"0.90"}
    assert table_of(preset="let it fade")["left"][0] == "0.35"  # 0.9 to the tenth
    assert "0.35 is left 10 steps later" in sentence_of(preset="let it fade")
    assert "all is left 10 steps later" in sentence_of()
    gone = state_of(preset="forget")
    assert gone["c"][4] != 0 and not gone["c"][5:].any() and gone["arrives"][4] == 0
    assert "erases the old c" in sentence_of(preset="forget")


def test_a_closed_input_gate_keeps_noise_out_and_a_closed_output_gate_hides_without_forgetting():
    quiet, noisy = state_of(), state_of(inputs=[0.9, *np.random.default_rng(0).uniform(-1, 1, 10)])
    np.testing.assert_allclose(quiet["c"], noisy["c"])
    assert "nothing new comes in" in sentence_of()
    hidden = state_of(preset="hide")
    assert not hidden["a"][1:].any() and hidden["c"][-1] == pytest.approx(0.9)
    assert "The last c is 0.90: hidden, not forgotten." in sentence_of(preset="hide")
    assert "hidden" not in sentence_of() + sentence_of(forget=0.0, output=0.0)


def test_sums_averages_and_the_newest_input():
    np.testing.assert_allclose(state_of(preset="add up")["c"], np.cumsum(INPUTS))
    weights = 0.2 * 0.8 ** np.arange(len(INPUTS))[::-1]
    assert state_of(preset="average")["c"][-1] == pytest.approx(weights @ INPUTS)
    np.testing.assert_allclose(state_of(preset="copy input")["c"], INPUTS)


def test_products_to_the_end():
    assert products_to_the_end(np.array([7.0, 2.0, 3.0])).tolist() == [6.0, 3.0, 1.0]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_moves_the_sliders_and_a_moved_slider_names_its_preset(preset):
    explorer = explore_gates(INPUTS)
    explorer.controls["preset"].value = preset
    names = ("start", "forget", "input", "output")
    moved = {name: explorer.controls[name].value for name in names}
    assert explorer.error.value == "" and moved == {name: explorer.values[name] for name in names}
    by_hand = explore_gates(INPUTS)
    for name, value in moved.items():
        by_hand.controls[name].value = value
    assert by_hand.controls["preset"].value == preset
    by_hand.controls["forget"].value = 0.55
    assert by_hand.controls["preset"].value == "your own"
    by_hand.reset()
    assert by_hand.controls["preset"].value == PRESETS[0] and by_hand.controls["forget"].value == 1


def test_start_values_can_be_given():
    explorer = explore_gates(INPUTS, forget=0.5, start=3)
    assert explorer.values["forget"] == 0.5 and explorer.values["preset"] == "your own"
    assert explore_gates(INPUTS, preset="average").values["input"] == 0.2


@pytest.mark.parametrize("inputs", [[0.5], [0.1] * 12, [0.5, 1.5], [[0.1, 0.2], [0.3, 0.4]], [0.1, np.nan]])
def test_inputs_that_do_not_fit_are_refused_with_the_reason(inputs):
    with pytest.raises(ValueError, match="2 to 11 numbers from -1 to 1"):
        gates_view(inputs)


def test_a_column_per_step_is_read_as_well():
    assert gates_view(np.reshape(INPUTS, (-1, 1, 1))).table(state_of())[1][-1] == "10"


CASES = [
    *[(INPUTS, {"preset": preset}) for preset in PRESETS],
    ([-1.0] * 11, {"preset": "add up"}),
    ([0.5, -0.5], {"preset": "add up"}),
    ([0.0, 0.0, 0.0], {}),
    (INPUTS, {"start": 10, "forget": 0.05, "input": 0.95, "output": 0.05}),
]


@pytest.mark.parametrize(("inputs", "values"), CASES)
def test_no_text_is_clipped_or_lies_on_another(inputs, values):
    figure, sentence = picture(gates_view(inputs), **values)
    assert sentence.endswith(".") and len(assert_room(figure, beyond=(-1, 0))) > 15


@pytest.mark.parametrize(("inputs", "values"), CASES)
def test_bars_and_points_stay_inside_the_axis(inputs, values):
    state = state_of(inputs, **values)
    low, high = 1.08 * np.array(state["range"])
    for levels in (state["before"], state["kept"], state["c"], state["a"]):
        assert (levels >= low).all() and (levels <= high).all()
