"""What else people get wrong in the depths of the leaves: other walks, other sums, other numbers."""

from rnn_helpers.exercises.lessons.lesson_12.by_itself import mistake_in

_LOOP = "for child in tree.children:"
_BODY = "depths += [depth + 1 for depth in leaf_depths(child)]"
_BASE = "if not tree.children:"
_END = "return depths"
_ALL = f"{_BASE}\n        return [0]\n    depths = []\n    {_LOOP}\n        {_BODY}\n    {_END}"
_NODES = "nodes = tree.nodes()\n    "
_BOTH = "both = list(zip(tree.positions(), tree.nodes()))\n    "
_PLACES = "places = [p for p, node in zip(tree.positions(), tree.nodes()) if not node.children]\n    "
_OWN = "Each leaf has its own distance from the root."


_mistake = mistake_in("depth")


def _walk(name, new, says, see="depth", seen="expected"):
    return _mistake(name, _ALL, new, says, see, seen)


def _below(value):
    """A walk that gives each leaf a number made of the row of nodes above it, `way`, the root first."""
    return (
        "def below(node, way):\n"
        f"        if not node.children:\n            return [{value}]\n"
        "        return [each for child in node.children for each in below(child, (*way, node))]\n\n"
        "    return below(tree, ())"
    )


DEPTHS_WALKS_MISTAKES = [
    _mistake(
        "only the first and the last child, an only one twice",
        _LOOP,
        "for child in (tree.children[0], tree.children[-1]):",
        "Each node is taken to have a left and a right child: those in between are left out, and an"
        " only child"
        " is counted twice. Here a node may have any number of children.",
        "branches",
        "left = children[0], right = children[-1]",
    ),
    _mistake(
        "the first child of three or more is left out",
        _LOOP,
        "for child in tree.children[-2:]:",
        "Only the last two children of a node are followed. Here a node may have any number of children.",
        "branches",
    ),
    _mistake(
        "a node with one child is taken for a leaf",
        _BASE,
        "if len(tree.children) < 2:",
        "You stop at nodes with a single child as if they were leaves. A leaf has no child at all.",
        "branches",
    ),
    _mistake(
        "nodes with one child are left out, with all below them",
        _LOOP,
        "for child in tree.children * (len(tree.children) > 1):",
        "Where a node has a single child, everything below it is missing. A node may have any number of"
        " children, one as well.",
        "branches",
    ),
    _mistake(
        "nodes with three or more children are left out",
        _LOOP,
        "for child in tree.children * (len(tree.children) < 3):",
        "Where a node has three children or more, everything below it is missing. A node may have any number"
        " of children.",
        "branches",
    ),
    _walk(
        "every node with a word counts as a leaf",
        f"{_BOTH}return [len(place) for place, node in both if node.word is not None]",
        "Every node that has a word gets an entry. In arithmetic or in a molecule inner nodes have words too;"
        " a leaf is a node without children.",
        "branches",
        "in sentences only leaves have words",
    ),
    _walk(
        "every node with a word counts as a leaf, parents first",
        f"{_BOTH}return [len(place) for place, node in sorted(both, key=lambda each: each[0])"
        " if node.word is not None]",
        "Every node that has a word gets an entry, parents before their children. In arithmetic or in a"
        " molecule inner nodes have words too; a leaf is a node without children.",
        "branches",
    ),
    _walk(
        "only words below inner nodes without a word are found",
        f"{_BOTH}worded = [p for p, node in both if node.word is not None and node.children]\n"
        "    return [len(p) for p, node in both\n"
        "            if not node.children and not any(p[: len(q)] == q for q in worded)]",
        "Leaves below a node that has a word itself are missing. A leaf is a node without children, whatever"
        " stands above it.",
        "branches",
    ),
    _walk(
        "the parent's height for each leaf",
        _below("way[-1].depth if way else 0"),
        "Each leaf gets the `depth` of its parent, which a Tree counts downwards, to the farthest leaf below."
        " The steps up to the root are asked for.",
        seen="Tree.depth taken for the distance from the root",
    ),
    _walk(
        "one less than the parent's height for each leaf",
        _below("way[-1].depth - 1 if way else 0"),
        "Each leaf gets a number made from the `depth` of its parent, which a Tree counts"
        " downwards. The steps"
        " up to the root are asked for.",
    ),
    _walk(
        "what is left of the tree's depth above the parent",
        _below("tree.depth - way[-1].depth if way else 0"),
        "The `depth` of the parent is taken from that of the tree. Both count down to the farthest leaf, not"
        " to this one: where branches differ in depth, the difference is not the way to the root.",
    ),
    _walk(
        "one more than the tree's depth without the parent's",
        _below("tree.depth - way[-1].depth + 1 if way else 0"),
        "The `depth` of the parent is taken from that of the tree, and one step added. Both count down to the"
        " farthest leaf, not to this one: where branches differ in depth, that is not the way to the root.",
    ),
    _walk(
        "the depth of the root's branch for each leaf",
        _below("[*way, node][1].depth + 1 if way else 0"),
        "All leaves below one child of the root get the same number, that of the farthest of them. " + _OWN,
    ),
    _walk(
        "the number of nodes in the parent's subtree",
        _below("len(way[-1]) if way else 0"),
        "Each leaf gets the size of its parent's subtree. The steps on the way up to the root are asked for.",
    ),
    _walk(
        "the number of children on the way",
        _below("sum(len(each.children) - 1 for each in way)"),
        "You count the branches that turn off on the way, brothers and sisters of the nodes passed. Each node"
        " on the way up is one step.",
    ),
    _walk(
        "the distance in the list of nodes",
        f"{_NODES}return [len(nodes) - 1 - i for i, node in enumerate(nodes) if not node.children]",
        "You give how far each leaf stands from the root in the list of nodes. In the list, nodes of other"
        " branches stand in between; count the steps from child to parent.",
        "tree",
    ),
    _walk(
        "the distance in the list of nodes, counted from one",
        f"{_NODES}return [len(nodes) - i for i, node in enumerate(nodes) if not node.children]",
        "You give how far each leaf stands from the end of the list of nodes. In the list, nodes of other"
        " branches stand in between; count the steps from child to parent.",
        "tree",
    ),
    _walk(
        "the places in the list of nodes, counted from one",
        f"{_NODES}return [i + 1 for i, node in enumerate(nodes) if not node.children]",
        "You give the leaves' places in the list of nodes. How many steps it is from each of them to the root"
        " is asked for.",
        "tree",
    ),
    _walk(
        "the numbers of the leaves among themselves",
        "return list(range(len(tree.leaves())))",
        "The leaves are only counted, from left to right. How many steps it is from each of them to the root"
        " is asked for.",
        "tree",
    ),
    _walk(
        "the numbers of the leaves among themselves, counted from one",
        "return list(range(1, len(tree.leaves()) + 1))",
        "The leaves are only counted, from left to right. How many steps it is from each of them to the root"
        " is asked for.",
        "tree",
    ),
    _walk(
        "the distance to the next inner node in the list",
        f"{_NODES}return [next((j - i for j, each in enumerate(nodes) if j > i and each.children), 0)\n"
        "            for i, node in enumerate(nodes) if not node.children]",
        "You count how far it is to the next inner node in the list. The parents on the way up to"
        " the root are"
        " asked for, whatever stands in between in the list.",
        "tree",
    ),
    _walk(
        "the inner nodes that follow in the list",
        f"{_NODES}return [sum(bool(each.children) for each in nodes[i:])\n"
        "            for i, node in enumerate(nodes) if not node.children]",
        "You count all inner nodes that follow in the list. Some of them stand in other branches; only those"
        " above the leaf are steps of its way.",
        "tree",
    ),
    _walk(
        "every leaf gets one step",
        "return [int(bool(tree.children))] * len(tree.leaves())",
        "Every leaf is one step away, as if all hung at the root. A parent adds a step to what its children"
        " have found, at every level anew.",
        seen="the step is given at the leaf and not added on the way up",
    ),
    _walk(
        "the chain's distances for every tree",
        "n = len(tree.leaves())\n    return [n - 1, *range(n - 1, 0, -1)][:n]",
        "The first word is farthest and each further one a step nearer, as in a chain, whatever the tree's"
        " shape. " + _OWN,
        "leans",
    ),
    _walk(
        "two levels only",
        "found = [len(place[:2]) for place, node in zip(tree.positions(), tree.nodes())"
        " if not node.children]\n    return found",
        "No leaf is farther than two steps: the walk goes to children and grandchildren and no further. A"
        " tree may have any depth.",
    ),
    _mistake(
        "the step is added to the sum of a child's list",
        _BODY,
        "depths += [sum(leaf_depths(child)) + 1]",
        "Each child gives a single number, the sum of its list and one. Every number of the list belongs to a"
        " leaf and gets the step by itself.",
        "whole",
    ),
    _mistake(
        "the step is added to the largest of a child's list",
        _BODY,
        "depths += [max(leaf_depths(child)) + 1]",
        "Each child gives a single number, that of its farthest leaf. Every leaf below it has an entry of its"
        " own.",
        "whole",
        "the depth of a tree, a well-known exercise",
    ),
    _mistake(
        "the step is added to the smallest of a child's list",
        _BODY,
        "depths += [min(leaf_depths(child)) + 1]",
        "Each child gives a single number, that of its nearest leaf. Every leaf below it has an entry of its"
        " own.",
        "whole",
    ),
    _mistake(
        "the step is added to the first of a child's list",
        _BODY,
        "depths += [leaf_depths(child)[0] + 1]",
        "Each child gives a single number, that of its first leaf. Every leaf below it has an entry of its"
        " own.",
        "whole",
    ),
    _mistake(
        "the step is added to the last of a child's list",
        _BODY,
        "depths += [leaf_depths(child)[-1] + 1]",
        "Each child gives a single number, that of its last leaf. Every leaf below it has an entry"
        " of its own.",
        "whole",
    ),
    _mistake(
        "the step becomes an entry of its own",
        _BODY,
        "depths += leaf_depths(child) + [1]",
        "The step is put behind the child's list as one more entry. A list and a number are joined"
        " by `+` to a"
        " longer list; the step belongs to each number in it.",
        "whole",
        "[1] added to a list",
    ),
    _mistake(
        "the step becomes an entry of its own, in front",
        _BODY,
        "depths += [1] + leaf_depths(child)",
        "The step is put in front of the child's list as one more entry. Two lists are joined by `+` to a"
        " longer list; the step belongs to each number in it.",
        "whole",
    ),
    _mistake(
        "only the first number of a child's list gets the step",
        _BODY,
        "depths += [d + (k == 0) for k, d in enumerate(leaf_depths(child))]",
        "Only the first leaf below each child gets the step. All leaves below a child are one step farther"
        " from the parent.",
        "whole",
    ),
    _mistake(
        "only the last number of a child's list gets the step",
        _BODY,
        "depths += [d + (k == 0) for k, d in enumerate(leaf_depths(child)[::-1])][::-1]",
        "Only the last leaf below each child gets the step. All leaves below a child are one step"
        " farther from"
        " the parent.",
        "whole",
    ),
    _mistake(
        "the step is added to the child's and to all lists before it",
        _BODY,
        "depths = [depth + 1 for depth in depths + leaf_depths(child)]",
        "Earlier children get a further step for every child that comes after them: the step is added to the"
        " whole list so far. Each child's list gets it once.",
        "whole",
    ),
    _mistake(
        "the last child is no step down",
        f"{_LOOP}\n        depths += [depth + 1 for",
        "for k, child in enumerate(tree.children):\n"
        "        depths += [depth + (k + 1 < len(tree.children)) for",
        "The way to a last child costs nothing. All children are one step below their parent.",
    ),
    _mistake(
        "only the way to the first child is a step",
        f"{_LOOP}\n        depths += [depth + 1 for",
        "for k, child in enumerate(tree.children):\n        depths += [depth + (k == 0) for",
        "Only the way to a first child is counted, others cost nothing. All children are one step below their"
        " parent.",
    ),
    _mistake(
        "only the way to the first child is no step",
        f"{_LOOP}\n        depths += [depth + 1 for",
        "for k, child in enumerate(tree.children):\n        depths += [depth + (k > 0) for",
        "The way to a first child costs nothing, others are counted. All children are one step below their"
        " parent.",
    ),
    _mistake(
        "two steps for each",
        "depth + 1 for",
        "depth + 2 for",
        "Every step is counted twice, perhaps on the way down and again on the way up. The way from leaf to"
        " root is counted once.",
    ),
    _mistake(
        "twice the steps below, and one",
        "depth + 1 for",
        "2 * depth + 1 for",
        "What comes from below is doubled at every node. A parent adds one step and leaves the rest"
        " as it is.",
    ),
    _mistake(
        "the parent's height is added",
        "depth + 1 for",
        "depth + tree.depth for",
        "Each node adds its own `depth`, which counts several steps down. From a child up to its parent it is"
        " one.",
    ),
    _walk(
        "a step is subtracted",
        f"{_PLACES}return [-len(place) for place in places]",
        "The numbers are negative: the count goes down with every step. It goes up, from 0 at the root.",
    ),
    _walk(
        "the distances between neighbouring leaves",
        f"{_PLACES}far = [len(place) for place in places]\n"
        "    return far[:1] + [b - a for a, b in zip(far, far[1:])]",
        "Only the first number counts from the root; each further one is the difference to the leaf before. "
        + _OWN,
    ),
    _walk(
        "the distances are added up along the leaves",
        f"{_PLACES}return [sum(len(q) for q in places[: k + 1]) for k in range(len(places))]",
        "The numbers are added up from left to right: a counter is not set back for the next leaf. " + _OWN,
    ),
    _walk(
        "the counter is taken back by one step only",
        "steps, depths = 0, []\n\n"
        "    def walk(node):\n"
        "        nonlocal steps\n"
        "        if not node.children:\n            depths.append(steps)\n            steps -= 1\n"
        "        for child in node.children:\n            steps += 1\n            walk(child)\n\n"
        "    walk(tree)\n    return depths",
        "A counter goes up on the way down and is taken back at leaves, but not when an inner node is left."
        " Later leaves look too far away.",
        seen="one counter for the whole walk",
    ),
    _walk(
        "only the farthest leaves",
        f"{_PLACES}far = [len(place) for place in places]\n    return [d for d in far if d == max(far)]",
        "Only the farthest leaves are in the list. Every leaf has an entry.",
        "tree",
    ),
    _walk(
        "only the leaves that hang at the root",
        "return [1 for child in tree.children if not child.children] if tree.children else [0]",
        "Only the root's own children are looked at. Leaves may hang at any depth below.",
        "tree",
    ),
    _walk(
        "the inner nodes in the place of the leaves",
        f"{_BOTH}return [len(place) for place, node in both if node.children]",
        "You give the distances of the inner nodes. The leaves, the nodes without children, are asked for.",
        "tree",
        "a condition turned round",
    ),
    _walk(
        "the heights of all nodes",
        "return [node.depth for node in tree.nodes()]",
        "You give the `depth` of every node, which counts down to its farthest leaf. The steps from each leaf"
        " up to the root are asked for.",
        "tree",
    ),
    _walk(
        "the last leaf is missing",
        f"{_PLACES}return [len(place) for place in places][:-1] or [0]",
        "The last leaf has no entry. Does your walk end one too early?",
        "tree",
    ),
    _walk(
        "the first leaf is missing",
        f"{_PLACES}return [len(place) for place in places][1:] or [0]",
        "The first leaf has no entry. Every leaf has one, from left to right.",
        "tree",
    ),
    _walk(
        "the positions of the leaves",
        f"{_PLACES}return places",
        "You give the way to each leaf, a tuple of child numbers. How many steps it has is asked for.",
        "tree",
    ),
    _walk(
        "one number: the sum of the distances",
        f"{_PLACES}return sum(len(place) for place in places)",
        "You give a single number, the sum of all distances. A list with one number for each leaf is asked"
        " for.",
        "tree",
    ),
    _walk(
        "one number: the distance of the farthest leaf",
        "return tree.depth",
        "You give a single number, the distance of the farthest leaf. A list with one number for each leaf is"
        " asked for.",
        "tree",
        "the depth of a tree, a well-known exercise",
    ),
    _walk(
        "one number in the list: the distance of the farthest leaf",
        "return [tree.depth]",
        "The list holds one number, the distance of the farthest leaf. Each leaf has an entry of its own.",
        "tree",
    ),
    _walk(
        "pairs of word and distance",
        f"{_BOTH}return [(node.word, len(place)) for place, node in both if not node.children]",
        "You give the words along with the distances. A flat list of numbers is asked for.",
        "tree",
    ),
    _walk(
        "a dict with an entry for each word",
        f"{_BOTH}return {{node.word: len(place) for place, node in both if not node.children}}",
        "You give a dict with an entry for each word, so words that occur twice have one. A flat list with a"
        " number for each leaf is asked for.",
        "tree",
    ),
]
