"""Run the notebooks and store their outputs, so that running them again changes no byte.

    python -m tools.notebooks [--check] [NAME ...]

Each notebook runs from a fresh kernel in its own folder. Stored are text and pictures; left out is what
differs from run to run or from machine to machine: widget state, timings, versions of Python.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.environment import THREADS

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
IGNORED = "nbval-ignore-output"  # the tag of cells whose outputs may differ from machine to machine
NOT_STORED = ("execution", "ExecuteTime", "collapsed", "scrolled", "trusted")
PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]*")
MACHINE = re.compile(
    r"(?<![\w.])/(?:home|Users|root|tmp|var|opt|usr|private|work)/[\w.]"  # a path on Linux or macOS
    r"|\b[A-Za-z]:\\+\w"  # a path on Windows
    r"|site-packages|ipykernel_\d|<ipython-input"
    r"|\b0x[0-9a-f]{7,}\b"  # the address of an object
)


class Unfit(Exception):
    """A notebook that must not be stored; the message says why."""


def all_notebooks(folder=NOTEBOOKS):
    """Every notebook of the course: the lessons, the exercises, the solutions."""
    return [
        path for part in ("", "exercises", "solutions") for path in sorted((folder / part).glob("*.ipynb"))
    ]


def chosen(names, folder=NOTEBOOKS):
    """The notebooks that these names, starts of names or paths mean. Raises Unfit for an unknown one."""
    found = []
    for name in names:
        plain = Path(name).as_posix().removeprefix("notebooks/").removesuffix(".ipynb")
        known = {path.relative_to(folder).as_posix(): path for path in all_notebooks(folder)}
        matches = [path for relative, path in known.items() if relative.startswith(plain)]
        if not matches:
            raise Unfit(f"There is no notebook {name!r}. There are: {', '.join(known) or 'none yet'}.")
        found += matches
    return found or all_notebooks(folder)


@contextmanager
def quiet_surroundings():
    """One thread for matrix products, and none of the user's own start-up files, while kernels run."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ.update(dict.fromkeys(THREADS, "1"), IPYTHONDIR=folder)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def execute(notebook, folder, timeout=90):
    """Run all cells of a notebook (changed in place) in a fresh kernel. Raises Unfit if a cell fails."""
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise Unfit(f"a cell failed:\n{error}") from error
    return notebook


def one_text(outputs):
    """Neighbouring pieces of one printed text become one piece: where they are cut depends on timing."""
    merged = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last["text"] += output.text
        else:
            merged.append(output)
    return merged


def is_stored(output):
    """Whether an output stays: views of widgets (dead without their state) and warnings do not."""
    return WIDGET not in output.get("data", {}) and output.get("name") != "stderr"


def tidy_output(output, number):
    """Bring an output into the stored form: no transient data, the cell's own number."""
    output.pop("transient", None)
    if output.output_type == "execute_result":
        output["execution_count"] = number
    return output


def tidy_cell(cell, position, number):
    """Bring a cell into the stored form. number : the code cells so far, this one included."""
    cell.setdefault("id", f"cell-{position:03d}")
    for key in NOT_STORED:
        cell.metadata.pop(key, None)
    if cell.cell_type == "code":
        kept = one_text([output for output in cell.outputs if is_stored(output)])
        cell["outputs"] = [tidy_output(output, number) for output in kept]
        cell["execution_count"] = number


def tidy(notebook):
    """Bring an executed notebook (changed in place) into the form in which it is stored."""
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    for key in ("widgets", "signature", "toc"):
        notebook.metadata.pop(key, None)
    notebook.metadata["kernelspec"], notebook.metadata["language_info"] = dict(KERNEL), dict(LANGUAGE)
    number = 0
    for position, cell in enumerate(notebook.cells):
        number += cell.cell_type == "code"
        tidy_cell(cell, position, number)
    return notebook


def dropped_warnings(notebook):
    """What cells wrote to stderr: (cell number, text). It is not stored, and should be looked at."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [
        (number, output.text.strip())
        for number, cell in enumerate(code, 1)
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]


def texts(output):
    """The text of an output, as a list of strings; pictures are left out."""
    found = [output.get("text", ""), "\n".join(output.get("traceback", []))]
    found += [value for kind, value in output.get("data", {}).items() if not kind.startswith("image/")]
    return [PICTURE.sub("", value if isinstance(value, str) else json.dumps(value)) for value in found]


def machine_paths(notebook):
    """Outputs that name a place or an object of this machine: (cell number, the text around it)."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [
        (number, text[max(0, match.start() - 20) : match.end() + 40])
        for number, cell in enumerate(code, 1)
        for output in cell.outputs
        for text in texts(output)
        for match in MACHINE.finditer(text)
    ]


def refuse_unfit(notebook):
    """Raises Unfit if an executed notebook holds an error, or the traces of this machine."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        if any(output.output_type == "error" for output in cell.outputs):
            raise Unfit(f"code cell {number} ends in an error.")
    for number, text in machine_paths(notebook):
        raise Unfit(f"code cell {number} prints something of this machine only: ...{text!r}...")


def as_text(notebook):
    """The file's content: the form in which JupyterLab saves it, with one newline at the end."""
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def without_pictures(text):
    """A stored notebook with every picture's bytes blanked, for comparing."""
    text = PICTURE.sub("data:image", text)
    return re.sub(r'("image/(?:png|jpeg)": )("[^"]*"|\[[^\]]*\])', r'\1"..."', text)


def comparable(text):
    """A stored notebook without what may differ: pictures' bytes, and outputs of cells tagged so."""
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        if IGNORED in cell.metadata.get("tags", []):
            cell["outputs"] = []
    return without_pictures(as_text(notebook))


def first_difference(stored, made):
    """The first line in which two texts differ, both versions of it."""
    pairs = zip(stored.splitlines() + [""], made.splitlines() + [""], strict=False)
    old, new = next(((old, new) for old, new in pairs if old != new), ("", ""))
    return f"stored: {old.strip()[:200]}\n    now: {new.strip()[:200]}"


def run_one(path, check=False):
    """Execute one notebook and store it, or compare it with what is stored. Returns what happened.

    Raises Unfit if a cell fails, if it must not be stored, or (check) if what `comparable` keeps differs.
    """
    stored = path.read_text(encoding="utf-8")
    notebook = execute(nbformat.reads(stored, as_version=4), path.parent)
    for number, text in dropped_warnings(notebook):
        print(f"    not stored, from code cell {number}: {text}")
    made = as_text(tidy(notebook))
    refuse_unfit(notebook)
    if check:
        old, new = comparable(stored), comparable(made)
        if old != new:
            raise Unfit(f"it is not what running it gives:\n{first_difference(old, new)}")
        return "as stored"
    if made == stored:
        return "unchanged"
    path.write_text(made, encoding="utf-8", newline="\n")
    return "stored"


def main(arguments=None):
    """Run all notebooks, or those named. Returns the exit code: 1 if any is unfit."""
    parser = argparse.ArgumentParser(prog="python course.py notebooks", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", help="only these, for example 02 or exercises/01")
    parser.add_argument("--check", action="store_true", help="compare with what is stored, write nothing")
    options = parser.parse_args(arguments)
    try:
        paths = chosen(options.names)
    except Unfit as problem:
        parser.error(str(problem))
    with quiet_surroundings():
        fit = [is_fit(path, options.check) for path in paths]
    return 0 if all(fit) else 1


def is_fit(path, check):
    """Run one notebook and say what happened. Returns whether it may be stored as it is."""
    print(path.relative_to(NOTEBOOKS).as_posix(), flush=True)
    try:
        print("   ", run_one(path, check), flush=True)
    except Unfit as problem:
        print(f"    NOT STORED: {problem}", flush=True)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
