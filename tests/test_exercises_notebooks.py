"""Solutions are the source, exercises are made from them, and no exercise holds a solution."""

import inspect
import json
import re

import pytest

from rnn_helpers.exercises import generate
from rnn_helpers.exercises.catalogue import LESSONS, all_tasks
from rnn_helpers.exercises.generate import BEGIN, END, STUB, exercise_of, pairs, read, without_solution

PAIRS = pairs()
LABELS = [source.name for source, _ in PAIRS]


def sources(path, kind="code"):
    return ["".join(cell["source"]) for cell in read(path)["cells"] if cell["cell_type"] == kind]


def solutions_in(path):
    """The marked lines of a solution notebook, without white space around them."""
    inside = re.compile(re.escape(BEGIN) + r"(.*?)" + re.escape(END), re.DOTALL)
    blocks = [block for source in sources(path) for block in inside.findall(source)]
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def unmarked(source):
    return "\n".join(line for line in source.splitlines() if line.strip() not in (BEGIN, END))


def test_there_is_an_exercise_for_every_lesson_with_tasks():
    assert {source.stem for source, _ in PAIRS} == {lesson.LESSON for lesson in LESSONS}


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=LABELS)
def test_an_exercise_is_in_step_with_its_solution(source, target):
    assert generate.bring_in_step(source, target, only_check=True)


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=LABELS)
def test_no_exercise_holds_a_solution(source, target):
    text = target.read_text(encoding="utf-8")
    assert BEGIN not in text and END not in text and "solution-only" not in text
    code = [line.strip() for cell in sources(target) for line in cell.splitlines()]
    solved = [line for line in solutions_in(source) if re.search(r"[=(\"]", line) and not line.endswith("{")]
    assert solved
    assert not set(solved) & set(code)


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=LABELS)
def test_every_solution_is_explained_and_every_function_has_a_stub(source, target):
    dropped = [cell for cell in read(source)["cells"] if "solution-only" in cell["metadata"].get("tags", [])]
    blocks = sum(cell.count(BEGIN) for cell in sources(source))
    assert len(dropped) == blocks
    functions = [cell for cell in sources(target) if cell.startswith("def ")]
    assert all(cell.rstrip().endswith(STUB) for cell in functions)


@pytest.mark.parametrize("task", [t for t in all_tasks() if t["kind"] == "function"], ids=lambda t: t["name"])
def test_the_solution_in_the_notebook_is_the_reference(task):
    (path,) = [source for source, _ in PAIRS if source.stem == task["lesson"]]
    cells = [unmarked(cell) for cell in sources(path) if cell.startswith(f"def {task['name']}(")]
    assert cells == [inspect.getsource(task["reference"]).rstrip("\n")]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.LESSON)
def test_a_notebook_has_a_section_and_a_check_for_each_task(lesson):
    (path,) = [source for source, _ in PAIRS if source.stem == lesson.LESSON]
    prose, code = "\n".join(sources(path, "markdown")), "\n".join(sources(path))
    for task in lesson.TASKS:
        assert f"## {task['title']}\n" in prose
        name = task["name"]
        assert f"check({name})" in code or f'check("{name}", ' in code
    assert prose.count("<summary>Hint 1") == prose.count("<summary>Hint 2") == len(lesson.TASKS)
    points = sum(part["points"] for task in lesson.TASKS for part in task["parts"])
    assert f"{points} points" in prose


@pytest.mark.parametrize("task", all_tasks(), ids=lambda task: task["name"])
def test_every_pointer_leads_to_a_section_of_the_lesson(task):
    lesson = generate.NOTEBOOKS / f"{task['lesson']}.ipynb"
    headings = re.findall(r"^#+ (.+)$", "\n".join(sources(lesson, "markdown")), re.MULTILINE)
    pointers = [mistake["see"] for mistake in task.get("mistakes", [])] + [
        task[key] for key in ("see",) if key in task
    ]
    assert pointers
    assert set(pointers) <= set(headings)


def test_a_solution_becomes_a_stub_inside_a_function_and_vanishes_outside():
    inside = f"def f(x):\n    {BEGIN}\n    return x + 1\n    {END}"
    assert without_solution(inside) == f"def f(x):\n    {STUB}"
    outside = f"answer = None\n{BEGIN}\nanswer = 3\n{END}"
    assert without_solution(outside) == "answer = None"


@pytest.mark.parametrize("source", [f"{BEGIN}\nx = 1", f"x = 1\n{END}", f"{BEGIN}\n{BEGIN}\n{END}\n{END}"])
def test_a_marker_without_its_partner_is_an_error(source):
    with pytest.raises(ValueError, match="without its partner"):
        without_solution(source, "01.ipynb")


def test_drift_is_noticed_and_mended_and_outputs_in_step_are_kept(tmp_path):
    source, _ = PAIRS[0]
    target = tmp_path / "exercises" / source.name
    assert not generate.bring_in_step(source, target, only_check=True)
    assert not target.exists()
    assert not generate.bring_in_step(source, target)
    stored = read(target)
    stored["cells"][1]["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["kept"]}]
    target.write_text(json.dumps(stored), encoding="utf-8")
    assert generate.bring_in_step(source, target)
    assert "kept" in target.read_text(encoding="utf-8")
    stored["cells"][1]["source"] = ["import math"]
    target.write_text(json.dumps(stored), encoding="utf-8")
    assert not generate.bring_in_step(source, target, only_check=True)


def test_an_exercise_has_no_outputs_of_its_solution():
    exercise = exercise_of(read(PAIRS[0][0]), "01.ipynb")
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in exercise["cells"])


def test_the_command_says_whether_all_is_in_step(capsys):
    assert generate.main(["--check"]) == 0
    assert "in step" in capsys.readouterr().out


def test_the_readme_counts_the_tasks_and_the_mistakes():
    readme = (generate.NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    functions, questions, mistakes = re.search(
        r"(\d+) functions to write and (\d+) questions.*?some ([\d,]+) mistakes", readme, re.DOTALL
    ).groups()
    tasks = [task for task in all_tasks() if task["kind"] == "function"]
    assert (int(functions), int(questions)) == (len(tasks), len(all_tasks()) - len(tasks))
    known = sum(len(task["mistakes"]) for task in tasks)
    assert abs(int(mistakes.replace(",", "")) - known) < 100
