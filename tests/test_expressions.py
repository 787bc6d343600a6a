"""Expressions as trees: what they mean, compared with Python's own arithmetic, and errors with the place."""

import ast
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.brackets import read_tree
from rnn_helpers.expressions import (
    OPERATORS,
    ExpressionError,
    arithmetic_values,
    listops_values,
    tree_of_arithmetic,
    tree_of_listops,
    tree_of_python,
)
from rnn_helpers.trees import Tree

DEEP = 50_000
SUMS = st.recursive(
    st.integers(0, 99).map(str),
    lambda below: (
        st.tuples(below, st.sampled_from(["+", " - ", "*", "/", " * "]), below).map("".join)
        | below.map("({})".format)
        | below.map("-{}".format)
    ),
    max_leaves=12,
)


def calculated(text):
    """The value of an expression by Python's own rules, with exact fractions."""
    tree = ast.parse(text, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp):
            node.left, node.right = (
                ast.Call(ast.Name("Fraction", ast.Load()), [side], []) for side in (node.left, node.right)
            )
    return eval(compile(ast.fix_missing_locations(tree), "", "eval"), {"Fraction": Fraction})


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ("(3 + 4) * 2", "*(+(3 4) 2)"),
        ("3+4*2", "+(3 *(4 2))"),
        ("8 - 4 - 2", "-(-(8 4) 2)"),
        ("8/4*2", "*(/(8 4) 2)"),
        ("-2*3", "*(-(2) 3)"),
        ("2 - -x", "-(2 -(x))"),
        ("((7))", "7"),
        ("1.5 + .5", "+(1.5 .5)"),
    ],
)
def test_arithmetic_as_a_tree(text, brackets):
    assert tree_of_arithmetic(text) == read_tree(brackets, labels=False)


@given(SUMS)
def test_arithmetic_has_the_value_that_python_gives_it(text):
    tree = tree_of_arithmetic(text)
    try:
        expected = calculated(text)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError, match="node at position"):
            arithmetic_values(tree)
        return
    values = arithmetic_values(tree)
    assert values[-1] == expected and len(values) == len(tree)


def test_every_node_has_its_value_in_post_order():
    assert arithmetic_values(tree_of_arithmetic("(3 + 4) * 2 - 1/3")) == [
        3,
        4,
        7,
        2,
        14,
        1,
        3,
        Fraction(1, 3),
        14 - Fraction(1, 3),
    ]


@pytest.mark.parametrize("word", ["x", "^", None])
def test_a_word_without_a_value_is_explained(word):
    tree = Tree(Tree(word="3"), Tree(word="4"), word=word) if word != "x" else Tree(word="x")
    for values in (arithmetic_values, listops_values):
        with pytest.raises(ValueError, match="has no value"):
            values(tree)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("3 +", 4, "found the end, expected a number"),
        ("", 1, "expected a number"),
        ("3 4", 3, r"found '4', expected one of \+ - \* /"),
        ("3 + * 4", 5, r"found '\*', expected a number"),
        ("(3 + 4", 1, r"expected '\)' for this '\('"),
        ("3 + 4)", 6, r"found '\)', but no '\('"),
        ("()", 2, r"found '\)', expected a number"),
        ("3 % 4", 3, "found '%'"),
        ("+3", 1, "expected a number"),
    ],
)
def test_malformed_arithmetic_is_explained(text, column, says):
    with pytest.raises(ExpressionError, match=says) as caught:
        tree_of_arithmetic(text)
    assert caught.value.column == column
    assert str(caught.value).split("\n")[-1] == " " * (column + 1) + "^"


def test_listops_as_a_tree_with_its_values():
    tree = tree_of_listops("[MAX 2 9 [MIN 4 7 ] 0 ]")
    assert tree == read_tree("MAX(2 9 MIN(4 7) 0)")
    assert listops_values(tree) == [2, 9, 4, 7, 4, 0, 9]
    assert tree_of_listops(" 7 ") == Tree(word="7")


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_the_operators_of_listops(numbers):
    expected = {
        "MAX": sorted(numbers)[-1],
        "MIN": sorted(numbers)[0],
        "MED": int(median(numbers)),
        "SM": sum(numbers) % 10,
        "FIRST": numbers[0],
        "LAST": numbers[-1],
    }
    found = {
        name: listops_values(tree_of_listops(f"[{name} {' '.join(map(str, numbers))} ]"))[-1]
        for name in OPERATORS
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("[MAX 2", 1, r"expected '\]' for this '\['"),
        ("[MAX ]", 6, r"found '\]', expected a number"),
        ("[MOX 2 ]", 1, "one of MAX, MIN, MED"),
        ("[2 3 ]", 1, "one of MAX, MIN, MED"),
        ("[MAX 12 ]", 6, "found '12', expected a digit"),
        ("[MAX 1 ] ]", 10, "after the end"),
        ("]", 1, "no '\\[' is open"),
        ("", 1, "found nothing"),
    ],
)
def test_malformed_listops_is_explained(text, column, says):
    with pytest.raises(ExpressionError, match=says) as caught:
        tree_of_listops(text)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("source", "brackets"),
    [
        ("(3 + 4) * 2", "*(+(3 4) 2)"),
        ("print(x.y < 3)", "print(<(.y(x) 3))"),
        ("a < b <= c", "<,<=(a b c)"),
        ("a and b and not c", "and(a b not(c))"),
        ("f()", "call(f)"),
        ("a.f(x)", "call(.f(a) x)"),
        ("f(x, *y, key=3)", "f(x *(y) key=(3))"),
        ("x[0] = y = 'text'", "=([](x 0) y 'text')"),
        ("x **= -1", "**=(x -(1))"),
        ("[a, (b, c)]", "list(a tuple(b c))"),
        ("return_me\nx", "module(return_me x)"),
        ("def f(a):\n    return a + 1", "functiondef(f arguments(arg(a)) return(+(a 1)))"),
        ("pass", "pass"),
        ("...", "..."),
    ],
)
def test_python_as_a_tree(source, brackets):
    assert tree_of_python(source) == read_tree(brackets, labels=False)


@pytest.mark.parametrize("module", [ast, pytest, st], ids=lambda module: module.__name__)
def test_whole_files_of_python_can_be_read(module):
    with open(module.__file__, encoding="utf-8") as file:
        source = file.read()
    assert tree_of_python(source).word == "module"


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("f(", 1, "Python says: '\\(' was never closed"),
        ("x = 1\ny = = 2", 2, "Python says: invalid syntax"),
        ("", 1, "found nothing"),
        ("# a comment", 1, "found nothing"),
        ("a\x00b", 1, "Python"),
        ("x = '\ud800'", 1, "Python cannot read this"),
    ],
)
def test_malformed_python_is_explained(source, line, says):
    with pytest.raises(ExpressionError, match=says) as caught:
        tree_of_python(source)
    assert caught.value.line == line


def test_python_that_is_too_deep_for_its_own_parser_is_explained():
    with pytest.raises(ExpressionError, match="nested too deeply"):
        tree_of_python("x" + "[0]" * DEEP)


def test_deep_texts_are_read():
    assert tree_of_arithmetic("(" * DEEP + "1" + ")" * DEEP) == Tree(word="1")
    assert tree_of_arithmetic("-" * DEEP + "1").depth == DEEP
    assert arithmetic_values(tree_of_arithmetic("+".join(["1"] * DEEP)))[-1] == DEEP
    assert tree_of_arithmetic("+(".join(["1"] * DEEP) + ")" * (DEEP - 1)).depth == DEEP - 1
    assert listops_values(tree_of_listops("[SM 3 " * DEEP + "1 " + "]" * DEEP))[-1] == (3 * DEEP + 1) % 10


@given(st.text("12x+-*/(). \n&", max_size=15), st.text("[] 1290MAXINSED", max_size=20), st.text(max_size=20))
def test_any_text_is_read_or_refused(arithmetic, listops, other):
    readers = (tree_of_arithmetic, tree_of_listops, tree_of_python)
    for read, text in [
        *zip(readers, (arithmetic, listops, arithmetic)),
        *((read, other) for read in readers),
    ]:
        try:
            tree = read(text)
        except ExpressionError as error:
            assert str(error).endswith("^")
        else:
            assert isinstance(tree, Tree) and str(tree)


@pytest.mark.parametrize("read", [tree_of_arithmetic, tree_of_listops, tree_of_python])
def test_what_is_no_text_is_explained(read):
    with pytest.raises(TypeError, match="read from a string"):
        read(3)
