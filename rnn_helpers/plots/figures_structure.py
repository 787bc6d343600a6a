"""Figures of lesson 13: errors on a tree, what arrives at leaves by their depth, the price of a node."""

import matplotlib.style
import numpy as np

from rnn_helpers.plots.style import COLOURS, STYLE_SHEET
from rnn_helpers.plots.tree_drawing import draw_tree
from rnn_helpers.plots.view import new_figure

LOOKS = (("state", "o", "-"), ("output", "s", "--"), ("input", "^", ":"))


def errors_on_trees(tree, sizes, size=(850, 270)):
    """A figure with the same tree several times side by side, a size in each node and on each edge upwards.

    sizes : dict title -> (nodes,) sizes of the error at each node, in post-order
    size : (width, height) in pixels
    """
    figure = new_figure(size)
    largest = max(np.max(values) for values in sizes.values())
    with matplotlib.style.context(STYLE_SHEET):
        for place, (title, values) in enumerate(sizes.items()):
            ax = figure.add_axes([place / len(sizes), 0, 1 / len(sizes), 1])
            texts = [f"{value:.2f}" for value in values]
            weights = np.append(
                np.divide(values[:-1], largest), 1.0
            )  # the root, without an edge, is the scale
            draw_tree(ax, tree, texts=texts, weights=weights, title=title)
    return figure


def plot_reach(ax, depths, sizes):
    """What arrives at each leaf of an error of size 1 at the root, by depth, down to 0.005.

    depths, sizes : dict name of the tree -> a number for each leaf
    """
    for (name, values), (colour, marker, _) in zip(sizes.items(), LOOKS):
        ax.plot(depths[name], values, marker, color=COLOURS[colour], markersize=5, alpha=0.75, label=name)
    ax.set(
        yscale="log",
        xlabel="edges between the root and the leaf",
        ylabel="size of what arrives",
        ylim=(0.005, 1),
    )
    ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    ax.grid(axis="y")
    ax.legend(loc="lower left")
    return ax


def plot_node_price(ax, trees, seconds):
    """Microseconds a node, forward and backward, against the number of trees, both axes logarithmic.

    trees : (k,) numbers of trees        seconds : dict name -> (k,) seconds a node
    """
    for (name, values), (colour, marker, style) in zip(seconds.items(), LOOKS):
        ax.loglog(
            trees,
            1e6 * np.asarray(values),
            color=COLOURS[colour],
            marker=marker,
            linestyle=style,
            markersize=5,
            label=name,
        )
    ax.set_xticks(trees, [f"{count:,}" for count in trees])
    ax.tick_params(axis="x", which="minor", bottom=False, labelbottom=False)
    ax.set(xlabel="trees at once", ylabel="microseconds per node", ylim=(0.5, 100))
    ax.set_yticks([1, 10, 100], ["1", "10", "100"])
    ax.grid(True)
    ax.legend(loc="lower left")
    return ax
