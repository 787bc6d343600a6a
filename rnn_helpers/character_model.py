"""Characters, one after the other: names and long texts as batches, and what a model loses on them.

A name is framed by one symbol, the line break, as in a list with one name a line: the network first reads
the line break ("a name begins"), then letter after letter, and has to say the next symbol each time, the
line break after the last letter ("the name ends"). So one symbol is start and end, and a name of k letters
makes k + 1 predictions: its letters and its end. Means per character count the ends and never the padding.

A batch is a dict, columns are examples and time comes first:
    x (T_x, n_x, m) one-hot inputs   labels (T_x, m) integers, the right answers
    mask (T_x, m) True where a prediction counts, or None for all
    lengths (m,) the real steps of each column, or None where the columns go on in the next batch
    fresh True where the columns begin: the state is zero, whatever was carried
"""

import numpy as np

from rnn_helpers.cells import backward_pass, forward_pass, zero_state
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.training import shuffled_batches
from rnn_helpers.vocabulary import encode, vocabulary

BOUNDARY = "\n"


def framed(name):
    """A name between its start and its end symbol."""
    return BOUNDARY + name + BOUNDARY


def name_vocabulary(names):
    """The characters of `names` and the start and end symbol, sorted, as one string."""
    return vocabulary("".join(map(framed, _checked(names))))


def name_batch(names, characters, steps=None, dtype=float):
    """One batch of names, padded at the end to the length of the longest.

    names : m names    characters : the vocabulary, a string that holds the line break
    steps : T_x, at least the longest name's letters + 1 (default: just that)
    returns : a batch (see the top of the module), in the order of `names`

    Raises ValueError for a name without letters, with a line break, or with a letter that is not in
    `characters`.
    """
    return _padded([encode(framed(name), characters) for name in _checked(names)], characters, steps, dtype)


def name_batches(names, characters, size, seed, dtype=float):
    """Batches of names for training: a new order in every pass through the list.

    size : names in a batch    seed : of the orders
    returns : a function of the update k, always with the same batch for the same k. Its `per_pass` is the
        number of batches in a pass; names that fill no batch are left out until another order brings them
    """
    coded = [encode(framed(name), characters) for name in _checked(names)]
    size = _whole("size", size, most=len(coded))
    return shuffled_batches(coded, size, seed, lambda some: _padded(some, characters, None, dtype))


def column_batches(text, characters, columns, steps, dtype=float):
    """Batches of a long text that is cut into contiguous columns, for truncated backpropagation.

    The text is cut into `columns` pieces of equal length, side by side; a batch holds the next `steps`
    characters of each piece, so the state at the end of a batch belongs before the next one. A rest that
    fills no batch is left out.
    returns : a function of the update k; its `per_pass` is the number of batches in a pass through the text
    """
    indices = encode(text, characters)
    columns, steps = _whole("columns", columns), _whole("steps", steps)
    per_pass = (len(indices) - 1) // columns // steps
    if per_pass < 1:
        raise ValueError(
            f"A text of {len(indices)} characters is too short for {columns} columns of {steps} steps: it"
            f" needs at least {columns * steps + 1}."
        )
    length = (len(indices) - 1) // columns
    starts = length * np.arange(columns)

    def batches(k):
        place = k % per_pass
        reads = starts + place * steps + np.arange(steps)[:, None]
        return {
            "x": _columns(indices[reads], len(characters), dtype),
            "labels": indices[reads + 1],
            "mask": None,
            "lengths": None,
            "fresh": place == 0,
        }

    batches.per_pass = per_pass
    return batches


def character_loss(parameters, batch, carry=None, buffers=None):
    """The loss of one batch, its gradients, and the state to carry into the next batch.

    parameters : of any of the three cells    carry : the state that the batch before left, or None
    buffers : None, or a dict whose arrays are used again by the next call (see `rnn_forward_pass`)
    returns : loss, nats per prediction that counts; gradients, "d" + name for each parameter; carry, None
        where the columns end with the batch (names)
    """
    if buffers is not None:
        buffers = buffers.setdefault(batch["labels"].shape, {})  # batches of names differ in their steps
    y_pred, last, caches = _predictions(parameters, batch, carry, buffers)
    loss = cross_entropy(y_pred, batch["labels"], batch["mask"])
    dz = cross_entropy_backward(y_pred, batch["labels"], batch["mask"], buffers=buffers)
    gradients = backward_pass(None, caches, dz, buffers=buffers)
    return loss, {"d" + name: gradients["d" + name] for name in parameters}, last


def nats_per_character(parameters, batches):
    """The mean loss over several batches, in nats per prediction that counts.

    batches : one batch; or several in their order; or a function with `per_pass` (`column_batches`), of
        which one whole pass is read. The state is carried as in training
    """
    total, count, carry, buffers = 0.0, 0, None, {}
    for batch in _in_order(batches):
        y_pred, carry, _ = _predictions(parameters, batch, carry, buffers)
        counts = batch["labels"].size if batch["mask"] is None else int(batch["mask"].sum())
        total += counts * cross_entropy(y_pred, batch["labels"], batch["mask"])
        count += counts
    return float(total / count)


def bits_per_character(parameters, batches):
    """`nats_per_character` in bits: the mean number of yes-or-no questions that a character still costs."""
    return bits(nats_per_character(parameters, batches))


def bits(nats):
    """Nats as bits: one bit is ln 2 nats."""
    return nats / np.log(2)


def perplexity(nats):
    """exp(nats): among how many equally likely characters the model might as well be guessing."""
    return np.exp(nats)


def _predictions(parameters, batch, carry, buffers):
    state = zero_state(parameters, batch["labels"].shape[1]) if carry is None or batch["fresh"] else carry
    _, y_pred, last, caches = forward_pass(batch["x"], state, parameters, batch["lengths"], buffers=buffers)
    return y_pred, (last if batch["lengths"] is None else None), caches


def _in_order(batches):
    if isinstance(batches, dict):
        return [batches]
    if hasattr(batches, "per_pass"):
        return map(batches, range(batches.per_pass))
    return batches


def _padded(coded, characters, steps, dtype):
    lengths = np.array([len(indices) - 1 for indices in coded])
    steps = lengths.max() if steps is None else steps
    if steps < lengths.max():
        raise ValueError(f"The longest name needs {lengths.max()} steps, its end included; got {steps}.")
    reads = np.full((steps, len(coded)), -1)  # -1 is no character: the column of padding is all zeros
    labels = np.zeros((steps, len(coded)), int)
    for column, indices in enumerate(coded):
        reads[: lengths[column], column] = indices[:-1]
        labels[: lengths[column], column] = indices[1:]
    x = _columns(reads, len(characters), dtype)
    return {"x": x, "labels": labels, "mask": reads >= 0, "lengths": lengths, "fresh": True}


def _columns(indices, n_x, dtype):
    """One-hot columns: (T_x, m) integers -> (T_x, n_x, m)."""
    return (indices[:, None, :] == np.arange(n_x)[:, None]).astype(dtype)


def _checked(names):
    if isinstance(names, str) or not len(names):
        raise ValueError(f"names must be a list of at least one name; got {names!r:.40}.")
    for name in names:
        if not isinstance(name, str) or not name or BOUNDARY in name:
            raise ValueError(f"A name is a text of at least one letter on one line; got {name!r:.40}.")
    return names


def _whole(name, value, most=None):
    if value != int(value) or value < 1 or (most is not None and value > most):
        limit = "at least 1" if most is None else f"from 1 to {most}, the number of names"
        raise ValueError(f"{name} must be a whole number, {limit}; got {value}.")
    return int(value)
