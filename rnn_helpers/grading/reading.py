"""A submitted notebook's bytes become cells, and the cells programs.

Nothing in a file can make this fail otherwise than with Unreadable. What was odd about it is said in notes:
pairs of the cell's number, 0 for the whole file, and a plain sentence for the student and the teacher.

    found, notes = cells(content)
    lesson = lesson_of(found, "Anna/02_unrolled_in_time.ipynb")
    to_run, notes, lost = programs(found, wanted={"softmax", …})
"""

import ast
import json
import re
from collections import Counter

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading.mending import LONGEST, error_of, names_made, runnable
from rnn_helpers.grading.owners import lesson_named
from rnn_helpers.lessons import LESSONS

LARGEST = 50_000_000  # bytes of a notebook
MOST_CELLS = 5_000
MOST_CODE = 400_000  # characters of all cells together
LONGEST_LINE = 200  # characters of a line that is shown
LONGEST_START = 40  # characters of the line that a note calls a cell by


class Unreadable(Exception):
    """A file without cells to read; the text is a plain sentence that says why."""


# --- bytes to cells


def cells(content):
    """The cells of a notebook.

    content : bytes of the file
    returns : list of dict(kind, source, id), kind "code", "markdown" or "raw"; notes
    Raises Unreadable where there are no cells, or none that can be Python.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"The file is too large; at most {LARGEST / 1e6:.0f} MB are read.")
    text, says = _text(content)
    notes = [(0, each) for each in says]
    notebook = _notebook(text)
    found = _cells(_list_of_cells(notebook), notes)
    _check_kernel(notebook, found, notes)
    return found, notes


STARTS = [
    (b"PK\x03\x04", "The file is a zip archive or an Office document that is called .ipynb."),
    (b"%PDF", "The file is a PDF that is called .ipynb."),
    (b"\x89PNG", "The file is a picture that is called .ipynb."),
    (b"\xff\xd8\xff", "The file is a picture that is called .ipynb."),
    (b"\x1f\x8b", "The file is a packed archive (gzip) that is called .ipynb."),
    (b"Rar!", "The file is a packed archive (rar) that is called .ipynb."),
    (b"7z\xbc\xaf", "The file is a packed archive (7z) that is called .ipynb."),
]
MARKS = [  # what a file begins with, and its encoding; the longer ones first
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"{\x00", "utf-16-le"),
    (b"\x00{", "utf-16-be"),
]


def _text(content):
    """The text of a file, and notes on its encoding."""
    for start, says in STARTS:
        if content.startswith(start):
            raise Unreadable(f"{says} Hand in the notebook itself.")
    if not content.strip(b"\x00\t\n\r "):
        raise Unreadable("The file is empty." if not content else "The file holds nothing but blanks.")
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
        return text, [] if encoding.startswith("utf-8") else [f"The file is in {encoding[:6].upper()}."]
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise Unreadable(
                f"The file begins as {encoding[:6].upper()} and breaks off or is damaged."
            ) from None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return text, ["The file is not in UTF-8; it was read as Windows-1252 (Latin-1), so check its umlauts."]


def _notebook(text):
    """The JSON of a notebook, a dict."""
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(_why_no_json(text, error)) from None
    except (RecursionError, MemoryError):
        raise Unreadable("The file is nested so deep that it cannot be read.") from None
    except ValueError:
        raise Unreadable("The file holds a number that is too long to read.") from None
    if not isinstance(notebook, dict):
        raise Unreadable("The file is JSON, but no notebook.")
    return notebook


def _why_no_json(text, error):
    conflict = re.search(r"^(?:<{7}|>{7}) .*$", text, re.M)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        return (
            f"The file holds both sides of a conflict that Git could not merge (line {line} begins with"
            f" {conflict[0][:7]}). Keep one side, and hand in a notebook that opens in Jupyter."
        )
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<head", "<body")):
        return "The file is a web page (HTML) that is called .ipynb. Hand in the notebook itself."
    if not start.startswith("{"):
        return "The file is no notebook: it is not JSON. Hand in the .ipynb file that Jupyter saves."
    end = text.rstrip()
    if error.pos >= len(end) - (not end.endswith("}")) or error.msg.startswith("Unterminated string"):
        return "The file breaks off in the middle, as after an upload cut short. Hand in the whole file."
    return f"The file is damaged: in line {error.lineno} it is no longer JSON. Does it open in Jupyter?"


def _list_of_cells(notebook):
    """The cells as they stand in the file: format 4, or the worksheets of format 3."""
    listed = notebook.get("cells")
    if not isinstance(listed, list):
        sheets = notebook.get("worksheets")
        sheets = [sheet for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else []
        listed = [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]
    if not listed:
        raise Unreadable("The notebook has no cells.")
    return listed


def _cells(listed, notes):
    if len(listed) > MOST_CELLS:
        says = f"The notebook has {len(listed):,} cells; only the first {MOST_CELLS:,} were read."
        notes.append((0, says))
    return [_cell(number, cell, notes) for number, cell in enumerate(listed[:MOST_CELLS], 1)]


def _cell(number, cell, notes):
    """One cell; where it is no cell, an empty one in its place, so that the numbers of the others stay."""
    if not isinstance(cell, dict):
        notes.append((number, f"Cell {number} was left out: it is damaged."))
        return {"kind": "raw", "source": "", "id": ""}
    source = cell.get("source", cell.get("input"))
    lines = source if isinstance(source, list) else [source]
    texts = [line for line in lines if isinstance(line, str)]
    whole = "".join(texts)
    text = re.sub("[\ud800-\udfff\0]", "\ufffd", whole)
    if len(texts) < len(lines) and source is not None:
        notes.append((number, f"{called(number, text)} is damaged: part of its text is missing."))
    if text != whole:
        says = f"{called(number, text)} holds characters that are none; each was read as \ufffd."
        notes.append((number, says))
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        kind = "code" if "outputs" in cell or "execution_count" in cell else "raw"
        kind = "markdown" if cell.get("cell_type") in ("heading", "html") else kind
    mark = cell.get("id")
    usable = isinstance(mark, str) and re.fullmatch(r"[\w-]{1,64}", mark, re.ASCII)
    return {"kind": kind, "source": text, "id": mark if usable else ""}


def _check_kernel(notebook, found, notes):
    """Note another language than Python; raise Unreadable where no cell can be Python."""
    metadata = notebook.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    kernel, language = metadata.get("kernelspec"), metadata.get("language_info")
    kernel, language = (part if isinstance(part, dict) else {} for part in (kernel, language))
    said = [kernel.get("language"), language.get("name"), kernel.get("name"), kernel.get("display_name")]
    said = [" ".join(name.split())[:40] for name in said if isinstance(name, str) and name.strip()]
    if not said or any("py" in name.lower() or "sage" in name.lower() for name in said):
        return
    shown = said[-1].encode("utf-8", "replace").decode("utf-8")
    if not any(cell["kind"] == "code" and _is_python(cell["source"]) for cell in found):
        raise Unreadable(f"The notebook is written for the kernel {shown}; none of its cells is Python.")
    notes.append((0, f"The notebook was saved with the kernel {shown}; it was read as Python all the same."))


def _is_python(text):
    """Whether a text holds what is Python and neither R nor Julia: a function, or `from … import …`."""
    if not re.search(r"^\s*(?:def\s|from\s+\S+\s+import\b)", text, re.M):
        return False
    source, _, _ = runnable(text)
    return any(isinstance(part, (ast.FunctionDef, ast.ImportFrom)) for part in ast.parse(source).body)


# --- cells to programs


def programs(cells, wanted):
    """What is to be run, in order.

    cells : as `cells` gives them
    wanted : names of the lesson's tasks. A text cell that is Python and gives a value to one of them is run
        too, where no code cell does
    returns : list of dict(cell, source), cell a number from 1, source valid Python in the lines of the cell;
        notes; lost, a dict from each name that stood in what was left out to dict(cell, line, text, says):
        the last such place, its faulty line as a number and a text (None, "" where it is none), what is wrong
    """
    notes, sources, lost, budget = [], {}, {}, MOST_CODE
    for number, cell in enumerate(cells, 1):
        if cell["kind"] == "code" and cell["source"].strip():
            budget -= len(cell["source"])
            if budget < 0:
                says = f"the notebook holds more than {MOST_CODE:,} characters of code"
                begins = called(number, cell["source"])
                notes.append((number, f"{begins} and all code after it was left out: {says}."))
                lost |= _lost_from(number, cells, wanted, says)
                break
            sources[number], says, left_out = runnable(cell["source"])
            notes += [(number, _note(number, cell["source"], text)) for text in says]
            for piece in left_out:
                lost |= dict.fromkeys(names_made(piece["text"]), _place(number, cell["source"], piece))
    missing = set(wanted) - {name for source in sources.values() for name in _names_given(source)}
    for number, cell in enumerate(cells, 1):
        source = _python_in_text(cell, missing) if cell["kind"] != "code" else ""
        if source:
            sources[number] = source
            says = f"{called(number, source)} is a {cell['kind']} cell, but it is Python and was run."
            notes.append((number, says))
    found = [{"cell": number, "source": sources[number]} for number in sorted(sources) if sources[number]]
    return found, notes, lost


def called(number, source):
    """How a note calls a cell: its number, which nobody sees in Jupyter, and how it begins."""
    first = " ".join(source.strip().partition("\n")[0][:LONGEST_LINE].split())
    if len(first) > LONGEST_START:
        first = first[: LONGEST_START - 1].rstrip() + "…"
    return f'Cell {number} ("{first}")' if first else f"Cell {number}"


def _note(number, source, says):
    begins = called(number, source)
    return f"{begins} was {says}" if says.startswith("left out") else f"{begins}: {says}"


def _lost_from(first, cells, wanted, says):
    """What `programs` calls lost, of the wanted names in all code from a cell on."""
    lost = {}
    for number, cell in enumerate(cells[first - 1 :], first):
        source = cell["source"][:LONGEST]
        if cell["kind"] == "code" and any(name in source for name in wanted):
            place = {"cell": number, "line": None, "text": "", "says": says}
            lost |= dict.fromkeys(names_made(source) & set(wanted), place)
    return lost


def _place(number, source, piece):
    line, text = piece["line"], ""
    if line is not None:
        lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        text = lines[line - 1].strip()[:LONGEST_LINE] if line <= len(lines) else ""
    return {"cell": number, "line": line, "text": text, "says": piece["says"]}


def _names_given(source):
    """The names that a program gives a value to at its top level, in `if`, `with` and the like too."""
    names, waiting = set(), [ast.parse(source)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(part.name)
        elif isinstance(part, ast.alias):
            names.add((part.asname or part.name).split(".")[0])
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            names.add(part.id)
        elif not isinstance(part, ast.Lambda):
            waiting += ast.iter_child_nodes(part)
    return names


def _python_in_text(cell, missing):
    """The Python of a markdown or raw cell if it gives one of the missing names a value, else ""."""
    text = cell["source"].replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST or not any(name in text for name in missing):
        return ""
    fenced = re.fullmatch(r"\s*```\w*[ \t]*\n([\s\S]*?)\n```\s*", text)
    source = "\n" * text.count("\n", 0, fenced.start(1)) + fenced[1] if fenced else text
    if error_of(source) is None and _names_given(source) & missing:
        return source
    return ""


# --- which lesson


def lesson_of(cells, source_name):
    """The lesson whose exercises these are, such as "02_unrolled_in_time", or "" where nothing says.

    What counts most is which share of a lesson's tasks is defined or checked here, then the cells' ids, the
    title, and the name of the file.
    """
    tasks = {}
    for task in all_tasks():
        tasks.setdefault(task["lesson"], set()).add(task["name"])
    code, text = _joined(cells, "code"), _joined(cells, "markdown")
    given = set(re.findall(r"^[ \t]*def[ \t]+(\w+)|^(?=\S)(\w+)[ \t]*=", code, re.M))
    named = {name for pair in given for name in pair} | checked(cells)
    ids = Counter(match[1] for cell in cells if (match := re.fullmatch(r"x(\d\d)-\d\d", cell["id"])))
    heading = _HEADING.search(text)
    file = lesson_named(source_name.rsplit("/", 1)[-1])
    scores = {}
    for lesson in LESSONS:
        own, number = tasks.get(lesson["file"], set()), lesson["number"]
        if own:
            score = 3 * len(named & own) / len(own) + 2 * ids[number] / max(1, ids.total())
            score += (heading is not None and heading[1] == number) + (file == lesson["file"])
            scores[lesson["file"]] = score
    best = max(scores, key=scores.get)
    return best if scores[best] else ""


def lesson_copied(cells):
    """The lesson that this notebook is, rather than one with its exercises, or "".

    A lesson shows in the ids of most of its cells, or in its first text where no id and no title is that of
    exercises. Functions say nothing: a lesson defines those that its exercises ask for.
    """
    ids = Counter(match[1] for cell in cells if (match := re.fullmatch(r"(x?\d\d)-\w+", cell["id"])))
    of_exercises = sum(count for number, count in ids.items() if number.startswith("x"))
    text = _joined(cells, "markdown")
    for lesson in LESSONS:
        if ids[lesson["number"]] > max(of_exercises, len(cells) / 2):
            return lesson["file"]
        head = f"# {lesson['number']} · {lesson['title']}\n\n**"
        if head in text and not of_exercises and not _HEADING.search(text):
            return lesson["file"]
    return ""


def checked(cells):
    """The names that are given to `check`."""
    return set(re.findall(r"\bcheck\([\s\"']*(\w+)", _joined(cells, "code")))


_HEADING = re.compile(r"^#[ \t]+(\d\d)\b.{0,20}Exercises", re.M)


def _joined(cells, kind):
    return "\n".join(cell["source"] for cell in cells if cell["kind"] == kind)[:MOST_CODE]
