r"""Trees as text in brackets, in and out.

    (3 (2 It) (4 (4 's) (4 good)))              labels and words, as in sentiment treebanks
    (S (NP (DT the) (NN cat)) (VP sat))         labels that are names, as in the Penn Treebank
    ((the cat) sat)                             no labels
    *(+(3 4) 2)                                 a word at an inner node

The rules:
1. A word alone is a leaf. A word written against a bracket, without a space, is the word of the node whose
   children the bracket holds: in +(3 4) the word + has the children 3 and 4.
2. Every other bracket is a node without a word over what stands in it, at least one subtree.
3. With labels (labels=True), such a bracket starts with a label, an int if it is an integer. It labels what
   follows: one word, (4 good); one word with its children, (4 +((1 3) (1 4))); or else a node over subtrees.
   The label _ stands for none, and so does a bracket that starts with another one: ( (S …) ).
4. Without labels (labels=False), the first thing in a bracket is a subtree too: (the cat) has two leaves.
5. labels="auto" takes a text for labelled if more than half of its brackets start with an integer or a name
   without small letters. So (I am) is one leaf with the label I, and (we are) has two leaves. A text that is
   taken the wrong way needs labels=True or labels=False.
6. In words, -LRB- and -RRB- stand for ( and ), -LSB- -RSB- -LCB- -RCB- for [ ] { }, \/ and \* for / and *.
   Blanks, tabulators and line ends separate; a non-breaking space does not.
"""

import gc
import re

from rnn_helpers._caret import PlacedError, check_text, line_and_column
from rnn_helpers._tree_text import NO_LABEL, has_labels, pieces
from rnn_helpers.trees import Tree, grow

BLANKS = " \t\n\r\f\v\ufeff"
BLANK = r"[ \t\n\r\f\v\ufeff]"
ATOM = r"[^ \t\n\r\f\v\ufeff()]+"
PLAIN = re.compile(r"[^ \t\n\r\f\v\ufeff()\\-]+")  # nothing to escape
LABELLED = re.compile(rf"\({BLANK}*{ATOM}{BLANK}+{ATOM}{BLANK}*\)|\({BLANK}*(?:{ATOM})?|{ATOM}\(?|\)")
UNLABELLED = re.compile(rf"{ATOM}\(?|[()]")
LABEL_LIKE = re.compile(rf"\({BLANK}*[!-'*-`{{-~]+(?![^ \t\n\r\f\v\ufeff()])")
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")

ESCAPES = {"(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-"}
MEANT = {escape: letter for letter, escape in ESCAPES.items()}
ESCAPED = re.compile(r"-[LR][RSC]B-|\\[/*]")
NEEDS_ESCAPE = re.compile(r"[()]|\\(?=[/*])")


class BracketError(PlacedError):
    """A text that is no tree, with the place; or a tree that no text can hold."""


def read_tree(text, labels="auto"):
    """The one tree that a text holds.

    labels : True, False or "auto": whether brackets start with a label (rules 3 to 5 above)

    Raises BracketError if the text is no tree, or more than one.
    """
    check_text(text, "A tree")
    trees = _read(text, labels)
    if not trees:
        raise BracketError("found nothing, expected a tree, such as (the cat).", text, len(text.rstrip()))
    if len(trees) > 1:
        raise _second_tree(text, labels)
    return trees[0]


def read_trees(text, labels="auto"):
    """All trees of a file, in order; a tree may run over several lines, and a line may hold several trees.

    text : the whole text, or its lines (an open file, say)
    labels : as in `read_tree`, decided once for the whole text

    Raises BracketError, with the line, at the first place that is wrong.
    """
    if not isinstance(text, str):
        lines = list(text)
        for line in lines:
            check_text(line, "A tree")
        text = "\n".join(line.removesuffix("\n") for line in lines)
    return _read(text, labels)


def write_tree(tree, labels="auto"):
    """The tree as text, which `read_tree` turns back into it.

    labels : True writes the labels, False leaves them out, "auto" writes them if there are any

    Raises ValueError for a word or a label that the notation cannot hold: a vector, the empty word, blanks.
    """
    if not isinstance(tree, Tree):
        raise TypeError(f"write_tree writes a Tree; got {tree!r:.60}.")
    labelled = has_labels(tree) if _choice(labels) == "auto" else labels
    return "".join(pieces(tree, labelled, _spell_word, _spell_label))


def _choice(labels):
    if labels not in (True, False, "auto"):
        raise ValueError(f'labels must be True, False or "auto"; got {labels!r:.40}.')
    return labels


def _is_labelled(text, labels):
    if _choice(labels) != "auto":
        return labels
    return 2 * len(LABEL_LIKE.findall(text)) > text.count("(")


def _read(text, labels):
    labelled = _is_labelled(text, labels)
    collecting = gc.isenabled()
    gc.disable()  # otherwise it looks through all nodes again and again while they are made
    try:
        tokens = (LABELLED if labelled else UNLABELLED).findall(text)
        trees, wrong = _read_labelled(tokens) if labelled else _read_unlabelled(tokens)
    finally:
        if collecting:
            gc.enable()
    if wrong is not None:
        raise _explained(text, labelled, *wrong)
    return trees


def _read_labelled(tokens):
    """The trees, and what is wrong: None, or the number of a token and the kind of mistake."""
    leaves, words, labels = {}, {}, {}  # what a token means, found out once
    items, stack = [], []
    after_glued = False  # whether the token before this one ended a word with its children
    for number, token in enumerate(tokens):
        if token == ")":
            if not stack:
                return items, (number, "extra")
            if not items:
                return items, (number, "empty")
            children, (items, label, word) = items, stack.pop()
            if word is not None:
                items.append(grow(tuple(children), word))
                after_glued = True
                continue
            if after_glued and len(children) == 1:
                items.append(grow(children[0].children, children[0].word, label))
            else:
                items.append(grow(tuple(children), None, label))
        elif token[-1] == ")":
            leaf = leaves.get(token)
            if leaf is None:
                leaf = leaves[token] = _leaf_of(token)
            items.append(leaf)
        elif token[0] == "(":
            if token not in labels:
                labels[token] = _label_of(token[1:].strip(BLANKS))
            stack.append((items, labels[token], None))
            items = []
        else:
            word = words.get(token)
            if word is None:
                word = words[token] = _unescaped(token.removesuffix("("))
            if token[-1] == "(":
                stack.append((items, None, word))
                items = []
            else:
                items.append(grow((), word))
        after_glued = False
    return (items, None) if not stack else ([], (len(tokens), "missing"))


def _leaf_of(token):
    label, word = re.findall(ATOM, token)
    return grow((), _unescaped(word), _label_of(label))


def _label_of(text):
    if text in ("", NO_LABEL):
        return None
    return int(text) if INTEGER.fullmatch(text) else text


def _read_unlabelled(tokens):
    """The same for a text without labels."""
    words, items, stack = {}, [], []
    for number, token in enumerate(tokens):
        if token == ")":
            if not stack:
                return items, (number, "extra")
            if not items:
                return items, (number, "empty")
            children, (items, word) = items, stack.pop()
            items.append(grow(tuple(children), word))
            continue
        word = None
        if token != "(":
            word = words.get(token)
            if word is None:
                word = words[token] = _unescaped(token.removesuffix("("))
        if token[-1] == "(":
            stack.append((items, word))
            items = []
        else:
            items.append(grow((), word))
    return (items, None) if not stack else ([], (len(tokens), "missing"))


def _unescaped(text):
    if "-" not in text and "\\" not in text:
        return text
    return ESCAPED.sub(lambda found: MEANT.get(found[0]) or found[0][-1:], text)


def _spell_word(word):
    if isinstance(word, str) and PLAIN.fullmatch(word):
        return word
    if not isinstance(word, str):
        raise ValueError(f"Brackets hold words, not vectors; got {word!r:.60}.")
    text = NEEDS_ESCAPE.sub(lambda found: ESCAPES.get(found[0], "\\\\"), word)
    if not re.fullmatch(ATOM, text):
        raise ValueError(f"Brackets cannot hold the word {word!r:.60}: it is empty or has a blank in it.")
    if _unescaped(text) != word:
        raise ValueError(
            f"Brackets cannot hold the word {word!r:.60}: it would be read as {_unescaped(text)!r:.60}."
        )
    return text


def _spell_label(label):
    text = str(label)
    if type(label) is int and INTEGER.fullmatch(text):
        return text
    if not re.fullmatch(ATOM, text):
        raise ValueError(
            f"Brackets cannot hold the label {label!r:.60}: it is empty or has a blank or bracket in it."
        )
    if _label_of(text) != label:
        raise ValueError(
            f"Brackets cannot hold the label {label!r:.60}: it would be read as {_label_of(text)!r:.60}."
        )
    return text


def _spans(text, labelled):
    """Start and stop of every token."""
    return [found.span() for found in (LABELLED if labelled else UNLABELLED).finditer(text)]


def _explained(text, labelled, number, kind):
    """The error for a mistake at the token `number`."""
    spans = _spans(text, labelled)
    if kind == "missing":
        return _missing(text)
    place = spans[number][0]
    if kind == "extra":
        return BracketError("found ')', but no bracket is open here.", text, place)
    before = text[slice(*spans[number - 1])]
    content = before.strip("(").strip(BLANKS)
    if labelled and content and before[0] == "(":
        return BracketError(
            f"found ')', expected a word or a subtree after the label {content!r:.40}.", text, place
        )
    if content:
        return BracketError(f"found ')', expected the children of {content!r:.40}.", text, place)
    return BracketError("found empty brackets, expected a word or a subtree between them.", text, place)


def _missing(text):
    """The error for brackets that stay open: at the next tree if one starts before they close."""
    place = _next_tree(text)
    opened = _open_brackets(text if place is None else text[:place])
    count = "a bracket is" if len(opened) == 1 else f"{len(opened)} brackets are"
    line, column = line_and_column(text, opened[-1])
    where = f"line {line}, column {column}" if "\n" in text else f"column {column}"
    last = f"; the one from {where} needs its ')'."
    if place is not None:
        end = len(text[:place].rstrip())
        return BracketError(f"found the end of the line while {count} open{last}", text, end)
    return BracketError(f"found the end of the text while {count} open{last}", text, len(text.rstrip()))


def _next_tree(text):
    """Where a line starts with '(' while brackets of lines above are open, or None.

    A treebank has a tree on each line, or indents the further lines of a tree.
    """
    depth = 0
    for found in re.finditer(r"[()]", text):
        place = found.start()
        if depth > 0 and found[0] == "(" and text[place - 1] == "\n":
            return place
        depth += 1 if found[0] == "(" else -1
    return None


def _open_brackets(text):
    """The places of the brackets that stay open, the innermost last."""
    opened = []
    for found in re.finditer(r"[()]", text):
        if found[0] == "(":
            opened.append(found.start())
        else:
            opened.pop()
    return opened


def _second_tree(text, labels):
    """The error for what follows the first tree."""
    labelled, depth = _is_labelled(text, labels), 0
    for number, (start, stop) in enumerate(_spans(text, labelled)):
        if depth == 0 and number > 0:
            break
        depth += text.count("(", start, stop) - text.count(")", start, stop)
    rest = text[start:stop]
    hint = " To make one tree of several words or trees, put brackets around them."
    return BracketError(f"found {rest!r:.40} after the end of the tree.{hint}", text, start)
