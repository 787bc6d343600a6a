"""The picture of lesson 03's exercises: gradients of any shape, target above and yours below."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rnn_helpers.exercises.comparing import as_numbers, close, fitting
from rnn_helpers.plots.figures import plot_matrix
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS, use_style


def show_gradients(targets, yours):
    """Show each gradient as coloured squares with its numbers, and below it what the learner's function gave.

    targets : dict name -> matrix that is asked for
    yours : a dict with the same names, such a dict behind the first of them, or anything unfinished
    """
    targets = {name: np.array(target, dtype=float) for name, target in targets.items()}
    given = _by_name(yours, list(targets))
    rows = max(len(target) for target in targets.values())
    figure, axes = _grid_of_axes(targets, rows)
    for (name, target), (above, below) in zip(targets.items(), axes.T):
        limit = np.abs(target).max()
        _plot_squares(above, target, limit, rows)
        above.set_title(name)
        _plot_yours(below, given.get(name), target, limit, rows)
    for ax, label in zip(axes[:, 0], ("target", "yours")):
        ax.set_ylabel(label, rotation="horizontal", ha="right", va="center", labelpad=14, weight="bold")
    show(figure, " ".join(_in_words(name, target, given.get(name)) for name, target in targets.items()))


def _by_name(yours, names):
    """The learner's results by name; an unfinished function may give anything."""
    if isinstance(yours, dict):
        return yours
    if isinstance(yours, (tuple, list)) and len(yours) == 2 and isinstance(yours[1], dict):
        return {names[0]: yours[0]} | yours[1]
    return {}


def _grid_of_axes(targets, rows):
    use_style()
    widths = [target.shape[1] + 0.3 for target in targets.values()]
    figure = Figure(figsize=(min(8.5, 1.5 + 0.85 * sum(widths)), 1.5 + 0.72 * rows), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(2, len(targets), squeeze=False, width_ratios=widths)


def _plot_squares(ax, matrix, limit, rows):
    """The squares of a matrix at the top of an ax that has room for so many rows."""
    plot_matrix(ax, matrix, limit=limit)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.xaxis.tick_top()


def _plot_yours(ax, value, target, limit, rows):
    """The learner's matrix, with a frame around every entry that is not as asked for."""
    drawn = fitting(value, target.shape)
    if drawn is None:
        ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
        ax.spines[:].set_visible(False)
        ax.text(
            0.5, 0.5, _instead(value).replace(" (", "\n("), ha="center", va="center", color=COLOURS["ink"]
        )
        return
    _plot_squares(ax, drawn, limit, rows)
    for row, column in np.argwhere(np.abs(drawn - target) > 0.0051):
        edge = "white" if abs(drawn[row, column]) > 0.75 * limit else COLOURS["ink"]
        corner = (column - 0.43, row - 0.41)
        ax.add_patch(Rectangle(corner, 0.86, 0.82, fill=False, edgecolor=edge, linewidth=2))


def _instead(value):
    """What is said where there is nothing to draw."""
    if value is None:
        return "not yet"
    array = as_numbers(value)
    return f"shape {array.shape}" if array is not None else "no array"


def _in_words(name, target, value):
    wanted = f"{name}: the target is {_numbers(target)};"
    drawn = fitting(value, target.shape)
    if value is None:
        return f"{wanted} yours is not there yet."
    if drawn is None:
        return f"{wanted} yours cannot be drawn ({_instead(value)})."
    agree = "the same" if close(np.round(drawn, 2), np.round(target, 2)) else "not the same"
    return f"{wanted} yours is {_numbers(drawn)}, {agree}."


def _numbers(matrix):
    return "; ".join(", ".join(f"{entry:.2f}" for entry in row) for row in matrix)
