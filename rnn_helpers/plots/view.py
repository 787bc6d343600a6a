"""A view: one idea as plain functions of a few values, drawn as a picture or moved as an explorer.

A view names its controls, computes a state from their values, draws it, and says in words and in
numbers what the drawing shows. Nothing here knows about notebooks or widgets.
"""

from collections.abc import Callable
from dataclasses import dataclass

import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from rnn_helpers.plots.style import STYLE_SHEET

DPI = 100


def _nothing(*_):
    return {}


@dataclass(frozen=True)
class View:
    """The parts of one picture that depends on a few values.

    name : a short title in words
    size : (width, height) of the picture in pixels
    controls : a list of controls, made by `number`, `whole`, `choice`, `switch`, `text` or `memory`
    compute(**values) -> state : a dict with everything that is shown; changes nothing
    start(figure, state) -> artists : draw what stays, return a dict of the artists that change
    update(artists, state) : bring these artists to a state
    table(state) -> (caption, header, rows) : the numbers, as text
    sentence(state) -> str : what is seen now, in words
    layout(state) : `start` is called again when this changes (a longer word, say)
    adjust(name, values) -> {control: {"value": …, "high": …}} : what follows from a change of `name`
    """

    name: str
    size: tuple
    controls: list
    compute: Callable
    start: Callable
    update: Callable
    table: Callable
    sentence: Callable
    layout: Callable = _nothing
    adjust: Callable = _nothing


def number(name, label, value, low, high, step):
    """A control for a decimal number from `low` to `high`."""
    return dict(kind="number", name=name, label=label, value=float(value), low=low, high=high, step=step)


def whole(name, label, value, low, high):
    """A control for a whole number from `low` to `high`."""
    return dict(kind="whole", name=name, label=label, value=int(value), low=low, high=high, step=1)


def choice(name, label, value, options):
    """A control that picks one of `options`."""
    return dict(kind="choice", name=name, label=label, value=value, options=list(options))


def switch(name, label, value):
    """A control that is on or off."""
    return dict(kind="switch", name=name, label=label, value=bool(value))


def text(name, label, value):
    """A control for a word, read when Enter is pressed or the box is left."""
    return dict(kind="text", name=name, label=label, value=value)


def memory(name, value):
    """A value without a control of its own: what earlier moves of the other controls left behind."""
    return dict(kind="memory", name=name, value=value)


def start_values(view, **values):
    """The values a view starts with, some of them replaced.

    Raises ValueError for a name that the view has no control for.
    """
    start = {control["name"]: control["value"] for control in view.controls}
    for name, value in values.items():
        if name not in start:
            raise ValueError(f"'{view.name}' has no value called {name!r}; it has: {', '.join(start)}.")
        start |= {name: value} | {
            key: new["value"] for key, new in _follow(view, name, start | {name: value})
        }
    return start


def _follow(view, name, values):
    """What `adjust` makes of a change, as (control, {"value": …}) pairs that carry a value."""
    return [(key, new) for key, new in view.adjust(name, values).items() if "value" in new]


def new_figure(size):
    """An empty figure of `size` pixels with a canvas of its own, in the house style."""
    figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI, layout="none")
    FigureCanvasAgg(figure)
    return figure


def draw(view, figure, state):
    """Draw a state on an empty figure; returns the artists that change with the state."""
    with matplotlib.style.context(STYLE_SHEET):
        artists = view.start(figure, state)
    view.update(artists, state)
    return artists


def picture(view, **values):
    """The still picture of a view and the sentence that says what it shows.

    Returns (figure, sentence), ready for ``show(*picture(view))``.
    """
    state = view.compute(**start_values(view, **values))
    figure = new_figure(view.size)
    draw(view, figure, state)
    return figure, view.sentence(state)
