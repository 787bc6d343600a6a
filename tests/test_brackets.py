"""Bracket notation: what texts mean, round trips of any tree, and errors that point at the place."""

import gc
import pickle
import time

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rnn_helpers.brackets import BracketError, read_tree, read_trees, write_tree
from rnn_helpers.trees import Tree

LETTERS = st.text("ab-LRSCB[]()\\/*_0'é\u00a0猫", min_size=1, max_size=7)
WORDS = LETTERS.filter(
    lambda word: not any(f"-{side}{kind}B-" in write_out(word) for side in "LR" for kind in "RSC")
)
LABELS = st.integers(-12, 12) | st.sampled_from(["NP", "vp", "-LRB-", ".", "007", "PRP$", "a_b"])


def write_out(word):
    """A word with a hyphen as it is written: if more than its brackets look like escapes, it is refused."""
    return word.replace("(", "-LRB-").replace(")", "-RRB-") if "-" in word else ""


def trees(labels):
    """Strategies of trees with words anywhere, with these labels anywhere."""
    leaf = st.builds(lambda word, label: Tree(word=word, label=label), WORDS, labels)

    def inner(below):
        children = st.lists(below, min_size=1, max_size=3)
        return st.builds(
            lambda some, word, label: Tree(*some, word=word, label=label), children, st.none() | WORDS, labels
        )

    return st.recursive(leaf, inner, max_leaves=10)


def leaf(word, label=None):
    return Tree(word=word, label=label)


def test_a_sentiment_tree():
    good = Tree(leaf("'s", 4), leaf("good", 4), label=4)
    assert read_tree("(3 (2 It) (4 (4 's) (4 good)))") == Tree(leaf("It", 2), good, label=3)


def test_a_tree_of_the_penn_treebank_over_several_lines():
    text = "( (S\n    (NP (DT the) (NN cat))\n    (VP sat)))\n"
    sentence = Tree(Tree(leaf("the", "DT"), leaf("cat", "NN"), label="NP"), leaf("sat", "VP"), label="S")
    assert read_tree(text) == Tree(sentence)
    assert read_tree("(S(NP(DT the)(NN cat))(VP sat))") == sentence


def test_a_tree_without_labels():
    assert read_tree("((the cat) sat)") == Tree(Tree(leaf("the"), leaf("cat")), leaf("sat"))
    assert read_tree("(the cat)") == Tree(leaf("the"), leaf("cat"))
    assert read_tree("  cat\n") == leaf("cat")


def test_words_at_inner_nodes():
    product = Tree(Tree(leaf("3"), leaf("4"), word="+"), leaf("2"), word="*")
    for labels in (True, False, "auto"):
        assert read_tree("*(+(3 4) 2)", labels) == product
    assert read_tree("(4 +((1 3) (1 4)))") == Tree(leaf("3", 1), leaf("4", 1), word="+", label=4)


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("(3 good)", True),
        ("(NP cat)", True),
        ("(I am)", True),
        ("(we are)", False),
        ("(I (saw it))", False),
        ("((3 4) 2)", False),
        ("(Tom slept)", False),
        ("(猫 坐)", False),
        ("(3 (2 It) (4 good) (bad luck))", True),
    ],
)
def test_what_is_taken_for_labelled(text, labelled):
    assert read_tree(text) == read_tree(text, labels=labelled)
    assert read_tree(text) != read_tree(text, labels=not labelled)


def test_labels_can_be_said():
    assert read_tree("(the cat)", labels=True) == leaf("cat", "the")
    assert read_tree("(3 4)", labels=False) == Tree(leaf("3"), leaf("4"))
    with pytest.raises(ValueError, match='True, False or "auto"'):
        read_tree("(3 4)", labels="yes")


def test_some_nodes_with_labels_and_some_without():
    assert read_tree("(3 the cat)") == Tree(leaf("the"), leaf("cat"), label=3)
    assert read_tree("(3 (_ good))") == Tree(leaf("good"), label=3)
    assert read_tree("(3 (_ the cat) sat)") == Tree(Tree(leaf("the"), leaf("cat")), leaf("sat"), label=3)


def test_labels_are_numbers_only_if_they_are_written_as_such():
    labels = [
        read_tree(f"({label} x)", labels=True).label for label in ("0", "-1", "12", "007", "+1", "1.0", "٣")
    ]
    assert labels == [0, -1, 12, "007", "+1", "1.0", "٣"]


def test_escapes_are_understood():
    text = r"(2 (2 -LRB-) (2 and\/or) (2 \*) (2 -RSB-) (2 a-LCB-b) (2 a\b))"
    assert read_tree(text).words() == ["(", "and/or", "*", "]", "a{b", "a\\b"]
    assert write_tree(leaf("(a)")) == "-LRB-a-RRB-"
    assert write_tree(leaf("[OH]")) == "[OH]"


def test_a_non_breaking_space_is_part_of_a_word_and_a_byte_order_mark_is_not():
    assert read_tree("\ufeff(2 (2 8\u00a01\\/2) (2 men))").words() == ["8\u00a01/2", "men"]


@given(trees(st.none() | LABELS))
def test_any_tree_comes_back(tree):
    labelled = any(node.label is not None for node in tree.nodes())
    text = write_tree(tree)
    assert read_tree(text, labels=labelled) == tree
    assert read_tree(write_tree(tree, labels=True), labels=True) == tree


@given(st.lists(trees(LABELS), max_size=5), st.sampled_from(["\n", " ", "\r\n", "\n\n  "]))
def test_a_file_of_trees_comes_back(some, between):
    text = between.join(map(write_tree, some))
    assert read_trees(text, labels=True) == some
    assert read_trees(text.splitlines(keepends=True), labels=True) == some
    assert read_trees(iter(text.split("\n")), labels=True) == some


@given(trees(st.integers(0, 4)))
def test_an_integer_at_each_node_is_known_for_a_label(tree):
    if all(node.word is None or not node.children for node in tree.nodes()):
        assert read_tree(write_tree(tree)) == tree


@given(trees(st.none() | LABELS))
def test_labels_can_be_left_out(tree):
    bare = read_tree(write_tree(tree, labels=False), labels=False)
    assert bare.words() == tree.words() and bare.positions() == tree.positions()
    assert all(node.label is None for node in bare.nodes())


@pytest.mark.parametrize("word", ["", "New York", "a\tb", "-LRB-", "-LRB(", "a-RSB-", [0.5, 1.0]])
def test_a_word_that_brackets_cannot_hold_is_refused(word):
    with pytest.raises(ValueError, match="Brackets (cannot hold the word|hold words, not vectors)"):
        write_tree(Tree(leaf("fine"), leaf(word)))


@pytest.mark.parametrize("label", ["", "_", "3", "-12", "a b", "(", "NP("])
def test_a_label_that_brackets_cannot_hold_is_refused(label):
    with pytest.raises(ValueError, match="cannot hold the label"):
        write_tree(leaf("fine", label))


@given(st.text("ab-LRSCB()\\/* ", max_size=9))
def test_any_word_comes_back_or_is_refused(word):
    try:
        text = write_tree(leaf(word))
    except ValueError:
        return
    assert read_tree(text, labels=False) == leaf(word)


PIECES = st.sampled_from(
    ["(", ")", "(3 ", "(NP", " ", "\n", "good", "3", "+(", "_", "\\", "-LRB-", "\ufeff", "é"]
)


@given(
    st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=30), st.sampled_from([True, False, "auto"])
)
@example("(" * 3000, True)
@example("((3" * 3000, False)
@example("(" + " " * 3000, True)
def test_any_text_is_read_or_refused_with_its_place(text, labels):
    for read in (read_tree, read_trees):
        try:
            read(text, labels)
        except BracketError as error:
            first, line, caret = str(error).split("\n")
            assert "found" in first and caret.strip() == "^"
            assert len(caret) <= 2 + 2 * 32 and len(line) <= 2 + 2 * 63
            assert 1 <= error.line <= text.count("\n") + 1
            assert 1 <= error.column <= len(text.split("\n")[error.line - 1]) + 1


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("(3 (2 It) (4 good)", 19, "a bracket is open; the one from column 1 needs its '\\)'"),
        ("(3 (2 It) (4 good", 18, "2 brackets are open; the one from column 11"),
        ("(3 (2 It)))", 11, "found '\\)', but no bracket is open"),
        (")", 1, "no bracket is open"),
        ("(3 () (2 It))", 5, "empty brackets"),
        ("()", 2, "empty brackets"),
        ("+()", 3, "expected the children of '\\+'"),
        ("(3 (2 It) (4))", 13, "a word or a subtree after the label '4'"),
        ("(2 It) (4 good)", 8, "'\\(4 good\\)' after the end of the tree"),
        ("the cat", 5, "'cat' after the end of the tree.*put brackets around them"),
        ("", 1, "found nothing, expected a tree"),
        ("   ", 1, "found nothing, expected a tree"),
    ],
)
def test_a_malformed_text_is_explained_with_a_caret_under_the_place(text, column, says):
    with pytest.raises(BracketError, match=says) as caught:
        read_tree(text)
    assert (caught.value.line, caught.value.column) == (1, column)
    assert str(caught.value).split("\n")[-1] == " " * (column + 1) + "^"


def test_a_long_line_is_shortened_around_the_place():
    text = "(2 " + "(2 word) " * 1000 + "() " + "(2 word) " * 1000 + ")"
    with pytest.raises(BracketError) as caught:
        read_tree(text)
    _, line, caret = str(caught.value).split("\n")
    assert len(line) < 80 and line.strip()[0] == line.strip()[-1] == "…"
    assert line[caret.index("^") - 1 : caret.index("^") + 1] == "()"


def test_the_caret_stands_under_the_place_behind_wide_letters_and_tabulators():
    with pytest.raises(BracketError) as caught:
        read_tree("(\t猫 ())")
    _, line, caret = str(caught.value).split("\n")
    assert line.index("()") + 1 == caret.index("^") - 1  # the cat takes two columns


GOOD = "(3 (2 It) (4 good))"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("(3 (2 It) (4 good)", "end of the line while a bracket is open; the one from line 17, column 1"),
        ("(3 (2 It) (4 good)))", "no bracket is open"),
        ("(3 (2 It) ())", "empty brackets"),
        ("(3 (2 It) (4))", "after the label '4'"),
    ],
)
def test_an_error_in_a_file_names_its_line(bad, says):
    lines = [GOOD] * 16 + [bad] + [GOOD] * 30
    for text in ("\n".join(lines), lines, [line + "\n" for line in lines]):
        with pytest.raises(BracketError, match=f"Line 17, column .*{says}") as caught:
            read_trees(text)
        assert caught.value.line == 17


def test_a_file_that_breaks_off_names_its_last_line():
    with pytest.raises(BracketError, match="Line 3, column 8: found the end of the text"):
        read_trees(f"{GOOD}\n(3 (2 It)\n  (4 ok\n")


def test_a_file_without_trees_is_an_empty_list():
    assert read_trees("") == read_trees([]) == read_trees(" \n\n") == []


def test_an_error_can_be_pickled():
    with pytest.raises(BracketError) as caught:
        read_tree("a\n)")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.line, again.column) == (str(caught.value), 2, 1)


@pytest.mark.parametrize("given", [None, 3, b"(3 good)", ["(3 good)", 3]])
def test_what_is_no_text_is_explained(given):
    with pytest.raises(TypeError, match="read from a string"):
        read_tree(given)
    with pytest.raises(TypeError):
        read_trees(given)


def test_only_trees_are_written():
    with pytest.raises(TypeError, match="writes a Tree"):
        write_tree("(3 good)")


def test_reading_leaves_the_collector_of_garbage_as_it_was():
    for switch in (gc.disable, gc.enable):
        switch()
        before = gc.isenabled()
        read_tree(GOOD)
        with pytest.raises(BracketError):
            read_tree("(")
        assert gc.isenabled() == before


def sentences(count):
    """Lines of a treebank: binary trees of 19 words with labels from 0 to 4."""
    rng = np.random.default_rng(0)
    lines = []
    for _ in range(count):
        parts = [f"({label} w{word})" for label, word in rng.integers([0, 0], [5, 5000], (19, 2))]
        while len(parts) > 1:
            k = int(rng.integers(len(parts) - 1))
            parts[k : k + 2] = [f"({k % 5} {parts[k]} {parts[k + 1]})"]
        lines += parts
    return lines


def per_node(count):
    """Processor time of reading and of writing a file, in seconds per node."""
    lines = sentences(count)
    nodes = 37 * count
    start = time.process_time()
    trees = read_trees(lines)
    middle = time.process_time()
    written = [write_tree(tree) for tree in trees]
    end = time.process_time()
    assert written == lines and sum(map(len, trees)) == nodes
    return (middle - start) / nodes, (end - middle) / nodes


def test_the_time_per_node_does_not_grow_with_the_file():
    small = np.min([per_node(200) for _ in range(3)], axis=0)
    large = np.min([per_node(4000) for _ in range(2)], axis=0)
    assert (large < 4 * small).all()
