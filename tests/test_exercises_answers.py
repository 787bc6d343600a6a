"""Answers of learners: right ones in many styles, wrong ones by hand, and everything that can go awry.

Every answer is the source of a notebook cell, run in a fresh set of globals as a notebook's kernel would.
"""

import sys
import time

import numpy as np
import pytest

from rnn_helpers import activations, rnn
from rnn_helpers.exercises import attempt, examine
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.comparing import recognise
from rnn_helpers.exercises.mistakes import pairs, singles
from rnn_helpers.exercises.outcomes import outcome

RIGHT_SOFTMAX = {
    "loop over columns": """
def softmax(z):
    out = np.empty(z.shape)
    for k in range(z.shape[1]):
        powers = np.exp(z[:, k] - z[:, k].max())
        out[:, k] = powers / powers.sum()
    return out
""",
    "loops over everything": """
import math
def softmax(z):
    rows, columns = z.shape
    out = np.zeros((rows, columns))
    for c in range(columns):
        top = max(z[r, c] for r in range(rows))
        total = 0.0
        for r in range(rows):
            total += math.exp(z[r, c] - top)
        for r in range(rows):
            out[r, c] = math.exp(z[r, c] - top) / total
    return out
""",
    "by way of the logarithm": """
def softmax(z):
    top = z.max(axis=0)
    return np.exp(z - (top + np.log(np.exp(z - top).sum(axis=0))))
""",
    "transposed and back": """
def softmax(scores):
    rows = scores.T
    rows = np.exp(rows - rows.max(axis=1, keepdims=True))
    return (rows / rows.sum(axis=1, keepdims=True)).T
""",
    "einsum, a helper and float32": """
def powers_of(z):
    return np.exp(z - np.amax(z, 0))
def softmax(z):
    e = powers_of(z.astype(np.float32))
    return e / np.einsum("ij->j", e)
""",
    "apply_along_axis": """
def softmax(z):
    def one(column):
        e = np.exp(column - np.max(column))
        return e / np.sum(e)
    return np.apply_along_axis(one, 0, z.astype(float))
""",
    "a small number below the line": """
def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / (e.sum(0) + 1e-9)
""",
}
RIGHT_CELL = {
    "np.dot": """
def rnn_cell_forward(xt, a_prev, parameters):
    p = parameters
    a = np.tanh(np.dot(p["Waa"], a_prev) + np.dot(p["Wax"], xt) + p["ba"])
    return a, softmax(p["by"] + np.dot(p["Wya"], a)), (a, a_prev, xt, parameters)
""",
    "weights side by side": """
def rnn_cell_forward(xt, a_prev, parameters):
    W = np.concatenate([parameters["Waa"], parameters["Wax"]], axis=1)
    a_next = np.tanh(W @ np.concatenate([a_prev, xt]) + parameters["ba"])
    scores = parameters["Wya"] @ a_next + parameters["by"]
    powers = np.exp(scores - scores.max(0))
    return a_next, powers / powers.sum(0), (a_next, a_prev, xt, parameters)
""",
    "einsum": """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = (parameters[k] for k in ("Wax", "Waa", "Wya", "ba", "by"))
    z = np.einsum("ij,jm->im", Wax, xt) + np.einsum("ij,jm->im", Waa, a_prev) + ba
    a_next = np.tanh(z)
    yt_pred = softmax(np.einsum("ij,jm->im", Wya, a_next) + by)
    return [a_next, yt_pred, [a_next, a_prev, xt, parameters]]
""",
    "one example at a time, tanh by hand": """
def tanh(v):
    return 1 - 2 / (np.exp(2 * v) + 1)
def rnn_cell_forward(xt, a_prev, parameters):
    columns = []
    for x, a in zip(xt.T, a_prev.T):
        columns.append(tanh(parameters["Wax"] @ x + parameters["Waa"] @ a + parameters["ba"][:, 0]))
    a_next = np.array(columns).T
    yt_pred = softmax(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, yt_pred, (a_next.copy(), a_prev.copy(), xt.copy(), dict(parameters))
""",
    "the library's softmax: the course is open book": """
from rnn_helpers.activations import softmax as library_softmax
def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    yt_pred = library_softmax(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
""",
}
WRONG_SOFTMAX = {
    "softmax over the batch axis": """
def softmax(z):
    e = np.exp(z)
    return (e.T / e.T.sum(axis=0)).T
""",
    "one maximum for the whole batch": """
def softmax(x):
    e_x = np.exp(x - x.max())
    return e_x / e_x.sum(axis=0)
""",
    "large scores overflow": """
def softmax(z):
    out = np.zeros(z.shape)
    for k in range(z.shape[1]):
        out[:, k] = np.exp(z[:, k]) / sum(np.exp(z[:, k]))
    return out
""",
    "one sum for the whole batch": """
def softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.einsum("ij->", e)
""",
    "no exponential": """
def softmax(z):
    return z / sum(z)
""",
    "not divided by the sum": """
def softmax(z):
    return np.exp(z)
""",
    "the logarithm of softmax": """
def softmax(z):
    top = z.max(axis=0)
    return z - top - np.log(np.exp(z - top).sum(axis=0))
""",
    "the sums of the rows divide the columns": """
def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=1)
""",
    "a sigmoid of each score": """
def softmax(z):
    return np.where(z > 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
""",
    "whole numbers in, whole numbers out": """
def softmax(z):
    y = np.zeros_like(z)
    for k, column in enumerate(z.T):
        e = np.exp(column - column.max())
        y[:, k] = e / e.sum()
    return y
""",
}
WRONG_CELL = {
    "no tanh": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.dot(p["Wax"], xt) + np.dot(p["Waa"], a_prev) + p["ba"]
    return a, softmax(p["Wya"] @ a + p["by"]), (a, a_prev, xt, p)
""",
    "ba is left out": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(np.hstack([p["Wax"], p["Waa"]]) @ np.vstack([xt, a_prev]))
    return a, softmax(p["Wya"] @ a + p["by"]), (a, a_prev, xt, p)
""",
    "the prediction is made from the previous state": """
def rnn_cell_forward(xt, a_prev, p):
    y = softmax(p["Wya"].dot(a_prev) + p["by"])
    a = np.tanh(p["Wax"].dot(xt) + p["Waa"].dot(a_prev) + p["ba"])
    return a, y, (a, a_prev, xt, p)
""",
    "Waa is transposed": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(p["Wax"] @ xt + (a_prev.T @ p["Waa"]).T + p["ba"])
    return a, softmax(p["Wya"] @ a + p["by"]), (a, a_prev, xt, p)
""",
    "scores without softmax": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    return a, p["Wya"] @ a + p["by"], (a, a_prev, xt, p)
""",
    "the state and its weights are multiplied entry by entry": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(np.dot(p["Wax"], xt) + np.multiply(p["Waa"], a_prev) + p["ba"])
    return a, softmax(np.dot(p["Wya"], a) + p["by"]), (a, a_prev, xt, p)
""",
    "a_next and yt_pred have changed places": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    return softmax(p["Wya"] @ a + p["by"]), a, (a, a_prev, xt, p)
""",
    "the cache begins with the input": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    return a, softmax(p["Wya"] @ a + p["by"]), (xt, a_prev, a, p)
""",
    "Wax and Waa have changed places": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(p["Waa"] @ xt + p["Wax"] @ a_prev + p["ba"])
    return a, softmax(p["Wya"] @ a + p["by"]), (a, a_prev, xt, p)
""",
    "softmax over the batch axis": """
def rnn_cell_forward(xt, a_prev, p):
    a = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    e = np.exp(p["Wya"] @ a + p["by"])
    return a, e / e.sum(axis=1, keepdims=True), (a, a_prev, xt, p)
""",
}
GOOD_SOFTMAX = RIGHT_SOFTMAX["transposed and back"]


def notebook(*cells, **variables):
    """The globals after running these cells, with numpy imported and some variables lying about."""
    names = {"np": np, "__name__": "__main__"} | variables
    for cell in cells:
        exec(cell, names)
    return names


def checked(name, *cells, **variables):
    return examine(name, notebook(*cells, **variables)[name], np.random.default_rng(0))


def part(report, name):
    return next(part["passed"] for part in report.parts if part["name"] == name)


@pytest.mark.parametrize("style", RIGHT_SOFTMAX)
def test_every_right_softmax_gets_full_marks(style):
    for _ in range(5):
        report = checked("softmax", RIGHT_SOFTMAX[style])
        assert (report.state, report.points, report.message) == ("right", 10, None)


@pytest.mark.parametrize("style", RIGHT_CELL)
def test_every_right_cell_gets_full_marks(style):
    for _ in range(5):
        report = checked("rnn_cell_forward", GOOD_SOFTMAX, RIGHT_CELL[style])
        assert (report.state, report.points, report.message) == ("right", 10, None)


@pytest.mark.parametrize("name", WRONG_SOFTMAX)
def test_a_wrong_softmax_in_another_style_is_named(name):
    report = checked("softmax", WRONG_SOFTMAX[name])
    assert report.message["mistakes"] == [name]
    assert report.points < 10


@pytest.mark.parametrize("name", WRONG_CELL)
def test_a_wrong_cell_in_another_style_is_named(name):
    report = checked("rnn_cell_forward", GOOD_SOFTMAX, WRONG_CELL[name])
    assert report.message["mistakes"] == [name]
    assert report.points < 10


def test_a_wrong_softmax_costs_points_there_and_not_in_the_cell():
    report = checked("rnn_cell_forward", WRONG_SOFTMAX["no exponential"], RIGHT_CELL["np.dot"])
    assert (report.state, report.points) == ("right", 10)
    assert any("softmax" in note and "in place of yours" in note for note in report.notes)


@pytest.mark.parametrize("softmax", ["def softmax(z):\n    # your code here\n    pass", "", "softmax = None"])
def test_a_cell_counts_before_softmax_is_finished(softmax):
    assert checked("rnn_cell_forward", softmax, RIGHT_CELL["np.dot"]).points == 10


def test_a_wrong_cell_on_a_wrong_softmax_is_named_for_its_own_mistake():
    report = checked("rnn_cell_forward", WRONG_SOFTMAX["no exponential"], WRONG_CELL["ba is left out"])
    assert report.message["mistakes"] == ["ba is left out"]
    assert report.notes


@pytest.mark.parametrize(
    "body",
    [
        '"""Only a docstring."""',
        "pass",
        "...",
        "return None",
        "return ...",
        "raise NotImplementedError",
        "raise NotImplementedError('your code')",
        "y = ...\n    return y",
    ],
)
def test_a_stub_is_not_started(body):
    report = checked("softmax", f"def softmax(z):\n    {body}\n")
    assert (report.state, report.points) == ("not started", 0)
    assert repr(report) == "○ softmax: not started (10 points to earn)"


def test_dots_in_a_half_filled_cell_are_pointed_out():
    cell = """
def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.tanh(parameters["Wax"] @ xt)
    yt_pred = ...
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
"""
    report = checked("rnn_cell_forward", cell)
    assert report.state == "wrong"
    assert report.message["says"] == "`...` still stands in the place of yt_pred."


# What goes awry: (source of softmax, words that the message has to hold)
AWRY = {
    "no return": ("def softmax(z):\n    y = np.exp(z)", ["returns None", "`return`"]),
    "a list": ("def softmax(z):\n    return [1.0, 2.0]", ["a list", "NumPy array"]),
    "a text": ("def softmax(z):\n    return 'y'", ["a text", "NumPy array"]),
    "two values": ("def softmax(z):\n    return z, z", ["a tuple", "NumPy array"]),
    "objects": ("def softmax(z):\n    return z.astype(object)", ["the result[0, 0] is"]),
    "no such name": ("def softmax(z):\n    return np.exp(zz)", ["NameError", "zz"]),
    "no such function": ("def softmax(z):\n    return np.expo(z)", ["AttributeError", "expo"]),
    "no argument": ("def softmax():\n    return 1", ["TypeError", "argument"]),
    "leaves": ("def softmax(z):\n    raise SystemExit", ["SystemExit"]),
    "never ends": ("def softmax(z):\n    while True: pass", ["does not seem to end"]),
    "counts for ever": (
        "def softmax(z):\n    n = 0\n    while n >= 0:\n        n += 1",
        ["does not seem to end"],
    ),
    "prints for ever": (
        "def softmax(z):\n    while True:\n        print('x' * 50)",
        ["does not seem to end"],
    ),
    "catches its end": (
        "def softmax(z):\n    while 1:\n        try: z + 1\n        except Exception: pass",
        ["does not seem to end"],
    ),
    "calls itself": ("def softmax(z):\n    return softmax(z)", ["does not seem to end"]),
    "the input itself": ("def softmax(z):\n    return z", ["expected"]),
    "zeros": ("def softmax(z):\n    return np.zeros(z.shape)", ["every entry is 0"]),
    "NaN": ("def softmax(z):\n    return z * np.nan", ["nan"]),
    "a generator": ("def softmax(z):\n    yield z", ["generator"]),
    "something else": ("def softmax(z):\n    return np.cos(z)", ["expected"]),
    "another shape": ("def softmax(z):\n    return np.ones(z.size)", ["shape"]),
    "complex": ("def softmax(z):\n    return z + 1j", ["expected"]),
}


@pytest.mark.parametrize("kind", AWRY)
def test_whatever_comes_back_is_survived_and_explained(kind, capsys):
    source, words = AWRY[kind]
    report = checked("softmax", source)
    assert (report.state, report.points) == ("wrong", 0)
    text = repr(report)
    assert all(word in text for word in words), text
    assert report._repr_html_().count("<div") == 1
    assert capsys.readouterr().out == ""


def test_the_line_of_the_learners_code_is_shown(tmp_path):
    path = tmp_path / "cell.py"
    path.write_text("def softmax(z):\n    e = np.exp(z)\n    return e / np.ones(77)\n", encoding="utf-8")
    names = {"np": np}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    report = examine("softmax", names["softmax"])
    assert report.message["line"] == (3, "return e / np.ones(77)")


def test_a_call_of_the_librarys_own_function_is_refused():
    for source in (
        "from rnn_helpers.activations import softmax as s\ndef softmax(z):\n    return s(z)",
        "def softmax(z):\n    from rnn_helpers.activations import softmax_columns as s\n    return s(z)",
        "import rnn_helpers.activations as lib\ndef softmax(z):\n    return lib.softmax(z)",
    ):
        report = checked("softmax", source)
        assert "this is the function you are asked to write" in report.message["says"]
        assert report.points == 0
    cell = "import rnn_helpers.rnn as lib\ndef rnn_cell_forward(x, a, p):\n    return lib.{}"
    for call in ("rnn_cell_forward(x, a, p)", "rnn_forward_pass(x[None], a, p)"):
        report = checked("rnn_cell_forward", cell.format(call))
        assert "this is the function you are asked to write" in report.message["says"]


def test_the_library_is_whole_again_after_a_check():
    softmax, columns, cell = activations.softmax, rnn.softmax_columns, rnn.rnn_cell_forward
    checked("softmax", AWRY["never ends"][0])
    checked("rnn_cell_forward", WRONG_CELL["no tanh"], softmax=softmax)
    assert (activations.softmax, rnn.softmax_columns, rnn.rnn_cell_forward) == (softmax, columns, cell)
    assert activations.softmax(np.zeros((2, 1)))[0, 0] == 0.5


def test_the_librarys_function_itself_is_no_answer():
    assert examine("softmax", activations.softmax).state == "not started"


def test_a_notebook_variable_is_noticed_and_costs_its_points_only():
    source = "def softmax(z):\n    e = np.exp(z - z.max(axis=keep))\n    return e / e.sum(axis=0)"
    report = checked("softmax", source, keep=0)
    assert "`keep`" in report.message["title"]
    assert report.points == 9
    assert part(report, "no notebook variables") is False


def test_the_notebooks_own_arrays_do_not_help():
    source = "def softmax(scores):\n    e = np.exp(z - z.max(axis=0))\n    return e / e.sum(axis=0)"
    report = checked("softmax", source, z=np.ones((4, 1)))
    assert "`z`" in report.message["title"]
    assert report.points == 0


def test_a_changed_input_is_noticed_and_costs_its_points_only():
    source = """
def softmax(z):
    if z.dtype == int:
        z = z.astype(float)
    z -= z.max(axis=0)
    np.exp(z, out=z)
    return z / z.sum(axis=0)
"""
    report = checked("softmax", source)
    assert report.points == 9
    assert report.message["title"] == "z is changed"
    cell = RIGHT_CELL["np.dot"].replace("p = parameters", 'p = parameters; p["extra"] = 1')
    assert checked("rnn_cell_forward", GOOD_SOFTMAX, cell).message["title"] == "parameters is changed"


def test_a_wrong_number_of_results_is_said():
    cell = "def rnn_cell_forward(x, a, p):\n    return a, a"
    report = checked("rnn_cell_forward", cell)
    assert "2 values; 3 results are asked for" in report.message["says"]
    assert (
        "an array"
        in checked("rnn_cell_forward", "def rnn_cell_forward(x, a, p):\n    return a").message["says"]
    )


NO_STEPS = [None] * 3


def test_a_transposed_a_scaled_and_a_negated_result_are_recognised():
    rng = np.random.default_rng(0)
    arrays, columns = [rng.normal(size=(3, m)) for m in (1, 4, 5)], [1, 4, 5]
    assert "transpose" in recognise([(a.T, a) for a in arrays], columns, NO_STEPS)
    assert "wrong sign" in recognise([(-a, a) for a in arrays], columns, NO_STEPS)
    assert "0.5 times" in recognise([(a / 2, a) for a in arrays], columns, NO_STEPS)
    assert "a mean where a sum" in recognise([(a / a.shape[1], a) for a in arrays], columns, NO_STEPS)
    assert "a sum where a mean" in recognise([(a * a.shape[1], a) for a in arrays], columns, NO_STEPS)
    assert recognise([(a, a) for a in arrays], columns, NO_STEPS) is None
    assert recognise([(a + 1, a) for a in arrays], columns, NO_STEPS) is None
    assert recognise([(a * np.nan, a) for a in arrays], columns, NO_STEPS) is None


def test_a_slip_in_time_is_recognised():
    rng = np.random.default_rng(0)
    steps, columns = [1, 4, 5], [2, 2, 3]
    arrays = [rng.normal(size=(T, 3, m)) for T, m in zip(steps, columns)]
    late = [(np.concatenate([a[:1] * 0, a[:-1]]), a) for a in arrays]
    early = [(np.concatenate([a[1:], a[:1] * 0]), a) for a in arrays]
    assert "reversed in time" in recognise([(a[::-1], a) for a in arrays], columns, steps)
    assert "one step late" in recognise(late, columns, steps)
    assert "one step early" in recognise(early, columns, steps)
    assert "number of time steps" in recognise([(a / len(a), a) for a in arrays], columns, steps)
    assert recognise([(a[::-1], a) for a in arrays], columns, NO_STEPS) is None


def test_a_transposed_result_is_named_through_the_check():
    report = checked("softmax", GOOD_SOFTMAX.replace(").T\n", ")\n"))
    assert "transpose" in report.message["says"]


def test_what_is_right_already_is_said():
    report = checked("rnn_cell_forward", GOOD_SOFTMAX, WRONG_CELL["scores without softmax"])
    assert report.message["still_right"] == "a_next, cache"
    assert (
        checked("softmax", WRONG_SOFTMAX["one sum for the whole batch"]).message["still_right"]
        == "a batch of one"
    )


def test_what_the_learner_prints_is_kept_back_and_mentioned(capsys):
    source = GOOD_SOFTMAX.replace("    rows = scores.T", "    print(scores)\n    rows = scores.T")
    report = checked("softmax", source)
    assert report.points == 10
    assert capsys.readouterr().out == ""
    assert "prints" in report.notes[0]


def test_a_tracer_that_is_there_is_there_again():
    def tracer(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        checked("softmax", AWRY["never ends"][0])
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_attempt_gives_a_result_or_none():
    z = np.zeros((2, 1))
    assert attempt(lambda v: v + 1, z)[0, 0] == 1
    assert attempt(lambda v: 1 / 0, z) is None
    assert attempt(notebook(AWRY["never ends"][0])["softmax"], z) is None
    assert attempt(lambda v: v.fill(3), z) is None
    assert z.sum() == 0


def test_closures_and_defaults_still_work():
    source = """
def make():
    def softmax(z, axis=0):
        e = np.exp(z - top(z, axis))
        return e / e.sum(axis=axis)
    return softmax
def top(z, axis):
    return z.max(axis=axis)
softmax = make()
"""
    assert checked("softmax", source).points == 10


def test_what_goes_wrong_with_large_scores_only_is_said_as_such():
    source = "def softmax(z):\n    e = np.exp(z)\n    return np.nan_to_num(e / e.sum(axis=0))"
    report = checked("softmax", source)
    assert report.message["title"] == "Large scores"
    assert "overflows" in report.message["says"]
    assert report.points == 8


def test_a_mistake_in_the_first_wrong_output_is_named_whatever_the_next_one_holds():
    cell = """
def rnn_cell_forward(xt, a_prev, p):
    a = p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"]
    return a, np.cos(p["Wya"] @ a), "no cache"
"""
    assert checked("rnn_cell_forward", GOOD_SOFTMAX, cell).message["mistakes"] == ["no tanh"]


def test_an_error_is_explained_where_numpy_is_brief():
    cell = "def rnn_cell_forward(x, a, p):\n    return {}"
    product = checked("rnn_cell_forward", cell.format('p["Wya"] @ x, a, a')).message["says"]
    assert "as many columns in A as B has rows; here they are 2 and 3" in product
    assert (
        "The keys are Waa, Wax" in checked("rnn_cell_forward", cell.format('p["Wx"], a, a')).message["says"]
    )


def test_the_items_of_a_cache_are_told_apart():
    cell = RIGHT_CELL["np.dot"].replace("xt, parameters)\n", 'xt, p["Wax"])\n')
    report = checked("rnn_cell_forward", GOOD_SOFTMAX, cell)
    assert "cache[3] is an array of shape (2, 3); expected a dict with the keys Waa" in report.message["says"]


def test_a_diagnosis_takes_about_as_long_as_running_every_variant_once():
    """The time grows with the catalogue and not faster; measured against the variants themselves."""
    task = find_task("rnn_cell_forward")
    source = "def rnn_cell_forward(x, a, p):\n    a = np.cos(p['Wax'] @ x)\n    return a, a, a"
    function = notebook(source)["rnn_cell_forward"]
    variants = [variant for _, variant in singles(task) + pairs(task)]
    inputs = [probe["arguments"] for probe in task["probes"](np.random.default_rng(0))]

    def every_variant():
        return [outcome(variant, arguments) for variant in variants for arguments in inputs]

    assert best_of_three(lambda: examine(task["name"], function)) < 3 * best_of_three(every_variant)


def best_of_three(action):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def test_values_that_are_not_there_yet_are_said_as_such():
    report = checked("softmax", "def softmax(z):\n    return (np.exp(row) for row in z)")
    assert "a generator" in report.message["says"]


def test_a_notebook_variable_behind_a_helper_is_told_with_the_helper():
    helper = "size = 2.0\ndef scaled(z):\n    return np.exp(z - z.max(axis=0)) * size"
    source = "def softmax(z):\n    e = scaled(z)\n    return e / e.sum(axis=0)"
    report = checked("softmax", helper, source)
    assert "Your function calls `scaled`, which looks up `size`" in report.message["says"]


def test_a_list_of_another_length_is_no_tuple_of_values():
    report = checked("rnn_cell_forward", "def rnn_cell_forward(xt, a, p):\n    return [xt, a]")
    assert "returns a list of 2 items; 3 results are asked for" in report.message["says"]
