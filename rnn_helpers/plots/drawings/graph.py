"""One step of the cell as a graph of data and operations, and the gradients on their way back through it."""

from rnn_helpers.plots.palette import COLOURS, shade, tint
from rnn_helpers.plots.svg import (
    GREY,
    INK,
    MUTED,
    SHAPE,
    arrow,
    box,
    circle,
    heading,
    label_box,
    lines,
    note,
    pill,
    text,
)

INPUT, STATE, OUTPUT, PAPER = (COLOURS[role] for role in ("input", "state", "output", "paper"))
GRADIENT, GRADIENT_INK = COLOURS["gradient"], shade(COLOURS["gradient"])
PALE = "#AEB5C0"  # the forward graph, where the way back is the subject

# The grid that both drawings share.
LEFT, WEIGHTS, PLUS, TANH, SPLIT, BY, RIGHT = 58, 184, 291, 392, 484, 560, 648  # columns
TOP, SOFTMAX, ADD_BY, WYA, BA, STATES, INPUTS = 62, 122, 246, 306, 336, 412, 537  # rows


def _graph(live=True):
    """The graph of one step: in colour, or pale as the ground for the way back."""
    blue, green, red, grey = (INPUT, STATE, OUTPUT, MUTED) if live else (PALE,) * 4
    ink = INK if live else MUTED
    return [
        *_flows(blue, green, red, grey),
        pill(LEFT, STATES, "a_prev", 68, green, ink=ink),
        pill(LEFT, INPUTS, "xt", 68, blue, ink=ink),
        pill(RIGHT, STATES, "a_next", 72, green, ink=ink),
        pill(SPLIT, TOP, "yt_pred", 76, red, ink=ink),
        circle(SPLIT, STATES, 4, green, green),
        *_sum(PLUS, STATES, 15, ink),
        *_sum(SPLIT, ADD_BY, 15, ink),
        label_box(TANH, STATES, "tanh", 56, 34, ink, 8, PAPER, ink=ink),
        label_box(SPLIT, SOFTMAX, "softmax", 72, 34, ink, 8, PAPER, ink=ink),
        label_box(WEIGHTS, STATES, "Waa", 52, 34, grey, 3, GREY, ink=ink),
        label_box(WEIGHTS, INPUTS, "Wax", 52, 34, grey, 3, GREY, ink=ink),
        label_box(SPLIT, WYA, "Wya", 52, 34, grey, 3, GREY, ink=ink),
        label_box(PLUS, BA, "ba", 40, 22, grey, 3, GREY, SHAPE, ink),
        label_box(BY, ADD_BY, "by", 40, 22, grey, 3, GREY, SHAPE, ink),
    ]


def _flows(blue, green, red, grey):
    """The arrows of the graph."""
    return [
        arrow([(92, STATES), (158, STATES)], green),
        arrow([(210, STATES), (276, STATES)], grey),
        arrow([(306, STATES), (364, STATES)], grey),
        arrow([(420, STATES), (612, STATES)], green),
        arrow([(92, INPUTS), (158, INPUTS)], blue),
        arrow([(210, INPUTS), (PLUS, INPUTS), (PLUS, STATES + 15)], grey),
        arrow([(PLUS, BA + 11), (PLUS, STATES - 15)], grey),
        arrow([(SPLIT, STATES), (SPLIT, WYA + 17)], green),
        arrow([(SPLIT, WYA - 17), (SPLIT, ADD_BY + 15)], grey),
        arrow([(BY - 20, ADD_BY), (SPLIT + 15, ADD_BY)], grey),
        arrow([(SPLIT, ADD_BY - 15), (SPLIT, SOFTMAX + 17)], grey),
        arrow([(SPLIT, SOFTMAX - 17), (SPLIT, TOP + 16)], red),
    ]


def _sum(x, y, radius, ink, width=1.5):
    return [circle(x, y, radius, PAPER, ink, width), text(x, y - 0.5, "+", radius + 3, ink)]


# basic_rnn2: forward


def data_flow():
    """The parts of ``basic_rnn2``: what flows where, with the shape on every arrow."""
    formulas = ["a_next = tanh(Wax xt + Waa a_prev + ba)", "yt_pred = softmax(Wya a_next + by)"]
    return [
        heading(28, 40, "One step, forward"),
        note(28, 66, "m examples at once, one per column"),
        box(98, 98, 500, 488, "#F6F7F9", "#D3D8E0", 10),
        heading(114, 122, "rnn_cell_forward"),
        lines(114, 158, formulas, 24, anchor="start"),
        *_graph(),
        *_shapes(),
        *_legend(372, 478),
    ]


def _shapes():
    """The shape of what each arrow carries in ink, of weights in grey."""
    a, y = "(n_a, m)", "(n_y, m)"
    above = [(130, STATES, a), (242, STATES, a), (334, STATES, a), (548, STATES, a)]
    above += [(130, INPUTS, "(n_x, m)"), (242, INPUTS, a)]
    beside = [(354, a), (275, y), (184, "z " + y), (88, y)]
    weights = [(WEIGHTS, STATES + 28, "(n_a, n_a)"), (WEIGHTS, INPUTS + 28, "(n_a, n_x)")]
    return [
        *[note(x, row - 12, shape, "middle", INK) for x, row, shape in above],
        note(334, STATES + 18, "z_a", "middle", INK),
        *[note(SPLIT + 10, row, shape, colour=INK) for row, shape in beside],
        *[note(x, row, shape, "middle") for x, row, shape in [*weights, (BY, ADD_BY - 21, "(n_y, 1)")]],
        note(PLUS + 28, BA, "(n_a, 1)"),
        note(SPLIT + 36, WYA, "(n_y, n_a)"),
        note(RIGHT, STATES + 30, ["to the next", "step"], "middle", step=15),
        note(LEFT, STATES + 30, ["from the", "step before"], "middle", step=15),
    ]


def _legend(x, y):
    meanings = [("input", INPUT, 8), ("state", STATE, 8), ("output", OUTPUT, 8)]
    meanings += [("weights: multiply, or add", MUTED, 2)]
    parts = []
    for k, (words, colour, radius) in enumerate(meanings):
        fill = GREY if colour == MUTED else tint(colour)
        parts += [
            box(x, y - 7 + 22 * k, 26, 14, fill, colour, radius),
            note(x + 36, y + 22 * k, words, colour=INK),
        ]
    return parts


# backpropagation: backward

GRADIENTS = (  # where each formula stands, and the shape of its result
    (504, 172, "(n_y, m)", "dz = yt_pred − y"),
    (588, ADD_BY - 3, "(n_y, 1)", "dby = Σ dz"),
    (518, WYA - 8, "(n_y, n_a)", "dWya = dz a_nextᵀ"),
    (504, WYA + 34, "(n_a, m)", "Wyaᵀ dz"),
    (460, STATES + 34, "(n_a, m)", "da_next = Wyaᵀ dz + carry"),
    (312, STATES + 34, "(n_a, m)", "dtanh = da_next", "× (1 − a_next²)"),
    (318, BA - 8, "(n_a, 1)", "dba = Σ dtanh"),
    (112, STATES - 50, "(n_a, n_a)", "dWaa = dtanh a_prevᵀ"),
    (112, STATES + 34, "(n_a, m)", "da_prev = Waaᵀ dtanh"),
    (112, INPUTS - 50, "(n_a, n_x)", "dWax = dtanh xtᵀ"),
    (112, INPUTS + 34, "(n_x, m)", "dxt = Waxᵀ dtanh"),
)
NOTES = (
    "Every gradient has the shape of what it belongs to.",
    "Softmax and cross-entropy together give dz at once;",
    "y is the target, one-hot. A mean loss divides dz as well.",
    "Σ adds over the examples, the columns.",
    "× is entry by entry; the others are matrix products.",
)
MEETING = (
    "Two streams meet here and add:",
    "what this step's loss asks,",
    "and the carry, what all the",
    "later steps ask.",
)


def way_back():
    """The parts of ``backpropagation``: the same graph, pale, with the gradients that flow back."""
    return [
        *_functions(),
        *_graph(live=False),
        arrow([(522, TOP), (566, TOP)], PALE),
        box(566, TOP - 20, 114, 40, PAPER, MUTED, 8),
        note(623, TOP - 8, ["cross-entropy", "with target y"], "middle", step=16),
        *[arrow(points, GRADIENT, dash="6 4") for points in _backward_flows()],
        *_sum(SPLIT + 10, STATES + 10, 9, GRADIENT_INK, 2),
        *[_gradient(*entry) for entry in GRADIENTS],
        note(RIGHT + 36, STATES - 27, "carry from step t+1", "end", GRADIENT_INK),
        note(LEFT, STATES + 34, ["carry to", "step t−1"], "middle", GRADIENT_INK),
        note(460, STATES + 80, MEETING, step=18),
        heading(28, 40, "One step, backward"),
        arrow([(28, 76), (68, 76)], PALE),
        arrow([(68, 100), (28, 100)], GRADIENT, dash="6 4"),
        lines(80, 76, ["values, forward", "gradients, backward"], 24, anchor="start"),
        note(28, 142, NOTES, step=20),
    ]


def _functions():
    """A panel for each function that does a part of the way back."""
    panels = [(438, 32, 250, 170), (438, 222, 250, 150), (98, 302, 330, 298)]
    names = [(686, 21, "cross_entropy_backward", "end"), (686, 211, "output_backward", "end")]
    names += [(100, 291, "rnn_cell_backward", "start")]
    return [
        *[box(*panel, tint(GRADIENT, 0.05), tint(GRADIENT, 0.55), 10, 1.2) for panel in panels],
        *[text(x, y, name, colour=GRADIENT_INK, anchor=anchor, bold=True) for x, y, name, anchor in names],
    ]


def _gradient(x, y, shape, *formula):
    """A formula and, below it, the shape of its result."""
    below = (shape, {"size": SHAPE, "colour": MUTED})
    return lines(x, y, [*formula, below], 16, colour=GRADIENT_INK, anchor="start")


def _backward_flows():
    """Where each gradient runs: beside the value it belongs to, the other way."""
    down, below, beneath = SPLIT + 10, STATES + 10, INPUTS + 10
    return [
        [(640, TOP + 20), (640, 157), (down, 157), (down, ADD_BY - 13)],
        [(498, ADD_BY + 8), (BY - 21, ADD_BY + 8)],
        [(down, ADD_BY + 13), (down, WYA - 17)],
        [(down, WYA + 17), (down, STATES + 1)],
        [(612, below), (down + 9, below)],
        [(down - 9, below), (420, below)],
        [(364, below), (304, below)],
        [(278, below), (210, below)],
        [(158, below), (90, below)],
        [(301, STATES - 13), (301, BA + 11)],
        [(301, STATES + 13), (301, beneath), (210, beneath)],
        [(158, beneath), (90, beneath)],
    ]
