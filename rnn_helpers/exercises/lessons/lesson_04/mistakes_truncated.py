"""What people get wrong in cutting the way back into chunks: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_04.sections import SECTIONS

_STARTS = "range(0, len(caches), chunk)"
_PIECE = "slice(start, start + chunk)"
_CALL = "rnn_backward_pass(dz[piece], caches[piece])"
_ADD = "total[name] = total.get(name, 0) + gradients[name]"
_RETURN = "return total"
_LOOP = f"for start in {_STARTS}:\n        piece = {_PIECE}\n        gradients = {_CALL}"


def _own_loss(first):
    """A loop over the losses: each is carried back by itself, to the step `first`."""
    return f"""for t in range(len(caches)):
        piece = slice({first}, t + 1)
        alone = np.zeros_like(dz[piece])
        alone[-1] = dz[t]
        gradients = rnn_backward_pass(alone, caches[piece])"""


TRUNCATED_MISTAKES = [
    # --- where the way back is cut
    {
        "name": "the way back is not cut",
        "old": _LOOP,
        "new": _LOOP.replace(_STARTS, "range(1)").replace(_PIECE, "slice(None)"),
        "says": (
            "These are the gradients of the whole backward pass: the carry crosses from chunk to chunk as if"
            " nothing were cut. At the first step of a chunk, what would go on to the step before is thrown"
            " away."
        ),
        "see": SECTIONS["truncation"],
        "seen": "chunks of which each hands its da0 to the one before",
    },
    {
        "name": "the way back is cut at every step",
        "old": _LOOP,
        "new": _LOOP.replace("chunk", "1"),
        "says": (
            "Nothing is carried back at all, as if every chunk had a single step. Inside a chunk the"
            " gradient goes all the way to its first step."
        ),
        "see": SECTIONS["truncation"],
        "seen": "a carry that is set to zero inside the loop over steps",
    },
    {
        "name": "the first chunk has one step only",
        "old": _LOOP,
        "new": _LOOP.replace("range(0", "range(1 - chunk").replace("slice(start", "slice(max(0, start)"),
        "says": (
            "The way back is cut one step too late in time: after the first step of each chunk instead of"
            " before it. Chunks are counted from the beginning, so steps 0 to chunk - 1 belong together."
        ),
        "see": SECTIONS["truncation"],
        "seen": "a carry that is set to zero on arrival at a chunk's first step, not on leaving it",
    },
    {
        "name": "the first chunk is one step short",
        "old": _LOOP,
        "new": _LOOP.replace("range(0", "range(-(chunk > 1)").replace("slice(start", "slice(max(0, start)"),
        "says": (
            "The way back is cut one step too early in time: before the last step of each chunk. Chunks are"
            " counted from the beginning, so steps 0 to chunk - 1 belong together."
        ),
        "see": SECTIONS["truncation"],
        "seen": "expected; a carry that is set to zero on leaving a chunk's last step",
        "alone": True,
    },
    {
        "name": "chunks are counted from the end",
        "old": _LOOP,
        "new": _LOOP.replace("range(0", "range(-(-len(caches) % chunk)").replace(
            "slice(start", "slice(max(0, start)"
        ),
        "says": (
            "The last chunk is a whole one, and what is left over stands at the beginning. Asked for are"
            " chunks counted from step 0, since that is how the text is read; the last may be shorter."
        ),
        "see": SECTIONS["truncation"],
        "seen": "counting the turns of a backward loop",
    },
    {
        "name": "chunk taken for the number of chunks",
        "old": _LOOP,
        "new": """for steps in np.array_split(np.arange(len(caches)), chunk):
        piece = slice(steps[0], steps[-1] + 1)
        gradients = rnn_backward_pass(dz[piece], caches[piece])""",
        "says": (
            "The sequence is cut into so many parts. Here `chunk` says how many steps a chunk has, however"
            " many chunks that makes."
        ),
        "see": SECTIONS["truncation"],
        "seen": "np.array_split, which wants the number of parts",
        "alone": True,
    },
    {
        "name": "chunks are one step too long",
        "old": _LOOP,
        "new": _LOOP.replace("chunk", "chunk + 1"),
        "says": (
            "Each chunk has chunk + 1 steps, so its gradient is carried back one step too far. A chunk of"
            " one step carries nothing back."
        ),
        "see": SECTIONS["truncation"],
        "seen": "counting steps back for steps",
        "alone": True,
    },
    {
        "name": "every loss reaches back equally far",
        "old": _LOOP,
        "new": _own_loss("max(0, t - chunk + 1)"),
        "says": (
            "The loss of each step is carried back over as many states as a chunk has steps, wherever it"
            " stands. That is truncation too, but a dearer one. With chunks, a loss at the end of a chunk"
            " reaches back through all of it, one at its start hardly at all."
        ),
        "see": SECTIONS["truncation"],
        "seen": "the reach of the lesson's blame, carried over",
        "alone": True,
    },
    {
        "name": "every loss reaches back by a reach of that many steps",
        "old": _LOOP,
        "new": _own_loss("max(0, t - chunk)"),
        "says": (
            "The loss of each step is carried back so many steps, wherever it stands: the reach of task 3."
            " With chunks, a loss at the end of a chunk reaches back through all of it, one at its start"
            " hardly at all."
        ),
        "see": SECTIONS["truncation"],
        "seen": "the reach of the lesson's blame, carried over",
        "alone": True,
    },
    # --- what is left out
    {
        "name": "the steps after the last whole chunk are left out",
        "old": _STARTS,
        "new": "range(0, len(caches) - chunk + 1, chunk)",
        "says": (
            "Where the length is no multiple of the chunk, the steps that are left over at the end are not"
            " visited. They are a chunk too, a shorter one."
        ),
        "see": SECTIONS["truncation"],
        "seen": "T_x // chunk as the number of chunks",
    },
    {
        "name": "only the last chunk counts",
        "old": _ADD,
        "new": "total[name] = gradients[name]",
        "says": (
            "What is kept belongs to the chunk at the end of the sequence; the others are replaced or left"
            " out. The weights are used in every chunk, and what each gives adds up."
        ),
        "see": SECTIONS["sums"],
        "seen": "= where += was meant",
    },
    {
        "name": "only the first chunk counts",
        "old": _ADD,
        "new": "total.setdefault(name, gradients[name])",
        "says": (
            "What is kept belongs to the chunk at the beginning; the others add nothing. If there is a"
            " `return` inside the loop over the chunks, it ends the whole function; if the chunks are"
            " visited from the end, each may have replaced the one before."
        ),
        "see": SECTIONS["sums"],
        "seen": "a return indented one step too far",
    },
    {
        "name": "only the last steps count, so many as a chunk has",
        "old": _LOOP,
        "new": _LOOP.replace(_STARTS, "range(1)").replace(_PIECE, "slice(max(0, len(caches) - chunk), None)"),
        "says": (
            "The way back is walked once, from the last step, and ends after one chunk. All earlier steps,"
            " their predictions too, are never visited. Truncation leaves out no loss; it only keeps each"
            " from being carried across a border."
        ),
        "see": SECTIONS["truncation"],
        "seen": "libraries where truncation is described for a single loss at the end",
    },
    {
        "name": "only the loss at the end of each chunk counts",
        "old": f"gradients = {_CALL}",
        "new": (
            "ends = np.zeros_like(dz[piece])\n        ends[-1] = dz[piece][-1]\n"
            "        gradients = rnn_backward_pass(ends, caches[piece])"
        ),
        "says": (
            "Of each chunk, only the prediction of its last step is counted. Every step has a loss, and each"
            " joins at its own state, as in the whole pass."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
    },
    {
        "name": "the forward pass is cut too",
        "old": f"gradients = {_CALL}",
        "new": (
            "steps = list(caches[piece])\n"
            "        steps[0] = (steps[0][0], np.zeros_like(steps[0][1]), *steps[0][2:])\n"
            "        gradients = rnn_backward_pass(dz[piece], steps)"
        ),
        "says": (
            "dWaa lacks what the first step of each chunk adds to it, as if every chunk had begun with a"
            " state of zeros. The forward pass is not cut: the step found a state, and Waa multiplied it."
        ),
        "see": SECTIONS["truncation"],
        "seen": "expected",
    },
    # --- sums, and what belongs together
    {
        "name": "the mean over the chunks instead of the sum",
        "old": _RETURN,
        "new": "return {name: value / -(-len(caches) // chunk) for name, value in total.items()}",
        "says": (
            "The sum is divided by the number of chunks. One weight is used in all chunks, so their"
            " gradients add up; the divisor of the mean over predictions is in dz already."
        ),
        "see": SECTIONS["sums"],
        "seen": "averaging over batches",
    },
    {
        "name": "the mean over time instead of the sum",
        "old": _RETURN,
        "new": "return {name: value / len(caches) for name, value in total.items()}",
        "says": (
            "The gradients are divided by the number of steps. The divisor of the mean over predictions has"
            " entered already, through dz; what several uses of one weight give is a sum."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
    },
    {
        "name": "each chunk is divided by its own length",
        "old": _ADD,
        "new": "total[name] = total.get(name, 0) + gradients[name] / len(caches[piece])",
        "says": (
            "What a chunk gives is divided by its number of steps before it is added. The divisor of the"
            " mean over predictions is in dz already; it must not come in twice."
        ),
        "see": SECTIONS["sums"],
        "seen": "a mean loss for each chunk",
    },
    {
        "name": "every chunk gets the dz of the first one",
        "old": _CALL,
        "new": "rnn_backward_pass(dz[: len(caches[piece])], caches[piece])",
        "says": (
            "The caches are cut into chunks, but dz is read from its beginning each time. Row t of dz"
            " belongs to the cache of step t: cut both at the same places."
        ),
        "see": SECTIONS["pass"],
        "seen": "indexes inside a chunk taken for steps of the sequence",
    },
    {
        "name": "the chunks overlap",
        "old": _STARTS,
        "new": "range(len(caches))",
        "says": (
            "A chunk begins at every step, so the steps inside are counted several times over. Each step"
            " belongs to one chunk only: the next begins where the last one ended."
        ),
        "see": SECTIONS["truncation"],
        "seen": "a sliding window",
        "alone": True,
    },
    {
        "name": "only whole chunks, and they overlap",
        "old": _STARTS,
        "new": "range(len(caches) - chunk + 1)",
        "says": (
            "A chunk begins at every step that leaves room for a whole one, so the steps inside are counted"
            " several times over. Each step belongs to one chunk only."
        ),
        "see": SECTIONS["truncation"],
        "seen": "a sliding window",
        "alone": True,
    },
    {
        "name": "the chunks share their border steps",
        "old": _PIECE,
        "new": "slice(start, start + chunk + 1)",
        "says": (
            "The first step of a chunk is visited with the chunk before as well, so it counts twice. In a"
            " slice the end does not belong to it."
        ),
        "see": SECTIONS["truncation"],
        "seen": "off by one",
    },
    {
        "name": "the last step of each chunk is left out",
        "old": f"piece = {_PIECE}",
        "new": "piece = slice(start, start + chunk - 1)",
        "says": (
            "Each chunk ends one step early, and that step belongs to no chunk. In a slice the end does not"
            " belong to it."
        ),
        "see": SECTIONS["truncation"],
        "seen": "off by one",
        "alone": True,
    },
    {
        "name": "the first chunk is left out",
        "old": _LOOP,
        "new": _LOOP.replace(_STARTS, "range(chunk, len(caches), chunk)"),
        "says": (
            "The chunk that begins with step 0 is never visited. It has nothing before it to be cut off"
            " from, but its steps count as all others."
        ),
        "see": SECTIONS["truncation"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the output layer is cut too",
        "old": _ADD,
        "new": 'total[name] = gradients[name] + (0 if name in ("dWya", "dby") else total.get(name, 0))',
        "says": (
            "The gradients of the output layer are those of one chunk only. Nothing is carried there,"
            " so there is nothing to cut: they are the same sums over all steps as without truncation."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
    },
    # --- other counts, and what is taken for what
    {
        "name": "chunks are counted from the end, after a first one of a single step",
        "old": _LOOP,
        "new": _LOOP.replace("range(0", "range(-((1 - len(caches)) % chunk)").replace(
            "slice(start", "slice(max(0, start)"
        ),
        "says": (
            "The way back is cut after the very first step that it visits, and from there every chunk"
            " is counted from the end. Asked for are chunks counted from step 0, since that is how"
            " the text is read."
        ),
        "see": SECTIONS["truncation"],
        "seen": "counting the turns of a backward loop, from 0",
        "alone": True,
    },
    {
        "name": "chunks are counted from the end, and one step too long",
        "old": _LOOP,
        "new": _LOOP.replace("range(0", "range(-(-len(caches) % (chunk + 1))")
        .replace(", chunk)", ", chunk + 1)")
        .replace("slice(start, start + chunk)", "slice(max(0, start), start + chunk + 1)"),
        "says": (
            "The chunks are counted from the end of the sequence, and each has a step too many. Asked"
            " for are chunks of `chunk` steps, counted from step 0."
        ),
        "see": SECTIONS["truncation"],
        "seen": "counting the turns of a backward loop, and cutting when there are more than a chunk has",
        "alone": True,
    },
    {
        "name": "the number of whole chunks taken for their length",
        "old": _LOOP,
        "new": _LOOP.replace("for start", "length = max(1, len(caches) // chunk)\n    for start")
        .replace(", chunk)", ", length)")
        .replace("start + chunk", "start + length"),
        "says": (
            "The sequence is cut into so many parts. Here `chunk` says how many steps a chunk has,"
            " however many chunks that makes."
        ),
        "see": SECTIONS["truncation"],
        "seen": "T_x // chunk as the length of a chunk",
        "alone": True,
    },
    {
        "name": "divided by the length of a chunk",
        "old": _RETURN,
        "new": "return {name: value / chunk for name, value in total.items()}",
        "says": (
            "The sum is divided by `chunk`. The divisor of the mean over predictions is in dz"
            " already; what several uses of one weight give is a sum."
        ),
        "see": SECTIONS["sums"],
        "seen": "a mean loss for each chunk",
    },
    {
        "name": "every chunk gets the caches of the first one",
        "old": _CALL,
        "new": "rnn_backward_pass(dz[piece], caches[: len(dz[piece])])",
        "says": (
            "dz is cut into chunks, but the caches are read from their beginning each time. Row t of"
            " dz belongs to the cache of step t: cut both at the same places."
        ),
        "see": SECTIONS["pass"],
        "seen": "indexes inside a chunk taken for steps of the sequence",
        "alone": True,
    },
]
