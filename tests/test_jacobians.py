"""Jacobians and their products: against complex steps, against the backward pass, against known matrices."""

import numpy as np
import pytest

from rnn_helpers.jacobians import (
    chain,
    orthogonal,
    products_back,
    scale_to_radius,
    singular_values,
    spectral_radius,
    step_jacobians,
)
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_cell_forward, rnn_forward_pass

T, N_A = 9, 5


@pytest.fixture
def network():
    rng = np.random.default_rng(3)
    parameters = initialise_rnn(n_x=3, n_a=N_A, n_y=2, rng=rng)
    x, a0 = rng.standard_normal((T, 3, 1)), rng.standard_normal((N_A, 1))
    a, _, caches = rnn_forward_pass(x, a0, parameters)
    return parameters, x, a0, a, caches


def test_every_step_is_what_a_complex_step_says(network):
    parameters, x, a0, a, _ = network
    states = np.concatenate([a0[None], a])
    jacobians = step_jacobians(a, parameters["Waa"])
    for t in range(T):
        nudged, _, _ = rnn_cell_forward(
            np.repeat(x[t], N_A, axis=1), states[t] + 1e-30j * np.eye(N_A), parameters
        )
        np.testing.assert_allclose(jacobians[t], nudged.imag / 1e-30, rtol=1e-12, atol=1e-15)


def test_the_whole_product_is_what_a_complex_step_through_all_steps_says(network):
    parameters, x, a0, a, _ = network
    wide = np.repeat(x, N_A, axis=2)
    nudged, _, _ = rnn_forward_pass(wide, a0 + 1e-30j * np.eye(N_A), parameters)
    whole = products_back(step_jacobians(a, parameters["Waa"]))[T]
    np.testing.assert_allclose(whole, nudged[-1].imag / 1e-30, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("k", range(1, T + 1))
def test_k_steps_back_are_what_the_backward_pass_over_the_last_k_steps_gives(network, k):
    parameters, x, a0, a, _ = network
    da = np.zeros((k, N_A, 1))
    da[-1] = np.random.default_rng(k).standard_normal((N_A, 1))
    start = a[-k - 1] if k < T else a0
    _, _, caches = rnn_forward_pass(x[-k:], start, parameters)
    product = products_back(step_jacobians(a, parameters["Waa"]))[k]
    arrived = rnn_backward_pass(da, caches)["da0"]
    assert np.abs(product.T @ da[-1] - arrived).max() <= 1e-12 * np.abs(arrived).max()


def test_no_steps_back_change_nothing(network):
    parameters, _, _, a, _ = network
    np.testing.assert_array_equal(products_back(step_jacobians(a, parameters["Waa"]))[0], np.eye(N_A))


def test_a_step_stretches_no_more_than_Waa_and_less_where_units_are_saturated(network):
    parameters, x, a0, a, _ = network
    most = singular_values(parameters["Waa"])[0]
    calm = singular_values(step_jacobians(a, parameters["Waa"]))[:, 0]
    driven, _, _ = rnn_forward_pass(20 * x, a0, parameters)
    assert (calm <= most).all()
    assert singular_values(step_jacobians(driven, parameters["Waa"]))[:, 0].mean() < calm.mean() / 2


def test_the_two_numbers_of_a_matrix_that_is_far_from_normal():
    W = np.array([[0.5, 4.0], [0.0, 0.5]])
    assert spectral_radius(W) == 0.5
    assert singular_values(W)[0] == pytest.approx(
        2 + np.sqrt(4.25)
    )  # of [[r, c], [0, r]]: c/2 + sqrt(c²/4 + r²)
    turn = 0.7 * np.array([[0.6, -0.8], [0.8, 0.6]])
    assert spectral_radius(turn) == pytest.approx(0.7) and singular_values(turn) == pytest.approx([0.7, 0.7])


def test_the_radius_is_the_rate_in_the_long_run():
    W = np.random.default_rng(0).standard_normal((6, 6))
    lengths = [singular_values(np.linalg.matrix_power(W, k))[0] for k in (400, 200)]
    assert (lengths[0] / lengths[1]) ** (1 / 200) == pytest.approx(spectral_radius(W), rel=0.02)


def test_scaling_sets_the_radius_and_keeps_directions():
    W = np.random.default_rng(1).standard_normal((7, 7))
    scaled = scale_to_radius(W, 0.9)
    assert spectral_radius(scaled) == pytest.approx(0.9)
    assert np.ptp(scaled / W) < 1e-12
    assert not scale_to_radius(W, 0).any()
    with pytest.raises(ValueError, match="0 or more; got -1"):
        scale_to_radius(W, -1)
    with pytest.raises(ValueError, match="All eigenvalues"):
        scale_to_radius(np.eye(4, k=1), 1)


def test_an_orthogonal_matrix_keeps_lengths_and_its_seed():
    Q = orthogonal(8, np.random.default_rng(2))
    np.testing.assert_allclose(Q.T @ Q, np.eye(8), atol=1e-14)
    np.testing.assert_array_equal(Q, orthogonal(8, np.random.default_rng(2)))
    corners = [orthogonal(1, np.random.default_rng(seed))[0, 0] for seed in range(40)]
    assert 8 <= sum(corner > 0 for corner in corners) <= 32  # of 1 x 1 matrices, 1 and -1 are equally likely


def test_a_chain_has_radius_one_and_powers_that_grow():
    W = chain(3)
    assert spectral_radius(W) == 1
    np.testing.assert_array_equal(np.linalg.matrix_power(W, 10)[0], [1, 10, 45])  # binomial coefficients


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"Waa has the shape \(2, 3\)"):
        step_jacobians(np.zeros((4, 2)), np.zeros((2, 3)))
    with pytest.raises(ValueError, match=r"expected the states of one example, \(T_x, 2\)"):
        step_jacobians(np.zeros((4, 2, 3)), np.eye(2))
    with pytest.raises(ValueError, match=r"expected \(T, n_a, n_a\)"):
        products_back(np.zeros((4, 2)))
