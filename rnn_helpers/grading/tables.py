"""grades.csv: one row a student, one column a task, ready to be uploaded.

The first columns are the roster's own, as they are, or student and name where there is no roster. Then come
the points of every task after its weight and marks set by hand, the sum of every lesson, the total, and what
can be reached. A cell is empty where nothing was handed in, or nothing could be judged. `status` is one of
    graded, absent, late, not readable, partly judged, not graded yet
where "late" may follow another one. It takes no marks. `reason` says in words what is behind the status, and
what a teacher should look at by hand; `comment` is the teacher's own; `page` is where the student's page is.
"""

import re

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading.by_hand import (
    heading,
    most_of,
    read_overrides,
    read_weights,
    write_overrides_template,
)
from rnn_helpers.grading.class_counts import lessons_in
from rnn_helpers.grading.roster import find, match, people_index, read_roster
from rnn_helpers.grading.sheets import SheetError, read_sheet, write_csv
from rnn_helpers.grading.times import deadline, moment

__all__ = [
    "SheetError",
    "deadline",
    "grades",
    "match",
    "read_overrides",
    "read_roster",
    "read_sheet",
    "read_weights",
    "write_csv",
    "write_overrides_template",
]
LONGEST = 2000  # characters of a reason; the student's page has all of it


def grades(students, roster=None, overrides=(), weights=None, lessons=None, due=None, pages=None):
    """The table of grades.

    students : as of `store.latest`: key -> dict(name, source, received, results, perhaps notes)
    roster : of `read_roster`, or None        overrides : the rows of `read_overrides`
    weights : of `read_weights`, or None where all tasks count as they are
    lessons : names of the lessons to show, or None for those of which something was handed in or set by hand
    due : of `deadline`, or None        pages : key -> path of the student's page
    returns : dict with what `write_csv` takes, and absent (names), statuses (of all students), late (keys),
        notes (sentences for the teacher), by_hand (what was set for each student: key -> dict(tasks, task ->
        dict(points, comment), and comment))

    Rows are in the order of the roster; those that are not on it follow by name.
    """
    weights = weights or {}
    shown = _tasks(lessons_seen(students, overrides) if lessons is None else lessons)
    rows, notes = _people(students, roster)
    more = _settle(overrides, rows)
    pages = pages or {}
    table = {
        "columns": (roster["columns"] if roster else ["student", "name"]) + [*_headings(shown), "page"],
        "rows": [row["own"] + _cells(row, shown, weights, due) + [pages.get(row["key"], "")] for row in rows],
        "ids": roster["found"]["id"] + roster["found"]["mail"] if roster else [],
        "separator": roster["separator"] if roster else ",",
        "absent": [row["name"] for row in rows if row["entry"] is None and row["person"]],
        "notes": notes + more + _below_the_check(rows),
        "statuses": [_state(row, due)[0] for row in rows if row["person"]],
        "late": {row["key"] for row in rows if row["entry"] and "late" in _state(row, due)[0]},
        "by_hand": {row["key"]: row["set"] for row in rows if row["key"] is not None and row["set"]},
    }
    return table


def lessons_seen(students, overrides):
    """The lessons of which something was handed in, or set by hand, in the order of the course."""
    by_hand, handed_in = {each["task"] for each in overrides}, lessons_in(students)
    seen = (task["lesson"] for task in all_tasks() if task["lesson"] in handed_in or task["name"] in by_hand)
    return list(dict.fromkeys(seen))


def _tasks(lessons):
    """lesson -> its tasks, in the order of the course."""
    shown = {}
    for task in all_tasks():
        if task["lesson"] in lessons:
            shown.setdefault(task["lesson"], []).append(task)
    return shown


def _headings(shown):
    names = []
    for lesson, tasks in shown.items():
        names += [heading(task) for task in tasks] + [f"{lesson[:2]} sum"]
    return [*names, "total", "out of", "status", "reason", "comment"]


# --- rows


def _people(students, roster):
    """The rows, and notes on who is on none of the roster's.

    A row is dict(own cells, key or None, entry of `students` or None, person or None, name, doubts, set by
    hand).
    """
    rows, placed, notes = [], {}, []
    if roster:
        placed, doubts, notes = match(roster, students)
        keys = {row: key for key, row in placed.items()}
        for k, (own, person) in enumerate(zip(roster["rows"], roster["people"])):
            name = _name_of(person) if person else ""
            rows.append(_row(own, keys.get(k), students, person, name, doubts.get(k, [])))
    others = [key for key in students if key not in placed]
    for key in sorted(others, key=lambda key: (students[key]["name"].casefold(), key)):
        name = _text(students[key]["name"])
        own = _own_cells(roster, name) if roster else [_text(key), name]
        rows.append(_row(own, key, students, {"ids": [], "mails": [], "names": []}, name, []))
    return rows, notes


def _row(own, key, students, person, name, doubts):
    entry = students.get(key) if key is not None else None
    if entry:  # in overrides.csv a student may be named by what the submissions say, too
        person = person | {"ids": [*person["ids"], key], "names": [*person["names"], entry["name"]]}
    return {
        "own": own,
        "key": key,
        "entry": entry,
        "person": person,
        "name": name,
        "doubts": doubts,
        "set": {},
    }


def _name_of(person):
    return [*person["names"], *person["ids"], *person["mails"]][0]


def _own_cells(roster, name):
    """The roster's columns for somebody who is not on it: the name where a name stands."""
    found = roster["found"]
    place = (found["name"] + found["last"] + found["mail"] + found["id"])[0]
    return [name if k == place else "" for k in range(len(roster["columns"]))]


def _settle(overrides, rows):
    """Put every override into its row. Returns notes on those that fit none."""
    index = people_index([row["person"] for row in rows] if overrides else [])
    notes = []
    for each in overrides:
        keyed = [row for row in rows if row["key"] == each["student"]]
        fitting = keyed or [rows[k] for k in sorted(find(index, [each["student"]]))]
        where = f"overrides.csv, line {each['line']}"
        if len(fitting) != 1:
            fits = f"fits {len(fitting)} students; write the identifier" if fitting else "is no student here"
            notes.append(f'{where}: "{each["student"]}" {fits}. The line was not used.')
            continue
        mine = fitting[0]["set"] or {"tasks": {}, "comment": ""}
        fitting[0]["set"] = mine
        if not each["task"]:
            mine["comment"] = " ".join(filter(None, [mine["comment"], each["comment"]]))
        else:
            if each["task"] in mine["tasks"]:
                notes.append(
                    f"{where}: {each['task']} of {each['student']} was set before; this line counts."
                )
            mine["tasks"][each["task"]] = {"points": each["points"], "comment": each["comment"]}
    return notes


def _below_the_check(rows):
    """A sentence for every mark set by hand below the check's: perhaps it was for an earlier attempt."""
    said = []
    for row in rows:
        results = row["entry"]["results"].values() if row["entry"] else ()
        checked = {name: task["points"] for result in results for name, task in result["tasks"].items()}
        for name, each in row["set"].get("tasks", {}).items():
            if each["points"] is not None and each["points"] < checked.get(name, 0):
                said.append(
                    f"overrides.csv sets {name} of {row['name']} to {each['points']:g} points; the check"
                    f" gives {checked[name]:g} for what is handed in now."
                )
    return said


# --- cells


def _cells(row, shown, weights, due):
    if row["person"] is None:
        return _most_cells(shown, weights) if _says_most(row["own"]) else [""] * len(_headings(shown))
    results = row["entry"]["results"] if row["entry"] else {}
    cells, sums, most = [], [], 0
    for lesson, tasks in shown.items():
        marks = [_mark(task, results.get(lesson), row["set"], weights) for task in tasks]
        sums.append(_sum(marks))
        cells += [*marks, sums[-1]]
        most += sum(_weighted(most_of(task), task, weights) for task in tasks)
    status, reason = _state(row, due)
    return [*cells, _sum(sums), round(most, 2), status, reason, _comment(row["set"])]


def _says_most(own):
    return any(cell.strip().casefold() == "points possible" for cell in own)


def _most_cells(shown, weights):
    """Canvas's row of the points that can be reached."""
    cells, sums = [], []
    for tasks in shown.values():
        most = [_weighted(most_of(task), task, weights) for task in tasks]
        sums.append(_sum(most))
        cells += [*most, sums[-1]]
    return [*cells, _sum(sums), _sum(sums), "", "", ""]


def _mark(task, result, by_hand, weights):
    """The points of a task after its weight, or "" where there are none."""
    points = by_hand.get("tasks", {}).get(task["name"], {}).get("points")
    if points is None:
        points = (result or {}).get("tasks", {}).get(task["name"], {}).get("points")
    return "" if points is None else _weighted(points, task, weights)


def _weighted(points, task, weights):
    return round(points * weights.get(task["name"], 1), 2)


def _sum(cells):
    """The sum of the cells as they are shown, or "" where all are empty."""
    numbers = [cell for cell in cells if cell != ""]
    return round(sum(numbers), 2) if numbers else ""


def _state(row, due):
    """The status, and what is behind it in words."""
    entry = row["entry"]
    if entry is None:
        doubts = [f'"{_text(name)}" may be theirs, but fits others too.' for name in row["doubts"]]
        return "absent", _short(["Nothing was handed in.", *doubts, *_set_by_hand(row["set"])])
    results = list(entry["results"].values())
    says = [_of_lesson(result, result["problem"]) for result in results if result["problem"]]
    for result in results:
        tasks = result["tasks"].items()
        says += [
            _of_lesson(result, f"{name}: {task['problem']}") for name, task in tasks if task.get("problem")
        ]
    if not results:
        status = "not graded yet"
    elif all(result["problem"] for result in results):
        status = "not readable"
    else:
        status = "partly judged" if says else "graded"
    received = moment(entry["received"])
    if due and received and received > due:
        status = "late" if status == "graded" else f"{status}, late"
        says.append(f"Received {entry['received'].replace('T', ' ')}, after the time that was set.")
    for result in results:
        says += [f"Look by hand: {each['says']}" for each in result["incidents"]] + result["notes"]
    return status, _short([*says, *entry.get("notes", ()), *_set_by_hand(row["set"])])


def _of_lesson(result, sentence):
    return f"{result['lesson'][:2]} {sentence}" if result["lesson"] else sentence


def _set_by_hand(by_hand):
    names = [name for name, each in by_hand.get("tasks", {}).items() if each["points"] is not None]
    return [f"Set by hand: {', '.join(names)}."] if names else []


def _comment(by_hand):
    tasks = [
        f"{name}: {each['comment']}" for name, each in by_hand.get("tasks", {}).items() if each["comment"]
    ]
    return " ".join(filter(None, [by_hand.get("comment", ""), *tasks]))


def _short(sentences):
    text = _text(" ".join(sentences))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _text(text):
    """Text of a submission on one line: control characters and line breaks become blanks."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()
