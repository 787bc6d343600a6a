"""The recursive network: one node and the whole tree, forward and backward, node by node.

    a_node  = tanh(W_left a_left + W_right a_right + ba)     the state of a node with two children
    a_leaf  = the vector of its word                         a leaf has no weights
    y_pred  = softmax(Wya a_node + by)                       the prediction, at any node

    a_left, a_node (n_a, m)   a_right (n_a, m)   W_left, W_right (n_a, n_a)   Wya (n_y, n_a)   ba (n_a, 1)
    by (n_y, 1); W_right may be (n_a, n_x), where every right child is a leaf with n_x numbers

Columns are examples that share the tree's shape. `tree_forward_pass` and `tree_backward_pass` take any
composition, recognised by the names of its parameters: this one, the tensor (`rnn_helpers.tree_tensor`) and
the two Tree-LSTMs (`rnn_helpers.tree_lstm`). They number nodes in post-order, children before their parent,
as tree.nodes() does. Many trees at once, much faster: `rnn_helpers.tree_levels`.

Every function leaves its arguments as they were. Integers are promoted to floats, float32 stays float32,
and complex numbers pass through, so that gradients can be checked by a complex step.
Source of the form: Pollack (1990), "Recursive distributed representations"; Goller and Kuechler (1996),
"Learning task-dependent distributed representations by backpropagation through structure"; lessons 12, 13.
"""

import numpy as np

from rnn_helpers import tree_lstm, tree_tensor
from rnn_helpers._inputs import as_floats, read_parameters, stop_at_nan
from rnn_helpers._passes import StepCaches, read_gradient
from rnn_helpers._tree_compositions import of_gates, of_vectors
from rnn_helpers._tree_nodes import (
    check_fit,
    last_axes,
    read_blocks,
    read_node_cache,
    side_by_side_or_list,
    structure,
)
from rnn_helpers._tree_outputs import loss_at_nodes, predictions
from rnn_helpers.activations import softmax_columns

TELLING = {
    "V": "tensor",
    "W_left": "plain",
    "Wf_left": "binary",
    "Wf": "child-sum",
}  # the first that is there
CACHED = ("a_node", "a_left", "a_right")  # what a node keeps, before the parameters
NAMES = ("W_left", "W_right", "ba", "Wya", "by")
WEIGHTS = NAMES[:3]  # those of the composition; the others are the output layer's
SHAPES = {
    "W_left": ("n_a", "n_a"),
    "W_right": ("n_a", "n_right"),
    "Wya": ("n_y", "n_a"),
    "ba": ("n_a", 1),
    "by": ("n_y", 1),
    "a_left": ("n_a", "m"),
    "a_right": ("n_right", "m"),
}
MEANING = {
    "n_a": "the number of rows of W_left",
    "n_right": "the number of columns of W_right",
    "n_y": "the number of rows of Wya",
    "m": "the number of columns of a_left",
}


def tree_node_forward(a_left, a_right, parameters):
    """One node: the states of its two children become its own.

    a_left : (n_a, m) the left child's state, one column per example
    a_right : (n_a, m) the right child's state, or (n_x, m) where W_right is (n_a, n_x)
    parameters : dict with W_left, W_right (n_a, n_a), ba (n_a, 1), Wya (n_y, n_a), by (n_y, 1)
    returns : a_node (n_a, m); y_pred (n_y, m) probabilities, each column sums to 1;
        cache (a_node, a_left, a_right, parameters), what the backward step needs

    Raises KeyError for a missing parameter, ValueError for shapes that do not fit and for NaN, TypeError
    for what is no number. Parameters may be stacked copies, (K, ...) each: results then are (K, ..., m).
    """
    named = _read_parameters(parameters)
    like = named["W_left"].dtype
    given = {"a_left": as_floats(a_left, "a_left", like), "a_right": as_floats(a_right, "a_right", like)}
    check_fit(given, SHAPES, _sizes(named) | {"m": last_axes(given["a_left"])[1]}, MEANING)
    cache = _combine(*given.values(), named)
    y_pred = softmax_columns(named["Wya"] @ cache[0] + named["by"])
    stop_at_nan(y_pred, given | named)
    return cache[0], y_pred, (*cache, parameters)


def tree_node_backward(da_node, cache):
    """One node, backward: from the gradient at its state to both children and to the weights.

    da_node : (n_a, m) gradient of the loss at a_node: what its own prediction says (see
        `rnn_helpers.rnn.output_backward`) plus what its parent sends down
    cache : (a_node, a_left, a_right, parameters) of `tree_node_forward`
    returns : dict with da_left (n_a, m), da_right of the shape of a_right, dW_left, dW_right, dba (n_a, 1);
        the parameters' gradients are sums over the m examples

    Derivation: lesson 13. Raises ValueError if `da_node` does not have the shape of a_node.
    """
    arrays, parameters = read_node_cache(cache, CACHED, "tree_node_forward", "third")
    W_left, W_right = read_parameters(parameters, ("W_left", "W_right"))
    da_node = read_gradient(da_node, "da_node", arrays[0], "a_node")
    return _back(da_node, arrays, {"W_left": W_left, "W_right": W_right})


def tree_forward_pass(tree, x, parameters):
    """A whole tree, from its leaves up to its root: the same composition and weights at every node.

    tree : a Tree. The plain and the tensor composition need two children at every inner node and words at the
        leaves alone; the binary Tree-LSTM needs two children; the Child-Sum Tree-LSTM takes any tree
    x : (k, n_x, m), a block of m columns for each of the tree's k nodes with a word, in post-order (the order
        of tree.words(), for a tree with words at the leaves the reading order); or a list of k arrays
        (n_i, m). A word that occurs twice has two blocks
    parameters : those of one composition: plain as for `tree_node_forward`, others as for
        `tensor_node_forward`, `binary_node_forward` or `child_sum_node_forward`. They may be stacked copies,
        (K, ...) each
    returns : a (nodes, n_a, m) states, nodes in post-order; y_pred (nodes, n_y, m) probabilities; caches:
        `caches[i]` is the cache of node i, as its node function returns it, for a leaf of the plain and the
        tensor composition (a_node, parameters), and `tree_backward_pass` takes the whole. Of the Tree-LSTMs
        `caches.cells` (nodes, n_a, m) are the cell states. Where leaves have another size than n_a, `a` and
        `y_pred` are lists, and y_pred is None at such a leaf

    No recursion: a chain of thousands of nodes is a tree like any other. Raises as the node functions do, and
    ValueError naming the node where the tree does not suit the composition.
    """
    composition = COMPOSITIONS[composition_of(parameters)]
    named = composition.read(parameters)
    below, columns = structure(tree)
    composition.check_tree(tree, below, columns)
    blocks = read_blocks(x, sum(column is not None for column in columns), named["by"].dtype)
    composition.check_words(tree, below, columns, blocks, named)
    kept = []
    for children, column in zip(below, columns):
        xt = None if column is None else blocks[column]
        kept.append(composition.forward(xt, [kept[child] for child in children], named))
    a = [arrays[0] for arrays in kept]
    y_pred = predictions(a, named[composition.output], named["by"])
    root = a[-1] if y_pred[-1] is None else y_pred[-1]
    stop_at_nan(root, {f"x[{number}]": block for number, block in enumerate(blocks)} | named)
    return side_by_side_or_list(a), y_pred, TreeCaches(kept, below, columns, blocks, parameters, composition)


def tree_backward_pass(da, caches, dz=None):
    """Backpropagation through structure: the gradients of a loss over a whole tree, from its root down.

    da : (nodes, n_a, m) gradient of the loss at the states themselves, nodes in post-order; a list with None
        where a node has none; or None for none at all
    caches : as returned by `tree_forward_pass`
    dz : (nodes, n_y, m) gradient of the loss at Wya a + by, before the softmax; a list or None as with `da`
    returns : dict with dx in the layout of x, the composition's gradients (dW_left, dW_right, dba, ...) and,
        where `dz` is given, dWya (for the Tree-LSTMs dWy) and dby; the parameters' gradients are sums over
        all nodes and examples

    In each state two streams meet: what the loss says of this node, and what its parent sends down. Every
    occurrence of a word has its own block in dx, also where a subtree is used twice: whoever feeds one vector
    into several blocks adds those blocks of dx up. Derivation: lesson 13 (Goller and Kuechler 1996). Raises
    ValueError if both gradients are None or a shape does not fit.
    """
    if not isinstance(caches, TreeCaches):
        kind = type(caches).__name__
        raise ValueError(f"caches must be the third value that tree_forward_pass returns; got {kind}.")
    kept, composition = caches.kept, caches.composition
    named, a = composition.read(caches.parameters), [arrays[0] for arrays in kept]
    from_loss, output_gradients = loss_at_nodes(da, dz, a, caches.parameters, composition.output)
    kind = np.result_type(a[-1], *named.values())
    gradients = {"d" + name: np.zeros(named[name].shape, kind) for name in composition.weights}
    dx = [np.zeros(block.shape, kind) for block in caches.blocks]
    arriving = [[d, *[None] * (composition.states - 1)] for d in from_loss]
    for number in range(len(kept) - 1, -1, -1):
        if all(d is None for d in arriving[number]):
            continue
        dstates = [np.zeros_like(s) if d is None else d for d, s in zip(arriving[number], kept[number])]
        dxt, dchildren, of_node = composition.back(dstates, kept[number], named)
        for name, gradient in of_node.items():
            gradients[name] += gradient
        if caches.columns[number] is not None:
            dx[caches.columns[number]] = dxt
        for child, sent in zip(caches.below[number], dchildren):
            arriving[child] = [new if d is None else d + new for d, new in zip(arriving[child], sent)]
    return {"dx": side_by_side_or_list(dx), **gradients, **output_gradients}


class TreeCaches(StepCaches):
    """What `tree_forward_pass` keeps: a sequence whose item i is the cache of node i.

    kept : for each node the arrays that it keeps, its state first    parameters : the dict
    below : for each node the numbers of its children    columns : the number of its word in x, or None
    blocks : the words' vectors    composition : how its nodes are computed, see `COMPOSITIONS`
    """

    def __init__(self, kept, below, columns, blocks, parameters, composition):
        self.kept, self.below, self.columns, self.blocks = kept, below, columns, blocks
        self.parameters, self.composition = parameters, composition

    def __len__(self):
        return len(self.kept)

    def cell_cache(self, number):
        return *self.kept[number], self.parameters

    @property
    def cells(self):
        """(nodes, n_a, m) the cell states of a Tree-LSTM; None for the other compositions."""
        if self.composition.states == 1:
            return None
        return side_by_side_or_list([arrays[1] for arrays in self.kept])


def composition_of(parameters):
    """Whose parameters these are: "plain", "tensor", "binary" (Tree-LSTM) or "child-sum" (Tree-LSTM)."""
    if not hasattr(parameters, "keys"):
        raise TypeError(f"parameters must be a dict of arrays; got {type(parameters).__name__}.")
    for name, composition in TELLING.items():
        if name in parameters:
            return composition
    telling = ", ".join(f"{name} ({composition})" for name, composition in TELLING.items())
    more = " An RNN's Waa and Wax become W_left and W_right." if "Waa" in parameters else ""
    raise ValueError(
        f"The parameters of a network over trees hold one of {telling}; these hold"
        f" {', '.join(map(str, parameters)) or 'nothing'}.{more}"
    )


def _combine(a_left, a_right, named):
    """`tree_node_forward` for arrays known to be good, without the prediction: a_node, a_left, a_right."""
    a_node = np.tanh(named["W_left"] @ a_left + named["W_right"] @ a_right + named["ba"])
    return a_node, a_left, a_right


def _back(da_node, arrays, named):
    """`tree_node_backward` for arrays known to be good."""
    a_node, a_left, a_right = arrays
    dtanh = (1 - a_node * a_node) * da_node
    return {
        "da_left": named["W_left"].T @ dtanh,
        "da_right": named["W_right"].T @ dtanh,
        "dW_left": dtanh @ a_left.T,
        "dW_right": dtanh @ a_right.T,
        "dba": dtanh.sum(axis=1, keepdims=True),
    }


def _read_parameters(parameters):
    """The parameters as arrays by name, their shapes checked against each other."""
    named = dict(zip(NAMES, read_parameters(parameters, NAMES)))
    check_fit(named, SHAPES, _sizes(named), MEANING)
    return named


def _sizes(named):
    return {
        "n_a": last_axes(named["W_left"])[0],
        "n_right": last_axes(named["W_right"])[1],
        "n_y": last_axes(named["Wya"])[0],
    }


COMPOSITIONS = {
    "plain": of_vectors("the plain composition", WEIGHTS, _read_parameters, _combine, _back),
    "tensor": of_vectors(
        "the tensor composition",
        tree_tensor.WEIGHTS,
        tree_tensor.read_tensor_parameters,
        tree_tensor.combine,
        tree_tensor.back,
    ),
    "binary": of_gates(
        "the binary Tree-LSTM",
        tree_lstm.BINARY_WEIGHTS,
        tree_lstm.read_binary,
        tree_lstm.binary,
        tree_lstm.back_binary,
        tree_lstm.word_size_binary,
        two_children=True,
    ),
    "child-sum": of_gates(
        "the Child-Sum Tree-LSTM",
        tree_lstm.CHILD_SUM_WEIGHTS,
        tree_lstm.read_child_sum,
        tree_lstm.child_sum,
        tree_lstm.back_child_sum,
        tree_lstm.word_size_child_sum,
        two_children=False,
    ),
}
