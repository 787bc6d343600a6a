"""Draws an unrolled network with its real states and lights up a part of it: the explorer of lesson 10."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyBboxPatch

from rnn_helpers.plots.canvas import label, readable_on, sheet
from rnn_helpers.plots.palette import COLOURS, tint

SIZE = (840, 340)
TITLE, ROOM = 28, 306  # pixels: the height of the title, and what is left for the network
PALE, GROUND, FRAME = "#C6CBD4", "#F6F7F9", "#D3D8E0"
INKS = {name: np.array(to_rgb(colour)) for name, colour in (COLOURS | {"pale": PALE}).items()}
FACES = {  # kind of box, whether it is strong -> its fill
    (kind, strong): np.array(to_rgb(tint(COLOURS[kind], 0.25 if strong else 0.04)))
    for kind in ("input", "state", "target")
    for strong in (False, True)
}


def _scaled(plan):
    """The places of a plan, stretched over the picture's width and pressed into its height."""
    across, down = SIZE[0] / plan["size"][0], min(ROOM / plan["size"][1], 0.9)
    return lambda x, y: (x * across, TITLE + y * down)


def start_network(figure, state):
    """Draw what stays of a run, on an empty figure; returns the artists that change."""
    ax, plan = sheet(figure), state["plan"]
    to = _scaled(plan)
    for frame in plan["panels"]:
        (left, top), (right, bottom) = (
            to(frame["x"], frame["y"]),
            to(frame["x"] + frame["w"], frame["y"] + frame["h"]),
        )
        _frame(ax, left, top, right - left, bottom - top)
    for note in plan["notes"]:
        place = to(note["x"], note["y"])
        label(ax, *place, note["text"], note["size"], COLOURS[note["colour"]], note["across"], note["weight"])
    lines = [[to(*point) for point in arrow["points"]] for arrow in plan["arrows"]]
    ground = GROUND if plan["panels"] else COLOURS["paper"]
    over = [line for line, arrow in zip(lines, plan["arrows"]) if arrow["over"]]
    ax.add_collection(LineCollection(over, colors=ground, linewidths=5, zorder=1.45), autolim=False)
    boxes = [_placed(box, to) for box in plan["boxes"]]
    return {
        "title": label(ax, 14, 15, "", 12, across="left"),
        "lines": _collect(ax, LineCollection([_shortened(line) for line in lines], zorder=1.5)),
        "heads": _collect(ax, PolyCollection([_head(line) for line in lines], zorder=1.6)),
        "boxes": _collect(ax, PolyCollection([_rounded(*box) for box in boxes], zorder=2)),
        "cells": _mosaics(ax, state, boxes),
        "texts": [label(ax, x, y, "", 9.5) for (x, y, *_) in boxes],
    }


def _collect(ax, collection):
    ax.add_collection(collection, autolim=False)
    return collection


def _frame(ax, left, top, width, height):
    style = "round,pad=0,rounding_size=10"
    ax.add_patch(
        FancyBboxPatch((left, top), width, height, boxstyle=style, fc=GROUND, ec=FRAME, lw=1.2, zorder=1)
    )


def _placed(box, to):
    (left, top), (right, bottom) = (
        to(box["x"] + side * box["w"] / 2, box["y"] + side * box["h"] / 2) for side in (-1, 1)
    )
    radius = 5 if box["kind"] == "state" else min(bottom - top, right - left) / 2
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top, radius


def _rounded(x, y, width, height, radius):
    """The outline of a box with round corners."""
    angles = np.linspace(0, np.pi / 2, 6)
    turns = [(1, 1, 0), (-1, 1, 1), (-1, -1, 2), (1, -1, 3)]
    points = []
    for right, down, quarter in turns:
        middle = x + right * (width / 2 - radius), y + down * (height / 2 - radius)
        around = angles + quarter * np.pi / 2
        points += [
            (middle[0] + radius * np.cos(angle), middle[1] + radius * np.sin(angle)) for angle in around
        ]
    return points


def _shortened(line, by=5.0):
    """A line that ends where its arrow's head begins."""
    (x0, y0), (x1, y1) = line[-2:]
    length = np.hypot(x1 - x0, y1 - y0)
    return [*line[:-1], (x1 - by * (x1 - x0) / length, y1 - by * (y1 - y0) / length)]


def _head(line, long=7.0, half=3.4):
    (x0, y0), (x1, y1) = np.array(line[-2:], float)
    ahead = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
    back, aside = np.array([x1, y1]) - long * ahead, half * np.array([-ahead[1], ahead[0]])
    return [(x1, y1), tuple(back + aside), tuple(back - aside)]


def _mosaics(ax, state, boxes):
    """Small squares in every state's box, one for each hidden unit."""
    squares = []
    for box, place in zip(state["plan"]["boxes"], boxes, strict=True):
        if box["kind"] == "state":
            squares += _squares(*place[:4], len(state["states"][box["name"]]))
    return _collect(ax, PolyCollection(squares, linewidths=0, antialiased=False, zorder=2.5))


def _squares(x, y, width, height, count, margin=3):
    width, height = width - 2 * margin, height - 2 * margin
    across = max(1, round(np.sqrt(count * width / height)))
    down = -(-count // across)
    wide, high = width / across, height / down
    left, top = x - width / 2, y - height / 2
    return [
        [
            (left + (k % across + i) * wide, top + (k // across + j) * high)
            for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
        for k in range(count)
    ]


def update_network(artists, state):
    """Light up what `state["lit"]` names, and outline `state["chosen"]`."""
    plan, lit = state["plan"], state["lit"]
    arrows = np.array(
        [
            INKS[arrow["kind"] if lit.issuperset(arrow["ends"]) and arrow["kind"] != "target" else "pale"]
            for arrow in plan["arrows"]
        ]
    )
    artists["lines"].set(
        color=arrows, linewidth=[2.6 if arrow["strong"] else 1.5 for arrow in plan["arrows"]]
    )
    heads = np.column_stack([arrows, [float(arrow["head"]) for arrow in plan["arrows"]]])
    artists["heads"].set(facecolor=heads, edgecolor="none")
    chosen = [box["name"] == state["chosen"] for box in plan["boxes"]]
    shown = [box["name"] in lit or box["row"] == "target" for box in plan["boxes"]]
    faces = [_face(state, box) for box in plan["boxes"]]
    kinds = [box["kind"] if here else "pale" for box, here in zip(plan["boxes"], shown, strict=True)]
    edges = [INKS["ink" if here else kind] for here, kind in zip(chosen, kinds, strict=True)]
    artists["boxes"].set(
        facecolor=faces, edgecolor=edges, linewidth=[2.6 if here else 1.2 for here in chosen]
    )
    cells_of = [name for name in (box["name"] for box in plan["boxes"]) if name in state["states"]]
    artists["cells"].set_facecolor(
        np.concatenate([_faded(state["paint"][name], name in lit) for name in cells_of])
    )
    for artist, box, face, here in zip(artists["texts"], plan["boxes"], faces, shown, strict=True):
        artist.set_text("" if box["kind"] == "state" else box["text"])
        artist.set_color(readable_on(face) if here else COLOURS["muted"])


def _face(state, box):
    if box["row"] == "output":
        return _faded(state["paint"][box["name"]], box["name"] in state["lit"])
    return FACES[box["kind"], box["name"] in state["lit"] and box["row"] == "input"]


def _faded(colours, lit):
    """Colours, or almost nothing of them outside what is shown."""
    return colours if lit else 1 - 0.16 * (1 - colours)
