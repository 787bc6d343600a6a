"""Answers by hand to the exercises of lesson 09."""

SETUP = """import numpy as np
"""

RIGHT = {
    "last_real_step": {
        "all steps of all sequences at once, then the diagonal": """
def last_real_step(a, lengths):
    every_pair = a[lengths - 1]
    return np.diagonal(every_pair, axis1=0, axis2=2).copy()
""",
        "walk along time and keep the old state where the sequence has ended": """
def last_real_step(states, n_real):
    kept = np.zeros_like(states[0])
    for t, now in enumerate(states):
        kept = np.where(t < n_real, now, kept)
    return kept
""",
        "a one-hot choice of the step with einsum": """
def last_real_step(a, lengths):
    T_x = a.shape[0]
    pick = np.eye(T_x)[np.asarray(lengths) - 1]
    return np.einsum("tnm,mt->nm", a, pick)
""",
        "batch to the front and back, columns concatenated": """
def last_real_step(a, lengths):
    by_name = np.moveaxis(a, 2, 0)
    columns = [seq[: int(n)][-1][:, None] for seq, n in zip(by_name, lengths)]
    return np.concatenate(columns, axis=1)
""",
        "recursion over the steps from the end of the box": """
def last_real_step(a, lengths):
    def upto(T):
        if T == 1:
            return a[0]
        ends_here = lengths == T
        return np.where(ends_here, a[T - 1], upto(T - 1))

    return upto(len(a))
""",
        "take_along_axis": """
def last_real_step(a, lengths):
    where = (np.array(lengths) - 1).reshape(1, 1, -1)
    return np.take_along_axis(a, where, axis=0)[0]
""",
        "entry by entry with three indices": """
def last_real_step(a, lengths):
    T, n_a, m = a.shape
    out = np.empty((n_a, m), dtype=a.dtype)
    for unit in range(n_a):
        for k in range(m):
            out[unit, k] = a[lengths[k] - 1, unit, k]
    return out
""",
        "paired indices, which bring the batch to the front, then transposed": """
def last_real_step(a, lengths):
    m = a.shape[2]
    return a[lengths - 1, :, np.arange(m)].T
""",
        "the place counted from the right": """
def last_real_step(a, lengths):
    T_x, n_a, m = a.shape
    padding = T_x - np.asarray(lengths)
    last = []
    for k in range(m):
        last.append(a[-1 - padding[k], :, k])
    return np.column_stack(last)
""",
    },
    "last_step_backward": {
        "one sequence at a time": """
def last_step_backward(y_pred, labels, lengths):
    dz = np.zeros(y_pred.shape)
    m = len(labels)
    for k in range(m):
        p = y_pred[lengths[k] - 1, :, k].copy()
        p[labels[k]] = p[labels[k]] - 1
        dz[lengths[k] - 1, :, k] = p / m
    return dz
""",
        "mask times difference, no loop": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    at_end = np.arange(T_x)[:, None] == lengths - 1
    one_hot = np.arange(n_y)[:, None] == labels
    return at_end[:, None, :] * (y_pred - one_hot) / m
""",
        "einsum of a one-hot time and the errors, m as a float32": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    when = np.eye(T_x)[lengths - 1]
    picked = np.einsum("tjk,kt->jk", y_pred, when)
    error = (picked - np.eye(n_y)[:, labels]) / np.float32(m)
    return np.einsum("kt,jk->tjk", when, error)
""",
        "chain rule with the full Jacobian of the softmax": """
def last_step_backward(y_pred, labels, lengths):
    dz = np.zeros_like(y_pred)
    m = y_pred.shape[-1]
    for k, (label, n) in enumerate(zip(labels, lengths)):
        p = y_pred[n - 1, :, k]
        jacobian = np.diag(p) - np.outer(p, p)
        dp = np.zeros_like(p)
        dp[label] = -1 / (m * p[label])
        dz[n - 1, :, k] = jacobian @ dp
    return dz
""",
        "derivative of the loss itself, with a complex step": """
def last_step_backward(y_pred, labels, lengths):
    scores = np.log(y_pred).astype(complex)
    columns = np.arange(len(labels))

    def loss(z):
        e = np.exp(z)
        y = e / e.sum(axis=1, keepdims=True)
        return -np.log(y[lengths - 1, labels, columns]).mean()

    dz = np.zeros(y_pred.shape)
    for place in np.ndindex(*y_pred.shape):
        nudged = scores.copy()
        nudged[place] += 1e-30j
        dz[place] = loss(nudged).imag / 1e-30
    return dz
""",
        "paired indices, one addition for the predictions and one for the labels": """
def last_step_backward(y_pred, labels, lengths):
    ends, k = lengths - 1, np.arange(y_pred.shape[2])
    dz = np.zeros_like(y_pred)
    dz[ends, :, k] = y_pred[ends, :, k]
    dz[ends, labels, k] -= 1.0
    dz /= len(k)
    return dz
""",
        "whole gradient at all steps, then what nobody asked for is set to zero": """
def last_step_backward(y_pred, labels, lengths):
    n_steps, classes, batch = y_pred.shape
    target = np.zeros((classes, batch))
    target[labels, range(batch)] = 1
    full = (y_pred - target[None]) / batch
    for t in range(n_steps):
        for k in range(batch):
            if t + 1 != lengths[k]:
                full[t, :, k] = 0
    return full
""",
        "blocks of zeros before and after, concatenated": """
def last_step_backward(y_pred, labels, lengths):
    T, n, m = y_pred.shape
    planes = []
    for k in range(m):
        before = np.zeros((lengths[k] - 1, n))
        column = (y_pred[lengths[k] - 1, :, k] - np.eye(n)[labels[k]])[None] / m
        after = np.zeros((T - lengths[k], n))
        planes.append(np.concatenate([before, column, after]))
    return np.stack(planes, axis=2)
""",
    },
    "first_state_backward": {
        "product with one-hot rows": """
def first_state_backward(da0, languages, n_languages):
    e = np.eye(n_languages)[languages]
    return da0 @ e
""",
        "sum of outer products, one for each name": """
def first_state_backward(da0, languages, n_languages):
    dWe = 0
    for k, language in enumerate(languages):
        e = np.zeros((n_languages, 1))
        e[language] = 1
        dWe = dWe + da0[:, k : k + 1] @ e.T
    return dWe
""",
        "language by language, the sum of a selection": """
def first_state_backward(da0, languages, n_languages):
    columns = [da0[:, languages == j].sum(axis=1) for j in range(n_languages)]
    return np.stack(columns, axis=-1)
""",
        "add.at on the transposed gradient": """
def first_state_backward(da0, languages, n_languages):
    table = np.zeros((n_languages, len(da0)), dtype=da0.dtype)
    np.add.at(table, languages, da0.T)
    return table.T
""",
        "bincount with weights, unit by unit": """
def first_state_backward(da0, languages, n_languages):
    return np.array([np.bincount(languages, weights=row, minlength=n_languages) for row in da0])
""",
        "recursion over the names": """
def first_state_backward(da0, languages, n_languages):
    if len(languages) == 0:
        return np.zeros((da0.shape[0], n_languages))
    rest = first_state_backward(da0[:, 1:], languages[1:], n_languages)
    rest[:, languages[0]] += da0[:, 0]
    return rest
""",
        "the library's backward pass of a table of words": """
def first_state_backward(da0, languages, n_languages):
    from rnn_helpers.embeddings import look_up_backward

    return look_up_backward(da0, languages, (n_languages, da0.shape[0])).dense().T
""",
        "a dictionary of sums, then a column for each language": """
def first_state_backward(da0, languages, n_languages):
    sums = {}
    for k in range(da0.shape[1]):
        name_of = int(languages[k])
        sums[name_of] = sums.get(name_of, np.zeros(da0.shape[0])) + da0[:, k]
    nothing = np.zeros(da0.shape[0])
    return np.column_stack([sums.get(j, nothing) for j in range(n_languages)])
""",
        "einsum with a comparison as one-hot": """
def first_state_backward(da0, languages, n_languages):
    belongs = (languages[:, None] == np.arange(n_languages)).astype(np.float32)
    return np.einsum("ik,kj->ij", da0, belongs)
""",
    },
    "windows": {
        "a table of places, read once for both": """
def windows(series, starts, length):
    places = np.arange(length + 1)[:, None, None] + starts
    cut = series[places]
    return cut[:-1], cut[1:]
""",
        "lists of slices, transposed": """
def windows(series, starts, length):
    x = np.array([series[s : s + length] for s in starts]).T[:, None, :]
    y = np.array([series[s + 1 : s + length + 1] for s in starts]).T[:, None, :]
    return x, y
""",
        "entry by entry": """
def windows(series, starts, length):
    m = len(starts)
    x, y = np.zeros((length, 1, m)), np.zeros((length, 1, m))
    for t in range(length):
        for k in range(m):
            x[t, 0, k] = series[starts[k] + t]
            y[t, 0, k] = series[starts[k] + t + 1]
    return x, y
""",
        "all windows of the series, then a choice of rows": """
def windows(series, starts, length):
    every = np.lib.stride_tricks.sliding_window_view(series, length + 1)
    chosen = every[starts]
    return chosen[:, :length].T.reshape(length, 1, -1), chosen[:, 1:].T.reshape(length, 1, -1)
""",
        "columns concatenated, the series shifted by one for the targets": """
def windows(series, starts, length):
    def cut(values):
        return np.concatenate([values[s:][:length].reshape(-1, 1, 1) for s in starts], axis=2)

    return cut(series), cut(series[1:])
""",
        "recursion over the steps": """
def windows(series, starts, length):
    now = series[starts][None, None]
    then = series[starts + 1][None, None]
    if length == 1:
        return now, then
    x, y = windows(series, starts + 1, length - 1)
    return np.concatenate([now, x]), np.concatenate([then, y])
""",
        "targets from the inputs, the last one appended, both in a list": """
def windows(series, starts, length):
    x = np.empty((length, 1, len(starts)))
    for k, s in enumerate(starts):
        x[:, 0, k] = series[s : s + length]
    after = series[np.asarray(starts) + length].reshape(1, 1, -1)
    y = np.concatenate((x[1:], after), axis=0)
    return [x, y]
""",
        "np.take in the shape (m, length), then axes moved": """
def windows(series, starts, length):
    index = np.add.outer(starts, np.arange(length))
    x = np.moveaxis(np.take(series, index)[..., None], 0, -1)
    y = np.moveaxis(np.take(series, index + 1)[..., None], 0, -1)
    return x, y
""",
    },
}

WRONG = {
    "last_real_step": {
        "the length taken for the number of the last step, so one step too far": """
def last_real_step(a, lengths):
    columns = []
    for k, n in enumerate(lengths):
        columns.append(a[n, :, k])
    return np.stack(columns, axis=1)
""",
        "one step too far, kept inside the box with a minimum": """
def last_real_step(a, lengths):
    step = np.minimum(lengths, len(a) - 1)
    return np.take_along_axis(a, step[None, None, :], axis=0)[0]
""",
        "the last step of the box for every sequence": """
def last_real_step(a, lengths):
    state = np.zeros(a.shape[1:])
    for now in a:
        state = now
    return state.copy()
""",
        "the end of the longest sequence for all": """
def last_real_step(a, lengths):
    until = max(lengths)
    return a[:until][-1]
""",
        "padding thought to come first, so the length is counted from the end": """
def last_real_step(a, lengths):
    return np.array([a[-n, :, k] for k, n in enumerate(lengths)]).T
""",
        "the mean of all real states": """
def last_real_step(a, lengths):
    real = np.arange(len(a))[:, None] < lengths
    return np.einsum("tnm,tm->nm", a, real) / lengths
""",
        "the sum of all real states": """
def last_real_step(a, lengths):
    total = np.zeros(a.shape[1:])
    for t in range(len(a)):
        total += a[t] * (t < lengths)
    return total
""",
        "padding set to zero, then the last step of the box read": """
def last_real_step(a, lengths):
    cleaned = a.copy()
    for k in range(a.shape[2]):
        cleaned[lengths[k] :, :, k] = 0
    return cleaned[-1]
""",
        "a row for each sequence in place of a column": """
def last_real_step(a, lengths):
    k = np.arange(len(lengths))
    return a[lengths - 1, :, k]
""",
        "rows for the sequences, reshaped and not transposed": """
def last_real_step(a, lengths):
    _, units, m = a.shape
    rows = [a[lengths[k] - 1, :, k] for k in range(m)]
    return np.concatenate(rows).reshape(units, m)
""",
        "the last real steps of all for all sequences, the batch index forgotten": """
def last_real_step(a, lengths):
    return np.take(a, lengths - 1, axis=0)
""",
        "sequences sorted by length and not put back in order": """
def last_real_step(a, lengths):
    order = np.argsort(-lengths)
    return np.column_stack([a[lengths[k] - 1, :, k] for k in order])
""",
        "the largest value of each unit over the real steps": """
def last_real_step(a, lengths):
    m = a.shape[-1]
    return np.stack([a[: lengths[k], :, k].max(axis=0) for k in range(m)], axis=1)
""",
        "padding looked for as states of zero, where it holds numbers": """
def last_real_step(a, lengths):
    alive = np.any(a != 0, axis=1)
    last = np.zeros(a.shape[1:])
    for k in range(a.shape[2]):
        last[:, k] = a[np.flatnonzero(alive[:, k])[-1], :, k]
    return last
""",
        "the last but one real state, for the last has not been answered yet": """
def last_real_step(a, lengths):
    last = np.zeros(a.shape[1:])
    for k, n in enumerate(lengths):
        last[:, k] = a[max(n - 2, 0), :, k]
    return last
""",
        "the lengths counted down in place, so the caller's are changed": """
def last_real_step(a, lengths):
    lengths -= 1
    return np.stack([a[t, :, k] for k, t in enumerate(lengths)], axis=-1)
""",
    },
    "last_step_backward": {
        "summed over the answers, no mean": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    end = np.eye(T_x)[:, lengths - 1]
    return end[:, None, :] * (y_pred - np.eye(n_y)[:, labels])
""",
        "mean over all steps of the box as well": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    dz = np.zeros_like(y_pred)
    for k in range(m):
        e = np.zeros(n_y)
        e[labels[k]] = 1
        dz[lengths[k] - 1, :, k] = y_pred[lengths[k] - 1, :, k] - e
    return dz / (T_x * m)
""",
        "mean over all real steps in place of the answers": """
def last_step_backward(y_pred, labels, lengths):
    k = np.arange(len(labels))
    dz = np.zeros_like(y_pred)
    dz[lengths - 1, :, k] = y_pred[lengths - 1, :, k]
    dz[lengths - 1, labels, k] -= 1
    return dz / np.sum(lengths)
""",
        "each answer divided by the length of its own sequence": """
def last_step_backward(y_pred, labels, lengths):
    dz = np.zeros(y_pred.shape)
    for k, (c, n) in enumerate(zip(labels, lengths)):
        dz[n - 1, :, k] = y_pred[n - 1, :, k]
        dz[n - 1, c, k] -= 1
        dz[:, :, k] /= n
    return dz
""",
        "the label asked for at every real step, mean over these": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    mask = np.arange(T_x)[:, None] < lengths
    dz = (y_pred - np.eye(n_y)[:, labels]) * mask[:, None, :]
    return dz / mask.sum()
""",
        "the loss at the last step of the box": """
def last_step_backward(y_pred, labels, lengths):
    n_y, m = y_pred.shape[1:]
    final = (y_pred[-1] - np.eye(n_y)[labels].T) / m
    return np.concatenate([np.zeros_like(y_pred[:-1]), final[None]])
""",
        "the length taken for the number of the last step": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    here = np.arange(T_x).reshape(-1, 1, 1) == lengths
    hot = np.arange(n_y).reshape(1, -1, 1) == labels
    return np.where(here, y_pred - hot, 0) / m
""",
        "label minus prediction, the direction of the step and not the gradient": """
def last_step_backward(y_pred, labels, lengths):
    dz = np.zeros_like(y_pred)
    m = len(lengths)
    for k in range(m):
        t = lengths[k] - 1
        for j in range(y_pred.shape[1]):
            dz[t, j, k] = (float(j == labels[k]) - y_pred[t, j, k]) / m
    return dz
""",
        "gradient at the probabilities, not yet through the softmax": """
def last_step_backward(y_pred, labels, lengths):
    place = lengths - 1, labels, np.arange(len(labels))
    dz = np.zeros_like(y_pred)
    dz[place] = -1 / y_pred[place] / len(labels)
    return dz
""",
        "the score of the right answer alone gets a gradient": """
def last_step_backward(y_pred, labels, lengths):
    m = y_pred.shape[2]
    dz = 0 * y_pred
    for k in range(m):
        where = (lengths[k] - 1, labels[k], k)
        dz[where] = (y_pred[where] - 1) / m
    return dz
""",
        "the predictions left standing at all other steps": """
def last_step_backward(y_pred, labels, lengths):
    dz = np.array(y_pred)
    dz[lengths - 1, labels, np.arange(len(labels))] -= 1
    return dz / len(labels)
""",
        "padding cleared only, the predictions of earlier real steps left standing": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    dz = y_pred.copy()
    for k in range(m):
        dz[lengths[k] - 1, labels[k], k] -= 1
        dz[lengths[k] :, :, k] = 0
    return dz / m
""",
        "the mean taken of the prediction and not of the label": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    dz = np.zeros_like(y_pred)
    for k in range(m):
        dz[lengths[k] - 1, :, k] = y_pred[lengths[k] - 1, :, k] / m - np.eye(n_y)[labels[k]]
    return dz
""",
        "y_pred taken for scores, softmax once more": """
def last_step_backward(y_pred, labels, lengths):
    e = np.exp(y_pred - y_pred.max(axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    m = len(labels)
    dz = np.zeros_like(p)
    for k in range(m):
        dz[lengths[k] - 1, :, k] = p[lengths[k] - 1, :, k] / m
        dz[lengths[k] - 1, labels[k], k] -= 1 / m
    return dz
""",
        "multiplied with y (1 - y) once more, the derivative of a sigmoid": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    on = (np.arange(T_x)[:, None] == lengths - 1)[:, None]
    return on * (y_pred - np.eye(n_y)[:, labels]) * y_pred * (1 - y_pred) / m
""",
        "the prediction alone, the label never taken off": """
def last_step_backward(y_pred, labels, lengths):
    chosen = np.arange(len(y_pred))[:, None] == lengths - 1
    return np.where(chosen[:, None, :], y_pred, 0.0) / len(lengths)
""",
        "the gradient of the answer shared evenly among all real steps": """
def last_step_backward(y_pred, labels, lengths):
    T_x, n_y, m = y_pred.shape
    dz = np.zeros_like(y_pred)
    for k in range(m):
        n = lengths[k]
        column = (y_pred[n - 1, :, k] - np.eye(n_y)[labels[k]]) / m
        dz[:n, :, k] = column / n
    return dz
""",
        "a column for each answer only, the axis of time left out": """
def last_step_backward(y_pred, labels, lengths):
    k = np.arange(y_pred.shape[2])
    answers = y_pred[lengths - 1, :, k].T
    answers[labels, k] -= 1
    return answers / len(k)
""",
        "the label taken off for all sequences, index of the sequence forgotten": """
def last_step_backward(y_pred, labels, lengths):
    m = y_pred.shape[2]
    dz = np.zeros_like(y_pred)
    for k in range(m):
        dz[lengths[k] - 1, :, k] += y_pred[lengths[k] - 1, :, k]
        dz[lengths[k] - 1, labels[k]] -= 1
    return dz / m
""",
        "divided by the number of classes, the wrong axis for the mean": """
def last_step_backward(y_pred, labels, lengths):
    T, n_y, m = y_pred.shape
    hot = np.zeros((n_y, m))
    hot[labels, np.arange(m)] = 1
    dz = np.zeros((T, n_y, m))
    for t in range(T):
        ends = lengths == t + 1
        dz[t][:, ends] = (y_pred[t] - hot)[:, ends]
    return dz / y_pred.shape[1]
""",
        "worked out inside y_pred, so the caller's predictions are changed": """
def last_step_backward(y_pred, labels, lengths):
    dz = y_pred
    for k, n in enumerate(lengths):
        dz[n - 1, labels[k], k] -= 1
        dz[: n - 1, :, k] = 0
        dz[n:, :, k] = 0
    dz /= len(lengths)
    return dz
""",
    },
    "first_state_backward": {
        "assignment with a list of columns, the last name of a language wins": """
def first_state_backward(da0, languages, n_languages):
    table = np.zeros((n_languages, da0.shape[0]))
    table[languages] = da0.T
    return table.T
""",
        "+= with a list of columns, which adds each column once only": """
def first_state_backward(da0, languages, n_languages):
    grad_We = np.zeros((da0.shape[0], n_languages))
    grad_We[:, languages] += da0
    return grad_We
""",
        "the first name of each language only": """
def first_state_backward(da0, languages, n_languages):
    dWe = np.zeros((len(da0), n_languages))
    present, first = np.unique(languages, return_index=True)
    dWe[:, present] = da0[:, first]
    return dWe
""",
        "the mean over the names of a language": """
def first_state_backward(da0, languages, n_languages):
    one_hot = np.eye(n_languages)[languages]
    how_many = np.maximum(one_hot.sum(axis=0), 1)
    return (da0 @ one_hot) / how_many
""",
        "the mean over the batch taken a second time": """
def first_state_backward(da0, languages, n_languages):
    m = da0.shape[1]
    dWe = np.zeros((da0.shape[0], n_languages))
    for j, column in zip(languages, da0.T):
        dWe[:, j] += column / m
    return dWe
""",
        "a row for each language, transposed": """
def first_state_backward(da0, languages, n_languages):
    return np.einsum("km,im->ki", np.eye(n_languages)[:, languages], da0)
""",
        "columns only for the languages that occur": """
def first_state_backward(da0, languages, n_languages):
    return np.stack([da0[:, languages == j].sum(1) for j in sorted(set(languages.tolist()))], axis=1)
""",
        "as many columns as the largest language that occurs asks for": """
def first_state_backward(da0, languages, n_languages):
    return np.array([np.bincount(languages, weights=unit) for unit in da0])
""",
        "always the 14 languages of the lesson": """
def first_state_backward(da0, languages, n_languages):
    dWe = np.zeros((da0.shape[0], 14))
    for k, j in enumerate(languages):
        dWe[:, j] += da0[:, k]
    return dWe
""",
        "every language that occurs gets the sum over all names": """
def first_state_backward(da0, languages, n_languages):
    used = np.isin(np.arange(n_languages), languages)
    return da0.sum(axis=1, keepdims=True) * used
""",
        "the gradient at We itself already as a step downhill, with a minus": """
def first_state_backward(da0, languages, n_languages):
    dWe = np.zeros((da0.shape[0], n_languages))
    for name in range(len(languages)):
        dWe[:, languages[name]] -= da0[:, name]
    return dWe
""",
        "the gradient of the first states handed back, one column for each name": """
def first_state_backward(da0, languages, n_languages):
    a0_of_each = da0.copy()
    return a0_of_each
""",
        "columns looked up in da0 by language, as the forward pass does in We": """
def first_state_backward(da0, languages, n_languages):
    return da0[:, languages]
""",
        "language numbers thought to begin with 1": """
def first_state_backward(da0, languages, n_languages):
    dWe = np.zeros((da0.shape[0], n_languages))
    for j in range(1, n_languages + 1):
        dWe[:, j - 1] = da0[:, languages == j].sum(axis=1)
    return dWe
""",
    },
    "windows": {
        "the target is the number that is read": """
def windows(series, starts, length):
    t = np.arange(length)[:, None, None]
    x = series[starts[None, None, :] + t]
    return x, x.copy()
""",
        "the target wraps around to the beginning of its own window": """
def windows(series, starts, length):
    x = np.stack([series[s : s + length] for s in starts], axis=-1)[:, None]
    return x, np.roll(x, -1, axis=0)
""",
        "no number after the window, so the last target is zero": """
def windows(series, starts, length):
    x, y = np.zeros((2, length, 1, len(starts)))
    for k, s in enumerate(starts):
        x[:, 0, k] = series[s : s + length]
        y[:-1, 0, k] = series[s + 1 : s + length]
    return x, y
""",
        "the last target repeats the last number that is read": """
def windows(series, starts, length):
    x = series[np.arange(length)[:, None, None] + starts]
    y = np.concatenate([x[1:], x[-1:]])
    return x, y
""",
        "the target is the number before, shifted in the wrong direction": """
def windows(series, starts, length):
    m = len(starts)
    x = np.empty((length, 1, m))
    y = np.empty((length, 1, m))
    for k in range(m):
        for t in range(length):
            x[t, 0, k] = series[starts[k] + t]
            y[t, 0, k] = series[starts[k] + t - 1]
    return x, y
""",
        "length numbers in all are cut, so x and y have one step too few": """
def windows(series, starts, length):
    box = np.array([series[s : s + length] for s in starts]).T[:, np.newaxis, :]
    return box[:-1], box[1:]
""",
        "one target for the window, the number after it, at every step": """
def windows(series, starts, length):
    x = series[np.add.outer(np.arange(length), starts)][:, None]
    y = np.broadcast_to(series[starts + length], x.shape).copy()
    return x, y
""",
        "a target at the last step only, many to one": """
def windows(series, starts, length):
    x, y = np.zeros((length, 1, len(starts))), np.zeros((length, 1, len(starts)))
    for k, s in enumerate(starts):
        x[:, 0, k] = series[s : s + length]
        y[-1, 0, k] = series[s + length]
    return x, y
""",
        "the target is the whole next window": """
def windows(series, starts, length):
    x = np.zeros((length, 1, len(starts)))
    y = np.zeros((length, 1, len(starts)))
    for t in range(length):
        x[t, 0] = series[starts + t]
        y[t, 0] = series[np.minimum(starts + length + t, len(series) - 1)]
    return x, y
""",
        "the target is two numbers ahead": """
def windows(series, starts, length):
    following = np.append(series, series[-1])
    x = [series[s : s + length] for s in starts]
    y = [following[s + 2 : s + 2 + length] for s in starts]
    return np.transpose(x)[:, None], np.transpose(y)[:, None]
""",
        "rows of windows reshaped and not transposed": """
def windows(series, starts, length):
    x = np.concatenate([series[s : s + length] for s in starts]).reshape(length, 1, -1)
    y = np.concatenate([series[s + 1 : s + 1 + length] for s in starts]).reshape(length, 1, -1)
    return x, y
""",
        "batch first, time last": """
def windows(series, starts, length):
    i = starts[:, None, None] + np.arange(length)
    return series[i], series[i + 1]
""",
        "batch first, features last, as other libraries have it": """
def windows(series, starts, length):
    wide = np.lib.stride_tricks.sliding_window_view(series, length + 1)[starts]
    return wide[:, :-1, None], wide[:, 1:, None]
""",
        "the axis in the middle left out": """
def windows(series, starts, length):
    x = np.column_stack([series[s : s + length] for s in starts])
    y = np.column_stack([series[s + 1 :][:length] for s in starts])
    return x, y
""",
        "targets first, inputs second": """
def windows(series, starts, length):
    both = series[np.arange(length + 1)[:, None, None] + starts]
    read, asked = both[:-1], both[1:]
    return asked, read
""",
        "windows one after the other, the starts not used": """
def windows(series, starts, length):
    m = len(starts)
    begins = np.arange(m) * length % (len(series) - length)
    rows = begins + np.arange(length)[:, None]
    return series[rows][:, None], series[rows + 1][:, None]
""",
        "starts thought to be counted from 1": """
def windows(series, starts, length):
    steps = np.arange(length).reshape(-1, 1, 1)
    return series[starts - 1 + steps], series[starts + steps]
""",
        "the target is the change to the next number": """
def windows(series, starts, length):
    change = np.diff(series)
    places = starts + np.arange(length)[:, None]
    return series[places][:, None, :], change[places][:, None, :]
""",
        "both scaled with mean and spread of the series": """
def windows(series, starts, length):
    scaled = (series - np.mean(series)) / np.std(series)
    x = np.zeros((length, 1, len(starts)))
    y = np.zeros_like(x)
    for k, s in enumerate(starts):
        x[:, 0, k] = scaled[s : s + length]
        y[:, 0, k] = scaled[s + 1 : s + length + 1]
    return x, y
""",
        "arrays of whole numbers, which cut the decimals off": """
def windows(series, starts, length):
    x = np.zeros((length, 1, len(starts)), dtype=int)
    y = np.zeros((length, 1, len(starts)), dtype=int)
    for k, s in enumerate(starts):
        for t in range(length):
            x[t, 0, k], y[t, 0, k] = series[s + t], series[s + t + 1]
    return x, y
""",
        "the slice ends at length, as if it were told how long it is": """
def windows(series, starts, length):
    x = np.zeros((length, 1, len(starts)))
    y = np.zeros((length, 1, len(starts)))
    for k, s in enumerate(starts):
        x[:, 0, k] = series[s:length]
        y[:, 0, k] = series[s + 1 : length + 1]
    return x, y
""",
        "windows put in order of time": """
def windows(series, starts, length):
    x, y = [], []
    for s in sorted(starts):
        x.append(series[s : s + length])
        y.append(series[s + 1 : s + length + 1])
    return np.array(x).T.reshape(length, 1, -1), np.array(y).T.reshape(length, 1, -1)
""",
        "the shift goes along the batch and not along time": """
def windows(series, starts, length):
    cut = series[np.arange(length)[:, None, None] + starts]
    return cut, np.roll(cut, -1, axis=2)
""",
    },
}

MEANT = {
    "last_real_step": {
        "the length taken for the number of the last step, so one step too far": ("one step too late",),
        "one step too far, kept inside the box with a minimum": (
            "one step too late, held back at the end of the box",
        ),
        "the last step of the box for every sequence": ("the last step of the batch for every sequence",),
        "the end of the longest sequence for all": ("every sequence at the end of the longest",),
        "padding thought to come first, so the length is counted from the end": (
            "counted from the end of the box",
        ),
        "the mean of all real states": ("the mean over the real steps",),
        "the sum of all real states": ("the sum over the real steps",),
        "padding set to zero, then the last step of the box read": ("zero where a sequence has ended early",),
        "a row for each sequence in place of a column": ("a row for each sequence",),
        "rows for the sequences, reshaped and not transposed": ("rows poured into columns",),
        "the last real steps of all for all sequences, the batch index forgotten": (
            "the same steps for all sequences: one axis too many",
        ),
        "sequences sorted by length and not put back in order": ("the sequences in order of their lengths",),
        "the largest value of each unit over the real steps": ("the largest value over the real steps",),
        "padding looked for as states of zero, where it holds numbers": (
            "the last step of the batch for every sequence",
        ),
        "the last but one real state, for the last has not been answered yet": (
            "one step too early, held back at the first step",
        ),
        "the lengths counted down in place, so the caller's are changed": ("lengths is changed",),
    },
    "last_step_backward": {
        "summed over the answers, no mean": ("not divided by the number of sequences",),
        "mean over all steps of the box as well": ("divided by all steps",),
        "mean over all real steps in place of the answers": ("divided by all real steps",),
        "each answer divided by the length of its own sequence": ("each sequence divided by its own length",),
        "the label asked for at every real step, mean over these": ("the mean over every real step",),
        "the loss at the last step of the box": ("at the last step of the batch for every sequence",),
        "the length taken for the number of the last step": (
            "one step too late, and nothing where a sequence fills the box",
        ),
        "label minus prediction, the direction of the step and not the gradient": ("the sign is turned",),
        "gradient at the probabilities, not yet through the softmax": ("the gradient at the probabilities",),
        "the score of the right answer alone gets a gradient": ("only the row of the right answer",),
        "the predictions left standing at all other steps": (
            "the predictions of the other steps are left in",
        ),
        "the mean taken of the prediction and not of the label": ("only the prediction is divided",),
        "multiplied with y (1 - y) once more, the derivative of a sigmoid": (
            "through the slope of a sigmoid as well",
        ),
        "the prediction alone, the label never taken off": ("the 1 of the right answer is not taken off",),
        "a column for each answer only, the axis of time left out": ("the time axis is gone",),
        "divided by the number of classes, the wrong axis for the mean": (
            "divided by the number of possible answers",
        ),
        "worked out inside y_pred, so the caller's predictions are changed": ("y_pred is changed",),
    },
    "first_state_backward": {
        "assignment with a list of columns, the last name of a language wins": (
            "the last name of a language wins",
        ),
        "+= with a list of columns, which adds each column once only": ("the last name of a language wins",),
        "the first name of each language only": ("only the first name of a language counts",),
        "the mean over the names of a language": ("the mean of each language",),
        "the mean over the batch taken a second time": ("divided by the number of names",),
        "a row for each language, transposed": ("a row for each language",),
        "columns only for the languages that occur": ("languages without a name are left out",),
        "as many columns as the largest language that occurs asks for": (
            "only as many columns as languages were seen",
        ),
        "always the 14 languages of the lesson": ("always fourteen columns",),
        "every language that occurs gets the sum over all names": (
            "every name is added to every language of the batch",
        ),
        "the gradient at We itself already as a step downhill, with a minus": ("the sign is turned",),
        "the gradient of the first states handed back, one column for each name": ("a column for each name",),
    },
    "windows": {
        "the target is the number that is read": ("the targets are what is read",),
        "the target wraps around to the beginning of its own window": (
            "a window is rolled: its last target is its own first number",
        ),
        "no number after the window, so the last target is zero": (
            "the last target is missing and stays zero",
        ),
        "the last target repeats the last number that is read": ("the last target is the last number read",),
        "the target is the number before, shifted in the wrong direction": (
            "the targets are one step behind",
        ),
        "length numbers in all are cut, so x and y have one step too few": ("a step is lost",),
        "one target for the window, the number after it, at every step": (
            "every step is asked for the number after the window",
        ),
        "the target is the whole next window": ("the targets are the window that follows",),
        "the target is two numbers ahead": ("the targets are two steps ahead",),
        "rows of windows reshaped and not transposed": ("rows poured into columns",),
        "batch first, time last": ("the windows come first, time last",),
        "batch first, features last, as other libraries have it": ("the windows come first, the units last",),
        "the axis in the middle left out": ("the axis of the units is missing",),
        "targets first, inputs second": ("x and y have changed places",),
        "windows one after the other, the starts not used": ("the windows lie one after the other",),
        "starts thought to be counted from 1": ("y begins at the start, x a step before",),
        "the target is the change to the next number": ("y is the change from one number to the next",),
        "both scaled with mean and spread of the series": ("the whole series is scaled first",),
        "the slice ends at length, as if it were told how long it is": ("the end is taken for a length",),
        "windows put in order of time": ("the windows are sorted",),
    },
}
