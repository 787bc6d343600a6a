"""First values for the parameters of a network."""

import numpy as np


def initialise_rnn(n_x, n_a, n_y, rng, dtype=float):
    """Random parameters for a network of `n_x` inputs, `n_a` hidden units and `n_y` outputs.

    rng : a generator, np.random.default_rng(seed); the same seed gives the same parameters
    returns : dict with Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1), by (n_y, 1) of `dtype`

    A weight matrix with k columns is drawn from a normal distribution of standard deviation 1 / sqrt(k),
    so that a sum over k inputs of size 1 again has a size of about 1 (LeCun et al. 1998, "Efficient
    BackProp", section 4.6). Biases start at 0. Raises ValueError for a size below 1.
    """
    for name, size in (("n_x", n_x), ("n_a", n_a), ("n_y", n_y)):
        if size != int(size) or size < 1:
            raise ValueError(f"{name} must be a whole number of at least 1; got {size}.")
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"rng must be a generator such as np.random.default_rng(0); got {type(rng).__name__}."
        )
    parameters = {
        "Wax": rng.standard_normal((n_a, n_x)) / np.sqrt(n_x),
        "Waa": rng.standard_normal((n_a, n_a)) / np.sqrt(n_a),
        "Wya": rng.standard_normal((n_y, n_a)) / np.sqrt(n_a),
        "ba": np.zeros((n_a, 1)),
        "by": np.zeros((n_y, 1)),
    }
    return {name: array.astype(dtype) for name, array in parameters.items()}
