"""What the two Tree-LSTMs share, level by level: gates side by side in a row, forward and backward.

A row holds output gate, candidate and input gate, in this order, then forget gates where there are any; a
leaf has none, for it has nothing to forget. One tanh serves them all, as sigmoid(z) = (1 + tanh(z / 2)) / 2.
"""

import numpy as np

OUTPUT, CANDIDATE, INPUT = range(3)
FORGET = slice(3, None)


def stacked(parameters, names):
    """Several weights or biases, one below the other."""
    return np.concatenate([parameters[name] for name in names])


def half_steps(gates, n_a, kind):
    """Rows (gates * n_a,) that make sigmoids of a tanh: its factor and what is added; 1 and 0 for a tanh."""
    factor = np.full((gates, n_a), 0.5, kind)
    factor[CANDIDATE] = 1
    return factor.ravel(), 1 - factor.ravel()


def open_gates(scores, factor, shift):
    """Scores, already halved for the sigmoids, become gates and candidate, in place."""
    np.tanh(scores, out=scores)
    scores *= factor
    scores += shift


def by_gate(rows, n_a):
    """(rows, gates * n_a) as (rows, gates, n_a), the same memory."""
    return rows.reshape(len(rows), rows.shape[1] // n_a, n_a)


def show(gates, c, tanh_c, a):
    """tanh(c) and the state a = o * tanh(c), written into their places."""
    np.tanh(c, out=tanh_c)
    np.multiply(gates[:, OUTPUT], tanh_c, out=a)


def slopes(gates, out):
    """The derivative of every gate and candidate at its score, in terms of its value: g (1 - g), 1 - g²."""
    np.multiply(gates, gates, out=out)
    np.subtract(gates, out, out=out)
    out[:, CANDIDATE] += 1
    out[:, CANDIDATE] -= gates[:, CANDIDATE]


def blame(da, dc, gates, tanh_c, dscores, room):
    """Gradients at a and c of some nodes -> at their scores, in place.

    da (rows, n_a)   dc : from above, becomes the whole gradient at c   dscores : holds `slopes`
    Forget gates get dc alone; what they held is still to be multiplied.
    """
    np.multiply(da, gates[:, OUTPUT], out=room)
    dc += room
    np.multiply(room, tanh_c, out=room)
    room *= tanh_c
    dc -= room  # da o (1 - tanh(c)²)
    dscores[:, OUTPUT] *= da
    dscores[:, OUTPUT] *= tanh_c
    dscores[:, 1:] *= dc[:, None]
    dscores[:, CANDIDATE] *= gates[:, INPUT]
    dscores[:, INPUT] *= gates[:, CANDIDATE]
