"""The figures of lesson 09 draw the numbers that they are given."""

import numpy as np
import pytest

from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.figures_languages import (
    plot_calibration,
    plot_confusion,
    plot_forecasts,
    plot_horizon,
    plot_series,
)


@pytest.fixture
def ax():
    return new_axes(6, 4)[1]


def test_the_confusion_has_percent_of_each_row_and_nothing_where_nothing_was(ax):
    plot_confusion(ax, np.array([[3, 1], [0, 5]]), ["one", "two"])
    texts = {text.get_position(): text.get_text() for text in ax.texts}
    assert texts == {(0, 0): "75", (1, 0): "25", (1, 1): "100"}


def test_honest_answers_lie_on_the_diagonal(ax):
    sure = np.repeat([0.4, 0.8], 10)
    right = np.array([True] * 4 + [False] * 6 + [True] * 8 + [False] * 2)
    plot_calibration(ax, {"honest": sure}, {"honest": right})
    line = next(line for line in ax.lines if line.get_label() == "honest")
    np.testing.assert_allclose(line.get_xdata(), [0.4, 0.8])
    np.testing.assert_allclose(line.get_ydata(), [0.4, 0.8])


def test_groups_of_a_few_answers_are_left_out(ax):
    plot_calibration(ax, {"few": np.array([0.4] * 10 + [0.8] * 9)}, {"few": np.ones(19, bool)})
    assert len(next(line for line in ax.lines if line.get_label() == "few").get_xdata()) == 1


def test_series_forecasts_and_horizons(ax):
    years, values = np.arange(1700, 1720), np.arange(20.0)
    assert plot_series(ax, years, values, 1710, "spots") is ax and ax.get_ylabel() == "spots"
    assert [text.get_text() for text in ax.texts] == ["learned from", "held out"]
    ax = plot_forecasts(new_axes(6, 4)[1], years, values, {"guess": (years[5:], values[5:] + 1)})
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), values[5:] + 1)
    ax = plot_horizon(new_axes(6, 4)[1], {"net": [1.0, 2.0, 3.0]}, "error")
    assert ax.lines[0].get_xdata().tolist() == [1, 2, 3] and ax.get_ylim()[0] == 0
