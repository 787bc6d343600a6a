"""The explorer of lesson 07: its numbers against independent formulas, its picture for room."""

import io

import numpy as np
import pytest
from PIL import Image

from rnn_helpers.plots.view import picture
from rnn_helpers.plots.views_fading import HIGH, KINDS, LOW, N_A, STEPS, fading_view, way_back
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.widgets import Explorer, explore_fading
from tests.drawn import assert_room, state_of, table_of


def cells_of(view, **values):
    return {name: cells[0] for name, cells in table_of(view, state_of(view, **values)).items()}


@pytest.fixture(scope="module")
def view():
    return fading_view()


def test_the_length_at_each_lag_is_the_backward_passs():
    rng = np.random.default_rng(0)
    Waa, inputs, gradient = rng.standard_normal((4, 4)), rng.standard_normal((6, 4)), rng.standard_normal(4)
    parameters = {
        "Waa": Waa,
        "Wax": np.eye(4),
        "ba": np.zeros((4, 1)),
        "Wya": np.zeros((1, 4)),
        "by": np.zeros((1, 1)),
    }
    found = way_back(Waa, inputs, gradient)
    a, _, _ = rnn_forward_pass(inputs[:, :, None], np.zeros((4, 1)), parameters)
    for k in range(1, 7):
        start = a[-k - 1] if k < 6 else np.zeros((4, 1))
        da = np.zeros((k, 4, 1))
        da[-1, :, 0] = gradient
        _, _, caches = rnn_forward_pass(inputs[-k:, :, None], start, parameters)
        assert found["norms"][k] == pytest.approx(np.linalg.norm(rnn_backward_pass(da, caches)["da0"]))
    assert found["norms"][0] == pytest.approx(np.linalg.norm(gradient))
    np.testing.assert_allclose(found["slopes"], (1 - a[::-1, :, 0] ** 2))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("radius", [0.3, 0.95, 2.0])
def test_without_input_the_lengths_are_those_of_powers(view, kind, radius):
    state = state_of(view, kind=kind, radius=radius, size=0.0)
    assert (state["slopes"] == 1).all()
    one = state["values"][1]
    assert state["largest"] == pytest.approx(one[0])
    if kind == "orthogonal":
        np.testing.assert_allclose(state["norms"], radius ** np.arange(STEPS + 1), rtol=1e-9)
        np.testing.assert_allclose(one, radius)
    if kind == "non-normal":
        k = np.arange(STEPS + 1)
        corner = radius**k * k * (k - 1) / 2
        assert (state["values"][:, 0] >= corner * (1 - 1e-9)).all()
        assert (state["values"][:, 0] <= radius**k * (1 + 2 * k + k * (k - 1) / 2) * (1 + 1e-9)).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [0.0, 0.5, 4.0])
def test_this_gradient_lies_below_the_most_for_any_and_that_below_the_bound(view, kind, size):
    state = state_of(view, kind=kind, radius=1.3, size=size)
    most = state["values"][:, 0]
    assert (state["norms"] <= most * (1 + 1e-9)).all()
    assert (most <= state["largest"] ** np.arange(STEPS + 1) * (1 + 1e-9)).all()


def test_the_radius_of_every_kind_is_the_sliders(view):
    for kind in KINDS:
        lengths = state_of(view, kind=kind, radius=0.5, size=0.0)["values"][:, 0]
        rate = (lengths[60] / lengths[30]) ** (1 / 30)
        assert rate == pytest.approx(0.5, rel=0.06)


def test_larger_inputs_saturate(view):
    slopes = [state_of(view, size=size)["slopes"].mean() for size in (0.0, 0.5, 1.0, 2.0, 4.0)]
    assert slopes == sorted(slopes, reverse=True) and slopes[0] == 1 and slopes[-1] < 0.3


def test_table_and_sentence_say_what_is_drawn(view):
    cells = cells_of(view, radius=0.5, lag=3, kind="orthogonal", size=0.0)
    assert cells["this gradient"] == cells["line radius^k"] == cells["bound σ_max^k"] == "0.125"
    assert cells["mean slope of tanh"] == "1.000"
    state = state_of(view, kind="orthogonal", radius=1.0, size=0.0, lag=1)
    assert "After 1 step back a gradient of length 1 has the length 1.000." in view.sentence(state)
    assert "powers of Waa alone" in view.sentence(state)
    assert "not travelled" in view.sentence(state_of(view, lag=0))
    assert cells_of(view, lag=0)["mean slope of tanh"] == "no step"
    assert "pull it below" in view.sentence(state_of(view))
    assert "longest at lag 20, with 18.0" in view.sentence(
        state_of(view, kind="non-normal", size=0.0, lag=60)
    )


PICTURES = {
    "start": {},
    "top": {"kind": "non-normal", "radius": 2.0, "lag": STEPS, "size": 0.0},
    "floor": {"kind": "orthogonal", "radius": 0.3, "lag": STEPS, "size": 4.0},
    "lag 0": {"lag": 0},
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_clipped_or_lies_on_another(view, name):
    figure, sentence = picture(view, **PICTURES[name])
    assert sentence.endswith(".") and len(assert_room(figure)) > 20


def test_the_numbers_drawn_are_the_numbers_meant(view):
    figure, _ = picture(view, kind="random", radius=0.9, size=0.5, lag=20)
    lines = [line for ax in figure.axes for line in ax.get_lines() if len(line.get_xdata()) == STEPS + 1]
    state = state_of(view)
    wanted = (state["norms"], state["values"][:, 0], 0.9 ** np.arange(STEPS + 1))
    for values in wanted:
        assert any(np.allclose(line.get_ydata(), np.maximum(values, LOW * 1e-6), rtol=1e-9) for line in lines)
    dots = [line for ax in figure.axes for line in ax.get_lines() if len(line.get_xdata()) == N_A]
    np.testing.assert_allclose(dots[0].get_ydata(), np.clip(state["values"][20], LOW, HIGH))


def test_moving_every_slider_shows_what_a_fresh_explorer_shows(view):
    moved = explore_fading()
    for control in view.controls:
        ends = control.get("options") or [control["low"], control["high"]]
        seen = set()
        for end in ends:
            moved.controls[control["name"]].value = end
            assert moved.error.value == ""
            seen.add((bytes(moved.picture.value), moved.notes.value.split("<table>")[1]))
        assert len(seen) == len(ends)
    fresh = Explorer(view, **moved.values)
    one, other = (np.asarray(Image.open(io.BytesIO(each.picture.value))) for each in (moved, fresh))
    assert (one == other).all() and moved.notes.value == fresh.notes.value
