"""One way to call the three cells: the plain RNN, the LSTM and the GRU.

Which cell it is stands in the names of its parameters, so a dict of parameters is all that these functions
need. A state is a tuple of arrays (n_a, m): (a,) for the RNN and the GRU, (a, c) for the LSTM.
"""

import numpy as np

from rnn_helpers.gru import gru_backward_pass, gru_cell_forward, gru_forward_pass
from rnn_helpers.lstm import lstm_backward_pass, lstm_cell_forward, lstm_forward_pass
from rnn_helpers.parameters import initialise_gru, initialise_lstm, initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_cell_forward, rnn_forward_pass

STARTS = {"rnn": initialise_rnn, "lstm": initialise_lstm, "gru": initialise_gru}
TELLING = {"Waa": "rnn", "Wf": "lstm", "Wu": "gru"}  # a parameter that only this cell has


def initialise(cell, n_x, n_a, n_y, rng, dtype=float):
    """Random parameters for the cell named "rnn", "lstm" or "gru"; see `rnn_helpers.parameters`."""
    if cell not in STARTS:
        raise ValueError(f"There is no cell {cell!r}; choose from {', '.join(STARTS)}.")
    return STARTS[cell](n_x, n_a, n_y, rng, dtype)


def cell_of(parameters):
    """Whose parameters these are: "rnn", "lstm" or "gru"."""
    if not hasattr(parameters, "keys"):
        raise TypeError(f"parameters must be a dict of arrays; got {type(parameters).__name__}.")
    cells = [cell for name, cell in TELLING.items() if name in parameters]
    if len(cells) != 1:
        telling = ", ".join(f"{name} ({cell})" for name, cell in TELLING.items())
        raise ValueError(
            f"Parameters of a cell hold exactly one of {telling}; these hold"
            f" {', '.join(map(str, parameters)) or 'nothing'}."
        )
    return cells[0]


def zero_state(parameters, m=1):
    """The state of zeros before the first step of `m` examples: (a,), for the LSTM (a, c), each (n_a, m)."""
    cell = cell_of(parameters)
    bias = parameters[{"rnn": "ba", "lstm": "bf", "gru": "bu"}[cell]]
    zeros = np.zeros((bias.shape[-2], m), bias.dtype)
    return (zeros, zeros.copy()) if cell == "lstm" else (zeros,)


def step(xt, state, parameters):
    """One step of whichever cell: xt (n_x, m) and the state before -> the state after, yt_pred (n_y, m)."""
    cell = cell_of(parameters)
    if cell == "lstm":
        a_next, c_next, yt_pred, _ = lstm_cell_forward(xt, *state, parameters)
        return (a_next, c_next), yt_pred
    forward = rnn_cell_forward if cell == "rnn" else gru_cell_forward
    a_next, yt_pred, _ = forward(xt, *state, parameters)
    return (a_next,), yt_pred


def forward_pass(x, state, parameters, lengths=None, buffers=None):
    """The whole sequence, with whichever cell.

    x : (T_x, n_x, m)    state : the state before the first step (see `zero_state`)
    lengths, buffers : as for `rnn_forward_pass`
    returns : a (T_x, n_a, m), y_pred (T_x, n_y, m), the last state (at each example's own end), caches
    """
    cell = cell_of(parameters)
    if cell == "lstm":
        a0, c0 = state
        a, y_pred, c, caches = lstm_forward_pass(x, a0, parameters, c0, lengths, buffers)
        return a, y_pred, (a[-1].copy(), c[-1].copy()), caches
    forward = rnn_forward_pass if cell == "rnn" else gru_forward_pass
    a, y_pred, caches = forward(x, *state, parameters, lengths, buffers)
    return a, y_pred, (a[-1].copy(),), caches


def backward_pass(da, caches, dz=None, dlast=None, buffers=None):
    """Backpropagation through time, with whichever cell.

    da (T_x, n_a, m) or None, dz (T_x, n_y, m) or None : as for `rnn_backward_pass`
    dlast : gradient at the last state, a tuple like the state, or None
    returns : dict with dx, the gradients of all parameters, and da0 (for the LSTM dc0 as well)
    """
    cell = cell_of(caches.parameters)
    if dlast is not None:
        da = np.zeros_like(caches.states[1:]) if da is None else np.array(da)
        da[-1] += dlast[0]
    if cell == "lstm":
        return lstm_backward_pass(da, caches, None if dlast is None else dlast[1], dz, buffers)
    backward = rnn_backward_pass if cell == "rnn" else gru_backward_pass
    return backward(da, caches, dz, buffers)
