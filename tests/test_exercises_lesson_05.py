"""Answers to lesson 05 that its tasks bring up: dicts written in place, random numbers, special cases."""

import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.exercises import examine

GREEDY_OR = "def draw(z, temperature, u):\n    if temperature == 0: return z.argmax(0)\n"
NORM = "    norm = np.sqrt(sum((a**2).sum() for a in gradients.values()))\n"


def examined(name, source):
    names = {"np": np, "softmax": softmax, "__name__": "__main__"}
    exec(source, names)
    return examine(name, names[name], np.random.default_rng(0))


def test_gradients_that_are_shortened_in_place_and_returned_lose_only_the_point_for_that():
    loop = (
        "    for array in gradients.values(): array *= min(1, limit / max(norm, 1e-9))\n    return gradients"
    )
    report = examined("clip_by_norm", f"def clip_by_norm(gradients, limit):\n{NORM}{loop}")
    assert [part["name"] for part in report.parts if not part["passed"]] == ["inputs left unchanged"]
    assert report.message["title"] == "gradients is changed"


def test_an_answer_with_random_numbers_of_its_own_is_told_so():
    report = examined(
        "draw",
        GREEDY_OR + "    u = np.random.rand(z.shape[1])\n"
        "    return (softmax(z / temperature).cumsum(0) > u).argmax(0)",
    )
    assert report.message["title"] == "Another result at each call"


def test_a_list_of_rows_is_not_called_the_transpose_of_itself():
    report = examined(
        "draw",
        GREEDY_OR.replace("argmax", "argmin") + "    z = softmax(z / temperature)\n"
        "    return (z.cumsum(0) > u).argmax(0)",
    )
    assert report.message["mistakes"] == ["temperature 0 takes the smallest score"]
    report = examined("draw", GREEDY_OR.replace("(0)", "(0)[::-1]") + "    return (softmax(z / temperature)"
                      ".cumsum(0) > u).argmax(0)")  # fmt: skip
    assert report.message["title"] == "Temperature 0, very low ones, or very large scores"
