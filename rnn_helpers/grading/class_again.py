"""The first box of the class report: what to explain again, first the ideas, then the tasks.

A misconception is listed where it is frequent: at least LEAST students have it, and SHARE of those who worked
on the task. The wrong choices in a question are one misconception here, with each of them spelled out.
Behind them come the tasks that less than SOLVED of those who handed in the lesson solved, and at least LEAST
did not. Nothing here says who anybody is.
"""

import html
from fractions import Fraction

from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.grading.page import code, counted, share

LEAST, SHARE = 3, Fraction(1, 10)
SOLVED = Fraction(2, 3)
FIRST = 5  # misconceptions, and tasks, that are listed
_RULE = (
    f"Listed are misconceptions of at least {LEAST} students and {int(100 * SHARE)} % of those who worked on"
    " the task, then other tasks that less than two thirds of those who handed in the lesson solved, and at"
    f" least {LEAST} did not. The whole list is below."
)


def explain_again(found, worked, rows):
    """The box as HTML.

    found : findings of `count_findings`     worked : of `count_worked`     rows : tasks, of `count_tasks`
    """
    ideas = [each for each in _ideas(found) if _frequent(each, worked)]
    tasks = _hard(rows, {each["task"] for each in ideas[:FIRST]})[:FIRST]
    parts = [_listed([_idea(each, worked) for each in ideas[:FIRST]])]
    if tasks:
        items = [_task(row, ideas, _ideas(found), worked) for row in tasks]
        parts += ["<h3>Tasks that few solved</h3>", _listed(items, len(ideas[:FIRST]) + 1)]
    if not ideas and not tasks:
        parts = ["<p>Nothing is shared by enough students to stand out.</p>"]
    general = [each for each in found if not each["named"] and each["known"] and _frequent(each, worked)]
    for each in general[:1]:
        said = f"{_of(each, worked)}: {html.escape(each['name'])}. {code(each['says'])}"
        parts.append(f"<p>The most frequent of the other diagnoses, for {said}</p>")
    body = "\n".join(filter(None, [*parts, f"<p class='soft'>{_RULE}</p>"]))
    return f"<div class='box'><h2>What to explain again</h2>\n{body}</div>"


def _ideas(found):
    """The misconceptions, the most frequent first: dict(task, who, found), with several in found where they
    are wrong choices in one question."""
    groups = {}
    for each in found:
        if each["named"]:
            choice = find_task(each["task"])["kind"] == "choice"
            groups.setdefault((each["task"], "" if choice else each["name"]), []).append(each)
    ideas = [
        {"task": task, "who": {key for each in group for key in each["who"]}, "found": group}
        for (task, _), group in groups.items()
    ]
    return sorted(ideas, key=lambda idea: -len(idea["who"]))


def _frequent(idea, worked):
    return len(idea["who"]) >= max(LEAST, SHARE * worked[idea["task"]])


def _hard(rows, named):
    """The tasks that few solved, the hardest first, without those whose misconceptions are named."""
    rows = [
        row
        for row in rows
        if len(row["unsolved"]) >= LEAST and _solved(row) < SOLVED and row["task"]["name"] not in named
    ]
    return sorted(rows, key=_solved)


def _solved(row):
    return Fraction(row["states"]["solved"], sum(row["states"].values()))


# --- in sentences


def _listed(items, start=1):
    inside = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ol class='again' start='{start}'>\n{inside}\n</ol>" if items else ""


def _idea(idea, worked):
    task = find_task(idea["task"])
    (first, *others) = idea["found"]
    again = f"section “{html.escape(first['see'])}” of lesson&nbsp;{task['lesson'][:2]}"
    name = "a wrong answer" if others else code(first["name"])
    lead = f"<strong class='many'>{_of(idea, worked)}</strong>: <strong>{name}</strong>, in {_place(task)}."
    return f"<p>{lead}</p>{_answers(idea) if others else _says(first)}<p>Explain again: {again}.</p>"


def _says(found):
    return f"<p>{code(found['says'])}</p>"


def _answers(idea):
    return "".join(
        f"<p>{len(each['who'])} ×&nbsp;<strong>{code(each['name'])}</strong>: {code(each['says'])}</p>"
        for each in idea["found"]
    )


def _task(row, frequent, ideas, worked):
    task, states = row["task"], row["states"]
    of = sum(states.values())
    others = ", ".join(f"{states[state]} {state}" for state in states if states[state] and state != "solved")
    lead = f"{states['solved']} of {of} solved it ({share(states['solved'], of)})"
    own = [each for each in frequent if each["task"] == task["name"]]
    rest = [each for each in ideas if each["task"] == task["name"]]
    if own:
        said = f"The most frequent misconception: {_brief(own[0], worked)}."
    else:
        said = "No single misconception stands out"
        said += f"; the most frequent: {_brief(rest[0], worked)}." if rest else "."
    return f"<p><strong class='many'>{lead}</strong>: {_place(task)}. {others}.</p><p>{said}</p>"


def _brief(idea, worked):
    name = code(idea["found"][0]["name"]) if len(idea["found"]) == 1 else "a wrong answer"
    return f"<strong>{name}</strong>, {_of(idea, worked)}"


def _place(task):
    return f"<code>{task['name']}</code> (lesson&nbsp;{task['lesson'][:2]}, {html.escape(task['title'])})"


def _of(found, worked):
    """In words: 9 of 28 students (32 %)."""
    of = worked[found["task"]]
    return f"{len(found['who'])} of {counted(of, 'student')} ({share(len(found['who']), of)})"
