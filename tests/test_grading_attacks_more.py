"""Submissions that would cost the grader memory, time or a result, or carry an answer past a request."""

import json

import numpy as np
import pytest
from grading_notebooks import as_bytes, code, filled_in, solved

from rnn_helpers.exercises.comparing import first_difference, same
from rnn_helpers.exercises.report import LONGEST, message
from rnn_helpers.grading import mending, replies, sandbox
from rnn_helpers.grading.examining import examined

LESSON = "02_unrolled_in_time"
contained = pytest.mark.skipif(
    sandbox.protection()["kind"] == "none", reason="submissions need bubblewrap, which does not work here"
)

# In a cell: what the process that runs it was asked, and the memory that it shares with its server.
LOOKS_AROUND = """
import sys

frame = sys._getframe()
while frame is not None:
    names = frame.f_locals
    if "progress" in names:
        shared, left_out = names["progress"], names["left_out"]
    if isinstance(names.get("asked"), dict):
        asked = names["asked"]
    frame = frame.f_back
"""

# The library's own loss is there while the notebook is surveyed; its code goes over as cells to be left out.
CARRIES_BY_CELLS = (
    LOOKS_AROUND
    + """
import marshal
import types

import numpy as np
import rnn_helpers.losses as losses


def carried(*arguments):
    return -1.0


if asked["ask"] == "survey":
    data = marshal.dumps(losses.cross_entropy.__code__)
    for place, bit in enumerate("".join(f"{byte:08b}" for byte in data[:480]) + "1"):
        shared[104 + place] = int(bit)
    told = len(data)
elif len(left_out) > 40:
    np.told = len(left_out)
"""
)


def test_an_array_is_taken_apart_only_where_it_has_as_many_entries_as_are_asked_for():
    endless = np.empty((2**40, 0))  # no byte of memory, and a list of it would take all there is
    assert not same(endless, (1.0, 2.0))
    assert "2 items" in first_difference(endless, (1.0, 2.0), "it")
    assert same(np.array([1.0, 2.0]), (1.0, 2.0))


def test_the_entries_of_an_array_of_another_shape_are_not_looked_at():
    class Watched:
        looked = 0

        def __float__(self):
            Watched.looked += 1
            return 1.0

    array = np.array([Watched(), Watched()], dtype=object)
    assert not same(array, 1.0)
    assert not Watched.looked
    assert same(array, np.ones(2))
    assert Watched.looked


def test_a_message_has_an_end():
    found = message("t" * 10**6, "s" * 10**6)
    assert (len(found["title"]), len(found["says"])) == (LONGEST, LONGEST)
    assert message("t", "s" * LONGEST)["says"] == "s" * LONGEST


def test_blanks_are_looked_at_once():
    blanks = " " * 99_000  # it took minutes, for every two lengths that they can be cut into
    source, notes, _ = mending.runnable(f"x = = 1\n{blanks}\nfound = !ls\ny = 2")
    assert source.split("\n")[2:] == ["pass", "y = 2"]
    assert len(notes) == 2


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_code_that_is_nested_too_deep_is_told_and_no_fault_of_the_grader(error, monkeypatch):
    def fails(*arguments):
        raise error

    monkeypatch.setattr("rnn_helpers.grading.examining.without_needless", fails)
    assert "deep" in examined(as_bytes(filled_in(LESSON, {})), "", 1)["problem"]


@contained
def test_functions_within_functions_are_no_fault_of_the_grader():
    notebook = filled_in(LESSON, {})
    notebook["cells"].append(code("f = " + "lambda:" * 1200 + "1"))  # how deep is too deep, Python decides
    assert examined(as_bytes(notebook), "", 1)["lesson"] == LESSON


@contained
def test_a_cell_that_names_another_as_the_one_that_ended_costs_only_the_submission():
    notebook = filled_in(LESSON, {})
    notebook["cells"].insert(
        2, code(LOOKS_AROUND + 'import os\nshared[:4] = (3000).to_bytes(4, "little")\nos._exit(0)')
    )
    result = examined(as_bytes(notebook), "", 1)
    assert all("ended by itself" in report["problem"] for report in result["tasks"].values())


@contained
def test_few_bits_pass_from_one_request_to_the_next():
    answer = "def cross_entropy(y_pred, labels):\n    raise ValueError(getattr(np, 'told', 0))"
    notebook = solved(LESSON, cross_entropy=answer)
    notebook["cells"][2:2] = [code(CARRIES_BY_CELLS), *(code(f"{k}") for k in range(1000))]
    report = examined(as_bytes(notebook), "", 1)["tasks"]["cross_entropy"]
    assert report["message"]["says"].endswith("ValueError: 0")


@contained
def test_a_long_text_is_no_long_result():
    notebook = filled_in(LESSON, {"floor_of_noon": "floor_of_noon = 'a' * 3_000_000"})
    assert len(json.dumps(examined(as_bytes(notebook), "", 1))) < 20_000


def test_a_cell_that_is_said_to_have_run_many_times_is_no_answer():
    ran = {"cell": 1, "error": None, "stopped": True}
    reply = {"functions": {}, "answers": {}, "ran": [ran, ran | {"cell": 2}]}
    assert len(replies.survey(reply, [], [])["ran"]) == 2
    with pytest.raises(sandbox.Stopped):
        replies.survey(reply | {"ran": [ran, ran]}, [], [])
