"""Lesson 12: a tree from the leaves up; choose or type it, change its shape, swap two of its branches."""

from functools import lru_cache, partial

import numpy as np
from matplotlib.colors import to_rgb

from rnn_helpers.brackets import read_tree
from rnn_helpers.expressions import tree_of_arithmetic, tree_of_python
from rnn_helpers.molecules import tree_of_smiles
from rnn_helpers.plots.canvas import EMPTY, LIGHT, cells, fill, fixed, label, sheet, signed_colours
from rnn_helpers.plots.figures_trees import draw_states, planned, update_states
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.typed_trees import STRIP, mistake_in, read_typed, write_mistake
from rnn_helpers.plots.view import View, choice, memory, text, whole
from rnn_helpers.tree_rnn import tree_forward_pass
from rnn_helpers.trees import balanced, binarised, left_branching, right_branching

SIZE = (840, 344)
ROOM = (8, 34, 626, 304)  # pixels: left, top, width and height of the tree
COLUMNS, WIDTH, ROW = (
    (652, 715, 778),
    50,
    66,
)  # pixels: left edges and width of the panels' cells; their height
NODE_TOP, ROOT_TOP = 44, 168
CHART = (652, 266, 74, 58)  # pixels: left, top, width, height

TYPED = "the text in the box"
SENTENCE = "((the (old cat)) (slept (on (the mat))))"
TWELVE = "((the (old cat)) ((that (we know)) ((slept (all day)) (on (the mat)))))"
MANY = (
    "the old cat that we know slept all day on the mat and the dog that nobody knows ran through the garden"
    " where the children play until the rain came down and the wind took the red kite over the roof of the"
    " house into the tall trees by the quiet river at the far end of the long road"
)
EXAMPLES = {
    TYPED: None,
    "Python: total = price * (1 + tax)": lambda: tree_of_python("total = price * (1 + tax)"),
    "arithmetic: (3 + 4) * 2 - 1": lambda: tree_of_arithmetic("(3 + 4) * 2 - 1"),
    "ethyl acetate: CCOC(C)=O": lambda: tree_of_smiles("CCOC(C)=O"),
    "a sentence of 12 words": lambda: read_tree(TWELVE),
    "60 words, leaning right": lambda: right_branching(MANY.split()),
}
SHAPES = {
    "as written": lambda tree: tree,
    "balanced": lambda tree: balanced(tree.leaves()),
    "chain, leaning left": lambda tree: left_branching(tree.leaves()),
}
WRITTEN = next(iter(SHAPES))


def trees_view(parameters, vector_of, text_in_box=SENTENCE):
    """The view of a recursive network on a tree, from the leaves up.

    parameters : of the plain composition, square (`initialise_tree_rnn`), n_a 2 to 6
    vector_of(word) -> (n_a, 1) : the vector of any word
    text_in_box : a tree in bracket notation
    """
    last = len(read_typed(text_in_box)) - 1
    return View(
        name="from the leaves to the root",
        size=SIZE,
        controls=[
            memory("before", text_in_box),
            memory("good", text_in_box),
            memory("shown", (TYPED, text_in_box, WRITTEN)),
            memory("swapped", 0),
            memory("wrong", False),
            choice("tree", "tree", TYPED, EXAMPLES),
            text("text", "brackets, Enter", text_in_box),
            choice("shape", "shape", WRITTEN, SHAPES),
            whole("swap", "swap at (0: none)", 0, 0, last),
            whole("step", "done up to node", min(10, last), 0, last),
        ],
        compute=partial(_compute, _run_by(parameters, vector_of)),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: (state["tree"], state["mistake"], tuple(state["changed"])),
        adjust=_adjust,
    )


@lru_cache(maxsize=64)
def _example(name):
    return binarised(EXAMPLES[name]())


def _written(values):
    """The tree as it is written, before its shape is changed."""
    return read_typed(values["good"]) if values["tree"] == TYPED else _example(values["tree"])


def _adjust(name, values):
    """What follows from a new text, tree or shape: it is shown whole, its branches in their places."""
    changes = {}
    if name == "text" and values["text"] != values["before"]:
        changes = {"before": values["text"], "wrong": mistake_in(values["text"]) is not None}
        if not changes["wrong"]:
            changes |= {"good": values["text"], "tree": TYPED}
    values = values | changes
    written = _written(values)
    last = len(written) - 1
    typed = values["good"] if values["tree"] == TYPED else ""
    shown = (values["tree"], typed, values["shape"])
    before = values["shown"]
    if shown != before:
        changes |= {"shown": shown, "swap": 0, "swapped": 0}
        if shown[:2] != before[:2]:
            changes["step"] = last
        if name == "tree":
            changes["wrong"] = values["tree"] == TYPED and values["text"] != values["good"]
    values = values | changes
    swap = _inner(SHAPES[values["shape"]](written), min(values["swap"], last), values["swapped"])
    changes |= {"swap": swap, "swapped": swap, "step": min(values["step"], last)}
    highs = {"step": {"high": last}, "swap": {"high": last}}
    return {key: {"value": value} | highs.get(key, {}) for key, value in changes.items()}


def _inner(tree, number, before):
    """The next node with children from `number` on, going on in the direction from `before`; or 0."""
    nodes = tree.nodes()
    ahead = range(number, len(nodes)) if number > before else range(number, -1, -1)
    return next((k for k in ahead if nodes[k].children), 0)


def _run_by(parameters, vector_of):
    """A function that runs the network over a tree: its states, (nodes, n_a)."""

    @lru_cache(maxsize=64)
    def run(tree):
        return tree_forward_pass(tree, [vector_of(word) for word in tree.words()], parameters)[0][:, :, 0]

    return run


@lru_cache(maxsize=128)
def swapped_at(tree, number):
    """The tree with the two branches of a node in each other's place; as it is for number 0."""
    if number == 0:
        return tree
    position = tree.position(number)
    return tree.swap((*position, 0), (*position, 1))


@lru_cache(maxsize=64)
def leaf_steps(tree):
    """How many steps it is from each leaf to the root, from left to right."""
    return tuple(len(place) for place, node in zip(tree.positions(), tree.nodes()) if not node.children)


def _compute(run, tree, good, text, wrong, shape, swap, step, **_):
    written = _written({"tree": tree, "good": good})
    unswapped = SHAPES[shape](written)
    now = swapped_at(unswapped, swap)
    a, a_before = run(now), run(unswapped)
    step = min(step, len(a) - 1)
    way = [k for k in range(swap, len(a)) if swap and _contains(unswapped, k, swap)]
    mistake = mistake_in(text) if wrong else None
    left, top, width, height = ROOM
    return {
        "tree": now,
        "plan": _plan(now, (left, top, width, height - STRIP * (mistake is not None))),
        "a": a,
        "root": a_before[-1],
        "swap": swap,
        "changed": [k for k in way if (a[k] != a_before[k]).any()],
        "step": step,
        "children": _joined(now)[1][step],
        "word": now.nodes()[step].word,
        "steps": {
            "as drawn": leaf_steps(now),
            "balanced": leaf_steps(SHAPES["balanced"](written)),
            "chain": leaf_steps(left_branching(written.leaves())),
        },
        "mistake": mistake,
    }


_plan = lru_cache(maxsize=64)(planned)


@lru_cache(maxsize=64)
def _joined(tree):
    """The size of the subtree at each node, and the numbers of its children."""
    sizes, children = [], []
    for number, node in enumerate(tree.nodes()):
        sizes.append(len(node))
        below = (number - 1 - len(node.children[1]), number - 1) if node.children else ()
        children.append(below)
    return sizes, children


def _contains(tree, number, other):
    """Whether the subtree at a node contains another node, or is it."""
    return number - _joined(tree)[0][number] < other <= number


def _start(figure, state):
    ax = sheet(figure)
    if state["mistake"]:
        write_mistake(ax, state["mistake"], ROOM[1] + ROOM[3] - STRIP, ROOM[2] - 8)
    tree = draw_states(ax, state["plan"], state["a"].shape[1], state["changed"])
    ax.plot([642, 642], [12, 332], color=LIGHT, lw=1)
    n_a = state["a"].shape[1]
    for x, words in zip(COLUMNS, ("a_left", "a_right", "a_node")):
        label(ax, x + WIDTH / 2, NODE_TOP - 10, words, 9.5, COLOURS["state"], weight="bold")
    label(ax, COLUMNS[0], ROOT_TOP - 26, "The root: a swap moves it", 9.5, across="left")
    for x, words in zip(COLUMNS, ("before", "after", "change")):
        label(ax, x + WIDTH / 2, ROOT_TOP - 10, words, 9.5, COLOURS["muted"])
    _draw_chart(ax, state["steps"])
    return {
        "tree": tree,
        "title": label(ax, 12, 15, "", 12, across="left"),
        "node_title": label(ax, COLUMNS[0], 15, "", 9.5, across="left"),
        "node": [cells(ax, x, NODE_TOP, n_a, 1, WIDTH, ROW / n_a, 9.5) for x in COLUMNS],
        "names": [label(ax, x + WIDTH / 2, NODE_TOP + ROW + 8, "", 9, COLOURS["muted"]) for x in COLUMNS],
        "root": [cells(ax, x, ROOT_TOP, n_a, 1, WIDTH, ROW / n_a, 9.5) for x in COLUMNS],
    }


def _draw_chart(ax, steps):
    """Steps from each leaf to the root, from the left-most leaf to the right-most, for three shapes."""
    left, top, width, height = CHART
    most, count = max(map(max, steps.values())), len(steps["chain"])
    label(ax, left, top - 13, "Steps from leaf to root", 9.5, across="left")
    ax.plot([left, left, left + width], [top, top + height, top + height], color=COLOURS["muted"], lw=1)
    looks = {"as drawn": ("ink", "-", 2.2), "balanced": ("state", "--", 1.8), "chain": ("output", ":", 2.2)}
    x = left + 4 + (width - 8) * (np.arange(count) + 0.5) / count
    for row, (name, (colour, style, line)) in enumerate(looks.items()):
        y = top + height - (height - 4) * np.array(steps[name]) / max(most, 1)
        marker = {"marker": "o", "ms": 3} if count == 1 else {}
        ax.plot(x, y, color=COLOURS[colour], ls=style, lw=line, zorder=3 - row / 4, **marker)
        place = top + 7 + 22 * row
        ax.plot(
            [left + width + 8, left + width + 28], [place, place], color=COLOURS[colour], ls=style, lw=line
        )
        label(ax, left + width + 31, place, f"{name} {max(steps[name])}", 9, across="left")
    label(ax, left, top + height + 11, "leaves, left to right", 8.5, COLOURS["muted"], "left")


def _update(artists, state):
    step, children, a = state["step"], state["children"], state["a"]
    update_states(artists["tree"], state["plan"], a, step, step)
    artists["title"].set_text(_title(state))
    artists["node_title"].set_text("One node and its children" if children else "A leaf has no children")
    shown = [a[child] for child in children] + [a[step]] if children else [None, None, a[step]]
    numbers = [*children, step] if children else [None, None, step]
    for grid, values, name, number in zip(artists["node"], shown, artists["names"], numbers):
        _fill(grid, values, a.shape[1])
        name.set_text("" if number is None else f"node {number}")
    after = state["a"][-1] if state["swap"] else None
    change = None if after is None else after - state["root"]
    for grid, values in zip(artists["root"], (state["root"], after, change)):
        _fill(grid, values, a.shape[1])


def _fill(grid, values, n_a):
    """Numbers with their colours, or empty cells."""
    if values is None:
        fill(grid, [to_rgb(EMPTY)] * n_a, [""] * n_a)
    else:
        fill(grid, signed_colours(values, 1.0), map(fixed, values))


def _title(state):
    if not state["children"]:
        return f"Node {state['step']} is a leaf: its state is the vector of its word"
    left, right = state["children"]
    return f"Node {state['step']} is computed from its children, nodes {left} and {right}"


def _table(state):
    a, step = state["a"], state["step"]
    left, right = state["children"] or (None, None)

    def row(name, values):
        return [name, *(["·"] * a.shape[1] if values is None else [fixed(value, 3) for value in values])]

    def child(side, number):
        name = f"{side} child" if number is None else f"{side} child, node {number}"
        return row(name, None if number is None else a[number])

    swapped = f", swapped at {state['swap']}" if state["swap"] else ", swapped"
    rows = [
        child("left", left),
        child("right", right),
        row(f"node {step}", a[step]),
        row("root as it was", state["root"]),
        row(f"root{swapped}", a[-1] if state["swap"] else None),
    ]
    return "States", ["unit", *map(str, range(a.shape[1]))], rows


def _sentence(state):
    step, steps = state["step"], state["steps"]
    if state["children"]:
        left, right = state["children"]
        said = f"Node {step} = tanh(W_left · node {left} + W_right · node {right} + ba)."
    else:
        said = f"Node {step} is the leaf '{state['word']:.40}': its state is the vector of its word."
    count = len(steps["chain"])
    leaves = "1 leaf" if count == 1 else f"{count} leaves"
    said += (
        f" {leaves}; the farthest is {_steps(max(steps['as drawn']))} from the root,"
        f" balanced {max(steps['balanced'])}, as a chain {max(steps['chain'])}."
    )
    return said + _about_swap(state) + _about_mistake(state)


def _steps(number):
    return "1 step" if number == 1 else f"{number} steps"


def _about_swap(state):
    if not state["swap"]:
        return ""
    if not state["changed"]:
        return f" The two branches of node {state['swap']} are alike, so the swap changes nothing."
    change = abs(state["a"][-1] - state["root"]).max()
    size = f"{fixed(change, 3)} at most" if change >= 0.001 else "less than 0.001"
    changed = state["changed"]
    nodes = f"node {changed[0]} changes" if len(changed) == 1 else f"nodes {_listed(changed)} change"
    said = f" The branches of node {state['swap']} are swapped: {nodes} (≠) and no others;"
    return f"{said} the root moves by {size}."


def _listed(numbers):
    if len(numbers) > 6:
        numbers = [*numbers[:4], "…", numbers[-1]]
        return ", ".join(map(str, numbers))
    return ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"


def _about_mistake(state):
    if not state["mistake"]:
        return ""
    return f" The text in the box is no tree yet. {state['mistake'][0]} The last good tree stays."
