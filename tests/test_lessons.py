"""The list of lessons, the files and the README say the same."""

import json
import re
from pathlib import Path

import pytest

from rnn_helpers.lessons import LESSONS, course_map

ROOT = Path(__file__).resolve().parents[1]


def cells(lesson):
    return json.loads((ROOT / "notebooks" / f"{lesson['file']}.ipynb").read_text(encoding="utf-8"))["cells"]


def exercises(lesson):
    path = ROOT / "notebooks" / "exercises" / f"{lesson['file']}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def text(cell):
    return "".join(cell["source"])


def test_every_lesson_is_listed_and_every_listed_lesson_exists():
    files = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert files == [lesson["file"] for lesson in LESSONS]


def test_the_readme_has_the_table_of_lessons():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| \[(\d\d) ([^\]]+)\]\(notebooks/(\w+)\.ipynb\) \| (.+?) \| (\d+) \|$", readme, re.MULTILINE
    )
    wanted = [
        (lesson["number"], lesson["title"], lesson["file"], lesson["builds"], str(lesson["minutes"]))
        for lesson in LESSONS
    ]
    assert rows == wanted


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson["number"])
def test_head_and_tail(lesson):
    shown = cells(lesson)
    head = text(shown[0])
    assert head.startswith(f"# {lesson['number']} · {lesson['title']}\n")
    assert f"About {lesson['minutes']} minutes" in head
    for part in ("**What you will do", "**You need**"):
        assert part in head
    if lesson["number"] == "00":
        return
    tail = text(shown[-1])
    for part in ("**Afterwards you can**",):
        assert part in head
    for part in ("## Summary", "### What happens if", "**Further reading.**"):
        assert part in tail
    assert tail.count("<details>") == tail.count("</details>") >= 3
    if lesson["number"] != "11":
        link = f"**Exercises:** [{lesson['number']} {lesson['title']}](exercises/{lesson['file']}.ipynb)"
        assert link in tail
        assert f"](../{lesson['file']}.ipynb)" in text(exercises(lesson)[0])
    assert sum(cell["cell_type"] == "code" for cell in shown) <= 41


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson["number"])
def test_an_explorer_stands_between_its_picture_and_a_question(lesson):
    shown = cells(lesson)
    places = [place for place, cell in enumerate(shown) if re.match(r"explore_\w+\(", text(cell))]
    assert len(places) == 1
    (place,) = places
    assert shown[place]["cell_type"] == "code" and len(text(shown[place]).splitlines()) == 1
    assert text(shown[place - 2]).startswith("show(*picture(")
    assert "<summary>Answer</summary>" in text(shown[place + 1])


def test_the_map_links_to_every_lesson():
    page = course_map()._repr_html_()
    for lesson in LESSONS:
        assert f'<a href="{lesson["file"]}.ipynb">{lesson["number"]} {lesson["title"]}</a>' in page
    assert "<code>rnn_forward_pass</code>" in page and "`" not in page


def test_the_map_shows_the_readers_points(tmp_path, monkeypatch):
    work = tmp_path / "work"
    work.mkdir()
    (work / ".course.json").write_text("{}", encoding="utf-8")
    stored = {"01_one_cell_one_step": {"softmax": {"points": 7, "out_of": 10}}}
    (work / "progress.json").write_text(json.dumps(stored), encoding="utf-8")
    monkeypatch.chdir(work)
    shown = course_map()
    lines = dict(line.split(" ", 1) for line in repr(shown).splitlines())
    assert lines["01"].endswith("(45 min): 7 of 28")
    assert lines["11"].endswith(": no exercises")
    assert lines["You"].startswith("have 7 of ")
    assert '<progress max="28" value="7"' in shown._repr_html_()
    assert 'href="exercises/01_one_cell_one_step.ipynb"' in shown._repr_html_()
