"""nbgrader on the solutions: students get the exercise, and its marks are those of `examine`."""

import html
import json
import os
import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("nbgrader", reason="an extra: pip install nbgrader")

from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.validator import Validator
from traitlets.config import PyFileConfigLoader

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.generate import STUB, pairs, read
from tools import nbgrader_course
from tools.made_submissions import filled, right_answers, tasks_of

# of nbgrader's own making
pytestmark = pytest.mark.filterwarnings("ignore:Object of type", "ignore:Cell is missing an id")

LESSONS = [source.stem for source, _ in pairs()]
LESSON = "01_one_cell_one_step"
PARTLY = {
    "softmax": """def softmax(z):
    import sys
    print("large scores are too large for this one", file=sys.stderr)
    return np.exp(z) / np.exp(z).sum(axis=0)
""",
    "rnn_cell_forward": """def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    yt_pred = softmax(parameters["Wya"] @ a_next)
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
""",
    "shapes": 'shapes = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (2, 4), "ba": (2,)}',
    "twin_columns": 'twin_columns = "d"',
}
ANSWERS = {"right": right_answers(LESSON), "partly": PARTLY, "unstarted": {}}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A folder in which nbgrader has made the assignments, graded three submissions and written feedback."""
    folder = tmp_path_factory.mktemp("nbgrader")
    nbgrader_course.main([str(folder)])
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    config.CourseDirectory.root = str(folder)
    nbgrader = NbGraderAPI(config=config)
    with pytest.MonkeyPatch.context() as patch:  # nbgrader starts `alembic`, which lies beside this Python
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        for lesson in LESSONS:
            succeed(nbgrader.generate_assignment(lesson))
        for student, answers in ANSWERS.items():
            submit(folder, student, filled(released(folder, LESSON), LESSON, answers))
            succeed(nbgrader.autograde(LESSON, student))
        succeed(nbgrader.generate_feedback(LESSON))
    return folder


def succeed(result):
    assert result["success"], result["log"] + str(result.get("error"))


def released(folder, lesson):
    return read(folder / "release" / lesson / f"{lesson}.ipynb")


def submit(folder, student, notebook):
    path = folder / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    if student == "right":  # somebody deleted a check: it is put back
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["source"] != ["check(softmax)"]]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def reports(answers):
    """What `examine` says of these answers: name of a task -> Report."""
    names = {"__name__": "__main__"}
    exec("import numpy as np", names)
    for source in answers.values():
        exec(source, names)
    return {task["name"]: examine(task["name"], names.get(task["name"], stub)) for task in tasks_of(LESSON)}


def stub(*arguments):
    pass


@pytest.mark.parametrize("lesson", LESSONS)
def test_students_get_the_exercise(course, lesson):
    (exercise,) = [target for _, target in pairs() if target.stem == lesson]
    ours = read(exercise)["cells"]
    theirs = released(course, lesson)["cells"]
    assert [cell["id"] for cell in theirs] == [cell["id"] for cell in ours]
    for one, other in zip(theirs, ours):
        source = "".join(
            one["source"]
        )  # after the line of a question nbgrader says where to write; we do not
        assert source.removesuffix(f"\n{STUB}") == "".join(other["source"])


@pytest.mark.parametrize("student", ANSWERS)
def test_both_ways_give_the_same_marks(course, student):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "rnn-by-hand") as gradebook:
        cells = gradebook.find_submission_notebook(LESSON, LESSON, student).grades
        theirs = {grade.cell.name: (grade.auto_score, grade.max_score) for grade in cells}
        assert not any(grade.needs_manual_grade for grade in cells)
    ours = {name: (report.points, report.out_of) for name, report in reports(ANSWERS[student]).items()}
    assert theirs == ours


def test_the_partly_right_answers_are_partly_right():
    for name, report in reports(PARTLY).items():
        assert report.state == "wrong"
        assert (0 < report.points < report.out_of) == (find_task(name)["kind"] != "choice")


def test_the_feedback_holds_the_diagnoses(course):
    page = (course / "feedback" / "partly" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    for report in reports(PARTLY).values():
        assert report.message["says"].replace("`", "") in text


def test_validating_says_what_is_wrong(course):
    path = course / "submitted" / "partly" / LESSON / f"{LESSON}.ipynb"
    said = {
        cell["source"]: " ".join(cell["raw_error"].split())
        for cell in Validator().validate(str(path))["failed"]
    }
    assert len(said) == len(PARTLY)
    assert reports(PARTLY)["softmax"].message["says"] in said["check(softmax)"]
