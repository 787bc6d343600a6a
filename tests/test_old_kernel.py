"""`make test` runs the lessons' cells with other matrix products than they were stored with."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests import old_kernel
from tools.commands import NBVAL

ROOT = Path(__file__).resolve().parents[1]
CELL = "import os\n\nprint(os.environ['OPENBLAS_CORETYPE'])"


@pytest.mark.parametrize(("stored", "code"), [("Prescott", 0), ("Haswell", 1)])
def test_a_notebook_runs_with_the_oldest_products(tmp_path, stored, code):
    output = nbformat.v4.new_output("stream", name="stdout", text=stored + "\n")
    cell = nbformat.v4.new_code_cell(CELL, outputs=[output], execution_count=1)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "products.ipynb")
    variables = {**os.environ, "OPENBLAS_CORETYPE": "Haswell"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *NBVAL, str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    assert run.returncode == code, run.stdout + run.stderr


def test_what_is_no_notebook_keeps_the_machines_own(monkeypatch, request):
    monkeypatch.setattr(old_kernel, "BEFORE", "Haswell")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")
    old_kernel.pytest_runtest_setup(request.node)
    assert os.environ["OPENBLAS_CORETYPE"] == "Haswell"
    monkeypatch.setattr(old_kernel, "BEFORE", None)
    old_kernel.pytest_runtest_setup(request.node)
    assert "OPENBLAS_CORETYPE" not in os.environ
