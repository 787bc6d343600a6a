"""Softmax by many hands: full marks for the right ones, and a name for the mistakes of the wrong ones.

A wrong answer stands with the mistakes of the catalogue that it makes, or None where they have no name there.
"""

import pytest

from tests.judged import assert_named, assert_right, examined

# bodies of one line
RIGHT_LINES = {
    "logsumexp": "m = z.max(0); lse = m + np.log(np.exp(z - m).sum(0)); return np.exp(z - lse)",
    "logaddexp": "return np.exp(z - np.logaddexp.reduce(z, axis=0))",
    "clip": "e = np.exp(np.clip(z - z.max(axis=0), -700, 0)); return e / e.sum(axis=0)",
    "eps colmax": "e = np.exp(z - z.max(axis=0)); return e / (e.sum(axis=0) + 1e-8)",
    "float128ret": "e = np.exp(z.astype(np.longdouble)); return e / e.sum(axis=0)",
    "clip 1e-7": "e = np.exp(z - z.max(axis=0)); return np.clip(e / e.sum(axis=0), 1e-7, 1)",
    "eps1e-6": "e = np.exp(z - z.max(axis=0)); return e / (e.sum(axis=0) + 1e-6)",
    "round6": "e = np.exp(z - z.max(axis=0)); return np.round(e / e.sum(axis=0), 6)",
    "base2.71828": "e = 2.71828 ** (z - z.max(axis=0)); return e / e.sum(axis=0)",
    "np e int": "z = z - z.max(axis=0); return np.e ** z / np.sum(np.e ** z, axis=0)",
}

WRONG_LINES = {
    "noshift": ("return np.exp(z) / np.exp(z).sum(axis=0)", "large scores overflow"),
    "globalmax": ("e = np.exp(z - z.max()); return e / e.sum(axis=0)", "one maximum for the whole batch"),
    "globalsum": (
        "e = np.exp(z - z.max(axis=0)); return e / e.sum()",
        "every column has its maximum, but one sum serves all",
    ),
    "lesson first": ("return np.exp(z) / np.exp(z).sum()", "one sum for the whole batch"),
    "global both": ("e = np.exp(z - np.max(z)); return e / e.sum()", "one sum for the whole batch"),
    "axis1 no kept axis": ("e = np.exp(z - z.max(axis=1)); return e / e.sum(axis=1)", None),
    "plusmax": ("e = np.exp(z + z.max(axis=0)); return e / e.sum(axis=0)", None),
    "minusmin": (
        "e = np.exp(z - z.min(axis=0)); return e / e.sum(axis=0)",
        "the smallest score is subtracted instead of the largest",
    ),
    "mean": (
        "e = np.exp(z - z.mean(axis=0)); return e / e.sum(axis=0)",
        "the mean is subtracted instead of the largest score",
    ),
    "shift only num": (
        "return np.exp(z - z.max(axis=0)) / np.exp(z).sum(axis=0)",
        "the sum is taken from the scores before the shift",
    ),
    "shift only den": ("return np.exp(z) / np.exp(z - z.max(axis=0)).sum(axis=0)", None),
    "noexp": ("return z / z.sum(axis=0)", "no exponential"),
    "noexp shift": ("z = z - z.max(axis=0); return z / z.sum(axis=0)", "no exponential"),
    "nodiv": ("e = np.exp(z - z.max(axis=0)); return e", "not divided by the sum"),
    "divmax": ("e = np.exp(z / z.max(axis=0)); return e / e.sum(axis=0)", None),
    "divmaxafter": (
        "e = np.exp(z - z.max(axis=0)); return e / e.max(axis=0)",
        "divided by the largest power instead of the sum",
    ),
    "sigmoid": ("return 1 / (1 + np.exp(-z))", "a sigmoid of each score"),
    "neg": ("e = np.exp(z.max(axis=0) - z); return e / e.sum(axis=0)", "the wrong sign in the exponent"),
    "inplace": ("z -= z.max(axis=0); e = np.exp(z); return e / e.sum(axis=0)", None),
    "inplace ret": ("z[:] = np.exp(z - z.max(axis=0)); z /= z.sum(axis=0); return z", None),
    "flat": ("z = z.flatten(); e = np.exp(z - z.max()); return e / e.sum()", "all scores in one row"),
    "ravel first": ("z = z[:, 0]; e = np.exp(z - z.max()); return (e / e.sum()).reshape(-1, 1)", None),
    "transposed": ("e = np.exp(z - z.max(axis=0)); return (e / e.sum(axis=0)).T", None),
    "print again": ("e = np.exp(z - z.max(axis=0)); print(e / e.sum(axis=0))", None),
    "noreturn": ("e = np.exp(z - z.max(axis=0)); result = e / e.sum(axis=0)", None),
    "returnstr": ('return "e^z / sum(e^z)"', None),
    "typo": ("e = np.exp(z - z.max(axis=0)); return E / e.sum(axis=0)", None),
    "builtin max": ("e = np.exp(z - max(z)); return e / sum(e)", None),
    "builtin sum global": ("e = np.exp(z - np.max(z)); return e / sum(e)", "one maximum for the whole batch"),
    "eps": ("e = np.exp(z - z.max()); return e / (e.sum(axis=0) + 1e-8)", None),
    "clip700": ("e = np.exp(np.clip(z, -700, 700)); return e / e.sum(axis=0)", None),
    "nan to num": ("e = np.exp(z); return np.nan_to_num(e / e.sum(axis=0))", None),
    "round": ("e = np.exp(z - z.max(axis=0)); return np.round(e / e.sum(axis=0), 2)", None),
    "log": ("e = np.exp(z - z.max(axis=0)); return np.log(e / e.sum(axis=0))", "the logarithm of softmax"),
    "globalmax axis1": (
        "e = np.exp(z - z.max()); return e / e.sum(axis=1, keepdims=True)",
        "softmax over the batch axis",
    ),
    "noshift axis1": (
        "return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)",
        "softmax over the batch axis",
    ),
    "noshift inplace": ("z[...] = np.exp(z); return z / z.sum(axis=0)", None),
    "inplace globalmax": (
        "z -= z.max(); e = np.exp(z); return e / e.sum(axis=0)",
        "one maximum for the whole batch",
    ),
    "absmax": ("e = np.exp(z - np.abs(z).max(axis=0)); return e / e.sum(axis=0)", None),
    "prec": ("return np.exp(z - z.max(axis=0)) / np.exp(z - z.max(axis=0)).sum(axis=0) - 1", None),
    "prec2": ("return np.exp(z) - z.max(axis=0) / np.exp(z).sum(axis=0)", None),
    "maxfirstcol": ("e = np.exp(z - z[:, 0].max()); return e / e.sum(axis=0)", None),
    "firstrow": ("e = np.exp(z - z[0]); return e / e.sum(axis=0)", None),
    "softmax1000": ("e = np.exp(z - 1000); return e / e.sum(axis=0)", None),
    "2pow": ("e = 2.0 ** (z - z.max(axis=0)); return e / e.sum(axis=0)", "powers of 2 instead of e"),
    "expm1": ("e = np.expm1(z - z.max(axis=0)); return e / e.sum(axis=0)", None),
    "hardcode3": ("e = np.exp(z - z.max(axis=0)); return e / (e[0] + e[1] + e[2])", None),
    "meandiv": (
        "e = np.exp(z - z.max(axis=0)); return e / e.mean(axis=0)",
        "divided by the mean instead of the sum",
    ),
    "square": ("e = np.exp(z - z.max(axis=0)); return e**2 / (e**2).sum(axis=0)", None),
    "twice": ("e = np.exp(np.exp(z - z.max(axis=0))); return e / e.sum(axis=0)", None),
    "tanh": ("return np.tanh(z)", None),
    "tuple": ("e = np.exp(z - z.max(axis=0)); return e / e.sum(axis=0), e", None),
    "norm2": (
        "e = np.exp(z - z.max(axis=0)); return e / np.linalg.norm(e, axis=0)",
        "divided by the length of the column instead of its sum",
    ),
    "float int": ("z = z.astype(int); e = np.exp(z - z.max(axis=0)); return e / e.sum(axis=0)", None),
    "floor": ("e = np.exp(z - z.max(axis=0)); return e // e.sum(axis=0)", None),
    "global noshift inplace axis1": ("np.exp(z, out=z); return z / z.sum(axis=1, keepdims=True)", None),
    "sortcols": ("z = np.sort(z, axis=0)[::-1]; e = np.exp(z - z[0]); return e / e.sum(axis=0)", None),
    "inplace float only": ("z = z - z.max(axis=0); np.exp(z, out=z); return z / z.sum(axis=0)", None),
    "squeeze": ("e = np.exp(z - z.max(axis=0)); return np.squeeze(e / e.sum(axis=0))", None),
    "sum axis0 of T": ("e = np.exp(z.T - z.max(axis=0)); return (e / e.sum(axis=0)).T", None),
    "globalmax+transp": ("e = np.exp(z - z.max()); return (e / e.sum(axis=0)).T", None),
    "where nan": ("e = np.exp(z); p = e / e.sum(axis=0); return np.where(np.isnan(p), 1.0, p)", None),
    "globalmax clip": ("e = np.exp(z - z.max()); return e / np.maximum(e.sum(axis=0), 1e-300)", None),
    "globalmax only gt700": ("e = np.exp(np.minimum(z, 700)); return e / e.sum(axis=0)", None),
    "base2.718": ("e = 2.718 ** (z - z.max(axis=0)); return e / e.sum(axis=0)", None),
    "dots": ("e = ...; return e / e.sum(axis=0)", None),
    "z ret none partial": ("e = None; return e", None),
    "ret z": ("return z", None),
    "zeros": ("return np.zeros(z.shape)", None),
    "uniform": ("return np.ones(z.shape) / z.shape[0]", None),
    "copyneg": (
        "z = z - z.max(axis=0); e = np.exp(-z); return e / e.sum(axis=0)",
        "the wrong sign in the exponent",
    ),
    "axis2": ("e = np.exp(z - z.max(axis=2)); return e / e.sum(axis=2)", None),
    "np e": ("return np.e ** z / np.sum(np.e ** z, axis=0)", "large scores overflow"),
    "rows only 1col isclose": ('e = np.exp(z - z.max(axis=0)); return (e/e.sum(axis=0)).astype("O")', None),
}

# whole cells
RIGHT_CELLS = {
    "plain": """
def softmax(z):
    e = np.exp(z - np.max(z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)
""",
    "no kept axis": """
def softmax(scores):
    top = scores.max(axis=0)
    weights = np.exp(scores - top)
    return weights / weights.sum(axis=0)
""",
    "loop over columns": """
def softmax(z):
    out = np.zeros(z.shape, dtype=float)
    for j in range(z.shape[1]):
        col = z[:, j].astype(float)
        col = np.exp(col - col.max())
        out[:, j] = col / col.sum()
    return out
""",
    "plain Python": """
import math
def softmax(z):
    rows, cols = z.shape
    res = []
    for j in range(cols):
        c = [float(z[i][j]) for i in range(rows)]
        m = max(c)
        e = [math.exp(v - m) for v in c]
        t = sum(e)
        res.append([v / t for v in e])
    return np.array(res).T
""",
    "transpose": """
def softmax(z):
    zt = z.T
    e = np.exp(zt - zt.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).T
""",
    "apply": """
def one(col):
    e = np.exp(col - np.max(col))
    return e / e.sum()
def softmax(z):
    return np.apply_along_axis(one, 0, z)
""",
    "inplacecopy": """
def softmax(z):
    z = np.array(z, dtype=np.float64)
    z -= z.max(axis=0)
    np.exp(z, out=z)
    z /= z.sum(axis=0)
    return z
""",
    "lambda": """
softmax = lambda z: (lambda e: e / e.sum(axis=0))(np.exp(z - z.max(axis=0)))
softmax.__name__ = "softmax"
""",
    "einsum": """
def softmax(z):
    e = np.exp(z - np.amax(z, axis=0))
    return np.einsum("ij,j->ij", e, 1 / np.einsum("ij->j", e))
""",
    "pairwise": """
def softmax(z):
    with np.errstate(over="ignore"):
        d = z[None, :, :].astype(float) - z[:, None, :]
        return 1 / np.exp(d).sum(axis=1)
""",
    "matmul ones": """
def softmax(z):
    e = np.exp(z - np.max(z, 0))
    ones = np.ones((z.shape[0], z.shape[0]))
    return e / (ones @ e)
""",
    "class": """
class Soft:
    def __call__(self, z):
        self.e = np.exp(z - z.max(axis=0))
        return self.e / self.e.sum(axis=0)
_s = Soft()
def softmax(z):
    return _s(z)
""",
    "partial": """
import functools
def _soft(z, axis):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
softmax = functools.partial(_soft, axis=0)
softmax.__name__ = "softmax"
""",
    "defaultaxis": """
def softmax(z, axis=0):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
""",
    "decorated": """
import functools
def deco(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner
@deco
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "lru const": """
def softmax(z: np.ndarray) -> np.ndarray:
    z = np.asarray(z)
    assert z.ndim == 2, "two axes please"
    e = np.exp(z - z.max(axis=0))
    p = e / e.sum(axis=0)
    assert np.allclose(p.sum(axis=0), 1)
    return p
""",
    "shift more": """
def softmax(z):
    # subtract max + something, harmless
    e = np.exp(z - z.max(axis=0) - 1.0)
    return e / e.sum(axis=0)
""",
    "print": """
def softmax(z):
    print("z is", z)
    e = np.exp(z - z.max(axis=0))
    print(e)
    return e / e.sum(axis=0)
""",
    "float32out": """
def softmax(z):
    z = z.astype(np.float32)
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "fancy maxsort": """
def softmax(z):
    top = np.sort(z, axis=0)[-1]
    e = np.exp(z - top)
    return np.divide(e, np.add.reduce(e, axis=0))
""",
    "vstack": """
def softmax(z):
    cols = []
    for col in z.T:
        e = np.exp(col - col.max())
        cols.append(e / e.sum())
    return np.column_stack(cols)
""",
    "matrix": """
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return np.asmatrix(e / e.sum(axis=0, keepdims=True))
""",
    "intermediate unused axis1": """
def softmax(z):
    row_max = z.max(axis=1)       # not used
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "base2": """
def softmax(z):
    k = 1 / np.log(2)
    e = 2.0 ** ((z - z.max(axis=0)) * k)
    return e / e.sum(axis=0)
""",
    "sigmoidlike vectorize": """
def softmax(z):
    f = np.vectorize(np.exp, otypes=[float])
    e = f(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "rowloop": """
def softmax(z):
    top = z[0].astype(float)
    for row in z:
        top = np.maximum(top, row)
    e = [np.exp(row - top) for row in z]
    total = sum(e)
    return np.stack([x / total for x in e])
""",
    "newaxis recursive": """
def softmax(z):
    if z.shape[1] == 0:
        return z.astype(float)
    if z.shape[1] == 1:
        e = np.exp(z - z.max())
        return e / e.sum()
    return np.hstack([softmax(z[:, :1]), softmax(z[:, 1:])])
""",
    "nested same name": """
def softmax(z):
    def softmax(v):
        e = np.exp(v - v.max()); return e / e.sum()
    return np.array([softmax(v) for v in z.T]).T
""",
    "debugprints loop": """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        print("z", z)
        print("column", j, z[:, j])
        e = np.exp(z[:, j] - z[:, j].max())
        print("e", e, e.sum())
        out[:, j] = e / e.sum()
        print("out", out)
    return out
""",
    "import inside decimal": """
def softmax(z):
    from fractions import Fraction
    import statistics, decimal
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "import inside torchlike": """
def softmax(z):
    import numpy.polynomial, unittest, asyncio
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "ma": """
def softmax(z):
    z = np.ma.asarray(z)
    e = np.exp(z - z.max(axis=0))
    return np.asarray(e / e.sum(axis=0))
""",
    "testing": """
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    p = e / e.sum(axis=0)
    np.testing.assert_allclose(p.sum(axis=0), 1)
    return p
""",
    "taylor": """
def my_exp(x):
    # e^x by its series, halving the argument
    y, term = 1.0, 1.0
    x = max(x, -745.0) / 1024
    for k in range(1, 30):
        term *= x / k
        y += term
    return y ** 1024
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        e = [my_exp(float(v - z[:, j].max())) for v in z[:, j]]
        out[:, j] = np.array(e) / sum(e)
    return out
""",
    "type alias": """
from typing import Annotated
Arr = np.ndarray
def softmax(z: Arr) -> Arr:
    assert isinstance(z, (Arr, list))
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "globals dict": """
def softmax(z):
    if "e" in globals(): pass
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
    "default arr": """
K=np.array(0.)
def softmax(z, k=K):
    e=np.exp(z-z.max(axis=0)+k)
    return e/e.sum(axis=0)
""",
    "try global": """
TOP=5
def softmax(z):
    try:
        t = TOP
    except NameError:
        t = 0
    e=np.exp(z-z.max(axis=0))
    return e/e.sum(axis=0)
""",
    "float128": """
def softmax(z):
    z = z.astype(np.longdouble)
    e = np.exp(z)
    return (e / e.sum(axis=0)).astype(float)
""",
    "clip 1e-15": """
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return np.clip(e / e.sum(axis=0), 1e-15, 1 - 1e-15)
""",
    "print1": """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        e = np.exp(z[:, j] - z[:, j].max())
        out[:, j] = e / e.sum()
        print("column", j, z[:, j])
    return out
""",
    "print2": """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        e = np.exp(z[:, j] - z[:, j].max())
        out[:, j] = e / e.sum()
        print(z); print(out)
    return out
""",
    "print3": """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        e = np.exp(z[:, j] - z[:, j].max())
        out[:, j] = e / e.sum()
        print("z", z, "\\ne", e)
    return out
""",
    "print nested": """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        for i in range(z.shape[0]):
            out[i, j] = np.exp(z[i, j] - z[:, j].max()) / np.exp(z[:, j] - z[:, j].max()).sum()
            print(i, j, out)
    return out
""",
    "format nested": """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        for i in range(z.shape[0]):
            out[i, j] = np.exp(z[i, j] - z[:, j].max()) / np.exp(z[:, j] - z[:, j].max()).sum()
            s = f"{z[:, j]}"
    return out
""",
    "masked all": """
import numpy.ma
def softmax(z):
    e = np.exp(z - z.max(axis=0)); return np.ma.masked_array(e/e.sum(axis=0), mask=True)
""",
}

WRONG_CELLS = {
    "list": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return (e / e.sum(axis=0, keepdims=True)).tolist()
""",
        None,
    ),
    "axis1": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
""",
        "softmax over the batch axis",
    ),
    "axis0max axis1sum": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
""",
        "the sum is taken along the wrong axis",
    ),
    "axis1max axis0sum": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)
""",
        "the maximum is taken along the wrong axis",
    ),
    "zeros like": (
        """
def softmax(z):
    out = np.zeros_like(z)
    for j in range(z.shape[1]):
        e = np.exp(z[:, j] - z[:, j].max())
        out[:, j] = e / e.sum()
    return out
""",
        "whole numbers in, whole numbers out",
    ),
    "loop firstcol": (
        """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1]):
        e = np.exp(z[:, j] - z[:, j].max())
        out[:, j] = e / e.sum()
        return out
""",
        "only the first column is filled",
    ),
    "loop offbyone": (
        """
def softmax(z):
    out = np.zeros(z.shape)
    for j in range(z.shape[1] - 1):
        e = np.exp(z[:, j] - z[:, j].max())
        out[:, j] = e / e.sum()
    return out
""",
        "the last column is left out",
    ),
    "npmax typo": (
        """
def softmax(z):
    e = np.exp(z - np.max(z, axis=0, keepdim=True))
    return e / np.sum(e, axis=0, keepdims=True)
""",
        None,
    ),
    "mathexp": (
        """
import math
def softmax(z):
    return math.exp(z) / sum(math.exp(z))
""",
        None,
    ),
    "argmax": (
        """
def softmax(z):
    out = np.zeros(z.shape)
    out[z.argmax(axis=0), np.arange(z.shape[1])] = 1
    return out
""",
        None,
    ),
    "axis neg1": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
""",
        "softmax over the batch axis",
    ),
    "noargs": (
        """
def softmax():
    return 1
""",
        None,
    ),
    "twoargs": (
        """
def softmax(z, axis):
    e = np.exp(z - z.max(axis=axis))
    return e / e.sum(axis=axis)
""",
        None,
    ),
    "if big": (
        """
def softmax(z):
    if z.max() > 100:
        z = z - z.max()
    return np.exp(z) / np.exp(z).sum(axis=0)
""",
        "one maximum for the whole batch",
    ),
    "float16": (
        """
def softmax(z):
    z = z.astype(np.float16)
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
        None,
    ),
    "return in cols list": (
        """
def softmax(z):
    out = []
    for col in z.T:
        e = np.exp(col - col.max())
        out.append(e / e.sum())
    return np.array(out)
""",
        None,
    ),
    "constglobal axis": (
        """
AXIS = 0
def softmax(z):
    e = np.exp(z - z.max(axis=AXIS))
    return e / e.sum(axis=AXIS)
""",
        None,
    ),
    "global eps": (
        """
eps = 1e-12
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / (e.sum(axis=0) + eps)
""",
        None,
    ),
    "global scores": (
        """
scores = np.array([[2.0], [1.0], [0.0], [-1.0]])
def softmax(z):
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum(axis=0)
""",
        None,
    ),
    "helper uses data": (
        """
K=2
def helper(z):
    return np.exp(z-z.max(axis=0)) ** (K/2)
def softmax(z):
    e=helper(z)
    return e/e.sum(axis=0)
""",
        None,
    ),
    "partial data": (
        """
import functools
ZERO=0
def f(z, k):
    e=np.exp(z-z.max(axis=ZERO))
    return e/e.sum(axis=k)
softmax=functools.partial(f,k=0)
""",
        None,
    ),
    "raise if not float": (
        """
def softmax(z):
    if z.dtype.kind != "f":
        raise TypeError("floats please")
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
        None,
    ),
    "assert1col": (
        """
def softmax(z):
    assert z.shape[1] == 1
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
""",
        None,
    ),
    "inplace+axis1": (
        """
def softmax(z):
    z -= z.max(axis=1, keepdims=True)
    e=np.exp(z)
    return e/e.sum(axis=1, keepdims=True)
""",
        "softmax over the batch axis",
    ),
    "noshift+zeros like": (
        """
def softmax(z):
    out = np.zeros_like(z)
    for j in range(z.shape[1]):
        out[:, j] = np.exp(z[:, j]) / np.exp(z[:, j]).sum()
    return out
""",
        "whole numbers in, whole numbers out",
    ),
    "halfdone": (
        """
def softmax(z):
    top = z.max(axis=0)
    # TODO
""",
        None,
    ),
    "sum kept axes axis0 T": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True).T
""",
        None,
    ),
    "callable global": (
        """
K=0
class S:
    __name__='softmax'
    def __call__(self,z):
        e=np.exp(z-z.max(axis=K)); return e/e.sum(axis=K)
softmax=S()
""",
        None,
    ),
    "masked wrong": (
        """
import numpy.ma
def softmax(z):
    return np.ma.masked_array(z, mask=True)
""",
        None,
    ),
    "ma invalid": (
        """
import numpy.ma
def softmax(z):
    e=np.exp(z); return np.ma.masked_invalid(e/e.sum(axis=0))
""",
        "large scores overflow",
    ),
    "assertion values": (
        """
def softmax(z):
    e = np.exp(z - z.max(axis=0)); p = e/e.sum(axis=0)
    assert (p > 0).all(), "all positive"
    return p
""",
        None,
    ),
}


def from_line(body):
    return "def softmax(z):\n    " + body


RIGHT = {name: from_line(body) for name, body in RIGHT_LINES.items()} | RIGHT_CELLS
WRONG = {name: (from_line(body), mistakes) for name, (body, mistakes) in WRONG_LINES.items()} | WRONG_CELLS


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_softmax_gets_full_marks_and_is_not_accused(name):
    for _ in range(3):
        assert_right(examined("softmax", RIGHT[name]))


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_softmax_loses_marks_and_is_named(name):
    source, mistakes = WRONG[name]
    assert_named(examined("softmax", source), mistakes)
