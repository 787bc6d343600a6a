"""Lesson 14: what a network says at every node of a typed sentence, or of a molecule that was held out."""

from functools import lru_cache, partial

import numpy as np
from matplotlib.lines import Line2D

from rnn_helpers.plots.canvas import LIGHT, box, boxes_at, fixed, label, panel, sheet, signed_colours
from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.tree_drawing import draw_tree
from rnn_helpers.plots.tree_fitting import fitted, text_width
from rnn_helpers.plots.typed_trees import STRIP, lines_of, mistake_in, read_typed, write_mistake
from rnn_helpers.plots.view import View, choice, memory, text, whole
from rnn_helpers.stored_trees import as_read, said_at_nodes, stored_answer, unknown_words
from rnn_helpers.tree_questions import question

SIZE = (840, 384)
TREE = (8, 36, 592, 340)  # pixels: left, top, width and height of the tree
RIGHT, WIDE = 618, 212  # pixels: the panel beside the tree
SENTENCE, MOLECULE = "a sentence, typed", "a molecule, held out"
TYPED = "(((the plot) (is (not (very good)))) (but ((the music) (pleases us))))"
CLASSES = ("very negative", "negative", "neutral", "positive", "very positive")
SIGNS = ("−−", "−", "0", "+", "++")
SIDES = np.array([-2, -1, 0, 1, 2]) / 2
FIRST = "propyl acetate"
BOLD = 1.14  # how much wider bold letters are
SCALE = (100, 750)  # kelvin, the ends of the plot
PLOT = (672, 190, 150, 150)  # pixels: left, top, width, height


def predictions_view(typed=TYPED):
    """The view of the stored networks of lesson 14 at work.

    typed : the sentence that it starts with, in brackets
    """
    molecules = held_out()
    names = [row[0] for row in molecules["rows"]]
    first, last = names.index(FIRST) + 1, len(read_typed(typed)) - 1
    return View(
        name="what the network says at every node",
        size=SIZE,
        controls=[
            choice("ask", "read", SENTENCE, [SENTENCE, MOLECULE]),
            text("typed", "brackets, Enter", typed),
            whole("molecule", "molecule number", first, 1, len(names)),
            whole("node", "node", last, 0, last),
            memory("picked", first),
            memory("before", typed),
            memory("good", typed),
            memory("shown", (SENTENCE, typed)),
        ],
        compute=partial(_compute, molecules),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: (state["tree"], state["ask"], state["mistake"]),
        adjust=partial(_adjust, molecules),
    )


@lru_cache(maxsize=1)
def held_out():
    """The molecules of the test part, light ones first, and what the network says at every atom."""
    asked = question("boiling")
    return {
        "rows": asked["rows"]["test"],
        "trees": asked["test"],
        "said": said_at_nodes("boiling", asked["test"]),
        "mean": float(asked["targets"]["train"].mean()),
    }


def _adjust(molecules, name, values):
    """What was changed last is shown, with its root; a text with a mistake leaves the last good one."""
    changes = {}
    if name == "typed" and values["typed"] != values["before"]:
        changes |= {"before": values["typed"], "ask": SENTENCE}
        if mistake_in(values["typed"]) is None:
            changes["good"] = values["typed"]
    if name == "molecule" and values["molecule"] != values["picked"]:
        changes |= {"picked": values["molecule"], "ask": MOLECULE}
    values = values | changes
    tree, shown = _tree(molecules, values), _shown(values)
    if shown != values["shown"]:
        changes |= {"shown": shown, "node": len(tree) - 1}
    node = min((values | changes)["node"], len(tree) - 1)
    return {key: {"value": value} for key, value in changes.items()} | {
        "node": {"value": node, "high": len(tree) - 1}
    }


def _shown(values):
    return values["ask"], values["good"] if values["ask"] == SENTENCE else values["molecule"]


def _tree(molecules, values):
    return (
        read_typed(values["good"])
        if values["ask"] == SENTENCE
        else molecules["trees"][values["molecule"] - 1]
    )


@lru_cache(maxsize=64)
def _said_of(typed):
    """A typed sentence as the network reads it, its answers at every node, and the words that it lacks."""
    tree = as_read(read_typed(typed))
    (said,) = said_at_nodes("sentiment", [tree])
    return tree, said, unknown_words(tree, stored_answer("sentiment")[1]["vocabulary"])


def _compute(molecules, ask, typed, molecule, node, good, **_):
    state = {"ask": ask, "mistake": mistake_in(typed) if ask == SENTENCE and typed != good else None}
    if ask == SENTENCE:
        tree, shares, unknown = _said_of(good)
        state |= {"shares": shares, "unknown": unknown, "texts": [SIGNS[k] for k in shares.argmax(axis=0)]}
        state["values"] = SIDES @ shares
    else:
        tree, kelvin = molecules["trees"][molecule - 1], molecules["said"][molecule - 1]
        state |= {
            "row": molecules["rows"][molecule - 1],
            "kelvin": kelvin,
            "all": _points(),
            "molecule": molecule,
        }
        state |= {"texts": [f"{value:.0f}" for value in kelvin], "values": (kelvin - molecules["mean"]) / 200}
    node = min(int(node), len(tree) - 1)
    plan = _plan(tree, tuple(state["texts"]), state["mistake"] is not None)
    return state | {"tree": tree, "node": node, "plan": plan, "words": tree.nodes()[node].words()}


@lru_cache(maxsize=1)
def _points():
    """Measured and predicted kelvin of all held-out molecules."""
    molecules = held_out()
    return np.array([[row[2], said[-1]] for row, said in zip(molecules["rows"], molecules["said"])])


@lru_cache(maxsize=32)
def _plan(tree, texts, is_short):
    return fitted(tree, TREE[2], TREE[3] - STRIP * is_short, texts, "beside")


def _start(figure, state):
    ax = sheet(figure)
    left, top, width, height = TREE
    height -= STRIP * (state["mistake"] is not None)
    inside = panel(figure, left, top, width, height)
    draw_tree(inside, state["tree"], state["values"], texts=state["texts"], words="beside", limit=1.0)
    ring = inside.add_line(Line2D([], [], color=COLOURS["ink"], lw=2.4, zorder=5))
    if state["mistake"]:
        write_mistake(ax, state["mistake"], top + height, TREE[2] - 10)
    ax.plot([RIGHT - 12] * 2, [12, SIZE[1] - 12], color=LIGHT, lw=1)
    artists = {"ring": ring, "title": label(ax, 12, 16, "", 12, across="left")}
    return artists | (
        _start_shares(ax, state) if state["ask"] == SENTENCE else _start_kelvin(figure, ax, state)
    )


def _start_shares(ax, state):
    tops = 92 + 30 * np.arange(5)
    for name, sign, y in zip(CLASSES, SIGNS, tops):
        label(ax, RIGHT + 88, y, name, 9.5, across="right")
        label(ax, RIGHT + 104, y, sign, 10, weight="bold")
    bars = boxes_at(ax, [(RIGHT + 122, y - 9, 1, 18) for y in tops], 0)
    for row, line in enumerate(_about_unknown(state["unknown"])):
        label(
            ax,
            RIGHT,
            252 + 17 * row,
            line,
            9.5,
            COLOURS["output"] if row else COLOURS["ink"],
            "left",
            parse_math=False,
        )
    return {
        "of": label(ax, RIGHT, 40, "", 10.5, across="left", weight="bold"),
        "part": label(ax, RIGHT, 60, "", 10, COLOURS["muted"], "left", parse_math=False),
        "bars": bars["boxes"],
        "shares": [label(ax, 0, y, "", 10, across="left") for y in tops],
    }


def _start_kelvin(figure, ax, state):
    name, smiles, measured, source = state["row"]
    said = state["kelvin"][-1]
    lines = [
        (_cut(name, 10.5, WIDE / BOLD), 10.5, "ink", "bold"),
        (_cut(smiles, 10), 10, "muted", "normal"),
        (f"measured {measured:.0f} K", 10.5, "target", "bold"),
        (f"in the {SOURCES[source]}", 10, "muted", "normal"),
        (f"predicted {said:.0f} K", 10.5, "output", "bold"),
    ]
    for (line, size, colour, weight), y in zip(lines, (40, 60, 84, 102, 123)):
        label(ax, RIGHT, y, line, size, COLOURS[colour], "left", weight, parse_math=False)
    label(ax, RIGHT, 172, "All held-out molecules, kelvin", 10, across="left")
    left, top, width, height = PLOT
    inside = panel(figure, left, top, width, height)
    inside.set(xlim=SCALE, ylim=SCALE, xticks=(200, 400, 600), yticks=(200, 400, 600))
    inside.tick_params(labelsize=9, length=3, pad=2)
    inside.plot(SCALE, SCALE, color=COLOURS["muted"], lw=1, ls=":")
    inside.scatter(*state["all"].T, s=7, color=COLOURS["muted"], alpha=0.55, linewidths=0)
    inside.scatter([measured], [said], s=46, color=COLOURS["output"], edgecolors="white", zorder=5)
    label(ax, left + width / 2, top + height + 24, "measured", 9.5)
    label(ax, left - 46, top + height / 2, "predicted", 9.5, rotation=90)
    return {"of": label(ax, RIGHT, 145, "", 10, COLOURS["muted"], "left", parse_math=False)}


SOURCES = {"CRC_ORG": "CRC Handbook", "WEBBOOK": "NIST WebBook"}


def _cut(words, size, width=WIDE):
    """A text of one line, shortened to a width in pixels."""
    if text_width(words, size) <= width:
        return words
    while words and text_width(words + "…", size) > width:
        words = words[:-1]
    return words + "…"


def _about_unknown(unknown):
    if not unknown:
        return ["All these words are known."]
    return ["Not known, read as “any word”:", *lines_of(", ".join(unknown), WIDE, 9.5)]


def _update(artists, state):
    plan, node = state["plan"], state["node"]
    x, y = plan["places"][plan["kept"].index(node)] if node in plan["kept"] else (np.nan, np.nan)
    half = plan["halves"][plan["kept"].index(node)] if node in plan["kept"] else 0
    angle = np.linspace(0, 2 * np.pi, 49)
    artists["ring"].set_data(x + (half + 1.5) * np.cos(angle), y + (plan["radius"] + 1.5) * np.sin(angle))
    artists["title"].set_text(_title(state))
    (_update_shares if state["ask"] == SENTENCE else _update_kelvin)(artists, state)


def _update_shares(artists, state):
    node, shares = state["node"], state["shares"][:, state["node"]]
    tops = 92 + 30 * np.arange(5) - 9
    artists["of"].set_text("The whole" if _is_root(state) else f"Node {node}")
    artists["part"].set_text(_cut(" ".join(state["words"]), 10))
    artists["bars"].set_verts([box(RIGHT + 122, top, 50 * share, 18) for top, share in zip(tops, shares)])
    artists["bars"].set(facecolor=signed_colours(SIDES, 1.0), edgecolor=COLOURS["muted"], linewidth=0.8)
    for artist, share in zip(artists["shares"], shares):
        artist.set(text=_percent(share), x=RIGHT + 126 + 50 * share)


def _update_kelvin(artists, state):
    value = state["kelvin"][state["node"]]
    artists["of"].set_text("" if _is_root(state) else f"node {state['node']}: its part alone, {value:.0f} K")


def _is_root(state):
    return state["node"] == len(state["tree"]) - 1


def _percent(share):
    return "< 1%" if share < 0.01 else "> 99%" if share > 0.99 else f"{share:.0%}"


def _title(state):
    if state["ask"] == SENTENCE:
        best = CLASSES[int(state["shares"][:, -1].argmax())]
        return f"Called {best}; at each node, what is said of the words below"
    return "At each atom: the kelvin said of the part below it, as if it stood alone"


def _table(state):
    if state["ask"] == SENTENCE:
        header = ["probability", *SIGNS]
        rows = [
            [f"node {state['node']}", *map(_percent, state["shares"][:, state["node"]])],
            ["root", *map(_percent, state["shares"][:, -1])],
        ]
        return "What the network says", header, rows
    _, _, measured, _ = state["row"]
    rows = [[f"node {state['node']}", "·", fixed(state["kelvin"][state["node"]], 0)]]
    rows.append(["molecule", fixed(measured, 0), fixed(state["kelvin"][-1], 0)])
    return "Boiling points in kelvin", ["", "measured", "predicted"], rows


def _sentence(state):
    said = _about_sentence(state) if state["ask"] == SENTENCE else _about_molecule(state)
    if not state["mistake"]:
        return said
    return f"{said} The text in the box is no tree yet. {state['mistake'][0]} The last good tree stays."


def _about_sentence(state):
    shares = state["shares"]
    best = int(shares[:, -1].argmax())
    said = f"The sentence is called {CLASSES[best]} ({_percent(shares[best, -1])})."
    if not _is_root(state):
        here = shares[:, state["node"]]
        words = _cut(" ".join(state["words"]), 10, 300)
        said += f" Node {state['node']}, '{words}': {CLASSES[int(here.argmax())]} ({_percent(here.max())})."
    if state["unknown"]:
        said += f" Not known to the model, read as any word: {', '.join(state['unknown'][:6])}."
    return said


def _about_molecule(state):
    name, smiles, measured, source = state["row"]
    measured, said = round(measured), round(state["kelvin"][-1])
    return (
        f"{name[:60]}, {smiles[:40]}: measured {measured} K ({SOURCES[source]}), predicted {said} K, off by"
        f" {abs(said - measured)} K. No network saw this molecule while it was trained."
    )
