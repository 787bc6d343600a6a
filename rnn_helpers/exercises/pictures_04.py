"""The pictures of lesson 04's exercises: gradients as a matrix, the target and the learner's beside it."""

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, fitting
from rnn_helpers.plots.figures import new_axes, plot_matrix
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS


def gradient(result, name):
    """One gradient of a learner's dict; None where the function is unfinished or gives something else."""
    return result.get(name) if isinstance(result, dict) else None


def show_matrices(name, target, yours, across="from unit", down="to unit", columns=None):
    """Show a matrix of gradients and yours beside it, in the same colours.

    name : such as "dWaa"        target : (rows, columns)
    yours : what the learner's function gave, a matrix, a list of columns (None for what is missing) or None
    across, down : what the columns and the rows are        columns : their labels (default: the indices)
    """
    target = np.asarray(target)
    drawn = _drawable(yours, target)
    figure, axes = new_axes(7, 2.8, columns=2)
    shown = np.zeros_like(target) if drawn is None else drawn
    for ax, matrix, whose in ((axes[0], target, "target"), (axes[1], shown, "yours")):
        plot_matrix(ax, matrix, columns, limit=np.abs(target).max())
        ax.set(title=f"{name}: {whose}", xlabel=across, ylabel=down)
    if drawn is None:
        _leave_empty(axes[1], target.shape)
    show(figure, f"{name} as a matrix of {_size(target)} numbers. {_in_words(target, yours, drawn)}")


def _drawable(yours, target):
    """The learner's matrix, or None where there is none of the right shape."""
    if isinstance(yours, list):
        whole = all(np.shape(as_numbers(column)) == (len(target), 1) for column in yours)
        yours = np.hstack(yours) if whole else None
    return fitting(yours, target.shape)


def _leave_empty(ax, shape):
    """Words in the place of numbers."""
    for text in list(ax.texts):
        text.remove()
    rows, columns = shape
    centre = ((columns - 1) / 2, (rows - 1) / 2)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 5}
    ax.text(*centre, "nothing to draw yet", ha="center", va="center", color=COLOURS["ink"], bbox=box)


def _size(matrix):
    return " by ".join(map(str, matrix.shape))


def _in_words(target, yours, drawn):
    if yours is None or (isinstance(yours, list) and all(column is None for column in yours)):
        return "Yours is not there yet."
    if drawn is None:
        return "Yours cannot be drawn beside it."
    differ = int((~np.isclose(drawn, target, rtol=0, atol=0.006)).sum())
    return f"Yours differs in {differ} of {target.size} entries." if differ else "Yours is the same."
