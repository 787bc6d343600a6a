"""Make the exercise notebooks from their solutions.

    python -m rnn_helpers.exercises.generate            write notebooks/exercises/
    python -m rnn_helpers.exercises.generate --check    only say whether they are in step

Between `### BEGIN SOLUTION` and `### END SOLUTION` stands what a learner writes. Inside a function it becomes
a comment, "your code here", so that the function returns None; at the left margin it disappears. Cells tagged
"solution-only" are dropped, and outputs too. An exercise whose cells are in step already is left as it is,
with the outputs that it is stored with. The solutions themselves are given what nbgrader has to know of
them, see `nbgrader_cells`; exercises go without.
"""

import argparse
import json
import sys
from pathlib import Path

from rnn_helpers.exercises.nbgrader_cells import BEGIN, END, marked, unmarked

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
STUB = "# your code here"
DROPPED = "solution-only"


def main(arguments=None):
    """Write or compare all exercises. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rnn_helpers.exercises.generate", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if an exercise is out of step"
    )
    only_check = parser.parse_args(arguments).check
    try:
        late = [source for source, _ in pairs() if not mark(source, only_check)]
        late += [target for source, target in pairs() if not bring_in_step(source, target, only_check)]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for path in late:
        what = "out of step; run `make exercises`" if only_check else "written"
        print(f"{path.parent.name}/{path.name}: {what}")
    if not late:
        print("All exercises are in step with their solutions.")
    return 1 if only_check and late else 0


def pairs(folder=NOTEBOOKS):
    """Each solution notebook with the place of its exercise."""
    return [
        (path, folder / "exercises" / path.name) for path in sorted((folder / "solutions").glob("*.ipynb"))
    ]


def mark(source, only_check=False):
    """Give a solution nbgrader's metadata unless it is right already. Returns whether it was."""
    solution = read(source)
    wanted = marked(solution)
    if wanted != solution and not only_check:
        _write(source, wanted)
    return wanted == solution


def bring_in_step(source, target, only_check=False):
    """Write the exercise of a solution unless its cells are right already. Returns whether they were."""
    exercise = exercise_of(read(source), source.name)
    if target.exists() and cells_of(read(target)) == cells_of(exercise):
        return True
    if not only_check:
        target.parent.mkdir(exist_ok=True)
        _write(target, exercise)
    return False


def read(path):
    """A notebook as plain data."""
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path, notebook):
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def exercise_of(notebook, name):
    """The exercise notebook, as plain data, of a solution notebook. Raises ValueError for a marker alone."""
    kept = [cell for cell in notebook["cells"] if DROPPED not in cell["metadata"].get("tags", [])]
    return notebook | {"cells": [_exercise_cell(cell, name) for cell in kept]}


def _exercise_cell(cell, name):
    source, cell = _text(cell), unmarked(cell)
    if cell["cell_type"] != "code":
        return cell | {"source": _lines(source)}
    return cell | {"source": _lines(without_solution(source, name)), "outputs": [], "execution_count": None}


def without_solution(source, name=""):
    """The source of a cell with every marked solution taken out."""
    kept, inside = [], False
    for line in source.splitlines():
        if line.strip() in (BEGIN, END):
            if inside is (line.strip() == BEGIN):
                raise ValueError(f"{name}: {line.strip()} without its partner in the cell\n{source}")
            inside = not inside
            if inside and line[0].isspace():
                kept.append(line.replace(BEGIN, STUB))
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(f"{name}: {BEGIN} without its partner in the cell\n{source}")
    return "\n".join(kept).strip("\n")


def cells_of(notebook):
    """What has to agree: the kind, source, id and tags of every cell."""
    return [
        (cell["cell_type"], _text(cell), cell.get("id"), cell["metadata"].get("tags", []))
        for cell in notebook["cells"]
    ]


def _text(cell):
    return "".join(cell["source"])


def _lines(source):
    return source.splitlines(keepends=True)


if __name__ == "__main__":
    sys.exit(main())
