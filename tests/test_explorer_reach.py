"""The explorer of lesson 10: what it lights up is what the numbers depend on."""

import numpy as np
import pytest

from rnn_helpers.both_sides import course_stacks
from rnn_helpers.model_files import load_course_model
from rnn_helpers.plots.reach_runs import PLANS, lit_boxes, read_text, run_shape
from rnn_helpers.plots.view import picture
from rnn_helpers.plots.views_reach import KNOWS, REACHES, reach_view
from rnn_helpers.stacks import stack_forward_pass
from rnn_helpers.sums import answer_sums
from rnn_helpers.vocabulary import encode, one_hot
from rnn_helpers.widgets import Explorer, explore_reach
from tests.drawn import assert_room, state_of

STACKS = [shape for shape in PLANS if shape != "encoder-decoder"]


@pytest.fixture(scope="module")
def nets():
    return course_stacks("once")[0]


@pytest.fixture(scope="module")
def adder():
    return load_course_model("sums")[0]


@pytest.fixture(scope="module")
def view(nets, adder):
    return reach_view(nets, adder, "answer turned")


@pytest.mark.parametrize("shape", STACKS)
def test_an_input_reaches_exactly_the_outputs_that_it_can_change(shape, nets, view):
    codes = encode("martin", "abcdefghijklmnopqrstuvwxyz")
    x = one_hot(codes[:, None], 26)
    y_pred = stack_forward_pass(x, nets[shape])[1]
    for t in range(len(codes)):
        moved = x.copy()
        moved[t] += 0.3
        changed = np.abs(stack_forward_pass(moved, nets[shape])[1] - y_pred).max(axis=(1, 2)) > 0
        lit = state_of(view, shape=shape, text="martin", follow=REACHES, t=t)["lit"]
        assert [f"output {k}" in lit for k in range(len(codes))] == changed.tolist()
        for k in range(len(codes)):
            known = state_of(view, shape=shape, text="martin", follow=KNOWS, t=k)["lit"]
            assert (f"input {t}" in known) == changed[k]


@pytest.mark.parametrize("t", [0, 4, 6])
def test_every_digit_of_a_question_changes_the_prediction_of_every_output(t, nets, adder):
    run = run_shape(nets, adder, "answer turned", "encoder-decoder", "214+365")
    changed = "214+365"[:t] + "9" + "214+365"[t + 1 :]
    other = run_shape(nets, adder, "answer turned", "encoder-decoder", changed)
    count = min(len(run["shares"]), len(other["shares"]))
    assert (np.abs(run["shares"][:count] - other["shares"][:count]).max(axis=1) > 0).all()
    _, after = lit_boxes(run["plan"], f"input {t}")
    assert {f"output {place}" for place in run["places"]} <= after


@pytest.mark.parametrize("question", ["37+85", "0+0", "999+999", "7+12", "100+9"])
def test_the_sum_is_what_the_network_writes_freely(question, nets, adder):
    run = run_shape(nets, adder, "answer turned", "encoder-decoder", question)
    text = "".join(run["outputs"]).rstrip("⏎")[::-1]
    assert text == answer_sums([question], adder, "answer turned")[0]
    assert run["inputs"] == list(question)


@pytest.mark.parametrize("shape", STACKS)
def test_outputs_and_states_are_those_of_the_pass(shape, nets, adder):
    run = run_shape(nets, adder, "answer turned", shape, "Anna")
    x = one_hot(encode("anna", "abcdefghijklmnopqrstuvwxyz")[:, None], 26)
    a, y_pred, _, _ = stack_forward_pass(x, nets[shape])
    assert run["outputs"] == [f"{share:.0%}" for share in y_pred[:, 1, 0]]
    assert run["targets"] == ["more"] * 4
    rows = {"one direction": ["state"], "both directions": ["forward", "backward"], "two layers": ["layer 2"]}
    top = [np.concatenate([run["states"][f"{row} {t}"] for row in rows[shape]]) for t in range(4)]
    np.testing.assert_array_equal(top, a[:, :, 0])


@pytest.mark.parametrize(
    ("shape", "given", "says"),
    [
        ("one direction", "a", "2 to 10 letters"),
        ("two layers", "abcdefghijk", "2 to 10 letters"),
        ("both directions", "o'neil", "letters a to z"),
        ("encoder-decoder", "37-85", "two numbers"),
        ("encoder-decoder", "1000+1", "up to 3 digits"),
        ("encoder-decoder", "+7", "two numbers"),
        ("encoder-decoder", "²+1", "two numbers"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_with_what_would(shape, given, says):
    with pytest.raises(ValueError, match=says):
        read_text(shape, given)


def test_texts_are_read_kindly():
    assert read_text("one direction", " Hannah ") == "hannah"
    assert read_text("encoder-decoder", "037 + 85") == "37+85"


def test_another_shape_brings_its_own_text_and_the_first_comes_back(nets, adder):
    explorer = explore_reach(nets, adder, "answer turned", t=5)
    explorer.controls["text"].value = "otto"
    assert (explorer.controls["t"].max, explorer.values["t"]) == (3, 3)
    explorer.controls["shape"].value = "encoder-decoder"
    assert explorer.controls["text"].value == "37+85" and explorer.error.value == ""
    explorer.controls["text"].value = "no sum"
    assert "two numbers" in explorer.error.value
    explorer.controls["text"].value = "250+250"
    assert explorer.error.value == "" and explorer.controls["t"].max == 3
    explorer.controls["follow"].value = REACHES
    assert explorer.controls["t"].max == 6
    explorer.controls["shape"].value = "both directions"
    assert explorer.controls["text"].value == "otto" and explorer.values["other"] == "250+250"


def test_the_text_can_be_typed_before_the_shape(nets, adder):
    explorer = explore_reach(nets, adder, "answer turned")
    before = explorer.picture.value
    explorer.controls["text"].value = "1+1"
    assert "letters" in explorer.error.value and explorer.picture.value == before
    explorer.controls["shape"].value = "encoder-decoder"
    assert explorer.error.value == "" and explorer.values["text"] == "1+1"


PICTURES = [
    {},
    {"text": "mmmmmmmmmm", "follow": REACHES},
    {"shape": "both directions", "text": "ab", "t": 0},
    {"shape": "both directions", "text": "wwwwwwwwww", "t": 9},
    {"shape": "two layers", "text": "abracadabr", "follow": REACHES},
    {"shape": "encoder-decoder", "text": "999+999", "t": 0},
    {"shape": "encoder-decoder", "text": "1+1", "follow": REACHES, "t": 0},
]


@pytest.mark.parametrize("values", PICTURES, ids=str)
def test_no_text_is_clipped_or_lies_on_another(values, view):
    figure, sentence = picture(view, **values)
    assert sentence.endswith(".") and len(assert_room(figure)) > 8


@pytest.mark.parametrize("values", PICTURES, ids=str)
def test_the_table_has_a_cell_for_every_column(values, view):
    _, header, rows = view.table(state_of(view, **values))
    assert all(len(row) == len(header) for row in rows)


def test_every_move_is_shown(view):
    explorer = Explorer(view)
    for shape in PLANS:
        explorer.controls["shape"].value = shape
        seen = set()
        for t in range(explorer.controls["t"].max + 1):
            explorer.controls["t"].value = t
            seen.add(bytes(explorer.picture.value))
            assert explorer.error.value == ""
        assert len(seen) == explorer.controls["t"].max + 1
