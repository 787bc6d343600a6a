"""What people get wrong in the LSTM's step forward: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_08.sections import SECTIONS

_SUM = "ft * c_prev + it * cct"
_SHOWN = "ot * np.tanh(c_next)"
_SCORES = 'p["Wy"] @ a_next + p["by"]'
_PARTS = {"f": "the forget gate", "i": "the input gate", "c": "the candidate", "o": "the output gate"}


def _score(weight, bias):
    return f'p["W{weight}"] @ into + p["b{bias}"]'


def _gates(gate="sigmoid({z})", candidate="np.tanh({z})"):
    """The four lines that make gates and candidate, from what is made of a score z, or of its Wz and b."""
    lines = []
    for letter, name, made in zip("fico", ("ft", "it", "cct", "ot"), (gate, gate, candidate, gate)):
        weighted, bias = f'p["W{letter}"] @ into', f'p["b{letter}"]'
        lines.append(f"{name} = {made.format(z=_score(letter, letter), Wz=weighted, b=bias)}")
    return "\n    ".join(lines)


_GATES = _gates()
_INTO = "np.concatenate([a_prev, xt])"
_RETURN = "return a_next, c_next, yt_pred, cache"
_NAMES = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
_UNPACKED = (
    ", ".join(_NAMES) + " = parameters.values()\n    p = dict(" + ", ".join(f"{n}={n}" for n in _NAMES)
)

_CELL, _FRACTIONS, _GATE = SECTIONS["cell"], SECTIONS["fractions"], SECTIONS["gate"]

_CELL_STATE = [
    {
        "name": "forget gate and input gate have changed places",
        "old": _SUM,
        "new": "it * c_prev + ft * cct",
        "says": (
            "The share that should let the new in is applied to the old, and the other way round. The forget"
            " gate says how much of the old cell state stays; the input gate belongs to the candidate."
        ),
        "see": _FRACTIONS,
        "seen": "the name 'forget' read as a share that is thrown away",
    },
    {
        "name": "the forget gate is taken as what is thrown away",
        "old": _SUM,
        "new": "(1 - ft) * c_prev + it * cct",
        "says": (
            "Of the old cell state you keep what the gate does not take. Despite its name, the forget gate is"
            " the share that stays: at 1 all is kept, at 0 all is forgotten."
        ),
        "see": _FRACTIONS,
        "seen": "the name 'forget' taken at its word",
    },
    {
        "name": "nothing is forgotten",
        "old": _SUM,
        "new": "c_prev + it * cct",
        "says": (
            "The old cell state comes through whole, whatever the forget gate says. That is the LSTM of 1997;"
            " this one has a gate at the old state."
        ),
        "see": _CELL,
        "seen": "expected; the first form of the LSTM",
    },
    {
        "name": "the old cell state is left out",
        "old": _SUM,
        "new": "it * cct",
        "says": (
            "The cell state is made anew at every step, so there is no path along which anything could be"
            " kept. What was there before should be added in, with its gate."
        ),
        "see": SECTIONS["add"],
        "seen": "expected; tests with a cell state of zeros do not see it",
    },
    {
        "name": "the forget gate itself is added, without the old cell state",
        "old": _SUM,
        "new": "ft + it * cct",
        "says": (
            "A gate is no content: it is a share of something. The forget gate has nothing to act on here."
        ),
        "see": _GATE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the input gate is left out",
        "old": _SUM,
        "new": "ft * c_prev + cct",
        "says": (
            "The whole candidate comes in at every step. A gate of its own should say how much of it does."
        ),
        "see": _FRACTIONS,
        "seen": "expected",
    },
    {
        "name": "the candidate is left out",
        "old": _SUM,
        "new": "ft * c_prev + it",
        "says": (
            "The input gate is added by itself. It says how much comes in, but not what: the content is the"
            " candidate."
        ),
        "see": _FRACTIONS,
        "seen": "the input gate and the candidate, both called g somewhere",
        "alone": True,
    },
    {
        "name": "the new comes in where the old leaves, as in the GRU",
        "old": _SUM,
        "new": "ft * c_prev + (1 - ft) * cct",
        "says": (
            "One gate does the work of two: what comes in is just what was let go. In the LSTM the input gate"
            " is a gate of its own, with weights of its own."
        ),
        "see": _FRACTIONS,
        "seen": "the GRU's update, carried over",
    },
    {
        "name": "the hidden state stands where the old cell state belongs",
        "old": _SUM,
        "new": "ft * a_prev + it * cct",
        "says": (
            "Two states come in. The gates look at the hidden state, but what the forget gate keeps a share"
            " of is the cell state; else the straight path is cut at every step."
        ),
        "see": _CELL,
        "seen": "expected",
    },
    {
        "name": "the forget gate acts on both parts",
        "old": _SUM,
        "new": "ft * c_prev + ft * cct",
        "says": "The candidate gets the gate of the old state. It has a gate of its own, the input gate.",
        "see": _FRACTIONS,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the input gate acts on both parts",
        "old": _SUM,
        "new": "it * c_prev + it * cct",
        "says": "The old state gets the gate of the candidate. It has a gate of its own, the forget gate.",
        "see": _FRACTIONS,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the candidate is gated by the output gate",
        "old": _SUM,
        "new": "ft * c_prev + ot * cct",
        "says": (
            "The output gate says how much of the cell state is shown. How much of the candidate comes in"
            " is for the input gate to say."
        ),
        "see": _FRACTIONS,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the forget gate acts on the whole sum",
        "old": _SUM,
        "new": "ft * (c_prev + it * cct)",
        "says": (
            "What has just come in is forgotten again by the same share. The forget gate acts on the old"
            " cell state alone, before anything is added."
        ),
        "see": _FRACTIONS,
        "seen": "brackets in another place",
        "alone": True,
    },
    {
        "name": "the input gate acts on the whole sum",
        "old": _SUM,
        "new": "it * (ft * c_prev + cct)",
        "says": ("The old cell state passes the input gate as well. That gate acts on the candidate alone."),
        "see": _FRACTIONS,
        "seen": "brackets in another place",
        "alone": True,
    },
    {
        "name": "the old stays where nothing new comes in, as in the GRU",
        "old": _SUM,
        "new": "(1 - it) * c_prev + it * cct",
        "says": (
            "One gate does the work of two: the old is kept by what the new leaves over. In the LSTM the"
            " forget gate is a gate of its own, with weights of its own."
        ),
        "see": _FRACTIONS,
        "seen": "the GRU's update, carried over",
        "alone": True,
    },
    {
        "name": "the parts of the cell state are multiplied",
        "old": _SUM,
        "new": "ft * c_prev * it * cct",
        "says": (
            "The cell state is added to: that is what keeps a derivative of one on its path. A product of"
            " old and new would be wiped out whenever one of them is near zero."
        ),
        "see": SECTIONS["add"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the new is taken away instead of added",
        "old": _SUM,
        "new": "ft * c_prev - it * cct",
        "says": (
            "What the input gate lets in is added to the cell state; the candidate brings its own sign along."
        ),
        "see": SECTIONS["add"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state is squeezed by a tanh",
        "old": _SUM,
        "new": "np.tanh(ft * c_prev + it * cct)",
        "says": (
            "A tanh stands on the straight path, so the cell state is pressed between -1 and 1 at every step,"
            " and its gradient with it. The cell state is a plain sum; the tanh comes only where it is shown."
        ),
        "see": SECTIONS["fractions"],
        "seen": "the plain cell's habit",
    },
]

_HIDDEN_STATE = [
    {
        "name": "the tanh of the cell state is forgotten",
        "old": _SHOWN,
        "new": "ot * c_next",
        "says": (
            "The cell state is a sum and can be large. What is shown of it goes through a tanh before the"
            " output gate; without it the hidden state is not held between -1 and 1."
        ),
        "see": _FRACTIONS,
        "seen": "many simplified listings",
    },
    {
        "name": "the output gate acts before the tanh",
        "old": _SHOWN,
        "new": "np.tanh(ot * c_next)",
        "says": (
            "First comes the tanh, then the gate. The other way round, a large cell state shows even"
            " through a gate that is nearly shut."
        ),
        "see": _FRACTIONS,
        "seen": "brackets in another place",
    },
    {
        "name": "the output gate is left out",
        "old": _SHOWN,
        "new": "np.tanh(c_next)",
        "says": "The cell state is always shown whole. The output gate decides what share of it is.",
        "see": _FRACTIONS,
        "seen": "expected",
    },
    {
        "name": "the old cell state is shown instead of the new one",
        "old": _SHOWN,
        "new": "ot * np.tanh(c_prev)",
        "says": (
            "The hidden state is a step late: it shows the cell state as it was before this input. What is"
            " shown is the new one."
        ),
        "see": _CELL,
        "seen": "expected",
    },
    {
        "name": "the candidate is shown instead of the cell state",
        "old": _SHOWN,
        "new": "ot * np.tanh(cct)",
        "says": (
            "The two have similar names, and only one of them remembers: the candidate is what could come"
            " in, the cell state is what is there after it came."
        ),
        "see": _CELL,
        "seen": "c and c with a tilde mixed up",
    },
    {
        "name": "a sigmoid of the cell state instead of a tanh",
        "old": _SHOWN,
        "new": "ot * sigmoid(c_next)",
        "says": (
            "Sigmoids are for gates, which are shares between 0 and 1. What is shown is content, and it can"
            " be negative."
        ),
        "see": _FRACTIONS,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state is shown through the input gate",
        "old": _SHOWN,
        "new": "it * np.tanh(c_next)",
        "says": "The input gate stands at the way in. What share is shown is for the output gate to say.",
        "see": _FRACTIONS,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state is shown through the forget gate",
        "old": _SHOWN,
        "new": "ft * np.tanh(c_next)",
        "says": "The forget gate has done its work on the old state. What is shown has a gate of its own.",
        "see": _FRACTIONS,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the cell state is handed on after its tanh",
        "old": _RETURN,
        "new": "return a_next, np.tanh(c_next), yt_pred, cache",
        "says": (
            "The hidden state is right, but what you return as the cell state has gone through the tanh."
            " The tanh is only for showing; the cell state itself goes on as it is."
        ),
        "see": _FRACTIONS,
        "seen": "a name used twice",
        "alone": True,
    },
]

_FUNCTIONS = [
    {
        "name": "a sigmoid makes the candidate",
        "old": "np.tanh(p",
        "new": "sigmoid(p",
        "says": (
            "The candidate is content, not a gate: it can be negative, so that the cell state can fall as"
            " well as rise. Three of the four scores go through a sigmoid; this is the fourth."
        ),
        "see": _FRACTIONS,
        "seen": "copied lines",
    },
    {
        "name": "the candidate's score goes in without a tanh",
        "old": "np.tanh(p",
        "new": "(p",
        "says": "The candidate is the score itself, without bound. It should lie between -1 and 1.",
        "see": _FRACTIONS,
        "seen": "expected",
    },
    {
        "name": "a rectifier (ReLU) makes the candidate",
        "old": "np.tanh(p",
        "new": "np.maximum(0, p",
        "says": (
            "The candidate can no longer be negative, and it has no upper bound. It should lie between -1"
            " and 1."
        ),
        "see": _FRACTIONS,
        "seen": "feed-forward nets of today",
        "alone": True,
    },
    {
        "name": "the gates are made by a tanh",
        "old": _GATES,
        "new": _gates("np.tanh({z})"),
        "says": (
            "A gate is a share, between 0 and 1. A tanh can be negative, and a door that is open by less than"
            " nothing turns the sign of what passes."
        ),
        "see": _GATE,
        "seen": "copied from the plain cell",
    },
    {
        "name": "sigmoid and tanh have changed places",
        "old": _GATES,
        "new": _gates("np.tanh({z})", "sigmoid({z})"),
        "says": (
            "The gates are made by a tanh and the candidate by a sigmoid. Gates are shares between 0 and 1;"
            " the candidate is content between -1 and 1."
        ),
        "see": _GATE,
        "seen": "expected",
    },
    {
        "name": "the gates' scores are used without a sigmoid",
        "old": _GATES,
        "new": _gates("{z}"),
        "says": (
            "A score can be any number; a share lies between 0 and 1. The function that squeezes the one into"
            " the other is missing at the gates."
        ),
        "see": _GATE,
        "seen": "expected",
    },
    {
        "name": "the sigmoid has the wrong sign in its exponent",
        "old": _GATES,
        "new": _gates("sigmoid(-({z}))"),
        "says": (
            "Every gate is open where it should be shut: large scores give shares near 0. The sigmoid rises"
            " with its score."
        ),
        "see": _GATE,
        "seen": "the minus sign of the exponent left out",
    },
    {
        "name": "the gates are made by a softmax",
        "old": _GATES,
        "new": _gates("softmax({z})"),
        "says": (
            "The gates of a column add up to 1, so the units compete for open doors. Each unit has doors of"
            " its own, and all of them may be open."
        ),
        "see": _GATE,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the gates are rounded to a yes or no",
        "old": _GATES,
        "new": _gates("np.round(sigmoid({z}))"),
        "says": (
            "All gates are 0 or 1. A gate lets a share through, any between nothing and all; that"
            " smoothness is what makes it learnable."
        ),
        "see": _GATE,
        "seen": "the gate as a switch, a common picture",
        "alone": True,
    },
]

_READING = [
    {
        "name": "the input stands above the state",
        "old": _INTO,
        "new": "np.concatenate([xt, a_prev])",
        "says": (
            "The shapes fit, and nothing complains, but the columns of the weights meet the wrong rows. The"
            " first n_a columns of each matrix act on the hidden state, so it stands on top."
        ),
        "see": _CELL,
        "seen": "the papers and libraries that write [x, h]",
    },
    {
        "name": "the gates look at the cell state instead of the hidden state",
        "old": _INTO,
        "new": "np.concatenate([c_prev, xt])",
        "says": (
            "Gates and candidate read the hidden state of the step before, and the input. The cell state runs"
            " past them; only the gates' products touch it."
        ),
        "see": _CELL,
        "seen": "two states, one taken for the other",
    },
    {
        "name": "the previous hidden state is left out of the scores",
        "old": _INTO,
        "new": "np.concatenate([0 * a_prev, xt])",
        "says": (
            "All four scores depend on the input alone. They read two things, one of them the hidden state of"
            " the step before."
        ),
        "see": _CELL,
        "seen": "expected; tests with a state of zeros do not see it",
    },
    {
        "name": "the input is left out of the scores",
        "old": _INTO,
        "new": "np.concatenate([a_prev, 0 * xt])",
        "says": (
            "All four scores depend on the state alone, so the cell reads nothing. They look at the input"
            " too."
        ),
        "see": _CELL,
        "seen": "expected",
    },
    {
        "name": "the parameters are unpacked by their places",
        "old": "p = parameters",
        "new": _UNPACKED + ")",
        "says": (
            "A dict hands out its values in the order in which they were put in, and that need not be yours."
            " Here it is another one, so the names stand for other arrays. Read each array by its key."
        ),
        "see": _CELL,
        "seen": "unpacking a dict",
        "alone": True,
    },
]

_PREDICTION = [
    {
        "name": "the prediction is made from the previous hidden state",
        "old": _SCORES,
        "new": 'p["Wy"] @ a_prev + p["by"]',
        "says": "It should be made after the input was read, from the new hidden state.",
        "see": _CELL,
        "seen": "expected",
    },
    {
        "name": "the prediction is made from the cell state",
        "old": _SCORES,
        "new": 'p["Wy"] @ c_next + p["by"]',
        "says": (
            "The cell state is for the cell itself. What the rest of the network sees of it, the prediction"
            " included, is the hidden state."
        ),
        "see": _CELL,
        "seen": "expected",
    },
    {
        "name": "scores instead of a prediction",
        "old": "softmax(" + _SCORES + ")",
        "new": _SCORES,
        "says": "The scores are right, but the last step, which makes probabilities of them, is missing.",
        "see": _CELL,
        "seen": "libraries whose loss holds the softmax",
    },
    {
        "name": "the prediction is made by a sigmoid",
        "old": "softmax(" + _SCORES,
        "new": "sigmoid(" + _SCORES,
        "says": (
            "The columns do not add up to 1. A sigmoid looks at each score by itself; the prediction makes"
            " the scores of a column compete."
        ),
        "see": _CELL,
        "seen": "copied from the lines of the gates",
    },
    {
        "name": "the prediction is made by a tanh",
        "old": "softmax(" + _SCORES,
        "new": "np.tanh(" + _SCORES,
        "says": "Some entries are negative, and the columns do not add up to 1: these are no probabilities.",
        "see": _CELL,
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "softmax over the batch axis",
        "old": "softmax(" + _SCORES + ")",
        "new": "softmax((" + _SCORES + ").T).T",
        "says": (
            "The entries of each row add up to 1, so the examples compete with each other. Examples are"
            " columns in this course."
        ),
        "see": _CELL,
        "seen": "code carried over from libraries with one example per row",
        "alone": True,
    },
    {
        "name": "one sum serves the whole batch in the softmax",
        "old": "softmax(" + _SCORES + ")",
        "new": "np.exp("
        + _SCORES
        + " - ("
        + _SCORES
        + ").max(axis=0))\n    yt_pred = yt_pred / yt_pred.sum()",
        "says": ("All entries together add up to 1. Every column should do so by itself."),
        "see": _CELL,
        "seen": "answers on Stack Overflow on softmax",
        "alone": True,
    },
    {
        "name": "the sum of the softmax is taken along the wrong axis",
        "old": "softmax(" + _SCORES + ")",
        "new": "np.exp("
        + _SCORES
        + " - ("
        + _SCORES
        + ").max(axis=0))\n    yt_pred = yt_pred / yt_pred.sum(axis=1, keepdims=True)",
        "says": (
            "The entries of each row are divided by what they add up to. Examples are columns in this"
            " course, and every column should add up to 1 by itself."
        ),
        "see": _CELL,
        "seen": "expected",
        "alone": True,
    },
]

_BIASES = [
    {
        "name": f"{bias} is left out",
        "old": f' + p["{bias}"]',
        "new": "",
        "says": f"{what} With a bias of zeros nobody would notice; here it is not zero.",
        "see": _CELL,
        "seen": "expected; tests with biases of zero do not see it",
    }
    for bias, what in {
        "bf": "The forget gate is made without its bias, the one number that says how long memories last.",
        "bi": "The input gate is made without its bias.",
        "bc": "The candidate is made without its bias.",
        "bo": "The output gate is made without its bias.",
        "by": "The prediction is made without its bias.",
    }.items()
] + [
    {
        "name": "the biases of all four scores are left out",
        "old": _GATES,
        "new": _gates("sigmoid({Wz})", "np.tanh({Wz})"),
        "says": (
            "Each gate and the candidate has a bias of its own, which is added before the sigmoid or the"
            " tanh. With biases of zeros nobody would notice."
        ),
        "see": _CELL,
        "seen": "expected; tests with biases of zero do not see it",
        "alone": True,
    },
    {
        "name": "the biases are added after the sigmoid and the tanh",
        "old": _GATES,
        "new": _gates("sigmoid({Wz}) + {b}", "np.tanh({Wz}) + {b}"),
        "says": (
            "A bias shifts the score. Added behind the sigmoid or the tanh, it pushes the gates out of the"
            " range from 0 to 1 and the candidate out of the range from -1 to 1."
        ),
        "see": _CELL,
        "seen": "brackets in another place",
        "alone": True,
    },
]

# A copied line in which a letter was not changed: both, the weights alone, or the bias alone.
_COPIES = [
    {
        "name": f"{_PARTS[here]} is made with {what} of {_PARTS[there]}",
        "old": _score(here, here),
        "new": _score(*letters),
        "says": (
            "Each of the four scores has a matrix and a bias of its own. Look at the letters in this line:"
            " a line that was copied from another one is easily changed in one place and not in the next."
        ),
        "see": _CELL,
        "seen": "copied lines",
        "alone": True,
    }
    for here in _PARTS
    for there in _PARTS
    if here != there
    for what, letters in (
        ("weights and bias", (there, there)),
        ("the weights", (there, here)),
        ("the bias", (here, there)),
    )
]

_ORDER = [
    {
        "name": f"{one} and {other} have changed places",
        "old": _RETURN,
        "new": f"return {order}",
        "says": (
            "The values are there, in another order than the specification names, and whoever unpacks them"
            f" would carry the wrong ones on. {what}"
        ),
        "see": _CELL,
        "seen": seen,
        "alone": True,
    }
    for one, other, order, what, seen in (
        (
            "a_next",
            "c_next",
            "c_next, a_next, yt_pred, cache",
            "The hidden state comes first, then the cell state.",
            "libraries that return (c, h)",
        ),
        (
            "c_next",
            "yt_pred",
            "a_next, yt_pred, c_next, cache",
            "Both states come before the prediction.",
            "the plain cell's order, a_next and yt_pred, with the new one behind",
        ),
        (
            "yt_pred",
            "the cache",
            "a_next, c_next, cache, yt_pred",
            "The cache comes last.",
            "expected",
        ),
    )
]

_LARGE = [
    {
        "name": "large scores overflow in the softmax",
        "old": "softmax(" + _SCORES + ")",
        "new": "np.exp(" + _SCORES + ")\n    yt_pred = yt_pred / yt_pred.sum(axis=0, keepdims=True)",
        "says": (
            "The prediction is right for ordinary scores, but e to the power of 1000 is too large for a"
            " floating-point number. Subtract each column's largest score first, as in lesson 01, or use the"
            " library's softmax."
        ),
        "see": _CELL,
        "seen": "a softmax of one's own without the shift",
        "alone": True,
    },
    {
        "name": "one maximum serves the whole batch in the softmax",
        "old": "softmax(" + _SCORES + ")",
        "new": "np.exp("
        + _SCORES
        + " - ("
        + _SCORES
        + ").max())\n    yt_pred = yt_pred / yt_pred.sum(axis=0, keepdims=True)",
        "says": (
            "To subtract a maximum is right, but you take one for all columns. Next to a column with a very"
            " large score, an ordinary one is shifted so far down that all its powers are 0, and 0 / 0 is"
            " NaN."
        ),
        "see": _CELL,
        "seen": "the helper file of a well-known assignment",
        "alone": True,
    },
]

LSTM_FORWARD_MISTAKES = [
    *_CELL_STATE,
    *_HIDDEN_STATE,
    *_FUNCTIONS,
    *_READING,
    *_PREDICTION,
    *_BIASES,
    *_COPIES,
    *_ORDER,
    *_LARGE,
]
