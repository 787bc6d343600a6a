"""The tasks of lesson 14: a bag, the gradient of its table, a treebank's measures, and two questions."""

import numpy as np

from rnn_helpers.exercises.lessons.lesson_14.mistakes_accuracy import ACCURACY_MISTAKES
from rnn_helpers.exercises.lessons.lesson_14.mistakes_bag import BAG_MISTAKES
from rnn_helpers.exercises.lessons.lesson_14.mistakes_gradient import GRADIENT_MISTAKES
from rnn_helpers.exercises.lessons.lesson_14.reference import (
    accuracy_measures,
    bag_of_words,
    embedding_gradient,
)
from rnn_helpers.exercises.lessons.lesson_14.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, probe

LESSON = "14_learning_from_trees"

# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def bag_probes(rng):
    """Inputs for the bag: single bags, several, words that come again, the unknown word."""
    table = np.array([[4.0, 5.0], [1.0, -1.0], [0.5, 2.0], [3.0, 0.0]])
    several = [[1, 3, 2], [4, 1, 2, 5], [1, 5]]
    return [
        _bag_probe("one", table, [[1, 3]]),
        _bag_probe("one", rng.normal(0, 1, (5, 3)), [[4, 1, 2]]),
        _bag_probe("one", rng.normal(0, 1, (6, 4)), [[2, 5, 3, 1]]),
        _bag_probe("several", rng.normal(0, 1, (6, 2)), several),
        _bag_probe("several", rng.normal(0, 1, (4, 3)), [[3], [2, 1]]),
        _bag_probe("again", rng.normal(0, 1, (4, 4)), [[2, 2, 3, 2], [1, 3, 3, 1]]),
        _bag_probe("again", rng.normal(0, 1, (5, 3)), [[2, 2, 4, 2], [1, 4, 4], [3]]),
        _bag_probe("unknown", rng.normal(0, 1, (4, 2)), [[3, 0, 1], [0, 0, 2, 3]]),
    ]


def _bag_probe(kind, table, bags):
    return probe(kind, table, [np.array(bag) for bag in bags], columns=len(bags), lists=True)


def gradient_probes(rng):
    """Inputs for the table's gradient: different words, words that come again, the unknown word."""
    fixed = np.array([[1.0, 2.0, 0.5], [-1.0, 3.0, 0.0]])
    return [
        probe("different", fixed, [3, 1, 2], 5),
        _gradient_probe(rng, "different", 4, [2], 3),
        _gradient_probe(rng, "different", 3, [4, 1, 3], 6),
        _gradient_probe(rng, "again", 2, [3, 1, 3, 2, 1], 4),
        _gradient_probe(rng, "again", 3, [1, 1, 2, 2, 1, 5], 7),
        _gradient_probe(rng, "again", 4, rng.permutation([1, 1, 2, 1]), 3),
        _gradient_probe(rng, "unknown", 2, [2, 0, 1], 3),
        _gradient_probe(rng, "unknown", 2, [0, 2, 0], 4),
    ]


def _gradient_probe(rng, kind, n_x, numbers, words):
    return probe(kind, rng.normal(0, 1, (n_x, len(numbers))), np.array(numbers), words)


def accuracy_probes(rng):
    """Inputs for the measures: a fixed tree of five nodes, then random trees, one or several.

    Shares of few nodes agree by chance; on the larger forests no two mistakes give the same four.
    """
    columns = [
        [0.0, 0.1, 0.2, 0.6, 0.1],
        [0.4, 0.0, 0.1, 0.3, 0.2],
        [0.1, 0.1, 0.6, 0.1, 0.1],
        [0.1, 0.3, 0.4, 0.2, 0.0],
        [0.2, 0.5, 0.0, 0.0, 0.3],
    ]
    fixed = np.array(columns).T, np.array([3, 0, 2, 3, 1]), np.array([4])
    one = [_single_tree(rng, 25), _single_tree(rng, 101)]
    sizes = [[5, 1, 9, 3, 7, 15], *(2 * rng.integers(0, 5, 150) + 1 for _ in range(3))]
    forests = [_trees(rng, each) for each in sizes]
    return [
        probe("one", *fixed),
        *(probe("batch", *each) for each in reversed(forests)),
        *(probe("one", *each) for each in one),
    ]


def _single_tree(rng, size):
    """A random tree, drawn until its first node and its root are not both on the right or the wrong side."""
    while True:
        y_pred, labels, roots = _trees(rng, [size])
        ends = accuracy_measures(y_pred[:, [0, -1]], labels[[0, -1]], np.array([1]))
        if labels[0] != 2 and ends["binary all"] == 0.5:
            return y_pred, labels, roots


def _trees(rng, sizes):
    """Random trees of these sizes: half of the predictions lean to the label; some root has a side."""
    roots = np.cumsum(sizes) - 1
    labels = rng.choice(5, roots[-1] + 1, p=[0.15, 0.2, 0.3, 0.2, 0.15])
    labels[roots[-1]] = rng.choice([0, 1, 3, 4])
    labels[roots[:2][: len(roots) - 1]] = 2
    y_pred = rng.dirichlet(np.full(5, 0.8), len(labels)).T
    y_pred[labels, np.arange(len(labels))] += rng.choice([0.0, 0.6], len(labels))
    return y_pred / y_pred.sum(axis=0), labels, roots


# --- the tasks

BAG = {
    "name": "bag_of_words",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: a bag of words",
    "reference": bag_of_words,
    "arguments": ("E", "bags"),
    "outputs": ("s",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.bags.bag_scores", "rnn_helpers.bags.bag_loss"),
    "probes": bag_probes,
    "kinds": {
        "one": "a single bag",
        "several": "several bags",
        "again": "words that come again",
        "unknown": "bags with the unknown word",
    },
    "parts": [
        {"name": "a single bag", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "several bags", "points": 2, "test": "values", "kinds": ("several",)},
        {"name": "words that come again", "points": 2, "test": "values", "kinds": ("again",)},
        {"name": "the unknown word", "points": 1, "test": "values", "kinds": ("unknown",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": BAG_MISTAKES,
}

GRADIENT = {
    "name": "embedding_gradient",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the gradient of the table",
    "reference": embedding_gradient,
    "arguments": ("dx", "numbers", "words"),
    "outputs": ("dE",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.embeddings.look_up_backward", "rnn_helpers.bags.bag_loss"),
    "probes": gradient_probes,
    "kinds": {
        "different": "words that are all different",
        "again": "words that come again",
        "unknown": "places with the unknown word",
    },
    "parts": [
        {"name": "different words", "points": 2, "test": "values", "kinds": ("different",)},
        {"name": "words that come again", "points": 4, "test": "values", "kinds": ("again",)},
        {"name": "the unknown word", "points": 1, "test": "values", "kinds": ("unknown",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": GRADIENT_MISTAKES,
}

ACCURACY = {
    "name": "accuracy_measures",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: what papers report",
    "reference": accuracy_measures,
    "arguments": ("y_pred", "labels", "roots"),
    "outputs": ("fine root", "fine all", "binary root", "binary all"),
    "returns": "dict",
    "uses": (),
    "out_of_reach": (
        "rnn_helpers.tree_training.accuracy_measures",
        "rnn_helpers.tree_training.treebank_measures",
    ),
    "probes": accuracy_probes,
    "kinds": {"one": "a single tree", "batch": "several trees"},
    "parts": [
        {
            "name": "five classes",
            "points": 2,
            "test": "values",
            "outputs": ("fine root", "fine all"),
        },
        {
            "name": "two sides, a single tree",
            "points": 2,
            "test": "values",
            "kinds": ("one",),
            "outputs": ("binary root", "binary all"),
        },
        {
            "name": "two sides, all nodes",
            "points": 2,
            "test": "values",
            "kinds": ("batch",),
            "outputs": ("binary all",),
        },
        {
            "name": "two sides, the roots",
            "points": 2,
            "test": "values",
            "kinds": ("batch",),
            "outputs": ("binary root",),
        },
        UNCHANGED,
        OWN,
    ],
    "mistakes": ACCURACY_MISTAKES,
}

BOILING = [330, 340, 350, 400, 480]  # kelvin of the five isomers of task 4

WALL = {
    "name": "bag_wall",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 4: the wall in front of a bag",
    "see": SECTIONS["wall"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 42.0,
    "within": 0.2,
    "because": (
        "The best single answer for the mean absolute error is the median, 350 K. The errors are 20, 10, 0,"
        " 50 and 130 K, and their mean is 42 K."
    ),
    "wrong": [
        (
            48.0,
            "That is what the mean of the five would reach. The mean makes the squared error small; which"
            " single answer makes the absolute error smallest?",
        ),
        (
            350.0,
            "That is the best answer itself. By how much is it off, on average over the five?",
        ),
        (
            380.0,
            "That is the mean of the five, in kelvin. Asked for is how far off the best single answer is, and"
            " for absolute errors the mean is not the best.",
        ),
        (
            0.0,
            "A network with a table of all five would need to know which is which. To a bag they are one and"
            " the same input, so it gives one answer to all.",
        ),
        (
            210.0,
            "That is the sum of the five errors, of the right single answer. The mean error is asked for.",
        ),
        (
            52.5,
            "That divides by 4. All five molecules are asked about, the one that is met exactly as well.",
        ),
        (
            55.0,
            "That is the answer in the middle between the lowest and the highest. It makes the largest error"
            " small; the mean error can be made smaller.",
        ),
        (
            float(np.std(BOILING)),
            "That is the standard deviation: the root of the mean square, around the mean. The measure here"
            " is the mean of the absolute errors.",
        ),
        (
            float(np.std(BOILING, ddof=1)),
            "That is the standard deviation: a root of squares, around the mean. The measure here is the mean"
            " of the absolute errors.",
        ),
        (
            20.0,
            "That is the median of the errors. The single answer is the right one; of its errors the mean is"
            " asked for.",
        ),
        (
            15.1,
            "That is the wall on the lesson's test molecules. Here are five molecules of one group.",
        ),
        (
            150.0,
            "That is the distance from the lowest to the highest. A single answer can stand between them, and"
            " the mean is asked for.",
        ),
    ],
    "rule": (
        "A bag gives one answer to all five. Find the one that makes the mean of the absolute errors as small"
        " as it can be, write down the five errors, and take their mean."
    ),
}

FAIR = {
    "name": "fair_comparison",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 5: what may be said",
    "see": SECTIONS["fair"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "The two models differ in the tree, in the number of labels and in the tuning, all at once. Each of"
        " these can make such a difference, and neither seeds nor test sentences can tell which one did."
    ),
    "choices": {
        "a": (
            "The spread says that the difference is no accident of random starts. It does not say where the"
            " difference comes from: what else did one model get that the other did not?"
        ),
        "b": (
            "Work it out: the uncertainty of a share near 80 % of 1,000 is 1.3 points, that of a difference"
            " of two such shares at most 1.8. The difference is more than twice as large."
        ),
        "c": "",
        "d": (
            "The same test sentences are one condition of six. What did the models learn from, and how many"
            " rates were tried for each?"
        ),
        "e": (
            "More seeds make each mean more certain, and both would stay about where they are. Is the random"
            " start the only thing in which the models differ, besides the tree?"
        ),
    },
}

TASKS = [BAG, GRADIENT, ACCURACY, WALL, FAIR]
