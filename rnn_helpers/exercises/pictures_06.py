"""The pictures of lesson 06's exercises: chunks of a text as letters, and numbers for several columns."""

import numpy as np
from matplotlib.patches import Rectangle

from rnn_helpers.exercises.comparing import as_numbers, same
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.figures_reading import MONOSPACED
from rnn_helpers.plots.palette import tint
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.vocabulary import encode


def show_chunks(target, yours, characters):
    """What is read and what comes next, chunk by chunk: the letters asked for, and below them yours.

    target : reads, labels, each a list of chunks; a chunk is a list of texts, one for each column
    yours : what the learner's function gave, or None        characters : the vocabulary
    """
    target = [_coded(part, characters) for part in target]
    drawn = [_drawable(part, len(characters)) for part in _both(yours)]
    figure, (left, right) = new_axes(8.5, 3.6, columns=2)
    for ax, title, wanted, own in zip((left, right), ("reads", "labels"), target, drawn):
        _plot_letters(ax, wanted, characters, 0)
        if own is not None:
            _plot_letters(ax, own, characters, wanted.shape[2] + 1)
        _finish(ax, title, wanted, own)
    show(figure, _in_words(target, yours, drawn, characters))


def columns_of(costs):
    """The columns of a learner's (chunks, m) array, as a list; None where there is no such array."""
    array = as_numbers(costs)
    return list(array.T) if array is not None and array.ndim == 2 else None


def areas_of(results):
    """The areas in a list of a learner's (unit, area), as an array; None where one of them is missing."""
    areas = [as_numbers(_both(each)[1]) for each in results]
    return np.array(areas) if all(area is not None and area.size == 1 for area in areas) else None


def _both(yours):
    return yours if isinstance(yours, (tuple, list)) and len(yours) == 2 else (None, None)


def _coded(chunks, characters):
    """Texts as an array (chunks, steps, columns)."""
    return np.array([[encode(text, characters) for text in chunk] for chunk in chunks]).transpose(0, 2, 1)


def _drawable(part, n):
    """An array of codes with three axes and of moderate size, or None."""
    array = as_numbers(part)
    fits = array is not None and array.ndim == 3 and 0 < array.size <= 90 and array.dtype.kind in "iu"
    return array if fits and array.min() >= 0 and array.max() < n and max(array.shape) <= 9 else None


def _plot_letters(ax, chunks, characters, top):
    """Each column of the batch as a row of letters from `top` downwards, with a gap between the chunks."""
    for (chunk, step, column), code in np.ndenumerate(chunks):
        place = chunk * (chunks.shape[1] + 0.6) + step
        face = tint(COLOURS["input"], 0.12 + 0.12 * (chunk % 2))
        ax.add_patch(Rectangle((place, top + column), 0.94, 0.88, fc=face, ec="none"))
        letter = characters[code].replace(" ", "␣")
        ax.text(
            place + 0.47,
            top + column + 0.44,
            letter,
            ha="center",
            va="center",
            fontsize=10,
            family=MONOSPACED,
        )


def _finish(ax, title, target, own):
    """Names for the rows, and room for both."""
    m = target.shape[2]
    rows = m if own is None else own.shape[2]
    middles = [m / 2, m + 1 + rows / 2]
    ax.set_yticks(middles, ["target", "yours"])
    if own is None:
        ax.text(0, middles[1], "nothing to draw yet", va="center", color=COLOURS["ink"])
    widths = [part.shape[0] * (part.shape[1] + 0.6) for part in (target, own) if part is not None]
    ax.set(title=title, xlim=(-0.2, max(widths)), ylim=(m + 1 + rows, -0.2))
    ax.set_xticks([])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def _in_words(target, yours, drawn, characters):
    pieces = [
        f"column {k} reads “{''.join(characters[code] for code in column)}”"
        for k, column in enumerate(target[0].transpose(2, 0, 1).reshape(target[0].shape[2], -1))
    ]
    wanted = f"Target: {len(target[0])} chunks; {', '.join(pieces)}; the labels are one character on."
    if yours is None:
        return f"{wanted} Yours is not there yet."
    if any(part is None for part in drawn):
        return f"{wanted} Yours cannot be drawn beside it."
    agree = all(map(same, drawn, target))
    return f"{wanted} Yours is {'the same' if agree else 'not the same'}."
