"""Python's documentation as a task: made plain, its repeats dropped, split into blocks; the stored model.

A long text is split into contiguous blocks, never into windows drawn by chance: neighbouring windows overlap,
and what is held out would have been read. A paragraph that stands in the text twice is the same leak.
"""

from functools import lru_cache

from rnn_helpers.data import documentation
from rnn_helpers.model_files import load_course_model

SHARES = (0.8, 0.1, 0.1)  # to learn from, to choose with, to measure
BLANK_LINE = "\n\n"
RUN = 40  # so many characters in a row, about seven words, are a copy and no coincidence
PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": None,
        "”": None,
        "—": "-",
        "–": "-",
        "…": "...",
        "\xa0": " ",
        "ß": "s",
        "°": " ",
    }
)


def plain(text):
    """The text in the characters of a keyboard: straight quotes, plain dashes. Others are dropped.

    The documentation puts curly quotes around straight ones, “"def"”; the straight ones stay.
    """
    return "".join(c for c in text.translate(PLAIN) if c == "\n" or " " <= c <= "~")


def without_repeats(text):
    """The text with each paragraph where it stands first. Paragraphs are parted by blank lines."""
    return BLANK_LINE.join(dict.fromkeys(text.split(BLANK_LINE)))


def repeated_share(text):
    """The share of the characters of `text` that stand in a paragraph read before (0 to 1)."""
    return 1 - len(without_repeats(text)) / len(text)


def blocks(text, shares=SHARES):
    """Cut a text into contiguous blocks, one for each of `shares`, which sum to 1."""
    if abs(sum(shares) - 1) > 1e-9:
        raise ValueError(f"shares must sum to 1; {shares} sum to {sum(shares):g}.")
    ends = [round(sum(shares[: k + 1]) * len(text)) for k in range(len(shares))]
    return [text[start:end] for start, end in zip([0, *ends], ends)]


def part_read(text, source, run=RUN):
    """Part the paragraphs of `text`: those new to a reader of `source`, and those read at least in part.

    run : a paragraph counts as read if that many characters in a row stand in `source`, wherever its lines
        break
    returns : two texts
    """
    source = _on_one_line(source)
    known = {source[start : start + run] for start in range(len(source) - run + 1)}
    parts = [], []
    for paragraph in text.split(BLANK_LINE):
        line = _on_one_line(paragraph)
        read = any(line[start : start + run] in known for start in range(len(line) - run + 1))
        parts[read].append(paragraph)
    return tuple(BLANK_LINE.join(part) for part in parts)


def _on_one_line(text):
    return " ".join(text.split())


def documentation_split():
    """Python's documentation, plain and without repeats: training, validation and test text.

    From the latter two, paragraphs of which the training text holds a part word for word are left out.
    """
    training, *held_out = blocks(without_repeats(plain(documentation())))
    return training, *(part_read(text, training)[0] for text in held_out)


@lru_cache(maxsize=1)
def documentation_model():
    """The model of `make models documentation`: parameters, about (characters, its held-out text, measures).

    `about["text"]` is a part of Python's documentation that the model was never trained on, (c) Python
    Software Foundation, under its licence; see rnn_helpers/models/README.md.
    """
    parameters, about = load_course_model("documentation")
    return {name: array.astype(float) for name, array in parameters.items()}, about


def longest_copy(text, source):
    """The longest run of characters of `text` that stands in `source` as well."""
    best, start = "", 0
    for end in range(1, len(text) + 1):
        while text[start:end] not in source:
            start += 1
        if end - start > len(best):
            best = text[start:end]
    return best
