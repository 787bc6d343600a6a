"""Memory that the caller owns, so that a training loop need not ask for new memory at every update.

A function that takes `buffers` works in arrays from `take`. Given `buffers=None` they are new at each call,
and its results are the caller's for good. Given a dict (at first an empty one), the function keeps its arrays
there under a name and uses them again at the next call: results are then valid only until that call. New
large arrays cost time before anything is computed, because the system hands out their memory page by page.
"""

import numpy as np


def take(buffers, name, shape, dtype):
    """An array of this shape (a tuple) and dtype to write into; what it holds is left over and means nothing.

    buffers : None for a new array, or a dict, which keeps one array per name; an array of another shape or
        dtype gives way to a new one
    """
    if buffers is None:
        return np.empty(shape, dtype)
    kept = buffers.get(name)
    if kept is None or kept.shape != shape or kept.dtype != dtype:
        kept = buffers[name] = np.empty(shape, dtype)
    return kept
