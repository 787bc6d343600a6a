"""The parts of the class report that speak of single students; without names they hold counts alone."""

import html
from collections import Counter

from rnn_helpers.grading.class_counts import in_order
from rnn_helpers.grading.page import NAME, number, shown, table

ROWS = 200  # rows of one list
EVERYBODY = 300  # students up to which all are named behind a misconception
FEW = 10  # names behind a misconception in a larger class


def labels(students):
    """key -> name as HTML, in the order of names; where several have the same name, with the key."""
    often = Counter(student["name"] for student in students.values())
    called = {}
    for key in in_order(students):
        name = students[key]["name"]
        again = f" ({shown(key, NAME)})" if often[name] > 1 else ""
        called[key] = shown(name, NAME) + again
    return called


def who(found, called):
    """The students behind a finding, folded; nothing without names."""
    if called is None:
        return ""
    most = EVERYBODY if len(called) <= EVERYBODY else FEW
    names = ", ".join(called[key] for key in found["who"][:most])
    more = f" and {len(found['who']) - most} more" if len(found["who"]) > most else ""
    return f"<details class='who'><summary>Who</summary>{names}{more}</details>"


def attention(students, absent, totals, called):
    """Who handed in nothing, what could not be read or judged, and who is far below the others."""
    nothing = [key for key in in_order(students) if not students[key]["results"]]
    unread = [(key, *each) for key in in_order(students) for each in _unread(students[key]["results"])]
    below = totals["far_below"]
    counts = [
        (len(nothing) + len(absent), "handed in nothing"),
        (len({key for key, _, _ in unread}), "with something that could not be read or judged"),
        (len(below), f"with less than half of the median of {number(totals['median'])} points"),
    ]
    if not any(count for count, _ in counts):
        return ""
    items = "".join(f"<li>{count} {what}</li>" for count, what in counts if count)
    if called is None:
        return f"<ul>{items}</ul>"
    missing = [*(called[key] for key in nothing), *(shown(name, NAME) for name in sorted(absent))]
    low = [f"{called[key]} ({number(totals['points'][key])})" for key in below]
    reasons = [[called[key], html.escape(what), shown(why)] for key, what, why in unread]
    parts = [
        f"<ul>{items}</ul>",
        _people("Handed in nothing", missing),
        _rows("Could not be read or judged", ["Student", "What", "Why"], reasons),
        _people("Less than half of the median, with their points", low),
    ]
    return "\n".join(filter(None, parts))


def _unread(results):
    """(what, why) for a student's results and tasks with a problem."""
    found = []
    for lesson in sorted(results):
        result = results[lesson]
        if result["problem"]:
            found.append((f"lesson {lesson[:2]}" if lesson else "a notebook", result["problem"]))
        tasks = result["tasks"].items() if not result["problem"] else ()
        found += [(name, report["problem"]) for name, report in tasks if report["problem"]]
    return found


def _people(heading, names):
    if not names:
        return ""
    more = f" and {len(names) - ROWS} more" if len(names) > ROWS else ""
    return f"<h3>{heading}</h3><p>{', '.join(names[:ROWS])}{more}</p>"


def by_hand(students, called):
    """What the contained runs noticed: student, lesson, and what it was; "" where there is nothing."""
    rows = [
        [called[key], html.escape(lesson[:2]), shown(incident["what"], NAME), shown(incident["says"])]
        for key in in_order(students)
        for lesson, result in sorted(students[key]["results"].items())
        for incident in result["incidents"]
    ]
    said = (
        "<p>While these notebooks ran, something was stopped or noticed that an answer does not need. It may"
        " have a harmless reason: look at the notebook before you conclude anything.</p>"
    )
    return said + _rows("", ["Student", "Lesson", "What", "In words"], rows) if rows else ""


def _rows(heading, columns, rows):
    """A table under a heading, of as many rows as fit on a page."""
    if not rows:
        return ""
    title = f"<h3>{heading}</h3>\n" if heading else ""
    more = f"<p>… and {len(rows) - ROWS} more.</p>" if len(rows) > ROWS else ""
    return f"{title}{table(columns, rows[:ROWS])}{more}"
