"""What a teacher decides: marks and comments set by hand (overrides.csv), and what a task is worth (weights).

overrides.csv has the columns student, task, points and comment. A student is named by the key, the name or an
identifier of the roster. Points are on the scale of the task, before its weight. A row without a task is a
comment on the whole. What cannot be used is said in a sentence, with the number of its line, and the rest
counts.
"""

import contextlib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading.sheets import NUMBER, SheetError, read_sheet

COLUMNS = ("student", "task", "points", "comment")


def most_of(task):
    """The points that a task gives at most, before its weight."""
    return sum(part["points"] for part in task["parts"])


# --- marks and comments


def write_overrides_template(path, separator=","):
    """Make overrides.csv with its headings, unless something is there already."""
    with contextlib.suppress(FileExistsError), open(path, "xb") as file:
        file.write(f"{separator.join(COLUMNS)}\r\n".encode("utf-8-sig"))


def read_overrides(path):
    """Read overrides.csv.

    returns : rows, list of dict(line, student, task, points, comment) with task "" for the whole and points
        None where there are none; notes, sentences on what was not used. A file that is missing or empty has
        no rows.
    """
    path = Path(path)
    if not path.exists() or not path.stat().st_size:
        return [], []
    try:
        sheet = read_sheet(path)
    except SheetError as error:
        return [], [f"{error} No marks set by hand were used."]
    headings = [heading.strip().casefold() for heading in sheet["columns"]]
    if "student" not in headings:
        return [], [
            f"{path.name} has no column called student, so no marks set by hand were used."
            f" Its first line should be {','.join(COLUMNS)}."
        ]
    rows, notes = [], list(sheet["notes"])
    for line, cells in zip(sheet["lines"], sheet["rows"]):
        held = {name: cell.strip() for name, cell in zip(headings, cells)}
        row, problems = _override(held)
        notes += [f"{path.name}, line {line}: {problem}" for problem in problems]
        if row:
            rows.append({"line": line, **row})
    return rows, notes


def _override(held):
    """A row or None, and what is wrong with it."""
    student, name, points, comment = (held.get(column, "") for column in COLUMNS)
    if not student:
        return None, ["no student is named."]
    row, problems = {"student": student, "task": "", "points": None, "comment": comment}, []
    if name:
        task = _task(name)
        if task is None:
            return None, [f'no task is called "{name}".{_hint(name)}']
        row["task"] = task["name"]
        if points:
            row["points"], problem = _points(points, task)
            problems += [problem] if problem else []
    elif points:
        problems.append("points need a task; they were not used.")
    if row["points"] is None and not comment:
        return None, problems or ["there are neither points nor a comment."]
    return row, problems


def _task(name):
    """The task of this name, or of this heading in grades.csv ("02 cross_entropy"), or None."""
    words = name.casefold().split()
    for task in all_tasks():
        if words in ([task["name"].casefold()], heading(task).casefold().split()):
            return task
    return None


def heading(task):
    """What the column of a task is called in grades.csv."""
    return f"{task['lesson'][:2]} {task['name']}"


def _hint(name):
    close = get_close_matches(name.split()[-1], [task["name"] for task in all_tasks()], 1, 0.5)
    return f" Did you mean {close[0]}?" if close else ""


def _points(text, task):
    number, most = _number(text), most_of(task)
    if number is None:
        return None, f'"{text}" is no number of points; it was not used.'
    if number < 0:
        return None, f"points are at least 0; {text} was not used."
    if number > most:
        return None, f"{task['name']} gives at most {most} points; {text} was not used."
    return number, ""


def _number(text):
    """A number, with a decimal point or comma, or None."""
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


# --- weights


def read_weights(given):
    """What each task's points are multiplied with.

    given : "softmax=2,02=0.5", a CSV file with such names and factors in its first two columns, or a dict of
        them. A name is that of a task or a lesson, or the number of a lesson. A task's own factor and its
        lesson's are multiplied.
    returns : name of the task -> factor, for every task of the course

    Raises ValueError for a name that is none, a factor that is no number from 0 on, a name given twice.
    """
    factors = {}
    for name, text in _pairs(given):
        factor = _number(str(text))
        if factor is None or factor < 0:
            raise ValueError(f'The weight of {name} is a number from 0 on, such as 2 or 0.5; got "{text}".')
        name = _known(name)
        if name in factors:
            raise ValueError(f"The weight of {name} is given twice.")
        factors[name] = factor
    return {
        task["name"]: factors.get(task["name"], 1) * factors.get(task["lesson"], 1) for task in all_tasks()
    }


def _pairs(given):
    if isinstance(given, Mapping):
        return list(given.items())
    if isinstance(given, str) and "=" in given and not given.lower().endswith(".csv"):
        pairs = [piece.partition("=") for piece in given.split(",") if piece.strip()]
        if all(sign for _, sign, _ in pairs):
            return [(name.strip(), factor.strip()) for name, _, factor in pairs]
        raise ValueError(f'Weights are written as softmax=2,twin_columns=0.5; got "{given}".')
    sheet = read_sheet(given)
    if len(sheet["columns"]) < 2:
        raise ValueError(f"{given} needs two columns: the name of a task or lesson, and its factor.")
    first = [] if _number(sheet["columns"][1].strip()) is None else [sheet["columns"]]  # there is no heading
    return [(row[0].strip(), row[1].strip()) for row in first + sheet["rows"]]


def _known(name):
    """A task's name as it is, a lesson or its number as the lesson's name."""
    task = _task(name)
    if task:
        return task["name"]
    for lesson in {task["lesson"] for task in all_tasks()}:
        if name in (lesson, lesson[:2], lesson[:2].lstrip("0")):
            return lesson
    raise ValueError(f'No task or lesson is called "{name}".{_hint(name) if name else ""}')
