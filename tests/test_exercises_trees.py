"""What answers about trees need of the checks: slips that only raise, results without a shape, defaults."""

import numpy as np
import pytest

from rnn_helpers.exercises import examine
from rnn_helpers.trees import Tree


def checked(name, source):
    names = {"np": np, "Tree": Tree, "__name__": "__main__"}
    exec(source, names)
    return examine(name, names[name], np.random.default_rng(0))


BINARY = """
def leaf_depths(tree, steps=0):
    if not tree.children:
        return [steps]
    left, right = tree.children
    return leaf_depths(left, steps + 1) + leaf_depths(right, steps + 1)
"""


def test_a_mistake_that_shows_in_nothing_but_errors_is_named():
    report = checked("leaf_depths", BINARY)
    assert report.message["mistakes"] == ["two children are taken for granted"]
    assert 0 < report.points < 10


def test_other_errors_are_not_taken_for_it():
    report = checked("leaf_depths", BINARY.replace("left, right", "left, right, more"))
    assert report.message["mistakes"] == []
    assert "ValueError" in report.message["says"]


def test_nothing_is_said_about_the_shape_of_a_tree_or_a_list():
    report = checked("read_brackets", "def read_brackets(text):\n    return Tree(word=text)")
    assert report.message["still_right"] == ""
    report = checked("leaf_depths", "def leaf_depths(tree):\n    return [3, 1, 4]")
    assert report.message["still_right"] == ""


KEEPING = """
def leaf_depths(tree, steps=0, found=[]):
    if not tree.children:
        found.append(steps)
    for child in tree.children:
        leaf_depths(child, steps + 1, found)
    return found
"""


def test_a_default_list_that_keeps_what_earlier_calls_wrote_is_pointed_out():
    for _ in range(2):
        report = checked("leaf_depths", KEEPING)
        assert report.message["title"] == "`found` keeps what earlier calls wrote"


def test_a_default_list_that_is_only_read_is_not():
    report = checked(
        "leaf_depths", "def leaf_depths(tree, one=[1]):\n    return [len(one) for _ in tree.leaves()]"
    )
    assert "keeps" not in report.message["title"]
    fresh = KEEPING.replace("found=[]", "found=None").replace(
        "=None):", "=None):\n    found = [] if found is None else found"
    )
    assert checked("leaf_depths", fresh).state == "right"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("tree_forward_pass", "def tree_forward_pass(tree, x, parameters):\n    return x + 0"),
        ("leaf_depths", "def leaf_depths(tree):\n    depth = 0\n    return [depth]"),
    ],
)
def test_an_answer_for_a_single_leaf_earns_nothing_else(name, source):
    report = checked(name, source)
    assert {part["name"]: part["points"] for part in report.parts if part["points"]} == {"a single leaf": 1}
