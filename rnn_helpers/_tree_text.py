"""A tree as bracket notation, piece by piece; the notation itself is explained in `rnn_helpers.brackets`."""

NO_LABEL = "_"
LONGEST = 1000  # characters that str(tree) shows of a huge tree
MOST_NUMBERS = 4  # entries that str(tree) shows of a vector


def has_labels(tree):
    """Whether any node of the tree has a label."""
    stack, seen = [tree], set()
    while stack:
        node = stack.pop()
        if node.label is not None:
            return True
        if id(node) not in seen:
            seen.add(id(node))
            stack.extend(node.children)
    return False


def pieces(tree, labelled, spell_word, spell_label):
    """The texts that make up the notation of the tree, from left to right.

    labelled : whether brackets start with a label
    spell_word, spell_label : word -> text, label -> text
    """
    stack = [tree]  # what is still to be written, the next piece last: texts and nodes
    while stack:
        item = stack.pop()
        if type(item) is str:
            yield item
            continue
        start, end = _around(item, labelled, spell_word, spell_label)
        children = item.children
        if not children:
            yield start + end
            continue
        yield start
        stack.append(end)
        if labelled and item.word is None and len(children) == 1 and _is_bare(children[0]):
            stack += (")", children[0], f"({NO_LABEL} ")
            continue
        for child in children[:0:-1]:
            stack += (child, " ")
        stack.append(children[0])


def _around(node, labelled, spell_word, spell_label):
    """What stands before and after the children of a node."""
    word, label = node.word, node.label
    if not labelled:
        return ("" if word is None else spell_word(word)) + ("(" if node.children else ""), ")" * bool(
            node.children
        )
    if word is None:
        return f"({NO_LABEL if label is None else spell_label(label)} ", ")"
    start, end = (
        (spell_word(word), "") if label is None else (f"({spell_label(label)} {spell_word(word)}", ")")
    )
    return (start + "(", end + ")") if node.children else (start, end)


def _is_bare(node):
    """Whether a node of a labelled tree is written without brackets around it."""
    return node.label is None and node.word is not None


def shown(tree):
    """The notation for people to look at: nothing is refused, and a huge tree ends in three dots."""
    text, length = [], 0
    for piece in pieces(tree, has_labels(tree), shown_word, shown_label):
        text.append(piece)
        length += len(piece)
        if length > LONGEST:
            return f"{''.join(text)[:LONGEST]}… ({len(tree)} nodes)"
    return "".join(text)


def shown_word(word):
    """A word, or the first numbers of a vector, as it stands in str(tree)."""
    if not isinstance(word, str):
        numbers = ",".join(f"{number:.3g}" for number in word[:MOST_NUMBERS])
        return f"[{numbers}{',…' if len(word) > MOST_NUMBERS else ''}]"
    word = word.replace("(", "-LRB-").replace(")", "-RRB-")
    return "".join("␣" if letter.isspace() or not letter.isprintable() else letter for letter in word) or "''"


def shown_label(label):
    """A label as it stands in str(tree)."""
    return shown_word(str(label))
