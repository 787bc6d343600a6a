"""What people get wrong when they group nodes by height: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_13.sections import SECTIONS

_HIGHEST = "max(height[child] for child in children)"
_APPEND = f"height.append(1 + {_HIGHEST} if children else 0)"
_LOOP = f"""height = []
    for children in below:
        {_APPEND}"""
_DEPTH = """height = [0] * len(below)
    for i in reversed(range(len(below))):
        for child in below[i]:
            height[child] = height[i] + 1"""
_ROW = "[i for i in range(len(height)) if height[i] == level]"
_ROWS = "range(max(height) + 1)"
_RETURN = f"return [{_ROW} for level in {_ROWS}]"

LEVELS_MISTAKES = [
    {
        "name": "grouped by depth instead of height",
        "old": _LOOP,
        "new": _DEPTH,
        "says": (
            "You count the edges from the root down, and the root stands in the first group. Height is"
            " counted from the other end: the longest way down from a node to a leaf. Only then are all"
            " leaves in one group."
        ),
        "see": SECTIONS["levels"],
        "seen": "breadth-first search from the root",
        "alone": True,
    },
    {
        "name": "grouped by depth, the deepest first",
        "old": _LOOP,
        "new": _DEPTH + "\n    height = [max(height) - own for own in height]",
        "says": (
            "You count from the root, and begin with the deepest nodes. Then leaves stand wherever they hang,"
            " in many groups; by height, the longest way down to a leaf, they are all in the first one."
        ),
        "see": SECTIONS["levels"],
        "seen": "breadth-first search from the root, read from its end",
        "alone": True,
    },
    {
        "name": "the lower child decides",
        "old": "max(height[child]",
        "new": "min(height[child]",
        "says": (
            "A node is put one above its lowest child. Where the children differ, the higher one has not been"
            " computed by then: the node has to wait for it too."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the first child decides",
        "old": _HIGHEST,
        "new": "height[children[0]]",
        "says": (
            "A node is put one above its first child, and the others are not asked. One of them may be"
            " higher, and the node has to wait for that one."
        ),
        "see": SECTIONS["levels"],
        "seen": "left-branching trees, where the left child is the higher one",
    },
    {
        "name": "the last child decides",
        "old": _HIGHEST,
        "new": "height[children[-1]]",
        "says": (
            "A node is put one above its last child, and the others are not asked. One of them may be"
            " higher, and the node has to wait for that one."
        ),
        "see": SECTIONS["levels"],
        "seen": "the node before, in post-order, taken for the highest child",
    },
    {
        "name": "the heights of the children are added up",
        "old": _HIGHEST,
        "new": "sum(height[child] for child in children)",
        "says": (
            "What comes out counts the nodes with children below. The children do not wait for each other, so"
            " only the highest counts; with a sum, some groups are too late, or empty."
        ),
        "see": SECTIONS["levels"],
        "seen": "the recursion for counting nodes",
    },
    {
        "name": "the mean of the children's heights",
        "old": _HIGHEST,
        "new": "sum(height[child] for child in children) // len(children)",
        "says": (
            "A node is put one above the average of its children. The highest of them has not been computed"
            " by then: the node has to wait for it."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "a node is no higher than its children",
        "old": "1 + max(",
        "new": "max(",
        "says": (
            "All nodes are in one group, as if a node could be computed in one go with its children. It needs"
            " their states, so it stands one above the highest of them."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "each level is two above the one below",
        "old": "1 + max(",
        "new": "2 + max(",
        "says": "Every second group is empty. A node is one higher than its highest child.",
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the leaves count 1",
        "old": "children else 0",
        "new": "children else 1",
        "says": (
            "Heights begin at 1 here, but the groups at 0: the first group is empty and the leaves are in the"
            " second."
        ),
        "see": SECTIONS["levels"],
        "seen": "definitions of height that count nodes instead of edges",
    },
    {
        "name": "grouped by the number of children",
        "old": _APPEND,
        "new": "height.append(len(children))",
        "says": (
            "A node's group is the number of its children. Whether it can be computed depends on how long the"
            " longest way down to a leaf is, not on how many children there are."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "grouped by the number of leaves below",
        "old": _APPEND,
        "new": "height.append(sum(height[child] for child in children) if children else 1)",
        "says": (
            "A node's group is the number of leaves below it, so groups are empty, and nodes wait that need"
            " not. What counts is the longest way down."
        ),
        "see": SECTIONS["levels"],
        "seen": "the sizes of phrases taken for their heights",
    },
    {
        "name": "grouped by the number of nodes below",
        "old": _HIGHEST,
        "new": "sum(height[child] + 1 for child in children) - 1",
        "says": (
            "A node's group is the number of nodes below it, so groups are empty, and nodes wait that need"
            " not. What counts is the longest way down."
        ),
        "see": SECTIONS["levels"],
        "seen": "the sizes of phrases taken for their heights",
    },
    {
        "name": "the children's numbers are taken for their heights",
        "old": _HIGHEST,
        "new": "max(children)",
        "says": (
            "A node is put one above the largest number among its children, so groups are empty. Their"
            " heights are what is compared; the numbers say where to look these up."
        ),
        "see": SECTIONS["levels"],
        "seen": "an index and its entry mixed up",
    },
    {
        "name": "all inner nodes are one level",
        "old": f"1 + {_HIGHEST}",
        "new": "1",
        "says": (
            "You have two groups, leaves and the rest. Among the rest there are nodes that wait for each"
            " other: a node stands one above its highest child."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the highest level is missing",
        "old": _ROWS,
        "new": "range(max(height))",
        "says": (
            "The heights are right, but the last group is left out, and with it a root. Heights begin at 0,"
            " so there is one group more than the largest height says."
        ),
        "see": SECTIONS["levels"],
        "seen": "range without + 1",
    },
    {
        "name": "the last node is taken for the highest",
        "old": _ROWS,
        "new": "range(height[-1] + 1)",
        "says": (
            "There are as many groups as the last node needs. With one tree the last node is the root, which"
            " is the highest. With several it is the root of the last tree, and another tree may be higher."
        ),
        "see": SECTIONS["levels"],
        "seen": "a learner's answer to this task",
    },
    {
        "name": "only the last tree is grouped",
        "old": _RETURN,
        "new": (
            "found = [len(below) - 1]\n"
            "    for i in found:\n"
            "        found.extend(below[i])\n"
            "    height = [own if i in found else -1 for i, own in enumerate(height)]\n"
            f"    {_RETURN}"
        ),
        "says": (
            "Only the nodes below the last one, and that one itself, stand in the groups. With several trees"
            " there are several roots, and the last node is the root of the last tree alone."
        ),
        "see": SECTIONS["levels"],
        "seen": "a recursion from the last node",
        "alone": True,
    },
    {
        "name": "the leaves are missing",
        "old": _ROWS,
        "new": "range(1, max(height) + 1)",
        "says": (
            "The groups begin with height 1. The leaves are nodes like the others and make the first group,"
            " at height 0."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the highest level comes first",
        "old": _ROWS,
        "new": "reversed(range(max(height) + 1))",
        "says": (
            "The groups are right, but they stand from the root down, as the way back needs them. The way up"
            " begins with the leaves, and so should the list."
        ),
        "see": SECTIONS["levels"],
        "seen": "the order of the backward pass",
    },
    {
        "name": "a level also holds all lower ones",
        "old": "height[i] == level",
        "new": "height[i] <= level",
        "says": (
            "Each group holds all nodes up to its height, so most nodes are in several groups and would be"
            " computed several times. Each node belongs to one."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "a level also holds all higher ones",
        "old": "height[i] == level",
        "new": "height[i] >= level",
        "says": (
            "Each group holds all nodes from its height upwards, so most nodes are in several groups, and"
            " some before their children are done. Each node belongs to one."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the heights stand where the numbers of nodes should",
        "old": "[i for i",
        "new": "[height[i] for i",
        "says": (
            "Each group holds one and the same number many times: the height. What is asked for are the"
            " numbers of the nodes that have this height."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the numbers in a level run backwards",
        "old": "in range(len(height)) if",
        "new": "in reversed(range(len(height))) if",
        "says": (
            "The groups hold the right nodes, from the last to the first. They are asked for in rising order,"
            " like columns in post-order."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
    },
    {
        "name": "the heights of the nodes, not grouped",
        "old": _RETURN,
        "new": "return height",
        "says": (
            "You return the height of every node, and these are right. What is asked for is one step more:"
            " for each height, the numbers of the nodes that have it."
        ),
        "see": SECTIONS["levels"],
        "seen": "expected",
        "alone": True,
    },
]
