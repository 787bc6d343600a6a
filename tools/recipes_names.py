"""What `make models` trains for lessons 00 and 05: character models of some five thousand surnames.

Two things keep them from learning the list by heart. A quarter of the letters they read is blanked out,
another quarter each time, so that no single letter can be relied on (Xie et al. 2017, "Data noising as
smoothing in neural network language models"). And what is stored is a running mean of the parameters (Polyak
and Juditsky 1992). The settings were chosen by the bits per character on the validation names.
"""

import numpy as np

from rnn_helpers.cells import initialise
from rnn_helpers.character_model import (
    bits_per_character,
    character_loss,
    name_batch,
    name_batches,
    name_vocabulary,
)
from rnn_helpers.names import surname_split
from rnn_helpers.training import new_run, train
from tools.recipes_languages import averaging, blanked

SEED = 1
SETTINGS = {"names per batch": 64, "updates": 3000, "learning rate": 0.003, "clip": 1.0}
SETTINGS |= {"blanked": 0.25, "kept of the mean": 0.998}


def names():
    """The plain network, with 160 units. About a minute."""
    return _learned("rnn", 160, {"Waa": 0.5, "Wya": 0.3})


def names_gru():
    """The same training with the cell of lesson 08, about as many parameters. About a minute."""
    return _learned("gru", 96, {"Wy": 0.3})


def _learned(cell, units, scales):
    """Train a network whose first weights are scaled: a small output layer makes the first loss ln V."""
    training, validation, test = surname_split()
    characters = name_vocabulary(training)
    n, rng = len(characters), np.random.default_rng(SEED)
    parameters = initialise(cell, n, units, n, rng, np.float32)
    batches = name_batches(training, characters, SETTINGS["names per batch"], SEED, np.float32)
    buffers = {}
    run = train(
        new_run(parameters | {name: scale * parameters[name] for name, scale in scales.items()}),
        lambda parameters, batch, carry: character_loss(parameters, batch, carry, buffers),
        blanked(batches, SETTINGS["blanked"], lambda k: [SEED, k]),
        SETTINGS["updates"],
        optimiser=averaging(SETTINGS["kept of the mean"]),
        learning_rate=SETTINGS["learning rate"],
        clip=SETTINGS["clip"],
    )
    mean = {name: run["memory"][f"{name} mean"] for name in parameters}
    parts = {"training": training, "validation": validation, "test": test}
    return mean, {
        "what": "a character model of surnames in lower case; the line break starts and ends a name",
        "characters": characters,
        "seed": SEED,
        "settings": SETTINGS | {"cell": cell, "units": units},
        "measure": {f"bits per character, {part}": _bits(mean, some) for part, some in parts.items()},
    }


def _bits(parameters, some):
    characters = name_vocabulary(surname_split()[0])
    return round(bits_per_character(parameters, name_batch(some, characters, dtype=np.float32)), 4)
