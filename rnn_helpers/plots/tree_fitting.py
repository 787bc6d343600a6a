"""How large a tree is drawn in a given room: which way its words run, how large they are, what is left out.

Lengths are hundredths of an inch, the pixels of a figure at 100 dots an inch; text sizes are points.
"""

from functools import lru_cache
from unicodedata import combining

import numpy as np
from matplotlib import font_manager

from rnn_helpers.plots.canvas import short
from rnn_helpers.plots.letters import FONTS, drawn
from rnn_helpers.plots.tree_layout import depths_of, numbered, places_of, top_of

POINT = 100 / 72
WAYS = (None, "inside", "beside", "none")
LONGEST = 16  # letters of a word; longer ones are shortened
NARROWEST, FLATTEST = 12.0, 9.0  # the least room of a column of leaves, and of a level
EDGE = 8  # kept free around the picture
# (words turned?, their size, a node's radius): the first that fits is taken
LOOKS = [
    (False, 11, 15),
    (False, 10, 13),
    (False, 9, 11.5),
    (True, 11, 11),
    (True, 10, 9.5),
    (True, 9, 8),
    (True, 9, 6.3),
    (True, 8, 5.7),
    (True, 7, 5),
]


def fitted(tree, width, height, texts=None, words=None, aligned=False, widest=""):
    """The plan of a picture: places, sizes and words, for a room of `width` times `height`.

    texts, words, aligned, widest : as for `tree_drawing.draw_tree`
    returns : a dict; "kept" holds the numbers of the nodes that are drawn, in post-order, and everything else
        goes by their order: "places" (nodes, 2) measured from the room's upper left corner, "children", ...
    """
    if words not in WAYS:
        raise ValueError(f"words must be one of {', '.join(map(repr, WAYS[1:]))} or None; got {words!r:.40}.")
    nodes, children = numbered(tree)
    is_chain = max(map(len, children)) <= 1 and len(nodes) > 1
    levels = int(width / 17 if is_chain else min(height / FLATTEST, 70)) - 2
    kept = top_of(children, int((width - 2 * EDGE) / NARROWEST), levels)
    plan = _read(nodes, children, kept, texts, words, widest, is_chain)
    plan |= {"aligned": aligned, "is_chain": is_chain, "size": (width, height)}
    return _placed(_best(plan, width - 2 * EDGE))


def _best(plan, width):
    """The first look that fits as it is; else, of those that fit across, the one with the largest nodes."""
    best = None
    for look in _looks(plan):
        tried = _tried(plan, *look)
        if tried["across"] > width:
            continue
        if tried["radius"] == look[2]:
            return tried
        if best is None or tried["radius"] > best["radius"]:
            best = tried
    return best or tried


def _read(nodes, children, kept, texts, words, widest, is_chain):
    """What is drawn of a tree: the nodes that are kept, renumbered, and what is written at them."""
    order = {number: place for place, number in enumerate(kept)}
    inner = [[order[child] for child in children[number] if child in order] for number in kept]
    said = ["" if nodes[number].word is None else written_word(nodes[number].word) for number in kept]
    inside = inside_of([node.label for node in nodes] if texts is None else texts, kept)
    has_words = any(word for word, own in zip(said, inner) if own)
    if words is None:
        words = "inside" if has_words and not any(inside) and not (widest or is_chain) else "beside"
    if words == "inside":
        inside, said = [word or text for word, text in zip(said, inside)], [""] * len(kept)
    return {
        "kept": kept,
        "children": inner,
        "cut": [len(own) < len(children[number]) for own, number in zip(inner, kept)],
        "count": len(nodes),
        "inside": inside,
        "said": said if words == "beside" else [""] * len(kept),
        "even": words != "inside",
        "widest": widest,
    }


def inside_of(texts, kept):
    """What stands in the nodes `kept`: texts as they are, numbers with at most two decimals."""
    chosen = ["" if texts[number] is None else texts[number] for number in kept]
    return [_legible(text) if isinstance(text, str) else short(float(text)) for text in chosen]


def written_word(word):
    """A word as it is drawn: at most 16 letters; a vector as its first numbers."""
    if isinstance(word, str):
        return _legible(word if len(word) <= LONGEST else word[: LONGEST - 1] + "…")
    return f"({', '.join(short(number) for number in word[:2])}{', …' * (len(word) > 2)})"


def _legible(text):
    """A text with stand-ins for letters that no font has."""
    if text.isascii():
        return text
    return "".join(letter if letter.isascii() or combining(letter) else drawn(letter) for letter in text)


def _looks(plan):
    """All looks with the texts in their nodes, then those without them."""
    turned = any(plan["said"])
    yield from ((*look, True) for look in LOOKS[: None if turned else 7])
    yield from ((*look, not plan["even"]) for look in LOOKS[3:])


def _tried(plan, turned, size, radius, is_written):
    """The plan with one look: the room of each node, the distance of the levels, places before stretching."""
    depths = _depths(plan)
    below = _room_below(plan, turned, size)
    inner_height = plan["size"][1] - 2 * EDGE - 2 * radius
    gap = min(90, min((inner_height - below)[depths > 0] / depths[depths > 0], default=90))
    radius = max(min(radius, (gap - 4) / 2), 2.5)
    text_size = min(10.0, 1.15 * radius)
    is_written = is_written and text_size >= 6
    halves = _halves(plan, radius, text_size if is_written else 0)
    left, right = _rooms(plan, halves, turned, size, radius)
    look = {"turned": turned, "word_size": size, "radius": radius, "text_size": text_size}
    look |= {"is_written": is_written, "halves": halves, "gap": gap, "below": below, "depths": depths}
    if plan["is_chain"]:
        apart = min(8, 0.8 * radius)
        x = np.cumsum(left + np.append(-apart, right[:-1]) + apart)
        places = np.column_stack([x, np.zeros(len(x))])
    else:
        places = places_of(plan["children"], left, right, any(plan["said"]) or plan["aligned"])
    return plan | look | {"places": places, "across": max(places[:, 0] + right), "left": left, "right": right}


def _depths(plan):
    """The level on which each node stands."""
    if plan["is_chain"]:
        return np.zeros(len(plan["kept"]), int)
    depths = depths_of(plan["children"])
    is_leaf = np.array([not own for own in plan["children"]])
    return np.where(is_leaf, max(depths), depths) if plan["aligned"] else depths


def _room_below(plan, turned, size):
    """The height that its word takes below each node."""
    is_below = [
        bool(word) and (plan["is_chain"] or not own) for word, own in zip(plan["said"], plan["children"])
    ]
    heights = [text_width(word, size) + 6 if turned else 1.5 * size * POINT for word in plan["said"]]
    return np.where(is_below, heights, np.where(plan["cut"], 14.0, 0.0))


def _halves(plan, radius, size):
    """Half the width of each node: round for a letter, wider for longer texts; one width for all numbers."""
    texts = plan["inside"]
    if plan["even"]:
        texts = [max([*texts, plan["widest"]], key=lambda text: text_width(text, size))] * len(texts)
    return np.array(
        [max(radius, text_width(text, size) / 2 + 0.45 * radius * (len(text) > 1)) for text in texts]
    )


def _rooms(plan, halves, turned, size, radius):
    """The room that each node needs to its left and to its right, with its word."""
    pad = min(0.19 * radius, 4)
    left, right = halves + pad, halves + pad
    for number, (word, own) in enumerate(zip(plan["said"], plan["children"])):
        if word and own and not plan["is_chain"]:
            right[number] += 5 + text_width(word, size)
        elif word:
            half = 0.6 * size * POINT if turned else text_width(word, size) / 2 + 3.5
            left[number] = right[number] = max(left[number], half)
    left[0] += 14 * (plan["is_chain"] and plan["cut"][0])
    return left, right


def _placed(plan):
    """The plan stretched over the room it has, and in its middle."""
    (width, height), places, depths = plan["size"], plan["places"], plan["depths"]
    columns = len(places) if plan["is_chain"] else sum(not own for own in plan["children"])
    stretch = min(max(1.0, 84 * columns / plan["across"]), (width - 2 * EDGE) / plan["across"])
    first, last = min(places[:, 0] * stretch - plan["left"]), max(places[:, 0] * stretch + plan["right"])
    x = places[:, 0] * stretch + (width - first - last) / 2
    spare = max(height - needed_height(plan, plan["gap"]), 0)
    y = EDGE + plan["radius"] + plan["gap"] * depths + spare / 2
    return plan | {"places": np.column_stack([x, y])}


def needed_height(plan, gap=None):
    """The height that a plan takes with levels `gap` apart, by default so far that they look best."""
    depths = plan["depths"]
    gap = min(64, 540 / max(depths.max(), 1), plan["gap"]) if gap is None else gap
    return max(depths * gap + plan["below"]) + 2 * EDGE + 2 * plan["radius"]


def text_width(text, size):
    """The width of a text of `size` points, the sum of its letters' widths."""
    return size * POINT * sum(map(_advance, text)) if size else 0.0


@lru_cache(maxsize=4096)
def _advance(letter):
    """A letter's width as a share of the text size."""
    font = font_manager.get_font([font_manager.findfont(name) for name in FONTS])
    font.set_size(100, 72)
    font.set_text(letter)
    return font.get_width_height()[0] / 64 / 100 if not letter.isspace() else 0.32
