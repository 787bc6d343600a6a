"""The surnames as a task: lower case, split once and for all, and the stored model that learned them."""

from functools import lru_cache

import numpy as np

from rnn_helpers.data import surnames
from rnn_helpers.model_files import load_course_model

HELD_OUT = 600  # names for choosing settings, and as many for the final measure


def split(items, held_out, seed=0):
    """Shuffle a list and cut it: a part to learn from, one to choose with, one to measure.

    held_out : the size of the second and the third part; the rest is the first
    returns : training, validation, test, three lists; the same for the same items and seed

    Raises ValueError if nothing would be left to learn from.
    """
    if not 1 <= held_out < len(items) / 2:
        raise ValueError(f"Of {len(items)} items twice {held_out} cannot be held out.")
    mixed = [items[i] for i in np.random.default_rng(seed).permutation(len(items))]
    return mixed[2 * held_out :], mixed[held_out : 2 * held_out], mixed[:held_out]


def surname_split():
    """All surnames of `rnn_helpers.data.surnames` in lower case: training, validation, test."""
    names = sorted({name.lower() for group in surnames().values() for name in group})
    return split(names, HELD_OUT)


@lru_cache(maxsize=1)
def names_model():
    """The model of `make models names`: parameters, its vocabulary, and the names it was trained on."""
    parameters, about = load_course_model("names")
    return parameters, about["characters"], surname_split()[0]
