"""The learner's best points, kept in work/progress.json beside their own copies of the notebooks."""

import json
import os
import tempfile
from pathlib import Path

FILE = "progress.json"


def progress(start=None):
    """The best points of every task: {lesson: {task: {"points": …, "out_of": …}}}.

    start : a folder inside work/ (default: the current one). Outside of work/ all points are 0.
    """
    from rnn_helpers.exercises.catalogue import all_tasks

    folder = work_folder(start)
    stored = _read(folder / FILE) if folder else {}
    best = {}
    for task in all_tasks():
        out_of = sum(part["points"] for part in task["parts"])
        points = _stored_points(stored, task["lesson"], task["name"])
        best.setdefault(task["lesson"], {})[task["name"]] = {"points": min(points, out_of), "out_of": out_of}
    return best


def save(report, start=None):
    """Keep the points of a report if they are the best so far. Does nothing outside of work/.

    A check must not fail for want of a place to write to, so what the disk refuses is passed over.

    returns : the best points so far, those of this report included
    """
    try:
        folder = work_folder(start)
        if folder is None or report.state == "not started":
            return report.points
        stored = _read(folder / FILE)
        best = _stored_points(stored, report.lesson, report.name, -1)
        if report.points < best:
            return best
        lesson = stored[report.lesson] if isinstance(stored.get(report.lesson), dict) else {}
        stored[report.lesson] = lesson | {report.name: {"points": report.points, "out_of": report.out_of}}
        _keep_damaged(folder / FILE)
        _write(folder / FILE, stored)
    except OSError:
        pass
    return report.points


def work_folder(start=None):
    """The learner's folder: the nearest folder upward that is called work and holds .course.json, or None."""
    try:
        here = Path.cwd() if start is None else Path(start).resolve()
    except OSError:
        return None
    for folder in (here, *here.parents):
        if folder.name == "work" and (folder / ".course.json").is_file():
            return folder
    return None


def _stored_points(stored, lesson, task, missing=0):
    try:
        return int(stored[lesson][task]["points"])
    except (KeyError, TypeError, ValueError):
        return missing


def _read(path):
    """What is stored; {} if there is nothing, or nothing that can be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _keep_damaged(path):
    """Put a file that cannot be read beside, so that writing a new one loses nothing."""
    if path.exists() and not _read(path) and path.read_bytes().strip() not in (b"", b"{}"):
        os.replace(path, path.with_name("progress.damaged.json"))


def _write(path, stored):
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".progress-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(stored, file, indent=1, sort_keys=True)
            file.write("\n")
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
