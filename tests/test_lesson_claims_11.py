"""What lesson 11 says of times holds for the stored measurements, with a margin; its code says the rest."""

import json
from pathlib import Path

import numpy as np
import pytest

from rnn_helpers.parameters import initialise_lstm
from rnn_helpers.plots.view import start_values
from rnn_helpers.plots.views_speed import speed_view
from rnn_helpers.speed import stored_speed, torch_step
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


def test_narrow_networks_stay_away_from_the_limit():
    assert says("Even at 256 examples it takes more than twice the limit")
    assert all(at(16, batch)["measured"] > 2.2 * at(16, batch)["limit"] for batch in range(1, 257))


def test_wide_ones_come_near_it():
    assert says("It takes less than twice the limit")
    state = at(512, 256)
    assert 1 <= state["measured"] / state["limit"] < 1.8
    assert at(128, 1)["measured"] / at(128, 1)["limit"] > 3


def test_width_is_cheap_when_small_and_four_times_when_large():
    assert says("the time hardly: at this size it is calls")
    assert at(32, 1)["measured"] < 1.5 * at(16, 1)["measured"]
    assert 3 < at(512, 256)["measured"] / at(256, 256)["measured"] < 5


def test_where_the_time_goes():
    assert says("In small networks the products are the smaller part")
    share = {
        size: seconds / SPEED["compared"][f"rnn {size} float64"]["textbook"]
        for size, seconds in SPEED["products"].items()
    }
    assert share["teaching"] < 0.4 and share["small"] < 0.45
    assert share["large"] > 0.55


def test_what_the_forms_save():
    assert says("At the small size the whole pass is more than twice as fast")
    small = SPEED["forms"]["small"]
    assert (
        2 * small["in_place"] < small["loop_forward"] and 2 * small["wide_backward"] < small["loop_backward"]
    )
    loop, best = (
        small[a] + small[b] for a, b in (("loop_forward", "loop_backward"), ("in_place", "wide_backward"))
    )
    assert loop > 2.2 * best
    assert says("At the medium size little is gained") and says("One form can even lose what another wins")
    medium = SPEED["forms"]["medium"]
    gain = (medium["loop_forward"] + medium["loop_backward"]) / (medium["in_place"] + medium["wide_backward"])
    assert gain < 1.3
    library = medium["library_forward"] + medium["library_backward"]
    assert library < 0.9 * (medium["loop_forward"] + medium["loop_backward"])
    assert library < medium["in_place"] + medium["wide_backward"]


def test_stacking_the_gates_saves_calls_and_no_weights():
    assert says("the step cannot become four times as fast") and says("the same 52,000 weights")
    assert SPEED["gates"]["one by one"] < 3 * SPEED["gates"]["stacked"]
    lstm = initialise_lstm(30, 100, 30, np.random.default_rng(0))
    assert sum(lstm["W" + gate].size for gate in "cfio") == 52_000


def test_pytorch_beside_it():
    assert says("Small networks are several times as fast here")
    ratio = {key: times["library"] / times["pytorch"] for key, times in SPEED["compared"].items()}
    for cell in ("rnn", "lstm"):
        assert ratio[f"{cell} teaching float64"] < 0.4 and ratio[f"{cell} small float64"] < 0.4
        assert 0.6 < ratio[f"{cell} large float64"] < 1.3
    assert ratio["lstm large float32"] > 1.1


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
