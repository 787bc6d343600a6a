"""Figures of memory: lengths against the lag on a log axis, and what was recalled at which lag."""

import numpy as np

from rnn_helpers.plots.style import COLOURS

STYLES = [
    ("gradient", "-"),
    ("state", "--"),
    ("input", "-."),
    ("output", (0, (5, 1, 1, 1, 1, 1))),
    ("ink", ":"),
]
MARKS = [("state", "o", -1), ("input", "s", 1), ("output", "^", 3)]


def plot_lengths(ax, lengths, xlabel="lag k, in steps back", ylabel="length of the gradient"):
    """Lengths against the number of steps, the vertical axis logarithmic; one line per name.

    lengths : dict name -> (k + 1,) positive numbers, from lag 0 on; up to five
    """
    for (name, values), (colour, style) in zip(lengths.items(), STYLES, strict=False):
        ax.semilogy(np.asarray(values), color=COLOURS[colour], linestyle=style, label=name)
    ax.axhline(1, color=COLOURS["muted"], linewidth=1, zorder=0)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.margins(x=0.01)
    ax.grid(True)
    if len(lengths) > 1:
        ax.legend()
    return ax


def plot_recall(ax, accuracies, chance):
    """The share that was recalled at each lag: a mark for every seed, a line through the medians.

    accuracies : dict name -> dict lag -> list of shares, one per seed; up to three names
    chance : the share that guessing gets right
    """
    lags = sorted({lag for results in accuracies.values() for lag in results})
    for (name, results), (colour, mark, side) in zip(accuracies.items(), MARKS, strict=False):
        middle = [np.median(results[lag]) for lag in results]
        places = [lags.index(lag) for lag in results]
        ax.plot(places, middle, color=COLOURS[colour], linestyle="-" if side < 0 else "--", label=name)
        for place, shares in zip(places, results.values(), strict=True):
            across = place + 0.06 * side + 0.02 * np.arange(len(shares)) * np.sign(side)
            ax.plot(across, shares, mark, color=COLOURS[colour], markersize=5, alpha=0.6)
    ax.axhline(chance, color=COLOURS["target"], linewidth=1.2, linestyle=":", label="chance")
    ax.set_xticks(range(len(lags)), lags)
    ax.set(xlabel="lag: steps of noise between symbol and question", ylabel="share recalled", ylim=(0, 1.06))
    ax.grid(axis="y")
    ax.legend(loc="center left", bbox_to_anchor=(0.02, 0.55))
    return ax


def plot_training(ax, courses, ylabel, log=False):
    """What was measured at each update of training, one line per name.

    courses : dict name -> one number per update; up to five        log : a logarithmic vertical axis
    """
    styles = [("output", "-"), ("state", (0, (4, 1))), *STYLES[2:]]
    for (name, values), (colour, style) in zip(courses.items(), styles, strict=False):
        ax.plot(values, color=COLOURS[colour], linestyle=style, linewidth=1.5, label=name)
    ax.set(xlabel="update", ylabel=ylabel, yscale="log" if log else "linear")
    if not log:
        ax.set_ylim(0, None)
    ax.margins(x=0.01)
    ax.grid(axis="y")
    ax.legend()
    return ax
