"""The explorers of the lessons: pictures that move with sliders, one line each."""

from rnn_helpers.plots.views_blame import blame_view
from rnn_helpers.plots.views_blame_tree import blame_tree_view
from rnn_helpers.plots.views_cell import cell_view
from rnn_helpers.plots.views_fading import fading_view
from rnn_helpers.plots.views_gates import gates_view
from rnn_helpers.plots.views_languages import languages_view
from rnn_helpers.plots.views_neurons import neurons_view
from rnn_helpers.plots.views_nudge import nudge_view
from rnn_helpers.plots.views_predictions import predictions_view
from rnn_helpers.plots.views_reach import reach_view
from rnn_helpers.plots.views_speed import speed_view
from rnn_helpers.plots.views_temperature import temperature_view
from rnn_helpers.plots.views_trees import trees_view
from rnn_helpers.plots.views_unrolled import unrolled_view
from rnn_helpers.widgets.explorer import Explorer
from rnn_helpers.widgets.training_curves import training_curves

__all__ = [
    "Explorer",
    "explore_blame",
    "explore_blame_tree",
    "explore_cell",
    "explore_fading",
    "explore_gates",
    "explore_languages",
    "explore_neurons",
    "explore_nudge",
    "explore_predictions",
    "explore_reach",
    "explore_speed",
    "explore_temperature",
    "explore_trees",
    "explore_unrolled",
    "training_curves",
]


def explore_cell(xt, a_prev, parameters, **values):
    """Lesson 01: move the input, the old state and any weight of one cell.

    xt : (n_x,) or (n_x, 1)    a_prev : (n_a,) or (n_a, 1)    parameters : as for `rnn_cell_forward`
    """
    return Explorer(cell_view(xt, a_prev, parameters), **values)


def explore_unrolled(word="hello", **values):
    """Lesson 02: scrub through a word that a network has learned; cut its recurrence; type another word."""
    return Explorer(unrolled_view(word), **values)


def explore_neurons(a, text, baseline=None, **values):
    """Lesson 06: pick a hidden unit and see the text in its colours; scroll; read what the unit tells.

    a : (len(text), n_a) the units after each character    text : what was read
    baseline : dict property -> area that the best unit of an untrained network reaches, or None
    """
    return Explorer(neurons_view(a, text, baseline), **values)


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


def explore_temperature(parameters, characters, known, **values):
    """Lessons 00 and 05: what a character model writes, by temperature, top-k and beginning.

    parameters : of any of the three cells    characters : its vocabulary    known : names it was trained on
    """
    return Explorer(temperature_view(parameters, characters, known), **values)


def explore_gates(inputs, weight=1.0, **values):
    """Lesson 08: one slider a gate; the cell state as a conveyor belt, beside a plain unit.

    inputs : (T_x,) the candidates of one unit, 2 to 11 numbers from -1 to 1
    weight : of the plain unit, a[t] = tanh(weight * a[t-1] + inputs[t])
    """
    return Explorer(gates_view(inputs, weight), **values)


def explore_fading(**values):
    """Lesson 07: a gradient on its way back through 60 steps; kind and spectral radius of Waa, input, lag."""
    return Explorer(fading_view(), **values)


def explore_languages(parameters, **values):
    """Lesson 09: which language a surname comes from, letter by letter; type a name.

    parameters : of a network that reads the letters a to z and answers one of 14 languages
    """
    return Explorer(languages_view(parameters), **values)


def explore_speed(grid, **values):
    """Lesson 11: batch size and width; the time of one step against the limit of the matrix product.

    grid : measured times, `stored_speed()["grid"]` or, measured on the spot, `own_grid()`
    """
    return Explorer(speed_view(grid), **values)


def explore_reach(nets, adder, order, **values):
    """Lesson 10: pick a shape, type a name or a sum, see the network run and which inputs reach an output.

    nets : dict of stacks for "one direction", "both directions" and "two layers"
    adder : an encoder-decoder that adds    order : the order in which it writes
    """
    return Explorer(reach_view(nets, adder, order), **values)


def explore_blame_tree(**values):
    """Lesson 13: the error of a node on its way to the leaves; type a tree; the chain of its words below."""
    return Explorer(blame_tree_view(), **values)


def explore_trees(parameters, vector_of, **values):
    """Lesson 12: a tree from the leaves up; choose or type it, change its shape, swap two branches.

    parameters : of the plain composition (`initialise_tree_rnn`)    vector_of(word) -> (n_a, 1)
    """
    return Explorer(trees_view(parameters, vector_of), **values)


def explore_predictions(**values):
    """Lesson 14: type a sentence in brackets, or pick a molecule; what the network says at every node."""
    return Explorer(predictions_view(), **values)
