"""The pictures of lesson 05's exercises: the target, and what the learner's function gives beside it."""

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, close
from rnn_helpers.exercises.pictures import plot_target_and_yours
from rnn_helpers.exercises.running import attempt
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS

PAIRS = np.array([[3.0, 4.0], [3.5, -1.5], [-0.8, 1.1], [-4.0, -2.0]])  # gradients of two weights


def show_padding(masked_loss, batches, target):
    """Show the loss of the same names in several batches, which should be the same number.

    batches : dict name -> (y_pred, labels, mask)        target : the loss that is asked for
    """
    found = [_number(attempt(masked_loss, *batch)) for batch in batches.values()]
    figure, ax = new_axes(6.5, 3.0)
    yours = None if None in found else found
    plot_target_and_yours(ax, np.full(len(found), target), yours, list(batches), "output")
    ax.set(title="the same names, padded further and further", ylabel="loss (nats)")
    _legend_below(figure, ax)
    wanted = f"The target is {target:.2f} in every batch"
    show(figure, f"{wanted}; {_in_words(yours, np.full(len(found), target))}")


def show_clipped(clip_by_norm, limit):
    """Show gradients of two weights as arrows: before, the target, and what the learner's function gives."""
    lengths = np.hypot(*PAIRS.T)
    targets = PAIRS * (limit / np.maximum(lengths, limit))[:, None]
    yours = [_pair(attempt(clip_by_norm, _as_gradients(pair), limit)) for pair in PAIRS]
    figure, ax = new_axes(5.6, 4.6)
    plot_clipped(ax, targets, yours, limit)
    _legend_below(figure, ax, columns=2)
    drawn = None if None in yours else np.round(yours, 2)
    show(
        figure,
        f"Four gradients as arrows and a circle with the radius {limit:g}. Three are longer and should end on"
        f" the circle, in their own direction; one is shorter and should stay; {_in_words(drawn, targets)}",
    )


def plot_clipped(ax, targets, yours, limit):
    """Arrows from 0: the gradients in grey, rings where they should end, and where the learner's end.

    targets : (k, 2)        yours : k pairs of numbers, None where there is nothing to draw
    """
    angles = np.linspace(0, 2 * np.pi, 181)
    ax.plot(
        limit * np.cos(angles), limit * np.sin(angles), color=COLOURS["muted"], linestyle=":", label="limit"
    )
    for k, (before, target, pair) in enumerate(zip(PAIRS, targets, yours)):
        first = k == 0
        ax.plot([0, before[0]], [0, before[1]], color=COLOURS["muted"], label="before" if first else None)
        ax.plot(*before, "o", color=COLOURS["muted"], markersize=4)
        ring = {"markerfacecolor": "none", "markersize": 12, "markeredgewidth": 2}
        ax.plot(*target, "o", color=COLOURS["target"], label="target" if first else None, **ring)
        if pair is not None:
            ax.plot([0, pair[0]], [0, pair[1]], color=COLOURS["gradient"], linewidth=2.5)
            ax.plot(*pair, "o", color=COLOURS["gradient"], markersize=6)
    label = "yours" if any(pair is not None for pair in yours) else "yours: nothing to draw yet"
    ax.plot([], [], "o-", color=COLOURS["gradient"], linewidth=2.5, markersize=6, label=label)
    ax.set(xlabel="gradient of the first weight", ylabel="gradient of the second weight")
    ax.set_title(f"clipped to the norm {limit:g}")
    reach = [pair for pair in [*PAIRS, *yours] if pair is not None]
    low, high = np.clip(np.min(reach, axis=0), -9, 0), np.clip(np.max(reach, axis=0), 0, 9)
    ax.set(xlim=(low[0] - 0.5, high[0] + 0.5), ylim=(low[1] - 0.5, high[1] + 0.5), aspect="equal")
    return ax


def show_first_updates(adam_step, gradients, learning_rate, target):
    """Show how far the first update moves weights with gradients of very different sizes, starting from 0."""
    zeros = np.zeros(len(gradients))
    given = attempt(adam_step, zeros, np.array(gradients), zeros, zeros, 1, learning_rate)
    W = given[-1] if isinstance(given, (tuple, list)) and given else None
    array = as_numbers(W)
    fits = array is not None and array.shape == zeros.shape and np.isfinite(array).all()
    yours = array if fits else None
    figure, ax = new_axes(6.5, 3.0)
    plot_target_and_yours(
        ax, target, yours, [f"{each:g}".replace("-", "−") for each in gradients], "gradient"
    )
    ax.set(title="W after the first update, from 0", xlabel="gradient of the weight")
    _legend_below(figure, ax)
    wanted = ", ".join(f"{each:g}" for each in target)
    show(figure, f"The target for W is {wanted}; {_in_words(yours, target)}")


def show_drawn(draw, z, temperatures, targets):
    """Show how often each row is drawn at several temperatures, with u spread evenly from 0 to 1.

    z : (n_y,) scores        targets : the shares that are asked for, a list for each temperature
    """
    u = (np.arange(200) + 0.5) / 200
    figure, axes = new_axes(8.5, 3.2, columns=len(temperatures))
    texts = []
    for ax, temperature, target in zip(axes, temperatures, targets):
        yours = _shares(attempt(draw, np.tile(np.array(z)[:, None], 200), temperature, u), len(z))
        plot_target_and_yours(ax, target, yours, [str(row) for row in range(len(z))], "output")
        ax.set(title=f"temperature {temperature:g}", xlabel="row")
        wanted = ", ".join(f"{each:.2f}" for each in target)
        texts.append(f"Temperature {temperature:g}: the target is {wanted}; {_in_words(yours, target)}")
    _legend_below(figure, axes[0])
    show(figure, " ".join(texts))


def _shares(rows, n_y):
    """How often each row stands among the rows that were drawn, or None if they are none."""
    array = as_numbers(rows)
    fits = array is not None and array.shape == (200,) and array.dtype.kind in "iu"
    if not fits or array.min() < 0 or array.max() >= n_y:
        return None
    return np.bincount(array, minlength=n_y) / 200


def _as_gradients(pair):
    return {"dWaa": np.array([[pair[0]]]), "dba": np.array([[pair[1]]])}


def _pair(clipped):
    """The two numbers of a dict of gradients as a tuple, or None where they are not there."""
    if not isinstance(clipped, dict):
        return None
    both = [_number(clipped.get(name)) for name in ("dWaa", "dba")]
    return None if None in both else tuple(both)


def _number(value):
    """A finite number, or None."""
    array = as_numbers(value)
    return (
        float(array.ravel()[0])
        if array is not None and array.size == 1 and np.isfinite(array).all()
        else None
    )


def _in_words(yours, target):
    if yours is None:
        return "yours is not there yet, or cannot be drawn."
    agree = close(np.round(yours, 2), np.round(target, 2))
    return (
        "yours is the same." if agree else f"yours is {', '.join(f'{each:.2f}' for each in np.ravel(yours))}."
    )


def _legend_below(figure, ax, columns=4):
    handles, labels = ax.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(columns, len(labels)), frameon=False)
