"""First values for the parameters of a network: the plain RNN, the LSTM, the GRU, the recursive networks."""

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


def initialise_tree_rnn(n_a, n_y, rng, dtype=float):
    """Random parameters for the plain recursive network, with states of `n_a` numbers and `n_y` outputs.

    returns : dict with W_left, W_right (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1), by (n_y, 1) of `dtype`

    W_left and W_right each begin as half the identity, so that a parent is about the mean of its children
    (Socher, Bauer, Manning and Ng 2013, "Parsing with compositional vector grammars"), plus normal noise of
    standard deviation 0.35 / sqrt(n_a), which tells left from right. The mean alone shrinks unrelated
    children by sqrt(2) at every height; with this noise small states keep their size, to about a fifth, up to
    a thousand leaves (measured: less noise lets them fade, more lets them grow, since the same noise meets
    them at every height). Biases start at 0. Raises ValueError for a size below 1.
    """
    parameters = _tree(n_a, n_y, rng)
    return {name: array.astype(dtype) for name, array in parameters.items()}


def initialise_tree_tensor(n_a, n_y, rng, dtype=float):
    """Random parameters for the tensor composition (RNTN): those of `initialise_tree_rnn` and V.

    returns : the same dict with V (n_a, 2 n_a, 2 n_a), each slice symmetric

    V is drawn so that children of size 1 get about 0.1 from it before the tanh: at first the plain network
    decides, and V grows where products of children help. Only the symmetric part of a slice matters, and a
    symmetric slice has a symmetric gradient, so V stays symmetric while it is trained.
    """
    parameters = _tree(n_a, n_y, rng)
    noise = rng.standard_normal((n_a, 2 * n_a, 2 * n_a))
    parameters["V"] = 0.1 * (noise + noise.transpose(0, 2, 1)) / (4 * n_a)
    return {name: array.astype(dtype) for name, array in parameters.items()}


def initialise_tree_lstm(n_x, n_a, n_y, rng, dtype=float, forget_bias=1.0):
    """Random parameters for the binary Tree-LSTM (the Child-Sum Tree-LSTM takes those of `initialise_lstm`).

    forget_bias : what bf starts with, as in `initialise_lstm`; both children's gates share it
    returns : dict with Wf_left, Wf_right, Wi, Wc, Wo (n_a, 2 n_a + n_x), bf, bi, bc, bo (n_a, 1),
        Wy (n_y, n_a), by (n_y, 1)

    Weights on the children's states are drawn with 1 / sqrt(2 n_a), those on the word with 1 / sqrt(n_x): a
    node reads two states, or a word. Raises ValueError for a size below 1.
    """
    _check({"n_x": n_x, "n_a": n_a, "n_y": n_y}, rng)
    scale = np.sqrt(np.repeat([2 * n_a, n_x], [2 * n_a, n_x]))
    weights = ("Wf_left", "Wf_right", "Wi", "Wc", "Wo")
    parameters = {name: rng.standard_normal((n_a, 2 * n_a + n_x)) / scale for name in weights}
    parameters |= {name: np.zeros((n_a, 1)) for name in ("bf", "bi", "bc", "bo")}
    parameters["bf"] += forget_bias
    parameters |= {"Wy": rng.standard_normal((n_y, n_a)) / np.sqrt(n_a), "by": np.zeros((n_y, 1))}
    return {name: array.astype(dtype) for name, array in parameters.items()}


def _tree(n_a, n_y, rng):
    _check({"n_a": n_a, "n_y": n_y}, rng)

    def near_half():
        return np.eye(n_a) / 2 + rng.standard_normal((n_a, n_a)) * 0.35 / np.sqrt(n_a)

    return {
        "W_left": near_half(),
        "W_right": near_half(),
        "Wya": rng.standard_normal((n_y, n_a)) / np.sqrt(n_a),
        "ba": np.zeros((n_a, 1)),
        "by": np.zeros((n_y, 1)),
    }


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
