"""Answers by hand to the exercises of lesson 07."""

SETUP = """
import numpy as np
"""

RIGHT = {
    "state_jacobian": {
        "einsum over flattened slopes": """
def state_jacobian(a_next, Waa):
    slope = 1.0 - np.square(a_next).ravel()
    return np.einsum("i,ij->ij", slope, Waa)
""",
        "loop over entries, a list of lists at first": """
def state_jacobian(a_next, Waa):
    rows = []
    for new in range(len(Waa)):
        state = float(a_next[new, 0])
        rows.append([(1 - state) * (1 + state) * float(weight) for weight in Waa[new]])
    return np.array(rows)
""",
        "transposed back and forth": """
def state_jacobian(a_next, Waa):
    return (Waa.T * (1 - a_next.T**2)).T
""",
        "the part that saturation takes away": """
def state_jacobian(a_next, Waa):
    lost = np.diagflat(a_next * a_next) @ Waa
    return Waa - lost
""",
        "back to the score, then one over cosh squared": """
def state_jacobian(a_next, Waa):
    with np.errstate(divide="ignore", over="ignore"):
        z = np.arctanh(a_next)
        return Waa / np.cosh(z) ** 2
""",
        "complex step through the addition theorem of tanh": """
def state_jacobian(a_next, Waa):
    n, tiny = len(Waa), 1e-30
    J = np.empty((n, n))
    for old in range(n):
        nudge = np.tanh(1j * tiny * Waa[:, old])
        moved = (a_next[:, 0] + nudge) / (1 + a_next[:, 0] * nudge)
        J[:, old] = moved.imag / tiny
    return J
""",
    },
    "jacobian_product": {
        "forward in time, each new step to the left": """
def jacobian_product(a, Waa, k):
    total = np.identity(Waa.shape[0])
    for state in a[len(a) - k:]:
        total = np.dot(state_jacobian(state, Waa), total)
    return total
""",
        "recursion on the lag": """
def jacobian_product(a, Waa, k):
    if k == 0:
        return np.eye(len(Waa))
    return jacobian_product(a, Waa, k - 1) @ state_jacobian(a[len(a) - k], Waa)
""",
        "recursion that drops the last state": """
def jacobian_product(a, Waa, k):
    if not k:
        return np.eye(len(Waa))
    *earlier, last = a
    return state_jacobian(last, Waa) @ jacobian_product(earlier, Waa, k - 1)
""",
        "functools.reduce over the steps turned round": """
from functools import reduce

def jacobian_product(a, Waa, k):
    steps = [state_jacobian(s, Waa) for s in a[::-1][:k]]
    return reduce(np.matmul, steps, np.eye(len(Waa)))
""",
        "columns: push each nudge of the old state forward": """
def jacobian_product(a, Waa, k):
    columns = []
    for nudge in np.eye(len(Waa)):
        for t in range(len(a) - k, len(a)):
            nudge = (1 - a[t, :, 0] ** 2) * (Waa @ nudge)
        columns.append(nudge)
    return np.column_stack(columns)
""",
        "rows: pull the gradient of each last unit back": """
def jacobian_product(a, Waa, k):
    pulled = np.eye(Waa.shape[0])  # one gradient a column
    t = len(a)
    while k > 0:
        t, k = t - 1, k - 1
        pulled = state_jacobian(a[t], Waa).T @ pulled
    return pulled.T
""",
        "halves of halves over a stack of Jacobians": """
def jacobian_product(a, Waa, k):
    stack = np.einsum("ti,ij->tij", 1 - a[len(a) - k:, :, 0] ** 2, Waa)

    def product(first, stop):
        if stop - first < 1:
            return np.eye(Waa.shape[0])
        if stop - first == 1:
            return stack[first]
        middle = (first + stop) // 2
        return product(middle, stop) @ product(first, middle)

    return product(0, k)
""",
    },
    "growth_rates": {
        "matrix norm, and the largest of the absolute eigenvalues": """
def growth_rates(W):
    return np.linalg.norm(W, 2), np.max(np.abs(np.linalg.eigvals(W)))
""",
        "root of the largest eigenvalue of the Gram matrix": """
def growth_rates(W):
    W = np.asarray(W, dtype=float)
    gram = W.T @ W
    one_step = np.sqrt(max(np.linalg.eigvalsh(gram)[-1], 0.0))
    values, _ = np.linalg.eig(W)
    long_run = max(np.hypot(value.real, value.imag) for value in values)
    return one_step, long_run
""",
        "Python's own sort and abs": """
def growth_rates(W):
    _, stretches, _ = np.linalg.svd(W)
    one_step, *_ = sorted(stretches.tolist(), reverse=True)
    long_run = sorted(map(abs, np.linalg.eigvals(W).tolist()))[-1]
    return one_step, long_run
""",
        "symmetric block matrix, and the eigenvalues of the transpose": """
def growth_rates(W):
    nothing = np.zeros(W.shape)
    both = np.block([[nothing, W], [W.T, nothing]])
    values = np.linalg.eigvals(W.T)
    return np.linalg.eigvalsh(both).max(), np.sqrt((values * values.conj()).real.max())
""",
        "the long run by squaring again and again": """
def growth_rates(W):
    one_step = np.linalg.norm(W, ord=2)
    power, logarithm, steps = np.array(W, dtype=float), 0.0, 1.0
    for _ in range(50):
        size = np.linalg.norm(power)
        if size == 0:
            return float(one_step), 0.0
        logarithm += np.log(size) / steps
        power, steps = (power / size) @ (power / size), 2 * steps
    return float(one_step), float(np.exp(logarithm))
""",
    },
    "orthogonal_from": {
        "outer products of the singular vectors": """
def orthogonal_from(matrix):
    left, _, right = np.linalg.svd(matrix)
    result = np.zeros(matrix.shape)
    for k in range(len(matrix)):
        result += np.outer(left[:, k], right[k, :])
    return result
""",
        "polar decomposition through an inverse square root": """
def orthogonal_from(matrix):
    squares, axes = np.linalg.eigh(matrix.T @ matrix)
    unstretch = axes @ np.diag(squares**-0.5) @ axes.T
    return matrix @ unstretch
""",
        "Newton's iteration: the mean with the inverse transpose": """
def orthogonal_from(matrix):
    X = np.array(matrix, dtype=float)
    for _ in range(100):
        X = (X + np.linalg.inv(X).T) / 2
    return X
""",
        "taken apart as a transpose": """
def orthogonal_from(matrix):
    V, stretches, Ut = np.linalg.svd(matrix.T)
    ones = np.ones_like(stretches)
    return ((V * ones) @ Ut).T
""",
        "the stretching part is divided out": """
def orthogonal_from(matrix):
    parts = np.linalg.svd(matrix)
    stretching = np.einsum("ki,k,kj->ij", parts[2], parts[1], parts[2])
    return np.linalg.solve(stretching.T, matrix.T).T
""",
    },
}

WRONG = {
    "state_jacobian": {
        "the slopes stand on the columns, so on the old units": """
def state_jacobian(a_next, Waa):
    return Waa @ np.diagflat(1 - a_next**2)
""",
        "the transpose of the Jacobian, the matrix that carries gradients back": """
def state_jacobian(a_next, Waa):
    dtanh = 1 - a_next**2
    return np.einsum("ji,j->ij", Waa, dtanh[:, 0])
""",
        "the weights are transposed as in the backward step, the slopes are not": """
def state_jacobian(a_next, Waa):
    return np.array([(1 - s**2) * row for s, row in zip(a_next.ravel(), Waa.T)])
""",
        "tanh is applied again to the state, which is taken for the score": """
def state_jacobian(a_next, Waa):
    return np.diagflat(1 - np.tanh(a_next) ** 2) @ Waa
""",
        "the slope is left out: the weights alone": """
def state_jacobian(a_next, Waa):
    J = np.zeros((len(a_next), len(a_next)))
    for i in range(len(a_next)):
        for j in range(len(a_next)):
            J[i, j] = Waa[i, j]
    return J
""",
        "1 - a instead of 1 - a squared": """
def state_jacobian(a_next, Waa):
    return Waa - a_next * Waa
""",
        "the slope of the sigmoid, a (1 - a)": """
def state_jacobian(a_next, Waa):
    slope = a_next * (1 - a_next)
    return np.multiply(slope, Waa)
""",
        "np.diag of a column: the slope of the first unit for all rows": """
def state_jacobian(a_next, Waa):
    D = np.diag(1 - a_next**2)
    return D * Waa
""",
        "the slope at the score that this state would give next, one step too late": """
def state_jacobian(a_next, Waa):
    after = np.tanh(Waa @ a_next)
    return (1 - after**2) * Waa
""",
        "an array like Waa is filled, so whole-number weights cut the entries to whole numbers": """
def state_jacobian(a_next, Waa):
    J = np.zeros_like(Waa)
    for i, s in enumerate(a_next[:, 0]):
        J[i] = (1 - s * s) * Waa[i]
    return J
""",
    },
    "jacobian_product": {
        "forward in time, each new step to the right: the order is turned round": """
def jacobian_product(a, Waa, k):
    P = np.eye(len(Waa))
    for t in range(len(a) - k, len(a)):
        P = P @ state_jacobian(a[t], Waa)
    return P
""",
        "the first k steps of the sequence": """
from functools import reduce

def jacobian_product(a, Waa, k):
    grow = lambda P, state: state_jacobian(state, Waa) @ P
    return reduce(grow, a[:k], np.eye(len(Waa)))
""",
        "a[-k:] takes the whole sequence for a lag of 0": """
def jacobian_product(a, Waa, k):
    P = np.eye(len(Waa))
    for state in a[-k:]:
        P = state_jacobian(state, Waa) @ P
    return P
""",
        "each Jacobian at the state before its step: one place too early": """
def jacobian_product(a, Waa, k):
    P = np.eye(len(Waa))
    for state in reversed(a[max(len(a) - k - 1, 0) : len(a) - 1]):
        P = P @ state_jacobian(state, Waa)
    return P
""",
        "one factor too many: both ends of the stretch are counted": """
def jacobian_product(a, Waa, k):
    P, t = np.eye(len(Waa)), len(a) - 1
    while t >= max(len(a) - 1 - k, 0):
        P = P @ state_jacobian(a[t], Waa)
        t -= 1
    return P
""",
        "the last Jacobian to the power k": """
def jacobian_product(a, Waa, k):
    return np.linalg.matrix_power(state_jacobian(a[-1], Waa), k)
""",
        "the weights to the power k, no slopes": """
def jacobian_product(a, Waa, k):
    return np.linalg.matrix_power(Waa.astype(float), k)
""",
        "entry by entry instead of the product of matrices": """
def jacobian_product(a, Waa, k):
    steps = [state_jacobian(a[len(a) - 1 - j], Waa) for j in range(k)]
    return np.prod(steps, axis=0) if steps else np.eye(len(Waa))
""",
        "the Jacobians are added up": """
def jacobian_product(a, Waa, k):
    if k == 0:
        return np.eye(len(Waa))
    return sum(state_jacobian(s, Waa) for s in a[len(a) - k:])
""",
        "built up from zeros, so nothing is left": """
def jacobian_product(a, Waa, k):
    P = np.zeros(Waa.shape)
    for j in range(1, k + 1):
        P = P @ state_jacobian(a[-j], Waa)
    return P
""",
        "the transposed product, as the gradient meets it": """
def jacobian_product(a, Waa, k):
    P = np.eye(len(Waa))
    for j in range(1, k + 1):
        P = state_jacobian(a[-j], Waa).T @ P
    return P
""",
        "the slopes of the last state only, all other steps linear": """
def jacobian_product(a, Waa, k):
    P = np.eye(len(Waa))
    for _ in range(k):
        P = Waa @ P
    return (1 - a[-1] ** 2) * P if k else P
""",
        "only the Jacobian of the step k back, without those after it": """
def jacobian_product(a, Waa, k):
    return state_jacobian(a[len(a) - k], Waa) if k > 0 else np.eye(len(Waa))
""",
    },
    "growth_rates": {
        "the largest eigenvalue with its sign, real part": """
def growth_rates(W):
    s = np.linalg.svd(W, compute_uv=False)
    return float(s[0]), float(sorted(np.linalg.eigvals(W).real)[-1])
""",
        "the absolute value of the real part of the eigenvalues": """
def growth_rates(W):
    radius = 0.0
    for value in np.linalg.eigvals(W):
        radius = max(radius, abs(value.real))
    return np.linalg.norm(W, 2), radius
""",
        "the modulus of the eigenvalue that np.max picks, by its real part": """
def growth_rates(W):
    biggest = np.max(np.linalg.eigvals(W))
    return np.linalg.svd(W)[1].max(), np.abs(biggest)
""",
        "the first eigenvalue, as if they were sorted like singular values": """
def growth_rates(W):
    _, s, _ = np.linalg.svd(W)
    values, _ = np.linalg.eig(W)
    return s[0], abs(values[0])
""",
        "both numbers in the other order": """
def growth_rates(W):
    radius = max(abs(np.linalg.eigvals(W)))
    return radius, np.linalg.norm(W, 2)
""",
        "the norm without an order: root of the sum of all squares": """
def growth_rates(W):
    eigenvalues = np.linalg.eigvals(W)
    return np.linalg.norm(W), np.abs(eigenvalues).max()
""",
        "the largest eigenvalue of the Gram matrix, no root": """
def growth_rates(W):
    return np.linalg.eigvalsh(np.einsum("ki,kj->ij", W, W)).max(), np.abs(np.linalg.eigvals(W)).max()
""",
        "the largest entry as the stretch of one step": """
def growth_rates(W):
    one_step = max(abs(float(w)) for row in W for w in row)
    return one_step, np.abs(np.linalg.eigvals(W)).max()
""",
        "the largest sum of a row as the stretch of one step": """
def growth_rates(W):
    return np.linalg.norm(W, np.inf), np.abs(np.linalg.eigvals(W)).max()
""",
        "the spectral radius for both": """
def growth_rates(W):
    radius = np.abs(np.linalg.eigvals(W)).max()
    return radius, radius
""",
        "eigvalsh for the eigenvalues, as if every matrix were symmetric": """
def growth_rates(W):
    return np.linalg.svd(W, compute_uv=False)[0], np.abs(np.linalg.eigvalsh(W)).max()
""",
        "the long run as the geometric mean of the stretches": """
def growth_rates(W):
    s = np.linalg.svd(W, compute_uv=False)
    return s[0], np.prod(s) ** (1 / len(s))
""",
        "the last singular value, as if the largest came last": """
def growth_rates(W):
    return np.linalg.svd(W)[1][-1], np.abs(np.linalg.eigvals(W)).max()
""",
        "the long run from the stretch of ten steps": """
def growth_rates(W):
    ten = np.linalg.matrix_power(W.astype(float), 10)
    return np.linalg.norm(W, 2), np.linalg.norm(ten, 2) ** 0.1
""",
    },
    "orthogonal_from": {
        "the third part is transposed once more": """
def orthogonal_from(matrix):
    U, s, V = np.linalg.svd(matrix)
    return np.einsum("ik,jk->ij", U, V)
""",
        "the orthogonal part of a QR decomposition": """
def orthogonal_from(matrix):
    q, r = np.linalg.qr(matrix)
    return q * np.sign(np.diag(r))
""",
        "the matrix is divided by its largest singular value": """
def orthogonal_from(matrix):
    return matrix / np.linalg.norm(matrix, 2)
""",
        "every column is brought to length 1": """
def orthogonal_from(matrix):
    return np.column_stack([column / np.linalg.norm(column) for column in matrix.T])
""",
        "every row is brought to length 1": """
def orthogonal_from(matrix):
    lengths = np.sqrt((matrix * matrix).sum(axis=1))
    return matrix / lengths[:, None]
""",
        "the transpose, which turns the other way": """
def orthogonal_from(matrix):
    U, _, Vt = np.linalg.svd(matrix)
    return Vt.T @ np.eye(len(matrix)) @ U.T
""",
        "a turn by force: the mirror is taken out": """
def orthogonal_from(matrix):
    U, _, Vt = np.linalg.svd(matrix)
    signs = np.ones(len(matrix))
    signs[-1] = np.linalg.det(U @ Vt)
    return U @ np.diag(signs) @ Vt
""",
        "the first of the three parts alone": """
def orthogonal_from(matrix):
    turn, stretch, other_turn = np.linalg.svd(matrix)
    return turn
""",
        "both turns in the other order": """
def orthogonal_from(matrix):
    U, _, Vt = np.linalg.svd(matrix)
    return Vt @ U
""",
        "the eigenvalues are put on the unit circle instead of the singular values": """
def orthogonal_from(matrix):
    values, vectors = np.linalg.eig(matrix)
    return (vectors @ np.diag(values / np.abs(values)) @ np.linalg.inv(vectors)).real
""",
        "only stretches above 1 are cut to 1, the small ones stay": """
def orthogonal_from(matrix):
    U, s, Vt = np.linalg.svd(matrix)
    return U @ np.diag(np.minimum(s, 1.0)) @ Vt
""",
        "divided by the root of the determinant, so that only the volume is 1": """
def orthogonal_from(matrix):
    return matrix / np.abs(np.linalg.det(matrix)) ** (1 / len(matrix))
""",
        "the first and the third part with the stretches left in": """
def orthogonal_from(matrix):
    U, s, Vt = np.linalg.svd(matrix)
    return (U * s) @ Vt
""",
    },
}

MEANT = {
    "state_jacobian": {
        "the slopes stand on the columns, so on the old units": ("the slopes stand on the columns",),
        "the transpose of the Jacobian, the matrix that carries gradients back": (
            "the transpose of the Jacobian",
        ),
        "the weights are transposed as in the backward step, the slopes are not": (
            "the slopes are right, but Waa is transposed",
        ),
        "tanh is applied again to the state, which is taken for the score": ("tanh is applied once more",),
        "the slope is left out: the weights alone": ("no slopes",),
        "1 - a instead of 1 - a squared": ("the square is missing in the slope",),
        "the slope of the sigmoid, a (1 - a)": ("the slope of the sigmoid",),
        "np.diag of a column: the slope of the first unit for all rows": ("one slope for all units",),
        "the slope at the score that this state would give next, one step too late": (
            "the slopes of one step later",
        ),
        "an array like Waa is filled, so whole-number weights cut the entries to whole numbers": (
            "Inputs that hold whole numbers",
        ),
    },
    "jacobian_product": {
        "forward in time, each new step to the right: the order is turned round": (
            "the factors stand in the opposite order",
        ),
        "the first k steps of the sequence": ("the first k steps instead of the last",),
        "a[-k:] takes the whole sequence for a lag of 0": ("lag 0 gives the whole sequence",),
        "each Jacobian at the state before its step: one place too early": (
            "the slopes of the state before each step",
        ),
        "one factor too many: both ends of the stretch are counted": ("one factor too many, at the far end",),
        "the last Jacobian to the power k": ("the last Jacobian to the power k",),
        "the weights to the power k, no slopes": ("a power of Waa, without slopes",),
        "entry by entry instead of the product of matrices": ("multiplied entry by entry",),
        "the Jacobians are added up": ("the Jacobians are added up",),
        "built up from zeros, so nothing is left": ("the product starts from zeros",),
        "the transposed product, as the gradient meets it": ("the transpose of the product",),
        "only the Jacobian of the step k back, without those after it": (
            "only the step furthest back counts",
        ),
    },
    "growth_rates": {
        "the largest eigenvalue with its sign, real part": ("the largest real part of the eigenvalues",),
        "the absolute value of the real part of the eigenvalues": (
            "the real part of the eigenvalues, made positive",
        ),
        "the modulus of the eigenvalue that np.max picks, by its real part": (
            "the absolute value is taken after the maximum",
        ),
        "the first eigenvalue, as if they were sorted like singular values": (
            "the first eigenvalue in the list",
        ),
        "both numbers in the other order": ("the two rates have changed places",),
        "the norm without an order: root of the sum of all squares": (
            "the root of all squares (the Frobenius norm)",
        ),
        "the largest eigenvalue of the Gram matrix, no root": (
            "the root is missing: the square of the singular value",
        ),
        "the largest entry as the stretch of one step": ("the largest entry",),
        "the largest sum of a row as the stretch of one step": ("the largest sum of a row",),
        "the spectral radius for both": ("the spectral radius as the stretch of one step",),
        "eigvalsh for the eigenvalues, as if every matrix were symmetric": (
            "the eigenvalues as if W were symmetric",
        ),
        "the long run as the geometric mean of the stretches": ("the root of the determinant",),
        "the last singular value, as if the largest came last": ("the smallest singular value",),
    },
    "orthogonal_from": {
        "the third part is transposed once more": ("the second matrix of directions is transposed",),
        "the orthogonal part of a QR decomposition": ("Q of a QR decomposition, with its signs mended",),
        "the matrix is divided by its largest singular value": ("divided by the largest singular value",),
        "every column is brought to length 1": ("every column has the length 1",),
        "every row is brought to length 1": ("every row has the length 1",),
        "the transpose, which turns the other way": ("the transpose of the nearest orthogonal matrix",),
        "a turn by force: the mirror is taken out": ("mirroring is forbidden",),
        "the first of the three parts alone": ("only the first matrix of directions",),
        "both turns in the other order": ("the two sets of directions in the opposite order",),
        "only stretches above 1 are cut to 1, the small ones stay": ("singular values above 1 are cut to 1",),
        "divided by the root of the determinant, so that only the volume is 1": (
            "divided by the root of the determinant",
        ),
        "the first and the third part with the stretches left in": ("the matrix as it came",),
    },
}
