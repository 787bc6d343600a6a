"""How a recurrent network hands a change of its state on: the Jacobian of a step, and products of them.

    J_t = da_t / da_{t-1} = diag(1 - a_t²) Waa                  one step, (n_a, n_a)
    da_t / da_s = J_t J_{t-1} … J_{s+1}                         t - s steps
    the gradient goes the other way:  da_s = (J_t … J_{s+1})^T da_t

The largest singular value of a product says by how much it can stretch a gradient at most. Source: Bengio,
Simard and Frasconi (1994), "Learning long-term dependencies with gradient descent is difficult"; Pascanu,
Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks". Derivation: lesson 07.
"""

import numpy as np

from rnn_helpers._inputs import as_floats


def step_jacobians(a, Waa):
    """The Jacobian of every step, da_t / da_{t-1} = diag(1 - a_t²) Waa.

    a : (T_x, n_a) or (T_x, n_a, 1) the states of one example        Waa : (n_a, n_a)
    returns : (T_x, n_a, n_a); number t leads from the state before step t to the state after it

    Raises ValueError for shapes that do not fit.
    """
    Waa = square(Waa)
    a = as_floats(a, "a", Waa.dtype)
    if a.ndim == 3 and a.shape[2] == 1:
        a = a[:, :, 0]
    if a.ndim != 2 or a.shape[1] != len(Waa):
        raise ValueError(
            f"a has the shape {a.shape}, expected the states of one example, (T_x, {len(Waa)}): Waa has"
            f" {len(Waa)} rows."
        )
    return (1 - a * a)[:, :, None] * Waa


def products_back(jacobians):
    """All products that lead to the last state: the one of k steps back at place k.

    jacobians : (T, n_a, n_a) in the order of time
    returns : (T + 1, n_a, n_a); place 0 is the identity, place k is J_T J_{T-1} … (k factors)
    """
    jacobians = np.asarray(jacobians)
    if jacobians.ndim != 3 or jacobians.shape[1] != jacobians.shape[2]:
        raise ValueError(f"jacobians has the shape {jacobians.shape}, expected (T, n_a, n_a).")
    products = np.empty((len(jacobians) + 1, *jacobians.shape[1:]), jacobians.dtype)
    products[0] = np.eye(jacobians.shape[1])
    for k, jacobian in enumerate(jacobians[::-1]):
        products[k + 1] = products[k] @ jacobian
    return products


def singular_values(matrices):
    """The singular values of one matrix or of each in a stack, the largest first."""
    return np.linalg.svd(matrices, compute_uv=False)


def spectral_radius(matrix):
    """The largest absolute value of an eigenvalue: in the long run the factor per step of a matrix power."""
    return float(np.abs(np.linalg.eigvals(square(matrix, "matrix"))).max())


def scale_to_radius(Waa, radius):
    """Waa times the number that makes `radius` its spectral radius.

    Raises ValueError for a negative radius, or where all eigenvalues of Waa are 0 and no number will do.
    """
    if not radius >= 0:
        raise ValueError(f"radius must be 0 or more; got {radius}.")
    now = spectral_radius(Waa)
    if now <= 1e-12 * np.abs(Waa).max():
        raise ValueError("All eigenvalues of Waa are 0: no factor gives it another spectral radius.")
    return np.asarray(Waa) * (radius / now)


def orthogonal(n_a, rng):
    """A random orthogonal matrix (n_a, n_a), every direction equally likely: it turns, and changes no length.

    rng : a generator such as np.random.default_rng(0)
    Source: Saxe, McClelland and Ganguli (2014), "Exact solutions to the nonlinear dynamics of learning in
    deep linear neural networks", for such starts; the signs after Mezzadri (2007), so that all are even.
    """
    q, r = np.linalg.qr(rng.standard_normal((n_a, n_a)))
    return q * np.sign(np.diag(r))


def chain(n_a):
    """Ones on the diagonal and just above it: each unit hears itself and the next one, none hears back.

    All its eigenvalues are 1, and yet its powers grow: a matrix that is far from normal (W W^T is not W^T W).
    """
    return np.eye(n_a) + np.eye(n_a, k=1)


def square(matrix, name="Waa"):
    """`matrix` as floats; raises ValueError if it is not a square matrix."""
    matrix = as_floats(matrix, name)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise ValueError(f"{name} has the shape {matrix.shape}, expected a square matrix (n_a, n_a).")
    return matrix
