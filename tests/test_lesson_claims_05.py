"""What lessons 00 and 05 say about the models of surnames is so: baselines, drift, the explorer."""

import json
from functools import partial

import numpy as np
import pytest

from rnn_helpers.cells import forward_pass, zero_state
from rnn_helpers.character_model import (
    bits,
    bits_per_character,
    character_loss,
    framed,
    name_batch,
    name_batches,
    name_vocabulary,
    nats_per_character,
    perplexity,
)
from rnn_helpers.model_files import load_course_model
from rnn_helpers.names import names_model, surname_split
from rnn_helpers.ngrams import choose_ngram, ngram_losses, ngram_model, ngram_nats, ngram_shares, sample_ngram
from rnn_helpers.optimisers import adagrad, adam, sgd
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.plots.view import start_values
from rnn_helpers.plots.views_temperature import temperature_view
from rnn_helpers.sampling import sample
from rnn_helpers.training import new_run, train
from tests.test_lesson_claims import NOTEBOOKS, run, says
from tools.recipes_names import SEED, SETTINGS

TRAINING, VALIDATION, TEST = surname_split()
CHARACTERS = name_vocabulary(TRAINING)


def lines(names):
    return [framed(name) for name in names if name]


def quiet(run, updates, ended):
    pass


@pytest.fixture(scope="module")
def ngrams():
    return choose_ngram(lines(TRAINING), lines(VALIDATION), CHARACTERS)


def start(n_a=100):
    parameters = initialise_rnn(27, n_a, 27, np.random.default_rng(0))
    return parameters | {"Wya": 0.1 * parameters["Wya"]}


def losses_by_name(parameters, names):
    """The loss of each name in bits, all its predictions together."""
    batch = name_batch(names, CHARACTERS)
    _, y_pred, _, _ = forward_pass(
        batch["x"], zero_state(parameters, len(names)), parameters, batch["lengths"]
    )
    right = np.take_along_axis(y_pred, batch["labels"][:, None], axis=1)[:, 0]
    return np.where(batch["mask"], -np.log2(right), 0).sum(axis=0)


# The learning test: margins stated before any training was done.


def test_a_few_hundred_updates_beat_the_unigram_by_half_a_bit():
    """300 updates of 60 units: at least 0.5 bits per character below the unigram, on held-out names."""
    run = train(
        new_run(start(60)),
        character_loss,
        name_batches(TRAINING, CHARACTERS, 32, seed=0),
        300,
        learning_rate=0.005,
        clip=1.0,
        watch=quiet,
    )
    unigram = ngram_nats(ngram_model(lines(TRAINING), CHARACTERS, 1), lines(VALIDATION))
    reached = nats_per_character(run["parameters"], name_batch(VALIDATION, CHARACTERS))
    assert bits(reached) < bits(unigram) - 0.5


def test_the_training_of_the_lesson_ends_between_the_trigram_and_the_best_ngram(ngrams):
    assert says("05", "It is below the trigram (3.40 bits) and above the best n-gram (3.18)")
    reached = bits(run("05", "networks = {")["reached"])
    _, tried = ngrams
    trigram, best = (bits(min(loss for s, loss in tried.items() if s[0] == n)) for n in (3, 6))
    assert (round(trigram, 2), round(best, 2)) == (3.4, 3.18)
    assert best + 0.03 < reached < trigram - 0.03


def test_the_loss_starts_at_ln_v():
    assert says("05", r"= \ln 27 \approx 3.296")
    batch = name_batch(VALIDATION, CHARACTERS)
    assert len(CHARACTERS) == 27
    assert nats_per_character(start(), batch) == pytest.approx(np.log(27), abs=0.01)
    opinionated = initialise_rnn(27, 100, 27, np.random.default_rng(0))
    assert nats_per_character(opinionated, batch) > np.log(27) + 0.03


def test_the_table_of_pairs_has_150_blanks():
    assert says("05", "150 of the 729 squares are empty")
    counts = ngram_model(lines(TRAINING), CHARACTERS, 2)["counts"]
    assert 729 - sum(len(string) == 2 for string in counts) == 150


def test_a_large_rate_saturates_the_units():
    assert says("05", "nearly all units are saturated") and says("05", "far above that of even shares")
    run = train(
        new_run(start(40)),
        character_loss,
        name_batches(TRAINING, CHARACTERS, 32, seed=0),
        40,
        learning_rate=0.5,
        clip=1.0,
        watch=quiet,
    )
    batch = name_batch(TEST[:100], CHARACTERS)
    a, _, _, _ = forward_pass(
        batch["x"], zero_state(run["parameters"], 100), run["parameters"], batch["lengths"]
    )
    assert (np.abs(a) > 0.99).mean() > 0.9 and run["history"]["loss"][-1] > 2 * np.log(27)


def test_each_optimiser_has_its_best_rate_and_sgd_is_last():
    assert says("05", "At the end SGD is last, then momentum, then Adam and Adagrad")
    assert says("05", "SGD at rate 1.0 ends at 2.52 instead of 2.48")
    assert says("05", "from 0.01 to 0.03 it ends between 2.43 and 2.45")
    few = name_batches(TRAINING, CHARACTERS, 32, seed=0)

    def reached(optimiser, rate):
        run = train(new_run(start(40)), character_loss, few, 150, optimiser, rate, clip=1.0, watch=quiet)
        return np.mean(run["history"]["loss"][-15:])

    momentum = partial(sgd, momentum=0.9)
    shown = reached(sgd, 2.0), reached(momentum, 0.3), reached(adam, 0.02), reached(adagrad, 0.1)
    assert (np.diff(shown) < -0.01).all() and shown[2] < shown[0] - 0.03
    assert shown == pytest.approx((2.48, 2.46, 2.43, 2.41), abs=0.01)
    assert reached(sgd, 1.0) == pytest.approx(2.52, abs=0.01) and reached(sgd, 3.0) > shown[0] + 0.03
    assert all(2.42 < reached(adam, rate) < 2.46 for rate in (0.01, 0.03))


def from_the_lesson(beginning):
    """What the first cell of lesson 05 with this beginning defines: dict name -> value."""
    path = NOTEBOOKS / "05_training_a_character_model.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    space = {"np": np}
    exec(next(source for cell in cells if (source := "".join(cell["source"])).startswith(beginning)), space)
    return space


def test_the_units_of_the_lesson_are_those_of_the_library():
    space = from_the_lesson("def bits(")
    for nats in (0.0, 1.0, np.log(27)):
        assert space["bits"](nats) == bits(nats) and space["perplexity"](nats) == perplexity(nats)


def test_adam_of_the_lesson_is_that_of_the_library():
    space = from_the_lesson("def adam(")
    ours, theirs = ({"W": np.array([1.0, -2.0, 0.5])} for _ in range(2))
    memories = {}, {}
    for k in range(5):
        gradients = {"dW": np.array([0.3, -1.0, 1e-3]) * (k - 1.5)}
        space["adam"](ours, gradients, memories[0], 0.01)
        adam(theirs, gradients, memories[1], 0.01)
    np.testing.assert_allclose(ours["W"], theirs["W"], rtol=1e-9)


# The stored models


def test_the_stored_network_is_level_with_the_best_ngram_and_the_gated_one_below(ngrams):
    assert says("05", "the stored network (3.19) and the best n-gram (3.20) are **level**")
    assert says("05", "It is 0.06 bits below the n-gram, more than three standard errors")
    best, _ = ngrams
    lengths = np.array([len(name) + 1 for name in TEST])
    per_place = bits(ngram_losses(best, lines(TEST)))
    by_name = np.array([part.sum() for part in np.split(per_place, np.cumsum(lengths)[:-1])])
    assert round(by_name.sum() / lengths.sum(), 2) == 3.2
    rng = np.random.default_rng(0)
    by_model = {name: losses_by_name(load_course_model(name)[0], TEST) for name in ("names", "names_gru")}
    for name, bits_reached, gain in (("names", 3.19, 0.01), ("names_gru", 3.14, 0.06)):
        reached = by_model[name]
        assert round(reached.sum() / lengths.sum(), 2) == bits_reached
        difference = by_name - reached
        drawn = rng.integers(0, len(TEST), (1000, len(TEST)))
        spread = np.std([difference[i].sum() / lengths[i].sum() for i in drawn])
        assert round(difference.sum() / lengths.sum(), 2) == gain and round(spread, 2) == 0.02
        assert (gain > 3 * spread) == (name == "names_gru")
    assert says("05", "what the plain network lacks is neither data nor weights")
    difference = by_model["names"] - by_model["names_gru"]
    drawn = rng.integers(0, len(TEST), (1000, len(TEST)))
    spread = np.std([difference[i].sum() / lengths[i].sum() for i in drawn])
    assert difference.sum() / lengths.sum() > 2 * spread


def test_what_the_stored_files_say_of_themselves_is_so():
    for name in ("names", "names_gru"):
        parameters, about = load_course_model(name)
        assert about["characters"] == CHARACTERS and about["seed"] == SEED
        assert about["settings"].items() >= SETTINGS.items()
        for part, names in {"training": TRAINING, "validation": VALIDATION, "test": TEST}.items():
            told = about["measure"][f"bits per character, {part}"]
            assert bits_per_character(parameters, name_batch(names, CHARACTERS)) == pytest.approx(
                told, abs=1e-3
            )


def test_on_what_was_learned_all_look_better(ngrams):
    assert says("05", "reaches 2.88 there instead of 3.19, the best n-gram 2.37 instead of 3.20")
    parameters, _, _ = names_model()
    assert round(bits_per_character(parameters, name_batch(TRAINING, CHARACTERS)), 2) == 2.88
    assert round(bits(ngram_nats(ngrams[0], lines(TRAINING))), 2) == 2.37


def test_counts_and_weights(ngrams):
    assert says(
        "05", "keeps 58 thousand counts, the plain network 34 thousand weights, the one with gates 38"
    )
    assert says("00", "a *state* of 160 numbers") and says("00", "34 thousand *weights*")
    parameters, _, _ = names_model()
    assert round(len(ngrams[0]["counts"]) / 1000) == 58
    gated, about = load_course_model("names_gru")
    assert round(sum(array.size for array in gated.values()) / 1000) == 38
    assert says("05", "it has 96 units") and about["settings"]["units"] == 96
    assert (
        round(sum(array.size for array in parameters.values()) / 1000) == 34 and len(parameters["ba"]) == 160
    )


def test_the_end_is_what_is_predicted_best():
    assert says("05", "the end is also the symbol that the network predicts best")
    parameters, _, _ = names_model()
    batch = name_batch(TEST, CHARACTERS)
    _, y_pred, _, _ = forward_pass(batch["x"], zero_state(parameters, 600), parameters, batch["lengths"])
    nats = -np.log(np.take_along_axis(y_pred, batch["labels"][:, None], axis=1)[:, 0])
    means = {i: nats[(batch["labels"] == i) & batch["mask"]].mean() for i in np.unique(batch["labels"])}
    assert min(means, key=means.get) == CHARACTERS.index("\n") == 0
    assert sorted(means.values())[1] > means[0] + 0.5


# Drift


def test_the_drift(ngrams):
    """At places 4 to 6 reading itself costs nothing, from 7 on it does: the three curves of the figure."""
    assert says("05", "Up to the sixth letter the bands overlap, and neither curve stays above the other")
    assert says("05", "From the seventh on it stays above the dashed curve") and says(
        "05", "by 0.35 bits at the ninth letter and by 0.65 bits at the tenth"
    )
    judge, (parameters, _, _) = ngrams[0], names_model()
    own = sample(parameters, CHARACTERS, np.random.default_rng(0), count=3000)
    real, free = by_place(judge, TEST), by_place(judge, own)
    assert says("05", "As many of its names as of the real ones get that far, about a quarter")
    assert all(0.22 < np.mean([len(name) >= 9 for name in names]) < 0.27 for names in (TEST, own))
    batch = name_batch(TEST, CHARACTERS)
    _, y_pred, _, _ = forward_pass(batch["x"], zero_state(parameters, 600), parameters, batch["lengths"])
    one = {place: [] for place in range(1, 11)}
    for column, name in enumerate(TEST):
        for t in range(min(len(name) + 1, 10)):
            one[t + 1].append(y_pred[t, :, column] @ -np.log2(ngram_shares(judge, framed(name)[: t + 1])))
    one = np.array([np.mean(values) for values in one.values()])
    steady, drifting = one - real, free - one
    assert np.abs(steady[:2]).max() < 0.1 and steady[3:].min() > 0.2 and steady[3:].max() < 0.65
    assert np.abs(drifting[:6]).max() < 0.15 and (np.diff(drifting[5:]) > 0).all()
    assert drifting[9] == pytest.approx(0.65, abs=0.05)
    assert drifting[8] == pytest.approx(0.35, abs=0.05)


def test_the_network_is_not_surprised_by_itself_but_the_judge_is(ngrams):
    assert says("05", "3.15 and 3.19 are level") and says("05", "much stranger than real ones, by 0.4 bits")
    parameters, _, _ = names_model()
    own = [name for name in sample(parameters, CHARACTERS, np.random.default_rng(0), count=3000) if name]
    found = {}
    for kind, names in (("own", own), ("real", TEST)):
        losses, lengths = losses_by_name(parameters, names), np.array([len(name) + 1 for name in names])
        mean = losses.sum() / lengths.sum()
        error = np.sqrt(np.mean((losses - mean * lengths) ** 2) / len(names)) / lengths.mean()
        found[kind] = mean, error
    (mine, small), (real, large) = found["own"], found["real"]
    assert (round(mine, 2), round(real, 2), round(np.hypot(small, large), 2)) == (3.15, 3.19, 0.03)
    assert 0 < real - mine < 2 * np.hypot(small, large)
    judged = bits(ngram_nats(ngrams[0], lines(own))) - bits(ngram_nats(ngrams[0], lines(TEST)))
    assert judged == pytest.approx(0.4, abs=0.05)


def test_the_ngram_repeats_its_list_more_than_the_network(ngrams):
    """A tenth of the names that the lesson speaks of: the n-gram is slow to draw from."""
    assert says("05", "356 different ones stand in the list") and says("05", "It repeats four times as much")
    parameters, _, _ = names_model()
    rng, learned = np.random.default_rng(0), set(TRAINING)
    by_network = sample(parameters, CHARACTERS, rng, temperature=0.5, count=3000)
    by_ngram = sample_ngram(ngrams[0], rng, temperature=0.5, count=300)
    shares = [np.mean([name in learned for name in names]) for names in (by_network, by_ngram)]
    assert shares[1] > 2.5 * shares[0]


def by_place(judge, names):
    texts = lines(names)
    places = np.concatenate([np.arange(1, len(text)) for text in texts])
    losses = bits(ngram_losses(judge, texts))
    return np.array([losses[places == place].mean() for place in range(1, 11)])


# The explorer


@pytest.fixture(scope="module")
def view():
    return temperature_view(*names_model())


def at(view, **values):
    return view.compute(**start_values(view, **values))


def test_greedy_writes_martonen(view):
    assert says("05", "All hundred are “martonen”") and says("00", "“martonen”")
    state = at(view, temperature=0.0)
    assert says("05", "and with an empty beginning, too")
    assert set(at(view, temperature=0.0, prompt="")["names"]) == {"martonen"}
    assert set(state["names"]) == {"martonen"} and "martonen" not in TRAINING + VALIDATION + TEST


def test_cool_names_are_known_and_hot_ones_odd(view):
    assert says("05", "At 0.3, with 12 of 100, but the hundred are only 56 different names")
    assert says("05", "At 1 it is 2, all different") and says("05", "At 2 none; “mahefluuo” and “mayllszhn”")
    assert says("00", "ten stand in the list that it learned from") and says("00", "as “mahefluuo” does")
    counts = {T: at(view, temperature=T) for T in (0.3, 0.5, 1.0, 2.0)}
    assert {T: sum(state["known"]) for T, state in counts.items()} == {0.3: 12, 0.5: 10, 1.0: 2, 2.0: 0}
    assert (counts[0.3]["different"], counts[1.0]["different"]) == (56, 100)
    assert {"mahefluuo", "mayllszhn"} <= set(counts[2.0]["names"][:14])


def test_top_k_cuts_the_tail(view):
    assert says("05", "96 of 100, but the odd ones are gone")
    assert says("05", "With 2 letters 34 different names are left, and 16 of the hundred are in the list")
    five, two = at(view, top_k=5), at(view, top_k=2)
    assert (five["different"], two["different"], sum(two["known"])) == (96, 34, 16)


def test_beginnings(view):
    assert says("05", "“vandenburg”, “nkomas”, “szczepane”") and says("05", "“xxinen” and “xxander”")
    for prompt, names in {
        "van": ["vandenburg"],
        "nk": ["nkomas"],
        "szcz": ["szczepane"],
        "xx": ["xxinen", "xxander"],
        "joh": ["johonen"],
    }.items():
        assert set(names) <= set(at(view, prompt=prompt, temperature=0.5)["names"][:14])
    assert not any("xx" in name for name in TRAINING)
