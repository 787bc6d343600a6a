"""The temperature explorer of lessons 00 and 05: its numbers against formulas, its pictures for room."""

import itertools

import numpy as np
import pytest

from rnn_helpers.activations import softmax
from rnn_helpers.cells import initialise
from rnn_helpers.character_model import name_batch, nats_per_character
from rnn_helpers.names import names_model, split, surname_split
from rnn_helpers.plots.stamps import Stamped
from rnn_helpers.plots.view import new_figure, picture, start_values
from rnn_helpers.plots.views_temperature import DRAWN, END, read_prompt, temperature_view
from rnn_helpers.plots.views_temperature import LETTERS as LETTERS_STAMPED
from rnn_helpers.sampling import sharpen
from tests.drawn import assert_room, state_of, table_of

LETTERS = "\nabcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def view():
    return temperature_view(*names_model())


def test_the_bars_are_the_shares_at_that_temperature(view):
    for temperature, top_k in itertools.product((0, 0.05, 0.7, 2), (1, 3, 27)):
        state = state_of(view, temperature=temperature, top_k=top_k)
        np.testing.assert_allclose(
            state["shares"], sharpen(state["plain"][:, None], temperature, top_k)[:, 0], atol=1e-12
        )
    warm = state_of(view, temperature=2.0)
    np.testing.assert_allclose(warm["shares"], softmax(np.log(warm["plain"])[:, None] / 2)[:, 0])


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_any_cell_will_do(cell):
    parameters = initialise(cell, 27, 6, 27, np.random.default_rng(0))
    state = state_of(temperature_view(parameters, LETTERS, ["ada"]), prompt="")
    batch = name_batch(["x"], LETTERS)
    first = {name: batch[name][:1] for name in ("x", "labels", "mask")} | {
        "lengths": np.array([1]),
        "fresh": True,
    }
    assert -np.log(state["plain"][LETTERS.index("x")]) == pytest.approx(nats_per_character(parameters, first))


def test_what_is_counted_is_what_was_drawn(view):
    known = set(names_model()[2])
    state = state_of(view, temperature=0.3)
    assert len(state["names"]) == DRAWN and all(name.startswith("ma") for name in state["names"])
    assert state["known"] == [name in known for name in state["names"]] and any(state["known"])
    assert state["different"] == len(set(state["names"])) < DRAWN
    assert f" {sum(state['known'])} stand in the list" in view.sentence(state)


def test_greedy_writes_one_name_and_top_1_the_same(view):
    greedy, top = state_of(view, temperature=0.0), state_of(view, top_k=1)
    assert greedy["names"] == top["names"] and greedy["different"] == 1
    assert "all are the same name" in view.sentence(greedy)


def test_the_same_setting_draws_the_same_names(view):
    assert state_of(view)["names"] == state_of(view)["names"]


def test_the_table_holds_the_likeliest_letters(view):
    state = state_of(view, temperature=0.5)
    _, header, _ = view.table(state)
    rows = table_of(view, state)
    shares = [float(cell.rstrip("%")) for cell in rows["as predicted (T = 1)"]]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(100 * state["plain"].max(), abs=0.051)
    best = state["characters"][state["plain"].argmax()]
    assert header[1] == best and float(rows["T = 0.50, all letters"][0].rstrip("%")) > shares[0]


@pytest.mark.parametrize(("typed", "read"), [("", ""), ("Mü", "mu"), ("  GarCía ", "garcia"), ("ñ", "n")])
def test_a_beginning_is_read_as_the_names_are_written(typed, read):
    assert read_prompt(typed, LETTERS) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [("a b", "letters a to z only"), ("王", "a to z only; '王'"), ("abcdefghijk", "up to 10")],
)
def test_another_beginning_is_refused_with_the_reason(view, typed, said):
    with pytest.raises(ValueError, match=said):
        view.compute(**start_values(view) | {"prompt": typed})


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"temperature": 0.5},
        {"temperature": 0.0, "prompt": "wwwwwwwwww"},
        {"temperature": 2.0, "prompt": ""},
        {"temperature": 2.0, "prompt": "wwwwwwwwww", "top_k": 26},
        {"top_k": 1, "prompt": "q"},
    ],
    ids=str,
)
def test_no_text_is_clipped_or_lies_on_another(view, values):
    figure, sentence = picture(view, **values)
    assert sentence.endswith(".")
    assert END in {text for text, _ in assert_room(figure)}


# The names behind it


def test_no_name_is_in_two_parts_and_none_is_lost():
    training, validation, test = surname_split()
    together = training + validation + test
    assert len(set(together)) == len(together) > 6000 and len(validation) == len(test) == 600
    assert all(name.isascii() and name.isalpha() and name.islower() for name in together)


def test_a_split_depends_on_its_seed_alone():
    items = list(range(100))
    assert split(items, 10) == split(items, 10) != split(items, 10, seed=1)
    assert sorted(sum(split(items, 10), [])) == items and [len(part) for part in split(items, 10)] == [
        80,
        10,
        10,
    ]
    with pytest.raises(ValueError, match="cannot be held out"):
        split(items, 50)


def test_names_stamped_letter_by_letter_look_like_names():
    """The ink of a name begins and ends where it does when the name is drawn as a whole."""
    edges = []
    for single in (frozenset(), LETTERS_STAMPED):
        figure = new_figure((200, 40))
        text = figure.add_artist(Stamped(0.1, 0.5, "mazibuko 12%", fontsize=11, va="center_baseline"))
        text.single = single
        figure.canvas.draw()
        columns = np.nonzero((np.asarray(figure.canvas.buffer_rgba())[..., 0] < 128).any(axis=0))[0]
        edges.append((columns.min(), columns.max()))
    assert np.abs(np.subtract(*edges)).max() <= 3
