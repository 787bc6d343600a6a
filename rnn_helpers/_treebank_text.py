"""The plainest bracket notation, read at once: text to flat arrays without a tree in between.

A treebank holds some hundred thousand nodes, nearly always written in one way:

    (3 (2 It) (4 (2 's) (4 good)))      a bracket, a digit, one space, a word or brackets

Here all brackets are found together. Brackets of one depth come in pairs, one that opens, one that closes;
the order of closing is the post-order. Every other text is left to `rnn_helpers.brackets`, which also says
what is wrong with it.
"""

import numpy as np

from rnn_helpers._tree_levels_forest import NONE, structure
from rnn_helpers.brackets import read_tree
from rnn_helpers.embeddings import word_vocabulary

OPEN, CLOSE, SPACE, ZERO, NINE = b"() 09"


def forest_of_text(text):
    """The forest of a text in the plainest notation, or None if it is in another one, or wrong."""
    if "\ufeff" in text:  # a blank of several bytes
        return None
    code = np.frombuffer(text.encode(), np.uint8)
    brackets = np.flatnonzero((code == OPEN) | (code == CLOSE))
    opening = code[brackets] == OPEN
    depth = np.cumsum(np.where(opening, 1, -1))  # after the bracket
    if not len(depth) or depth[-1] != 0 or depth.min() < 0:
        return None
    level = _short(np.where(opening, depth, depth + 1))  # of the node that it opens or closes
    by_level = np.argsort(level, kind="stable")
    pairs = by_level[
        np.argsort(by_level[1::2], kind="stable")[:, None] * 2 + [0, 1]
    ]  # in the order of closing
    opens, closes = brackets[pairs].T
    leaf = pairs[:, 1] == pairs[:, 0] + 1
    if not _is_plain(code, opens, closes, leaf):
        return None
    level = level[pairs[:, 1]]
    roots = np.flatnonzero(level == 1)
    vocabulary, numbers = _words(code.tobytes(), opens[leaf] + 3, closes[leaf])
    words = np.full(len(opens), NONE)
    words[leaf] = numbers
    labels = code[opens + 1].astype(np.intp) - ZERO
    return structure(np.append(0, roots + 1), _parents(level), words, labels, vocabulary)


def _short(numbers):
    """Small numbers in a type that sorts faster."""
    return numbers.astype(np.int16) if numbers.max() < 2**15 else numbers


def _is_plain(code, opens, closes, leaf):
    """Whether nothing stands in the text but brackets, digits after them, words of leaves, and blanks."""
    starts = opens + 1
    digits = code[starts]
    if digits.min() < ZERO or digits.max() > NINE or (code[starts + 1] != SPACE).any():
        return False
    blank = (code == SPACE) | ((code >= 9) & (code <= 13))
    so_far = np.append(0, np.cumsum(blank))
    first, last = opens[leaf] + 3, closes[leaf]
    if (last <= first).any() or (so_far[last] != so_far[first]).any():
        return False
    return np.count_nonzero(~blank) == 3 * len(opens) + (last - first).sum()


def _words(text, first, last):
    """The vocabulary of the words text[first:last], and their numbers in it."""
    found = [text[start:stop] for start, stop in zip(first.tolist(), last.tolist())]
    spelled = {word: _spelled(word.decode()) for word in set(found)}
    vocabulary = word_vocabulary(spelled.values())
    index = {word: number for number, word in enumerate(vocabulary)}
    numbers = {word: index[spelling] for word, spelling in spelled.items()}
    return vocabulary, [numbers[word] for word in found]


def _spelled(word):
    """A word without its escapes, such as -LRB- for a bracket."""
    return read_tree(f"(0 {word})", labels=True).word if "-" in word or "\\" in word else word


def _parents(level):
    """The parent of each node: the next one in post-order that lies one level higher."""
    nodes, by_level = len(level), np.argsort(level, kind="stable")
    level = level.astype(np.intp)
    keys = level * nodes + np.arange(nodes)
    above = np.searchsorted(keys[by_level], keys - nodes)
    return np.where(level == 1, NONE, by_level[above % nodes])
