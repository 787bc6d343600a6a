"""What people get wrong in following one loss back: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_04.sections import SECTIONS

_START = "output_backward(dz[t], a_next, parameters)"
_SIZE = "np.linalg.norm(da, axis=0)"
_BACK = 'rnn_cell_backward(da, caches[s])["da_prev"]'
_STEPS = "range(max(0, t - reach), t + 1)"
_MEASURED = f"""sizes = np.zeros((t + 1, da.shape[1]))
    for s in reversed({_STEPS}):
        sizes[s] = {_SIZE}"""
_LOOP = f"for s in reversed({_STEPS}):\n        sizes[s] = {_SIZE}\n        da = {_BACK}"
_SLOPE = "(1 - caches[s][0] ** 2)"

BLAME_MISTAKES = [
    # --- whose loss
    {
        "name": "the losses on the way join in",
        "old": _BACK,
        "new": _BACK + " + output_backward(dz[s - 1], caches[s][1], parameters)[0] * (s > 0)",
        "says": (
            "At each earlier state the gradient of that step's own prediction is added, as in the whole"
            " backward pass. Here the loss of step t alone counts, so there is no second stream."
        ),
        "see": SECTIONS["blame"],
        "seen": "the loop of the backward pass, copied",
    },
    {
        "name": "the loss of the last step instead of step t",
        "old": _START,
        "new": "output_backward(dz[-1], caches[-1][0], parameters)",
        "says": (
            "The way back begins with the loss of the last step of the sequence, but the sizes are booked"
            " from state t on. The two agree only where t is the last step."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradient at the scores taken for the gradient at the state",
        "old": f"da, _ = {_START}",
        "new": "da = dz[t]",
        "says": (
            "dz is the gradient at the scores, one row for each answer. The state lies behind the output"
            " layer; the way back has to pass its weights first. Only where n_y and n_a are equal does it"
            " run at all."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "back through Wya without its transpose",
        "old": f"da, _ = {_START}",
        "new": 'da = parameters["Wya"] @ dz[t]',
        "says": (
            "Forward, a row of Wya collects from the units; backward, a unit is told by all the scores"
            " that it has fed, and their weights stand in its column. Only where n_y and n_a are equal"
            " does it run at all."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    # --- one step back
    {
        "name": "no slope of tanh on the way back",
        "old": _BACK,
        "new": 'parameters["Waa"].T @ da',
        "says": (
            "From one state to the one before, the gradient passes the recurrent weights but not the tanh."
            " Each unit has its own slope there, and the gradient is multiplied by it first."
        ),
        "see": SECTIONS["blame"],
        "seen": "linear reasoning: powers of Waa alone",
    },
    {
        "name": "the slope of tanh at the previous state",
        "old": _BACK,
        "new": 'parameters["Waa"].T @ ((1 - caches[s][1] ** 2) * da)',
        "says": (
            "The slope is taken at the state that the step found (the second entry of its cache, or the cache"
            " of the step before). It belongs to the state that came out of this tanh, the one that the"
            " gradient is leaving."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the slope of tanh comes after the recurrent weights",
        "old": _BACK,
        "new": f'{_SLOPE} * (parameters["Waa"].T @ da)',
        "says": (
            "The two factors of a step back stand in the wrong order. Forward the tanh comes last, so"
            " backward its slope comes first; the recurrent weights follow."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the recurrent weights are missing on the way back",
        "old": _BACK,
        "new": f"{_SLOPE} * da",
        "says": (
            "The gradient is multiplied by the slopes of tanh, but it does not pass the recurrent weights:"
            " each unit hands its blame to itself. A unit was fed by all units of the step before."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "back through Waa without its transpose",
        "old": _BACK,
        "new": f'parameters["Waa"] @ ({_SLOPE} * da)',
        "says": (
            "Forward, row i of Waa collects for unit i. Backward, unit j is told by all the units that it"
            " has fed, and their weights stand in column j. Waa is square, so nothing fails when rows"
            " and columns are mixed up."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected; square matrices hide it",
        "alone": True,
    },
    {
        "name": "the gradient piles up on its way",
        "old": _BACK,
        "new": f"da + {_BACK}",
        "says": (
            "The gradient at a state is added to what is carried on to the state before. A gradient that"
            " has been carried back is no longer where it came from: it takes the place of the old one."
        ),
        "see": SECTIONS["blame"],
        "seen": "+= for everything that ends in a loop",
    },
    {
        "name": "each step goes back through the cache of step t",
        "old": "caches[s]",
        "new": "caches[t]",
        "says": (
            "All steps back are made with the cache of step t, so its slopes are used again and again."
            " Every step has slopes of its own."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    # --- the size
    {
        "name": "one size for the whole batch",
        "old": _SIZE,
        "new": "np.linalg.norm(da)",
        "says": (
            "The squares of all examples are added up together, so all columns of a row are alike. Each"
            " example has a loss and a size of its own."
        ),
        "see": SECTIONS["blame"],
        "seen": "the lesson's own function, which has one example",
    },
    {
        "name": "one number for each state, not one for each example",
        "old": "return sizes",
        "new": "return np.sqrt((sizes**2).sum(axis=1))",
        "says": (
            "There is one number for each state, made from the whole batch. Each example has a loss of its"
            " own: the result has a column for each, (t + 1, m)."
        ),
        "see": SECTIONS["blame"],
        "seen": "the lesson's own function, which has one example",
        "alone": True,
    },
    {
        "name": "the size over the examples, in a row of its own length",
        "old": _SIZE,
        "new": "np.linalg.norm(da, axis=1)",
        "says": (
            "The root is taken of a sum along the rows, over the examples: one number for each unit. It"
            " fits into the result only where n_a and m happen to be equal. Add up the squares of the"
            " units of one example."
        ),
        "see": SECTIONS["blame"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "a size for each unit instead of each example",
        "old": _MEASURED,
        "new": _MEASURED.replace("shape[1]", "shape[0]").replace("axis=0", "axis=1"),
        "says": (
            "The root is taken of a sum along the rows, over the examples, and gives one number for each"
            " unit. Asked for is one number for each example, made from its units."
        ),
        "see": SECTIONS["blame"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "no root: the square of the size",
        "old": _SIZE,
        "new": "np.sum(da**2, axis=0)",
        "says": "The sum of the squares is there; the size is its root.",
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the sum of absolute values",
        "old": _SIZE,
        "new": "np.sum(np.abs(da), axis=0)",
        "says": "The entries are added without their signs. The size asked for is a norm: squares, a root.",
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the largest entry",
        "old": _SIZE,
        "new": "np.max(np.abs(da), axis=0)",
        "says": "The largest entry stands for all of them. The size asked for counts every unit.",
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean square instead of the sum of squares",
        "old": _SIZE,
        "new": "np.sqrt(np.mean(da**2, axis=0))",
        "says": (
            "Under the root stands a mean over the units. The norm has the sum there; it is larger by the"
            " root of n_a."
        ),
        "see": SECTIONS["blame"],
        "seen": "the root mean square of statistics",
    },
    {
        "name": "the sum of the entries",
        "old": _SIZE,
        "new": "np.sum(da, axis=0)",
        "says": (
            "The entries are added with their signs, so they can cancel, and a size can come out negative."
            " Square them first."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the mean of absolute values",
        "old": _SIZE,
        "new": "np.mean(np.abs(da), axis=0)",
        "says": (
            "This is how large an entry is on average. The size asked for is a norm: the root of the sum"
            " of the squares."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "measured behind the slope of tanh",
        "old": _SIZE,
        "new": f"np.linalg.norm({_SLOPE} * da, axis=0)",
        "says": (
            "The size is that of the gradient at the sum inside the tanh, after the slope has been"
            " multiplied in. Asked for is the gradient at the state itself."
        ),
        "see": SECTIONS["blame"],
        "seen": "da and dtanh mixed up",
    },
    {
        "name": "sizes as shares of the first one",
        "old": "return sizes",
        "new": "return sizes / sizes[t]",
        "says": (
            "All sizes are divided by that of state t. Such shares are good to look at; asked for are the"
            " sizes themselves."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    # --- which states
    {
        "name": "measured one step too late",
        "old": f"sizes[s] = {_SIZE}\n        da = {_BACK}",
        "new": f"da = {_BACK}\n        sizes[s] = {_SIZE}",
        "says": (
            "The gradient is carried back first and measured then: in the row of state s stands the size at"
            " state s - 1. The gradient that comes from the output layer is already that of state t."
        ),
        "see": SECTIONS["blame"],
        "seen": "two lines of a loop in the other order",
    },
    {
        "name": "the rows stand in the order of visiting",
        "old": "sizes[s] =",
        "new": "sizes[t - s] =",
        "says": (
            "Row 0 holds the size at state t, where the way back begins. Row s belongs to state s, so the"
            " state that was visited first stands last."
        ),
        "see": SECTIONS["blame"],
        "seen": "a list that grows in a backward loop",
    },
    {
        "name": "the reach is ignored",
        "old": _STEPS,
        "new": "range(t + 1)",
        "says": (
            "The gradient is carried back to state 0 whatever the reach is. Beyond the reach nothing"
            " arrives, and the rows are 0."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the reach is one step too short",
        "old": "t - reach)",
        "new": "t - reach + 1)",
        "says": (
            "One state too few is reached. The reach counts steps back, not states: with a reach of 0 the"
            " gradient is felt at state t itself, with 1 at t and the one before."
        ),
        "see": SECTIONS["truncation"],
        "seen": "counting states for steps",
    },
    {
        "name": "the reach is one step too long",
        "old": "t - reach)",
        "new": "t - reach - 1)",
        "says": (
            "One state too many is reached. With a reach of 0 the gradient is felt at state t alone, with 1"
            " at t and the one before."
        ),
        "see": SECTIONS["truncation"],
        "seen": "counting states for steps",
    },
    {
        "name": "the steps go below 0",
        "old": "max(0, t - reach)",
        "new": "t - reach",
        "says": (
            "Where the reach is longer than the way to state 0, the loop goes on to negative numbers. To"
            " Python, -1 is the last entry, so rows and caches at the end are used once more, and no"
            " error says so."
        ),
        "see": SECTIONS["truncation"],
        "seen": "expected",
    },
    {
        "name": "state 0 is left out",
        "old": "max(0, t - reach)",
        "new": "max(1, t - reach)",
        "says": (
            "The way back ends before state 0, although the reach goes that far. With `range`, the end does"
            " not belong to it, and on the way down that is 0 itself."
        ),
        "see": SECTIONS["blame"],
        "seen": "range(t, 0, -1)",
    },
    {
        "name": "the near states are cut off instead of the far ones",
        "old": _LOOP,
        "new": f"{_LOOP.replace(_STEPS, 'range(t + 1)')}\n    sizes[min(t, reach) + 1 :] = 0",
        "says": (
            "The rows that are left stand at the beginning of the sequence. The reach is counted from step"
            " t backwards: what is cut off are the states furthest from it."
        ),
        "see": SECTIONS["truncation"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a row for every step of the sequence",
        "old": "(t + 1, da.shape[1])",
        "new": "(len(caches), da.shape[1])",
        "says": (
            "The result has T_x rows. The loss of step t is felt at the states 0 to t only; later ones"
            " cannot be blamed for it, and the result has no rows for them."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no rows for the states beyond the reach",
        "old": "return sizes",
        "new": "return sizes[max(0, t - reach) :]",
        "says": (
            "Only the states within the reach have a row. Asked for is a row for every state from 0 to t,"
            " with 0 where nothing arrives; else nobody can tell which row belongs to which state."
        ),
        "see": SECTIONS["truncation"],
        "seen": "a list that grows in a loop",
        "alone": True,
    },
    {
        "name": "no rows for the states beyond the reach, and the order of visiting",
        "old": "return sizes",
        "new": "return sizes[max(0, t - reach) :][::-1]",
        "says": (
            "Only the states within the reach have a row, and they stand in the order of visiting, state t"
            " first. Asked for is a row for every state from 0 to t, in the order of time, with 0 where"
            " nothing arrives."
        ),
        "see": SECTIONS["truncation"],
        "seen": "a list that grows in a backward loop",
        "alone": True,
    },
    # --- more slopes, and other ways to walk
    {
        "name": "the slope 1 - a instead of 1 - a²",
        "old": _BACK,
        "new": 'parameters["Waa"].T @ ((1 - caches[s][0]) * da)',
        "says": (
            "The slope of tanh is 1 minus the square of the state. Here the state itself was taken"
            " away, without the square."
        ),
        "see": SECTIONS["blame"],
        "seen": "the sigmoid's slope, a (1 - a), half remembered",
        "alone": True,
    },
    {
        "name": "the slope of a sigmoid",
        "old": _BACK,
        "new": 'parameters["Waa"].T @ (caches[s][0] * (1 - caches[s][0]) * da)',
        "says": (
            "The slope a (1 - a) belongs to a sigmoid. The state comes out of a tanh, whose slope is"
            " 1 minus the square of the state."
        ),
        "see": SECTIONS["blame"],
        "seen": "feed-forward nets of older text books",
        "alone": True,
    },
    {
        "name": "tanh is taken once more for the slope",
        "old": _BACK,
        "new": 'parameters["Waa"].T @ ((1 - np.tanh(caches[s][0]) ** 2) * da)',
        "says": (
            "The slope is taken at the tanh of the state. But the state has come out of the tanh"
            " already; only for the sum inside would it have to be taken."
        ),
        "see": SECTIONS["blame"],
        "seen": "the slope written for the sum z, used with the state",
        "alone": True,
    },
    {
        "name": "the later losses join in",
        "old": f"da, _ = {_START}",
        "new": """carry = 0
    for later in reversed(range(t, len(caches))):
        da = output_backward(dz[later], caches[later][0], parameters)[0] + carry
        carry = rnn_cell_backward(da, caches[later])["da_prev"]""",
        "says": (
            "What the losses of later steps send back arrives at state t as well. Here the loss of"
            " step t alone counts: the way back begins there, with nothing from the future."
        ),
        "see": SECTIONS["blame"],
        "seen": "the loop of the backward pass, begun at the last step",
    },
    {
        "name": "the gradient stays where it is",
        "old": f"        da = {_BACK}\n",
        "new": "",
        "says": (
            "All rows within the reach are alike: the gradient that comes out of the output layer is"
            " measured again and again. It has to be carried back through a cell before the next"
            " state is measured."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "each state gets the gradient of its own prediction",
        "old": f"sizes[s] = {_SIZE}",
        "new": f"da, _ = output_backward(dz[s], caches[s][0], parameters)\n        sizes[s] = {_SIZE}",
        "says": (
            "In each row stands the size of what the prediction of that step says of its own state."
            " Asked for is one loss, that of step t, followed back to all the states before."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "forward in time instead of backward",
        "old": f"reversed({_STEPS})",
        "new": _STEPS,
        "says": (
            "The gradient of the loss of step t is booked at the earliest state first and goes on"
            " towards t. It starts at state t: only what lies before can be blamed."
        ),
        "see": SECTIONS["blame"],
        "seen": "the loop of the forward pass, copied",
        "alone": True,
    },
    {
        "name": "the initial state has a row too",
        "old": f"{_MEASURED}\n        da = {_BACK}\n    return sizes",
        "new": f"""sizes = np.zeros((t + 2, da.shape[1]))
    sizes[t + 1] = {_SIZE}
    for s in reversed({_STEPS}):
        da = {_BACK}
        sizes[s] = {_SIZE}
    return sizes""",
        "says": (
            "There is a row more than there are states from 0 to t: the first belongs to the initial"
            " state, and all others are one place further on. Row s belongs to the state after step"
            " s."
        ),
        "see": SECTIONS["blame"],
        "seen": "the states stored with a0 in front",
        "alone": True,
    },
]
