"""Work is spread over processes: nothing is lost when one dies, and little is in flight at a time."""

import concurrent.futures
import os
import subprocess
import sys
import time

import pytest

from rnn_helpers.grading.spreading import IN_FLIGHT, spread


def double(number):
    return 2 * number


def fail(number):
    raise ValueError(f"{number} cannot be doubled")


def die(number, folder):
    """Leaves a mark, and ends its process where the number is 3."""
    with open(os.path.join(folder, str(number)), "a", encoding="utf-8") as file:
        file.write("tried\n")
    if number == 3:
        os._exit(1)
    return number


def jobs(count, **more):
    return ((k, {"number": k, **more}) for k in range(count))


@pytest.mark.parametrize("kind", [concurrent.futures.ThreadPoolExecutor, None])
def test_every_job_comes_back_once_under_its_name(kind):
    if kind is None:
        found = list(spread(double, jobs(30), workers=2))
    else:
        with kind(2) as executor:
            found = list(spread(double, jobs(30), executor, 2))
    assert sorted(found) == [(k, 2 * k, None) for k in range(30)]


def test_no_job_is_no_work():
    assert list(spread(double, iter(()))) == []


def test_an_exception_comes_back_beside_the_results_of_others():
    with concurrent.futures.ThreadPoolExecutor(2) as executor:
        found = sorted(spread(fail, jobs(3), executor, 2))
    assert [(name, result, str(error)) for name, result, error in found] == [
        (k, None, f"{k} cannot be doubled") for k in range(3)
    ]


def test_jobs_are_read_only_as_far_as_they_can_be_worked_on():
    read = []

    def slowly():
        for k in range(100):
            read.append(k)
            yield k, {"number": k}

    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        for done, _ in enumerate(spread(double, slowly(), executor, 1), 1):
            assert len(read) <= done + IN_FLIGHT


def test_a_process_that_dies_is_replaced_and_its_job_tried_again(tmp_path):
    found = {name: error for name, _, error in spread(die, jobs(12, folder=str(tmp_path)), workers=2)}
    assert len(found) == 12
    assert isinstance(found[3], concurrent.futures.BrokenExecutor)
    assert all(found[k] is None for k in range(12) if k != 3)
    assert (tmp_path / "3").read_text(encoding="utf-8") == "tried\n" * 2  # among others, then alone


ENDED = """
import sys, time
from rnn_helpers.grading.spreading import spread
def sleep(path):
    import os, time
    open(path, "w").write(str(os.getpid()))
    time.sleep(600)
if __name__ == "__main__":
    list(spread(sleep, [("one", {"path": sys.argv[1]})], workers=1))
"""


@pytest.mark.skipif(
    not hasattr(os, "kill") or sys.platform == "win32", reason="looks up a process by signal 0"
)
def test_no_process_outlives_a_run_that_is_killed(tmp_path):
    script, told = tmp_path / "run.py", tmp_path / "pid"
    script.write_text(ENDED, encoding="utf-8")
    process = subprocess.Popen([sys.executable, str(script), str(told)])
    try:
        until(lambda: told.exists() and told.read_text(encoding="utf-8"))
    finally:
        process.kill()
        process.wait()
    until(lambda: gone(int(told.read_text(encoding="utf-8"))))


def until(holds):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()[0] == "Z"
