import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.activations import softmax
from rnn_helpers.losses import cross_entropy, cross_entropy_backward, squared_error, squared_error_backward

half = np.full((2, 1), 0.5)


def test_hand_worked_values():
    assert cross_entropy(half, np.array([0])) == pytest.approx(np.log(2))
    y_pred = np.array([[[0.25, 0.5]], [[0.75, 0.5]]]).reshape(1, 2, 2)
    assert cross_entropy(y_pred, np.array([[0, 1]])) == pytest.approx((np.log(4) + np.log(2)) / 2)


def test_mean_runs_over_the_predictions_that_count():
    y_pred = np.tile(half, (3, 1, 2))
    y_pred[2] = [[0.9, 0.9], [0.1, 0.1]]
    labels = np.zeros((3, 2), dtype=int)
    mask = np.array([[True, True], [True, False], [False, False]])
    assert cross_entropy(y_pred, labels, mask) == pytest.approx(np.log(2))


@given(st.integers(1, 4), st.integers(1, 5), st.integers(1, 4), st.integers(0, 10**6), st.booleans())
def test_backward_is_the_gradient_at_the_scores(T_x, n_y, m, seed, masked):
    rng = np.random.default_rng(seed)
    z, labels = rng.normal(size=(T_x, n_y, m)), rng.integers(0, n_y, (T_x, m))
    mask = None
    if masked:
        mask = rng.random((T_x, m)) < 0.6
        mask[0, 0] = True
    dz = cross_entropy_backward(softmax(z), labels, mask)
    expected = np.empty_like(z)
    for place in np.ndindex(z.shape):
        nudged = z.astype(complex)
        nudged[place] += 1e-30j
        expected[place] = cross_entropy(softmax(nudged), labels, mask).imag / 1e-30
    np.testing.assert_allclose(dz, expected, atol=1e-9 * np.abs(expected).max() + 1e-17)


def test_one_loss_per_copy():
    rng = np.random.default_rng(0)
    y_pred = softmax(rng.normal(size=(4, 6, 3, 2)))  # T_x, copies, n_y, m
    labels = rng.integers(0, 3, (4, 2))
    mask = np.array([[True, True], [True, False], [True, True], [False, False]])
    for kept in (None, mask):
        each = [cross_entropy(y_pred[:, copy], labels, kept) for copy in range(6)]
        np.testing.assert_allclose(cross_entropy(y_pred, labels, kept), each, rtol=1e-14)


@pytest.mark.filterwarnings("error")
def test_certain_and_wrong_costs_infinitely_much():
    assert cross_entropy(np.array([[0.0], [1.0]]), np.array([0])) == np.inf


def test_inputs_are_left_alone():
    y_pred = np.tile(half, (3, 1, 1))
    cross_entropy_backward(y_pred, np.zeros((3, 1), dtype=int))
    assert (y_pred == 0.5).all()


@pytest.mark.parametrize(
    ("labels", "mask", "error", "says"),
    [
        (np.array([2]), None, ValueError, "0 to n_y - 1 = 1; got 2"),
        (np.array([-1]), None, ValueError, "got -1"),
        (np.array([0.0]), None, TypeError, "must be integers"),
        (np.array([0, 1]), None, ValueError, r"labels has the shape \(2,\)"),
        (np.array([0]), np.array([False]), ValueError, "leaves no prediction"),
        (np.array([0]), np.array([[True]]), ValueError, "mask has the shape"),
    ],
)
@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_backward])
def test_bad_input_is_explained(function, labels, mask, error, says):
    with pytest.raises(error, match=says):
        function(half, labels, mask)


def test_an_empty_batch_is_refused():
    with pytest.raises(ValueError, match="nothing to average"):
        cross_entropy(np.zeros((2, 0)), np.zeros(0, dtype=int))


def test_squared_error_of_numbers_that_one_can_check_by_eye():
    prediction, target = np.array([[1.0, 2.0]]), np.array([[0.0, 5.0]])
    assert squared_error(prediction, target) == pytest.approx((1 + 9) / 2)
    assert squared_error(prediction, target, np.array([True, False])) == pytest.approx(1)
    np.testing.assert_allclose(squared_error_backward(prediction, target), [[1, -3]])


@given(st.integers(1, 4), st.integers(1, 3), st.integers(1, 4), st.integers(0, 10**6))
def test_squared_error_backward_is_its_gradient_and_the_mask_hides_what_it_should(T_x, n_y, m, seed):
    rng = np.random.default_rng(seed)
    prediction, target = rng.normal(size=(2, T_x, n_y, m))
    mask = rng.random((T_x, m)) < 0.6
    mask[0, 0] = True
    slopes = np.zeros(prediction.shape)
    for place in np.ndindex(prediction.shape):
        nudged = prediction.astype(complex)
        nudged[place] += 1e-30j
        slopes[place] = squared_error(nudged, target, mask).imag / 1e-30
    np.testing.assert_allclose(squared_error_backward(prediction, target, mask), slopes, atol=1e-12)
    hidden = np.where(mask[:, None], prediction, 1e6)
    assert squared_error(hidden, target, mask) == squared_error(prediction, target, mask)


@pytest.mark.parametrize("function", [squared_error, squared_error_backward])
def test_squared_error_explains_what_does_not_fit(function):
    with pytest.raises(ValueError, match="both must be the same"):
        function(np.zeros((2, 1, 3)), np.zeros((2, 3)))
    with pytest.raises(ValueError, match="one entry per prediction"):
        function(np.zeros((2, 1, 3)), np.zeros((2, 1, 3)), np.ones((2, 1, 3)))
    with pytest.raises(ValueError, match="leaves no prediction"):
        function(np.zeros((1, 3)), np.zeros((1, 3)), np.zeros(3))
