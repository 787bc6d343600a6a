"""Which nodes are computed together: all of one height, the leaves first.

A plan takes some trees of a forest and sorts their nodes by height, so that a level is a slice, its children
are one gathering of rows, and nothing is asked of a single node. It is a dict:

    order (nodes,)     the plan's nodes by their post-order numbers: a of the plan = a of post-order[order]
    levels             (start, stop, first edge, last edge + 1) for the heights 1, 2, ...; plain numbers
    leaves             how many nodes have the height 0: they are the first
    children (edges,)  the places of the children, parent after parent, left to right
    parents (edges,)   the places of the parents
    kids (inner,)      how many children each inner node has
    first (inner,)     the first edge of each inner node
    slot (nodes,)      the edge that leads to a node; a root has the number of edges, one more than the last
    words (k,)         the places of the nodes with a word, in post-order: the columns of x
    numbers (k,)       their words' numbers in the vocabulary
    labels (nodes,)    NONE without one
    roots (trees,)     the places of the roots, in the order of `chosen`
    binary             whether every inner node has two children
    plain              whether every leaf has a word and no other node: then leaf i reads column i of x

Places are numbers in the plan's own order.
"""

import numpy as np

from rnn_helpers._tree_levels_forest import NONE, trees_in


def plan_levels(forest, chosen=None):
    """The plan for the trees `chosen` of a forest (see the top of the module).

    chosen : numbers of trees, in any order, also repeated (default: all)

    Raises ValueError for a number that no tree has, and for no tree at all.
    """
    begin, count = _spans(forest, chosen)
    nodes = _ranges(begin, count)  # numbers in the forest, in post-order
    heights = forest["heights"][nodes]
    order = np.argsort(heights, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    sizes = np.bincount(heights)
    leaves = int(sizes[0])

    inner = order[leaves:]
    first = forest["first"][nodes[inner]]
    kids = forest["first"][nodes[inner] + 1] - first
    shift = nodes[inner] - inner  # from the forest's numbers to those of these trees
    children = place[forest["children"][_ranges(first, kids)] - np.repeat(shift, kids)]
    slot = np.full(len(order), len(children))
    slot[children] = np.arange(len(children))

    words = forest["words"][nodes]
    worded = np.flatnonzero(words != NONE)
    ends = np.cumsum(kids)
    return {
        "order": order,
        "levels": _levels(sizes, ends, leaves),
        "leaves": leaves,
        "children": children,
        "parents": np.repeat(np.arange(leaves, len(order)), kids),
        "kids": kids,
        "first": ends - kids,
        "slot": slot,
        "words": place[worded],
        "numbers": words[worded],
        "labels": forest["labels"][nodes][order],
        "roots": place[np.cumsum(count) - 1],
        "binary": bool((kids == 2).all()),
        "plain": len(worded) == leaves and not heights[worded].any(),
    }


def _spans(forest, chosen):
    """Where the chosen trees begin in the forest, and how many nodes each has."""
    trees, starts = trees_in(forest), forest["starts"]
    chosen = np.arange(trees) if chosen is None else np.atleast_1d(np.asarray(chosen))
    if chosen.ndim != 1 or chosen.size == 0 or chosen.dtype.kind not in "iu":
        raise ValueError(f"chosen must be a list of at least one tree's number; got {chosen!r:.60}.")
    if chosen.min() < 0 or chosen.max() >= trees:
        raise ValueError(
            f"The forest has the trees 0 to {trees - 1}; chosen holds {chosen.min()} to {chosen.max()}."
        )
    return starts[chosen], starts[chosen + 1] - starts[chosen]


def _ranges(begin, count):
    """The numbers begin[0], begin[0] + 1, ... (count[0] of them), then those of the next range."""
    ends = np.cumsum(count)
    return np.repeat(begin - (ends - count), count) + np.arange(ends[-1] if len(ends) else 0)


def _levels(sizes, ends, leaves):
    stops = np.cumsum(sizes)
    edges = np.append(0, ends[stops[1:] - leaves - 1]) if len(sizes) > 1 else np.zeros(1, int)
    bounds, edges = stops.tolist(), edges.tolist()
    return list(zip(bounds, bounds[1:], edges, edges[1:]))
