"""The surnames as a task: the split, padded batches, the loss at the last real step, counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.cells import backward_pass, forward_pass, initialise, zero_state
from rnn_helpers.data import surnames
from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.languages import (
    LANGUAGES,
    LETTERS,
    accuracy,
    count_languages,
    counted_shares,
    labelled_batch,
    labelled_batches,
    language_loss,
    language_shares,
    language_split,
    letter_strings,
    name_columns,
    read_surname,
)
from rnn_helpers.losses import cross_entropy
from rnn_helpers.training import new_run, train
from tools.recipes_languages import averaging, blanked

PAIRS = [("kovac", 0), ("li", 3), ("papadopoulos", 7)]


def network(cell="gru", n_a=5, seed=0):
    return initialise(cell, len(LETTERS), n_a, len(LANGUAGES), np.random.default_rng(seed))


def test_the_split_holds_every_name_once_with_its_language():
    training, validation, test = language_split()
    pairs = training + validation + test
    table = surnames()
    assert len(pairs) == len(set(pairs)) == sum(map(len, table.values()))
    assert (len(test), len(validation)) == (1267, 500)
    assert all(name.capitalize() in table[LANGUAGES[place]] for name, place in pairs[::97])
    shares = np.bincount([place for _, place in test]) / len(test)
    assert shares.min() > 0.03 and shares.max() < 0.11


@pytest.mark.parametrize(
    ("typed", "read"), [("Müller", "muller"), (" De Backer ", "debacker"), ("O’Brien", "obrien")]
)
def test_a_typed_name_is_read_as_the_table_writes_it(typed, read):
    assert read_surname(typed) == read


@pytest.mark.parametrize(
    ("typed", "says"), [("", "at least one letter"), ("Чехов", "a to z only"), ("r2", "'2'")]
)
def test_a_name_that_cannot_be_read_is_explained(typed, says):
    with pytest.raises(ValueError, match=says):
        read_surname(typed)


def test_names_become_columns_with_zeros_after_their_end():
    x, lengths = name_columns(["cab", "z"])
    assert x.shape == (3, 26, 2) and lengths.tolist() == [3, 1]
    assert x[:, :, 0].argmax(axis=1).tolist() == [2, 0, 1]
    assert x[0, 25, 1] == 1 and not x[1:, :, 1].any()


def test_batches_are_the_same_for_the_same_update_and_each_pass_has_every_name():
    pairs = language_split()[1]
    batches = labelled_batches(pairs, 50, seed=3)
    again = labelled_batches(pairs, 50, seed=3)
    assert batches.per_pass == 10
    assert (batches(13)["x"] == again(13)["x"]).all()
    seen = np.concatenate([batches(k)["labels"] for k in range(10)])
    assert np.bincount(seen).tolist() == np.bincount([place for _, place in pairs]).tolist()
    with pytest.raises(ValueError, match="from 1 to 500"):
        labelled_batches(pairs, 501, seed=0)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_the_loss_is_that_of_each_name_read_alone_and_its_gradient_is_right(cell):
    parameters = network(cell)
    batch = labelled_batch(PAIRS)
    loss, gradients, carry = language_loss(parameters, batch)
    alone = []
    for name, place in PAIRS:
        x, _ = name_columns([name])
        y_pred = forward_pass(x, zero_state(parameters), parameters)[1]
        alone.append(-np.log(y_pred[-1, place, 0]))
    assert loss == pytest.approx(np.mean(alone)) and carry is None
    assert set(gradients) == {"d" + name for name in parameters}

    def of(p):
        _, y_pred, _, _ = forward_pass(batch["x"], zero_state(p, 3), p, batch["lengths"])
        return cross_entropy(y_pred[-1], batch["labels"])

    assert "all gradients agree" in str(gradient_check(of, parameters, gradients))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=5), st.integers(0, 99))
def test_an_answer_does_not_depend_on_the_company(names, seed):
    parameters = network(seed=seed)
    together = language_shares(parameters, [*names, "a" * 12])
    for column, name in enumerate(names):
        np.testing.assert_allclose(together[:, column], language_shares(parameters, [name])[:, 0], atol=1e-12)


def test_no_gradient_reaches_the_padding():
    parameters, batch = network(), labelled_batch(PAIRS)
    _, y_pred, _, caches = forward_pass(batch["x"], zero_state(parameters, 3), parameters, batch["lengths"])
    dz = np.zeros_like(y_pred)
    dz[-1] = 1 + np.arange(len(LANGUAGES))[:, None]
    dx = backward_pass(None, caches, dz)["dx"]
    for column, length in enumerate(batch["lengths"]):
        assert dx[:length, :, column].any(axis=1).all() and not dx[length:, :, column].any()


def test_a_short_training_leaves_letter_frequencies_behind():
    training, validation, _ = language_split()
    names, labels = zip(*validation)
    start = initialise("gru", len(LETTERS), 32, len(LANGUAGES), np.random.default_rng(0), np.float32)
    batches, quiet = labelled_batches(training, 64, seed=0, dtype=np.float32), lambda *_: None
    run = train(new_run(start), language_loss, batches, 150, learning_rate=0.01, clip=1.0, watch=quiet)
    by_letters = accuracy(counted_shares(count_languages(training, 1), names), np.array(labels))
    reached = accuracy(language_shares(run["parameters"], names), np.array(labels))
    assert by_letters > 0.4 and reached > by_letters + 0.08


# Counting


def test_the_strings_of_a_name():
    assert letter_strings("ab", 2) == ["^", "a", "b", "$", "^a", "ab", "b$"]


def test_counting_is_bayes_rule_on_counts_that_one_can_check_by_eye():
    model = count_languages([("a", 0), ("a", 0), ("b", 1)], order=1, strength=1.0)
    shares = counted_shares(model, ["a"])[:, 0]
    # strings ^ a b $, one added to each: language 0 has 3 3 1 3 of 10, language 1 has 2 1 2 2 of 7
    ratio = (2 / 3 * (3 / 10) ** 3) / (1 / 3 * (2 / 7) * (1 / 7) * (2 / 7))
    assert shares[0] / shares[1] == pytest.approx(ratio)
    assert shares.sum() == pytest.approx(1)


def test_a_string_that_was_never_seen_changes_nothing():
    model = count_languages(PAIRS, order=1)
    np.testing.assert_allclose(counted_shares(model, ["kovacx"]), counted_shares(model, ["kovac"]))


def test_accuracy_counts_the_largest_entries():
    shares = np.array([[0.6, 0.2, 0.5], [0.4, 0.8, 0.5]])
    assert accuracy(shares, np.array([0, 0, 0])) == pytest.approx(2 / 3)


# Training


def test_blanking_takes_whole_letters_and_about_the_share_that_is_asked_for():
    batch = labelled_batch(PAIRS * 40)
    noisy = blanked(lambda k: batch, 0.3)
    x = noisy(5)["x"]
    letters = batch["x"].any(axis=1)
    assert set(np.unique(x.sum(axis=1)[letters])) == {0, 1}
    assert 0.2 < 1 - x.any(axis=1).sum() / letters.sum() < 0.4
    assert (noisy(5)["x"] == x).all() and (noisy(6)["x"] != x).any()


def test_the_averaging_optimiser_keeps_the_running_mean_of_what_adam_passes_through():
    parameters, memory, seen = {"W": np.array([1.0])}, {}, []
    optimiser = averaging(0.5)
    for _ in range(3):
        optimiser(parameters, {"dW": np.array([1.0])}, memory, 0.1)
        seen.append(parameters["W"][0])
    expected = seen[0]
    for value in seen[1:]:
        expected += 0.5 * (value - expected)
    assert memory["W mean"][0] == pytest.approx(expected)
