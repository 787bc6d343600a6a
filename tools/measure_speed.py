"""Measure what lesson 11 draws and store it: python -m tools.measure_speed

The functions of the lesson are taken from the notebook itself, so the times are those of the printed code.
Run it on a quiet machine; it takes about two minutes.
"""

import json
import platform
import sys
from pathlib import Path

from tools.bench import SIZES, blas_kernel, choose_kernels, compare, problem
from tools.versions import ROOT

FORMS = ("loop_forward", "outputs_after", "inputs_before", "in_place", "library_forward")
FORMS += ("loop_backward", "wide_backward", "library_backward")
RIVALS = ("textbook", "pytorch", "library")
LESSON = ROOT / "notebooks" / "11_making_it_fast.ipynb"


def lesson_code():
    """The source of every code cell."""
    cells = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def lesson_functions():
    """The functions that the lesson defines."""
    import numpy as np

    from rnn_helpers.activations import sigmoid, softmax

    names = {"np": np, "sigmoid": sigmoid, "softmax": softmax}
    names |= {"d": np.ones((1, 1, 1)), "v": np.ones((1, 1, 1))}
    for source in lesson_code():
        if source.startswith("def "):
            exec(source, names)
    return names


def pytorch_numbers():
    """PyTorch's loss and gradients for the network of the lesson."""
    from rnn_helpers.parameters import initialise_rnn
    from rnn_helpers.speed import torch_step

    names = {"initialise_rnn": initialise_rnn} | lesson_functions()
    exec(next(source for source in lesson_code() if source.startswith("rng = ")), names)
    return torch_step(*(names[name] for name in ("x", "a0", "parameters", "labels")))


def forms(size):
    """Seconds of each form of the lesson at one size."""
    import numpy as np

    lesson, given = lesson_functions(), problem("rnn", size, "float64")
    x, (a0,), parameters = given["x"], given["states"], given["parameters"]
    a, y_pred = lesson["loop_forward"](x, a0, parameters)
    dz = np.random.default_rng(1).normal(size=y_pred.shape)
    lesson |= library_forms(x, a0, parameters)
    given_by = {"forward": (x, a0, parameters), "backward": (dz, a, x, parameters)}
    calls = {name: given_by["backward" if "backward" in name else "forward"] for name in FORMS}
    rounds = [{name: once(lesson[name], *calls[name]) for name in FORMS} for _ in range(15)]
    return {name: min(times[name] for times in rounds) for name in FORMS}


def library_forms(x, a0, parameters):
    """The library's passes in memory of their own, called like the lesson's functions."""
    from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass

    own, back, caches = {}, {}, rnn_forward_pass(x, a0, parameters)[2]
    return {
        "library_forward": lambda x, a0, parameters: rnn_forward_pass(x, a0, parameters, buffers=own),
        "library_backward": lambda dz, *_: rnn_backward_pass(None, caches, dz, buffers=back),
    }


def once(function, *arguments):
    """Seconds of one call, after enough calls to be warm."""
    from rnn_helpers.speed import time_of

    return time_of(lambda: function(*arguments), 0.01, 2)


def products(size):
    """Seconds of the matrix products of one pass, forward and backward, and nothing else."""
    import numpy as np

    from rnn_helpers.speed import time_of

    given = problem("rnn", size, "float64")
    x, (a0,), (n_x, n_a, m, steps) = given["x"], given["states"], SIZES[size]
    Wax, Waa, Wya = (given["parameters"][name] for name in ("Wax", "Waa", "Wya"))
    a, y, wide = np.ones((steps, n_a, m)), np.ones((steps, n_x, m)), np.ones((n_a, steps * m))
    wide_x, other, out = np.ones((n_x, steps * m)), np.ones((n_a, steps * m)), np.empty((n_a, m))

    def run():
        np.matmul(Wax, x, out=a)
        np.matmul(Wya, a, out=y)
        np.matmul(Wya.T, y, out=a)
        np.matmul(Wax.T, a, out=y)
        for _ in range(steps):
            np.dot(Waa, a0, out=out)
            np.dot(Waa.T, a0, out=out)
        for left, right in ((wide, other), (wide_x, wide), (wide, wide_x)):
            left @ right.T

    return time_of(run, 0.6)


def gates():
    """Seconds of the four gates of one LSTM step, one by one and stacked."""
    from rnn_helpers.speed import time_of

    lesson, given = lesson_functions(), problem("lstm", "small", "float64")
    weights = lesson["stack_gates"](given["parameters"])
    a, xt = given["states"][0], given["x"][0]
    return {
        "one by one": time_of(lambda: lesson["four_gates"](a, xt, given["parameters"]), 0.3),
        "stacked": time_of(lambda: lesson["stacked_gates"](a, xt, *weights), 0.3),
    }


def processor():
    """What the system calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def measure():
    """All measurements, as the dict that is stored."""
    import numpy as np

    from rnn_helpers.speed import own_grid

    found = {
        "machine": f"{processor()}, one thread, {blas_kernel()}",
        "numpy": np.__version__,
        "sizes": SIZES,
        "forms": {size: forms(size) for size in ("small", "medium")},
        "gates": gates(),
        "grid": own_grid(seconds=0.1),
        "compared": {},
    }
    for cell in ("rnn", "lstm"):
        for size in SIZES:
            for kind in ("float64", "float32"):
                times = compare(cell, size, kind, 2.0, (True,), RIVALS, (3, 400))
                found["compared"][f"{cell} {size} {kind}"] = times[True]
    found["products"] = {size: products(size) for size in SIZES}
    return rounded(found) | {"pytorch": pytorch_numbers()}


def rounded(value):
    """Three digits of every number with decimals: more would pretend."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(each) for each in value]
    return float(f"{value:.3g}") if isinstance(value, float) else value


def main():
    choose_kernels("avx2")
    from rnn_helpers.speed import STORED

    text = json.dumps(measure(), indent=1, ensure_ascii=False)
    STORED.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{STORED.relative_to(ROOT)} is written. Run the lesson again to draw it.")


if __name__ == "__main__":
    sys.exit(main())
