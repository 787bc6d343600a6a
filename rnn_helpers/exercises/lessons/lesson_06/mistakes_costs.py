"""What people get wrong in carrying the state from chunk to chunk: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_06.sections import SECTIONS

_RESET = "a = np.where(fresh[k], 0, a)"
_READ = "x = one_hot(reads[k],"
_SHARES = "shares = np.take_along_axis(y_pred, labels[k][:, None], axis=1)[:, 0]"
_COST = "costs[k] = -np.log2(shares).mean(axis=0)"
_CARRY = "a = states[-1]"
_START = 'a = np.zeros((len(parameters["ba"]), fresh.shape[1]))'
_RETURN = "return costs"

COSTS_MISTAKES = [
    # --- the state that a chunk begins with
    {
        "name": "the state is reset at every chunk",
        "old": _RESET,
        "new": "a = np.zeros_like(a)",
        "says": (
            "Every chunk begins with zeros, as if each were a text of its own. Within a text the state goes"
            " on from chunk to chunk; that is what makes the columns contiguous worth the trouble."
        ),
        "see": SECTIONS["reset"],
        "seen": "a0 made inside the loop",
    },
    {
        "name": "the state is never reset",
        "old": _RESET,
        "new": "a = a + 0",
        "says": (
            "The state is carried across the border between two texts. Where `fresh` says yes, the network"
            " should not remember what another text was about."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "all columns are reset as soon as one is",
        "old": _RESET,
        "new": "a = np.where(fresh[k].any(), 0, a)",
        "says": (
            "A new text in one column resets the others as well, which are in the middle of theirs. Each"
            " column has a state of its own and is reset by its own entry of `fresh`."
        ),
        "see": SECTIONS["reset"],
        "seen": "one flag for the whole batch",
    },
    {
        "name": "a reset only where all columns are fresh",
        "old": _RESET,
        "new": "a = np.where(fresh[k].all(), 0, a)",
        "says": (
            "The state is reset only if a new text begins in all columns at once. Each column has a state of"
            " its own and is reset by its own entry of `fresh`."
        ),
        "see": SECTIONS["reset"],
        "seen": "one flag for the whole batch",
    },
    {
        "name": "column 0 decides for all",
        "old": _RESET,
        "new": "a = np.where(fresh[k][0], 0, a)",
        "says": (
            "Whether all columns are reset hangs on the first one. Each column has a state of its own and is"
            " reset by its own entry of `fresh`."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "yes and no of fresh exchanged",
        "old": _RESET,
        "new": "a = np.where(fresh[k], a, 0)",
        "says": (
            "The state is kept where a new text begins, and set to zero where the old one goes on."
            " `fresh` says where nothing is to be remembered."
        ),
        "see": SECTIONS["reset"],
        "seen": "the order of np.where; multiplying by the mask",
    },
    {
        "name": "the reset comes a chunk late",
        "old": _RESET,
        "new": "a = np.where(fresh[k - 1] & (k > 0), 0, a)",
        "says": (
            "The new text's first chunk is still read with the old text's state; only the chunk after it"
            " begins with zeros. The entry of a chunk in `fresh` counts before that chunk is read."
        ),
        "see": SECTIONS["reset"],
        "seen": "a reset at the end of the loop",
    },
    {
        "name": "the reset comes a chunk early",
        "old": _RESET,
        "new": "a = np.where(fresh[min(k + 1, len(fresh) - 1)] & (k + 1 < len(fresh)), 0, a)",
        "says": (
            "The state is set to zero one chunk before the new text begins, so the last chunk of the old"
            " text has lost what went before it, and its state goes on into the new text."
        ),
        "see": SECTIONS["reset"],
        "seen": "off by one",
    },
    {
        "name": "the state after a chunk's first step is carried",
        "old": _CARRY,
        "new": "a = states[0]",
        "says": (
            "The next chunk begins with the state after the first step of the one before, so all that was"
            " read later in it is forgotten. What follows the chunk is its end."
        ),
        "see": SECTIONS["columns"],
        "seen": "the index of a time-first array",
    },
    {
        "name": "the state before a chunk's last step is carried",
        "old": _CARRY,
        "new": "a = states[-2] if len(states) > 1 else a",
        "says": (
            "The carried state has not read the last character of the chunk. The next chunk begins with the"
            " character after it, so the network never notices that one."
        ),
        "see": SECTIONS["columns"],
        "seen": "off by one",
    },
    {
        "name": "the mean of a chunk's states is carried",
        "old": _CARRY,
        "new": "a = states.mean(axis=0)",
        "says": (
            "The next chunk begins with the mean of all states of the one before. The network has never been"
            " in that state; what follows the chunk is the state after its last step."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "each column gets the state of its neighbour",
        "old": _CARRY,
        "new": "a = np.roll(states[-1], 1, axis=1)",
        "says": (
            "The carried states have moved on by one column, so each text is read on with the state of a"
            " stranger. Column k of the next chunk continues column k of this one."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "all columns go on with the state of column 0",
        "old": _CARRY,
        "new": "a = states[-1][:, :1] + np.zeros_like(a)",
        "says": (
            "One state is carried for the whole batch, that of column 0. The columns are different pieces of"
            " text, and each has a state of its own."
        ),
        "see": SECTIONS["columns"],
        "seen": "an initial state with a single column, broadcast",
    },
    {
        "name": "all columns go on with the mean of their states",
        "old": _CARRY,
        "new": "a = states[-1].mean(axis=1, keepdims=True) + np.zeros_like(a)",
        "says": (
            "The columns' states are averaged before they are carried on. The columns are different pieces"
            " of text, and each has a state of its own."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "the state starts at one",
        "old": _START,
        "new": _START.replace("zeros", "ones"),
        "says": "Where the whole begins, nothing has been read: the state there is zero, in every column.",
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "fresh columns get a state of one",
        "old": _RESET,
        "new": "a = np.where(fresh[k], 1, a)",
        "says": "Where a new text begins, nothing of it has been read yet: the state there is zero.",
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    # --- the order of reading
    {
        "name": "the chunks are read from the last to the first",
        "old": "range(len(reads))",
        "new": "reversed(range(len(reads)))",
        "says": (
            "The state is carried from a chunk to the one before it in the text. A text is read forwards;"
            " only gradients run back."
        ),
        "see": SECTIONS["columns"],
        "seen": "the loop of the backward pass",
    },
    {
        "name": "the labels are read",
        "old": _READ,
        "new": "x = one_hot(labels[k],",
        "says": "The network is shown the characters that it is to predict. It reads `reads`.",
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    # --- the cost
    {
        "name": "the probability of the character just read",
        "old": _SHARES,
        "new": _SHARES.replace("labels", "reads"),
        "says": (
            "The cost is taken from the probability of the character that has been read. What counts is how"
            " much the network gave to the one that came next."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "the probability of the favourite",
        "old": _SHARES,
        "new": "shares = y_pred.max(axis=1)",
        "says": (
            "The cost is that of the character which the network thought most likely, right or wrong. What"
            " counts is how much it gave to the one that came next."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "the entropy of the prediction",
        "old": _COST,
        "new": "costs[k] = -(y_pred * np.log2(y_pred)).sum(axis=1).mean(axis=0)",
        "says": (
            "This is how undecided the network is, whatever comes next; the labels have no part in it."
            " The cost is that of the character that did come."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "the cost of all characters that did not come as well",
        "old": _COST,
        "new": "costs[k] = -np.log2(y_pred).sum(axis=1).mean(axis=0)",
        "says": (
            "The logarithms of all probabilities are added up. Only the character that comes next costs"
            " something."
        ),
        "see": SECTIONS["reset"],
        "seen": "a missing one-hot factor",
    },
    {
        "name": "nats instead of bits",
        "old": _COST,
        "new": _COST.replace("log2", "log"),
        "says": "The logarithm is the natural one, which counts nats. Asked for are bits.",
        "see": SECTIONS["heart"],
        "seen": "np.log by habit",
    },
    {
        "name": "a logarithm to base 10",
        "old": _COST,
        "new": _COST.replace("log2", "log10"),
        "says": "The logarithm has the base 10. A bit is a halving, so its base is another.",
        "see": SECTIONS["heart"],
        "seen": "expected",
    },
    {
        "name": "bits turned the wrong way",
        "old": _COST,
        "new": "costs[k] = -np.log(shares).mean(axis=0) * np.log(2)",
        "says": (
            "Nats were multiplied by ln 2 to make bits of them. A bit is smaller than a nat, so a cost is"
            " more bits than nats."
        ),
        "see": SECTIONS["heart"],
        "seen": "expected",
    },
    {
        "name": "no minus sign",
        "old": _COST,
        "new": _COST.replace("-np", "np"),
        "says": (
            "The logarithm of a probability is negative or zero. What a character costs is its opposite:"
            " less likely, more bits."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "a sum over the steps instead of the mean",
        "old": _COST,
        "new": _COST.replace("mean", "sum"),
        "says": "The bits of all steps of a chunk are added up. Asked for are bits per character.",
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "divided by the number of columns instead of steps",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares).sum(axis=0) / shares.shape[1]",
        "says": (
            "The bits are added up over the steps and divided by the number of columns. The mean of a column"
            " runs over its steps, so their number is the divisor."
        ),
        "see": SECTIONS["reset"],
        "seen": "m for the size of any mean",
    },
    {
        "name": "divided by the number of steps and of columns",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares).sum(axis=0) / shares.size",
        "says": (
            "The bits of a column are divided by the number of steps, and once more by that of the columns."
            " Each column has a mean of its own, over its steps alone."
        ),
        "see": SECTIONS["reset"],
        "seen": "the divisor of a batch's loss",
    },
    {
        "name": "the mean over the characters where the one that came is to be picked",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares / y_pred.shape[1]).mean(axis=0)",
        "says": (
            "The probabilities times the one-hot labels are averaged over the characters. All but one of"
            " these products are zero, so their sum is the probability; the mean is too small."
        ),
        "see": SECTIONS["reset"],
        "seen": "mean for sum",
    },
    {
        "name": "one mean for all columns",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares).mean()",
        "says": (
            "The mean runs over steps and columns, so all columns of a chunk get the same number. Each"
            " column has a cost of its own."
        ),
        "see": SECTIONS["reset"],
        "seen": "a mean without an axis",
    },
    {
        "name": "a mean over the columns, kept for each step",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares).mean(axis=1)",
        "says": (
            "The mean runs over the columns, so there is a number for each step. Asked for is a number for"
            " each column, its mean over time. Only where there are as many steps as columns, or one"
            " step, does it run at all."
        ),
        "see": SECTIONS["reset"],
        "seen": "the wrong axis",
        "alone": True,
    },
    {
        "name": "the logarithm of a mean",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares.mean(axis=0))",
        "says": (
            "The probabilities are averaged first, then the logarithm is taken. Each character has its own"
            " cost, and the mean is taken of these; the other order makes rare shocks look harmless."
        ),
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "only the last step of a chunk counts",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares[-1])",
        "says": "The cost is that of a chunk's last character. Every step predicts, and every one counts.",
        "see": SECTIONS["reset"],
        "seen": "many-to-one networks",
    },
    {
        "name": "only the first step of a chunk counts",
        "old": _COST,
        "new": "costs[k] = -np.log2(shares[0])",
        "says": "The cost is that of a chunk's first character. Every step predicts, and every one counts.",
        "see": SECTIONS["reset"],
        "seen": "expected",
    },
    {
        "name": "perplexity instead of bits",
        "old": _RETURN,
        "new": "return 2**costs",
        "says": (
            "This is among how many equally likely characters the network might as well be guessing. Asked"
            " for is the number of bits."
        ),
        "see": SECTIONS["heart"],
        "seen": "expected",
    },
    {
        "name": "1 minus the probability as the cost",
        "old": _COST,
        "new": "costs[k] = (1 - shares).mean(axis=0)",
        "says": (
            "The cost is how far the probability is from 1. Bits come from its logarithm: halving the"
            " probability costs one bit more."
        ),
        "see": SECTIONS["heart"],
        "seen": "expected",
    },
    # --- what is given back
    {
        "name": "the mean since the beginning",
        "old": _RETURN,
        "new": "return np.cumsum(costs, axis=0) / np.arange(1, len(costs) + 1)[:, None]",
        "says": (
            "Each row is the mean over all chunks up to that one. Every chunk has a cost of its own, that of"
            " its own characters."
        ),
        "see": SECTIONS["reset"],
        "seen": "a running mean, as for a progress bar",
    },
    {
        "name": "the costs add up from chunk to chunk",
        "old": _RETURN,
        "new": "return np.cumsum(costs, axis=0)",
        "says": (
            "Each row holds the costs of all chunks up to that one. The state is carried; the cost is not,"
            " it begins anew with each chunk."
        ),
        "see": SECTIONS["reset"],
        "seen": "a total that is not set back",
    },
    {
        "name": "one number for each column",
        "old": _RETURN,
        "new": "return costs.mean(axis=0)",
        "says": "The costs are averaged over the chunks. Asked for is a row for each chunk.",
        "see": SECTIONS["reset"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a single number",
        "old": _RETURN,
        "new": "return costs.mean()",
        "says": "All is averaged to one number. Asked for is a row for each chunk, with a number a column.",
        "see": SECTIONS["reset"],
        "seen": "the loss of a training step",
        "alone": True,
    },
    {
        "name": "one number for each chunk",
        "old": _RETURN,
        "new": "return costs.mean(axis=1)",
        "says": "The costs are averaged over the columns. Each column of a chunk has a number of its own.",
        "see": SECTIONS["reset"],
        "seen": "the loss of a training step",
        "alone": True,
    },
    {
        "name": "the last chunk only",
        "old": _RETURN,
        "new": "return costs[-1]",
        "says": "Only the costs of the last chunk are given back. Asked for is a row for each chunk.",
        "see": SECTIONS["reset"],
        "seen": "a variable that each turn of the loop overwrites",
        "alone": True,
    },
]
