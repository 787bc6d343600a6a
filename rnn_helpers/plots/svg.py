"""A small writer of SVG: the same calls give the same bytes on every machine.

Every function returns a piece of SVG as text; ``picture`` puts pieces into a file. Lengths are in
the drawing's own units: one unit is one pixel where the picture is shown ``WIDTH`` pixels wide.
"""

import math
from html import escape

from rnn_helpers.plots.palette import COLOURS, tint

WIDTH = 700
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"
LETTERS = "DejaVu Sans Mono, Consolas, Menlo, monospace"  # where a single l must not pass for a 1
NAME, SHAPE, HEADING = 13, 12, 15  # text sizes; nothing is smaller than SHAPE
INK, MUTED = COLOURS["ink"], "#566070"  # MUTED: the palette's, dark enough for small text
GREY = "#EEF0F3"  # the fill of weights
HEAD = 8  # length of an arrow's head


def tag(name, content="", **attributes):
    """Return one element; underscores in attribute names become hyphens, None is left out."""
    given = {key: value for key, value in attributes.items() if value is not None}
    inside = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in given.items())
    return f"<{name}{inside}>{content}</{name}>" if content else f"<{name}{inside}/>"


def picture(name, height, title, description, parts):
    """Return a whole SVG file: an opaque light panel, so that it reads on any page, and the parts."""
    panel = box(1, 1, WIDTH - 2, height - 2, fill=COLOURS["paper"], stroke="#D3D8E0", radius=14, width=1.5)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONT}">'
    )
    words = [
        tag("title", escape(title), id=f"{name}-title"),
        tag("desc", escape(description), id=f"{name}-desc"),
    ]
    return "\n".join([opening, *words, panel, *parts, "</svg>", ""])


def text(x, y, words, size=NAME, colour=INK, anchor="middle", bold=False, font=None):
    """Return words with their vertical middle at ``y``."""
    place = {"x": x, "y": y + 0.36 * size, "text_anchor": None if anchor == "start" else anchor}
    face = {"font_size": size, "font_weight": "bold" if bold else None, "font_family": font}
    return tag("text", escape(words), **place, **face, fill=colour)


def lines(x, y, rows, step=17, **options):
    """Return several rows of text below each other; a row is words or (words, its own options)."""
    pairs = [(row, {}) if isinstance(row, str) else row for row in rows]
    return "\n".join(
        text(x, y + step * k, words, **{**options, **own}) for k, (words, own) in enumerate(pairs)
    )


def heading(x, y, words):
    """Return a bold line of text that starts at x."""
    return text(x, y, words, HEADING, anchor="start", bold=True)


def note(x, y, words, anchor="start", colour=MUTED, step=16):
    """Return small text, one row or several: a shape, a remark."""
    rows = [words] if isinstance(words, str) else words
    return lines(x, y, rows, step, size=SHAPE, colour=colour, anchor=anchor)


def box(x, y, w, h, fill="none", stroke=INK, radius=6, width=1.5):
    """Return a rectangle ``w`` wide and ``h`` high with its upper left corner at (x, y)."""
    place = {"x": x, "y": y, "width": w, "height": h, "rx": radius or None}
    return tag("rect", **place, fill=fill, stroke=stroke, stroke_width=width)


def label_box(x, y, words, w, h=32, colour=MUTED, radius=6, fill=None, size=NAME, ink=INK, font=None):
    """Return a box centred on (x, y) with words in it, filled with a tint of its outline's colour."""
    frame = box(x - w / 2, y - h / 2, w, h, fill or tint(colour), colour, radius)
    return frame + "\n" + text(x, y, words, size, ink, font=font)


def pill(x, y, words, w, colour, **options):
    """Return data: a box with round ends in the colour of its role (input, state, output ...)."""
    return label_box(x, y, words, w, 32, colour, radius=16, **options)


def chip(x, y, words, w=40):
    """Return weights: a small grey box with square corners."""
    return label_box(x, y, words, w, 22, MUTED, radius=3, fill=GREY, size=SHAPE)


def circle(x, y, radius, fill="none", stroke=INK, width=1.5):
    """Return a circle centred on (x, y)."""
    return tag("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=width)


def line(points, colour=MUTED, width=1.5, dash=None, corner=8):
    """Return a line through the points with rounded corners."""
    bends = [_corner(*three, corner) for three in zip(points, points[1:], points[2:], strict=False)]
    path = " ".join([f"M{_pair(points[0])}", *bends, f"L{_pair(points[-1])}"])
    return tag("path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash)


def arrow(points, colour=MUTED, width=2, dash=None, corner=8):
    """Return a line through the points that ends in a head at the last one."""
    *_, before, tip = points
    base = _towards(tip, before, HEAD)
    dx, dy = (tip[0] - base[0]) / HEAD, (tip[1] - base[1]) / HEAD
    wings = [(base[0] - 4.5 * dy, base[1] + 4.5 * dx), (base[0] + 4.5 * dy, base[1] - 4.5 * dx)]
    head = tag("polygon", points=" ".join(map(_pair, [tip, *wings])), fill=colour)
    return line([*points[:-1], _towards(tip, before, HEAD - 1)], colour, width, dash, corner) + "\n" + head


def _corner(before, here, after, radius):
    start, end = _towards(here, before, radius), _towards(here, after, radius)
    return f"L{_pair(start)} Q{_pair(here)} {_pair(end)}"


def _towards(start, end, distance):
    """Return the point that lies ``distance`` away from start, on the way to end."""
    length = math.dist(start, end)
    return tuple(s + (e - s) * distance / length for s, e in zip(start, end, strict=True))


def _pair(point):
    return f"{_value(point[0])} {_value(point[1])}"


def _value(value):
    """Return a number with at most two decimals and no negative zero; text stays as it is."""
    return value if isinstance(value, str) else f"{value:z.2f}".rstrip("0").rstrip(".")


def plain(value):
    """Return a number as it would be written by hand, with a true minus sign: 0.5, −1, 0."""
    return f"{value:g}".replace("-", "−")


def rounded(value):
    """Return a number to two decimals, with a true minus sign: 0.76, −0.20."""
    return f"{value:z.2f}".replace("-", "−")
