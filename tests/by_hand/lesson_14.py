"""Answers by hand to the exercises of lesson 14."""

SETUP = """
import numpy as np
"""

RIGHT = {
    "bag_of_words": {
        "counts of every word, then einsum": """
def bag_of_words(E, bags):
    counts = np.array([np.bincount(bag, minlength=len(E)) for bag in bags])
    return np.einsum("mw,wx->xm", counts, E)
""",
        "one entry at a time, three loops, own names": """
def bag_of_words(E, bags):
    features = E.shape[1]
    answer = np.zeros((features, len(bags)))
    for column, members in enumerate(bags):
        for member in members:
            for feature in range(features):
                answer[feature, column] = answer[feature, column] + E[int(member), feature]
    return answer
""",
        "all words in a row, running sums, differences of them": """
def bag_of_words(E, bags):
    ends = np.cumsum([len(bag) for bag in bags])
    running = np.cumsum(E[np.concatenate(bags)], axis=0)
    running = np.vstack([np.zeros((1, E.shape[1])), running])
    begins = np.concatenate([[0], ends[:-1]])
    return (running[ends] - running[begins]).T
""",
        "recursion over a bag that is cut in half": """
def bag_of_words(E, bags):
    def total(numbers):
        if len(numbers) == 1:
            return E[numbers[0]]
        middle = len(numbers) // 2
        return total(numbers[:middle]) + total(numbers[middle:])

    return np.stack([total(bag) for bag in bags], axis=1)
""",
        "scatter into rows, transposed at the end": """
def bag_of_words(E, bags):
    owner = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    rows = np.zeros((len(bags), E.shape[1]), dtype=E.dtype)
    np.add.at(rows, owner, E[np.concatenate(bags)])
    return rows.T
""",
        "columns put side by side, concatenated": """
def bag_of_words(E, bags):
    table = E.T
    columns = []
    for bag in bags:
        columns.append(table[:, bag] @ np.ones((len(bag), 1)))
    return np.concatenate(columns, axis=1)
""",
    },
    "embedding_gradient": {
        "one-hot matrix and a product": """
def embedding_gradient(dx, numbers, words):
    one_hot = np.arange(words)[:, None] == np.asarray(numbers)[None, :]
    return one_hot.astype(dx.dtype) @ dx.T
""",
        "einsum with rows of the identity": """
def embedding_gradient(dx, numbers, words):
    return np.einsum("xk,kw->wx", dx, np.eye(words)[numbers])
""",
        "a weighted count for each component": """
def embedding_gradient(dx, numbers, words):
    return np.stack([np.bincount(numbers, weights=row, minlength=words) for row in dx], axis=1)
""",
        "word by word, with a mask": """
def embedding_gradient(dx, numbers, words):
    table = []
    for w in range(words):
        table.append(dx[:, numbers == w].sum(axis=1))
    return np.array(table)
""",
        "entries one by one, from the last place to the first": """
def embedding_gradient(dx, numbers, words):
    n_x, k = dx.shape
    g = [[0.0] * n_x for _ in range(words)]
    for place in reversed(range(k)):
        for i in range(n_x):
            g[int(numbers[place])][i] += float(dx[i, place])
    return np.array(g)
""",
        "recursion over the places": """
def embedding_gradient(dx, numbers, words):
    if len(numbers) == 0:
        return np.zeros((words, dx.shape[0]))
    rest = embedding_gradient(dx[:, 1:], numbers[1:], words)
    rest[numbers[0]] += dx[:, 0]
    return rest
""",
        "sorted, then sums of the stretches": """
def embedding_gradient(dx, numbers, words):
    order = np.argsort(numbers)
    read, begins = np.unique(numbers[order], return_index=True)
    dE = np.zeros((words, dx.shape[0]))
    dE[read] = np.add.reduceat(dx.T[order], begins, axis=0)
    return dE
""",
    },
    "accuracy_measures": {
        "loop over the nodes with counters": """
def accuracy_measures(y_pred, labels, roots):
    top = set(int(r) for r in roots)
    hits = {"fine root": 0, "fine all": 0, "binary root": 0, "binary all": 0}
    seen = dict(hits)
    for node, label in enumerate(labels):
        p = list(y_pred[:, node])
        crowds = ["all"] + (["root"] if node in top else [])
        for crowd in crowds:
            seen["fine " + crowd] += 1
            hits["fine " + crowd] += p.index(max(p)) == label
            if label != 2:
                seen["binary " + crowd] += 1
                hits["binary " + crowd] += (p[3] + p[4] > p[0] + p[1]) == (label > 2)
    return {key: hits[key] / seen[key] for key in hits}
""",
        "a signed product, the label's sign against the answer's": """
def accuracy_measures(y_pred, labels, roots):
    lean = np.sign(np.einsum("c,cn->n", np.array([-1.0, -1.0, 0.0, 1.0, 1.0]), y_pred))
    side = np.sign(labels - 2)
    fine = np.argmax(y_pred, axis=0) == labels
    agree, counts = lean * side > 0, side != 0
    return {
        "fine root": fine[roots].mean(),
        "fine all": fine.mean(),
        "binary root": agree[roots][counts[roots]].mean(),
        "binary all": agree[counts].mean(),
    }
""",
        "one helper, called for the roots and for all": """
def accuracy_measures(y_pred, labels, roots):
    def shares(p, true):
        rows = p.T
        fine = sum(row.argmax() == t for row, t in zip(rows, true)) / len(true)
        sided = [(row, t) for row, t in zip(rows, true) if t != 2]
        right = [(row[:2].sum() < row[3:].sum()) == (t in (3, 4)) for row, t in sided]
        return fine, sum(right) / len(right)

    fine_all, binary_all = shares(y_pred, labels)
    fine_root, binary_root = shares(y_pred[:, roots], labels[roots])
    return dict(zip(("fine root", "fine all", "binary root", "binary all"),
                    (fine_root, fine_all, binary_root, binary_all)))
""",
        "weighted averages, a weight of nought for who does not count": """
def accuracy_measures(y_pred, labels, roots):
    nodes = labels.size
    is_root = np.zeros(nodes)
    is_root[roots] = 1.0
    coloured = (labels != 2).astype(float)
    down, up = y_pred[0] + y_pred[1], y_pred[3] + y_pred[4]
    right = {
        "fine": np.equal(y_pred.argmax(0), labels).astype(float),
        "binary": np.where(up > down, labels >= 3, labels <= 1).astype(float),
    }
    weight = {"fine": np.ones(nodes), "binary": coloured}
    crowd = {"root": is_root, "all": np.ones(nodes)}
    return {
        f"{q} {c}": float(np.average(right[q], weights=weight[q] * crowd[c])) for q in right for c in crowd
    }
""",
        "neutral row deleted, renormalised, shares in float32": """
def accuracy_measures(y_pred, labels, roots):
    rest = np.delete(y_pred, 2, axis=0)
    positive = rest[2:].sum(axis=0) / rest.sum(axis=0) > 0.5
    fine_hit = labels == y_pred.argmax(axis=0)
    some = np.flatnonzero(labels != 2)
    some_roots = np.intersect1d(some, roots)
    pos_hit = positive == (labels > 2)
    return {
        "binary all": np.mean(pos_hit[some], dtype=np.float32),
        "binary root": np.mean(pos_hit[some_roots], dtype=np.float32),
        "fine all": np.mean(fine_hit, dtype=np.float32),
        "fine root": np.mean(fine_hit[roots], dtype=np.float32),
    }
""",
    },
}

WRONG = {
    "bag_of_words": {
        "the mean of the vectors instead of their sum": """
def bag_of_words(E, bags):
    n_x = E.shape[1]
    out = np.empty((n_x, 0))
    for bag in bags:
        out = np.concatenate([out, np.average(E[bag], axis=0).reshape(n_x, 1)], axis=1)
    return out
""",
        "a word that is there several times is added once, a matrix of who is there": """
def bag_of_words(E, bags):
    present = np.zeros((len(E), len(bags)))
    for k, bag in enumerate(bags):
        present[bag, k] = 1
    return np.einsum("wx,wm->xm", E, present)
""",
        "repeated words lost by counting with a fancy index and +=": """
def bag_of_words(E, bags):
    result = []
    for bag in bags:
        counts = np.zeros(E.shape[0])
        counts[bag] += 1
        result.append(counts @ E)
    return np.array(result).T
""",
        "the unknown word is skipped as if it were padding": """
def bag_of_words(E, bags):
    counts = np.stack([np.bincount(bag, minlength=len(E)) for bag in bags])
    return (counts[:, 1:] @ E[1:]).T
""",
        "bags are rows of the result": """
def bag_of_words(E, bags):
    return np.vstack([sum(E[word] for word in bag) for bag in bags])
""",
        "reshaped instead of transposed, so that bags and features are mixed": """
def bag_of_words(E, bags):
    per_bag = np.array([E[bag].sum(axis=0) for bag in bags])
    return per_bag.reshape(E.shape[1], len(bags))
""",
        "the running sum is not set back between the bags": """
def bag_of_words(E, bags):
    total = np.zeros(E.shape[1])
    columns = []
    for bag in bags:
        for word in bag:
            total = total + E[word]
        columns.append(total)
    return np.column_stack(columns)
""",
        "only the last word of each bag, each word overwrites the one before": """
def bag_of_words(E, bags):
    s = np.zeros((E.shape[1], len(bags)))
    for k in range(len(bags)):
        for j in range(len(bags[k])):
            s[:, k] = E[bags[k][j]]
    return s
""",
        "words are counted from 1, row 0 of the table stands for word 1": """
def bag_of_words(E, bags):
    return np.concatenate([E[np.asarray(bag) - 1].sum(axis=0, keepdims=True) for bag in bags]).T
""",
        "starts from a view of the table's row, so the sum is written into E": """
def bag_of_words(E, bags):
    columns = []
    for bag in bags:
        s = E[bag[0]]
        for word in bag[1:]:
            s += E[word]
        columns.append(s.copy())
    return np.array(columns).T
""",
        "the largest number of each component instead of the sum (pooling)": """
def bag_of_words(E, bags):
    return np.stack([np.maximum.reduce(E[bag]) for bag in bags], axis=-1)
""",
        "goes through tanh at the end, as the hidden layer would": """
def bag_of_words(E, bags):
    s = np.stack([np.sum(E.T[:, bag], axis=1) for bag in bags], axis=1)
    return np.tanh(s)
""",
        "all bags poured into one, every column is the sum over the batch": """
def bag_of_words(E, bags):
    everything = np.concatenate(bags)
    s = E[everything].sum(axis=0).reshape(-1, 1)
    return np.repeat(s, len(bags), axis=1)
""",
    },
    "embedding_gradient": {
        "repeated words lost, the last place wins (fancy index with +=)": """
def embedding_gradient(dx, numbers, words):
    table = np.zeros((words, len(dx)))
    table[numbers, :] += np.transpose(dx)
    return table
""",
        "the first place of each word only": """
def embedding_gradient(dx, numbers, words):
    dE = np.zeros((words, dx.shape[0]))
    read, first = np.unique(numbers, return_index=True)
    for word, place in zip(read, first):
        dE[word] = dx[:, place]
    return dE
""",
        "the mean over a word's places instead of the sum": """
def embedding_gradient(dx, numbers, words):
    one_hot = np.eye(words)[:, numbers]
    counts = np.maximum(one_hot.sum(axis=1, keepdims=True), 1)
    return np.einsum("wk,xk->wx", one_hot, dx) / counts
""",
        "divided by the number of places, as if the batch's mean were still to be taken": """
def embedding_gradient(dx, numbers, words):
    k = len(numbers)
    dE = np.zeros((words, dx.shape[0]))
    for j in range(k):
        dE[numbers[j]] += dx[:, j] / k
    return dE
""",
        "transposed, words are columns": """
def embedding_gradient(dx, numbers, words):
    out = np.zeros((dx.shape[0], words))
    for word, column in zip(numbers, dx.T):
        out[:, word] += column
    return out
""",
        "only the rows of words that were read, as in a RowGradient": """
def embedding_gradient(dx, numbers, words):
    rows, where = np.unique(numbers, return_inverse=True)
    values = np.zeros((len(rows), dx.shape[0]))
    np.add.at(values, where, dx.T)
    return values
""",
        "the unknown word gets no gradient": """
def embedding_gradient(dx, numbers, words):
    known = numbers > 0
    onehot = (numbers[known][:, None] == np.arange(words)).astype(float)
    return onehot.T @ dx[:, known].T
""",
        "only neighbours of the same word are added up, the last stretch wins": """
def embedding_gradient(dx, numbers, words):
    begins = np.concatenate([[0], np.flatnonzero(numbers[1:] != numbers[:-1]) + 1])
    stretches = np.add.reduceat(dx, begins, axis=1)
    dE = np.zeros((words, dx.shape[0]))
    dE[numbers[begins]] = stretches.T
    return dE
""",
        "each word's last gradient times how often it was read": """
def embedding_gradient(dx, numbers, words):
    how_often = np.bincount(numbers, minlength=words)
    one = {int(w): dx[:, j] for j, w in enumerate(numbers)}
    nothing = np.zeros(dx.shape[0])
    return np.array([how_often[w] * one.get(w, nothing) for w in range(words)])
""",
        "every word that was read gets the gradients of all places together": """
def embedding_gradient(dx, numbers, words):
    was_read = np.isin(np.arange(words), numbers)
    return np.outer(was_read, dx.sum(axis=1))
""",
        "the table ends at the largest number that was read": """
def embedding_gradient(dx, numbers, words):
    columns = [np.bincount(numbers, weights=component) for component in dx]
    return np.column_stack(columns)
""",
        "dx reshaped to rows instead of transposed": """
def embedding_gradient(dx, numbers, words):
    rows = dx.reshape(len(numbers), -1)
    dE = np.zeros((words, dx.shape[0]))
    np.add.at(dE, numbers, rows)
    return dE
""",
        "the step of the optimiser's direction is returned, with a minus": """
def embedding_gradient(dx, numbers, words):
    dE = np.zeros((words, dx.shape[0]))
    for j, word in enumerate(numbers):
        dE[word] -= dx[:, j]
    return dE
""",
        "the gradient of a place is one number, spread over the whole vector": """
def embedding_gradient(dx, numbers, words):
    per_place = dx.sum(axis=0)
    per_word = np.bincount(numbers, weights=per_place, minlength=words)
    return np.tile(per_word[:, None], (1, dx.shape[0]))
""",
    },
    "accuracy_measures": {
        "binary from the likeliest class, an answer of neutral counts as negative": """
def accuracy_measures(y_pred, labels, roots):
    said = np.argmax(y_pred, axis=0)
    report = {}
    for name, who in (("root", roots), ("all", np.arange(len(labels)))):
        t, p = labels[who], said[who]
        report["fine " + name] = np.mean(t == p)
        keep = t != 2
        report["binary " + name] = np.mean((p[keep] > 2) == (t[keep] > 2))
    return report
""",
        "binary from the likeliest class, an answer of neutral is always wrong": """
def accuracy_measures(y_pred, labels, roots):
    nodes = range(len(labels))
    said = [int(y_pred[:, n].argmax()) for n in nodes]

    def fine(who):
        return sum(said[n] == labels[n] for n in who) / len(who)

    def binary(who):
        who = [n for n in who if labels[n] != 2]
        good = [n for n in who if (said[n] - 2) * (labels[n] - 2) > 0]
        return len(good) / len(who)

    return {
        "fine root": fine(roots),
        "fine all": fine(nodes),
        "binary root": binary(roots),
        "binary all": binary(nodes),
    }
""",
        "leaves out the nodes that are predicted neutral, too": """
def accuracy_measures(y_pred, labels, roots):
    guess = y_pred.argmax(axis=0)
    top = np.isin(np.arange(labels.size), roots)
    counts = (labels != 2) & (guess != 2)
    ok = (y_pred[3:].sum(axis=0) > y_pred[:2].sum(axis=0)) == (labels > 2)

    def share(hit, who):
        return hit[who].sum() / max(who.sum(), 1)

    return {
        "fine root": share(guess == labels, top),
        "fine all": share(guess == labels, top | True),
        "binary root": share(ok, counts & top),
        "binary all": share(ok, counts),
    }
""",
        "neutral labels are not left out, they count as negative": """
def accuracy_measures(y_pred, labels, roots):
    fine = y_pred.argmax(axis=0) == labels
    weights = np.array([-1, -1, 0, 1, 1])
    binary = (weights @ y_pred > 0) == (labels > 2)
    answer = {}
    for key, hit in {"fine": fine, "binary": binary}.items():
        answer[key + " all"] = np.mean(hit)
        answer[key + " root"] = np.mean(hit[roots])
    return answer
""",
        "neutral nodes are left out above the line only, divided by all nodes": """
def accuracy_measures(y_pred, labels, roots):
    right = np.argmax(y_pred, 0) == labels
    low, neutral, high = np.add.reduceat(y_pred, [0, 2, 3], axis=0)
    sides = ((high > low) & (labels > 2)) | ((high < low) & (labels < 2))
    return {
        "fine root": right[roots].sum() / len(roots),
        "fine all": right.sum() / len(right),
        "binary root": sides[roots].sum() / len(roots),
        "binary all": sides.sum() / len(sides),
    }
""",
        "the likeliest single class decides the side, instead of two together": """
def accuracy_measures(y_pred, labels, roots):
    without = y_pred.copy()
    without[2] = -1.0
    side = without.argmax(axis=0) > 2
    fine = y_pred.argmax(axis=0) == labels
    sided = [n for n in range(len(labels)) if labels[n] != 2]
    sided_roots = [n for n in roots if labels[n] != 2]
    share = lambda ns: sum(bool(side[n]) == bool(labels[n] > 2) for n in ns) / len(ns)
    return {
        "fine root": fine[roots].mean(),
        "fine all": fine.mean(),
        "binary root": share(sided_roots),
        "binary all": share(sided),
    }
""",
        "the side is that of the expected class, so the outer classes weigh double": """
def accuracy_measures(y_pred, labels, roots):
    score = np.arange(5) @ y_pred
    fine = np.equal(y_pred.argmax(axis=0), labels)
    binary = np.where(labels == 2, np.nan, (score > 2) == (labels > 2))
    return {
        "fine root": np.mean(fine[roots]),
        "fine all": np.mean(fine),
        "binary root": np.nanmean(binary[roots]),
        "binary all": np.nanmean(binary),
    }
""",
        "positive only if the upper two have more than one half": """
def accuracy_measures(y_pred, labels, roots):
    def measure(columns, truth):
        fine = (columns.argmax(axis=0) == truth).mean()
        columns, truth = columns[:, truth != 2], truth[truth != 2]
        positive = columns[3] + columns[4] > 0.5
        return fine, (positive == (truth > 2)).mean()

    at_root, everywhere = measure(y_pred[:, roots], labels[roots]), measure(y_pred, labels)
    return {
        "fine root": at_root[0],
        "binary root": at_root[1],
        "fine all": everywhere[0],
        "binary all": everywhere[1],
    }
""",
        "the probability of neutral is added to the positive side": """
def accuracy_measures(y_pred, labels, roots):
    fine = y_pred.argmax(0) == labels
    negative, positive = np.split(y_pred, [2])
    binary = (positive.sum(0) > negative.sum(0)) == (labels >= 2)
    keep = labels != 2
    return {
        "fine root": fine[roots].mean(),
        "fine all": fine.mean(),
        "binary root": binary[roots[keep[roots]]].mean(),
        "binary all": binary[keep].mean(),
    }
""",
        "binary asks for the very class of five among the nodes that are not neutral": """
def accuracy_measures(y_pred, labels, roots):
    hit = np.argmax(y_pred, axis=0) == labels
    masks = {"fine": np.ones(len(labels), bool), "binary": labels != 2}
    out = {}
    for question, mask in masks.items():
        out[question + " all"] = hit[mask].sum() / mask.sum()
        out[question + " root"] = hit[roots][mask[roots]].sum() / mask[roots].sum()
    return out
""",
        "over all nodes means the mean of the trees' own shares": """
def accuracy_measures(y_pred, labels, roots):
    fine = (y_pred.argmax(axis=0) == labels).astype(float)
    right = ((y_pred[3] + y_pred[4] > y_pred[0] + y_pred[1]) == (labels > 2)).astype(float)
    cuts = np.asarray(roots)[:-1] + 1
    trees = list(zip(np.split(fine, cuts), np.split(right, cuts), np.split(labels, cuts)))
    kept = labels[roots] != 2
    return {
        "fine root": fine[roots].mean(),
        "fine all": np.mean([f.mean() for f, _, _ in trees]),
        "binary root": right[roots][kept].mean(),
        "binary all": np.mean([r[t != 2].mean() for _, r, t in trees if (t != 2).any()]),
    }
""",
        "over all nodes without the roots": """
def accuracy_measures(y_pred, labels, roots):
    rest = np.setdiff1d(np.arange(len(labels)), roots)
    up = y_pred[3:].sum(axis=0) > y_pred[:2].sum(axis=0)
    found = {}
    for name, crowd in [("root", roots), ("all", rest)]:
        found[f"fine {name}"] = np.mean([y_pred[:, n].argmax() == labels[n] for n in crowd])
        found[f"binary {name}"] = np.mean([up[n] == (labels[n] > 2) for n in crowd if labels[n] != 2])
    return found
""",
        "the last node of the file taken for the only root": """
def accuracy_measures(y_pred, labels, roots):
    fine = [int(np.argmax(p) == t) for p, t in zip(y_pred.T, labels)]
    binary = [int((p[3] + p[4] > p[0] + p[1]) == (t > 2)) for p, t in zip(y_pred.T, labels)]
    counted = [b for b, t in zip(binary, labels) if t != 2]
    return {
        "fine root": fine[-1],
        "fine all": sum(fine) / len(fine),
        "binary root": binary[-1],
        "binary all": sum(counted) / len(counted),
    }
""",
        "whole trees are left out of binary all where the root is neutral": """
def accuracy_measures(y_pred, labels, roots):
    starts = np.concatenate([[0], np.asarray(roots)[:-1] + 1])
    fine = y_pred.argmax(axis=0) == labels
    side = (y_pred[3:].sum(axis=0) > y_pred[:2].sum(axis=0)) == (labels > 2)
    nodes = []
    for start, root in zip(starts, roots):
        if labels[root] != 2:
            nodes.extend(range(start, root + 1))
    return {
        "fine root": fine[roots].mean(),
        "fine all": fine.mean(),
        "binary root": side[[r for r in roots if labels[r] != 2]].mean(),
        "binary all": side[nodes].mean(),
    }
""",
        "the probability of the right class is averaged instead of counting hits": """
def accuracy_measures(y_pred, labels, roots):
    soft = y_pred[labels, np.arange(len(labels))]
    up, down = y_pred[3:].sum(axis=0), y_pred[:2].sum(axis=0)
    soft_side = np.where(labels > 2, up, down) / (up + down)
    keep = labels != 2
    return {
        "fine root": soft[roots].mean(),
        "fine all": soft.mean(),
        "binary root": soft_side[roots][keep[roots]].mean(),
        "binary all": soft_side[keep].mean(),
    }
""",
        "in per cent": """
def accuracy_measures(y_pred, labels, roots):
    fine = 100.0 * (y_pred.argmax(axis=0) == labels)
    binary = 100.0 * ((y_pred[3:].sum(axis=0) > y_pred[:2].sum(axis=0)) == (labels > 2))
    sided = np.flatnonzero(labels != 2)
    return {
        "fine root": fine[roots].mean(),
        "fine all": fine.mean(),
        "binary root": binary[np.intersect1d(roots, sided)].mean(),
        "binary all": binary[sided].mean(),
    }
""",
    },
}

MEANT = {
    "bag_of_words": {
        "the mean of the vectors instead of their sum": ("a mean instead of a sum",),
        "a word that is there several times is added once, a matrix of who is there": (
            "each word counts once",
        ),
        "repeated words lost by counting with a fancy index and +=": ("each word counts once",),
        "the unknown word is skipped as if it were padding": ("the unknown word is left out",),
        "bags are rows of the result": ("bags stand in rows",),
        "the running sum is not set back between the bags": ("the sum runs on from bag to bag",),
        "only the last word of each bag, each word overwrites the one before": ("the last word alone",),
        "words are counted from 1, row 0 of the table stands for word 1": (
            "the numbers are taken to begin with 1",
        ),
        "starts from a view of the table's row, so the sum is written into E": (
            "the sum is written into the table",
        ),
        "the largest number of each component instead of the sum (pooling)": (
            "the largest entry instead of the sum",
        ),
        "goes through tanh at the end, as the hidden layer would": ("a tanh too early",),
        "all bags poured into one, every column is the sum over the batch": (
            "every column holds the words of all bags",
        ),
    },
    "embedding_gradient": {
        "repeated words lost, the last place wins (fancy index with +=)": (
            "of a word that stands several times only the last place counts",
        ),
        "the first place of each word only": (
            "of a word that stands several times only the first place counts",
        ),
        "the mean over a word's places instead of the sum": ("the mean over a word's places",),
        "divided by the number of places, as if the batch's mean were still to be taken": (
            "divided by the number of places",
        ),
        "transposed, words are columns": ("the table stands transposed",),
        "only the rows of words that were read, as in a RowGradient": ("only the rows that were read",),
        "the unknown word gets no gradient": ("the unknown word gets no gradient",),
        "only neighbours of the same word are added up, the last stretch wins": (
            "only neighbours are added up",
        ),
        "each word's last gradient times how often it was read": (
            "the last place, times the number of places",
        ),
        "every word that was read gets the gradients of all places together": (
            "every word that was read gets the sum over all places",
        ),
        "dx reshaped to rows instead of transposed": ("dx is reshaped where it should be transposed",),
        "the step of the optimiser's direction is returned, with a minus": (
            "a step downhill instead of the gradient",
        ),
        "the gradient of a place is one number, spread over the whole vector": ("one number for each place",),
    },
    "accuracy_measures": {
        "binary from the likeliest class, an answer of neutral counts as negative": (
            "a neutral prediction counts as negative",
        ),
        "binary from the likeliest class, an answer of neutral is always wrong": (
            "a neutral prediction counts as wrong",
        ),
        "neutral labels are not left out, they count as negative": ("neutral labels count as negative",),
        "neutral nodes are left out above the line only, divided by all nodes": (
            "nodes whose label is neutral count as wrong",
        ),
        "the likeliest single class decides the side, instead of two together": (
            "the likeliest class decides the side, not the sum of two",
        ),
        "the side is that of the expected class, so the outer classes weigh double": (
            "the mean class decides the side",
        ),
        "positive only if the upper two have more than one half": (
            "the neutral class helps the negative side",
        ),
        "the probability of neutral is added to the positive side": (
            "the neutral class helps the positive side",
        ),
        "binary asks for the very class of five among the nodes that are not neutral": (
            "the binary measures ask for the class of five",
        ),
        "over all nodes means the mean of the trees' own shares": (
            "the mean over trees of each tree's share",
        ),
        "over all nodes without the roots": ("“all” leaves out the roots",),
        "the last node of the file taken for the only root": ("the last root alone",),
        "in per cent": ("per cent instead of shares",),
    },
}
