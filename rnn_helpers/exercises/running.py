"""Run a learner's function: on copies, apart from the notebook's variables, and to an end.

Three things keep a wrong answer from doing harm or from looking right by accident:
`isolate` gives the function a fresh set of globals that holds the notebook's functions and modules but not
its data; `out_of_reach` takes the library's own answer away while it runs; `run` counts the interpreter's
steps and stops at a budget. The count uses `sys.settrace`, so it needs no thread and no signal and works in a
browser too. It counts single instructions, since `while True: pass` on one line is one line for ever. A loop
that stays inside one call of compiled code, or that catches every exception with a bare `except:`, is beyond
its reach.
"""

import contextlib
import copy
import importlib
import io
import linecache
import sys
import types
import warnings

import numpy as np

BUDGET = 100_000  # steps of the interpreter in one call; right answers need at most a few thousand


class OutOfReach(RuntimeError):
    """The learner's function called the library's own answer."""


class Endless(BaseException):
    """The budget of steps is used up. A BaseException, so that `except Exception` lets it pass."""


def attempt(function, *arguments):
    """The result of `function(*arguments)`, or None where it is unfinished, fails or does not end.

    The arguments are copied, so they stay as they are.
    """
    value = run(function, arguments)["value"]
    return None if value is Ellipsis else value


def run(function, arguments, budget=BUDGET):
    """Call the function on copies of its arguments.

    returns : dict with value (a copy of what it returned, None after an error), error (the exception or
        None), changed (positions of arguments that are not as they were), printed (True if it printed)
    """
    copies = copy.deepcopy(arguments)
    value, error, spoken = None, None, io.StringIO()
    with quiet(), contextlib.redirect_stdout(spoken):
        try:
            with step_budget(budget):
                value = function(*copies)
        except (Exception, Endless, SystemExit) as raised:
            error = raised
    changed = [k for k, (now, before) in enumerate(zip(copies, arguments)) if not unchanged(now, before)]
    return {"value": _copy(value), "error": error, "changed": changed, "printed": bool(spoken.getvalue())}


@contextlib.contextmanager
def quiet():
    """No warnings of overflow: what comes of it is judged, not that it happened."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def step_budget(steps):
    """Raise Endless in the running code once it has executed this many instructions."""
    left = steps

    def trace(frame, event, argument):
        nonlocal left
        frame.f_trace_opcodes = True
        left -= 1
        if left < 0:
            raise Endless
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def unchanged(now, before):
    """Whether two arguments, arrays or containers of arrays, are equal in every entry, shape and type."""
    if isinstance(before, dict):
        return (
            isinstance(now, dict)
            and now.keys() == before.keys()
            and all(unchanged(now[k], before[k]) for k in now)
        )
    if isinstance(before, np.ndarray):
        same = isinstance(now, np.ndarray) and now.shape == before.shape and now.dtype == before.dtype
        return same and np.array_equal(now, before, equal_nan=True)
    return now == before


def _copy(value):
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


# --- apart from the notebook


def isolate(function, replaced=None, hidden=None, keep_data=False):
    """The same function with globals of its own: functions, classes and modules, and no data.

    replaced : name -> object to put in the place of a global
    hidden : id of a library function -> what stands in for it
    keep_data : True keeps the notebook's variables as well
    """
    if not isinstance(function, types.FunctionType):
        return function
    old, new, hidden = function.__globals__, {}, hidden or {}
    for name, value in old.items():
        if id(value) in hidden:
            new[name] = hidden[id(value)]
        elif _belongs(value, old):
            new[name] = _rebuild(value, new)
        elif keep_data or callable(value) or isinstance(value, types.ModuleType) or name.startswith("__"):
            new[name] = value
    new.update(replaced or {})
    return _rebuild(function, new)


def _belongs(value, where):
    return isinstance(value, types.FunctionType) and value.__globals__ is where


def _rebuild(function, where):
    """The function anew, looking its global names up in `where`; also those inside its closure."""
    cells = function.__closure__
    if cells is not None:
        cells = tuple(_cell(cell, function, where) for cell in cells)
    code, name = function.__code__, function.__name__
    new = types.FunctionType(code, where, name, function.__defaults__, cells)
    new.__kwdefaults__ = function.__kwdefaults__
    return new


def _cell(cell, function, where):
    try:
        inside = cell.cell_contents
    except ValueError:  # an empty cell: the name is bound later
        return cell
    if inside is not function and _belongs(inside, function.__globals__):
        return types.CellType(_rebuild(inside, where))
    return cell


def missing_name(error, function):
    """The notebook variable that the isolated function looked for and did not find, or None."""
    if not isinstance(error, NameError) or isinstance(error, UnboundLocalError):
        return None
    known = getattr(function, "__globals__", {})
    return error.name if getattr(error, "name", None) in known else None


# --- the library's own answer


@contextlib.contextmanager
def out_of_reach(dotted_names):
    """Replace library functions, wherever rnn_helpers holds them, by one that raises OutOfReach.

    yields : id of each function -> its stand-in. Everything is back in place afterwards.
    """
    originals = [found for found in map(_look_up, dotted_names) if found is not None]
    hidden = {id(original): _stand_in(original) for original in originals}
    back = {id(stand_in): original for stand_in, original in zip(hidden.values(), originals)}
    _swap(hidden)
    try:
        yield hidden
    finally:
        _swap(back)


def _look_up(dotted_name):
    module, _, name = dotted_name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None


def _stand_in(original):
    def stand_in(*arguments, **named):
        raise OutOfReach(original.__name__)

    return stand_in


def _swap(replacements):
    for module_name, module in list(sys.modules.items()):
        if module_name.split(".")[0] != "rnn_helpers" or module_name.startswith("rnn_helpers.exercises"):
            continue
        for name, value in list(vars(module).items()):
            if id(value) in replacements:
                setattr(module, name, replacements[id(value)])


# --- where it went wrong


def place_of(error, function):
    """The line of the learner's own code that an error came from: (number, text), or None."""
    where, place = getattr(function, "__globals__", None), None
    step = error.__traceback__
    while step is not None:
        frame = step.tb_frame
        if frame.f_globals is where:
            text = linecache.getline(frame.f_code.co_filename, step.tb_lineno).strip()
            place = (step.tb_lineno, text)
        step = step.tb_next
    return place
