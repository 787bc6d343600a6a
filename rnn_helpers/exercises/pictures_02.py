"""The pictures of lesson 02's exercises: the target, and what the learner's function gives beside it."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from rnn_helpers.exercises.comparing import as_numbers, close, fitting
from rnn_helpers.exercises.pictures import plot_target_and_yours
from rnn_helpers.plots.figures import new_axes, plot_states
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS

_BLUES = LinearSegmentedColormap.from_list("input", ["#f4f6f8", COLOURS["input"]])


def show_inputs_and_labels(x, labels, yours, characters):
    """One-hot columns with the labels framed: those asked for on the left, yours on the right.

    x (T_x, n_x, 1), labels (T_x, 1) : what is asked for        characters : the n_x letters
    yours : what the learner's function gave, or None
    """
    own = yours if isinstance(yours, (tuple, list)) and len(yours) == 2 else (None, None)
    own = fitting(own[0], np.shape(x)), fitting(own[1], np.shape(labels))
    drawable = own[0] is not None and own[1] is not None
    figure, (left, right) = new_axes(8.5, 3.0, columns=2)
    for ax, given in ((left, (x, labels)), (right, own if drawable else None)):
        if given is not None:
            _plot_letters(ax, *given, characters)
    agree = drawable and close(own[0], x) and close(own[1], labels)
    _titles(left, right, "x, and the labels framed", drawable)
    said = "Target: a 1 in the row of the letter that is read, a frame around the one that comes next."
    show(figure, f"{said} {_yours_in_words(yours, drawable, agree)}")


def _plot_letters(ax, x, labels, characters):
    """One column for each step, one row for each letter; blue for what is read, a frame around the label."""
    rows = x[:, :, 0].T
    ax.imshow(rows, cmap=_BLUES, vmin=0, vmax=1, aspect="auto")
    for (row, step), value in np.ndenumerate(rows):
        ink = "white" if value > 0.5 else COLOURS["muted"]
        ax.text(step, row, f"{value:.4g}", ha="center", va="center", color=ink)
    for step, label in enumerate(labels[:, 0]):
        corner = (step - 0.45, label - 0.43)
        ax.add_patch(Rectangle(corner, 0.9, 0.86, fill=False, edgecolor=COLOURS["target"], linewidth=2.5))
    ax.set_xticks(range(len(x)))
    ax.set_yticks(range(len(characters)), [f"“{letter}”" for letter in characters])
    ax.set(xlabel="time step t", ylabel="letter")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def show_states(target, yours, letters):
    """The hidden state after each step: the states asked for on the left, yours on the right.

    target : (T_x, n_a, 1)        yours : an array of that shape, or anything else        letters : T_x texts
    """
    own = fitting(yours, np.shape(target))
    figure, (left, right) = new_axes(8.5, 2.6, columns=2)
    for ax, a in ((left, target), (right, own)):
        if a is not None:
            plot_states(ax, a, letters)
    agree = own is not None and close(np.round(own, 2), np.round(target, 2))
    _titles(left, right, "a", own is not None)
    show(figure, f"Target: {_states(target)}. {_yours_in_words(yours, own is not None, agree)}")


def show_losses(targets, yours):
    """Bars in nats per character: the losses asked for and yours.

    targets : dict, name -> number        yours : list with a number for each, or with None
    """
    numbers = [as_numbers(value) for value in yours]
    drawable = all(n is not None and n.size == 1 and np.isfinite(n).all() for n in numbers)
    own = [float(np.real(n).ravel()[0]) for n in numbers] if drawable else None
    figure, ax = new_axes(8.5, 3.2)
    wanted = list(targets.values())
    plot_target_and_yours(ax, wanted, own, list(targets))
    ax.set_ylabel("loss (nats per character)")
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    said = ", ".join(f"{name} {value:.2f}" for name, value in targets.items())
    agree = drawable and close(np.round(own, 2), np.array(wanted))
    given = None if all(value is None for value in yours) else yours
    show(figure, f"Targets in nats per character: {said}. {_yours_in_words(given, drawable, agree)}")


def show_slope(loss, parameters, name, place, h, yours):
    """The loss along one weight, the two nudged places, and lines between them: target slope and yours.

    loss, parameters, name, place, h : as for `slope_along`        yours : the learner's slope, or None
    """
    weight = parameters[name][place]
    across = np.linspace(weight - 1.6 * h, weight + 1.6 * h, 81)
    values = [loss(_with(parameters, name, place, value)) for value in across]
    low, high = (loss(_with(parameters, name, place, weight + d)) for d in (-h, h))
    target, middle = (high - low) / (2 * h), (high + low) / 2
    figure, ax = new_axes(8.5, 3.4)
    ax.plot(across, values, color=COLOURS["muted"], label="loss")
    ax.plot([weight - h, weight + h], [low, high], "o", color=COLOURS["target"], label="the two nudges")
    ax.plot(across, middle + target * (across - weight), "--", color=COLOURS["target"], label="target slope")
    number = as_numbers(yours)
    drawable = number is not None and number.size == 1 and np.isfinite(number).all()
    if drawable:
        slope = float(np.real(number).ravel()[0])
        line = middle + slope * (across - weight)
        ax.plot(across, line, color=COLOURS["gradient"], linewidth=4, alpha=0.45, label="your slope")
    else:
        ax.plot([], [], color="none", label="yours: nothing to draw yet")
    spread = max(values) - min(values)
    ax.set(xlabel=f"{name}[{place[0]}, {place[1]}]", ylabel="loss (nats per character)")
    ax.set_ylim(min(values) - 0.3 * spread, max(values) + 0.3 * spread)
    figure.legend(loc="outside lower center", ncols=4, frameon=False)
    agree = drawable and close(round(slope, 4), round(target, 4))
    said = f"The loss along {name}[{place[0]}, {place[1]}]; the target slope is {target:.3f}."
    show(figure, f"{said} {_yours_in_words(yours, drawable, agree)}")


def _with(parameters, name, place, value):
    """The parameters with one number replaced."""
    array = parameters[name].copy()
    array[place] = value
    return parameters | {name: array}


def _titles(left, right, title, drawable):
    left.set_title(f"{title}: target")
    right.set_title(f"{title}: yours" if drawable else "yours: nothing to draw yet")
    if not drawable:
        right.set_axis_off()


def _states(a):
    rows = [f"unit {k} {', '.join(f'{value:.2f}' for value in row)}" for k, row in enumerate(a[:, :, 0].T)]
    return "; ".join(rows)


def _yours_in_words(yours, drawable, agree):
    if yours is None:
        return "Yours is not there yet."
    if not drawable:
        return "Yours cannot be drawn beside it."
    return f"Yours is {'the same' if agree else 'not the same'}."
