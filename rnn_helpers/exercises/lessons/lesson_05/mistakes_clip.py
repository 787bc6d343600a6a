"""What people get wrong in clipping by norm: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_05.sections import SECTIONS

_SUM = "sum(np.sum(array**2) for array in gradients.values())"
_NORM = f"np.sqrt({_SUM})"
_FACTOR = "limit / max(norm, limit)"
_CLIPPED = "array * factor"
_OWN = "array * limit / max(np.sqrt(np.sum(array**2)), limit)"

CLIP_MISTAKES = [
    {
        "name": "each array is clipped on its own",
        "old": _CLIPPED,
        "new": _OWN,
        "says": (
            "Every array has a norm and a factor of its own, so the arrays are shortened by different"
            " factors and the direction of the whole turns. All arrays together are one long vector: they"
            " share one norm and one factor."
        ),
        "see": SECTIONS["clipping"],
        "seen": "the clipnorm setting of a well-known library does this; global_clipnorm does not",
    },
    {
        "name": "clipped by value",
        "old": _CLIPPED,
        "new": "np.clip(array, -limit, limit)",
        "says": (
            "Each entry is cut off at the limit by itself. Large entries lose more than small ones, so the"
            " direction turns. By norm, all entries are shortened by the same factor."
        ),
        "see": SECTIONS["clipping"],
        "seen": "the clip function of a well-known RNN assignment; often called 'clipping' without a word",
    },
    {
        "name": "only positive entries are cut off",
        "old": _CLIPPED,
        "new": "np.minimum(array, limit)",
        "says": (
            "Entries above the limit are cut off, by value and on one side only. By norm, all entries are"
            " shortened by the same factor, whatever their sign."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "every column is clipped on its own",
        "old": _CLIPPED,
        "new": "array * limit / np.maximum(np.sqrt(np.sum(array**2, axis=0)), limit)",
        "says": (
            "Each column of each array has a norm of its own. Columns are no examples here, gradients are"
            " summed over those already: everything together has one norm."
        ),
        "see": SECTIONS["clipping"],
        "seen": "a norm along an axis",
    },
    {
        "name": "every row is clipped on its own",
        "old": _CLIPPED,
        "new": "array * limit / np.maximum(np.sqrt(np.sum(array**2, axis=-1, keepdims=True)), limit)",
        "says": (
            "Each row of each array has a norm of its own, as a limit on the weights of each unit would"
            " have. Everything together has one norm here."
        ),
        "see": SECTIONS["clipping"],
        "seen": "a norm along an axis",
        "alone": True,
    },
    {
        "name": "the norms of the arrays are added up",
        "old": _NORM,
        "new": "sum(np.sqrt(np.sum(array**2)) for array in gradients.values())",
        "says": (
            "The root is taken for each array, and then the lengths are added. That is longer than the whole"
            " is: the way along two sides of a triangle. First all squares are added up, then one root is"
            " taken."
        ),
        "see": SECTIONS["clipping"],
        "seen": "total += norm(g) in a loop",
    },
    {
        "name": "the largest of the arrays' norms",
        "old": _NORM,
        "new": "max(np.sqrt(np.sum(array**2)) for array in gradients.values())",
        "says": (
            "The longest array decides and the others are not counted. Together they are longer than that."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "the mean of the arrays' norms",
        "old": _NORM,
        "new": "np.mean([np.sqrt(np.sum(array**2)) for array in gradients.values()])",
        "says": (
            "The norms of the arrays are averaged. The length of the whole is made from all squares, added"
            " up: it is at least that of the longest array."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the root is missing",
        "old": _NORM,
        "new": _SUM,
        "says": (
            "The sum of the squares is taken for the norm. A norm is a length, in the unit of the gradient:"
            " the root of that sum."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "the root is missing where the norm is compared",
        "old": _FACTOR,
        "new": "limit / norm if norm**2 > limit else 1.0",
        "says": (
            "The factor is right, but whether to clip is decided by the squared norm. Between the two,"
            " gradients are lengthened or left too long."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "the root is missing in the factor",
        "old": _FACTOR,
        "new": "limit / norm**2 if norm > limit else 1.0",
        "says": (
            "Whether to clip is decided rightly, but then the limit is divided by the squared norm. The"
            " result has another length than the limit."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "the factor is squared",
        "old": _FACTOR,
        "new": "(limit / max(norm, limit)) ** 2",
        "says": (
            "Limit and norm both stand squared in the factor. To compare the squares is fine, but the"
            " lengths themselves make the factor."
        ),
        "see": SECTIONS["clipping"],
        "seen": "comparing squares to save a root",
    },
    {
        "name": "the root of the factor",
        "old": _FACTOR,
        "new": "np.sqrt(limit / max(norm, limit))",
        "says": "A root stands around the whole quotient. It belongs to the sum of the squares alone.",
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the root of limit over the sum of squares",
        "old": _FACTOR,
        "new": "min(1.0, np.sqrt(limit) / norm) if norm > 0 else 1.0",
        "says": (
            "The limit goes under the root as well. It is a length already; only the sum of the squares"
            " needs the root."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "absolute values are added up",
        "old": _NORM,
        "new": "sum(np.sum(np.abs(array)) for array in gradients.values())",
        "says": (
            "The sizes of all entries are added. That is a norm too, but not the length: for a length, the"
            " entries are squared before they are added, and the root is taken at the end."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "the entries are not squared",
        "old": "np.sum(array**2)",
        "new": "np.sum(array)",
        "says": (
            "The entries are added up as they are, so positive and negative ones cancel, and the root of a"
            " negative sum is NaN. A length is made of squares."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "squared after the sum",
        "old": "np.sum(array**2)",
        "new": "np.sum(array) ** 2",
        "says": (
            "Each array is summed up first and the sum is squared, so positive and negative entries cancel."
            " Each entry is squared by itself, then they are added up."
        ),
        "see": SECTIONS["clipping"],
        "seen": "a bracket in the wrong place",
    },
    {
        "name": "the largest entry instead of the norm",
        "old": _NORM,
        "new": "max(np.max(np.abs(array)) for array in gradients.values())",
        "says": (
            "The largest entry is brought down to the limit, and the rest in proportion. The direction"
            " stays, but it is the length of the whole that the limit is for: the root of all squares."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "a mean of the squares instead of their sum",
        "old": _NORM,
        "new": ("np.sqrt(np.mean(np.concatenate([np.ravel(array) for array in gradients.values()]) ** 2))"),
        "says": (
            "The squares are averaged over all entries. That is the size of a typical entry; the length of"
            " the whole grows with the number of entries."
        ),
        "see": SECTIONS["clipping"],
        "seen": "root mean square, a habit from error measures",
    },
    {
        "name": "a mean of the squares in each array",
        "old": "np.sum(array**2)",
        "new": "np.mean(array**2)",
        "says": (
            "The squares of each array are averaged before the arrays are added up, so an entry of a small"
            " array weighs more than one of a large array. All squares are added up alike."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the norm of the last array alone",
        "old": _NORM,
        "new": "np.sqrt([np.sum(array**2) for array in gradients.values()][-1])",
        "says": (
            "Only the array that comes last has a say, as if each turn of a loop had overwritten what the"
            " turn before had found. The squares of all arrays are added up."
        ),
        "see": SECTIONS["clipping"],
        "seen": "= in a loop where += is meant",
    },
    {
        "name": "the norm of the first array alone",
        "old": _NORM,
        "new": "np.sqrt([np.sum(array**2) for array in gradients.values()][0])",
        "says": "Only the array that comes first has a say. The squares of all arrays are added up.",
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the largest singular value of each matrix instead of all its squares",
        "old": "np.sum(array**2)",
        "new": "np.linalg.norm(array, 2) ** 2",
        "says": (
            "For a matrix, a norm of order 2 is another one than for a vector: it says how far the matrix"
            " can stretch a vector. Here a matrix is nothing but a part of one long vector."
        ),
        "see": SECTIONS["clipping"],
        "seen": "np.linalg.norm(array, 2) where no order is meant",
    },
    {
        "name": "short gradients are lengthened",
        "old": "max(norm, limit)",
        "new": "norm",
        "says": (
            "Every gradient gets the length of the limit, short ones too. A short gradient is short because"
            " little is left to learn from it: it stays as it is. (And where all are 0, this is 0/0.)"
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "short gradients are lengthened, long ones stay",
        "old": "max(norm, limit)",
        "new": "min(norm, limit)",
        "says": (
            "The comparison is the wrong way round: what is shorter than the limit is lengthened to it, and"
            " what is longer stays."
        ),
        "see": SECTIONS["clipping"],
        "seen": "min and max mixed up",
    },
    {
        "name": "nothing is clipped",
        "old": _FACTOR,
        "new": "1.0",
        "says": "The gradients come back as they went in, however long they are.",
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "shortened to the length 1 instead of the limit",
        "old": _FACTOR,
        "new": "1 / norm if norm > limit else 1.0",
        "says": (
            "What is too long gets the length 1, whatever the limit is. It should be as long as is allowed."
        ),
        "see": SECTIONS["clipping"],
        "seen": "normalising vectors; with a limit of 1 nobody notices",
    },
    {
        "name": "multiplied by the limit, not divided by the norm",
        "old": _FACTOR,
        "new": "limit if norm > limit else 1.0",
        "says": (
            "What is too long is multiplied by the limit and not divided by its norm, so its length is the"
            " norm times the limit."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "the factor stands upside down",
        "old": _FACTOR,
        "new": "max(norm, limit) / limit",
        "says": (
            "Norm and limit have changed places in the quotient, so what is too long becomes longer still."
            " A factor that shortens is below 1."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
    },
    {
        "name": "1 in the place of the limit",
        "old": _FACTOR,
        "new": "1 / max(norm, 1.0)",
        "says": (
            "The limit has no say: what is longer than 1 is shortened to 1. Compare with the limit, and"
            " shorten to it."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "too long gradients are thrown away",
        "old": _FACTOR,
        "new": "0.0 if norm > limit else 1.0",
        "says": (
            "What is too long becomes 0, so the update is skipped. It should be shortened, its direction"
            " kept."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the limit is shared out among the arrays",
        "old": _FACTOR,
        "new": "limit / len(gradients) / max(norm, limit / len(gradients))",
        "says": (
            "The limit is divided by the number of arrays. It is meant for all of them together, as the norm"
            " is."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the array that comes last is shortened",
        "old": "{name: array * factor for",
        "new": "{name: array * (factor if name == list(gradients)[-1] else 1.0) for",
        "says": (
            "The factor is right, but one array alone is multiplied by it. Is that line inside the loop over"
            " the names?"
        ),
        "see": SECTIONS["clipping"],
        "seen": "indentation",
        "alone": True,
    },
    {
        "name": "only the array that comes last is handed back",
        "old": "for name, array in gradients.items()}",
        "new": "for name, array in list(gradients.items())[-1:]}",
        "says": (
            "The dict holds one array. A dict that is made anew in each turn of a loop forgets what the"
            " turns before have put in."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the array that comes first is handed back",
        "old": "for name, array in gradients.items()}",
        "new": "for name, array in list(gradients.items())[:1]}",
        "says": "The dict holds one array. A `return` inside the loop ends the function after one turn.",
        "see": SECTIONS["clipping"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "what is short enough is not handed back",
        "old": "    return {",
        "new": "    return None if norm <= limit else {",
        "says": (
            "Gradients that are too long come back shortened; for those that are short enough the function"
            " ends without a `return`, so it gives None. Training goes on with what comes back."
        ),
        "see": SECTIONS["clipping"],
        "seen": "a return inside the if",
        "alone": True,
    },
    {
        "name": "an empty dict for what is short enough",
        "old": "    return {",
        "new": "    return {} if norm <= limit else {",
        "says": (
            "Gradients that are too long come back shortened; for those that are short enough the dict is"
            " empty. They should all stand in it, as they are."
        ),
        "see": SECTIONS["clipping"],
        "seen": "the new dict is filled inside the if",
        "alone": True,
    },
    {
        "name": "each array gets the length of the limit",
        "old": _CLIPPED,
        "new": "array * limit / np.sqrt(np.sum(array**2))",
        "says": (
            "Every array has a norm and a factor of its own, and short ones are lengthened as well. All"
            " arrays together share one norm and one factor, and what is short enough stays."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "each array is shortened to the limit once the whole is too long",
        "old": _CLIPPED,
        "new": "(array * limit / np.sqrt(np.sum(array**2)) if norm > limit else array)",
        "says": (
            "Whether to clip is decided by the norm of everything, but then each array is divided by its"
            " own norm. All arrays share one factor, or the direction turns."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "everything gets the length 1",
        "old": _FACTOR,
        "new": "1 / norm",
        "says": (
            "Every gradient gets the length 1, whatever the limit is and however short it was. Only what is"
            " longer than the limit is shortened, and to the limit."
        ),
        "see": SECTIONS["clipping"],
        "seen": "normalising vectors",
        "alone": True,
    },
    {
        "name": "only the weight matrices count",
        "old": _SUM,
        "new": 'sum(np.sum(array**2) for name, array in gradients.items() if "W" in name)',
        "says": (
            "The biases are left out of the norm. All gradients together are one long vector, the biases'"
            " entries among them."
        ),
        "see": SECTIONS["clipping"],
        "seen": "weight decay, which often leaves out biases",
        "alone": True,
    },
    {
        "name": "the excess is subtracted from every entry",
        "old": _CLIPPED,
        "new": "array - max(norm - limit, 0.0)",
        "says": (
            "The length that is too much is subtracted from each entry. That turns the direction, and makes"
            " negative entries larger. A vector is shortened by a factor."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the root is taken at every turn of the loop",
        "old": f"norm = {_NORM}",
        "new": (
            "norm = 0.0\n    for array in gradients.values():\n        norm = np.sqrt(norm +"
            " np.sum(array**2))"
        ),
        "says": (
            "The running sum goes through a root each time an array is added. First the squares of all"
            " arrays are added up, then one root is taken."
        ),
        "see": SECTIONS["clipping"],
        "seen": "indentation",
        "alone": True,
    },
    {
        "name": "the squares are averaged over the arrays",
        "old": "sum(np.sum(array**2) for array in gradients.values())",
        "new": "np.mean([np.sum(array**2) for array in gradients.values()])",
        "says": (
            "The sums of squares are averaged over the arrays. The length of the whole is made from all"
            " squares, added up."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "large entries become 0",
        "old": _CLIPPED,
        "new": "np.where(np.abs(array) > limit, 0.0, array)",
        "says": (
            "Entries above the limit are set to 0. By norm, nothing is thrown away: all entries are"
            " shortened by the same factor."
        ),
        "see": SECTIONS["clipping"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the norm of the arrays so far",
        "old": "    return {name: array * factor for name, array in gradients.items()}",
        "new": (
            "    sums = np.cumsum([np.sum(array**2) for array in gradients.values()])\n"
            "    return {\n"
            "        name: array * limit / max(np.sqrt(total), limit)\n"
            "        for (name, array), total in zip(gradients.items(), sums)\n"
            "    }"
        ),
        "says": (
            "Each array is divided by the norm of the arrays up to itself, so the first ones are shortened"
            " too little. The norm has to be complete before anything is shortened: two loops, one after"
            " the other."
        ),
        "see": SECTIONS["clipping"],
        "seen": "indentation",
        "alone": True,
    },
]
