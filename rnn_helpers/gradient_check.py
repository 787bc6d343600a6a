"""Is a gradient right? Nudge every number of every parameter and compare.

`numerical_gradient` finds the gradient of any loss by nudging; `gradient_check` compares yours with it and
returns a table. Nothing here knows about networks: a loss is a function of a dict of arrays.
"""

import html
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.exceptions import ComplexWarning

CENTRAL_STEP = 6e-6  # about the cube root of the float64 rounding error, where the total error is least
COMPLEX_STEP = 1e-30  # nothing is subtracted, so it can be as small as you like
TOLERANCE = {"central": 1e-5, "complex": 1e-9}
BATCH_NUMBERS = 2**22  # stacked copies hold at most about this many numbers at once (32 MB)


def numerical_gradient(loss, parameters, method="central", batched=False, step=None):
    """The gradient of `loss` at `parameters`, found by nudging each of their numbers.

    loss : function of a dict of arrays, returns one number. With `batched=True` it must also take stacked
        copies: every array with one more axis in front, (K, ...), and return K numbers
    parameters : dict name -> array of floats
    method : "central", (loss(p + h) - loss(p - h)) / 2h, two calls per number, right to about 10 digits;
        "complex", Im loss(p + ih) / h, one call per number, right to the last digit, for a loss that
        lets complex numbers through (Squire and Trapp 1998)
    batched : nudge all copies at once instead of one after the other
    step : h (default 6e-6 for "central", 1e-30 for "complex")
    returns : dict name -> array of the parameter's shape

    Raises ValueError for an unknown method, or if the loss returns something else than it should;
    ComplexWarning (as an error) if the loss drops the imaginary part.
    """
    parameters = {name: np.array(value, dtype=float) for name, value in _items(parameters)}
    nudge = _step(method, step)
    signs = (1, -1) if method == "central" else (1,)
    flat = _flatten(parameters)
    results = np.empty(len(flat))
    with warnings.catch_warnings():
        warnings.simplefilter("error", ComplexWarning)
        for start, stop in _portions(len(flat), batched):
            losses = [
                _losses(loss, parameters, flat, range(start, stop), sign * nudge, batched) for sign in signs
            ]
            if method == "central":
                results[start:stop] = (losses[0] - losses[1]) / (2 * nudge)
            else:
                results[start:stop] = losses[0].imag / nudge.imag
    return _unflatten(results, parameters)


def forward_passes(parameters, method="central"):
    """How many evaluations of the loss `numerical_gradient` needs: 2 per number, or 1 by complex step."""
    _step(method, None)
    return sum(np.size(value) for value in parameters.values()) * (2 if method == "central" else 1)


def gradient_check(loss, parameters, gradients, method="complex", batched=False, tolerance=None):
    """Compare gradients with what nudging gives.

    loss, parameters, batched : as for `numerical_gradient`
    gradients : dict "d" + name -> array, such as dWax for Wax. Only those that are there are checked;
        further keys that belong to no parameter are left alone
    method : "complex" falls back to "central" where the loss loses the imaginary part, and says so
    tolerance : largest relative error that passes (default 1e-9 for "complex", 1e-5 for "central")
    returns : a GradientCheck, a table with one row per parameter that prints and renders; `.ok` is True
        if every row passes

    Raises ValueError if `gradients` has none of the parameters, or one of another shape.
    """
    parameters = {name: np.array(value, dtype=float) for name, value in _items(parameters)}
    checked = [name for name in parameters if "d" + name in gradients]
    if not checked:
        wanted = ", ".join("d" + name for name in parameters)
        raise ValueError(f"gradients has none of {wanted}; it holds {', '.join(gradients) or 'nothing'}.")
    for name in checked:
        shape = np.shape(gradients["d" + name])
        if shape != parameters[name].shape:
            raise ValueError(
                f"d{name} has the shape {shape}, expected that of {name}, {parameters[name].shape}."
            )
    expected, method, note = _expected(loss, parameters, method, batched)
    tolerance = TOLERANCE[method] if tolerance is None else tolerance
    noise = 1e-10 * max(1.0, abs(float(_one(loss(parameters))))) if method == "central" else 0.0
    rows = [
        _compare(name, np.asarray(gradients["d" + name]), expected[name], tolerance, noise)
        for name in checked
    ]
    return GradientCheck(rows, method, tolerance, note)


@dataclass(frozen=True)
class GradientCheck:
    """The table that `gradient_check` returns.

    rows : list of dicts with parameter, entry (the worst one), got, expected, relative_error, ok, remark
    method : "complex" or "central"        tolerance : largest relative error that passes
    note : what the reader should know about the method, or ""
    """

    rows: list
    method: str
    tolerance: float
    note: str = ""

    @property
    def ok(self):
        return all(row["ok"] for row in self.rows)

    def _cells(self):
        head = ["gradient", "worst entry", "got", "expected", "relative error", "verdict"]
        body = [
            [
                "d" + row["parameter"],
                "[" + ", ".join(map(str, row["entry"])) + "]",
                f"{row['got']:.6g}",
                f"{row['expected']:.6g}",
                _size(row["relative_error"], self.tolerance),
                ("ok" if row["ok"] else "WRONG") + row["remark"],
            ]
            for row in self.rows
        ]
        return head, body

    def _summary(self):
        wrong = ["d" + row["parameter"] for row in self.rows if not row["ok"]]
        verdict = f"wrong: {', '.join(wrong)}" if wrong else "all gradients agree"
        how = "complex step" if self.method == "complex" else "central differences"
        note = f" {self.note}" if self.note else ""
        return f"{verdict} (checked by {how}, tolerance {self.tolerance:g}).{note}"

    def __repr__(self):
        head, body = self._cells()
        widths = [max(len(row[column]) for row in [head, *body]) for column in range(len(head))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in [head, *body]
        ]
        return "\n".join([*lines, self._summary()])

    def _repr_html_(self):
        head, body = self._cells()
        titles = "".join(f'<th scope="col" style="text-align:left">{html.escape(cell)}</th>' for cell in head)
        rows = "".join(
            '<tr><th scope="row" style="text-align:left">'
            + html.escape(row[0])
            + "</th>"
            + "".join(f'<td style="text-align:left">{_bold(cell)}</td>' for cell in row[1:])
            + "</tr>"
            for row in body
        )
        return (
            f"<table><caption>{html.escape(self._summary())}</caption>"
            f"<thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _bold(cell):
    return f"<strong>{html.escape(cell)}</strong>" if cell.startswith("WRONG") else html.escape(cell)


def _size(error, tolerance):
    """A relative error as text; below a thousandth of the tolerance there is only rounding to see."""
    if error < tolerance / 1000:
        return f"below {tolerance / 1000:.0e}"
    return f"{error:.2f}" if error >= 0.1 else f"{error:.0e}"


def _expected(loss, parameters, method, batched):
    if method == "central":
        return numerical_gradient(loss, parameters, "central", batched), "central", ""
    if method != "complex":
        _step(method, None)
    reason = ""
    try:
        found = numerical_gradient(loss, parameters, "complex", batched)
    except (ComplexWarning, TypeError, ValueError, NotImplementedError) as error:
        reason = f"{type(error).__name__}: {error}"
    else:
        if _agrees_with_one_difference(loss, parameters, found):
            return found, "complex", ""
        reason = "its imaginary part does not agree with a central difference"
    note = (
        f"The complex step does not work for this loss ({reason.rstrip('.')}): somewhere the imaginary"
        " part is dropped, for example by writing into np.zeros, by abs or by float."
        " Central differences were used instead."
    )
    return numerical_gradient(loss, parameters, "central", batched), "central", note


def _agrees_with_one_difference(loss, parameters, found):
    """Whether a gradient fits the change of the loss along one fixed, crooked direction."""
    direction = _unflatten(np.cos(1 + np.arange(sum(array.size for array in found.values()))), parameters)
    ahead, behind = (
        _one(
            loss({name: value + sign * CENTRAL_STEP * direction[name] for name, value in parameters.items()})
        )
        for sign in (1, -1)
    )
    measured = (ahead - behind) / (2 * CENTRAL_STEP)
    slope = sum((found[name] * direction[name]).sum() for name in found)
    size = sum(np.abs(found[name] * direction[name]).sum() for name in found)
    rounding = 1e-10 * max(1.0, abs(ahead))
    return abs(slope - measured) <= 1e-5 * max(size, abs(measured)) + rounding


def _compare(name, got, expected, tolerance, noise):
    """The entry with the largest relative error.

    An entry is measured by its own size, but by no less than a thousandth of the largest entry of its
    gradient: what is smaller than that is rounding beside its neighbours.
    """
    largest = max(np.abs(got).max(initial=0), np.abs(expected).max(initial=0))
    scale = np.maximum(np.maximum(np.abs(got), np.abs(expected)), 1e-3 * largest)
    scale = np.maximum(scale, noise / tolerance)
    difference = np.abs(got - expected)
    with np.errstate(invalid="ignore"):
        error = np.where(difference == 0, 0.0, difference / np.where(scale > 0, scale, 1))
    error = np.where(np.isfinite(got), error, np.inf)
    worst = _worst(error, np.maximum(np.abs(got), np.abs(expected)), tolerance)
    row = {"parameter": name, "entry": tuple(map(int, worst)), "got": got[worst], "expected": expected[worst]}
    row |= {"relative_error": float(error.max()), "ok": bool(error.max() <= tolerance), "remark": ""}
    if not got.any():
        if not expected.any():
            row["remark"] = f": both are zero everywhere, so this says nothing about d{name}"
        elif not row["ok"]:
            row["remark"] = ": yours is zero everywhere"
    return row


def _worst(error, size, tolerance):
    """The place of the largest error. Of equal errors, and of all if they are only rounding, the place of
    the largest entry, so that the same table comes out on every machine."""
    equal = error >= (error.max() * (1 - 1e-6) if error.max() >= tolerance / 1000 else 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        rank = np.where(equal, np.nan_to_num(np.round(size / size.max(), 9)), -1)
    return np.unravel_index(np.argmax(rank), error.shape)


def _items(parameters):
    if not hasattr(parameters, "items") or not parameters:
        raise ValueError(
            f"parameters must be a dict name -> array with at least one entry; got {parameters!r:.60}."
        )
    return parameters.items()


def _step(method, step):
    if method not in TOLERANCE:
        raise ValueError(f'method must be "central" or "complex"; got {method!r}.')
    if step is not None and not step > 0:
        raise ValueError(f"step must be above 0; got {step}.")
    return (step or CENTRAL_STEP) if method == "central" else 1j * (step or COMPLEX_STEP)


def _flatten(parameters):
    return np.concatenate([value.ravel() for value in parameters.values()])


def _unflatten(flat, parameters):
    """Cut (..., n) numbers into arrays of the parameters' shapes, leading axes kept."""
    cuts = np.cumsum([value.size for value in parameters.values()])[:-1]
    parts = np.split(flat, cuts, axis=-1)
    return {
        name: part.reshape(part.shape[:-1] + value.shape)
        for (name, value), part in zip(parameters.items(), parts)
    }


def _portions(numbers, batched):
    """(start, stop) of the entries that are nudged in one go: one at a time, or as many as memory allows."""
    size = max(1, min(numbers, BATCH_NUMBERS // numbers)) if batched else 1
    return [(start, min(start + size, numbers)) for start in range(0, numbers, size)]


def _losses(loss, parameters, flat, entries, nudge, batched):
    """The loss with each of `entries` nudged, one copy of all parameters per entry."""
    copies = np.tile(flat.astype(np.result_type(flat, nudge)), (len(entries), 1))
    copies[np.arange(len(entries)), list(entries)] += nudge
    stacked = _unflatten(copies, parameters)
    if not batched:
        return np.array([_one(loss({name: array[0] for name, array in stacked.items()}))])
    losses = np.asarray(loss(stacked))
    if losses.shape != (len(entries),):
        raise ValueError(
            f"A batched loss must return one number per copy: {len(entries)} copies went in,"
            f" the result has the shape {losses.shape}."
        )
    return losses


def _one(value):
    value = np.asarray(value)
    if value.size != 1:
        raise ValueError(f"The loss must return one number; it returned an array of shape {value.shape}.")
    return value.ravel()[0]
