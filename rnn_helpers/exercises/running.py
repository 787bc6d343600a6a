"""Run a learner's function: on copies, quietly, to an end, and so that nothing of it stays behind."""

import contextlib
import copy
import io
import warnings
from functools import partial

import numpy as np

from rnn_helpers.exercises.apart import home_of, modules_now, restored
from rnn_helpers.exercises.errors import fault
from rnn_helpers.exercises.steps import step_budget

LARGEST = 100_000  # numbers or items in a result; what is asked for holds some dozens
DEEPEST = 6  # containers within containers


class Unusable(Exception):
    """What the function returned is too large or too deep to look at; the text says which."""


def attempt(function, *arguments):
    """The result of `function(*arguments)`, or None where it is unfinished, fails or does not end.

    The arguments are copied, so they stay as they are.
    """
    value = run(function, arguments)["value"]
    return None if value is Ellipsis else value


def run(function, arguments, modules=None):
    """Call the function on copies of its arguments. Only KeyboardInterrupt comes through.

    modules : what `apart.modules_now` gave, where many calls follow each other (default: looked up anew)
    returns : dict with value (a copy of what it returned, None after an error), error (None, or in words, see
        `errors.fault`), changed (position -> what has become of an argument that is not as it was), printed
        (True if it printed)
    """
    copies, home = copy.deepcopy(arguments), home_of(function)
    value, error, listener = None, None, Listener()
    before = modules_now(home) if modules is None else modules
    with (
        restored(before),
        quiet(),
        contextlib.redirect_stdout(listener),
        contextlib.redirect_stderr(listener),
    ):
        try:
            with step_budget("__main__" if home is None else home.get("__name__")):
                value = function(*copies)
            value = _taken(value, copies, arguments)
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            value, error = None, fault(raised, home)
    both = enumerate(zip(copies, arguments))
    changed = {k: now for k, (now, before) in both if not unchanged(now, before)}
    return {"value": value, "error": error, "changed": changed, "printed": listener.heard}


class Listener(io.TextIOBase):
    """A place to print to that keeps nothing and cannot be closed."""

    heard = False

    def write(self, text):
        self.heard = True
        return len(text)

    def close(self):
        pass


@contextlib.contextmanager
def quiet():
    """No warnings of overflow: what comes of it is judged, not that it happened."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def unchanged(now, before):
    """Whether two arguments, arrays or containers of arrays, are equal in every entry, shape and type."""
    if isinstance(before, dict):
        return (
            isinstance(now, dict)
            and now.keys() == before.keys()
            and all(unchanged(now[k], before[k]) for k in now)
        )
    if isinstance(before, (tuple, list)):
        alike = type(now) is type(before) and len(now) == len(before)
        return alike and all(map(unchanged, now, before))
    if isinstance(before, np.random.Generator):
        return True  # drawing from it is what it is there for
    if isinstance(before, np.ndarray):
        same = isinstance(now, np.ndarray) and now.shape == before.shape and now.dtype == before.dtype
        return same and np.array_equal(now, before, equal_nan=True)
    if isinstance(before, partial):
        return type(now) is partial and now.func is before.func and unchanged(now.args, before.args)
    return now is before or (type(now) is type(before) and now == before)


def _taken(value, copies, arguments):
    """A copy of a result. A dict that was an argument stands in it as it was before the call, so that
    writing into it counts as that and nothing else. Where it is the result itself, it is what was written."""
    dicts = [(now, before) for now, before in zip(copies, arguments) if isinstance(now, dict)]
    given = {id(now): before for now, before in dicts if now is not value}
    problem = too_much(value, given)
    if problem is not None:
        raise Unusable(problem)
    try:
        return copy.deepcopy(value, given)
    except Exception:
        return value


def too_much(value, known=()):
    """Why a result is not worth a look, in words, or None. Containers with an id in `known` are fine."""
    level = [value]
    for _ in range(DEEPEST):
        size = sum(_size(item) for item in level)
        if size > LARGEST:
            return f"It holds more than {LARGEST} numbers or items"
        containers = [
            item for item in level if isinstance(item, (list, tuple, dict)) and id(item) not in known
        ]
        inside = (each for item in containers for each in (item.values() if isinstance(item, dict) else item))
        level = list({id(each): each for each in inside}.values())
    if any(isinstance(item, (list, tuple, dict)) for item in level):
        return "It holds containers within containers without an end in sight"
    return None


def _size(value):
    if isinstance(value, np.ndarray):
        return value.size
    return len(value) if isinstance(value, (list, tuple, dict, str, bytes)) else 1
