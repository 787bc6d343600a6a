"""Sums as text, from "37+85" to "122": a task for an encoder-decoder, and how its answers are judged.

One symbol, the line break, is the start and the end of an answer, as it is for the names of lesson 05: the
decoder first reads the line break ("begin"), then its own digits, and writes the line break after the last.
An answer is right if all of it is right, its end included. Lesson 10.

A batch is a dict, columns are examples and time comes first:
    x (T_x, n_x, m) one-hot questions, padded at the end   lengths (m,) their real steps
    written (T_y, n_y, m) one-hot, what the decoder reads: the start, then the right answer so far
    labels (T_y, m) integers, what it should write   mask (T_y, m) True where that counts
"""

import numpy as np

from rnn_helpers.character_model import BOUNDARY
from rnn_helpers.data.tasks import split_sums, sums_as_text
from rnn_helpers.encoder_decoder import encoder_decoder_backward, encoder_decoder_forward, write_answers
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.vocabulary import decode, encode, one_hot

SYMBOLS = BOUNDARY + "+0123456789"
END = SYMBOLS.index(BOUNDARY)
DRAWN = {1: 100, 2: 10_000, 3: 60_000}  # digits -> sums drawn
ORDERS = {  # name -> whether the question and whether the answer is turned round
    "as it is written": (False, False),
    "question turned": (True, False),
    "answer turned": (False, True),
    "both turned": (True, True),
}


def course_sums(seed=0):
    """The sums of the course, with up to three digits: (questions, answers) to learn from, and held out.

    No held-out question is among those to learn from, not even with its numbers swapped.
    """
    rng = np.random.default_rng(seed)
    drawn = [sums_as_text(digits, count, rng) for digits, count in DRAWN.items()]
    questions, answers = (sum(part, []) for part in zip(*drawn, strict=True))
    return split_sums(questions, answers, rng, share=0.05)


def digits_of(question):
    """The digits of the longer number of a question: 2 for "7+12"."""
    return max(map(len, question.split("+")))


def sum_batch(questions, answers, order="as it is written", dtype=float):
    """One batch of questions and answers, in their order (see the top of the module).

    order : a name in `ORDERS`: which of the two is written from its end
    """
    return _batch(*_coded(questions, answers, order), slice(None), dtype)


def sum_batches(questions, answers, size, seed, order="as it is written", dtype=float):
    """Batches for training, drawn from all sums: a function of the update k, the same for the same k."""
    coded = _coded(questions, answers, order)

    def batches(k):
        chosen = np.random.default_rng([seed, k]).integers(0, len(questions), size)
        return _batch(*coded, chosen, dtype)

    return batches


def sum_loss(parameters, batch, carry=None):
    """The loss in nats per symbol under teacher forcing, its gradients, and None: nothing is carried.

    parameters : as from `initialise_encoder_decoder(cell, len(SYMBOLS), n_a, len(SYMBOLS), rng)`
    """
    y_pred, caches = encoder_decoder_forward(batch["x"], batch["written"], parameters, batch["lengths"])
    dz = cross_entropy_backward(y_pred, batch["labels"], batch["mask"])
    loss = cross_entropy(y_pred, batch["labels"], batch["mask"])
    return loss, encoder_decoder_backward(caches, dz), None


def answer_sums(questions, parameters, order="as it is written", most=20):
    """What the network writes when it runs freely: a list of texts, turned back where it writes turned."""
    turn_question, turn_answer = read_order(order)
    codes, lengths = _padded([turned(question, turn_question) for question in questions])
    x = one_hot(codes, len(SYMBOLS)).astype(parameters["decoder.by"].dtype)
    written = write_answers(x, parameters, END, END, most, lengths)
    texts = [decode(column, SYMBOLS).split(BOUNDARY)[0] for column in written.T]
    return [turned(text, turn_answer) for text in texts]


def share_right(written, answers):
    """The share of answers that are right from the first to the last symbol."""
    return float(np.mean([mine == right for mine, right in zip(written, answers, strict=True)]))


def carries(question):
    """How many places of a sum carry a one to the next: 2 for "37+85"."""
    left, right = map(int, question.split("+"))
    digit_sum = sum(map(int, str(left))) + sum(map(int, str(right)))
    return (digit_sum - sum(map(int, str(left + right)))) // 9


def read_order(order):
    """Whether this order turns the question, and whether it turns the answer."""
    if order not in ORDERS:
        raise ValueError(f"There is no order {order!r}; choose from {', '.join(ORDERS)}.")
    return ORDERS[order]


def turned(text, turn):
    """A text from its end to its start if `turn`, else as it is."""
    return text[::-1] if turn else text


def _coded(questions, answers, order):
    """All questions and all framed answers as padded columns of indices, with their lengths."""
    if len(questions) != len(answers):
        raise ValueError(
            f"Each question needs its answer: {len(questions)} questions, {len(answers)} answers."
        )
    turn_question, turn_answer = read_order(order)
    framed = [BOUNDARY + turned(answer, turn_answer) + BOUNDARY for answer in answers]
    return _padded([turned(question, turn_question) for question in questions]) + _padded(framed)


def _padded(texts):
    lengths = np.array([len(text) for text in texts])
    codes = np.full((lengths.max(), len(texts)), END)
    for column, text in enumerate(texts):
        codes[: len(text), column] = encode(text, SYMBOLS)
    return codes, lengths


def _batch(questions, lengths, answers, answer_lengths, chosen, dtype):
    lengths, until = lengths[chosen], answer_lengths[chosen] - 1
    questions, answers = questions[: lengths.max(), chosen], answers[: until.max() + 1, chosen]
    return {
        "x": one_hot(questions, len(SYMBOLS)).astype(dtype, copy=False),
        "lengths": lengths,
        "written": one_hot(answers[:-1], len(SYMBOLS)).astype(dtype, copy=False),
        "labels": answers[1:],
        "mask": np.arange(until.max())[:, None] < until,
    }
