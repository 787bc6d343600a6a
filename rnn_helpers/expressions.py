"""Expressions as trees, with the operators as words at inner nodes: arithmetic, ListOps and Python.

tree_of_arithmetic("(3 + 4) * 2")           *(+(3 4) 2)
tree_of_listops("[MAX 2 9 [MIN 4 7 ] 0 ]")  MAX(2 9 MIN(4 7) 0)
tree_of_python("print(x.y < 3)")            print(<(.y(x) 3))
"""

import ast
import re
import warnings
from fractions import Fraction

from rnn_helpers._caret import PlacedError, check_text
from rnn_helpers.trees import grow

ARITHMETIC = re.compile(
    r"(?P<leaf>[0-9]+(?:\.[0-9]+)?|\.[0-9]+|[A-Za-z_][A-Za-z_0-9]*)|(?P<sign>[-+*/()])|(?P<else>\S)"
)
LISTOPS = re.compile(r"\[\s*[A-Z]*|\]|[^\s\[\]]+")
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "negative": 3}  # the stronger sign takes its numbers first


class ExpressionError(PlacedError):
    """A text that is no expression, with the place."""


def tree_of_arithmetic(text):
    """The tree of an expression with + - * /, a minus before a number, and parentheses.

    Leaves hold numbers and names as they are written. * and / bind more tightly than + and -, equal ones
    from the left; a minus before a number or parenthesis is a node "-" with one child and binds most tightly.

    Raises ExpressionError for anything else, with the place.
    """
    check_text(text, "An expression")
    trees, signs = [], []  # what is finished, and the signs that wait for their right-hand side, with places
    wants_number = True
    for found in ARITHMETIC.finditer(text):
        token, place = found[0], found.start()
        if found["else"]:
            raise ExpressionError(
                f"found {token!r}, expected a number, a name or one of + - * / ( ).", text, place
            )
        if wants_number:
            wants_number = _read_number(token, place, trees, signs, text)
        else:
            wants_number = _read_sign(token, place, trees, signs, text)
    if wants_number:
        raise ExpressionError("found the end, expected a number.", text, len(text.rstrip()))
    _finish(trees, signs, 0)
    if signs:
        raise ExpressionError("found the end, expected ')' for this '('.", text, signs[-1][1])
    return trees[0]


def _read_number(token, place, trees, signs, text):
    """One token where a number can stand. Returns whether a number is still wanted after it."""
    if token in "(-":
        signs.append(("negative" if token == "-" else token, place))
        return True
    if token in "+*/)":
        raise ExpressionError(f"found {token!r}, expected a number, a name or '('.", text, place)
    trees.append(grow((), token))
    return False


def _read_sign(token, place, trees, signs, text):
    """One token where a sign can stand. Returns whether a number is wanted after it."""
    if token in STRENGTH:
        _finish(trees, signs, STRENGTH[token])
        signs.append((token, place))
        return True
    if token != ")":
        raise ExpressionError(f"found {token!r:.40}, expected one of + - * / or the end.", text, place)
    _finish(trees, signs, 0)
    if not signs:
        raise ExpressionError("found ')', but no '(' is open here.", text, place)
    signs.pop()
    return False


def _finish(trees, signs, strength):
    """Make nodes of the waiting signs that are at least as strong, back to an open parenthesis."""
    while signs and signs[-1][0] != "(" and STRENGTH[signs[-1][0]] >= strength:
        sign, _ = signs.pop()
        count = 1 if sign == "negative" else 2
        children = tuple(trees[-count:])
        trees[-count:] = [grow(children, "-" if sign == "negative" else sign)]


def arithmetic_values(tree):
    """The exact value of every node, as a list of fractions in post-order.

    Raises ValueError for words that are no numbers or signs, ZeroDivisionError with the node's position.
    """
    return _values(tree, _arithmetic_value)


def _arithmetic_value(word, values):
    if not values:
        return Fraction(word)
    if word == "-" and len(values) == 1:
        return -values[0]
    one, two = values
    return {"+": one.__add__, "-": one.__sub__, "*": one.__mul__, "/": one.__truediv__}[word](two)


def tree_of_listops(text):
    """The tree of a ListOps expression (Nangia and Bowman 2018): "[MAX 2 9 [MIN 4 7 ] 0 ]".

    A leaf holds a digit, an inner node one of `OPERATORS` over one number or more.

    Raises ExpressionError for anything else, with the place.
    """
    check_text(text, "An expression")
    items, stack = [], []
    for found in LISTOPS.finditer(text):
        token, place = found[0], found.start()
        if items and not stack:
            raise ExpressionError(f"found {token!r:.40} after the end of the expression.", text, place)
        if token[0] == "[":
            stack.append((items, _operator(token, text, place), place))
            items = []
        elif token == "]":
            items = _close_list(items, stack, text, place)
        elif token in DIGITS:
            items.append(grow((), token))
        else:
            raise ExpressionError(f"found {token!r:.40}, expected a digit, '[' or ']'.", text, place)
    if stack:
        raise ExpressionError("found the end, expected ']' for this '['.", text, stack[-1][2])
    if not items:
        raise ExpressionError(
            "found nothing, expected an expression, such as [MAX 2 9 ].", text, len(text.rstrip())
        )
    return items[0]


def _operator(token, text, place):
    name = token[1:].strip()
    if name not in OPERATORS:
        raise ExpressionError(
            f"found {token!r:.40}, expected '[' and one of {', '.join(OPERATORS)}.", text, place
        )
    return name


def _close_list(items, stack, text, place):
    """The list around the one that ends here, with the node that this one makes."""
    if not stack:
        raise ExpressionError("found ']', but no '[' is open here.", text, place)
    if not items:
        raise ExpressionError("found ']', expected a number.", text, place)
    outer, word, _ = stack.pop()
    outer.append(grow(tuple(items), word))
    return outer


def listops_values(tree):
    """The exact value, 0 to 9, of every node, as a list in post-order.

    Raises ValueError for words that are no digits or operators of ListOps.
    """
    return _values(tree, _listops_value)


def _listops_value(word, values):
    if not values:
        return DIGITS[word]
    return OPERATORS[word](values)


def _median(values):
    """The middle of the sorted values; of the two in the middle the mean, rounded down."""
    values = sorted(values)
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) // 2


DIGITS = {str(digit): digit for digit in range(10)}
OPERATORS = {
    "MAX": max,
    "MIN": min,
    "MED": _median,
    "SM": lambda values: sum(values) % 10,
    "FIRST": lambda values: values[0],
    "LAST": lambda values: values[-1],
}


def _values(tree, value_of):
    """`value_of(word, values of the children)` for every node, in post-order."""
    values, waiting = [], []  # waiting: values of subtrees whose parent has not come yet
    for number, node in enumerate(tree.nodes()):
        count = len(node.children)
        below = waiting[len(waiting) - count :]
        try:
            value = value_of(node.word, below)
        except ZeroDivisionError:
            where = tree.position(number)
            raise ZeroDivisionError(f"The node at position {where!s:.80} divides by zero.") from None
        except (KeyError, ValueError, TypeError):
            over = f" over {count} value{'s' * (count > 1)}" if count else " at a leaf"
            raise ValueError(f"The word {node.word!r:.40}{over} has no value here.") from None
        waiting[len(waiting) - count :] = [value]
        values.append(value)
    return values


def tree_of_python(source):
    """The tree of Python source, as its own parser sees it.

    names and constants      leaves, as Python writes them: x, 3, 'text'
    a + b, not a, a or b     the operator over its operands, and so a < b <= c as "<,<=" over three
    f(x, y)                  f over its arguments; any other call, as f() or a.f(x), "call" over function and
                             arguments; an argument key=x is "key=" over x, *x is "*" over x
    x.name, x[i]             ".name" over x, "[]" over x and i
    a = b, a += b            "=" over targets and value, "+=" over both
    all else                 the name of its class in Python's `ast` in small letters over its parts: if,
                             return, list, functiondef, …; names in it are leaves

    A line of one expression is the tree of that expression, several statements are joined by "module".

    Raises ExpressionError for source with an error (with the place), without content, or nested too deeply
    for Python's parser.
    """
    check_text(source, "An expression")
    statements = _parsed(source).body
    if not statements:
        raise ExpressionError("found nothing, expected some Python.", source, len(source.rstrip()))
    stack = [statements[0] if len(statements) == 1 else ast.Module(statements, [])]
    found = []  # word and number of children of every node, each before its children
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Expr):
            node = node.value
        word, parts = (node, []) if isinstance(node, str) else _python_node(node)
        found.append((word, len(parts)))
        stack += reversed(parts)
    trees = []
    for word, count in reversed(found):
        children = tuple(trees[len(trees) - count :][::-1])
        trees[len(trees) - count :] = [grow(children, word)]
    return trees[0]


def _parsed(source):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        raise ExpressionError(f"Python says: {error.msg}.", source, _place(source, error)) from None
    except (RecursionError, MemoryError):
        raise ExpressionError("the source is nested too deeply for Python's parser.", source, 0) from None
    except ValueError as error:
        raise ExpressionError(f"Python cannot read this: {error}.", source, 0) from None


def _place(source, error):
    """Where in the source Python found the mistake."""
    lines = source.split("\n")
    line = min(max(error.lineno or 1, 1), len(lines))
    start = sum(len(text) + 1 for text in lines[: line - 1])
    return start + min(max((error.offset or 1) - 1, 0), len(lines[line - 1]))


SIGNS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
    "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//", "Invert": "~", "Not": "not",
    "UAdd": "+", "USub": "-", "And": "and", "Or": "or", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=",
    "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is-not", "In": "in", "NotIn": "not-in",
}  # fmt: skip


def _sign(operator):
    return SIGNS[type(operator).__name__]


def _python_node(node):
    """The word of a node of Python's `ast` and its parts, from left to right: nodes and strings."""
    match node:
        case ast.Name():
            return node.id, []
        case ast.Constant():
            return _constant(node.value), []
        case ast.BinOp():
            return _sign(node.op), [node.left, node.right]
        case ast.UnaryOp():
            return _sign(node.op), [node.operand]
        case ast.BoolOp():
            return _sign(node.op), node.values
        case ast.Compare():
            return ",".join(map(_sign, node.ops)), [node.left, *node.comparators]
        case ast.Call():
            return _call(node)
        case ast.keyword():
            return "**" if node.arg is None else node.arg + "=", [node.value]
        case ast.Starred():
            return "*", [node.value]
        case ast.Attribute():
            return "." + node.attr, [node.value]
        case ast.Subscript():
            return "[]", [node.value, node.slice]
        case ast.Assign():
            return "=", [*node.targets, node.value]
        case ast.AugAssign():
            return _sign(node.op) + "=", [node.target, node.value]
    return type(node).__name__.lower(), _parts(node)


def _call(node):
    arguments = [*node.args, *node.keywords]
    if isinstance(node.func, ast.Name) and arguments:
        return node.func.id, arguments
    return "call", [node.func, *arguments]


def _constant(value):
    if value is ...:
        return "..."
    try:
        return repr(value)
    except ValueError:  # an integer of thousands of digits
        return hex(value)


def _parts(node):
    """All that a node of Python's `ast` holds, in order: nodes and names."""
    parts = []
    for _, part in ast.iter_fields(node):
        parts += part if isinstance(part, list) else [part]
    return [
        part for part in parts if isinstance(part, (ast.AST, str)) and not isinstance(part, ast.expr_context)
    ]
