"""A pytest plugin: lessons run with other matrix products than the machine's own, and must say the same.

Their stored text was printed with the products that suit the machine where they were stored. Here their
kernels start with older ones of OpenBLAS (two roundings where newer ones have one, another order of
summation), so that a number printed with too many digits is found. Where NumPy has another library, this
changes nothing.
"""

import os

import pytest
from numpy._core._multiarray_umath import __cpu_features__

VARIABLE = "OPENBLAS_CORETYPE"
OLDER = "Sandybridge" if __cpu_features__.get("FMA3") else "Prescott"  # the first has AVX: twice as fast
BEFORE = os.environ.get(VARIABLE)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """The kernel of a notebook starts with its first cell and inherits what is set here."""
    kind = OLDER if item.path.suffix == ".ipynb" else BEFORE
    if kind is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = kind
