"""What people get wrong in the pass over a tree: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_12.sections import SECTIONS

_RIGHT, _LEFT = "a_right = waiting.pop()", "a_left = waiting.pop()"
_TAKEN = f"{_RIGHT}\n            {_LEFT}"
_JOIN = "state, _, _ = tree_node_forward(a_left, a_right, parameters)"
_VECTOR = "state = x[leaf]"
_BACK = "waiting.append(state)"
_KEPT = "        waiting.append(state)\n        a.append(state)"
_END = "return np.stack(a)"
_WALK = f"""waiting, a = [], []
    leaf = 0
    for node in tree.nodes():
        if node.children:
            {_TAKEN}
            {_JOIN}
        else:
            {_VECTOR}
            leaf = leaf + 1
{_KEPT}
    {_END}"""


def _sorted_by(key):
    """The last line with the states in the order of `key`, a rule on (position, node)."""
    return (
        "places, nodes = tree.positions(), tree.nodes()\n"
        f"    order = sorted(range(len(a)), key=lambda k: {key})\n"
        "    return np.stack([a[k] for k in order])"
    )


PASS_MISTAKES = [
    {
        "name": "left and right have changed places",
        "old": _TAKEN,
        "new": "a_left = waiting.pop()\n            a_right = waiting.pop()",
        "says": (
            "Every node gets its children exchanged. What was put into a list last comes out of it first,"
            " and in post-order the right child is made after the left one."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a list used as a stack gives things back in reverse",
    },
    {
        "name": "the children stay in the list",
        "old": _TAKEN,
        "new": "a_right = waiting[-1]\n            a_left = waiting[-2]",
        "says": (
            "A parent joins the last two states that were made, whatever they are. In a chain that leans to"
            " the left these are its children, elsewhere the left child was made long before. States that"
            " have found their parent must not stand in the way any more."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a tree treated like a sequence",
    },
    {
        "name": "only the right child is taken out of the list",
        "old": _LEFT,
        "new": "a_left = waiting[-1]",
        "says": (
            "The left child is looked at but stays in the list, so nodes further up find it there in the"
            " place of their own child."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
    },
    {
        "name": "children are taken from the front of the list",
        "old": _TAKEN,
        "new": "a_left = waiting.pop(0)\n            a_right = waiting.pop(0)",
        "says": (
            "The states that have waited longest are joined. A node's children are those that came last: a"
            " subtree is finished before its parent comes, while the left part of the tree still waits."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a queue where a stack is meant",
    },
    {
        "name": "parents do not wait for their own parent",
        "old": _BACK,
        "new": "waiting += [state] * (not node.children)",
        "says": (
            "Only leaves are put into the list. A node that has been made is a child as well: the node above"
            " it looks for its state there, and finds another one or none at all."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
        "raises": True,
    },
    {
        "name": "the left child is taken from the front of the list",
        "old": _LEFT,
        "new": "a_left = waiting.pop(0)",
        "says": (
            "The left child is the state that has waited longest. That is right in a chain, where only two"
            " states wait; in other trees more do, and a node's children are the last two."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
    },
    {
        "name": "the right child twice",
        "old": "tree_node_forward(a_left, a_right,",
        "new": "tree_node_forward(a_right, a_right,",
        "says": "Both children of every node are its right one, so whatever lies to the left is lost.",
        "see": SECTIONS["whole"],
        "seen": "expected; a line copied and half changed",
    },
    {
        "name": "the left child twice",
        "old": "tree_node_forward(a_left, a_right,",
        "new": "tree_node_forward(a_left, a_left,",
        "says": "Both children of every node are its left one, so whatever lies to the right is lost.",
        "see": SECTIONS["whole"],
        "seen": "expected; a line copied and half changed",
    },
    {
        "name": "the first vector at every leaf",
        "old": "leaf = leaf + 1",
        "new": "leaf = leaf",
        "says": (
            "Every leaf gets the vector of the first one: the count of the leaves never moves on, or begins"
            " anew in every subtree."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a counter that is never moved on, or begins anew in every call",
    },
    {
        "name": "the vectors are looked up by the numbers of the nodes",
        "old": _VECTOR,
        "new": "state = x[len(a)]",
        "says": (
            "`x` has a vector for each leaf, and the number that you take it by seems to count all nodes, the"
            " inner ones too. That goes well until the first leaf behind an inner node. Leaves need a count"
            " of their own."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; enumerate over all nodes",
        "raises": True,
    },
    {
        "name": "the vectors are taken from right to left",
        "old": _VECTOR,
        "new": "state = x[-1 - leaf]",
        "says": (
            "The first leaf gets the last vector, and so on backwards. The vectors stand in the order of the"
            " leaves, from left to right."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; pop() on a list of vectors",
    },
    {
        "name": "a word that occurs twice gets its first vector twice",
        "old": _VECTOR,
        "new": "state = x[tree.words().index(node.word)]",
        "says": (
            "The vectors are looked up by the words. Where a word occurs twice, both leaves get the vector"
            " of the first. Every leaf has a vector of its own in `x`, in the order of the leaves."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; list.index finds the first occurrence",
    },
    {
        "name": "a word that occurs twice gets its last vector twice",
        "old": _VECTOR,
        "new": "state = dict(zip(tree.words(), x))[node.word]",
        "says": (
            "The vectors are looked up by the words. Where a word occurs twice, both leaves get the vector"
            " of the last. Every leaf has a vector of its own in `x`, in the order of the leaves."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a dict keeps one entry for a word",
    },
    {
        "name": "equal subtrees are taken for one: the last one counts",
        "old": _WALK,
        "new": (
            "states, vectors, a = {}, iter(x), []\n"
            "    for node in tree.nodes():\n"
            "        if node.children:\n"
            "            state = tree_node_forward(*map(states.get, node.children), parameters)[0]\n"
            "        else:\n"
            "            state = next(vectors)\n"
            "        states[node] = state\n"
            "        a.append(state)\n"
            "    return np.stack(a)"
        ),
        "says": (
            "States are looked up by their nodes, and two trees are equal if their shape and words are. So"
            " where a word or a phrase occurs twice, a parent may be given the state of the other one. Here"
            " two leaves with one word may have different vectors."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a dict whose keys are the nodes",
        "alone": True,
    },
    {
        "name": "equal subtrees are taken for one: the first one counts",
        "old": _WALK,
        "new": (
            "nodes, vectors, a = tree.nodes(), iter(x), []\n"
            "    for node in nodes:\n"
            "        if node.children:\n"
            "            below = [a[nodes.index(child)] for child in node.children]\n"
            "            a.append(tree_node_forward(*below, parameters)[0])\n"
            "        else:\n"
            "            a.append(next(vectors))\n"
            "    return np.stack(a)"
        ),
        "says": (
            "A child's number is looked up by the child, and two trees are equal if their shape and words"
            " are. So where a word or a phrase occurs twice, the first place is found both times. Here two"
            " leaves with one word may have different vectors."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; list.index on the nodes",
        "alone": True,
    },
    {
        "name": "a tanh on the leaves",
        "old": _VECTOR,
        "new": "state = np.tanh(x[leaf])",
        "says": "The leaves' vectors go through tanh. The state of a leaf is its vector as it stands.",
        "see": SECTIONS["whole"],
        "seen": "expected",
    },
    {
        "name": "the leaves go through W_left and the bias",
        "old": _VECTOR,
        "new": 'state = np.tanh(parameters["W_left"] @ x[leaf] + parameters["ba"])',
        "says": (
            "The leaves are made as nodes with a left child only. A leaf has no weights: it is its vector."
        ),
        "see": SECTIONS["whole"],
        "seen": "networks that embed their inputs in the same layer",
    },
    {
        "name": "the leaves go through W_right and the bias",
        "old": _VECTOR,
        "new": 'state = np.tanh(parameters["W_right"] @ x[leaf] + parameters["ba"])',
        "says": (
            "The leaves are made as nodes with a right child only. A leaf has no weights: it is its vector."
        ),
        "see": SECTIONS["whole"],
        "seen": "a step of a recurrent network from a state of zeros, at every leaf",
    },
    {
        "name": "the leaves are made as nodes with the vector as both children",
        "old": _VECTOR,
        "new": "state, _, _ = tree_node_forward(x[leaf], x[leaf], parameters)",
        "says": "A leaf's vector goes through the node as well. A leaf has no weights: it is its vector.",
        "see": SECTIONS["whole"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the first example only",
        "old": _VECTOR,
        "new": "state = x[leaf][:, :1]",
        "says": "Only the first column of each vector is used. All m examples go through the tree together.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the mean of the examples",
        "old": _VECTOR,
        "new": "state = x[leaf].mean(axis=1, keepdims=True)",
        "says": "The examples are averaged. All m of them go through the tree side by side, a column each.",
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the predictions are kept instead of the states",
        "old": _JOIN,
        "new": "_, state, _ = tree_node_forward(a_left, a_right, parameters)",
        "says": (
            "What goes on to the parent, and into the result, is the second value of the node: its"
            " prediction. That fits only where n_y and n_a happen to be equal. The state is the first value."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "expected",
    },
    {
        "name": "the predictions are handed out",
        "old": _KEPT,
        "new": (
            "        waiting.append(state)\n"
            "        a.append(tree_node_forward(a_left, a_right, parameters)[1] if node.children else state)"
        ),
        "says": (
            "States go up the tree rightly, but what you hand out for inner nodes is their prediction, the"
            " second value of the node. The state is the first."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the leaves are not in the result",
        "old": "        a.append(state)",
        "new": "        a += [state] * bool(node.children)",
        "says": (
            "The result holds the inner nodes alone. Every node has a state, the leaves too: theirs are their"
            " vectors."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
    },
    {
        "name": "each parent brings its children along once more",
        "old": "        a.append(state)",
        "new": "        a += [a_left, a_right, state] if node.children else [state] * (tree is node)",
        "says": (
            "Every inner node adds three states: its children's and its own. A child that is an inner node"
            " stands there twice then, and the order is another one. Each node adds its own state, once."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
    },
    {
        "name": "the nodes' axis stands last",
        "old": _END,
        "new": "return np.stack(a, axis=-1)",
        "says": (
            "The states are right, but the nodes run along the last axis. They are asked for along the first,"
            " as time steps are: `a[i]` is the state of node i."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the nodes' axis stands in the middle",
        "old": _END,
        "new": "return np.stack(a, axis=1)",
        "says": (
            "The states are right, but the nodes run along the second axis. They are asked for along the"
            " first, as time steps are: `a[i]` is the state of node i."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the states stand side by side, without an axis for the nodes",
        "old": _END,
        "new": "return np.concatenate(a, axis=1)",
        "says": (
            "The states of all nodes have become columns of one matrix, as if they were examples. The nodes"
            " have an axis of their own, the first: `a[i]` is the state of node i."
        ),
        "see": SECTIONS["whole"],
        "seen": "np.hstack or concatenate where stack is meant",
        "alone": True,
    },
    {
        "name": "the states stand below each other, without an axis for the nodes",
        "old": _END,
        "new": "return np.concatenate(a)",
        "says": (
            "The states of all nodes have become one tall column. The nodes have an axis of their own, the"
            " first: `a[i]` is the state of node i."
        ),
        "see": SECTIONS["whole"],
        "seen": "np.vstack or concatenate where stack is meant",
        "alone": True,
    },
    {
        "name": "only the root is handed out",
        "old": _END,
        "new": "return a[-1]",
        "says": (
            "You hand out the last state, that of the root. The states of all nodes are asked for: a"
            " prediction can be made at any of them, and the way back needs them all."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; the recursive definition gives the root's state alone",
    },
    {
        "name": "only the root is handed out, with an axis for the nodes",
        "old": _END,
        "new": "return np.stack(a[-1:])",
        "says": (
            "You hand out the last state, that of the root. The states of all nodes are asked for: a"
            " prediction can be made at any of them, and the way back needs them all."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the root is missing",
        "old": _END,
        "new": "return np.stack(a[:-1])",
        "says": (
            "The last node, the root, is not in the result. Count the nodes: a tree of k leaves has 2k - 1."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a state that is stored before it is made, or a loop that stops one short",
    },
    {
        "name": "root first: the order is turned round",
        "old": _END,
        "new": "return np.stack(a[::-1])",
        "says": (
            "The states are right, but they stand in reverse, the root first. In post-order children come"
            " before their parent, and the root is last."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "pre-order instead of post-order",
        "old": _END,
        "new": _sorted_by("places[k]"),
        "says": (
            "The states are right, but every parent stands before its children (pre-order). In post-order it"
            " stands after them, and the root is last."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a recursion that notes the parent first",
        "alone": True,
    },
    {
        "name": "in-order instead of post-order",
        "old": _END,
        "new": _sorted_by("(*(3 * step for step in places[k]), 1)"),
        "says": (
            "The states are right, but every parent stands between its left and its right subtree"
            " (in-order). In post-order it stands after both."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; the usual walk of search trees",
        "alone": True,
    },
    {
        "name": "leaves first, then the inner nodes",
        "old": _END,
        "new": _sorted_by("bool(nodes[k].children)"),
        "says": (
            "The states are right, but all leaves stand before all inner nodes. In post-order a phrase is"
            " finished before the next one is begun: leaf 2 may come after the first inner node."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "inner nodes first, then the leaves",
        "old": _END,
        "new": _sorted_by("not nodes[k].children"),
        "says": (
            "The states are right, but all inner nodes stand before all leaves. In post-order children come"
            " before their parent."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "level by level from the root",
        "old": _END,
        "new": _sorted_by("len(places[k])"),
        "says": (
            "The states are right, but they stand level by level, the root first. In post-order children come"
            " before their parent, and the root is last."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a walk in breadth",
        "alone": True,
    },
    {
        "name": "level by level up to the root",
        "old": _END,
        "new": _sorted_by("-len(places[k])"),
        "says": (
            "The states are right, but they stand level by level, the deepest first. In post-order the left"
            " subtree is finished before the right one is begun, however deep it is."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; networks that compute a level at a time",
        "alone": True,
    },
    {
        "name": "by height, the leaves first",
        "old": _END,
        "new": _sorted_by("nodes[k].depth"),
        "says": (
            "The states are right, but they stand sorted by the depth of the subtree below them. In"
            " post-order the left subtree is finished before the right one is begun, however deep it is."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; networks that compute a level at a time",
        "alone": True,
    },
    {
        "name": "the right subtree before the left one",
        "old": _END,
        "new": _sorted_by("(*(-step for step in places[k]), 1)"),
        "says": (
            "The states are right, but the right subtree of every node stands before the left one."
            " Post-order goes from left to right."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a stack that gives back the right child first",
        "alone": True,
    },
]
