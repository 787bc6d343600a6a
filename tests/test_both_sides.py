"""Questions whose answer lies on both sides: the labels, the batches, the loss, the counts."""

import numpy as np
import pytest

from rnn_helpers.both_sides import (
    LETTERS,
    every_gap,
    gap_batch,
    gap_batches,
    names_once,
    neighbour_measures,
    neighbours,
    number_of,
    once_batches,
    only_once,
    only_once_batch,
    stack_loss,
    stack_measures,
)
from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.stacks import initialise_stack
from rnn_helpers.training import new_run, train

NAMES = ["anna", "kim", "otto", "schmidt", "lee"]


def test_only_once_counts_real_steps_alone():
    codes = np.array([[0, 0], [1, 1], [0, 0], [2, 0]])
    np.testing.assert_array_equal(only_once(codes), [[0, 0], [1, 1], [0, 0], [1, 0]])
    np.testing.assert_array_equal(only_once(codes, [4, 2])[:, 1], [1, 1, 0, 0])


@pytest.mark.parametrize("name", NAMES)
def test_names_are_marked_as_one_would_by_hand(name):
    batch = names_once(NAMES)
    column = NAMES.index(name)
    marks = batch["labels"][: len(name), column].tolist()
    assert marks == [int(name.count(letter) == 1) for letter in name]
    assert batch["mask"][:, column].sum() == len(name) == batch["lengths"][column]


def test_a_gap_hides_its_letter_and_nothing_else():
    batch = gap_batch(["anna", "kim"], np.array([2, 0]))
    read = batch["x"].argmax(axis=1)
    assert "".join((LETTERS + "_")[k] for k in read[:, 0]) == "an_a"
    assert "".join((LETTERS + "_")[k] for k in read[:3, 1]) == "_im"
    assert [LETTERS[k] for k in batch["labels"][batch["mask"]]] == ["k", "n"]
    assert batch["mask"].sum(axis=0).tolist() == [1, 1]


def test_every_gap_is_there_once():
    names, places = every_gap(NAMES)
    assert len(names) == sum(map(len, NAMES))
    assert len(set(zip(names, places.tolist(), strict=True))) == len(names)


@pytest.mark.parametrize("make", [gap_batches, once_batches])
def test_the_same_update_gives_the_same_batch_and_another_one_another(make):
    first, again, other = (make(NAMES, 8, 0)(k)["x"] for k in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert first.shape != other.shape or (first != other).any()


def test_exchanged_letters_keep_which_are_equal():
    batch = once_batches(["anna", "otto", "abba"], 12, 0)(0)
    assert (batch["labels"] == 0).all()
    assert len(np.unique(batch["x"].argmax(axis=1))) > 5


@pytest.mark.parametrize(("layers", "both"), [(1, True), (2, False)])
def test_the_gradients_of_the_loss_by_complex_step(layers, both):
    rng = np.random.default_rng(0)
    batch = only_once_batch(rng.integers(0, 3, (5, 4)), 3, [5, 2, 3, 1])
    parameters = initialise_stack("gru", 3, 2, 2, rng, layers, both)
    _, gradients, carry = stack_loss(parameters, batch)
    assert carry is None
    assert gradient_check(lambda p: stack_loss_alone(p, batch), parameters, gradients).ok


def stack_loss_alone(parameters, batch):
    from rnn_helpers.losses import cross_entropy
    from rnn_helpers.stacks import stack_forward_pass

    y_pred = stack_forward_pass(batch["x"], parameters, batch["lengths"])[1]
    return cross_entropy(y_pred, batch["labels"], batch["mask"])


def test_a_network_without_weights_guesses_evenly():
    parameters = initialise_stack("gru", 26, 3, 2, np.random.default_rng(0), 1)
    parameters["Wy"][:] = 0
    assert stack_measures(parameters, names_once(NAMES))["bits"] == pytest.approx(1)
    assert number_of(parameters) == 3 * (3 * 29 + 3) + 2 * 4


def test_two_directions_learn_what_one_cannot():
    """Margin stated beforehand: 0.25 nats below the limit of one direction after 250 updates."""
    p = 0.8 ** np.arange(5, -1, -1)
    floor = np.mean(0.8 ** np.arange(6) * -(p * np.log(p) + (1 - p) * np.log(np.where(p < 1, 1 - p, 1))))

    def batches(k):
        return only_once_batch(np.random.default_rng([0, k]).integers(0, 5, (6, 64)), 5)

    start = initialise_stack("gru", 5, 13, 2, np.random.default_rng(0), 1, True)
    run = train(new_run(start), stack_loss, batches, 250, learning_rate=0.01, clip=1.0)
    assert np.mean(run["history"]["loss"][-20:]) < floor - 0.25


def test_counted_neighbours_are_shares_and_know_what_they_counted():
    shares = neighbours(["aba"] * 20, kept=1.0)
    np.testing.assert_allclose(shares.sum(axis=2), 1)
    assert shares[0, 0].argmax() == 1 and shares[0, 0, 1] > 0.95
    alone = neighbours(["aba"] * 20, after=False)
    np.testing.assert_array_equal(alone[0, 0], alone[0, 5])
    assert neighbour_measures(shares, ["aba"])["right"] == 1
