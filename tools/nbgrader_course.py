"""Make a folder in which nbgrader works: its settings, and an assignment from every solution.

    python -m tools.nbgrader_course FOLDER [NAME ...]

NAME is a lesson's number or the start of its name; without names it is all of them. What is in FOLDER
already is kept as it is, so your own changes are safe. There, `nbgrader generate_assignment
02_unrolled_in_time` makes what students get.
"""

import argparse
import json
import sys
from pathlib import Path

from rnn_helpers.exercises.generate import DROPPED, pairs, read
from rnn_helpers.exercises.nbgrader_cells import marked

CONFIG = Path(__file__).parent / "nbgrader" / "nbgrader_config.py"


def main(arguments=None):
    """Write the folder and say what was written. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.nbgrader_course", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", type=Path, help="where nbgrader is to work; it may exist")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="only these lessons, for example 02 or 03_one"
    )
    options = parser.parse_args(arguments)
    try:
        contents = contents_of(options.names)
    except ValueError as error:
        parser.error(str(error))
    for place, text in contents.items():
        print(f"{place}: {'written' if write_new(options.folder / place, text) else 'was there and is kept'}")
    return 0


def contents_of(names=()):
    """The files of the folder: place in it -> text. Raises ValueError for the name of no lesson."""
    solutions = [source for source, _ in pairs()]
    for name in names:
        if not any(source.stem.startswith(name) for source in solutions):
            known = ", ".join(source.stem for source in solutions)
            raise ValueError(f"No lesson with exercises is called {name!r}. There are: {known}.")
    chosen = [source for source in solutions if not names or source.stem.startswith(tuple(names))]
    notebooks = {f"source/{source.stem}/{source.name}": assignment(read(source)) for source in chosen}
    return {CONFIG.name: CONFIG.read_text(encoding="utf-8")} | notebooks


def assignment(solution):
    """The text of a solution for nbgrader, which takes out the answers: without what explains them."""
    kept = [cell for cell in marked(solution)["cells"] if DROPPED not in cell["metadata"].get("tags", [])]
    return json.dumps(solution | {"cells": kept}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_new(path, text):
    """Write a file unless it is there. Returns whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
