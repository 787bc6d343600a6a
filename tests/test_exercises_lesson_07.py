"""Lesson 07's exercises: the questions are true, edges do not hide a mistake, pictures say what fits."""

import numpy as np
import pytest

from rnn_helpers.exercises import examine, pictures_07
from rnn_helpers.exercises.catalogue import find_task
from rnn_helpers.jacobians import chain, orthogonal, products_back, spectral_radius, step_jacobians
from rnn_helpers.optimisers import clip_norm
from tests.judged import examined


def test_what_is_left_after_twenty_steps_is_what_the_library_gives():
    rng = np.random.default_rng(0)
    a = rng.choice([-0.5, 0.5], (20, 6))
    product = products_back(step_jacobians(a, 1.2 * orthogonal(6, rng)))[20]
    da = rng.standard_normal((6, 1))
    left = np.linalg.norm(product.T @ da) / np.linalg.norm(da)
    assert examine("left_after_twenty", left).state == "right"
    assert examine("left_after_twenty", round(left, 2)).state == "right"


def test_each_wrong_number_has_its_own_explanation():
    task = find_task("left_after_twenty")
    for number, says in task["wrong"]:
        report = examine("left_after_twenty", number)
        assert (report.state, report.message["says"]) == ("wrong", says)


def test_clipping_leaves_the_share_of_the_far_part():
    near, far = np.array([4.0, 0.0]), np.array([0.0, 0.004])
    gradient = {"dWaa": near + far}
    clip_norm(gradient, 1.0)
    assert gradient["dWaa"][1] / gradient["dWaa"][0] == pytest.approx(0.001)
    assert examine("clipped_share", "c").state == "right"
    assert [examine("clipped_share", letter).points for letter in "abd"] == [0, 0, 0]


EDGES = {
    "a number at lag 0": (
        "return np.prod([(1 - s**2) * Waa for s in a[len(a) - k :]], axis=0)",
        "multiplied entry by entry",
    ),
    "an error at the full lag": (
        "P = np.eye(len(Waa))\n    for t in range(1, k + 2): P = P @ ((1 - a[-t] ** 2) * Waa)\n    return P",
        "one factor too many, at the far end",
    ),
}


@pytest.mark.parametrize(("body", "mistake"), EDGES.values(), ids=EDGES)
def test_what_happens_at_the_edge_does_not_hide_the_mistake(body, mistake):
    report = examined("jacobian_product", f"def jacobian_product(a, Waa, k):\n    {body}\n")
    assert report.message["mistakes"] == [mistake]


# --- pictures


@pytest.fixture
def said(monkeypatch):
    """What the pictures say, in their alternative texts."""
    texts = []
    monkeypatch.setattr(pictures_07, "show", lambda figure, alt: texts.append(alt))
    return texts


def test_matrices_are_compared_and_a_missing_one_is_said(said):
    target = np.array([[0.46, -0.46], [0.86, 0.0]])
    for yours in (target + 0.001, target.T, None, "text", np.ones(3)):
        pictures_07.show_matrices(target, yours)
    assert said[0].endswith(", the same.") and said[1].endswith(", not the same.")
    assert all(text.endswith("yours is not there yet.") for text in said[2:])


def test_lengths_by_the_products_agree_with_those_carried_back(said):
    rng = np.random.default_rng(1)
    a, Waa = np.tanh(rng.standard_normal((9, 3, 1))), rng.standard_normal((3, 3))
    right = products_back(step_jacobians(a, Waa))
    for products in (right, [None, *right[1:]], right.transpose(0, 2, 1), [None] * 10):
        pictures_07.show_lengths(a, Waa, np.ones((3, 1)), list(products)[:8])
    assert [text.split("; ")[1] for text in said] == [
        "yours agrees at 8 of 8 lags.",
        "yours agrees at 7 of 8 lags.",
        "yours agrees at 1 of 8 lags.",
        "yours is not there yet.",
    ]


def test_rates_are_drawn_where_they_are_numbers(said):
    W = 0.9 * chain(3)
    for yours in ((np.linalg.norm(W, 2), spectral_radius(W)), (1.0, np.array([0.9, 0.9])), None, (-1.0, 0)):
        pictures_07.show_rates(W, yours)
    assert "one_step should be 1.62, yours is 1.62" in said[0]
    assert "long_run should be 0.90, yours is 0.90" in said[0]
    assert "yours is 1.00" in said[1] and said[1].endswith("yours is not there yet.")
    assert said[2].count("yours is not there yet") == 2


def test_directions_show_the_nearest_orthogonal_matrix(said):
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    for yours in (turn, turn.T, None):
        pictures_07.show_directions(2.0 * turn, yours)
    assert said[0].endswith(", the same.") and said[1].endswith(", not the same.")
    assert said[2].endswith("yours is not there yet.")
