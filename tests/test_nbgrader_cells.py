"""What nbgrader is told of the solutions, and what a check shows where nbgrader runs it."""

import json

import pytest
from IPython.core.formatters import DisplayFormatter

from rnn_helpers.exercises import check, generate
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.nbgrader_cells import marked
from tools import nbgrader_course
from tools.made_submissions import right_answers, tasks_of

PAIRS = generate.pairs()
LABELS = [source.name for source, _ in PAIRS]
LESSON = "01_one_cell_one_step"


def entries(notebook):
    return [cell["metadata"]["nbgrader"] for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=LABELS)
def test_every_task_has_an_answer_and_a_check_with_its_points_and_exercises_say_nothing(source, target):
    names = [task["name"] for task in tasks_of(source.stem)]
    found = entries(generate.read(source))
    assert [entry["grade_id"] for entry in found if entry["solution"]] == [f"{name}_answer" for name in names]
    checks = {entry["grade_id"]: entry["points"] for entry in found if entry["grade"] and entry["locked"]}
    assert checks == {task["name"]: sum(p["points"] for p in task["parts"]) for task in tasks_of(source.stem)}
    assert len(found) == 2 * len(names)
    assert entries(generate.read(target)) == []


def test_points_that_changed_are_noticed_and_mended(tmp_path):
    stored, solution = PAIRS[0][0].read_bytes(), generate.read(PAIRS[0][0])
    path = tmp_path / PAIRS[0][0].name
    entries(solution)[1]["points"] = 99
    path.write_text(json.dumps(solution), encoding="utf-8")
    assert not generate.mark(path, only_check=True)
    assert "99" in path.read_text(encoding="utf-8")
    assert not generate.mark(path)
    assert generate.mark(path)
    assert path.read_bytes() == stored


def test_a_check_of_no_task_is_refused():
    cell = {"cell_type": "code", "metadata": {}, "source": ["check(softmux)"]}
    with pytest.raises(ValueError, match="softmax"):
        marked({"cells": [cell]})


# What a check shows


def shown(answer):
    return DisplayFormatter().format(check("twin_columns", answer))[0]


def test_the_points_stand_where_nbgrader_looks_for_them_and_the_page_is_the_same(monkeypatch):
    without = shown("a")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    graded = shown("a")
    assert without["text/html"] == graded["text/html"]
    assert (without["text/plain"].split(":")[0], graded["text/plain"]) == ("✗ twin_columns", "0")
    assert shown(find_task("twin_columns")["right"])["text/plain"] == "2"


def test_validating_complains_of_what_is_not_right_alone(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check("twin_columns", find_task("twin_columns")["right"])
    assert capsys.readouterr().err == ""
    report = check("twin_columns", "a")
    said = capsys.readouterr().err
    assert report.message["says"] in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80
    check("twin_columns", None)
    assert "not started" in capsys.readouterr().err


def test_complaints_of_a_function_are_not_shown_while_it_is_checked(capsys):
    names = {"__name__": "__main__"}
    exec("import sys\nimport numpy as np\n" + right_answers(LESSON)["softmax"], names)
    names["right"] = names["softmax"]
    exec("def softmax(z):\n    sys.stderr.write('careful')\n    return right(z)", names)
    assert check(names["softmax"]).points > 0
    assert capsys.readouterr().err == ""


# The folder for nbgrader


def test_the_folder_holds_settings_and_assignments_without_explanations(tmp_path, capsys):
    assert nbgrader_course.main([str(tmp_path), "01", "10_dir"]) == 0
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    tenth = "10_directions_layers_sequences"
    assert made == ["nbgrader_config.py"] + [f"source/{name}/{name}.ipynb" for name in (LESSON, tenth)]
    assert capsys.readouterr().out.count("written") == 3
    text = (tmp_path / made[1]).read_text(encoding="utf-8")
    assert "Why this answer" in PAIRS[0][0].read_text(encoding="utf-8")
    assert "Why this answer" not in text and "### BEGIN SOLUTION" in text


def test_what_is_in_the_folder_is_kept(tmp_path, capsys):
    (tmp_path / "nbgrader_config.py").write_text("mine", encoding="utf-8")
    assert nbgrader_course.main([str(tmp_path), "01"]) == 0
    assert (tmp_path / "nbgrader_config.py").read_text(encoding="utf-8") == "mine"
    assert "nbgrader_config.py: was there and is kept" in capsys.readouterr().out


def test_the_name_of_no_lesson_writes_nothing(tmp_path, capsys):
    with pytest.raises(SystemExit):
        nbgrader_course.main([str(tmp_path / "new"), "99"])
    assert "01_one_cell_one_step" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
