"""The picture of lesson 10's exercises: names in a batch, turned round, the target beside the learner's."""

from matplotlib.patches import Rectangle

from rnn_helpers.exercises.comparing import as_numbers
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS

PADDING = "·"


def show_turned(names, yours, characters):
    """Names as rows of letters: as they stand, turned, and yours, with a frame where yours differs.

    names : texts of several lengths, padded to the longest        characters : n letters, the one-hot axis
    yours : (T_x, n, m) what the learner's function gave, or anything else
    """
    width = max(map(len, names))
    before = [name.ljust(width, PADDING) for name in names]
    target = [name[::-1].ljust(width, PADDING) for name in names]
    own = _read(yours, (width, len(characters), len(names)), characters)
    figure, axes = new_axes(8.5, 0.45 * len(names) + 0.6, columns=3)
    for ax, title, rows in zip(axes, ("as it stands", "target", "yours"), (before, target, own)):
        _plot_rows(ax, rows or [" " * width] * len(names), target if rows is own else rows)
        ax.set_title(title if rows else "yours: nothing to draw yet")
    said = f"As it stands: {', '.join(before)}. Target: {', '.join(target)}."
    show(figure, f"{said} Yours: {', '.join(own) if own else 'nothing to draw yet'}.")


def _read(yours, shape, characters):
    """The letters of one-hot columns, a text for each example; None for an array of another shape."""
    array = as_numbers(yours)
    if array is None or array.shape != shape:
        return None
    return ["".join(_letter(column, characters) for column in array[:, :, i]) for i in range(shape[2])]


def _letter(column, characters):
    """The letter of a one-hot column, a dot for one of zeros, a question mark for any other."""
    if not column.any():
        return PADDING
    return characters[column.argmax()] if sorted(column)[-2:] == [0, 1] else "?"


def _plot_rows(ax, rows, target):
    for row, (text, right) in enumerate(zip(rows, target)):
        for step, (letter, wanted) in enumerate(zip(text, right)):
            ink = COLOURS["muted"] if letter == PADDING else COLOURS["input"]
            ax.text(step, row, letter, ha="center", va="center", color=ink, fontsize=13)
            if letter not in (wanted, " "):
                frame = (step - 0.44, row - 0.44)
                ax.add_patch(Rectangle(frame, 0.88, 0.88, fill=False, edgecolor=COLOURS["output"], lw=2))
    ax.set(xlim=(-0.6, len(rows[0]) - 0.4), ylim=(len(rows) - 0.4, -0.6), yticks=[])
    ax.set_xticks(range(len(rows[0])))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
