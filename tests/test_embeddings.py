"""The table of words: looking up, its gradient in few rows, vocabulary and unknown words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.embeddings import (
    UNKNOWN,
    RowGradient,
    initialise_embeddings,
    look_up,
    look_up_backward,
    word_numbers,
    word_vocabulary,
)


def test_a_vocabulary_is_sorted_after_the_unknown_word():
    assert word_vocabulary(["the", "cat", "the", UNKNOWN]) == (UNKNOWN, "cat", "the")
    assert word_vocabulary(["the", "cat", "the"], least=2) == (UNKNOWN, "the")


def test_unknown_words_have_the_number_0():
    assert word_numbers(["the", "dog", UNKNOWN], (UNKNOWN, "cat", "the")).tolist() == [2, 0, 0]
    assert word_numbers([], (UNKNOWN,)).shape == (0,)


def test_looking_up_is_a_product_with_one_hot_columns():
    E = initialise_embeddings(5, 3, np.random.default_rng(0))
    numbers = np.array([4, 1, 4, 0])
    one_hot = (np.arange(5)[:, None] == numbers).astype(float)
    np.testing.assert_array_equal(look_up(E, numbers), E.T @ one_hot)


@given(st.lists(st.integers(0, 6), max_size=20), st.integers(0, 2**32 - 1))
def test_the_gradient_is_that_of_the_product(numbers, seed):
    dx = np.random.default_rng(seed).normal(size=(3, len(numbers)))
    one_hot = (np.arange(7)[:, None] == np.array(numbers, int)).astype(float)
    gradient = look_up_backward(dx, np.array(numbers, int), (7, 3))
    assert gradient.rows.tolist() == sorted(set(numbers))
    np.testing.assert_allclose(gradient.dense(), one_hot @ dx.T, atol=1e-14)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_kind_of_number_stays(dtype):
    E = initialise_embeddings(4, 2, np.random.default_rng(0), dtype)
    x = look_up(E, [1, 1])
    assert x.dtype == dtype and look_up_backward(x, [1, 1], E.shape).values.dtype == dtype


@pytest.mark.parametrize("number", [-1, 4])
def test_a_number_that_no_word_has(number):
    with pytest.raises(IndexError, match="words 0 to 3"):
        look_up(np.zeros((4, 2)), [0, number])


def test_rows_and_values_that_do_not_fit():
    with pytest.raises(ValueError, match="do not fit a table"):
        RowGradient([1, 2], np.zeros((3, 2)), (5, 2))
