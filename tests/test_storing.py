"""Running and storing notebooks: once stored, running them again changes no byte."""

import json
import sys

import pytest

from tools import notebooks


def lesson(folder, *sources):
    """A notebook of these code cells, as an editor might leave it."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for n, text in enumerate(sources)
    ]
    path = folder / "lesson.ipynb"
    content = {"cells": cells, "metadata": {"widgets": {"x": 1}}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


FULL_CELL = """
import ipywidgets, sys, threading
from IPython.display import display
display(ipywidgets.IntSlider())
for part in 'ab':
    print(part, flush=True)
sys.stderr.write('a warning')
threading.active_count() > 0
"""


def test_a_notebook_is_stored_once_and_then_never_changes(tmp_path):
    path = lesson(tmp_path, FULL_CELL, "import os\nprint(os.environ['OPENBLAS_NUM_THREADS'])")
    with notebooks.quiet_surroundings():
        assert notebooks.run_one(path) == "stored"
        first = path.read_bytes()
        assert notebooks.run_one(path) == "unchanged"
        assert notebooks.run_one(path, check=True) == "as stored"
    assert path.read_bytes() == first
    cells = json.loads(first)["cells"]
    kinds = [output.get("name", output["output_type"]) for output in cells[0]["outputs"]]
    assert kinds == ["stdout", "execute_result"]  # no widget, no warning, one piece of text
    assert cells[0]["outputs"][0]["text"] == ["a\n", "b\n"]
    assert cells[1]["outputs"][0]["text"] == ["1\n"]
    assert [cell["execution_count"] for cell in cells] == [1, 2]
    assert b'"widgets"' not in first and b"\r" not in first and first.endswith(b"}\n")
    assert sys.version.split()[0].encode() not in first


@pytest.mark.parametrize(
    ("source", "words"),
    [("1 / 0", "ZeroDivisionError"), ("import os\nprint(os.path.abspath('/home/x/y'))", "this machine")],
)
def test_an_error_or_a_machine_path_is_not_stored(tmp_path, source, words):
    path = lesson(tmp_path, source)
    before = path.read_bytes()
    with pytest.raises(notebooks.Unfit, match=words):
        notebooks.run_one(path)
    assert path.read_bytes() == before


def test_check_notices_text_that_changed_and_writes_nothing(tmp_path):
    path = lesson(tmp_path, "print('now')")
    notebooks.run_one(path)
    old = path.read_text(encoding="utf-8").replace('"now\\n"', '"then\\n"')
    path.write_text(old, encoding="utf-8")
    with pytest.raises(notebooks.Unfit, match=r"(?s)stored: .*then.*now: .*now"):
        notebooks.run_one(path, check=True)
    assert path.read_text(encoding="utf-8") == old


def test_the_bytes_of_pictures_are_not_compared():
    text = '{"image/png": "AAAA\\n", "text/html": ["<img alt=\\"x\\" src=\\"data:image/png;base64,AAA=\\">"]}'
    other = text.replace("AAAA", "BBBB").replace("AAA=", "BBB=")
    assert notebooks.without_pictures(text) == notebooks.without_pictures(other)
    assert notebooks.without_pictures(text) != notebooks.without_pictures(text.replace("x", "y"))


def test_notebooks_are_chosen_by_name(tmp_path):
    for name in ("01_a.ipynb", "02_b.ipynb", "exercises/01_a.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")

    def names(*wanted):
        return [path.relative_to(tmp_path).as_posix() for path in notebooks.chosen(wanted, tmp_path)]

    assert names() == ["01_a.ipynb", "02_b.ipynb", "exercises/01_a.ipynb"]
    assert names("02") == ["02_b.ipynb"]
    assert names("notebooks/exercises/01_a.ipynb") == ["exercises/01_a.ipynb"]
    with pytest.raises(notebooks.Unfit, match="no notebook '07'"):
        names("07")


@pytest.mark.parametrize(("tag", "same"), [("nbval-ignore-output", True), ("another", False)])
def test_what_cells_tagged_so_say_is_not_compared(tag, same):
    def stored(said):
        output = {"output_type": "stream", "name": "stdout", "text": said}
        cell = {
            "cell_type": "code",
            "id": "c0",
            "metadata": {"tags": [tag]},
            "source": "1",
            "outputs": [output],
        }
        return json.dumps(
            {"cells": [cell | {"execution_count": 1}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        )

    assert (notebooks.comparable(stored("a")) == notebooks.comparable(stored("b"))) == same
