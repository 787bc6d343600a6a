"""What people get wrong in cutting a long text into chunks: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_06.sections import SECTIONS

_LENGTH = "length = (len(codes) - 1) // columns"
_COUNT = "count = length // steps"
_PLACES = "places = length * np.arange(columns) + np.arange(count * steps)[:, None]"
_READS = "reads = codes[places].reshape(count, steps, columns)"
_LABELS = "labels = codes[places + 1].reshape(count, steps, columns)"
_RETURN = "return reads, labels"
_WHERE = f"{_COUNT}\n    {_PLACES}"
_CUT = f"{_LENGTH}\n    {_COUNT}"

CHUNKS_MISTAKES = [
    # --- where a column runs
    {
        "name": "neighbouring characters stand side by side",
        "old": _PLACES,
        "new": "places = np.arange(columns) + columns * np.arange(count * steps)[:, None]",
        "says": (
            "The text is dealt out like cards: one character to each column in turn. So a column skips most"
            " of the text. Down a column there should be a contiguous piece of it."
        ),
        "see": SECTIONS["columns"],
        "seen": "a single reshape of the text, without a transpose",
    },
    {
        "name": "the next chunk goes on where the last column ended",
        "old": _PLACES,
        "new": (
            "chunk, step = np.arange(count)[:, None, None], np.arange(steps)[:, None]\n"
            "    places = (chunk * columns + np.arange(columns)) * steps + step"
        ),
        "says": (
            "Each chunk takes the next stretch of the text and cuts it into columns. Then a column goes on"
            " in the next chunk with text from elsewhere, and the state that is carried there is a"
            " stranger's. The text is cut into columns first, and each column into chunks."
        ),
        "see": SECTIONS["columns"],
        "seen": "cutting the text into batches row by row",
    },
    {
        "name": "the text is shortened to whole chunks before it is cut into columns",
        "old": _WHERE,
        "new": _WHERE.replace("length *", "count * steps *"),
        "says": (
            "The rest is taken from the end of the whole text first, so that the columns are shorter and all"
            " but column 0 begin too early. Many programs do it so and lose nothing; here the"
            " specification wants columns as long as the text allows, and the rest dropped at the end"
            " of each column."
        ),
        "see": SECTIONS["columns"],
        "seen": "many published training scripts",
    },
    {
        "name": "the rest is dropped at the front",
        "old": _PLACES,
        "new": _PLACES + "\n    places = places + (len(codes) - 1) % columns",
        "says": (
            "Column 0 does not begin with the first character: what does not divide evenly is left out"
            " at the beginning. It is left out at the end."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "the chunks are taken from the end of each column",
        "old": _PLACES,
        "new": _PLACES + "\n    places = places + length % steps",
        "says": (
            "The columns are right, but their first characters are left out where the chunks do not come"
            " out even. Chunk 0 begins with the column; the rest at its end is left out."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "the columns begin one character late",
        "old": _PLACES,
        "new": _PLACES.replace("length *", "(length + 1) *"),
        "says": (
            "Column 0 is right, and every further column begins one character later than the one before"
            " ended. The character between them is target of one column and should be read as the first"
            " of the next."
        ),
        "see": SECTIONS["columns"],
        "seen": "giving each column a target of its own at its end",
        "alone": True,
    },
    {
        "name": "the last character is looked up a target for",
        "old": _LENGTH,
        "new": "length = len(codes) // columns",
        "says": (
            "The length of a column is worked out from all characters. Where the text divides evenly, the"
            " last one would be read as well, and the look-up of its target fails: nothing follows it."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the last character is counted among those that are read",
        "old": _LENGTH,
        "new": "length, codes = len(codes) // columns, np.append(codes, codes[0])",
        "says": (
            "The length of a column is worked out from all characters, so where the text divides evenly the"
            " columns become too long. Nothing follows the last character: it can be a target, but it"
            " cannot be read."
        ),
        "see": SECTIONS["columns"],
        "seen": "len(text) // columns, and np.roll for the targets",
    },
    {
        "name": "the last character of each column is a target only",
        "old": _CUT,
        "new": "length = len(codes) // columns\n    count = (length - 1) // steps",
        "says": (
            "All characters are cut into columns, and each column is shifted within itself. So the last"
            " character of every column is never read. Only the last of the whole text has nothing after"
            " it; the others are followed by the first of the next column."
        ),
        "see": SECTIONS["columns"],
        "seen": "column[:-1] and column[1:]",
        "alone": True,
    },
    # --- where a chunk runs
    {
        "name": "a window at every step",
        "old": _WHERE,
        "new": (
            "count = length - steps + 1\n    places = (\n        length * np.arange(columns)"
            " + np.arange(steps)[:, None] + np.arange(count)[:, None, None]\n    )"
        ),
        "says": (
            "Each chunk begins one character after the one before, so they overlap and the state would be"
            " carried back in the text. A chunk begins where the one before ended."
        ),
        "see": SECTIONS["columns"],
        "seen": "sliding windows, as for networks without a state",
        "alone": True,
    },
    {
        "name": "a character is lost between two chunks",
        "old": _WHERE,
        "new": (
            "count = length // (steps + 1)\n    places = (\n        length * np.arange(columns)"
            " + np.arange(steps)[:, None] + (steps + 1) * np.arange(count)[:, None, None]\n    )"
        ),
        "says": (
            "The text is cut into pieces of one character more than a chunk has, and each is shifted within"
            " itself. So the last target of a chunk is never read, and the next chunk begins behind it."
            " The state that is carried has missed a character."
        ),
        "see": SECTIONS["columns"],
        "seen": "tutorials that cut pieces of sequence length + 1",
        "alone": True,
    },
    {
        "name": "the last target of each chunk is missing",
        "old": _RETURN,
        "new": "return reads[:, :-1], reads[:, 1:]",
        "says": (
            "The targets are looked for within the chunk, so its last character has none and is dropped:"
            " the chunks are a step too short. The target of the last character is the first of the next"
            " chunk."
        ),
        "see": SECTIONS["columns"],
        "seen": "chunk[:-1] and chunk[1:]",
        "alone": True,
    },
    {
        "name": "the last chunk is lost where it just fits",
        "old": _COUNT,
        "new": "count = (length - 1) // steps",
        "says": (
            "Where the columns come out even, there is one chunk too few. The character that is needed as a"
            " target has been taken off the text already."
        ),
        "see": SECTIONS["columns"],
        "seen": "off by one",
        "alone": True,
    },
    {
        "name": "the last chunk is missing",
        "old": _COUNT,
        "new": "count = length // steps - 1",
        "says": "There is one chunk too few, even where a whole one would be left at the end.",
        "see": SECTIONS["columns"],
        "seen": "off by one",
        "alone": True,
    },
    {
        "name": "the rest is filled up to a chunk",
        "old": f"{_READS}\n    {_LABELS}",
        "new": (
            "spare = -length % steps\n"
            "    places = length * np.arange(columns) + np.arange(length)[:, None]\n"
            "    reads = np.pad(codes[places], ((0, spare), (0, 0))).reshape(-1, steps, columns)\n"
            "    labels = np.pad(codes[places + 1], ((0, spare), (0, 0))).reshape(-1, steps, columns)"
        ),
        "says": (
            "There is one chunk too many where a column does not come out even: its end is filled up with"
            " zeros, and 0 is the code of a character like any other. What fills no chunk is left out."
        ),
        "see": SECTIONS["columns"],
        "seen": "batches of names, which are padded",
        "alone": True,
    },
    {
        "name": "only the first chunk",
        "old": _RETURN,
        "new": "return reads[0], labels[0]",
        "says": "Only the first chunk of every column is given back. Asked for are all, one after the other.",
        "see": SECTIONS["columns"],
        "seen": "a return inside the loop",
        "alone": True,
    },
    {
        "name": "columns and steps changed places",
        "old": _LENGTH,
        "new": f"columns, steps = steps, columns\n    {_LENGTH}",
        "says": (
            "The text is cut into as many columns as there should be steps, and the other way round."
            " `columns` pieces are read side by side, `steps` characters of each at a time."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
        "alone": True,
    },
    # --- the targets
    {
        "name": "the last target of a chunk is its own first character",
        "old": _LABELS,
        "new": "labels = np.roll(reads, -1, axis=1)",
        "says": (
            "The targets are the chunk itself, shifted round, so its first character comes back as the last"
            " target. What comes next there is the first character of the next chunk."
        ),
        "see": SECTIONS["columns"],
        "seen": "np.roll of a chunk",
    },
    {
        "name": "the last target of a chunk is its own last character",
        "old": _LABELS,
        "new": "labels = np.concatenate([reads[:, 1:], reads[:, -1:]], axis=1)",
        "says": (
            "Where a chunk ends, its last character is asked for once more. What comes next there is the"
            " first character of the next chunk."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "the last target of a chunk is 0",
        "old": _LABELS,
        "new": "labels = np.concatenate([reads[:, 1:], np.zeros_like(reads[:, :1])], axis=1)",
        "says": (
            "The targets stop at the border of the chunk, and the last one stays 0. 0 is the code of a"
            " character like any other. What comes next there is the first character of the next chunk."
        ),
        "see": SECTIONS["columns"],
        "seen": "an array of zeros that is filled up to the last step",
    },
    {
        "name": "the last target of a column is its own first character",
        "old": _LABELS,
        "new": (
            "labels = np.roll(codes[: columns * length].reshape(columns, length), -1, axis=1).T\n"
            "    labels = labels[: count * steps].reshape(count, steps, columns)"
        ),
        "says": (
            "The targets run on from chunk to chunk, but at the end of a column they begin again with its"
            " own first character. The text goes on there, too."
        ),
        "see": SECTIONS["columns"],
        "seen": "np.roll of a column",
    },
    {
        "name": "after the last chunk a column starts again",
        "old": _LABELS,
        "new": "labels = np.roll(codes[places], -1, axis=0).reshape(reads.shape)",
        "says": (
            "The targets are the chunks of a column, shifted round, so the last target of its last chunk is"
            " its own first character. The text goes on there, too."
        ),
        "see": SECTIONS["columns"],
        "seen": "np.roll of a column, cut to whole chunks",
    },
    {
        "name": "the last target of a column is 0",
        "old": _LABELS,
        "new": (
            "labels = np.zeros((length, columns), int)\n"
            "    labels[:-1] = codes[: columns * length].reshape(columns, length).T[1:]\n"
            "    labels = labels[: count * steps].reshape(count, steps, columns)"
        ),
        "says": (
            "The targets run on from chunk to chunk, but the last one of each column stays 0. 0 is the"
            " code of a character like any other, and the text goes on there, too."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "after the last chunk the target is 0",
        "old": _LABELS,
        "new": (
            "labels = np.append(codes[places][1:], np.zeros((1, columns), int), axis=0)\n"
            "    labels = labels.reshape(count, steps, columns)"
        ),
        "says": (
            "The targets run on from chunk to chunk, but the last one of the last chunk stays 0. 0 is the"
            " code of a character like any other, and the text goes on there, too."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    {
        "name": "the target is the character itself",
        "old": _LABELS,
        "new": "labels = reads.copy()",
        "says": "Every target is the character that is being read. Asked for is the one that comes next.",
        "see": SECTIONS["columns"],
        "seen": "forgetting the shift",
    },
    {
        "name": "the target is the character before",
        "old": _LABELS,
        "new": "labels = codes[places - 1].reshape(count, steps, columns)",
        "says": (
            "The targets are shifted the wrong way: each is the character that was just read before."
            " The network is to say what comes next."
        ),
        "see": SECTIONS["columns"],
        "seen": "the sign of a shift",
    },
    {
        "name": "the target is the same place of the next column",
        "old": _LABELS,
        "new": "labels = np.roll(reads, -1, axis=2)",
        "says": (
            "The targets are shifted across the columns, not down. Next in the text is the next step of the"
            " same column."
        ),
        "see": SECTIONS["columns"],
        "seen": "the wrong axis of np.roll",
    },
    {
        "name": "one target for each chunk",
        "old": _RETURN,
        "new": "return reads, labels[:, -1]",
        "says": (
            "There is only the character after the whole chunk. Every step predicts, so every character that"
            " is read has a target."
        ),
        "see": SECTIONS["columns"],
        "seen": "many-to-one text tutorials",
        "alone": True,
    },
    {
        "name": "labels first",
        "old": _RETURN,
        "new": "return labels, reads",
        "says": "The two results have changed places: what is read comes first, then what comes next.",
        "see": SECTIONS["columns"],
        "seen": "expected",
    },
    # --- the axes
    {
        "name": "the steps of a column lie side by side",
        "old": _RETURN,
        "new": "return reads.transpose(0, 2, 1), labels.transpose(0, 2, 1)",
        "says": (
            "In each chunk the columns are rows: its last two axes have changed places. Time comes first,"
            " and columns are columns, so that chunk[t] is what is read at step t."
        ),
        "see": SECTIONS["columns"],
        "seen": "libraries that put the batch first",
    },
    {
        "name": "the columns come first",
        "old": _RETURN,
        "new": "return reads.transpose(2, 0, 1), labels.transpose(2, 0, 1)",
        "says": (
            "The first axis is that of the columns. Chunks are read one after the other, so they come first,"
            " then the steps, and the columns last."
        ),
        "see": SECTIONS["columns"],
        "seen": "a single reshape of the text",
        "alone": True,
    },
    {
        "name": "the chunks are not the first axis",
        "old": _RETURN,
        "new": "return reads.transpose(1, 0, 2), labels.transpose(1, 0, 2)",
        "says": (
            "Steps and chunks have changed places. Chunks are read one after the other, so they come first:"
            " the first entry of the result is the whole of chunk 0."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "a reshape where a transpose is needed",
        "old": f"{_READS}\n    {_LABELS}",
        "new": (
            "reads = codes[places].T.reshape(count, steps, columns)\n"
            "    labels = codes[places + 1].T.reshape(count, steps, columns)"
        ),
        "says": (
            "The columns are cut rightly, as rows of an array, and then the array is reshaped to the right"
            " shape. A reshape does not turn rows into columns: it reads the numbers row by row and"
            " fills them in row by row, so the columns are mixed."
        ),
        "see": SECTIONS["columns"],
        "seen": "reshape taken for transpose",
        "alone": True,
    },
    {
        "name": "in each chunk a reshape where a transpose is needed",
        "old": _RETURN,
        "new": ("return tuple(part.transpose(0, 2, 1).reshape(part.shape) for part in (reads, labels))"),
        "says": (
            "The characters of a chunk are the right ones, but they stand in the wrong places. A reshape"
            " does not turn rows into columns: it reads the numbers row by row and fills them in row by"
            " row, so the columns are mixed."
        ),
        "see": SECTIONS["columns"],
        "seen": "reshape taken for transpose",
    },
    {
        "name": "chunks of (columns, steps) by a reshape",
        "old": _RETURN,
        "new": ("return reads.reshape(count, columns, steps), labels.reshape(count, columns, steps)"),
        "says": (
            "The last two axes of a chunk have changed places in the shape, while the numbers stay in their"
            " order: they are filled in row by row, so the columns are mixed. The steps come first,"
            " then the columns."
        ),
        "see": SECTIONS["columns"],
        "seen": "reshape taken for transpose",
        "alone": True,
    },
    {
        "name": "not cut into chunks",
        "old": _RETURN,
        "new": "return reads.reshape(-1, columns), labels.reshape(-1, columns)",
        "says": (
            "The columns are right, but they are still whole. Cut them into chunks of `steps` rows each: the"
            " result has an axis more."
        ),
        "see": SECTIONS["columns"],
        "seen": "expected",
        "alone": True,
    },
]
