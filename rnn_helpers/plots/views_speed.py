"""Lesson 11: batch and width; the time of one step against the limit that the matrix product sets."""

from functools import partial

import numpy as np

from rnn_helpers.plots.canvas import LIGHT, label, panel, sheet
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, whole
from rnn_helpers.speed import needed

SIZE = (840, 352)
PANELS = {"step": (84, 62, 318, 232), "example": (510, 62, 318, 232)}


def speed_view(grid):
    """The view of measured times by width and batch; nothing is measured here.

    grid : dict with widths, batches (increasing), seconds (widths, batches) of one step forward and backward,
        and rate, multiplications and additions per second; from `stored_speed()["grid"]` or `own_grid()`

    Between the sizes that were measured the times are interpolated, on logarithmic axes.
    """
    widths, batches = np.array(grid["widths"], float), np.array(grid["batches"], float)
    seconds, rate = np.array(grid["seconds"], float), float(grid["rate"])
    if seconds.shape != (len(widths), len(batches)) or not (seconds > 0).all():
        raise ValueError(
            f"grid needs a positive time for each of its {len(widths)} widths and {len(batches)} batches;"
            f" seconds has the shape {seconds.shape}."
        )
    times = (widths, batches, seconds, rate)
    return View(
        name="batch and width",
        size=SIZE,
        controls=[
            whole("batch", "batch size m", 32, int(batches[0]), int(batches[-1])),
            whole("width", "units n_a", 128, int(widths[0]), int(widths[-1])),
        ],
        compute=partial(_compute, times),
        start=partial(_start, times),
        update=_update,
        table=_table,
        sentence=_sentence,
    )


def row_of(width, widths, seconds):
    """The times of all batches at one width, between those of the measured widths next to it."""
    logs = [np.interp(np.log(width), np.log(widths), column) for column in np.log(seconds).T]
    return np.exp(logs)


def _compute(times, batch, width):
    widths, batches, seconds, rate = times
    row = row_of(width, widths, seconds)
    measured = float(np.exp(np.interp(np.log(batch), np.log(batches), np.log(row))))
    return {
        "batch": batch,
        "width": width,
        "batches": batches,
        "row": row,
        "limits": np.array([needed(width, m) for m in batches]) / rate,
        "measured": measured,
        "alone": float(row[0]),
        "limit": needed(width, batch) / rate,
    }


def _start(times, figure, state):
    widths, batches, seconds, rate = times
    ax = sheet(figure)
    label(ax, 12, 15, "Time of one step, all examples", 12, across="left")
    label(ax, 436, 15, "Time of one step, for each example", 12, across="left")
    for left in (84, 510):
        for place, (text, colour, style) in enumerate(
            (("measured", "state", "o-"), ("limit of the product", "ink", "--"))
        ):
            start = left + 112 * place
            ax.plot([start, start + 26], [40, 40], style, color=COLOURS[colour], lw=2, ms=5)
            label(ax, start + 33, 40, text, 10, COLOURS[colour], "left")
    lowest = min(needed(widths[0], batches[0]) / rate, seconds.min()) * 1e6
    spans = {
        "step": (lowest / 2, seconds.max() * 2e6),
        "example": (lowest / 2, (seconds / batches).max() * 2e6),
    }
    return {name: _panel(figure, place, spans[name], batches) for name, place in PANELS.items()}


def _panel(figure, place, span, batches):
    ax = panel(figure, *place)
    ax.set(xscale="log", yscale="log", xlim=(batches[0] / 1.25, batches[-1] * 1.25), ylim=span)
    ax.set_xticks(batches, [f"{m:.0f}" for m in batches])
    ticks = [tick for tick in 10.0 ** np.arange(-2, 6) if span[0] <= tick <= span[1]]
    ax.set_yticks(ticks, [f"{tick:,.0f}" if tick >= 1 else f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.set(xlabel="examples in the batch, m", ylabel="microseconds")
    ax.grid(True, color=LIGHT)
    (mark,) = ax.plot([], [], color=COLOURS["muted"], lw=1.2, ls=(0, (2, 2)), zorder=2)
    (limit,) = ax.plot([], [], "--", color=COLOURS["ink"], lw=2, zorder=3)
    (line,) = ax.plot([], [], "o-", color=COLOURS["state"], lw=2, ms=5, zorder=4)
    (point,) = ax.plot([], [], "o", color=COLOURS["output"], ms=11, mec="white", mew=1.5, zorder=5)
    return {"mark": mark, "limit": limit, "line": line, "point": point}


def _update(artists, state):
    batches, batch = state["batches"], state["batch"]
    for name, share, here in (("step", 1.0, 1.0), ("example", batches, batch)):
        shown = artists[name]
        shown["line"].set_data(batches, state["row"] / share * 1e6)
        shown["limit"].set_data(batches, state["limits"] / share * 1e6)
        shown["point"].set_data([batch], [state["measured"] / here * 1e6])
        shown["mark"].set_data([batch, batch], shown["mark"].axes.get_ylim())


def _micro(value):
    """Microseconds with as many digits as they deserve."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def _times(ratio):
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _table(state):
    rows = [
        ["one step, measured", _micro(state["measured"] * 1e6)],
        ["one step, limit", _micro(state["limit"] * 1e6)],
        ["each example, measured", _micro(state["measured"] / state["batch"] * 1e6)],
        ["each example, limit", _micro(state["limit"] / state["batch"] * 1e6)],
        ["a step of one example", _micro(state["alone"] * 1e6)],
    ]
    title = f"Microseconds at {state['width']} units, {_examples(state['batch'])}"
    return title, ["forward and backward", "µs"], rows


def _examples(batch):
    return f"{batch} example{'s' * (batch > 1)}"


def _sentence(state):
    batch, measured = state["batch"], state["measured"]
    start = f"With {state['width']} units, a step of {_examples(batch)} takes {_micro(measured * 1e6)} µs"
    limit = f"the limit of the matrix product is {_micro(state['limit'] * 1e6)} µs"
    above = f"the step takes {_times(measured / state['limit'])} times that."
    if batch == 1:
        return f"{start}; {limit}, and {above}"
    return (
        f"{start}, {_times(measured / state['alone'])} times as long as a step of one. Each example costs"
        f" {_micro(measured / batch * 1e6)} µs; alone it would cost {_micro(state['alone'] * 1e6)} µs."
        f" For this batch {limit}, and {above}"
    )
