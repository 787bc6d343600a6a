"""Lesson 07: why memory fades; the length of a gradient on its way back, step by step."""

from functools import lru_cache

import numpy as np

from rnn_helpers.jacobians import (
    chain,
    orthogonal,
    products_back,
    scale_to_radius,
    singular_values,
    step_jacobians,
)
from rnn_helpers.plots.canvas import LIGHT, fixed, label, panel, powers, sheet
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, choice, number, whole

SIZE = (840, 348)
N_A, STEPS = 12, 60
KINDS = ("random", "orthogonal", "non-normal")
KEY = (
    ("this gradient", COLOURS["gradient"], "-", 2.6),
    ("most for any", COLOURS["gradient"], "--", 1.4),
    ("radius^k", COLOURS["ink"], ":", 2),
    ("bound σ_max^k", COLOURS["muted"], "-.", 1.6),
)
LINES = ("norms", "most", "line", "bound")  # their artists, in the order of KEY
LOW, HIGH = 1e-12, 1e6  # the log axis ends here; lines leave the picture beyond


def fading_view(seed=5):
    """The view of a gradient of length 1 that travels back through a network of 12 units.

    seed : of the weights, the inputs and the direction of the gradient
    """
    rng = np.random.default_rng(seed)
    kinds = {
        "random": scale_to_radius(rng.standard_normal((N_A, N_A)), 1),
        "orthogonal": orthogonal(N_A, rng),
        "non-normal": np.kron(np.eye(N_A // 3), chain(3)),
    }
    inputs = rng.standard_normal((STEPS, N_A))
    gradient = rng.standard_normal(N_A)
    gradient /= np.linalg.norm(gradient)

    @lru_cache(maxsize=32)
    def travel(kind, radius, size):
        return way_back(radius * kinds[kind], size * inputs, gradient)

    def compute(kind, radius, size, lag):
        radius, size = round(radius, 2), round(size, 2)
        return travel(kind, radius, size) | {"kind": kind, "radius": radius, "size": size, "lag": lag}

    return View(
        name="why memory fades",
        size=SIZE,
        controls=[
            choice("kind", "kind of Waa", KINDS[0], KINDS),
            number("radius", "spectral radius", 0.9, 0.3, 2.0, 0.05),
            whole("lag", "lag k, steps back", 20, 0, STEPS),
            number("size", "size of the input", 0.5, 0.0, 4.0, 0.1),
        ],
        compute=compute,
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
    )


def way_back(Waa, inputs, gradient):
    """A gradient at the last state, followed back to all states before it.

    Waa : (n_a, n_a)        inputs : (T_x, n_a), Wax xt + ba of each step        gradient : (n_a,)
    returns : dict with norms (T_x + 1,) the length of the gradient k steps back; values (T_x + 1, n_a) the
        singular values of the product of k Jacobians; slopes (T_x, n_a) the slopes of tanh, the last
        step's first; largest, the largest singular value of Waa
    """
    a, state = np.empty_like(inputs), np.zeros(len(Waa))
    for t, score in enumerate(inputs):
        a[t] = state = np.tanh(score + Waa @ state)
    products = products_back(step_jacobians(a, Waa))
    return {
        "norms": np.linalg.norm(gradient @ products, axis=1),
        "values": singular_values(products),
        "slopes": (1 - a * a)[::-1],
        "largest": float(singular_values(Waa)[0]),
    }


def _start(figure, state):
    ax = sheet(figure)
    label(ax, 12, 15, "The length of a gradient on its way back", 12, across="left")
    label(ax, 572, 15, "Singular values of k steps", 12, across="left")
    label(ax, 572, 196, "Mean slope of tanh", 12, across="left")
    _key(ax)
    return {"main": _main_panel(figure), "values": _value_panel(figure), "slopes": _slope_panel(figure)}


def _key(ax):
    """What the lines of the main panel are, in a row above it."""
    for left, (text, colour, style, width) in zip((74, 196, 324, 422), KEY):
        ax.plot([left, left + 22], [42, 42], color=colour, ls=style, lw=width)
        label(ax, left + 28, 42, text, 9.5, colour, "left")


def _main_panel(figure):
    ax = panel(figure, 74, 60, 446, 240)
    ax.set(yscale="log", xlim=(-1, STEPS + 1), ylim=(LOW, HIGH), yticks=10.0 ** np.arange(-12, 7, 3))
    ax.minorticks_off()
    ax.set_xlabel("lag k, in steps back from the last state")
    ax.grid(True, color=LIGHT)
    ax.axhline(1, color=COLOURS["muted"], lw=1, zorder=2)
    lines = {
        name: ax.plot([], [], color=colour, ls=style, lw=width, zorder=order)[0]
        for name, order, (_, colour, style, width) in zip(LINES, (5, 4, 3, 3), KEY)
    }
    (point,) = ax.plot([], [], "o", color=COLOURS["gradient"], ms=9, mec="white", zorder=6)
    (mark,) = ax.plot([], [], color=COLOURS["ink"], lw=1, ls=(0, (2, 2)), zorder=2)
    return lines | {"point": point, "mark": mark}


def _value_panel(figure):
    ax = panel(figure, 632, 36, 172, 116)
    ax.set(yscale="log", xlim=(0.3, N_A + 0.7), ylim=(LOW, HIGH), yticks=[1e-12, 1e-6, 1, 1e6])
    ax.minorticks_off()
    ax.set_xticks([1, N_A], ["largest", "smallest"])
    ax.grid(True, color=LIGHT)
    ax.axhline(1, color=COLOURS["muted"], lw=1, zorder=2)
    (dots,) = ax.plot([], [], "o", color=COLOURS["gradient"], ms=5, zorder=4)
    return {"dots": dots}


def _slope_panel(figure):
    ax = panel(figure, 632, 216, 172, 84)
    ax.set(xlim=(-1, STEPS + 1), ylim=(-0.05, 1.08), yticks=[0, 0.5, 1])
    ax.set_xlabel("steps back")
    ax.grid(True, color=LIGHT)
    (mean,) = ax.plot([], [], color=COLOURS["state"], lw=1.8, zorder=4)
    (mark,) = ax.plot([], [], color=COLOURS["ink"], lw=1, ls=(0, (2, 2)), zorder=2)
    return {"mean": mean, "mark": mark}


def _update(artists, state):
    back, lag, main = np.arange(STEPS + 1), state["lag"], artists["main"]
    for name, values in (
        ("bound", state["largest"] ** back),
        ("line", state["radius"] ** back),
        ("most", state["values"][:, 0]),
        ("norms", state["norms"]),
    ):
        main[name].set_data(back, _drawable(values))
    main["point"].set_data([lag], [np.clip(state["norms"][lag], LOW, HIGH)])
    main["mark"].set_data([lag, lag], [LOW, HIGH])
    artists["values"]["dots"].set_data(np.arange(1, N_A + 1), np.clip(state["values"][lag], LOW, HIGH))
    artists["slopes"]["mean"].set_data(back[:-1] + 0.5, state["slopes"].mean(axis=1))
    artists["slopes"]["mark"].set_data([lag, lag], [-1, 2])


def _drawable(values):
    """Numbers that a log axis can take; what is too small or too large leaves the picture."""
    return np.clip(values, LOW * 1e-6, HIGH * 1e6)


def _mean_slope(state):
    return float(state["slopes"][: state["lag"]].mean()) if state["lag"] else 1.0


def _table(state):
    lag = state["lag"]
    rows = [
        ["this gradient", _size(state["norms"][lag])],
        ["most for any gradient", _size(state["values"][lag, 0])],
        ["line radius^k", _size(state["radius"] ** lag)],
        ["bound σ_max^k", _size(state["largest"] ** lag)],
        ["mean slope of tanh", fixed(_mean_slope(state), 3) if lag else "no step"],
    ]
    return "The way back to lag k", ["", f"k = {lag}"], rows


def _size(value):
    return fixed(value, 3) if 0.01 <= value < 1000 or value == 0 else powers(value)


def _sentence(state):
    lag, norm = state["lag"], state["norms"][state["lag"]]
    start = (
        f"Waa is {state['kind']}, its spectral radius {fixed(state['radius'])}, its largest singular value"
        f" {fixed(state['largest'])}. "
    )
    if not lag:
        return start + "At lag 0 the gradient has the length 1: it has not travelled yet."
    peak = int(state["norms"].argmax())
    size = state["norms"][peak]
    over = (
        f" On its way it was longest at lag {peak}, with {_size(size)}."
        if 0 < peak < lag and size > 1.5
        else ""
    )
    steps = f"{lag} step{'s' * (lag > 1)}"
    return (
        f"{start}After {steps} back a gradient of length 1 has the length {_size(norm)}.{over}"
        f" {_why(state, norm)}"
    )


def _why(state, norm):
    """What to make of it, in a sentence."""
    lag, slope = state["lag"], _mean_slope(state)
    if slope > 0.999:
        return "All slopes of tanh are 1: these are powers of Waa alone."
    if norm < state["radius"] ** lag:
        return f"The slopes of tanh, {fixed(slope)} on average, pull it below the line radius^k."
    return f"It lies above the line radius^k, with slopes of tanh of {fixed(slope)} on average."
