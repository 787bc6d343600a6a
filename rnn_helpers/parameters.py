"""First values for the parameters of a network: the plain RNN, the LSTM, the GRU."""

import numpy as np


def initialise_rnn(n_x, n_a, n_y, rng, dtype=float):
    """Random parameters for a network of `n_x` inputs, `n_a` hidden units and `n_y` outputs.

    rng : a generator, np.random.default_rng(seed); the same seed gives the same parameters
    returns : dict with Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1), by (n_y, 1) of `dtype`

    A weight matrix with k columns is drawn from a normal distribution of standard deviation 1 / sqrt(k),
    so that a sum over k inputs of size 1 again has a size of about 1 (LeCun et al. 1998, "Efficient
    BackProp", section 4.6). Biases start at 0. Raises ValueError for a size below 1.
    """
    _check({"n_x": n_x, "n_a": n_a, "n_y": n_y}, rng)
    parameters = {
        "Wax": rng.standard_normal((n_a, n_x)) / np.sqrt(n_x),
        "Waa": rng.standard_normal((n_a, n_a)) / np.sqrt(n_a),
        "Wya": rng.standard_normal((n_y, n_a)) / np.sqrt(n_a),
        "ba": np.zeros((n_a, 1)),
        "by": np.zeros((n_y, 1)),
    }
    return {name: array.astype(dtype) for name, array in parameters.items()}


def initialise_lstm(n_x, n_a, n_y, rng, dtype=float, forget_bias=1.0):
    """Random parameters for an LSTM of `n_x` inputs, `n_a` hidden units and `n_y` outputs.

    forget_bias : what bf starts with. At 1 the forget gate begins near sigmoid(1) = 0.73, so that memory
        lasts some steps before anything is learned (Gers et al. 2000; Jozefowicz et al. 2015); lesson 08
    returns : dict with Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1), Wy (n_y, n_a), by (n_y, 1)

    Weights are drawn as in `initialise_rnn`: those on the state with 1 / sqrt(n_a), those on the input with
    1 / sqrt(n_x). Raises ValueError for a size below 1.
    """
    parameters = _gated("fico", n_x, n_a, n_y, rng)
    parameters["bf"] += forget_bias
    return {name: array.astype(dtype) for name, array in parameters.items()}


def initialise_gru(n_x, n_a, n_y, rng, dtype=float, update_bias=-1.0):
    """Random parameters for a GRU of `n_x` inputs, `n_a` hidden units and `n_y` outputs.

    update_bias : what bu starts with. At -1 a share of 1 - sigmoid(-1) = 0.73 of the old state is kept at
        first, as with the LSTM's forget bias
    returns : dict with Wu, Wr, Wc (n_a, n_a + n_x), bu, br, bc (n_a, 1), Wy (n_y, n_a), by (n_y, 1)

    Weights are drawn as in `initialise_lstm`. Raises ValueError for a size below 1.
    """
    parameters = _gated("urc", n_x, n_a, n_y, rng)
    parameters["bu"] += update_bias
    return {name: array.astype(dtype) for name, array in parameters.items()}


def _gated(gates, n_x, n_a, n_y, rng):
    _check({"n_x": n_x, "n_a": n_a, "n_y": n_y}, rng)
    scale = np.sqrt(np.repeat([n_a, n_x], [n_a, n_x]))
    parameters = {}
    for gate in gates:
        parameters[f"W{gate}"] = rng.standard_normal((n_a, n_a + n_x)) / scale
        parameters[f"b{gate}"] = np.zeros((n_a, 1))
    return parameters | {"Wy": rng.standard_normal((n_y, n_a)) / np.sqrt(n_a), "by": np.zeros((n_y, 1))}


def _check(sizes, rng):
    for name, size in sizes.items():
        if size != int(size) or size < 1:
            raise ValueError(f"{name} must be a whole number of at least 1; got {size}.")
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"rng must be a generator such as np.random.default_rng(0); got {type(rng).__name__}."
        )
