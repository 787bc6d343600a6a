"""Figures of lesson 08: the sigmoid, gradients along the cell state, a memory task, what a unit keeps."""

import numpy as np

from rnn_helpers.activations import sigmoid
from rnn_helpers.plots.style import COLOURS

LINES = (
    (COLOURS["muted"], "-", "o"),
    (COLOURS["output"], ":", "s"),
    (COLOURS["input"], "--", "^"),
    (COLOURS["state"], "-", "D"),
    (COLOURS["gradient"], "-.", "v"),
)


def plot_sigmoid(ax, marks=()):
    """The sigmoid and its slope over the score, with some scores marked.

    marks : scores whose gate value is written beside the curve
    """
    z = np.linspace(-6, 6, 241)
    g = sigmoid(z)
    ax.plot(z, g, color=COLOURS["state"], label="gate g = sigmoid(z)")
    ax.plot(z, g * (1 - g), color=COLOURS["gradient"], linestyle="--", label="slope g (1 − g)")
    for score in marks:
        value = float(sigmoid(np.float64(score)))
        ax.plot(score, value, "o", color=COLOURS["state"])
        ax.annotate(f"{value:.2f}", (score, value), xytext=(-9, 5), textcoords="offset points", ha="right")
    ax.set(xlabel="score z", ylabel="value", ylim=(-0.05, 1.1), xlim=(-6, 6))
    ax.legend(loc="center right")
    return ax


def plot_sizes_back(ax, sizes, straight):
    """How large a gradient still is so many steps back, on a logarithmic axis.

    sizes : name -> (steps + 1,) sizes, the last step's first
    straight : name -> the part of it that came along the cell state alone, for some of the names
    """
    for (name, values), (colour, style, marker) in zip(sizes.items(), LINES):
        steps = np.arange(len(values))
        ax.plot(steps, values, color=colour, linestyle=style, marker=marker, markevery=5, ms=5, label=name)
        if name in straight:
            ax.plot(steps, straight[name], color=colour, linewidth=0.9)
    ax.set(yscale="log", xlabel="steps back in time", ylabel="size of the gradient, last step = 1")
    ax.legend(loc="lower left")
    return ax


def plot_recall_losses(ax, losses, chance):
    """Losses of training, each smoothed over ten updates, beside the loss of guessing.

    losses : name -> (updates,) nats per answer    chance : nats per answer of a guess
    """
    for k, ((name, values), (colour, style, marker)) in enumerate(zip(losses.items(), LINES)):
        smooth = np.convolve(values, np.full(10, 0.1), "valid")
        look = {"color": colour, "linestyle": style, "marker": marker, "markevery": (5 * k, 24), "ms": 5}
        ax.plot(np.arange(len(smooth)) + 10, smooth, label=name, **look)
    ax.axhline(chance, color=COLOURS["ink"], linewidth=0.8, zorder=1)
    ax.annotate("guessing", (1, chance), (-4, 8), ax.get_yaxis_transform(), "offset points", ha="right")
    ax.set(xlabel="update", ylabel="loss (nats per answer)", ylim=(-0.03, 1.35 * chance))
    ax.legend(loc="lower left")
    return ax


def plot_kept(ax, states, names):
    """One unit's state over time, a line for each first symbol; all else that it read was the same.

    states : (T_x, k) the unit's state after each of k first symbols    names : k texts
    """
    for values, name, (colour, style, marker) in zip(states.T, names, LINES[1:], strict=True):
        ax.plot(values, color=colour, linestyle=style, marker=marker, markevery=8, ms=5, label=name)
    ax.axhline(0, color=COLOURS["muted"], linewidth=1)
    ax.set(xlabel="time step t")
    return ax
