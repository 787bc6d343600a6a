"""Tables as CSV files: read as platforms and spreadsheets write them, written so that no cell runs.

Written is UTF-8 with a byte order mark, lines end in CR LF. Excel needs the mark to read umlauts. Moodle's
import takes it off; Canvas's only looks whether the first heading contains "Student". Numbers have a decimal
point, which both read.

A spreadsheet runs a cell as a formula if it starts with = + - @, a tab or a line break, also after spaces and
quotation marks. Such a cell is written with an apostrophe in front, unless it is a number; `read_sheet` takes
that one off again. Within a cell the same is done after a separator other than the file's own, at which
another program may cut it; that one stays.
"""

import contextlib
import csv
import io
import os
import re
from pathlib import Path

SEPARATORS = ",;\t"
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")
PLAIN = re.compile(r"[\w.@+-]*")  # what may stand in a column of identifiers as it is: nothing can be called
SKIPPED = r"[\x00-\x20\xa0\u2000-\u200f\u2060\u3000\ufeff\"'`\u2018-\u201f]*"
STARTS = "=+@\uff1d\uff0b\uff20\uff0d-"  # with their full-width variants
RUNS = re.compile(rf"[\t\r\n]|{SKIPPED}[{STARTS}]")


class SheetError(ValueError):
    """A table cannot be read or written; the text says why and what to do."""


def read_sheet(path):
    """Read a CSV file with a line of headings.

    path : UTF-8, UTF-16 or cp1252; separated by comma, semicolon or tab; an Excel line "sep=;" may be on top
    returns : dict(columns, rows, lines, separator, notes). Rows are lists of texts, as long as `columns`;
        `lines` has the number of each row's line; `notes` are sentences on what is odd. Empty rows are left
        out.

    Raises SheetError for a file that is missing or no table.
    """
    try:
        text = _decoded(Path(path).read_bytes(), path)
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror}.") from None
    text, separator, skipped = _separator(text)
    records, notes = _records(text, separator)
    records = [(line + skipped, cells) for line, cells in records if any(cell.strip() for cell in cells)]
    if not records:
        raise SheetError(f"{path} is empty. Its first line names the columns.")
    (_, columns), *others = records
    columns = _apart(columns)
    rows = [[as_meant(cell) for cell in cells] for _, cells in others]
    for (line, _), row in zip(others, rows):
        if any(cell.strip() for cell in row[len(columns) :]):
            notes.append(
                f"{Path(path).name}, line {line}: {len(row)} cells, but only {len(columns)} headings."
                f" Put cells with a separator in them in quotation marks."
            )
    return {
        "columns": [as_meant(cell) for cell in columns],
        "rows": [(row + [""] * len(columns))[: len(columns)] for row in rows],
        "lines": [line for line, _ in others],
        "separator": separator,
        "notes": notes,
    }


def _decoded(content, path):
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetError(f"{path} is a spreadsheet's own file. Save it as CSV (UTF-8) and give that.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        kinds = ["utf-16"]
    elif b"\0" in content[:200]:  # UTF-16 without its mark: every other byte of a heading is 0
        kinds = ["utf-16-be" if content[:1] == b"\0" else "utf-16-le"]
    else:
        kinds = ["utf-8-sig", "cp1252", "latin-1"]
    for kind in kinds:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(kind)
    raise SheetError(f"{path} is no text. Save the table as CSV (UTF-8) and give that.")


def _separator(text):
    """The text without a line "sep=;", the separator, and the number of lines taken off."""
    stated = re.match(r'"?sep=(.)"?\r?\n', text)
    if stated:
        return text[stated.end() :], stated[1], 1
    heading = "".join(re.sub(r'"[^"]*"', "", text).lstrip("\r\n").splitlines()[:1])
    if heading.endswith(tuple(SEPARATORS)):  # empty cells after the headings
        return text, heading[-1], 0
    return text, max(SEPARATORS, key=heading.count), 0


def _apart(columns):
    """Headings that all stand in the first cell, as a spreadsheet leaves those of another separator."""
    first, *others = columns
    split = next((first.split(each) for each in SEPARATORS if each in first), [first])
    if any(cell.strip() for cell in others) or not others:
        return columns
    return split + [""] * (len(columns) - len(split))


def _records(text, separator):
    """List of (line, cells), and notes. Where quotation marks do not pair up every line stands for itself."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records, line = [], 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
        return records, []
    except csv.Error as error:
        note = f"Line {line}: the quotation marks do not pair up ({error}). Every line was read by itself."
    lines = text.splitlines()
    return [
        (k, cells) for k, each in enumerate(lines, 1) for cells in csv.reader([each], delimiter=separator)
    ], [note]


def write_csv(path, table):
    """Write a table whole, or leave the file that was there.

    table : dict(columns, rows, perhaps separator and ids). Cells are texts, whole numbers or fractions; `ids`
        are the positions of columns in which identifiers such as "-5" or "@anna" stay as they are

    Raises SheetError where the file cannot be written, such as one that is open in a spreadsheet.
    """
    path = Path(path)
    try:
        replace_file(path, csv_bytes(table))
    except OSError as error:
        raise SheetError(
            f"{path} cannot be written: {error.strerror}. If it is open in another program, close it there"
            f" and run again; nothing is graded twice."
        ) from None


def csv_bytes(table):
    """The bytes of the file that `write_csv` writes."""
    separator, ids = table.get("separator", ","), table.get("ids", ())
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    for row in (table["columns"], *table["rows"]):
        writer.writerow([_written(cell, separator, k in ids) for k, cell in enumerate(row)])
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def replace_file(path, content):
    """Write bytes whole, or leave the file that was there."""
    with replaced(path) as beside:
        beside.write_bytes(content)


@contextlib.contextmanager
def replaced(path):
    """The path of a file to write, which then takes the place of `path`; after an error it is gone."""
    beside = path.with_name(f".{path.name}.new")
    try:
        yield beside
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _written(cell, separator, identifier):
    if isinstance(cell, str):
        return cell if identifier and PLAIN.fullmatch(cell) else harmless(cell, separator)
    return int(cell) if cell == int(cell) else cell


def harmless(text, separator=","):
    """The text as a spreadsheet shows it and does not run it. Numbers stay as they are."""
    if NUMBER.fullmatch(text):
        return text
    others = "".join(each for each in SEPARATORS if each != separator)
    text = re.sub(rf"([{others}\r\n])(?!')(?={SKIPPED}[{STARTS}])", r"\1'", text)
    return "'" + text if RUNS.match(text) else text


def as_meant(text):
    """The text without the apostrophe that `harmless` puts in front."""
    return text[1:] if text.startswith("'") and RUNS.match(text[1:]) else text
