"""The house style: one style sheet for every figure, and the palette's colours."""

from pathlib import Path

import matplotlib.style

from rnn_helpers.plots.palette import COLOURS, SHARE, SIGNED

__all__ = ["COLOURS", "SHARE", "SIGNED", "STYLE_SHEET", "use_style"]

STYLE_SHEET = Path(__file__).with_name("course.mplstyle")


def use_style():
    """Make the house style the default of every figure drawn from now on."""
    matplotlib.style.use(STYLE_SHEET)
