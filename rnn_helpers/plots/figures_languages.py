"""Figures of lesson 09: what is taken for what, how right sure answers are, forecasts and their errors."""

import numpy as np

from rnn_helpers.plots.palette import tint
from rnn_helpers.plots.style import COLOURS, SHARE

LINES = [("state", "-"), ("output", "--"), ("input", "-."), ("muted", ":")]


def plot_confusion(ax, counts, names):
    """What is taken for what: one row per true class, one column per answer, shares of the row in percent.

    counts : (n, n) integers        names : of the n classes
    """
    shares = counts / counts.sum(axis=1, keepdims=True)
    ax.imshow(shares, cmap=SHARE, vmin=0, vmax=1.15, aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        if counts[row, column]:
            ink = "white" if share > 0.6 else COLOURS["ink"]
            ax.text(column, row, f"{100 * share:.0f}", ha="center", va="center", fontsize=9, color=ink)
    ax.set_xticks(range(len(names)), names, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(names)), names)
    ax.set_xticks(np.arange(len(names) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(names) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=1.2)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    ax.set(xlabel="the answer", ylabel="the language of the name")
    return ax


def plot_calibration(ax, models, right, edges=(0, 0.3, 0.5, 0.7, 0.9, 0.99, 1)):
    """How often answers are right against how sure they were; on the diagonal both agree.

    models : dict label -> (m,) probabilities of the answers
    right : dict label -> (m,) True where the answer is right
    edges : of the groups of answers that are averaged
    """
    ax.plot([0, 1], [0, 1], color=COLOURS["muted"], linewidth=1, linestyle=":")
    for (name, sure), (colour, line) in zip(models.items(), [("output", "-"), ("input", "--")], strict=False):
        group = np.digitize(sure, edges[1:-1])
        there = [g for g in range(len(edges) - 1) if (group == g).sum() >= 10]
        x = [sure[group == g].mean() for g in there]
        y = [right[name][group == g].mean() for g in there]
        ax.plot(x, y, color=COLOURS[colour], linestyle=line, marker="o", label=name)
    ax.set(xlabel="probability of the answer", ylabel="share that is right", xlim=(0, 1.02), ylim=(0, 1.02))
    ax.grid()
    ax.legend()
    return ax


def plot_series(ax, years, values, split=None, unit=""):
    """A series over the years; the part that is learned from ends at `split`, a year."""
    ax.plot(years, values, color=COLOURS["target"], linewidth=1.2)
    if split is not None:
        ax.axvspan(split, years[-1], color=tint(COLOURS["muted"], 0.16), linewidth=0)
        top = 1.04 * max(values)
        ax.text(split - 2, top, "learned from", ha="right", va="bottom", color=COLOURS["muted"])
        ax.text(split + 2, top, "held out", ha="left", va="bottom", color=COLOURS["muted"])
    ax.set(xlabel="year", ylabel=unit, xlim=(years[0], years[-1]))
    return ax


def plot_forecasts(ax, years, truth, forecasts, unit=""):
    """The truth as a dark line with dots, forecasts as lines. forecasts : dict label -> (years, values)"""
    ax.plot(years, truth, color=COLOURS["target"], marker="o", markersize=3, linewidth=1, label="what came")
    for (name, (when, values)), (colour, line) in zip(forecasts.items(), LINES, strict=False):
        ax.plot(when, values, color=COLOURS[colour], linestyle=line, label=name)
    ax.set(xlabel="year", ylabel=unit)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax


def plot_horizon(ax, errors, unit=""):
    """The error against how many steps ahead one looks. errors : dict label -> (steps,) errors"""
    for (name, values), (colour, line) in zip(errors.items(), LINES, strict=False):
        ax.plot(np.arange(1, len(values) + 1), values, color=COLOURS[colour], linestyle=line, label=name)
    ax.set(xlabel="years ahead", ylabel=unit, ylim=(0, None))
    ax.grid(axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax
