"""The store of results: nothing is lost, one writer, and the attempt that counts is the right one."""

import contextlib
import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.exercises.generate import NOTEBOOKS
from rnn_helpers.grading import store as store_module
from rnn_helpers.grading.attempts import counting, in_time
from rnn_helpers.grading.places import digest_of
from rnn_helpers.grading.store import (
    StoreError,
    close_store,
    fingerprint,
    history,
    latest,
    missing,
    note_submissions,
    open_store,
    save_result,
)
from rnn_helpers.grading.times import moment

GRADER, LESSON = "a" * 64, "02_unrolled_in_time"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "results.sqlite", seed=7)
    yield opened
    close_store(opened)


def handed_in(student, source, received="", problem="", name=None):
    return {
        "student": student,
        "name": name or student,
        "source": source,
        "received": received,
        "problem": problem,
    }


def result(marks=0, lesson=LESSON, problem=""):
    return {
        "lesson": lesson,
        "problem": problem,
        "notes": [],
        "incidents": [],
        "tasks": {"slope_along": {"points": marks}, "cross_entropy": {"points": 1}},
    }


def hand_in(store, student, source, marks=0, received="", lesson=LESSON, problem="", grader=GRADER):
    """A submission and its result; the digest is that of its marks and lesson."""
    digest = digest_of(f"{marks} {lesson} {problem}".encode())
    note_submissions(store, [(handed_in(student, source, received), digest)])
    save_result(store, digest, grader, result(marks, lesson, problem))
    return digest


def marks_of(store, student="anna", lesson=LESSON, grader=GRADER):
    return latest(store, grader)[student]["results"][lesson]["tasks"]["slope_along"]["points"]


def rows(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT digest, fingerprint, lesson, result FROM results ORDER BY 1"
        ).fetchall()


# --- the file


def test_the_seed_is_drawn_once_and_stays(tmp_path):
    seeds = set()
    for name in ("one", "two"):
        for _ in range(2):
            opened = open_store(tmp_path / name)
            seeds.add(opened["seed"])
            close_store(opened)
    assert len(seeds) == 2
    assert all(0 <= seed < 2**62 for seed in seeds)


def test_another_seed_is_refused(store):
    close_store(store)
    with pytest.raises(
        StoreError, match=r"begun with the seed 7, and this run was given 8.*leave the seed out"
    ):
        open_store(store["path"], seed=8)
    again = open_store(store["path"], seed=7)
    assert again["seed"] == 7
    close_store(again)


@pytest.mark.parametrize("seed", [-1, 1.5, "7", True])
def test_a_seed_is_a_whole_number(tmp_path, seed):
    with pytest.raises(StoreError, match="whole number"):
        open_store(tmp_path / "results.sqlite", seed=seed)
    assert not list(tmp_path.iterdir())


def test_a_second_run_at_once_is_refused_and_a_killed_one_leaves_no_lock(tmp_path):
    path = tmp_path / "results.sqlite"
    code = (
        "import sys, time; from rnn_helpers.grading.store import open_store;"
        "open_store(sys.argv[1]); print('open', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="Another run is using .*results.sqlite.*another folder"):
            open_store(path)
    finally:
        other.kill()
        other.wait()
    close_store(open_store(path))


def test_a_second_run_in_the_same_process_is_refused_too(store):
    with pytest.raises(StoreError, match="Another run"):
        open_store(store["path"])
    hand_in(store, "anna", "a.ipynb", 3)
    assert marks_of(store) == 3


def foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE course (name TEXT, value TEXT)")
    connection.close()


def of_another_version(path):
    close_store(open_store(path))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def overwritten(path):
    opened = open_store(path)
    for k in range(50):
        hand_in(opened, f"s{k}", "x.ipynb", k)
    close_store(opened)
    content = bytearray(path.read_bytes())
    content[-8192:-4096] = bytes(4096)  # a page of results; the tables' own pages are sound
    path.write_bytes(content)


def cut_short(path):
    overwritten(path)
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"student,points\r\n" * 90), "damaged or no results file"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 200), "damaged or no results file"),
        (foreign, "database of another program"),
        (of_another_version, "another version"),
        (overwritten, "damaged"),
        (cut_short, "damaged"),
    ],
)
def test_what_is_no_sound_store_is_refused_and_stays_as_it_is(tmp_path, make, words):
    path = tmp_path / "results.sqlite"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=words) as refused:
        open_store(path)
    assert "left as it is" in str(refused.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["results.sqlite"]


def test_no_folder_and_a_folder_in_its_place_are_said_plainly(tmp_path):
    for path in (tmp_path / "none" / "results.sqlite", tmp_path):
        with pytest.raises(StoreError, match="cannot be used .* folder"):
            open_store(path)


def test_an_empty_file_becomes_a_store(tmp_path):
    (tmp_path / "results.sqlite").touch()
    close_store(open_store(tmp_path / "results.sqlite"))


# --- the fingerprint


def test_the_fingerprint_changes_with_what_results_depend_on_and_with_nothing_else(tmp_path, monkeypatch):
    package = tmp_path / "rnn_helpers"
    here = Path(store_module.__file__).parents[1]
    for name in ("exercises/judging.py", "grading/store.py", "grading/feedback.py", "data/words.csv"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(here / name, package / name) if (here / name).exists() else (package / name).touch()
    monkeypatch.setattr(store_module, "__file__", str(package / "grading" / "store.py"))
    first = fingerprint()
    assert first == fingerprint() != fingerprint({"wall_seconds": 3}) != fingerprint({"wall_seconds": 4})
    (package / "grading" / "feedback.py").write_text("# other words", encoding="utf-8")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "cells.pyc").write_bytes(b"1")
    assert fingerprint() == first
    code = (package / "exercises" / "judging.py").read_bytes()
    (package / "exercises" / "judging.py").write_bytes(code.replace(b"\n", b"\r\n"))
    assert fingerprint() == first
    seen = {first}
    for name in ("exercises/judging.py", "data/words.csv", "new.py"):
        with open(package / name, "ab") as file:
            file.write(b"# 1")
        seen.add(fingerprint())
    monkeypatch.setattr(store_module.np, "__version__", "9.9")
    seen.add(fingerprint())
    assert len(seen) == 5


def test_modules_that_only_show_are_there():
    """A module that is renamed must not drop out of the list unseen."""
    folder = Path(store_module.__file__).parent
    assert {"attempts.py", "store.py", "times.py"} <= {each.name for each in folder.iterdir()}
    assert {"inside.py", "asked.py", "examining.py", "reading.py", "wire.py"}.isdisjoint(store_module.SHOWING)


# --- what is missing, what is kept


def test_only_what_has_no_result_of_this_grader_is_missing(store):
    save_result(store, "d1", GRADER, result())
    save_result(store, "d2", "another grader", result())
    assert missing(store, GRADER, ["d3", "d1", "d2", "d3", ""]) == ["d3", "d2"]


def test_a_result_comes_back_as_it_was_with_its_tasks_in_order(store):
    odd = result(problem="half a character: \ud800, an umlaut: ü, \0 and <b>", lesson=LESSON)
    save_result(store, "d", GRADER, odd)
    note_submissions(store, [(handed_in("anna", "x.ipynb"), "d")])
    back = latest(store, GRADER)["anna"]["results"][LESSON]
    assert back == odd
    assert list(back["tasks"]) == ["slope_along", "cross_entropy"]


def test_names_that_utf8_cannot_hold_are_kept_apart(store):
    names = ["m\udcfcller", "m\udce4ller", "müller", "mu\u0308ller", "a\0b", "'; DROP TABLE results; --"]
    note_submissions(store, [(handed_in(name, "x.ipynb", problem="No."), "") for name in names])
    note_submissions(store, [(handed_in(name, "x.ipynb", problem="No."), "") for name in names])
    found = latest(store, GRADER)
    assert len(found) == len(names)
    assert {"müller", "m\\udcfcller", "m\\udce4ller"} <= set(found)
    assert len(history(store, "m\udcfcller", GRADER)) == 1


def test_a_batch_is_noted_whole_or_not_at_all(store):
    bad = handed_in("ben", "b.ipynb") | {"received": 3}
    with pytest.raises(AttributeError):
        note_submissions(store, [(handed_in("anna", "a.ipynb"), "d"), (bad, "e")])
    assert latest(store, GRADER) == {}


def test_a_full_disk_is_said_plainly_and_loses_nothing(store):
    hand_in(store, "anna", "a.ipynb", 3)
    pages = store["connection"].execute("PRAGMA page_count").fetchone()[0]
    store["connection"].execute(f"PRAGMA max_page_count = {pages}")
    long = result() | {"notes": ["x" * 100_000]}
    with pytest.raises(StoreError, match="disk is full.*what was saved is kept"):
        save_result(store, "d", GRADER, long)
    with pytest.raises(StoreError, match="disk is full"):
        note_submissions(store, [(handed_in("y" * 100_000, "a"), "d")])
    assert marks_of(store) == 3
    close_store(store)
    again = open_store(store["path"])
    assert marks_of(again) == 3
    close_store(again)


# --- which attempt counts


def test_the_latest_received_counts_whatever_the_order(store):
    hand_in(store, "anna", "late.ipynb", 2, "2026-11-20T11:00:00+01:00")
    hand_in(store, "anna", "early.ipynb", 5, "2026-11-20T10:30:00+01:00")
    hand_in(store, "anna", "latest.ipynb", 3, "2026-11-20T10:20:00+00:00")  # another zone: 11:20
    found = latest(store, GRADER)["anna"]
    assert marks_of(store) == 3
    assert (found["source"], found["received"]) == ("latest.ipynb", "2026-11-20T10:20:00+00:00")
    assert [each["source"] for each in history(store, "anna", GRADER)] == [
        "early.ipynb",
        "late.ipynb",
        "latest.ipynb",
    ]


def test_without_times_the_one_seen_later_counts(store):
    hand_in(store, "anna", "z.ipynb", 1)
    hand_in(store, "anna", "a.ipynb", 2)
    assert marks_of(store) == 2


def test_at_one_time_the_place_decides_and_numbers_count_as_numbers(store):
    seen = [(handed_in("anna", name), name) for name in ("x (2).ipynb", "x (10).ipynb", "x.ipynb")]
    note_submissions(store, seen)
    for k, (_, digest) in enumerate(seen):
        save_result(store, digest, GRADER, result(k))
    assert marks_of(store) == 1
    assert [each["source"] for each in history(store, "anna", GRADER)][0] == "x.ipynb"


def test_a_file_that_cannot_be_judged_displaces_nothing_but_is_reported(store):
    hand_in(store, "anna", "good.ipynb", 4, "2026-11-20T10:00:00")
    hand_in(store, "anna", "loop.ipynb", 0, "2026-11-21T10:00:00", problem="It did not end.")
    hand_in(store, "anna", "cut.ipynb", 0, "2026-11-22T10:00:00", lesson="", problem="It is cut short.")
    bomb = handed_in("anna", "bomb.zip", "2026-11-23T10:00:00", "It is a zip bomb.")
    early = handed_in("anna", "empty.ipynb", "2026-11-19T10:00:00", "It is empty.")
    note_submissions(store, [(bomb, ""), (early, "")])
    found = latest(store, GRADER)["anna"]
    assert list(found["results"]) == [LESSON]
    assert marks_of(store) == 4
    assert found["notes"] == [
        "A later file, loop.ipynb, does not count: It did not end.",
        "A later file, cut.ipynb, does not count: It is cut short.",
        "A later file, bomb.zip, does not count: It is a zip bomb.",
    ]


def test_where_nothing_can_be_judged_the_latest_reason_is_there(store):
    files = [("a.ipynb", "2026-11-20T10:00:00", "It is empty."), ("b.ipynb", "", "It is a PDF.")]
    note_submissions(store, [(handed_in("anna", *file), "") for file in files])
    assert latest(store, GRADER)["anna"]["results"] == {
        "": {"lesson": "", "problem": "It is empty.", "notes": [], "incidents": [], "tasks": {}}
    }


def test_lessons_count_by_themselves(store):
    hand_in(store, "anna", "two.ipynb", 1, "2026-11-20T10:00:00")
    hand_in(store, "anna", "one.ipynb", 2, "2026-11-19T10:00:00", lesson="01_one_cell_one_step")
    found = latest(store, GRADER)["anna"]
    assert list(found["results"]) == ["01_one_cell_one_step", LESSON]
    assert found["source"] == "one.ipynb, two.ipynb"
    assert found["received"] == "2026-11-20T10:00:00"


def test_the_same_file_again_is_no_new_attempt_and_the_first_time_stands(store):
    hand_in(store, "anna", "a.ipynb", 1, "2026-11-20T10:00:00")
    hand_in(store, "anna", "b.ipynb", 2, "2026-11-21T10:00:00")
    hand_in(store, "anna", "export 2/a.ipynb", 1, "2026-11-25T10:00:00")
    hand_in(store, "anna", "b.ipynb", 2, "2026-11-26T10:00:00")
    assert marks_of(store) == 2
    tries = history(store, "anna", GRADER)
    assert [(each["source"], each["received"], each["counts"]) for each in tries] == [
        ("a.ipynb", "2026-11-20T10:00:00", False),
        ("b.ipynb", "2026-11-21T10:00:00", True),
    ]


def test_a_time_that_becomes_known_counts(store):
    hand_in(store, "anna", "a.ipynb", 1)
    hand_in(store, "anna", "b.ipynb", 2, "2026-11-20T10:00:00")
    hand_in(store, "anna", "export/a.ipynb", 1, "2026-11-21T10:00:00")
    assert marks_of(store) == 1
    hand_in(store, "ben", "c.ipynb", 3)
    hand_in(store, "ben", "c.ipynb", 3, "2026-11-22T10:00:00")
    assert latest(store, GRADER)["ben"]["received"] == "2026-11-22T10:00:00"


def test_the_same_file_of_two_students_counts_for_both(store):
    hand_in(store, "anna", "a.ipynb", 1)
    hand_in(store, "ben", "b.ipynb", 1)
    assert marks_of(store, "anna") == marks_of(store, "ben") == 1


def test_a_file_mended_in_its_place_counts_and_the_old_reason_is_gone(store):
    note_submissions(store, [(handed_in("anna", "a.ipynb", "2026-11-20T10:00:00", "It is empty."), "")])
    hand_in(store, "anna", "a.ipynb", 5, "2026-11-20T10:00:00")
    assert marks_of(store) == 5
    assert latest(store, GRADER)["anna"]["notes"] == []


def test_after_an_update_the_new_result_counts_and_a_file_that_is_gone_keeps_the_old_one(store):
    digest = hand_in(store, "anna", "a.ipynb", 1, grader="old")
    hand_in(store, "ben", "b.ipynb", 2, grader="older")
    hand_in(store, "ben", "b.ipynb", 2, grader="old")
    save_result(store, digest, GRADER, result(6))
    assert marks_of(store) == 6
    assert marks_of(store, "ben") == 2
    assert latest(store, GRADER)["anna"]["notes"] == []
    assert "earlier version of the checks" in latest(store, GRADER)["ben"]["notes"][0]
    assert marks_of(store, grader="old") == 1


def lie(store, folder, *files):
    """A run on a folder in which these files lie, given as (student, source, marks, received)."""
    batch = []
    for student, source, marks, received in files:
        digest = digest_of(f"{marks} {LESSON} ".encode())
        batch.append((handed_in(student, source, received), digest))
        save_result(store, digest, GRADER, result(marks))
    return note_submissions(store, batch, folder)


def test_an_earlier_attempt_with_more_points_is_said(store):
    hand_in(store, "anna", "a.ipynb", 9, "2026-11-20T10:00:00")
    hand_in(store, "anna", "b.ipynb", 0, "2026-11-21T10:00:00")
    assert marks_of(store) == 0
    assert latest(store, GRADER)["anna"]["notes"] == [
        "An earlier file, a.ipynb, has 10 points; the latest counts, with 1."
    ]
    hand_in(store, "anna", "c.ipynb", 9.5, "2026-11-22T10:00:00")
    assert latest(store, GRADER)["anna"]["notes"] == []


def test_a_file_that_was_taken_out_gives_way_to_one_that_is_there(store):
    good, blank = ("anna", "a.ipynb", 9, "2026-11-20"), ("anna", "b.ipynb", 0, "2026-11-21")
    lie(store, "week 1", good, blank)
    assert marks_of(store) == 0
    lie(store, "week 1", good)
    assert marks_of(store) == 9
    assert latest(store, GRADER)["anna"]["notes"] == [
        "A later file, b.ipynb, does not count: it is no longer in its folder."
    ]
    lie(store, "week 2", blank)
    lie(store, "week 1", good)
    assert marks_of(store) == 0  # the file of the other folder is where it was


def test_a_file_that_is_gone_counts_where_there_is_no_other(store):
    lie(store, "week", ("anna", "a.ipynb", 9, "2026-11-20"), ("ben", "b.ipynb", 3, "2026-11-20"))
    lie(store, "week", ("ben", "b.ipynb", 3, "2026-11-20"))
    found = latest(store, GRADER)
    assert marks_of(store) == 9
    assert found["anna"]["notes"] == ["What was handed in is no longer in its folder."]
    assert found["ben"]["notes"] == []
    assert (found["anna"]["gone"], found["ben"]["gone"]) == (True, False)


def test_a_student_whose_file_was_renamed_is_the_same_student(store):
    lie(store, "week", ("Anna", "Anna.ipynb", 2, "2026-11-20"), ("Ben", "Ben.ipynb", 3, "2026-11-20"))
    lie(store, "week", ("Anna", "Anna.ipynb", 7, "2026-11-21"), ("Ben", "Ben.ipynb", 3, "2026-11-20"))
    said = lie(
        store,
        "week",
        ("Anna Müller", "Anna Müller.ipynb", 7, "2026-11-21"),
        ("Ben", "Ben.ipynb", 3, "2026-11-20"),
    )
    assert said == ['"Anna" is called "Anna Müller" now: the same file.']
    assert set(latest(store, GRADER)) == {"Anna Müller", "Ben"}
    assert marks_of(store, "Anna Müller") == 7
    assert latest(store, GRADER)["Anna Müller"]["source"] == "Anna Müller.ipynb"
    assert len(history(store, "Anna Müller", GRADER)) == 2


@pytest.mark.parametrize(
    ("old", "new"), [("Ben", "Anna"), ("student 1", "student 2"), ("student", "student 2"), ("1", "1 2")]
)
def test_a_copied_file_makes_nobody_another_person(store, old, new):
    lie(store, "week", (old, "old.ipynb", 2, "2026-11-20"))
    assert lie(store, "week", (new, "new.ipynb", 2, "2026-11-20")) == []
    assert set(latest(store, GRADER)) == {old, new}


def test_a_name_that_was_spelt_otherwise_is_the_same_student(store):
    lie(store, "week", ("Anna Mueller", "Anna Mueller.ipynb", 2, "2026-11-20"))
    lie(store, "week", ("Anna Müller", "Anna Müller.ipynb", 2, "2026-11-20"))
    assert set(latest(store, GRADER)) == {"Anna Müller"}


def test_a_student_with_files_of_their_own_takes_over_nobodys(store):
    lie(store, "week", ("anna", "anna.ipynb", 9, "2026-11-20"), ("anna b", "b.ipynb", 3, "2026-11-20"))
    assert lie(store, "week", ("anna b", "c.ipynb", 9, "2026-11-21")) == []
    assert marks_of(store) == 9


def test_the_exercise_as_it_was_handed_out_renames_nobody(store):
    path = next((NOTEBOOKS / "exercises").glob("02_*.ipynb"))
    digest = digest_of(path.read_bytes())
    for student, source in (("anna", "a.ipynb"), ("anna b", "b.ipynb")):
        assert note_submissions(store, [(handed_in(student, source), digest)], "week") == []
    assert set(latest(store, GRADER)) == {"anna", "anna b"}


def test_who_is_still_there_was_not_renamed(store):
    lie(store, "week", ("Anna", "a.ipynb", 2, "2026-11-20"), ("Anna", "b.ipynb", 3, "2026-11-20"))
    assert (
        lie(store, "week", ("Anna", "a.ipynb", 2, "2026-11-20"), ("Anna M", "c.ipynb", 3, "2026-11-20")) == []
    )
    assert set(latest(store, GRADER)) == {"Anna", "Anna M"}


def test_a_second_namesake_leaves_no_third(store):
    """A platform's number is part of the name only where two students share a name."""
    lie(store, "week", ("Anna M", "Anna M_11/x.ipynb", 2, "2026-11-20"))
    said = lie(
        store,
        "week",
        ("Anna M_11", "Anna M_11/x.ipynb", 2, "2026-11-20"),
        ("Anna M_22", "Anna M_22/x.ipynb", 5, "2026-11-20"),
    )
    assert said == ['"Anna M" is called "Anna M_11" now: the same file.']
    assert set(latest(store, GRADER)) == {"Anna M_11", "Anna M_22"}
    assert (marks_of(store, "Anna M_11"), marks_of(store, "Anna M_22")) == (2, 5)


def test_a_store_from_before_the_places_were_noted_is_taken_on(store):
    hand_in(store, "anna", "a.ipynb", 3)
    store["connection"].execute("DROP TABLE places")
    close_store(store)
    again = open_store(store["path"])
    assert marks_of(again) == 3
    close_store(again)


def test_what_is_not_graded_yet_has_no_result(store):
    note_submissions(store, [(handed_in("anna", "a.ipynb"), "d")])
    found = latest(store, GRADER)["anna"]
    assert (found["results"], found["notes"]) == ({}, ["a.ipynb is not graded yet."])
    assert (found["source"], found["received"]) == ("a.ipynb", "")


def test_students_come_by_name(store):
    note_submissions(
        store,
        [
            (handed_in(key, "x", problem="No.", name=name), "")
            for key, name in zip("abc", ["Zoe", "anna", "Ben"])
        ],
    )
    assert [each["name"] for each in latest(store, GRADER).values()] == ["anna", "Ben", "Zoe"]


TRIES = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["a", "a2", "a10", "b"]),
            "received": st.sampled_from(["", "2026-11-20", "2026-11-20T10:00:00Z", "rubbish"]),
            "first_seen": st.sampled_from(["1", "2"]),
            "lesson": st.sampled_from(["", "01", "02", None]),
            "problem": st.sampled_from(["", "No."]),
            "gone": st.booleans(),
        }
    ),
    max_size=6,
    unique_by=lambda each: (each["source"], each["first_seen"]),  # a file is noted once
)


@given(TRIES, st.randoms(use_true_random=False))
def test_what_counts_does_not_depend_on_the_order(tries, order):
    mixed = list(tries)
    order.shuffle(mixed)
    best = counting(tries)
    assert best == counting(mixed)
    assert None not in best
    for lesson, each in best.items():
        rivals = [rival for rival in tries if rival["lesson"] == lesson]
        rivals = [rival for rival in rivals if not rival["problem"]] or rivals
        rivals = [rival for rival in rivals if not rival["gone"]] or rivals
        assert each in rivals
        assert all(in_time(each) >= in_time(rival) for rival in rivals)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "20.11.2026"])
def test_what_is_no_time_is_none(text):
    assert moment(text) is None


def test_times_with_and_without_a_zone_compare():
    assert moment("2026-11-20T10:00:00Z") == moment(" 2026-11-20T11:00:00+01:00 ")
    assert moment("2026-11-20T10:00") < moment("2026-11-22T10:00:00+00:00")


# --- killed at any moment

SAVING = """
import sys
from rnn_helpers.grading.store import missing, note_submissions, open_store, save_result
store = open_store(sys.argv[1], seed=1)
digests = [f"{k:03d}" for k in range(120)]
for start in range(0, 120, 10):
    some = digests[start:start + 10]
    note_submissions(store, [(dict(student=d, name=d, source=d, received="", problem=""), d) for d in some])
    for digest in missing(store, "g", some):
        sys.stdin.readline()
        result = {"lesson": "02", "problem": "", "notes": ["ü" * 9000], "incidents": [], "tasks": {}}
        save_result(store, digest, "g", result)
        print(digest, flush=True)
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "results.sqlite"
    command = [sys.executable, "-c", SAVING, path]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return rows(path)


def test_killed_at_random_moments_it_holds_all_that_was_saved_and_goes_on(tmp_path, undisturbed):
    assert len(undisturbed) == 120
    path, rng, found = tmp_path / "results.sqlite", random.Random(5), []
    command = [sys.executable, "-c", SAVING, path]
    for _ in range(60):
        run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        may_save = rng.randint(2, 30)
        run.stdin.write("\n" * may_save)
        run.stdin.flush()
        said = [run.stdout.readline() for _ in range(may_save - 1)]
        time.sleep(rng.random() * 0.003)  # within the last save, before or after it
        run.kill()
        said += run.communicate()[0].splitlines()
        saved = {line.strip() for line in said} - {""}
        opened = open_store(path)  # it opens at once, whatever happened
        before = found
        found = [row[0] for row in opened["connection"].execute("SELECT digest FROM results ORDER BY rowid")]
        assert opened["connection"].execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert {*before, *saved} <= set(found) <= set(latest(opened, "g"))
        close_store(opened)
        assert found == [f"{k:03d}" for k in range(len(found))]
        assert len(found) - len(before) <= may_save
        if len(found) == 120:
            break
    assert rows(path) == undisturbed


def test_killed_while_it_is_made_it_is_made_the_next_time(tmp_path):
    code = (
        "import sys; from rnn_helpers.grading.store import open_store; print(1, flush=True);"
        "open_store(sys.argv[1], 3); print(2, flush=True); sys.stdin.read()"
    )
    rng = random.Random(2)
    for k in range(4):
        path = tmp_path / f"{k}.sqlite"
        run = subprocess.Popen(
            [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        run.stdout.readline()
        time.sleep(rng.random() * 0.006)
        run.kill()
        run.communicate()
        opened = open_store(path, 3)
        assert (opened["seed"], latest(opened, GRADER)) == (3, {})
        close_store(opened)


def test_a_closed_store_is_one_file(store):
    hand_in(store, "anna", "a.ipynb", 3)
    close_store(store)
    assert [each.name for each in store["path"].parent.iterdir()] == ["results.sqlite"]
    digest, *_, text = rows(store["path"])[0]
    assert digest == hashlib.sha256(f"3 {LESSON} ".encode()).hexdigest()
    assert json.loads(text)["tasks"]["slope_along"] == {"points": 3}
