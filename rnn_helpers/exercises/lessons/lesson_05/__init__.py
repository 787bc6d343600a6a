"""The tasks of lesson 05: the masked loss, clipping by norm, a step of Adam, drawing, and two questions."""

import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.exercises.lessons.lesson_05.mistakes_adam import ADAM_MISTAKES
from rnn_helpers.exercises.lessons.lesson_05.mistakes_clip import CLIP_MISTAKES
from rnn_helpers.exercises.lessons.lesson_05.mistakes_draw import DRAW_MISTAKES
from rnn_helpers.exercises.lessons.lesson_05.mistakes_loss import LOSS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_05.reference import adam_step, clip_by_norm, draw, masked_loss
from rnn_helpers.exercises.lessons.lesson_05.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe

LESSON = "05_training_a_character_model"


# --- probes for the loss: y_pred, labels, mask


def loss_probes(rng):
    """Batches without padding, with padding at the ends, and then padding of all kinds, or a single step."""
    hole = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]], bool)
    return [
        _loss_probe(rng, "full", 4, 5, 1),
        _loss_probe(rng, "full", 3, 5, 4),
        _loss_probe(rng, "padded", 5, 4, 3, _ends(5, [4, 2, 5])),
        _loss_probe(rng, "padded", 3, 5, 4, _ends(3, [2, 3, 1, 3])),
        _loss_probe(rng, "padded", 4, 4, 4, _ends(4, [2, 4, 1, 3])),
        _loss_probe(rng, "extreme", 4, 3, 3, _ends(4, [2, 4, 3]), padding=0.0),
        _loss_probe(rng, "extreme", 5, 2, 3, _ends(5, [3, 0, 4])),
        _loss_probe(rng, "extreme", 4, 5, 3, hole),
        _loss_probe(rng, "extreme", 1, 3, 4),
    ]


def _ends(T_x, lengths):
    """A mask that is True for the first steps of each column."""
    return np.arange(T_x)[:, None] < np.array(lengths)


def _loss_probe(rng, kind, T_x, n_y, m, mask=None, padding=None):
    mask = np.ones((T_x, m), bool) if mask is None else mask
    y_pred = np.array([softmax(z) for z in rng.normal(0, 1, (T_x, n_y, m))])
    if padding is not None:
        y_pred = np.where(mask[:, None], y_pred, padding)
    return probe(kind, y_pred, rng.integers(0, n_y, (T_x, m)), mask, columns=m, steps=T_x)


# --- probes for clipping: gradients, limit


def clip_probes(rng):
    """One array that is too long, several, and some that are short enough by the norm alone."""
    shapes = {"dWax": (3, 4), "dWaa": (3, 3), "dba": (3, 1)}
    two = {"dWaa": np.array([[3.0]]), "dba": np.array([[-4.0]])}
    return [
        probe("one", {"dWya": _of_norm(rng, (2, 5), 3.0)}, 1.7),
        probe("one", {"dba": _of_norm(rng, (4, 1), 0.8)}, 0.7),
        probe("several", two, 2.5),
        probe("several", _gradients(rng, shapes, 6.0), 4.5),
        probe("several", _gradients(rng, shapes | {"dWya": (2, 3), "dby": (2, 1)}, 40.0), 0.5),
        probe("several", {"dW": _of_norm(rng, (2, 2), 1.6), "dx": _of_norm(rng, (5,), 0.3)}, 1.2),
        probe("short", _gradients(rng, shapes, 2.9), 3.0),
        probe("short", _gradients(rng, {"dWya": (4, 2), "dby": (4, 1)}, 0.3), 0.31),
        probe("short", {name: np.zeros(shape) for name, shape in shapes.items()}, 2.0),
    ]


def _of_norm(rng, shape, norm):
    array = rng.normal(0, 1, shape)
    return array * norm / np.linalg.norm(array)


def _gradients(rng, shapes, norm):
    """A dict of arrays whose names stand in any order, with this norm altogether."""
    sizes = [np.prod(shape) for shape in shapes.values()]
    pieces = np.split(_of_norm(rng, sum(sizes), norm), np.cumsum(sizes)[:-1])
    arrays = {name: piece.reshape(shape) for piece, (name, shape) in zip(pieces, shapes.items())}
    return {name: arrays[name] for name in another_order(list(arrays), rng)}


# --- probes for Adam: W, dW, mean, square, k, learning_rate


def adam_probes(rng):
    """First updates, later ones, weights without a gradient, and tiny gradients."""
    tiny = np.array([[2e-8, -5e-8], [1e-6, 1e-4]])
    seldom = rng.normal(0, 1, (3, 2)) * np.array([[1.0], [0.0], [1.0]])
    return [
        _first_update(_usual(rng, (3, 2)), 0.1),
        _first_update(_usual(rng, (2,)) * 100, 0.03),
        _later_update(rng, (3, 4), 2, 0.05),
        _later_update(rng, (2, 2), 3, 0.2, size=30.0),
        _later_update(rng, (1, 1), 7, 0.1),
        _later_update(rng, (4,), 40, 0.3),
        _first_update(seldom, 0.1, "extreme"),
        _first_update(tiny, 0.3, "extreme"),
    ]


def _usual(rng, shape):
    """Gradients of either sign, none of them tiny: beside them 1e-8 makes no difference."""
    return rng.choice([-1, 1], shape) * rng.uniform(0.4, 2, shape)


def _first_update(dW, rate, kind="first"):
    W = np.linspace(-1, 1, dW.size).reshape(dW.shape)
    return probe(kind, W, dW, np.zeros(dW.shape), np.zeros(dW.shape), 1, rate)


def _later_update(rng, shape, k, rate, size=1.0):
    W, dW, mean = rng.normal(0, 1, (3, *shape))
    return probe("later", W, size * dW, mean, rng.uniform(0.2, 2, shape), k, rate)


# --- probes for drawing: z, temperature, u


def draw_probes(rng):
    """At temperature 1 one column and several, other temperatures, then 0 and what overflows."""
    wide = np.array([[1000.0, 0.0, 3.0], [0.0, -1000.0, 2.0], [999.0, 1.0, 1.0], [1.0, 1.5, 0.0]])
    one = [probe("one", [[0.2], [0.5], [0.0], [0.3]], 1.0, [u]) for u in (0.45, 0.1, 0.7, 0.95)]
    impossible = np.array([[-2000.0, 0.0], [0.0, -2000.0], [1.0, 1.0]])
    return [
        one[0],
        _draw_probe(rng, "batch", 4, 9, 1.0),
        _draw_probe(rng, "warm", 5, 12, 0.3),
        _draw_probe(rng, "warm", 5, 12, 4.0),
        _draw_probe(rng, "batch", 6, 6, 1.0),
        *one[1:],
        probe("whole", rng.integers(-2, 3, (5, 8)), 2, _spread(rng, 8)),
        _draw_probe(rng, "extreme", 4, 20, 0),
        _draw_probe(rng, "extreme", 3, 1, 0),
        _draw_probe(rng, "extreme", 4, 20, 1e-4),
        probe("extreme", wide, 1.0, [0.3, 0.6, 0.9]),
        probe("extreme", wide, 0.001, _spread(rng, 3)),
        probe("extreme", impossible, 1.0, [0.0, 0.0]),
    ]


def _draw_probe(rng, kind, n_y, m, temperature):
    return probe(kind, rng.normal(0, 1, (n_y, m)), temperature, _spread(rng, m))


def _spread(rng, m):
    """Numbers from 0 to below 1, one in each m-th part, in any order."""
    return (rng.permutation(m) + rng.random(m)) / m


# --- the tasks

LOSS = {
    "name": "masked_loss",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: the loss of a padded batch",
    "reference": masked_loss,
    "arguments": ("y_pred", "labels", "mask"),
    "outputs": ("loss",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.losses.cross_entropy", "rnn_helpers.losses.cross_entropy_backward"),
    "probes": loss_probes,
    "kinds": {"full": "batches without padding", "padded": "batches with padding"},
    "large": {
        "title": "Padding of another kind, or a single step",
        "says": (
            "Some cases need care. A column of padding may hold nothing but zeros, and their logarithm must"
            " not"
            " reach the sum. A mask may leave out any cells, a whole column or a whole step among them. And a"
            " batch may have a single step."
        ),
        "see": SECTIONS["masks"],
    },
    "parts": [
        {"name": "a batch without padding", "points": 2, "test": "values", "kinds": ("full",)},
        {"name": "a batch with padding", "points": 4, "test": "values", "kinds": ("padded",)},
        {"name": "padding of all kinds", "points": 1, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": LOSS_MISTAKES,
}

CLIP = {
    "name": "clip_by_norm",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: clipping by norm",
    "reference": clip_by_norm,
    "arguments": ("gradients", "limit"),
    "outputs": ("clipped",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.optimisers.clip_norm",),
    "probes": clip_probes,
    "kinds": {
        "one": "a single array",
        "several": "several arrays that are too long",
        "short": "gradients that are short enough",
    },
    "parts": [
        {"name": "one array, too long", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "several, too long", "points": 4, "test": "values", "kinds": ("several",)},
        {
            "name": "too long or short enough",
            "points": 2,
            "test": "values",
            "kinds": ("one", "short"),
        },
        UNCHANGED,
        OWN,
    ],
    "mistakes": CLIP_MISTAKES,
}

ADAM = {
    "name": "adam_step",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: a step of Adam",
    "reference": adam_step,
    "arguments": ("W", "dW", "mean", "square", "k", "learning_rate"),
    "outputs": ("mean", "square", "W"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.optimisers.adam",),
    "probes": adam_probes,
    "kinds": {"first": "the first update", "later": "later updates"},
    "large": {
        "title": "No gradient, or a tiny one",
        "says": (
            "A weight that never had a gradient has two means of 0, and must stay where it is: 0/0 is NaN."
            " And"
            " where a gradient is tiny, it matters at which place the small number joins."
        ),
        "see": SECTIONS["optimiser"],
    },
    "parts": [
        {"name": "mean", "points": 1, "test": "values", "kinds": ("first", "later"), "outputs": ("mean",)},
        {
            "name": "square",
            "points": 1,
            "test": "values",
            "kinds": ("first", "later"),
            "outputs": ("square",),
        },
        {"name": "W, first update", "points": 2, "test": "values", "kinds": ("first",), "outputs": ("W",)},
        {"name": "W, later ones", "points": 2, "test": "values", "kinds": ("later",), "outputs": ("W",)},
        {"name": "no or tiny gradients", "points": 1, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": ADAM_MISTAKES,
}

DRAW = {
    "name": "draw",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: drawing at a temperature",
    "reference": draw,
    "arguments": ("z", "temperature", "u"),
    "outputs": ("rows",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.sampling.draw", "rnn_helpers.sampling.sharpen"),
    "probes": draw_probes,
    "kinds": {"one": "one column at temperature 1", "batch": "several at temperature 1"},
    "large": {
        "title": "Temperature 0, very low ones, or very large scores",
        "says": (
            "At temperature 0 the largest score of each column takes all. Close to 0, or with very large"
            " scores, no share may become NaN, and a row with the probability 0 is never drawn."
        ),
        "see": SECTIONS["temperature"],
    },
    "parts": [
        {"name": "one column", "points": 2, "test": "values", "kinds": ("one",)},
        {"name": "a batch", "points": 1, "test": "values", "kinds": ("batch",)},
        {"name": "other temperatures", "points": 2, "test": "values", "kinds": ("warm",)},
        {"name": "0 and other extremes", "points": 2, "test": "values", "kinds": ("extreme",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": DRAW_MISTAKES,
}

BITS = {
    "name": "bits_per_character",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: bits per character",
    "see": SECTIONS["units"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 2.0,
    "within": 0.02,
    "wrong": [
        (8.0, "That is what the whole name costs. Per character it is shared out among the predictions."),
        (
            8 / 3,
            "The sum is right, but it is divided by the three letters. A name of k letters has k + 1"
            " predictions, since its end is predicted too.",
        ),
        (
            7 / 3,
            "The end is left out. It is a prediction like the others: it has a cost, and it counts in the"
            " divisor.",
        ),
        (
            8 / 5,
            "You count five predictions. The line break at the beginning is read, but nobody predicts it.",
        ),
        (
            2 * np.log(2),
            "That is in nats: the natural logarithm. A bit is a smaller unit, so the number in bits is"
            " larger.",
        ),
        (8 * np.log(2), "That is what the whole name costs, and in nats. Bits per character are asked for."),
        (4.0, "That is the perplexity: 2 to the power of the bits per character."),
        (
            -np.log2(0.28125),
            "You averaged the probabilities and took one logarithm. Each prediction has a cost of its own,"
            " and"
            " the costs are averaged.",
        ),
        (0.28125, "That is the mean of the probabilities. Each has a cost first: how many bits is 1/4?"),
        (
            1 / 256,
            "That is the probability of the whole name, by the chain rule. What does it cost in bits, and"
            " what is that for each prediction?",
        ),
        (-2.0, "The size is right. A cost is positive: the logarithm of a probability is not."),
        (2 * np.log10(2), "That is with the logarithm to base 10. Bits take the base 2."),
    ],
    "rule": (
        "A probability of 1/2 costs 1 bit, and each halving costs one bit more. Write the cost below each of"
        " the predictions, the end included, and take their mean."
    ),
    "because": (
        "The costs are 2, 3, 2 and 1 bits, 8 altogether, for four predictions: three letters and the end. So"
        " the perplexity is 4: the model is as unsure as if it guessed among four equally likely symbols."
    ),
}

START = {
    "name": "first_loss",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: a loss at the start",
    "see": SECTIONS["start"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "Without any opinion each of the 27 symbols gets 1/27, and the loss is ln 27, 3.3 nats. At 9.1 the"
        " right answers get a probability of about e to the power of -9.1, one in nine thousand, typically:"
        " the network is sure and wrong. Random scores do that when the weights are too large; labels that"
        " are"
        " out of step do not, before anything is learned."
    ),
    "choices": {
        "a": (
            "Knowing nothing has its own price, and it is not 9.1: a network without an opinion gives each of"
            " the 27 symbols the same share. What does that cost in nats?"
        ),
        "b": (
            "No update has been made yet, so no learning rate has had a say. Look at what was there before"
            " the"
            " first update."
        ),
        "c": "",
        "d": (
            "Converted as if it were in bits, it would be 6.3 nats: still about twice what a network without"
            " an opinion should have. The unit does not explain it."
        ),
        "e": (
            "Labels that are out of step make a network learn the wrong thing. But before anything is"
            " learned,"
            " one label is as good as another: a network without an opinion has the same loss for all of"
            " them."
        ),
    },
}

TASKS = [LOSS, CLIP, ADAM, DRAW, BITS, START]
