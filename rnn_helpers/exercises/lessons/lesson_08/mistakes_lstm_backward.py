"""What people get wrong in the LSTM's step backward: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_08.sections import SECTIONS

_DC = "dc_next + da_next * ot * (1 - tanh_c**2)"
_ZF, _ZI = "dc * c_prev * ft * (1 - ft)", "dc * cct * it * (1 - it)"
_ZC, _ZO = "dc * it * (1 - cct**2)", "da_next * tanh_c * ot * (1 - ot)"
_SCORES = f"dzf = {_ZF}\n    dzi = {_ZI}\n    dzc = {_ZC}\n    dzo = {_ZO}"
_SUM = 'p["Wf"].T @ dzf + p["Wi"].T @ dzi + p["Wc"].T @ dzc + p["Wo"].T @ dzo'
_UNPACKED = "a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p ="
_DW = 'gradients["dW" + gate] = dz @ into.T'
_DB = "dz.sum(axis=1, keepdims=True)"
_TOTALS = f'{_DW}\n        gradients["db" + gate] = {_DB}'
_DC_PREV, _DA_PREV, _DXT = '"dc_prev": dc * ft', "dinto[:n_a]", "dinto[n_a:]"
_INTO = "np.concatenate([a_prev, xt])"
_LAST = "    return gradients"

_BACKWARD, _CELL, _GATE = SECTIONS["backward"], SECTIONS["cell"], SECTIONS["gate"]
_GATES = {"f": "the forget gate", "i": "the input gate", "o": "the output gate"}


def _on_slopes(change):
    """The four lines of the scores, with the slope of every gate g changed: change(g)."""
    lines = _SCORES
    for gate in ("ft", "it", "ot"):
        lines = lines.replace(f" * {gate} * (1 - {gate})", change(gate))
    return lines


# --- the gradient at the new cell state

_AT_CELL_STATE = [
    {
        "name": "dc_next is forgotten",
        "old": _DC,
        "new": "da_next * ot * (1 - tanh_c**2)",
        "says": (
            "What step t+1 sends back along the cell state never arrives, so the straight path is cut and the"
            " LSTM learns nothing from far away. At the last step, where that gradient is zero, nobody would"
            " notice."
        ),
        "see": _BACKWARD,
        "seen": "copies of a well-known assignment that never hand on the gradient of the cell state",
    },
    {
        "name": "the path through a_next is forgotten",
        "old": _DC,
        "new": "dc_next",
        "says": (
            "The new cell state is used in two places: by the next step, and by this step's hidden state."
            " Only the first of the two sends its gradient back here."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "the slope of the tanh is missing on the way from a_next to c_next",
        "old": " * (1 - tanh_c**2)",
        "new": "",
        "says": (
            "From the hidden state to the cell state the gradient passes the output gate and a tanh. The"
            " tanh's slope is not there."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "the output gate is missing on the way from a_next to c_next",
        "old": "da_next * ot * (1 - tanh_c",
        "new": "da_next * (1 - tanh_c",
        "says": (
            "In the forward line the tanh of the cell state is multiplied by a gate. In a product each"
            " factor's gradient is the other factor times what comes back; that other factor is not there."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "da_next is added to dc_next as it is",
        "old": _DC,
        "new": "dc_next + da_next",
        "says": (
            "The hidden state is not the cell state: between the two stand a tanh and the output gate, and"
            " the gradient has to pass both before the two can be added."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_next is missing where the gradient passes from a_next to c_next",
        "old": "da_next * ot * (1 - tanh_c",
        "new": "ot * (1 - tanh_c",
        "says": (
            "The local slopes alone are added. A chain rule multiplies them by the gradient that arrives, and"
            " here it arrives at the hidden state."
        ),
        "see": _BACKWARD,
        "seen": "published formulas",
        "alone": True,
    },
    {
        "name": "dc_next goes through the tanh too",
        "old": _DC,
        "new": "(dc_next + da_next) * ot * (1 - tanh_c**2)",
        "says": (
            "`dc_next` arrives at the cell state itself. The output gate and the tanh stand between the cell"
            " state and the hidden state, so only the gradient from there has to pass them."
        ),
        "see": _BACKWARD,
        "seen": "brackets in another place",
    },
    {
        "name": "dc_next passes the output gate",
        "old": _DC,
        "new": "(dc_next + da_next * (1 - tanh_c**2)) * ot",
        "says": (
            "`dc_next` arrives at the cell state itself, along the straight path, where the output gate has"
            " no say: it may hide the state, but it never touches it."
        ),
        "see": _BACKWARD,
        "seen": "brackets in another place",
        "alone": True,
    },
    {
        "name": "dc_next passes the slope of the tanh",
        "old": _DC,
        "new": "(dc_next + da_next * ot) * (1 - tanh_c**2)",
        "says": (
            "`dc_next` arrives at the cell state itself, along the straight path, where no tanh stands. Only"
            " what comes from the hidden state passes one."
        ),
        "see": _BACKWARD,
        "seen": "brackets in another place",
        "alone": True,
    },
    {
        "name": "dc_next is multiplied by the forget gate on its arrival",
        "old": _DC,
        "new": "dc_next * ft + da_next * ot * (1 - tanh_c**2)",
        "says": (
            "The forget gate stands between the old cell state and the new one. `dc_next` is the gradient at"
            " the new one already; this step's gate comes only after that."
        ),
        "see": _BACKWARD,
        "seen": "the gate of step t taken for the one of step t+1",
        "alone": True,
    },
    {
        "name": "the slope of the tanh is taken at the cell state itself",
        "old": "1 - tanh_c**2",
        "new": "1 - c_next**2",
        "says": (
            "The tanh's slope, written by its output, is one minus the square of that output. The cell"
            " state is what goes into the tanh, not what comes out."
        ),
        "see": _BACKWARD,
        "seen": "the plain cell's formula, carried over",
    },
    {
        "name": "the slope of the tanh is taken at the hidden state",
        "old": "1 - tanh_c**2",
        "new": "1 - a_next**2",
        "says": (
            "In the plain cell the state is the tanh. Here the hidden state is a tanh times the output"
            " gate; the slope needs the tanh alone."
        ),
        "see": _BACKWARD,
        "seen": "the plain cell's formula, carried over",
        "alone": True,
    },
    {
        "name": "the square is missing in the slope of the tanh of the cell state",
        "old": "1 - tanh_c**2",
        "new": "1 - tanh_c",
        "says": (
            "The slope of a tanh is one minus the square of its value; it is never negative or above 1."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the tanh of the cell state stands where its slope belongs",
        "old": "(1 - tanh_c**2)",
        "new": "tanh_c",
        "says": (
            "You go back through the tanh by multiplying with its value. On the way back a function counts by"
            " its slope."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope of a sigmoid is taken for the tanh of the cell state",
        "old": "(1 - tanh_c**2)",
        "new": "tanh_c * (1 - tanh_c)",
        "says": "That is how a sigmoid's slope looks. Between cell state and hidden state stands a tanh.",
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope of the tanh is taken at the old cell state",
        "old": _DC,
        "new": "dc_next + da_next * ot * (1 - np.tanh(c_prev) ** 2)",
        "says": "What is shown is the new cell state, so the tanh and its slope belong to it.",
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the two gradients at the cell state are multiplied",
        "old": _DC,
        "new": "dc_next * da_next * ot * (1 - tanh_c**2)",
        "says": (
            "A number that is used in two places collects a gradient from each, and the two add up. Here"
            " one scales the other."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the input gate stands in the place of the output gate on the way from a_next",
        "old": "da_next * ot * (1 - tanh_c",
        "new": "da_next * it * (1 - tanh_c",
        "says": (
            "Look at the forward line of a_next: by which gate is the tanh of the cell state multiplied"
            " there?"
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the forget gate stands in the place of the output gate on the way from a_next",
        "old": "da_next * ot * (1 - tanh_c",
        "new": "da_next * ft * (1 - tanh_c",
        "says": (
            "Look at the forward line of a_next: by which gate is the tanh of the cell state multiplied"
            " there?"
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]


# --- what of it goes where

_WHICH_DC = [
    {
        "name": "only dc_next goes on to the gates and the candidate",
        "old": _SCORES,
        "new": _SCORES.replace("dc *", "dc_next *"),
        "says": (
            "Forget gate, input gate and candidate make the new cell state, so they get the whole gradient"
            " at it: what step t+1 sends and what comes through this step's hidden state."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dc_next does not reach the gates and the candidate",
        "old": _SCORES,
        "new": _SCORES.replace("dc *", "(dc - dc_next) *"),
        "says": (
            "Forget gate, input gate and candidate make the new cell state, so they get the whole gradient"
            " at it. The part that step t+1 sends along the cell state is missing there."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_next goes to the gates and the candidate in the place of the gradient at the cell state",
        "old": _SCORES,
        "new": _SCORES.replace("dc *", "da_next *"),
        "says": (
            "Forget gate, input gate and candidate make the cell state. What reaches them is the gradient"
            " there, after both ways have met, not the one at the hidden state."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a pair of brackets is missing, so dc_next skips the slopes",
        "old": _SCORES,
        "new": "rest = dc - dc_next\n"
        f"    dzf = dc_next * c_prev + {_ZF.replace('dc ', 'rest ')}\n    dzi = dc_next * cct +"
        f" {_ZI.replace('dc ', 'rest ')}\n    dzc = dc_next * it + {_ZC.replace('dc ', 'rest ')}\n    dzo ="
        f" {_ZO}",
        "says": (
            "The part with `dc_next` goes straight to the scores; only the other part is multiplied by the"
            " slopes. First the two gradients at the cell state are added, then the sum goes through each"
            " sigmoid and the tanh."
        ),
        "see": _BACKWARD,
        "seen": "a formula in a well-known assignment, and its copies on GitHub",
    },
    {
        "name": "a pair of brackets is missing in both gates, so dc_next skips their slopes",
        "old": _SCORES,
        "new": "rest = dc - dc_next\n"
        f"    dzf = dc_next * c_prev + {_ZF.replace('dc ', 'rest ')}\n    dzi = dc_next * cct +"
        f" {_ZI.replace('dc ', 'rest ')}\n    dzc = {_ZC}\n    dzo = {_ZO}",
        "says": (
            "At the forget and the input gate the part with `dc_next` goes straight to the scores; only the"
            " other part is multiplied by the slope. First add the two gradients, then go through the"
            " sigmoid."
        ),
        "see": _BACKWARD,
        "seen": "a formula in a well-known assignment, and its copies on GitHub",
        "alone": True,
    },
    *(
        {
            "name": f"a pair of brackets is missing at {what}, so dc_next skips the slope",
            "old": line,
            "new": f"dc_next * {partner} + {line.replace('dc ', '(dc - dc_next) ')}",
            "says": (
                "The part with `dc_next` goes straight to the score; only the other part is multiplied by the"
                " slope. First the two gradients at the cell state are added, then the sum goes on."
            ),
            "see": _BACKWARD,
            "seen": "a formula in a well-known assignment, and its copies on GitHub",
            "alone": True,
        }
        for what, line, partner in (
            ("the forget gate", _ZF, "c_prev"),
            ("the input gate", _ZI, "cct"),
            ("the candidate", _ZC, "it"),
        )
    ),
    *(
        {
            "name": f"{what} gets {said}",
            "old": line,
            "new": line.replace("dc ", f"{into} ", 1),
            "says": (
                f"{what.capitalize()} helps to make the new cell state, so it gets the whole gradient"
                " there: the one that step t+1 sends, and the one that comes through this step's hidden"
                " state."
            ),
            "see": _BACKWARD,
            "seen": "expected",
            "alone": True,
        }
        for what, line in (("the forget gate", _ZF), ("the input gate", _ZI), ("the candidate", _ZC))
        for said, into in (
            ("dc_next only", "dc_next"),
            ("the path through a_next only", "(dc - dc_next)"),
            ("da_next in the place of the gradient at the cell state", "da_next"),
        )
    ),
    {
        "name": "the output gate gets the gradient at the cell state",
        "old": "da_next * tanh_c * ot",
        "new": "dc * tanh_c * ot",
        "says": (
            "The output gate stands behind the cell state: it acts on what is shown, not on what is kept."
            " What reaches it is the gradient at the hidden state."
        ),
        "see": _BACKWARD,
        "seen": "copied from the lines of the other gates",
    },
    {
        "name": "the output gate gets dc_next",
        "old": "da_next * tanh_c * ot",
        "new": "dc_next * tanh_c * ot",
        "says": (
            "The output gate stands behind the cell state and has no part in the straight path. What"
            " reaches it is the gradient at the hidden state."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]

_DC_PREV_MISTAKES = [
    {
        "name": name,
        "old": _DC_PREV,
        "new": f'"dc_prev": {new}',
        "says": says,
        "see": _BACKWARD,
        "seen": seen,
        **more,
    }
    for name, new, says, seen, more in (
        (
            "dc_prev is not multiplied by the forget gate",
            "dc",
            "The old cell state came in through a gate. On its way back the gradient passes the same one.",
            "the LSTM of 1997, which had no forget gate",
            {},
        ),
        (
            "dc_prev holds the path of dc_next only",
            "dc_next * ft",
            "This step's hidden state depends on the old cell state too. Its part has been left out in"
            " `dc_prev`: the whole gradient at the new cell state goes on.",
            "expected",
            {},
        ),
        (
            "dc_prev holds the path through a_next only",
            "(dc - dc_next) * ft",
            "What step t+1 sent along the cell state ends here and never goes further back, so the straight"
            " path is cut.",
            "expected",
            {"alone": True},
        ),
        (
            "dc_prev passes the input gate",
            "dc * it",
            "Look at the forward line of c_next: which gate stands at the old cell state there?",
            "expected",
            {"alone": True},
        ),
        (
            "dc_prev passes the output gate",
            "dc * ot",
            "Look at the forward line of c_next: which gate stands at the old cell state there?",
            "expected",
            {"alone": True},
        ),
        (
            "dc_prev is multiplied by the old cell state",
            "dc * c_prev",
            "In a product each factor's gradient is the other factor times what comes back. That is the"
            " forget gate's share; the old state's own share needs its partner.",
            "the two factors mixed up",
            {"alone": True},
        ),
        (
            "dc_prev passes the slope of the forget gate",
            "dc * ft * (1 - ft)",
            "No sigmoid lies on the way from the new cell state to the old one. The gate is a factor there;"
            " its slope belongs to the gradient at the gate's score.",
            "expected",
            {"alone": True},
        ),
        (
            "da_next goes to dc_prev in the place of the gradient at the cell state",
            "da_next * ft",
            "The old cell state is a part of the new cell state: what goes back to it is the gradient"
            " there, after both ways have met.",
            "expected",
            {"alone": True},
        ),
        (
            "dc_next is handed on as it came",
            "dc_next",
            "Between the new cell state and the old one stands the forget gate, and this step's hidden state"
            " adds its own part.",
            "expected",
            {"alone": True},
        ),
    )
]


# --- partners and slopes

_SLOPES = [
    {
        "name": "the slopes of all three sigmoids are missing",
        "old": _SCORES,
        "new": _on_slopes(lambda gate: ""),
        "says": (
            "You stop at the gates. What the weights made are the gates' scores, and between score and gate"
            " stands a sigmoid: its slope belongs to each of the three."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "all four slopes are missing",
        "old": _SCORES,
        "new": _on_slopes(lambda gate: "").replace(" * (1 - cct**2)", ""),
        "says": (
            "You stop at the gates and the candidate. What the weights made are their scores, and between"
            " these and the gates stand three sigmoids, before the candidate a tanh. Each has a slope."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gates get the slope of a tanh",
        "old": _SCORES,
        "new": _on_slopes(lambda gate: f" * (1 - {gate}**2)"),
        "says": "The gates are sigmoids, and a sigmoid's slope is another one than that of a tanh.",
        "see": _BACKWARD,
        "seen": "the plain cell's formula, carried over",
        "alone": True,
    },
    {
        "name": "half of the sigmoid's slope is missing: a factor g at all three gates",
        "old": _SCORES,
        "new": _on_slopes(lambda gate: f" * (1 - {gate})"),
        "says": (
            "The slope of a sigmoid dies out on both sides, near 0 and near 1. Yours dies out only where"
            " the gate is open."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "half of the sigmoid's slope is missing: a factor 1 - g at all three gates",
        "old": _SCORES,
        "new": _on_slopes(lambda gate: f" * {gate}"),
        "says": (
            "The slope of a sigmoid dies out on both sides, near 0 and near 1. Yours dies out only where"
            " the gate is shut."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gates' slopes are taken at the sigmoid of the gates",
        "old": _SCORES,
        "new": _on_slopes(lambda gate: f" * (1 / (1 + np.exp(-{gate}))) * (1 - 1 / (1 + np.exp(-{gate})))"),
        "says": (
            "What the cache holds are the gates, and a gate already is the sigmoid of its score. You send"
            " it through a sigmoid a second time."
        ),
        "see": _BACKWARD,
        "seen": "a helper that expects the score and is given the gate",
        "alone": True,
    },
    *(
        {
            "name": f"the slope of {what} is missing",
            "old": f" * {gate}t * (1 - {gate}t)",
            "new": "",
            "says": (
                f"You stop at {what}. What its weights made is its score; the sigmoid between the two has a"
                " slope, as at the other gates."
            ),
            "see": _BACKWARD,
            "seen": "expected",
        }
        for gate, what in _GATES.items()
    ),
    *(
        {
            "name": f"{what} gets the slope of {_GATES[other]}",
            "old": f" * {gate}t * (1 - {gate}t)",
            "new": f" * {other}t * (1 - {other}t)",
            "says": (
                "Each sigmoid has its slope where its own score stands. Look at the letters in this line."
            ),
            "see": _BACKWARD,
            "seen": "copied lines",
            "alone": True,
        }
        for gate, what in _GATES.items()
        for other in _GATES
        if other != gate
    ),
    *(
        {
            "name": f"{what} gets the slope of a tanh",
            "old": f" * {gate}t * (1 - {gate}t)",
            "new": f" * (1 - {gate}t**2)",
            "says": (
                "A gate is a sigmoid of its score, and a sigmoid's slope is another one than that of a tanh."
            ),
            "see": _BACKWARD,
            "seen": "copied from the candidate's line",
            "alone": True,
        }
        for gate, what in _GATES.items()
    ),
    *(
        {
            "name": f"half of the slope of {what} is missing",
            "old": f" * {gate}t * (1 - {gate}t)",
            "new": f" * (1 - {gate}t)",
            "says": (
                "The slope of a sigmoid dies out on both sides, near 0 and near 1. Yours dies out on one"
                " side only."
            ),
            "see": _BACKWARD,
            "seen": "expected",
            "alone": True,
        }
        for gate, what in _GATES.items()
    ),
    {
        "name": "the slope of the candidate is missing",
        "old": " * (1 - cct**2)",
        "new": "",
        "says": (
            "You stop at the candidate. What its weights made is its score; the tanh between the two has a"
            " slope."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "the candidate is sent through a tanh a second time",
        "old": "cct**2",
        "new": "np.tanh(cct) ** 2",
        "says": (
            "What the cache holds is the candidate, and it already is the tanh of its score. Its slope"
            " can be had from it without another tanh. Every shape fits; only a check of the gradient sees"
            " this."
        ),
        "see": _BACKWARD,
        "seen": "published formulas and their copies on GitHub",
    },
    {
        "name": "the candidate gets the slope of a sigmoid",
        "old": "(1 - cct**2)",
        "new": "cct * (1 - cct)",
        "says": "Three of the four scores go through a sigmoid. The candidate is the fourth: it is a tanh.",
        "see": _BACKWARD,
        "seen": "copied from the lines of the gates",
    },
    {
        "name": "the square is missing in the candidate's slope",
        "old": "cct**2",
        "new": "cct",
        "says": "The slope of a tanh is one minus the square of its value, and so never above 1.",
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]

_PARTNERS = [
    {
        "name": name,
        "old": old,
        "new": new,
        "says": says
        or (
            "In a product each factor's gradient is the other factor times what comes back. Look up this"
            " factor's partner in the forward line."
        ),
        "see": _BACKWARD,
        "seen": seen,
        **more,
    }
    for name, old, new, says, seen, more in (
        (
            "the old cell state is missing at the forget gate",
            "dc * c_prev * ft",
            "dc * ft",
            "",
            "expected",
            {},
        ),
        (
            "the new cell state stands where the old one belongs",
            "dc * c_prev * ft",
            "dc * c_next * ft",
            "The forget gate acts on the cell state that came in. The new one is what was made of it.",
            "expected",
            {},
        ),
        (
            "the hidden state stands where the old cell state belongs",
            "dc * c_prev * ft",
            "dc * a_prev * ft",
            "The forget gate acts on the cell state of the step before, not on the hidden one.",
            "two states, one taken for the other",
            {"alone": True},
        ),
        (
            "the candidate stands where the old cell state belongs",
            "dc * c_prev * ft",
            "dc * cct * ft",
            "",
            "published formulas, which write the old candidate for the old cell state; copied lines",
            {"alone": True},
        ),
        (
            "the tanh of the old cell state stands where the state itself belongs",
            "dc * c_prev * ft",
            "dc * np.tanh(c_prev) * ft",
            "The tanh comes only where a cell state is shown. What the forget gate acts on is the state"
            " itself.",
            "expected",
            {"alone": True},
        ),
        (
            "the candidate is missing at the input gate",
            "dc * cct * it",
            "dc * it",
            "",
            "expected",
            {"alone": True},
        ),
        (
            "the old cell state stands where the candidate belongs",
            "dc * cct * it",
            "dc * c_prev * it",
            "",
            "copied from the line of the forget gate",
            {"alone": True},
        ),
        (
            "the input gate stands where the candidate belongs",
            "dc * cct * it",
            "dc * it * it",
            "",
            "the two factors mixed up",
            {"alone": True},
        ),
        (
            "the partners of the forget gate and the input gate have changed places",
            f"{_ZF}\n    dzi = {_ZI}",
            "dc * cct * ft * (1 - ft)\n    dzi = dc * c_prev * it * (1 - it)",
            "Each of the two gates gets what the other one acts on. In the forward line, which gate"
            " stands at the old cell state and which at the candidate?",
            "expected",
            {"alone": True},
        ),
        (
            "the input gate is missing at the candidate",
            "dc * it * (1 - cct",
            "dc * (1 - cct",
            "",
            "expected",
            {},
        ),
        (
            "the candidate stands where the input gate belongs",
            "dc * it * (1 - cct",
            "dc * cct * (1 - cct",
            "",
            "the two factors mixed up",
            {"alone": True},
        ),
        (
            "the forget gate stands where the input gate belongs",
            "dc * it * (1 - cct",
            "dc * ft * (1 - cct",
            "",
            "copied lines",
            {"alone": True},
        ),
        (
            "the output gate stands where the input gate belongs",
            "dc * it * (1 - cct",
            "dc * ot * (1 - cct",
            "",
            "expected",
            {"alone": True},
        ),
        (
            "the tanh of the cell state is missing at the output gate",
            "da_next * tanh_c * ot",
            "da_next * ot",
            "",
            "expected",
            {},
        ),
        (
            "the cell state stands at the output gate without its tanh",
            "da_next * tanh_c * ot",
            "da_next * c_next * ot",
            "What the output gate acts on is the cell state after its tanh.",
            "expected",
            {},
        ),
        (
            "the slope of the tanh stands at the output gate in the place of the tanh",
            "da_next * tanh_c * ot",
            "da_next * (1 - tanh_c**2) * ot",
            "On the way to the output gate no tanh has to be passed: the tanh is its partner in a product,"
            " and counts with its value.",
            "expected",
            {"alone": True},
        ),
        (
            "the old cell state stands at the output gate",
            "da_next * tanh_c * ot",
            "da_next * np.tanh(c_prev) * ot",
            "What the output gate shows is the new cell state.",
            "expected",
            {"alone": True},
        ),
        (
            "the hidden state stands at the output gate in the place of the tanh",
            "da_next * tanh_c * ot",
            "da_next * a_next * ot",
            "The hidden state has the output gate in it already, so the gate is counted once too often.",
            "expected",
            {"alone": True},
        ),
        (
            "the candidate stands at the output gate in the place of the cell state",
            "da_next * tanh_c * ot",
            "da_next * cct * ot",
            "",
            "copied from the line of the input gate",
            {"alone": True},
        ),
    )
]


# --- through the four products

_FOUR = _GATES | {"c": "the candidate"}

_INPUT_GRADIENTS = [
    *(
        {
            "name": f"da_prev and dxt come from {what} only",
            "old": _SUM,
            "new": f'p["W{letter}"].T @ dz{letter}',
            "says": (
                "State and input went into all four scores, so four gradients come back to them and add up."
                " Three are missing."
            ),
            "see": _BACKWARD,
            "seen": "expected",
            "alone": True,
        }
        for letter, what in _FOUR.items()
    ),
    *(
        {
            "name": f"{what} is missing in {where}",
            "old": old,
            "new": f"{old} - {take}",
            "says": (
                "State and input went into all four scores, so four gradients come back and add up. One of"
                " the four is not there."
            ),
            "see": _BACKWARD,
            "seen": "expected",
            "alone": True,
        }
        for letter, what in _FOUR.items()
        for where, old, take in (
            ("da_prev and dxt", _SUM, f'p["W{letter}"].T @ dz{letter}'),
            ("da_prev", _DA_PREV, f'p["W{letter}"][:, :n_a].T @ dz{letter}'),
            ("dxt", _DXT, f'p["W{letter}"][:, n_a:].T @ dz{letter}'),
        )
    ),
    {
        "name": "the weights are not transposed in da_prev",
        "old": _DA_PREV,
        "new": "sum(p[W][:, :n_a] @ dz for W, dz in (('Wf', dzf), ('Wi', dzi), ('Wc', dzc), ('Wo', dzo)))",
        "says": (
            "The part of the weights that acts on the state is square, so both ways run. Forward a unit"
            " gathers along its row; on the way back the gradient has to be gathered along the columns."
        ),
        "see": _BACKWARD,
        "seen": "expected; sizes that are all different do not see it, for this block is always square",
    },
    *(
        {
            "name": f"the weights of {what} are not transposed in da_prev",
            "old": _DA_PREV,
            "new": f"{_DA_PREV} + (W - W.T) @ dz{letter}".replace("W", f'p["W{letter}"][:, :n_a]'),
            "says": (
                "The part of the weights that acts on the state is square, so both ways run. Forward a unit"
                " gathers along its row; on the way back the gradient has to be gathered along the columns."
            ),
            "see": _BACKWARD,
            "seen": "expected",
            "alone": True,
        }
        for letter, what in _FOUR.items()
    ),
    {
        "name": "da_prev also gets da_next directly",
        "old": _DA_PREV,
        "new": "dinto[:n_a] + da_next",
        "says": (
            "The hidden state is made anew at every step: the old one acts only through the four scores. A"
            " path without a matrix leads from cell state to cell state, not from hidden to hidden."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_prev is multiplied by the slope of a tanh",
        "old": _DA_PREV,
        "new": "dinto[:n_a] * (1 - a_prev**2)",
        "says": (
            "That slope belongs to the step before, which will bring it in by itself. `da_prev` is the"
            " gradient at the old hidden state as it stands in the cache."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_prev and dxt have changed places",
        "old": f'"da_prev": {_DA_PREV}, "dxt": {_DXT}',
        "new": f'"da_prev": {_DXT}, "dxt": {_DA_PREV}',
        "says": (
            "Each stands under the other's name. In the stacked column the hidden state is on top, so its"
            " gradient is in the upper rows."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradient of the stacked column is split as if the input stood on top",
        "old": f'"da_prev": {_DA_PREV}, "dxt": {_DXT}',
        "new": '"da_prev": dinto[len(xt) :], "dxt": dinto[: len(xt)]',
        "says": (
            "The shapes fit, but the rows are those of the wrong quantity: in the stacked column the hidden"
            " state is on top and the input below."
        ),
        "see": _BACKWARD,
        "seen": "the papers and libraries that write [x, h]",
    },
    {
        "name": "the gradient of the stacked column is not split",
        "old": f'"da_prev": {_DA_PREV}, "dxt": {_DXT}',
        "new": '"da_prev": dinto, "dxt": dinto',
        "says": (
            "State and input stood on top of each other in one column, and so do their gradients. The upper"
            " rows belong to the one, the lower to the other."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]

_TOTAL_MISTAKES = [
    {
        "name": "the input stands above the state in the gradients of the weights",
        "old": _INTO,
        "new": "np.concatenate([xt, a_prev])",
        "says": (
            "The shapes fit, but the columns of the gradients belong to other columns of the weights. A"
            " gradient is laid out as its weights are: the state's columns first."
        ),
        "see": _CELL,
        "seen": "the papers and libraries that write [x, h]",
    },
    {
        "name": "the new hidden state stands where the old one belongs",
        "old": _INTO,
        "new": "np.concatenate([a_next, xt])",
        "says": (
            "The weights were multiplied by the hidden state that came in, so their gradients need that"
            " one. The new one is a result."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "the old cell state stands where the old hidden state belongs",
        "old": _INTO,
        "new": "np.concatenate([c_prev, xt])",
        "says": (
            "The weights were multiplied by the hidden state and the input. The cell state runs past them."
        ),
        "see": _BACKWARD,
        "seen": "two states, one taken for the other",
        "alone": True,
    },
    {
        "name": "the gradients are means over the batch instead of sums",
        "old": _TOTALS,
        "new": _TOTALS.replace("into.T", "into.T / xt.shape[1]").replace(".sum(", ".mean("),
        "says": (
            "Weights and biases serve all examples, and what each of them sends back adds up. If the loss"
            " is a mean, its gradient brings the division along; here it would come a second time."
        ),
        "see": _BACKWARD,
        "seen": "courses whose gradients are divided by m in every layer",
        "alone": True,
    },
    {
        "name": "the biases' gradients are means over the batch instead of sums",
        "old": _DB,
        "new": "dz.mean(axis=1, keepdims=True)",
        "says": (
            "A bias serves all examples, and what each of them sends back adds up, as it does in the matrix"
            " product for the weights."
        ),
        "see": _BACKWARD,
        "seen": "expected",
    },
    {
        "name": "the biases' gradients are not summed over the batch",
        "old": _DB,
        "new": "dz",
        "says": (
            "A bias is one column that serves all examples, and so its gradient is one column too. With a"
            " batch of one nobody would notice."
        ),
        "see": _BACKWARD,
        "seen": "expected; a batch of one does not see it",
    },
    {
        "name": "the biases' gradients are summed over the units",
        "old": _DB,
        "new": "dz.sum(axis=0, keepdims=True)",
        "says": (
            "There is one number for each example now, and one for each unit is asked for. Examples are"
            " columns, so the sum runs along the rows."
        ),
        "see": _BACKWARD,
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "the biases' gradients are flat",
        "old": _DB,
        "new": "dz.sum(axis=1)",
        "says": (
            "The numbers are right, but a gradient has the shape of what it belongs to, and a bias is a"
            " column. Subtracted from the bias, a flat array would be spread over a whole square."
        ),
        "see": _BACKWARD,
        "seen": "the sum without kept axes",
    },
    {
        "name": "the biases' gradients are single numbers",
        "old": _DB,
        "new": "dz.sum()",
        "says": (
            "All entries are added up, over the examples and over the units. Each unit has a bias of its own."
        ),
        "see": _BACKWARD,
        "seen": "the sum without an axis",
        "alone": True,
    },
    {
        "name": "the weights' gradients are transposed",
        "old": "dz @ into.T",
        "new": "into @ dz.T",
        "says": (
            "A gradient has the shape of what it belongs to: a row for each unit, a column for each number"
            " read."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the weights' gradients hold the state's columns only",
        "old": "dz @ into.T",
        "new": "dz @ a_prev.T",
        "says": "Each matrix acts on the state and on the input. The columns for the input are missing.",
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the biases' gradients pass a slope too few: they are those of the gates, not of the scores",
        "old": _LAST,
        "new": "    slopes = ft * (1 - ft), it * (1 - it), 1 - cct**2, ot * (1 - ot)\n"
        '    for gate, slope in zip("fico", slopes):\n'
        '        whole = (dzf, dzi, dzc, dzo)["fico".index(gate)] / slope\n'
        '        gradients["db" + gate] = whole.sum(axis=1, keepdims=True)\n    return gradients',
        "says": (
            "Weights and bias meet in the score, before the sigmoid or the tanh. So both have the same"
            " slope on their way back."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]

_EXCHANGED = [
    {
        "name": "forget gate and input gate have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("ft, it", "it, ft"),
        "says": (
            "What you unpack as one is the other. A cache is taken apart in the order in which the forward"
            " step put it together."
        ),
        "see": _CELL,
        "seen": "a cache of ten values",
    },
    {
        "name": "the two old states have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("a_prev, c_prev", "c_prev, a_prev"),
        "says": (
            "What you take for the hidden state is the cell state, and the other way round. A cache is taken"
            " apart in the order in which the forward step put it together."
        ),
        "see": _CELL,
        "seen": "a cache of ten values",
        "alone": True,
    },
    {
        "name": "the hidden state is taken for the cell state",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("a_next, c_next", "c_next, a_next"),
        "says": (
            "The tanh is taken of the new hidden state. What goes through the tanh is the cell state; in"
            " the cache the two stand side by side."
        ),
        "see": _CELL,
        "seen": "a cache of ten values",
        "alone": True,
    },
    {
        "name": "input gate and candidate have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("it, cct", "cct, it"),
        "says": (
            "What you unpack as one is the other. A cache is taken apart in the order in which the forward"
            " step put it together."
        ),
        "see": _CELL,
        "seen": "a cache of ten values",
        "alone": True,
    },
    {
        "name": "candidate and output gate have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("cct, ot", "ot, cct"),
        "says": (
            "What you unpack as one is the other. A cache is taken apart in the order in which the forward"
            " step put it together."
        ),
        "see": _CELL,
        "seen": "the order f, i, o, c in one place and f, i, c, o in the other",
        "alone": True,
    },
    *(
        {
            "name": f"the gradients of {_FOUR[one]} and {_FOUR[other]} stand under each other's names",
            "old": '"fico"',
            "new": '"' + "fico".replace(one, "x").replace(other, one).replace("x", other) + '"',
            "says": "The arrays are right; their keys have changed places.",
            "see": _CELL,
            "seen": "eight lines that look alike",
            "alone": True,
        }
        for one, other in ("fi", "ic", "co", "fc", "fo", "io")
    ),
]

LSTM_BACKWARD_MISTAKES = [
    *_AT_CELL_STATE,
    *_WHICH_DC,
    *_DC_PREV_MISTAKES,
    *_SLOPES,
    *_PARTNERS,
    *_INPUT_GRADIENTS,
    *_TOTAL_MISTAKES,
    *_EXCHANGED,
]
