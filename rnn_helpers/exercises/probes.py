"""Inputs that an answer is tried on, and the parts that most function tasks share.

A probe is a dict:
    kind : "one" (a batch or a sequence of one), "batch" (several), "whole" (whole numbers), "extreme"
        (numbers that overflow), or another word that the task explains in its `kinds`
    arguments : tuple        made : position -> Made, see there
    columns, steps : how many examples and time steps it has, or None; for "a mean where a sum is expected"
"""

from dataclasses import dataclass

import numpy as np

FORM = {"name": "shapes and types", "points": 1, "test": "form"}
UNCHANGED = {"name": "inputs left unchanged", "points": 1, "test": "unchanged"}
OWN = {"name": "no notebook variables", "points": 1, "test": "own"}


@dataclass(frozen=True)
class Made:
    """An argument that an earlier function of the learner makes, such as the cache that their backward reads.

    by : the name of that function, one of the task's `uses`        arguments : what it is called with
    output : which of its results is meant, by position
    """

    by: str
    arguments: tuple
    output: int


def probe(kind, *arguments, columns=None, steps=None, lists=False):
    """One input; lists of numbers become arrays, unless `lists`, where they stay what they are.

    A list of tuples or dicts, such as the caches of a pass, always stays a list. An argument may be `Made` by
    an earlier function of the learner.
    """
    made = {k: each for k, each in enumerate(arguments) if isinstance(each, Made)}
    if not lists:
        arguments = tuple(np.array(a) if _is_numbers(a) else a for a in arguments)
    return {"kind": kind, "arguments": arguments, "made": made, "columns": columns, "steps": steps}


def _is_numbers(argument):
    return isinstance(argument, list) and not any(isinstance(each, (tuple, dict)) for each in argument)


def with_references(probe, references):
    """The probe with every argument that is `Made` made by the right function of that name."""
    arguments = list(probe["arguments"])
    for position, made in probe["made"].items():
        arguments[position] = references[made.by](*made.arguments)[made.output]
    return probe | {"arguments": tuple(arguments)}


def another_order(names, rng):
    """The keys of a dict, each in another place than the lesson has it."""
    return np.roll(names, rng.integers(1, len(names))).tolist()
