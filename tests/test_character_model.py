import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.cells import forward_pass, initialise, zero_state
from rnn_helpers.character_model import (
    BOUNDARY,
    bits,
    bits_per_character,
    character_loss,
    column_batches,
    framed,
    name_batch,
    name_batches,
    name_vocabulary,
    nats_per_character,
    perplexity,
)
from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.losses import cross_entropy
from rnn_helpers.vocabulary import decode, vocabulary

CELLS = ("rnn", "lstm", "gru")
NAMES = ["ada", "bo", "cleo", "dee", "abe", "e"]
CHARACTERS = name_vocabulary(NAMES)
some_names = st.lists(st.text("abcd", min_size=1, max_size=6), min_size=1, max_size=5)


def network(cell="rnn", characters=CHARACTERS, n_a=5, seed=0):
    n = len(characters)
    parameters = initialise(cell, n, n_a, n, np.random.default_rng(seed))
    return {name: 1.5 * array + 0.1 for name, array in parameters.items()}


def read_back(batch, characters):
    """The inputs and the answers of each column as text."""
    inputs = batch["x"].argmax(axis=1).T
    return [
        (decode(reads[:n], characters), decode(answers[:n], characters))
        for reads, answers, n in zip(inputs, batch["labels"].T, batch["lengths"])
    ]


def test_a_name_of_k_letters_makes_k_plus_1_predictions():
    batch = name_batch(["bo", "cleo"], CHARACTERS)
    assert read_back(batch, CHARACTERS) == [("\nbo", "bo\n"), ("\ncleo", "cleo\n")]
    assert batch["mask"].sum(axis=0).tolist() == batch["lengths"].tolist() == [3, 5]
    assert batch["x"].shape == (5, len(CHARACTERS), 2)
    assert CHARACTERS[0] == BOUNDARY and framed("bo") == "\nbo\n"


def test_padding_is_no_character():
    batch = name_batch(["bo", "cleo"], CHARACTERS)
    np.testing.assert_array_equal(batch["x"].sum(axis=1), batch["mask"])


@pytest.mark.parametrize("cell", CELLS)
@given(names=some_names, more=st.integers(0, 4))
def test_padding_changes_neither_loss_nor_gradients(cell, names, more):
    parameters, characters = network(cell, "\nabcd"), "\nabcd"
    longest = max(map(len, names)) + 1
    loss, gradients, _ = character_loss(parameters, name_batch(names, characters))
    padded, same, _ = character_loss(parameters, name_batch(names, characters, steps=longest + more))
    assert padded == pytest.approx(loss, rel=1e-12)
    for name, gradient in gradients.items():
        np.testing.assert_allclose(same[name], gradient, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
@given(names=some_names)
def test_a_batch_weighs_every_prediction_alike(cell, names):
    """Its loss and gradients are the means over names read one by one, weighted by their predictions."""
    parameters, characters = network(cell, "\nabcd"), "\nabcd"
    loss, gradients, _ = character_loss(parameters, name_batch(names, characters))
    alone = [character_loss(parameters, name_batch([name], characters)) for name in names]
    weights = np.array([len(name) + 1 for name in names], float)
    weights /= weights.sum()
    assert loss == pytest.approx(sum(w * one[0] for w, one in zip(weights, alone)), rel=1e-12)
    for name, gradient in gradients.items():
        mean = sum(w * one[1][name] for w, one in zip(weights, alone))
        np.testing.assert_allclose(gradient, mean, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_gradients_of_a_batch_of_names(cell):
    parameters, batch = network(cell), name_batch(NAMES, CHARACTERS)
    loss, gradients, carry = character_loss(parameters, batch)
    assert set(gradients) == {"d" + name for name in parameters} and carry is None
    report = gradient_check(lambda p: loss_alone(p, batch), parameters, gradients)
    assert report.ok


def loss_alone(parameters, batch):
    state = zero_state(parameters, len(batch["lengths"]))
    y_pred = forward_pass(batch["x"], state, parameters, batch["lengths"])[1]
    return cross_entropy(y_pred, batch["labels"], batch["mask"])


def test_buffers_change_no_number():
    parameters, batches, buffers = network(), name_batches(NAMES, CHARACTERS, 2, seed=3), {}
    for k in range(8):
        loss, gradients, _ = character_loss(parameters, batches(k), buffers=buffers)
        fresh, wanted, _ = character_loss(parameters, batches(k))
        assert loss == fresh
        for name in wanted:
            np.testing.assert_array_equal(gradients[name], wanted[name])


def test_batches_of_names_are_a_function_of_the_update():
    batches = name_batches(NAMES, CHARACTERS, 2, seed=3)
    assert batches.per_pass == 3
    forwards = [read_back(batches(k), CHARACTERS) for k in range(12)]
    again = name_batches(NAMES, CHARACTERS, 2, seed=3)
    for k in (11, 0, 7, 3):
        assert read_back(again(k), CHARACTERS) == forwards[k]
    assert read_back(name_batches(NAMES, CHARACTERS, 2, seed=4)(0), CHARACTERS) != forwards[0]


def test_every_pass_shows_every_name_once_in_another_order():
    batches = name_batches(NAMES, CHARACTERS, 2, seed=0)
    passes = [
        [answer[:-1] for k in range(3 * n, 3 * n + 3) for _, answer in read_back(batches(k), CHARACTERS)]
        for n in range(5)
    ]
    assert all(sorted(one) == sorted(NAMES) for one in passes)
    assert len({tuple(one) for one in passes}) > 1


def test_columns_go_on_where_the_batch_before_stopped():
    text = "the quick brown fox jumps over the lazy dog"
    characters = vocabulary(text)
    batches = column_batches(text, characters, columns=3, steps=4)
    assert batches.per_pass == 3
    for column in range(3):
        reads = "".join(decode(batches(k)["x"][:, :, column].argmax(axis=1), characters) for k in range(3))
        answers = "".join(decode(batches(k)["labels"][:, column], characters) for k in range(3))
        start = column * 14
        assert (reads, answers) == (text[start : start + 12], text[start + 1 : start + 13])
    assert [batches(k)["fresh"] for k in range(7)] == [True, False, False, True, False, False, True]


@pytest.mark.parametrize("cell", CELLS)
def test_the_state_is_carried_through_the_columns_and_reset_at_a_new_pass(cell):
    text = "the quick brown fox jumps over the lazy dog"
    characters = vocabulary(text)
    parameters = network(cell, characters)
    short, long = (column_batches(text, characters, 3, steps) for steps in (4, 12))
    carry, losses = None, []
    for k in range(6):
        loss, _, carry = character_loss(parameters, short(k), carry)
        losses.append(loss)
    whole = character_loss(parameters, long(0))[0]
    assert np.mean(losses[:3]) == pytest.approx(whole, rel=1e-12)
    assert losses[3:] == pytest.approx(losses[:3], rel=1e-12)
    forgetful = np.mean([character_loss(parameters, short(k))[0] for k in range(3)])
    assert abs(forgetful - whole) > 1e-6
    assert nats_per_character(parameters, short) == pytest.approx(whole, rel=1e-12)


def test_the_mean_over_batches_counts_predictions():
    parameters = network()
    whole = nats_per_character(parameters, name_batch(NAMES, CHARACTERS))
    parts = [name_batch(NAMES[:1], CHARACTERS), name_batch(NAMES[1:], CHARACTERS)]
    assert nats_per_character(parameters, parts) == pytest.approx(whole, rel=1e-12)


def test_nats_bits_and_perplexity_of_an_even_guess():
    parameters = {name: np.zeros_like(array) for name, array in network(characters="\nabcdefg").items()}
    batch = name_batch(["abc", "gg"], "\nabcdefg")
    assert nats_per_character(parameters, batch) == pytest.approx(np.log(8))
    assert bits_per_character(parameters, batch) == pytest.approx(3)
    assert bits(np.log(2)) == 1 and perplexity(np.log(8)) == pytest.approx(8)


def test_float32_stays_float32():
    parameters = {name: array.astype(np.float32) for name, array in network().items()}
    _, gradients, _ = character_loss(parameters, name_batch(NAMES, CHARACTERS, dtype=np.float32))
    assert {gradient.dtype for gradient in gradients.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: name_batch([], CHARACTERS), "at least one name"),
        (lambda: name_batch("ada", CHARACTERS), "list of at least one name"),
        (lambda: name_batch(["ada", ""], CHARACTERS), "at least one letter"),
        (lambda: name_batch(["ada\nbo"], CHARACTERS), "on one line"),
        (lambda: name_batch(["zoe"], CHARACTERS), "'z' is not in the vocabulary"),
        (lambda: name_batch(["cleo"], CHARACTERS, steps=4), "needs 5 steps"),
        (lambda: name_batches(NAMES, CHARACTERS, 7, 0), "from 1 to 6, the number of names"),
        (lambda: name_batches(NAMES, CHARACTERS, 0, 0), "size must be"),
        (lambda: column_batches("abcdef", "abcdef", 2, 3), "at least 7"),
    ],
)
def test_errors_say_what_to_do(call, said):
    with pytest.raises(ValueError, match=said):
        call()
