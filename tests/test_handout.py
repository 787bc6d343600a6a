"""The zip for students: complete enough to work with, and without the solutions."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from tools import handout, work_folder
from tools.stop import Stop


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handout")
    handout.write(folder / "course.zip")
    with zipfile.ZipFile(folder / "course.zip") as packed:
        packed.extractall(folder)
    return folder / handout.FOLDER


def test_the_same_course_gives_the_same_bytes(tmp_path):
    for name in ("one.zip", "two.zip"):
        handout.write(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_no_solution_is_handed_out(unpacked):
    notebooks = sorted(unpacked.rglob("*.ipynb"))
    assert len(notebooks) == 15 + 13
    assert not (unpacked / "notebooks" / "solutions").exists() and not (unpacked / "tests").exists()
    for path in notebooks:
        tags = [
            tag
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            for tag in cell["metadata"].get("tags", ())
        ]
        assert "solution-only" not in tags
        assert "BEGIN SOLUTION" not in path.read_text(encoding="utf-8")


def test_a_student_gets_lessons_exercises_and_checks(unpacked):
    work_folder.fill(unpacked / "notebooks", unpacked / "work")
    assert len(list((unpacked / "work" / "exercises").glob("*.ipynb"))) == 13
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    code = (
        "import rnn_helpers, pathlib\n"
        "from rnn_helpers.exercises import examine\n"
        "def softmax(z): return z\n"
        "print(pathlib.Path(rnn_helpers.__file__).parents[1].name, examine('softmax', softmax).state)"
    )
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, cwd=unpacked / "work", env=environment, capture_output=True, text=True)
    assert told.stdout.split() == [handout.FOLDER, "wrong"], told.stderr


def test_the_commands_for_learners_are_there_and_no_others(unpacked):
    listed = subprocess.run([sys.executable, "course.py"], cwd=unpacked, capture_output=True, text=True)
    assert "    lab " in listed.stdout and "    grade " not in listed.stdout and listed.returncode == 0
    command = [sys.executable, "course.py", "grade"]
    told = subprocess.run(command, cwd=unpacked, capture_output=True, text=True)
    assert "There is no command 'grade'" in told.stdout and told.returncode == 2


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    (tmp_path / "mine.zip").write_bytes(b"mine")
    with pytest.raises(Stop, match="is there already"):
        handout.main([str(tmp_path / "mine.zip")])
    assert (tmp_path / "mine.zip").read_bytes() == b"mine"
