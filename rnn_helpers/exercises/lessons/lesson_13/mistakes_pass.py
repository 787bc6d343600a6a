"""What people get wrong in the backward pass over a tree: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_13.sections import SECTIONS

_IF_PREDICTS = "if dz[i] is not None:"
_OWN = "da[i] = da[i] + from_output"
_NODE = "node = tree_node_backward(da[i], caches[i])"
_LEFT = 'da[left] = da[left] + node.pop("da_left")'
_RIGHT = 'da[right] = da[right] + node.pop("da_right")'
_CHILDREN = f"{_LEFT}\n            {_RIGHT}"
_ADD = "gradients[name] = gradients.get(name, 0) + value"
_RETURN = "return da, gradients"
_ORDER = "reversed(range(len(below)))"
_OWN_ONLY = "from_output if dz[i] is not None else 0 * da[i]"
_WHOLE_HEAD = """da, gradients = [np.zeros_like(cache[0]) for cache in caches], {}
    for i in reversed(range(len(below))):
        found = {}
        if dz[i] is not None:
            from_output, found = output_backward(dz[i], caches[i][0], caches[i][-1])
            da[i] = da[i] + from_output
        if below[i]:"""

_LIST = "[np.zeros_like(cache[0]) for cache in caches]"
_UP_TO_CHILDREN = f"""{_WHOLE_HEAD}
            {_NODE}
            left, right = below[i]
            {_CHILDREN}"""

PASS_MISTAKES = [
    {
        "name": "one array stands in every place of the list",
        "old": _UP_TO_CHILDREN,
        "new": (
            _UP_TO_CHILDREN.replace(_LIST, "[np.zeros_like(caches[0][0])] * len(caches)")
            .replace("da[i] = da[i] +", "da[i] +=")
            .replace("da[left] = da[left] +", "da[left] +=")
            .replace("da[right] = da[right] +", "da[right] +=")
        ),
        "says": (
            "A list times a number repeats its entries and makes no copies: all places hold one and the same"
            " array. What is added in place to one node's error is added to that of every node. Each node"
            " needs an array of its own, of the shape of its own state."
        ),
        "see": SECTIONS["pass"],
        "seen": "a learner's answer to this task; [zeros] * n with += in the loop",
        "alone": True,
    },
    {
        "name": "every error gets the size of the first leaf",
        "old": _LIST,
        "new": "[np.zeros_like(caches[0][0]) for cache in caches]",
        "says": (
            "The places for the errors all have one size. Right leaves may have another size than the states"
            " above them, and the error of a node has the shape of that node's own state."
        ),
        "see": SECTIONS["pass"],
        "seen": "a learner's answer to this task",
        "alone": True,
        "raises": True,
    },
    {
        "name": "what comes from above is not passed on",
        "old": _NODE,
        "new": f"node = tree_node_backward({_OWN_ONLY}, caches[i])",
        "says": (
            "A node sends down its own prediction's error alone. What its parent sends either comes too late,"
            " because children are visited before their parents, or is left out when the node takes its"
            " step. The root and its two children do not notice, everything further down does."
        ),
        "see": SECTIONS["root"],
        "seen": "lesson 04's “without carry”; the forward pass's order kept on the way back",
    },
    {
        "name": "the own prediction is not passed on",
        "old": _NODE,
        "new": "node = tree_node_backward(da[i] - from_output if dz[i] is not None else da[i], caches[i])",
        "says": (
            "The error of a node's own prediction stays where it is: what the node sends to its children and"
            " its weights is made without it. Both streams have to meet before the node takes its step."
        ),
        "see": SECTIONS["root"],
        "seen": "the two halves of the loop's body in the other order",
    },
    {
        "name": "only the root's prediction counts",
        "old": _IF_PREDICTS,
        "new": "if i == len(below) - 1:",
        "says": (
            "The error starts at the root and nowhere else. Every node with a `dz` of its own makes a"
            " prediction that counts, and adds to what comes from above."
        ),
        "see": SECTIONS["labels"],
        "seen": "programs written for a label on the whole sentence",
    },
    {
        "name": "the predictions of the leaves are left out",
        "old": _IF_PREDICTS,
        "new": "if dz[i] is not None and below[i]:",
        "says": (
            "Only nodes with children ask their predictions. A leaf may have a `dz`, too: then its state"
            " hears from it, and so does the output layer."
        ),
        "see": SECTIONS["pass"],
        "seen": "a `continue` for leaves at the head of the loop",
    },
    {
        "name": "a node without a prediction sends nothing down",
        "old": _WHOLE_HEAD,
        "new": _WHOLE_HEAD.replace(
            "[np.zeros_like(cache[0]) for cache in caches]", "[0] * len(below)"
        ).replace("if below[i]:", "if below[i] and dz[i] is not None:"),
        "says": (
            "Where `dz` is None you skip the whole node, and the error stops there. Such a node still has a"
            " parent: what comes from above goes on to its children and into the weights."
        ),
        "see": SECTIONS["labels"],
        "seen": "a `continue` where dz is None",
        "alone": True,
    },
    {
        "name": "the own prediction replaces what comes from above",
        "old": _OWN,
        "new": "da[i] = from_output",
        "says": (
            "Where a node has a prediction of its own, its error is that of the prediction alone: what the"
            " parent sent is written over. Two streams meet in a state, and they are added."
        ),
        "see": SECTIONS["root"],
        "seen": "= where += was meant",
    },
    {
        "name": "what comes from above replaces the own prediction",
        "old": _OWN,
        "new": "da[i] = da[i] if i < len(below) - 1 else from_output",
        "says": (
            "Below the root a state hears its parent alone: the error of the node's own prediction is written"
            " over, or never joins. Two streams meet in a state, and they are added."
        ),
        "see": SECTIONS["root"],
        "seen": "= where += was meant, after all own errors have been put in",
    },
    {
        "name": "da keeps only what comes from above",
        "old": _OWN + "\n        if below[i]:\n            " + _NODE,
        "new": (
            "\n        if below[i]:\n            total = da[i] + (from_output if dz[i] is not None else 0)\n"
            "            node = tree_node_backward(total, caches[i])"
        ),
        "says": (
            "The sum of both streams is passed on, so the gradients are right. But in the list that you"
            " return stands only what the parents sent: the own predictions are missing there, and a leaf's"
            " entry would be wrong as the gradient of its word."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "da keeps only the errors of the own predictions",
        "old": _RETURN,
        "new": (
            "da = [0 * each for each in da]\n"
            "    for i in range(len(below)):\n"
            "        if dz[i] is not None:\n"
            "            da[i] = output_backward(dz[i], caches[i][0], caches[i][-1])[0]\n"
            "    return da, gradients"
        ),
        "says": (
            "The gradients are right, so both streams are passed on. But in the list that you return stands"
            " only what each node's own prediction says; what the parents sent belongs to it as well."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "nothing is sent to the children",
        "old": _CHILDREN,
        "new": _CHILDREN.replace('node.pop("da_left")', '0 * node.pop("da_left")').replace(
            'node.pop("da_right")', '0 * node.pop("da_right")'
        ),
        "says": (
            "Every node hears its own prediction and nothing else. The errors that the backward step finds"
            " for the two children have to arrive at these children."
        ),
        "see": SECTIONS["root"],
        "seen": "one of the lesson's wrong steps back, which a sloppy check lets pass",
        "alone": True,
    },
    {
        "name": "left and right have changed places",
        "old": _CHILDREN,
        "new": _CHILDREN.replace('"da_left"', '"x"')
        .replace('"da_right"', '"da_left"')
        .replace('"x"', '"da_right"'),
        "says": (
            "The left child gets the error that was meant for the right one, and the other way round. The"
            " first number in `below` is the left child."
        ),
        "see": SECTIONS["root"],
        "seen": "the mix-up that a check with mean differences lets pass, in the lesson",
    },
    {
        "name": "both children get the left one's error",
        "old": _RIGHT,
        "new": 'da[right], _ = da[right] + da[left], node.pop("da_right")',
        "says": (
            "One and the same error goes to both children. Each has its own: the step of the node gives two."
        ),
        "see": SECTIONS["root"],
        "seen": "a line copied and not changed",
    },
    {
        "name": "the right child gets nothing",
        "old": _RIGHT,
        "new": 'da[right] = da[right] + 0 * node.pop("da_right")',
        "says": (
            "Only the left children hear from their parents, so below every right child the error from"
            " above is missing. A node sends an error into both."
        ),
        "see": SECTIONS["root"],
        "seen": "lesson 04's loop, which sends the error to the previous state alone",
    },
    {
        "name": "the left child gets nothing",
        "old": _LEFT,
        "new": 'da[left] = da[left] + 0 * node.pop("da_left")',
        "says": (
            "Only the right children hear from their parents, so below every left child the error from"
            " above is missing. A node sends an error into both."
        ),
        "see": SECTIONS["root"],
        "seen": "expected",
    },
    {
        "name": "the children are taken to be the two nodes before",
        "old": "left, right = below[i]",
        "new": "left, right = i - 2, i - 1",
        "says": (
            "In post-order the node before a parent is its right child. But the left child stands two places"
            " before it only where the right one is a leaf; otherwise the nodes of the whole right part stand"
            " in between. `below` says who hangs where."
        ),
        "see": SECTIONS["root"],
        "seen": "expected; on a left-branching tree it is right",
    },
    {
        "name": "the error goes down without a step through the node",
        "old": _CHILDREN,
        "new": (
            'da[left], _ = da[left] + da[i], node.pop("da_left")\n'
            '            da[right], _ = da[right] + da[i], node.pop("da_right")'
        ),
        "says": (
            "A child is handed its parent's error as it is. Between the two stand the slope and a matrix: the"
            " backward step of the node says what arrives at each child."
        ),
        "see": SECTIONS["root"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradients of the last visited node only",
        "old": _ADD,
        "new": "gradients[name] = value",
        "says": (
            "Each node writes over what the others found. There is one set of parameters, used at every node:"
            " its gradient is the sum of what all of them find."
        ),
        "see": SECTIONS["weights"],
        "seen": "dict.update, or = where += was meant; forum threads on backpropagation through time",
    },
    {
        "name": "the gradients of the first visited node only",
        "old": _ADD,
        "new": "gradients[name] = gradients.get(name, value)",
        "says": (
            "What the first node finds, from the root down, is kept, and what the others find is dropped."
            " There is one set of parameters, used at every node: its gradient is the sum over all of them."
        ),
        "see": SECTIONS["weights"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gradients are means over the nodes",
        "old": _RETURN,
        "new": "return da, {name: value / len(below) for name, value in gradients.items()}",
        "says": (
            "You divide by the number of nodes. The parts are summed: if each node had a copy of the"
            " parameters, a nudge would nudge all copies, and the changes of the loss would add up."
        ),
        "see": SECTIONS["weights"],
        "seen": "a mean where the loss has been averaged already",
    },
    {
        "name": "each gradient is a mean over the nodes that use it",
        "old": _RETURN,
        "new": (
            "outer, inner = sum(d is not None for d in dz), sum(map(bool, below))\n"
            "    for name in gradients:\n"
            "        gradients[name] = gradients[name] / (outer if name in ('dWya', 'dby') else inner)\n"
            "    return da, gradients"
        ),
        "says": (
            "You divide each gradient by the number of nodes that use its parameter. The parts are summed: a"
            " nudge of the parameter nudges all places at once, and the changes of the loss add up."
        ),
        "see": SECTIONS["weights"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the root's parts of the gradients are missing",
        "old": _ADD,
        "new": "gradients[name] = gradients.get(name, 0) + (value if i < len(below) - 1 else 0 * value)",
        "says": (
            "The sums hold the parts of all nodes but the root. It uses the same matrices as the others, and"
            " adds its part like them."
        ),
        "see": SECTIONS["weights"],
        "seen": "the root treated before the loop",
    },
    {
        "name": "the root takes no step",
        "old": _NODE,
        "new": "node = tree_node_backward(da[i] * (i < len(below) - 1), caches[i])",
        "says": (
            "The root's own prediction is asked, but nothing is sent from the root to its two children, and"
            " its part of the gradients of W_left, W_right and ba is missing. The steps down begin at the"
            " root, the last node."
        ),
        "see": SECTIONS["root"],
        "seen": "range(n - 2, -1, -1)",
    },
    {
        "name": "the root is never visited",
        "old": _ORDER,
        "new": "reversed(range(len(below) - 1))",
        "says": (
            "The loop leaves out the last node, the root: its prediction is missing, and so is all that it"
            " sends down. The way back begins with it."
        ),
        "see": SECTIONS["root"],
        "seen": "range(n - 2, -1, -1)",
        "alone": True,
    },
    {
        "name": "the output layer's gradients of the root only",
        "old": _OWN,
        "new": (
            _OWN
            + "\n            found = {name: value * (i == len(below) - 1) for name, value in found.items()}"
        ),
        "says": (
            "The errors and the gradients of W_left, W_right and ba are right. But dWya and dby hold what the"
            " root found alone: every prediction that counts adds its part."
        ),
        "see": SECTIONS["weights"],
        "seen": "= where += was meant, in a loop of its own",
        "alone": True,
    },
    {
        "name": "the output layer's gradients of the first leaf only",
        "old": _OWN,
        "new": (
            _OWN + "\n            first = next(k for k, each in enumerate(dz) if each is not None)"
            "\n            found = {name: value * (i == first) for name, value in found.items()}"
        ),
        "says": (
            "The errors and the gradients of W_left, W_right and ba are right. But dWya and dby hold what a"
            " single node found, the last one that is visited from the root down: every prediction that"
            " counts adds its part."
        ),
        "see": SECTIONS["weights"],
        "seen": "= where += was meant",
        "alone": True,
    },
    {
        "name": "each child gets half of the error",
        "old": _CHILDREN,
        "new": _CHILDREN.replace('.pop("da_left")', '.pop("da_left") / 2').replace(
            '.pop("da_right")', '.pop("da_right") / 2'
        ),
        "says": (
            "The error is not divided between the children. A gradient answers “what if this one had"
            " moved?”, and that is asked of each child separately: each gets all that the step finds for it."
        ),
        "see": SECTIONS["node"],
        "seen": "the wrong idea that the lesson clears away",
        "alone": True,
    },
    {
        "name": "one slope too many on the way to the children",
        "old": _CHILDREN,
        "new": _CHILDREN.replace('.pop("da_left")', '.pop("da_left") * (1 - caches[left][0] ** 2)').replace(
            '.pop("da_right")', '.pop("da_right") * (1 - caches[right][0] ** 2)'
        ),
        "says": (
            "What arrives at a child is multiplied by the slope at the child's state. That slope comes in the"
            " child's own step, and a leaf has no tanh at all; the list holds errors at states."
        ),
        "see": SECTIONS["node"],
        "seen": "programs that keep the error at the score instead of at the state",
        "alone": True,
    },
    {
        "name": "the first node is never visited",
        "old": _ORDER,
        "new": "range(len(below) - 1, 0, -1)",
        "says": (
            "The loop stops one node short: the node with the number 0, a leaf, has a prediction of its own"
            " where its `dz` is not None, and that is missing. In `range` the end itself is left out."
        ),
        "see": SECTIONS["root"],
        "seen": "range(n, 0, -1)",
    },
    {
        "name": "the gradients of the output layer are missing",
        "old": "from_output, found = output_backward(dz[i], caches[i][0], caches[i][-1])",
        "new": "from_output, _ = output_backward(dz[i], caches[i][0], caches[i][-1])",
        "says": (
            "The dict lacks dWya and dby. The output layer is used at every node with a prediction; what it"
            " finds for its own parameters there is added up like the rest."
        ),
        "see": SECTIONS["pass"],
        "seen": "the second result of a function thrown away",
    },
    {
        "name": "the output layer's gradients are all made with the root's state",
        "old": "caches[i][0], ",
        "new": "caches[-1][0] if len(caches[i][0]) == len(caches[-1][0]) else caches[i][0], ",
        "says": (
            "The errors are right, and so are dW_left and dW_right. But dWya is made with the state of the"
            " root at every node; what a node's prediction was made from is that node's own state."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
    },
    {
        "name": "only the errors of the leaves",
        "old": _RETURN,
        "new": "return [d for d, children in zip(da, below) if not children], gradients",
        "says": (
            "The list holds the gradients of the words, one for each leaf. The error at every node is asked"
            " for, inner nodes and root too."
        ),
        "see": SECTIONS["pass"],
        "seen": "dx, as the library returns it",
        "alone": True,
    },
    {
        "name": "the errors stand in the order of the visits",
        "old": _RETURN,
        "new": "return da[::-1], gradients",
        "says": (
            "The list begins with the root. The errors are asked for in post-order, like everything else"
            " about the nodes: entry i belongs to node i, and the root is the last."
        ),
        "see": SECTIONS["root"],
        "seen": "append in a loop that runs from the end",
        "alone": True,
    },
]
