"""How fast the sliders are: key press to changed pixels, against a plain re-plot of the same picture.

    python -m tools.bench_sliders [--quick]

In a real JupyterLab in a headless Chromium, the slowest slider of each explorer is moved by keyboard, in
turn with an ordinary `interact` that draws the same figure and table anew with pyplot and Matplotlib's
own text. A move counts as
seen when both the image and the table have changed and a frame has been painted. Ratios can be compared
between machines, milliseconds cannot.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from rnn_helpers.widgets import Explorer
from tools.lab import HOW_TO_GET, browser, find_chromium, jupyter_lab, open_notebook, run_all, write_notebook
from tools.trial import EXPLORERS, SETUP, trial_view

RATIO, SPREAD = 0.65, 1.6  # the explorer's median by the plain one's; p95 by the median

PLAIN = """
import matplotlib.pyplot as plt
from IPython.display import HTML, display
from ipywidgets import FloatSlider, IntSlider, interact
from matplotlib.text import Text
from rnn_helpers.plots.stamps import Stamped
from rnn_helpers.plots.style import use_style
from rnn_helpers.plots.view import start_values
from rnn_helpers.plots.views_{name} import {name}_view
from rnn_helpers.widgets.explorer import notes_html

use_style()
view = {name}_view({arguments})
control = next(control for control in view.controls if control["name"] == "{slider}")

def plot(value):
    state = view.compute(**start_values(view, {slider}=value))
    figure = plt.figure(figsize=(view.size[0] / 100, view.size[1] / 100), layout="none")
    view.update(view.start(figure, state), state)
    stamped, Stamped.draw = Stamped.draw, Text.draw
    plt.show()
    Stamped.draw = stamped
    display(HTML(notes_html(view.sentence(state), *view.table(state))))

Slider = FloatSlider if control["kind"] == "number" else IntSlider
slider = Slider(value=control["value"], min=control["low"], max=control["high"], step=control["step"])
interact(plot, value=slider);
"""

# Start a stopwatch at the next key press; stop it once picture and table differ and a frame was painted.
STOPWATCH = """
selector => {
  const root = document.querySelector(selector);
  const seen = () => {
    const image = root.querySelector('img'), table = root.querySelector('table');
    return image && table && image.complete && image.naturalWidth ? [image.src, table.textContent] : null;
  };
  const before = seen();
  let pressed = null;
  window.elapsed = null;
  const start = event => { pressed = event.timeStamp; };
  document.addEventListener('keydown', start, { capture: true, once: true });
  const look = () => {
    const now = pressed === null ? null : seen();
    if (now && now[0] !== before[0] && now[1] !== before[1])
      requestAnimationFrame(painted => { window.elapsed = painted - pressed; });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


def slowest_slider(view):
    """The name of the slider whose moves take the explorer longest, and how many steps it has."""
    explorer = Explorer(view)
    sliders = [control for control in view.controls if control["kind"] in ("number", "whole")]

    def cost(control):
        ends = [control["low"], control["high"]] * 8
        return statistics.median(_timed(explorer, control["name"], end) for end in ends)

    slowest = max(sliders, key=cost)
    return slowest["name"], round((slowest["high"] - slowest["low"]) / slowest["step"])


def _timed(explorer, name, value):
    start = time.perf_counter()
    explorer.controls[name].value = value
    return time.perf_counter() - start


def measure(page, handle, root, key):
    """Milliseconds from a press of `key` on a slider's handle to new pixels inside `root`."""
    handle.focus()
    page.evaluate(STOPWATCH, root)
    page.keyboard.press(key)
    page.wait_for_function("() => window.elapsed !== null", timeout=20_000)
    page.wait_for_timeout(60)
    return page.evaluate("() => window.elapsed")


def presses(view, name, steps, count):
    """The keys of `count` moves back and forth, beginning at the control's start value."""
    control = next(control for control in view.controls if control["name"] == name)
    at = round((control["value"] - control["low"]) / control["step"])
    right = at < steps
    for _ in range(count):
        right = (right and at < steps) or at == 0
        at += 1 if right else -1
        yield "ArrowRight" if right else "ArrowLeft"


def compare(page, address, folder, name, count):
    """Times of the explorer and of the plain re-plot, in turn; returns (slider, explorer, plain)."""
    view = trial_view(name)
    slider, steps = slowest_slider(view)
    start = f"from rnn_helpers.widgets import explore_{name}\nexplore_{name}({EXPLORERS[name]})"
    plain = PLAIN.format(name=name, arguments=EXPLORERS[name], slider=slider)
    write_notebook(Path(folder) / f"{name}.ipynb", [SETUP, start, plain])
    open_notebook(page, address, f"{name}.ipynb")
    run_all(page)
    page.wait_for_selector(".explorer [role=slider][aria-label]", state="attached")
    page.wait_for_selector(".widget-interact img", state="attached")
    label = next(control["label"] for control in view.controls if control["name"] == slider)
    ours = page.locator(f'.explorer [role=slider][aria-label="{label}"]')
    theirs = page.locator(".widget-interact [role=slider]")
    pairs = []
    for key in presses(view, slider, steps, count + 5):
        pairs.append((measure(page, ours, ".explorer", key), measure(page, theirs, ".widget-interact", key)))
    return slider, *zip(*pairs[5:], strict=True)


def percentile(times, share):
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def report(name, slider, ours, plain):
    """One line of the table; returns whether both targets are met."""
    middle, plain_middle = statistics.median(ours), statistics.median(plain)
    ratio, spread = middle / plain_middle, percentile(ours, 0.95) / middle
    met = ratio <= RATIO and spread <= SPREAD
    print(
        f"{name:10} {slider:9} {plain_middle:9.0f} {percentile(plain, 0.95):9.0f} {middle:9.0f}"
        f" {percentile(ours, 0.95):9.0f} {ratio:9.2f} {spread:9.2f}   {'yes' if met else 'NO'}",
        flush=True,
    )
    return met


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench_sliders", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--quick", action="store_true", help="20 moves of each slider instead of 80")
    parser.add_argument("names", nargs="*", help=f"explorers to measure (default: {', '.join(EXPLORERS)})")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(EXPLORERS)
    if unknown:
        parser.error(f"no explorer is called {', '.join(sorted(unknown))}; there are: {', '.join(EXPLORERS)}")
    if not find_chromium():
        print(f"The slider benchmark {HOW_TO_GET}.")
        return 2
    count = 20 if options.quick else 80
    print(
        f"Milliseconds from key to pixels, {count} moves each;"
        f" targets: ratio at most {RATIO}, p95/median at most {SPREAD}."
    )
    print(
        f"{'explorer':10} {'slider':9}"
        + "".join(f" {title:>9}" for title in ("plain", "p95", "explorer", "p95", "ratio", "p95/med"))
        + "   met"
    )
    with tempfile.TemporaryDirectory() as folder, jupyter_lab(folder) as address, browser() as page:
        met = [
            report(name, *compare(page, address, folder, name, count)) for name in options.names or EXPLORERS
        ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
