"""Treebanks in bracketed files: a folder with train.txt, dev.txt and test.txt, one labelled tree a line.

    (3 (2 It) (4 (4 (2 's) (4 good)) (2 .)))      labels from 0, at every node or at the root

The words of the training part make the vocabulary; words that only the other parts have are unknown, as they
are to whoever trained on the first.
"""

from pathlib import Path

import numpy as np

from rnn_helpers._tree_levels_forest import NONE, plant, renumbered, word_counts
from rnn_helpers._treebank_text import forest_of_text
from rnn_helpers.brackets import BracketError, read_trees
from rnn_helpers.data.texts import load_text
from rnn_helpers.embeddings import UNKNOWN

PARTS = ("train", "dev", "test")


def load_treebank(folder, classes=5, least=1):
    """The treebank in a folder of yours.

    folder : holds train.txt, dev.txt and test.txt, UTF-8, in bracket notation (see `rnn_helpers.brackets`)
    classes : how many labels there are, 0 to classes - 1 (default: the five of sentiment, from very negative
        to very positive)
    least : how often a word must occur in train.txt to get a vector of its own
    returns : dict with "train", "dev", "test", forests (see `rnn_helpers.tree_levels.plant`) whose words are
        numbered in one "vocabulary", and "classes"

    Raises FileNotFoundError or NotADirectoryError for what is not there; ValueError, with file and line, for
    a text that is no tree, a tree without any label and a label that is no class.
    """
    folder = _existing(folder)
    parts = {part: read_treebank_file(folder / f"{part}.txt", classes) for part in PARTS}
    vocabulary = _vocabulary(parts["train"], least)
    forests = {part: renumbered(forest, vocabulary) for part, forest in parts.items()}
    return forests | {"vocabulary": vocabulary, "classes": classes}


def read_treebank_file(path, classes=5):
    """The trees of one file as a forest, its own words the vocabulary; raises as `load_treebank` does."""
    path, text = Path(path), load_text(path)
    forest = forest_of_text(text)
    if forest is None:
        forest = _forest_of_trees(path, text, classes)
    _check_labels(path, text, forest, classes)
    return forest


def _forest_of_trees(path, text, classes):
    """The slow way, for any notation: trees first."""
    try:
        trees = read_trees(text, labels=True)
    except BracketError as problem:
        raise ValueError(f"The file {str(path)!r} is no treebank. {problem}") from None
    if not trees:
        raise ValueError(f"The file {str(path)!r} holds no tree.")
    for number, tree in enumerate(trees):
        named = [node.label for node in tree.nodes() if isinstance(node.label, str)]
        if named:
            raise ValueError(_misfit(path, text, number, f"has the label {named[0]!r:.40}", classes))
    return plant(trees)


def _check_labels(path, text, forest, classes):
    labels, starts = forest["labels"], forest["starts"]
    high = np.flatnonzero(labels >= classes)
    if len(high):
        number = int(np.searchsorted(starts, high[0], "right")) - 1
        raise ValueError(_misfit(path, text, number, f"has the label {labels[high[0]]}", classes))
    bare = np.flatnonzero(np.maximum.reduceat(labels, starts[:-1]) == NONE)
    if len(bare):
        raise ValueError(_misfit(path, text, int(bare[0]), "has no label", classes))


def _misfit(path, text, number, what, classes):
    return (
        f"{_place(path, text, number)} {what}; expected labels from 0 to {classes - 1} ({classes} classes),"
        " as in (3 (2 It) (4 works)). For another number of classes: load_treebank(folder, classes=…)."
    )


def _place(path, text, number):
    """Where tree `number` stands: its line, if each tree has a line of its own."""
    lines = [(place, line) for place, line in enumerate(text.split("\n"), 1) if line.strip()]
    if all(line.lstrip().startswith("(") and line.count("(") == line.count(")") for _, line in lines):
        return f"Line {lines[number][0]} of {str(path)!r}"
    return f"Tree {number + 1} of {str(path)!r}"


def _vocabulary(forest, least):
    """The words that occur often enough, after the unknown word."""
    counts = word_counts(forest)
    return (UNKNOWN, *(word for word, n in zip(forest["vocabulary"][1:], counts[1:]) if n >= least))


def _existing(folder):
    folder = Path(folder)
    if not folder.exists():
        raise FileNotFoundError(
            f"There is no folder {str(folder)!r}. A treebank is a folder with train.txt, dev.txt, test.txt."
        )
    if not folder.is_dir():
        raise NotADirectoryError(
            f"{str(folder)!r} is a file. Name the folder that holds train.txt, dev.txt, test.txt."
        )
    missing = [f"{part}.txt" for part in PARTS if not (folder / f"{part}.txt").is_file()]
    if missing:
        there = ", ".join(sorted(entry.name for entry in folder.iterdir())[:8]) or "nothing"
        raise FileNotFoundError(f"The folder {str(folder)!r} has no {', '.join(missing)}; it holds {there}.")
    return folder
