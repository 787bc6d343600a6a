"""Zip archives that others made: what is in them, and the bytes of one entry. Nothing is unpacked to disk.

An archive may lie about everything: its names are looked at before use, its sizes are counted while reading.
"""

import io
import re
import stat
import zipfile
from datetime import datetime

LARGEST_ZIP = 100_000_000  # bytes of an archive within an archive
MOST_ENTRIES = 100_000
LONGEST_LIST = 20_000_000  # bytes of the list of entries at an archive's end
MOST_SWOLLEN = 200  # times as large unpacked, from LEAST_BOMB bytes on
LEAST_BOMB = 200_000_000
DEEPEST = 50  # folders within folders
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Refused(Exception):
    """A file or an archive that is not read; the text is a plain sentence that says why."""


class _Careful(io.BufferedReader):
    """A file that is never read in one go beyond the longest list of entries."""

    def read(self, size=-1):
        if size is None or size < 0:
            size = LONGEST_LIST
        if size > LONGEST_LIST:
            raise Refused("The zip archive lists far too many files.")
        return super().read(size)


def opened(stream):
    """An archive, from a raw binary stream, with its entries looked at.

    returns : dict(archive, entries); entries maps a path ("Anna/02.ipynb") to dict(parts, info, problem)
    Raises Refused with a plain sentence.
    """
    size = stream.seek(0, io.SEEK_END)
    try:
        archive = zipfile.ZipFile(_Careful(stream))
    except Refused:
        raise
    except Exception:
        raise Refused("The zip archive is damaged or was cut off.") from None
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise Refused(f"The zip archive holds {len(infos):,} entries; at most {MOST_ENTRIES:,} are read.")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > max(LEAST_BOMB, MOST_SWOLLEN * size):
        says = f"{size:,} bytes of zip archive claim to hold {unpacked:,} bytes. It looks like a zip bomb."
        raise Refused(f"{says} Nothing of it was read.")
    return {"archive": archive, "entries": _entries(infos)}


def content(archive, entry, most):
    """The bytes of one entry, at most `most`. Raises Refused with a plain sentence."""
    info = entry["info"]
    if entry["problem"]:
        raise Refused(entry["problem"])
    if info.flag_bits & 0x41:
        raise Refused("The zip archive is locked with a password.")
    if info.compress_type not in METHODS:
        raise Refused("The zip archive is packed in a way that is not read here; use an ordinary zip.")
    if info.file_size > most:
        raise Refused(too_large(info.file_size, most))
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1)
    except Exception:
        raise Refused("It is damaged within its zip archive and cannot be unpacked.") from None
    if len(data) > most:
        raise Refused(too_large(len(data), most))
    return data


def too_large(size, most):
    """A sentence on a file that is too large."""
    return f"The file is too large: {size / 1e6:.0f} MB; at most {most / 1e6:.0f} MB are read."


def time_of(info):
    """When an entry was last changed, as its archive says, in ISO form; "" where it does not say."""
    try:
        time = datetime(*info.date_time)
    except ValueError:
        return ""
    return time.isoformat() if time.year > 1980 else ""


def _entries(infos):
    entries = {}
    for info in infos:
        name = _name_of(info)
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        if not parts:
            continue
        problem = _refused(name, info)
        path = "/".join(parts)
        if path in entries and not info.is_dir():
            entries[path]["problem"] = "The zip archive holds two entries of this name, so neither is read."
            continue
        if name.endswith("/"):
            parts = (*parts, "")
        entries[path] = {"parts": parts, "info": info, "problem": problem}
    return entries


def _name_of(info):
    """An entry's name as it was written. Without a mark for UTF-8 it may be UTF-8 all the same."""
    name = info.orig_filename
    if info.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _refused(name, info):
    """Why an entry is not read, whatever it holds, or ""."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name) or "\\" in name:
        return (
            "Its path in the zip archive leads out of the archive or is written for Windows alone (\\, C:)."
        )
    if "\0" in name or any(len(part) > 255 for part in parts) or len(parts) > DEEPEST:
        return "Its path in the zip archive is too long or holds characters that no path has."
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "It is a link or a device in the zip archive, not a file."
    return ""
