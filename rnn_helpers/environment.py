"""Does this computer have what the course needs? Said in words, with what to do."""

import re
import sys
from importlib.metadata import PackageNotFoundError, version

PYTHON = (3, 11)
NEEDED = {
    "numpy": "2.0",
    "matplotlib": "3.8",
    "ipywidgets": "8.1.5",
    "anywidget": "0.9.3",
}


def problems(python=sys.version_info, version_of=version):
    """Everything that is missing or too old: a list of sentences, empty if all is well.

    python : the version of the running Python        version_of : package name -> version text
    """
    found = []
    if tuple(python[:2]) < PYTHON:
        wanted = ".".join(map(str, PYTHON))
        found.append(f"Python {python[0]}.{python[1]} is too old: the course needs {wanted} or newer.")
    for name, wanted in NEEDED.items():
        try:
            got = version_of(name)
        except PackageNotFoundError:
            found.append(f"The package {name} is missing: the course needs {name} {wanted} or newer.")
            continue
        if _numbers(got) < _numbers(wanted):
            found.append(f"{name} {got} is too old: the course needs {wanted} or newer.")
    return found


def check_environment():
    """Print what is missing or too old and what to do about it, or that all is well."""
    found = problems()
    if not found:
        print("Everything the course needs is here.")
        return
    for sentence in found:
        print("•", sentence)
    print(
        "\nThis notebook runs in another Python than the one that the course set up. Close JupyterLab"
        "\nand start it with `make lab` (or `python course.py lab`) in the course's folder: that installs"
        "\nwhat is missing."
    )


def _numbers(text):
    """The leading whole numbers of a version: "8.1.5rc1" -> (8, 1, 5)."""
    return tuple(map(int, re.match(r"[\d.]*", text)[0].strip(".").split(".")))
