"""What people get wrong in a step of Adam: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_05.sections import SECTIONS

_MEAN = "0.9 * mean + 0.1 * dW"
_SQUARE = "0.999 * square + 0.001 * dW**2"
_CORRECT_MEAN = "mean / (1 - 0.9**k)"
_CORRECT_SQUARE = "square / (1 - 0.999**k)"
_ROOT = "(np.sqrt(corrected_square) + 1e-8)"
_STEP = f"learning_rate * corrected_mean / {_ROOT}"
_UPDATE = f"W - {_STEP}"
_BOTH = f"""{_CORRECT_MEAN}
    corrected_square = {_CORRECT_SQUARE}"""
_MEANS = f"""{_MEAN}
    square = {_SQUARE}
    corrected_mean = {_BOTH}"""
_ALL = f"""{_MEANS}
    W = {_UPDATE}
    return mean, square, W"""
_SEE = SECTIONS["optimiser"]


def _corrections(mean, square):
    return f"{mean}\n    corrected_square = {square}"


ADAM_MISTAKES = [
    {
        "name": "no correction of the means",
        "old": _BOTH,
        "new": _corrections("mean", "square"),
        "says": (
            "The running means start at 0 and are too small at first, the second much more than the first."
            " Without the two divisions the first updates have the wrong size."
        ),
        "see": _SEE,
        "seen": "programs written from memory; RMSprop has no correction",
    },
    {
        "name": "the first mean is not corrected",
        "old": _CORRECT_MEAN,
        "new": "mean",
        "says": (
            "The mean of the gradients takes part as it is. It started at 0 and is too small in the first"
            " updates: the first update would be a tenth of what it should be."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the mean of the squares is not corrected",
        "old": _CORRECT_SQUARE,
        "new": "square",
        "says": (
            "The mean of the squares takes part as it is. It started at 0 and moves slowly, so it is far too"
            " small for hundreds of updates, and dividing by its root makes them far too large."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the updates are counted from 0",
        "old": _BOTH,
        "new": _corrections("mean / (1 - 0.9 ** (k - 1))", "square / (1 - 0.999 ** (k - 1))"),
        "says": (
            "The exponent is one too small. In the first update that divides by 1 - 1 = 0. k is counted from"
            " 1 already."
        ),
        "see": _SEE,
        "seen": "for k in range(...) with the correction",
    },
    {
        "name": "one update too many is counted",
        "old": _BOTH,
        "new": _corrections("mean / (1 - 0.9 ** (k + 1))", "square / (1 - 0.999 ** (k + 1))"),
        "says": (
            "The exponent is one too large. That would be right if k were counted from 0; here the first"
            " update has k = 1."
        ),
        "see": _SEE,
        "seen": "for k in range(...) with the correction",
    },
    {
        "name": "the correction stands at the wrong side of the fraction",
        "old": _BOTH,
        "new": _corrections("mean * (1 - 0.9**k)", "square * (1 - 0.999**k)"),
        "says": (
            "The means are multiplied by what they should be divided by. They are too small at first, and"
            " this makes them smaller still."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the correction has no power",
        "old": _BOTH,
        "new": _corrections("mean / (1 - 0.9)", "square / (1 - 0.999)"),
        "says": (
            "The correction is the same at every update, so it never fades. It should depend on k: after"
            " many updates nothing is left to correct."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a product instead of a power in the correction",
        "old": _BOTH,
        "new": _corrections("mean / (1 - 0.9 * k)", "square / (1 - 0.999 * k)"),
        "says": (
            "k multiplies the share that a mean keeps. At the first update that is the same; from the second"
            " on the divisor is negative. The share is kept once more at each update: a power."
        ),
        "see": _SEE,
        "seen": "an exponent read as an index",
        "alone": True,
    },
    {
        "name": "the wrong base in the correction",
        "old": _BOTH,
        "new": _corrections("mean / (1 - 0.1**k)", "square / (1 - 0.001**k)"),
        "says": (
            "The power is taken of the share that a mean takes in, not of the share that it keeps. After k"
            " updates the start still has the weight of what was kept k times."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the correction is not subtracted from 1",
        "old": _BOTH,
        "new": _corrections("mean / 0.9**k", "square / 0.999**k"),
        "says": (
            "The means are divided by the share that is still missing instead of the share that is there,"
            " which is 1 minus that."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the same correction for both means",
        "old": _CORRECT_SQUARE,
        "new": "square / (1 - 0.9**k)",
        "says": (
            "The mean of the squares is corrected with the share of the other mean. It keeps 0.999 of"
            " itself, so it needs a correction of its own."
        ),
        "see": _SEE,
        "seen": "copied lines",
        "alone": True,
    },
    {
        "name": "the correction of the squares for both means",
        "old": _CORRECT_MEAN,
        "new": "mean / (1 - 0.999**k)",
        "says": (
            "The mean of the gradients is corrected with the share of the other mean. It keeps 0.9 of"
            " itself, so it needs a correction of its own."
        ),
        "see": _SEE,
        "seen": "copied lines",
        "alone": True,
    },
    {
        "name": "the corrections have changed places",
        "old": _BOTH,
        "new": _corrections("mean / (1 - 0.999**k)", "square / (1 - 0.9**k)"),
        "says": "Each mean is corrected with the share that the other one keeps.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the corrected means are kept",
        "old": "return mean, square, W",
        "new": "return corrected_mean, corrected_square, W",
        "says": (
            "W is right this time, but what you hand on is corrected already, and the next update would"
            " correct it once more. The running means themselves are kept, as they are."
        ),
        "see": _SEE,
        "seen": "m = m / (1 - b1**t) in place",
    },
    {
        "name": "the old means make the update",
        "old": _MEANS,
        "new": f"mean\n    corrected_mean = {_BOTH}\n    mean = {_MEAN}\n    square = {_SQUARE}",
        "says": (
            "W is moved with the means as they were before this gradient came in. They take it in first, then"
            " they move W."
        ),
        "see": _SEE,
        "seen": "lines in another order",
        "alone": True,
    },
    {
        "name": "the root is missing",
        "old": "np.sqrt(corrected_square)",
        "new": "corrected_square",
        "says": (
            "You divide by the mean of the squares itself. Its root has the size of a gradient, so that the"
            " quotient is about 1 for large and for small gradients; without it, small gradients take"
            " giant steps."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "divided by the size of the mean",
        "old": "np.sqrt(corrected_square)",
        "new": "np.abs(corrected_mean)",
        "says": (
            "The mean is divided by its own size, so every weight moves by the full rate, up or down. What"
            " stands below is the root of the mean of the squares: it is larger where gradients change"
            " their sign."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the small number stands under the root",
        "old": _ROOT,
        "new": "np.sqrt(corrected_square + 1e-8)",
        "says": (
            "For large gradients that is the same. But the root of 1e-8 is 1e-4, ten thousand times as"
            " large, so weights with tiny gradients move too little. It is added after the root is taken."
        ),
        "see": _SEE,
        "seen": "programs of RMSprop and Adagrad, which differ in this",
    },
    {
        "name": "the small number is added before the correction",
        "old": _STEP,
        "new": "learning_rate * corrected_mean * np.sqrt(1 - 0.999**k) / (np.sqrt(square) + 1e-8)",
        "says": (
            "Nearly the same, and some libraries do so: the two corrections are moved into the rate, and the"
            " small number joins the root that is not corrected yet. For tiny gradients that makes a"
            " difference. The formula adds it to the corrected root."
        ),
        "see": _SEE,
        "seen": "the remark on efficiency in the paper on Adam, and a well-known library",
        "alone": True,
    },
    {
        "name": "the small number is missing",
        "old": _ROOT,
        "new": "np.sqrt(corrected_square)",
        "says": (
            "A weight that never had a gradient has two means of 0, and 0/0 is NaN. The weights of a letter"
            " that has not been read yet are such weights."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the small number is added outside the fraction",
        "old": _ROOT,
        "new": "np.sqrt(corrected_square) + 1e-8",
        "says": (
            "Without brackets the division comes first, and the small number is added to W. It is there to"
            " keep the divisor from being 0: where all gradients were 0, this is still 0/0."
        ),
        "see": _SEE,
        "seen": "a bracket that is missing",
        "alone": True,
    },
    {
        "name": "the shares of the first mean have changed places",
        "old": _MEAN,
        "new": "0.1 * mean + 0.9 * dW",
        "says": (
            "The first mean keeps a tenth of itself and takes in nine tenths of the new gradient: it"
            " forgets at once. It is the other way round."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the shares of the second mean have changed places",
        "old": _SQUARE,
        "new": "0.001 * square + 0.999 * dW**2",
        "says": (
            "The mean of the squares keeps a thousandth of itself and takes in nearly all of the new square:"
            " it forgets at once. It is the other way round."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "0.9 and 0.999 have changed places",
        "old": _MEANS,
        "new": (
            "0.999 * mean + 0.001 * dW\n    square = 0.9 * square + 0.1 * dW**2\n    corrected_mean = "
            + _corrections("mean / (1 - 0.999**k)", "square / (1 - 0.9**k)")
        ),
        "says": (
            "The mean of the gradients keeps 0.999 and the mean of the squares 0.9 of itself. The first"
            " forgets faster: 0.9 belongs to the gradients."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "0.9 for the squares as well",
        "old": f"{_SQUARE}\n    corrected_mean = {_BOTH}",
        "new": (
            "0.9 * square + 0.1 * dW**2\n    corrected_mean = "
            + _corrections(_CORRECT_MEAN, "square / (1 - 0.9**k)")
        ),
        "says": "Both means keep 0.9 of themselves. The mean of the squares is slower: it keeps 0.999.",
        "see": _SEE,
        "seen": "RMSprop with its usual setting",
        "alone": True,
    },
    {
        "name": "0.99 instead of 0.999",
        "old": f"{_SQUARE}\n    corrected_mean = {_BOTH}",
        "new": (
            "0.99 * square + 0.01 * dW**2\n    corrected_mean = "
            + _corrections(_CORRECT_MEAN, "square / (1 - 0.99**k)")
        ),
        "says": (
            "The mean of the squares forgets ten times too fast: it keeps 0.99 of itself instead of 0.999."
        ),
        "see": _SEE,
        "seen": "other optimisers' usual settings",
        "alone": True,
    },
    {
        "name": "gradients are added up, not averaged",
        "old": _MEAN,
        "new": "0.9 * mean + dW",
        "says": (
            "The first mean takes in the whole new gradient instead of a tenth. That is the velocity of"
            " momentum; it grows to ten times the gradient."
        ),
        "see": _SEE,
        "seen": "momentum, carried over",
    },
    {
        "name": "squares are added up, not averaged",
        "old": _SQUARE,
        "new": "square + dW**2",
        "says": (
            "All squares so far are added up and nothing fades. That is Adagrad, which slows down more and"
            " more. Adam keeps a running mean of the squares."
        ),
        "see": _SEE,
        "seen": "Adagrad, carried over",
    },
    {
        "name": "the whole new square is taken in",
        "old": _SQUARE,
        "new": "0.999 * square + dW**2",
        "says": (
            "The second mean takes in the whole new square instead of a thousandth, so it is no mean but a"
            " fading sum."
        ),
        "see": _SEE,
        "seen": "momentum, carried over",
        "alone": True,
    },
    {
        "name": "the first mean forgets everything",
        "old": _MEAN,
        "new": "0.1 * dW",
        "says": (
            "The mean that the update before has left has no say: what is new is not added to what is kept."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the second mean forgets everything",
        "old": _SQUARE,
        "new": "0.001 * dW**2",
        "says": "The mean of the squares that the update before has left has no say.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradient is not squared",
        "old": "dW**2",
        "new": "dW",
        "says": (
            "The second mean takes in the gradient instead of its square. Then it can be negative, and its"
            " root is NaN."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the size of the gradient instead of its square",
        "old": "dW**2",
        "new": "np.abs(dW)",
        "says": "The second mean takes in the size of the gradient. It is a mean of squares.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the square of the mean instead of the gradient's",
        "old": "dW**2",
        "new": "mean**2",
        "says": (
            "The second mean takes in the square of the first one. It takes in the square of the gradient"
            " itself: where gradients change their sign, the mean is small and the square is not."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "one square for the whole array",
        "old": "dW**2",
        "new": "np.sum(dW**2)",
        "says": (
            "The squares of all entries are added up, so all weights of the array share one pace. Adam keeps"
            " a mean for every single weight."
        ),
        "see": _SEE,
        "seen": "a norm where squares entry by entry are meant",
    },
    {
        "name": "one mean of squares for the whole array",
        "old": "dW**2",
        "new": "np.mean(dW**2)",
        "says": (
            "The squares are averaged over the array, so all its weights share one pace. Adam averages over"
            " the updates, for every single weight."
        ),
        "see": _SEE,
        "seen": "'mean of the squares' read as a mean over the entries",
        "alone": True,
    },
    {
        "name": "a matrix product for the square",
        "old": "dW**2",
        "new": "dW @ dW",
        "says": (
            "`@` multiplies matrices, and fails where they are not square. The square of every entry is"
            " meant."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "uphill instead of downhill",
        "old": _UPDATE,
        "new": f"W + {_STEP}",
        "says": "The step is added, so the loss goes up. The gradient points uphill; W moves against it.",
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "no learning rate",
        "old": "learning_rate * ",
        "new": "",
        "says": (
            "The step is not multiplied by the learning rate, so every weight moves by about 1 at each"
            " update."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the gradient moves W instead of its mean",
        "old": "learning_rate * corrected_mean /",
        "new": "learning_rate * dW /",
        "says": (
            "Above the line stands the new gradient itself; its running mean is made and then not used. That"
            " is RMSprop."
        ),
        "see": _SEE,
        "seen": "RMSprop, carried over",
    },
    {
        "name": "no division by the root",
        "old": _STEP,
        "new": "learning_rate * corrected_mean",
        "says": (
            "W moves by the mean of the gradients alone; the mean of the squares is made and then not used."
            " That is momentum: weights with small gradients hardly move."
        ),
        "see": _SEE,
        "seen": "momentum, carried over",
    },
    {
        "name": "plain gradient descent",
        "old": _STEP,
        "new": "learning_rate * dW",
        "says": "W moves by rate times gradient, as in SGD. The two means are made and then not used.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "multiplied by the root",
        "old": f"corrected_mean / {_ROOT}",
        "new": f"corrected_mean * {_ROOT}",
        "says": "Large gradients become larger still: the root stands on the wrong side of the fraction.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the step instead of the weights",
        "old": _UPDATE,
        "new": _STEP,
        "says": "What you return for W is how far it should move. W itself, moved by that, is asked for.",
        "see": _SEE,
        "seen": "functions of some libraries that return the update",
    },
    {
        "name": "the step with its sign instead of the weights",
        "old": _UPDATE,
        "new": f"-{_STEP}",
        "says": "What you return for W is what should be added to it. W itself, moved by that, is asked for.",
        "see": _SEE,
        "seen": "functions of some libraries that return the update",
        "alone": True,
    },
    {
        "name": "W has not moved",
        "old": _UPDATE,
        "new": "W",
        "says": "W comes back as it went in; the two means are right, but they move nothing.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the old means are handed back",
        "old": _ALL,
        "new": "mean\n    old = mean, square\n    mean = "
        + _ALL.replace("return mean, square, W", "return *old, W"),
        "says": (
            "W is right, but the means come back as they went in: the next update would know nothing of this"
            " gradient."
        ),
        "see": _SEE,
        "seen": "new names for the means, and the old ones in the return",
        "alone": True,
    },
    {
        "name": "W comes first",
        "old": "return mean, square, W",
        "new": "return W, mean, square",
        "says": "The three arrays are there, but the order is another: the two means first, then W.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the two means have changed places",
        "old": "return mean, square, W",
        "new": "return square, mean, W",
        "says": (
            "The mean of the squares comes out first. The mean of the gradients does, then that of the"
            " squares, then W."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "brackets are missing in the corrections",
        "old": _BOTH,
        "new": _corrections("mean / 1 - 0.9**k", "square / 1 - 0.999**k"),
        "says": (
            "Without brackets the division by 1 comes first, and the power is subtracted from the mean. The"
            " whole difference is what divides."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the old mean of the gradients makes the update",
        "old": _MEANS,
        "new": (
            f"mean\n    corrected_mean = {_CORRECT_MEAN}\n    mean = {_MEAN}\n    square = {_SQUARE}\n   "
            f" corrected_square = {_CORRECT_SQUARE}"
        ),
        "says": (
            "W is moved with the mean of the gradients as it was before this gradient came in. The mean"
            " takes it in first, then it moves W."
        ),
        "see": _SEE,
        "seen": "two names for one mean",
        "alone": True,
    },
    {
        "name": "the old mean of the squares makes the update",
        "old": _MEANS,
        "new": (
            f"{_MEAN}\n    corrected_square = {_CORRECT_SQUARE}\n    square = {_SQUARE}\n    corrected_mean"
            f" = {_CORRECT_MEAN}"
        ),
        "says": (
            "You divide by the root of the mean of squares as it was before this gradient came in; in the"
            " first update that is 0. The mean takes in the new square first."
        ),
        "see": _SEE,
        "seen": "two names for one mean",
        "alone": True,
    },
    {
        "name": "the gradient is subtracted from the mean",
        "old": _MEAN,
        "new": "0.9 * mean - 0.1 * dW",
        "says": (
            "The first mean takes in minus the gradient. That is how some write momentum, where the minus"
            " sign of the update is moved into the velocity; here the mean is one of gradients."
        ),
        "see": _SEE,
        "seen": "momentum, carried over",
    },
    {
        "name": "the learning rate is in the mean",
        "old": _MEAN,
        "new": "0.9 * mean + 0.1 * learning_rate * dW",
        "says": (
            "The gradient is multiplied by the learning rate before the mean takes it in. The mean is one"
            " of gradients; the rate comes in where W is moved."
        ),
        "see": _SEE,
        "seen": "momentum, carried over",
    },
    {
        "name": "the root is taken before the correction",
        "old": "np.sqrt(corrected_square)",
        "new": "np.sqrt(square) / (1 - 0.999**k)",
        "says": (
            "The mean of the squares is corrected after its root is taken, and the correction itself is"
            " not. It belongs to the mean: under the root."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "one root around the whole fraction",
        "old": f"corrected_mean / {_ROOT}",
        "new": "np.sqrt(corrected_mean / (corrected_square + 1e-8))",
        "says": (
            "The root stands around the quotient, and where the mean is negative it is NaN. Only the mean"
            " of the squares stands under a root."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the thousandth is squared as well",
        "old": "0.001 * dW**2",
        "new": "(0.001 * dW) ** 2",
        "says": (
            "The factor 0.001 stands inside the square, so the new square counts a thousand times too"
            " little. The gradient alone is squared."
        ),
        "see": _SEE,
        "seen": "a bracket in the wrong place",
    },
    {
        "name": "the weights are scaled by the step",
        "old": _UPDATE,
        "new": f"W * (1 - {_STEP})",
        "says": (
            "W is multiplied by one minus the step, so large weights move further. The step is subtracted"
            " from W as it is."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the kept mean is squared as well",
        "old": "0.999 * square",
        "new": "0.999 * square**2",
        "says": (
            "The mean of the squares that was kept is squared once more. It is made of squares already;"
            " only the new gradient is squared."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the square of the distance to the mean",
        "old": "dW**2",
        "new": "(dW - mean) ** 2",
        "says": (
            "The second mean takes in the squared distance of the gradient from its mean, a variance. It"
            " takes in the square of the gradient itself."
        ),
        "see": _SEE,
        "seen": "a relative of Adam that does so",
        "alone": True,
    },
]
