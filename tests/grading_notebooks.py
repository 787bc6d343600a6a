"""Exercise notebooks that code fills in: plain data, from the exercises, the solutions and the catalogue."""

import json
from functools import cache

from rnn_helpers.exercises.catalogue import all_tasks, find_task
from rnn_helpers.exercises.generate import BEGIN, END, NOTEBOOKS
from rnn_helpers.exercises.mistakes import source_of


def lesson_called(number):
    """The name of the lesson with a number such as "02"."""
    return next(task["lesson"] for task in all_tasks() if task["lesson"].startswith(f"{number}_"))


def tasks_of(lesson):
    """The tasks of a lesson, in order."""
    return [task for task in all_tasks() if task["lesson"] == lesson]


def full_marks(lesson):
    """{task: its points} where everything is right."""
    return {task["name"]: sum(part["points"] for part in task["parts"]) for task in tasks_of(lesson)}


@cache
def _stored(kind, lesson):
    return (NOTEBOOKS / kind / f"{lesson}.ipynb").read_text(encoding="utf-8")


def exercise(lesson):
    """The exercise notebook as it is handed out; a copy of its own for every caller."""
    return json.loads(_stored("exercises", lesson))


def text_of(cell):
    """The source of a cell as one string."""
    return "".join(cell["source"])


def code(source):
    """A code cell."""
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}


def place_of(notebook, task):
    """Where the cell stands in which the task is to be answered."""
    starts = f"def {task}(", f"{task} = "
    cells = enumerate(notebook["cells"])
    return next(k for k, cell in cells if cell["cell_type"] == "code" and text_of(cell).startswith(starts))


def right_answers(lesson):
    """{task: the cell of the solution notebook, without the marks around the solution}."""
    notebook = json.loads(_stored("solutions", lesson))
    cells = {task["name"]: notebook["cells"][place_of(notebook, task["name"])] for task in tasks_of(lesson)}
    return {name: _unmarked(text_of(cell)) for name, cell in cells.items()}


def _unmarked(source):
    return "\n".join(line for line in source.splitlines() if line.strip() not in (BEGIN, END))


def mistaken(task, mistake):
    """The right answer to a function task with one mistake of the catalogue in it."""
    task = find_task(task)
    edit = next(each for each in task["mistakes"] if each["name"] == mistake)
    return source_of(task["reference"]).replace(edit["old"], edit["new"])


def filled_in(lesson, answers):
    """The exercise notebook with these answers, {task: source of its cell}; the others stay as handed out."""
    notebook = exercise(lesson)
    for task, source in answers.items():
        notebook["cells"][place_of(notebook, task)]["source"] = source.splitlines(keepends=True)
    return notebook


def solved(lesson, **changed):
    """The exercise notebook with all the right answers but the `changed` ones; None leaves a task undone."""
    answers = right_answers(lesson) | changed
    return filled_in(lesson, {task: source for task, source in answers.items() if source is not None})


def as_bytes(notebook, encoding="utf-8"):
    """The bytes of the file."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode(encoding)
