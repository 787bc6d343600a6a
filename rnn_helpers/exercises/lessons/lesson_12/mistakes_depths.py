"""What people get wrong in the depths of the leaves: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_12.sections import SECTIONS

_LOOP = "for child in tree.children:"
_BODY = "depths += [depth + 1 for depth in leaf_depths(child)]"
_BASE = "if not tree.children:"
_END = "return depths"
_ALL = f"{_BASE}\n        return [0]\n    depths = []\n    {_LOOP}\n        {_BODY}\n    {_END}"
_PLACES = "places = [p for p, node in zip(tree.positions(), tree.nodes()) if not node.children]\n    "

DEPTHS_MISTAKES = [
    {
        "name": "nodes are counted instead of steps",
        "old": "return [0]",
        "new": "return [1]",
        "says": (
            "Every number is one too large: you count the nodes on the way, both ends included. Steps lie"
            " between nodes, so there is one less, and a leaf that is the root itself is 0 steps away."
        ),
        "see": SECTIONS["depth"],
        "seen": "expected; both ways of counting stand in books on data structures",
    },
    {
        "name": "one step too few",
        "old": "return [0]",
        "new": "return [-1]",
        "says": (
            "Every number is one too small. A child of the root is one step away from it, and only the root"
            " itself is none."
        ),
        "see": SECTIONS["depth"],
        "seen": "expected; counting only the nodes in between",
    },
    {
        "name": "only the nodes in between are counted",
        "old": _ALL,
        "new": f"{_PLACES}return [max(len(place) - 1, 0) for place in places]",
        "says": (
            "You count the nodes between the leaf and the root. The steps between them are one more: a child"
            " of the root is one step away, with no node in between."
        ),
        "see": SECTIONS["depth"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the steps are not counted",
        "old": "depth + 1 for",
        "new": "depth for",
        "says": (
            "All leaves get the same number, as if each were the root. On the way up, every node adds a"
            " step to what its children found. (The `depth` of a Tree does not help at a leaf: it counts"
            " from a node down to its farthest leaf, which for a leaf is 0.)"
        ),
        "see": SECTIONS["depth"],
        "seen": "expected; depth passed on without a step, or the depth of each leaf as a tree of its own",
    },
    {
        "name": "the depth of the whole tree for every leaf",
        "old": _END,
        "new": "return [max(depths)] * len(depths)",
        "says": (
            "Every leaf gets the depth of the whole tree, the distance of the farthest leaf. Each leaf has"
            " its own distance."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; tree.depth in the place of each leaf's own depth",
    },
    {
        "name": "the nearest leaf's distance for every leaf",
        "old": _END,
        "new": "return [min(depths)] * len(depths)",
        "says": "Every leaf gets the smallest distance among its neighbours. Each leaf has its own distance.",
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "counted from the farthest leaf instead of the root",
        "old": _ALL,
        "new": f"{_PLACES}return [tree.depth - len(place) for place in places]",
        "says": (
            "Leaves near the root get large numbers and the farthest gets 0: you count from the bottom of"
            " the tree. The distance from the root is asked for, however deep the rest of the tree is."
        ),
        "see": SECTIONS["depth"],
        "seen": "expected; height and depth mixed up",
        "alone": True,
    },
    {
        "name": "from right to left",
        "old": _LOOP,
        "new": "for child in reversed(tree.children):",
        "says": (
            "The numbers are right, but the last leaf comes first. They are asked for in reading order, from"
            " left to right."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a stack that gives back the right child first",
    },
    {
        "name": "the nearest leaves first",
        "old": _ALL,
        "new": f"{_PLACES}return sorted(len(place) for place in places)",
        "says": (
            "The numbers are right, but they are sorted: leaves near the root come first, as in a walk level"
            " by level. They are asked for in reading order, from left to right."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a walk in breadth",
        "alone": True,
    },
    {
        "name": "the farthest leaves first",
        "old": _ALL,
        "new": f"{_PLACES}return sorted((len(place) for place in places), reverse=True)",
        "says": (
            "The numbers are right, but they are sorted: the farthest leaves come first. They are asked for"
            " in reading order, from left to right."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "leaves of one depth are counted once",
        "old": _ALL,
        "new": f"{_PLACES}return sorted({{len(place) for place in places}})",
        "says": (
            "Every depth stands there once, however many leaves have it. Each leaf should have its own entry."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a set, or a dict with one entry for a word or a level",
        "alone": True,
    },
    {
        "name": "a word that occurs twice is counted once",
        "old": _ALL,
        "new": (
            "far = {n.word: len(p) for p, n in zip(tree.positions(), tree.nodes()) if not n.children}\n"
            "    return list(far.values())"
        ),
        "says": (
            "Leaves with the same word have become one. The same word may stand at several leaves, each with"
            " its own distance."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a dict with an entry for each word",
        "alone": True,
    },
    {
        "name": "leaves with the same word get the distance of the last of them",
        "old": _ALL,
        "new": (
            "far = {n: len(p) for p, n in zip(tree.positions(), tree.nodes()) if not n.children}\n"
            "    return [far[leaf] for leaf in tree.leaves()]"
        ),
        "says": (
            "The distances are looked up by word or by leaf, and two leaves with the same word are equal. So"
            " all of them get one distance, that of the last. Each place in the tree has its own."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a dict whose keys are the nodes",
        "alone": True,
    },
    {
        "name": "leaves with the same word get the distance of the first of them",
        "old": _ALL,
        "new": (
            "places, nodes = tree.positions(), tree.nodes()\n"
            "    return [len(places[nodes.index(leaf)]) for leaf in tree.leaves()]"
        ),
        "says": (
            "The distances are looked up by word or by leaf, and two leaves with the same word are equal. So"
            " all of them get one distance, that of the first. Each place in the tree has its own."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; list.index, or a dict whose keys are the nodes",
        "alone": True,
    },
    {
        "name": "the inner nodes are in the list too, before their children",
        "old": "depths = []",
        "new": "depths = [0]",
        "says": (
            "Every node has an entry, the inner ones too. Only the leaves, the nodes without children, are"
            " asked for."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "the inner nodes are in the list too, after their children",
        "old": _END,
        "new": "return depths + [0]",
        "says": (
            "Every node has an entry, the inner ones too, in post-order. Only the leaves, the nodes without"
            " children, are asked for."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; all of tree.positions()",
    },
    {
        "name": "a node with a word is taken for a leaf",
        "old": _BASE,
        "new": "if tree.word is not None:",
        "says": (
            "You stop at the first node that has a word. In arithmetic or in a molecule inner nodes have"
            " words too. A leaf is a node without children."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; in sentences only leaves have words",
    },
    {
        "name": "only the first two children",
        "old": _LOOP,
        "new": "for child in tree.children[:2]:",
        "says": (
            "Third and further children are left out, with all that hangs below them. Here a node may have"
            " any number of children."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; left, right = children",
    },
    {
        "name": "two children are taken for granted",
        "old": _LOOP,
        "new": "left, right = tree.children\n    for child in (left, right):",
        "says": (
            "Your function goes well where every inner node has two children, and stops with an error at any"
            " other. Here a node may have any number of children."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; left, right = children",
        "alone": True,
        "raises": True,
    },
    {
        "name": "a first and a second child are taken for granted",
        "old": _LOOP,
        "new": "for child in (tree.children[0], tree.children[1]):",
        "says": (
            "Your function goes well where every inner node has two children. It stops with an error at a"
            " node with one, and leaves out a third. Here a node may have any number of children."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; children[0] and children[1]",
        "alone": True,
    },
    {
        "name": "only the first and the last child",
        "old": _LOOP,
        "new": "for child in tree.children[:1] + tree.children[1:][-1:]:",
        "says": (
            "Children between the first and the last are left out, with all that hangs below them. Here a"
            " node may have any number of children."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; left = children[0], right = children[-1]",
        "alone": True,
    },
    {
        "name": "an only child is counted twice",
        "old": _LOOP,
        "new": "for child in tree.children * (2 if len(tree.children) == 1 else 1):",
        "says": (
            "Where a node has a single child, its leaves stand there twice, as if it were the left and the"
            " right one. Go through the children that there are."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; left = children[0], right = children[-1]",
        "alone": True,
    },
    {
        "name": "only the first child",
        "old": _LOOP,
        "new": "for child in tree.children[:1]:",
        "says": (
            "Only the first child of every node is followed, so a single leaf is found. A `return` inside"
            " the loop ends the whole function."
        ),
        "see": SECTIONS["tree"],
        "seen": "a return indented one step too far",
    },
    {
        "name": "only the last child",
        "old": "depths +=",
        "new": "depths =",
        "says": (
            "What one child gives is overwritten by what the next one gives, so only leaves below last"
            " children remain. The children's lists are joined end to end."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; = where += is meant",
    },
    {
        "name": "an only child adds no step",
        "old": "depth + 1 for",
        "new": "depth + (len(tree.children) > 1) for",
        "says": (
            "Nodes with a single child are passed over. A step is a step, whether or not a node has further"
            " children: in the network a state is made at each."
        ),
        "see": SECTIONS["branches"],
        "seen": "expected; `binarised` takes such nodes out",
    },
    {
        "name": "as many steps as children",
        "old": "depth + 1 for",
        "new": "depth + len(tree.children) for",
        "says": (
            "A node adds as many steps as it has children. To go from a child up to its parent is one step,"
            " whatever its brothers and sisters."
        ),
        "see": SECTIONS["depth"],
        "seen": "expected; a counter that is increased in a loop over the children",
    },
    {
        "name": "later children are counted as deeper",
        "old": f"{_LOOP}\n        depths += [depth + 1 for",
        "new": "for k, child in enumerate(tree.children):\n        depths += [depth + k + 1 for",
        "says": (
            "The first child is one step below its parent, the second two, and so on. A counter that is"
            " increased for each child goes on counting; all children are one step below."
        ),
        "see": SECTIONS["depth"],
        "seen": "depth += 1 inside the loop over the children",
        "alone": True,
    },
    {
        "name": "the first child is no step down",
        "old": f"{_LOOP}\n        depths += [depth + 1 for",
        "new": "for k, child in enumerate(tree.children):\n        depths += [depth + k for",
        "says": (
            "A child's number is added instead of one step, so first children cost nothing. All children"
            " are one step below their parent."
        ),
        "see": SECTIONS["depth"],
        "seen": "the sum of a position instead of its length",
        "alone": True,
    },
    {
        "name": "the counter is never taken back",
        "old": _ALL,
        "new": (
            "steps, depths = -1, []\n"
            "    for place, node in sorted(zip(tree.positions(), tree.nodes()), key=lambda each: each[0]):\n"
            "        steps += 1\n"
            "        depths += [steps] * (not node.children)\n"
            "    return depths"
        ),
        "says": (
            "Numbers only grow from left to right: a counter goes up at every node on the way down and is"
            " not taken back on the way up. Each leaf's distance starts from the root anew."
        ),
        "see": SECTIONS["depth"],
        "seen": "expected; one counter for the whole walk",
        "alone": True,
    },
    {
        "name": "the numbers of the leaves in post-order",
        "old": _ALL,
        "new": "return [k for k, node in enumerate(tree.nodes()) if not node.children]",
        "says": (
            "You give the leaves' places in post-order. How many steps it is from each of them to the root is"
            " asked for."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "lists within lists",
        "old": _ALL,
        "new": (
            "def nested(node, depth):\n"
            "        deeper = depth + 1\n"
            "        return [nested(child, deeper) for child in node.children] if node.children else depth\n"
            "\n"
            "    return nested(tree, 0) if tree.children else [0]"
        ),
        "says": (
            "The distances are right, but the list is nested as the tree is. One flat list is asked for: the"
            " children's lists are joined end to end."
        ),
        "see": SECTIONS["tree"],
        "seen": "append where extend (or +=) is meant",
        "alone": True,
    },
    {
        "name": "lists within lists, one around each leaf",
        "old": "depths += [depth + 1 for depth in leaf_depths(child)]",
        "new": (
            "def nested(node, depth):\n"
            "            return [nested(each, depth + 1) for each in node.children] or [depth]\n"
            "\n"
            "        depths += [nested(child, 1)]"
        ),
        "says": (
            "The distances are right, but every leaf has a list of its own, nested as the tree is. One flat"
            " list is asked for: the children's lists are joined end to end."
        ),
        "see": SECTIONS["tree"],
        "seen": "append where extend (or +=) is meant",
        "alone": True,
    },
]
