"""The answers to lesson 07, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np


def state_jacobian(a_next, Waa):
    """The Jacobian of one step, da_next / da_prev.

    a_next : (n_a, 1) the state after the step, of one example
    Waa : (n_a, n_a) the weights from state to state
    returns : (n_a, n_a) row i for new unit i, column j for old unit j
    """
    slopes = 1 - a_next**2
    return slopes * Waa


def jacobian_product(a, Waa, k):
    """How the last state depends on the state k steps before it.

    a : (T_x, n_a, 1) the states after each step, of one example
    Waa : (n_a, n_a) the weights from state to state
    k : the lag, from 0 to T_x
    returns : (n_a, n_a) the product of the last k Jacobians
    """
    product = np.eye(len(Waa))
    for t in range(len(a) - k, len(a)):
        product = state_jacobian(a[t], Waa) @ product
    return product


def growth_rates(W):
    """By how much a matrix stretches in one step, and in the long run.

    W : (n, n) any square matrix
    returns : one_step, its largest singular value; long_run, its spectral radius
    """
    one_step = np.linalg.svd(W, compute_uv=False)[0]
    long_run = np.abs(np.linalg.eigvals(W)).max()
    return one_step, long_run


def orthogonal_from(matrix):
    """The orthogonal matrix that is nearest to a given one.

    matrix : (n, n) with no singular value of 0
    returns : (n, n) the same directions, all singular values 1
    """
    U, _, Vt = np.linalg.svd(matrix)
    return U @ Vt
