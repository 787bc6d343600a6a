"""Where strings, comments and brackets stand in the text of a cell, also where Python cannot read it."""

import re

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
    |(?P<long>\"{3}(?:[^\\\"]|\\[\s\S]|\"(?!\"\"))*(?:\"{3}|\Z)|'{3}(?:[^\\']|\\[\s\S]|'(?!''))*(?:'{3}|\Z))
    |(?P<short>\"(?:[^\\\"\n]|\\[\s\S])*\"?|'(?:[^\\'\n]|\\[\s\S])*'?)
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<joined>\\\n)
    |(?P<line>\n)
    |(?P<other>[^\#\"'()\[\]{}\\\n]+|\\)
    """,
    re.VERBOSE,
)


def tokens(text, start=0):
    """The pieces of a text from `start` on, in order: (kind, text); all of them together are the text.

    kinds : comment, long and short (strings), open and close (brackets), joined (a line that goes on), line,
        other
    """
    for match in _TOKEN.finditer(text, start):
        yield match.lastgroup, match[0]


def outside_strings(text, mend):
    """The text with `mend` applied to all that stands in no string and no comment."""
    return "".join(mend(piece) if kind == "other" else piece for kind, piece in tokens(text))


def free_lines(text):
    """The numbers (from 0) of the lines that begin within no string, no bracket and no unfinished line."""
    free, number, depth = {0}, 0, 0
    for kind, piece in tokens(text):
        number += piece.count("\n")
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        if kind == "line" and not depth:
            free.add(number)
    return free


def end_of_statement(text, start):
    """Where the first line ends, from `start` on, that leaves no string and no bracket open (or the text)."""
    depth, at = 0, start
    for kind, piece in tokens(text, start):
        at += len(piece)
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        if kind == "line" and not depth:
            return at
    return len(text)
