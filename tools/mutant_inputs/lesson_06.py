"""Random inputs for the tasks of lesson 06."""

import numpy as np


def draw_chunks(rng):
    """A text of any length that fills at least one chunk."""
    columns, steps = (int(size) for size in rng.integers(1, 7, 2))
    characters = columns * steps + 1 + int(rng.integers(0, 40))
    return rng.integers(0, rng.choice([3, 30]), characters), columns, steps


def draw_costs(rng):
    """A network and chunks of random sizes; texts begin never, now and then, or all the time."""
    n_x, n_a, m, steps, chunks = (int(size) for size in rng.integers(1, 7, 5))
    scale = rng.choice([0.1, 1.0, 2.0])
    shapes = {"by": (n_x, 1), "Waa": (n_a, n_a), "ba": (n_a, 1), "Wya": (n_x, n_a), "Wax": (n_a, n_x)}
    parameters = {name: scale * rng.standard_normal(shape) for name, shape in shapes.items()}
    fresh = rng.random((chunks, m)) < rng.choice([0, 0.3, 1])
    reads, labels = rng.integers(0, n_x, (2, chunks, steps, m))
    return reads, labels, fresh, parameters


def draw_judge(rng):
    """Random units, some of which follow the property, upwards or downwards."""
    places, units = int(rng.integers(12, 60)), int(rng.integers(3, 8))
    half = int(rng.integers(5, places - 4))
    answers = rng.random(places) < rng.uniform(0.2, 0.8)
    answers[[0, half]], answers[[1, half + 1]] = True, False
    follows = rng.standard_normal(units) * rng.choice([0, 1, 3])
    return rng.standard_normal((places, units)) + np.outer(answers, follows), answers, half


INPUTS = {"text_chunks": draw_chunks, "chunk_costs": draw_costs, "choose_and_judge": draw_judge}
