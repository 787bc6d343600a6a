"""The learner's answers through an update: filled in, the course regenerated, every answer still there."""

import json
import shutil

import pytest

from rnn_helpers.exercises import generate
from rnn_helpers.exercises.progress import FILE
from tools.work_folder import fill

NAMES = [source.name for source, _ in generate.pairs()]


@pytest.fixture
def course(tmp_path):
    """A copy of the course's solutions with the exercises made from them, and an empty work folder."""
    source = tmp_path / "notebooks"
    shutil.copytree(generate.NOTEBOOKS / "solutions", source / "solutions")
    regenerate(source)
    return source, tmp_path / "work"


def regenerate(source):
    for solution, exercise in generate.pairs(source):
        generate.bring_in_step(solution, exercise)


def edit(path, change):
    """Change the source of every code cell of a notebook."""
    notebook = generate.read(path)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = change("".join(cell["source"]))
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_every_answer_survives_an_update_of_every_exercise(course):
    source, work = course
    fill(source, work)
    for name in NAMES:
        edit(work / "exercises" / name, lambda code: code.replace(generate.STUB, "return 'my own answer'"))
    (work / FILE).write_text('{"mine": 1}', encoding="utf-8")
    mine = {name: (work / "exercises" / name).read_bytes() for name in NAMES}
    assert all(b"my own answer" in text for text in mine.values())

    for name in NAMES:
        edit(source / "solutions" / name, lambda code: code + "\n# a better cell")
    regenerate(source)
    done = fill(source, work)

    assert {name: (work / "exercises" / name).read_bytes() for name in NAMES} == mine
    assert (work / FILE).read_text(encoding="utf-8") == '{"mine": 1}'
    beside = {f"exercises/{name.removesuffix('.ipynb')}.newer.ipynb" for name in NAMES}
    assert set(done["newer"]) == beside
    assert all("a better cell" in (work / name).read_text(encoding="utf-8") for name in beside)


def test_an_exercise_that_was_not_touched_follows_the_update(course):
    source, work = course
    fill(source, work)
    edit(source / "solutions" / NAMES[0], lambda code: code + "\n# a better cell")
    regenerate(source)
    fill(source, work)
    assert "a better cell" in (work / "exercises" / NAMES[0]).read_text(encoding="utf-8")
