"""Optimisers: what to do with the gradients once they are known.

Parameters and gradients are two dicts that share their keys: `gradients["dWax"]` belongs to
`parameters["Wax"]`. Each optimiser changes `parameters` in place and keeps what it has to remember in
`memory`, a flat dict of arrays that starts empty and belongs to one training run:

    sgd        W -= rate * dW                                     (with momentum: see there)
    adagrad    W -= rate * dW / sqrt(sum of all dW² so far)
    adam       W -= rate * (mean of dW) / sqrt(mean of dW²)       running means

A gradient may be a `RowGradient` (see `rnn_helpers.embeddings`): then only its rows are changed, the table's
and the memory's, by the same arithmetic. To the other rows, whose gradient is zero, SGD and Adagrad would do
nothing anyway. Momentum and Adam would let their running means fade and move on by what is left of them; here
such a row is "lazy": it rests, means and all, until its next gradient, while `updates` goes on.

All gradients are looked at before anything is changed: a wrong one leaves parameters and memory as they were.
"""

import math

import numpy as np

from rnn_helpers.embeddings import RowGradient

SCRATCH = "scratch"  # the one entry of a memory that holds nothing to remember: room to compute in


class NotFinite(ValueError):
    """A loss or a gradient that is NaN, infinite, or too large to be squared."""


def sgd(parameters, gradients, memory, learning_rate=0.1, momentum=0.0):
    """Stochastic gradient descent: one step downhill, in place.

    parameters : dict name -> array, changed        gradients : dict "d" + name -> array of the same shape
    memory : dict, changed: with momentum "Wax velocity", and so on for each name
    learning_rate : a number, or a dict name -> number that names every parameter
    momentum : share of the last step that is taken again (0 to below 1; Polyak 1964, "Some methods of
        speeding up the convergence of iteration methods"):  v = momentum v + dW,   W -= rate v

    Raises MissingParameter (a KeyError), ValueError or TypeError for gradients or rates that do not fit, and
    NotFinite (a ValueError) for a gradient that is not finite.
    """
    rates = check_update(parameters, gradients, learning_rate)
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum must be at least 0 and below 1; got {momentum}.")
    kept = [_remembered(memory, "velocity", parameters)] if momentum else []

    def move(name, gradient, room, array, velocity=None):
        step = gradient
        if momentum:
            velocity *= momentum
            velocity += gradient
            step = velocity
        array -= np.multiply(step, rates[name], out=room)

    _move_each(move, parameters, gradients, memory, kept)


def adagrad(parameters, gradients, memory, learning_rate=0.1, epsilon=1e-8):
    """Adagrad: entries that had large gradients so far take smaller steps, in place.

    memory : dict, changed: "Wax squares", the sum of all dWax² so far, and so on for each name
    Everything else as for `sgd`. With one gradient behind it, every entry moves by the full rate.

    Source: Duchi, Hazan and Singer (2011), "Adaptive subgradient methods for online learning and stochastic
    optimization":  s = s + dW²,   W -= rate dW / (sqrt(s) + epsilon)
    """
    rates = check_update(parameters, gradients, learning_rate)
    kept = [_remembered(memory, "squares", parameters)]

    def move(name, gradient, step, array, squares):
        squares += np.multiply(gradient, gradient, out=step)
        np.sqrt(squares, out=step)
        step += epsilon
        np.divide(gradient, step, out=step)
        step *= rates[name]
        array -= step

    _move_each(move, parameters, gradients, memory, kept)


def adam(
    parameters, gradients, memory, learning_rate=0.01, decay_first=0.9, decay_second=0.999, epsilon=1e-8
):
    """Adam: the running mean of the gradient over the root of the running mean of its square, in place.

    memory : dict, changed: "Wax first", "Wax second" (the two running means, not yet corrected) and so on for
        each name, and "updates", how many were made
    decay_first, decay_second : how much of its old value each running mean keeps (0 to below 1)
    Everything else as for `sgd`.

    The means start at 0 and are too small at first; dividing them by 1 - decay^updates corrects that.
    Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1.
    """
    rates = check_update(parameters, gradients, learning_rate)
    if not (0 <= decay_first < 1 and 0 <= decay_second < 1):
        raise ValueError(f"Both decays must be at least 0 and below 1; got {decay_first} and {decay_second}.")
    kept = [_remembered(memory, what, parameters) for what in ("first", "second")]
    updates = memory.setdefault("updates", np.zeros((), np.int64))
    updates += 1
    correct_first = 1 - decay_first ** int(updates)
    correct_second = math.sqrt(1 - decay_second ** int(updates))

    def move(name, gradient, step, array, first, second):
        first *= decay_first
        first += np.multiply(gradient, 1 - decay_first, out=step)
        second *= decay_second
        np.multiply(gradient, gradient, out=step)
        step *= 1 - decay_second
        second += step
        np.sqrt(second, out=step)
        step /= correct_second
        step += epsilon
        np.divide(first, step, out=step)
        step *= rates[name] / correct_first
        array -= step

    _move_each(move, parameters, gradients, memory, kept)


def _move_each(move, parameters, gradients, memory, kept):
    """Call move(name, gradient, room, array, *kept arrays) for each parameter; it changes the last in place.

    Of a table with a `RowGradient` it gets the rows alone, which are put back afterwards.
    """
    for name, array in parameters.items():
        gradient, arrays = gradients["d" + name], [array, *(entries[name] for entries in kept)]
        if not isinstance(gradient, RowGradient):
            move(name, gradient, _scratch(memory, array.shape, array.dtype), *arrays)
            continue
        room, *parts = _scratch(memory, (1 + len(arrays), *gradient.values.shape), array.dtype)
        for whole, part in zip(arrays, parts):
            np.take(whole, gradient.rows, axis=0, out=part, mode="clip")
        move(name, gradient.values, room, *parts)
        for whole, part in zip(arrays, parts):
            whole[gradient.rows] = part


def clip_norm(gradients, limit):
    """Clip by norm: if all gradients together are longer than `limit`, shorten them to it, in place.

    gradients : dict of arrays (or of `RowGradient`); hand over the parameters' gradients only, not dx or da0
    limit : the largest norm that is left as it is
    returns : the norm before, the root of the sum of all squares

    The direction stays (unlike `clip_value`, which is another thing).
    Source: Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks".
    Raises NotFinite (a ValueError) for a gradient that is not finite, ValueError for a limit of 0 or below.
    """
    _check_limit(limit)
    norm = math.sqrt(sum(_squares(array) for array in gradients.values()))
    if not math.isfinite(norm):
        norm = _careful_norm(gradients)
    if norm > limit:
        for array in map(_entries, gradients.values()):
            array *= limit / norm
    return norm


def clip_value(gradients, limit):
    """Clip by value: each entry is brought back into the span from -`limit` to `limit`, in place.

    gradients : dict of arrays; hand over the parameters' gradients only, not dx or da0
    returns : the share of entries that were clipped (0 to 1)

    Entry by entry, so the direction changes (unlike `clip_norm`, which is another thing).
    Raises NotFinite (a ValueError) for a gradient that is NaN, ValueError for a limit of 0 or below.
    """
    _check_limit(limit)
    clipped = entries = 0
    for name, gradient in gradients.items():
        array = _entries(gradient)
        low, high = (array.min(), array.max()) if array.size else (0, 0)
        if not low <= high:  # one NaN makes both NaN
            raise NotFinite(_not_finite(name, gradient))
        if low < -limit or high > limit:
            clipped += np.count_nonzero(np.abs(array) > limit)
            np.clip(array, -limit, limit, out=array)
        entries += math.prod(gradient.shape)
    return clipped / entries if entries else 0.0


def decay(start, end, updates):
    """A learning rate that falls from `start` to `end` by the same factor at each update, then stays.

    returns : a function of k, the number of updates made so far
    """
    _check_rates(start, end, updates)
    return lambda k: start * (end / start) ** min(k / updates, 1.0)


def cosine_decay(start, end, updates):
    """A learning rate that falls from `start` to `end` along half a cosine: slowly, fast, slowly; then stays.

    returns : a function of k, the number of updates made so far
    Source: Loshchilov and Hutter (2017), "SGDR: stochastic gradient descent with warm restarts", equation 5.
    """
    _check_rates(start, end, updates)
    return lambda k: end + (start - end) * (1 + math.cos(math.pi * min(k / updates, 1.0))) / 2


def check_update(parameters, gradients, learning_rate):
    """Whether an update can be made. Raises if not; returns dict name -> learning rate, as plain numbers."""
    rates = _read_rates(learning_rate, parameters)
    for name, array in parameters.items():
        if not (isinstance(array, np.ndarray) and array.dtype.kind == "f"):
            kind = f"array of {array.dtype}" if isinstance(array, np.ndarray) else type(array).__name__
            raise TypeError(f"{name} is changed in place and must be an array of floats; got {kind}.")
        _check_gradient(name, array, gradients)
    return rates


def _check_gradient(name, array, gradients):
    if "d" + name not in gradients:
        there = ", ".join(map(str, gradients)) or "nothing"
        raise MissingGradient(f'gradients has no "d{name}", the gradient of {name}; it holds {there}.')
    gradient = gradients["d" + name]
    if np.shape(gradient) != array.shape:
        raise ValueError(f"d{name} has the shape {np.shape(gradient)}, but {name} has {array.shape}.")
    if not math.isfinite(_squares(gradient)):
        raise NotFinite(_not_finite("d" + name, gradient))


class MissingGradient(KeyError):
    """A gradient that is not in the dict. A KeyError whose message prints as plain text."""

    def __str__(self):
        return self.args[0]


def _not_finite(name, gradient):
    array = _entries(gradient)
    bad = np.argwhere(~np.isfinite(array))
    if not len(bad):
        largest = np.abs(array).max()
        return f"{name} has an entry of size {largest:.1e}, which is too large to be squared."
    place = array_place = tuple(bad[0])
    if isinstance(gradient, RowGradient):
        place = (gradient.rows[place[0]], *place[1:])
    more = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
    return f"{name} holds {array[array_place]} at [{', '.join(map(str, place))}]{more}."


def _read_rates(learning_rate, parameters):
    if not isinstance(learning_rate, dict):
        rate = _read_rate(learning_rate, "learning_rate")
        return dict.fromkeys(parameters, rate)
    unknown = [name for name in learning_rate if name not in parameters]
    missing = [name for name in parameters if name not in learning_rate]
    if unknown:
        there = ", ".join(parameters)
        raise ValueError(f"learning_rate names {unknown[0]!r}, which is no parameter. There are {there}.")
    if missing:
        raise ValueError(
            f"learning_rate has no rate for {', '.join(missing)}. As a dict it names every parameter: "
            f"dict.fromkeys(parameters, 0.01) | {{{missing[0]!r}: 0.001}}"
        )
    return {name: _read_rate(rate, f"learning_rate[{name!r}]") for name, rate in learning_rate.items()}


def _read_rate(rate, name):
    try:
        number = float(rate)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a number; got {rate!r:.40}.") from None
    if not (math.isfinite(number) and number >= 0):
        raise ValueError(f"{name} must be a finite number of 0 or more; got {number}.")
    return number


def _check_rates(start, end, updates):
    if not (start > 0 and end > 0 and updates > 0):
        raise ValueError(f"start, end and updates must be above 0; got {start}, {end} and {updates}.")


def _check_limit(limit):
    if not limit > 0:
        raise ValueError(f"The limit must be above 0; got {limit}.")


def _entries(gradient):
    """The entries of a gradient that are written down: all, or those of some rows."""
    return gradient.values if isinstance(gradient, RowGradient) else gradient


def _squares(gradient):
    """The sum of a gradient's squares: not finite if an entry is not, or is too large to be squared."""
    flat = np.ravel(_entries(gradient))
    with np.errstate(over="ignore", invalid="ignore"):
        return float(np.dot(flat, flat))


def _careful_norm(gradients):
    """The norm of gradients whose squares are too large for their type."""
    for name, gradient in gradients.items():
        if not np.isfinite(_entries(gradient)).all():
            raise NotFinite(_not_finite(name, gradient))
    arrays = list(map(_entries, gradients.values()))
    largest = max(float(np.abs(array).max()) for array in arrays if array.size)
    return largest * math.sqrt(sum(_squares(array.astype(float) / largest) for array in arrays))


def _remembered(memory, what, parameters):
    """The entries of a memory that go with each parameter, by its name; zeros when asked the first time."""
    found = {}
    for name, array in parameters.items():
        if f"{name} {what}" not in memory:
            memory[f"{name} {what}"] = np.zeros_like(array)
        kept = memory[f"{name} {what}"]
        if kept.shape != array.shape:
            raise ValueError(
                f'memory["{name} {what}"] has the shape {kept.shape}, but {name} has {array.shape}: '
                "a memory belongs to one run. Start with an empty one: {}"
            )
        found[name] = kept
    return found


def _scratch(memory, shape, dtype):
    """Room for results of this shape, the same memory at each call."""
    room, size = memory.get(SCRATCH), math.prod(shape)
    if room is None or room.size < size or room.dtype != dtype:
        room = memory[SCRATCH] = np.empty(size, dtype)
    return room[:size].reshape(shape)
