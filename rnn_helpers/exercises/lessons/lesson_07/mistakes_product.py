"""What people get wrong in the product of Jacobians: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_07.sections import SECTIONS

_START = "np.eye(len(Waa))"
_STEPS = "range(len(a) - k, len(a))"
_FACTOR = "state_jacobian(a[t], Waa)"
_TURN = f"{_FACTOR} @ product"
_LOOP = f"for t in {_STEPS}:\n        product = {_TURN}"
_BODY = f"product = {_START}\n    {_LOOP}\n    return product"

PRODUCT_MISTAKES = [
    {
        "name": "the factors stand in the opposite order",
        "old": _TURN,
        "new": f"product @ {_FACTOR}",
        "says": (
            "The right factors, but the earliest step stands on the left. A nudge of the old state meets the"
            " earliest step first, and the matrix that acts first stands next to the nudge, on the right."
            " With one unit, or one step, nobody would notice."
        ),
        "see": SECTIONS["steps"],
        "seen": "texts that write the product from s + 1 to t without saying in which order",
    },
    {
        "name": "the transpose of the product",
        "old": "return product",
        "new": "return product.T",
        "says": (
            "This is the matrix that a gradient meets on its way back, row and column exchanged. Asked for is"
            " the derivative itself, with a row for each unit of the last state."
        ),
        "see": SECTIONS["steps"],
        "seen": "the backward pass, carried over",
    },
    {
        "name": "each factor is transposed, but not their order",
        "old": _FACTOR,
        "new": "state_jacobian(a[t], Waa).T",
        "says": (
            "Every Jacobian is transposed in its place. That is neither the product nor its transpose: who"
            " transposes a product turns its order round as well. Asked for is the product without any"
            " transpose."
        ),
        "see": SECTIONS["steps"],
        "seen": "the rule (AB)^T = B^T A^T, forgotten",
    },
    {
        "name": "multiplied entry by entry",
        "old": _BODY,
        "new": (
            "product = np.ones((len(Waa), len(Waa)))\n"
            f"    for t in {_STEPS}:\n"
            f"        product = {_FACTOR} * product\n"
            "    return product"
        ),
        "says": (
            "Each entry is multiplied with the same entry of the next Jacobian. But a nudge of one unit"
            " reaches every other on the way: steps follow one another by the matrix product."
        ),
        "see": SECTIONS["steps"],
        "seen": "np.prod over the steps; * and @ mixed up",
    },
    {
        "name": "multiplied entry by entry, from the identity on",
        "old": _TURN,
        "new": f"{_FACTOR} * product",
        "says": (
            "Entry by entry, the zeros of the identity wipe out everything off the diagonal. A nudge of one"
            " unit reaches every other on the way: steps follow one another by the matrix product."
        ),
        "see": SECTIONS["steps"],
        "seen": "* and @ mixed up, as with MATLAB's .* and *",
    },
    {
        "name": "the Jacobians are added up",
        "old": _BODY,
        "new": (
            "product = np.zeros((len(Waa), len(Waa)))\n"
            f"    for t in {_STEPS}:\n"
            f"        product = {_FACTOR} + product\n"
            "    return product"
        ),
        "says": (
            "A sum stands where a product belongs. What adds up over time are the gradients of the weights;"
            " the steps that a single gradient takes back are multiplied."
        ),
        "see": SECTIONS["steps"],
        "seen": "mixed up with the gradient of Waa, a sum over all steps",
    },
    {
        "name": "the Jacobians are added to the identity",
        "old": _TURN,
        "new": f"{_FACTOR} + product",
        "says": (
            "A sum stands where a product belongs. What adds up over time are the gradients of the weights;"
            " the steps that a single gradient takes back are multiplied."
        ),
        "see": SECTIONS["steps"],
        "seen": "mixed up with the gradient of Waa, a sum over all steps",
    },
    {
        "name": "one factor too few, at the far end",
        "old": _STEPS,
        "new": "range(len(a) - max(k - 1, 0), len(a))",
        "says": (
            "The product has one factor less than the lag: the step furthest back is missing. One step back"
            " is one Jacobian already, so k steps back are k of them."
        ),
        "see": SECTIONS["steps"],
        "seen": "counting states in place of the steps between them; range(1, k)",
    },
    {
        "name": "one factor too many, at the far end",
        "old": _STEPS,
        "new": "range(max(len(a) - k - 1, 0), len(a))",
        "says": (
            "The product has one factor more than the lag: it goes one step too far back. One step back is"
            " one Jacobian, and no step back is none. (Where the lag is as long as the sequence, there is no"
            " earlier step, and the place −1 of an array is its last entry.)"
        ),
        "see": SECTIONS["steps"],
        "seen": "a[-k - 1:], or range(k + 1)",
    },
    {
        "name": "the last step is left out",
        "old": _STEPS,
        "new": "range(len(a) - k, len(a) - 1)",
        "says": (
            "The step that leads to the last state is missing from the product. The last place of an array is"
            " its length minus 1, and a range ends before its second number by itself."
        ),
        "see": SECTIONS["steps"],
        "seen": "range(…, T_x - 1)",
    },
    {
        "name": "the slopes of the state before each step",
        "old": "a[t]",
        "new": "a[t - 1]",
        "says": (
            "There are as many factors as asked for, but each is made from the state one step earlier. The"
            " slopes of a step are those of the state that it leads to. (Before the first state, the place"
            " −1 is the last one: no error gives it away.)"
        ),
        "see": SECTIONS["step"],
        "seen": "t and t − 1 mixed up in J_t",
    },
    {
        "name": "the first k steps instead of the last",
        "old": _STEPS,
        "new": "range(k)",
        "says": (
            "The lag is counted from the end, and you multiply the steps at the beginning. Where the lag is"
            " as long as the sequence, both are the same."
        ),
        "see": SECTIONS["steps"],
        "seen": "a[:k] in place of the last k",
    },
    {
        "name": "all steps except the last k",
        "old": _STEPS,
        "new": "range(len(a) - k)",
        "says": (
            "The product holds the steps that come before the lag: those that lead to the state k steps back."
            " Asked for is the way from that state to the last one."
        ),
        "see": SECTIONS["steps"],
        "seen": "a[:-k] in place of a[-k:]",
    },
    {
        "name": "all steps, whatever the lag",
        "old": _STEPS,
        "new": "range(len(a))",
        "says": "The product runs over the whole sequence. Only the last k steps belong to the lag k.",
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "lag 0 gives the whole sequence",
        "old": _STEPS,
        "new": "range(-k % len(a), len(a))",
        "says": (
            "For lags from 1 on all is right. For lag 0, counting from the end fails in Python: −0 is 0, the"
            " very beginning, so “the last 0 entries” become all of them. Count from the front, or treat"
            " lag 0 by itself."
        ),
        "see": SECTIONS["steps"],
        "seen": "Stack Overflow: a[-n:] for n = 0 returns the whole list",
    },
    {
        "name": "lag 0 gives one Jacobian",
        "old": _BODY,
        "new": (
            "product = state_jacobian(a[-1], Waa)\n"
            "    for t in range(len(a) - 2, len(a) - k - 1, -1):\n"
            f"        product = product @ {_FACTOR}\n"
            "    return product"
        ),
        "says": (
            "For lags from 1 on all is right. No step back is no factor at all, and the last state depends on"
            " itself by the matrix that changes nothing."
        ),
        "see": SECTIONS["steps"],
        "seen": "starting a product with its first factor",
    },
    {
        "name": "lag 0 gives zeros",
        "old": "return product",
        "new": "return product * (k > 0)",
        "says": (
            "For lags from 1 on all is right. Without a step the last state depends on itself, fully: a"
            " matrix of zeros says that a nudge is lost. Which matrix leaves everything as it is?"
        ),
        "see": SECTIONS["steps"],
        "seen": "an empty product taken for an empty sum",
    },
    {
        "name": "lag 0 gives a matrix full of ones",
        "old": "return product",
        "new": "return product if k > 0 else np.ones((len(Waa), len(Waa)))",
        "says": (
            "For lags from 1 on all is right. An empty product of numbers is 1; an empty product of matrices"
            " is the matrix that changes nothing, and that one is not full of ones."
        ),
        "see": SECTIONS["steps"],
        "seen": "np.ones in place of the identity",
    },
    {
        "name": "lag 0 gives None",
        "old": "return product",
        "new": "return product if k > 0 else None",
        "says": (
            "For lags from 1 on all is right. For lag 0 nothing is handed out: no `return` is reached. No"
            " step back leaves the last state as it is, and there is a matrix for that."
        ),
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "the last Jacobian to the power k",
        "old": "a[t]",
        "new": "a[-1]",
        "says": (
            "The same Jacobian, that of the last step, is multiplied again and again. Every step has slopes"
            " of its own, since its state is another one."
        ),
        "see": SECTIONS["steps"],
        "seen": "texts that treat the Jacobian as constant",
    },
    {
        "name": "the Jacobian furthest back to the power k",
        "old": "a[t]",
        "new": "a[len(a) - k]",
        "says": (
            "The same Jacobian is multiplied again and again. Every step has slopes of its own, since its"
            " state is another one."
        ),
        "see": SECTIONS["steps"],
        "seen": "an index that does not move with the loop",
    },
    {
        "name": "the first Jacobian of the sequence to the power k",
        "old": "a[t]",
        "new": "a[0]",
        "says": (
            "The same Jacobian, that of the first step, is multiplied again and again. Every step has slopes"
            " of its own, since its state is another one."
        ),
        "see": SECTIONS["steps"],
        "seen": "an index that does not move with the loop",
    },
    {
        "name": "the slopes gathered on one side of a power of Waa",
        "old": _BODY,
        "new": (
            "slopes = (1 - a[len(a) - k :] ** 2).prod(axis=0)\n"
            "    return slopes * np.linalg.matrix_power(Waa, k)"
        ),
        "says": (
            "All slopes are multiplied first, and then a power of Waa. Matrices may not be swapped like that:"
            " the slopes of each step stand between two copies of Waa. For one step there is no difference."
        ),
        "see": SECTIONS["steps"],
        "seen": "some texts on vanishing gradients; the lesson measures how wrong it is",
    },
    {
        "name": "the slopes gathered on the right of a power of Waa",
        "old": _BODY,
        "new": (
            "slopes = (1 - a[len(a) - k :] ** 2).prod(axis=0)\n"
            "    return np.linalg.matrix_power(Waa, k) * slopes.T"
        ),
        "says": (
            "All slopes are multiplied, and stand on one side of a power of Waa. Matrices may not be swapped"
            " like that: the slopes of each step stand between two copies of Waa, and the last ones on the"
            " left of all."
        ),
        "see": SECTIONS["steps"],
        "seen": "some texts on vanishing gradients",
    },
    {
        "name": "a power of Waa, without slopes",
        "old": _FACTOR,
        "new": "Waa",
        "says": (
            "Powers of Waa would be right if tanh were a straight line. Each step takes away its share: a"
            " Jacobian holds the slopes of its own state as well."
        ),
        "see": SECTIONS["saturation"],
        "seen": "texts that speak of powers of the weight matrix",
    },
    {
        "name": "the slopes of each step stand on the columns",
        "old": _FACTOR,
        "new": "(Waa * (1 - a[t] ** 2).T)",
        "says": (
            "The order of the steps is right, but in each factor the slopes multiply the columns of Waa."
            " tanh comes last in a step, so they belong to the rows."
        ),
        "see": SECTIONS["step"],
        "seen": "papers that write W diag(…) for a step",
    },
    {
        "name": "the square is missing in the slopes of each step",
        "old": _FACTOR,
        "new": "((1 - a[t]) * Waa)",
        "says": (
            "The order of the steps is right, but the slopes are taken as 1 minus the state. For a negative"
            " state that is above 1, and tanh is nowhere steeper than 1."
        ),
        "see": SECTIONS["step"],
        "seen": "expected",
    },
    {
        "name": "only the last step counts",
        "old": _TURN,
        "new": _FACTOR,
        "says": (
            "Every turn of the loop overwrites the product, so only the last Jacobian is left at the end."
            " What has been multiplied so far has to be carried on."
        ),
        "see": SECTIONS["steps"],
        "seen": "= in place of an update",
    },
    {
        "name": "only the step furthest back counts",
        "old": f"{_LOOP}",
        "new": f"for t in reversed({_STEPS}):\n        product = {_FACTOR}",
        "says": (
            "Only the Jacobian of the step furthest back is left. What has been multiplied on the way from"
            " the end has to be carried on."
        ),
        "see": SECTIONS["steps"],
        "seen": "= in place of an update",
    },
    {
        "name": "the loop ends after its first turn",
        "old": "    return product",
        "new": "        return product",
        "says": (
            "The result is a single Jacobian, that of the step furthest back, and for lag 0 there is none."
            " A `return` inside the loop ends the whole function."
        ),
        "see": SECTIONS["steps"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "the loop ends after its first turn, at the last step",
        "old": _LOOP + "\n    return product",
        "new": f"for t in reversed({_STEPS}):\n        return {_FACTOR}",
        "says": (
            "The result is a single Jacobian, that of the last step, and for lag 0 there is none. A `return`"
            " inside the loop ends the whole function."
        ),
        "see": SECTIONS["steps"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "the product starts from zeros",
        "old": _START,
        "new": "np.zeros((len(Waa), len(Waa)))",
        "says": (
            "Whatever zeros are multiplied with, zeros come out. A sum starts from zero; a product of"
            " matrices starts from the one that changes nothing."
        ),
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "the product starts from ones",
        "old": _START,
        "new": "np.ones((len(Waa), len(Waa)))",
        "says": (
            "A matrix full of ones is not the one of matrices: it adds everything up. Which matrix changes"
            " nothing when it is multiplied with another?"
        ),
        "see": SECTIONS["steps"],
        "seen": "np.ones in place of the identity",
    },
    {
        "name": "the product starts from Waa",
        "old": _START,
        "new": "Waa + 0.0",
        "says": (
            "There is a factor Waa too many, on the far side. Every copy of Waa is inside its Jacobian"
            " already; before the first factor stands the matrix that changes nothing."
        ),
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "the last step counts twice",
        "old": "return product",
        "new": "return state_jacobian(a[-1], Waa) @ product",
        "says": (
            "The Jacobian of the last step is the start of the product, and the loop multiplies it in once"
            " more."
        ),
        "see": SECTIONS["steps"],
        "seen": "starting a product with its first factor",
    },
    {
        "name": "the place −0 is the first state",
        "old": _BODY,
        "new": (
            f"product = {_START}\n"
            "    for back in range(k):\n"
            "        product = product @ state_jacobian(a[-back], Waa)\n"
            "    return product"
        ),
        "says": (
            "Counting back from the end begins with the place −0, and that is 0, the first state. The last"
            " state has the place −1, so everything is shifted by one."
        ),
        "see": SECTIONS["steps"],
        "seen": "negative places in Python, counted from 0",
    },
    {
        "name": "all steps except the first k",
        "old": _STEPS,
        "new": "range(k, len(a))",
        "says": (
            "The product leaves out the first k steps and holds all others. The lag is counted from the end: "
            "it says how many factors there are."
        ),
        "see": SECTIONS["steps"],
        "seen": "a[k:] in place of a[-k:]",
    },
    {
        "name": "the mean of the Jacobians",
        "old": _BODY,
        "new": (
            "product = np.zeros((len(Waa), len(Waa)))\n"
            f"    for t in {_STEPS}:\n"
            f"        product = {_FACTOR} + product\n"
            "    return product / max(k, 1)"
        ),
        "says": (
            "A mean stands where a product belongs. Steps follow one another, each acting on what the one "
            "before has made."
        ),
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "a power of the mean Jacobian",
        "old": _BODY,
        "new": (
            "slopes = (1 - a[len(a) - k :] ** 2).mean(axis=0) if k > 0 else 1.0\n"
            "    return np.linalg.matrix_power(slopes * Waa, k)"
        ),
        "says": (
            "The slopes are averaged over the steps, and one matrix is then multiplied with itself. Every "
            "step has slopes of its own, and a product of different matrices is no power of their mean."
        ),
        "see": SECTIONS["steps"],
        "seen": "texts that treat the Jacobian as constant",
    },
    {
        "name": "all slopes, but Waa once",
        "old": _BODY,
        "new": "return (1 - a[len(a) - k :] ** 2).prod(axis=0) * Waa",
        "says": (
            "The slopes of all steps are there, but Waa only once. Every Jacobian holds a copy of it: k steps"
            " pass through it k times."
        ),
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "the products of all lags",
        "old": _BODY,
        "new": (
            f"products = [{_START}]\n"
            "    for t in range(len(a) - 1, len(a) - k - 1, -1):\n"
            f"        products.append(products[-1] @ {_FACTOR})\n"
            "    return np.array(products)"
        ),
        "says": (
            "The result holds the products of all lags up to k, one after the other. Only that of the lag k "
            "is asked for."
        ),
        "see": SECTIONS["steps"],
        "seen": "the library's products_back, which returns all of them",
    },
    {
        "name": "lag 0 gives Waa",
        "old": "return product",
        "new": "return product if k > 0 else Waa + 0.0",
        "says": (
            "For lags from 1 on all is right. No step back passes through no weights at all: the last state "
            "depends on itself, and there is a matrix for that."
        ),
        "see": SECTIONS["steps"],
        "seen": "expected",
    },
    {
        "name": "the squares of the states in place of the slopes",
        "old": _FACTOR,
        "new": "(a[t] ** 2 * Waa)",
        "says": (
            "The order of the steps is right, but a state near 0 passes on almost nothing and a saturated one"
            " all. It is the other way round."
        ),
        "see": SECTIONS["saturation"],
        "seen": "expected",
    },
]
