"""Typing, picking, switching and failing in a real JupyterLab."""

import pytest

from tests.browser.explorers import read, wait_for_change
from tools.lab import HOW_TO_GET, open_notebook, run_all

expect = pytest.importorskip("playwright.sync_api", reason=f"This test {HOW_TO_GET}.").expect


def explorer(page, name):
    root = page.locator(f'.explorer[aria-label="Explorer: {name}"]')
    root.wait_for(state="attached")
    root.scroll_into_view_if_needed()
    return root


@pytest.fixture(scope="module")
def trial(lab, window):
    """A page with all explorers. The tests share it, as they begin with what they find there."""
    page = window.new_page()
    open_notebook(page, lab, "explorers.ipynb")
    run_all(page)
    yield page
    page.close()


def test_words_switches_and_choices(trial):
    root = explorer(trial, "the network unrolled in time")
    height = root.bounding_box()["height"]
    before = read(root)
    word = root.get_by_role("textbox", name="word, then Enter")
    word.fill("banana")
    word.press("Enter")
    wait_for_change(trial, root, before)
    assert read(root)["table"][0] == ["input", *"banan"]

    word.fill("x")
    word.press("Enter")
    alert = root.get_by_role("alert").filter(has_text="2 to 12 characters")
    alert.wait_for(state="visible")
    assert read(root)["table"][0] == ["input", *"banan"]
    assert root.bounding_box()["height"] == height

    before = read(root)
    word.fill("hi")
    word.press("Enter")
    wait_for_change(trial, root, before)
    assert read(root)["table"][0] == ["input", "h"] and read(root)["error"] == ""

    before = read(root)
    root.get_by_role("button", name="Reset").click()
    wait_for_change(trial, root, before)
    before = read(root)
    root.get_by_role("checkbox", name="recurrence: the state is passed on").click()
    wait_for_change(trial, root, before)
    assert "equal inputs get equal answers" in read(root)["sentence"]
    two_l = [row[3:] for row in read(root)["table"] if row[0] == "guess"]
    assert two_l[0][0] == two_l[0][1]

    root = explorer(trial, "nudge one weight")
    before = read(root)
    root.get_by_role("combobox", name="pick a weight").select_option("Waa[0,1]")
    wait_for_change(trial, root, before)
    assert read(root)["table"][0][0] == "Waa[0,1]"

    root = explorer(trial, "one cell, one step")
    before = read(root)
    box = root.get_by_role("spinbutton", name="input xt[0]", exact=True)
    box.fill("1.5")
    box.press("Enter")
    wait_for_change(trial, root, before)
    slider = root.get_by_role("slider", name="input xt[0]", exact=True)
    expect(slider).to_have_attribute("aria-valuenow", "1.5")
    assert read(root)["table"][2][:3] == ["z_a", "2.000", "0.500"]  # one more than at xt[0] = 0.5


TREES = {  # explorer -> its text box, and what it says of the tree ((not bad) film)
    "from the leaves to the root": ("brackets, Enter", "3 leaves"),
    "whose error reaches which leaf": ("tree, Enter", "3 leaves"),
    "what the network says at every node": ("brackets, Enter", "node 4"),
}
LONG = "(" * 99 + "very " + "good) " * 99


def test_a_typed_tree_is_shown_and_a_mistake_in_it_breaks_nothing(trial):
    for name, (label, known) in TREES.items():
        root = explorer(trial, name)
        box = root.get_by_role("textbox", name=label)
        good = type_in(trial, root, box, "((not bad) film)", known)
        for wrong, says in (
            ("((not bad) film", "Column 16"),
            (LONG, "100 "),
            ("((not bad)) film)", "Column 17"),
        ):
            seen = type_in(trial, root, box, wrong, says)
            assert seen["loaded"] and seen["table"] == good["table"]  # the last good tree stays
        again = type_in(trial, root, box, "((not bad) film)", "!Column")
        assert (again["error"], again["table"]) == ("", good["table"])


def type_in(page, root, box, text, says):
    """Type a text, wait until what is written in the explorer holds `says` (with a "!": holds it no more)."""
    box.fill(text)
    box.press("Enter")
    there = "([root, says]) => root.textContent.includes(says.replace('!', '')) !== says.startsWith('!')"
    page.wait_for_function(there, arg=[root.element_handle(), says], timeout=15_000)
    return read(root)


def test_each_explorer_fits_on_a_small_laptop(trial):
    room = trial.locator(".jp-WindowedPanel-outer, .jp-Notebook").first.bounding_box()["height"]
    for root in trial.locator(".explorer").all():
        root.scroll_into_view_if_needed()
        assert root.bounding_box()["height"] <= room
        assert root.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
        notes = root.locator(".explorer-notes")
        assert notes.evaluate("notes => notes.scrollHeight <= notes.clientHeight + 1")
        assert notes.evaluate("notes => notes.scrollWidth <= notes.clientWidth + 1")


def test_an_error_in_a_handler_is_shown_and_goes_away(lab, page):
    open_notebook(page, lab, "broken.ipynb")
    run_all(page)
    root = explorer(page, "one cell, one step")
    before = read(root)
    handle = root.get_by_role("slider", name="input xt[0]", exact=True)
    handle.press("ArrowRight")
    root.get_by_role("alert").filter(has_text="the wire is loose").wait_for(state="visible")
    assert read(root)["picture"] == before["picture"]
    handle.press("ArrowLeft")
    handle.press("ArrowLeft")
    wait_for_change(page, root, before)
    assert read(root)["error"] == ""
