"""The explorers of lessons 01 to 04: their numbers against independent formulas, their pictures for room."""

import io
import re

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from rnn_helpers.plots.letters import drawn, named
from rnn_helpers.plots.stamps import Stamped
from rnn_helpers.plots.view import picture
from rnn_helpers.plots.views_blame import blame_view, state_gradients
from rnn_helpers.plots.views_cell import cell_view, weight_entries, with_weight
from rnn_helpers.plots.views_nudge import central_difference, nudge_view
from rnn_helpers.plots.views_unrolled import memoryless_floor, unrolled_view
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.widgets import (
    Explorer,
    explore_blame,
    explore_cell,
    explore_nudge,
    explore_unrolled,
)
from rnn_helpers.words import learning_word, word_task
from tests.drawn import assert_room, state_of, table_of
from tools.trial import EXPLORERS, trial_view

XT, A_PREV = [0.5, 1, 0], [0.4, -0.2]
CELL = {
    "Wax": np.array([[1, 0, -1], [0, 1, 0.5]]),
    "Waa": np.array([[0.5, -0.5], [1, 0]]),
    "ba": np.array([[0.2], [-0.9]]),
    "Wya": np.array([[1, 0], [0, 1], [-1, 1], [1, -1]]),
    "by": np.array([[0], [0], [0.5], [0]]),
}
WORDS = [
    "hi",
    "hello",
    "mississippi",
    "abcdefghijkl",
    "été\u0301",
    "你好吗你好",
    "שלום",
    "a b a",
    "😀😃😀",
    "WWWWWWWWWWWM",
]


def half_trained(word="hello", steps=5):
    x, labels, characters = word_task(word)
    *_, (parameters, _, _) = learning_word(word, steps=steps)
    return x, np.zeros((len(parameters["ba"]), 1)), parameters, labels, characters


# 01: the cell


def test_the_cell_shows_the_numbers_that_one_can_check_by_eye():
    view = cell_view(XT, A_PREV, CELL)
    table = table_of(view, state_of(view))
    assert table["z_a"][:2] == ["1.000", "0.500"]  # 0.5 - 0 + 0.2 + 0.1 + 0.2;  1 + 0.4 - 0.9
    assert table["a_next"][:2] == ["0.762", "0.462"]  # tanh(1), tanh(0.5)
    scores = np.exp([np.tanh(1), np.tanh(0.5), np.tanh(0.5) - np.tanh(1) + 0.5, np.tanh(1) - np.tanh(0.5)])
    assert table["yt_pred"] == [f"{share:.3f}" for share in scores / scores.sum()]


def test_moving_an_input_of_the_cell_moves_z_by_its_column_of_Wax():
    view = cell_view(XT, A_PREV, CELL)
    z = state_of(view)["arrays"]["z_a"]
    np.testing.assert_allclose(state_of(view, x2=2.0)["arrays"]["z_a"] - z, 2 * CELL["Wax"][:, 2:])


def test_a_weight_stays_changed_when_another_one_is_picked_until_reset():
    explorer = explore_cell(XT, A_PREV, CELL)
    explorer.controls["value"].value = 3.0
    explorer.controls["weight"].value = "ba[1]"
    assert explorer.controls["value"].value == -0.9
    explorer.controls["value"].value = -2.0
    state = explorer.view.compute(**explorer.values)
    np.testing.assert_allclose(state["arrays"]["z_a"][:, 0], [2.0, -0.6])
    explorer.controls["weight"].value = "Wax[0,0]"
    assert explorer.controls["value"].value == 3.0
    explorer.reset()
    np.testing.assert_allclose(explorer.view.compute(**explorer.values)["arrays"]["z_a"][:, 0], [1, 0.5])


def test_the_cell_says_when_a_state_is_saturated():
    view = cell_view(XT, A_PREV, CELL)
    assert "saturated" not in view.sentence(state_of(view))
    assert "State 0 is saturated" in view.sentence(state_of(view, weight="ba[0]", value=3.0))


def test_a_cell_that_is_too_large_to_draw_is_refused_with_the_reason():
    large = CELL | {"Wax": np.ones((2, 9))}
    with pytest.raises(ValueError, match="n_x up to 4; got n_x = 9"):
        cell_view(np.ones(9), A_PREV, large)


def test_weight_entries_name_each_weight_once_and_with_weight_changes_that_one_alone():
    entries = weight_entries(CELL)
    assert len(entries) == sum(array.size for array in CELL.values())
    assert entries["Waa[1,0]"] == ("Waa", (1, 0)) and entries["by[3]"] == ("by", (3, 0))
    changed = with_weight(CELL, "Waa[1,0]", 7.0)
    assert changed["Waa"][1, 0] == 7 and CELL["Waa"][1, 0] == 1
    assert changed["Waa"].sum() - CELL["Waa"].sum() == 6


# 02: unrolled in time


def test_the_two_l_of_hello_get_two_answers_and_one_when_the_recurrence_is_cut():
    view = unrolled_view("hello")
    whole, cut = state_of(view), state_of(view, recurrence=False)
    assert table_of(view, whole)["guess"] == ["e", "l", "l", "o"]
    assert abs(whole["a"][2] - whole["a"][3]).max() > 0.5
    np.testing.assert_allclose(cut["y_pred"][2], cut["y_pred"][3])
    assert abs(cut["loss"] - np.log(2) / 2) < 0.005 and whole["loss"] < 0.01
    assert "0.347" in view.sentence(cut) and "equal inputs get equal answers" in view.sentence(cut)


@pytest.mark.parametrize(
    ("inputs", "targets", "nats"),
    [
        ("hell", "ello", np.log(2) / 2),
        ("abc", "bcd", 0),
        ("aaab", "aabc", (2 * np.log(1.5) + np.log(3)) / 4),
    ],
)
def test_the_floor_without_memory(inputs, targets, nats):
    assert memoryless_floor(inputs, targets) == pytest.approx(nats)


def test_later_steps_are_unknown_to_the_table():
    view = unrolled_view("hello")
    table = table_of(view, state_of(view, t=1))
    assert table["guess"] == ["e", "l", "·", "·"] and table["loss in nats"][2:] == ["·", "·"]
    assert "After reading 'he'" in view.sentence(state_of(view, t=1))


def test_a_new_word_is_learned_on_the_spot_and_the_time_slider_follows():
    explorer = explore_unrolled("hello")
    explorer.controls["word"].value = "banana"
    assert explorer.controls["t"].max == 4
    explorer.controls["t"].value = 4
    assert "After reading 'banan'" in explorer.notes.value
    explorer.controls["word"].value = "hi"
    assert (explorer.controls["t"].max, explorer.values["t"]) == (0, 0)
    assert explorer.error.value == ""


@pytest.mark.parametrize("word", ["", "x", "abcdefghijklm"])
def test_a_word_that_does_not_fit_gets_a_message_and_the_picture_stays(word):
    explorer = explore_unrolled("hello")
    before = explorer.picture.value
    explorer.controls["word"].value = word
    assert re.search("2 to 12 characters", explorer.error.value)
    assert explorer.picture.value == before
    explorer.controls["word"].value = "hello"
    assert explorer.error.value == ""


# 03: nudge


def cubic(parameters):
    return float((parameters["Wax"] ** 3).sum())


def cubic_gradients(parameters):
    return {"dWax": 3 * parameters["Wax"] ** 2}


@pytest.mark.parametrize(("shift", "exponent"), [(0.0, -1.0), (1.5, -2.0), (-2.0, 0.0)])
def test_the_secant_of_a_cubic_differs_from_the_tangent_by_h_squared(shift, exponent):
    view = nudge_view(cubic, {"Wax": np.array([[0.5, 1.0]])}, cubic_gradients)
    state = state_of(view, weight="Wax[0,1]", shift=shift, exponent=exponent)
    assert state["tangent"] == pytest.approx(3 * (1 + shift) ** 2)
    assert state["secant"] - state["tangent"] == pytest.approx(100**exponent, rel=1e-6)
    assert table_of(view, state)["Wax[0,1]"] == [f"{1 + shift:g}".replace("-", "−")]


def test_central_differences_are_exact_for_a_parabola():
    assert central_difference(lambda w: w * w, 3.0, 0.7) == pytest.approx(6)


def test_the_sentence_says_why_tangent_and_secant_differ():
    view = nudge_view(cubic, {"Wax": np.array([[1.0]])}, cubic_gradients)
    assert "the two agree" in view.sentence(state_of(view, exponent=-4.0))
    assert "so large that the curve bends" in view.sentence(state_of(view, exponent=0.0))
    wrong = nudge_view(cubic, {"Wax": np.array([[1.0]])}, lambda parameters: {"dWax": parameters["Wax"] ** 2})
    assert "the two agree" not in wrong.sentence(state_of(wrong, exponent=-4.0))


def test_a_gradient_that_backward_gets_wrong_is_not_called_a_matter_of_the_nudge():
    view = nudge_view(cubic, {"Wax": np.array([[1.0]])}, lambda parameters: {"dWax": parameters["Wax"] ** 2})
    assert "backward" in view.sentence(state_of(view, exponent=-4.0)).split("differ by")[1]


def test_gradients_without_a_known_name_are_refused():
    with pytest.raises(ValueError, match="none of dWax"):
        nudge_view(cubic, {"Wax": np.ones((1, 1))}, lambda parameters: {"Wax": 1})


# 04: blame


def loss_from_state(x, a, parameters, labels, s, t):
    """The loss of step t when the state after step s is `a`: run the rest of the sequence from there."""
    if s < t:
        _, y_pred, _ = rnn_forward_pass(x[s + 1 : t + 1], a, parameters)
        return -np.log(y_pred[-1, labels[t, 0], 0])
    scores = parameters["Wya"] @ a + parameters["by"]
    return -np.log(np.exp(scores[labels[t, 0], 0]) / np.exp(scores).sum())


@pytest.mark.parametrize(("t", "s"), [(3, 3), (3, 1), (2, 0), (0, 0)])
def test_the_blame_of_a_state_is_the_gradient_that_nudging_that_state_gives(t, s):
    x, a0, parameters, labels, characters = half_trained()
    view = blame_view(x, a0, parameters, labels, characters)
    a, _, _ = rnn_forward_pass(x, a0, parameters)
    slopes = []
    for i in range(len(a0)):
        step = np.zeros_like(a0)
        step[i] = 1e-5
        up, down = (loss_from_state(x, a[s] + sign * step, parameters, labels, s, t) for sign in (1, -1))
        slopes.append((up - down) / 2e-5)
    assert state_of(view, t=t)["norms"][s] == pytest.approx(np.linalg.norm(slopes), rel=1e-5)


def test_what_the_steps_add_to_dWaa_is_the_whole_of_backward():
    x, a0, parameters, labels, _ = half_trained("banana")
    _, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    dz = np.zeros_like(y_pred)
    dz[3] = y_pred[3]
    dz[3, labels[3, 0]] -= 1
    _, added = state_gradients(caches, y_pred, labels, 3)
    np.testing.assert_allclose(added.sum(axis=0), rnn_backward_pass(None, caches, dz)["dWaa"], atol=1e-12)


def test_truncation_cuts_what_lies_further_back_and_nothing_at_full_length():
    view = blame_view(*half_trained("banana"))
    assert state_of(view, t=4, back=4)["missing"] == 0
    state = state_of(view, t=4, back=1)
    assert state["kept"].tolist() == [False, False, False, True, True]
    assert table_of(view, state)["carried there"] == ["cut", "cut", "cut", "yes", "yes"]
    assert state["missing"] > 0 and f"{state['missing']:.0%} of dWaa" in view.sentence(state)
    x, a0, parameters, labels, _ = half_trained("banana")
    _, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    _, added = state_gradients(caches, y_pred, labels, 4)
    share = np.linalg.norm(added[:3].sum(axis=0)) / np.linalg.norm(added.sum(axis=0))
    assert state["missing"] == pytest.approx(share)


def test_blame_needs_one_example():
    x, a0, parameters, labels, characters = half_trained()
    with pytest.raises(ValueError, match="one example"):
        blame_view(
            x.repeat(2, axis=2), a0.repeat(2, axis=1), parameters, labels.repeat(2, axis=1), characters
        )


# What holds for all


PICTURES = {
    "cell": lambda: picture(cell_view(XT, A_PREV, CELL)),
    "cell at its ends": lambda: picture(
        cell_view(XT, A_PREV, CELL), x0=-2.0, a0=-1.0, weight="Wya[3,1]", value=-3.0
    ),
    **{
        f"unrolled {word}": lambda word=word: picture(unrolled_view(word), recurrence=False) for word in WORDS
    },
    **{f"blame {word}": lambda word=word: picture(blame_view(*half_trained(word)), back=0) for word in WORDS},
    "nudge": lambda: picture(trial_view("nudge")),
    "nudge a little": lambda: picture(trial_view("nudge"), shift=-2.0, exponent=-6.0),
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_clipped_or_lies_on_another(name):
    figure, sentence = PICTURES[name]()
    assert sentence.endswith(".")
    assert len(assert_room(figure)) > 8


@pytest.mark.parametrize("name", EXPLORERS)
def test_after_any_move_the_explorer_shows_what_a_fresh_one_shows(name):
    view = trial_view(name)
    moved = Explorer(view)
    for control in view.controls:
        ends = control.get("options", [])[-1:] or [control.get("low"), control.get("high")]
        for end in ends if control["kind"] in ("number", "whole", "choice") else []:
            moved.controls[control["name"]].value = end
            assert moved.error.value == ""
    fresh = Explorer(view, **moved.values)
    one, other = (np.asarray(Image.open(io.BytesIO(each.picture.value))) for each in (moved, fresh))
    assert (one == other).all() and moved.notes.value == fresh.notes.value


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_slider_changes_picture_and_table(name):
    view = trial_view(name)
    for control in view.controls:
        if control["kind"] not in ("number", "whole"):
            continue
        explorer = Explorer(view)
        before = explorer.picture.value, explorer.notes.value.split("<table>")[1]
        new = control["low"] if control["value"] != control["low"] else control["high"]
        explorer.controls[control["name"]].value = new
        assert explorer.picture.value != before[0]
        assert explorer.notes.value.split("<table>")[1] != before[1]


def test_the_public_lines_give_explorers():
    x, a0, parameters, labels, characters = half_trained()
    for explorer in (
        explore_cell(XT, A_PREV, CELL),
        explore_unrolled(),
        explore_nudge(cubic, {"Wax": np.ones((1, 2))}, cubic_gradients),
        explore_blame(x, a0, parameters, labels, characters, back=1),
    ):
        assert explorer.error.value == "" and bytes(explorer.picture.value).startswith(b"\x89PNG")


def test_a_stamped_text_stands_where_matplotlib_would_put_it():
    from rnn_helpers.plots.view import new_figure

    places = []
    for Kind in (Text, Stamped):
        figure = new_figure((200, 60))
        text = Kind(0.5, 0.5, "−0.25", fontsize=10, ha="center", va="center_baseline")
        figure.add_artist(text)
        figure.canvas.draw()
        rows, columns = np.nonzero(np.asarray(figure.canvas.buffer_rgba())[..., 0] < 128)
        places.append([rows.min(), rows.max(), columns.min(), columns.max()])
    assert abs(np.subtract(*places)).max() <= 2


@pytest.mark.parametrize(
    ("character", "text", "words"),
    [
        ("l", "l", "'l'"),
        (" ", "␣", "the space"),
        ("\u0301", "◌\u0301", "combining acute accent"),
        ("\U000e0041", "U+E0041", None),
    ],
)
def test_characters_of_any_script_are_drawn_and_named(character, text, words):
    assert drawn(character) == text
    assert words is None or named(character) == words
