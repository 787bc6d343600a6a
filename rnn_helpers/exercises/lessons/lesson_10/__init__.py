"""The tasks of lesson 10: sequences turned round, both directions, a decoder that writes, three questions."""

import numpy as np

from rnn_helpers import cells
from rnn_helpers.exercises.lessons.lesson_10.mistakes_both_ways import BOTH_WAYS_MISTAKES
from rnn_helpers.exercises.lessons.lesson_10.mistakes_reverse import REVERSE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_10.mistakes_writing import WRITE_MISTAKES
from rnn_helpers.exercises.lessons.lesson_10.reference import both_ways, reverse_each, write_answers
from rnn_helpers.exercises.lessons.lesson_10.sections import SECTIONS
from rnn_helpers.exercises.mistakes import singles
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, another_order, probe

LESSON = "10_directions_layers_sequences"


# --- probes: fixed small ones that a reader can check by eye, then fresh random ones


def reverse_probes(rng):
    """Sequences of one length ("full") and of several, with numbers in the padding that are not zero."""
    table = np.array([[1.0, 5.0], [2.0, 6.0], [3.0, 7.0], [4.0, 9.0]])[:, None, :]
    return [
        probe("full", np.array([[[1.0]], [[2.0]], [[3.0]]]), np.array([3]), columns=1, steps=3),
        probe("padded", table, np.array([4, 3]), columns=2, steps=4),
        _sequence_probe(rng, 4, 2, [4, 4, 4]),
        _sequence_probe(rng, 1, 3, [1, 1]),
        _sequence_probe(rng, 6, 3, rng.permutation([3, 5])),
        _sequence_probe(rng, 5, 2, [2, *rng.permutation([1, 5, 4])]),
        _sequence_probe(rng, 4, 4, [4, *rng.permutation([1, 3, 2])]),
        _sequence_probe(rng, 5, 4, [3]),
    ]


def _sequence_probe(rng, T_x, n, lengths):
    kind = "full" if min(lengths) == T_x else "padded"
    x = rng.normal(0, 1, (T_x, n, len(lengths)))
    return probe(kind, x, np.array(lengths), columns=len(lengths), steps=T_x)


def both_ways_probes(rng):
    """All three cells: sequences of one length, of several, of one step, and all sizes equal."""
    return [
        _network_probe(rng, "rnn", 4, 3, 2, [4]),
        _network_probe(rng, "gru", 3, 2, 4, [3, 3]),
        _network_probe(rng, "rnn", 1, 4, 3, [1, 1]),
        _network_probe(rng, "rnn", 5, 3, 2, [4, *rng.permutation([1, 3])]),
        _network_probe(rng, "gru", 4, 3, 2, [2]),
        _network_probe(rng, "lstm", 4, 2, 3, rng.permutation([4, 2])),
        _network_probe(rng, "rnn", 3, 3, 3, [3, *rng.permutation([2, 1])]),
    ]


def _network_probe(rng, cell, T_x, n_x, n_a, lengths):
    x, lengths = _sequence_probe(rng, T_x, n_x, lengths)["arguments"]
    kind = "full" if lengths.min() == T_x else "padded"
    ahead, back = _cell(rng, cell, n_x, n_a, 1), _cell(rng, cell, n_x, n_a, 1)
    return probe(kind, x, lengths, ahead, back, columns=len(lengths), steps=T_x)


def _cell(rng, cell, n_x, n_a, n_y, size=0.7):
    """A cell's parameters with biases that are not zero, in another order than the lesson's."""
    drawn = cells.initialise(cell, n_x, n_a, n_y, rng)
    return {name: rng.normal(0, size, drawn[name].shape) for name in another_order(list(drawn), rng)}


def write_probes(rng):
    """Decoders that end by themselves, one example or all at different steps, and some that are cut off.

    Start and end symbol are two numbers other than 0, or one and the same: any number, or the lesson's 0.
    """
    return [
        _writing_probe(rng, "rnn", "one", 5, 1),
        _writing_probe(rng, "lstm", "one", 5, 1, _one_number),
        _writing_probe(rng, "rnn", "batch", 6, 3),
        _writing_probe(rng, "rnn", "late", 4, 4),
        _writing_probe(rng, "lstm", "batch", 5, 2),
        _writing_probe(rng, "rnn", "batch", 4, 3, _zero),
        _writing_probe(rng, "rnn", "cut", 5, 3),
        _writing_probe(rng, "gru", "cut", 5, 2),
        _writing_probe(rng, "rnn", "single", 4, 2),
    ]


def _two_numbers(n_y):
    """All start symbols, each with the end symbols that it is tried with."""
    return {start: [end for end in range(1, n_y) if end != start] for start in range(1, n_y)}


def _one_number(n_y):
    return {start: [start] for start in range(1, n_y)}


def _zero(n_y):
    return {0: [0]}


def _writing_probe(rng, cell, kind, n_y, m, symbols=_two_numbers):
    """Draw decoders with many messages, until m of these are answered in the way that is asked for."""
    most = {"cut": 4, "single": 1}.get(kind, 6)
    tried = symbols(n_y)
    while True:
        decoder = _cell(rng, cell, n_y, 4, n_y, 2.5)
        messages = rng.uniform(-1, 1, (2 if cell == "lstm" else 1, 4, 60))
        free = _free(messages, decoder, list(tried), most)
        for start in rng.permutation(list(tried)).tolist():
            for end in rng.permutation(tried[start]).tolist():
                chosen = _chosen(rng, kind, free[start] == end, m)
                if len(chosen) < m or not _varied(free[start][:, chosen], min(most, 3)):
                    continue
                message = tuple(messages[:, :, chosen])
                written = write_answers(message, decoder, start, end, most)
                goes_on = (free[start][: len(written), chosen] != written).any()
                told_apart = goes_on or kind in ("one", "single")
                asked = message, decoder, start, end, most
                shown = start == end or _shown(kind, asked, written)
                if told_apart and shown and _all_matters(message, decoder, start, end, written):
                    kind = {"single": "cut", "late": "batch"}.get(kind, kind)
                    return probe(kind, *asked, columns=m, steps=most)


def _free(messages, decoder, starts, most):
    """What is written from each start symbol if nothing stops it: start -> (most, number of messages)."""
    each = np.repeat(starts, messages.shape[2])  # one call for all: every column begins with its own symbol
    written = write_answers(tuple(np.tile(messages, len(starts))), decoder, each, -1, most)
    return dict(zip(starts, np.split(written, len(starts), axis=1)))


def _all_matters(message, decoder, start, end, written):
    """Whether a message of two arrays is answered otherwise if one of them is zero, or takes both places."""
    if len(message) == 1:
        return True
    a, c = message
    nothing = np.zeros_like(a)
    others = np.hstack([a, nothing, a, c]), np.hstack([nothing, c, a, a])
    answers = np.split(write_answers(others, decoder, start, end, len(written)), 4, axis=1)
    return not any(np.array_equal(answer, written) for answer in answers)


_SHOWN = {  # mistakes that a single answer, or one that is cut off, could hide by chance, if symbols differ
    "one": (
        "the message is not used",
        "the decoder reads its probabilities",
        "no start symbol: the first input is zeros",
        "it begins with the end symbol",
        "it begins with symbol 0",
    ),
    "cut": (
        "the state is not carried on",
        "every step reads the start symbol",
        "the decoder reads its probabilities",
        "it ends at the start symbol",
    ),
}


def _shown(kind, asked, written):
    """Whether the mistakes that this kind of probe is to show give another answer."""
    wrong = {mistake["name"]: function for (mistake,), function in singles(WRITE)}
    return not any(np.array_equal(wrong[name](*asked), written) for name in _SHOWN.get(kind, ()))


def _chosen(rng, kind, ends, m):
    """Places of m answers that fit the kind of probe, the shortest first (for "late" last).

    ends : (most, …) True where the end symbol is written by a decoder that nothing stops
    returns : whole numbers, fewer than m where there are not enough
    """
    steps = np.where(ends.any(axis=0), ends.argmax(axis=0) + 1, len(ends) + 1)
    if kind in ("cut", "single"):
        short, long = np.flatnonzero(steps <= len(ends)), np.flatnonzero(steps > len(ends))
        return np.concatenate([rng.permutation(short)[: m // 2], rng.permutation(long)[: m - m // 2]])
    short, long = np.flatnonzero(steps <= 2), np.flatnonzero((steps >= 4) & (steps < len(ends)))
    chosen = np.concatenate([rng.permutation(short)[: m // 2], rng.permutation(long)[: m - m // 2]])
    return chosen[::-1] if kind == "late" else chosen


def _varied(written, least):
    """Whether no two answers are the same, and at least so many different symbols are among them."""
    different = len(set(map(tuple, written.T.tolist()))) == written.shape[1]
    return different and len(np.unique(written)) >= min(least, written.size)


# --- the tasks

REVERSE = {
    "name": "reverse_each",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: each from its own end",
    "reference": reverse_each,
    "arguments": ("x", "lengths"),
    "outputs": ("turned",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.stacks.reverse_each",),
    "probes": reverse_probes,
    "kinds": {"full": "sequences without padding", "padded": "padded sequences"},
    "parts": [
        {"name": "sequences without padding", "points": 2, "test": "values", "kinds": ("full",)},
        {"name": "padded sequences", "points": 5, "test": "values", "kinds": ("padded",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": REVERSE_MISTAKES,
}

BOTH_WAYS = {
    "name": "both_ways",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: two passes",
    "reference": both_ways,
    "arguments": ("x", "lengths", "ahead", "back"),
    "outputs": ("states",),
    "uses": ("reverse_each",),
    "out_of_reach": ("rnn_helpers.stacks.stack_forward_pass",),
    "probes": both_ways_probes,
    "kinds": {"full": "sequences without padding", "padded": "padded sequences"},
    "parts": [
        {"name": "sequences without padding", "points": 4, "test": "values", "kinds": ("full",)},
        {"name": "padded sequences", "points": 3, "test": "values", "kinds": ("padded",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": BOTH_WAYS_MISTAKES,
}

WRITE = {
    "name": "write_answers",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 3: the decoder writes",
    "reference": write_answers,
    "arguments": ("message", "decoder", "start", "end", "most"),
    "outputs": ("symbols",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.encoder_decoder.write_answers",),
    "probes": write_probes,
    "kinds": {
        "one": "a single answer",
        "batch": "several answers",
        "cut": "answers that are cut off",
    },
    "parts": [
        {"name": "a single answer", "points": 3, "test": "values", "kinds": ("one",)},
        {"name": "several answers", "points": 3, "test": "values", "kinds": ("batch",)},
        {"name": "answers that are cut off", "points": 1, "test": "values", "kinds": ("cut",)},
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": WRITE_MISTAKES,
}

_TURNED = "Rows and columns have changed places: the weights stand on the left of the column that they read."
_READS = "A weight matrix has a row for each number that it makes and a column for each number that it reads."
_ONE_SIDE = "below it two cells stand side by side, and at each step it reads the states of both."
_BOTH = "It makes one cell's own state of n_a units; the two cells' states are joined afterwards."
_INPUT = "With these columns it could read the letters. Only the lowest layer does that."

STACKED_SHAPES = {
    "name": "stacked_shapes",
    "kind": "shapes",
    "lesson": LESSON,
    "title": "Task 4: shapes of a tower",
    "sizes": {"n_x": 5, "n_a": 3, "n_y": 2, "2 n_a": 6, "m": 10},
    "see": SECTIONS["layers"],
    "parts": [
        {
            "name": "0.reverse.Wax",
            "points": 1,
            "axes": ("n_a", "n_x"),
            "rule": _READS + " Both cells of the lowest layer read the inputs.",
            "wrong": {
                ("n_x", "n_a"): _TURNED,
                ("2 n_a", "n_x"): _BOTH,
                ("n_a", "n_a"): "It reads the inputs as the first cell does, from the other end.",
                (
                    "n_a",
                    "2 n_a",
                ): "Nothing stands below the lowest layer but the inputs, whichever way it runs.",
            },
        },
        {
            "name": "1.Wax",
            "points": 1,
            "axes": ("n_a", "2 n_a"),
            "rule": _READS + " What does the upper layer read?",
            "wrong": {
                ("2 n_a", "n_a"): _TURNED,
                ("n_a", "n_x"): _INPUT,
                ("n_a", "n_a"): "That fits a tower of one direction; here " + _ONE_SIDE,
                ("2 n_a", "2 n_a"): _BOTH,
            },
        },
        {
            "name": "1.Waa",
            "points": 1,
            "axes": ("n_a", "n_a"),
            "rule": _READS + " Waa reads and makes this cell's own state.",
            "wrong": {
                ("n_a", "2 n_a"): (
                    "From step to step a cell gets its own state only. What the layer below knows comes in by"
                    " another matrix."
                ),
                ("2 n_a", "2 n_a"): (
                    "That would mix the two directions from step to step. They cannot: while one is at the"
                    " second step, the other is at the last but one."
                ),
                ("2 n_a", "n_a"): _BOTH,
                ("n_a", "n_x"): _INPUT,
            },
        },
        {
            "name": "Wy",
            "points": 1,
            "axes": ("n_y", "2 n_a"),
            "rule": _READS + " It makes the scores of the answers.",
            "wrong": {
                ("2 n_a", "n_y"): _TURNED,
                (
                    "n_y",
                    "n_a",
                ): "The prediction looks at both states of the top layer, not at one direction only.",
                (
                    "n_y",
                    12,
                ): "It looks at the top layer only. What the lower layer knows has gone through the upper.",
                ("n_y", "n_x"): "The prediction is made from states, not from the inputs.",
            },
        },
    ],
}

BEST_FROM_LEFT = {
    "name": "best_from_left",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 5: the best from the left",
    "see": SECTIONS["later"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 5 / 6,
    "within": 0.004,
    "because": (
        "Step 0: the letter stands alone in 1 of 4 words, so who says 0 is right in 3/4. Step 1: in half of"
        " the words the letter has been there, and the answer is certain; in the other half it hangs on the"
        " last letter, and any guess is right in 1/2: together 3/4. Step 2: all has been read, 1. The mean"
        " is 5/6."
    ),
    "wrong": [
        (1, "That is for somebody who looks both ways. At step 0 nothing is known of the other two letters."),
        (
            3 / 4,
            "That is the share of somebody who always answers 0. From the left one can do better: at steps"
            " 1 and 2 the letters before have been read.",
        ),
        (1 / 4, "That is the share of letters that stand only once. How many answers can be given rightly?"),
        (
            2 / 3,
            "The first letter stands alone more rarely than not, so the better of the two answers is right in"
            " more than half of the words. And is step 1 always a mere guess?",
        ),
        (1 / 2, "A coin would do that. At the last step, for one, all letters have been read."),
        (
            11 / 12,
            "That takes step 1 for certain. It is so only if the two letters read are equal; otherwise it"
            " hangs on the last letter.",
        ),
        (5 / 2, "That is the sum over the three steps. The share is their mean."),
        (1 / 6, "That is the share of answers that go wrong at best. Asked for are those that are right."),
        (250 / 3, "That is the right percentage. Write it as a share of 1."),
        (
            0.794,
            "That is the lesson's limit, for words of six letters out of five. These words have three letters"
            " out of two.",
        ),
    ],
    "rule": (
        "There are eight words. Take one step after the other: group the words by what has been read up to"
        " there, and take the more frequent answer in each group."
    ),
}

HONEST_DIRECTION = {
    "name": "honest_direction",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 6: help, or cheating",
    "see": SECTIONS["cheats"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "The whole text is there before the first answer is due, and the answer to a letter is nowhere among"
        " the inputs. Here a second direction knows more and copies nothing. In the other three, the"
        " answer is an input of the second direction, or that input does not exist yet."
    ),
    "choices": {
        "a": (
            "All the hours are on the disk, but look at what is asked for: the answer at an hour is the input"
            " of the next one, and the second direction has just read it. The loss will be splendid, and the"
            " forecast of a real tomorrow worthless."
        ),
        "b": (
            "The answer may not wait. When a word is to be shown, what comes after it has not been said, so"
            " there is nothing yet that the second direction could begin with."
        ),
        "c": "",
        "d": (
            "In writing, each symbol is an input of the next step. In training the second direction would"
            " read the symbol that it is to predict; when it writes, the symbols to its right do not exist."
            " It is the decoder that must not look ahead; its encoder may."
        ),
    },
}

TASKS = [REVERSE, BOTH_WAYS, WRITE, STACKED_SHAPES, BEST_FROM_LEFT, HONEST_DIRECTION]
