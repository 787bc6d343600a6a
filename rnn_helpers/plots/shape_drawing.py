"""Draws the plan of a shape of recurrence with Matplotlib."""

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from rnn_helpers.plots.canvas import label
from rnn_helpers.plots.palette import COLOURS, shade, tint

PALE, GROUND, FRAME = "#B4BAC4", "#F6F7F9", "#D3D8E0"


def draw_plan(ax, plan):
    """Draw a plan on the axes of a `sheet`; returns the axes."""
    for panel in plan["panels"]:
        frame = _rounded(panel["x"], panel["y"], panel["w"], panel["h"], 10, GROUND, FRAME)
        ax.add_patch(frame).set_zorder(1)
    ground = GROUND if plan["panels"] else COLOURS["paper"]
    for arrow in plan["arrows"]:
        _draw_arrow(ax, arrow, ground)
    for box in plan["boxes"]:
        _draw_box(ax, box)
    for note in plan["notes"]:
        colour = COLOURS["ink"] if note["colour"] == "ink" else shade(COLOURS[note["colour"]])
        label(ax, note["x"], note["y"], note["text"], note["size"], colour, note["across"], note["weight"])
    return ax


def _draw_box(ax, box):
    """Data with round ends, states with round corners, in the colour of what they hold."""
    colour = PALE if box["grey"] else COLOURS[box["kind"]]
    fill = GROUND if box["grey"] else tint(colour, 0.04 if box["kind"] == "target" else 0.13)
    radius = 8 if box["kind"] == "state" else min(box["h"], box["w"]) / 2
    corner = box["x"] - box["w"] / 2, box["y"] - box["h"] / 2
    ax.add_patch(_rounded(*corner, box["w"], box["h"], radius, fill, colour))
    label(ax, box["x"], box["y"], box["text"], box["size"], COLOURS["muted" if box["grey"] else "ink"])


def _rounded(left, top, width, height, radius, fill, edge):
    style = f"round,pad=0,rounding_size={radius}"
    return FancyBboxPatch((left, top), width, height, boxstyle=style, fc=fill, ec=edge, lw=1.2, zorder=2)


def _draw_arrow(ax, arrow, ground):
    """An arrow through its points; gradients are dashed, and what passes over other arrows is set off."""
    colour = PALE if arrow["grey"] else COLOURS[arrow["kind"]]
    path = _path(arrow["points"])
    if arrow["over"]:
        ax.add_patch(FancyArrowPatch(path=path, arrowstyle="-", color=ground, lw=5, zorder=1.55))
    ax.add_patch(
        FancyArrowPatch(
            path=path,
            arrowstyle="-|>,head_length=4.5,head_width=2.6" if arrow["head"] else "-",
            color=colour,
            lw=3 if arrow["strong"] else 1.4,
            linestyle="--" if arrow["kind"] == "gradient" else "-",
            zorder=1.5 + 0.1 * arrow["over"],
        )
    )


def _path(points, radius=8):
    """A line through the points with rounded corners."""
    places, codes = [points[0]], [Path.MOVETO]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        places += [_towards(here, before, radius), here, _towards(here, after, radius)]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*places, points[-1]], [*codes, Path.LINETO])


def _towards(start, end, distance):
    """The point that lies `distance` away from start, on the way to end."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    share = min(distance / length, 0.5)
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
