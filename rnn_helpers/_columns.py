"""All steps at once: one matrix times every step, and sums over steps and examples as one wide product.

The gradient of a matrix is a sum of d v^T over T_x steps. With the steps' columns side by side, that sum is
what the inside of a single matrix product does anyway.
"""

import numpy as np

from rnn_helpers._buffers import take


def side_by_side(v, buffers=None, name=None):
    """(T_x, n, m) -> (n, T_x m), step 0's columns first; (n, m) stays as it is."""
    if v.ndim == 2:
        return v
    steps, n, m = v.shape
    turned = v.transpose(1, 0, 2)
    if buffers is None or m == 1:  # with one example the turned array fits into the old memory
        return turned.reshape(n, steps * m)
    kept = take(buffers, name, turned.shape, v.dtype)
    np.copyto(kept, turned)
    return kept.reshape(n, steps * m)


def product(left, right, buffers=None, name=None):
    """left @ right, for two matrices."""
    if buffers is None:
        return left @ right
    shape, kind = (len(left), right.shape[1]), np.result_type(left, right)
    return np.matmul(left, right, out=take(buffers, name, shape, kind))


def every_step(W, v, out):
    """W @ v for all steps, written into `out`: (T_x, n, m) -> (T_x, rows, m).

    With one example, the steps themselves are the columns of a single product.
    """
    if v.ndim == 3 and v.shape[2] == 1 and W.ndim == 2:
        np.matmul(v[:, :, 0], W.T, out=out[:, :, 0])
        return out
    return np.matmul(W, v, out=out)
