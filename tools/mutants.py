"""The mutation test of the exercises: does a right answer with one operator changed lose marks?

    python -m tools.mutants                  every function task: a table, and the mutants that survive
    python -m tools.mutants softmax          only this task

A mutant is the reference with a single operator, number or name of a reduction changed. It counts if it gives
another result than the reference on one of 200 random inputs, which are drawn apart from the checks' own
probes (`tools/mutant_inputs`). It survives if it gets full marks all the same.
"""

import argparse
import ast
import copy
import importlib
import sys
from functools import partial

import numpy as np

from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.judging import marks_of, watched_here
from rnn_helpers.exercises.mistakes import source_of
from rnn_helpers.exercises.outcomes import alike, outcome
from rnn_helpers.exercises.probes import probe, with_references
from rnn_helpers.exercises.running import run

DRAWS = 200
LEAST = 0.98
SWAPS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {
    "max": "min",
    "min": "max",
    "sum": "mean",
    "mean": "sum",
    "zeros": "ones",
    "zeros_like": "ones_like",
    "argmax": "argmin",
    "maximum": "minimum",
    "minimum": "maximum",
    "exp": "log",
    "log": "exp",
    "tanh": "sin",
    "cumsum": "cumprod",
    "any": "all",
    "all": "any",
}


def main(arguments=None):
    """Print the report. Returns 1 if fewer than 98 % of the mutants that count lose marks."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("tasks", nargs="*", help="names of function tasks (default: all)")
    parser.add_argument("--every", type=int, default=1, help="only every so many mutants of a task")
    options = parser.parse_args(arguments)
    tasks = [find_task(name) for name in options.tasks] or function_tasks()
    results = [(task, tested(task, options.every)) for task in tasks]
    print("\n".join(report(results)))
    return 0 if share(results) >= LEAST else 1


def function_tasks():
    return [task for task in all_tasks() if task["kind"] == "function"]


def tested(task, every=1):
    """What became of the mutants of a task: dict(made, counted, survivors), survivors as (line, why)."""
    changed = [each for each in mutants(task)[::every] if differs(task, each["function"])]
    alive = [each for each in changed if not loses_marks(task, each["function"])]
    explained = _module(task).__dict__.get("SURVIVORS", {}).get(task["name"], {})
    survivors = [(each["line"], explained.get(each["line"], "not explained")) for each in alive]
    return {"made": len(mutants(task)[::every]), "counted": len(changed), "survivors": survivors}


def share(results):
    """The share of mutants that lose marks, over all tasks."""
    counted = sum(result["counted"] for _, result in results)
    return 1 - sum(len(result["survivors"]) for _, result in results) / max(counted, 1)


def report(results):
    """The lines of the report."""
    lines = [f"{'task':28} {'mutants':>8} {'change an output':>17} {'lose marks':>11}"]
    for task, result in results:
        lost = result["counted"] - len(result["survivors"])
        lines.append(f"{task['name']:28} {result['made']:8} {result['counted']:17} {lost:11}")
    lines.append(
        f"{share(results):.1%} of the mutants that change an output lose marks; asked for: {LEAST:.0%}"
    )
    for task, result in results:
        lines += [f"survives in {task['name']}: {line}\n    {why}" for line, why in result["survivors"]]
    return lines


# --- making them


def mutants(task):
    """All mutants of a task's reference: dicts with line (the changed line of source) and function."""
    tree = ast.parse(source_of(task["reference"]))
    made = []
    for place, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            mutated = copy.deepcopy(tree)
            target = next(each for k, each in enumerate(ast.walk(mutated)) if k == place)
            change(target)
            made.append({"line": _line(mutated, target), "function": _compiled(mutated, task["reference"])})
    return made


def _changes(node):
    """Functions that each change a node of this kind by one operator."""
    if isinstance(node, (ast.BinOp, ast.AugAssign, ast.BoolOp)) and type(node.op) in SWAPS:
        yield lambda it: setattr(it, "op", SWAPS[type(it.op)]())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield lambda it: it.ops.__setitem__(0, SWAPS[type(it.ops[0])]())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield _without_operator
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield lambda it: setattr(it, "value", not it.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield lambda it: setattr(it, "value", it.value + 1)
        yield lambda it: setattr(it, "value", it.value - 1)
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield lambda it: setattr(it, "attr", NAMES[it.attr])
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda it: setattr(it, "attr", "real")
    if isinstance(node, ast.Name) and node.id in ("max", "min", "any", "all"):
        yield lambda it: setattr(it, "id", NAMES[it.id])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reversed":
        yield lambda it: setattr(it.func, "id", "list")


def _without_operator(node):
    node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
    if isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _line(tree, node):
    return ast.unparse(tree).splitlines()[_position(tree, node)].strip()


def _position(tree, node):
    """The line of the unparsed source that a node stands in: the first that a change of it alters."""
    marked = copy.deepcopy(tree)
    target = next(each for each, old in zip(ast.walk(marked), ast.walk(tree)) if old is node)
    before = ast.unparse(tree).splitlines()
    _mark(target)
    after = ast.unparse(marked).splitlines()
    return next((k for k, pair in enumerate(zip(before, after)) if pair[0] != pair[1]), 0)


def _mark(node):
    if isinstance(node, ast.Constant):
        node.value = 123456789
    elif isinstance(node, ast.Attribute):
        node.attr = "marked"
    elif isinstance(node, ast.Name):
        node.id = "marked"
    elif isinstance(node, ast.Call):
        node.func = ast.Name("marked")
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.Name("marked")
    elif isinstance(node, ast.BoolOp):
        node.values = [ast.Name("marked")]
    elif isinstance(node, ast.AugAssign):
        node.value = ast.Name("marked")
    else:
        node.left = ast.Name("marked")


def _compiled(tree, reference):
    names = dict(reference.__globals__)
    exec(compile(ast.fix_missing_locations(tree), f"<mutant of {reference.__name__}>", "exec"), names)
    return names[reference.__name__]


# --- trying them


def differs(task, mutant, draws=DRAWS):
    """Whether a mutant gives another result than the reference on one of the random inputs."""
    for arguments in random_inputs(task, draws):
        if not alike(task, run(mutant, arguments), outcome(task["reference"], copy.deepcopy(arguments))):
            return True
    return False


def random_inputs(task, draws=DRAWS):
    """The arguments that the mutants of a task are tried on, one tuple after another."""
    rng, draw = np.random.default_rng(2024), _module(task).INPUTS[task["name"]]
    for _ in range(draws):
        yield with_references(_as_probe(draw(rng)), task["reference"].__globals__)["arguments"]


def _as_probe(arguments):
    return probe("random", *arguments, lists=True)


def loses_marks(task, mutant):
    """Whether a mutant gets less than full marks."""
    mutant.__module__ = "__main__"
    ask = partial(watched_here, task, mutant)
    return not all(marks_of(task, ask, np.random.default_rng(7))[1].values())


def _module(task):
    return importlib.import_module(f"tools.mutant_inputs.lesson_{task['lesson'][:2]}")


if __name__ == "__main__":
    sys.exit(main())
