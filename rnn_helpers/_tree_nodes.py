"""What the compositions of trees share: who hangs below whom, arrays that must fit, what a node keeps."""

import numpy as np

from rnn_helpers._inputs import as_floats, check_shapes


def structure(tree):
    """Who hangs below whom, nodes numbered in post-order (children before their parent).

    returns : below, for each node a tuple with the numbers of its children; columns, for each node the
        number of its word in x, or None
    """
    if not hasattr(tree, "nodes"):
        raise TypeError(
            f"tree must be a Tree; got {type(tree).__name__} {tree!r:.40}. Text in brackets becomes a tree"
            " with rnn_helpers.brackets.read_tree."
        )
    nodes = tree.nodes()
    columns, words = [], 0
    for node in nodes:
        columns.append(None if node.word is None else words)
        words += node.word is not None
    return children_of(nodes), columns


def children_of(nodes):
    """For each of a tree's nodes, given in post-order, a tuple with the numbers of its children."""
    below, waiting = [], []  # waiting: nodes whose parent has not come yet
    for number, node in enumerate(nodes):
        first = len(waiting) - len(node.children)
        below.append(tuple(waiting[first:]))
        waiting[first:] = [number]
    return below


def name_of(tree, number):
    """How an error names a node: its number in post-order and its position."""
    position = tree.position(number)
    if not position:
        return f"Node {number} (the root)"
    where = f"position {position}" if len(position) < 13 else f"{len(position)} steps below the root"
    return f"Node {number} ({where})"


def check_fit(arrays, shapes, sizes, meaning):
    """Raise ValueError unless the last axes of all `arrays` are as `shapes` says; see `check_shapes`."""
    for name, array in arrays.items():
        if array.shape[-len(shapes[name]) :] != tuple([sizes.get(axis, axis) for axis in shapes[name]]):
            _explain_misfit(arrays, shapes, sizes, meaning)
    if 0 in sizes.values():
        _explain_misfit(arrays, shapes, sizes, meaning)


def _explain_misfit(arrays, shapes, sizes, meaning):
    for name, array in arrays.items():
        axes = len(shapes[name])
        if array.ndim < axes:
            letters = ", ".join(map(str, shapes[name]))
            column = array.ndim == 1 and shapes[name][1:] in ((1,), ("m",))
            more = f" {name}[:, None] makes it a column." if column else ""
            raise ValueError(f"{name} has the shape {array.shape}, expected {axes} axes ({letters}).{more}")
    check_shapes(arrays, shapes, sizes, meaning)
    empty = next(axis for axis, size in sizes.items() if size == 0)
    raise ValueError(f"{empty} is 0 ({empty} is {meaning[empty]}): every size must be at least 1.")


def last_axes(array):
    """(rows, columns) of a matrix or of stacked copies of one; (0, 0) for what is no matrix."""
    return array.shape[-2:] if array.ndim > 1 else (0, 0)


def read_node_cache(cache, names, function, place):
    """What one node kept, and its parameters.

    names : what the cache holds before the parameters    function, place : whose result it is, which value
    """
    if not isinstance(cache, tuple) or len(cache) != len(names) + 1:
        held = f" of {len(cache)}" if isinstance(cache, tuple) else ""
        leaf = " A leaf keeps (a_node, parameters) alone: it has no weights." if held == " of 2" else ""
        raise ValueError(
            f"cache must be ({', '.join(names)}, parameters), the {place} value that {function} returns; got"
            f" {type(cache).__name__}{held}.{leaf}"
        )
    return cache[:-1], cache[-1]


def read_blocks(x, words, like):
    """The words' vectors as a list with one block (n_i, m) each.

    x : (words, n_x, m), or a list of arrays (n_i, m)    words : how many the tree has
    """
    if isinstance(x, np.ndarray):
        x = as_floats(x, "x", like)
        if x.ndim != 3:
            more = " For one example, m = 1, x[:, :, None] makes it fit." if x.ndim == 2 else ""
            raise ValueError(f"x has the shape {x.shape}, expected 3 axes (words, n_x, m).{more}")
    elif not isinstance(x, (list, tuple)):
        kind = type(x).__name__
        raise TypeError(f"x must be an array (words, n_x, m) or a list of arrays (n_i, m); got {kind}.")
    if len(x) != words:
        raise ValueError(
            f"x holds {len(x)} blocks, but the tree has {words} words: x needs one block (n_x, m) for each"
            " node with a word, in post-order (the order of tree.words())."
        )
    blocks = [as_floats(block, f"x[{number}]", like) for number, block in enumerate(x)]
    for number, block in enumerate(blocks):
        name = f"x[{number}]"
        if block.ndim != 2 or 0 in block.shape:
            more = f" {name}[:, None] makes it a column." if block.ndim == 1 else ""
            raise ValueError(f"{name} has the shape {block.shape}, expected (n_x, m), none of them 0.{more}")
        if block.shape[1] != blocks[0].shape[1]:
            raise ValueError(
                f"{name} has {block.shape[1]} columns, x[0] has {blocks[0].shape[1]}: all words of a tree"
                " need the same m, one column per example."
            )
    return blocks


def side_by_side_or_list(arrays):
    """Arrays of one shape as one array, the nodes in front; of several shapes as a list of copies."""
    if len({array.shape[-2:] for array in arrays}) != 1:
        return [array.copy() for array in arrays]
    widest = max((array.shape for array in arrays), key=len)
    return np.stack([array if array.shape == widest else np.broadcast_to(array, widest) for array in arrays])
