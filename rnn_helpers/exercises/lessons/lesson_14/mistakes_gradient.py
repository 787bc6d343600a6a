"""What people get wrong in the gradient of a table of vectors: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_14.sections import SECTIONS

_ADD = "dE[number] += dx[:, place]"
_LOOP = f"""for place, number in enumerate(numbers):
        {_ADD}"""
_WRONG_AXIS = """for number in range(words):
        dE[number] = dx[:, numbers == number].sum(axis=0)"""

GRADIENT_MISTAKES = [
    {
        "name": "of a word that stands several times only the last place counts",
        "old": _ADD,
        "new": "dE[number] = dx[:, place]",
        "says": (
            "A word that was read at several places keeps the gradient of the last of them. With `=` each"
            " place replaces what was there. And `dE[numbers] += …` with a whole array of numbers is no way"
            " out: NumPy reads all rows first and writes them afterwards, so repeated rows lose all but one."
        ),
        "see": SECTIONS["bag"],
        "seen": "`+=` with an array of row numbers that repeat; a dict with words as keys",
    },
    {
        "name": "of a word that stands several times only the first place counts",
        "old": _ADD,
        "new": "dE[number] += dx[:, place] * (number not in numbers[:place])",
        "says": (
            "A word that was read at several places keeps the gradient of the first of them alone. Every"
            " place has its say, and a row of the table is the sum of them."
        ),
        "see": SECTIONS["bag"],
        "seen": "np.unique with the first index of each number",
    },
    {
        "name": "the mean over a word's places",
        "old": _ADD,
        "new": "dE[number] += dx[:, place] / np.sum(numbers == number)",
        "says": (
            "A word's gradients are averaged over its places. If a vector is nudged, the nudge arrives at"
            " each place, and the changes of the loss add up: six carbon atoms give a sum of six."
        ),
        "see": SECTIONS["bag"],
        "seen": "sums divided by counts so that frequent words do not learn faster",
    },
    {
        "name": "divided by the number of places",
        "old": _ADD,
        "new": "dE[number] += dx[:, place] / len(numbers)",
        "says": (
            "Everything is divided by the number of places. Where a mean is taken, in the loss, its divisor"
            " is in `dx` already; here only sums are made."
        ),
        "see": SECTIONS["bag"],
        "seen": "the mean over a batch taken twice",
    },
    {
        "name": "the last place, times the number of places",
        "old": _ADD,
        "new": "dE[number] = dx[:, place] * np.sum(numbers == number)",
        "says": (
            "One place's gradient is taken, times how often the word is there. The word is the same at all"
            " places, but the gradients are not: add what each of them says."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "each place counts as often as its word is there",
        "old": _ADD,
        "new": "dE[number] += dx[:, place] * np.sum(numbers == number)",
        "says": (
            "A word that stands three times gets three times the sum of its three gradients. The sum over its"
            " places holds the number of places already."
        ),
        "see": SECTIONS["bag"],
        "seen": "counts multiplied on top of a sum; two loops over the places, one inside the other",
    },
    {
        "name": "only neighbours are added up",
        "old": _ADD,
        "new": ("dE[number] = dx[:, place] + (dE[number] if place and numbers[place - 1] == number else 0)"),
        "says": (
            "The same word at places side by side is added up, but when it comes again after another word, it"
            " starts anew. Every place counts, wherever it stands."
        ),
        "see": SECTIONS["bag"],
        "seen": "groups made without sorting first",
    },
    {
        "name": "the unknown word gets no gradient",
        "old": "return dE",
        "new": "dE[0] = 0\n    return dE",
        "says": (
            "Row 0 stays zero, as if it were padding. It belongs to the unknown word, which is read and"
            " learned like the others."
        ),
        "see": SECTIONS["sentences"],
        "seen": "tables whose row 0 is kept for padding; `if number:`",
    },
    {
        "name": "each row one too early",
        "old": _ADD,
        "new": "dE[number - 1] += dx[:, place]",
        "says": (
            "The gradients stand one row above their word, and those of word 0 in the last row. The number of"
            " a word is the number of its row."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "places taken for words",
        "old": "dE[number] +=",
        "new": "dE[place % words] +=",
        "says": (
            "The first place goes to row 0, the second to row 1, and so on. Which row a place belongs to is"
            " what `numbers` tells."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "words taken for places",
        "old": "dx[:, place]",
        "new": "dx[:, number % len(numbers)]",
        "says": (
            "The row is the right one, but the column of `dx` is looked up by the word. `dx` has a column for"
            " each place, in the order of `numbers`."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "the numbers are sorted, their gradients are not",
        "old": "enumerate(numbers)",
        "new": "enumerate(np.sort(numbers))",
        "says": (
            "Equal numbers have been brought together, but the columns of `dx` were left in the order of the"
            " places, so words get each other's gradients. Both have to be put in the same order."
        ),
        "see": SECTIONS["bag"],
        "seen": "sorting where an order for both arrays is needed",
    },
    {
        "name": "the gradients from the last place to the first",
        "old": "dx[:, place]",
        "new": "dx[:, -1 - place]",
        "says": (
            "The first word gets the gradient of the last place. Backward does not turn the places round:"
            " column and number belong together."
        ),
        "see": SECTIONS["bag"],
        "seen": "the loop of backpropagation through time",
    },
    {
        "name": "rows of dx instead of columns",
        "old": "dx[:, place]",
        "new": "dx[place]",
        "says": (
            "You read rows of `dx`. A place is a column there; a word is a row in the table, so the numbers"
            " are turned over on the way."
        ),
        "see": SECTIONS["bag"],
        "seen": "the table's rows taken for the form of all arrays",
    },
    {
        "name": "dx is reshaped where it should be transposed",
        "old": "dx[:, place]",
        "new": "dx.reshape(len(numbers), -1)[place]",
        "says": (
            "The shapes fit, but the numbers are torn out of their columns: reshape keeps the order in"
            " memory, which runs along the rows. To make rows of columns, transpose."
        ),
        "see": SECTIONS["bag"],
        "seen": "reshape used to swap two axes",
    },
    {
        "name": "every word gets the gradients of all places",
        "old": "dx[:, place]",
        "new": "dx.sum(axis=1)",
        "says": (
            "The columns of `dx` are added up over all places, and each word gets this sum at each of its"
            " places. A word hears only from where it stands."
        ),
        "see": SECTIONS["bag"],
        "seen": "the gradient of a bias",
    },
    {
        "name": "every word that was read gets the sum over all places",
        "old": _ADD,
        "new": "dE[number] = dx.sum(axis=1)",
        "says": (
            "The columns of `dx` are added up over all places, and each word that was read gets this sum. A"
            " word hears only from where it stands."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "every row of the table gets the sum over all places",
        "old": "dE[number] +=",
        "new": "dE[:] +=",
        "says": (
            "Each place is added to all rows of the table, those of words that were not read as well. A place"
            " belongs to one word."
        ),
        "see": SECTIONS["bag"],
        "seen": "the gradient of a bias",
    },
    {
        "name": "added along the wrong axis",
        "old": _LOOP,
        "new": _WRONG_AXIS,
        "says": (
            "For each word you pick the columns of its places, and then add up the entries of each column, so"
            " a number for each place is left. It is the places that are added, entry by entry."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "one number for each place",
        "old": "dx[:, place]",
        "new": "dx[:, place].sum()",
        "says": (
            "The entries of each column are added up, so a row of the table holds one number n_x times. What"
            " is added are places, entry by entry."
        ),
        "see": SECTIONS["bag"],
        "seen": "a sum along the wrong axis",
    },
    {
        "name": "the table stands transposed",
        "old": "return dE",
        "new": "return dE.T",
        "says": (
            "The words stand in columns. A gradient has the shape of what it belongs to, and the table has a"
            " row for each word."
        ),
        "see": SECTIONS["bag"],
        "seen": "the course's convention for batches, carried over to the table",
    },
    {
        "name": "only the rows that were read",
        "old": "return dE",
        "new": "return dE[np.unique(numbers)]",
        "says": (
            "The sums are right, but rows of words that were not read are left out, so the result does not"
            " fit the table. (The library does leave them out, and notes the rows' numbers beside them.) Here"
            " the whole table is asked for, zeros included."
        ),
        "see": SECTIONS["bag"],
        "seen": "sparse gradients",
    },
    {
        "name": "one row for each place",
        "old": "return dE",
        "new": "return dE[numbers]",
        "says": (
            "The result has a row for each place, with the right sums in it. The table has a row for each"
            " word, read or not."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "the gradients as they came, turned over",
        "old": "return dE",
        "new": "return dx.T",
        "says": (
            "You return `dx` itself, with a row for each place. What is missing is the step from places to"
            " words: whose row is each of them, and what if two belong to the same?"
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a step downhill instead of the gradient",
        "old": "+= dx[:, place]",
        "new": "-= dx[:, place]",
        "says": (
            "All signs are turned. The minus belongs to the step of the optimiser; the gradient itself is the"
            " sum of what comes in."
        ),
        "see": SECTIONS["bag"],
        "seen": "gradient and update in one",
    },
    {
        "name": "the last place is left out",
        "old": "enumerate(numbers)",
        "new": "enumerate(numbers[:-1])",
        "says": "The loop ends one place too early, so the last word gets nothing for it.",
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "the first place is left out",
        "old": "dx[:, place]",
        "new": "dx[:, place] * (place > 0)",
        "says": "The first place is missing, so the word that stands there gets nothing for it.",
        "see": SECTIONS["bag"],
        "seen": "a loop that begins with 1",
    },
    {
        "name": "the function ends after the first place",
        "old": "    return dE",
        "new": "        return dE",
        "says": (
            "One row has a gradient, that of the first place, and all others are zero. Look at how far the"
            " last line is indented."
        ),
        "see": SECTIONS["bag"],
        "seen": "`return` inside the loop",
    },
    {
        "name": "a gradient where the word was not read",
        "old": "np.zeros((words",
        "new": "np.ones((words",
        "says": (
            "Everything is 1 too large: the sums begin with ones. Who was not read has no part in the loss,"
            " and its gradient is zero."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "counts instead of gradients",
        "old": "+= dx[:, place]",
        "new": "+= 1",
        "says": (
            "Each row holds how often its word was read. What is to be added at each place is the gradient"
            " that came in there."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
]
