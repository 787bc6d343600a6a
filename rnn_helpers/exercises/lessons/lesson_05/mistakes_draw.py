"""What people get wrong in drawing at a temperature: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_05.sections import SECTIONS

_GREEDY = "np.argmax(z, axis=0)"
_SCALED = "softmax(z / temperature)"
_HEIGHTS = f"np.cumsum({_SCALED}, axis=0)"
_ROW = "np.argmax(heights > u, axis=0)"
_REST = f"{_HEIGHTS}\n    return {_ROW}"
_COUNTED = "np.sum(heights <= u, axis=0)"
_LAST = "np.minimum(np.sum(heights <= u, axis=0), len(z) - 1)"
_SEE = SECTIONS["temperature"]

DRAW_MISTAKES = [
    {
        "name": "the scores are multiplied by the temperature",
        "old": _SCALED,
        "new": "softmax(z * temperature)",
        "says": (
            "A temperature above 1 makes the differences between the scores larger here, so the likely rows"
            " become likelier. It is the other way round: a high temperature evens out."
        ),
        "see": _SEE,
        "seen": "temperature and its inverse mixed up",
    },
    {
        "name": "the temperature has no effect",
        "old": _SCALED,
        "new": "softmax(z)",
        "says": (
            "All temperatures above 0 give the same. Either it is not used, or it cancels: shares that are"
            " all divided by one number and scaled back to the sum 1 are what they were. It has to act"
            " before the softmax."
        ),
        "see": _SEE,
        "seen": "shares divided by the temperature, then scaled to the sum 1",
    },
    {
        "name": "the temperature divides the shares, after the softmax",
        "old": _SCALED,
        "new": "softmax(z) / temperature",
        "says": (
            "The temperature acts after the softmax, as if it divided the shares: they no longer add up to 1,"
            " and their proportions stay. The scores are what it divides, before the softmax."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the temperature multiplies the shares, after the softmax",
        "old": _SCALED,
        "new": "softmax(z) * temperature",
        "says": (
            "The temperature acts after the softmax, as if it multiplied the shares: they no longer add up to"
            " 1, and their proportions stay. It acts on the scores, before the softmax."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "powers of the shares, not scaled back to the sum 1",
        "old": _SCALED,
        "new": "softmax(z) ** (1 / temperature)",
        "says": (
            "Each share is raised to the right power, but the powers do not add up to 1 any more, so the"
            " running sum does not end at 1."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the power is the temperature itself, and not scaled back to the sum 1",
        "old": _SCALED,
        "new": "softmax(z) ** temperature",
        "says": (
            "Two things: the exponent is the temperature instead of its inverse, and the powers do not add"
            " up to 1 any more."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "softmax of the shares",
        "old": _SCALED,
        "new": "softmax(softmax(z) / temperature)",
        "says": (
            "Softmax stands twice: its shares are taken for scores, divided by the temperature and sent"
            " through it again. Shares differ by 1 at most, so all rows come out nearly alike."
        ),
        "see": _SEE,
        "seen": "models whose output is a softmax already, sampled with a function that takes scores",
        "alone": True,
    },
    {
        "name": "softmax again after the temperature",
        "old": _SCALED,
        "new": "softmax(softmax(z / temperature))",
        "says": "Softmax stands twice. The second one takes shares for scores, and evens them out.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the scores are taken for probabilities",
        "old": _SCALED,
        "new": "z / temperature",
        "says": (
            "The running sum runs over the scores themselves. Scores can be negative and add up to"
            " anything; only after a softmax are they shares."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the powers are not scaled to the sum 1",
        "old": _SCALED,
        "new": "np.exp(z / temperature)",
        "says": (
            "The powers of e are added up as they are. They have to be divided by their sum to be shares."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the powers of a large score overflow",
        "old": _SCALED,
        "new": "(np.exp(z / temperature) / np.sum(np.exp(z / temperature), axis=0))",
        "says": (
            "Right for ordinary numbers. But a low temperature makes the scores large, and e to the power of"
            " 1000 is infinite: infinity over infinity is NaN. The softmax of lesson 01 avoids that."
        ),
        "see": _SEE,
        "seen": "scripts for sampling: exp(log(p) / T) / sum",
    },
    {
        "name": "powers of the shares at very low temperatures",
        "old": _SCALED,
        "new": "(softmax(z) ** (1 / temperature) / np.sum(softmax(z) ** (1 / temperature), axis=0))",
        "says": (
            "Right for ordinary temperatures. But a share below 1 raised to the power of some thousands is"
            " too small for a floating-point number, and where all of them are, 0/0 is NaN. Divide the"
            " scores before the softmax, and nothing is lost."
        ),
        "see": _SEE,
        "seen": "scripts for sampling: p ** (1 / T), then divided by the sum",
    },
    {
        "name": "the wrong sign",
        "old": _SCALED,
        "new": "softmax(-z / temperature)",
        "says": "The smallest score gets the largest share.",
        "see": _SEE,
        "seen": "the minus sign of physics: e to the power of minus energy over temperature",
    },
    {
        "name": "always the largest score",
        "old": _ROW,
        "new": "np.argmax(z, axis=0)",
        "says": (
            "The likeliest row is taken at every temperature, and u has no say. That is greedy, which is"
            " right for temperature 0 only."
        ),
        "see": _SEE,
        "seen": "sampling and argmax mixed up",
    },
    {
        "name": "always the smallest score",
        "old": _ROW,
        "new": "np.argmin(z, axis=0)",
        "says": "The least likely row is taken, whatever u is.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no running sum",
        "old": _HEIGHTS,
        "new": _SCALED,
        "says": (
            "Each share by itself is compared with u. A row is drawn where u falls into its own piece of the"
            " span from 0 to 1, and where that begins depends on all rows before it."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the running sum goes along the rows",
        "old": _HEIGHTS,
        "new": f"np.cumsum({_SCALED}, axis=1)",
        "says": (
            "The shares of different examples are added up. Examples are columns: each column has a running"
            " sum of its own, from 0 to 1."
        ),
        "see": _SEE,
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "one running sum for the whole batch",
        "old": _HEIGHTS,
        "new": f"np.cumsum({_SCALED}).reshape(z.shape)",
        "says": (
            "The running sum goes on through the whole array. With one column that looks right; with several"
            " it passes 1 on the way. Each column has a running sum of its own."
        ),
        "see": _SEE,
        "seen": "a sum without an axis",
    },
    {
        "name": "the running sum loses the columns",
        "old": _HEIGHTS,
        "new": f"np.cumsum({_SCALED})",
        "says": (
            "Without an axis the running sum flattens the whole array into one long list. Each column has a"
            " running sum of its own."
        ),
        "see": _SEE,
        "seen": "a sum without an axis",
        "alone": True,
    },
    {
        "name": "softmax over the batch axis",
        "old": _SCALED,
        "new": "softmax(z.T / temperature).T",
        "says": (
            "The shares of each row add up to 1, so the examples compete with each other. Every column"
            " should add up to 1 by itself."
        ),
        "see": _SEE,
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "one row too late",
        "old": _ROW,
        "new": "np.argmax(heights > u, axis=0) + 1",
        "says": (
            "All rows are one too large. The first row is row 0, and it is drawn where u is below its own"
            " share."
        ),
        "see": _SEE,
        "seen": "counting from 1",
    },
    {
        "name": "one row too late, except at the end",
        "old": _ROW,
        "new": "np.minimum(np.argmax(heights > u, axis=0) + 1, len(z) - 1)",
        "says": (
            "All rows but the last are one too large. The first row is row 0, and it is drawn where u is"
            " below its own share."
        ),
        "see": _SEE,
        "seen": "counting from 1",
        "alone": True,
    },
    {
        "name": "one row too early",
        "old": _ROW,
        "new": "np.argmax(heights > u, axis=0) - 1",
        "says": (
            "All rows are one too small. The row is the first at which the running sum, its own share"
            " included, is above u; not the one before."
        ),
        "see": _SEE,
        "seen": "the last row with a sum not above u",
    },
    {
        "name": "one row too early, except at the beginning",
        "old": _ROW,
        "new": "np.maximum(np.argmax(heights > u, axis=0) - 1, 0)",
        "says": (
            "All rows but the first are one too small. The row is the first at which the running sum, its"
            " own share included, is above u; not the one before."
        ),
        "see": _SEE,
        "seen": "the last row with a sum not above u",
        "alone": True,
    },
    {
        "name": "the comparison is the wrong way round",
        "old": "heights > u",
        "new": "heights < u",
        "says": (
            "The first row is looked for at which the running sum is still below u. That is row 0 or none at"
            " all, since the sum only grows. Look for the first that has passed u."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the rows above u are counted",
        "old": _ROW,
        "new": "np.sum(heights > u, axis=0)",
        "says": (
            "You count at how many rows the running sum is above u. That counts from the end: the place of"
            " the first such row is the number of rows that are not above it."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the last row is taken at all times",
        "old": _ROW,
        "new": "np.full(len(u), len(z) - 1)",
        "says": (
            "The result is the last row, always. The running sum is largest at its end: look for the first"
            " place where it is above u, not for its largest value."
        ),
        "see": _SEE,
        "seen": "argmax of the running sum; a loop that is not left at the first hit",
        "alone": True,
    },
    {
        "name": "the nearest running sum",
        "old": _ROW,
        "new": "np.argmin(np.abs(heights - u), axis=0)",
        "says": (
            "The row is taken whose running sum is nearest to u. A row is drawn as often as its share is"
            " large only if it gets the whole piece from the sum before it up to its own."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the share that is nearest to u",
        "old": _REST,
        "new": f"{_SCALED}\n    return np.argmin(np.abs(heights - u), axis=0)",
        "says": (
            "The row is taken whose own share is nearest to u. u is a place in the span from 0 to 1 that the"
            " shares, laid end to end, fill up."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "counted from the other end",
        "old": "heights > u",
        "new": "heights > 1 - u",
        "says": (
            "u is measured from the other end. As a way to draw that is fair, but the specification starts"
            " at row 0, so the rows are others."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the running sum starts at the last row",
        "old": _REST,
        "new": (
            "np.cumsum(softmax(z / temperature)[::-1], axis=0)\n"
            "    return len(z) - 1 - np.argmax(heights > u, axis=0)"
        ),
        "says": (
            "The shares are laid end to end from the last row on. As a way to draw that is fair, but the"
            " specification starts at row 0, so the rows are others."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the shares are sorted first",
        "old": _HEIGHTS,
        "new": "np.cumsum(-np.sort(-softmax(z / temperature), axis=0), axis=0)",
        "says": (
            "The shares are sorted, and what comes out is a place in the sorted list. Which row of `z` that"
            " is, nobody knows any more."
        ),
        "see": _SEE,
        "seen": "samplers that keep the likeliest, which sort and then forget to go back",
        "alone": True,
    },
    {
        "name": "the first column's u for all",
        "old": "heights > u",
        "new": "heights > u[0]",
        "says": (
            "All columns are drawn with the same number, so the same letter would come up in columns that"
            " predict the same. Each column has a u of its own."
        ),
        "see": _SEE,
        "seen": "one random number for a whole batch",
    },
    {
        "name": "the last column's u for all",
        "old": "heights > u",
        "new": "heights > u[-1]",
        "says": "All columns are drawn with the last number of u. Each column has a u of its own.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the first column's shares for all",
        "old": "heights > u",
        "new": "heights[:, :1] > u",
        "says": "All columns are drawn from the shares of column 0. Each column has shares of its own.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a row that is impossible is drawn",
        "old": "heights > u",
        "new": "heights >= u",
        "says": (
            "Right for nearly every u. But u can be exactly 0, and then a row 0 with the probability 0 is"
            " drawn, since its running sum is not below u. The sum has to be above u."
        ),
        "see": _SEE,
        "seen": "searchsorted with its usual side",
    },
    {
        "name": "temperature 0 is treated as 1",
        "old": f"return {_GREEDY}",
        "new": "temperature = 1",
        "says": (
            "At temperature 0 rows are drawn from the model's own shares. Temperature 0 is greedy: the"
            " likeliest takes all, whatever u is."
        ),
        "see": _SEE,
        "seen": "a guard against division by zero",
        "alone": True,
    },
    {
        "name": "temperature 0 takes the largest score of the whole array",
        "old": _GREEDY,
        "new": "np.argmax(z)",
        "says": (
            "At temperature 0 there is one number for the whole batch: the place of the largest of all"
            " scores. Each column has a largest score of its own."
        ),
        "see": _SEE,
        "seen": "argmax without an axis",
    },
    {
        "name": "temperature 0 takes the largest score of each row",
        "old": _GREEDY,
        "new": "np.argmax(z, axis=1)",
        "says": (
            "At temperature 0 the largest score of each row is looked for, so there is a number for each row."
            " Examples are columns."
        ),
        "see": _SEE,
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "temperature 0 takes the first row",
        "old": _GREEDY,
        "new": "np.zeros(len(u), int)",
        "says": (
            "At temperature 0 the result is row 0 in all columns, whatever the scores are. That happens where"
            " scores are divided by 0: out comes NaN, no comparison with NaN is true, and the first place of"
            " nothing is place 0. Temperature 0 needs a way of its own."
        ),
        "see": _SEE,
        "seen": "division by a temperature of 0",
    },
    {
        "name": "temperature 0 gives the largest score, not its row",
        "old": _GREEDY,
        "new": "np.max(z, axis=0)",
        "says": "At temperature 0 you return the score itself. The row that it stands in is asked for.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a share instead of its row",
        "old": _ROW,
        "new": (
            "np.take_along_axis(softmax(z / temperature), np.argmax(heights > u, axis=0)[None], axis=0)[0]"
        ),
        "says": "You return the share that was drawn. The number of the row that it stands in is asked for.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the shares are divided by the temperature, and the last row where the sum ends early",
        "old": _REST,
        "new": f"np.cumsum(softmax(z) / temperature, axis=0)\n    return {_LAST}",
        "says": (
            "The temperature acts after the softmax, as if it divided the shares: they no longer add up to"
            " 1, and their proportions stay. The scores are what it divides, before the softmax."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the shares are divided by the temperature, and no row where the sum ends early",
        "old": _REST,
        "new": f"np.cumsum(softmax(z) / temperature, axis=0)\n    return {_COUNTED}",
        "says": (
            "The temperature acts after the softmax, as if it divided the shares: they no longer add up to"
            " 1, and their proportions stay. The scores are what it divides, before the softmax."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "powers of the shares, and the last row where the sum ends early",
        "old": _REST,
        "new": f"np.cumsum(softmax(z) ** (1 / temperature), axis=0)\n    return {_LAST}",
        "says": (
            "Each share is raised to the right power, but the powers do not add up to 1 any more, so the"
            " running sum does not end at 1."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "powers of the shares, and no row where the sum ends early",
        "old": _REST,
        "new": f"np.cumsum(softmax(z) ** (1 / temperature), axis=0)\n    return {_COUNTED}",
        "says": (
            "Each share is raised to the right power, but the powers do not add up to 1 any more, so the"
            " running sum does not end at 1."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no running sum, and the last row where no share is above u",
        "old": _REST,
        "new": (
            f"{_SCALED}\n    return np.where((heights > u).any(axis=0), np.argmax(heights > u, axis=0),"
            f" len(z) - 1)"
        ),
        "says": (
            "Each share by itself is compared with u. A row is drawn where u falls into its own piece of"
            " the span from 0 to 1, and where that begins depends on all rows before it."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "everything goes along the rows",
        "old": _REST,
        "new": "np.cumsum(softmax(z / temperature), axis=1)\n    return np.argmax(heights > u, axis=1)",
        "says": (
            "Sum and search go along the rows, so there is a result for each row. Examples are columns:"
            " each has a running sum of its own and one row that is drawn."
        ),
        "see": _SEE,
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "the search goes along the rows",
        "old": _ROW,
        "new": "np.argmax(heights > u, axis=1)",
        "says": (
            "The running sum goes down the columns, but the first place above u is looked for along the"
            " rows, so there is a result for each row and not for each column."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the running sum leaves out the row itself",
        "old": "heights > u",
        "new": "heights - softmax(z / temperature) > u",
        "says": (
            "The sum at a row holds the rows before it, but not its own share, so the search goes one row"
            " too far, and finds nothing for the last. The piece of a row ends where its own share is"
            " added."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "all rows are equally likely",
        "old": _ROW,
        "new": "(u * len(z)).astype(int)",
        "says": (
            "u alone decides: each row gets an equal piece of the span from 0 to 1. The pieces should be as"
            " long as the shares."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "temperature 0 takes the last row",
        "old": _GREEDY,
        "new": "np.full(len(u), len(z) - 1)",
        "says": (
            "At temperature 0 the result is the last row in all columns, whatever the scores are. That"
            " happens where scores are divided by 0: out comes NaN, no comparison with NaN is true, and a"
            " loop runs to its end. Temperature 0 needs a way of its own."
        ),
        "see": _SEE,
        "seen": "division by a temperature of 0",
        "alone": True,
    },
    {
        "name": "temperature 0 takes the smallest score",
        "old": _GREEDY,
        "new": "np.argmin(z, axis=0)",
        "says": "At temperature 0 the least likely row is taken. Greedy means the likeliest.",
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a row with one axis too many",
        "old": _ROW,
        "new": "np.argmax(heights > u, axis=0, keepdims=True)",
        "says": (
            "The rows are right, but they stand in an array with two axes. One number for each column is"
            " asked for, of shape (m,)."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "one-hot columns",
        "old": _ROW,
        "new": "(np.arange(len(z))[:, None] == np.argmax(heights > u, axis=0)) * 1.0",
        "says": (
            "You return a column of zeros with a 1 in the row that was drawn. The number of that row is"
            " asked for, one for each column."
        ),
        "see": _SEE,
        "seen": "expected",
        "alone": True,
    },
]
