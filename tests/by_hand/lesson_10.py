"""Answers by hand to the exercises of lesson 10."""

SETUP = """
import numpy as np

from rnn_helpers import cells
from rnn_helpers.vocabulary import one_hot
"""

RIGHT = {
    "reverse_each": {
        "take_along_axis with a table of places": """
def reverse_each(x, lengths):
    time = np.arange(x.shape[0]).reshape(-1, 1)
    real = time < lengths.reshape(1, -1)
    source = time + real * (lengths - 1 - 2 * time)
    return np.take_along_axis(x, source[:, np.newaxis, :], 0)
""",
        "a permutation matrix for each example, einsum": """
def reverse_each(x, lengths):
    T, _, m = x.shape
    move = np.zeros((m, T, T), dtype=x.dtype)
    for i in range(m):
        L = int(lengths[i])
        move[i, :L, :L] = np.eye(L)[::-1]
        move[i, L:, L:] = np.eye(T - L)
    return np.einsum("its,sni->tni", move, x)
""",
        "examples first, two parts joined for each, stacked back": """
def reverse_each(x, lengths):
    columns = []
    for sequence, stop in zip(np.moveaxis(x, 2, 0), lengths):
        front, padding = np.split(sequence, [stop])
        columns.append(np.concatenate((np.flipud(front), padding), axis=0))
    return np.stack(columns, axis=-1)
""",
        "swap from both ends, entry by entry, recursively": """
def reverse_each(x, lengths):
    out = np.array(x, copy=True)

    def swap(i, left, right):
        if left < right:
            keep = out[left, :, i].copy()
            out[left, :, i] = out[right, :, i]
            out[right, :, i] = keep
            swap(i, left + 1, right - 1)

    for i in range(x.shape[2]):
        swap(i, 0, int(lengths[i]) - 1)
    return out
""",
        "one group of examples for each length": """
def reverse_each(x, lengths):
    result = x.copy()
    for L in np.unique(lengths):
        who = np.flatnonzero(lengths == L)
        result[:L, :, who] = x[:L, :, who][::-1]
    return result
""",
        "everything turned, then rolled, padding put back": """
def reverse_each(x, lengths):
    T = len(x)
    out = np.empty_like(x)
    for i, L in enumerate(lengths):
        out[:, :, i] = np.roll(x[::-1, :, i], L - T, axis=0)
    past = np.arange(T)[:, None] >= lengths
    return np.where(past[:, None, :], x, out)
""",
    },
    "both_ways": {
        "two passes with own turning inside": """
def both_ways(x, lengths, ahead, back):
    t = np.arange(len(x))[:, None]
    places = np.where(t < lengths, lengths - 1 - t, t)[:, None, :]

    def turn(z):
        return np.take_along_axis(z, places, axis=0)

    m = x.shape[2]
    right = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    left = cells.forward_pass(turn(x), cells.zero_state(back, m), back, lengths)[0]
    return np.concatenate([right, turn(left)], axis=1)
""",
        "calls the own function of task 1": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[-1]
    upper, *_ = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)
    lower, *_ = cells.forward_pass(reverse_each(x, lengths), cells.zero_state(back, m), back, lengths)
    lower = reverse_each(lower, lengths)
    T, n_a, _ = upper.shape
    states = np.empty((T, 2 * n_a, m), dtype=upper.dtype)
    states[:, :n_a] = upper
    states[:, n_a:] = lower
    return states
""",
        "each example alone, without padding, last states repeated": """
def both_ways(x, lengths, ahead, back):
    T, _, m = x.shape
    columns = []
    for i in range(m):
        L = lengths[i]
        alone = x[:L, :, i : i + 1]
        f = cells.forward_pass(alone, cells.zero_state(ahead), ahead)[0][:, :, 0]
        b = cells.forward_pass(alone[::-1], cells.zero_state(back), back)[0][:, :, 0]
        rest = T - L
        f = np.vstack([f, np.repeat(f[-1:], rest, axis=0)])
        b = np.vstack([b[::-1], np.repeat(b[-1:], rest, axis=0)])
        columns.append(np.hstack([f, b]))
    return np.stack(columns, axis=2)
""",
        "step by step, the second loop runs down from each example's end": """
def both_ways(x, lengths, ahead, back):
    T, _, m = x.shape
    x = np.where(np.arange(T)[:, None, None] < lengths, x, 0.0)
    state = cells.zero_state(ahead, m)
    ups = []
    for t in range(T):
        new, _ = cells.step(x[t], state, ahead)
        state = tuple(np.where(t < lengths, fresh, old) for fresh, old in zip(new, state))
        ups.append(state[0])
    state = cells.zero_state(back, m)
    downs = [None] * T
    for t in reversed(range(T)):
        new, _ = cells.step(x[t], state, back)
        state = tuple(np.where(t < lengths, fresh, old) for fresh, old in zip(new, state))
        downs[t] = state[0]
    first = downs[0]
    downs = [np.where(t < lengths, down, first) for t, down in enumerate(downs)]
    return np.array([np.concatenate(pair) for pair in zip(ups, downs)])
""",
        "recursion over the steps of one example": """
def both_ways(x, lengths, ahead, back):
    def run(columns, state, weights):
        if not columns:
            return []
        state = cells.step(columns[0], state, weights)[0]
        return [state[0]] + run(columns[1:], state, weights)

    T, m = x.shape[0], x.shape[2]
    per_example = []
    for i in range(m):
        columns = [x[t, :, [i]].T for t in range(lengths[i])]
        f = run(columns, cells.zero_state(ahead, 1), ahead)
        b = run(columns[::-1], cells.zero_state(back, 1), back)
        f = f + [f[-1]] * (T - len(f))
        b = b[::-1] + [b[-1]] * (T - len(b))
        per_example.append(np.array([np.concatenate([p, q], axis=0) for p, q in zip(f, b)]))
    return np.concatenate(per_example, axis=2)
""",
    },
    "write_answers": {
        "a while loop with truth values": """
def write_answers(message, decoder, start, end, most):
    n_y, m = len(decoder["by"]), message[0].shape[1]
    finished = np.zeros(m, dtype=bool)
    read = np.full(m, start)
    rows = []
    while len(rows) < most and not finished.all():
        message, p = cells.step(one_hot(read, n_y), message, decoder)
        read = np.where(finished, end, np.argmax(p, axis=0))
        finished = finished | (read == end)
        rows.append(read)
    return np.stack(rows)
""",
        "each example alone, padded with end afterwards": """
def write_answers(message, decoder, start, end, most):
    n_y = decoder["by"].shape[0]
    texts = []
    for i in range(message[0].shape[1]):
        state = tuple(part[:, i : i + 1] for part in message)
        text, symbol = [], start
        for _ in range(most):
            column = np.zeros((n_y, 1))
            column[symbol] = 1
            state, probabilities = cells.step(column, state, decoder)
            symbol = int(probabilities[:, 0].argmax())
            text.append(symbol)
            if symbol == end:
                break
        texts.append(text)
    longest = max(len(text) for text in texts)
    return np.array([text + [end] * (longest - len(text)) for text in texts]).T
""",
        "recursion": """
def write_answers(message, decoder, start, end, most):
    n_y = decoder["by"].shape[0]

    def go_on(state, symbols, done, left):
        if left == 0 or np.all(done):
            return []
        state, y = cells.step(one_hot(symbols, n_y), state, decoder)
        symbols = y.argmax(0)
        symbols[done] = end
        return [symbols] + go_on(state, symbols, done | (symbols == end), left - 1)

    m = message[0].shape[-1]
    return np.array(go_on(message, np.repeat(start, m), np.repeat(False, m), most))
""",
        "writes all steps freely, then cuts and covers": """
def write_answers(message, decoder, start, end, most):
    m = message[0].shape[1]
    unit = np.eye(decoder["by"].shape[0])
    symbols = np.ones(m, dtype=int) * start
    free = np.empty((most, m), dtype=int)
    for t in range(most):
        message, y = cells.step(unit[:, symbols], message, decoder)
        symbols = y.argmax(axis=0)
        free[t] = symbols
    ended = np.cumsum(free == end, axis=0) > 0
    free[ended] = end
    open_steps = int(np.sum(~ended.all(axis=1)))
    return free[: min(most, open_steps + 1)]
""",
        "only the examples still writing take a step": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    page = np.full((most, m), end)
    awake, state, last = np.arange(m), message, np.full(m, start)
    used = 0
    for t in range(most):
        state, y = cells.step(one_hot(last, n_y), state, decoder)
        last = np.argmax(y, axis=0)
        page[t, awake] = last
        used = t + 1
        going = last != end
        if not going.any():
            break
        awake, last = awake[going], last[going]
        state = tuple(part[:, going] for part in state)
    return page[:used]
""",
    },
}

WRONG = {
    "reverse_each": {
        "the whole time axis turned, so that the padding comes first": """
def reverse_each(x, lengths):
    T = x.shape[0]
    out = np.empty_like(x)
    for t in range(T):
        out[t] = x[T - 1 - t]
    return out
""",
        "the padding is replaced by zeros": """
def reverse_each(x, lengths):
    out = np.zeros_like(x)
    for i, L in enumerate(lengths):
        for t in range(L):
            out[L - 1 - t, :, i] = x[t, :, i]
    return out
""",
        "everything turned and pushed to the front: the padding is turned as well": """
def reverse_each(x, lengths):
    T = len(x)
    flipped = np.flip(x, axis=0)
    columns = [np.roll(flipped[:, :, i], -(T - L), axis=0) for i, L in enumerate(lengths)]
    return np.stack(columns, axis=2)
""",
        "np.flip without an axis: the numbers within a step are turned as well": """
def reverse_each(x, lengths):
    pieces = []
    for i in range(x.shape[2]):
        L = lengths[i]
        pieces.append(np.concatenate([np.flip(x[:L, :, i]), x[L:, :, i]])[:, :, None])
    return np.concatenate(pieces, axis=2)
""",
        "read from the array that is being written: the second half mirrors itself": """
def reverse_each(x, lengths):
    new = x.copy()
    for i in range(x.shape[2]):
        for t in range(lengths[i]):
            new[t, :, i] = new[lengths[i] - 1 - t, :, i]
    return new
""",
        "swaps run over the whole length, so that every pair is swapped twice": """
def reverse_each(x, lengths):
    y = x.copy()
    for i, L in enumerate(lengths):
        for t in range(L):
            y[[t, L - 1 - t], :, i] = y[[L - 1 - t, t], :, i]
    return y
""",
        "the length is taken for the index of the last real step (one step of padding comes along)": """
def reverse_each(x, lengths):
    T = len(x)
    t = np.arange(T)[:, None]
    last = np.minimum(lengths, T - 1)
    places = np.where(t <= last, last - t, t)
    return np.take_along_axis(x, places[:, None, :], axis=0)
""",
        "the last real step stays where it is (stops one step too early)": """
def reverse_each(x, lengths):
    out = x.copy()
    for i, L in enumerate(lengths):
        stop = L - 1
        out[:stop, :, i] = x[:stop, :, i][::-1]
    return out
""",
        "the length of the first example is used for all": """
def reverse_each(x, lengths):
    L = lengths[0]
    return np.concatenate((x[:L][::-1], x[L:]), axis=0)
""",
        "the examples change places, time does not": """
def reverse_each(x, lengths):
    flipped = x[:, :, ::-1]
    real = np.arange(len(x))[:, None, None] < lengths
    return np.where(real, flipped, x)
""",
        "the real steps are pushed to the end in their old order, padding in front": """
def reverse_each(x, lengths):
    T = x.shape[0]
    return np.stack([np.roll(x[:, :, i], T - L, axis=0) for i, L in enumerate(lengths)], axis=-1)
""",
    },
    "both_ways": {
        "the states of the second pass are not turned back": """
def both_ways(x, lengths, ahead, back):
    t = np.arange(len(x))[:, None]
    places = np.where(t < lengths, lengths - 1 - t, t)
    turned_x = x[places, :, np.arange(x.shape[2])].transpose(0, 2, 1)
    halves = []
    for inputs, weights in ((x, ahead), (turned_x, back)):
        halves.append(cells.forward_pass(inputs, cells.zero_state(weights, x.shape[2]), weights, lengths)[0])
    return np.hstack(halves)
""",
        "the second cell reads from the left too": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    first, second = (cells.forward_pass(x, cells.zero_state(w, m), w, lengths)[0] for w in (ahead, back))
    return np.concatenate((first, second), axis=1)
""",
        "the inputs are read from the left, only the states are turned": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    up = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    down = cells.forward_pass(x, cells.zero_state(back, m), back, lengths)[0]
    turned = down.copy()
    for i, L in enumerate(lengths):
        turned[:L, :, i] = down[:L, :, i][::-1]
    return np.concatenate([up, turned], axis=1)
""",
        "the whole batch is turned at once: the second cell reads the padding first": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    a = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    b = cells.forward_pass(np.flip(x, 0), cells.zero_state(back, m), back, lengths)[0]
    return np.concatenate([a, np.flip(b, 0)], axis=1)
""",
        "the inputs are turned each from its own end, the states with the whole axis": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    turned = x.copy()
    for i, L in enumerate(lengths):
        turned[:L, :, i] = np.flipud(x[:L, :, i])
    a = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    b = cells.forward_pass(turned, cells.zero_state(back, m), back, lengths)[0]
    return np.concatenate([a, b[::-1]], axis=1)
""",
        "the passes do not know the lengths and go on through the padding": """
def both_ways(x, lengths, ahead, back):
    t = np.arange(len(x))[:, None]
    places = np.where(t < lengths, lengths - 1 - t, t)[:, None, :]
    m = x.shape[2]
    up = cells.forward_pass(x, cells.zero_state(ahead, m), ahead)[0]
    down = cells.forward_pass(np.take_along_axis(x, places, 0), cells.zero_state(back, m), back)[0]
    return np.concatenate([up, np.take_along_axis(down, places, 0)], axis=1)
""",
        "one cell for both directions": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    start = cells.zero_state(ahead, m)
    out = []
    for turn in (False, True):
        z = reverse_each(x, lengths) if turn else x
        a = cells.forward_pass(z, start, ahead, lengths)[0]
        out.append(reverse_each(a, lengths) if turn else a)
    return np.concatenate(out, axis=1)
""",
        "the second pass begins with the last state of the first": """
def both_ways(x, lengths, ahead, back):
    up, _, last, _ = cells.forward_pass(x, cells.zero_state(ahead, x.shape[2]), ahead, lengths)
    down, _, _, _ = cells.forward_pass(reverse_each(x, lengths), last, back, lengths)
    return np.concatenate([up, reverse_each(down, lengths)], axis=1)
""",
        "the halves change places": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    forwards = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    states = cells.forward_pass(reverse_each(x, lengths), cells.zero_state(back, m), back, lengths)[0]
    return np.hstack((reverse_each(states, lengths), forwards))
""",
        "the two directions are added instead of set on top of each other": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    f = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    b = cells.forward_pass(reverse_each(x, lengths), cells.zero_state(back, m), back, lengths)[0]
    return f + reverse_each(b, lengths)
""",
        "every step gets the final state of the second pass": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    f = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    summary = cells.forward_pass(reverse_each(x, lengths), cells.zero_state(back, m), back, lengths)[2][0]
    return np.concatenate([f, np.broadcast_to(summary, f.shape)], axis=1)
""",
        "past its end an example has states of zeros": """
def both_ways(x, lengths, ahead, back):
    T, _, m = x.shape
    n_a = cells.zero_state(ahead)[0].shape[0]
    states = np.zeros((T, 2 * n_a, m))
    for i, L in enumerate(lengths):
        one = x[:L, :, i : i + 1]
        states[:L, :n_a, i] = cells.forward_pass(one, cells.zero_state(ahead), ahead)[0][:, :, 0]
        states[:L, n_a:, i] = cells.forward_pass(one[::-1], cells.zero_state(back), back)[0][::-1, :, 0]
    return states
""",
        "past its end the lower half repeats its last real step, not the last state of the pass": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    f = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    b = cells.forward_pass(reverse_each(x, lengths), cells.zero_state(back, m), back, lengths)[0]
    both = np.concatenate([f, reverse_each(b, lengths)], axis=1)
    for i, L in enumerate(lengths):
        both[L:, :, i] = both[L - 1, :, i]
    return both
""",
        "the second direction knows only what comes after the step, not the step itself": """
def both_ways(x, lengths, ahead, back):
    m = x.shape[2]
    f = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)[0]
    b = cells.forward_pass(reverse_each(x, lengths), cells.zero_state(back, m), back, lengths)[0]
    before = np.concatenate([np.zeros_like(b[:1]), b[:-1]])
    return np.concatenate([f, reverse_each(before, lengths)], axis=1)
""",
    },
    "write_answers": {
        "the start symbol is read at every step": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    begin = one_hot(np.full(m, start), n_y)
    done, rows, state = np.zeros(m, bool), [], message
    for _ in range(most):
        state, y = cells.step(begin, state, decoder)
        row = np.where(done, end, y.argmax(axis=0))
        rows.append(row)
        done |= row == end
        if done.all():
            break
    return np.array(rows)
""",
        "the probabilities are read at the next step instead of a one-hot column": """
def write_answers(message, decoder, start, end, most):
    m = message[0].shape[1]
    xt = one_hot(np.full(m, start), decoder["by"].shape[0])
    done, answer = np.array([False] * m), []
    while len(answer) < most and not done.all():
        message, xt = cells.step(xt, message, decoder)
        answer.append(np.where(done, end, xt.argmax(axis=0)))
        done = done | (answer[-1] == end)
    return np.array(answer)
""",
        "the state is not carried on: each step begins with the message again": """
def write_answers(message, decoder, start, end, most):
    n_y = decoder["by"].shape[0]

    def rest(symbols, done, left):
        _, y = cells.step(one_hot(symbols, n_y), message, decoder)
        new = np.where(done, end, y.argmax(axis=0))
        done = done | (new == end)
        if left == 1 or done.all():
            return [new]
        return [new] + rest(new, done, left - 1)

    m = message[0].shape[1]
    return np.vstack(rest(np.full(m, start), np.zeros(m, bool), most))
""",
        "writing always takes `most` steps": """
def write_answers(message, decoder, start, end, most):
    m = message[0].shape[1]
    page = np.full((most, m), end)
    symbols, alive = np.full(m, start), np.full(m, True)
    for t in range(most):
        message, y = cells.step(one_hot(symbols, decoder["by"].shape[0]), message, decoder)
        symbols = y.argmax(axis=0)
        page[t, alive] = symbols[alive]
        alive &= symbols != end
    return page
""",
        "writing stops as soon as one example is done": """
def write_answers(message, decoder, start, end, most):
    symbols = np.full(message[0].shape[1], start)
    rows = []
    for _ in range(most):
        message, y = cells.step(one_hot(symbols, decoder["by"].shape[0]), message, decoder)
        symbols = y.argmax(axis=0)
        rows.append(symbols)
        if end in symbols:
            break
    return np.array(rows)
""",
        "an example that is done writes on": """
def write_answers(message, decoder, start, end, most):
    m = message[0].shape[1]
    symbols, seen, rows = np.full(m, start), set(), []
    while len(rows) < most and len(seen) < m:
        message, y = cells.step(one_hot(symbols, decoder["by"].shape[0]), message, decoder)
        symbols = np.argmax(y, axis=0)
        rows.append(symbols)
        seen.update(np.flatnonzero(symbols == end).tolist())
    return np.array(rows)
""",
        "done is whoever wrote the end symbol just now: stops only if all write it at the same step": """
def write_answers(message, decoder, start, end, most):
    symbols, rows = np.full(message[0].shape[1], start), []
    for _ in range(most):
        message, y = cells.step(one_hot(symbols, decoder["by"].shape[0]), message, decoder)
        symbols = y.argmax(axis=0)
        rows.append(symbols)
        if np.all(symbols == end):
            break
    return np.array(rows)
""",
        "the step at which the last example ends is left out": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    symbols, done = np.full(m, start), np.zeros(m, bool)
    written = np.empty((0, m), int)
    while len(written) < most:
        message, y = cells.step(one_hot(symbols, n_y), message, decoder)
        symbols = np.where(done, end, y.argmax(axis=0))
        done = done | (symbols == end)
        if done.all():
            break
        written = np.concatenate([written, symbols[None]])
    return written
""",
        "the start symbol stands in the first row": """
def write_answers(message, decoder, start, end, most):
    m = message[0].shape[1]
    rows, done = [np.full(m, start)], np.zeros(m, bool)
    while len(rows) <= most and not done.all():
        message, y = cells.step(one_hot(rows[-1], decoder["by"].shape[0]), message, decoder)
        rows.append(np.where(done, end, y.argmax(axis=0)))
        done |= rows[-1] == end
    return np.array(rows)
""",
        "symbols are drawn by their probabilities": """
def write_answers(message, decoder, start, end, most):
    rng = np.random.default_rng()
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    symbols, done, rows = np.full(m, start), np.zeros(m, bool), []
    while len(rows) < most and not done.all():
        message, y = cells.step(one_hot(symbols, n_y), message, decoder)
        drawn = (rng.random(m) > np.cumsum(y, axis=0)[:-1]).sum(axis=0)
        symbols = np.where(done, end, drawn)
        done |= symbols == end
        rows.append(symbols)
    return np.array(rows)
""",
        "after the end symbol the rest is filled with zeros": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    page = np.zeros((most, m), int)
    read, done, t = np.full(m, start), np.zeros(m, bool), 0
    while t < most and not done.all():
        message, y = cells.step(one_hot(read, n_y), message, decoder)
        read = y.argmax(axis=0)
        page[t] = np.where(done, 0, read)
        done = done | (read == end)
        t += 1
    return page[:t]
""",
        "the first symbol that is read is the end symbol, whatever `start` is": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    done, out, previous = np.zeros(m, bool), [], end * np.ones(m, int)
    for _ in range(most):
        message, y = cells.step(one_hot(previous, n_y), message, decoder)
        previous = np.where(done, end, y.argmax(axis=0))
        out.append(previous)
        done |= previous == end
        if all(done):
            break
    return np.stack(out, axis=0)
""",
        "the start symbol counts as written: where it is the end symbol too, all are done at once": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    symbols = np.full(m, start)
    done = symbols == end
    rows = np.empty((0, m), int)
    while len(rows) < most and not done.all():
        message, y = cells.step(one_hot(symbols, n_y), message, decoder)
        symbols = np.where(done, end, y.argmax(axis=0))
        done = done | (symbols == end)
        rows = np.vstack([rows, symbols])
    return rows
""",
        "only the first array of the message is used, the LSTM's cell state begins at zero": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    state = (message[0], *(np.zeros_like(part) for part in message[1:]))
    symbols, done, rows = np.full(m, start), np.zeros(m, bool), []
    while len(rows) < most and not done.all():
        state, y = cells.step(one_hot(symbols, n_y), state, decoder)
        symbols = np.where(done, end, y.argmax(axis=0))
        done |= symbols == end
        rows.append(symbols)
    return np.array(rows)
""",
        "one row for each example: the result is transposed": """
def write_answers(message, decoder, start, end, most):
    n_y, m = decoder["by"].shape[0], message[0].shape[1]
    symbols, texts = np.full(m, start), [[] for _ in range(m)]
    for _ in range(most):
        message, y = cells.step(one_hot(symbols, n_y), message, decoder)
        best = y.argmax(axis=0)
        symbols = np.array([end if end in text else int(b) for text, b in zip(texts, best)])
        for text, symbol in zip(texts, symbols):
            text.append(int(symbol))
        if all(end in text for text in texts):
            break
    return np.array(texts)
""",
    },
}

MEANT = {
    "reverse_each": {
        "the whole time axis turned, so that the padding comes first": ("the whole batch is turned round",),
        "the padding is replaced by zeros": ("the padding is set to zero",),
        "everything turned and pushed to the front: the padding is turned as well": (
            "the padding is turned as well, in its place",
        ),
        "np.flip without an axis: the numbers within a step are turned as well": (
            "steps and features are both turned",
        ),
        "read from the array that is being written: the second half mirrors itself": (
            "a step is overwritten before it is read",
        ),
        "swaps run over the whole length, so that every pair is swapped twice": ("nothing is turned",),
        "the length is taken for the index of the last real step (one step of padding comes along)": (
            "one step of padding is turned as well",
        ),
        "the last real step stays where it is (stops one step too early)": (
            "the last real step is left out",
        ),
        "the length of the first example is used for all": (
            "all examples are turned by the first one's length",
        ),
        "the real steps are pushed to the end in their old order, padding in front": (
            "the sequence is moved behind its padding",
        ),
    },
    "both_ways": {
        "the states of the second pass are not turned back": ("the second states are not turned back",),
        "the second cell reads from the left too": ("both passes read from the left",),
        "the inputs are read from the left, only the states are turned": (
            "the second pass reads the sequence forwards",
        ),
        "the whole batch is turned at once: the second cell reads the padding first": (
            "the whole batch is turned round",
        ),
        "the inputs are turned each from its own end, the states with the whole axis": (
            "the states are turned back as a whole",
        ),
        "the passes do not know the lengths and go on through the padding": (
            "neither pass is told the lengths",
        ),
        "one cell for both directions": ("both directions have the weights of ahead",),
        "the second pass begins with the last state of the first": (
            "the second pass starts from the first one's last state",
        ),
        "the halves change places": ("the halves have changed places",),
        "the two directions are added instead of set on top of each other": ("the two states are added up",),
        "past its end an example has states of zeros": ("the states past the end are set to zero",),
        "the second direction knows only what comes after the step, not the step itself": (
            "the second direction lags by one step",
        ),
    },
    "write_answers": {
        "the start symbol is read at every step": ("every step reads the start symbol",),
        "the probabilities are read at the next step instead of a one-hot column": (
            "the decoder reads its probabilities",
        ),
        "the state is not carried on: each step begins with the message again": (
            "the state is not carried on",
        ),
        "writing always takes `most` steps": ("it never stops early",),
        "writing stops as soon as one example is done": ("all stop when the first one ends",),
        "an example that is done writes on": ("finished answers go on",),
        "done is whoever wrote the end symbol just now: stops only if all write it at the same step": (
            "it waits for all to end in the same step",
        ),
        "the step at which the last example ends is left out": ("the last end symbol is not kept",),
        "the start symbol stands in the first row": ("the start symbol stands in front",),
        "symbols are drawn by their probabilities": ("Another result at each call",),
        "after the end symbol the rest is filled with zeros": ("zeros behind the end",),
        "the first symbol that is read is the end symbol, whatever `start` is": (
            "it begins with the end symbol",
        ),
        "one row for each example: the result is transposed": ("one row for each example",),
    },
}
