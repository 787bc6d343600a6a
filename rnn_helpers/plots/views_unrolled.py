"""Lesson 02: the network unrolled in time over a word; scrub through the steps, cut the recurrence."""

from functools import lru_cache

import numpy as np
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.patches import Rectangle

from rnn_helpers.losses import cross_entropy
from rnn_helpers.plots.canvas import (
    EMPTY,
    LIGHT,
    arrow,
    box,
    boxes_at,
    columns,
    fill,
    fixed,
    label,
    outline,
    share_colours,
    sheet,
    signed_colours,
    small,
)
from rnn_helpers.plots.letters import drawn, letter_size, named, written
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, switch, text, whole
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.words import learn_word, read_word, word_task

SIZE = (840, 328)
LEFT, WIDTH = 84, 470  # pixels: where the columns begin, and the room for all of them
STATE_TOP, STATE_HEIGHT = 118, 136
# Each row of letters: its colour and the height of its middle.
LETTERS = {"target": ("target", 48), "guess": ("output", 84), "input": ("input", 288)}
LETTER = 28  # height of a letter's box
BAND = 12  # pixels that the frame of the chosen step is wider than its boxes
BARS = (602, 190)  # pixels: where the bars begin, and the length that stands for 1
BARS_TOP, BARS_HEIGHT = 36, 234


def unrolled_view(word="hello"):
    """The view of a network that has learned one word (2 to 12 characters of any script)."""
    steps = len(read_word(word)) - 1
    return View(
        name="the network unrolled in time",
        size=SIZE,
        controls=[
            text("word", "word, then Enter", word),
            switch("recurrence", "recurrence: the state is passed on", True),
            whole("t", "time step t", steps - 1, 0, steps - 1),
        ],
        compute=_compute,
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: (state["inputs"], state["targets"]),
        adjust=_adjust,
    )


@lru_cache(maxsize=32)
def learned(word, recurrence):
    """A network trained on `word`, run over it: characters, states, predictions and losses."""
    x, labels, vocabulary = word_task(word)
    parameters, _ = learn_word(word, recurrence)
    a, y_pred, _ = rnn_forward_pass(x, np.zeros((len(parameters["Waa"]), 1)), parameters)
    return {
        "vocabulary": vocabulary,
        "inputs": "".join(vocabulary[i] for i in x[:, :, 0].argmax(axis=1)),
        "targets": "".join(vocabulary[i] for i in labels[:, 0]),
        "a": a[:, :, 0],
        "y_pred": y_pred[:, :, 0],
        "right": np.take_along_axis(y_pred[:, :, 0], labels, axis=1)[:, 0],
        "loss": float(cross_entropy(y_pred, labels)),
    }


def memoryless_floor(inputs, targets):
    """The lowest loss, in nats per character, of any network that sees the current character alone.

    It can do no better than to answer each character with the shares of what follows it.
    """
    pairs = list(zip(inputs, targets))
    shares = [pairs.count(pair) / inputs.count(pair[0]) for pair in pairs]
    return float(-np.mean(np.log(shares)))


def _adjust(name, values):
    if name != "word":
        return {}
    last = len(read_word(values["word"])) - 2
    return {"t": {"value": min(values["t"], last), "high": last}}


def _compute(word, recurrence, t):
    """The trained network on the word, seen after step `t`."""
    return learned(read_word(word), bool(recurrence)) | {"t": t, "recurrence": bool(recurrence)}


def _columns(state):
    """Left edges and the width of the boxes of all steps, and the distance between two steps."""
    return columns(len(state["inputs"]), LEFT, WIDTH, widest=118, share=0.6)


def _start(figure, state):
    ax = sheet(figure)
    lefts, width, pitch = _columns(state)
    label(ax, 12, 15, "What is read changes the state, and the state makes the guess", 12, across="left")
    _row_names(ax)
    _waiting(ax, lefts, width)
    for t, middle in enumerate(lefts + width / 2):
        arrow(ax, (middle, 272), (middle, STATE_TOP + STATE_HEIGHT + 3), COLOURS["input"])
        arrow(ax, (middle, STATE_TOP - 2), (middle, 100), COLOURS["output"])
        label(ax, middle, 316, f"t = {t}" if pitch > 50 else f"{t}", 9.5, COLOURS["muted"])
    inputs, targets = _letters(ax, lefts, width, "input"), _letters(ax, lefts, width, "target")
    fill(inputs, [_rgb("input")] * len(lefts), map(drawn, state["inputs"]))
    fill(targets, [_rgb("target")] * len(lefts), map(drawn, state["targets"]))
    between = (lefts[1:] + lefts[:-1] + width) / 2
    middle = STATE_TOP + STATE_HEIGHT / 2
    return {
        "band": outline(ax, 0, 28, width + BAND, 298, COLOURS["muted"], 1.3),
        "carry": [
            arrow(ax, (x - pitch * 0.13, middle), (x + pitch * 0.13, middle), COLOURS["state"])
            for x in between
        ],
        "cut": [label(ax, x, middle, "✕", 13, COLOURS["gradient"], weight="bold") for x in between],
        "state": _state_cells(ax, lefts, width, state["a"].shape[1]),
        "guess": _letters(ax, lefts, width, "guess"),
        "bars": _start_bars(ax, state["vocabulary"]),
    }


def _rgb(name):
    return to_rgb(COLOURS[name])


def _row_names(ax):
    for name, (colour, y) in (LETTERS | {"state a": ("state", 186)}).items():
        label(ax, 12, y, name, 10.5, COLOURS[colour], "left", "bold")

    key = boxes_at(ax, [(12 + 22 * i, 202, 22, 15) for i in range(3)], 8)
    fill(key, signed_colours([-1, 0, 1], 1.0), ["−1", "0", "1"])


def _letters(ax, lefts, width, row):
    y = LETTERS[row][1]
    size = 11 if width > 34 else 10
    return boxes_at(ax, [(left, y - LETTER / 2, width, LETTER) for left in lefts], size)


def _waiting(ax, lefts, width):
    """Hatched columns where the state of a later step is still unknown."""
    for left in lefts:
        frame = {"facecolor": "#FFFFFF", "edgecolor": LIGHT, "hatch": "////", "linewidth": 1, "zorder": 1}
        ax.add_patch(Rectangle((left, STATE_TOP), width, STATE_HEIGHT, **frame))


def _state_cells(ax, lefts, width, n_a):
    """The cells of all states, one column of n_a cells per step."""
    height = STATE_HEIGHT / n_a
    tops = STATE_TOP + height * np.arange(n_a)
    return boxes_at(ax, [(left, top, width, height) for left in lefts for top in tops], size=0)


def _start_bars(ax, vocabulary):
    left, height = BARS[0], _bar_height(vocabulary)
    tops = BARS_TOP + height * np.arange(len(vocabulary))
    for character, top in zip(vocabulary, tops):
        label(ax, left - 10, top + height / 2, drawn(character), letter_size(character), across="right")
    ax.plot([left - 1, left - 1], [BARS_TOP, tops[-1] + height], color=COLOURS["muted"], lw=1, zorder=3)
    boxes = boxes_at(ax, [(left, top, 0, height) for top in tops], size=0)["boxes"]
    boxes.set(facecolor=COLOURS["output"], linewidth=0)
    numbers = [label(ax, 0, top + height / 2, "", 10.5, across="left") for top in tops]
    return {
        "boxes": boxes,
        "numbers": numbers,
        "target": outline(ax, left, 0, BARS[1], height - 4, COLOURS["target"], 1.8),
        "title": label(ax, BARS[0] - 28, 15, "", 12, across="left"),
        "loss": label(ax, BARS[0] - 28, 292, "", 10.5, across="left"),
        "floor": label(ax, BARS[0] - 28, 312, "", 10.5, COLOURS["muted"], "left"),
    }


def _bar_height(vocabulary):
    return min(34, BARS_HEIGHT / len(vocabulary))


def _update(artists, state):
    lefts, width, pitch = _columns(state)
    t, steps, n_a = state["t"], len(lefts), state["a"].shape[1]
    known = np.arange(steps) <= t
    artists["band"].set_x(lefts[t] - BAND / 2)
    for step, (carry, cut) in enumerate(zip(artists["carry"], artists["cut"])):
        carry.set_visible(state["recurrence"] and step < t)
        cut.set_visible(not state["recurrence"] and step < t)
    colours = signed_colours(state["a"], 1.0).reshape(steps * n_a, 4)
    colours[:, 3] = np.repeat(known, n_a)
    artists["state"]["boxes"].set_facecolor(colours)
    artists["state"]["boxes"].set_edgecolor(np.where(np.repeat(known, n_a)[:, None], 1.0, [1.0, 1, 1, 0]))
    best = state["y_pred"].argmax(axis=1)
    guesses = share_colours(state["y_pred"].max(axis=1))
    guesses[~known] = to_rgba(EMPTY)
    fill(
        artists["guess"],
        guesses,
        [drawn(state["vocabulary"][i]) if seen else "" for i, seen in zip(best, known)],
    )
    _update_bars(artists["bars"], state)


def _update_bars(bars, state):
    left, length = BARS
    height = _bar_height(state["vocabulary"])
    shares = state["y_pred"][state["t"]]
    tops = BARS_TOP + height * np.arange(len(shares))
    bars["boxes"].set_verts(
        [box(left, top + 3, length * share, height - 6) for top, share in zip(tops, shares)]
    )
    right = state["vocabulary"].index(state["targets"][state["t"]])
    bars["target"].set_y(tops[right] + 2)
    for row, (artist, share) in enumerate(zip(bars["numbers"], shares)):
        artist.set_text(fixed(share))
        artist.set_x(left + length * (1 if row == right else share) + 6)
    bars["loss"].set_text(f"loss {small(state['loss']).replace('below', '<')} nats per character")
    floor = memoryless_floor(state["inputs"], state["targets"])
    bars["floor"].set_text("" if state["recurrence"] else f"without memory at best {fixed(floor, 3)}")
    bars["title"].set_text(f"Next character, at t = {state['t']}")


def _table(state):
    steps = range(len(state["inputs"]))
    seen = [step <= state["t"] for step in steps]

    def row(name, values):
        return [name, *(value if known else "·" for value, known in zip(values, seen))]

    best = [written(state["vocabulary"][i]) for i in state["y_pred"].argmax(axis=1)]
    rows = [
        ["input", *map(written, state["inputs"])],
        ["target", *map(written, state["targets"])],
        row("guess", best),
        row("share of target", [fixed(share) for share in state["right"]]),
        row("loss in nats", [fixed(-np.log(share)) for share in state["right"]]),
    ]
    return "The steps so far", ["t", *map(str, steps)], rows


def _sentence(state):
    t = state["t"]
    shares = state["y_pred"][t]
    order = np.argsort(-shares)[: 2 if shares.max() < 0.9 else 1]
    guess = " and ".join(f"{named(state['vocabulary'][i])} {shares[i]:.0%}" for i in order)
    loss = f"The loss of the word is {small(state['loss'])} nats per character"
    read = state["inputs"][: t + 1]
    start = f"After reading '{read}' the network expects {guess}; the target is {named(state['targets'][t])}."
    if state["recurrence"]:
        return f"{start} {loss}."
    floor = memoryless_floor(state["inputs"], state["targets"])
    return (
        f"{start} The recurrence is cut (Waa = 0), so equal inputs get equal answers. {loss};"
        f" without memory nothing gets below {fixed(floor, 3)}."
    )
