"""Figures of lesson 14: models side by side, with error bars; by kind of example; measured and predicted."""

import numpy as np

from rnn_helpers.plots.palette import COLOURS, tint

LOOKS = {  # one colour and one mark for a model in every figure
    "tree net": ("state", "o", "-"),
    "Tree-LSTM": ("gradient", "s", "-"),
    "RNN": ("input", "^", "--"),
    "LSTM": ("input", "v", "-."),
    "bag": ("output", "D", ":"),
    "bag of atoms with neighbours": ("output", "P", ":"),
}


def plot_models(ax, results, baseline, title, xlabel, most=None):
    """A row for each model: its seeds as dots, their mean as a mark, one standard deviation as a bar.

    results : dict model -> (seeds,) measures        baseline : (name, measure), a line; with
        `most`, where the axis ends, it lies beyond that and is named there
    """
    for row, (model, values) in enumerate(results.items()):
        colour, mark, _ = LOOKS[model]
        mean, spread = np.mean(values), np.std(values, ddof=1)
        pale = tint(COLOURS[colour], 0.45)
        ax.plot(values, np.full(len(values), row + 0.22), ".", color=pale, markersize=6, linewidth=0)
        ax.errorbar(mean, row, xerr=spread, color=COLOURS[colour], marker=mark, markersize=6, capsize=4)
    name, level = baseline
    if most is None:
        mark_level(ax, level, name)
    else:
        words = f"{name}: {level:.0f} → "
        ax.text(most, len(results) - 1, words, ha="right", va="center", color=COLOURS["muted"], fontsize=9.5)
    ax.set_yticks(range(len(results)), results)
    ax.set(xlabel=xlabel, ylim=(len(results) - 0.4, -1.05), xlim=(0, most), title=title)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    return ax


def mark_level(ax, level, name, style="--"):
    """A vertical line through all rows of `plot_models`, with its name at the top."""
    ax.axvline(level, color=COLOURS["muted"], linestyle=style, linewidth=1.2)
    ax.text(level, -0.72, f" {name} ", va="center", color=COLOURS["muted"], fontsize=9.5)
    return ax


def plot_kinds(ax, kinds, xlabel, ylabel, title):
    """How each model does on each kind of example: means over seeds, with one standard deviation.

    kinds : dict model -> dict kind -> (seeds,) measures
    """
    names = list(next(iter(kinds.values())))
    shifts = np.linspace(-0.16, 0.16, len(kinds))
    for shift, (model, found) in zip(shifts, kinds.items()):
        colour, mark, line = LOOKS[model]
        means = [np.mean(found[name]) for name in names]
        spreads = [np.std(found[name], ddof=1) for name in names]
        x = np.arange(len(names)) + shift
        ax.errorbar(
            x,
            means,
            spreads,
            color=COLOURS[colour],
            marker=mark,
            ls=line,
            lw=1.4,
            ms=6,
            capsize=3,
            label=model,
        )
    ax.set_xticks(range(len(names)), names)
    ax.set(xlabel=xlabel, ylabel=ylabel, ylim=(0, None), title=title, xlim=(-0.4, len(names) - 0.6))
    ax.grid(axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax


def plot_measured(ax, measured, predicted, title, colour="output", limits=(100, 750)):
    """Predicted against measured kelvin; on the diagonal both agree. limits : the ends of both axes"""
    ax.plot(limits, limits, color=COLOURS["muted"], linewidth=1, linestyle=":")
    ax.scatter(measured, predicted, s=14, color=COLOURS[colour], alpha=0.7, linewidths=0)
    ax.set(xlabel="measured (K)", ylabel="predicted (K)", xlim=limits, ylim=limits, title=title)
    ax.set_aspect("equal")
    return ax
