"""A class whose marks are known beforehand, graded: everybody gets what is due, and nothing gets out."""

import ast
import contextlib
import csv
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
from grading_class import friendly, misconceptions, right, the_class, write, write_class
from grading_hostile import sprung, traps

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading import grade

FRIENDLY = friendly()
LIVE = [each for each in FRIENDLY if each["live"]]
ATTACKERS = 15
WHO = [(each["student"], each["lesson"]) for each in FRIENDLY]
WHO += [(f"Mallory {k}", "02_unrolled_in_time") for k in range(1, ATTACKERS + 1)]
LIMITS = {"wall": 5, "cpu": 4, "cell": 2}
SEED = 11

contained = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")


def label(each):
    return f"{each['student']} {each['lesson'][:2]}"


# --- the class itself: what is expected of it is what the learner's own check gives


def test_the_class_has_sixty_students_of_many_kinds():
    assert len({student for student, _ in WHO}) == 60
    assert len({each["kind"] for each in FRIENDLY}) > 35


def as_run(notebook):
    """What the cells of a notebook leave behind: all statements but those that check, try out or show."""
    names = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        for each in ast.parse("".join(cell["source"])).body if cell["cell_type"] == "code" else ():
            called = {node.id for node in ast.walk(each) if isinstance(node, ast.Name)}
            if not isinstance(each, ast.Expr) and "attempt" not in called:
                with contextlib.suppress(NameError):
                    exec(compile(ast.Module([each], []), "<cell>", "exec"), names)
    return names


@pytest.mark.parametrize("each", LIVE, ids=label)
def test_the_marks_are_those_of_the_learners_own_check(each):
    encoding = {"Old Encoding": "cp1252", "Two Bytes": "utf-16"}.get(each["student"], "utf-8")
    names = as_run(json.loads(each["content"].decode(encoding)))
    for task, points in each["marks"].items():
        reports = [examine(task, names.get(task), np.random.default_rng(seed)) for seed in (1, 2)]
        assert [report.points for report in reports] == [points] * 2, reports[0]
        if task in each["mistakes"]:
            assert all(each["mistakes"][task] in report.message["mistakes"] for report in reports)


# --- the whole class, graded once


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A dict with expected ((student, lesson) -> submission), graded, the folders, the trap, files before."""
    folder = tmp_path_factory.mktemp("term")
    with traps(folder / "grader") as trap:
        everybody = write_class(folder / "submissions", trap)
        before = state_of(folder / "submissions")
        graded = grade(folder / "submissions", folder / "results", seed=SEED, limits=LIMITS, progress=False)
        yield {
            "expected": {(each["student"], each["lesson"]): each for each in everybody},
            "graded": graded,
            "submissions": folder / "submissions",
            "results": folder / "results",
            "trap": trap,
            "before": before,
            "rows": rows_of(folder / "results" / "grades.csv"),
        }


def state_of(folder):
    """Path -> digest, time and mode of every file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        stat = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path.relative_to(folder)] = digest, stat.st_mode, stat.st_mtime_ns if digest else 0
    return found


def rows_of(path):
    """Student -> row of grades.csv, without the apostrophes that keep cells from being run."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{key: cell.removeprefix("'") for key, cell in row.items()} for row in csv.DictReader(file)]
    return {row["student"]: row for row in rows}


def points_of(result):
    return {name: task["points"] for name, task in result["tasks"].items()}


def said_of(result):
    """Everything that is said of a submission, one text."""
    tasks = result["tasks"].values()
    messages = [task["message"] for task in tasks if task["message"]]
    return "\n".join(
        [
            result["problem"],
            *result["notes"],
            *(f"{each['what']}: {each['says']}" for each in result["incidents"]),
            *(task["problem"] for task in tasks),
            *(f"{message['title']}. {message['says']}" for message in messages),
            *(note for task in tasks for note in task["notes"]),
        ]
    )


@contained
@pytest.mark.parametrize(("student", "lesson"), WHO, ids=[f"{name} {lesson[:2]}" for name, lesson in WHO])
def test_everybody_gets_what_is_due(term, student, lesson):
    expected, result = term["expected"][student, lesson], term["graded"][student][lesson]
    assert result["lesson"] == lesson
    assert points_of(result) == expected["marks"], said_of(result)
    for name, mistake in expected["mistakes"].items():
        assert mistake in result["tasks"][name]["message"]["mistakes"]
    for pattern in expected["reported"] or ():
        assert re.search(pattern, said_of(result)), f"{pattern} is not in\n{said_of(result)}"
    if expected["reported"] is None:
        assert (result["notes"], result["incidents"]) == ([], [])


@contained
def test_the_table_has_everybody_once_with_the_same_marks(term):
    assert term["rows"].keys() == {student for student, _ in WHO}
    headings = {task["name"]: f"{task['lesson'][:2]} {task['name']}" for task in all_tasks()}
    for (student, _), expected in term["expected"].items():
        row = term["rows"][student]
        marks = {headings[name]: str(due) for name, due in expected["marks"].items()}
        assert {heading: row[heading] for heading in marks} == marks
        assert expected["status"] in (None, row["status"])
        assert row["status"] == "graded" or row["reason"]


@contained
def test_no_attack_left_a_trace_outside(term):
    assert sprung(term["trap"]) == []


# Attacks whose success can be seen, and that do no harm outside of the traps' folder.
SEEN = {
    "reads a secret",
    "looks for the right answer in files",
    "writes outside of its folder",
    "reaches for the network",
    "carries the library's answer from task to task",
}


@contained
def test_without_a_sandbox_the_same_attacks_succeed(tmp_path):
    with traps(tmp_path / "grader") as trap:
        chosen = [each for each in the_class(trap) if each["kind"] in SEEN]
        write(chosen, tmp_path / "submissions")
        graded = grade(
            tmp_path / "submissions",
            tmp_path / "results",
            seed=SEED,
            limits=LIMITS,
            unsafe=True,
            progress=False,
        )
        found = "\n".join(sprung(trap))
    for what in ("a connection came in", "the secret was changed", "the secret stands in", "was written"):
        assert what in found
    earned = {each["kind"]: points_of(graded[each["student"]][each["lesson"]]) for each in chosen}
    assert earned["looks for the right answer in files"]["cross_entropy"] > 0
    assert earned["carries the library's answer from task to task"]["rnn_forward_pass"] > 0


@contained
def test_no_submitted_file_was_changed(term):
    assert state_of(term["submissions"]) == term["before"]


@contained
def test_nothing_that_a_student_wrote_can_run_in_a_page_or_a_table(term):
    pages = list(term["results"].rglob("*.html"))
    assert len(pages) == 62  # one a student, two of the class
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script>alert|<img src=x|<svg onload", text), page.name
    with (term["results"] / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+@-]", cell)]


@contained
def test_the_page_without_names_names_nobody(term):
    text = (term["results"] / "report_without_names.html").read_text(encoding="utf-8")
    assert not [student for student, _ in WHO if re.search(r"\w{3}", student) and student in text]


class Refusing(Executor):
    """Nothing may be handed to it."""

    def submit(self, function, *arguments, **named):
        raise AssertionError("something was graded once more")


@contained
def test_what_was_graded_is_not_graded_again(term):
    again = grade(
        term["submissions"],
        term["results"],
        seed=SEED,
        limits=LIMITS,
        executor=Refusing(),
        progress=False,
    )
    assert again == term["graded"]


# --- the same results whatever happens to the run and wherever it happens


@pytest.fixture(scope="module")
def dozen(tmp_path_factory):
    """A folder with twelve quick submissions, and what comes of them undisturbed."""
    folder = tmp_path_factory.mktemp("dozen")
    # the cells of lesson 06 train, and on a busy computer some of them are stopped
    quick = [each for each in [*right(), *misconceptions()] if not each["lesson"].startswith("06")]
    write(quick[:12], folder / "submissions")
    graded = grade(folder / "submissions", folder / "undisturbed", seed=SEED, progress=False)
    assert sum(len(results) for results in graded.values()) == 12
    return {"folder": folder, "submissions": folder / "submissions", "graded": graded}


def assert_the_same(dozen, results):
    """The same table, byte by byte, and the same results."""
    expected = (dozen["folder"] / "undisturbed" / "grades.csv").read_bytes()
    assert (results / "grades.csv").read_bytes() == expected
    stored = grade(dozen["submissions"], results, seed=SEED, executor=Refusing(), progress=False)
    assert stored == dozen["graded"]


@contained
@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same_results(dozen, tmp_path, pool):
    with pool(2) as executor:
        grade(dozen["submissions"], tmp_path, seed=SEED, executor=executor, tell=print, progress=False)
    assert_the_same(dozen, tmp_path)


COMMAND = """
import sys
from pathlib import Path

from rnn_helpers.grading import grade

if __name__ == "__main__":
    grade(Path(sys.argv[1]), Path(sys.argv[2]), seed=int(sys.argv[3]), progress=False)
"""


@contained
def test_a_run_that_is_killed_again_and_again_ends_with_the_same_results(dozen, tmp_path):
    script = tmp_path / "command.py"
    script.write_text(COMMAND, encoding="utf-8")
    command = [sys.executable, str(script), str(dozen["submissions"])]
    before = state_of(dozen["submissions"])

    def started(results):
        # the tests' own path, which is where the library is found
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen([*command, str(results), str(SEED)], env=environment)

    def seconds(results):
        start = time.perf_counter()
        assert started(results).wait() == 0
        return time.perf_counter() - start

    whole, nothing_to_do = seconds(tmp_path / "timed"), seconds(tmp_path / "timed")
    chance, killed, results = random.Random(SEED), 0, tmp_path / "results"
    for _ in range(10):
        run = started(results)
        time.sleep(chance.uniform(0.2, 1) * nothing_to_do + chance.uniform(0, 0.2) * (whole - nothing_to_do))
        run.send_signal(signal.SIGKILL)
        killed += run.wait() == -signal.SIGKILL
    assert killed >= 5  # the others had nothing left to do
    assert started(results).wait() == 0
    assert_the_same(dozen, results)
    assert state_of(dozen["submissions"]) == before


class Killing(Executor):
    """Passes everything on to another executor, and calls `kill` after the fourth thing is done."""

    def __init__(self, other, kill):
        self.other, self.kill, self.done = other, kill, 0

    def submit(self, function, *arguments, **named):
        future = self.other.submit(function, *arguments, **named)
        future.add_done_callback(self._count)
        return future

    def _count(self, future):
        self.done += 1
        if self.done == 4:
            self.kill()


@contained
def test_dask_gives_the_same_results_although_a_worker_dies(dozen, tmp_path):
    distributed = pytest.importorskip("distributed")
    where = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**where) as cluster, distributed.Client(cluster) as client:
        workers = client.run(os.getpid)
        assert len(workers) == 2
        executor = Killing(client.get_executor(), lambda: os.kill(min(workers.values()), signal.SIGKILL))
        grade(dozen["submissions"], tmp_path, seed=SEED, executor=executor, tell=print, progress=False)
        assert executor.done >= 12
    assert_the_same(dozen, tmp_path)
