"""The class report counts right, ranks what went wrong, tells of nobody without names, and reads well."""

import ast
import json
import math
import re
from copy import deepcopy
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from grading_pages import HOSTILE, well_made
from grading_results import as_result, made_class, own, reports_on, right_answer, tasks_of, wrong_answers
from hypothesis import given, settings
from hypothesis import strategies as st

import rnn_helpers.exercises
from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.mistakes import singles
from rnn_helpers.exercises.report import Report, message
from rnn_helpers.grading.class_counts import count_findings, count_tasks, count_totals, readable
from rnn_helpers.grading.class_pictures import histogram
from rnn_helpers.grading.class_report import report_page
from rnn_helpers.grading.findings import GENERAL, findings
from rnn_helpers.grading.together import failing_together

FIRST = "01_one_cell_one_step"
SECOND = "02_unrolled_in_time"


def report_on(name, answer):
    return examine(name, answer, np.random.default_rng(0)).as_dict() | {"problem": ""}


def student(name, *reports, lesson=FIRST, **more):
    return {"name": name, "results": {lesson: as_result(lesson, reports, **more)}}


def right(name):
    return reports_on(name)[0]


@cache
def wrong(name, mistake):
    """A report as of somebody who made a mistake of the catalogue."""
    (made,) = [function for (each,), function in singles(find_task(name)) if each["name"] == mistake]
    report = report_on(name, own(made))
    assert report["message"]["mistakes"] == [mistake]
    return report


def not_started(name):
    return reports_on(name)[-1]


BATCH, LARGE = "softmax over the batch axis", "large scores overflow"


def small_class():
    """Five students with known answers to lesson 01, one of them unreadable."""
    return {
        "a": student("Ada", right("softmax"), right("rnn_cell_forward")),
        "b": student("Ben", wrong("softmax", BATCH), right("rnn_cell_forward")),
        "c": student("Cem", wrong("softmax", BATCH), not_started("rnn_cell_forward")),
        "d": student("Dea", wrong("softmax", LARGE), wrong("rnn_cell_forward", "no tanh")),
        "e": student("Eli", problem="The file is empty."),
    }


# --- what a report is about


@pytest.mark.parametrize("task", all_tasks(), ids=lambda task: task["name"])
def test_every_mistake_and_every_foreseen_answer_is_named(task):
    assert findings(right(task["name"])) == []
    assert findings(not_started(task["name"])) == []
    for report in reports_on(task["name"])[1:-1]:
        found = findings(report)
        assert found and all(each["task"] == task["name"] and each["see"] for each in found if each["named"])
        if task["kind"] != "function":
            assert [each["named"] for each in found] == [True]
        elif report["message"]["mistakes"]:
            assert [each["name"] for each in found] == report["message"]["mistakes"]


@pytest.mark.parametrize("task", [t for t in all_tasks() if t["kind"] != "function"], ids=lambda t: t["name"])
def test_every_foreseen_answer_has_a_name_of_its_own(task):
    found = [findings(report_on(task["name"], answer)) for answer in wrong_answers(task)]
    assert all(len(each) == 1 and each[0]["named"] for each in found)
    assert len({each[0]["name"] for each in found}) == len(found)


def test_a_mistake_that_others_fit_too_counts_for_each_and_says_so():
    report = deepcopy(wrong("softmax", BATCH))
    report["message"]["mistakes"] = [BATCH, LARGE]
    assert [(each["name"], each["alone"]) for each in findings(report)] == [(BATCH, False), (LARGE, False)]
    students = {"a": student("Ada", report), "b": student("Ben", wrong("softmax", BATCH))}
    counted = count_findings(readable(students))
    assert [(each["name"], each["who"], each["alone"]) for each in counted] == [
        (BATCH, ["a", "b"], 1),
        (LARGE, ["a"], 0),
    ]
    assert "each of them is counted" in well_made(report_page(students)).text


def test_a_wrong_answer_is_named_by_what_was_answered():
    assert findings(report_on("twin_columns", "c"))[0]["name"] == "answer (c)"
    assert findings(report_on("count_of_weights", 1712))[0]["name"] == "answer 1712"
    turned = right_answer(find_task("shapes")) | {"Wax": (3, 2)}
    assert findings(report_on("shapes", turned))[0]["name"] == "Wax of the shape (n_x, n_a)"
    assert [each["name"] for each in findings(report_on("count_of_weights", 99999))] == ["Another number"]
    assert [each["name"] for each in findings(report_on("twin_columns", "z"))] == ["No letter of the choice"]


def test_extreme_numbers_that_the_task_has_words_for_are_named():
    large = find_task("softmax")["large"]
    (found,) = findings(wrong("softmax", BATCH) | {"message": message("Large scores", "On an input …")})
    assert (found["name"], found["says"], found["see"]) == ("Large scores", large["says"], large["see"])
    assert found["named"]


def titles_of_the_check():
    """Every title that the check can give, with x in the places of what changes."""
    folder = Path(rnn_helpers.exercises.__file__).parent
    for name in ("diagnosis", "judging", "questions", "errors"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("message", "_with_place"):
                title = node.args[0]
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("title", "(text, title)"):
                title = node.value.elts[1] if isinstance(node.value, ast.Tuple) else node.value
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and name == "errors":
                title = node.value.elts[0]
            else:
                continue
            if isinstance(title, ast.Constant):
                yield title.value
            elif isinstance(title, ast.JoinedStr):
                yield "".join(each.value if isinstance(each, ast.Constant) else "x" for each in title.values)


def test_every_title_of_the_check_is_known():
    titles = set(titles_of_the_check()) - {"Right", "Not (x)", "Not x"}  # answers: see the tests above
    assert len(titles) > 20
    for title in titles:
        report = wrong("softmax", BATCH) | {"message": message(title, "")}
        assert [each["known"] for each in findings(report)] == [True], title


def test_a_general_diagnosis_is_in_the_words_of_this_module_alone():
    title = "`anna_secret`, a variable comes from outside the function"
    (found,) = findings(wrong("softmax", BATCH) | {"message": message(title, "anna")})
    assert found["name"] in [name for _, name, _ in GENERAL] and "anna" not in json.dumps(found)


# --- counting


def test_tasks_are_counted_among_those_who_handed_in():
    rows = {row["task"]["name"]: row for row in count_tasks(readable(small_class()), FIRST)}
    softmax, cell = rows["softmax"], rows["rnn_cell_forward"]
    assert softmax["states"] == {"solved": 1, "partly": 1, "wrong": 2, "not started": 0, "not judged": 0}
    assert cell["states"] == {"solved": 2, "partly": 0, "wrong": 1, "not started": 1, "not judged": 0}
    assert (softmax["median"], cell["median"]) == (4, 5)  # of 0, 0, 8, 10 and of 0, 0, 10, 10
    assert rows["shapes"]["median"] is None


def test_totals_leave_out_who_handed_in_nothing_that_can_be_read():
    totals = count_totals(readable(small_class()), [FIRST])
    assert totals["points"] == {"a": 20, "b": 10, "c": 0, "d": 8}
    assert (totals["out_of"], totals["low"], totals["median"], totals["high"]) == (28, 6, 9, 12.5)
    assert totals["far_below"] == ["c"]


def test_what_went_wrong_is_ranked():
    counted = count_findings(readable(small_class()))
    assert [(each["name"], len(each["who"])) for each in counted] == [(BATCH, 2), (LARGE, 1), ("no tanh", 1)]
    text = well_made(report_page(small_class())).text
    assert text.index("2 (50 %) softmax over") < text.index("1 (33 %) no tanh")  # 4 and 3 worked on the tasks


def test_the_page_holds_the_counts():
    students = small_class() | {"f": {"name": "Fay", "results": {}}}
    page = well_made(report_page(students, absent=["Gus", "Hal"], title="Winter", roster=7))
    text = page.text
    for words in (
        "8 students (7 on the roster, 1 not on it): 4 with a notebook that could be read, 1 with nothing"
        " that could be read, 1 not graded yet, 2 handed in nothing.",
        "The files that count: 4 notebooks that could be read, 1 that could not.",
        "counts the 4 students who have a notebook that could be read. The other 4 are not in it.",
        "The middle half has 6 to 12.5 of 28 points; the median is 9.",
        "1 solved, 1 partly, 2 wrong",
        "2 handed in nothing 1 not graded yet",
        "Gus, Hal Not graded yet Fay",
        "Eli lesson 01 The file is empty.",
        "Cem (0)",
    ):
        assert words in text
    assert page.headings[:3] == [1, 2, 3]


def test_a_lesson_that_nobody_handed_in_counts_where_it_is_asked_for():
    page = well_made(report_page(small_class(), lessons=[FIRST, SECOND])).text
    assert "of 72 points" in page and "Lesson 02: Unrolled in time 0 readable notebooks" in page


def test_a_task_that_could_not_be_judged_is_no_mistake():
    open_task = Report.of(find_task("softmax"), {}, None).as_dict() | {"problem": "It took too long."}
    students = {"a": student("Ada", open_task), "b": student("Ben", right("softmax"))}
    assert count_tasks(readable(students), FIRST)[0]["states"]["not judged"] == 1
    text = well_made(report_page(students)).text
    assert "Ada softmax It took too long." in text and "Nothing is shared by enough" in text


def test_incidents_are_for_the_teacher_alone():
    incident = {"what": "network", "says": "It tried to reach another computer."}
    students = {"a": student("Ada", right("softmax"), incidents=[incident])}
    assert "Ada 01 network It tried to reach" in well_made(report_page(students)).text
    assert "another computer" not in report_page(students, names=False)


def test_students_of_one_name_are_told_apart():
    students = {"anna-1": student("Anna", problem="Empty."), "anna-2": student("Anna", problem="Broken.")}
    text = well_made(report_page(students)).text
    assert "Anna (anna-1) lesson 01 Empty." in text and "Anna (anna-2) lesson 01 Broken." in text


# --- what to explain again


def box(students):
    """What the first box says, without the rule at its end."""
    text = well_made(report_page(students, names=False)).text
    return text.partition("What to explain again ")[2].partition("Listed")[0]


def many(*counts, lesson=FIRST):
    """Students of some kinds: pairs of how many and their one report."""
    return {
        f"{k}-{n}": student(f"S {k} {n}", report, lesson=lesson)
        for k, (count, report) in enumerate(counts)
        for n in range(count)
    }


def test_an_idea_is_explained_again_where_enough_have_it():
    said = "3 of 30 students (10 %): softmax over the batch axis, in softmax (lesson 01, Task 1: softmax)."
    enough = box(many((3, wrong("softmax", BATCH)), (27, right("softmax")), (9, not_started("softmax"))))
    assert said in enough and "Explain again: section “Giving it names” of lesson 01." in enough
    assert "batch axis" not in box(many((3, wrong("softmax", BATCH)), (28, right("softmax"))))  # below 10 %
    few = box(many((2, wrong("softmax", BATCH)), (2, right("softmax"))))  # fewer than 3
    assert few == "Nothing is shared by enough students to stand out. "
    assert "7 of 70 students" in box(many((7, wrong("softmax", BATCH)), (63, right("softmax"))))


def test_the_hardest_tasks_stand_there_without_an_idea_of_their_own():
    mixed = [(1, wrong("softmax", BATCH)), (2, wrong("softmax", LARGE)), (5, not_started("softmax"))]
    text = box(
        many(*mixed, (4, right("softmax"))) | {f"b{k}": student("B", right("shapes")) for k in range(9)}
    )
    assert text == (
        "Tasks that few solved 4 of 12 solved it (33 %): softmax (lesson 01, Task 1: softmax). 2 partly,"
        " 1 wrong, 5 not started. No single misconception stands out; the most frequent: large scores"
        " overflow, 2 of 7 students (29 %). "
    )
    assert "solved it" not in box(many(*mixed, (16, right("softmax"))))  # two thirds solved it
    assert "solved it (67 %)" not in box(many((3, not_started("softmax")), (6, right("softmax"))))
    assert "No single misconception stands out." in box(many((3, not_started("softmax"))))


def test_a_task_is_not_listed_again_behind_its_own_idea():
    text = box(many((5, wrong("softmax", BATCH)), (1, right("softmax"))))
    assert text.count("in softmax (") == 1 and "solved it" not in text


def test_hard_tasks_are_in_order_of_who_solved_them():
    by = {"softmax": 6, "rnn_cell_forward": 1, "shapes": 7, "twin_columns": 4}
    reports = [[right(name) if k < by[name] else not_started(name) for name in by] for k in range(10)]
    text = box({str(k): student("S", *each) for k, each in enumerate(reports)})
    assert re.findall(r"(\d) of 10 solved it \(\d0 %\): (\w+)", text) == [
        ("1", "rnn_cell_forward"),
        ("4", "twin_columns"),
        ("6", "softmax"),
    ]


def test_the_wrong_choices_of_a_question_count_together_and_are_spelled_out():
    task = find_task("twin_columns")
    (often, seldom) = [letter for letter in task["choices"] if letter != task["right"]][:2]
    answers = {letter: report_on("twin_columns", letter) for letter in (often, seldom)}
    students = many((2, answers[often]), (1, answers[seldom]), (2, right("twin_columns")))
    text = box(students)
    assert "3 of 5 students (60 %): a wrong answer, in twin_columns (lesson 01" in text
    says = {letter: " ".join(task["choices"][letter].replace("`", "").split()) for letter in answers}
    assert f"2 × answer ({often}): {says[often]} 1 × answer ({seldom}): {says[seldom]}" in text
    alone = box(many((3, answers[often])))
    assert f"3 of 3 students (100 %): answer ({often}), in twin_columns" in alone and says[often] in alone


def test_an_idea_behind_the_first_five_is_told_with_its_task():
    cell = wrong("rnn_cell_forward", "no tanh")
    names = [mistake["name"] for mistake in find_task("rnn_cell_forward")["mistakes"]][:5]
    several = [cell | {"message": cell["message"] | {"mistakes": [name]}} for name in names]
    students = many(*((4, report) for report in several), (3, wrong("softmax", BATCH)))
    text = box(students)
    assert text.count("in rnn_cell_forward (") == 5 and "in softmax (" not in text
    assert "The most frequent misconception: softmax over the batch axis, 3 of 3 students (100 %)." in text


# --- who, and what is folded


def test_who_did_not_solve_a_task_stands_behind_it_with_links():
    pages = {key: f"feedback/{key} '1'.html" for key in "abcd"}
    links = [f"feedback/{key}%20%271%27.html" for key in "abcd"]
    page = report_page(small_class(), pages=pages)
    seen = well_made(page, links)
    assert "Who did not solve it Ben, Cem, Dea 1 (25 %)" in seen.text  # softmax
    assert "Who did not solve it Cem, Dea 2 (50 %)" in seen.text  # the cell
    assert f"<a href='{links[1]}'><bdi>Ben</bdi></a>" in page and "<bdi>Eli</bdi></a>" not in page
    nameless = report_page(small_class(), names=False, pages=pages)
    assert "feedback/" not in nameless and "Who did not" not in nameless


def open_ideas(students):
    """The misconceptions that are not folded away, and the words over the folds."""
    page = report_page(students, names=False)
    part = page.partition("<section id='misconceptions'>")[2].partition("</section>")[0]
    return part.partition("<details>")[0], re.findall("<summary>(.*?)</summary>", part)


def test_rare_misconceptions_are_folded_by_lesson():
    students = many((3, wrong("softmax", BATCH)), (2, wrong("softmax", LARGE)))
    students["x"] = student("X", reports_on("rnn_forward_pass")[1], lesson=SECOND)
    shown, folds = open_ideas(students)
    assert BATCH in shown and LARGE not in shown
    assert folds == ["Lesson 01: 1 less frequent one", "Lesson 02: 1 less frequent one"]
    shown, folds = open_ideas(many((4, wrong("softmax", BATCH)), (77, right("softmax"))))  # below 5 %
    assert BATCH not in shown and folds == ["Lesson 01: 1 less frequent one"]
    shown, folds = open_ideas(many((4, wrong("softmax", BATCH)), (76, right("softmax"))))
    assert BATCH in shown and folds == []


# --- the picture of the points


@pytest.mark.parametrize("points", [[9, 9, 9], [0], [28], [0, 0, 28, 28], [2, 5, 5, 6, 6, 20, 21, 28]])
def test_the_line_of_the_median_stays_above_the_columns_and_their_numbers(points):
    totals = {"points": dict(enumerate(points)), "out_of": 28, "median": float(np.median(points))}
    picture = histogram(totals)
    (x, top, end) = map(float, re.search(r'd="M([\d.]+) (\d+)V([\d.]+)"', picture).groups())
    columns = [
        [float(re.search(rf'\b{name}="([\d.]+)"', column)[1]) for name in ("x", "y", "width")]
        for column in re.findall("<rect[^>]*>", picture)
    ]
    assert columns and x == pytest.approx(620 * totals["median"] / 28, abs=0.1)
    assert top < end and all(end < y - 6 - 13 for left, y, width in columns if left <= x <= left + width)


# --- pairs of tasks


def states_of(rows):
    return {str(k): dict(zip(("softmax", "shapes"), row)) for k, row in enumerate(rows)}


def test_tasks_that_fail_together_are_named_with_their_numbers():
    yes, no = "solved", "wrong"
    rows = [(no, "partly")] * 9 + [(no, yes)] + [(yes, no)] * 2 + [(yes, yes)] * 18
    rows += [(no, "not started")] * 20 + [("not judged", no)] * 20
    (pair,) = failing_together(states_of(rows))
    chance = pair.pop("chance")
    assert pair == dict(first="softmax", second="shapes", failed=10, both=9, passed=20, only=2)
    ways = sum(math.comb(10, k) * math.comb(20, 11 - k) for k in (9, 10))
    assert chance == pytest.approx(ways / math.comb(30, 11))


def test_the_chance_counts_every_pair_that_is_looked_at():
    yes, no = "solved", "wrong"
    rows = [(no, no)] * 9 + [(yes, yes)] * 9
    one, three = states_of(rows), states_of(rows)
    for each in three.values():
        each["cross_entropy"] = "not started"
    (alone,), (among,) = failing_together(one), failing_together(three)
    assert alone["chance"] == pytest.approx(1 / math.comb(18, 9))
    assert among["chance"] == pytest.approx(3 * alone["chance"])


@pytest.mark.parametrize(
    "rows",
    [
        [("wrong", "wrong")] * 4 + [("solved", "solved")] * 20,  # too few
        [(a, b) for a in ("wrong", "solved") for b in ("wrong", "solved")] * 8,  # nothing in common
        [("wrong", "wrong")] * 20,  # nobody solved either
        [],
    ],
    ids=["few", "apart", "all", "nobody"],
)
def test_pairs_that_say_nothing_are_left_out(rows):
    assert failing_together(states_of(rows)) == []


def test_a_class_by_chance_has_no_pairs():
    students = made_class(60, [FIRST, SECOND], seed=1)
    rng = np.random.default_rng(0)
    for each in students.values():  # every task answered without regard to the others
        for lesson, result in each["results"].items():
            reports = [reports_on(task["name"])[rng.integers(2)] for task in tasks_of(lesson)]
            result["tasks"] = {report["name"]: report for report in reports}
    assert "Tasks that fail together" not in report_page(students)


def test_a_pair_stands_on_the_page_in_a_sentence():
    both = student("x", wrong("softmax", BATCH), wrong("rnn_cell_forward", "no tanh"))
    none = student("y", right("softmax"), right("rnn_cell_forward"))
    students = {str(k): both if k < 8 else none for k in range(20)}
    said = "Of 8 students who did not solve softmax, 8 did not solve rnn_cell_forward either; of 12 who"
    assert said in well_made(report_page(students)).text


# --- without names

SIGN = "Zqxv"  # stands in everything that tells who somebody is, and nowhere else


def signed(text):
    return f"{SIGN}{text}"


@settings(max_examples=40)
@given(
    st.lists(st.text(st.characters(exclude_categories=()), max_size=12), min_size=1, max_size=6), st.data()
)
def test_a_page_without_names_says_nothing_of_anybody(texts, data):
    students = {}
    for k, text in enumerate(texts):
        mine = signed(text)
        reports = [deepcopy(data.draw(st.sampled_from(reports_on(task["name"])))) for task in tasks_of(FIRST)]
        for report in reports:
            if report["message"] and data.draw(st.booleans()):
                title = data.draw(
                    st.sampled_from([mine, f"`{mine}`, a variable comes from outside the function"])
                )
                report["message"] |= {"title": title, "mistakes": [mine], "says": mine, "line": [1, mine]}
            report["notes"] = [mine]
            report["problem"] = data.draw(st.sampled_from(["", mine]))
        problem = data.draw(st.sampled_from(["", "", mine]))
        result = as_result(FIRST, reports, problem, [mine], [{"what": mine, "says": mine}])
        students[signed(f"key {k}")] = {"name": mine, "results": {FIRST: result, "": as_result("", [], mine)}}
    page = report_page(students, [signed("absent")], names=False)
    well_made(page)
    assert SIGN not in page
    assert "Who</summary>" not in page
    assert SIGN in report_page(students, [signed("absent")])


def test_what_nobody_knows_is_counted_without_its_words():
    report = deepcopy(wrong("softmax", BATCH))
    report["message"] |= {"title": "A title of its own", "mistakes": []}
    students = {"a": student("Ada", report), "b": student("Ben", report)}
    assert "A title of its own" in report_page(students)
    text = well_made(report_page(students, names=False)).text
    assert "A title of its own" not in text and "2 Another diagnosis" in text


# --- large, small, hostile, the same


@pytest.mark.parametrize("names", [True, False])
def test_a_class_of_one_and_of_none(names):
    one = {"a": student("Ada", wrong("softmax", BATCH))}
    assert "1 (100 %) softmax over the batch axis" in well_made(report_page(one, names=names)).text
    assert "0 students" in well_made(report_page({}, names=names)).text
    assert "1 handed in nothing" in well_made(report_page({}, ["Gus"], names=names)).text


def every_report(task):
    """The right report of a task, and one for each of its mistakes, as the check words it, without a run."""
    lost = Report.of(task, {}, None).as_dict() | {"problem": ""}
    told = [message(m["name"], m["says"], True, see=m["see"], mistakes=[m["name"]]) for m in task["mistakes"]]
    return [right(task["name"]), *(lost | {"message": each} for each in told)]


def test_three_thousand_students_with_every_mistake_stay_below_three_megabytes():
    pools = {task["name"]: every_report(task) for task in all_tasks() if task["kind"] == "function"}
    rng, students = np.random.default_rng(0), {}
    for k in range(3000):
        drawn = {
            name: pool[pick % len(pool)]
            for (name, pool), pick in zip(pools.items(), rng.integers(1e6, size=99))
        }
        results = {}
        for name, report in drawn.items():
            results.setdefault(report["lesson"], as_result(report["lesson"], []))["tasks"][name] = report
        students[f"key-{k}"] = {"name": f"A name as long as names are, {k}", "results": results}
    assert all(len(pool) > 20 for pool in pools.values())
    pages = {key: f"feedback/{key}.html" for key in students}
    page = report_page(students, pages=pages)
    well_made(page, set(pages.values()))
    assert 1_000_000 < len(page.encode()) < 3_000_000


def test_hostile_names_and_reasons_stay_text():
    students = {}
    for k, text in enumerate(HOSTILE):
        incident = {"what": text, "says": text}
        results = {FIRST: as_result(FIRST, [wrong("softmax", BATCH)], "", [text], [incident])}
        students[f"{text}{k}"] = {"name": text, "results": results | {"": as_result("", [], text)}}
    page = report_page(students, HOSTILE, title=HOSTILE[0])
    well_made(page)
    assert "x" * 81 not in page.replace("x" * 1999 + "…", "")


def test_the_order_of_what_is_given_does_not_matter():
    students = made_class(12, [FIRST, SECOND])
    turned = dict(reversed(students.items()))
    for each in turned.values():
        each["results"] = dict(reversed(each["results"].items()))
    assert report_page(students, ["B", "A"]) == report_page(turned, ["A", "B"])


def test_the_page_leaves_the_results_as_they_are():
    students = small_class()
    before = json.dumps(students)
    report_page(students)
    assert json.dumps(students) == before
