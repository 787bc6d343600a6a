"""The teacher's page: what to explain again, how every task went, which ideas went wrong and for how many."""

import html

from rnn_helpers.grading.class_counts import (
    STATES,
    count_findings,
    count_tasks,
    count_totals,
    lessons_in,
    readable,
)
from rnn_helpers.grading.class_ideas import explain_again, failed_together, misconceptions, other_diagnoses
from rnn_helpers.grading.class_people import attention, by_hand, labels
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


def report_page(students, absent=(), names=True, title="", lessons=None):
    """One HTML page about a class, as text.

    students : key -> dict(name, results), with results : lesson -> result     absent : names of those on the
        roster who handed in nothing     title : what the page is about, such as the course's name
    names : False leaves out whatever says who a student is, for a page to project
    lessons : the lessons asked for (default: those that somebody handed in)

    Points are those of the checks, before weights and before what a teacher sets by hand.
    """
    judged = readable(students)
    lessons = lessons_in(students) if lessons is None else list(lessons)
    called = labels(students) if names else None
    found, totals = count_findings(judged), count_totals(judged, lessons)
    sections = {
        "Points": _points(totals),
        "Task by task": _tasks(judged, lessons),
        "Misconceptions": misconceptions(found, judged, called),
        "Other diagnoses": other_diagnoses(found, called),
        "Tasks that fail together": failed_together(judged),
        "Students who need attention": attention(students, absent, totals, called),
        "Look at these by hand": by_hand(students, called) if names else "",
    }
    sections = {heading: body for heading, body in sections.items() if body}
    parts = [
        PATTERNS,
        f"<h1>{shown(title or _TITLE)}</h1>",
        _facts(students, absent),
        explain_again(found, judged),
        _contents(sections),
        *(_section(heading, body) for heading, body in sections.items()),
    ]
    return page(title or _TITLE, "\n".join(parts), _STYLE)


def _facts(students, absent):
    results = [result for student in students.values() for result in student["results"].values()]
    present = sum(bool(student["results"]) for student in students.values())
    unreadable = sum(bool(result["problem"]) for result in results)
    facts = [
        counted(len(students) + len(absent), "student"),
        f"{present} handed something in",
        counted(len(results), "notebook"),
        f"{unreadable} not readable",
    ]
    return f"<ul class='flow soft'>{''.join(f'<li>{each}</li>' for each in facts)}</ul>"


def _contents(sections):
    links = "".join(f"<li><a href='#{_id(heading)}'>{heading}</a></li>" for heading in sections)
    return f"<nav aria-label='On this page'><ul class='flow'>{links}</ul></nav>"


def _section(heading, body):
    return f"<section id='{_id(heading)}'><h2>{heading}</h2>\n{body}</section>"


def _id(heading):
    return heading.lower().replace(" ", "-")


def _points(totals):
    if not totals["points"] or not totals["out_of"]:
        return ""
    low, middle, high = (number(totals[key]) for key in ("low", "median", "high"))
    said = (
        f"The middle half of the class has {low} to {high} of {number(totals['out_of'])} points; the median"
        f" is {middle}. Points are those of the checks, before weights and before what you set by hand. "
        "Counted are the students with a readable notebook; a lesson that they did not hand in counts as 0."
    )
    return f"<p>{said}</p>\n{histogram(totals)}"


def _tasks(judged, lessons):
    tables = "\n".join(_lesson(judged, lesson) for lesson in lessons)
    legend = "".join(f"<li>{swatch(state)} {state}</li>" for state in STATES)
    return f"<ul class='flow'>{legend}</ul>\n{tables}" if tables else ""


def _lesson(judged, lesson):
    rows = count_tasks(judged, lesson)
    title = next(f"Lesson {each['number']}: {each['title']}" for each in LESSONS if each["file"] == lesson)
    handed = counted(sum(lesson in results for results in judged.values()), "readable notebook")
    caption = f"{handed}; the median is that of the points."
    columns = ["Task", "How it went", *(state.capitalize() for state in STATES), "Median"]
    cells = table(columns, map(_task, rows), caption=caption, numbers=range(2, len(columns)))
    return f"<h3>{html.escape(title)}</h3>\n{cells}"


def _task(row):
    task, states, of = row["task"], row["states"], sum(row["states"].values())
    title = f"{html.escape(task['title'])}<br><code class='soft'>{task['name']}</code>"
    solved = f" ({share(states['solved'], of)})" if of else ""
    middle = "–" if row["median"] is None else f"{number(row['median'])} of {row['out_of']}"
    return [title, bar(states), f"{states['solved']}{solved}", *list(states.values())[1:], middle]
