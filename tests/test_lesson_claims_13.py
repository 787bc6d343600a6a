"""What lesson 13 says of its figures and of its explorer is what they show."""

import io
from contextlib import redirect_stdout

import numpy as np
import pytest

from rnn_helpers.gradient_check import gradient_check
from rnn_helpers.parameters import initialise_tree_rnn, initialise_tree_tensor
from rnn_helpers.plots.view import start_values
from rnn_helpers.plots.views_blame_tree import SENTENCE, blame_tree_view
from rnn_helpers.speed import stored_speed
from rnn_helpers.tree_tensor import NAMES as TENSOR
from rnn_helpers.trees import balanced
from tests.test_lesson_claims import run, says


@pytest.fixture(scope="module")
def lesson():
    with redirect_stdout(io.StringIO()):
        return run("13", "measured = stored_speed")


def leaves(side, **values):
    """What arrives at the words, in reading order, in the explorer's tree or chain."""
    view = blame_tree_view()
    state = view.compute(**start_values(view, **values))
    below, sizes = {
        "tree": (state["tree"]["below"], state["sizes"]),
        "chain": (state["tree"]["chain"], state["chain sizes"]),
    }[side]
    return sizes[[not children for children in below]]


def test_what_each_node_adds_to_the_weights(lesson):
    assert says("13", "at place [1, 0] node 4 asks for 0.04 and node 3 for −0.03")
    parts = lesson["parts"]
    assert [round(float(parts[f"node {i}"][1, 0]), 2) for i in (4, 3)] == [0.04, -0.03]
    assert round(float(parts["sum"][1, 0]), 2) == 0.01
    assert np.abs(parts["node 6"][:, :2]).max() < 0.005 and np.abs(lesson["a"][4][:2]).max() < 0.1
    assert round(float(lesson["a"][4][2, 0]), 2) == 0.61
    assert np.abs(parts["node 4"]).max() == pytest.approx(0.17, abs=0.005)


def test_either_place_alone_is_wrong(lesson):
    assert says("13", "Either place alone would have been wrong.")
    one, other = lesson["da_twice"][0], lesson["da_twice"][3]
    assert min(np.linalg.norm(one), np.linalg.norm(other)) > 0.4 * np.linalg.norm(one + other)


def test_the_sloppy_check_passes_all_four_and_the_sharp_one_does_not(lesson):
    assert says("13", "Many would take anything below a thousandth for right, and then all four pass.")
    assert says("13", "A few thousandths") and says("13", "is off by almost half")
    for back in (lesson["mixed_up"], lesson["nothing_down"], lesson["zeros"]):
        found = lesson["tree_backward_pass"](
            lesson["dz_small"], lesson["caches_small"], lesson["below"], back
        )[1]
        apart = [np.ravel(found["d" + name] - lesson["true"][name]) for name in ("W_left", "W_right", "ba")]
        assert np.abs(np.concatenate(apart)).mean() < 1e-3
        rows = gradient_check(lesson["loss"], lesson["small"] | {"x": lesson["x"]}, found)
        assert not rows.ok
    small = lesson["tree_backward_pass"](
        lesson["dz_small"], lesson["caches_small"], lesson["below"], lesson["mixed_up"]
    )[1]
    large = lesson["tree_backward_pass"](lesson["dz"], lesson["caches"], lesson["below"], lesson["mixed_up"])[
        1
    ]
    for found, at, low, high in (
        (small, lesson["small"], 0.002, 0.008),
        (large, lesson["parameters"], 0.4, 0.5),
    ):
        rows = gradient_check(lesson["loss"], at | {"x": lesson["x"]}, found).rows
        assert low < max(row["relative_error"] for row in rows) < high


def test_a_label_at_the_root_only(lesson):
    assert says("13", "the root's 0.51 has shrunk to 0.02 three edges below")
    da = [7 * np.linalg.norm(d) for d in lesson["da"]]
    only = lesson["tree_backward_pass"](lesson["root_only"], lesson["caches"], lesson["below"])[0]
    only = [float(np.linalg.norm(d)) for d in only]
    assert [round(size, 2) for size in only] == [0.11, 0.02, 0.02, 0.05, 0.23, 0.16, 0.51]
    assert [round(float(size), 2) for size in da] == [0.58, 1.27, 1.15, 0.74, 0.84, 1.36, 0.51]


def test_the_numbers_of_lesson_04(lesson):
    assert says("13", "−0.122391, and `da0[0]`, 0.466221")
    assert round(float(lesson["of_tree"]["dW_left"][0, 2]), 6) == -0.122391
    assert round(float(lesson["da_chain"][0][0, 0]), 6) == 0.466221


def test_how_far_the_error_reaches(lesson):
    assert says("13", "All leaves of the balanced tree get between 0.11 and 0.24.")
    assert says("13", "the last word gets 0.58 and the first two 0.015 and 0.009")
    assert says("13", "the chain has 0.15, which lies among the points of the other")
    flat, chain = lesson["sizes"]["balanced"], lesson["sizes"]["left-branching (a chain)"]
    depths = lesson["depths"]["left-branching (a chain)"]
    assert (round(flat.min(), 2), round(flat.max(), 2), set(lesson["depths"]["balanced"])) == (
        0.11,
        0.24,
        {5},
    )
    assert (round(chain[-1], 2), round(chain[0], 3), round(chain[1], 3)) == (0.58, 0.015, 0.009)
    assert depths[:2] == [31, 31] and depths[-1] == 1
    at_five = chain[depths.index(5)]
    assert flat.min() < at_five < flat.max() and 0.15 <= at_five < 0.16


def test_how_far_it_reaches_from_other_starts(lesson):
    assert says("13", "the leaves of the balanced tree get between 0.10 and 0.23")
    assert says(
        "13", "The chain's first word gets between $3 \\cdot 10^{-5}$ and 0.002, less than in the figure"
    )
    flat, chain = [], []
    for seed in range(1, 5):
        start = initialise_tree_rnn(16, 2, np.random.default_rng(seed))
        found = [lesson["arriving"](tree, lesson["words_32"], start) for tree in lesson["trees"].values()]
        at_five = found[1][lesson["depths"]["left-branching (a chain)"].index(5)]
        assert found[0].min() < at_five < found[0].max()
        flat.extend(found[0]), chain.append(found[1][0])
    assert (round(min(flat), 2), round(max(flat), 2)) == (0.10, 0.23)
    assert min(chain) == pytest.approx(3e-5, rel=0.1) and round(max(chain), 3) == 0.002


def test_the_gates_on_the_chain(lesson):
    plain, shut, one, two = lesson["reach"].values()
    assert says("13", "all five starts send less to the first word than the worst of the plain ones")
    assert shut[:, 0].max() < plain[:, 0].min()
    assert says("13", "the middle start is better than the plain one, but the two ranges overlap")
    assert np.median(one[:, 0]) > np.median(plain[:, 0]) and one[:, 0].min() < plain[:, 0].max()
    assert says("13", "some forty times less than the last") and says(
        "13", "from two thirds of it to three times"
    )
    assert np.median(one[:, 1]) / np.median(one[:, 0]) == pytest.approx(40, abs=5)
    assert (two[:, 0] / two[:, 1]).min() == pytest.approx(0.67, abs=0.05)
    assert (two[:, 0] / two[:, 1]).max() == pytest.approx(3, abs=0.2)
    assert says("13", "each less than what arrived")
    for bias, found, told in ((0, shut, 5e-10), (1, one, 6e-5), (2, two, 0.02)):
        through = (1 / (1 + np.exp(-bias))) ** 31
        assert through == pytest.approx(told, rel=0.1) and found[:, 0].min() > through


def test_a_sign_at_the_left_turns_the_right_one_round(lesson):
    assert says("13", "After “not”, bad comes out good and good bad; after “very” each stays what it is.")
    node = lesson["tree_tensor"].tensor_node_forward
    after_not = node(lesson["negated"], lesson["bad_good"], lesson["flip"])[0]
    after_very = node(lesson["intensified"], lesson["bad_good"], lesson["flip"])[0]
    assert np.sign(after_not).tolist() == [[1, -1]] and np.sign(after_very).tolist() == [[-1, 1]]


def test_post_order_on_the_way_back_is_wrong_where_the_answer_says(lesson):
    assert says("13", "Right are the output layer, the root's own step and what it sends to its two children")
    below, caches, dz = lesson["below"], lesson["caches"], lesson["dz"]
    da, gradients = [0] * 7, {}
    for i, children in enumerate(below):
        from_output, output = lesson["output_backward"](dz[i], caches[i][0], caches[i][-1])
        da[i] = da[i] + from_output
        lesson["add"](gradients, output)
        if children:
            node = lesson["tree_node_backward"](da[i], caches[i])
            for child, side in zip(children, ("da_left", "da_right")):
                da[child] = da[child] + node.pop(side)
            lesson["add"](gradients, node)
    right_da, right = lesson["tree_backward_pass"](dz, caches, below)
    assert [i for i in range(7) if np.allclose(da[i], right_da[i])] == [4, 5, 6]
    assert {name for name in right if np.allclose(gradients[name], right[name])} == {"dWya", "dby"}


def test_what_the_tensor_costs():
    assert says("13", "that is 62,500 against 1,250")
    sizes = {
        name: array.size for name, array in initialise_tree_tensor(25, 5, np.random.default_rng(0)).items()
    }
    assert set(sizes) == set(TENSOR)
    assert (sizes["V"], sizes["W_left"] + sizes["W_right"]) == (62_500, 1_250)


def test_the_levels_of_the_forest(lesson):
    assert says("13", "3512 nodes, but only 14 levels, and more than half of the nodes are leaves")
    levels = [len(level) for level in lesson["levels"]]
    assert (sum(levels), len(levels)) == (3512, 14) and levels[0] > 1756 and levels[-2:] == [1, 1]


def test_what_levels_save():
    assert says("13", "With 256 trees ours take less than a tenth of the time of node by node")
    assert says("13", "and the library's less than a twentieth") and says("13", "up to some 64 trees")
    seconds = {name: np.array(values) for name, values in stored_speed("speed_trees")["seconds"].items()}
    nodes, ours, library = seconds.values()
    assert list(seconds) == ["node by node", "levels, as above", "levels, the library's"]
    assert ours[-1] < nodes[-1] / 10 and library[-1] < nodes[-1] / 20
    assert ours.argmin() == library.argmin() == 3
    assert nodes.max() < 1.5 * nodes.min()
    assert (ours[0] < nodes[0]) and (library < ours).all()


def test_the_explorer_at_its_start():
    assert says("13", "every word of the tree gets between 0.16 and 0.42")
    assert says("13", "the last word gets 0.68 and the second, “film”, 0.07")
    tree, chain = leaves("tree"), leaves("chain")
    assert (round(tree.min(), 2), round(tree.max(), 2)) == (0.16, 0.42)
    assert (round(chain[-1], 2), round(chain[1], 2), chain.argmin()) == (0.68, 0.07, 1)
    assert says("13", "the last three words have fewer edges to the end of the chain")
    assert (chain > tree).tolist() == [False] * 8 + [True] * 3


def test_small_and_large_weights():
    assert says("13", "has 0.01 in the tree and $2 \\cdot 10^{-4}$ in the chain")
    assert says("13", "to at most 4.5 in the tree, to 12 at the first word of the chain")
    assert round(leaves("tree", radius=0.5).min(), 2) == 0.01
    assert leaves("chain", radius=0.5).min() == pytest.approx(2e-4, rel=0.1)
    assert round(leaves("tree", radius=2.0).max(), 1) == 4.5
    chain = leaves("chain", radius=2.0)
    assert round(chain.max()) == 12 and chain.argmax() == 0
    assert leaves("tree", radius=2.0)[-1] > 4 * chain[-1] and leaves("tree", radius=0.5)[-1] < 0.1


def test_the_error_at_one_phrase():
    assert says("13", "“the” and “film” get 0.20 and 0.16")
    tree, chain = leaves("tree", node=9), leaves("chain", node=9)
    assert np.flatnonzero(~np.isnan(tree)).tolist() == [2, 3, 4, 5]
    assert [round(size, 2) for size in chain[:2]] == [0.20, 0.16] and np.isnan(chain[6:]).all()


def test_the_tree_that_leans_to_the_right():
    assert says("13", "now the first word gets the most, 0.59, and those near the end about 0.2")
    assert says("13", "*Balanced* brings every word within four edges.")
    right = leaves("tree", shape="right-branching")
    assert right.argmax() == 0 and round(right[0], 2) == 0.59
    assert (np.abs(right[-4:] - 0.2) < 0.05).all()
    assert says("13", "Even the least gets more than in the chain, 0.17 against 0.07.")
    assert (round(right.min(), 2), round(leaves("chain").min(), 2)) == (0.17, 0.07)
    assert balanced(SENTENCE.replace("(", " ").replace(")", " ").split()).depth == 4
