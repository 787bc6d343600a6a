"""What a training step of the plain network costs at least on this machine.

    python -m tools.bench_floor [--kernels own|avx2] [--sizes medium,large]

Each matrix product of the step is tried in all ways that fit: examples as columns or as rows, and where no
step waits for another, step by step or all steps side by side; by NumPy and, where it is installed, by
PyTorch. The fastest way counts, although no program could use all of them: arrays would have to be laid out
anew in between. Then come the functions between the products, in place, by NumPy. Nothing else is counted, no
bias and no copy. The sum, divided by the time that PyTorch takes for the whole step, is a floor for the table
of `tools.bench`.
"""

import argparse
import os
import sys

from tools.bench import AVX2, CLOCK, SIZES, TARGETS, compare, say_with_what
from tools.environment import THREADS

ROUNDS = 9


def products(size):
    """The matrix products of one step, forward and backward.

    returns : name -> (rows, inner, columns, how often): a matrix of `rows` by `inner` times `columns` columns
    """
    n_x, n_a, m, steps = SIZES[size]
    every = steps * m
    return {
        "Wax x": (n_a, n_x, every, 1),
        "Waa a": (n_a, n_a, m, steps),
        "Wya a": (n_x, n_a, every, 1),
        "Wya.T dz": (n_a, n_x, every, 1),
        "Waa.T dtanh": (n_a, n_a, m, steps),
        "Wax.T dtanh": (n_x, n_a, every, 1),
        "dWax": (n_a, every, n_x, 1),
        "dWaa": (n_a, every, n_a, 1),
        "dWya": (n_x, every, n_a, 1),
    }


def arithmetic(rows, inner, columns, times):
    """Multiplications and additions."""
    return 2 * rows * inner * columns * times


def ways(rows, inner, columns, times):
    """Functions that compute such a product: all have the same result, in other places of the memory."""
    import numpy as np

    rng = np.random.default_rng(0)
    for turned_left in (False, True):
        for turned_right in (False, True):
            left = rng.normal(size=(inner, rows)).T if turned_left else rng.normal(size=(rows, inner))
            right = rng.normal(size=(columns, inner)).T if turned_right else rng.normal(size=(inner, columns))
            for one, other in ((left, right), (right.T, left.T)):  # examples as columns, and as rows
                yield from _by_each_library(one, other, times)


def _by_each_library(one, other, times):
    import numpy as np

    out = np.empty((len(one), other.shape[1]))

    def by_numpy():
        for _ in range(times):
            np.dot(one, other, out=out)

    yield by_numpy
    try:
        import torch
    except ImportError:
        return
    tensors = [torch.from_numpy(array) for array in (one, other)]
    tensor_out = torch.from_numpy(out)

    def by_torch():
        for _ in range(times):
            torch.mm(*tensors, out=tensor_out)

    yield by_torch


def between(size):
    """What stands between the products, as functions: tanh and softmax, and what goes back through them."""
    import numpy as np

    n_x, n_a, m, steps = SIZES[size]
    rng = np.random.default_rng(0)
    a, other, z = (
        rng.normal(size=(steps, n_a, m)),
        rng.normal(size=(n_a, m)),
        rng.normal(size=(steps, n_x, m)),
    )
    y, row = np.empty_like(z), np.ones((steps, 1, m))

    def forward():
        for state in a:
            np.add(state, other, out=state)
            np.tanh(state, out=state)

    def softmax():
        z.max(axis=1, keepdims=True, out=row)
        np.subtract(z, row, out=y)
        np.exp(y, out=y)
        y.sum(axis=1, keepdims=True, out=row)
        np.divide(y, row, out=y)

    def backward():
        np.multiply(a, a, out=a)
        np.subtract(1, a, out=a)
        for state in a:
            np.add(other, other, out=state)
            np.multiply(state, other, out=state)

    return {"add, tanh": forward, "softmax": softmax, "1 - a², add, multiply": backward}


def seconds(function):
    """The shortest of some runs."""
    function()
    times = []
    for _ in range(ROUNDS):
        start = CLOCK()
        function()
        times.append(CLOCK() - start)
    return min(times)


def table(size):
    """Print what each part takes at least, and what share of PyTorch's time the sum is."""
    rivals = ("textbook", "pytorch", "library")
    whole = compare("rnn", size, "float64", 3.0, passes=(True,), rivals=rivals)[True]
    total = 0.0
    print(f"\n{size}: (n_x, n_a, m, T_x) = {SIZES[size]}, float64, forward and backward")
    for name, sizes in products(size).items():
        time = min(map(seconds, ways(*sizes)))
        total += time
        print(f"    {name:24}{time * 1e3:10.3f} ms{arithmetic(*sizes) / time / 1e9:8.1f} GFlop/s")
    print(f"    {'all products':24}{total * 1e3:10.3f} ms{_share(total, whole)}")
    for name, function in between(size).items():
        time = seconds(function)
        total += time
        print(f"    {name:24}{time * 1e3:10.3f} ms")
    print(f"    {'the floor':24}{total * 1e3:10.3f} ms{_share(total, whole)}")
    print(f"    {'the library':24}{whole['library'] * 1e3:10.3f} ms{_share(whole['library'], whole)}")
    if "pytorch" in whole:
        target = TARGETS["rnn"][size]
        print(f"    {'PyTorch':24}{whole['pytorch'] * 1e3:10.3f} ms   (target: {target:.2f} of it)")


def _share(time, whole):
    return f"   {time / whole['pytorch']:.2f} of PyTorch" if "pytorch" in whole else ""


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.bench_floor", description=__doc__.splitlines()[0])
    parser.add_argument("--kernels", choices=("own", "avx2"), default="avx2", help="as of tools.bench")
    parser.add_argument("--sizes", default="medium,large", help=f"some of {','.join(SIZES)}")
    options = parser.parse_args(arguments)
    unknown = [size for size in options.sizes.split(",") if size not in SIZES]
    if unknown:
        parser.error(f"{unknown[0]!r} is no size; there are {', '.join(SIZES)}")
    os.environ.update(dict.fromkeys(THREADS, "1"))  # read when NumPy and PyTorch are first imported, below
    if options.kernels == "avx2":
        os.environ.update(AVX2)
    say_with_what(options.kernels)
    for size in options.sizes.split(","):
        table(size)


if __name__ == "__main__":
    sys.exit(main())
