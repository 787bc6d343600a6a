"""Training on trees: batches of them, the loss at nodes or roots, what papers measure, and sensible defaults.

A word is looked up in a table E that is learned with everything else (see `rnn_helpers.embeddings`), so the
parameters are those of a composition and E. A batch is a dict:

    plan              of some trees (see `rnn_helpers.tree_levels`)
    words (k,)        the number of each word, rare ones replaced by the unknown word at random
    places            where the loss counts, places of the plan
    answers           there: labels, integers; or numbers (n_y, places), for a linear output and squared error
    dropout, key      the share of embedding entries that are left out, and the seed of which

Everything random in batch k follows from the seed and k alone: a run that was interrupted goes on with the
same bits.
"""

from functools import partial

import numpy as np

from rnn_helpers._tree_levels_rows import take_rows
from rnn_helpers.activations import softmax_columns
from rnn_helpers.embeddings import initialise_embeddings, look_up, look_up_backward
from rnn_helpers.losses import cross_entropy, cross_entropy_backward, squared_error, squared_error_backward
from rnn_helpers.optimisers import adagrad
from rnn_helpers.parameters import (
    initialise_lstm,
    initialise_tree_lstm,
    initialise_tree_rnn,
    initialise_tree_tensor,
)
from rnn_helpers.training import new_run, shuffled_batches, train
from rnn_helpers.tree_levels import (
    NONE,
    plan_levels,
    states_backward,
    states_forward,
    trees_in,
    word_counts,
)
from rnn_helpers.tree_rnn import composition_of

ROOT, NODES = "root", "nodes"
STARTS = {
    "plain": lambda n_x, n_a, *rest: initialise_tree_rnn(n_a, *rest),
    "tensor": lambda n_x, n_a, *rest: initialise_tree_tensor(n_a, *rest),
    "binary": initialise_tree_lstm,
    "child-sum": initialise_lstm,
}
SIZES = {"plain": 30, "tensor": 25, "binary": 100, "child-sum": 100}  # n_a where none is given
RATE = {"plain": 0.1, "tensor": 0.1, "binary": 0.05, "child-sum": 0.05}  # for Adagrad
TENSOR_RATE = 0.1  # the share of the rate that the tensor gets
AT_ONCE = 200  # trees that are predicted together


def initialise_tree(composition, words, n_x, n_a, n_y, rng, dtype=float):
    """Random parameters of a composition and the table E (words, n_x); see `rnn_helpers.parameters`.

    composition : "plain" or "tensor" (then n_x must be n_a), "binary" or "child-sum"
    """
    if composition not in STARTS:
        raise ValueError(f"There is no composition {composition!r}; choose from {', '.join(STARTS)}.")
    if composition in ("plain", "tensor") and n_x != n_a:
        raise ValueError(
            f"In the {composition} composition a leaf is its vector: n_x = {n_x} must be n_a = {n_a}."
        )
    E = initialise_embeddings(words, n_x, rng, dtype)
    return {"E": E} | STARTS[composition](n_x, n_a, n_y, rng, dtype)


def tree_rates(parameters, rate=None):
    """A learning rate for each parameter, for Adagrad: the tensor V gets a tenth of the others' rate.

    Adagrad's first step moves every entry by the whole rate, whatever its gradient. A tensor has thousands of
    entries for each state and they would all move the same way at once.
    rate : that of all but V (default: one that suits the composition)
    """
    rate = RATE[composition_of(parameters)] if rate is None else rate
    return {name: rate * (TENSOR_RATE if name == "V" else 1) for name in parameters}


def tree_batch(forest, chosen=None, at=NODES, targets=None, dropout=0.0, rare=None, key=None):
    """One batch (see the top of the module) of the trees `chosen` of a forest (default: all).

    at : "nodes", every labelled node counts; "root", the roots alone
    targets : (trees,) numbers to be predicted at the roots, instead of labels
    dropout : the share of embedding entries left out, at random (Srivastava et al. 2014)
    rare (words,) : for each word of the vocabulary the probability that it is replaced by the unknown word
    key : a list of whole numbers, the seed of all that is random
    """
    if key is None and (dropout or rare is not None):
        raise ValueError("What is random needs a seed: give key, such as key=[0].")
    plan = plan_levels(forest, chosen)
    words, places = plan["numbers"], plan["roots"]
    if rare is not None:
        hidden = np.random.default_rng([*key, 1]).random(len(words)) < rare[words]
        words = np.where(hidden, 0, words)
    if targets is not None:
        answers = np.atleast_2d(targets if chosen is None else np.asarray(targets)[..., chosen])
    else:
        if at == NODES:
            places = np.flatnonzero(plan["labels"] != NONE)
        answers = plan["labels"][places]
        if not len(answers) or answers.min() < 0:
            raise ValueError(_without_labels(plan, places, at))
    return {
        "plan": plan,
        "words": words,
        "places": places,
        "answers": answers,
        "dropout": dropout,
        "key": key,
    }


def tree_batches(forest, size, seed, at=NODES, targets=None, dropout=0.0, rare=0.0):
    """Batches of `size` trees for training, in a new order in every pass through the forest.

    at, targets, dropout : as for `tree_batch`
    rare : a word that occurs n times in the forest is replaced by the unknown word with the probability
        rare / (rare + n), so that the unknown word learns a vector, and from words that are like it: the rare
        ones (Kiperwasser and Goldberg 2016, where it is 0.25)
    returns : a function of the update k, always with the same batch for the same k; its `per_pass` is the
        number of batches in a pass
    """
    trees = trees_in(forest)
    if not 1 <= size <= trees:
        raise ValueError(f"size must be from 1 to {trees}, the number of trees; got {size}.")
    if not (0 <= dropout < 1 and rare >= 0):
        raise ValueError(f"dropout must be from 0 to below 1 and rare at least 0; got {dropout} and {rare}.")
    hiding = rare / (rare + word_counts(forest)) if rare else None
    orders = shuffled_batches(range(trees), size, seed, list)

    def batches(k):
        return tree_batch(forest, orders(k), at, targets, dropout, hiding, [seed, k])

    batches.per_pass = orders.per_pass
    return batches


def tree_loss(parameters, batch, carry=None, buffers=None):
    """The loss of one batch and its gradients, ready for `train`.

    parameters : of any composition, and E (words, n_x)    batch : of `tree_batch` or `tree_batches`
    buffers : None, or a dict whose arrays are used again by the next call
    returns : loss, the mean in nats over all nodes that count (for numbers: the mean squared error);
        gradients, "d" + name for each parameter, that of E a `RowGradient`; None, nothing is carried
    """
    plan, places, E = batch["plan"], batch["places"], parameters["E"]
    X = look_up(E, batch["words"], take_rows(buffers, "tree x", len(batch["words"]), E.shape[1], E.dtype)).T
    kept = _dropout(batch, X.shape, E.dtype)
    if kept is not None:
        X *= kept
    a, caches = states_forward(plan, X.T, parameters, buffers)
    W, everywhere = caches["named"][caches["output"]], len(places) == a.shape[1]
    at_places = a if everywhere else a[:, places]
    loss, dz = _loss(W @ at_places + caches["named"]["by"], batch["answers"])

    dA = take_rows(buffers, "tree da", a.shape[1], len(a), a.dtype)
    if everywhere:
        np.matmul(dz.T, W, out=dA)
    else:
        dA[...] = 0
        dA[places] = dz.T @ W
    gradients, dx = states_backward(dA.T, caches, buffers)
    dX = dx.T if kept is None else np.multiply(dx.T, kept, out=kept)
    gradients |= {
        "d" + caches["output"]: dz @ at_places.T,
        "dby": dz.sum(axis=1, keepdims=True),
        "dE": look_up_backward(dX.T, batch["words"], E.shape),
    }
    return loss, gradients, None


def _loss(scores, answers):
    """The loss and its gradient at the scores: cross-entropy for labels, squared error for numbers."""
    if answers.dtype.kind == "f":
        answers = answers.astype(scores.dtype)
        return squared_error(scores, answers), squared_error_backward(scores, answers)
    y_pred = softmax_columns(scores, out=scores)
    return cross_entropy(y_pred, answers), cross_entropy_backward(y_pred, answers)


def _dropout(batch, shape, dtype):
    """A factor for each entry of the words' vectors: 0 for those left out, above 1 for others; or None."""
    if not batch["dropout"]:
        return None
    keep = 1 - batch["dropout"]
    chance = np.random.default_rng([*batch["key"], 2]).random(shape, np.float32)
    return (chance < keep).astype(dtype) / dtype.type(keep)


def _without_labels(plan, places, at):
    if not len(places):
        return "None of these trees has a label at any node."
    bare = np.flatnonzero(plan["labels"][places] == NONE)[0]
    return f"The root of the batch's tree {bare} has no label; with at={at!r} every root needs one."


# What comes out


def tree_outputs(parameters, forest, at=ROOT, linear=False):
    """What the network says, at the roots or at all nodes.

    at : "root", a column for each tree; "nodes", a column for each node of the forest, in post-order
    linear : True for numbers, the output as it is (default: probabilities)
    returns : (n_y, trees) or (n_y, nodes)
    """
    found, buffers = [], {}
    for start in range(0, trees_in(forest), AT_ONCE):
        plan = plan_levels(forest, np.arange(start, min(start + AT_ONCE, trees_in(forest))))
        x = look_up(parameters["E"], plan["numbers"])
        a, caches = states_forward(plan, x, parameters, buffers)
        if at == ROOT:
            a = a[:, plan["roots"]]
        scores = caches["named"][caches["output"]] @ a + caches["named"]["by"]
        if at == NODES:
            scores[:, plan["order"]] = scores.copy()
        found.append(scores if linear else softmax_columns(scores, out=scores))
    return np.concatenate(found, axis=1)


def accuracy_measures(y_pred, labels, roots):
    """What papers on sentiment treebanks report, as shares from 0 to 1.

    y_pred : (n_y, nodes) probabilities, classes in order from most negative to most positive
    labels : (nodes,) integers, NONE where a node has none (it is left out)    roots : the roots' numbers
    returns : dict with "fine root", "fine all": how often the likeliest class is the label, at roots and at
        all nodes; "binary root", "binary all": negative or positive, without the nodes whose label is the
        neutral class in the middle. Positive is the answer if the classes above the middle have more
        probability together than those below

    NaN where nothing is to be measured.
    """
    middle = (len(y_pred) - 1) / 2
    classes = np.arange(len(y_pred))
    fine = y_pred.argmax(axis=0) == labels
    positive = y_pred[classes > middle].sum(axis=0) > y_pred[classes < middle].sum(axis=0)
    binary = positive == (labels > middle)
    at_root = np.zeros(len(labels), bool)
    at_root[roots] = True
    told, sided = labels != NONE, (labels != NONE) & (labels != middle)
    return {
        "fine root": _share(fine[told & at_root]),
        "fine all": _share(fine[told]),
        "binary root": _share(binary[sided & at_root]),
        "binary all": _share(binary[sided]),
    }


def treebank_measures(parameters, forest):
    """`accuracy_measures` of the network on a forest of labelled trees."""
    y_pred = tree_outputs(parameters, forest, NODES)
    return accuracy_measures(y_pred, forest["labels"], forest["starts"][1:] - 1)


def _share(right):
    return float(right.mean()) if len(right) else float("nan")


# A treebank from start to end


def new_treebank_run(treebank, composition="binary", n_a=None, seed=0, dtype=np.float32):
    """A run for `train_treebank`: random parameters for a treebank of `rnn_helpers.treebanks.load_treebank`.

    n_a : the size of a state and of a word's vector (default: 30 for "plain", 25 for "tensor", else 100)
    """
    n_a = SIZES.get(composition, 0) if n_a is None else n_a
    rng, words = np.random.default_rng(seed), len(treebank["vocabulary"])
    return new_run(initialise_tree(composition, words, n_a, n_a, treebank["classes"], rng, dtype))


def train_treebank(
    treebank,
    run,
    epochs=20,
    size=25,
    seed=0,
    at=NODES,
    learning_rate=None,
    dropout=0.2,
    rare=0.25,
    clip=5.0,
    keep_best="fine root",
    patience=4,
    watch=None,
):
    """Train on the training part, measure the dev part after each epoch, stop early.

    treebank : of `load_treebank`    run : of `new_treebank_run`, or of an earlier call, to go on
    epochs : at most so many passes    size : trees in a batch    seed : of orders, dropout and rare words
    at, dropout, rare : as for `tree_batches`
    learning_rate : for Adagrad (default: `tree_rates`)    clip : the norm that gradients are clipped to
    keep_best, patience : the measure of the dev part whose best parameters are kept in run["best"], and after
        how many epochs without a better one training stops
    returns : the run; its history has the loss of each batch and the dev part's measures after each epoch

    The test part is not looked at.
    """
    batches = tree_batches(treebank["train"], size, seed, at, None, dropout, rare)
    return train(
        run,
        partial(tree_loss, buffers={}),
        batches,
        epochs * batches.per_pass,
        optimiser=adagrad,
        learning_rate=tree_rates(run["parameters"]) if learning_rate is None else learning_rate,
        clip=clip,
        evaluate=lambda parameters: treebank_measures(parameters, treebank["dev"]),
        every=batches.per_pass,
        keep_best=keep_best,
        best=max,
        patience=patience,
        watch=watch,
    )
