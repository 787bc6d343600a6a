"""The tree: its parts, its numbering, new trees from old ones, and chains far deeper than any recursion."""

import copy
import gc
import pickle
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.brackets import read_tree, write_tree
from rnn_helpers.trees import (
    Tree,
    balanced,
    binarised,
    chain,
    each_once,
    left_branching,
    right_branching,
)

WORDS = st.sampled_from(["the", "cat", "sat", "(", "new"]) | st.tuples(st.floats(-9, 9), st.floats(-9, 9))
LABELS = st.none() | st.integers(-3, 9) | st.sampled_from(["NP", "vp"])
LEAVES = st.builds(lambda word, label: Tree(word=word, label=label), WORDS, LABELS)


def inner(trees):
    return st.builds(
        lambda children, word, label: Tree(*children, word=word, label=label),
        st.lists(trees, min_size=1, max_size=4),
        st.none() | WORDS,
        LABELS,
    )


TREES = st.recursive(LEAVES, inner, max_leaves=12)
DEEP = 50_000


def numbered(tree):
    """Post-order by the textbook's recursion, as (position, node)."""

    def walk(node, position):
        for k, child in enumerate(node.children):
            yield from walk(child, (*position, k))
        yield position, node

    return list(walk(tree, ()))


def copied(tree):
    """An equal tree that shares no object with the old one."""
    return Tree(*map(copied, tree.children), word=tree.word, label=tree.label)


def test_a_small_tree_has_the_parts_it_was_made_of():
    the, cat = Tree(word="the"), Tree(word="cat", label=3)
    tree = Tree(Tree(the, cat, label="NP"), Tree(word="sat"))
    assert tree.children[0].children == (the, cat)
    assert (tree.word, tree.label, tree.children[0].label, cat.label) == (None, None, "NP", 3)
    assert (len(tree), tree.depth, the.depth, len(the)) == (5, 2, 0, 1)
    assert tree.words() == ["the", "cat", "sat"]
    assert tree.leaves() == [the, cat, Tree(word="sat")]
    assert tree.positions() == [(0, 0), (0, 1), (0,), (1,), ()]
    assert str(tree) == "(_ (NP the (3 cat)) sat)"
    assert repr(the) == "<Tree the>"


def test_words_at_inner_nodes_come_in_post_order():
    assert Tree(Tree(word="3"), Tree(word="4"), word="+").words() == ["3", "4", "+"]


@given(TREES)
def test_the_numbering_is_post_order(tree):
    pairs = numbered(tree)
    assert len(tree) == len(pairs)
    assert [id(node) for node in tree.nodes()] == [id(node) for _, node in pairs]
    assert tree.positions() == [position for position, _ in pairs]
    assert tree.leaves() == [node for _, node in pairs if not node.children]
    assert tree.depth == max(len(position) for position, _ in pairs)
    for number, (position, node) in enumerate(pairs):
        assert tree.at(position) is node
        assert tree.position(number) == position
        assert tree.number(position) == number


@given(TREES)
def test_equal_means_equal_in_every_node(tree):
    twin = copied(tree)
    assert tree == twin and hash(tree) == hash(twin) and len({tree, twin}) == 1
    for position in tree.positions():
        node = tree.at(position)
        for other in (
            Tree(*node.children, word="another", label=node.label),
            Tree(*node.children, word=node.word, label="another"),
            Tree(*node.children, Tree(word="one more"), word=node.word, label=node.label),
        ):
            assert tree.replace(position, other) != tree


def test_a_number_and_its_digits_are_different_labels_and_words():
    assert Tree(word="x", label=3) != Tree(word="x", label="3")
    assert Tree(word=[1.0]) != Tree(word="1.0")
    assert Tree(word="x") != "x"


@given(TREES, LEAVES, st.data())
def test_replace_changes_one_place_and_nothing_else(tree, leaf, data):
    before = copied(tree)
    position = data.draw(st.sampled_from(tree.positions()))
    new = tree.replace(position, leaf)
    assert tree == before
    assert new.at(position) is leaf
    for other in tree.positions():
        if other[: len(position)] != position and position[: len(other)] != other:
            assert new.at(other) is tree.at(other)
    assert new.replace(position, tree.at(position)) == tree
    assert len(new) == len(tree) - len(tree.at(position)) + 1


@given(TREES, st.data())
def test_swap_changes_two_places_and_twice_is_as_before(tree, data):
    one, two = (data.draw(st.sampled_from(tree.positions())) for _ in range(2))
    if one != two and (one[: len(two)] == two or two[: len(one)] == one):
        with pytest.raises(ValueError, match="contains"):
            tree.swap(one, two)
        return
    new = tree.swap(one, two)
    assert new.at(one) == tree.at(two) and new.at(two) == tree.at(one)
    assert new.swap(two, one) == tree
    assert sorted(map(str, new.words())) == sorted(map(str, tree.words()))


@pytest.mark.parametrize("position", [(2,), (0, 0, 0), (-1,)])
def test_a_position_without_a_node_is_explained(position):
    tree = Tree(Tree(Tree(word="a"), Tree(word="b")), Tree(word="c"))
    for use in (tree.at, tree.number, lambda place: tree.replace(place, tree)):
        with pytest.raises(IndexError, match="no node at"):
            use(position)
    with pytest.raises(IndexError, match="nodes 0 to 4"):
        tree.position(5)


def test_what_is_no_position_is_explained():
    tree = left_branching("ab")
    for wrong in (0, "0", (0.0,)):
        with pytest.raises(TypeError, match="position"):
            tree.at(wrong)
    with pytest.raises(TypeError, match="must be a Tree"):
        tree.replace((0,), "word")


@pytest.mark.parametrize(
    ("parts", "error", "says"),
    [
        (lambda: Tree(), ValueError, "leaf and needs a word"),
        (lambda: Tree(label=3), ValueError, "leaf and needs a word"),
        (lambda: Tree("cat"), TypeError, "must be a Tree"),
        (lambda: Tree([Tree(word="a")]), TypeError, "must be a Tree"),
        (lambda: Tree(word=3), TypeError, "string or a vector"),
        (lambda: Tree(word=[[1.0]]), TypeError, "string or a vector"),
        (lambda: Tree(word=[1.0, [2.0]]), TypeError, "string or a vector"),
        (lambda: Tree(word=[]), TypeError, "string or a vector"),
        (lambda: Tree(word=[1j]), TypeError, "real"),
        (lambda: Tree(word=[np.nan]), ValueError, "finite"),
        (lambda: Tree(word="a", label=1.5), TypeError, "whole number or a string"),
        (lambda: Tree(word="a", label=True), TypeError, "whole number or a string"),
        (lambda: Tree(word="a", label=10**5000), ValueError, "18 digits"),
    ],
)
def test_what_is_no_tree_is_explained(parts, error, says):
    with pytest.raises(error, match=says):
        parts()


def test_a_tree_never_changes():
    tree = Tree(word="a")
    with pytest.raises(AttributeError, match="never changes"):
        tree.word = "b"
    with pytest.raises(AttributeError, match="never changes"):
        tree.colour = "red"
    with pytest.raises(AttributeError, match="never changes"):
        del tree.label
    vector = np.ones(2)
    kept = Tree(word=vector, label=np.int64(3))
    vector[:] = 7
    assert kept.word == (1.0, 1.0)
    assert type(kept.label) is int and all(type(number) is float for number in kept.word)


def test_a_subtree_used_twice_counts_twice():
    shared = left_branching(["a", "b"])
    tree = Tree(shared, shared)
    assert len(tree) == 7 and tree.words() == ["a", "b", "a", "b"]
    assert len(each_once(tree)) == 4
    assert tree == Tree(left_branching("ab"), left_branching("ab"))
    changed = tree.replace((0, 1), Tree(word="c"))
    assert changed.words() == ["a", "c", "a", "b"]


def test_a_tree_of_2_to_the_60_nodes_in_61_objects():
    one, two = Tree(word="a"), Tree(word="a")
    for _ in range(60):
        one, two = Tree(one, one), Tree(two, two)
    assert one == two and hash(one) == hash(two) and len(one) == 2**61 - 1
    assert pickle.loads(pickle.dumps(one)) == one
    assert len(each_once(binarised(one))) == 61
    assert len(str(one)) < 2000
    assert one.number(one.position(2**60)) == 2**60


def shape(tree):
    """A tree as nested tuples of words, by the textbook's recursion."""
    return tuple(map(shape, tree.children)) if tree.children else tree.word


def test_the_shapes():
    assert shape(left_branching("abcd")) == ((("a", "b"), "c"), "d")
    assert shape(right_branching("abcd")) == ("a", ("b", ("c", "d")))
    assert shape(balanced("abcd")) == (("a", "b"), ("c", "d"))
    assert shape(balanced("abcde")) == ((("a", "b"), "c"), ("d", "e"))
    sequence = chain(["h", "e", "y"])
    assert sequence.words() == ["h", "e", "y"] and sequence.word == "y" and sequence.depth == 2


@given(st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=40))
def test_every_shape_keeps_the_words_in_order(words):
    for make in (left_branching, right_branching, balanced, chain):
        assert make(words).words() == words
    count = len(words)
    assert left_branching(words).depth == right_branching(words).depth == chain(words).depth == count - 1
    assert balanced(words).depth == int(np.ceil(np.log2(count)))


@pytest.mark.parametrize("make", [left_branching, right_branching, balanced, chain])
def test_a_shape_of_no_words_is_explained(make):
    with pytest.raises(ValueError, match="at least one word"):
        make([])


def test_shapes_take_vectors_and_trees():
    tree = left_branching([np.zeros(3), Tree(word="b", label=1)])
    assert tree.children[0].word == (0.0, 0.0, 0.0) and tree.children[1].label == 1
    with pytest.raises(TypeError, match="made of words"):
        chain([tree])


def test_binarised_follows_its_rules():
    def a_to_d():
        return [Tree(word=letter) for letter in "abcd"]

    assert shape(binarised(Tree(*a_to_d()))) == ((("a", "b"), "c"), "d")
    assert shape(binarised(Tree(*a_to_d()[1:3], word="and"))) == (("and", "b"), "c")
    assert shape(binarised(chain("abc"))) == ("c", ("b", "a"))
    leaf = Tree(word="a", label=1)
    assert binarised(Tree(Tree(leaf), label=3)) == Tree(word="a", label=3)
    assert binarised(Tree(Tree(leaf))) == leaf


@given(TREES)
def test_binarised_keeps_the_words_and_has_two_children_everywhere(tree):
    binary = binarised(tree)
    assert all(len(node.children) in (0, 2) for node in binary.nodes())
    assert all((node.word is None) == bool(node.children) for node in binary.nodes())
    assert sorted(map(str, binary.words())) == sorted(map(str, tree.words()))
    assert binarised(binary) == binary
    if tree.label is not None:
        assert binary.label == tree.label


@given(TREES)
def test_copies_are_equal(tree):
    assert copy.copy(tree) == copy.deepcopy(tree) == pickle.loads(pickle.dumps(tree)) == tree
    assert pickle.loads(pickle.dumps([tree, tree]))[1].positions() == tree.positions()


@given(TREES)
def test_the_printed_tree_shows_its_words(tree):
    text = str(tree)
    assert repr(tree) == f"<Tree {text}>"
    assert text.count("(") == text.count(")")
    assert all(word in text for word in tree.words() if isinstance(word, str) and word != "(")


def test_words_that_brackets_cannot_hold_are_printed_all_the_same():
    assert str(Tree(Tree(word="New York"), Tree(word=""))) == "(New␣York '')"
    assert str(Tree(word=[0.5, -1, 2, 3, 4], label="a b")) == "(a␣b [0.5,-1,2,3,…])"


def everything(tree):
    """Whatever a tree can do, each in a pass or two over its nodes."""
    text = write_tree(tree)
    assert read_tree(text) == tree
    assert pickle.loads(pickle.dumps(tree)) == tree
    assert copy.deepcopy(tree) == copy.copy(tree) == tree
    assert len(tree.nodes()) == len(tree) and tree.nodes()[-1] is tree
    assert tree.at(tree.position(0)) is tree.nodes()[0]
    deepest = max(tree.position(0), tree.position(len(tree) - 2), key=len)
    changed = tree.replace(deepest, Tree(word="changed"))
    assert changed != tree and hash(changed) != hash(tree)
    assert len(str(tree)) + len(repr(tree)) < 4000
    assert binarised(tree).depth >= tree.depth - 1


def deep(make, count):
    """A tree of `count` nodes, give or take one, as deep as its shape can be."""
    return make([f"w{number % 100}" for number in range(count if make is chain else count // 2)])


def seconds(make, count):
    """Processor time of all that such a tree can do."""
    gc.collect()
    start = time.process_time()
    tree = deep(make, count)
    everything(tree)
    del tree
    gc.collect()
    return time.process_time() - start


SHAPES = {"left": left_branching, "right": right_branching, "chain": chain}


@pytest.mark.parametrize("make", SHAPES.values(), ids=SHAPES)
def test_a_chain_of_50_000_nodes_survives_everything_in_time_that_grows_with_its_length(make):
    """Ten times the nodes: a quadratic step would take a hundred times as long."""
    assert seconds(make, DEEP) < 40 * min(seconds(make, DEEP // 10) for _ in range(3))


@pytest.mark.parametrize("make", SHAPES.values(), ids=SHAPES)
def test_deep_trees_are_compared_to_the_bottom(make):
    tree, twin = deep(make, DEEP), deep(make, DEEP)
    assert tree == twin and hash(tree) == hash(twin)
    bottom = max(tree.position(0), tree.position(len(tree) - 2), key=len)
    assert tree.replace(bottom, Tree(word="other")) != tree
    with pytest.raises(ValueError, match="one at a time"):
        tree.positions()


def test_a_node_with_50_000_children_is_as_good_as_a_chain():
    tree = Tree(*[Tree(word=f"w{number}") for number in range(DEEP)])
    everything(tree)
    assert tree.positions()[-2] == (DEEP - 1,)
    assert binarised(tree).depth == DEEP - 1


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60), st.integers(0, 2**32 - 1))
def test_any_random_shape_can_be_named_and_rebuilt(numbers, seed):
    rng = np.random.default_rng(seed)
    nodes = [Tree(word=str(number)) for number in numbers]
    while len(nodes) > 1:
        k = int(rng.integers(len(nodes) - 1))
        nodes[k : k + 2] = [Tree(*nodes[k : k + 2], label=len(nodes))]
    (tree,) = nodes
    rebuilt = tree
    for position in tree.positions():
        rebuilt = rebuilt.replace(position, tree.at(position))
    assert rebuilt == tree and binarised(tree) == tree
