import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.data import (
    adding_task,
    copy_task,
    parity_task,
    recall_task,
    split_sums,
    sums_as_text,
)
from rnn_helpers.losses import cross_entropy

small, seeds = st.integers(1, 6), st.integers(0, 10**6)


def random(seed=0):
    return np.random.default_rng(seed)


def guessing(labels, mask, n):
    """The loss of a network that finds each of the n symbols equally likely, everywhere."""
    n_y = max(n, labels.max() + 1)
    y_pred = np.zeros((labels.shape[0], n_y, labels.shape[1]))
    y_pred[:, :n] = 1 / n
    return cross_entropy(y_pred, labels, mask)


@given(st.integers(0, 8), small, st.integers(2, 6), small, seeds)
def test_recall_asks_for_the_first_symbol_at_the_last_step(lag, m, symbols, noise, seed):
    x, labels, mask = recall_task(lag, m, random(seed), symbols, noise)
    assert x.shape == (lag + 1, symbols + noise, m) and labels.shape == mask.shape == (lag + 1, m)
    np.testing.assert_array_equal(x.sum(axis=1), 1)
    np.testing.assert_array_equal(x[0].argmax(axis=0), labels[-1])
    assert x[0, symbols:].sum() == 0 and x[1:, :symbols].sum() == 0, "noise has symbols of its own"
    assert mask[-1].all() and not mask[:-1].any()
    assert guessing(labels, mask, symbols) == pytest.approx(np.log(symbols))


def test_recall_uses_all_symbols_and_its_noise_says_nothing_about_the_answer():
    x, labels, _ = recall_task(1, 40_000, random())
    joint = np.zeros((4, 4))
    np.add.at(joint, (labels[-1], x[1].argmax(axis=0) - 4), 1 / 40_000)
    np.testing.assert_allclose(joint, 1 / 16, atol=0.006)  # five standard deviations


@given(small, st.integers(0, 6), small, st.integers(2, 9), seeds)
def test_copy_gives_the_symbols_back_in_their_order(length, lag, m, symbols, seed):
    x, labels, mask = copy_task(length, lag, m, random(seed), symbols)
    shown, blank, go = x.argmax(axis=1), symbols, symbols + 1
    assert x.shape == (2 * length + lag + 1, symbols + 2, m)
    np.testing.assert_array_equal(labels[mask].reshape(length, m), shown[:length])
    assert (shown[:length] < symbols).all()
    assert (np.argwhere(shown == go)[:, 0] == length + lag).all() and (shown == go).sum() == m
    assert (shown[length : length + lag] == blank).all() and (shown[length + lag + 1 :] == blank).all()
    assert (labels[~mask] == blank).all() and mask.sum() == length * m


def test_copy_baselines():
    length, lag, symbols = 3, 5, 8
    _, labels, mask = copy_task(length, lag, 50, random(), symbols)
    assert guessing(labels, mask, symbols) == pytest.approx(np.log(8))
    y_pred = np.zeros((*labels.shape[:1], symbols + 1, labels.shape[1]))
    y_pred[:-length, symbols] = 1  # certain of the blanks, without a clue about the symbols
    y_pred[-length:, :symbols] = 1 / symbols
    assert cross_entropy(y_pred, labels) == pytest.approx(length * np.log(8) / len(labels))


@given(st.integers(2, 12), small, seeds)
def test_adding_marks_one_number_in_each_half(steps, m, seed):
    x, target = adding_task(steps, m, random(seed))
    numbers, marks = x[:, 0], x[:, 1]
    assert x.shape == (steps, 2, m) and target.shape == (m,)
    assert set(np.unique(marks)) <= {0.0, 1.0} and (numbers >= 0).all() and (numbers < 1).all()
    np.testing.assert_array_equal(marks[: steps // 2].sum(axis=0), 1)
    np.testing.assert_array_equal(marks[steps // 2 :].sum(axis=0), 1)
    for example in range(m):
        first, second = np.flatnonzero(marks[:, example])
        assert target[example] == pytest.approx(numbers[first, example] + numbers[second, example])


def test_adding_baseline_is_a_sixth_and_every_step_gets_marked():
    x, target = adding_task(7, 100_000, random())
    assert ((target - 1) ** 2).mean() == pytest.approx(1 / 6, rel=0.02)
    share = x[:, 1].mean(axis=1)
    np.testing.assert_allclose(share[:3], 1 / 3, atol=0.01)
    np.testing.assert_allclose(share[3:], 1 / 4, atol=0.01)


@given(st.integers(1, 12), small, seeds)
def test_parity_follows_from_the_last_answer_and_the_bit(steps, m, seed):
    x, labels = parity_task(steps, m, random(seed))
    assert x.shape == (steps, 1, m) and x.dtype == float and labels.shape == (steps, m)
    odd = np.zeros(m, dtype=int)
    for xt, expected in zip(x, labels):
        odd = np.where(xt[0] == 1, 1 - odd, odd)
        np.testing.assert_array_equal(expected, odd)


def test_parity_cannot_be_read_off_the_bit_after_the_first_step():
    x, labels = parity_task(5, 40_000, random())
    agree = (x[:, 0] == labels).mean(axis=1)
    assert agree[0] == 1
    np.testing.assert_allclose(agree[1:], 0.5, atol=0.0125)


@given(st.integers(1, 18), small, seeds)
def test_sums_are_right(digits, m, seed):
    questions, answers = sums_as_text(digits, m, random(seed))
    assert len(questions) == len(answers) == m
    for question, answer in zip(questions, answers):
        left, right = question.split("+")
        assert int(left) + int(right) == int(answer)
        assert all(1 <= len(number) <= digits and number == str(int(number)) for number in (left, right))


@given(st.integers(2, 60), st.floats(0.05, 0.95), seeds)
def test_the_two_parts_of_the_sums_share_nothing(m, share, seed):
    questions, answers = sums_as_text(1, m, random(seed))
    same = {frozenset(question.split("+")) for question in questions}
    if len(same) < 2:
        return
    parts = split_sums(questions, answers, random(seed), share)
    sums = [{frozenset(question.split("+")) for question in part[0]} for part in parts]
    assert sums[0] and sums[1] and not sums[0] & sums[1]
    assert sums[0] | sums[1] == same
    assert abs(len(sums[1]) - share * len(same)) <= 1
    pairs = sorted(pair for part in parts for pair in zip(*part))
    assert pairs == sorted(zip(questions, answers)), "nothing is lost, and each question keeps its answer"


def test_swapped_and_repeated_questions_stay_together():
    questions, answers = ["1+2", "2+1", "1+2", "3+4"], ["3", "3", "3", "7"]
    for seed in range(5):
        parts = split_sums(questions, answers, random(seed), 0.5)
        assert sorted(len(part[0]) for part in parts) == [1, 3]


MAKERS = {
    "recall": lambda rng: recall_task(3, 4, rng),
    "copy": lambda rng: copy_task(3, 2, 4, rng),
    "adding": lambda rng: adding_task(6, 4, rng),
    "parity": lambda rng: parity_task(6, 4, rng),
    "sums": lambda rng: sums_as_text(3, 4, rng),
    "split": lambda rng: split_sums(["1+2", "3+4", "5+6", "7+8"], ["3", "7", "11", "15"], rng, 0.5),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_seed_decides(name):
    def made(seed):
        return [np.asarray(part).tolist() for part in MAKERS[name](random(seed))]

    assert made(1) == made(1)
    assert len({str(made(seed)) for seed in range(20)}) > 1


@pytest.mark.parametrize("name", MAKERS)
def test_a_seed_in_the_place_of_the_generator_is_named(name):
    with pytest.raises(TypeError, match=r"rng must be a generator such as np\.random\.default_rng"):
        MAKERS[name](0)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: recall_task(-1, 3, random()), "lag must be at least 0; got -1"),
        (lambda: recall_task(3, 0, random()), "m must be at least 1; got 0"),
        (lambda: recall_task(3, 2, random(), symbols=1), "symbols must be at least 2; got 1"),
        (lambda: recall_task(3, 2, random(), noise=0), "noise must be at least 1; got 0"),
        (lambda: copy_task(0, 2, 1, random()), "length must be at least 1; got 0"),
        (lambda: adding_task(1, 2, random()), "steps must be at least 2; got 1"),
        (lambda: parity_task(0, 2, random()), "steps must be at least 1; got 0"),
        (lambda: sums_as_text(19, 2, random()), "digits must be at most 18"),
        (lambda: split_sums(["1+2"], [], random()), "1 questions, 0 answers"),
        (
            lambda: split_sums(["1+2", "2+1"], ["3", "3"], random()),
            "at least two different sums; there are 1",
        ),
        (lambda: split_sums(["1+2", "2+2"], ["3", "4"], random(), 1), "share must lie above 0 and below 1"),
        (lambda: split_sums(["1+2", "2-2"], ["3", "0"], random()), "'2-2'"),
    ],
)
def test_values_that_make_no_sense_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("steps", [2.5, "4", None])
def test_a_count_must_be_whole(steps):
    with pytest.raises(TypeError, match="steps must be a whole number such as 3"):
        parity_task(steps, 2, random())
