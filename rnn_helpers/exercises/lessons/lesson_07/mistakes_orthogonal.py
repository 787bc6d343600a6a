"""What people get wrong in the nearest orthogonal matrix: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_07.sections import SECTIONS

_CALL = "svd(matrix)"
_APART = f"U, _, Vt = np.linalg.{_CALL}"
_RESULT = "U @ Vt"
_SEE = SECTIONS["orthogonal"]

ORTHOGONAL_MISTAKES = [
    {
        "name": "the second matrix of directions is transposed",
        "old": _RESULT,
        "new": "U @ Vt.T",
        "says": (
            "The result is orthogonal, but not the one near to the matrix. The third result of NumPy's svd"
            " is transposed already: multiplied as they come, the three give the matrix back. Try that once"
            " with the singular values in the middle."
        ),
        "see": _SEE,
        "seen": "MATLAB's svd gives V, NumPy's gives its transpose: 'numpy svd v transposed'",
    },
    {
        "name": "only the first matrix of directions",
        "old": _RESULT,
        "new": "U",
        "says": (
            "These are the directions that the matrix stretches into. It is an orthogonal matrix, but it"
            " leaves out from where they come: the other set of directions belongs to it."
        ),
        "see": _SEE,
        "seen": "orthogonal initialisation in libraries, which takes one of the two factors",
    },
    {
        "name": "only the second matrix of directions",
        "old": _RESULT,
        "new": "Vt",
        "says": (
            "These are the directions that the matrix starts from. It is an orthogonal matrix, but it"
            " leaves out where they go: the other set of directions belongs to it."
        ),
        "see": _SEE,
        "seen": "orthogonal initialisation in libraries, which takes one of the two factors",
    },
    {
        "name": "the two sets of directions in the opposite order",
        "old": _RESULT,
        "new": "Vt @ U",
        "says": (
            "The result is orthogonal, but the factors stand in the wrong order. Taking apart and putting"
            " together use the same order; what acts first stands on the right."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the transpose of the nearest orthogonal matrix",
        "old": _RESULT,
        "new": "(U @ Vt).T",
        "says": (
            "Rows and columns are exchanged. For an orthogonal matrix the transpose is the inverse: it turns"
            " back what should be turned forward."
        ),
        "see": _SEE,
        "seen": "svd of the transpose, or factors transposed while putting them together",
    },
    {
        "name": "the matrix as it came",
        "old": _RESULT,
        "new": "matrix + 0.0",
        "says": (
            "What comes out is what went in: its singular values are still there. Leave them out where you"
            " put the parts together, or make each of them 1."
        ),
        "see": _SEE,
        "seen": "U diag(s) V^T put together again",
    },
    {
        "name": "divided by the largest singular value",
        "old": _RESULT,
        "new": "matrix / _[0]",
        "says": (
            "The largest singular value is 1 now and all others are below it: most directions shrink. One"
            " factor for the whole matrix cannot make them all equal."
        ),
        "see": _SEE,
        "seen": "spectral normalisation",
    },
    {
        "name": "divided by the smallest singular value",
        "old": _RESULT,
        "new": "matrix / _[-1]",
        "says": (
            "The smallest singular value is 1 now and all others are above it: most directions are stretched."
            " One factor for the whole matrix cannot make them all equal."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "scaled to the spectral radius 1",
        "old": _RESULT,
        "new": "matrix / np.abs(np.linalg.eigvals(matrix)).max()",
        "says": (
            "The spectral radius is 1 now, but one step may still stretch or shrink. In an orthogonal matrix"
            " every singular value is 1, and one factor for the whole matrix cannot bring that about."
        ),
        "see": _SEE,
        "seen": "echo state networks; orthogonal and radius 1 taken for the same",
    },
    {
        "name": "divided by the root of all squares (the Frobenius norm)",
        "old": _RESULT,
        "new": "matrix / np.linalg.norm(matrix)",
        "says": (
            "The matrix has the length 1 as if it were a list of numbers. It still stretches some directions"
            " more than others; one factor cannot change that."
        ),
        "see": _SEE,
        "seen": "normalising vectors, a habit",
    },
    {
        "name": "divided by the root of the determinant",
        "old": _RESULT,
        "new": "matrix / np.abs(np.linalg.det(matrix)) ** (1 / len(matrix))",
        "says": (
            "The determinant is 1 or −1 now, so volumes stay. Lengths need not: one direction may be"
            " stretched as much as another is shrunk."
        ),
        "see": _SEE,
        "seen": "“determinant 1” taken for “orthogonal”",
    },
    {
        "name": "divided by the determinant",
        "old": _RESULT,
        "new": "matrix / np.linalg.det(matrix)",
        "says": (
            "Dividing by the determinant makes nothing orthogonal: the matrix still stretches some directions"
            " more than others."
        ),
        "see": _SEE,
        "seen": "“determinant 1” taken for “orthogonal”",
    },
    {
        "name": "every column has the length 1",
        "old": _RESULT,
        "new": "matrix / np.linalg.norm(matrix, axis=0)",
        "says": (
            "Each column was scaled to the length 1, but they do not stand at right angles to each other, so"
            " vectors between the axes are still stretched or shrunk."
        ),
        "see": _SEE,
        "seen": "“orthonormal” reduced to “normal”",
    },
    {
        "name": "every row has the length 1",
        "old": _RESULT,
        "new": "matrix / np.linalg.norm(matrix, axis=1, keepdims=True)",
        "says": (
            "Each row was scaled to the length 1, but they do not stand at right angles to each other, so"
            " some vectors are still stretched or shrunk."
        ),
        "see": _SEE,
        "seen": "“orthonormal” reduced to “normal”",
    },
    {
        "name": "Q of a QR decomposition",
        "old": _RESULT,
        "new": "np.linalg.qr(matrix)[0]",
        "says": (
            "The result is orthogonal, but not the nearest: QR keeps the direction of the first column and"
            " bends the later ones, so the order of the columns decides (and some come out with the wrong"
            " sign). The singular values tell what all directions have in common."
        ),
        "see": _SEE,
        "seen": "orthogonal starts in libraries, also in this course: random ones are near to nothing",
    },
    {
        "name": "Q of a QR decomposition, with its signs mended",
        "old": _APART + "\n    return " + _RESULT,
        "new": "Q, R = np.linalg.qr(matrix)\n    return Q * np.sign(np.diag(R))",
        "says": (
            "The result is orthogonal, but not the nearest: the first column keeps its direction and the"
            " later ones are bent to stand at right angles, so the order of the columns decides."
        ),
        "see": _SEE,
        "seen": "the library's random orthogonal start; Gram and Schmidt's way",
    },
    {
        "name": "the singular values are turned over",
        "old": _RESULT,
        "new": "U / _ @ Vt",
        "says": (
            "Each singular value has become 1 divided by itself, so what was stretched is shrunk now. Divided"
            " by itself is what would make it 1."
        ),
        "see": _SEE,
        "seen": "the pseudo-inverse, half remembered",
    },
    {
        "name": "the inverse",
        "old": _RESULT,
        "new": "np.linalg.inv(matrix)",
        "says": (
            "The inverse undoes the matrix; where that stretches, it shrinks. For an orthogonal matrix"
            " inverse and transpose are the same, but this matrix is not orthogonal yet."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the roots of the singular values are left in",
        "old": _RESULT,
        "new": "U * np.sqrt(_) @ Vt",
        "says": (
            "The directions are right, but each singular value has become its root, not 1: what was stretched"
            " is still stretched, though less."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "singular values on one side only",
        "old": _RESULT,
        "new": "U * _",
        "says": (
            "The first directions carry the singular values as their lengths, and the second directions are"
            " missing. It should be the other way: both sets of directions, and no lengths."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the matrix times its transpose",
        "old": _RESULT,
        "new": "matrix @ matrix.T",
        "says": (
            "For an orthogonal matrix this product is the identity; that is a test for one, not a way to make"
            " one."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the transpose times the matrix",
        "old": _RESULT,
        "new": "matrix.T @ matrix",
        "says": (
            "For an orthogonal matrix this product is the identity; that is a test for one, not a way to make"
            " one."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the identity",
        "old": _RESULT,
        "new": "np.eye(len(matrix))",
        "says": (
            "The identity is orthogonal, whatever went in. Nothing of the matrix is left; asked for is the"
            " orthogonal matrix that is nearest to it."
        ),
        "see": _SEE,
        "seen": "a set of directions multiplied with its own transpose",
    },
    {
        "name": "the eigenvectors",
        "old": _RESULT,
        "new": "np.linalg.eig(matrix)[1]",
        "says": (
            "These are the eigenvectors of the matrix. They stand at right angles to each other only for a"
            " normal matrix, and they may be complex. Directions at right angles come with singular values."
        ),
        "see": _SEE,
        "seen": "eigenvectors and singular vectors mixed up",
    },
    {
        "name": "mirroring is forbidden",
        "old": _RESULT,
        "new": "(U * np.append(np.ones(len(U) - 1), np.sign(np.linalg.det(U @ Vt)))) @ Vt",
        "says": (
            "Where the matrix mirrors, one direction is turned over so that only a rotation is left. That is"
            " asked for where solid bodies are fitted; an orthogonal matrix may mirror, and is nearer then."
        ),
        "see": _SEE,
        "seen": "Kabsch's method for the best rotation",
    },
    {
        "name": "the symmetric part is taken apart",
        "old": _CALL,
        "new": "svd((matrix + matrix.T) / 2)",
        "says": (
            "The matrix is averaged with its transpose before it is taken apart. That takes away all its"
            " turning, and a matrix that turns is what is asked for."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the mean is taken off first",
        "old": _CALL,
        "new": "svd(matrix - matrix.mean())",
        "says": (
            "The mean of all entries is subtracted before the matrix is taken apart. Data are centred like"
            " that; the entries of a matrix that acts on vectors all count as they are."
        ),
        "see": _SEE,
        "seen": "centring, a habit from principal components",
    },
    {
        "name": "the mean of each column is taken off first",
        "old": _CALL,
        "new": "svd(matrix - matrix.mean(axis=0))",
        "says": (
            "The mean of every column is subtracted before the matrix is taken apart. Data are centred like"
            " that; the entries of a matrix that acts on vectors all count as they are."
        ),
        "see": _SEE,
        "seen": "centring, a habit from principal components",
    },
    {
        "name": "rows at right angles, one after the other",
        "old": _RESULT,
        "new": "(lambda Q, R: (Q * np.sign(np.diag(R))).T)(*np.linalg.qr(matrix.T))",
        "says": (
            "The result is orthogonal, but not the nearest: the first row keeps its direction and the later "
            "ones are bent to stand at right angles, so the order of the rows decides."
        ),
        "see": _SEE,
        "seen": "Gram and Schmidt's way, row by row",
    },
    {
        "name": "a matrix full of ones in the middle",
        "old": _RESULT,
        "new": "U @ np.ones(matrix.shape) @ Vt",
        "says": (
            "Every entry of the matrix in the middle was made 1. Only the singular values should become 1, "
            "and they stand on its diagonal; everything else stays 0."
        ),
        "see": _SEE,
        "seen": "np.ones in place of the identity",
    },
    {
        "name": "a flat list of ones in the middle",
        "old": _RESULT,
        "new": "U @ np.ones(len(U)) @ Vt",
        "says": (
            "The ones in the middle are a flat list, a vector, so the product collapses to a vector too. "
            "Singular values stand on the diagonal of a matrix."
        ),
        "see": _SEE,
        "seen": "np.ones_like(s) without np.diag",
    },
    {
        "name": "a flat list of singular values in the middle",
        "old": _RESULT,
        "new": "U @ _ @ Vt",
        "says": (
            "The singular values are a flat list, so the product collapses to a vector. They stand on the "
            "diagonal of a matrix; and here each of them should be 1."
        ),
        "see": _SEE,
        "seen": "U @ s @ Vt without np.diag",
    },
    {
        "name": "multiplied entry by entry",
        "old": _RESULT,
        "new": "U * Vt",
        "says": (
            "The two matrices of directions are multiplied entry by entry. What acts one after the other is "
            "multiplied by the matrix product."
        ),
        "see": _SEE,
        "seen": "* and @ mixed up, as with MATLAB's .* and *",
    },
    {
        "name": "the first matrix of directions is transposed",
        "old": _RESULT,
        "new": "U.T @ Vt",
        "says": (
            "The first of the three results is transposed before it is used. Multiplied as they come, the "
            "three give the matrix back."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "both matrices of directions are transposed",
        "old": _RESULT,
        "new": "U.T @ Vt.T",
        "says": (
            "Both matrices are transposed, and their order is kept. Multiplied as they come, the three "
            "results give the matrix back."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "only the first matrix of directions, transposed",
        "old": _RESULT,
        "new": "U.T",
        "says": (
            "Only one of the two sets of directions is used, and that the other way round. It is an "
            "orthogonal matrix, but not one near to the given one: both sets belong to it."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "only the second matrix of directions, transposed",
        "old": _RESULT,
        "new": "Vt.T",
        "says": (
            "Only one of the two sets of directions is used, and that the other way round. It is an "
            "orthogonal matrix, but not one near to the given one: both sets belong to it."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "the singular values on a diagonal",
        "old": _RESULT,
        "new": "np.diag(_)",
        "says": (
            "These are the singular values themselves, without the directions. It is the other way: the "
            "directions stay and the singular values become 1."
        ),
        "see": _SEE,
        "seen": "expected",
    },
    {
        "name": "singular values above 1 are cut to 1",
        "old": _RESULT,
        "new": "U * np.minimum(_, 1) @ Vt",
        "says": (
            "What was stretched keeps its length now, but what was shrunk is still shrunk. In an orthogonal "
            "matrix every singular value is 1, also those that were below."
        ),
        "see": _SEE,
        "seen": "clipping by value, carried over",
    },
    {
        "name": "the signs of the entries",
        "old": _RESULT,
        "new": "np.sign(matrix) * 1.0",
        "says": (
            "Every entry was made 1, 0 or −1. It is the singular values that should become 1, not the "
            "entries."
        ),
        "see": _SEE,
        "seen": "expected",
    },
]
