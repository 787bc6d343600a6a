"""Answers by hand to the exercises of lesson 02."""

SETUP = """
import numpy as np

from rnn_helpers.rnn import rnn_cell_forward
from rnn_helpers.vocabulary import encode
"""

RIGHT = {
    "inputs_and_labels": {
        "rows of the identity, picked by the indices": """
def inputs_and_labels(text, characters):
    idx = encode(text, characters)
    eye = np.eye(len(characters))
    return eye[idx[:-1]][..., np.newaxis], idx[1:].reshape(-1, 1)
""",
        "pairs of neighbours, plain lists": """
def inputs_and_labels(text, characters):
    X, Y = [], []
    for here, after in zip(text, text[1:]):
        X.append([[1.0] if c == here else [0.0] for c in characters])
        Y.append([list(characters).index(after)])
    return np.array(X), np.array(Y)
""",
        "comparison by broadcasting, no encode": """
def inputs_and_labels(text, characters):
    letters = np.array(list(text))
    alphabet = np.array(list(characters))
    hit = letters[:, None] == alphabet[None, :]
    x = np.where(hit[:-1, :, None], 1.0, 0.0)
    labels = np.argmax(hit[1:], axis=1)[:, None]
    return x, labels
""",
        "recursion over the text": """
def inputs_and_labels(text, characters):
    place = {c: k for k, c in enumerate(characters)}
    column = np.zeros((1, len(characters), 1))
    column[0, place[text[0]], 0] = 1
    asked = np.array([[place[text[1]]]])
    if len(text) == 2:
        return column, asked
    more_x, more_labels = inputs_and_labels(text[1:], characters)
    return np.concatenate([column, more_x]), np.concatenate([asked, more_labels])
""",
        "scattered into zeros, time last, then turned": """
def inputs_and_labels(text, characters):
    numbers = encode(text, characters)
    T = len(numbers) - 1
    flat = np.zeros((len(characters), T))
    np.add.at(flat, (numbers[:T], range(T)), 1)
    return flat.T.reshape(T, len(characters), 1).copy(), np.expand_dims(numbers[1:], axis=1)
""",
    },
    "rnn_forward_pass": {
        "arrays filled step by step": """
def rnn_forward_pass(x, a0, parameters):
    T_x, _, m = x.shape
    n_y, n_a = parameters["Wya"].shape
    states = np.empty((T_x, n_a, m))
    predictions = np.empty((T_x, n_y, m))
    kept = [None] * T_x
    for t in range(T_x):
        before = a0 if t == 0 else states[t - 1]
        states[t], predictions[t], kept[t] = rnn_cell_forward(x[t], before, parameters)
    return states, predictions, kept
""",
        "recursion from the front, joined with concatenate": """
def rnn_forward_pass(x, a0, parameters):
    s, p, c = rnn_cell_forward(x[0], a0, parameters)
    if x.shape[0] == 1:
        return s[None], p[None], [c]
    S, P, C = rnn_forward_pass(x[1:], s, parameters)
    return np.concatenate((s[None], S)), np.concatenate((p[None], P)), [c] + C
""",
        "recursion from the back": """
def rnn_forward_pass(x, a0, parameters):
    def upto(t):
        if t < 0:
            return a0, []
        state, done = upto(t - 1)
        out = rnn_cell_forward(x[t], state, parameters)
        return out[0], done + [out]

    everything = upto(len(x) - 1)[1]
    a, y_pred, caches = zip(*everything)
    return np.array(a), np.array(y_pred), list(caches)
""",
        "itertools.accumulate": """
def rnn_forward_pass(x, a0, parameters):
    import itertools

    steps = itertools.accumulate(x, lambda last, xt: rnn_cell_forward(xt, last[0], parameters), initial=(a0,))
    outs = list(steps)[1:]
    return np.stack([o[0] for o in outs]), np.stack([o[1] for o in outs]), [o[2] for o in outs]
""",
        "inputs projected beforehand, all formulas by hand": """
def rnn_forward_pass(x, a0, parameters):
    p = parameters
    drive = np.einsum("ij,tjm->tim", p["Wax"], x) + p["ba"]
    h, hs, caches = np.array(a0, dtype=float), [], []
    for xt, d in zip(x, drive):
        previous, h = h, np.tanh(d + p["Waa"] @ h)
        hs.append(h)
        caches.append((h, previous, xt, parameters))
    hs = np.stack(hs)
    z = np.einsum("ka,tam->tkm", p["Wya"], hs) + p["by"]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return hs, e / e.sum(axis=1, keepdims=True), caches
""",
    },
    "cross_entropy": {
        "two loops and math.log": """
def cross_entropy(y_pred, labels):
    import math

    total, count = 0.0, 0
    for t, row in enumerate(labels):
        for i, r in enumerate(row):
            total -= math.log(y_pred[t, r, i])
            count += 1
    return total / count
""",
        "take_along_axis": """
def cross_entropy(y_pred, labels):
    p = np.take_along_axis(y_pred, labels[:, np.newaxis, :], axis=1)
    return float(np.mean(-np.log(p)))
""",
        "one-hot mask and einsum, logarithm last": """
def cross_entropy(y_pred, labels):
    truth = (np.arange(y_pred.shape[1])[None, :, None] == labels[:, None, :]).astype(float)
    p = np.einsum("tkm,tkm->tm", truth, y_pred)
    return -np.log(p).sum() / labels.size
""",
        "all columns side by side, flat indices": """
def cross_entropy(y_pred, labels):
    T_x, n_y, m = y_pred.shape
    columns = np.swapaxes(y_pred, 1, 2).reshape(T_x * m, n_y)
    return -np.log(columns[np.arange(T_x * m), labels.ravel()]).mean()
""",
        "mean of the means of the examples, np.choose": """
def cross_entropy(y_pred, labels):
    chosen = np.choose(labels, np.transpose(y_pred, (1, 0, 2)))
    of_each_example = [np.log(1 / chosen[:, i]).mean() for i in range(chosen.shape[1])]
    return sum(of_each_example) / len(of_each_example)
""",
    },
    "slope_along": {
        "deep copies": """
def slope_along(loss, parameters, name, place, h):
    import copy

    plus, minus = copy.deepcopy(parameters), copy.deepcopy(parameters)
    plus[name][place] += h
    minus[name][place] -= h
    return (loss(plus) - loss(minus)) / (2 * h)
""",
        "a direction that is zero but for one place": """
def slope_along(loss, parameters, name, place, h):
    e = np.zeros(parameters[name].shape)
    e[place] = h
    W = parameters[name]
    above, below = loss({**parameters, name: W + e}), loss({**parameters, name: W - e})
    return 0.5 * (above - below) / h
""",
        "the loss as a function of one number": """
def slope_along(loss, parameters, name, place, h):
    i, j = place

    def along(w):
        moved = {key: np.array(value) for key, value in parameters.items()}
        moved[name][i, j] = w
        return loss(moved)

    w = parameters[name][i, j]
    return (along(w + h) - along(w - h)) / h / 2
""",
        "in place, and the old number put back": """
def slope_along(loss, parameters, name, place, h):
    W = parameters[name]
    kept = float(W[place])
    try:
        W[place] = kept + h
        high = loss(parameters)
        W[place] = kept - h
        low = loss(parameters)
    finally:
        W[place] = kept
    return (high - low) / (h + h)
""",
        "flat copy, mean of the slopes on both sides": """
def slope_along(loss, parameters, name, place, h):
    rows, cols = parameters[name].shape
    k = np.ravel_multi_index(place, (rows, cols))
    here = loss(parameters)
    slopes = []
    for step in (h, -h):
        flat = parameters[name].flatten()
        flat[k] += step
        slopes.append((loss(parameters | {name: flat.reshape(rows, cols)}) - here) / step)
    return (slopes[0] + slopes[1]) / 2
""",
    },
}

WRONG = {
    "inputs_and_labels": {
        "the network is asked for the letter that it reads, nothing is shifted": """
def inputs_and_labels(text, characters):
    idx = encode(text, characters)[:-1]
    return np.eye(len(characters))[idx][:, :, None], idx[:, None]
""",
        "every letter is read, after the last comes the first again": """
def inputs_and_labels(text, characters):
    idx = encode(text, characters)
    x = (np.arange(len(characters)) == idx[:, None]).astype(float)[:, :, None]
    return x, np.roll(idx, -1)[:, None]
""",
        "every letter is read, the last label stays 0": """
def inputs_and_labels(text, characters):
    T_x = len(text)
    x = np.zeros((T_x, len(characters), 1))
    labels = np.zeros((T_x, 1), dtype=int)
    for t, letter in enumerate(text):
        x[t, characters.index(letter), 0] = 1
        if t > 0:
            labels[t - 1, 0] = characters.index(letter)
    return x, labels
""",
        "the text is read backwards in pairs: asked for the letter before": """
def inputs_and_labels(text, characters):
    pairs = list(zip(text[1:], text[:-1]))
    x = np.array([[[float(c == read)] for c in characters] for read, _ in pairs])
    return x, np.array([[list(characters).index(asked)] for _, asked in pairs])
""",
        "the vocabulary is sorted first, so indices are alphabetical": """
def inputs_and_labels(text, characters):
    number = {c: k for k, c in enumerate(sorted(characters))}
    codes = np.array([number[c] for c in text])
    return np.identity(len(number))[codes[:-1]].reshape(-1, len(number), 1), codes[1:].reshape(-1, 1)
""",
        "the vocabulary is taken from the text": """
def inputs_and_labels(text, characters):
    found = sorted(set(text))
    x = np.zeros((len(text) - 1, len(found), 1))
    for t, c in enumerate(text[:-1]):
        x[t, found.index(c), 0] = 1
    return x, np.array([[found.index(c)] for c in text[1:]])
""",
        "the letters are the examples of a single step": """
def inputs_and_labels(text, characters):
    idx = encode(text, characters)
    return np.eye(len(characters))[:, idx[:-1]][None, :, :], idx[1:][None, :]
""",
        "the labels are one-hot columns as well": """
def inputs_and_labels(text, characters):
    whole = np.stack([np.eye(len(characters))[:, [k]] for k in encode(text, characters)])
    return whole[:-1], whole[1:].astype(int)
""",
        "the index is written into the column instead of a 1": """
def inputs_and_labels(text, characters):
    idx = encode(text, characters)
    x = np.eye(len(characters))[idx[:-1]] * idx[:-1, None]
    return x[:, :, None], idx[1:, None]
""",
    },
    "rnn_forward_pass": {
        "every step starts from a0, nothing is carried": """
def rnn_forward_pass(x, a0, parameters):
    results = [rnn_cell_forward(xt, a0, parameters) for xt in x]
    a, y, caches = map(list, zip(*results))
    return np.stack(a), np.stack(y), caches
""",
        "the first state is always zeros, a0 is not used": """
def rnn_forward_pass(x, a0, parameters):
    a = np.zeros((len(x) + 1, *a0.shape))
    y, caches = [], []
    for t in range(len(x)):
        a[t + 1], yt, cache = rnn_cell_forward(x[t], a[t], parameters)
        y.append(yt)
        caches.append(cache)
    return a[1:], np.array(y), caches
""",
        "the states before each step instead of after: a[0] is a0": """
def rnn_forward_pass(x, a0, parameters):
    states, preds, caches = [np.asarray(a0, float)], [], []
    for xt in x:
        nxt, pred, cache = rnn_cell_forward(xt, states[-1], parameters)
        states.append(nxt)
        preds.append(pred)
        caches.append(cache)
    return np.stack(states[:-1]), np.stack(preds), caches
""",
        "a0 is counted among the states, one too many": """
def rnn_forward_pass(x, a0, parameters):
    state = np.asarray(a0, dtype=float)
    a, y_pred, caches = state[None], [], []
    for xt in x:
        state, p, c = rnn_cell_forward(xt, state, parameters)
        a = np.concatenate([a, state[None]])
        y_pred.append(p)
        caches.append(c)
    return a, np.stack(y_pred), caches
""",
        "time as the last axis": """
def rnn_forward_pass(x, a0, parameters):
    T_x, _, m = x.shape
    a = np.zeros((*a0.shape, T_x))
    y_pred = np.zeros((parameters["by"].shape[0], m, T_x))
    now, caches = a0, []
    for t in range(T_x):
        now, yt, cache = rnn_cell_forward(x[t], now, parameters)
        a[:, :, t], y_pred[:, :, t] = now, yt
        caches.append(cache)
    return a, y_pred, caches
""",
        "only the last prediction and the last state are returned": """
def rnn_forward_pass(x, a0, parameters):
    def walk(a_prev, rest, kept):
        a_next, y, c = rnn_cell_forward(rest[0], a_prev, parameters)
        kept = kept + [c]
        return (a_next, y, kept) if len(rest) == 1 else walk(a_next, rest[1:], kept)

    return walk(a0, x, [])
""",
        "the sequence is read from its last step": """
def rnn_forward_pass(x, a0, parameters):
    T = len(x)
    state = a0
    a, y_pred, caches = [None] * T, [None] * T, [None] * T
    for t in reversed(range(T)):
        state, y_pred[t], caches[t] = rnn_cell_forward(x[t], state, parameters)
        a[t] = state
    return np.array(a), np.array(y_pred), caches
""",
        "caches is a pair of the list and the inputs": """
def rnn_forward_pass(x, a0, parameters):
    a, y_pred, kept, a_next = [], [], [], a0
    for xt in x:
        a_next, yt, cache = rnn_cell_forward(xt, a_next, parameters)
        a.append(a_next)
        y_pred.append(yt)
        kept.append(cache)
    return np.stack(a), np.stack(y_pred), (kept, x)
""",
        "the memory adds up: old and new state are summed for the next step": """
def rnn_forward_pass(x, a0, parameters):
    memory = np.array(a0, dtype=float)
    outs = []
    for t in range(x.shape[0]):
        outs.append(rnn_cell_forward(x[t], memory, parameters))
        memory = memory + outs[-1][0]
    return np.stack([o[0] for o in outs]), np.stack([o[1] for o in outs]), [o[2] for o in outs]
""",
        "only the cache of the last step is kept": """
def rnn_forward_pass(x, a0, parameters):
    a, y_pred = [], []
    a_prev = a0
    for xt in x:
        a_prev, yt, cache = rnn_cell_forward(xt, a_prev, parameters)
        a += [a_prev]
        y_pred += [yt]
    return np.array(a), np.array(y_pred), [cache]
""",
    },
    "cross_entropy": {
        "the sum instead of the mean": """
def cross_entropy(y_pred, labels):
    p = np.take_along_axis(y_pred, labels[:, None], axis=1)
    return np.log(1 / p).sum()
""",
        "summed over the examples, divided by the steps alone": """
def cross_entropy(y_pred, labels):
    T_x = y_pred.shape[0]
    loss = 0
    for t in range(T_x):
        column = y_pred[t][labels[t], np.arange(labels.shape[1])]
        loss += -np.log(column).sum()
    return loss / T_x
""",
        "summed over the steps, divided by the examples alone": """
def cross_entropy(y_pred, labels):
    m = labels.shape[-1]
    return -sum(np.log(y_pred[t, labels[t, i], i]) for t in range(len(labels)) for i in range(m)) / m
""",
        "bits: logarithm to the base 2": """
def cross_entropy(y_pred, labels):
    T, n, m = y_pred.shape
    flat = y_pred.transpose(0, 2, 1).reshape(-1)
    return -np.log2(flat[np.arange(T * m) * n + labels.ravel()]).mean()
""",
        "the logarithm of the mean probability": """
def cross_entropy(y_pred, labels):
    t, i = np.indices(labels.shape)
    return -np.log(np.average(y_pred[t, labels, i]))
""",
        "the minus sign is left out": """
def cross_entropy(y_pred, labels):
    logs = [np.log(y_pred[t, labels[t, i], i]) for t, i in np.ndindex(*labels.shape)]
    return sum(logs) / len(logs)
""",
        "the mean runs over all entries, wrong answers included": """
def cross_entropy(y_pred, labels):
    truth = np.moveaxis(np.eye(y_pred.shape[1])[labels], -1, 1)
    losses = np.where(truth == 1, -np.log(np.where(truth == 1, y_pred, 1)), 0)
    return np.mean(losses)
""",
        "binary cross-entropy: the wrong answers are charged -ln(1 - p) too": """
def cross_entropy(y_pred, labels):
    loss = 0.0
    for t in range(y_pred.shape[0]):
        for i in range(y_pred.shape[2]):
            for k in range(y_pred.shape[1]):
                p = y_pred[t, k, i]
                loss -= np.log(p) if k == labels[t, i] else np.log(1 - p)
    return loss / labels.size
""",
        "the probability of the favourite, whatever the label is": """
def cross_entropy(y_pred, labels):
    surest = np.max(y_pred, axis=1)
    return float(-np.log(surest).mean())
""",
        "how far from 1, without a logarithm": """
def cross_entropy(y_pred, labels):
    right = np.choose(labels, y_pred.transpose(1, 0, 2))
    return (1 - right).mean()
""",
        "a small number is added against ln 0": """
def cross_entropy(y_pred, labels):
    steps = np.arange(len(labels)).reshape(-1, 1)
    examples = np.arange(labels.shape[1])
    return np.mean(-np.log(y_pred[steps, labels, examples] + 1e-6))
""",
        "only the last step is judged": """
def cross_entropy(y_pred, labels):
    last, wanted = y_pred[-1], labels[-1]
    return sum(-np.log(last[r, i]) for i, r in enumerate(wanted)) / len(wanted)
""",
        "the perplexity, e to the loss": """
def cross_entropy(y_pred, labels):
    p = np.take_along_axis(y_pred, labels[:, None, :], 1).ravel()
    return np.prod(1 / p) ** (1 / p.size)
""",
    },
    "slope_along": {
        "one side only: from w to w + h": """
def slope_along(loss, parameters, name, place, h):
    e = np.zeros_like(parameters[name])
    e[place] = 1
    return (loss(parameters | {name: parameters[name] + h * e}) - loss(parameters)) / h
""",
        "two nudges, but divided by h instead of 2h": """
def slope_along(loss, parameters, name, place, h):
    losses = []
    for step in (+h, -h):
        moved = {k: v.copy() for k, v in parameters.items()}
        moved[name][place] += step
        losses.append(loss(moved))
    rise = losses[0] - losses[1]
    return rise / h
""",
        "the brackets below the fraction are missing": """
def slope_along(loss, parameters, name, place, h):
    def shifted(by):
        W = np.array(parameters[name])
        W[place] = W[place] + by
        return loss(dict(parameters, **{name: W}))

    return (shifted(h) - shifted(-h)) / 2 * h
""",
        "a copied dict holds the same array: the way down only undoes the way up": """
def slope_along(loss, parameters, name, place, h):
    up = dict(parameters)
    up[name][place] += h
    high = loss(up)
    down = parameters.copy()
    down[name][place] -= h
    return (high - loss(down)) / (2 * h)
""",
        "up and down are the same arrays, so both losses are equal": """
def slope_along(loss, parameters, name, place, h):
    own = {k: v.copy() for k, v in parameters.items()}
    up, down = own.copy(), own.copy()
    up[name][place] += h
    down[name][place] -= h
    return (loss(up) - loss(down)) / (2 * h)
""",
        "the whole array is nudged": """
def slope_along(loss, parameters, name, place, h):
    import copy

    up, down = copy.deepcopy(parameters), copy.deepcopy(parameters)
    up[name] += h
    down[name] -= h
    return (loss(up) - loss(down)) / (2 * h)
""",
        "the whole row is nudged": """
def slope_along(loss, parameters, name, place, h):
    row = place[0]
    up, down = ({k: v.copy() for k, v in parameters.items()} for _ in range(2))
    up[name][row] += h
    down[name][row] -= h
    return (loss(up) - loss(down)) / (2 * h)
""",
        "a tiny step of one's own instead of the given h": """
def slope_along(loss, parameters, name, place, h):
    eps = 1e-6
    E = np.zeros(parameters[name].shape)
    E[place] = eps
    hi, lo = (loss({**parameters, name: parameters[name] + s * E}) for s in (1, -1))
    return (hi - lo) / (2 * eps)
""",
        "the weight is set to h and -h instead of moved by it": """
def slope_along(loss, parameters, name, place, h):
    up = {key: array.copy() for key, array in parameters.items()}
    down = {key: array.copy() for key, array in parameters.items()}
    up[name][place], down[name][place] = h, -h
    return (loss(up) - loss(down)) / (2 * h)
""",
        "the nudge is a share of the weight": """
def slope_along(loss, parameters, name, place, h):
    def at(factor):
        W = parameters[name].copy()
        W[place] *= factor
        return loss(parameters | {name: W})

    return (at(1 + h) - at(1 - h)) / (2 * h)
""",
        "the direction in which the loss falls: down minus up": """
def slope_along(loss, parameters, name, place, h):
    values = {}
    for sign in (-1, 1):
        W = parameters[name] + 0
        W[place] += sign * h
        values[sign] = loss({**parameters, name: W})
    return (values[-1] - values[1]) / (2 * h)
""",
        "one side only: from w - h to w": """
def slope_along(loss, parameters, name, place, h):
    W = parameters[name].copy()
    W[place] -= h
    return (loss(parameters) - loss({**parameters, name: W})) / h
""",
    },
}

MEANT = {
    "inputs_and_labels": {
        "the network is asked for the letter that it reads, nothing is shifted": (
            "the labels are the letters that are read",
        ),
        "every letter is read, after the last comes the first again": (
            "the last letter is read too",
            "the labels run in a circle",
        ),
        "every letter is read, the last label stays 0": ("the last letter is read too",),
        "the text is read backwards in pairs: asked for the letter before": (
            "each letter is asked for the one before it",
        ),
        "the vocabulary is sorted first, so indices are alphabetical": ("the vocabulary is sorted again",),
        "the vocabulary is taken from the text": (
            "a vocabulary of the text's own, and as many rows as it has letters",
        ),
        "the letters are the examples of a single step": ("the letters are the columns of a single step",),
        "the labels are one-hot columns as well": ("the labels are one-hot columns",),
        "the index is written into the column instead of a 1": ("the index stands in the place of the 1",),
    },
    "rnn_forward_pass": {
        "every step starts from a0, nothing is carried": ("every step starts from a0",),
        "the first state is always zeros, a0 is not used": ("a0 is not used",),
        "the states before each step instead of after: a[0] is a0": ("the state before each step is kept",),
        "a0 is counted among the states, one too many": ("a begins with a0",),
        "time as the last axis": ("time stands last in a and y_pred",),
        "only the last prediction and the last state are returned": ("the last step only",),
        "the sequence is read from its last step": (
            "the sequence is read from its end, and the results are turned round",
        ),
        "caches is a pair of the list and the inputs": ("caches and x together",),
        "the memory adds up: old and new state are summed for the next step": (
            "the state is added to the one before",
        ),
    },
    "cross_entropy": {
        "the sum instead of the mean": ("a sum instead of a mean",),
        "summed over the examples, divided by the steps alone": (
            "a sum over the examples, a mean over the steps only",
        ),
        "summed over the steps, divided by the examples alone": (
            "a sum over the steps, a mean over the examples only",
        ),
        "bits: logarithm to the base 2": ("bits instead of nats",),
        "the logarithm of the mean probability": ("mean first, logarithm after",),
        "the minus sign is left out": ("the minus is missing",),
        "the mean runs over all entries, wrong answers included": (
            "a mean over all entries, wrong letters too",
        ),
        "binary cross-entropy: the wrong answers are charged -ln(1 - p) too": (
            "the formula for yes-or-no answers",
        ),
        "the probability of the favourite, whatever the label is": (
            "the largest probability instead of that of the right answer",
        ),
        "how far from 1, without a logarithm": ("the missing probability instead of a logarithm",),
        "a small number is added against ln 0": ("Tiny probabilities",),
        "only the last step is judged": ("the last step only",),
        "the perplexity, e to the loss": ("perplexity",),
    },
    "slope_along": {
        "one side only: from w to w + h": ("nudged up only",),
        "two nudges, but divided by h instead of 2h": ("divided by h, not by the whole distance",),
        "the brackets below the fraction are missing": ("the brackets around 2h are missing",),
        "a copied dict holds the same array: the way down only undoes the way up": (
            "the second loss is that of the weight as it was",
        ),
        "up and down are the same arrays, so both losses are equal": ("both nudges go to the same array",),
        "the whole array is nudged": ("every entry of the array is nudged",),
        "the whole row is nudged": ("a whole row is nudged",),
        "a tiny step of one's own instead of the given h": ("a nudge of one's own choice",),
        "the weight is set to h and -h instead of moved by it": ("the weight is replaced by the nudge",),
        "the nudge is a share of the weight": ("the nudge is a share of the weight",),
        "the direction in which the loss falls: down minus up": ("the sign is turned",),
        "one side only: from w - h to w": ("nudged down only",),
    },
}
