"""Lesson 04: whom to blame; how much of the loss of one step reaches each earlier state."""

from functools import partial

import numpy as np
from matplotlib.colors import to_rgb

from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.plots.canvas import (
    LIGHT,
    arrow,
    box,
    boxes_at,
    columns,
    fill,
    fixed,
    label,
    powers,
    sheet,
    small,
)
from rnn_helpers.plots.letters import drawn, named, written
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, whole
from rnn_helpers.rnn import output_backward, rnn_cell_backward, rnn_forward_pass

SIZE = (840, 326)
LEFT, WIDTH = 104, 726
FLOOR, TALLEST = 152, 92  # pixels: the foot of the bars, and the bar of the largest gradient
CHAIN, INPUT, TARGET = 236, 288, 180  # height of the states, the inputs and the targets
PALE = "#EAD7E8"
MOST = 12


def blame_view(x, a0, parameters, labels, characters):
    """The view of the gradient that one step's loss sends back through time.

    x : (T_x, n_x, 1) inputs    a0 : (n_a, 1)    parameters : as for `rnn_forward_pass`
    labels : (T_x, 1) the right answers    characters : the vocabulary, to name inputs and answers
    """
    x, labels = np.asarray(x, float), np.asarray(labels)
    steps = len(x)
    if x.ndim != 3 or x.shape[2] != 1 or not 1 <= steps <= MOST:
        raise ValueError(
            f"blame needs one example of 1 to {MOST} steps, x (T_x, n_x, 1); x has the shape {x.shape}."
        )
    _, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    return View(
        name="who is to blame",
        size=SIZE,
        controls=[
            whole("t", "step t of the loss", steps - 1, 0, steps - 1),
            whole("back", "steps carried back", steps - 1, 0, steps - 1),
        ],
        compute=partial(_compute, list(caches), y_pred, labels, characters),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
    )


def state_gradients(caches, y_pred, labels, t):
    """The gradient of the loss of step `t` alone, at each state up to that step.

    returns : da (t + 1, n_a, m), da[s] = dL_t / da_s; dWaa (t + 1, n_a, n_a), what step s adds to dWaa
    """
    dz = cross_entropy_backward(y_pred[t], labels[t])
    da, _ = output_backward(dz, caches[t][0], caches[t][3])
    reached, added = [], []
    for s in range(t, -1, -1):
        gradients = rnn_cell_backward(da, caches[s])
        reached.append(da)
        added.append(gradients["dWaa"])
        da = gradients["da_prev"]
    return np.array(reached[::-1]), np.array(added[::-1])


def _compute(caches, y_pred, labels, characters, t, back):
    """Norms of dL_t/da_s for all s up to t, and what is left of dWaa when only `back` steps are carried."""
    da, added = state_gradients(caches, y_pred, labels, t)
    kept = np.arange(t + 1) >= t - back
    whole_sum, cut_sum = added.sum(axis=0), added[~kept].sum(axis=0)
    size = np.linalg.norm(whole_sum)
    return {
        "t": t,
        "back": back,
        "norms": np.linalg.norm(da, axis=(1, 2)),
        "kept": kept,
        "loss": float(cross_entropy(y_pred[t], labels[t])),
        "dWaa": float(size),
        "missing": float(np.linalg.norm(cut_sum) / size) if size else 0.0,
        "inputs": "".join(characters[cache[2][:, 0].argmax()] for cache in caches),
        "targets": "".join(characters[i] for i in labels[:, 0]),
    }


def _plan(state):
    """Left edges and width of the columns and the distance between them, in pixels."""
    return columns(len(state["inputs"]), LEFT, WIDTH, widest=184, share=0.5, limit=56)


def _start(figure, state):
    ax = sheet(figure)
    lefts, width, pitch = _plan(state)
    label(ax, 12, 15, "How much of the loss at step t reaches each earlier state", 12, across="left")
    _row_names(ax)
    ax.plot([LEFT, LEFT + pitch * len(lefts)], [FLOOR, FLOOR], color=COLOURS["muted"], lw=1, zorder=3)
    fill(
        _letters(ax, lefts, width, INPUT),
        [to_rgb(COLOURS["input"])] * len(lefts),
        map(drawn, state["inputs"]),
    )
    for s, middle in enumerate(lefts + width / 2):
        arrow(ax, (middle, INPUT - 16), (middle, CHAIN + 17), COLOURS["input"])
        label(ax, middle, 316, f"s = {s}" if pitch > 60 else f"{s}", 9.5, COLOURS["muted"])
    gaps = list(zip(lefts[:-1] + width + 4, lefts[1:] - 4))
    for start, end in gaps:
        arrow(ax, (start, CHAIN + 6), (end, CHAIN + 6), COLOURS["state"], 1.2)
    back = [
        arrow(ax, (end, CHAIN - 6), (start, CHAIN - 6), COLOURS["gradient"], style="--")
        for start, end in gaps
    ]
    return {
        "states": _letters(ax, lefts, width, CHAIN),
        "targets": _letters(ax, lefts, width, TARGET),
        "enter": arrow(ax, (0, TARGET + 16), (0, CHAIN - 17), COLOURS["gradient"], 2.4, "--"),
        "back": back,
        "kept": _bars(ax, lefts, COLOURS["gradient"]),
        "lost": _bars(ax, lefts, PALE, hatch="////"),
        "sizes": [label(ax, middle, 0, "", 9.5, COLOURS["gradient"]) for middle in lefts + width / 2],
        "border": ax.plot([], [], color=COLOURS["ink"], lw=1.6, ls=(0, (2, 2)), zorder=6)[0],
        "scissors": label(ax, 0, 44, "✂ cut", 10.5, across="right", weight="bold"),
        "missing": label(ax, 828, 15, "", 11, COLOURS["gradient"], "right", "bold"),
    }


def _row_names(ax):
    rows = (
        ("size of", 96, "gradient"),
        ("dL_t / da_s", 114, "gradient"),
        ("target", TARGET, "target"),
        ("state", CHAIN, "state"),
        ("input", INPUT, "input"),
    )
    for text, y, colour in rows:
        label(ax, 12, y, text, 10.5, COLOURS[colour], "left", "bold")


def _letters(ax, lefts, width, middle):
    return boxes_at(ax, [(left, middle - 14, width, 28) for left in lefts], 10.5)


def _bars(ax, lefts, colour, hatch=None):
    boxes = boxes_at(ax, [(left, FLOOR, 0, 0) for left in lefts], size=0)["boxes"]
    boxes.set(facecolor=colour, hatch=hatch)
    boxes.set(edgecolor=COLOURS["gradient"] if hatch else colour, linewidth=1)
    return boxes


def _update(artists, state):
    lefts, width, pitch = _plan(state)
    t, norms, kept = state["t"], state["norms"], state["kept"]
    share = norms / max(norms.max(), 1e-300)
    heights = TALLEST * share
    bars = [box(left, FLOOR - height, width, height) for left, height in zip(lefts, heights)]
    artists["kept"].set_verts([bar for bar, keep in zip(bars, kept) if keep])
    artists["lost"].set_verts([bar for bar, keep in zip(bars, kept) if not keep])
    for s, artist in enumerate(artists["sizes"]):
        artist.set_text(_size(norms[s]) if s <= t else "")
        artist.set_y(FLOOR - (heights[s] if s <= t else 0) - 10)
    _mark_steps(artists, state)
    for s, patch in enumerate(artists["back"]):
        patch.set_visible(s < t)
        if s < t:
            patch.set(linewidth=1.2 + 2.6 * share[s], color=COLOURS["gradient"] if kept[s] else PALE)
    middle = lefts[t] + width / 2
    artists["enter"].set_positions((middle, TARGET + 16), (middle, CHAIN - 17))
    _mark_cut(artists, state, lefts[0] + pitch * (t - state["back"]) - (pitch - width) / 2)


def _mark_steps(artists, state):
    """Later states and other targets turn grey: they have no part in the loss of step t."""
    t, grey = state["t"], to_rgb(LIGHT)
    steps = range(len(state["inputs"]))
    fill(
        artists["states"],
        [to_rgb(COLOURS["state"]) if s <= t else grey for s in steps],
        [f"a[{s}]" for s in steps],
    )
    targets = [to_rgb(COLOURS["target"]) if s == t else grey for s in steps]
    fill(artists["targets"], targets, map(drawn, state["targets"]))


def _mark_cut(artists, state, x):
    cut = not state["kept"].all()
    artists["border"].set_data([x, x] if cut else [], [36, CHAIN + 18] if cut else [])
    artists["scissors"].set(text="✂ cut" if cut else "", x=x - 5)
    off = f"dWaa is off by {state['missing']:.0%}" if cut else "nothing is cut off"
    artists["missing"].set_text(off)


def _size(norm):
    return fixed(norm, 3) if norm >= 0.01 or norm == 0 else powers(norm)


def _table(state):
    steps = range(state["t"] + 1)
    rows = [
        ["input", *map(written, state["inputs"][: state["t"] + 1])],
        ["size of dL_t/da_s", *(fixed(norm, 3) for norm in state["norms"])],
        ["carried there", *("yes" if kept else "cut" for kept in state["kept"])],
    ]
    return f"The loss of step t = {state['t']}, seen from each state", ["s", *map(str, steps)], rows


def _sentence(state):
    t, norms = state["t"], state["norms"]
    start = (
        f"The loss of step {t} is {small(state['loss'])} nats (target {named(state['targets'][t])})."
        f" Its gradient has the size {_size(norms[t])} at state {t}"
    )
    first = f" and {_size(norms[0])} at state 0." if t else "."
    if state["kept"].all():
        return f"{start}{first} It is carried back to the first step, so dWaa is whole."
    back = (
        "not carried back at all"
        if not state["back"]
        else f"carried back {state['back']} step{'s' * (state['back'] > 1)}"
    )
    return f"{start}{first} It is {back}: what is cut off is {state['missing']:.0%} of dWaa by size."
