"""What else people get wrong in the pass over a tree: chains, predictions, inner nodes alone."""

from rnn_helpers.exercises.lessons.lesson_12.by_itself import mistake_in
from rnn_helpers.exercises.lessons.lesson_12.mistakes_pass import _END, _JOIN, _KEPT, _VECTOR, _WALK

_mistake = mistake_in("whole")


def _chain(name, new, says):
    return _mistake(name, _WALK, new, says, "leans", "the pass of a recurrent network taken over")


_SHAPE = "The shape of the tree says which two states a node joins."
_ANSWER = 'softmax(parameters["Wya"] @ state + parameters["by"])'

PASS_SHAPE_MISTAKES = [
    _chain(
        "a chain that ignores the tree",
        "a = [x[0]]\n    for vector in x[1:]:\n"
        "        a += [vector, tree_node_forward(a[-1], vector, parameters)[0]]\n    return np.stack(a)",
        "Each word is joined with all that came before it, as in a chain that leans to the left. " + _SHAPE,
    ),
    _chain(
        "a chain that ignores the tree, children exchanged",
        "a = [x[0]]\n    for vector in x[1:]:\n"
        "        a += [vector, tree_node_forward(vector, a[-1], parameters)[0]]\n    return np.stack(a)",
        "Each word is joined, as the left child, with all that came before it, whatever the tree. " + _SHAPE,
    ),
    _chain(
        "a chain that ignores the tree, with one state for each word",
        "a = [x[0]]\n    for vector in x[1:]:\n"
        "        a.append(tree_node_forward(a[-1], vector, parameters)[0])\n    return np.stack(a)",
        "The words are read as a sequence, with one state each. A tree has a state for every node, and its"
        " shape says which two states are joined.",
    ),
    _chain(
        "a recurrent network from zeros, with one state for each word",
        "state, a = np.zeros(x.shape[1:]), []\n    for vector in x:\n"
        "        state = tree_node_forward(state, vector, parameters)[0]\n        a.append(state)\n"
        "    return np.stack(a)",
        "The words are read as a sequence, from a state of zeros. A tree has a state for every"
        " node, its leaves"
        " are the vectors themselves, and its shape says which two states are joined.",
    ),
    _chain(
        "a chain from the right that ignores the tree",
        "a, state = [*x], x[-1]\n    for vector in x[-2::-1]:\n"
        "        state = tree_node_forward(vector, state, parameters)[0]\n        a.append(state)\n"
        "    return np.stack(a)",
        "Each word is joined with all that comes after it, as in a chain that leans to the right. " + _SHAPE,
    ),
    _chain(
        "a chain that ignores the tree, after all the leaves",
        "a, state = [*x], x[0]\n    for vector in x[1:]:\n"
        "        state = tree_node_forward(state, vector, parameters)[0]\n        a.append(state)\n"
        "    return np.stack(a)",
        "All leaves stand first, then the states of a chain that leans to the left, whatever the tree. "
        + _SHAPE,
    ),
    _chain(
        "neighbours are joined in pairs, whatever the tree",
        "a, level = [*x], [*x]\n    while len(level) > 1:\n"
        "        made = [tree_node_forward(*level[k : k + 2], parameters)[0]"
        " for k in range(0, len(level) - 1, 2)]\n"
        "        a += made\n        level = made + level[len(level) // 2 * 2 :]\n    return np.stack(a)",
        "Neighbours are joined in pairs, level by level, whatever the tree. " + _SHAPE,
    ),
    _mistake(
        "the predictions of all nodes instead of their states",
        _KEPT,
        f"        waiting.append(state)\n        a.append({_ANSWER})",
        "You hand out a prediction for every node. The states are asked for; a prediction can be"
        " made from any"
        " of them later.",
        "anywhere",
    ),
    _mistake(
        "the scores of all nodes instead of their states",
        _KEPT,
        '        waiting.append(state)\n        a.append(parameters["Wya"] @ state + parameters["by"])',
        "You hand out the output's scores for every node. The states are asked for; a prediction can be made"
        " from any of them later.",
        "anywhere",
    ),
    _mistake(
        "the predictions of the inner nodes alone",
        _KEPT,
        f"        waiting.append(state)\n        a += [{_ANSWER}] * bool(node.children)",
        "You hand out the predictions of the inner nodes. The states of all nodes are asked for, the leaves'"
        " too.",
        "anywhere",
    ),
    _mistake(
        "the prediction of the root alone",
        _END,
        f"return {_ANSWER}",
        "You hand out the prediction at the root. The states of all nodes are asked for; a prediction can be"
        " made from any of them later.",
        "anywhere",
        "the network's use for one sentence, one answer",
    ),
    _mistake(
        "states and predictions in one result",
        _END,
        f"return np.stack(a), np.stack([{_ANSWER} for state in a])",
        "You hand out states and predictions. The states alone are asked for.",
        "anywhere",
    ),
    _mistake(
        "the states of the leaves alone",
        "        a.append(state)",
        "        a += [state] * (not node.children)",
        "Only the leaves' vectors are in the result. Every node has a state, the inner ones too.",
    ),
    _mistake(
        "zeros at the leaves",
        "        a.append(state)",
        "        a.append(state if node.children else 0 * state)",
        "The rows of the leaves are empty in the result. A leaf's state is its vector.",
        seen="an array of zeros that is filled at inner nodes only",
    ),
    _mistake(
        "zeros at the leaves, from which the parents are made",
        _VECTOR,
        "state = 0 * x[leaf]",
        "The leaves hold zeros, so their words have no say. A leaf's state is its vector.",
    ),
    _mistake(
        "the leaves go through W_left without a bias",
        _VECTOR,
        'state = np.tanh(parameters["W_left"] @ x[leaf])',
        "The leaves go through a matrix and tanh. A leaf has no weights: it is its vector.",
    ),
    _mistake(
        "the leaves go through W_right without a bias",
        _VECTOR,
        'state = np.tanh(parameters["W_right"] @ x[leaf])',
        "The leaves go through a matrix and tanh. A leaf has no weights: it is its vector.",
    ),
    _mistake(
        "the last vector at every leaf",
        _VECTOR,
        "state = x[-1]",
        "Every leaf gets the vector of the last one. The vectors stand in the order of the leaves, from left"
        " to right.",
    ),
    _mistake(
        "every leaf gets the mean of all vectors",
        _VECTOR,
        "state = x.mean(axis=0)",
        "Every leaf gets the mean of all vectors, so the words cannot be told apart. Each leaf has its own.",
    ),
    _mistake(
        "the vectors are one leaf behind",
        _VECTOR,
        "state = x[leaf - 1]",
        "The first leaf gets the last vector, the second one the first, and so on: the count is one behind.",
        seen="a counter that starts at -1 or is moved on at the wrong place",
    ),
    _mistake(
        "the node is the mean of its children",
        _JOIN,
        "state = (a_left + a_right) / 2",
        "An inner node is the mean of its children. It is made by your function of one node, with"
        " the weights.",
    ),
    _mistake(
        "the node is the sum of its children",
        _JOIN,
        "state = a_left + a_right",
        "An inner node is the sum of its children. It is made by your function of one node, with"
        " the weights.",
    ),
    _mistake(
        "a second tanh at every inner node",
        _JOIN,
        "state = np.tanh(tree_node_forward(a_left, a_right, parameters)[0])",
        "The node's state goes through tanh once more. Your function of one node has done that already.",
    ),
    _mistake(
        "each node has the state of its left child",
        "        a.append(state)",
        "        a.append(a_left if node.children else state)",
        "At inner nodes the left child's state is handed out. The state that was made there is asked for.",
    ),
    _mistake(
        "each node has the state of its right child",
        "        a.append(state)",
        "        a.append(a_right if node.children else state)",
        "At inner nodes the right child's state is handed out. The state that was made there is asked for.",
    ),
    _mistake(
        "the root is in the result twice",
        _END,
        "return np.stack([*a, a[-1]])",
        "The root's state stands there twice. Count the nodes: a tree of k leaves has 2k - 1.",
    ),
]
