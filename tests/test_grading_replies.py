"""What a contained process sends: in the form that is asked for, or Stopped, and never anything else."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.exercises.judging import judged, watched_here
from rnn_helpers.exercises.probes import Made
from rnn_helpers.grading import replies
from rnn_helpers.grading.sandbox import Stopped

PROBES = [
    {"arguments": (1, 2), "made": {}},
    {"arguments": (1, 2), "made": {1: Made("softmax", (np.ones((2, 1)),), 0)}},
]
RIGHT = {
    "outcomes": [
        {"value": 3, "error": None, "changed": {}, "printed": False, "made": {}},
        {
            "value": None,
            "error": {
                "kinds": ("ValueError", "Exception"),
                "text": "no",
                "missing": None,
                "line": (3, "x = 1"),
            },
            "changed": {0: 5},
            "printed": True,
            "made": {1: {"value": 4, "error": None}},
        },
    ],
    "borrowed": ["K"],
    "helper": None,
    "parameters": ["z"],
    "containers": False,
    "idle": False,
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 99) | st.text(max_size=5) | st.just(np.ones(2)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from(["value", "error", "kinds", "text", "line", "made", 0, 1]), inner)
    ),
    max_leaves=8,
)


def test_a_right_answer_stays_as_it_is():
    assert replies.watched(copy.deepcopy(RIGHT), PROBES) == RIGHT


def places(value, way=()):
    """The ways to everything in nested dicts, lists and tuples."""
    yield way
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, (list, tuple))
        else ()
    )
    for key, inner in items:
        yield from places(inner, (*way, key))


def changed(value, way, new):
    if not way:
        return new
    first, *rest = way
    if isinstance(value, dict):
        return value | {first: changed(value[first], rest, new)}
    inner = [changed(each, rest, new) if k == first else each for k, each in enumerate(value)]
    return tuple(inner) if isinstance(value, tuple) else inner


@given(way=st.sampled_from(list(places(RIGHT))), new=ANYTHING)
def test_anything_in_any_place_is_taken_or_stopped(way, new):
    """And what is taken can be judged: no form that passes makes the judge fall over its words."""
    try:
        got = replies.watched(changed(RIGHT, way, new), PROBES)
    except Stopped:
        return
    assert got.keys() == RIGHT.keys()
    for outcome, probe in zip(got["outcomes"], PROBES):
        error = outcome["error"]
        assert error is None or (isinstance(error["kinds"], tuple) and isinstance(error["text"], str))
        assert set(outcome["changed"]) <= set(range(len(probe["arguments"])))
        assert set(outcome["made"]) <= set(probe["made"])
    assert all(isinstance(name, str) for name in got["borrowed"])


@given(new=ANYTHING)
def test_any_values_whatever_can_be_judged(new):
    task = find_task("rnn_cell_forward")

    def ask(question, probes):
        if question == "again":
            one = {"value": new, "error": None}
            return {"kept": [], "twice": [[one, one] for _ in probes]}
        got = {"value": new, "error": None, "changed": {}, "printed": False, "made": {}}
        return RIGHT | {"outcomes": [got for _ in probes], "borrowed": []}

    assert judged(task, ask, np.random.default_rng(0)).points == 0


@pytest.mark.parametrize("reply", [None, 3, [], {}, {"outcomes": None}, {"kept": [], "twice": [[1, 2]]}])
def test_other_answers_are_stopped(reply):
    for read in (replies.watched, replies.watched_again):
        with pytest.raises(Stopped, match="no answer"):
            read(reply, PROBES)
    with pytest.raises(Stopped, match="no answer"):
        replies.survey(reply, ["softmax"], [])


def test_a_survey_without_one_of_the_names_is_stopped():
    whole = {"functions": {"softmax": "function"}, "answers": {"shapes": None}, "ran": []}
    assert replies.survey(whole, ["softmax"], ["shapes"]) == whole
    for key in ("functions", "answers"):
        with pytest.raises(Stopped, match="no answer"):
            replies.survey(whole | {key: {}}, ["softmax"], ["shapes"])


def test_long_texts_are_cut_before_they_reach_a_page():
    error = {
        "kinds": ["V" * 10_000],
        "text": "x" * 10_000,
        "missing": "y" * 10_000,
        "line": (1, "z" * 10_000),
    }
    reply = changed(RIGHT, ("outcomes", 0, "error"), error)
    got = replies.watched(reply, PROBES)["outcomes"][0]["error"]
    assert max(map(len, (*got["kinds"], got["text"], got["missing"], got["line"][1]))) <= 400


def test_the_questions_are_those_that_the_check_itself_answers():
    """`watched_here` is what a contained process stands in for: the same questions, the same form."""
    task = find_task("softmax")
    probes = task["probes"](np.random.default_rng(0))
    seen = watched_here(task, lambda z: z, "watch", probes)
    assert seen.keys() == RIGHT.keys()
    assert replies.watched(copy.deepcopy(seen), probes).keys() == RIGHT.keys()
    again = watched_here(task, lambda z: z, "again", probes)
    assert replies.watched_again(again, probes).keys() == {"kept", "twice"}
