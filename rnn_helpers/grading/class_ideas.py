"""The tables of the class report that speak of ideas: all that went wrong, and tasks that fail together.

found : findings as `count_findings` gives them     worked : of `count_worked`
called : key -> name as HTML, or None for the page without names
"""

import html
from fractions import Fraction

from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.grading.class_counts import state_of
from rnn_helpers.grading.class_people import who
from rnn_helpers.grading.page import code, counted, share, shown, table
from rnn_helpers.grading.together import failing_together

LEAST, SHARE = 3, Fraction(1, 20)  # what fewer have, of those who worked on the task, is folded away
OPEN = 25  # misconceptions at most that are not folded away
PAIRS = 5  # pairs of tasks that fail together
_COUNTED = (
    "<p>Each is named by the check from the results of a function, or explains a wrong answer to a question."
    " Where results fit several mistakes (“A or B”), or two at once, each of them is counted. Shares are of"
    f" those who worked on the task. Folded away, by lesson, is what fewer than {LEAST} students or"
    f" {int(100 * SHARE)} % have, and what is not among the {OPEN} most frequent.</p>"
)


def misconceptions(found, worked, called):
    """A table of every mistake and foreseen wrong answer, ranked; behind it, folded by lesson, the less
    frequent ones."""
    named = [each for each in found if each["named"]]
    if not named:
        return ""
    frequent = [each for each in named if len(each["who"]) >= max(LEAST, SHARE * worked[each["task"]])]
    shown, folded = frequent[:OPEN], {}
    for each in named:
        if each not in shown:
            folded.setdefault(find_task(each["task"])["lesson"], []).append(each)
    parts = [_COUNTED, _ideas(shown, worked, called) if shown else ""]
    for lesson, rest in sorted(folded.items()):
        words = f"Lesson {lesson[:2]}: {counted(len(rest), 'less frequent one')}"
        parts.append(f"<details><summary>{words}</summary>\n{_ideas(rest, worked, called)}</details>")
    return "\n".join(filter(None, parts))


def _ideas(found, worked, called):
    rows = [_misconception(each, worked, called) for each in found]
    return table(["Students", "What goes wrong", "Task", "Explain again"], rows, heading=1, numbers=(0,))


def _misconception(found, worked, called):
    task, count = find_task(found["task"]), len(found["who"])
    unsure = count - found["alone"]
    students = f"{count} ({share(count, worked[found['task']])})"
    if unsure:
        students += f"<br><span class='soft'>{unsure} not alone</span>"
    wrong = f"<strong>{code(found['name'])}</strong><p>{code(found['says'])}</p>{who(found['who'], called)}"
    again = f"{html.escape(found['see'])} (lesson&nbsp;{task['lesson'][:2]})"
    return [students, wrong, f"<code>{task['name']}</code>", again]


def other_diagnoses(found, called):
    """A table of what names no idea of a task; without names, what is known to nobody stands in one row."""
    general = [each for each in found if not each["named"]]
    rows = [_other(each, called) for each in general if called or each["known"]]
    unknown = sum(len(each["who"]) for each in general if not each["known"])
    if called is None and unknown:
        rows.append([str(unknown), "Another diagnosis", ""])
    return table(["Students", "Diagnosis", "Tasks"], rows, heading=1, numbers=(0,)) if rows else ""


def _other(found, called):
    where = ", ".join(f"<code>{name}</code> {count}" for name, count in found["where"].items())
    says = f"<p>{code(found['says'])}</p>" if found["says"] else ""
    return [
        str(len(found["who"])),
        f"<strong>{shown(found['name'])}</strong>{says}{who(found['who'], called)}",
        where,
    ]


def failed_together(judged):
    """Pairs of tasks that the same students do not solve, in sentences; "" where no pair says anything."""
    states = {
        key: {name: state_of(each) for result in results.values() for name, each in result["tasks"].items()}
        for key, results in judged.items()
    }
    items = "".join(f"<li>{_pair(pair)}</li>" for pair in failing_together(states)[:PAIRS])
    return f"<ul>{items}</ul>" if items else ""


def _pair(pair):
    first, second = (f"<code>{pair[key]}</code>" for key in ("first", "second"))
    return (
        f"Of {counted(pair['failed'], 'student')} who did not solve {first}, {pair['both']} did not solve"
        f" {second} either; of {pair['passed']} who solved {first}, {pair['only']} did not solve {second}."
    )
