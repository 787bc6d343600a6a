"""What people get wrong in the two rates of a matrix: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_07.sections import SECTIONS

_SIGMA = "np.linalg.svd(W, compute_uv=False)[0]"
_RHO = "np.abs(np.linalg.eigvals(W)).max()"
_SEE = SECTIONS["rates"]

RATES_MISTAKES = [
    {
        "name": "the two rates have changed places",
        "old": "return one_step, long_run",
        "new": "return long_run, one_step",
        "says": (
            "Both numbers are right, but asked for is the rate of one step first, the singular value, and the"
            " rate in the long run, the spectral radius, second."
        ),
        "see": _SEE,
        "seen": "the two are easily mixed up",
        "alone": True,
    },
    {
        "name": "the spectral radius as the stretch of one step",
        "old": _SIGMA,
        "new": _RHO,
        "says": (
            "The first number is the spectral radius. One step can stretch much further than that, where the"
            " eigenvectors do not stand at right angles: what bounds a single step is a singular value."
        ),
        "see": _SEE,
        "seen": "texts that say a gradient shrinks at every step if the spectral radius is below 1",
    },
    {
        "name": "the largest singular value as the rate in the long run",
        "old": _RHO,
        "new": _SIGMA,
        "says": (
            "The second number is the largest singular value. It bounds every step, but the next step seldom"
            " stretches the same direction again; in the long run the eigenvalues decide."
        ),
        "see": _SEE,
        "seen": "np.linalg.norm(W, 2) for the spectral radius: “spectral norm” and “spectral radius”",
    },
    {
        "name": "the largest real part of the eigenvalues",
        "old": _RHO,
        "new": "np.linalg.eigvals(W).real.max()",
        "says": (
            "The second number is the largest real part. Eigenvalues can be negative or complex (a matrix"
            " that mirrors or turns), and what counts for lengths is how far they are from 0, on whichever"
            " side."
        ),
        "see": _SEE,
        "seen": "stability in continuous time, where the real part decides",
    },
    {
        "name": "the largest eigenvalue, without its absolute value",
        "old": _RHO,
        "new": "np.linalg.eigvals(W).max()",
        "says": (
            "The second number is an eigenvalue, with its sign and, where the matrix turns, its imaginary"
            " part. The factor for lengths is how far it is from 0."
        ),
        "see": _SEE,
        "seen": "Stack Overflow: max(np.linalg.eigvals(A)) for the spectral radius",
    },
    {
        "name": "the absolute value is taken after the maximum",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W).max())",
        "says": (
            "The largest eigenvalue is chosen first and made positive afterwards. An eigenvalue of −3 is then"
            " passed over for one of 1, though it is further from 0. The order of the two matters."
        ),
        "see": _SEE,
        "seen": "Stack Overflow: abs(max(…)) in place of max(abs(…))",
    },
    {
        "name": "the real part of the eigenvalues, made positive",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W).real).max()",
        "says": (
            "The imaginary parts are dropped before the size is taken. A matrix that turns by a right angle"
            " has eigenvalues without a real part, and it does not shrink anything to 0."
        ),
        "see": _SEE,
        "seen": "silencing NumPy's warning about a discarded imaginary part",
    },
    {
        "name": "the first eigenvalue in the list",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W)[0])",
        "says": (
            "The second number is the size of the eigenvalue that happens to stand first. Singular values"
            " come sorted by size; eigenvalues come in no particular order."
        ),
        "see": _SEE,
        "seen": "Stack Overflow: 'numpy eigenvalues are not sorted'",
    },
    {
        "name": "the last eigenvalue in the list",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W)[-1])",
        "says": (
            "The second number is the size of the eigenvalue that happens to stand last. Eigenvalues come in"
            " no particular order (other functions, for symmetric matrices, sort them upwards)."
        ),
        "see": _SEE,
        "seen": "np.linalg.eigh sorts, np.linalg.eig does not",
    },
    {
        "name": "the smallest eigenvalue",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W)).min()",
        "says": (
            "The second number belongs to the eigenvalue nearest to 0, whose direction fades first. In the"
            " long run what grows fastest, or fades last, is all that is left."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the mean size of the eigenvalues",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W)).mean()",
        "says": (
            "The second number is a mean over all eigenvalues. After many steps the one furthest from 0 has"
            " left all others behind; it decides alone."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the sizes of all eigenvalues are added up",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W)).sum()",
        "says": (
            "The second number is a sum over all eigenvalues. They belong to different directions and do not"
            " help each other; the one furthest from 0 decides in the long run."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the square of the spectral radius",
        "old": _RHO,
        "new": "(np.abs(np.linalg.eigvals(W)) ** 2).max()",
        "says": (
            "The second number is the square of what is asked for. The size of a complex number is the root"
            " of the squares of its two parts."
        ),
        "see": _SEE,
        "seen": "real² + imag² without the root",
    },
    {
        "name": "the eigenvalues as if W were symmetric",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvalsh(W)).max()",
        "says": (
            "The function for symmetric matrices looks at one half of W only and takes the other for its"
            " mirror image. Recurrent weights are not symmetric, and no error gives it away."
        ),
        "see": _SEE,
        "seen": "eigh and eigvalsh used because they give real numbers",
    },
    {
        "name": "the eigenvalues of the symmetric part",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvalsh((W + W.T) / 2)).max()",
        "says": (
            "W and its transpose are averaged before the eigenvalues are taken. That is another matrix, one"
            " that cannot turn anything, and its eigenvalues are other ones."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the determinant",
        "old": _RHO,
        "new": "np.abs(np.linalg.det(W))",
        "says": (
            "The determinant is the product of all eigenvalues: the factor for volumes. Lengths are asked"
            " for, and there the eigenvalue furthest from 0 decides alone."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest entry of the diagonal",
        "old": _RHO,
        "new": "np.abs(np.diag(W)).max()",
        "says": (
            "Eigenvalues stand on the diagonal only where all entries below it, or all above it, are zero, as"
            " in the examples of the lesson. For any other matrix they have to be computed."
        ),
        "see": _SEE,
        "seen": "the triangular examples, taken for the rule",
    },
    {
        "name": "the smallest singular value",
        "old": _SIGMA,
        "new": "np.linalg.svd(W, compute_uv=False)[-1]",
        "says": (
            "The first number is the least that W stretches anything. Singular values come sorted, the"
            " largest first."
        ),
        "see": _SEE,
        "seen": "sorted upwards in other functions",
    },
    {
        "name": "the singular values are added up",
        "old": _SIGMA,
        "new": "np.linalg.svd(W, compute_uv=False).sum()",
        "says": (
            "The first number is the sum of all singular values. They belong to directions at right angles to"
            " each other, and no vector lies in all of them with its full length."
        ),
        "see": _SEE,
        "seen": "the nuclear norm",
    },
    {
        "name": "the mean of the singular values",
        "old": _SIGMA,
        "new": "np.linalg.svd(W, compute_uv=False).mean()",
        "says": "The first number is a mean over all directions. Asked for is the most that W can stretch.",
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the root of all squares (the Frobenius norm)",
        "old": _SIGMA,
        "new": "np.linalg.norm(W)",
        "says": (
            "The first number is the length of W as if it were one long list of numbers. That is above the"
            " most it can stretch, except where it stretches in one direction alone. For a matrix, NumPy's"
            " norm gives this unless it is told otherwise."
        ),
        "see": _SEE,
        "seen": "np.linalg.norm(A) taken for the 2-norm of a matrix",
    },
    {
        "name": "the root is missing: the square of the singular value",
        "old": _SIGMA,
        "new": "np.linalg.svd(W, compute_uv=False)[0] ** 2",
        "says": (
            "The first number is the square of what is asked for. The eigenvalues of W times its transpose"
            " are squares of singular values: the factor for squared lengths."
        ),
        "see": _SEE,
        "seen": "singular values by way of W^T W",
    },
    {
        "name": "the largest entry",
        "old": _SIGMA,
        "new": "np.abs(W).max()",
        "says": (
            "The first number is the largest entry. Entries work together: a vector that lies well for"
            " several of them is stretched further than any of them says."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest sum of a column",
        "old": _SIGMA,
        "new": "np.linalg.norm(W, 1)",
        "says": (
            "The first number adds the sizes in each column and takes the largest sum. It measures vectors by"
            " the sum of their entries; the length of a gradient is the root of the sum of its squares."
        ),
        "see": _SEE,
        "seen": "np.linalg.norm(W, 1)",
    },
    {
        "name": "the largest sum of a row",
        "old": _SIGMA,
        "new": "np.linalg.norm(W, np.inf)",
        "says": (
            "The first number adds the sizes in each row and takes the largest sum. It measures vectors by"
            " their largest entry; the length of a gradient is the root of the sum of its squares."
        ),
        "see": _SEE,
        "seen": "np.linalg.norm(W, np.inf)",
    },
    {
        "name": "the length of the longest column",
        "old": _SIGMA,
        "new": "np.linalg.norm(W, axis=0).max()",
        "says": (
            "A column is what becomes of a vector along one axis. A vector between the axes may be stretched"
            " further, and the most over all directions is asked for."
        ),
        "see": _SEE,
        "seen": "trying the unit vectors only",
    },
    {
        "name": "the length of the longest row",
        "old": _SIGMA,
        "new": "np.linalg.norm(W, axis=1).max()",
        "says": (
            "The longest row says how large a single entry of the result can become. The most over all"
            " directions, for the whole vector, is asked for."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest singular value over the smallest",
        "old": _SIGMA,
        "new": "np.linalg.cond(W)",
        "says": (
            "The first number compares the most and the least that W stretches (its condition). The most"
            " itself is asked for."
        ),
        "see": _SEE,
        "seen": "np.linalg.cond",
    },
    {
        "name": "the first of the three results of svd",
        "old": _SIGMA,
        "new": "np.linalg.svd(W)[0].max()",
        "says": (
            "`np.linalg.svd` takes a matrix apart into three: directions, singular values, directions. The"
            " first of them is a matrix of directions, and the singular values are the second."
        ),
        "see": _SEE,
        "seen": "svd(W)[0] for the largest singular value",
    },
    {
        "name": "the smallest singular value as the rate in the long run",
        "old": _RHO,
        "new": "np.linalg.svd(W, compute_uv=False)[-1]",
        "says": (
            "The second number is the least that one step stretches anything. In the long run the eigenvalues"
            " decide, and of them the one furthest from 0."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the square of the largest singular value as the rate in the long run",
        "old": _RHO,
        "new": _SIGMA + " ** 2",
        "says": (
            "The second number is the largest eigenvalue of W times its transpose: the most by which squared "
            "lengths grow in one step. In the long run the eigenvalues of W itself decide."
        ),
        "see": _SEE,
        "seen": "the two kinds of values mixed up",
    },
    {
        "name": "the length of the list of eigenvalues",
        "old": _RHO,
        "new": "np.linalg.norm(np.linalg.eigvals(W))",
        "says": (
            "The second number is the root of the sum of the squares of all eigenvalues. They belong to "
            "different directions; the one furthest from 0 decides alone."
        ),
        "see": _SEE,
        "seen": "np.linalg.norm in place of the absolute value",
    },
    {
        "name": "the first eigenvalue in the list, with its sign",
        "old": _RHO,
        "new": "np.linalg.eigvals(W)[0]",
        "says": (
            "The second number is the eigenvalue that happens to stand first, with its sign or its imaginary "
            "part. They come in no particular order, and what counts is how far they are from 0."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest eigenvalue as if W were symmetric",
        "old": _RHO,
        "new": "np.linalg.eigvalsh(W).max()",
        "says": (
            "The function for symmetric matrices looks at one half of W only and takes the other for its "
            "mirror image. Recurrent weights are not symmetric; and a negative eigenvalue counts with its "
            "size."
        ),
        "see": _SEE,
        "seen": "the last value of eigh, which sorts upwards",
    },
    {
        "name": "real and imaginary part added",
        "old": _RHO,
        "new": "(np.abs(np.linalg.eigvals(W).real) + np.abs(np.linalg.eigvals(W).imag)).max()",
        "says": (
            "The size of a complex number is not the sum of its two parts: they stand at right angles, as the"
            " two short sides of a triangle do."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest imaginary part",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W).imag).max()",
        "says": (
            "The second number looks at imaginary parts only. Where nothing is turned they are 0; how far an "
            "eigenvalue is from 0 takes both parts."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the trace",
        "old": _RHO,
        "new": "np.abs(np.trace(W))",
        "says": (
            "The trace is the sum of all eigenvalues. In the long run the one furthest from 0 decides alone."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the mean of the diagonal",
        "old": _RHO,
        "new": "np.abs(np.trace(W)) / len(W)",
        "says": (
            "The mean of the diagonal is the mean of all eigenvalues. In the long run the one furthest from 0"
            " decides alone."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the root of the determinant",
        "old": _RHO,
        "new": "np.abs(np.linalg.det(W)) ** (1 / len(W))",
        "says": (
            "This is the mean factor over all directions: the determinant is the product of all eigenvalues. "
            "The one furthest from 0 decides alone."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "all eigenvalues in place of the largest",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(W))",
        "says": (
            "The second result is an array with the sizes of all eigenvalues. A single number is asked for: "
            "the largest of them."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the eigenvalues of the entries without their signs",
        "old": _RHO,
        "new": "np.abs(np.linalg.eigvals(np.abs(W))).max()",
        "says": (
            "The signs of the weights are dropped before the eigenvalues are taken. That is another matrix, "
            "in which nothing cancels."
        ),
        "see": _SEE,
        "seen": "the absolute value taken too early",
    },
    {
        "name": "all singular values in place of the largest",
        "old": _SIGMA,
        "new": "np.linalg.svd(W, compute_uv=False)",
        "says": (
            "The first result is an array with all singular values. A single number is asked for: the largest"
            " of them."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "a root too many in the singular value",
        "old": _SIGMA,
        "new": "np.sqrt(np.linalg.svd(W, compute_uv=False)[0])",
        "says": (
            "The first number is the root of what is asked for. A root belongs there only where one starts "
            "from W times its transpose; singular values are the roots already."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest entry with its sign",
        "old": _SIGMA,
        "new": "W.max()",
        "says": (
            "The first number is the largest entry. Entries work together, and negative ones stretch as well:"
            " a vector that lies well for several of them is stretched further than any of them says."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the largest eigenvalue of the symmetric part as the stretch",
        "old": _SIGMA,
        "new": "np.abs(np.linalg.eigvalsh((W + W.T) / 2)).max()",
        "says": (
            "W is averaged with its transpose first. The first number says how much a vector grows in its own"
            " direction; a step may also turn it, and then it is stretched further."
        ),
        "see": _SEE,
        "seen": "expected",
    },
]
