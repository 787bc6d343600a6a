"""A tree that the reader types in brackets: read it, or say in the picture what is wrong, and where."""

from functools import lru_cache

from rnn_helpers.brackets import BracketError, read_tree
from rnn_helpers.plots.canvas import LIGHT, label
from rnn_helpers.plots.letters import drawn
from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.tree_fitting import text_width
from rnn_helpers.trees import binarised

MOST_LEAVES, MOST_LETTERS = 60, 1200
SHOWN = 56  # letters shown around a mistake
STRIP = 76  # pixels that the message takes
PITCH = 10.0  # pixels from letter to letter


@lru_cache(maxsize=64)
def read_typed(typed):
    """A tree as the reader typed it, with two children at every inner node.

    Raises ValueError, for a mistake in the notation with its place (BracketError), for what has no room too.
    """
    if len(typed) > MOST_LETTERS:
        raise ValueError(f"The text has {len(typed):,} characters; up to {MOST_LETTERS:,} have room here.")
    tree = read_tree(typed)
    leaves = (len(binarised(tree)) + 1) // 2
    if leaves > MOST_LEAVES:
        raise ValueError(f"This tree has {leaves} leaves; up to {MOST_LEAVES} have room here.")
    return binarised(tree)


def mistake_in(typed):
    """What is wrong with a typed text: (message, letters around the place, index of the caret), or None.

    The letters are "" where the whole text is meant.
    """
    try:
        read_typed(typed)
    except BracketError as error:
        place = error.column - 1
        first = max(0, min(place - SHOWN // 2, len(typed) - SHOWN))
        before, after = "…" * (first > 0), "…" * (first + SHOWN < len(typed))
        letters = before + typed[first : first + SHOWN] + after
        return str(error).split("\n")[0], letters, place - first + len(before)
    except ValueError as error:
        return str(error), "", 0
    return None


def write_mistake(ax, mistake, top, width):
    """What is wrong, the text around the place and a caret below it: in a strip of this top and width."""
    message, letters, caret = mistake
    title = "This is no tree yet; the last good one stays."
    label(ax, 12, top + 7, title, 10, COLOURS["output"], "left", "bold")
    for row, line in enumerate(lines_of(message, width, 9.5)):
        label(ax, 12, top + 24 + 14 * row, line, 9.5, across="left", parse_math=False)
    for k, letter in enumerate(letters):
        label(ax, 18 + PITCH * k, top + 60, drawn(letter) if letter != " " else "", 10, parse_math=False)
    if letters or caret:
        label(ax, 18 + PITCH * caret, top + 72, "▲", 8, COLOURS["output"])
    if letters:
        end = 24 + PITCH * max(len(letters), caret + 1)
        ax.plot([12, end], [top + 49, top + 49], color=LIGHT, lw=1)


def lines_of(words, width, size, most=2):
    """Words in at most so many lines of a width in pixels; what has no room ends in dots."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] += " …"
            break
    return lines
