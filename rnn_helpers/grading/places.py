"""Which files lie in which folder now, and students who go by another name than before.

A term's results may come from many folders. A file is gone when it lay in one of them and lies in none now.
"""

import hashlib
import re
from functools import cache

from rnn_helpers.exercises.generate import NOTEBOOKS
from rnn_helpers.grading.owners import names_nobody
from rnn_helpers.grading.roster import long_form, plain

TABLE = """CREATE TABLE IF NOT EXISTS places (folder TEXT NOT NULL, source TEXT NOT NULL,
    digest TEXT NOT NULL, there INTEGER NOT NULL, PRIMARY KEY (folder, source, digest))"""


def digest_of(content):
    """The name of a file's bytes: 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def note_places(connection, folder, files):
    """Note what lies in a folder, and give the attempts of renamed students to their new names.

    files : list of dict(student, name, source, digest), all that the folder holds now
    returns : sentences on the students who were renamed
    """
    known = connection.execute(
        "SELECT source, digest FROM places WHERE folder = ? AND there", (folder,)
    ).fetchall()
    connection.execute("UPDATE places SET there = 0 WHERE folder = ?", (folder,))
    connection.executemany(
        "INSERT OR REPLACE INTO places VALUES (?, ?, ?, 1)",
        [(folder, each["source"], each["digest"]) for each in files],
    )
    moves = [
        *_by_their_files(connection, {source for source, _ in known}, files),
        *_by_their_content(connection, known, files),
    ]
    return [f'"{old}" is called "{new}" now: the same file.' for old, new in dict.fromkeys(moves)]


def gone(connection):
    """(source, digest) of the files that lay in a folder and lie in none now."""
    query = "SELECT source, digest FROM places GROUP BY source, digest HAVING max(there) = 0"
    return set(connection.execute(query))


def _by_their_files(connection, known, files):
    """Move the attempts at a place that belongs to another student now, as after a second namesake came."""
    owners = {each["source"]: each for each in files if each["source"] in known}
    moves = []
    for old, source in connection.execute("SELECT DISTINCT student, source FROM submissions").fetchall():
        new = owners.get(source)
        if new and new["student"] != old:
            _move(connection, old, new, " AND source = ?", (source,))
            moves.append((old, new["student"]))
    return moves


def _by_their_content(connection, known, files):
    """Move all attempts of a student whose files are gone, where one has come back under a like name."""
    now, known = {(each["source"], each["digest"]) for each in files}, set(known)
    came = {}
    for each in files:
        if each["digest"] and (each["source"], each["digest"]) not in known:
            came.setdefault(each["digest"], {})[each["student"]] = each
    left = {(source, digest) for source, digest in known - now if digest in came}
    if not left:
        return []
    rows = connection.execute("SELECT student, source, digest FROM submissions").fetchall()
    met, away, untouched, olds = {student for student, _, _ in rows}, gone(connection), _handed_out(), {}
    staying = {student for student, source, digest in rows if (source, digest) not in away}
    for student, source, digest in rows:
        if (source, digest) in left and student not in staying and digest not in untouched:
            olds.setdefault(digest, set()).add(student)
    moves = []
    for digest, students in olds.items():
        (old, *more), (new, *others) = students, came[digest].values()
        if not more and not others and new["student"] not in met and _alike(old, new["student"]):
            _move(connection, old, new)
            moves.append((old, new["student"]))
    return moves


def _move(connection, old, new, where="", values=()):
    connection.execute(
        f"UPDATE OR IGNORE submissions SET student = ?, name = ? WHERE student = ?{where}",
        (new["student"], new["name"], old, *values),
    )
    connection.execute(f"DELETE FROM submissions WHERE student = ?{where}", (old, *values))


def _alike(one, other):
    """Whether one name has all the words of the other, in one spelling: Anna, and Anna Müller."""
    for spelling in (plain, long_form):
        few, many = sorted((set(re.findall(r"[^\W_]+", spelling(name))) for name in (one, other)), key=len)
        if few <= many and not names_nobody(" ".join(sorted(few))):
            return True
    return False


@cache
def _handed_out():
    """The digests of the exercises as they are handed out: that two students have one says nothing."""
    return {digest_of(path.read_bytes()) for path in (NOTEBOOKS / "exercises").glob("*.ipynb")}
