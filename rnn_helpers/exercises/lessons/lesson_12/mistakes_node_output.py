"""What else people get wrong in the node: softmax, cache, and where the bend sits."""

from rnn_helpers.exercises.lessons.lesson_12.by_itself import mistake_in

_SUM = "W_left @ a_left + W_right @ a_right + ba"
_PRODUCTS = "W_left @ a_left + W_right @ a_right"
_NODE = f"np.tanh({_SUM})"
_SCORES = "softmax(Wya @ a_node + by)"
_CACHE = "cache = (a_node, a_left, a_right, parameters)"


_mistake = mistake_in("node")


def _output(name, new, says, seen="expected"):
    return _mistake(name, _SCORES, new, says, "anywhere", seen)


def _state(name, new, says, seen="expected"):
    return _mistake(name, _NODE, new, says, "node", seen)


def _kept(name, items, says, seen="expected"):
    return _mistake(name, _CACHE, f"cache = {items}", says, "node", seen)


_FOUR = "The specification names four items: the state, both children, the parameters, in this order."

NODE_OUTPUT_MISTAKES = [
    _output(
        "softmax over the whole batch",
        "softmax((Wya @ a_node + by).reshape(-1, 1)).reshape(-1, a_node.shape[1])",
        "With several examples the probabilities of all of them together add up to 1. Each example"
        " is a column"
        " of its own, and every column should add up to 1.",
        "a sum over all entries, without an axis",
    ),
    _output(
        "the exponentials are not divided",
        "np.exp(Wya @ a_node + by)",
        "The exponentials of the scores are handed out as they are. They become probabilities when"
        " each column"
        " is divided by its sum.",
    ),
    _output(
        "the scores are divided by their sum",
        "(Wya @ a_node + by) / (Wya @ a_node + by).sum(axis=0)",
        "The scores are divided by their sum, so a column adds up to 1, but some entries can be negative."
        " Softmax takes exponentials first, and those are positive.",
    ),
    _output(
        "the exponentials are divided by the largest of them",
        "np.exp(Wya @ a_node + by) / np.exp(Wya @ a_node + by).max(axis=0)",
        "The largest entry of every column is 1, so a column adds up to more. Divide by the sum of the"
        " exponentials.",
        "the trick with the largest score, half remembered",
    ),
    _output(
        "the logarithm of the probabilities",
        "np.log(softmax(Wya @ a_node + by))",
        "y_pred holds the logarithms of the probabilities, all of them negative. The probabilities themselves"
        " are asked for.",
        "libraries with log_softmax",
    ),
    _output(
        "the likeliest answer alone gets a one",
        "(softmax(Wya @ a_node + by) == softmax(Wya @ a_node + by).max(axis=0)) * 1.0",
        "y_pred holds a one for the likeliest answer and zeros elsewhere. The probabilities are asked for:"
        " they say how sure the node is.",
    ),
    _output(
        "the number of the likeliest answer",
        "softmax(Wya @ a_node + by).argmax(axis=0)",
        "y_pred holds the number of the likeliest answer. All probabilities are asked for, a column for each"
        " example.",
        "argmax, as in a prediction for people",
    ),
    _output(
        "softmax of the state itself",
        "softmax(a_node)",
        "The state goes into softmax without the output layer, so there are as many probabilities as units."
        " Wya and by turn a state into a score for each answer.",
    ),
    _output(
        "softmax of negative scores",
        "softmax(-(Wya @ a_node + by))",
        "The least likely answer gets the largest probability: the scores have the wrong sign. A large score"
        " means a likely answer.",
    ),
    _output(
        "a tanh on the scores before softmax",
        "softmax(np.tanh(Wya @ a_node + by))",
        "The scores are bent by a tanh before they enter softmax, so no answer can become very likely. Scores"
        " enter it as they are.",
    ),
    _output(
        "a second tanh on the state for the prediction",
        "softmax(Wya @ np.tanh(a_node) + by)",
        "For the prediction the state goes through tanh once more. The output layer reads the state as it is"
        " handed up.",
    ),
    _output(
        "ba in the place of by",
        "softmax(Wya @ a_node + ba)",
        "The scores get the bias of the state, which fits only where n_a and n_y happen to be"
        " equal. The output"
        " layer has a bias of its own.",
    ),
    _state(
        "by in the place of ba",
        "np.tanh(W_left @ a_left + W_right @ a_right + by)",
        "The state gets the bias of the scores, which fits only where n_a and n_y happen to be"
        " equal. The state"
        " has a bias of its own.",
    ),
    _state(
        "a softmax in the place of tanh",
        f"softmax({_SUM})",
        "The units of the state compete and add up to 1. That is for predictions; a state is bent"
        " by tanh, unit"
        " by unit.",
    ),
    _state(
        "cut at -1 and 1 instead of tanh",
        f"np.clip({_SUM}, -1, 1)",
        "The sum is cut off at -1 and 1. tanh keeps it in this range too, but bends it smoothly everywhere.",
        "hard tanh",
    ),
    _state(
        "a sigmoid for each child",
        "1 / (1 + np.exp(-(W_left @ a_left))) + 1 / (1 + np.exp(-(W_right @ a_right + ba)))",
        "Each child goes through a sigmoid of its own, and both are added. The products and the"
        " bias are added"
        " first, and one tanh bends the sum.",
    ),
    _state(
        "the mean of two states, one for each child",
        "(np.tanh(W_left @ a_left + ba) + np.tanh(W_right @ a_right + ba)) / 2",
        "Each child is made into a state of its own, and the mean of both is taken. Products and"
        " bias are added"
        " first; one tanh bends the sum.",
    ),
    _state(
        "two halves that are bent one by one, their mean",
        "(np.tanh(W_left @ a_left) + np.tanh(W_right @ a_right)) / 2 + ba",
        "Left and right are bent one by one and averaged, and the bias is added behind. Products and bias are"
        " added first; one tanh bends the sum.",
    ),
    _state(
        "a tanh inside a tanh: the left child first",
        "np.tanh(np.tanh(W_left @ a_left + ba) + W_right @ a_right)",
        "The left product is bent before the right one is added, and then again. The two children are equals:"
        " all is added, then bent once.",
        "two steps of a chain in the place of one node",
    ),
    _state(
        "both products are bent, and their sum again",
        "np.tanh(np.tanh(W_left @ a_left) + np.tanh(W_right @ a_right) + ba)",
        "Each product goes through tanh, and their sum once more. The products are added as they"
        " are; one tanh"
        " bends the sum.",
    ),
    _state(
        "the children are bent before the weights act",
        "np.tanh(W_left @ np.tanh(a_left) + W_right @ np.tanh(a_right) + ba)",
        "The children's states go through tanh before they meet the weights. They are states already: each is"
        " read as it is.",
    ),
    _state(
        "the mean of the children and the node",
        f"({_NODE} + a_left + a_right) / 3",
        "The new state is averaged with its children's. Here the node's state is the tanh alone.",
    ),
    _state(
        "only the first example of each child",
        "np.tanh(W_left @ a_left[:, :1] + W_right @ a_right[:, :1] + ba)",
        "Only the first column of each child is used. All m examples go through the node side by side.",
    ),
    _state(
        "the mean of the examples is taken",
        f"({_NODE}).mean(axis=1, keepdims=True)",
        "The state is averaged over the examples. All m of them go through the node side by side, a column"
        " each.",
    ),
    _mistake(
        "the mean of the children, with W_right",
        _PRODUCTS,
        "W_right @ ((a_left + a_right) / 2)",
        "The children are averaged and go through one matrix. The node cannot tell left from right then, and"
        " W_left is never used.",
    ),
    _mistake(
        "the mean of the two matrices on the sum of the children",
        _PRODUCTS,
        "(W_left + W_right) @ (a_left + a_right) / 4",
        "Both matrices and both children are averaged, so left and right are lost. Each matrix"
        " should read its"
        " own child, and the products are added.",
    ),
    _mistake(
        "the children multiplied, then the weights",
        _PRODUCTS,
        "(W_left + W_right) @ (a_left * a_right)",
        "The children are multiplied unit by unit before the weights act. Each matrix should read its own"
        " child, and the products are added.",
    ),
    _mistake(
        "the larger of the two children",
        _PRODUCTS,
        "W_left @ np.maximum(a_left, a_right)",
        "Of the two children the larger number is taken in each unit. Each child should pass through its own"
        " matrix, and the products are added.",
        seen="max pooling",
    ),
    _mistake(
        "one matrix after the other",
        _PRODUCTS,
        "W_right @ (W_left @ a_left + a_right)",
        "The left child passes through both matrices, one after the other. Each child has a matrix"
        " of its own.",
    ),
    _mistake(
        "both matrices are transposed and exchanged",
        _PRODUCTS,
        "W_left.T @ a_right + W_right.T @ a_left",
        "Each matrix is transposed and reads the other child. Both fit, for all are square, but row i of a"
        " matrix says what unit i reads from its own side.",
        "size",
    ),
    _mistake(
        "the sum before the tanh is handed out as the state",
        "return a_node",
        f"return {_SUM}",
        "The first value is the sum that goes into the tanh. The parent reads the state, which is what comes"
        " out of it.",
    ),
    _mistake(
        "the sum before the tanh is handed out and kept",
        f"{_CACHE}\n    return a_node",
        f"a_sum = {_SUM}\n    cache = (a_sum, a_left, a_right, parameters)\n    return a_sum",
        "The first value, and the first item of the cache, is the sum that goes into the tanh. The state is"
        " what comes out of it.",
    ),
    _mistake(
        "the prediction is handed out twice",
        "return a_node",
        "return y_pred",
        "The first value is the prediction as well. The parent needs the state of the node there.",
    ),
    _mistake(
        "the state is handed out twice",
        "return a_node, y_pred",
        "return a_node, a_node",
        "The second value is the state as well. The prediction of the node is asked for there.",
    ),
    _mistake(
        "the right child's state is handed out",
        "return a_node",
        "return a_right",
        "The first value is a state that came in. The parent needs the one that you have made.",
    ),
    _kept(
        "the cache keeps the sum before the tanh",
        f"({_SUM}, a_left, a_right, parameters)",
        "The first item of the cache is the sum before the tanh. The backward step gets the slope"
        " of tanh from"
        " the state itself, so the state is kept.",
        "other courses keep the sum, often called z",
    ),
    _kept(
        "the cache keeps the sum as well, first",
        f"({_SUM}, a_node, a_left, a_right, parameters)",
        "The cache has five items, the sum before the tanh among them. " + _FOUR,
    ),
    _kept(
        "the cache keeps the sum as well, after the state",
        f"(a_node, {_SUM}, a_left, a_right, parameters)",
        "The cache has five items, the sum before the tanh among them. " + _FOUR,
    ),
    _kept(
        "the cache keeps the sum without its bias",
        f"({_PRODUCTS}, a_left, a_right, parameters)",
        "The first item of the cache is the sum of the products, before bias and tanh. The backward"
        " step needs"
        " the state, which gives the slope of tanh.",
    ),
    _kept(
        "the cache keeps the slope of tanh",
        "(1 - a_node**2, a_left, a_right, parameters)",
        "The first item of the cache is the slope of tanh. The backward step works it out by"
        " itself; the state"
        " is kept.",
    ),
    _kept(
        "the cache keeps the prediction in the place of the state",
        "(y_pred, a_left, a_right, parameters)",
        "The first item of the cache is the prediction. The backward step needs the state, which gives the"
        " slope of tanh.",
    ),
    _kept(
        "the cache keeps the prediction as well, last",
        "(a_node, a_left, a_right, parameters, y_pred)",
        "The cache has five items, with the prediction as the last. " + _FOUR,
    ),
    _kept(
        "the cache keeps the prediction as well, after the children",
        "(a_node, a_left, a_right, y_pred, parameters)",
        "The cache has five items, the prediction among them. " + _FOUR,
    ),
    _kept(
        "the cache begins with the children and ends with the state",
        "(a_left, a_right, parameters, a_node)",
        "The cache holds the right things in another order, the state last. " + _FOUR,
        "the order in which they come up",
    ),
    _kept(
        "the cache begins with the parameters",
        "(parameters, a_node, a_left, a_right)",
        "The cache holds the right things in another order, the parameters first. " + _FOUR,
    ),
    _kept(
        "the cache has the parameters after the state",
        "(a_node, parameters, a_left, a_right)",
        "The cache holds the right things in another order, the parameters second. " + _FOUR,
    ),
    _kept(
        "the cache holds the left child twice",
        "(a_node, a_left, a_left, parameters)",
        "The cache holds the left child in both places, so the backward step would never see the right one.",
    ),
    _kept(
        "the cache holds the right child twice",
        "(a_node, a_right, a_right, parameters)",
        "The cache holds the right child in both places, so the backward step would never see the left one.",
    ),
    _kept(
        "the cache holds the products in the place of the children",
        "(a_node, W_left @ a_left, W_right @ a_right, parameters)",
        "The children are kept after their weights have acted. The backward step needs their own states: they"
        " make the gradients of the weights.",
    ),
    _kept(
        "the cache holds the weights one by one",
        "(a_node, a_left, a_right, W_left, W_right, ba, Wya, by)",
        "The parameters stand in the cache one by one. The fourth item is the whole dict, as it came in.",
    ),
    _kept(
        "the cache holds the two matrices instead of all parameters",
        "(a_node, a_left, a_right, W_left, W_right)",
        "The cache holds two of the parameters, one by one. The fourth item is the whole dict, as"
        " it came in.",
    ),
    _kept(
        "the cache holds the state alone",
        "(a_node,)",
        "Only the new state is in the cache. The backward step needs the children and the"
        " parameters as well. " + _FOUR,
    ),
    _kept(
        "the cache holds the results alone",
        "(a_node, y_pred)",
        "The cache holds what is handed out anyway. The backward step needs what came in, too. " + _FOUR,
    ),
]
