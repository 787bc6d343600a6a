"""How fast the passes are: the library, PyTorch and a textbook loop, measured in turn in one run.

    python -m tools.bench [--quick] [--kernels own|avx2] [--sizes small,medium] [--cells rnn,lstm,trees]

All three do the same work with the same numbers, which is checked first. The library's functions are called
as the lessons print them, with their validation, and with a `buffers` dict as a training loop owns one. Times
are medians, one thread. Ratios can be compared between machines, milliseconds cannot; on a busy machine even
ratios wander, so a target that is missed fails nothing unless --strict is given. How near to a target this
machine lets anybody come is what `tools.bench_floor` measures.
"""

import argparse
import ctypes
import gc
import os
import random
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

from tools import bench_trees
from tools.environment import THREADS

SIZES = {  # (n_x, n_a, m, T_x); n_y is n_x
    "teaching": (3, 5, 10, 4),
    "small": (30, 100, 1, 25),
    "medium": (65, 128, 32, 64),
    "large": (256, 512, 64, 128),
}
TARGETS = {  # forward + backward in float64, time divided by PyTorch's
    "rnn": dict(zip(SIZES, (0.25, 0.25, 0.70, 0.85))),
    "lstm": dict(zip(SIZES, (0.30, 0.28, 0.78, 0.90))),
}
CHARACTERS = 3.3  # characters per second in training, by the plain script's
# Work of one thread: the time it computes, not the time it waits for a busy processor, where that is known.
CLOCK = time.process_time if time.get_clock_info("process_time").resolution < 1e-6 else time.perf_counter
AVX2 = {  # the same instructions for everybody: NumPy's BLAS, PyTorch's BLAS, PyTorch's own code
    "OPENBLAS_CORETYPE": "Haswell",
    "MKL_ENABLE_INSTRUCTIONS": "AVX2",
    "ATEN_CPU_CAPABILITY": "avx2",
}


def problem(cell, size, kind):
    """A network, inputs, first states and labels of one size."""
    import numpy as np

    from rnn_helpers.cells import initialise, zero_state

    n_x, n_a, m, steps = SIZES[size]
    rng = np.random.default_rng(0)
    parameters = initialise(cell, n_x, n_a, n_x, rng, kind)
    x = rng.normal(size=(steps, n_x, m)).astype(kind)
    labels = rng.integers(0, n_x, (steps, m))
    return dict(cell=cell, x=x, states=zero_state(parameters, m), parameters=parameters, labels=labels)


def library(problem, buffers):
    """The library's public functions, in a step like those of `tools.bench_rivals`."""
    from rnn_helpers.losses import cross_entropy, cross_entropy_backward
    from rnn_helpers.lstm import lstm_backward_pass, lstm_forward_pass
    from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass

    x, parameters, labels = problem["x"], problem["parameters"], problem["labels"]
    a0, *c0 = problem["states"]

    def step(backward=True):
        if c0:
            _, y_pred, _, caches = lstm_forward_pass(x, a0, parameters, c0[0], buffers=buffers)
        else:
            _, y_pred, caches = rnn_forward_pass(x, a0, parameters, buffers=buffers)
        loss = cross_entropy(y_pred, labels)
        if not backward:
            return loss, None
        dz = cross_entropy_backward(y_pred, labels, buffers=buffers)
        backward_pass = lstm_backward_pass if c0 else rnn_backward_pass
        return loss, backward_pass(None, caches, dz=dz, buffers=buffers)

    return step


def same_numbers(problem, steps):
    """Raises AssertionError unless all rivals find the same loss and the same gradients."""
    from tools.bench_rivals import torch_gradients

    tolerance = 1e-9 if problem["x"].dtype.itemsize == 8 else 1e-3
    loss, expected = steps["textbook"]()
    for name, step in steps.items():
        got_loss, got = step()
        got = torch_gradients(problem, got) if name == "pytorch" else got
        assert abs(got_loss - loss) <= tolerance * abs(loss), f"{name}: loss {got_loss}, expected {loss}"
        assert set(got) == set(expected), f"{name} has other gradients: {set(got) ^ set(expected)}"
        for key, gradient in expected.items():
            off = abs(got[key] - gradient).max()
            assert off <= tolerance * abs(gradient).max(), f"{name}: {key} differs by {off}"


def medians(steps, seconds, rounds=(5, 400), **arguments):
    """The median time of each step. They take turns, so that what slows the machine slows them all.

    The order changes from round to round. What is short is repeated within its turn, after a call that does
    not count, so that the turn before it does not matter.
    """
    names, order = list(steps), random.Random(0)
    repeats = {name: _repeats(step, arguments) for name, step in steps.items()}
    times = {name: [] for name in steps}
    end = time.perf_counter() + seconds
    gc.disable()
    for number in range(rounds[1]):
        if number >= rounds[0] and time.perf_counter() > end:
            break
        order.shuffle(names)
        for name in names:
            step = steps[name]
            if repeats[name] > 1:
                step(**arguments)
            start = CLOCK()
            for _ in range(repeats[name]):
                step(**arguments)
            times[name].append((CLOCK() - start) / repeats[name])
    gc.enable()
    return {name: statistics.median(list_) for name, list_ in times.items()}


def _repeats(step, arguments, at_least=0.004):
    """How many calls in a row take a few milliseconds."""
    step(**arguments)
    start = CLOCK()
    step(**arguments)
    return 1 + int(at_least / max(CLOCK() - start, 1e-6))


def compare(cell, size, kind, seconds, passes=(False, True), rivals=None, rounds=(5, 400)):
    """The table's rows of one network: forward alone, forward and backward.

    passes : which of them, False and True    rivals : names of those that take part (default: all)
    returns : dict False or True -> name of the rival -> seconds
    """
    from tools.bench_rivals import pytorch, textbook

    given = problem(cell, size, kind)
    steps = {
        "textbook": textbook(given),
        "pytorch": pytorch(given),
        "library": library(given, {}),
        "new memory": library(given, None),
    }
    steps = {name: step for name, step in steps.items() if step and name in (rivals or steps)}
    same_numbers(given, steps)
    return {backward: medians(steps, seconds, rounds, backward=backward) for backward in passes}


def row(cell, size, kind, backward, times):
    """One line of the table; returns whether its target is met (None: it has none)."""
    torch, ours = times.get("pytorch"), times["library"]
    target = TARGETS[cell][size] if backward and kind == "float64" and torch else None
    met = None if target is None else ours <= target * torch
    numbers = [times["textbook"], torch, ours, times["new memory"]]
    print(
        f"{cell:5}{size:9} {kind:8} {'both' if backward else 'forward':8}"
        + "".join(f"{'-' if seconds is None else f'{seconds * 1e3:.3f}':>11}" for seconds in numbers)
        + f"{ours / times['textbook']:10.2f}{'-' if not torch else f'{ours / torch:.2f}':>9}"
        + f"{'' if target is None else f'{target:.2f}':>9}   {'' if met is None else 'yes' if met else 'no'}",
        flush=True,
    )
    return met


def training_text(length=20_000):
    """A text of names, one a line, in a fixed order."""
    import numpy as np

    from rnn_helpers.data.tables import surnames

    names = [name for group in surnames().values() for name in group]
    order = np.random.default_rng(0).permutation(len(names))
    return "\n".join(names[place] for place in order)[:length]


def library_training(text, characters, parameters, steps, learning_rate, limit):
    """The same training with the library's parts. Yields the loss of each piece."""
    from rnn_helpers.character_model import character_loss, column_batches
    from rnn_helpers.optimisers import adagrad, clip_value

    batches = column_batches(text, characters, 1, steps)
    memory, buffers, carry, k = {}, {}, None, 0
    while True:
        loss, gradients, carry = character_loss(parameters, batches(k), carry, buffers)
        clip_value(gradients, limit)
        adagrad(parameters, gradients, memory, learning_rate)
        yield loss
        k += 1


def characters_per_second(rounds, updates=40, n_a=100, steps=25):
    """Both trainings in turn, from the same start: characters per second, and the last losses of each."""
    import numpy as np

    from rnn_helpers.parameters import initialise_rnn
    from rnn_helpers.vocabulary import vocabulary
    from tools.bench_rivals import character_script

    text = training_text()
    characters = vocabulary(text)
    runs, times, losses = {}, {}, {}
    for name, training in (("script", character_script), ("library", library_training)):
        rng = np.random.default_rng(0)
        parameters = initialise_rnn(len(characters), n_a, len(characters), rng)
        runs[name] = training(text, characters, parameters, steps, 0.1, 5.0)
        times[name], losses[name] = [], []
    for _ in range(rounds):
        for name, run in runs.items():
            start = CLOCK()
            losses[name] += islice(run, updates)
            times[name].append(CLOCK() - start)
    rates = {name: updates * steps / statistics.median(list_) for name, list_ in times.items()}
    return rates, losses


def training_table(rounds):
    """Print the speed of training a character model; returns whether the target is met.

    The first losses are equal to the last digits. Later ones part by rounding: Adagrad's first steps are of
    full size even where a gradient is almost zero. So the mean of the last thousand characters is compared.
    """
    rates, losses = characters_per_second(rounds)
    first, last = zip(*((list_[:4], statistics.mean(list_[-40:])) for list_ in losses.values()))
    assert all(abs(one - other) < 1e-9 for one, other in zip(*first)), f"the first losses differ: {first}"
    assert abs(last[0] - last[1]) < 0.1 * last[0], f"the last losses differ: {last}"
    factor = rates["library"] / rates["script"]
    met = factor >= CHARACTERS
    print(
        "\nTraining a character model: 100 units, pieces of 25 characters, one column, Adagrad, float64"
        f"\n    plain script {rates['script']:9,.0f} characters/s, at last {last[0]:.2f} nats per character"
        f"\n    library      {rates['library']:9,.0f} characters/s, at last {last[1]:.2f} nats per character"
        f"\n    {factor:.2f} times as many (target {CHARACTERS}: {'yes' if met else 'no'})"
    )
    return met


def choose_kernels(kernels):
    """One thread, and with "avx2" AVX2 instructions. Read when NumPy and PyTorch are first imported."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if kernels == "avx2":
        os.environ.update(AVX2)


def blas_kernel():
    """The name of the BLAS that NumPy uses, and of the kernel it chose on this machine."""
    import numpy as np

    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    folder = Path(np.__file__).parent
    places = [folder.parent / "numpy.libs", folder / ".dylibs"]
    for library in (file for place in places if place.is_dir() for file in place.glob("*openblas*")):
        loaded = ctypes.CDLL(str(library))
        for prefix, suffix in (("scipy_", "64_"), ("", "64_"), ("", "")):
            function = getattr(loaded, f"{prefix}openblas_get_corename{suffix}", None)
            if function is not None:
                function.restype = ctypes.c_char_p
                return f"{blas['name']} {blas['version']}, kernel {function().decode()}"
    return f"{blas['name']} {blas['version']}, kernel unknown"


def say_with_what(kernels):
    """Print the libraries, their kernels and the instructions."""
    import numpy as np

    try:
        import torch

        blas = "MKL" if torch.backends.mkl.is_available() else "no MKL"
        rival = f"PyTorch {torch.__version__}, {blas}, {torch.backends.cpu.get_cpu_capability()}"
    except ImportError:
        rival = "PyTorch is not installed: its columns stay empty (pip install torch adds them)"
    print(f"NumPy {np.__version__}, {blas_kernel()}; one thread; instructions: {kernels}")
    print(rival)


def headline():
    """Print what is measured, and the titles of the columns."""
    print("Milliseconds, medians; loss included; 'both' is forward and backward with all gradients.\n")
    titles = ("textbook", "PyTorch", "library", "new memory")
    print(
        f"{'cell':5}{'size':9} {'numbers':8} {'pass':8}"
        + "".join(f"{title:>11}" for title in titles)
        + f"{'/textbook':>10}{'/PyTorch':>9}{'target':>9}   met"
    )


def arguments_of(arguments):
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and no large size")
    parser.add_argument(
        "--kernels",
        choices=("own", "avx2"),
        default="avx2",
        help="avx2 (the targets' choice): AVX2 instructions in all matrix products, also where the machine"
        " has wider ones; own: each library chooses",
    )
    parser.add_argument("--sizes", default=",".join(SIZES), help="some of %(default)s")
    parser.add_argument("--cells", default="rnn,lstm,trees", help="some of %(default)s")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a target is missed")
    options = parser.parse_args(arguments)
    options.sizes, options.cells = options.sizes.split(","), options.cells.split(",")
    for name in [*options.sizes, *options.cells]:
        if name not in (*SIZES, *TARGETS, "trees"):
            cells = ", ".join((*TARGETS, "trees"))
            parser.error(f"{name!r} is neither a size ({', '.join(SIZES)}) nor a cell ({cells})")
    if options.quick:
        options.sizes = [size for size in options.sizes if size != "large"]
    return options


def main(arguments=None):
    options = arguments_of(arguments)
    choose_kernels(options.kernels)
    say_with_what(options.kernels)
    headline()
    seconds, met = (0.5 if options.quick else 3.0), []
    for cell in [cell for cell in options.cells if cell in TARGETS]:
        for size in options.sizes:
            for kind in ("float64", "float32"):
                for backward, times in compare(cell, size, kind, seconds).items():
                    met.append(row(cell, size, kind, backward, times))
    if "rnn" in options.cells:
        met.append(training_table(5 if options.quick else 25))
    if "trees" in options.cells:
        met += bench_trees.table(seconds, options.quick)
    return 1 if options.strict and False in met else 0


if __name__ == "__main__":
    sys.exit(main())
