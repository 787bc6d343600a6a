"""What people get wrong when they turn a text into inputs and labels: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_02.sections import SECTIONS

_ENCODE = "indices = encode(text, characters)"
_ZEROS = "np.zeros((len(text) - 1, len(characters), 1))"
_LOOP = "for t, index in enumerate(indices[:-1]):"
_SET = "x[t, index, 0] = 1"
_LABELS = "labels = indices[1:, None]"
_MADE = f"x = {_ZEROS}\n    {_LOOP}\n        {_SET}"
_WHOLE = f"{_ENCODE}\n    x = {_ZEROS}"
_RETURN = "return x, labels"

INPUTS_MISTAKES = [
    {
        "name": "the labels are the letters that are read",
        "old": _LABELS,
        "new": "labels = indices[:-1, None]",
        "says": (
            "At every step the answer asked for is the very letter that comes in, so the network would learn"
            " to repeat it. The question is which letter comes next."
        ),
        "see": SECTIONS["task"],
        "seen": "forum threads on character models: targets that are not shifted",
    },
    {
        "name": "a label for every letter, none left out",
        "old": _LABELS,
        "new": "labels = indices[:, None]",
        "says": (
            "There is one label too many, and none is shifted: the first letter of the text follows nothing,"
            " so nobody can be asked for it."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "the last letter is read too",
        "old": f"{_ZEROS}\n    {_LOOP}",
        "new": "np.zeros((len(text), len(characters), 1))\n    for t, index in enumerate(indices):",
        "says": (
            "x has one step too many. After the last letter of the text no other follows, so it is only"
            " asked for, never read."
        ),
        "see": SECTIONS["task"],
        "seen": "forum threads on character models: inputs and targets of different lengths",
    },
    {
        "name": "x is made from the answers",
        "old": _LOOP,
        "new": "for t, index in enumerate(indices[1:]):",
        "says": (
            "x holds the letters from the second one on: what should be the answer at a step is read at that"
            " very step, and the first letter of the text is never read."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "each letter is asked for the one before it",
        "old": f"{_LOOP}\n        {_SET}\n    {_LABELS}",
        "new": f"for t, index in enumerate(indices[1:]):\n        {_SET}\n    labels = indices[:-1, None]",
        "says": (
            "The shift goes the wrong way: the network would read the text from its second letter on and be"
            " asked, each time, for the letter before."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "x and labels have changed places",
        "old": _RETURN,
        "new": "return labels, x",
        "says": "What is read comes first, then what is asked for; here they come back the other way round.",
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "the labels are one-hot columns",
        "old": _LABELS,
        "new": "labels = np.eye(len(characters))[indices[1:]][:, :, None]",
        "says": (
            "The inputs are one-hot, the labels are not: a label is the index of the right letter, one whole"
            " number for each step and example."
        ),
        "see": SECTIONS["task"],
        "seen": "libraries whose loss takes one-hot targets (categorical, not sparse, cross-entropy)",
    },
    {
        "name": "the labels lack the axis of examples",
        "old": _LABELS,
        "new": "labels = indices[1:]",
        "says": (
            "The right numbers, but with one axis only. Labels have two, time and examples, even if there is"
            " a single example."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "the labels stand in a row",
        "old": _LABELS,
        "new": "labels = indices[None, 1:]",
        "says": (
            "The labels have the shape (1, T_x): that is one step with many examples. Time comes first, so"
            " there is a row for each step."
        ),
        "see": SECTIONS["task"],
        "seen": "batch-first layouts, as many libraries have them",
    },
    {
        "name": "x lacks the axis of examples",
        "old": _RETURN,
        "new": "return x[:, :, 0], labels",
        "says": (
            "x has two axes, time and letters. The third, for the examples, is there even if there is only"
            " one: the input of a step is a column."
        ),
        "see": SECTIONS["task"],
        "seen": "forum threads of beginners: the batch axis of a single example is forgotten",
    },
    {
        "name": "time stands last",
        "old": _RETURN,
        "new": "return np.moveaxis(x, 0, -1), labels",
        "says": (
            "x has the shape (n_x, 1, T_x). In this course time stands first, so that x[0] is the input of"
            " step 0."
        ),
        "see": SECTIONS["task"],
        "seen": "the step-by-step RNN assignment, where x is (n_x, m, T_x)",
    },
    {
        "name": "letters and time have changed places",
        "old": _RETURN,
        "new": "return np.swapaxes(x, 0, 1), labels",
        "says": (
            "x has the shape (n_x, T_x, 1): x[0] is what happens to the first letter of the vocabulary over"
            " time. It should be what is read at step 0."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "each step is a row instead of a column",
        "old": _RETURN,
        "new": "return np.swapaxes(x, 1, 2), labels",
        "says": (
            "x has the shape (T_x, 1, n_x), with one example per row. In this course examples are columns,"
            " so the input of a step is (n_x, 1)."
        ),
        "see": SECTIONS["task"],
        "seen": "libraries with one example per row",
    },
    {
        "name": "the axis of examples stands first",
        "old": _RETURN,
        "new": "return x[None, :, :, 0], labels",
        "says": (
            "x has the shape (1, T_x, n_x). That is batch first; here the order is time, letters, examples."
        ),
        "see": SECTIONS["task"],
        "seen": "batch_first=True, and Keras, where it is the default",
    },
    {
        "name": "the steps are taken for examples",
        "old": _RETURN,
        "new": "return np.moveaxis(x, 0, -1)[:, 0, :], labels",
        "says": (
            "x is (n_x, T_x), a batch with a letter in each column: then all letters would be read at once,"
            " in a single step. They are read one after the other, and time has an axis of its own, in front."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the letters are the columns of a single step",
        "old": _RETURN,
        "new": "return np.moveaxis(x, 0, -1)[:, 0, :][None], labels",
        "says": (
            "x has the shape (1, n_x, T_x): one step with many examples. It should be many steps with one"
            " example."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the index stands in the place of the 1",
        "old": _SET,
        "new": "x[t, index, 0] = index",
        "says": (
            "The right row is filled, but with the letter's index. Then a letter would count for more the"
            " later it stands in the vocabulary, and the one with the index 0 would be nothing at all."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "x holds the indices themselves",
        "old": _MADE,
        "new": "x = indices[:-1].reshape(-1, 1, 1).astype(float)",
        "says": (
            "Each step has one number, the letter's index. That would mean that a letter with the index 2 is"
            " twice as much as the one with the index 1. Every letter gets a row of its own."
        ),
        "see": SECTIONS["task"],
        "seen": "forum threads of beginners: integer-coded letters fed to a network",
    },
    {
        "name": "earlier letters stay marked",
        "old": _SET,
        "new": "x[t:, index, 0] = 1",
        "says": (
            "Each step marks its own letter and all those before it, as if one column were used again and"
            " again without being cleared. A step reads one letter; remembering is the network's task."
        ),
        "see": SECTIONS["task"],
        "seen": "a column made once, outside the loop",
    },
    {
        "name": "every step holds all letters",
        "old": _SET,
        "new": "x[:, index, 0] = 1",
        "says": (
            "All steps are the same, with every letter of the text marked. That happens when the steps share"
            " one array ([column] * T_x makes T_x names for one column), or when a letter is written into"
            " all steps at once."
        ),
        "see": SECTIONS["task"],
        "seen": "answers on Stack Overflow on [[0] * n] * m: lists that share their rows",
    },
    {
        "name": "a vocabulary of the text's own",
        "old": _ENCODE,
        "new": "indices = encode(text, ''.join(sorted(set(text))))",
        "says": (
            "The index of a letter is its place in `characters`, the vocabulary that was given. You count"
            " through the sorted letters of this text alone, so the same letter would have another number in"
            " another text."
        ),
        "see": SECTIONS["task"],
        "seen": "forum threads: a vocabulary built anew for the test text",
    },
    {
        "name": "a vocabulary of the text's own, and as many rows as it has letters",
        "old": _WHOLE,
        "new": (
            "characters = ''.join(sorted(set(text)))\n    "
            "indices = encode(text, characters)\n    x = np.zeros((len(text) - 1, len(characters), 1))"
        ),
        "says": (
            "n_x is the size of the vocabulary that was given, whether the text uses all of it or not. You"
            " number the sorted letters of this text alone, so x fits no other text."
        ),
        "see": SECTIONS["task"],
        "seen": "forum threads: a vocabulary built anew for the test text",
        "alone": True,
    },
    {
        "name": "as many rows as the text has different letters",
        "old": "len(characters)",
        "new": "len(set(text))",
        "says": (
            "The number of rows is that of the whole vocabulary, also where the text does not use all of"
            " it. A letter that is missing here may come in the next text."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the vocabulary is sorted again",
        "old": _ENCODE,
        "new": "indices = encode(text, sorted(characters))",
        "says": (
            "The vocabulary says itself which index a letter has: its place in `characters`, in whatever"
            " order they stand. You count in alphabetical order."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
    },
    {
        "name": "the place in the alphabet instead of the vocabulary",
        "old": _WHOLE,
        "new": (
            "indices = np.array([ord(letter) - ord('a') for letter in text])\n"
            "    x = np.zeros((len(text) - 1, 26, 1))"
        ),
        "says": (
            "Every letter has its place among the 26 of the alphabet. The vocabulary that was given is"
            " smaller, has an order of its own, and in other texts also spaces and signs."
        ),
        "see": SECTIONS["task"],
        "seen": "answers on Stack Overflow that use ord(letter) - ord('a')",
        "alone": True,
    },
    {
        "name": "the indices begin at 1",
        "old": _LABELS,
        "new": "labels = indices[1:, None] + 1",
        "says": "Every label is one too large: the first letter of the vocabulary has the index 0.",
        "see": SECTIONS["task"],
        "seen": "tokenisers that keep 0 for padding",
        "alone": True,
    },
    {
        "name": "only the last label",
        "old": _LABELS,
        "new": "labels = indices[-1:, None]",
        "says": (
            "There is one label, the last letter of the text. The network is asked after every letter that"
            " it reads, so there are as many labels as steps."
        ),
        "see": SECTIONS["task"],
        "seen": "many-to-one tutorials, where a window of letters has one answer",
        "alone": True,
    },
    {
        "name": "the letters of the text are its vocabulary, in the order of their first use",
        "old": _ENCODE,
        "new": "indices = encode(text, ''.join(dict.fromkeys(text)))",
        "says": (
            "You number the letters as they turn up in the text. The index of a letter is its place in"
            " `characters`, the same in every text."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "zeros and ones have changed places",
        "old": _RETURN,
        "new": "return 1 - x, labels",
        "says": "Every row is 1 but that of the letter. One-hot is the other way: a single 1, all others 0.",
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the labels run in a circle",
        "old": _LABELS,
        "new": "labels = np.roll(indices, -1)[:, None]",
        "says": (
            "There is one label too many: after the last letter of the text the network is asked for"
            " the first one again. A text does not begin anew at its end, so the last letter has no"
            " successor."
        ),
        "see": SECTIONS["task"],
        "seen": "np.roll used to shift targets, in tutorials on character models",
    },
    {
        "name": "a letter that comes again leaves its step empty",
        "old": _SET,
        "new": "x[text.index(text[t]), index, 0] = 1",
        "says": (
            "A letter that was read before is marked at the step of its first place once more, and its"
            " own step stays empty. Looking a letter up in the text finds its first place only; the"
            " loop itself knows which step it is at."
        ),
        "see": SECTIONS["task"],
        "seen": "text.index(letter), which finds the first place only",
    },
    {
        "name": "the step stands in the place of the row",
        "old": _SET,
        "new": "x[t, t, 0] = 1",
        "says": (
            "The row that is marked is the number of the step. Which row it is depends on the letter,"
            " not on where in the text it stands."
        ),
        "see": SECTIONS["task"],
        "seen": "expected",
        "alone": True,
    },
]
