"""What people get wrong in the cell: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_01.sections import SECTIONS

_A_NEXT = "np.tanh(Wax @ xt + Waa @ a_prev + ba)"
_SCORES = "softmax(Wya @ a_next + by)"
_TWO_LINES = f"{_A_NEXT}\n    yt_pred = {_SCORES}"
_CACHE = "cache = (a_next, a_prev, xt, parameters)"
_READ = "\n    ".join(f'{name} = parameters["{name}"]' for name in ("Wax", "Waa", "Wya", "ba", "by"))

CELL_MISTAKES = [
    {
        "name": "no tanh",
        "old": "np.tanh(",
        "new": "(",
        "says": (
            "The new state is the score `z_a` itself. Nothing keeps it between -1 and 1, and without a bend,"
            " many steps are no more than one big matrix product."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
    },
    {
        "name": "a sigmoid instead of tanh",
        "old": _A_NEXT,
        "new": "1 / (1 + np.exp(-(Wax @ xt + Waa @ a_prev + ba)))",
        "says": (
            "All states lie between 0 and 1. The state of this cell can be negative too: it lies between -1"
            " and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "feed-forward nets of older text books",
    },
    {
        "name": "a rectifier (ReLU) instead of tanh",
        "old": _A_NEXT,
        "new": "np.maximum(0, Wax @ xt + Waa @ a_prev + ba)",
        "says": (
            "Negative sums become 0 and positive ones can grow without end. The state of this cell lies"
            " between -1 and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "feed-forward nets of today",
    },
    {
        "name": "ba is left out",
        "old": " + ba",
        "new": "",
        "says": (
            "The state is made without its bias. With a bias of zeros nobody would notice; here it is not"
            " zero."
        ),
        "see": SECTIONS["mixing"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "by is left out",
        "old": " + by",
        "new": "",
        "says": (
            "The scores are made without their bias. With a bias of zeros nobody would notice; here it is"
            " not zero."
        ),
        "see": SECTIONS["output"],
        "seen": "expected; tests with biases of zero do not see it",
    },
    {
        "name": "the previous state is left out",
        "old": " + Waa @ a_prev",
        "new": "",
        "says": (
            "The new state depends on the input alone, so this cell remembers nothing. What came before"
            " enters through the previous state and its own weights."
        ),
        "see": SECTIONS["mixing"],
        "seen": "expected",
    },
    {
        "name": "the input is left out",
        "old": "Wax @ xt + ",
        "new": "",
        "says": "The new state depends on the previous state alone: the cell never looks at its input.",
        "see": SECTIONS["mixing"],
        "seen": "expected",
    },
    {
        "name": "the prediction is made from the previous state",
        "old": "Wya @ a_next",
        "new": "Wya @ a_prev",
        "says": (
            "The prediction of this step should know this step's input. It reads a state, and you give it"
            " the one from before the input came in."
        ),
        "see": SECTIONS["output"],
        "seen": "forum threads on a well-known RNN assignment whose tests let it pass",
    },
    {
        "name": "the prediction is made from the sum before the tanh",
        "old": "Wya @ a_next",
        "new": "Wya @ (Wax @ xt + Waa @ a_prev + ba)",
        "says": (
            "The output's scores `z` are made from `z_a`, which goes into the tanh. The output layer reads"
            " the state, which is what comes out of it."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "the prediction is made from the input",
        "old": "Wya @ a_next",
        "new": "Wya @ xt",
        "says": (
            "The scores are made from the input. The output layer reads the new state, which holds the"
            " input and what came before it. Where n_x and n_a happen to be equal, nothing complains."
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "all products stand the other way round",
        "old": _TWO_LINES,
        "new": "np.tanh(xt @ Wax + a_prev @ Waa + ba)\n    yt_pred = softmax(a_next @ Wya + by)",
        "says": (
            "The weights stand on the right, as in courses with one example per row. Here examples are"
            " columns, so the weights stand on the left; your form runs only where all sizes happen to be"
            " equal, and is wrong even there."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
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
        "see": SECTIONS["batch"],
        "seen": "biases of shape (n,), as libraries store them",
    },
    {
        "name": "by is flattened to one axis",
        "old": " + by",
        "new": " + by.ravel()",
        "says": (
            "Without its column, NumPy lines the bias up with the examples instead of the answers. Where"
            " the two numbers happen to be equal that runs and is wrong. As a column, (n_y, 1), it is added"
            " to every example."
        ),
        "see": SECTIONS["batch"],
        "seen": "biases of shape (n,), as libraries store them",
    },
    {
        "name": "Waa is transposed",
        "old": "Waa @",
        "new": "Waa.T @",
        "says": (
            "Waa is square, so its transpose fits as well and nothing complains. But row i of Waa says what"
            " unit i reads; transposed, it says where unit i is read."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "Wax is transposed",
        "old": "Wax @",
        "new": "Wax.T @",
        "says": (
            "With its rows and columns exchanged, Wax fits only where n_x and n_a happen to be equal, and"
            " is wrong even there."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "Wya is transposed",
        "old": "Wya @",
        "new": "Wya.T @",
        "says": (
            "With its rows and columns exchanged, Wya fits only where n_a and n_y happen to be equal, and"
            " is wrong even there."
        ),
        "see": SECTIONS["shapes"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "Wax and Waa have changed places",
        "old": "Wax @ xt + Waa @ a_prev",
        "new": "Waa @ xt + Wax @ a_prev",
        "says": (
            "The second letter of a weight says what it reads. Here the weights for the input read the"
            " state and the other way round, which fits only where n_x and n_a happen to be equal."
        ),
        "see": SECTIONS["shapes"],
        "seen": "expected",
    },
    {
        "name": "the state and its weights are multiplied entry by entry",
        "old": "Waa @ a_prev",
        "new": "Waa * a_prev",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches"
            " it to fit. A unit reads all units of the previous state: that is a matrix product."
        ),
        "see": SECTIONS["shapes"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "the input and its weights are multiplied entry by entry",
        "old": "Wax @ xt",
        "new": "Wax * xt",
        "says": (
            "Where the shapes allow it, `*` multiplies entry by entry, and with one column NumPy stretches"
            " it to fit. A unit reads all numbers of the input: that is a matrix product."
        ),
        "see": SECTIONS["shapes"],
        "seen": "forum threads of beginners: * or np.multiply for a product of matrices",
    },
    {
        "name": "ba is added after the tanh",
        "old": " + ba)",
        "new": ") + ba",
        "says": (
            "The bias should shift what goes into the tanh. Added behind it, it can push the state beyond"
            " -1 and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "a bracket closed too early",
    },
    {
        "name": "a tanh for each product",
        "old": _A_NEXT,
        "new": "np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev + ba)",
        "says": (
            "Input and previous state are bent one by one and added afterwards. They are added first; one"
            " tanh bends the sum."
        ),
        "see": SECTIONS["tanh"],
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
        "see": SECTIONS["output"],
        "seen": "a bracket closed too early",
    },
    {
        "name": "scores without softmax",
        "old": "softmax(",
        "new": "(",
        "says": (
            "yt_pred holds the scores themselves. They are turned into probabilities before they leave the"
            " cell."
        ),
        "see": SECTIONS["output"],
        "seen": "libraries whose loss takes scores (logits)",
    },
    {
        "name": "softmax twice",
        "old": _SCORES,
        "new": "softmax(softmax(Wya @ a_next + by))",
        "says": (
            "The probabilities are taken for scores and go through softmax again, which makes them nearly"
            " equal."
        ),
        "see": SECTIONS["output"],
        "seen": "a softmax in front of a loss that brings its own",
    },
    {
        "name": "a tanh on the output",
        "old": _SCORES,
        "new": "np.tanh(Wya @ a_next + by)",
        "says": "The scores go through tanh, as the state does. Probabilities need softmax.",
        "see": SECTIONS["output"],
        "seen": "expected",
    },
    {
        "name": "a sigmoid on the output",
        "old": _SCORES,
        "new": "1 / (1 + np.exp(-(Wya @ a_next + by)))",
        "says": (
            "Every score is turned into a number between 0 and 1 by itself. Softmax makes the scores of a"
            " column compete."
        ),
        "see": SECTIONS["output"],
        "seen": "nets with a yes-or-no output",
    },
    {
        "name": "softmax over the batch axis",
        "old": _SCORES,
        "new": "softmax((Wya @ a_next + by).T).T",
        "says": (
            "The rows of yt_pred add up to 1, so the examples compete with each other. Every column should"
            " add up to 1."
        ),
        "see": SECTIONS["output"],
        "seen": "code carried over from libraries with one example per row",
    },
    {
        "name": "one softmax for the whole batch",
        "old": _SCORES,
        "new": "softmax((Wya @ a_next + by).reshape(-1, 1)).reshape(by.shape[0], -1)",
        "says": "All entries of yt_pred together add up to 1. Every column should add up to 1 by itself.",
        "see": SECTIONS["output"],
        "seen": "answers on Stack Overflow to 'How to implement the softmax function in Python'",
    },
    {
        "name": "a_next and yt_pred have changed places",
        "old": "return a_next, yt_pred",
        "new": "return yt_pred, a_next",
        "says": (
            "The state comes first, then the prediction: whoever unpacks the three values would carry the"
            " wrong one on."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "a_prev is handed out instead of a_next",
        "old": "return a_next",
        "new": "return a_prev",
        "says": (
            "The first value is the state that came in. The next step needs the state that you have made."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the cache has another order",
        "old": _CACHE,
        "new": "cache = (a_prev, a_next, xt, parameters)",
        "says": (
            "a_next and a_prev have changed places in the cache. The backward step unpacks it in the order"
            " of the specification."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the cache begins with the input",
        "old": _CACHE,
        "new": "cache = (xt, a_prev, a_next, parameters)",
        "says": (
            "The cache holds the right things in another order. The backward step unpacks it in the order"
            " of the specification."
        ),
        "see": SECTIONS["names"],
        "seen": "the order of the function's arguments",
    },
    {
        "name": "the cache lacks the parameters",
        "old": _CACHE,
        "new": "cache = (a_next, a_prev, xt)",
        "says": (
            "The backward step sends gradients back through the weights, so it needs them too. The"
            " specification names four items."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the cache holds the prediction",
        "old": _CACHE,
        "new": "cache = (a_next, a_prev, xt, yt_pred)",
        "says": (
            "The last item should be the parameters, not the prediction: the backward step needs the weights."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
    },
    {
        "name": "the tanh covers the input alone",
        "old": _A_NEXT,
        "new": "np.tanh(Wax @ xt) + Waa @ a_prev + ba",
        "says": (
            "Only what comes from the input is bent. The sum of all three, `z_a`, goes through the tanh; "
            "here the state can leave the range between -1 and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "a bracket closed too early",
        "alone": True,
    },
    {
        "name": "a tanh for each product, and the bias behind them",
        "old": _A_NEXT,
        "new": "np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev) + ba",
        "says": (
            "Input and previous state are bent one by one and added afterwards. They are added first, "
            "with the bias; one tanh bends the sum `z_a`."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "tanh twice",
        "old": _A_NEXT,
        "new": "np.tanh(np.tanh(Wax @ xt + Waa @ a_prev + ba))",
        "says": ("The state goes through tanh a second time, which squeezes it once more. Once is enough."),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "tanh and softmax are exchanged",
        "old": _TWO_LINES,
        "new": "softmax(Wax @ xt + Waa @ a_prev + ba)\n    yt_pred = np.tanh(Wya @ a_next + by)",
        "says": (
            "The state comes out of a softmax and the prediction out of a tanh. Which of the two should "
            "be probabilities that add up to 1?"
        ),
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "softmax on the state",
        "old": _A_NEXT,
        "new": "softmax(Wax @ xt + Waa @ a_prev + ba)",
        "says": (
            "The columns of the state add up to 1, so its units compete. Softmax belongs to the output; "
            "each score of the state, `z_a`, is squeezed by itself, to between -1 and 1."
        ),
        "see": SECTIONS["tanh"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the previous state is added without its weights",
        "old": "Waa @ a_prev",
        "new": "a_prev",
        "says": (
            "The previous state is added as it is: every unit reads only itself, with a weight of 1. It "
            "should go through its own matrix first."
        ),
        "see": SECTIONS["mixing"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "ba is subtracted",
        "old": " + ba",
        "new": " - ba",
        "says": ("The bias has the wrong sign: it is added to the state's score `z_a`."),
        "see": SECTIONS["mixing"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "by is subtracted",
        "old": " + by",
        "new": " - by",
        "says": ("The bias has the wrong sign: it is added to the output's score `z`."),
        "see": SECTIONS["output"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the logarithm of the prediction",
        "old": _SCORES,
        "new": "np.log(softmax(Wya @ a_next + by))",
        "says": (
            "All entries of yt_pred are negative: these are the logarithms of the probabilities, not the "
            "probabilities."
        ),
        "see": SECTIONS["output"],
        "seen": "log_softmax, as losses in libraries use it",
        "alone": True,
    },
    {
        "name": "brackets around the cache are missing",
        "old": "return a_next, yt_pred, cache",
        "new": "return a_next, yt_pred, *cache",
        "says": (
            "Six values come back instead of three. The cache is one value: its four items belong "
            "together, inside brackets of their own."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cache comes first",
        "old": "return a_next, yt_pred, cache",
        "new": "return cache, a_next, yt_pred",
        "says": (
            "The three values are there, but the cache stands in front. Whoever unpacks them expects the "
            "state first, then the prediction, then the cache."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "yt_pred and the cache have changed places",
        "old": "return a_next, yt_pred, cache",
        "new": "return a_next, cache, yt_pred",
        "says": (
            "The state comes first, then the prediction, and the cache last: whoever unpacks the three "
            "values would carry the wrong ones on."
        ),
        "see": SECTIONS["names"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the parameters are unpacked by their places",
        "old": _READ,
        "new": "Wax, Waa, Wya, ba, by = parameters.values()",
        "says": (
            "A dict hands out its values in the order in which they were put in, and that need not be "
            "yours. Here it is another one, so the names stand for other arrays. Read each array by its "
            "key."
        ),
        "see": SECTIONS["names"],
        "seen": "unpacking a dict",
        "alone": True,
    },
    {
        "name": "ba and by have changed places",
        "old": "ba)\n    yt_pred = softmax(Wya @ a_next + by)",
        "new": "by)\n    yt_pred = softmax(Wya @ a_next + ba)",
        "says": (
            "The second letter of a bias says where it is added. Each stands in the place of the other "
            "here, which fits only where n_a and n_y happen to be equal."
        ),
        "see": SECTIONS["shapes"],
        "seen": "expected",
        "alone": True,
    },
]
