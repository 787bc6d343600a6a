"""What the lessons say about their explorers, in questions and folded answers, is what the explorers show.

An explorer has no stored output to compare with, so the numbers in the text around it are held here.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from rnn_helpers.plots.view import start_values
from rnn_helpers.plots.views_blame import blame_view
from rnn_helpers.plots.views_cell import cell_view
from rnn_helpers.plots.views_nudge import nudge_view
from rnn_helpers.plots.views_unrolled import unrolled_view
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.words import learn_word, word_task
from tests import kept_names

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def says(start, sentence):
    """Whether the lesson whose name starts so has this sentence in its text."""
    (path,) = NOTEBOOKS.glob(f"{start}_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return any(sentence in "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def run(start, until):
    """The names that a lesson's code cells define, up to the cell that holds `until`.

    Where nbval has just run the lesson for `kept_names`, they are those at its end.
    """
    (path,) = NOTEBOOKS.glob(f"{start}_*.ipynb")
    if path in kept_names.KEPT:
        return kept_names.names_of(path)
    names = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if until in source and cell["cell_type"] == "code":
            return names
        if cell["cell_type"] == "code":
            exec(source, names)
    raise AssertionError(f"no cell of lesson {start} holds {until!r}")


def state(view, **values):
    return view.compute(**start_values(view, **values))


@pytest.fixture(scope="module")
def cell():
    names = run("01", "explore_cell(xt")
    return cell_view(names["xt"], names["a_prev"], names["parameters"])


def test_01_the_previous_state_moves_everything_but_what_its_zero_weight_hides(cell):
    assert says("01", "`a_prev[1]` moves unit 0 only")
    start = state(cell)["arrays"]
    for value in (-1.0, 0.0, 0.3, 1.0):
        moved = state(cell, a0=value)["arrays"]
        for name in ("z_a", "a_next", "z", "yt_pred"):
            changed = moved[name] != start[name]
            assert changed[:2].all() if name in ("z_a", "a_next") else changed.any()
        moved = state(cell, a1=value)["arrays"]
        assert (moved["a_next"] != start["a_next"]).ravel().tolist() == [True, False]
        assert (moved["yt_pred"] != start["yt_pred"]).all()


def test_01_a_saturated_unit_hardly_moves(cell):
    assert says("01", "The score of unit 0 goes from 2.5 to 1.5")
    assert says("01", "from 0.987 to 0.905")
    high, low = state(cell, x0=2.0)["arrays"], state(cell, x0=1.0)["arrays"]
    assert (high["z_a"][0, 0], low["z_a"][0, 0]) == pytest.approx((2.5, 1.5))
    assert (round(high["a_next"][0, 0], 3), round(low["a_next"][0, 0], 3)) == (0.987, 0.905)


def test_02_only_the_predictions_at_the_ls_change():
    assert says("02", "Only at the two l's.")
    view = unrolled_view("hello")
    on, off = (state(view, recurrence=choice)["y_pred"] for choice in (True, False))
    assert np.abs(on - off)[:2].max() < 0.01 < 0.4 < np.abs(on - off)[2:].max(axis=1).min()
    np.testing.assert_array_equal(off[2], off[3])
    assert np.abs(off[2] - [0, 0, 0.5, 0.5]).max() < 0.05


@pytest.mark.parametrize(("word", "loss"), [("ab", 0), ("python", 0), ("abababab", 0), ("mississippi", 0.61)])
def test_02_words_without_recurrence(word, loss):
    assert says("02", "“ab”, “python”, also “abababab”") and says("02", "it stops at about 0.61 nats")
    assert learn_word(word, recurrent=False)[1][-1] == pytest.approx(loss, abs=0.005)


def test_03_the_numbers_of_the_nudge():
    assert says("03", "the secant has the slope −0.1363, the tangent −0.1344")
    assert says("03", "the slopes are −0.0365 and −0.0348") and says("03", "they are −0.269 and −0.401")
    names = run("03", "explore_nudge(")
    view = nudge_view(names["step_loss"], names["parameters"], names["backward"])
    start = state(view)
    assert (round(start["secant"], 4), round(start["tangent"], 4)) == (-0.1363, -0.1344)
    near, far = (state(view, weight=weight, exponent=0) for weight in ("Waa[1,1]", "Wax[0,1]"))
    assert {round(near["tangent"], 4), round(near["secant"], 4)} == {-0.0365, -0.0348}
    assert (round(far["tangent"], 3), round(far["secant"], 3)) == (-0.269, -0.401)
    flat = state(view, weight="Wax[0,2]", exponent=0)
    assert flat["tangent"] == flat["secant"] == 0


def test_03_without_the_slope_of_tanh():
    assert says("03", "here 2.4 and 1.3") and says("03", "comes out as −0.088 instead of 0.048")
    names = run("03", "explore_nudge(")
    factors = 1 / (1 - names["a_next"] ** 2)
    assert [round(float(factor), 1) for factor in factors[:, 0]] == [2.4, 1.3]
    without = names["parameters"]["Waa"].T @ names["da_next"]
    assert (round(without[0, 0], 3), round(names["da_prev"][0, 0], 3)) == (-0.088, 0.048)


def test_04_how_the_blame_travels():
    assert says("04", "From 0.53 to 0.004, though not at every single step: state 4 has more than state 5")
    assert says("04", "from 0.074 to 0.086")
    assert says("04", "with 0.06 of 0.49, that of step 9 at the second `h` with 0.10 of 0.53")
    text, answers, characters = word_task("hello hello")
    half_learned, _ = learn_word("hello hello", n_a=5, steps=15)
    view = blame_view(text, np.zeros((5, 1)), half_learned, answers, characters)
    ninth, third = (state(view, t=t, back=t)["norms"] for t in (9, 3))
    assert [round(float(ninth[s]), 3) for s in (9, 6, 5, 4, 0)] == [0.526, 0.102, 0.074, 0.086, 0.004]
    assert (round(float(third[0]), 2), round(float(third[3]), 2)) == (0.06, 0.49)


def test_02_reading_hello_twice():
    """“if it is right, it is by luck”: the states at the second h differ from the zero state of the first."""
    names = run("02", "explore_unrolled(")
    a, _, _ = rnn_forward_pass(names["x"], names["a0"], names["learned"])
    assert np.abs(a[-1]).min() > 0.5
