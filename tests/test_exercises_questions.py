"""Questions: every wrong answer has an explanation of its own, and none gives the answer away."""

import numpy as np
import pytest

from rnn_helpers.exercises import check, examine
from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.questions import examine_answer

SHAPES = find_task("shapes")
RIGHT = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (4, 2), "ba": (2, 1), "a_next": (2, 10), "yt_pred": (4, 10)}
WRONG = [(part["name"], axes) for part in SHAPES["parts"] for axes in part["wrong"]]


def numbers(axes):
    return tuple(SHAPES["sizes"].get(axis, axis) for axis in axes)


@pytest.mark.parametrize("form", [tuple, list, np.array])
def test_the_right_shapes_get_all_points(form):
    report = examine("shapes", {name: form(shape) for name, shape in RIGHT.items()})
    assert (report.state, report.points) == ("right", 6)


@pytest.mark.parametrize(("name", "axes"), WRONG, ids=[f"{name} {axes}" for name, axes in WRONG])
def test_each_typical_wrong_shape_has_its_explanation(name, axes):
    report = examine("shapes", RIGHT | {name: numbers(axes)})
    part = next(part for part in SHAPES["parts"] if part["name"] == name)
    assert report.points == 5
    assert part["wrong"][axes] in report.message["says"]
    assert str(RIGHT[name]) not in report.message["says"]
    assert numbers(axes) != RIGHT[name]


def test_any_other_shape_is_read_out_with_names():
    report = examine("shapes", RIGHT | {"Wya": (10, 10)})
    assert "(10, 10), that is (m, m)" in report.message["says"]


@pytest.mark.parametrize("answer", [None, ..., {}, dict.fromkeys(RIGHT)])
def test_nothing_filled_in_is_not_started(answer):
    assert examine("shapes", answer).state == "not started"


def test_half_filled_in_says_what_is_open():
    report = examine("shapes", RIGHT | {"ba": None, "Wax": None})
    assert report.points == 4
    assert "Still open: Wax, ba" in report.message["says"]


@pytest.mark.parametrize(
    "answer", [(2, 3), "Wax", 7, {"Wax": "2x3"}, {"Wax": 6}, {"Wax": (2.0, 3.0)}, {"Wax": (2,)}]
)
def test_another_kind_of_answer_is_explained(answer):
    report = examine("shapes", answer)
    assert (report.state, report.points) == ("wrong", 0)
    assert report.message["says"]


@pytest.mark.parametrize("answer", ["b", "B", " b) ", "(b)"])
def test_the_right_letter_in_any_form(answer):
    report = examine("twin_columns", answer)
    assert (report.state, report.points) == ("right", 2)


@pytest.mark.parametrize("letter", ["a", "c", "d"])
def test_each_wrong_letter_has_its_own_explanation(letter):
    report = examine("twin_columns", letter)
    assert report.points == 0
    assert report.message["says"] == find_task("twin_columns")["choices"][letter]
    assert "half" not in report.message["says"] and "1/2" not in report.message["says"]


@pytest.mark.parametrize("answer", ["e", "1/2", 0.5, ["b"]])
def test_what_is_no_letter_is_explained(answer):
    report = examine("twin_columns", answer)
    assert (report.state, report.points) == ("wrong", 0)
    assert '"a", "b", "c", "d"' in report.message["says"]


def test_what_the_mistaken_softmax_gives_is_what_the_question_says():
    z = np.array([[2.0, 2.0], [0.0, 0.0], [1.0, 1.0]])
    e = np.exp(z - z.max(axis=1, keepdims=True))
    assert np.array_equal(e / e.sum(axis=1, keepdims=True), np.full((3, 2), 0.5))


def test_check_says_how_it_is_called():
    with pytest.raises(TypeError, match="nothing to check"):
        check("shapes")
    with pytest.raises(TypeError, match=r"check\(softmax\)"):
        check("softmax")
    with pytest.raises(TypeError, match=r"got None.*check\(\"shapes\", shapes\)"):
        check(None)
    with pytest.raises(ValueError, match='Did you mean "shapes"'):
        check("shape", {})
    with pytest.raises(TypeError, match=r"`def`.*check\(\"softmax\", softmax\)"):
        check(lambda z: z)
    with pytest.raises(ValueError, match=r"check\(\"shapes\", shapes\)"):
        check("b")
    with pytest.raises(TypeError, match="function alone"):
        check(np.tanh, 3)


def test_names_of_tasks_are_unique():
    names = [task["name"] for task in all_tasks()]
    assert len(set(names)) == len(names)


def test_of_several_wrong_numbers_that_are_near_enough_the_nearest_speaks():
    task = {
        "name": "left",
        "kind": "number",
        "lesson": "07",
        "title": "",
        "parts": [{"name": "answer", "points": 2}],
        "see": "Saturation",
        "right": 0.12,
        "within": 0.002,
        "wrong": [(0.003, "three"), (0.004, "four")],
        "rule": "rule",
        "because": "",
    }
    said = {given: examine_answer(task, given).message["says"] for given in (0.0028, 0.0041, 0.5)}
    assert said == {0.0028: "three", 0.0041: "four", 0.5: "rule"}
    assert examine_answer(task | {"wrong": []}, 0.5).message["says"] == "rule"
