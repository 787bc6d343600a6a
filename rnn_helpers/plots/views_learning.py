"""Lesson 00: a network learns one word; slide through its training."""

from functools import lru_cache

import numpy as np
from matplotlib.colors import to_rgb

from rnn_helpers.plots.canvas import (
    LIGHT,
    boxes_at,
    fill,
    fixed,
    label,
    outline,
    panel,
    share_colours,
    sheet,
    small,
)
from rnn_helpers.plots.letters import drawn, letter_size, named
from rnn_helpers.plots.style import COLOURS
from rnn_helpers.plots.view import View, whole
from rnn_helpers.words import learning_word, read_word, word_task

SIZE = (840, 324)
LEFT, WIDTH = 84, 370  # pixels: where the columns of the heat map begin, and the room for them
TOP, HEIGHT = 72, 196
LEARNED = 0.1  # nats per character
RATE = 0.1  # slower than in lesson 02, so that there is something to watch
BOX = 28  # height of the boxes with the letters that are read


def learning_view(word="hello"):
    """The view of a network while it learns one word (2 to 12 characters of any script)."""
    word = read_word(word)
    last = len(history(word)["losses"]) - 1
    return View(
        name="a network learns a word",
        size=SIZE,
        controls=[whole("step", "training step", 0, 0, last)],
        compute=lambda step: history(word) | {"step": step},
        start=_start,
        update=_update,
        table=_table,
        sentence=_sentence,
    )


@lru_cache(maxsize=8)
def history(word):
    """Predictions and losses of a training: y_pred (steps + 1, T_x, n_y), losses (steps + 1,).

    It ends some steps after the loss has fallen below LEARNED for good.
    """
    x, labels, vocabulary = word_task(word)
    _, losses, y_pred = zip(*learning_word(word, rate=RATE), strict=True)
    above = np.flatnonzero(np.array(losses) >= LEARNED)[-1]
    shown = slice(max(int(1.5 * above), 30) + 1)
    return {
        "vocabulary": vocabulary,
        "inputs": "".join(vocabulary[i] for i in x[:, :, 0].argmax(axis=1)),
        "labels": labels[:, 0],
        "losses": np.array(losses)[shown],
        "y_pred": np.array(y_pred)[shown, :, :, 0],
    }


def _plan(state):
    """Corners (left, top, width, height) of all cells, column by column."""
    steps, letters = len(state["inputs"]), len(state["vocabulary"])
    width, height = min(WIDTH / steps, 110), min(HEIGHT / letters, 49)
    return [
        (LEFT + width * t, TOP + height * row, width, height) for t in range(steps) for row in range(letters)
    ]


def _start(figure, state):
    ax = sheet(figure)
    places = _plan(state)
    _, _, width, height = places[0]
    letters = state["vocabulary"]
    label(ax, 12, 15, "The shares the network gives to the next letter", 12, across="left")
    label(ax, 12, 48, "read", 10.5, COLOURS["input"], "left", "bold")
    label(
        ax,
        14,
        TOP + height * len(letters) / 2,
        "next",
        10.5,
        COLOURS["output"],
        weight="bold",
        rotation=90,
        va="center",
    )
    for row, character in enumerate(letters):
        label(
            ax,
            LEFT - 12,
            TOP + height * (row + 0.5),
            drawn(character),
            letter_size(character),
            COLOURS["output"],
            "right",
            "bold",
        )
    reads = [(LEFT + width * t, 48 - BOX / 2, width, BOX) for t in range(len(state["inputs"]))]
    fill(boxes_at(ax, reads, 11), [to_rgb(COLOURS["input"])] * len(reads), map(drawn, state["inputs"]))
    grid = boxes_at(ax, places, 10 if min(width / 3, height) > 13 else 0)
    right = [places[t * len(letters) + answer] for t, answer in enumerate(state["labels"])]
    frames = [
        outline(ax, left + 2, top + 2, width - 4, height - 4, COLOURS["target"], 2.4)
        for left, top, _, _ in right
    ]
    return {"grid": grid, "frames": frames, "curve": _loss_curve(figure, state)}


def _loss_curve(figure, state):
    ax = panel(figure, 536, 36, 290, 236)
    losses = state["losses"]
    even = np.log(len(state["vocabulary"]))
    ax.plot(losses, color=COLOURS["muted"], lw=1.6)
    ax.axhline(even, color=COLOURS["output"], lw=1.2, ls="--")
    ax.text(
        len(losses) - 1,
        even,
        f"even shares: ln {len(state['vocabulary'])} = {fixed(even)}",
        ha="right",
        va="bottom",
        fontsize=10,
    )
    ax.set(xlim=(-0.02 * len(losses), 1.02 * len(losses)), ylim=(-0.06, 1.25 * max(losses[0], even)))
    ax.set(xlabel="training step", ylabel="loss (nats per character)")
    ax.set_title("The loss on the way")
    ax.grid(True, axis="y", color=LIGHT)
    (point,) = ax.plot([], [], "o", color=COLOURS["gradient"], ms=9, mec="white", zorder=5, clip_on=False)
    return {"point": point, "number": label(ax, 0, 0, "", 10.5, weight="bold")}


def _update(artists, state):
    step = state["step"]
    shares = state["y_pred"][step].ravel()
    fill(artists["grid"], share_colours(shares), [fixed(share) for share in shares])
    loss, last = state["losses"][step], len(state["losses"]) - 1
    artists["curve"]["point"].set_data([step], [loss])
    number = artists["curve"]["number"]
    number.set(text=fixed(loss, 3), ha="left" if step < 0.7 * last else "right")
    number.set_position(
        (step + (0.03 if step < 0.7 * last else -0.01) * last, loss + 0.05 * state["losses"][0])
    )


def _right(state):
    return state["y_pred"][state["step"]][np.arange(len(state["labels"])), state["labels"]]


def _table(state):
    best = state["y_pred"][state["step"]].argmax(axis=1)
    names = state["vocabulary"]
    rows = [
        ["read", *state["inputs"]],
        ["target", *(names[i] for i in state["labels"])],
        ["best guess", *(names[i] for i in best)],
        ["share of target", *(fixed(share) for share in _right(state))],
    ]
    return (
        f"Training step {state['step']}, loss {fixed(state['losses'][state['step']], 3)}",
        ["t", *map(str, range(len(best)))],
        rows,
    )


def _sentence(state):
    step, losses = state["step"], state["losses"]
    right = int((state["y_pred"][step].argmax(axis=1) == state["labels"]).sum())
    worst = int(_right(state).argmin())
    target = named(state["vocabulary"][state["labels"][worst]])
    return (
        f"After {step} training step{'s' * (step != 1)} the loss is {small(losses[step])} nats per character;"
        f" {right} of {len(state['labels'])} best guesses are right. The least sure answer is the one after"
        f" reading '{state['inputs'][: worst + 1]}': the target {target} gets {_right(state)[worst]:.0%}."
    )
