"""Drawing on a sheet measured in pixels: number grids, arrows and labels that views share."""

import matplotlib
import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import FancyArrowPatch

from rnn_helpers.plots.letters import FONTS
from rnn_helpers.plots.stamps import Stamped
from rnn_helpers.plots.style import COLOURS, SHARE, SIGNED

LIGHT = "#E3E5E9"
EMPTY = "#F6F7F9"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SIGNED_MAP, SHARE_MAP = matplotlib.colormaps[SIGNED], matplotlib.colormaps[SHARE]


def sheet(figure):
    """Axes over the whole figure, in pixels from the upper left corner, without any frame."""
    ax = figure.add_axes([0, 0, 1, 1])
    width, height = figure.get_size_inches() * 100
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    return ax


def panel(figure, left, top, width, height):
    """Plot axes at a place given in pixels from the upper left corner of the figure."""
    full_width, full_height = figure.get_size_inches() * 100
    bottom = full_height - top - height
    return figure.add_axes(
        [left / full_width, bottom / full_height, width / full_width, height / full_height]
    )


def columns(count, left, room, widest, share, limit=np.inf):
    """Equal columns side by side: the left edges of their boxes, a box's width, the distance between two.

    left, room : where they begin and how much room there is        widest : the largest distance
    share, limit : a box's part of its column, and its largest width; all in pixels
    """
    pitch = min(room / count, widest)
    width = min(share * pitch, limit)
    return left + pitch * np.arange(count) + (pitch - width) / 2, width, pitch


def short(value, digits=2):
    """A number as text with at most `digits` decimals, no trailing zeros, and a true minus sign."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "0", "") else text.replace("-", "−")


def fixed(value, digits=2):
    """A number as text with exactly `digits` decimals and a true minus sign; no negative zero."""
    text = f"{value:.{digits}f}"
    return (text.lstrip("-") if float(text) == 0 else text).replace("-", "−")


def small(value):
    """A positive number with three decimals, or the words 'below 0.001'."""
    return fixed(value, 3) if value >= 0.001 else "below 0.001"


def powers(value, digits=1):
    """A number in powers of ten, such as 3.2·10⁻⁹; 0 stays 0."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return f"{mantissa.replace('-', '−')}·10{str(int(exponent)).translate(RAISED)}"


def signed_colours(values, limit):
    """RGBA colours of signed values: white at zero, full colour at plus or minus `limit`."""
    share = np.clip(np.asarray(values, float) / limit, -1, 1)
    return SIGNED_MAP(0.5 + 0.46 * share)


def share_colours(values):
    """RGBA colours of probabilities, from white at 0 to full orange at 1."""
    return SHARE_MAP(0.85 * np.clip(np.asarray(values, float), 0, 1))


def readable_on(colour):
    """The ink that can be read on a background colour: dark or white."""
    red, green, blue = colour[:3]
    return "#FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.56 else COLOURS["ink"]


def cells(ax, left, top, rows, columns, width, height, size=10):
    """A grid of coloured cells with a text in each, row by row; see `boxes_at`."""
    rectangles = [
        (left + column * width, top + row * height, width, height)
        for row in range(rows)
        for column in range(columns)
    ]
    return boxes_at(ax, rectangles, size)


def boxes_at(ax, rectangles, size=10):
    """Coloured boxes with a text in each; returns {"boxes", "texts"} for `fill`.

    rectangles : a list of (left, top, width, height)
    size : of the texts in points; 0 for boxes without text
    """
    corners = [box(*rectangle) for rectangle in rectangles]
    boxes = PolyCollection(corners, facecolors=EMPTY, edgecolors="#FFFFFF", linewidths=1.5, zorder=2)
    ax.add_collection(boxes, autolim=False)
    return {"boxes": boxes, "texts": [_centred(ax, corner, size) for corner in corners] if size else []}


def box(left, top, width, height):
    """The four corners of a rectangle."""
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def _centred(ax, corner, size):
    (left, top), _, (right, bottom), _ = corner
    return label(ax, (left + right) / 2, (top + bottom) / 2, "", size=size, zorder=3)


def fill(grid, colours, texts=()):
    """Colour the cells of a grid row by row and write a text into each."""
    grid["boxes"].set_facecolor(colours)
    for artist, colour, text in zip(grid["texts"], colours, texts, strict=False):
        artist.set_text(text)
        artist.set_color(readable_on(colour))


def fill_signed(grid, values, limit, write=short):
    """Fill a grid with signed numbers, coloured around zero."""
    values = np.ravel(values)
    fill(grid, signed_colours(values, limit), [write(value) for value in values])


def outline(ax, left, top, width, height, colour=COLOURS["ink"], line=2.2):
    """A rectangle without filling, to point at something."""
    frame = matplotlib.patches.Rectangle((left, top), width, height, fill=False, ec=colour, lw=line, zorder=5)
    return ax.add_patch(frame)


def label(ax, x, y, text, size=11, colour=COLOURS["ink"], across="center", weight="normal", **more):
    """A text at a place, centred in height so that rows of labels line up."""
    more = {"va": "center_baseline", "zorder": 4} | more
    more |= {"fontsize": size, "color": colour, "ha": across, "fontweight": weight, "family": FONTS}
    return ax.add_artist(Stamped(x, y, text, **more))


def arrow(ax, start, end, colour=COLOURS["muted"], line=1.4, style="-", bend=0.0, **more):
    """An arrow from one place to another."""
    patch = FancyArrowPatch(
        start,
        end,
        arrowstyle="-|>,head_length=4.5,head_width=2.6",
        connectionstyle=f"arc3,rad={bend}",
        shrinkA=0,
        shrinkB=0,
        color=colour,
        lw=line,
        linestyle=style,
        zorder=1.5,
        **more,
    )
    return ax.add_patch(patch)
