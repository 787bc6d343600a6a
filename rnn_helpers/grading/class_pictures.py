"""The pictures of the class report, as SVG inside the page: its colours, so it is light, dark or in print."""

from rnn_helpers.grading.class_counts import STATES
from rnn_helpers.grading.page import number
from rnn_helpers.plots.svg import tag

WIDTH, HEIGHT = 300, 18  # of a bar
LEAST = 3  # the narrowest part of a bar that is not empty
BINS = 10
NUMBER = 22  # the height above a column that its number takes

# Patterns, so that colour is not all that tells the parts of a bar apart
PATTERNS = (
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
    '<pattern id="partly" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="var(--partly)"/><rect width="2" height="6" fill="var(--paper)"/>'
    "</pattern>"
    '<pattern id="unjudged" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<circle cx="2.5" cy="2.5" r="1.4" fill="var(--unjudged)"/></pattern></defs></svg>'
)
_LOOKS = {
    "solved": {"fill": "var(--solved)"},
    "partly": {"fill": "url(#partly)", "stroke": "var(--partly)"},
    "wrong": {"fill": "var(--wrong)"},
    "not started": {"fill": "var(--paper)", "stroke": "var(--unjudged)"},
    "not judged": {"fill": "url(#unjudged)", "stroke": "var(--unjudged)"},
}


def bar(states):
    """A bar of what became of a task. states : state -> how many"""
    shown = {state: states[state] for state in STATES if states[state]}
    free = WIDTH - LEAST * len(shown)
    x, parts = 0, []
    for state, count in shown.items():
        width = LEAST + free * count / sum(shown.values())
        parts.append(_part(state, x, width))
        x += width
    return _picture(WIDTH, HEIGHT, in_words(states), parts)


def in_words(states):
    """How many are in each state that occurs: "18 solved, 4 wrong"."""
    return ", ".join(f"{states[state]} {state}" for state in STATES if states[state]) or "nobody"


def swatch(state):
    """A small piece of a bar, for the legend; the words stand beside it."""
    return tag(
        "svg", _part(state, 0, 28), width=28, height=HEIGHT, viewBox=f"0 0 28 {HEIGHT}", aria_hidden="true"
    )


def _part(state, x, width):
    look = {"stroke_width": 1.2, **_LOOKS[state]}
    return tag("rect", x=x + 1, y=1, width=width - 2, height=HEIGHT - 2, rx=2, **look)


def histogram(totals):
    """How the points of the class are spread. totals : as of `count_totals`, with points to earn"""
    counts = [0] * BINS
    for points in totals["points"].values():
        counts[min(BINS - 1, int(BINS * points / totals["out_of"]))] += 1
    step, base, high = 62, 180, 120
    parts = [_line(0, base, BINS * step, base)]
    for k, count in enumerate(counts):
        height = high * count / max(counts)
        place = {"x": k * step + 3, "y": base - height, "width": step - 6, "height": height}
        parts += [tag("rect", **place, rx=2, fill="var(--solved)")] if count else []
        parts += [_text(k * step + step / 2, base - height - 6, str(count))] if count else []
    parts += [_text(k * step, base + 18, f"{100 * k // BINS} %", "soft") for k in range(BINS + 1)]
    parts.append(_text(BINS * step / 2, base + 40, "share of all points that can be earned", "soft"))
    part = BINS * totals["median"] / totals["out_of"]  # how many columns are left of the median
    under = counts[min(BINS - 1, int(part))]
    end = base - high * under / max(counts) - NUMBER if under else base
    parts += _median(step * part, end, totals["median"], BINS * step)
    inner = "".join(parts)
    return _picture(
        BINS * step + 40, base + 50, _spread(counts), [f'<g transform="translate(20 0)">{inner}</g>']
    )


def _median(x, end, value, width):
    """A dashed line at the median, from its words down to `end`, above the column and its number."""
    line = {"d": f"M{x:.1f} 20V{end:.1f}", "fill": "none"}
    anchor = "start" if x < width / 10 else "end" if x > width * 0.9 else "middle"
    return [
        tag("path", **line, stroke="var(--ink)", stroke_width=2, stroke_dasharray="5 4"),
        _text(x, 14, f"median {number(value)}", anchor=anchor),
    ]


def _spread(counts):
    """The histogram in words."""
    step = 100 // BINS
    said = [f"{k * step} to {(k + 1) * step} %: {count}" for k, count in enumerate(counts) if count]
    return f"How many students have which share of all points. {'; '.join(said)}."


def _picture(width, height, title, parts):
    inside = f"<title>{title}</title>{''.join(parts)}"
    return tag("svg", inside, role="img", width=width, height=height, viewBox=f"0 0 {width} {height}")


def _text(x, y, words, tone="ink", anchor="middle"):
    return tag("text", words, x=x, y=y, text_anchor=anchor, fill=f"var(--{tone})")


def _line(x, y, to_x, to_y):
    return tag("path", d=f"M{x} {y}L{to_x} {to_y}", stroke="var(--soft)", stroke_width=1)
