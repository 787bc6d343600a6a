"""Text to learn from: Python's own documentation, and the reader's own files."""

import codecs
import os
import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path

LONGEST_PATH = 1000  # characters; what is longer is taken for a text, given by mistake
WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}  # the first bytes of a file -> encoding


def documentation():
    """What Python says about itself with help(): its topics in alphabetical order, one long text.

    returns : 0.46 to 0.51 million characters. The text differs from one version of Python to the next, and
        so does every number that is measured on it.

    Raises ModuleNotFoundError where Python came without it, as it does in a browser.
    Source: pydoc_data.topics of the standard library (PSF licence).
    """
    try:
        from pydoc_data.topics import topics
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "This Python came without its documentation (the module pydoc_data). In a browser run"
            '\n    import pyodide_js; await pyodide_js.loadPackage("pydoc_data")'
            "\nin a cell of its own and try again; or take a text of yours: load_text(path).",
            name="pydoc_data",
        ) from None
    return "\n\n".join(topics[name].strip() for name in sorted(topics)) + "\n"


def load_text(path):
    """The text of a UTF-8 file of yours.

    returns : a text with line ends "\\n" and accents joined to their letters (NFC); a byte order mark at its
        start is dropped

    Raises FileNotFoundError, IsADirectoryError, or ValueError for a file that is empty or not UTF-8.
    """
    path = _existing(path)
    text = _decode(path.read_bytes(), path)
    if not text.strip():
        raise ValueError(f"The file {str(path)!r} is empty: there is no text in it.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def load_names(path):
    """The names in a UTF-8 file of yours, one a line.

    returns : a list of texts in the order of the file, without spaces around them and without blank lines

    Raises what `load_text` raises.
    """
    return [line.strip() for line in load_text(path).split("\n") if line.strip()]


def _existing(path):
    """`path` as a Path, if a file is there; else an error that says what is there."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"path must be the name of a file, such as 'names.txt'; got {type(path).__name__}.")
    if os.path.isfile(path):
        return Path(path)
    shown = str(path)
    if "\n" in shown or len(shown) > LONGEST_PATH:
        raise FileNotFoundError(
            f"path must be the name of a file, and {shown[:40]!r}… looks like the text itself."
        )
    if os.path.isdir(path):
        raise IsADirectoryError(
            f"{shown!r} is a folder. Name a file in it.{_listing('It holds', _files(path))}"
        )
    folder, name = os.path.split(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"There is no file {shown!r}: its folder {folder!r} does not exist.")
    raise FileNotFoundError(
        f"There is no file {name!r} in the folder {folder!r}."
        + _listing("Close to it:", _close(name, _files(folder)))
    )


def _files(folder):
    return sorted(entry.name for entry in os.scandir(folder) if entry.is_file())


def _listing(words, names, most=5):
    more = " …" if len(names) > most else "."
    return f" {words} {', '.join(map(repr, names[:most]))}{more}" if names else ""


def _close(name, names):
    """Those of `names` that may have been meant: the same up to the ending or the case, or a slip away."""
    stem = Path(name).stem.lower()
    same = [other for other in names if Path(other).stem.lower() == stem]
    return list(dict.fromkeys(same + get_close_matches(name, names)))


def _decode(data, path):
    """The bytes of a file as text, or an error that says where they stop being UTF-8 and what to do."""
    for mark, encoding in WIDE.items():
        if data.startswith(mark):
            raise ValueError(
                f"The file {str(path)!r} is {encoding.upper()}, not UTF-8. {_convert(path, encoding)}"
            )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(_misfit(data, path)) from None
    if "\0" in text:
        raise ValueError(f"The file {str(path)!r} is no text: its byte {data.index(0)} is 0.")
    return text


def _misfit(data, path):
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    line = len(re.findall(rb"\r\n|\r|\n", data[:place])) + 1
    return (
        f"The file {str(path)!r} is not UTF-8: its byte {place}, in line {line}, is 0x{data[place]:02X}."
        f" Many older files are cp1252. {_convert(path, 'cp1252')}"
    )


def _convert(path, encoding):
    copy = path.with_stem(path.stem + "_utf8")
    return (
        "Save it as UTF-8 in a text editor, or run"
        "\n    from pathlib import Path"
        f"\n    text = Path({str(path)!r}).read_text(encoding={encoding!r})"
        f"\n    Path({str(copy)!r}).write_text(text, encoding='utf-8')"
        "\nand load the new file."
    )
