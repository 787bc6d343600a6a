"""A pytest plugin: what a lesson computed in nbval's kernel is kept for the tests of what the lesson says.

Some lessons train networks for half a minute. nbval runs them anyway, and the tests of their text that come
after them in the same process need not train again: they get the kernel's data. Its functions are defined
anew from the notebook, around that data. What nbval has not run, the tests run themselves (`run` in
`test_lesson_claims.py`).
"""

import ast
import json
import pickle
import tempfile
from pathlib import Path
from queue import Empty

import numpy as np
import pytest

from rnn_helpers.trees import Tree

LESSONS = ("05", "08", "09", "10", "12", "14")  # slow, and what is asked of them is data or uses it
SECONDS = 60  # to write the data
KEPT = {}  # path of a notebook -> its data, pickled


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """Ask the kernel for its data after the last cell of a lesson, while it still runs."""
    last = nextitem is None or nextitem.parent is not item.parent
    if last and item.path.suffix == ".ipynb" and item.path.name[:2] in LESSONS:
        data = data_in(item.parent.kernel)
        if data is not None:
            KEPT[item.path] = data


def data_in(kernel):
    """The data in a kernel, pickled; None where it does not answer."""
    if not kernel.is_alive():
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "data"
        code = f"__import__('runpy').run_path({__file__!r})['write'](globals(), {str(place)!r})"
        try:
            kernel.await_idle(kernel.execute_cell_input(code, allow_stdin=False), SECONDS)
        except Empty:
            return None
        return place.read_bytes() if place.exists() else None


def write(names, place):
    """In the kernel: write those of its names that stand for plain data."""
    data = {name: value for name, value in names.items() if not name.startswith("_") and is_plain(value)}
    Path(place).write_bytes(pickle.dumps(data))


def is_plain(value):
    """Whether a value is made of arrays, numbers, texts, trees and containers alone."""
    if isinstance(value, dict):
        return all(map(is_plain, value)) and all(map(is_plain, value.values()))
    if isinstance(value, (list, tuple, set)):
        return all(map(is_plain, value))
    if isinstance(value, np.ndarray):
        return value.dtype != object
    return value is None or isinstance(value, (bool, int, float, complex, str, np.generic, Tree))


def names_of(path):
    """What a notebook that nbval has run defines: its data, its imports and its functions."""
    names = pickle.loads(KEPT[path])
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(definitions_in("".join(cell["source"])), str(path), "exec"), names)
    return names


def definitions_in(source):
    """The imports and functions of a cell, as a tree that can be compiled."""
    tree = ast.parse(source)
    tree.body = [
        node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef))
    ]
    return tree
