"""What people get wrong in the GRU's step backward: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_08.sections import SECTIONS

_ZU, _ZC = "da_next * (cct - a_prev) * ut * (1 - ut)", "da_next * ut * (1 - cct**2)"
_ZR = "dreset * a_prev * rt * (1 - rt)"
_SUM = 'p["Wu"].T @ dzu + p["Wr"].T @ dzr'
_DA_PREV, _DXT = "dinto[:n_a] + dreset * rt + da_next * (1 - ut)", "dinto[n_a:] + dread[n_a:]"
_INTO, _INTO_CANDIDATE = "np.concatenate([a_prev, xt])", "np.concatenate([rt * a_prev, xt])"
_UNPACKED = "a_next, a_prev, ut, rt, cct, xt, p ="
_RESULT = f"""return {{
        "da_prev": {_DA_PREV},
        "dxt": {_DXT},
        "dWu": dzu @ into.T,
        "dbu": dzu.sum(axis=1, keepdims=True),
        "dWr": dzr @ into.T,
        "dbr": dzr.sum(axis=1, keepdims=True),
        "dWc": dzc @ into_candidate.T,
        "dbc": dzc.sum(axis=1, keepdims=True),
    }}"""
_WHOLE = f"""{_ZU}
    dzc = {_ZC}
    dread = p["Wc"].T @ dzc
    dreset = dread[:n_a]
    dzr = {_ZR}

    dinto = {_SUM}
    into = {_INTO}
    into_candidate = {_INTO_CANDIDATE}
    {_RESULT}"""

_GRU, _OTHER = SECTIONS["gru"], SECTIONS["other"]
_BACKWARD, _CELL = SECTIONS["backward"], SECTIONS["cell"]


def _whole(*changes):
    """The body with several edits, each (old, new)."""
    body = _WHOLE
    for old, new in changes:
        body = body.replace(old, new)
    return body


_UPDATE = [
    {
        "name": "the update gate and its complement have changed places everywhere",
        "old": _WHOLE,
        "new": _whole(
            ("(cct - a_prev)", "(a_prev - cct)"),
            (_ZC, "da_next * (1 - ut) * (1 - cct**2)"),
            ("da_next * (1 - ut),", "da_next * ut,"),
        ),
        "says": (
            "Your update gate is the share of the old state that is kept. In this course it is the share of"
            " the candidate that is taken, and one minus it stays of the old."
        ),
        "see": _GRU,
        "seen": "the form of Cho et al. (2014) and of PyTorch, where the gate is the share that is kept",
        "alone": True,
    },
    {
        "name": "the sign at the update gate is turned",
        "old": "(cct - a_prev)",
        "new": "(a_prev - cct)",
        "says": (
            "Opening the update gate brings in the candidate and pushes out the old state. Which of the two"
            " comes with the minus sign?"
        ),
        "see": _GRU,
        "seen": "the gate taken as the share that is kept",
    },
    {
        "name": "the old state is left out at the update gate",
        "old": "(cct - a_prev)",
        "new": "cct",
        "says": (
            "The update gate stands in the forward line twice: it opens the door for the candidate, and shuts"
            " it for the old state. Both send a gradient back; the second is missing."
        ),
        "see": _GRU,
        "seen": "copied from the LSTM's input gate",
    },
    {
        "name": "the candidate is left out at the update gate",
        "old": "(cct - a_prev)",
        "new": "(-a_prev)",
        "says": (
            "The update gate stands in the forward line twice, at the candidate and at the old state. Both"
            " send a gradient back; that of the candidate is missing."
        ),
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the two parts at the update gate are added instead of subtracted",
        "old": "(cct - a_prev)",
        "new": "(cct + a_prev)",
        "says": (
            "The update gate stands in the forward line twice, once as it is and once taken from 1. The"
            " second brings a minus sign along."
        ),
        "see": _GRU,
        "seen": "the minus sign in 1 - u overlooked",
    },
    {
        "name": "the new state stands where the candidate belongs",
        "old": "(cct - a_prev)",
        "new": "(a_next - a_prev)",
        "says": (
            "The new state has the update gate in it already. What the gate chooses between is the candidate"
            " and the old state."
        ),
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the new state stands where the old one belongs at the update gate",
        "old": "(cct - a_prev)",
        "new": "(cct - a_next)",
        "says": "What the update gate chooses between is the candidate and the state that came in.",
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the old state passes the reset gate at the update gate",
        "old": "(cct - a_prev)",
        "new": "(cct - rt * a_prev)",
        "says": (
            "The reset gate sets what the candidate gets to see of the old state. What is kept of the old"
            " state passes the update gate alone."
        ),
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
]


def _slope(gate, what, kind, new, says, seen="expected", **more):
    old = {"u": " * ut * (1 - ut)", "r": " * rt * (1 - rt)", "c": " * (1 - cct**2)"}[gate]
    name = f"{kind} {what}"
    return {"name": name, "old": old, "new": new, "says": says, "see": _BACKWARD, "seen": seen, **more}


_SLOPES = [
    *(
        mistake
        for gate, other, what in (("u", "r", "the update gate"), ("r", "u", "the reset gate"))
        for mistake in (
            _slope(
                gate,
                what,
                "no slope at",
                "",
                f"You stop at {what}. What its weights made is its score; the sigmoid between the two has a"
                " slope.",
            ),
            _slope(
                gate,
                what,
                "the slope of a tanh at",
                f" * (1 - {gate}t**2)",
                "A gate is a sigmoid of its score, and a sigmoid's slope is another one than that of a tanh.",
                "copied from the candidate's line",
                alone=True,
            ),
            _slope(
                gate,
                what,
                "the other gate's slope at",
                f" * {other}t * (1 - {other}t)",
                "Each sigmoid has its slope where its own score stands. Look at the letters in this line.",
                "copied lines",
            ),
            _slope(
                gate,
                what,
                "half of the slope is missing at",
                f" * (1 - {gate}t)",
                "The slope of a sigmoid dies out on both sides, near 0 and near 1. Yours dies out on one"
                " side only.",
            ),
        )
    ),
    {
        "name": "no slope at both gates",
        "old": _WHOLE,
        "new": _whole((" * ut * (1 - ut)", ""), (" * rt * (1 - rt)", "")),
        "says": (
            "You stop at the gates. What the weights made are the gates' scores, and between score and gate"
            " stands a sigmoid, which has a slope."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope of a tanh at both gates",
        "old": _WHOLE,
        "new": _whole((" * ut * (1 - ut)", " * (1 - ut**2)"), (" * rt * (1 - rt)", " * (1 - rt**2)")),
        "says": "The gates are sigmoids, and a sigmoid's slope is another one than that of a tanh.",
        "see": _BACKWARD,
        "seen": "the plain cell's formula, carried over",
        "alone": True,
    },
    {
        "name": "half of the slope is missing at both gates",
        "old": _WHOLE,
        "new": _whole((" * ut * (1 - ut)", " * (1 - ut)"), (" * rt * (1 - rt)", " * (1 - rt)")),
        "says": (
            "The slope of a sigmoid dies out on both sides, near 0 and near 1. Yours dies out on one side"
            " only."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    _slope(
        "c",
        "the candidate",
        "no slope at",
        "",
        "You stop at the candidate. What its weights made is its score; the tanh between the two has a"
        " slope.",
    ),
    _slope(
        "c",
        "the candidate",
        "the slope of a sigmoid at",
        " * cct * (1 - cct)",
        "The two gates are sigmoids; the candidate is a tanh.",
        "copied from the lines of the gates",
    ),
    _slope(
        "c",
        "the candidate",
        "a second tanh at",
        " * (1 - np.tanh(cct) ** 2)",
        "What the cache holds is the candidate, and it already is the tanh of its score. Its slope can be"
        " had from it without another tanh.",
        "published formulas for the LSTM and their copies on GitHub",
    ),
    _slope(
        "c",
        "the candidate",
        "no square in the slope at",
        " * (1 - cct)",
        "The slope of a tanh is one minus the square of its value, and so never above 1.",
    ),
    _slope(
        "c",
        "the candidate",
        "the slope is taken at the new state instead of",
        " * (1 - a_next**2)",
        "In the plain cell the new state is the tanh. Here the tanh is the candidate, and the new state a"
        " mixture of it and the old.",
        "the plain cell's formula, carried over",
    ),
]

_CANDIDATE = [
    {
        "name": name,
        "old": "da_next * ut * (1 - cct",
        "new": f"da_next * {new}(1 - cct",
        "says": says,
        "see": _GRU,
        "seen": seen,
        **more,
    }
    for name, new, says, seen, more in (
        (
            "the update gate is missing at the candidate",
            "",
            "Only a share of the candidate was taken, so only that share of the gradient goes back to it.",
            "expected",
            {},
        ),
        (
            "the share that is kept stands at the candidate",
            "(1 - ut) * ",
            "That share belongs to the old state. The candidate was multiplied by the update gate itself.",
            "the gate taken as the share that is kept",
            {},
        ),
        (
            "the reset gate stands at the candidate",
            "rt * ",
            "The reset gate acts inside the candidate, on the old state that it reads. The candidate as a"
            " whole was multiplied by the update gate.",
            "expected",
            {"alone": True},
        ),
        (
            "the update gate is multiplied in at the candidate, and so is the candidate itself",
            "ut * cct * ",
            "In a product each factor's gradient is the other factor times what comes back. The candidate's"
            " own value is no part of it.",
            "expected",
            {"alone": True},
        ),
    )
]

_RESET = [
    {
        "name": name,
        "old": _ZR,
        "new": new,
        "says": says,
        "see": _GRU,
        "seen": seen,
        **more,
    }
    for name, new, says, seen, more in (
        (
            "the old state is missing at the reset gate",
            "dreset * rt * (1 - rt)",
            "The candidate read the old state times the reset gate. In a product each factor's gradient is"
            " the other factor times what comes back.",
            "expected",
            {},
        ),
        (
            "the gradient reaches the reset gate without passing the weights of the candidate",
            "dzc * a_prev * rt * (1 - rt)",
            "The reset gate acts on the old state before the candidate's weights. On the way back from the"
            " candidate's score those weights come first.",
            "expected",
            {},
        ),
        (
            "the reset gate gets the gradient at the new state",
            "da_next * a_prev * rt * (1 - rt)",
            "The reset gate has no part in the last line of the forward step. It acts inside the candidate,"
            " and what reaches it has come through the candidate's tanh and weights.",
            "expected",
            {"alone": True},
        ),
        (
            "the reset gate is multiplied in at its own gradient",
            "dreset * rt * a_prev * rt * (1 - rt)",
            "What comes back to the product of reset gate and old state goes to each of the two factors times"
            " the other one. The gate's own value is one factor too many, besides its slope.",
            "the gradient at the old state used again",
            {"alone": True},
        ),
        (
            "the new state stands at the reset gate",
            "dreset * a_next * rt * (1 - rt)",
            "What the reset gate acts on is the state that came in.",
            "expected",
            {"alone": True},
        ),
        (
            "the candidate stands at the reset gate",
            "dreset * cct * rt * (1 - rt)",
            "What the reset gate acts on is the old state, before the candidate reads it.",
            "expected",
            {"alone": True},
        ),
        (
            "the difference of candidate and old state stands at the reset gate",
            "dreset * (cct - a_prev) * rt * (1 - rt)",
            "That difference belongs to the update gate. What the reset gate acts on is the old state alone.",
            "copied from the line of the update gate",
            {"alone": True},
        ),
    )
] + [
    {
        "name": "the candidate's weights are not transposed on the way to the reset gate",
        "old": "dread[:n_a]\n",
        "new": 'p["Wc"][:, :n_a] @ dzc\n',
        "says": (
            "The part of the weights that acts on the state is square, so both ways run. Forward a unit"
            " gathers along its row; on the way back the gradient has to be gathered along the columns."
        ),
        "see": _BACKWARD,
        "seen": "expected; sizes that are all different do not see it, for this block is always square",
    },
    {
        "name": "the reset gate stands after the recurrent product",
        "old": _WHOLE,
        "new": _whole(
            (_ZR, '(p["Wc"][:, :n_a] @ a_prev) * dzc * rt * (1 - rt)'),
            ("dreset * rt", 'p["Wc"][:, :n_a].T @ (rt * dzc)'),
            ("dzc @ into_candidate.T", "np.hstack([(rt * dzc) @ a_prev.T, dzc @ xt.T])"),
        ),
        "says": (
            "These are the gradients of the other GRU, where the reset gate acts on what the candidate's"
            " weights have made of the old state. Here it acts on the old state first, before the weights mix"
            " the units."
        ),
        "see": _OTHER,
        "seen": "PyTorch's nn.GRU and the code that follows it",
        "alone": True,
    },
]

_PATHS = [
    {
        "name": name,
        "old": _DA_PREV,
        "new": new,
        "says": says,
        "see": _GRU,
        "seen": seen,
        **more,
    }
    for name, new, says, seen, more in (
        (
            "the direct path is missing in da_prev",
            "dinto[:n_a] + dreset * rt",
            "A share of the old state is kept as it is, without a matrix or a tanh. That is the straight"
            " path, and its gradient is missing.",
            "expected",
            {},
        ),
        (
            "the path through the candidate is missing in da_prev",
            "dinto[:n_a] + da_next * (1 - ut)",
            "The candidate reads the old state too, behind the reset gate. What comes back along this way is"
            " missing.",
            "expected",
            {},
        ),
        (
            "the paths through both gates are missing in da_prev",
            "dreset * rt + da_next * (1 - ut)",
            "Both gates look at the old state, so both send something back to it.",
            "expected",
            {"alone": True},
        ),
        (
            "da_prev holds the direct path only",
            "da_next * (1 - ut)",
            "The old state is used in four places: in both gates, in the candidate, and in the share that is"
            " kept. Only the last one is there.",
            "expected",
            {"alone": True},
        ),
        (
            "the reset gate is missing on the candidate's path in da_prev",
            "dinto[:n_a] + dreset + da_next * (1 - ut)",
            "What the candidate read was the old state times the reset gate. From that product to the old"
            " state the gradient passes the gate.",
            "expected",
            {},
        ),
        (
            "the direct path in da_prev passes the update gate",
            "dinto[:n_a] + dreset * rt + da_next * ut",
            "The update gate is the share of the candidate. Of the old state the rest is kept, and that is"
            " what its gradient passes.",
            "the gate taken as the share that is kept",
            {},
        ),
        (
            "the direct path in da_prev passes no gate",
            "dinto[:n_a] + dreset * rt + da_next",
            "Only a share of the old state is kept, so only that share of the gradient goes straight back.",
            "expected",
            {"alone": True},
        ),
        (
            "the old state stands on the candidate's path in da_prev in the place of the reset gate",
            "dinto[:n_a] + dreset * a_prev + da_next * (1 - ut)",
            "In a product each factor's gradient is the other factor times what comes back: the old state's"
            " partner here is the reset gate.",
            "the two factors mixed up",
            {"alone": True},
        ),
        (
            "the direct path in da_prev passes the reset gate",
            "dinto[:n_a] + dreset * rt + da_next * (1 - ut) * rt",
            "The reset gate acts inside the candidate only. What is kept of the old state does not pass it.",
            "expected",
            {"alone": True},
        ),
        (
            "the reset gate acts on all three paths through the weights",
            "(dinto[:n_a] + dreset) * rt + da_next * (1 - ut)",
            "The two gates look at the old state as it is. Only the candidate sees it behind the reset"
            " gate, so only its path passes that gate.",
            "one product for all three matrices",
            {"alone": True},
        ),
        (
            "da_prev is split as if the input stood on top",
            "dinto[len(xt) :] + dreset * rt + da_next * (1 - ut)",
            "The shapes fit, but the rows are those of the wrong quantity: in the stacked column the state"
            " is on top and the input below.",
            "the papers and libraries that write [x, h]",
            {"alone": True},
        ),
        (
            "the weights are not transposed in da_prev",
            'p["Wu"][:, :n_a] @ dzu + p["Wr"][:, :n_a] @ dzr + dreset * rt + da_next * (1 - ut)',
            "The part of the weights that acts on the state is square, so both ways run. Forward a unit"
            " gathers along its row; on the way back the gradient has to be gathered along the columns.",
            "expected",
            {"alone": True},
        ),
    )
] + [
    *(
        {
            "name": f"the path through {what} is missing in {where}",
            "old": old,
            "new": new,
            "says": (
                f"{what.capitalize()} looks at the old state and at the input, so both get a gradient back"
                " from it. One is missing."
            ),
            "see": _GRU,
            "seen": "expected",
            "alone": True,
        }
        for letter, what in (("u", "the update gate"), ("r", "the reset gate"))
        for where, old, new in (
            ("da_prev and dxt", _SUM, f'{_SUM} - p["W{letter}"].T @ dz{letter}'),
            ("da_prev", _DA_PREV, f'{_DA_PREV} - p["W{letter}"][:, :n_a].T @ dz{letter}'),
            ("dxt", _DXT, f'{_DXT} - p["W{letter}"][:, n_a:].T @ dz{letter}'),
        )
    ),
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
        for letter, what in (("u", "the update gate"), ("r", "the reset gate"), ("c", "the candidate"))
    ),
    {
        "name": "the candidate's slope is missing on the way to the reset gate",
        "old": "dreset = dread[:n_a]",
        "new": 'dreset = p["Wc"][:, :n_a].T @ (da_next * ut)',
        "says": (
            "Back through the candidate's weights goes the gradient at its score, not the one at the"
            " candidate"
            " itself. Between the two stands a tanh."
        ),
        "see": _GRU,
        "seen": "two gradients of the candidate, one taken for the other",
        "alone": True,
    },
    {
        "name": "the candidate's slope is missing on the way to the input",
        "old": _DXT,
        "new": 'dinto[n_a:] + p["Wc"][:, n_a:].T @ (da_next * ut)',
        "says": (
            "Back through the candidate's weights goes the gradient at its score, not the one at the"
            " candidate"
            " itself. Between the two stands a tanh."
        ),
        "see": _GRU,
        "seen": "two gradients of the candidate, one taken for the other",
        "alone": True,
    },
    {
        "name": "the candidate's slope is missing on the way to the reset gate and to the input",
        "old": 'dread = p["Wc"].T @ dzc',
        "new": 'dread = p["Wc"].T @ (da_next * ut)',
        "says": (
            "Back through the candidate's weights goes the gradient at its score, not the one at the"
            " candidate"
            " itself. Between the two stands a tanh."
        ),
        "see": _GRU,
        "seen": "two gradients of the candidate, one taken for the other",
        "alone": True,
    },
    {
        "name": "the path through the candidate is missing in dxt",
        "old": _DXT,
        "new": "dinto[n_a:]",
        "says": (
            "The input went into both gates and into the candidate. Three gradients add up; one is missing."
        ),
        "see": _GRU,
        "seen": "expected",
    },
    {
        "name": "dxt comes from the candidate only",
        "old": _DXT,
        "new": "dread[n_a:]",
        "says": (
            "The input went into the candidate and into both gates. Three gradients add up; two are missing."
        ),
        "see": _GRU,
        "seen": "expected",
    },
    {
        "name": "the path through the candidate is missing in da_prev and dxt",
        "old": _RESULT,
        "new": _RESULT.replace(" + dreset * rt", "").replace(" + dread[n_a:]", ""),
        "says": (
            "The candidate reads the old state, behind the reset gate, and the input. What comes back along"
            " this way is missing in both."
        ),
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
]

_TOTALS = [
    {
        "name": "the gradient of the candidate's weights forgets the reset gate",
        "old": _INTO_CANDIDATE,
        "new": "np.concatenate([a_prev, xt])",
        "says": (
            "The candidate's weights did not meet the old state itself but what the reset gate let through of"
            " it. Their gradient needs what they really met."
        ),
        "see": _GRU,
        "seen": "one stacked column used for all three matrices",
    },
    {
        "name": "the reset gate stands in the gradients of all three weights",
        "old": _WHOLE,
        "new": _whole(("@ into.T", "@ into_candidate.T")),
        "says": (
            "Only the candidate sees the old state behind the reset gate. The two gates look at it as it"
            " is, and so do the gradients of their weights."
        ),
        "see": _GRU,
        "seen": "one stacked column used for all three matrices",
        "alone": True,
    },
    {
        "name": (
            "the reset gate stands at the wrong gradients: at the gates' weights instead of the candidate's"
        ),
        "old": f"into = {_INTO}\n    into_candidate = {_INTO_CANDIDATE}",
        "new": f"into_candidate = {_INTO}\n    into = {_INTO_CANDIDATE}",
        "says": (
            "The two stacked columns have changed places. Which of the three scores saw the old state"
            " behind the reset gate?"
        ),
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": (
            "the update gate stands where the reset gate belongs in the gradient of the candidate's weights"
        ),
        "old": _INTO_CANDIDATE,
        "new": "np.concatenate([ut * a_prev, xt])",
        "says": "The gate that acts on what the candidate reads is the other one.",
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the input stands above the state in the gradients of the weights",
        "old": f"into = {_INTO}\n    into_candidate = {_INTO_CANDIDATE}",
        "new": "into = np.concatenate([xt, a_prev])\n    into_candidate = np.concatenate([xt, rt * a_prev])",
        "says": (
            "The shapes fit, but the columns of the gradients belong to other columns of the weights. A"
            " gradient is laid out as its weights are: the state's columns first."
        ),
        "see": _CELL,
        "seen": "the papers and libraries that write [x, h]",
    },
    {
        "name": "the new state stands where the old one belongs in the gradients of the weights",
        "old": f"into = {_INTO}\n    into_candidate = {_INTO_CANDIDATE}",
        "new": "into = np.concatenate([a_next, xt])\n    into_candidate = np.concatenate([rt * a_next, xt])",
        "says": "The weights were multiplied by the state that came in. The new one is a result.",
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradients are means over the batch instead of sums",
        "old": _RESULT,
        "new": _RESULT.replace(".sum(", ".mean(").replace(".T,", ".T / xt.shape[1],"),
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
        "old": _RESULT,
        "new": _RESULT.replace(".sum(", ".mean("),
        "says": (
            "A bias serves all examples, and what each of them sends back adds up, as it does in the matrix"
            " product for the weights."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the biases' gradients are not summed over the batch",
        "old": _RESULT,
        "new": _RESULT.replace(".sum(axis=1, keepdims=True)", ""),
        "says": (
            "A bias is one column that serves all examples, and so its gradient is one column too. With a"
            " batch of one nobody would notice."
        ),
        "see": _BACKWARD,
        "seen": "expected; a batch of one does not see it",
        "alone": True,
    },
    {
        "name": "the biases' gradients are summed over the units",
        "old": _RESULT,
        "new": _RESULT.replace("axis=1", "axis=0"),
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
        "old": _RESULT,
        "new": _RESULT.replace(", keepdims=True", ""),
        "says": (
            "The numbers are right, but a gradient has the shape of what it belongs to, and a bias is a"
            " column. Subtracted from the bias, a flat array would be spread over a whole square."
        ),
        "see": _BACKWARD,
        "seen": "the sum without kept axes",
        "alone": True,
    },
    {
        "name": "the weights' gradients are transposed",
        "old": _RESULT,
        "new": _RESULT.replace("dzu @ into.T", "into @ dzu.T")
        .replace("dzr @ into.T", "into @ dzr.T")
        .replace("dzc @ into_candidate.T", "into_candidate @ dzc.T"),
        "says": (
            "A gradient has the shape of what it belongs to: a row for each unit, a column for each number"
            " read."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]

_EXCHANGED = [
    {
        "name": "update gate and reset gate have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("ut, rt", "rt, ut"),
        "says": (
            "What you unpack as one gate is the other. The cache is taken apart in the order in which the"
            " forward step put it together."
        ),
        "see": _GRU,
        "seen": "the order reset, update, candidate of PyTorch",
    },
    {
        "name": "the old and the new state have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("a_next, a_prev", "a_prev, a_next"),
        "says": "What you unpack as the old state is the new one. The cache begins with the new state.",
        "see": _GRU,
        "seen": "expected",
    },
    {
        "name": "reset gate and candidate have changed places in the cache",
        "old": _UNPACKED,
        "new": _UNPACKED.replace("rt, cct", "cct, rt"),
        "says": (
            "What you unpack as one is the other. The cache is taken apart in the order in which the forward"
            " step put it together."
        ),
        "see": _GRU,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradients of the two gates stand under each other's names",
        "old": _RESULT,
        "new": _RESULT.replace("dzu", "swap").replace("dzr", "dzu").replace("swap", "dzr"),
        "says": "The arrays are right; their keys have changed places.",
        "see": _GRU,
        "seen": "lines that look alike",
        "alone": True,
    },
    {
        "name": "da_prev and dxt have changed places",
        "old": _RESULT,
        "new": _RESULT.replace('"da_prev"', '"swap"')
        .replace('"dxt"', '"da_prev"')
        .replace('"swap"', '"dxt"'),
        "says": (
            "Each stands under the other's name. In the stacked column the state is on top, so its gradient"
            " is in the upper rows."
        ),
        "see": _BACKWARD,
        "seen": "expected",
        "alone": True,
    },
]

GRU_BACKWARD_MISTAKES = [
    *_UPDATE,
    *_SLOPES,
    *_CANDIDATE,
    *_RESET,
    *_PATHS,
    *_TOTALS,
    *_EXCHANGED,
]
