"""The tasks of lesson 12: the node, the pass over a tree, depths, brackets, and what fades or changes."""

from rnn_helpers.exercises.lessons.lesson_12.mistakes_brackets import BRACKETS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_brackets_pieces import BRACKETS_PIECES_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_depths import DEPTHS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_depths_walks import DEPTHS_WALKS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_node import NODE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_node_output import NODE_OUTPUT_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_pass import PASS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.mistakes_pass_shape import PASS_SHAPE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_12.probes import (
    brackets_probes,
    depths_probes,
    node_probes,
    pass_probes,
)
from rnn_helpers.exercises.lessons.lesson_12.reference import (
    leaf_depths,
    read_brackets,
    tree_forward_pass,
    tree_node_forward,
)
from rnn_helpers.exercises.lessons.lesson_12.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED

LESSON = "12_from_chain_to_tree"

NODE = {
    "name": "tree_node_forward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: one node",
    "reference": tree_node_forward,
    "arguments": ("a_left", "a_right", "parameters"),
    "outputs": ("a_node", "y_pred", "cache"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.tree_rnn.tree_node_forward", "rnn_helpers.tree_rnn.tree_forward_pass"),
    "probes": node_probes,
    "parts": [
        {"name": "a_node", "points": 3, "test": "values", "kinds": ("one",), "outputs": ("a_node",)},
        {"name": "y_pred", "points": 2, "test": "values", "kinds": ("one",), "outputs": ("y_pred",)},
        {
            "name": "a batch",
            "points": 1,
            "test": "values",
            "kinds": ("batch",),
            "outputs": ("a_node", "y_pred"),
        },
        {"name": "cache", "points": 1, "test": "values", "kinds": ("one", "batch"), "outputs": ("cache",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": NODE_MISTAKES + NODE_OUTPUT_MISTAKES,
}

PASS = {
    "name": "tree_forward_pass",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the whole tree",
    "reference": tree_forward_pass,
    "arguments": ("tree", "x", "parameters"),
    "outputs": ("a",),
    "uses": ("tree_node_forward",),
    "out_of_reach": (
        "rnn_helpers.tree_rnn.tree_forward_pass",
        "rnn_helpers.tree_levels.levels_forward_pass",
        "rnn_helpers.tree_levels.states_forward",
    ),
    "probes": pass_probes,
    "kinds": {
        "one": "a tree of two words",
        "leaf": "a tree of a single leaf",
        "left": "a tree that leans to the left",
        "right": "a tree that leans to the right",
        "branches": "trees with several branches",
    },
    "parts": [
        {"name": "two words", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "leaning trees", "points": 2, "test": "values", "kinds": ("left", "right")},
        {"name": "trees with branches", "points": 2, "test": "values", "kinds": ("branches",)},
        {"name": "a single leaf", "points": 1, "test": "values", "kinds": ("leaf",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": PASS_MISTAKES + PASS_SHAPE_MISTAKES,
    "edges": ("leaf",),
}

DEPTHS = {
    "name": "leaf_depths",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: how far the leaves are",
    "reference": leaf_depths,
    "arguments": ("tree",),
    "outputs": ("depths",),
    "uses": (),
    "out_of_reach": (),
    "probes": depths_probes,
    "kinds": {
        "leaf": "a tree of a single leaf",
        "two": "trees with two children everywhere",
        "several": "nodes with one child or several",
        "words": "words at inner nodes",
    },
    "parts": [
        {"name": "two children everywhere", "points": 4, "test": "values", "kinds": ("two",)},
        {"name": "any number of children", "points": 2, "test": "values", "kinds": ("several",)},
        {"name": "words at inner nodes", "points": 2, "test": "values", "kinds": ("words",)},
        {"name": "a single leaf", "points": 1, "test": "values", "kinds": ("leaf",)},
        OWN,
    ],
    "mistakes": DEPTHS_MISTAKES + DEPTHS_WALKS_MISTAKES,
    "edges": ("leaf",),
}

BRACKETS = {
    "name": "read_brackets",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: from brackets to a tree",
    "reference": read_brackets,
    "arguments": ("text",),
    "outputs": ("tree",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.brackets.read_tree", "rnn_helpers.brackets.read_trees"),
    "probes": brackets_probes,
    "kinds": {
        "one": "a single pair of brackets",
        "left": "a tree that leans to the left",
        "right": "a tree that leans to the right",
        "branches": "trees with several branches",
        "signs": "words with other signs in them",
        "blanks": "blanks and line ends",
    },
    "parts": [
        {"name": "one pair", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "leaning trees", "points": 2, "test": "values", "kinds": ("left", "right")},
        {"name": "trees with branches", "points": 3, "test": "values", "kinds": ("branches",)},
        {"name": "all kinds of words", "points": 1, "test": "values", "kinds": ("signs",)},
        {"name": "blanks and line ends", "points": 1, "test": "values", "kinds": ("blanks",)},
        OWN,
    ],
    "mistakes": BRACKETS_MISTAKES + BRACKETS_PIECES_MISTAKES,
}

_FACTOR = 0.7
_COUNT = "First the depth: how often can 100 be halved, rounding up, until a single word is left?"

TRACE = {
    "name": "trace_in_balanced_tree",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: what is left of a trace",
    "parts": [{"name": "answer", "points": 2}],
    "right": _FACTOR**7,
    "within": 0.003,
    "because": (
        "100 words are halved to 50, 25, 13, 7, 4, 2, 1: seven times, so the farthest leaf is 7 steps away"
        " and 8 % of its trace are left. In the chain the first word is 99 steps away, and what is left of it"
        " is less than a thousand-million-millionth."
    ),
    "wrong": [
        (
            _FACTOR**99,
            "Next to nothing is left in the chain, where the first word is 99 steps from the root. In the"
            " balanced tree all leaves are much nearer: each level halves the number of states.",
        ),
        (
            _FACTOR**6,
            "That is 6 steps: enough for 64 words. 100 words are more, so one more level is needed; the"
            " logarithm is rounded up.",
        ),
        (
            _FACTOR**6.643856,
            "There is no two thirds of a step: the logarithm of 100 to the base 2 is 6.64, and the farthest"
            " leaves are as many steps away as the next whole number says.",
        ),
        (
            _FACTOR**8,
            "That is 8 factors: one for each node on the way, the leaf counted too. The leaf's own vector has"
            " not faded yet; there is a factor for each step.",
        ),
        (
            _FACTOR**10,
            "That is 10 steps, the square root of 100. Joined in pairs, a tree is as deep as the logarithm: "
            + _COUNT,
        ),
        (
            _FACTOR**5,
            "That is 5 steps; only 32 words can be so near. " + _COUNT,
        ),
        (
            _FACTOR**4.60517,
            "That is the natural logarithm of 100. Each level halves the number of states, so it is the"
            " logarithm to the base 2, rounded up.",
        ),
        (
            _FACTOR**2,
            "That is 2 steps, the logarithm of 100 to the base 10. Each level halves the number of states, so"
            " the base is 2, and the result is rounded up.",
        ),
        (7, "That is the number of steps, and it is right. How much of the trace is left after so many?"),
        (99, "That is the number of steps in the chain. " + _COUNT),
        (
            _FACTOR * 7,
            "That multiplies the factor by the number of steps, and there cannot be more left than there was."
            " Each step takes its share of what the step before it has left.",
        ),
        (
            _FACTOR / 7,
            "The factor is divided by the number of steps. Each step takes its share of what the step before"
            " it has left, so the factors multiply.",
        ),
        (
            1 - _FACTOR**7,
            "That is the part that is lost. The part that is left is asked for.",
        ),
        *(
            (percent, "That is the answer in percent. Write it as a share, a number between 0 and 1.")
            for percent in (8, 8.2, 100 * _FACTOR**7, 8.24)
        ),
    ],
    "rule": _COUNT + " Then multiply: a factor of 0.7 for each step.",
    "see": SECTIONS["depth"],
}

SWAP = {
    "name": "after_the_swap",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: two words change places",
    "see": SECTIONS["move"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "A state depends on what is below it and on nothing else. The node over a and b has other children"
        " now, so its state changes; its parent reads that state, and the root reads the parent's. No other"
        " node has a or b below it."
    ),
    "choices": {
        "a": (
            "If a node only added its children up, or had one matrix for both, this would be right. But"
            " W_left and W_right are different: what a sends up from the right is not what it sent up from"
            " the left."
        ),
        "b": (
            "That node changes, but it does not keep it to itself: its state is the left child of another"
            " node. Who reads it there, and who reads that one?"
        ),
        "c": "",
        "d": (
            "The root does change, for a and b are below it. But its state is made from its children's states"
            " alone. How does it get to know of the swap, if nothing in between has changed?"
        ),
        "e": (
            "In a sequence it would be so: every later step reads what came before. In a tree, being computed"
            " later is not enough. Which nodes have a or b below them?"
        ),
    },
}

TASKS = [NODE, PASS, DEPTHS, BRACKETS, TRACE, SWAP]
