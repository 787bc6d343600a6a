"""What was handed in: a folder or a zip archive becomes a list of submissions. Nothing is written or changed.

    submissions = collect("handed_in")
    content("handed_in", submissions[0])        the bytes of one of them

One notebook per student, one folder per student at any depth, what Moodle, Canvas, Blackboard, ILIAS and
nbgrader export, and zip archives in all of these are understood; `owners` says how.
"""

import io
import os
import re
import stat
from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from rnn_helpers.grading import zips
from rnn_helpers.grading.owners import DOCUMENTS, clean, owners
from rnn_helpers.grading.reading import LARGEST
from rnn_helpers.grading.zips import Refused

MOST_NOTEBOOKS = 100  # of one student
MOST_ZIPS = 2  # within each other

IGNORED_FOLDERS = {"__macosx", "__pycache__", "node_modules", "site-packages"}
IGNORED_FILES = {"thumbs.db", "desktop.ini", "timestamp.txt", "report.html", "report_without_names.html"}
IGNORED_FILES |= {"readme", "readme.md", "readme.txt", "readme.html", "readme.pdf"}
NBGRADER_BESIDE = {"source", "release", "autograded", "feedback"}  # beside nbgrader's "submitted"


def collect(folder_or_zip, people=None):
    """Every notebook that was handed in, and a line for everybody who handed in none that can be read.

    people : as for `owners`
    returns : list of dict(student, name, source, received, problem), sorted by source
        student   what the student is called in all that is written; the same at every run
        name      the name to show
        source    where it lies, as a path within the folder or archive
        received  local time in ISO form, without a zone: from the platform's name, else the file's; or ""
        problem   "", or a plain sentence why it cannot be read
    Raises ValueError or OSError where it is neither a folder nor a zip archive.
    """
    items = _items(Path(folder_or_zip))
    by_student, names = defaultdict(list), {}
    for item, owner in zip(items, owners(items, people)):
        if owner["student"]:
            names.setdefault(owner["student"], owner["name"])
            by_student[owner["student"]].append(item | {"received": owner["received"] or item["received"]})
    found = []
    for student, handed_in in by_student.items():
        for item in _what_counts(handed_in):
            source = clean_path(item["parts"])
            found.append(
                {"student": student, "name": names[student], "source": source}
                | {"received": item["received"], "problem": item["problem"]}
            )
    return sorted(found, key=lambda submission: (submission["source"], submission["student"]))


def content(folder_or_zip, submission):
    """The bytes of a submission, at most LARGEST. Raises Refused with a plain sentence."""
    if submission["problem"]:
        raise Refused(submission["problem"])
    place, parts = Path(folder_or_zip), submission["source"].split("/")
    root = os.path.realpath(place)
    try:
        while place.is_dir() and parts:
            place, parts = place / parts[0], parts[1:]
        if not _is_within(place, root):
            raise Refused(LINK_OUT)
        if not parts:
            return _bytes_of(place, LARGEST)
        return _from_zip(_kept_open(place, *_stamp(place)), parts)
    except OSError as error:
        raise Refused(_cannot_read("file", error)) from None


LINK_OUT = "It is a link that leads out of the folder that was handed in, so it is not read."


def clean_path(parts):
    """A path as it is shown: every character of it can be written down."""
    return "/".join(parts).strip("/").encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _what_counts(handed_in):
    """A student's notebooks, at most MOST_NOTEBOOKS; without any, one line that says what there is."""
    notebooks = [item for item in handed_in if item["kind"] == "notebook"]
    if not notebooks:
        return [_instead(handed_in)]
    if len(notebooks) <= MOST_NOTEBOOKS:
        return notebooks
    notebooks.sort(key=lambda item: (item["received"], item["parts"]))
    says = f"{len(notebooks):,} notebooks were handed in; only the newest {MOST_NOTEBOOKS} are read."
    left = notebooks[-MOST_NOTEBOOKS - 1]
    return [*notebooks[-MOST_NOTEBOOKS:], left | {"problem": says}]


def _instead(handed_in):
    """One line on a student without a notebook."""
    files = [item for item in handed_in if item["parts"][-1]]
    problem = next((item["problem"] for item in handed_in if item["problem"]), "")
    if files and not problem:
        shown = ", ".join(clean(item["parts"][-1]) for item in files[:3]) + (", …" if files[3:] else "")
        problem = (
            f"No notebook (.ipynb) was handed in, only {shown}. If that is a notebook under another name,"
            " or a packed one, hand in the .ipynb itself or a zip of it."
        )
    problem = problem or "No notebook (.ipynb) was handed in; there is nothing to grade in the folder."
    return (files or handed_in)[0] | {"problem": problem}


# --- items: dict(parts, kind, received, problem), as `owners` takes them


def _item(parts, kind="notebook", received="", problem=""):
    return {"parts": parts, "kind": kind, "received": received, "problem": problem}


def _items(path):
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise FileNotFoundError(f"There is no folder or zip archive at {path}.")
    try:
        if path.suffix.lower() != ".zip":
            raise Refused("Give a folder of notebooks, or a zip archive of one.")
        return _in_zip(_kept_open(path, *_stamp(path)), (), 1)
    except Refused as error:
        raise ValueError(f"{path} cannot be read. {error}") from None


def _kind(name):
    """What a file is by its name: notebook, zip, other (a document), or "" for what is passed over."""
    lower = name.lower()
    if lower.startswith((".", "~$")) or lower in IGNORED_FILES:
        return ""
    suffix = Path(lower).suffix
    return {".ipynb": "notebook", ".zip": "zip"}.get(
        suffix, "other" if re.fullmatch(DOCUMENTS, suffix) else ""
    )


def _is_ignored(folder):
    return folder.startswith(".") or folder.lower() in IGNORED_FOLDERS


def _in_folder(root):
    """All items of a folder, without following links to folders, so no loop is possible."""
    items, waiting, real = [], [()], os.path.realpath(root)
    while waiting:
        parts = waiting.pop()
        try:
            with os.scandir(os.path.join(root, *parts)) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            items.append(_item((*parts, ""), problem=_cannot_read("folder", error)))
            continue
        names = {entry.name for entry in entries}
        if parts and {"results.sqlite", "grades.csv"} <= names:
            continue  # what an earlier run wrote
        items += [_item((*parts, ""), "folder")] if parts else []
        for entry in entries:
            beside = not parts and "submitted" in names and entry.name in NBGRADER_BESIDE
            if not beside:
                _look_at(entry, parts, items, waiting, real)
    return items


def _look_at(entry, parts, items, waiting, real):
    """Add the items of one entry of a folder, or the folder that it is to those still waiting."""
    path = (*parts, entry.name)
    link = entry.is_symlink() or getattr(entry, "is_junction", bool)()
    folder = os.path.isdir(entry.path)
    kind = _kind(entry.name)
    if (folder and _is_ignored(entry.name)) or not (folder or kind):
        return
    if "feedback" in map(str.lower, parts) and entry.name.lower().endswith(".html"):
        return
    shown, end = path, ("",) if folder else ()
    try:
        entry.name.encode("utf-8")
        problem = LINK_OUT if link and not _is_within(entry.path, real) else ""
    except UnicodeError:
        shown = tuple(part.encode("utf-8", "replace").decode("utf-8") for part in path)
        problem = "Its name is not valid UTF-8. Rename it."
    if len(path) > zips.DEEPEST:
        problem = f"It lies in more than {zips.DEEPEST} folders within each other."
    if problem:
        items.append(_item(shown + end, "other" if kind == "other" else "notebook", problem=problem))
    elif folder and link:
        says = "There is only a link to another folder; what lies there is listed there."
        items.append(_item((*path, ""), "folder", problem=says))
    elif folder:
        waiting.append(path)
    else:
        items += _of_file(entry, path, kind)


def _of_file(entry, parts, kind):
    """The items of an ordinary file, of what only looks like one, or of all that is in a zip archive."""
    try:
        status = entry.stat()
        received = datetime.fromtimestamp(int(status.st_mtime)).isoformat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("It is no ordinary file (a pipe, a socket or a device), so it is not read.")
        if not os.access(entry.path, os.R_OK):
            raise Refused("The file cannot be read (permission denied).")
        if kind == "zip":
            return _in_zip(_kept_open(Path(entry.path), *_stamp(entry.path)), parts, 1)
        if kind == "notebook" and status.st_size > LARGEST:
            raise Refused(zips.too_large(status.st_size, LARGEST))
    except Refused as error:
        return [_item(parts, kind if kind == "other" else "notebook", problem=str(error))]
    except (OSError, OverflowError, ValueError) as error:
        return [_item(parts, kind if kind == "other" else "notebook", problem=_cannot_read("file", error))]
    return [_item(parts, kind, received)]


def _in_zip(opened, prefix, depth):
    """All items of an archive. prefix : its path; depth : how many archives that is, within each other"""
    items = [_item((*prefix, ""), "folder")] if prefix else []
    for entry in opened["entries"].values():
        parts = entry["parts"]
        kind = "folder" if parts[-1] == "" else _kind(re.split(r"[/\\]", parts[-1])[-1])
        if kind == "" or (not entry["problem"] and any(map(_is_ignored, parts[:-1]))):
            continue
        parts, received = prefix + parts, zips.time_of(entry["info"])
        if kind == "zip" and not entry["problem"]:
            items += _in_inner_zip(opened["archive"], entry, parts, depth + 1)
            continue
        problem = entry["problem"]
        if not problem and kind == "notebook" and entry["info"].file_size > LARGEST:
            problem = zips.too_large(entry["info"].file_size, LARGEST)
        if problem:
            parts = tuple(part for part in parts[:-1] if part != "..")[: zips.DEEPEST] + parts[-1:]
        kind = "notebook" if kind == "zip" else kind
        items.append(_item(parts, kind, received, problem))
    return items


def _in_inner_zip(archive, entry, parts, depth):
    try:
        if depth > MOST_ZIPS:
            raise Refused(f"It lies in more than {MOST_ZIPS} zip archives within each other.")
        data = zips.content(archive, entry, zips.LARGEST_ZIP)
        return _in_zip(zips.opened(io.BytesIO(data)), parts, depth)
    except Refused as error:
        return [_item(parts, problem=str(error))]


# --- bytes


@lru_cache(maxsize=1)
def _kept_open(path, size, changed):
    """An archive on the disk, opened once for all that is read from it in a row."""
    try:
        return zips.opened(open(path, "rb", buffering=0))
    except OSError as error:
        raise Refused(_cannot_read("file", error)) from None


def _stamp(path):
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


def _from_zip(opened, parts):
    entries = opened["entries"]
    for k in range(1, len(parts) + 1):
        entry = entries.get("/".join(parts[:k]))
        if entry is not None and k == len(parts):
            return zips.content(opened["archive"], entry, LARGEST)
        if entry is not None and entry["parts"][-1]:
            data = zips.content(opened["archive"], entry, zips.LARGEST_ZIP)
            return _from_zip(zips.opened(io.BytesIO(data)), parts[k:])
    raise Refused("The file is no longer in the zip archive.")


def _bytes_of(path, most):
    """The bytes of an ordinary file; a pipe cannot make this wait."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Refused("It is no ordinary file (a pipe, a socket or a device), so it is not read.")
        data = stream.read(most + 1)
    if len(data) > most:
        raise Refused(zips.too_large(os.path.getsize(path), most))
    return data


def _is_within(path, real):
    """Whether a path, all links followed, lies in the folder `real` (or is the file `real`)."""
    try:
        return os.path.commonpath([os.path.realpath(path), real]) == real
    except (OSError, ValueError):
        return False


def _cannot_read(what, error):
    reason = getattr(error, "strerror", None) or "its name or time is not valid"
    return f"The {what} cannot be read ({reason.lower()})."
