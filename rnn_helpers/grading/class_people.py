"""The parts of the class report that speak of single students; without names they hold counts alone."""

import html
from collections import Counter
from urllib.parse import quote

from rnn_helpers.grading.class_counts import count_people, in_order
from rnn_helpers.grading.page import NAME, number, shown, table

ROWS = 200  # rows of one list
EVERYBODY = 300  # students up to which all are named behind a misconception
FEW = 8  # names behind a misconception in a larger class


def labels(students, pages):
    """key -> name as HTML, in the order of names; where several have the same name, with the key.

    pages : key -> relative path of the student's page, which the name then leads to
    """
    often = Counter(student["name"] for student in students.values())
    called = {}
    for key in in_order(students):
        name = students[key]["name"]
        again = f" ({shown(key, NAME)})" if often[name] > 1 else ""
        label = shown(name, NAME) + again
        called[key] = f"<a href='{quote(pages[key])}'>{label}</a>" if key in pages else label
    return called


def who(keys, called, words="Who"):
    """Students, folded under some words; nothing without names, or where there are none."""
    if called is None or not keys:
        return ""
    most = EVERYBODY if len(called) <= EVERYBODY else FEW
    names = ", ".join(called[key] for key in keys[:most])
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return f"<details class='who'><summary>{words}</summary>{names}{more}</details>"


def attention(students, absent, totals, called):
    """Who handed in nothing, what could not be read or judged, and who is far below the others."""
    waiting = [called[key] for key in in_order(students) if called and not students[key]["results"]]
    unread = [(key, *each) for key in in_order(students) for each in _unread(students[key]["results"])]
    below = totals["far_below"]
    counts = [
        (len(absent), "handed in nothing"),
        (count_people(students, absent)["waiting"], "not graded yet; grade again"),
        (len({key for key, _, _ in unread}), "with something that could not be read or judged"),
        (len(below), f"with less than half of the median of {number(totals['median'])} points"),
    ]
    if not any(count for count, _ in counts):
        return ""
    items = "".join(f"<li>{count} {what}</li>" for count, what in counts if count)
    if called is None:
        return f"<ul>{items}</ul>"
    missing = [shown(name, NAME) for name in sorted(absent)]
    low = [f"{called[key]} ({number(totals['points'][key])})" for key in below]
    reasons = [[called[key], html.escape(what), shown(why)] for key, what, why in unread]
    parts = [
        f"<ul>{items}</ul>",
        _people("Handed in nothing", missing),
        _people("Not graded yet", waiting),
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
            found.append((f"lesson {lesson[:2]}" if lesson else "a file", result["problem"]))
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
