"""Questions whose answer at a step needs what comes later, and the loss of a stack on them. Lesson 10.

    only once : does this symbol stand nowhere else in its text? From the left one knows half of it
    gaps : which letter is behind the smudge? In "mar_inez" the letters on both sides tell

A batch is a dict, columns are examples and time comes first:
    x (T_x, n_x, m) one-hot texts, padded at the end   lengths (m,) their real steps
    labels (T_x, m) integers, the right answers   mask (T_x, m) True where a prediction counts
"""

from functools import lru_cache

import numpy as np

from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.model_files import load_course_model
from rnn_helpers.stacks import stack_backward_pass, stack_forward_pass
from rnn_helpers.vocabulary import encode, one_hot

LETTERS = "abcdefghijklmnopqrstuvwxyz"
GAP = "_"


def stack_loss(parameters, batch, carry=None):
    """The loss of a stack in nats per prediction, its gradients, and None: nothing is carried."""
    _, y_pred, _, caches = stack_forward_pass(batch["x"], parameters, batch["lengths"])
    dz = cross_entropy_backward(y_pred, batch["labels"], batch["mask"])
    loss = cross_entropy(y_pred, batch["labels"], batch["mask"])
    return loss, stack_backward_pass(None, caches, dz), None


def stack_measures(parameters, batch):
    """How good a stack is on a batch: its loss in bits per prediction, and the share of right answers."""
    _, y_pred, _, _ = stack_forward_pass(batch["x"], parameters, batch["lengths"])
    right = y_pred.argmax(axis=1) == batch["labels"]
    bits = cross_entropy(y_pred, batch["labels"], batch["mask"]) / np.log(2)
    return {"bits": float(bits), "right": float(right[batch["mask"]].mean())}


def only_once(codes, lengths=None):
    """1 where a symbol stands nowhere else in its column, else 0.

    codes : (T_x, m) integers    lengths : (m,) the real steps (default: all T_x); what follows is 0
    returns : (T_x, m) integers
    """
    real = np.ones(codes.shape, bool) if lengths is None else np.arange(len(codes))[:, None] < lengths
    same = (codes[:, None] == codes) & real[:, None] & real  # (T_x, T_x, m)
    return (same.sum(axis=0) == 1).astype(int)


def only_once_batch(codes, symbols, lengths=None, dtype=float):
    """A batch of the question "only once" on columns of symbols.

    codes : (T_x, m) integers below `symbols`    lengths : (m,) the real steps (default: all T_x)
    """
    lengths = np.full(codes.shape[1], len(codes)) if lengths is None else np.asarray(lengths)
    return {
        "x": one_hot(codes, symbols).astype(dtype, copy=False),
        "labels": only_once(codes, lengths),
        "mask": np.arange(len(codes))[:, None] < lengths,
        "lengths": lengths,
    }


def names_once(names, dtype=float):
    """The question "only once" on names of lower-case letters."""
    codes, lengths = _padded(names, LETTERS)
    return only_once_batch(codes, len(LETTERS), lengths, dtype)


def once_batches(names, size, seed, dtype=float):
    """Names drawn at random, every other one with its letters exchanged for others, for training.

    The exchange keeps which letters are equal, so that nothing but this can be learned from such a name.
    returns : a function of the update k, the same for the same k
    """
    codes, lengths = _padded(names, LETTERS)

    def batches(k):
        rng = np.random.default_rng([seed, k])
        chosen = rng.integers(0, len(names), size)
        drawn = codes[: lengths[chosen].max(), chosen]
        drawn[:, ::2] = rng.permutation(len(LETTERS))[drawn[:, ::2]]
        return only_once_batch(drawn, len(LETTERS), lengths[chosen], dtype)

    return batches


def gap_batch(names, places, dtype=float):
    """Names with one letter each behind a smudge, and the letter as the answer at its step.

    names : m names of lower-case letters    places : (m,) which letter of each is hidden
    """
    codes, lengths = _padded(names, LETTERS)
    columns = np.arange(len(names))
    labels, mask = codes.copy(), np.zeros(codes.shape, bool)
    mask[places, columns] = True
    codes[places, columns] = len(LETTERS)
    x = one_hot(codes, len(LETTERS + GAP)).astype(dtype, copy=False)
    return {"x": x, "labels": labels, "mask": mask, "lengths": lengths}


def every_gap(names):
    """Each name as often as it has letters, and the place of a different one each time."""
    pairs = [(name, place) for name in names for place in range(len(name))]
    return [name for name, _ in pairs], np.array([place for _, place in pairs])


def gap_batches(names, size, seed, dtype=float):
    """Names and gaps drawn at random: a function of the update k, the same for the same k."""
    lengths = np.array([len(name) for name in names])

    def batches(k):
        rng = np.random.default_rng([seed, k])
        chosen = rng.integers(0, len(names), size)
        return gap_batch([names[i] for i in chosen], rng.integers(0, lengths[chosen]), dtype)

    return batches


def neighbours(names, after=True, kept=5.0):
    """Shares of letters in a gap, counted from names: given the letter before it, and the one after it.

    names : to count in    after : False to look at the letter before alone
    kept : how many counts the shares of all letters weigh, where a pair of neighbours is rare
    returns : (27, 27, 26) shares; index 26 stands for the edge of the name
    """
    edge, n = len(LETTERS), len(LETTERS)
    counts = np.zeros((edge + 1, edge + 1, n))
    for name in names:
        codes = [edge, *encode(name, LETTERS), edge]
        for before, here, behind in zip(codes, codes[1:], codes[2:]):
            counts[before, behind, here] += 1
    every = counts.sum(axis=(0, 1)) / counts.sum()
    if not after:
        counts = np.broadcast_to(counts.sum(axis=1, keepdims=True), counts.shape)
    return (counts + kept * every) / (counts.sum(axis=2, keepdims=True) + kept)


def neighbour_measures(shares, names):
    """Bits and the share of right answers of `neighbours` on every gap of some names."""
    edge = len(LETTERS)
    found = []
    for name in names:
        codes = [edge, *encode(name, LETTERS), edge]
        found += list(zip(codes, codes[1:], codes[2:]))
    before, here, behind = np.array(found).T
    chosen = shares[before, behind]
    bits = -np.log2(chosen[np.arange(len(here)), here]).mean()
    return {"bits": float(bits), "right": float((chosen.argmax(axis=1) == here).mean())}


@lru_cache(maxsize=2)
def course_stacks(name):
    """The stacks that `make models` stored in one file: dict name -> parameters, and `about`."""
    stored, about = load_course_model(name)
    nets = {}
    for key, array in stored.items():
        net, _, parameter = key.partition("/")
        nets.setdefault(net, {})[parameter] = array
    return nets, about


def number_of(parameters):
    """How many numbers the parameters hold."""
    return sum(array.size for array in parameters.values())


def _padded(texts, characters):
    lengths = np.array([len(text) for text in texts])
    codes = np.zeros((lengths.max(), len(texts)), int)
    for column, text in enumerate(texts):
        codes[: len(text), column] = encode(text, characters)
    return codes, lengths
