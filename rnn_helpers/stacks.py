"""Networks made of passes: layers on top of each other, and both directions side by side.

Every layer is one of the three cells, run by `rnn_helpers.cells`. A network is one flat dict of parameters:
"0.Wax" is Wax of the lowest layer, "0.reverse.Wax" that of its reverse direction, "Wy" and "by" make the
prediction from the states of the top layer. So optimisers, training and files treat it as they treat a cell.

    layer 0 reads x, layer k reads the states of layer k - 1
    with both directions, a layer's states are [forward; reverse], (T_x, 2 n_a, m)

Sources: Schuster and Paliwal (1997), "Bidirectional recurrent neural networks"; Graves, Mohamed and Hinton
(2013), "Speech recognition with deep recurrent neural networks". Lesson 10.
"""

import numpy as np

from rnn_helpers import cells
from rnn_helpers._inputs import MissingParameter, as_floats
from rnn_helpers.activations import softmax_columns
from rnn_helpers.rnn import output_backward

OUTPUT = ("Wy", "by")
DIRECTIONS = ("", "reverse.")


def initialise_stack(cell, n_x, n_a, n_y, rng, layers=2, bidirectional=False):
    """Random parameters for a network of `layers` layers of the cell named "rnn", "lstm" or "gru".

    n_a : hidden units of each layer and each direction
    returns : dict with "0.Wax", ... (for both directions "0.reverse.Wax", ...), Wy (n_y, n_a or 2 n_a) and
        by (n_y, 1); weights as in `rnn_helpers.parameters`
    """
    if layers != int(layers) or layers < 1:
        raise ValueError(f"layers must be a whole number of at least 1; got {layers}.")
    directions = DIRECTIONS[: 1 + bool(bidirectional)]
    width = n_a * len(directions)
    parameters = {}
    for layer in range(layers):
        for direction in directions:
            part = cells.initialise(cell, n_x if layer == 0 else width, n_a, 1, rng)
            parameters |= {
                f"{layer}.{direction}{name}": value for name, value in part.items() if not _is_output(name)
            }
    Wy = rng.standard_normal((n_y, width)) / np.sqrt(width)
    return parameters | {"Wy": Wy, "by": np.zeros((n_y, 1))}


def stack_forward_pass(x, parameters, lengths=None, states=None):
    """A sequence through all layers.

    x : (T_x, n_x, m) inputs    parameters : as from `initialise_stack`
    lengths : (m,) the real steps of each example (default: all T_x). Past its end an example keeps its
        states, and the reverse direction starts at each example's own end
    states : the states before the first step, one tuple per layer and direction in the order of the layers,
        as returned for the last step (default: zeros)
    returns : a (T_x, n_a or 2 n_a, m) states of the top layer, y_pred (T_x, n_y, m), the last states, caches
    """
    names = layer_names(parameters)
    x = as_floats(x, "x")
    if x.ndim != 3:
        raise ValueError(f"x has the shape {x.shape}, expected 3 axes (T_x, n_x, m).")
    Wy, by = _output(parameters)
    starts = dict(zip(names, _read_states(states, parameters, names, x.shape[2])))
    last, caches, below = {}, {}, x
    for layer in dict.fromkeys(name.split(".")[0] for name in names):
        beside = []
        for name in (name for name in names if name.split(".")[0] == layer):
            turned = name.endswith("reverse.")
            read = reverse_each(below, lengths) if turned else below
            a, _, last[name], caches[name] = cells.forward_pass(
                read, starts[name], part_of(parameters, name), lengths
            )
            beside.append(reverse_each(a, lengths) if turned else a)
        below = beside[0] if len(beside) == 1 else np.concatenate(beside, axis=1)
    y_pred = softmax_columns(Wy @ below + by)
    return below, y_pred, list(last.values()), {"cells": caches, "a": below, "Wy": Wy, "lengths": lengths}


def stack_backward_pass(da, caches, dz=None, dlast=None):
    """Backpropagation through time and down the layers.

    da : (T_x, n_a or 2 n_a, m) gradient at the top layer's states, or None
    caches : the last value of `stack_forward_pass`
    dz : (T_x, n_y, m) gradient at Wy a + by, before the softmax, or None
    dlast : gradients at the last states, in the order of the states (None for none, also one by one)
    returns : dict with dx, the gradients of all parameters ("d" + name), and dstates, a list of tuples: the
        gradients at the states before the first step
    """
    if da is None and dz is None and dlast is None:
        raise ValueError("stack_backward_pass needs a gradient to send back: da, dz or dlast.")
    names, a, lengths = list(caches["cells"]), caches["a"], caches["lengths"]
    dlast = dict(zip(names, [None] * len(names) if dlast is None else dlast))
    from_above, gradients = np.zeros_like(a) if da is None else np.array(as_floats(da, "da")), {}
    if from_above.shape != a.shape:
        raise ValueError(f"da has the shape {from_above.shape}, expected that of a, {a.shape}.")
    if dz is not None:
        through, gradients = output_backward(dz, a, {"Wy": caches["Wy"]})
        from_above += through
    dstates = {}
    for layer in reversed(dict.fromkeys(name.split(".")[0] for name in names)):
        here = [name for name in names if name.split(".")[0] == layer]
        below = 0
        for name, share in zip(here, np.split(from_above, len(here), axis=1)):
            turned = name.endswith("reverse.")
            share = reverse_each(share, lengths) if turned else share
            found = cells.backward_pass(share, caches["cells"][name], dlast=dlast[name])
            below = below + (reverse_each(found["dx"], lengths) if turned else found["dx"])
            dstates[name] = tuple(found.pop(key) for key in ("da0", "dc0") if key in found)
            gradients |= {f"d{name}{key[1:]}": value for key, value in found.items() if key != "dx"}
        from_above = below
    return {"dx": from_above, "dstates": [dstates[name] for name in names], **gradients}


def reverse_each(x, lengths=None):
    """Every example backwards in time, each from its own end; what lies past the end stays where it is.

    x : (T_x, n, m)    lengths : (m,) or None for all T_x
    returns : (T_x, n, m); applied twice it gives x back
    """
    if lengths is None:
        return x[::-1]
    t = np.arange(len(x))[:, None]
    lengths = np.asarray(lengths)
    return np.take_along_axis(x, np.where(t < lengths, lengths - 1 - t, t)[:, None, :], axis=0)


def layer_names(parameters):
    """The prefixes of a network's cells, from the lowest layer up: "0.", "0.reverse.", "1.", ..."""
    if not hasattr(parameters, "keys"):
        raise TypeError(f"parameters must be a dict of arrays; got {type(parameters).__name__}.")
    prefixes = {name.rpartition(".")[0] + "." for name in parameters if "." in name}
    names = sorted(prefixes, key=lambda name: (name.split(".")[0].zfill(9), name))
    if not names or names[0] != "0.":
        held = ", ".join(list(parameters)[:4]) or "nothing"
        raise ValueError(
            f'Parameters of a stack have names such as "0.Wax" and "1.Wax"; these hold {held}.'
            " initialise_stack makes them; a single cell's go to rnn_helpers.cells."
        )
    return names


def part_of(parameters, prefix):
    """One cell's own dict: the parameters whose names start with `prefix`, without it.

    The cell has no prediction of its own; a row of zeros stands in for it.
    """
    part = {
        name.removeprefix(prefix): value
        for name, value in parameters.items()
        if name.startswith(prefix) and "." not in name.removeprefix(prefix)
    }
    if any(_is_output(name) for name in part):
        return part
    n_a, kind = next(iter(part.values())).shape[-2], next(iter(part.values())).dtype
    output = "Wya" if "Waa" in part else "Wy"
    return part | {output: np.zeros((1, n_a), kind), "by": np.zeros((1, 1), kind)}


def _is_output(name):
    return name in ("Wy", "Wya", "by")


def _output(parameters):
    missing = [name for name in OUTPUT if name not in parameters]
    if missing:
        raise MissingParameter(f'parameters has no "{missing[0]}"; Wy and by make a stack\'s prediction.')
    return (as_floats(parameters[name], name) for name in OUTPUT)


def _read_states(states, parameters, names, m):
    if states is None:
        return [cells.zero_state(part_of(parameters, name), m) for name in names]
    if len(states) != len(names):
        raise ValueError(f"states needs one tuple for each of {', '.join(names)}; got {len(states)}.")
    return states
