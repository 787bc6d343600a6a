import copy
import io
import os
import re
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_helpers import training
from rnn_helpers.losses import cross_entropy, cross_entropy_backward
from rnn_helpers.optimisers import NotFinite, adagrad, adam, clip_value, decay, sgd
from rnn_helpers.parameters import initialise_rnn
from rnn_helpers.rnn import rnn_backward_pass, rnn_forward_pass
from rnn_helpers.training import Pace, new_run, progress_line, text_bar, train
from rnn_helpers.vocabulary import encode, one_hot, vocabulary

ROOT = Path(__file__).resolve().parents[1]
TEXT = "a network reads a letter and says the next letter, again and again. "
CHARACTERS = vocabulary(TEXT)
CODED = encode(TEXT * 2, CHARACTERS)


def start(seed=0):
    n = len(CHARACTERS)
    return initialise_rnn(n, 8, n, np.random.default_rng(seed))


def batches(k):
    """Seventeen letters, each batch where the one before ended; a new pass starts with an empty state."""
    place = 17 * k % len(TEXT)
    return (
        one_hot(CODED[place : place + 17, None], len(CHARACTERS)),
        CODED[place + 1 : place + 18, None],
        place,
    )


def loss_and_gradients(parameters, batch, carry):
    x, labels, place = batch
    a0 = np.zeros((8, 1)) if carry is None or not place else carry
    a, y_pred, caches = rnn_forward_pass(x, a0, parameters)
    gradients = rnn_backward_pass(None, caches, cross_entropy_backward(y_pred, labels))
    return cross_entropy(y_pred, labels), gradients, a[-1]


def evaluate(parameters):
    return {"on the start": loss_and_gradients(parameters, batches(0), None)[0]}


def go_on(run, updates, **settings):
    options = {
        "learning_rate": 0.02,
        "clip": 1.0,
        "evaluate": evaluate,
        "every": 4,
        "keep_best": "on the start",
    }
    return train(run, loss_and_gradients, batches, updates, **(options | settings))


def bits(value):
    """A run in a form that is equal only if every bit of it is."""
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.tobytes()
    if isinstance(value, dict):
        return {name: bits(part) for name, part in value.items() if name != "scratch"}
    return value


# What a call does.


def test_training_learns_the_text():
    run = go_on(new_run(start()), 400)
    losses = run["history"]["loss"]
    assert losses[0] == pytest.approx(np.log(len(CHARACTERS)), abs=0.2)
    assert np.mean(losses[-20:]) < 0.5 * losses[0]


def test_the_parameters_given_stay_as_they_are():
    parameters = start()
    before = bits(parameters)
    run = go_on(new_run(parameters), 3)
    assert bits(parameters) == before != bits(run["parameters"])


def test_the_run_is_changed_in_place_and_returned():
    run = new_run(start())
    W = run["parameters"]["Wax"]
    assert go_on(run, 2) is run and run["parameters"]["Wax"] is W


def test_history_says_what_was_measured_and_when():
    run = go_on(new_run(start()), 10)
    history = run["history"]
    assert run["updates"] == 10
    assert history["update"] == list(range(10)) and len(history["loss"]) == 10
    assert history["evaluated"] == [0, 4, 8]
    assert history["on the start"][0] == history["loss"][0] == evaluate(start())["on the start"]
    assert all(type(value) is float for value in history["loss"] + history["on the start"])


def test_updates_is_the_total_and_a_run_that_is_there_is_left_alone():
    run = go_on(new_run(start()), 5)
    before = bits(copy.deepcopy(run))
    assert bits(go_on(run, 5)) == before == bits(go_on(run, 3))


def test_only_gradients_of_parameters_are_clipped_and_used():
    seen = []

    def watched(parameters, batch, carry):
        loss, gradients, carry = loss_and_gradients(parameters, batch, carry)
        seen.append(gradients["dx"].copy())
        seen.append(gradients["dx"])
        return loss, gradients, carry

    def clip(gradients):
        assert set(gradients) == {"dWax", "dWaa", "dWya", "dba", "dby"}
        assert clip_value(gradients, 1e-3) > 0

    run = new_run(start())
    train(run, watched, batches, 1, sgd, 1.0, clip=clip)
    assert np.array_equal(*seen)
    moved = [np.abs(run["parameters"][name] - array).max() for name, array in start().items()]
    assert moved == pytest.approx([1e-3] * 5, rel=1e-6)


def test_clip_as_a_number_clips_by_the_norm():
    run = train(new_run(start()), loss_and_gradients, batches, 1, sgd, 1.0, clip=1e-3)
    moved = [run["parameters"][name] - array for name, array in start().items()]
    assert np.sqrt(sum((part**2).sum() for part in moved)) == pytest.approx(1e-3)


def test_the_learning_rate_may_be_a_schedule_or_one_per_parameter():
    seen = []

    def optimiser(parameters, gradients, memory, learning_rate):
        seen.append(learning_rate)

    train(new_run(start()), loss_and_gradients, batches, 3, optimiser, decay(0.4, 0.1, 2))
    assert seen == pytest.approx([0.4, 0.2, 0.1])
    rates = dict.fromkeys(start(), 0.1) | {"Waa": 0.0}
    run = train(new_run(start()), loss_and_gradients, batches, 3, sgd, lambda k: rates)
    moved = {name for name, array in start().items() if not np.array_equal(array, run["parameters"][name])}
    assert moved == set(start()) - {"Waa"}


# Going on.


@pytest.mark.parametrize("optimiser", [sgd, partial(sgd, momentum=0.9), adagrad, adam])
@settings(max_examples=12)
@given(stops=st.lists(st.integers(0, 14), max_size=3))
def test_a_run_in_pieces_equals_one_in_a_piece_bit_for_bit(optimiser, stops):
    whole, pieces = new_run(start()), new_run(start())
    go_on(whole, 14, optimiser=optimiser)
    for updates in [*sorted(stops), 14]:
        go_on(pieces, updates, optimiser=optimiser)
    assert bits(pieces) == bits(whole)


def test_a_carry_in_memory_that_the_next_batch_writes_into_is_kept_apart():
    shared = np.zeros(2)

    def loss(parameters, batch, carry):
        if batch == 2:
            shared[:] = 99
            raise KeyboardInterrupt
        shared[:] = batch + 1
        return 1.0, {"dW": np.zeros(2)}, (shared, [shared], {"a": shared}, None)

    run = train(new_run({"W": np.zeros(2)}), loss, lambda k: k, 5)
    one, (two,), three, nothing = run["carry"]
    assert [one.tolist(), two.tolist(), three["a"].tolist(), nothing] == [[2, 2], [2, 2], [2, 2], None]


# The best, and when to stop.


def measured(values, updates=100, **settings):
    """A run whose evaluations give these numbers, one after another, at every update."""
    values = iter(values)
    settings = {"evaluate": lambda parameters: {"m": next(values)}, "every": 1, "keep_best": "m"} | settings
    return train(
        new_run({"W": np.zeros(1)}), lambda p, batch, carry: (1.0, {"dW": -np.ones(1)}, None), int, updates,
        sgd, 1.0, **settings,
    )  # fmt: skip


def test_the_best_parameters_are_kept():
    run = measured([5, 3, 4, 3, np.nan, 6], 5)
    assert run["best"]["value"] == 3 and run["best"]["updates"] == 1
    assert run["best"]["parameters"]["W"].tolist() == [1] and run["parameters"]["W"].tolist() == [5]


def test_what_is_best_may_be_the_largest():
    run = measured([0.5, 0.7, 0.6], 2, best=max)
    assert (run["best"]["value"], run["best"]["updates"]) == (0.7, 1)


def test_patience_ends_the_training_early_and_says_so(capsys):
    run = measured([5, 4, 6, 3, 7, 8, 9, 1], patience=3)
    assert run["updates"] == 6 and run["best"]["updates"] == 3
    said = capsys.readouterr().out
    assert said.startswith("Stopped early at update 6 of 100: m was best, 3, at update 3.")
    train(run, None, None, 100, evaluate=lambda p: {"m": 0}, every=1, keep_best="m", patience=3)
    assert run["updates"] == 6  # it stays stopped: nothing was called


# Interruption. A signal is sent by the process to itself, at a place that the test chooses.


def interrupt():
    signal.raise_signal(signal.SIGINT)


def quadratic(parameters, batch, carry):
    return float((parameters["W"] ** 2).sum()), {"dW": 2 * parameters["W"]}, None


def interrupted_at(where, updates=10, times=1):
    """A run that is interrupted at update 3, at the named place of the loop."""
    at = {"k": None, "pressed": False}

    def press(place):
        if at["k"] == 3 and place == where and not at["pressed"]:
            at["pressed"] = True
            for _ in range(times):
                interrupt()

    def numbered(k):
        at["k"] = k
        press("batch")
        return k

    def loss(parameters, batch, carry):
        press("loss")
        return quadratic(parameters, batch, carry)

    def optimiser(parameters, gradients, memory, learning_rate):
        parameters["V"] += 1
        press("optimiser")
        parameters["W"] -= 0.1 * gradients["dW"]

    def gradients(parameters, batch, carry):
        value, found, carry = loss(parameters, batch, carry)
        return value, found | {"dV": np.zeros(1)}, carry

    run = new_run({"W": np.ones(2), "V": np.zeros(1)})

    def call():
        return train(run, gradients, numbered, updates, optimiser, watch=lambda *_: press("watch"))

    return run, call


def whole(run):
    """Whether every part of the run has seen the same number of updates."""
    done = run["updates"]
    return run["parameters"]["V"].item() == done == len(run["history"]["loss"]) == len(
        run["history"]["update"]
    ) and run["parameters"]["W"] == pytest.approx(0.8**done)


@pytest.mark.parametrize("place", ["batch", "loss", "optimiser", "watch"])
def test_one_interrupt_finishes_the_update_at_hand_and_says_how_to_go_on(place, capsys):
    before = signal.getsignal(signal.SIGINT)
    run, call = interrupted_at(place)
    call()
    assert run["updates"] == 4 and whole(run)
    assert capsys.readouterr().out == (
        "Stopped at update 4 of 10. Call train with the same run to go on from here.\n"
    )
    assert signal.getsignal(signal.SIGINT) is before
    call()
    assert run["updates"] == 10 and whole(run)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("place", "made"), [("batch", 3), ("loss", 3), ("optimiser", 4), ("watch", 4)])
def test_two_interrupts_stop_at_once_but_never_within_an_update(place, made):
    before = signal.getsignal(signal.SIGINT)
    run, call = interrupted_at(place, times=2)
    with pytest.raises(KeyboardInterrupt):
        call()
    assert run["updates"] == made and whole(run)
    assert signal.getsignal(signal.SIGINT) is before
    call()
    assert run["updates"] == 10 and whole(run)


def test_an_interrupt_in_the_last_update_changes_nothing(capsys):
    run, call = interrupted_at("loss", updates=4)
    call()
    assert run["updates"] == 4 and capsys.readouterr().out == ""


def test_an_evaluation_that_was_interrupted_is_made_up_for():
    calls = []

    def measure(parameters):
        calls.append(1)
        if len(calls) == 2:
            interrupt()
            interrupt()
        return evaluate(parameters)

    run = new_run(start())
    with pytest.raises(KeyboardInterrupt):
        go_on(run, 6, evaluate=measure)
    assert run["updates"] == 4 and run["history"]["evaluated"] == [0]
    assert bits(go_on(run, 6, evaluate=measure)) == bits(go_on(new_run(start()), 6))


def test_the_handler_is_put_back_after_an_error():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ZeroDivisionError):
        train(new_run(start()), lambda *_: 1 / 0, batches, 3)
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_trains_without_touching_signals():
    before, runs = signal.getsignal(signal.SIGINT), []
    thread = threading.Thread(target=lambda: runs.append(go_on(new_run(start()), 3)))
    thread.start()
    thread.join()
    assert runs[0]["updates"] == 3 and signal.getsignal(signal.SIGINT) is before


def test_where_no_signal_can_be_caught_a_keyboard_interrupt_stops_all_the_same(monkeypatch, capsys):
    monkeypatch.setattr(signal, "getsignal", lambda number: None)

    def loss(parameters, batch, carry):
        if batch == 2:
            raise KeyboardInterrupt
        return quadratic(parameters, batch, carry)

    run = train(new_run({"W": np.ones(2)}), loss, int, 9)
    assert run["updates"] == 2 and "Stopped at update 2 of 9" in capsys.readouterr().out


PROGRAM = """
import sys, time
import numpy as np
from rnn_helpers.training import new_run, train

def loss(parameters, batch, carry):
    if batch == 5:
        print("ready", flush=True)
    time.sleep(0.01)
    return 1.0, {"dW": np.ones(3)}, None

run = train(new_run({"W": np.zeros(3)}), loss, int, 10**6)
print(run["updates"] >= 5, len(run["history"]["loss"]) == run["updates"], flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="A process cannot be sent Ctrl-C alone on Windows.")
def test_ctrl_c_in_a_terminal_leaves_a_usable_run():
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
    )
    try:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=30)
    finally:
        process.kill()
    assert re.match(r"Stopped at update \d+ of 1000000\.", said)
    assert said.endswith("True True\n") and process.returncode == 0


# What goes wrong is named, and the run stays as it was.


def fails_at_three(change):
    """`quadratic`, but from update 3 on something is wrong with it."""

    def loss(parameters, batch, carry):
        result = quadratic(parameters, batch, carry)
        return change(*result) if batch == 3 else result

    return loss


WRONG = [
    (lambda loss, grad, carry: (np.nan, grad, carry), NotFinite, "Update 3 was not made: the loss is nan."),
    (lambda loss, grad, carry: (np.inf, grad, carry), NotFinite, "Update 3 was not made: the loss is inf."),
    (
        lambda loss, grad, carry: (loss, {"dW": np.array([1, np.nan])}, carry),
        NotFinite,
        r"Update 3 was not made: dW holds nan at \[1\]\. The parameters are those before it",
    ),
    (lambda loss, grad, carry: (loss, {}, carry), KeyError, 'no "dW", the gradient of W'),
    (lambda loss, grad, carry: (loss, grad), TypeError, "must return three things: loss, gradients"),
    (lambda loss, grad, carry: None, TypeError, "must return three things"),
]


@pytest.mark.parametrize("clip", [None, 1.0])
@pytest.mark.parametrize(("change", "error", "says"), WRONG)
def test_what_is_wrong_with_an_update_is_named_and_the_run_stays_as_it_was(change, error, says, clip):
    run = train(new_run({"W": np.ones(2)}), quadratic, int, 3)
    before = bits(copy.deepcopy(run))
    with pytest.raises(error, match=says):
        train(run, fails_at_three(change), int, 9, clip=clip)
    assert bits(run) == before
    assert train(run, quadratic, int, 9)["updates"] == 9


def test_an_error_in_the_loss_says_at_which_update():
    with pytest.raises(ValueError, match="nowhere") as caught:
        train(new_run({"W": np.ones(2)}), fails_at_three(lambda *_: [].index("nowhere") or None), int, 9)
    assert any("at update 3, which was not made" in note for note in caught.value.__notes__)


def test_a_gradient_too_large_to_be_squared_is_saved_by_clipping():
    huge = fails_at_three(lambda loss, grad, carry: (loss, {"dW": np.full(2, 1e200)}, carry))
    assert train(new_run({"W": np.ones(2)}), huge, int, 5, clip=1.0)["updates"] == 5
    with pytest.raises(NotFinite, match="Update 3 was not made: dW has an entry of size 1.0e[+]200"):
        train(new_run({"W": np.ones(2)}), huge, int, 5)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"updates": -1}, "updates must be a whole number of at least 0; got -1"),
        ({"updates": 1e3}, "updates must be a whole number of at least 0; got 1000.0"),
        ({"every": 0}, "every must be a whole number of at least 1; got 0"),
        ({"patience": 0, "keep_best": "x", "evaluate": evaluate}, "patience must be a whole number"),
        ({"patience": 3}, "patience needs keep_best"),
        ({"keep_best": "x"}, "keep_best='x' needs evaluate"),
        ({"keep_best": "x", "evaluate": evaluate}, "keep_best='x' is none of the measures: on the start"),
        ({"best": sorted}, "best must be min .* or max"),
        ({"evaluate": lambda p: {"loss": 1}}, "The measure 'loss' needs another name"),
    ],
)
def test_settings_that_make_no_sense_are_named(settings, says):
    arguments = {"updates": 3} | settings
    with pytest.raises(ValueError, match=says):
        train(new_run(start()), loss_and_gradients, batches, **arguments)


def test_the_first_argument_is_a_run():
    with pytest.raises(TypeError, match=r"is a run: run = new_run\(parameters\)"):
        train(start(), loss_and_gradients, batches, 3)


# What is shown while it runs.


def test_a_watcher_sees_every_update_and_the_end():
    seen = []
    go_on(
        new_run(start()), 3, watch=lambda run, updates, ended: seen.append((run["updates"], updates, ended))
    )
    assert seen == [(1, 3, False), (2, 3, False), (3, 3, False), (3, 3, True)]


def test_a_watcher_sees_the_end_of_a_training_that_fails():
    seen = []
    with pytest.raises(NotFinite):
        train(
            new_run({"W": np.ones(2)}),
            fails_at_three(WRONG[0][0]),
            int,
            9,
            watch=lambda run, updates, ended: seen.append(ended),
        )
    assert seen == [False, False, False, True]


def test_a_short_training_shows_nothing(capsys):
    go_on(new_run(start()), 5)
    assert capsys.readouterr() == ("", "")


def test_where_there_is_no_terminal_a_long_training_shows_nothing_either(monkeypatch, capsys):
    clock, bar = Clock(monkeypatch), text_bar()
    for done in range(1, 10):
        clock.now += 10
        bar(history_of(done), 10, False)
    bar(history_of(9), 10, True)
    assert capsys.readouterr() == ("", "")


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self, monkeypatch):
        self.now = 100.0
        monkeypatch.setattr(training.time, "monotonic", lambda: self.now)


def history_of(done):
    return {"updates": done, "history": {"loss": [1.23456] * done}}


def test_a_long_training_shows_a_line_and_clears_it(monkeypatch):
    clock, out = Clock(monkeypatch), io.StringIO()
    bar = text_bar(out)
    for done in range(1, 101):
        bar(history_of(done), 1000, False)
        clock.now += 0.1
    lines = out.getvalue().split("\r")[1:]
    assert 7 / 0.4 < len(lines) < 7 / 0.2  # none in the first three seconds, then three or four in each
    assert re.fullmatch(r"\[##\.{28}\] 9\d of 1000 updates, loss 1\.235, 1 min 3\d s left", lines[-1])
    bar(history_of(100), 1000, True)
    longest = max(map(len, lines))
    assert out.getvalue().endswith("\r" + " " * longest + "\r")


def test_the_time_left_counts_from_where_this_call_began(monkeypatch):
    clock, pace = Clock(monkeypatch), Pace()
    pace.seconds(history_of(500))
    clock.now += 10
    assert pace.left(history_of(600), 1000) == "40 s left"
    assert pace.seconds(history_of(600), ended=True) == 10
    clock.now += 50
    assert pace.seconds(history_of(600)) == 0


def test_the_bar_is_as_long_as_what_is_done():
    line = progress_line(history_of(250), 1000, "3 s left")
    assert line == "[" + 7 * "#" + 23 * "." + "] 250 of 1000 updates, loss 1.235, 3 s left"
