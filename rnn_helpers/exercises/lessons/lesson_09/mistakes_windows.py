"""What people get wrong when they cut windows out of a series: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_09.sections import SECTIONS

_Y = "series[start + 1 : start + length + 1]"
_YL = "y[:, 0, k] = series[start + 1 : start + length + 1]"
_BOTH = (
    "x[:, 0, k] = series[start : start + length]\n        y[:, 0, k] = series[start + 1 : start + length + 1]"
)
_LOOP = "enumerate(starts)"
_RET = "return x, y"
_WHOLE = (
    "x = np.zeros((length, 1, len(starts)))\n"
    "    y = np.zeros((length, 1, len(starts)))\n"
    "    for k, start in enumerate(starts):\n"
    "        x[:, 0, k] = series[start : start + length]"
)

WINDOWS_MISTAKES = [
    {
        "name": "the targets are what is read",
        "old": _Y,
        "new": "series[start : start + length]",
        "says": (
            "At every step the number asked for is the very number that comes in: the network would"
            " learn to repeat it, and its error would look wonderful. Asked for is the number after"
            " it."
        ),
        "see": SECTIONS["series"],
        "seen": "targets that are not shifted",
    },
    {
        "name": "the targets are two steps ahead",
        "old": _Y,
        "new": 'np.take(series, np.arange(start + 2, start + length + 2), mode="clip")',
        "says": ("The targets lie two steps after what is read. The next number is asked for."),
        "see": SECTIONS["series"],
        "seen": "shifting twice",
        "alone": True,
    },
    {
        "name": "the targets are one step behind",
        "old": _Y,
        "new": 'np.take(series, np.arange(start - 1, start + length - 1), mode="wrap")',
        "says": (
            "The targets are the numbers before those that are read: a forecast of the past, which"
            " the network has just seen. The shift goes the other way."
        ),
        "see": SECTIONS["series"],
        "seen": "np.roll with the sign mixed up",
        "alone": True,
    },
    {
        "name": "a window is rolled: its last target is its own first number",
        "old": _Y,
        "new": "np.roll(series[start : start + length], -1)",
        "says": (
            "The targets are the window itself, rolled by one. All but the last are right; the last"
            " is the window's first number, which came before. The number after the window is asked"
            " for."
        ),
        "see": SECTIONS["series"],
        "seen": "np.roll(x, -1) as a shift",
    },
    {
        "name": "the last target is the last number read",
        "old": _Y,
        "new": "series[start + 1 : start + length].tolist() + [series[start + length - 1]]",
        "says": (
            "The last target repeats the last number that is read. The number after the window is in"
            " the series: take it from there."
        ),
        "see": SECTIONS["series"],
        "seen": "filling up a target that came out one too short",
        "alone": True,
    },
    {
        "name": "the last target is missing and stays zero",
        "old": _YL,
        "new": "y[:-1, 0, k] = series[start + 1 : start + length]",
        "says": (
            "The last target of each window is 0. The number after the window is in the series: take"
            " it from there."
        ),
        "see": SECTIONS["series"],
        "seen": "y[:-1] = x[1:], with y made of zeros",
        "alone": True,
    },
    {
        "name": "a step is lost",
        "old": _RET,
        "new": "return x[:-1], y[:-1]",
        "says": (
            "The windows are one step too short. Whoever cuts `length` numbers and shifts inside them"
            " has a number too few for the last target: a window needs one number more than it has"
            " steps."
        ),
        "see": SECTIONS["series"],
        "seen": "x = window[:-1], y = window[1:], cut from `length` numbers",
    },
    {
        "name": "a step too many",
        "old": _WHOLE,
        "new": (
            "x = np.zeros((length + 1, 1, len(starts)))\n"
            "    y = np.zeros((length, 1, len(starts)))\n"
            "    for k, start in enumerate(starts):\n"
            "        x[:, 0, k] = series[start : start + length + 1]"
        ),
        "says": (
            "x holds `length` + 1 numbers: the last of them is the last target, which should not be read."
        ),
        "see": SECTIONS["series"],
        "seen": "a cut of one number more, whose end is not taken off",
        "alone": True,
    },
    {
        "name": "only the number after each window",
        "old": _RET,
        "new": "return x, y[-1]",
        "says": (
            "y holds one number for each window, the one after its end. That is many to one; here a"
            " number is forecast at every step."
        ),
        "see": SECTIONS["series"],
        "seen": "tutorials on time series with one target for each window",
    },
    {
        "name": "only the number after each window, in a row",
        "old": _RET,
        "new": "return x, y[-1, 0]",
        "says": (
            "y holds one number for each window, the one after its end. That is many to one; here a"
            " number is forecast at every step."
        ),
        "see": SECTIONS["series"],
        "seen": "tutorials on time series with one target for each window",
        "alone": True,
    },
    {
        "name": "only the number after each window, with a time axis",
        "old": _RET,
        "new": "return x, y[-1:]",
        "says": (
            "y holds one number for each window, the one after its end. That is many to one; here a"
            " number is forecast at every step."
        ),
        "see": SECTIONS["series"],
        "seen": "tutorials on time series with one target for each window",
        "alone": True,
    },
    {
        "name": "the targets are the window that follows",
        "old": _Y,
        "new": 'np.take(series, np.arange(start + length, start + 2 * length), mode="clip")',
        "says": (
            "The targets are the window that begins where this one ends. Asked for is, at each step,"
            " the number right after the one that is read."
        ),
        "see": SECTIONS["series"],
        "seen": "sequence-to-sequence forecasts of a whole block",
        "alone": True,
    },
    {
        "name": "x and y have changed places",
        "old": _RET,
        "new": "return y, x",
        "says": (
            "The first result is what is forecast, the second what is read: it should be the other way round."
        ),
        "see": SECTIONS["series"],
        "seen": "expected",
    },
    {
        "name": "y is the change from one number to the next",
        "old": _Y,
        "new": "np.diff(series[start : start + length + 1])",
        "says": (
            "The targets are the changes from one number to the next. That can be a good idea, but"
            " the numbers themselves are asked for."
        ),
        "see": SECTIONS["series"],
        "seen": "series that grow, of which the change is forecast",
    },
    {
        "name": "the starts are not used",
        "old": _LOOP,
        "new": "enumerate(range(len(starts)))",
        "says": ("The windows begin at 0, 1, 2 and so on. Each should begin where `starts` says."),
        "see": SECTIONS["series"],
        "seen": "all windows of a series, one after the other",
    },
    {
        "name": "the windows lie one after the other",
        "old": _LOOP,
        "new": "enumerate(range(0, length * len(starts), length))",
        "says": (
            "Each window begins where the one before ends, from 0 on. Each should begin where"
            " `starts` says; windows may overlap."
        ),
        "see": SECTIONS["series"],
        "seen": "a series reshaped into rows",
    },
    {
        "name": "every window begins at the first start",
        "old": _LOOP,
        "new": "enumerate([starts[0]] * len(starts))",
        "says": ("All windows begin at the same place, the first of `starts`."),
        "see": SECTIONS["series"],
        "seen": "code that was tried on a single window",
    },
    {
        "name": "the windows are sorted",
        "old": _LOOP,
        "new": "enumerate(sorted(starts))",
        "says": (
            "The right windows, in another order: window k begins where the k-th of `starts` says,"
            " and the starts need not be sorted."
        ),
        "see": SECTIONS["series"],
        "seen": "expected",
    },
    {
        "name": "the windows stand in reverse order",
        "old": _LOOP,
        "new": "enumerate(starts[::-1])",
        "says": ("The right windows, from the last to the first."),
        "see": SECTIONS["series"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "every window begins one step too late",
        "old": _BOTH,
        "new": (
            'x[:, 0, k] = np.take(series, np.arange(start + 1, start + length + 1), mode="clip")\n'
            '        y[:, 0, k] = np.take(series, np.arange(start + 2, start + length + 2), mode="clip")'
        ),
        "says": (
            "The shift between x and y is right, but both lie one step too late: step 0 reads the"
            " number at `start` itself."
        ),
        "see": SECTIONS["series"],
        "seen": "counting from 1",
        "alone": True,
    },
    {
        "name": "the axis of the units is missing",
        "old": _RET,
        "new": "return x[:, 0], y[:, 0]",
        "says": (
            "The right numbers with an axis too few. An input of one number is still a column of one"
            " row: time, rows, windows."
        ),
        "see": SECTIONS["series"],
        "seen": "an axis of length 1 that seems superfluous",
    },
    {
        "name": "the axis of the units stands last",
        "old": _RET,
        "new": "return x.transpose(0, 2, 1), y.transpose(0, 2, 1)",
        "says": (
            "The right numbers; windows and rows have changed places. In this course examples are"
            " columns: the windows come last."
        ),
        "see": SECTIONS["series"],
        "seen": "libraries with the features on the last axis",
    },
    {
        "name": "the windows come first, the units last",
        "old": _RET,
        "new": "return x.transpose(2, 0, 1), y.transpose(2, 0, 1)",
        "says": (
            "The right numbers with the windows in front, as other libraries want them. In this"
            " course time comes first and the windows come last."
        ),
        "see": SECTIONS["series"],
        "seen": "batch-first libraries",
        "alone": True,
    },
    {
        "name": "the windows come first, time last",
        "old": _RET,
        "new": "return x.T, y.T",
        "says": (
            "The right numbers with all axes in reverse order. Time comes first, the windows come last."
        ),
        "see": SECTIONS["series"],
        "seen": "lists of windows, turned into an array",
        "alone": True,
    },
    {
        "name": "a row for each window",
        "old": _RET,
        "new": "return x[:, 0].T, y[:, 0].T",
        "says": (
            "A row for each window, and an axis too few. Time comes first, then the rows of the input"
            " (a single one), then the windows."
        ),
        "see": SECTIONS["series"],
        "seen": "lists of windows, turned into an array",
        "alone": True,
    },
    {
        "name": "every window is reversed in time",
        "old": _RET,
        "new": "return x[::-1], y[::-1]",
        "says": (
            "The numbers of each window stand from the last to the first. Step 0 reads the earliest one."
        ),
        "see": SECTIONS["series"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "each window is shifted by its own mean",
        "old": _RET,
        "new": "return x - x.mean(axis=0), y - x.mean(axis=0)",
        "says": (
            "From each window its own mean is taken off. Nothing is scaled here; and a window's own"
            " mean holds numbers that its first steps do not know yet."
        ),
        "see": SECTIONS["series"],
        "seen": "tutorials that normalise window by window",
        "alone": True,
    },
    {
        "name": "the end is taken for a length",
        "old": _BOTH,
        "new": ("x[:, 0, k] = series[start:length]\n        y[:, 0, k] = series[start + 1 : length + 1]"),
        "says": (
            "A slice is given its start and its end, not its length. So only a window that begins at"
            " 0 comes out right."
        ),
        "see": SECTIONS["series"],
        "seen": "series[start:length]",
        "alone": True,
    },
    {
        "name": "y begins at the start, x a step before",
        "old": _BOTH,
        "new": (
            'x[:, 0, k] = np.take(series, np.arange(start - 1, start + length - 1), mode="wrap")\n'
            "        y[:, 0, k] = series[start : start + length]"
        ),
        "says": (
            "The shift between x and y is right, but both lie one step too early: step 0 reads the"
            " number at `start`, and the forecast begins after it."
        ),
        "see": SECTIONS["series"],
        "seen": "targets at the start, inputs before them",
        "alone": True,
    },
    {
        "name": "y is a step too short",
        "old": _RET,
        "new": "return x, y[:-1]",
        "says": (
            "The last target is missing: y has a step less than x. The number after the window is in"
            " the series: take it from there."
        ),
        "see": SECTIONS["series"],
        "seen": "y = x[1:], shorter than x by one",
    },
    {
        "name": "every step is asked for the number after the window",
        "old": _Y,
        "new": "series[start + length]",
        "says": (
            "All steps of a window have the same target, the number after its end. At every step the"
            " number right after the one that is read is asked for."
        ),
        "see": SECTIONS["series"],
        "seen": "the answer of many to one, repeated at each step",
        "alone": True,
    },
    {
        "name": "the targets are two steps ahead, beyond the end",
        "old": _Y,
        "new": "series[start + 2 : start + length + 2]",
        "says": (
            "The targets lie two steps after what is read, and where a window touches the end of the"
            " series, there is no such number. The next number is asked for."
        ),
        "see": SECTIONS["series"],
        "seen": "shifting twice",
        "alone": True,
    },
    {
        "name": "the whole series is scaled first",
        "old": _RET,
        "new": "return (x - series.mean()) / series.std(), (y - series.mean()) / series.std()",
        "says": (
            "The series is scaled before it is cut. Nothing is scaled here; and a mean of the whole"
            " series holds years that are not known yet."
        ),
        "see": SECTIONS["series"],
        "seen": "pipelines that normalise first",
        "alone": True,
    },
    {
        "name": "rows poured into columns",
        "old": _RET,
        "new": "return x[:, 0].T.reshape(length, 1, -1), y[:, 0].T.reshape(length, 1, -1)",
        "says": (
            "The right numbers in the wrong places: the windows were rows, and `reshape` cuts their"
            " numbers anew in the order in which they are stored. It does not exchange the axes."
        ),
        "see": SECTIONS["series"],
        "seen": "reshape in the place of a transpose",
        "alone": True,
    },
    {
        "name": "only the first window",
        "old": _RET,
        "new": "return x[:, :, :1], y[:, :, :1]",
        "says": ("Only the first window comes back. There is one for each entry of `starts`."),
        "see": SECTIONS["series"],
        "seen": "code that was tried on a single window",
        "alone": True,
    },
]
