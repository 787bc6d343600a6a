"""What nbgrader has to know of a solution notebook: which cells hold answers, which checks give points.

It reads this from the cells' metadata. A cell with an answer between markers is filled in by the learner; the
line with its check is locked, and worth the points of the task. How many of them an answer has earned is
said by the report, see `Report._repr_mimebundle_`.
"""

import re

from rnn_helpers.exercises.catalogue import find_task

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"  # nbgrader's own markers
ANSWER = re.compile(r"(?:def )?(\w*)")
CHECK = re.compile(r'check\((?:(\w+)|"(\w+)", \w+)\)')
KEY = "nbgrader"
SCHEMA = 3


def marked(notebook):
    """A solution notebook, as plain data, with nbgrader's metadata as the catalogue of tasks wants it.

    Raises ValueError for an answer or a check whose name is that of no task.
    """
    return notebook | {"cells": [_with(cell, _entry(cell)) for cell in notebook["cells"]]}


def unmarked(cell):
    """A cell without nbgrader's metadata: learners who work without it may move and edit every cell."""
    return _with(cell, None)


def answer_of(cell):
    """The name of the task whose answer stands in this cell of a solution, or None."""
    source = "".join(cell["source"])
    return ANSWER.match(source)[1] if cell["cell_type"] == "code" and BEGIN in source else None


def _with(cell, entry):
    others = {key: value for key, value in cell["metadata"].items() if key != KEY}
    return cell | {"metadata": others if entry is None else others | {KEY: entry}}


def _entry(cell):
    """What nbgrader is told about a cell, or None where the cell is none of its business."""
    check = CHECK.fullmatch("".join(cell["source"])) if cell["cell_type"] == "code" else None
    if check:
        task = find_task(check[1] or check[2])
        points = sum(part["points"] for part in task["parts"])
        return _kind(task["name"], grade=True, locked=True) | {"points": points}
    answer = answer_of(cell)
    return None if answer is None else _kind(find_task(answer)["name"] + "_answer", solution=True)


def _kind(name, grade=False, locked=False, solution=False):
    return {
        "cell_type": "code",
        "grade": grade,
        "grade_id": name,
        "locked": locked,
        "schema_version": SCHEMA,
        "solution": solution,
        "task": False,
    }
