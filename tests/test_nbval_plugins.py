"""`make test` runs the lessons with other matrix products than they were stored with; it keeps their data."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from tests import kept_names, old_kernel
from tools.commands import NBVAL

ROOT = Path(__file__).resolve().parents[1]
PRODUCTS = "import os\n\nprint(os.environ['OPENBLAS_CORETYPE'])"
LESSON = [
    "import math",
    "def twice(x):\n    return factor * x",
    "factor, root = 2, math.sqrt(9)",
    "later = map(abs, [])",
]
AFTER = """
from pathlib import Path
from tests import kept_names

def test_the_data_is_there_and_the_functions_use_it():
    names = kept_names.names_of(Path(__file__).with_name("08_lesson.ipynb"))
    assert (names["root"], names["twice"](4), names["math"].pi > 3, "later" in names) == (3, 8, True, False)
    names["factor"] = 5
    assert names["twice"](4) == 20

def test_of_other_notebooks_nothing_is_kept():
    assert [path.name for path in kept_names.KEPT] == ["08_lesson.ipynb"]
"""


def write_notebook(path, sources, printed=None):
    cells = [nbformat.v4.new_code_cell(source, execution_count=1) for source in sources]
    cells[0].outputs = [nbformat.v4.new_output("stream", name="stdout", text=printed)] if printed else []
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What became of the tests of a folder, run as `make test` does: name -> PASSED or FAILED."""
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / "older.ipynb", [PRODUCTS], f"{old_kernel.OLDER}\n")
    write_notebook(folder / "own.ipynb", [PRODUCTS], "Haswell\n")
    write_notebook(folder / "08_lesson.ipynb", LESSON)
    (folder / "test_after.py").write_text(AFTER, encoding="utf-8")
    variables = {**os.environ, "OPENBLAS_CORETYPE": "Haswell"}
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", *NBVAL, str(folder)]
    run = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    found = re.findall(r"^(PASSED|FAILED) (?:.*/)?(\w+\.(?:ipynb|py)::[\w ]+)", run.stdout, re.MULTILINE)
    assert found, run.stdout + run.stderr
    return {name.strip(): outcome for outcome, name in found}


def test_a_notebook_runs_with_older_products(outcomes):
    assert (outcomes["older.ipynb::Cell 0"], outcomes["own.ipynb::Cell 0"]) == ("PASSED", "FAILED")


def test_what_a_lesson_made_is_there_for_the_tests_after_it(outcomes):
    after = {name: outcome for name, outcome in outcomes.items() if name.startswith("test_after.py")}
    assert list(after.values()) == ["PASSED", "PASSED"], outcomes


def test_what_is_no_notebook_keeps_the_machines_own(monkeypatch, request):
    monkeypatch.setattr(old_kernel, "BEFORE", "Haswell")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")
    old_kernel.pytest_runtest_setup(request.node)
    assert os.environ["OPENBLAS_CORETYPE"] == "Haswell"
    monkeypatch.setattr(old_kernel, "BEFORE", None)
    old_kernel.pytest_runtest_setup(request.node)
    assert "OPENBLAS_CORETYPE" not in os.environ


def test_only_data_is_kept():
    assert kept_names.is_plain({"a": [np.ones(2), (1, 2.5, "x", None, {True})]})
    for other in (abs, np.random.default_rng(0), np.array([abs]), [{"a": map(abs, [])}]):
        assert not kept_names.is_plain(other)
