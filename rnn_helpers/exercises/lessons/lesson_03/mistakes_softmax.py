"""What people get wrong on the way back through the softmax: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_03.sections import SECTIONS

_PLACE = "y[labels, np.arange(m)]"
_DIFFERENCE = "(y_pred - y)"
_RETURN = "return (y_pred - y) / m"
_ONE_HOT = "y = np.zeros(y_pred.shape)\n    y[labels, np.arange(m)] = 1.0"
_THROUGH_BOTH = "    return y_pred * (g - np.sum(y_pred * g, axis=0, keepdims=True)) / m"

SOFTMAX_BACKWARD_MISTAKES = [
    {
        "name": "the divisor is missing",
        "old": " / m",
        "new": "",
        "says": (
            "Every column is right for an example by itself, but the loss is a mean over the examples. A mean"
            " has a divisor, and this is the one place of the whole walk back where it enters."
        ),
        "see": SECTIONS["sums"],
        "seen": "issues on gradient checks that fail by exactly the batch size",
    },
    {
        "name": "divided by the number of answers",
        "old": " / m",
        "new": " / y_pred.shape[0]",
        "says": (
            "The divisor is the number of rows, n_y. The loss is a mean over the examples, and these are"
            " columns."
        ),
        "see": SECTIONS["sums"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "divided by the number of all entries",
        "old": " / m",
        "new": " / y_pred.size",
        "says": (
            "The divisor counts every entry of the array, as if the loss were a mean over all of them. Each"
            " example has one loss, so the mean runs over the examples alone."
        ),
        "see": SECTIONS["sums"],
        "seen": "np.mean over a whole array of losses",
    },
    {
        "name": "only the label is divided",
        "old": _RETURN,
        "new": "return y_pred - y / m",
        "says": (
            "The divisor stands under one of the two terms. Both belong to the loss, so both are divided;"
            " brackets decide."
        ),
        "see": SECTIONS["sums"],
        "seen": "brackets forgotten",
        "alone": True,
    },
    {
        "name": "multiplied by the number of examples",
        "old": " / m",
        "new": " * m",
        "says": "The loss is a mean over the examples, so its gradient gets smaller with more of them.",
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the wrong sign",
        "old": _DIFFERENCE,
        "new": "(y - y_pred)",
        "says": (
            "The right score gets a positive slope and the others negative ones. Raising the right score"
            " should lower the loss; descent along this gradient would unlearn."
        ),
        "see": SECTIONS["softmax"],
        "seen": "target minus prediction, the habit of the delta rule",
    },
    {
        "name": "the label is left out",
        "old": _DIFFERENCE,
        "new": "y_pred",
        "says": (
            "The result is made of the probabilities alone, so every score is asked to go down, the right"
            " one too. The loss has a second term, which knows the right answer."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "only the right score gets a gradient",
        "old": _DIFFERENCE,
        "new": "(y_pred - y) * y",
        "says": (
            "The right answer's row is right, the others hold zeros. But every score stands in the sum below"
            " the line of the softmax, so raising a wrong score takes probability from the right one. That"
            " is what the slope p(1 - p) of a single entry leaves out."
        ),
        "see": SECTIONS["softmax"],
        "seen": "the diagonal of the softmax's derivative taken for the whole of it",
    },
    {
        "name": "the right score gets no gradient",
        "old": _DIFFERENCE,
        "new": "(y_pred * (1 - y))",
        "says": (
            "The right answer's entry is 0, as if it could stay as it is. The right score is the one that"
            " should be raised."
        ),
        "see": SECTIONS["softmax"],
        "seen": "setting an entry where 1 should be subtracted from it",
    },
    {
        "name": "the walk stops at the probabilities",
        "old": _DIFFERENCE,
        "new": "(-y / y_pred)",
        "says": (
            "This is the gradient at y_pred: minus one over the probability of the right answer, and 0"
            " elsewhere. The scores lie one link further back, on the other side of the softmax."
        ),
        "see": SECTIONS["softmax"],
        "seen": "forum threads: derivative of the cross-entropy alone",
    },
    {
        "name": "times the slope of a sigmoid",
        "old": _DIFFERENCE,
        "new": "((y_pred - y) * y_pred * (1 - y_pred))",
        "says": (
            "The error is multiplied by p(1 - p), as for a squared error behind a sigmoid. With softmax and"
            " cross-entropy together that factor has cancelled already."
        ),
        "see": SECTIONS["softmax"],
        "seen": "delta rules of older text books",
    },
    {
        "name": "twice as large, as for a squared error",
        "old": _DIFFERENCE,
        "new": "(2 * (y_pred - y))",
        "says": (
            "Every entry is twice what it should be. A factor 2 comes from a square, and this loss has none."
        ),
        "see": SECTIONS["softmax"],
        "seen": "the gradient of a squared error",
    },
    {
        "name": "half of what is expected",
        "old": _DIFFERENCE,
        "new": "((y_pred - y) / 2)",
        "says": "Every entry is half of what it should be. Where would a 2 come from in this loss?",
        "see": SECTIONS["softmax"],
        "seen": "the lesson's example with two columns, copied with its 2",
    },
    {
        "name": "always divided by 2",
        "old": " / m",
        "new": " / 2",
        "says": (
            "The divisor is 2 for every batch. In the lesson's example there were two columns; another batch"
            " has another number of them."
        ),
        "see": SECTIONS["sums"],
        "seen": "the lesson's example with two columns, copied with its 2",
        "alone": True,
    },
    {
        "name": "softmax once more",
        "old": _DIFFERENCE,
        "new": "(np.exp(y_pred) / np.sum(np.exp(y_pred), axis=0, keepdims=True) - y)",
        "says": (
            "The probabilities are taken for scores and go through softmax a second time. `y_pred` has been"
            " through it already."
        ),
        "see": SECTIONS["softmax"],
        "seen": "losses of libraries that take scores (logits)",
    },
    {
        "name": "the difference is squared",
        "old": _DIFFERENCE,
        "new": "(y_pred - y) ** 2",
        "says": "No entry is negative, so no score would ever be raised. A slope has a sign.",
        "see": SECTIONS["softmax"],
        "seen": "loss and gradient mixed up",
    },
    {
        "name": "the sizes of the slopes only",
        "old": _DIFFERENCE,
        "new": "np.abs(y_pred - y)",
        "says": "No entry is negative, so no score would ever be raised. A slope has a sign.",
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "1 is subtracted from every score",
        "old": _DIFFERENCE,
        "new": "(y_pred - 1)",
        "says": (
            "Every entry is negative: all scores are asked to rise. The 1 belongs to the right answer of each"
            " example alone."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "the numbers of the answers are subtracted",
        "old": _DIFFERENCE,
        "new": "(y_pred - labels)",
        "says": (
            "A label such as 2 is subtracted from the whole column. The label is the number of a row, not an"
            " amount: it says in which row of the column the 1 stands."
        ),
        "see": SECTIONS["softmax"],
        "seen": "forum threads: labels and one-hot labels mixed up",
    },
    {
        "name": "whole rows are marked as right",
        "old": _PLACE,
        "new": "y[labels]",
        "says": (
            "A row that is the right answer of one example counts as right for all of them. With a single"
            " column this looks right. Each column has exactly one right answer, so a place needs a row and"
            " a column."
        ),
        "see": SECTIONS["softmax"],
        "seen": "forum threads: indexing with an array of labels",
    },
    {
        "name": "whole columns are marked as right",
        "old": _PLACE,
        "new": "y[:, labels]",
        "says": (
            "The labels are used as numbers of columns, and every row of such a column counts as right. A"
            " label is the number of a row, and each example has one."
        ),
        "see": SECTIONS["softmax"],
        "seen": "forum threads: indexing with an array of labels",
    },
    {
        "name": "rows and columns of the label's place are exchanged",
        "old": _PLACE,
        "new": "y[np.arange(m), labels]",
        "says": (
            "The number of the example picks the row and the label the column, as in courses with one"
            " example per row. Here examples are columns; where m and n_y allow it, the wrong places are"
            " marked without a complaint."
        ),
        "see": SECTIONS["softmax"],
        "seen": "the well-known probs[range(N), y] -= 1, carried over from rows",
    },
    {
        "name": "one-hot labels stand in rows",
        "old": _ONE_HOT,
        "new": "y = np.eye(y_pred.shape[0])[labels]",
        "says": (
            "The one-hot labels have a row for each example. The predictions have a column for each, so the"
            " two do not line up; where m and n_y are equal, nothing complains."
        ),
        "see": SECTIONS["softmax"],
        "seen": "np.eye(n)[labels], as in libraries with one example per row",
    },
    {
        "name": "labels counted from 1",
        "old": _PLACE,
        "new": "y[labels - 1, np.arange(m)]",
        "says": (
            "The 1 stands one row above the right answer (for answer 0, in the last row). Labels count from"
            " 0, as rows do."
        ),
        "see": SECTIONS["softmax"],
        "seen": "languages that count from 1",
    },
    {
        "name": "the 1 stands one row too low",
        "old": _PLACE,
        "new": "y[(labels + 1) % y_pred.shape[0], np.arange(m)]",
        "says": "The 1 stands one row below the right answer. Labels count from 0, as rows do.",
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "the predicted answer counts as right",
        "old": _PLACE,
        "new": "y[np.argmax(y_pred, axis=0), np.arange(m)]",
        "says": (
            "The 1 stands where the largest probability is, so the network is told that it was right all"
            " along. The right answers come in as `labels`."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "one label for the whole batch",
        "old": _PLACE,
        "new": "y[labels[0], np.arange(m)]",
        "says": "The first example's label is used in every column. Each example has a label of its own.",
        "see": SECTIONS["softmax"],
        "seen": "a function written for a single example",
    },
    {
        "name": "only the first column has its label",
        "old": _PLACE,
        "new": "y[labels[0], 0]",
        "says": (
            "The first column is right; in the others no right answer is marked, so all their entries are"
            " positive."
        ),
        "see": SECTIONS["softmax"],
        "seen": "a function written for a single example",
    },
    {
        "name": "the last column keeps its probabilities",
        "old": _PLACE,
        "new": "y[labels[:-1], np.arange(m - 1)]",
        "says": (
            "All columns but the last have their right answer marked, as if a loop had stopped one short."
            " Counting starts at 0 and ends before the number of columns."
        ),
        "see": SECTIONS["softmax"],
        "seen": "range(m - 1)",
    },
    {
        "name": "the examples are averaged",
        "old": _RETURN,
        "new": "return np.mean(y_pred - y, axis=1, keepdims=True)",
        "says": (
            "One column is left for the whole batch. The loss is a mean, but each example has scores of its"
            " own, so dz keeps a column for each."
        ),
        "see": SECTIONS["sums"],
        "seen": "a mean over the batch taken at the gradient",
        "alone": True,
    },
    {
        "name": "the loss instead of its gradient",
        "old": _RETURN,
        "new": "return -np.mean(np.log(y_pred[labels, np.arange(m)]))",
        "says": "One number comes back: how wrong the predictions are. Asked for is its slope at each score.",
        "see": SECTIONS["softmax"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the one-hot labels themselves",
        "old": _RETURN,
        "new": "return y",
        "says": "What comes back knows nothing of the prediction: it is the label alone.",
        "see": SECTIONS["softmax"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the result is transposed",
        "old": _RETURN,
        "new": "return ((y_pred - y) / m).T",
        "says": (
            "The numbers are right, but there is a row for each example. A gradient has the shape of what it"
            " belongs to: the scores have a column for each."
        ),
        "see": SECTIONS["chain"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "the softmax's derivative is applied to the finished difference",
        "old": _DIFFERENCE,
        "new": "(y_pred * (y_pred - y - np.sum(y_pred * (y_pred - y), axis=0, keepdims=True)))",
        "says": (
            "The difference of prediction and label has been through the softmax already. You send it back"
            " through the softmax's derivative a second time."
        ),
        "see": SECTIONS["softmax"],
        "seen": "a softmax layer with a backward of its own, fed with the combined gradient",
    },
    {
        "name": "the way through the probabilities divides by 0",
        "old": _RETURN,
        "new": "g = -y / y_pred\n" + _THROUGH_BOTH,
        "says": (
            "The result is right for ordinary probabilities. You walk through the loss and through the"
            " softmax one by one, and on the way something is divided by the probability of the right"
            " answer. Where that is 0, infinity and 0 meet and leave NaN. In the two links taken together it"
            " cancels."
        ),
        "see": SECTIONS["softmax"],
        "seen": "frameworks with softmax and loss as two layers",
        "alone": True,
    },
    {
        "name": "the right answer's entry is set to -1",
        "old": _DIFFERENCE,
        "new": "(y_pred * (1 - y) - y)",
        "says": (
            "Every right answer has the same entry, whatever its probability. The more probable the right"
            " answer is already, the less there is left to raise: the 1 is subtracted from the probability,"
            " it does not replace it."
        ),
        "see": SECTIONS["softmax"],
        "seen": "= where -= is meant",
    },
    {
        "name": "the slope of the softmax alone",
        "old": _DIFFERENCE,
        "new": "(y_pred * (1 - y_pred))",
        "says": (
            "p(1 - p) is how a probability moves with its own score. The right answer does not occur in it,"
            " so it cannot be the slope of the loss."
        ),
        "see": SECTIONS["softmax"],
        "seen": "the sigmoid's slope, carried over",
    },
    {
        "name": "the entries of the loss",
        "old": _DIFFERENCE,
        "new": "(-y * np.log(y_pred))",
        "says": (
            "In the right answer's row stands what the example costs, elsewhere 0: this is the loss, before"
            " it is added up. Asked for is its slope at every score."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "the logarithm of the prediction",
        "old": _DIFFERENCE,
        "new": "(np.log(y_pred) - y)",
        "says": (
            "The logarithms of the probabilities stand where the probabilities belong. The logarithm is in"
            " the loss; in its slope along a score it has gone."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "the way through the probabilities meets infinity",
        "old": _RETURN,
        "new": "g = np.where(y > 0, -1 / y_pred, 0)\n" + _THROUGH_BOTH,
        "says": (
            "The result is right for ordinary probabilities. You walk through the loss and through the"
            " softmax one by one, and on the way something is divided by the probability of the right"
            " answer. Where that is 0, infinity and 0 meet and leave NaN. In the two links taken together it"
            " cancels."
        ),
        "see": SECTIONS["softmax"],
        "seen": "frameworks with softmax and loss as two layers",
        "alone": True,
    },
    {
        "name": "a small number below the line hides the worst mistakes",
        "old": _RETURN,
        "new": "g = -y / (y_pred + 1e-9)\n" + _THROUGH_BOTH,
        "says": (
            "The result is right for ordinary probabilities. You walk through the loss and through the"
            " softmax one by one, and on the way something is divided by the probability of the right"
            " answer. A small number keeps that from being 0, but where the right answer has probability 0,"
            " nothing comes back at all: from the example that is most wrong. In the two links taken"
            " together the division cancels."
        ),
        "see": SECTIONS["softmax"],
        "seen": "an epsilon in the logarithm or below the line",
        "alone": True,
    },
    {
        "name": "the examples are averaged and an axis is lost",
        "old": _RETURN,
        "new": "return np.mean(y_pred - y, axis=1)",
        "says": (
            "One number for each answer is left for the whole batch. The loss is a mean, but each example"
            " has scores of its own, so dz keeps a column for each."
        ),
        "see": SECTIONS["sums"],
        "seen": "a mean over the batch taken at the gradient",
        "alone": True,
    },
    {
        "name": "only the prediction is divided",
        "old": _RETURN,
        "new": "return y_pred / m - y",
        "says": (
            "The divisor stands under one of the two terms. Both belong to the loss, so both are divided;"
            " brackets decide."
        ),
        "see": SECTIONS["sums"],
        "seen": "subtracting 1 after the division",
        "alone": True,
    },
    {
        "name": "divided by the number of examples twice",
        "old": " / m",
        "new": " / m**2",
        "says": "The divisor of the mean enters twice. The loss has one mean, so there is one division.",
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradient of a mean squared error",
        "old": _RETURN,
        "new": "return 2 * (y_pred - y) / y_pred.size",
        "says": (
            "Twice the difference, divided by the number of all entries: this is the slope of a mean"
            " squared error. The loss here is the cross-entropy, whose gradient at the scores has no 2, and"
            " a mean over the examples alone."
        ),
        "see": SECTIONS["softmax"],
        "seen": "the gradient of a squared error",
        "alone": True,
    },
    {
        "name": "the right score's own slope, p(1 - p), alone",
        "old": _DIFFERENCE,
        "new": "(y_pred * (1 - y_pred) * y)",
        "says": (
            "In the right answer's row stands p(1 - p), elsewhere 0. That is how the right probability"
            " moves with its own score; the logarithm of the loss is not in it, and the other scores have"
            " their say as well."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "only the right score, and with the wrong sign",
        "old": _DIFFERENCE,
        "new": "((1 - y_pred) * y)",
        "says": (
            "Only the right answer's row is filled, and its sign is wrong: raising the right score lowers"
            " the loss. The other scores are not without effect either, for all of them stand in the sum"
            " below the line of the softmax."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "the walk stops at the probabilities, with the wrong sign",
        "old": _DIFFERENCE,
        "new": "(y / y_pred)",
        "says": (
            "This is one over the probability of the right answer, and 0 elsewhere. The slope of a negative"
            " logarithm is negative; and the scores lie one link further back, on the other side of the"
            " softmax."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
    },
    {
        "name": "the loss of each example",
        "old": _RETURN,
        "new": "return -np.log(y_pred[labels, np.arange(m)])",
        "says": (
            "One number for each example comes back: how wrong its prediction is. Asked for is the slope of"
            " the loss at every score."
        ),
        "see": SECTIONS["softmax"],
        "seen": "expected",
        "alone": True,
    },
]
