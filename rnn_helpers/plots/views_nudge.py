"""Lesson 03: nudge one weight; the loss as a function of it, the tangent and the secant."""

from functools import lru_cache, partial

import numpy as np

from rnn_helpers.plots.canvas import LIGHT, fixed, label, panel, powers, sheet, short
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, choice, number
from rnn_helpers.plots.views_cell import weight_entries, with_weight

SIZE = (840, 324)
REACH = 2.0  # the weight moves this far to each side of where it started
EXPONENTS = np.linspace(-6, 0, 13)  # nudges of the small plot, as powers of ten
LOWEST = 1e-13  # the small plot ends here: what lies below is drawn on its floor
SECANT = COLOURS["ink"]


def nudge_view(loss, parameters, gradients):
    """The view of one weight that is moved and nudged.

    loss(parameters) -> float : the loss of the network
    parameters : dict of arrays, the weights to begin with
    gradients(parameters) -> dict : its gradients by backward, under the names dWax, dWaa, …
    """
    parameters = {name: np.array(array, float) for name, array in parameters.items()}
    names = [name for name in parameters if "d" + name in gradients(parameters)]
    if not names:
        wanted = ", ".join("d" + name for name in parameters)
        raise ValueError(f"gradients(parameters) gave none of {wanted}: name each gradient after its weight.")
    entries = [entry for entry, (name, _) in weight_entries(parameters).items() if name in names]

    @lru_cache(maxsize=64)
    def curve(entry):
        grid = _start_value(parameters, entry) + np.linspace(-REACH - 1, REACH + 1, 121)
        return grid, np.array([loss(with_weight(parameters, entry, value)) for value in grid], float)

    return View(
        name="nudge one weight",
        size=SIZE,
        controls=[
            choice("weight", "pick a weight", entries[0], entries),
            number("shift", "move the weight", 0.0, -REACH, REACH, 0.05),
            number("exponent", "log₁₀ of nudge h", -0.5, -6, 0, 0.5),
        ],
        compute=partial(_compute, loss, gradients, parameters, curve),
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: state["weight"],
    )


def _start_value(parameters, entry):
    name, place = weight_entries(parameters)[entry]
    return float(parameters[name][place])


def central_difference(f, w, h):
    """The slope of the secant of `f` through w - h and w + h."""
    return (f(w + h) - f(w - h)) / (2 * h)


def _compute(loss, gradients, parameters, curve, weight, shift, exponent):
    """The loss at one weight, its slope by backward, and its slope by a nudge of 10**exponent."""
    name, place = weight_entries(parameters)[weight]
    w = float(parameters[name][place]) + shift
    here = with_weight(parameters, weight, w)

    def at(value):
        return float(loss(with_weight(parameters, weight, value)))

    h = 10.0**exponent
    tangent = float(gradients(here)["d" + name][place])
    ends = at(w - h), at(w + h)
    errors = [abs(central_difference(at, w, 10.0**power) - tangent) for power in EXPONENTS]
    return {
        "weight": weight,
        "curve": curve(weight),
        "w": w,
        "loss": at(w),
        "h": h,
        "ends": ends,
        "tangent": tangent,
        "secant": (ends[1] - ends[0]) / (2 * h),
        "errors": np.array(errors),
    }


def _start(figure, state):
    ax = sheet(figure)
    label(ax, 12, 15, "Both lines measure how steep the loss is at the dot", 12, across="left")
    label(ax, 566, 15, "Two ways to one slope", 12, across="left")
    label(ax, 566, 108, "Their difference, by nudge", 12, across="left")
    names = {"tangent": "tangent (backward)", "secant": "secant (nudge)", "gap": "difference"}
    colours = {"tangent": COLOURS["gradient"], "secant": SECANT, "gap": COLOURS["muted"]}
    for y, key in zip((40, 60, 80), names):
        label(ax, 566, y, names[key], 10.5, colours[key], "left")
    numbers = {
        key: label(ax, 826, y, "", 10.5, colours[key], "right", "bold") for y, key in zip((40, 60, 80), names)
    }
    return {"main": _loss_panel(figure, state), "errors": _error_panel(figure), "numbers": numbers}


def _loss_panel(figure, state):
    ax = panel(figure, 88, 36, 438, 234)
    grid, losses = state["curve"]
    ax.plot(grid, losses, color=COLOURS["muted"], lw=2, zorder=2)
    spread = max(np.ptp(losses), 1e-3)
    ax.set(xlim=(grid[0], grid[-1]), ylim=(losses.min() - 0.12 * spread, losses.max() + 0.12 * spread))
    ax.set_xlabel(f"value of {state['weight']}")
    ax.set_ylabel("loss (nats)")
    ax.grid(True, color=LIGHT)
    (tangent,) = ax.plot([], [], "--", color=COLOURS["gradient"], lw=2.8, zorder=3)
    (secant,) = ax.plot([], [], "-s", color=SECANT, lw=1.2, ms=6, mfc="white", markevery=[1, 2], zorder=4)
    (point,) = ax.plot([], [], "o", color=COLOURS["gradient"], ms=9, mec="white", zorder=5)
    return {"tangent": tangent, "secant": secant, "point": point}


def _error_panel(figure):
    ax = panel(figure, 622, 126, 204, 144)
    ax.set(xscale="log", yscale="log", xlim=(10**-6.3, 10**0.3), ylim=(LOWEST, 10))
    ax.set(xlabel="nudge h", yticks=[1e-12, 1e-8, 1e-4, 1], xticks=[1e-6, 1e-4, 1e-2, 1])
    ax.minorticks_off()
    ax.grid(True, color=LIGHT)
    (line,) = ax.plot([], [], color=COLOURS["muted"], lw=1.6, zorder=3)
    (point,) = ax.plot([], [], "s", color=SECANT, ms=7, mfc="white", mew=1.6, zorder=4)
    return {"line": line, "point": point}


def _update(artists, state):
    w, h, main = state["w"], state["h"], artists["main"]
    reach = np.array([-1.5, 1.5])
    main["tangent"].set_data(w + reach, state["loss"] + state["tangent"] * reach)
    along = np.array([reach[0], -h, h, reach[1]])  # the secant ends where the tangent does
    main["secant"].set_data(w + along, np.mean(state["ends"]) + state["secant"] * along)
    main["point"].set_data([w], [state["loss"]])
    artists["errors"]["line"].set_data(10**EXPONENTS, np.maximum(state["errors"], LOWEST))
    gap = _gap(state)
    artists["errors"]["point"].set_data([h], [max(gap, LOWEST)])
    artists["numbers"]["tangent"].set_text(fixed(state["tangent"], 6))
    artists["numbers"]["secant"].set_text(fixed(state["secant"], 6))
    artists["numbers"]["gap"].set_text(powers(gap))


def _gap(state):
    return abs(state["secant"] - state["tangent"])


def _nudge(state):
    return short(state["h"]) if state["h"] >= 0.01 else powers(state["h"])


def _table(state):
    rows = [
        [state["weight"], short(state["w"], 4)],
        ["loss", fixed(state["loss"], 6)],
        ["nudge h", _nudge(state)],
        ["slope by backward", fixed(state["tangent"], 6)],
        ["slope by nudging", fixed(state["secant"], 6)],
    ]
    return "The numbers at this weight", ["", "value"], rows


def _sentence(state):
    gap, slope = _gap(state), max(abs(state["tangent"]), abs(state["secant"]), 1e-3)
    name = "d" + state["weight"]
    if gap <= 1e-6 * slope:
        verdict = "the two agree."
    elif state["errors"].min() > 1e-4 * slope:
        verdict = "no nudge brings them together, so look for a mistake in backward."
    elif state["h"] > 0.03:
        verdict = "the nudge is so large that the curve bends on the way; make h smaller."
    elif state["h"] < 1e-5:
        verdict = "the nudge is so small that rounding shows; make h larger."
    else:
        verdict = "a smaller h brings them closer, until rounding takes over."
    return (
        f"At {state['weight']} = {short(state['w'])} the loss is {fixed(state['loss'], 3)}. Backward says"
        f" {name} = {fixed(state['tangent'], 4)}; a nudge of {_nudge(state)} to both sides says"
        f" {fixed(state['secant'], 4)}. They differ by {powers(gap)}: {verdict}"
    )
