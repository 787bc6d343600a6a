"""The commands of this course, on Linux, macOS and Windows: ``python course.py`` lists them.

This file keeps to what every Python understands, so that an old one can still say what is missing.
"""

import sys

OLDEST = (3, 11)

TOO_OLD = """Python {oldest} or newer is needed; this is Python {found}
({where}).
{advice}"""

HAVE = "This computer also has {newer}: run\n    {newer} course.py lab      (or: make lab PYTHON={newer})"
GET = (
    "Install a newer one (https://www.python.org/downloads/, or your system's package manager),\n"
    "open a new terminal and run the same command again."
)


def newer_python():
    """The name of a newer Python that the terminal finds and that starts, or None."""
    names = ["python3.13", "python3.12", "python3.11", "python3.14"]
    return next((name for name in names if starts(name)), None)


def starts(name):
    """Whether a Python of this name can be run."""
    import os
    import subprocess

    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([name, "-c", "pass"], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def complaint(version):
    """What to do about a Python that is too old; None if `version` (major, minor, ...) is new enough."""
    if tuple(version[:2]) >= OLDEST:
        return None
    newer = newer_python()
    return TOO_OLD.format(
        oldest="{}.{}".format(*OLDEST),
        found=".".join(str(part) for part in version[:2]),
        where=sys.executable,
        advice=HAVE.format(newer=newer) if newer else GET,
    )


def main(arguments, version=sys.version_info):
    """Run one command; returns the exit code."""
    problem = complaint(version)
    if problem:
        print(problem)
        return 1
    from tools.commands import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
