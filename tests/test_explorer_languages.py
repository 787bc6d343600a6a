"""The explorer of lesson 09: its numbers, its words, room for every name."""

import numpy as np
import pytest

from rnn_helpers.cells import initialise
from rnn_helpers.languages import LANGUAGES, LETTERS, language_shares, language_split
from rnn_helpers.plots.view import picture, start_values
from rnn_helpers.plots.views_languages import entropy_bits, evolution, languages_view, read_typed
from rnn_helpers.widgets import explore_languages
from tests.drawn import assert_room, state_of

NAMES = ["wilhelmsson", "li", "w", "wwwwwwwwwwwwwwww", "featherstonehaug"]


@pytest.fixture(scope="module")
def parameters():
    return initialise("gru", len(LETTERS), 6, len(LANGUAGES), np.random.default_rng(0))


def sure(parameters, place, by=30.0):
    """The same network, certain of one language."""
    bias = np.zeros_like(parameters["by"])
    bias[place] = by
    return parameters | {"by": bias}


def test_the_answer_after_k_letters_is_that_for_a_name_of_these_letters(parameters):
    shares = evolution(parameters, "rossi")
    for k in range(1, 6):
        np.testing.assert_allclose(shares[k - 1], language_shares(parameters, ["rossi"[:k]])[:, 0])


def test_the_entropy_of_even_shares_of_certainty_and_of_a_coin():
    coin = [0.5, 0.5, 0, 0]
    np.testing.assert_allclose(entropy_bits([np.full(4, 0.25), [1, 0, 0, 0], coin]), [2, 0, 1], atol=1e-12)


def test_bars_table_and_words_tell_the_same(parameters):
    view = languages_view(parameters)
    state = state_of(view, name="rossi", t=3)
    best = np.argsort(-state["shares"][2])[:5]
    caption, header, rows = view.table(state)
    assert header[1:] == [LANGUAGES[place] for place in best]
    assert rows[0][1:] == [f"{state['shares'][2, place]:.1%}" for place in best]
    assert rows[1][1:] == [f"{state['shares'][4, place]:.1%}" for place in best]
    assert "“ros”" in caption and f"'ros' the answer would be {LANGUAGES[best[0]]}" in view.sentence(state)


@pytest.mark.parametrize(("part", "words"), [(0, "was trained on"), (1, "was held out"), (2, "was held out")])
def test_it_says_whether_a_name_is_in_the_table_and_was_learned(parameters, part, words):
    name, place = language_split()[part][0]
    view = languages_view(parameters)
    state = state_of(view, name=name)
    assert state["true"] == LANGUAGES[place]
    assert view.sentence(state).endswith(f"is in the table as {LANGUAGES[place]} and {words}.")
    assert "is not in the table" in view.sentence(state_of(view, name="zzz"))


def test_near_certainty_is_not_rounded_to_certainty(parameters):
    view = languages_view(sure(parameters, 4))
    sentence = view.sentence(state_of(view))
    assert f"{LANGUAGES[4]} with above 99%" in sentence and "0.0 bits" in sentence


def test_a_typed_name_moves_the_slider_to_its_end(parameters):
    explorer = explore_languages(parameters)
    explorer.controls["name"].value = "Müller"
    assert explorer.controls["t"].max == 6 and explorer.values["t"] == 6 and explorer.error.value == ""
    assert "'muller'" in explorer.notes.value or "&#x27;muller&#x27;" in explorer.notes.value
    before = explorer.picture.value
    explorer.controls["name"].value = "Чехов"
    assert "a to z only" in explorer.error.value and explorer.picture.value == before
    explorer.controls["name"].value = "li"
    assert explorer.controls["t"].max == 2 and explorer.error.value == ""


def test_it_starts_where_its_still_picture_stands_and_a_second_look_at_a_name_keeps_the_place(parameters):
    explorer = explore_languages(parameters)
    view = languages_view(parameters)
    assert explorer.values == start_values(view) and explorer.values["t"] == 10
    assert explorer.controls["t"].value == 10 and explorer.controls["t"].max == 11
    explorer.controls["name"].value = "rossi"
    explorer.controls["t"].value = 2
    assert explorer.values["t"] == 2 and "'ro'" in view.sentence(view.compute(**explorer.values))
    explorer.reset()
    assert explorer.values == start_values(view)
    assert explore_languages(parameters, name="rossi", t=3).values["t"] == 3


def test_a_name_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="up to 16 letters"):
        read_typed("a" * 17)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("certain", [False, True])
def test_no_text_is_clipped_or_lies_on_another(parameters, name, certain):
    view = languages_view(sure(parameters, 0) if certain else parameters)
    figure, sentence = picture(view, name=name)
    assert sentence.endswith(".") and len(assert_room(figure, beyond=(1, 2))) > 15
