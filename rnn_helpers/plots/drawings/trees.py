"""Words joined in a tree, balanced or leaning left; the tree that leans left is the recurrent network."""

from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.svg import arrow, chip, heading, line, lines, note, pill

INPUT, STATE = COLOURS["input"], COLOURS["state"]
WORDS = ("the", "cat", "sat", "down")
FORMULA = "a_node = tanh(W_left a_left + W_right a_right + ba)"
BALANCED = "Balanced: 4 words, 2 levels, depth O(log n). The tree itself must be given."
CHAIN = "Chain: 4 words, 4 levels, depth O(n). The order of the words is the tree."
CHAIN_FORMULAS = ("a[t] = tanh(Waa a[t−1] + Wax x[t] + ba)", "W_left = Waa, W_right = Wax, first leaf = a0")


def trees():
    """The parts of ``recursive``."""
    return [
        heading(28, 34, "Recursive: the same weights at every node of a tree"),
        lines(28, 62, [FORMULA], anchor="start"),
        note(672, 62, ["every vector (n_a, m)", "W_left, W_right (n_a, n_a)"], "end", step=18),
        *_balanced(),
        lines(28, 328, [BALANCED], anchor="start"),
        line([(28, 356), (672, 356)], "#D3D8E0"),
        heading(28, 388, "Recurrent: the tree that leans left"),
        lines(28, 416, CHAIN_FORMULAS, 21, anchor="start"),
        note(28, 458, "Wax (n_a, n_x): right children are words"),
        *_leaning(),
        lines(28, 732, [CHAIN], anchor="start"),
    ]


def _balanced():
    """Two words make a phrase, two phrases make the sentence."""
    leaves = [_place(67 + 130 * k, 282, word, 64, INPUT) for k, word in enumerate(WORDS)]
    phrases = [_place(132 + 260 * k, 196, words, 92) for k, words in enumerate(("the cat", "sat down"))]
    root = _place(262, 110, "the cat sat down", 152)
    families = [(leaves[:2], phrases[0]), (leaves[2:], phrases[1]), (phrases, root)]
    edges = [
        part for children, parent in families for part in _family(*children, parent, "W_left", "W_right", 58)
    ]
    heights = [note(560, place["y"], f"height {k}") for k, place in enumerate((leaves[0], phrases[0], root))]
    return [*edges, *[pill(**place) for place in (*leaves, *phrases, root)], *heights]


def _leaning():
    """One word after the other joins all that was read before it."""
    first = _place(50, 688, "a0", 44)
    leaves = [_place(192 + 142 * k, 688, word, 64, INPUT) for k, word in enumerate(WORDS)]
    nodes = [_place(122 + 120 * t, 614 - 66 * t, f"a[{t}]", 52) for t in range(4)]
    families = zip([first, *nodes[:-1]], leaves, nodes, strict=True)
    edges = [
        part for left, right, parent in families for part in _family(left, right, parent, "Waa", "Wax", 38)
    ]
    heights = [note(node["x"] + 36, node["y"], f"height {k}") for k, node in enumerate(nodes, 1)]
    return [*edges, *[pill(**place) for place in (first, *leaves, *nodes)], *heights]


def _place(x, y, words, width, colour=STATE):
    return {"x": x, "y": y, "words": words, "w": width, "colour": colour}


def _family(left, right, parent, left_weights, right_weights, width):
    return [*_edge(left, parent, left_weights, width), *_edge(right, parent, right_weights, width)]


def _edge(child, parent, weights, width):
    """An arrow from a child up to its parent, in the child's colour, with the weights on it."""
    way = 1 if child["x"] < parent["x"] else -1
    start = (child["x"] + 8 * way, child["y"] - 16)
    end = (parent["x"] - 15 * way, parent["y"] + 16)
    return [
        arrow([start, end], child["colour"]),
        chip((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, weights, width),
    ]
