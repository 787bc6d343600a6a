"""What people get wrong in letting a decoder write: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_10.sections import SECTIONS

_STATE = "state = message"
_SYMBOLS = "symbols = np.full(m, start)"
_NOBODY = "done = np.zeros(m, bool)"
_EMPTY = "answers = []"
_LOOP = "while len(answers) < most and not done.all():"
_STEP = "state, yt_pred = cells.step(one_hot(symbols, n_y), state, decoder)"
_PICK = "symbols = np.where(done, end, yt_pred.argmax(axis=0))"
_DONE = "done = done | (symbols == end)"
_KEEP = "answers.append(symbols)"
_TURN = f"{_STEP}\n        {_PICK}\n        {_DONE}\n        {_KEEP}"
_RETURN = "return np.array(answers)"

WRITE_MISTAKES = [
    {
        "name": "the state is not carried on",
        "old": _STEP,
        "new": _STEP.replace("state, yt_pred", "_, yt_pred"),
        "says": (
            "Every step starts from the encoder's message again, so the decoder does not know how far it has"
            " come: it sees the last symbol and nothing before it. The state of each step goes into the next."
        ),
        "see": SECTIONS["sequence"],
        "seen": "forum questions about decoders that repeat themselves",
    },
    {
        "name": "the message is not used",
        "old": _STATE,
        "new": "state = cells.zero_state(decoder, m)",
        "says": (
            "The decoder starts from zeros, so it writes the same to every question. The encoder's last state"
            " is the only way from the question to the answer."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected, from passes that begin with a state of zeros",
    },
    {
        "name": "only the first array of the message is used",
        "old": _STATE,
        "new": "state = (message[0], *cells.zero_state(decoder, m)[1:])",
        "says": (
            "The LSTM's message has two arrays, and its cell state begins at zero here: half of what the"
            " encoder hands over is lost. The whole message is the first state, with every cell."
        ),
        "see": SECTIONS["sequence"],
        "seen": "message[0], from cells whose state is one array",
    },
    {
        "name": "every step reads the start symbol",
        "old": _STEP,
        "new": _STEP.replace("one_hot(symbols, n_y)", "one_hot(np.full(m, start), n_y)"),
        "says": (
            "The state is carried on, but what the decoder wrote does not come back to it: at every step it"
            " reads the start symbol. From the second step on it should read the symbol that it wrote last."
        ),
        "see": SECTIONS["sequence"],
        "seen": "the input that is set before the loop and not changed in it",
    },
    {
        "name": "the decoder reads its probabilities",
        "old": _STEP,
        "new": f"xt = yt_pred if answers else one_hot(symbols, n_y)\n        {_STEP}".replace(
            "step(one_hot(symbols, n_y)", "step(xt"
        ),
        "says": (
            "From the second step on the decoder gets the whole prediction as its input. It was trained on"
            " symbols: a column with a single 1, for the one that was chosen."
        ),
        "see": SECTIONS["sequence"],
        "seen": "xt = yt_pred, in character models by hand too",
    },
    {
        "name": "no start symbol: the first input is zeros",
        "old": "one_hot(symbols, n_y)",
        "new": "one_hot(symbols, n_y) * bool(answers)",
        "says": (
            "The first step reads a column of zeros. The decoder was trained to begin with the start symbol,"
            " and `start` says which one that is."
        ),
        "see": SECTIONS["sequence"],
        "seen": "loops that begin with np.zeros for the input, as in the name-writing assignment",
    },
    {
        "name": "it begins with the end symbol",
        "old": _SYMBOLS,
        "new": "symbols = np.full(m, end)",
        "says": (
            "The first step reads the end symbol in the place of the start symbol. In the lesson the line"
            " break is both; in general they are two different numbers."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
    },
    {
        "name": "it begins with symbol 0",
        "old": _SYMBOLS,
        "new": "symbols = np.full(m, 0)",
        "says": (
            "The first step reads symbol 0, whatever `start` is. In the lesson's sums the line break has the"
            " number 0; in general the start symbol can have any."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
    },
    {
        "name": "it ends at the start symbol",
        "old": "(symbols == end)",
        "new": "(symbols == start)",
        "says": (
            "An answer counts as finished when the start symbol was written. It is the end symbol that"
            " finishes it; in the lesson the line break is both, in general they differ."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
    },
    {
        "name": "the start symbol ends the answer",
        "old": _NOBODY,
        "new": "done = symbols == end",
        "says": (
            "Where the start symbol is also the end symbol, as in the lesson, all examples count as done"
            " before anything is written. The start symbol is read, not written: it finishes no answer."
        ),
        "see": SECTIONS["sequence"],
        "seen": "a loop that runs until the symbol is the end symbol, begun with the start symbol",
    },
    {
        "name": "the least probable symbol is written",
        "old": "yt_pred.argmax(axis=0)",
        "new": "yt_pred.argmin(axis=0)",
        "says": (
            "At every step the symbol with the smallest probability is taken, not the one with the largest."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
    },
    {
        "name": "the largest is sought along the wrong axis",
        "old": "yt_pred.argmax(axis=0)",
        "new": "yt_pred.argmax(axis=1)",
        "says": (
            "For each symbol you look which example likes it best. Each example is a column: within a column"
            " the most probable symbol is sought. (Where m and n_y differ, the shapes do not fit either.)"
        ),
        "see": SECTIONS["sequence"],
        "seen": "axis=1 or -1, from libraries where examples are rows",
    },
    {
        "name": "one largest entry for the whole batch",
        "old": "yt_pred.argmax(axis=0)",
        "new": "yt_pred.argmax()",
        "says": (
            "The largest of all entries is sought in the whole prediction, and its place is counted through"
            " all columns. Every example has its own most probable symbol, the one in its column. With a"
            " batch of one nobody would notice."
        ),
        "see": SECTIONS["sequence"],
        "seen": "argmax without an axis",
    },
    {
        "name": "finished answers go on",
        "old": _PICK,
        "new": "symbols = yt_pred.argmax(axis=0)",
        "says": (
            "An answer that has ended goes on writing while the others are not done, and behind its end"
            " symbol stand symbols that do not belong to it. There should be end symbols only."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
    },
    {
        "name": "it waits for all to end in the same step",
        "old": f"{_PICK}\n        {_DONE}",
        "new": "symbols = yt_pred.argmax(axis=0)\n        done = symbols == end",
        "says": (
            "Whether an answer has ended is forgotten after one step: it goes on writing, and the loop stops"
            " only where all examples happen to write the end symbol in the same step."
        ),
        "see": SECTIONS["sequence"],
        "seen": "stopping on (symbols == end).all()",
    },
    {
        "name": "all stop when the first one ends",
        "old": "not done.all()",
        "new": "not done.any()",
        "says": (
            "As soon as one example has written its end symbol, the writing stops for all of them, and the"
            " others are left in the middle of their answers."
        ),
        "see": SECTIONS["sequence"],
        "seen": "the loop for one example, used on a batch",
    },
    {
        "name": "all stop when the first example ends",
        "old": "not done.all()",
        "new": "not done[0]",
        "says": (
            "Only example 0 is asked whether it has ended, and the writing stops for all when it has. It goes"
            " on until every example has ended."
        ),
        "see": SECTIONS["sequence"],
        "seen": "the loop for one example, used on a batch",
    },
    {
        "name": "it never stops early",
        "old": _LOOP,
        "new": "while len(answers) < most:",
        "says": (
            "The writing always takes `most` steps, also when every answer has long ended. It should stop"
            " once all examples have written their end symbol."
        ),
        "see": SECTIONS["sequence"],
        "seen": "for t in range(most), without a way out",
    },
    {
        "name": "it never stops early, and finished answers go on",
        "old": f"{_LOOP}\n        {_STEP}\n        {_PICK}",
        "new": f"while len(answers) < most:\n        {_STEP}\n        symbols = yt_pred.argmax(axis=0)",
        "says": (
            "The end symbol is written like any other, and changes nothing: all answers run on for `most`"
            " steps. It says that an answer is complete; behind it stand end symbols only, and once all"
            " answers have ended, the writing stops."
        ),
        "see": SECTIONS["sequence"],
        "seen": "for t in range(most), without a look at the end symbol",
        "alone": True,
    },
    {
        "name": "one step more than `most`",
        "old": "len(answers) < most",
        "new": "len(answers) <= most",
        "says": (
            "Where no end symbol stops it, one symbol more than `most` is written. Count what is there"
            " already."
        ),
        "see": SECTIONS["sequence"],
        "seen": "off by one in a condition",
    },
    {
        "name": "one step less than `most`",
        "old": "len(answers) < most",
        "new": "len(answers) < most - 1",
        "says": "Where no end symbol stops it, one symbol less than `most` is written.",
        "see": SECTIONS["sequence"],
        "seen": "off by one in a condition",
    },
    {
        "name": "the start symbol stands in front",
        "old": _RETURN,
        "new": "return np.array([np.full(m, start)] + answers)",
        "says": (
            "The first row of the result holds the start symbol. It was given, not written: the decoder reads"
            " it, and the result begins with what comes out of the first step."
        ),
        "see": SECTIONS["sequence"],
        "seen": "a list of symbols that begins with the start symbol",
    },
    {
        "name": "the start symbol counts as written",
        "old": _EMPTY,
        "new": "answers = [symbols]",
        "says": (
            "The result begins with the start symbol, which also counts as one of the `most` steps. It was"
            " given, not written: the result begins with what comes out of the first step."
        ),
        "see": SECTIONS["sequence"],
        "seen": "a list of symbols that begins with the start symbol",
    },
    {
        "name": "what is read is kept, not what is written",
        "old": _TURN,
        "new": f"{_KEEP}\n        {_STEP}\n        {_PICK}\n        {_DONE}",
        "says": (
            "Each row holds the symbol that went into its step. So the result begins with the start symbol,"
            " and the last symbol that was written is lost."
        ),
        "see": SECTIONS["sequence"],
        "seen": "keeping the symbol at the top of the loop",
    },
    {
        "name": "the last end symbol is not kept",
        "old": _KEEP,
        "new": "if done.all():\n            break\n        answers.append(symbols)",
        "says": (
            "The loop is left before the last end symbol is kept. The end is part of the answer: without it"
            " nobody can tell a finished answer from one that was cut off."
        ),
        "see": SECTIONS["sequence"],
        "seen": "a break in front of the line that keeps the symbol",
    },
    {
        "name": "zeros behind the end",
        "old": "np.where(done, end, ",
        "new": "np.where(done, 0, ",
        "says": (
            "Where an answer has ended before the others, symbol 0 stands behind its end. That is a symbol"
            " like any other; the end symbol should fill these places."
        ),
        "see": SECTIONS["sequence"],
        "seen": "padding with zeros out of habit",
    },
    {
        "name": "the start symbol behind the end",
        "old": "np.where(done, end, ",
        "new": "np.where(done, start, ",
        "says": (
            "Where an answer has ended before the others, the start symbol stands behind its end. The end"
            " symbol should fill these places; in the lesson the line break is both."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
    },
    {
        "name": "one row for each example",
        "old": _RETURN,
        "new": "return np.array(answers).T",
        "says": (
            "The result has a row for each example. In this course time comes first and examples are columns:"
            " a row for each step."
        ),
        "see": SECTIONS["sequence"],
        "seen": "libraries that have the examples first",
        "alone": True,
    },
    {
        "name": "the predictions are returned",
        "old": _KEEP,
        "new": "answers.append(yt_pred)",
        "says": (
            "The result holds the probabilities of every step. Asked for is the number of the symbol that was"
            " chosen, one for each step and example."
        ),
        "see": SECTIONS["sequence"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the last symbol only",
        "old": _RETURN,
        "new": "return symbols",
        "says": "Only what the last step wrote is returned. All symbols are asked for, a row for each step.",
        "see": SECTIONS["sequence"],
        "seen": "expected",
        "alone": True,
    },
]
