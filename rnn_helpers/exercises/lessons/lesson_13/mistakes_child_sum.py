"""What people get wrong in the node of the Child-Sum Tree-LSTM: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_13.sections import SECTIONS

_SUM = "sum(a_children, np.zeros((len(bi), xt.shape[1])))"
_IT, _OT = "sigmoid(Wi @ into + bi)", "sigmoid(Wo @ into + bo)"
_CCT = "np.tanh(Wc @ into + bc)"
_READS = "np.concatenate([a_k, xt])"
_FK = f"sigmoid(Wf @ {_READS} + bf)"
_FK_LINE = f"fk = {_FK}"
_START = "c_node = it * cct"
_LOOP = "for a_k, c_k in zip(a_children, c_children):"
_KEEP = "c_node = c_node + fk * c_k"
_A = "a_node = ot * np.tanh(c_node)"
_RETURN = "return a_node, c_node"
_WHOLE_LOOP = f"{_LOOP}\n        {_FK_LINE}\n        {_KEEP}"

CHILD_SUM_MISTAKES = [
    {
        "name": "one forget gate for all children",
        "old": _READS,
        "new": "into",
        "says": (
            "The forget gate reads the sum of the children's states, so it is the same for every child and"
            " can only keep or drop them together. Each child gets a gate of its own, which looks at that"
            " child."
        ),
        "see": SECTIONS["gates"],
        "seen": "Tree-LSTMs written as an LSTM on the sum of the children; issues of several implementations",
    },
    {
        "name": "the children's cell states come in without a forget gate",
        "old": _KEEP,
        "new": "c_node = c_node + c_k",
        "says": (
            "The children's cell states are added up as they are. Before that each is multiplied by the"
            " forget gate of its child; without gates the cell state grows with every leaf, and nothing can"
            " be dropped."
        ),
        "see": SECTIONS["sum"],
        "seen": "the hidden states' plain sum, carried over to the cell states",
    },
    {
        "name": "every forget gate keeps all cell states",
        "old": _KEEP,
        "new": "c_node = c_node + fk * sum(c_children)",
        "says": (
            "Each gate multiplies the sum of all children's cell states, so with several children every cell"
            " state comes in several times. A child's gate says how much of that child's cell state stays."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
    },
    {
        "name": "the first child's forget gate serves all children",
        "old": _READS,
        "new": "np.concatenate([a_children[0], xt])",
        "says": (
            "The gate is computed from the first child and used for all. With several children each gets a"
            " gate of its own, made from its own state."
        ),
        "see": SECTIONS["gates"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the forget gates meet another child's cell state",
        "old": "zip(a_children, c_children)",
        "new": "zip(a_children, c_children[::-1])",
        "says": (
            "With several children, a gate that was made from one child multiplies the cell state of another."
            " The order of the children is free, but it is the same in both lists."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the last child's cell state is kept",
        "old": _KEEP,
        "new": "c_node = it * cct + fk * c_k",
        "says": (
            "Each child writes over what the children before it had put in, so with several children only the"
            " last one remains. All of them add to one cell state."
        ),
        "see": SECTIONS["sum"],
        "seen": "= in a loop where += was meant",
    },
    {
        "name": "the candidate comes in once per child",
        "old": _WHOLE_LOOP,
        "new": _WHOLE_LOOP.replace(_LOOP, "c_node = 0 * c_node\n    " + _LOOP).replace(
            _KEEP, "c_node = c_node + it * cct + fk * c_k"
        ),
        "says": (
            "The product of input gate and candidate stands inside the loop: with several children it is"
            " added several times, and at a leaf not at all. A node has one candidate."
        ),
        "see": SECTIONS["sum"],
        "seen": "the LSTM's line put into a loop as a whole",
    },
    {
        "name": "only the first child's cell state is kept",
        "old": "fk * c_k",
        "new": "fk * c_k * (c_k is c_children[0])",
        "says": (
            "With several children, the cell states of all but the first are missing. Each child adds its"
            " part, times its own gate."
        ),
        "see": SECTIONS["sum"],
        "seen": "a return or an index inside the loop",
        "alone": True,
    },
    {
        "name": "children after the second are left out",
        "old": "zip(a_children, c_children)",
        "new": "zip(a_children[:2], c_children[:2])",
        "says": (
            "Two cell states come in and no more, as in a binary node. This node takes any number of"
            " children, and each adds its part."
        ),
        "see": SECTIONS["sum"],
        "seen": "the lesson's binary node, carried over",
        "alone": True,
    },
    {
        "name": "the kept cell states are averaged",
        "old": "fk * c_k",
        "new": "fk * c_k / len(c_children)",
        "says": (
            "What the gates let through is divided by the number of children. It is added up: how much of"
            " each child stays is for its gate to say."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state is averaged",
        "old": _A,
        "new": f"c_node = c_node / max(len(a_children), 1)\n    {_A}",
        "says": (
            "All that is in the cell state, the candidate too, is divided by the number of children. Nothing"
            " is averaged in this node; the gates say how much of each part comes in."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "each gate multiplies all that is in the cell state so far",
        "old": _KEEP,
        "new": "c_node = fk * (c_node + c_k)",
        "says": (
            "A child's gate is applied to the candidate and to the children before it as well. Each gate"
            " multiplies the cell state of its own child and nothing else, so that the order of the children"
            " does not matter."
        ),
        "see": SECTIONS["sum"],
        "seen": "the LSTM's step, repeated for each child",
        "alone": True,
    },
    {
        "name": "the last child's forget gate serves all children",
        "old": _READS,
        "new": "np.concatenate([a_children[-1], xt])",
        "says": (
            "The gate is computed from the last child and used for all. With several children each gets a"
            " gate of its own, made from its own state."
        ),
        "see": SECTIONS["gates"],
        "seen": "a line that has slipped out of the loop",
        "alone": True,
    },
    {
        "name": "the input gate multiplies the children, too",
        "old": "fk * c_k",
        "new": "it * fk * c_k",
        "says": (
            "The children's cell states are multiplied by the input gate besides their own gates. The input"
            " gate says how much of the candidate comes in, and nothing about what is kept."
        ),
        "see": SECTIONS["gates"],
        "seen": "brackets in another place",
        "alone": True,
    },
    {
        "name": "the mean of the children's states",
        "old": _SUM,
        "new": f"{_SUM} / max(len(a_children), 1)",
        "says": (
            "The children's states are averaged. In the Child-Sum node they are added up, as the name says;"
            " with one child the two look the same."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
    },
    {
        "name": "the gates read the last child only",
        "old": _SUM,
        "new": f"a_children[-1] if a_children else {_SUM}",
        "says": (
            "Input gate, output gate and candidate know nothing of the other children. They read the sum of"
            " all children's states."
        ),
        "see": SECTIONS["sum"],
        "seen": "= in a loop where += was meant",
    },
    {
        "name": "the gates read the first child only",
        "old": _SUM,
        "new": f"a_children[0] if a_children else {_SUM}",
        "says": (
            "Input gate, output gate and candidate know nothing of the other children. They read the sum of"
            " all children's states."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gates do not read the children",
        "old": "np.concatenate([a_sum, xt])",
        "new": "np.concatenate([0 * a_sum, xt])",
        "says": (
            "Input gate, output gate and candidate are made from the word alone. They read the sum of the"
            " children's states as well."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
    },
    {
        "name": "the gates read the children's cell states",
        "old": "sum(a_children, ",
        "new": "sum(c_children, ",
        "says": (
            "What is added up for the gates are the cell states. A cell state is kept inside; what a node"
            " shows to others, and what gates read, is its state `a`."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the forget gates read the cell states",
        "old": _READS,
        "new": "np.concatenate([c_k, xt])",
        "says": (
            "Each forget gate is made from its child's cell state. It multiplies that cell state, but it"
            " reads the child's state `a`, and the word."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
    },
    {
        "name": "the forget gates keep the states instead of the cell states",
        "old": "fk * c_k",
        "new": "fk * a_k",
        "says": (
            "The gates multiply the children's states `a`. The memory that they keep or drop is in the cell"
            " states."
        ),
        "see": SECTIONS["sum"],
        "seen": "the GRU, where the state is the memory",
    },
    {
        "name": "the forget gates do not read the word",
        "old": _READS,
        "new": "np.concatenate([a_k, 0 * xt])",
        "says": (
            "A forget gate looks at its child alone. It reads the node's word as well: that can decide what"
            " of a child is worth keeping."
        ),
        "see": SECTIONS["sum"],
        "seen": "sentences, where inner nodes have no words",
    },
    {
        "name": "the word stands above the states",
        "old": _WHOLE_LOOP,
        "new": _WHOLE_LOOP.replace("[a_k, xt]", "[xt, a_k]"),
        "says": (
            "In what the forget gate reads, the word stands above the child's state. The number of rows is"
            " right, so nothing complains, but the first columns of the weights belong to the state."
        ),
        "see": SECTIONS["sum"],
        "seen": "libraries that stack the input first",
    },
    {
        "name": "the word stands above the sum of the states",
        "old": "[a_sum, xt]",
        "new": "[xt, a_sum]",
        "says": (
            "In what input gate, output gate and candidate read, the word stands above the children's sum."
            " The number of rows is right, so nothing complains, but the first columns of the weights belong"
            " to the state."
        ),
        "see": SECTIONS["sum"],
        "seen": "libraries that stack the input first",
    },
    {
        "name": "the forget gate is turned round",
        "old": "fk * c_k",
        "new": "(1 - fk) * c_k",
        "says": (
            "Where the gate is near 1 the child is dropped. In spite of its name, a forget gate says how much"
            " stays."
        ),
        "see": SECTIONS["gates"],
        "seen": "the gate's name taken at its word",
    },
    {
        "name": "what is not let in is kept",
        "old": "fk * c_k",
        "new": "(1 - it) * c_k",
        "says": (
            "The children are kept by 1 minus the input gate, as in a GRU. Here forgetting has gates of its"
            " own, one for each child."
        ),
        "see": SECTIONS["gates"],
        "seen": "the GRU's step, carried over",
        "alone": True,
    },
    {
        "name": "the forget gates use the input gate's weights",
        "old": _FK,
        "new": f"sigmoid(Wi @ {_READS} + bi)",
        "says": (
            "The forget gates are made with the weights and the bias of the input gate. They have their own,"
            " the same for all children."
        ),
        "see": SECTIONS["sum"],
        "seen": "a line copied and not changed",
    },
    {
        "name": "the input gate uses the forget gates' weights",
        "old": _IT,
        "new": "sigmoid(Wf @ into + bf)",
        "says": (
            "The input gate is made with the weights and the bias of the forget gates. Every kind of gate has"
            " its own."
        ),
        "see": SECTIONS["sum"],
        "seen": "a line copied and not changed",
        "alone": True,
    },
    {
        "name": "the output gate uses the input gate's weights",
        "old": _OT,
        "new": _IT,
        "says": (
            "The output gate is made with the weights and the bias of the input gate. Every kind of gate has"
            " its own."
        ),
        "see": SECTIONS["sum"],
        "seen": "a line copied and not changed",
        "alone": True,
    },
    {
        "name": "input gate and output gate have changed places",
        "old": f"{_IT}\n    ot = {_OT}",
        "new": f"{_OT}\n    ot = {_IT}",
        "says": (
            "The gate that should say how much of the cell state is shown stands at the candidate, and the"
            " other way round."
        ),
        "see": SECTIONS["sum"],
        "seen": "libraries that stack the gates in another order",
    },
    {
        "name": "the input gate is left out",
        "old": _START,
        "new": "c_node = cct",
        "says": "All of the candidate comes in. The input gate says how much of it does, unit by unit.",
        "see": SECTIONS["gates"],
        "seen": "expected",
    },
    {
        "name": "the output gate is left out",
        "old": _A,
        "new": "a_node = np.tanh(c_node)",
        "says": "All of the cell state is shown. The output gate says how much of it is, unit by unit.",
        "see": SECTIONS["gates"],
        "seen": "expected",
    },
    {
        "name": "no tanh on the cell state",
        "old": _A,
        "new": "a_node = ot * c_node",
        "says": (
            "The output gate multiplies the cell state itself. That is a sum over all leaves below and can"
            " grow; before it is shown it passes a tanh."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
    },
    {
        "name": "a sigmoid on the cell state",
        "old": _A,
        "new": "a_node = ot * sigmoid(c_node)",
        "says": (
            "The cell state is shown through a sigmoid, so the state can never be negative. Before the output"
            " gate the cell state passes a tanh."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state comes out after the tanh",
        "old": _RETURN,
        "new": "return a_node, np.tanh(c_node)",
        "says": (
            "The second result has been through the tanh. That belongs to what the node shows; the cell state"
            " itself goes on to the parent as it is."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state is multiplied by the output gate",
        "old": _A,
        "new": "c_node = ot * c_node\n    a_node = np.tanh(c_node)",
        "says": (
            "The output gate is put on the cell state, before the tanh. It says how much is shown, not how"
            " much is kept: the cell state is not touched by it, and the state is, after the tanh."
        ),
        "see": SECTIONS["sum"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a leaf gets zeros",
        "old": _RETURN,
        "new": "leaf = not a_children\n    return a_node * (not leaf), c_node * (not leaf)",
        "says": (
            "For empty lists both states come out as zeros. A leaf has nothing below, but it has a word:"
            " gates and candidate read that, and only the sums over the children are zero."
        ),
        "see": SECTIONS["sum"],
        "seen": "a branch for empty lists, as in other recursions",
        "alone": True,
    },
    {
        "name": "the state is made before the children come in",
        "old": _A,
        "new": "a_node = ot * np.tanh(it * cct)",
        "says": (
            "The cell state has all parts, but the state shows only what is new at this node: the children's"
            " part of the cell state is missing in it."
        ),
        "see": SECTIONS["sum"],
        "seen": "lines in another order",
    },
    {
        "name": "a sigmoid for the candidate",
        "old": _CCT,
        "new": "sigmoid(Wc @ into + bc)",
        "says": (
            "The candidate is treated like a gate and can never be negative. What could be remembered lies"
            " between -1 and 1; only how much of it, lies between 0 and 1."
        ),
        "see": SECTIONS["gates"],
        "seen": "four gates computed in one go, with one function",
    },
    {
        "name": "a tanh for the forget gates",
        "old": _FK,
        "new": f"np.tanh(Wf @ {_READS} + bf)",
        "says": "A forget gate can be negative here. A gate says how much, from 0, nothing, to 1, all of it.",
        "see": SECTIONS["gates"],
        "seen": "expected",
    },
    {
        "name": "bf is left out",
        "old": " + bf",
        "new": "",
        "says": (
            "The forget gates are made without their bias, which decides how open they are before training."
            " With a bias of zeros nobody would notice; here it is not zero."
        ),
        "see": SECTIONS["gates"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "bi is left out",
        "old": " + bi",
        "new": "",
        "says": "The input gate is made without its bias. With a bias of zeros nobody would notice.",
        "see": SECTIONS["sum"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "bo is left out",
        "old": " + bo",
        "new": "",
        "says": "The output gate is made without its bias. With a bias of zeros nobody would notice.",
        "see": SECTIONS["sum"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "bc is left out",
        "old": " + bc",
        "new": "",
        "says": "The candidate is made without its bias. With a bias of zeros nobody would notice.",
        "see": SECTIONS["sum"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "a_node and c_node have changed places",
        "old": _RETURN,
        "new": "return c_node, a_node",
        "says": "The two states are there, but the cell state stands in front; the state `a` comes first.",
        "see": SECTIONS["sum"],
        "seen": "libraries that return (c, h)",
        "alone": True,
    },
]
