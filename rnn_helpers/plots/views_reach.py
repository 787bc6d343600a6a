"""Lesson 10: pick a shape of recurrence, see it unrolled and run; which outputs can know which inputs."""

from functools import lru_cache, partial

import numpy as np

from rnn_helpers.plots.reach_drawing import SIZE, start_network, update_network
from rnn_helpers.plots.reach_runs import ENDS, PLANS, lit_boxes, run_shape, shown
from rnn_helpers.plots.view import View, choice, memory, text, whole
from rnn_helpers.sums import SYMBOLS

KNOWS, REACHES = "output t knows", "input t reaches"


def reach_view(nets, adder, order):
    """The view of four shapes of recurrence, run on what the reader types.

    nets : dict with a stack for "one direction", "both directions" and "two layers", each of which marks
        the letters that stand only once in a name
    adder : an encoder-decoder that adds    order : the order in which it writes, see `rnn_helpers.sums`
    """
    run = lru_cache(maxsize=32)(partial(run_shape, nets, adder, order))
    return View(
        name="pick a shape, see it unrolled, run it",
        size=SIZE,
        controls=[
            choice("shape", "shape", "one direction", PLANS),
            text("text", "name/sum, Enter", "hannah"),
            memory("other", "37+85"),
            choice("follow", "show what", KNOWS, [KNOWS, REACHES]),
            whole("t", "step t", 2, 0, 5),
        ],
        compute=partial(_compute, run),
        start=start_network,
        update=_update,
        table=_table,
        sentence=_sentence,
        layout=lambda state: (state["shape"], state["text"]),
        adjust=partial(_adjust, run),
    )


def _adjust(run, name, values):
    if name not in ("shape", "text", "follow"):
        return {}
    changes, shape, given = {}, values["shape"], values["text"]
    if name == "shape" and ("+" in given) != (shape == "encoder-decoder"):
        given = values["other"]
        changes = {"text": {"value": given}, "other": {"value": values["text"]}}
    found = run(shape, given)
    last = len(found["places" if values["follow"] == KNOWS else "inputs"]) - 1
    return changes | {"t": {"value": min(values["t"], last), "high": last}}


def _compute(run, shape, text, other, follow, t):
    found = run(shape, text)
    chosen = f"output {found['places'][t]}" if follow == KNOWS else f"input {t}"
    before, after = lit_boxes(found["plan"], chosen)
    lit = before if follow == KNOWS else after
    return found | {"shape": shape, "text": text, "follow": follow, "t": t, "chosen": chosen, "lit": lit}


def _update(artists, state):
    update_network(artists, state)
    artists["title"].set_text(_title(state))


def _title(state):
    return f"{state['shape'].capitalize()}: {state['task']}"


def _table(state):
    if state["shape"] == "encoder-decoder" and state["follow"] == KNOWS:
        return _symbol_table(state)
    steps = list(map(str, range(len(state["inputs"]))))
    reach = _reach_row(state)
    rows = [["input", *state["inputs"]]]
    if state["shape"] != "encoder-decoder":
        rows += [["only once?", *state["outputs"]], ["right", *state["targets"]]]
    return f"t = {state['t']}: what {state['follow']}", ["step", *steps], [*rows, reach]


def _reach_row(state):
    """Which inputs the chosen output can know, or which outputs the chosen input can reach."""
    t, lit = state["t"], state["lit"]
    if state["follow"] == KNOWS:
        return [f"known to output {t}", *_yes(f"input {k}" in lit for k in range(len(state["inputs"])))]
    if state["shape"] == "encoder-decoder":
        return [f"state holds input {t}", *_yes(f"state {k}" in lit for k in range(len(state["inputs"])))]
    return [f"reached by input {t}", *_yes(f"output {k}" in lit for k in range(len(state["inputs"])))]


def _yes(answers):
    return ["yes" if answer else "·" for answer in answers]


def _symbol_table(state):
    shares = state["shares"][state["t"]]
    likely = np.argsort(-shares, kind="stable")[:6]
    symbols = [shown(SYMBOLS[k]) for k in likely]
    row = [f"output {state['t']}", *(f"{shares[k]:.1%}" for k in likely)]
    return f"Likeliest symbols ({ENDS} is the end)", ["symbol", *symbols], [row]


def _sentence(state):
    return _of_output(state) if state["follow"] == KNOWS else _of_input(state)


def _of_input(state):
    t, places, lit = state["t"], state["places"], state["lit"]
    reached = sum(f"output {place}" in lit for place in places)
    start = f"Input {t} is '{state['inputs'][t]}'. It can reach {reached} of {len(places)} outputs"
    if state["shape"] == "encoder-decoder":
        last = len(state["inputs"]) - 1
        return f"{start}, all of them through state {last}, the last of the encoder: the one vector."
    return f"{start}{_why(state)}."


def _why(state):
    if state["shape"] == "both directions":
        return ": the later ones through the forward states, the earlier ones through the backward states"
    return ": its own and the later ones"


def _of_output(state):
    t, right = state["t"], state["right"][state["t"]]
    known = sum(f"input {k}" in state["lit"] for k in range(len(state["inputs"])))
    verdict = "right" if right else "wrong"
    if state["shape"] == "encoder-decoder":
        return (
            f"Output {t} is {state['outputs'][t]} with {state['strength'][t]:.0%}: {verdict}. It can know all"
            f" {known} inputs, but only what one vector of {len(state['states']['state 0'])} numbers holds of"
            f" them{_and_written(t)}."
        )
    return (
        f"Output {t} can know {known} of {len(state['inputs'])} inputs. It says that '{state['inputs'][t]}'"
        f" stands only once with {state['outputs'][t]}: {verdict}. Of all {len(state['right'])} outputs"
        f" {int(state['right'].sum())} are right."
    )


def _and_written(t):
    return ", and what it has written" if t else ""
