"""Versions have one source, pyproject.toml: what is needed, the lock made from it, the oldest ones."""

import re
import tomllib
from pathlib import Path

from tools.stop import Stop

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)>=([0-9]+(?:\.[0-9]+)*)$")


def pyproject(root=ROOT):
    """pyproject.toml as a dict."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def direct_requirements(root=ROOT, groups=("build", "core", "lab", "test")):
    """Lines such as ``numpy>=2.0``: what the course itself asks for, group by group."""
    table = pyproject(root)
    found = {"build": table["build-system"]["requires"], "core": table["project"]["dependencies"]}
    found.update(table["project"]["optional-dependencies"])
    return [line for group in groups for line in found[group]]


def parse(line):
    """``"numpy>=2.0"`` -> ``("numpy", "2.0")``. Raises ValueError for any other form."""
    match = REQUIREMENT.match(line)
    if not match:
        raise ValueError(f"pyproject.toml: {line!r} should read NAME>=VERSION, with one lower bound.")
    return match.groups()


def floor(line):
    """The oldest version that a requirement allows: ``numpy>=2.0`` -> ``numpy==2.0.*``."""
    name, version = parse(line)
    return f"{name}=={version}" + (".*" if version.count(".") < 2 else "")


def floor_tests(root=ROOT):
    """The test files that run against the oldest versions; those that exist yet."""
    patterns = pyproject(root)["tool"]["course"]["floor-tests"]
    return sorted(str(path.relative_to(root)) for pattern in patterns for path in root.glob(pattern))


def lock_command(uv):
    """The command that turns requirements (on its standard input) into the lock's text.

    One set of versions for every system and for Python 3.11 and newer ("fewest" forks), so that the stored
    outputs of the lessons are the same everywhere.
    """
    universal = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    plain = ["--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    return [*uv, "pip", "compile", "-", *universal, *plain]


def lock_text(pins):
    """The whole text of the lock file around its pinned lines."""
    head = [
        "# Every version that the course installs, for Linux, macOS and Windows and Python 3.11 to 3.13.",
        "# Made from pyproject.toml by: python course.py lock",
    ]
    return "\n".join(head + sorted(pins)) + "\n"


def find_uv(python, which, importable):
    """How to call uv: the environment's own, or the one in the terminal. Raises Stop if there is none.

    which : finds a program by name, like shutil.which
    importable : says whether `python` can import a module
    """
    if importable(python, "uv"):
        return [str(python), "-m", "uv"]
    if which("uv"):
        return ["uv"]
    raise Stop(
        f"The lock is made by uv, which is not installed. Run\n    {python} -m pip install uv\nand try again."
    )
