"""A bag of words with a hidden layer: what can be said of words without their order and without a tree.

    s = sum of the words' vectors        a = tanh(Wa s + ba)        z = Wya a + by

Columns are bags. The parameters stand beside the table E (words, n_x), as for the networks on trees. A batch
is a dict: words (k,) the numbers of all words, bag after bag; starts (m,) where each bag begins; answers (m,)
labels, or (n_y, m) numbers.
"""

import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.embeddings import initialise_embeddings, look_up, look_up_backward
from rnn_helpers.losses import cross_entropy, cross_entropy_backward, squared_error, squared_error_backward


def initialise_bag(words, n_x, n_a, n_y, rng, dtype=float):
    """Random parameters: E (words, n_x), Wa (n_a, n_x), ba (n_a, 1), Wya (n_y, n_a), by (n_y, 1)."""
    parameters = {
        "E": initialise_embeddings(words, n_x, rng),
        "Wa": rng.standard_normal((n_a, n_x)) / np.sqrt(n_x),
        "ba": np.zeros((n_a, 1)),
        "Wya": rng.standard_normal((n_y, n_a)) / np.sqrt(n_a),
        "by": np.zeros((n_y, 1)),
    }
    return {name: array.astype(dtype) for name, array in parameters.items()}


def bag_batch(forest, chosen, answers):
    """The batch of the bags `chosen` of a forest: of each tree all its words, the tree itself left aside."""
    bags = [forest["words"][forest["starts"][i] : forest["starts"][i + 1]] for i in chosen]
    bags = [bag[bag >= 0] for bag in bags]
    starts = np.cumsum([0] + [len(bag) for bag in bags[:-1]])
    return {"words": np.concatenate(bags), "starts": starts, "answers": answers}


def bag_scores(parameters, batch):
    """z (n_y, m), the states a (n_a, m) and the sums s (n_x, m) of a batch."""
    s = np.add.reduceat(look_up(parameters["E"], batch["words"]), batch["starts"], axis=1)
    a = np.tanh(parameters["Wa"] @ s + parameters["ba"])
    return parameters["Wya"] @ a + parameters["by"], a, s


def bag_loss(parameters, batch, carry=None):
    """The loss of a batch and its gradients, ready for `rnn_helpers.training.train`.

    returns : loss, the mean in nats (for numbers: the mean squared error); gradients, "d" + name for each
        parameter, that of E a `RowGradient`; None, nothing is carried
    """
    z, a, s = bag_scores(parameters, batch)
    loss, dz = scores_loss(z, batch["answers"])
    dscores = (parameters["Wya"].T @ dz) * (1 - a * a)
    sizes = np.diff(batch["starts"], append=len(batch["words"]))
    dx = np.repeat(parameters["Wa"].T @ dscores, sizes, axis=1)  # a sum hands its gradient to every part
    return (
        loss,
        {
            "dWya": dz @ a.T,
            "dby": dz.sum(axis=1, keepdims=True),
            "dWa": dscores @ s.T,
            "dba": dscores.sum(axis=1, keepdims=True),
            "dE": look_up_backward(dx, batch["words"], parameters["E"].shape),
        },
        None,
    )


def scores_loss(z, answers):
    """The loss at scores z (n_y, m) and its gradient there: cross-entropy for labels, else squared error."""
    if answers.dtype.kind == "f":
        answers = answers.astype(z.dtype)
        return squared_error(z, answers), squared_error_backward(z, answers)
    y_pred = softmax(z)
    return cross_entropy(y_pred, answers), cross_entropy_backward(y_pred, answers)
