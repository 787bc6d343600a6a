"""The pictures of lesson 09's exercises: the target, and what the learner's function gives beside it."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from rnn_helpers.exercises.comparing import close, fitting
from rnn_helpers.losses import cross_entropy_backward
from rnn_helpers.plots.canvas import fixed
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS, SIGNED

_PURPLES = LinearSegmentedColormap.from_list("gradient", ["#f4f6f8", COLOURS["gradient"]])


def show_columns(target, yours, names, title):
    """The numbers of a matrix as coloured cells, a column for each name: the target and yours.

    target (n, k) : what is asked for        yours : an array of that shape, or anything else
    names : k texts        title : what the matrix is called
    """
    own = fitting(yours, np.shape(target))
    figure, (left, right) = new_axes(8.5, 1.5 + 0.4 * len(target), columns=2)
    most = np.abs(target).max()
    for ax, matrix in ((left, target), (right, own)):
        if matrix is not None:
            _plot_columns(ax, matrix, names, most)
    _titles(left, right, title, own is not None)
    columns = "; ".join(
        f"{name} {', '.join(fixed(value) for value in column)}" for name, column in zip(names, target.T)
    )
    agree = own is not None and close(own, target)
    show(figure, f"Target of {title}: {columns}. {_yours_in_words(yours, own, agree)}")


def _plot_columns(ax, matrix, names, most):
    """Signed colours and numbers."""
    ax.imshow(matrix, cmap=SIGNED, vmin=-most, vmax=most, aspect="auto")
    for (row, column), value in np.ndenumerate(matrix):
        ink = "white" if abs(value) > 0.6 * most else COLOURS["ink"]
        ax.text(column, row, fixed(value), ha="center", va="center", color=ink)
    ax.set_xticks(range(len(names)), names)
    ax.set_yticks(range(len(matrix)))
    ax.set_ylabel("unit")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def show_places(y_pred, labels, names, yours):
    """Where the gradient enters: one row for each name, one cell for each step, purple where it is not zero.

    y_pred (T_x, n_y, m), labels (m,) : as for `last_step_backward`        names : m texts
    yours : what the learner's function gave, or None
    """
    last = np.array([len(name) for name in names]) - 1
    steps = np.arange(len(y_pred))[:, None]
    target = cross_entropy_backward(y_pred, np.tile(labels, (len(steps), 1)), steps == last)
    own = fitting(yours, np.shape(target))
    figure, (left, right) = new_axes(8.5, 1.5 + 0.4 * len(names), columns=2)
    most = np.abs(target).sum(axis=1).max()
    for ax, dz in ((left, target), (right, own)):
        if dz is not None:
            _plot_places(ax, dz, names, most)
    _titles(left, right, "where dz is not zero", own is not None)
    places = ", ".join(f"{name} at step {step}" for name, step in zip(names, last))
    agree = own is not None and close(own, target)
    show(figure, f"Target: the gradient enters for {places}. {_yours_in_words(yours, own, agree)}")


def _plot_places(ax, dz, names, most):
    """The size of each column of dz, with the letter that is read there."""
    size = np.abs(dz).sum(axis=1).T
    ax.imshow(size, cmap=_PURPLES, vmin=0, vmax=most, aspect="auto")
    for (row, step), value in np.ndenumerate(size):
        letter = names[row][step] if step < len(names[row]) else "·"
        ink = "white" if value > 0.5 * most else COLOURS["ink"]
        ax.text(step, row, letter, ha="center", va="center", color=ink)
    ax.set_xticks(range(size.shape[1]))
    ax.set_yticks(range(len(names)), names)
    ax.set_xlabel("time step t")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def show_window(years, values, starts, length, yours):
    """What is read and what is asked for at each step of the first window: the target and yours.

    years, values : the series        starts, length : as for `windows`
    yours : what the learner's function gave, or None
    """
    places = starts + np.arange(length)[:, None]
    target = [values[places + shift][:, None] for shift in (0, 1)]
    own = [fitting(each, np.shape(right)) for each, right in zip(_two(yours), target)]
    drawable = all(each is not None for each in own)
    figure, (left, right) = new_axes(8.5, 3.2, columns=2, sharey=True)
    for ax, both in ((left, target), (right, own if drawable else None)):
        if both is not None:
            _plot_window(ax, *both, years[places[:, 0]])
    left.set_ylabel("sunspots")
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    _titles(left, right, "the first window", drawable)
    agree = drawable and all(close(each, right) for each, right in zip(own, target))
    said = "Target: two equal curves, that of y one year to the left of that of x."
    show(figure, f"{said} {_yours_in_words(yours, own if drawable else None, agree)}")


def _two(yours):
    return yours if isinstance(yours, (tuple, list)) and len(yours) == 2 else (None, None)


def _plot_window(ax, x, y, years):
    ax.plot(years, x[:, 0, 0], "o-", color=COLOURS["input"], label="x, read in this year")
    ax.plot(years, y[:, 0, 0], "s--", color=COLOURS["output"], label="y, to be forecast in this year")
    ax.set_xlabel("year")


def _titles(left, right, title, drawable):
    left.set_title(f"Target: {title}")
    right.set_title(f"Yours: {title}" if drawable else "Yours: nothing to draw yet")
    if not drawable:
        right.set_axis_off()


def _yours_in_words(yours, own, agree):
    if yours is None:
        return "Yours is not there yet."
    if own is None:
        return "Yours cannot be drawn beside it."
    return f"Yours is {'the same' if agree else 'not the same'}."
