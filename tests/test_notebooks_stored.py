"""The rules that every stored notebook keeps, and a proof for each rule that it notices a breach."""

import ast
import base64
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import nbformat
import pytest
from PIL import Image

from rnn_helpers.plots.show import DPI
from tools.notebooks import KERNEL, LANGUAGE, NOTEBOOKS, WIDGET, all_notebooks, as_text, machine_paths

# Every tag that nbval obeys needs a reason here: {tag: what the cell must be}. Nothing else is allowed.
ALLOWED_TAGS = {
    "nbval-ignore-output": "shows an explorer, measures time, or reads this Python's own documentation",
}
SHOWS_EXPLORER = re.compile(r"^explore_\w+\(", re.MULTILINE)
MEASURES_TIME = re.compile(r"\bperf_counter\b|\btimeit\b|\bseconds\b")
READS_DOCUMENTATION = re.compile(r"documentation")
REASONS = (SHOWS_EXPLORER, MEASURES_TIME, READS_DOCUMENTATION)
NBVAL_TAG = re.compile(r"nbval|raises-exception|skip-execution")
NBVAL_COMMENT = re.compile(r"^\s*#\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [
        (number, output) for number, cell in enumerate(code_cells(notebook), 1) for output in cell.outputs
    ]


def prose(notebook):
    """The text of the Markdown cells, without their code blocks."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [re.sub(r"```.*?```|`[^`\n]*`", "", source, flags=re.DOTALL) for source in cells]


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML: a list of (name, attributes)."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def images_without_alt(text):
    return [attrs for tag, attrs in Tags(text).found if tag == "img" and not (attrs.get("alt") or "").strip()]


def no_widget_state(path, notebook):
    if "widgets" in notebook.metadata:
        yield "the state of widgets is stored"
    for number, output in outputs(notebook):
        if WIDGET in output.get("data", {}):
            yield f"code cell {number} stores the view of a widget"


def nothing_of_this_machine(path, notebook):
    for number, text in machine_paths(notebook):
        yield f"code cell {number} prints {text!r}"
    if notebook.metadata.get("kernelspec") != KERNEL or notebook.metadata.get("language_info") != LANGUAGE:
        yield "kernelspec or language_info are not those that `make notebooks` writes"
    for cell in notebook.cells:
        timed = {"execution", "ExecuteTime"} & set(cell.metadata)
        if timed:
            yield f"a cell stores {timed}"


def run_in_order(path, notebook):
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"not run once, from top to bottom: {counts}"


def no_empty_cell(path, notebook):
    for position, cell in enumerate(notebook.cells):
        if not cell.source.strip():
            yield f"cell {position} is empty"


def ids_are_unique(path, notebook):
    ids = [cell.get("id") for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    if len(set(ids)) < len(ids) or None in ids:
        yield "cell ids are missing or used twice"


def no_error_and_no_warning(path, notebook):
    for number, output in outputs(notebook):
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"code cell {number} stores an error or a warning"


def every_picture_has_words(path, notebook):
    for number, output in outputs(notebook):
        data, notes = output.get("data", {}), output.get("metadata", {})
        for kind in (kind for kind in data if kind.startswith("image/")):
            if not notes.get(kind, {}).get("alt", "").strip():
                yield f"code cell {number}: {kind} without alt text (use rnn_helpers.plots.show.show)"
            elif "<img" not in data.get("text/html", ""):
                yield f"code cell {number}: {kind} without <img> beside it (use rnn_helpers.plots.show.show)"
        if images_without_alt(data.get("text/html", "")):
            yield f"code cell {number}: <img> without alt text"
    for text in prose(notebook):
        if images_without_alt(text) or any(not alt.strip() for alt in PICTURE.findall(text)):
            yield f"a picture without alt text in: {text[:80]!r}"


def links(notebook):
    """Every address that the prose links to or shows."""
    for text in prose(notebook):
        yield from LINK.findall(text)
        for _, attrs in Tags(text).found:
            yield from (attrs[key] for key in ("href", "src") if attrs.get(key))


def links_lead_somewhere(path, notebook):
    for link in links(notebook):
        if re.match(r"[a-z]+:|#", link):
            continue
        target = unquote(link.split("#")[0])
        if target.startswith("/") or not (path.parent / target).exists():
            yield f"{link} leads nowhere"


def starts_with_imports(path, notebook):
    cells = code_cells(notebook)
    if cells and not only_imports(cells[0].source):
        yield "the first code cell holds more than imports"


def only_imports(source):
    """Whether a cell holds imports alone; ``use_style()`` may follow, it belongs to them."""
    try:
        lines = ast.parse(source).body
    except SyntaxError:  # a shell line, say
        return False
    return all(
        isinstance(node, ast.Import | ast.ImportFrom) or ast.unparse(node) == "use_style()" for node in lines
    )


def tags_have_reasons(path, notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        if NBVAL_COMMENT.search(cell.source):
            yield f"code cell {number} steers nbval by a comment: use a tag"
        for tag in filter(NBVAL_TAG.search, cell.metadata.get("tags", [])):
            if tag not in ALLOWED_TAGS:
                yield f"code cell {number}: the tag {tag} is not allowed"
            elif not any(reason.search(cell.source) for reason in REASONS):
                yield f"code cell {number}: {tag} is for a cell that {ALLOWED_TAGS[tag]}"


def explorers_are_tagged(path, notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        tags = cell.metadata.get("tags", [])
        if SHOWS_EXPLORER.search(cell.source) and "nbval-ignore-output" not in tags:
            yield f"code cell {number} shows an explorer: tag it nbval-ignore-output"


def written_as_jupyter_writes(path, notebook):
    content = path.read_bytes()
    if content != as_text(notebook).encode("utf-8"):
        yield "not in the stored form: run `make notebooks`"


RULES = [
    no_widget_state,
    nothing_of_this_machine,
    run_in_order,
    no_empty_cell,
    ids_are_unique,
    no_error_and_no_warning,
    every_picture_has_words,
    links_lead_somewhere,
    starts_with_imports,
    tags_have_reasons,
    explorers_are_tagged,
    written_as_jupyter_writes,
]


def breaches(path):
    """Everything that a notebook breaks, as sentences."""
    notebook = nbformat.read(path, as_version=4)
    return [f"{rule.__name__}: {what}" for rule in RULES for what in rule(path, notebook)]


def name_of(path):
    return path.relative_to(NOTEBOOKS).as_posix()


@pytest.mark.parametrize("path", all_notebooks(), ids=name_of)
def test_stored_notebook_keeps_the_rules(path):
    found = breaches(path)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", all_notebooks(), ids=name_of)
def test_stored_pictures_are_as_sharp_as_show_draws_them(path):
    for _, output in outputs(nbformat.read(path, 4)):
        if "image/png" in output.get("data", {}):
            wide = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))).width
            assert wide == pytest.approx(output.metadata["image/png"]["width"] * DPI / 100, abs=2)


def test_there_are_notebooks():
    assert all_notebooks(), "no notebook below notebooks/: has the folder moved?"


# The rules themselves: a good notebook passes, and each kind of breach is noticed by its own rule.


def png(alt):
    html = f'<img alt="{alt}" src="data:image/png;base64,AAAA">'
    data = {"text/html": html, "image/png": "AAAA", "text/plain": alt}
    return nbformat.v4.new_output("display_data", data, metadata={"image/png": {"alt": alt}})


def good_notebook():
    cells = [
        nbformat.v4.new_markdown_cell(
            "# A lesson\n\n![two lines cross](picture.svg) and [more](other.ipynb#Here)"
        ),
        nbformat.v4.new_code_cell("import numpy as np\n\nfrom rnn_helpers.plots.style import use_style"),
        nbformat.v4.new_code_cell("show(figure, 'a line')", outputs=[png("a line that rises")]),
        nbformat.v4.new_code_cell("explore_cell(xt)", metadata={"tags": ["nbval-ignore-output"]}),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:03d}"
        if cell.cell_type == "code":
            cell["execution_count"] = number
    metadata = {"kernelspec": KERNEL, "language_info": LANGUAGE}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    notebook["nbformat_minor"] = 5
    return notebook


def stored(notebook, folder):
    for name in ("picture.svg", "other.ipynb"):
        (folder / name).write_text("", encoding="utf-8")
    path = folder / "lesson.ipynb"
    path.write_text(as_text(notebook), encoding="utf-8", newline="\n")
    return path


def printed(text, name="stdout"):
    return nbformat.v4.new_output("stream", text=text, name=name)


def test_a_good_notebook_breaks_nothing(tmp_path):
    assert breaches(stored(good_notebook(), tmp_path)) == []


def breach(rule, change):
    return pytest.param(rule, change, id=f"{rule.__name__}-{change.__code__.co_firstlineno}")


BREACHES = [
    breach(no_widget_state, lambda n: n.metadata.update(widgets={"state": {}})),
    breach(
        no_widget_state,
        lambda n: n.cells[3].outputs.append(
            nbformat.v4.new_output("display_data", {WIDGET: {"model_id": "1"}})
        ),
    ),
    breach(nothing_of_this_machine, lambda n: n.cells[2].outputs.append(printed("/home/ada/rnn/x.py"))),
    breach(nothing_of_this_machine, lambda n: n.cells[2].outputs.append(printed("C:\\Users\\ada\\x.py"))),
    breach(nothing_of_this_machine, lambda n: n.cells[2].outputs.append(printed("<f at 0x7f0a1b2c3d4e>"))),
    breach(nothing_of_this_machine, lambda n: n.metadata.language_info.update(version="3.11.7")),
    breach(
        nothing_of_this_machine, lambda n: n.cells[2].metadata.update(execution={"iopub.status.busy": "now"})
    ),
    breach(run_in_order, lambda n: n.cells[2].update(execution_count=7)),
    breach(run_in_order, lambda n: n.cells[2].update(execution_count=None)),
    breach(no_empty_cell, lambda n: n.cells[0].update(source="  ")),
    breach(no_error_and_no_warning, lambda n: n.cells[2].outputs.append(printed("careful", "stderr"))),
    breach(every_picture_has_words, lambda n: n.cells[2].outputs.append(png(""))),
    breach(every_picture_has_words, lambda n: n.cells[2].outputs[0].data.pop("text/html")),
    breach(every_picture_has_words, lambda n: n.cells[0].update(source="![](picture.svg)")),
    breach(every_picture_has_words, lambda n: n.cells[0].update(source='<img src="picture.svg">')),
    breach(links_lead_somewhere, lambda n: n.cells[0].update(source="[x](missing.ipynb)")),
    breach(links_lead_somewhere, lambda n: n.cells[0].update(source='<img alt="x" src="missing.svg">')),
    breach(starts_with_imports, lambda n: n.cells[1].update(source="import sys\nsys.path.append('..')")),
    breach(starts_with_imports, lambda n: n.cells[1].update(source="!pip install numpy")),
    breach(tags_have_reasons, lambda n: n.cells[2].metadata.update(tags=["nbval-ignore-output"])),
    breach(tags_have_reasons, lambda n: n.cells[2].metadata.update(tags=["nbval-skip"])),
    breach(tags_have_reasons, lambda n: n.cells[2].metadata.update(tags=["raises-exception"])),
    breach(tags_have_reasons, lambda n: n.cells[2].update(source="# NBVAL_SKIP\n1")),
    breach(explorers_are_tagged, lambda n: n.cells[3].metadata.update(tags=[])),
]


@pytest.mark.parametrize(("rule", "change"), BREACHES)
def test_each_breach_is_noticed(rule, change, tmp_path):
    notebook = good_notebook()
    change(notebook)
    assert any(line.startswith(rule.__name__) for line in breaches(stored(notebook, tmp_path)))


def test_another_layout_is_noticed(tmp_path):
    path = stored(good_notebook(), tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert any(line.startswith("written_as_jupyter_writes") for line in breaches(path))


@pytest.mark.filterwarnings("ignore:Non-unique cell id")
def test_an_id_used_twice_is_noticed(tmp_path):
    path = stored(good_notebook(), tmp_path)
    text = path.read_text(encoding="utf-8").replace('"id": "cell-000"', '"id": "cell-001"')
    path.write_text(text, encoding="utf-8")
    assert any(line.startswith("ids_are_unique") for line in breaches(path))
