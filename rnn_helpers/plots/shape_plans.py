"""Where everything of a shape of recurrence stands: plans, as plain data in pixels.

A plan is a dict: size (width, height); boxes, arrows, notes and panels, each a list of dicts. Time runs to
the right, data run upwards: inputs below, states above them, then outputs and targets.
"""

from rnn_helpers.plots.shape_parts import (
    BOTTOM,
    ENDS,
    WIDTH,
    arrow_of,
    columns_of,
    compared,
    fed_back,
    note_of,
    onwards,
    reach,
    row_of,
    rows_of,
    state_texts,
    through_both,
    upwards,
)


def chain(reads, writes, targets=None, states=None, layers=1, groups=None, numbers=None, fed=None, fed_to=()):
    """The plan of a network that is unrolled to the right.

    reads, writes : for each step, the text of its input and of its output; None where there is none
    targets : for each step, the text of its target or None; None for no targets at all
    states : a text for each step; with several layers a list of such lists, the lowest layer first
    layers : of states, one above the other
    groups : the number of steps in each group, drawn apart from the next one; None for one group
    numbers : the number of each step; None for 0, 1, 2, …
    fed : "output" or "target", what goes in again one step later; fed_to : the steps that it goes to
    """
    steps = len(reads)
    groups = groups or [steps]
    columns, pitch = columns_of(groups)
    room = pitch - (20 if fed else 8)
    floors = ["state"] if layers == 1 else [f"layer {k + 1}" for k in range(layers)]
    content = {"target": targets or [None] * steps, "output": writes}
    content |= dict(zip(floors, state_texts(states, steps, layers), strict=True)) | {"input": reads}
    rows = rows_of(["input", *floors, "output"], content)
    rooms = dict.fromkeys(content, room) | dict.fromkeys(floors, min(pitch - 20, 64))
    boxes = [box for row in rows for box in row_of(row, content[row], columns, rows[row], rooms[row])]
    plan = {"boxes": boxes, "panels": [], "columns": columns, "pitch": pitch, "groups": groups}
    plan["arrows"] = [*upwards(boxes, ["input", *floors, "output"], steps), *onwards(boxes, floors)]
    plan["arrows"] += [fed_back(boxes, fed, t) for t in fed_to]
    return _named_rows(plan, rows, numbers or range(steps))


def both_ways(reads, writes, targets=None, states=None):
    """The plan of a bidirectional network: one row of states runs to the right, one to the left.

    reads, writes, targets : a text for each step
    states : two lists of texts, forward and backward
    """
    steps = len(reads)
    columns, pitch = columns_of([steps])
    width = min((pitch - 26) / 1.36, 56)
    shift = 0.18 * width + 3
    content = {"target": targets or [None] * steps, "output": writes}
    content |= dict(zip(("forward", "backward"), state_texts(states, steps, 2), strict=True))
    content |= {"input": reads}
    rows = rows_of(["input", "forward", "backward", "output"], content)
    places = {"forward": [x - shift for x in columns], "backward": [x + shift for x in columns]}
    boxes = [
        box
        for row in rows
        for box in row_of(
            row,
            content[row],
            places.get(row, columns),
            rows[row],
            width if row in places else pitch - 8,
            width + 20,
        )
    ]
    plan = {"boxes": boxes, "panels": [], "columns": columns, "pitch": pitch, "groups": [steps]}
    plan["arrows"] = [part for t in range(steps) for part in through_both(boxes, t)]
    plan["arrows"] += [*onwards(boxes, ["forward"]), *onwards(boxes, ["backward"], back=True)]
    plan["arrows"] += compared(boxes, steps)
    return _named_rows(plan, rows, range(steps))


def with_chunks(plan):
    """The plan of a chain whose groups are chunks of a long text: gradients run back within each alone."""
    plan = _framed(plan, [f"chunk {k}" for k in range(len(plan["groups"]))])
    borders = {sum(plan["groups"][:k]) - 1 for k in range(1, len(plan["groups"]))}
    steps = [arrow for arrow in plan["arrows"] if arrow["kind"] == "state"]
    for t, arrow in enumerate(steps):
        (left, y), (right, _) = arrow["points"]
        arrow["points"] = [(left, y - 8), (right, y - 8)]
        if t in borders:
            plan["notes"].append(note_of((left + right) / 2, y + 8, "✂", "gradient", size=14))
        else:
            points = [(right, y + 8), (left, y + 8)]
            plan["arrows"].append(arrow_of(f"gradient {t}", "gradient", points, arrow["ends"][::-1]))
    return plan


def with_two_parts(plan, names):
    """The plan of a chain of two groups as encoder and decoder, joined by the last state of the first."""
    plan = _framed(plan, names)
    last = f"state {plan['groups'][0] - 1}"
    handed = next(arrow for arrow in plan["arrows"] if arrow["name"] == last)
    handed["strong"] = True
    (left, y), (right, _) = handed["points"]
    for word, down in (("one", 18), ("vector", 33)):
        plan["notes"].append(note_of((left + right) / 2, y + down, word, "state", size=9))
    return plan


def above_each_other(plans, headings):
    """One plan of several, each under its heading."""
    joined = {"size": (WIDTH, 0), "boxes": [], "arrows": [], "notes": [], "panels": []}
    for heading, plan in zip(headings, plans, strict=True):
        down = joined["size"][1] + 34
        joined["notes"].append(note_of(14, down - 12, heading, "ink", "left", "bold", 11))
        for kind in ("boxes", "arrows", "notes", "panels"):
            joined[kind] += _moved(plan, down)[kind]
        joined["size"] = (WIDTH, down + plan["size"][1])
    return joined


def greyed(plan, names):
    """The plan with some arrows in grey, and with them each box that has no other arrow.

    names : kinds such as "output", or single arrows such as "output 0"
    """
    known = sorted({word for arrow in plan["arrows"] for word in (arrow["kind"], arrow["name"])})
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"No arrow is called {unknown[0]!r}. There are: {', '.join(known)}.")
    for arrow in plan["arrows"]:
        arrow["grey"] = not {arrow["kind"], arrow["name"]}.isdisjoint(names)
    for box in plan["boxes"]:
        own = [arrow["grey"] for arrow in plan["arrows"] if box["name"] in arrow["ends"]]
        box["grey"] = bool(own) and all(own)
    return plan


def _named_rows(plan, rows, numbers):
    """The plan with the rows' names at its left, the steps below and its size."""
    notes = [
        note_of(14, y, row, row if row in ENDS else "state", "left", "bold", 10) for row, y in rows.items()
    ]
    bottom = max(rows.values())
    if len(numbers) > 1:
        bottom += 34
        notes.append(note_of(14, bottom, "step t", "muted", "left"))
        notes += [note_of(x, bottom, f"{t}", "muted") for t, x in zip(numbers, plan["columns"], strict=True)]
    return plan | {"notes": notes, "size": (WIDTH, bottom + BOTTOM)}


def _framed(plan, names):
    """The plan with a frame around each group of columns and a name over it."""
    plan = _moved(plan, 34)
    width, height = plan["size"][0], plan["size"][1] + 34 + 8
    first = 0
    for name, count in zip(names, plan["groups"], strict=True):
        left, right = plan["columns"][first], plan["columns"][first + count - 1]
        half = plan["pitch"] / 2
        frame = {"x": left - half, "y": 10, "w": right - left + 2 * half, "h": height - 20}
        plan["panels"].append(frame)
        shown = name if 1.15 * reach(name, 10) < frame["w"] else name.split()[-1]
        plan["notes"].append(note_of((left + right) / 2, 28, shown, "ink", weight="bold", size=10))
        first += count
    return plan | {"size": (width, height)}


def _moved(plan, down):
    """A plan, further down."""
    lower = {
        "boxes": [box | {"y": box["y"] + down} for box in plan["boxes"]],
        "notes": [note | {"y": note["y"] + down} for note in plan["notes"]],
        "panels": [panel | {"y": panel["y"] + down} for panel in plan["panels"]],
        "arrows": [
            arrow | {"points": [(x, y + down) for x, y in arrow["points"]]} for arrow in plan["arrows"]
        ],
    }
    return plan | lower
