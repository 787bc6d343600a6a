"""A learner's function by itself: without the notebook's data, and with other functions in chosen places.

A function keeps the globals of the notebook that it was written in, its home. Nothing is rebuilt here: for
the time of a run the data is taken out of the home and put back afterwards, so it is the same for functions,
classes, decorators and partial functions. In the same way one function can act as another wherever it is
held, under whatever name, because it is the function object itself that changes for a while.
"""

import contextlib
import functools
import importlib
import sys
import types
from operator import is_

import numpy as np


class OutOfReach(RuntimeError):
    """The learner's function called the library's own answer."""


def home_of(function):
    """The globals of the notebook that a function was written in, or None if that cannot be found out."""
    for _ in range(8):
        if isinstance(function, types.FunctionType) and not hasattr(function, "__wrapped__"):
            return None if _imported(function.__globals__) else function.__globals__
        function = _inside(function)
    return None


def _imported(names):
    name = names.get("__name__")
    module = sys.modules.get(name) if isinstance(name, str) else None
    return name != "__main__" and module is not None and vars(module) is names


def _inside(function):
    """The function that a class, a method, a partial function or a decorated function is made of."""
    if isinstance(function, type):
        held = vars(function).values()
        return next((each for each in held if isinstance(each, (types.FunctionType, staticmethod))), None)
    for name in ("__wrapped__", "__func__", "func"):
        if callable(getattr(function, name, None)):
            return getattr(function, name)
    return vars(type(function)).get("__call__")


@contextlib.contextmanager
def alone(home, put):
    """While inside, the notebook holds its functions, classes and modules, and of other things only `put`.

    home : the globals, or None for nothing to do        put : name -> object
    yields : name -> object, what was taken out. Afterwards the notebook is as it was.
    """
    home = {} if home is None else home
    before = dict(home)
    taken = {name: value for name, value in before.items() if _is_data(name, value)}
    for name in taken:
        del home[name]
    home.update(put)
    try:
        yield taken
    finally:
        for name in home.keys() - before.keys():
            del home[name]
        _put_back(home, before)


def _is_data(name, value):
    return not (callable(value) or isinstance(value, types.ModuleType) or name.startswith("__"))


def modules_now(home):
    """What NumPy, the library and the notebook's modules hold now, for `restored`."""
    library = [module for name, module in list(sys.modules.items()) if name.startswith("rnn_helpers")]
    own = [value for value in (home or {}).values() if isinstance(value, types.ModuleType)]
    modules = {id(module): vars(module) for module in (np, np.linalg, np.random, *library, *own)}
    return [(names, dict(names)) for names in modules.values()]


@contextlib.contextmanager
def restored(modules):
    """What is rebound inside in these modules (see `modules_now`) is afterwards as it was then."""
    try:
        yield
    finally:
        for names, before in modules:
            _put_back(names, before)


def _put_back(names, before):
    """Make what `names` holds of `before` the same objects again; most of the time nothing has changed."""
    same_size = len(names) == len(before)
    if same_size and all(map(is_, names.values(), before.values())) and all(map(is_, names, before)):
        return
    gone = object()
    for name, value in before.items():
        if names.get(name, gone) is not value:
            names[name] = value


# --- one function in the place of another


@contextlib.contextmanager
def acting_as(function, other):
    """While inside, `function` does what `other` does, wherever it is held."""
    before = function.__code__, function.__defaults__, function.__kwdefaults__
    code = _passing_on(len(function.__code__.co_freevars))
    function.__code__, function.__defaults__, function.__kwdefaults__ = code, None, {"_other": other}
    try:
        yield
    finally:
        function.__code__, function.__defaults__, function.__kwdefaults__ = before


@functools.cache
def _passing_on(count):
    """The code of a function that hands its arguments to `_other`, with this number of closure cells."""
    cells = "".join(f"cell_{k}, " for k in range(count))
    lines = [
        f"def make({cells}):",
        "    def pass_on(*arguments, _other, **named):",
        "        return _other(*arguments, **named)",
        f"        {cells or None}",
        "    return pass_on",
    ]
    names = {}
    exec("\n".join(lines), names)
    return names["make"](*range(count)).__code__


@contextlib.contextmanager
def out_of_reach(dotted_names, reference):
    """While inside, these library functions and the reference raise OutOfReach, by whatever name or alias."""
    with contextlib.ExitStack() as stack:
        for function in {*filter(None, map(_look_up, dotted_names)), reference}:
            stack.enter_context(acting_as(function, _refusing(function.__name__)))
        yield


def _look_up(dotted_name):
    module, _, name = dotted_name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None


def _refusing(name):
    def refuse(*arguments, **named):
        raise OutOfReach(name)

    return refuse


@contextlib.contextmanager
def earlier_replaced(function, references):
    """While inside, the learner's earlier functions act as the right ones; missing ones are there.

    function : the learner's function that calls them        references : name -> the right function
    yields : name -> object, to put into the notebook
    """
    home, put = home_of(function) or {}, dict(references)
    with contextlib.ExitStack() as stack:
        for name, right in references.items():
            own = home.get(name)
            put |= {alias: right for alias, value in home.items() if own is not None and value is own}
            for held in (own, _in_closure(function, name)):
                if isinstance(held, types.FunctionType) and held is not right:
                    stack.enter_context(acting_as(held, right))
        yield put


def _in_closure(function, name):
    """What a function has under this name in its closure, or None."""
    if not isinstance(function, types.FunctionType) or name not in function.__code__.co_freevars:
        return None
    try:
        return function.__closure__[function.__code__.co_freevars.index(name)].cell_contents
    except ValueError:  # an empty cell
        return None
