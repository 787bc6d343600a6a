"""Labelled trees made by chance: ListOps and arithmetic with exact labels, a treebank for measuring speed.

`rng` is a generator such as np.random.default_rng(0); the same seed gives the same trees. Every node has a
label, a class from 0 on.
"""

import numpy as np

from rnn_helpers.data.tasks import _generator, _whole
from rnn_helpers.expressions import OPERATORS, arithmetic_values, listops_values
from rnn_helpers.trees import grow

SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


def listops(count, rng, operators=("MAX", "MIN", "MED", "SM"), depth=3, arguments=(2, 5), nested=0.4):
    """Trees over lists of digits, labelled with the exact value, 0 to 9, of every node.

    operators : the words of inner nodes: MAX, MIN, MED (the median; of two in the middle the mean, rounded
        down), SM (the sum modulo 10), FIRST, LAST
    depth : the most levels below the root, at least 1
    arguments : the least and the largest number of children
    nested : the probability that a child above the last level is a list itself; 1 fills every level
    returns : a list of `count` trees; the root is always a list

    The classes of roots are about equally frequent with all four operators; with MAX and MIN alone, 0 and 9
    make up a third. Source: after Nangia & Bowman (2018), "ListOps: a diagnostic dataset for latent tree
    learning".
    """
    count, depth, rng = _whole(count, "count", 0), _whole(depth, "depth", 1), _generator(rng)
    least, most = (_whole(number, "arguments", 1) for number in arguments)
    unknown = [word for word in operators if word not in OPERATORS]
    if unknown or not operators:
        raise ValueError(f"operators must be some of {', '.join(OPERATORS)}; got {tuple(operators)!r:.60}.")
    if least > most or depth > 20:
        raise ValueError(
            f"arguments must be (least, most) and depth at most 20; got {arguments!r:.40} and {depth}."
        )

    def drawn(levels):
        children = rng.integers(least, most + 1)
        return _operation(
            operators[rng.integers(len(operators))],
            [
                drawn(levels - 1) if levels > 1 and rng.random() < nested else _digit(rng)
                for _ in range(children)
            ],
        )

    return [_labelled(drawn(depth), listops_values) for _ in range(count)]


def arithmetic(count, rng, operators=("+", "-", "*"), operations=(1, 6)):
    """Binary trees of sums, differences and products of digits, labelled with every node's value modulo 10.

    operators : the words of inner nodes        operations : the least and the largest number of inner nodes
    returns : a list of `count` trees. Their shapes are those of random splits: every place for the operation
        that is done last is equally likely.

    Labels run from 0 to 9, so -3 is 7; 0 is the most frequent one, as products often end in it. Operators and
    digits without the tree do not tell (8 - 5) - 2 from 8 - (5 - 2).
    """
    count, rng = _whole(count, "count", 0), _generator(rng)
    least, most = (_whole(number, "operations", 1) for number in operations)
    unknown = [word for word in operators if word not in ("+", "-", "*")]
    if unknown or not operators or least > most or most > 500:
        raise ValueError(
            f"operators must be some of + - * and operations (least, most) with most at most 500; "
            f"got {tuple(operators)!r:.40} and {operations!r:.40}."
        )

    def drawn():
        digits = int(rng.integers(least, most + 1)) + 1
        words = [operators[number] for number in rng.integers(len(operators), size=digits - 1)]
        leaves = [_digit(rng) for _ in range(digits)]
        return _joined(
            leaves, rng.random(digits - 1), lambda left, right: _operation(words.pop(), [left, right])
        )

    def modulo_ten(tree):
        return [int(value) % 10 for value in arithmetic_values(tree)]

    return [_labelled(drawn(), modulo_ten) for _ in range(count)]


def treebank_like(sentences, rng, words=18_000):
    """Binary trees in the shape of a treebank of sentiments, to measure speed; its words mean nothing.

    sentences : how many; 8,544 have about 318,000 nodes
    words : how many different ones there are, as frequent as in language (the k-th in proportion to 1 / k)
    returns : a list of trees; sentences of 19 words in the mean, 2 to 52; a class from 0 to 4 at every node,
        which follows from invented ratings of its words, most often the middle one

    Sizes after the training part of the treebank of Socher et al. (2013), "Recursive deep models for semantic
    compositionality over a sentiment treebank": 8,544 sentences, about 318,000 nodes.
    """
    sentences, words, rng = _whole(sentences, "sentences", 0), _whole(words, "words", 1), _generator(rng)
    lengths = np.clip(np.rint(rng.gamma(4.1, 4.65, sentences)), 2, 52).astype(int)
    share = 1 / np.arange(1, words + 1)
    drawn = rng.choice(words, lengths.sum(), p=share / share.sum())
    ratings = np.where(rng.random(words) < 0.25, rng.normal(0, 1.3, words), 0.0)
    leaves = [grow((), _invented(word), _class_of(rating)) for word, rating in enumerate(ratings.tolist())]
    gaps = rng.random(lengths.sum()).tolist()
    ratings, drawn, trees, start = ratings.tolist(), drawn.tolist(), [], 0

    def joined(left, right):
        rating = left[1] + right[1]
        return grow((left[0], right[0]), None, _class_of(rating)), rating

    for length in lengths.tolist():
        parts = [(leaves[word], ratings[word]) for word in drawn[start : start + length]]
        trees.append(_joined(parts, gaps[start : start + length - 1], joined)[0])
        start += length
    return trees


def _joined(parts, gaps, join):
    """Neighbours joined two by two into one, the gap with the smallest number last; in linear time."""
    stack, open_gaps = [parts[0]], []
    for part, gap in zip(parts[1:], gaps):
        while open_gaps and open_gaps[-1] > gap:
            open_gaps.pop()
            right = stack.pop()
            stack[-1] = join(stack[-1], right)
        open_gaps.append(gap)
        stack.append(part)
    while open_gaps:
        open_gaps.pop()
        right = stack.pop()
        stack[-1] = join(stack[-1], right)
    return stack[0]


def _digit(rng):
    return grow((), str(rng.integers(10)))


def _operation(word, children):
    return grow(tuple(children), word)


def _labelled(tree, values_of):
    """The same tree with the value of every node as its label."""
    parts = []
    for node, value in zip(tree.nodes(), values_of(tree)):
        start = len(parts) - len(node.children)
        parts[start:] = [grow(tuple(parts[start:]), node.word, value)]
    return parts[0]


def _class_of(rating):
    return 2 if -0.7 < rating < 0.7 else (1 if rating > -2 else 0) if rating < 0 else (3 if rating < 2 else 4)


def _invented(number):
    """A word of its own for each number, the shorter the smaller: ba, be, …"""
    word, number = "", number + 1
    while number:
        number, syllable = divmod(number - 1, len(SYLLABLES))
        word = SYLLABLES[syllable] + word
    return word


def three_parts(examples, seed=0, dev=0.1, test=0.1):
    """Examples in three parts by chance, equal ones always in the same part.

    examples : trees, or tuples as `boiling_points` gives them; anything that can be compared and hashed
    seed : the same seed gives the same parts        dev, test : their shares of the different examples
    returns : training, development and test examples; lists, in the order given

    Molecules of the same atoms (isomers) are different examples and may lie in different parts: to tell them
    apart is what a tree is for. No two molecules of the table have the same structure.
    Raises ValueError for shares that leave a part empty.
    """
    examples = list(examples)
    different = list(dict.fromkeys(examples))
    sizes = [round(share * len(different)) for share in (dev, test)]
    if min(sizes) < 1 or sum(sizes) >= len(different):
        raise ValueError(
            f"dev={dev} and test={test} of {len(different)} different examples leave a part empty; "
            "0.1 is a tenth."
        )
    order = np.random.default_rng(seed).permutation(len(different))
    ends = sizes[0], sum(sizes)
    part_of = {
        different[place]: 1 + (rank >= ends[0]) if rank < ends[1] else 0 for rank, place in enumerate(order)
    }
    return tuple([example for example in examples if part_of[example] == part] for part in range(3))
