"""The tasks of lesson 13: a node and a tree backward, a node with gates, levels, and two questions."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_13.mistakes_child_sum import CHILD_SUM_MISTAKES
from rnn_helpers.exercises.lessons.lesson_13.mistakes_levels import LEVELS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_13.mistakes_node import NODE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_13.mistakes_pass import PASS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_13.reference import (
    child_sum_node_forward,
    levels,
    tree_backward_pass,
    tree_node_backward,
)
from rnn_helpers.exercises.lessons.lesson_13.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe

LESSON = "13_backpropagation_through_structure"

# --- trees, as the numbers of the children of each node in post-order

PAIR = [[], [], [0, 1]]
PHRASE = [[], [], [], [1, 2], [0, 3], [], [4, 5]]  # the tree of the lesson
BALANCED = [[], [], [0, 1], [], [], [3, 4], [2, 5]]
CHAIN = [[], [], [0, 1], [], [2, 3], [], [4, 5]]


def _random_tree(rng, leaves):
    """A random binary tree with this number of leaves."""
    return _joined(rng, leaves, 0)


def _joined(rng, leaves, first):
    if leaves == 1:
        return [[]]
    on_the_left = int(rng.integers(1, leaves))
    left = _joined(rng, on_the_left, first)
    right = _joined(rng, leaves - on_the_left, first + len(left))
    root = first + len(left) + len(right)
    return [*left, *right, [first + len(left) - 1, root - 1]]


# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def node_probes(rng):
    """Inputs for the node: all sizes different, all equal, one example and several."""
    a_node, a_left, a_right = np.array([[[0.5], [0.0]], [[1.0], [-1.0]], [[0.5], [2.0]]])
    plain = {"W_left": np.array([[1.0, 2.0], [0.0, -1.0]]), "W_right": np.array([[1.0, 0.0], [1.0, 3.0]])}
    fixed = (np.array([[1.0], [-2.0]]), (a_node, a_left, a_right, plain | {"ba": np.zeros((2, 1))}))
    sizes = [(3, 3, 1), (3, 3, 4), (2, 4, 1), (4, 2, 3), (3, 3, 3), (1, 1, 2)]
    return [probe("one", *fixed, columns=1), *(_node_probe(rng, *each) for each in sizes)]


def _node_probe(rng, n_a, n_right, m):
    parameters = _parameters(rng, n_a, n_right, 2)
    states = [np.tanh(rng.normal(0, 1, (rows, m))) for rows in (n_a, n_a, n_right)]
    arguments = rng.normal(0, 1, (n_a, m)), (*states, parameters)
    return probe("one" if m == 1 else "batch", *arguments, columns=m)


def _parameters(rng, n_a, n_right, n_y):
    shapes = {
        "W_left": (n_a, n_a),
        "W_right": (n_a, n_right),
        "Wya": (n_y, n_a),
        "ba": (n_a, 1),
        "by": (n_y, 1),
    }
    return {name: rng.normal(0, 0.7, shapes[name]) for name in another_order(list(shapes), rng)}


def pass_probes(rng):
    """Inputs for the pass: two words, then larger trees with predictions at all nodes, some, or the root.

    Where some nodes make no prediction, wrong answers differ in what stands where nothing arrives: these
    probes count as "extreme", so that mistakes are looked for on the others first. Right leaves of another
    size cannot make predictions at all, for the output layer does not fit them: an edge of its own.
    """
    return [
        _pass_probe(rng, "pair", PAIR, (2, 3, 1), range(3)),
        _pass_probe(rng, "every", PHRASE, (3, 2, 1), range(7)),
        _pass_probe(rng, "every", BALANCED, (2, 4, 3), range(7)),
        _pass_probe(rng, "every", _random_tree(rng, 5), (2, 2, 2), range(9)),
        _pass_probe(rng, "extreme", PHRASE, (4, 2, 2), [6]),
        _pass_probe(rng, "extreme", BALANCED, (3, 2, 2), [1, 2, 3, 6]),
        _pass_probe(rng, "extreme", CHAIN, (3, 2, 1), [2, 4, 6]),
        _pass_probe(rng, "sizes", CHAIN, (3, 2, 1), [0, 2, 4, 6], n_right=4),
    ]


def _pass_probe(rng, kind, below, sizes, telling, n_right=None):
    """A tree with random words and errors. `telling` : the nodes whose predictions count."""
    n_a, n_y, m = sizes
    parameters = _parameters(rng, n_a, n_right or n_a, n_y)
    dz = [rng.normal(0, 1, (n_y, m)) if i in telling else None for i in range(len(below))]
    return probe(
        kind, dz, _caches(rng, below, parameters, m), [list(two) for two in below], columns=m, lists=True
    )


def _caches(rng, below, parameters, m):
    """What the forward pass leaves at each node, for random words."""
    rights = {two[1] for two in below if two}
    caches = []
    for i, two in enumerate(below):
        if two:
            a_left, a_right = (caches[child][0] for child in two)
            score = parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"]
            caches.append((np.tanh(score), a_left, a_right, parameters))
        else:
            rows = parameters["W_right"].shape[1] if i in rights else len(parameters["ba"])
            caches.append((rng.normal(0, 1, (rows, m)), parameters))
    return caches


def child_sum_probes(rng):
    """Inputs for the node with gates: several children, one, none; sizes different and equal.

    A leaf counts as "extreme": there wrong answers fail in ways of their own, and it is looked at last.
    """
    sizes = [(3, 2, 2, 1), (2, 3, 3, 4), (1, 2, 3, 1), (1, 3, 2, 2), (2, 2, 2, 2)]
    probes = [_child_sum_probe(rng, *each) for each in sizes]
    arguments = probes[1]["arguments"]
    whole = [rng.integers(-2, 3, arguments[0].shape)]
    whole += [[rng.integers(-1, 2, state.shape) for state in states] for states in arguments[1:3]]
    weights = {name: rng.integers(-1, 2, array.shape) for name, array in arguments[3].items()}
    leaves = [_child_sum_probe(rng, 0, 3, 2, 1), _child_sum_probe(rng, 0, 2, 4, 3)]
    return [*probes, probe("whole", *whole, weights, lists=True), *leaves]


def _child_sum_probe(rng, children, n_x, n_a, m):
    kind = ("extreme", "only child")[children] if children < 2 else "several"
    a_children = [np.tanh(rng.normal(0, 1, (n_a, m))) for _ in range(children)]
    c_children = [rng.normal(0, 1, (n_a, m)) for _ in range(children)]
    names = another_order(["Wf", "Wi", "Wc", "Wo", "bf", "bi", "bc", "bo"], rng)
    shapes = {"W": (n_a, n_a + n_x), "b": (n_a, 1)}
    parameters = {name: rng.normal(0, 0.8, shapes[name[0]]) for name in names}
    return probe(kind, rng.normal(0, 1, (n_x, m)), a_children, c_children, parameters, columns=m, lists=True)


def levels_probes(rng):
    """Inputs for the levels: fixed trees, nodes with one or three children, two trees, a random one."""
    many = [[], [0], [], [2], [3], [], [], [], [5, 6, 7], [1, 4, 8]]
    shapes = [
        ("small", PAIR),
        ("small", [[]]),
        ("binary", PHRASE),
        ("binary", [[], [], [], [1, 2], [], [], [4, 5], [3, 6], [0, 7]]),
        ("binary", CHAIN),
        ("binary", BALANCED),
        ("any", many),
        ("any", [[], [0], [1]]),
        ("binary", _random_tree(rng, 6)),
        ("several", [*PAIR, *_numbered_on(PHRASE, 3), []]),
        ("several", [*PHRASE, *_numbered_on(PAIR, 7)]),
    ]
    return [probe(kind, [list(children) for children in below], lists=True) for kind, below in shapes]


def _numbered_on(below, first):
    """A tree whose nodes are numbered from `first` on."""
    return [[child + first for child in children] for children in below]


# --- the tasks

NODE = {
    "name": "tree_node_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: one node backward",
    "reference": tree_node_backward,
    "arguments": ("da_node", "cache"),
    "outputs": ("da_left", "da_right", "dW_left", "dW_right", "dba"),
    "returns": "dict",
    "uses": (),
    "out_of_reach": ("rnn_helpers.tree_rnn.tree_node_backward", "rnn_helpers.tree_rnn.tree_backward_pass"),
    "probes": node_probes,
    "parts": [
        {
            "name": "the children's errors",
            "points": 3,
            "test": "values",
            "kinds": ("one", "batch"),
            "outputs": ("da_left", "da_right"),
        },
        {
            "name": "the gradients of the parameters",
            "points": 3,
            "test": "values",
            "kinds": ("one",),
            "outputs": ("dW_left", "dW_right", "dba"),
        },
        {
            "name": "their sums over a batch",
            "points": 1,
            "test": "values",
            "kinds": ("batch",),
            "outputs": ("dW_left", "dW_right", "dba"),
        },
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": NODE_MISTAKES,
}

PASS = {
    "name": "tree_backward_pass",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: from the root down",
    "reference": tree_backward_pass,
    "arguments": ("dz", "caches", "below"),
    "outputs": ("da", "dW_left", "dW_right", "dba", "dWya", "dby"),
    "keys": ("dW_left", "dW_right", "dba", "dWya", "dby"),
    "uses": ("tree_node_backward",),
    "out_of_reach": ("rnn_helpers.tree_rnn.tree_backward_pass", "rnn_helpers.tree_rnn.tree_node_backward"),
    "probes": pass_probes,
    "kinds": {
        "pair": "a tree of two words",
        "every": "trees with a label at every node",
        "sizes": "right leaves of another size",
    },
    "edges": ("sizes",),
    "large": {
        "title": "Nodes without a prediction",
        "says": (
            "At some nodes of this tree `dz` is None. Such a node hears its parent alone, and if it has"
            " children, it still takes its step."
        ),
        "see": SECTIONS["labels"],
    },
    "parts": [
        {"name": "two words", "points": 2, "test": "values", "kinds": ("pair",)},
        {
            "name": "da, a label at every node",
            "points": 2,
            "test": "values",
            "kinds": ("every",),
            "outputs": ("da",),
        },
        {
            "name": "gradients, a label at every node",
            "points": 2,
            "test": "values",
            "kinds": ("every",),
            "outputs": ("dW_left", "dW_right", "dba", "dWya", "dby"),
        },
        {
            "name": "labels at some nodes, or at the root",
            "points": 1,
            "test": "values",
            "kinds": ("extreme",),
        },
        {"name": "right leaves of another size", "points": 1, "test": "values", "kinds": ("sizes",)},
        UNCHANGED,
        OWN,
    ],
    "mistakes": PASS_MISTAKES,
}

CHILD_SUM = {
    "name": "child_sum_node_forward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: a forget gate for each child",
    "reference": child_sum_node_forward,
    "arguments": ("xt", "a_children", "c_children", "parameters"),
    "outputs": ("a_node", "c_node"),
    "uses": (),
    "out_of_reach": (
        "rnn_helpers.tree_lstm.child_sum_node_forward",
        "rnn_helpers.tree_lstm.child_sum",
        "rnn_helpers.tree_rnn.tree_forward_pass",
    ),
    "probes": child_sum_probes,
    "kinds": {
        "only child": "a node with one child",
        "several": "a node with several children",
    },
    "large": {
        "title": "A leaf",
        "says": (
            "At a leaf both lists are empty: there is nothing to take a shape from, and a sum over them is"
            " the number 0. All that is made from the word stays as it is."
        ),
        "see": SECTIONS["sum"],
    },
    "parts": [
        {"name": "one child", "points": 2, "test": "values", "kinds": ("only child",)},
        {"name": "several children", "points": 3, "test": "values", "kinds": ("several",)},
        {"name": "a leaf", "points": 2, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": CHILD_SUM_MISTAKES,
}

LEVELS = {
    "name": "levels",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: what can be computed together",
    "reference": levels,
    "arguments": ("below",),
    "outputs": ("rows",),
    "uses": (),
    "out_of_reach": (),
    "probes": levels_probes,
    "kinds": {
        "small": "the smallest trees",
        "binary": "binary trees",
        "any": "trees with any number of children",
        "several": "several trees",
    },
    "edges": ("several",),
    "parts": [
        {"name": "the smallest trees", "points": 2, "test": "values", "kinds": ("small",)},
        {"name": "binary trees", "points": 3, "test": "values", "kinds": ("binary",)},
        {"name": "any number of children", "points": 2, "test": "values", "kinds": ("any",)},
        {"name": "several trees", "points": 1, "test": "values", "kinds": ("several",)},
        UNCHANGED,
        OWN,
    ],
    "mistakes": LEVELS_MISTAKES,
}

REACH = {
    "name": "reach",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: how far the error reaches",
    "see": SECTIONS["reach"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 0.8**4 / 0.8**15,
    "within": 0.05,
    "because": (
        "The first word is 4 edges deep in the balanced tree, for 2 to the power of 4 is 16, and 15 edges"
        " deep in the chain. The 11 edges more cost a factor of 0.8 each: 1 / 0.8 to the power of 11 is 11.6."
    ),
    "wrong": [
        (
            0.8**15,
            "That is what arrives in the chain. The question asks how many times as much arrives in the"
            " balanced tree.",
        ),
        (
            0.8**15 / 0.8**4,
            "That is the other way round: what arrives in the chain, as a share of what arrives in the"
            " balanced tree. The flat tree lets more through.",
        ),
        (
            0.8**4,
            "That is what arrives in the balanced tree. The question asks how many times as much that is as"
            " what arrives in the chain.",
        ),
        (
            0.8**4 / 0.8**16,
            "That counts 16 edges in the chain. Its first word shares the lowest node with the second: how"
            " many nodes with two children join 16 words?",
        ),
        (
            0.8**5 / 0.8**15,
            "That counts 5 edges in the balanced tree. There are 5 levels of nodes, from the words to the"
            " root; how many edges lie between them?",
        ),
        (
            15 / 4,
            "That compares the depths. Each edge multiplies, so what arrives shrinks with a power of 0.8, not"
            " in proportion to the depth.",
        ),
        (
            11 * 0.8,
            "That adds 0.8 for each of the 11 edges that the chain has more. Each edge multiplies by 0.8.",
        ),
        (
            0.8**8 / 0.8**15,
            "That takes half of the words for the depth of the balanced tree. Each level up halves the number"
            " of nodes: 16, 8, 4, 2, 1. How many edges is that?",
        ),
        (
            1 / 0.8**15,
            "That compares what arrives in the chain with the error at the root. In the balanced tree"
            " something is lost on the way, too.",
        ),
        (11.0, "That is how many edges more the chain has. Each of them multiplies by 0.8."),
        (
            0.8**15 - 0.8**4,
            "That is a difference. “How many times as much” asks for a quotient.",
        ),
        (
            1.0,
            "The words are the same, but the ways are not: what counts is the number of edges between the"
            " word and the root.",
        ),
    ],
    "rule": (
        "Find the depth of the first word in either tree, the number of edges between it and the root. Each"
        " edge multiplies by 0.8; then divide one by the other."
    ),
}

TWICE = {
    "name": "phrase_twice",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: a phrase that hangs twice",
    "see": SECTIONS["twice"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "The two places have the same state, but not the same error: one hears through W_left, the other"
        " through W_right. The second assignment drops the first error, so the word gets the share of the"
        " right-hand place alone."
    ),
    "choices": {
        "a": (
            "The same state does not mean the same error. The phrase is used twice, and if it is nudged, both"
            " places are nudged: what do the changes of the loss do then?"
        ),
        "b": (
            "A part is missing, yes. But it would be half only if the two errors were equal. Through which"
            " matrix does the error come to the place on the left, and through which to the one on the right?"
        ),
        "c": "",
        "d": (
            "The errors that reach the two places differ, and only one is kept. But which one: the one that"
            " was assigned first, or the one that was assigned last?"
        ),
        "e": (
            "The phrase keeps a number, and takes its step down with it: something does arrive. What is wrong"
            " with that number?"
        ),
    },
}

TASKS = [NODE, PASS, CHILD_SUM, LEVELS, REACH, TWICE]
