"""What `make models` trains for lesson 06: an LSTM that has read Python's own documentation.

A plain RNN of 128 units, trained as long, learns this text nearly as well, but spreads what it knows over its
units: its best one tells what is inside quotation marks with an area under the ROC curve of 0.8, the LSTM's
best with 0.97. Lesson 06 looks for a unit that has a name, so the LSTM is stored.
"""

import platform

import numpy as np

from rnn_helpers.cells import initialise
from rnn_helpers.character_model import bits, bits_per_character, character_loss, column_batches
from rnn_helpers.long_text import documentation_split
from rnn_helpers.ngrams import choose_ngram, ngram_nats
from rnn_helpers.optimisers import cosine_decay
from rnn_helpers.training import new_run, train
from rnn_helpers.vocabulary import vocabulary

SEED = 0
SETTINGS = {"cell": "lstm", "units": 96, "columns": 32, "steps": 50, "updates": 4000, "clip": 1.0}
SETTINGS |= {"learning rate": [0.006, 0.0003], "stored as": "float16"}
ORDERS, STRENGTHS, DISCOUNTS = (1, 2, 3, 4, 5, 6, 7), (0.3, 1.0, 3.0), (0.0, 0.5, 0.75)
SOURCE = (
    "pydoc_data.topics, (c) Python Software Foundation, PSF licence; changed: plain characters, and only"
    " paragraphs that the training text does not hold in part"
)


def documentation():
    """Train the model of lesson 06: parameters (float16), about. Two to four minutes."""
    training, validation, test = documentation_split()
    characters = vocabulary(training + validation + test)
    batches = column_batches(training, characters, SETTINGS["columns"], SETTINGS["steps"], np.float32)
    buffers = {}
    run = train(
        new_run(_start(len(characters))),
        lambda parameters, batch, carry: character_loss(parameters, batch, carry, buffers),
        batches,
        SETTINGS["updates"],
        learning_rate=cosine_decay(*SETTINGS["learning rate"], SETTINGS["updates"]),
        clip=SETTINGS["clip"],
    )
    stored = {name: array.astype(np.float16) for name, array in run["parameters"].items()}
    return stored, _about(stored, training, validation, test, characters)


def _about(stored, training, validation, test, characters):
    read = {name: array.astype(np.float64) for name, array in stored.items()}
    parts = {"training": training, "validation": validation, "test": test}
    reached = {f"bits per character, {name}": _bits(read, part, characters) for name, part in parts.items()}
    return {
        "what": "a character model of Python's documentation, whose paragraphs it read once each",
        "characters": characters,
        "seed": SEED,
        "settings": SETTINGS,
        "python": platform.python_version(),
        "measure": reached,
        "n-grams": _ngrams(training, validation, test, characters),
        "text": test,
        "source of the text": SOURCE,
    }


def _start(n):
    return initialise(SETTINGS["cell"], n, SETTINGS["units"], n, np.random.default_rng(SEED), np.float32)


def _bits(parameters, text, characters):
    return round(float(bits_per_character(parameters, column_batches(text, characters, 1, 100))), 3)


def _ngrams(training, validation, test, characters):
    """For each order: how many strings are counted, and the bits on the test text, smoothed as is best."""
    found = []
    for order in ORDERS:
        model, _ = choose_ngram([training], [validation], characters, (order,), STRENGTHS, DISCOUNTS)
        nats = ngram_nats(model, [test])
        found.append({"order": order, "strings": len(model["counts"]), "bits": round(float(bits(nats)), 3)})
    return found
