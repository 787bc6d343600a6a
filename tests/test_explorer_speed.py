"""The explorer of lesson 11: at measured sizes, between them, against the arithmetic; picture and words."""

import numpy as np
import pytest

from rnn_helpers.plots.view import draw, new_figure, picture, start_values
from rnn_helpers.plots.views_speed import row_of, speed_view
from rnn_helpers.speed import needed, own_grid, stored_speed
from rnn_helpers.widgets import explore_speed
from tests.drawn import assert_room

# A machine of 1e9 per second whose steps take exactly 1e-5 s and the limit.
WIDTHS, BATCHES, RATE = [16, 64, 256], [1, 8, 64], 1e9
SECONDS = [[1e-5 + needed(n_a, m) / RATE for m in BATCHES] for n_a in WIDTHS]
GRID = {"widths": WIDTHS, "batches": BATCHES, "seconds": SECONDS, "rate": RATE}


def state_of(grid=GRID, **values):
    view = speed_view(grid)
    return view.compute(**start_values(view, **values))


@pytest.mark.parametrize(("n_a", "m", "n_x"), [(5, 3, 2), (1, 1, 1), (7, 2, 4)])
def test_the_arithmetic_is_counted_product_by_product(n_a, m, n_x):
    n_y = n_x + 1
    shapes = [(n_a, n_x, m), (n_a, n_a, m), (n_y, n_a, m)]  # forward
    shapes += [(n_x, n_a, m), (n_a, n_a, m), (n_a, n_y, m)]  # what was multiplied
    shapes += [(n_a, m, n_x), (n_a, m, n_a), (n_y, m, n_a)]  # the weights
    assert needed(n_a, m, n_x, n_y) == sum(2 * rows * inner * columns for rows, inner, columns in shapes)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("batch", BATCHES)
def test_measured_sizes_show_what_was_measured(width, batch):
    state = state_of(width=width, batch=batch)
    expected = SECONDS[WIDTHS.index(width)][BATCHES.index(batch)]
    assert state["measured"] == pytest.approx(expected)
    assert state["limit"] == pytest.approx(6 * batch * width * (32 + width + 32) / RATE)
    assert state["alone"] == pytest.approx(SECONDS[WIDTHS.index(width)][0])


def test_between_them_a_power_law_is_met_exactly():
    widths = np.array([2.0, 8.0, 32.0])
    seconds = np.outer(widths**1.5, [1.0, 3.0])
    np.testing.assert_allclose(row_of(5, widths, seconds), 5**1.5 * np.array([1.0, 3.0]))


def test_times_grow_with_both_sliders():
    for values in ({"width": 100}, {"batch": 20}):
        (slider,) = {"width", "batch"} - set(values)
        ends = BATCHES if slider == "batch" else WIDTHS
        row = [state_of(**values, **{slider: place})["measured"] for place in range(ends[0], ends[-1] + 1)]
        assert (np.diff(row) > 0).all()


def test_the_words_and_the_table():
    view, state = speed_view(GRID), state_of(width=64, batch=8)
    sentence = view.sentence(state)  # 10 µs and 6 * 8 * 64 * 128 / 1e9 = 393.2 µs; alone 10 + 49.152
    for part in ("64 units", "8 examples", "takes 403 µs", "6.8 times as long", "limit", "1.0 times that"):
        assert part in sentence, sentence
    caption, header, rows = view.table(state)
    assert "64 units" in caption and len(header) == 2
    assert dict(rows) == {
        "one step, measured": "403",
        "one step, limit": "393",
        "each example, measured": "50.4",
        "each example, limit": "49.2",
        "a step of one example": "59.2",
    }
    assert "1 example takes" in view.sentence(state_of(batch=1))


@pytest.mark.parametrize("values", [{"width": 16, "batch": 1}, {"width": 512, "batch": 256}, {}])
def test_nothing_leaves_the_picture(values):
    view = speed_view(stored_speed()["grid"])
    figure, _ = picture(view, **values)
    assert_room(figure, beyond=(1, 1))
    shown = view.compute(**start_values(view, **values))
    artists = draw(view, new_figure(view.size), shown)
    for name, share in (("step", 1), ("example", shown["batch"])):
        low, high = artists[name]["line"].axes.get_ylim()
        assert low < shown["measured"] / share * 1e6 < high


def test_sliders_move_it():
    explorer = explore_speed(GRID)
    assert explorer.error.value == "" and "With 128 units, a step of 32 examples" in explorer.notes.value
    before = explorer.picture.value
    explorer.controls["width"].value = 256
    explorer.controls["batch"].value = 1
    assert explorer.error.value == "" and "With 256 units, a step of 1 example" in explorer.notes.value
    assert explorer.picture.value != before


def test_a_grid_that_does_not_fit_is_explained():
    with pytest.raises(ValueError, match="a positive time for each of its 3 widths"):
        speed_view(GRID | {"seconds": SECONDS[:2]})


def test_own_grid_measures_in_the_same_form():
    grid = own_grid(widths=(4, 8), batches=(1, 2), seconds=0.001)
    assert set(grid) == set(stored_speed()["grid"])
    speed_view(grid)
