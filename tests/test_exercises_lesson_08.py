"""A step backward that reads the cache of the learner's own step forward."""

import inspect

import numpy as np
import pytest

from rnn_helpers.activations import sigmoid, softmax
from rnn_helpers.exercises import examine
from rnn_helpers.exercises.lessons.lesson_08 import reference

FORWARD = inspect.getsource(reference.lstm_cell_forward)
BACKWARD = inspect.getsource(reference.lstm_cell_backward)
ORDER = "a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, "
OWN_ORDER = "xt, ot, cct, it, ft, c_prev, a_prev, c_next, a_next, "
OWN_FORWARD, OWN_BACKWARD = FORWARD.replace(ORDER, OWN_ORDER), BACKWARD.replace(ORDER, OWN_ORDER)
NO_SLOPE = ("dzo = da_next * tanh_c * ot * (1 - ot)", "dzo = da_next * tanh_c")
UNFINISHED = "def lstm_cell_forward(xt, a_prev, c_prev, parameters):\n    pass"


def checked(*sources):
    names = {"np": np, "sigmoid": sigmoid, "softmax": softmax, "__name__": "__main__"}
    for source in sources:
        exec(source, names)
    return examine("lstm_cell_backward", names["lstm_cell_backward"], np.random.default_rng(0))


def test_the_sources_differ_in_the_order_alone():
    assert OWN_FORWARD != FORWARD and OWN_BACKWARD != BACKWARD


@pytest.mark.parametrize("sources", [(BACKWARD,), (UNFINISHED, BACKWARD), (OWN_FORWARD, OWN_BACKWARD)])
def test_a_right_step_backward_is_right_on_its_own_cache_and_without_one(sources):
    report = checked(*sources)
    assert (report.state, report.message, report.notes) == ("right", None, [])


@pytest.mark.parametrize("forward", [UNFINISHED, FORWARD])
def test_a_slip_is_named_whether_the_step_forward_is_there_or_not(forward):
    report = checked(forward, BACKWARD.replace(*NO_SLOPE))
    assert report.state == "wrong" and report.message["mistakes"]


def test_a_wrong_step_forward_costs_nothing_here():
    report = checked(FORWARD.replace("ft * c_prev + it * cct", "ft * c_prev"), BACKWARD)
    assert report.state == "right"
    report = checked(FORWARD.replace("cache = (a_next, c_next", "cache = (c_next, a_next"), BACKWARD)
    assert report.state == "right" and "course's lstm_cell_forward in place of yours" in report.notes[0]


def test_nothing_is_claimed_where_a_wrong_step_forward_has_an_order_of_its_own():
    wrong = OWN_FORWARD.replace('np.tanh(p["Wc"]', 'sigmoid(p["Wc"]')
    report = checked(wrong, OWN_BACKWARD.replace(*NO_SLOPE))
    assert report.message["title"] == "First lstm_cell_forward"
