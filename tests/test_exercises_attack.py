"""Answers that try the check itself: they print, hang, patch, raise, hide, borrow, or ask in another way."""

import collections
import functools
import sys
from functools import partial

import numpy as np
import pytest

from rnn_helpers import activations
from rnn_helpers.exercises import check, examine, naming
from rnn_helpers.exercises.apart import acting_as, home_of
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.judging import try_out, watched_here
from rnn_helpers.exercises.running import run

GOOD = """
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
"""
SOFTMAX = f"def softmax(z):{GOOD}"
STUB = "def softmax(z):\n    return None\n"
CELL = """
def rnn_cell_forward(xt, a_prev, parameters):
    p = parameters
    a_next = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    yt_pred = softmax(p["Wya"] @ a_next + p["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
"""
SHAPES = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (4, 2), "ba": (2, 1), "a_next": (2, 10), "yt_pred": (4, 10)}


def notebook(*cells):
    names = {"np": np, "__name__": "__main__"}
    for cell in cells:
        exec(cell, names)
    return names


def checked(name, *cells):
    return examine(name, notebook(*cells)[name], np.random.default_rng(0))


def says(name, *cells):
    found = checked(name, *cells).message
    return f"{found['title']}: {found['says']}"


# --- steps


@pytest.mark.parametrize(
    "extra",
    [
        "for i in range(20000): print('hello', i)",
        "for column in z.T:\n        for score in column: print(score, column, z)",
        "import unittest, asyncio, fractions, statistics",
        "np.testing.assert_allclose(np.exp(z / 1e5).min(), 1, atol=2)",
    ],
)
def test_what_numpy_and_printing_do_is_no_endless_loop(extra):
    report = checked("softmax", f"def softmax(z):\n    {extra}{GOOD}")
    assert (report.state, report.points) == ("right", 10)
    assert bool(report.notes) == ("print" in extra)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "return softmax(z)",
        "import sys\n    sys.setrecursionlimit(10**6)\n    return softmax(z)",
        "while True: np.mean(z)",
        "while True:\n        try: z + 1\n        except Exception: pass",
    ],
)
def test_loops_and_recursions_without_an_end_are_called_so(body):
    limit = sys.getrecursionlimit()
    assert "A loop or a recursion that does not seem to end" in says(
        "softmax", f"def softmax(z):\n    {body}"
    )
    sys.setrecursionlimit(limit)


def test_a_loop_in_a_helper_of_another_cell_is_stopped_too():
    helper = "def helper(z):\n    while True: pass"
    assert "does not seem to end" in says("softmax", helper, "def softmax(z):\n    return helper(z)")


# --- an earlier task under another name


ROADS_TO_SOFTMAX = {
    "an alias": ("sm = softmax", CELL.replace("softmax(", "sm(")),
    "a default": CELL.replace("parameters):", "parameters, f=softmax):").replace("softmax(p", "f(p"),
    "a class attribute": (
        "class Parts:\n    out = staticmethod(softmax)",
        CELL.replace("softmax(", "Parts.out("),
    ),
    "a method": (
        "class Parts:\n    def out(self, z): return softmax(z)",
        CELL.replace("softmax(", "Parts().out("),
    ),
    "a partial function": (
        "import functools\nsm = functools.partial(softmax)",
        CELL.replace("softmax(", "sm("),
    ),
    "a decorator": (
        "def deco(f):\n    def inner(*a): return f(*a)\n    return inner\n",
        "@deco" + CELL,
    ),
    "a decorating class": (
        "class Deco:\n    def __init__(s, f): s.f, s.__name__ = f, f.__name__\n"
        "    def __call__(s, *a): return s.f(*a)\n",
        "@Deco" + CELL,
    ),
    "a closure": (
        "def make():\n    def softmax(z): return z\n    "
        + CELL.strip().replace("\n", "\n    ")
        + "\n    return rnn_cell_forward\nrnn_cell_forward = make()",
    ),
}


@pytest.mark.parametrize("softmax", [STUB, "@(lambda f: lambda z: f(z))\n" + STUB])
@pytest.mark.parametrize("road", ROADS_TO_SOFTMAX)
def test_an_unfinished_softmax_does_not_cost_the_cells_points(road, softmax):
    cells = ROADS_TO_SOFTMAX[road]
    report = checked("rnn_cell_forward", softmax, *([cells] if isinstance(cells, str) else cells))
    assert (report.state, report.points) == ("right", 10)
    assert "missing or not right yet" in report.notes[0]


def test_a_function_acts_as_another_and_is_itself_again():
    names = notebook(
        "k = 5\ndef make(a, b=2):\n    def f(x, y=3): return a + b + x + y\n    return f\nf = make(1)"
    )
    f = names["f"]
    with acting_as(f, lambda x: x * 100):
        assert f(2) == 200
    assert f(2) == 8
    assert home_of(f) is names


# --- names, places and forms


@pytest.mark.parametrize("made", [lambda z: z, functools.partial(np.max, axis=0)])
def test_a_function_without_a_name_is_told_how_to_get_one(made):
    with pytest.raises(TypeError, match=r'`def`.*check\("softmax", softmax\)'):
        check(made)
    assert check("softmax", made).name == "softmax"


def test_a_function_with_a_strange_name_is_told_the_same():
    strange = type("Strange", (), {"__name__": 5, "__call__": lambda self, z: z})()
    with pytest.raises(TypeError, match="no name of its own"):
        check(strange)


@pytest.mark.parametrize("answer", ["b", None, {"Wax": (2, 3)}, 3])
def test_an_answer_without_its_question_is_told_how_to_ask(answer):
    with pytest.raises((TypeError, ValueError), match=r'check\("shapes", shapes\)'):
        check(answer)


def test_arguments_in_another_order_are_seen_first():
    found = says(
        "rnn_cell_forward",
        SOFTMAX,
        CELL.replace("xt, a_prev, p", "xt, p").replace("meters)", "meters, a_prev)", 1),
    )
    assert "It takes (xt, parameters, a_prev), but it is called with (xt, a_prev, parameters)" in found


def test_writing_in_place_into_whole_numbers_is_explained_and_announced():
    cell = CELL.replace("np.tanh(", "(").replace(
        "    yt_pred", "    np.tanh(a_next, out=a_next)\n    yt_pred"
    )
    report = checked("rnn_cell_forward", SOFTMAX, cell)
    assert report.points == 9
    assert report.message["title"] == "Inputs that hold whole numbers"
    assert "stays one when it is written into in place" in report.message["says"]


def test_a_constant_of_the_notebook_costs_its_point_and_nothing_untrue_is_said():
    found = checked("softmax", "AXIS = 0", SOFTMAX.replace("axis=0", "axis=AXIS"))
    assert found.points == 9
    assert "Its results are right as long as nothing there changes" in found.message["says"]
    assert "`AXIS`, a variable of the notebook" in found.message["says"]
    wrong = says("softmax", "scores = np.ones((4, 1))", SOFTMAX.replace("z - z", "scores - scores"))
    assert "not right for every input" in wrong


@pytest.mark.parametrize(
    "cells",
    [
        (
            "K = 1\nclass Cell:\n    def run(self, z): return np.exp(z * K)",
            "out = Cell().run(z - z.max(axis=0))",
        ),
        ("K = 1\ndef helper(z): return np.exp(z * K)", "out = helper(z - z.max(axis=0))"),
    ],
)
def test_a_variable_that_a_helper_or_a_method_reads_is_seen(cells):
    report = checked(
        "softmax", cells[0], f"def softmax(z):\n    {cells[1]}\n    return out / out.sum(axis=0)"
    )
    assert report.points == 9
    assert "`K`" in report.message["title"]


def test_a_notebook_is_as_it_was_after_a_check():
    names = notebook("log = []\ndata = np.ones(3)", f"def softmax(z):\n    log.append(z.shape){GOOD}")
    before = dict(names)
    assert examine("softmax", names["softmax"]).points == 9
    assert names == before
    assert names["log"] == []


def test_an_array_of_objects_is_a_matter_of_form():
    source = SOFTMAX.replace("e / e.sum(axis=0)", "(e / e.sum(axis=0)).astype(object)")
    report = checked("softmax", source)
    assert report.points == 9
    assert "of type object" in report.message["says"]


def test_dots_deep_inside_are_pointed_out():
    assert "`...` still stands" in says(
        "softmax", "def softmax(z):\n    e = ...\n    return e / e.sum(axis=0)"
    )


# --- questions


def answer_says(**changes):
    return examine("shapes", SHAPES | changes).message["says"]


@pytest.mark.parametrize(
    "shape", [b"\x02\x01", "(2, 1)", {2: 1, 1: 1}, {2, 1}, 2, (2.0, 1.0), np.ones((2, 1))]
)
def test_only_a_row_of_whole_numbers_is_a_shape(shape):
    report = examine("shapes", SHAPES | {"ba": shape})
    assert report.points == 5
    assert (
        "round brackets" in report.message["says"]
        if isinstance(shape, set)
        else "tuple" in report.message["says"]
    )


def test_a_size_beyond_all_measure_is_survived():
    assert answer_says(ba=(10**5000, 1))
    assert repr(examine("shapes", SHAPES | {"ba": (10**5000, 1)}))


def test_a_misspelt_name_is_recognised():
    wrong = {("wax" if name == "Wax" else name): shape for name, shape in SHAPES.items()}
    assert examine("shapes", wrong).message["says"] == "No array is called `wax`; did you mean `Wax`?"
    assert "they are Wax" in examine("shapes", {"foo": (1, 1)}).message["says"]
    assert examine("shapes", collections.OrderedDict(SHAPES)).state == "right"


# --- roads around the work


@pytest.mark.parametrize(
    "cells",
    [
        (
            "from rnn_helpers.exercises.lessons.lesson_01 import reference",
            "def softmax(z): return reference.softmax(z)",
        ),
        (
            "def softmax(z):\n    from rnn_helpers.exercises.lessons.lesson_01 import reference\n"
            "    return reference.softmax(z)",
        ),
        ("from rnn_helpers.activations import softmax as s", "def softmax(z, f=s): return f(z)"),
        (
            "from rnn_helpers.activations import softmax as s",
            f"def softmax(z):\n    if z.shape[1] > 1: return s(z){GOOD}",
        ),
        (
            "from rnn_helpers.exercises.catalogue import find_task",
            "def softmax(z): return find_task('softmax')['reference'](z)",
        ),
    ],
)
def test_the_reference_is_out_of_reach_too(cells):
    assert "this is the function you are asked to write" in says("softmax", *cells)
    assert activations.softmax(np.zeros((2, 1)))[0, 0] == 0.5
    assert find_task("softmax")["reference"](np.zeros((2, 1)))[0, 0] == 0.5


def test_the_parameters_stand_in_another_order_in_every_probe():
    for seed in range(20):
        for probe in find_task("rnn_cell_forward")["probes"](np.random.default_rng(seed)):
            keys = list(probe["arguments"][2])
            assert sorted(keys) == ["Waa", "Wax", "Wya", "ba", "by"]
            assert not any(map(str.__eq__, keys, ["Wax", "Waa", "Wya", "ba", "by"]))


def test_a_patched_numpy_is_whole_again():
    exp, allclose = np.exp, np.allclose
    source = "def softmax(z):\n    np.exp = np.allclose = lambda *a, **k: True\n    return z * 0"
    assert checked("softmax", source).points == 0
    assert np.exp is exp and np.allclose is allclose
    lines = "A.softmax = None\n    del A.softmax_columns\n    return z"
    source = f"import rnn_helpers.activations as A\ndef softmax(z):\n    {lines}"
    columns = activations.softmax_columns
    checked("softmax", source)
    assert activations.softmax and activations.softmax_columns is columns


def test_a_changed_dict_costs_one_part_and_is_described():
    popped = CELL.replace('p["Wax"]', 'p.pop("Wax")')
    report = checked("rnn_cell_forward", SOFTMAX, popped)
    assert report.points == 9
    assert "The dict you were given was changed: after the call, `Wax` is gone." in report.message["says"]
    written = CELL.replace("    return", '    p["a"] = a_next\n    p["by"] += 1\n    return')
    report = checked("rnn_cell_forward", SOFTMAX, written)
    assert report.points == 9
    assert "`a` came in, `by` holds something else" in report.message["says"]


def test_keys_in_the_place_of_arrays_are_explained():
    cell = "def rnn_cell_forward(xt, a, parameters):\n    Wax, *rest = parameters\n    return Wax @ xt, a, a"
    assert "Unpacking a dict, or a loop over it, gives its keys" in says("rnn_cell_forward", SOFTMAX, cell)


# --- results and errors that are hard to look at

HARD = {
    "an error that cannot be shown": (
        "class X(Exception):\n    def __str__(self): raise ValueError\ndef softmax(z): raise X",
        "its text cannot be shown",
    ),
    "an error outside of all errors": (
        "class X(BaseException): pass\ndef softmax(z): raise X('boo')",
        "X: boo",
    ),
    "the end of a generator": ("def softmax(z): raise GeneratorExit", "GeneratorExit"),
    "a list in itself": (
        "def softmax(z):\n    x = []\n    x.append(x)\n    return x",
        "without an end in sight",
    ),
    "a deep list": (
        "def softmax(z):\n    x = []\n    for _ in range(9999): x = [x]\n    return x",
        "without an end in sight",
    ),
    "a large array": ("def softmax(z): return np.zeros((20000, 20000))", "more than 100000 numbers"),
    "a larger array": (
        "def softmax(z): return np.broadcast_to(1.0, (10**6, 10**6))",
        "more than 100000 numbers",
    ),
    "a long list": ("def softmax(z): return list(range(10**6))", "more than 100000 numbers"),
    "an int": ("def softmax(z): return 1", "It returns an int"),
}


@pytest.mark.parametrize("kind", HARD)
def test_a_check_survives_and_explains(kind):
    source, words = HARD[kind]
    report = checked("softmax", source)
    assert (report.state, report.points) == ("wrong", 0)
    assert words in repr(report)


def test_only_an_interrupt_comes_through_and_leaves_all_in_place():
    names = notebook("data = [1]", "def softmax(z): raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        examine("softmax", names["softmax"])
    assert names["data"] == [1]
    assert activations.softmax(np.zeros((2, 1)))[0, 0] == 0.5


def test_a_closed_or_replaced_standard_output_does_no_harm(capsys):
    for line in ("sys.stdout.close()", "sys.stdout = None"):
        assert checked("softmax", f"import sys\ndef softmax(z):\n    {line}{GOOD}").points == 10
        print("still here")
    assert capsys.readouterr().out == "still here\n" * 2


def test_what_an_answer_puts_into_the_library_or_numpy_is_gone_afterwards():
    before = activations.sigmoid, np.exp
    code = "def softmax(z):\n    from rnn_helpers import activations\n    activations.sigmoid = np.exp = None"
    assert checked("softmax", code).points == 0
    assert (activations.sigmoid, np.exp) == before


def test_a_result_that_holds_its_own_arguments_is_told_apart_from_them():
    got = run(lambda p: p.clear() or (p, p), ({"a": np.ones(2)},))
    assert list(got["changed"]) == [0]
    assert got["value"][0].keys() == {"a"}


def test_at_most_two_mistakes_are_named_in_one_message():
    task = find_task("softmax")
    function = notebook("def softmax(z): return z")["softmax"]
    tried = try_out(task, partial(watched_here, task, function), np.random.default_rng(0))
    fits = task["mistakes"][:4]
    found = naming.message_on(task, tried, [(mistake,) for mistake in fits])
    assert found["mistakes"] == [mistake["name"] for mistake in fits]
    assert found["title"] == f"{fits[0]['name']} or {fits[1]['name']}"
    assert fits[1]["says"] in found["says"] and fits[2]["says"] not in found["says"]
