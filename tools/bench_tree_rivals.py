"""What the tree passes are measured against: PyTorch with autograd, level by level and node by node.

Every rival does the work of one training step, `step() -> loss, gradients`, for a problem (a dict with trees,
plan, x, parameters and labels in post-order): the plain composition, a loss at every node, gradients of all
parameters and of the words' vectors. None without PyTorch.
"""

import numpy as np


def torch_or_none():
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    return torch


def tensors_of(problem):
    """The words' vectors as rows, and the weights, transposed as a product of rows wants them."""
    import torch

    named = problem["parameters"]
    arrays = {
        "x": problem["x"].T,
        "W": np.concatenate([named["W_left"], named["W_right"]], axis=1).T,
        "ba": named["ba"][:, 0],
        "Wya": named["Wya"].T,
        "by": named["by"][:, 0],
    }
    return {
        name: torch.tensor(np.ascontiguousarray(array), requires_grad=True) for name, array in arrays.items()
    }


def gradients_of(tensors):
    """PyTorch's gradients under the library's names and in its shapes."""
    found = {name: tensor.grad.numpy() for name, tensor in tensors.items()}
    n_a = found["W"].shape[1]
    return {
        "dx": found["x"].T,
        "dW_left": found["W"][:n_a].T,
        "dW_right": found["W"][n_a:].T,
        "dba": found["ba"][:, None],
        "dWya": found["Wya"].T,
        "dby": found["by"][:, None],
    }


def training_step(problem, states):
    """A step around states(tensors) -> the states of all nodes as rows, and their order (or None)."""
    import torch

    tensors, labels = tensors_of(problem), torch.tensor(problem["labels"])

    def step():
        for tensor in tensors.values():
            tensor.grad = None
        rows, order = states(tensors)
        scores = torch.addmm(tensors["by"], rows, tensors["Wya"])
        loss = torch.nn.functional.cross_entropy(scores, labels if order is None else labels[order])
        loss.backward()
        return loss.item(), gradients_of(tensors)

    return step


def grouped(problem):
    """Level by level: children by one index_select, one addmm, one tanh a level.

    A level reads children from a pool: the states whose parents are still to come. What stays is copied from
    pool to pool, which is cheaper than to keep all states in one tensor that autograd sees changing.
    """
    torch = torch_or_none()
    if torch is None:
        return None
    plan = problem["plan"]
    order, levels = torch.tensor(plan["order"]), pools(plan)

    def states(tensors):
        pool, found = tensors["x"], [tensors["x"]]
        for below, rest in levels:
            pairs = pool.index_select(0, below).view(len(below) // 2, -1)
            new = torch.tanh(torch.addmm(tensors["ba"], pairs, tensors["W"]))
            pool = torch.cat([pool.index_select(0, rest), new])
            found.append(new)
        return torch.cat(found), order

    return training_step(problem, states)


def pools(plan):
    """For each level the places in the pool of its children, and of all that stays there."""
    import torch

    found, pool = [], np.arange(plan["leaves"])
    for start, stop, edge, last in plan["levels"]:
        children = plan["children"][edge:last]
        place = np.empty(stop, int)
        place[pool] = np.arange(len(pool))
        stays = ~np.isin(pool, children)
        found.append((torch.tensor(place[children]), torch.tensor(np.flatnonzero(stays))))
        pool = np.append(pool[stays], np.arange(start, stop))
    return found


def node_by_node(problem):
    """Tree after tree, one addmm for each node."""
    torch = torch_or_none()
    if torch is None:
        return None
    shapes = [[len(node.children) for node in tree.nodes()] for tree in problem["trees"]]

    def states(tensors):
        words, found = iter(tensors["x"].unbind()), []
        W, ba = tensors["W"], tensors["ba"]
        for shape in shapes:
            waiting = []
            for children in shape:
                if children:
                    right, left = waiting.pop(), waiting.pop()
                    waiting.append(torch.tanh(torch.addmv(ba, W.t(), torch.cat([left, right]))))
                else:
                    waiting.append(next(words))
                found.append(waiting[-1])
        return torch.stack(found), None

    return training_step(problem, states)
