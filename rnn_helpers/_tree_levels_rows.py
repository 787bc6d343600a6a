"""Rows that are gathered, and memory for them.

Inside the passes a node is a row: (nodes, n_a). What belongs to one node then lies side by side, and the
children of a level are gathered in whole rows. Batches of trees differ in their number of nodes, so memory
that is kept between calls grows to the largest batch and is used in part by the others.
"""

import numpy as np

from rnn_helpers._buffers import take

SPARE = 1.25  # memory for so many times the rows that are asked for, so that it soon stops growing


def take_rows(buffers, name, count, width, dtype):
    """`take` for `count` rows of `width` entries, where `count` changes from call to call."""
    if buffers is None:
        return np.empty((count, width), dtype)
    kept = buffers.get(name)
    if kept is None or len(kept) < count or kept.shape[1] != width or kept.dtype != dtype:
        kept = take(buffers, name, (int(SPARE * count) + 1, width), dtype)
    return kept[:count]


def gather(rows, places, out):
    """rows[places], written into `out`; places are known to be good."""
    return rows.take(places, 0, out, "clip")


def level_of(rows, start, stop, leaves):
    """The rows of one level in an array that has a row for each inner node and none for leaves."""
    return rows[start - leaves : stop - leaves]


def spread(plan, X, buffers):
    """X (k, n_x), a row for each word, as a row for each node: (nodes, n_x), zeros without a word."""
    rows = take_rows(buffers, "tree words", len(plan["order"]), X.shape[1], X.dtype)
    rows[...] = 0
    rows[plan["words"]] = X
    return rows
