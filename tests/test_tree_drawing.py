"""Trees as pictures: nothing lies on anything else, and what is shown is what was given."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from rnn_helpers.plots.canvas import signed_colours
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.tree_drawing import draw_tree, tidy_layout, tree_figure, update_tree
from rnn_helpers.plots.tree_fitting import fitted
from rnn_helpers.plots.view import new_figure
from rnn_helpers.trees import Tree, balanced, chain, left_branching, right_branching
from tests.drawn import assert_room, drawn_texts

SENTENCE = (
    "the film was not very good but its slow beginning hides a surprisingly warm and thoroughly entertaining "
    "story about old friends who meet again by chance in an uncharacteristically sleepy town"
)
WORDS = SENTENCE.split()


def random_tree(leaves, seed, most=2, labelled=True):
    """A tree of neighbours joined by chance, `most` children at most; a word at each leaf."""
    rng = np.random.default_rng(seed)

    def label():
        return int(rng.integers(5)) if labelled else None

    parts = [Tree(word=WORDS[rng.integers(len(WORDS))], label=label()) for _ in range(leaves)]
    while len(parts) > 1:
        count = min(int(rng.integers(2, most + 1)), len(parts))
        start = int(rng.integers(len(parts) - count + 1))
        parts[start : start + count] = [Tree(*parts[start : start + count], label=label())]
    return parts[0]


def with_words_everywhere(tree):
    """The same shape, a word at every node."""
    parts = []
    for number, node in enumerate(tree.nodes()):
        start = len(parts) - len(node.children)
        parts[start:] = [Tree(*parts[start:], word=WORDS[number % len(WORDS)])]
    return parts[0]


def drawn(tree, size=(940, 560), **look):
    figure = new_figure(size)
    return draw_tree(figure.add_axes([0, 0, 1, 1]), tree, **look)


def node_boxes(plan):
    half, up = plan["halves"], plan["radius"]
    return [(x - h, y - up, x + h, y + up) for (x, y), h in zip(plan["places"], half)]


def overlap(one, other):
    return min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])


def assert_nothing_overlaps(figure, plan):
    """No node on a node, no text on a text, no word on a node, all inside the picture."""
    height = figure.bbox.height
    nodes = node_boxes(plan)
    for one, other in itertools.combinations(nodes, 2):
        across, down = overlap(one, other)
        assert across < 0.5 or down < 0.5, (one, other)
    placed = assert_room(figure)
    for box in nodes:
        assert box[0] >= 0 and box[2] <= figure.bbox.width and box[1] >= 0 and box[3] <= height
    texts = [(box.x0, height - box.y1, box.x1, height - box.y0) for _, box in placed]
    names = [text for text, _ in placed]
    for text, name in zip(texts, names):
        middle = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
        for node in nodes:
            if not (node[0] <= middle[0] <= node[2] and node[1] <= middle[1] <= node[3]):
                across, down = overlap(text, node)
                assert across < 2 or down < 5, f"{name!r} lies on a node"


@pytest.mark.parametrize("leaves", [1, 2, 12, 30, 60])
@pytest.mark.parametrize("most, aligned", [(2, False), (2, True), (5, False)])
def test_words_and_nodes_keep_clear_of_each_other(leaves, most, aligned):
    for seed in range(2):
        tree = random_tree(leaves, seed, most)
        figure = tree_figure(tree, aligned=aligned, title="A sentence")
        plan = drawn(tree, figure.get_size_inches() * 100, aligned=aligned, title="A sentence")
        assert len(plan["kept"]) == len(tree)
        assert_nothing_overlaps(figure, plan)


SHAPES = {
    "left-branching": lambda: left_branching(WORDS[:20]),
    "right-branching": lambda: right_branching(WORDS[:20]),
    "balanced": lambda: balanced(WORDS[:16]),
    "chain": lambda: chain(WORDS[:20]),
    "60 left": lambda: left_branching((WORDS * 3)[:60]),
    "words inside": lambda: with_words_everywhere(random_tree(9, 4, 4)),
    "one-child nodes": lambda: Tree(Tree(Tree(word="a")), Tree(Tree(Tree(word="good")), Tree(word="film"))),
    "wide": lambda: Tree(*[Tree(word=word) for word in WORDS]),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("numbers", [False, True])
def test_other_shapes_are_as_clear(name, numbers):
    tree = SHAPES[name]()
    look = {"texts": np.linspace(-1, 1, len(tree))} if numbers else {}
    figure = tree_figure(tree, **look)
    plan = drawn(tree, figure.get_size_inches() * 100, **look)
    assert len(plan["kept"]) == len(tree)
    assert_nothing_overlaps(figure, plan)


def test_sixty_leaves_keep_all_their_words_and_labels_legible():
    tree = random_tree(60, 8)
    texts = [text for text in tree_figure(tree).axes[0].texts if text.get_text()]
    assert len(texts) == 60 + 119
    assert min(text.get_fontsize() for text in texts) >= 7


def test_few_words_lie_and_many_stand():
    def turned(count):
        return fitted(random_tree(count, 1), 940, 560)["turned"]

    assert not turned(8) and turned(45)


@pytest.mark.parametrize("columns", [False, True])
def test_parents_stand_over_the_middle_of_their_outer_children(columns):
    tree = random_tree(40, 2, 4)
    places = tidy_layout(tree, columns=columns)
    stack = []
    for number, node in enumerate(tree.nodes()):
        start = len(stack) - len(node.children)
        own, stack[start:] = stack[start:], [number]
        if own:
            assert places[number, 0] == pytest.approx((places[own[0], 0] + places[own[-1], 0]) / 2)
            assert (places[own, 1] == places[number, 1] + 1).all()
            assert (np.diff(places[own, 0]) >= 1 - 1e-9).all()
    for level in range(tree.depth + 1):
        here = np.sort(places[places[:, 1] == level, 0])
        assert (np.diff(here) >= 1 - 1e-9).all()


def test_branches_move_together_until_they_touch():
    fork = Tree(Tree(word="a"), Tree(word="b"))
    deep = Tree(Tree(fork, Tree(word="c")), Tree(Tree(word="d"), fork))
    assert np.ptp(tidy_layout(deep)[:, 0]) < np.ptp(tidy_layout(deep, columns=True)[:, 0]) + 1e-9
    narrow = Tree(Tree(Tree(fork, fork)), Tree(word="e"), Tree(Tree(word="f")))
    x = tidy_layout(narrow)[:, 0]
    assert x.max() - x.min() == pytest.approx(3.5), "the short branches stand beside the deep one, above it"


def test_a_mirrored_tree_is_drawn_mirrored():
    def mirrored(tree):
        parts = []
        for node in tree.nodes():
            start = len(parts) - len(node.children)
            parts[start:] = [Tree(*reversed(parts[start:]), word=node.word)]
        return parts[0]

    for seed in range(4):
        tree = random_tree(15, seed, 5, labelled=False)
        x, other = (np.sort(tidy_layout(each)[:, 0]) for each in (tree, mirrored(tree)))
        np.testing.assert_allclose(np.sort(x.min() + x.max() - x), other, atol=1e-9)


def test_the_layout_of_a_long_chain_is_as_quick_as_that_of_many_short_ones():
    assert np.ptp(tidy_layout(chain(["a"] * 50_000))[:, 0]) == 0
    places = tidy_layout(left_branching(["a"] * 20_000))
    assert places.shape == (39_999, 2) and places[:, 1].max() == 19_999


@pytest.mark.parametrize("make", [chain, left_branching, right_branching, balanced])
def test_of_a_huge_tree_the_top_is_drawn_and_the_rest_counted(make):
    tree = make(["word"] * 3000)
    figure = tree_figure(tree, values=np.linspace(-1, 1, len(tree)))
    plan = drawn(tree, figure.get_size_inches() * 100)
    assert plan["kept"][-1] == len(tree) - 1 and 50 < len(plan["kept"]) < 200 and any(plan["cut"])
    assert_nothing_overlaps(figure, plan)
    boxes = node_boxes(plan)
    assert min(box[0] for box in boxes) >= 7 and max(box[2] for box in boxes) <= figure.bbox.width - 7
    said = [text for text, _ in drawn_texts(figure)]
    assert f"The top {len(plan['kept'])} of {len(tree):,} nodes" in " ".join(said)


def test_values_are_coloured_around_zero_and_missing_ones_stay_empty():
    tree = left_branching(["a", "b", "c"])
    faces = drawn(tree, values=[-2.0, 0.5, None, 2.0, 0.0])["nodes"].get_facecolor()
    np.testing.assert_allclose(faces[[0, 1, 3, 4]], signed_colours([-2, 0.5, 2, 0], 2.0))
    np.testing.assert_array_equal(faces[2], 1.0)
    half = drawn(tree, values=[-2.0, 0.5, 0, 2.0, 0.0], limit=4)["nodes"].get_facecolor()
    np.testing.assert_allclose(half[0], signed_colours([-0.5], 1.0)[0])


def test_each_class_has_a_colour_of_its_own():
    tree = left_branching(["a"] * 5)
    faces = drawn(tree, classes=range(9))["nodes"].get_facecolor()
    assert len({tuple(face) for face in faces}) == 9
    faces = drawn(tree, classes=[0, 1, 2, 3, 4, 0, 1, 2, 3])["nodes"].get_facecolor()
    assert len({tuple(face) for face in faces}) == 5 and (faces[0] == faces[5]).all()


def test_a_path_is_lit_up_by_numbers_or_positions():
    tree = left_branching(["a", "b", "c"])
    by_position = drawn(tree, highlight=[(), (0,), (0, 1)])
    by_number = drawn(tree, highlight=[4, 2, 1])
    for shown in (by_position, by_number):
        assert [width > 2 for width in shown["nodes"].get_linewidth()] == [False, True, True, False, True]
        assert [width > 2 for width in shown["edges"].get_linewidth()] == [False, True, True, False]
    root = drawn(tree, highlight=())["nodes"].get_linewidth()
    assert [width > 2 for width in root] == [False] * 4 + [True]


def test_stronger_edges_are_wider_and_the_strongest_has_the_colour_of_gradients():
    shown = drawn(left_branching(["a", "b", "c"]), weights=[0.0, 1.0, 2.0, 4.0, 0.0])["edges"]
    assert (np.diff(shown.get_linewidth()) > 0).all()
    np.testing.assert_allclose(shown.get_color()[-1][:3], to_rgb(COLOURS["gradient"]))


def test_an_update_shows_what_a_fresh_drawing_shows():
    tree, rng = random_tree(12, 3, labelled=False), np.random.default_rng(0)
    one, other = rng.normal(size=(2, len(tree)))
    look = dict(values=other, texts=other, highlight=[(0,)], weights=np.abs(other))
    moved = drawn(tree, values=one, texts=one, widest="−0.00")
    update_tree(moved, **look)
    fresh = drawn(tree, widest="−0.00", **look)
    pictures = []
    for shown in (moved, fresh):
        shown["ax"].figure.canvas.draw()
        pictures.append(np.asarray(shown["ax"].figure.canvas.buffer_rgba()))
    assert (pictures[0] == pictures[1]).all()


@pytest.mark.parametrize("aligned", [False, True])
def test_a_chain_lies_on_its_side_and_its_leaf_comes_first(aligned):
    shown = drawn(chain(WORDS[:20]), aligned=aligned)
    x, y = shown["places"].T
    assert (np.diff(x) > 0).all() and np.ptp(y) == 0
    assert {place for line in shown["edges"].get_segments() for place in line[:, 1]} == {y[0]}


@pytest.mark.parametrize("aligned", [False, True])
def test_every_edge_runs_from_a_parent_to_its_child(aligned):
    tree = random_tree(20, 6, 4)
    shown = drawn(tree, aligned=aligned)
    places, ends = shown["places"], [line[[0, -1]] for line in shown["edges"].get_segments()]
    nodes, wanted = tree.positions(), []
    for number, position in enumerate(nodes[:-1]):
        wanted.append((places[nodes.index(position[:-1])], places[number]))
    np.testing.assert_allclose(ends, wanted)


def test_a_class_keeps_its_colour_from_tree_to_tree_if_the_largest_is_given():
    few = drawn(left_branching(["a", "b"]), classes=[3, 7, 0], limit=9)["nodes"].get_facecolor()
    many = drawn(left_branching(["a", "b"]), classes=[3, 9, 0], limit=9)["nodes"].get_facecolor()
    np.testing.assert_array_equal(few[[0, 2]], many[[0, 2]])


def test_long_and_strange_words_are_shown_as_they_can_be():
    tree = left_branching(["$5$", "supercalifragilistic", "naïve", "\U0001fae8"])
    said = [text for text, _ in drawn_texts(tree_figure(tree))]
    assert "$5$" in said and "supercalifragil…" in said and "naïve" in said
    said = [text for text, _ in assert_room(tree_figure(left_branching([(0.5, -1.0, 2.0), (1.0,)])))]
    assert said == ["(0.5, −1, …)", "(1)"]


def test_errors_say_what_is_wrong():
    tree = left_branching(["a", "b", "c"])
    with pytest.raises(ValueError, match="values must have one entry for each of the tree's 5 nodes.* got 2"):
        drawn(tree, values=[1.0, 2.0])
    with pytest.raises(IndexError, match="no node 7"):
        drawn(tree, highlight=7)
    with pytest.raises(IndexError):
        drawn(tree, highlight=(1, 0))
    with pytest.raises(ValueError, match="words"):
        drawn(tree, words="under")
