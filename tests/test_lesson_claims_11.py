"""What lesson 11 says of times holds for the stored measurements, with a margin; its code says the rest."""

import json
from pathlib import Path

import numpy as np
import pytest

from rnn_helpers.losses import cross_entropy_backward
from rnn_helpers.parameters import initialise_lstm, initialise_rnn
from rnn_helpers.plots.view import start_values
from rnn_helpers.plots.views_speed import speed_view
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.speed import needed, stored_speed, torch_step
from tools.measure_speed import lesson_code, lesson_functions

LESSON = Path(__file__).resolve().parents[1] / "notebooks" / "11_making_it_fast.ipynb"
SPEED = stored_speed()


def says(sentence):
    cells = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    return any(sentence in "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def at(width, batch):
    view = speed_view(SPEED["grid"])
    return view.compute(**start_values(view, width=width, batch=batch))


def test_what_a_batch_costs():
    assert says("four times the work takes less than twice the time") and says("well over twice as long")
    assert says("costs less than half of what it costs alone") and says(
        "Between 1 and 2 examples the time jumps"
    )
    one, two, eight, more = (at(128, batch)["measured"] for batch in (1, 2, 8, 32))
    assert eight < 1.8 * two and more > 2.4 * eight and two > 2 * one
    assert more / 32 < one / 2.2
    assert says("32 examples take 13 times as long as one") and round(more / one) == 13
    assert says("9.8 microseconds instead of 24.6")
    assert (round(more / 32 * 1e6, 1), round(one * 1e6, 1)) == (9.8, 24.6)
    assert says("a batch of two is the dearest of all")
    assert max(range(1, 257), key=lambda batch: at(128, batch)["measured"] / batch) == 2
    assert says("at between two and three times its height")
    assert all(2 < at(128, m)["measured"] / at(128, m)["limit"] < 3 for m in (32, 64, 128, 256))
    assert all(1.7 < at(128, 2 * m)["measured"] / at(128, m)["measured"] < 2.1 for m in (32, 64, 128))


def test_narrow_networks_stay_away_from_the_limit():
    assert says("At its best, with some hundred examples, it still takes about four times the limit")
    ratios = {batch: at(16, batch)["measured"] / at(16, batch)["limit"] for batch in range(1, 257)}
    best = min(ratios, key=ratios.get)
    assert 80 <= best <= 180 and 3.5 < ratios[best] < 4.5


def test_wide_ones_come_near_it():
    assert says("It takes less than twice the limit")
    state = at(512, 256)
    assert 1 <= state["measured"] / state["limit"] < 1.8
    assert says("1.7 times") and round(state["measured"] / state["limit"], 1) == 1.7
    assert says("the step takes more than six times the limit")
    assert at(128, 1)["measured"] / at(128, 1)["limit"] > 6
    assert says("39 thousand million") and round(SPEED["grid"]["rate"] / 1e9) == 39


def test_width_is_cheap_when_small_and_four_times_when_large():
    assert says("With one example the time hardly grows: at this size it is calls")
    assert at(32, 1)["measured"] < 1.1 * at(16, 1)["measured"]
    assert says("with 256 examples, it takes 1.8 times as long")
    assert round(at(32, 256)["measured"] / at(16, 256)["measured"], 1) == 1.8
    assert says("From 256 to 512 units the time grows three- to fourfold, as the arithmetic does")
    grown = [at(512, m)["measured"] / at(256, m)["measured"] for m in SPEED["grid"]["batches"]]
    assert min(grown) > 3 and max(grown) < 4.2 and 3 < needed(512, 1) / needed(256, 1) < 4


def test_where_the_time_goes():
    assert says("In small networks the products are the smaller part")
    share = {
        size: seconds / SPEED["compared"][f"rnn {size} float64"]["textbook"]
        for size, seconds in SPEED["products"].items()
    }
    assert share["teaching"] < 0.4 and share["small"] < 0.45
    assert share["large"] > 0.55
    assert says("here 5 %") and round(share["teaching"], 2) == round(share["small"], 2) == 0.05
    assert says("they are 82 %") and says("the other 18 %") and round(share["large"], 2) == 0.82
    small = SPEED["forms"]["small"]
    assert says("says 1.6 milliseconds")
    assert round((small["loop_forward"] + small["loop_backward"]) * 1e3, 1) == 1.6


def test_what_the_forms_save():
    assert says("343 and 1,210 microseconds, the last forms 107 and 143: the whole pass is six times as fast")
    small = SPEED["forms"]["small"]
    assert (
        2 * small["in_place"] < small["loop_forward"] and 2 * small["wide_backward"] < small["loop_backward"]
    )
    loop, best = (
        small[a] + small[b] for a, b in (("loop_forward", "loop_backward"), ("in_place", "wide_backward"))
    )
    assert round(loop / best) == 6
    names = ("loop_forward", "outputs_after", "inputs_before", "in_place", "loop_backward", "wide_backward")
    assert says("(343, 149, 122), and the rest by working in place (107)")
    assert [round(small[name] * 1e6) for name in names] == [343, 149, 122, 107, 1210, 143]
    assert says("At the medium size the same lines gain nothing")
    assert says("8.3 milliseconds instead of 11.7; backward they lose more, 17.0 instead of 11.9")
    assert says("is back at 11.9") and says("Forward it comes to 6.6")
    medium = SPEED["forms"]["medium"]
    gain = (medium["loop_forward"] + medium["loop_backward"]) / (medium["in_place"] + medium["wide_backward"])
    assert 0.85 < gain < 1
    names = ("in_place", "loop_forward", "wide_backward", "loop_backward", "library_backward")
    assert [medium[name] * 1e3 for name in names] == pytest.approx([8.3, 11.7, 17.0, 11.9, 11.9], abs=0.051)
    assert medium["library_forward"] * 1e3 == pytest.approx(6.6, abs=0.051)
    library = medium["library_forward"] + medium["library_backward"]
    assert library < 0.9 * (medium["loop_forward"] + medium["loop_backward"])
    assert library < medium["in_place"] + medium["wide_backward"]


def test_stacking_the_gates_saves_calls_and_no_weights():
    assert says("the step cannot become four times as fast") and says("the same 52,000 weights")
    assert says("Nothing. Both ways fetch")
    assert 0.9 < SPEED["gates"]["one by one"] / SPEED["gates"]["stacked"] < 1.1
    lstm = initialise_lstm(30, 100, 30, np.random.default_rng(0))
    assert sum(lstm["W" + gate].size for gate in "cfio") == 52_000


def test_pytorch_beside_it():
    assert says("In float64 small networks are several times as fast here")
    assert says("and in float32 the plain one is too")
    ratio = {key: times["library"] / times["pytorch"] for key, times in SPEED["compared"].items()}
    for cell in ("rnn", "lstm"):
        assert ratio[f"{cell} teaching float64"] < 0.4 and ratio[f"{cell} small float64"] < 0.4
        assert 0.6 < ratio[f"{cell} large float64"] < 1.3
        assert 0.6 < ratio[f"{cell} medium float64"] < 1.3
    assert ratio["rnn teaching float32"] < 0.4 and ratio["rnn small float32"] < 0.4
    assert says("At the small size the two are nearly level") and 0.8 < ratio["lstm small float32"] < 1.2
    assert says("PyTorch takes little more than half of our time")
    assert all(1.6 < ratio[f"lstm {size} float32"] < 2 for size in ("medium", "large"))
    small = {kind: SPEED["compared"][f"lstm small {kind}"]["pytorch"] for kind in ("float64", "float32")}
    assert says("becomes more than three times as fast") and small["float64"] > 3 * small["float32"]


def test_half_the_digits():
    library = {key: times["library"] for key, times in SPEED["compared"].items()}
    assert says("more than halves the time of the large network")
    assert library["rnn large float64"] > 2 * library["rnn large float32"]
    assert says("gains next to nothing")
    assert library["rnn teaching float64"] < 1.15 * library["rnn teaching float32"]
    assert says("the gradients of two batches differ in their first digits")
    rng = np.random.default_rng(0)
    parameters = initialise_rnn(30, 100, 30, rng)

    def gradient():
        x, labels = rng.normal(size=(25, 30, 32)), rng.integers(0, 30, (25, 32))
        _, y_pred, caches = rnn_forward_pass(x, np.zeros((100, 32)), parameters)
        return rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels))["dWaa"]

    one, two = gradient(), gradient()
    assert np.linalg.norm(one - two) > 0.1 * np.linalg.norm(one)


def test_what_padding_costs():
    padding = lesson_functions()["padding"]
    assert padding(np.array([1, 4, 4, 4, 2, 2, 2, 2]), size=4) == pytest.approx(3 / 24)
    lengths = np.random.default_rng(7).integers(3, 17, size=3200) + 1
    assert says("waste almost nothing") and padding(np.sort(lengths)) < 0.02 < 0.3 < padding(lengths)


def test_the_stored_numbers_of_pytorch_are_those_of_the_lessons_network():
    names = {}
    exec(lesson_code()[0], names)
    exec(next(source for source in lesson_code() if source.startswith("rng = ")), names)
    names |= lesson_functions()
    a, y_pred = names["loop_forward"](names["x"], names["a0"], names["parameters"])
    stored = SPEED["pytorch"]
    assert names["cross_entropy"](y_pred, names["labels"]) == pytest.approx(stored["loss"], rel=1e-10)
    dz = names["cross_entropy_backward"](y_pred, names["labels"])
    gradients = names["wide_backward"](dz, a, names["x"], names["parameters"])
    assert set(gradients) == set(stored["sizes"])
    for name, size in stored["sizes"].items():
        assert np.linalg.norm(gradients[name]) == pytest.approx(size, rel=1e-9)


def test_pytorch_itself_gives_the_stored_numbers():
    pytest.importorskip("torch", reason="PyTorch is not installed; `pip install torch` adds the comparison")
    names = {}
    exec(lesson_code()[0], names)
    exec(next(source for source in lesson_code() if source.startswith("rng = ")), names)
    found = torch_step(*(names[name] for name in ("x", "a0", "parameters", "labels")))
    assert found["loss"] == pytest.approx(SPEED["pytorch"]["loss"], rel=1e-10)
    assert found["sizes"] == pytest.approx(SPEED["pytorch"]["sizes"], rel=1e-9)


def test_the_stored_numbers_are_read_where_pytorch_is_missing(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    assert torch_step(None, None, {}, None) == SPEED["pytorch"]
