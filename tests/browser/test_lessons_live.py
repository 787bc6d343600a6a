"""Each lesson's explorer in a real JupyterLab: no cell fails, and its sliders move the right numbers.

Only the cells that the explorer builds on are run here; nbval runs the lessons from end to end. One lesson is
run whole here too, as a reader would.
"""

from pathlib import Path

import pytest

from tests.browser.explorers import controls, expected, name_of, press, read, unnamed, wait_for_change
from tools.lab import open_next, open_notebook, run_all

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
LESSONS = sorted(path.name for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))

# Every code cell of the open notebook: whether it ran, and its errors and warnings.
CELLS = """
() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
  .filter(cell => cell.type === 'code')
  .map(cell => ({
    source: cell.sharedModel.getSource(),
    ran: cell.executionCount !== null,
    bad: cell.outputs.toJSON().filter(output => output.output_type === 'error' || output.name === 'stderr'),
  }))
"""

WHOLE = "notes => notes.scrollWidth <= notes.clientWidth + 1 && notes.scrollHeight <= notes.clientHeight + 1"


def test_a_whole_lesson_runs(lab, page):
    open_notebook(page, lab, f"notebooks/{LESSONS[1]}")
    run_all(page)
    all_ran(page)


def all_ran(page):
    for cell in page.evaluate(CELLS):
        assert cell["ran"] or not cell["source"].strip(), f"was not run:\n{cell['source']}"
        assert not cell["bad"], f"{cell['source']}\n{cell['bad']}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_sliders_of_a_lesson_move_picture_and_table_to_the_right_values(lab, one_page, lesson):
    page = one_page
    open_next(page, lab, f"explorers/{lesson}")
    run_all(page)
    all_ran(page)
    roots = page.locator(".explorer")
    roots.first.wait_for(state="attached")
    for root in roots.all():
        root.scroll_into_view_if_needed()
        check_explorer(page, root)


def check_explorer(page, root):
    page.wait_for_function("root => root.getAttribute('aria-label')", arg=root.element_handle())
    name = name_of(root)
    assert unnamed(root) == []
    assert root.locator(".explorer-notes").evaluate(WHOLE), "the sentence or the table is cut off"
    start, height = read(root), root.bounding_box()["height"]
    assert start["loaded"] and start["error"] == "" and start["alt"] == start["sentence"] != ""
    for control, label, kind in controls(page, name):
        if kind not in ("number", "whole"):
            continue
        value = press(page, root, label)
        table, sentence = expected(page, name, {control: value if kind == "number" else int(value)})
        seen = read(root)
        assert (seen["table"], seen["sentence"], seen["error"]) == (table, sentence, ""), label
        page.wait_for_function("([root, words]) => root.querySelector('img').alt === words",
                               arg=[root.element_handle(), sentence])  # fmt: skip
        assert root.bounding_box()["height"] == height
        root.get_by_role("button", name="Reset").click()
        wait_for_change(page, root, seen)
        assert read(root)["table"] == start["table"]
