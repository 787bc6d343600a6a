"""What people get wrong in reading brackets: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_12.sections import SECTIONS

_SPACED = 'text.replace("(", " ( ").replace(")", " ) ").split()'
_JOIN = "waiting.append(Tree(left, right))"
_TAKEN = "right = waiting.pop()\n            left = waiting.pop()"
_LEAF = "waiting.append(Tree(word=piece))"
_END = "return waiting[0]"
_ANY = """waiting = [[]]
    for piece in PIECES:
        if piece == "(":
            waiting.append([])
        elif piece == ")":
            children = waiting.pop()
            waiting[-1].append(Tree(*children))
        else:
            waiting[-1].append(Tree(word=piece))
    return waiting[0][0]"""
_WHOLE = f"""waiting = []
    for piece in {_SPACED}:
        if piece == ")":
            {_TAKEN}
            {_JOIN}
        elif piece != "(":
            {_LEAF}
    {_END}"""

_ONE_CLOSES = "import re\n\n    " + _WHOLE.replace('.replace(")", " ) ")', "").replace(
    'text.replace("(", " ( ")', 're.sub(r"\\)+", " ) ", text.replace("(", " ( "))'
)


def _with_pieces(pieces):
    """A reader that takes any number of subtrees in a bracket, on pieces of another kind."""
    return "import re\n\n    " + _ANY.replace("PIECES", pieces)


BRACKETS_MISTAKES = [
    {
        "name": "left and right have changed places",
        "old": "Tree(left, right)",
        "new": "Tree(right, left)",
        "says": (
            "Every node has its two subtrees in the wrong order, so the whole tree is its mirror image. What"
            " was put into a list last comes out of it first."
        ),
        "see": SECTIONS["node"],
        "seen": "expected; a list used as a stack gives things back in reverse",
    },
    {
        "name": "the nesting is lost: all words hang below one node",
        "old": _WHOLE,
        "new": (
            'words = text.replace("(", " ").replace(")", " ").split()\n'
            "    leaves = [Tree(word=word) for word in words]\n"
            "    return Tree(*leaves)"
        ),
        "says": (
            "All words have become children of a single node. What is grouped with what is told by the"
            " brackets inside: each pair is a node of its own."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; brackets thrown away before the reading begins",
        "alone": True,
    },
    {
        "name": "the brackets are ignored: a chain that leans to the left",
        "old": _WHOLE,
        "new": (
            'first, *rest = text.replace("(", " ").replace(")", " ").split()\n'
            "    tree = Tree(word=first)\n"
            "    for word in rest:\n"
            "        tree = Tree(tree, Tree(word=word))\n"
            "    return tree"
        ),
        "says": (
            "Each word is joined to all that came before, whatever the brackets say. The same words in other"
            " brackets are another tree."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the brackets are ignored: a chain that leans to the right",
        "old": _WHOLE,
        "new": (
            '*rest, last = text.replace("(", " ").replace(")", " ").split()\n'
            "    tree = Tree(word=last)\n"
            "    for word in reversed(rest):\n"
            "        tree = Tree(Tree(word=word), tree)\n"
            "    return tree"
        ),
        "says": (
            "Each word is joined to all that comes after it, whatever the brackets say. The same words in"
            " other brackets are another tree."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "words are taken apart into letters",
        "old": _WHOLE,
        "new": _with_pieces('text.replace(" ", "").replace("\\n", "")'),
        "says": (
            "Every letter has become a leaf. A loop over a text goes letter by letter; a word ends only at a"
            " blank or a bracket."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a loop over a text goes letter by letter",
        "alone": True,
    },
    {
        "name": "words are taken apart into letters, and blanks are letters too",
        "old": _WHOLE,
        "new": _with_pieces("text"),
        "says": (
            "Every letter has become a leaf, and every blank too. A loop over a text goes letter by letter; a"
            " word ends only at a blank or a bracket, and blanks are no words."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; a loop over a text goes letter by letter",
        "alone": True,
    },
    {
        "name": "brackets stay on the words",
        "old": _SPACED,
        "new": "text.split()",
        "says": (
            "The text is cut at blanks only, so `((the` and `cat)` are pieces and no bracket is ever seen by"
            " itself. Brackets stand against words without a blank between them."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; split() cuts at blanks only",
    },
    {
        "name": "opening brackets stay on the words",
        "old": '.replace("(", " ( ")',
        "new": "",
        "says": (
            "Words carry the opening brackets that stand before them, such as `((the`. A word ends at a blank"
            " or a bracket, and begins after one."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "closing brackets stay on the words",
        "old": '.replace(")", " ) ")',
        "new": "",
        "says": (
            "Words carry the closing brackets that stand behind them, such as `cat)`, so no pair is ever"
            " closed. A word ends at a blank or a bracket."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "several closing brackets in a row count as one",
        "old": _WHOLE,
        "new": _ONE_CLOSES,
        "says": (
            "Where several brackets close at once, as in `mat))`, only one of them is seen. Each closes a"
            " pair of its own and makes a node."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; endswith(')') or strip(')') takes all of them for one",
        "alone": True,
    },
    {
        "name": "several closing brackets in a row count as one, and the last subtree is handed out",
        "old": _WHOLE,
        "new": _ONE_CLOSES.replace("waiting[0]", "waiting[-1]"),
        "says": (
            "Where several brackets close at once, as in `mat))`, only one of them is seen, so some subtrees"
            " are never joined. Each bracket closes a pair of its own and makes a node."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; endswith(')') or strip(')') takes all of them for one",
        "alone": True,
    },
    {
        "name": "the brackets at both ends of the text are cut off",
        "old": _WHOLE,
        "new": _WHOLE.replace("text.", 'text.strip("()").').replace("waiting[0]", "waiting[-1]"),
        "says": (
            "All brackets at the beginning and the end of the text are thrown away before the reading begins,"
            " and with them the last nodes: nothing joins what still waits, and its last part is handed out."
            " The brackets at the end close the largest phrases."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; strip('()')",
        "alone": True,
    },
    {
        "name": "brackets have become words",
        "old": _WHOLE,
        "new": _with_pieces(_SPACED)
        .replace("waiting.append([])", 'waiting.append([Tree(word="(")])')
        .replace("children = waiting.pop()", 'children = [*waiting.pop(), Tree(word=")")]'),
        "says": (
            "The brackets themselves have become leaves. They say where a node begins and ends; only words"
            " are leaves."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "opening brackets have become words",
        "old": 'elif piece != "(":',
        "new": "else:",
        "says": (
            "An opening bracket is taken for a word and waits among the subtrees. Brackets say where a node"
            " begins and ends; only words are leaves."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; an else that takes everything",
    },
    {
        "name": "the word before a closing bracket is lost",
        "old": _WHOLE,
        "new": _with_pieces(
            're.sub(r"[^\\s()]+\\s*\\)", ")", text).replace("(", " ( ").replace(")", " ) ").split()'
        ),
        "says": (
            "Words that stand directly before a closing bracket are missing. A word ends at a blank, but at a"
            " bracket too: what has been collected so far must be kept then."
        ),
        "see": SECTIONS["tree"],
        "seen": "readers that go letter by letter and note a word at each blank",
        "alone": True,
    },
    {
        "name": "the word before a closing bracket lands behind it",
        "old": _WHOLE,
        "new": (
            'waiting, word = [[]], ""\n'
            "    for letter in text:\n"
            '        if letter == "(":\n'
            "            waiting.append([])\n"
            '        elif letter == ")":\n'
            "            children = waiting.pop()\n"
            "            waiting[-1].append(Tree(*children))\n"
            "        elif letter.isspace():\n"
            "            waiting[-1] += [Tree(word=word)] * bool(word)\n"
            '            word = ""\n'
            "        else:\n"
            "            word += letter\n"
            "    return waiting[0][0]"
        ),
        "says": (
            "A word is noted only when a blank comes. If a bracket comes first, the word is noted after the"
            " bracket has closed, in the wrong node, or not at all. A word ends at a blank, but at a bracket"
            " too."
        ),
        "see": SECTIONS["tree"],
        "seen": "readers that go letter by letter and note a word at each blank",
        "alone": True,
    },
    {
        "name": "the last letter before a closing bracket is lost",
        "old": _WHOLE,
        "new": _with_pieces(
            're.sub(r"[^\\s()](?=\\s*\\))", "", text).replace("(", " ( ").replace(")", " ) ").split()'
        ),
        "says": (
            "Words that stand directly before a closing bracket lack their last letter. The end of a slice is"
            " the first place that does not belong to it, so it may be the bracket's own place."
        ),
        "see": SECTIONS["tree"],
        "seen": "a slice that ends one too early",
        "alone": True,
    },
    {
        "name": "a closing bracket takes everything that waits",
        "old": f"{_TAKEN}\n            {_JOIN}",
        "new": "waiting = [Tree(*waiting)]",
        "says": (
            "At a closing bracket everything read so far becomes one node, also what stands before the"
            " bracket's own beginning. A pair of brackets joins the two subtrees inside it."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "subtrees are taken from the front of the list",
        "old": _TAKEN,
        "new": "left = waiting.pop(0)\n            right = waiting.pop(0)",
        "says": (
            "A closing bracket joins the two subtrees that have waited longest. Those inside the bracket are"
            " the ones that came last; what stands before it still waits."
        ),
        "see": SECTIONS["whole"],
        "seen": "expected; a queue where a stack is meant",
    },
    {
        "name": "the right subtree twice",
        "old": "Tree(left, right)",
        "new": "Tree(right, right)",
        "says": "Both children of every node are its right subtree; what stands to the left is lost.",
        "see": SECTIONS["tree"],
        "seen": "expected; a line copied and half changed",
    },
    {
        "name": "the left subtree twice",
        "old": "Tree(left, right)",
        "new": "Tree(left, left)",
        "says": "Both children of every node are its left subtree; what stands to the right is lost.",
        "see": SECTIONS["tree"],
        "seen": "expected; a line copied and half changed",
    },
    {
        "name": "the reading stops at the first closing bracket",
        "old": _JOIN,
        "new": "return Tree(left, right)",
        "says": (
            "You hand out the first subtree that is complete. The text goes on: what is complete may be a"
            " part of something larger. A `return` inside the loop ends the whole function."
        ),
        "see": SECTIONS["tree"],
        "seen": "a return indented one step too far; index(')') finds the first bracket, not the partner",
    },
    {
        "name": "only the left subtree of the root is handed out",
        "old": _END,
        "new": "return waiting[0].children[0]",
        "says": (
            "You hand out the left part of the tree; the right one and the node that joins both are missing."
            " Is the last bracket of the text read?"
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; the outermost brackets cut off first",
    },
    {
        "name": "only the right subtree of the root is handed out",
        "old": _END,
        "new": "return waiting[0].children[-1]",
        "says": (
            "You hand out the right part of the tree; the left one and the node that joins both are missing."
            " Is the last bracket of the text read?"
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "a node too many on top",
        "old": _END,
        "new": "return Tree(*waiting)",
        "says": (
            "The tree is right, but it hangs below one more node with a single child: the list that held it."
            " The outermost pair of brackets is the root."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; the outer list of a stack kept",
    },
    {
        "name": "every word hangs below a node of its own",
        "old": "Tree(word=piece)",
        "new": "Tree(Tree(word=piece))",
        "says": "A word has got a node with a single child above it. A word alone is a leaf: one node.",
        "see": SECTIONS["tree"],
        "seen": "expected",
    },
    {
        "name": "the words of all brackets have become one leaf",
        "old": "Tree(left, right)",
        "new": (
            "Tree(left, right) if left.children or right.children"
            ' else Tree(word=left.word + " " + right.word)'
        ),
        "says": (
            "Two leaves in a bracket are joined to one leaf with both words, and so on up to the root, until"
            " the"
            " whole text is a single leaf. A pair of brackets is a node, with a leaf for each word in it."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the first word is taken for the node's own",
        "old": "Tree(left, right)",
        "new": "Tree(left, right) if left.children else Tree(right, word=left.word)",
        "says": (
            "A word behind an opening bracket has become the word of the inner node. Without labels, the"
            " first thing in a bracket is a subtree like the second."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; treebanks have a label there",
        "alone": True,
    },
    {
        "name": "the first word is taken for the node's label",
        "old": "Tree(left, right)",
        "new": "Tree(left, right) if left.children else Tree(right, label=left.word)",
        "says": (
            "A word behind an opening bracket has become the label of the node. Without labels, the first"
            " thing in a bracket is a subtree like the second."
        ),
        "see": SECTIONS["tree"],
        "seen": "expected; treebanks have a label there",
        "alone": True,
    },
    {
        "name": "capital letters are lost",
        "old": "word=piece",
        "new": "word=piece.lower()",
        "says": "The words come out in small letters. They are kept as they stand in the text.",
        "see": SECTIONS["tree"],
        "seen": "a habit of counting words",
    },
    {
        "name": "only letters and digits make a word",
        "old": _WHOLE,
        "new": _with_pieces('re.findall(r"\\w+|[()]", text)'),
        "says": (
            "Points, hyphens and apostrophes are lost, and words with one inside are cut in two. Whatever is"
            " neither a blank nor a bracket belongs to a word: 's, 3.5, well-known."
        ),
        "see": SECTIONS["tree"],
        "seen": r"re.findall(r'\w+', …)",
        "alone": True,
    },
    {
        "name": "a line end is no blank",
        "old": _SPACED,
        "new": '[p for p in text.replace("(", " ( ").replace(")", " ) ").split(" ") if p]',
        "says": (
            "Only blanks part words, so a line end becomes a word or a part of one. A text may run over"
            " several lines."
        ),
        "see": SECTIONS["tree"],
        "seen": "split(' ') in the place of split()",
    },
    {
        "name": "empty words between blanks",
        "old": _SPACED,
        "new": 'text.replace("(", " ( ").replace(")", " ) ").split(" ")',
        "says": (
            "Where two blanks follow each other, an empty word is found between them. Any number of blanks"
            " parts two words, and none of them is a word."
        ),
        "see": SECTIONS["tree"],
        "seen": "split(' ') in the place of split()",
    },
]
