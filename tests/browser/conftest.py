"""One JupyterLab and one Chromium for all browser tests; copies of the lessons, never the tracked files."""

import shutil
from pathlib import Path

import pytest

from tests.browser.needed import needed_cells
from tools.lab import HOW_TO_GET, browser, find_chromium, jupyter_lab, write_notebook
from tools.trial import SETUP, explorer_cells

ROOT = Path(__file__).resolve().parents[2]

# An explorer whose handler fails for large inputs, in a way that its author did not foresee.
BROKEN = f"""
{SETUP}
from dataclasses import replace
from rnn_helpers.plots.views_cell import cell_view
from rnn_helpers.widgets import Explorer

view = cell_view(xt, a_prev, cell)

def fragile(**values):
    if values["x0"] > 0.55:
        raise RuntimeError("the wire is loose")
    return view.compute(**values)

Explorer(replace(view, compute=fragile))
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def lab_folder(tmp_path_factory):
    """The root of JupyterLab: copies of the lessons, and trials."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "assets", folder / "assets")
    (folder / "explorers").mkdir()
    for lesson in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        write_notebook(folder / "explorers" / lesson.name, needed_cells(lesson))
    write_notebook(folder / "explorers.ipynb", explorer_cells())
    write_notebook(folder / "broken.ipynb", [BROKEN])
    return folder


@pytest.fixture(scope="session")
def lab(lab_folder):
    """The address of a JupyterLab over copies of the lessons, with the notebook's path still to fill in."""
    if not find_chromium():
        pytest.skip(f"This test {HOW_TO_GET}.")
    pytest.importorskip("playwright", reason=f"This test {HOW_TO_GET}.")
    with jupyter_lab(lab_folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(lab):
    with browser() as page:
        yield page.context.browser


@pytest.fixture(scope="session")
def window(chromium):
    """A small laptop's window; its pages share what the browser has loaded and compiled of JupyterLab."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context
    context.close()


@pytest.fixture
def page(window):
    """A fresh page in the window."""
    page = window.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def one_page(window):
    """A page for all tests of a file, for `open_next`."""
    page = window.new_page()
    yield page
    page.close()
