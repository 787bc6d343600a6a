"""What people get wrong in turning padded sequences round: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_10.sections import SECTIONS

_COPY = "turned = x.copy()"
_LOOP = "for i, length in enumerate(lengths):"
_TO = "turned[:length, :, i]"
_FROM = "x[:length, :, i][::-1]"
_LINE = f"{_TO} = {_FROM}"
_RETURN = "    return turned\n"

REVERSE_MISTAKES = [
    {
        "name": "the whole batch is turned round",
        "old": _LINE,
        "new": "turned[:, :, i] = x[::-1, :, i]",
        "says": (
            "All T_x steps change places, the padding too: a short example now begins with its padding, and"
            " whoever reads it meets the padding before the first real step. Each example has its own end."
        ),
        "see": SECTIONS["own_end"],
        "seen": "x[::-1] on a padded batch, in many home-made bidirectional networks",
    },
    {
        "name": "the beginning of a batch that was turned as a whole",
        "old": _FROM,
        "new": "x[::-1][:length, :, i]",
        "says": (
            "All T_x steps are turned first, and then as many as the example is long are taken from the"
            " beginning: there a short example has its padding now, and its first real steps are lost."
        ),
        "see": SECTIONS["own_end"],
        "seen": "the slice after [::-1] in the place of before",
    },
    {
        "name": "the padding is set to zero",
        "old": _COPY,
        "new": "turned = 0 * x",
        "says": (
            "The real steps are in the right places, but behind them stand zeros. What lies past an"
            " example's end should stay as it was; only then does turning twice give the input back."
        ),
        "see": SECTIONS["own_end"],
        "seen": "results that begin as np.zeros, filled only up to each length",
    },
    {
        "name": "the features are turned, not the steps",
        "old": _FROM,
        "new": "x[:length, ::-1, i]",
        "says": (
            "The steps stand in their old order, and within each step the numbers are upside down. Which axis"
            " is time? In this course it is the first."
        ),
        "see": SECTIONS["own_end"],
        "seen": "batches that have time on another axis in other libraries",
    },
    {
        "name": "steps and features are both turned",
        "old": _FROM,
        "new": "x[:length, ::-1, i][::-1]",
        "says": (
            "The steps are in the right order, but the numbers within each step are upside down as well."
            " Perhaps a flip without a word about which axis: then NumPy turns all of them."
        ),
        "see": SECTIONS["own_end"],
        "seen": "np.flip without an axis",
    },
    {
        "name": "the examples change places",
        "old": _LINE,
        "new": "turned[:, :, i] = x[:, :, -1 - i]",
        "says": (
            "The examples of the batch stand in reversed order, and each of them still runs forwards. The"
            " last axis counts examples; time is the first."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
    },
    {
        "name": "each example is read from another one's place",
        "old": _FROM,
        "new": "x[:length, :, -1 - i][::-1]",
        "says": (
            "The steps are turned up to the right length, but the examples have changed places as well: what"
            " comes out for the first example was made from the last one."
        ),
        "see": SECTIONS["own_end"],
        "seen": "a flip over time and examples at once",
    },
    {
        "name": "everything is turned: steps, features and examples",
        "old": _LINE,
        "new": "turned[:, :, i] = x[::-1, ::-1, -1 - i]",
        "says": (
            "All three axes are turned round at once, over their whole length. Only the time axis should be,"
            " and for each example only as far as it is real."
        ),
        "see": SECTIONS["own_end"],
        "seen": "np.flip(x) without an axis",
    },
    {
        "name": "all examples are turned by the longest length",
        "old": _LINE,
        "new": "turned[: max(lengths), :, i] = x[: max(lengths), :, i][::-1]",
        "says": (
            "One length serves for the whole batch, the largest. A shorter example gets padding in front,"
            " just as if the whole batch were turned."
        ),
        "see": SECTIONS["own_end"],
        "seen": "cutting a batch to its longest example, then [::-1]",
    },
    {
        "name": "all examples are turned by the shortest length",
        "old": _LINE,
        "new": "turned[: min(lengths), :, i] = x[: min(lengths), :, i][::-1]",
        "says": (
            "One length serves for the whole batch, the smallest. The last real steps of a longer example"
            " stay at the end, where they were. Each example has a length of its own."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
    },
    {
        "name": "all examples are turned by the first one's length",
        "old": _LINE,
        "new": "turned[: lengths[0], :, i] = x[: lengths[0], :, i][::-1]",
        "says": (
            "The length of example 0 serves for the whole batch. With a batch of one nobody would notice;"
            " each example has a length of its own."
        ),
        "see": SECTIONS["own_end"],
        "seen": "functions that were tried on one example",
    },
    {
        "name": "the last real step is left out",
        "old": _LINE,
        "new": "turned[: length - 1, :, i] = x[: length - 1, :, i][::-1]",
        "says": (
            "The last real step of each example stays where it was, and only those before it are turned. A"
            " slice stops before its second number, so it needs no one less."
        ),
        "see": SECTIONS["own_end"],
        "seen": "off by one at the end of a slice",
    },
    {
        "name": "the first step is left out",
        "old": _LINE,
        "new": "turned[1:length, :, i] = x[1:length, :, i][::-1]",
        "says": (
            "The first step of each example stays where it was. It should stand at the example's own end, and"
            " the last real step in its place."
        ),
        "see": SECTIONS["own_end"],
        "seen": "off by one at the beginning of a range or of a slice that runs downwards",
    },
    {
        "name": "one step of padding is turned as well",
        "old": _LINE,
        "new": "turned[: length + 1, :, i] = x[: length + 1, :, i][::-1]",
        "says": (
            "One step too many takes part: a padded example begins with the first step of its padding. The"
            " real steps are counted from 0, so the last one has the number length - 1."
        ),
        "see": SECTIONS["own_end"],
        "seen": "off by one at the end of a slice",
    },
    {
        "name": "counted from one step past the end",
        "old": _FROM,
        "new": "x[length - np.arange(length), :, i]",
        "says": (
            "Step t is fetched from step length - t. For t = 0 that is one step past the last real one:"
            " padding, or an IndexError where there is none. Where should the very first one come from?"
        ),
        "see": SECTIONS["own_end"],
        "seen": "the off-by-one of every reversed index",
    },
    {
        "name": "a step is overwritten before it is read",
        "old": _LINE,
        "new": "for t in range(length):\n            turned[t, :, i] = turned[length - 1 - t, :, i]",
        "says": (
            "The first half is right, the second is its mirror image: by the time it was to be filled, the"
            " steps it needs had been overwritten. Read from the one array, write into the other."
        ),
        "see": SECTIONS["own_end"],
        "seen": "reversing in place, step by step, without a second array",
    },
    {
        "name": "nothing is turned",
        "old": _FROM,
        "new": "x[:length, :, i]",
        "says": (
            "The result is x as it was. Perhaps the steps are turned twice, or swapped in pairs all the way"
            " along: the second half of the swaps then undoes the first. Or a turned copy was never kept."
        ),
        "see": SECTIONS["own_end"],
        "seen": "swapping x[t] and x[length - 1 - t] for all t",
        "alone": True,
    },
    {
        "name": "the padding is turned, not the sequence",
        "old": _LINE,
        "new": "turned[length:, :, i] = x[length:, :, i][::-1]",
        "says": (
            "The real steps run forwards as before, and what stands behind them is turned round. A slice with"
            " the length in front of the colon begins there; one with the length after it ends there."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
    },
    {
        "name": "the padding is turned as well, in its place",
        "old": _LINE,
        "new": f"{_LINE}\n        turned[length:, :, i] = x[length:, :, i][::-1]",
        "says": (
            "The real steps are right, but behind them the padding is turned round too. What lies past an"
            " example's end should stay as it was."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
    },
    {
        "name": "the sequence is moved behind its padding",
        "old": _LINE,
        "new": "turned[:, :, i] = np.roll(x[:, :, i], len(x) - length, axis=0)",
        "says": (
            "Each example still runs forwards, but it is moved to the end of the time axis, and its padding"
            " stands in front. It should begin at step 0 with its last real step."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected, from batches that are padded in front",
    },
    {
        "name": "turned, and moved behind its padding",
        "old": _LINE,
        "new": (f"{_LINE}\n        turned[:, :, i] = np.roll(turned[:, :, i], len(x) - length, axis=0)"),
        "says": (
            "The real steps of each example are turned, but then they stand at the end of the time axis, with"
            " the padding in front. The padding should stay at the end."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected, from batches that are padded in front",
    },
    {
        "name": "only the last example is turned",
        "old": f"{_COPY}\n    {_LOOP}",
        "new": f"{_LOOP}\n        {_COPY}",
        "says": (
            "Every example but the last runs forwards as before. Perhaps each turn of the loop starts from a"
            " fresh copy of x, and so forgets what the turns before it did."
        ),
        "see": SECTIONS["own_end"],
        "seen": "the copy made inside the loop",
    },
    {
        "name": "only the first example is turned",
        "old": f"[::-1]\n{_RETURN}",
        "new": "[::-1]\n        return turned\n",
        "says": (
            "The first example is right, all others run forwards as before. Perhaps the function returns"
            " within its loop, after the first turn."
        ),
        "see": SECTIONS["own_end"],
        "seen": "a return indented one level too far",
    },
    {
        "name": "the common padding is cut off",
        "old": _RETURN,
        "new": "    return turned[: max(lengths)]\n",
        "says": (
            "The result has as many steps as the longest example is long. It should have T_x steps as x has:"
            " the padding stays, even where all examples have it."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
    },
    {
        "name": "examples are looked for on the features' axis",
        "old": _LINE,
        "new": "turned[:length, i, :] = x[:length, i, :][::-1]",
        "says": (
            "The second axis counts features, the third examples. Each length is used for a feature, not for"
            " an example; where there are fewer features than examples, that ends in an IndexError."
        ),
        "see": SECTIONS["own_end"],
        "seen": "batches that have the examples on the second axis in other libraries",
    },
]
