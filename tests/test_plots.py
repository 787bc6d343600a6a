import base64

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from rnn_helpers.plots import show
from rnn_helpers.plots.canvas import fixed
from rnn_helpers.plots.figures import (
    new_axes,
    plot_bars,
    plot_losses,
    plot_matrix,
    plot_predictions,
    plot_slope,
    plot_states,
    plot_step_errors,
    plot_tanh,
)
from rnn_helpers.plots.style import COLOURS


@pytest.fixture
def ax():
    return new_axes(8, 3)[1]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def no_overlap(ax):
    """No two texts of the axes cover each other, none reaches out of the figure."""
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    frame = ax.figure.bbox
    for place, box in enumerate(boxes):
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])


def test_show_carries_alt_text_both_ways(monkeypatch, ax):
    shown = {}
    monkeypatch.setattr(show, "display", lambda data, **more: shown.update(data=data, **more))
    show.show(ax, 'A line  that says "up" & on.')
    assert shown["data"]["text/html"].startswith('<img alt="A line that says &quot;up&quot; &amp; on." ')
    assert shown["metadata"]["image/png"]["alt"] == 'A line that says "up" & on.'
    picture = base64.b64decode(shown["data"]["image/png"])
    assert picture.startswith(b"\x89PNG") and shown["data"]["image/png"] in shown["data"]["text/html"]
    assert b"Software" not in picture


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_show_wants_alt_text(alt, ax):
    with pytest.raises(ValueError, match="alt text"):
        show.show(ax, alt)


def test_the_same_figure_is_the_same_bytes(ax):
    plot_bars(ax, [1, 2], "ab")
    assert show.png_bytes(ax.figure) == show.png_bytes(ax.figure)


def test_plots_return_their_ax_and_show_the_numbers(ax):
    assert plot_matrix(ax, np.array([[0.5, -1.0], [-0.001, 0.25]])) is ax
    assert texts(ax) == ["0.50", "−1.00", "0.00", "0.25"]
    limits = ax.images[0].get_clim()
    assert limits[0] == -limits[1]  # zero is white
    no_overlap(ax)


def test_predictions_frame_the_right_answers(ax):
    y_pred = np.array([[0.7, 0.3], [0.2, 0.8]])
    plot_predictions(ax, y_pred, "ab", read=["a", "b"], labels=np.array([[1], [0]]))
    assert texts(ax) == ["0.70", "0.20", "0.30", "0.80"]
    frames = [(patch.get_x() + 0.47, patch.get_y() + 0.46) for patch in ax.patches]
    np.testing.assert_allclose(frames, [(0, 1), (1, 0)])
    no_overlap(ax)


def test_states_stand_in_columns(ax):
    plot_states(ax, np.array([[[0.1], [0.2]], [[0.3], [0.4]], [[0.5], [0.6]]]), ["h", "e", "l"])
    assert texts(ax) == ["0.10", "0.30", "0.50", "0.20", "0.40", "0.60"]
    no_overlap(ax)


@pytest.mark.parametrize("values", [[0.3, -0.2, 0.0], [-1, -2, -3], [0, 0, 0], [1e-4, 5, 2]])
def test_bars_have_their_numbers_inside_the_axes(ax, values):
    plot_bars(ax, values, ["a", "b", "c"], colour="gradient")
    assert [bar.get_height() for bar in ax.patches] == values
    assert ax.patches[0].get_facecolor()[:3] == to_rgb(COLOURS["gradient"])
    no_overlap(ax)


@pytest.mark.parametrize("z", [[1.0, 0.5], [-4.0, 6.0]])
def test_tanh_points_lie_on_the_curve(ax, z):
    plot_tanh(ax, z, np.tanh(z))
    points = [line.get_xydata()[0] for line in ax.lines if line.get_marker() == "o"]
    np.testing.assert_allclose(points, np.column_stack([z, np.tanh(z)]))


def test_slope_points_are_one_minus_a_squared(ax):
    plot_slope(ax, [0.6])
    squares = [line.get_ydata()[0] for line in ax.lines if line.get_marker() == "s"]
    assert squares == [pytest.approx(0.64)]


def test_curves_differ_in_more_than_colour(ax):
    plot_losses(ax, {"one": [2, 1], "two": [2, 1.5]}, 0.3, "floor")
    assert len({line.get_linestyle() for line in ax.lines}) == 3
    assert "nats" in ax.get_ylabel()
    _, other = new_axes(8, 3)
    plot_step_errors(other, [1e-3, 1e-2], {"a": [1e-3, 0], "b": [1e-2, 1], "c": [1, 1]})
    assert len({line.get_marker() for line in other.lines}) == 3


def test_numbers_have_no_negative_zero():
    assert fixed(-0.001) == "0.00" and fixed(-0.01) == "−0.01"
