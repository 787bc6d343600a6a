"""Answers by hand to the exercises of lesson 05."""

SETUP = """
import numpy as np

from rnn_helpers.activations import softmax
"""

RIGHT = {
    "masked_loss": {
        "two nested loops, an if, and math.log": """
import math


def masked_loss(y_pred, labels, mask):
    steps, names = labels.shape
    total, how_many = 0.0, 0
    for t in range(steps):
        for j in range(names):
            if not mask[t, j]:
                continue
            total -= math.log(y_pred[t, labels[t, j], j])
            how_many += 1
    return total / how_many
""",
        "examples turned to the last axis but one, then boolean indexing": """
def masked_loss(y_pred, labels, mask):
    rows = np.swapaxes(y_pred, 1, 2)[mask]
    right = labels[mask]
    return -np.mean(np.log(rows[range(len(right)), right]))
""",
        "one-hot labels and einsum, padding set to probability 1": """
def masked_loss(y_pred, labels, mask):
    one_hot = np.eye(y_pred.shape[1])[labels]
    p = np.einsum("tkj,tjk->tj", y_pred, one_hot)
    p = np.where(mask, p, 1.0)
    return -np.log(p).sum() / np.count_nonzero(mask)
""",
        "take_along_axis and np.where after the logarithm, which may be infinite in the padding": """
def masked_loss(y_pred, labels, mask):
    chosen = np.take_along_axis(y_pred, labels[:, None, :], axis=1).squeeze(1)
    nats = np.where(mask, -np.log(chosen), 0)
    return nats.sum() / mask.sum()
""",
        "recursion over the steps, sums and counts handed up": """
def masked_loss(y_pred, labels, mask):
    def from_step(t):
        if t == len(labels):
            return 0.0, 0
        total, count = from_step(t + 1)
        for column in np.flatnonzero(mask[t]):
            total = total + np.log(1 / y_pred[t][labels[t][column]][column])
            count = count + 1
        return total, count

    total, count = from_step(0)
    return total / count
""",
        "flattened to one row per cell, and the mean of a masked array": """
def masked_loss(y_pred, labels, mask):
    T_x, n_y, m = y_pred.shape
    flat = y_pred.transpose(0, 2, 1).reshape(T_x * m, n_y)
    picked = flat[np.arange(T_x * m), labels.ravel()]
    return float(-np.ma.log(np.ma.array(picked, mask=~mask.ravel())).mean())
""",
    },
    "clip_by_norm": {
        "one long vector and np.linalg.norm": """
def clip_by_norm(gradients, limit):
    everything = np.concatenate([np.zeros(1)] + [g.ravel() for g in gradients.values()])
    length = np.linalg.norm(everything)
    if length > limit:
        return {key: g / length * limit for key, g in gradients.items()}
    return {key: g.copy() for key, g in gradients.items()}
""",
        "vdot in a loop, one factor for both cases through max": """
import math


def clip_by_norm(gradients, limit):
    squares = 0.0
    for name in gradients:
        squares += np.vdot(gradients[name], gradients[name])
    factor = limit / max(math.sqrt(squares), limit)
    shortened = dict()
    for name in gradients:
        shortened[name] = gradients[name] * factor
    return shortened
""",
        "every entry as a Python number, math.hypot of them all": """
import math


def clip_by_norm(gradients, limit):
    numbers = [float(x) for g in gradients.values() for x in np.nditer(g)]
    r = math.hypot(*numbers)
    return {k: (limit * (g / r) if r > limit else g + 0) for k, g in gradients.items()}
""",
        "the norm of the norms; short gradients handed on as the same arrays in a new dict": """
def clip_by_norm(gradients, limit):
    norm = np.linalg.norm([np.sqrt(np.square(g).sum()) for g in gradients.values()])
    if norm <= limit:
        return dict(gradients)
    return dict(zip(gradients.keys(), (g * (limit / norm) for g in gradients.values())))
""",
        "copies first, then in place on the copies, einsum for the squares": """
import copy


def clip_by_norm(gradients, limit):
    mine = copy.deepcopy(gradients)
    flat = [np.reshape(g, -1) for g in mine.values()]
    norm = sum(np.einsum("i,i->", v, v) for v in flat) ** 0.5
    if norm > limit:
        for key in mine:
            mine[key] *= limit / norm
    return mine
""",
        "recursion: the list of names is used up one by one": """
def clip_by_norm(gradients, limit):
    def squares(names):
        if not names:
            return 0.0
        return (gradients[names[0]] ** 2).sum() + squares(names[1:])

    norm = np.sqrt(squares(list(gradients)))
    too_long = norm > limit
    new = {}
    for name, g in gradients.items():
        new[name] = np.where(too_long, g * limit / (norm if too_long else 1), g)
    return new
""",
    },
    "adam_step": {
        "the five lines with Greek names": """
def adam_step(W, dW, mean, square, k, learning_rate):
    beta1, beta2, eps = 0.9, 0.999, 1e-8
    mu = beta1 * mean + (1 - beta1) * dW
    nu = beta2 * square + (1 - beta2) * dW * dW
    mu_hat, nu_hat = mu / (1 - beta1**k), nu / (1 - beta2**k)
    theta = W - learning_rate * mu_hat / (np.sqrt(nu_hat) + eps)
    return mu, nu, theta
""",
        "entry by entry with np.ndindex and math.sqrt": """
import math


def adam_step(W, dW, mean, square, k, learning_rate):
    m, s, new = np.zeros_like(W), np.zeros_like(W), np.zeros_like(W)
    for place in np.ndindex(W.shape):
        g = dW[place]
        m[place] = 0.9 * mean[place] + 0.1 * g
        s[place] = 0.999 * square[place] + 0.001 * g**2
        up = m[place] / (1 - 0.9**k)
        down = math.sqrt(s[place] / (1 - 0.999**k)) + 1e-8
        new[place] = W[place] - learning_rate * up / down
    return m, s, new
""",
        "means pulled towards the gradient, corrections gathered in one rate": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = mean + (dW - mean) / 10
    square = square + (dW**2 - square) / 1000
    root = (1 - 0.999**k) ** 0.5
    rate = learning_rate * root / (1 - 0.9**k)
    return mean, square, W - rate * mean / (square**0.5 + 1e-8 * root)
""",
        "copies changed in place": """
def adam_step(W, dW, mean, square, k, learning_rate):
    W, mean, square = np.array(W), np.array(mean), np.array(square)
    mean *= 0.9
    mean += 0.1 * dW
    square *= 0.999
    square += 0.001 * np.square(dW)
    step = np.sqrt(square / (1 - np.power(0.999, k)))
    step = step + 1e-8
    W -= learning_rate * (mean / (1 - np.power(0.9, k))) / step
    return mean, square, W
""",
        "weighted sums with tensordot and einsum, a list as the result": """
def adam_step(W, dW, mean, square, k, learning_rate):
    new_mean = np.tensordot([0.9, 0.1], np.stack([mean, dW]), axes=1)
    new_square = np.einsum("p,p...->...", [0.999, 0.001], np.stack([square, dW * dW]))
    left = [1.0, 1.0]
    for _ in range(k):
        left = [left[0] * 0.9, left[1] * 0.999]
    direction = (new_mean / (1 - left[0])) / (np.sqrt(new_square / (1 - left[1])) + 1e-8)
    return [new_mean, new_square, W - learning_rate * direction]
""",
    },
    "draw": {
        "cumsum scaled to end at 1, argmax of truth values": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        shares = softmax((z - z.max(axis=0)) / temperature)
    edges = np.cumsum(shares, axis=0)
    edges = edges / edges[-1]
    return np.argmax(edges > u, axis=0)
""",
        "column by column with a running total, own softmax": """
import math


def draw(z, temperature, u):
    n_y, m = z.shape
    result = []
    for j in range(m):
        column = [float(score) for score in z[:, j]]
        best = max(column)
        if temperature == 0:
            result.append(column.index(best))
            continue
        powers = [math.exp((score - best) / temperature) for score in column]
        whole = sum(powers)
        running, row = 0.0, None
        for i, power in enumerate(powers):
            running += power / whole
            if power > 0:
                row = i
            if running > u[j]:
                break
        result.append(row)
    return np.array(result)
""",
        "bisection in the accumulated shares of each column": """
from bisect import bisect_right
from itertools import accumulate


def draw(z, temperature, u):
    z = np.asarray(z, dtype=float)
    if not temperature:
        return z.argmax(0)
    rows = np.empty(z.shape[1], dtype=int)
    for j, scores in enumerate(z.T):
        with np.errstate(over="ignore"):
            p = softmax(((scores - scores.max()) / temperature)[:, None])[:, 0]
        sums = list(accumulate(p))
        rows[j] = bisect_right(sums, min(u[j], np.nextafter(sums[-1], 0)))
    return rows
""",
        "counting the running sums that are not above u, never scaled to 1": """
def draw(z, temperature, u):
    lead = z - np.amax(z, axis=0, keepdims=True)
    if temperature == 0:
        return np.argmax(lead == 0, axis=0)
    heights = np.exp(lead / temperature).cumsum(axis=0)
    return np.sum(heights <= u * heights[-1], axis=0)
""",
        "a triangle of ones instead of cumsum, examples as rows, and searchsorted": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.array([np.argmax(column) for column in z.T])
    with np.errstate(over="ignore"):
        shares = softmax((z - z.max(axis=0)) / temperature).T
    n_y = len(z)
    sums = np.einsum("jk,ik->ji", shares, np.tril(np.ones((n_y, n_y))))
    found = [np.searchsorted(sums[j], u[j], side="right") for j in range(len(u))]
    last = [np.flatnonzero(p)[-1] for p in shares]
    return np.minimum(found, last)
""",
        "recursion down the rows, all columns at once": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argsort(-z, axis=0, kind="stable")[0]
    with np.errstate(over="ignore"):
        y = softmax((z - z.max(0)) / temperature)
    last = len(y) - 1 - np.argmax(y[::-1] > 0, axis=0)

    def look(row, below):
        if row == len(y):
            return last
        reached = below + y[row]
        return np.where(reached > u, row, look(row + 1, reached))

    return look(0, np.zeros(z.shape[1]))
""",
    },
}

WRONG = {
    "masked_loss": {
        "divided by the number of all cells, padding included": """
def masked_loss(y_pred, labels, mask):
    T_x, _, m = y_pred.shape
    total = 0.0
    for t, j in zip(*np.nonzero(mask)):
        total += -np.log(y_pred[t, labels[t, j], j])
    return total / (T_x * m)
""",
        "the mean of each name first, then the mean of the names: short names weigh as much as long ones": """
def masked_loss(y_pred, labels, mask):
    per_name = []
    for j in range(labels.shape[1]):
        real = np.flatnonzero(mask[:, j])
        if real.size:
            per_name.append(np.mean(-np.log(y_pred[real, labels[real, j], j])))
    return np.mean(per_name)
""",
        "the mean of each step first, then the mean over the steps": """
def masked_loss(y_pred, labels, mask):
    losses = []
    for y, right, counts in zip(y_pred, labels, mask):
        if counts.any():
            p = y[right, np.arange(len(right))]
            losses.append(-np.log(p[counts]).mean())
    return sum(losses) / len(losses)
""",
        "divided by the number of names instead of the number of predictions": """
def masked_loss(y_pred, labels, mask):
    rows = y_pred.transpose(0, 2, 1)[mask]
    p = np.take_along_axis(rows, labels[mask][:, None], axis=1)
    return np.log(p).sum() / -mask.shape[1]
""",
        "each column is taken to be real up to its number of True cells, as if no gap came before": """
def masked_loss(y_pred, labels, mask):
    lengths = mask.sum(axis=0)
    nats = []
    for j, length in enumerate(lengths):
        for t in range(length):
            p = y_pred[t, labels[t, j], j]
            nats.append(-np.log(p if p > 0 else 1e-12))
    return np.mean(nats)
""",
        "the mask is not used, the padding counts too": """
def masked_loss(y_pred, labels, mask):
    t, j = np.indices(labels.shape)
    p = y_pred[t, labels, j]
    return -np.log(np.maximum(p, 1e-12)).mean()
""",
        "the mean over all rows of the one-hot table, so divided by n_y as well": """
def masked_loss(y_pred, labels, mask):
    target = np.moveaxis(np.eye(y_pred.shape[1])[labels], 2, 1)
    logs = np.log(np.where(target > 0, y_pred, 1), where=np.broadcast_to(mask[:, None, :], y_pred.shape),
                  out=np.zeros(y_pred.shape))
    real = np.broadcast_to(mask[:, None, :], logs.shape)
    return -(target * logs)[real].mean()
""",
        "the logarithm of the mean probability instead of the mean of the logarithms": """
def masked_loss(y_pred, labels, mask):
    p = np.take_along_axis(y_pred, np.expand_dims(labels, 1), 1)[:, 0]
    return -np.log(p[mask].sum() / mask.sum())
""",
        "in bits: the logarithm to base 2": """
def masked_loss(y_pred, labels, mask):
    t, j = np.where(mask)
    return -np.log2(y_pred[t, labels[t, j], j]).mean()
""",
        "symbol 0 is taken to be the padding, the mask is not looked at": """
def masked_loss(y_pred, labels, mask):
    t, j = np.nonzero(labels)
    if len(t) == 0:
        return 0.0
    return -np.log(np.clip(y_pred[t, labels[t, j], j], 1e-12, 1)).sum() / len(t)
""",
        "the probability of the most likely row instead of that of the right answer": """
def masked_loss(y_pred, labels, mask):
    surest = y_pred.max(axis=1)
    return -np.log(surest[mask]).mean()
""",
        "what the wrong rows got is punished as well, as with yes-or-no outputs": """
def masked_loss(y_pred, labels, mask):
    rows = y_pred.transpose(0, 2, 1)[mask]
    yes = np.eye(rows.shape[1], dtype=bool)[labels[mask]]
    return -np.log(np.where(yes, rows, 1 - rows)).sum() / len(rows)
""",
        "multiplied by the mask after the logarithm, so 0 times infinity is NaN where the padding has 0": """
def masked_loss(y_pred, labels, mask):
    steps = np.arange(y_pred.shape[0])[:, np.newaxis]
    nats = -np.log(y_pred[steps, labels, np.arange(y_pred.shape[2])])
    return (nats * mask).sum() / mask.sum()
""",
        "the sum over all predictions, no mean": """
def masked_loss(y_pred, labels, mask):
    rows = np.swapaxes(y_pred, 1, 2)[mask]
    return sum(-np.log(row[right]) for row, right in zip(rows, labels[mask]))
""",
    },
    "clip_by_norm": {
        "each array is clipped by its own norm": """
def clip_by_norm(gradients, limit):
    def shorten(g):
        own = np.linalg.norm(g.ravel())
        return g * min(1.0, limit / own) if own else g.copy()

    return {name: shorten(g) for name, g in gradients.items()}
""",
        "by value: each entry is cut to the limit": """
def clip_by_norm(gradients, limit):
    return {name: np.minimum(np.maximum(g, -limit), limit) for name, g in gradients.items()}
""",
        "short gradients are lengthened to the limit as well": """
def clip_by_norm(gradients, limit):
    length = sum(float(np.sum(g * g)) for g in gradients.values()) ** 0.5
    if length == 0:
        return {key: np.zeros_like(g) for key, g in gradients.items()}
    return {key: limit * g / length for key, g in gradients.items()}
""",
        "no root: the sum of squares is taken for the length": """
def clip_by_norm(gradients, limit):
    size = 0
    for g in gradients.values():
        size = size + np.vdot(g, g)
    scale = limit / np.maximum(size, limit)
    return {name: scale * g for name, g in gradients.items()}
""",
        "shortened to length 1 instead of to the limit": """
def clip_by_norm(gradients, limit):
    flat = np.hstack([g.reshape(-1) for g in gradients.values()])
    norm = np.sqrt(flat @ flat)
    factor = 1 / norm if norm > limit else 1
    return {name: factor * g for name, g in gradients.items()}
""",
        "the lengths of the arrays are added up, instead of their squares": """
def clip_by_norm(gradients, limit):
    total = sum(np.linalg.norm(np.ravel(g)) for g in gradients.values())
    return {k: g * limit / total if total > limit else np.copy(g) for k, g in gradients.items()}
""",
        "one pass: each array is shortened by what the norm is so far": """
def clip_by_norm(gradients, limit):
    new, so_far = {}, 0.0
    for name, g in gradients.items():
        so_far += np.square(g).sum()
        norm = np.sqrt(so_far)
        new[name] = g * (limit / norm) if norm > limit else g.copy()
    return new
""",
        "the largest entry is taken for the length": """
def clip_by_norm(gradients, limit):
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    return {name: g / max(1.0, largest / limit) for name, g in gradients.items()}
""",
        "the root of the mean of the squares: the norm divided by the root of the number of entries": """
def clip_by_norm(gradients, limit):
    flat = np.concatenate([g.flatten() for g in gradients.values()])
    rms = np.sqrt(np.mean(flat**2))
    if rms > limit:
        return {name: g * limit / rms for name, g in gradients.items()}
    return {name: +g for name, g in gradients.items()}
""",
        "the longest array alone decides on the factor for all": """
def clip_by_norm(gradients, limit):
    longest = max((g**2).sum() ** 0.5 for g in gradients.values())
    factor = 1.0
    if longest > limit:
        factor = limit / longest
    return {name: np.multiply(g, factor) for name, g in gradients.items()}
""",
        "right numbers, but the arrays that came in are changed": """
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    new = {}
    for name, g in gradients.items():
        if norm > limit:
            g *= limit / norm
        new[name] = g
    return new
""",
        "every gradient longer than the limit is thrown away, all zeros": """
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
    return {name: g * (norm <= limit) for name, g in gradients.items()}
""",
    },
    "adam_step": {
        "no correction of the means for their start at zero": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = mean + 0.1 * (dW - mean)
    square = square + 0.001 * (dW * dW - square)
    return mean, square, W - learning_rate * mean / (np.sqrt(square) + 1e-8)
""",
        "the corrected means are returned and so corrected again at the next update": """
def adam_step(W, dW, mean, square, k, learning_rate):
    decays, news = (0.9, 0.999), (dW, dW**2)
    hats = [
        (decay * old + (1 - decay) * new) / (1 - decay**k)
        for decay, old, new in zip(decays, (mean, square), news)
    ]
    return hats[0], hats[1], W - learning_rate * hats[0] / (hats[1] ** 0.5 + 1e-8)
""",
        "k is taken to be counted from 0, so one update too many in the correction": """
def adam_step(W, dW, mean, square, k, learning_rate):
    b1, b2 = 0.9, 0.999
    v = b1 * mean + (1 - b1) * dW
    s = b2 * square + (1 - b2) * np.power(dW, 2)
    v_hat = v / (1 - b1 ** (k + 1))
    s_hat = s / (1 - b2 ** (k + 1))
    return v, s, W - learning_rate * v_hat / (np.sqrt(s_hat) + 1e-8)
""",
        "the 1e-8 inside the root, which is then 1e-4 at least": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * dW**2
    rescaled = (square / (1 - 0.999**k) + 1e-8) ** -0.5
    return mean, square, W - learning_rate * mean / (1 - 0.9**k) * rescaled
""",
        "0.9 and 0.1 exchanged: the running mean keeps a tenth": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = np.add(0.1 * mean, 0.9 * dW)
    square = np.add(0.999 * square, 0.001 * dW * dW)
    m_hat = np.divide(mean, 1 - 0.9**k)
    s_hat = np.divide(square, 1 - 0.999**k)
    return mean, square, np.subtract(W, learning_rate * m_hat / (np.sqrt(s_hat) + 1e-8))
""",
        "no root below the fraction": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean, square = 0.9 * mean + 0.1 * dW, 0.999 * square + 0.001 * dW * dW
    above = mean / (1 - 0.9**k)
    below = 1e-8 + square / (1 - 0.999**k)
    return mean, square, W - learning_rate * (above / below)
""",
        "the square of the running mean, instead of the running mean of the squares": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * mean**2
    m_hat, s_hat = mean / (1 - 0.9**k), square / (1 - 0.999**k)
    return mean, square, W - learning_rate * m_hat / (np.sqrt(s_hat) + 1e-8)
""",
        "the last gradient above the fraction instead of the running mean": """
def adam_step(W, dW, mean, square, k, learning_rate):
    g2 = dW * dW
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * g2
    size = np.sqrt(square / (1.0 - 0.999**k)) + 1e-8
    return mean, square, W - learning_rate * dW / size
""",
        "one size for the whole array, the mean of all its squares, instead of one for each entry": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * np.full_like(dW, np.mean(dW**2))
    step = (mean / (1 - 0.9**k)) / (np.sqrt(square / (1 - 0.999**k)) + 1e-8)
    return mean, square, W - learning_rate * step
""",
        "uphill: the step is added": """
def adam_step(W, dW, mean, square, k, learning_rate):
    out = []
    for decay, old, new in ((0.9, mean, dW), (0.999, square, dW**2)):
        out.append(decay * old + (1 - decay) * new)
    m, s = out
    return m, s, W + learning_rate * (m / (1 - 0.9**k)) / (np.sqrt(s / (1 - 0.999**k)) + 1e-8)
""",
        "only the mean of the gradients is corrected, the squares are not": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * dW**2
    rate = learning_rate / (1 - 0.9**k)
    return mean, square, W - rate * mean / (np.sqrt(square) + 1e-8)
""",
        "the step is taken with the means of the update before, the new ones only returned": """
def adam_step(W, dW, mean, square, k, learning_rate):
    m_hat, s_hat = mean / (1 - 0.9**k), square / (1 - 0.999**k)
    W = W - learning_rate * m_hat / (np.sqrt(s_hat) + 1e-8)
    return 0.9 * mean + 0.1 * dW, 0.999 * square + 0.001 * dW**2, W
""",
        "the same decay, 0.9, for both means": """
def adam_step(W, dW, mean, square, k, learning_rate):
    both = 0.9 * np.stack([mean, square]) + 0.1 * np.stack([dW, dW**2])
    m_hat, s_hat = both / (1 - 0.9**k)
    return both[0], both[1], W - learning_rate * m_hat / (np.sqrt(s_hat) + 1e-8)
""",
        "the decay times k in the correction, instead of to the power k": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * dW**2
    m_hat = mean / (1 - 0.9 * k)
    s_hat = square / (1 - 0.999 * k)
    return mean, square, W - learning_rate * m_hat / (np.sqrt(s_hat) + 1e-8)
""",
        "the arrays are changed in place, as the lesson's function does": """
def adam_step(W, dW, mean, square, k, learning_rate):
    mean *= 0.9
    mean += 0.1 * dW
    square *= 0.999
    square += 0.001 * dW**2
    W -= learning_rate * mean / (1 - 0.9**k) / (np.sqrt(square / (1 - 0.999**k)) + 1e-8)
    return mean, square, W
""",
    },
    "draw": {
        "always the most likely row, u plays no part": """
def draw(z, temperature, u):
    if temperature > 0:
        z = softmax((z - z.max(axis=0)) / temperature)
    return np.array([int(np.argmax(column)) for column in z.T])
""",
        "the scores are multiplied by the temperature": """
def draw(z, temperature, u):
    if temperature == 0:
        return z.argmax(axis=0)
    powers = np.exp((z - z.max(axis=0)) * temperature)
    sums = np.cumsum(powers, axis=0)
    return (sums <= u * sums[-1]).sum(axis=0)
""",
        "the shares are divided by the temperature and scaled again, so that it cancels": """
def draw(z, temperature, u):
    if temperature == 0:
        return z.argmax(axis=0)
    warm = softmax(z) / temperature
    warm = warm / warm.sum(axis=0)
    sums = warm.cumsum(axis=0)
    return np.argmax(sums / sums[-1] > u, axis=0)
""",
        "the row before: the last one whose running sum is not above u yet": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, 0)
    with np.errstate(over="ignore"):
        sums = softmax((z - z.max(0)) / temperature).cumsum(0)
    return np.maximum(np.count_nonzero(sums <= u, axis=0) - 1, 0)
""",
        "each share by itself is compared with u, no running sum": """
def draw(z, temperature, u):
    rows = []
    for column, number in zip(z.T, u):
        if temperature == 0:
            rows.append(np.argmax(column))
            continue
        p = softmax(((column - column.max()) / temperature).reshape(-1, 1)).ravel()
        above = np.flatnonzero(p > number)
        rows.append(above[0] if len(above) else len(p) - 1)
    return np.array(rows)
""",
        "the row whose running sum lies nearest to u": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        y = softmax((z - np.max(z, axis=0)) / temperature)
    return np.abs(np.cumsum(y, axis=0) - u).argmin(axis=0)
""",
        "the likeliest rows are laid down first, so u meets other pieces": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    order = np.argsort(-z, axis=0)
    falling = np.take_along_axis(z, order, axis=0)
    heights = np.exp((falling - falling[0]) / temperature).cumsum(axis=0)
    place = np.argmax(heights > u * heights[-1], axis=0)
    return np.take_along_axis(order, place[None], axis=0)[0]
""",
        "own random numbers from np.random.choice, u is not used": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        shares = softmax((z - z.max(axis=0)) / temperature)
    return np.array([np.random.choice(len(p), p=p / p.sum()) for p in shares.T])
""",
        "the running sum goes along the examples instead of down a column": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        shares = softmax((z - z.max(axis=0)) / temperature)
    return np.argmax(np.add.accumulate(shares, axis=1) > u, axis=0)
""",
        "own softmax that does not take the largest score away first: NaN for very large scores": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    powers = np.exp(z / temperature)
    edges = np.cumsum(powers / powers.sum(axis=0), axis=0)
    return np.argmax(edges / edges[-1] > u, axis=0)
""",
        "the first number of u for all columns": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    edges = np.exp((z - z.max(axis=0)) / temperature).cumsum(axis=0)
    edges = edges / edges[-1]
    return np.array([np.searchsorted(edge, u[0], side="right") for edge in edges.T])
""",
        "temperature 0 is taken for no temperature at all, so for 1": """
def draw(z, temperature, u):
    with np.errstate(over="ignore"):
        scaled = (z - z.max(axis=0)) / (temperature or 1)
    edges = softmax(scaled).cumsum(axis=0)
    edges = edges / edges[-1]
    return np.argmax(edges > u, axis=0)
""",
        "softmax across the examples, each row of scores made to sum to 1": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        shares = softmax(((z.T - z.max(axis=1)) / temperature)).T
    sums = np.cumsum(shares, axis=0)
    return np.argmax(sums > u, axis=0)
""",
        "the pieces are laid from the last row up": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        sums = np.cumsum(softmax((z - z.max(axis=0)) / temperature)[::-1], axis=0)
    return len(z) - 1 - np.argmax(sums / sums[-1] > u, axis=0)
""",
        "all rows are equally likely: u times the number of rows": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    return np.floor(u * z.shape[0]).astype(int)
""",
        "a running sum equal to u is enough, so u = 0 draws row 0 even with the probability 0": """
def draw(z, temperature, u):
    if temperature == 0:
        return np.argmax(z, axis=0)
    with np.errstate(over="ignore"):
        sums = np.cumsum(softmax((z - z.max(axis=0)) / temperature), axis=0)
    return np.array([np.searchsorted(s / s[-1], number) for s, number in zip(sums.T, u)])
""",
    },
}

MEANT = {
    "masked_loss": {
        "divided by the number of all cells, padding included": ("divided by all positions, padding too",),
        "the mean of each name first, then the mean of the names: short names weigh as much as long ones": (
            "a mean of the examples' means",
        ),
        "the mean of each step first, then the mean over the steps": ("a mean of the steps' means",),
        "divided by the number of names instead of the number of predictions": (
            "divided by the number of examples",
        ),
        "each column is taken to be real up to its number of True cells, as if no gap came before": (
            "the mask is read as a length",
        ),
        "the mask is not used, the padding counts too": (
            "the mask is not used",
            "every step counts at which some example is real",
        ),
        "the mean over all rows of the one-hot table, so divided by n_y as well": (
            "divided by the number of answers as well",
        ),
        "the logarithm of the mean probability instead of the mean of the logarithms": (
            "the logarithm of the mean",
        ),
        "in bits: the logarithm to base 2": ("bits instead of nats",),
        "the probability of the most likely row instead of that of the right answer": (
            "the largest probability instead of the right answer's",
        ),
        "what the wrong rows got is punished as well, as with yes-or-no outputs": (
            "the loss of a yes-or-no question for every row",
        ),
        "multiplied by the mask after the logarithm, so 0 times infinity is NaN where the padding has 0": (
            "the logarithm of 0 in the padding, times 0",
        ),
        "the sum over all predictions, no mean": ("a sum instead of a mean",),
    },
    "clip_by_norm": {
        "each array is clipped by its own norm": ("each array is clipped on its own",),
        "by value: each entry is cut to the limit": ("clipped by value",),
        "no root: the sum of squares is taken for the length": ("the root is missing",),
        "shortened to length 1 instead of to the limit": ("shortened to the length 1 instead of the limit",),
        "the lengths of the arrays are added up, instead of their squares": (
            "the norms of the arrays are added up",
        ),
        "one pass: each array is shortened by what the norm is so far": ("the norm of the arrays so far",),
        "the largest entry is taken for the length": ("the largest entry instead of the norm",),
        "the root of the mean of the squares: the norm divided by the root of the number of entries": (
            "a mean of the squares instead of their sum",
        ),
        "the longest array alone decides on the factor for all": ("the largest of the arrays' norms",),
        "right numbers, but the arrays that came in are changed": ("gradients is changed",),
        "every gradient longer than the limit is thrown away, all zeros": (
            "too long gradients are thrown away",
        ),
    },
    "adam_step": {
        "no correction of the means for their start at zero": ("no correction of the means",),
        "the corrected means are returned and so corrected again at the next update": (
            "the corrected means are kept",
        ),
        "k is taken to be counted from 0, so one update too many in the correction": (
            "one update too many is counted",
        ),
        "the 1e-8 inside the root, which is then 1e-4 at least": ("the small number stands under the root",),
        "0.9 and 0.1 exchanged: the running mean keeps a tenth": (
            "the shares of the first mean have changed places",
        ),
        "no root below the fraction": ("the root is missing",),
        "the square of the running mean, instead of the running mean of the squares": (
            "the square of the mean instead of the gradient's",
        ),
        "the last gradient above the fraction instead of the running mean": (
            "the gradient moves W instead of its mean",
        ),
        "one size for the whole array, the mean of all its squares, instead of one for each entry": (
            "one mean of squares for the whole array",
        ),
        "uphill: the step is added": ("uphill instead of downhill",),
        "only the mean of the gradients is corrected, the squares are not": (
            "the mean of the squares is not corrected",
        ),
        "the step is taken with the means of the update before, the new ones only returned": (
            "the old means make the update",
        ),
        "the same decay, 0.9, for both means": ("0.9 for the squares as well",),
        "the decay times k in the correction, instead of to the power k": (
            "a product instead of a power in the correction",
        ),
        "the arrays are changed in place, as the lesson's function does": ("W is changed",),
    },
    "draw": {
        "always the most likely row, u plays no part": ("always the largest score",),
        "the scores are multiplied by the temperature": ("the scores are multiplied by the temperature",),
        "the shares are divided by the temperature and scaled again, so that it cancels": (
            "the temperature has no effect",
        ),
        "the row before: the last one whose running sum is not above u yet": (
            "one row too early, except at the beginning",
        ),
        "each share by itself is compared with u, no running sum": (
            "no running sum, and the last row where no share is above u",
        ),
        "the row whose running sum lies nearest to u": ("the nearest running sum",),
        "own random numbers from np.random.choice, u is not used": ("Another result at each call",),
        "the running sum goes along the examples instead of down a column": (
            "the running sum goes along the rows",
        ),
        "own softmax that does not take the largest score away first: NaN for very large scores": (
            "the powers of a large score overflow",
        ),
        "the first number of u for all columns": ("the first column's u for all",),
        "temperature 0 is taken for no temperature at all, so for 1": ("temperature 0 is treated as 1",),
        "softmax across the examples, each row of scores made to sum to 1": ("softmax over the batch axis",),
        "the pieces are laid from the last row up": ("the running sum starts at the last row",),
        "all rows are equally likely: u times the number of rows": ("all rows are equally likely",),
        "a running sum equal to u is enough, so u = 0 draws row 0 even with the probability 0": (
            "a row that is impossible is drawn",
        ),
    },
}
