"""The explorer of lesson 13: what it shows is what nudging finds, and no text a reader types breaks it."""

import numpy as np
import pytest

from rnn_helpers.brackets import write_tree
from rnn_helpers.plots.view import picture
from rnn_helpers.plots.views_blame_tree import SENTENCE, arriving, blame_tree_view, read_typed
from rnn_helpers.trees import balanced, left_branching, right_branching
from rnn_helpers.widgets import explore_blame_tree
from tests.drawn import assert_room, state_of, table_of

LONG = [f"w{'o' * (k % 9)}rd" for k in range(60)]
WIDE = "((Donaudampfschifffahrt (internationalization of)) (electroencephalography (a b)))"


@pytest.fixture(scope="module")
def view():
    return blame_tree_view()


def test_what_arrives_is_what_nudges_of_the_leaves_do_to_the_node():
    rng = np.random.default_rng(0)
    weights = rng.standard_normal((2, 3, 3)) / 2
    below = [[], [], [], [1, 2], [0, 3], [], [4, 5]]
    vectors = dict(zip((0, 1, 2, 5), rng.standard_normal((4, 3, 1))))

    def states(given):
        a = {}
        for node, children in enumerate(below):
            pair = zip(weights, children)
            a[node] = np.tanh(sum(W @ a[child] for W, child in pair)) if children else given[node]
        return [a[node] for node in range(7)]

    for node in (6, 4):
        sizes = arriving(below, states(vectors), node, weights)
        for leaf, vector in vectors.items():
            nudged = [states(vectors | {leaf: vector + 1e-30j * unit[:, None]})[node] for unit in np.eye(3)]
            jacobian = np.hstack(nudged).imag / 1e-30
            if not jacobian.any():
                assert np.isnan(sizes[leaf])
            else:
                assert sizes[leaf] == pytest.approx(np.sqrt((jacobian**2).sum() / 3), rel=1e-12)


def test_a_node_reaches_its_own_leaves_and_the_chain_all_words_so_far(view):
    tree = read_typed(SENTENCE)
    leaves = [node for node in tree.nodes() if not node.children]
    first = {id(leaf): place for place, leaf in enumerate(leaves)}
    for node, subtree in enumerate(tree.nodes()):
        state = state_of(view, node=node)
        own = [first[id(leaf)] for leaf in subtree.leaves()]
        reached = ~np.isnan(state["sizes"][[i for i, n in enumerate(tree.nodes()) if not n.children]])
        assert np.flatnonzero(reached).tolist() == own
        chain = state["tree"]["chain"]
        of_chain = ~np.isnan(state["chain sizes"][[i for i, children in enumerate(chain) if not children]])
        assert np.flatnonzero(of_chain).tolist() == list(range(own[-1] + 1))


def test_a_left_branching_tree_is_its_own_chain(view):
    typed = write_tree(left_branching(list("abcdefg")))
    state = state_of(view, typed=typed, radius=0.7)
    np.testing.assert_array_equal(state["sizes"], state["chain sizes"])


@pytest.mark.parametrize("shape", ["balanced", "right-branching"])
def test_the_shape_joins_the_same_words_in_another_way(view, shape):
    words = read_typed(SENTENCE).words()
    tree = {"balanced": balanced, "right-branching": right_branching}[shape](words)
    typed, chosen = state_of(view, typed=write_tree(tree)), state_of(view, shape=shape)
    np.testing.assert_array_equal(typed["sizes"], chosen["sizes"])
    assert typed["tree"]["words"] == chosen["tree"]["words"] == words


def test_less_arrives_the_smaller_the_weights(view):
    weakest = [np.nanmin(state_of(view, radius=radius)["chain sizes"]) for radius in (0.4, 0.7, 1.0, 1.3)]
    assert weakest == sorted(weakest) and weakest[0] < 1e-4


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("(a (b", "2 brackets are open"),
        ("(a b))", "no bracket is open here"),
        ("a b", "after the end of the tree"),
        ("(a ())", "empty brackets"),
        ("", "found nothing"),
        ("good", "one word; here it can have 2 to 60"),
        (f"({'a ' * 61})", "61 words"),
        ("(" * 5000, "5,000 characters"),
    ],
)
def test_a_text_that_is_no_tree_gets_a_message_and_breaks_nothing(typed, says):
    explorer = explore_blame_tree()
    before = explorer.picture.value
    explorer.controls["typed"].value = typed
    assert says in explorer.error.value and "\n" not in explorer.error.value
    assert explorer.picture.value == before
    explorer.controls["radius"].value = 0.5
    assert explorer.error.value == "" and explorer.values["shown"] == SENTENCE
    assert explorer.picture.value != before
    explorer.controls["typed"].value = "(3 (2 It) (4 (4 's) (4 good)))"
    assert explorer.error.value == "" and explorer.picture.value != before
    assert explorer.controls["node"].max == explorer.values["node"] == 4


def test_trees_that_are_not_binary_are_made_so():
    assert str(read_typed("(a b c)")) == "((a b) c)"
    assert str(read_typed("((very) good)")) == "(very good)"


def test_every_move_is_shown():
    explorer, seen = explore_blame_tree(), set()
    for node in range(21):
        explorer.controls["node"].value = node
        seen.add(bytes(explorer.picture.value))
        assert explorer.error.value == ""
    assert len(seen) == 21


PICTURES = [
    {},
    {"node": 0},
    {"node": 9, "radius": 2.0},
    {"typed": "(very good)", "radius": 0.3},
    {"typed": WIDE},
    {"typed": write_tree(balanced(LONG[:12])), "radius": 0.3},
    {"typed": write_tree(balanced(["WWWWWW"] * 17)), "radius": 0.3, "shape": "right-branching"},
    {"typed": write_tree(balanced(["mmmmmmmmmmmmmmmmmm"] * 18))},
    {"typed": write_tree(right_branching(LONG)), "radius": 0.4},
    {"typed": write_tree(balanced(LONG)), "node": 60},
]


@pytest.mark.parametrize("values", PICTURES, ids=str)
def test_no_text_is_clipped_or_lies_on_another(values, view):
    figure, sentence = picture(view, **values)
    assert sentence.endswith(".") and len(assert_room(figure)) > 8


@pytest.mark.parametrize("values", PICTURES, ids=str)
def test_the_table_tells_what_the_picture_shows(values, view):
    state = state_of(view, **values)
    rows = table_of(view, state)
    assert 1 <= len(rows["chain: arrives"]) <= 6
    assert rows["tree: arrives"][-1] != "–"  # the last word is the chosen node's own
