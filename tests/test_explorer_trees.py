"""The explorer of lesson 12: its numbers by hand, what a swap changes, what a reader may type, room."""

import numpy as np
import pytest

from rnn_helpers.brackets import read_tree
from rnn_helpers.parameters import initialise_tree_rnn
from rnn_helpers.plots.figures_trees import forest_figure, planned, state_figure
from rnn_helpers.plots.typed_trees import MOST_LEAVES, read_typed
from rnn_helpers.plots.view import picture, start_values
from rnn_helpers.plots.views_trees import (
    EXAMPLES,
    SHAPES,
    TYPED,
    leaf_steps,
    trees_view,
)
from rnn_helpers.trees import balanced, left_branching, right_branching
from rnn_helpers.widgets import explore_trees
from tests.drawn import assert_room, state_of, table_of

NET = initialise_tree_rnn(4, 2, np.random.default_rng(5))
LEAN = "chain, leaning left"
TYPED_TREES = [
    "cat",
    "(the cat)",
    "((a b) (c (d e)))",
    "+(1 *(2 x))",
    "(the old cat)",
    "((((cat))))",
    "(été (你好 ($x$ 😀)))",
    "(incomprehensibilities (incomprehensibilities incomprehensibilities))",
    str(left_branching("abcdefghijklmnopqrstuvwxyz")),
]


def vector_of(word):
    return np.random.default_rng(list(word.encode())).uniform(-1, 1, size=(4, 1))


def view():
    return trees_view(NET, vector_of)


def by_recursion(tree):
    """The state of a tree from the definition alone."""
    if not tree.children:
        return vector_of(tree.word)
    left, right = map(by_recursion, tree.children)
    return np.tanh(NET["W_left"] @ left + NET["W_right"] @ right + NET["ba"])


@pytest.mark.parametrize("text", ["(the cat)", "((a b) (c (d e)))", "cat"])
def test_every_state_is_that_of_the_definition(text):
    state = state_of(view(), text=text)
    wanted = [by_recursion(node)[:, 0] for node in read_tree(text).nodes()]
    np.testing.assert_allclose(state["a"], wanted, atol=1e-12)


def test_table_and_words_tell_of_the_node_and_its_children():
    tree = view()
    state = state_of(tree, text="((a b) (c d))", step=6)
    rows = table_of(tree, state)
    for name, number in (("left child, node 2", 2), ("right child, node 5", 5), ("node 6", 6)):
        assert rows[name] == [f"{value:.3f}".replace("-", "−") for value in state["a"][number]]
    assert rows["root, swapped"] == ["·"] * 4
    assert "W_left · node 2 + W_right · node 5" in tree.sentence(state)
    leaf = state_of(tree, text="((a b) (c d))", step=3)
    assert table_of(tree, leaf)["left child"] == ["·"] * 4 and "leaf 'c'" in tree.sentence(leaf)


@pytest.mark.parametrize("swap", [2, 4, 7, 9, 10])
def test_a_swap_changes_the_way_to_the_root_and_nothing_else(swap):
    text = "(((a b) c) ((d e) f))"
    plain, swapped = state_of(view(), text=text), state_of(view(), text=text, swap=swap)
    tree = read_tree(text)
    place = tree.position(swap)
    above = [tree.number(place[:k]) for k in range(len(place), -1, -1)]
    assert swapped["changed"] == above
    rest = [row for k, row in enumerate(swapped["a"]) if k not in above]
    before = [row for k, row in enumerate(plain["a"]) if k not in above]
    np.testing.assert_array_equal(sorted(map(tuple, rest)), sorted(map(tuple, before)))
    np.testing.assert_allclose(swapped["a"][-1], by_recursion(swapped["tree"])[:, 0], atol=1e-12)
    np.testing.assert_array_equal(swapped["root"], plain["a"][-1])
    assert (abs(swapped["a"][above] - plain["a"][above]).max(axis=1) > 1e-6).all()


def test_what_the_swap_moves_is_said_and_equal_branches_move_nothing():
    tree = view()
    state = state_of(tree, text="((a b) (c d))", swap=5)
    size = abs(state["a"][-1] - state["root"]).max()
    assert f"nodes 5 and 6 change (≠) and no others; the root moves by {size:.3f} at most." in tree.sentence(
        state
    )
    assert table_of(tree, state)["root, swapped at 5"] == [
        f"{v:.3f}".replace("-", "−") for v in state["a"][-1]
    ]
    alike = state_of(tree, text="((a b) (a b))", swap=6)
    assert alike["changed"] == [] and "the swap changes nothing" in tree.sentence(alike)


@pytest.mark.parametrize("leaves", [1, 2, 3, 12, 60])
def test_steps_to_the_root_of_the_three_shapes(leaves):
    text = str(right_branching([f"w{k}" for k in range(leaves)]))
    steps = state_of(view(), text=text)["steps"]
    first, last = [*range(1, leaves), leaves - 1], [leaves - 1, *range(leaves - 1, 0, -1)]
    assert list(steps["as drawn"]) == (first if leaves > 1 else [0])
    assert list(steps["chain"]) == (last if leaves > 1 else [0])
    assert max(steps["balanced"]) == int(np.ceil(np.log2(leaves)))
    assert state_of(view(), text=text, shape="balanced")["steps"]["as drawn"] == steps["balanced"]
    assert sum(0.5**far for far in steps["balanced"]) == 1  # Kraft: the leaves fill a binary tree


def test_the_sliders_follow_the_tree_and_the_swap_skips_leaves():
    explorer = explore_trees(NET, vector_of)
    explorer.controls["text"].value = "((a b) (c d))"
    assert explorer.controls["step"].max == explorer.controls["swap"].max == 6
    assert explorer.values["step"] == 6 and explorer.values["swap"] == 0
    moves = {1: 2, 3: 5, 6: 6, 4: 2}
    for number in (1, 3, 6, 4):
        explorer.controls["swap"].value = number
        assert explorer.controls["swap"].value == explorer.values["swap"] == moves[number]
    explorer.controls["swap"].value = 1
    assert explorer.values["swap"] == 0
    explorer.controls["step"].value = 3
    explorer.controls["shape"].value = LEAN
    assert explorer.values["step"] == 3 and "node" in explorer.notes.value
    explorer.controls["text"].value = "cat"
    assert (explorer.controls["step"].max, explorer.values["step"], explorer.values["swap"]) == (0, 0, 0)
    assert explorer.error.value == ""


def test_it_starts_where_its_still_picture_stands_and_comes_back_there():
    explorer = explore_trees(NET, vector_of)
    first, values = explorer.picture.value, start_values(view())
    assert explorer.values == values and explorer.values["step"] == 10
    explorer.controls["tree"].value = "a sentence of 12 words"
    assert explorer.values["step"] == 22 and explorer.picture.value != first
    explorer.reset()
    assert explorer.values == values and explorer.picture.value == first


def test_an_example_leaves_the_box_alone_and_typing_takes_over():
    explorer = explore_trees(NET, vector_of)
    box = explorer.controls["text"].value
    for name in EXAMPLES:
        explorer.controls["tree"].value = name
        assert explorer.controls["text"].value == box and explorer.error.value == ""
    explorer.controls["text"].value = "(the cat)"
    assert explorer.controls["tree"].value == TYPED and explorer.controls["step"].max == 2
    explorer.set(tree="a sentence of 12 words")
    assert explorer.values["tree"] == "a sentence of 12 words" and explorer.controls["step"].max == 22
    explorer.set(text="(a (b c))")
    assert explorer.values["tree"] == TYPED and explorer.controls["step"].max == 4


@pytest.mark.parametrize(
    ("text", "message", "letters", "at"),
    [
        ("((the cat) slept", "needs its ')'", "((the cat) slept", 16),
        ("(the cat)) slept)", "no bracket is open", "(the cat)) slept)", 9),
        ("(the cat) (sat)", "after the end of the tree", "(the cat) (sat)", 10),
        ("(the ())", "empty brackets", "(the ())", 6),
        ("", "found nothing", "", 0),
    ],
)
def test_a_malformed_tree_gets_a_message_with_a_caret_and_the_last_good_one_stays(text, message, letters, at):
    explorer = explore_trees(NET, vector_of)
    explorer.controls["text"].value = "((a b) c)"
    explorer.controls["text"].value = text
    state = explorer.view.compute(**explorer.values)
    assert str(state["tree"]) == "((a b) c)" and message in state["mistake"][0]
    assert state["mistake"][1:] == (letters, at)
    assert message.replace("'", "&#x27;") in explorer.notes.value or message in explorer.notes.value
    assert "no tree yet" in explorer.notes.value and explorer.error.value == ""
    explorer.controls["step"].value = 2
    explorer.controls["swap"].value = 4
    assert (
        explorer.values["step"] == 2
        and explorer.values["swap"] == 4
        and "no tree yet" in explorer.notes.value
    )
    explorer.controls["text"].value = "(a b)"
    assert "no tree yet" not in explorer.notes.value and explorer.controls["step"].max == 2


def test_the_message_goes_when_another_tree_is_picked_and_comes_back_with_the_box():
    explorer = explore_trees(NET, vector_of)
    explorer.controls["text"].value = "((a b)"
    explorer.controls["tree"].value = "a sentence of 12 words"
    assert "no tree yet" not in explorer.notes.value and "12 leaves" in explorer.notes.value
    explorer.controls["tree"].value = TYPED
    assert "no tree yet" in explorer.notes.value and "7 leaves" in explorer.notes.value
    explorer.controls["tree"].value = "a sentence of 12 words"
    explorer.controls["text"].value = "(a"
    assert "no tree yet" in explorer.notes.value and "12 leaves" in explorer.notes.value


def test_the_place_of_a_mistake_far_inside_is_still_under_the_caret():
    text = str(right_branching([f"w{k}" for k in range(50)]))
    for place in (120, 200, len(text)):
        broken = text[:place] + ")" * 60
        message, letters, caret = state_of(view(), text=broken)["mistake"]
        column = int(message.split()[1].rstrip(":"))
        assert letters[caret : caret + 1] in (")", "") and broken[column - 1 : column] in (")", "")
        assert len(letters) < 60 and 0 <= caret <= len(letters)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (str(balanced([f"w{k}" for k in range(61)])), "61 leaves; up to 60"),
        ("(" * 9000 + "a" + ")" * 9000, "18,001 characters; up to 1,200"),
        ("(" + "w " * 50_000 + ")", "characters; up to 1,200"),
    ],
)
def test_a_very_long_tree_is_refused_with_its_size(text, message):
    explorer = explore_trees(NET, vector_of)
    explorer.controls["text"].value = text
    assert message in explorer.notes.value and explorer.controls["step"].max == 12
    with pytest.raises(ValueError, match="up to"):
        trees_view(NET, vector_of, text)


def test_trees_that_the_node_does_not_take_are_binarised():
    for text, binary in (
        ("(the old cat)", "((the old) cat)"),
        ("((((cat))))", "cat"),
        ("+(1 2)", "((+ 1) 2)"),
    ):
        assert str(read_typed(text)) == binary


def test_the_examples_reach_from_few_leaves_to_the_most():
    counts = [len(leaf_steps(state_of(view(), tree=name)["tree"])) for name in EXAMPLES if name != TYPED]
    assert min(counts) < 8 and 12 in counts and max(counts) == MOST_LEAVES


@pytest.mark.parametrize("text", TYPED_TREES)
@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_clipped_or_lies_on_another(text, shape):
    figure, sentence = picture(view(), text=text, shape=shape)
    assert sentence.endswith(".") and len(assert_room(figure, beyond=(1, 3), apart=(2, 8))) > 10


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != TYPED])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_examples_have_room(name, shape):
    figure, _ = picture(view(), tree=name, shape=shape)
    assert len(assert_room(figure, beyond=(1, 3), apart=(3, 8))) > 10


@pytest.mark.parametrize("tree", ["a sentence of 12 words", "60 words, leaning right", TYPED])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_marks_of_a_swap_have_room(tree, shape):
    figure, sentence = picture(view(), tree=tree, shape=shape, swap=6)
    assert "(≠) and no others" in sentence and len(assert_room(figure, beyond=(1, 3), apart=(3, 9))) > 10


@pytest.mark.parametrize("text", ["((a b)", "(the cat) (sat)", "((a b) " + "c" * 300, "(" + "w " * 99 + ")"])
def test_a_mistake_has_room(text):
    figure, _ = picture(view(), text=text)
    assert len(assert_room(figure, beyond=(1, 3), apart=(2, 8))) > 10


@pytest.mark.parametrize("leaves", [2, 7, 12, 30, 60])
@pytest.mark.parametrize("grow", [balanced, left_branching, right_branching])
def test_columns_of_nodes_stand_inside_the_room_and_apart(leaves, grow):
    left, top, width, height = 8, 30, 626, 308
    plan = planned(grow([f"w{k}" for k in range(leaves)]), (left, top, width, height))
    across, tall = plan["column"]
    x, y = plan["places"].T
    assert x.min() - across / 2 >= left and x.max() + across / 2 <= left + width
    assert y.min() - tall / 2 >= top and y.max() + tall / 2 <= top + height
    apart = (abs(x[:, None] - x) >= across) | (abs(y[:, None] - y) >= tall)
    assert (apart | np.eye(len(x), dtype=bool)).all() and tall >= 7


def test_the_figures_of_the_lesson_have_room():
    tree = read_tree("((the (old cat)) (slept (on (the mat))))")
    a = np.stack([by_recursion(node)[:, 0] for node in tree.nodes()])
    assert_room(state_figure(tree, a, "A title", highlight=4))
    assert_room(forest_figure({"one": tree, "two": read_tree("+(1 *(2 x))"), "three": read_tree("C(=O O)")}))
