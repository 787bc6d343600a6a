"""What else people get wrong in reading brackets: pieces of other kinds, read in several ways."""

from rnn_helpers.exercises.lessons.lesson_12.by_itself import mistake_in
from rnn_helpers.exercises.lessons.lesson_12.mistakes_brackets import _ANY, _END, _SPACED, _WHOLE

_DESCENT = """pieces = iter(PIECES)

    def one():
        piece = next(pieces)
        if piece != "(":
            return Tree(word=piece)
        left, right = one(), one()
        next(pieces)
        return Tree(left, right)

    return one()"""
_STACK = _WHOLE.replace(_SPACED, "PIECES")
_WAYS = {  # how the pieces are read; the first has no addition to its name
    "": _STACK,
    ", the last part handed out": _STACK.replace("waiting[0]", "waiting[-1]"),
    ", read from the left with two subtrees each": _DESCENT,
    ", read with any number of subtrees": _ANY,
}


_mistake = mistake_in("tree")


def _in_ways(name, pieces, says, seen, ways):
    """One mistake for each way in which wrong pieces may be read."""
    made = zip(_WAYS, _WAYS.values())
    return [
        _mistake(
            name + way,
            _WHOLE,
            "import re\n\n    " + code.replace("PIECES", pieces),
            says,
            seen=seen,
        )
        for number, (way, code) in enumerate(made)
        if number in ways
    ]


_SIGNS = (
    "Whatever is neither a blank nor a bracket belongs to a word: 's, 3.5, well-known. Your words are cut at"
    " other signs, or lose them."
)
_LETTERS = (
    "Single letters are taken for words, so a closing bracket joins the last two letters. A word ends only at"
    " a blank or a bracket."
)
_EMPTY = (
    "Where two blanks follow each other, or a blank and a line end, an empty piece is taken for a word. Any"
    " number of blanks parts two words, and none of them is a word."
)
_STUCK = (
    "A closing and an opening bracket that touch are taken for one piece. Brackets may stand"
    " against each other"
    " without a blank between them; each is a piece of its own."
)
_CUT = 'text.replace("(", "( ").replace(")", " )")'


def _ends(strip, join):
    """A reader that takes pieces between blanks for words with brackets at their ends."""
    return (
        "waiting = []\n    for piece in text.split():\n"
        f"        word = piece{strip}\n"
        "        if word:\n            waiting.append(Tree(word=word))\n"
        '        for _ in range(piece.count(")")):\n'
        f"            {join}"
    )


_GUARD = "if len(waiting) > 1:\n                right = waiting.pop()\n                "
_PUT = "waiting.append(Tree(waiting.pop(), right))\n    "
_INNER = (
    'Tree(left, right) if left.children or right.children or " " in left.word + right.word'
    " else Tree(word=JOINED)"
)
_PHRASE = (
    "An innermost pair of brackets, such as `(the cat)`, has become a single leaf. It is a node too, with a"
    " leaf for each of its words."
)

BRACKETS_PIECES_MISTAKES = [
    *_in_ways(
        "words of letters and digits only",
        're.findall(r"\\w+|[()]", text)',
        _SIGNS,
        "a pattern \\w+",
        (0, 1, 2),
    ),
    *_in_ways(
        "words of letters only",
        're.findall(r"[A-Za-z]+|[()]", text)',
        _SIGNS,
        "a pattern [A-Za-z]+",
        (0,),
    ),
    *_in_ways(
        "other signs are words of their own",
        're.findall(r"\\w+|[^\\w\\s]", text)',
        _SIGNS,
        "splitters of texts that part off punctuation",
        (0, 1, 2, 3),
    ),
    *_in_ways(
        "other signs are lost",
        're.findall(r"\\w+|[()]", re.sub(r"[^\\w\\s()]", "", text))',
        _SIGNS,
        "punctuation taken out first, as in counting words",
        (0,),
    ),
    *_in_ways(
        "every letter is a word", 're.findall(r"\\S", text)', _LETTERS, "a loop over a text", (0, 1, 2)
    ),
    *_in_ways("every letter and blank is a word", "text", _LETTERS, "a loop over a text", (0, 1, 2)),
    *_in_ways(
        "brackets that touch are one piece",
        f"{_CUT}.split()",
        _STUCK,
        "a blank put on the inner side of each bracket only",
        (0, 1),
    ),
    *_in_ways(
        "brackets that touch are one piece, and empty words",
        f'{_CUT}.replace("\\n", " ").split(" ")',
        f"{_STUCK} {_EMPTY}",
        "split(' ') in the place of split()",
        (0, 1),
    ),
    *_in_ways(
        "brackets that touch are one piece, empty words and line ends",
        f'{_CUT}.split(" ")',
        f"{_STUCK} {_EMPTY}",
        "split(' ') in the place of split()",
        (1,),
    ),
    *_in_ways(
        "empty words between blanks",
        'text.replace("(", " ( ").replace(")", " ) ").split(" ")',
        _EMPTY,
        "split(' ') in the place of split()",
        (),
    ),
    *_in_ways(
        "blanks are thrown away",
        're.findall(r"[()]|[^()]+", re.sub(r"\\s", "", text))',
        "All blanks are taken out first, so words that stood side by side have become one. Blanks"
        " part words.",
        "expected",
        (3,),
    ),
    *_in_ways(
        "everything between two brackets is one word",
        '[p.strip() for p in re.findall(r"[()]|[^()]+", text) if p.strip()]',
        "The text is cut at brackets only, so all that stands between two of them is one word. Blanks part"
        " words as well.",
        "expected",
        (3,),
    ),
    *_in_ways(
        "line ends are taken out and leave no blank",
        'text.replace("\\n", "").replace("(", " ( ").replace(")", " ) ").split()',
        "Two words that are parted by a line end alone have become one. A line end parts words as a"
        " blank does.",
        "replace of a line end by nothing",
        (3,),
    ),
    *_in_ways(
        "only the first line is read",
        'text.splitlines()[0].replace("(", " ( ").replace(")", " ) ").split()',
        "Only the first line of the text is read. A tree may run over several lines.",
        "readers of files with a tree in each line",
        (0,),
    ),
    *(
        _mistake(
            f"pieces between blanks, brackets {how}, {end}",
            _WHOLE,
            _ends(strip, join) + back,
            says,
            seen=seen,
        )
        for how, strip, says, seen in (
            (
                "taken off their ends",
                '.strip("()")',
                "Each piece between blanks is taken for one word with brackets at its ends."
                " Brackets may touch,"
                " so that a piece such as `cat)(sat` holds two words.",
                "strip('()')",
            ),
            (
                "taken out of them",
                '.replace("(", "").replace(")", "")',
                "Each piece between blanks is taken for one word, without its brackets. Brackets"
                " may touch, so"
                " that a piece such as `cat)(sat` holds two words.",
                "replace of brackets by nothing",
            ),
        )
        for end, join, back in (("the first tree handed out", _GUARD + _PUT, "return waiting[0]"),)
    ),
    _mistake(
        "the innermost pair is one leaf",
        "Tree(left, right)",
        _INNER.replace("JOINED", 'left.word + " " + right.word'),
        _PHRASE,
    ),
    _mistake(
        "the innermost pair is one leaf, its brackets kept",
        "Tree(left, right)",
        _INNER.replace("JOINED", '"(" + left.word + " " + right.word + ")"'),
        _PHRASE,
    ),
    _mistake(
        "the last word of the innermost pair is its leaf",
        "Tree(left, right)",
        "Tree(left, right) if left.children or right.children else right",
        "Of two words in one bracket only the second is left, and no node is made. " + _PHRASE,
    ),
    _mistake(
        "the whole list is handed out",
        _END,
        "return waiting",
        "You hand out the list that the tree waits in. The tree itself is asked for.",
    ),
    _mistake(
        "nested lists instead of a tree",
        _WHOLE,
        _WHOLE.replace("Tree(left, right)", "[left, right]").replace("Tree(word=piece)", "piece"),
        "The nesting is right, but it is made of lists and strings. Nodes and leaves are made with Tree.",
    ),
    _mistake(
        "the words alone",
        _END,
        "return waiting[0].words()",
        "You hand out the words in their order. A tree is asked for, with a node for each pair of brackets.",
    ),
    _mistake(
        "the right subtree is left out",
        "Tree(left, right)",
        "Tree(left)",
        "Every node has one child, its left subtree. The two subtrees in a bracket both hang below the node.",
    ),
    _mistake(
        "the left subtree is left out",
        "Tree(left, right)",
        "Tree(right)",
        "Every node has one child, its right subtree. The two subtrees in a bracket both hang below"
        " the node.",
    ),
    _mistake(
        "every node has its words as its own",
        "Tree(left, right)",
        'Tree(left, right, word=f"{left.word} {right.word}")',
        "Inner nodes have got words, joined from their children's. Here words stand at leaves only.",
    ),
    _mistake(
        "every node has its bracket as its word",
        "Tree(left, right)",
        'Tree(left, right, word="(")',
        "The opening bracket has become the word of the node. Brackets say where a node begins and ends.",
    ),
    _mistake(
        "the letters of each word are turned round",
        "word=piece",
        "word=piece[::-1]",
        "Each word is spelled backwards. Who reads a text from its end has to keep the letters in"
        " their order.",
        seen="text[::-1]",
    ),
    _mistake(
        "signs at the ends of words are lost",
        "word=piece",
        'word=piece.strip("\'.,-")',
        "Signs at the ends of words are taken off, such as the apostrophe of 's. Words are kept as"
        " they stand.",
    ),
    _mistake(
        "halves of halves: the brackets are ignored",
        _WHOLE,
        'words = text.replace("(", " ").replace(")", " ").split()\n\n'
        "    def half(part):\n        middle = (len(part) + 1) // 2\n"
        "        return Tree(half(part[:middle]), half(part[middle:])) if part[1:]"
        " else Tree(word=part[0])\n\n"
        "    return half(words)",
        "The words are halved again and again, whatever the brackets say. The same words in other"
        " brackets are"
        " another tree.",
    ),
]
