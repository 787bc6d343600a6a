"""What the tests of pictures have in common: a view's state and table, and room for every text it draws.

A text counts if drawing the figure draws it: labels beyond an axis do not, nor what is hidden or blank. Its
box, in pixels from the lower left corner, has room above and below the letters for taller and deeper ones;
this is why boxes may reach a little over the edge, or over each other, where no ink does.
"""

import itertools
import warnings

import pytest
from matplotlib.text import Text

from rnn_helpers.plots.stamps import Stamped
from rnn_helpers.plots.view import start_values


def state_of(view, **values):
    """The state of a view at its start values, but for those given."""
    return view.compute(**start_values(view, **values))


def table_of(view, state):
    """The rows of a view's table by their first cell; every row has a cell for each column."""
    _, header, rows = view.table(state)
    assert all(len(row) == len(header) for row in rows)
    return {row[0]: row[1:] for row in rows}


def drawn_texts(figure):
    """All texts that a figure really draws: a list of (text, its box in pixels)."""
    artists = []
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Text, Stamped):
            patch.setattr(kind, "draw", lambda self, renderer: artists.append(self))
        figure.canvas.draw()
    shown = {id(artist): artist for artist in artists if artist.get_visible() and artist.get_text().strip()}
    renderer = figure.canvas.get_renderer()
    return [(artist.get_text(), artist.get_window_extent(renderer)) for artist in shown.values()]


def shared(here, there):
    """How many pixels two boxes share across and down; negative where they stand apart."""
    across = min(here.x1, there.x1) - max(here.x0, there.x0)
    return across, min(here.y1, there.y1) - max(here.y0, there.y0)


def assert_room(figure, beyond=(1, 4), apart=(2, 7)):
    """No letter is missing from the fonts, no text of a figure is clipped, none lies on another.

    figure : on an Agg canvas, as `rnn_helpers.plots.view.picture` makes it
    beyond : how many pixels a box may reach over the edges left and right, and those below and above;
        negative where it has to keep away from them
    apart : two texts lie on each other if their boxes share as many pixels as this across, and down
    returns : the texts with their boxes, as `drawn_texts` gives them, for what else a test asks of them
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph")  # a letter that no font has
        figure.canvas.draw()
    placed, page = drawn_texts(figure), figure.bbox
    for text, place in placed:
        over = max(page.x0 - place.x0, place.x1 - page.x1), max(page.y0 - place.y0, place.y1 - page.y1)
        assert over[0] <= beyond[0] and over[1] <= beyond[1], f"{text!r} leaves the picture at {place}"
    for (one, here), (other, there) in itertools.combinations(placed, 2):
        across, down = shared(here, there)
        assert across < apart[0] or down < apart[1], f"{one!r} lies on {other!r}, at {here} and {there}"
    return placed
