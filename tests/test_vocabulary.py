import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.vocabulary import decode, encode, one_hot, vocabulary


def test_hello():
    assert vocabulary("hello") == "ehlo"
    assert encode("hello", "ehlo").tolist() == [1, 0, 2, 2, 3]


@given(st.text(min_size=1))
def test_decode_reverses_encode(text):
    characters = vocabulary(text)
    assert decode(encode(text, characters), characters) == text


def test_one_hot_stands_before_the_examples():
    columns = one_hot(np.array([[1, 0], [2, 2]]), 3)
    assert columns.shape == (2, 3, 2)
    assert columns[0].tolist() == [[0, 1], [1, 0], [0, 0]]
    assert columns[1].tolist() == [[0, 0], [0, 0], [1, 1]]


def test_bad_input_is_explained():
    with pytest.raises(ValueError, match="'z' is not in the vocabulary 'ehlo'"):
        encode("hz", "ehlo")
    with pytest.raises(ValueError, match="at least one character"):
        vocabulary("")
    with pytest.raises(ValueError, match="0 to n - 1 = 2; got 0 to 3"):
        one_hot(np.array([0, 3]), 3)
    with pytest.raises(TypeError, match="integers"):
        one_hot(np.array([0.5]), 3)
