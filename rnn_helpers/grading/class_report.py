"""The teacher's page: what to explain again, how every task went, which ideas went wrong and for how many."""

import html

from rnn_helpers.grading.class_again import explain_again
from rnn_helpers.grading.class_counts import (
    STATES,
    count_findings,
    count_people,
    count_tasks,
    count_totals,
    count_worked,
    lessons_in,
    readable,
)
from rnn_helpers.grading.class_ideas import failed_together, misconceptions, other_diagnoses
from rnn_helpers.grading.class_people import attention, by_hand, labels, who
from rnn_helpers.grading.class_pictures import PATTERNS, bar, histogram, swatch
from rnn_helpers.grading.page import counted, number, page, share, shown, table
from rnn_helpers.lessons import LESSONS

_TITLE = "What the class solved, and what to explain again"
_STYLE = """
html { font-size: clamp(15px, .45vw + 10px, 21px); }
svg { max-width: 100%; height: auto; vertical-align: middle; }
svg text { font-size: 13px; }
table { width: 100%; }
td p, th p { margin: .2rem 0; }
.again { padding-left: 1.6rem; margin: .4rem 0; }
.again li { margin: .8rem 0; padding-left: .3rem; }
.again li::marker { font-weight: 700; color: var(--accent); }
.again p { margin: .15rem 0; }
.box p { max-width: 66rem; }
thead .number { white-space: normal; }
#task-by-task tbody th { width: 24%; }
#task-by-task td svg { min-width: 14rem; }
#misconceptions .number, #other-diagnoses .number { width: 1%; }
#misconceptions tbody th, #other-diagnoses tbody th { width: 58%; }
.many { color: var(--accent); white-space: nowrap; }
.flow { padding: 0; margin: .3rem 0; list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; }
@media print { nav, .who:not([open]) { display: none; } }
"""


def report_page(students, absent=(), names=True, title="", lessons=None, pages=None, roster=None):
    """One HTML page about a class, as text.

    students : key -> dict(name, results), with results : lesson -> result     absent : names of those on the
        roster who handed in nothing     title : what the page is about, such as the course's name
    names : False leaves out whatever says who a student is, for a page to project
    lessons : the lessons asked for (default: those that somebody handed in)
    pages : key -> relative path of the student's page, which names lead to
    roster : how many are on the roster, absent or not; None where there is no roster

    Points are those of the checks, before weights and before what a teacher sets by hand.
    """
    judged = readable(students)
    lessons = lessons_in(students) if lessons is None else list(lessons)
    called = labels(students, pages or {}) if names else None
    found, totals, worked = count_findings(judged), count_totals(judged, lessons), count_worked(judged)
    people = count_people(students, absent)
    tasks = {lesson: count_tasks(judged, lesson) for lesson in lessons}
    sections = {
        "Points": _points(totals, people),
        "Task by task": _tasks(judged, tasks, called),
        "Misconceptions": misconceptions(found, worked, called),
        "Other diagnoses": other_diagnoses(found, called),
        "Tasks that fail together": failed_together(judged),
        "Students who need attention": attention(students, absent, totals, called),
        "Look at these by hand": by_hand(students, called) if names else "",
    }
    sections = {heading: body for heading, body in sections.items() if body}
    parts = [
        PATTERNS,
        f"<h1>{shown(title or _TITLE)}</h1>",
        _facts(students, people, roster),
        explain_again(found, worked, [row for rows in tasks.values() for row in rows]),
        _contents(sections),
        *(_section(heading, body) for heading, body in sections.items()),
    ]
    return page(title or _TITLE, "\n".join(parts), _STYLE)


def _facts(students, people, roster):
    """Who handed in what; the numbers add up to that of the students."""
    every = sum(people.values())
    kinds = {
        "readable": "with a notebook that could be read",
        "unreadable": "with nothing that could be read",
        "waiting": "not graded yet",
        "nothing": "handed in nothing",
    }
    said = ", ".join(f"{people[kind]} {words}" for kind, words in kinds.items() if people[kind])
    results = [result for student in students.values() for result in student["results"].values()]
    unreadable = sum(bool(result["problem"]) for result in results)
    files = (
        f"{counted(len(results) - unreadable, 'notebook')} that could be read, {unreadable} that could not"
    )
    listed = "" if roster is None else f" ({roster} on the roster, {every - roster} not on it)"
    people = f"{counted(every, 'student')}{listed}{': ' * bool(said)}{said}"
    return f"<p class='soft'>{people}. The files that count: {files}.</p>"


def _contents(sections):
    links = "".join(f"<li><a href='#{_id(heading)}'>{heading}</a></li>" for heading in sections)
    return f"<nav aria-label='On this page'><ul class='flow'>{links}</ul></nav>"


def _section(heading, body):
    return f"<section id='{_id(heading)}'><h2>{heading}</h2>\n{body}</section>"


def _id(heading):
    return heading.lower().replace(" ", "-")


def _points(totals, people):
    if not totals["points"] or not totals["out_of"]:
        return ""
    low, middle, high = (number(totals[key]) for key in ("low", "median", "high"))
    count = people["readable"]
    left = sum(people.values()) - count
    have = "students who have" if count != 1 else "student who has"
    without = f"The other {left} are not in it. " if left > 1 else "The other one is not in it. " * left
    said = (
        f"The picture counts the {count} {have} a notebook that could be read. {without}A lesson that one of"
        " them did not hand in, or that could not be read, counts as 0. The middle half has"
        f" {low} to {high} of {number(totals['out_of'])} points; the median is {middle}. Points are those of"
        " the checks, before weights and before what you set by hand."
    )
    return f"<p>{said}</p>\n{histogram(totals)}"


def _tasks(judged, tasks, called):
    tables = "\n".join(_lesson(judged, lesson, rows, called) for lesson, rows in tasks.items())
    legend = "".join(f"<li>{swatch(state)} {state}</li>" for state in STATES)
    return f"<ul class='flow'>{legend}</ul>\n{tables}" if tables else ""


def _lesson(judged, lesson, rows, called):
    title = next(f"Lesson {each['number']}: {each['title']}" for each in LESSONS if each["file"] == lesson)
    handed = counted(sum(lesson in results for results in judged.values()), "readable notebook")
    caption = f"{handed}; the median is that of the points."
    columns = ["Task", "How it went", *(state.capitalize() for state in STATES), "Median"]
    cells = [_task(row, called) for row in rows]
    inside = table(columns, cells, caption=caption, numbers=range(2, len(columns)))
    return f"<h3>{html.escape(title)}</h3>\n{inside}"


def _task(row, called):
    task, states, of = row["task"], row["states"], sum(row["states"].values())
    title = f"{html.escape(task['title'])}<br><code class='soft'>{task['name']}</code>"
    went = bar(states) + who(row["unsolved"], called, "Who did not solve it")
    solved = f" ({share(states['solved'], of)})" if of else ""
    middle = "–" if row["median"] is None else f"{number(row['median'])} of {row['out_of']}"
    return [title, went, f"{states['solved']}{solved}", *list(states.values())[1:], middle]
