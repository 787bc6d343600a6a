"""What people get wrong in the pass over a sequence: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_02.sections import SECTIONS

_EMPTY = "a, y_pred, caches = [], [], []"
_FIRST = "a_prev = a0"
_LOOP = "for xt in x:"
_BEGIN = f"{_EMPTY}\n    {_FIRST}\n    {_LOOP}"
_CELL = "rnn_cell_forward(xt, a_prev, parameters)"
_KEEP_A = "a.append(a_next)"
_KEEP_Y = "y_pred.append(yt_pred)"
_KEEP_CACHE = "caches.append(cache)"
_CARRY = "a_prev = a_next"
_STACKED = "np.stack(a), np.stack(y_pred)"
_RETURN = f"return {_STACKED}, caches"
_STEPS = f"""{_LOOP}
        a_next, yt_pred, cache = {_CELL}
        {_KEEP_A}
        {_KEEP_Y}
        {_KEEP_CACHE}
        {_CARRY}
    {_RETURN}"""
_BY_EXAMPLE = f"""{_EMPTY}
    a_prev = a0[:, :1]
    for i in range(a0.shape[1]):
        for xt in x[:, :, i : i + 1]:
            a_next, yt_pred, cache = {_CELL}
            a.append(a_next)
            y_pred.append(yt_pred)
            caches.append(cache)
            a_prev = a_next
    a = np.stack(a).reshape(a0.shape[1], len(x), -1)
    y_pred = np.stack(y_pred).reshape(a0.shape[1], len(x), -1)
    return np.moveaxis(a, 0, -1), np.moveaxis(y_pred, 0, -1), caches"""
_ZEROS = "[np.zeros(a0.shape)], [np.zeros((len(parameters['by']), a0.shape[1]))], []"

PASS_MISTAKES = [
    {
        "name": "every step starts from a0",
        "old": f"\n        {_CARRY}",
        "new": "",
        "says": (
            "The state that a step leaves does not reach the next one: each step starts from the initial"
            " state again, so the network remembers nothing. The first step is right, the later ones are not."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "forum threads of the step-by-step RNN assignment: a0 in place of a_next inside the loop",
    },
    {
        "name": "a0 is not used",
        "old": _FIRST,
        "new": "a_prev = np.zeros(a0.shape)",
        "says": (
            "The first step starts from zeros, whatever a0 holds. That can also happen unseen: in an array of"
            " zeros, a[t - 1] at t = 0 is a[-1], its last entry, and NumPy does not complain."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "forum threads of the step-by-step RNN assignment: a_next initialised with zeros",
    },
    {
        "name": "the state before each step is kept",
        "old": _KEEP_A,
        "new": "a.append(a_prev)",
        "says": (
            "a[t] is the state that came into step t. It should be the one that step t makes: a[0] is the"
            " state after step 0, not a0."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "expected",
    },
    {
        "name": "a begins with a0",
        "old": "caches = [], [], []",
        "new": "caches = [a0], [], []",
        "says": (
            "a has one entry too many: a0 stands in front. It is the state before the first step; a[0] is the"
            " state after step 0."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "codes that keep the initial state at index 0 (or -1) of the same array",
    },
    {
        "name": "the last prediction only",
        "old": "np.stack(y_pred)",
        "new": "y_pred[-1]",
        "says": (
            "y_pred holds the prediction of the last step alone. The network is asked after every letter, so"
            " there is a prediction for each step."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "many-to-one networks; return_sequences=False in Keras",
    },
    {
        "name": "the last state only",
        "old": "np.stack(a)",
        "new": "a[-1]",
        "says": (
            "a holds the state of the last step alone. All states are asked for, one for each step; learning"
            " will need every one of them."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "return_sequences=False in Keras",
    },
    {
        "name": "the last step only",
        "old": _STACKED,
        "new": "a[-1], y_pred[-1]",
        "says": (
            "State and prediction of the last step come back alone. Both are asked for at every step, with"
            " time as the first axis."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "many-to-one networks; return_sequences=False in Keras",
        "alone": True,
    },
    {
        "name": "the sequence is read from its end",
        "old": _LOOP,
        "new": "for xt in x[::-1]:",
        "says": (
            "The last input is read first, and what comes out stands in the order of reading. Time runs"
            " forward: x[0] is the input of the first step."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "loops of the backward pass, copied",
    },
    {
        "name": "the sequence is read from its end, and the results are turned round",
        "old": _STEPS,
        "new": _STEPS.replace("in x:", "in x[::-1]:")
        .replace("(a)", "(a[::-1])")
        .replace("(y_pred)", "(y_pred[::-1])"),
        "says": (
            "The last input is read first. Each result stands at its right place again, but the state has"
            " gone through the word backwards: a[0] knows all later letters, and none should be known"
            " before it is read."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "networks that read both ways (bidirectional ones)",
        "alone": True,
    },
    {
        "name": "time stands last in a and y_pred",
        "old": _STACKED,
        "new": "np.stack(a, axis=-1), np.stack(y_pred, axis=-1)",
        "says": (
            "The results have the shapes (n_a, m, T_x) and (n_y, m, T_x). In this course time stands first,"
            " as it does in x."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "the step-by-step RNN assignment, where a is (n_a, m, T_x)",
    },
    {
        "name": "time stands in the middle of a and y_pred",
        "old": _STACKED,
        "new": "np.stack(a, axis=1), np.stack(y_pred, axis=1)",
        "says": (
            "Time is the second axis of the results, between units and examples. It stands first, as it does"
            " in x."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "expected",
    },
    {
        "name": "the steps are joined below each other, without an axis for time",
        "old": _STACKED,
        "new": "np.concatenate(a), np.concatenate(y_pred)",
        "says": (
            "The columns of all steps stand below each other in two axes, so nothing tells where a step ends."
            " Time needs an axis of its own, in front."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "np.concatenate or np.vstack where a new axis is needed",
    },
    {
        "name": "the steps are joined side by side, without an axis for time",
        "old": _STACKED,
        "new": "np.concatenate(a, axis=1), np.concatenate(y_pred, axis=1)",
        "says": (
            "All steps stand side by side in two axes, so steps look like more examples. Time needs an axis"
            " of its own, in front."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "np.hstack, as the lesson uses it for its first two states",
    },
    {
        "name": "every entry of a is the last state",
        "old": _STACKED,
        "new": "np.stack([a_next] * len(a)), np.stack(y_pred)",
        "says": (
            "All steps of a show the same, last state. One array was written into at every step and kept"
            " many times: a list that is given the same array again holds it once, under many names."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "forum threads on NumPy views: appending an array that is changed in place",
    },
    {
        "name": "the prediction is carried on instead of the state",
        "old": _CARRY,
        "new": "a_prev = yt_pred",
        "says": (
            "What goes from one step into the next is the prediction. It should be the state; where n_a and"
            " n_y happen to be equal, nothing complains."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "networks that read their own answers (Jordan networks)",
    },
    {
        "name": "the first state is carried on, not the newest",
        "old": _CARRY,
        "new": "a_prev = a[0]",
        "says": (
            "From the second step on, every step starts from a[0], the state after step 0. The state to hand"
            " on is the newest one."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "a0 and a[0] look alike",
    },
    {
        "name": "the state is added to the one before",
        "old": _CARRY,
        "new": "a_prev = a_prev + a_next",
        "says": (
            "The new state is added to the old one before it goes on, so it grows without bound. The cell has"
            " worked the old state in already: the new one replaces it."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "gradients that add up over time, and skip connections",
    },
    {
        "name": "the first input at every step",
        "old": _CELL,
        "new": "rnn_cell_forward(x[0], a_prev, parameters)",
        "says": "The state goes on, but each step reads x[0] again. Step t reads x[t].",
        "see": SECTIONS["unrolling"],
        "seen": "expected",
    },
    {
        "name": "the cell runs a second time for the prediction",
        "old": _KEEP_Y,
        "new": "y_pred.append(rnn_cell_forward(xt, a_next, parameters)[1])",
        "says": (
            "The states are right. But the predictions come from a second run of the cell that starts from"
            " the new state, so each letter is read twice for them. One run gives state and prediction."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "expected",
    },
    {
        "name": "every letter is read twice",
        "old": _CELL,
        "new": "rnn_cell_forward(xt, rnn_cell_forward(xt, a_prev, parameters)[0], parameters)",
        "says": (
            "The cell runs twice at each step, and the second run starts from the first one's state. One call"
            " gives state, prediction and cache together."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "a call for each of the results",
        "alone": True,
    },
    {
        "name": "the first step is left out",
        "old": _LOOP,
        "new": "for xt in x[1:]:",
        "says": (
            "The loop begins with x[1]: the first input is never read, and there is a step less in the"
            " results. T_x steps are counted from 0."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "range(1, T_x), out of formulas that count from 1",
    },
    {
        "name": "the last step is left out",
        "old": _LOOP,
        "new": "for xt in x[:-1]:",
        "says": (
            "The loop ends one step early: the last input is never read. (Leaving out the last letter is the"
            " task of whoever makes x.)"
        ),
        "see": SECTIONS["unrolling"],
        "seen": "range(T_x - 1)",
    },
    {
        "name": "the first step is left out and stays zero",
        "old": _BEGIN,
        "new": f"a, y_pred, caches = {_ZEROS}\n    a_prev = a0\n    for xt in x[1:]:",
        "says": (
            "The loop begins with x[1], so the first input is never read, and what was put there beforehand"
            " still stands in a[0] and y_pred[0]: zeros. T_x steps are counted from 0."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "range(1, T_x), out of formulas that count from 1",
        "alone": True,
    },
    {
        "name": "a0 takes the place of the first step",
        "old": _BEGIN,
        "new": f"a, y_pred, caches = {_ZEROS}\n    a[0] = a_prev = a0\n    for xt in x[1:]:",
        "says": (
            "a[0] holds a0, and the loop begins with x[1], so the first input is never read. The two look"
            " alike: a0 is the state before the first step, a[0] the state after step 0."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "a[:, :, 0] = a0, in forum threads of the step-by-step RNN assignment",
        "alone": True,
    },
    {
        "name": "a0 takes the place of the first step, all later ones are right",
        "old": _STACKED,
        "new": "np.stack([a0, *a[1:]]), np.stack(y_pred)",
        "says": (
            "Only a[0] is wrong: it holds a0. That is the state before the first step; a[0] is the state"
            " after step 0."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "a0 and a[0] look alike",
        "alone": True,
    },
    {
        "name": "the last step is left out and stays zero",
        "old": _STEPS,
        "new": _STEPS.replace("in x:", "in x[:-1]:").replace(
            _STACKED,
            "np.stack([*a, 0 * a0]), np.stack([*y_pred, np.zeros((len(parameters['by']), a0.shape[1]))])",
        ),
        "says": (
            "The loop ends one step early: the last input is never read, and what was put there beforehand"
            " still stands in a[-1] and y_pred[-1]: zeros."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "range(T_x - 1)",
        "alone": True,
    },
    {
        "name": "x is read as if time stood last",
        "old": _LOOP,
        "new": "for xt in np.moveaxis(x, -1, 0):",
        "says": (
            "The loop runs over the last axis of x, which holds the examples. In this course time stands"
            " first, so x[t] is the input of step t. Where sizes happen to be equal, nothing complains."
        ),
        "see": SECTIONS["task"],
        "seen": "the step-by-step RNN assignment, where x is (n_x, m, T_x)",
    },
    {
        "name": "the steps of an example are taken for a batch",
        "old": _LOOP,
        "new": "for xt in x.T:",
        "says": (
            "The loop runs over the examples, and each is given to the cell with its steps as columns, as if"
            " they were examples. The loop runs over time: x[t] is one step of all examples."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the loop runs over the rows of x",
        "old": _LOOP,
        "new": "for xt in np.moveaxis(x, 1, 0):",
        "says": (
            "The loop runs over the second axis of x, the numbers that one step reads. Time is the first"
            " axis: x[t] is the input of step t."
        ),
        "see": SECTIONS["task"],
        "seen": "batch-first layouts, where time is the second axis",
        "alone": True,
    },
    {
        "name": "a and y_pred have changed places",
        "old": _STACKED,
        "new": "np.stack(y_pred), np.stack(a)",
        "says": "The states come first, then the predictions, as they do in the cell.",
        "see": SECTIONS["unrolling"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the last cache",
        "old": "y_pred), caches",
        "new": "y_pred), cache",
        "says": (
            "The third value is the cache of one step, the last. The way back through time needs the cache of"
            " every step: collect them in a list."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "expected",
    },
    {
        "name": "caches and x together",
        "old": "y_pred), caches",
        "new": "y_pred), (caches, x)",
        "says": (
            "The third value is a pair of the caches and x. Here it is the list of caches alone; each of them"
            " holds its own input already."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "the step-by-step RNN assignment, which returns (caches, x)",
    },
    {
        "name": "the caches are joined into one list",
        "old": _KEEP_CACHE,
        "new": "caches.extend(cache)",
        "says": (
            "All that the caches hold stands in one long list. A cache is one item: caches[t] should be that"
            " of step t."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "extend or += where append is meant",
    },
    {
        "name": "the caches are not kept",
        "old": f"\n        {_KEEP_CACHE}",
        "new": "",
        "says": "The list of caches stays empty. What the cell returns third is kept as well, step by step.",
        "see": SECTIONS["unrolling"],
        "seen": "expected",
    },
    {
        "name": "the caches lack the parameters",
        "old": _KEEP_CACHE,
        "new": "caches.append((a_next, a_prev, xt))",
        "says": (
            "The caches are made anew, without the parameters. The cell gives its cache ready made, as its"
            " third value: keep that one."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the state is carried from one example to the next",
        "old": f"{_EMPTY}\n    {_FIRST}\n    {_STEPS}",
        "new": _BY_EXAMPLE,
        "says": (
            "The examples are run one after the other, and each begins with the state that the one before it"
            " left. Examples know nothing of each other: each has a column of its own in a0 to begin with."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "loops over examples with the initial state set outside",
        "alone": True,
    },
    {
        "name": "the function returns inside the loop",
        "old": f"{_CARRY}\n    {_RETURN}",
        "new": f"{_CARRY}\n        {_RETURN}",
        "says": (
            "Only the first step is there: `return` stands inside the loop and ends the function in"
            " its first turn."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "indentation of return, in many forum threads of beginners",
        "alone": True,
    },
    {
        "name": "as many steps as a step has inputs",
        "old": _LOOP,
        "new": "for xt in [x[t] for t in range(x.shape[1])]:",
        "says": (
            "The loop takes the number of steps from the second axis of x, n_x. Time is the first axis."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "batch-first layouts, where time is the second axis",
        "alone": True,
    },
    {
        "name": "as many steps as there are examples",
        "old": _LOOP,
        "new": "for xt in [x[t] for t in range(x.shape[2])]:",
        "says": ("The loop takes the number of steps from the last axis of x, m. Time is the first axis."),
        "see": SECTIONS["unrolling"],
        "seen": "the step-by-step RNN assignment, where time is the last axis",
        "alone": True,
    },
    {
        "name": "every entry of y_pred is the last prediction",
        "old": _STACKED,
        "new": "np.stack(a), np.stack([yt_pred] * len(a))",
        "says": (
            "All steps of y_pred show the same, last prediction. One array was written into at every"
            " step, or the last prediction was repeated: each step has its own."
        ),
        "see": SECTIONS["unrolling"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "time stands last in a",
        "old": "np.stack(a)",
        "new": "np.stack(a, axis=-1)",
        "says": ("a has the shape (n_a, m, T_x). In this course time stands first, as it does in x."),
        "see": SECTIONS["unrolling"],
        "seen": "the step-by-step RNN assignment, where a is (n_a, m, T_x)",
        "alone": True,
    },
    {
        "name": "time stands last in y_pred",
        "old": "np.stack(y_pred)",
        "new": "np.stack(y_pred, axis=-1)",
        "says": ("y_pred has the shape (n_y, m, T_x). In this course time stands first, as it does in x."),
        "see": SECTIONS["unrolling"],
        "seen": "the step-by-step RNN assignment, where y is (n_y, m, T_x)",
        "alone": True,
    },
]
