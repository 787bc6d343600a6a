"""Wrong variants of a right function, made by small edits of its source.

A mistake is a dict:
    name : a few words          old, new : the edit; `old` stands exactly once in the reference's source
    says : what goes wrong and why, without the answer's code
    see : the heading of the lesson's section that explains it
    seen : where people make it, or "expected"
    alone : True for one that is looked for by itself only (optional)
    raises : True for one that shows in nothing but errors: the same kind of error on the same probes, and
        right results on the others, are taken for it (optional)
Variants are made of one mistake, and of two that can stand together.
"""

import inspect
from functools import cache
from itertools import combinations

from rnn_helpers.exercises.outcomes import alike, quiet_outcome
from rnn_helpers.exercises.running import quiet


@cache
def source_of(function):
    """The source of a reference function."""
    return inspect.getsource(function)


def singles(task):
    """One variant for each mistake: [(mistakes, function), …], `mistakes` a tuple of one."""
    return _made(task, task["mistakes"], 1)


def pairs(task):
    """One variant for every two mistakes that touch different places of the source."""
    return _made(task, [mistake for mistake in task["mistakes"] if not mistake.get("alone")], 2)


def _made(task, mistakes, size):
    edits = tuple((mistake["old"], mistake["new"]) for mistake in mistakes)
    made = _variants(task["reference"], edits, size)
    return [(tuple(mistakes[k] for k in which), function) for which, function in made]


@cache
def _variants(reference, edits, size):
    found = []
    for which in combinations(range(len(edits)), size):
        source = _edited(source_of(reference), [edits[k] for k in which])
        if source is not None:
            found.append((which, _compiled(source, reference)))
    return found


def _edited(source, edits):
    """The source after all edits, or None where one takes away the place of another."""
    spans = sorted((source.index(old), source.index(old) + len(old), new) for old, new in edits)
    if any(end > start for (_, end, _), (start, _, _) in zip(spans, spans[1:])):
        return None
    for start, end, new in reversed(spans):
        source = source[:start] + new + source[end:]
    return source


def copy_of(reference):
    """The right answer as a function of its own, which is not out of reach."""
    return _compiled(source_of(reference), reference)


def _compiled(source, reference):
    """The function that a source defines, with the reference's own globals around it."""
    names = dict(reference.__globals__)
    exec(compile(source, f"<variant of {reference.__name__}>", "exec"), names)
    return names[reference.__name__]


def matching(task, outcomes, probes, expected, outputs=None):
    """The mistakes that explain a learner's outcomes on these probes: a list of tuples of mistakes.

    First single mistakes; only where none fits, two at once. Several entries cannot be told apart by
    what they give out. A mistake counts only where it was seen to change a value, or to raise an error if
    that is all it does (`raises`).

    outputs : compare these of several outputs alone (default: all)
    """
    for variants in (singles, pairs):
        made = variants(task)
        with quiet():
            found = [
                which
                for which, function in made
                if _explains(task, function, outcomes, probes, expected, outputs, _raises(which))
            ]
        if found:
            return found
    return []


def _raises(which):
    return all(mistake.get("raises") for mistake in which)


def _explains(task, function, outcomes, probes, expected, outputs, raises):
    seen = False
    for got, probe, right in zip(outcomes, probes, expected):
        wrong = quiet_outcome(function, probe["arguments"])
        if not alike(task, got, wrong, outputs):
            return False
        seen = seen or ((raises or wrong["error"] is None) and not alike(task, wrong, right, outputs))
    return seen
