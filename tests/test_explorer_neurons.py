"""The neuron browser of lesson 06: what it shows against the arrays it was given, its pictures for room."""

import io

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from rnn_helpers.neurons import PROPERTIES, auc, inside_quotes
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import picture
from rnn_helpers.plots.views_neurons import COLUMNS, ROWS, SNIPPET, light, neurons_view, text_rows
from rnn_helpers.widgets import Explorer, explore_neurons
from tests.drawn import assert_room, state_of

LINE = 'Say "ada" (or B):\n   code\n'
TEXT = LINE * 12 + "x" * 150 + "\n" + LINE * 8
rng = np.random.default_rng(0)


def units():
    a = rng.uniform(-0.8, 0.8, (len(TEXT), 4))
    a[:, 1] = np.where(inside_quotes(TEXT), -0.9, 0.7)
    a[200, 2], a[300, 2] = 0.95, -0.97
    return a


A = units()


@pytest.fixture(scope="module")
def view():
    return neurons_view(A, TEXT, dict.fromkeys(PROPERTIES, 0.6))


def test_the_rows_are_the_text_in_order_and_fit():
    rows = text_rows(TEXT)
    assert "".join(letters for _, letters in rows) == TEXT
    assert max(len(letters) for _, letters in rows) == COLUMNS
    assert all(TEXT[first : first + len(letters)] == letters for first, letters in rows)


def test_each_character_has_the_colour_of_its_own_value(view):
    state = state_of(view, unit=1, line=3)
    first = text_rows(TEXT)[2][0]
    shown = state["values"][~np.isnan(state["values"])]
    np.testing.assert_array_equal(shown, A[first : first + len(shown), 1])
    assert "".join(state["rows"]).replace("↵", "\n") == TEXT[first : first + len(shown)]


def contrast(ink, ground):
    """The contrast of two colours as the Web Content Accessibility Guidelines define it; 4.5 is enough."""
    parts = np.array([to_rgb(ink), ground[:3]])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    dark, bright = sorted(linear @ [0.2126, 0.7152, 0.0722])
    return (bright + 0.05) / (dark + 0.05)


def test_colours_are_centred_on_zero_and_dark_letters_can_be_read_on_all():
    assert light(np.array([0.0]))[0, :3].min() > 0.95
    low, high = light(np.array([-1.0, 1.0]))
    assert low[2] > low[0] + 0.2 and high[0] > high[2] + 0.2
    for value in np.linspace(-1, 1, 41):
        assert contrast(COLOURS["ink"], light(np.array([value]))[0]) > 4.5


def test_the_bars_are_the_areas_and_the_sentence_names_the_best(view):
    state = state_of(view, unit=1)
    for name, has in PROPERTIES.items():
        assert state["areas"][name] == pytest.approx(auc(A[:, 1:2], has(TEXT))[0])
    assert state["areas"]["inside quotes"] == 0
    sentence = view.sentence(state)
    assert "“inside quotes” best" in sentence and "area of 1.00; it is low there" in sentence
    assert "untrained network reaches 0.60." in sentence


def test_a_unit_below_the_untrained_ones_is_called_that():
    strict = neurons_view(A, TEXT, dict.fromkeys(PROPERTIES, 1.0))
    assert "nothing that it learned" in strict.sentence(state_of(strict, unit=0))
    without = neurons_view(A, TEXT)
    assert "untrained" not in without.sentence(state_of(without))


def test_the_table_shows_where_the_unit_is_highest_and_lowest(view):
    _, header, rows = view.table(state_of(view, unit=2))
    assert all(len(row) == len(header) for row in rows)
    assert rows[0] == ["+0.95", TEXT[201 - SNIPPET : 201].replace("\n", "↵")]
    assert rows[-2] == ["−0.97", TEXT[301 - SNIPPET : 301].replace("\n", "↵")]
    assert rows[-1][1] == f"mean of lines 1 to {ROWS}"


def test_a_property_that_never_changes_has_no_bar():
    text = "ab c\n" * 30
    view = neurons_view(rng.uniform(-1, 1, (len(text), 2)), text)
    assert list(state_of(view)["areas"]) == ["after a space"]


@pytest.mark.parametrize(
    ("rows", "text", "match"), [(5, "abc", "row for each of the 3"), (3, "abc", "16 lines")]
)
def test_what_does_not_fit_is_refused_with_the_reason(rows, text, match):
    with pytest.raises(ValueError, match=match):
        neurons_view(np.zeros((rows, 2)), text)


@pytest.mark.parametrize("values", [{}, {"unit": 1, "line": 14}, {"unit": 3, "line": 27}])
def test_no_text_is_clipped_or_lies_on_another(view, values):
    figure, _ = picture(view, **values)
    assert len(assert_room(figure)) > 30


def test_letters_stand_in_their_own_cells():
    """The last letter of a full row lies in the last cell, on screens and in print."""
    text = ("M" * (COLUMNS - 1) + "\n") * ROWS
    view = neurons_view(np.zeros((len(text), 1)), text)
    for dpi in (100, 200):
        figure, _ = picture(view)
        figure.set_dpi(dpi)
        figure.canvas.draw()
        ink = np.asarray(figure.canvas.buffer_rgba())[..., :3].min(axis=2) < 100
        scale = dpi / 100
        columns = np.flatnonzero(ink[round(31 * scale) : round(320 * scale)].any(axis=0)) / scale
        last = columns[columns < 48 + 8 * COLUMNS + 4].max()
        assert 48 + 8 * (COLUMNS - 1) < last < 48 + 8 * COLUMNS + 1


def test_the_marks_lie_on_the_bars_in_the_explorer_as_in_the_still_picture(view):
    figure, _ = picture(view, unit=1)
    figure.canvas.draw()
    still = np.asarray(figure.canvas.buffer_rgba())[..., :3]
    moved = Explorer(view)
    moved.set(unit=1)
    shown = np.asarray(Image.open(io.BytesIO(moved.picture.value)))
    assert np.abs(still[40:, 640:].astype(int) - shown[40:, 640:]).max() < 60


def test_the_public_line_gives_an_explorer():
    explorer = explore_neurons(A, TEXT, unit=1, line=4)
    assert explorer.error.value == "" and bytes(explorer.picture.value).startswith(b"\x89PNG")
    explorer.controls["unit"].value = 2
    assert "Unit 2" in explorer.notes.value and explorer.error.value == ""
