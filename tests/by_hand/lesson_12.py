"""Answers by hand to the exercises of lesson 12."""

SETUP = """import numpy as np

from rnn_helpers import tree_rnn as library
from rnn_helpers.activations import softmax
from rnn_helpers.brackets import read_tree
from rnn_helpers.parameters import initialise_tree_rnn
from rnn_helpers.trees import Tree
"""

RIGHT = {
    "tree_node_forward": {
        "einsum": """
def tree_node_forward(a_left, a_right, parameters):
    p = parameters
    z = np.einsum("ij,jm->im", p["W_left"], a_left) + np.einsum("ij,jm->im", p["W_right"], a_right) + p["ba"]
    h = np.tanh(z)
    return h, softmax(np.einsum("kj,jm->km", p["Wya"], h) + p["by"]), (h, a_left, a_right, parameters)
""",
        "children stacked, matrices side by side": """
def tree_node_forward(a_left, a_right, parameters):
    both = np.concatenate([a_left, a_right], axis=0)
    W = np.hstack((parameters["W_left"], parameters["W_right"]))
    a_node = np.tanh(np.dot(W, both) + parameters["ba"])
    scores = np.dot(parameters["Wya"], a_node) + parameters["by"]
    cache = (a_node, a_left, a_right, parameters)
    return a_node, softmax(scores), cache
""",
        "one example after the other": """
def tree_node_forward(a_left, a_right, parameters):
    columns, answers = [], []
    for k in range(a_left.shape[1]):
        l, r = a_left[:, k], a_right[:, k]
        s = np.tanh(parameters["W_left"].dot(l) + parameters["W_right"].dot(r) + parameters["ba"].ravel())
        columns.append(s)
        answers.append(softmax((parameters["Wya"].dot(s) + parameters["by"].ravel())[:, None])[:, 0])
    a_node, y_pred = np.stack(columns, axis=1), np.stack(answers, axis=1)
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "rows instead of columns, own softmax": """
def tree_node_forward(a_left, a_right, parameters):
    W_left, W_right, ba, Wya, by = (parameters[k] for k in ("W_left", "W_right", "ba", "Wya", "by"))
    rows = np.tanh(a_left.T @ W_left.T + a_right.T @ W_right.T + ba.T)
    out = rows @ Wya.T + by.T
    e = np.exp(out - out.max(axis=1, keepdims=True))
    a_node = rows.T
    return a_node, (e / e.sum(axis=1, keepdims=True)).T, (a_node, a_left, a_right, parameters)
""",
        "entry by entry": """
def tree_node_forward(a_left, a_right, parameters):
    n, m = a_left.shape
    a_node = np.empty((n, m))
    for i in range(n):
        for k in range(m):
            z = parameters["ba"][i, 0]
            for j in range(n):
                z = z + parameters["W_left"][i, j] * a_left[j, k]
                z = z + parameters["W_right"][i, j] * a_right[j, k]
            a_node[i, k] = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
    },
    "tree_forward_pass": {
        "recursion with an iterator over the vectors": """
def tree_forward_pass(tree, x, parameters):
    leaf, out = iter(x), []

    def walk(node):
        if not node.children:
            a = next(leaf)
        else:
            l = walk(node.children[0])
            r = walk(node.children[1])
            a = tree_node_forward(l, r, parameters)[0]
        out.append(a)
        return a

    walk(tree)
    return np.stack(out).astype(float)
""",
        "recursion, x cut where the left subtree ends": """
def tree_forward_pass(tree, x, parameters):
    if len(tree.children) == 0:
        return np.array(x, dtype=float)
    left, right = tree.children
    n = len(left.leaves())
    A = tree_forward_pass(left, x[:n], parameters)
    B = tree_forward_pass(right, x[n:], parameters)
    top, _, _ = tree_node_forward(A[-1], B[-1], parameters)
    return np.concatenate([A, B, top[np.newaxis]], axis=0)
""",
        "loop with a buffer and a stack of numbers": """
def tree_forward_pass(tree, x, parameters):
    order = tree.nodes()
    a = np.zeros((len(order), x.shape[1], x.shape[2]))
    todo = []
    k = 0
    for i, node in enumerate(order):
        if node.children:
            r = todo.pop()
            l = todo.pop()
            a[i] = tree_node_forward(a[l], a[r], parameters)[0]
        else:
            a[i] = x[k]
            k += 1
        todo.append(i)
    return a
""",
        "places of the children by the sizes of the subtrees": """
def tree_forward_pass(tree, x, parameters):
    states, used = [], 0
    for i, node in enumerate(tree.nodes()):
        if node.word is not None:
            states.append(1.0 * x[used])
            used += 1
            continue
        right = i - 1
        left = right - len(node.children[1])
        states.append(tree_node_forward(states[left], states[right], parameters)[0])
    return np.array(states)
""",
        "dict by position": """
def tree_forward_pass(tree, x, parameters):
    where = tree.positions()
    leaves = [p for p in where if not tree.at(p).children]
    state = {p: np.asarray(x[k], dtype=float) for k, p in enumerate(leaves)}
    for p in where:
        if p not in state:
            state[p] = tree_node_forward(state[p + (0,)], state[p + (1,)], parameters)[0]
    return np.stack([state[p] for p in where])
""",
    },
    "leaf_depths": {
        "recursion, lists joined": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    return [1 + d for child in tree.children for d in leaf_depths(child)]
""",
        "stack of pairs, children pushed from the right": """
def leaf_depths(tree):
    stack, answer = [(tree, 0)], []
    while stack:
        node, d = stack.pop()
        if len(node.children) == 0:
            answer.append(d)
        for c in node.children[::-1]:
            stack.append((c, d + 1))
    return answer
""",
        "lengths of positions": """
def leaf_depths(tree):
    return [len(p) for p, n in zip(tree.positions(), tree.nodes()) if n.children == ()]
""",
        "post-order loop with lists that wait": """
def leaf_depths(tree):
    waiting = []
    for node in tree.nodes():
        k = len(node.children)
        if k == 0:
            waiting.append(np.zeros(1, dtype=int))
        else:
            parts = waiting[-k:]
            del waiting[-k:]
            waiting.append(np.concatenate(parts) + 1)
    return [int(d) for d in waiting[0]]
""",
        "helper that carries the depth down": """
def leaf_depths(tree):
    found = []

    def visit(node, steps):
        if node.children:
            for child in node.children:
                visit(child, steps + 1)
        else:
            found.append(steps)

    visit(tree, 0)
    return found
""",
    },
    "read_brackets": {
        "pieces and a stack": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "recursive descent with an iterator": """
def read_brackets(text):
    import re

    pieces = iter(re.findall(r"[()]|[^\\s()]+", text))

    def subtree():
        piece = next(pieces)
        if piece != "(":
            return Tree(word=piece)
        left = subtree()
        right = subtree()
        next(pieces)
        return Tree(left, right)

    return subtree()
""",
        "letter by letter with lists in lists": """
def read_brackets(text):
    open_lists, word = [[]], ""
    for letter in text:
        if letter in "()" or letter.isspace():
            if word:
                open_lists[-1].append(Tree(word=word))
                word = ""
            if letter == "(":
                open_lists.append([])
            elif letter == ")":
                done = open_lists.pop()
                open_lists[-1].append(Tree(*done))
        else:
            word += letter
    return open_lists[0][0]
""",
        "innermost brackets first": """
def read_brackets(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    items = [t if t in ("(", ")") else Tree(word=t) for t in tokens]
    while len(items) > 1:
        end = next(i for i, item in enumerate(items) if isinstance(item, str) and item == ")")
        items[end - 3 : end + 1] = [Tree(items[end - 2], items[end - 1])]
    return items[0]
""",
        "recursion on pieces, counting brackets to find the cut": """
def read_brackets(text):
    def build(parts):
        if len(parts) == 1:
            return Tree(word=parts[0])
        inside, level = parts[1:-1], 0
        for i, p in enumerate(inside):
            level += (p == "(") - (p == ")")
            if level == 0:
                return Tree(build(inside[: i + 1]), build(inside[i + 1 :]))

    return build(text.replace("(", " ( ").replace(")", " ) ").split())
""",
    },
}

WRONG = {
    "tree_node_forward": {
        "each matrix meets the other child, in a stacked product": """
def tree_node_forward(a_left, a_right, parameters):
    W = np.hstack([parameters["W_left"], parameters["W_right"]])
    a_node = np.tanh(W @ np.vstack([a_right, a_left]) + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "tanh for each child by itself, then added": """
def tree_node_forward(a_left, a_right, parameters):
    from_left = np.tanh(parameters["W_left"] @ a_left)
    from_right = np.tanh(parameters["W_right"] @ a_right)
    a_node = from_left + from_right + parameters["ba"]
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "the bias comes in with each child, so twice": """
def tree_node_forward(a_left, a_right, parameters):
    ba = parameters["ba"]
    z = 0
    for W, child in ((parameters["W_left"], a_left), (parameters["W_right"], a_right)):
        z = z + W @ child + ba
    a_node = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "no bias in the state": """
def tree_node_forward(a_left, a_right, parameters):
    p = parameters
    a_node = np.tanh(p["W_left"].dot(a_left) + p["W_right"].dot(a_right))
    return a_node, softmax(p["Wya"].dot(a_node) + p["by"]), (a_node, a_left, a_right, p)
""",
        "bias outside of the tanh": """
def tree_node_forward(a_left, a_right, parameters):
    p = parameters
    a_node = np.tanh(p["W_left"] @ a_left + p["W_right"] @ a_right) + p["ba"]
    return a_node, softmax(p["Wya"] @ a_node + p["by"]), (a_node, a_left, a_right, p)
""",
        "one matrix for both children": """
def tree_node_forward(a_left, a_right, parameters):
    W = parameters["W_left"]
    a_node = np.tanh(W @ (a_left + a_right) + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "dict read by its order": """
def tree_node_forward(a_left, a_right, parameters):
    W_left, W_right, ba, Wya, by = parameters.values()
    a_node = np.tanh(W_left @ a_left + W_right @ a_right + ba)
    y_pred = softmax(Wya @ a_node + by)
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "sigmoid instead of tanh": """
def tree_node_forward(a_left, a_right, parameters):
    z = parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"]
    a_node = 1 / (1 + np.exp(-z))
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "prediction from the sum before the tanh": """
def tree_node_forward(a_left, a_right, parameters):
    z = parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"]
    y_pred = softmax(parameters["Wya"] @ z + parameters["by"])
    a_node = np.tanh(z)
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "prediction from the children instead of the node": """
def tree_node_forward(a_left, a_right, parameters):
    z = parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"]
    a_node = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ (a_left + a_right) + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "prediction from the right child, as the latest input": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["ba"] + parameters["W_right"] @ a_right + parameters["W_left"] @ a_left)
    out = np.dot(parameters["Wya"], a_right) + parameters["by"]
    return a_node, softmax(out), (a_node, a_left, a_right, parameters)
""",
        "no bias in the prediction": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    return a_node, softmax(parameters["Wya"] @ a_node), (a_node, a_left, a_right, parameters)
""",
        "own softmax over all numbers of the batch": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    e = np.exp(parameters["Wya"] @ a_node + parameters["by"])
    y_pred = e / e.sum()
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "own softmax across the examples": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    s = parameters["Wya"] @ a_node + parameters["by"]
    y_pred = softmax(s.T).T
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "scores returned as the prediction": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    y_pred = parameters["by"] + parameters["Wya"] @ a_node
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "matrices transposed, in einsum": """
def tree_node_forward(a_left, a_right, parameters):
    z = np.einsum("ji,jm->im", parameters["W_left"], a_left)
    z = z + np.einsum("ji,jm->im", parameters["W_right"], a_right) + parameters["ba"]
    a_node = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "average of the children's contributions": """
def tree_node_forward(a_left, a_right, parameters):
    parts = [parameters["W_left"] @ a_left, parameters["W_right"] @ a_right]
    a_node = np.tanh(np.mean(parts, axis=0) + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "cache with the children first and the node last": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    cache = (a_left, a_right, a_node, parameters)
    return a_node, y_pred, cache
""",
        "cache with the sum before the tanh in place of the state": """
def tree_node_forward(a_left, a_right, parameters):
    z = parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"]
    a_node = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (z, a_left, a_right, parameters)
""",
        "state written into a buffer like the child's, which cuts whole numbers": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.zeros_like(a_left)
    for k in range(a_left.shape[1]):
        z = parameters["W_left"] @ a_left[:, k] + parameters["W_right"] @ a_right[:, k]
        a_node[:, k] = np.tanh(z + parameters["ba"][:, 0])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "only the children multiplied entry by entry": """
def tree_node_forward(a_left, a_right, parameters):
    z = (parameters["W_left"] @ a_left) * (parameters["W_right"] @ a_right) + parameters["ba"]
    a_node = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "tanh once more on the way to the prediction": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    y_pred = softmax(np.tanh(parameters["Wya"] @ a_node + parameters["by"]))
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
    },
    "tree_forward_pass": {
        "first taken from the stack is held for the left child": """
def tree_forward_pass(tree, x, parameters):
    waiting, out, k = [], [], 0
    for node in tree.nodes():
        if node.children:
            left = waiting.pop()
            right = waiting.pop()
            s = tree_node_forward(left, right, parameters)[0]
        else:
            s = x[k] * 1.0
            k += 1
        waiting.append(s)
        out.append(s)
    return np.array(out)
""",
        "children are the two nodes just before in post-order": """
def tree_forward_pass(tree, x, parameters):
    nodes = tree.nodes()
    a = np.zeros((len(nodes),) + x.shape[1:])
    k = 0
    for i, node in enumerate(nodes):
        if node.children:
            a[i] = tree_node_forward(a[i - 2], a[i - 1], parameters)[0]
        else:
            a[i] = x[k]
            k += 1
    return a
""",
        "states kept in a dict by node, equal words share one entry": """
def tree_forward_pass(tree, x, parameters):
    state, out, vectors = {}, [], iter(x)
    for node in tree.nodes():
        if node.children:
            left, right = node.children
            state[node] = tree_node_forward(state[left], state[right], parameters)[0]
        else:
            state[node] = next(vectors).astype(float)
        out.append(state[node])
    return np.stack(out)
""",
        "child looked up with index, which finds the first equal one": """
def tree_forward_pass(tree, x, parameters):
    nodes = tree.nodes()
    a = np.zeros((len(nodes), *x.shape[1:]))
    leaf = 0
    for i, node in enumerate(nodes):
        if not node.children:
            a[i] = x[leaf]
            leaf += 1
        else:
            l, r = nodes.index(node.children[0]), nodes.index(node.children[1])
            a[i], _, _ = tree_node_forward(a[l], a[r], parameters)
    return a
""",
        "a vector for each word, the first place counts": """
def tree_forward_pass(tree, x, parameters):
    words = tree.words()

    def walk(node):
        if not node.children:
            return [x[words.index(node.word)].astype(float)]
        left, right = (walk(c) for c in node.children)
        return left + right + [tree_node_forward(left[-1], right[-1], parameters)[0]]

    return np.stack(walk(tree))
""",
        "a vector for each word, zip into a dict so the last place counts": """
def tree_forward_pass(tree, x, parameters):
    vector = dict(zip(tree.words(), x))
    out = []

    def state_of(node):
        if not node.children:
            s = vector[node.word] + 0.0
        else:
            s = tree_node_forward(*map(state_of, node.children), parameters)[0]
        out.append(s)
        return s

    state_of(tree)
    return np.array(out)
""",
        "leaf vector taken at the node's number": """
def tree_forward_pass(tree, x, parameters):
    a, waiting = [], []
    for i, node in enumerate(tree.nodes()):
        if node.children:
            r, l = waiting.pop(), waiting.pop()
            s = tree_node_forward(l, r, parameters)[0]
        else:
            s = x[i].astype(float)
        a.append(s)
        waiting.append(s)
    return np.stack(a)
""",
        "leaf count starts again in each subtree": """
def tree_forward_pass(tree, x, parameters):
    if not tree.children:
        return np.array(x[:1], dtype=float)
    left = tree_forward_pass(tree.children[0], x, parameters)
    right = tree_forward_pass(tree.children[1], x, parameters)
    top = tree_node_forward(left[-1], right[-1], parameters)[0]
    return np.concatenate((left, right, top[None]))
""",
        "x cut in the middle whatever the shape of the tree": """
def tree_forward_pass(tree, x, parameters):
    if not tree.children:
        return np.array(x[:1], dtype=float)
    half = (len(x) + 1) // 2
    left = tree_forward_pass(tree.children[0], x[:half], parameters)
    right = tree_forward_pass(tree.children[1], x[half:] if half < len(x) else x, parameters)
    top = tree_node_forward(left[-1], right[-1], parameters)[0]
    return np.concatenate((left, right, top[None]))
""",
        "the parent before its children": """
def tree_forward_pass(tree, x, parameters):
    vectors = iter(x)

    def walk(node):
        if not node.children:
            return [next(vectors).astype(float)]
        left = walk(node.children[0])
        right = walk(node.children[1])
        return [tree_node_forward(left[0], right[0], parameters)[0]] + left + right

    return np.stack(walk(tree))
""",
        "in-order: the parent between its children": """
def tree_forward_pass(tree, x, parameters):
    out, vectors = [], iter(x)

    def walk(node):
        if not node.children:
            s = next(vectors).astype(float)
            out.append(s)
            return s
        l = walk(node.children[0])
        place = len(out)
        r = walk(node.children[1])
        s = tree_node_forward(l, r, parameters)[0]
        out.insert(place, s)
        return s

    walk(tree)
    return np.stack(out)
""",
        "all leaves first, then the inner nodes": """
def tree_forward_pass(tree, x, parameters):
    inner, waiting, k = [], [], 0
    for node in tree.nodes():
        if node.children:
            r, l = waiting.pop(), waiting.pop()
            waiting.append(tree_node_forward(l, r, parameters)[0])
            inner.append(waiting[-1])
        else:
            waiting.append(x[k].astype(float))
            k += 1
    return np.array([v.astype(float) for v in x] + inner)
""",
        "inner nodes only, or the leaf of a lone leaf": """
def tree_forward_pass(tree, x, parameters):
    vectors, waiting, a = iter(x), [], []
    for node in tree.nodes():
        if node.children:
            r, l = waiting.pop(), waiting.pop()
            s = tree_node_forward(l, r, parameters)[0]
            a.append(s)
        else:
            s = next(vectors).astype(float)
        waiting.append(s)
    return np.stack(a) if a else np.stack(waiting)
""",
        "only the state of the root": """
def tree_forward_pass(tree, x, parameters):
    vectors = iter(x.astype(float))

    def state(node):
        if not node.children:
            return next(vectors)
        left = state(node.children[0])
        right = state(node.children[1])
        return tree_node_forward(left, right, parameters)[0]

    return state(tree)
""",
        "the oldest two waiting states are joined": """
def tree_forward_pass(tree, x, parameters):
    waiting, a, k = [], [], 0
    for node in tree.nodes():
        if node.children:
            l, r = waiting.pop(0), waiting.pop(0)
            s = tree_node_forward(l, r, parameters)[0]
        else:
            s = x[k].astype(float)
            k += 1
        waiting.append(s)
        a.append(s)
    return np.stack(a)
""",
        "a chain through the words, the shape is not looked at": """
def tree_forward_pass(tree, x, parameters):
    a = [x[0].astype(float)]
    for xt in x[1:]:
        prev = a[-1]
        a.append(xt.astype(float))
        a.append(tree_node_forward(prev, xt, parameters)[0])
    return np.stack(a)
""",
        "tanh at the leaves too": """
def tree_forward_pass(tree, x, parameters):
    squashed = iter(np.tanh(x))
    out = []

    def walk(node):
        if node.children:
            l, r = [walk(c) for c in node.children]
            s, _, _ = tree_node_forward(l, r, parameters)
        else:
            s = next(squashed)
        out.append(s)
        return s

    walk(tree)
    return np.stack(out)
""",
        "a leaf is a node over its vector and a child of zeros": """
def tree_forward_pass(tree, x, parameters):
    waiting, a, k = [], [], 0
    for node in tree.nodes():
        if node.children:
            r, l = waiting.pop(), waiting.pop()
        else:
            l, r = x[k], np.zeros_like(x[k])
            k += 1
        s = tree_node_forward(l, r, parameters)[0]
        waiting.append(s)
        a.append(s)
    return np.stack(a)
""",
        "leaves counted from the right": """
def tree_forward_pass(tree, x, parameters):
    rest = list(x)
    out = []

    def walk(node):
        if node.children:
            l = walk(node.children[0])
            r = walk(node.children[1])
            s = tree_node_forward(l, r, parameters)[0]
        else:
            s = rest.pop().astype(float)
        out.append(s)
        return s

    walk(tree)
    return np.stack(out)
""",
        "right subtree listed before the left one": """
def tree_forward_pass(tree, x, parameters):
    if not tree.children:
        return np.array(x, dtype=float)
    left, right = tree.children
    n = len(left.leaves())
    A = tree_forward_pass(left, x[:n], parameters)
    B = tree_forward_pass(right, x[n:], parameters)
    top = tree_node_forward(A[-1], B[-1], parameters)[0]
    return np.concatenate([B, A, [top]])
""",
        "buffer of the type of x, whole numbers cut the states": """
def tree_forward_pass(tree, x, parameters):
    order = tree.nodes()
    a = np.empty((len(order), *x.shape[1:]), dtype=x.dtype)
    waiting, k = [], 0
    for i, node in enumerate(order):
        if node.children:
            r, l = waiting.pop(), waiting.pop()
            a[i] = tree_node_forward(a[l], a[r], parameters)[0]
        else:
            a[i] = x[k]
            k += 1
        waiting.append(i)
    return a
""",
        "node states written over the vectors of the leaves in x": """
def tree_forward_pass(tree, x, parameters):
    out, k, slots = [], 0, []
    for node in tree.nodes():
        if node.children:
            r, l = slots.pop(), slots.pop()
            x[l] = tree_node_forward(x[l], x[r], parameters)[0]
            slots.append(l)
            out.append(x[l].astype(float))
        else:
            out.append(x[k].astype(float))
            slots.append(k)
            k += 1
    return np.array(out)
""",
        "the predictions of the nodes are passed up and returned with the states": """
def tree_forward_pass(tree, x, parameters):
    waiting, a, y, k = [], [], [], 0
    for node in tree.nodes():
        if node.children:
            r, l = waiting.pop(), waiting.pop()
            s, y_pred, _ = tree_node_forward(l, r, parameters)
            y.append(y_pred)
        else:
            s = x[k].astype(float)
            k += 1
        waiting.append(s)
        a.append(s)
    return np.stack(a), y
""",
        "states put side by side as columns instead of a new first axis": """
def tree_forward_pass(tree, x, parameters):
    waiting, a, k = [], [], 0
    for node in tree.nodes():
        if node.children:
            r, l = waiting.pop(), waiting.pop()
            s = tree_node_forward(l, r, parameters)[0]
        else:
            s = x[k].astype(float)
            k += 1
        waiting.append(s)
        a.append(s)
    return np.concatenate(a, axis=1)
""",
        "the waiting states are looked at but not taken out, except the last": """
def tree_forward_pass(tree, x, parameters):
    waiting, a, k = [], [], 0
    for node in tree.nodes():
        if node.children:
            r = waiting.pop()
            l = waiting[-1]
            s = tree_node_forward(l, r, parameters)[0]
        else:
            s = x[k].astype(float)
            k += 1
        waiting.append(s)
        a.append(s)
    return np.stack(a)
""",
    },
    "leaf_depths": {
        "nodes on the way counted instead of steps": """
def leaf_depths(tree):
    answer = []

    def go(node, d):
        if not node.children:
            answer.append(d)
        for child in node.children:
            go(child, d + 1)

    go(tree, 1)
    return answer
""",
        "only two children looked at": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    left, right = tree.children[0], tree.children[-1]
    return [d + 1 for d in leaf_depths(left) + leaf_depths(right)]
""",
        "first two children only, more are left out": """
def leaf_depths(tree):
    todo, out = [(tree, 0)], []
    while todo:
        node, d = todo.pop()
        if not node.children:
            out.append(d)
            continue
        for child in reversed(node.children[:2]):
            todo.append((child, d + 1))
    return out
""",
        "a node with a word is taken for a leaf and the walk stops": """
def leaf_depths(tree):
    if tree.word is not None:
        return [0]
    return [1 + d for child in tree.children for d in leaf_depths(child)]
""",
        "every node with a word counts, inner ones too": """
def leaf_depths(tree):
    return [len(p) for p, n in zip(tree.positions(), tree.nodes()) if n.word is not None]
""",
        "all nodes, not the leaves only": """
def leaf_depths(tree):
    out = []
    for child in tree.children:
        out += [d + 1 for d in leaf_depths(child)]
    return out + [0]
""",
        "lists in lists": """
def leaf_depths(tree, d=0):
    if not tree.children:
        return [d]
    return [leaf_depths(child, d + 1) for child in tree.children]
""",
        "level by level with a queue, so shallow leaves come first": """
def leaf_depths(tree):
    queue, out = [(tree, 0)], []
    while queue:
        node, d = queue.pop(0)
        if not node.children:
            out.append(d)
        for child in node.children:
            queue.append((child, d + 1))
    return out
""",
        "stack filled from the left, so leaves come from right to left": """
def leaf_depths(tree):
    stack, out = [(tree, 0)], []
    while stack:
        node, d = stack.pop()
        if node.children:
            stack.extend((child, d + 1) for child in node.children)
        else:
            out.append(d)
    return out
""",
        "the step is added once per sibling": """
def leaf_depths(tree):
    out = []

    def visit(node, d):
        if not node.children:
            out.append(d)
        for child in node.children:
            d += 1
            visit(child, d)

    visit(tree, 0)
    return out
""",
        "a list in the default argument goes on growing": """
def leaf_depths(tree, d=0, out=[]):
    if not tree.children:
        out.append(d)
    for child in tree.children:
        leaf_depths(child, d + 1, out)
    return out
""",
        "dict by word, a word that occurs twice counts once": """
def leaf_depths(tree):
    depth = {}

    def visit(node, d):
        if not node.children:
            depth[node.word] = d
        for child in node.children:
            visit(child, d + 1)

    visit(tree, 0)
    return list(depth.values())
""",
        "dict by node, read for all leaves: the last of equal leaves counts": """
def leaf_depths(tree):
    depth = {tree: 0}
    todo = [tree]
    while todo:
        node = todo.pop(0)
        for child in node.children:
            depth[child] = depth[node] + 1
            todo.append(child)
    return [depth[leaf] for leaf in tree.leaves()]
""",
        "leaf found by its place in nodes(), so always its first equal": """
def leaf_depths(tree):
    nodes = tree.nodes()
    return [len(tree.position(nodes.index(leaf))) for leaf in tree.leaves()]
""",
        "depth of the whole tree for each leaf": """
def leaf_depths(tree):
    return [tree.depth for leaf in tree.leaves()]
""",
        "depth below the leaf, always 0": """
def leaf_depths(tree):
    return [leaf.depth for leaf in tree.leaves()]
""",
        "height over the deepest leaf instead of distance from the root": """
def leaf_depths(tree):
    return [
        tree.depth - len(p) for p, n in zip(tree.positions(), tree.nodes()) if not n.children
    ]
""",
        "only the farthest leaf of each child of the root": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    return [1 + max(leaf_depths(child)) for child in tree.children]
""",
        "nothing is added on the way up": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    if all(not child.children for child in tree.children):
        return [1] * len(tree.children)
    out = []
    for child in tree.children:
        out += leaf_depths(child)
    return out
""",
        "a node with one child is no step": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    step = 1 if len(tree.children) > 1 else 0
    return [d + step for child in tree.children for d in leaf_depths(child)]
""",
        "as if balanced: the logarithm of the number of leaves": """
def leaf_depths(tree):
    n = len(tree.leaves())
    return [int(np.ceil(np.log2(n)))] * n
""",
        "steps in post-order: nodes between the leaf and the root": """
def leaf_depths(tree):
    nodes = tree.nodes()
    return [len(nodes) - 1 - i for i, node in enumerate(nodes) if not node.children]
""",
        "dict from word to depth returned": """
def leaf_depths(tree):
    pairs = zip(tree.nodes(), tree.positions())
    return {node.word: len(p) for node, p in pairs if not node.children}
""",
        "the sum instead of the list": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    total = []
    for child in tree.children:
        total.append(1 + sum(leaf_depths(child)))
    return total
""",
        "the return inside the loop, only the first child is seen": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    for child in tree.children:
        return [1 + d for d in leaf_depths(child)]
""",
        "children of the root count 0": """
def leaf_depths(tree):
    return [max(len(p) - 1, 0) for p in tree.positions() if not tree.at(p).children]
""",
    },
    "read_brackets": {
        "left and right change places at the stack": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            stack.append(Tree(stack.pop(), stack.pop()))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack.pop()
""",
        "every letter is a word": """
def read_brackets(text):
    stack = []
    for c in text:
        if c == ")":
            right = stack.pop()
            left = stack.pop()
            stack.append(Tree(left, right))
        elif c != "(" and not c.isspace():
            stack.append(Tree(word=c))
    return stack[-1]
""",
        "words are letters only": """
def read_brackets(text):
    import re

    stack = []
    for piece in re.findall(r"[A-Za-z]+|[()]", text):
        if piece == ")":
            b, a = stack.pop(), stack.pop()
            stack.append(Tree(a, b))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "words cut with \\\\w+, so 3.5 is two words and 's loses its mark": """
def read_brackets(text):
    import re

    pieces = re.findall(r"\\w+|[()]", text)

    def parse(i):
        if pieces[i] != "(":
            return Tree(word=pieces[i]), i + 1
        left, i = parse(i + 1)
        right, i = parse(i)
        return Tree(left, right), i + 1

    return parse(0)[0]
""",
        "cut at single blanks only": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", "( ").replace(")", " )").split(" "):
        if piece == ")":
            b, a = stack.pop(), stack.pop()
            stack.append(Tree(a, b))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "line ends belong to words": """
def read_brackets(text):
    stack, word = [], ""
    for c in text:
        if c in "() ":
            if word:
                stack.append(Tree(word=word))
            word = ""
            if c == ")":
                right, left = stack.pop(), stack.pop()
                stack.append(Tree(left, right))
        else:
            word += c
    return stack[0]
""",
        "line ends thrown away, so words stick together": """
def read_brackets(text):
    text = text.replace("\\n", "")
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "words in small letters": """
def read_brackets(text):
    stack = []
    for piece in text.lower().replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "punctuation stripped from the words": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(word=piece.strip("'.,!?")))
    return stack[0]
""",
        "numbers become numbers": """
def read_brackets(text):
    def leaf(piece):
        try:
            return Tree(word=[float(piece)])
        except ValueError:
            return Tree(word=piece)

    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(leaf(piece))
    return stack[0]
""",
        "brackets not cut off, split() alone": """
def read_brackets(text):
    stack = []
    for piece in text.split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "brackets not cut off, closing ones counted at the end of a word": """
def read_brackets(text):
    stack = []
    for piece in text.split():
        word = piece.strip("()")
        stack.append(Tree(word=word))
        for _ in range(piece.count(")")):
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
    return stack[0]
""",
        "brackets ignored, words joined from the left": """
def read_brackets(text):
    words = text.replace("(", " ").replace(")", " ").split()
    tree = Tree(word=words[0])
    for word in words[1:]:
        tree = Tree(tree, Tree(word=word))
    return tree
""",
        "brackets ignored, words joined from the right": """
def read_brackets(text):
    words = text.replace("(", " ").replace(")", " ").split()

    def build(rest):
        if len(rest) == 1:
            return Tree(word=rest[0])
        return Tree(Tree(word=rest[0]), build(rest[1:]))

    return build(words)
""",
        "brackets ignored, words halved": """
def read_brackets(text):
    def build(words):
        if len(words) == 1:
            return Tree(word=words[0])
        half = (len(words) + 1) // 2
        return Tree(build(words[:half]), build(words[half:]))

    return build(text.replace("(", " ").replace(")", " ").split())
""",
        "all waiting trees are joined at a closing bracket": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == "(":
            continue
        if piece == ")":
            waiting = [Tree(*waiting)]
        else:
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "the oldest two waiting trees are joined": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            left, right = waiting.pop(0), waiting.pop(0)
            waiting.append(Tree(left, right))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "joined as soon as two trees wait, without looking at brackets": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece not in ("(", ")"):
            waiting.append(Tree(word=piece))
        if len(waiting) == 2:
            waiting = [Tree(waiting[0], waiting[1])]
    return waiting[0]
""",
        "the left subtree ends at the first closing bracket": """
def read_brackets(text):
    def build(p):
        if len(p) == 1:
            return Tree(word=p[0])
        inside = p[1:-1]
        if inside[0] == "(":
            cut = inside.index(")") + 1
        else:
            cut = 1
        return Tree(build(inside[:cut]), build(inside[cut:]))

    return build(text.replace("(", " ( ").replace(")", " ) ").split())
""",
        "cut at the first blank inside the outer brackets": """
def read_brackets(text):
    text = text.strip()
    if not text.startswith("("):
        return Tree(word=text)
    left, right = text[1:-1].strip().split(None, 1)
    return Tree(read_brackets(left), read_brackets(right))
""",
        "a blank must part the two subtrees": """
def read_brackets(text):
    text = text.strip()
    if text[0] != "(":
        return Tree(word=text)
    inside, level = text[1:-1].strip(), 0
    for i, c in enumerate(inside):
        if c == "(":
            level += 1
        elif c == ")":
            level -= 1
        elif c.isspace() and level == 0:
            return Tree(read_brackets(inside[:i]), read_brackets(inside[i:]))
""",
        "a word is only finished by a blank, so it is lost before a bracket": """
def read_brackets(text):
    stack, word = [[]], ""
    for c in text:
        if c == "(":
            stack.append([])
            word = ""
        elif c == ")":
            done = stack.pop()
            stack[-1].append(Tree(*done) if done else Tree(word=word))
            word = ""
        elif c.isspace():
            if word:
                stack[-1].append(Tree(word=word))
            word = ""
        else:
            word += c
    return stack[0][0]
""",
        "a node of its own around each word": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(Tree(word=piece)))
    return stack[0]
""",
        "inner nodes get the words below them as their word": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right, word=left.word + " " + right.word))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack[0]
""",
        "the first word of a bracket is the word of its node": """
def read_brackets(text):
    pieces = iter(text.replace("(", " ( ").replace(")", " ) ").split())

    def subtree(piece):
        if piece != "(":
            return Tree(word=piece)
        children, word = [], None
        for p in pieces:
            if p == ")":
                break
            if p != "(" and not children and word is None:
                word = p
            else:
                children.append(subtree(p))
        return Tree(*children, word=word)

    return subtree(next(pieces))
""",
        "the list of waiting trees returned": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append(Tree(left, right))
        elif piece != "(":
            stack.append(Tree(word=piece))
    return stack
""",
        "nested tuples instead of a Tree": """
def read_brackets(text):
    stack = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            right, left = stack.pop(), stack.pop()
            stack.append((left, right))
        elif piece != "(":
            stack.append(piece)
    return stack[0]
""",
        "recursion that does not step over the closing bracket, which becomes a word": """
def read_brackets(text):
    pieces = text.replace("(", " ( ").replace(")", " ) ").split()

    def parse():
        piece = pieces.pop(0)
        if piece == "(":
            left = parse()
            right = parse()
            return Tree(left, right)
        return Tree(word=piece)

    return parse()
""",
        "brackets kept as leaves, each an ordinary piece": """
def read_brackets(text):
    leaves = [Tree(word=p) for p in text.replace("(", " ( ").replace(")", " ) ").split()]
    stack = []
    for leaf in leaves:
        stack.append(leaf)
        if leaf.word == ")":
            stack[-3:] = [Tree(*stack[-3:])]
    return stack[-1]
""",
    },
}

MEANT = {
    "tree_node_forward": {
        "each matrix meets the other child, in a stacked product": ("left and right have changed places",),
        "tanh for each child by itself, then added": ("a tanh for each child, and the bias behind them",),
        "the bias comes in with each child, so twice": ("ba is added once for each child",),
        "no bias in the state": ("ba is left out",),
        "bias outside of the tanh": ("ba is added after the tanh",),
        "one matrix for both children": ("W_left for both children",),
        "sigmoid instead of tanh": ("a sigmoid instead of tanh",),
        "prediction from the sum before the tanh": ("the prediction is made from the sum before the tanh",),
        "prediction from the children instead of the node": (
            "the prediction is made from the sum of the children",
        ),
        "prediction from the right child, as the latest input": (
            "the prediction is made from the right child",
        ),
        "no bias in the prediction": ("by is left out",),
        "own softmax over all numbers of the batch": ("softmax over the whole batch",),
        "own softmax across the examples": ("softmax over the batch axis",),
        "scores returned as the prediction": ("scores without softmax",),
        "matrices transposed, in einsum": ("W_left is transposed", "W_right is transposed"),
        "average of the children's contributions": ("the mean of the two products",),
        "cache with the children first and the node last": ("the cache begins with the children",),
        "cache with the sum before the tanh in place of the state": (
            "the cache keeps the sum before the tanh",
        ),
        "state written into a buffer like the child's, which cuts whole numbers": (
            "Inputs that hold whole numbers",
        ),
        "only the children multiplied entry by entry": ("the two products are multiplied",),
        "tanh once more on the way to the prediction": ("a tanh on the scores before softmax",),
    },
    "tree_forward_pass": {
        "first taken from the stack is held for the left child": ("left and right have changed places",),
        "children are the two nodes just before in post-order": ("the children stay in the list",),
        "states kept in a dict by node, equal words share one entry": (
            "equal subtrees are taken for one: the last one counts",
        ),
        "child looked up with index, which finds the first equal one": (
            "equal subtrees are taken for one: the first one counts",
        ),
        "a vector for each word, the first place counts": (
            "a word that occurs twice gets its first vector twice",
        ),
        "a vector for each word, zip into a dict so the last place counts": (
            "a word that occurs twice gets its last vector twice",
        ),
        "leaf vector taken at the node's number": ("the vectors are looked up by the numbers of the nodes",),
        "leaf count starts again in each subtree": ("the first vector at every leaf",),
        "the parent before its children": ("pre-order instead of post-order",),
        "in-order: the parent between its children": ("in-order instead of post-order",),
        "all leaves first, then the inner nodes": ("leaves first, then the inner nodes",),
        "inner nodes only, or the leaf of a lone leaf": ("the leaves are not in the result",),
        "only the state of the root": ("only the root is handed out",),
        "the oldest two waiting states are joined": ("children are taken from the front of the list",),
        "a chain through the words, the shape is not looked at": ("a chain that ignores the tree",),
        "tanh at the leaves too": ("a tanh on the leaves",),
        "a leaf is a node over its vector and a child of zeros": (
            "the leaves go through W_left and the bias",
        ),
        "leaves counted from the right": ("the vectors are taken from right to left",),
        "right subtree listed before the left one": ("the right subtree before the left one",),
        "buffer of the type of x, whole numbers cut the states": ("Inputs that hold whole numbers",),
        "node states written over the vectors of the leaves in x": ("x is changed",),
        "states put side by side as columns instead of a new first axis": (
            "the states stand side by side, without an axis for the nodes",
        ),
        "the waiting states are looked at but not taken out, except the last": (
            "only the right child is taken out of the list",
        ),
    },
    "leaf_depths": {
        "nodes on the way counted instead of steps": ("nodes are counted instead of steps",),
        "only two children looked at": ("only the first and the last child, an only one twice",),
        "first two children only, more are left out": ("only the first two children",),
        "a node with a word is taken for a leaf and the walk stops": (
            "a node with a word is taken for a leaf",
        ),
        "every node with a word counts, inner ones too": ("every node with a word counts as a leaf",),
        "all nodes, not the leaves only": ("the inner nodes are in the list too, after their children",),
        "lists in lists": ("lists within lists, one around each leaf",),
        "level by level with a queue, so shallow leaves come first": ("the nearest leaves first",),
        "stack filled from the left, so leaves come from right to left": ("from right to left",),
        "the step is added once per sibling": ("later children are counted as deeper",),
        "a list in the default argument goes on growing": ("`out` keeps what earlier calls wrote",),
        "dict by word, a word that occurs twice counts once": ("a word that occurs twice is counted once",),
        "leaf found by its place in nodes(), so always its first equal": (
            "leaves with the same word get the distance of the first of them",
        ),
        "depth of the whole tree for each leaf": ("the depth of the whole tree for every leaf",),
        "depth below the leaf, always 0": ("the steps are not counted",),
        "height over the deepest leaf instead of distance from the root": (
            "counted from the farthest leaf instead of the root",
        ),
        "only the farthest leaf of each child of the root": (
            "the step is added to the largest of a child's list",
        ),
        "a node with one child is no step": ("an only child adds no step",),
        "steps in post-order: nodes between the leaf and the root": ("the distance in the list of nodes",),
        "dict from word to depth returned": ("a dict with an entry for each word",),
        "the sum instead of the list": ("the step is added to the sum of a child's list",),
        "the return inside the loop, only the first child is seen": ("only the first child",),
        "children of the root count 0": ("only the nodes in between are counted",),
    },
    "read_brackets": {
        "left and right change places at the stack": ("left and right have changed places",),
        "every letter is a word": ("every letter is a word, the last part handed out",),
        "words are letters only": ("words of letters only",),
        "words cut with \\\\w+, so 3.5 is two words and 's loses its mark": (
            "words of letters and digits only, read from the left with two subtrees each",
        ),
        "cut at single blanks only": ("brackets that touch are one piece, and empty words",),
        "line ends belong to words": ("a line end is no blank",),
        "words in small letters": ("capital letters are lost",),
        "punctuation stripped from the words": ("signs at the ends of words are lost",),
        "brackets not cut off, split() alone": ("brackets stay on the words",),
        "brackets ignored, words joined from the left": (
            "the brackets are ignored: a chain that leans to the left",
        ),
        "brackets ignored, words joined from the right": (
            "the brackets are ignored: a chain that leans to the right",
        ),
        "brackets ignored, words halved": ("halves of halves: the brackets are ignored",),
        "all waiting trees are joined at a closing bracket": (
            "a closing bracket takes everything that waits",
        ),
        "the oldest two waiting trees are joined": ("subtrees are taken from the front of the list",),
        "joined as soon as two trees wait, without looking at brackets": (
            "the brackets are ignored: a chain that leans to the left",
        ),
        "a word is only finished by a blank, so it is lost before a bracket": (
            "the word before a closing bracket is lost",
        ),
        "a node of its own around each word": ("every word hangs below a node of its own",),
        "inner nodes get the words below them as their word": ("every node has its words as its own",),
        "the first word of a bracket is the word of its node": (
            "the first word is taken for the node's own",
        ),
        "the list of waiting trees returned": ("the whole list is handed out",),
        "nested tuples instead of a Tree": ("nested lists instead of a tree",),
    },
}
