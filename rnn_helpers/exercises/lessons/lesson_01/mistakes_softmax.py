"""What people get wrong in softmax: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_01.sections import SECTIONS

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
            "The scores are divided by their sum. Scores can be negative or add up to 0, so this gives no"
            " probabilities. Make every score positive first, in a way that keeps their order."
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
    {
        "name": "all scores in one row",
        "old": _BODY,
        "new": _BODY.replace("z -", "z.flatten() -").replace("axis=0, keepdims=True", ""),
        "says": (
            "The batch is flattened into one long list, so its columns are lost: the result has another "
            "shape, and all entries together add up to 1."
        ),
        "see": SECTIONS["batch"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the first column is filled",
        "old": "return powers / " + _SUM,
        "new": "y = powers / " + _SUM + "\n    y[:, 1:] = 0\n    return y",
        "says": (
            "The first column is right and the others hold zeros, as if the function had left its loop "
            "after one turn. A `return` inside the loop ends the whole function."
        ),
        "see": SECTIONS["batch"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "the last column is left out",
        "old": "return powers / " + _SUM,
        "new": "y = powers / " + _SUM + "\n    y[:, -1] = 0\n    return y",
        "says": (
            "All columns are right except the last, which holds zeros, as if a loop had stopped one "
            "short. Counting starts at 0 and ends before the number of columns."
        ),
        "see": SECTIONS["batch"],
        "seen": "range(m - 1)",
        "alone": True,
    },
]
