"""From the text of a cell to Python that can be run: what IPython adds is taken out, what is broken left out.

Lines keep their numbers. A statement that is no Python costs itself alone, never its neighbours.
"""

import ast
import re
import textwrap
import warnings

from rnn_helpers.grading.scanning import end_of_statement, free_lines, outside_strings

LONGEST = 100_000  # characters of a cell
MOST_SCANNED = 500_000  # characters that are looked at to find where broken statements end
MOST_SAID = 3  # places of one cell that a note names
KEPT_MAGICS = {"time", "timeit", "capture", "prun", "python", "python3", "pypy", "ipytest"}

_MAGIC = re.compile(r"(\s*)(?:[%!].*|\?{1,2}\s*[\w.%*]+\s*|%{0,2}[\w.*]+\?{1,2}\s*)")
_TIMED = re.compile(r"(\s*)%time\s+(.+)")
_MAGIC_VALUE = re.compile(r"(\s*)[\w.,][\w.,\s]*=\s*(?:!|%\s*[A-Za-z]).*")
_GOES_ON = re.compile(r"(?:else|elif|except|finally)\b|[)\]}#]")
_DEFINED = re.compile(r"^(?:async |def |class )", re.M)
_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb]")
_MADE = re.compile(
    r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*=(?!=)"
    r"|^(?:from[ \t].*)?import[ \t]+(\([^)]*|.+)",
    re.M,
)
_ON_LINE = re.compile(r"\bon line (\d+)")
_SPACES = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\u2060": ""}


def error_of(source):
    """None for Python that can be run, else (line, what is wrong)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<cell>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error.lineno or 1, (error.msg or "invalid syntax").removesuffix(".")
    except (RecursionError, MemoryError):
        return 1, "it is nested too deep"
    except (ValueError, OverflowError) as error:
        return 1, str(error)
    return None


def runnable(text):
    """The Python of a cell.

    returns : source, "" where nothing is left; notes, a list of sentences without the name of the cell,
        such as "line 3 was left out: invalid syntax."; what was left out, a list of dict(text, line, says),
        line the number of the faulty line of the cell, or None where it is not about a line
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        return _nothing(text, f"it holds {len(text):,} characters, and at most {LONGEST:,} are read")
    if not text.strip() or error_of(text) is None:
        return text if text.strip() else "", [], []
    magic = re.match(r"\s*%%(\w*)", text)
    if magic and magic[1] not in KEPT_MAGICS:
        return _nothing(text, f"%%{magic[1]} says that it is not Python")
    text, commands = _without_magics(text)
    source, notes, broken = _mended(text)
    said = [f"line {each['line']} was left out: {each['says']}." for each in commands[:MOST_SAID]]
    if len(commands) > MOST_SAID:
        said.append(f"{_places(len(commands) - MOST_SAID)} left out that hold commands too.")
    return source, [*said, *notes], [*commands, *broken]


def _nothing(text, says):
    return "", [f"left out: {says}."], [{"text": text[:LONGEST], "line": None, "says": says}]


def _mended(text):
    if error_of(text) is None:
        return text if text.strip() else "", [], []
    for mend, says in MENDS:
        mended = mend(text)
        if mended != text and error_of(mended) is None:
            return mended, [says], []
    plain = _plain_spaces(text)
    source, notes, broken = _without_broken(plain)
    return source, notes if plain == text else [MENDS[0][1], *notes], broken


def names_made(text):
    """The names that a text would have given a value to at its left margin, if Python could read it."""
    found = set()
    for defined, assigned, imported in _MADE.findall(textwrap.dedent(text)):
        found.update(re.findall(r"\w+", f"{defined} {assigned} {imported}"))
    return found


# --- what IPython understands


def _without_magics(text):
    """Lines of IPython's own become `pass`; `%time` gives way to what it times.

    returns : the text; a dict(text, line, says) for each of the lines that gave a name a value
    """
    free = free_lines(text)
    lines = text.split("\n")
    first = next(k for k, line in enumerate(lines) if line.strip())
    if lines[first].startswith("%%"):
        lines[first] = ""
    says = "it is a command for IPython and not Python"
    commands = [
        {"text": line, "line": k + 1, "says": says}
        for k, line in enumerate(lines)
        if k in free and _MAGIC_VALUE.fullmatch(line)
    ]
    lines = [_without_magic(line) if k in free else line for k, line in enumerate(lines)]
    return "\n".join(lines), commands


def _without_magic(line):
    if match := _TIMED.fullmatch(line):
        return match[1] + match[2]
    match = _MAGIC.fullmatch(line) or _MAGIC_VALUE.fullmatch(line)
    return f"{match[1]}pass" if match else line


# --- what can be mended without a guess


def _plain_spaces(text):
    return outside_strings(text, lambda piece: re.sub("|".join(_SPACES), lambda m: _SPACES[m[0]], piece))


def _one_width(text):
    """Tabs as spaces, if it makes no difference how many: else the text as it is."""
    if "\t" not in text:
        return text
    versions = ["\n".join(_tabs_out(line, width) for line in text.split("\n")) for width in (4, 8)]
    if any(error_of(version) for version in versions):
        return text
    return versions[0] if len({ast.dump(ast.parse(version)) for version in versions}) == 1 else text


def _tabs_out(line, width):
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].expandtabs(width) + body


MENDS = [
    (_plain_spaces, "non-breaking or invisible spaces, as pasted from a chat, were read as plain ones."),
    (textwrap.dedent, "the whole cell was indented, and was read without that."),
    (_one_width, "tabs and spaces were mixed at the beginning of lines, and were read as they look."),
]


# --- what is broken


def _without_broken(text):
    """All statements of a text that are Python by themselves, in their lines; notes on the others; those."""
    kept, broken = text.split("\n"), []
    start, number, budget = 0, 0, MOST_SCANNED
    while start < len(text):
        first = _end_of_block(text, start)
        whole = max(first, end_of_statement(text, start)) if budget > 0 else first
        whole = _end_of_block(text, whole, start) if whole > first else first
        budget -= whole - start
        error = error_of(text[start:whole])
        if error is not None and whole > first:
            whole, error = first, error_of(text[start:first]) or error
        lines = text.count("\n", start, whole)
        last = number + lines + (not text.endswith("\n", start, whole))
        if error is not None:
            broken.append(_piece(number, last, error, text[start:whole]))
            kept[number:last] = [""] * (last - number)
        start, number = whole, number + lines
    source = "\n".join(kept)
    rest = error_of(source)
    if rest is not None:  # such as `from __future__` after other statements
        piece = _piece(0, len(kept), rest, text)
        return "", [f"left out.{_python_says(piece, len(kept) > 1)}"], [piece]
    return source if source.strip() else "", _said(broken, not source.strip()), broken


def _piece(first, last, error, text):
    """What is left out: the lines from `first` up to `last`, from 0, and the error in lines of the cell."""
    says = _ON_LINE.sub(lambda match: f"on line {int(match[1]) + first}", error[1])
    return {"first": first, "last": last, "text": text, "line": first + error[0], "says": says}


def _end_of_block(text, at, start=None):
    """Where the next statement at the left margin begins, after the line at `at`.

    start : where the statement itself begins, if `at` is already beyond its first line
    """
    if start is None:
        start, at = at, _next_line(text, at)
    decorated = text.startswith("@", start) and not _DEFINED.search(text, start, at)
    while at < len(text):
        line = text[at : at + 20]
        if not (line[0].isspace() or decorated or _GOES_ON.match(line)):
            break
        decorated = decorated and not _DEFINED.match(line)
        at = _next_line(text, at)
    return at


def _next_line(text, at):
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _said(broken, nothing_left):
    """Sentences on what was left out; statements that follow each other are one place."""
    places = []
    for piece in broken:
        if places and places[-1]["last"] == piece["first"]:
            places[-1]["last"] = piece["last"]
            places[-1]["text"] += piece["text"]
        else:
            places.append(dict(piece))
    notes = [_sentence(place, nothing_left) for place in places[:MOST_SAID]]
    more = len(places) - MOST_SAID
    if more > 0:
        notes.append(f"{_places(more)} left out that Python cannot read either.")
    return notes


def _places(number):
    return f"{number} more place{'s were' if number > 1 else ' was'}"


def _sentence(place, nothing_left):
    first, last = place["first"] + 1, place["first"] + len(place["text"].rstrip().split("\n"))
    names = re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", place["text"], re.M)
    of = f" ({', '.join(dict.fromkeys(names))})" if names else ""
    lines = f"lines {first} to {last}{of} were left out" if last > first else f"line {first}{of} was left out"
    lines = f"left out{of}" if nothing_left else lines
    return f"{lines}.{_python_says(place, last > first)}"


def _python_says(piece, name_line):
    """A sentence such as " In line 3 Python says: invalid syntax.", with a hint where it is the quotes."""
    where = f" In line {piece['line']} Python says" if name_line else " Python says"
    hint = ""
    if _QUOTES.search(piece["text"]) and "character" in piece["says"]:
        hint = " Python wants straight quotes (\" or ')."
    return f"{where}: {piece['says']}{'' if piece['says'].endswith(('.', '?', '!')) else '.'}{hint}"
