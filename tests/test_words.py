import numpy as np
import pytest

from rnn_helpers.losses import cross_entropy
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.vocabulary import decode
from rnn_helpers.words import learn_word, learning_word, word_task


def predicted(word, parameters):
    x, labels, characters = word_task(word)
    _, y_pred, _ = rnn_forward_pass(x, np.zeros((len(parameters["Waa"]), 1)), parameters)
    return decode(y_pred.argmax(axis=1), characters), cross_entropy(y_pred, labels), y_pred


def test_hello_as_a_task():
    x, labels, characters = word_task("hello")
    assert characters == "ehlo"
    assert decode(x.argmax(axis=1), characters) == "hell"
    assert decode(labels, characters) == "ello"


@pytest.mark.parametrize(
    "word", ["hello", "ab", "mississippi", "aaaaaab", "日本語日本", "naïve né", "👋🌍👋"]
)
def test_words_of_any_script_are_learned(word):
    said, loss, _ = predicted(word, learn_word(word)[0])
    assert said == word[1:]
    assert loss < 0.05


def test_without_recurrence_the_two_ls_get_one_answer():
    parameters, losses = learn_word("hello", recurrent=False)
    assert not parameters["Waa"].any()
    _, loss, y_pred = predicted("hello", parameters)
    np.testing.assert_array_equal(y_pred[2], y_pred[3])
    # After h and e the answer is certain; after l it is half l, half o: (0 + 0 + ln 2 + ln 2) / 4.
    assert losses.min() > np.log(2) / 2
    assert loss == pytest.approx(np.log(2) / 2, abs=0.005)


def test_every_step_is_a_picture_of_its_own():
    steps = list(learning_word("ab", steps=3))
    assert len(steps) == 4
    (first, loss, y_pred), last = steps[0], steps[-1]
    assert last[1] < loss
    assert (first["Wya"] != last[0]["Wya"]).any()
    assert cross_entropy(y_pred, word_task("ab")[1]) == loss


def test_accents_count_as_one_character():
    assert word_task("e\u0301a")[2] == "a\u00e9"


@pytest.mark.parametrize("word", ["", "a", " a ", "a" * 13, None, 7])
def test_other_words_are_refused(word):
    with pytest.raises(ValueError, match="2 to 12 characters|A word is a text"):
        word_task(word)
