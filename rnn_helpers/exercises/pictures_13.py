"""Lesson 13's pictures: a tree with the target in its nodes, and beside it the same tree with yours."""

import matplotlib.style
import numpy as np

from rnn_helpers.exercises.comparing import as_numbers
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import STYLE_SHEET
from rnn_helpers.plots.tree_drawing import draw_tree
from rnn_helpers.plots.view import new_figure

SIZE = (850, 270)
NOTHING = "yours: nothing to draw yet"


def show_errors_and_yours(tree, target, yours):
    """Show the size of the error in each node, as asked for and as yours.

    tree : a Tree        target : (nodes,) sizes in post-order, the root of the sum of squares of each error
    yours : what the learner's tree_backward_pass gave: da and gradients; or None, or anything else
    """
    _show("errors", tree, _errors_look(target), _errors_look(_sizes(yours, len(tree))))


def show_levels_and_yours(tree, target, yours):
    """Show the level of each node, as asked for and as yours.

    target, yours : lists of lists of numbers of nodes, as `levels` returns them; yours may be anything
    """
    _show("levels", tree, _levels_look(target, tree), _levels_look(yours, tree))


def _show(what, tree, target, yours):
    """Two trees side by side, and their texts in words. `target`, `yours` : looks for draw_tree, or None."""
    figure = new_figure(SIZE)
    empty = {"texts": [""] * len(tree)}
    looks = {"target": target, "yours" if yours else NOTHING: yours or empty}
    with matplotlib.style.context(STYLE_SHEET):
        for place, (title, look) in enumerate(looks.items()):
            ax = figure.add_axes([place / 2, 0, 1 / 2, 1])
            draw_tree(ax, tree, title=title, **look)
    show(figure, _in_words(what, target["texts"], yours and yours["texts"]))


def _in_words(what, target, given):
    wanted = f"The {what} at the nodes, in post-order: the target is {', '.join(target)};"
    if given is None:
        return f"{wanted} yours is not there yet."
    agree = "the same" if given == target else "not the same"
    return f"{wanted} yours is {', '.join(text or 'none' for text in given)}, {agree}."


def _errors_look(sizes):
    """A size in each node and on each edge upwards; the root, without an edge, is the scale."""
    if sizes is None:
        return None
    weights = np.append(np.asarray(sizes[:-1]) / (max(sizes) or 1), 1.0)
    return {"texts": [f"{size:.2f}" for size in sizes], "weights": weights}


def _sizes(yours, count):
    """The size of each error, or None where there is not one array of numbers for each node."""
    da = yours[0] if isinstance(yours, (tuple, list)) and len(yours) == 2 else None
    if not isinstance(da, (tuple, list, np.ndarray)) or len(da) != count:
        return None
    arrays = [as_numbers(each) for each in da]
    if any(array is None or not np.isfinite(array).all() for array in arrays):
        return None
    return [float(np.linalg.norm(array)) for array in arrays]


def _levels_look(rows, tree):
    """The level in each node, nothing where it is in none; a colour a level if all are in one."""
    found = [_level(rows, i) for i in range(len(tree))]
    if all(row is None for row in found):
        return None
    look = {"texts": ["" if row is None else str(row) for row in found]}
    return look if None in found else look | {"classes": found}


def _level(rows, number):
    """The first level that holds this node, or None."""
    if not isinstance(rows, (tuple, list)):
        return None
    return next((k for k, row in enumerate(rows) if _holds(row, number)), None)


def _holds(row, number):
    several = isinstance(row, (tuple, list)) or (isinstance(row, np.ndarray) and row.ndim == 1)
    return several and any(isinstance(each, (int, float, np.number)) and each == number for each in row)
