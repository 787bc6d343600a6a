"""Submitted notebooks, whole and damaged, become cells and programs, or a plain sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading import mending, reading
from rnn_helpers.grading.mending import names_made
from rnn_helpers.grading.reading import Unreadable, called, checked, lesson_copied, lesson_of
from rnn_helpers.lessons import LESSONS

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
EXERCISES = sorted((NOTEBOOKS / "exercises").glob("*.ipynb"))


def cells(content):
    """The cells of a file, and the sentences of the notes."""
    found, notes = reading.cells(content)
    return found, [says for _, says in notes]


def programs(listed, wanted):
    """What is to be run of some cells, and the sentences of the notes."""
    found, notes, _ = reading.programs(listed, wanted)
    return found, [says for _, says in notes]


def runnable(source):
    """The Python of a cell, and the notes."""
    return mending.runnable(source)[:2]


def code(source, **more):
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


def text(source, kind="markdown"):
    return {"cell_type": kind, "source": source, "metadata": {}}


def notebook(*listed, **metadata):
    return {"cells": list(listed), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def as_bytes(*listed, encoding="utf-8", **metadata):
    return json.dumps(notebook(*listed, **metadata), ensure_ascii=False).encode(encoding)


def refused(content):
    with pytest.raises(Unreadable) as raised:
        cells(content)
    return str(raised.value)


def run(source, wanted=()):
    """The programs of a notebook with a single code cell."""
    found, notes = programs([{"kind": "code", "source": source, "id": ""}], wanted)
    return (found[0]["source"] if found else ""), notes


def defined(source):
    """The names that a program defines, with its lines as they are."""
    namespace = {}
    exec(compile(source, "<cell>", "exec"), namespace)
    return namespace


# --- bytes


def test_cells_come_with_kind_source_and_id():
    found, notes = cells(as_bytes(text("# Title"), code("a = 1\n", id="x02-04"), text("later", "raw")))
    assert found == [
        {"kind": "markdown", "source": "# Title", "id": ""},
        {"kind": "code", "source": "a = 1\n", "id": "x02-04"},
        {"kind": "raw", "source": "later", "id": ""},
    ]
    assert notes == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_with_and_without_a_mark(encoding):
    found, notes = cells(as_bytes(code("name = 'Jürgen Groß – ✓'"), encoding=encoding))
    assert found[0]["source"] == "name = 'Jürgen Groß – ✓'"
    assert bool(notes) is not encoding.startswith("utf-8")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_windows_and_latin_1_keep_their_umlauts_with_a_note(encoding):
    found, notes = cells(as_bytes(code("name = 'Jürgen Groß'"), encoding=encoding))
    assert found[0]["source"] == "name = 'Jürgen Groß'"
    assert "UTF-8" in notes[0]


def test_format_3_keeps_its_cells_in_worksheets():
    sheet = {
        "cells": [{"cell_type": "heading", "source": ["T"]}, {"cell_type": "code", "input": ["a\n", "b"]}]
    }
    old = {"nbformat": 3, "metadata": {"name": ""}, "worksheets": [sheet, None, {"cells": 3}]}
    found, _ = cells(json.dumps(old).encode())
    assert [(cell["kind"], cell["source"]) for cell in found] == [("markdown", "T"), ("code", "a\nb")]


def test_wrong_types_cost_only_the_cell_that_has_them():
    odd = [
        None,
        7,
        code(None),
        code(["a = 1\n", 3, "b = 2"]),
        code({"a": 1}),
        {"outputs": [], "source": "c"},
        {},
    ]
    found, notes = cells(as_bytes(*odd, code("d = 4", id=["x"])))
    assert [cell["source"] for cell in found] == ["", "", "", "a = 1\nb = 2", "", "c", "", "d = 4"]
    assert found[5]["kind"] == "code" and found[7]["id"] == ""
    assert [note.split()[1] for note in notes] == ["1", "2", "4", "5"]


def test_half_characters_and_nul_are_replaced():
    found, notes = cells(b'{"cells": [{"cell_type": "code", "source": "a = \'\\ud800\\u0000\'"}]}')
    assert found[0]["source"] == "a = '\ufffd\ufffd'" and len(notes) == 1
    found[0]["source"].encode("utf-8")


def test_megabytes_of_outputs_are_passed_over():
    content = as_bytes(code("a = 1", outputs=[{"output_type": "stream", "text": ["no end\n"] * 400_000}]))
    assert len(content) > 3_000_000
    assert cells(content)[0][0]["source"] == "a = 1"
    assert "too large" in refused(b" " * 50_000_001)


WHOLE = as_bytes(code("a = 'ä'"), text("words " * 50))


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "empty"),
        (b" \n\r\n\x00", "blanks"),
        (WHOLE[:60], "breaks off"),
        (WHOLE[:-3], "breaks off"),
        (WHOLE.decode().encode("utf-16")[:-41], "breaks off|JSON"),
        (WHOLE.replace(b'"cells":', b'"cells"'), "no longer JSON"),
        (WHOLE.rstrip()[:-1] + b",}\n", "no longer JSON"),
        (WHOLE.rstrip()[:-1] + b",", "breaks off in the middle"),
        (b"PK\x03\x04 and more", "zip archive"),
        (b"%PDF-1.7", "PDF"),
        (b"  <!DOCTYPE html><html>", "web page"),
        (b"import numpy as np\n", "not JSON"),
        (b"[1, 2]", "no notebook"),
        (b"{}", "no cells"),
        (b'{"cells": []}', "no cells"),
        (b'{"cells": {"a": 1}, "worksheets": [1]}', "no cells"),
        (b'{"cells": ' + b"[" * 200_000, "nested so deep"),
        (b'{"cells": [' + b"9" * 5_000 + b"]}", "number that is too long"),
    ],
)
def test_what_has_no_cells_is_refused_in_words(content, says):
    assert any(part in refused(content) for part in says.split("|"))


def test_a_merge_conflict_is_named_with_its_line():
    lines = json.dumps(notebook(code("a = 1")), indent=1).split("\n")
    lines[3:5] = ["<<<<<<< HEAD", *lines[3:5], "=======", *lines[3:5], ">>>>>>> theirs"]
    says = refused("\n".join(lines).encode())
    assert "Git" in says and "line 4" in says


R_KERNEL = {"kernelspec": {"name": "ir", "display_name": "R 4.3", "language": "R"}}
JULIA = {
    "kernelspec": {"name": "julia-1.10", "display_name": "Julia 1.10"},
    "language_info": {"name": "julia"},
}


def test_another_kernel_is_refused_only_where_no_cell_is_python():
    r_cells = [code("f <- function(x) x + 1"), code("a = 3"), text("def of f")]
    assert "R 4.3" in refused(as_bytes(*r_cells, **R_KERNEL))
    assert "Julia" in refused(as_bytes(code("import LinearAlgebra"), code("f(x) = x^2"), **JULIA))
    found, notes = cells(as_bytes(*r_cells, code("def f(x):\n    return x"), **R_KERNEL))
    assert len(found) == 4 and "R 4.3" in notes[0]
    assert cells(as_bytes(code("1"), kernelspec={"name": "pyodide"}))[1] == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "worksheets", "source", "input", "cell_type", "id", "metadata", "kernelspec"]
            )
            | st.text(max_size=3),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)
QUIET = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUIET
@given(st.binary(max_size=300) | st.builds(lambda value: json.dumps({"cells": [value]}).encode(), JSON))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\x00\xff\xff\xff\xff")
@example(b"{\x00\xd8")
def test_no_bytes_fail_otherwise_than_with_a_sentence(content):
    try:
        found, notes = cells(content)
    except Unreadable as error:
        assert str(error).endswith((".", "?"))
        return
    lesson_of(found, "x.ipynb")
    for program in programs(found, {"softmax"})[0]:
        compile(program["source"], "cell", "exec")


@QUIET
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, len(WHOLE) - 1), st.binary(max_size=4))
def test_a_damaged_notebook_gives_cells_or_a_sentence(start, end, inside):
    try:
        cells(WHOLE[:start] + inside + WHOLE[end:])
    except Unreadable as error:
        assert len(str(error)) > 10


# --- one cell


def test_right_python_stays_as_it_is_to_the_letter():
    source = 'x = """\n%time\n!ls\nwhat?\n"""\ny = (7\n% 4)\n'
    assert run(source) == (source, [])
    assert run("a = 1\r\nb = 2\r") == ("a = 1\nb = 2\n", [])
    assert run(" \n\t")[0] == ""


@pytest.mark.parametrize(
    "line", ["%matplotlib inline", "!pip install numpy", "np?", "np.dot??", "?np", "%ls?"]
)
def test_what_ipython_adds_is_taken_out_line_by_line(line):
    source, notes = run(f"{line}\nif True:\n    {line}\n    a = 'what?'\n{line}")
    assert defined(source)["a"] == "what?" and notes == []
    assert source.split("\n")[3] == "    a = 'what?'"


def test_magics_with_python_in_them_keep_it():
    assert defined(run("%%time\na = 1")[0])["a"] == 1
    assert defined(run("\n%%capture out\na = 1\n!ls")[0])["a"] == 1
    assert defined(run("%time a = 3")[0])["a"] == 3
    source, notes = run("files = !ls\nb = %timeit -o f()\nc = 5")
    assert defined(source)["c"] == 5 and ["line 1 was" in notes[0], "line 2 was" in notes[1]] == [True] * 2
    assert len(run("a = !ls\n" * 9)[1]) == mending.MOST_SAID + 1
    source, notes = run("%%bash\nls")
    assert source == "" and 'Cell 1 ("%%bash") was left out' in notes[0] and "bash says" in notes[0]


def test_a_line_in_a_string_is_not_taken_for_a_magic():
    source, _ = run('%matplotlib inline\nx = """\n%time\n!ls\nwhat?\n"""\ny = (9\n% 4)')
    assert defined(source)["x"] == "\n%time\n!ls\nwhat?\n" and defined(source)["y"] == 1


BROKEN = "def first(x)\n    return x\n"
GOOD = "def second(x):\n    return 2 * x\n"


@pytest.mark.parametrize(
    "before, broken",
    [
        ("", BROKEN),
        (GOOD, BROKEN),
        ("import math\n", "def first(x):\n    return (x\n"),
        ("", "def first(x):\nreturn x\n"),
        ("", "def first(x):\n    y = [1, 2\n    return y\n\n"),
        ("", '@staticmethod\n@property\ndef first(x:\n    return "a\n'),
        ("", "if True:\n    a = 1\nelse\n    a = 2\n"),
        ("", "def first(x):\n    return x +\n"),
        ("", "Here I don't know (what to write\n"),
        ("", "x = 'open\n"),
        ("", "def first(x):\n  a = 1\n   b = 2\n"),
        ("", "for i in range(3): print(i\n\n\n"),
        ("", "print 'hello'\n"),
        ("", "break\n"),
        ("", "def first(x, x): pass\n"),
    ],
)
def test_a_broken_statement_costs_itself_alone(before, broken):
    source, notes = run(before + broken + GOOD + "third = [\n    second(1),\n]\n")
    assert defined(source)["second"](3) == 6 and defined(source)["third"] == [2]
    assert "first" not in defined(source)
    assert source.split("\n").index("third = [") == (before + broken + GOOD).count("\n")
    assert len(notes) == 1 and "left out" in notes[0]


def test_a_decorated_function_is_one_statement():
    source, _ = run(
        "import functools\n" + BROKEN + "@functools.cache\n# fast\n@functools.cache\n" + GOOD + "b = 3\n"
    )
    assert hasattr(defined(source)["second"], "cache_info") and defined(source)["b"] == 3


def test_a_note_names_cell_lines_function_and_reason():
    _, notes = run(GOOD + BROKEN + GOOD)
    says = "lines 3 to 4 (first) were left out. In line 3 Python says: expected ':'."
    assert notes == [f'Cell 1 ("def second(x):"): {says}']
    says = "was left out (first). In line 1 Python says: expected ':'."
    assert run(BROKEN)[1] == [f'Cell 1 ("def first(x)") {says}']
    _, notes = run("a = 1\nb = = 2\n")
    assert notes == ['Cell 1 ("a = 1"): line 2 was left out. Python says: invalid syntax.']


def test_what_python_asks_keeps_its_mark_and_what_it_counts_is_counted_in_the_cell():
    _, (note,) = run("a = 1\nb = [\n    1 2,\n]\n")
    assert note.endswith("In line 3 Python says: invalid syntax. Perhaps you forgot a comma?")
    _, (note,) = run(GOOD + "def first(x):\nreturn x\n")
    assert "on line 3" in note and "In line 3" in note


def test_a_cell_is_called_by_its_number_and_its_first_line():
    assert called(3, "\n  x  = 1\ny = 2") == 'Cell 3 ("x = 1")'
    assert called(3, " \n") == "Cell 3"
    assert len(called(3, "long " * 100)) < 60


LOST = "import math\ndef softmax(z)\n    return z\nfiles = !ls\nshapes = {1: 2\n"


def test_what_was_left_out_is_known_by_its_names():
    _, notes, lost = reading.programs(as_cells("a = 1", LOST, "%%bash\ntree = 1"), {"softmax"})
    assert lost.keys() == {"softmax", "files", "shapes", "tree"}
    place = {"cell": 2, "line": 2, "text": "def softmax(z)", "says": "expected ':'"}
    assert lost["softmax"] == place
    assert (lost["files"]["line"], lost["shapes"]["text"]) == (4, "shapes = {1: 2")
    assert lost["tree"] == {"cell": 3, "line": None, "text": "", "says": "%%bash says that it is not Python"}
    assert "line 4 was left out: it is a command for IPython" in notes[0][1]


def test_the_names_that_a_text_would_have_made():
    made = names_made("  def f(x):\n    y = 1\n  a, b = 1, = 2\n  from c import (d,\n   e as g")
    assert made == {"f", "a", "b", "d", "e", "as", "g"}
    assert names_made("f(a=1)\nx == 2\n") == set()


def test_what_is_left_open_to_the_end_costs_what_can_not_be_told_apart():
    source, notes = run(GOOD + 'def first(x):\n    """What it does.\n    return x\n')
    assert defined(source)["second"](1) == 2 and "first" in notes[0]
    source, _ = run("def first(x):\n    return (x\n" + GOOD + "a = [1,\n2]")
    assert defined(source)["second"](1) == 2 and defined(source)["a"] == [1, 2]


def test_many_broken_places_make_few_notes():
    _, notes = run("a = 1\nb c\n" * 50)
    assert len(notes) == mending.MOST_SAID + 1 and "47 more" in notes[-1]


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n\u00a0\u00a0\u00a0\u00a0return x, '\u00a0'\na = f(1)",
        "    def f(x):\n        return x, '\u00a0'\n\n    a = f(1)",
        "\ufeffdef f(x):\u200b\n    return\u202fx, '\u00a0'\na = f(1)",
    ],
)
def test_pasted_spaces_are_mended_outside_of_strings(source):
    made, notes = run(source)
    assert defined(made)["a"] == (1, "\u00a0")
    assert made.count("\n") == source.count("\n")
    assert len(notes) == (not _compiles(source))


def test_pasted_spaces_are_named_beside_a_broken_statement_too():
    made, notes = run("def f(x):\n\u00a0\u00a0return x\nb = = 2\n")
    assert defined(made)["f"](1) == 1 and "non-breaking" in notes[0] and "line 3" in notes[1]


def _compiles(source):
    try:
        compile(source, "cell", "exec")
    except SyntaxError:
        return False
    return True


def test_tabs_are_read_only_where_their_width_makes_no_difference():
    same = "def f(x):\n  if x:\n\ty = 1\n\treturn y\n  return 2\n"
    assert not _compiles(same)
    made, notes = run(same)
    assert (defined(made)["f"](1), defined(made)["f"](0)) == (1, 2) and "tabs" in notes[0]
    either = "def f(x):\n    if x:\n        y = 1\n\treturn y\n"  # with tabs of 4 in any case, of 8 if x
    made, notes = run(either + GOOD)
    assert defined(made)["second"](1) == 2 and "f" not in defined(made) and "left out" in notes[0]


def test_typographic_quotes_are_named_and_not_guessed_at():
    source, notes = run("a = “hello”\nb = 'it’s “fine” here'\n")
    assert defined(source)["b"] == "it’s “fine” here" and "a" not in defined(source)
    assert "line 1" in notes[0] and "straight quotes" in notes[0]


def test_a_cell_without_end_is_left_out_and_does_not_take_long():
    assert "100,001 characters" in run("#" * 100_001)[1][0]
    assert run("-" * 99_999 + "1")[0] == "" and "nested" in run("-" * 99_999 + "1")[1][0]
    assert defined(run("x = f(\n" * 300 + "a = 1")[0])["a"] == 1


@QUIET
@given(
    st.lists(
        st.sampled_from(
            [
                BROKEN,
                GOOD,
                "%time\n",
                "a?\n",
                '"""\n',
                "x = (\n",
                ")\n",
                "\tb = 1\n",
                "  c\n",
                "\\\n",
                "é = 1\n",
                "@d\n",
            ]
            + [
                "\n",
                "#'\n",
                "else:\n",
                "'",
                "“",
                "\u00a0\n",
                "f'{",
                "}'\n",
                "%%time\n",
                "\f",
                "a;b\n",
                "a = !x\n",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_whatever_is_kept_is_python_in_its_own_lines(source):
    made, notes = runnable(source)
    compile(made, "cell", "exec")
    if made and not any("indented" in note or "spaces" in note for note in notes):
        lines = source.replace("\r", "\n").split("\n")
        for ours, theirs in zip(made.split("\n"), lines):
            assert (
                ours.strip() in ("", "pass", theirs.strip()) or ours.strip() in theirs or "\u00a0" in theirs
            )


# --- a whole notebook


def as_cells(*sources, kind="code"):
    return [{"kind": kind, "source": source, "id": ""} for source in sources]


def test_python_in_a_text_cell_is_taken_where_no_code_cell_has_the_name():
    wanted = {"second", "shapes"}
    words = as_cells("## Task 1: write second", "second = the other", "shapes", kind="markdown")
    raw = as_cells(GOOD, kind="raw")
    found, notes = programs(words + raw + as_cells("a = 1"), wanted)
    assert [program["cell"] for program in found] == [4, 5] and "is a raw cell" in notes[0]
    assert programs(raw + as_cells(GOOD), wanted)[1] == []
    assert programs(as_cells("shapes = {'a': 1}", kind="markdown"), wanted)[0][0]["cell"] == 1
    fenced, _ = programs(as_cells(f"```python\n{GOOD}```\n", kind="markdown"), wanted)
    assert fenced[0]["source"] == "\n" + GOOD.rstrip("\n")


def test_a_name_that_a_broken_cell_lost_is_taken_from_a_text_cell():
    found, notes = programs(as_cells(BROKEN) + as_cells("def first(x):\n    return x", kind="raw"), {"first"})
    assert [program["cell"] for program in found] == [2] and len(notes) == 2


def test_too_much_code_is_left_out_from_the_cell_that_goes_over(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CODE", 400)
    found, notes = programs(as_cells(*["a = 1\n" * 10] * 8), set())
    _, _, lost = reading.programs(as_cells(*["a = 1\n" * 10] * 7, "def softmax(z): pass"), {"softmax"})
    assert lost.keys() == {"softmax"} and "characters of code" in lost["softmax"]["says"]
    assert len(found) == 6 and 'Cell 7 ("a = 1") and all code after it' in notes[0]


def of_file(path):
    return cells(path.read_bytes())[0]


def tasks_of(lesson):
    return {task["name"] for task in all_tasks() if task["lesson"] == lesson}


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem[:2])
def test_every_exercise_and_solution_is_read_without_a_note(path):
    for file in (path, NOTEBOOKS / "solutions" / path.name):
        found, notes = cells(file.read_bytes())
        assert lesson_of(found, "notebook.ipynb") == path.stem
        made, more = programs(found, tasks_of(path.stem))
        assert notes + more == []
        assert [program["source"] for program in made] == [
            cell["source"] for cell in found if cell["kind"] == "code"
        ]


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem[:2])
def test_the_lesson_shows_in_tasks_in_ids_in_the_title_and_in_the_name(path):
    found = of_file(NOTEBOOKS / "solutions" / path.name)
    without_ids = [cell | {"id": ""} for cell in found]
    assert lesson_of([cell for cell in without_ids if cell["kind"] == "code"], "a.ipynb") == path.stem
    assert lesson_of([cell | {"source": ""} for cell in found], "a.ipynb") == path.stem
    assert lesson_of(without_ids[:1], "a.ipynb") == path.stem
    assert lesson_of(as_cells("a = 1"), f"Anna/{path.stem}_anna.ipynb") == path.stem


def test_the_lesson_stays_what_it_is_with_cells_of_another():
    two, one = of_file(EXERCISES[1]), of_file(NOTEBOOKS / "solutions" / EXERCISES[0].name)
    copied = [cell for cell in one if cell["kind"] == "code"][:6]
    assert lesson_of(two + copied, "anna.ipynb") == EXERCISES[1].stem
    assert lesson_of(copied + two, "01_one_cell_one_step.ipynb") == EXERCISES[1].stem
    assert lesson_of(as_cells("a = 1", "def helper(x):\n    return x"), "work.ipynb") == ""


# --- a lesson is no exercise


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson["number"])
def test_a_lesson_is_told_apart_from_its_exercises_by_its_ids_or_its_title(lesson):
    found = of_file(NOTEBOOKS / f"{lesson['file']}.ipynb")
    assert lesson_copied(found) == lesson["file"]
    assert lesson_copied([cell | {"id": ""} for cell in found]) == lesson["file"]
    assert lesson_copied(found[1:]) == lesson["file"]
    assert not checked(found) & set().union(*map(tasks_of, (each["file"] for each in LESSONS)))


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem[:2])
def test_no_exercise_is_taken_for_a_lesson(path):
    for file in (path, NOTEBOOKS / "solutions" / path.name):
        found = of_file(file)
        of_lesson = [cell for cell in of_file(NOTEBOOKS / path.name) if cell["kind"] == "code"]
        for cells_kept in (found, found[1:], [cell | {"id": ""} for cell in found]):
            assert lesson_copied(cells_kept) == ""
            assert lesson_copied([cell | {"id": ""} for cell in cells_kept[1:]]) == ""
        assert lesson_copied(found + of_lesson[: len(found) // 2]) == ""


def test_a_whole_notebook_pasted_into_one_cell_works():
    found = of_file(NOTEBOOKS / "solutions" / EXERCISES[1].name)
    pasted = as_cells("\n\n".join(cell["source"] for cell in found))
    assert lesson_of(pasted, "a.ipynb") == EXERCISES[1].stem
    made, _ = programs(pasted, tasks_of(EXERCISES[1].stem))
    whole = "".join(program["source"] for program in made)
    for cell in found:
        if cell["kind"] == "code":
            assert cell["source"].strip() in whole
