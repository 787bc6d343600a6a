"""What people get wrong in the cross-entropy of a sequence: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_02.sections import SECTIONS

_PICK = "y_pred[np.arange(T_x)[:, None], labels, np.arange(m)]"
_RIGHT = f"right = {_PICK}"
_NATS = "-np.log(right)"
_MEAN = "return nats.mean()"
_TWO_LINES = f"nats = {_NATS}\n    {_MEAN}"
_THREE_LINES = f"{_RIGHT}\n    {_TWO_LINES}"
_ONE_HOT = "one_hot = (labels[:, None] == np.arange(y_pred.shape[1])[:, None]).astype(float)"

LOSS_MISTAKES = [
    {
        "name": "a sum instead of a mean",
        "old": _MEAN,
        "new": "return nats.sum()",
        "says": (
            "The nats of all predictions are added up, so a longer text would have a larger loss however well"
            " it is predicted. The loss is so many nats for each character."
        ),
        "see": SECTIONS["loss"],
        "seen": "reduction='sum' in libraries, and min-char-rnn",
    },
    {
        "name": "a sum over the steps, a mean over the examples only",
        "old": _MEAN,
        "new": "return nats.sum() / m",
        "says": (
            "What is added up is divided by the number of examples alone, so longer texts get a larger loss."
            " It is a mean over all predictions: every step of every example."
        ),
        "see": SECTIONS["loss"],
        "seen": "losses of networks without time, divided by m",
    },
    {
        "name": "a sum over the examples, a mean over the steps only",
        "old": _MEAN,
        "new": "return nats.sum() / T_x",
        "says": (
            "What is added up is divided by the number of steps alone, so a larger batch gets a larger loss."
            " It is a mean over all predictions: every step of every example."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "a mean over all entries, wrong letters too",
        "old": _MEAN,
        "new": "return nats.sum() / y_pred.size",
        "says": (
            "The sum is divided by the number of all probabilities, n_y for each prediction. Only one of them"
            " belongs to the right answer; the others add nothing to the sum, so they must not count either."
            " (A mean over a one-hot product does just this.)"
        ),
        "see": SECTIONS["loss"],
        "seen": "np.mean(one_hot * np.log(y)), in answers on Stack Overflow on cross-entropy",
    },
    {
        "name": "one loss for each prediction",
        "old": _MEAN,
        "new": "return nats",
        "says": (
            "Each prediction has its nats, which is right so far. One number is asked for: how wrong the"
            " predictions are on the whole."
        ),
        "see": SECTIONS["loss"],
        "seen": "reduction='none' in libraries",
    },
    {
        "name": "one loss for each step",
        "old": _MEAN,
        "new": "return nats.mean(axis=1)",
        "says": "The mean is taken over the examples, not over time: there is a number for each step.",
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "one loss for each example",
        "old": _MEAN,
        "new": "return nats.mean(axis=0)",
        "says": "The mean is taken over time, not over the examples: there is a number for each example.",
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "the last step only",
        "old": _MEAN,
        "new": "return nats[-1].mean()",
        "says": (
            "Only the prediction of the last step counts. The network is asked after every letter, and all"
            " its answers count."
        ),
        "see": SECTIONS["loss"],
        "seen": "many-to-one networks; a return inside the loop, or a loss that each step overwrites",
    },
    {
        "name": "the first step only",
        "old": _MEAN,
        "new": "return nats[0].mean()",
        "says": "Only the prediction of the first step counts. The mean runs over all steps.",
        "see": SECTIONS["loss"],
        "seen": "a return inside the loop",
    },
    {
        "name": "the first example only",
        "old": _MEAN,
        "new": "return nats[:, 0].mean()",
        "says": (
            "Only the first column counts, as in the lesson, where there is one example. With a batch the"
            " mean runs over the examples as well."
        ),
        "see": SECTIONS["loss"],
        "seen": "the lesson's own line for a single example",
    },
    {
        "name": "the last example only",
        "old": _MEAN,
        "new": "return nats[:, -1].mean()",
        "says": "Only the last column counts. The mean runs over all examples.",
        "see": SECTIONS["loss"],
        "seen": "a value that each turn of the loop overwrites",
        "alone": True,
    },
    {
        "name": "the minus is missing",
        "old": "nats = -",
        "new": "nats = ",
        "says": (
            "The loss is negative, and it grows when the predictions get better. The logarithm of a"
            " probability is never above 0; the loss should never be below."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "bits instead of nats",
        "old": "np.log(right)",
        "new": "np.log2(right)",
        "says": (
            "The logarithm has the base 2, so the loss is in bits. Nats are asked for: they belong to the"
            " natural logarithm."
        ),
        "see": SECTIONS["loss"],
        "seen": "information theory, where the base is 2",
    },
    {
        "name": "the logarithm to base 10",
        "old": "np.log(right)",
        "new": "np.log10(right)",
        "says": (
            "The logarithm has the base 10. Nats belong to the natural logarithm, the one with the base e."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "the missing probability instead of a logarithm",
        "old": _NATS,
        "new": "1 - right",
        "says": (
            "Each prediction costs what its probability lacks to 1. That never costs more than 1, however"
            " wrong a prediction is; with the logarithm it hurts without limit."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "no logarithm",
        "old": _NATS,
        "new": "-right",
        "says": (
            "The loss is made from the probabilities themselves. Their negative logarithm is asked for: it is"
            " 0 where nothing is wrong, and grows without limit as a probability goes to 0."
        ),
        "see": SECTIONS["loss"],
        "seen": "NLLLoss given probabilities instead of their logarithms, in many forum threads",
    },
    {
        "name": "the logarithm of what is missing",
        "old": _NATS,
        "new": "-np.log(1 - right)",
        "says": (
            "The logarithm is taken of all that did not go to the right answer. Then the loss grows when the"
            " right answer gets more."
        ),
        "see": SECTIONS["loss"],
        "seen": "half of the formula for yes-or-no answers",
        "alone": True,
    },
    {
        "name": "mean first, logarithm after",
        "old": _TWO_LINES,
        "new": "return -np.log(right.mean())",
        "says": (
            "The probabilities are averaged and the logarithm is taken of their mean. Each prediction has its"
            " own logarithm; averaged first, good predictions hide bad ones."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the logarithm of one long product",
        "old": _TWO_LINES,
        "new": "return -np.log(np.prod(right)) / right.size",
        "says": (
            "For ordinary probabilities the result is the same. But a product of many small numbers becomes"
            " too small for a floating-point number: it is rounded to 0, and the loss is infinite."
        ),
        "see": SECTIONS["loss"],
        "seen": "likelihoods computed as products, in courses on statistics",
        "alone": True,
    },
    {
        "name": "the wrong letters too",
        "old": _THREE_LINES,
        "new": "return -np.log(y_pred).sum(axis=1).mean()",
        "says": (
            "The logarithms of all probabilities are added up, whatever the right answer is. The labels have"
            " no say. Only the probability of the right answer counts."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a mean over all letters, right or wrong",
        "old": _THREE_LINES,
        "new": "return -np.log(y_pred).mean()",
        "says": (
            "The mean runs over the logarithms of all probabilities, and the labels have no say. Only the"
            " probability of the right answer counts."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the largest probability instead of that of the right answer",
        "old": _PICK,
        "new": "y_pred.max(axis=1)",
        "says": (
            "You take the probability of the letter that the network holds for most likely. That says how"
            " sure it is, not how right: the labels have no say."
        ),
        "see": SECTIONS["loss"],
        "seen": "argmax, carried over from computing the accuracy",
    },
    {
        "name": "the answer of the step before",
        "old": _PICK,
        "new": "y_pred[np.arange(T_x)[:, None], np.roll(labels, 1, axis=0), np.arange(m)]",
        "says": (
            "Each prediction is compared with the label of the step before it. The labels are shifted already"
            " when they are made: labels[t] belongs to y_pred[t]."
        ),
        "see": SECTIONS["loss"],
        "seen": "shifting twice, a known slip with language models",
    },
    {
        "name": "the answer of the step after",
        "old": _PICK,
        "new": "y_pred[np.arange(T_x)[:, None], np.roll(labels, -1, axis=0), np.arange(m)]",
        "says": (
            "Each prediction is compared with the label of the step after it. The labels are shifted already"
            " when they are made: labels[t] belongs to y_pred[t]."
        ),
        "see": SECTIONS["loss"],
        "seen": "shifting twice, a known slip with language models",
    },
    {
        "name": "shifted once more, and the end is cut off",
        "old": _THREE_LINES,
        "new": (
            "right = y_pred[np.arange(T_x - 1)[:, None], labels[1:], np.arange(m)]\n"
            "    return -np.log(right).sum() / max(right.size, 1)"
        ),
        "says": (
            "Each prediction but the last is compared with the label of the step after it. The labels are"
            " shifted already when they are made: labels[t] belongs to y_pred[t]."
        ),
        "see": SECTIONS["loss"],
        "seen": "shifting twice, a known slip with language models",
        "alone": True,
    },
    {
        "name": "the labels of the first step at every step",
        "old": _PICK,
        "new": "y_pred[:, labels[0], np.arange(m)]",
        "says": "At every step the answers of step 0 are looked up. Each step has its own labels.",
        "see": SECTIONS["loss"],
        "seen": "expected",
    },
    {
        "name": "the labels of the first example for every example",
        "old": _PICK,
        "new": "y_pred[np.arange(T_x)[:, None], labels[:, :1], np.arange(m)]",
        "says": (
            "All examples are compared with the right answers of the first one. Each example has its own"
            " column of labels."
        ),
        "see": SECTIONS["loss"],
        "seen": "the lesson's own line for a single example",
    },
    {
        "name": "every example is compared with the labels of all",
        "old": _PICK,
        "new": "y_pred[np.arange(T_x)[:, None], labels]",
        "says": (
            "Without an index of its own for the examples, each label picks a whole row of y_pred, one entry"
            " for every example, those included that it does not belong to."
        ),
        "see": SECTIONS["loss"],
        "seen": "answers on Stack Overflow on picking one entry for each row",
    },
    {
        "name": "every step is compared with the labels of all steps",
        "old": _PICK,
        "new": "y_pred[:, labels, np.arange(m)]",
        "says": (
            "A colon in the place of time means all steps: each label is looked up at every step, not only at"
            " its own. Two lists of indices run side by side, a colon runs by itself."
        ),
        "see": SECTIONS["loss"],
        "seen": "answers on Stack Overflow on picking one entry for each row: y[:, labels]",
    },
    {
        "name": "every label is looked up everywhere",
        "old": _PICK,
        "new": "y_pred[:, labels, :]",
        "says": (
            "Colons in the places of time and examples mean all of them: each label is looked up at every"
            " step of every example. It belongs to one step of one example."
        ),
        "see": SECTIONS["loss"],
        "seen": "answers on Stack Overflow on picking one entry for each row: y[:, labels]",
    },
    {
        "name": "the formula for yes-or-no answers",
        "old": _THREE_LINES,
        "new": (
            f"{_ONE_HOT}\n    nats = -(one_hot * np.log(y_pred) + (1 - one_hot) * np.log(1 - y_pred))\n"
            "    return nats.sum(axis=1).mean()"
        ),
        "says": (
            "To the cost of the right answer you add that of every wrong one, as if each letter were a"
            " yes-or-no question by itself. The probabilities of a column compete: that of the right answer"
            " says all."
        ),
        "see": SECTIONS["loss"],
        "seen": "binary cross-entropy in the place of the categorical one",
        "alone": True,
    },
    {
        "name": "the formula for yes-or-no answers, and a mean over all letters",
        "old": _THREE_LINES,
        "new": (
            f"{_ONE_HOT}\n    nats = -(one_hot * np.log(y_pred) + (1 - one_hot) * np.log(1 - y_pred))\n"
            "    return nats.mean()"
        ),
        "says": (
            "To the cost of the right answer you add that of every wrong one, as if each letter were a"
            " yes-or-no question by itself, and take the mean over all of them. The probabilities of a column"
            " compete: that of the right answer says all."
        ),
        "see": SECTIONS["loss"],
        "seen": "binary cross-entropy in the place of the categorical one",
        "alone": True,
    },
    {
        "name": "squared errors",
        "old": _THREE_LINES,
        "new": f"{_ONE_HOT}\n    return ((y_pred - one_hot) ** 2).sum(axis=1).mean()",
        "says": (
            "The squares of the differences from the one-hot answer are averaged. That never costs more than"
            " 2; cross-entropy is the negative logarithm of one probability, and has no limit."
        ),
        "see": SECTIONS["loss"],
        "seen": "regression, where the loss is the squared error",
        "alone": True,
    },
    {
        "name": "the mean of all squared errors",
        "old": _THREE_LINES,
        "new": f"{_ONE_HOT}\n    return ((y_pred - one_hot) ** 2).mean()",
        "says": (
            "The squares of the differences from the one-hot answer are averaged. That never costs more than"
            " 1; cross-entropy is the negative logarithm of one probability, and has no limit."
        ),
        "see": SECTIONS["loss"],
        "seen": "regression, where the loss is the squared error",
        "alone": True,
    },
    {
        "name": "the share of wrong answers",
        "old": _THREE_LINES,
        "new": "return (y_pred.argmax(axis=1) != labels).mean()",
        "says": (
            "You count how often the most likely letter is the wrong one. The loss looks at how much the"
            " right letter got: a tiny nudge of a weight must be able to show in it."
        ),
        "see": SECTIONS["loss"],
        "seen": "accuracy and loss confused",
        "alone": True,
    },
    {
        "name": "the share of right answers",
        "old": _THREE_LINES,
        "new": "return (y_pred.argmax(axis=1) == labels).mean()",
        "says": (
            "You count how often the most likely letter is the right one. The loss looks at how much the"
            " right letter got, and it is small where things are well."
        ),
        "see": SECTIONS["loss"],
        "seen": "accuracy and loss confused",
        "alone": True,
    },
    {
        "name": "the entropy of the predictions",
        "old": _THREE_LINES,
        "new": "return -(y_pred * np.log(y_pred)).sum(axis=1).mean()",
        "says": (
            "Each logarithm is weighed with the network's own probability. That says how unsure the network"
            " is; the labels have no say in it. Only the right answer counts, and it counts in full."
        ),
        "see": SECTIONS["loss"],
        "seen": "entropy and cross-entropy confused",
        "alone": True,
    },
    {
        "name": "weighed with the probability itself",
        "old": _NATS,
        "new": "-right * np.log(right)",
        "says": (
            "Each logarithm is multiplied by its probability. In the cross-entropy it is weighed with the"
            " right answer's share of the truth, and that is 1."
        ),
        "see": SECTIONS["loss"],
        "seen": "entropy and cross-entropy confused",
        "alone": True,
    },
    {
        "name": "perplexity",
        "old": _MEAN,
        "new": "return np.exp(nats.mean())",
        "says": (
            "That is e to the power of the loss, called perplexity: between how many letters the network"
            " wavers. The loss itself is asked for, in nats."
        ),
        "see": SECTIONS["loss"],
        "seen": "papers on language models, which report it",
        "alone": True,
    },
    {
        "name": "the logarithms divided by ln n_y",
        "old": _MEAN,
        "new": "return nats.mean() / np.log(y_pred.shape[1])",
        "says": (
            "The loss is measured against that of knowing nothing, ln n_y. That is a good comparison, but"
            " another number than the loss in nats."
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "softmax once more",
        "old": _PICK,
        "new": (
            "(np.exp(y_pred) / np.exp(y_pred).sum(axis=1, keepdims=True))"
            "[np.arange(T_x)[:, None], labels, np.arange(m)]"
        ),
        "says": (
            "The probabilities are taken for scores and go through softmax again, which makes them nearly"
            " equal. They come out of the cell ready made."
        ),
        "see": SECTIONS["loss"],
        "seen": "losses in libraries that bring their own softmax (CrossEntropyLoss)",
        "alone": True,
    },
    {
        "name": "a small number is added under the logarithm",
        "old": _NATS,
        "new": "-np.log(right + 1e-8)",
        "says": (
            "You add 1e-8 to keep the logarithm away from 0. A probability of 1e-30 then costs as little as"
            " one of 1e-8: the loss hides how wrong the prediction is."
        ),
        "see": SECTIONS["loss"],
        "seen": "np.log(y + 1e-8), in many public notebooks",
    },
    {
        "name": "small probabilities are cut off",
        "old": _NATS,
        "new": "-np.log(np.clip(right, 1e-7, 1))",
        "says": (
            "Probabilities below 1e-7 are raised to it, so a prediction that is far more wrong costs no more."
            " The loss should hurt without limit."
        ),
        "see": SECTIONS["loss"],
        "seen": "Keras, which clips at 1e-7",
    },
    {
        "name": "0 times infinity",
        "old": _THREE_LINES,
        "new": f"{_ONE_HOT}\n    return -(one_hot * np.log(y_pred)).sum(axis=1).mean()",
        "says": (
            "For ordinary probabilities all is well. But where a wrong letter has the probability 0, its"
            " logarithm is minus infinity, and multiplied by the 0 of its one-hot entry that is no number"
            " (NaN). Take the right letter's probability out first, then its logarithm alone."
        ),
        "see": SECTIONS["loss"],
        "seen": "(one_hot * np.log(y)).sum(), in many public notebooks",
        "alone": True,
    },
    {
        "name": "the first prediction only",
        "old": _MEAN,
        "new": "return nats[0, 0]",
        "says": (
            "Only the first step of the first example counts. The mean runs over all steps and"
            " examples; a `return` inside a loop ends the function in its first turn."
        ),
        "see": SECTIONS["loss"],
        "seen": "a return inside the loop",
        "alone": True,
    },
    {
        "name": "the last prediction only",
        "old": _MEAN,
        "new": "return nats[-1, -1]",
        "says": (
            "Only the last step of the last example counts. In a loop that happens when each turn"
            " overwrites what the one before has found, where it should be added to it."
        ),
        "see": SECTIONS["loss"],
        "seen": "= in the place of +=, in a loop",
        "alone": True,
    },
    {
        "name": "the last prediction only, divided by the number of all",
        "old": _MEAN,
        "new": "return nats[-1, -1] / nats.size",
        "says": (
            "The number of predictions is right, but what is divided by it is the cost of the last one"
            " alone. In a loop that happens when each turn overwrites what the one before has found,"
            " where it should be added to it."
        ),
        "see": SECTIONS["loss"],
        "seen": "= in the place of +=, in a loop",
        "alone": True,
    },
    {
        "name": "divided by the number of letters",
        "old": _MEAN,
        "new": "return nats.sum() / y_pred.shape[1]",
        "says": (
            "The sum is divided by n_y, the number of letters that can be answered. A mean is divided"
            " by the number of what was added up: the predictions."
        ),
        "see": SECTIONS["loss"],
        "seen": "len(y[0]), the wrong axis for a length",
        "alone": True,
    },
    {
        "name": "rows and examples have changed places",
        "old": _PICK,
        "new": "y_pred[np.arange(T_x)[:, None], np.arange(m), labels]",
        "says": (
            "The label is used as the index of the example, and the example's number as the row. In"
            " y_pred the answers are rows, axis 1, and the examples are columns, axis 2."
        ),
        "see": SECTIONS["loss"],
        "seen": "libraries with one example per row, where the classes stand last",
        "alone": True,
    },
    {
        "name": "the row before the right one",
        "old": _PICK,
        "new": "y_pred[np.arange(T_x)[:, None], labels - 1, np.arange(m)]",
        "says": (
            "The row that you look up is one above the right one, as if labels began at 1. They begin"
            " at 0. (A label of 0 becomes -1, which NumPy takes for the last row.)"
        ),
        "see": SECTIONS["loss"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the square of what is missing",
        "old": _NATS,
        "new": "(1 - right) ** 2",
        "says": (
            "Each prediction costs the square of what its probability lacks to 1. That never costs"
            " more than 1, however wrong a prediction is; with the logarithm it hurts without limit."
        ),
        "see": SECTIONS["loss"],
        "seen": "regression, where the loss is the squared error",
        "alone": True,
    },
    {
        "name": "log1p instead of log",
        "old": _NATS,
        "new": "-np.log1p(right)",
        "says": (
            "log1p adds 1 before it takes the logarithm, so a certain answer would not cost 0, and the"
            " loss would be negative."
        ),
        "see": SECTIONS["loss"],
        "seen": "log1p used to keep a logarithm away from 0",
        "alone": True,
    },
]
