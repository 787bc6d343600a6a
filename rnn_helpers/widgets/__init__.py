"""The explorers of the lessons: pictures that move with sliders, one line each."""

from rnn_helpers.plots.views_blame import blame_view
from rnn_helpers.plots.views_cell import cell_view
from rnn_helpers.plots.views_learning import learning_view
from rnn_helpers.plots.views_nudge import nudge_view
from rnn_helpers.plots.views_unrolled import unrolled_view
from rnn_helpers.widgets.explorer import Explorer

__all__ = [
    "Explorer",
    "explore_blame",
    "explore_cell",
    "explore_learning",
    "explore_nudge",
    "explore_unrolled",
]


def explore_learning(word="hello", **values):
    """Lesson 00: slide through the training of a network that learns one word."""
    return Explorer(learning_view(word), **values)


def explore_cell(xt, a_prev, parameters, **values):
    """Lesson 01: move the input, the old state and any weight of one cell.

    xt : (n_x,) or (n_x, 1)    a_prev : (n_a,) or (n_a, 1)    parameters : as for `rnn_cell_forward`
    """
    return Explorer(cell_view(xt, a_prev, parameters), **values)


def explore_unrolled(word="hello", **values):
    """Lesson 02: scrub through a word that a network has learned; cut its recurrence; type another word."""
    return Explorer(unrolled_view(word), **values)


def explore_nudge(loss, parameters, gradients, **values):
    """Lesson 03: move and nudge one weight; the loss, its tangent by backward and its secant.

    loss(parameters) -> float    gradients(parameters) -> dict with dWax, dWaa, …
    """
    return Explorer(nudge_view(loss, parameters, gradients), **values)


def explore_blame(x, a0, parameters, labels, characters, **values):
    """Lesson 04: pick the step whose loss counts, and how far back its gradient is carried.

    x (T_x, n_x, 1)    a0 (n_a, 1)    parameters : as for `rnn_forward_pass`    labels (T_x, 1) integers
    characters : the vocabulary, a string
    """
    return Explorer(blame_view(x, a0, parameters, labels, characters), **values)
