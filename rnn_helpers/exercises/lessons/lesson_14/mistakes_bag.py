"""What people get wrong when they add up the words of a bag: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_14.sections import SECTIONS

_SUM = "vectors.sum(axis=0)"
_BODY = """vectors = E[bag]
        s[:, k] = vectors.sum(axis=0)"""
_IN_PLACE = """E = E.copy() if k == 0 else E
        total = E[bag[0]]
        for word in bag[1:]:
            total += E[word]
        s[:, k] = total"""
_ROWS = """E = E.copy()
    totals = []
    for bag in bags:
        total = E[bag[0]]
        for word in bag[1:]:
            total += E[word]
        totals.append(total)
    return np.stack(totals, axis=1)"""

BAG_MISTAKES = [
    {
        "name": "a mean instead of a sum",
        "old": _SUM,
        "new": "vectors.mean(axis=0)",
        "says": (
            "Each sum is divided by the number of words in the bag. Then two atoms of carbon and twenty give"
            " the same column; the sum keeps how many there are, and for boiling points that is what counts."
        ),
        "see": SECTIONS["bag"],
        "seen": "libraries whose bag of vectors is a mean by default",
    },
    {
        "name": "each word counts once",
        "old": "E[bag]",
        "new": "E[np.unique(bag)]",
        "says": (
            "A word that stands in a bag several times is added only once. A bag forgets the order of its"
            " words, but not how often each of them is there."
        ),
        "see": SECTIONS["bag"],
        "seen": "a set of words, or a row of zeros in which the words' places are set to 1",
    },
    {
        "name": "the unknown word is left out",
        "old": "enumerate(bags)",
        "new": "enumerate(each[each > 0] for each in bags)",
        "says": (
            "Words with the number 0 are skipped. 0 is no padding here: it is the unknown word, row 0 of the"
            " table is its vector, and it is learned and added like any other."
        ),
        "see": SECTIONS["sentences"],
        "seen": "tables whose row 0 is kept for padding; `if number:`",
    },
    {
        "name": "the numbers are taken to begin with 1",
        "old": "E[bag]",
        "new": "E[bag - 1]",
        "says": (
            "You read the row before the one that is meant, and for the number 0 the last row of the table,"
            " since a negative index counts from the end. The number of a word is the number of its row."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "the largest entry instead of the sum",
        "old": _SUM,
        "new": "vectors.max(axis=0)",
        "says": (
            "Each row holds the largest number among the bag's words. That is another way to pool vectors,"
            " and it does not see how many words there are; here they are added."
        ),
        "see": SECTIONS["bag"],
        "seen": "max pooling",
    },
    {
        "name": "the vectors are multiplied",
        "old": _SUM,
        "new": "vectors.prod(axis=0)",
        "says": "The words' vectors are multiplied entry by entry. A bag adds them.",
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "one number for the whole bag",
        "old": _SUM,
        "new": "vectors.sum()",
        "says": (
            "Words and entries are added up all together, so every row of a column holds the same number. The"
            " sum runs over the words alone; what is left is a vector of n_x numbers."
        ),
        "see": SECTIONS["bag"],
        "seen": "a sum without an axis",
    },
    {
        "name": "added along the wrong axis",
        "old": "return s",
        "new": "return np.stack([E[bag].sum(axis=1) for bag in bags], axis=1)",
        "says": (
            "You add up the entries of each word, so that a number for each word is left. It is the other way"
            " round: the words are added, entry by entry. In a table of rows, which axis counts the words?"
        ),
        "see": SECTIONS["bag"],
        "seen": "a table of rows where the course's arrays have columns",
        "alone": True,
    },
    {
        "name": "columns of the table instead of rows",
        "old": _BODY,
        "new": "s[:, k] = E[:, bag].sum(axis=1)",
        "says": (
            "You read columns of the table. A word's vector is a row of E; only what is computed from it"
            " stands in columns."
        ),
        "see": SECTIONS["bag"],
        "seen": "the course's convention for batches, carried over to the table",
        "alone": True,
    },
    {
        "name": "counts of words instead of vectors",
        "old": "return s",
        "new": "return np.stack([np.bincount(bag, minlength=len(E)) for bag in bags], axis=1)",
        "says": (
            "You count how often each word is in the bag: a column with one number for each word of the"
            " table. One step is missing, from the counts to the words' vectors, so n_x rows are left."
        ),
        "see": SECTIONS["bag"],
        "seen": "bags of words as in text classification with counts",
        "alone": True,
    },
    {
        "name": "bags stand in rows",
        "old": "return s",
        "new": "return s.T",
        "says": (
            "The sums are right, but each bag has a row. Columns are examples, here as everywhere in the"
            " course, so that the next matrix can stand to the left of them."
        ),
        "see": SECTIONS["bag"],
        "seen": "an array made of a list of vectors",
    },
    {
        "name": "one flat sum of all bags",
        "old": "return s",
        "new": "return s.sum(axis=1)",
        "says": (
            "All words of all bags are added up to one vector. Each bag is an example of its own and has a"
            " column of its own."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "one column for all bags",
        "old": "return s",
        "new": "return s.sum(axis=1, keepdims=True)",
        "says": (
            "All words of all bags are added up to a single column. Each bag is an example of its own and has"
            " a column of its own."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "every column holds the words of all bags",
        "old": "E[bag]",
        "new": "E[np.concatenate(bags)]",
        "says": (
            "There is a column for each bag, but all of them hold the same sum, that of all bags together. A"
            " column belongs to one bag."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "the sum runs on from bag to bag",
        "old": _SUM,
        "new": "vectors.sum(axis=0) + (s[:, k - 1] if k else 0)",
        "says": (
            "The first column is right, and each later one holds the bags before it as well. A new bag begins"
            " with nothing in it."
        ),
        "see": SECTIONS["bag"],
        "seen": "a running total that is set to zero before the loop over bags instead of inside it",
    },
    {
        "name": "only the first bag is filled",
        "old": "    return s",
        "new": "        return s",
        "says": (
            "The first column is right and all others are zero: the function ends after one bag. Look at how"
            " far its last line is indented."
        ),
        "see": SECTIONS["bag"],
        "seen": "`return` inside the loop",
    },
    {
        "name": "the first bag alone, as a flat vector",
        "old": "return s",
        "new": "return s[:, 0]",
        "says": (
            "You hand out the sum of the first bag, without columns. There are several bags, each with a"
            " column of its own, and a single bag is a column too."
        ),
        "see": SECTIONS["bag"],
        "seen": "`return` inside the loop",
    },
    {
        "name": "the first bag alone, as a column",
        "old": "return s",
        "new": "return s[:, :1]",
        "says": "The column of the first bag is right, but it is the only one. Every bag has a column.",
        "see": SECTIONS["bag"],
        "seen": "`return` inside the loop",
    },
    {
        "name": "the last bag is missing",
        "old": "enumerate(bags)",
        "new": "enumerate(bags[:-1])",
        "says": "The last column stays zero: the loop ends one bag too early.",
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "the first word alone",
        "old": _SUM,
        "new": "vectors[0]",
        "says": "Each column holds the vector of the bag's first word, and the others are not added.",
        "see": SECTIONS["bag"],
        "seen": "`return` or `break` inside the loop over words",
    },
    {
        "name": "the last word alone",
        "old": _SUM,
        "new": "vectors[-1]",
        "says": (
            "Each column holds the vector of the bag's last word: in a loop over words each one replaces what"
            " was there, where it should be added."
        ),
        "see": SECTIONS["bag"],
        "seen": "`=` where `+=` is meant",
    },
    {
        "name": "the first word is left out",
        "old": _SUM,
        "new": "vectors[1:].sum(axis=0)",
        "says": "The first word of each bag is missing in the sum. All words of a bag count.",
        "see": SECTIONS["bag"],
        "seen": "a loop that begins with 1",
    },
    {
        "name": "the last word is left out",
        "old": _SUM,
        "new": "vectors[:-1].sum(axis=0)",
        "says": (
            "The last word of each bag is missing in the sum. In a molecule the last node is the root; it is"
            " an atom like the others."
        ),
        "see": SECTIONS["bag"],
        "seen": "a loop that ends one too early",
    },
    {
        "name": "the first word counts twice",
        "old": _SUM,
        "new": "vectors.sum(axis=0) + vectors[0]",
        "says": (
            "The sum begins with the first word's vector, and the loop adds it once more. Begin with zeros,"
            " or go on with the second word."
        ),
        "see": SECTIONS["bag"],
        "seen": "a running total that begins with the first entry",
    },
    {
        "name": "the sum is written into the table",
        "old": _BODY,
        "new": _IN_PLACE,
        "says": (
            "The running total is a row of E itself, since one row of an array is a view and no copy. With"
            " each word that is added the table changes, and whoever reads that row again, in this bag or the"
            " next, gets a sum in place of a vector."
        ),
        "see": SECTIONS["bag"],
        "seen": "`total = E[i]` followed by `total += …`",
        "alone": True,
    },
    {
        "name": "the sums are rows of the table",
        "old": "return s",
        "new": _ROWS,
        "says": (
            "Each running total is a row of E itself, since one row of an array is a view and no copy. Adding"
            " to it changes the table, and bags that begin with the same word share one total."
        ),
        "see": SECTIONS["bag"],
        "seen": "`total = E[i]` followed by `total += …`, the totals gathered in a list",
        "alone": True,
    },
    {
        "name": "divided by the root of the number of words",
        "old": _SUM,
        "new": "vectors.sum(axis=0) / np.sqrt(len(bag))",
        "says": (
            "Each sum is divided by the square root of the number of words, which weakens what the sum is to"
            " tell: how many words there are. The lesson's bag adds, and divides by nothing."
        ),
        "see": SECTIONS["bag"],
        "seen": "embedding layers with this way of pooling",
    },
    {
        "name": "divided by the number of bags",
        "old": _SUM,
        "new": "vectors.sum(axis=0) / len(bags)",
        "says": (
            "Everything is divided by the number of bags. A bag's sum does not depend on which other bags are"
            " looked at with it."
        ),
        "see": SECTIONS["bag"],
        "seen": "the mean over a batch, which belongs to the loss",
    },
    {
        "name": "scaled to length 1",
        "old": "    return s",
        "new": "    return s / np.linalg.norm(s, axis=0)",
        "says": (
            "Each column is divided by its length. What is left is a direction; how many words there are is"
            " lost."
        ),
        "see": SECTIONS["bag"],
        "seen": "vectors prepared for a cosine",
    },
    {
        "name": "a tanh too early",
        "old": "    return s",
        "new": "    return np.tanh(s)",
        "says": (
            "The sum goes through a tanh. That belongs to the hidden layer, after its matrix and its bias;"
            " the bag itself is the plain sum."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
    {
        "name": "a tanh of each word",
        "old": "E[bag]",
        "new": "np.tanh(E[bag])",
        "says": (
            "Each word's vector goes through a tanh before it is added. The rows of the table are the"
            " vectors; they are added as they are."
        ),
        "see": SECTIONS["bag"],
        "seen": "expected",
    },
]
