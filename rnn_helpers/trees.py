"""The tree: what a recursive network walks over.

A node has children, from left to right, or none; it may carry a word (or a vector) and a label. A tree never
changes: what "changes" it returns a new tree that shares the untouched parts with the old one. So one subtree
object may hang at several places of a tree; it counts once at each of them.

Nodes are numbered in post-order, children before their parent, left to right: node i is `tree.nodes()[i]`,
the root comes last. A position names a node by the way to it: (0, 1) is the second child of the first child
of the root, () the root itself.

Nothing here is recursive, so a chain of 50,000 nodes is as welcome as a sentence.
"""

import math
from numbers import Integral

import numpy as np

from rnn_helpers._tree_text import shown

LARGEST_LABEL = 10**18
MOST_STEPS = 5_000_000  # child numbers in one list of positions: some 40 MB


class _Open:
    """A tree while it is made, before `Tree` closes it: the same parts, still to be set."""

    __slots__ = ("children", "word", "label", "depth", "_size", "_hash")


class Tree(_Open):
    """A node with all that hangs below it: `Tree(Tree(word="the"), Tree(word="cat"), label=3)`.

    children : trees, from left to right; a leaf has none
    word : a string, or a vector of numbers (kept as a tuple of floats), or None; a leaf needs one
    label : an integer, a string or None
    depth : number of edges from here down to the deepest leaf; 0 for a leaf

    `len(tree)` counts its nodes. Trees are equal if shape, words and labels are. Raises TypeError for a
    child that is no tree and for words and labels of other kinds, ValueError for a leaf without a word.
    """

    __slots__ = ()

    def __new__(cls, *children, word=None, label=None):
        for child in children:
            if not isinstance(child, Tree):
                raise TypeError(
                    f"A child must be a Tree; got {child!r:.60}. A leaf is Tree(word={child!r:.40})."
                )
        word, label = _read_word(word), _read_label(label)
        if not children and word is None:
            raise ValueError("A tree without children is a leaf and needs a word: Tree(word=…).")
        return grow(children, word, label)

    def __setattr__(self, name, value):
        raise AttributeError(
            f"A Tree never changes, so its {name} cannot be set. Make a new one: tree.replace."
        )

    def __delattr__(self, name):
        raise AttributeError(f"A Tree never changes, so its {name} cannot be deleted.")

    def __len__(self):
        return self._size

    def __hash__(self):
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, Tree):
            return NotImplemented
        stack, compared = [(self, other)], set()
        while stack:
            one, two = stack.pop()
            if one is two or (id(one), id(two)) in compared:
                continue
            if not _alike(one, two):
                return False
            compared.add((id(one), id(two)))
            stack += zip(one.children, two.children)
        return True

    def __str__(self):
        return shown(self)

    def __repr__(self):
        return f"<Tree {self}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _from_rows, (_to_rows(self),)

    def nodes(self):
        """All nodes in post-order; a subtree that is used twice appears twice."""
        order, stack = [], [self]
        while stack:  # the parent, then its children from right to left: post-order backwards
            node = stack.pop()
            order.append(node)
            stack += node.children
        order.reverse()
        return order

    def leaves(self):
        """The nodes without children, from left to right."""
        return [node for node in self.nodes() if not node.children]

    def words(self):
        """The words of all nodes that have one, in post-order."""
        return [node.word for node in self.nodes() if node.word is not None]

    def positions(self):
        """The position of every node, in post-order.

        Raises ValueError for a tree so deep that the list would not fit: ask `position` for one at a time.
        """
        order, stack, steps = [], [(self, ())], 0
        while stack:
            node, position = stack.pop()
            order.append(position)
            steps += len(position)
            if steps > MOST_STEPS:
                raise ValueError(
                    f"The positions of this tree ({len(self)} nodes, depth {self.depth}) hold more than"
                    f" {MOST_STEPS:,} numbers. Ask for one at a time: tree.position(i)."
                )
            stack += [(child, (*position, k)) for k, child in enumerate(node.children)]
        order.reverse()
        return order

    def position(self, number):
        """The position of node `number` in post-order; the same as positions()[number]."""
        if not 0 <= number < self._size:
            raise IndexError(f"There is no node {number}: the tree has the nodes 0 to {self._size - 1}.")
        node, position = self, []
        while number < node._size - 1:
            k = 0
            while number >= node.children[k]._size:
                number -= node.children[k]._size
                k += 1
            position.append(k)
            node = node.children[k]
        return tuple(position)

    def number(self, position):
        """The place in post-order of the node at `position`: nodes()[number] is at(position)."""
        path = self._path(position)
        before = sum(child._size for parent, k in zip(path, position) for child in parent.children[:k])
        return before + path[-1]._size - 1

    def at(self, position):
        """The subtree at a position. Raises IndexError if there is no such node."""
        return self._path(position)[-1]

    def replace(self, position, subtree):
        """A new tree that has `subtree` at the position, and is otherwise as this one."""
        if not isinstance(subtree, Tree):
            raise TypeError(f"The new subtree must be a Tree; got {subtree!r:.60}.")
        path = self._path(position)
        for parent, k in zip(path[-2::-1], reversed(tuple(position))):
            children = (*parent.children[:k], subtree, *parent.children[k + 1 :])
            subtree = grow(children, parent.word, parent.label)
        return subtree

    def swap(self, position, other):
        """A new tree in which the subtrees at the two positions have changed places.

        Raises ValueError if one of the subtrees contains the other.
        """
        one, two = self.at(position), self.at(other)
        short, long = sorted((tuple(position), tuple(other)), key=len)
        if short == long:
            return self
        if long[: len(short)] == short:
            raise ValueError(
                f"The subtree at {short} contains the one at {long}, so they cannot change places."
                " Choose two subtrees that lie side by side."
            )
        return self.replace(position, two).replace(other, one)

    def _path(self, position):
        """The nodes from the root to the one at `position`, both included."""
        if not isinstance(position, (tuple, list)):
            raise TypeError(f"A position is a tuple of child numbers, such as (0, 1); got {position!r:.60}.")
        path = [self]
        for step, k in enumerate(position):
            children = path[-1].children
            if not isinstance(k, Integral):
                raise TypeError(f"A position holds whole numbers; got {k!r:.40} in it.")
            if not 0 <= k < len(children):
                raise IndexError(_no_such_node(position, step, len(children)))
            path.append(children[k])
        return path


def _no_such_node(position, step, count):
    has = (
        "is a leaf"
        if count == 0
        else f"has the children 0 to {count - 1}"
        if count > 1
        else "has the child 0"
    )
    way = f"{tuple(position)!s:.80}"
    return f"There is no node at {way}: the node at {tuple(position[:step])!s:.80} {has}."


def _alike(one, two):
    """Whether two nodes agree in all but what their children hold."""
    return (
        one._hash == two._hash
        and one._size == two._size
        and len(one.children) == len(two.children)
        and one.word == two.word
        and one.label == two.label
    )


def grow(children, word=None, label=None):
    """A Tree of parts that are known to be right: a tuple of trees, a word and a label as a Tree keeps them.

    Nothing is checked. This is for readers of files, which make hundreds of thousands.
    """
    depth, size, hashes = -1, 1, [word, label]
    for child in children:
        if child.depth > depth:
            depth = child.depth
        size += child._size
        hashes.append(child._hash)
    tree = _Open()
    tree.children, tree.word, tree.label = children, word, label
    tree.depth, tree._size, tree._hash = depth + 1, size, hash(tuple(hashes))
    tree.__class__ = Tree  # closed: from here on nothing of it can be set
    return tree


def _read_word(word):
    if word is None or isinstance(word, str):
        return word
    try:
        vector = np.asarray(word)
    except ValueError:
        vector = np.empty(0)
    if vector.ndim != 1 or vector.size == 0 or vector.dtype.kind not in "iuf":
        raise TypeError(f"A word must be a string or a vector of real numbers, (n,); got {word!r:.60}.")
    numbers = tuple(vector.astype(float).tolist())
    if not all(map(math.isfinite, numbers)):
        raise ValueError(f"The numbers of a vector must be finite; got {word!r:.60}.")
    return numbers


def _read_label(label):
    if label is None or isinstance(label, str):
        return label
    if isinstance(label, Integral) and not isinstance(label, (bool, np.bool_)):
        if abs(label) >= LARGEST_LABEL:
            raise ValueError(
                f"A label must have 18 digits at most; got one of {int(label).bit_length()} bits."
            )
        return int(label)
    raise TypeError(f"A label must be a whole number or a string; got {label!r:.60}.")


def each_once(tree):
    """Every node object of the tree once, children before their parents."""
    found, stack = {id(tree): tree}, [tree]
    while stack:
        for child in stack.pop().children:
            if id(child) not in found:
                found[id(child)] = child
                stack.append(child)
    return sorted(found.values(), key=lambda node: node.depth)


def _to_rows(tree):
    """The tree as flat rows (numbers of the children's rows, word, label), the root last; for pickle."""
    nodes = each_once(tree)
    row = {id(node): number for number, node in enumerate(nodes)}
    return [(tuple(row[id(child)] for child in node.children), node.word, node.label) for node in nodes]


def _from_rows(rows):
    nodes = []
    for children, word, label in rows:
        nodes.append(grow(tuple(nodes[row] for row in children), word, label))
    return nodes[-1]


def left_branching(words):
    """(((w0 w1) w2) w3): each word joins all that came before it, as in a recurrent network.

    words : strings, vectors or trees, at least one; the letters of a string
    """
    first, *rest = _leaves(words)
    for leaf in rest:
        first = grow((first, leaf))
    return first


def right_branching(words):
    """(w0 (w1 (w2 w3))): each word is joined by all that comes after it; words as in `left_branching`."""
    *rest, last = _leaves(words)
    for leaf in reversed(rest):
        last = grow((leaf, last))
    return last


def balanced(words):
    """Halves of halves, the left one longer by a word if need be; words as in `left_branching`."""
    leaves = _leaves(words)

    def between(start, stop):
        if stop - start == 1:
            return leaves[start]
        middle = (start + stop + 1) // 2
        return grow((between(start, middle), between(middle, stop)))

    return between(0, len(leaves))


def chain(words):
    """A sequence as a tree: the first word is the leaf, and each word after it the parent of the one before.

    words : strings or vectors, at least one; the letters of a string
    """
    tree = None
    for leaf in _leaves(words):
        if leaf.children:
            raise TypeError("A chain is made of words; got a tree with children.")
        tree = leaf if tree is None else grow((tree,), leaf.word, leaf.label)
    return tree


def _leaves(words):
    leaves = [word if isinstance(word, Tree) else Tree(word=word) for word in words]
    if not leaves:
        raise ValueError("A tree needs at least one word; got none.")
    return leaves


def binarised(tree):
    """The same words in the same order, with words at the leaves only and two children at every other node.

    A word at an inner node becomes a leaf in front of the node's children, without a label. A node left with
    one child is replaced by it; the label of the upper one stays, or that of the lower one if it had none.
    Three children or more are joined from the left, ((a b) c), and the nodes this adds have no label.
    """
    made = {}
    for node in each_once(tree):
        made[id(node)] = _two_children(node, [made[id(child)] for child in node.children])
    return made[id(tree)]


def _two_children(node, children):
    """`node` over children that are binary already."""
    if not children:
        return node
    if node.word is not None:
        children.insert(0, grow((), node.word))
    if len(children) == 1:
        (only,) = children
        return only if node.label is None else grow(only.children, only.word, node.label)
    return grow((left_branching(children[:-1]), children[-1]), None, node.label)
