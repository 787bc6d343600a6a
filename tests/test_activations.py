import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnn_helpers.activations import softmax

scores = hnp.arrays(
    float, hnp.array_shapes(min_dims=2, max_dims=4, max_side=5), elements=st.floats(-1e4, 1e4)
)


@given(scores)
def test_columns_are_distributions(z):
    y = softmax(z)
    assert y.shape == z.shape
    assert (y >= 0).all()
    np.testing.assert_allclose(y.sum(axis=-2), 1, atol=1e-12)


@given(scores, st.floats(-1e3, 1e3))
def test_a_constant_added_to_a_column_changes_nothing(z, c):
    np.testing.assert_allclose(softmax(z + c), softmax(z), atol=1e-9)


def test_hand_worked_values():
    # e^(ln 2) = 2, e^0 = 1, e^(ln 5) = 5: shares of 8
    z = np.log([[2.0], [1.0], [5.0]])
    np.testing.assert_allclose(softmax(z), [[0.25], [0.125], [0.625]], rtol=1e-15)


def test_each_column_has_its_own_maximum():
    y = softmax(np.array([[1000, 0], [0, 0]]))
    np.testing.assert_allclose(y, [[1, 0.5], [0, 0.5]])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [1e4, -1e4, 1e300])
def test_extremes_do_not_overflow(size):
    np.testing.assert_allclose(softmax(np.array([[size], [size], [0.0]])).sum(), 1)


def test_input_is_left_alone_and_dtype_kept():
    z = np.ones((2, 3), dtype=np.float32)
    assert softmax(z).dtype == np.float32
    assert (z == 1).all()
    assert softmax(np.array([[1, 2]])).dtype == np.float64


def test_complex_step_gives_the_derivative():
    z = np.array([[0.3], [-1.2], [0.7]])
    y = softmax(z)
    expected = y * ((np.arange(3)[:, None] == 1) - y[1])
    np.testing.assert_allclose(
        softmax(z + 1e-30j * (np.arange(3)[:, None] == 1)).imag / 1e-30, expected, rtol=1e-14
    )


@pytest.mark.parametrize(
    ("z", "error", "says"),
    [
        ([1.0, 2.0], ValueError, r"\(n_y, m\)"),
        (np.zeros((0, 3)), ValueError, "at least 1"),
        ([["a"]], TypeError, "must hold numbers"),
        (None, TypeError, "got None"),
        ([[1.0], [np.nan]], ValueError, r"z holds nan at \[1, 0\]"),
        ([[1.0], [2.0, 3.0]], ValueError, "different lengths"),
    ],
)
def test_bad_input_is_explained(z, error, says):
    with pytest.raises(error, match=says):
        softmax(z)
