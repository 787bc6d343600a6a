import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.activations import softmax
from rnn_helpers.cells import initialise, step, zero_state
from rnn_helpers.sampling import draw, sample, sharpen
from rnn_helpers.vocabulary import encode, one_hot

CELLS = ("rnn", "lstm", "gru")
CHARACTERS = "\nabcd"
scores = st.lists(st.floats(-30, 30), min_size=2, max_size=8).map(lambda z: np.array(z)[:, None])
warm = st.floats(0.05, 20)


def network(cell="rnn", seed=0, scale=3.0):
    n = len(CHARACTERS)
    parameters = initialise(cell, n, 8, n, np.random.default_rng(seed))
    return {name: scale * array for name, array in parameters.items()}


@given(scores, warm)
def test_temperature_divides_the_scores(z, temperature):
    np.testing.assert_allclose(
        sharpen(softmax(z), temperature), softmax(z / temperature), rtol=1e-6, atol=1e-12
    )


@given(scores)
def test_temperature_1_leaves_the_probabilities(z):
    np.testing.assert_allclose(sharpen(softmax(z)), softmax(z), rtol=1e-12)


@given(scores)
def test_temperature_0_and_top_1_are_the_argmax(z):
    shares = softmax(z)
    for greedy in (sharpen(shares, 0), sharpen(shares, 1, top_k=1), sharpen(shares, 0, top_k=3)):
        assert greedy.sum() == 1 and greedy[shares.argmax(), 0] == 1


def test_a_tie_goes_to_the_first():
    np.testing.assert_array_equal(sharpen(np.full((4, 1), 0.25), 0)[:, 0], [1, 0, 0, 0])


@given(scores)
def test_a_high_temperature_approaches_even_shares(z):
    np.testing.assert_allclose(sharpen(softmax(z), 1e9), 1 / len(z), rtol=1e-6)


@given(scores)
def test_a_low_temperature_approaches_greedy(z):
    top = np.sort(z[:, 0])[-2:]
    if top[1] - top[0] > 1e-3:
        np.testing.assert_allclose(sharpen(softmax(z), 1e-5), sharpen(softmax(z), 0), atol=1e-12)


@given(scores, warm, st.integers(1, 9))
def test_top_k_keeps_the_likeliest_and_their_ratios(z, temperature, k):
    all_shares, kept = sharpen(softmax(z), temperature)[:, 0], sharpen(softmax(z), temperature, k)[:, 0]
    inside = kept > 0
    assert inside.sum() <= min(k, len(z)) and kept.sum() == pytest.approx(1)
    assert all_shares[inside].min() >= all_shares[~inside].max(initial=0)
    np.testing.assert_allclose(kept[inside], all_shares[inside] / all_shares[inside].sum(), rtol=1e-9)


@pytest.mark.parametrize("temperature", [0, 1e-308, 1e-12, 0.01, 1, 100, 1e12, 1e308])
def test_no_temperature_makes_nan(temperature):
    shares = np.array([[1, 0.5, 1e-320, 0], [0, 0.5, 1 - 1e-16, 1e-300], [0, 0, 0, 1]])
    sharp = sharpen(shares, temperature)
    np.testing.assert_allclose(sharp.sum(axis=0), 1)
    assert (sharp[shares == 0] == 0).all()


def test_frequencies_match_the_probabilities():
    """100 000 draws: each frequency within 4.5 standard deviations of its probability (one in 30 000)."""
    shares = np.array([0.5, 0.3, 0.15, 0.05, 0.0])
    count = 100_000
    drawn = draw(np.repeat(shares[:, None], count, axis=1), np.random.default_rng(0))
    frequencies = np.bincount(drawn, minlength=5) / count
    assert (np.abs(frequencies - shares) <= 4.5 * np.sqrt(shares * (1 - shares) / count)).all()


def test_what_has_no_probability_is_never_drawn():
    class Edge:
        def random(self, count):
            return np.resize([0.0, 1 - 2**-53], count)

    shares = np.array([[0, 0], [0.3, 0.3], [0.7, 0.7], [0, 0]])
    assert draw(shares, Edge()).tolist() == [1, 2]


@pytest.mark.parametrize("cell", CELLS)
def test_the_first_letters_have_the_models_frequencies(cell):
    """20 000 texts of one letter; bound as above."""
    parameters, count = network(cell), 20_000
    _, shares = step(one_hot(np.array([0]), 5), zero_state(parameters), parameters)
    texts = sample(parameters, CHARACTERS, np.random.default_rng(1), count=count, most=1)
    frequencies = np.array([texts.count(letter) for letter in ["", *"abcd"]]) / count
    shares = shares[:, 0]
    assert (np.abs(frequencies - shares) <= 4.5 * np.sqrt(shares * (1 - shares) / count)).all()


def greedy_by_hand(parameters, prompt, most):
    state, text = zero_state(parameters), prompt
    for letter in encode("\n" + prompt, CHARACTERS):
        state, shares = step(one_hot(np.array([letter]), 5), state, parameters)
    for _ in range(most):
        letter = shares[:, 0].argmax()
        if letter == 0:
            return text
        text += CHARACTERS[letter]
        state, shares = step(one_hot(np.array([letter]), 5), state, parameters)
    return text


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("prompt", ["", "a", "dab"])
def test_greedy_is_the_argmax_at_every_step(cell, prompt):
    parameters = network(cell)
    wanted = greedy_by_hand(parameters, prompt, 12)
    options = [{"temperature": 0}, {"top_k": 1}]
    for option in options:
        texts = sample(
            parameters, CHARACTERS, np.random.default_rng(5), prompt=prompt, most=12, count=3, **option
        )
        assert texts == [wanted] * 3


def test_texts_hold_neither_start_nor_end_and_keep_their_prompt():
    texts = sample(network(), CHARACTERS, np.random.default_rng(0), prompt="ab", count=50, most=8)
    assert all(text.startswith("ab") and "\n" not in text and len(text) <= 10 for text in texts)
    assert len(set(texts)) > 10 and len({len(text) for text in texts}) > 1


def test_without_an_end_a_text_is_as_long_as_asked():
    texts = sample(network(), CHARACTERS, np.random.default_rng(0), start="", prompt="ab", most=30, end=None)
    assert len(texts[0]) == 32


def test_the_same_generator_writes_the_same():
    first, second = (sample(network(), CHARACTERS, np.random.default_rng(9), count=5) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"temperature": -1}, "from 0 upwards"),
        ({"temperature": float("nan")}, "from 0 upwards"),
        ({"temperature": float("inf")}, "from 0 upwards"),
        ({"top_k": 0}, "at least 1"),
        ({"top_k": 1.5}, "whole number"),
        ({"prompt": "xyz"}, "'x' is not in the vocabulary"),
        ({"start": ""}, "start symbol or a prompt"),
    ],
)
def test_errors_say_what_to_do(options, said):
    with pytest.raises(ValueError, match=said):
        sample(network(), CHARACTERS, np.random.default_rng(0), **options)
