"""The explorer of lesson 14: its numbers, its words, room for every sentence and every molecule."""

import numpy as np
import pytest

from rnn_helpers.brackets import read_tree
from rnn_helpers.plots import figures_predictions as plots
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.view import picture, start_values
from rnn_helpers.plots.views_predictions import (
    CLASSES,
    MOLECULE,
    SENTENCE,
    SOURCES,
    held_out,
    predictions_view,
)
from rnn_helpers.stored_trees import as_read, said_at_nodes, stored_answer
from rnn_helpers.tree_questions import question
from rnn_helpers.trees import balanced, left_branching, right_branching
from rnn_helpers.widgets import explore_predictions
from tests.drawn import assert_room, state_of, table_of

LONG = ["the", "magnificent", "heroine", "never", "disappoints", "us", "although", "completely", "dialogue"]
SIXTY = [LONG[k % len(LONG)] for k in range(60)]


@pytest.fixture(scope="module")
def view():
    return predictions_view()


def bracketed(tree):
    """A tree in brackets, two parts in each pair."""
    return f"({' '.join(map(bracketed, tree.children))})" if tree.children else tree.word


def test_the_picture_tells_what_the_network_says(view):
    text = "((the film) (is (not good)))"
    state = state_of(view, typed=text)
    (shares,) = said_at_nodes("sentiment", [read_tree(text)])
    np.testing.assert_allclose(state["shares"], shares)
    rows = table_of(view, state)
    assert rows["root"] == rows[f"node {len(shares[0]) - 1}"]
    best = int(shares[:, -1].argmax())
    assert f"called {CLASSES[best]} (" in view.sentence(state)
    assert state["texts"][4] == "0" and state["words"] == ["the", "film", "is", "not", "good"]


def test_a_molecule_is_measured_predicted_and_sourced(view):
    state = state_of(view, ask=MOLECULE, molecule=7)
    name, smiles, kelvin, source = question("boiling")["rows"]["test"][6]
    (said,) = said_at_nodes("boiling", [question("boiling")["test"][6]])
    sentence = view.sentence(state)
    assert name in sentence and smiles in sentence and SOURCES[source] in sentence
    assert f"measured {kelvin:.0f} K" in sentence and f"predicted {said[-1]:.0f} K" in sentence
    assert table_of(view, state)["molecule"] == [f"{kelvin:.0f}", f"{said[-1]:.0f}"]
    np.testing.assert_allclose(state["kelvin"], said)


def test_no_molecule_of_it_was_learned_from():
    asked = question("boiling")
    assert not set(held_out()["trees"]) & (set(asked["train"]) | set(asked["dev"]))


def test_unknown_words_are_named_and_capitals_read(view):
    state = state_of(view, typed="((The Film) (is (zorky (and blorp))))")
    assert state["unknown"] == ["zorky", "blorp"]
    assert "Not known to the model, read as any word: zorky, blorp." in view.sentence(state)
    same = state_of(view, typed="((the film) (is (zorky (and blorp))))")
    np.testing.assert_allclose(state["shares"], same["shares"])


def test_labels_that_are_typed_change_nothing():
    plain, labelled = (as_read(read_tree(text)) for text in ("(not good)", "(3 (2 not) (0 good))"))
    assert plain == labelled


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("((the film) (is good)", "needs its ')'"),
        ("((the film) (is good)))", "Column 23"),
        ("", "found nothing, expected a tree"),
        ("()", "Column 2"),
        ("(the film) (is good)", "after the end of the tree"),
        ("x" * 5000, "5,000 characters"),
        (bracketed(left_branching(["film"] * 61)), "61 leaves; up to 60"),
        ("(" * 2000, "2,000 characters"),
    ],
)
def test_a_mistake_is_told_and_the_last_good_tree_stays(view, typed, words):
    explorer = explore_predictions()
    explorer.controls["typed"].value = "((the film) (is awful))"
    explorer.controls["typed"].value = typed
    assert explorer.error.value == "" and words in explorer.notes.value.replace("&#x27;", "'")
    assert "The last good tree stays" in explorer.notes.value and "very negative" in explorer.notes.value
    explorer.controls["node"].value = 0
    assert explorer.error.value == ""
    explorer.controls["typed"].value = "((the film) (is awful))"
    assert explorer.error.value == "" and "last good" not in explorer.notes.value
    assert "called very negative" in explorer.notes.value


def test_a_new_tree_is_shown_with_its_root_and_the_slider_ends_there():
    explorer = explore_predictions()
    explorer.controls["node"].value = 3
    explorer.controls["typed"].value = "(not good)"
    assert explorer.controls["node"].max == 2 and explorer.values["node"] == 2
    explorer.controls["molecule"].value = 200
    assert explorer.values["ask"] == MOLECULE == explorer.controls["ask"].value
    assert explorer.controls["node"].max == 27 and explorer.values["node"] == 27
    explorer.controls["node"].value = 4
    assert explorer.values["node"] == 4 and "octacosane" in explorer.notes.value
    explorer.controls["typed"].value = "(not bad"
    assert explorer.values["ask"] == SENTENCE and "no tree yet" in explorer.notes.value
    explorer.controls["molecule"].value = 100
    assert "no tree yet" not in explorer.notes.value
    explorer.controls["typed"].value = "(not bad)"
    assert explorer.values["ask"] == SENTENCE and explorer.values["node"] == 2
    explorer.reset()
    assert explorer.values == explorer.beginning and explorer.error.value == ""


@pytest.mark.parametrize("shape", [left_branching, right_branching, balanced])
@pytest.mark.parametrize("count", [1, 2, 12, 30])
def test_there_is_room_for_every_sentence(view, shape, count):
    figure, _ = picture(view, typed=bracketed(shape(SIXTY[:count])))
    assert_room(figure)


@pytest.mark.parametrize("shape", [left_branching, balanced])
def test_sixty_words_have_room(view, shape):
    words = ["film" if k % 3 else "zork" for k in range(60)]
    figure, _ = picture(view, typed=bracketed(shape(words)))
    assert_room(figure)


@pytest.mark.parametrize("node", [0, 3])
def test_there_is_room_for_the_molecules(view, node):
    rows = question("boiling")["rows"]["test"]
    longest = int(np.argmax([len(row[0]) for row in rows]))
    widest = int(np.argmax([len(row[1]) for row in rows]))
    for number in (0, 60, 130, 199, longest, widest):
        figure, _ = picture(view, ask=MOLECULE, molecule=number + 1, node=node)
        assert_room(figure)


@pytest.mark.parametrize("mistake", ["((the film) (is good)", "((the film) (is good)) and) so on and on" * 4])
def test_there_is_room_for_a_mistake(view, mistake):
    state = view.compute(**(start_values(view) | {"typed": mistake}))
    assert state["mistake"]
    figure, _ = picture(view, typed=mistake)
    assert_room(figure)


def test_unknown_words_have_room(view):
    words = [f"unheardof{k}" for k in range(14)]
    figure, _ = picture(view, typed=bracketed(balanced(words)))
    assert_room(figure)


@pytest.mark.parametrize(
    ("name", "baseline", "most"),
    [("boiling", 52.8, 24), ("sentiment", 0.275, None), ("listops", 0.098, None)],
)
def test_the_figures_of_the_tables_have_room(name, baseline, most):
    table = stored_answer(name)[1]["table"]
    figure, ax = new_axes(8.5, 3.6)
    results = {model: row["test"] for model, row in table.items()}
    plots.plot_models(ax, results, ("the most frequent class", baseline), "A title", "share", most=most)
    if most:
        plots.mark_level(ax, 15.1, "best conceivable bag", ":")
    assert_room(figure)
    kinds = {model: row["kinds"] for model, row in table.items()}
    figure, ax = new_axes(8.5, 3.4)
    plots.plot_kinds(ax, kinds, "kind", "share right", "A title")
    assert_room(figure)
