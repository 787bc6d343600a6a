"""The parts of a shape of recurrence: rows of boxes, and the arrows between them, as plain data in pixels.

A box is a dict with name, row, kind, x, y (its middle), w, h, text, size and grey; an arrow one with name,
kind, points and the names of the boxes at its ends. Nothing here needs Matplotlib.
"""

import math
import re
import unicodedata
from itertools import pairwise

WIDTH, LEFT, RIGHT = 700, 92, 14  # the page, and the margins left for the rows' names and on the right
TOP, ROW, NEAR = 36, 80, 62  # middle of the uppermost row, distance of rows, of targets from outputs
HEIGHT, WIDEST = 34, 116  # a box's height, and the largest distance of columns
SIZES = (10, 9.5, 9)  # points, tried from the largest; 9 points are 12.5 pixels
APART = 54  # pixels between groups of columns
PAD = 5  # pixels that a text needs beside itself in its box
BOTTOM = 26  # pixels below the middle of the last row
ENDS = ("input", "output", "target")  # the rows that hold no states


def reach(text, size):
    """The width of a text in pixels, a little more than the house font draws."""
    return sum(map(_ems, text)) * size * 100 / 72


def _ems(letter):
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.42 if letter in "fijlrtI[](){}.,:;'|! " else 1.0 if letter in "mwMW@%—…" else 0.66


def columns_of(groups):
    """The middles of the columns, and the distance between two."""
    steps, between = sum(groups), APART * (len(groups) - 1)
    pitch = min((WIDTH - LEFT - RIGHT - between) / steps, WIDEST)
    left = LEFT + (WIDTH - LEFT - RIGHT - between - pitch * steps) / 2 + pitch / 2
    group_of = [group for group, count in enumerate(groups) for _ in range(count)]
    return [left + pitch * t + APART * group for t, group in enumerate(group_of)], pitch


def rows_of(upwards, content):
    """The height of each row that has something in it, from the top."""
    y, rows = TOP, {}
    for row in ("target", *reversed(upwards)):
        if any(text is not None for text in content[row]):
            rows[row] = y
            y += NEAR if row == "target" else ROW
    return rows


def state_texts(states, steps, layers):
    """A list of texts for each layer: those given, or a[0], a[1], …"""
    default = [f"a[{t}]" for t in range(steps)]
    if states is None:
        return [default] * layers
    return [list(states)] if layers == 1 else [list(row) for row in states]


def row_of(row, texts, columns, y, room, least=44):
    """The boxes of one row for the steps that have one, equally wide where their texts allow it.

    room : the largest width of a box        least : a width that short texts get as well, if there is room
    """
    texts = _fitting(texts, room)
    size = _size(row, [text for text in texts if text is not None], room)
    needed = [0 if text is None else reach(text, size) for text in texts]
    common = min(max(least, max(needed) + 22), max(room - 12, 0.8 * room))
    return [
        {"name": f"{row} {t}", "row": row, "kind": row if row in ENDS else "state", "x": columns[t], "y": y}
        | {"w": max(common, needed[t] + PAD), "h": HEIGHT, "text": text, "size": size, "grey": False}
        for t, text in enumerate(texts)
        if text is not None
    ]


def _fitting(texts, room):
    """The texts; names with an index, such as y_pred[3], become [3] or 3 where their boxes are narrow."""
    for shorten in (r"\w+(\[\d+\])", r"\[(\d+)\]"):
        long = {_name(text) for text in texts if text and reach(text, SIZES[-1]) + PAD > room}
        texts = [
            text and (re.sub(f"^{shorten}$", r"\1", text) if _name(text) in long else text) for text in texts
        ]
    return texts


def _name(text):
    """What stands before an index: y_pred of y_pred[3]."""
    return text.split("[")[0]


def _size(row, texts, room):
    """The largest size at which all texts of a row fit their boxes; an error where none does."""
    for size in SIZES:
        if max(reach(text, size) for text in texts) + PAD <= room:
            return size
    longest = max(texts, key=lambda text: reach(text, SIZES[-1]))
    raise ValueError(
        f"The text {longest!r} does not fit into a box of the row '{row}', which has room for "
        f"{max(room - PAD, 0):.0f} pixels. Give shorter texts, or draw fewer steps."
    )


def _named(boxes):
    return {box["name"]: box for box in boxes}


def upwards(boxes, ladder, steps):
    """Arrows from inputs through the states to outputs, and lines between outputs and targets."""
    arrows = []
    for t in range(steps):
        for low, high in pairwise(ladder):
            kind = low if low == "input" else high if high == "output" else "state"
            name = f"{kind} {t}" if kind in ENDS else f"up {low} {t}"
            arrows += _upright(boxes, name, kind, f"{low} {t}", f"{high} {t}")
    return arrows + compared(boxes, steps)


def compared(boxes, steps):
    """Lines between each output and its target: the loss compares the two."""
    lines = [
        line
        for t in range(steps)
        for line in _upright(boxes, f"target {t}", "target", f"output {t}", f"target {t}")
    ]
    return [line | {"head": False} for line in lines]


def onwards(boxes, floors, back=False):
    """Arrows from each state to the next one in time, or to the one before."""
    arrows = []
    for floor in floors:
        row = [box for box in boxes if box["row"] == floor]
        for start, end in pairwise(row[::-1] if back else row):
            way = -1 if back else 1
            points = [
                (start["x"] + way * start["w"] / 2, start["y"]),
                (end["x"] - way * end["w"] / 2, end["y"]),
            ]
            arrows.append(arrow_of(start["name"], "state", points, [start["name"], end["name"]]))
    return arrows


def fed_back(boxes, kind, t):
    """The arrow that takes an output or a target of step t - 1 down and into step t."""
    named = _named(boxes)
    start, state = named[f"{kind} {t - 1}"], named[f"state {t}"]
    end = named.get(f"input {t}", state)
    across = (start["x"] + state["x"]) / 2
    points = [(start["x"] + start["w"] / 2, start["y"]), (across, start["y"])]
    if end is state:
        below = state["y"] + HEIGHT / 2 + 28
        points += [(across, below), (state["x"], below), (state["x"], state["y"] + HEIGHT / 2)]
    else:
        points += [(across, end["y"]), (end["x"] - end["w"] / 2, end["y"])]
    return arrow_of(f"fed {t}", kind, points, [start["name"], end["name"]]) | {"over": True}


def through_both(boxes, t):
    """The arrows of one step of a bidirectional network: each input to both states, both to the output."""
    ahead, back = (_named(boxes)[f"{way} {t}"] for way in ("forward", "backward"))
    right = (ahead["x"] + ahead["w"] / 2 + back["x"] + back["w"] / 2) / 2
    left = (ahead["x"] - ahead["w"] / 2 + back["x"] - back["w"] / 2) / 2
    ends = [
        (f"input {t} forward", "input", f"input {t}", f"forward {t}", ahead["x"]),
        (f"input {t} backward", "input", f"input {t}", f"backward {t}", right),
        (f"output {t} forward", "output", f"forward {t}", f"output {t}", left),
        (f"output {t} backward", "output", f"backward {t}", f"output {t}", back["x"]),
    ]
    arrows = [arrow for *names, x in ends for arrow in _upright(boxes, *names, x)]
    return [arrow | {"over": arrow["points"][0][0] in (left, right)} for arrow in arrows]


def _upright(boxes, name, kind, low, high, x=None):
    """The arrow from one box straight up to another, in a list; empty where one is missing."""
    named = _named(boxes)
    if low not in named or high not in named:
        return []
    x = named[low]["x"] if x is None else x
    points = [(x, named[low]["y"] - _half(named[low], x)), (x, named[high]["y"] + _half(named[high], x))]
    return [arrow_of(name, kind, points, [low, high])]


def _half(box, x):
    """Half the height of a box at the place x: less where its round end begins."""
    radius = HEIGHT / 2
    beyond = abs(x - box["x"]) - (box["w"] / 2 - radius) if box["row"] in ENDS else 0
    return math.sqrt(radius**2 - min(max(beyond, 0), radius) ** 2)


def arrow_of(name, kind, points, ends):
    looks = {"grey": False, "head": True, "over": False, "strong": False}
    return {"name": name, "kind": kind, "points": points, "ends": ends} | looks


def note_of(x, y, text, colour, across="center", weight="normal", size=9.5):
    return {"x": x, "y": y, "text": text, "colour": colour, "across": across, "weight": weight, "size": size}
