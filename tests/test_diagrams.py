"""The diagrams: stored as drawn, readable, accessible, and in agreement with the course's own functions."""

import math
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from rnn_helpers.gru import gru_cell_forward
from rnn_helpers.losses import cross_entropy_backward
from rnn_helpers.lstm import lstm_cell_forward
from rnn_helpers.parameters import initialise_gru, initialise_lstm, initialise_rnn
from rnn_helpers.plots.diagrams import ALT, DIAGRAMS, main, write_assets
from rnn_helpers.plots.drawings import gates, graph, unrolled
from rnn_helpers.plots.palette import COLOURS, mix, signed_tint, tint
from rnn_helpers.plots.svg import WIDTH, arrow, box, picture, plain, rounded, tag, text
from rnn_helpers.rnn import output_backward, rnn_cell_backward, rnn_cell_forward, rnn_forward_pass
from rnn_helpers.words import learn_word, word_task

ASSETS = Path(__file__).resolve().parents[1] / "assets"
NAMES = sorted(DIAGRAMS)
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 12  # pixels, where the picture is 700 pixels wide
EM = 0.65  # a generous width of one character


@pytest.fixture(scope="module")
def drawn():
    return {name: draw() for name, draw in DIAGRAMS.items()}


@pytest.fixture(scope="module")
def parsed(drawn):
    return {name: ElementTree.fromstring(words) for name, words in drawn.items()}


# stored as drawn


@pytest.mark.parametrize("name", NAMES)
def test_assets_are_what_the_code_draws(name, drawn):
    stored = (ASSETS / f"{name}.svg").read_bytes()
    assert stored == drawn[name].encode("utf-8"), "Run: python -m rnn_helpers.plots.diagrams"


def test_the_notes_pictures_are_all_there():
    notes = ["backpropagation", "basic_rnn", "basic_rnn2", "basic_rnn3", "recurrent", "recursive"]
    assert set(notes) <= set(NAMES) and sorted(ALT) == NAMES


def test_the_command_writes_into_the_folder_it_is_given(tmp_path, capsys):
    main([str(tmp_path / "new")])
    with pytest.raises(SystemExit):
        main(["--nonsense"])
    assert not Path("--nonsense").exists()
    listed = capsys.readouterr().out.split()
    assert sorted(Path(line).name for line in listed) == [f"{name}.svg" for name in NAMES]
    assert b"\r" not in b"".join(Path(line).read_bytes() for line in listed)


def test_write_assets_overwrites_an_old_drawing(tmp_path, drawn):
    (tmp_path / "basic_rnn.svg").write_text("old", encoding="utf-8")
    write_assets(tmp_path)
    assert (tmp_path / "basic_rnn.svg").read_text(encoding="utf-8") == drawn["basic_rnn"]


def test_drawing_needs_no_matplotlib():
    draw = "import sys; from rnn_helpers.plots import diagrams; diagrams.recurrent()"
    code = draw + "; print('matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


# accessible


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_is_told_what_it_shows(name, parsed):
    root = parsed[name]
    words = {child.get("id"): child.text for child in root if child.tag in (SVG + "title", SVG + "desc")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == list(words) == [f"{name}-title", f"{name}-desc"]
    assert words[f"{name}-desc"] == ALT[name]
    assert 60 < len(ALT[name]) < 420 and ALT[name].endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_an_opaque_light_panel_lies_under_everything(name, parsed):
    panel = next(element for element in parsed[name] if element.tag not in (SVG + "title", SVG + "desc"))
    height = float(parsed[name].get("viewBox").split()[3])
    assert panel.tag == SVG + "rect" and panel.get("fill") == "#FFFFFF"
    assert float(panel.get("width")) >= WIDTH - 4 and float(panel.get("height")) >= height - 4


@pytest.mark.parametrize("name", NAMES)
def test_text_stands_out_from_the_paper(name, parsed):
    for element in parsed[name].iter(SVG + "text"):
        assert contrast(element.get("fill"), "#FFFFFF") >= 4.5, element.text


def contrast(colour, ground):
    """The contrast of two colours as WCAG 2 defines it, 1 to 21."""
    dark, light = sorted((luminance(colour), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


# legible: nothing small, nothing clipped, nothing on top of anything else


def text_boxes(root):
    """(words, left, top, right, bottom) of every text, wider than any usual font would draw it."""
    boxes = []
    for element in root.iter(SVG + "text"):
        size, x, y = (float(element.get(key)) for key in ("font-size", "x", "y"))
        width = EM * size * len(element.text)
        left = x - width * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor"), 0.0)
        boxes.append((element.text, left, y - 0.76 * size, left + width, y + 0.12 * size))
    return boxes


def overlaps(boxes):
    return [
        (a[0], b[0])
        for a, b in combinations(boxes, 2)
        if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
    ]


def crossings(root):
    """Texts that a line runs through, unless a filled box hides the line."""
    edges = {SVG + "rect": rect_edges, SVG + "circle": circle_edges}
    hidden_by = [
        (k, edges[e.tag](e)) for k, e in enumerate(root) if e.tag in edges and e.get("fill") != "none"
    ]
    paths = [(k, line_points(e)) for k, e in enumerate(root) if e.tag == SVG + "path"]
    found = []
    for words, left, top, right, bottom in text_boxes(root):
        for k, points in paths:
            inside = [p for p in points if left < p[0] < right and top < p[1] < bottom]
            covers = [edges for later, edges in hidden_by if later > k]
            if any(not any(within(p, edges) for edges in covers) for p in inside):
                found.append(words)
    return found


def rect_edges(rect):
    x, y, w, h = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
    return x, y, x + w, y + h


def circle_edges(circle):
    x, y, r = (float(circle.get(key)) for key in ("cx", "cy", "r"))
    return x - r, y - r, x + r, y + r


def within(point, edges):
    return edges[0] <= point[0] <= edges[2] and edges[1] <= point[1] <= edges[3]


def line_points(path):
    """Points a pixel or so apart along a path of straight pieces and small corners."""
    corners = np.array([float(number) for number in re.findall(r"-?[\d.]+", path.get("d"))]).reshape(-1, 2)
    pieces = [np.linspace(a, b, int(math.dist(a, b)) + 2) for a, b in zip(corners, corners[1:], strict=False)]
    return np.concatenate(pieces)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_small_at_700_pixels(name, parsed):
    root = parsed[name]
    sizes = [float(element.get("font-size")) for element in root.iter(SVG + "text")]
    assert float(root.get("viewBox").split()[2]) == 700
    assert len(sizes) > 10 and min(sizes) >= SMALLEST


@pytest.mark.parametrize("name", NAMES)
def test_all_text_lies_inside_the_panel(name, parsed):
    height = float(parsed[name].get("viewBox").split()[3])
    for words, left, top, right, bottom in text_boxes(parsed[name]):
        assert left >= 8 and right <= WIDTH - 4 and top >= 8 and bottom <= height - 8, words


@pytest.mark.parametrize("name", NAMES)
def test_no_two_texts_overlap(name, parsed):
    assert overlaps(text_boxes(parsed[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_runs_through_text(name, parsed):
    assert crossings(parsed[name]) == []


def test_the_checks_notice_what_they_look_for():
    parts = [
        text(100, 50, "one"),
        text(110, 55, "two"),
        arrow([(300, 20), (300, 90)]),
        text(300, 50, "three"),
    ]
    root = ElementTree.fromstring(picture("bad", 100, "t", "d", parts))
    assert overlaps(text_boxes(root)) == [("one", "two")]
    assert crossings(root) == ["three"]
    covered = [parts[2], box(270, 40, 60, 20, fill="#FFFFFF"), parts[3]]
    assert crossings(ElementTree.fromstring(picture("good", 100, "t", "d", covered))) == []


# true: what the pictures say is what the functions give


def shown(root):
    return [element.text for element in root.iter(SVG + "text")]


def test_numbers_of_the_cell_by_hand(parsed):
    words = shown(parsed["basic_rnn3"])
    state = [math.tanh(1.0), math.tanh(0.5)]
    scores = [state[0], state[1], 0.5 - state[0] + state[1], state[0] - state[1]]
    chances = [math.exp(score) / sum(map(math.exp, scores)) for score in scores]
    for value in [1.0, 0.5, *state, *scores, *chances]:
        assert f"{value:.2f}" in words
    assert "First score: 1·0.5 + 0·1 + (−1)·0 + 0.5·0.4 + (−0.5)·(−0.2) + 0.2 = 1.00" in words


def test_squares_are_drawn_to_scale(parsed):
    squares = [
        e for e in parsed["basic_rnn3"].iter(SVG + "rect") if e.get("width") == e.get("height") == "38"
    ]
    assert len(squares) == 6 + 3 + 4 + 2 + 2 + 2 + 2 + 8 + 2 + 4 + 4 + 4


def column_of_numbers(root, x, anchor):
    """The numbers whose text stands at ``x``, from top to bottom."""
    at_x = [e for e in root.iter(SVG + "text") if float(e.get("x")) == x and e.get("text-anchor") == anchor]
    at_x.sort(key=lambda e: float(e.get("y")))
    return [float(e.text.replace("−", "-")) for e in at_x if re.fullmatch(r"−?\d\.\d\d", e.text)]


def test_the_same_letter_gets_two_answers_from_two_states(parsed):
    root = parsed["recurrent"]
    letters = "ehlo"
    panels = [column_of_numbers(root, column + 53, "end") for column in unrolled.COLUMNS]
    states = [column_of_numbers(root, column, "middle") for column in unrolled.COLUMNS]
    assert "".join(letters[int(np.argmax(panel))] for panel in panels) == "ello"
    assert all(abs(sum(panel) - 1) <= 0.02 for panel in panels)
    assert [word for word in shown(root) if word.startswith("'")] == ["'h'", "'e'", "'l'", "'l'"]
    assert all(len(state) == unrolled.TRAINING["n_a"] for state in states)
    assert max(abs(a - b) for a, b in zip(states[2], states[3], strict=True)) > 1


def test_a_frame_stands_around_each_letter_that_follows(parsed):
    frames = [e for e in parsed["recurrent"].iter(SVG + "rect") if e.get("stroke") == COLOURS["target"]]
    framed = []
    for frame in frames:
        inside = [
            e
            for e in parsed["recurrent"].iter(SVG + "text")
            if within((float(e.get("x")), float(e.get("y"))), rect_edges(frame))
        ]
        framed.append(inside[0].text)
    assert framed == ["e", "l", "l", "o"]


def test_rounded_numbers_do_not_stand_on_an_edge():
    x, _, _ = word_task("hello")
    parameters, _ = learn_word("hello", **unrolled.TRAINING)
    a, y_pred, _ = rnn_forward_pass(x, np.zeros((unrolled.TRAINING["n_a"], 1)), parameters)
    hundredths = 100 * np.concatenate([a.ravel(), y_pred.ravel()])
    assert np.abs(hundredths - np.floor(hundredths) - 0.5).min() > 1e-6


SIZES = {"n_x": 3, "n_a": 2, "n_y": 4, "m": 5, "1": 1}


def one_step_backward():
    """Every gradient of one step with the library's functions, and what the formulas are made of."""
    rng = np.random.default_rng(0)
    parameters = initialise_rnn(3, 2, 4, rng)
    xt, a_prev, carry = rng.normal(size=(3, 5)), rng.normal(size=(2, 5)), rng.normal(size=(2, 5))
    a_next, yt_pred, cache = rnn_cell_forward(xt, a_prev, parameters)
    labels = rng.integers(0, 4, size=5)
    dz = 5 * cross_entropy_backward(yt_pred[None], labels[None])[0]
    own, outer = output_backward(dz, a_next, parameters)
    inner = rnn_cell_backward(own + carry, cache)
    gradients = {**outer, **inner, "dz": dz, "da_next": own + carry, "Wyaᵀ dz": own}
    values = {**parameters, "xt": xt, "a_prev": a_prev, "a_next": a_next, "yt_pred": yt_pred, "carry": carry}
    return gradients, {**values, "y": np.eye(4)[:, labels]}


def as_python(formula):
    """The drawing's notation as a Python expression."""
    formula = re.sub(r"Σ (\w+)", r"\1.sum(axis=1, keepdims=True)", formula)
    formula = formula.replace("ᵀ", ".T").replace("²", "**2").replace("−", "-").replace("×", "*")
    return re.sub(r"(?<=\w) (?=[A-Za-z])", " @ ", formula)


@pytest.mark.parametrize("entry", graph.GRADIENTS, ids=lambda entry: entry[3].split(" =")[0])
def test_formulas_of_the_way_back_give_the_librarys_gradients(entry):
    _, _, shape, *rows = entry
    name, _, formula = " ".join(rows).partition(" = ")
    gradients, values = one_step_backward()
    values |= {"dz": gradients["dz"], "da_next": gradients["da_next"]}
    gradients["dtanh"] = values["dtanh"] = (1 - values["a_next"] ** 2) * gradients["da_next"]
    got = eval(as_python(formula or name), {}, values)
    np.testing.assert_allclose(got, gradients[name], rtol=1e-12, atol=1e-14)
    assert got.shape == tuple(SIZES[word] for word in shape.strip("()").split(", "))


def test_all_gradients_of_a_step_are_on_the_way_back():
    drawn_names = {entry[3].split(" =")[0] for entry in graph.GRADIENTS}
    gradients, _ = one_step_backward()
    assert drawn_names == {*gradients, "dtanh"}


def test_forward_and_backward_share_one_layout(parsed):
    boxes = {
        name: {(e.get("x"), e.get("y"), e.text) for e in parsed[name].iter(SVG + "text")}
        for name in ("basic_rnn2", "backpropagation")
    }
    shared = {words for _, _, words in boxes["basic_rnn2"] & boxes["backpropagation"]}
    assert shared == {
        "a_prev",
        "xt",
        "a_next",
        "yt_pred",
        "Wax",
        "Waa",
        "Wya",
        "ba",
        "by",
        "tanh",
        "softmax",
        "+",
    }


def test_gradients_run_along_dashed_purple_lines_and_nothing_else_is_dashed(parsed):
    dashed = [
        (name, e.get("stroke"))
        for name in NAMES
        for e in parsed[name].iter(SVG + "path")
        if e.get("stroke-dasharray")
    ]
    assert set(dashed) == {("backpropagation", COLOURS["gradient"])}


def test_every_edge_of_the_trees_bears_its_weights(parsed):
    words = shown(parsed["recursive"])
    arrows = list(parsed["recursive"].iter(SVG + "polygon"))
    assert [words.count(name) for name in ("W_left", "W_right", "Waa", "Wax")] == [3, 3, 4, 4]
    assert len(arrows) == 14


# the gated cells


def walk(formulas, values):
    """Every value that the formulas of a drawing name, computed line by line as they stand there."""
    tools = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "softmax": softmax}
    for _, formula in formulas:
        name, _, rule = formula.partition(" = ")
        rule = re.sub(r"\[(.+?); xt\]", r"np.concatenate([\1, xt])", rule).replace("×", "*").replace("−", "-")
        rule = re.sub(r"(W\w) ", r"\1 @ ", rule)
        values = values | {name: eval(rule, {"np": np} | tools, values)}
    return values


def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=0)


def drawn_formulas(root):
    return {word for word in shown(root) if " = " in word}


def test_formulas_of_the_lstm_give_the_librarys_numbers(parsed):
    rng = np.random.default_rng(0)
    parameters = initialise_lstm(3, 2, 4, rng)
    xt, a_prev, c_prev = rng.normal(size=(3, 5)), rng.normal(size=(2, 5)), rng.normal(size=(2, 5))
    values = walk(gates.LSTM, parameters | {"xt": xt, "a_prev": a_prev, "c_prev": c_prev})
    results = lstm_cell_forward(xt, a_prev, c_prev, parameters)[:3]
    for name, result in zip(("a_next", "c_next", "yt_pred"), results, strict=True):
        np.testing.assert_allclose(values[name], result, rtol=1e-12)
    assert drawn_formulas(parsed["lstm"]) == {formula for _, formula in gates.LSTM}


def test_formulas_of_the_gru_give_the_librarys_numbers(parsed):
    rng = np.random.default_rng(0)
    parameters = initialise_gru(3, 2, 4, rng)
    xt, a_prev = rng.normal(size=(3, 5)), rng.normal(size=(2, 5))
    values = walk(gates.GRU, parameters | {"xt": xt, "a_prev": a_prev})
    for name, result in zip(("a_next", "yt_pred"), gru_cell_forward(xt, a_prev, parameters)[:2], strict=True):
        np.testing.assert_allclose(values[name], result, rtol=1e-12)
    assert drawn_formulas(parsed["gru"]) == {formula for _, formula in gates.GRU}


@pytest.mark.parametrize(
    ("name", "before", "after"), [("lstm", "c_prev", "c_next"), ("gru", "a_prev", "a_next")]
)
def test_what_is_carried_runs_straight_and_thick_from_the_old_state_to_the_new(name, before, after, parsed):
    heights = {
        word: {float(e.get("y")) for e in parsed[name].iter(SVG + "text") if e.text == word}
        for word in (before, after)
    }
    widest = max(parsed[name].iter(SVG + "path"), key=lambda path: float(path.get("stroke-width")))
    points = line_points(widest)
    assert float(widest.get("stroke-width")) >= 6 and widest.get("stroke") == COLOURS["state"]
    assert len(set(points[:, 1])) == 1 and np.ptp(points[:, 0]) > 500
    assert heights[before] == heights[after] == {float(points[0, 1]) + 0.36 * 13}


# the writer


def test_numbers_are_written_short_and_without_negative_zero():
    assert tag("line", x=-0.001, y=1.5, z=2.0, s="keep") == '<line x="0" y="1.5" z="2" s="keep"/>'
    assert [rounded(-0.001), rounded(-0.5), plain(-1.0), plain(0.25)] == ["0.00", "−0.50", "−1", "0.25"]


def test_words_are_escaped():
    assert "a &lt; b &amp; c" in text(0, 0, "a < b & c")


def test_an_arrow_ends_where_it_points():
    head = re.search(r'points="([\d.]+) ([\d.]+)', arrow([(0, 0), (30, 0), (30, 40)]))
    assert head.groups() == ("30", "40")


def test_signed_tints_are_white_at_zero_and_even_on_both_sides():
    assert signed_tint(0.0) == tint("#123456", 0.0) == "#FFFFFF"
    assert signed_tint(5.0) == signed_tint(1.0) != signed_tint(-1.0)
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
