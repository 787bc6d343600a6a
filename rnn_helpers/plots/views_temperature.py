"""Lessons 00 and 05: a trained model writes names while the temperature slides."""

import unicodedata
from functools import lru_cache, partial
from string import ascii_letters, digits

import numpy as np
from matplotlib.colors import to_rgb

from rnn_helpers.cells import step, zero_state
from rnn_helpers.character_model import BOUNDARY
from rnn_helpers.plots.canvas import LIGHT, box, boxes_at, columns, fixed, label, sheet
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, number, text, whole
from rnn_helpers.sampling import sample, sharpen
from rnn_helpers.vocabulary import encode, one_hot

SIZE = (840, 322)
LEFT, WIDTH = 46, 474  # pixels: where the bars begin, and the room for all of them
FLOOR, TALLEST = 268, 216  # pixels: the foot of the bars, and the bar that stands for 1
NAMES_LEFT, NAMES_TOP, NAMES_WIDTH, LINE = 566, 62, 134, 23
SHOWN, DRAWN = 14, 100  # names on the picture, and names that are counted
LONGEST = 16  # letters after the prompt
MOST = 10  # letters of a prompt
IN_TABLE = 8
LETTERS = frozenset(ascii_letters + digits + " …=,.%()")  # stamped one by one: names are new at every move
ROOM = 7.9  # for a name, in heights of its font
WIDTHS = dict.fromkeys("ijl", 0.28) | dict.fromkeys("frt", 0.41) | {"w": 0.82, "m": 0.98}  # others 0.62
END = "⏎"


def temperature_view(parameters, characters, known):
    """The view of what a character model writes at a temperature.

    parameters : of any of the three cells    characters : its vocabulary, line break included
    known : the names it was trained on
    """
    return View(
        name="a trained model writes",
        size=SIZE,
        controls=[
            text("prompt", "begin with, Enter", "ma"),
            number("temperature", "temperature T", 1.0, 0, 2, 0.05),
            whole("top_k", "top k letters", len(characters), 1, len(characters)),
        ],
        compute=partial(_compute, _first_shares(parameters, characters), parameters, characters, set(known)),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
    )


def read_prompt(prompt, characters):
    """The letters to begin with: lower case, accents dropped, as the names in the list are written."""
    parts = unicodedata.normalize("NFD", prompt.strip().lower())
    prompt = "".join(part for part in parts if not unicodedata.combining(part))
    unknown = [letter for letter in prompt if letter not in characters]
    if unknown:
        known = characters.strip()
        raise ValueError(
            f"The model knows the letters {known[0]} to {known[-1]} only; {unknown[0]!r} is not one."
        )
    if len(prompt) > MOST:
        raise ValueError(f"The beginning may have up to {MOST} letters; {prompt!r} has {len(prompt)}.")
    return prompt


def _first_shares(parameters, characters):
    @lru_cache(maxsize=64)
    def shares(prompt):
        state = zero_state(parameters)
        for letter in encode(BOUNDARY + prompt, characters):
            state, yt_pred = step(one_hot(np.array([letter]), len(characters)), state, parameters)
        return np.asarray(yt_pred, float)

    return shares


def _compute(shares, parameters, characters, known, prompt, temperature, top_k):
    """The next letter's shares, and names drawn with the same random numbers at every temperature."""
    prompt = read_prompt(prompt, characters)
    kept = None if top_k == len(characters) else top_k
    rng = np.random.default_rng(0)
    names = sample(parameters, characters, rng, temperature, kept, prompt, DRAWN, LONGEST)
    return {
        "prompt": prompt,
        "temperature": temperature,
        "top_k": top_k,
        "characters": characters,
        "plain": shares(prompt)[:, 0],
        "shares": sharpen(shares(prompt), temperature, top_k)[:, 0],
        "names": names,
        "known": [name in known for name in names],
        "different": len(set(names)),
    }


def _plan(state):
    return columns(len(state["characters"]), LEFT, WIDTH, widest=24, share=0.62)


def _start(figure, state):
    ax = sheet(figure)
    lefts, width, _ = _plan(state)
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = FLOOR - TALLEST * share
        ax.plot([LEFT, LEFT + WIDTH], [y, y], color=COLOURS["muted"] if share == 0 else LIGHT, lw=1, zorder=1)
        label(ax, LEFT - 8, y, f"{share:.0%}", 9.5, COLOURS["muted"], "right")
    for middle, character in zip(lefts + width / 2, state["characters"]):
        label(ax, middle, FLOOR + 13, shown(character), 10.5, COLOURS["output"], weight="bold")
    label(ax, 12, 308, f"{END} the name ends", 10, COLOURS["output"], "left")
    _key(ax)
    label(ax, NAMES_LEFT - 20, 39, "the first names drawn; a dot marks", 10, COLOURS["muted"], "left")
    label(ax, NAMES_LEFT - 20, 54, "those in the list it learned from", 10, COLOURS["muted"], "left")
    places = [
        (NAMES_LEFT + NAMES_WIDTH * column, NAMES_TOP + 16 + LINE * row)
        for column in range(2)
        for row in range(SHOWN // 2)
    ]
    names = [label(ax, x, y, "", 11, across="left") for x, y in places]
    counts = [label(ax, NAMES_LEFT - 20, y, "", 10.5, across="left") for y in (272, 291, 308)]
    setting = label(ax, NAMES_LEFT - 20, 15, "", 12, across="left")
    for artist in [*names, *counts, setting]:
        artist.single = LETTERS
    return {
        "title": label(ax, 12, 15, "", 12, across="left"),
        "setting": setting,
        "bars": _bars(ax, lefts, COLOURS["output"], to_rgb(COLOURS["output"])),
        "plain": _bars(ax, lefts, COLOURS["muted"], "none"),
        "dots": [label(ax, x - 12, y, "", 9, COLOURS["target"]) for x, y in places],
        "names": names,
        "counts": counts,
    }


def _key(ax):
    boxes = boxes_at(ax, [(196, 302, 12, 11), (330, 302, 12, 11)], size=0)["boxes"]
    boxes.set(facecolor=[to_rgb(COLOURS["output"]), to_rgb("white")])
    boxes.set(edgecolor=[COLOURS["output"], COLOURS["muted"]], linewidth=1.2)
    label(ax, 214, 308, "share at this T", 10, COLOURS["muted"], "left")
    label(ax, 348, 308, "share as predicted (T = 1)", 10, COLOURS["muted"], "left")


def _bars(ax, lefts, edge, face):
    boxes = boxes_at(ax, [(left, FLOOR, 0, 0) for left in lefts], size=0)["boxes"]
    boxes.set(facecolor=face, edgecolor=edge, linewidth=1.2, zorder=3 if face == "none" else 2)
    return boxes


def _update(artists, state):
    lefts, width, _ = _plan(state)
    for name, values, grow in (("bars", state["shares"], 0), ("plain", state["plain"], 2)):
        heights = TALLEST * values
        artists[name].set_verts(
            [box(left - grow, FLOOR - h, width + 2 * grow, h) for left, h in zip(lefts, heights)]
        )
    after = f"after “{state['prompt']}”" if state["prompt"] else "at the start of a name"
    artists["title"].set_text(f"What comes {after}")
    artists["setting"].set_text(_setting(state))
    for dot, artist, name, known in zip(artists["dots"], artists["names"], state["names"], state["known"]):
        dot.set_text("●" if known else "")
        artist.set(text=_cut(name) or "(nothing)", color=COLOURS["target" if known else "output"])
    real = sum(state["known"])
    for artist, words in zip(
        artists["counts"],
        (f"Of {DRAWN} names drawn", f"{real} stand in the list ({real / DRAWN:.0%})", _different(state)),
    ):
        artist.set_text(words)


def _cut(name):
    """As much of a name as fits into its column."""
    widths = np.cumsum([WIDTHS.get(letter, 0.62) for letter in name])
    fits = int(np.searchsorted(widths, ROOM))
    return name if fits == len(name) else name[: int(np.searchsorted(widths, ROOM - 1))] + "…"


def shown(character):
    """A character as a label: the line break, which ends a name, as a sign."""
    return END if character == BOUNDARY else character


def _different(state):
    one = state["different"] == 1
    return "all are the same name" if one else f"{state['different']} are different names"


def _setting(state):
    temperature = f"T = {fixed(state['temperature'])}" if state["temperature"] else "T = 0, greedy"
    all_of_them = state["top_k"] == len(state["characters"])
    return temperature + (", all letters" if all_of_them else f", top {state['top_k']} letters")


def _order(state):
    return np.argsort(-state["plain"], kind="stable")[:IN_TABLE]


def _table(state):
    likely = _order(state)
    rows = [
        ["as predicted (T = 1)", *(f"{state['plain'][i]:.1%}" for i in likely)],
        [_setting(state), *(f"{state['shares'][i]:.1%}" for i in likely)],
    ]
    caption = f"The {IN_TABLE} likeliest next letters ({END} is the end)"
    return caption, ["letter", *(shown(state["characters"][i]) for i in likely)], rows


def _sentence(state):
    best = int(state["plain"].argmax())
    letter = (
        "the end of the name" if state["characters"][best] == BOUNDARY else f"'{state['characters'][best]}'"
    )
    after = f"After '{state['prompt']}'" if state["prompt"] else "At the start of a name"
    return (
        f"{after} the likeliest is {letter}, predicted with {state['plain'][best]:.0%};"
        f" at {_setting(state)} it gets {state['shares'][best]:.0%}. Of {DRAWN} names drawn,"
        f" {sum(state['known'])} stand in the list that the model learned from; {_different(state)}."
    )
