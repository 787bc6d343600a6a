"""Errors that show the place: the line that was read, shortened, with a caret under what is wrong."""

from unicodedata import combining, east_asian_width

AROUND = 30  # characters shown on either side of the place


class PlacedError(ValueError):
    """Something is wrong at one place of a text.

    line, column : where, both counted from 1
    """

    def __init__(self, message, text, place):
        self.line, self.column = line_and_column(text, place)
        first = f"Line {self.line}, column {self.column}" if "\n" in text else f"Column {self.column}"
        super().__init__(f"{first}: {message}\n{pointed_at(text, place)}")

    def __reduce__(self):
        return _placed_again, (type(self), self.args, self.line, self.column)


def _placed_again(kind, args, line, column):
    error = kind.__new__(kind, *args)
    error.line, error.column = line, column
    return error


def line_and_column(text, place):
    """Line and column of the character text[place], both counted from 1."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def pointed_at(text, place):
    """Two lines: the line of `text` around text[place], and a caret under that character."""
    start = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    line = text[start : stop if stop >= 0 else len(text)]
    place -= start
    first, last = max(0, place - AROUND), place + AROUND + 1
    before = ("…" if first > 0 else "") + _shown(line[first:place])
    after = _shown(line[place:last]) + ("…" if last < len(line) else "")
    return f"  {before}{after}".rstrip() + f"\n  {' ' * _width(before)}^"


def _shown(text):
    """The text with a blank for everything that has no picture of its own, such as a tabulator."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _width(text):
    """How many columns of a terminal the text takes."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def check_text(text, what):
    """Raise TypeError unless `text` is a string; `what` is read from it, such as "A molecule"."""
    if not isinstance(text, str):
        raise TypeError(f"{what} is read from a string; got {type(text).__name__} {text!r:.60}.")
