"""Speed as ratios: what a training step with its own memory saves, and the passes against a plain loop."""

import re
import statistics
import time

import numpy as np
import pytest

from rnn_helpers.cells import backward_pass, forward_pass, initialise, zero_state
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.speed import needed
from tools import bench, bench_floor, bench_rivals

resource = pytest.importorskip("resource", reason="page faults are counted on Linux and macOS only")


def training_step(cell, n_x, n_a, m, steps, buffers):
    rng = np.random.default_rng(0)
    parameters = initialise(cell, n_x, n_a, n_x, rng)
    x, labels = rng.normal(size=(steps, n_x, m)), rng.integers(0, n_x, (steps, m))

    def step():
        _, y_pred, _, caches = forward_pass(x, zero_state(parameters, m), parameters, buffers=buffers)
        loss = cross_entropy(y_pred, labels)
        dz = cross_entropy_backward(y_pred, labels, buffers=buffers)
        return loss, backward_pass(None, caches, dz, buffers=buffers)

    return step


def page_faults(step, times=10):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        step()
    return (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / times


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
def test_a_warm_step_with_its_own_memory_asks_for_none(cell):
    own = training_step(cell, 200, 300, 50, 40, {})
    for _ in range(3):
        own()
    per_step = page_faults(own)
    states = 40 * 300 * 50 * 8 / resource.getpagesize()  # the pages that the states alone fill
    assert per_step < states / 20, f"{per_step} page faults at each step; the states fill {states:.0f} pages"


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_buffers_hold_as_many_arrays_after_ten_steps_as_after_one(cell):
    buffers = {}
    step = training_step(cell, 4, 5, 3, 6, buffers)
    step()
    first = {name: id(array) for name, array in buffers.items()}
    for _ in range(9):
        step()
    assert first == {name: id(array) for name, array in buffers.items()}


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_buffers_change_no_number(cell):
    buffers = {}
    for size in [(4, 5, 3, 6), (4, 5, 3, 6), (2, 7, 1, 3)]:  # the same again, and another shape
        loss, gradients = training_step(cell, *size, buffers)()
        expected_loss, expected = training_step(cell, *size, None)()
        assert loss == expected_loss
        assert all((gradients[name] == expected[name]).all() for name in expected)


def interleaved(*functions, rounds=15):
    """The median over rounds of the first function's time by each other's."""
    times = [[] for _ in functions]
    for _ in range(rounds):
        for function, list_ in zip(functions, times):
            start = time.process_time()
            for _ in range(5):
                function()
            list_.append(time.process_time() - start)
    return [statistics.median(list_) / statistics.median(times[0]) for list_ in times]


@pytest.mark.parametrize(("cell", "factor"), [("rnn", 1.6), ("lstm", 1.4)])
def test_the_pass_is_faster_than_the_loop_of_a_textbook(cell, factor):
    """Measured: about 3 to 4 times at this size."""
    given = bench.problem(cell, "small", "float64")
    ours, loop = bench.library(given, {}), bench_rivals.textbook(given)
    ours(), loop()
    _, slower = interleaved(ours, loop)
    assert slower > factor


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
@pytest.mark.parametrize("kind", ["float64", "float32"])
def test_the_rivals_of_the_benchmark_do_the_same_work(cell, kind):
    given = bench.problem(cell, "teaching", kind)
    steps = {"textbook": bench_rivals.textbook(given), "library": bench.library(given, {})}
    torch = bench_rivals.pytorch(given)
    bench.same_numbers(given, steps | ({"pytorch": torch} if torch else {}))


def test_the_benchmark_notices_other_numbers():
    given = bench.problem("rnn", "teaching", "float64")
    loss, gradients = bench_rivals.textbook(given)()
    wrong = gradients | {"dWaa": gradients["dWaa"] * 1.001}
    steps = {"textbook": lambda: (loss, gradients), "library": lambda: (loss, wrong)}
    with pytest.raises(AssertionError, match="library: dWaa differs"):
        bench.same_numbers(given, steps)


@pytest.mark.parametrize("size", bench.SIZES)
def test_the_floor_counts_all_the_arithmetic_of_a_step(size):
    n_x, n_a, m, steps = bench.SIZES[size]
    counted = sum(bench_floor.arithmetic(*each) for each in bench_floor.products(size).values())
    assert counted == needed(n_a, m, n_x, n_x) * steps


def test_the_floor_lies_below_what_the_library_takes(capsys):
    bench_floor.table("small", seconds=0.5)
    printed = capsys.readouterr().out
    floor, ours = (
        float(re.search(rf"{name} +([\d.]+) ms", printed)[1]) for name in ("the floor", "the library")
    )
    assert 0 < floor < ours


def test_the_floor_refuses_a_size_that_is_none(capsys):
    with pytest.raises(SystemExit):
        bench_floor.main(["--sizes", "huge"])
    assert "'huge' is no size; there are teaching" in capsys.readouterr().err
