"""Curves that are drawn while a network trains, with a progress bar; the last picture stays in the notebook.

The picture goes into the cell's own output and is replaced there, so nothing but the last one is stored: it
is an ordinary picture with alternative text, readable without a kernel.
"""

import base64
import html
from itertools import cycle

import numpy as np
from IPython import get_ipython
from IPython.display import display, update_display

from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.palette import tint
from rnn_helpers.plots.show import as_output, png_bytes
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.training import Pace, text_bar
from rnn_helpers.widgets.explorer import png_of

SIZE = (8.5, 3.6)  # inches
WIDTH = round(100 * SIZE[0])  # pixels of the page
PAUSE = 0.3  # seconds from one drawing to the next, at least
SHARE = 0.04  # of the time, at most, goes into drawing,
FREE = 0.3  # but for so many seconds, in which the axes are drawn
PART = 10  # the smoothed loss is the mean over the last 1/10 of the updates so far
EACH, SMOOTH = "each batch", "training, smoothed"
STYLES = [("ink", "--", "o"), ("input", "-.", "s"), ("muted", ":", "^")]  # of the measures
DASHES = [(1, 2), (5, 2), (7, 2, 1, 2)]  # of the levels


def training_curves(title="", ylabel="loss (nats)", names=None, levels=None, alt=None):
    """A watcher for `rnn_helpers.training.train` that draws: `train(..., watch=training_curves())`.

    title : what to see        ylabel : the name and unit of the loss
    names : dict measure -> label, which measures of `evaluate` are drawn and under which name (default: all)
    levels : dict label -> number, drawn as level lines, such as the loss of a baseline
    alt : text that says what the last picture shows (default: one made from the numbers, which other machines
        may round differently)

    In a notebook: while training lasts, a bar with the updates, the loss and the time left, and the curves so
    far; at the end the curves alone. Elsewhere a line of text, as without a watcher.
    """
    look = {"title": title, "ylabel": ylabel, "names": names, "levels": levels or {}}
    return _live_picture(look, alt) if in_notebook() else text_bar()


def in_notebook():
    """Whether what is displayed can be a picture."""
    shell = get_ipython()
    return shell is not None and type(shell).__name__ != "TerminalInteractiveShell"


def _live_picture(look, alt):
    """The watcher of a notebook."""
    pace, clock, picture, handle = Pace(), Budget(), LivePicture(look), None

    def watch(run, updates, ended):
        nonlocal clock, picture, handle
        seconds = pace.seconds(run, ended)
        if not ended and not clock.due(seconds):
            return
        if ended:
            data, metadata = last_picture(run["history"], look, alt)
        else:
            png = picture.png(run["history"], updates)
            data, metadata = _page(png, run, updates, pace), {}
        if handle is None:
            place = (data, metadata) if ended else _place(png, run["history"], look, alt)
            handle = display(place[0], metadata=place[1], raw=True, display_id=True)
        update_display(data, metadata=metadata, raw=True, display_id=handle.display_id)
        if ended:  # a further call of train draws into its own cell
            clock, picture, handle = Budget(), LivePicture(look), None
        else:
            clock.spend(seconds, pace.seconds(run))

    return watch


class Budget:
    """When to draw: not too often, and for a small share of the time after a first drawing that is free."""

    def __init__(self):
        self._next, self._spent = PAUSE, 0.0

    def due(self, seconds):
        """Whether it is time to draw, so many seconds after the start."""
        return seconds >= self._next

    def spend(self, begun, done):
        """Note a drawing that began and was done at these seconds after the start."""
        self._spent += done - begun
        self._next = max(done + PAUSE, (self._spent - FREE) / SHARE)


def last_picture(history, look, alt=None):
    """What stays in the notebook: made from the history alone, so the same history gives the same picture."""
    figure, ax = new_axes(*SIZE)
    plot_training(ax, history, **look)
    return as_output(png_bytes(figure), alt or in_words(history, look["names"]), WIDTH)


def _place(png, history, look, alt):
    """What is displayed first, for a moment: of the form of what will stay.

    Programs that run a notebook and compare its outputs (nbval) know nothing of later changes. Where `alt` is
    given, what they see here and what is stored in the end differ in their pixels only.
    """
    return as_output(png, alt or in_words(history, look["names"]), WIDTH)


class LivePicture:
    """The curves so far as PNG bytes, made fast: axes and texts are drawn once, and the curves on top."""

    def __init__(self, look):
        self.look, self._drawn = look, None

    def png(self, history, updates):
        """The picture of a history; `updates` is where its axis ends."""
        moving = curves(history, self.look["names"])
        drawn = updates, [label for label, *_ in moving], _span(moving, self.look["levels"])
        if drawn != self._drawn:
            self._draw_axes(history, updates, len(moving))
            self._drawn = drawn
        self._canvas.restore_region(self._background)
        for line, (_, x, y, _) in zip(self._lines, moving, strict=True):
            line.set_data(x, y)
            line.axes.draw_artist(line)
        return png_of(self._canvas)

    def _draw_axes(self, history, updates, count):
        figure, ax = new_axes(*SIZE)
        plot_training(ax, history, updates=updates, **self.look)
        self._lines = ax.get_lines()[:count]
        for line in self._lines:
            line.set_animated(True)
        self._canvas = figure.canvas
        self._canvas.draw()
        self._background = self._canvas.copy_from_bbox(figure.bbox)


def _page(png, run, updates, pace):
    """The bar above the curves so far, as HTML and as text."""
    done, loss = run["updates"], curves(run["history"])[1][2][-1]
    says = f"{done} of {updates} updates, loss {loss:.3f}, {pace.left(run, updates)}"
    source = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
    bar = f'<progress max="{updates}" value="{done}" aria-label="Training" style="width: 220px"></progress>'
    page = (
        f'<div style="font-variant-numeric: tabular-nums">{bar} {html.escape(says)}</div>'
        f'<img alt="The curves so far" width="{WIDTH}" src="{source}">'
    )
    return {"text/html": page, "text/plain": says}


def plot_training(ax, history, updates=None, title="", ylabel="loss (nats)", names=None, levels=None):
    """The loss at each update, its mean over the last ones, and the measures of `evaluate`.

    history : dict of lists (see `rnn_helpers.training.new_run`)        updates : where the axis ends
    The rest as for `training_curves`. Returns the ax.
    """
    drawn = curves(history, names)
    for label, x, y, style in drawn:
        ax.plot(x, y, label=label, clip_on=label == EACH, **style)
    for (label, level), dashes in zip((levels or {}).items(), cycle(DASHES)):
        ax.axhline(level, color=COLOURS["target"], linewidth=1.2, linestyle=(0, dashes), label=label)
    ax.set(xlabel="updates made", ylabel=ylabel, title=title)
    ax.set(xlim=(0, updates or max(1, len(history["loss"]))), ylim=_span(drawn, levels))
    ax.grid(axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax


def curves(history, names=None):
    """What is drawn: a list of label, x, y and style."""
    loss = history["loss"]
    pale, green = {"color": tint(COLOURS["state"], 0.35), "linewidth": 1}, {"color": COLOURS["state"]}
    found = [(EACH, history["update"], loss, pale), (SMOOTH, history["update"], smoothed(loss), green)]
    for (name, label), (colour, line, marker) in zip(measures(history, names).items(), STYLES, strict=False):
        style = {"color": COLOURS[colour], "linestyle": line, "marker": marker, "markersize": 4}
        found.append((label, history["evaluated"], history[name], style | {"linewidth": 1.5}))
    return found


def measures(history, names=None):
    """dict measure -> label: those named, or all that `evaluate` gave."""
    if names is None:
        return {name: name for name in history if name not in ("update", "loss", "evaluated")}
    return {name: label for name, label in names.items() if name in history}


def smoothed(loss):
    """The mean of the last tenth of the losses up to each update: (updates,) -> (updates,)."""
    loss = np.asarray(loss, float)
    last = np.arange(1, len(loss) + 1)
    width = np.maximum(1, last // PART)
    total = np.concatenate([[0.0], np.cumsum(loss)])
    return (total[last] - total[last - width]) / width


def in_words(history, names=None):
    """What the curves show, in a sentence or two, with two digits: more would differ between machines."""
    if not history["loss"]:
        return "Empty axes: no update was made yet."
    said = f"The training loss over {len(history['loss'])} updates: from {_short(history['loss'][0])}"
    said += f" at the start to {_short(smoothed(history['loss'])[-1])} at the end, smoothed."
    for name, label in measures(history, names).items():
        said += f" {label}: from {_short(history[name][0])} to {_short(history[name][-1])}."
    return said


def _short(number):
    return f"{number:.2g}"


def _span(drawn, levels):
    """The limits of the loss axis: a single wild batch does not squeeze the rest.

    Zero is in, unless all stays in the upper half above it.
    """
    seen = [np.asarray(y, float) for label, _, y, _ in drawn if label != EACH]
    values = np.concatenate([*seen, list((levels or {}).values())])
    values = values[np.isfinite(values)]
    low, high = 1.06 * values.min(initial=0), 1.06 * values.max(initial=0) or 1.0
    return (high / 2 if values.size and values.min() > 0.55 * high else low), high
