"""Figures of lesson 10: shares of right answers, and where attention looks."""

import numpy as np

from rnn_helpers.plots.figures import plot_predictions
from rnn_helpers.plots.style import COLOURS

LINES = [("state", "-", "o"), ("input", "--", "s"), ("gradient", "-.", "^"), ("ink", ":", "D")]


def plot_shares(ax, x, rows, xlabel):
    """Shares of right answers as lines, each named at its end or in a legend.

    x : (k,) what they depend on        rows : dict name -> (k,) shares from 0 to 1
    """
    for (name, shares), (colour, style, marker) in zip(rows.items(), LINES, strict=False):
        ax.plot(x, 100 * np.asarray(shares), color=COLOURS[colour], ls=style, marker=marker, ms=5, label=name)
    ax.set(xlabel=xlabel, ylabel="right answers (%)", ylim=(-3, 103))
    ax.grid(axis="y")
    ax.legend(loc="best")
    return ax


def plot_attention(ax, weights, read, written):
    """Attention weights: one column per symbol written, one row per symbol read.

    weights : (T_y, T_x), each row sums to 1        read, written : the symbols
    """
    plot_predictions(ax, weights, read, read=list(written))
    ax.set(xlabel="what the decoder writes", ylabel="state of the encoder after")
    return ax
