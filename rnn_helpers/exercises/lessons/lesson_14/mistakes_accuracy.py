"""What people get wrong in the measures of a treebank: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_14.sections import SECTIONS

_POSITIVE = "y_pred[3:].sum(axis=0) > y_pred[:2].sum(axis=0)"
_BINARY = "positive == (labels > 2)"
_SIDED = "sided = labels != 2"
_ROOT, _ALL = "fine[roots].mean()", "fine.mean()"
_BINARY_ROOT, _BINARY_ALL = "binary[sided_roots].mean()", "binary[sided].mean()"
_FOUR = f""""fine root": {_ROOT},
        "fine all": {_ALL},
        "binary root": {_BINARY_ROOT},
        "binary all": {_BINARY_ALL},"""
_ROOTS_FOUND = "sided_roots = roots[sided[roots]]"


def _four(fine_root, fine_all, binary_root, binary_all):
    return f""""fine root": {fine_root},
        "fine all": {fine_all},
        "binary root": {binary_root},
        "binary all": {binary_all},"""


_PIECES = "np.split(np.arange(len(labels)), roots[:-1] + 1)"

ACCURACY_MISTAKES = [
    {
        "name": "nodes whose label is neutral count as wrong",
        "old": _FOUR,
        "new": _four(_ROOT, _ALL, "(binary & sided)[roots].mean()", "(binary & sided).mean()"),
        "says": (
            "The right nodes are counted among those with a side, but divided by the number of all, neutral"
            " ones included. Who is left out stands neither above the line nor below it."
        ),
        "see": SECTIONS["treebank"],
        "seen": "a mask multiplied on, followed by a mean",
    },
    {
        "name": "nodes whose label is neutral count as right",
        "old": _FOUR,
        "new": _four(_ROOT, _ALL, "(binary | ~sided)[roots].mean()", "(binary | ~sided).mean()"),
        "says": (
            "Neutral labels are counted as if they had been answered rightly. They have no right side, so"
            " they are left out altogether; most words are neutral, and the shares come out far too high."
        ),
        "see": SECTIONS["treebank"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "neutral labels count as negative",
        "old": _SIDED,
        "new": "sided = labels >= 0",
        "says": (
            "All nodes are counted in the binary measures, and a neutral label counts as negative, since it"
            " is not above the middle. Nodes whose right answer is neutral are left out there."
        ),
        "see": SECTIONS["treebank"],
        "seen": "five classes cut into two at one threshold",
    },
    {
        "name": "neutral labels count as positive",
        "old": f"""{_BINARY}
    {_SIDED}""",
        "new": """positive == (labels >= 2)
    sided = labels >= 0""",
        "says": (
            "All nodes are counted in the binary measures, and a neutral label counts as positive. Nodes"
            " whose right answer is neutral are left out there."
        ),
        "see": SECTIONS["treebank"],
        "seen": "five classes cut into two at one threshold",
    },
    {
        "name": "left out by the prediction instead of the label",
        "old": _SIDED,
        "new": "sided = y_pred.argmax(axis=0) != 2",
        "says": (
            "You leave out the nodes that the model calls neutral. Then a model chooses its own questions,"
            " and two models are measured on different nodes. What is left out is decided by the right"
            " answer."
        ),
        "see": SECTIONS["treebank"],
        "seen": "masks made from the predicted class",
    },
    {
        "name": "left out by the prediction as well",
        "old": _SIDED,
        "new": "sided = (labels != 2) & (y_pred.argmax(axis=0) != 2)",
        "says": (
            "Besides the neutral labels you leave out the nodes that the model calls neutral. Then it is"
            " asked only where it is sure. Every node with a negative or positive label counts."
        ),
        "see": SECTIONS["treebank"],
        "seen": "neutral removed from both arrays",
    },
    {
        "name": "a neutral prediction counts as negative",
        "old": _POSITIVE,
        "new": "y_pred.argmax(axis=0) > 2",
        "says": (
            "The side is taken from the likeliest of the five classes, and neutral falls to the negatives."
            " The binary question has no third answer: compare what both sides have together, neutral left"
            " aside."
        ),
        "see": SECTIONS["treebank"],
        "seen": "argmax followed by a threshold",
    },
    {
        "name": "a neutral prediction counts as positive",
        "old": _POSITIVE,
        "new": "y_pred.argmax(axis=0) >= 2",
        "says": (
            "The side is taken from the likeliest of the five classes, and neutral falls to the positives."
            " The binary question has no third answer: compare what both sides have together, neutral left"
            " aside."
        ),
        "see": SECTIONS["treebank"],
        "seen": "argmax followed by a threshold",
    },
    {
        "name": "a neutral prediction counts as wrong",
        "old": _BINARY,
        "new": "np.sign(y_pred.argmax(axis=0) - 2) == np.sign(labels - 2)",
        "says": (
            "The side is taken from the likeliest of the five classes, and where that is neutral, the answer"
            " is wrong in any case. The binary question has no third answer: compare what both sides have"
            " together, neutral left aside."
        ),
        "see": SECTIONS["treebank"],
        "seen": "argmax, and signs compared",
    },
    {
        "name": "neutral is taken for a third side",
        "old": f"""{_BINARY}
    {_SIDED}""",
        "new": """np.sign(y_pred.argmax(axis=0) - 2) == np.sign(labels - 2)
    sided = labels >= 0""",
        "says": (
            "You compare three sides, negative, neutral and positive, at all nodes. The binary question has"
            " two: nodes whose label is neutral are left out, and at the others the answer is one side or the"
            " other, by what both have together."
        ),
        "see": SECTIONS["treebank"],
        "seen": "argmax, and signs compared",
    },
    {
        "name": "the likeliest class decides the side, not the sum of two",
        "old": _POSITIVE,
        "new": "y_pred[3:].max(axis=0) > y_pred[:2].max(axis=0)",
        "says": (
            "The side of the likeliest class, neutral left aside, is taken for the answer. Two classes of one"
            " side can be more likely together than the one that leads: their probabilities are added first."
        ),
        "see": SECTIONS["treebank"],
        "seen": "argmax over four of the five classes",
    },
    {
        "name": "the mean class decides the side",
        "old": _POSITIVE,
        "new": "np.arange(5) @ y_pred > 2",
        "says": (
            "You compare the mean of the classes, weighed with their probabilities, with the middle. Then"
            " “very” counts twice as much as plain. Asked for is which side is more likely."
        ),
        "see": SECTIONS["treebank"],
        "seen": "classes taken for numbers on a scale",
    },
    {
        "name": "the neutral class helps the positive side",
        "old": "y_pred[3:].sum",
        "new": "y_pred[2:].sum",
        "says": (
            "Three classes are added up on the positive side and two on the negative. The neutral class is on"
            " neither side, so its probability counts for none."
        ),
        "see": SECTIONS["treebank"],
        "seen": "an index off by one; a negative side below one half taken for positive",
    },
    {
        "name": "the neutral class helps the negative side",
        "old": "y_pred[:2].sum",
        "new": "y_pred[:3].sum",
        "says": (
            "Three classes are added up on the negative side and two on the positive, as if the positive ones"
            " had to reach one half. The neutral class is on neither side, so its probability counts for"
            " none."
        ),
        "see": SECTIONS["treebank"],
        "seen": "a threshold of 0.5 on the positive classes",
    },
    {
        "name": "only the two ends are compared",
        "old": _POSITIVE,
        "new": "y_pred[4] > y_pred[0]",
        "says": (
            "You compare very positive with very negative, and the milder classes have no say. Each side has"
            " two classes."
        ),
        "see": SECTIONS["treebank"],
        "seen": "expected",
    },
    {
        "name": "only the milder classes are compared",
        "old": _POSITIVE,
        "new": "y_pred[3] > y_pred[1]",
        "says": (
            "You compare positive with negative, and the two very strong classes have no say. Each side has"
            " two classes."
        ),
        "see": SECTIONS["treebank"],
        "seen": "a slice that ends one too early",
    },
    {
        "name": "the sides are swapped",
        "old": _BINARY,
        "new": "positive == (labels < 2)",
        "says": (
            "Both binary measures are one minus what they should be: positive answers are held against"
            " negative labels. Classes run from very negative, 0, to very positive, 4."
        ),
        "see": SECTIONS["sentences"],
        "seen": "expected",
    },
    {
        "name": "only very positive labels count as positive",
        "old": "(labels > 2)",
        "new": "(labels > 3)",
        "says": (
            "Labels of class 3 are taken for negative. Positive are the two classes above the middle, and the"
            " middle is 2."
        ),
        "see": SECTIONS["sentences"],
        "seen": "classes counted from 1",
        "alone": True,
    },
    {
        "name": "class 3 taken for the neutral one",
        "old": _SIDED,
        "new": "sided = labels != 3",
        "says": (
            "You leave out the nodes of class 3. Classes are counted from 0, so the middle one of five has"
            " another number."
        ),
        "see": SECTIONS["sentences"],
        "seen": "classes counted from 1",
        "alone": True,
    },
    {
        "name": "classes counted from 1",
        "old": "y_pred.argmax(axis=0) == labels",
        "new": "y_pred.argmax(axis=0) + 1 == labels",
        "says": (
            "1 is added to the likeliest class before it is compared. Row 0 of `y_pred` is class 0, so no"
            " shift is needed."
        ),
        "see": SECTIONS["sentences"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the likeliest node of each class",
        "old": "y_pred.argmax(axis=0)",
        "new": "y_pred.argmax(axis=1)",
        "says": (
            "You look along the rows and find, for each class, the node that has most of it. Columns are"
            " nodes: for each of them, find the class."
        ),
        "see": SECTIONS["treebank"],
        "seen": "libraries in which examples stand in rows",
        "alone": True,
    },
    {
        "name": "the binary root measure keeps neutral roots",
        "old": _ROOTS_FOUND,
        "new": "sided_roots = roots",
        "says": (
            "Over all nodes the neutral labels are left out, at the roots they are not. A sentence whose"
            " right answer is neutral has no side either."
        ),
        "see": SECTIONS["treebank"],
        "seen": "a mask that is not carried over to the roots",
    },
    {
        "name": "the binary measure of all nodes keeps neutral ones",
        "old": "binary[sided].mean()",
        "new": "binary.mean()",
        "says": (
            "At the roots the neutral labels are left out, over all nodes they are not. Most single words are"
            " neutral, so this changes much."
        ),
        "see": SECTIONS["treebank"],
        "seen": "expected",
    },
    {
        "name": "neutral nodes are left out of the fine measures too",
        "old": _FOUR,
        "new": _four("fine[sided_roots].mean()", "fine[sided].mean()", _BINARY_ROOT, _BINARY_ALL),
        "says": (
            "The fine-grained measures ask for the class of five, and neutral is one of the five. Neutral"
            " labels are left out in the binary measures alone."
        ),
        "see": SECTIONS["treebank"],
        "seen": "labels filtered once, at the top of the function",
    },
    {
        "name": "the binary measures ask for the class of five",
        "old": _BINARY,
        "new": "fine",
        "says": (
            "The neutral labels are left out, but a node counts as right only if its class of five is right."
            " The binary question asks for less: the side, whether very or not."
        ),
        "see": SECTIONS["treebank"],
        "seen": "the same comparison on filtered nodes",
    },
    {
        "name": "root and all have changed places",
        "old": _FOUR,
        "new": _four(_ALL, _ROOT, _BINARY_ALL, _BINARY_ROOT),
        "says": "What is measured over all nodes stands under “root”, and the other way round.",
        "see": SECTIONS["treebank"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "fine and binary have changed places",
        "old": _FOUR,
        "new": _four(_BINARY_ROOT, _BINARY_ALL, _ROOT, _ALL),
        "says": "The measures of five classes stand under “binary”, and the other way round.",
        "see": SECTIONS["treebank"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "“root” is measured over all nodes",
        "old": _FOUR,
        "new": _four(_ALL, _ALL, _BINARY_ALL, _BINARY_ALL),
        "says": (
            "The measures at the root are those of all nodes. Most nodes are single words, and most of these"
            " are neutral and easy: only the roots stand for whole sentences."
        ),
        "see": SECTIONS["treebank"],
        "seen": "one number reported for the other",
    },
    {
        "name": "“all” is measured at the roots",
        "old": _FOUR,
        "new": _four(_ROOT, _ROOT, _BINARY_ROOT, _BINARY_ROOT),
        "says": "The measures over all nodes are those of the roots. Every node has a label and counts"
        " there.",
        "see": SECTIONS["treebank"],
        "seen": "one number reported for the other",
    },
    {
        "name": "“all” leaves out the roots",
        "old": _FOUR,
        "new": _four(
            _ROOT,
            "np.delete(fine, roots).mean()",
            _BINARY_ROOT,
            "np.delete(binary, roots)[np.delete(sided, roots)].mean()",
        ),
        "says": "The measures over all nodes leave out the roots. A root is a node too; all means all.",
        "see": SECTIONS["treebank"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the last root alone",
        "old": _FOUR,
        "new": _four("fine[-1]", _ALL, "binary[-1]", _BINARY_ALL),
        "says": (
            "Only the last node is looked at. It is a root, but `labels` holds the nodes of many trees, one"
            " tree after the other; `roots` tells where all of their roots are."
        ),
        "see": SECTIONS["treebank"],
        "seen": "the root as the last node, which is right for a single tree",
    },
    {
        "name": "the node after each root",
        "old": _FOUR,
        "new": _four(
            "fine[(roots + 1) % len(fine)].mean()",
            _ALL,
            "binary[[k for k in (roots + 1) % len(fine) if sided[k]]].mean()",
            _BINARY_ALL,
        ),
        "says": (
            "You look at the first node of each tree, which is its first word. In post-order the root is the"
            " last node of a tree, and `roots` holds its number."
        ),
        "see": SECTIONS["treebank"],
        "seen": "where trees begin, taken for their roots",
        "alone": True,
    },
    {
        "name": "the mean over trees of each tree's share",
        "old": _FOUR,
        "new": _four(
            _ROOT,
            f"np.mean([fine[piece].mean() for piece in {_PIECES}])",
            _BINARY_ROOT,
            f"np.mean([binary[p][sided[p]].mean() for p in {_PIECES} if sided[p].any()])",
        ),
        "says": (
            "You take each tree's share first and then the mean of these. A node in a short sentence then"
            " counts for more than one in a long sentence. Asked for is the share of all nodes together."
        ),
        "see": SECTIONS["treebank"],
        "seen": "measures averaged over sentences or batches",
        "alone": True,
    },
    {
        "name": "counts instead of shares",
        "old": _FOUR,
        "new": _FOUR.replace(".mean()", ".sum()"),
        "says": (
            "You count the right answers. To compare, divide by how many were asked, which is another number"
            " for each of the four."
        ),
        "see": SECTIONS["treebank"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "per cent instead of shares",
        "old": _FOUR,
        "new": _FOUR.replace(".mean()", ".mean() * 100"),
        "says": "All four are 100 times too large: shares from 0 to 1 are asked for, not per cent.",
        "see": SECTIONS["treebank"],
        "seen": "tables in papers",
        "alone": True,
    },
    {
        "name": "errors instead of right answers",
        "old": _FOUR,
        "new": "\n        ".join(line.replace(": ", ": 1 - ").strip() for line in _FOUR.splitlines()),
        "says": "All four are the share of wrong answers. Accuracy is the share of right ones.",
        "see": SECTIONS["treebank"],
        "seen": "tables of errors",
        "alone": True,
    },
]
