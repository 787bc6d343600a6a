"""Compare what came out with what should have: arrays, and tuples and dicts of arrays."""

import numpy as np

RTOL, ATOL = 1e-4, 1e-6  # wide enough for float32, narrow enough to tell mistakes apart


def same(got, expected):
    """Whether two results agree in structure, shape and value; NaN agrees with NaN.

    Where a list or a tuple is asked for, an array counts as the list of its entries.
    """
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and got.keys() == expected.keys()
            and all(same(got[k], expected[k]) for k in got)
        )
    if isinstance(expected, (tuple, list)):
        got = _items(got, len(expected))
        alike = isinstance(got, (tuple, list)) and len(got) == len(expected)
        return alike and all(map(same, got, expected))
    right = as_numbers(expected)
    if right is not None and isinstance(got, np.ndarray) and got.shape != right.shape:
        return False  # before anything is made of its entries, however many they are
    array = as_numbers(got)
    if array is None or right is None:
        return array is right is None and _equal(got, expected)
    return array.shape == right.shape and close(array, right)


def _items(value, count):
    """An array of so many entries as the list of them; other things as they are."""
    fits = isinstance(value, np.ndarray) and value.ndim and len(value) == count
    return list(value) if fits else value


def _equal(got, expected):
    """Whether two things that are no numbers are equal: texts, trees, None."""
    try:
        return type(got) is type(expected) and bool(got == expected)
    except Exception:
        return False


def close(got, expected):
    """As np.allclose with NaN equal to NaN, but quick where all is finite: it runs for every mistake."""
    with np.errstate(invalid="ignore", over="ignore"):
        gap = np.abs(1 * got - expected)  # truth values count as 0 and 1
        if np.isfinite(gap).all():
            return bool((gap <= ATOL + RTOL * np.abs(expected)).all())
    return bool(np.allclose(got, expected, RTOL, ATOL, equal_nan=True))


def as_numbers(value):
    """The value as an array if it is a number or an array of numbers, else None."""
    if not isinstance(value, (np.ndarray, np.generic, int, float, complex)):
        return None
    array = np.asarray(value)
    if array.dtype.kind == "O":
        return _unpacked(array)
    return array if array.dtype.kind in "biufc" else None


def fitting(value, shape):
    """The value as an array of finite real numbers of this shape, or None: what a picture can show."""
    array = as_numbers(value)
    fits = array is not None and array.shape == shape and array.dtype.kind in "biuf"
    return array if fits and np.isfinite(array).all() else None


def _unpacked(array):
    """An array of objects as floats, where all of them are numbers; else None."""
    try:
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        return None


def first_difference(got, expected, name):
    """What differs first, in words, between a result and the right one; None if nothing does."""
    if same(got, expected):
        return None
    got = _items(got, len(expected)) if isinstance(expected, (tuple, list)) else got
    if isinstance(expected, dict) and isinstance(got, dict) and got.keys() == expected.keys():
        return _first([(got[key], expected[key], f'{name}["{key}"]') for key in expected])
    if isinstance(expected, (tuple, list)) and isinstance(got, (tuple, list)) and len(got) == len(expected):
        return _first([(*items, f"{name}[{k}]") for k, items in enumerate(zip(got, expected))])
    if isinstance(expected, (dict, tuple, list)):
        return f"{name} is {_inventory(got)}; expected {_inventory(expected)}"
    return _difference(got, expected, name)


def _first(triples):
    return next(filter(None, (first_difference(*each) for each in triples)))


def _difference(value, right, place):
    array, wanted = as_numbers(value), as_numbers(right)
    if wanted is None and type(value) is type(right):
        return f"{place} is {_shortened(value)}; expected {_shortened(right)}"
    if array is None or wanted is None:
        return f"{place} is {kind_of(value)}; expected {kind_of(right)}"
    right = wanted
    if array.shape != right.shape:
        return f"{place} has the shape {array.shape}; expected {right.shape}"
    wrong = ~np.isclose(array, right, RTOL, ATOL, equal_nan=True)
    entry = tuple(int(k) for k in np.argwhere(wrong)[0])
    where = f"{place}[{', '.join(map(str, entry))}]" if entry else place
    return f"{where} is {number(array[entry])}; expected {number(right[entry])}"


def _shortened(value):
    text = repr(value)
    return text if len(text) < 120 else text[:117] + "…"


def _inventory(value):
    if isinstance(value, dict):
        return "a dict with the keys " + ", ".join(sorted(map(str, value)))
    if isinstance(value, (tuple, list)):
        return f"{kind_of(value)} of {len(value)} items"
    return kind_of(value)


def kind_of(value):
    """What a value is, in a reader's words."""
    if isinstance(value, np.ndarray):
        kind = "" if value.dtype.kind in "biufc" else f" of type {value.dtype}"
        return f"an array{kind} of shape {value.shape}"
    names = {
        tuple: "a tuple",
        list: "a list",
        dict: "a dict",
        str: "a text",
        type(None): "None",
        type(...): "`...`",
    }
    name = type(value).__name__
    return names.get(type(value), f"{'an' if name[:1].lower() in 'aeio' else 'a'} {name}")


def number(value):
    """A number in four significant digits; a truth value in words."""
    return str(value) if isinstance(value, (bool, np.bool_)) else f"{value:.4g}"


# --- what any wrong array can have in common with the right one


def entries(pairs, place):
    """An output on several probes as [(place, pairs), …]: a dict, such as `gradients`, entry by entry.

    pairs : [(got, expected), …]        place : what the output is called
    """
    values = [value for pair in pairs for value in pair]
    keys = pairs[0][1].keys() if isinstance(pairs[0][1], dict) else None
    if keys is None or not all(isinstance(value, dict) and value.keys() == keys for value in values):
        return [(place, pairs)]
    return [(f'{place}["{key}"]', [(got[key], right[key]) for got, right in pairs]) for key in keys]


def recognise(pairs, columns, steps):
    """A general relation between wrong arrays and the right ones, in words, or None.

    pairs : [(got, expected), …] one output on several probes
    columns, steps : the numbers of examples and of time steps of each probe, None where it has none
    """
    arrays = [(as_numbers(got), as_numbers(expected)) for got, expected in pairs]
    if len(arrays) < 2 or any(got is None or expected is None for got, expected in arrays):
        return None
    if all(
        got.ndim > 1 and got.shape == expected.T.shape and close(got, expected.T) for got, expected in arrays
    ):
        return "it is the transpose of what is expected: rows and columns have changed places"
    if any(got.shape != expected.shape for got, expected in arrays):
        return None
    if not any(got.any() for got, _ in arrays):
        return "every entry is 0: either nothing was written there, or what was cancels"
    factors = [_factor(got, expected) for got, expected in arrays]
    if any(factor is None for factor in factors):
        return _say_time(arrays, steps)
    return _say_factor(np.array(factors), columns, steps)


def _say_time(arrays, steps):
    """Reversed in time, or a step too late or too early, for arrays whose first axis is time."""
    long = [pair for pair, count in zip(arrays, steps) if count is not None and count > 2]
    if not long or any(not got.ndim or len(got) < 3 for got, _ in long):
        return None
    if all(close(got, expected[::-1]) for got, expected in long):
        return "it is reversed in time: what belongs to the first step stands at the last"
    if all(close(got[1:], expected[:-1]) for got, expected in long):
        return "it is one step late: what belongs to a step stands at the next one"
    if all(close(got[:-1], expected[1:]) for got, expected in long):
        return "it is one step early: what belongs to a step stands at the one before"
    return None


def _factor(got, expected):
    """The one number that turns `expected` into `got`, or None."""
    size = np.vdot(expected, expected).real
    if not np.isfinite(got).all() or size < 1e-12:
        return None
    factor = float(np.vdot(expected, got).real / size)
    return factor if close(got, factor * expected) and abs(factor) > 1e-3 else None


def _say_factor(factors, columns, steps):
    if close(factors, 1):
        return None
    if close(factors, -1):
        return "every entry has the wrong sign"
    if close(factors, factors[0]):
        times = number(factors[0])
        return f"every entry is {times} times what is expected: a constant factor is too much or missing"
    for counts, what in ((columns, "examples"), (steps, "time steps")):
        if None in counts:
            continue
        if close(factors * np.array(counts), 1):
            return f"it is divided by the number of {what}: a mean where a sum is expected"
        if close(factors, np.array(counts)):
            return f"it is multiplied by the number of {what}: a sum where a mean is expected"
    return None
