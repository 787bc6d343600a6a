"""Exercises of lesson 02 that were taken apart, badly saved, or whose code fails outside of an answer.

Each function here makes one, as a notebook or as the bytes of a file; its first line says what it is.
"""

import ast

from grading_notebooks import (
    as_bytes,
    code,
    exercise,
    lesson_called,
    mistaken,
    place_of,
    right_answers,
    text_of,
)
from grading_notebooks import solved as solved_lesson

LESSON = lesson_called("02")
FUNCTIONS = ("inputs_and_labels", "rnn_forward_pass", "cross_entropy", "slope_along")


def damaged():
    """All of them: a list of dicts as in `grading_class`, where the marks are those that are not full."""
    failing = dict.fromkeys(FUNCTIONS, 0)
    reasons = ("helper_of_mine", "(?i)loop|recursion", "(?i)memory|allocate", "(?i)ended|exit")
    return [
        _case(cells_deleted, cross_entropy=0),
        _case(cells_split),
        _case(cells_moved),
        _case(cells_duplicated, inputs_and_labels=5),
        _case(one_cell),
        _case(text_cells, ["(?i)markdown|text", "(?i)raw"], live=False),
        _case(syntax_error, ["(?i)syntax|never closed|bracket"], live=False, cross_entropy=0),
        _case(no_imports, ["imports was run first"], live=False),
        _case(other_names, ["(?i)library"], rnn_forward_pass=0, cross_entropy=0),
        _case(two_files) | {"older": as_bytes(exercise(LESSON))},
        _case(other_kernel),
        _case(much_output),
        _case(old_encoding),
        _case(two_bytes),
        _unreadable(cut_off, ["(?i)cut|truncat|ends|incomplete|JSON"]),
        _unreadable(nothing_in_it, ["(?i)empty"]),
        _unreadable(other_course, ["(?i)exercise|lesson|course"]) | {"file": "homework 3.ipynb"},
        _case(prints_without_end, ["(?i)second|long|stopped"], live=False),
        _case(large_array, ["(?i)memory|allocate"], live=False),
        _case(leaves, live=False),
        _case(hard_exit, ["(?i)ended|exit"], live=False),
        _case(failing_functions, reasons, live=False, **failing) | {"status": "partly judged"},
        _case(deep_recursion, ["(?i)ended"], live=False, cross_entropy=0) | {"status": "partly judged"},
    ]


def _case(make, reported=(), live=True, **marks):
    student, kind = make.__name__.replace("_", " ").title(), make.__doc__.splitlines()[0]
    return {
        "student": student,
        "kind": kind,
        "lesson": LESSON,
        "content": make(),
        "marks": marks,
        "reported": tuple(reported),
        "live": live,
    }


def _unreadable(make, reported):
    """Nothing of it can be judged, so nobody can say which lesson it is of."""
    return _case(make, reported, live=False) | {"lesson": "", "status": "not readable"}


def solved(**changed):
    """The exercise with the right answers but the `changed` ones."""
    return solved_lesson(LESSON, **changed)


# --- cells taken apart


def cells_deleted():
    """One answer is gone, and every cell that is no answer or import."""
    notebook = solved()
    kept = [place_of(notebook, name) for name in (*FUNCTIONS, "count_of_weights", "floor_of_noon")]
    kept.remove(place_of(notebook, "cross_entropy"))
    return notebook | {"cells": [notebook["cells"][k] for k in (1, *kept)]}


def cells_split():
    """Every statement has a cell of its own."""
    notebook, cells = solved(), []
    for cell in notebook["cells"]:
        source = text_of(cell)
        if cell["cell_type"] == "code":
            cells += [code(ast.get_source_segment(source, each)) for each in ast.parse(source).body]
        else:
            cells.append(cell)
    return notebook | {"cells": cells}


def cells_moved():
    """The last cell comes first, the imports last."""
    notebook = solved()
    return notebook | {"cells": notebook["cells"][::-1]}


def cells_duplicated():
    """Answers stand there twice: first wrong then right, or first right then wrong. The later ones count."""
    notebook = solved()
    wrong_first = mistaken("rnn_forward_pass", "the caches are not kept")
    notebook["cells"].insert(place_of(notebook, "rnn_forward_pass"), code(wrong_first))
    notebook["cells"].append(code(mistaken("inputs_and_labels", "every step holds all letters")))
    return notebook


def one_cell():
    """All the code stands in one cell."""
    notebook = solved()
    sources = [text_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return notebook | {"cells": [code("\n\n".join(sources))]}


def text_cells():
    """Two answers stand in cells that are no code."""
    notebook = solved()
    for task, kind in (("rnn_forward_pass", "markdown"), ("cross_entropy", "raw")):
        cell = notebook["cells"][place_of(notebook, task)]
        cell.update(cell_type=kind, source=text_of(cell))
        del cell["outputs"], cell["execution_count"]
    return notebook


def syntax_error():
    """One answer lacks a bracket."""
    answer = right_answers(LESSON)["cross_entropy"]
    return solved(cross_entropy=answer.replace("np.arange(m)]", "np.arange(m)"))


def no_imports():
    """The cell with the imports is gone."""
    notebook = solved()
    return notebook | {"cells": notebook["cells"][:1] + notebook["cells"][2:]}


def other_names():
    """The library's own answers under other names, which are no answers, and an own one, which is."""
    own = right_answers(LESSON)["slope_along"].replace("def slope_along", "def my_slope")
    borrowed = "return library.rnn_forward_pass(x, a0, parameters)"
    return solved(
        rnn_forward_pass=f"def rnn_forward_pass(x, a0, parameters):\n    {borrowed}",
        cross_entropy="from rnn_helpers.losses import cross_entropy",
        slope_along=f"{own}\n\n\nslope_along = my_slope",
    )


def two_files():
    """The later of two attempts is right; the earlier one is empty."""
    return solved()


# --- files that are not as Jupyter writes them


def other_kernel():
    """The notebook says that it is written in R."""
    kernel = {"name": "ir", "language": "R", "display_name": "R"}
    return solved() | {"metadata": {"kernelspec": kernel, "language_info": {"name": "R"}}}


def much_output():
    """Megabytes of output are stored in a cell."""
    notebook = solved()
    printed = ["a line of output, the same again and again\n"] * 100_000
    cell = notebook["cells"][place_of(notebook, "cross_entropy")]
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": printed}]
    return notebook


def _commented(comment):
    return solved(cross_entropy=f"# {comment}\n" + right_answers(LESSON)["cross_entropy"])


def old_encoding():
    """Saved as cp1252, with umlauts in the code."""
    return as_bytes(_commented("größer als null")).decode().encode("cp1252", "replace")


def two_bytes():
    """Saved as UTF-16."""
    return as_bytes(_commented("größer als null: 更大"), "utf-16")


def cut_off():
    """The file ends in the middle."""
    return as_bytes(solved())[:9000]


def nothing_in_it():
    """The file is empty."""
    return b""


def other_course():
    """A notebook of another course."""
    cells = [code("import math"), code("def area(radius):\n    return math.pi * radius**2"), code("area(2)")]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


# --- code that fails


def _with_cells(*sources):
    """Solved, with these cells before the first task."""
    notebook = solved()
    notebook["cells"][2:2] = [code(source) for source in sources]
    return notebook


def prints_without_end():
    """A cell between the tasks prints without end."""
    return _with_cells("while True:\n    print('again' * 100)")


def large_array():
    """A cell between the tasks asks for 12 GB."""
    return _with_cells("zeros = np.zeros(1_600_000_000)\nzeros += 1")


def leaves():
    """Cells between the tasks leave Python."""
    return _with_cells("exit()", "quit()", "import sys\n\nsys.exit(1)", "raise SystemExit")


def hard_exit():
    """A cell between the tasks ends the process at once."""
    return _with_cells("import os\n\nos._exit(3)")


def failing_functions():
    """Each function fails in its own way."""
    return solved(
        inputs_and_labels="def inputs_and_labels(text, characters):\n    return helper_of_mine(text)",
        rnn_forward_pass="def rnn_forward_pass(x, a0, parameters):\n    while True:\n        x = x + 1",
        cross_entropy="def cross_entropy(y_pred, labels):\n    import os\n\n    os._exit(3)",
        slope_along="def slope_along(loss, parameters, *which):\n    return np.ones(1_600_000_000)[0]",
    )


def deep_recursion():
    """A function calls itself, through compiled code, deeper than the stack goes."""
    lines = [
        "import sys\n\nsys.setrecursionlimit(10**9)\n\n",
        "def cross_entropy(y_pred, labels):",
        "    return max(map(lambda labels: cross_entropy(y_pred, labels), [labels]))",
    ]
    return solved(cross_entropy="\n".join(lines))
