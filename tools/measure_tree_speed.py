"""Measure what lesson 13 draws and store it: python -m tools.measure_tree_speed

The functions of the lesson are taken from the notebook itself, so the times are those of the printed code.
Run it on a quiet machine; it takes about a minute.
"""

import json

from tools.bench import blas_kernel, choose_kernels
from tools.measure_speed import processor, rounded
from tools.versions import ROOT

LESSON = ROOT / "notebooks" / "13_backpropagation_through_structure.ipynb"
TREES, N_A, ROUNDS = (1, 4, 16, 64, 256), 64, 5
NAMED = ("children_of", "add", "planted", "levels_forward", "levels_backward", "node_by_node")


def lesson_functions():
    """The functions that the lesson compares."""
    import numpy as np

    from rnn_helpers import tree_rnn

    names = {"np": np, "tree_rnn": tree_rnn}
    for cell in json.loads(LESSON.read_text(encoding="utf-8"))["cells"]:
        for part in "".join(cell["source"]).split("\n\n\n"):
            if part.startswith(tuple(f"def {name}(" for name in NAMED)):
                exec(part.split("\n\n")[0], names)
    return names


def runs(count):
    """Forward and backward over `count` trees in three ways, as functions, and the number of nodes."""
    import numpy as np

    from rnn_helpers.data.trees import treebank_like
    from rnn_helpers.parameters import initialise_tree_rnn
    from rnn_helpers.tree_levels import levels_backward_pass, levels_forward_pass, plan_levels, plant

    lesson, rng = lesson_functions(), np.random.default_rng(0)
    trees, p = treebank_like(count, rng), initialise_tree_rnn(N_A, 2, rng)
    left, right, height = lesson["planted"](trees)
    levels = [np.flatnonzero(height == h) for h in range(height.max() + 1)]
    x, da = (rng.standard_normal((N_A, size)) for size in (len(levels[0]), len(height)))
    plan, buffers = plan_levels(plant(trees)), {}

    def ours():
        a = lesson["levels_forward"](x, left, right, levels, p)
        lesson["levels_backward"](da, a, left, right, levels, p)

    def library():
        caches = levels_forward_pass(plan, x, p, buffers=buffers)[2]
        levels_backward_pass(da, caches, buffers=buffers)

    ways = {"node by node": lambda: lesson["node_by_node"](trees, x, da, p), "levels, as above": ours}
    return ways | {"levels, the library's": library}, len(height)


def measure():
    """All measurements, as the dict that is stored."""
    import numpy as np

    from rnn_helpers.speed import time_of

    seconds = {}
    for count in TREES:
        ways, nodes = runs(count)
        rounds = [{name: time_of(run, 0.1, 2) for name, run in ways.items()} for _ in range(ROUNDS)]
        for name in ways:
            seconds.setdefault(name, []).append(min(times[name] for times in rounds) / nodes)
    machine = f"{processor()}, one thread, {blas_kernel()}"
    return {"machine": machine, "numpy": np.__version__, "n_a": N_A, "trees": list(TREES), "seconds": seconds}


def main():
    """Measure with one thread and write the file that the lesson reads."""
    choose_kernels("avx2")  # before NumPy is imported
    found = rounded(measure())
    from rnn_helpers.speed import STORED

    path = STORED.with_name("speed_trees.json")
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.relative_to(ROOT)} is written. Run the lesson again to draw it.")


if __name__ == "__main__":
    main()
