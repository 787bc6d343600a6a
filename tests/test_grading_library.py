"""The copy of the library that a submission sees: no right answer in it, and everything else works."""

import ast
import json
import marshal
import os
import pickle
import subprocess
import sys
import tempfile
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source
from inspect import getsource
from pathlib import Path

import numpy as np
import pytest

from rnn_helpers.exercises.catalogue import LESSONS, all_tasks, find_task
from rnn_helpers.exercises.comparing import same
from rnn_helpers.grading import library

ROOT = Path(__file__).parents[1]
NAMES = [lesson.LESSON for lesson in LESSONS]
FUNCTIONS = [task for task in all_tasks() if task["kind"] == "function"]
USING = [task for task in FUNCTIONS if task["uses"]]


def by_name(task):
    return task["name"]


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """lesson -> the folder with its copy."""
    folder = tmp_path_factory.mktemp("copies")
    for lesson in NAMES:
        library.prepare(lesson, folder / lesson)
    return {lesson: folder / lesson for lesson in NAMES}


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def modules_in(folder):
    """The dotted names of all modules of a copy."""
    paths = [path.relative_to(folder).with_suffix("") for path in sorted(folder.rglob("*.py"))]
    names = [".".join(path.parts).removesuffix(".__init__") for path in paths]
    unix = sys.platform != "win32"  # what keeps a process within limits is not on Windows
    return [name for name in names if unix or not name.startswith("rnn_helpers.grading.")]


# --- the right answers are nowhere


def without_doc(body):
    has_doc = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1:] if has_doc else body


@cache
def statements_in(content):
    """Every sequence of statements in a Python file, each statement as text without its layout."""
    bodies = [
        getattr(node, part)
        for node in ast.walk(ast.parse(content))
        for part in ("body", "orelse", "finalbody")
        if isinstance(getattr(node, part, None), list) and getattr(node, part)
    ]
    return [[ast.dump(each) for each in without_doc(body)] for body in bodies]


@cache
def codes_in(content):
    """All code objects in a compiled file, each as what it does, without its documentation."""
    found, waiting = [], [marshal.loads(content[16:])]
    while waiting:
        code = waiting.pop()
        found.append(what_it_does(code))
        waiting += [each for each in code.co_consts if hasattr(each, "co_consts")]
    return found


def what_it_does(code):
    """Names and constants in their order, without the documentation; instructions depend on the module."""
    constants = [repr(each) for each in code.co_consts[1:] if not hasattr(each, "co_consts")]
    return code.co_names, code.co_varnames, tuple(constants)


@cache
def lines_in(content):
    """A text file as one text of its lines, without margins and empty lines."""
    lines = (line.strip() for line in content.decode("utf-8", "replace").splitlines())
    return "\n" + "\n".join(line for line in lines if line) + "\n"


@cache
def body_of(function):
    """The body of a function without its documentation: as text, and as statements."""
    source = getsource(function)
    body = without_doc(ast.parse(source).body[0].body)
    text = "\n".join(source.splitlines()[body[0].lineno - 1 :])
    return lines_in(text.encode()), [ast.dump(each) for each in body]


def holds(path, function):
    """Whether a file holds the body of a function: as text, as statements, or compiled."""
    content, (text, wanted) = path.read_bytes(), body_of(function)
    if path.suffix == ".pyc":
        return what_it_does(function.__code__) in codes_in(content)
    if text in lines_in(content):
        return True
    return path.suffix == ".py" and any(
        wanted == sequence[k : k + len(wanted)]
        for sequence in statements_in(content)
        for k in range(len(sequence) - len(wanted) + 1)
    )


@pytest.mark.parametrize("task", FUNCTIONS, ids=by_name)
def test_a_right_answer_stands_in_no_file(copies, task):
    paths = files_in(copies[task["lesson"]])
    assert len(paths) > 100
    assert [path for path in paths if holds(path, task["reference"])] == []


@pytest.mark.parametrize("task", FUNCTIONS, ids=by_name)
def test_a_right_answer_in_another_layout_or_compiled_would_be_found(tmp_path, task):
    function = ast.parse(getsource(task["reference"]))
    without = ast.unparse(without_doc(function.body[0].body))
    loose = tmp_path / "loose.py"
    loose.write_text(f"if True:\n    x = 1\n    {without.replace(chr(10), chr(10) + '    ')}\n", "utf-8")
    compiled = tmp_path / "compiled.pyc"
    compiled.write_bytes(bytes(16) + marshal.dumps(compile(function, "somewhere", "exec")))
    assert holds(loose, task["reference"])
    assert holds(compiled, task["reference"])


@pytest.mark.parametrize("lesson", NAMES)
def test_only_what_runs_beside_a_submission_is_there_of_exercises_and_grading(copies, lesson):
    folder = copies[lesson] / "rnn_helpers"
    pictures = {path.stem for path in (library.SOURCE / "exercises").glob("pictures*.py")}
    there = {path.stem for path in (folder / "exercises").glob("*.py")}
    assert there == {"__init__", *library.EXERCISES, *pictures}
    assert {path.stem for path in (folder / "grading").glob("*.py")} == {"__init__", *library.GRADING}
    assert [path for path in folder.rglob("*") if "lesson_" in path.name or "mistakes" in path.name] == []


@pytest.mark.parametrize("lesson", NAMES)
def test_what_is_held_back_keeps_its_place_and_the_rest_is_as_it_is(copies, lesson):
    held_back = {tuple(name.rsplit(".", 1)) for name in library.restorable(lesson)}
    for module in {module for module, _ in held_back}:
        path = Path(*module.split(".")).with_suffix(".py")
        before, after = ((root / path).read_text("utf-8") for root in (ROOT, copies[lesson]))
        assert before.count("\n") == after.count("\n")
        for one, other in zip(ast.parse(before).body, ast.parse(after).body, strict=True):
            assert one.lineno == other.lineno
            if (module, getattr(one, "name", None)) in held_back:
                assert ast.dump(one.args) == ast.dump(other.args)
                assert ast.get_docstring(one) == ast.get_docstring(other)
                assert len(other.body) == 3  # the documentation, an import, raise
            else:
                assert ast.dump(one) == ast.dump(other)


# --- in a process that has this folder and NumPy alone

START = """
import importlib, json, pickle, sys
folder, numpy = sys.argv[1:]
sys.path = [folder, *sys.path, numpy]
job = pickle.load(sys.stdin.buffer)

def restored(sources):
    before = []
    for dotted_name, source in sources.items():
        module, name = dotted_name.rsplit(".", 1)
        names = vars(importlib.import_module(module))
        made = dict(names)
        exec(source, made)
        before.append((names[name], names[name].__code__))
        names[name].__code__ = made[name].__code__
    return before

def put_back(before):
    for function, code in before:
        function.__code__ = code
"""

LESSON = (
    START
    + """
seen = {"raised": {}, "runs": {}}
for dotted_name in job["held back"]:
    module, name = dotted_name.rsplit(".", 1)
    function = getattr(importlib.import_module(module), name)
    needed = function.__code__.co_argcount - len(function.__defaults__ or ())
    try:
        function(*[None] * needed)
    except Exception as error:
        seen["raised"][dotted_name] = type(error).__name__, str(error)
    else:
        seen["raised"][dotted_name] = None

from rnn_helpers.exercises import checked
for task, sources in job["restored"].items():
    checked.clear()
    before, names, errors = restored(sources), {"__name__": "__main__"}, []
    for cell in job["cells"]:
        try:
            exec(compile(cell, "cell", "exec"), names)
        except Exception as error:
            errors.append((type(error).__name__, str(error)))
    put_back(before)
    answers = [name for name in job["names"] if names.get(name) is not None]
    kept = [name for name in answers if checked.get(name) is names[name]]
    seen["runs"][task] = errors, answers, kept
for module in job["modules"]:
    importlib.import_module(module)
seen["drawn"] = sorted({"matplotlib", "IPython", "ipywidgets"} & sys.modules.keys())
ours = [module for name, module in sys.modules.items() if name.split(".")[0] == "rnn_helpers"]
seen["from elsewhere"] = [each.__file__ for each in ours if not each.__file__.startswith(folder)]
print(json.dumps(seen))
"""
)

REFERENCES = (
    START
    + """
restored(job["restored"])
names = {"__name__": "references"}
exec(job["source"], names)
values = {name: [names[name](*arguments) for arguments in job["arguments"]] for name in job["names"]}
sys.stdout.buffer.write(pickle.dumps((sorted(names), values)))
"""
)


def run_in(folder, program, job):
    """The bytes that a program prints in a process of its own, which has a copy and NumPy alone."""
    command = [sys.executable, "-I", "-S", "-c", program, str(folder), str(Path(np.__file__).parents[1])]
    done = subprocess.run(command, input=pickle.dumps(job), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def seen_in(copies):
    """A function: lesson -> what was seen when its copy was used."""

    @cache
    def seen(lesson):
        notebook = json.loads((ROOT / f"notebooks/solutions/{lesson}.ipynb").read_text("utf-8"))
        cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
        tasks = [task for task in all_tasks() if task["lesson"] == lesson]
        everything = library.restorable(lesson)
        each = {task["name"]: library.restorable(lesson, task) for task in tasks}
        job = {
            "held back": list(everything),
            "restored": {"": everything} | {name: each[name] for name in each if each[name] != everything},
            "cells": cells,
            "modules": modules_in(copies[lesson]),
            "names": [task["name"] for task in tasks],
        }
        return json.loads(run_in(copies[lesson], LESSON, job).splitlines()[-1])

    return seen


@pytest.mark.parametrize("lesson", NAMES)
def test_what_is_held_back_raises(seen_in, lesson):
    tasks = [task for task in FUNCTIONS if task["lesson"] == lesson]
    asked = {name for task in tasks for name in task["out_of_reach"]}
    raised = seen_in(lesson)["raised"]
    assert asked == raised.keys()
    assert raised == {name: ["OutOfReach", name.rsplit(".", 1)[1]] for name in asked}


@pytest.mark.parametrize("lesson", NAMES)
def test_the_solution_notebook_runs_where_nothing_is_held_back(seen_in, lesson):
    seen, names = seen_in(lesson), [task["name"] for task in all_tasks() if task["lesson"] == lesson]
    assert seen["runs"][""] == [[], names, names]  # no error, all answers there and kept by `check`


@pytest.mark.parametrize("lesson", NAMES)
def test_every_module_can_be_imported_and_needs_nothing_but_numpy(seen_in, lesson):
    seen = seen_in(lesson)
    assert seen["drawn"] == []
    assert seen["from elsewhere"] == []


@pytest.mark.parametrize("task", FUNCTIONS, ids=by_name)
def test_for_one_task_its_own_functions_alone_are_missed_and_all_answers_are_there(seen_in, task):
    runs, lesson = seen_in(task["lesson"])["runs"], task["lesson"]
    errors, answers, kept = runs.get(task["name"], runs[""])
    assert answers == kept == [each["name"] for each in all_tasks() if each["lesson"] == lesson]
    own = {name.rsplit(".", 1)[1] for name in task["out_of_reach"]}
    assert [text for kind, text in errors if kind == "OutOfReach" and text not in own] == []
    assert {kind for kind, _ in errors} <= {"OutOfReach", "NameError"}
    assert not errors or errors[0][0] == "OutOfReach"  # a name is missing only because of what went before


# --- what is given back, and what stands in


@pytest.mark.parametrize("lesson", NAMES)
def test_what_other_tasks_hold_back_is_given_back(lesson):
    everything = library.restorable(lesson)
    for task in (task for task in all_tasks() if task["lesson"] == lesson):
        given = library.restorable(lesson, task)
        assert given.keys() == everything.keys() - set(task.get("out_of_reach", ()))
        assert given.items() <= everything.items()
    for name, source in everything.items():
        assert [node.name for node in ast.parse(source).body] == [name.rsplit(".", 1)[1]]


@pytest.mark.parametrize("task", USING, ids=by_name)
def test_right_functions_that_a_task_uses_give_what_the_references_give(copies, task):
    for name in task["uses"]:
        used = find_task(name)
        probes = used["probes"](np.random.default_rng(5))
        job = {
            "restored": library.restorable(task["lesson"], task),
            "source": library.references(task),
            "arguments": [probe["arguments"] for probe in probes],
            "names": [name],
        }
        names, values = pickle.loads(run_in(copies[task["lesson"]], REFERENCES, job))
        assert values[name]
        for got, probe in zip(values[name], probes, strict=True):
            assert same(got, used["reference"](*probe["arguments"]))
        others = {each["name"] for each in FUNCTIONS if each["lesson"] == task["lesson"]} - set(task["uses"])
        assert others.isdisjoint(names)


@pytest.mark.parametrize("task", [task for task in FUNCTIONS if not task["uses"]], ids=by_name)
def test_a_task_that_uses_no_other_gets_no_references(task):
    assert library.references(task) == ""


def test_references_bring_what_they_need_and_nothing_else(tmp_path, monkeypatch):
    source = "import math\nimport os\nfrom sys import path, argv as given\nLIMIT = 3\nOTHER = 4\n\n\n"
    source += (
        "def helper(x):\n    return math.floor(x) + LIMIT\n\n\ndef wanted(x):\n    return helper(x)\n\n\n"
    )
    source += "def own(x):\n    return wanted(x) + len(given)\n"
    (tmp_path / "made_up.py").write_text(source, "utf-8")
    monkeypatch.setattr(library, "SOURCE", tmp_path / "rnn_helpers")
    names = {}
    exec(library._with_needs("made_up", ("wanted",)), names)
    assert set(names) - {"__builtins__"} == {"math", "LIMIT", "helper", "wanted"}
    assert names["wanted"](2.5) == 5
    names = {}
    exec(library._with_needs("made_up", ("own",)), names)
    assert set(names) - {"__builtins__"} == {"math", "given", "LIMIT", "helper", "wanted", "own"}


# --- the files


@pytest.mark.parametrize("lesson", NAMES)
def test_every_module_is_compiled_and_python_takes_that_unchecked(copies, seen_in, lesson):
    seen_in(lesson)  # the copy has been used by now, and nothing was compiled anew
    modules = [path for path in files_in(copies[lesson]) if path.suffix == ".py"]
    stored = [path for path in files_in(copies[lesson]) if path.suffix == ".pyc"]
    assert sorted(Path(cache_from_source(path)) for path in modules) == stored
    assert {path.read_bytes()[:8] for path in stored} == {MAGIC_NUMBER + bytes([1, 0, 0, 0])}


def test_the_same_library_gives_the_same_bytes_in_another_process(copies, tmp_path):
    lesson = "02_unrolled_in_time"
    program = (
        "import json, fractions, rnn_helpers.tree_levels\nfrom rnn_helpers.grading import library\n"
        f"library.prepare({lesson!r}, {str(tmp_path / 'again')!r})"
    )
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    one, other = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_in(folder)}
        for folder in (copies[lesson], tmp_path / "again")
    )
    assert one == other


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_every_user_may_read_the_copy_whatever_is_usual_for_new_files(tmp_path):
    before = os.umask(0o077)
    try:
        library.prepare("08_gates", tmp_path)
    finally:
        os.umask(before)
    there = [tmp_path / "rnn_helpers", *(tmp_path / "rnn_helpers").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in there if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in there if path.is_dir()} == {0o755}


def test_a_copy_is_made_once_in_a_process_and_is_gone_afterwards():
    program = (
        "from rnn_helpers.grading.library import folder\n"
        "made = folder('14_learning_from_trees')\n"
        "assert folder('14_learning_from_trees') is made and (made / 'rnn_helpers' / 'bags.py').exists()\n"
        "print(made)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip()
    assert not Path(done.stdout.strip()).exists()


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "rnn_helpers").mkdir()
    with pytest.raises(FileExistsError, match="without one"):
        library.prepare("08_gates", tmp_path)
    assert list((tmp_path / "rnn_helpers").iterdir()) == []


def test_a_lesson_without_exercises_is_refused_with_the_names_of_the_others(tmp_path):
    with pytest.raises(ValueError, match=r'"11_making_it_fast".* 01_one_cell_one_step, .*14_'):
        library.prepare("11_making_it_fast", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="looks processes up by signal 0")
def test_copies_of_killed_processes_are_taken_away_and_others_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone, used, other = (tmp_path / f"{library.COPY}{k}" for k in (f"{ended.pid}_x", f"{os.getpid()}_x", "x"))
    for path in (gone, used, other):
        path.mkdir()
    made = library.folder.__wrapped__("01_one_cell_one_step")
    assert made.parent == tmp_path and (made / "rnn_helpers").is_dir()
    assert (gone.exists(), used.exists(), other.exists()) == (False, True, True)
