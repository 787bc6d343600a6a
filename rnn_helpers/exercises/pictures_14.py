"""The picture of lesson 14's exercises: four shares asked for, and what the learner's function gives."""

import numpy as np

from rnn_helpers.exercises.comparing import as_numbers, close
from rnn_helpers.exercises.pictures import plot_target_and_yours
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.show import show


def show_measures_and_yours(targets, yours):
    """Bars for shares of right answers: those asked for and yours.

    targets : dict, name -> share        yours : a dict with the same keys, or anything else
    """
    given = [yours.get(name) for name in targets] if isinstance(yours, dict) else [None]
    numbers = [as_numbers(value) for value in given]
    drawable = all(n is not None and n.size == 1 and np.isfinite(n).all() for n in numbers)
    own = [float(np.real(n).ravel()[0]) for n in numbers] if drawable else None
    figure, ax = new_axes(8.5, 3.0)
    wanted = list(targets.values())
    plot_target_and_yours(ax, wanted, own, list(targets))
    ax.set_ylabel("share of right answers")
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    said = ", ".join(f"{name} {share:.2f}" for name, share in targets.items())
    show(figure, f"Targets: {said}. {_in_words(yours, own, wanted)}")


def _in_words(yours, own, wanted):
    if yours is None:
        return "Yours is not there yet."
    if own is None:
        return "Yours cannot be drawn beside it."
    agree = "the same" if close(np.round(own, 2), np.round(wanted, 2)) else "not the same"
    return f"Yours is {', '.join(f'{share:.2f}' for share in own)}, {agree}."
