"""The library as a submission sees it: a copy in which the right answers of a lesson are not to be had.

A submission runs beside this copy alone. The functions that would do a task's work only raise OutOfReach,
what knows the right answers or the mistakes is left out, and stand-ins take the place of checks, pictures
and widgets. The rest is as it is, so that what a learner may import works, tables and models included.
"""

import ast
import importlib
import marshal
import os
import tempfile
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree

import rnn_helpers
from rnn_helpers.exercises.catalogue import all_tasks

SOURCE = Path(rnn_helpers.__file__).parent
AS_THEY_ARE = ("*.py", "data/*", "models/*", "plots/**/__init__.py")  # with all tables and trained models
EXERCISES = ("apart", "comparing", "errors", "given", "probes", "running", "steps", "watching")
GRADING = ("asked", "child", "inside", "wire", "witness")  # what runs beside a submission, with EXERCISES
DRAWN = ("exercises/pictures*.py", "plots/**/*.py", "widgets/**/*.py")

COPY = "rnn_helpers_of_"  # how the name of a copy begins; the number of its process follows

CHECKS = '''"""Stand-ins for the checks: nothing is judged here. What is given to `check` is kept."""

checked = {}  # the name of a task -> what was last given to `check` for it


def attempt(function, *arguments):
    """None: nothing is tried out here."""


def check(task, *answer):
    """Keep a function, or the answer to a question, under the name of its task."""
    name, given = (task, *answer) if answer else (getattr(task, "__name__", None), task)
    if isinstance(name, str):
        checked[name] = given


def examine(name, answer, rng=None):
    """None: nothing is judged here."""


def progress():
    """None: no points are kept here."""
'''

NOTHING_DRAWN = '''"""A stand-in: nothing is drawn here; whatever this module is asked for does nothing."""


def nothing(*arguments, **named):
    """None, whatever it is given."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"{__name__} is a stand-in without {name}")
    return nothing
'''

ONLY_RAISES = "from rnn_helpers.exercises.apart import OutOfReach; raise OutOfReach({name!r})"


@cache
def folder(lesson):
    """The copy for a lesson, made once in a process and removed at its end; see `prepare`.

    A process that is killed leaves its copies; the next one on the same computer takes them away.
    """
    _remove_left_behind()
    target = Path(tempfile.mkdtemp(prefix=f"{COPY}{os.getpid()}_"))
    Finalize(None, rmtree, (target,), {"ignore_errors": True}, exitpriority=0)
    target.chmod(0o755)
    prepare(lesson, target)
    return target


def _remove_left_behind():
    """Remove the copies of this user's processes that are there no more."""
    for path in Path(tempfile.gettempdir()).glob(f"{COPY}*_*"):
        pid = path.name.removeprefix(COPY).partition("_")[0]
        if pid.isdecimal() and not _is_running(int(pid)):
            rmtree(path, ignore_errors=True)


def _is_running(pid):
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def prepare(lesson, target):
    """Write the copy for one lesson to `target`/rnn_helpers, compiled, and readable by every user.

    lesson : a lesson's name, such as "02_unrolled_in_time"        target : Path of a folder, made if need be

    The same library gives the same bytes. Raises ValueError for a lesson without exercises, FileExistsError
    where `target` holds an rnn_helpers.
    """
    target, files = Path(target), _files(lesson)
    if (target / "rnn_helpers").exists():
        raise FileExistsError(f"{target} holds an rnn_helpers already. Give a folder without one.")
    target.mkdir(parents=True, exist_ok=True)
    for name in sorted({str(parent) for path in files for parent in path.parents} - {"."}):
        (target / name).mkdir()
        (target / name).chmod(0o755)
    for path, content in files.items():
        (target / path).write_bytes(content)
        (target / path).chmod(0o644)


def restorable(lesson, task=None):
    """What the copy for a lesson holds back although this one of its tasks may use it.

    task : a task of the lesson, as in the catalogue; without one, or for a question: all that is held back
    returns : dict, dotted name of a function where it is defined -> its source
    """
    own = _defined(() if task is None else task.get("out_of_reach", ()))
    return {name: _source_of(name) for name in sorted(_held_back(lesson) - own)}


@cache
def _source_of(dotted_name):
    module, name = dotted_name.rsplit(".", 1)
    source = _text(_path(module))
    return ast.get_source_segment(source, _function(ast.parse(source), name)) + "\n"


def references(task):
    """The source of a module that defines the right functions that a task may use, and what they need.

    task : a function task, as in the catalogue
    returns : "" where the task uses no other. The task's own right function is not in it.
    """
    return _with_needs(task["reference"].__module__, task["uses"])


@cache
def _with_needs(module, names):
    source = _text(_path(module))
    statements = {name: node for node in ast.parse(source).body for name in _names_made(node)}
    needed = list(names)
    for name in needed:  # grows while it is walked through
        used = {each.id for each in ast.walk(statements[name]) if isinstance(each, ast.Name)}
        needed += [each for each in statements if each in used and each not in needed]
    return "\n".join(_written(statements[name], name, source) for name in statements if name in needed)


def _names_made(node):
    """The names that a statement of a module makes."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [alias.asname or alias.name for alias in node.names]
    if isinstance(node, ast.Assign):
        return [each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)]
    return [node.name] if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else []


def _written(node, name, source):
    """A statement as text; of an import what makes this name."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        alias = next(alias for alias in node.names if name in (alias.asname, alias.name))
        first = f"from {node.module} " if isinstance(node, ast.ImportFrom) else ""
        return f"{first}import {ast.unparse(alias)}"
    return ast.get_source_segment(source, node) + "\n"


# --- what is held back


@cache
def _held_back(lesson):
    """The dotted names of all functions that some task of a lesson may not use, where they are defined."""
    tasks = [task for task in all_tasks() if task["lesson"] == lesson]
    if not tasks:
        lessons = ", ".join(dict.fromkeys(task["lesson"] for task in all_tasks()))
        raise ValueError(f'No lesson with exercises is called "{lesson}". These are: {lessons}.')
    return _defined(name for task in tasks for name in task.get("out_of_reach", ()))


def _defined(dotted_names):
    """The functions of these names, named by where they are defined."""
    pairs = (name.rsplit(".", 1) for name in dotted_names)
    functions = [getattr(importlib.import_module(module), name) for module, name in pairs]
    return {f"{function.__module__}.{function.__name__}" for function in functions}


def _without(source, names):
    """The source in which the functions of these names only raise; every other line keeps its place."""
    lines, tree = source.split("\n"), ast.parse(source)
    for name in names:
        doc, *body = _function(tree, name).body
        if not (isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant)):
            raise ValueError(f"{name} has no docstring, after which its body could be taken out.")
        first, last = doc.end_lineno, body[-1].end_lineno  # the lines of the body, from 0
        raising = " " * doc.col_offset + ONLY_RAISES.format(name=name)
        lines[first:last] = [raising, *[""] * (last - first - 1)]
    return "\n".join(lines)


def _function(tree, name):
    return next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)


# --- the files of the copy


def _files(lesson):
    """Path from the target folder -> bytes, for all files of a lesson's copy."""
    held_back = {}
    for dotted_name in sorted(_held_back(lesson)):
        module, name = dotted_name.rsplit(".", 1)
        held_back.setdefault(_path(module), []).append(name)
    files = dict(_common())
    for path, names in held_back.items():
        files |= _compiled(path, _without(_text(path), names))
    return files


@cache
def _common():
    """The files that the copies for all lessons share."""
    files = _compiled(Path("rnn_helpers/exercises/__init__.py"), CHECKS)
    files |= _compiled(Path("rnn_helpers/grading/__init__.py"), '"""What runs beside a submission."""\n')
    for path in _found(*DRAWN):
        files |= _compiled(path, NOTHING_DRAWN)
    needed = [f"exercises/{name}.py" for name in EXERCISES] + [f"grading/{name}.py" for name in GRADING]
    for path in _found(*AS_THEY_ARE, *needed):
        content = (SOURCE.parent / path).read_bytes()
        files |= _compiled(path, _text(path)) if path.suffix == ".py" else {path: content}
    return files


def _found(*patterns):
    """The files of the package that fit one of the patterns, from the folder that the package is in."""
    found = (path for pattern in patterns for path in sorted(SOURCE.glob(pattern)) if path.is_file())
    return [path.relative_to(SOURCE.parent) for path in found]


def _compiled(path, source):
    """A module's two files: its source, and its code, which Python takes without looking at the source.

    The code is stored in a form that does not depend on how Python came by it (marshal's version 2).
    """
    content = source.encode()
    code = marshal.dumps(compile(content, path.as_posix(), "exec", dont_inherit=True, optimize=0), 2)
    unchecked = (1).to_bytes(4, "little")  # PEP 552: a hash stands in it, which nobody compares
    stored = MAGIC_NUMBER + unchecked + source_hash(content) + code
    return {path: content, Path(cache_from_source(path, optimization="")): stored}


def _path(module):
    return Path(*module.split(".")).with_suffix(".py")


def _text(path):
    return (SOURCE.parent / path).read_text(encoding="utf-8")
