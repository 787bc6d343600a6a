"""Where the nodes of a tree go: parents over their children, branches side by side, nothing on anything else.

Nodes are numbered in post-order (children before their parent, left to right), as everywhere in the course.
"""

import numpy as np

from rnn_helpers._tree_nodes import children_of

FEW = 8  # children; fewer of many say too little about a node


def tidy_layout(tree, left=0.5, right=0.5, columns=False):
    """Places for the nodes of a tree: a parent stands over the middle of its outer children.

    left, right : the room a node needs on either side, one number for all or one a node, in post-order
    columns : True keeps the room below every leaf free, so that a word fits there
    returns : places (nodes, 2) in post-order: x, the left-most edge at 0, and the depth, 0 for the root

    Branches move together until their outlines touch; with three or more children the left-most and the
    right-most arrangement are averaged. The time grows with the number of nodes, also for chains. After
    Reingold & Tilford (1981), "Tidier drawings of trees", and Walker (1990) for more than two children.
    """
    children = numbered(tree)[1]
    return places_of(children, left, right, columns)


def numbered(tree):
    """The nodes in post-order, and for each the numbers of its children."""
    nodes = tree.nodes()
    return nodes, children_of(nodes)


def places_of(children, left, right, columns):
    """`tidy_layout` for a tree given as the numbers of each node's children."""
    left = np.broadcast_to(np.asarray(left, float), len(children)).tolist()
    right = np.broadcast_to(np.asarray(right, float), len(children)).tolist()
    shifts = (_boxed if columns else _packed)(children, left, right)
    x, depth = [0.0] * len(children), depths_of(children)
    for node in reversed(range(len(children))):
        for child in children[node]:
            x[child] = x[node] + shifts[child]
    edge = min(place - room for place, room in zip(x, left))
    return np.column_stack([np.array(x) - edge, depth])


def depths_of(children):
    """The distance of each node from the root."""
    depths = [0] * len(children)
    for node in reversed(range(len(children))):
        for child in children[node]:
            depths[child] = depths[node] + 1
    return np.array(depths)


def top_of(children, most_columns, most_levels):
    """The numbers of the nodes to draw if a tree is too large: level by level from the root, in post-order.

    most_columns : branches side by side        most_levels : levels below the root
    A node whose children do not all find room shows none of them, or the first ones if those are many.
    """
    kept, level, used = {len(children) - 1}, [len(children) - 1], 1
    for _ in range(most_levels):
        below = []
        for node in level:
            room, chosen = most_columns - used + 1, children[node]
            if len(chosen) > room:
                chosen = chosen[:room] if room >= FEW else []
            used += max(len(chosen) - 1, 0)
            below += chosen
        kept.update(below)
        level = below
    return sorted(kept)


def _boxed(children, left, right):
    """Each node's distance from its parent; every branch has columns of its own from top to bottom."""
    shifts, boxes = [0.0] * len(children), [None] * len(children)
    for node, own in enumerate(children):
        places, edge = [], 0.0
        for child in own:
            places.append(edge - boxes[child][0])
            edge = places[-1] + boxes[child][1]
        middle = (places[0] + places[-1]) / 2 if own else 0.0
        for child, place in zip(own, places):
            shifts[child] = place - middle
        boxes[node] = min(-middle, -left[node]), max(edge - middle, right[node])
    return shifts


def _packed(children, left, right):
    """Each node's distance from its parent; branches move together until their outlines touch.

    An outline is [left edges, right edges, shift]: one edge a level, the deepest level first, so that a
    parent is appended, and a shift that holds for all of them.
    """
    shifts, outlines = [0.0] * len(children), [None] * len(children)
    for node, own in enumerate(children):
        parts = [outlines[child] for child in own]
        places = _side_by_side(parts)
        middle = (places[0] + places[-1]) / 2 if own else 0.0
        for child, place in zip(own, places):
            shifts[child], outlines[child] = place - middle, None
        lefts, rights, shift = _joined(parts, places) if own else [[], [], 0.0]
        shift -= middle
        lefts.append(-left[node] - shift)
        rights.append(right[node] - shift)
        outlines[node] = [lefts, rights, shift]
    return shifts


def _side_by_side(parts):
    """Places of branches from left to right, as near to each other as their outlines allow."""
    if len(parts) < 3:
        return [0.0][: len(parts)] + [_distance(*pair) for pair in zip(parts, parts[1:])]
    lefts = [[edge + shift for edge in edges] for edges, _, shift in parts]
    rights = [[edge + shift for edge in edges] for _, edges, shift in parts]
    forward = _swept(rights, lefts)
    mirrored = [[[-edge for edge in edges] for edges in reversed(side)] for side in (lefts, rights)]
    backward = [-place for place in reversed(_swept(*mirrored))]
    return [(one + other - backward[0]) / 2 for one, other in zip(forward, backward)]


def _distance(one, other):
    common = min(len(one[1]), len(other[0]))
    facing = zip(one[1][-common:], other[0][-common:])
    return max(right - left for right, left in facing) + one[2] - other[2]


def _swept(rights, lefts):
    """Places of outlines from left to right, each moved against those before it."""
    places, front = [0.0], rights[0].copy()
    for right, left in zip(rights[1:], lefts[1:]):
        common = min(len(front), len(left))
        places.append(max(there - here for there, here in zip(front[-common:], left[-common:])))
        front[-len(right) :] = [edge + places[-1] for edge in right]
    return places


def _joined(parts, places):
    """One outline around branches at their places; the lists of the deepest branch are used again."""
    whole = parts[0]
    for (lefts, rights, shift), place in zip(parts[1:], places[1:]):
        common, shift = min(len(whole[0]), len(lefts)), shift + place
        if len(lefts) <= len(whole[0]):
            whole[1][-common:] = [edge + shift - whole[2] for edge in rights]
        else:
            lefts[-common:] = [edge + whole[2] - shift for edge in whole[0]]
            whole = [lefts, rights, shift]
    return whole


def parents_of(children):
    """The number of each node's parent, None for the root, from the numbers of each node's children."""
    parents = [None] * len(children)
    for number, own in enumerate(children):
        for child in own:
            parents[child] = number
    return parents
