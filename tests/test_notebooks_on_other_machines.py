"""The stored text is the same on a machine with other matrix products: numbers are rounded enough."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLD_KERNEL = "Prescott"  # the oldest that OpenBLAS has for x86-64: no AVX, other order of summation


def run(*command):
    variables = {**os.environ, "OPENBLAS_CORETYPE": OLD_KERNEL, "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=variables, capture_output=True, text=True)


def test_the_lessons_say_the_same_under_another_blas_kernel():
    checked = run("-m", "tools.notebooks", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("as stored") == len(list((ROOT / "notebooks").rglob("*.ipynb")))
