"""Treebank files: what is read, by both ways, and what is said of files that are not as they should be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers._treebank_text import forest_of_text
from rnn_helpers.brackets import read_trees, write_tree
from rnn_helpers.embeddings import UNKNOWN
from rnn_helpers.tree_levels import NONE, plant
from rnn_helpers.treebanks import load_treebank, read_treebank_file
from rnn_helpers.trees import Tree

GOOD = "(3 (2 It) (4 (2 's) (4 good)))\n(0 (0 bad) (2 -LRB-))\n"


def folder_of(tmp_path, **texts):
    for part in ("train", "dev", "test"):
        text = texts.get(part, GOOD)
        if text is not None:
            (tmp_path / f"{part}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_treebank_has_three_forests_and_one_vocabulary(tmp_path):
    treebank = load_treebank(folder_of(tmp_path, dev="(1 (2 It) (1 smells))\n"))
    assert treebank["vocabulary"] == (UNKNOWN, "'s", "(", "It", "bad", "good")
    assert treebank["train"]["words"].tolist() == [3, 1, 5, NONE, NONE, 4, 2, NONE]
    assert treebank["dev"]["words"].tolist() == [3, 0, NONE]
    assert treebank["dev"]["labels"].tolist() == [2, 1, 1]
    assert treebank["train"]["starts"].tolist() == [0, 5, 8]
    assert treebank["classes"] == 5


def test_rare_words_may_be_left_out_of_the_vocabulary(tmp_path):
    folder = folder_of(tmp_path, train="(1 (1 a) (1 b))\n(1 (1 a) (1 c))\n")
    assert load_treebank(folder, least=2)["vocabulary"] == (UNKNOWN, "a")


words = st.text("ab'é-.,\\/🙂", min_size=1, max_size=4) | st.sampled_from(["(", ")", UNKNOWN, "-", "["])
leaves = st.builds(lambda word, label: Tree(word=word, label=label), words, st.integers(0, 9))
labelled_trees = st.recursive(
    leaves,
    lambda below: st.builds(
        lambda children, label: Tree(*children, label=label),
        st.lists(below, min_size=1, max_size=3),
        st.integers(0, 9),
    ),
    max_leaves=8,
)


def written(trees, gap):
    texts = []
    for tree in trees:
        try:
            texts.append(write_tree(tree))
        except ValueError:  # a word that brackets cannot hold
            texts.append("(1 (0 x) (2 y))")
    return gap.join(texts) + "\n"


@given(st.lists(labelled_trees, min_size=1, max_size=4), st.sampled_from(["\n", "\n\n", " "]))
@settings(max_examples=100)
def test_both_ways_of_reading_give_the_same_forest(trees, gap):
    text = written(trees, gap)
    quick, slow = forest_of_text(text), plant(read_trees(text, labels=True))
    assert quick is not None
    assert quick["vocabulary"] == slow["vocabulary"]
    for name in ("starts", "first", "children", "heights", "words", "labels"):
        np.testing.assert_array_equal(quick[name], slow[name], err_msg=name)


@given(st.text("()3 a\n", max_size=24))
@settings(max_examples=300)
def test_what_the_quick_way_reads_the_slow_way_reads_too(text):
    quick = forest_of_text(text)
    if quick is not None:
        slow = plant(read_trees(text, labels=True))
        for name in ("starts", "first", "children", "words", "labels"):
            np.testing.assert_array_equal(quick[name], slow[name], err_msg=name)


@pytest.mark.parametrize(
    "text", ["(12 (2 a) (2 b))", "( 3 (2 a)(2 b))", "((a b) c)", "(3 (2 a) b)", "(3 a b)"]
)
def test_other_notations_are_left_to_the_slow_way(text):
    assert forest_of_text(text) is None


def test_any_notation_is_read(tmp_path):
    path = tmp_path / "trees.txt"
    path.write_text("(3\n  (2 a)\n  (4 b c))\n(1 (1\tx) (0 y))", encoding="utf-8")
    forest = read_treebank_file(path)
    assert len(forest["starts"]) == 3 and forest["labels"].max() == 4


def message(kind, action, *arguments, **settings):
    with pytest.raises(kind) as caught:
        action(*arguments, **settings)
    return str(caught.value)


def test_no_folder_and_no_file(tmp_path):
    assert "There is no folder" in message(FileNotFoundError, load_treebank, tmp_path / "nowhere")
    folder = folder_of(tmp_path, dev=None)
    said = message(FileNotFoundError, load_treebank, folder)
    assert "has no dev.txt" in said and "test.txt, train.txt" in said
    assert "is a file" in message(NotADirectoryError, load_treebank, folder / "train.txt")


def test_a_sixth_class_is_named_with_its_line(tmp_path):
    said = message(ValueError, load_treebank, folder_of(tmp_path, train=GOOD + "\n(5 (2 a) (2 b))\n"))
    assert "Line 4 of" in said and "train.txt" in said and "label 5" in said and "5 classes" in said
    assert load_treebank(tmp_path, classes=6)["train"]["labels"].max() == 5


def test_a_tree_without_labels_is_named_with_its_line(tmp_path):
    said = message(ValueError, load_treebank, folder_of(tmp_path, test=GOOD + "(_ (_ a) (_ b))\n"))
    assert "Line 3 of" in said and "test.txt" in said and "no label" in said


def test_a_label_that_is_a_name(tmp_path):
    said = message(ValueError, load_treebank, folder_of(tmp_path, dev="(NP (DT the) (NN cat))\n"))
    assert "Line 1 of" in said and "dev.txt" in said and "'DT'" in said


def test_a_broken_bracket_shows_the_place(tmp_path):
    said = message(ValueError, load_treebank, folder_of(tmp_path, train=GOOD + "(3 (2 a) (2 b)\n"))
    assert "train.txt" in said and "^" in said


def test_an_empty_file(tmp_path):
    assert "empty" in message(ValueError, load_treebank, folder_of(tmp_path, dev="\n"))
