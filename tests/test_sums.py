"""Sums as text: batches, orders, the loss, what counts as right."""

import numpy as np
import pytest

from rnn_helpers.encoder_decoder import encoder_decoder_forward, initialise_encoder_decoder
from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.losses import cross_entropy
from rnn_helpers.sums import (
    ORDERS,
    SYMBOLS,
    answer_sums,
    carries,
    course_sums,
    digits_of,
    share_right,
    sum_batch,
    sum_batches,
    sum_loss,
)

QUESTIONS, ANSWERS = ["37+85", "7+12", "0+9"], ["122", "19", "9"]


def text(columns, steps):
    return "".join(SYMBOLS[k] for k in columns[:steps])


@pytest.mark.parametrize("order", ORDERS)
def test_a_batch_holds_question_and_answer_in_the_order_asked_for(order):
    batch = sum_batch(QUESTIONS, ANSWERS, order)
    for column, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True)):
        turn_question, turn_answer = ORDERS[order]
        question = question[::-1] if turn_question else question
        answer = answer[::-1] if turn_answer else answer
        read, written = batch["x"].argmax(axis=1)[:, column], batch["written"].argmax(axis=1)[:, column]
        assert text(read, batch["lengths"][column]) == question
        assert text(written, len(answer) + 1) == "\n" + answer
        assert text(batch["labels"][:, column], len(answer) + 1) == answer + "\n"
        assert batch["mask"][:, column].sum() == len(answer) + 1


def test_batches_are_a_function_of_the_update():
    batches = sum_batches(QUESTIONS, ANSWERS, 16, 0, dtype=np.float32)
    for name, array in batches(5).items():
        np.testing.assert_array_equal(array, batches(5)[name])
    assert batches(5)["x"].dtype == np.float32
    assert (batches(5)["lengths"] != batches(6)["lengths"]).any()


def test_the_gradients_of_the_loss_by_complex_step():
    n = len(SYMBOLS)
    parameters = initialise_encoder_decoder("gru", n, 2, n, np.random.default_rng(0))
    batch = sum_batch(QUESTIONS, ANSWERS)
    _, gradients, carry = sum_loss(parameters, batch)

    def loss(p):
        y_pred, _ = encoder_decoder_forward(batch["x"], batch["written"], p, batch["lengths"])
        return cross_entropy(y_pred, batch["labels"], batch["mask"])

    assert carry is None and gradient_check(loss, parameters, gradients).ok


@pytest.mark.parametrize("order", ORDERS)
def test_a_question_is_answered_alike_alone_and_in_company(order):
    n = len(SYMBOLS)
    parameters = initialise_encoder_decoder("gru", n, 9, n, np.random.default_rng(2))
    together = answer_sums(QUESTIONS, parameters, order)
    assert together == [answer_sums([question], parameters, order)[0] for question in QUESTIONS]


def test_the_sums_to_learn_from_and_those_held_out_share_no_question():
    (learned, sums), (asked, right) = course_sums()
    pairs = {tuple(sorted(question.split("+"))) for question in learned}
    assert not pairs & {tuple(sorted(question.split("+"))) for question in asked}
    assert all(str(sum(map(int, question.split("+")))) == answer for question, answer in zip(asked, right))
    assert len(learned) == len(sums) and 0.04 < len(asked) / len(learned) < 0.06


@pytest.mark.parametrize(
    ("question", "count"), [("37+85", 2), ("1+2", 0), ("999+1", 3), ("95+5", 2), ("50+50", 1)]
)
def test_carries(question, count):
    assert carries(question) == count


def test_an_answer_is_right_as_a_whole_or_not_at_all():
    assert share_right(["122", "18", "9", ""], ["122", "19", "9", "0"]) == 0.5
    assert digits_of("7+12") == 2


def test_what_does_not_fit_is_named():
    with pytest.raises(ValueError, match="no order 'backwards'; choose from as it is written"):
        sum_batch(QUESTIONS, ANSWERS, "backwards")
    with pytest.raises(ValueError, match="3 questions, 2 answers"):
        sum_batch(QUESTIONS, ANSWERS[:2])
    with pytest.raises(ValueError, match="'x' is not in the vocabulary"):
        sum_batch(["1x2"], ["3"])
