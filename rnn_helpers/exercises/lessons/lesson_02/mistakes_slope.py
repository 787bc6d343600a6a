"""What people get wrong in a slope found by nudging: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_02.sections import SECTIONS

_UP, _DOWN = "up[name][place] += h", "down[name][place] -= h"
_NUDGES = f"{_UP}\n    {_DOWN}"
_COPY = "down = {key: value.copy() for key, value in parameters.items()}"
_DIFFERENCE = "loss(up) - loss(down)"
_BY = " / (2 * h)"
_RESULT = f"({_DIFFERENCE}){_BY}"
_ALL = f"""slopes = np.zeros(up[name].shape)
    for place in np.ndindex(slopes.shape):
        {_UP}
        {_DOWN}
        slopes[place] = {_RESULT}
        up[name][place] = down[name][place] = parameters[name][place]
    return slopes"""

SLOPE_MISTAKES = [
    {
        "name": "divided by h, not by the whole distance",
        "old": _BY,
        "new": " / h",
        "says": (
            "The slope comes out twice as large. How far apart are the two places at which you look at the"
            " loss?"
        ),
        "see": SECTIONS["nudging"],
        "seen": "the formula for a nudge to one side, mixed with the one for two",
    },
    {
        "name": "not divided",
        "old": _BY,
        "new": "",
        "says": (
            "That is the difference of the two losses. A slope is a difference for each unit of the weight:"
            " it has to be divided by the difference of the two weights."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "multiplied by the distance",
        "old": _BY,
        "new": " * (2 * h)",
        "says": (
            "The difference of the losses is multiplied by the distance, where it should be divided by it."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "the brackets around 2h are missing",
        "old": _BY,
        "new": " / 2 * h",
        "says": (
            "Python works from left to right: it divides by 2 and then multiplies by h. What is below the"
            " line of the fraction belongs together."
        ),
        "see": SECTIONS["nudging"],
        "seen": "forum threads on gradient checks: / 2 * epsilon",
    },
    {
        "name": "divided by 2 only",
        "old": _BY,
        "new": " / 2",
        "says": "The difference of the losses is halved. Where is the size of the nudge?",
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "divided by the square of h",
        "old": _BY,
        "new": " / h**2",
        "says": (
            "h comes in twice below the line. The distance between the two weights is the sum of two nudges,"
            " not their product."
        ),
        "see": SECTIONS["nudging"],
        "seen": "formulas for the second derivative",
    },
    {
        "name": "the sign is turned",
        "old": _DIFFERENCE,
        "new": "loss(down) - loss(up)",
        "says": (
            "Where the loss rises with the weight, you say that it falls. Which loss minus which? The"
            " difference of the weights has to be taken in the same order."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "the losses are added",
        "old": _DIFFERENCE,
        "new": "loss(up) + loss(down)",
        "says": (
            "A slope comes from how much the loss changes between two places: from a difference, not a sum."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "a slope without its sign",
        "old": _DIFFERENCE,
        "new": "abs(loss(up) - loss(down))",
        "says": (
            "The size is right, but a slope also has a direction: it is negative where the loss falls as the"
            " weight grows."
        ),
        "see": SECTIONS["nudging"],
        "seen": "relative errors of gradient checks, where the size alone counts",
    },
    {
        "name": "the second loss is that of the weight as it was",
        "old": _DIFFERENCE,
        "new": "loss(up) - loss(parameters)",
        "says": (
            "One of the two losses is taken at the weight as it was: it was not nudged down, or it came down"
            " by one h from where it had been nudged up. The two places are then h apart, and you divide by"
            " twice that."
        ),
        "see": SECTIONS["nudging"],
        "seen": "one array nudged up and then down by the same h",
    },
    {
        "name": "the first loss is that of the weight as it was",
        "old": _DIFFERENCE,
        "new": "loss(parameters) - loss(down)",
        "says": (
            "The first loss is taken at the weight as it was, not above it. The two places are then h apart,"
            " and you divide by twice that."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "nudged up only",
        "old": _RESULT,
        "new": "(loss(up) - loss(parameters)) / h",
        "says": (
            "You nudge to one side and compare with the weight as it was. That is a slope too, but a worse"
            " one: it belongs to a place half a nudge beside the weight. The task asks for both sides."
        ),
        "see": SECTIONS["nudging"],
        "seen": "the definition of the derivative in textbooks, (f(x + h) - f(x)) / h",
        "alone": True,
    },
    {
        "name": "nudged down only",
        "old": _RESULT,
        "new": "(loss(parameters) - loss(down)) / h",
        "says": (
            "You nudge to one side and compare with the weight as it was. That is a slope too, but a worse"
            " one: it belongs to a place half a nudge beside the weight. The task asks for both sides."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "both nudges go to the same array",
        "old": _COPY,
        "new": "down = up",
        "says": (
            "The slope is 0: both losses are taken at the same numbers. What is nudged for one is nudged for"
            " the other as well, because both hold one and the same array. A copy of a dict holds the same"
            " arrays as the dict, and a second name makes no copy at all."
        ),
        "see": SECTIONS["nudging"],
        "seen": "dict(parameters) or parameters.copy(), which copy the dict but not the arrays",
    },
    {
        "name": "every entry of the array is nudged",
        "old": _NUDGES,
        "new": "up[name] += h\n    down[name] -= h",
        "says": (
            "All entries of the array move together, so what you get is the sum of all their slopes. Only the"
            " entry at `place` should move."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "a whole row is nudged",
        "old": _NUDGES,
        "new": "up[name][place[0]] += h\n    down[name][place[0]] -= h",
        "says": (
            "An array with two axes and one index gives a whole row, and the whole row moves. `place` has two"
            " numbers, a row and a column."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "row and column have changed places",
        "old": _NUDGES,
        "new": "up[name][place[::-1]] += h\n    down[name][place[::-1]] -= h",
        "says": (
            "The first number of `place` is the row, the second the column; here it is the other way round."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "all arrays are nudged",
        "old": _NUDGES,
        "new": (
            "up = {key: value + h for key, value in parameters.items()}\n"
            "    down = {key: value - h for key, value in parameters.items()}"
        ),
        "says": (
            "All numbers of all arrays move together, so what you get is the sum of all their slopes. Only"
            " one number should move, that which `name` and `place` point to."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
    },
    {
        "name": "the weight is replaced by the nudge",
        "old": _NUDGES,
        "new": "up[name][place] = h\n    down[name][place] = -h",
        "says": (
            "The weight is set to h and to -h, wherever it was. That is the slope around 0. A nudge moves the"
            " weight from where it is."
        ),
        "see": SECTIONS["nudging"],
        "seen": "= typed in the place of +=",
    },
    {
        "name": "the nudge up replaces the weight",
        "old": _UP,
        "new": "up[name][place] = h",
        "says": "The weight is set to h, where it should be moved by h from where it is.",
        "see": SECTIONS["nudging"],
        "seen": "= typed in the place of +=",
    },
    {
        "name": "the nudge is a share of the weight",
        "old": _NUDGES,
        "new": "up[name][place] *= 1 + h\n    down[name][place] *= 1 - h",
        "says": (
            "The weight is stretched and shrunk by the share h of itself. A large weight then moves far and a"
            " weight of 0 not at all; a nudge has the same size everywhere, and you divide by that size."
        ),
        "see": SECTIONS["nudging"],
        "seen": "steps relative to the size of x, in texts on numerical methods",
    },
    {
        "name": "nudges of half the size",
        "old": f"{_NUDGES}\n    return {_RESULT}",
        "new": (
            "up[name][place] += h / 2\n    down[name][place] -= h / 2\n    return (loss(up) - loss(down)) / h"
        ),
        "says": (
            "You go half of h up and half of h down and divide by h. That is a slope through both sides, but"
            " the task names the size of each nudge: h."
        ),
        "see": SECTIONS["nudging"],
        "seen": "central differences written with half steps",
        "alone": True,
    },
    {
        "name": "a nudge of one's own choice",
        "old": _NUDGES,
        "new": f"h = 1e-5\n    {_UP}\n    {_DOWN}",
        "says": (
            "What comes out is nearly the exact slope: as if the nudge were tiny, whatever h was given. The"
            " task asks for the slope between the two places that are h away from the weight."
        ),
        "see": SECTIONS["nudging"],
        "seen": "epsilon = 1e-7 fixed inside the function, in the step-by-step assignments",
        "alone": True,
    },
    {
        "name": "the second derivative",
        "old": _RESULT,
        "new": "(loss(up) - 2 * loss(parameters) + loss(down)) / h**2",
        "says": (
            "This formula says how the slope itself changes, the curvature of the loss. For the slope you"
            " need the two outer losses alone."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the ratio of the losses",
        "old": _DIFFERENCE,
        "new": "loss(up) / loss(down)",
        "says": "A slope comes from the difference of the two losses, not from their ratio.",
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a step downhill instead of the slope",
        "old": _RESULT,
        "new": "parameters[name][place] - h * (loss(up) - loss(down)) / (2 * h)",
        "says": (
            "The slope is already used to move the weight downhill. The slope itself is asked for; the step"
            " downhill comes later and has a learning rate of its own."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean of the two losses",
        "old": _RESULT,
        "new": "(loss(up) + loss(down)) / 2",
        "says": "That is the mean of the two losses. A slope comes from their difference.",
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the second loss is divided",
        "old": _RESULT,
        "new": "loss(up) - loss(down) / (2 * h)",
        "says": (
            "Python divides before it subtracts, so only the second loss is divided. What is above the"
            " line of the fraction belongs together."
        ),
        "see": SECTIONS["nudging"],
        "seen": "forgotten brackets",
        "alone": True,
    },
    {
        "name": "a whole column is nudged",
        "old": _NUDGES,
        "new": "up[name][:, place[1]] += h\n    down[name][:, place[1]] -= h",
        "says": (
            "All entries of the column move together, so what you get is the sum of their slopes."
            " `place` has two numbers, a row and a column, and means a single entry."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "two nudges up, none down",
        "old": f"{_NUDGES}\n    return {_RESULT}",
        "new": "up[name][place] += 2 * h\n    return (loss(up) - loss(parameters)) / (2 * h)",
        "says": (
            "The two places are the weight as it was and one that lies twice the nudge above it. They"
            " should lie on both sides of the weight, at the same distance."
        ),
        "see": SECTIONS["nudging"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "down by two nudges",
        "old": _DOWN,
        "new": "down[name][place] -= 2 * h",
        "says": (
            "The second loss is taken two nudges below the weight, where one is asked for. Going down"
            " by two is right only for a number that has been nudged up before."
        ),
        "see": SECTIONS["nudging"],
        "seen": "the way of codes that move one array up, down by two, and back",
        "alone": True,
    },
    {
        "name": "the slopes along all entries",
        "old": f"{_NUDGES}\n    return {_RESULT}",
        "new": _ALL,
        "says": ("That is a slope for every entry of the array. Only one is asked for, the one at `place`."),
        "see": SECTIONS["nudging"],
        "seen": "numerical gradients, which loop over all entries",
        "alone": True,
    },
]
