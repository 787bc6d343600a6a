"""All tasks of the course: one module of data a lesson, found by the name of the task.

A task is a dict. Every task has
    name, kind ("function", "shapes", "number" or "choice"), lesson (the notebook's name), title
A function task has
    reference : the right function; its source is what mistakes are edits of
    arguments : names of its arguments        outputs : names of what it returns
    returns : "dict" where it returns a dict with the outputs as keys (optional)
    keys : names of outputs that stand in a dict, the last of the values that it returns (optional)
    free : names of outputs that are not compared, such as a cache of the learner's own (optional)
    uses : names of earlier tasks that it may call, all of them known to the reference
    out_of_reach : dotted names of library functions that would do the work; the reference is so by itself
    probes(rng) : list of inputs, see `probes`
    kinds : kind of probe -> what it is called in "right already: …", where not as in `evidence` (optional)
    edges : kinds of probes at the edge of the task, such as no step at all; they do not stand in the way of
        naming a mistake that all other probes show, and being right there earns no other points (optional)
    large : dict(says, see, perhaps title), what to say where only extreme numbers go wrong (if there are
        extreme probes)
    parts : list of dict(name, points, test, …), see `judging`
    mistakes : list of dict(name, old, new, says, see, seen, perhaps alone or raises), see `mistakes`
Question tasks are described in `questions`.
"""

from difflib import get_close_matches
from functools import cache
from importlib import import_module

NUMBERS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14")
LESSONS = tuple(import_module(f"rnn_helpers.exercises.lessons.lesson_{number}") for number in NUMBERS)


@cache
def all_tasks():
    """Every task of the course, in order."""
    return [task for lesson in LESSONS for task in lesson.TASKS]


def find_task(name):
    """The task called `name`. Raises ValueError with the nearest names where there is none."""
    tasks = {task["name"]: task for task in all_tasks()}
    if name in tasks:
        return tasks[name]
    close = get_close_matches(name, tasks, 1, 0.5)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    raise ValueError(f'No exercise is called "{name}".{hint} The tasks are {", ".join(tasks)}.')
