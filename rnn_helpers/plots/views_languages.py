"""Lesson 09: which language a surname comes from, letter by letter."""

from functools import lru_cache, partial

import numpy as np
from matplotlib.colors import to_rgb

from rnn_helpers.cells import forward_pass, zero_state
from rnn_helpers.languages import LANGUAGES, language_split, name_columns, read_surname
from rnn_helpers.plots.canvas import (
    LIGHT,
    arrow,
    box,
    boxes_at,
    cells,
    columns,
    fill,
    fixed,
    label,
    outline,
    share_colours,
    sheet,
)
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, memory, text, whole

SIZE = (840, 344)
MOST = 16  # letters of a name
BARS_LEFT, BARS_WIDTH, BARS_TOP, LINE = 98, 176, 66, 27  # pixels: the bars of the likeliest languages
LIKELIEST = 7
LEFT, WIDTH, TOP, ROW = 444, 384, 76, 13.5  # pixels: the strip of all languages and letters
FLOOR, TALLEST = 322, 40  # pixels: the foot of the entropy's bars, and the bar of even shares
ALL_BITS = float(np.log2(len(LANGUAGES)))


def languages_view(parameters):
    """The view of a classifier's answer after each letter of a surname.

    parameters : of any of the three cells, trained to name one of `LANGUAGES` (n_x 26, n_y 14)
    """
    return View(
        name="which language, letter by letter",
        size=SIZE,
        controls=[
            text("name", "surname, Enter", "wilhelmsson"),
            whole("t", "letters read", 10, 1, 11),
            memory("before", "wilhelmsson"),
        ],
        compute=partial(_compute, _evolution_of(parameters), _known()),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: state["name"],
        adjust=_adjust,
    )


def evolution(parameters, name):
    """What the network would answer if the name ended after each of its letters: (T_x, 14)."""
    x, _ = name_columns([name])
    return forward_pass(x, zero_state(parameters), parameters)[1][:, :, 0]


def entropy_bits(shares):
    """The entropy of each row of probabilities in bits: 0 for certainty, log2 n for even shares."""
    shares = np.asarray(shares, float)
    return -(shares * np.log2(np.maximum(shares, 1e-300))).sum(axis=-1)


def read_typed(name):
    """A typed surname as the model reads it. Raises ValueError for one that it cannot."""
    letters = read_surname(name)
    if len(letters) > MOST:
        raise ValueError(f"A surname may have up to {MOST} letters here; {letters!r} has {len(letters)}.")
    return letters


def _evolution_of(parameters):
    return lru_cache(maxsize=64)(lambda name: evolution(parameters, name))


def _known():
    """Every name of the table -> its language and the part of the split that it is in."""
    parts = zip(("training", "validation", "test"), language_split())
    return {name: (LANGUAGES[place], part) for part, pairs in parts for name, place in pairs}


def _adjust(name, values):
    """A new name is shown whole; the slider ends where the name does."""
    if name != "name":
        return {}
    letters = len(read_typed(values["name"]))
    t = letters if values["name"] != values["before"] else min(values["t"], letters)
    return {"t": {"value": t, "high": letters}, "before": {"value": values["name"]}}


def _compute(evolution_of, known, name, t, before):
    name = read_typed(name)
    shares = evolution_of(name)
    true, part = known.get(name, (None, None))
    t = min(int(t), len(name))
    return {"name": name, "t": t, "shares": shares, "bits": entropy_bits(shares), "true": true, "part": part}


def _columns(state):
    return columns(len(state["name"]), LEFT, WIDTH, widest=44, share=1)


def _start(figure, state):
    ax = sheet(figure)
    lefts, width, _ = _columns(state)
    label(ax, 12, 42, "the likeliest languages", 10.5, COLOURS["output"], "left", "bold")
    ax.plot([BARS_LEFT] * 2, [BARS_TOP - 13, BARS_TOP + LINE * LIKELIEST - 13], color=COLOURS["muted"], lw=1)
    places = BARS_TOP + LINE * np.arange(LIKELIEST)
    _strip_names(ax, state)
    read = boxes_at(ax, [(left + 1, TOP - 29, width - 2, 22) for left in lefts], 10.5)
    strip = cells(ax, lefts[0], TOP, len(LANGUAGES), len(lefts), width, ROW, size=0)
    strip["boxes"].set_facecolor(share_colours(state["shares"].T.ravel()))
    strip["boxes"].set(linewidth=0.8)
    end = lefts[-1] + width
    for level, name in ((0, "0"), (1, f"{ALL_BITS:.1f}")):
        y = FLOOR - TALLEST * level
        ax.plot([lefts[0], end], [y, y], color=COLOURS["muted"] if level == 0 else LIGHT, lw=1, zorder=1)
        label(ax, lefts[0] - 6, y, name, 9, COLOURS["muted"], "right")
    label(ax, lefts[0] - 26, FLOOR - TALLEST / 2, "entropy, bits", 10, COLOURS["target"], "right", "bold")
    _entropy_bars(ax, state, lefts, width)
    for number, middle in enumerate(lefts + width / 2, 1):
        label(ax, middle, FLOOR + 12, f"{number}", 9, COLOURS["muted"])
    return {
        "title": label(ax, 12, 15, "", 12, across="left"),
        "bars": _bars(ax, places),
        "names": [label(ax, BARS_LEFT - 7, y, "", 10.5, across="right") for y in places],
        "shares": [label(ax, 0, y, "", 10, COLOURS["output"], "left") for y in places],
        "read": read,
        "frame": outline(ax, 0, TOP - 32, width, FLOOR - TOP + 34, COLOURS["ink"], 1.8),
        "truth": [label(ax, 12, y, "", 10.5, COLOURS["target"], "left") for y in (282, 302, 322)],
    }


def _strip_names(ax, state):
    lefts, _, _ = _columns(state)
    for row, language in enumerate(LANGUAGES):
        right = language == state["true"]
        y = TOP + ROW * (row + 0.5)
        weight, colour = ("bold", "target") if right else ("normal", "muted")
        label(ax, lefts[0] - 8, y, language, 9, COLOURS[colour], "right", weight)
        if right:
            arrow(ax, (lefts[0] - 96, y), (lefts[0] - 78, y), COLOURS["target"])


def _entropy_bars(ax, state, lefts, width):
    heights = TALLEST * state["bits"] / ALL_BITS
    boxes = boxes_at(ax, [(left + 3, FLOOR - h, width - 6, h) for left, h in zip(lefts, heights)], 0)["boxes"]
    boxes.set(facecolor=COLOURS["muted"], edgecolor="none")


def _bars(ax, places):
    boxes = boxes_at(ax, [(BARS_LEFT, y - 8, 0, 16) for y in places], size=0)["boxes"]
    boxes.set(facecolor=to_rgb(COLOURS["output"]), edgecolor="none")
    return boxes


def _update(artists, state):
    t, name = state["t"], state["name"]
    lefts, width, _ = _columns(state)
    shares = state["shares"][t - 1]
    best = _likeliest(shares)
    artists["title"].set_text(_title(state))
    tops = BARS_TOP + LINE * np.arange(LIKELIEST) - 8
    lengths = BARS_WIDTH * shares[best]
    artists["bars"].set_verts([box(BARS_LEFT, top, length, 16) for top, length in zip(tops, lengths)])
    for place, artist, number, length in zip(best, artists["names"], artists["shares"], lengths):
        right = LANGUAGES[place] == state["true"]
        artist.set(text=LANGUAGES[place], fontweight="bold" if right else "normal")
        number.set(text=_percent(shares[place]), x=BARS_LEFT + length + 6)
    blue, grey = to_rgb(COLOURS["input"]), to_rgb(LIGHT)
    fill(artists["read"], [blue if k < t else grey for k in range(len(name))], name)
    artists["frame"].set_x(lefts[t - 1])
    for artist, words in zip(artists["truth"], _truth(state)):
        artist.set_text(words)


def _likeliest(shares):
    return np.argsort(-shares, kind="stable")[:LIKELIEST]


def _percent(share):
    return "below 1%" if share < 0.01 else "above 99%" if share > 0.99 else f"{share:.0%}"


def _title(state):
    read = state["name"][: state["t"]]
    end = ", the whole name" if state["t"] == len(state["name"]) else ""
    return f"After “{read}”{end}: entropy {fixed(state['bits'][state['t'] - 1], 1)} bits"


def _truth(state):
    if state["true"] is None:
        return (f"{state['name']} is not in the table", "", "")
    seen = "the model was trained on it" if state["part"] == "training" else "held out in training"
    return (f"{state['name']} is in the table:", state["true"], seen)


def _table(state):
    t, shares = state["t"], state["shares"]
    best = _likeliest(shares[t - 1])[:5]
    rows = [
        [f"after {t} of {len(shares)} letters", *(f"{shares[t - 1, place]:.1%}" for place in best)],
        ["after the last letter", *(f"{shares[-1, place]:.1%}" for place in best)],
    ]
    caption = f"The five likeliest languages after “{state['name'][:t]}”"
    return caption, ["probability", *(LANGUAGES[place] for place in best)], rows


def _sentence(state):
    t, shares = state["t"], state["shares"][state["t"] - 1]
    best = int(shares.argmax())
    said = (
        f"After '{state['name'][:t]}' the answer would be {LANGUAGES[best]} with {_percent(shares[best])};"
        f" the entropy is {fixed(state['bits'][t - 1], 1)} bits of {ALL_BITS:.1f}."
    )
    if state["true"] is None:
        return f"{said} '{state['name']}' is not in the table."
    where = "was trained on" if state["part"] == "training" else "was held out"
    return f"{said} '{state['name']}' is in the table as {state['true']} and {where}."
