"""Lesson 01: one cell, one step, with its numbers; any input, state or weight can be moved."""

from functools import partial

import numpy as np

from rnn_helpers.plots.canvas import (
    LIGHT,
    arrow,
    box,
    cells,
    fill_signed,
    fixed,
    label,
    outline,
    panel,
    sheet,
    short,
)
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, choice, memory, number
from rnn_helpers.rnn import rnn_cell_forward

SIZE = (840, 318)
CELL = (46, 31)  # width and height of one number, in pixels
SIGN = 22  # pixels that a plus or an equals sign takes
LARGEST = {"n_x": 4, "n_a": 3, "n_y": 4}
PICKED = COLOURS["gradient"]
TINT = {"xt": "input", "a_prev": "state", "a_next": "state", "yt_pred": "output"}
RANGE = 2.0  # a number of this size has the full colour
WIDE = 5  # the tanh curve is drawn from -5 to 5
BAR = 320  # pixels of a bar that stands for the probability 1
BAR_START = 168  # pixels from the scores to their bars
GAP = 5  # pixels between a matrix and the column it multiplies
UPPER = ("Wax", "xt", "+", "Waa", "a_prev", "+", "ba", "=", "z_a")
LOWER = ("Wya", "a_next", "+", "by", "=", "z")
COMPUTED = ("z_a", "a_next", "z")  # shown with two decimals; given numbers are shown as given
TABLE = ("xt", "a_prev", "z_a", "a_next", "yt_pred")


def cell_view(xt, a_prev, parameters):
    """The view of one cell on one example.

    xt : (n_x,) or (n_x, 1)    a_prev : (n_a,) or (n_a, 1)    parameters : as for `rnn_cell_forward`

    Raises ValueError for a network that is too large to be drawn with its numbers.
    """
    parameters = {name: np.array(array, float) for name, array in parameters.items()}
    xt, a_prev = np.reshape(xt, (-1, 1)).astype(float), np.reshape(a_prev, (-1, 1)).astype(float)
    rnn_cell_forward(xt, a_prev, parameters)
    sizes = {"n_x": len(xt), "n_a": len(a_prev), "n_y": len(parameters["Wya"])}
    for name, most in LARGEST.items():
        if sizes[name] > most:
            raise ValueError(f"The picture has room for {name} up to {most}; got {name} = {sizes[name]}.")
    entries = weight_entries(parameters)
    first = next(iter(entries))
    controls = [
        *(number(f"x{i}", f"input xt[{i}]", value, -2, 2, 0.1) for i, value in enumerate(xt[:, 0])),
        *(number(f"a{i}", f"state a_prev[{i}]", value, -1, 1, 0.1) for i, value in enumerate(a_prev[:, 0])),
        choice("weight", "pick a weight", first, entries),
        number("value", "its value", parameters["Wax"][0, 0], -3, 3, 0.1),
        memory("changed", {}),
    ]
    return View(
        name="one cell, one step",
        size=SIZE,
        controls=controls,
        compute=partial(_compute, sizes, parameters),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        adjust=partial(_adjust, parameters),
    )


def weight_entries(parameters):
    """The names of single weights, such as 'Waa[0,1]' and 'ba[0]', with the array and the place in it."""
    return {
        f"{name}[{row}]" if name.startswith("b") else f"{name}[{row},{column}]": (name, (row, column))
        for name, array in parameters.items()
        for row, column in np.ndindex(array.shape)
    }


def with_weight(parameters, entry, value):
    """A copy of the parameters in which one weight, named as by `weight_entries`, has another value."""
    name, place = weight_entries(parameters)[entry]
    array = parameters[name].copy()
    array[place] = value
    return parameters | {name: array}


def _adjust(parameters, name, values):
    if name == "weight":
        key, place = weight_entries(parameters)[values["weight"]]
        return {"value": {"value": float(values["changed"].get(values["weight"], parameters[key][place]))}}
    if name == "value":
        return {"changed": {"value": values["changed"] | {values["weight"]: values["value"]}}}
    return {}


def _compute(sizes, parameters, weight, value, changed, **moved):
    """Everything the cell computes, one array per symbol of the formula, and the weight that is picked."""
    for entry, new in (changed | {weight: value}).items():
        parameters = with_weight(parameters, entry, new)
    xt = np.array([[moved[f"x{i}"]] for i in range(sizes["n_x"])])
    a_prev = np.array([[moved[f"a{i}"]] for i in range(sizes["n_a"])])
    a_next, yt_pred, _ = rnn_cell_forward(xt, a_prev, parameters)
    z_a = parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"]
    z = parameters["Wya"] @ a_next + parameters["by"]
    arrays = dict(xt=xt, a_prev=a_prev, z_a=z_a, a_next=a_next, z=z, yt_pred=yt_pred)
    return {"arrays": parameters | arrays, "weight": weight, "picked": weight_entries(parameters)[weight]}


def _plan(arrays):
    """Where each matrix stands: {name: (left, top, rows, columns)}, in pixels, and the signs between them."""
    places, signs = {}, []
    for names, middle in ((UPPER, 88), (LOWER, 250)):
        left = 12
        for name in names:
            if name in ("+", "="):
                signs.append((left + SIGN / 2, middle, name))
                left += SIGN
                continue
            rows, columns = arrays[name].shape
            places[name] = (left, middle - rows * CELL[1] / 2, rows, columns)
            left += columns * CELL[0] + (GAP if name in ("Wax", "Waa", "Wya") else 0)
    return places, signs


def _start(figure, state):
    ax = sheet(figure)
    places, signs = _plan(state["arrays"])
    label(
        ax, 12, 14, "The new state: mix the input and the old state, then squash with tanh", 12, across="left"
    )
    label(ax, 12, 159, "The prediction: score the new state, then share out with softmax", 12, across="left")
    for x, y, sign in signs:
        label(ax, x, y, sign, 13, COLOURS["muted"])
    grids = {name: _matrix(ax, name, *place) for name, place in places.items()}
    _step(ax, places["z_a"], 40, "tanh", COLOURS["state"])
    _step(ax, places["z"], 62, "softmax", COLOURS["output"])
    return {
        "grids": grids,
        "mark": outline(ax, 0, 0, *CELL, colour=PICKED, line=3),
        "curve": _tanh_panel(figure, len(state["arrays"]["z_a"])),
        "bars": _bars(ax, places["z"], len(state["arrays"]["z"])),
    }


def _matrix(ax, name, left, top, rows, columns):
    colour = COLOURS[TINT.get(name, "ink")]
    label(ax, left + columns * CELL[0] / 2, top - 10, name, 10.5, colour, weight="bold")
    return cells(ax, left, top, rows, columns, *CELL)


def _step(ax, place, length, name, colour):
    """The arrow behind a matrix that names the function applied to it."""
    left, top, rows, _ = place
    x, y = left + CELL[0] + 6, top + rows * CELL[1] / 2
    arrow(ax, (x, y), (x + length, y), colour)
    label(ax, x + length / 2 - 3, y - 12, name, 10, colour)


def _tanh_panel(figure, n_a):
    ax = panel(figure, 592, 32, 236, 102)
    line = np.linspace(-WIDE, WIDE, 121)
    ax.plot(line, np.tanh(line), color=COLOURS["muted"], lw=1.5)
    for level in (-1, 0, 1):
        ax.axhline(level, color=LIGHT, lw=1, zorder=0)
    ax.set(xlim=(-WIDE, WIDE), ylim=(-1.45, 1.45), yticks=(-1, 0, 1), xticks=(-4, -2, 0, 2, 4))
    ax.set_ylabel("a_next", color=COLOURS["state"], labelpad=0)
    ax.annotate(
        "z_a", (1.0, 0), (0, 4), xycoords="axes fraction", textcoords="offset points", ha="right", va="bottom"
    )
    ax.tick_params(length=3, labelsize=9.5, pad=2)
    (points,) = ax.plot([], [], "o", color=COLOURS["state"], ms=8, mec="white", zorder=5, clip_on=False)
    drops = [ax.plot([], [], ":", color=COLOURS["state"], lw=1.3, zorder=4)[0] for _ in range(n_a)]
    return {"points": points, "drops": drops, "names": [label(ax, 0, 0, f"[{i}]", 9.5) for i in range(n_a)]}


def _bars(ax, place, n_y):
    left, top, _, _ = place
    start = left + CELL[0] + BAR_START
    for row in range(n_y):
        label(ax, start - 8, _row(top, row), f"yt_pred[{row}]", 10.5, COLOURS["output"], "right")
    boxes = cells(ax, start, top, n_y, 1, 0, CELL[1], size=0)["boxes"]
    boxes.set(facecolor=COLOURS["output"], linewidth=0)
    return {
        "boxes": boxes,
        "numbers": [label(ax, 0, _row(top, row), "", 10.5, across="left") for row in range(n_y)],
    }


def _row(top, row):
    return top + (row + 0.5) * CELL[1]


def _update(artists, state):
    arrays = state["arrays"]
    places, _ = _plan(arrays)
    for name, grid in artists["grids"].items():
        fill_signed(grid, arrays[name], RANGE, fixed if name in COMPUTED else short)
    name, (row, column) = state["picked"]
    left, top, _, _ = places[name]
    artists["mark"].set_xy((left + column * CELL[0], top + row * CELL[1]))
    _move_points(artists["curve"], arrays["z_a"][:, 0], arrays["a_next"][:, 0])
    _move_bars(artists["bars"], arrays["yt_pred"][:, 0], places["z"])


def _move_points(curve, z, a_next):
    """A name stands beside the rising curve: left above for the higher units, right below for the others."""
    seen = np.clip(z, -WIDE, WIDE)
    curve["points"].set_data(seen, a_next)
    higher = np.argsort(np.argsort(seen)) >= len(seen) // 2
    for i, (x, y) in enumerate(zip(seen, a_next)):
        curve["drops"][i].set_data([x, x, -WIDE], [-1.45, y, y])
        side = 1 if higher[i] else -1
        curve["names"][i].set_position((np.clip(x - 0.55 * side, 0.5 - WIDE, WIDE - 0.5), y + 0.3 * side))


def _move_bars(bars, yt_pred, place):
    left, top, _, _ = place
    start = left + CELL[0] + BAR_START
    ends = start + BAR * yt_pred
    heights = [top + row * CELL[1] + 4 for row in range(len(ends))]
    bars["boxes"].set_verts([box(start, y, end - start, CELL[1] - 8) for y, end in zip(heights, ends)])
    for number_text, end, share in zip(bars["numbers"], ends, yt_pred):
        number_text.set_text(fixed(share))
        number_text.set_x(end + 6)


def _table(state):
    arrays = state["arrays"]
    longest = max(len(arrays[name]) for name in TABLE)
    rows = [[name, *(fixed(value, 3) for value in arrays[name][:, 0])] for name in TABLE]
    rows = [row + [""] * (longest + 1 - len(row)) for row in rows]
    return "The numbers of this step", ["", *(f"[{i}]" for i in range(longest))], rows


def _sentence(state):
    arrays = state["arrays"]
    name, place = state["picked"]
    states = ", ".join(fixed(value) for value in arrays["a_next"][:, 0])
    best = int(arrays["yt_pred"].argmax())
    full = [i for i, value in enumerate(arrays["a_next"][:, 0]) if abs(value) > 0.95]
    flat = (
        f" State {full[0]} is saturated: there tanh is almost flat, so small changes do little."
        if full
        else ""
    )
    return (
        f"The new state is ({states}). Of the {len(arrays['yt_pred'])} outputs, yt_pred[{best}] gets most:"
        f" {arrays['yt_pred'][best, 0]:.0%}. {state['weight']} is {short(arrays[name][place])}.{flat}"
    )
