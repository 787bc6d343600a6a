import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers import tree_identities
from rnn_helpers.parameters import initialise_lstm, initialise_rnn
from rnn_helpers.tree_identities import lstm_as_tree, rnn_as_tree

shapes = st.tuples(*(st.integers(1, high) for high in (12, 4, 4, 3, 3)))  # T_x, n_x, n_a, n_y, m
OF_RNN = {"states", "outputs", "dx", "da0", "dWax", "dWaa", "dba", "dWya", "dby"}
OF_LSTM = {"states", "cells", "outputs", "dx", "dWy", "dby"} | {
    f"d{k}{gate}" for k in "Wb" for gate in "fico"
}


def rnn(shape, seed):
    T_x, n_x, n_a, n_y, m = shape
    rng = np.random.default_rng(seed)
    parameters = initialise_rnn(n_x, n_a, n_y, rng)
    parameters["ba"], parameters["by"] = rng.normal(size=(n_a, 1)), rng.normal(size=(n_y, 1))
    return rng.normal(size=(T_x, n_x, m)), rng.normal(size=(n_a, m)), parameters


def lstm(shape, seed):
    T_x, n_x, n_a, n_y, m = shape
    rng = np.random.default_rng(seed)
    return rng.normal(size=(T_x, n_x, m)), initialise_lstm(n_x, n_a, n_y, rng)


@settings(max_examples=40, deadline=None)
@given(shapes, st.integers(0, 10**6))
def test_a_left_branching_tree_is_the_rnn(shape, seed):
    differences = rnn_as_tree(*rnn(shape, seed))
    assert set(differences) == OF_RNN
    assert max(differences.values()) < 1e-12, differences


@settings(max_examples=40, deadline=None)
@given(shapes, st.integers(0, 10**6))
def test_a_chain_is_the_lstm(shape, seed):
    differences = lstm_as_tree(*lstm(shape, seed))
    assert set(differences) == OF_LSTM
    assert max(differences.values()) < 1e-12, differences


@pytest.mark.parametrize("n_x", [5, 3, 7])
def test_inputs_of_another_size_than_the_state(n_x):
    assert max(rnn_as_tree(*rnn((60, n_x, 5, 2, 4), 0)).values()) < 1e-12


def test_differences_are_seen(monkeypatch):
    """The comparison has to fail where the tree's networks are wrong."""
    forward, backward = tree_identities.tree_forward_pass, tree_identities.tree_backward_pass

    def without_gradient(da, caches, dz):
        found = backward(da, caches, dz)
        return found | {"dba": 0 * found["dba"]} if "dba" in found else found | {"dWf": 0 * found["dWf"]}

    monkeypatch.setattr(tree_identities, "tree_backward_pass", without_gradient)
    assert rnn_as_tree(*rnn((4, 3, 3, 2, 2), 0))["dba"] > 1e-3
    assert lstm_as_tree(*lstm((4, 3, 3, 2, 2), 0))["dWf"] > 1e-3
    monkeypatch.setattr(tree_identities, "tree_backward_pass", backward)

    def with_another_weight(tree, x, parameters):
        changed = "W_right" if "W_right" in parameters else "Wi"
        return forward(tree, x, parameters | {changed: parameters[changed] + 0.01})

    monkeypatch.setattr(tree_identities, "tree_forward_pass", with_another_weight)
    assert rnn_as_tree(*rnn((4, 3, 3, 2, 2), 0))["states"] > 1e-3
    assert lstm_as_tree(*lstm((4, 3, 3, 2, 2), 0))["cells"] > 1e-4
