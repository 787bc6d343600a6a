"""What people get wrong in the node: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_12.sections import SECTIONS

_SUM = "W_left @ a_left + W_right @ a_right + ba"
_NODE = f"np.tanh({_SUM})"
_SCORES = "softmax(Wya @ a_node + by)"
_TWO_LINES = f"{_NODE}\n    y_pred = {_SCORES}"
_CACHE = "cache = (a_node, a_left, a_right, parameters)"
_OUTPUT = "Wya @ a_node"

NODE_MISTAKES = [
    {
        "name": "left and right have changed places",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "W_left @ a_right + W_right @ a_left",
        "says": (
            "W_left meets the right child and W_right the left one. The sum runs all the same, since all"
            " sizes are equal, but it is the state of the node with its children exchanged."
        ),
        "see": SECTIONS["node"],
        "seen": "code that stacks both children into one vector, in the other order than its weights",
    },
    {
        "name": "W_left for both children",
        "old": "W_right @ a_right",
        "new": "W_left @ a_right",
        "says": (
            "Both children go through W_left, and W_right is never used. Then the node cannot tell its left"
            " child from its right one: exchanged, they would give the same state."
        ),
        "see": SECTIONS["node"],
        "seen": "expected; the wrong idea that shared weights means one matrix",
    },
    {
        "name": "W_right for both children",
        "old": "W_left @ a_left",
        "new": "W_right @ a_left",
        "says": (
            "Both children go through W_right, and W_left is never used. Then the node cannot tell its left"
            " child from its right one: exchanged, they would give the same state."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the left child twice",
        "old": "@ a_right",
        "new": "@ a_left",
        "says": "Both matrices read the left child's state, so the right child has no say in the node.",
        "see": SECTIONS["node"],
        "seen": "expected; a line copied and half changed",
    },
    {
        "name": "the right child twice",
        "old": "@ a_left",
        "new": "@ a_right",
        "says": "Both matrices read the right child's state, so the left child has no say in the node.",
        "see": SECTIONS["node"],
        "seen": "expected; a line copied and half changed",
    },
    {
        "name": "the left child is left out",
        "old": "W_left @ a_left + ",
        "new": "",
        "says": "The node's state depends on its right child alone. A node joins both.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the right child is left out",
        "old": " + W_right @ a_right",
        "new": "",
        "says": "The node's state depends on its left child alone. A node joins both.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "ba is left out",
        "old": " + ba",
        "new": "",
        "says": (
            "The state is made without its bias. With a bias of zeros, as right after initialising, nobody"
            " would notice; here it is not zero."
        ),
        "see": SECTIONS["node"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "ba is added once for each child",
        "old": " + ba",
        "new": " + 2 * ba",
        "says": (
            "The bias comes in twice, once with each child. It belongs to the node: there is one, however"
            " many children are joined."
        ),
        "see": SECTIONS["node"],
        "seen": "two layers with a bias each, added up",
    },
    {
        "name": "ba is added after the tanh",
        "old": " + ba)",
        "new": ") + ba",
        "says": (
            "The bias should shift what goes into the tanh. Added behind it, it can push the state beyond"
            " -1 and 1."
        ),
        "see": SECTIONS["node"],
        "seen": "a bracket closed too early",
    },
    {
        "name": "ba is subtracted",
        "old": "+ ba",
        "new": "- ba",
        "says": "The bias has the wrong sign: it is added to the two products.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "no tanh",
        "old": "np.tanh(",
        "new": "(",
        "says": (
            "The state is the sum itself. Nothing keeps it between -1 and 1, and a whole tree without a bend"
            " is no more than one big matrix product."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "a sigmoid instead of tanh",
        "old": _NODE,
        "new": f"1 / (1 + np.exp(-({_SUM})))",
        "says": "All states lie between 0 and 1. A state can be negative too: it lies between -1 and 1.",
        "see": SECTIONS["recurs"],
        "seen": "feed-forward nets of older text books",
    },
    {
        "name": "a rectifier (ReLU) instead of tanh",
        "old": _NODE,
        "new": f"np.maximum(0, {_SUM})",
        "says": (
            "Negative sums become 0 and positive ones can grow from level to level. The state of this node"
            " lies between -1 and 1."
        ),
        "see": SECTIONS["recurs"],
        "seen": "recursive networks written as an exercise in a well-known course on language use a ReLU",
    },
    {
        "name": "tanh twice",
        "old": _NODE,
        "new": f"np.tanh({_NODE})",
        "says": "The state goes through tanh a second time, which makes it smaller. One is enough.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "a tanh for each child",
        "old": _NODE,
        "new": "np.tanh(W_left @ a_left) + np.tanh(W_right @ a_right + ba)",
        "says": (
            "Left and right are bent one by one and added afterwards. They are added first; one tanh bends"
            " the sum."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "a tanh for each child, with the bias in the left one",
        "old": _NODE,
        "new": "np.tanh(W_left @ a_left + ba) + np.tanh(W_right @ a_right)",
        "says": (
            "Left and right are bent one by one and added afterwards. They are added first, with the bias;"
            " one tanh bends the sum."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a tanh for each child, each with the bias",
        "old": _NODE,
        "new": "np.tanh(W_left @ a_left + ba) + np.tanh(W_right @ a_right + ba)",
        "says": (
            "Each child is made into a state of its own, with the bias, and the two states are added."
            " Products and bias are added first, and the bias once; one tanh bends the sum."
        ),
        "see": SECTIONS["node"],
        "seen": "two calls of one layer, added up",
        "alone": True,
    },
    {
        "name": "a tanh for each child, and the bias behind them",
        "old": _NODE,
        "new": "np.tanh(W_left @ a_left) + np.tanh(W_right @ a_right) + ba",
        "says": (
            "Left and right are bent one by one, and the bias is added behind. Products and bias are added"
            " first; one tanh bends the sum."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the tanh covers the left child alone",
        "old": _NODE,
        "new": "np.tanh(W_left @ a_left) + W_right @ a_right + ba",
        "says": (
            "Only what comes from the left is bent. The sum of all three goes through the tanh; here the"
            " state can leave the range between -1 and 1."
        ),
        "see": SECTIONS["node"],
        "seen": "a bracket closed too early",
        "alone": True,
    },
    {
        "name": "the tanh covers the right child alone",
        "old": _NODE,
        "new": "W_left @ a_left + np.tanh(W_right @ a_right + ba)",
        "says": (
            "The left product stands outside the tanh. The sum of all three goes through it; here the state"
            " can leave the range between -1 and 1."
        ),
        "see": SECTIONS["node"],
        "seen": "a bracket opened too late",
        "alone": True,
    },
    {
        "name": "the mean of the two products",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "(W_left @ a_left + W_right @ a_right) / 2",
        "says": (
            "The two products are halved. A node adds them up; if a parent should be about the mean of its"
            " children, the weights see to that (so `initialise_tree_rnn` starts them)."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; averaging vectors of words is a common habit",
    },
    {
        "name": "the mean of the products and the bias",
        "old": _SUM,
        "new": f"({_SUM}) / 2",
        "says": "The whole sum is halved before the tanh. A node adds up what comes from below.",
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean of the children, with both matrices added",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "(W_left + W_right) @ (a_left + a_right) / 2",
        "says": (
            "The children are averaged before the weights act. Then left and right are lost: each matrix"
            " should read its own child."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the sum of the children, with both matrices added",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "(W_left + W_right) @ (a_left + a_right)",
        "says": (
            "The children are added before the weights act, so every matrix reads both and left and right"
            " are lost. Each matrix should read its own child."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean of the children, with W_left",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "W_left @ ((a_left + a_right) / 2)",
        "says": (
            "The children are averaged and go through one matrix. The node cannot tell left from right then,"
            " and W_right is never used."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no weights: the children are added as they are",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "a_left + a_right",
        "says": (
            "The children's states are added without weights. Each should pass through its own matrix, which"
            " is what the network learns."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "no weights: the mean of the children",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "(a_left + a_right) / 2",
        "says": (
            "The children's states are averaged without weights. Each should pass through its own matrix,"
            " which is what the network learns."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the two products are multiplied",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "(W_left @ a_left) * (W_right @ a_right)",
        "says": "What comes from the left is multiplied by what comes from the right. The node adds the two.",
        "see": SECTIONS["node"],
        "seen": "expected; other networks have such nodes, this one does not",
        "alone": True,
    },
    {
        "name": "the larger of the two products",
        "old": "W_left @ a_left + W_right @ a_right",
        "new": "np.maximum(W_left @ a_left, W_right @ a_right)",
        "says": "Of left and right the larger number is taken in each unit. The node adds the two.",
        "see": SECTIONS["node"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the right product is subtracted",
        "old": "+ W_right @",
        "new": "- W_right @",
        "says": "The node takes the difference of left and right. It adds the two products.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "W_left is transposed",
        "old": "W_left @",
        "new": "W_left.T @",
        "says": (
            "W_left is square, so its transpose fits as well and nothing complains. But row i of W_left says"
            " what unit i reads; transposed, it says where unit i is read."
        ),
        "see": SECTIONS["size"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "W_right is transposed",
        "old": "W_right @",
        "new": "W_right.T @",
        "says": (
            "W_right is square, so its transpose fits as well and nothing complains. But row i of W_right"
            " says what unit i reads; transposed, it says where unit i is read."
        ),
        "see": SECTIONS["size"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "all products stand the other way round",
        "old": _TWO_LINES,
        "new": "np.tanh(a_left @ W_left + a_right @ W_right + ba)\n    y_pred = softmax(a_node @ Wya + by)",
        "says": (
            "The weights stand on the right, as in courses with one example per row. Here examples are"
            " columns, so the weights stand on the left; your form runs only where all sizes happen to be"
            " equal, and is wrong even there."
        ),
        "see": SECTIONS["node"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "the left child and its weights are multiplied entry by entry",
        "old": "W_left @ a_left",
        "new": "W_left * a_left",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches"
            " it to fit. A unit reads all units of the child: that is a matrix product."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "the right child and its weights are multiplied entry by entry",
        "old": "W_right @ a_right",
        "new": "W_right * a_right",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches"
            " it to fit. A unit reads all units of the child: that is a matrix product."
        ),
        "see": SECTIONS["node"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "ba is flattened to one axis",
        "old": " + ba",
        "new": " + ba.ravel()",
        "says": (
            "Without its column, NumPy lines the bias up with the examples instead of the units. Where the"
            " two numbers happen to be equal that runs and is wrong. As a column, (n_a, 1), it is added to"
            " every example."
        ),
        "see": SECTIONS["node"],
        "seen": "biases of shape (n,), as libraries store them",
    },
    {
        "name": "the left child is added once more, as it is",
        "old": _NODE,
        "new": f"{_NODE} + a_left",
        "says": "A child's own state is added behind the tanh. Here the node's state is the tanh alone.",
        "see": SECTIONS["node"],
        "seen": "residual connections of deep networks",
        "alone": True,
    },
    {
        "name": "both children are added once more, as they are",
        "old": _NODE,
        "new": f"{_NODE} + a_left + a_right",
        "says": (
            "The children's own states are added behind the tanh. Here the node's state is the tanh alone."
        ),
        "see": SECTIONS["node"],
        "seen": "residual connections of deep networks",
        "alone": True,
    },
    {
        "name": "the prediction is made from the left child",
        "old": _OUTPUT,
        "new": "Wya @ a_left",
        "says": (
            "The prediction of a node should know the whole phrase below it. It reads a state, and you give"
            " it that of the left part alone."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "expected",
    },
    {
        "name": "the prediction is made from the right child",
        "old": _OUTPUT,
        "new": "Wya @ a_right",
        "says": (
            "The prediction of a node should know the whole phrase below it. It reads a state, and you give"
            " it that of the right part alone."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "expected; in a chain the right child is the input",
    },
    {
        "name": "the prediction is made from the sum of the children",
        "old": _OUTPUT,
        "new": "Wya @ (a_left + a_right)",
        "says": (
            "The scores are made from the two children's states, added up. The output layer reads the new"
            " state, in which both are joined already."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the prediction is made from the mean of the children",
        "old": _OUTPUT,
        "new": "Wya @ ((a_left + a_right) / 2)",
        "says": (
            "The scores are made from the mean of the two children's states. The output layer reads the new"
            " state, in which both are joined already."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the prediction is made from the sum before the tanh",
        "old": _OUTPUT,
        "new": f"Wya @ ({_SUM})",
        "says": (
            "The output's scores are made from what goes into the tanh. The output layer reads the state,"
            " which is what comes out of it."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "by is left out",
        "old": " + by",
        "new": "",
        "says": (
            "The scores are made without their bias. With a bias of zeros nobody would notice; here it is"
            " not zero."
        ),
        "see": SECTIONS["node"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "by is subtracted",
        "old": "+ by",
        "new": "- by",
        "says": "The bias of the scores has the wrong sign: it is added to the product.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "by is added after the softmax",
        "old": " + by)",
        "new": ") + by",
        "says": (
            "The bias belongs to the scores. Added behind the softmax, it spoils the probabilities: they no"
            " longer add up to 1."
        ),
        "see": SECTIONS["node"],
        "seen": "a bracket closed too early",
    },
    {
        "name": "by is flattened to one axis",
        "old": " + by",
        "new": " + by.ravel()",
        "says": (
            "Without its column, NumPy lines the bias up with the examples instead of the answers. Where the"
            " two numbers happen to be equal that runs and is wrong. As a column, (n_y, 1), it is added to"
            " every example."
        ),
        "see": SECTIONS["node"],
        "seen": "biases of shape (n,), as libraries store them",
    },
    {
        "name": "Wya is transposed",
        "old": "Wya @",
        "new": "Wya.T @",
        "says": (
            "With its rows and columns exchanged, Wya fits only where n_a and n_y happen to be equal, and"
            " is wrong even there."
        ),
        "see": SECTIONS["node"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "scores without softmax",
        "old": "softmax(",
        "new": "(",
        "says": (
            "y_pred holds the scores themselves. They are turned into probabilities before they leave the"
            " node."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "libraries whose loss takes scores (logits)",
    },
    {
        "name": "softmax twice",
        "old": _SCORES,
        "new": f"softmax({_SCORES})",
        "says": (
            "The probabilities are taken for scores and go through softmax again, which makes them nearly"
            " equal."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "a softmax in front of a loss that brings its own",
    },
    {
        "name": "a sigmoid on the output",
        "old": _SCORES,
        "new": "1 / (1 + np.exp(-(Wya @ a_node + by)))",
        "says": (
            "Every score is turned into a number between 0 and 1 by itself. Softmax makes the scores of a"
            " column compete."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "nets with a yes-or-no output",
    },
    {
        "name": "a tanh on the output",
        "old": _SCORES,
        "new": "np.tanh(Wya @ a_node + by)",
        "says": "The scores go through tanh, as the state does. Probabilities need softmax.",
        "see": SECTIONS["anywhere"],
        "seen": "expected",
    },
    {
        "name": "softmax over the batch axis",
        "old": _SCORES,
        "new": "softmax((Wya @ a_node + by).T).T",
        "says": (
            "The rows of y_pred add up to 1, so the examples compete with each other. Every column should"
            " add up to 1."
        ),
        "see": SECTIONS["anywhere"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "a_node and y_pred have changed places",
        "old": "return a_node, y_pred",
        "new": "return y_pred, a_node",
        "says": (
            "The state comes first, then the prediction: the parent would be handed probabilities in the"
            " place of a state."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the left child's state is handed out",
        "old": "return a_node",
        "new": "return a_left",
        "says": "The first value is a state that came in. The parent needs the one that you have made.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the children have changed places in the cache",
        "old": _CACHE,
        "new": "cache = (a_node, a_right, a_left, parameters)",
        "says": (
            "The cache holds the right things, but the right child stands before the left one. The backward"
            " step unpacks it in the order of the specification, and nothing would tell it."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the cache begins with the children",
        "old": _CACHE,
        "new": "cache = (a_left, a_right, a_node, parameters)",
        "says": (
            "The cache holds the right things in another order. The backward step unpacks it in the order"
            " of the specification."
        ),
        "see": SECTIONS["node"],
        "seen": "the order of the function's arguments",
    },
    {
        "name": "the cache holds the arguments alone",
        "old": _CACHE,
        "new": "cache = (a_left, a_right, parameters)",
        "says": (
            "The new state is missing in the cache. The backward step needs it for the slope of tanh. The"
            " specification names four items."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the cache lacks the parameters",
        "old": _CACHE,
        "new": "cache = (a_node, a_left, a_right)",
        "says": (
            "The backward step sends gradients back through the weights, so it needs them too. The"
            " specification names four items."
        ),
        "see": SECTIONS["node"],
        "seen": "expected",
    },
    {
        "name": "the cache holds the prediction",
        "old": _CACHE,
        "new": "cache = (a_node, y_pred, a_left, a_right, parameters)",
        "says": "The cache has five items, the prediction among them. The specification names four.",
        "see": SECTIONS["node"],
        "seen": "expected",
    },
]
