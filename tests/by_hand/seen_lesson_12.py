"""Answers by hand to the exercises of lesson 12, from which its catalogue has learned."""

SEEN = True

SETUP = """
import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.trees import Tree
"""

RIGHT = {
    "tree_node_forward": {
        "both children stacked, one wide matrix": """
def tree_node_forward(a_left, a_right, parameters):
    W = np.concatenate([parameters["W_left"], parameters["W_right"]], axis=1)
    children = np.concatenate([a_left, a_right], axis=0)
    state = np.tanh(W @ children + parameters["ba"])
    return state, softmax(parameters["Wya"] @ state + parameters["by"]), (state, a_left, a_right, parameters)
""",
        "einsum, and a softmax of one's own": """
def tree_node_forward(a_left, a_right, parameters):
    p = parameters
    z = np.einsum("ij,jm->im", p["W_left"], a_left) + np.einsum("ij,jm->im", p["W_right"], a_right) + p["ba"]
    a_node = np.tanh(z)
    odds = np.exp(np.einsum("yi,im->ym", p["Wya"], a_node) + p["by"])
    y_pred = odds / np.einsum("ym->m", odds)
    return a_node, y_pred, (a_node, a_left, a_right, p)
""",
        "loop over examples, units and inputs": """
import math

def tree_node_forward(a_left, a_right, parameters):
    Wl, Wr, b = (parameters[name] for name in ("W_left", "W_right", "ba"))
    n_a, m = a_left.shape
    a = np.zeros((n_a, m))
    y = np.zeros((len(parameters["by"]), m))
    for k in range(m):
        for i in range(n_a):
            score = float(b[i, 0])
            for j in range(n_a):
                score += Wl[i, j] * a_left[j, k] + Wr[i, j] * a_right[j, k]
            a[i, k] = math.tanh(score)
        y[:, k : k + 1] = softmax(parameters["Wya"] @ a[:, k : k + 1] + parameters["by"])
    return a, y, (a, a_left, a_right, parameters)
""",
        "examples as rows and back again": """
def tree_node_forward(a_left, a_right, parameters):
    W_left, W_right, ba, Wya, by = map(parameters.get, ("W_left", "W_right", "ba", "Wya", "by"))
    rows = np.tanh(a_left.T.dot(W_left.T) + a_right.T.dot(W_right.T) + ba.T)
    answers = softmax((rows.dot(Wya.T) + by.T).T)
    return rows.T, answers, (rows.T, a_left, a_right, parameters)
""",
        "the cell of a recurrent network with the right child as its input": """
from rnn_helpers.rnn import rnn_cell_forward

def tree_node_forward(a_left, a_right, parameters):
    cell = {name: parameters[name] for name in ("ba", "Wya", "by")}
    cell["Waa"], cell["Wax"] = parameters["W_left"], parameters["W_right"]
    a_node, y_pred, _ = rnn_cell_forward(a_right, a_left, cell)
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
    },
    "tree_forward_pass": {
        "a function that calls itself and takes leaves from an iterator": """
def tree_forward_pass(tree, x, parameters):
    vectors = iter(x)

    def walk(node):
        if not node.children:
            own = next(vectors)
            return [own]
        left, right = (walk(child) for child in node.children)
        own, _, _ = tree_node_forward(left[-1], right[-1], parameters)
        return left + right + [own]

    return np.stack(walk(tree))
""",
        "the pass calls itself with the leaves of each side": """
def tree_forward_pass(tree, x, parameters):
    if len(tree.children) == 0:
        return np.array(x, dtype=float)
    left, right = tree.children
    cut = len(left.leaves())
    one = tree_forward_pass(left, x[:cut], parameters)
    two = tree_forward_pass(right, x[cut:], parameters)
    root = tree_node_forward(one[-1], two[-1], parameters)[0]
    return np.concatenate([one, two, root[np.newaxis]])
""",
        "numbers of the children from the sizes of the subtrees": """
def tree_forward_pass(tree, x, parameters):
    nodes = tree.nodes()
    states = np.zeros((len(nodes),) + x.shape[1:])
    leaf = 0
    for i, node in enumerate(nodes):
        if node.children:
            right = i - 1
            left = right - len(node.children[1])
            states[i] = tree_node_forward(states[left], states[right], parameters)[0]
        else:
            states[i] = x[leaf]
            leaf += 1
    return states
""",
        "a dictionary by position, filled from the longest positions up": """
def tree_forward_pass(tree, x, parameters):
    places = tree.positions()
    ends = [place for place, node in zip(places, tree.nodes()) if not node.children]
    state = dict(zip(ends, x))
    for place in sorted(places, key=len, reverse=True):
        if place not in state:
            state[place] = tree_node_forward(state[place + (0,)], state[place + (1,)], parameters)[0]
    return np.array([state[place] for place in places])
""",
        "a list of what is to do, nodes entered and left": """
def tree_forward_pass(tree, x, parameters):
    to_do, done, finished, leaf = [("enter", tree)], [], [], 0
    while to_do:
        what, node = to_do.pop()
        if what == "leave":
            second = finished.pop()
            first = finished.pop()
            state = tree_node_forward(first, second, parameters)[0]
        elif node.children:
            to_do += [("leave", node), ("enter", node.children[1]), ("enter", node.children[0])]
            continue
        else:
            state, leaf = x[leaf].astype(float), leaf + 1
        finished.append(state)
        done.append(state[None])
    return np.concatenate(done, axis=0)
""",
    },
    "leaf_depths": {
        "lengths of the positions": """
def leaf_depths(tree):
    return [len(place) for place, node in zip(tree.positions(), tree.nodes()) if not node.children]
""",
        "a generator with the depth handed down": """
def leaf_depths(tree):
    def below(node, depth):
        if node.children == ():
            yield depth
        for child in node.children:
            yield from below(child, depth + 1)

    return list(below(tree, 0))
""",
        "no recursion: a stack with the children turned round": """
def leaf_depths(tree):
    found, stack = [], [(0, tree)]
    while len(stack) > 0:
        steps, node = stack.pop()
        if node.children:
            stack.extend((steps + 1, child) for child in node.children[::-1])
        else:
            found.append(steps)
    return found
""",
        "from the leaves up, lists that grow": """
def leaf_depths(tree):
    waiting = []
    for node in tree.nodes():
        joined = []
        for lists in waiting[len(waiting) - len(node.children):]:
            joined += [steps + 1 for steps in lists]
        del waiting[len(waiting) - len(node.children):]
        waiting.append(joined if node.children else [0])
    return waiting[0]
""",
        "NumPy: concatenated and one added, NumPy's whole numbers in the list": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    return list(np.concatenate([leaf_depths(child) for child in tree.children]) + 1)
""",
        "the row of ancestors: how many nodes of the tree hold the leaf": """
def leaf_depths(tree):
    nodes = tree.nodes()
    first = [i - len(node) + 1 for i, node in enumerate(nodes)]
    leaves = [i for i, node in enumerate(nodes) if not node.children]
    return [sum(first[j] <= i < j for j in range(len(nodes))) for i in leaves]
""",
    },
    "read_brackets": {
        "descent: a function that reads one subtree and calls itself": """
def read_brackets(text):
    pieces = iter(text.replace("(", " ( ").replace(")", " ) ").split())

    def one():
        piece = next(pieces)
        if piece != "(":
            return Tree(word=piece)
        left = one()
        right = one()
        next(pieces)
        return Tree(left, right)

    return one()
""",
        "letter by letter, a list for each open bracket": """
def read_brackets(text):
    levels, word = [[]], ""
    for letter in text:
        if letter not in " \\n\\r()":
            word += letter
            continue
        if word:
            levels[-1].append(Tree(word=word))
            word = ""
        if letter == "(":
            levels.append([])
        elif letter == ")":
            pair = levels.pop()
            levels[-1].append(Tree(*pair))
    return levels[0][0]
""",
        "from the right end: an opening bracket joins": """
import re

def read_brackets(text):
    waiting = []
    for piece in re.findall(r"[()]|[^\\s()]+", text)[::-1]:
        if piece == ")":
            continue
        if piece == "(":
            left, right = waiting.pop(), waiting.pop()
            waiting.append(Tree(left, right))
        else:
            waiting.append(Tree(word=piece))
    return waiting.pop()
""",
        "innermost pairs are replaced by a mark, again and again": """
import re

def read_brackets(text):
    trees = {}

    def tree_of(piece):
        return trees[piece] if piece in trees else Tree(word=piece)

    def joined(found):
        mark = chr(0) + str(len(trees))
        trees[mark] = Tree(tree_of(found[1]), tree_of(found[2]))
        return " " + mark + " "

    while "(" in text:
        text = re.sub(r"\\(\\s*([^\\s()]+)\\s+([^\\s()]+)\\s*\\)", joined, text)
    return trees[text.strip()]
""",
        "split where the depth is one, and each half again": """
def read_brackets(text):
    pieces = text.replace("(", " ( ").replace(")", " ) ").split()

    def build(part):
        if len(part) == 1:
            return Tree(word=part[0])
        inside, depth = part[1:-1], 0
        for place, piece in enumerate(inside):
            depth += (piece == "(") - (piece == ")")
            if depth == 0:
                return Tree(build(inside[: place + 1]), build(inside[place + 1 :]))

    return build(pieces)
""",
        "through nested lists of JSON": """
import json
import re

def read_brackets(text):
    quoted = re.sub(r"[^\\s()]+", lambda found: json.dumps(found[0]) + " ", text)
    compact = re.sub(r"\\s*([()])\\s*", r" \\1 ", quoted).replace("(", "[").replace(")", "]")
    words = iter(re.findall(r"[^\\s()]+", text))
    shape = re.sub(r'"(?:[^"\\\\]|\\\\.)*"', "0", compact)
    nested = json.loads(re.sub(r"([0\\]])\\s*(?=[0\\[])", r"\\1,", shape))

    def tree_of(item):
        return Tree(*[tree_of(part) for part in item]) if isinstance(item, list) else Tree(word=next(words))

    return tree_of(nested)
""",
    },
}

WRONG = {
    "tree_node_forward": {
        "the left matrix meets the right child and the right one the left": """
def tree_node_forward(a_left, a_right, parameters):
    W = np.hstack([parameters["W_left"], parameters["W_right"]])
    a_node = np.tanh(W @ np.vstack([a_right, a_left]) + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "the bias is added once for each child": """
def tree_node_forward(a_left, a_right, parameters):
    z = 0
    for W, a in (("W_left", a_left), ("W_right", a_right)):
        z = z + parameters[W] @ a + parameters["ba"]
    a_node = np.tanh(z)
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "each child is bent by a tanh of its own, then both are added": """
def tree_node_forward(a_left, a_right, parameters):
    p = parameters
    a_node = np.tanh(p["W_left"] @ a_left) + np.tanh(p["W_right"] @ a_right + p["ba"])
    return a_node, softmax(p["Wya"] @ a_node + p["by"]), (a_node, a_left, a_right, p)
""",
        "the bias is added after the tanh": """
def tree_node_forward(a_left, a_right, parameters):
    W_left, W_right, ba, Wya, by = (parameters[k] for k in ("W_left", "W_right", "ba", "Wya", "by"))
    a_node = np.tanh(np.dot(W_left, a_left) + np.dot(W_right, a_right)) + ba
    return a_node, softmax(Wya.dot(a_node) + by), (a_node, a_left, a_right, parameters)
""",
        "the prediction is made from the score before the tanh": """
def tree_node_forward(a_left, a_right, parameters):
    z = parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"]
    y_pred = softmax(np.einsum("yi,im->ym", parameters["Wya"], z) + parameters["by"])
    a_node = np.tanh(z)
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "the softmax goes over all examples together": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    odds = np.exp(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, odds / odds.sum(), (a_node, a_left, a_right, parameters)
""",
        "the softmax goes along the rows, over the examples": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    scores = parameters["Wya"] @ a_node + parameters["by"]
    return a_node, softmax(scores.T).T, (a_node, a_left, a_right, parameters)
""",
        "scores are returned as the prediction, no softmax": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    y_pred = parameters["Wya"] @ a_node + parameters["by"]
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "the cache starts with the children": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ a_left + parameters["W_right"] @ a_right + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    cache = a_left, a_right, a_node, parameters
    return a_node, y_pred, cache
""",
        "the cache keeps the score and not the state": """
def tree_node_forward(a_left, a_right, parameters):
    z_node = sum(parameters[W] @ a for W, a in {"W_left": a_left, "W_right": a_right}.items())
    z_node = z_node + parameters["ba"]
    y_pred = softmax(parameters["Wya"] @ np.tanh(z_node) + parameters["by"])
    return np.tanh(z_node), y_pred, (z_node, a_left, a_right, parameters)
""",
        "one matrix for both children, as if the weights were shared between the sides": """
def tree_node_forward(a_left, a_right, parameters):
    a_node = np.tanh(parameters["W_left"] @ (a_left + a_right) + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "states as rows times the matrices as they stand, so the weights act transposed": """
def tree_node_forward(a_left, a_right, parameters):
    rows = np.tanh(a_left.T @ parameters["W_left"] + a_right.T @ parameters["W_right"] + parameters["ba"].T)
    a_node = rows.T
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
        "the mean of both children's parts instead of their sum": """
def tree_node_forward(a_left, a_right, parameters):
    parts = [parameters["W_left"] @ a_left, parameters["W_right"] @ a_right]
    a_node = np.tanh(np.mean(parts, axis=0) + parameters["ba"])
    y_pred = softmax(parameters["Wya"] @ a_node + parameters["by"])
    return a_node, y_pred, (a_node, a_left, a_right, parameters)
""",
    },
    "tree_forward_pass": {
        "taken off the stack in the wrong order: the last one becomes the left child": """
def tree_forward_pass(tree, x, parameters):
    stack, states, leaf = [], [], 0
    for node in tree.nodes():
        if node.children:
            state = tree_node_forward(stack.pop(), stack.pop(), parameters)[0]
        else:
            state = x[leaf]
            leaf += 1
        stack.append(state)
        states.append(state)
    return np.stack(states)
""",
        "the two nodes just before a node are taken for its children": """
def tree_forward_pass(tree, x, parameters):
    vectors, a = list(x), []
    for node in tree.nodes():
        a.append(tree_node_forward(*a[-2:], parameters)[0] if node.children else vectors.pop(0))
    return np.array(a)
""",
        "the root first: a parent before its children": """
def tree_forward_pass(tree, x, parameters):
    vectors = iter(x)

    def walk(node):
        if not node.children:
            return [next(vectors)]
        left = walk(node.children[0])
        right = walk(node.children[1])
        return [tree_node_forward(left[0], right[0], parameters)[0]] + left + right

    return np.stack(walk(tree))
""",
        "in-order: the parent between its two subtrees": """
def tree_forward_pass(tree, x, parameters):
    vectors = iter(x)

    def walk(node):
        if not node.children:
            state = next(vectors)
            return state, [state]
        (left, before), (right, after) = map(walk, node.children)
        state = tree_node_forward(left, right, parameters)[0]
        return state, before + [state] + after

    return np.stack(walk(tree)[1])
""",
        "all leaves first, then all inner nodes": """
def tree_forward_pass(tree, x, parameters):
    inner, waiting, leaf = [], [], iter(x)
    for node in tree.nodes():
        if node.children:
            right = waiting.pop()
            inner.append(tree_node_forward(waiting.pop(), right, parameters)[0])
            waiting.append(inner[-1])
        else:
            waiting.append(next(leaf))
    return np.concatenate([x, inner]) if inner else np.array(x)
""",
        "vectors by word: a word that occurs twice takes its first vector": """
def tree_forward_pass(tree, x, parameters):
    words = tree.words()

    def walk(node):
        if not node.children:
            return [x[words.index(node.word)]]
        left, right = map(walk, node.children)
        return left + right + [tree_node_forward(left[-1], right[-1], parameters)[0]]

    return np.stack(walk(tree))
""",
        "states kept by subtree: equal subtrees share the last one's state": """
def tree_forward_pass(tree, x, parameters):
    state = dict(zip(tree.leaves(), x))
    for node in tree.nodes():
        if node.children:
            left, right = node.children
            state[node] = tree_node_forward(state[left], state[right], parameters)[0]
    return np.array([state[node] for node in tree.nodes()])
""",
        "the state of the root alone": """
def tree_forward_pass(tree, x, parameters):
    if not tree.children:
        return x[0]
    cut = len(tree.children[0].leaves())
    left = tree_forward_pass(tree.children[0], x[:cut], parameters)
    right = tree_forward_pass(tree.children[1], x[cut:], parameters)
    return tree_node_forward(left, right, parameters)[0]
""",
        "read as a chain: what came so far is joined with the next word": """
def tree_forward_pass(tree, x, parameters):
    states = [x[0]]
    for vector in x[1:]:
        states += [vector, tree_node_forward(states[-1], vector, parameters)[0]]
    return np.stack(states)
""",
        "leaves are bent by tanh as if they were nodes": """
def tree_forward_pass(tree, x, parameters):
    if not tree.children:
        return np.tanh(x)
    cut = len(tree.children[0].leaves())
    left = tree_forward_pass(tree.children[0], x[:cut], parameters)
    right = tree_forward_pass(tree.children[1], x[cut:], parameters)
    top, _, _ = tree_node_forward(left[-1], right[-1], parameters)
    return np.vstack([left, right, top[None]])
""",
        "a leaf goes through the node with its vector on the right and zeros on the left": """
def tree_forward_pass(tree, x, parameters):
    waiting, states, leaf = [], [], 0
    for node in tree.nodes():
        if node.children:
            right = waiting.pop()
            left = waiting.pop()
        else:
            left, right = np.zeros(x.shape[1:]), x[leaf]
            leaf += 1
        states.append(tree_node_forward(left, right, parameters)[0])
        waiting.append(states[-1])
    return np.array(states)
""",
        "the array has the kind of x, so whole numbers cut the states": """
def tree_forward_pass(tree, x, parameters):
    nodes = tree.nodes()
    a = np.empty((len(nodes), *x.shape[1:]), dtype=x.dtype)
    vectors = iter(x)
    for i, node in enumerate(nodes):
        if node.children:
            a[i] = tree_node_forward(a[i - 1 - len(node.children[1])], a[i - 1], parameters)[0]
        else:
            a[i] = next(vectors)
    return a
""",
        "the predictions of all nodes are returned instead of their states": """
def tree_forward_pass(tree, x, parameters):
    vectors, waiting, answers = iter(x), [], []
    for node in tree.nodes():
        if node.children:
            right, left = waiting.pop(), waiting.pop()
            state, y_pred, _ = tree_node_forward(left, right, parameters)
        else:
            state = next(vectors)
            y_pred = softmax(parameters["Wya"] @ state + parameters["by"])
        waiting.append(state)
        answers.append(y_pred)
    return np.stack(answers)
""",
        "states of the inner nodes only, leaves left out": """
def tree_forward_pass(tree, x, parameters):
    inner, vectors = [], iter(x)

    def state_of(node):
        if not node.children:
            return next(vectors)
        left, right = state_of(node.children[0]), state_of(node.children[1])
        inner.append(tree_node_forward(left, right, parameters)[0])
        return inner[-1]

    top = state_of(tree)
    return np.array(inner) if inner else top[None][:0]
""",
        "vectors are handed out from the last leaf to the first": """
def tree_forward_pass(tree, x, parameters):
    vectors, waiting, a = list(x), [], []
    for node in tree.nodes():
        if node.children:
            right, left = waiting.pop(), waiting.pop()
            a.append(tree_node_forward(left, right, parameters)[0])
        else:
            a.append(vectors.pop())
        waiting.append(a[-1])
    return np.stack(a)
""",
    },
    "leaf_depths": {
        "the root counts as a step: every number is one too large": """
def leaf_depths(tree):
    def below(node, depth):
        if not node.children:
            return [depth]
        return [d for child in node.children for d in below(child, depth + 1)]

    return below(tree, 1)
""",
        "the depth of the whole tree for each leaf": """
def leaf_depths(tree):
    return [tree.depth for _ in tree.leaves()]
""",
        "only the first and the last child are looked at, as if all trees were binary": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    left, right = leaf_depths(tree.children[0]), leaf_depths(tree.children[-1])
    return [d + 1 for d in left + right]
""",
        "every node with a word counts as a leaf": """
def leaf_depths(tree):
    return [len(place) for place, node in zip(tree.positions(), tree.nodes()) if node.word is not None]
""",
        "the walk stops at the first node that has a word": """
def leaf_depths(tree):
    if tree.word is not None:
        return [0]
    return [1 + steps for child in tree.children for steps in leaf_depths(child)]
""",
        "lists in lists: appended instead of joined": """
def leaf_depths(tree):
    def below(node, depth):
        if not node.children:
            return depth
        return [below(child, depth + 1) for child in node.children]

    return below(tree, 0) if tree.children else [0]
""",
        "all nodes, not the leaves alone": """
def leaf_depths(tree):
    return list(map(len, tree.positions()))
""",
        "from right to left: the stack turns the leaves round": """
def leaf_depths(tree):
    depths, stack = [], [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if not node.children:
            depths.append(depth)
        for child in node.children:
            stack.append((child, depth + 1))
    return depths
""",
        "level by level: near leaves first": """
from collections import deque

def leaf_depths(tree):
    depths, queue = [], deque([(tree, 0)])
    while queue:
        node, depth = queue.popleft()
        if not node.children:
            depths.append(depth)
        queue.extend((child, depth + 1) for child in node.children)
    return depths
""",
        "a dictionary by word: leaves with the same word get one number": """
def leaf_depths(tree):
    depth_of = {}
    for place, node in zip(tree.positions(), tree.nodes()):
        if not node.children:
            depth_of[node.word] = len(place)
    return [depth_of[leaf.word] for leaf in tree.leaves()]
""",
        "counted from the deepest leaf up instead of from the root down": """
def leaf_depths(tree):
    def below(node, left):
        if not node.children:
            return [left]
        return sum((below(child, left - 1) for child in node.children), [])

    return below(tree, tree.depth)
""",
        "the parent's height, one more than its deepest subtree, for each leaf": """
def leaf_depths(tree):
    def below(node):
        out = []
        for child in node.children:
            out += below(child) if child.children else [node.depth]
        return out

    return below(tree) if tree.children else [0]
""",
        "the distance in the post-order list": """
def leaf_depths(tree):
    nodes = tree.nodes()
    return [len(nodes) - 1 - i for i, node in enumerate(nodes) if not node.children]
""",
        "the step is added to the sum of a list, not to each of its numbers": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    depths = []
    for child in tree.children:
        depths += [sum(leaf_depths(child)) + 1]
    return depths
""",
        "no step is added on the way up": """
def leaf_depths(tree):
    if not tree.children:
        return [0]
    return [1 if not child.children else d for child in tree.children for d in leaf_depths(child)]
""",
    },
    "read_brackets": {
        "taken off the stack in the wrong order: children change sides": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            waiting.append(Tree(waiting.pop(), waiting.pop()))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "brackets thrown away: all words joined from the left": """
from functools import reduce

def read_brackets(text):
    words = text.replace("(", " ").replace(")", " ").split()
    return reduce(Tree, [Tree(word=word) for word in words])
""",
        "words are letters and digits only": """
import re

def read_brackets(text):
    waiting = []
    for piece in re.findall(r"\\w+|[()]", text):
        if piece == ")":
            right = waiting.pop()
            waiting[-1] = Tree(waiting[-1], right)
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "words in small letters": """
def read_brackets(text):
    pieces = text.lower().replace("(", " ( ").replace(")", " ) ").split()[::-1]

    def one():
        piece = pieces.pop()
        if piece != "(":
            return Tree(word=piece)
        tree = Tree(one(), one())
        pieces.pop()
        return tree

    return one()
""",
        "cut at single blanks, so line ends stay in the words": """
def read_brackets(text):
    pieces = [piece for piece in text.replace("(", " ( ").replace(")", " ) ").split(" ") if piece]
    waiting = []
    for piece in pieces:
        if piece == ")":
            right, left = waiting.pop(), waiting.pop()
            waiting.append(Tree(left, right))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "cut at every single blank, empty pieces taken for words": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", "( ").replace(")", " )").replace("\\n", " ").split(" "):
        if piece == ")":
            right, left = waiting.pop(), waiting.pop()
            waiting.append(Tree(left, right))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[-1]
""",
        "each piece between blanks is one word with brackets at its ends": """
def read_brackets(text):
    waiting = []
    for piece in text.split():
        word = piece.strip("()")
        if word:
            waiting.append(Tree(word=word))
        for _ in range(piece.count(")")):
            if len(waiting) > 1:
                right = waiting.pop()
                waiting.append(Tree(waiting.pop(), right))
    return waiting[0]
""",
        "a closing bracket joins all that waits": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            waiting = [Tree(*waiting)]
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "a queue: the two that have waited longest are joined": """
from collections import deque

def read_brackets(text):
    waiting = deque()
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            left = waiting.popleft()
            waiting.appendleft(Tree(left, waiting.popleft()))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "every letter is a word": """
def read_brackets(text):
    waiting = []
    for letter in text:
        if letter == ")":
            right = waiting.pop()
            waiting.append(Tree(waiting.pop(), right))
        elif letter not in "( \\n":
            waiting.append(Tree(word=letter))
    return waiting[-1]
""",
        "joined as soon as two trees wait, whatever the brackets say": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ").replace(")", " ").split():
        waiting.append(Tree(word=piece))
        if len(waiting) == 2:
            waiting = [Tree(*waiting)]
    return waiting[0]
""",
        "the right tree of every pair is lost: the left one is used twice": """
def read_brackets(text):
    waiting = []
    for piece in text.replace("(", " ( ").replace(")", " ) ").split():
        if piece == ")":
            waiting.pop()
            left = waiting.pop()
            waiting.append(Tree(left, left))
        elif piece != "(":
            waiting.append(Tree(word=piece))
    return waiting[0]
""",
        "the innermost pair is taken for one leaf of two words": """
import re

def read_brackets(text):
    pieces = iter(re.findall(r"\\(\\s*[^()]+\\)|[()]|[^\\s()]+", text))
    waiting = []
    for piece in pieces:
        if piece == ")":
            right, left = waiting.pop(), waiting.pop()
            waiting.append(Tree(left, right))
        elif piece != "(":
            waiting.append(Tree(word=" ".join(piece.strip("()").split())))
    return waiting[0]
""",
        "the first of a pair is kept as a label of the node, as in a treebank": """
def read_brackets(text):
    pieces = iter(text.replace("(", " ( ").replace(")", " ) ").split())

    def one():
        piece = next(pieces)
        if piece != "(":
            return Tree(word=piece)
        left, right = one(), one()
        next(pieces)
        return Tree(left, right) if left.children else Tree(right, label=left.word)

    return one()
""",
    },
}

MEANT = {
    "tree_node_forward": {
        "the left matrix meets the right child and the right one the left": (
            "left and right have changed places",
        ),
        "the bias is added once for each child": ("ba is added once for each child",),
        "each child is bent by a tanh of its own, then both are added": ("a tanh for each child",),
        "the bias is added after the tanh": ("ba is added after the tanh",),
        "the prediction is made from the score before the tanh": (
            "the prediction is made from the sum before the tanh",
        ),
        "the softmax goes over all examples together": ("softmax over the whole batch",),
        "the softmax goes along the rows, over the examples": ("softmax over the batch axis",),
        "scores are returned as the prediction, no softmax": ("scores without softmax",),
        "the cache starts with the children": ("the cache begins with the children",),
        "the cache keeps the score and not the state": ("the cache keeps the sum before the tanh",),
        "one matrix for both children, as if the weights were shared between the sides": (
            "W_left for both children",
        ),
        "states as rows times the matrices as they stand, so the weights act transposed": (
            "W_left is transposed",
            "W_right is transposed",
        ),
        "the mean of both children's parts instead of their sum": ("the mean of the two products",),
    },
    "tree_forward_pass": {
        "taken off the stack in the wrong order: the last one becomes the left child": (
            "left and right have changed places",
        ),
        "the two nodes just before a node are taken for its children": ("the children stay in the list",),
        "the root first: a parent before its children": ("pre-order instead of post-order",),
        "in-order: the parent between its two subtrees": ("in-order instead of post-order",),
        "all leaves first, then all inner nodes": ("leaves first, then the inner nodes",),
        "vectors by word: a word that occurs twice takes its first vector": (
            "a word that occurs twice gets its first vector twice",
        ),
        "states kept by subtree: equal subtrees share the last one's state": (
            "a word that occurs twice gets its last vector twice",
        ),
        "the state of the root alone": ("only the root is handed out",),
        "read as a chain: what came so far is joined with the next word": ("a chain that ignores the tree",),
        "leaves are bent by tanh as if they were nodes": ("a tanh on the leaves",),
        "a leaf goes through the node with its vector on the right and zeros on the left": (
            "the leaves go through W_right and the bias",
        ),
        "the array has the kind of x, so whole numbers cut the states": ("Inputs that hold whole numbers",),
        "the predictions of all nodes are returned instead of their states": (
            "the predictions of all nodes instead of their states",
        ),
        "states of the inner nodes only, leaves left out": ("the leaves are not in the result",),
        "vectors are handed out from the last leaf to the first": (
            "the vectors are taken from right to left",
        ),
    },
    "leaf_depths": {
        "the root counts as a step: every number is one too large": ("nodes are counted instead of steps",),
        "the depth of the whole tree for each leaf": ("the depth of the whole tree for every leaf",),
        "only the first and the last child are looked at, as if all trees were binary": (
            "only the first and the last child, an only one twice",
        ),
        "every node with a word counts as a leaf": ("every node with a word counts as a leaf",),
        "the walk stops at the first node that has a word": ("a node with a word is taken for a leaf",),
        "lists in lists: appended instead of joined": ("lists within lists",),
        "all nodes, not the leaves alone": ("the inner nodes are in the list too, after their children",),
        "from right to left: the stack turns the leaves round": ("from right to left",),
        "level by level: near leaves first": ("the nearest leaves first",),
        "a dictionary by word: leaves with the same word get one number": (
            "leaves with the same word get the distance of the last of them",
        ),
        "counted from the deepest leaf up instead of from the root down": (
            "counted from the farthest leaf instead of the root",
        ),
        "the parent's height, one more than its deepest subtree, for each leaf": (
            "the parent's height for each leaf",
        ),
        "the distance in the post-order list": ("the distance in the list of nodes",),
        "the step is added to the sum of a list, not to each of its numbers": (
            "the step is added to the sum of a child's list",
        ),
        "no step is added on the way up": ("every leaf gets one step",),
    },
    "read_brackets": {
        "taken off the stack in the wrong order: children change sides": (
            "left and right have changed places",
        ),
        "brackets thrown away: all words joined from the left": (
            "the brackets are ignored: a chain that leans to the left",
        ),
        "words are letters and digits only": ("words of letters and digits only",),
        "words in small letters": ("capital letters are lost",),
        "cut at single blanks, so line ends stay in the words": ("a line end is no blank",),
        "cut at every single blank, empty pieces taken for words": (
            "brackets that touch are one piece, and empty words, the last part handed out",
        ),
        "each piece between blanks is one word with brackets at its ends": (
            "pieces between blanks, brackets taken off their ends, the first tree handed out",
        ),
        "a closing bracket joins all that waits": ("a closing bracket takes everything that waits",),
        "every letter is a word": ("every letter is a word, the last part handed out",),
        "joined as soon as two trees wait, whatever the brackets say": (
            "the brackets are ignored: a chain that leans to the left",
        ),
        "the right tree of every pair is lost: the left one is used twice": ("the left subtree twice",),
        "the innermost pair is taken for one leaf of two words": ("the innermost pair is one leaf",),
        "the first of a pair is kept as a label of the node, as in a treebank": (
            "the first word is taken for the node's label",
        ),
    },
}
