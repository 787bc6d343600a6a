"""Random inputs for the tasks of lesson 13."""


def node(rng):
    """A node with sizes from 1 to 6, a right child of another size now and then, errors tiny to large."""
    n_a, n_x, m = rng.integers(1, 7, 3)
    n_right = n_x if rng.random() < 0.3 else n_a
    size = 10.0 ** rng.uniform(-2, 1)
    parameters = {"W_right": rng.normal(0, size, (n_a, n_right)), "W_left": rng.normal(0, size, (n_a, n_a))}
    states = [rng.uniform(-1, 1, (rows, m)) for rows in (n_a, n_a, n_right)]
    error = rng.normal(0, 10.0 ** rng.uniform(-2, 2), (n_a, m)) * (rng.random((1, m)) < 0.9)
    return error, (*states, parameters)


def _parents(rng, leaves):
    """A random binary tree, as the children of each node in post-order."""
    below, open_nodes = [], []
    while leaves or len(open_nodes) > 1:
        joins = len(open_nodes) > 1 and (not leaves or rng.random() < 0.5)
        children = [open_nodes.pop(-2), open_nodes.pop()] if joins else []
        leaves -= not joins
        open_nodes.append(len(below))
        below.append(children)
    return below


def whole_tree(rng):
    """A tree of two to seven words; predictions at the root and any other nodes."""
    below = _parents(rng, int(rng.integers(2, 8)))
    n_a, n_y, m = rng.integers(1, 7, 3)
    size = 10.0 ** rng.uniform(-1.5, 0.5)
    shapes = {"W_left": (n_a, n_a), "W_right": (n_a, n_a), "Wya": (n_y, n_a), "by": (n_y, 1), "ba": (n_a, 1)}
    parameters = {name: rng.normal(0, size, shape) for name, shape in shapes.items()}
    states = [rng.uniform(-1, 1, (n_a, m)) for _ in below]
    caches = [(states[i], *(states[child] for child in below[i]), parameters) for i in range(len(below))]
    share = rng.choice([0, 0.5, 1])
    tells = [rng.random() < share for _ in below[1:]] + [True]
    return [rng.normal(0, 1, (n_y, m)) if told else None for told in tells], caches, below


def gated_node(rng):
    """A node with none to four children, weights tiny to large, whole numbers now and then."""
    n_x, n_a, m = rng.integers(1, 7, 3)
    children = int(rng.integers(0, 5))
    size = 10.0 ** rng.uniform(-1.5, 0.8)
    shapes = {"b": (n_a, 1), "W": (n_a, n_a + n_x)}
    names = ("Wo", "bo", "Wi", "bi", "Wf", "bf", "Wc", "bc")
    parameters = {name: rng.normal(0, size, shapes[name[0]]) for name in names}
    word = rng.integers(-2, 3, (n_x, m)) if rng.random() < 0.2 else rng.normal(0, 2, (n_x, m))
    states, cells = rng.uniform(-1, 1, (children, n_a, m)), rng.normal(0, 2, (children, n_a, m))
    return word, list(states), list(cells), parameters


def forest(rng):
    """One to three trees, numbered on, whose nodes have up to four children."""
    below = []
    for _ in range(rng.integers(1, 4)):
        open_nodes = []
        for _ in range(rng.integers(1, 7)):
            open_nodes.append(len(below))
            below.append([])
            if rng.random() < 0.6:
                taken = int(rng.integers(1, min(4, len(open_nodes)) + 1))
                children, open_nodes = open_nodes[-taken:], open_nodes[:-taken]
                open_nodes.append(len(below))
                below.append(children)
        if len(open_nodes) > 1:
            below.append(open_nodes)
    return (below,)


INPUTS = {
    "tree_node_backward": node,
    "tree_backward_pass": whole_tree,
    "child_sum_node_forward": gated_node,
    "levels": forest,
}
