"""The lines that put each explorer on a page, for the slider benchmark and the browser tests."""

import importlib

SETUP = """
import numpy as np
from rnn_helpers.both_sides import course_stacks
from rnn_helpers.languages import language_model
from rnn_helpers.long_text import documentation_model
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.model_files import load_course_model
from rnn_helpers.names import names_model
from rnn_helpers.neurons import activations
from rnn_helpers.parameters import initialise_tree_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.speed import stored_speed
from rnn_helpers.words import learning_word, word_task

xt, a_prev = np.array([0.5, 1, 0]), np.array([0.4, -0.2])
cell = {
    "Wax": np.array([[1, 0, -1], [0, 1, 0.5]]),
    "Waa": np.array([[0.5, -0.5], [1, 0]]),
    "ba": np.array([[0.2], [-0.9]]),
    "Wya": np.array([[1, 0], [0, 1], [-1, 1], [1, -1]]),
    "by": np.array([[0], [0], [0.5], [0]]),
}
x, labels, characters = word_task("hello")
for parameters, _, _ in learning_word("hello", steps=5):
    pass
a0 = np.zeros((len(parameters["ba"]), 1))

model, about = documentation_model()
manual = about["text"][:3000]

tree_net = initialise_tree_rnn(4, 2, np.random.default_rng(1))

def vector_of(word):
    return np.random.default_rng(list(word.encode())).uniform(-1, 1, size=(4, 1))

def loss(parameters):
    return cross_entropy(rnn_forward_pass(x, a0, parameters)[1], labels)

def gradients(parameters):
    _, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    return rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels))
"""

# The explorers, each with its arguments as code.
EXPLORERS = {
    "temperature": "*names_model()",
    "cell": "xt, a_prev, cell",
    "unrolled": '"hello"',
    "trees": "tree_net, vector_of",
    "nudge": "loss, parameters, gradients",
    "blame": "x, a0, parameters, labels, characters",
    "blame_tree": "",
    "predictions": "",
    "neurons": "activations(model, manual, about['characters']), manual",
    "speed": "stored_speed()['grid']",
    "fading": "",
    "gates": "[0.9, -0.3, 0.4, -0.6, 0.2, 0.5, -0.4, 0.3, -0.2, 0.6, -0.5]",
    "languages": "language_model()",
    "reach": "course_stacks('once')[0], load_course_model('sums')[0], 'answer turned'",
}


def trial_view(name):
    """The view of one explorer with its trial arguments."""
    space = {}
    exec(SETUP, space)
    view = importlib.import_module(f"rnn_helpers.plots.views_{name}")
    return eval(f"view({EXPLORERS[name]})", space | {"view": getattr(view, f"{name}_view")})


def explorer_cells():
    """A set-up cell, then one cell per explorer."""
    names = ", ".join(f"explore_{name}" for name in EXPLORERS)
    lines = [f"explore_{name}({arguments})" for name, arguments in EXPLORERS.items()]
    return [f"{SETUP}\nfrom rnn_helpers.widgets import {names}", *lines]
