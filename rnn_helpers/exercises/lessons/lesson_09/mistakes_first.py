"""What people get wrong in the gradient of the first state: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_09.sections import SECTIONS

_ADD = "+= da0[:, k]"
_PLACE = "dWe[:, languages[k]]"
_LINE = "dWe[:, languages[k]] += da0[:, k]"
_SIZE = "np.zeros((n_a, n_languages))"
_ALL = "range(m)"
_RET = "return dWe"

FIRST_MISTAKES = [
    {
        "name": "the last name of a language wins",
        "old": _ADD,
        "new": "= da0[:, k]",
        "says": (
            "Where several names share a language, only the last one counts: each writes over the one"
            " before. A column that was used several times gets the sum of all that comes back. (`+=`"
            " with an array of indices does not help: NumPy reads, adds and writes once, and of equal"
            " indices the last one stays.)"
        ),
        "see": SECTIONS["one"],
        "seen": "dWe[:, languages] += da0, with languages that come twice",
    },
    {
        "name": "only the first name of a language counts",
        "old": _LINE,
        "new": ("if not dWe[:, languages[k]].any():\n            dWe[:, languages[k]] = da0[:, k]"),
        "says": (
            "Where several names share a language, only the first one counts. A column that was used"
            " several times gets the sum of all that comes back."
        ),
        "see": SECTIONS["one"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean of each language",
        "old": _RET,
        "new": "return dWe / np.maximum(np.bincount(languages, minlength=n_languages), 1)",
        "says": (
            "The names of a language are averaged. Each of them used the column, and the gradient of"
            " something that is used several times is the sum."
        ),
        "see": SECTIONS["one"],
        "seen": "means over groups, as for averages of a class",
    },
    {
        "name": "divided by the number of names",
        "old": _RET,
        "new": "return dWe / m",
        "says": (
            "You divide by the number of names. The mean over the batch is in the loss already, so it"
            " is in da0; nothing is left to divide."
        ),
        "see": SECTIONS["one"],
        "seen": "dividing by m once more, as in courses whose loss is a sum",
    },
    {
        "name": "divided by the number of languages",
        "old": _RET,
        "new": "return dWe / n_languages",
        "says": (
            "You divide by the number of languages. A gradient that is gathered from several places"
            " is a sum, and nothing more."
        ),
        "see": SECTIONS["one"],
        "seen": "expected",
    },
    {
        "name": "a row for each language",
        "old": _RET,
        "new": "return dWe.T",
        "says": (
            "The right numbers, transposed: each language has a row. The gradient has the shape of"
            " We, where each language has a column."
        ),
        "see": SECTIONS["one"],
        "seen": "embedding tables of libraries, one row for each word",
    },
    {
        "name": "the sign is turned",
        "old": _RET,
        "new": "return -dWe",
        "says": (
            "Every entry has the wrong sign. The gradient is added up as it arrives; the update takes it off."
        ),
        "see": SECTIONS["one"],
        "seen": "expected",
    },
    {
        "name": "a column for each name",
        "old": _RET,
        "new": "return da0.copy()",
        "says": (
            "That is what arrived, a column for each name. We has a column for each language, and"
            " every name gives its own to one of them."
        ),
        "see": SECTIONS["one"],
        "seen": "the first state taken for the parameter",
        "alone": True,
    },
    {
        "name": "only as many columns as languages were seen",
        "old": _SIZE,
        "new": "np.zeros((n_a, max(languages) + 1))",
        "says": (
            "There are columns only up to the largest language of this batch. A language without a"
            " name in it has a gradient too: zero."
        ),
        "see": SECTIONS["one"],
        "seen": "sizes read off the data; np.bincount without minlength",
    },
    {
        "name": "languages without a name are left out",
        "old": _RET,
        "new": "return dWe[:, np.unique(languages)]",
        "says": (
            "Only languages of this batch have a column. A language without a name in it has a"
            " gradient too: zero."
        ),
        "see": SECTIONS["one"],
        "seen": "grouping by the values that occur",
    },
    {
        "name": "every name is added to every language",
        "old": _LINE,
        "new": "dWe += da0[:, [k]]",
        "says": (
            "Every column gets the sum over all names. A name has used a single column of We, and"
            " only this one had a part in its loss."
        ),
        "see": SECTIONS["one"],
        "seen": "a bias, which every example uses",
    },
    {
        "name": "all names in the column of the first one's language",
        "old": _PLACE,
        "new": "dWe[:, languages[0]]",
        "says": (
            "All names are added to the column of the first one's language. Each has a language of its own."
        ),
        "see": SECTIONS["one"],
        "seen": "code that was tried on a single name",
    },
    {
        "name": "one language too early",
        "old": _PLACE,
        "new": "dWe[:, languages[k] - 1]",
        "says": (
            "Every name is added to the column before its own. The languages are counted from 0, as"
            " the columns are."
        ),
        "see": SECTIONS["one"],
        "seen": "taking 1 away as from a length",
    },
    {
        "name": "one language too late",
        "old": _PLACE,
        "new": "dWe[:, (languages[k] + 1) % n_languages]",
        "says": (
            "Every name is added to the column after its own. The languages are counted from 0, as"
            " the columns are."
        ),
        "see": SECTIONS["one"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the languages from the last to the first",
        "old": _PLACE,
        "new": "dWe[:, -languages[k] - 1]",
        "says": ("The columns stand in reverse order."),
        "see": SECTIONS["one"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the names are put into the columns in their order",
        "old": _PLACE,
        "new": "dWe[:, k % n_languages]",
        "says": (
            "Column k gets what arrived at name k, whatever its language is. The place is the"
            " language of the name."
        ),
        "see": SECTIONS["one"],
        "seen": "a batch with one name of each language, in order",
        "alone": True,
    },
    {
        "name": "names are counted",
        "old": _ADD,
        "new": "+= 1",
        "says": (
            "That is how many names each language has in the batch. What is added up is what arrived"
            " at their first states."
        ),
        "see": SECTIONS["one"],
        "seen": "counting with np.add.at",
    },
    {
        "name": "the language is taken for a number",
        "old": _ADD,
        "new": "+= languages[k] * da0[:, k]",
        "says": (
            "What arrives is multiplied with the number of its language. The language is a place: the"
            " one-hot column has a 1 there, so the factor is 1 for every language."
        ),
        "see": SECTIONS["one"],
        "seen": "an index used as if it were the one-hot column",
    },
    {
        "name": "a product with the numbers of the languages",
        "old": _RET,
        "new": "return da0 @ languages",
        "says": (
            "The numbers of the languages stand where their one-hot columns belong. A language is a"
            " place, not an amount."
        ),
        "see": SECTIONS["one"],
        "seen": "da0 @ e.T, with e the indices instead of one-hot columns",
        "alone": True,
    },
    {
        "name": "a product with the numbers of the languages, as a column",
        "old": _RET,
        "new": "return da0 @ languages[:, None]",
        "says": (
            "The numbers of the languages stand where their one-hot columns belong. A language is a"
            " place, not an amount."
        ),
        "see": SECTIONS["one"],
        "seen": "da0 @ e.T, with e the indices instead of one-hot columns",
        "alone": True,
    },
    {
        "name": "through a tanh that is not there",
        "old": _ADD,
        "new": "+= da0[:, k] * (1 - da0[:, k] ** 2)",
        "says": (
            "What arrives is multiplied with the slope of a tanh. The first state is a column of We"
            " as it is, with no tanh around it; and da0 is a gradient, not a state."
        ),
        "see": SECTIONS["one"],
        "seen": "the slope of tanh, which all other steps have",
    },
    {
        "name": "every unit gets the sum over the units",
        "old": _ADD,
        "new": "+= da0[:, k].sum()",
        "says": (
            "All units of a column get the same number, the sum over the units. Each unit has an"
            " entry of its own in We."
        ),
        "see": SECTIONS["one"],
        "seen": "a sum over all axes at once",
        "alone": True,
    },
    {
        "name": "a sum over all names",
        "old": _RET,
        "new": "return da0.sum(axis=1, keepdims=True)",
        "says": ("All names are added up in a single column. We has a column for each language."),
        "see": SECTIONS["one"],
        "seen": "the gradient of a bias",
        "alone": True,
    },
    {
        "name": "the last name is missing",
        "old": _ALL,
        "new": "range(m - 1)",
        "says": ("The last name of the batch is left out."),
        "see": SECTIONS["one"],
        "seen": "a range that ends one too early",
    },
    {
        "name": "the first name is missing",
        "old": _ALL,
        "new": "range(1, m)",
        "says": ("The first name of the batch is left out: counting starts at 0."),
        "see": SECTIONS["one"],
        "seen": "a range that starts at 1",
    },
    {
        "name": "what arrives is squared",
        "old": _ADD,
        "new": "+= da0[:, k] ** 2",
        "says": ("What arrives is squared before it is added. It is added as it is."),
        "see": SECTIONS["one"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean of each language, and no number where none came",
        "old": _RET,
        "new": "return dWe / np.bincount(languages, minlength=n_languages)",
        "says": (
            "The names of a language are averaged, and where a language has none, 0 is divided by 0."
            " The gradient of a column that was used several times is the sum, and of one that was not"
            " used, zero."
        ),
        "see": SECTIONS["one"],
        "seen": "means over groups, as for averages of a class",
        "alone": True,
    },
    {
        "name": "always fourteen columns",
        "old": _SIZE,
        "new": "np.zeros((n_a, 14))",
        "says": ("There are 14 columns, as in the lesson. Their number comes in as `n_languages`."),
        "see": SECTIONS["one"],
        "seen": "a number of the lesson written into the function",
    },
    {
        "name": "a sum over all names, without an axis",
        "old": _RET,
        "new": "return da0.sum(axis=1)",
        "says": ("All names are added up in a single column. We has a column for each language."),
        "see": SECTIONS["one"],
        "seen": "the gradient of a bias",
        "alone": True,
    },
    {
        "name": "a column for each name, picked out again",
        "old": _RET,
        "new": "return dWe[:, languages]",
        "says": (
            "The columns are picked out once more, one for each name. The gradient has the shape of"
            " We, with one column for each language."
        ),
        "see": SECTIONS["one"],
        "seen": "the forward step copied",
        "alone": True,
    },
    {
        "name": "only what arrived at the first name",
        "old": _ADD,
        "new": "+= da0[:, 0]",
        "says": ("Every name adds what arrived at the first one. Each name has its own column in da0."),
        "see": SECTIONS["one"],
        "seen": "an index 0 for the axis of the examples",
    },
    {
        "name": "the language picks the column of da0",
        "old": _ADD,
        "new": "+= da0[:, languages[k]]",
        "says": (
            "The number of the language is used as a place in da0. There a column belongs to a name;"
            " the languages are the columns of We."
        ),
        "see": SECTIONS["one"],
        "seen": "one index for both sides",
        "alone": True,
    },
    {
        "name": "the language picks a row",
        "old": _PLACE,
        "new": "dWe[languages[k]]",
        "says": (
            "The number of the language is used as a row. We has a row for each unit and a column for"
            " each language."
        ),
        "see": SECTIONS["one"],
        "seen": "embedding tables of libraries, one row for each word",
        "alone": True,
    },
    {
        "name": "every name is added to every language of the batch",
        "old": _RET,
        "new": ("return da0.sum(axis=1, keepdims=True) * np.isin(np.arange(n_languages), languages)"),
        "says": (
            "Every language of the batch gets the sum over all names. A name has used a single column of We."
        ),
        "see": SECTIONS["one"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the largest of each language",
        "old": _LINE,
        "new": ("same = da0[:, languages == languages[k]]\n        dWe[:, languages[k]] = same.max(axis=1)"),
        "says": (
            "Of the names of one language, the largest value is kept. What comes back along several"
            " ways is added up."
        ),
        "see": SECTIONS["one"],
        "seen": "expected",
        "alone": True,
    },
]
