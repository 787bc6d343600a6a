"""Answers by hand to the exercises of lesson 06."""

SETUP = """
import numpy as np

from rnn_helpers.neurons import auc
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.vocabulary import one_hot
"""

RIGHT = {
    "text_chunks": {
        "a loop over every entry": """
def text_chunks(codes, columns, steps):
    per_column = (len(codes) - 1) // columns
    n_chunks = per_column // steps
    reads = np.zeros((n_chunks, steps, columns), dtype=int)
    labels = np.zeros((n_chunks, steps, columns), dtype=int)
    for k in range(n_chunks):
        for t in range(steps):
            for j in range(columns):
                place = j * per_column + k * steps + t
                reads[k, t, j] = codes[place]
                labels[k, t, j] = codes[place + 1]
    return reads, labels
""",
        "reshape, transpose, cut, reshape, the same for both through a helper": """
def text_chunks(codes, columns, steps):
    L = (codes.size - 1) // columns

    def cut(sequence):
        tall = sequence[: columns * L].reshape(columns, L).T
        whole = L - L % steps
        return tall[:whole].reshape(-1, steps, columns)

    return cut(codes[:-1]), cut(codes[1:])
""",
        "plain lists and zip, made an array at the very end": """
def text_chunks(codes, columns, steps):
    letters = [int(c) for c in codes]
    pairs = list(zip(letters[:-1], letters[1:]))
    length = len(pairs) // columns
    ropes = [pairs[j * length : (j + 1) * length] for j in range(columns)]
    out = []
    while all(len(rope) >= steps for rope in ropes):
        out.append([[rope[t] for rope in ropes] for t in range(steps)])
        ropes = [rope[steps:] for rope in ropes]
    both = np.array(out)
    return both[..., 0], both[..., 1]
""",
        "one array of places with three axes, by ogrid": """
def text_chunks(codes, columns, steps):
    size = (codes.shape[0] - 1) // columns
    k, t, j = np.ogrid[: size // steps, :steps, :columns]
    where = steps * k + t + size * j
    return codes[where], np.take(codes, where + 1)
""",
        "windows of steps + 1 characters, read and label are views of them": """
def text_chunks(codes, columns, steps):
    windows = np.lib.stride_tricks.sliding_window_view(codes, steps + 1)
    n = (len(codes) - 1) // columns
    starts = np.array([[j * n + k * steps for j in range(columns)] for k in range(n // steps)])
    chosen = windows[starts].swapaxes(1, 2)
    return chosen[:, :-1, :], chosen[:, 1:, :]
""",
        "recursion, the first chunk in front of the rest": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    x = np.stack([codes[j * n : j * n + n] for j in range(columns)], axis=-1)
    y = np.stack([codes[j * n + 1 : j * n + n + 1] for j in range(columns)], axis=-1)

    def chunked(rows):
        if len(rows) < steps:
            return np.empty((0, steps, columns), dtype=codes.dtype)
        return np.concatenate([rows[None, :steps], chunked(rows[steps:])])

    return chunked(x), chunked(y)
""",
    },
    "chunk_costs": {
        "np.where on the state, take_along_axis for the labels": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    K, T, m = reads.shape
    state = np.zeros((n_a, m))
    costs = np.zeros((K, m))
    for k in range(K):
        if k > 0:
            state = np.where(fresh[k], 0.0, state)
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        right = np.take_along_axis(p, labels[k][:, None, :], axis=1)[:, 0, :]
        costs[k] = -np.log2(right).mean(axis=0)
        state = a[-1]
    return costs
""",
        "each column alone, each new text read in one go, the costs cut up afterwards": """
def chunk_costs(reads, labels, fresh, parameters):
    chunks, steps, m = reads.shape
    n_a, n_x = parameters["Wax"].shape
    result = []
    for j in range(m):
        begins = [0] + [k for k in range(1, chunks) if fresh[k, j]] + [chunks]
        bits = []
        for first, last in zip(begins, begins[1:]):
            read = reads[first:last, :, j].reshape(-1, 1)
            said = labels[first:last, :, j].ravel()
            _, y, _ = rnn_forward_pass(one_hot(read, n_x), np.zeros((n_a, 1)), parameters)
            bits.extend(-np.log(y[t, said[t], 0]) / np.log(2) for t in range(len(said)))
        result.append(np.array(bits).reshape(chunks, steps).mean(axis=1))
    return np.array(result).T
""",
        "its own network, step by step with einsum and log-sum-exp, and a mask that multiplies": """
def chunk_costs(reads, labels, fresh, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    K, T, m = reads.shape
    h = np.zeros((m, len(Waa)))
    total = np.zeros((K, m))
    for k in range(K):
        h = h * (1.0 - fresh[k].astype(float))[:, None]
        for t in range(T):
            h = np.tanh(Wax.T[reads[k, t]] + np.einsum("ij,mj->mi", Waa, h) + parameters["ba"].ravel())
            z = np.einsum("yi,mi->my", Wya, h) + parameters["by"].T
            top = z.max(axis=1)
            log_norm = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
            total[k] += log_norm - z[np.arange(m), labels[k, t]]
    return total / (T * np.log(2))
""",
        "recursion over chunks, the one-hot labels add up the probability": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape

    def rest(k, before):
        if k == len(reads):
            return []
        x, y = one_hot(reads[k], n_x), one_hot(labels[k], n_x)
        a, y_pred, caches = rnn_forward_pass(x, before, parameters)
        cost = -np.mean(np.log2((y_pred * y).sum(axis=1)), axis=0)
        after = a[-1].copy()
        if k + 1 < len(reads):
            after[:, fresh[k + 1]] = 0
        return [cost] + rest(k + 1, after)

    return np.stack(rest(0, np.zeros((n_a, reads.shape[2]))))
""",
        "a dictionary of column states, one forward pass for each chunk and column": """
def chunk_costs(reads, labels, fresh, parameters):
    hidden = parameters["Waa"].shape[0]
    size = parameters["by"].shape[0]
    memory = {}
    table = np.full(fresh.shape, np.nan)
    for k, row in enumerate(fresh):
        for j, begins in enumerate(row):
            if k == 0 or begins:
                memory[j] = np.zeros((hidden, 1))
            states, shares, _ = rnn_forward_pass(one_hot(reads[k][:, [j]], size), memory[j], parameters)
            memory[j] = states[-1]
            picked = shares[np.arange(len(shares)), labels[k, :, j], 0]
            table[k, j] = np.log2(1 / picked).sum() / len(picked)
    return table
""",
    },
    "choose_and_judge": {
        "two rows of areas and np.maximum": """
def choose_and_judge(values, answers, half):
    first = auc(values[:half], answers[:half])
    second = auc(values[half:], answers[half:])
    unit = int(np.argmax(np.maximum(first, 1 - first)))
    area = second[unit] if first[unit] > 0.5 else 1 - second[unit]
    return unit, float(area)
""",
        "pairs counted by hand in loops, no auc": """
def choose_and_judge(values, answers, half):
    def share(column, yes):
        won = 0.0
        for inside in column[yes]:
            for outside in column[~yes]:
                won += 1.0 if inside > outside else 0.5 if inside == outside else 0.0
        return won / (yes.sum() * (~yes).sum())

    best, chosen, turned = -1.0, None, False
    for number in range(values.shape[1]):
        area = share(values[:half, number], answers[:half])
        for candidate, sign_turned in [(area, False), (1 - area, True)]:
            if candidate > best:
                best, chosen, turned = candidate, number, sign_turned
    judged = share(values[half:, chosen], answers[half:])
    return chosen, (1 - judged if turned else judged)
""",
        "the distance from a coin, and its sign": """
def choose_and_judge(values, answers, half):
    train, test = (auc(v, w) - 0.5 for v, w in zip(np.split(values, [half]), np.split(answers, [half])))
    u = np.abs(train).argmax()
    return u, 0.5 + np.sign(train[u]) * test[u]
""",
        "units and turned units side by side, the number modulo the units": """
def choose_and_judge(values, answers, half):
    n = values.shape[1]
    both = np.concatenate([values, -values], axis=1)
    winner = np.argmax(auc(both[:half], answers[:half]))
    area = auc(both[half:, [winner]], answers[half:])[0]
    return winner % n, area
""",
        "the values are turned, then a single column is measured": """
def choose_and_judge(values, answers, half):
    early = np.arange(len(values)) < half
    signs = np.where(auc(values[early], answers[early]) < 0.5, -1, 1)
    turned = signs * values
    unit = auc(turned[early], answers[early]).argmax()
    (area,) = auc(turned[~early][:, unit : unit + 1], answers[~early])
    return unit, area
""",
        "the largest and the smallest area, whichever is farther out": """
def choose_and_judge(values, answers, half):
    a = auc(values[:half], answers[:half])
    high, low = int(a.argmax()), int(a.argmin())
    if a[high] >= 1 - a[low]:
        return high, auc(values[half:, [high]], answers[half:]).item()
    return low, auc(values[half:, [low]], ~answers[half:]).item()
""",
    },
}

WRONG = {
    "text_chunks": {
        "each column is cut into read and target by itself, so it loses a character at its end": """
def text_chunks(codes, columns, steps):
    size = len(codes) // columns
    table = codes[: size * columns].reshape(columns, size)
    n = (size - 1) // steps
    x = table[:, :-1][:, : n * steps]
    y = table[:, 1:][:, : n * steps]
    return x.T.reshape(n, steps, columns), y.T.reshape(n, steps, columns)
""",
        "cut into batches row by row: the next chunk goes on where the last column of this one ended": """
def text_chunks(codes, columns, steps):
    reads, labels = [], []
    per_batch = columns * steps
    place = 0
    while place + per_batch + 1 <= len(codes):
        reads.append(np.stack(np.split(codes[place : place + per_batch], columns), axis=1))
        labels.append(np.stack(np.split(codes[place + 1 : place + per_batch + 1], columns), axis=1))
        place += per_batch
    return np.array(reads), np.array(labels)
""",
        "columns are shortened to whole chunks before the text is dealt out": """
def text_chunks(codes, columns, steps):
    n_chunks = (len(codes) - 1) // (columns * steps)
    length = n_chunks * steps
    begin = np.arange(columns) * length
    place = np.arange(length)[:, None] + begin
    place = place.reshape(n_chunks, steps, columns)
    return codes[place], codes[place + 1]
""",
        "the target is the next one in the same column, and the last turns back to its beginning": """
def text_chunks(codes, columns, steps):
    length = (len(codes) - 1) // columns
    tall = np.array([codes[j * length : (j + 1) * length] for j in range(columns)]).T
    following = np.concatenate([tall[1:], tall[:1]])
    keep = length // steps * steps
    return tall[:keep].reshape(-1, steps, columns), following[:keep].reshape(-1, steps, columns)
""",
        "all N characters are read, and the last one's target is the first of the text": """
def text_chunks(codes, columns, steps):
    after = np.append(codes[1:], codes[0])
    size = len(codes) // columns
    chunks = size // steps
    reads = np.empty((chunks, steps, columns), int)
    labels = np.empty_like(reads)
    for j in range(columns):
        piece = slice(j * size, j * size + chunks * steps)
        reads[:, :, j] = codes[piece].reshape(chunks, steps)
        labels[:, :, j] = after[piece].reshape(chunks, steps)
    return reads, labels
""",
        "neighbouring characters go to neighbouring columns": """
def text_chunks(codes, columns, steps):
    length = (len(codes) - 1) // columns
    n = length // steps
    reads = [codes[:-1][j::columns][: n * steps] for j in range(columns)]
    labels = [codes[1:][j::columns][: n * steps] for j in range(columns)]
    return (
        np.stack(reads, axis=1).reshape(n, steps, columns),
        np.stack(labels, axis=1).reshape(n, steps, columns),
    )
""",
        "the array of columns is reshaped to the wanted shape without being transposed": """
def text_chunks(codes, columns, steps):
    m, T = columns, steps
    length = (len(codes) - 1) // m
    chunks = length // T
    shape = (chunks, T, m)
    x = codes[: m * length].reshape(m, length)[:, : chunks * T]
    y = codes[1 : m * length + 1].reshape(m, length)[:, : chunks * T]
    return x.reshape(shape), y.reshape(shape)
""",
        "examples before time: (chunks, columns, steps)": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    reads, labels = [], []
    for k in range(0, n - n % steps, steps):
        reads.append([codes[j * n + k : j * n + k + steps] for j in range(columns)])
        labels.append([codes[j * n + k + 1 : j * n + k + steps + 1] for j in range(columns)])
    return np.array(reads), np.array(labels)
""",
        "the labels are the characters that are read": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    rows = np.arange(n - n % steps)
    text = codes[np.add.outer(rows, n * np.arange(columns))]
    parts = np.array(np.split(text, len(rows) // steps))
    return parts, parts.copy()
""",
        "the last chunk of each column is filled up with zeros instead of being left out": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    chunks = -(-n // steps)
    out = []
    for shift in (0, 1):
        table = np.zeros((chunks * steps, columns), int)
        for j in range(columns):
            table[:n, j] = codes[j * n + shift : (j + 1) * n + shift]
        out.append(table.reshape(chunks, steps, columns))
    return tuple(out)
""",
        "a chunk of `steps` characters gives one prediction fewer, because its last has no target in it": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    ropes = np.stack([codes[j * n : (j + 1) * n] for j in range(columns)], axis=1)
    cut = np.stack([ropes[k : k + steps] for k in range(0, n - steps + 1, steps)])
    return cut[:, :-1], cut[:, 1:]
""",
        "what is too much is left out at the beginning of the text": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    tail = codes[-(n * columns + 1) :]
    k, t, j = np.meshgrid(np.arange(n // steps), np.arange(steps), np.arange(columns), indexing="ij")
    at = j * n + k * steps + t
    return tail[at], tail[at + 1]
""",
        "the chunks overlap: each begins one character after the one before": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    starts = range(n - steps + 1)
    x = [[[codes[j * n + s + t] for j in range(columns)] for t in range(steps)] for s in starts]
    y = [[[codes[j * n + s + t + 1] for j in range(columns)] for t in range(steps)] for s in starts]
    return np.array(x), np.array(y)
""",
        "floats, because the arrays were made by np.zeros without a type": """
def text_chunks(codes, columns, steps):
    n = (len(codes) - 1) // columns
    c = n // steps
    reads, labels = np.zeros((c, steps, columns)), np.zeros((c, steps, columns))
    for k in range(c):
        for j in range(columns):
            s = j * n + k * steps
            reads[k, :, j], labels[k, :, j] = codes[s : s + steps], codes[s + 1 : s + 1 + steps]
    return reads, labels
""",
    },
    "chunk_costs": {
        "every chunk begins with a state of zero": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    rows = []
    for r, l in zip(reads, labels):
        _, p, _ = rnn_forward_pass(one_hot(r, n_x), np.zeros((n_a, r.shape[1])), parameters)
        rows.append(-(np.log2(p) * one_hot(l, n_x)).sum(axis=1).mean(axis=0))
    return np.array(rows)
""",
        "the state is carried always, a new text does not reset it": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    chunks, steps, m = reads.shape
    whole = one_hot(reads.reshape(chunks * steps, m), n_x)
    _, p, _ = rnn_forward_pass(whole, np.zeros((n_a, m)), parameters)
    t, j = np.indices((chunks * steps, m))
    return -np.log2(p[t, labels.reshape(-1, m), j]).reshape(chunks, steps, m).mean(axis=1)
""",
        "a new text in one column resets all columns": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    blank = np.zeros((n_a, reads.shape[-1]))
    state, costs = blank, []
    for k, begins in enumerate(fresh):
        if begins.any():
            state = blank
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        state = a[-1]
        costs.append(-np.log2(np.einsum("tym,tym->tm", p, one_hot(labels[k], n_x))).mean(0))
    return np.stack(costs)
""",
        "the state is reset only where a new text begins in all columns": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    m = reads.shape[2]
    costs = np.zeros(fresh.shape)
    a_prev = np.zeros((n_a, m))
    for k in range(len(reads)):
        a_prev = np.zeros((n_a, m)) if np.all(fresh[k]) else a_prev
        a, y, _ = rnn_forward_pass(one_hot(reads[k], n_x), a_prev, parameters)
        for j in range(m):
            costs[k, j] = np.mean([-np.log2(y[t, labels[k, t, j], j]) for t in range(len(y))])
        a_prev = a[-1]
    return costs
""",
        "the reset comes one chunk late, after the chunk with which the new text begins": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    keep = 1.0 - fresh
    state = np.zeros((n_a, reads.shape[2]))
    costs = np.empty(fresh.shape)
    for k in range(len(reads)):
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        costs[k] = -np.log2(np.take_along_axis(p, labels[k][:, None], 1)).mean(axis=(0, 1))
        state = a[-1] * keep[k]
    return costs
""",
        "kept where a new text begins and reset where the old one goes on": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    state, costs = np.zeros((n_a, reads.shape[2])), []
    for x, y, mask in zip(reads, labels, fresh):
        a, p, _ = rnn_forward_pass(one_hot(x, n_x), state * mask, parameters)
        picked = np.take_along_axis(p, y[:, None, :], axis=1).squeeze(1)
        costs.append(np.mean(-np.log2(picked), axis=0))
        state = a[-1]
    return np.vstack(costs)
""",
        "nats: the natural logarithm": """
def chunk_costs(reads, labels, fresh, parameters):
    from rnn_helpers.losses import cross_entropy

    n_a, n_x = parameters["Wax"].shape
    K, _, m = reads.shape
    costs, state = np.zeros((K, m)), np.zeros((n_a, m))
    for k in range(K):
        state = np.where(fresh[k] & (k > 0), 0, state)
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        for j in range(m):
            costs[k, j] = cross_entropy(p[:, :, j : j + 1], labels[k][:, j : j + 1])
        state = a[-1]
    return costs
""",
        "the logarithm of the mean probability instead of the mean of the logarithms": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    prev, rows = np.zeros((n_a, reads.shape[2])), []
    for k in range(reads.shape[0]):
        a0 = prev.copy()
        a0[:, fresh[k]] = 0.0
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), a0, parameters)
        rows.append(-np.log2((p * one_hot(labels[k], n_x)).sum(axis=1).mean(axis=0)))
        prev = a[-1]
    return np.array(rows)
""",
        "the probability of the character that is read, not of the one that comes": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    a_last = np.zeros((n_a, fresh.shape[1]))
    result = np.zeros(fresh.shape)
    for k, chunk in enumerate(reads):
        x = one_hot(chunk, n_x)
        a, y_pred, _ = rnn_forward_pass(x, a_last * ~fresh[k], parameters)
        a_last = a[-1]
        result[k] = -np.log2(np.sum(x * y_pred, axis=1)).mean(axis=0)
    return result
""",
        "the state after the first step of the chunk is carried, not that after its last": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    table, carry = [], np.zeros((n_a, reads.shape[2]))
    for k in range(len(reads)):
        carry = np.where(fresh[k][None, :], np.zeros_like(carry), carry)
        states, shares, _ = rnn_forward_pass(one_hot(reads[k], n_x), carry, parameters)
        carry = states[0]
        right = shares.transpose(0, 2, 1)[one_hot(labels[k], n_x).transpose(0, 2, 1) == 1]
        table.append(-np.log2(right).reshape(labels[k].shape).mean(axis=0))
    return np.array(table)
""",
        "the sum over the steps of a chunk, not the mean": """
def chunk_costs(reads, labels, fresh, parameters):
    Wax, Waa, Wya, ba, by = (parameters[name] for name in ("Wax", "Waa", "Wya", "ba", "by"))
    K, T, m = reads.shape
    a, bits = np.zeros((len(ba), m)), np.zeros((K, m))
    for k in range(K):
        a = np.where(fresh[k], 0, a)
        for t in range(T):
            a = np.tanh(Wax[:, reads[k, t]] + Waa @ a + ba)
            e = np.exp(Wya @ a + by)
            bits[k] -= np.log2(e[labels[k, t], range(m)] / e.sum(axis=0))
    return bits
""",
        "one mean over steps and columns, the same number in each column": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    m = reads.shape[2]
    state, costs = np.zeros((n_a, m)), []
    for k in range(len(reads)):
        state[:, fresh[k]] = 0
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        cost = -np.log2(p[one_hot(labels[k], n_x) == 1]).mean()
        costs.append([cost] * m)
        state = a[-1].copy()
    return np.array(costs)
""",
        "the units with the numbers of the fresh columns are reset, rows instead of columns": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    state = np.zeros((n_a, reads.shape[2]))
    costs = np.zeros(fresh.shape)
    for k in range(len(reads)):
        state = state.copy()
        for j in np.flatnonzero(fresh[k]):
            if j < n_a:
                state[j] = 0
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        costs[k] = -np.log2(np.take_along_axis(p, labels[k][:, None, :], 1))[:, 0].mean(0)
        state = a[-1]
    return costs
""",
        "how unsure the network is (entropy), whatever came": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    h, rows = np.zeros((n_a, reads.shape[2])), []
    for k in range(len(reads)):
        h = h * np.logical_not(fresh[k])
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), h, parameters)
        h = a[-1]
        rows.append(-(p * np.log2(p)).sum(axis=1).mean(axis=0))
    return np.array(rows)
""",
        "the probability is taken from the step before, since it was given before the label came": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    m = reads.shape[2]
    state, expected = np.zeros((n_a, m)), np.full((1, n_x, m), 1 / n_x)
    costs = np.zeros(fresh.shape)
    for k in range(len(reads)):
        state = np.where(fresh[k], 0, state)
        expected = np.where(fresh[k], 1 / n_x, expected)
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        before = np.concatenate([expected, p[:-1]])
        costs[k] = -np.log2((before * one_hot(labels[k], n_x)).sum(axis=1)).mean(axis=0)
        state, expected = a[-1], p[-1:]
    return costs
""",
        "each column gets the state of its left neighbour, as if the text went on from column to column": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    state, rows = np.zeros((n_a, reads.shape[2])), []
    for k in range(len(reads)):
        state = np.where(fresh[k], 0, state)
        a, p, _ = rnn_forward_pass(one_hot(reads[k], n_x), state, parameters)
        rows.append(-np.log2((p * one_hot(labels[k], n_x)).sum(1)).mean(0))
        state = np.concatenate([a[-1][:, -1:], a[-1][:, :-1]], axis=1)
    return np.array(rows)
""",
        "only the cost of the last character of each chunk": """
def chunk_costs(reads, labels, fresh, parameters):
    n_a, n_x = parameters["Wax"].shape
    m = fresh.shape[1]
    state, rows = np.zeros((n_a, m)), []
    for x, y, new in zip(reads, labels, fresh):
        a, p, _ = rnn_forward_pass(one_hot(x, n_x), state * ~new, parameters)
        state = a[-1]
        rows.append([-np.log2(p[-1, y[-1, j], j]) for j in range(m)])
    return np.array(rows)
""",
    },
    "choose_and_judge": {
        "chosen by the largest area as it is, without turning signs": """
def choose_and_judge(values, answers, half):
    areas = auc(values[:half], answers[:half])
    unit = sorted(range(len(areas)), key=lambda u: areas[u])[-1]
    return unit, auc(values[half:], answers[half:])[unit]
""",
        "the sign is turned for choosing but not for judging": """
def choose_and_judge(values, answers, half):
    chosen_on, judged_on = slice(None, half), slice(half, None)
    distance = abs(auc(values[chosen_on], answers[chosen_on]) - 1 / 2)
    unit = int(distance.argmax())
    return unit, float(auc(values[judged_on, unit][:, None], answers[judged_on])[0])
""",
        "the sign is turned on the second part wherever it helps there": """
def choose_and_judge(values, answers, half):
    from rnn_helpers.neurons import either_way

    first, second = (either_way(auc(values[p], answers[p])) for p in (slice(half), slice(half, None)))
    return int(first.argmax()), second[first.argmax()]
""",
        "chosen on the whole text, judged on the second part": """
def choose_and_judge(values, answers, half):
    whole = auc(values, answers)
    best = np.where(whole < 0.5, 1 - whole, whole)
    unit = best.argmax()
    area = auc(values[half:], answers[half:])[unit]
    return unit, area if whole[unit] >= 0.5 else 1 - area
""",
        "judged on the part on which it was chosen": """
def choose_and_judge(values, answers, half):
    best_unit, best_area = 0, 0
    for u, area in enumerate(auc(values[:half], answers[:half])):
        area = max(area, 1 - area)
        if area > best_area:
            best_unit, best_area = u, area
    return best_unit, best_area
""",
        "judged on the whole text": """
def choose_and_judge(values, answers, half):
    part = auc(values[:half], answers[:half])
    sign = np.where(part < 0.5, -1.0, 1.0)
    unit = np.argmax(np.abs(part - 0.5))
    return unit, auc(values * sign, answers)[unit]
""",
        "chosen on the second part, and judged there as well": """
def choose_and_judge(values, answers, half):
    second = auc(values[half:], answers[half:])
    tells = np.vstack([second, 1 - second]).max(axis=0)
    return int(np.argmax(tells)), float(np.max(tells))
""",
        "the parts are exchanged: chosen on the second, judged on the first": """
def choose_and_judge(values, answers, half):
    test, train = auc(values[:half], answers[:half]), auc(values[half:], answers[half:])
    turned = train < 0.5
    unit = np.where(turned, 1 - train, train).argmax()
    return unit, (1 - test[unit]) if turned[unit] else test[unit]
""",
        "cut in the middle, whatever `half` says": """
def choose_and_judge(values, answers, half):
    middle = len(answers) // 2
    v1, v2, w1, w2 = values[:middle], values[middle:], answers[:middle], answers[middle:]
    a1, a2 = auc(v1, w1), auc(v2, w2)
    unit = int(np.maximum(a1, 1 - a1).argmax())
    return unit, a2[unit] if a1[unit] > 0.5 else 1 - a2[unit]
""",
        "chosen by the correlation with the property, only judged by the area": """
def choose_and_judge(values, answers, half):
    r = [np.corrcoef(column, answers[:half])[0, 1] for column in values[:half].T]
    unit = int(np.argmax(np.abs(r)))
    area = auc(values[half:, [unit]], answers[half:])[0]
    return unit, area if r[unit] > 0 else 1 - area
""",
        "every sign as it helps, and the mean of both parts": """
def choose_and_judge(values, answers, half):
    first, second = auc(values[:half], answers[:half]), auc(values[half:], answers[half:])
    flip = first < 0.5
    first[flip], second[flip] = 1 - first[flip], 1 - second[flip]
    unit = first.argmax()
    return unit, (first[unit] + second[unit]) / 2
""",
        "turning a sign makes the area negative": """
def choose_and_judge(values, answers, half):
    first, second = [auc(v, w) for v, w in ((values[:half], answers[:half]), (values[half:], answers[half:]))]
    u = max(range(first.size), key=lambda k: max(first[k], 1 - first[k]))
    sign = 1 if first[u] > 0.5 else -1
    return u, sign * second[u]
""",
        "the second part says which signs are turned, the first only which unit is taken": """
def choose_and_judge(values, answers, half):
    second = auc(values[half:], answers[half:])
    sign = np.sign(second - 0.5)
    turned = values * sign
    unit = auc(turned[:half], answers[:half]).argmax()
    return unit, auc(turned[half:, [unit]], answers[half:])[0]
""",
        "the share of right answers with the threshold 0, instead of the area": """
def choose_and_judge(values, answers, half):
    right = (values > 0) == answers[:, None]
    first, second = right[:half].mean(axis=0), right[half:].mean(axis=0)
    unit = int(np.argmax(np.abs(first - 0.5)))
    return unit, second[unit] if first[unit] > 0.5 else 1 - second[unit]
""",
        "the best unit of each part: its number from the first, its area from the second": """
def choose_and_judge(values, answers, half):
    first = auc(values[:half], answers[:half])
    second = auc(values[half:], answers[half:])
    unit = np.maximum(first, 1 - first).argmax()
    return unit, max(second.max(), 1 - second.min())
""",
    },
}

MEANT = {
    "text_chunks": {
        "each column is cut into read and target by itself, so it loses a character at its end": (
            "the last character of each column is a target only",
        ),
        "cut into batches row by row: the next chunk goes on where the last column of this one ended": (
            "the next chunk goes on where the last column ended",
        ),
        "columns are shortened to whole chunks before the text is dealt out": (
            "the text is shortened to whole chunks before it is cut into columns",
        ),
        "the target is the next one in the same column, and the last turns back to its beginning": (
            "the last target of a column is its own first character",
        ),
        "all N characters are read, and the last one's target is the first of the text": (
            "the last character is counted among those that are read",
        ),
        "neighbouring characters go to neighbouring columns": ("neighbouring characters stand side by side",),
        "the array of columns is reshaped to the wanted shape without being transposed": (
            "a reshape where a transpose is needed",
        ),
        "examples before time: (chunks, columns, steps)": ("the steps of a column lie side by side",),
        "the labels are the characters that are read": ("the target is the character itself",),
        "the last chunk of each column is filled up with zeros instead of being left out": (
            "the rest is filled up to a chunk",
        ),
        "a chunk of `steps` characters gives one prediction fewer, because its last has no target in it": (
            "the last target of each chunk is missing",
        ),
        "what is too much is left out at the beginning of the text": ("the rest is dropped at the front",),
        "the chunks overlap: each begins one character after the one before": ("a window at every step",),
        "floats, because the arrays were made by np.zeros without a type": ("The form of the result",),
    },
    "chunk_costs": {
        "every chunk begins with a state of zero": ("the state is reset at every chunk",),
        "the state is carried always, a new text does not reset it": ("the state is never reset",),
        "a new text in one column resets all columns": ("all columns are reset as soon as one is",),
        "the state is reset only where a new text begins in all columns": (
            "a reset only where all columns are fresh",
        ),
        "the reset comes one chunk late, after the chunk with which the new text begins": (
            "the reset comes a chunk late",
        ),
        "kept where a new text begins and reset where the old one goes on": (
            "yes and no of fresh exchanged",
        ),
        "nats: the natural logarithm": ("nats instead of bits",),
        "the logarithm of the mean probability instead of the mean of the logarithms": (
            "the logarithm of a mean",
        ),
        "the probability of the character that is read, not of the one that comes": (
            "the probability of the character just read",
        ),
        "the state after the first step of the chunk is carried, not that after its last": (
            "the state after a chunk's first step is carried",
        ),
        "the sum over the steps of a chunk, not the mean": ("a sum over the steps instead of the mean",),
        "one mean over steps and columns, the same number in each column": ("one mean for all columns",),
        "how unsure the network is (entropy), whatever came": ("the entropy of the prediction",),
        "each column gets the state of its left neighbour, as if the text went on from column to column": (
            "each column gets the state of its neighbour",
        ),
        "only the cost of the last character of each chunk": ("only the last step of a chunk counts",),
    },
    "choose_and_judge": {
        "the sign is turned for choosing but not for judging": ("the sign is not turned for the judgement",),
        "the sign is turned on the second part wherever it helps there": (
            "the direction is chosen on the second part",
        ),
        "chosen on the whole text, judged on the second part": ("chosen on the whole text",),
        "judged on the part on which it was chosen": ("judged on the part that chose it",),
        "judged on the whole text": ("judged on the whole text",),
        "chosen on the second part, and judged there as well": ("chosen and judged on the second part",),
        "the parts are exchanged: chosen on the second, judged on the first": ("the two parts exchanged",),
        "cut in the middle, whatever `half` says": ("the text is cut in the middle",),
        "chosen by the correlation with the property, only judged by the area": (
            "chosen by the correlation",
        ),
        "every sign as it helps, and the mean of both parts": ("the area is the mean of both parts",),
        "the best unit of each part: its number from the first, its area from the second": (
            "the largest area of the second part, signs turned",
        ),
    },
}
