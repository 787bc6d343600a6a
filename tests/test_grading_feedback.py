"""A student's page says what the check says, adds up, keeps the teacher's word apart and does no harm."""

import re

import numpy as np
import pytest
from grading_pages import HOSTILE, contrast, luminance, well_made
from grading_results import as_result, own, reports_on, tasks_of, wrong_answers
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.report import WORDS, Report
from rnn_helpers.grading.feedback import feedback_page
from rnn_helpers.grading.page import DARK, LIGHT, number

FIRST = "01_one_cell_one_step"
SECOND = "02_unrolled_in_time"


def result_of(lesson, which=0, **more):
    """Every task of a lesson, answered by the same one of `reports_on`."""
    return as_result(lesson, [reports_on(task["name"])[which] for task in tasks_of(lesson)], **more)


def seen(results, overrides=None, **more):
    return well_made(feedback_page("Anna Müller", results, overrides or {}, **more))


def words(line):
    """A line as a page shows it: no code marks, no gaps."""
    return " ".join(line.replace("`", "").split())


# --- the words of the check


@pytest.mark.parametrize("task", all_tasks(), ids=lambda task: task["name"])
def test_the_page_says_what_the_check_says(task):
    for report in reports_on(task["name"]):
        text = seen({task["lesson"]: as_result(task["lesson"], [report])}).text
        parts = report["parts"] if report["state"] == "wrong" else []
        head, *lines = map(str.strip, repr(Report.from_dict(report)).splitlines())
        for line in (head, *lines[len(parts) :]):
            if line.startswith("Read again:"):
                line = f"Read again: section “{report['message']['see']}” (lesson {task['lesson'][:2]})"
            assert words(line) in text
        for part in parts:
            state = " ".join(WORDS[part["passed"]])
            assert f"{part['name']} {state} {part['points']} of {part['out_of']}" in text
        assert task["title"] in text


def test_a_line_of_the_own_code_and_notes_stand_there():
    source = "def rnn_cell_forward(xt, a_prev, parameters):\n    print(1)\n    return xt @ softmax(a_prev)\n"
    names = {"np": np, "__name__": "__main__"}
    exec(compile(source, "<cell 3>", "exec"), names)
    report = examine("rnn_cell_forward", names["rnn_cell_forward"]).as_dict() | {"problem": ""}
    report["message"] |= {"line": [3, "return xt @ softmax(a_prev) < 1"]}
    text = seen({FIRST: as_result(FIRST, [report])}).text
    assert "In line 3 of the cell: return xt @ softmax(a_prev) < 1" in text
    assert "What your function prints is not shown" in text


def test_a_report_survives_the_way_through_a_dict():
    report = examine("softmax", own(lambda z: z))
    again = Report.from_dict(report.as_dict() | {"problem": ""})
    assert again == report and again._repr_html_() == report._repr_html_()


@pytest.mark.parametrize("task", [t for t in all_tasks() if t["kind"] != "function"], ids=lambda t: t["name"])
def test_wrong_answers_to_a_question_do_not_bring_out_the_right_one(task):
    others = [task["because"]] if "because" in task else []
    for answer in wrong_answers(task):
        report = examine(task["name"], answer).as_dict() | {"problem": ""}
        text = seen({task["lesson"]: as_result(task["lesson"], [report])}).text
        explained = report["message"]["says"]
        told = others + [says for says in task.get("choices", {}).values() if says and says != explained]
        assert not [says for says in told if words(says) in words(text)]


# --- points


def test_points_add_up_over_lessons_weights_and_marks_by_hand():
    results = {FIRST: result_of(FIRST), SECOND: result_of(SECOND)}
    assert seen(results).text.count("28 of 28") == 1  # lesson 01: 10 + 10 + 6 + 2
    assert "72 of 72 points" in seen(results).text  # and lesson 02: 10 + 10 + 10 + 10 + 2 + 2
    by_hand = {"softmax": {"points": 4.5, "comment": ""}, "shapes": {"points": None, "comment": "Well done"}}
    weights = {task["name"]: 0.5 for task in tasks_of(SECOND)} | {"rnn_forward_pass": 0}
    page = seen(results, by_hand, weights=weights)
    assert "Together 22.5 of 28" in page.text and "Together 17 of 17" in page.text
    assert "39.5 of 45 points" in page.text
    assert "counts × 0.5" in page.text and "does not count" in page.text
    assert "Set by your teacher: 4.5 of 10 points. The check gave 10." in page.text
    assert page.text.count("points set by your teacher") == 1
    assert "Your teacher writes: Well done" in page.text


def test_points_with_a_weight_are_rounded_before_they_are_added():
    weights = {task["name"]: 0.0666 for task in tasks_of(FIRST)}
    assert "1.87 of 1.87 points" in seen({FIRST: result_of(FIRST)}, weights=weights).text  # not 1.86


def test_a_lesson_that_is_missing_counts_with_nothing():
    page = seen({FIRST: result_of(FIRST)}, lessons=[FIRST, SECOND])
    assert "28 of 72 points" in page.text
    assert "Nothing was handed in for this lesson." in page.text


def test_points_by_hand_count_without_a_notebook():
    page = seen({}, {"softmax": {"points": 6, "comment": "on paper"}})
    assert "6 of 28 points" in page.text and "on paper" in page.text


def test_numbers_of_points():
    assert [number(each) for each in (7, 7.0, 7.5, 1 / 3, 0.1 + 0.2, 12345.25)] == [
        "7",
        "7",
        "7.5",
        "0.33",
        "0.3",
        "12345.25",
    ]


# --- what could not be judged, and what was noticed


def test_a_notebook_that_could_not_be_judged_says_why():
    page = seen({"": as_result("", [], "The file is empty.")})
    assert (
        "No points: nothing could be graded A file that could not be graded Not judged. The file is"
        in page.text
    )
    assert "0 of 0" not in page.text and "no known lesson" not in page.text
    page = seen({"": as_result("", [], "It is a PDF.")}, lessons=[FIRST])
    assert page.text.index("It is a PDF.") < page.text.index("No notebook of this lesson could be graded.")
    assert "0 of 28 points" in page.text and "Nothing was handed in" not in page.text
    page = seen({FIRST: as_result(FIRST, [], "The file ends in the middle.")})
    assert "Not judged. The file ends in the middle." in page.text and "0 of 28" in page.text


def test_what_was_handed_in_stands_under_the_total():
    told = ["Graded: 01 <b>.ipynb, received 2026-11-24 09:12.", "Late."]
    assert (
        f"28 of 28 points {' '.join(told)} Lesson 01" in seen({FIRST: result_of(FIRST)}, handed_in=told).text
    )
    assert "Not graded yet" in seen({}).text


def test_a_task_that_could_not_be_judged_says_why_and_nothing_else():
    open_task = Report.of(find_task("softmax"), {}, None).as_dict() | {"problem": "It took too long."}
    page = seen({FIRST: as_result(FIRST, [open_task])})
    assert "Not judged. It took too long." in page.text and "– not judged" in page.text
    assert "one column" not in page.text


def test_notes_and_incidents_are_told():
    result = result_of(
        FIRST, notes=["Cell 7 was left out."], incidents=[{"what": "network", "says": "It called."}]
    )
    text = seen({FIRST: result}).text
    assert "About your file Cell 7 was left out." in text
    assert "It may have a harmless reason" in text and "It called." in text


def test_many_notes_are_cut_and_counted():
    page = seen({FIRST: result_of(FIRST, notes=[f"Note {k}." for k in range(900)])})
    assert "Note 49." in page.text and "Note 50." not in page.text and "850 more" in page.text


# --- harmless and alone


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_everywhere_stays_text(text):
    report = reports_on("softmax")[1]
    told = {"title": text, "says": text, "line": [1, text], "still_right": text, "see": text}
    report = report | {"message": report["message"] | told, "notes": [text]}
    result = as_result(FIRST, [report], "", [text] * 3, [{"what": text, "says": text}])
    page = feedback_page(
        text, {FIRST: result, text: as_result("", [], text)}, {"softmax": {"comment": text}}, text
    )
    well_made(page)
    assert len(page) < 60_000


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_gives_a_page(name):
    well_made(feedback_page(name, {}, {}))


def test_a_comment_of_the_teacher_is_never_cut():
    comment = "word " * 2000 + "end of it"
    assert "end of it" in seen({}, {}, comment=comment).text


def test_the_same_input_gives_the_same_page():
    results = {FIRST: result_of(FIRST, 1), SECOND: result_of(SECOND, 2)}
    turned = dict(reversed(results.items()))
    assert feedback_page("A", results, {}) == feedback_page("A", turned, {})


# --- colours


def test_the_measure_of_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert luminance("#FF0000") == pytest.approx(0.2126)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_pictures_stand_out(colours):
    assert colours.keys() == LIGHT.keys()
    for text in ("ink", "soft", "accent"):
        assert min(contrast(colours[text], colours[under]) for under in ("paper", "panel")) >= 4.5
    for drawn in ("solved", "partly", "wrong", "unjudged"):
        assert contrast(colours[drawn], colours["paper"]) >= 3


def test_every_colour_that_the_style_names_exists():
    page = feedback_page("A", {FIRST: result_of(FIRST)}, {})
    assert set(re.findall(r"var\(--(\w+)\)", page)) <= LIGHT.keys()
