"""What people get wrong in the output layer's backward: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_03.sections import SECTIONS

_DA = "Wya.T @ dz"
_DW = "dz @ a_next.T"
_DB = "np.sum(dz, axis=1, keepdims=True)"
_LINES = f"da_next = {_DA}\n    dWya = {_DW}\n    dby = {_DB}"
_LAST_TWO = f"dWya = {_DW}\n    dby = {_DB}"
_RETURN = 'da_next, {"dWya": dWya, "dby": dby}'

OUTPUT_MISTAKES = [
    {
        "name": "Wya is not transposed",
        "old": "Wya.T @",
        "new": "Wya @",
        "says": (
            "On the way back a state collects from every score that it went to, so rows and columns of Wya"
            " change their roles. As it stands Wya fits only where n_a and n_y happen to be equal, and is"
            " wrong even there."
        ),
        "see": SECTIONS["output"],
        "seen": "forum threads: shapes not aligned in the backward step",
    },
    {
        "name": "da_next has one example per row",
        "old": _DA,
        "new": "dz.T @ Wya",
        "says": (
            "`da_next` is turned: rows and columns have changed places. A gradient has the shape of what it"
            " belongs to, and the state has one example per column."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "the slope of tanh is in da_next already",
        "old": _DA,
        "new": "(1 - a_next**2) * (Wya.T @ dz)",
        "says": (
            "`da_next` is the gradient at the state itself, which is what comes out of the tanh. Its slope"
            " belongs to the next link back, inside the cell; used here, it would count twice."
        ),
        "see": SECTIONS["output"],
        "seen": "backward steps of feed-forward nets, where a layer's delta includes its slope",
    },
    {
        "name": "Wya and dz are multiplied entry by entry",
        "old": _DA,
        "new": "Wya.T * dz",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry. A state went to every score, so its"
            " gradient adds up what comes back from all of them: that is a matrix product."
        ),
        "see": SECTIONS["output"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
        "alone": True,
    },
    {
        "name": "da_next is added up over the examples",
        "old": _DA,
        "new": "np.sum(Wya.T @ dz, axis=1, keepdims=True)",
        "says": (
            "One column is left for the whole batch. Weights are shared by the examples, so their gradients"
            " add up; a state belongs to one example, and so does its gradient."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
    },
    {
        "name": "da_next is divided by the number of examples",
        "old": _DA,
        "new": "Wya.T @ dz / dz.shape[1]",
        "says": (
            "The divisor of the loss is in `dz` already. Divided once more, this gradient gets too small by"
            " the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
    },
    {
        "name": "the bias takes part in da_next",
        "old": _DA,
        "new": 'Wya.T @ (dz + parameters["by"])',
        "says": "The bias is mixed into what flows back. A number that is added has no say in the slope.",
        "see": SECTIONS["output"],
        "seen": "the forward formula with dz in the place of the state",
        "alone": True,
    },
    {
        "name": "dWya is transposed",
        "old": _DW,
        "new": "a_next @ dz.T",
        "says": (
            "The pairs are right, but rows and columns have changed places. A gradient has the shape of what"
            " it belongs to: Wya has a row for each answer."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "the state is not transposed in dWya",
        "old": _DW,
        "new": "dz @ a_next",
        "says": (
            "Every score meets every unit, and the examples are added up: the inner sizes of the product are"
            " the number of examples. As it stands, columns of `dz` meet rows of the state, which fits only"
            " where n_a and m happen to be equal."
        ),
        "see": SECTIONS["output"],
        "seen": "forum threads: shapes not aligned in the backward step",
    },
    {
        "name": "dz is transposed in dWya instead of the state",
        "old": _DW,
        "new": "dz.T @ a_next",
        "says": (
            "The product runs over the rows, so it compares examples with each other. It fits only where n_a"
            " and n_y happen to be equal. The sum should run over the examples."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dWya is made entry by entry",
        "old": _DW,
        "new": "dz * a_next",
        "says": (
            "`*` pairs row 0 with row 0 and row 1 with row 1. Every score meets every unit, so all pairs are"
            " needed, added up over the examples."
        ),
        "see": SECTIONS["output"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "dWya is made from the slope of tanh",
        "old": _DW,
        "new": "dz @ (1 - a_next**2).T",
        "says": (
            "A weight's gradient asks by what the weight was multiplied on the way forward. That was the"
            " state, not the slope of the tanh."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the state goes through tanh once more",
        "old": _DW,
        "new": "dz @ np.tanh(a_next).T",
        "says": "The state has been through the tanh already. In dWya you send it there a second time.",
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "sums are multiplied in dWya",
        "old": _DW,
        "new": "np.sum(dz, axis=1, keepdims=True) @ np.sum(a_next, axis=1, keepdims=True).T",
        "says": (
            "You add up over the examples first and multiply then, so the error of one example meets the"
            " state of another. With a single column this looks right. Multiply within each example, then"
            " add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
    },
    {
        "name": "dWya is a mean over the examples",
        "old": _DW,
        "new": "dz @ a_next.T / dz.shape[1]",
        "says": (
            "The divisor of the loss is in `dz` already. Divided once more, this gradient gets too small by"
            " the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses, whose dz has none",
    },
    {
        "name": "dWya and dby are means over the examples",
        "old": _LAST_TWO,
        "new": f"dWya = {_DW} / dz.shape[1]\n    dby = np.mean(dz, axis=1, keepdims=True)",
        "says": (
            "The divisor of the loss is in `dz` already. Divided once more, both gradients get too small by"
            " the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses, whose dz has none",
        "alone": True,
    },
    {
        "name": "everything is divided by the number of examples",
        "old": _LINES,
        "new": "dz = dz / dz.shape[1]\n    " + _LINES,
        "says": (
            "The divisor of the loss is in `dz` already, and it enters once. Divided once more, all three"
            " gradients get too small by the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "a divisor at both ends",
        "alone": True,
    },
    {
        "name": "dWya is that of the first example",
        "old": _DW,
        "new": "dz[:, :1] @ a_next[:, :1].T",
        "says": (
            "Only the first example has a say. With a single column this looks right; the gradients of all"
            " examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "a function written for a single example",
    },
    {
        "name": "dWya is that of the last example",
        "old": _DW,
        "new": "dz[:, -1:] @ a_next[:, -1:].T",
        "says": (
            "Only the last example has a say, as if each turn of a loop had written over the one before."
            " The gradients of all examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "= where += is meant",
    },
    {
        "name": "dWya and dby are those of the first example",
        "old": _LAST_TWO,
        "new": "dWya = dz[:, :1] @ a_next[:, :1].T\n    dby = dz[:, :1]",
        "says": (
            "Only the first example has a say. With a single column this looks right; the gradients of all"
            " examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "a function written for a single example",
        "alone": True,
    },
    {
        "name": "dWya and dby are those of the last example",
        "old": _LAST_TWO,
        "new": "dWya = dz[:, -1:] @ a_next[:, -1:].T\n    dby = dz[:, -1:]",
        "says": (
            "Only the last example has a say, as if each turn of a loop had written over the one before."
            " The gradients of all examples add up."
        ),
        "see": SECTIONS["sums"],
        "seen": "= where += is meant",
        "alone": True,
    },
    {
        "name": "dby is not added up",
        "old": _DB,
        "new": "dz",
        "says": (
            "`dby` has a column for each example. With a single one this looks right; but by is one column,"
            " added to every example, and collects from all of them."
        ),
        "see": SECTIONS["sums"],
        "seen": "min-char-rnn and its like, written for one example at a time",
    },
    {
        "name": "dby is added up over the answers",
        "old": _DB,
        "new": "np.sum(dz, axis=0, keepdims=True)",
        "says": (
            "One number for each example is left, and it is 0 wherever `dz` comes from a softmax. The bias"
            " has a number for each answer, so the sum runs over the examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dby is added up over the answers and has one axis",
        "old": _DB,
        "new": "np.sum(dz, axis=0)",
        "says": (
            "One number for each example is left. The bias has a number for each answer, so the sum runs"
            " over the examples; and it is a column, which has two axes."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dby has lost an axis",
        "old": _DB,
        "new": "np.sum(dz, axis=1)",
        "says": (
            "The numbers are right, but they are not a column: the summed axis is gone. In an update, NumPy"
            " would line them up with the columns of by and make a square of it."
        ),
        "see": SECTIONS["output"],
        "seen": "np.sum without its axis kept",
    },
    {
        "name": "dby is a row",
        "old": _DB,
        "new": "np.sum(dz, axis=1, keepdims=True).T",
        "says": (
            "The numbers are right, but they stand in a row. A gradient has the shape of what it belongs to,"
            " and by is a column."
        ),
        "see": SECTIONS["output"],
        "seen": "biases as rows, as libraries store them",
    },
    {
        "name": "dby is a mean over the examples",
        "old": _DB,
        "new": "np.mean(dz, axis=1, keepdims=True)",
        "says": (
            "The divisor of the loss is in `dz` already. Divided once more, this gradient gets too small by"
            " the number of examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses, whose dz has none",
    },
    {
        "name": "dby is one number",
        "old": _DB,
        "new": "np.sum(dz)",
        "says": (
            "All entries are added up to one number, and that is 0 wherever `dz` comes from a softmax. The"
            " bias has a number for each answer."
        ),
        "see": SECTIONS["sums"],
        "seen": "np.sum without an axis",
    },
    {
        "name": "dby is one number in two axes",
        "old": _DB,
        "new": "np.sum(dz, keepdims=True)",
        "says": (
            "All entries are added up to one number, and that is 0 wherever `dz` comes from a softmax. The"
            " bias has a number for each answer."
        ),
        "see": SECTIONS["sums"],
        "seen": "np.sum without an axis",
        "alone": True,
    },
    {
        "name": "dby is multiplied by the bias",
        "old": _DB,
        "new": 'np.sum(dz * parameters["by"], axis=1, keepdims=True)',
        "says": "The bias is added, it multiplies nothing, so its own value has no say in its gradient.",
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dby is made from the state",
        "old": _DB,
        "new": "np.sum(a_next, axis=1, keepdims=True)",
        "says": (
            "The states are added up. What comes back to the bias is what comes back to the scores it is"
            " added to."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dby is made from da_next",
        "old": _DB,
        "new": "np.sum(da_next, axis=1, keepdims=True)",
        "says": (
            "`dby` has a number for each unit: it is made from what comes back to the state. by is added to"
            " the scores."
        ),
        "see": SECTIONS["output"],
        "seen": "the cell's bias mixed up with the output's",
    },
    {
        "name": "the two results have changed places",
        "old": _RETURN,
        "new": '{"dWya": dWya, "dby": dby}, da_next',
        "says": (
            "The dict stands first. Whoever unpacks the two expects `da_next` first, then the dict with the"
            " gradients of the parameters."
        ),
        "see": SECTIONS["functions"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "all three in one dict",
        "old": _RETURN,
        "new": '{"da_next": da_next, "dWya": dWya, "dby": dby}',
        "says": (
            "`da_next` stands in the dict with the others. It is no gradient of a parameter: it goes on to"
            " the cell, so it comes back by itself, in front of the dict."
        ),
        "see": SECTIONS["functions"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "three values instead of one and a dict",
        "old": _RETURN,
        "new": "da_next, dWya, dby",
        "says": (
            "Three arrays come back. Asked for are two things: `da_next`, and a dict that holds the gradients"
            " of the parameters by name."
        ),
        "see": SECTIONS["functions"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the keys lack their d",
        "old": '{"dWya": dWya, "dby": dby}',
        "new": '{"Wya": dWya, "by": dby}',
        "says": "The gradients stand under the names of the parameters. A gradient has a d in front.",
        "see": SECTIONS["functions"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dz is handed on as da_next",
        "old": "return da_next",
        "new": "return dz",
        "says": (
            "What comes back first is the gradient at the scores. One link further back lies the state, on"
            " the other side of Wya."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWya by np.outer for the whole batch",
        "old": _DW,
        "new": "np.outer(dz, a_next)",
        "says": (
            "For a single column np.outer is right. With several it takes both arrays as long lists and"
            " pairs everything with everything, the error of one example with the state of another too. Each"
            " example has a product of its own, and these add up."
        ),
        "see": SECTIONS["output"],
        "seen": "np.outer, as one-example scripts use it",
    },
    {
        "name": "the product of dWya runs over the rows",
        "old": _DW,
        "new": "a_next.T @ dz",
        "says": (
            "The product runs over the rows, so it compares examples with each other. It fits only where"
            " n_a and n_y happen to be equal. The sum should run over the examples."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "dby is a column of ones",
        "old": _DB,
        "new": "np.ones((dz.shape[0], 1))",
        "says": (
            "A nudge of the bias is the same nudge of its score, so the slope of that one link is 1. But"
            " the gradient of the loss is the whole chain: what comes back to the score belongs in it."
        ),
        "see": SECTIONS["output"],
        "seen": "the slope of one link taken for the whole chain",
        "alone": True,
    },
    {
        "name": "dWya is the state alone",
        "old": _DW,
        "new": "np.ones(dz.shape) @ a_next.T",
        "says": (
            "The weight's gradient holds the states, added up, and nothing of what comes back. The state is"
            " the slope of that one link; the gradient of the loss is the whole chain."
        ),
        "see": SECTIONS["output"],
        "seen": "the slope of one link taken for the whole chain",
        "alone": True,
    },
    {
        "name": "da_next is the weights alone",
        "old": _DA,
        "new": "Wya.T @ np.ones(dz.shape)",
        "says": (
            "The weights of each unit are added up, and what comes back has no say. They are the slope of"
            " that one link; the gradient of the loss is the whole chain."
        ),
        "see": SECTIONS["output"],
        "seen": "the slope of one link taken for the whole chain",
        "alone": True,
    },
    {
        "name": "weights on the right in da_next",
        "old": _DA,
        "new": "dz @ Wya",
        "says": (
            "The weights stand on the right, as in courses with one example per row. Here that fits only"
            " where n_y and m happen to be equal, and is wrong even there."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "the parameters are unpacked by their places",
        "old": 'Wya = parameters["Wya"]',
        "new": "_, _, Wya, _, _ = parameters.values()",
        "says": (
            "A dict hands out its values in the order in which they were put in, and that need not be"
            " yours. Here it is another one, so the names stand for other arrays. Read each array by its"
            " key."
        ),
        "see": SECTIONS["output"],
        "seen": "unpacking a dict",
        "alone": True,
    },
    {
        "name": "dWya is made from da_next",
        "old": _DW,
        "new": "da_next @ a_next.T",
        "says": (
            "`dWya` has a row for each unit: it is made from what comes back to the state. Wya makes the"
            " scores, so what comes back to the scores belongs in it."
        ),
        "see": SECTIONS["output"],
        "seen": "dz and da_next mixed up",
        "alone": True,
    },
    {
        "name": "dby is a mean over the examples and has lost an axis",
        "old": _DB,
        "new": "np.mean(dz, axis=1)",
        "says": (
            "The divisor of the loss is in `dz` already. Divided once more, this gradient gets too small by"
            " the number of examples. And it is no column any more, for the axis of the examples is gone."
        ),
        "see": SECTIONS["sums"],
        "seen": "the 1/m of feed-forward courses, whose dz has none",
    },
    {
        "name": "dby is the mean of all entries",
        "old": _DB,
        "new": "np.mean(dz)",
        "says": (
            "All entries are averaged to one number, and that is 0 wherever `dz` comes from a softmax. The"
            " bias has a number for each answer."
        ),
        "see": SECTIONS["sums"],
        "seen": "np.mean without an axis",
        "alone": True,
    },
    {
        "name": "dby is a mean over the answers",
        "old": _DB,
        "new": "np.mean(dz, axis=0, keepdims=True)",
        "says": (
            "One number for each example is left. The bias has a number for each answer, so what is added"
            " up are the examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dby is the bias itself",
        "old": _DB,
        "new": 'parameters["by"]',
        "says": (
            "The bias comes back as it is. Its gradient does not depend on its value, but on what comes"
            " back to the scores."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the slope of a sigmoid is in da_next",
        "old": _DA,
        "new": "a_next * (1 - a_next) * (Wya.T @ dz)",
        "says": (
            "`da_next` is the gradient at the state itself, so no slope belongs in it yet. And output times"
            " one minus output is the slope of a sigmoid; this cell has a tanh."
        ),
        "see": SECTIONS["output"],
        "seen": "feed-forward nets of older text books",
        "alone": True,
    },
    {
        "name": "da_next is multiplied by the state",
        "old": _DA,
        "new": "a_next * (Wya.T @ dz)",
        "says": (
            "The state is multiplied into its own gradient. By what a state moves the scores depends on the"
            " weights it meets, not on its own value."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
]
