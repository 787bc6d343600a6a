"""What was handed in and what came of it, kept in RESULTS/results.sqlite.

A run may be killed at any moment: what was saved before is there, and the next run grades the rest. Nothing
is ever taken out. A file that is gone from its folder is kept, and still counts for a lesson of which no
other is there; to begin anew, choose another RESULTS folder.

A file with the same bytes as an earlier one of the same student is no new attempt; the time of the earlier
one stands. Which of several attempts counts is in `attempts`.

Results are kept by the digest of the file and the fingerprint of the grader. After an update of the course
the fingerprint is another one and everything is graded anew; for a file that is gone the earlier result
stands.

One process writes, and holds the file's lock as long as it has it open. The system lets go of the lock when
the process ends, however it ends.
"""

import contextlib
import hashlib
import json
import secrets
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from rnn_helpers.grading import places
from rnn_helpers.grading.attempts import counting, in_time, notes

KIND, VERSION = 0x524E4E67, 1  # how SQLite tells this kind of file from others, and its form
SHOWING = {  # modules of grading that collect or show results; a change of theirs needs no new grading
    "__init__.py",
    "__main__.py",
    "attempts.py",
    "by_hand.py",
    "class_counts.py",
    "class_ideas.py",
    "class_people.py",
    "class_pictures.py",
    "class_report.py",
    "feedback.py",
    "findings.py",
    "grading.py",
    "page.py",
    "places.py",
    "returning.py",
    "roster.py",
    "sheets.py",
    "spreading.py",
    "store.py",
    "tables.py",
    "times.py",
    "together.py",
}
TABLES = (
    "CREATE TABLE course (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE submissions (student TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL,
    name TEXT NOT NULL, received TEXT NOT NULL, problem TEXT NOT NULL, first_seen TEXT NOT NULL,
    PRIMARY KEY (student, source, digest))""",
    """CREATE TABLE results (digest TEXT NOT NULL, fingerprint TEXT NOT NULL, lesson TEXT NOT NULL,
    problem TEXT NOT NULL, result TEXT NOT NULL, PRIMARY KEY (digest, fingerprint))""",
)
LOCKED, FULL, NO_ACCESS = {5, 6}, {13}, {3, 8, 10, 14, 23}  # SQLite's primary result codes


class StoreError(RuntimeError):
    """The store cannot be used; the text says why and what to do."""


# --- opening


def open_store(path, seed=None):
    """Open the store, or make one where there is none.

    path : the file; its folder is there        seed : whole number from 0, or None for the stored one
    returns : dict(path, seed, connection). A new store without a seed draws one that nobody can foresee.

    Raises StoreError for a file that is damaged, of another program or version, in use by another run, or
    begun with another seed. The file stays as it is.
    """
    path = Path(path)
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int) or seed < 0):
        raise StoreError(f"The seed is a whole number from 0 on; got {seed!r}.")
    with _in_words(path):
        connection = sqlite3.connect(path, timeout=1, isolation_level=None)
        try:
            return {"path": path, "seed": _opened(connection, path, seed), "connection": connection}
        except BaseException:
            connection.close()
            raise


def close_store(store):
    """Let go of the file, so that another run may have it."""
    store["connection"].close()


def _opened(connection, path, seed):
    """Take the lock, check that the file is ours, and return the seed."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    with _transaction(connection):
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            _create(connection, secrets.randbits(62) if seed is None else seed)
        _check(connection, path)
        connection.execute(places.TABLE)
        kept = int(connection.execute("SELECT value FROM course WHERE name = 'seed'").fetchone()[0])
    if seed not in (None, kept):
        raise StoreError(
            f"{path} was begun with the seed {kept}, and this run was given {seed}. Marks of two seeds do"
            f" not go together: leave the seed out, or choose another folder for the results."
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return kept


def _create(connection, seed):
    for table in TABLES:
        connection.execute(table)
    connection.execute("INSERT INTO course VALUES ('seed', ?)", (str(seed),))
    connection.execute(f"PRAGMA application_id = {KIND}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _check(connection, path):
    kind, version, sound = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version", "quick_check")
    )
    if kind != KIND:
        raise StoreError(
            f"{path} is a database of another program. It was left as it is; move it away, or choose another"
            f" folder for the results."
        )
    if version != VERSION:
        raise StoreError(
            f"{path} was made by another version of the grader (form {version}, not {VERSION}). It was left"
            f" as it is; use that version, or choose another folder for the results."
        )
    if sound != "ok":
        raise StoreError(_damaged(path, sound))


@contextlib.contextmanager
def _transaction(connection):
    """All of what is done inside, or nothing of it."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself takes some failures back
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def _in_words(path):
    """What SQLite reports, as a StoreError in plain words."""
    try:
        yield
    except sqlite3.ProgrammingError:  # a fault of the program, not of the file
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in LOCKED:
            says = f"Another run is using {path}. Wait for its end, or choose another folder for the results."
        elif code in FULL:
            says = f"The disk is full: {path} cannot grow. Make room and run again; what was saved is kept."
        elif code in NO_ACCESS:
            says = f"{path} cannot be used ({error}). Check that its folder is there and yours to write."
        else:
            says = _damaged(path, error)
        raise StoreError(says) from None


def _damaged(path, reason):
    return (
        f"{path} is damaged or no results file ({reason}). It was left as it is; move it away to begin anew,"
        f" or put back a copy."
    )


# --- writing


def fingerprint(settings=None):
    """The name of all that a result depends on besides the file and the seed: 64 hexadecimal digits.

    settings : what else it depends on, such as limits; plain data
    """
    package = Path(__file__).parents[1]
    name = hashlib.sha256()
    about = [sys.version_info[:2], np.__version__, settings]
    name.update(json.dumps(about, sort_keys=True).encode())
    for path in sorted(package.rglob("*"), key=lambda path: path.relative_to(package).as_posix()):
        place = path.relative_to(package).as_posix()
        if (
            "__pycache__" in place
            or not path.is_file()
            or (path.parent.name == "grading" and path.name in SHOWING)
        ):
            continue
        content = path.read_bytes()
        if path.suffix == ".py":  # the same on a system that ends its lines in another way
            content = content.replace(b"\r\n", b"\n")
        name.update(f"\n{place} {len(content)}\n".encode())
        name.update(content)
    return name.hexdigest()


def note_submissions(store, batch, folder=None):
    """Keep what was handed in, all of the batch or nothing of it. What is known already stays.

    batch : list of (submission as `collecting` makes it, digest of its bytes, "" where it cannot be read)
    folder : where the batch lies, if it is all that lies there
    returns : sentences on students who go by another name now, see `places`
    """
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = [
        [
            _utf8(each)
            for each in (sub["student"], sub["source"], digest, sub["name"], sub["received"], sub["problem"])
        ]
        for sub, digest in batch
    ]
    fields = ("student", "source", "digest", "name")
    files = [dict(zip(fields, row)) for row in rows]
    with _in_words(store["path"]), _transaction(store["connection"]):
        said = places.note_places(store["connection"], _utf8(str(folder)), files) if folder else []
        store["connection"].executemany(
            """INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (student, source, digest) DO UPDATE SET
            name = excluded.name, problem = excluded.problem,
            received = CASE WHEN received = '' THEN excluded.received ELSE received END""",
            [[*row, now] for row in rows],
        )
    return said


def missing(store, fingerprint, digests):
    """Those of the digests without a result of this grader, each once, in their order. "" is left out."""
    with _in_words(store["path"]):
        rows = store["connection"].execute("SELECT digest FROM results WHERE fingerprint = ?", (fingerprint,))
        done = {digest for (digest,) in rows}
    return [digest for digest in dict.fromkeys(digests) if digest and digest not in done]


def save_result(store, digest, fingerprint, result):
    """Keep one result at once. A result saved before under both names is replaced."""
    row = (digest, fingerprint, result["lesson"], _utf8(result["problem"]), json.dumps(result))
    with _in_words(store["path"]):
        store["connection"].execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", row)


def _utf8(text):
    """Half characters, which file names and notebooks can hold but UTF-8 cannot, as their escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


# --- reading


def latest(store, fingerprint):
    """What counts of each student.

    returns : {student: {"name", "source", "received", "results": {lesson: result}, "notes": sentences,
        "gone": whether no file is there now}}, in the order of names. `source` names the files that count,
        `received` is the latest of their times. Where nothing can be judged, the latest try is there, under
        its lesson or "". A student whose files are still to be graded has no results. `notes` tell of tries
        that do not count and of old results.
    """
    with _in_words(store["path"]):
        found = {student: _summary(store, own) for student, own in _tries(store, fingerprint).items()}
    return dict(sorted(found.items(), key=lambda item: (item[1]["name"].casefold(), item[0])))


def history(store, student, fingerprint):
    """Every attempt of a student, the earliest first.

    returns : list of attempts, see `attempts`; `counts` is True for those that count
    """
    with _in_words(store["path"]):
        own = _tries(store, fingerprint).get(_utf8(student), [])
    best = list(counting(own).values())
    shown = [{k: each[k] for k in each if k != "row"} | {"counts": each in best} for each in own]
    return sorted(shown, key=in_time)


def _tries(store, fingerprint):
    """student -> its attempts. Files of one student with the same bytes are one attempt."""
    results = store["connection"].execute(
        "SELECT digest, lesson, problem, rowid, fingerprint FROM results ORDER BY fingerprint = ?, rowid",
        (fingerprint,),
    )
    judged = {  # the last of a digest's results stays: this grader's, else the newest
        digest: {"lesson": lesson, "problem": problem, "row": row, "stale": maker != fingerprint}
        for digest, lesson, problem, row, maker in results
    }
    keys = ("student", "source", "digest", "name", "received", "problem", "first_seen")
    groups, gone = {}, places.gone(store["connection"])
    for values in store["connection"].execute(f"SELECT {', '.join(keys)} FROM submissions"):
        each = dict(zip(keys, values))
        each["gone"] = (each["source"], each["digest"]) in gone
        same = each["digest"] or each["source"]
        groups.setdefault(each.pop("student"), {}).setdefault(same, []).append(each)
    return {student: [_one_try(files, judged) for files in own.values()] for student, own in groups.items()}


def _one_try(files, judged):
    """One attempt, made of all files with the same bytes."""
    first = min(files, key=lambda each: (not each["received"], in_time(each)))
    there = min(files, key=lambda each: (each["gone"], not each["received"], in_time(each)))
    each = first | {"source": there["source"], "gone": there["gone"]}
    each |= {"lesson": None, "stale": False, "row": None}
    return each | ({"lesson": ""} if each["problem"] else judged.get(each["digest"], {}))


def _summary(store, own):
    best = counting(own)
    results = {lesson: _result(store, each) for lesson, each in best.items()}
    for each in own:
        counts = each in best.values()
        each["points"] = _points(results[each["lesson"]] if counts else _result(store, each))
    newest = max(own, key=lambda each: (not each["gone"], in_time(each)))
    received = [each for each in best.values() if each["received"]]
    return {
        "name": newest["name"],
        "source": ", ".join(dict.fromkeys(each["source"] for each in best.values())) or newest["source"],
        "received": max(received, key=in_time)["received"] if received else "",
        "results": results,
        "notes": notes(own, best),
        "gone": all(each["gone"] for each in own),
    }


def _points(result):
    return sum(task["points"] or 0 for task in result["tasks"].values())


def _result(store, each):
    if each["row"] is None:
        return {"lesson": "", "problem": each["problem"], "notes": [], "incidents": [], "tasks": {}}
    query = "SELECT result FROM results WHERE rowid = ?"
    text = store["connection"].execute(query, (each["row"],)).fetchone()[0]
    try:
        return json.loads(text)
    except ValueError as error:
        raise StoreError(_damaged(store["path"], error)) from None
