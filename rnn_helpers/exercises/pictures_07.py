"""Pictures of lesson 07's exercises: a matrix, lengths against the lag, and directions that are turned.

Each takes what the learner's function gave, or None where it is unfinished, and draws it beside the target.
"""

import numpy as np

from rnn_helpers.exercises.comparing import close, fitting
from rnn_helpers.plots.figures import new_axes, plot_matrix
from rnn_helpers.plots.show import show
from rnn_helpers.plots.style import COLOURS

MISSING = "yours is not there yet"


def show_matrices(target, yours):
    """Two matrices side by side: the target and yours.

    target : (rows, columns)        yours : what the learner's function gave
    """
    figure, axes = new_axes(6.5, 2.6, columns=2)
    limit = np.abs(target).max()
    drawn = fitting(yours, np.shape(target))
    plot_matrix(axes[0], target, limit=limit)
    if drawn is None:
        _write(axes[1], "nothing to draw yet")
    else:
        plot_matrix(axes[1], drawn, limit=limit)
    for ax, title in zip(axes, ("target", "yours")):
        ax.set(title=title, xlabel="old unit")
    axes[0].set_ylabel("new unit")
    show(figure, f"The target is {_rows(target)}; {_said(drawn, target)}.")


def show_lengths(a, Waa, da_last, products):
    """The length of a gradient at every lag: carried back step by step, and by your products.

    a : (T_x, n_a, 1) states        Waa : (n_a, n_a)        da_last : (n_a, 1) the gradient of the last state
    products : for each lag from 0 on what the learner's function gave
    """
    target = carried_lengths(a, Waa, da_last, len(products))
    matrices = [fitting(product, Waa.shape) for product in products]
    yours = [np.nan if p is None else np.linalg.norm(p.T @ da_last) for p in matrices]
    figure, ax = new_axes(8.5, 3.4)
    ax.semilogy(target, color=COLOURS["target"], label="target: carried back step by step")
    if np.isfinite(yours).any():
        ax.semilogy(yours, "o", color=COLOURS["gradient"], label="yours: by the products")
    else:
        ax.plot([], [], " ", label="yours: nothing to draw yet")
    ax.set(xlabel="lag k, in steps back", ylabel="length of the gradient")
    ax.set_xticks(range(0, len(products), 5))
    ax.grid(True)
    ax.legend()
    show(
        figure,
        f"From lag 0 to {len(products) - 1} the target falls to {target[-1]:.1e}; {_hits(yours, target)}.",
    )


def carried_lengths(a, Waa, da_last, count):
    """Lengths of a gradient at lag 0, 1, …, carried back as in lesson 04, without any product.

    returns : (count,)
    """
    lengths, da = [], da_last
    for t in range(count):
        lengths.append(np.linalg.norm(da))
        da = Waa.T @ ((1 - a[-1 - t] ** 2) * da)
    return np.array(lengths)


def show_rates(W, yours, lags=60):
    """How far powers of W stretch, between the powers of the two rates: those asked for and yours.

    W : (n, n)        yours : what the learner's function gave, (one_step, long_run)
    """
    k = np.arange(lags + 1)
    stretch = [np.linalg.norm(np.linalg.matrix_power(W, each), 2) for each in k]
    targets = np.linalg.norm(W, 2), np.abs(np.linalg.eigvals(W)).max()
    figure, ax = new_axes(8.5, 3.6)
    ax.semilogy(stretch, color=COLOURS["ink"], label="most stretch of k steps")
    styles = zip(("one_step", "long_run"), targets, ("output", "gradient"), ("--", ":"))
    said = []
    for place, (name, target, colour, line) in enumerate(styles):
        ax.semilogy(target**k, color="#C9CDD3", linewidth=6, zorder=0)
        _name_line(ax, f"target: {name}^k", target, 0.6 * lags)
        mine = _rate(yours, place)
        label = f"your {name}^k" if mine is not None else f"your {name}: nothing to draw yet"
        ax.semilogy(k, _power(mine, k), color=COLOURS[colour], linestyle=line, linewidth=2, label=label)
        said.append(f"{name} should be {target:.2f}, {MISSING if mine is None else f'yours is {mine:.2f}'}")
    ax.set(xlabel="steps k", ylabel="stretch", ylim=(1e-4, 1e4))
    ax.margins(x=0.01)
    ax.grid(True)
    _legend_below(figure, ax)
    show(figure, f"The stretch of k steps lies between two straight lines. {'; '.join(said)}.")


def show_directions(matrix, yours):
    """Where six directions go: by the matrix, by the nearest orthogonal matrix, and by yours.

    matrix : (2, 2)        yours : what the learner's function gave
    """
    angles = np.pi / 6 * np.arange(6)
    directions = np.array([np.cos(angles), np.sin(angles)])
    U, _, Vt = np.linalg.svd(matrix)
    target, drawn = U @ Vt, fitting(yours, (2, 2))
    figure, ax = new_axes(8.5, 3.8)
    ax.plot(*(matrix @ directions), "x", color=COLOURS["muted"], label="by the matrix itself")
    _numbered(ax, target @ directions, 0.2, COLOURS["target"], label="target: length 1", mfc="none", ms=13)
    if drawn is None:
        ax.plot([], [], " ", label="yours: nothing to draw yet")
    else:
        _numbered(ax, drawn @ directions, -0.2, COLOURS["gradient"], label="yours", ms=7)
    turn = np.linspace(0, 2 * np.pi, 181)
    ax.plot(np.cos(turn), np.sin(turn), color=COLOURS["muted"], linewidth=1, zorder=0)
    ax.set(xlabel="unit 0", ylabel="unit 1", aspect="equal", xlim=(-1.75, 1.75), ylim=(-1.4, 1.4))
    ax.legend(loc="center left", bbox_to_anchor=(1.04, 0.5))
    show(figure, f"Six directions on a circle. The target is {_rows(target)}; {_said(drawn, target)}.")


# --- what a learner's function may have given


def _rate(yours, place):
    given = yours[place] if isinstance(yours, (tuple, list)) and len(yours) == 2 else None
    return fitting(given, ())


def _power(rate, k):
    """rate^k where that can be drawn, else nothing; a zero or a negative rate has no place on the axis."""
    return np.full(len(k), np.nan) if rate is None or rate <= 0 else np.minimum(float(rate) ** k, 1e300)


# --- in words and in marks


def _numbered(ax, points, out, colour, **more):
    """Dots with their numbers, each further out from the origin than its dot by `out`."""
    ax.plot(*points, "o", color=colour, **more)
    for number, place in enumerate(points.T):
        away = place + out * place / max(np.linalg.norm(place), 1e-9)
        ax.annotate(str(number), away, ha="center", va="center", color=colour, annotation_clip=False)


def _name_line(ax, text, rate, far):
    """Write a name under the line rate^k: at the step where it reaches 1000, or at `far` before that."""
    k = min(far, np.log(1000) / np.log(rate)) if rate > 1 else far
    side, out = ("left", 6) if rate > 1 else ("right", -6)
    ax.annotate(text, (k, rate**k), (out, -6), textcoords="offset points", ha=side, va="top")


def _write(ax, text):
    ax.text(0.5, 0.5, text, ha="center", va="center", color=COLOURS["muted"], transform=ax.transAxes)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)


def _legend_below(figure, ax):
    handles, labels = ax.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)


def _rows(matrix):
    return "; ".join(", ".join(f"{value:.2f}" for value in row) for row in matrix)


def _said(drawn, target):
    if drawn is None:
        return MISSING
    agree = close(np.round(drawn, 2), np.round(target, 2))
    return f"yours is {_rows(drawn)}, {'the same' if agree else 'not the same'}"


def _hits(yours, target):
    if not np.isfinite(yours).any():
        return MISSING
    count = int(np.isclose(yours, target, 1e-4, 0).sum())
    return f"yours agrees at {count} of {len(target)} lags"
