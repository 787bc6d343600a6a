"""Lesson 08: one slider a gate; the cell state as a conveyor belt, beside a plain unit."""

from functools import partial

import numpy as np

from rnn_helpers.plots.canvas import (
    LIGHT,
    box,
    boxes_at,
    columns,
    fill,
    fill_signed,
    fixed,
    label,
    panel,
    share_colours,
    sheet,
    short,
)
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, choice, number, whole

SIZE = (840, 346)
LEAST, MOST = 2, 11
LEFT, WIDTH = 112, 448  # the columns of the steps, in pixels
ROWS = {"candidate": 34, "forget f": 58, "input i": 78, "output o": 98}  # tops of the rows of tiles
TILE = 18
BELT = (126, 173)  # top and height of the belt
PARTS = {"forgotten": "muted", "added": "input", "cell state c": "state", "◆ let out": "output"}
BARS = {"forgotten": (-0.4, -0.16), "added": (-0.13, 0.11), "c": (0.14, 0.4)}  # from where to where, in steps
SCALES = (0.3, 0.5, 1, 2, 3, 5, 8, 12)  # how far the belt's axis may reach
OWN = "your own"


def gates_view(inputs, weight=1.0):
    """The view of one unit with gates that are set by hand.

    inputs : (T_x,) the candidate of each step, numbers from -1 to 1, for 2 to 11 steps
    weight : of the plain unit beside it, a[t] = tanh(weight * a[t-1] + inputs[t])
    """
    inputs = _read(inputs)
    presets = _presets(len(inputs))
    start, forget, let_in, let_out = next(iter(presets.values()))
    return View(
        name="one slider a gate",
        size=SIZE,
        controls=[
            choice("preset", "set the gates to", next(iter(presets)), [*presets, OWN]),
            whole("start", "from step", start, 0, len(inputs) - 1),
            number("forget", "forget gate f", forget, 0, 1, 0.05),
            number("input", "input gate i", let_in, 0, 1, 0.05),
            number("output", "output gate o", let_out, 0, 1, 0.05),
        ],
        compute=partial(_compute, inputs, float(weight)),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: state["range"],
        adjust=partial(_adjust, presets),
    )


def _read(inputs):
    inputs = np.asarray(inputs, float).squeeze()
    if inputs.ndim != 1 or not LEAST <= len(inputs) <= MOST or not (np.abs(inputs) <= 1).all():
        raise ValueError(
            f"inputs are the candidates of one unit: {LEAST} to {MOST} numbers from -1 to 1; got {inputs}."
        )
    return inputs


def _presets(steps):
    """Names of settings, each with the step from which on it holds, and the gates f, i and o."""
    return {
        "remember": (1, 1.0, 0.0, 1.0),
        "let it fade": (1, 0.9, 0.0, 1.0),
        "forget": (steps // 2, 0.0, 0.0, 1.0),
        "hide": (1, 1.0, 0.0, 0.0),
        "add up": (0, 1.0, 1.0, 1.0),
        "average": (0, 0.8, 0.2, 1.0),
        "copy input": (0, 0.0, 1.0, 1.0),
    }


def _adjust(presets, name, values):
    """A preset moves all sliders; a slider that is moved shows which preset that is, if any."""
    names = ("start", "forget", "input", "output")
    if name == "preset":
        chosen = presets.get(values["preset"], [values[key] for key in names])
        return {key: {"value": value} for key, value in zip(names, chosen, strict=True)}
    here = tuple(values[key] for key in names)
    return {"preset": {"value": next((preset for preset, there in presets.items() if there == here), OWN)}}


def belt(inputs, forget, let_in, let_out):
    """One unit with given gates: its cell state c and its state a, from c = 0.

    inputs, forget, let_in, let_out : (T_x,) the candidates and the three gates of each step
    returns : c (T_x,), a (T_x,)
    """
    c, states = 0.0, []
    for ft, it, cct in zip(forget, let_in, inputs, strict=True):
        c = ft * c + it * cct
        states.append(c)
    return np.array(states), let_out * np.tanh(states)


def products_to_the_end(factors):
    """For each step t the product of all factors after t: (T_x,), 1 at the last step."""
    return np.append(np.cumprod(factors[:0:-1])[::-1], 1.0)


def _compute(inputs, weight, preset, start, forget, input, output):
    """The belt, the plain unit, and how much of a change at each step arrives at the last one."""
    later = np.arange(len(inputs)) >= start
    f, i, o = (np.where(later, gate, 1.0) for gate in (forget, input, output))
    c, a = belt(inputs, f, i, o)
    plain, state = [], 0.0
    for x in inputs:
        state = np.tanh(weight * state + x)
        plain.append(state)
    before = np.append(0.0, c[:-1])
    return {
        "start": start,
        "inputs": inputs,
        "gates": (f, i, o),
        "chosen": (forget, input, output),
        "before": before,
        "kept": f * before,
        "c": c,
        "a": a,
        "plain_a": np.array(plain),
        "arrives": products_to_the_end(f),
        "plain_arrives": products_to_the_end(weight * (1 - np.square(plain))),
        "range": _range(np.concatenate([f * before, c])),
    }


def _range(levels):
    """The ends of the belt's axis: round numbers, and little room on a side where nothing is."""
    scale = next(scale for scale in SCALES if scale >= 0.999 * np.abs(levels).max())
    low, high = levels.min() < -0.1 * scale, levels.max() > 0.1 * scale
    return -scale if low else -0.15 * scale, scale if high or not low else 0.15 * scale


def _start(figure, state):
    ax = sheet(figure)
    steps = len(state["inputs"])
    lefts, width, _ = columns(steps, LEFT, WIDTH, widest=WIDTH, share=1.0)
    candidates, *gates = (
        boxes_at(ax, [(left + 1, top, width - 2, TILE) for left in lefts], 9) for top in ROWS.values()
    )
    fill_signed(candidates, state["inputs"], 1.2, partial(short, digits=1))
    _names(ax)
    return {
        "gates": gates,
        "border": ax.plot([], [], color=COLOURS["ink"], lw=1.6, ls=(0, (2, 2)), zorder=6)[0],
        "belt": _belt_panel(figure, state),
        "a": _pair(figure, 54, -1, "output", state["plain_a"]),
        "arrives": _pair(figure, 218, 0, "gradient", state["plain_arrives"]),
    }


def _names(ax):
    label(ax, 12, 15, "The cell state: what is forgotten, added, kept, let out", 12, across="left")
    for name, top in ROWS.items():
        colour = COLOURS["input" if name == "candidate" else "ink"]
        label(ax, 12, top + TILE / 2, name, 10, colour, "left", "bold")
    for k, (words, colour) in enumerate(PARTS.items()):
        label(ax, 12, BELT[0] + 20 + 22 * k, words, 10, COLOURS[colour], "left", "bold")
    label(ax, 606, 15, "What comes out at step t", 12, across="left")
    label(ax, 606, 38, "◆ a = o tanh(c)", 10, COLOURS["output"], "left", "bold")
    label(ax, 826, 38, "○ plain unit", 10, COLOURS["muted"], "right", "bold")
    label(ax, 606, 180, "What is left at the end", 12, across="left")
    label(ax, 606, 199, "of a change at step t", 12, across="left")


def _belt_panel(figure, state):
    ax = panel(figure, LEFT, BELT[0], WIDTH, BELT[1])
    steps, ends = len(state["inputs"]), np.array(state["range"])
    ax.set(xlim=(-0.5, steps - 0.5), ylim=1.08 * ends, xticks=range(steps), xlabel="step t")
    ax.set_yticks([0, *(end for end in ends if abs(end) == np.abs(ends).max())])
    ax.yaxis.tick_right()
    ax.spines[["left", "right"]].set_visible(False)
    ax.axhline(0, color=COLOURS["muted"], lw=1, zorder=1)
    bars = {name: boxes_at(ax, [(0, 0, 0, 0)] * steps, 0)["boxes"] for name in BARS}
    bars["forgotten"].set(facecolor=LIGHT, edgecolor=COLOURS["muted"], linewidth=1)
    for name, colour in (("added", "input"), ("c", "state")):
        bars[name].set(facecolor=COLOURS[colour], linewidth=0)
    (levels,) = ax.plot([], [], color=COLOURS["state"], lw=1.2, zorder=1.5)
    (out,) = ax.plot([], [], "D", color=COLOURS["output"], ms=6, mec="white", mew=0.8, zorder=5)
    return {"bars": bars, "levels": levels, "out": out}


def _pair(figure, top, low, colour, plain):
    """A small plot of two lines over time: the plain unit's, which stays, and the gated unit's, returned."""
    ax = panel(figure, 634, top, 192, 84)
    ax.set(xlim=(-0.4, len(plain) - 0.6), ylim=(low - 0.12, 1.12), yticks=sorted({low, 0, 1}))
    ax.set_xticks(range(0, len(plain), 2))
    ax.axhline(0, color=COLOURS["muted"], lw=1, zorder=1)
    ax.plot(plain, color=COLOURS["muted"], marker="o", ms=5, mfc="white", lw=1.2, ls="--", zorder=3)
    return ax.plot([], [], color=COLOURS[colour], marker="D", ms=4, lw=1.8, zorder=4)[0]


def _update(artists, state):
    steps = np.arange(len(state["inputs"]))
    for tiles, gate in zip(artists["gates"], state["gates"], strict=True):
        fill(tiles, share_colours(gate), map(short, gate))
    x = LEFT + WIDTH * state["start"] / len(steps) if state["start"] else np.nan
    artists["border"].set_data([x, x], [ROWS["forget f"] - 3, ROWS["output o"] + TILE + 3])
    _move_belt(artists["belt"], state, steps)
    for name in ("a", "arrives"):
        artists[name].set_data(steps, state[name])


def _move_belt(belt_artists, state, steps):
    """Three bars for each step: what is forgotten, what is added, and what is then there."""
    levels = {
        "forgotten": (state["before"], state["kept"]),
        "added": (state["kept"], state["c"]),
        "c": (np.zeros(len(steps)), state["c"]),
    }
    for name, (low, high) in levels.items():
        left, right = BARS[name]
        bars = [box(t + left, a, right - left, b - a) for t, a, b in zip(steps, low, high, strict=True)]
        belt_artists["bars"][name].set_verts(bars)
    gap = np.full(len(steps), np.nan)
    reach = [(BARS["c"][0] - 1, BARS["forgotten"][1]), (BARS["forgotten"][0], BARS["added"][1])]
    reach.append((BARS["added"][0], BARS["c"][1]))
    heights = (state["before"], state["kept"], state["c"])
    x = np.concatenate([np.ravel([steps + a, steps + b, gap], "F") for a, b in reach])
    y = np.concatenate([np.ravel([height, height, gap], "F") for height in heights])
    belt_artists["levels"].set_data(x, y)
    belt_artists["out"].set_data(steps + np.mean(BARS["c"]), state["a"])


def _table(state):
    rows = [
        ["cct", *map(fixed, state["inputs"])],
        ["c", *map(fixed, state["c"])],
        ["a", *map(fixed, state["a"])],
        ["rnn", *map(fixed, state["plain_a"])],
        ["left", *map(fixed, state["arrives"])],
    ]
    return (
        "rnn: the plain unit; left: dc_T / dc_t, T the last step",
        ["t", *map(str, range(len(state["c"])))],
        rows,
    )


def _sentence(state):
    forget, let_in, let_out = state["chosen"]
    last, held = len(state["c"]) - 1, max(state["start"] - 1, 0)
    since = f"From step {state['start']} on" if state["start"] else "At every step"
    kept = "erases the old c" if forget == 0 else f"keeps {_share(forget)} of c"
    added = "nothing new comes in" if let_in == 0 else f"{_share(let_in)} of each candidate comes in"
    out = "nothing is let out" if let_out == 0 else f"{_share(let_out)} of tanh(c) is let out"
    words = f"{since} f {kept}, {added}, and {out}."
    steps = last - held
    if steps:
        later = f"{steps} step{'s' * (steps > 1)} later"
        here, plain = (_part(state[key][held]) for key in ("arrives", "plain_arrives"))
        words += f" Of a change of c at step {held}, {here} is left {later}; in the plain unit {plain}."
    if let_out == 0 and abs(state["c"][-1]) >= 0.005:
        words += f" The last c is {fixed(state['c'][-1])}: hidden, not forgotten."
    return words


def _share(gate):
    return "all" if gate == 1 else f"{gate:.0%}"


def _part(share):
    return (
        "all" if share == 1 else "nothing" if share == 0 else fixed(share) if share >= 0.005 else "below 0.01"
    )
