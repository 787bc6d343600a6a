"""Lesson 06: the neuron browser; a text coloured by one hidden unit, and what that unit tells about it."""

from functools import cache, partial

import numpy as np

from rnn_helpers.neurons import areas, either_way
from rnn_helpers.plots.canvas import LIGHT, SIGNED_MAP, box, boxes_at, fixed, label, sheet
from rnn_helpers.plots.palette import SIGNED_ENDS
from rnn_helpers.plots.stamps import Stamped
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, whole

SIZE = (840, 372)
LEFT, TOP = 48, 31  # pixels: the upper left corner of the text
WIDE, HIGH, ROWS, COLUMNS = 8, 18.5, 16, 72  # pixels of a character, and how many are seen
LETTERS = {"family": ["DejaVu Sans Mono"], "fontsize": 9.59}  # as wide as its cell
PALE = 0.27  # how far the colours go from white: dark letters can be read on all of them
BARS_LEFT, BARS_TOP, BARS_WIDTH, PITCH = 648, 51, 180, 45
SNIPPET, APART, HIGHEST, LOWEST = 36, 60, 2, 2
BREAK = "↵"


def neurons_view(a, text, baseline=None):
    """The view of hidden units over a text.

    a : (len(text), n_a) the units after each character    text : what was read
    baseline : dict property -> area that the best unit of an untrained network reaches, or None

    Raises ValueError if there is not one row of `a` for each character, or if the text is short.
    """
    a = np.asarray(a)
    if a.ndim != 2 or len(a) != len(text):
        raise ValueError(f"a needs a row for each of the {len(text)} characters; its shape is {a.shape}.")
    rows = text_rows(text)
    if len(rows) < ROWS:
        raise ValueError(f"The text needs at least {ROWS} lines; it has {len(rows)}.")
    return View(
        name="the neuron browser",
        size=SIZE,
        controls=[
            whole("unit", "hidden unit", 0, 0, a.shape[1] - 1),
            whole("line", "first line", 1, 1, len(rows) - ROWS + 1),
        ],
        compute=partial(_compute, a, text, rows, areas(a, text), baseline or {}, _exciting(a)),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
    )


def text_rows(text):
    """The text in rows of at most 72 characters, each with its line break: a list of (first place, row)."""
    rows, first = [], 0
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), COLUMNS):
            rows.append((first + start, line[start : start + COLUMNS]))
        first += len(line)
    return rows


def _exciting(a):
    """The places where a unit is highest and lowest, some way apart: a function of the unit."""

    @cache
    def places(unit):
        order = np.argsort(a[:, unit], kind="stable")
        return _apart(order[::-1], HIGHEST), _apart(order, LOWEST)

    return places


def _apart(order, count):
    chosen = []
    for place in order:
        if all(abs(place - other) >= APART for other in chosen):
            chosen.append(int(place))
        if len(chosen) == count:
            break
    return chosen


def _compute(a, text, rows, found, baseline, exciting, unit, line):
    """The unit's values in the lines shown, the places that excite it, and what it tells."""
    shown = rows[line - 1 : line - 1 + ROWS]
    values = np.full((ROWS, COLUMNS), np.nan)
    for row, (first, letters) in enumerate(shown):
        values[row, : len(letters)] = a[first : first + len(letters), unit]
    high, low = exciting(unit)
    return {
        "unit": unit,
        "line": line,
        "rows": [letters.replace("\n", BREAK) for _, letters in shown],
        "values": values,
        "areas": {name: float(each[unit]) for name, each in found.items()},
        "baseline": baseline,
        "high": [(float(a[place, unit]), _before(text, place)) for place in high],
        "low": [(float(a[place, unit]), _before(text, place)) for place in low],
    }


def _before(text, place):
    """What was read up to a place, that character included."""
    return text[max(place + 1 - SNIPPET, 0) : place + 1].replace("\n", BREAK)


def light(values):
    """Colours of values from -1 to 1, light enough for dark letters; white at zero and beside the text."""
    return SIGNED_MAP(0.5 + PALE * np.clip(np.nan_to_num(values), -1, 1))


def _start(figure, state):
    ax = sheet(figure)
    label(ax, 12, 15, "The text, coloured by the unit after each character", 12, across="left")
    label(ax, BARS_LEFT, 15, "How well it tells", 12, across="left")
    right, bottom = LEFT + WIDE * COLUMNS, TOP + HIGH * ROWS
    image = ax.imshow(light(state["values"]), extent=(LEFT, right, bottom, TOP), aspect="auto", zorder=1)
    image.set_interpolation("nearest")
    ax.set(xlim=(0, SIZE[0]), ylim=(SIZE[1], 0))
    _scale(ax, bottom + 10)
    middles = TOP + HIGH * (np.arange(ROWS) + 0.5)
    tops = BARS_TOP + PITCH * np.arange(len(state["areas"])) + 14
    marks = _bars_key(ax, state, tops)
    bars = boxes_at(ax, [(BARS_LEFT, top, 0, 12) for top in tops], size=0)["boxes"]
    return {
        "image": image,
        "letters": [ax.add_artist(_letters(LEFT, middle)) for middle in middles],
        "numbers": [label(ax, LEFT - 8, middle, "", 8.5, COLOURS["muted"], "right") for middle in middles],
        "bars": bars,
        "marks": marks,  # they lie on the bars, so they are drawn again with them
        "told": [label(ax, BARS_LEFT + BARS_WIDTH, top - 10, "", 10, across="right") for top in tops],
    }


def _letters(x, y):
    return Stamped(x, y, "", color=COLOURS["ink"], va="center_baseline", ha="left", zorder=4, **LETTERS)


def _scale(ax, top):
    """The colours from -1 to 1, with what they mean."""
    width, left = 150, LEFT + 158
    steps = light(np.linspace(-1, 1, 61)[None])
    ax.imshow(steps, extent=(left, left + width, top + 13, top), aspect="auto", zorder=1)
    ax.set(xlim=(0, SIZE[0]), ylim=(SIZE[1], 0))
    label(ax, left - 8, top + 7, "the unit is  −1", 10, COLOURS["muted"], "right")
    label(ax, left + width + 8, top + 7, "+1", 10, COLOURS["muted"], "left")
    label(ax, left + width / 2, top + 7, "0", 9, COLOURS["ink"])
    label(ax, LEFT + WIDE * COLUMNS, top + 7, f"{BREAK} the line ends", 10, COLOURS["muted"], "right")


def _bars_key(ax, state, tops):
    """The names of the properties, empty bars from 0.5 to 1; returns the marks of the untrained network."""
    room = boxes_at(ax, [(BARS_LEFT, top, BARS_WIDTH, 12) for top in tops], size=0)["boxes"]
    room.set(facecolor=LIGHT, edgecolor="none", zorder=1)
    marks = []
    for name, top in zip(state["areas"], tops):
        label(ax, BARS_LEFT, top - 10, name, 10, across="left")
        if name in state["baseline"]:
            x = BARS_LEFT + BARS_WIDTH * _reach(state["baseline"][name])
            marks += ax.plot([x, x], [top - 1, top + 13], color=COLOURS["ink"], lw=2, zorder=5)
    foot = tops[-1] + 22
    label(ax, BARS_LEFT, foot, "0.5, a coin", 9, COLOURS["muted"], "left")
    label(ax, BARS_LEFT + BARS_WIDTH, foot, "1, never wrong", 9, COLOURS["muted"], "right")
    if state["baseline"]:
        ax.plot([BARS_LEFT + 1] * 2, [foot + 14, foot + 28], color=COLOURS["ink"], lw=2)
        label(ax, BARS_LEFT + 9, foot + 21, "best untrained unit", 9, COLOURS["muted"], "left")
    return marks


def _reach(area):
    """How much of its room a bar fills: nothing at 1/2, all at 0 and 1."""
    return 2 * abs(area - 0.5)


def _update(artists, state):
    artists["image"].set_data(light(state["values"]))
    for k, (letters, number, row) in enumerate(zip(artists["letters"], artists["numbers"], state["rows"])):
        letters.set_text(row.rstrip(" "))
        number.set_text(str(state["line"] + k))
    told = list(state["areas"].values())
    tops = BARS_TOP + PITCH * np.arange(len(told)) + 14
    bars = [box(BARS_LEFT, top, BARS_WIDTH * _reach(area), 12) for top, area in zip(tops, told)]
    artists["bars"].set_verts(bars)
    artists["bars"].set_facecolor([SIGNED_ENDS[int(area > 0.5)] for area in told])
    for artist, area in zip(artists["told"], told):
        artist.set_text(f"{fixed(either_way(area))} {_side(area)}")


def _side(area):
    return "high" if area > 0.5 else "low"


def _table(state):
    rows = [[_signed(value), snippet] for value, snippet in state["high"] + state["low"][::-1]]
    seen = f"mean of lines {state['line']} to {state['line'] + ROWS - 1}"
    rows.append([_signed(np.nanmean(state["values"])), seen])
    return f"Where unit {state['unit']} is highest and lowest", ["unit", "text up to there"], rows


def _signed(value):
    return ("+" if value > 0 else "") + fixed(value)


def _sentence(state):
    best = max(state["areas"], key=lambda name: _reach(state["areas"][name]))
    area = state["areas"][best]
    said = (
        f"Unit {state['unit']} tells “{best}” best of these, with an area of {fixed(either_way(area))};"
        f" it is {_side(area)} there."
    )
    if best in state["baseline"]:
        more = float(either_way(area)) - state["baseline"][best]
        said += f" The best unit of an untrained network reaches {fixed(state['baseline'][best])}" + (
            "." if more > 0 else ", so this is nothing that it learned."
        )
    return said
