"""One submission, graded in its sandbox, against the learner's own check of the same notebook."""

import json
import linecache
import types
import zlib

import numpy as np
import pytest

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import NUMBERS, all_tasks
from rnn_helpers.exercises.generate import NOTEBOOKS
from rnn_helpers.exercises.mistakes import source_of
from rnn_helpers.grading import sandbox
from rnn_helpers.grading.examining import examined

SEED = 11
pytestmark = pytest.mark.skipif(
    sandbox.protection()["kind"] == "none", reason="submissions need bubblewrap, which does not work here"
)


def solution(number):
    (path,) = (NOTEBOOKS / "solutions").glob(f"{number}_*.ipynb")
    return path.name, json.loads(path.read_text(encoding="utf-8"))


def notebook_of(*sources):
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def graded(notebook, name="02_unrolled_in_time.ipynb", **options):
    return examined(json.dumps(notebook).encode(), name, SEED, **options)


def functions_of(number):
    return [each for each in all_tasks() if each["lesson"][:2] == number and each["kind"] == "function"]


# --- the same as the learner's own check


@pytest.mark.parametrize("number", NUMBERS)
def test_a_solution_gets_full_marks(number):
    name, notebook = solution(number)
    result = graded(notebook, name)
    assert (result["lesson"], result["problem"], result["notes"], result["incidents"]) == (
        name[:-6],
        "",
        [],
        [],
    )
    tasks = [each for each in all_tasks() if each["lesson"] == name[:-6]]
    assert list(result["tasks"]) == [task["name"] for task in tasks]
    for task in tasks:
        report = result["tasks"][task["name"]]
        assert (report["state"], report["points"], report["problem"]) == ("right", report["out_of"], "")


def with_a_mistake(task, which):
    """The right answer with one of the catalogue's mistakes in it."""
    mistake = task["mistakes"][which % len(task["mistakes"])]
    return source_of(task["reference"]).replace(mistake["old"], mistake["new"])


def helpers_of(task):
    """The names that a reference takes from its module, and that a notebook would import or define."""
    used = set(task["reference"].__code__.co_names)
    others = {each["name"] for each in functions_of(task["lesson"][:2])}
    names = vars(__import__(task["reference"].__module__, fromlist=["x"]))
    return {name for name in used if name in names and name not in others and name != "np"}


def imported(named):
    name, value = named
    if isinstance(value, types.ModuleType):
        return f"import {value.__name__} as {name}"
    return f"from {value.__module__} import {value.__name__} as {name}"


@pytest.mark.parametrize("which", [0, 5])
@pytest.mark.parametrize("number", NUMBERS)
def test_wrong_answers_get_the_marks_and_the_words_of_the_learners_own_check(number, which):
    """Every function of a lesson wrong, each in its own way, the later ones on top of the earlier ones."""
    tasks = functions_of(number)
    module = tasks[0]["reference"].__module__
    needed = sorted(set().union(*map(helpers_of, tasks)))
    own = {name: vars(__import__(module, fromlist=["x"]))[name] for name in needed}
    given = {name: value for name, value in own.items() if getattr(value, "__module__", "") != module}
    head = "import numpy as np\n" + "\n".join(map(imported, given.items()))
    local = [source_of(value) for value in own.values() if getattr(value, "__module__", "") == module]
    sources = [head, *local, *(with_a_mistake(task, which + k) for k, task in enumerate(tasks))]
    result = graded(notebook_of(*sources), f"{tasks[0]['lesson']}.ipynb")
    names = {"__name__": "__main__"}
    for k, source in enumerate(sources, 1):
        linecache.cache[f"<cell {k}>"] = (len(source), None, source.splitlines(True), f"<cell {k}>")
        exec(compile(source, f"<cell {k}>", "exec"), names)
    for task in tasks:
        rng = np.random.default_rng([SEED, zlib.crc32(task["name"].encode())])
        here = json.loads(json.dumps(examine(task["name"], names[task["name"]], rng).as_dict()))
        assert result["tasks"][task["name"]] == here | {"problem": ""}


def test_the_same_bytes_and_seed_give_the_same_result_and_another_seed_other_inputs():
    wrong = notebook_of("import numpy as np\ndef softmax(z):\n    return np.exp(z) / np.exp(z).max()")
    first, again = (graded(wrong, "01_one_cell_one_step.ipynb") for _ in range(2))
    assert first == again


# --- what students do to notebooks


def test_only_the_task_of_a_broken_cell_is_lost():
    name, notebook = solution("02")
    (cell,) = [c for c in notebook["cells"] if "".join(c["source"]).startswith("def rnn_forward_pass")]
    cell["source"] = "def rnn_forward_pass(x, a0, parameters):\n    return ((a0"
    result = graded(notebook, name)
    lost = {task: each["out_of"] - each["points"] for task, each in result["tasks"].items()}
    assert lost.pop("rnn_forward_pass") == 10 and not any(lost.values())
    (note,) = result["notes"]
    assert "left out" in note
    report = result["tasks"]["rnn_forward_pass"]
    assert (report["state"], report["message"]["title"]) == ("wrong", "The code cannot be read")
    assert report["message"]["line"] == [2, "return ((a0"] and "never closed" in report["message"]["says"]


def test_an_answer_that_cannot_be_read_is_not_called_not_started_beside_an_empty_copy_or_an_import():
    name, notebook = solution("02")
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    imported = "from rnn_helpers.losses import cross_entropy"
    broken = "def cross_entropy(y_pred, labels)\n    return 1"
    handed_out = json.loads((NOTEBOOKS / "exercises" / name).read_text(encoding="utf-8"))["cells"]
    empty = next(s for s in ("".join(c["source"]) for c in handed_out) if s.startswith("def slope_along"))
    more = ["def slope_along(\n", empty, "floor_of_noon = 3 nats", "cross_entropy = None", imported, broken]
    kept = [s for s in sources if not s.startswith(("def slope", "def cross", "floor_of_noon"))]
    tasks = graded(notebook_of(*kept, *more), name)["tasks"]
    titles = {name: each["message"] and each["message"]["title"] for name, each in tasks.items()}
    unread = {name for name, title in titles.items() if title == "The code cannot be read"}
    assert unread == {"slope_along", "floor_of_noon", "cross_entropy"}
    assert tasks["floor_of_noon"]["message"]["line"] == [1, "floor_of_noon = 3 nats"]
    assert tasks["rnn_forward_pass"]["state"] == "right"


def test_a_deleted_import_cell_costs_nothing():
    name, notebook = solution("02")
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    for order in (sources[1:], [*sources[1:], sources[0]]):
        result = graded(notebook_of(*order), name)
        assert all(each["state"] == "right" for each in result["tasks"].values())
        (note,) = result["notes"]
        assert "check" in note and "imports was run first" in note


@pytest.mark.parametrize(
    "head",
    [
        "import seaborn_is_not_here as sns\nsns.set_theme()",
        "from google.colab_is_not_here import drive\ndrive.mount('/content/drive')",
        "import pandas_is_not_here.core, numpy as np",
        "import torch_is_not_here\ndevice = torch_is_not_here.device('cpu')\nprint(device)",
    ],
)
def test_what_is_not_installed_here_costs_only_what_needs_it(head):
    name, notebook = solution("02")
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    own = sources[0].replace("import numpy as np\n", "") if "numpy" in head else sources[0]
    result = graded(notebook_of(f"{head}\n{own}", *sources[1:]), name)
    assert all(each["state"] == "right" for each in result["tasks"].values())
    (note,) = result["notes"]
    assert "No module named" in note and "What does not need it was run." in note


def test_a_cell_still_ends_at_another_error_and_a_future_import_holds_for_all_of_it():
    sources = [
        "import numpy as np\n1 / 0\nnever = 1",
        "from __future__ import annotations\nimport numpy as np\ndef softmax(z: Undefined):\n"
        "    e = np.exp(z - z.max(axis=0))\n    return e / e.sum(axis=0)",
        "def rnn_cell_forward(xt, a_prev, parameters):\n    return never",
    ]
    result = graded(notebook_of(*sources), "01_one_cell_one_step.ipynb")
    assert result["tasks"]["softmax"]["state"] == "right"
    assert "never" in result["tasks"]["rnn_cell_forward"]["message"]["says"]
    assert len(result["notes"]) == 1 and "ZeroDivisionError" in result["notes"][0]


def test_answers_to_two_lessons_in_one_notebook_are_said():
    name, notebook = solution("02")
    _, other = solution("03")
    cells = [c for each in (notebook, other) for c in each["cells"]]
    result = graded({**notebook, "cells": cells}, name)
    assert result["lesson"] == "02_unrolled_in_time"
    assert result["notes"][0].startswith("Answers to lesson 03 stand here too and were not graded")


def test_notes_stand_in_the_order_of_the_cells_and_without_what_only_follows():
    sources = [
        "files = !ls",
        "count = len(files)",
        "half = count / 2",
        "x = [1 2]",
        "1 / 0",
        "y = x[0]",
        "never_made",
        "def softmax(z):\n    return z",
    ]
    notes = graded(notebook_of(*sources), "01_one_cell_one_step.ipynb")["notes"]
    assert [note.partition(" (")[0] for note in notes] == ["Cell 1", "Cell 4", "Cell 5", "Cell 7"]
    assert notes[-1] == "Cell 7 (\"never_made\") stopped with NameError: name 'never_made' is not defined."


# --- the lesson in place of its exercises


@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_earns_nothing_and_says_what_it_is(number):
    (path,) = NOTEBOOKS.glob(f"{number}_*.ipynb")
    result = examined(path.read_bytes(), path.name, SEED)
    assert (result["lesson"], result["tasks"], result["notes"]) == (path.stem, {}, [])
    says = f"This is the lesson {number} itself, not its exercises."
    assert result["problem"] == f"{says} Hand in the notebook from the folder exercises."


@pytest.mark.parametrize("name", ["00_start_here", "11_making_it_fast"])
def test_a_lesson_without_exercises_says_so(name):
    result = examined((NOTEBOOKS / f"{name}.ipynb").read_bytes(), f"{name}.ipynb", SEED)
    assert (result["lesson"], result["tasks"]) == ("", {})
    assert "it has no exercises" in result["problem"]


def test_in_a_copy_of_the_lesson_only_what_is_checked_counts():
    name = "02_unrolled_in_time.ipynb"
    notebook = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))
    answers = ["".join(c["source"]) for c in solution("02")[1]["cells"] if c["cell_type"] == "code"]
    own = next(source for source in answers if source.startswith("def slope_along"))
    notebook["cells"] += notebook_of(f"{own}\n\ncheck(slope_along)")["cells"]
    tasks = graded(notebook, name)["tasks"]
    assert list(tasks) == [each["name"] for each in all_tasks() if each["lesson"] == name[:-6]]
    assert {name for name, each in tasks.items() if each["points"]} == {"slope_along"}
    assert tasks["slope_along"]["state"] == "right"
    assert "copy of the lesson" in tasks["rnn_forward_pass"]["message"]["says"]


def test_cells_in_another_order_merged_and_turned_into_text_are_found():
    name, notebook = solution("01")
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    merged = notebook_of("\n".join(sources[:4]), *sources[4:])
    assert all(each["state"] == "right" for each in graded(merged, name)["tasks"].values())
    softmax = next(k for k, source in enumerate(sources) if source.startswith("def softmax"))
    moved = notebook_of(*sources)
    moved["cells"].append(moved["cells"].pop(softmax) | {"cell_type": "markdown"})
    result = graded(moved, name)
    assert result["tasks"]["softmax"]["state"] == "right"
    assert any("markdown" in note for note in result["notes"])


def test_an_answer_given_to_check_alone_counts():
    given = "from rnn_helpers.exercises import check"
    result = graded(notebook_of(given, 'check("twin_columns", "b")'), "01_one_cell_one_step.ipynb")
    assert result["tasks"]["twin_columns"]["state"] == "right"


def test_a_loop_without_end_in_a_cell_is_stopped_and_the_rest_judged():
    name, notebook = solution("01")
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    limits = {"cell": 0.5}
    result = graded(notebook_of(sources[0], "while True: pass", *sources[1:]), name, limits=limits)
    assert all(each["state"] == "right" for each in result["tasks"].values())
    assert any('Cell 2 ("while True: pass") ran for too long' in note for note in result["notes"])


def test_a_file_without_exercises_is_told_apart_from_one_that_cannot_be_read():
    assert "None of the course's exercises" in graded(notebook_of("x = 1"), "notes.ipynb")["problem"]
    broken = examined(b'{"cells": [', "02_unrolled_in_time.ipynb", SEED)
    assert "breaks off" in broken["problem"] and broken["tasks"] == {}


# --- answers that lie


LIES = {
    "no dict": "3",
    "too few outcomes": "{'outcomes': [], 'borrowed': [], 'helper': None, 'parameters': None}",
    "an outcome that is none": "{'outcomes': [5] * 99}",
    "an answer of another kind": "{'functions': {}, 'answers': {}, 'ran': []}",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_reply_of_the_submissions_own_earns_nothing(lie):
    source = (
        "import numpy as np\nimport rnn_helpers.grading.asked as asked\nold = asked.answer\n"
        f"asked.answer = lambda n, r, ran: old(n, r, ran) if r['ask'] == 'survey' else {lie}\n"
        "def softmax(z):\n    return z\n"
    )
    result = graded(notebook_of(source), "01_one_cell_one_step.ipynb")
    report = result["tasks"]["softmax"]
    assert report["points"] == 0
    assert report["problem"] == "" or "no answer" in report["problem"]
