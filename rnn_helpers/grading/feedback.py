"""A student's page: points, and what the checks say about every task, in the words of `check`."""

import html

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.exercises.report import Report
from rnn_helpers.grading.page import NAME, number, page, short, shown, table
from rnn_helpers.lessons import LESSONS

MOST = 50  # notes, or incidents, of one lesson
_NOTHING = "Nothing was handed in for this lesson."
_NONE = "No notebook of this lesson could be graded."
_NOTICED = (
    "Your notebook ran on its own, without a network and without the files of the computer. While it ran,"
    " this was noticed. It may have a harmless reason; your teacher sees it, too."
)
_STATES = {"right": "✓ right", "wrong": "✗ not yet", "not started": "○ not started"}
_STYLE = """
body { max-width: 52rem; }
.total { font-size: 1.3rem; }
.task { margin: 1.4rem 0 2rem; }
.teacher { border: 1px solid var(--accent); border-radius: .3rem; padding: .3rem .9rem; max-width: 46rem;
  margin: .6rem 0; }
.own { white-space: pre-line; }
"""


def feedback_page(student_name, results, overrides, comment="", weights=None, lessons=None, handed_in=()):
    """One HTML page for a student, as text.

    student_name : as it is shown     results : lesson -> result     comment : the teacher's, on the whole
    overrides : task -> dict(points, comment), set by the teacher; points are None where only a comment was
        given, and are counted as the task's own points, before its weight
    weights : name of a task -> factor of its points (default: 1)
    lessons : the lessons to show (default: those handed in or set by hand); one that is missing counts with
        0 points
    handed_in : sentences on the files that were graded, such as when they came, shown under the total

    Questions show the explanation of the answer given, never the right answer.
    """
    wanted = _lessons_of(results, overrides, lessons)
    rows = {lesson: _rows(lesson, results.get(lesson), overrides, weights or {}) for lesson in wanted}
    every = [row for each in rows.values() for row in each]
    missing = _NONE if "" in results else _NOTHING
    parts = [
        f"<h1>{shown(student_name, NAME)}</h1>",
        f"<p class='total'><strong>{_total(every, results)}</strong></p>",
        f"<p class='soft'>{' '.join(map(shown, handed_in))}</p>" if handed_in else "",
        _comment(comment, "Your teacher writes:"),
        *(_lesson(lesson, results.get(lesson), rows[lesson], missing) for lesson in wanted),
    ]
    return page(f"Feedback for {short(student_name, NAME)}", "\n".join(filter(None, parts)), _STYLE)


def _lessons_of(results, overrides, lessons):
    """Every lesson that the page speaks of, in order; "", for a file of no known lesson, comes first."""
    by_hand = {task["lesson"] for task in all_tasks() if task["name"] in overrides}
    return sorted({*results, *by_hand} if lessons is None else {*lessons, *({""} & set(results))})


def _total(rows, results):
    """The points of all tasks in words; where there are no tasks, why."""
    if rows:
        return f"{_points(*(sum(row[key] for row in rows) for key in ('points', 'out_of')))} points"
    return "No points: nothing could be graded" if results else "Not graded yet"


def _rows(lesson, result, overrides, weights):
    """A dict(task, report, problem, override, factor, points, out_of, told) for every task of a lesson.

    told : whether the task has a section of its own
    """
    judged = bool(result) and not result["problem"]
    reports = result["tasks"] if result else {}
    rows = []
    for task in all_tasks():
        if task["lesson"] == lesson:
            report = reports.get(task["name"]) or Report.not_started(task).as_dict()
            override = overrides.get(task["name"]) or {}
            factor = weights.get(task["name"], 1)
            by_hand = override.get("points")
            earned = report["points"] if by_hand is None else by_hand
            row = {"task": task, "report": report, "override": override, "factor": factor}
            row |= {"points": round(factor * earned, 2), "out_of": round(factor * report["out_of"], 2)}
            row |= {"told": judged or bool(override)}
            rows.append(row | {"problem": report.get("problem", "")})
    return rows


# --- a lesson


def _lesson(lesson, result, rows, missing):
    title = next(
        (f"Lesson {each['number']}: {each['title']}" for each in LESSONS if each["file"] == lesson), ""
    )
    parts = [f"<h2>{html.escape(title or lesson or 'A file that could not be graded')}</h2>"]
    if not result or result["problem"]:
        why = f"<strong>Not judged.</strong> {shown(result['problem'])}" if result else missing
        parts.append(f"<p class='box'>{why}</p>")
    if rows:
        parts.append(_table(rows))
    if result:
        parts += [_listed("About your file", result["notes"]), _incidents(result["incidents"])]
    parts += [_task(row) for row in rows if row["told"]]
    return "\n".join(filter(None, parts))


def _table(rows):
    cells = [
        [
            _link(row),
            _points(row["points"], row["out_of"]),
            _state(row) + _by_hand(row) + _counts(row["factor"]),
        ]
        for row in rows
    ]
    together = _points(*(sum(row[key] for row in rows) for key in ("points", "out_of")))
    foot = ["Together", together, ""]
    return table(["Task", "Points", "State"], cells, "Every task", numbers=(1,), foot=foot)


def _points(points, out_of):
    return f"{number(points)} of {number(out_of)}"


def _link(row):
    title = html.escape(row["task"]["title"])
    return f"<a href='#task-{row['task']['name']}'>{title}</a>" if row["told"] else title


def _state(row):
    return "– not judged" if row["problem"] else _STATES[row["report"]["state"]]


def _by_hand(row):
    return ", points set by your teacher" if row["override"].get("points") is not None else ""


def _counts(factor):
    if factor == 0:
        return ", does not count"
    return "" if factor == 1 else f", counts × {number(factor)}"


# --- a task


def _task(row):
    task, report, override = row["task"], row["report"], row["override"]
    heading = f"{html.escape(task['title'])} <code class='soft'>{task['name']}</code>"
    parts = [f"<section class='task' id='task-{task['name']}'><h3>{heading}</h3>"]
    if row["problem"]:
        parts.append(f"<p><strong>Not judged.</strong> {shown(row['problem'])}</p>")
    if not row["problem"] or report["points"] or report["message"]:
        parts.append(Report.from_dict(_shortened(report)).as_html(_section))
    if override.get("points") is not None:
        given, most = number(override["points"]), number(report["out_of"])
        said = f"<strong>Set by your teacher: {given} of {most} points.</strong>"
        parts.append(f"<p class='teacher'>{said} The check gave {number(report['points'])}.</p>")
    parts.append(_comment(override.get("comment"), "Your teacher writes:"))
    return "\n".join(filter(None, [*parts, "</section>"]))


def _section(lesson, heading):
    """A section of a lesson in words: beside a page that stands alone there is no lesson to link to."""
    return f"section “{html.escape(heading)}” (lesson {html.escape(lesson[:2])})"


def _shortened(value):
    """The same data with every text cut to what a page can show."""
    if isinstance(value, dict):
        return {key: _shortened(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shortened(each) for each in value]
    return short(value) if isinstance(value, str) else value


# --- what stands beside the tasks


def _comment(text, lead):
    if not text:
        return ""
    said = f"<p class='own'>{shown(text, len(text))}</p>"
    return f"<div class='teacher'><p><strong>{lead}</strong></p>{said}</div>"


def _listed(heading, sentences, lead=""):
    if not sentences:
        return ""
    items = "".join(f"<li>{shown(each)}</li>" for each in sentences[:MOST])
    if len(sentences) > MOST:
        items += f"<li>… and {len(sentences) - MOST} more of this kind.</li>"
    return f"<h3>{heading}</h3>{lead}<ul>{items}</ul>"


def _incidents(incidents):
    says = [incident["says"] for incident in incidents]
    return _listed("Noticed while your notebook ran", says, f"<p>{_NOTICED}</p>")
