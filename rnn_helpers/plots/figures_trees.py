"""Figures of lesson 12: the state of every node as a small column of colours, and how deep shapes are."""

from itertools import zip_longest

import matplotlib.style
import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from rnn_helpers.plots.canvas import LIGHT, box, label, outline, signed_colours
from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.style import STYLE_SHEET
from rnn_helpers.plots.tree_drawing import draw_tree
from rnn_helpers.plots.tree_fitting import POINT, text_width, written_word
from rnn_helpers.plots.tree_layout import depths_of, numbered, parents_of, places_of
from rnn_helpers.plots.view import new_figure

LINE, FRAME, WAITING = "#9AA1AD", "#6B7280", "#F6F7F9"
# (words turned?, their size): the first with which all leaves find room side by side is taken
WRITINGS = [(False, 11), (False, 10), (False, 9), (True, 9), (True, 8), (True, 7)]
NUMBERED, MEASURED = 14, 24  # so many leaves at most have numbers beside them, and steps below them
TALLEST, SHORTEST, WIDEST, NARROWEST = 40, 7, 18, 5  # pixels of a node's column
FARTHEST = 66  # pixels between two levels, and a little more between two leaves


def state_figure(tree, a, title, size=(840, 330), highlight=None):
    """A figure of a tree with the state of each node as a column of colours, ready for `show`.

    a : (nodes, n_a) the states, nodes in post-order        highlight : the number of a node, or None
    """
    figure = new_figure(size)
    with matplotlib.style.context(STYLE_SHEET):
        ax = figure.add_axes([0, 0, 1, 1])
        ax.set(xlim=(0, size[0]), ylim=(size[1], 0))
        ax.axis("off")
        label(ax, 12, 15, title, 12, across="left")
        plan = planned(tree, (12, 30, size[0] - 24, size[1] - 36))
        artists = draw_states(ax, plan, len(a[0]))
    update_states(artists, plan, a, len(a) - 1, highlight)
    return figure


def draw_states(ax, plan, n_a, changed=()):
    """Draw a tree with an empty column of `n_a` cells at each node; returns what `update_states` colours.

    plan : as made by `planned`        changed : numbers of nodes that get a mark
    """
    x, y = plan["places"].T
    lines = [[(x[parent], y[parent]), (x[k], y[k])] for k, parent in enumerate(plan["parents"][:-1])]
    edges = ax.add_collection(LineCollection(lines, capstyle="round", zorder=1.5), autolim=False)
    width, height = plan["column"]
    corners = [(x[k] - width / 2, y[k] - height / 2) for k in range(len(x))]
    cell = height / n_a
    shapes = [box(left, top + row * cell, width, cell) for left, top in corners for row in range(n_a)]
    cells = ax.add_collection(PolyCollection(shapes, linewidths=0.8, zorder=2), autolim=False)
    around = [box(left, top, width, height) for left, top in corners]
    frames = PolyCollection(around, facecolors="none", edgecolors=FRAME, linewidths=0.9, zorder=3)
    ax.add_collection(frames, autolim=False)
    _write_leaves(ax, plan)
    if plan["leaves"] <= NUMBERED:
        for k, (left, _) in enumerate(corners):
            label(ax, left - 6, y[k], str(k), 8.5, COLOURS["muted"], "right")
    beside = plan["leaves"] <= NUMBERED
    shift = (width / 2 + 14, -height / 4) if beside else (0, -height / 2 - 10)
    size = 11 if beside else 8
    marks = {k: label(ax, x[k] + shift[0], y[k] + shift[1], "≠", size, weight="bold") for k in changed}
    rings = [outline(ax, 0, 0, width + 6, height + 6, line=line) for line in (2.6, 1.5, 1.5)]
    return {"edges": edges, "cells": cells, "frames": frames, "marks": marks, "rings": rings}


def update_states(artists, plan, a, step, highlight=None):
    """Colour the nodes up to number `step` by their states a (nodes, n_a); point at one with its children."""
    known = np.repeat(np.arange(len(a)) <= step, len(a[0]))
    faces = signed_colours(np.ravel(a), 1.0)
    faces[~known] = [*(int(WAITING[k : k + 2], 16) / 255 for k in (1, 3, 5)), 1.0]
    artists["cells"].set_facecolor(faces)
    artists["cells"].set_edgecolor(["#FFFFFF" if here else LIGHT for here in known])
    for number, mark in artists["marks"].items():
        mark.set_visible(number <= step)
    pointed = [] if highlight is None else [highlight, *plan["children"][highlight]]
    _move_rings(artists["rings"], plan, pointed)
    lit = np.isin(np.arange(len(a) - 1), pointed[1:])
    artists["edges"].set(
        color=np.where(lit, COLOURS["ink"], LINE).tolist(), linewidth=np.where(lit, 2.6, 1.3)
    )


def _move_rings(rings, plan, pointed):
    """Put a ring around each node that is pointed at; hide the others."""
    width, height = plan["column"]
    for ring, number in zip_longest(rings, pointed):
        ring.set_visible(number is not None)
        if number is not None:
            x, y = plan["places"][number]
            ring.set_xy((x - width / 2 - 3, y - height / 2 - 3))


def planned(tree, room):
    """Where everything of a tree goes in a room of (left, top, width, height) pixels.

    returns : dict with places (nodes, 2), the middles of the columns; column (width, height); words, turned,
        word_size; children, parents; steps (leaves' distances from the root); leaves, how many
    """
    nodes, children = numbered(tree)
    depths = depths_of(children)
    words = ["" if node.children else written_word(node.word) for node in nodes]
    count = sum(not own for own in children)
    left, top, width, height = room
    for turned, size in WRITINGS:
        rooms = _rooms(words, children, turned, size, count)
        x = places_of(children, *rooms, True)[:, 0]
        across = max(x + rooms[1])
        if across <= width:
            break
    stretch = min(width / across, max(1.0, 1.25 * FARTHEST * count / across))
    wide = min(WIDEST, max(NARROWEST, 0.62 * stretch * across / count))
    below = max(_below(word, turned, size, count) for word in words if word)
    tall = min(TALLEST, (height - below) / 3)
    gap = min(FARTHEST, (height - below - tall - 4) / max(depths.max(), 1))
    places = np.column_stack([x * stretch + left + (width - across * stretch) / 2, gap * depths])
    tall = min(tall, _free_height(places, wide))
    wide = NARROWEST if tall == SHORTEST else wide
    used = gap * depths.max() + tall + below
    places[:, 1] += top + tall / 2 + 4 + max(height - used - 4, 0) / 2
    return {
        "places": places,
        "column": (wide, tall),
        "children": children,
        "parents": parents_of(children),
        "words": words,
        "turned": turned,
        "word_size": size,
        "leaves": count,
        "steps": [depth for depth, own in zip(depths, children) if not own],
    }


def _rooms(words, children, turned, size, count):
    """The room in pixels that each node takes to its left and to its right."""
    least = 0.9 * NARROWEST
    half = [
        max(least, 0.6 * size * POINT) if turned else max(least + 8, text_width(word, size) / 2 + 5)
        for word in words
    ]
    half = np.where([bool(own) for own in children], least, half)
    return half + 14 * (count <= NUMBERED), half


def _below(word, turned, size, count):
    """The height that a leaf's word takes below its column, with the steps below it."""
    return (text_width(word, size) + 8 if turned else 1.5 * size * POINT) + 14 * (count <= MEASURED)


def _free_height(places, width):
    """How tall columns of a width may be so that none stands on another."""
    x, y = places.T
    across, down = abs(x[:, None] - x), abs(y[:, None] - y)
    near = (across < width + 2) & (down > 0)
    return max(down[near].min(initial=TALLEST) - 5, SHORTEST)


def _write_leaves(ax, plan):
    height, size = plan["column"][1], plan["word_size"]
    steps = iter(plan["steps"])
    for (x, y), word, own in zip(plan["places"], plan["words"], plan["children"]):
        if own:
            continue
        foot = y + height / 2
        if plan["turned"]:
            label(ax, x, foot + 4, word, size, rotation=90, va="top", parse_math=False)
        else:
            label(ax, x, foot + 0.8 * size * POINT, word, size, parse_math=False)
        far = next(steps)
        if plan["leaves"] <= MEASURED:
            end = foot + _below(word, plan["turned"], size, plan["leaves"])
            label(ax, x, end - 7, f"↑{far}", 9, COLOURS["muted"])


def plot_depths(ax, leaves, rows):
    """How far leaves are from the root, at most, by the number of leaves; on a logarithmic scale.

    leaves : (k,)        rows : dict name of a shape -> (k,) largest numbers of steps
    """
    looks = [("ink", "-", "o"), ("state", "--", "s")]
    for (name, steps), (colour, style, marker) in zip(rows.items(), looks, strict=True):
        ax.plot(leaves, steps, color=COLOURS[colour], ls=style, marker=marker, ms=5, label=name)
    ax.set(xscale="log", yscale="log", xlabel="leaves", ylabel="steps to the farthest leaf")
    ax.grid(axis="y")
    ax.legend()
    return ax


def plot_traces(ax, rows):
    """How much a change of each leaf moves the root, on a logarithmic scale.

    rows : dict name of a shape -> (leaves,) changes of the root, from the left-most leaf to the right-most
    """
    looks = [("ink", "-", "o"), ("state", "--", "s")]
    for (name, changes), (colour, style, marker) in zip(rows.items(), looks, strict=True):
        numbers = np.arange(1, len(changes) + 1)
        ax.plot(numbers, changes, color=COLOURS[colour], ls=style, marker=marker, ms=3.5, label=name)
    ax.set(yscale="log", xlabel="the leaf that is changed, from left to right", ylabel="change of the root")
    ax.grid(axis="y")
    ax.legend()
    return ax


def forest_figure(trees, size=(900, 640)):
    """Several trees on one figure, two in a row, each under its title; ready for `show`.

    trees : dict title -> Tree
    """
    figure = new_figure(size)
    rows = (len(trees) + 1) // 2
    with matplotlib.style.context(STYLE_SHEET):
        for place, (title, tree) in enumerate(trees.items()):
            column, row = place % 2, place // 2
            ax = figure.add_axes([column / 2 + 0.01, 1 - (row + 1) / rows + 0.01, 0.48, 1 / rows - 0.02])
            draw_tree(ax, tree, title=title)
    return figure
