"""A whole data set of trees as flat arrays: made once, cut into plans again and again.

Nodes are numbered through, tree after tree, in each tree in post-order. A forest is a dict:

    starts (trees + 1,)    the first node of each tree, and the number of all nodes
    first (nodes + 1,)     where a node's children begin in `children`
    children (edges,)      the children of each node, left to right, node after node
    heights (nodes,)       0 for a leaf, else one more than the highest child
    words (nodes,)         the word's number in the vocabulary, NONE without a word
    labels (nodes,)        integers from 0, or NONE
    vocabulary             a tuple of words; number 0 is the unknown word
"""

import numpy as np

from rnn_helpers.embeddings import word_numbers, word_vocabulary

NONE = -1


def plant(trees, vocabulary=None, labels=None):
    """A forest of `trees` (see the top of the module).

    trees : a list of `Tree`
    vocabulary : of `word_vocabulary`; words that it lacks become the unknown word (default: all words of
        these trees). A word that is a vector has the number 0: its column of x is the caller's to give
    labels : the classes by name, such as ("bad", "good"), where labels are texts; whole numbers stay as they
        are, and None is NONE

    Raises ValueError for an empty list and for a label that is neither, TypeError for what is no tree.
    """
    trees = _checked(trees)
    nodes, starts = [], [0]
    for tree in trees:
        nodes += tree.nodes()
        starts.append(len(nodes))
    words = [node.word for node in nodes]
    if vocabulary is None:
        vocabulary = word_vocabulary(word for word in words if isinstance(word, str))
    parents = _parents([len(node.children) for node in nodes])
    numbers = _numbered(words, vocabulary)
    return structure(starts, parents, numbers, _classes(nodes, starts, labels), vocabulary)


def structure(starts, parents, words, labels, vocabulary):
    """A forest from each node's parent (NONE for a root), its word's number and its label."""
    parents = np.asarray(parents, np.intp)
    by_parent = np.argsort(parents, kind="stable")  # roots come first: their parent is NONE
    roots = len(starts) - 1
    kids = np.bincount(parents[parents != NONE], minlength=len(parents))
    return {
        "starts": np.asarray(starts, np.intp),
        "first": np.append(0, np.cumsum(kids)),
        "children": by_parent[roots:],
        "heights": _heights(parents),
        "words": np.asarray(words, np.intp),
        "labels": np.asarray(labels, np.intp),
        "vocabulary": tuple(vocabulary),
    }


def renumbered(forest, vocabulary):
    """The same forest with its words' numbers in another vocabulary: words that it lacks become unknown."""
    numbers = np.append(word_numbers(forest["vocabulary"], vocabulary), NONE)  # the last is for no word
    return forest | {"words": numbers[forest["words"]], "vocabulary": tuple(vocabulary)}


def trees_in(forest):
    """How many trees a forest has."""
    return len(forest["starts"]) - 1


def word_counts(forest):
    """How often each word of the vocabulary occurs: (words,)."""
    return np.bincount(forest["words"][forest["words"] != NONE], minlength=len(forest["vocabulary"]))


def _parents(kids):
    """Each node's parent, from the number of children of the nodes in post-order."""
    parents, waiting = [NONE] * len(kids), []
    for node, count in enumerate(kids):
        if count:
            for child in waiting[-count:]:
                parents[child] = node
            del waiting[-count:]
        waiting.append(node)
    return parents


def _heights(parents):
    heights = [0] * len(parents)
    for node, parent in enumerate(parents.tolist()):
        if parent >= 0 and heights[parent] <= heights[node]:
            heights[parent] = heights[node] + 1
    return np.array(heights, np.int16 if max(heights) < 2**15 else np.int32)  # short ones sort faster


def _numbered(words, vocabulary):
    """The number of each word; a vector has number 0."""
    index = {word: number for number, word in enumerate(vocabulary)}
    index[None] = NONE
    return [index.get(word, 0) for word in words]


def _classes(nodes, starts, labels):
    """The label of each node as a number."""
    index = {name: number for number, name in enumerate(labels or ())} | {None: NONE}
    found = [node.label for node in nodes]
    numbers = [label if isinstance(label, (int, np.integer)) else index.get(label) for label in found]
    wrong = [place for place, number in enumerate(numbers) if number is None or number < NONE]
    if wrong:
        tree = int(np.searchsorted(starts, wrong[0], "right")) - 1
        raise ValueError(
            f"Node {wrong[0] - starts[tree]} of tree {tree} has the label {found[wrong[0]]!r:.40}: a label is"
            " a whole number from 0, or a text that labels names, such as labels=('bad', 'good')."
        )
    return numbers


def _checked(trees):
    if hasattr(trees, "children"):
        raise TypeError("plant takes a list of trees; for a single tree: plant([tree]).")
    trees = list(trees)
    if not trees:
        raise ValueError("There is nothing to plant: the list of trees is empty.")
    for place, tree in enumerate(trees):
        if not hasattr(tree, "nodes"):
            raise TypeError(f"Entry {place} of trees is no Tree; got {type(tree).__name__} {tree!r:.40}.")
    return trees
