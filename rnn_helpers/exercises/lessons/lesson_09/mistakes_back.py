"""What people get wrong when the loss sits at the last real step: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_09.sections import SECTIONS

_T = "lengths[k] - 1"
_COPY = "dz[t, :, k] = y_pred[t, :, k]"
_ONE = "dz[t, labels[k], k] -= 1"
_ZERO = "np.zeros(y_pred.shape)"
_RET = "return dz / m"
_AFTER = "dz[t, :, k] = y_pred[t, :, k]\n        dz[t, labels[k], k] -= 1"
_LINES = "t = lengths[k] - 1\n        dz[t, :, k] = y_pred[t, :, k]\n        dz[t, labels[k], k] -= 1"
_LINES_TO_END = (
    "t = lengths[k] - 1\n"
    "        dz[t, :, k] = y_pred[t, :, k]\n"
    "        dz[t, labels[k], k] -= 1\n"
    "    return dz / m"
)

BACK_MISTAKES = [
    {
        "name": "at the last step of the batch for every sequence",
        "old": _T,
        "new": "-1",
        "says": (
            "The gradient enters at the last step of the box for every sequence. For one that has"
            " ended before, that is padding, and its own last step gets nothing."
        ),
        "see": SECTIONS["many"],
        "seen": "dz[-1] without lengths in the pass",
    },
    {
        "name": "one step too late",
        "old": _T,
        "new": "lengths[k]",
        "says": (
            "Steps are counted from 0 and lengths from 1, so the gradient lands on the first step of"
            " the padding, and for a sequence that fills the box there is no such step."
        ),
        "see": SECTIONS["many"],
        "seen": "a length taken for an index",
    },
    {
        "name": "one step too late, and nothing where a sequence fills the box",
        "old": _LINES,
        "new": (
            "t = lengths[k]\n"
            "        if t == len(dz):\n"
            "            continue\n"
            "        dz[t, :, k] = y_pred[t, :, k]\n"
            "        dz[t, labels[k], k] -= 1"
        ),
        "says": (
            "The gradient lands on the first step after the end: steps are counted from 0, lengths"
            " from 1. A sequence that fills the box has no such step and gets no gradient at all."
        ),
        "see": SECTIONS["many"],
        "seen": "a mask that compares the number of the step with the length",
        "alone": True,
    },
    {
        "name": "one step too early",
        "old": _T,
        "new": "lengths[k] - 2",
        "says": ("The gradient enters one step before the last: the last letter would never learn."),
        "see": SECTIONS["many"],
        "seen": "taking 1 away twice",
    },
    {
        "name": "at the first step for every sequence",
        "old": _T,
        "new": "0",
        "says": ("The gradient enters at step 0, where no answer was given."),
        "see": SECTIONS["many"],
        "seen": "expected",
    },
    {
        "name": "counted from the end of the box",
        "old": _T,
        "new": "-lengths[k]",
        "says": (
            "The length is counted backwards from the end of the box, which is right where the"
            " padding stands in front. Here it stands behind."
        ),
        "see": SECTIONS["many"],
        "seen": "code for batches that are padded in front",
    },
    {
        "name": "every sequence at the end of the longest",
        "old": _T,
        "new": "max(lengths) - 1",
        "says": (
            "All gradients enter at the step where the longest sequence ends. Each has an end of its own."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
    },
    {
        "name": "every sequence at the end of the first one",
        "old": _T,
        "new": "lengths[0] - 1",
        "says": (
            "All gradients enter at the step where the first sequence ends. Each has a length of its own."
        ),
        "see": SECTIONS["many"],
        "seen": "code that was tried on a single sequence",
        "alone": True,
    },
    {
        "name": "the 1 of the right answer is not taken off",
        "old": _ONE,
        "new": "pass",
        "says": (
            "That is the prediction alone, and its entries are never negative: nothing pulls the"
            " right answer up. Take the one-hot label from it."
        ),
        "see": SECTIONS["many"],
        "seen": "labels kept as numbers and never used",
    },
    {
        "name": "the 1 is taken off every answer",
        "old": _ONE,
        "new": "dz[t, :, k] -= 1",
        "says": (
            "1 is taken from all entries of the column, where only the right answer has a 1 in its"
            " one-hot label."
        ),
        "see": SECTIONS["many"],
        "seen": "labels with one axis too few",
    },
    {
        "name": "the 1 is taken off for all sequences",
        "old": _ONE,
        "new": "dz[t, labels[k]] -= 1",
        "says": (
            "With two indices, a whole row goes down by 1: the right answer of one sequence is"
            " subtracted from all of them. The third axis says which sequence is meant."
        ),
        "see": SECTIONS["many"],
        "seen": "the index of the example forgotten",
    },
    {
        "name": "the 1 is taken off at every step",
        "old": _ONE,
        "new": "dz[:, labels[k], k] -= 1",
        "says": (
            "The one-hot label is subtracted at all steps of a sequence, where only one of them has a"
            " place in the loss."
        ),
        "see": SECTIONS["many"],
        "seen": "labels repeated over time",
    },
    {
        "name": "the label's number is subtracted",
        "old": _ONE,
        "new": "dz[t, :, k] -= labels[k]",
        "says": (
            "The label is taken for a number and subtracted from all entries. It is a place: the"
            " column that is subtracted has a 1 there and zeros elsewhere."
        ),
        "see": SECTIONS["many"],
        "seen": "y_pred - labels, with labels that are no one-hot columns",
    },
    {
        "name": "the 1 is added",
        "old": _ONE,
        "new": "dz[t, labels[k], k] += 1",
        "says": ("The one-hot label is added to the prediction. The gradient is the difference of the two."),
        "see": SECTIONS["many"],
        "seen": "expected",
    },
    {
        "name": "not divided by the number of sequences",
        "old": _RET,
        "new": "return dz",
        "says": (
            "That is the gradient of the sum of all losses. The loss is their mean, so the gradient"
            " is smaller by the number of answers."
        ),
        "see": SECTIONS["many"],
        "seen": "forum threads: gradients that grow with the batch",
    },
    {
        "name": "divided by all steps",
        "old": _RET,
        "new": "return dz / (m * len(dz))",
        "says": (
            "You divide by the number of all steps of all sequences. There is one answer for each"
            " sequence, so the mean runs over the sequences alone."
        ),
        "see": SECTIONS["many"],
        "seen": "the mean of lesson 03, where each step had an answer",
    },
    {
        "name": "divided by the number of steps",
        "old": _RET,
        "new": "return dz / len(dz)",
        "says": (
            "You divide by the number of steps. The mean runs over the answers, and there is one for"
            " each sequence."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
    },
    {
        "name": "divided by all real steps",
        "old": _RET,
        "new": "return dz / lengths.sum()",
        "says": (
            "You divide by the number of real steps. There is one answer for each sequence, however"
            " long it is."
        ),
        "see": SECTIONS["many"],
        "seen": "the mean of a masked loss over all real steps",
    },
    {
        "name": "each sequence divided by its own length",
        "old": _RET,
        "new": "return dz / lengths",
        "says": (
            "Each sequence is divided by its own length. The loss has one term for each sequence,"
            " however long it is, and takes the mean over the sequences."
        ),
        "see": SECTIONS["many"],
        "seen": "means over time, sequence by sequence",
    },
    {
        "name": "each sequence divided by its own length and by their number",
        "old": _RET,
        "new": "return dz / (m * lengths)",
        "says": (
            "Each sequence is divided by its own length too. The loss has one term for each sequence,"
            " and a long name counts as much as a short one."
        ),
        "see": SECTIONS["many"],
        "seen": "means over time, sequence by sequence",
        "alone": True,
    },
    {
        "name": "divided by the number of possible answers",
        "old": _RET,
        "new": "return dz / dz.shape[1]",
        "says": ("You divide by the number of rows, the possible answers. The mean runs over the sequences."),
        "see": SECTIONS["many"],
        "seen": "len() of the wrong axis",
    },
    {
        "name": "divided by the number of all entries",
        "old": _RET,
        "new": "return dz / dz.size",
        "says": (
            "You divide by the number of all entries of dz. The mean runs over the answers that"
            " count, one for each sequence."
        ),
        "see": SECTIONS["many"],
        "seen": ".mean() over a whole array",
        "alone": True,
    },
    {
        "name": "the sign is turned",
        "old": _RET,
        "new": "return -dz / m",
        "says": (
            "Label minus prediction: that is the direction downhill. The gradient points uphill, and"
            " the update takes it off."
        ),
        "see": SECTIONS["many"],
        "seen": "y - y_pred, as in the delta rule",
    },
    {
        "name": "through the slope of a sigmoid as well",
        "old": _RET,
        "new": "return dz * y_pred * (1 - y_pred) / m",
        "says": (
            "The difference of prediction and label is multiplied with p(1 - p). But that difference"
            " is the gradient at the scores already: softmax and logarithm are both in it."
        ),
        "see": SECTIONS["many"],
        "seen": "networks with sigmoids and a squared error",
    },
    {
        "name": "the gradient at the probabilities",
        "old": _AFTER,
        "new": "dz[t, labels[k], k] = -1 / y_pred[t, labels[k], k]",
        "says": (
            "That is the gradient at the probabilities, before it has gone back through the softmax."
            " Asked for is the one at the scores, which is much simpler."
        ),
        "see": SECTIONS["many"],
        "seen": "deriving -log p and stopping there",
    },
    {
        "name": "only the row of the right answer",
        "old": _COPY,
        "new": "dz[t, labels[k], k] = y_pred[t, labels[k], k]",
        "says": (
            "Only the right answer gets a gradient. The wrong ones had their share of the probability"
            " too, and should be pushed down."
        ),
        "see": SECTIONS["many"],
        "seen": "the loss looks up one probability, so it seems that only this one matters",
    },
    {
        "name": "the loss of every real step",
        "old": _LINES,
        "new": (
            "dz[: lengths[k], :, k] = y_pred[: lengths[k], :, k]\n        dz[: lengths[k], labels[k], k] -= 1"
        ),
        "says": (
            "Every real step gets a gradient, as if each had been asked. Only the last real step has"
            " given an answer that counts."
        ),
        "see": SECTIONS["many"],
        "seen": "the mask of a padded batch, true at all real steps",
        "alone": True,
    },
    {
        "name": "the loss of every step",
        "old": _LINES,
        "new": "dz[:, :, k] = y_pred[:, :, k]\n        dz[:, labels[k], k] -= 1",
        "says": (
            "Every step gets a gradient, padding included. Only the last real step of each sequence"
            " has given an answer that counts."
        ),
        "see": SECTIONS["many"],
        "seen": "the gradient of lesson 03, where each step had an answer",
        "alone": True,
    },
    {
        "name": "the mean over every real step",
        "old": _LINES_TO_END,
        "new": (
            "dz[: lengths[k], :, k] = y_pred[: lengths[k], :, k]\n"
            "        dz[: lengths[k], labels[k], k] -= 1\n"
            "    return dz / lengths.sum()"
        ),
        "says": (
            "That is the gradient of a loss at all real steps. Only the last real step of each"
            " sequence has given an answer that counts, and the mean runs over the sequences."
        ),
        "see": SECTIONS["many"],
        "seen": "cross_entropy_backward with the mask of all real steps",
        "alone": True,
    },
    {
        "name": "the mean over every step",
        "old": _LINES_TO_END,
        "new": (
            "dz[:, :, k] = y_pred[:, :, k]\n        dz[:, labels[k], k] -= 1\n    return dz / (m * len(dz))"
        ),
        "says": (
            "That is the gradient of a loss at all steps, padding included. Only the last real step"
            " of each sequence has given an answer that counts, and the mean runs over the sequences."
        ),
        "see": SECTIONS["many"],
        "seen": "cross_entropy_backward without a mask",
        "alone": True,
    },
    {
        "name": "the predictions of the other steps are left in",
        "old": _ZERO,
        "new": "y_pred.copy()",
        "says": (
            "At the last real steps all is right, but all other steps still hold the predictions. No"
            " loss sits there, so their gradient is zero."
        ),
        "see": SECTIONS["many"],
        "seen": "dz = y_pred.copy(), as where every step counts",
    },
    {
        "name": "the time axis is gone",
        "old": _RET,
        "new": "return dz.sum(axis=0) / m",
        "says": (
            "The columns are right, but it is no longer said at which step each of them enters. The"
            " backward pass needs an array with all steps, zero where no loss sits."
        ),
        "see": SECTIONS["many"],
        "seen": "the gradient at the answers alone, which is half of the way",
    },
    {
        "name": "everything at the last entry",
        "old": _RET,
        "new": "dz[-1] = dz.sum(axis=0)\n    dz[:-1] = 0\n    return dz / m",
        "says": (
            "The right columns, all at the last step of the box. That fits a pass that was given the"
            " lengths and hands the state on to the end; here each gradient belongs to the sequence's"
            " own last real step."
        ),
        "see": SECTIONS["many"],
        "seen": "dz[-1] of the lesson, where the pass knows the lengths",
        "alone": True,
    },
    {
        "name": "every sequence gets the ends of all",
        "old": _LINES,
        "new": ("t = lengths[k] - 1\n        dz[t] = y_pred[t]\n        dz[t, labels, np.arange(m)] -= 1"),
        "says": (
            "At a step where some sequence ends, all sequences get a gradient. Step and sequence have"
            " to be picked together, the first length with the first sequence and so on."
        ),
        "see": SECTIONS["many"],
        "seen": "dz[lengths - 1] in NumPy, which takes whole steps",
        "alone": True,
    },
    {
        "name": "the prediction is left out",
        "old": _COPY,
        "new": "pass",
        "says": (
            "Only the right answers are pulled up, each as hard as the others, whatever was"
            " predicted. The prediction is the other half of the difference."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
    },
    {
        "name": "the prediction of the last step of the batch",
        "old": _COPY,
        "new": "dz[t, :, k] = y_pred[-1, :, k]",
        "says": (
            "The gradient enters at the right step, but it is made of the prediction at the last step"
            " of the box. It needs the prediction of the same step."
        ),
        "see": SECTIONS["many"],
        "seen": "y_pred[-1] without lengths in the pass",
    },
    {
        "name": "the mean over the sequences is taken of the gradient",
        "old": _RET,
        "new": "return dz.mean(axis=2)",
        "says": (
            "The columns of all sequences are averaged into one. The mean is in the loss; its"
            " gradient still has a column for each sequence."
        ),
        "see": SECTIONS["many"],
        "seen": "a mean over the batch in the wrong place",
        "alone": True,
    },
    {
        "name": "the columns of all sequences are added up",
        "old": _RET,
        "new": "return dz.sum(axis=2) / m",
        "says": (
            "The columns of all sequences are added up. The scores of each sequence have a gradient"
            " of their own."
        ),
        "see": SECTIONS["many"],
        "seen": "the gradient of a bias",
        "alone": True,
    },
    {
        "name": "divided by the number of sequences twice",
        "old": _RET,
        "new": "return dz / m**2",
        "says": ("You divide by the number of sequences twice: once is the mean."),
        "see": SECTIONS["many"],
        "seen": "a mean in two places",
    },
    {
        "name": "twice as large",
        "old": _RET,
        "new": "return 2 * dz / m",
        "says": ("A factor of 2 is too much: it belongs to the slope of a square. This loss is a logarithm."),
        "see": SECTIONS["many"],
        "seen": "the gradient of a squared error",
    },
    {
        "name": "the time axis is gone, and nothing is divided",
        "old": _RET,
        "new": "return dz.sum(axis=0)",
        "says": (
            "It is no longer said at which step each column enters, and the sum of all losses is"
            " meant, not their mean. The backward pass needs an array with all steps, zero where no"
            " loss sits."
        ),
        "see": SECTIONS["many"],
        "seen": "the gradient at the answers alone, which is half of the way",
        "alone": True,
    },
    {
        "name": "the loss of every real step, and nothing divided",
        "old": _LINES_TO_END,
        "new": (
            "dz[: lengths[k], :, k] = y_pred[: lengths[k], :, k]\n"
            "        dz[: lengths[k], labels[k], k] -= 1\n"
            "    return dz"
        ),
        "says": (
            "Every real step gets a gradient, as if each had been asked, and that of the sum. Only"
            " the last real step of each sequence has given an answer that counts, and the loss is the"
            " mean of these answers."
        ),
        "see": SECTIONS["many"],
        "seen": "the mask of a padded batch, true at all real steps",
        "alone": True,
    },
    {
        "name": "the loss of every real step, averaged in each sequence",
        "old": _LINES_TO_END,
        "new": (
            "dz[: lengths[k], :, k] = y_pred[: lengths[k], :, k]\n"
            "        dz[: lengths[k], labels[k], k] -= 1\n"
            "    return dz / (m * lengths)"
        ),
        "says": (
            "That is the gradient of a loss at all real steps, averaged over each sequence first."
            " Only the last real step has given an answer that counts."
        ),
        "see": SECTIONS["many"],
        "seen": "means over time, sequence by sequence",
        "alone": True,
    },
    {
        "name": "the loss of every step, and nothing divided",
        "old": _LINES_TO_END,
        "new": "dz[:, :, k] = y_pred[:, :, k]\n        dz[:, labels[k], k] -= 1\n    return dz",
        "says": (
            "Every step gets a gradient, padding included, and that of the sum. Only the last real"
            " step of each sequence has given an answer that counts, and the loss is the mean of these"
            " answers."
        ),
        "see": SECTIONS["many"],
        "seen": "the gradient of lesson 03, where each step had an answer",
        "alone": True,
    },
    {
        "name": "the loss of every step from the last real one on",
        "old": _LINES,
        "new": (
            "dz[lengths[k] - 1 :, :, k] = y_pred[lengths[k] - 1 :, :, k]\n"
            "        dz[lengths[k] - 1 :, labels[k], k] -= 1"
        ),
        "says": (
            "The last real step gets a gradient, and so does all padding behind it. Nobody has asked"
            " the padding."
        ),
        "see": SECTIONS["many"],
        "seen": "a mask with >= in the place of ==",
        "alone": True,
    },
    {
        "name": "the loss of the real steps before the last",
        "old": _LINES,
        "new": (
            "dz[: lengths[k] - 1, :, k] = y_pred[: lengths[k] - 1, :, k]\n"
            "        dz[: lengths[k] - 1, labels[k], k] -= 1"
        ),
        "says": (
            "All real steps get a gradient, except the last one, which is the only one that has given"
            " an answer that counts."
        ),
        "see": SECTIONS["many"],
        "seen": "a mask with < in the place of ==",
        "alone": True,
    },
    {
        "name": "the sign is turned, and nothing is divided",
        "old": _RET,
        "new": "return -dz",
        "says": (
            "Label minus prediction: that is the direction downhill. And it belongs to the sum of all"
            " losses, where the loss is their mean."
        ),
        "see": SECTIONS["many"],
        "seen": "y - y_pred, as in the delta rule",
        "alone": True,
    },
    {
        "name": "only the one-hot label is divided",
        "old": _LINES_TO_END,
        "new": (
            "t = lengths[k] - 1\n"
            "        dz[t, :, k] = y_pred[t, :, k]\n"
            "        dz[t, labels[k], k] -= 1 / m\n"
            "    return dz"
        ),
        "says": (
            "The one-hot label is divided by the number of sequences, the prediction is not. The"
            " whole difference has to be."
        ),
        "see": SECTIONS["many"],
        "seen": "brackets forgotten",
        "alone": True,
    },
    {
        "name": "only the prediction is divided",
        "old": _LINES_TO_END,
        "new": (
            "t = lengths[k] - 1\n"
            "        dz[t, :, k] = y_pred[t, :, k] / m\n"
            "        dz[t, labels[k], k] -= 1\n"
            "    return dz"
        ),
        "says": (
            "The prediction is divided by the number of sequences, the one-hot label is not. The"
            " whole difference has to be."
        ),
        "see": SECTIONS["many"],
        "seen": "brackets forgotten",
        "alone": True,
    },
    {
        "name": "the mean over time is taken",
        "old": _RET,
        "new": "return dz.mean(axis=0)",
        "says": (
            "The steps are averaged away. The backward pass needs an array with all steps, zero where"
            " no loss sits."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the axes of answers and sequences have changed places",
        "old": _RET,
        "new": "return dz.transpose(0, 2, 1) / m",
        "says": (
            "The right numbers; the last two axes have changed places. dz has the shape of y_pred:"
            " time, answers, sequences."
        ),
        "see": SECTIONS["many"],
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
]
