"""How long things take: a stopwatch, the arithmetic a network needs, and measurements that were stored.

Times are seconds of computing by one thread. They differ from machine to machine and from run to run, which
is why the lesson draws stored ones; `own_grid` measures the same on the reader's machine.
"""

import json
import time
from pathlib import Path

import numpy as np

from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass

STORED = Path(__file__).with_name("data") / "speed.json"
WIDTHS = (16, 32, 64, 128, 256, 512)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
SYMBOLS, STEPS = 32, 16  # n_x and n_y, and T_x, of the networks that are measured by width and batch

# The time one thread computes, not the time it waits for a busy processor, where the system tells.
CLOCK = time.process_time if time.get_clock_info("process_time").resolution < 1e-6 else time.perf_counter


def stored_speed(name="speed"):
    """The measurements that come with the course: a dict; `machine` says where they were made.

    name : "speed", the networks over time, or "speed_trees", those over trees
    """
    return json.loads(STORED.with_name(f"{name}.json").read_text(encoding="utf-8"))


def time_of(function, seconds=0.1, least=3):
    """The shortest of several runs, which is the least disturbed one. Returns seconds."""
    function()
    start, times = CLOCK(), []
    while len(times) < least or CLOCK() - start < seconds:
        began = CLOCK()
        function()
        times.append(CLOCK() - began)
    return min(times)


def product_rate(size=512, seconds=0.3):
    """Multiplications and additions per second in a large matrix product: the machine's best."""
    left, right = np.random.default_rng(0).normal(size=(2, size, size))
    out = np.empty((size, size))
    return 2 * size**3 / time_of(lambda: np.matmul(left, right, out=out), seconds)


def needed(n_a, m, n_x=SYMBOLS, n_y=SYMBOLS):
    """Multiplications and additions in the matrix products of one step, forward and backward.

    Forward there are three products, with Wax, Waa and Wya. Backward each comes twice: once for the gradient
    of what was multiplied, once for the gradient of the weights. Everything else is small beside them.
    """
    forward = 2 * m * n_a * (n_x + n_a + n_y)
    return 3 * forward


def training_step(n_a, m, steps=STEPS, symbols=SYMBOLS):
    """A function that runs forward, loss and backward once, in memory of its own."""
    rng = np.random.default_rng(0)
    parameters = initialise_rnn(symbols, n_a, symbols, rng)
    x, labels = rng.normal(size=(steps, symbols, m)), rng.integers(0, symbols, (steps, m))
    a0, buffers = np.zeros((n_a, m)), {}

    def step():
        _, y_pred, caches = rnn_forward_pass(x, a0, parameters, buffers=buffers)
        dz = cross_entropy_backward(y_pred, labels, buffers=buffers)
        return cross_entropy(y_pred, labels), rnn_backward_pass(None, caches, dz, buffers=buffers)

    return step


def own_grid(widths=WIDTHS, batches=BATCHES, seconds=0.03):
    """Measure this machine: the same dict as `stored_speed()["grid"]`, in a few seconds.

    returns : widths, batches; seconds (widths, batches) of one time step, forward and backward; rate, the
        multiplications and additions per second of a large product
    """
    rate = product_rate()
    times = [[time_of(training_step(n_a, m), seconds) / STEPS for m in batches] for n_a in widths]
    return {"widths": list(widths), "batches": list(batches), "seconds": times, "rate": rate}


def torch_step(x, a0, parameters, labels):
    """The loss and the sizes of all gradients by PyTorch, or, where it is not installed, its stored ones.

    returns : dict with loss, and sizes: "d" + name -> Frobenius norm of that gradient. The stored numbers are
        those of the network of lesson 11
    """
    try:
        import torch
    except ImportError:
        return stored_speed()["pytorch"]
    given = parameters | {"x": x, "a0": a0}
    tensors = {name: torch.tensor(value, requires_grad=True) for name, value in given.items()}
    cell = torch.nn.RNN(x.shape[1], len(a0), dtype=tensors["x"].dtype)
    weights = {
        "weight_ih_l0": tensors["Wax"],
        "weight_hh_l0": tensors["Waa"],
        "bias_ih_l0": tensors["ba"][:, 0],
        "bias_hh_l0": torch.zeros_like(tensors["ba"][:, 0]),
    }
    inputs = tensors["x"].transpose(1, 2), tensors["a0"].T[None]
    a, _ = torch.func.functional_call(cell, weights, inputs)
    scores = a @ tensors["Wya"].T + tensors["by"][:, 0]
    loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), torch.tensor(labels).flatten())
    loss.backward()
    sizes = {"d" + name: tensors[name].grad.norm().item() for name in given}
    return {"loss": loss.item(), "sizes": sizes}
