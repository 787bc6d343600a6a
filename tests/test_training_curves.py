import base64
import io
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from rnn_helpers import training
from rnn_helpers.plots.figures import new_axes
from rnn_helpers.training import new_run, train
from rnn_helpers.widgets import training_curves
from rnn_helpers.widgets.training_curves import (
    FREE,
    PAUSE,
    SHARE,
    Budget,
    LivePicture,
    in_notebook,
    in_words,
    last_picture,
    plot_training,
    smoothed,
)

LOOK = {
    "title": "It learns",
    "ylabel": "loss (nats per character)",
    "names": None,
    "levels": {"uniform": 3.3},
}


def history(done=100, **measures):
    found = {"update": list(range(done)), "loss": [3.0 - 0.02 * k for k in range(done)]}
    return found | ({"evaluated": [0, done // 2]} if measures else {}) | measures


def drawn(given, **look):
    _, ax = new_axes(8.5, 3.6)
    return plot_training(ax, given, **(LOOK | look))


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


# The curves.


def test_the_smoothed_loss_is_the_mean_of_the_last_tenth():
    loss = np.arange(40.0)
    mean = smoothed(loss)
    assert mean[:19].tolist() == loss[:19].tolist()  # a tenth of less than twenty is one
    assert mean[19] == (18 + 19) / 2
    assert mean[39] == (36 + 37 + 38 + 39) / 4


def test_the_smoothed_loss_does_not_change_when_training_goes_on():
    loss = np.random.default_rng(0).normal(size=200)
    np.testing.assert_allclose(smoothed(loss)[:120], smoothed(loss[:120]), atol=1e-12)


def test_the_curves_are_those_of_the_history():
    found = lines(drawn(history(held=[2.9, 2.1])))
    assert list(found) == ["each batch", "training, smoothed", "held", "uniform"]
    assert list(found["each batch"].get_ydata()) == history()["loss"]
    assert found["held"].get_xydata().tolist() == [[0, 2.9], [50, 2.1]]
    assert list(found["uniform"].get_ydata()) == [3.3, 3.3]


def test_two_levels_can_be_told_apart():
    found = lines(drawn(history(), levels={"uniform": 3.3, "bigram": 2.4}))
    looks = {found[name]._unscaled_dash_pattern for name in ("uniform", "bigram")}
    assert len(looks) == 2


def test_measures_can_be_chosen_and_named():
    given = history(held=[2.9, 2.1], accuracy=[0.1, 0.5])
    assert "dev part" in lines(drawn(given, names={"held": "dev part"}))
    assert not {"held", "accuracy"} & set(lines(drawn(given, names={"held": "dev part"})))


def test_one_wild_batch_does_not_squeeze_the_curves():
    given = history()
    given["loss"][5] = 1e6
    assert (
        drawn(given | {"loss": given["loss"]}, levels={}).get_ylim()[1] > 1e5
    )  # while it is in the mean of one
    given = history(1000)
    given["loss"] = [3.0] * 1000
    given["loss"][900] = 100.0
    assert drawn(given).get_ylim()[1] < 5


def test_zero_is_on_the_axis_unless_all_stays_in_the_upper_half():
    for loss, lowest in ((2.5, True), (1.5, False)):
        given = history()
        given["loss"] = [3.0, loss] * (len(given["loss"]) // 2)
        assert (drawn(given, levels={"level": loss}).get_ylim()[0] > 1) == lowest
    given["loss"] = [3.0] * len(given["loss"])
    assert drawn(given, levels={"nothing left": 0.0}).get_ylim()[0] == 0
    assert drawn({"update": [], "loss": []}, levels={}).get_ylim() == (0, 1)


def test_the_axis_ends_where_the_training_is_to_end():
    assert drawn(history(), updates=400).get_xlim() == (0, 400)
    assert drawn(history()).get_xlim() == (0, 100)


@pytest.mark.parametrize("given", [history(0), history(1), history(2, held=[np.nan, np.inf])])
def test_short_and_odd_histories_are_drawn(given):
    data, _ = last_picture(given, LOOK)
    assert Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).size == (1700, 720)
    assert LivePicture(LOOK).png(given, 10)


def test_the_live_picture_shows_what_a_fresh_drawing_shows():
    live = LivePicture(LOOK)
    for done in (10, 60, 100):
        png = live.png(history(done, held=[2.9, 2.1]), 200)
    fresh = LivePicture(LOOK).png(history(held=[2.9, 2.1]), 200)
    assert png == fresh


# The words.


def test_the_words_say_where_the_curves_begin_and_end():
    assert in_words(history(held=[2.9, 2.1])) == (
        "The training loss over 100 updates: from 3 at the start to 1.1 at the end, smoothed. "
        "held: from 2.9 to 2.1."
    )
    assert in_words(history(0)) == "Empty axes: no update was made yet."


def test_the_last_picture_is_made_of_the_history_alone():
    first, _ = last_picture(history(), LOOK)
    second, metadata = last_picture(history(), LOOK)
    assert first == second
    assert metadata["image/png"]["alt"] == first["text/plain"] == in_words(history())
    assert last_picture(history(), LOOK, "It falls.")[0]["text/plain"] == "It falls."


# While it runs: a notebook that only takes notes.


class Notebook:
    def __init__(self, monkeypatch):
        self.shown, self.outputs = [], 0
        module = __import__("sys").modules["rnn_helpers.widgets.training_curves"]
        monkeypatch.setattr(module, "in_notebook", lambda: True)
        monkeypatch.setattr(module, "display", self.display)
        monkeypatch.setattr(module, "update_display", self.update)
        self.now = 0.0
        monkeypatch.setattr(training.time, "monotonic", lambda: self.now)

    def display(self, data, metadata, raw, display_id):
        assert raw and display_id
        self.outputs += 1
        self.shown.append(data)
        return SimpleNamespace(display_id=str(self.outputs))

    def update(self, data, metadata, raw, display_id):
        assert raw and display_id == str(self.outputs)
        self.shown.append(data)


def test_what_is_displayed_first_has_the_words_of_what_stays(monkeypatch):
    notebook = Notebook(monkeypatch)
    slow_training(notebook, 30, watch=training_curves(alt="The loss stays at 2."))
    first, last = notebook.shown[0], notebook.shown[-1]
    assert first["text/plain"] == last["text/plain"] == "The loss stays at 2."
    assert list(first) == list(last) and first["text/html"].startswith(
        '<img alt="The loss stays at 2." width="850"'
    )


def slow_training(notebook, updates, run=None, watch=None):
    """Each update takes a tenth of a second on the notebook's clock."""

    def loss(parameters, batch, carry):
        notebook.now += 0.1
        return 2.0, {"dW": np.zeros(1)}, None

    run = run or new_run({"W": np.zeros(1)})
    return train(run, loss, int, updates, watch=watch or training_curves("It learns"))


def test_a_bar_moves_while_it_runs_and_a_picture_stays(monkeypatch):
    notebook = Notebook(monkeypatch)
    slow_training(notebook, 30)
    _, *passing, last = notebook.shown
    assert 5 <= len(passing) <= 10 and notebook.outputs == 1
    for data in passing:
        assert (
            '<progress max="30" value="' in data["text/html"] and 'aria-label="Training"' in data["text/html"]
        )
        assert "of 30 updates, loss 2.000, " in data["text/plain"] and "s left" in data["text/plain"]
    assert last["text/html"].startswith("<img alt=") and "progress" not in last["text/html"]
    assert "left" not in last["text/plain"]


def test_a_fast_training_shows_the_last_picture_only(monkeypatch):
    notebook = Notebook(monkeypatch)
    slow_training(notebook, 2)
    assert notebook.outputs == 1 and all("image/png" in data for data in notebook.shown)


def test_going_on_draws_into_its_own_cell(monkeypatch):
    notebook = Notebook(monkeypatch)
    watch = training_curves()
    run = slow_training(notebook, 20, watch=watch)
    slow_training(notebook, 40, run, watch)
    assert notebook.outputs == 2
    assert "40 updates" in notebook.shown[-1]["text/plain"]


def test_drawing_takes_a_small_share_of_the_time():
    budget, now, spent = Budget(), 0.0, 0.0
    while now < 100:
        now += 0.01
        if budget.due(now):
            budget.spend(now, now + 0.08)
            now, spent = now + 0.08, spent + 0.08
    assert 0.5 * SHARE < spent / now < SHARE + 2 * FREE / 100


def test_the_pause_between_two_drawings_is_kept():
    budget = Budget()
    assert not budget.due(PAUSE / 2) and budget.due(PAUSE)
    budget.spend(1.0, 1.001)
    assert not budget.due(1.1) and budget.due(1.1 + PAUSE)


def test_outside_a_notebook_it_is_a_line_of_text(capsys):
    assert not in_notebook()
    slow_training(SimpleNamespace(now=0.0), 3)
    assert capsys.readouterr() == ("", "")
