"""Submissions as a class hands them in: exercise notebooks filled with right, wrong and no answers.

A wrong answer to a function task is the right one with a mistake of the catalogue in it. Everything is drawn
from a generator that the caller passes, so the same seed gives the same class.
"""

import copy
import json

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.exercises.generate import NOTEBOOKS, read
from rnn_helpers.exercises.mistakes import source_of
from rnn_helpers.exercises.nbgrader_cells import BEGIN, END, answer_of

STATES, SHARES = ("right", "wrong", "not started"), (0.55, 0.3, 0.15)
DAMAGED = 0.02  # the share of the class whose file is not what it should be
GIVEN = ("Ada", "Björn", "Chloé", "Dilnoza", "Émile", "Fatma", "Grete Maria", "Håkon", "Ioana", "Jürgen")
FAMILY = ("Ångström", "de la Cruz", "Groß", "Lovelace", "Müller", "O'Neill", "Öztürk", "Smith", "Wäckerle")


def tasks_of(lesson):
    """The tasks of a lesson (the name of its notebook), in order."""
    return [task for task in all_tasks() if task["lesson"] == lesson]


def right_answers(lesson):
    """The source of every right answer of a lesson, by the name of its task, from the solution notebook."""
    return {answer_of(cell): _without_markers("".join(cell["source"])) for cell in _answer_cells(lesson)}


def _answer_cells(lesson):
    cells = read(NOTEBOOKS / "solutions" / f"{lesson}.ipynb")["cells"]
    return [cell for cell in cells if answer_of(cell)]


def wrong_answer(task, rng):
    """The source of a wrong answer: a mistake of the catalogue, or one of the wrong answers to a question."""
    if task["kind"] == "function":
        mistake = _one(task["mistakes"], rng)
        return source_of(task["reference"]).replace(mistake["old"], mistake["new"])
    if task["kind"] == "shapes":
        return f"{task['name']} = { {part['name']: _turned(task, part) for part in task['parts']} }"
    if task["kind"] == "choice":
        return f'{task["name"]} = "{_one(sorted(set(task["choices"]) - {task["right"]}), rng)}"'
    return f"{task['name']} = {_one(task['wrong'], rng)[0]!r}"


def _turned(task, part):
    return tuple(task["sizes"].get(axis, axis) for axis in reversed(part["axes"]))


def filled(exercise, lesson, answers):
    """A copy of an exercise notebook, as plain data, with answers: name of a task -> source of its cell.

    exercise : the course's own, or what nbgrader made of the solution; cells are found by their ids
    """
    notebook = copy.deepcopy(exercise)
    places = {cell["id"]: answer_of(cell) for cell in _answer_cells(lesson)}
    for cell in notebook["cells"]:
        name = places.get(cell["id"])
        if name in answers:
            cell["source"] = answers[name].splitlines(keepends=True)
    return notebook


def drawn_answers(lesson, rng):
    """Answers of one student, by the name of the task; what is not started is missing."""
    right, answers = right_answers(lesson), {}
    for task in tasks_of(lesson):
        state = rng.choice(STATES, p=SHARES)
        if state == "right":
            answers[task["name"]] = right[task["name"]]
        elif state == "wrong":
            answers[task["name"]] = wrong_answer(task, rng)
    return answers


def hand_in(lesson, number, folder, rng, damaged=DAMAGED):
    """Write the notebooks of a class of `number` students into a folder, one file a student.

    damaged : the share of files that are spoiled in one of the ways of `DAMAGES`
    returns : the paths
    """
    exercise = read(NOTEBOOKS / "exercises" / f"{lesson}.ipynb")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for k in range(1, number + 1):
        text = json.dumps(filled(exercise, lesson, drawn_answers(lesson, rng)), indent=1, ensure_ascii=False)
        if rng.random() < damaged:
            text = _one(DAMAGES, rng)(text)
        path = folder / f"{_one(GIVEN, rng)} {_one(FAMILY, rng)} {k:04}.ipynb"
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


# --- damages: text of a notebook -> text of what was handed in


def _empty(text):
    return ""


def _cut_off(text):
    return text[: len(text) // 2]


def _another_format(text):
    return "<!DOCTYPE html>\n<title>Sign in</title>\n"


def _endless(text):
    return _with_cell(text, "while True:\n    pass")


def _talkative(text):
    return _with_cell(text, "for _ in range(20):\n    print('x' * 1_000_000)")


def _broken_cell(text):
    return _with_cell(text, "def unfinished(:\n    return")


def _without_imports(text):
    notebook = json.loads(text)
    first = next(k for k, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code")
    del notebook["cells"][first]
    return json.dumps(notebook, ensure_ascii=False)


DAMAGES = (_empty, _cut_off, _another_format, _endless, _talkative, _broken_cell, _without_imports)


def _with_cell(text, source):
    """With one more cell, after the imports."""
    notebook = json.loads(text)
    first = next(k for k, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code")
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
    notebook["cells"].insert(first + 1, cell | {"id": "one-more"})
    return json.dumps(notebook, ensure_ascii=False)


def _one(several, rng):
    return several[rng.integers(len(several))]


def _without_markers(source):
    return "\n".join(line for line in source.splitlines() if line.strip() not in (BEGIN, END))
