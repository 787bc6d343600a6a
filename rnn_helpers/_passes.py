"""What the passes of all cells share: the ends of sequences, gradients that come in, caches that are kept."""

from collections.abc import Sequence

import numpy as np

from rnn_helpers._inputs import as_floats


class StepCaches(Sequence):
    """What a forward pass keeps: a sequence whose item t is the cache of the cell of step t.

    Each pass has its own kind. It keeps x (T_x, n_x, m); `cell_cache(t)` is what the cell of step t kept.
    """

    def __len__(self):
        return len(self.x)

    def __getitem__(self, t):
        if isinstance(t, slice):
            return [self[step] for step in range(*t.indices(len(self)))]
        return self.cell_cache(range(len(self))[t])


def read_cache(cache, names, cell, place="last"):
    """The arrays of one cell's cache, checked, and its parameters.

    names : what the cache holds before the parameters    cell : such as "rnn", for the message
    place : which value of the cell's forward function the cache is
    """
    try:
        *arrays, parameters = cache
        named = list(zip(names, arrays, strict=True))
    except (TypeError, ValueError):
        raise ValueError(
            f"cache must be ({', '.join(names)}, parameters), the {place} value that {cell}_cell_forward"
            f" returns; got {type(cache).__name__}."
        ) from None
    return *(as_floats(array, name) for name, array in named), parameters


def stack_caches(caches, names, cell, place="last"):
    """A list of cell caches as arrays with time in front, one for each of `names`, and the parameters."""
    if not isinstance(caches, (list, tuple)) or len(caches) == 0:
        raise ValueError(
            f"caches must be the {place} value of {cell}_forward_pass or a list of cell caches;"
            f" got {type(caches).__name__}."
        )
    *columns, parameters = zip(*(read_cache(cache, names, cell, place) for cache in caches))
    return *map(np.stack, columns), parameters[0]


def past_end(lengths, x):
    """(T_x, m), True where a step lies past the end of its example."""
    steps, m = x.shape[0], x.shape[-1]
    lengths = np.asarray(lengths)
    if lengths.dtype.kind not in "iu":
        raise TypeError(f"lengths must be integers (real steps of each example); got {lengths.dtype}.")
    if lengths.shape != (m,):
        raise ValueError(f"lengths has the shape {lengths.shape}, expected ({m},): one number per example.")
    if lengths.min() < 1 or lengths.max() > steps:
        raise ValueError(f"lengths run from 1 to T_x = {steps}; got {lengths.min()} to {lengths.max()}.")
    return np.arange(steps)[:, None] >= lengths


def read_gradient(value, name, like, like_name):
    """A gradient as floats; raises ValueError unless it has the shape of what it is the gradient at."""
    value = as_floats(value, name, like.dtype)
    if value.shape != like.shape:
        raise ValueError(f"{name} has the shape {value.shape}, expected that of {like_name}, {like.shape}.")
    return value
