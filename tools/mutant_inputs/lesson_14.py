"""Random inputs for the tasks of lesson 14."""

import numpy as np


def bags(rng):
    """One to six bags of one to eight words, from a table of one to seven words, tiny to large."""
    words, n_x, m = rng.integers(1, 7, 3)
    table = rng.normal(0, 10.0 ** rng.uniform(-2, 2), (words, n_x))
    return table, [rng.integers(0, words, rng.integers(1, 9)) for _ in range(m)]


def places(rng):
    """One to eight places, from a table of one to twelve words."""
    n_x, k, words = rng.integers(1, 7), rng.integers(1, 9), int(rng.integers(1, 13))
    return rng.normal(0, 10.0 ** rng.uniform(-2, 2), (n_x, k)), rng.integers(0, words, k), words


def measured(rng):
    """One to six trees; predictions from nearly certain to nearly even; one root at least has a side."""
    roots = np.cumsum(2 * rng.integers(0, 8, rng.integers(1, 7)) + 1) - 1
    labels = rng.integers(0, 5, roots[-1] + 1)
    labels[rng.choice(roots)] = rng.choice([0, 1, 3, 4])
    scores = rng.normal(0, 10.0 ** rng.uniform(-0.5, 0.7), (5, len(labels)))
    scores[labels, np.arange(len(labels))] += rng.uniform(0, 2)
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum(axis=0), labels, roots


INPUTS = {"bag_of_words": bags, "embedding_gradient": places, "accuracy_measures": measured}
