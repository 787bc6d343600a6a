"""The gated cells as graphs: the LSTM with its cell state, the GRU with its two gates."""

from rnn_helpers.plots.palette import COLOURS, shade, tint
from rnn_helpers.plots.svg import (
    GREY,
    INK,
    MUTED,
    arrow,
    box,
    circle,
    heading,
    label_box,
    line,
    note,
    pill,
    text,
)

INPUT, STATE, OUTPUT, PAPER = (COLOURS[role] for role in ("input", "state", "output", "paper"))
PANEL, EDGE = "#F6F7F9", "#D3D8E0"
THICK = 7  # the way of the state through time

# The grid that both drawings share.
LEFT, STACK, SPLIT, RIGHT = 58, 168, 572, 654  # columns
TOP, SOFTMAX, WY, CARRY, ACT, WEIGHTS, STACKED, XT, TEXTS = 62, 132, 188, 256, 428, 482, 542, 610, 662  # rows

LSTM = (  # the role of a line in words, and the line
    ("forget gate", "ft = sigmoid(Wf [a_prev; xt] + bf)"),
    ("input gate", "it = sigmoid(Wi [a_prev; xt] + bi)"),
    ("candidate", "cct = tanh(Wc [a_prev; xt] + bc)"),
    ("output gate", "ot = sigmoid(Wo [a_prev; xt] + bo)"),
    ("new cell state", "c_next = ft × c_prev + it × cct"),
    ("new state", "a_next = ot × tanh(c_next)"),
    ("prediction", "yt_pred = softmax(Wy a_next + by)"),
)
GRU = (
    ("update gate", "ut = sigmoid(Wu [a_prev; xt] + bu)"),
    ("reset gate", "rt = sigmoid(Wr [a_prev; xt] + br)"),
    ("candidate", "cct = tanh(Wc [rt × a_prev; xt] + bc)"),
    ("new state", "a_next = ut × cct + (1 − ut) × a_prev"),
    ("prediction", "yt_pred = softmax(Wy a_next + by)"),
)
RESET = ("The reset gate acts before the", "product with Wc: the form of", "Cho et al. (2014).")


def lstm():
    """The parts of ``lstm``: gates around a cell state that runs straight through."""
    forget, update, candidate, output, product = 244, 322, 398, 474, 528
    squash, gated = 312, 364  # rows: tanh of the cell state, products
    return [
        *_ground("The LSTM, one step forward", "lstm_cell_forward"),
        *_carried("c_prev", "c_next", "the cell state: no weights and no tanh on its way"),
        arrow([(LEFT + 34, STACKED), (STACK - 50, STACKED)], STATE),
        arrow([(STACK, XT - 16), (STACK, STACKED + 16)], INPUT),
        *_bus(STACK + 50, (forget, update, candidate, output)),
        *_lift(forget, ACT, CARRY),
        *_lift(candidate, ACT, gated),
        *_lift(candidate, gated - 14, CARRY),
        arrow([(update, ACT - 16), (update, gated), (candidate - 14, gated)]),
        arrow([(output, ACT - 16), (output, gated), (product - 14, gated)]),
        arrow([(product, CARRY), (product, squash - 15)], STATE),
        arrow([(product, squash + 15), (product, gated - 14)]),
        arrow([(product + 14, gated), (RIGHT - 34, gated)], STATE),
        line([(SPLIT, gated), (SPLIT, CARRY + 9)], STATE, 2),
        arrow([(SPLIT, CARRY - 9), (SPLIT, WY + 16)], STATE),
        *[circle(x, y, 5, STATE, STATE) for x, y in [(SPLIT, gated), (product, CARRY)]],
        *_prediction(),
        *_gate(forget, "Wf, bf", "sigmoid"),
        *_gate(update, "Wi, bi", "sigmoid"),
        *_gate(candidate, "Wc, bc", "tanh"),
        *_gate(output, "Wo, bo", "sigmoid"),
        label_box(product, squash, "tanh", 50, 30, INK, 8, PAPER),
        *_operation(forget, CARRY, "×"),
        *_operation(candidate, CARRY, "+"),
        *_operation(candidate, gated, "×"),
        *_operation(product, gated, "×"),
        *_values([(forget, 340, "ft"), (update, 394, "it"), (candidate, 396, "cct"), (output, 394, "ot")]),
        pill(LEFT, STACKED, "a_prev", 68, STATE),
        pill(STACK, XT, "xt", 60, INPUT),
        label_box(STACK, STACKED, "[a_prev; xt]", 100, 32, INK, 8, PAPER),
        pill(RIGHT, gated, "a_next", 68, STATE),
        *_formulas(LSTM, 4),
    ]


def gru():
    """The parts of ``gru``: the state itself runs straight through; the gates mix it with the candidate."""
    update, reset, candidate = 258, 338, 474
    rest, mixed, again = 298, 334, 372  # rows: 1 − ut, ut times the candidate, rt times the old state
    old, handed = 118, 392  # columns: a_prev on its way down, rt × a_prev on its way to the candidate
    return [
        *_ground("The GRU, one step forward", "gru_cell_forward"),
        *_carried("a_prev", "a_next", "where ut is 0, the state passes unchanged"),
        line([(old, CARRY), (old, again + 20)], STATE, 2, corner=0),
        arrow([(old, again), (reset - 14, again)], STATE),
        arrow([(old, again + 20), (old, STACKED - 40), (STACK, STACKED - 40), (STACK, STACKED - 16)], STATE),
        *_bus(STACK + 50, (update, reset)),
        arrow([(260, XT), (STACK, XT), (STACK, STACKED + 16)], INPUT),
        arrow([(320, XT), (candidate, XT), (candidate, STACKED + 16)], INPUT),
        line([(update, ACT - 16), (update, again + 9)], MUTED, 2),
        arrow([(update, again - 9), (update, rest + 12)]),
        arrow([(update, rest - 12), (update, CARRY + 14)]),
        arrow([(update, mixed), (candidate - 14, mixed)]),
        *_lift(reset, ACT, again),
        arrow([(reset + 14, again), (handed, again), (handed, STACKED), (candidate - 65, STACKED)]),
        arrow([(candidate, STACKED - 16), (candidate, WEIGHTS + 16)]),
        *_lift(candidate, ACT, mixed),
        *_lift(candidate, mixed - 14, CARRY),
        arrow([(SPLIT, CARRY), (SPLIT, WY + 16)], STATE),
        circle(update, mixed, 3, MUTED, MUTED),
        *[circle(x, y, 5, STATE, STATE) for x, y in [(SPLIT, CARRY), (old, CARRY), (old, again)]],
        *_prediction(),
        *_gate(update, "Wu, bu", "sigmoid"),
        *_gate(reset, "Wr, br", "sigmoid"),
        *_gate(candidate, "Wc, bc", "tanh"),
        label_box(update, rest, "1 −", 40, 24, INK, 8, PAPER),
        *_operation(update, CARRY, "×"),
        *_operation(candidate, CARRY, "+"),
        *_operation(candidate, mixed, "×"),
        *_operation(reset, again, "×"),
        *_values([(update, ACT - 28, "ut"), (reset, ACT - 28, "rt"), (candidate, ACT - 46, "cct")]),
        pill(290, XT, "xt", 60, INPUT),
        label_box(STACK, STACKED, "[a_prev; xt]", 100, 32, INK, 8, PAPER),
        label_box(candidate, STACKED, "[rt × a_prev; xt]", 130, 32, INK, 8, PAPER),
        *_formulas(GRU, 5),
        note(440, TEXTS, RESET, step=22),
    ]


def _ground(title, function):
    """The heading, the frame of the function and the meaning of the colours."""
    weights = [
        "Every W is (n_a, n_a + n_x), every b (n_a, 1).",
        "Wy is (n_y, n_a), by (n_y, 1).",
        "All other values inside are (n_a, m).",
    ]
    return [
        heading(28, 40, title),
        note(28, 66, "m examples at once, one per column; × and + are entry by entry"),
        box(98, 98, 514, 476, PANEL, EDGE, 10),
        heading(114, 120, function),
        *_legend(116, 146),
        note(244, 146, weights, step=22),
    ]


def _legend(x, y):
    meanings = [("input", INPUT, 8), ("state", STATE, 8), ("output", OUTPUT, 8), ("weights", MUTED, 2)]
    return [
        part
        for k, (words, colour, radius) in enumerate(meanings)
        for part in (
            box(x, y - 7 + 19 * k, 26, 14, GREY if colour == MUTED else tint(colour), colour, radius),
            note(x + 36, y + 19 * k, words, colour=INK),
        )
    ]


def _carried(before, after, remark):
    """The thick straight way of the state from one step to the next."""
    return [
        line([(LEFT + 34, CARRY), (RIGHT - 46, CARRY)], STATE, THICK),
        arrow([(RIGHT - 60, CARRY), (RIGHT - 34, CARRY)], STATE, 3),
        note(112, CARRY - 27, remark, colour=shade(STATE)),
        pill(LEFT, CARRY, before, 68, STATE),
        pill(RIGHT, CARRY, after, 68, STATE),
    ]


def _bus(start, columns):
    """The stacked vector on its way to the weights of every gate."""
    last = columns[-1]
    ways = [arrow([(start, STACKED), (last, STACKED), (last, WEIGHTS + 16)])]
    for x in columns[:-1]:
        ways += [arrow([(x, STACKED), (x, WEIGHTS + 16)]), circle(x, STACKED, 3, MUTED, MUTED)]
    return ways


def _lift(x, low, high):
    """An arrow straight up, from the top of a gate to the underside of an operation."""
    return [arrow([(x, low - 16 if low == ACT else low), (x, high + 14)])]


def _gate(x, weights, function):
    """Weights, and the function that they feed."""
    return [
        arrow([(x, WEIGHTS - 16), (x, ACT + 16)]),
        label_box(x, WEIGHTS, weights, 62, 32, MUTED, 3, GREY),
        label_box(x, ACT, function, 66, 32, INK, 8, PAPER),
    ]


def _prediction():
    """From the state up to the prediction."""
    return [
        arrow([(SPLIT, WY - 16), (SPLIT, SOFTMAX + 17)]),
        arrow([(SPLIT, SOFTMAX - 17), (SPLIT, TOP + 16)], OUTPUT),
        label_box(SPLIT, WY, "Wy, by", 62, 32, MUTED, 3, GREY),
        label_box(SPLIT, SOFTMAX, "softmax", 72, 34, INK, 8, PAPER),
        pill(SPLIT, TOP, "yt_pred", 76, OUTPUT),
    ]


def _operation(x, y, sign):
    """An operation that is done entry by entry."""
    return [circle(x, y, 14, PAPER, INK), text(x, y - 0.5, sign, 17)]


def _values(places):
    """The names of values beside the arrows that carry them."""
    return [note(x + 8, y, name, colour=INK) for x, y, name in places]


def _formulas(entries, left):
    """What is computed, line by line: the first `left` entries with their role, the others at their right."""
    rows = [TEXTS + 22 * (k if k < left else k - left) for k in range(len(entries))]
    roles = [note(28, y, role) for y, (role, _) in zip(rows[:left], entries, strict=False)]
    places = [116 if k < left else 400 for k in range(len(entries))]
    formulas = [note(x, y, words, colour=INK) for x, y, (_, words) in zip(places, rows, entries, strict=True)]
    return roles + formulas
