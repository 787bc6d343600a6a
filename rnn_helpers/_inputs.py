"""Reading what a caller gives: arrays of numbers, a dict of parameters, sizes that must agree.

The checks that run at every call compare shapes and nothing else, which takes a microsecond or two. Only
when one of them fails does the slow part run: it finds out what is wrong and says it in the caller's terms.
"""

from difflib import get_close_matches

import numpy as np


class MissingParameter(KeyError):
    """A parameter that is not in the dict. A KeyError whose message prints as plain text."""

    def __str__(self):
        return self.args[0]


def as_floats(value, name, like=float):
    """`value` as an array of floating or complex numbers; integers and booleans become `like`."""
    array = value if isinstance(value, np.ndarray) else _array(value, name)
    if array.dtype.kind in "fc":
        return array
    if array.dtype.kind in "iub":
        like = np.dtype(like)
        return array.astype(like if like.kind in "fc" else float)
    raise TypeError(f"{name} must hold numbers, but its entries are of type {array.dtype}.")


def _array(value, name):
    if value is None or isinstance(value, (str, bytes, dict, set)):
        raise TypeError(f"{name} must be an array of numbers; got {_kind(value)}.")
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be a full array: its rows have different lengths.") from None


def _kind(value):
    return "None" if value is None else f"{type(value).__name__} {value!r:.40}"


def read_parameters(parameters, names):
    """The arrays `parameters[name]` for each of `names`, integers promoted to floats.

    Raises TypeError if `parameters` is no dict, MissingParameter (a KeyError) if a name is not there.
    """
    try:
        arrays = [parameters[name] for name in names]
    except (KeyError, TypeError, IndexError):
        raise _missing(parameters, names) from None
    for position, array in enumerate(arrays):
        if not (isinstance(array, np.ndarray) and array.dtype.kind in "fc"):
            arrays[position] = as_floats(array, f'parameters["{names[position]}"]')
    return arrays


def _missing(parameters, names):
    if not hasattr(parameters, "keys"):
        wanted = ", ".join(f'"{name}"' for name in names)
        return TypeError(f"parameters must be a dict with the keys {wanted}; got {_kind(parameters)}.")
    name = next(name for name in names if name not in parameters)
    message = f'parameters has no "{name}". It needs {", ".join(names)}'
    spare = [str(key) for key in parameters if key not in names]
    close = [key for key in spare if key.lower() == name.lower()] or get_close_matches(name, spare, 1, 0.5)
    if close:
        return MissingParameter(f'{message}. Is "{close[0]}" meant to be "{name}"?')
    return MissingParameter(f"{message}; it holds {', '.join(map(str, parameters)) or 'nothing'}.")


def check_shapes(arrays, shapes, sizes, meaning=None):
    """Raise ValueError for the first of `arrays` whose last axes are not as `shapes` says.

    arrays : name -> array
    shapes : name -> names of its last axes, such as ("n_a", "n_x"), or numbers
    sizes : axis name -> size, as read off the arrays that set it
    meaning : axis name -> where its size was read, such as "the rows of Waa"
    """
    for name, array in arrays.items():
        axes = shapes[name]
        wanted = tuple(sizes.get(axis, axis) for axis in axes)
        if array.shape[-len(axes) :] == wanted:
            continue
        letters = ", ".join(map(str, axes))
        said = ", ".join(str(size) for size in wanted)
        where = "; ".join(
            f"{axis} = {sizes[axis]} is {meaning[axis]}"
            for axis in dict.fromkeys(axes)
            if axis in (meaning or {})
        )
        turned = array.ndim == 2 and array.shape[::-1] == wanted
        hint = f" Its transpose would fit: {name}.T." if turned else ""
        if array.ndim == 1 and wanted == (array.size, 1):
            hint = f" One column more makes it fit: {name}[:, None]."
        raise ValueError(
            f"{name} has the shape {array.shape}, expected ({letters}) = ({said})"
            + (f", where {where}." if where else ".")
            + hint
        )


def stop_at_nan(result, inputs):
    """Raise ValueError if `result` holds NaN, naming the first of `inputs` (name -> array) to blame.

    One sum over the result finds any NaN: it spreads from every input to the results it touches.
    """
    total = result.sum()
    if total == total:
        return
    for name, array in inputs.items():
        bad = np.argwhere(~np.isfinite(array))
        if len(bad):
            place = ", ".join(map(str, bad[0]))
            count = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
            raise ValueError(
                f"{name} holds {array[tuple(bad[0])]} at [{place}]{count}; every entry must be finite."
            )
    raise ValueError(
        "The result holds NaN although every input is finite: a number grew too large on the way."
    )
