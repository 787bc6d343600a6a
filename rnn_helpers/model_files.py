"""Trained models and half-finished runs as files: `.npz`, without pickle, written whole or not at all.

A file is an ordinary NumPy archive, so `np.load` reads its arrays as well. Its entry "header" is a text in
JSON: what kind of file it is, how its arrays belong together, their types and shapes, and `about`, what the
maker has to say. Reading never runs anything that a file holds. The same content gives the same bytes.
"""

import io
import json
import os
import secrets
import zipfile
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import quote

import numpy as np

from rnn_helpers.optimisers import SCRATCH

MAKER, VERSION = "rnn_helpers", 1
HEADER, SUFFIX = "header", ".npz"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the date of every entry: no clock is in the bytes
NEEDED = {  # what each kind of file holds
    "model": ("parameters",),
    "run": ("parameters", "memory", "updates", "carry", "history", "best"),
}
MODELS = Path(__file__).with_name("models")


class ModelFileError(ValueError):
    """A model file that is not there, damaged, or not one of this course."""


def save_model(path, parameters, about=None):
    """Write a model. A crash or a full disk on the way leaves the file that was there before.

    path : its name; ".npz" is added where it is missing
    parameters : dict name -> array of numbers        about : dict of texts, numbers, lists and dicts, or None
    returns : the path written

    Raises ModelFileError rather than overwrite a file that is no model of this course, TypeError for what
    cannot be stored.
    """
    return _write(path, model_bytes(parameters, about))


def load_model(path):
    """Read a model, or the parameters of a run.

    returns : parameters, dict name -> array; about, a dict

    Raises ModelFileError, with what is wrong and what to do, for a file that is missing or unusable.
    """
    header, content = _read(path)
    return content["parameters"], header["about"]


def save_run(path, run):
    """Write a run (see `rnn_helpers.training.new_run`), with all that it takes to go on exactly from there.

    Everything else as for `save_model`.
    """
    memory = {name: array for name, array in run["memory"].items() if name != SCRATCH}
    history = {name: np.array(values) for name, values in run["history"].items()}
    return _write(path, _packed("run", run | {"memory": memory, "history": history}, {}))


def load_run(path):
    """Read a run, ready for `train` to go on. Raises ModelFileError as `load_model` does."""
    header, run = _read(path)
    if header["kind"] != "run":
        raise ModelFileError(
            f"{_with_suffix(path).name} holds a trained model, not a run. Read it with load_model; "
            "new_run(parameters) starts a run from it."
        )
    history = {name: values.tolist() for name, values in run["history"].items()}
    return run | {"history": history}


def load_course_model(name):
    """A model that comes with the course, by its name: parameters, about. See `course_models`.

    Raises ModelFileError for a name that is none.
    """
    there = course_models()
    if name not in there:
        close = get_close_matches(str(name), there, 1)
        hint = f"Is {close[0]!r} meant? " if close else ""
        raise ModelFileError(
            f"The course has no model {name!r}. {hint}There are: {', '.join(there) or 'none yet'}."
        )
    return load_model(MODELS / f"{name}{SUFFIX}")


def course_models():
    """The names of the models that come with the course, sorted."""
    return sorted(path.stem for path in MODELS.glob("*" + SUFFIX))


def model_bytes(parameters, about=None):
    """What `save_model` writes, as bytes."""
    return _packed("model", {"parameters": parameters}, {} if about is None else about)


def _packed(kind, content, about):
    """The bytes of a file: the header first, then one entry per array."""
    arrays = {}
    header = {"maker": MAKER, "version": VERSION, "kind": kind, "about": about}
    header["content"] = _take_apart(content, "", arrays)
    header["arrays"] = {name: [array.dtype.str, list(array.shape)] for name, array in arrays.items()}
    try:
        text = json.dumps(header, ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError) as problem:
        raise TypeError(f"about may hold texts, numbers, lists and dicts only: {problem}.") from None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, array in {HEADER: np.frombuffer(text, np.uint8), **arrays}.items():
            archive.writestr(_entry(name), _array_bytes(array))
    return out.getvalue()


def _entry(name):
    """The directory entry of an array, the same on every system and at any time."""
    entry = zipfile.ZipInfo(name + ".npy", LONG_AGO)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _array_bytes(array):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


def _take_apart(value, place, arrays):
    """`value` as JSON, with its arrays put into `arrays` under names that tell where they belong."""
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "fciub":
            raise TypeError(f"{place} holds entries of type {value.dtype}; only numbers can be stored.")
        arrays[place] = value
        return {"array": place}
    if isinstance(value, dict):
        for name in value:
            if not isinstance(name, str):
                raise TypeError(f"Names must be texts; {place or 'the dict'} has {name!r:.40}.")
        deeper = f"{place}/" if place else ""
        parts = {
            name: _take_apart(part, deeper + quote(name, safe=" "), arrays) for name, part in value.items()
        }
        return {"dict": parts}
    if isinstance(value, (tuple, list)):
        parts = [_take_apart(part, f"{place}/{number}", arrays) for number, part in enumerate(value)]
        return {type(value).__name__: parts}
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (str, bool, int, float)):
        return {"value": value}
    raise TypeError(f"{place} is of type {type(value).__name__}, which cannot be stored.")


def _put_together(tree, arrays):
    """The value that `_take_apart` took apart."""
    ((kind, part),) = tree.items()
    if kind == "array":
        return arrays[part]
    if kind == "dict":
        return {name: _put_together(value, arrays) for name, value in part.items()}
    if kind in ("tuple", "list"):
        values = [_put_together(value, arrays) for value in part]
        return tuple(values) if kind == "tuple" else values
    return part


def _write(path, data):
    """Write bytes beside the file, then let them take its place in one step."""
    path = Path(os.path.realpath(_with_suffix(path)))
    if path.exists():
        _refuse_foreign(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as problem:
        why = problem.strerror if path.parent.is_dir() else f"there is no folder {path.parent}"
        kept = " The file that was there before is as it was." if path.exists() else ""
        raise ModelFileError(f"{path} could not be written: {why}.{kept}") from problem
    finally:
        beside.unlink(missing_ok=True)
    return path


def _refuse_foreign(path):
    try:
        _read(path)
    except ModelFileError as problem:
        raise ModelFileError(
            f"Nothing was written, because a file that is no usable model would be lost. {problem} "
            "Choose another name, or move that file away first."
        ) from None


def _with_suffix(path):
    path = Path(path)
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def _read(path):
    """The header and the content of a file. Raises ModelFileError for whatever is wrong with it."""
    path = _with_suffix(path)
    data = _file_bytes(path)
    if not data.startswith(b"PK"):
        raise ModelFileError(
            f"{path.name} is no model file: its content is not that of an {SUFFIX} file. Was it renamed?"
            if data
            else f"{path.name} is empty. Take a copy, or train the model again."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            header = _header(archive, path.name)
            arrays = {name: _array(archive, name, *form) for name, form in header["arrays"].items()}
        content = _put_together(header["content"], arrays)
        missing = {*NEEDED[header["kind"]], "about"} - {*content, *header}
        if missing:
            raise ValueError(f"it has no {', '.join(sorted(missing))}")
        return header, content
    except ModelFileError:
        raise
    except Exception as problem:  # damage may show anywhere between the archive and the arrays
        raise ModelFileError(
            f"{path.name} is damaged ({_in_words(problem)}). Perhaps it was not copied to its end: take "
            "another copy, or train the model again."
        ) from problem


def _file_bytes(path):
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelFileError(f"There is no file {path}.{_neighbours(path)}") from None
    except OSError as problem:
        raise ModelFileError(f"{path} could not be read: {problem.strerror}.") from problem


def _neighbours(path):
    """What else is in the folder, as a hint."""
    if not path.parent.is_dir():
        return f" Nor is there a folder {path.parent}."
    names = sorted(other.name for other in path.parent.glob("*" + SUFFIX))
    close = get_close_matches(path.name, names, 3, 0.5)
    if close:
        return f" Is one of these meant: {', '.join(close)}?"
    return f" In its folder there are {', '.join(names[:8])}." if names else ""


def _header(archive, name):
    """The header of a file of this course, in a format that is known here."""
    header = _header_there(archive)
    if header.get("maker") != MAKER:
        names = [entry.removesuffix(".npy") for entry in archive.namelist()]
        raise ModelFileError(
            f"{name} was not made by this course: it holds {', '.join(names[:8]) or 'nothing'}. "
            "If it is yours, read it with np.load, and store its arrays with save_model."
        )
    if header["version"] > VERSION:
        raise ModelFileError(
            f"{name} was made by a newer version of this course (format {header['version']}, known here: "
            f"{VERSION}). Update the course to read it."
        )
    return header


def _header_there(archive):
    """The header as a dict; empty where there is none."""
    if HEADER + ".npy" not in archive.namelist():
        return {}
    raw = archive.read(HEADER + ".npy")  # raises if its checksum is wrong
    try:
        header = json.loads(_npy(raw, HEADER).tobytes())
    except ValueError:
        return {}
    return header if isinstance(header, dict) else {}


def _array(archive, name, kind, shape):
    """One array, if it is of the type and shape that the header says."""
    array = _npy(archive.read(name + ".npy"), name)  # raises if its checksum is wrong
    if array.dtype.str != kind or list(array.shape) != shape:
        raise ValueError(f"{name} is {array.dtype.str} {array.shape}, not {kind} {tuple(shape)}")
    return array


def _npy(raw, name):
    """The array in the bytes of an entry; pickled objects are refused."""
    try:
        return np.lib.format.read_array(io.BytesIO(raw), allow_pickle=False)
    except ValueError as problem:
        if "pickle" in str(problem):
            raise ValueError(f"{name} holds pickled Python objects, which are never read") from None
        raise


def _in_words(problem):
    return str(problem).rstrip(".") or type(problem).__name__
