"""Lesson 13: which leaves the error of a node reaches, and how strongly; below it the chain of its words."""

import zlib
from functools import lru_cache

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from rnn_helpers.brackets import BracketError, read_tree
from rnn_helpers.parameters import initialise_tree_rnn
from rnn_helpers.plots.canvas import EMPTY, columns, fixed, label, powers, sheet
from rnn_helpers.plots.letters import drawn, written
from rnn_helpers.plots.palette import COLOURS, mix, tint
from rnn_helpers.plots.tree_fitting import text_width
from rnn_helpers.plots.tree_layout import numbered
from rnn_helpers.plots.view import View, choice, memory, number, text, whole
from rnn_helpers.trees import balanced, binarised, left_branching, right_branching

SIZE = (840, 384)
LEFT, WIDTH = 84, 744  # pixels: the columns of the words
TOP, LEAVES = 46, 186  # pixels: the tree's root and its leaves
WIDE = {"tree size": 208, "word": 231, "chain size": 254, "chain leaf": 275, "states": 334}
NARROW = {"word": 241, "chain leaf": 296, "states": 342}  # words are turned, sizes are left to the table
ROOMY = 44  # pixels of a column in which a size can be read
MOST, LONGEST = 60, 4000  # words of a tree, characters of its text
SHOWN = 6  # words in the table
N_A, WORD = 16, 0.15  # numbers in a state, and the standard deviation of a word's
FAINTEST = 3  # decades: what arrives with 10^-3 or less is as pale as it gets
SENTENCE = "((the film) ((was (not (very good))) (but ((the music) (moved me)))))"
SHAPES = {"as typed": None, "balanced": balanced, "right-branching": right_branching}
PALE, GREY = tint(COLOURS["gradient"], 0.06), "#D5D9E0"


def blame_tree_view(typed=SENTENCE):
    """The view of the error of one node of a tree, followed down to the leaves.

    typed : the tree that it starts with, in brackets, 2 to 60 words
    """
    nodes = len(read_typed(typed))
    return View(
        name="whose error reaches which leaf",
        size=SIZE,
        controls=[
            text("typed", "tree, Enter", typed),
            choice("shape", "shape", "as typed", SHAPES),
            whole("node", "node with the error", nodes - 1, 0, nodes - 1),
            number("radius", "spectral radius", 0.9, 0.3, 2.0, 0.05),
            memory("shown", typed),
        ],
        compute=_compute,
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: state["tree"]["key"],
        adjust=_adjust,
    )


def read_typed(typed):
    """The binary tree that a text in brackets holds; ValueError, in one line, where it cannot be shown."""
    if len(typed) > LONGEST:
        raise ValueError(f"This text has {len(typed):,} characters; here a tree has up to {MOST} words.")
    try:
        tree = binarised(read_tree(typed))
    except BracketError as problem:
        raise ValueError(_in_one_line(problem, typed)) from None
    words = len(tree.words())
    if not 2 <= words <= MOST:
        given = "one word" if words == 1 else f"{words} words"
        raise ValueError(f"This tree has {given}; here it can have 2 to {MOST}, such as (very good).")
    return tree


def _in_one_line(problem, typed):
    """The message without its caret, and the text around the place instead."""
    before = typed[: problem.column - 1][-16:]
    message = str(problem).splitlines()[0]
    return f"{message} Read so far: {'…' * (problem.column > 17)}{before}" if before.strip() else message


@lru_cache(maxsize=1)
def _weights():
    """W_left and W_right with the spectral radius 1 each."""
    parameters = initialise_tree_rnn(N_A, 2, np.random.default_rng(0))
    pair = parameters["W_left"], parameters["W_right"]
    return tuple(W / np.abs(np.linalg.eigvals(W)).max() for W in pair)


@lru_cache(maxsize=512)
def _vector(word):
    """The vector of a word: the same word has the same vector everywhere."""
    return WORD * np.random.default_rng(zlib.crc32(word.encode())).standard_normal((N_A, 1))


def arriving(below, a, node, weights):
    """How much of an error of size 1 at one node arrives at every node, on average over its directions.

    below : each node's children by number, in post-order    a : list of states (n_a, 1)
    weights : W_left, W_right
    returns : (nodes,) sizes, the root of the mean of the squares over all directions; NaN for
        nothing
    """
    n_a = len(a[node])
    errors, sizes = {node: np.eye(n_a)}, np.full(len(a), np.nan)
    for here in range(node, -1, -1):
        if here not in errors:
            continue
        da = errors.pop(here)
        sizes[here] = np.linalg.norm(da) / np.sqrt(n_a)
        if below[here]:
            dtanh = (1 - a[here] ** 2) * da
            errors |= {child: W.T @ dtanh for child, W in zip(below[here], weights)}
    return sizes


def _states(below, vectors, weights):
    """The states of all nodes; leaves take the vectors in reading order."""
    vectors, a = iter(vectors), []
    for children in below:
        a.append(
            np.tanh(sum(W @ a[child] for W, child in zip(weights, children))) if children else next(vectors)
        )
    return a


@lru_cache(maxsize=16)
def _planned(typed, shape):
    """A tree and the chain of its words: who hangs below whom, which leaves, and where everything stands."""
    tree = read_typed(typed)
    if SHAPES[shape]:
        tree = SHAPES[shape](tree.words())
    words = tree.words()
    lefts, _, pitch = columns(len(words), LEFT, WIDTH, widest=84, share=1)
    x = lefts + (LEFT + WIDTH - lefts[-1]) / 2
    plan = {"key": (typed, shape), "words": words, "pitch": pitch, "rows": WIDE if pitch >= ROOMY else NARROW}
    below, chain = numbered(tree)[1], numbered(left_branching(words))[1]
    plan |= {"below": below, "chain": chain, "ends": _ends(below)}
    plan |= {"places": _tree_places(below, x), "chain places": _chain_places(chain, x, plan["rows"])}
    return plan


def _ends(below):
    """For every node the first and the last of its leaves, counted from 0."""
    ends, leaf = [], 0
    for children in below:
        ends.append((ends[children[0]][0], ends[children[-1]][1]) if children else (leaf, leaf))
        leaf += not children
    return ends


def _tree_places(below, x):
    """Leaves on one line in their columns; a parent between its children's words, by its height."""
    heights, ends = [], _ends(below)
    for children in below:
        heights.append(1 + max((heights[child] for child in children), default=-1))
    gap = min((LEAVES - TOP) / max(heights), 44)
    between = [
        (ends[children[0]][1], ends[children[1]][0]) if children else own
        for children, own in zip(below, ends)
    ]
    return np.column_stack([x[np.array(between)].mean(axis=1), LEAVES - gap * np.array(heights)])


def _chain_places(below, x, rows):
    """Leaves in their columns, the state after each word below it."""
    leaf, places = iter(x), []
    for children in below:
        places.append(
            (places[children[1]][0], rows["states"]) if children else (next(leaf), rows["chain leaf"])
        )
    return np.array(places)


def _compute(typed, shape, node, radius, shown):
    plan = _planned(shown, shape)
    weights = [radius * W for W in _weights()]
    vectors = [_vector(word) for word in plan["words"]]
    node = min(int(node), len(plan["below"]) - 1)
    last = plan["ends"][node][1]
    state = max(2 * last, 0)  # in post-order leaf t of the chain is 2t - 1, the state after it 2t
    sizes = arriving(plan["below"], _states(plan["below"], vectors, weights), node, weights)
    of_chain = arriving(plan["chain"], _states(plan["chain"], vectors, weights), state, weights)
    return {
        "tree": plan,
        "node": node,
        "state": state,
        "radius": radius,
        "sizes": sizes,
        "chain sizes": of_chain,
    }


def _adjust(name, values):
    """Another tree is shown with the error at its root; what is no tree leaves the last one in its place."""
    if name not in ("typed", "shape"):
        return {}
    shown = values["typed" if name == "typed" else "shown"]
    nodes = len(_planned(shown, values["shape"])["below"])
    return {"node": {"value": nodes - 1, "high": nodes - 1}, "shown": {"value": shown}}


def _start(figure, state):
    ax, plan = sheet(figure), state["tree"]
    rows, x = plan["rows"], _leaf_places(plan)[:, 0]
    label(ax, 12, (TOP + LEAVES) / 2, "tree", 10.5, COLOURS["state"], "left", "bold")
    label(ax, 12, rows["states"], "chain", 10.5, COLOURS["state"], "left", "bold")
    label(ax, 12, rows["word"], "words", 10.5, COLOURS["input"], "left", "bold")
    if rows is WIDE:
        for name in ("tree size", "chain size"):
            label(ax, 12, rows[name], "arrives", 10, COLOURS["gradient"], "left")
    words = [_word(ax, place, rows["word"], word, plan["pitch"]) for place, word in zip(x, plan["words"])]
    _scale(ax)
    return {
        "title": label(ax, 12, 15, "", 12, across="left"),
        "words": words if rows is WIDE else [],
        "tree": _net(ax, plan["below"], plan["places"]),
        "chain": _net(ax, plan["chain"], plan["chain places"]),
        "tree sizes": _sizes(ax, x, rows.get("tree size")),
        "chain sizes": _sizes(ax, x, rows.get("chain size")),
    }


def _leaf_places(plan):
    return plan["places"][[not children for children in plan["below"]]]


def _word(ax, x, y, word, pitch):
    if pitch >= ROOMY:
        return label(ax, x, y, _shortened(word, 10, pitch - 6), 10, parse_math=False)
    size = 9 if pitch > 15 else 8
    return label(ax, x, y, _shortened(word, size, 88), size, rotation=90, va="center", parse_math=False)


def _shortened(word, size, room):
    """A word, or its beginning and three dots, in so many pixels."""
    word = "".join(map(drawn, word))
    if text_width(word, size) <= room:
        return word
    while word and text_width(word + "…", size) > room:
        word = word[:-1]
    return word + "…"


def _net(ax, below, places):
    """Edges and nodes, not yet coloured."""
    lines = [(places[child], places[parent]) for child, parent in _edges(below)]
    edges = ax.add_collection(LineCollection(lines, capstyle="round", zorder=1.5), autolim=False)
    nodes = ax.scatter(*places.T, s=np.pi * (0.72 * _radius(places)) ** 2, zorder=2)
    return {"edges": edges, "nodes": nodes}


def _edges(below):
    """(child, parent) for every edge."""
    return [(child, parent) for parent, children in enumerate(below) for child in children]


def _radius(places):
    """The radius of the nodes in pixels, so that none lies on another."""
    apart = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    return float(np.clip(0.42 * apart[apart > 0].min(), 2.5, 9))


def _sizes(ax, x, y):
    return [label(ax, place, y, "", 9, COLOURS["gradient"]) for place in x] if y else []


def _scale(ax):
    """What the colours mean, in the last line."""
    left, y = 300, SIZE[1] - 13
    label(ax, 12, y, "colour: what arrives of an error of size 1", 9.5, COLOURS["muted"], "left")
    for place, (size, name) in enumerate(
        ((10, "10"), (1, "1"), (0.1, "0.1"), (0.01, "0.01"), (1e-3, "10⁻³ or less"), (np.nan, "nothing"))
    ):
        x = left + 62 * place + 46 * (place > 4)
        edge = GREY if np.isnan(size) else COLOURS["gradient"]
        ax.scatter(x, y, s=52, color=_colours(np.array([size])), edgecolor=edge, linewidth=0.8, zorder=2)
        label(ax, x + 11, y, name, 9.5, COLOURS["muted"], "left")


def _strengths(sizes):
    """From 0, at 10^-3 or less, to 1, at 1 or more."""
    return np.clip(1 + np.log10(np.maximum(sizes, 1e-30)) / FAINTEST, 0, 1)


def _colours(sizes):
    """Pale to purple up to the size 1, darker above; empty where nothing arrives."""
    pale, full = np.array(to_rgb(PALE)), np.array(to_rgb(COLOURS["gradient"]))
    dark = np.array(to_rgb(mix(COLOURS["gradient"], COLOURS["ink"], 0.35)))
    share = _strengths(sizes)[:, None]
    above = np.clip(np.log10(np.maximum(sizes, 1e-30)), 0, 1)[:, None]
    colours = pale + (full - pale) * share
    colours = colours + (dark - colours) * above
    colours[np.isnan(sizes)] = to_rgb(EMPTY)
    return colours


def _update(artists, state):
    plan = state["tree"]
    artists["title"].set_text(f"An error at {_name(state)}")
    _paint(artists["tree"], plan["below"], state["node"], state["sizes"], plan["pitch"])
    _paint(artists["chain"], plan["chain"], state["state"], state["chain sizes"], plan["pitch"])
    for name in ("tree", "chain"):
        for artist, size in zip(artists[f"{name} sizes"], _at_leaves(state, name)):
            artist.set_text("" if np.isnan(size) else _size(size))
    for artist, size in zip(artists["words"], _at_leaves(state, "chain")):
        artist.set_color(COLOURS["muted"] if np.isnan(size) else COLOURS["ink"])


def _paint(net, below, chosen, sizes, pitch):
    """Colour the nodes, and the edges on the way from the chosen node down to its leaves."""
    outline = np.where(np.isnan(sizes), GREY, COLOURS["gradient"])
    outline[chosen] = COLOURS["ink"]
    net["nodes"].set_facecolor(_colours(sizes))
    net["nodes"].set_edgecolor(outline)
    net["nodes"].set_linewidth(np.where(np.arange(len(sizes)) == chosen, 2.6, 0.8))
    children = [child for child, _ in _edges(below)]
    here = np.where(np.equal(children, chosen), np.nan, sizes[children])
    colours = _colours(np.maximum(here, 10.0**-2.5))
    colours[np.isnan(here)] = to_rgb(GREY)
    net["edges"].set_color(colours)
    net["edges"].set_linewidth(1 + min(4, 0.2 * pitch) * _strengths(np.nan_to_num(here)))


def _at_leaves(state, name):
    """What arrives at each leaf, in reading order; NaN where nothing does."""
    below, sizes = (
        (state["tree"]["below"], state["sizes"])
        if name == "tree"
        else (state["tree"]["chain"], state["chain sizes"])
    )
    return sizes[[not children for children in below]]


def _size(size):
    """A size with two decimals, or in powers of ten."""
    return fixed(size) if 0.01 <= size < 1000 else powers(size, 0)


def _name(state):
    """The chosen node in words."""
    plan, node = state["tree"], state["node"]
    first, last = plan["ends"][node]
    words = [written(word) for word in plan["words"][first : last + 1]]
    which = f"node {node}" + (", the root" if node == len(plan["below"]) - 1 else "")
    if len(words) > 3:
        words = [words[0], "…", words[-1]]
    return f"{which}, over “{' '.join(word[:14] for word in words)}”"


def _steps(below, node):
    """How many edges lie between a node and each leaf below it, in reading order; None at the others."""
    steps = {node: 0}
    for here in range(node, -1, -1):
        if here in steps:
            steps |= dict.fromkeys(below[here], steps[here] + 1)
    return [steps.get(here) for here, children in enumerate(below) if not children]


def _table(state):
    plan = state["tree"]
    tree, chain = (_at_leaves(state, name) for name in ("tree", "chain"))
    steps = _steps(plan["below"], state["node"]), _steps(plan["chain"], state["state"])
    reached = np.flatnonzero(~np.isnan(chain))
    picked = reached[np.unique(np.linspace(0, len(reached) - 1, SHOWN).round().astype(int))]
    some = f" ({len(picked)} of {len(reached)} words)" if len(picked) < len(reached) else ""
    words = [_cut(written(plan["words"][leaf])) for leaf in picked]
    rows = [
        ["tree: arrives", *("–" if np.isnan(tree[leaf]) else _size(tree[leaf]) for leaf in picked)],
        ["edges down", *("–" if steps[0][leaf] is None else str(steps[0][leaf]) for leaf in picked)],
        ["chain: arrives", *(_size(chain[leaf]) for leaf in picked)],
        ["edges down", *(str(steps[1][leaf]) for leaf in picked)],
    ]
    return f"What arrives of an error of size 1{some}", ["", *words], rows


def _cut(word):
    return word if len(word) < 7 else word[:5] + "…"


def _sentence(state):
    plan = state["tree"]
    last = written(plan["words"][plan["ends"][state["node"]][1]])
    if not plan["below"][state["node"]]:
        start = f"Node {state['node']} is the leaf “{last[:14]}”: nothing lies below it."
    else:
        tree = _reach(_at_leaves(state, "tree"), _steps(plan["below"], state["node"]))
        start = f"From {_name(state)}, {tree}."
    chain = _reach(_at_leaves(state, "chain"), _steps(plan["chain"], state["state"]))
    return f"{start} From the chain's state after “{last[:14]}”, {chain}."


def _reach(sizes, steps):
    """How much arrives at how many leaves, over how many edges."""
    sizes = sizes[~np.isnan(sizes)]
    most = max(step for step in steps if step is not None)
    if len(sizes) == 1:
        return f"one leaf is reached, with {_size(sizes[0])}"
    low, high = _size(sizes.min()), _size(sizes.max())
    over = "one edge" if most == 1 else f"at most {most} edges"
    return f"{low} to {high} arrives at {len(sizes)} leaves, over {over}"
