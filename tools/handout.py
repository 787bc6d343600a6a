"""Pack what students get: the course without solutions, tests and what only its makers and teachers need.

    python course.py handout                 writes course.zip into the current folder
    python course.py handout FILE.zip

The same course always gives the same bytes.
"""

import re
import sys
import zipfile
from pathlib import Path

from tools.stop import Stop
from tools.versions import ROOT

FILES = ("course.py", "Makefile", "pyproject.toml", "requirements.lock", "environment.yml")
FILES += ("LICENSE", "LICENSE-TEXT.md", "CITATION.cff")
FILES += tuple(
    f"tools/{name}.py"
    for name in (
        "__init__",
        "commands",
        "environment",
        "handout",
        "lab",
        "lab_server",
        "stop",
        "versions",
        "work_folder",
    )
)
FOLDERS = ("notebooks", "rnn_helpers", "assets", "tools/jupyter")
LEFT_OUT = ("notebooks/solutions", "rnn_helpers/grading")
NEVER = re.compile(r"__pycache__|\.ipynb_checkpoints|\.pyc$|\.DS_Store")
FOLDER = "recurrent-networks-by-hand"  # what the zip unpacks to
MOMENT = (2000, 1, 1, 0, 0, 0)

README = """# Recurrent and recursive neural networks, by hand

Start: `make lab`, or on Windows `python course.py lab`. You need Python 3.11 to 3.13. The first start makes
an environment of its own, which takes some minutes and needs the network; then JupyterLab opens.

You work in the folder `work/`: lessons are there, and the exercises in `work/exercises/`. An update of the
course never overwrites what you wrote. `check(your_function)` in an exercise says how far you are, as often
as you like.

To hand an exercise in, save its notebook and hand in that one file, `work/exercises/NN_….ipynb`. Your answers
are found by the names of their functions, so keep these; anything else in the notebook is yours.
"""


def main(arguments):
    """Write the zip. Returns the exit code."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        raise Stop("Name one file: python course.py handout course.zip")
    target = Path(arguments[0] if arguments else "course.zip").absolute()
    if target.exists():
        raise Stop(f"{target} is there already. Name another file, or move this one away first.")
    count = write(target)
    print(f"{target}: {count} files, {target.stat().st_size / 1e6:.1f} MB. TEACHING.md says how to go on.")
    return 0


def write(target, root=ROOT):
    """Write the zip for students. Returns the number of files in it."""
    contents = {"README.md": README.encode()}
    contents |= {name: (root / name).read_bytes() for name in FILES}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not NEVER.search(name) and not name.startswith(LEFT_OUT):
                contents[name] = path.read_bytes()
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            packed.writestr(entry, content)
    part.replace(target)
    return len(contents)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
