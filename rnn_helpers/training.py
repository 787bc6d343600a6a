"""The training loop: batch, loss and gradients, clipping, one update; again and again, and safe to stop.

A run is a plain dict (see `new_run`). `train` takes it to a number of updates; called again with the same
run it goes on where it stopped. A run that was stopped, even one that was saved and loaded in between, ends
with the same numbers, bit for bit, as one that was not.
"""

import math
import signal
import sys
import threading
import time
from functools import lru_cache

import numpy as np

from rnn_helpers.optimisers import NotFinite, adam, check_update, clip_norm

KEYS = ("parameters", "memory", "updates", "carry", "history", "best")
QUIET = 3.0  # seconds that pass before a progress bar shows
PAUSE = 0.25  # seconds between two drawings of it
WIDTH = 30  # characters of it


def new_run(parameters):
    """A run that has made no update yet.

    parameters : dict name -> array; the run trains copies, so these stay as they are
    returns : dict with
        parameters : the arrays that training changes
        memory : what the optimiser remembers, a dict of arrays
        updates : how many were made
        carry : the state handed from batch to batch, None at first
        history : dict of lists: "update" and "loss", one entry per update (the loss of batch k before update
            k is made, so the first is the loss of the start); "evaluated" (updates made at the time) and
            one list for each measure of `evaluate`
        best : None, or dict with the value, updates and parameters of the best evaluation (see `train`)
    """
    copies = {name: np.array(array) for name, array in parameters.items()}
    return {
        "parameters": copies,
        "memory": {},
        "updates": 0,
        "carry": None,
        "history": {"update": [], "loss": []},
        "best": None,
    }


def train(
    run,
    loss_and_gradients,
    batches,
    updates,
    optimiser=adam,
    learning_rate=0.01,
    clip=None,
    evaluate=None,
    every=100,
    keep_best=None,
    best=min,
    patience=None,
    watch=None,
):
    """Train until `updates` updates are made in total: `run = train(run, ...)`. The run is changed in place.

    run : of `new_run`, or of an earlier call: it goes on from there, and does nothing if it is there already
    loss_and_gradients(parameters, batch, carry) -> loss, gradients, carry : gradients has "d" + name for each
        parameter (others, such as dx, are left alone); carry goes to the next batch, or is None
    batches(k) -> the batch of update k, counted from 0; the same k gives the same batch
    optimiser(parameters, gradients, memory, learning_rate) : changes the first and the third in place
    learning_rate : a number, a dict name -> number, or a function of k that returns one of these
    clip : None, a norm that the gradients are clipped to, or a function of the gradients that changes them
    evaluate(parameters) -> dict name -> number : measured before the first update and after every `every`
    keep_best : the measure whose best evaluation is kept in run["best"];  best : min or max, what is better
    patience : stop early once so many evaluations in a row brought no better `keep_best`
    watch(run, updates, ended) : shows how it goes, after each update and once at the end; None for a line of
        text, in a terminal, where it takes long. `rnn_helpers.widgets.training_curves()` draws in a notebook

    Ctrl-C, or the stop button of a notebook: the update at hand is finished, then `train` returns; a second
    one raises KeyboardInterrupt at once. Either way an update is made whole or not at all.
    Raises NotFinite (a ValueError) if the loss or a gradient is not; the parameters stay as they were.
    """
    _check(run, updates, evaluate, every, keep_best, best, patience)
    watch = text_bar() if watch is None else watch
    ended = False
    with Interrupts() as interrupts:
        try:
            while True:
                if evaluate and run["updates"] % every == 0:
                    _evaluate(run, evaluate, keep_best, best, interrupts)
                ended = run["updates"] >= updates or _out_of_patience(run, keep_best, patience)
                if ended or interrupts.count:
                    break
                _update(run, loss_and_gradients, batches, optimiser, learning_rate, clip, interrupts)
                watch(run, updates, False)
        except KeyboardInterrupt:
            if interrupts.count > 1:
                raise
            interrupts.count += 1
        finally:
            watch(run, updates, True)
    _say_why(run, updates, ended, keep_best)
    return run


def _update(run, loss_and_gradients, batches, optimiser, learning_rate, clip, interrupts):
    """One update. All that may fail or take long comes first; then the run is changed, undisturbed."""
    k, parameters = run["updates"], run["parameters"]
    rate = learning_rate(k) if callable(learning_rate) else learning_rate
    try:
        result = loss_and_gradients(parameters, batches(k), run["carry"])
    except Exception as problem:
        problem.add_note(f"This happened at update {k}, which was not made; the run is as it was before it.")
        raise
    loss, gradients, carry = _three(result)
    loss, carry = float(loss), _copied(carry)
    try:
        if not math.isfinite(loss):
            raise NotFinite(f"the loss is {loss}.")
        gradients = {"d" + name: gradients["d" + name] for name in parameters if "d" + name in gradients}
        if clip is not None:
            clip(gradients) if callable(clip) else clip_norm(gradients, clip)
        check_update(parameters, gradients, rate)
    except NotFinite as problem:
        raise NotFinite(
            f"Update {k} was not made: {problem} The parameters are those before it. "
            "What often helps: a smaller learning_rate, or clip=1.0."
        ) from None
    with interrupts.held():
        optimiser(parameters, gradients, run["memory"], rate)
        run["carry"] = carry
        run["updates"] = k + 1
        run["history"]["update"].append(k)
        run["history"]["loss"].append(loss)


def _three(result):
    """What loss_and_gradients returned, if it is what it should be."""
    if not (isinstance(result, tuple) and len(result) == 3 and isinstance(result[1], dict)):
        raise TypeError(
            "loss_and_gradients must return three things: loss, gradients (a dict) and carry, which is None "
            "where nothing is carried from batch to batch."
        )
    return result


def _evaluate(run, evaluate, keep_best, best, interrupts):
    """Measure, unless that was done at this update already (before an interruption)."""
    history = run["history"]
    if run["updates"] in history.get("evaluated", [])[-1:]:
        return
    measures = {name: float(value) for name, value in evaluate(run["parameters"]).items()}
    taken = sorted({"update", "loss", "evaluated"} & set(measures))
    if taken:
        raise ValueError(f"The measure {taken[0]!r} needs another name: history uses this one itself.")
    if keep_best is not None and keep_best not in measures:
        raise ValueError(f"keep_best={keep_best!r} is none of the measures: {', '.join(measures)}.")
    with interrupts.held():
        history.setdefault("evaluated", []).append(run["updates"])
        for name, value in measures.items():
            history.setdefault(name, []).append(value)
        if keep_best is not None and _better(measures[keep_best], run["best"], best):
            copies = _copied(run["parameters"])
            run["best"] = {"value": measures[keep_best], "updates": run["updates"], "parameters": copies}


def _better(value, kept, best):
    return not math.isnan(value) and (kept is None or best(value, kept["value"]) == value != kept["value"])


def _out_of_patience(run, keep_best, patience):
    """Whether the last `patience` evaluations brought nothing better."""
    if patience is None or run["best"] is None:
        return False
    since = [done for done in run["history"]["evaluated"] if done > run["best"]["updates"]]
    return len(since) >= patience


def _say_why(run, updates, ended, keep_best):
    """One line, unless the training ended as it was meant to."""
    done = run["updates"]
    if not ended:
        print(f"Stopped at update {done} of {updates}. Call train with the same run to go on from here.")
    elif done < updates:
        kept = run["best"]
        print(
            f"Stopped early at update {done} of {updates}: {keep_best} was best, {kept['value']:.4g}, "
            f'at update {kept["updates"]}. Those parameters are in run["best"]["parameters"].'
        )


def _check(run, updates, evaluate, every, keep_best, best, patience):
    if not isinstance(run, dict) or any(key not in run for key in KEYS):
        raise TypeError("The first argument of train is a run: run = new_run(parameters).")
    for name, value, least in [("updates", updates, 0), ("every", every, 1), ("patience", patience, 1)]:
        whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
        if not (whole and value >= least) and not (name == "patience" and value is None):
            raise ValueError(f"{name} must be a whole number of at least {least}; got {value!r}.")
    if keep_best is not None and evaluate is None:
        raise ValueError(f"keep_best={keep_best!r} needs evaluate, a function that measures it.")
    if patience is not None and keep_best is None:
        raise ValueError("patience needs keep_best, the name of the measure that should get better.")
    if best not in (min, max):
        raise ValueError("best must be min (smaller is better) or max (larger is better).")


def _copied(value):
    """A copy of a carried state, which may lie in buffers that the next batch writes into."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {name: _copied(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(map(_copied, value))
    return value


def shuffled_batches(items, size, seed, make):
    """Batches of `size` of the items, in a new order in every pass through them.

    make : a function of a list of items, returns their batch
    returns : a function of the update k, always with the same batch for the same k. Its `per_pass` is the
        number of batches in a pass; items that fill no batch are left out until another order brings them
    """
    per_pass = len(items) // size

    @lru_cache(maxsize=2)
    def order(number):
        return np.random.default_rng([seed, number]).permutation(len(items))

    def batches(k):
        number, place = divmod(k, per_pass)
        return make([items[i] for i in order(number)[place * size : (place + 1) * size]])

    batches.per_pass = per_pass
    return batches


class Interrupts:
    """Ctrl-C while training: counted, not obeyed at once. Used as `with Interrupts() as interrupts:`.

    The first one is left to the training loop, which looks at `count`. The second raises KeyboardInterrupt,
    within `with interrupts.held():` only at its end. The handler that was there before is put back.
    Outside the main thread no signal arrives, and nothing is changed.
    """

    def __init__(self):
        self.count, self._held, self._before = 0, False, None

    def __enter__(self):
        main = threading.current_thread() is threading.main_thread()
        before = signal.getsignal(signal.SIGINT) if main else None
        if before is not None:
            signal.signal(signal.SIGINT, self._receive)
            self._before = before
        return self

    def __exit__(self, *problem):
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _receive(self, *signal_and_frame):
        self.count += 1
        if self.count > 1 and not self._held:
            self.__exit__()
            raise KeyboardInterrupt

    def held(self):
        return _Held(self)


class _Held:
    """The part of an update that is not interrupted."""

    def __init__(self, interrupts):
        self.interrupts = interrupts

    def __enter__(self):
        self.interrupts._held = True

    def __exit__(self, kind, problem, trace):
        self.interrupts._held = False
        if self.interrupts.count > 1 and kind is None:
            raise KeyboardInterrupt


class Pace:
    """How long a call of `train` has been running, and how long it will take: the clock of a watcher."""

    def __init__(self):
        self._begun = None

    def seconds(self, run, ended=False):
        """Seconds since the first call; with `ended` the next call is a first one again."""
        if self._begun is None:
            self._begun, self._updates = time.monotonic(), run["updates"]
        passed = time.monotonic() - self._begun
        if ended:
            self._begun = None
        return passed

    def left(self, run, updates):
        """The time that the remaining updates will take, in words, from the pace so far."""
        each = self.seconds(run) / max(run["updates"] - self._updates, 1)
        left = math.ceil((updates - run["updates"]) * each)
        return f"{left // 60} min {left % 60:02d} s left" if left >= 60 else f"{left} s left"


def text_bar(out=None):
    """A watcher that shows one line of text while training takes long, and clears it in the end.

    out : the stream to write to (default: the errors' in a terminal; elsewhere, as in a notebook, nothing is
        written, because it would be kept among the outputs)
    """
    if out is None and not sys.stderr.isatty():
        return lambda run, updates, ended: None
    out = sys.stderr if out is None else out
    pace, due, longest = Pace(), QUIET, 0

    def watch(run, updates, ended):
        nonlocal due, longest
        seconds = pace.seconds(run, ended)
        if ended:
            _write(out, "\r" + " " * longest + "\r" if longest else "")
            due, longest = QUIET, 0
        elif seconds > due:
            line = progress_line(run, updates, pace.left(run, updates))
            longest = max(longest, len(line))
            _write(out, "\r" + line.ljust(longest))
            due = seconds + PAUSE

    return watch


def progress_line(run, updates, left):
    """The bar as text: how much is done, the loss, and `left`, the time left in words."""
    done, loss = run["updates"], run["history"]["loss"][-1]
    full = WIDTH * done // updates
    return f"[{'#' * full}{'.' * (WIDTH - full)}] {done} of {updates} updates, loss {loss:.3f}, {left}"


def _write(out, text):
    if text:
        out.write(text)
        out.flush()
