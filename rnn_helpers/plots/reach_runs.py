"""Four shapes of recurrence run on a text: what goes in and comes out, all states, what follows from what.

The runs behind the explorer of lesson 10. Nothing here draws.
"""

import numpy as np

from rnn_helpers import cells
from rnn_helpers.both_sides import LETTERS, names_once
from rnn_helpers.encoder_decoder import DECODER, ENCODER
from rnn_helpers.plots.canvas import share_colours, signed_colours
from rnn_helpers.plots.shapes import shape_plan
from rnn_helpers.stacks import part_of, reverse_each, stack_forward_pass
from rnn_helpers.sums import END, SYMBOLS, read_order, sum_batch, turned
from rnn_helpers.vocabulary import one_hot

LONGEST, DIGITS = 10, 3  # letters of a name, digits of a number
MOST = DIGITS + 2  # symbols of an answer, its end included
ENDS = "⏎"
PLANS = {  # the names here -> the shape that is drawn
    "one direction": "many to many",
    "both directions": "bidirectional",
    "two layers": "stacked",
    "encoder-decoder": "encoder-decoder",
}


def run_shape(nets, adder, order, shape, given):
    """A network run on a text: what goes in, comes out and should, the states, and the plan of the picture.

    returns : dict with task (words), inputs and outputs (texts), targets, shares (T_y, n_y), states (box
        name -> vector), plan, places (the column of each output) and paint (box name -> colours of a state
        or an output)
    Raises ValueError for a text that this shape cannot read.
    """
    given = read_text(shape, given)
    found = _add(adder, order, given) if shape == "encoder-decoder" else _mark(nets[shape], shape, given)
    names = {"inputs": found["inputs"], "outputs": found["outputs"], "targets": found["targets"]}
    more = {"start": ENDS} if shape == "encoder-decoder" else {}
    plan = shape_plan(PLANS[shape], **names, **more)
    places = [place_of(box) for box in plan["boxes"] if box["row"] == "output"]
    paint = {name: signed_colours(vector, 1.0)[:, :3] for name, vector in found["states"].items()}
    shades = share_colours(found["strength"])[:, :3]
    paint |= {f"output {place}": shade for place, shade in zip(places, shades, strict=True)}
    return found | {"plan": plan, "places": places, "paint": paint}


def read_text(shape, given):
    """A text that this shape can read, in lower case and without blanks; ValueError for any other."""
    given = "".join(given.lower().split())
    if shape != "encoder-decoder":
        if not 2 <= len(given) <= LONGEST or set(given) - set(LETTERS):
            raise ValueError(f"For {shape}, type a name of 2 to {LONGEST} letters a to z; got {given!r:.30}.")
        return given
    numbers = given.split("+")
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() and len(n) <= DIGITS for n in numbers):
        raise ValueError(
            f"The encoder-decoder adds two numbers of up to {DIGITS} digits: type 37+85; got {given!r:.30}."
        )
    return "+".join(str(int(number)) for number in numbers)


def _mark(parameters, shape, name):
    batch = names_once([name])
    _, y_pred, _, caches = stack_forward_pass(batch["x"], parameters)
    rows = {"one direction": ["state"], "both directions": ["forward", "backward"]}
    rows = rows.get(shape, ["layer 1", "layer 2"])
    states = {}
    for row, (prefix, cache) in zip(rows, caches["cells"].items(), strict=True):
        a = reverse_each(cache.states[1:]) if prefix.endswith("reverse.") else cache.states[1:]
        states |= {f"{row} {t}": a[t, :, 0] for t in range(len(a))}
    return {
        "task": "does a letter stand only once?",
        "inputs": list(name),
        "outputs": [f"{share:.0%}" for share in y_pred[:, 1, 0]],
        "targets": ["once" if mark else "more" for mark in batch["labels"][:, 0]],
        "shares": y_pred[:, :, 0],
        "strength": y_pred[:, 1, 0],
        "right": y_pred[:, :, 0].argmax(axis=1) == batch["labels"][:, 0],
        "states": states,
    }


def _add(parameters, order, question):
    turn_question, turn_answer = read_order(order)
    right = str(sum(map(int, question.split("+"))))
    encoder, decoder = part_of(parameters, ENCODER), part_of(parameters, DECODER)
    x = sum_batch([question], [right], order)["x"]
    a, _, state, _ = cells.forward_pass(x, cells.zero_state(encoder), encoder)
    states = [*a[:, :, 0]]
    symbol, written, shares = END, [], []
    while len(written) < MOST and (not written or symbol != END):
        state, yt_pred = cells.step(one_hot(np.array([symbol]), len(SYMBOLS)), state, decoder)
        symbol = int(yt_pred.argmax())
        states.append(state[0][:, 0])
        shares.append(yt_pred[:, 0])
        written.append(SYMBOLS[symbol])
    goal = (turned(right, turn_answer) + SYMBOLS[END] * MOST)[: len(written)]
    shares = np.array(shares)
    return {
        "task": "the sum of two numbers" + (", its last digit first" if turn_answer else ""),
        "inputs": list(turned(question, turn_question)),
        "outputs": [shown(symbol) for symbol in written],
        "targets": [shown(symbol) for symbol in goal],
        "shares": shares,
        "strength": shares.max(axis=1),
        "right": np.array([mine == right for mine, right in zip(written, goal)]),
        "states": {f"state {t}": vector for t, vector in enumerate(states)},
    }


def shown(symbol):
    """A symbol as it is drawn: the end of an answer as a sign."""
    return ENDS if symbol == SYMBOLS[END] else symbol


# What follows from what: along the arrows of the picture


def lit_boxes(plan, name):
    """The names of all boxes that box `name` follows from, and of all that follow from it."""
    arrows = [arrow["ends"] for arrow in plan["arrows"] if arrow["kind"] != "target"]
    return _closed(name, [ends[::-1] for ends in arrows]), _closed(name, arrows)


def _closed(name, arrows):
    found, fresh = {name}, [name]
    while fresh:
        here = fresh.pop()
        new = [end for start, end in arrows if start == here and end not in found]
        found |= set(new)
        fresh += new
    return found


def place_of(box):
    """The column of a box."""
    return int(box["name"].split()[-1])
