"""What people get wrong in the masked loss: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_05.sections import SECTIONS

_PLACES = "np.nonzero(mask)"
_CHOSEN = "y_pred[steps, labels[steps, columns], columns]"
_LOSSES = "-np.log(chosen)"
_MEAN = "np.mean(losses)"
_BODY = f"""    steps, columns = {_PLACES}
    chosen = {_CHOSEN}
    losses = {_LOSSES}
    return {_MEAN}"""
_EVERYWHERE = """    steps, columns = np.indices(labels.shape)
    losses = -np.log(y_pred[steps, labels, columns])
    return """
_SHIFTED = """    y_pred, labels, mask = y_pred[{0}], labels[{1}], mask[{2}]
"""

LOSS_MISTAKES = [
    {
        "name": "divided by all positions, padding too",
        "old": _MEAN,
        "new": "np.sum(losses) / mask.size",
        "says": (
            "The losses of the padding are left out, but its cells are still in the number that you divide"
            " by. So the loss comes out too small, by the share of real cells. Zeros put in the place of the"
            " padding do the same: a mean counts them."
        ),
        "see": SECTIONS["masks"],
        "seen": "issues and forums of many libraries: mean(loss * mask)",
    },
    {
        "name": "the mask is not used",
        "old": _PLACES,
        "new": "np.nonzero(mask == mask)",
        "says": (
            "Every cell counts, the padding as well. What the network says there, and what stands in the"
            " labels there, means nothing and must not reach the loss."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
    },
    {
        "name": "the mask is used the wrong way round",
        "old": _PLACES,
        "new": "np.nonzero(~mask)",
        "says": "The padding counts and the real predictions do not. True marks what counts here.",
        "see": SECTIONS["masks"],
        "seen": "libraries differ: in some, True in a mask means that a cell is padding",
    },
    {
        "name": "the mask is used the wrong way round, with nothing to count where all is real",
        "old": _BODY,
        "new": _BODY.replace("mask)", "~mask)").replace(_MEAN, "sum(losses.tolist()) / len(steps)"),
        "says": (
            "The padding counts and the real predictions do not. True marks what counts here. Where a batch"
            " has no padding, nothing is left and the division by 0 raises an error."
        ),
        "see": SECTIONS["masks"],
        "seen": "libraries differ: in some, True in a mask means that a cell is padding",
        "alone": True,
    },
    {
        "name": "a sum instead of a mean",
        "old": _MEAN,
        "new": "np.sum(losses)",
        "says": (
            "The losses of the real predictions are added up, and the sum is not divided by their number."
            " It grows with every letter of the batch, so two batches cannot be compared."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "divided by the number of examples",
        "old": _MEAN,
        "new": "np.sum(losses) / mask.shape[1]",
        "says": (
            "That is the loss of a name; long names weigh more in it. What is asked for is the loss of a"
            " prediction: there are as many as the mask has entries that are True."
        ),
        "see": SECTIONS["masks"],
        "seen": "losses of nets without a time axis, where a batch holds m predictions",
    },
    {
        "name": "divided by the number of steps",
        "old": _MEAN,
        "new": "np.sum(losses) / mask.shape[0]",
        "says": (
            "The sum over all real predictions is divided by T_x alone. There are as many predictions as"
            " the mask has entries that are True."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
    },
    {
        "name": "divided by the number of answers as well",
        "old": _MEAN,
        "new": "np.mean(losses) / y_pred.shape[1]",
        "says": (
            "The mean runs over the n_y rows, too. With one-hot answers all products but one in each column"
            " are 0, and they are no predictions of their own: they must not be counted."
        ),
        "see": SECTIONS["loss"],
        "seen": "np.mean over the whole array of one-hot answers times logarithms",
    },
    {
        "name": "divided by all entries of y_pred",
        "old": _MEAN,
        "new": "np.sum(losses) / y_pred.size",
        "says": (
            "The sum is divided by T_x times n_y times m. The n_y rows of a column are one prediction, not"
            " many, and padding is none at all."
        ),
        "see": SECTIONS["masks"],
        "seen": "np.mean over the whole array of one-hot answers times logarithms",
        "alone": True,
    },
    {
        "name": "a mean of the examples' means",
        "old": _BODY,
        "new": _EVERYWHERE
        + "np.mean([losses[mask[:, j], j].mean() for j in range(mask.shape[1]) if mask[:, j].any()])",
        "says": (
            "Each example gets a mean of its own first, and then these are averaged. So a letter of a short"
            " name weighs more than one of a long name. Here each prediction has the same weight, wherever"
            " it stands."
        ),
        "see": SECTIONS["masks"],
        "seen": "two means one after the other; the divisor is a known point of dispute in libraries",
    },
    {
        "name": "a mean of the steps' means",
        "old": _BODY,
        "new": _EVERYWHERE
        + "np.mean([losses[t, mask[t]].mean() for t in range(mask.shape[0]) if mask[t].any()])",
        "says": (
            "Each step gets a mean of its own first, and then these are averaged. Late steps have few real"
            " cells, so each of them weighs too much. Here each prediction has the same weight."
        ),
        "see": SECTIONS["masks"],
        "seen": "a loss computed within the loop over time",
    },
    {
        "name": "a sum over the steps of the steps' means",
        "old": _BODY,
        "new": _EVERYWHERE
        + "np.sum([losses[t, mask[t]].mean() for t in range(mask.shape[0]) if mask[t].any()])",
        "says": (
            "Each step has its mean over the examples, and these are added up over time. What is asked for"
            " is one mean over all real predictions, each with the same weight."
        ),
        "see": SECTIONS["masks"],
        "seen": "a loss computed within the loop over time",
        "alone": True,
    },
    {
        "name": "a sum over the examples of the examples' means",
        "old": _BODY,
        "new": _EVERYWHERE
        + "np.sum([losses[mask[:, j], j].mean() for j in range(mask.shape[1]) if mask[:, j].any()])",
        "says": (
            "Each example has its mean over time, and these are added up over the batch. What is asked for"
            " is one mean over all real predictions, each with the same weight."
        ),
        "see": SECTIONS["masks"],
        "seen": "a loss computed within a loop over the examples",
        "alone": True,
    },
    {
        "name": "one division too many",
        "old": _MEAN,
        "new": "np.mean(losses) / np.sum(mask)",
        "says": (
            "What is divided by the number of real predictions is a mean already: it has been divided by"
            " their number before."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a mean over all cells, then divided by the real ones",
        "old": _MEAN,
        "new": "np.sum(losses) / mask.size / np.sum(mask)",
        "says": (
            "Two divisions: a mean over all cells, padding included, and then the number of real"
            " predictions. Only the second belongs there, and it divides a sum."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the sign is missing",
        "old": _LOSSES,
        "new": "np.log(chosen)",
        "says": (
            "The result is negative. The logarithm of a probability is at most 0, and a loss is a cost: the"
            " less likely the right answer was, the higher."
        ),
        "see": SECTIONS["start"],
        "seen": "expected",
    },
    {
        "name": "bits instead of nats",
        "old": "np.log(",
        "new": "np.log2(",
        "says": "The logarithm is that to base 2, so the loss is in bits. Nats are asked for.",
        "see": SECTIONS["units"],
        "seen": "expected",
    },
    {
        "name": "the logarithm to base 10",
        "old": "np.log(",
        "new": "np.log10(",
        "says": "A loss in nats takes the natural logarithm, to base e.",
        "see": SECTIONS["units"],
        "seen": "log means base 10 on many calculators",
        "alone": True,
    },
    {
        "name": "perplexity instead of the loss",
        "old": _MEAN,
        "new": "np.exp(np.mean(losses))",
        "says": (
            "The mean is right, but it is raised to a power of e at the end: that is the perplexity. The"
            " loss in nats is asked for."
        ),
        "see": SECTIONS["units"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no logarithm",
        "old": _LOSSES,
        "new": "-chosen",
        "says": (
            "The probabilities of the right answers are averaged as they are. Their logarithms are what"
            " cross-entropy averages: only then does a sure and wrong prediction cost much."
        ),
        "see": SECTIONS["start"],
        "seen": "expected",
    },
    {
        "name": "one minus the probability",
        "old": _LOSSES,
        "new": "1 - chosen",
        "says": (
            "That is the share of probability that went to wrong answers. Cross-entropy takes the logarithm"
            " of the right answer's probability."
        ),
        "see": SECTIONS["start"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the logarithm of the mean",
        "old": _MEAN,
        "new": "-np.log(np.mean(chosen))",
        "says": (
            "You average the probabilities first and take one logarithm. The order matters: each prediction"
            " has a loss of its own, and the mean is taken over the losses."
        ),
        "see": SECTIONS["start"],
        "seen": "expected",
    },
    {
        "name": "the largest probability instead of the right answer's",
        "old": _CHOSEN,
        "new": "y_pred.max(axis=1)[steps, columns]",
        "says": (
            "The loss looks at what the network finds likeliest, whether it is true or not; the labels have"
            " no say. It should look at the probability of the right answer."
        ),
        "see": SECTIONS["start"],
        "seen": "argmax of the prediction, a habit from measuring accuracy",
    },
    {
        "name": "all answers' logarithms are added up",
        "old": _LOSSES,
        "new": "-np.sum(np.log(y_pred[steps, :, columns]), axis=1)",
        "says": (
            "The logarithms of all rows count. Only the one of the right answer does: the others belong to"
            " answers that did not happen."
        ),
        "see": SECTIONS["start"],
        "seen": "expected",
    },
    {
        "name": "the loss of a yes-or-no question for every row",
        "old": _LOSSES,
        "new": (
            "np.log(1 - chosen) - np.log(chosen) - np.sum(np.log(1 - y_pred[steps, :, columns]), axis=1)"
        ),
        "says": (
            "The wrong answers have a term each, with the logarithm of one minus their probability. That is"
            " the loss for independent yes-or-no questions. Here the rows are one question with n_y answers,"
            " and only the right one has a term."
        ),
        "see": SECTIONS["start"],
        "seen": "binary and categorical cross-entropy mixed up",
    },
    {
        "name": "the entropy of the prediction",
        "old": _LOSSES,
        "new": "-np.sum(y_pred[steps, :, columns] * np.log(y_pred[steps, :, columns]), axis=1)",
        "says": (
            "Each logarithm is weighted with the network's own probability: that is how unsure it is. A loss"
            " compares with the truth, so the labels have to come in."
        ),
        "see": SECTIONS["start"],
        "seen": "entropy and cross-entropy mixed up",
        "alone": True,
    },
    {
        "name": "a squared error",
        "old": _LOSSES,
        "new": "(1 - chosen) ** 2",
        "says": (
            "The distance to 1 is squared. For probabilities of one right answer among many, the"
            " cross-entropy is asked for: the negative logarithm."
        ),
        "see": SECTIONS["start"],
        "seen": "regression, where it is the usual loss",
        "alone": True,
    },
    {
        "name": "the labels of the step before",
        "old": _CHOSEN,
        "new": "y_pred[steps, np.roll(labels, 1, axis=0)[steps, columns], columns]",
        "says": (
            "Each prediction is compared with the label one step earlier. The labels are shifted already:"
            " `labels[t]` is the right answer to `y_pred[t]`."
        ),
        "see": SECTIONS["masks"],
        "seen": "shifting inputs and labels twice",
        "alone": True,
    },
    {
        "name": "the labels of the step after",
        "old": _CHOSEN,
        "new": "y_pred[steps, np.roll(labels, -1, axis=0)[steps, columns], columns]",
        "says": (
            "Each prediction is compared with the label one step later. The labels are shifted already:"
            " `labels[t]` is the right answer to `y_pred[t]`."
        ),
        "see": SECTIONS["masks"],
        "seen": "shifting inputs and labels twice",
        "alone": True,
    },
    {
        "name": "the last real step of each example is left out",
        "old": _PLACES,
        "new": (
            "np.nonzero(mask & np.roll(mask, -1, axis=0) & (np.arange(len(mask)) < len(mask) - 1)[:, None])"
        ),
        "says": (
            "The loss stops one prediction short in every column, so the end is never asked for. The mask"
            " counts it: a name of k letters has k + 1 predictions."
        ),
        "see": SECTIONS["predicts"],
        "seen": "range(length - 1), and losses that leave out the end symbol",
    },
    {
        "name": "the first step is left out",
        "old": _PLACES,
        "new": "np.nonzero(mask & (np.arange(len(mask)) > 0)[:, None])",
        "says": (
            "The predictions of step 0 are missing. The first letter is predicted too, before any letter was"
            " read, and it counts."
        ),
        "see": SECTIONS["predicts"],
        "seen": "loops over time that start at 1",
    },
    {
        "name": "only the last real step of each example",
        "old": _PLACES,
        "new": "np.nonzero(mask & (np.cumsum(mask, axis=0) == mask.sum(axis=0)))",
        "says": (
            "One prediction of each example counts, its last. That is right for a network that answers once"
            " at the end; this one answers at every step."
        ),
        "see": SECTIONS["predicts"],
        "seen": "networks that classify a whole sequence",
        "alone": True,
    },
    {
        "name": "only steps at which every example is real",
        "old": _PLACES,
        "new": "np.nonzero(mask & mask.all(axis=1, keepdims=True))",
        "says": (
            "As soon as the shortest example has ended, nothing counts any more. The mask has an entry for"
            " each step of each example: the long ones go on."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
    },
    {
        "name": "every step counts at which some example is real",
        "old": _PLACES,
        "new": "np.nonzero((mask == mask) & mask.any(axis=1, keepdims=True))",
        "says": (
            "As long as one example goes on, all of them count. The mask has an entry for each step of each"
            " example: use it entry by entry."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
    },
    {
        "name": "the first example's mask for all",
        "old": _PLACES,
        "new": "np.nonzero((mask == mask) & mask[:, :1])",
        "says": (
            "All columns are cut off where the first one ends. Each example has its own length, so each"
            " column of the mask belongs to its own column."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the first example",
        "old": _PLACES,
        "new": "np.nonzero(mask & (np.arange(mask.shape[1]) == 0))",
        "says": (
            "One column counts and the others are left out. The mean runs over all real cells of all columns."
        ),
        "see": SECTIONS["masks"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "only the last example",
        "old": _PLACES,
        "new": "np.nonzero(mask & (np.arange(mask.shape[1]) == mask.shape[1] - 1))",
        "says": (
            "The last column alone counts, as if each turn of a loop had overwritten what the turn before"
            " had found. The mean runs over all real cells of all columns."
        ),
        "see": SECTIONS["masks"],
        "seen": "= in a loop where += is meant",
        "alone": True,
    },
    {
        "name": "only the first step",
        "old": _PLACES,
        "new": "np.nonzero(mask & (np.arange(len(mask)) == 0)[:, None])",
        "says": "Step 0 counts and the others are left out. The mean runs over all real cells of all steps.",
        "see": SECTIONS["masks"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "every example is taken to be as long as the mean of all",
        "old": _PLACES,
        "new": (
            "np.nonzero((mask == mask) & (np.arange(len(mask)) < round(mask.sum(axis=0).mean()))[:, None])"
        ),
        "says": (
            "All columns are cut off at the mean length. Each example has its own length, its own column of"
            " the mask."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mask stands inside the logarithm",
        "old": _BODY,
        "new": """    steps, columns = np.indices(labels.shape)
    return -np.sum(np.log(y_pred[steps, labels, columns] * mask)) / np.sum(mask)""",
        "says": (
            "The probabilities of the padding are set to 0 before the logarithm is taken. The logarithm of"
            " 0 is minus infinity, so one padded cell makes the whole loss infinite."
        ),
        "see": SECTIONS["masks"],
        "seen": "issues of many libraries: NaN losses with padding",
    },
    {
        "name": "the logarithm of 0 in the padding, times 0",
        "old": _BODY,
        "new": _EVERYWHERE + "np.sum(losses * mask) / np.sum(mask)",
        "says": (
            "The losses are right and so is the divisor. But where a prediction in the padding is 0, its"
            " loss is infinite, and infinity times the 0 of the mask is NaN, not 0. Such a cell has to be"
            " left out, or replaced, rather than multiplied away."
        ),
        "see": SECTIONS["masks"],
        "seen": "issues of many libraries: NaN losses with padding",
    },
    {
        "name": "divided by the number of answers",
        "old": _MEAN,
        "new": "np.sum(losses) / y_pred.shape[1]",
        "says": (
            "The sum over all real predictions is divided by n_y, the number of possible answers. It is"
            " shared out among the predictions: there are as many as the mask has entries that are True."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "every right answer is looked up in all columns",
        "old": _CHOSEN,
        "new": "y_pred[steps, labels[steps, columns]]",
        "says": (
            "Step and row are picked, the column is not: so the row of each right answer is taken from"
            " every example of the batch. Each prediction needs a step, a row and a column, one of each."
        ),
        "see": SECTIONS["masks"],
        "seen": "an index of two axes into an array of three",
        "alone": True,
    },
    {
        "name": "softmax again",
        "old": _CHOSEN,
        "new": (
            "(np.exp(y_pred) / np.sum(np.exp(y_pred), axis=1, keepdims=True))[steps, labels[steps,"
            " columns], columns]"
        ),
        "says": (
            "The predictions go through a softmax once more, as if they were scores. They are probabilities"
            " already, and a second softmax makes them nearly alike."
        ),
        "see": SECTIONS["start"],
        "seen": "losses of libraries that take scores, fed with probabilities",
        "alone": True,
    },
    {
        "name": "the labels of the step after, with the last step left out",
        "old": _BODY,
        "new": _SHIFTED.format(":-1", "1:", "1:") + _BODY,
        "says": (
            "Each prediction is compared with the label one step later, and the last one with none. The"
            " labels are shifted already: `labels[t]` is the right answer to `y_pred[t]`."
        ),
        "see": SECTIONS["masks"],
        "seen": "shifting inputs and labels twice",
        "alone": True,
    },
    {
        "name": "the labels of the step after, under the mask of the step before",
        "old": _BODY,
        "new": _SHIFTED.format(":-1", "1:", ":-1") + _BODY,
        "says": (
            "Each prediction is compared with the label one step later. The labels are shifted already:"
            " `labels[t]` is the right answer to `y_pred[t]`, and `mask[t]` says whether it counts."
        ),
        "see": SECTIONS["masks"],
        "seen": "shifting inputs and labels twice",
        "alone": True,
    },
    {
        "name": "the labels of the step before, with the first step left out",
        "old": _BODY,
        "new": _SHIFTED.format("1:", ":-1", "1:") + _BODY,
        "says": (
            "Each prediction is compared with the label one step earlier. The labels are shifted already:"
            " `labels[t]` is the right answer to `y_pred[t]`."
        ),
        "see": SECTIONS["masks"],
        "seen": "shifting inputs and labels twice",
        "alone": True,
    },
    {
        "name": "no mean: a loss for each cell",
        "old": _BODY,
        "new": _EVERYWHERE + "np.where(mask, losses, 0)",
        "says": (
            "The losses are there, one for each cell, but they are not brought together. One number is"
            " asked for: their mean over the cells that count."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no mean: a list of losses",
        "old": _MEAN,
        "new": "losses",
        "says": (
            "The losses of the real predictions are there, one for each, but they are not brought together."
            " One number is asked for: their mean."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a loss for each example",
        "old": _BODY,
        "new": _EVERYWHERE + "np.where(mask, losses, 0).sum(axis=0) / mask.sum(axis=0)",
        "says": (
            "There is one number for each example. One number for the whole batch is asked for, the mean"
            " over all real predictions."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a loss for each step",
        "old": _BODY,
        "new": _EVERYWHERE + "np.where(mask, losses, 0).sum(axis=1) / mask.sum(axis=1)",
        "says": (
            "There is one number for each step. One number for the whole batch is asked for, the mean over"
            " all real predictions."
        ),
        "see": SECTIONS["masks"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "yes-or-no questions, averaged over the rows too",
        "old": _LOSSES,
        "new": (
            "(np.log(1 - chosen) - np.log(chosen) - np.sum(np.log(1 - y_pred[steps, :, columns]), axis=1))"
            " / y_pred.shape[1]"
        ),
        "says": (
            "The wrong answers have a term each, with the logarithm of one minus their probability, and all"
            " rows are averaged. That is the loss for independent yes-or-no questions. Here the rows are"
            " one question with n_y answers, and only the right one has a term."
        ),
        "see": SECTIONS["start"],
        "seen": "binary and categorical cross-entropy mixed up",
        "alone": True,
    },
    {
        "name": "squared errors of all rows",
        "old": _LOSSES,
        "new": "(1 - chosen) ** 2 - chosen**2 + np.sum(y_pred[steps, :, columns] ** 2, axis=1)",
        "says": (
            "The squared distances to the one-hot answer are added up over the rows. For probabilities of"
            " one right answer among many, the cross-entropy is asked for: the negative logarithm."
        ),
        "see": SECTIONS["start"],
        "seen": "regression, where it is the usual loss",
        "alone": True,
    },
    {
        "name": "each logarithm is weighted with its own probability",
        "old": _LOSSES,
        "new": "-chosen * np.log(chosen)",
        "says": (
            "The logarithm of the right answer's probability is multiplied by that probability once more."
            " The truth is its weight, and the truth is 1."
        ),
        "see": SECTIONS["start"],
        "seen": "entropy and cross-entropy mixed up",
        "alone": True,
    },
    {
        "name": "the mask is read as a length",
        "old": _PLACES,
        "new": "np.nonzero(np.arange(len(mask))[:, None] < mask.sum(axis=0))",
        "says": (
            "You count how many cells of a column are real and take that many from its beginning. That fits"
            " padding at the end; but any cell may be left out, and the mask says which."
        ),
        "see": SECTIONS["masks"],
        "seen": "lengths from mask.sum",
        "alone": True,
    },
]
