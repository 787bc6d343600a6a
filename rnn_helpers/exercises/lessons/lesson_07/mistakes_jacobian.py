"""What people get wrong in the Jacobian of one step: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_07.sections import SECTIONS

_SLOPES = "1 - a_next**2"
_RESULT = "slopes * Waa"

JACOBIAN_MISTAKES = [
    {
        "name": "the slopes stand on the columns",
        "old": _RESULT,
        "new": "slopes.T * Waa",
        "says": (
            "Each column is multiplied by a slope, so the slope belongs to an old unit. tanh comes last in"
            " the step: it is the new unit, the row, that passes on only its share. This happens where the"
            " diagonal matrix stands on the right of Waa, or where the slopes are flat or lie in a row:"
            " NumPy then lines them up with the columns."
        ),
        "see": SECTIONS["step"],
        "seen": "papers and lecture notes that write W diag(…) in one place and diag(…) W in another",
    },
    {
        "name": "no slopes",
        "old": _RESULT,
        "new": "Waa + 0.0",
        "says": (
            "This is Waa itself. It says how the scores move when the old state is nudged; the state moves"
            " less than its score, by the slope of tanh."
        ),
        "see": SECTIONS["step"],
        "seen": "texts that speak of powers of the weight matrix as if tanh were not there",
    },
    {
        "name": "the transpose of the Jacobian",
        "old": _RESULT,
        "new": "(slopes * Waa).T",
        "says": (
            "This is the matrix that a gradient meets on its way back. The Jacobian itself is read forward:"
            " one row for each new unit, one column for each old one."
        ),
        "see": SECTIONS["step"],
        "seen": "the backward formula of the lesson before, taken for the Jacobian",
    },
    {
        "name": "the slopes are right, but Waa is transposed",
        "old": _RESULT,
        "new": "slopes * Waa.T",
        "says": (
            "The slopes stand on the rows, as they should, but the matrix that they multiply has its rows and"
            " columns exchanged. Forward in time the scores are made with Waa as it is; only the way back"
            " transposes, and then the whole product."
        ),
        "see": SECTIONS["step"],
        "seen": "the backward formula of the lesson before, copied in part",
    },
    {
        "name": "the square is missing in the slope",
        "old": _SLOPES,
        "new": "1 - a_next",
        "says": (
            "The slope is taken as 1 minus the state. For a negative state that is above 1, and tanh is"
            " nowhere steeper than 1. The state comes in squared, so that its sign does not matter."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the square covers the whole difference",
        "old": _SLOPES,
        "new": "(1 - a_next) ** 2",
        "says": "One minus the state is squared as a whole. In the slope of tanh the state alone is squared.",
        "see": SECTIONS["step"],
        "seen": "a bracket in the wrong place",
        "alone": True,
    },
    {
        "name": "the absolute value in place of the square",
        "old": _SLOPES,
        "new": "1 - np.abs(a_next)",
        "says": (
            "The slope is taken as 1 minus the size of the state. That is right at 0 and at 1 and too small"
            " in between: a state of 0.5 has the slope 0.75."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the slope of the sigmoid",
        "old": _SLOPES,
        "new": "a_next * (1 - a_next)",
        "says": (
            "This slope belongs to the sigmoid, whose values lie between 0 and 1. The state is made by tanh,"
            " and its slope at a state of 0 is 1, not 0."
        ),
        "see": SECTIONS["step"],
        "seen": "feed-forward nets of older text books",
    },
    {
        "name": "the slope of a rectifier (ReLU)",
        "old": _SLOPES,
        "new": "(a_next > 0) * 1.0",
        "says": (
            "Every slope is 0 or 1, as for a unit that is cut off below 0. tanh has a slope that falls"
            " smoothly from 1 at the middle to 0 on both sides."
        ),
        "see": SECTIONS["step"],
        "seen": "feed-forward nets of today",
    },
    {
        "name": "the square of the state in place of the slope",
        "old": _SLOPES,
        "new": "a_next**2",
        "says": (
            "A state near 0 gets almost nothing and a saturated one all. It is the other way round: the"
            " further a state is from 0, the less it passes on."
        ),
        "see": SECTIONS["saturation"],
        "seen": "expected",
    },
    {
        "name": "the state in place of the slope",
        "old": _SLOPES,
        "new": "a_next",
        "says": (
            "Each row is multiplied by the state of its unit. What a unit passes on of a nudge is not its"
            " value but its slope, which has to be made from the value first."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "a plus sign in the slope",
        "old": _SLOPES,
        "new": "1 + a_next**2",
        "says": (
            "Every slope is 1 or more, so the saturated units would pass on the most. Slopes of tanh are at"
            " most 1."
        ),
        "see": SECTIONS["saturation"],
        "seen": "the derivative of tan, mixed up with that of tanh",
    },
    {
        "name": "tanh is applied once more",
        "old": _SLOPES,
        "new": "1 - np.tanh(a_next) ** 2",
        "says": (
            "The slope is computed as if `a_next` were a score. It is a state already, what came out of tanh,"
            " and its slope can be read off it directly."
        ),
        "see": SECTIONS["step"],
        "seen": "a common slip in backward passes: the derivative of tanh as a function of its input",
    },
    {
        "name": "the slopes of one step later",
        "old": _SLOPES,
        "new": "1 - np.tanh(Waa @ a_next) ** 2",
        "says": (
            "The step is done once more, from `a_next` on, and the slopes are taken there. `a_next` is the"
            " state after the step already; no forward step is needed, and the input is not known here"
            " anyway."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "slopes on the rows and on the columns",
        "old": _RESULT,
        "new": "slopes * Waa * slopes.T",
        "says": (
            "Every entry is multiplied by two slopes, that of its row and that of its column. One step passes"
            " through one tanh only, that of the new unit."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the slopes come in squared",
        "old": _RESULT,
        "new": "slopes**2 * Waa",
        "says": "Each row is multiplied by its slope twice. One step passes through one tanh.",
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "np.diag of a column",
        "old": _RESULT,
        "new": "np.diag(slopes) @ Waa",
        "says": (
            "`np.diag` puts a flat list of numbers on a diagonal. From an array with two axes it reads the"
            " diagonal out instead, and of a column that is a single number. So the shapes do not fit, or"
            " the result loses an axis."
        ),
        "see": SECTIONS["step"],
        "seen": "Stack Overflow: np.diag of a column vector returns one element",
    },
    {
        "name": "one slope for all units",
        "old": _RESULT,
        "new": "slopes[0] * Waa",
        "says": (
            "All of Waa is multiplied by the slope of unit 0. Every row has a unit, and a slope, of its own."
            " (`np.diag` of a column gives only its first entry: it may be hidden there.)"
        ),
        "see": SECTIONS["step"],
        "seen": "np.diag of a column vector, then an entry-by-entry product",
    },
    {
        "name": "the mean slope for all units",
        "old": _RESULT,
        "new": "np.mean(slopes) * Waa",
        "says": (
            "All of Waa is multiplied by one number, the mean of the slopes. The lesson prints the mean to"
            " say how saturated a network is; in the Jacobian every row has its own."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "only the diagonal is left",
        "old": _RESULT,
        "new": "np.diagflat(slopes) * Waa",
        "says": (
            "A diagonal matrix and Waa are multiplied entry by entry, so all entries off the diagonal are"
            " lost. Between two matrices the formula means the matrix product."
        ),
        "see": SECTIONS["step"],
        "seen": "* and @ mixed up, as with MATLAB's .* and *",
    },
    {
        "name": "Waa is left out",
        "old": _RESULT,
        "new": "np.diagflat(slopes)",
        "says": (
            "These are the slopes alone, on a diagonal: they lead from the scores to the new state. The way"
            " from the old state to the scores is missing."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the slopes are added to Waa",
        "old": _RESULT,
        "new": "slopes + Waa",
        "says": (
            "Derivatives of a chain of operations multiply: first the scores, then tanh. Here they are added."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the matrix acts on the slopes",
        "old": _RESULT,
        "new": "Waa @ slopes",
        "says": (
            "The matrix product of Waa and the slopes is a single column. The Jacobian is a table with a"
            " derivative for each pair of a new and an old unit: every row of Waa is scaled, and none of them"
            " is summed up."
        ),
        "see": SECTIONS["step"],
        "seen": "* and @ mixed up",
    },
    {
        "name": "a gradient in place of the Jacobian",
        "old": _RESULT,
        "new": "Waa.T @ slopes",
        "says": (
            "This is one step back for a gradient of ones: a column. The Jacobian is the table of all"
            " derivatives itself, before any gradient is multiplied with it."
        ),
        "see": SECTIONS["step"],
        "seen": "the backward step of the lessons before",
    },
    {
        "name": "the derivative for the weights instead of the state",
        "old": _RESULT,
        "new": "slopes @ a_next.T",
        "says": (
            "An outer product of slopes and states is how a gradient of the weights is made. Here the state"
            " is nudged, not Waa, so Waa itself stays in the derivative."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the states are multiplied with each other",
        "old": _SLOPES,
        "new": "1 - a_next @ a_next.T",
        "says": (
            "The state times its transpose is a table of products of all pairs of units. The slope of a unit"
            " asks for the square of its own state alone."
        ),
        "see": SECTIONS["step"],
        "seen": "squaring a vector by a matrix product",
    },
    {
        "name": "the squares of all states are added up",
        "old": _SLOPES,
        "new": "1 - a_next.T @ a_next",
        "says": (
            "There is one number for all units, 1 minus the sum of all squares. Each unit has a slope of its"
            " own, made from its own state."
        ),
        "see": SECTIONS["step"],
        "seen": "squaring a vector by a scalar product",
    },
    {
        "name": "doubled in place of squared",
        "old": _SLOPES,
        "new": "1 - 2 * a_next",
        "says": (
            "The slope is made with twice the state instead of its square. For a negative state that is above"
            " 1, and tanh is nowhere steeper than 1."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "the root of the slope",
        "old": _SLOPES,
        "new": "np.sqrt(1 - a_next**2)",
        "says": (
            "Every row is multiplied by the root of its slope. tanh has the slope 0.75 at a state of 0.5; its"
            " root is too large."
        ),
        "see": SECTIONS["step"],
        "seen": "cos and sin: the root of 1 minus a square",
    },
    {
        "name": "differentiated once too often",
        "old": _SLOPES,
        "new": "-2 * a_next",
        "says": (
            "This is the derivative of the slope, that is nearly the second derivative of tanh. The slope "
            "itself is asked for."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "divided by the slopes",
        "old": _RESULT,
        "new": "Waa / slopes",
        "says": (
            "Waa is divided by the slopes, so that a saturated unit would pass on the most, or infinitely "
            "much. A slope is a share: what comes in is multiplied by it."
        ),
        "see": SECTIONS["saturation"],
        "seen": "the derivative of the inverse function",
    },
    {
        "name": "slopes on the diagonal entries only",
        "old": _RESULT,
        "new": "np.where(np.eye(len(Waa)) > 0, slopes * Waa, Waa)",
        "says": (
            "The entries on the diagonal are right, the others are those of Waa without any slope. The slope "
            "of a unit belongs to its whole row."
        ),
        "see": SECTIONS["step"],
        "seen": "a loop over J[i, i]",
    },
    {
        "name": "the entries of each row are added up",
        "old": _RESULT,
        "new": "np.sum(slopes * Waa, axis=1, keepdims=True)",
        "says": (
            "Each row is summed up to one number, so it cannot be told any more which old unit was nudged. "
            "The Jacobian keeps a column for each of them."
        ),
        "see": SECTIONS["step"],
        "seen": "gradients of scalars, where such sums belong",
    },
    {
        "name": "only the first row is filled",
        "old": _RESULT,
        "new": "slopes * Waa * (np.arange(len(Waa)) == 0)[:, None]",
        "says": (
            "The first row is right and the others hold zeros, as if the function had left its loop after one"
            " turn. A `return` inside the loop ends the whole function."
        ),
        "see": SECTIONS["step"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "only the last row is filled",
        "old": _RESULT,
        "new": "slopes * Waa * (np.arange(len(Waa)) == len(Waa) - 1)[:, None]",
        "says": (
            "The last row is right and the others hold zeros: an array that is made anew in every turn of a "
            "loop forgets the turns before."
        ),
        "see": SECTIONS["step"],
        "seen": "zeros made inside the loop",
        "alone": True,
    },
    {
        "name": "Waa entry by entry squared",
        "old": _RESULT,
        "new": "slopes * Waa**2",
        "says": (
            "The slopes stand where they should, but every weight comes in squared. The scores are made with "
            "Waa once."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "two copies of Waa",
        "old": _RESULT,
        "new": "slopes * (Waa @ Waa)",
        "says": (
            "The slopes stand where they should, but Waa is multiplied with itself. One step passes through "
            "it once."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
]
