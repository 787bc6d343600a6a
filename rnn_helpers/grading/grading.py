"""Grade a whole class: collect, run what is new, keep every result, write tables and pages."""

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path

from rnn_helpers.grading import collecting, sandbox, store, tables
from rnn_helpers.grading.class_report import report_page
from rnn_helpers.grading.examining import examined
from rnn_helpers.grading.feedback import feedback_page
from rnn_helpers.grading.places import digest_of
from rnn_helpers.grading.returning import write_moodle_zip
from rnn_helpers.grading.roster import LETTERS, finder
from rnn_helpers.grading.sheets import replace_file
from rnn_helpers.grading.spreading import spread

TRIES = 2  # in one run for what fails by a fault of the grader, or of the machine that it runs on


class GradingError(RuntimeError):
    """The run cannot go on; the text says why and what to do."""


def grade(
    folder,
    out,
    *,
    roster=None,
    weights=None,
    due=None,
    lessons=None,
    title="",
    seed=None,
    executor=None,
    workers=None,
    limits=None,
    unsafe=False,
    tell=None,
    progress=None,
):
    """Grade the notebooks of a class. What is graded already, by the same grader, is not run again.

    folder : where they lie, or a zip        out : the folder for the results, made where it is not there
    roster : a CSV file of the class        weights : see `tables.read_weights`
    due : a time, see `tables.deadline`     lessons : names of the lessons to show (default: all that came in)
    title : of the class report
    seed : of the probes, for a new results folder (default: one that nobody can foresee)
    executor : of `concurrent.futures`, to work elsewhere; workers : how many at a time (default: one for each
        processor)
    limits : of a submission, where other than `sandbox.LIMITS`        unsafe : True to run without a sandbox
    tell : called with sentences for the teacher        progress : called with (number done, number of all)
    returns : student -> {lesson: result}, see `examining.result`

    Writes grades.csv, report.html, report_without_names.html, feedback/, results.sqlite, once overrides.csv
    and, where submissions came from Moodle, feedback_moodle.zip into `out`. Raises GradingError, ValueError
    or OSError before anything is run where what was asked for cannot be done. Submitted files are only read.
    """
    folder, out = Path(folder), Path(out)
    tell = tell or _silent
    about = choices(roster, weights, due, lessons, title)
    _keep_apart(folder, out)
    if executor is None or unsafe:
        tell(_protection(unsafe))
    submissions = collecting.collect(folder, about["roster"] and finder(about["roster"]))
    out.mkdir(parents=True, exist_ok=True)
    kept = store.open_store(out / "results.sqlite", seed)
    try:
        mark = store.fingerprint({"limits": limits or {}, "unsafe": unsafe})
        found, said = _noted(kept, folder, submissions)
        for sentence in said:
            tell(sentence)
        todo = store.missing(kept, mark, found)
        twins = sum(not each["problem"] for each in submissions) - len(found)
        same = f" {twins} with the bytes of another." if twins > 0 else ""
        before = len(found) - len(todo)
        tell(f"{len(submissions)} files; {len(todo)} to grade, {before} graded before.{same}")
        done, count, faults = 0, len(todo), {}
        for _ in range(TRIES):
            jobs = _jobs(folder, todo, found, kept["seed"], limits, unsafe)
            for digest, result, error in spread(examined, jobs, executor, workers):
                if isinstance(error, sandbox.NoProtection):
                    raise GradingError(str(error)) from error
                if error is not None:
                    faults[digest] = error
                    continue
                store.save_result(kept, digest, mark, result)
                done += 1
                if progress:
                    progress(done, count)
            todo = store.missing(kept, mark, todo)
        for digest in todo:
            tell(_fault(found[digest], faults.get(digest)))
        students = store.latest(kept, mark)
    finally:
        store.close_store(kept)
    write_results(out, students, about, tell)
    pages = {each["student"]: out / page_of(each["student"]) for each in submissions}
    if write_moodle_zip(out / "feedback_moodle.zip", submissions, pages):
        tell("feedback_moodle.zip holds the students' pages as Moodle takes them back.")
    return {student: each["results"] for student, each in students.items()}


def _silent(sentence):
    pass


def choices(roster=None, weights=None, due=None, lessons=None, title=""):
    """What the teacher chose for tables and pages, read and checked. Raises ValueError."""
    return {
        "roster": tables.read_roster(roster) if roster else None,
        "weights": tables.read_weights(weights or {}),
        "due": tables.deadline(due) if due else None,
        "lessons": lessons,
        "title": title,
    }


def _keep_apart(folder, out):
    """Results among the submissions would be taken for submissions the next time."""
    if not folder.exists():
        raise GradingError(f"There is no {folder}. Name the folder, or the zip, with what was handed in.")
    if out.exists() and not out.is_dir():
        raise GradingError(f"{out} is a file. Name a folder for the results.")
    inside, around = out.resolve(), folder.resolve()
    if inside == around or around in inside.parents:
        raise GradingError(f"The results cannot go into {folder} itself. Name a folder beside it.")


def _protection(unsafe):
    """How submissions are contained, in words. Raises GradingError where they are not, unless `unsafe`."""
    if unsafe:
        return "UNSAFE: submissions run without a sandbox; they can read and change all that you can."
    found = sandbox.protection()
    if found["kind"] == "none":
        raise GradingError(f"{found['says']} To run submissions without a sandbox, say --unsafe.")
    return found["says"]


# --- what there is to do


def _noted(kept, folder, submissions):
    """Keep what was handed in.

    returns : digest -> the submission that it stands for, for what can be read; sentences for the teacher
    """
    found, batch = {}, []
    for submission in submissions:
        digest = ""
        if not submission["problem"]:
            try:
                digest = digest_of(collecting.content(folder, submission))
                found.setdefault(digest, submission)
            except collecting.Refused as error:
                submission = submission | {"problem": str(error)}
        batch.append((submission, digest))
    return found, store.note_submissions(kept, batch, folder.resolve()) + _all_of_one(submissions)


def _all_of_one(submissions):
    """A sentence where a whole class may have been taken for one student."""
    names = {each["student"]: each["name"] for each in submissions}
    folders = {each["source"].rpartition("/")[0] for each in submissions}
    if len(names) > 1 or len(folders) < 2:
        return []
    return [
        f"All {len(submissions)} files were taken for those of one student, {', '.join(names.values())}. If"
        f" they are several students', name the folders or files after them, or give a --roster."
    ]


def _jobs(folder, todo, found, seed, limits, unsafe):
    """Pairs of a digest and the arguments of `examined`."""
    for digest in todo:
        submission = found[digest]
        try:
            content = collecting.content(folder, submission)
        except collecting.Refused:
            content = b""
        if digest_of(content) == digest:  # else it is being changed just now: the next run will see
            name = submission["source"].rpartition("/")[2]
            yield (
                digest,
                {"content": content, "name": name, "seed": seed, "limits": limits, "unsafe": unsafe},
            )


def _fault(submission, error):
    if error is None:
        return f"{submission['source']} was changed while it was being read. Run the command again."
    said = f"{type(error).__name__}: {error}".strip(": ")
    return (
        f"{submission['source']} could not be graded, by a fault of the grader, and will be tried again at"
        f" the next run. {said}"
    )


# --- what comes of it


def write_results(out, students, about, tell):
    """Write the table and the pages for what is known of the students.

    students : of `store.latest`        about : of `choices`        tell : called with sentences
    """
    separator = about["roster"]["separator"] if about["roster"] else ","
    tables.write_overrides_template(out / "overrides.csv", separator)
    overrides, notes = tables.read_overrides(out / "overrides.csv")
    weights, lessons = about["weights"], about["lessons"]
    if lessons is None:
        lessons = tables.lessons_seen(students, overrides)
    pages = {student: page_of(student) for student in students}
    table = tables.grades(students, about["roster"], overrides, weights, lessons, about["due"], pages)
    for sentence in [*(about["roster"] or {}).get("notes", ()), *notes, *table["notes"]]:
        tell(sentence)
    tables.write_csv(out / "grades.csv", table)
    for student, each in students.items():
        by_hand = table["by_hand"].get(student, {"tasks": {}, "comment": ""})
        page = feedback_page(
            each["name"],
            each["results"],
            by_hand["tasks"],
            by_hand["comment"],
            weights,
            lessons,
            _handed_in(each, student in table["late"]),
        )
        write_text(out / pages[student], page)
    counts = Counter(table["statuses"])
    on_roster = sum(map(bool, about["roster"]["people"])) if about["roster"] else None
    tell(f"{len(table['statuses'])} students: {', '.join(f'{n} {status}' for status, n in counts.items())}.")
    for names, name in ((True, "report.html"), (False, "report_without_names.html")):
        write_text(
            out / name,
            report_page(students, table["absent"], names, about["title"], lessons, pages, on_roster),
        )


def _handed_in(student, late):
    """Sentences on what was graded, for the student's page."""
    received = f", received {student['received'].replace('T', ' ')}" if student["received"] else ""
    return [f"Graded: {student['source']}{received}.", *(["Late."] if late else [])]


def page_of(student):
    """Where a student's page is, within the folder of the results."""
    return f"feedback/{file_name(student)}.html"


def file_name(student):
    """A name for a student's page that every system takes, and that no other student has."""
    plain = unicodedata.normalize("NFKD", student.translate(LETTERS)).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", plain).strip("_")[:60]
    digest = hashlib.sha256(student.encode("utf-8", "backslashreplace")).hexdigest()
    alone = plain == student.casefold()  # some systems take Anna and anna for the same file
    return plain if alone and plain else f"{plain or 'student'}_{digest[:8]}"


def write_text(path, text):
    """Write a page, whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    replace_file(path, text.encode("utf-8", "backslashreplace"))
