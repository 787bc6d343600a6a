"""The figures of lesson 11: where time goes, what each form saves, and PyTorch beside them."""

from rnn_helpers.plots.palette import COLOURS, tint

FORMS = {  # the functions of the lesson: what each is called under its bar
    "loop_forward": "loop",
    "outputs_after": "output\nlater",
    "inputs_before": "inputs\nfirst",
    "in_place": "in\nplace",
    "library_forward": "library",
    "loop_backward": "loop",
    "wide_backward": "wide",
    "library_backward": "library",
}


def plot_shares(ax, products, compared, sizes):
    """How much of the textbook loop's time its matrix products need: one bar per size of network.

    products : size -> seconds of the products alone        compared : "rnn SIZE float64" -> seconds by rival
    sizes : size -> (n_x, n_a, m, T_x)
    """
    for place, (size, seconds) in enumerate(products.items()):
        share = min(seconds / compared[f"rnn {size} float64"]["textbook"], 1)
        ax.barh(place, share, color=COLOURS["state"], height=0.62)
        ax.barh(
            place, 1 - share, left=share, color=tint(COLOURS["muted"], 0.25), height=0.62, hatch="//", lw=0
        )
        ax.text(share + 0.015, place, f"{share:.0%}", va="center", fontsize=11, fontweight="bold", bbox=PAPER)
    names = [f"{size}\n{n_a} units, batch {m}, {steps} steps" for size, (_, n_a, m, steps) in sizes.items()]
    ax.set_yticks(range(len(names)), names)
    ax.set(
        xlim=(0, 1), xlabel="share of the loop's time, forward and backward", xticks=[0, 0.25, 0.5, 0.75, 1]
    )
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.invert_yaxis()
    ax.set_title("Matrix products (green, solid) and everything around them (grey, hatched)", fontsize=11)
    return ax


PAPER = dict(facecolor=COLOURS["paper"], edgecolor="none", pad=1.5)


def plot_forms(ax, times, size):
    """A bar per form of the lesson, forward in green and backward in purple, with its time above.

    times : name of the function -> seconds        size : for the title
    """
    unit, name = (1e3, "milliseconds") if max(times.values()) > 5e-3 else (1e6, "microseconds")
    tallest = max(times.values()) * unit
    for place, (form, seconds) in enumerate(times.items()):
        backward = "backward" in form
        ax.bar(
            place + 0.6 * backward,
            seconds * unit,
            color=COLOURS["gradient" if backward else "state"],
            width=0.78,
        )
        text = f"{seconds * unit:.1f}" if tallest < 50 else f"{seconds * unit:.0f}"
        ax.text(place + 0.6 * backward, seconds * unit + 0.015 * tallest, text, ha="center", fontsize=9)
    ax.set_xticks(
        [place + 0.6 * ("backward" in form) for place, form in enumerate(times)],
        [FORMS[form] for form in times],
        fontsize=7.8,
    )
    ax.set(ylim=(0, 1.22 * tallest), ylabel=name)
    ax.set_title(f"{size} network")
    ax.text(2, 1.13 * tallest, "forward", ha="center", color=COLOURS["state"], fontweight="bold")
    ax.text(6.6, 1.13 * tallest, "backward", ha="center", color=COLOURS["gradient"], fontweight="bold")
    ax.tick_params(axis="x", length=0)
    return ax


def plot_against_pytorch(ax, compared, kind):
    """Time divided by PyTorch's at each size, plain network and LSTM; a line at 1 is PyTorch itself.

    compared : "CELL SIZE KIND" -> seconds by rival        kind : "float64" or "float32"
    """
    styles = {"rnn": ("o-", "state", "RNN"), "lstm": ("s--", "ink", "LSTM")}
    for cell, (style, colour, title) in styles.items():
        rows = {
            key.split()[1]: times
            for key, times in compared.items()
            if key.startswith(cell) and key.endswith(kind)
        }
        ratios = [times["library"] / times["pytorch"] for times in rows.values()]
        ax.plot(range(len(rows)), ratios, style, color=COLOURS[colour], label=title, lw=2, ms=7)
        ax.set_xticks(range(len(rows)), rows)
    ax.axhline(1, color=COLOURS["muted"], lw=1.2, ls=":")
    ax.text(0, 1.03, "PyTorch", va="bottom", fontsize=10)
    ax.set(ylim=(0, 2.2), xlim=(-0.3, 3.3), ylabel="time divided by PyTorch's")
    ax.set_title(f"numbers of {kind[-2:]} bits ({kind})")
    ax.legend(loc="lower right")
    return ax
