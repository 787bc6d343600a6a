"""grades.csv and what goes into it: rosters, marks by hand, weights, and no cell that runs."""

import csv
import io
import os
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading import examining, sheets
from rnn_helpers.grading.by_hand import read_overrides, read_weights, write_overrides_template
from rnn_helpers.grading.roster import match, read_roster
from rnn_helpers.grading.sheets import SheetError, as_meant, csv_bytes, harmless, read_sheet, write_csv
from rnn_helpers.grading.tables import grades
from rnn_helpers.grading.times import deadline, moment

ONE, TWO = "01_one_cell_one_step", "02_unrolled_in_time"


def file_of(folder, content, name="students.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def handed_in(*names, source="x.ipynb"):
    return {name: {"name": name, "source": source, "received": "", "results": {}} for name in names}


def report(points, problem=""):
    return {"points": points, "problem": problem}


def result(lesson=TWO, problem="", notes=(), incidents=(), **tasks):
    return examining.result(lesson, problem, notes, incidents, tasks)


def student(name, *results, received="", notes=()):
    return {
        "name": name,
        "source": f"{name}.ipynb",
        "received": received,
        "results": {each["lesson"]: each for each in results},
        "notes": list(notes),
    }


def by_heading(table):
    return [dict(zip(table["columns"], row)) for row in table["rows"]]


# --- reading

ROWS = [["Name", "Note"], ["Anna Müller", 'sagt "hallo", wirklich; ja'], ["Zoë", "zwei\nZeilen"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
)
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_tables_are_read_as_they_come(tmp_path, separator, encoding, ending):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(ROWS)
    sheet = read_sheet(file_of(tmp_path, text.getvalue().encode(encoding)))
    assert [sheet["columns"], *sheet["rows"]] == ROWS
    assert (sheet["separator"], sheet["notes"]) == (separator, [])


def test_the_line_of_excel_is_no_heading_and_lines_are_counted_with_it(tmp_path):
    sheet = read_sheet(file_of(tmp_path, 'sep=;\r\nName;ID\r\n\r\n"a\r\nb";1\r\nc;2\r\n'))
    assert (sheet["columns"], sheet["rows"]) == (["Name", "ID"], [["a\r\nb", "1"], ["c", "2"]])
    assert sheet["lines"] == [4, 6]


def test_short_rows_are_filled_and_long_ones_reported(tmp_path):
    sheet = read_sheet(file_of(tmp_path, "name,id\nAnna\nMüller, Ben,3\nCarl,4,,\n"))
    assert sheet["rows"] == [["Anna", ""], ["Müller", " Ben"], ["Carl", "4"]]
    assert len(sheet["notes"]) == 1
    assert "students.csv, line 3: 3 cells, but only 2 headings" in sheet["notes"][0]


def test_an_open_quotation_mark_swallows_no_rows(tmp_path):
    sheet = read_sheet(file_of(tmp_path, 'name,id\n"Anna,1\nBen,2\nCarl,3\n'))
    assert [row[0] for row in sheet["rows"]][1:] == ["Ben", "Carl"]
    assert "quotation marks" in sheet["notes"][0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n;;\r\n", "is empty"),
        (b"PK\x03\x04 xl/workbook.xml", "Save it as CSV"),
        (b"\xff\xfea", "no text"),
        (b"\x00\xd8\x00\xd8\x00\xd8\x00", "no text"),
    ],
)
def test_what_is_no_table_is_said_plainly(tmp_path, content, words):
    path = tmp_path / "students.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SheetError, match=words):
        read_sheet(path)


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_else(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(content)
    try:
        sheet = read_roster(path)
    except SheetError:
        return
    assert all(len(row) == len(sheet["columns"]) for row in sheet["rows"])


# --- writing


def written(path, rows, **more):
    table = {"columns": [f"c{k}" for k in range(len(rows[0]))], "rows": rows} | more
    write_csv(path, table)
    return path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "  =1",
        '"=1',
        "'=1",
        '" \u00a0=1',
        "“=1”",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1+1",
        "\uff20A",
        "\0=1",
        "\ufeff=1",
        "-",
        "-5 points",
        "=",
    ],
)
def test_what_would_run_gets_an_apostrophe_and_loses_it_when_read(text):
    assert harmless(text) == "'" + text
    assert as_meant(harmless(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Anna", "-5", "+5", "3", "0012345", "1,5", "-1.5e-3", "O'Neil", "'tis", "a=b"]
)
def test_numbers_and_ordinary_words_stay(text):
    assert harmless(text) == text == as_meant(text)


def test_a_cell_that_another_separator_would_cut_is_harmless_too():
    assert harmless("x;=1;y\t @A\n+2, -3", ",") == "x;'=1;y\t' @A\n'+2, -3"
    assert harmless("x;=1, -3", ";") == "x;=1,' -3"
    assert harmless("\t=1") == "'\t'=1"
    assert harmless(harmless("a;=1")) == harmless("a;=1")


CELLS = st.text(st.sampled_from("ab =+-@'\"\t\r\n,;5\uff1d\u00a0ü\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=3), st.sampled_from(",;\t"))
def test_no_written_cell_runs_whatever_reads_it(rows, separator):
    text = csv_bytes({"columns": ["c"], "rows": rows, "separator": separator}).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
    assert not any(cell.startswith(("\t", "\r", "\n")) for cell in cells)
    others = "".join({",", ";", "\t"} - {separator})
    cells += [piece for cell in cells for piece in re.split(f"[{others}\r\n]", cell)[1:]]
    for cell in cells:
        bare = cell.strip(' \t\r\n\0\u00a0"')
        number = re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell)
        assert number or not bare.startswith(tuple("=+-@\uff1d")), cell


def test_a_file_is_utf8_with_its_mark_and_lines_of_the_csv_standard(tmp_path):
    content = written(tmp_path / "g.csv", [["Müller, Anna", 1.5, 2.0, 3], ["a\udcffb", -1, "", 0]])
    assert content == (b'\xef\xbb\xbfc0,c1,c2,c3\r\n"M\xc3\xbcller, Anna",1.5,2,3\r\na\\udcffb,-1,,0\r\n')


def test_identifiers_stay_as_they_are_unless_they_can_do_something(tmp_path):
    rows = [["-5", "-ab-c"], ["@anna", "@anna"], ["=1+1", "x"], ["-2+cmd|' /C calc'!A0", "y"]]
    lines = written(tmp_path / "g.csv", rows, ids=[0]).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["-5,'-ab-c", "@anna,'@anna", "'=1+1,x", "'-2+cmd|' /C calc'!A0,y"]


def test_a_file_that_cannot_be_replaced_stays_and_nothing_lies_about(tmp_path, monkeypatch):
    path = file_of(tmp_path, "old")

    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sheets.os, "replace", refuse)
    with pytest.raises(
        SheetError, match=r"students.csv cannot be written: Permission denied.*close it there"
    ):
        write_csv(path, {"columns": ["a"], "rows": [["1"]]})
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["students.csv"]


# --- rosters

PLATFORMS = [
    ("Vorname;Nachname;ID-Nummer;E-Mail-Adresse", dict(first=[0], last=[1], id=[2], mail=[3])),
    ("Identifier,Full name,Email address,Status,Grade", dict(id=[0], name=[1], mail=[2])),
    ("ID,Vollständiger Name,E-Mail-Adresse,Status", dict(id=[0], name=[1], mail=[2])),
    ("Student,ID,SIS User ID,SIS Login ID,Section", dict(name=[0], id=[1, 2, 3])),
    ("Last Name,First Name,Username,Student ID", dict(last=[0], first=[1], id=[2, 3])),
    ("OrgDefinedId,Username,Last Name,First Name,Email", dict(id=[0, 1], last=[2], first=[3], mail=[4])),
    (
        "Prénom,Nom de famille,Numéro d’identification,Adresse de courriel",
        dict(first=[0], last=[1], id=[2], mail=[3]),
    ),
    ("Nom;Matricule", dict(name=[0], id=[1])),
    ("Nombre,Apellido(s),Número de ID,Dirección de correo", dict(first=[0], last=[1], id=[2], mail=[3])),
    ("Nombre;DNI", dict(name=[0], id=[1])),
    ("Login;MATRIKEL-NR.;Punkte", dict(id=[0, 1])),
]


@pytest.mark.parametrize(("headings", "found"), PLATFORMS)
def test_the_columns_of_platforms_are_found_and_all_are_kept(tmp_path, headings, found):
    columns = re.split("[,;]", headings)
    cells = ",".join(f"v{k}" for k in range(len(columns)))
    separator = ";" if ";" in headings else ","
    roster = read_roster(file_of(tmp_path, f"{headings}\n{cells.replace(',', separator)}\n"))
    assert {kind: places for kind, places in roster["found"].items() if places} == found
    assert roster["columns"] == columns
    assert roster["rows"] == [cells.split(",")]


def test_a_table_that_names_nobody_is_refused(tmp_path):
    with pytest.raises(SheetError, match=r"no column tells who a student is. Its headings are Group, Room\."):
        read_roster(file_of(tmp_path, "Group,Room\n1,2\n"))


ROSTER = """Matrikelnummer;Benutzername;Vorname;Nachname;E-Mail
0012345;amueller;Anna;Müller;anna.mueller@uni.example
1002;groß;Jörg;Groß;jg@uni.example
1003;sorensen;Søren;Åkesson;soren@uni.example
1004;;Ursula;von der Leyen;
1005;;Thomas;Martin;
1006;;Martin;Thomas;
1007;;Eva;Kohler;
1008;;Eva;Köhler;
1009;;Ben;Schmidt;ben1@uni.example
1010;;Ben;Schmidt;ben2@uni.example
Participant 654321;;José;Núñez;
"""


def row_of(tmp_path, name, source="x.ipynb"):
    """The line of the roster that a submission gets, or None, and the notes."""
    roster = read_roster(file_of(tmp_path, ROSTER))
    rows, _, notes = match(roster, handed_in(name, source=source))
    return (roster["lines"][rows[name]] if name in rows else None), notes


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Anna Müller", 2),
        ("MÜLLER, anna", 2),
        ("mulleranna", 2),
        ("muelleranna", 2),
        ("Mueller_Anna", 2),
        (unicodedata.normalize("NFD", "Anna Müller"), 2),
        ("12345", 2),
        ("0012345", 2),
        ("AMueller", 2),
        ("01002", 3),
        ("anna.mueller@uni.example", 2),
        ("Anna Müller 0012345", 2),
        ("joerg-gross", 3),
        ("Groß Jörg", 3),
        ("jg", 3),
        ("Soren Akesson", 4),
        ("akessonsoren", 4),
        ("Aakesson Soeren", 4),
        ("vonderleyenursula", 5),
        ("von der Leyen, Ursula", 5),
        ("Eva Köhler", 9),
        ("evakoehler", 9),
        ("1010", 11),
        ("Jose Nunez", 12),
    ],
)
def test_a_submission_finds_its_row(tmp_path, name, line):
    assert row_of(tmp_path, name) == (line, [])


@pytest.mark.parametrize(
    ("name", "source", "line"),
    [
        ("Ben Schmidt", "Ben Schmidt_1009_x.ipynb", None),  # too short to be told from a date or a lesson
        ("José Núñez", "José Núñez_654321_assignsubmission_file/x.ipynb", 12),
        ("someone", "someone_654321_12345_x.ipynb", 12),
        ("Anna Müller", "Anna Müller_654321_assignsubmission_file/x.ipynb", None),
    ],
)
def test_a_number_in_the_place_counts_where_nothing_contradicts(tmp_path, name, source, line):
    assert row_of(tmp_path, name, source)[0] == line


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Thomas Martin", "fits lines 6 and 7 of the roster"),
        ("Ben Schmidt", "fits lines 10 and 11 of the roster"),
        ("kohlereva", "fits lines 8 and 9 of the roster"),
        ("Eva Kohler", "fits lines 8 and 9 of the roster"),
        ("Anna Muller-Kohler", "is not on the roster"),
        ("Anna", "is not on the roster"),
        ("1011", "is not on the roster"),
        ("00000", "is not on the roster"),
        ("", "is not on the roster"),
        ("...", "is not on the roster"),
        ("0012345 Ben Schmidt", "fits lines 2 and 10 and 11 of the roster"),
    ],
)
def test_nothing_is_guessed(tmp_path, name, words):
    line, notes = row_of(tmp_path, name)
    assert line is None
    assert len(notes) == 1
    assert words in notes[0]
    assert "row of its own" in notes[0]


def test_two_submissions_for_one_row_are_both_left_alone(tmp_path):
    roster = read_roster(file_of(tmp_path, ROSTER))
    students = handed_in("Anna Müller", "amueller", "1004")
    rows, doubts, notes = match(roster, students)
    assert rows == {"1004": 3}
    assert doubts == {0: ["Anna Müller", "amueller"]}
    assert len(notes) == 2
    found = by_heading(grades(students, roster))
    assert [row["status"] for row in found if row["Nachname"] == "Müller"] == ["absent"]
    assert '"amueller" may be theirs' in found[0]["reason"]
    assert [row["Nachname"] for row in found[-2:]] == ["amueller", "Anna Müller"]


# --- grades

SCORES = result(cross_entropy=report(7), slope_along=report(3))


def test_without_a_roster_rows_come_by_name():
    table = grades({"k2": student("Zoe", SCORES), "k1": student("anna", SCORES)})
    headings = [f"02 {task['name']}" for task in all_tasks() if task["lesson"] == TWO]
    assert table["columns"] == [
        "student",
        "name",
        *headings,
        "02 sum",
        "total",
        "out of",
        "status",
        "reason",
        "comment",
        "page",
    ]
    rows = by_heading(table)
    assert [row["name"] for row in rows] == ["anna", "Zoe"]
    assert rows[0] == {
        "student": "k1",
        "name": "anna",
        **dict.fromkeys(headings, ""),
        "02 cross_entropy": 7,
        "02 slope_along": 3,
        "02 sum": 10,
        "total": 10,
        "out of": 44,
        "status": "graded",
        "reason": "",
        "comment": "",
        "page": "",
    }


def test_with_a_roster_its_order_and_columns_stand_and_absent_students_appear(tmp_path):
    roster = read_roster(file_of(tmp_path, ROSTER))
    students = handed_in("stranger") | {"x": student("Ursula von der Leyen", SCORES)}
    table = grades(students, roster)
    rows = by_heading(table)
    assert table["columns"][:5] == roster["columns"]
    assert [row["Matrikelnummer"] for row in rows] == [row[0] for row in roster["rows"]] + [""]
    assert [row["status"] for row in rows] == ["absent"] * 3 + ["graded"] + ["absent"] * 7 + [
        "not graded yet"
    ]
    assert rows[-1]["Nachname"] == "stranger"
    assert (rows[0]["total"], rows[0]["out of"]) == ("", 44)
    assert rows[0]["reason"] == "Nothing was handed in."
    assert table["absent"][0] == "Anna Müller"
    assert len(table["absent"]) == 10


def test_every_row_is_as_long_as_the_heading_and_comes_back_from_the_file(tmp_path):
    roster = read_roster(file_of(tmp_path, ROSTER))
    table = grades(handed_in("=stranger") | {"x": student("Eva Köhler", SCORES)}, roster)
    assert {len(row) for row in table["rows"]} == {len(table["columns"])}
    write_csv(tmp_path / "grades.csv", table)
    again = read_roster(tmp_path / "grades.csv")
    assert (again["columns"], again["separator"]) == (table["columns"], ";")
    assert [row[: len(roster["columns"])] for row in again["rows"][:-1]] == roster["rows"]
    assert again["rows"][-1][3] == "=stranger"
    assert [row[again["columns"].index("total")] for row in again["rows"]].count("10") == 1


def test_the_row_of_canvas_with_the_most_points_is_no_student(tmp_path):
    text = (
        'Student,ID,SIS Login ID,Section\n    Points Possible,,,\n,,,Manual Posting\n"Müller, Anna",7,am,A\n'
    )
    table = grades({"am": student("mulleranna", SCORES)}, read_roster(file_of(tmp_path, text)))
    most, posting, anna = by_heading(table)
    assert (most["02 cross_entropy"], most["02 sum"], most["total"], most["status"]) == (10, 44, 44, "")
    assert set(list(posting.values())[4:]) == {""}
    assert (anna["total"], table["absent"]) == (10, [])


def test_a_table_that_a_spreadsheet_saved_with_another_separator(tmp_path):
    """Excel with German settings takes commas for one column, and saves what is typed beside it with ";"."""
    text = "student,task,points,comment;;;\nKim;softmax;2,5;gut\nLee;softmax;3;\n"
    overrides, notes = read_overrides(file_of(tmp_path, text, "overrides.csv"))
    assert notes == []
    assert [(each["student"], each["task"], each["points"], each["comment"]) for each in overrides] == [
        ("Kim", "softmax", 2.5, "gut"),
        ("Lee", "softmax", 3, ""),
    ]
    plain = read_sheet(file_of(tmp_path, "name,points,\nKim,3,\n", "plain.csv"))
    assert (plain["columns"], plain["rows"]) == (["name", "points", ""], [["Kim", "3", ""]])


@pytest.mark.parametrize("used", [2, 3, 4, 6])
def test_headings_in_one_cell_however_many_columns_were_used(tmp_path, used):
    text = f"student,task,points,comment{';' * (used - 1)}\nKim;softmax;2,5\n"
    overrides, notes = read_overrides(file_of(tmp_path, text, "overrides.csv"))
    assert [(each["student"], each["points"]) for each in overrides] == [("Kim", 2.5)] and notes == []


def test_whose_files_are_gone_does_not_compete_for_a_line(tmp_path):
    roster = read_roster(file_of(tmp_path, ROSTER))
    students = {name: student(name) for name in ("Müller, Anna", "Anna Mueller")}
    assert match(roster, students)[0] == {}
    students["Anna Mueller"]["gone"] = True
    assert match(roster, students)[0] == {"Müller, Anna": 0}


def test_the_file_for_marks_by_hand_has_the_separator_of_the_roster(tmp_path):
    write_overrides_template(tmp_path / "overrides.csv", ";")
    assert (tmp_path / "overrides.csv").read_text(
        encoding="utf-8-sig"
    ).strip() == "student;task;points;comment"
    assert read_overrides(tmp_path / "overrides.csv") == ([], [])


@pytest.mark.parametrize("name", ["Müller", "Müller, Anna", "Anna Müller"])
def test_a_first_name_beside_a_name(tmp_path, name):
    """ "Name" and "Vorname": the first is the surname, or all of it."""
    roster = read_roster(file_of(tmp_path, f"Matrikelnummer;Name;Vorname\n12345;{name};Anna\n2;Smith;Ben\n"))
    students = {"a": student("Anna Müller"), "b": student("ben smith"), "c": student("Anna")}
    rows, doubts, notes = match(roster, students)
    assert rows == {"a": 0, "b": 1} and doubts == {}
    assert len(notes) == 1 and '"Anna"' in notes[0]


def test_weights_and_marks_by_hand_count_and_columns_add_up(tmp_path):
    path = file_of(
        tmp_path,
        "student;task;points;comment\nk;02 cross_entropy;2,5;fast\nk;softmax;1;\nk;;;Gut gemacht\n"
        "k;;;Weiter so\n",
        "overrides.csv",
    )
    overrides, notes = read_overrides(path)
    weights = read_weights({"cross_entropy": 2, "slope_along": 1 / 3})
    table = grades({"k": student("Kim", SCORES)}, None, overrides, weights)
    (row,) = by_heading(table)
    assert notes == []
    assert table["notes"] == [
        "overrides.csv sets cross_entropy of Kim to 2.5 points; the check gives 7 for what is handed in now."
    ]
    assert (row["02 cross_entropy"], row["02 slope_along"], row["total"]) == (5, 1, 7)
    assert (row["01 softmax"], row["01 sum"]) == (1, 1)  # of a lesson that nobody handed in
    assert row["out of"] == pytest.approx(28 + 44 + 10 - 10 * 2 / 3, abs=0.01)
    assert row["reason"] == "Set by hand: cross_entropy, softmax."
    assert row["comment"] == "Gut gemacht Weiter so cross_entropy: fast"
    assert table["by_hand"] == {
        "k": {
            "tasks": {
                "cross_entropy": {"points": 2.5, "comment": "fast"},
                "softmax": {"points": 1, "comment": ""},
            },
            "comment": "Gut gemacht Weiter so",
        }
    }


def test_marks_by_hand_reach_absent_students_and_every_name_of_a_student(tmp_path):
    roster = read_roster(file_of(tmp_path, ROSTER))
    students = {"am": student("amueller", SCORES)}
    names = ["am", "Müller, Anna", "12345", "amueller", "1004", "stranger", "Ben Schmidt"]
    rows = [
        {"line": k + 2, "student": name, "task": "slope_along", "points": float(k), "comment": ""}
        for k, name in enumerate(names)
    ]
    table = grades(students, roster, rows, lessons=[ONE, TWO])
    found = by_heading(table)
    assert (found[0]["02 slope_along"], found[0]["02 sum"]) == (3, 10)
    assert (found[3]["02 slope_along"], found[3]["status"], found[3]["total"]) == (4, "absent", 4)
    assert [note[:22] for note in table["notes"]] == [f"overrides.csv, line {k}:" for k in (3, 4, 5, 7, 8)]
    assert '"stranger" is no student here' in table["notes"][3]
    assert "fits 2 students; write the identifier" in table["notes"][4]


def status_of(*results, received="", due=None, notes=()):
    students = {"k": student("Kim", *results, received=received, notes=notes)}
    (row,) = by_heading(grades(students, lessons=[TWO], due=due and deadline(due)))
    return row["status"], row["reason"], row["total"]


def test_every_status_says_why():
    assert status_of() == ("not graded yet", "", "")
    assert status_of(SCORES) == ("graded", "", 10)
    assert status_of(result("", "It is a PDF.")) == ("not readable", "It is a PDF.", "")
    assert status_of(result(problem="It did not end.")) == ("not readable", "02 It did not end.", "")
    stopped = result(cross_entropy=report(0, "It took too long."), slope_along=report(3))
    assert status_of(stopped) == ("partly judged", "02 cross_entropy: It took too long.", 3)
    both = (SCORES, result(ONE, "It did not end."))
    assert status_of(*both) == ("partly judged", "01 It did not end.", 10)
    network = [{"what": "network", "says": "It asked for a connection."}]
    noted = result(notes=["Cell 7 was left out."], incidents=network, cross_entropy=report(7))
    assert status_of(noted, notes=["A later file does not count."]) == (
        "graded",
        "Look by hand: It asked for a connection. Cell 7 was left out. A later file does not count.",
        7,
    )


def test_late_is_a_status_and_takes_no_marks():
    late = dict(received="2026-11-21T00:00:01", due="2026-11-20")
    status, reason, total = status_of(SCORES, **late)
    assert (status, total) == ("late", 10)
    assert "Received 2026-11-21 00:00:01" in reason
    assert status_of(SCORES, received="2026-11-20T23:59:59", due="2026-11-20")[0] == "graded"
    assert status_of(SCORES, received="", due="2026-11-20")[0] == "graded"
    assert status_of(result("", "It is a PDF."), **late)[0] == "not readable, late"
    assert status_of(SCORES, received="2026-11-20T10:00:00Z", due="2026-11-20T10:30:00+01:00")[0] == "late"


def test_deadlines_are_read_or_explained():
    assert deadline("2026-11-20") == moment("2026-11-21T00:00")
    assert deadline(" 2026-11-20T10:00+01:00 ") == moment("2026-11-20T09:00Z")
    for text in ("tomorrow", "20.11.2026", "", "2026-02-30"):
        with pytest.raises(ValueError, match=r"is no time. Write it as 2026-11-20"):
            deadline(text)


def test_words_of_a_submission_stay_on_one_line_and_within_bounds():
    status, reason, _ = status_of(result("", "a\0\r\nb\u2028c " + "x" * 10_000))
    assert status == "not readable"
    assert reason.startswith("a b c xxx")
    assert len(reason) == 2000
    assert reason.endswith("…")


def test_names_that_attack_are_text_in_the_file(tmp_path):
    name = "=cmd|' /C calc'!A0,\"; DROP\r\n<script>"
    students = {name: student(name, result("", '=HYPERLINK("http://x";"y")'))}
    write_csv(tmp_path / "g.csv", grades(students, lessons=[TWO]))
    (row,) = read_sheet(tmp_path / "g.csv")["rows"]
    text = (tmp_path / "g.csv").read_text(encoding="utf-8-sig")
    assert row[1] == "=cmd|' /C calc'!A0,\"; DROP <script>"
    assert not re.search(r'(^|[,;\n])\s*"*=', text)


# --- marks by hand


def test_the_template_is_written_once(tmp_path):
    path = tmp_path / "overrides.csv"
    write_overrides_template(path)
    assert read_sheet(path)["columns"] == ["student", "task", "points", "comment"]
    assert read_overrides(path) == ([], [])
    path.write_text("mine", encoding="utf-8")
    write_overrides_template(path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [None, b""])
def test_no_marks_by_hand_are_none(tmp_path, content):
    path = tmp_path / "overrides.csv"
    if content is not None:
        path.write_bytes(content)
    assert read_overrides(path) == ([], [])


def test_what_cannot_be_used_is_said_with_its_line_and_the_rest_counts(tmp_path):
    text = """\ufeff Student ; Task;POINTS;Comment
anna;softmax;11;
anna;softmx;3;
anna;softmax;viel;but a comment
anna;softmax;-1;
anna;;3;
anna;softmax;;
;softmax;3;

 anna ; 01 Softmax ; 2,5 ;"gut; so"
anna;nonsense entirely;3;
anna;softmax;nan;
anna;softmax;1_0;
"""
    rows, notes = read_overrides(file_of(tmp_path, text, "overrides.csv"))
    assert rows == [
        {"line": 4, "student": "anna", "task": "softmax", "points": None, "comment": "but a comment"},
        {"line": 10, "student": "anna", "task": "softmax", "points": 2.5, "comment": "gut; so"},
    ]
    assert notes == [
        "overrides.csv, line 2: softmax gives at most 10 points; 11 was not used.",
        'overrides.csv, line 3: no task is called "softmx". Did you mean softmax?',
        'overrides.csv, line 4: "viel" is no number of points; it was not used.',
        "overrides.csv, line 5: points are at least 0; -1 was not used.",
        "overrides.csv, line 6: points need a task; they were not used.",
        "overrides.csv, line 7: there are neither points nor a comment.",
        "overrides.csv, line 8: no student is named.",
        'overrides.csv, line 11: no task is called "nonsense entirely".',
        'overrides.csv, line 12: "nan" is no number of points; it was not used.',
        'overrides.csv, line 13: "1_0" is no number of points; it was not used.',
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [("name,points\na,3\n", "no column called student"), (b"PK\x03\x04", "Save it as CSV")],
)
def test_a_file_without_sense_stops_nothing(tmp_path, content, words):
    rows, notes = read_overrides(file_of(tmp_path, content, "overrides.csv"))
    assert rows == []
    assert words in notes[0]


def test_the_last_of_two_marks_for_a_task_counts_and_that_is_said():
    rows = [
        {"line": k, "student": "k", "task": "slope_along", "points": float(k), "comment": ""} for k in (2, 3)
    ]
    table = grades({"k": student("Kim", SCORES)}, None, rows)
    assert by_heading(table)[0]["02 slope_along"] == 3
    assert table["notes"] == ["overrides.csv, line 3: slope_along of k was set before; this line counts."]


# --- weights


def test_weights_are_read_from_words_a_file_and_a_dict(tmp_path):
    path = file_of(tmp_path, "Aufgabe;Gewicht\nsoftmax;2\n02;0,5\n02 cross_entropy;3\n", "weights.csv")
    bare = file_of(
        tmp_path, "softmax,2\n02_unrolled_in_time,.5\ncross_entropy,3\n".replace(",.5", ",0.5"), "bare.csv"
    )
    given = [
        "softmax=2, 02=0.5,cross_entropy=3",
        path,
        str(bare),
        {"softmax": 2, "2": "0.5", "cross_entropy": 3},
        "softmax=2,2=0.5,cross_entropy=3" + "".join(f",{k:02d}=1" for k in (1, 3, 4)) + "," * 5000,
    ]
    for each in given:
        weights = read_weights(each)
        assert list(weights) == [task["name"] for task in all_tasks()]
        assert (weights["softmax"], weights["slope_along"], weights["cross_entropy"]) == (2, 0.5, 1.5)
        assert weights["rnn_cell_forward"] == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("softmx=2", 'No task or lesson is called "softmx". Did you mean softmax?'),
        ("11=2", 'No task or lesson is called "11".'),
        ("softmax=two", 'The weight of softmax is a number from 0 on, such as 2 or 0.5; got "two".'),
        ("softmax=-1", "from 0 on"),
        ("softmax=inf", "from 0 on"),
        ("softmax=0,5", "Weights are written as softmax=2,twin_columns=0.5"),
        ("softmax=1,01 softmax=2", "given twice"),
        ("=2", 'No task or lesson is called ""'),
        ("none.csv", "cannot be read"),
    ],
)
def test_weights_that_make_no_sense_are_refused(given, words, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=re.escape(words)):
        read_weights(given)


def test_shares_of_points_have_two_places_and_their_sum_is_that_of_the_cells():
    thirds = result(cross_entropy=report(1), slope_along=report(1), rnn_forward_pass=report(1))
    weights = read_weights({"02": 1 / 3})
    (row,) = by_heading(grades({"k": student("Kim", thirds)}, weights=weights))
    assert (row["02 cross_entropy"], row["total"]) == (0.33, 0.99)


def test_a_key_names_its_student_even_where_another_is_spelt_alike():
    students = {key: student(key, SCORES) for key in ("anna", "Anna")}
    rows = [{"line": 2, "student": "Anna", "task": "slope_along", "points": 1.0, "comment": ""}]
    table = grades(students, None, rows)
    assert {row["student"]: row["02 slope_along"] for row in by_heading(table)} == {"Anna": 1, "anna": 3}
    (note,) = table["notes"]
    assert "slope_along of Anna to 1 points; the check gives 3" in note


def test_the_table_says_where_a_students_page_is():
    students = {key: student(key, SCORES) for key in ("anna", "ben")}
    rows = by_heading(grades(students, pages={"anna": "feedback/anna.html"}))
    assert [row["page"] for row in rows] == ["feedback/anna.html", ""]


def test_a_name_that_fits_nobody_is_said_with_the_nearest_free_one(tmp_path):
    path = file_of(tmp_path, "name\nLukas Kowalsky\nMia Berg\n", "class.csv")
    table = grades(handed_in("Łukasz Kowalski", "Mia Berg"), read_roster(path))
    (note,) = table["notes"]
    assert "has a row of its own. Is this Lukas Kowalsky? Then write the name so in the roster." in note
    assert table["absent"] == ["Lukas Kowalsky"]
    assert table["statuses"] == ["absent", "not graded yet", "not graded yet"]
