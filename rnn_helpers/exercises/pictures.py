"""The picture that goes with a task: the target, and what the learner's function gives beside it."""

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, close
from rnn_helpers.plots.canvas import fixed
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS


def plot_target_and_yours(ax, target, yours, names, colour="output"):
    """Two bars for each entry: the target in outline, yours filled, with its number.

    target : (k,) what is asked for        yours : (k,), or None where there is nothing to draw yet
    names : k texts, one for each entry    colour : a key of COLOURS
    """
    places, target = np.arange(len(names)), np.ravel(target)
    ax.bar(places - 0.2, target, 0.36, fill=False, edgecolor=COLOURS["target"], linewidth=2, label="target")
    if yours is None:
        ax.bar(places[:1], 0, color="none", label="yours: nothing to draw yet")
    else:
        yours = np.ravel(yours)
        ax.bar(places + 0.2, yours, 0.36, color=COLOURS[colour], label="yours")
    for shift, values in ((-0.2, target), (0.2, yours)):
        _write_numbers(ax, places + shift, values)
    _leave_room(ax, target, yours)
    ax.axhline(0, color=COLOURS["muted"], linewidth=1)
    ax.set_xticks(places, names)
    ax.set_xlim(-0.55, len(names) - 0.45)
    return ax


def show_target_and_yours(targets, yours, colours=("output",)):
    """Show one plot for each target, side by side, with alt text that gives the numbers.

    targets : dict title -> (k,) numbers that are asked for
    yours : what the learner's function gave: an array, a tuple with one array for each target, a dict with
        the titles as keys, or None
    colours : a key of COLOURS for each target
    """
    widths = [len(target) + 0.6 for target in targets.values()]
    figure, axes = new_axes(8.5, 3.2, columns=len(targets), width_ratios=widths)
    texts = []
    for k, (ax, (title, target)) in enumerate(zip(np.atleast_1d(axes), targets.items())):
        given = _item(yours, k, title, len(targets))
        drawn = _drawable(given, target)
        plot_target_and_yours(ax, target, drawn, [str(row) for row in range(len(target))], colours[k])
        ax.set(title=title, xlabel="row")
        texts.append(_in_words(title, target, given, drawn))
    _legend(figure, np.atleast_1d(axes))
    show(figure, " ".join(texts))


def _legend(figure, axes):
    """One legend below all plots, an entry for each colour; plots of one colour share theirs."""
    drawn = [pair for ax in axes for pair in zip(*ax.get_legend_handles_labels())]
    colours = {handle.patches[0].get_facecolor() for handle, label in drawn if label == "yours"}
    entries = {}
    for ax in axes:
        for handle, label in zip(*ax.get_legend_handles_labels()):
            colour = handle.patches[0].get_facecolor()
            if label == "yours" and len(colours) > 1:
                label = f"your {ax.get_title(loc='left') or ax.get_title()}"
            entries.setdefault((label, colour), handle)
    labels = [label for label, _ in entries]
    figure.legend(entries.values(), labels, loc="outside lower center", ncols=len(labels), frameon=False)


def _item(yours, k, title, count):
    """The k-th of several results, of a dict the one called `title`; unfinished functions give anything."""
    if isinstance(yours, dict):
        return yours.get(title)
    if count == 1:
        return yours
    return yours[k] if isinstance(yours, (tuple, list)) and len(yours) > k else None


def _drawable(yours, target):
    """The learner's entries as a list of numbers, or None where there are others than asked for."""
    array = as_numbers(yours)
    fits = array is not None and array.size == np.size(target) and np.isfinite(array).all()
    return np.ravel(array) if fits else None


def _write_numbers(ax, places, values):
    for place, value in zip(places, [] if values is None else values):
        up = value >= 0
        offset = (0, 2 if up else -2)
        ax.annotate(
            fixed(value),
            (place, value),
            offset,
            textcoords="offset points",
            ha="center",
            va="bottom" if up else "top",
        )


def _leave_room(ax, target, yours):
    values = np.concatenate([target, [0.0] if yours is None else yours, [0.0]])
    room = 0.18 * max(values.max() - values.min(), 1e-6)
    ax.set_ylim(values.min() - (room if values.min() < 0 else 0), values.max() + room)


def _in_words(title, target, given, yours):
    wanted = f"{title}: the target is {_numbers(target)};"
    if given is None:
        return f"{wanted} yours is not there yet."
    if yours is None:
        return f"{wanted} yours cannot be drawn beside it."
    agree = "the same" if close(np.round(yours, 2), np.round(target, 2)) else "not the same"
    return f"{wanted} yours is {_numbers(yours)}, {agree}."


def _numbers(values):
    return ", ".join(f"{value:.2f}" for value in np.ravel(values))
