"""What people get wrong in the backward step of a node: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_13.sections import SECTIONS

_DTANH = "(1 - a_node * a_node) * da_node"
_TO_LEFT = 'parameters["W_left"].T @ dtanh'
_TO_RIGHT = 'parameters["W_right"].T @ dtanh'
_TO_BOTH = f'{_TO_LEFT},\n        "da_right": {_TO_RIGHT}'
_DW_LEFT, _DW_RIGHT = "dtanh @ a_left.T", "dtanh @ a_right.T"
_DWS = f'{_DW_LEFT},\n        "dW_right": {_DW_RIGHT}'
_DBA = "np.sum(dtanh, axis=1, keepdims=True)"
_WEIGHTS = f'{_DWS},\n        "dba": {_DBA}'


def _both(left, right):
    """The two lines for the children, with these right sides."""
    return f'{left},\n        "da_right": {right}'


NODE_MISTAKES = [
    {
        "name": "the slope of tanh is left out",
        "old": _DTANH,
        "new": "da_node",
        "says": (
            "The error goes into the weights as it came. On its way it passes the tanh, and there it is"
            " multiplied, unit by unit, by the slope."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads on a well-known RNN assignment: da_next without the derivative of tanh",
    },
    {
        "name": "the slope is 1 minus the state, without a square",
        "old": "a_node * a_node",
        "new": "a_node",
        "says": (
            "The slope of tanh is 1 minus the square of its value. Without the square it even comes out above"
            " 1 where the state is negative."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the slope of a sigmoid instead of tanh",
        "old": "(1 - a_node * a_node)",
        "new": "(a_node * (1 - a_node))",
        "says": (
            "A value times what it lacks to 1 is the slope of a sigmoid. This node has a tanh; its slope is"
            " never negative, even where the state is."
        ),
        "see": SECTIONS["node"],
        "seen": "feed-forward nets of older text books",
    },
    {
        "name": "tanh is taken of the state once more",
        "old": "a_node * a_node",
        "new": "np.tanh(a_node) ** 2",
        "says": (
            "The slope is taken at the wrong place: the state in the cache has been through the tanh"
            " already, and you send it through again before you square it."
        ),
        "see": SECTIONS["node"],
        "seen": "code that keeps the score in the cache in place of the state",
    },
    {
        "name": "a plus in the slope",
        "old": "1 - a_node",
        "new": "1 + a_node",
        "says": "The slope of tanh is at most 1, where the state is 0, and shrinks from there; yours grows.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the slope counts twice",
        "old": _DTANH,
        "new": "(1 - a_node * a_node) ** 2 * da_node",
        "says": "There is one tanh between the node's state and its score, and you multiply by two slopes.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the state and its gradient have changed places",
        "old": _DTANH,
        "new": "(1 - da_node * da_node) * a_node",
        "says": (
            "The slope is made from the state and multiplies the error; you make it from the error, and it"
            " multiplies the state."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the children's own slopes are in it already",
        "old": _TO_BOTH,
        "new": _both(f"({_TO_LEFT}) * (1 - a_left**2)", f"({_TO_RIGHT}) * (1 - a_right**2)"),
        "says": (
            "What you send to a child is multiplied by the slope at the child's state. That slope belongs to"
            " the child's own step backward; and a child that is a leaf has no tanh at all."
        ),
        "see": SECTIONS["node"],
        "seen": "programs that keep the error at the score instead of at the state",
    },
    {
        "name": "the slope is taken at the children",
        "old": _TO_BOTH,
        "new": _both(
            'parameters["W_left"].T @ da_node * (1 - a_left**2)',
            'parameters["W_right"].T @ da_node * (1 - a_right**2)',
        ),
        "says": (
            "Your children's errors hold the slope at the child's state, where the slope at this node's"
            " state belongs. The error passes this node's tanh first, then the weights."
        ),
        "see": SECTIONS["node"],
        "seen": "formulas for the error at the score, read as those for the error at the state",
    },
    {
        "name": "each child's slope in the place of the node's",
        "old": f'{_TO_BOTH},\n        "dW_left": {_DWS}',
        "new": _both(
            'parameters["W_left"].T @ ((1 - a_left**2) * da_node)',
            'parameters["W_right"].T @ ((1 - a_right**2) * da_node)',
        )
        + ',\n        "dW_left": ((1 - a_left**2) * da_node) @ a_left.T,'
        + '\n        "dW_right": ((1 - a_right**2) * da_node) @ a_right.T',
        "says": (
            "You multiply the error by the slope at each child's state. The tanh that the error passes here"
            " is the one that made this node's state; that of a child comes in the child's own step."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the slope of this node comes after the weights",
        "old": _TO_BOTH,
        "new": _both(
            'parameters["W_left"].T @ da_node * (1 - a_node**2)',
            'parameters["W_right"].T @ da_node * (1 - a_node**2)',
        ),
        "says": (
            "Backward, the tanh comes first and the weights after it. You go through the weights first, and"
            " multiply the children's units by the slopes of this node's units; where the two have different"
            " sizes it does not even fit."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the children's errors lack the slope",
        "old": _TO_BOTH,
        "new": _both('parameters["W_left"].T @ da_node', 'parameters["W_right"].T @ da_node'),
        "says": (
            "The gradients of the weights have been through the tanh, what you send to the children has"
            " not: the error at the state goes straight into the weights."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the gradients of the weights lack the slope",
        "old": _DWS,
        "new": _DWS.replace("dtanh", "da_node"),
        "says": (
            "The children's errors have been through the tanh, the gradients of the two matrices have not."
            " Both ways lead through it."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the weights are not transposed",
        "old": _TO_BOTH,
        "new": _TO_BOTH.replace(".T", ""),
        "says": (
            "Forward, row i of a matrix says what unit i reads. Backward, each number of a child asks for all"
            " units that read it, and these stand in a column. Where the matrix is square, nothing complains."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads on backpropagation by hand: the forward matrix used on the way back",
    },
    {
        "name": "W_left is not transposed",
        "old": _TO_LEFT,
        "new": _TO_LEFT.replace(".T", ""),
        "says": (
            "Forward, row i of W_left says what unit i reads. Backward, each number of the left child asks"
            " for all units that read it, and these stand in a column. The matrix is square, so nothing"
            " complains."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "W_right is not transposed",
        "old": _TO_RIGHT,
        "new": _TO_RIGHT.replace(".T", ""),
        "says": (
            "Forward, row i of W_right says what unit i reads. Backward, each number of the right child asks"
            " for all units that read it, and these stand in a column. Where the matrix is square, nothing"
            " complains."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the error and the weights are multiplied entry by entry",
        "old": _TO_BOTH,
        "new": _both('parameters["W_left"].T * dtanh', 'parameters["W_right"].T * dtanh'),
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches it"
            " to fit. Each number of a child asks for all units that read it: that is a matrix product."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "the children's errors have changed places",
        "old": _TO_BOTH,
        "new": _both(_TO_RIGHT, _TO_LEFT),
        "says": (
            "The left child hears through the matrix of the right one, and the other way round. Each child"
            " met a matrix of its own on the way up, and its error comes back through that one."
        ),
        "see": SECTIONS["node"],
        "seen": "the mix-up that a check with mean differences lets pass, in the lesson",
    },
    {
        "name": "the children share one error",
        "old": _TO_BOTH,
        "new": _both(*['(parameters["W_left"] + parameters["W_right"]).T @ dtanh'] * 2),
        "says": (
            "Both children get the sum of the two errors. Each was multiplied by its own matrix alone, so it"
            " hears through that one alone."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the right child gets the left child's error",
        "old": _TO_RIGHT,
        "new": _TO_LEFT,
        "says": (
            "Both children hear through W_left. The right one met another matrix on the way up, and its"
            " error comes back through that one."
        ),
        "see": SECTIONS["node"],
        "seen": "a line copied and not changed",
    },
    {
        "name": "each child gets half of the error",
        "old": _TO_BOTH,
        "new": _both(f"{_TO_LEFT} / 2", f"{_TO_RIGHT} / 2"),
        "says": (
            "The error is not divided between the children. A gradient answers “what if this one had"
            " moved?”, and that is asked of each child separately: each gets all of it, seen through its own"
            " matrix."
        ),
        "see": SECTIONS["node"],
        "seen": "the wrong idea that the lesson clears away",
    },
    {
        "name": "dW_left and dW_right have changed places",
        "old": _DWS,
        "new": 'dtanh @ a_right.T,\n        "dW_right": dtanh @ a_left.T',
        "says": (
            "Each matrix is given what belongs to the other one. A matrix's gradient is made with the state"
            " that it met on the way up: W_left met the left child."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "dW_right is made with the left child's state",
        "old": _DW_RIGHT,
        "new": _DW_LEFT,
        "says": (
            "Both matrices get the same gradient. A matrix's gradient is made with the state that it met on"
            " the way up, and W_right met the other child."
        ),
        "see": SECTIONS["node"],
        "seen": "a line copied and not changed",
    },
    {
        "name": "the gradients of the weights are made with the node's own state",
        "old": _DWS,
        "new": 'dtanh @ a_node.T,\n        "dW_right": dtanh @ a_node.T',
        "says": (
            "A weight's gradient is what comes back times what the weight read. The matrices read the"
            " children's states; the node's own state is what they helped to make."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the gradients of the weights are transposed",
        "old": _DWS,
        "new": 'a_left @ dtanh.T,\n        "dW_right": a_right @ dtanh.T',
        "says": (
            "Rows and columns have changed places in dW_left and dW_right. A gradient has a row for each"
            " unit that is made and a column for each number that is read, like its matrix."
        ),
        "see": SECTIONS["node"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "the error and the children's states are multiplied entry by entry",
        "old": _DWS,
        "new": 'dtanh * a_left,\n        "dW_right": dtanh * a_right',
        "says": (
            "Each unit is paired with one number of the child only. Every unit reads every number of the"
            " child, so there is a gradient for each pair of them, summed over the examples."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "the gradients of the parameters are means over the examples",
        "old": _WEIGHTS,
        "new": (
            f'{_DW_LEFT} / a_node.shape[1],\n        "dW_right": {_DW_RIGHT} / a_node.shape[1],\n'
            '        "dba": np.mean(dtanh, axis=1, keepdims=True)'
        ),
        "says": (
            "You divide by the number of examples. Here the parts of the examples are summed; where the loss"
            " is a mean, da_node has been divided already."
        ),
        "see": SECTIONS["node"],
        "seen": "a mean over the batch, taken once more in each layer",
    },
    {
        "name": "the cache is unpacked in another order",
        "old": "a_node, a_left, a_right, parameters = cache",
        "new": "a_left, a_right, a_node, parameters = cache",
        "says": (
            "The names stand for other states: the node's own state comes first in the cache, then those of"
            " the left and the right child. Where all three have the same shape, nothing complains."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dba is a mean over the examples",
        "old": _DBA,
        "new": "np.mean(dtanh, axis=1, keepdims=True)",
        "says": (
            "The bias was added to every example, so its gradient is the sum over them. dW_left and dW_right"
            " are sums already: the matrix product adds up."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "dba is not summed over the examples",
        "old": _DBA,
        "new": "dtanh * 1",
        "says": (
            "dba has a column for each example. The bias is one column that was added to all of them, and"
            " its gradient collects from all of them. With a single example the two look the same."
        ),
        "see": SECTIONS["node"],
        "seen": "expected; a test with one example does not see it",
    },
    {
        "name": "dba is summed over the units",
        "old": _DBA,
        "new": "np.sum(dtanh, axis=0, keepdims=True)",
        "says": (
            "You add up along the wrong axis: one number for each example comes out. The bias has a number"
            " for each unit, and the examples, which are columns, are what is added up."
        ),
        "see": SECTIONS["node"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "dba adds up to a single number",
        "old": _DBA,
        "new": "np.sum(dtanh)",
        "says": (
            "Everything is added up, over examples and units. Only the examples share a bias; every unit"
            " has a number of its own."
        ),
        "see": SECTIONS["node"],
        "seen": "np.sum without an axis",
    },
    {
        "name": "dba adds up to one entry",
        "old": _DBA,
        "new": "np.sum(dtanh, keepdims=True)",
        "says": (
            "Without an axis, np.sum adds everything up, over examples and units; keepdims keeps two axes of"
            " length 1. Only the examples share a bias; every unit has a number of its own."
        ),
        "see": SECTIONS["node"],
        "seen": "np.sum without an axis",
    },
    {
        "name": "dba has lost its column",
        "old": _DBA,
        "new": "np.sum(dtanh, axis=1)",
        "says": (
            "The numbers are right, but dba has one axis. The bias is a column (n_a, 1), and the next update"
            " would line a flat array up with the examples."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads on a well-known RNN assignment: a sum that drops its axis",
    },
    {
        "name": "dba lacks the slope",
        "old": _DBA,
        "new": "np.sum(da_node, axis=1, keepdims=True)",
        "says": (
            "The bias is added before the tanh, so its gradient has passed the tanh as well: it is made from"
            " the error at the score, not from the one at the state."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
]
