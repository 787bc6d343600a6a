"""Who handed in what: folders, zip archives, platforms' names, and what must not be read."""

import io
import os
import socket
import stat
import sys
import unicodedata
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers.grading import collecting, zips
from rnn_helpers.grading.collecting import Refused, collect, content
from rnn_helpers.grading.owners import lesson_named, owners

NOON = (2026, 11, 20, 12, 0, 0)


def fill(folder, *paths, data=None):
    """Files at these paths; each holds its own path, so that it can be told from the others."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode() if data is None else data)
    return folder


def zipped(*entries, **options):
    """The bytes of an archive; an entry is a path, or (path or ZipInfo, bytes)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", **options) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for entry in entries:
            name, data = entry if isinstance(entry, tuple) else (entry, entry.encode())
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, NOON)
            archive.writestr(info, data, compress_type=options.get("compression"))
    return stream.getvalue()


def students(place):
    """student -> sources of all that can be read."""
    found = {}
    for submission in collect(place):
        if not submission["problem"]:
            found.setdefault(submission["student"], []).append(submission["source"])
    return found


def problems(place):
    return {
        submission["source"]: submission["problem"] for submission in collect(place) if submission["problem"]
    }


def both_ways(tmp_path, *paths):
    """The same files as a folder and as a zip archive, both collected; they have to agree."""
    folder = fill(tmp_path / "folder", *paths)
    (tmp_path / "all.zip").write_bytes(zipped(*paths))
    found = students(folder)
    assert students(tmp_path / "all.zip") == found
    for place in (folder, tmp_path / "all.zip"):
        for submission in collect(place):
            if not submission["problem"]:
                assert content(place, submission) == submission["source"].encode()
    return found


# --- names


def test_one_file_per_student(tmp_path):
    found = both_ways(
        tmp_path,
        "Müller Anna.ipynb",
        "02_unrolled_in_time_ben.ipynb",
        "cleo-02_unrolled_in_time.ipynb",
        "03_one_step_backward_ben.ipynb",
        "ben_02_unrolled (1).ipynb",
        "o'neil, dora – 02_unrolled_in_time-Copy1.ipynb",
    )
    assert {student: len(sources) for student, sources in found.items()} == {
        "Müller Anna": 1,
        "ben": 3,
        "cleo": 1,
        "o'neil, dora –": 1,
    } or set(found) == {"Müller Anna", "ben", "cleo", "o'neil, dora"}


def test_one_folder_per_student_at_any_depth(tmp_path):
    found = both_ways(
        tmp_path,
        "Abgaben/Müller, Anna/02_unrolled_in_time.ipynb",
        "Abgaben/Müller, Anna/Woche 3/03_one_step_backward.ipynb",
        "Abgaben/ben/work/exercises/02_unrolled_in_time.ipynb",
        "Abgaben/ben/draft.ipynb",
        "Abgaben/12345678/abgabe.ipynb",
    )
    assert {student: len(sources) for student, sources in found.items()} == {
        "Müller, Anna": 2,
        "ben": 2,
        "12345678": 1,
    }


@pytest.mark.parametrize("wrapper", ["", "submissions/", "RNN course/", "RNN course/week 2/", "a/b/c/"])
def test_a_folder_around_all_of_them_is_no_student(tmp_path, wrapper):
    names = ["anna", "ben"]
    flat = both_ways(tmp_path / "flat", *(f"{wrapper}{name}.ipynb" for name in names))
    deep = both_ways(tmp_path / "deep", *(f"{wrapper}{name}/02_unrolled_in_time.ipynb" for name in names))
    assert {key.split(" - ")[-1] for key in flat} == {key.split(" - ")[-1] for key in deep} == set(names)
    assert [submission["name"] for submission in collect(tmp_path / "flat" / "folder")] == names


def test_a_folder_per_lesson_joins_a_students_work_and_one_per_group_does_not(tmp_path):
    lessons = [
        f"{lesson}/{name}.ipynb" for lesson in ("02_unrolled_in_time", "03") for name in ("anna", "ben")
    ]
    assert {key: len(sources) for key, sources in both_ways(tmp_path / "1", *lessons).items()} == {
        "anna": 2,
        "ben": 2,
    }
    groups = [
        f"{group}/{name}/02_unrolled.ipynb" for group in ("Huber", "Maier") for name in ("anna", group[0])
    ]
    assert set(both_ways(tmp_path / "2", *groups)) == {"Huber - anna", "Maier - anna", "H", "M"}


def test_chapters_in_students_folders_are_no_students(tmp_path):
    found = both_ways(
        tmp_path,
        *(f"{name}/{part}/solution.ipynb" for name in ("anna", "ben") for part in ("chains", "trees")),
        *(f"{name}/{part}.ipynb" for name in ("cleo", "dora") for part in ("first", "second")),
    )
    assert {key: len(sources) for key, sources in found.items()} == dict.fromkeys(
        ["anna", "ben", "cleo", "dora"], 2
    )


def test_a_folder_of_several_names_is_several_students(tmp_path):
    found = both_ways(tmp_path, "Huber/anna.ipynb", "Huber/ben.ipynb", "cleo/02_unrolled_in_time.ipynb")
    assert set(found) == {"anna", "ben", "cleo"}


def test_a_stray_notebook_does_not_make_a_class_one_student(tmp_path):
    own = [f"handed_in/{name}/02_unrolled_in_time.ipynb" for name in ("Anna", "Ben", "Cleo")]
    found = both_ways(tmp_path / "1", *own, "handed_in/02_unrolled_in_time.ipynb")
    assert set(found) == {"Anna", "Ben", "Cleo", "handed_in"}
    found = both_ways(tmp_path / "2", "all/anna.ipynb", "all/ben.ipynb", "all/02_unrolled_in_time.ipynb")
    assert set(found) == {"anna", "ben", "all"}
    inner = [f"{name}/{part}02_unrolled_in_time.ipynb" for name in ("anna", "ben") for part in ("", "old/")]
    assert {key: len(some) for key, some in both_ways(tmp_path / "3", *inner).items()} == {
        "anna": 2,
        "ben": 2,
    }


def test_students_who_name_their_own_files(tmp_path):
    for k, wrapper in enumerate(("", "week2/", "RNN course/", "Woche 2/Abgaben/")):
        paths = [f"{wrapper}{name}/rnn_{name}.ipynb" for name in ("Anna", "Ben", "Cleo")]
        assert set(both_ways(tmp_path / str(k), *paths)) == {"Anna", "Ben", "Cleo"}
    more = [f"Anna Müller/{lesson}_Anna.ipynb" for lesson in ("01", "02")]
    found = both_ways(tmp_path / "more", *more, "Ben Smith/02_unrolled_in_time.ipynb")
    assert {student: len(sources) for student, sources in found.items()} == {"Anna Müller": 2, "Ben Smith": 1}


def test_groups_of_students_who_name_their_own_files(tmp_path):
    groups = {"Gruppe A": ("Anna Alt", "Cleo Cohn"), "Gruppe B": ("Ben Berg", "Dora Dorn")}
    paths = [f"{group}/{name}/rnn_{name[:4].strip()}.ipynb" for group in groups for name in groups[group]]
    assert set(both_ways(tmp_path, *paths)) == {"Anna Alt", "Ben Berg", "Cleo Cohn", "Dora Dorn"}


@pytest.mark.parametrize("week", ["Übungsblatt {}", "Lab {}", "KW {}", "2026-11-0{}", "Woche {}"])
def test_a_folder_for_each_week_joins_a_students_work(tmp_path, week):
    paths = [f"{week.format(k)}/{name}.ipynb" for k in (1, 2, 3) for name in ("Anna Alt", "Ben Berg")]
    found = both_ways(tmp_path, *paths)
    assert {key: len(sources) for key, sources in found.items()} == {"Anna Alt": 3, "Ben Berg": 3}


def test_a_roster_is_asked_before_what_only_looks_like_a_platform():
    names = ["Anna Alt", "Ben Berg"]
    numbers = {"DL_02_1234560_Alt": 1, "DL_02_1234561_Berg": 1, "2": 1, "02": 1}

    def people(text):
        return names.count(text) + numbers.get(text, 0)

    def found(*paths):
        items = [{"parts": tuple(path.split("/")), "kind": "notebook"} for path in paths]
        return [owner["student"] for owner in owners(items, people)]

    wrapped = [f"Deep_Learning_WS_2026/{name}.ipynb" for name in names]
    assert found(*wrapped) == names
    assert found("DL_02_1234560_Alt.ipynb", "DL_02_1234561_Berg.ipynb") == [
        "DL_02_1234560_Alt",
        "DL_02_1234561_Berg",
    ]
    assert found(*(f"submitted/week 2/{name}/nb.ipynb" for name in names)) == names
    assert found("02/Anna Alt.ipynb", "03/Anna Alt.ipynb") == ["Anna Alt"] * 2


def test_a_number_at_a_name_on_the_roster_is_no_part_of_it():
    items = [{"parts": (f"Anna Alt {k}.ipynb",), "kind": "notebook"} for k in ("02", "03")]

    def people(text):
        return int(text.startswith("Anna Alt"))

    assert [owner["student"] for owner in owners(items, people)] == ["Anna Alt"] * 2


def test_without_a_roster_wrappers_and_lesson_numbers_are_no_platforms(tmp_path):
    paths = [f"Deep_Learning_WS_2026/{name}/02_unrolled_in_time.ipynb" for name in ("Anna Alt", "Ben Berg")]
    assert set(both_ways(tmp_path / "1", *paths)) == {"Anna Alt", "Ben Berg"}
    paths = [f"DL_02_123456{k}_{name}.ipynb" for k, name in enumerate(("Alt", "Berg"))]
    assert len(both_ways(tmp_path / "2", *paths)) == 2
    paths = [f"submitted/week {k}/{name}/nb.ipynb" for k in (2, 3) for name in ("Anna Alt", "Ben Berg")]
    assert set(both_ways(tmp_path / "3", *paths)) == {"Anna Alt", "Ben Berg"}


def test_people_of_one_name_on_the_roster_keep_moodles_number():
    items = [{"parts": ("Cleo Roth_1_assignsubmission_file_", "x.ipynb"), "kind": "notebook"}]
    for same, keys in ((1, ["Cleo Roth"]), (2, ["Cleo Roth_1"])):
        assert [owner["student"] for owner in owners(items, lambda text, same=same: same)] == keys


def test_a_name_on_the_roster_settles_it(tmp_path):
    paths = ["Anna Müller/first.ipynb", "Anna Müller/second.ipynb", "Ben Smith/02_unrolled_in_time.ipynb"]
    fill(tmp_path, *paths, "Huber/Cleo Roth.ipynb", "Huber/x.ipynb")
    known = ["Anna Müller", "Cleo Roth"]
    without, found = collect(tmp_path), collect(tmp_path, known.count)
    assert {"first", "second"} <= {one["student"] for one in without}
    assert {one["source"]: one["student"] for one in found} == {
        "Anna Müller/first.ipynb": "Anna Müller",
        "Anna Müller/second.ipynb": "Anna Müller",
        "Ben Smith/02_unrolled_in_time.ipynb": "Ben Smith",
        "Huber/Cleo Roth.ipynb": "Cleo Roth",
        "Huber/x.ipynb": "Huber",
    }


def test_files_without_any_name_stay_apart(tmp_path):
    found = both_ways(
        tmp_path, "02_unrolled_in_time.ipynb", "02_unrolled_in_time (1).ipynb", "02_unrolled.ipynb"
    )
    assert len(found) == 3
    found = both_ways(tmp_path / "b", "exercises/02_unrolled_in_time.ipynb", "exercises/03_one_step.ipynb")
    assert set(found) == {"exercises"}
    found = both_ways(tmp_path / "c", "abgabe/02_unrolled_in_time.ipynb", "abgabe/02_unrolled.ipynb")
    assert len(found) == 2


def test_names_that_look_alike_stay_apart_and_the_same_name_is_one(tmp_path):
    nfc, nfd = "Müller", unicodedata.normalize("NFD", "Müller")
    found = owners([{"parts": (name, "02.ipynb"), "kind": "notebook"} for name in ("Anna", "anna", nfc, nfd)])
    assert [owner["student"] for owner in found] == ["Anna", "anna", "Müller", "Müller (2)"]
    (alone,) = owners([{"parts": (nfd, "02.ipynb"), "kind": "notebook"}])
    assert alone["student"] == alone["name"] == "Müller"
    (tmp_path / nfd).mkdir()
    (tmp_path / nfd / "02.ipynb").write_bytes(b"{}")
    (submission,) = collect(tmp_path)
    assert submission["student"] == "Müller" and content(tmp_path, submission) == b"{}"


def test_moodle(tmp_path):
    found = both_ways(
        tmp_path,
        "Anna Müller_123456_assignsubmission_file_/02_unrolled_in_time.ipynb",
        "Anna Müller_123456_assignsubmission_file_/03_one_step_backward.ipynb",
        "Ben_Bo Maier_123457_assignsubmission_file_work.ipynb",
        "Cleo Roth_1_assignsubmission_file_/sub/x.ipynb",
        "Cleo Roth_2_assignsubmission_file_/x.ipynb",
        "Participant_77_assignsubmission_file_/x.ipynb",
        "Dora Lenz_99_assignsubmission_onlinetext_/onlinetext.html",
    )
    assert {key: len(sources) for key, sources in found.items()} == {
        "Anna Müller": 2,
        "Ben_Bo Maier": 1,
        "Cleo Roth_1": 1,
        "Cleo Roth_2": 1,
        "Participant_77": 1,
    }
    names = {submission["student"]: submission["name"] for submission in collect(tmp_path / "folder")}
    assert names["Cleo Roth_1"] == "Cleo Roth" and names["Ben_Bo Maier"] == "Ben Bo Maier"
    assert names["Dora Lenz"] == "Dora Lenz"  # has a line, with a problem


def test_moodle_numbers_change_with_the_assignment_and_the_student_stays(tmp_path):
    for lesson, number in (("02", 123), ("03", 456)):
        archive = zipped(f"Anna Müller_{number}_assignsubmission_file_/x.ipynb")
        fill(tmp_path, f"export {lesson}.zip", data=archive)
    assert {key: len(sources) for key, sources in students(tmp_path).items()} == {"Anna Müller": 2}


def test_canvas(tmp_path):
    found = both_ways(
        tmp_path,
        "mulleranna_12345_678910_02_unrolled.ipynb",
        "mulleranna_LATE_12345_678911_02_unrolled-1.ipynb",
        "mulleranna_12399_678912_02_unrolled.ipynb",
    )
    assert {key: len(sources) for key, sources in found.items()} == {
        "mulleranna_12345": 2,
        "mulleranna_12399": 1,
    }
    assert {submission["name"] for submission in collect(tmp_path / "folder")} == {"mulleranna"}


@pytest.mark.parametrize(
    "form", ["Uebung_02_2026_{}", "Gruppe_03_2026_{}", "rnn_2026_1130_{}", "x_02_2026_{}_a"]
)
def test_numbers_that_all_files_share_are_not_those_of_canvas(tmp_path, form):
    found = both_ways(tmp_path, *(f"{form.format(name)}.ipynb" for name in ("Anna", "Ben")))
    assert len(found) == 2 and all(any(name in key for key in found) for name in ("Anna", "Ben"))


def test_blackboard_with_attempts(tmp_path):
    both_ways(
        tmp_path,
        "Übung 2_ab12_attempt_2026-11-20-10-15-33_x.ipynb",
        "Übung 2_ab12_attempt_2026-11-21-09-00-00_x.ipynb",
        "Übung 2_ab12_attempt_2026-11-21-09-00-00.txt",
        "Übung 2_cd34_attempt_2026-13-41-10-15-33_02_unrolled.ipynb",
    )
    found = collect(tmp_path / "folder")
    assert [(one["student"], one["received"]) for one in found[:2]] == [
        ("ab12", "2026-11-20T10:15:33"),
        ("ab12", "2026-11-21T09:00:00"),
    ]
    assert len(found) == 3 and found[2]["student"] == "cd34" and found[2]["received"]


def test_blackboard_names_that_end_alike_stay_apart(tmp_path):
    attempt = "attempt_2026-11-20-10-15-33_x.ipynb"
    assert set(both_ways(tmp_path, f"A_a_muller_{attempt}", f"A_b_muller_{attempt}")) == {
        "A_a_muller",
        "A_b_muller",
    }


def test_ilias_and_nbgrader(tmp_path):
    found = both_ways(
        tmp_path,
        "Blatt 2/Abgaben/Müller_Anna_amuller_4711/x.ipynb",
        "Blatt 2/Abgaben/Team 9/Maier_Ben_bmaier_4712/x.ipynb",
    )
    assert set(found) == {"Müller_Anna_amuller_4711", "Maier_Ben_bmaier_4712"}
    assert {submission["name"] for submission in collect(tmp_path / "all.zip")} == {
        "Müller Anna",
        "Maier Ben",
    }
    found = both_ways(tmp_path / "nb", "submitted/anna/ps1/x.ipynb", "submitted/ben/ps1/x.ipynb")
    assert set(found) == {"anna", "ben"}
    fill(tmp_path / "nb" / "folder", "release/ps1/x.ipynb", "feedback/anna/ps1/x.html", "source/ps1/x.ipynb")
    assert set(students(tmp_path / "nb" / "folder")) == {"anna", "ben"}
    assert set(both_ways(tmp_path / "in", "anna/ps1/x.ipynb", "ben/ps1/x.ipynb")) == {"anna", "ben"}


def test_the_lesson_in_a_name():
    assert lesson_named("anna 02-unrolled in time.ipynb") == "02_unrolled_in_time"
    assert lesson_named("02_unrolled.ipynb") == "02_unrolled_in_time"
    assert lesson_named("anna_unrolled-in-time.ipynb") == "02_unrolled_in_time"
    assert lesson_named("08_gates_bill_gates.ipynb") == "08_gates"
    assert [lesson_named(text) for text in ("102_unrolled", "02", "bill_gates", "2026-02-unrolledly")] == [
        ""
    ] * 4


def test_students_whose_names_are_words_of_a_lesson_keep_them(tmp_path):
    names = ["bill_gates", "08_gates_melinda_gates", "Anna Blatt", "Peter Work", "student_01", "student_02"]
    found = both_ways(tmp_path, *(f"{name}.ipynb" for name in names))
    assert set(found) == {
        "bill_gates",
        "melinda_gates",
        "Anna Blatt",
        "Peter Work",
        "student_01",
        "student_02",
    }


@pytest.mark.parametrize("word", ["student", "Gruppe", "étudiant", "your name"])
@pytest.mark.parametrize("wrapper", ["", "submissions/", "RNN course/"])
def test_a_word_for_any_student_is_nobodys_name(tmp_path, wrapper, word):
    lessons = ["01_one_cell_one_step", "02_unrolled_in_time", "14_learning_from_trees"]
    folders = both_ways(tmp_path / "1", *(f"{wrapper}{word} {name}/exercise.ipynb" for name in lessons))
    files = both_ways(tmp_path / "2", *(f"{wrapper}{name}_{word}.ipynb" for name in lessons))
    assert len(folders) == len(files) == 3
    own = both_ways(tmp_path / "3", *(f"{who}/{word} {name}.ipynb" for who in "ab" for name in lessons))
    assert {who: len(sources) for who, sources in own.items()} == {"a": 3, "b": 3}
    assert set(both_ways(tmp_path / "4", f"{word}.ipynb", "anna.ipynb")) == {word, "anna"}


PART = st.sampled_from(
    ["anna", "Ben Bo", "02_unrolled_in_time", "03", "work", "submitted", "A_b_1234", "x_12_345_y"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.lists(PART | st.text(min_size=1, max_size=4), max_size=3), PART), max_size=8))
def test_every_notebook_has_a_student_and_folders_side_by_side_are_not_joined(paths):
    items = [{"parts": (*folders, f"{name}.ipynb"), "kind": "notebook"} for folders, name in paths]
    found = owners(items)
    assert all(owner["student"] and len(owner["student"]) <= 220 for owner in found)
    assert owners(items) == found
    for owner in found:
        owner["student"].encode("utf-8")
        assert "\n" not in owner["student"]


# --- what is passed over, and what is handed in instead of a notebook


def test_what_is_no_submission_is_passed_over(tmp_path):
    fill(
        tmp_path,
        "anna/02_unrolled_in_time.ipynb",
        "anna/.ipynb_checkpoints/02_unrolled_in_time-checkpoint.ipynb",
        "__MACOSX/anna/._02_unrolled_in_time.ipynb",
        ".hidden.ipynb",
        "anna/feedback/02.html",
        "anna/data.csv",
        "anna/essay.pdf",
        "students.csv",
        "results/results.sqlite",
        "results/grades.csv",
        "results/feedback/anna.html",
    )
    assert [submission["source"] for submission in collect(tmp_path)] == ["anna/02_unrolled_in_time.ipynb"]


@pytest.mark.parametrize(
    "name", ["a.py", "essay.pdf", "02.html", "b.docx", "02.ipynb.txt", "02.json", "all.rar"]
)
def test_another_file_counts_only_where_there_is_nothing_better(tmp_path, name):
    fill(tmp_path, f"anna/{name}", f"ben/{name}", "ben/02_unrolled_in_time.ipynb")
    assert students(tmp_path) == {"ben": ["ben/02_unrolled_in_time.ipynb"]}
    (says,) = problems(tmp_path).values()
    assert "No notebook" in says and name in says


def test_a_student_is_called_as_the_file_whatever_its_kind(tmp_path):
    fill(tmp_path, "Anna Müller.ipynb", "Ben Müller.ipynb.txt", "Ben Smith.pdf", "README.md")
    assert [one["student"] for one in collect(tmp_path)] == ["Anna Müller", "Ben Müller", "Ben Smith"]


def test_an_empty_folder_has_a_line(tmp_path):
    fill(tmp_path, "ben/02_unrolled_in_time.ipynb", "cleo/data.csv")
    (tmp_path / "anna" / "exercises").mkdir(parents=True)
    found = {submission["student"]: submission["problem"] for submission in collect(tmp_path)}
    assert set(found) == {"anna", "ben", "cleo"}
    assert found["ben"] == "" and "nothing to grade" in found["anna"] and "No notebook" in found["cleo"]
    with pytest.raises(Refused, match="nothing to grade"):
        content(tmp_path, next(one for one in collect(tmp_path) if one["student"] == "anna"))


def test_what_is_neither_a_folder_nor_an_archive_is_refused(tmp_path):
    fill(tmp_path, "a.ipynb", "b.zip")
    with pytest.raises(ValueError, match="folder of notebooks"):
        collect(tmp_path / "a.ipynb")
    with pytest.raises(ValueError, match="damaged"):
        collect(tmp_path / "b.zip")
    with pytest.raises(FileNotFoundError):
        collect(tmp_path / "none")


def test_the_time_of_a_file_and_of_an_entry(tmp_path):
    fill(tmp_path, "anna.ipynb")
    os.utime(tmp_path / "anna.ipynb", (1_790_000_000, 1_790_000_000.7))
    fill(tmp_path, "more.zip", data=zipped("ben.ipynb", (zipfile.ZipInfo("cleo.ipynb"), b"{}")))
    received = {one["source"].split("/")[-1]: one["received"] for one in collect(tmp_path)}
    assert received["ben.ipynb"] == "2026-11-20T12:00:00" and received["cleo.ipynb"] == ""
    assert len(received["anna.ipynb"]) == 19 and received["anna.ipynb"].startswith("2026-09-2")


def test_collecting_changes_nothing(tmp_path):
    fill(tmp_path, "anna/02.ipynb", "anna/a.pdf")
    fill(tmp_path, "ben.zip", data=zipped("x/02.ipynb", "y.ipynb"))
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")}
    for submission in collect(tmp_path):
        content(tmp_path, submission)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")} == before


# --- archives


def test_archives_within_a_folder_and_within_an_archive(tmp_path):
    fill(tmp_path / "f", "anna.zip", data=zipped("work/02_unrolled_in_time.ipynb", "work/"))
    fill(tmp_path / "f", "ben/mine.zip", data=zipped(("inner.zip", zipped("02_unrolled_in_time.ipynb"))))
    canvas = ("roth_12_345678_all.zip", zipped("a/02_unrolled_in_time.ipynb"))
    (tmp_path / "outer.zip").write_bytes(zipped(canvas, "mai_13_345679_x.ipynb"))
    assert set(students(tmp_path / "f")) == {"anna", "ben"}
    assert set(students(tmp_path / "outer.zip")) == {"roth_12", "mai_13"}
    for place in (tmp_path / "f", tmp_path / "outer.zip"):
        assert {content(place, one)[-6:] for one in collect(place)} == {b".ipynb"}


def test_archives_too_deep_are_refused(tmp_path):
    data = zipped("02.ipynb")
    for _ in range(2):
        data = zipped(("in.zip", data))
    fill(tmp_path, "anna/a.zip", data=data)
    (says,) = problems(tmp_path).values()
    assert "more than 2 zip archives" in says


HOSTILE = ["/etc/anna.ipynb", "../../anna.ipynb", "x/../../anna.ipynb", "C:/anna.ipynb", "C:\\anna.ipynb"] + [
    "..\\anna.ipynb",
    "x\\anna.ipynb",
    "anna\0.ipynb",
    "d/" * 60 + "anna.ipynb",
    "n" * 300 + ".ipynb",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_paths_that_lead_outside_are_refused(tmp_path, name):
    info = zipfile.ZipInfo("placeholder", NOON)
    info.filename = name
    fill(tmp_path, "ben/all.zip", data=zipped((info, b"{}"), "fine.ipynb"))
    fill(tmp_path, "cleo/02_unrolled_in_time.ipynb")
    found = collect(tmp_path)
    assert students(tmp_path) == {
        "ben": ["ben/all.zip/fine.ipynb"],
        "cleo": ["cleo/02_unrolled_in_time.ipynb"],
    }
    bad = next(one for one in found if one["problem"])
    assert bad["student"] == "ben" and "path" in bad["problem"]
    with pytest.raises(Refused):
        content(tmp_path, bad)
    with pytest.raises(Refused):
        content(tmp_path, bad | {"problem": ""})


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_in_an_archive_are_refused(tmp_path, mode):
    info = zipfile.ZipInfo("anna/02.ipynb", NOON)
    info.create_system, info.external_attr = 3, mode << 16
    (tmp_path / "all.zip").write_bytes(zipped((info, b"/etc/passwd")))
    assert "link or a device" in problems(tmp_path / "all.zip")["anna/02.ipynb"]


def test_two_entries_of_one_name_are_refused(tmp_path):
    (tmp_path / "all.zip").write_bytes(
        zipped(("anna/02.ipynb", b"1"), ("anna/./02.ipynb", b"2"), "ben.ipynb")
    )
    assert "two entries" in problems(tmp_path / "all.zip")["anna/02.ipynb"]
    assert set(students(tmp_path / "all.zip")) == {"ben"}


def patched(data, at, new):
    return data[:at] + new + data[at + len(new) :]


def test_damaged_locked_and_oddly_packed_entries_say_so(tmp_path):
    good = zipped(("anna/02.ipynb", b"notebook" * 10))
    record, listed = good.index(b"PK\3\4"), good.index(b"PK\1\2")
    body = good.index(b"notebook")
    for name, data, says in [
        ("crc", patched(good, body, b"NOTE"), "damaged"),
        ("locked", patched(patched(good, record + 6, b"\1"), listed + 8, b"\1"), "password"),
        ("lying", patched(good, listed + 24, b"\x05\0\0\0"), "damaged"),
        ("huge", patched(good, listed + 24, b"\xff\xff\xff\x04"), "too large"),
        ("method", zipped("anna/02.ipynb", compression=zipfile.ZIP_BZIP2), "ordinary zip"),
        ("cut", good[:-30], "cut off"),
    ]:
        folder = fill(tmp_path / name, "anna/all.zip", data=data)
        for submission in collect(folder):
            with pytest.raises(Refused, match=says):
                content(folder, submission)


def test_bombs_are_refused_before_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "LEAST_BOMB", 1_000_000)
    packed = {"compression": zipfile.ZIP_DEFLATED}
    bomb = zipped(*((f"{k}.ipynb", bytes(1_000_000)) for k in range(3)), **packed)
    assert len(bomb) < 10_000
    fill(tmp_path, "anna/all.zip", data=bomb)
    fill(tmp_path, "ben/all.zip", data=zipped(("in.zip", bomb)))
    assert all("zip bomb" in says for says in problems(tmp_path).values()) and len(problems(tmp_path)) == 2
    monkeypatch.setattr(zips, "MOST_ENTRIES", 3)
    fill(tmp_path, "cleo/all.zip", data=zipped("a.ipynb", "b.ipynb", "c.ipynb", "d.ipynb"))
    assert "4 entries" in problems(tmp_path)["cleo/all.zip"]
    monkeypatch.setattr(zips, "LONGEST_LIST", 50)
    collecting._kept_open.cache_clear()
    assert "too many files" in problems(tmp_path)["cleo/all.zip"]


def test_sizes_are_counted_while_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "LARGEST", 1_000)
    fill(tmp_path, "anna.ipynb", data=bytes(1_001))
    fill(tmp_path, "ben.zip", data=zipped(("02.ipynb", bytes(1_001)), ("03.ipynb", bytes(1_000))))
    assert set(problems(tmp_path)) == {"anna.ipynb", "ben.zip/02.ipynb"}
    for submission in collect(tmp_path):
        if submission["source"] == "ben.zip/03.ipynb":
            assert len(content(tmp_path, submission)) == 1_000
        else:
            with pytest.raises(Refused, match="too large"):
                content(tmp_path, submission | {"problem": ""})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_archive_fails_otherwise_than_with_a_sentence(data):
    good = zipped(
        ("anna/02.ipynb", b"n" * 50), ("b.zip", zipped("c.ipynb")), compression=zipfile.ZIP_DEFLATED
    )
    at = data.draw(st.integers(0, len(good) - 1))
    damaged = patched(good, at, data.draw(st.binary(min_size=1, max_size=6)))[: len(good)]
    try:
        opened = zips.opened(io.BytesIO(damaged))
        for item in collecting._in_zip(opened, (), 1):
            if not item["problem"] and item["kind"] == "notebook":
                assert collecting._from_zip(opened, list(item["parts"])) in (b"n" * 50, b"c.ipynb")
    except Refused:
        pass


def test_names_in_archives_without_a_mark_for_utf_8(tmp_path):
    data = zipped("Müller/02.ipynb")
    unmarked = data.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")
    assert unmarked != data
    (tmp_path / "mac.zip").write_bytes(unmarked)
    assert set(students(tmp_path / "mac.zip")) == {"Müller"}
    dos = zipped(("Muller/02.ipynb", b"{}")).replace(b"Muller", b"M\x81ller")
    (tmp_path / "dos.zip").write_bytes(dos)
    (submission,) = collect(tmp_path / "dos.zip")
    assert submission["student"] == "Müller" and content(tmp_path / "dos.zip", submission) == b"{}"


# --- links, pipes, names


def linked(place, target, folder=False):
    try:
        place.symlink_to(target, target_is_directory=folder)
    except (OSError, NotImplementedError):
        pytest.skip("no symbolic links here")


def test_links_that_lead_out_are_refused_and_loops_end(tmp_path):
    fill(tmp_path, "secret.ipynb", "secrets/02.ipynb", "in/anna/02.ipynb", "in/dora/03.ipynb")
    for name, target in [("02.ipynb", "secret.ipynb"), ("all.zip", "secret.ipynb"), ("more", "secrets")]:
        (tmp_path / "in" / "ben").mkdir(exist_ok=True)
        linked(tmp_path / "in" / "ben" / name, tmp_path / target, name == "more")
    linked(tmp_path / "in" / "anna" / "loop", tmp_path / "in", True)
    linked(tmp_path / "in" / "anna" / "again.ipynb", Path("02.ipynb"))
    linked(tmp_path / "in" / "anna" / "self.ipynb", Path("self.ipynb"))
    found = collect(tmp_path / "in")
    fine = [one for one in found if not one["problem"]]
    assert [one["source"] for one in fine] == ["anna/02.ipynb", "anna/again.ipynb", "dora/03.ipynb"]
    assert {content(tmp_path / "in", one) for one in fine} == {b"in/anna/02.ipynb", b"in/dora/03.ipynb"}
    refused = {one["source"]: one["problem"] for one in found if one["problem"]}
    assert set(refused) == {"ben/02.ipynb", "ben/all.zip", "ben/more", "anna/self.ipynb"}
    assert sum("leads out" in says for says in refused.values()) == 3
    for one in found:
        if one["problem"]:
            with pytest.raises(Refused):
                content(tmp_path / "in", one | {"problem": ""})
    linked(tmp_path / "door", tmp_path / "in", True)
    assert len(collect(tmp_path / "door")) == len(found)  # the folder itself may be reached by a link


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_pipes_and_sockets_do_not_make_it_wait(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "anna.ipynb")
    os.mkfifo(tmp_path / "ben.zip")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("cleo.ipynb")
        assert all("no ordinary file" in says for says in problems(tmp_path).values())
        assert len(problems(tmp_path)) == 3
        for submission in collect(tmp_path):
            with pytest.raises(Refused):
                content(tmp_path, submission | {"problem": ""})


def test_what_may_not_be_read_has_a_line(tmp_path, monkeypatch):
    fill(tmp_path, "anna/02.ipynb", "ben/02.ipynb", "cleo.ipynb")
    scan = os.scandir

    def guarded(path):
        if Path(path).name == "anna":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    monkeypatch.setattr(os, "access", lambda path, mode: "cleo" not in str(path))
    assert set(problems(tmp_path)) == {"anna", "cleo.ipynb"}
    assert all("permission denied" in says for says in problems(tmp_path).values())
    assert set(students(tmp_path)) == {"ben"}


@pytest.mark.skipif(sys.platform != "linux", reason="file names are any bytes on Linux alone")
def test_names_that_are_not_utf_8(tmp_path):
    os.mkdir(os.fsencode(tmp_path) + b"/M\xfcller")
    for name in (b"/M\xfcller/02.ipynb", b"/anna\xff.ipynb", b"/b\nb\x01.ipynb"):
        Path(os.fsdecode(os.fsencode(tmp_path) + name)).write_bytes(b"{}")
    found = collect(tmp_path)
    assert sorted(one["student"] for one in found if "not valid UTF-8" in one["problem"]) == [
        "M?ller",
        "anna?",
    ]
    (odd,) = [one for one in found if not one["problem"]]
    assert odd["student"] == "b b\ufffd" and content(tmp_path, odd) == b"{}"
    for one in found:
        "".join(one.values()).encode("utf-8")


def test_a_file_that_is_gone_says_so(tmp_path):
    fill(tmp_path, "anna.ipynb")
    fill(tmp_path, "ben.zip", data=zipped("02.ipynb"))
    found = collect(tmp_path)
    (tmp_path / "anna.ipynb").unlink()
    fill(tmp_path, "ben.zip", data=zipped("other.ipynb"))
    for submission in found:
        with pytest.raises(Refused, match="no such file|no longer"):
            content(tmp_path, submission)


def test_the_newest_notebooks_of_one_student_count_where_there_are_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_NOTEBOOKS", 3)
    fill(tmp_path, *(f"anna/02_unrolled_in_time ({k}).ipynb" for k in range(6)))
    for k in range(6):
        os.utime(tmp_path / f"anna/02_unrolled_in_time ({k}).ipynb", (1e9 - 1e6 * k, 1e9 - 1e6 * k))
    assert [source[-8] for source in students(tmp_path)["anna"]] == ["0", "1", "2"]
    (says,) = problems(tmp_path).values()
    assert "6 notebooks" in says


def test_three_thousand_folders_and_a_large_archive(tmp_path):
    paths = [f"Student {k}_{k}_assignsubmission_file_/02_unrolled_in_time.ipynb" for k in range(3_000)]
    (tmp_path / "all.zip").write_bytes(zipped(*paths))
    found = collect(tmp_path / "all.zip")
    assert len({one["student"] for one in found}) == 3_000
    opened = zipfile.ZipFile.__init__
    calls = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "__init__", lambda *a, **k: (calls.append(1), opened(*a, **k))[1])
        assert all(content(tmp_path / "all.zip", one) == one["source"].encode() for one in found[:100])
    assert len(calls) <= 1  # the list of an archive is read once, not once for each student
