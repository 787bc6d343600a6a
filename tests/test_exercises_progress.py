"""The learner's points: kept in work/ only, the best of all tries, and never in the way of a check."""

import json

import numpy as np
import pytest

from rnn_helpers.exercises import check, examine, progress
from rnn_helpers.exercises.pictures import show_target_and_yours
from rnn_helpers.exercises.progress import save, work_folder

RIGHT = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (4, 2), "ba": (2, 1), "a_next": (2, 10), "yt_pred": (4, 10)}
LESSON = "01_one_cell_one_step"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A learner's folder, with the current folder inside it."""
    folder = tmp_path / "work"
    (folder / "exercises").mkdir(parents=True)
    (folder / ".course.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(folder / "exercises")
    return folder


def points(name="shapes"):
    return progress()[LESSON][name]["points"]


def test_points_are_kept_and_the_best_counts(work):
    check("shapes", RIGHT | {"ba": (1, 2)})
    assert points() == 5
    check("shapes", RIGHT)
    check("shapes", RIGHT | {"ba": (1, 2), "Wax": (9, 9)})
    check("twin_columns", "a")
    assert (points(), points("twin_columns"), points("softmax")) == (6, 0, 0)
    stored = json.loads((work / "progress.json").read_text(encoding="utf-8"))
    assert stored == {
        LESSON: {"shapes": {"points": 6, "out_of": 6}, "twin_columns": {"points": 0, "out_of": 2}}
    }
    assert not list(work.glob(".progress-*"))


def test_a_worse_try_says_that_the_best_counts(work):
    assert check("shapes", RIGHT).notes == []
    assert check("shapes", RIGHT | {"ba": (1, 2)}).notes == [
        "Your best so far is 6 of 6 points, and the best counts."
    ]


def test_an_empty_answer_leaves_no_trace(work):
    check("shapes", None)
    assert not (work / "progress.json").exists()


def test_outside_of_work_nothing_is_written_and_all_points_are_zero(tmp_path, monkeypatch):
    for name in ("elsewhere", "work"):  # a folder called work is not enough
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        check("shapes", RIGHT)
        assert points() == 0
        assert work_folder() is None
        assert not list((tmp_path / name).iterdir())


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"01_one_cell_one_step": 3}', '{"x": {"y": 1}}', "\0\1"]
)
def test_a_damaged_file_is_no_obstacle(work, content):
    (work / "progress.json").write_text(content, encoding="utf-8")
    assert points() == 0
    check("shapes", RIGHT)
    assert points() == 6


def test_a_damaged_file_is_kept_beside(work):
    (work / "progress.json").write_text('{"01": {"softmax', encoding="utf-8")
    check("shapes", RIGHT)
    assert (work / "progress.damaged.json").read_text(encoding="utf-8") == '{"01": {"softmax'


def test_a_disk_that_refuses_is_no_obstacle(work, monkeypatch):
    def refuse(*arguments, **named):
        raise PermissionError("read-only")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert check("shapes", RIGHT).points == 6


def test_other_lessons_in_the_file_stay(work):
    other = {"99_later": {"task": {"points": 3, "out_of": 4}}}
    (work / "progress.json").write_text(json.dumps(other), encoding="utf-8")
    check("shapes", RIGHT)
    stored = json.loads((work / "progress.json").read_text(encoding="utf-8"))
    assert stored["99_later"] == other["99_later"]


def test_judging_alone_stores_nothing(work):
    examine("shapes", RIGHT)
    assert not (work / "progress.json").exists()
    save(examine("shapes", RIGHT))
    assert points() == 6


# --- what the page shows


def test_a_report_prints_and_renders_with_words_and_not_by_colour_alone():
    report = examine("shapes", RIGHT | {"Wax": (3, 2)})
    text, page = repr(report), report._repr_html_()
    for words in ("shapes: 5 of 6 points", "not yet", "right", "Every shape", "<th scope='col'"):
        assert words in text + page
    assert 'href="../01_one_cell_one_step.ipynb#Every-shape"' in page
    assert "color:" not in page
    assert report.as_dict()["points"] == 5


def test_what_a_learner_typed_is_escaped_on_the_page():
    page = examine("twin_columns", "<script>alert(1)</script>")._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("yours", [None, 3, "text", np.ones((4, 1)), np.full(4, np.nan), np.ones(7), [1, 2]])
def test_the_picture_draws_whatever_comes(yours, capsys):
    show_target_and_yours({"softmax": [0.64, 0.24, 0.09, 0.03]}, yours)
    show_target_and_yours({"a": [0.5], "b": [0.2, 0.8]}, yours, ("state", "output"))
    assert "the target is 0.64" in capsys.readouterr().out
