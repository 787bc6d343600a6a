from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.character_model import framed
from rnn_helpers.ngrams import choose_ngram, ngram_model, ngram_nats, ngram_shares, sample_ngram

CHARACTERS = "\nabc"
TEXTS = [framed(name) for name in ("ab", "abc", "bca", "aab", "cab")]
some_texts = st.lists(st.text("abc", min_size=1, max_size=6).map(framed), min_size=1, max_size=6)
settings_of = st.tuples(
    st.integers(0, 4), st.sampled_from([0.0, 0.3, 2.0]), st.sampled_from([0.0, 0.5, 0.9]), st.booleans()
)


@given(some_texts, settings_of, st.text("abc", max_size=6))
def test_probabilities_sum_to_1(texts, settings, context):
    model = ngram_model(texts, CHARACTERS, *settings)
    shares = ngram_shares(model, "\n" + context)
    assert shares.sum() == pytest.approx(1, abs=1e-12) and shares.min() >= 0
    if settings[1] > 0:
        assert shares.min() > 0


def test_order_0_is_even_shares():
    model = ngram_model(TEXTS, CHARACTERS, 0)
    np.testing.assert_allclose(ngram_shares(model, "\nab"), 0.25)
    assert ngram_nats(model, TEXTS) == pytest.approx(np.log(4))


@pytest.mark.parametrize("k", [0.5, 1, 3])
def test_order_1_is_add_k(k):
    model = ngram_model(TEXTS, CHARACTERS, 1, strength=4 * k)
    counts = Counter("".join(text[1:] for text in TEXTS))
    wanted = [(counts[c] + k) / (counts.total() + 4 * k) for c in CHARACTERS]
    np.testing.assert_allclose(ngram_shares(model, "\nab"), wanted)


def test_without_smoothing_a_bigram_is_the_ratio_of_counts():
    model = ngram_model(TEXTS, CHARACTERS, 2, strength=0)
    pairs = Counter(text[i : i + 2] for text in TEXTS for i in range(len(text) - 1))
    after_a = np.array([pairs["a" + c] for c in CHARACTERS])
    np.testing.assert_allclose(ngram_shares(model, "\nba"), after_a / after_a.sum())


def test_by_hand():
    """'aab': a is followed once by a and once by b. Strength 2, discount 0.5, order 2."""
    model = ngram_model(["aab"], "ab", 2, strength=2, discount=0.5)
    low = (1 - 0.5 + (2 + 0.5 * 2) / 2) / (2 + 2)
    wanted = (1 - 0.5 + (2 + 0.5 * 2) * low) / (2 + 2)
    np.testing.assert_allclose(ngram_shares(model, "a"), [wanted, wanted])
    np.testing.assert_allclose(ngram_shares(model, "b"), [low, low])  # never followed: the order below


@given(some_texts, some_texts, settings_of)
def test_the_loss_is_the_mean_of_the_shares(texts, others, settings):
    order, strength, discount, continuation = settings
    model = ngram_model(texts, CHARACTERS, order, strength + 0.1, discount, continuation)
    nats = [
        -np.log(ngram_shares(model, text[:i])[CHARACTERS.index(text[i])])
        for text in others
        for i in range(1, len(text))
    ]
    assert ngram_nats(model, others) == pytest.approx(np.mean(nats), rel=1e-9)


def test_continuation_counts_what_stood_before():
    """In 'xyxyxyzbcb', y is frequent but only ever follows x; b follows z and c."""
    texts, characters = ["xyxyxyzbcb"], "bcxyz"
    plain, kinds = (
        ngram_model(texts, characters, 2, 0.1, 0.5, continuation) for continuation in (False, True)
    )
    assert (plain["counts"]["y"], kinds["counts"]["y"]) == (3, 1)
    assert (plain["counts"]["b"], kinds["counts"]["b"]) == (2, 2)
    assert kinds["counts"]["xy"] == plain["counts"]["xy"] == 3
    after_c = [ngram_shares(model, "c") for model in (plain, kinds)]
    assert after_c[1][3] < after_c[0][3]


def test_no_order_reaches_over_the_start_of_a_name():
    short, long = (ngram_model(TEXTS, CHARACTERS, order) for order in (4, 9))
    np.testing.assert_allclose(ngram_shares(long, "\na"), ngram_shares(short, "\na"))
    assert long["counts"].keys() >= {"\nab"} and all(string.count("\n") <= 2 for string in long["counts"])


def test_the_chosen_settings_are_the_best_of_all():
    rng = np.random.default_rng(0)
    names = ["".join(rng.choice(list("abc"), rng.integers(2, 7))) for _ in range(60)]
    texts, held_out = [framed(name) for name in names[:40]], [framed(name) for name in names[40:]]
    orders, strengths, discounts = (1, 2, 3), (0.3, 3.0), (0.0, 0.5)
    model, losses = choose_ngram(texts, held_out, CHARACTERS, orders, strengths, discounts)
    by_hand = {
        settings: ngram_nats(ngram_model(texts, CHARACTERS, *settings), held_out)
        for settings in product(orders, strengths, discounts, (False, True))
    }
    assert losses == pytest.approx(by_hand)
    chosen = tuple(model[name] for name in ("order", "strength", "discount", "continuation"))
    assert by_hand[chosen] == min(by_hand.values())
    assert ngram_nats(model, held_out) == pytest.approx(by_hand[chosen])


def test_samples_have_the_models_frequencies():
    """20 000 first letters, each frequency within 4.5 standard deviations."""
    model = ngram_model(TEXTS, CHARACTERS, 3)
    shares, count = ngram_shares(model, "\n"), 20_000
    texts = sample_ngram(model, np.random.default_rng(0), count=count, most=1)
    frequencies = np.array([texts.count(letter) for letter in ["", *"abc"]]) / count
    assert (np.abs(frequencies - shares) <= 4.5 * np.sqrt(shares * (1 - shares) / count)).all()


def test_a_high_order_with_hardly_any_smoothing_writes_what_it_has_read():
    model = ngram_model(TEXTS, CHARACTERS, 9, strength=0)
    texts = sample_ngram(model, np.random.default_rng(0), prompt="a", count=50)
    assert {framed(text) for text in texts} <= {text for text in TEXTS if text[1] == "a"}


def test_uniform_loses_to_unigram_and_unigram_to_bigram_on_a_chain():
    texts = [framed("abcabcabc"), framed("bcabca")]
    losses = [ngram_nats(ngram_model(texts, CHARACTERS, order, 0.1), texts) for order in (0, 1, 2)]
    assert losses[0] > losses[1] + 0.05 > losses[2] + 0.5


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ngram_model(TEXTS, CHARACTERS, -1), "order must be"),
        (lambda: ngram_model(TEXTS, CHARACTERS, 1.5), "order must be"),
        (lambda: ngram_model(TEXTS, CHARACTERS, 2, strength=-1), "strength must be"),
        (lambda: ngram_model(TEXTS, CHARACTERS, 2, discount=1), "discount from 0"),
        (lambda: ngram_nats(ngram_model(TEXTS, CHARACTERS, 2), ["a"]), "nothing to predict"),
    ],
)
def test_errors_say_what_to_do(call, said):
    with pytest.raises(ValueError, match=said):
        call()
