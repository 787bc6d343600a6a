"""The tasks of lesson 08: the LSTM forward and backward, its straight path, the GRU backward, whose reset."""

import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.exercises.lessons.lesson_08.mistakes_gru_backward import GRU_BACKWARD_MISTAKES
from rnn_helpers.exercises.lessons.lesson_08.mistakes_lstm_backward import LSTM_BACKWARD_MISTAKES
from rnn_helpers.exercises.lessons.lesson_08.mistakes_lstm_forward import LSTM_FORWARD_MISTAKES
from rnn_helpers.exercises.lessons.lesson_08.reference import (
    gru_cell_backward,
    lstm_cell_backward,
    lstm_cell_forward,
)
from rnn_helpers.exercises.lessons.lesson_08.sections import SECTIONS
from rnn_helpers.exercises.probes import FORM, OWN, UNCHANGED, Made, probe
from rnn_helpers.gru import gru_cell_forward

LESSON = "08_gates"

_SIZES = [(3, 2, 4, 1), (2, 5, 3, 1), (4, 3, 2, 5), (1, 2, 3, 4), (3, 3, 3, 3)]  # n_x, n_a, n_y, m


# --- probes


def forward_probes(rng):
    """Inputs for the LSTM's step: batches of one and of several, scores that are large, whole numbers."""
    probes = [_probe(m, *_lstm_input(rng, n_x, n_a, n_y, m)) for n_x, n_a, n_y, m in _SIZES]
    extreme = [probe("extreme", *_large_scores(rng)), probe("extreme", *_columns_far_apart())]
    return [*probes, *extreme, probe("whole", *_whole_lstm_input(rng))]


def backward_probes(rng):
    """Inputs for the LSTM's step backward, whose cache the learner's own step forward makes."""
    probes = [
        _probe(m, *rng.normal(0, 1, (2, n_a, m)), _own_cache(*_lstm_input(rng, n_x, n_a, n_y, m)))
        for n_x, n_a, n_y, m in _SIZES
    ]
    whole = _whole_lstm_input(rng)
    gradients = rng.integers(-3, 4, (2, *whole[1].shape))
    return [*probes, probe("whole", *gradients, _own_cache(*whole))]


def gru_probes(rng):
    """Inputs for the GRU's step backward, with the cache of the library's step forward."""
    probes = []
    for n_x, n_a, n_y, m in _SIZES:
        xt, a_prev, _ = _states(rng, n_x, n_a, m)
        cache = gru_cell_forward(xt, a_prev, _parameters(rng, "urc", n_x, n_a, n_y))[2]
        probes.append(_probe(m, rng.normal(0, 1, (n_a, m)), cache))
    xt, a_prev = rng.integers(-2, 3, (3, 2)), rng.integers(-1, 2, (2, 2))
    parameters = _parameters(rng, "urc", 3, 2, 4)
    cache = gru_cell_forward(xt, a_prev, {name: np.rint(value) for name, value in parameters.items()})[2]
    return [*probes, probe("whole", rng.integers(-3, 4, (2, 2)), cache)]


def _probe(m, *arguments):
    return probe("one" if m == 1 else "batch", *arguments, columns=m)


def _own_cache(*arguments):
    return Made("lstm_cell_forward", arguments, output=3)


def _lstm_input(rng, n_x, n_a, n_y, m):
    return *_states(rng, n_x, n_a, m), _parameters(rng, "fico", n_x, n_a, n_y)


def _states(rng, n_x, n_a, m):
    """An input, a hidden state and a cell state."""
    return rng.normal(0, 1, (n_x, m)), np.tanh(rng.normal(0, 1, (n_a, m))), rng.normal(0, 1.2, (n_a, m))


def _parameters(rng, gates, n_x, n_a, n_y):
    """The parameters of a gated cell, those of the first gate last but for the prediction's."""
    parameters = {}
    for gate in gates[1:] + gates[0]:
        parameters["W" + gate] = rng.normal(0, 0.7, (n_a, n_a + n_x))
        parameters["b" + gate] = rng.normal(0, 0.7, (n_a, 1))
    return parameters | {"Wy": rng.normal(0, 0.7, (n_y, n_a)), "by": rng.normal(0, 0.7, (n_y, 1))}


def _large_scores(rng):
    """A batch whose gates are all open or shut, with scores that overflow.

    Drawn until a prediction from the cell state shows, and so do other biases at the output gate.
    """
    while True:
        *states, parameters = _lstm_input(rng, 3, 2, 4, 24)
        large = {name: value * 1e4 for name, value in parameters.items()}
        _, c_next, yt_pred, cache = lstm_cell_forward(*states, large)
        others = [lstm_cell_forward(*states, large | {"bo": large[name]})[2] for name in ("bf", "bi", "bc")]
        others.append(softmax(large["Wy"] @ c_next + large["by"]))
        half_open = [(gate * (1 - gate) > 1e-9).any() for gate in (cache[4], cache[5], cache[7])]
        if not any(half_open) and all((abs(other - yt_pred) > 0.5).any() for other in others):
            return *states, large


def _columns_far_apart():
    """A step whose gates stand open, with scores that are very large in one column and zero in the next."""
    parameters = {"W" + gate: np.zeros((2, 3)) for gate in "fico"}
    parameters |= {"b" + gate: np.full((2, 1), 50.0) for gate in "fico"} | {"bc": np.zeros((2, 1))}
    parameters |= {"Wy": 1e4 * np.array([[1.0, 0.0], [0.0, -1.0], [1.0, 1.0]]), "by": np.zeros((3, 1))}
    c_prev = np.array([[2.0, 0.0, -1.0], [0.0, 0.0, 1.0]])
    return np.zeros((1, 3)), np.zeros((2, 3)), c_prev, parameters


def _whole_lstm_input(rng):
    *_, parameters = _lstm_input(rng, 3, 2, 4, 2)
    whole = {name: rng.integers(-1, 2, value.shape) for name, value in parameters.items()}
    return rng.integers(-2, 3, (3, 2)), rng.integers(-1, 2, (2, 2)), rng.integers(-3, 4, (2, 2)), whole


# --- the tasks

_ORDINARY = ("one", "batch")


def _values(name, points, *outputs, kinds=_ORDINARY):
    return {"name": name, "points": points, "test": "values", "kinds": kinds, "outputs": outputs}


FORWARD = {
    "name": "lstm_cell_forward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 1: the LSTM, one step forward",
    "reference": lstm_cell_forward,
    "arguments": ("xt", "a_prev", "c_prev", "parameters"),
    "outputs": ("a_next", "c_next", "yt_pred", "cache"),
    "free": ("cache",),
    "uses": (),
    "out_of_reach": ("rnn_helpers.lstm.lstm_cell_forward", "rnn_helpers.lstm.lstm_forward_pass"),
    "probes": forward_probes,
    "large": {
        "says": (
            "Scores can be large, and e to the power of 1000 is not a number that a computer can hold. The"
            " library's `sigmoid` and `softmax` take any score."
        ),
        "see": SECTIONS["gate"],
    },
    "parts": [
        _values("c_next", 2, "c_next", kinds=("one",)),
        _values("a_next", 2, "a_next", kinds=("one",)),
        _values("yt_pred", 1, "yt_pred", kinds=("one",)),
        _values("a batch", 1, "c_next", "a_next", "yt_pred", kinds=("batch",)),
        _values("large scores", 1, "c_next", "a_next", "yt_pred", kinds=("extreme",)),
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": LSTM_FORWARD_MISTAKES,
}

BACKWARD = {
    "name": "lstm_cell_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 2: the LSTM, one step backward",
    "reference": lstm_cell_backward,
    "arguments": ("da_next", "dc_next", "cache"),
    "returns": "dict",
    "outputs": (
        *("dc_prev", "dbf", "dbi", "dbc", "dbo", "dWf", "dWi", "dWc", "dWo"),
        *("da_prev", "dxt"),
    ),
    "uses": ("lstm_cell_forward",),
    "out_of_reach": ("rnn_helpers.lstm.lstm_cell_backward", "rnn_helpers.lstm.lstm_backward_pass"),
    "probes": backward_probes,
    "parts": [
        _values("dc_prev", 1, "dc_prev"),
        _values("forget and input gate", 2, "dWf", "dbf", "dWi", "dbi"),
        _values("candidate", 1, "dWc", "dbc"),
        _values("output gate", 1, "dWo", "dbo"),
        _values("da_prev and dxt", 2, "da_prev", "dxt"),
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": LSTM_BACKWARD_MISTAKES,
}

LEFT = {
    "name": "left_after_20_steps",
    "kind": "number",
    "lesson": LESSON,
    "title": "Task 3: what is left after 20 steps",
    "see": SECTIONS["path"],
    "parts": [{"name": "answer", "points": 2}],
    "right": 0.95**20,
    "within": 0.003,
    "because": (
        "The gate stands at 19/20, and every step multiplies by it once more. With weights of zero no other"
        " way leads back, so this is all. ln 19 is the bias for a memory of about 19 steps, and after about"
        " as many a little more than a third is left, near 1/e."
    ),
    "rule": (
        "First find where the gate stands: the sigmoid of ln 19, with the second form of its formula. Then"
        " ask what one step makes of the gradient at the cell state, and what twenty of them do."
    ),
    "wrong": [
        (0.95, "That is the forget gate, and what one step leaves. Twenty steps stand between."),
        (19.0, "Twenty times the gate: a sum. Each step multiplies what the one before has left."),
        (
            0.0,
            "Nearly nothing would be left if each step took a twentieth of the first amount, if the gate"
            " stood at one half, or if the gradient had to pass the sigmoid's slope as well. But each step"
            " takes a twentieth of what is still there, and no slope stands on the straight path.",
        ),
        (
            1.0,
            "All would be left if the gates stood at 1, as in the LSTM of 1997. Where does a score of ln 19"
            " put a gate?",
        ),
        (
            0.95**19,
            "That is what 19 steps leave. How often does the gradient pass a gate from c at 20 to c at 0?",
        ),
        (
            0.95**21,
            "That is what 21 steps leave. How often does the gradient pass a gate from c at 20 to c at 0?",
        ),
        (
            float(np.exp(-1)),
            "1/e is the rule of thumb, what a bias of ln T leaves after about T steps when T is large. Here"
            " both numbers are given, so compute it.",
        ),
        (1 - 0.95**20, "That is what has been lost on the way. Asked for is what is left."),
        (
            (180 / 181) ** 20,
            "This takes the gate as the tanh of its score. A gate is a share, and comes from the sigmoid.",
        ),
        (0.05, "That is what one step loses. Asked for is what twenty of them leave."),
        (20.0, "Each step multiplies by a number below 1, so nothing can grow here."),
    ],
}

GRU = {
    "name": "gru_cell_backward",
    "kind": "function",
    "lesson": LESSON,
    "title": "Task 4: the GRU, one step backward",
    "reference": gru_cell_backward,
    "arguments": ("da_next", "cache"),
    "returns": "dict",
    "outputs": ("dbu", "dbc", "dbr", "dWu", "dWc", "dWr", "da_prev", "dxt"),
    "uses": (),
    "out_of_reach": ("rnn_helpers.gru.gru_cell_backward", "rnn_helpers.gru.gru_backward_pass"),
    "probes": gru_probes,
    "parts": [
        _values("update gate", 1, "dWu", "dbu"),
        _values("candidate", 1, "dWc", "dbc"),
        _values("reset gate", 2, "dWr", "dbr"),
        _values("dxt", 1, "dxt"),
        _values("da_prev", 2, "da_prev"),
        FORM,
        UNCHANGED,
        OWN,
    ],
    "mistakes": GRU_BACKWARD_MISTAKES,
}

WHICH_RESET = {
    "name": "which_reset",
    "kind": "choice",
    "lesson": LESSON,
    "title": "Task 5: whose reset gate?",
    "see": SECTIONS["other"],
    "parts": [{"name": "answer", "points": 2}],
    "right": "c",
    "because": (
        "Unit 0 reads unit 1, whose gate is open: tanh(-0.8) = -0.66. Unit 1 reads unit 0, which its own"
        " gate has set to 0 on the way out. In PyTorch's GRU the gates of the readers would count, and the"
        " answer would be (0, 0.46): the same weights, another function."
    ),
    "choices": {
        "a": (
            "That is what comes out with both gates open. One of the two is shut, and something must be"
            " missing."
        ),
        "b": (
            "That is the other GRU: there the reset gate stands after the product, so that unit 0's shut gate"
            " blocks what unit 0 reads. Here it stands before the product. What does it block then?"
        ),
        "c": "",
        "d": (
            "This lets every unit read itself. Look at the matrix once more: in its first row the 1 stands in"
            " the second column."
        ),
        "e": (
            "One gate is shut, but the other is open, and there is something to read behind it. Which unit's"
            " candidate reads the state behind the open gate?"
        ),
    },
}

TASKS = [FORWARD, BACKWARD, LEFT, GRU, WHICH_RESET]
