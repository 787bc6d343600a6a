"""How long a learner waits for a check: the slowest diagnosis of every function task.

    python -m tools.bench_diagnosis

Tried are the right answer, every wrong variant of the catalogue, and an answer that no mistake explains,
which is compared with all of them, alone and in pairs. The limit is half a second.
"""

import statistics
import sys
import time

import numpy as np

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.exercises.mistakes import copy_of, singles

LIMIT = 0.5


def main():
    """Print the table. Returns 1 if a diagnosis is slower than the limit."""
    print(f"{'task':28} {'mistakes':>8} {'right':>7} {'median':>7} {'slowest':>8}   milliseconds")
    slowest = [_line(task) for task in all_tasks() if task["kind"] == "function"]
    return 0 if max(slowest) <= LIMIT else 1


def _line(task):
    right = seconds(task, copy_of(task["reference"]))
    wrong = [seconds(task, variant) for _, variant in singles(task)]
    worst = max([*wrong, seconds(task, _odd(task))])
    times = [f"{1000 * each:7.0f}" for each in (right, statistics.median(wrong), worst)]
    print(f"{task['name']:28} {len(wrong):8} {times[0]} {times[1]} {times[2]:>8}", flush=True)
    return worst


def seconds(task, function):
    """The time of one check, the second of two: the first makes the variants."""
    function.__module__ = "__main__"
    for _ in range(2):
        start = time.perf_counter()
        examine(task["name"], function, np.random.default_rng(0))
    return time.perf_counter() - start


def _odd(task):
    """The right answer with a little added where it holds a floating-point number: no mistake explains it."""

    right = copy_of(task["reference"])

    def odd(*arguments):
        return _shifted(right(*arguments))

    odd.__name__ = task["name"]
    return odd


def _shifted(value):
    if isinstance(value, dict):
        return {key: _shifted(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(map(_shifted, value))
    return value + 0.0123 if isinstance(value, (float, np.ndarray)) else value


if __name__ == "__main__":
    sys.exit(main())
