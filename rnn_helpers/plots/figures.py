"""Figures of the lessons: each function takes arrays and an `ax`, draws, and returns the `ax`."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rnn_helpers.plots.canvas import fixed
from rnn_helpers.plots.style import COLOURS, SHARE, SIGNED, use_style


def new_axes(width, height, columns=1, **more):
    """A figure and its axes, ready for `show`; makes the house style the default.

    width, height : inches; 8.5 wide fills a lesson's column
    columns : plots side by side; with 1 the second result is an ax, else an array of them
    more : passed to ``Figure.subplots``, such as ``width_ratios=[2, 1]``
    """
    use_style()
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(1, columns, **more)


LOW = -1.15  # where the axis of a tanh ends
NARROW = 0.5  # inches of a square that holds a number


def plot_tanh(ax, z_a, a):
    """The curve of tanh with one point per unit on it.

    z_a, a : equally many scores and states
    """
    z_a, a = np.ravel(z_a), np.ravel(a)
    reach = max(3.0, np.abs(z_a).max() + 0.5)
    line = np.linspace(-reach, reach, 201)
    ax.plot(line, np.tanh(line), color=COLOURS["muted"])
    for bound in (-1, 1):
        ax.axhline(bound, color=COLOURS["muted"], linewidth=1, linestyle=":")
    for unit, (score, state) in enumerate(zip(z_a, a, strict=True)):
        ax.plot(
            [score, score, -reach], [LOW, state, state], color=COLOURS["state"], linewidth=1, linestyle="--"
        )
        ax.plot(score, state, "o", color=COLOURS["state"])
        ax.annotate(
            f"unit {unit}: tanh({fixed(score)}) = {fixed(state)}",
            (z_a.max(), state),
            xytext=(14, -7),
            textcoords="offset points",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )
    ax.set(xlim=(-reach, reach), ylim=(LOW, -LOW), xlabel="score z_a", ylabel="state a = tanh(z_a)")
    return ax


def plot_slope(ax, a_next):
    """tanh and its slope, with a few states marked on both."""
    line = np.linspace(-3.5, 3.5, 201)
    ax.plot(line, np.tanh(line), color=COLOURS["state"], label="a = tanh(z_a)")
    ax.plot(line, 1 - np.tanh(line) ** 2, color=COLOURS["gradient"], linestyle="--", label="slope 1 − a²")
    for state in np.ravel(a_next):
        score = np.arctanh(state)
        ax.plot(score, state, "o", color=COLOURS["state"])
        ax.plot(score, 1 - state**2, "s", color=COLOURS["gradient"])
        ax.plot(
            [score, score], [min(0, state), max(state, 1 - state**2)], color="#C9CDD3", linewidth=1, zorder=0
        )
        ax.annotate(fixed(1 - state**2), (score, 1 - state**2), xytext=(7, 5), textcoords="offset points")
    ax.set(xlabel="score z_a", ylabel="value", ylim=(-1.1, 1.25))
    ax.legend(loc="lower right")
    return ax


def plot_bars(ax, values, names, colour="output"):
    """One bar per value, its number above it.

    values : a column or list        names : one text per bar        colour : a key of COLOURS
    """
    values = np.ravel(values)
    ax.bar(range(len(values)), values, color=COLOURS[colour], width=0.7)
    reach = max(np.abs(values).max(), 1e-9)
    for place, value in enumerate(values):
        above = value >= 0
        offset = 0.03 * reach if above else -0.03 * reach
        ax.text(
            place, value + offset, fixed(value), ha="center", va="bottom" if above else "top", fontsize=10
        )
    low = min(0, values.min())
    ax.set_ylim(low - (0.18 * reach if low < 0 else 0), max(0, values.max()) + 0.18 * reach)
    ax.axhline(0, color=COLOURS["muted"], linewidth=1)
    ax.set_xticks(range(len(values)), names)
    return ax


def plot_matrix(ax, matrix, columns=None, limit=None):
    """A matrix as coloured squares with its numbers: blue below zero, white at zero, red above.

    matrix : (rows, columns)        limit : the size that gets the full colour (default: the largest entry)
    columns : their labels (default: the indices)
    """
    matrix = np.atleast_2d(matrix)
    inches = ax.get_position().width * ax.figure.get_figwidth() / matrix.shape[1]
    limit = limit or max(np.abs(matrix).max(), 1e-12)
    ax.imshow(matrix, cmap=SIGNED, vmin=-1.25 * limit, vmax=1.25 * limit, aspect="auto")
    for (row, column), value in np.ndenumerate(matrix):
        white = abs(value) > 0.75 * limit
        ax.text(
            column,
            row,
            fixed(value),
            ha="center",
            va="center",
            color="white" if white else COLOURS["ink"],
            fontsize=9 if inches < NARROW else None,
        )
    _grid(ax, matrix.shape, None, columns)
    return ax


def plot_states(ax, a, letters=None):
    """The hidden state over time: one column per step, one row per unit.

    a : (T_x, n_a) or (T_x, n_a, 1)        letters : what was read at each step
    """
    a = np.asarray(a).reshape(len(a), -1)
    plot_matrix(ax, a.T, columns=letters, limit=1)
    ax.set(xlabel="time step t (letter read)" if letters else "time step t", ylabel="hidden unit")
    return ax


def plot_predictions(ax, y_pred, characters, read=None, labels=None):
    """The predicted distribution at each step: one column per step, one row per character.

    y_pred : (T_x, n_y) or (T_x, n_y, 1)        characters : the n_y characters
    read : what was read at each step           labels : the right answers, outlined in dark
    """
    shares = np.asarray(y_pred).reshape(len(y_pred), -1).T
    ax.imshow(shares, cmap=SHARE, vmin=0, vmax=1.15, aspect="auto")
    for (row, column), value in np.ndenumerate(shares):
        ink = "white" if value > 0.7 else COLOURS["ink"]
        ax.text(column, row, f"{value:.2f}", ha="center", va="center", color=ink)
    _grid(ax, shares.shape, [f"“{c}”" for c in characters], read)
    if labels is not None:
        for step, label in enumerate(np.ravel(labels)):
            frame = Rectangle(
                (step - 0.47, label - 0.46), 0.94, 0.92, fill=False, ec=COLOURS["target"], lw=2.5, zorder=5
            )
            ax.add_patch(frame)
    ax.set(xlabel="time step t (letter read)" if read else "time step t", ylabel="next letter")
    return ax


def plot_losses(ax, losses, floor=None, floor_name=""):
    """Loss curves while learning.

    losses : dict label -> (steps,) losses in nats per character        floor : a level drawn as a line
    """
    styles = [("state", "-"), ("muted", "--"), ("ink", "-.")]
    for (name, values), (colour, style) in zip(losses.items(), styles, strict=False):
        ax.plot(values, color=COLOURS[colour], linestyle=style, label=name)
    if floor is not None:
        ax.axhline(floor, color=COLOURS["target"], linewidth=1.2, linestyle=":", label=floor_name)
    ax.set(xlabel="update", ylabel="loss (nats per character)", ylim=(0, None))
    ax.margins(x=0.01)
    ax.grid(axis="y")
    if len(losses) > 1 or floor is not None:
        ax.legend()
    return ax


def plot_step_errors(ax, steps, errors):
    """How wrong a numerical gradient is, against the size of the nudge, both axes logarithmic.

    steps : (k,) sizes of the nudge        errors : dict name of the method -> (k,) relative errors
    """
    styles = [("input", "-", "o"), ("gradient", "--", "s"), ("state", "-.", "^")]
    for (name, values), (colour, line, marker) in zip(errors.items(), styles, strict=False):
        visible = np.maximum(values, 1e-17)
        ax.loglog(
            steps, visible, color=COLOURS[colour], linestyle=line, marker=marker, markersize=4, label=name
        )
    ax.set(xlabel="size of the nudge h", ylabel="relative error of the slope")
    ax.grid(True)
    ax.legend(loc="best")
    return ax


def _grid(ax, shape, rows, columns):
    """Ticks in the middle of the squares, white lines between them, no frame."""
    ax.set_xticks(range(shape[1]), range(shape[1]) if columns is None else columns)
    ax.set_yticks(range(shape[0]), range(shape[0]) if rows is None else rows)
    ax.set_xticks(np.arange(shape[1] + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(shape[0] + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=2)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
