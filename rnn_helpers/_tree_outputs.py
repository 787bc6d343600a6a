"""The output layer over a whole tree: a prediction at every node whose state has the size, and back."""

import numpy as np

from rnn_helpers._inputs import as_floats
from rnn_helpers._tree_nodes import side_by_side_or_list
from rnn_helpers.activations import softmax_columns
from rnn_helpers.rnn import output_backward


def predictions(a, W, by):
    """softmax(W a + by) at every node whose state has the size that W takes; None, in a list, at others."""
    able = [number for number, state in enumerate(a) if state.shape[-2] == W.shape[-1]]
    if not able:
        return [None] * len(a)
    states = side_by_side_or_list([a[number] for number in able])
    if states.ndim == 3 and max(W.ndim, by.ndim) > 2:  # copies of the output layer alone
        states = states[:, None]
    y_pred = softmax_columns(W @ states + by)
    if len(able) == len(a):
        return y_pred
    found = dict(zip(able, y_pred))
    return [found.get(number) for number in range(len(a))]


def loss_at_nodes(da, dz, a, parameters, output):
    """What the loss says of each node's state by itself: through `da`, and through the output layer by `dz`.

    a : the states, a list with one (n_a, m) for each node    output : the name of the output layer's weights
    returns : a list with an array (n_a, m) or None for each node; dict with the output layer's gradients
    """
    n_y, n_a = np.shape(parameters[output])
    from_loss = _read_per_node(da, "da", [state.shape for state in a], a[-1].dtype)
    of_scores = [(n_y, state.shape[1]) if len(state) == n_a else None for state in a]
    dz = _read_per_node(dz, "dz", of_scores, a[-1].dtype)
    told = [number for number, entry in enumerate(dz) if entry is not None]
    if not told:
        if all(d is None for d in from_loss):
            raise ValueError("tree_backward_pass needs a gradient to send back: da, dz or both.")
        return from_loss, {}
    stacked, states = np.stack([dz[number] for number in told]), np.stack([a[number] for number in told])
    sent, gradients = output_backward(stacked, states, parameters)
    for number, d in zip(told, sent):
        from_loss[number] = d if from_loss[number] is None else from_loss[number] + d
    return from_loss, gradients


def _read_per_node(value, name, shapes, like):
    """What a caller gives for every node, as a list: an array for each node, or None.

    value : an array with the nodes in front, a list of arrays and None, or None for none at all
    shapes : the shape that belongs to each node, None where the node takes nothing
    like : the dtype that integers become
    """
    if value is None:
        return [None] * len(shapes)
    if not isinstance(value, (list, tuple)):
        value = np.atleast_1d(as_floats(value, name, like))
    if len(value) != len(shapes):
        raise ValueError(
            f"{name} has {len(value)} entries, but the tree has {len(shapes)} nodes: it needs one entry for"
            " each node, in post-order, None where there is none."
        )
    entries = []
    for number, (entry, shape) in enumerate(zip(value, shapes)):
        entry = None if entry is None else as_floats(entry, f"{name}[{number}]", like)
        entries.append(entry)
        if entry is not None and entry.shape != shape:
            wanted = f"expected {shape}" if shape else "but that leaf has no prediction: None belongs there"
            raise ValueError(f"{name}[{number}] has the shape {entry.shape}, {wanted}.")
    return entries
