"""What a training step of the plain network costs at least on this machine.

    python -m tools.bench_floor [--kernels own|avx2] [--sizes medium,large]

Each matrix product of the step is tried in all ways that fit: examples as columns or as rows, and where no
step waits for another, all steps side by side; by NumPy and, where it is installed, by PyTorch. The fastest
way of each counts, although no program could use all of them: arrays would have to be laid out anew in
between. Then come the functions that stand there, in place, by NumPy. Nothing else is counted, no bias and
no copy. The sum with NumPy's products, divided by the time that PyTorch takes for the whole step, is a floor
for the table of `tools.bench`. All are measured in turn, so that what slows the machine slows them all.
"""

import argparse
import sys

from tools.bench import SIZES, TARGETS, choose_kernels, library, medians, problem, say_with_what


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
    """Pairs of a library's name and a function that computes such a product from matrices that lie in one way
    or another in memory."""
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

    yield "numpy", by_numpy
    try:
        import torch
    except ImportError:
        return
    tensors = [torch.from_numpy(array) for array in (one, other)]
    tensor_out = torch.from_numpy(out)

    def by_torch():
        for _ in range(times):
            torch.mm(*tensors, out=tensor_out)

    yield "torch", by_torch


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


def fastest(product):
    """library -> the function that computes a product fastest"""
    from rnn_helpers.speed import time_of

    best = {}
    for name, function in ways(*product):
        time = time_of(function, 0)
        if name not in best or time < best[name][0]:
            best[name] = time, function
    return {name: function for name, (_, function) in best.items()}


def table(size, seconds=8.0):
    """Print what each part takes at least, and what share of PyTorch's time the sum is."""
    from tools.bench_rivals import pytorch

    given, sizes, functions = problem("rnn", size, "float64"), products(size), between(size)
    whole = {"the library": library(given, {}), "PyTorch": pytorch(given)}
    whole = {name: step for name, step in whole.items() if step}
    parts = {(name, by): way for name, each in sizes.items() for by, way in fastest(each).items()}
    times = medians(whole | parts | functions, seconds)

    print(f"\n{size}: (n_x, n_a, m, T_x) = {SIZES[size]}, float64, forward and backward")
    for name, each in sizes.items():
        rates = [f"{by} {arithmetic(*each) / times[name, by] / 1e9:.1f}" for by in _libraries(parts)]
        print(f"    {name:24}{times[name, 'numpy'] * 1e3:10.3f} ms   GFlop/s: {', '.join(rates)}")
    sums = {by: sum(times[name, by] for name in sizes) for by in _libraries(parts)}
    _line("products by NumPy", sums["numpy"], times)
    if "torch" in sums:
        _line("products by PyTorch", sums["torch"], times)
    for name in functions:
        _line(name, times[name], times)
    _line("the floor", sums["numpy"] + sum(times[name] for name in functions), times)
    _line("the library", times["the library"], times)
    if "PyTorch" in times:
        _line("PyTorch", times["PyTorch"], times)
        print(f"    {'the target':24}{'':13}   {TARGETS['rnn'][size]:.2f}")


def _libraries(parts):
    return dict.fromkeys(by for _, by in parts)


def _line(name, time, times):
    share = f"   {time / times['PyTorch']:.2f} of PyTorch" if "PyTorch" in times else ""
    print(f"    {name:24}{time * 1e3:10.3f} ms{share}")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.bench_floor", description=__doc__.splitlines()[0])
    parser.add_argument("--kernels", choices=("own", "avx2"), default="avx2", help="as of tools.bench")
    parser.add_argument("--sizes", default="medium,large", help=f"some of {','.join(SIZES)}")
    options = parser.parse_args(arguments)
    unknown = [size for size in options.sizes.split(",") if size not in SIZES]
    if unknown:
        parser.error(f"{unknown[0]!r} is no size; there are {', '.join(SIZES)}")
    choose_kernels(options.kernels)
    say_with_what(options.kernels)
    for size in options.sizes.split(","):
        table(size)


if __name__ == "__main__":
    sys.exit(main())
