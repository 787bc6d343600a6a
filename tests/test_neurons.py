"""Hidden units and properties of a text: against definitions spelt out, and against counting all pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.cells import forward_pass, initialise, zero_state
from rnn_helpers.neurons import (
    PROPERTIES,
    activations,
    areas,
    auc,
    either_way,
    indented,
    inside_brackets,
    inside_quotes,
    late_in_line,
    lead_up,
    linear_probe,
    place_in_line,
    ranks,
    shares_with_held,
    states,
    steady_letters,
    typical,
)
from rnn_helpers.vocabulary import encode, one_hot

CHARACTERS = '\n "abc()'
TEXT = 'ab "c a" (b)\nb "a"  c\n   abc (a "b")\n\nc'
some_text = st.text('\n "ab([)]{}X', max_size=60)


def marks(answers):
    return "".join(".x"[int(answer)] for answer in answers)


def network(cell):
    return initialise(cell, len(CHARACTERS), 5, len(CHARACTERS), np.random.default_rng(3))


@pytest.mark.parametrize(
    ("has", "text", "wanted"),
    [
        (inside_brackets, "a(b)c", ".xx.."),
        (inside_brackets, "([x])y", "xxxx.."),
        (inside_brackets, "(a]b)c", "xxxx.."),  # the wrong closing bracket closes nothing
        (inside_brackets, "(a\n\nb", "xxx.."),  # a blank line closes all, with its second break
        (inside_brackets, ")a(", "..x"),
        (inside_quotes, 'a"b"c', ".xx.."),
        (inside_quotes, '"a\n\nb"c', "xxx..xx"),
        (indented, "   ab\n  c\n   \nd", "..xxx.......x.."),
    ],
)
def test_properties_on_texts_that_can_be_checked_by_eye(has, text, wanted):
    assert marks(has(text)) == wanted


def test_the_place_in_the_line_counts_from_the_last_break():
    assert place_in_line("ab\n\nabc").tolist() == [1, 2, 0, 0, 1, 2, 3]
    assert late_in_line("a" * 52 + "\nb").tolist() == [False] * 49 + [True] * 3 + [False] * 2


@pytest.mark.parametrize("name", PROPERTIES)
@given(text=some_text, more=some_text)
def test_a_property_depends_on_the_past_alone(name, text, more):
    before = PROPERTIES[name](text)
    assert len(before) == len(text) and before.dtype == bool
    np.testing.assert_array_equal(PROPERTIES[name](text + more)[: len(text)], before)


@given(st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=2, max_size=30))
def test_the_area_is_the_share_of_pairs_won_with_ties_halved(places):
    values, answers = (np.array(part) for part in zip(*places))
    if answers.all() or not answers.any():
        with pytest.raises(ValueError, match="everywhere"):
            auc(values[:, None], answers)
        return
    pairs = values[answers][:, None] - values[~answers]
    wanted = ((pairs > 0) + 0.5 * (pairs == 0)).mean()
    assert auc(np.stack([values, -values], axis=1), answers) == pytest.approx([wanted, 1 - wanted])


def test_ranks_share_their_places_where_values_are_equal():
    assert ranks(np.array([[5, 1], [2, 1], [5, 1]])).T.tolist() == [[2.5, 1, 2.5], [2, 2, 2]]


def test_areas_are_those_of_each_property_that_changes():
    values = np.random.default_rng(0).normal(size=(len(TEXT), 3))
    found = areas(values, TEXT)
    assert "late in the line" not in found and "capital letter" not in found
    for name, each in found.items():
        np.testing.assert_allclose(each, auc(values, PROPERTIES[name](TEXT)))


def test_either_way_turns_the_sign_where_that_helps():
    assert either_way(np.array([0.1, 0.5, 0.8])).tolist() == [0.9, 0.5, 0.8]


def test_the_probe_finds_what_no_single_unit_tells():
    rng = np.random.default_rng(0)
    values = rng.normal(size=(2000, 6))
    answers = values[:, :4].sum(axis=1) > 0
    alone = either_way(auc(values[1000:], answers[1000:])).max()
    together = auc((values[1000:] @ linear_probe(values[:1000], answers[:1000]))[:, None], answers[1000:])
    assert alone < 0.9 < 0.98 < together[0]


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_states_are_those_of_the_pass(cell):
    parameters = network(cell)
    parts = states(parameters, TEXT, CHARACTERS)
    x = one_hot(encode(TEXT, CHARACTERS)[:, None], len(CHARACTERS))
    a, _, last, _ = forward_pass(x, zero_state(parameters), parameters)
    assert len(parts) == (2 if cell == "lstm" else 1)
    np.testing.assert_allclose(parts[0], a[:, :, 0])
    np.testing.assert_allclose(activations(parameters, TEXT, CHARACTERS), a[:, :, 0])
    for part, end in zip(parts, last):
        np.testing.assert_allclose(part[-1], end[:, 0])


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_leading_up_to_a_place_and_holding_nobody_gives_the_prediction_there(cell):
    parameters, places = network(cell), np.array([8, 20, 33])
    parts = states(parameters, TEXT, CHARACTERS)
    before = [part.copy() for part in parts]
    shares = shares_with_held(parameters, *lead_up(parts, TEXT, CHARACTERS, places, 4))
    x = one_hot(encode(TEXT, CHARACTERS)[:, None], len(CHARACTERS))
    _, y_pred, _, _ = forward_pass(x, zero_state(parameters), parameters)
    np.testing.assert_allclose(shares, y_pred[places, :, 0].T)
    held = shares_with_held(parameters, *lead_up(parts, TEXT, CHARACTERS, places, 4), 2, [0.7] * len(parts))
    assert np.abs(held - shares).max() > 1e-3
    for part, copy in zip(parts, before):
        np.testing.assert_array_equal(part, copy)


def test_holding_a_unit_of_the_plain_network_is_a_bias_instead_of_its_weights():
    parameters, places = network("rnn"), np.array([12, 30])
    x, state = lead_up(states(parameters, TEXT, CHARACTERS), TEXT, CHARACTERS, places, 6)
    held = shares_with_held(parameters, x, tuple(part.copy() for part in state), 1, (0.6,))
    fixed = {name: array.copy() for name, array in parameters.items()}
    fixed["Wax"][1], fixed["Waa"][1], fixed["ba"][1] = 0, 0, np.arctanh(0.6)
    _, y_pred, _, _ = forward_pass(x, state, fixed)
    np.testing.assert_allclose(held, y_pred[-1])


def test_typical_is_the_median_where_the_property_holds():
    parts = np.array([[0, 1], [0, 5], [0, 2], [0, 9]]), np.array([[0, 10], [0, 50], [0, 20], [0, 90]])
    assert typical(parts, np.array([True, False, True, True]), 1) == (2, 20)


def test_steady_letters_have_had_the_property_for_a_while():
    text, answers = "abc de fgh", np.array([0, 1, 1, 1, 1, 1, 0, 1, 1, 1], bool)
    assert steady_letters(text, answers, 2, 0).tolist() == [4, 5, 9]
    assert steady_letters(text, answers, 2, 5).tolist() == [5, 9]
