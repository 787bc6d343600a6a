"""What lesson 10 says in its text, where no stored output holds it."""

from functools import partial

import numpy as np
import pytest
from test_lesson_claims import run, state
from test_lesson_claims import says as says_in

from rnn_helpers import cells
from rnn_helpers.both_sides import (
    course_stacks,
    every_gap,
    gap_batch,
    names_once,
    number_of,
    only_once,
    only_once_batch,
    stack_measures,
)
from rnn_helpers.character_model import name_batch
from rnn_helpers.losses import cross_entropy
from rnn_helpers.model_files import load_course_model
from rnn_helpers.names import names_model, surname_split
from rnn_helpers.plots.views_reach import KNOWS, REACHES, reach_view
from rnn_helpers.sums import answer_sums, carries, course_sums, share_right, sum_batch

says = partial(says_in, "10")


@pytest.fixture(scope="module")
def names():
    """What the lesson's code defines, up to the explorer."""
    return run("10", "explore_reach(")


@pytest.fixture(scope="module")
def view():
    adder, about = load_course_model("sums")
    return reach_view(course_stacks("once")[0], adder, about["order"])


def test_one_direction_comes_down_to_its_limit_and_no_further(names):
    assert says("From the left the loss comes down to the limit and stays")
    judged = stack_measures(names["runs"]["from the left"]["parameters"], names["every_word"])
    nats = judged["bits"] * np.log(2)
    assert names["floor"] <= nats < names["floor"] + 0.03
    assert judged["right"] < 0.7945
    both = stack_measures(names["runs"]["both ways"]["parameters"], names["every_word"])
    assert both["bits"] * np.log(2) < 0.02 and both["right"] > 0.99


def test_words_that_did_not_come_up_in_training_are_answered_as_well(names):
    assert says("On the 1,312 that do not, 79 and 100 % of the answers are right as well.")
    drawn = {tuple(word) for k in range(600) for word in names["batch_of_words"](k)["x"].argmax(axis=1).T}
    new = np.array([tuple(word) not in drawn for word in names["words"].T])
    assert new.sum() == 1312
    for name, share in (("from the left", 0.79), ("both ways", 1.0)):
        batch = only_once_batch(names["words"][:, new], 5)
        judged = stack_measures(names["runs"][name]["parameters"], batch)
        assert judged["right"] == pytest.approx(share, abs=0.015)


def test_the_limit_is_the_same_from_the_right(names):
    assert says("From the right the limit is the same")
    words, answers = names["words"], only_once(names["words"])
    read, nats = np.zeros(words.shape[1], int), []
    for codes, right in zip(words[::-1], answers[::-1], strict=True):
        read = 5 * read + codes
        share = (np.bincount(read, right) / np.bincount(read))[read]
        nats.append(-np.log(np.where(right == 1, share, 1 - share)).mean())
    assert np.mean(nats) == pytest.approx(names["floor"])


def test_a_second_direction_is_worth_half_a_bit_and_a_second_layer_almost_nothing():
    assert says("The second direction is worth more than half a bit per letter")
    assert says("At equal size, a second layer brings nothing from the left")
    nets, _ = course_stacks("gaps")
    batch = gap_batch(*every_gap(surname_split()[2]))
    bits = {name: stack_measures(parameters, batch)["bits"] for name, parameters in nets.items()}
    assert bits["one direction"] - bits["both directions"] > 0.5
    assert abs(bits["one direction"] - bits["two layers"]) < 0.02
    assert 0 < bits["both directions"] - bits["two layers, both directions"] < 0.05
    sizes = [number_of(parameters) for parameters in nets.values()]
    assert max(sizes) / min(sizes) < 1.04


def test_the_cheat_reads_its_answer(names):
    assert says("The network copies its answer from the question")
    cheat, held_out = names["cheat"], names["held_out"]
    assert stack_measures(cheat, held_out)["bits"] < 0.2
    assert stack_measures(cheat, names["beginnings"])["bits"] > 5.5


def test_the_network_of_lesson_05_needs_what_is_said_of_it():
    assert says("where the network of lesson 05 needs 3.2 bits per letter")
    assert says("which costs 4.8 bits; for this letter the network of lesson 05 needs 3.7")
    _, about = load_course_model("names")
    assert about["measure"]["bits per character, test"] == pytest.approx(3.2, abs=0.05)
    parameters, characters, _ = names_model()
    batch = name_batch(surname_split()[2], characters)
    fourth = (np.arange(4)[:, None] == 3) & (batch["lengths"] >= 4)
    state = cells.zero_state(parameters, len(batch["lengths"]))
    _, y_pred, _, _ = cells.forward_pass(batch["x"][:4], state, parameters)
    assert cross_entropy(y_pred, batch["labels"][:4], fourth) / np.log(2) == pytest.approx(3.65, abs=0.05)


def test_turned_answers_are_learned_and_plain_ones_are_not_yet(names):
    assert names["shares"]["answer turned"] > 0.85 and names["shares"]["as it is written"] < 0.42
    turned, plain = (
        names["adders"][order]["history"]["loss"] for order in ("answer turned", "as it is written")
    )
    assert np.mean(plain[200:300]) < np.mean(turned[200:300]) and np.mean(plain[-50:]) > 2 * np.mean(
        turned[-50:]
    )


def test_carries_cost_a_little(names):
    assert says("without any carry about 93 % of the held-out sums are right, with two about 89 %")
    rng = np.random.default_rng(0)
    _, (asked, right) = names["split_sums"](*names["sums_as_text"](2, 6000, rng), rng)
    ok = np.array(names["written"]["answer turned"]) == np.array(right)
    places = np.array([carries(question) for question in asked])
    assert ok[places == 0].mean() == pytest.approx(0.93, abs=0.03)
    assert ok[places == 2].mean() == pytest.approx(0.89, abs=0.04)
    assert says("Sums with a number of one digit, which are rare (one in five)")
    short = np.array([min(map(len, question.split("+"))) == 1 for question in asked])
    assert short.mean() == pytest.approx(0.2, abs=0.03)
    assert ok[short].mean() == pytest.approx(0.8, abs=0.08) and ok[short].mean() < ok[~short].mean() - 0.06
    off = names["off"][names["off"] > 0]
    assert says("Yet about half are off by 1, in the last digit")
    assert np.isin(off, [1, 10]).mean() > 0.8 and (off == 1).mean() == pytest.approx(0.5, abs=0.2)


def test_the_stored_adder_and_its_mistakes():
    assert says("three of the six mistakes have none") and says(
        "It saw 61,011 of the million questions there are (66,631 with repetitions)"
    )
    adder, about = load_course_model("sums")
    (learned, _), (asked, right) = course_sums()
    written = answer_sums(asked, adder, about["order"])
    assert len(learned) == 66_631 and len(set(learned)) == 61_011 and not set(learned) & set(asked)
    assert share_right(written, right) > 0.99
    wrong = [question for question, mine, sum_ in zip(asked, written, right, strict=True) if mine != sum_]
    assert [carries(question) for question in wrong].count(0) == 3 and len(wrong) == 6
    assert says("of all held-out sums only one in five has none")
    assert np.mean([carries(question) == 0 for question in asked]) == pytest.approx(0.2, abs=0.02)

    def three_and_fewer(question):
        shorter, longer = sorted(map(len, question.split("+")))
        return shorter < longer == 3

    assert says("Such sums are rare, 15 in 100, to learn from as well as held out.")
    assert all(map(three_and_fewer, wrong))
    for questions in (learned, asked):
        assert np.mean([three_and_fewer(question) for question in questions]) == pytest.approx(0.15, abs=0.01)


def test_the_adders_answer_is_turned_as_the_lesson_shows(names):
    assert says("(The answer to `37+85` is then written `221`, that to `45+7` is `25`.)")
    for question, answer, written in (("37+85", "122", "221"), ("45+7", "52", "25")):
        labels = sum_batch([question], [answer], "answer turned")["labels"].ravel()
        assert "".join(names["symbols"][k] for k in labels) == written + "⏎"


def test_the_orders_and_the_copies():
    orders, about = load_course_model("sum_orders")
    last = dict(zip(about["orders"], orders["exact"][:, -1], strict=True))
    assert says("next to nothing, 9 against 8 %") and says("most of all: 81 against 27 %")
    assert [round(100 * float(last[name])) for name in about["orders"]] == [8, 9, 27, 81]
    copies, _ = load_course_model("copies")
    assert says("two digits with 8 units, four with 16, seven with 32, eleven with 64")
    assert [int((row >= 0.5).sum()) for row in copies["exact"]] == [2, 4, 7, 11]
    assert (np.diff(copies["exact"], axis=0) > -0.01).all()


def test_the_distances_between_digits_are_the_same_on_average():
    assert says("they are the same on average both ways")
    ones = {}
    for order in ("answer turned", "both turned"):
        batch = sum_batch(["12+34"], ["46"], order)
        read = batch["x"].argmax(axis=1)[:, 0].tolist()
        digit = {value: read.index(2 + value) for value in (1, 2, 3, 4)}
        written = {2: 0, 4: 0, 1: 1, 3: 1}
        ones[order] = sum(len(read) + written[value] - place for value, place in digit.items())
    assert len(set(ones.values())) == 1


# The explorer


def test_one_direction_on_hannah(view):
    assert says("It says 65 %, and is wrong") and says("the first `h` (87 %) and the first `a` (60 %)")
    found = state(view)
    assert found["outputs"][:3] == ["87%", "60%", "65%"]
    assert found["right"].tolist() == [False] * 3 + [True] * 3


def test_both_directions_and_two_layers_on_hannah(view):
    assert says("all six outputs are right, each with 0 %") and says("(86, 61 and 60 %)")
    assert state(view, shape="both directions")["outputs"] == ["0%"] * 6
    deep = state(view, shape="two layers")
    assert deep["outputs"][:3] == ["86%", "61%", "60%"] and deep["right"].tolist() == [False] * 3 + [True] * 3
    for t in range(6):
        inputs = [name for name in state(view, t=t)["lit"] if name.startswith("input")]
        same = [name for name in state(view, shape="two layers", t=t)["lit"] if name.startswith("input")]
        assert sorted(inputs) == sorted(same)


def test_every_input_of_a_sum_reaches_the_answer_through_the_last_state(view):
    for t in range(5):
        lit = state(view, shape="encoder-decoder", follow=REACHES, t=t)["lit"]
        assert {"state 4", "output 5", "output 8"} <= lit
    wrong = state(view, shape="encoder-decoder", text="221+1", follow=KNOWS, t=1)
    assert wrong["outputs"] == ["2", "1", "2", "⏎"] and wrong["right"].tolist() == [True, False, True, True]
    assert says("85 %, against 15 % for the right one")
    assert "1 with 85%" in view.sentence(wrong)
    shares = dict(zip(view.table(wrong)[1][1:], view.table(wrong)[2][0][1:], strict=True))
    assert shares["1"] == "84.8%" and shares["2"] == "15.1%"


def test_half_of_the_names_that_begin_with_han_have_a_second_n():
    assert says("of the ten names in the course's list that begin so, five have a second `n`")
    begun = [name for part in surname_split() for name in part if name.startswith("han")]
    assert len(begun) == 10 and names_once(begun)["labels"][2].sum() == 5
