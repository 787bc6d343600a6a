"""The parts of the class report that speak of ideas: what to explain again, and all that went wrong.

found : findings as `count_findings` gives them     judged : key -> lesson -> result, of what could be judged
called : key -> name as HTML, or None for the page without names
"""

import html

from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.grading.class_counts import state_of
from rnn_helpers.grading.class_people import who
from rnn_helpers.grading.page import code, counted, share, shown, table
from rnn_helpers.grading.together import failing_together

FIRST = 5  # ideas to explain again
OPEN = 25  # misconceptions that are not folded away
PAIRS = 5  # pairs of tasks that fail together
_COUNTED = (
    "<p>Each is named by the check from the results of a function, or explains a wrong answer to a question."
    " Where results fit several mistakes (“A or B”), or two at once, each of them is counted. Shares are of"
    " those who handed in the lesson.</p>"
)


def explain_again(found, judged):
    """The first box: the most frequent ideas that went wrong, in sentences."""
    named = [each for each in found if each["named"]][:FIRST]
    general = [each for each in found if not each["named"] and each["known"] and len(each["who"]) > 1]
    items = "\n".join(f"<li>{_sentences(each, judged)}</li>" for each in named)
    body = f"<ol class='again'>\n{items}\n</ol>" if items else "<p>No misconception has been named.</p>"
    for each in general[:1]:
        said = f"{_of(each, judged)}: {html.escape(each['name'])}. {code(each['says'])}"
        body += f"\n<p class='soft'>The most frequent of the other diagnoses, for {said}</p>"
    return f"<div class='box'><h2>What to explain again</h2>\n{body}</div>"


def _sentences(found, judged):
    task = find_task(found["task"])
    where = f"<code>{task['name']}</code> (lesson&nbsp;{task['lesson'][:2]}, {html.escape(task['title'])})"
    again = f"section “{html.escape(found['see'])}” of lesson&nbsp;{task['lesson'][:2]}"
    return (
        f"<p><strong class='many'>{_of(found, judged)}</strong>: <strong>{code(found['name'])}</strong>,"
        f" in {where}.</p><p>{code(found['says'])}</p><p>Explain again: {again}.</p>"
    )


def _of(found, judged):
    """In words: 9 of 28 students (32 %)."""
    of = _among(found, judged)
    return f"{len(found['who'])} of {counted(of, 'student')} ({share(len(found['who']), of)})"


def _among(found, judged):
    """How many handed in the lesson; for a diagnosis that is the same in every task, any lesson."""
    lesson = find_task(found["task"])["lesson"] if found["task"] else None
    return sum(lesson in results if lesson else bool(results) for results in judged.values())


def misconceptions(found, judged, called):
    """A table of every mistake and foreseen wrong answer, ranked; the less frequent ones are folded."""
    rows = [_misconception(each, judged, called) for each in found if each["named"]]
    if not rows:
        return ""
    rest = rows[OPEN:]
    words = counted(len(rest), "less frequent one")
    folded = f"<details><summary>{words}</summary>\n{_ideas(rest)}</details>" if rest else ""
    return f"{_COUNTED}\n{_ideas(rows[:OPEN])}\n{folded}"


def _ideas(rows):
    return table(["Students", "What goes wrong", "Task", "Explain again"], rows, heading=1, numbers=(0,))


def _misconception(found, judged, called):
    task, count = find_task(found["task"]), len(found["who"])
    unsure = count - found["alone"]
    students = f"{count} ({share(count, _among(found, judged))})"
    if unsure:
        students += f"<br><span class='soft'>{unsure} not alone</span>"
    wrong = f"<strong>{code(found['name'])}</strong><p>{code(found['says'])}</p>{who(found, called)}"
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
        f"<strong>{shown(found['name'])}</strong>{says}{who(found, called)}",
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
