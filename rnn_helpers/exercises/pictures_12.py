"""The pictures of lesson 12's exercises: a tree as it should be, and beside it what the learner gives."""

import matplotlib.style
import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, close
from rnn_helpers.plots.canvas import label
from rnn_helpers.plots.figures_trees import draw_states, planned, update_states
from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import STYLE_SHEET
from rnn_helpers.plots.tree_drawing import draw_tree
from rnn_helpers.plots.view import new_figure
from rnn_helpers.trees import Tree

WIDTH, HEIGHT, HEAD = 860, 270, 28  # of a picture, and the height of its titles, in pixels


def show_trees(target, yours):
    """Show two trees side by side.

    target : a Tree        yours : what the learner's function gave: a Tree, or None or anything else
    """
    figure, halves = _halves(yours is None, isinstance(yours, Tree))
    for ax, tree in zip(halves, (target, yours)):
        if isinstance(tree, Tree):
            draw_tree(ax, tree)
    drawn = str(yours) if isinstance(yours, Tree) else None
    show(figure, _in_words(str(target), yours, drawn, yours == target))


def show_depths(tree, target, yours):
    """Show a tree twice, a number in each leaf.

    target : a list with a number for each leaf        yours : the learner's list, or None or anything else
    """
    numbers = _whole_numbers(yours, len(target))
    figure, halves = _halves(yours is None, numbers is not None)
    for ax, given in zip(halves, (target, numbers)):
        if given is not None:
            entries = iter(given)
            texts = ["" if node.children else str(next(entries)) for node in tree.nodes()]
            draw_tree(ax, tree, texts=texts, words="beside")
    show(figure, _in_words(f"{list(target)} for {tree}", yours, numbers, numbers == list(target)))


def show_states(tree, target, yours):
    """Show a tree twice, with the state of every node as a column of colours.

    target : (nodes, n_a, 1)        yours : what the learner's function gave: such an array, or anything else
    """
    target, given = target[:, :, 0], _states(yours, target.shape)
    figure, halves = _halves(yours is None, given is not None)
    for ax, a in zip(halves, (target, given)):
        if a is not None:
            plan = planned(tree, (14, HEAD, WIDTH / 2 - 28, HEIGHT - HEAD - 6))
            update_states(draw_states(ax, plan, a.shape[1]), plan, a, len(a) - 1)
    root = (
        f"a column of colours at each of the {len(target)} nodes of {tree}, the root {_numbers(target[-1])}"
    )
    drawn = None if given is None else f"a column at each node, too, the root {_numbers(given[-1])}"
    show(figure, _in_words(root, yours, drawn, given is not None and close(given, target)))


def _halves(nothing, drawable):
    """A figure with a left and a right half, measured in pixels from the upper left corner, with titles."""
    figure = new_figure((WIDTH, HEIGHT))
    halves = []
    with matplotlib.style.context(STYLE_SHEET):
        for side, title in enumerate(("target", "yours")):
            frame = figure.add_axes([side / 2, 0, 0.5, 1])
            _measured(frame)
            label(frame, 14, 15, title, 12, COLOURS["ink"], across="left")
            if side == 1 and not drawable:
                text = "nothing to draw yet" if nothing else "cannot be drawn beside the target"
                label(frame, WIDTH / 4, HEIGHT / 2, text, 11, COLOURS["muted"])
            halves.append(_measured(figure.add_axes([side / 2, 0, 0.5, 1 - HEAD / HEIGHT * 0.9])))
    return figure, halves


def _measured(ax):
    ax.set(xlim=(0, WIDTH / 2), ylim=(HEIGHT, 0))
    ax.axis("off")
    return ax


def _whole_numbers(value, count):
    """A list of `count` numbers, or None where the value is something else."""
    if not isinstance(value, (list, tuple, np.ndarray)) or len(value) != count:
        return None
    arrays = [as_numbers(entry) for entry in value]
    if any(array is None or array.ndim or not np.isfinite(array) for array in arrays):
        return None
    return [array.item() for array in arrays]


def _states(value, shape):
    """The states as an array (nodes, n_a), or None where there are others than asked for."""
    array = as_numbers(value)
    fits = array is not None and array.shape == shape and np.isfinite(array).all()
    return array[:, :, 0] if fits else None


def _in_words(target, yours, drawn, agrees):
    if yours is None:
        return f"The target is {target}; yours is not there yet."
    if drawn is None:
        return f"The target is {target}; yours cannot be drawn beside it."
    return f"The target is {target}; yours is {drawn}, {'the same' if agrees else 'not the same'}."


def _numbers(values):
    return ", ".join(f"{value:.2f}" for value in values)
