"""Trees as pictures: nodes coloured by a value or a class, words below the leaves, paths lit up.

Whatever is given per node is a sequence in post-order (children before their parent, left to right), the
order of `tree.nodes()` and of the states of a pass over the tree.
"""

import matplotlib.style
import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb

from rnn_helpers.plots.canvas import box, label, readable_on, share_colours, short, signed_colours
from rnn_helpers.plots.palette import COLOURS, tint
from rnn_helpers.plots.style import STYLE_SHEET
from rnn_helpers.plots.tree_fitting import POINT, fitted, inside_of, needed_height
from rnn_helpers.plots.tree_layout import parents_of, tidy_layout
from rnn_helpers.plots.view import new_figure

__all__ = ["draw_tree", "tidy_layout", "tree_figure", "update_tree"]

LINE, NODE_EDGE = "#9AA1AD", "#6B7280"
WIDTH, HIGHEST = 940, 640  # of a figure, in pixels
FOOT = 20  # height of the line that says what is left out
HEAD = 28  # height of the line with the title and the colour scale
CLASS_TINTS = [tint(COLOURS[name], 0.4) for name in ("input", "output", "state", "gradient", "muted")]


def tree_figure(tree, size=None, title=None, **look):
    """A figure of its own with a tree, ready for ``show(tree_figure(tree), alt)``.

    size : (width, height) in pixels; by default 940 wide and as high as the tree wants
    title, look : as for `draw_tree`
    """
    size = size or (WIDTH, _height(tree, look, bool(title or look.get("scale"))))
    figure = new_figure(size)
    with matplotlib.style.context(STYLE_SHEET):
        draw_tree(figure.add_axes([0, 0, 1, 1]), tree, title=title, **look)
    return figure


def _height(tree, look, has_head):
    """The height that a figure of the usual width wants."""
    shape = {key: look[key] for key in ("texts", "words", "aligned", "widest") if key in look}
    plan = fitted(tree, WIDTH, HIGHEST, **shape)
    return needed_height(plan) + HEAD * has_head + FOOT * (len(plan["kept"]) < plan["count"])


def draw_tree(
    ax,
    tree,
    values=None,
    classes=None,
    texts=None,
    words=None,
    highlight=None,
    weights=None,
    limit=None,
    aligned=False,
    widest="",
    title=None,
    scale=None,
):
    """Draw a tree on axes; returns what `update_tree` needs to show other values on the same tree.

    values : a number a node, coloured blue below zero, white at zero, red above; None or NaN stays empty
    classes : instead of values, a whole number a node, one colour each
    texts : a text or a number in each node; by default the nodes' labels; None or "" in a node leaves it
        empty. Where texts would be smaller than 6 points they are left out
    words : "inside" the nodes, "beside" (below leaves and to the right of inner nodes) or "none"; by default
        inside, if inner nodes have words and no node has a text
    highlight : a node, as a number or a position such as (0, 1), or a list of them; edges between light up
    weights : a number a node, not negative: how strong the edge to its parent is drawn, compared with the
        largest of all (the root's counts too, though no edge shows it)
    limit : the value, or the class, with the full colour; by default the largest
    aligned : True puts all leaves on one line
    widest : the longest text that `update_tree` will write into a node
    title : a line above        scale : what the values are, written beside a scale of their colours

    Words are 11 to 9 points high where they fit side by side; where not, they are turned by 90 degrees and
    11 to 7 points high; above 16 letters they are shortened. A chain of one-child nodes lies on its side, its
    leaf first. Of a tree with too many branches or levels for the room the top is drawn, three dots stand
    where it goes on, and a line below says how much is left out.
    Raises ValueError if something has not one entry a node, IndexError for a node that is not there.
    """
    given = {"values": values, "classes": classes, "weights": weights, "texts": texts}
    _check(len(tree), given)
    width, height = _room(ax)
    head = HEAD * bool(title or scale)
    plan = fitted(tree, width, height - head, texts, words, aligned, widest)
    if len(plan["kept"]) < plan["count"]:
        plan = fitted(tree, width, height - head - FOOT, texts, words, aligned, widest)
    plan["places"][:, 1] += head
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    drawn = plan | {"ax": ax, "tree": tree, "limit": limit, "scale": None} | _artists(ax, plan)
    _write_around(ax, plan, (width, height), title)
    if scale:
        drawn["scale"] = _colour_scale(ax, width, scale)
    return update_tree(drawn, values, classes, highlight=highlight, weights=weights)


def update_tree(drawn, values=None, classes=None, texts=None, highlight=None, weights=None):
    """Show other values on a tree that `draw_tree` has drawn; arguments as there. Returns `drawn`.

    texts : None leaves the texts as they are
    """
    _check(drawn["count"], {"values": values, "classes": classes, "weights": weights, "texts": texts})
    faces = _faces(drawn, values, classes)
    lit = _numbers(drawn, highlight)
    is_lit = np.array([number in lit for number in drawn["kept"]])
    drawn["nodes"].set_facecolor(faces)
    drawn["nodes"].set_edgecolor([COLOURS["ink"] if here else NODE_EDGE for here in is_lit])
    drawn["nodes"].set_linewidth(np.where(is_lit, 2.6, 1.0))
    _paint_edges(drawn, is_lit, weights)
    if texts is not None:
        drawn["inside"] = inside_of(texts, drawn["kept"])
    for artist, text, face in zip(drawn["texts"], drawn["inside"], faces):
        artist.set_text(text)
        artist.set_color(readable_on(face))
    return drawn


def _room(ax):
    """The width and height of axes in hundredths of an inch."""
    size = ax.get_position().size * ax.figure.get_size_inches() * 100
    return float(size[0]), float(size[1])


def _check(count, given):
    for name, entries in given.items():
        if entries is not None and len(entries) != count:
            raise ValueError(
                f"{name} must have one entry for each of the tree's {count} nodes, in post-order; "
                f"got {len(entries)}."
            )


def _artists(ax, plan):
    """Edges, nodes, texts and words, not yet coloured."""
    x, y = plan["places"].T
    parents = parents_of(plan["children"])
    below = [number for number in range(len(x)) if parents[number] is not None]
    bend = not plan["is_chain"] and _is_wide(plan)
    down = 0 if plan["is_chain"] else plan["gap"]
    lines = [_edge(x[parents[k]], y[parents[k]], x[k], y[parents[k]] + down, bend, y[k]) for k in below]
    outlines = [_pill(*place) for place in zip(x, y, plan["halves"], [plan["radius"]] * len(x))]
    edges = ax.add_collection(LineCollection(lines, capstyle="round", zorder=1.5), autolim=False)
    nodes = ax.add_collection(PolyCollection(outlines, zorder=2), autolim=False)
    size = plan["text_size"]
    texts = (
        [label(ax, *place, "", size, parse_math=False) for place in zip(x, y)] if plan["is_written"] else []
    )
    _write_words(ax, plan)
    _mark_cuts(ax, plan)
    return {"edges": edges, "nodes": nodes, "texts": texts, "below": below, "parents": parents}


def _is_wide(plan):
    """Whether edges leave their nodes downwards first, to pass beside words and siblings."""
    beside = any(word and own for word, own in zip(plan["said"], plan["children"]))
    most, longest = max(map(len, plan["children"])), max(plan["halves"])
    return beside or most > 3 or (most == 3 and longest > 1.5 * plan["radius"])


def _edge(x0, y0, x1, y1, bend, end):
    """A line from a node to the level below, straight or as a curve, and on downwards to its `end`."""
    if not bend or x0 == x1:
        return [(x0, y0), (x1, y1), (x1, end)]
    t = np.linspace(0, 1, 17)
    across = 3 * (1 - t) * t**2 + t**3
    down = 1.8 * (1 - t) ** 2 * t + 1.2 * (1 - t) * t**2 + t**3
    return [*zip(x0 + (x1 - x0) * across, y0 + (y1 - y0) * down), (x1, end)]


def _pill(x, y, half, radius):
    """The outline of a node: a circle, or two half circles with straight lines between them."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, 13)
    side = half - radius + radius * np.cos(angles)
    up = radius * np.sin(angles)
    return np.column_stack([np.append(x + side, x - side), np.append(y + up, y - up)])


def _write_words(ax, plan):
    size, radius = plan["word_size"], plan["radius"]
    for (x, y), half, word, own in zip(plan["places"], plan["halves"], plan["said"], plan["children"]):
        if not word:
            continue
        if own and not plan["is_chain"]:
            label(ax, x + half + 5, y, word, size, across="left", parse_math=False)
        elif plan["turned"]:
            label(ax, x, y + radius + 4, word, size, rotation=90, va="top", parse_math=False)
        else:
            label(ax, x, y + radius + 0.72 * size * POINT, word, size, parse_math=False)


def _mark_cuts(ax, plan):
    """Three dots where a branch goes on that is not drawn."""
    places = plan["places"][plan["cut"]]
    step = np.array([-1.0, 0.0]) if plan["is_chain"] else np.array([0.0, 1.0])
    start = max(plan["halves"]) if plan["is_chain"] else plan["radius"]
    dots = [place + step * (start + far) for place in places for far in (4, 8, 12)]
    if dots:
        ax.scatter(*np.transpose(dots), s=3, c=COLOURS["muted"], linewidths=0, zorder=3, clip_on=False)


def _write_around(ax, plan, size, title):
    if title:
        label(ax, 14, 15, title, 12, across="left")
    shown, count = len(plan["kept"]), plan["count"]
    if shown < count:
        note = f"The top {shown} of {count:,} nodes; three dots stand where the tree goes on."
        label(ax, 14, size[1] - 11, note, 9.5, COLOURS["muted"], across="left")


def _colour_scale(ax, width, text):
    """A small scale of the colours; returns the texts at its two ends."""
    left, step = width - 14 - 40 - 96, 4
    corners = [box(left + k * step, 10, step, 9) for k in range(24)]
    colours = signed_colours(np.linspace(-1, 1, 24), 1.0)
    strip = PolyCollection(corners, facecolors=colours, edgecolors=colours, linewidths=0.3)
    ax.add_collection(strip, autolim=False)
    ends = [label(ax, x, 15, "", 9, across=side) for x, side in ((left - 5, "right"), (left + 101, "left"))]
    label(ax, left - 58, 15, text, 9, COLOURS["muted"], across="right")
    return ends


def _faces(drawn, values, classes):
    """The colour of each node: by value, by class, or the colours of an input and of a state."""
    kept = drawn["kept"]
    if classes is not None:
        return _class_colours([classes[number] for number in kept], (drawn["limit"] or max(classes)) + 1)
    if values is None:
        leaf, inner = (to_rgb(tint(COLOURS[name], 0.16)) for name in ("input", "state"))
        return np.array([inner if own or cut else leaf for own, cut in zip(drawn["children"], drawn["cut"])])
    numbers = np.array([np.nan if value is None else value for value in values], float)
    known = numbers[np.isfinite(numbers)]
    limit = drawn["limit"] or np.abs(known).max(initial=0) or 1.0
    if drawn["scale"]:
        for artist, end in zip(drawn["scale"], (-limit, limit)):
            artist.set_text(short(end, 2 if limit < 10 else 0))
    faces = signed_colours(np.nan_to_num(numbers[kept]), limit)
    faces[~np.isfinite(numbers[kept])] = 1.0
    return faces


def _class_colours(classes, count):
    if count <= len(CLASS_TINTS):
        return np.array([to_rgb(CLASS_TINTS[number]) for number in classes])
    return share_colours(np.array(classes) / (count - 1))


def _numbers(drawn, highlight):
    """The numbers of the nodes that are meant."""
    if highlight is None:
        return set()
    one = isinstance(highlight, (int, np.integer, tuple))
    return {_number(drawn["tree"], node) for node in ([highlight] if one else highlight)}


def _number(tree, node):
    """A node's number, given the number itself or the node's position."""
    if isinstance(node, tuple):
        return tree.number(node)
    if not 0 <= node < len(tree):
        raise IndexError(f"The tree has the nodes 0 to {len(tree) - 1}; there is no node {node}.")
    return int(node)


def _paint_edges(drawn, is_lit, weights):
    """Edges in grey, lit ones dark; or as strong as their weights, in the colour of gradients."""
    below, parents = drawn["below"], drawn["parents"]
    if not below:
        return
    if weights is not None:
        sizes = np.abs(np.array([weights[drawn["kept"][number]] for number in below], float))
        shares = (sizes / (np.abs(np.asarray(weights, float)).max() or 1.0))[:, None]
        faint, full = np.array(to_rgb("#D5D9E0")), np.array(to_rgb(COLOURS["gradient"]))
        drawn["edges"].set(color=faint + (full - faint) * shares**0.5, linewidth=0.8 + 4.7 * shares[:, 0])
        return
    lit = np.array([is_lit[number] and is_lit[parents[number]] for number in below])
    drawn["edges"].set(color=np.where(lit, COLOURS["ink"], LINE), linewidth=np.where(lit, 2.8, 1.3))
