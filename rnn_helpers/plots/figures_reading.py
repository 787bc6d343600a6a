"""Figures of lesson 06: a long text in columns, what the carried state is worth, what units tell."""

import numpy as np
from matplotlib.patches import FancyArrowPatch, Rectangle

from rnn_helpers.plots.palette import shade, tint
from rnn_helpers.plots.style import COLOURS

MONOSPACED = ["DejaVu Sans Mono"]


def plot_columns(ax, pieces, chunk):
    """A long text as the network reads it: one row per column of the batch, cut into chunks of equal length.

    pieces : the text in contiguous pieces of equal length, each the rest of the one before
    chunk : characters in a chunk; all first chunks are the first batch, and so on
    """
    steps = len(pieces[0])
    for row, piece in enumerate(pieces):
        for t, character in enumerate(piece):
            batch = t // chunk
            face = tint(COLOURS["input"], 0.12 + 0.12 * (batch % 2))
            ax.add_patch(Rectangle((t + batch, row - 0.3), 1, 0.6, fc=face, ec="white", lw=0.6))
            letter = character if character != "\n" else "↵"
            ax.text(t + batch + 0.5, row, letter, ha="center", va="center", fontsize=10, family=MONOSPACED)
        for batch in range(1, steps // chunk):
            place = batch * (chunk + 1)
            _arrow(ax, (place - 1.05, row), (place + 0.05, row), "-")
    for batch in range(steps // chunk):
        middle = batch * (chunk + 1) + chunk / 2
        ax.text(middle, -0.55, f"batch {batch}", ha="center", color=shade(COLOURS["input"]), fontsize=11)
    _around(ax, pieces, steps + steps // chunk - 1)
    ax.set(xlim=(-0.6, steps + steps // chunk + 0.8), ylim=(len(pieces) - 0.4, -0.95))
    ax.set_yticks(range(len(pieces)), [f"column {row}" for row in range(len(pieces))])
    ax.set_xticks([])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax


def _around(ax, pieces, end):
    """Where the text goes on: from the end of each column to the start of the next, as a thin dotted line."""
    for row in range(len(pieces) - 1):
        x, y = [end + 0.1, end + 0.5, end + 0.5, -0.4, -0.4, -0.05], row + np.array([0, 0, 0.5, 0.5, 1, 1])
        ax.plot(x, y, color=COLOURS["muted"], lw=1, ls=":")


def _arrow(ax, start, end, style):
    ax.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=9,
            color=COLOURS["state"],
            lw=1.8,
            ls=style,
            shrinkA=0,
            shrinkB=0,
        )
    )


def plot_after_start(ax, curves):
    """What a character costs at each place of a piece, for several states to begin with.

    curves : dict label -> (steps,) bits
    """
    styles = [("state", "-"), ("ink", "--"), ("muted", "-.")]
    for (name, values), (colour, line) in zip(curves.items(), styles, strict=False):
        ax.plot(1 + np.arange(len(values)), values, color=COLOURS[colour], linestyle=line, label=name)
    ax.set(xlabel="characters read since the piece began", ylabel="bits per character", ylim=(0, None))
    ax.margins(x=0.01)
    ax.grid(axis="y")
    ax.legend()
    return ax


def plot_areas(ax, areas, margin=None):
    """How well properties are told, one group of marks per property.

    areas : dict label -> dict property -> area        margin : a pair of labels; a line joins their marks
    """
    looks = [("state", "o"), ("muted", "D"), ("output", "s"), ("ink", "|")]
    names = list(next(iter(areas.values())))
    if margin:
        for y, name in enumerate(names):
            ends = [areas[label][name] for label in margin]
            ax.plot(ends, [y, y], color=tint(COLOURS["muted"], 0.5), lw=2, zorder=1)
    for (label, told), (colour, marker) in zip(areas.items(), looks, strict=False):
        style = {"color": COLOURS[colour], "marker": marker, "markersize": 8 if marker != "|" else 12}
        ax.plot([told[name] for name in names], range(len(names)), ls="none", label=label, **style)
    ax.axvline(0.5, color=COLOURS["muted"], lw=1, ls=":")
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.set(xlabel="area under the ROC curve, on the second half of the text", xlim=(0.47, 1.02))
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax


def plot_two_groups(ax, values, answers, names, label):
    """How often a unit takes which value, with and without a property.

    values : (places,)    answers : (places,) yes or no    names : of yes and of no    label : of the axis
    """
    bins = np.linspace(-1, 1, 41)
    for has, name, colour, line in ((True, names[0], "state", "-"), (False, names[1], "ink", "--")):
        chosen = values[answers == has]
        heights, _ = np.histogram(chosen, bins)
        shares = heights / len(chosen)
        ax.stairs(shares, bins, fill=True, color=tint(COLOURS[colour], 0.25))
        ax.stairs(shares, bins, color=COLOURS[colour], linestyle=line, label=name, linewidth=1.6)
    ax.set(xlabel=label, ylabel="share of the places", xlim=(-1, 1))
    ax.legend(loc="upper center")
    return ax
