"""One memory task for all cells: name at the end the symbol that stood at the start of a noisy sequence.

Lessons 07 and 08 train on the same examples, with the same sizes and as many updates, and with the best start
known for each cell, so that their results can stand side by side. The task is
`rnn_helpers.data.tasks.recall_task`; chance level is 1 / SYMBOLS right, ln(SYMBOLS) nats.
"""

import numpy as np

from rnn_helpers.cells import backward_pass, forward_pass, initialise, zero_state
from rnn_helpers.data.tasks import recall_task
from rnn_helpers.jacobians import orthogonal
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.training import new_run, train

SYMBOLS, NOISE = 4, 4  # symbols to remember, symbols that mean nothing
UNITS, BATCH = 16, 32  # n_a and m
UPDATES, LEARNING_RATE, CLIP = 200, 0.01, 1.0  # of Adam, with the gradient clipped by norm
STARTS = {"rnn": ("random", "orthogonal"), "lstm": ("random", "forget", "long"), "gru": ("random", "long")}
LONG = {"rnn": {}, "lstm": {"bf": 1, "bi": -1}, "gru": {"bu": -1}}  # biases, in units of ln(lag)
EXAMPLES, UNSEEN = 1000, 10**6  # examples that accuracy is measured on, and their seed


def recall_start(cell, lag, start="random", seed=0):
    """Parameters to begin with.

    cell : "rnn", "lstm" or "gru"        lag : steps of noise between the symbol and the question
    start : "random", as in `rnn_helpers.parameters`; for the RNN also "orthogonal", Waa a random orthogonal
        matrix; for the gated cells also "long": biases with which memory lasts for about `lag` steps
        (LSTM: bf = ln(lag), bi = -ln(lag); GRU: bu = -ln(lag); after Tallec and Ollivier 2018, "Can recurrent
        neural networks warp time?"); for the LSTM also "forget", of these bf alone

    Raises ValueError for a start that the cell does not have.
    """
    rng = np.random.default_rng(seed)
    parameters = initialise(cell, SYMBOLS + NOISE, UNITS, SYMBOLS, rng)
    if start not in STARTS[cell]:
        raise ValueError(f"The cell {cell!r} has no start {start!r}; choose from {', '.join(STARTS[cell])}.")
    if start == "orthogonal":
        parameters["Waa"] = orthogonal(UNITS, rng)
    biases = {"long": LONG[cell], "forget": {"bf": 1}}.get(start, {})
    for name, sign in biases.items():
        parameters[name][:] = sign * np.log(max(lag, 1))
    return parameters


def recall_batches(lag, seed=0):
    """The batches of training: a function of the update k, the same (x, labels, mask) for the same k."""
    return lambda k: recall_task(lag, BATCH, np.random.default_rng([seed, k]), SYMBOLS, NOISE)


def recall_loss(parameters, batch, carry=None, buffers=None):
    """The loss of a batch in nats, its gradients, and no carry; the form that `train` asks for."""
    x, labels, mask = batch
    _, y_pred, _, caches = forward_pass(x, zero_state(parameters, x.shape[2]), parameters, buffers=buffers)
    dz = cross_entropy_backward(y_pred, labels, mask, buffers)
    return cross_entropy(y_pred, labels, mask), backward_pass(None, caches, dz, buffers=buffers), None


def recall_accuracy(parameters, lag):
    """The share of right answers on examples that were not trained on, always the same ones."""
    x, labels, _ = recall_task(lag, EXAMPLES, np.random.default_rng(UNSEEN), SYMBOLS, NOISE)
    _, y_pred, _, _ = forward_pass(x, zero_state(parameters, EXAMPLES), parameters)
    return float((y_pred[-1].argmax(axis=0) == labels[-1]).mean())


def learn_recall(cell, lag, start="random", seed=0, updates=UPDATES, learning_rate=LEARNING_RATE):
    """Train a cell to recall the first symbol after `lag` steps of noise.

    cell, lag, start : as for `recall_start`        seed : of the start and of the examples
    returns : the run (see `rnn_helpers.training`); run["accuracy"] is what `recall_accuracy` says of it
    """
    buffers = {}
    run = new_run(recall_start(cell, lag, start, seed))
    train(
        run,
        lambda parameters, batch, carry: recall_loss(parameters, batch, carry, buffers),
        recall_batches(lag, seed),
        updates,
        learning_rate=learning_rate,
        clip=CLIP,
    )
    run["accuracy"] = recall_accuracy(run["parameters"], lag)
    return run
