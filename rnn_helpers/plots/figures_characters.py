"""Figures of the lessons on character models: a padded batch, what follows what, bits, drift."""

import numpy as np
from matplotlib.patches import Rectangle

from rnn_helpers.plots.palette import tint
from rnn_helpers.plots.style import COLOURS, SHARE
from rnn_helpers.plots.views_temperature import shown

LINES = [
    ("state", "-", "o"),
    ("output", "--", "s"),
    ("input", "-.", "^"),
    ("muted", ":", "D"),
    ("ink", "-", "v"),
]


DRIFT = [("target", "-", "o"), ("state", "--", "^"), ("output", "-.", "s"), ("muted", ":", "D")]


def plot_batch(ax, batch, characters):
    """A batch as a table: one row per example, one column per step; what is read, and below it the answer.

    batch : of `name_batch`        characters : the vocabulary. Padding is hatched
    """
    steps, m = batch["labels"].shape
    reads = batch["x"].argmax(axis=1)
    for column in range(m):
        for t in range(steps):
            if batch["mask"][t, column]:
                _letter(ax, t, column - 0.2, characters[reads[t, column]], "input")
                _letter(ax, t, column + 0.2, characters[batch["labels"][t, column]], "target")
            else:
                corner = (t - 0.45, column - 0.4)
                ax.add_patch(Rectangle(corner, 0.9, 0.8, fc="white", ec="#C9CDD3", hatch="////", lw=0))
    ax.set(xlim=(-0.55, steps - 0.45), ylim=(m - 0.45, -0.55), xlabel="time step t", ylabel="example")
    ax.set_xticks(range(steps))
    ax.set_yticks(range(m))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax


def _letter(ax, t, y, character, colour):
    ax.add_patch(Rectangle((t - 0.45, y - 0.2), 0.9, 0.4, fc=tint(COLOURS[colour], 0.2), ec="white", lw=1))
    ax.text(t, y, shown(character), ha="center", va="center", color=COLOURS[colour], fontsize=11)


def plot_followers(ax, shares, characters):
    """What follows what: one row per character, the shares of the characters after it.

    shares : (V, V), rows sum to 1        characters : the V characters
    """
    names = [shown(character) for character in characters]
    image = ax.imshow(np.sqrt(shares), cmap=SHARE, vmin=0, vmax=1, aspect="auto")
    scale = ax.figure.colorbar(image, ax=ax, fraction=0.03, pad=0.02, ticks=np.sqrt([0, 0.05, 0.2, 0.5, 1]))
    scale.ax.set_yticklabels(["0 %", "5 %", "20 %", "50 %", "100 %"])
    scale.ax.tick_params(length=0, labelsize=9)
    scale.outline.set_visible(False)
    ax.set_xticks(range(len(names)), names)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(length=0, labelsize=9)
    ax.spines[:].set_visible(False)
    ax.set(xlabel="next", ylabel="after")
    return ax


def plot_courses(ax, courses, ylabel="loss (nats per character)"):
    """Curves that start at the same place.

    courses : dict label -> (x, y), equally long lists
    """
    for (name, (x, y)), (colour, line, _) in zip(courses.items(), LINES, strict=False):
        ax.plot(x, y, color=COLOURS[colour], linestyle=line, label=name)
    ax.set(xlabel="updates made", ylabel=ylabel)
    ax.margins(x=0.01)
    ax.grid(axis="y")
    ax.legend()
    return ax


def plot_bits(ax, bits, highlight=()):
    """One bar per model, its bits per character beside it; the networks in the colour of predictions.

    bits : dict name -> bits per character        highlight : the names of networks
    """
    names, values = list(bits), list(bits.values())
    colours = [COLOURS["output"] if name in highlight else tint(COLOURS["muted"], 0.5) for name in names]
    ax.barh(names, values, color=colours, height=0.66)
    for place, value in enumerate(values):
        ax.text(value + 0.03, place, f"{value:.2f}", va="center", fontsize=10)
    ax.invert_yaxis()
    ax.set(xlabel="bits per character on names that no model has seen", xlim=(0, 1.09 * max(values)))
    ax.tick_params(axis="y", length=0)
    return ax


def plot_drift(ax, curves, ylabel):
    """A measure at each place of a text, one curve per kind of text.

    curves : dict label -> (places, values, errors), the real texts first; two errors each way make a band
    """
    for (name, (places, values, errors)), (colour, line, marker) in zip(curves.items(), DRIFT, strict=False):
        values, errors = np.array(values), np.array(errors)
        ax.fill_between(
            places, values - 2 * errors, values + 2 * errors, color=tint(COLOURS[colour], 0.2), lw=0
        )
        ax.plot(
            places, values, color=COLOURS[colour], linestyle=line, marker=marker, markersize=4, label=name
        )
    ax.set(xlabel="letter of the name", ylabel=ylabel)
    ax.grid(axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax
