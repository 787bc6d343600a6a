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
_MAGIC_VALUE = re.compile(r"(\s*)[\w.,\s]+=\s*(?:!|%\s*[A-Za-z]).*")
_GOES_ON = re.compile(r"(?:else|elif|except|finally)\b|[)\]}#]")
_DEFINED = re.compile(r"^(?:async |def |class )", re.M)
_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb]")
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
        such as "line 3 was left out: invalid syntax."
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        return "", [f"left out: it holds {len(text):,} characters, and at most {LONGEST:,} are read."]
    if not text.strip() or error_of(text) is None:
        return text if text.strip() else "", []
    magic = re.match(r"\s*%%(\w*)", text)
    if magic and magic[1] not in KEPT_MAGICS:
        return "", [f"left out: %%{magic[1]} says that it is not Python."]
    text = _without_magics(text)
    if error_of(text) is None:
        return text if text.strip() else "", []
    for mend, says in MENDS:
        mended = mend(text)
        if mended != text and error_of(mended) is None:
            return mended, [says]
    plain = _plain_spaces(text)
    source, notes = _without_broken(plain)
    return source, notes if plain == text else [MENDS[0][1], *notes]


# --- what IPython understands


def _without_magics(text):
    """Lines of IPython's own become `pass`; `%time` gives way to what it times."""
    free = free_lines(text)
    lines = text.split("\n")
    first = next(k for k, line in enumerate(lines) if line.strip())
    if lines[first].startswith("%%"):
        lines[first] = ""
    lines = [_without_magic(line) if k in free else line for k, line in enumerate(lines)]
    return "\n".join(lines)


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
    """All statements of a text that are Python by themselves, in their lines, and notes on the others."""
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
            broken.append((number, last, error, text[start:whole]))
            kept[number:last] = [""] * (last - number)
        start, number = whole, number + lines
    source = "\n".join(kept)
    rest = error_of(source)
    if rest is not None:  # such as `from __future__` after other statements
        return "", [f"left out: {rest[1]} in line {rest[0]}."]
    return source if source.strip() else "", _said(broken, not source.strip())


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
    for first, last, error, text in broken:
        if places and places[-1]["last"] == first:
            places[-1]["last"] = last
            places[-1]["text"] += text
        else:
            places.append({"first": first, "last": last, "error": error, "text": text})
    notes = [_sentence(place, nothing_left) for place in places[:MOST_SAID]]
    more = len(places) - MOST_SAID
    if more > 0:
        notes.append(f"{more} more place{'s' * (more > 1)} left out that Python cannot read either.")
    return notes


def _sentence(place, nothing_left):
    first, last = place["first"] + 1, place["first"] + len(place["text"].rstrip().split("\n"))
    line, says = place["error"]
    names = re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", place["text"], re.M)
    of = f" ({', '.join(dict.fromkeys(names))})" if names else ""
    where = f" in line {place['first'] + line}" if last > first else ""
    lines = f"lines {first} to {last}{of} were left out" if last > first else f"line {first}{of} was left out"
    lines = f"left out{of}" if nothing_left else lines
    hint = ""
    if _QUOTES.search(place["text"]) and "character" in says:
        hint = " Python wants straight quotes (\" or ')."
    return f"{lines}: {says}{where}.{hint}"
