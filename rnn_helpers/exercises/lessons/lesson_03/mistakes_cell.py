"""What people get wrong in the cell's backward: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_03.sections import SECTIONS

_SLOPE = "(1 - a_next**2) * da_next"
_DXT = "Wax.T @ dtanh"
_DA = "Waa.T @ dtanh"
_DWAX = "dtanh @ xt.T"
_DWAA = "dtanh @ a_prev.T"
_DBA = "np.sum(dtanh, axis=1, keepdims=True)"
_BACK = f"dxt = {_DXT}\n    da_prev = {_DA}"
_WEIGHTS = f"dWax = {_DWAX}\n    dWaa = {_DWAA}"
_PARAMETERS = f"{_WEIGHTS}\n    dba = {_DBA}"
_CACHE = "a_next, a_prev, xt, parameters = cache"

CELL_BACKWARD_MISTAKES = [
    {
        "name": "the slope of tanh is missing",
        "old": _SLOPE,
        "new": "da_next",
        "says": (
            "What comes back to the state is used as if there were no tanh: it should be multiplied, unit by"
            " unit, by the slope at the place where the unit stands. Without it nothing ever saturates."
        ),
        "see": SECTIONS["tanh"],
        "seen": "a classic of hand-written backward steps",
    },
    {
        "name": "the slope lacks its square",
        "old": "a_next**2",
        "new": "a_next",
        "says": (
            "The slope is taken as one minus the state. For a state of -1, fully saturated, that gives 2"
            " instead of 0; a slope of tanh is never above 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "the slope is taken at the previous state",
        "old": "a_next**2",
        "new": "a_prev**2",
        "says": (
            "The slope belongs to the tanh of this step, whose output is the new state. You measure it at"
            " the state from before."
        ),
        "see": SECTIONS["tanh"],
        "seen": "a_prev and a_next mixed up when the cache is unpacked",
    },
    {
        "name": "tanh twice in the slope",
        "old": "a_next**2",
        "new": "np.tanh(a_next) ** 2",
        "says": (
            "`a_next` is the output of the tanh already. You send it through tanh once more before you"
            " square it, so the slope comes out too large."
        ),
        "see": SECTIONS["tanh"],
        "seen": "published formulas with 1 - tanh(a)^2 where a is the output",
    },
    {
        "name": "the slope of a sigmoid",
        "old": "(1 - a_next**2)",
        "new": "a_next * (1 - a_next)",
        "says": (
            "Output times one minus output is the slope of a sigmoid. This cell has a tanh; for a negative"
            " state your factor is even negative, and tanh rises everywhere."
        ),
        "see": SECTIONS["tanh"],
        "seen": "feed-forward nets of older text books",
    },
    {
        "name": "the slope of a rectifier (ReLU)",
        "old": "(1 - a_next**2)",
        "new": "(a_next > 0)",
        "says": "Positive units let all through, negative ones nothing. This cell has a tanh instead.",
        "see": SECTIONS["tanh"],
        "seen": "feed-forward nets of today",
        "alone": True,
    },
    {
        "name": "the state instead of the slope",
        "old": "(1 - a_next**2)",
        "new": "a_next",
        "says": (
            "What comes back is multiplied by the tanh's value. How much a nudge gets through depends on how"
            " steep the curve is there, not on how high."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the square instead of the slope",
        "old": "1 - a_next**2",
        "new": "a_next**2",
        "says": (
            "The factor is the square of the state: largest where the unit is saturated. The slope of tanh is"
            " largest in the middle and dies out on both sides."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a plus in the slope",
        "old": "1 - a_next**2",
        "new": "1 + a_next**2",
        "says": "The factor is largest where the unit is saturated, and above 1. A slope of tanh never is.",
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope with the wrong sign",
        "old": "1 - a_next**2",
        "new": "a_next**2 - 1",
        "says": "The factor is negative everywhere. But tanh rises everywhere, so its slope is positive.",
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "brackets around the slope are missing",
        "old": "(1 - a_next**2) *",
        "new": "1 - a_next**2 *",
        "says": (
            "A product comes before a difference: only the square is multiplied by what comes back, and the"
            " 1 is left over by itself."
        ),
        "see": SECTIONS["tanh"],
        "seen": "published backward formulas that lack parentheses",
        "alone": True,
    },
    {
        "name": "the slope is added",
        "old": "(1 - a_next**2) *",
        "new": "(1 - a_next**2) +",
        "says": "By the chain rule, what comes back is multiplied by the slope of the link, not added to it.",
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope counts twice",
        "old": "(1 - a_next**2) *",
        "new": "(1 - a_next**2) ** 2 *",
        "says": (
            "The slope of tanh is multiplied in two times. `da_next` is the gradient at the state, before any"
            " slope; one tanh lies on the way, so one slope."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope of the score, not of the state",
        "old": "a_next**2",
        "new": "np.arctanh(a_next) ** 2",
        "says": (
            "The square is that of the score before the tanh. In the slope stands the square of what comes"
            " out of it."
        ),
        "see": SECTIONS["tanh"],
        "seen": "1 - z^2 for a score z that was worked out anew",
        "alone": True,
    },
    {
        "name": "state and gradient have changed roles in the slope",
        "old": _SLOPE,
        "new": "(1 - da_next**2) * a_next",
        "says": (
            "The slope is measured on the gradient and multiplied by the state. The slope belongs to the"
            " state; what comes back is multiplied by it."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope is measured on the gradient",
        "old": "a_next**2",
        "new": "da_next**2",
        "says": (
            "In the slope stands the gradient that came back. How steep the tanh is depends on where the unit"
            " stands."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope is multiplied as a matrix",
        "old": "(1 - a_next**2) *",
        "new": "(1 - a_next**2) @",
        "says": (
            "The tanh acts on each unit by itself, so its slope multiplies entry by entry. A matrix product"
            " mixes units and examples, and fits only where n_a and m happen to be equal."
        ),
        "see": SECTIONS["tanh"],
        "seen": "forum threads: np.dot in every line",
        "alone": True,
    },
    {
        "name": "Wax is not transposed",
        "old": "Wax.T @",
        "new": "Wax @",
        "says": (
            "On the way back rows and columns of Wax change their roles. As it stands it fits only where n_x"
            " and n_a happen to be equal, and is wrong even there."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads: shapes not aligned in the backward step",
    },
    {
        "name": "Waa is not transposed",
        "old": "Waa.T @",
        "new": "Waa @",
        "says": (
            "Waa is square, so it fits either way and nothing complains. But on the way back a unit collects"
            " from all units that read it: rows and columns change their roles."
        ),
        "see": SECTIONS["five"],
        "seen": "expected; only a numerical check finds it",
    },
    {
        "name": "neither weight is transposed",
        "old": _BACK,
        "new": "dxt = Wax @ dtanh\n    da_prev = Waa @ dtanh",
        "says": (
            "The gradients of input and state use the weights as on the way forward. On the way back rows and"
            " columns change their roles; Wax as it stands fits only where n_x and n_a happen to be equal."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "Wax and Waa have changed places",
        "old": _BACK,
        "new": "dxt = Waa.T @ dtanh\n    da_prev = Wax.T @ dtanh",
        "says": (
            "The gradient of the input goes through the weights of the state and the other way round. Each"
            " goes back through the weights by which it came in."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dxt is made with Waa",
        "old": "dxt = Wax.T",
        "new": "dxt = Waa.T",
        "says": (
            "The input came in through Wax, so its gradient goes back through it. With the weights of the"
            " state it has a row for each unit instead of one for each input."
        ),
        "see": SECTIONS["five"],
        "seen": "a line copied and not finished",
    },
    {
        "name": "da_prev is made with Wax",
        "old": "da_prev = Waa.T",
        "new": "da_prev = Wax.T",
        "says": (
            "The previous state came in through Waa, so its gradient goes back through it. With the weights"
            " of the input it has a row for each input instead of one for each unit."
        ),
        "see": SECTIONS["five"],
        "seen": "a line copied and not finished",
    },
    {
        "name": "dxt and da_prev have changed places",
        "old": '"dxt": dxt, "da_prev": da_prev',
        "new": '"dxt": da_prev, "da_prev": dxt',
        "says": "Each of the two stands under the other's key. Look at which weights each went back through.",
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dxt has one example per row",
        "old": _DXT,
        "new": "dtanh.T @ Wax",
        "says": (
            "`dxt` is turned: rows and columns have changed places. A gradient has the shape of what it"
            " belongs to, and the input has one example per column."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "da_prev has one example per row",
        "old": _DA,
        "new": "dtanh.T @ Waa",
        "says": (
            "`da_prev` is turned: rows and columns have changed places. A gradient has the shape of what it"
            " belongs to, and the state has one example per column."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "dxt and da_prev have one example per row",
        "old": _BACK,
        "new": "dxt = dtanh.T @ Wax\n    da_prev = dtanh.T @ Waa",
        "says": (
            "Both are turned: rows and columns have changed places. A gradient has the shape of what it"
            " belongs to, and input and state have one example per column."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "dxt without the slope of tanh",
        "old": _DXT,
        "new": "Wax.T @ da_next",
        "says": (
            "In `dxt` stands what comes back to the state. On the way to the input it has to pass the tanh"
            " first, like everything else in the cell."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "da_prev without the slope of tanh",
        "old": _DA,
        "new": "Waa.T @ da_next",
        "says": (
            "In `da_prev` stands what comes back to the new state. On the way to the previous state it has to"
            " pass the tanh first, like everything else in the cell."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "dxt and da_prev without the slope of tanh",
        "old": _BACK,
        "new": "dxt = Wax.T @ da_next\n    da_prev = Waa.T @ da_next",
        "says": (
            "The parameters' gradients have passed the tanh, those of the input and of the previous state"
            " have not. Everything that goes into the score goes through the same tanh."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the weights' gradients without the slope of tanh",
        "old": _WEIGHTS,
        "new": "dWax = da_next @ xt.T\n    dWaa = da_next @ a_prev.T",
        "says": (
            "In `dWax` and `dWaa` stands what comes back to the state. The weights act before the tanh, so"
            " what reaches them has passed its slope."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the parameters' gradients without the slope of tanh",
        "old": _PARAMETERS,
        "new": (
            "dWax = da_next @ xt.T\n    dWaa = da_next @ a_prev.T\n"
            "    dba = np.sum(da_next, axis=1, keepdims=True)"
        ),
        "says": (
            "In `dWax`, `dWaa` and `dba` stands what comes back to the state. The parameters act before the"
            " tanh, so what reaches them has passed its slope."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dba without the slope of tanh",
        "old": _DBA,
        "new": "np.sum(da_next, axis=1, keepdims=True)",
        "says": (
            "In `dba` stands what comes back to the state. The bias is added before the tanh, so what reaches"
            " it has passed its slope."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "da_prev holds the slope of the previous step",
        "old": _DA,
        "new": "(1 - a_prev**2) * (Waa.T @ dtanh)",
        "says": (
            "`da_prev` is the gradient at the previous state itself. The slope of the tanh that made that"
            " state belongs to the step before; used here, it would count twice."
        ),
        "see": SECTIONS["five"],
        "seen": "backward steps of feed-forward nets, where a layer's delta includes its slope",
    },
    {
        "name": "da_next is added to da_prev",
        "old": _DA,
        "new": "Waa.T @ dtanh + da_next",
        "says": (
            "The incoming gradient is passed on to the previous state as it is, besides its way through the"
            " cell. There is only that one way: the new state is made by the tanh alone."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_prev and the weights are multiplied entry by entry",
        "old": _DA,
        "new": "Waa.T * dtanh",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry. The previous state went to every unit,"
            " so its gradient adds up what comes back from all of them: that is a matrix product."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
        "alone": True,
    },
    {
        "name": "da_prev is added up over the examples",
        "old": _DA,
        "new": "np.sum(Waa.T @ dtanh, axis=1, keepdims=True)",
        "says": (
            "One column is left for the whole batch. Parameters are shared by the examples, so their"
            " gradients add up; a state belongs to one example, and so does its gradient."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWaa is made from the new state",
        "old": _DWAA,
        "new": "dtanh @ a_next.T",
        "says": (
            "A weight's gradient asks by what the weight was multiplied on the way forward. Waa met the"
            " previous state; the new one was only being made."
        ),
        "see": SECTIONS["five"],
        "seen": "expected; shapes do not show it",
    },
    {
        "name": "dWax is made from the previous state",
        "old": _DWAX,
        "new": "dtanh @ a_prev.T",
        "says": "On the way forward Wax met the input, not the previous state.",
        "see": SECTIONS["five"],
        "seen": "a line copied and not finished",
    },
    {
        "name": "dWaa is made from the input",
        "old": _DWAA,
        "new": "dtanh @ xt.T",
        "says": "On the way forward Waa met the previous state, not the input.",
        "see": SECTIONS["five"],
        "seen": "a line copied and not finished",
    },
    {
        "name": "dWax and dWaa have changed places",
        "old": '"dWax": dWax, "dWaa": dWaa',
        "new": '"dWax": dWaa, "dWaa": dWax',
        "says": (
            "Input and previous state stand in each other's place. A weight's gradient asks by what the"
            " weight was multiplied on the way forward."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWax is transposed",
        "old": _DWAX,
        "new": "xt @ dtanh.T",
        "says": (
            "The pairs are right, but rows and columns have changed places. A gradient has the shape of what"
            " it belongs to: Wax has a row for each unit."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dWaa is transposed",
        "old": _DWAA,
        "new": "a_prev @ dtanh.T",
        "says": (
            "The pairs are right, but rows and columns have changed places; Waa is square, so the shape does"
            " not show it. A row belongs to the unit that reads, a column to the one that is read."
        ),
        "see": SECTIONS["five"],
        "seen": "expected; only a numerical check finds it",
    },
    {
        "name": "dWax and dWaa are transposed",
        "old": _WEIGHTS,
        "new": "dWax = xt @ dtanh.T\n    dWaa = a_prev @ dtanh.T",
        "says": (
            "In both the pairs are right, but rows and columns have changed places. A gradient has the shape"
            " of what it belongs to, with a row for each unit that reads."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "input and state are not transposed",
        "old": _WEIGHTS,
        "new": "dWax = dtanh @ xt\n    dWaa = dtanh @ a_prev",
        "says": (
            "In the weights' gradients the sum runs over the examples, so the inner sizes of the product are"
            " the number of examples. As they stand, columns of one array meet rows of the other, which fits"
            " only where sizes happen to be equal."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads: shapes not aligned in the backward step",
        "alone": True,
    },
    {
        "name": "the input is not transposed in dWax",
        "old": _DWAX,
        "new": "dtanh @ xt",
        "says": (
            "In a weight's gradient the sum runs over the examples, so the inner sizes of the product are the"
            " number of examples. Here columns of one array meet rows of the other, which fits only where"
            " n_x and m happen to be equal."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads: shapes not aligned in the backward step",
        "alone": True,
    },
    {
        "name": "the state is not transposed in dWaa",
        "old": _DWAA,
        "new": "dtanh @ a_prev",
        "says": (
            "In a weight's gradient the sum runs over the examples, so the inner sizes of the product are the"
            " number of examples. Here columns of one array meet rows of the other, which fits only where"
            " n_a and m happen to be equal."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads: shapes not aligned in the backward step",
        "alone": True,
    },
    {
        "name": "the product of dWaa runs over the units",
        "old": _DWAA,
        "new": "dtanh.T @ a_prev",
        "says": (
            "The product compares examples with each other: it has a row and a column for each of them. The"
            " sum should run over the examples, and every unit meet every unit."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "dWaa is made entry by entry",
        "old": _DWAA,
        "new": "dtanh * a_prev",
        "says": (
            "`*` pairs each unit with itself only. Every unit reads every unit, so all pairs are needed,"
            " added up over the examples."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
        "alone": True,
    },
    {
        "name": "the weights themselves are multiplied in their gradients",
        "old": _WEIGHTS,
        "new": "dWax = Wax * np.sum(dtanh, axis=1, keepdims=True)\n"
        "    dWaa = Waa * np.sum(dtanh, axis=1, keepdims=True)",
        "says": (
            "The gradients are made from the weights. A weight's gradient asks by what it was multiplied on"
            " the way forward; its own value has no say."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "sums are multiplied in the weights' gradients",
        "old": _WEIGHTS,
        "new": (
            "total = np.sum(dtanh, axis=1, keepdims=True)\n"
            "    dWax = total @ np.sum(xt, axis=1, keepdims=True).T\n"
            "    dWaa = total @ np.sum(a_prev, axis=1, keepdims=True).T"
        ),
        "says": (
            "You add up over the examples first and multiply then, so the gradient of one example meets the"
            " input of another. With a single column this looks right. Multiply within each example, then"
            " add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the parameters' gradients are means over the examples",
        "old": _PARAMETERS,
        "new": (
            "dWax = dtanh @ xt.T / xt.shape[1]\n    dWaa = dtanh @ a_prev.T / xt.shape[1]\n"
            "    dba = np.mean(dtanh, axis=1, keepdims=True)"
        ),
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`, and has come along. Divided"
            " once more, these gradients get too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses",
        "alone": True,
    },
    {
        "name": "the weights' gradients are means over the examples",
        "old": _WEIGHTS,
        "new": "dWax = dtanh @ xt.T / xt.shape[1]\n    dWaa = dtanh @ a_prev.T / xt.shape[1]",
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`, and has come along. Divided"
            " once more, these gradients get too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses",
        "alone": True,
    },
    {
        "name": "everything is divided by the number of examples",
        "old": _SLOPE,
        "new": "(1 - a_next**2) * da_next / xt.shape[1]",
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`, and has come along. Divided"
            " once more, all gradients get too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "a divisor at both ends",
        "alone": True,
    },
    {
        "name": "the parameters' gradients are those of the first example",
        "old": _PARAMETERS,
        "new": (
            "dWax = dtanh[:, :1] @ xt[:, :1].T\n    dWaa = dtanh[:, :1] @ a_prev[:, :1].T\n"
            "    dba = dtanh[:, :1]"
        ),
        "says": (
            "Only the first example has a say in the parameters' gradients. With a single column this looks"
            " right; the gradients of all examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "a function written for a single example",
        "alone": True,
    },
    {
        "name": "the parameters' gradients are those of the last example",
        "old": _PARAMETERS,
        "new": (
            "dWax = dtanh[:, -1:] @ xt[:, -1:].T\n    dWaa = dtanh[:, -1:] @ a_prev[:, -1:].T\n"
            "    dba = dtanh[:, -1:]"
        ),
        "says": (
            "Only the last example has a say in the parameters' gradients, as if each turn of a loop had"
            " written over the one before. The gradients of all examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "= where += is meant",
        "alone": True,
    },
    {
        "name": "dba is not added up",
        "old": _DBA,
        "new": "dtanh",
        "says": (
            "`dba` has a column for each example. With a single one this looks right; but ba is one column,"
            " added to every example, and collects from all of them."
        ),
        "see": SECTIONS["sums"],
        "seen": "min-char-rnn and its like, written for one example at a time",
    },
    {
        "name": "dba is added up over the units",
        "old": _DBA,
        "new": "np.sum(dtanh, axis=0, keepdims=True)",
        "says": (
            "One number for each example is left. The bias has a number for each unit, so the sum runs over"
            " the examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dba is added up over the units and has one axis",
        "old": _DBA,
        "new": "np.sum(dtanh, axis=0)",
        "says": (
            "One number for each example is left. The bias has a number for each unit, so the sum runs over"
            " the examples; and it is a column, which has two axes."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "dba has lost an axis",
        "old": _DBA,
        "new": "np.sum(dtanh, axis=1)",
        "says": (
            "The numbers are right, but they are not a column: the summed axis is gone. In an update, NumPy"
            " would line them up with the columns of ba and make a square of it."
        ),
        "see": SECTIONS["five"],
        "seen": "np.sum without its axis kept",
    },
    {
        "name": "dba is a row",
        "old": _DBA,
        "new": "np.sum(dtanh, axis=1, keepdims=True).T",
        "says": (
            "The numbers are right, but they stand in a row. A gradient has the shape of what it belongs to,"
            " and ba is a column."
        ),
        "see": SECTIONS["five"],
        "seen": "biases as rows, as libraries store them",
        "alone": True,
    },
    {
        "name": "dba is a mean over the examples",
        "old": _DBA,
        "new": "np.mean(dtanh, axis=1, keepdims=True)",
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`, and has come along. Divided"
            " once more, this gradient gets too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses",
    },
    {
        "name": "dba is one number",
        "old": _DBA,
        "new": "np.sum(dtanh)",
        "says": "Units and examples are added up to one number. The bias has a number for each unit.",
        "see": SECTIONS["sums"],
        "seen": "np.sum without an axis",
    },
    {
        "name": "dba is one number in two axes",
        "old": _DBA,
        "new": "np.sum(dtanh, keepdims=True)",
        "says": "Units and examples are added up to one number. The bias has a number for each unit.",
        "see": SECTIONS["sums"],
        "seen": "np.sum without an axis",
        "alone": True,
    },
    {
        "name": "dba is multiplied by the bias",
        "old": _DBA,
        "new": 'np.sum(dtanh * parameters["ba"], axis=1, keepdims=True)',
        "says": "The bias is added, it multiplies nothing, so its own value has no say in its gradient.",
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cache is unpacked in another order",
        "old": _CACHE,
        "new": "a_prev, a_next, xt, parameters = cache",
        "says": (
            "The two states have changed places when the cache was unpacked: the slope is measured at the"
            " previous state, and Waa is paired with the new one. The new state comes first."
        ),
        "see": SECTIONS["functions"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cache is unpacked from the input on",
        "old": _CACHE,
        "new": "xt, a_prev, a_next, parameters = cache",
        "says": (
            "Input and new state have changed places when the cache was unpacked. Its order is: new state,"
            " previous state, input, parameters."
        ),
        "see": SECTIONS["functions"],
        "seen": "the order of the forward function's arguments",
        "alone": True,
    },
    {
        "name": "input and previous state are exchanged in the cache",
        "old": _CACHE,
        "new": "a_next, xt, a_prev, parameters = cache",
        "says": (
            "Input and previous state have changed places when the cache was unpacked. Its order is: new"
            " state, previous state, input, parameters."
        ),
        "see": SECTIONS["functions"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the square covers the whole difference",
        "old": "(1 - a_next**2)",
        "new": "(1 - a_next) ** 2",
        "says": "One minus the state is squared as a whole. In the slope of tanh the state alone is squared.",
        "see": SECTIONS["tanh"],
        "seen": "a bracket in the wrong place",
        "alone": True,
    },
    {
        "name": "back through the output layer once more",
        "old": _SLOPE,
        "new": '(1 - a_next**2) * (parameters["Wya"].T @ da_next)',
        "says": (
            "`da_next` is sent through Wya. It has been: it is the gradient at the state, behind the output"
            " layer. The two functions divide the work, and Wya belongs to the other one."
        ),
        "see": SECTIONS["functions"],
        "seen": "the two gradients mixed up: dz and da_next",
        "alone": True,
    },
    {
        "name": "weights on the right in da_prev",
        "old": _DA,
        "new": "dtanh @ Waa",
        "says": (
            "The weights stand on the right, as in courses with one example per row. Here that fits only"
            " where n_a and m happen to be equal, and is wrong even there."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "weights on the right in dxt and da_prev",
        "old": _BACK,
        "new": "dxt = dtanh @ Wax\n    da_prev = dtanh @ Waa",
        "says": (
            "The weights stand on the right, as in courses with one example per row. Here that fits only"
            " where n_a and m happen to be equal, and is wrong even there."
        ),
        "see": SECTIONS["five"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "the weights' gradients by np.outer for the whole batch",
        "old": _WEIGHTS,
        "new": "dWax = np.outer(dtanh, xt)\n    dWaa = np.outer(dtanh, a_prev)",
        "says": (
            "For a single column np.outer is right. With several it takes both arrays as long lists and"
            " pairs everything with everything, one example with another too. Each example has a product of"
            " its own, and these add up."
        ),
        "see": SECTIONS["five"],
        "seen": "np.outer, as one-example scripts use it",
        "alone": True,
    },
    {
        "name": "dWax without the slope of tanh",
        "old": _DWAX,
        "new": "da_next @ xt.T",
        "says": (
            "In `dWax` stands what comes back to the state. The weights act before the tanh, so what"
            " reaches them has passed its slope."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWaa without the slope of tanh",
        "old": _DWAA,
        "new": "da_next @ a_prev.T",
        "says": (
            "In `dWaa` stands what comes back to the state. The weights act before the tanh, so what"
            " reaches them has passed its slope."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWax is a mean over the examples",
        "old": _DWAX,
        "new": "dtanh @ xt.T / xt.shape[1]",
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`, and has come along. Divided"
            " once more, this gradient gets too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses",
        "alone": True,
    },
    {
        "name": "dWaa is a mean over the examples",
        "old": _DWAA,
        "new": "dtanh @ a_prev.T / xt.shape[1]",
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`, and has come along. Divided"
            " once more, this gradient gets too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses",
        "alone": True,
    },
    {
        "name": "dWaa is made from the two states together",
        "old": _DWAA,
        "new": "dtanh @ (a_prev + a_next).T",
        "says": (
            "Both states take part. A weight's gradient asks by what the weight was multiplied on the way"
            " forward, and Waa met the previous state only."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the parameters are unpacked by their places",
        "old": 'Wax = parameters["Wax"]\n    Waa = parameters["Waa"]',
        "new": "Wax, Waa, _, _, _ = parameters.values()",
        "says": (
            "A dict hands out its values in the order in which they were put in, and that need not be"
            " yours. Here it is another one, so the names stand for other arrays. Read each array by its"
            " key."
        ),
        "see": SECTIONS["functions"],
        "seen": "unpacking a dict",
        "alone": True,
    },
    {
        "name": "dba without the slope of tanh, and an axis is lost",
        "old": _DBA,
        "new": "np.sum(da_next, axis=1)",
        "says": (
            "In `dba` stands what comes back to the state: it has not passed the slope of the tanh. And it"
            " is no column any more, for the summed axis is gone."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dba is da_next",
        "old": _DBA,
        "new": "da_next",
        "says": (
            "In `dba` stands what comes back to the state, as it is: it has not passed the slope of the"
            " tanh, and it is not added up over the examples."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_prev without its weights",
        "old": _DA,
        "new": "dtanh",
        "says": (
            "What comes back to the score is handed on as it is, as if each unit read only itself. On the"
            " way to the previous state it goes back through Waa."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope stands behind Waa",
        "old": _DA,
        "new": "(1 - a_prev**2) * (Waa.T @ da_next)",
        "says": (
            "In `da_prev` the slope is measured at the previous state, and multiplied in after the weights."
            " This step's tanh lies in front of the weights on the way back, and its slope is measured at"
            " the new state."
        ),
        "see": SECTIONS["five"],
        "seen": "the slope of the wrong step",
        "alone": True,
    },
    {
        "name": "dWaa is made from da_prev",
        "old": _DWAA,
        "new": "dtanh @ da_prev.T",
        "says": (
            "A gradient stands where the previous state itself belongs. A weight's gradient asks by what"
            " the weight was multiplied on the way forward."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the derivative of the slope",
        "old": "(1 - a_next**2)",
        "new": "(-2 * a_next)",
        "says": (
            "The factor is minus two times the state: the slope was differentiated once more. Asked for is"
            " the slope itself."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "tanh once more instead of the slope",
        "old": "(1 - a_next**2)",
        "new": "np.tanh(a_next)",
        "says": (
            "What comes back is multiplied by a tanh. How much a nudge gets through depends on how steep"
            " the curve is there, not on how high."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da_prev is da_next",
        "old": _DA,
        "new": "da_next",
        "says": (
            "What came in is handed on to the previous state as it is. On the way there lie the tanh and"
            " the weights Waa."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWaa is made from the new state, and transposed",
        "old": _DWAA,
        "new": "a_next @ dtanh.T",
        "says": (
            "Two things at once: Waa met the previous state on the way forward, not the new one; and a row"
            " belongs to the unit that reads, a column to the one that is read."
        ),
        "see": SECTIONS["five"],
        "seen": "expected; shapes do not show it",
        "alone": True,
    },
    {
        "name": "the weights' gradients are made entry by entry",
        "old": _WEIGHTS,
        "new": "dWax = dtanh * xt\n    dWaa = dtanh * a_prev",
        "says": (
            "`*` pairs row 0 with row 0 and row 1 with row 1, where the shapes allow it at all. Every unit"
            " reads every number, so all pairs are needed, added up over the examples."
        ),
        "see": SECTIONS["five"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
        "alone": True,
    },
    {
        "name": "the weights' gradients are those of the first example",
        "old": _WEIGHTS,
        "new": "dWax = dtanh[:, :1] @ xt[:, :1].T\n    dWaa = dtanh[:, :1] @ a_prev[:, :1].T",
        "says": (
            "Only the first example has a say in `dWax` and `dWaa`. With a single column this looks right;"
            " the gradients of all examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "a function written for a single example",
        "alone": True,
    },
    {
        "name": "the weights' gradients are those of the last example",
        "old": _WEIGHTS,
        "new": "dWax = dtanh[:, -1:] @ xt[:, -1:].T\n    dWaa = dtanh[:, -1:] @ a_prev[:, -1:].T",
        "says": (
            "Only the last example has a say in `dWax` and `dWaa`, as if each turn of a loop had written"
            " over the one before. The gradients of all examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "= where += is meant",
        "alone": True,
    },
    {
        "name": "dWaa is made from the weights",
        "old": _DWAA,
        "new": "Waa * np.sum(dtanh, axis=1, keepdims=True)",
        "says": (
            "The gradient is made from the weights themselves. A weight's gradient asks by what it was"
            " multiplied on the way forward; its own value has no say."
        ),
        "see": SECTIONS["five"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dba is a mean over the examples and has lost an axis",
        "old": _DBA,
        "new": "np.mean(dtanh, axis=1)",
        "says": (
            "The divisor of the loss entered at the start of the walk, in `dz`. Divided once more, this"
            " gradient gets too small by the number of examples. And it is no column any more, for the axis"
            " of the examples is gone."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses",
        "alone": True,
    },
    {
        "name": "dba is the mean of all entries",
        "old": _DBA,
        "new": "np.mean(dtanh)",
        "says": "Units and examples are averaged to one number. The bias has a number for each unit.",
        "see": SECTIONS["sums"],
        "seen": "np.mean without an axis",
        "alone": True,
    },
    {
        "name": "dba is a mean over the units",
        "old": _DBA,
        "new": "np.mean(dtanh, axis=0, keepdims=True)",
        "says": (
            "One number for each example is left. The bias has a number for each unit, so what is added up"
            " are the examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "dba is a column of ones",
        "old": _DBA,
        "new": "np.ones(dtanh[:, :1].shape)",
        "says": (
            "A nudge of the bias is the same nudge of its score, so the slope of that one link is 1. But"
            " the gradient of the loss is the whole chain: what comes back to the score belongs in it."
        ),
        "see": SECTIONS["five"],
        "seen": "the slope of one link taken for the whole chain",
        "alone": True,
    },
    {
        "name": "dba without the slope of tanh, and a mean",
        "old": _DBA,
        "new": "np.mean(da_next, axis=1, keepdims=True)",
        "says": (
            "In `dba` stands what comes back to the state, without the slope of the tanh. And it is divided"
            " by the number of examples, though the divisor of the loss has come along from `dz`."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
]
