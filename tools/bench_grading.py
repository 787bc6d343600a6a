"""How fast a class is graded: nbgrader's autograde and rnn_helpers.grading, in turn, on the same submissions.

    python -m tools.bench_grading [--lesson 02] [--students 20] [--rounds 3]
    python -m tools.bench_grading --class 3000 [--lesson 02]

The first needs nbgrader (pip install nbgrader). It prints seconds for a submission, by the clock and of
computing, the start of both programs included, and how many times faster ours is. The second grades a large
class once, some damaged files among it, and prints how many submissions a second that makes, and the most
memory that the command and all its processes held at once. Ratios can be compared between machines, seconds
cannot.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil

from rnn_helpers.exercises.generate import pairs, read
from tools import nbgrader_course
from tools.environment import settings
from tools.made_submissions import drawn_answers, filled, hand_in

FASTER, RATE, MEMORY = 10, 5, 1000  # aimed at: times nbgrader, submissions a second on two cores, megabytes
EVERY = 0.2  # seconds between two looks at the memory


def main(arguments=None):
    """Measure and print a table. Returns the exit code: 1 where an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_grading", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--lesson", default="02", help="the start of its name (default: 02)")
    parser.add_argument("--students", type=int, default=20, help="submissions in a round (default: 20)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, in which both take turns (default: 3)")
    parser.add_argument(
        "--class", type=int, dest="size", help="grade one class of this size, without nbgrader"
    )
    options = parser.parse_args(arguments)
    lesson = next((path.stem for path, _ in pairs() if path.stem.startswith(options.lesson)), None)
    if lesson is None:
        parser.error(f"no lesson with exercises starts with {options.lesson!r}")
    with tempfile.TemporaryDirectory() as folder:
        if options.size:
            return grade_class(lesson, options.size, Path(folder))
        return compare(lesson, options.students, options.rounds, Path(folder))


# --- side by side


def compare(lesson, students, rounds, folder):
    """Both ways on the same files, several times in turn."""
    flat, course = folder / "submissions", folder / "course"
    prepare(lesson, students, flat, course)
    print(f"{students} submissions of {lesson}, seconds for each: by the clock (of computing)")
    print(f"{'round':>5} {'nbgrader':>16} {'rnn_helpers.grading':>20} {'ratio':>12}", flush=True)
    ratios = []
    for k in range(1, rounds + 1):
        theirs = [each / students for each in run_nbgrader(course, "autograde", lesson, "--force")]
        ours = [each / students for each in timed(grading(flat, folder / f"results {k}"))]
        by_clock, of_computing = (their / our for their, our in zip(theirs, ours))
        ratio = f"{by_clock:.1f} ({of_computing:.1f})"
        print(f"{k:>5} {_pair(theirs):>16} {_pair(ours):>20} {ratio:>12}", flush=True)
        ratios.append(by_clock)
    print(f"median ratio by the clock {statistics.median(ratios):.1f} (aimed at: {FASTER} or more)")
    return 0 if statistics.median(ratios) >= FASTER else 1


def prepare(lesson, students, flat, course, seed=0):
    """The same notebooks twice: one file a student for us, and as nbgrader collects them in its course."""
    nbgrader_course.main([str(course), lesson])
    run_nbgrader(course, "generate_assignment", lesson)
    released, rng = read(course / "release" / lesson / f"{lesson}.ipynb"), np.random.default_rng(seed)
    for k in range(students):
        text = json.dumps(filled(released, lesson, drawn_answers(lesson, rng)), ensure_ascii=False)
        for path in (flat / f"student{k}.ipynb", course / f"submitted/student{k}/{lesson}/{lesson}.ipynb"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def run_nbgrader(course, *arguments):
    """The seconds that a command of nbgrader takes, by the clock and of computing."""
    return timed([sys.executable, "-m", "nbgrader", *arguments], course)


def grading(submissions, results):
    """Our command."""
    return [sys.executable, "-m", "rnn_helpers.grading", "grade", str(submissions), "--out", str(results)]


def timed(command, folder=None):
    """The seconds that a command takes, by the clock and of computing. Where it fails, its last words."""
    beside = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}  # where alembic lies
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(command, cwd=folder, env=settings() | beside, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    now = os.times()
    computing = now.children_user + now.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, computing


def _pair(seconds):
    return f"{seconds[0]:.3f} ({seconds[1]:.3f})"


# --- a large class


def grade_class(lesson, size, folder, seed=0):
    """Our command on a large class with some damaged files, once."""
    hand_in(lesson, size, folder / "class", np.random.default_rng(seed))
    start = time.perf_counter()
    command = grading(folder / "class", folder / "results")
    with subprocess.Popen(command, env=settings(), stdout=subprocess.DEVNULL) as process:
        peak = most_memory(process)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with exit code {process.returncode}.")
    seconds = time.perf_counter() - start
    rate, most = size / seconds, peak / 1e6
    print(f"{size} submissions of {lesson}: {seconds:.0f} s, {rate:.1f} a second (aimed at: {RATE} or more)")
    print(f"most memory, of the command and its processes together: {most:.0f} MB (aimed at: below {MEMORY})")
    return 0 if rate >= RATE and most < MEMORY else 1


def most_memory(process):
    """The most bytes that a process and all that it started held at once, until it ends."""
    top, peak, ended = psutil.Process(process.pid), 0, threading.Event()
    threading.Thread(target=lambda: (process.wait(), ended.set()), daemon=True).start()
    while not ended.wait(EVERY):
        peak = max(peak, held(top))
    return peak


def held(top):
    """The bytes that a process and its descendants hold now; what they share is counted once, on Linux."""
    try:
        processes = [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(_held_by, processes))


def _held_by(process):
    try:
        try:
            memory = process.memory_full_info()
        except psutil.AccessDenied:
            memory = process.memory_info()
    except psutil.Error:  # it has ended meanwhile
        return 0
    return getattr(memory, "pss", memory.rss)


if __name__ == "__main__":
    sys.exit(main())
