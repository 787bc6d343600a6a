"""What people get wrong in the tasks of lesson 01: edits of the source in `reference_01`."""

SECTIONS = {
    "mixing": "Mixing them: two matrices and a bias",
    "tanh": "Why a tanh",
    "output": "What comes out: scores, then probabilities",
    "batch": "A batch: several examples at once",
    "shapes": "Every shape",
    "names": "Giving it names",
}

_SHIFT = "z - np.max(z, axis=0, keepdims=True)"
_SUM = "np.sum(powers, axis=0, keepdims=True)"
_POWERS = "np.exp(shifted)"
_BODY = """z - np.max(z, axis=0, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=0, keepdims=True)"""

SOFTMAX_MISTAKES = [
    {
        "name": "softmax over the batch axis",
        "old": _BODY,
        "new": _BODY.replace("axis=0", "axis=1"),
        "says": (
            "The entries of each row add up to 1, so the examples compete with each other. Examples are"
            " columns in this course: every column should add up to 1 by itself."
        ),
        "see": SECTIONS["names"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "one sum for the whole batch",
        "old": _BODY,
        "new": _BODY.replace("axis=0, keepdims=True", ""),
        "says": (
            "All entries together add up to 1. With a single column that looks right; with m columns each"
            " gets only a share of the 1. Every column needs a sum of its own."
        ),
        "see": SECTIONS["names"],
        "seen": "answers on Stack Overflow to 'How to implement the softmax function in Python'",
    },
    {
        "name": "the sum is taken along the wrong axis",
        "old": _SUM,
        "new": "np.sum(powers, axis=1, keepdims=True)",
        "says": (
            "The maximum is taken column by column, but the sum row by row. Examples are columns in this"
            " course, and every column should add up to 1 by itself."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "every column has its maximum, but one sum serves all",
        "old": _SUM,
        "new": "np.sum(powers)",
        "says": (
            "All entries together add up to 1. With a single column that looks right; with m columns each"
            " gets only a share of the 1. Every column needs a sum of its own, as it has a maximum of its"
            " own."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "large scores overflow",
        "old": _SHIFT,
        "new": "z",
        "says": (
            "For ordinary scores all is well, but e to the power of 1000 is too large for a floating-point"
            " number, and infinity divided by infinity is NaN. Softmax does not change when one number is"
            " taken away from a whole column: choose it so that no power can overflow."
        ),
        "see": SECTIONS["output"],
        "seen": "issues of many libraries, such as pytorch_geometric #53 and deeplearning4j #6039",
    },
    {
        "name": "one maximum for the whole batch",
        "old": _SHIFT,
        "new": "z - np.max(z)",
        "says": (
            "Subtracting a maximum is right, but you take one for all columns. Next to a column with a"
            " score of 1000, an ordinary column is then shifted so far down that all its powers are 0, and 0"
            " / 0 is NaN. Every column needs its own maximum."
        ),
        "see": SECTIONS["names"],
        "seen": "the helper file of a well-known RNN assignment, and its copies on GitHub",
    },
    {
        "name": "the maximum is taken along the wrong axis",
        "old": _SHIFT,
        "new": "z - np.max(z, axis=1, keepdims=True)",
        "says": (
            "Softmax stays the same only if the same number is subtracted from all scores that are"
            " compared, those of one column. You subtract a different number in every row, and that changes"
            " which score wins."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the smallest score is subtracted instead of the largest",
        "old": _SHIFT,
        "new": "z - np.min(z, axis=0, keepdims=True)",
        "says": (
            "The result is the same for ordinary scores. But the largest score then becomes even larger"
            " where the smallest is negative, and its power overflows. After the shift no score should be"
            " above 0."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the mean is subtracted instead of the largest score",
        "old": _SHIFT,
        "new": "z - np.mean(z, axis=0, keepdims=True)",
        "says": (
            "The result is the same for ordinary scores. But scores above the mean stay positive, and a"
            " very large one still overflows. After the shift no score should be above 0."
        ),
        "see": SECTIONS["output"],
        "seen": "standardising inputs, a habit from data preparation",
    },
    {
        "name": "no exponential",
        "old": _POWERS,
        "new": "shifted",
        "says": (
            "The scores are divided by their sum as they are. Scores can be negative or add up to 0, so"
            " this gives no probabilities. Make every score positive first, in a way that keeps their order."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "not divided by the sum",
        "old": " / " + _SUM,
        "new": "",
        "says": (
            "The powers are right, but they do not add up to 1 yet: the last step, which turns them into"
            " shares, is missing."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "divided by the largest power instead of the sum",
        "old": _SUM,
        "new": "np.max(powers, axis=0, keepdims=True)",
        "says": (
            "The largest entry of each column becomes 1. Shares of a whole come from dividing by the whole,"
            " not by its largest piece."
        ),
        "see": SECTIONS["output"],
        "seen": "scaling to a maximum of 1, a habit from data preparation",
    },
    {
        "name": "divided by the mean instead of the sum",
        "old": _SUM,
        "new": "np.mean(powers, axis=0, keepdims=True)",
        "says": "Every column adds up to the number of its scores, n_y. It should add up to 1.",
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "divided by the length of the column instead of its sum",
        "old": _SUM,
        "new": "np.linalg.norm(powers, axis=0, keepdims=True)",
        "says": (
            "The squares of each column add up to 1, as for a vector of length 1. Probabilities add up to 1"
            " themselves."
        ),
        "see": SECTIONS["output"],
        "seen": "normalising vectors, a habit from linear algebra",
    },
    {
        "name": "the sums of the rows divide the columns",
        "old": _SUM,
        "new": "np.sum(powers, axis=1)",
        "says": (
            "You add up along the rows and keep no axis, so NumPy lines the sums of the rows up with the"
            " columns. For a square array that runs without an error and means nothing; for any other shape"
            " it fails. Which numbers should be added up, those of a row or those of a column?"
        ),
        "see": SECTIONS["output"],
        "seen": "Stack Overflow: 'operands could not be broadcast together with shapes (80,3) (80,)'",
    },
    {
        "name": "the sum is taken from the scores before the shift",
        "old": _SUM,
        "new": "np.sum(np.exp(z), axis=0, keepdims=True)",
        "says": (
            "Above the line stand powers of the shifted scores, below it those of the scores as they came."
            " The shift cancels only if it stands in both."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the logarithm of softmax",
        "old": "powers / " + _SUM,
        "new": "shifted - np.log(np.sum(powers, axis=0, keepdims=True))",
        "says": (
            "All entries are negative: these are the logarithms of the probabilities, not the probabilities."
        ),
        "see": SECTIONS["output"],
        "seen": "log_softmax, as losses in libraries use it",
    },
    {
        "name": "a sigmoid of each score",
        "old": "powers / " + _SUM,
        "new": "1 / (1 + np.exp(-z))",
        "says": (
            "Every score is turned into a number between 0 and 1 by itself, without a look at the others."
            " The columns do not add up to 1; softmax makes the scores of a column compete."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the wrong sign in the exponent",
        "old": _POWERS,
        "new": "np.exp(-shifted)",
        "says": (
            "The smallest score gets the largest probability. The order of the scores should stay as it is."
        ),
        "see": SECTIONS["output"],
        "seen": "the minus sign of the sigmoid, carried over",
    },
    {
        "name": "powers of 2 instead of e",
        "old": _POWERS,
        "new": "2.0 ** shifted",
        "says": (
            "The columns add up to 1, but with the base 2 the differences between scores count for less."
            " The base is e."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "all or nothing for the largest score",
        "old": "powers / " + _SUM,
        "new": "1.0 * (shifted == 0)",
        "says": (
            "The largest score takes everything. Softmax is soft: a score that is a little smaller gets a"
            " little less."
        ),
        "see": SECTIONS["output"],
        "seen": "argmax and softmax mixed up",
    },
    {
        "name": "whole numbers in, whole numbers out",
        "old": "powers / " + _SUM,
        "new": "(powers / np.sum(powers, axis=0, keepdims=True)).astype(z.dtype)",
        "says": (
            "Where the scores are whole numbers, the result is too, and probabilities below 1 are cut off"
            " to 0. An array that is made in the likeness of the input takes over its type."
        ),
        "see": SECTIONS["output"],
        "seen": "Stack Overflow: zeros_like of an array of integers, filled column by column",
    },
]

_A_NEXT = "np.tanh(Wax @ xt + Waa @ a_prev + ba)"
_SCORES = "softmax(Wya @ a_next + by)"
_TWO_LINES = f"{_A_NEXT}\n    yt_pred = {_SCORES}"
_CACHE = "cache = (a_next, a_prev, xt, parameters)"

CELL_MISTAKES = [
    {
        "name": "no tanh",
        "old": "np.tanh(",
        "new": "(",
        "says": (
            "The new state is the plain sum. Nothing keeps it between -1 and 1, and without a bend, many"
            " steps are no more than one big matrix product."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "a sigmoid instead of tanh",
        "old": _A_NEXT,
        "new": "1 / (1 + np.exp(-(Wax @ xt + Waa @ a_prev + ba)))",
        "says": (
            "All states lie between 0 and 1. The state of this cell can be negative too: it lies between -1"
            " and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "feed-forward nets of older text books",
    },
    {
        "name": "a rectifier (ReLU) instead of tanh",
        "old": _A_NEXT,
        "new": "np.maximum(0, Wax @ xt + Waa @ a_prev + ba)",
        "says": (
            "Negative sums become 0 and positive ones can grow without end. The state of this cell lies"
            " between -1 and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "feed-forward nets of today",
    },
    {
        "name": "ba is left out",
        "old": " + ba",
        "new": "",
        "says": (
            "The state is made without its bias. With a bias of zeros nobody would notice; here it is not"
            " zero."
        ),
        "see": SECTIONS["mixing"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "by is left out",
        "old": " + by",
        "new": "",
        "says": (
            "The scores are made without their bias. With a bias of zeros nobody would notice; here it is"
            " not zero."
        ),
        "see": SECTIONS["output"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "the previous state is left out",
        "old": " + Waa @ a_prev",
        "new": "",
        "says": (
            "The new state depends on the input alone, so this cell remembers nothing. What came before"
            " enters through the previous state and its own weights."
        ),
        "see": SECTIONS["mixing"],
        "seen": "expected",
    },
    {
        "name": "the input is left out",
        "old": "Wax @ xt + ",
        "new": "",
        "says": "The new state depends on the previous state alone: the cell never looks at its input.",
        "see": SECTIONS["mixing"],
        "seen": "expected",
    },
    {
        "name": "the prediction is made from the previous state",
        "old": "Wya @ a_next",
        "new": "Wya @ a_prev",
        "says": (
            "The prediction of this step should know this step's input. It reads a state, and you give it"
            " the one from before the input came in."
        ),
        "see": SECTIONS["output"],
        "seen": "forum threads on a well-known RNN assignment whose tests let it pass",
    },
    {
        "name": "the prediction is made from the sum before the tanh",
        "old": "Wya @ a_next",
        "new": "Wya @ (Wax @ xt + Waa @ a_prev + ba)",
        "says": (
            "The scores are made from what goes into the tanh. The output layer reads the state, which is"
            " what comes out of it."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the prediction is made from the input",
        "old": "Wya @ a_next",
        "new": "Wya @ xt",
        "says": (
            "The scores are made from the input. The output layer reads the new state, which holds the"
            " input and what came before it. Where n_x and n_a happen to be equal, nothing complains."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "all products stand the other way round",
        "old": _TWO_LINES,
        "new": "np.tanh(xt @ Wax + a_prev @ Waa + ba)\n    yt_pred = softmax(a_next @ Wya + by)",
        "says": (
            "The weights stand on the right, as in courses with one example per row. Here examples are"
            " columns, so the weights stand on the left; your form runs only where all sizes happen to be"
            " equal, and is wrong even there."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "ba is flattened to one axis",
        "old": " + ba",
        "new": " + ba.ravel()",
        "says": (
            "Without its column, NumPy lines the bias up with the examples instead of the units. Where the"
            " two numbers happen to be equal that runs and is wrong. As a column, (n_a, 1), it is added to"
            " every example."
        ),
        "see": SECTIONS["batch"],
        "seen": "biases of shape (n,), as libraries store them",
    },
    {
        "name": "by is flattened to one axis",
        "old": " + by",
        "new": " + by.ravel()",
        "says": (
            "Without its column, NumPy lines the bias up with the examples instead of the answers. Where"
            " the two numbers happen to be equal that runs and is wrong. As a column, (n_y, 1), it is added"
            " to every example."
        ),
        "see": SECTIONS["batch"],
        "seen": "biases of shape (n,), as libraries store them",
    },
    {
        "name": "Waa is transposed",
        "old": "Waa @",
        "new": "Waa.T @",
        "says": (
            "Waa is square, so its transpose fits as well and nothing complains. But row i of Waa says what"
            " unit i reads; transposed, it says where unit i is read."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "Wax is transposed",
        "old": "Wax @",
        "new": "Wax.T @",
        "says": (
            "With its rows and columns exchanged, Wax fits only where n_x and n_a happen to be equal, and"
            " is wrong even there."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "Wya is transposed",
        "old": "Wya @",
        "new": "Wya.T @",
        "says": (
            "With its rows and columns exchanged, Wya fits only where n_a and n_y happen to be equal, and"
            " is wrong even there."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "Wax and Waa have changed places",
        "old": "Wax @ xt + Waa @ a_prev",
        "new": "Waa @ xt + Wax @ a_prev",
        "says": (
            "The second letter of a weight says what it reads. Here the weights for the input read the"
            " state and the other way round, which fits only where n_x and n_a happen to be equal."
        ),
        "see": SECTIONS["shapes"],
        "seen": "expected",
    },
    {
        "name": "the state and its weights are multiplied entry by entry",
        "old": "Waa @ a_prev",
        "new": "Waa * a_prev",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches"
            " it to fit. A unit reads all units of the previous state: that is a matrix product."
        ),
        "see": SECTIONS["shapes"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "the input and its weights are multiplied entry by entry",
        "old": "Wax @ xt",
        "new": "Wax * xt",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches"
            " it to fit. A unit reads all numbers of the input: that is a matrix product."
        ),
        "see": SECTIONS["shapes"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "ba is added after the tanh",
        "old": " + ba)",
        "new": ") + ba",
        "says": (
            "The bias should shift what goes into the tanh. Added behind it, it can push the state beyond"
            " -1 and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "a bracket closed too early",
    },
    {
        "name": "a tanh for each product",
        "old": _A_NEXT,
        "new": "np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev + ba)",
        "says": (
            "Input and previous state are bent one by one and added afterwards. They are added first; one"
            " tanh bends the sum."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "by is added after the softmax",
        "old": " + by)",
        "new": ") + by",
        "says": (
            "The bias belongs to the scores. Added behind the softmax, it spoils the probabilities: they no"
            " longer add up to 1."
        ),
        "see": SECTIONS["output"],
        "seen": "a bracket closed too early",
    },
    {
        "name": "scores without softmax",
        "old": "softmax(",
        "new": "(",
        "says": (
            "yt_pred holds the scores themselves. They are turned into probabilities before they leave the"
            " cell."
        ),
        "see": SECTIONS["output"],
        "seen": "libraries whose loss takes scores (logits)",
    },
    {
        "name": "softmax twice",
        "old": _SCORES,
        "new": "softmax(softmax(Wya @ a_next + by))",
        "says": (
            "The probabilities are taken for scores and go through softmax again, which makes them nearly"
            " equal."
        ),
        "see": SECTIONS["output"],
        "seen": "a softmax in front of a loss that brings its own",
    },
    {
        "name": "a tanh on the output",
        "old": _SCORES,
        "new": "np.tanh(Wya @ a_next + by)",
        "says": "The scores go through tanh, as the state does. Probabilities need softmax.",
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "a sigmoid on the output",
        "old": _SCORES,
        "new": "1 / (1 + np.exp(-(Wya @ a_next + by)))",
        "says": (
            "Every score is turned into a number between 0 and 1 by itself. Softmax makes the scores of a"
            " column compete."
        ),
        "see": SECTIONS["output"],
        "seen": "nets with a yes-or-no output",
    },
    {
        "name": "softmax over the batch axis",
        "old": _SCORES,
        "new": "softmax((Wya @ a_next + by).T).T",
        "says": (
            "The rows of yt_pred add up to 1, so the examples compete with each other. Every column should"
            " add up to 1."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "one softmax for the whole batch",
        "old": _SCORES,
        "new": "softmax((Wya @ a_next + by).reshape(-1, 1)).reshape(by.shape[0], -1)",
        "says": "All entries of yt_pred together add up to 1. Every column should add up to 1 by itself.",
        "see": SECTIONS["output"],
        "seen": "answers on Stack Overflow to 'How to implement the softmax function in Python'",
    },
    {
        "name": "a_next and yt_pred have changed places",
        "old": "return a_next, yt_pred",
        "new": "return yt_pred, a_next",
        "says": (
            "The state comes first, then the prediction: whoever unpacks the three values would carry the"
            " wrong one on."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "a_prev is handed out instead of a_next",
        "old": "return a_next",
        "new": "return a_prev",
        "says": (
            "The first value is the state that came in. The next step needs the state that you have made."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the cache has another order",
        "old": _CACHE,
        "new": "cache = (a_prev, a_next, xt, parameters)",
        "says": (
            "a_next and a_prev have changed places in the cache. The backward step unpacks it in the order"
            " of the specification."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the cache begins with the input",
        "old": _CACHE,
        "new": "cache = (xt, a_prev, a_next, parameters)",
        "says": (
            "The cache holds the right things in another order. The backward step unpacks it in the order"
            " of the specification."
        ),
        "see": SECTIONS["names"],
        "seen": "the order of the function's arguments",
    },
    {
        "name": "the cache lacks the parameters",
        "old": _CACHE,
        "new": "cache = (a_next, a_prev, xt)",
        "says": (
            "The backward step sends gradients back through the weights, so it needs them too. The"
            " specification names four items."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the cache holds the prediction",
        "old": _CACHE,
        "new": "cache = (a_next, a_prev, xt, yt_pred)",
        "says": (
            "The last item should be the parameters, not the prediction: the backward step needs the weights."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
]
