"""The shapes of recurrence, drawn by one function: ``shape_diagram(shape, …)``.

    one to one · one to many · many to one · many to many · encoder-decoder · bidirectional · stacked ·
    teacher forcing · free running · teacher forcing against free running · chunks

Colours are those of every figure: input blue, state green, output vermillion, target near-black, gradient
purple and dashed.
"""

import inspect

from rnn_helpers.plots.canvas import sheet
from rnn_helpers.plots.letters import drawn
from rnn_helpers.plots.shape_drawing import draw_plan
from rnn_helpers.plots.shape_plans import (
    above_each_other,
    both_ways,
    chain,
    greyed,
    with_chunks,
    with_two_parts,
)
from rnn_helpers.plots.view import new_figure

STEPS = 4  # where neither texts nor a number of steps is given


def shape_diagram(shape, grey=(), **options):
    """A figure of one shape of recurrence, ready for ``show(figure, alt=…)``.

    shape : one of `SHAPES`
    grey : arrows to draw in grey, by kind ("output") or by name ("output 0"); a box all of whose
        arrows are grey turns grey as well
    options : those of the shape, see `shape_options`. Each text is a string of letters, one per step, or
        a list of words:
        inputs, outputs, targets, states    what stands in the boxes; states of layers: a list for each
        free_outputs    the outputs in free running, where both ways are shown
        steps, layers, chunk    numbers of steps, of layers, of steps in a chunk
        start    what goes in first in teacher forcing, free running and the decoder
        fed    what goes in again at the next step: "output", "target" or None

    Raises ValueError for an unknown shape, option or arrow, for texts whose numbers do not agree, and
    for a text that does not fit its box; the message names what there is.
    """
    plan = shape_plan(shape, grey, **options)
    figure = new_figure(plan["size"])
    draw_plan(sheet(figure), plan)
    return figure


def shape_plan(shape, grey=(), **options):
    """Where everything of a shape stands: a dict with size, boxes, arrows, notes and panels, in pixels.

    The arguments are those of `shape_diagram`.
    """
    if shape not in SHAPES:
        raise ValueError(f"There is no shape called {shape!r}. There are: {', '.join(SHAPES)}.")
    unknown = [name for name in options if name not in shape_options(shape)]
    if unknown:
        raise ValueError(
            f"'{shape}' has no option {unknown[0]!r}. It has: {', '.join(shape_options(shape))}."
        )
    return greyed(SHAPES[shape](**options), [grey] if isinstance(grey, str) else list(grey))


def shape_options(shape):
    """The names of the options that a shape takes."""
    return list(inspect.signature(SHAPES[shape]).parameters)


# The shapes


def one_to_one(inputs=None, outputs=None, targets=None, states=None):
    """One input, one state, one output: no recurrence."""
    return chain(*_texts(1, inputs, outputs, targets, states))


def one_to_many(inputs=None, outputs=None, targets=None, states=None, steps=None, fed=None):
    """An input at the first step alone, an output at each."""
    steps = _agreed(steps, outputs=outputs, targets=targets, states=states)
    texts = _texts(steps, inputs, outputs, targets, states, read=[0])
    return chain(*texts, fed=fed, fed_to=range(1, steps) if _source(fed, targets) else ())


def many_to_one(inputs=None, outputs=None, targets=None, states=None, steps=None):
    """An input at each step, an output after the last one."""
    steps = _agreed(steps, inputs=inputs, states=states)
    return chain(*_texts(steps, inputs, outputs, targets, states, write=[steps - 1]))


def many_to_many(inputs=None, outputs=None, targets=None, states=None, steps=None):
    """An input and an output at each step: a label for every letter."""
    steps = _agreed(steps, inputs=inputs, outputs=outputs, targets=targets, states=states)
    return chain(*_texts(steps, inputs, outputs, targets, states))


def stacked(inputs=None, outputs=None, targets=None, states=None, steps=None, layers=2):
    """Several layers: the states of one are the inputs of the next."""
    steps = _agreed(steps, inputs=inputs, outputs=outputs, targets=targets)
    reads, writes, targets, _ = _texts(steps, inputs, outputs, targets, None)
    return chain(reads, writes, targets, _layered(states, _at_least_one("layers", layers), steps), layers)


def bidirectional(inputs=None, outputs=None, targets=None, states=None, steps=None):
    """One row of states, a, reads from the left, one, b, from the right; each output sees both."""
    steps = _agreed(steps, inputs=inputs, outputs=outputs, targets=targets)
    states = [[f"{row}[{t}]" for t in range(steps)] for row in "ab"] if states is None else states
    reads, writes, targets, _ = _texts(steps, inputs, outputs, targets, None)
    return both_ways(reads, writes, targets, _layered(states, 2, steps))


def encoder_decoder(inputs=None, outputs=None, targets=None, states=None, start="start", fed="output"):
    """All inputs are read before the first output is written; the last state is handed over."""
    read = _agreed(None, inputs=inputs)
    written = _agreed(None if outputs or targets else STEPS - 1, outputs=outputs, targets=targets)
    places = range(read, read + written)
    numbers = [*range(read), *range(written)]
    states = [f"a[{t}]" for t in numbers] if states is None else states
    reads, writes, goals, states = _texts(
        read + written, inputs, outputs, targets, states, range(read), places
    )
    if _source(fed, targets):
        again = (writes if fed == "output" else goals)[read:-1]
        reads = reads[:read] + [*_list([start]), *again]
    given = {"groups": [read, written], "numbers": numbers, "fed": fed, "fed_to": places[1:] if fed else ()}
    plan = chain(reads, writes, goals, states, **given)
    return with_two_parts(plan, ["encoder", "decoder"])


def teacher_forcing(outputs=None, targets=None, states=None, steps=None, start="start"):
    """Each target goes in at the next step, whatever the network predicted."""
    steps = _agreed(steps, outputs=outputs, targets=targets, states=states)
    targets = targets or [f"y[{t}]" for t in range(steps)]
    reads = [start, *_list(targets)[:-1]]
    return chain(*_texts(steps, reads, outputs, targets, states), fed="target", fed_to=range(1, steps))


def free_running(outputs=None, states=None, steps=None, start="start"):
    """Each output goes in at the next step."""
    steps = _agreed(steps, outputs=outputs, states=states)
    outputs = _list(outputs or [f"y_pred[{t}]" for t in range(steps)])
    texts = _texts(steps, [start, *outputs[:-1]], outputs, None, states)
    return chain(*texts, fed="output", fed_to=range(1, steps))


def forced_and_free(outputs=None, targets=None, free_outputs=None, steps=None, start="start"):
    """Teacher forcing above free running."""
    plans = [
        teacher_forcing(outputs, targets, None, steps, start),
        free_running(free_outputs, None, steps, start),
    ]
    return above_each_other(
        plans,
        [
            "Teacher forcing: the target goes in at the next step",
            "Free running: the output itself goes in at the next step",
        ],
    )


def chunks(inputs=None, outputs=None, targets=None, states=None, steps=None, chunk=3):
    """The state is carried from chunk to chunk of a long text; gradients stay within each chunk."""
    chunk = _at_least_one("chunk", chunk)
    texts = {"inputs": inputs, "outputs": outputs, "targets": targets, "states": states}
    known = steps is not None or any(given is not None for given in texts.values())
    steps = _agreed(steps if known else 2 * chunk, **texts)
    groups = [min(chunk, steps - first) for first in range(0, steps, chunk)]
    return with_chunks(chain(*_texts(steps, inputs, outputs, targets, states), groups=groups))


SHAPES = {
    "one to one": one_to_one,
    "one to many": one_to_many,
    "many to one": many_to_one,
    "many to many": many_to_many,
    "encoder-decoder": encoder_decoder,
    "bidirectional": bidirectional,
    "stacked": stacked,
    "teacher forcing": teacher_forcing,
    "free running": free_running,
    "teacher forcing against free running": forced_and_free,
    "chunks": chunks,
}


# Texts


def _agreed(steps, **texts):
    """The number of steps that is given, or that the texts have; an error where they differ."""
    counts = {name: len(given) for name, given in texts.items() if given is not None}
    counts |= {"steps": steps} if steps is not None else {}
    if len(set(counts.values())) > 1:
        said = ", ".join(f"{name} has {count}" for name, count in counts.items())
        raise ValueError(f"The texts do not have the same number of steps: {said}.")
    count = next(iter(counts.values()), STEPS)
    if count < 1:
        raise ValueError("A shape needs at least 1 step; got 0.")
    return count


def _texts(steps, inputs, outputs, targets, states, read=None, write=None):
    """What stands in the boxes of each row: a text per step, or None where there is no box."""
    read, write = read or range(steps), write or range(steps)
    return (
        _placed(steps, "inputs", _default("x", read) if inputs is None else inputs, read),
        _placed(steps, "outputs", _default("y_pred", write) if outputs is None else outputs, write),
        _placed(steps, "targets", targets, write),
        _placed(steps, "states", _default("a", range(steps)) if states is None else states, range(steps)),
    )


def _default(name, places):
    return [f"{name}[{k}]" for k in range(len(places))] if len(places) > 1 else [name]


def _placed(steps, name, texts, places):
    row = [None] * steps
    if texts is None:
        return row
    texts = _list(texts) if len(places) > 1 or not isinstance(texts, str) else [texts]
    if len(texts) != len(places):
        raise ValueError(f"{name} needs {len(places)} texts here, got {len(texts)}: {texts}.")
    for place, text in zip(places, texts, strict=True):
        row[place] = text
    return row


def _layered(states, layers, steps):
    """The texts of all states, a list per layer; None where none are given."""
    if states is None:
        return None
    texts = [_list(row) for row in states]
    if [len(row) for row in texts] != [steps] * layers:
        raise ValueError(f"states needs {layers} layers of {steps} texts each; got {texts}.")
    return texts


def _list(texts):
    """A text for each box, with stand-ins for blanks and for letters that no font has."""
    return [drawn(text) if len(text) == 1 else str(text) for text in map(str, texts)]


def _at_least_one(name, count):
    if count < 1:
        raise ValueError(f"{name} is at least 1; got {count}.")
    return count


def _source(fed, targets):
    """Whether something is fed back; an error where that is not there."""
    if fed not in (None, "output", "target"):
        raise ValueError(f"fed is 'output', 'target' or None; got {fed!r}.")
    if fed == "target" and targets is None:
        raise ValueError("fed='target' feeds the targets in, so targets are needed: targets=….")
    return fed
