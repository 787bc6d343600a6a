"""The command line and `grade`: what is written, what is said, what is refused, what a second run does."""

import concurrent.futures
import csv
import json
import shutil
import zipfile

import pytest

from rnn_helpers.exercises.generate import NOTEBOOKS
from rnn_helpers.grading import GradingError, grade, grading, sandbox
from rnn_helpers.grading.__main__ import main

contained = pytest.mark.skipif(
    sandbox.protection()["kind"] == "none", reason="submissions need bubblewrap, which does not work here"
)
LESSON = "01_one_cell_one_step.ipynb"


@pytest.fixture
def class_of_two(tmp_path):
    """A right notebook, and one that is no notebook."""
    folder = tmp_path / "handed in"
    for name in ("Änne Groß", "ben"):
        (folder / name).mkdir(parents=True)
    shutil.copy(NOTEBOOKS / "solutions" / LESSON, folder / "Änne Groß" / LESSON)
    (folder / "ben" / LESSON).write_text("{", encoding="utf-8")
    return folder


def rows_of(out):
    with open(out / "grades.csv", encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def marked(content, name, seed, limits=None, unsafe=False):
    """Stands for `examining.examined` where nothing needs to run: the lesson, and no task."""
    return {"lesson": name[:-6], "problem": "", "notes": [], "incidents": [], "tasks": {}}


def failing(content, name, seed, limits=None, unsafe=False):
    raise ZeroDivisionError("the grader is broken")


@contained
def test_a_run_a_second_one_and_a_mark_set_by_hand(class_of_two, tmp_path, capsys):
    out = tmp_path / "results"
    command = ["grade", str(class_of_two), "--out", str(out), "--seed", "3", "--workers", "1"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "sandbox" in said and "2 files; 2 to grade, 0 graded before." in said and "2 of 2" in said
    assert (rows_of(out)["Änne Groß"]["total"], rows_of(out)["Änne Groß"]["status"]) == ("28", "graded")
    assert (rows_of(out)["ben"]["total"], rows_of(out)["ben"]["status"]) == ("", "not readable")
    pages = {path.name: path.read_text(encoding="utf-8") for path in (out / "feedback").iterdir()}
    assert len(pages) == 2 and sum("Änne Groß" in page for page in pages.values()) == 1
    for name in ("report.html", "report_without_names.html"):
        assert ("ben" in (out / name).read_text(encoding="utf-8")) == (name == "report.html")
    with open(out / "overrides.csv", "a", encoding="utf-8") as file:
        file.write("ben,softmax,7,by hand\n")
    assert main(command) == 0
    assert "2 files; 0 to grade, 2 graded before." in capsys.readouterr().out
    assert (rows_of(out)["ben"]["01 softmax"], rows_of(out)["Änne Groß"]["total"]) == ("7", "28")


def test_without_a_sandbox_nothing_runs_unless_that_is_chosen(class_of_two, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sandbox, "protection", lambda: {"kind": "none", "says": "There is no sandbox."})
    monkeypatch.setattr(grading, "examined", failing)
    assert main(["grade", str(class_of_two), "--out", str(tmp_path / "results")]) == 1
    assert "There is no sandbox." in capsys.readouterr().err
    assert not (tmp_path / "results").exists()
    assert main(["protection"]) == 1
    monkeypatch.setattr(grading, "examined", marked)
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        told = []
        grade(class_of_two, tmp_path / "results", executor=executor, unsafe=True, tell=told.append)
    assert told[0].startswith("UNSAFE")


def test_a_fault_of_the_grader_is_said_and_tried_again(class_of_two, tmp_path, monkeypatch):
    out, told = tmp_path / "results", []
    with concurrent.futures.ThreadPoolExecutor(2) as executor:
        monkeypatch.setattr(grading, "examined", failing)
        assert all(
            not each for each in grade(class_of_two, out, executor=executor, tell=told.append).values()
        )
        assert sum("by a fault of the grader" in sentence for sentence in told) == 2
        assert {row["status"] for row in rows_of(out).values()} == {"not graded yet"}
        monkeypatch.setattr(grading, "examined", marked)
        done = []
        grade(class_of_two, out, executor=executor, progress=lambda *count: done.append(count))
        assert sorted(done) == [(1, 2), (2, 2)]
        assert {row["status"] for row in rows_of(out).values()} == {"graded"}


def test_workers_elsewhere_without_protection_stop_the_run(class_of_two, tmp_path, monkeypatch):
    def unprotected(**job):
        raise sandbox.NoProtection("bubblewrap is not installed there")

    monkeypatch.setattr(grading, "examined", unprotected)
    with concurrent.futures.ThreadPoolExecutor(1) as executor, pytest.raises(GradingError, match="installed"):
        grade(class_of_two, tmp_path / "results", executor=executor)


REFUSED = {
    "no such folder": (["nowhere", "--out", "results"], "There is no nowhere"),
    "results among the submissions": (["handed in", "--out", "handed in/results"], "cannot go into"),
    "results in the folder itself": (["handed in", "--out", "handed in"], "cannot go into"),
    "results in a file": (["handed in", "--out", "file"], "is a file"),
    "no roster": (["handed in", "--out", "results", "--roster", "nobody.csv"], "nobody.csv cannot be read"),
    "no time": (["handed in", "--out", "results", "--due", "soon"], '"soon" is no time'),
    "no weight": (["handed in", "--out", "results", "--weights", "softmax=much"], "softmax"),
    "an unknown task": (["handed in", "--out", "results", "--weights", "softmx=2"], "softmx"),
}


@pytest.mark.parametrize(("arguments", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_before_anything_runs(arguments, says, class_of_two, monkeypatch, capsys):
    monkeypatch.chdir(class_of_two.parent)
    (class_of_two.parent / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(grading, "examined", failing)
    assert main(["grade", *arguments]) == 1
    assert says in capsys.readouterr().err
    assert not (class_of_two.parent / "results").exists()
    assert (class_of_two.parent / "file").read_text(encoding="utf-8") == "mine"


def test_dask_is_named_where_it_is_missing(class_of_two, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    command = ["grade", str(class_of_two), "--out", str(tmp_path / "r"), "--scheduler", "tcp://127.0.0.1:1"]
    assert main(command) == 1
    assert 'pip install "rnn-helpers[cluster]"' in capsys.readouterr().err


def test_pages_of_students_do_not_displace_each_other():
    students = [
        "anna",
        "Anna",
        "ANNA",
        "Änna",
        "änna",
        "a/b",
        "a_b",
        "..",
        "",
        "con",
        "x" * 300,
        "名前",
        "\ud800",
    ]
    names = [grading.file_name(student) for student in students]
    assert len({name.casefold() for name in names}) == len(students)
    assert all(name and len(name) < 80 and name.isascii() and "/" not in name for name in names)


def test_the_seed_of_a_course_is_kept_and_another_refused(class_of_two, tmp_path, monkeypatch, capsys):
    seeds = []

    def noting(content, name, seed, limits=None, unsafe=False):
        seeds.append(seed)
        return marked(content, name, seed)

    monkeypatch.setattr(grading, "examined", noting)
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        grade(class_of_two, tmp_path / "results", executor=executor)
        (class_of_two / "ben" / LESSON).write_text(json.dumps({"cells": []}), encoding="utf-8")
        grade(class_of_two, tmp_path / "results", executor=executor)
    assert len(seeds) == 3 and len(set(seeds)) == 1
    command = ["grade", str(class_of_two), "--out", str(tmp_path / "results"), "--seed", "5", "--unsafe"]
    assert main(command) == 1
    assert "was begun with the seed" in capsys.readouterr().err


def test_what_fails_once_is_done_in_the_same_run(class_of_two, tmp_path, monkeypatch):
    tried, told = [], []

    def fails_first(content, name, seed, limits=None, unsafe=False):
        tried.append(content)
        return failing(content, name, seed) if len(tried) == 1 else marked(content, name, seed)

    monkeypatch.setattr(grading, "examined", fails_first)
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        grade(class_of_two, tmp_path / "results", executor=executor, tell=told.append)
    assert len(tried) == 3 and not any("fault" in sentence for sentence in told)
    assert {row["status"] for row in rows_of(tmp_path / "results").values()} == {"graded"}


def test_pages_go_back_to_moodle_under_its_own_names(tmp_path, monkeypatch):
    folder, out = tmp_path / "export", tmp_path / "results"
    names = ["Änne Groß_12_assignsubmission_file_", "Ben Bo_13_assignsubmission_file_"]
    for name in names:
        (folder / name).mkdir(parents=True)
        shutil.copy(NOTEBOOKS / "exercises" / LESSON, folder / name / LESSON)
    (folder / "Cleo Roth_14_assignsubmission_onlinetext_").mkdir()
    shutil.copy(NOTEBOOKS / "exercises" / LESSON, folder / f"Dora Lenz_15_assignsubmission_file_{LESSON}")
    monkeypatch.setattr(grading, "examined", marked)
    told = []
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        grade(folder, out, executor=executor, tell=told.append)
        with zipfile.ZipFile(out / "feedback_moodle.zip") as archive:
            found = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        first = (out / "feedback_moodle.zip").read_bytes()
        grade(folder, out, executor=executor)
    assert set(found) == {f"{name}/feedback.html" for name in names} | {
        "Cleo Roth_14_assignsubmission_file_/feedback.html",
        "Dora Lenz_15_assignsubmission_file_feedback.html",
    }
    assert "Feedback for Änne Groß" in found["Änne Groß_12_assignsubmission_file_/feedback.html"]
    assert "Feedback for Cleo Roth" in found["Cleo Roth_14_assignsubmission_file_/feedback.html"]
    assert (out / "feedback_moodle.zip").read_bytes() == first
    assert any("feedback_moodle.zip" in sentence for sentence in told)


def test_without_moodle_there_is_no_zip_for_it(class_of_two, tmp_path, monkeypatch):
    monkeypatch.setattr(grading, "examined", marked)
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        grade(class_of_two, tmp_path / "results", executor=executor)
    assert not (tmp_path / "results" / "feedback_moodle.zip").exists()


def test_a_students_page_and_the_table_count_the_same_lessons(tmp_path):
    one, two = LESSON[:-6], "02_unrolled_in_time"
    done = {"lesson": one, "problem": "", "notes": [], "incidents": [], "tasks": {}}
    about = {"source": "x", "received": "", "notes": []}
    students = {
        "anna": about | {"name": "anna", "results": {one: done}},
        "ben": about | {"name": "ben", "results": {two: done | {"lesson": two}}},
    }
    overrides = "student,task,points\nanna,slope_along,3\nanna,bits_per_character,2\n"
    (tmp_path / "overrides.csv").write_text(overrides, encoding="utf-8")
    for chosen, outcome in ((None, ("5", "116")), ([one], ("", "28"))):
        grading.write_results(tmp_path, students, grading.choices(lessons=chosen), lambda sentence: None)
        row = rows_of(tmp_path)["anna"]
        assert (row["total"], row["out of"]) == outcome
        page = (tmp_path / "feedback" / "anna.html").read_text(encoding="utf-8")
        assert f"{row['total'] or 0} of {row['out of']} points" in page
