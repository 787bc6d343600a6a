import numpy as np
import pytest

from rnn_helpers import cells
from rnn_helpers.encoder_decoder import (
    encoder_decoder_backward,
    encoder_decoder_forward,
    initialise_encoder_decoder,
    write_answers,
)
from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.optimisers import adam
from rnn_helpers.stacks import part_of
from rnn_helpers.vocabulary import one_hot


def network(cell, n_x=3, n_a=4, n_y=4, m=3, seed=0):
    rng = np.random.default_rng(seed)
    parameters = initialise_encoder_decoder(cell, n_x, n_a, n_y, rng)
    x, labels = rng.normal(size=(5, n_x, m)), rng.integers(0, n_y, (3, m))
    return parameters, x, one_hot(np.vstack([np.zeros((1, m), int), labels[:-1]]), n_y), labels


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("lengths", [None, [5, 1, 3]])
def test_gradients_by_complex_step(cell, lengths):
    parameters, x, written, labels = network(cell)

    def loss(p):
        own = {name: p[name] for name in parameters}
        return cross_entropy(encoder_decoder_forward(p["x"], p["written"], own, lengths)[0], labels)

    y_pred, caches = encoder_decoder_forward(x, written, parameters, lengths)
    gradients = encoder_decoder_backward(caches, cross_entropy_backward(y_pred, labels))
    assert set(gradients) == {"dx", "dwritten", *("d" + name for name in parameters)}
    check = gradient_check(loss, parameters | {"x": x, "written": written}, gradients)
    assert check.ok and check.method == "complex", check


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
def test_the_message_is_the_last_real_state(cell):
    parameters, x, written, _ = network(cell)
    lengths = np.array([2, 5, 1])
    spoilt = np.where(np.arange(5)[:, None, None] < lengths, x, 1e6)
    y_pred, _ = encoder_decoder_forward(spoilt, written, parameters, lengths)
    for column, length in enumerate(lengths):
        one = slice(column, column + 1)
        alone, _ = encoder_decoder_forward(x[:length, :, one], written[:, :, one], parameters)
        np.testing.assert_allclose(y_pred[:, :, one], alone, atol=1e-12)


def test_free_running_reads_its_own_output():
    parameters, x, _, _ = network("gru")
    answers = write_answers(x, parameters, start=0, end=3, most=6)
    encoder, decoder = part_of(parameters, "encoder."), part_of(parameters, "decoder.")
    _, _, state, _ = cells.forward_pass(x, cells.zero_state(encoder, 3), encoder)
    symbols = np.zeros(3, int)
    for row in answers:
        state, y = cells.step(one_hot(symbols, 4), state, decoder)
        going = symbols != 3
        assert (row[going] == y.argmax(axis=0)[going]).all() and (row[~going] == 3).all()
        symbols = row


def test_it_learns_to_turn_two_symbols_round():
    """A task that needs the message: the answer is the question backwards. Chance is 1 in 9."""
    questions = np.array([[a, b] for a in range(3) for b in range(3)]).T
    labels = np.vstack([questions[::-1], np.full((1, 9), 3)])
    written = np.vstack([np.full((1, 9), 4), labels[:-1]])
    parameters, memory = initialise_encoder_decoder("gru", 3, 12, 5, np.random.default_rng(0)), {}
    for _ in range(150):
        y_pred, caches = encoder_decoder_forward(one_hot(questions, 3), one_hot(written, 5), parameters)
        gradients = encoder_decoder_backward(caches, cross_entropy_backward(y_pred, labels))
        adam(parameters, gradients, memory, 0.02)
    answers = write_answers(one_hot(questions, 3), parameters, start=4, end=3, most=5)
    assert answers.shape == (3, 9) and (answers == labels).all()
