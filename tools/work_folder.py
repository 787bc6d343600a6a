"""The learner's own copies in work/: new lessons come in, nothing that a learner wrote is ever lost.

``work/`` mirrors ``notebooks/``. A file that is still as it was copied follows an update (opening it in
JupyterLab, which notes the version of Python in it, does not count); a file that was touched stays, and the
newer version is put beside it. ``work/.course.json`` remembers for each file which version it came
from and which newer ones were offered beside it, as hashes.
"""

import hashlib
import json
import os
from difflib import get_close_matches
from itertools import count
from pathlib import PurePosixPath

from tools.stop import Stop

MANIFEST = ".course.json"


def hash_of(file):
    """The mark of a file's content; None where there is no file."""
    return mark_of(file.read_bytes()) if file.is_file() else None


def mark_of(content):
    """The SHA-256 of a file's bytes; of a notebook, without what mere opening changes."""
    return hashlib.sha256(as_written(content)).hexdigest()


def as_written(content):
    """The bytes of a notebook without its note on the kernel, and in one layout; other bytes as they are."""
    try:
        notebook = json.loads(content)
        metadata = {k: v for k, v in notebook["metadata"].items() if k not in ("language_info", "kernelspec")}
        cells = [{**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return content
    return json.dumps([metadata, cells], sort_keys=True).encode("utf-8")


def write(file, content):
    """Write bytes in one move: a reader sees the old file or the new one, never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(content)
    os.replace(draft, file)


def shipped(source):
    """The course's files below `source`: {"exercises/01_x.ipynb": path}, without hidden and cached ones."""
    files = (path for path in sorted(source.rglob("*")) if path.is_file())
    names = ((path.relative_to(source), path) for path in files)
    return {name.as_posix(): path for name, path in names if not hidden(name.parts)}


def hidden(parts):
    return any(part.startswith(".") or part == "__pycache__" for part in parts)


def read_manifest(work):
    """{name: {"base": hash, "newer": {name: hash}}}; empty if missing or damaged (then nothing is known)."""
    try:
        entries = json.loads((work / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {
            name: {"base": entry["base"], "newer": dict(entry["newer"])} for name, entry in entries.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_manifest(work, entries):
    text = json.dumps({"files": entries}, indent=1, sort_keys=True) + "\n"
    write(work / MANIFEST, text.encode("utf-8"))


def beside(name, label, number=None):
    """``a/b.ipynb`` -> ``a/b.LABEL.ipynb``, or ``a/b.LABEL-NUMBER.ipynb``."""
    path = PurePosixPath(name)
    tail = f"{label}-{number}" if number else label
    return str(path.with_name(f"{path.stem}.{tail}{path.suffix}"))


def newer_names(name):
    """b.newer.ipynb, b.newer-2.ipynb, b.newer-3.ipynb, ..."""
    yield beside(name, "newer")
    yield from (beside(name, "newer", number) for number in count(2))


def drop_untouched(work, written):
    """Remove the files that are still as we wrote them, and forget them all. written : {name: hash}"""
    for name, mark in written.items():
        if hash_of(work / name) == mark:
            (work / name).unlink()
    written.clear()


def offer(work, name, content, mark, entry):
    """Put a newer version beside a touched file. Returns its name, or None if it was offered before.

    content, mark : the newer version's bytes and their hash
    entry : the file's line in the manifest; its "newer" part is brought up to date
    """
    if mark in entry["newer"].values():
        return None
    for candidate in newer_names(name):
        there = hash_of(work / candidate)
        if there is None and (work / candidate).exists():
            continue
        if there in (None, mark, entry["newer"].get(candidate)):
            write(work / candidate, content)
            entry["newer"][candidate] = mark
            return candidate


def bring(work, name, source, entry):
    """Bring one file up to date by the rules above. Returns (what happened, name of the file concerned).

    entry : its line in the manifest, changed in place
    What happened is one of: new, updated, same, newer (a newer version lies beside it), kept.
    """
    content = source.read_bytes()
    mark = mark_of(content)
    there, base = hash_of(work / name), entry["base"]
    if there is not None and there not in (mark, base):
        offered = None if mark == base else offer(work, name, content, mark, entry)
        return ("newer", offered) if offered else ("kept", name)
    if there != mark:
        write(work / name, content)
    entry["base"] = mark
    drop_untouched(work, entry["newer"])
    return ("new" if there is None else "same" if there == mark else "updated"), name


def retire(work, name, entry):
    """A file that the course no longer ships: removed if untouched. Returns whether it was removed."""
    drop_untouched(work, entry["newer"])
    if hash_of(work / name) is None or hash_of(work / name) != entry["base"]:
        return False
    (work / name).unlink()
    for folder in list(PurePosixPath(name).parents)[:-1]:
        if not any((work / folder).iterdir()):
            (work / folder).rmdir()
    return True


def fill(source, work):
    """Bring the whole work folder up to date. Returns {what happened: names}."""
    if work.exists() and not work.is_dir():
        raise Stop(f"{work} is a file, but the course needs a folder of that name. Move it and try again.")
    known, files = read_manifest(work), shipped(source)
    done = {}
    entries = {name: known.get(name, {"base": None, "newer": {}}) for name in files}
    for name, path in files.items():
        happened, concerned = bring(work, name, path, entries[name])
        done.setdefault(happened, []).append(concerned)
    gone = [name for name in known if name not in files and retire(work, name, known[name])]
    write_manifest(work, entries)
    return {**done, "removed": gone} if gone else done


def report(done):
    """One or two lines on what `fill` did."""
    parts = [f"{len(done[key])} {key}" for key in ("new", "updated", "removed") if key in done]
    yours = len(done.get("newer", [])) + len(done.get("kept", []))
    parts += (
        [f"{yours} of yours left as they are" if yours > 1 else "1 of yours left as it is"] if yours else []
    )
    lines = ["work/: " + (", ".join(parts) or "everything is up to date") + "."]
    if done.get("newer"):
        lines.append("A newer version lies beside yours: " + ", ".join(done["newer"]))
    return "\n".join(lines)


def find(name, files):
    """The shipped file that a learner means, by its name or the start of it. Raises Stop if none."""
    plain = name.replace("\\", "/").removeprefix("./").removeprefix("work/").removeprefix("notebooks/")
    for wanted in (plain, plain + ".ipynb"):
        if wanted in files:
            return wanted
    same = [
        known
        for known in files
        if PurePosixPath(known).stem == PurePosixPath(plain).name.removesuffix(".ipynb")
    ]
    if "/" not in plain and len(same) == 1:
        return same[0]
    begun = [known for known in files if known.startswith(plain)]
    if len(begun) == 1:
        return begun[0]
    close = begun or same or get_close_matches(plain + ".ipynb", files, n=3, cutoff=0.3)
    raise Stop(f"There is no notebook {name!r} in the course. Did you mean: {', '.join(close or files)}?")


def restore(source, work, name):
    """Put the course's version of one notebook in place. Returns (its name, the learner's copy or None)."""
    files = shipped(source)
    name = find(name, files)
    entries = read_manifest(work)
    entry = entries.setdefault(name, {"base": None, "newer": {}})
    mark = hash_of(files[name])
    mine = keep_mine(work, name) if hash_of(work / name) not in (None, mark, entry["base"]) else None
    bring(work, name, files[name], entry)
    write_manifest(work, entries)
    return name, mine


def keep_mine(work, name):
    """Move the learner's file to NAME.mine-1, or the next free number. Returns the new name."""
    names = (beside(name, "mine", number) for number in count(1))
    free = next(candidate for candidate in names if not (work / candidate).exists())
    (work / name).rename(work / free)
    return free
