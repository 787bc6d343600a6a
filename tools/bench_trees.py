"""How fast trees are: level by level against PyTorch, by the number of trees, and an epoch on a treebank.

Part of `python -m tools.bench`; alone, with less to wait for: python -m tools.bench --cells trees [--quick]
"""

import statistics
import tempfile
from pathlib import Path

SENTENCES = 8544
EPOCHS = {"plain": (30, 0.5), "tensor": (25, 1.6), "binary": (100, 4.0)}  # n_a, seconds
READING = 1.0  # seconds
GROUPED, SINGLE = 0.7, 0.04  # time by PyTorch's, level by level and node by node
FLAT = (10, 100, 1000, 5000)  # trees


def random_trees(count, rng, least=20, most=60):
    """Binary trees over so many leaves; neighbours are joined at random."""
    from rnn_helpers.trees import Tree

    trees = []
    for _ in range(count):
        parts = [Tree(word="w") for _ in range(rng.integers(least, most + 1))]
        while len(parts) > 1:
            place = int(rng.integers(len(parts) - 1))
            parts[place : place + 2] = [Tree(*parts[place : place + 2])]
        trees.append(parts[0])
    return trees


def problem(count=256, n_a=64, n_y=5, kind="float64"):
    """Trees, a plan for them, words' vectors, parameters, and a label for each node, in post-order."""
    import numpy as np

    from rnn_helpers.parameters import initialise_tree_rnn
    from rnn_helpers.tree_levels import plan_levels, plant

    rng = np.random.default_rng(0)
    trees = random_trees(count, rng)
    plan = plan_levels(plant(trees))
    return {
        "trees": trees,
        "plan": plan,
        "x": rng.normal(size=(len(plan["words"]), n_a)).astype(kind).T,
        "parameters": initialise_tree_rnn(n_a, n_y, rng, kind),
        "labels": rng.integers(0, n_y, len(plan["order"])),
    }


def library(given, buffers):
    """The library's public functions, in a step like those of `tools.bench_tree_rivals`."""
    from rnn_helpers.losses import cross_entropy, cross_entropy_backward
    from rnn_helpers.tree_levels import levels_backward_pass, levels_forward_pass

    plan, x, parameters = given["plan"], given["x"], given["parameters"]
    labels = given["labels"][plan["order"]]

    def step():
        _, y_pred, caches = levels_forward_pass(plan, x, parameters, buffers)
        dz = cross_entropy_backward(y_pred, labels, buffers=buffers)
        gradients, dx = levels_backward_pass(None, caches, dz, buffers)
        return cross_entropy(y_pred, labels), gradients | {"dx": dx}

    return step


def same_numbers(steps, tolerance=1e-9):
    """Raises AssertionError unless all rivals find the same loss and the same gradients."""
    loss, expected = steps["library"]()
    for name, step in steps.items():
        got_loss, got = step()
        assert abs(got_loss - loss) <= tolerance * abs(loss), f"{name}: loss {got_loss}, expected {loss}"
        for key, gradient in expected.items():
            off = abs(got[key] - gradient).max()
            assert off <= tolerance * abs(gradient).max(), f"{name}: {key} differs by {off}"


def against_pytorch(seconds):
    """Print the comparison with PyTorch; returns whether its targets are met."""
    from tools.bench import medians
    from tools.bench_tree_rivals import grouped, node_by_node

    given = problem()
    nodes = len(given["labels"])
    steps = {"library": library(given, {}), "by level": grouped(given), "by node": node_by_node(given)}
    steps = {name: step for name, step in steps.items() if step}
    same_numbers(steps)
    times = medians({name: step for name, step in steps.items() if name != "by node"}, seconds)
    if "by node" in steps:
        times["by node"] = medians({"by node": steps["by node"]}, 0, rounds=(2, 2))["by node"]
    print(
        f"\nTrees: 256 of 20 to 60 leaves, {nodes:,} nodes, d = 64, float64, forward and backward with loss"
    )
    each = {name: f"{time * 1e3:8.1f} ms {nodes / time:11,.0f} nodes/s" for name, time in times.items()}
    print(f"    library                 {each['library']}")
    met = []
    for name, target in (("by level", GROUPED), ("by node", SINGLE)):
        if name in times:
            ratio = times["library"] / times[name]
            met.append(ratio <= target)
            print(
                f"    PyTorch, {name:15}{each[name]}"
                f"    library / PyTorch {ratio:.3f} {_verdict(ratio, target)}"
            )
    return met


def by_number(seconds, counts):
    """Print the time for each node by the number of trees."""
    from tools.bench import medians

    print("\nTrees: microseconds for each node, by the number of trees (flat is good)")
    for count in counts:
        given = problem(count)
        time = medians({"library": library(given, {})}, seconds, rounds=(3, 50))["library"]
        print(f"    {count:6,} trees {1e6 * time / len(given['labels']):8.2f}", flush=True)


def epochs(quick):
    """Print the times of reading a treebank and of an epoch with each composition; returns what is met."""
    import numpy as np

    from rnn_helpers.brackets import write_tree
    from rnn_helpers.data.trees import treebank_like

    trees = treebank_like(SENTENCES, np.random.default_rng(0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.txt"
        path.write_text("\n".join(map(write_tree, trees)) + "\n", encoding="utf-8")
        del trees
        forest, met = _read(path)
    for composition, (n_a, target) in EPOCHS.items():
        seconds = epoch(forest, composition, n_a, 60 if quick else None)
        met.append(seconds <= target)
        print(
            f"    epoch, {composition:8} d = {n_a:<4}{seconds:6.2f} s {_verdict(seconds, target)}", flush=True
        )
    return met


def _verdict(value, target):
    return f"(target {target}: {'yes' if value <= target else 'no'})"


def _read(path):
    from rnn_helpers.treebanks import read_treebank_file
    from tools.bench import CLOCK

    start = CLOCK()
    forest = read_treebank_file(path)
    seconds = CLOCK() - start
    print(
        f"\nA generated treebank: {SENTENCES:,} sentences, {len(forest['labels']):,} nodes,"
        f" {len(forest['vocabulary']):,} words; float32, 25 trees a batch, loss at every node, Adagrad"
        f"\n    reading the file      {seconds:6.2f} s {_verdict(seconds, READING)}"
    )
    return forest, [seconds <= READING]


def epoch(forest, composition, n_a, batches_read=None, words=18_000):
    """Seconds for an epoch of training; from some of its batches only, where `batches_read` says so."""
    import numpy as np

    from rnn_helpers.optimisers import adagrad
    from rnn_helpers.tree_training import initialise_tree, tree_batches, tree_loss, tree_rates
    from tools.bench import CLOCK

    words = max(words, len(forest["vocabulary"]))
    parameters = initialise_tree(composition, words, n_a, n_a, 5, np.random.default_rng(0), np.float32)
    batches, memory, buffers, rates = tree_batches(forest, 25, seed=0), {}, {}, tree_rates(parameters)

    def updates(numbers):
        start = CLOCK()
        for k in numbers:
            _, gradients, _ = tree_loss(parameters, batches(k), None, buffers)
            adagrad(parameters, gradients, memory, rates)
        return CLOCK() - start

    updates(range(5))
    count = batches.per_pass if batches_read is None else batches_read
    times = [updates(range(count)) for _ in range(3 if batches_read is None else 1)]
    return statistics.median(times) * batches.per_pass / count


def table(seconds, quick):
    """Print all of it; returns which targets are met."""
    met = against_pytorch(seconds)
    by_number(seconds, FLAT[:3] if quick else FLAT)
    return met + epochs(quick)
