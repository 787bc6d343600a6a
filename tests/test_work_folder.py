"""The promise of work/: updates come in, and nothing that a learner wrote is ever lost."""

import json
import shutil
import subprocess

import pytest

from tools.stop import Stop
from tools.work_folder import MANIFEST, fill, report, restore

LESSON, EXERCISE, SOLUTION = "01_cell.ipynb", "exercises/01_cell.ipynb", "solutions/01_cell.ipynb"


@pytest.fixture
def course(tmp_path):
    """A small course: the folder of its notebooks, and the place of the work folder (not made yet)."""
    source = tmp_path / "notebooks"
    for name in (LESSON, EXERCISE, SOLUTION, "02_time.ipynb"):
        ship(source, name, f"{name}, version 1")
    return source, tmp_path / "work"


def ship(source, name, text):
    (source / name).parent.mkdir(parents=True, exist_ok=True)
    (source / name).write_text(text, encoding="utf-8")


def read(work, name):
    return (work / name).read_text(encoding="utf-8")


def contents(work):
    """Every file of the work folder but the manifest: {name: text}."""
    files = (path for path in work.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(work).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_the_first_time_everything_is_copied_at_the_same_depth(course):
    source, work = course
    done = fill(source, work)
    assert contents(work) == contents(source)
    assert sorted(done["new"]) == sorted(contents(source))


def test_a_second_time_nothing_is_written(course):
    source, work = course
    fill(source, work)
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*.ipynb")}
    assert set(fill(source, work)) == {"same"}
    assert before == {path: path.stat().st_mtime_ns for path in work.rglob("*.ipynb")}


def test_checkpoints_and_hidden_files_stay_out(course):
    source, work = course
    ship(source, ".ipynb_checkpoints/01_cell-checkpoint.ipynb", "old")
    ship(source, ".hidden", "x")
    ship(source, "table.csv", "a,b")
    fill(source, work)
    assert "table.csv" in contents(work)
    assert not [name for name in contents(work) if name.startswith(".")]


def test_an_untouched_file_follows_the_update(course):
    source, work = course
    fill(source, work)
    ship(source, LESSON, "version 2")
    assert fill(source, work)["updated"] == [LESSON]
    assert contents(work) == contents(source)


def notebook(source, version):
    """The text of a notebook of one cell, as saved by a Python of this version; one line, or many."""
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": source}
    metadata = {"kernelspec": {"name": "python3"}, "language_info": {"name": "python", "version": version}}
    content = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1 if version else None)


def test_a_notebook_that_was_only_opened_follows_the_update(course):
    source, work = course
    ship(source, LESSON, notebook(["one\n", "line"], None))
    fill(source, work)
    ship(work, LESSON, notebook("one\nline", "3.12.1"))
    ship(source, LESSON, notebook("another line", None))
    assert fill(source, work)["updated"] == [LESSON]
    assert contents(work) == contents(source)


def test_one_changed_letter_is_a_touch(course):
    source, work = course
    ship(source, LESSON, notebook("one line", None))
    fill(source, work)
    ship(work, LESSON, notebook("one lime", None))
    ship(source, LESSON, notebook("another line", None))
    assert fill(source, work)["newer"] == ["01_cell.newer.ipynb"]


def test_a_new_lesson_comes_in(course):
    source, work = course
    fill(source, work)
    ship(source, "03_new.ipynb", "new")
    assert fill(source, work)["new"] == ["03_new.ipynb"]


def test_a_touched_file_stays_and_the_newer_version_lies_beside_it(course):
    source, work = course
    fill(source, work)
    ship(work, EXERCISE, "my answers")
    ship(source, EXERCISE, "version 2")
    assert fill(source, work)["newer"] == ["exercises/01_cell.newer.ipynb"]
    assert read(work, EXERCISE) == "my answers"
    assert read(work, "exercises/01_cell.newer.ipynb") == "version 2"


def test_a_touched_file_without_an_update_is_left_alone(course):
    source, work = course
    fill(source, work)
    ship(work, EXERCISE, "my answers")
    fill(source, work)
    assert {**contents(source), EXERCISE: "my answers"} == contents(work)


def test_the_newer_version_is_refreshed_while_untouched(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    for version in ("version 2", "version 3"):
        ship(source, LESSON, version)
        fill(source, work)
    assert read(work, "01_cell.newer.ipynb") == "version 3"
    assert "01_cell.newer-2.ipynb" not in contents(work)


def test_a_touched_newer_version_stays_and_the_next_number_is_taken(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    ship(source, LESSON, "version 2")
    fill(source, work)
    ship(work, "01_cell.newer.ipynb", "mine too")
    for version in ("version 3", "version 4"):
        ship(source, LESSON, version)
        fill(source, work)
    assert read(work, LESSON) == "mine"
    assert read(work, "01_cell.newer.ipynb") == "mine too"
    assert read(work, "01_cell.newer-2.ipynb") == "version 4"
    assert "01_cell.newer-3.ipynb" not in contents(work)


def test_a_newer_version_that_the_learner_threw_away_does_not_come_back(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    ship(source, LESSON, "version 2")
    fill(source, work)
    (work / "01_cell.newer.ipynb").unlink()
    fill(source, work)
    assert "01_cell.newer.ipynb" not in contents(work)


def test_taking_over_the_newer_version_makes_the_file_follow_again(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    ship(source, LESSON, "version 2")
    fill(source, work)
    shutil.copy(work / "01_cell.newer.ipynb", work / LESSON)
    fill(source, work)
    assert contents(work) == contents(source)
    ship(source, LESSON, "version 3")
    assert fill(source, work)["updated"] == [LESSON]


def test_a_file_that_is_no_longer_shipped_goes_unless_touched(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    for name in (LESSON, SOLUTION):
        (source / name).unlink()
    assert fill(source, work)["removed"] == [SOLUTION]
    assert read(work, LESSON) == "mine"
    assert not (work / "solutions").exists()


def test_a_learners_own_files_are_never_touched(course):
    source, work = course
    fill(source, work)
    ship(work, "notes.ipynb", "my notes")
    ship(source, LESSON, "version 2")
    fill(source, work)
    assert read(work, "notes.ipynb") == "my notes"


def test_a_deleted_file_comes_back(course):
    source, work = course
    fill(source, work)
    (work / LESSON).unlink()
    assert fill(source, work)["new"] == [LESSON]


@pytest.mark.parametrize(
    "damage", [None, "", "{", "[]", '{"files": 3}', '{"files": {"01_cell.ipynb": {}}}', "\0\xff"]
)
def test_without_a_sound_manifest_nothing_is_overwritten(course, damage):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    ship(source, LESSON, "version 2")
    ship(source, EXERCISE, "version 2")
    (work / MANIFEST).unlink() if damage is None else (work / MANIFEST).write_text(damage, encoding="latin-1")
    fill(source, work)
    assert read(work, LESSON) == "mine"
    assert read(work, EXERCISE) == f"{EXERCISE}, version 1"  # nobody knows whether it was touched
    assert read(work, "exercises/01_cell.newer.ipynb") == "version 2"
    ship(source, SOLUTION, "version 2")
    fill(source, work)
    assert read(work, SOLUTION) == "version 2"  # it was equal, so it is known again


def test_an_interrupted_update_is_finished_the_next_time(course):
    source, work = course
    fill(source, work)
    manifest = read(work, MANIFEST)
    ship(source, LESSON, "version 2")
    fill(source, work)
    ship(work, MANIFEST, manifest)  # as if it had stopped before the manifest was written
    ship(source, LESSON, "version 3")
    shutil.copy(source / LESSON, work / LESSON)
    assert set(fill(source, work)) == {"same"}
    assert contents(work) == contents(source)


def test_a_write_that_fails_leaves_the_old_file_whole(course, monkeypatch):
    source, work = course
    fill(source, work)
    ship(source, LESSON, "version 2")

    def refuse(*_):
        raise PermissionError("the file is open elsewhere")

    with monkeypatch.context() as patch, pytest.raises(PermissionError):
        patch.setattr("tools.work_folder.os.replace", refuse)
        fill(source, work)
    assert read(work, LESSON) == f"{LESSON}, version 1"
    fill(source, work)
    assert contents(work) == contents(source)


def test_a_file_in_the_place_of_the_folder_is_named(course):
    source, work = course
    work.write_text("a file", encoding="utf-8")
    with pytest.raises(Stop, match="is a file"):
        fill(source, work)


def test_the_manifest_says_which_version_each_file_came_from(course):
    source, work = course
    fill(source, work)
    files = json.loads(read(work, MANIFEST))["files"]
    assert sorted(files) == sorted(contents(source))
    assert all(len(entry["base"]) == 64 for entry in files.values())


def test_what_is_said_fits_on_two_lines(course):
    source, work = course
    assert report(fill(source, work)) == "work/: 4 new."
    assert report(fill(source, work)) == "work/: everything is up to date."
    ship(work, LESSON, "mine")
    ship(source, LESSON, "version 2")
    said = report(fill(source, work)).split("\n")
    assert len(said) == 2
    assert "left as it is" in said[0]
    assert "01_cell.newer.ipynb" in said[1]


# Restoring one notebook.


def test_restore_puts_the_courses_version_in_place_and_keeps_the_learners(course):
    source, work = course
    fill(source, work)
    for attempt, text in enumerate(("mine", "mine again"), 1):
        ship(work, LESSON, text)
        assert restore(source, work, "01_cell") == (LESSON, f"01_cell.mine-{attempt}.ipynb")
        assert read(work, LESSON) == read(source, LESSON)
        assert read(work, f"01_cell.mine-{attempt}.ipynb") == text
    fill(source, work)
    assert read(work, "01_cell.mine-1.ipynb") == "mine"


@pytest.mark.parametrize(
    "name", ["01_cell", "01_cell.ipynb", "work/01_cell.ipynb", "notebooks/01_cell", "./01_cell", "01"]
)
def test_restore_understands_the_name_in_many_forms(course, name):
    assert restore(*course, name)[0] == LESSON


def test_restore_finds_exercises_by_their_folder(course):
    assert restore(*course, "exercises/01_cell")[0] == EXERCISE
    assert restore(*course, "work\\exercises\\01_cell.ipynb")[0] == EXERCISE


def test_restore_of_an_untouched_file_keeps_no_copy(course):
    source, work = course
    fill(source, work)
    assert restore(source, work, "01_cell") == (LESSON, None)


def test_after_restore_the_file_follows_updates_and_the_offer_is_gone(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    ship(source, LESSON, "version 2")
    fill(source, work)
    restore(source, work, "01_cell")
    assert read(work, LESSON) == "version 2"
    assert "01_cell.newer.ipynb" not in contents(work)
    ship(source, LESSON, "version 3")
    assert fill(source, work)["updated"] == [LESSON]


def test_restore_without_a_manifest_keeps_the_learners_file(course):
    source, work = course
    fill(source, work)
    ship(work, LESSON, "mine")
    (work / MANIFEST).unlink()
    assert restore(source, work, "01_cell") == (LESSON, "01_cell.mine-1.ipynb")


def test_restore_of_an_unknown_name_suggests_near_ones(course):
    with pytest.raises(Stop, match=r"no notebook '01_sell'.*01_cell\.ipynb"):
        restore(*course, "01_sell")


# The whole story, in a real repository.


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git (https://git-scm.com)")
def test_git_sees_a_clean_tree_whatever_the_learner_does(course):
    source, work = course
    repository = source.parent
    (repository / ".gitignore").write_text("work/\n", encoding="utf-8")

    def git(*arguments):
        names = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
        run = subprocess.run(
            ["git", *names, *arguments], cwd=repository, capture_output=True, text=True, check=True
        )
        return run.stdout

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "version 1")
    fill(source, work)
    ship(work, EXERCISE, "my answers")
    ship(work, LESSON, "a slider moved")
    for name in (LESSON, EXERCISE):
        ship(source, name, "version 2")
    git("commit", "-q", "-a", "-m", "version 2")
    fill(source, work)
    restore(source, work, "01_cell")
    assert git("status", "--porcelain") == ""
    assert read(work, EXERCISE) == "my answers"
    assert read(work, "01_cell.mine-1.ipynb") == "a slider moved"


def test_this_repository_ignores_the_work_folder():
    from tools.versions import ROOT

    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"work/", ".venv/", ".venv-floors/"} <= set(ignored)
