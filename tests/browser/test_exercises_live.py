"""An exercise as a learner does it: a wrong answer typed in, its diagnosis read, the slip mended, the map."""

import shutil
from pathlib import Path

import pytest

from tools.lab import open_notebook, run_all, write_notebook

ROOT = Path(__file__).resolve().parents[2]
EXERCISE = "01_one_cell_one_step.ipynb"
WRONG_AXIS = """def softmax(scores):
    powers = np.exp(scores - np.max(scores, axis=0))
    return powers / np.sum(powers, axis=1, keepdims=True)"""
NOT_STABLE = """def softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=0)"""
RIGHT = """def softmax(scores):
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0)"""
MAP = ["from rnn_helpers.lessons import course_map", "course_map()"]  # of lesson 00, which runs elsewhere

FIND = """
start => [...window.jupyterapp.shell.currentWidget.content.widgets]
  .findIndex(cell => cell.model.sharedModel.getSource().startsWith(start))
"""
SCROLL = "k => window.jupyterapp.shell.currentWidget.content.scrollToItem(k)"
SAYS = "([output, text]) => output.textContent.includes(text)"
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"


@pytest.fixture
def work(lab_folder):
    """The name of a learner's folder below JupyterLab's root, with one exercise and the map."""
    folder = lab_folder / "work"
    (folder / "exercises").mkdir(parents=True)
    (folder / ".course.json").write_text("{}", encoding="utf-8")
    shutil.copy(ROOT / "notebooks" / "exercises" / EXERCISE, folder / "exercises")
    write_notebook(folder / "00_start_here.ipynb", MAP)
    yield folder.name
    shutil.rmtree(folder, ignore_errors=True)


def cell(page, start):
    """The cell whose source begins with `start`, scrolled into view."""
    place = page.evaluate(FIND, start)
    assert place >= 0, start
    page.evaluate(SCROLL, place)
    found = page.locator(
        f'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index="{place}"]'
    )
    found.wait_for(state="visible")
    return found


def type_and_check(page, source, title):
    """Type the whole function, run it and its check; returns the report once it holds `title`."""
    cell(page, "def softmax").locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")
    checked = cell(page, "check(softmax)")
    checked.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return shown(page, "check(softmax)", title)


def shown(page, start, text):
    """What a cell shows, once it holds `text`."""
    found = cell(page, start)
    page.wait_for_function(SAYS, arg=[found.element_handle(), text], timeout=20_000)
    return found.text_content()


def on_the_map(page, lab, work):
    """What the map of lesson 00 says of the exercise's points."""
    open_notebook(page, lab, f"{work}/00_start_here.ipynb")
    run_all(page)
    shown(page, "course_map", "exercise points")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="01 One cell, one step"))
    return row.first.text_content()


def test_a_wrong_answer_is_named_mended_and_counted(lab, page, work):
    open_notebook(page, lab, f"{work}/exercises/{EXERCISE}")
    run_all(page)
    shown(page, "check(softmax)", "not started")

    said = type_and_check(page, WRONG_AXIS, "What is likely wrong")
    assert "the sum is taken along the wrong axis" in said and "0 of 10 points" in said
    assert "axis=0" not in said  # not the answer
    said = type_and_check(page, NOT_STABLE, "large scores overflow")
    assert "8 of 10 points" in said
    page.evaluate(SAVE)
    assert "8 of 28" in on_the_map(page, lab, work)

    open_notebook(page, lab, f"{work}/exercises/{EXERCISE}")
    run_all(page)
    assert (
        "large scores overflow" in cell(page, "check(softmax)").inner_text()
    )  # what was typed is still there
    said = type_and_check(page, RIGHT, "all right")
    assert "10 of 10 points" in said
    page.evaluate(SAVE)
    assert "10 of 28" in on_the_map(page, lab, work)
