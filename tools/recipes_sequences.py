"""What `make models` trains for lesson 10: both directions, layers, sums as text, copies of digits."""

import numpy as np

from rnn_helpers.both_sides import (
    GAP,
    LETTERS,
    every_gap,
    gap_batch,
    gap_batches,
    names_once,
    once_batches,
    stack_loss,
    stack_measures,
)
from rnn_helpers.encoder_decoder import initialise_encoder_decoder
from rnn_helpers.names import surname_split
from rnn_helpers.optimisers import cosine_decay
from rnn_helpers.stacks import initialise_stack
from rnn_helpers.sums import (
    ORDERS,
    SYMBOLS,
    answer_sums,
    course_sums,
    share_right,
    sum_batches,
    sum_loss,
)
from rnn_helpers.training import new_run, train

SEED = 0
JUDGED = 2000  # held-out questions that a measure is taken on
SIZES, LONGEST = (8, 16, 32, 64), 12  # units of the state, and digits of the longest text that is copied
SHAPES = {  # name -> layers, both directions
    "one direction": (1, False),
    "both directions": (1, True),
    "two layers": (2, False),
    "two layers, both directions": (2, True),
}
UNITS_GAPS = dict(zip(SHAPES, (39, 24, 26, 15)))  # about 9,000 numbers each
UNITS_ONCE = dict(zip(SHAPES, (43, 27, 27)))


def gaps():
    """Four networks of about the same size that guess a hidden letter of a surname."""
    training, validation, _ = surname_split()
    batches = gap_batches(training, 64, SEED, np.float32)
    judged = gap_batch(*every_gap(validation), np.float32)
    nets = {
        shape: _learn_stack(shape, units, len(LETTERS + GAP), len(LETTERS), batches, judged, 3000)
        for shape, units in UNITS_GAPS.items()
    }
    return _side_by_side(nets)


def once():
    """Three networks of about the same size that mark the letters which stand only once in a name."""
    training, validation, _ = surname_split()
    batches, judged = once_batches(training, 64, SEED, np.float32), names_once(validation, np.float32)
    nets = {
        shape: _learn_stack(shape, units, len(LETTERS), 2, batches, judged, 4000)
        for shape, units in UNITS_ONCE.items()
    }
    return _side_by_side(nets)


def _learn_stack(shape, n_a, n_x, n_y, batches, judged, updates):
    start = initialise_stack("gru", n_x, n_a, n_y, np.random.default_rng(SEED), *SHAPES[shape])
    run = train(
        new_run(_float32(start)),
        stack_loss,
        batches,
        updates,
        learning_rate=cosine_decay(0.01, 0.0005, updates),
        clip=1.0,
        evaluate=lambda parameters: stack_measures(parameters, judged),
        every=500,
        keep_best="bits",
    )
    return run["best"]["parameters"], run["best"]["value"]


def _side_by_side(nets):
    stored = {
        f"{shape}/{name}": array
        for shape, (parameters, _) in nets.items()
        for name, array in parameters.items()
    }
    bits = {f"validation bits, {shape}": value for shape, (_, value) in nets.items()}
    return stored, {"seed": SEED, "measure": bits}


def _float32(parameters):
    return {name: value.astype(np.float32) for name, value in parameters.items()}


def sums():
    """A network that adds numbers of up to three digits, writing the sum from its last digit."""
    order = "answer turned"
    parameters, _ = _learn_sums(64, order, updates=9000)
    _, (questions, answers) = course_sums()
    exact = share_right(answer_sums(questions, parameters, order), answers)
    about = {"seed": SEED, "symbols": SYMBOLS, "order": order, "measure": {"exact match, held out": exact}}
    return parameters, about


def sum_orders():
    """How fast the four orders of writing are learned: the share of right answers, again and again."""
    histories = [_learn_sums(64, order, updates=3000, every=500)[1] for order in ORDERS]
    measured = {
        "updates": np.array(histories[0]["evaluated"]),
        "exact": np.array([history["exact"] for history in histories], np.float32),
    }
    last = {f"exact, {order}": history["exact"][-1] for order, history in zip(ORDERS, histories)}
    return measured, {"seed": SEED, "orders": list(ORDERS), "units": 64, "measure": last}


def copies():
    """How many digits pass through one vector: the share of texts copied without fault, by length."""
    measured = [_learn_copies(n_a) for n_a in SIZES]
    mean = {f"exact, {n_a} units": float(np.mean(row)) for n_a, row in zip(SIZES, measured)}
    about = {"seed": SEED, "digits": f"1 to {LONGEST}", "measure": mean}
    return {"units": np.array(SIZES), "exact": np.array(measured, np.float32)}, about


def _learn_sums(n_a, order, updates, every=1000):
    (questions, answers), held_out = course_sums()
    batches = sum_batches(questions, answers, 128, SEED, order, np.float32)
    judged = [part[-JUDGED:] for part in held_out]

    def evaluate(parameters):
        return {"exact": share_right(answer_sums(judged[0], parameters, order), judged[1])}

    return _learn_text(n_a, batches, updates, evaluate, every)


def _learn_copies(n_a):
    texts = random_digits(20_000, np.random.default_rng(SEED))
    batches = sum_batches(texts, texts, 128, SEED, dtype=np.float32)
    parameters, _ = _learn_text(n_a, batches, 3000)
    new = random_digits(6000, np.random.default_rng(SEED + 1))
    right = np.array(answer_sums(new, parameters)) == np.array(new)
    lengths = np.array([len(text) for text in new])
    return [right[lengths == length].mean() for length in range(1, LONGEST + 1)]


def random_digits(count, rng):
    """Texts of 1 to `LONGEST` random digits, each length as often as the others."""
    return ["".join(map(str, rng.integers(0, 10, length))) for length in rng.integers(1, LONGEST + 1, count)]


def _learn_text(n_a, batches, updates, evaluate=None, every=1000):
    start = initialise_encoder_decoder("gru", len(SYMBOLS), n_a, len(SYMBOLS), np.random.default_rng(SEED))
    run = train(
        new_run(_float32(start)),
        sum_loss,
        batches,
        updates,
        learning_rate=cosine_decay(0.005, 0.0002, updates),
        clip=1.0,
        evaluate=evaluate,
        every=every,
    )
    return run["parameters"], run["history"]
