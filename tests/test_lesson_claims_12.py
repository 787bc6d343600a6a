"""What lesson 12 says of its trees, of lesson 02's numbers, of depth and of its explorer holds."""

import io
import json
import math
from contextlib import redirect_stdout
from functools import lru_cache
from types import FunctionType

import numpy as np
import pytest
from test_lesson_claims import NOTEBOOKS, run, says, state

from rnn_helpers.brackets import read_tree
from rnn_helpers.parameters import initialise_rnn, initialise_tree_rnn
from rnn_helpers.plots.views_trees import trees_view
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.speed import time_of
from rnn_helpers.tree_levels import levels_forward_pass, plan_levels, plant
from rnn_helpers.tree_rnn import tree_forward_pass
from rnn_helpers.trees import balanced, left_branching

LEAN = "chain, leaning left"


@pytest.fixture(scope="module")
def lesson():
    with redirect_stdout(io.StringIO()):
        return run("12", "explore_trees(param")


@pytest.fixture(scope="module")
def view(lesson):
    return trees_view(lesson["parameters"], lesson["vector_of"])


def printed(start):
    """Everything that the stored notebook prints or returns as text, in one piece."""
    (path,) = NOTEBOOKS.glob(f"{start}_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    texts = [output.get("text") or output["data"].get("text/plain", "") for output in outputs]
    return "\n".join("".join(text) for text in texts)


def alt(lesson_number, words):
    """Whether a picture of the stored notebook has these words in its alternative text."""
    return words in " ".join(printed(lesson_number).split())


def test_the_node_by_hand(lesson):
    assert says(
        "12", "with the bias the scores are $(1.5, -0.2)$, and tanh presses them to about $(0.91, -0.20)$"
    )
    assert [round(math.tanh(score), 2) for score in (1.5, -0.2)] == [0.91, -0.2]
    named, (the, cat) = lesson["by_hand"], (lesson["a_the"], lesson["a_cat"])
    np.testing.assert_allclose(named["W_left"] @ the + named["W_right"] @ cat + named["ba"], [[1.5], [-0.2]])
    one, two = (lesson["tree_node_forward"](*pair, named)[0] for pair in ((the, cat), (cat, the)))
    assert says("12", "Exchange the children, and the node is another one") and abs(one - two).max() > 0.3
    named = named | {"W_right": named["W_left"]}
    one, two = (lesson["tree_node_forward"](*pair, named)[0] for pair in ((the, cat), (cat, the)))
    assert says("12", "With one matrix for both children") and np.array_equal(one, two)


def test_the_readers_functions_are_the_librarys_on_a_tree_that_the_lesson_does_not_have(lesson):
    tree = read_tree("(((a b) (c (d e))) (f (g h)))")
    x = [lesson["vector_of"](word) for word in tree.words()]
    a = lesson["tree_forward_pass"](tree, x, lesson["parameters"])
    np.testing.assert_allclose(
        a, lesson["library"].tree_forward_pass(tree, x, lesson["parameters"])[0], atol=1e-12
    )
    np.testing.assert_allclose(a[-1], lesson["state_of"](tree), atol=1e-12)


def test_the_numbers_of_lesson_02_come_out_of_the_tree(lesson):
    assert "[-0.066,  0.487]" in printed("02") and "[-0.56 , -0.215]" in printed("02")
    assert "[0.197 0.176 0.245 0.167]" in printed("02") and "1.6392" in printed("02")
    assert says("12", r"$(-0.066, 0.179, -0.560)$ and $(0.487, -0.192, -0.215)$")
    assert says("12", "the right answers got 0.197, 0.176, 0.245 and 0.167, and a loss of 1.639")
    states = [lesson["a_tree"][number] for number in lesson["inner"]]
    np.testing.assert_allclose(states, lesson["a_steps"], rtol=0, atol=1e-15)
    np.testing.assert_allclose(states[0][:, 0], [-0.066, 0.179, -0.560], atol=5e-4)
    np.testing.assert_allclose(states[1][:, 0], [0.487, -0.192, -0.215], atol=5e-4)
    assert "[0.197 0.176 0.245 0.167] loss 1.639" in printed("12")


def test_both_columns_of_twelve_decimals_are_the_same():
    rows = [line.split() for line in printed("12").splitlines() if line.count(".") == 2]
    pairs = [row for row in rows if len(row) == 2 and len(row[0].split(".")[1]) == 12]
    assert len(pairs) == 12 and all(one == two for one, two in pairs)


def test_an_embedding_and_a_square_matrix_are_wax_in_one(lesson):
    rng = np.random.default_rng(3)
    E, named = rng.standard_normal((4, 6)), lesson["parameters"]
    x = rng.standard_normal((3, 6, 1))
    square = lesson["tree_forward_pass"](left_branching(["a0", *"xyz"]), [E[:, :1], *(E @ x)], named)
    joined = named | {"W_right": named["W_right"] @ E}
    wide = lesson["tree_forward_pass"](left_branching(["a0", *"xyz"]), [E[:, :1], *x], joined)
    assert says("12", r"$W_{right}(E\,x) = (W_{right} E)\,x$: `Wax` is both in one")
    np.testing.assert_allclose(square[-1], wide[-1], atol=1e-14)


def test_one_output_layer_answers_at_every_node_and_alike_for_the_same_word(lesson):
    shares = lesson["shares"]
    assert says("12", "Both leaves “the” get the same answer") and shares[0] == shares[7]
    assert len({round(share, 6) for share in shares}) == 12
    assert says("12", "even the two that are rounded to 46 %")
    assert [number for number, share in enumerate(shares) if f"{share:.0%}" == "46%"] == [9, 11]


def test_the_learned_network_says_ello_and_unit_0_changes_sign_between_the_two_l(lesson):
    assert [lesson["said"][k] for k in lesson["inner"]] == list("ello")
    unit = [lesson["a_said"][k][0, 0] for k in lesson["inner"]]
    np.testing.assert_allclose(unit, [0.94, -0.87, 0.96, -0.96], atol=0.006)
    assert alt("12", "Unit 0 is 0.94, -0.87, 0.96 and -0.96 there")
    assert alt("02", "After the first l it is 0.96, 0.97, -0.95; after the second -0.96")
    assert says("12", "Unit 0 changes its sign at every node") and np.all(np.diff(np.sign(unit)))
    assert says("12", "After the first l has been read it is 0.96 and after the second −0.96")


def test_a_start_is_half_the_identity_and_a_random_part(lesson):
    assert says("12", "each as half the identity matrix plus random numbers")
    for name in ("W_left", "W_right"):
        many = [initialise_tree_rnn(4, 2, np.random.default_rng(seed))[name] for seed in range(400)]
        np.testing.assert_allclose(np.mean(many, axis=0), np.eye(4) / 2, atol=0.05)


def test_a_chain_costs_a_network_over_trees_several_times_as_much():
    assert says("12", "The same numbers by the same steps, but several times as slowly")
    steps, a0 = 2000, np.zeros((4, 1))
    named = initialise_rnn(4, 4, 2, np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(steps, 4, 1))
    over_tree = {"W_left": named["Waa"], "W_right": named["Wax"]}
    over_tree |= {name: named[name] for name in ("ba", "Wya", "by")}
    chain = left_branching(["a0", *["w"] * steps])
    slow = time_of(lambda: tree_forward_pass(chain, [a0, *x], over_tree))
    assert slow > 2 * time_of(lambda: rnn_forward_pass(x, a0, named))


def test_how_many_shapes_there_are(lesson):
    @lru_cache
    def shapes(leaves):
        return 1 if leaves == 1 else sum(shapes(k) * shapes(leaves - k) for k in range(1, leaves))

    for leaves, wanted in ((2, 1), (3, 2), (4, 5), (12, 58_786), (20, 1_767_263_190)):
        assert shapes(leaves) == wanted == math.comb(2 * leaves - 2, leaves - 1) // leaves
        assert f"{wanted:,}" in printed("12")
    assert says("12", "Nearly two thousand million shapes for a sentence of 20 words")


def test_depths_of_chain_and_balanced_tree(lesson):
    measured = [2, 8, 64, 1000, 50_000]
    assert lesson["rows"]["chain"] == [n - 1 for n in measured]
    assert lesson["rows"]["balanced"] == [math.ceil(math.log2(n)) for n in measured]
    assert says("12", "At 50,000 leaves it is 49,999 steps against 16")
    for words in (["w"] * 20, ["w"] * 33):
        for tree in (left_branching(words), balanced(words)):
            assert sum(bool(node.children) for node in tree.nodes()) == len(words) - 1


def test_the_chain_forgets_its_first_words_and_the_balanced_tree_none(lesson):
    chain, even = lesson["moved"]["chain"], lesson["moved"]["balanced"]
    assert says("12", "the last word moves the root by 0.67, more than any word does in the balanced tree")
    assert chain[-1] == pytest.approx(0.67, abs=0.005) and chain[-1] > even.max()
    assert says("12", "a few millionths of a millionth") and 1e-12 < chain[0] < 9e-12
    assert even.min() > 0.005 and even.max() < 0.3 and chain[:5].max() < 1e-9
    assert {len(place) for place, node in _places(balanced(lesson["words"])) if not node.children} == {6}
    assert says("12", "In the balanced tree every leaf is six steps away")
    sixth = [len(place) for place, node in _places(left_branching(lesson["words"])) if not node.children][58]
    assert says("12", "the sixth from the end, number 59. It moves the root by 0.046") and sixth == 6
    assert chain[58] == pytest.approx(0.046, abs=0.0005) and even.min() < chain[58] < even.max()


def _gaussian(seed):
    draw = np.random.default_rng(seed).normal
    return {name: draw(size=(4, 4)) / 2 for name in ("W_left", "W_right")}


def many_traces(lesson, tree, starts):
    """The lesson's `traces` for many parameters, all trees of one computed together: (starts, words)."""
    x = np.stack([lesson["vector_of"](word)[:, 0] for word in tree.words()])
    turned = np.where(np.eye(len(x))[:, :, None], -x, x)  # a tree for each word that is turned
    every = np.concatenate([x[None], turned]).reshape(-1, x.shape[1]).T
    plan = plan_levels(plant([tree] * (len(x) + 1)))
    roots = np.argsort(plan["order"])[np.arange(1, len(x) + 2) * len(list(tree.nodes())) - 1]
    states = [levels_forward_pass(plan, every, parameters)[0][:, roots] for parameters in starts]
    return np.array([np.abs(a[:, 1:] - a[:, :1]).max(axis=0) for a in states])


@pytest.mark.parametrize("kind", ["as it starts", "random throughout"])
def test_other_weights_forget_the_first_word_of_the_chain_too(lesson, kind):
    starts = (
        [initialise_tree_rnn(4, 2, np.random.default_rng(seed)) for seed in range(60)]
        if kind == "as it starts"
        else [lesson["parameters"] | _gaussian(seed) for seed in range(60)]
    )
    traces = FunctionType(lesson["traces"].__code__, lesson | {"parameters": starts[1]})
    chain, even = (
        many_traces(lesson, shape(lesson["words"]), starts) for shape in (left_branching, balanced)
    )
    np.testing.assert_allclose(chain[1], traces(left_branching(lesson["words"])), atol=1e-15)
    chain, even = chain[:, 0], even.min(axis=1)
    if kind == "as it starts":
        assert says(
            "12", "52 let the first word of the chain move the root by less than a thousand-millionth"
        )
        assert says("12", "no word of the balanced tree ever moves it by less than a thousandth")
        assert (chain < 1e-9).sum() == 52 and chain.max() < 1e-4 and even.min() > 1e-3
    else:
        assert says("12", "with two of sixty the chain did not forget its first word at all")
        assert (chain > 1).sum() == 2 and np.sort(chain)[-3] < 0.1 and np.median(chain) < 1e-9


def _places(tree):
    return zip(tree.positions(), tree.nodes())


def test_a_phrase_has_one_state_in_every_sentence(lesson):
    one, two = lesson["sentence"].at((1, 1, 1)), lesson["other"].at((0,))
    assert one == two == read_tree("(the mat)")
    assert np.array_equal(lesson["state_of"](one), lesson["state_of"](two))


def test_a_shape_is_told_even_where_sides_are_not(lesson):
    alike = lesson["parameters"] | {"W_right": lesson["parameters"]["W_left"]}

    def root(text):
        tree = read_tree(text)
        return lesson["tree_forward_pass"](tree, map(lesson["vector_of"], tree.words()), alike)[-1]

    assert says("12", "`((a b) c)` and `(a (b c))` remain different")
    assert abs(root("((a b) c)") - root("(a (b c))")).max() > 0.01
    np.testing.assert_allclose(root("((a b) c)"), root("(c (b a))"), atol=1e-15)


def test_a_tree_that_leans_right_reads_backwards(lesson):
    vectors = [lesson["vector_of"](word) for word in "abcd"]
    named = lesson["parameters"]
    right = lesson["tree_forward_pass"](read_tree("(a (b (c d)))"), vectors, named)[-1]
    turned = named | {"W_left": named["W_right"], "W_right": named["W_left"]}
    left = lesson["tree_forward_pass"](read_tree("(((d c) b) a)"), vectors[::-1], turned)[-1]
    np.testing.assert_allclose(right, left, atol=1e-15)


def test_the_still_picture_stands_at_node_10(view):
    shown = state(view)
    assert says("12", "our sentence at node 10, which joins “on” and “the mat”")
    assert shown["step"] == 10 and shown["tree"].nodes()[10] == read_tree("(on (the mat))")
    assert shown["steps"]["as drawn"] == (2, 3, 3, 2, 3, 4, 4)
    assert alt("12", "The is 2 steps from the root, old and cat 3, slept 2, on 3, the second the and mat 4")


@pytest.mark.parametrize(("swap", "changed"), [(9, [9, 10, 11, 12]), (4, [4, 12]), (12, [12])])
def test_try_this_swaps(view, swap, changed):
    assert says(
        "12", "At 9 (“the mat”): the nodes 9, 10, 11 and 12. At 4: the nodes 4 and 12. At 12: the root alone."
    )
    assert state(view, swap=swap, step=12)["changed"] == changed


def test_try_this_sixty_words(view):
    tree = "60 words, leaning right"
    steps = {shape: state(view, tree=tree, shape=shape)["steps"]["as drawn"] for shape in
             ("as written", "balanced", LEAN)}  # fmt: skip
    assert says("12", "59 steps, 6, and 59.")
    assert [max(far) for far in steps.values()] == [59, 6, 59]
    assert steps["as written"][:3] == (1, 2, 3) and steps[LEAN][-3:] == (3, 2, 1)
    assert says("12", "no word is nearer than 5 steps or farther than 6") and set(steps["balanced"]) == {5, 6}
    swapped = state(view, tree=tree, shape=LEAN, swap=2)
    inner = [k for k, node in enumerate(swapped["tree"].nodes()) if node.children]
    assert swapped["changed"] == inner and swapped["tree"].nodes()[2] == read_tree("(old the)")
    assert abs(swapped["a"][-1] - swapped["root"]).max() < 0.0005
    _, _, rows = view.table(swapped)
    assert rows[3][1:] == rows[4][1:]


def test_try_this_equal_branches_and_a_missing_bracket(view):
    alike = state(view, text="((a b) (a b))", swap=6)
    assert alike["changed"] == [] and "the swap changes nothing" in view.sentence(alike)
    broken = state(view, text="((a b) (a b)")
    assert broken["mistake"][1:] == ("((a b) (a b)", 12)
    assert says("12", "a message with a caret under the place where the second bracket is missed")
