"""What people get wrong in a numerical gradient: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_03.sections import SECTIONS

_COPIES = "up, down = value.copy(), value.copy()"
_NUDGES = "up[place] += h\n        down[place] -= h"
_SLOPE = "(loss(up) - loss(down)) / (2 * h)"
_LOOP = f"for place in np.ndindex(value.shape):\n        {_COPIES}\n        {_NUDGES}"
_TURN = f"{_COPIES}\n        {_NUDGES}\n        slopes[place] = {_SLOPE}"

NUDGE_MISTAKES = [
    {
        "name": "nudged to one side only",
        "old": _SLOPE,
        "new": "(loss(up) - loss(value)) / h",
        "says": (
            "This is the difference between the nudged loss and the one at the start. On a curve its error"
            " shrinks with h only; the two-sided difference, for which it shrinks with the square of h, is"
            " asked for."
        ),
        "see": SECTIONS["nudge"],
        "seen": "the first gradient check of many courses",
        "alone": True,
    },
    {
        "name": "nudged downwards only",
        "old": _SLOPE,
        "new": "(loss(value) - loss(down)) / h",
        "says": (
            "This is the difference between the loss at the start and the one below it. On a curve its error"
            " shrinks with h only; the two-sided difference, for which it shrinks with the square of h, is"
            " asked for."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the second loss is taken at the start",
        "old": "loss(down)",
        "new": "loss(value)",
        "says": (
            "Your nudges reach from the start upwards, but you divide by the way from below to above."
            " Perhaps the step down only takes back the step up: from above, it has to go twice as far."
        ),
        "see": SECTIONS["nudge"],
        "seen": "value += h, value -= h on one and the same array",
    },
    {
        "name": "the first loss is taken at the start",
        "old": "loss(up)",
        "new": "loss(value)",
        "says": (
            "Your nudges reach from the start downwards, but you divide by the way from below to above. One"
            " of the two losses is taken without a nudge."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "divided by one nudge instead of two",
        "old": "(2 * h)",
        "new": "h",
        "says": (
            "Every slope is twice what it should be. How far are the two places apart at which you take the"
            " loss?"
        ),
        "see": SECTIONS["nudge"],
        "seen": "the divisor of the one-sided difference, kept",
    },
    {
        "name": "brackets below the line are missing",
        "old": "/ (2 * h)",
        "new": "/ 2 * h",
        "says": (
            "Python divides by 2 and then multiplies by h, from left to right. The product belongs below the"
            " line as a whole."
        ),
        "see": SECTIONS["nudge"],
        "seen": "Stack Overflow: x / 2 * h",
    },
    {
        "name": "not divided by the nudge",
        "old": " / (2 * h)",
        "new": "",
        "says": (
            "This is how much the loss changes. A slope is the change for each unit of the way, so the length"
            " of the way has to come in."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "divided by 2 only",
        "old": "(2 * h)",
        "new": "2",
        "says": (
            "This is half of how much the loss changes. A slope is the change for each unit of the way, so"
            " the length of the way has to come in."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "divided by the square of the nudge",
        "old": "(2 * h)",
        "new": "(2 * h**2)",
        "says": "Every slope is too large by one over h: the nudge stands below the line once too often.",
        "see": SECTIONS["nudge"],
        "seen": "first and second derivative mixed up",
        "alone": True,
    },
    {
        "name": "the wrong sign",
        "old": "loss(up) - loss(down)",
        "new": "loss(down) - loss(up)",
        "says": (
            "Every slope has the wrong sign. A slope is positive where the loss is larger above than below."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "the losses are added",
        "old": "loss(up) - loss(down)",
        "new": "loss(up) + loss(down)",
        "says": "The two losses are added up. A slope comes from how far apart they are.",
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "the sizes of the slopes only",
        "old": "(loss(up) - loss(down))",
        "new": "np.abs(loss(up) - loss(down))",
        "says": "No slope is negative. The sign is what tells descent which way to go.",
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the curvature instead of the slope",
        "old": _SLOPE,
        "new": "(loss(up) - 2 * loss(value) + loss(down)) / h**2",
        "says": "Three losses and the square of the nudge give the second derivative: how the slope changes.",
        "see": SECTIONS["nudge"],
        "seen": "first and second derivative mixed up",
        "alone": True,
    },
    {
        "name": "the slope is divided by the loss",
        "old": _SLOPE,
        "new": f"{_SLOPE} / loss(value)",
        "says": "The change is given as a share of the loss. Asked for is the change itself.",
        "see": SECTIONS["nudge"],
        "seen": "relative errors and slopes mixed up",
        "alone": True,
    },
    {
        "name": "all entries are nudged at once",
        "old": _NUDGES,
        "new": "up += h\n        down -= h",
        "says": (
            "The same number stands in every place: all entries move together, so nobody can tell what each"
            " of them does to the loss. Move one at a time and leave the others where they are."
        ),
        "see": SECTIONS["nudge"],
        "seen": "loss(value + h): a nudge that NumPy adds to every entry",
    },
    {
        "name": "all entries are nudged up, one is nudged down",
        "old": "up[place] += h",
        "new": "up += h",
        "says": (
            "On the way up all entries move together, on the way down one alone. Move the same entry to both"
            " sides and leave the others where they are."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "one entry is nudged up, all are nudged down",
        "old": "down[place] -= h",
        "new": "down -= h",
        "says": (
            "On the way up one entry moves alone, on the way down all of them together. Move the same entry"
            " to both sides and leave the others where they are."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
    },
    {
        "name": "whole rows are nudged",
        "old": "np.ndindex(value.shape)",
        "new": "range(value.shape[0])",
        "says": (
            "Along a row all slopes are equal: the loop runs over the first axis only, and an index of one"
            " number is a whole row. Every entry needs a turn of its own."
        ),
        "see": SECTIONS["nudge"],
        "seen": "for i in range(len(W))",
        "alone": True,
    },
    {
        "name": "up and down are the same array",
        "old": _COPIES,
        "new": "up = down = value.copy()",
        "says": (
            "All slopes are 0, for both names stand for one array: the nudge down undoes the nudge up before"
            " the loss is taken. A second name is no copy."
        ),
        "see": SECTIONS["nudge"],
        "seen": "forum threads: b = a does not copy",
    },
    {
        "name": "down is the nudged array",
        "old": _NUDGES,
        "new": "up[place] += h\n        down = up.copy()\n        down[place] -= h",
        "says": (
            "The nudge down starts from the array that was nudged up, so it gets back to the start and no"
            " further. You divide by the way from below to above."
        ),
        "see": SECTIONS["nudge"],
        "seen": "value += h, value -= h on one and the same array",
        "alone": True,
    },
    {
        "name": "the nudges are not taken back",
        "old": _TURN,
        "new": (
            "value[place] += h\n        high = loss(value)\n        value[place] -= 2 * h\n"
            "        slopes[place] = (high - loss(value)) / (2 * h)"
        ),
        "says": (
            "The first slope is right, the later ones are measured elsewhere: every entry stays where its"
            " nudge down has left it. Before the next entry's turn all must be as it was."
        ),
        "see": SECTIONS["nudge"],
        "seen": "gradient checks that forget to restore the entry",
        "alone": True,
    },
    {
        "name": "the nudges pile up on both sides",
        "old": _LOOP,
        "new": f"{_COPIES}\n    for place in np.ndindex(value.shape):\n        {_NUDGES}",
        "says": (
            "The first slope is right; after that, both arrays still hold the nudges of the earlier turns."
            " Every entry's turn starts from the value itself."
        ),
        "see": SECTIONS["nudge"],
        "seen": "copies made before the loop",
        "alone": True,
    },
    {
        "name": "the nudges up pile up",
        "old": _COPIES,
        "new": "up, down = value, value.copy()",
        "says": (
            "The nudge up is written into the value itself and stays there. Later entries are then measured"
            " elsewhere. A second name is no copy."
        ),
        "see": SECTIONS["nudge"],
        "seen": "forum threads: b = a does not copy",
        "alone": True,
    },
    {
        "name": "another nudge than the one that was given",
        "old": "slopes = np.zeros(value.shape)",
        "new": "slopes = np.zeros(value.shape)\n    h = 6e-6",
        "says": (
            "These are the slopes for a very small nudge, or the exact ones. The function is given an h, and"
            " for that h the curve bends on the way: its result should show it."
        ),
        "see": SECTIONS["nudge"],
        "seen": "a fixed epsilon inside the function, or the complex step",
        "alone": True,
    },
    {
        "name": "half the nudge to each side",
        "old": "slopes = np.zeros(value.shape)",
        "new": "slopes = np.zeros(value.shape)\n    h = h / 2",
        "says": (
            "The two places at which you take the loss are h apart. Asked for is a nudge of h to each side."
        ),
        "see": SECTIONS["nudge"],
        "seen": "central differences written as f(x + h/2) - f(x - h/2)",
        "alone": True,
    },
    {
        "name": "the nudge is a share of the entry",
        "old": _TURN,
        "new": (
            f"{_COPIES}\n        step = h * value[place]\n        up[place] += step\n"
            "        down[place] -= step\n"
            "        slopes[place] = (loss(up) - loss(down)) / (2 * step)"
        ),
        "says": (
            "Large entries are nudged far and small ones hardly; an entry of 0 does not move at all. Asked"
            " for is the same nudge h for every entry."
        ),
        "see": SECTIONS["nudge"],
        "seen": "value * (1 + h)",
        "alone": True,
    },
    {
        "name": "whole numbers are nudged by whole numbers",
        "old": ", dtype=float",
        "new": "",
        "says": (
            "Where the value holds whole numbers, its copies do too, and what a nudge adds behind the point"
            " is cut off. Copy it into an array of floating-point numbers."
        ),
        "see": SECTIONS["nudge"],
        "seen": "forum threads: adding 1e-4 to an entry of an integer array",
    },
    {
        "name": "whole numbers in, whole numbers out",
        "old": ("value = np.array(value, dtype=float)\n    slopes = np.zeros(value.shape)"),
        "new": ("slopes = np.zeros_like(value)\n    value = np.array(value, dtype=float)"),
        "says": (
            "Where the value holds whole numbers, the array for the slopes does too, and everything behind"
            " the point is cut off. An array that is made in the likeness of another takes over its type."
        ),
        "see": SECTIONS["nudge"],
        "seen": "np.zeros_like of an array of whole numbers",
        "alone": True,
    },
    {
        "name": "only the first entry is filled",
        "old": "    return slopes",
        "new": "        return slopes",
        "says": (
            "The first slope is right and the others are 0: the function ends after one turn of its loop. A"
            " `return` inside the loop ends the whole function."
        ),
        "see": SECTIONS["nudge"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "the slopes are in one long row",
        "old": "return slopes",
        "new": "return slopes.ravel()",
        "says": (
            "The numbers are right, but the array is flat. A gradient has the shape of what it belongs to."
        ),
        "see": SECTIONS["chain"],
        "seen": "gradient checks on flattened parameters",
    },
    {
        "name": "the slopes are added up",
        "old": "return slopes",
        "new": "return np.sum(slopes)",
        "says": "One number comes back. A gradient has a slope for every entry.",
        "see": SECTIONS["chain"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the last slope only",
        "old": "return slopes",
        "new": "return slopes[place]",
        "says": (
            "One number comes back: the slope of the last turn of the loop. Every turn has a place of its own"
            " in the result."
        ),
        "see": SECTIONS["chain"],
        "seen": "= on a plain name inside a loop",
        "alone": True,
    },
    {
        "name": "the loss sees the nudged entry alone",
        "old": _SLOPE,
        "new": "(loss(up[place]) - loss(down[place])) / (2 * h)",
        "says": (
            "The loss is called with one number. It asks for the whole array, of which one entry has moved"
            " and the others have stayed."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the nudge multiplies the entry",
        "old": _NUDGES,
        "new": "up[place] *= 1 + h\n        down[place] *= 1 - h",
        "says": (
            "Each entry is nudged by a share of itself, so large entries move far and small ones hardly."
            " Asked for is the same nudge h for every entry."
        ),
        "see": SECTIONS["nudge"],
        "seen": "value * (1 + h)",
        "alone": True,
    },
    {
        "name": "two steps up instead of one to each side",
        "old": _NUDGES,
        "new": "up[place] += 2 * h",
        "says": (
            "Both losses are taken on the same side of the value, 2h apart. The two places should lie to"
            " the left and to the right of it."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "one slope for the whole array",
        "old": "return slopes",
        "new": "return (loss(value + h) - loss(value - h)) / (2 * h)",
        "says": (
            "One number comes back: how the loss changes if all entries move together. Asked for is a slope"
            " for each entry, so move one at a time and leave the others where they are."
        ),
        "see": SECTIONS["nudge"],
        "seen": "loss(value + h): a nudge that NumPy adds to every entry",
        "alone": True,
    },
    {
        "name": "brackets above the line are missing",
        "old": _SLOPE,
        "new": "loss(up) - loss(down) / (2 * h)",
        "says": (
            "Only the second loss is divided: a quotient comes before a difference. The difference of the"
            " two losses belongs above the line as a whole."
        ),
        "see": SECTIONS["nudge"],
        "seen": "brackets forgotten",
        "alone": True,
    },
    {
        "name": "twice the nudge to each side",
        "old": _NUDGES,
        "new": "up[place] += 2 * h\n        down[place] -= 2 * h",
        "says": (
            "The two places at which you take the loss are 4h apart, but you divide by 2h. Asked for is a"
            " nudge of h to each side."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "half the nudge to each side, divided by two",
        "old": _NUDGES,
        "new": "up[place] += h / 2\n        down[place] -= h / 2",
        "says": (
            "The two places at which you take the loss are h apart, but you divide by 2h. Asked for is a"
            " nudge of h to each side."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the other entries are 0",
        "old": _COPIES,
        "new": "up, down = np.zeros(value.shape), np.zeros(value.shape)",
        "says": (
            "The loss is taken at the nudge alone, with zeros in all other places. The nudge is added to"
            " the value, and the slope belongs to that place."
        ),
        "see": SECTIONS["nudge"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the entry is replaced by the nudge",
        "old": _NUDGES,
        "new": "up[place] = h\n        down[place] = -h",
        "says": "The entry becomes h and minus h, whatever it was. It should move by h from where it stands.",
        "see": SECTIONS["nudge"],
        "seen": "= where += is meant",
        "alone": True,
    },
    {
        "name": "nudged to one side, and not taken back",
        "old": _TURN,
        "new": (
            "before = loss(value)\n        value[place] += h\n"
            "        slopes[place] = (loss(value) - before) / h"
        ),
        "says": (
            "Each slope is measured to one side only, and every entry stays where its nudge has left it, so"
            " the later slopes are measured elsewhere. Asked for is the two-sided difference at the value"
            " itself."
        ),
        "see": SECTIONS["nudge"],
        "seen": "gradient checks that forget to restore the entry",
        "alone": True,
    },
]
