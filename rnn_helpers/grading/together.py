"""Pairs of tasks that the same students do not solve, where that is more than chance."""

from itertools import combinations
from math import exp, lgamma

import numpy as np

from rnn_helpers.exercises.catalogue import all_tasks

LEAST = 5  # students who solved neither
APART = 0.5  # how much larger the share that fails must be among those who failed the other task
CHANCE = 0.01  # of finding any such pair in a class where no task has to do with another
TRIED = ("solved", "partly", "wrong")


def failing_together(states):
    """The pairs that say something, the strongest first.

    states : key -> task -> state. Only students who tried both tasks of a pair count.
    returns : list of dict(first, second : names of tasks, in the order of the course; failed : how many did
        not solve the first; both : how many of them did not solve the second either; passed, only : the same
        for those who solved the first; chance)
    """
    names = [task["name"] for task in all_tasks() if any(task["name"] in each for each in states.values())]
    tried = _table(states, names, TRIED)
    failed = _table(states, names, TRIED[1:])
    both, failed_first, failed_second = failed.T @ failed, failed.T @ tried, tried.T @ failed
    everybody = tried.T @ tried
    pairs = list(combinations(range(len(names)), 2))
    found = []
    for i, j in pairs:
        if both[i, j] >= LEAST:
            n, first, second, common = (
                int(table[i, j]) for table in (everybody, failed_first, failed_second, both)
            )
            passed, only = n - first, second - common
            if passed and common / first - only / passed >= APART:
                chance = _by_chance(n, first, second, common) * len(pairs)
                pair = {"first": names[i], "second": names[j], "failed": first, "both": common}
                found.append(pair | {"passed": passed, "only": only, "chance": chance})
    return sorted((pair for pair in found if pair["chance"] < CHANCE), key=lambda pair: pair["chance"])


def _table(states, names, wanted):
    rows = [[float(each.get(name) in wanted) for name in names] for each in states.values()]
    return np.array(rows).reshape(len(states), len(names))


def _by_chance(n, first, second, common):
    """The chance of so many common students or more, if `second` of n were drawn without regard to `first`
    (the hypergeometric distribution, as in Fisher's exact test)."""
    top = min(first, second)
    all_ways = _log_ways(n, second)
    ways = (
        _log_ways(first, k) + _log_ways(n - first, second - k)
        for k in range(max(common, first + second - n), top + 1)
    )
    return sum(exp(each - all_ways) for each in ways)


def _log_ways(n, k):
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
