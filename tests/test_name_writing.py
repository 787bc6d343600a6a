"""From a language to names: the first state, its gradient, the writer as a judge."""

import numpy as np
import pytest

from rnn_helpers.cells import forward_pass
from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.languages import LANGUAGES, language_split
from rnn_helpers.losses import cross_entropy
from rnn_helpers.name_writing import (
    CHARACTERS,
    first_state_backward,
    initialise_writer,
    language_by_writing,
    write_names,
    writing_batch,
    writing_batches,
    writing_loss,
    writing_nats,
)

PAIRS = [("kovac", 0), ("li", 3), ("ndo", 13), ("petrovic", 0)]


def network(cell="gru", seed=0):
    return initialise_writer(cell, 5, np.random.default_rng(seed))


@pytest.mark.parametrize("cell", ["rnn", "gru"])
def test_every_gradient_of_the_writer_and_that_of_its_first_states(cell):
    parameters, batch = network(cell), writing_batch(PAIRS)
    loss, gradients, _ = writing_loss(parameters, batch)

    def of(p):
        a0 = p["We"][:, batch["languages"]]
        y_pred = forward_pass(batch["x"], (a0,), p, batch["lengths"])[1]
        return cross_entropy(y_pred, batch["labels"], batch["mask"])

    assert loss == pytest.approx(of(parameters))
    assert set(gradients) == {"d" + name for name in parameters}
    assert "all gradients agree" in str(gradient_check(of, parameters, gradients))
    unused = np.setdiff1d(np.arange(len(LANGUAGES)), batch["languages"])
    assert not gradients["dWe"][:, unused].any()


def test_names_of_one_language_add_up_in_its_column():
    da0 = np.array([[1.0, 2.0, 4.0], [0.0, 1.0, 3.0]])
    dWe = first_state_backward(da0, np.array([5, 2, 5]))
    assert dWe[:, 5].tolist() == [5, 3] and dWe[:, 2].tolist() == [2, 1] and np.abs(dWe).sum() == 11


def test_batches_repeat_and_hold_languages_beside_names():
    pairs = language_split()[1]
    batches, again = writing_batches(pairs, 20, seed=1), writing_batches(pairs, 20, seed=1)
    assert (batches(30)["x"] == again(30)["x"]).all() and batches.per_pass == 25
    known = dict(pairs)
    batch = batches(3)
    for column, place in enumerate(batch["languages"]):
        letters = batch["labels"][: batch["lengths"][column] - 1, column]
        assert known["".join(CHARACTERS[letter] for letter in letters)] == place


def test_the_cost_of_a_name_is_the_sum_over_its_letters_and_its_end():
    parameters = network()
    batch = writing_batch([("ab", 4)])
    y_pred = forward_pass(batch["x"], (parameters["We"][:, [4]],), parameters)[1]
    by_hand = -sum(np.log(y_pred[t, batch["labels"][t, 0], 0]) for t in range(3))
    assert writing_nats(parameters, ["ab", "longer"], 4)[0] == pytest.approx(by_hand)


def test_the_writer_as_a_judge_is_bayes_rule_with_equal_priors():
    parameters = network()
    shares = language_by_writing(parameters, ["rossi", "li"])
    nats = np.array([writing_nats(parameters, ["rossi", "li"], place) for place in range(len(LANGUAGES))])
    np.testing.assert_allclose(shares, np.exp(-nats) / np.exp(-nats).sum(axis=0))


def test_a_language_may_be_named_or_numbered_and_an_unknown_one_is_refused():
    parameters = network()
    by_name = write_names(parameters, "Zulu", np.random.default_rng(0), 1.0, 3)
    assert by_name == write_names(parameters, LANGUAGES.index("Zulu"), np.random.default_rng(0), 1.0, 3)
    assert len(by_name) == 3
    with pytest.raises(ValueError, match="no language 'Klingon'; there are: Croatian"):
        write_names(parameters, "Klingon", np.random.default_rng(0))
