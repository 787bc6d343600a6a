"""Watch what a learner's function does, as plain data: results, errors in words, changed arguments.

Nothing in here knows a right answer or a mistake. So it runs where the learner's code runs, which may be
another process than the one that judges: `judging` asks, this module answers.
"""

import copy
import dis
import inspect
import types

from rnn_helpers.exercises.apart import alone, earlier_replaced, home_of, modules_now
from rnn_helpers.exercises.running import run, unchanged

FINAL = {"Endless", "OutOfReach", "Unusable"}  # after one of these the other probes show nothing new


def watch(function, uses, probes, references=None):
    """Run a function on all probes, in the way that shows what its own fault is.

    uses : names of the earlier functions that it may call
    probes : as `probes.probe` makes them, with all arguments there; the learner's own earlier functions make
        theirs anew, where they can
    references : name -> right function, for all of `uses`, to stand in for the learner's own; or None
    returns : dict with
        outcomes : one dict a probe, see `running.run`, and made: position -> what the learner's own earlier
            function gave for that argument, an outcome
        borrowed : names of the notebook's variables that it needs
        helper : the function of the notebook through which it looks these up, or None
        parameters : names of its arguments, or None where they cannot be found out
        containers : True where the default of an argument is a list, dict or set
        idle : True for a body that computes nothing
    """
    home = home_of(function)
    if references is None:
        lent, outcomes = _run_with_loans(function, home, uses, probes, {}, own=True)
    else:
        with earlier_replaced(function, references) as put:
            lent, outcomes = _run_with_loans(function, home, uses, probes, put, own=False)
    return {
        "outcomes": outcomes,
        "borrowed": list(lent),
        "helper": _helper_that_uses(list(lent), function, home),
        "parameters": _parameters(function),
        "containers": bool(_containers(function)),
        "idle": isinstance(function, types.FunctionType) and _does_nothing(function),
    }


def watch_again(function, probes):
    """What shows only at further calls.

    returns : dict with kept (names of arguments whose default, a list, dict or set, is written into), twice
        (for each probe the outcomes of two more calls)
    """
    kept = _kept_between_calls(function, probes)
    modules = modules_now(home_of(function))
    twice = [[run(function, probe["arguments"], modules) for _ in range(2)] for probe in probes]
    return {"kept": kept, "twice": twice}


# --- on the probes


def _run_with_loans(function, home, uses, probes, put, own):
    """Run without the notebook's data; what turns out to be needed is lent, as a copy, in a new try.

    put : name -> object, to stand in the notebook        own : whether the learner's own earlier functions
        make their arguments
    returns : what was lent, name -> value; the outcomes. Functions in `uses` may be missing.
    """
    lent = {}
    while True:
        with alone(home, {name: _copy(value) for name, value in lent.items()} | put):
            outcomes = _run_all(function, home, probes, own)
        wanted = [got["error"]["missing"] for got in outcomes if got["error"] is not None]
        name = next((name for name in wanted if _can_be_lent(name, home, uses, lent)), None)
        if name is None:
            return lent, outcomes
        lent[name] = home[name]


def _can_be_lent(name, home, uses, lent):
    return bool(name) and name in (home or {}) and name not in uses and name not in lent


def _copy(value):
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def _run_all(function, home, probes, own):
    """Run on every probe; where asked, with the learner's `own` earlier functions making its arguments."""
    outcomes, modules = [], modules_now(home)
    for probe in probes:
        made = _made_by_own(probe, home, modules) if own else {}
        arguments = _with_made(probe, made)
        if outcomes and _is_final(outcomes[-1]):
            outcomes.append(outcomes[-1] | {"made": made})
        else:
            outcomes.append(run(function, arguments, modules) | {"made": made})
    return outcomes


def _is_final(got):
    return got["error"] is not None and not FINAL.isdisjoint(got["error"]["kinds"])


def _made_by_own(probe, home, modules):
    """position -> the outcome of the learner's own earlier function, where there is one."""
    functions = {position: (home or {}).get(made.by) for position, made in probe["made"].items()}
    return {
        position: {key: got[key] for key in ("value", "error")}
        for position, function in functions.items()
        if callable(function)
        for got in [run(function, probe["made"][position].arguments, modules)]
    }


def _with_made(probe, outcomes):
    """The arguments, with those that the learner's own earlier functions make, where these give something."""
    arguments = list(probe["arguments"])
    for position, got in outcomes.items():
        value, output = got["value"], probe["made"][position].output
        if isinstance(value, (tuple, list)) and len(value) > output:
            arguments[position] = value[output]
    return tuple(arguments)


# --- what the function itself shows


def _parameters(function):
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return None


def _does_nothing(function):
    """Whether the body calls nothing, computes nothing and stores nothing."""
    idle = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP", "CACHE"}
    return all(step.opname in idle for step in dis.get_instructions(function))


def _helper_that_uses(names, function, home):
    """The function of the notebook through which names are looked up, where it is not the answer itself."""
    own = _names_in(function)
    if own is None or not names or own & set(names):
        return None
    helpers = {name: _names_in((home or {}).get(name)) for name in sorted(own)}
    return next((name for name, used in helpers.items() if used and used & set(names)), None)


def _names_in(function):
    """The names that a function and those inside it look up, or None for what is no plain function."""
    if not isinstance(function, types.FunctionType):
        return None
    found, codes = set(), [function.__code__]
    while codes:
        code = codes.pop()
        found |= set(code.co_names)
        codes += [each for each in code.co_consts if isinstance(each, types.CodeType)]
    return found


# --- further calls


def _kept_between_calls(function, probes):
    before = copy.deepcopy(_containers(function))
    for probe in probes[:2] if before else ():
        run(function, probe["arguments"])
    return [name for name, now in _containers(function).items() if not unchanged(now, before[name])]


def _containers(function):
    """The lists, dicts and sets among the default values of a function's arguments, by name."""
    if not isinstance(function, types.FunctionType):
        return {}
    given = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in given if isinstance(each.default, (list, dict, set))}
