"""What `make models` trains for lesson 09: which language a surname comes from, and names of a language.

As in `tools.recipes_names`, two things keep the networks from learning the list by heart: some of the letters
that they read are blanked out, others each time, and what is stored is a running mean of the parameters. The
weights are stored with 16 bits each, which changes no answer that matters and halves the file.
"""

import numpy as np

from rnn_helpers.cells import initialise
from rnn_helpers.languages import (
    LANGUAGES,
    LETTERS,
    accuracy,
    labelled_batches,
    language_loss,
    language_shares,
    language_split,
)
from rnn_helpers.name_writing import (
    initialise_writer,
    language_by_writing,
    writing_batches,
    writing_loss,
)
from rnn_helpers.optimisers import adam
from rnn_helpers.training import new_run, train

SEED = 0
READER = {"cell": "gru", "units": 128, "passes": 50, "blanked": 0.35}
WRITER = {"cell": "gru", "units": 128, "passes": 30, "blanked": 0.25}
COMMON = {"names per batch": 64, "learning rate": 0.005, "clip": 1.0, "kept of the mean": 0.998}


def languages():
    """A GRU that says of a surname which of 14 languages it comes from (many to one)."""
    rng = np.random.default_rng(SEED)
    start = initialise(READER["cell"], len(LETTERS), READER["units"], len(LANGUAGES), rng, np.float32)
    return _learn(READER, start, labelled_batches, language_loss, language_shares)


def name_writer():
    """A GRU that writes names of a language, which is its first state (one to many)."""
    start = initialise_writer(WRITER["cell"], WRITER["units"], np.random.default_rng(SEED), np.float32)
    return _learn(WRITER, start, writing_batches, writing_loss, language_by_writing)


def _learn(settings, start, make_batches, loss, shares):
    """Train on the training names; parameters, about. Minutes, not hours."""
    settings = COMMON | settings
    training, validation, test = language_split()
    batches = make_batches(training, settings["names per batch"], SEED, np.float32)
    updates, buffers = settings["passes"] * batches.per_pass, {}
    run = train(
        new_run(start | {"Wy": 0.3 * start["Wy"]}),
        lambda parameters, batch, carry: loss(parameters, batch, carry, buffers),
        blanked(batches, settings["blanked"]),
        updates,
        optimiser=averaging(settings["kept of the mean"]),
        learning_rate=lambda k: settings["learning rate"] * (1 if k < 0.6 * updates else 0.3),
        clip=settings["clip"],
    )
    stored = {name: run["memory"][f"{name} mean"].astype(np.float16) for name in run["parameters"]}
    measure = {
        f"accuracy, {part}": round(_right(stored, pairs, shares), 3)
        for part, pairs in (("training", training), ("validation", validation), ("test", test))
    }
    return stored, {"seed": SEED, "settings": settings, "languages": list(LANGUAGES), "measure": measure}


def _right(stored, pairs, shares):
    parameters = {name: array.astype(np.float32) for name, array in stored.items()}
    names, labels = zip(*pairs)
    return accuracy(shares(parameters, names), np.array(labels))


def blanked(batches, share, seed=lambda k: [SEED, k, 1]):
    """The same batches with a share of the letters that are read blanked out: columns of zeros.

    seed(k) : what seeds the choice of the letters of batch k
    Source: Xie et al. (2017), "Data noising as smoothing in neural network language models".
    """

    def noisy(k):
        batch = batches(k)
        T_x, _, m = batch["x"].shape
        kept = np.random.default_rng(seed(k)).random((T_x, 1, m)) >= share
        return batch | {"x": batch["x"] * kept}

    return noisy


def averaging(kept):
    """Adam, and in its memory a running mean of each parameter (Polyak and Juditsky 1992)."""

    def optimiser(parameters, gradients, memory, learning_rate):
        adam(parameters, gradients, memory, learning_rate)
        for name, array in parameters.items():
            mean = memory.setdefault(f"{name} mean", array.copy())
            mean += (1 - kept) * (array - mean)

    return optimiser
