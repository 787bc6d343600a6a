"""Who handed in which file: worked out from its path alone.

What a learning platform writes into a name says it outright. Without that, the student is the outermost
folder, or else the file, whose name says more than which lesson it is. A name on the roster settles it. Two
students are never taken for one because their names look alike; where that is in doubt, both stay apart, each
with a row.
"""

import os
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import datetime

from rnn_helpers.lessons import LESSONS

DOCUMENTS = r"\.(?:py|r|rmd|jl|m|pdf|html?|docx?|odt|rtf|txt|json|md|tex|png|jpe?g|heic|rar|7z|tar|gz|tgz)"
LONGEST_NAME = 100  # characters of a student's key
NO_NAME = "(no name)"

# Moodle's "download all submissions": "Anna Müller_123456_assignsubmission_file_", as a folder or in front of
# the file's own name. The number belongs to one assignment, not to the student for good.
MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_.*)?", re.DOTALL)
# Canvas: "mulleranna_12345_678910_file.ipynb", with "_LATE" after the name where it came late; the first
# number is the user's, the second that of the file, which no other file has.
CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<number>[1-9]\d+)_(?P<file>\d{3,})_.+", re.DOTALL)
# Blackboard: "Assignment 2_ab12_attempt_2026-11-20-10-15-33_file.ipynb".
BLACKBOARD = re.compile(
    r"(?P<head>.+_(?P<name>[^_]+))_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:[_.].*)?", re.DOTALL
)
# ILIAS: a folder "Müller_Anna_amuller_4711": the name, the login, a number.
ILIAS = re.compile(r"(?P<name>[^_\d]+_[^_\d]+)_[^_]+_\d{3,}", re.DOTALL)

_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_PLACE = (
    "exercises?|lessons?|assignments?|submissions?|submitted|homeworks?|hw|notebooks?|work|solutions?|weeks?"
    "|abgaben?|[üÜ]bung(?:en|sblatt)?|uebung(?:en|sblatt)?|(?:haus)?aufgaben?|(?:aufgaben)?blatt|lektion"
    "|l[öÖ]sung(?:en)?|wochen?|kw|serie|labs?|sheets?"
    "|devoirs?|semaines?|tareas?|semanas?"
)
_COPY = r"(?:[\s_-]+(?:(?:copy|kopie|copie|copia)[\s_-]*\d*|final|v\d+)|\s*\(\d{1,2}\))+$"


def _lesson_pattern(lesson):
    """The number with one or more of the words that follow it, or all of the words without the number."""
    number, *words = lesson["file"].split("_")
    begun = ""
    for word in reversed(words[1:]):
        begun = rf"(?:[\W_]+{word}{begun})?"
    whole = "|" + r"[\W_]+".join(words) if len(words) > 1 else ""
    return rf"{_START}(?:{number}[\W_]+{words[0]}{begun}{whole}){_END}"


_LESSON_PATTERNS = {lesson["file"]: re.compile(_lesson_pattern(lesson), re.I) for lesson in LESSONS}
_SAYS_NOTHING = re.compile(
    "|".join(
        [*(pattern.pattern for pattern in _LESSON_PATTERNS.values())]
        + [rf"{_START}(?:{_PLACE})[\s_-]*\d{{1,2}}{_END}", rf"{_START}\d{{4}}-\d\d-\d\d{_END}", _COPY]
    ),
    re.I,
)
_ANYBODY = re.compile(
    r"(?:students?|studentin|studierender?|participant|teilnehmer(?:in)?|learner|user|(?:your )?name|group"
    r"|gruppe|team|sch[üÜ]ler(?:in)?|[éÉ]tudiante?|estudiante)",
    re.I,
)
_LESSON_NUMBERS = {lesson["number"] for lesson in LESSONS}
_NUMBER = re.compile(r"\d{1,2}")
_SHORT_NUMBER = re.compile(rf"{_START}\d{{1,2}}{_END}")
_ONLY_PLACE = re.compile(rf"(?:(?:{_PLACE})[\W_]*)+", re.I)


def lesson_named(text):
    """The lesson that a file's name names, such as "02_unrolled_in_time", or ""."""
    return next((file for file, pattern in _LESSON_PATTERNS.items() if pattern.search(text)), "")


def owners(items, people=None):
    """Add to every item whose it is.

    items : list of dict(parts, kind, …). parts is the path as a tuple of names; a last part "" stands for the
        folder before it. kind is "notebook" for what may be a notebook
    people : function of a text, how many people of the roster it may name; None where there is none
    returns : list of dict(student, name, received) in the same order; student is "" for a folder that is
        nobody's, received is "" where the path says nothing about the time
    """
    canvas = _files_of_canvas(items)
    around = _folders_around(items)
    found = [
        _from_export(item["parts"], people)
        or _from_roster(item["parts"], people)
        or _from_platform(item["parts"], canvas, around)
        for item in items
    ]
    rest = [k for k, owner in enumerate(found) if owner is None]
    for k, owner in zip(rest, _from_folders([items[k] for k in rest])):
        found[k] = owner
    keys = _kept_apart(found)
    return [
        {"student": keys[owner["key"], owner["identity"]], "name": owner["name"], "received": owner["time"]}
        if owner
        else {"student": "", "name": "", "received": ""}
        for owner in found
    ]


def _owner(key, name, identity, scope, time=""):
    """key : what the student is called in all that is written      name : what is shown
    identity : what tells apart two students with the same key, within the same scope (a path)
    """
    name = " ".join(clean(name).replace("_", " ").split()) or NO_NAME
    return {"key": clean(key) or NO_NAME, "name": name, "identity": identity, "scope": scope, "time": time}


def clean(text):
    """Text in one spelling (NFC), on one line, without what cannot be written down, not too long."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if c.isspace() else "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in text
    )
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def _folders_around(items):
    """How many folders lie around all of the items."""
    return len(os.path.commonprefix([item["parts"][:-1] for item in items]))


def _files_of_canvas(items):
    """The parts of paths that Canvas named: with a name, and a number that no other file there has."""
    by_number = defaultdict(set)
    for item in items:
        for k, part in enumerate(item["parts"]):
            match = CANVAS.fullmatch(part)
            if match and not names_nobody(match["name"]):
                by_number[item["parts"][:k], match["file"]].add(part)
    return {part for parts in by_number.values() if len(parts) == 1 for part in parts}


def _from_roster(parts, people):
    """The owner by the outermost part that names one person of the roster, or None."""
    for part in filter(None, parts if people else ()):
        rest = _rest_of(part)
        if rest and not _NUMBER.fullmatch(rest) and people(rest) == 1:
            short = " ".join(_SHORT_NUMBER.sub(" ", rest).split()).strip(" _-.,")
            rest = short if short != rest and short and people(short) == 1 else rest
            return _owner(rest, rest, rest, ())
    return None


def _from_export(parts, people):
    """The owner by what only Moodle or Blackboard writes into a path, or None."""
    for k, part in enumerate(parts):
        scope = parts[:k]
        if match := MOODLE.fullmatch(part):
            whole = f"{match['name']}_{match['number']}"
            # Without names (blind marking) everybody is "Participant", so one word needs its number, as do
            # people of one name.
            alone = " " in match["name"] and (people is None or people(match["name"]) < 2)
            return _owner(match["name"] if alone else whole, match["name"], whole, scope)
        if match := BLACKBOARD.fullmatch(part):
            return _owner(match["name"], match["name"], match["head"], scope, _time(match["time"]))
    return None


def _from_platform(parts, canvas, around):
    """The owner by what Canvas, ILIAS or nbgrader wrote into the path, or None.

    canvas : of `_files_of_canvas`        around : how many folders lie around everything; none is a student
    """
    for k, part in enumerate(parts):
        scope = parts[:k]
        if part in canvas and (match := CANVAS.fullmatch(part)):
            whole = f"{match['name']}_{match['number']}"
            return _owner(whole, match["name"], whole, scope)
        is_folder = k + 1 < len(parts)
        if is_folder and k >= around and (match := ILIAS.fullmatch(part)):
            return _owner(part, match["name"], part, scope)
        # nbgrader: submitted/student/assignment/file
        if part == "submitted" and k + 3 < len(parts) and _rest_of(parts[k + 1]):
            return _owner(parts[k + 1], parts[k + 1], parts[k + 1], parts[: k + 1])
    return None


def _time(text):
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S").isoformat()
    except ValueError:
        return ""


def _kept_apart(found):
    """The final key for each pair (key, identity).

    The key alone, unless two identities share it within one scope: Anna Müller_1 and Anna Müller_2 in one
    export, or two spellings of one name in one folder. Then each gets its whole identity as its key.
    """
    by_scope, of_key = defaultdict(set), defaultdict(set)
    for owner in filter(None, found):
        by_scope[owner["key"], owner["scope"]].add(owner["identity"])
        of_key[owner["key"]].add(owner["identity"])
    doubtful = {key for (key, _), identities in by_scope.items() if len(identities) > 1}
    final, used = {}, {key for key in of_key if key not in doubtful}
    for key, identities in of_key.items():
        for identity in sorted(identities, key=lambda text: (text != clean(text), text)):
            new = key if key not in doubtful else _unused(clean(identity) or NO_NAME, used)
            used.add(new)
            final[key, identity] = new
    return final


def _unused(key, used):
    number, new = 1, key
    while new in used:
        number += 1
        new = f"{key} ({number})"
    return new


# --- without a platform's help


def _rest_of(part):
    """What a part of a path says besides the lesson, a place such as "submissions", and copies."""
    pieces = (piece.strip(" \t_-.,+") for piece in _SAYS_NOTHING.split(_stem(part)))
    rest = " ".join(piece for piece in pieces if piece)
    return "" if _ONLY_PLACE.fullmatch(rest) else rest


def names_nobody(text):
    """Whether a text is only a word for any student, for a place such as "submissions", or no word at all."""
    return not re.search(r"[^\W\d_]", text) or bool(_ANYBODY.fullmatch(text) or _ONLY_PLACE.fullmatch(text))


def _stem(part):
    return re.sub(rf"(?:\.ipynb|\.zip|{DOCUMENTS})+$", "", part, flags=re.I).strip()


def _rests_of(items):
    """For each item what the parts of its path say.

    Where that is a word for any student, the whole part has to tell them apart, or it says nothing within a
    folder that bears a name. A folder around everything is no such folder.
    """
    around = _folders_around(items)
    rests = []
    for item in items:
        rest = []
        for k, part in enumerate(item["parts"]):
            says = _rest_of(part)
            if _ANYBODY.fullmatch(says):
                says = "" if any(rest[around:k]) else _stem(part)
            rest.append(says)
        rest[-1] = "" if rest[-1] in _LESSON_NUMBERS else rest[-1]
        rests.append(rest)
    return rests


def _from_folders(items):
    """The owner of each item, or None for a folder that is nobody's."""
    found = [None] * len(items)
    rests = _rests_of(items)
    nameless = _assign(items, rests, found, range(len(items)), 0, (), True)
    by_top = defaultdict(list)
    for k in nameless:
        by_top[items[k]["parts"][0]].append(k)
    for top, group in by_top.items():
        lessons = [lesson_named(items[k]["parts"][-1]) for k in group]
        together = all(lessons) and len(set(lessons)) == len(lessons)
        for k in group:
            parts = items[k]["parts"]
            whole = top if together else " - ".join(parts)
            name = re.sub(r"\.(?:ipynb|zip)$", "", whole, flags=re.I)
            found[k] = _owner(name, name, name, ())
    return found


def _assign(items, rests, found, group, depth, trail, alone):
    """Find the owners of the items of `group`, which share their first `depth` parts; none of those is one.

    trail : names of the folders that hold several students, from the outside in
    alone : True where no folder is beside those first parts, on any level
    returns : the indices of files in whose path no part has a name to go by
    """
    by_part, nameless = defaultdict(list), []
    for k in group:
        by_part[items[k]["parts"][depth]].append(k)
    folders = {part: some for part, some in by_part.items() if len(items[some[0]]["parts"]) > depth + 1}
    alone = alone and len(folders) == 1
    rest = {part: rests[some[0]][depth] for part, some in by_part.items()}
    below = {
        part: _next_names(items, rests, folders[part], depth + 1, len(folders) == 1)
        for part in folders
        if rest[part]
    }
    chapters = _chapters(names for part, names in below.items() if not _NUMBER.fullmatch(rest[part]))
    for part, some in by_part.items():
        if part == "":
            continue
        if part not in folders and not rest[part]:
            nameless += some
        elif not rest[part]:
            nameless += _assign(items, rests, found, some, depth + 1, trail, alone)
        elif part in folders and _holds_students(rest[part], below[part], chapters, alone):
            inner = trail if _NUMBER.fullmatch(rest[part]) else (*trail, rest[part])
            nameless += _assign(items, rests, found, some, depth + 1, inner, alone)
        else:
            for k in some:
                found[k] = _owner(rest[part], rest[part], " - ".join((*trail, rest[part])), ())
    return nameless


def _next_names(items, rests, group, depth, alone):
    """name -> names of the notebooks below it, for the first part from `depth` on that has a name.

    alone : True for a folder with no other beside it; the folders around all that is in it are passed over
    A notebook without such a part is counted under "". A file's own name stands for itself, with None below.
    """
    names = defaultdict(list)
    notebooks = [k for k in group if items[k]["kind"] == "notebook"]
    if alone:
        depth += len(os.path.commonprefix([items[k]["parts"][depth:-1] for k in notebooks]))
    for k in notebooks:
        parts = items[k]["parts"]
        at = next((i for i in range(depth, len(parts)) if rests[k][i]), None)
        name = "" if at is None else rests[k][at]
        names[name].append(parts[-1].casefold() if at is not None and at + 1 < len(parts) else None)
    return names


def _chapters(neighbours):
    """Names that stand in several neighbouring folders, as those of a course's parts do in every student's.

    Where there are more names than folders, it is the other way round: the names are the students.
    """
    neighbours = list(neighbours)
    count = Counter(name for names in neighbours for name in names)
    return set() if len(count) > len(neighbours) else {name for name in count if count[name] > 1}


def _holds_students(own_name, names, chapters, alone):
    """Whether a folder holds the work of several students rather than that of one.

    It does if several notebooks in it bear names other than the folder's own, or if folders with names hold
    notebooks that are called the same, or each as its folder; not where a notebook lies in it under a
    lesson's name alone. Of the one folder around everything two names are enough.
    """
    names = {name: below for name, below in names.items() if name not in chapters}
    unnamed = names.pop("", None)
    files = [name for name, below in names.items() if None in below and not _shares_a_word(name, own_name)]
    if alone and len(files) + sum(None not in below for below in names.values()) > 1:
        return True
    shared = Counter(file for below in names.values() for file in set(below) - {None})
    called = [any(_shares_a_word(file or "", name) for file in below) for name, below in names.items()]
    several = len(files) > 1 or any(number > 1 for number in shared.values())
    return unnamed is None and (several or sum(called) > 1)


def _shares_a_word(one, other):
    one, other = (set(re.findall(r"[^\W\d_]{3,}", text.casefold())) for text in (one, other))
    return not one.isdisjoint(other)
