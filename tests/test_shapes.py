"""The shapes of recurrence: what each one joins, room for everything on the page, and clear errors."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextToPath

from rnn_helpers.plots.palette import COLOURS
from rnn_helpers.plots.shape_parts import SIZES, reach
from rnn_helpers.plots.shapes import SHAPES, shape_diagram, shape_options, shape_plan
from rnn_helpers.plots.show import png_bytes
from rnn_helpers.plots.stamps import Stamped

CASES = {
    **{shape: (shape, {}) for shape in SHAPES},
    "fed on": ("one to many", {"inputs": "Italian", "outputs": "rossi", "fed": "output"}),
    "a surname": ("many to one", {"inputs": "rossi", "outputs": "Italian", "targets": "Italian"}),
    "a long word": ("many to many", dict.fromkeys(("inputs", "outputs", "targets"), "mississippi")),
    "eight": ("many to many", {"steps": 8}),
    "a sum": ("encoder-decoder", {"inputs": "12+95", "outputs": ["1", "0", "7", "end"]}),
    "a forced sum": (
        "encoder-decoder",
        {"inputs": "2+9", "outputs": "12", "targets": "11", "fed": "target", "start": "="},
    ),
    "no food": ("encoder-decoder", {"fed": None}),
    "both ways": ("bidirectional", {"inputs": "the cat.", "outputs": "abcdefgh", "targets": "hgfedcba"}),
    "three layers": ("stacked", {"layers": 3, "inputs": "hello", "targets": "ello!"}),
    "forced and free": (
        "teacher forcing against free running",
        {"targets": "anna", "outputs": "enne", "free_outputs": "elia"},
    ),
    "pieces": ("chunks", {"inputs": "the cat sat", "outputs": "he cat sat ", "chunk": 4}),
    "two wide pieces": ("chunks", {"steps": 4, "chunk": 2}),
    "words": ("many to one", {"inputs": ["the", "cat", "sat", "down"], "outputs": "sentence"}),
    "other scripts": ("many to many", {"inputs": "你好吗", "outputs": "אבג", "targets": "été"}),
}


@pytest.fixture(params=CASES)
def plan(request):
    shape, options = CASES[request.param]
    return shape_plan(shape, **options)


def edges(box):
    return box["x"] - box["w"] / 2, box["y"] - box["h"] / 2, box["x"] + box["w"] / 2, box["y"] + box["h"] / 2


def along(arrow):
    """Points a pixel or less apart from the first to the last point of an arrow."""
    pieces = [
        np.linspace(a, b, int(np.abs(np.subtract(a, b)).max()) + 2)
        for a, b in itertools.pairwise(arrow["points"])
    ]
    return np.concatenate(pieces)


def inside(points, box, margin=0.0):
    left, top, right, bottom = edges(box)
    x, y = np.transpose(points)
    return (x > left + margin) & (x < right - margin) & (y > top + margin) & (y < bottom - margin)


# Nothing on top of anything else


def test_boxes_stand_apart_and_on_the_page(plan):
    width, height = plan["size"]
    for box in plan["boxes"]:
        left, top, right, bottom = edges(box)
        assert left >= 88 and right <= width - 6 and top >= 6 and bottom <= height - 6, box["name"]
    for one, other in itertools.combinations(plan["boxes"], 2):
        assert not (
            abs(one["x"] - other["x"]) < (one["w"] + other["w"]) / 2 + 3
            and abs(one["y"] - other["y"]) < (one["h"] + other["h"]) / 2 + 3
        ), (one["name"], other["name"])


def test_texts_fit_their_boxes_and_are_legible(plan):
    for box in plan["boxes"]:
        assert reach(box["text"], box["size"]) <= box["w"] - 4, box["text"]
        assert box["size"] * 100 / 72 >= 12  # pixels


def test_arrows_touch_the_boxes_they_join_and_cross_no_other(plan):
    for arrow in plan["arrows"]:
        (x0, y0), *_, (x1, y1) = arrow["points"]
        assert min(abs(x0 - x1) + abs(y0 - y1), len(along(arrow))) >= 9, arrow["name"]
        for end, name in zip(((x0, y0), (x1, y1)), arrow["ends"], strict=True):
            grown = [
                box | {"w": box["w"] + 2, "h": box["h"] + 2} for box in plan["boxes"] if box["name"] == name
            ]
            assert any(inside([end], box).any() for box in grown), (arrow["name"], name)
        for box in plan["boxes"]:
            assert not inside(along(arrow), box, 4).any(), (arrow["name"], box["name"])


def test_arrows_that_run_over_others_say_so(plan):
    """Where an upright line crosses a level one, one of the two is set off from the ground."""
    for one, other in itertools.combinations(plan["arrows"], 2):
        if not one["over"] and not other["over"]:
            a, b = along(one)[9:-9], along(other)[9:-9]
            if len(a) and len(b):
                assert np.abs(a[:, None] - b[None]).max(axis=2).min() > 2, (one["name"], other["name"])


@pytest.mark.parametrize("case", CASES)
def test_no_text_is_clipped_or_lies_on_another_when_drawn(case, monkeypatch):
    shape, options = CASES[case]
    figure = shape_diagram(shape, **options)
    texts = []
    for kind in (Text, Stamped):
        monkeypatch.setattr(kind, "draw", lambda self, renderer: texts.append(self))
    figure.canvas.draw()
    shown = {id(text): text for text in texts if text.get_text().strip()}.values()
    places = [(text.get_text(), text.get_window_extent(figure.canvas.get_renderer())) for text in shown]
    assert len(places) >= 6 and figure.get_figwidth() == 7
    for text, place in places:
        assert place.x0 >= 4 and place.x1 <= 697 and place.y0 >= 2 and place.y1 <= figure.bbox.y1 - 2, text
    for (one, here), (other, there) in itertools.combinations(places, 2):
        across = min(here.x1, there.x1) - max(here.x0, there.x0)
        down = min(here.y1, there.y1) - max(here.y0, there.y0)
        assert across < 1 or down < 6, (one, other)


# What each shape joins


def counts(plan):
    """Numbers of inputs, states, outputs, targets; and of arrows by kind."""
    boxes = [
        sum(box["kind"] == kind for box in plan["boxes"]) for kind in ("input", "state", "output", "target")
    ]
    arrows = [arrow["kind"] for arrow in plan["arrows"]]
    return boxes, {kind: arrows.count(kind) for kind in sorted(set(arrows))}


@pytest.mark.parametrize(
    ("shape", "options", "boxes", "arrows"),
    [
        ("one to one", {}, [1, 1, 1, 0], {"input": 1, "output": 1}),
        ("one to many", {}, [1, 4, 4, 0], {"input": 1, "output": 4, "state": 3}),
        ("one to many", {"steps": 3, "fed": "output"}, [1, 3, 3, 0], {"input": 1, "output": 5, "state": 2}),
        ("many to one", {"steps": 5}, [5, 5, 1, 0], {"input": 5, "output": 1, "state": 4}),
        (
            "many to one",
            {"inputs": "ab", "targets": "yes"},
            [2, 2, 1, 1],
            {"input": 2, "output": 1, "state": 1, "target": 1},
        ),
        ("many to many", {"steps": 3}, [3, 3, 3, 0], {"input": 3, "output": 3, "state": 2}),
        (
            "encoder-decoder",
            {"inputs": "abcd", "outputs": "xyz"},
            [7, 7, 3, 0],
            {"input": 7, "output": 5, "state": 6},
        ),
        (
            "encoder-decoder",
            {"inputs": "ab", "outputs": "x", "fed": None},
            [2, 3, 1, 0],
            {"input": 2, "output": 1, "state": 2},
        ),
        ("bidirectional", {"steps": 3}, [3, 6, 3, 0], {"input": 6, "output": 6, "state": 4}),
        ("stacked", {"steps": 3, "layers": 3}, [3, 9, 3, 0], {"input": 3, "output": 3, "state": 12}),
        ("teacher forcing", {"steps": 3}, [3, 3, 3, 3], {"input": 3, "output": 3, "state": 2, "target": 5}),
        ("free running", {"steps": 3}, [3, 3, 3, 0], {"input": 3, "output": 5, "state": 2}),
        (
            "chunks",
            {"steps": 6, "chunk": 3},
            [6, 6, 6, 0],
            {"gradient": 4, "input": 6, "output": 6, "state": 5},
        ),
        (
            "chunks",
            {"steps": 5, "chunk": 2},
            [5, 5, 5, 0],
            {"gradient": 2, "input": 5, "output": 5, "state": 4},
        ),
    ],
)
def test_numbers_of_boxes_and_arrows(shape, options, boxes, arrows):
    assert counts(shape_plan(shape, **options)) == (boxes, arrows)


def ends_of(plan, kind):
    return [tuple(arrow["ends"]) for arrow in plan["arrows"] if arrow["kind"] == kind]


def texts_of(plan, row):
    return [box["text"] for box in plan["boxes"] if box["row"] == row]


def test_states_lead_to_the_next_step_and_in_a_backward_row_to_the_one_before():
    plan = shape_plan("bidirectional", steps=3)
    assert set(ends_of(plan, "state")) == {
        ("forward 0", "forward 1"),
        ("forward 1", "forward 2"),
        ("backward 2", "backward 1"),
        ("backward 1", "backward 0"),
    }
    assert {(f"{way} 1", "output 1") for way in ("forward", "backward")} <= set(ends_of(plan, "output"))


def test_layers_hand_on_upwards_at_each_step():
    states = ends_of(shape_plan("stacked", steps=2, layers=2), "state")
    assert set(states) == {
        ("layer 1 0", "layer 2 0"),
        ("layer 1 1", "layer 2 1"),
        ("layer 1 0", "layer 1 1"),
        ("layer 2 0", "layer 2 1"),
    }


def test_teacher_forcing_feeds_the_target_and_free_running_the_output():
    forced = shape_plan("teacher forcing", targets="anna", outputs="enne")
    assert texts_of(forced, "input") == ["start", "a", "n", "n"]
    assert {(f"target {t}", f"input {t + 1}") for t in range(3)} < set(ends_of(forced, "target"))
    free = shape_plan("free running", outputs="elia", start="^")
    assert texts_of(free, "input") == ["^", "e", "l", "i"]
    assert {(f"output {t}", f"input {t + 1}") for t in range(3)} < set(ends_of(free, "output"))


def test_the_decoder_starts_after_the_encoder_and_reads_what_it_wrote():
    plan = shape_plan("encoder-decoder", inputs="2+9", outputs=["1", "1", "end"])
    assert texts_of(plan, "input") == ["2", "+", "9", "start", "1", "1"]
    assert [box["name"] for box in plan["boxes"] if box["row"] == "output"] == [
        "output 3",
        "output 4",
        "output 5",
    ]
    assert [arrow["name"] for arrow in plan["arrows"] if arrow["strong"]] == ["state 2"]
    forced = shape_plan("encoder-decoder", inputs="2+9", outputs="12", targets="11", fed="target")
    assert texts_of(forced, "input")[3:] == ["start", "1"]
    assert ("target 3", "input 4") in ends_of(forced, "target")


def test_gradients_stay_in_their_chunk_and_states_do_not():
    plan = shape_plan("chunks", steps=6, chunk=3)
    assert ends_of(plan, "gradient") == [(f"state {t + 1}", f"state {t}") for t in (0, 1, 3, 4)]
    assert ("state 2", "state 3") in ends_of(plan, "state")
    between = [note for note in plan["notes"] if note["text"] == "✂"]
    left, right = (next(box for box in plan["boxes"] if box["name"] == f"state {t}") for t in (2, 3))
    assert len(between) == 1 and left["x"] < between[0]["x"] < right["x"]
    assert len(plan["panels"]) == 2


def test_colours_and_dashes_mean_what_they_mean_everywhere():
    figure = shape_diagram("chunks", steps=4, chunk=2)
    patches = [patch for patch in figure.axes[0].patches if type(patch).__name__ == "FancyArrowPatch"]
    looks = {(patch.get_edgecolor(), patch.get_linestyle()) for patch in patches}
    kinds = {"input": "-", "state": "-", "output": "-", "gradient": "--"}
    assert looks == {(to_rgba(COLOURS[kind]), dash) for kind, dash in kinds.items()}


# Texts, and grey


def test_texts_stand_in_their_boxes_in_order():
    plan = shape_plan("many to one", inputs="a b", outputs="French")
    assert texts_of(plan, "input") == ["a", "␣", "b"] and texts_of(plan, "output") == ["French"]
    plan = shape_plan("stacked", steps=2, states=[["p", "q"], ["r", "s"]])
    assert texts_of(plan, "layer 1") == ["p", "q"] and texts_of(plan, "layer 2") == ["r", "s"]


def test_names_shorten_to_their_index_where_boxes_are_narrow():
    assert texts_of(shape_plan("many to many", steps=4), "output")[3] == "y_pred[3]"
    assert texts_of(shape_plan("many to many", steps=9), "output")[3] == "[3]"


def test_one_arrow_or_a_kind_turns_grey_and_takes_boxes_along_that_have_no_other():
    plan = shape_plan("many to many", grey="output 0", steps=3)
    assert [arrow["name"] for arrow in plan["arrows"] if arrow["grey"]] == ["output 0"]
    assert [box["name"] for box in plan["boxes"] if box["grey"]] == ["output 0"]
    plan = shape_plan("many to many", grey=["state", "output 1"], steps=3)
    assert sum(arrow["grey"] for arrow in plan["arrows"]) == 3
    assert [box["name"] for box in plan["boxes"] if box["grey"]] == ["output 1"]
    later = shape_plan("many to many", grey=["state 0", "input 1", "output 1"], steps=2)
    assert {box["name"] for box in later["boxes"] if box["grey"]} == {"input 1", "state 1", "output 1"}


def test_the_same_diagram_is_the_same_picture():
    one, other = (png_bytes(shape_diagram("many to one", inputs="ab", grey="input 0")) for _ in range(2))
    assert one == other != png_bytes(shape_diagram("many to one", inputs="ab"))


# Errors


def test_an_unknown_shape_is_told_which_there_are():
    with pytest.raises(ValueError) as problem:
        shape_diagram("many-to-many")
    assert "'many-to-many'" in str(problem.value) and all(shape in str(problem.value) for shape in SHAPES)


@pytest.mark.parametrize(
    ("shape", "options", "said"),
    [
        ("one to one", {"layers": 2}, "'one to one' has no option 'layers'. It has: inputs, outputs"),
        ("many to many", {"inputs": "abc", "outputs": "ab"}, "inputs has 3, outputs has 2"),
        ("many to many", {"inputs": "abc", "steps": 4}, "steps has 4"),
        ("many to many", {"grey": "outputs"}, "No arrow is called 'outputs'. There are: input, input 0"),
        ("many to one", {"outputs": ["a", "b"]}, "outputs needs 1 texts here, got 2"),
        ("many to many", {"inputs": ["a long sentence", "b"]}, "'a long sentence' does not fit"),
        ("many to many", {"inputs": ""}, "at least 1 step"),
        ("many to many", {"steps": 60}, "fewer steps"),
        ("one to many", {"fed": "target"}, "targets are needed"),
        ("one to many", {"fed": True}, "fed is 'output', 'target' or None; got True"),
        ("stacked", {"states": [["a", "b"]], "steps": 2}, "states needs 2 layers of 2 texts"),
        ("bidirectional", {"states": [["a"], ["b", "c"]], "steps": 2}, "states needs 2 layers of 2 texts"),
        (
            "encoder-decoder",
            {"inputs": "ab", "outputs": "c", "states": "abcd"},
            "states needs 3 texts here, got 4",
        ),
        ("chunks", {"steps": 4, "targets": "abc"}, "targets has 3, steps has 4"),
        ("stacked", {"layers": 0}, "layers is at least 1"),
        ("chunks", {"chunk": 0}, "chunk is at least 1"),
    ],
)
def test_errors_say_what_is_wrong(shape, options, said):
    with pytest.raises(ValueError) as problem:
        shape_diagram(shape, **options)
    assert said in str(problem.value)


def test_every_shape_names_its_options():
    assert shape_options("many to one") == ["inputs", "outputs", "targets", "states", "steps"]
    assert all("outputs" in shape_options(shape) for shape in SHAPES)


def test_reach_is_not_less_than_what_is_drawn():
    for text in ("y_pred[0]", "Italian", "start", "WWW", "mississippi", "a[10]", "the cat"):
        font = FontProperties(family="DejaVu Sans", size=SIZES[0])
        width = TextToPath().get_text_width_height_descent(text, font, False)[0]
        assert width * 100 / 72 <= reach(text, SIZES[0]) <= 1.35 * width * 100 / 72, text
