"""The base of all explorers: one figure, tied controls, visible errors, nothing that leaks."""

import gc
import io
import subprocess
import sys
import threading
import tracemalloc

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from rnn_helpers.plots.canvas import fixed, label, powers, sheet, short
from rnn_helpers.plots.view import View, choice, memory, number, picture, switch, text, whole
from rnn_helpers.widgets import names
from rnn_helpers.widgets.explorer import Explorer, notes_html
from tools.trial import EXPLORERS, trial_view


def dot_view(**changes):
    """A dot at (x, y); y = 13 is an error of the reader, y = 14 one of the view."""

    def compute(x, y, **others):
        if y == 13:
            raise ValueError("13 brings <bad> luck.")
        return {"x": x, "y": y, "share": 1 / (14 - y)} | others

    def start(figure, state):
        ax = sheet(figure)
        label(ax, 50, 20, "what stays")
        return {"dot": ax.plot([], [], "o")[0], "number": label(ax, 50, 80, "")}

    def update(artists, state):
        artists["dot"].set_data([state["x"]], [state["y"]])
        artists["number"].set_text(fixed(state["x"]))

    parts = dict(
        name="a dot",
        size=(200, 100),
        controls=[
            number("x", "across", 5, 0, 200, 0.1),
            whole("y", "down", 10, 0, 14),
            choice("colour", "a colour", "red", ["red", "green"]),
            switch("big", "a big dot", False),
            text("word", "a word", "hello"),
            memory("seen", ()),
        ],
        compute=compute,
        start=start,
        update=update,
        table=lambda state: ("Place", ["", "value"], [["x", fixed(state["x"])], ["y", str(state["y"])]]),
        sentence=lambda state: f"The dot is at {fixed(state['x'])}.",
    )
    return View(**(parts | changes))


def pixels(explorer):
    return np.asarray(Image.open(io.BytesIO(explorer.picture.value)))


def test_a_move_changes_picture_table_sentence_and_the_tied_number_box():
    explorer = Explorer(dot_view())
    before = pixels(explorer)
    explorer.controls["x"].value = 120.5
    assert (pixels(explorer) != before).any()
    assert "<td>120.50</td>" in explorer.notes.value and "The dot is at 120.50." in explorer.notes.value
    assert explorer.twins["x"].value == 120.5
    explorer.twins["x"].value = 7.5
    assert explorer.controls["x"].value == 7.5 and "at 7.50" in explorer.notes.value


def test_a_move_looks_like_a_fresh_drawing_of_the_same_values():
    moved = Explorer(dot_view())
    for x in (150, 3, 77):
        moved.controls["x"].value = x
    assert (pixels(moved) == pixels(Explorer(dot_view(), x=77.0))).all()


def test_the_still_picture_shows_what_the_explorer_shows():
    figure, sentence = picture(dot_view(), x=60.0)
    figure.canvas.draw()
    assert sentence == "The dot is at 60.00."
    drawn = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(int)
    assert (drawn < 250).any()
    assert abs(drawn - pixels(Explorer(dot_view(), x=60.0)).astype(int)).max() <= 100  # the edges of the dot


@pytest.mark.parametrize(("y", "words"), [(13, "13 brings &lt;bad&gt; luck."), (14, "ZeroDivisionError")])
def test_an_error_is_shown_and_vanishes_with_the_next_good_value(y, words):
    explorer = Explorer(dot_view())
    good = explorer.picture.value
    explorer.controls["y"].value = y
    assert words in explorer.error.value
    assert explorer.picture.value == good
    explorer.controls["y"].value = 11
    assert explorer.error.value == "" and explorer.picture.value != good


def test_an_error_at_the_start_is_shown_too():
    assert "luck" in Explorer(dot_view(), y=13).error.value


def test_reset_brings_every_value_back_with_one_drawing():
    drawn = []
    view = dot_view()
    counting = dot_view(update=lambda artists, state: (drawn.append(1), view.update(artists, state)))
    explorer = Explorer(counting)
    start = pixels(explorer)
    for name, value in {"x": 1.0, "y": 3, "colour": "green", "big": True, "word": "other"}.items():
        explorer.controls[name].value = value
    drawn.clear()
    explorer.reset()
    assert len(drawn) == 1
    assert {name: control.value for name, control in explorer.controls.items()} == {
        "x": 5, "y": 10, "colour": "red", "big": False, "word": "hello",
    }  # fmt: skip
    assert (pixels(explorer) == start).all()


def test_what_follows_from_a_change_moves_the_other_controls():
    def adjust(name, values):
        return (
            {"y": {"value": min(values["y"], len(values["word"])), "high": len(values["word"])}}
            if name == "word"
            else {}
        )

    explorer = Explorer(dot_view(adjust=adjust))
    explorer.controls["word"].value = "abc"
    assert (explorer.controls["y"].value, explorer.controls["y"].max, explorer.twins["y"].max) == (3, 3, 3)
    assert "<td>3</td>" in explorer.notes.value
    explorer.reset()
    assert (explorer.values["word"], explorer.controls["y"].value, explorer.controls["y"].max) == (
        "hello",
        5,
        5,
    )


def test_an_unknown_start_value_is_named():
    with pytest.raises(ValueError, match="no value called 'z'; it has: x, y"):
        Explorer(dot_view(), z=1)


def test_rounding_of_the_slider_neither_shows_nor_redraws():
    explorer = Explorer(dot_view(), x=0.3)
    picture_before = explorer.picture.value
    explorer.controls["x"].value = 0.1 + 0.2
    assert explorer.values["x"] == 0.3 and explorer.twins["x"].value == 0.3
    assert explorer.picture.value is picture_before


COUNTED = 10  # memory is counted over the last moves only, as counting is slow
BYTES = 400_000  # that may be new after them: the picture shown; ten buffers or pictures would be far more


@pytest.mark.parametrize(("name", "moves"), [("cell", 300), *((name, 20) for name in EXPLORERS)])
def test_quick_moves_leave_one_figure_no_memory_and_the_last_value(name, moves):
    gc.collect()
    before = sum(type(thing) is Figure for thing in gc.get_objects())
    explorer = Explorer(trial_view(name))
    slider = [control for control in explorer.view.controls if control["kind"] in ("number", "whole")][-1]
    steps = round((slider["high"] - slider["low"]) / slider["step"])
    places = [slider["low"] + slider["step"] * (move % (steps + 1)) for move in range(moves)]
    for place in places[:-COUNTED]:
        explorer.controls[slider["name"]].value = place
    gc.collect()
    tracemalloc.start()
    try:
        for place in places[-COUNTED:]:
            explorer.controls[slider["name"]].value = place
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert sum(type(thing) is Figure for thing in gc.get_objects()) == before + 1
    assert grown < BYTES
    state = explorer.view.compute(**(explorer.beginning | {slider["name"]: explorer.values[slider["name"]]}))
    assert explorer.values[slider["name"]] == pytest.approx(places[-1])
    assert explorer.notes.value == notes_html(explorer.view.sentence(state), *explorer.view.table(state))


def test_moves_from_several_threads_end_in_one_consistent_picture():
    explorer = Explorer(dot_view())

    def move(offset):
        for x in range(30):
            explorer.controls["x"].value = x + offset

    threads = [threading.Thread(target=move, args=(offset,)) for offset in (0, 0.5, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert explorer.error.value == ""
    assert (pixels(explorer) == pixels(Explorer(dot_view(), x=explorer.values["x"]))).all()


def test_the_picture_and_the_lines_below_have_a_fixed_height():
    explorer = Explorer(dot_view())
    assert explorer.picture.height == "100"
    for part in (explorer.notes, explorer.error):
        assert part.layout.height.endswith("px")


def test_every_control_has_a_label():
    explorer = Explorer(dot_view())
    for name, control in explorer.controls.items():
        assert explorer.twins.get(name, control).description


def test_it_works_without_anywidget(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    assert names.accessible_names("a dot") is None
    explorer = Explorer(dot_view())
    explorer.controls["x"].value = 9.0
    assert "at 9.00" in explorer.notes.value


def test_what_is_stored_in_a_notebook_is_the_same_at_every_run():
    assert repr(Explorer(dot_view())) == "Explorer: a dot. Run this cell to move its sliders."


def test_nothing_imports_pyplot():
    code = "import sys, rnn_helpers.widgets; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_views_need_no_widgets():
    views = ", ".join(f"views_{name}" for name in ("cell", "unrolled", "nudge", "blame", "temperature"))
    code = f"import sys; from rnn_helpers.plots import {views}; sys.exit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_notes_are_escaped_and_name_their_rows():
    html = notes_html("a < b", "cap & tion", ["", "v"], [["<i>", "1"]])
    assert (
        "a &lt; b" in html and "cap &amp; tion" in html and '<th scope="row">&lt;i&gt;</th><td>1</td>' in html
    )


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (short, 1.0, "1"), (short, -0.5, "−0.5"), (short, -0.001, "0"), (short, 100.0, "100"),
        (fixed, -0.001, "0.00"), (fixed, -1.5, "−1.50"), (powers, 0.00032, "3.2·10⁻⁴"), (powers, 0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_people_write_them(write, value, text):
    assert write(value) == text
