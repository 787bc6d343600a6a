"""From a language to its names: one input, many outputs (one to many).

The language is the first state: a0 = We e with e the one-hot language, so a0 is a column of We (n_a, 14), and
We is one more parameter beside those of the cell. After that the network reads its own letters, framed as in
`rnn_helpers.character_model`: the line break starts and ends a name.
"""

from functools import lru_cache

import numpy as np

from rnn_helpers.cells import backward_pass, forward_pass, initialise, step
from rnn_helpers.character_model import BOUNDARY, name_batch
from rnn_helpers.languages import LANGUAGES, LETTERS, labelled_batches
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.model_files import load_course_model
from rnn_helpers.sampling import write

CHARACTERS = BOUNDARY + LETTERS


def initialise_writer(cell, n_a, rng, dtype=float):
    """First parameters: those of the cell ("rnn" or "gru", whose state is one array) and We (n_a, 14)."""
    parameters = initialise(cell, len(CHARACTERS), n_a, len(CHARACTERS), rng, dtype)
    return parameters | {"We": (0.5 * rng.standard_normal((n_a, len(LANGUAGES)))).astype(dtype)}


def writing_batch(pairs, dtype=float):
    """A batch of `name_batch` with languages (m,) beside it, from pairs (name, language)."""
    names, languages = zip(*pairs)
    return name_batch(names, CHARACTERS, dtype=dtype) | {"languages": np.array(languages)}


def writing_batches(pairs, size, seed, dtype=float):
    """Batches for training, as `labelled_batches` gives them."""
    return labelled_batches(pairs, size, seed, dtype, writing_batch)


def writing_loss(parameters, batch, carry=None, buffers=None):
    """The loss of one batch and its gradients, ready for `train`; da0 is what arrives at We.

    returns : loss in nats per character; gradients, "d" + name for each parameter; None, nothing is carried
    """
    languages, mask = batch["languages"], batch["mask"]
    a0 = parameters["We"][:, languages]
    _, y_pred, _, caches = forward_pass(batch["x"], (a0,), parameters, batch["lengths"], buffers=buffers)
    dz = cross_entropy_backward(y_pred, batch["labels"], mask, buffers=buffers)
    gradients = backward_pass(None, caches, dz, buffers=buffers)
    gradients["dWe"] = first_state_backward(gradients["da0"], languages)
    loss = cross_entropy(y_pred, batch["labels"], mask)
    return loss, {"d" + name: gradients["d" + name] for name in parameters}, None


def first_state_backward(da0, languages):
    """The gradient at We: every name adds its da0 (n_a, m) to the column of its language."""
    one_hot = (languages == np.arange(len(LANGUAGES))[:, None]).astype(da0.dtype)
    return da0 @ one_hot.T


def write_names(parameters, language, rng, temperature=1.0, count=10, most=20):
    """Names that the model writes in a language.

    language : its name or its place in `LANGUAGES`    rng, temperature, most : as for `sample`
    returns : a list of `count` names

    Raises ValueError for a language that it does not know.
    """
    place = LANGUAGES.index(language) if language in LANGUAGES else language
    if place not in range(len(LANGUAGES)):
        raise ValueError(f"There is no language {language!r}; there are: {', '.join(LANGUAGES)}.")
    state = (parameters["We"][:, [place] * count],)
    columns = np.eye(len(CHARACTERS), dtype=parameters["We"].dtype)

    def read(letters):
        nonlocal state
        state, yt_pred = step(columns[:, letters], state, parameters)
        return yt_pred

    return write(read, CHARACTERS, rng, temperature, None, "", count, most, BOUNDARY, BOUNDARY)


def language_by_writing(parameters, names):
    """The writer as a judge: which language would have written each name? Bayes's rule with equal priors.

    returns : probabilities (14, m), in proportion to the probability that each language gives to the name
    """
    nats = np.array([writing_nats(parameters, names, place) for place in range(len(LANGUAGES))])
    powers = np.exp(nats.min(axis=0) - nats)
    return powers / powers.sum(axis=0)


def writing_nats(parameters, names, place):
    """What each name costs, -log of its probability, when it is written in one language: (m,)."""
    batch = writing_batch([(name, place) for name in names], parameters["We"].dtype)
    a0 = parameters["We"][:, batch["languages"]]
    _, y_pred, _, _ = forward_pass(batch["x"], (a0,), parameters, batch["lengths"])
    right = np.take_along_axis(y_pred, batch["labels"][:, None], axis=1)[:, 0]
    return -np.where(batch["mask"], np.log(right), 0).sum(axis=0)


@lru_cache(maxsize=1)
def writer_model():
    """The model of `make models name_writer`: its parameters."""
    parameters, _ = load_course_model("name_writer")
    return {name: array.astype(float) for name, array in parameters.items()}
