"""What holds for every test: one thread for matrix products, which tests share a worker, no silent skips."""

import gc
import os
import re

import pytest

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = "1"

from hypothesis import settings  # noqa: E402

# The time of one example says more about the machine than about the code.
settings.register_profile("course", deadline=None)
settings.load_profile("course")

SKIPPED = []


@pytest.fixture(scope="module", autouse=True)
def nothing_old_to_look_through():
    """What was there before a file's tests (thousands of collected tests, too) is no longer gone through.

    Each `gc.collect()` of a test would look at all of it, and time and memory are measured more exactly so.
    """
    gc.collect()
    gc.freeze()


def scope_of(nodeid):
    """Which tests share a worker, in their order: all that drive the browser; a lesson, then the tests of
    what it says (see `kept_names`); else those of one file.
    """
    if nodeid.startswith("tests/browser/"):
        return "browser"
    path = nodeid.split("::")[0]
    lesson = re.fullmatch(r"(notebooks/|tests/test_lesson_claims_)(\d\d)(_\w+\.ipynb|\.py)", path)
    return f"lesson_claims_{lesson[2]}" if lesson else path


def place_of(scope):
    """The longest parts start first, so that no worker is left with one of them at the end."""
    return 0 if scope == "browser" else 1 if "lesson_claims" in scope else 2


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: place_of(scope_of(item.nodeid)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class ByScope(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return scope_of(nodeid)

    return ByScope(config, log)


def note_skip(report):
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        SKIPPED.append(report.nodeid)


def pytest_runtest_logreport(report):
    note_skip(report)


def pytest_collectreport(report):
    note_skip(report)


def nothing_may_be_skipped():
    return os.environ.get("CI", "").lower() in ("1", "true")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if SKIPPED and nothing_may_be_skipped() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    if SKIPPED and nothing_may_be_skipped():
        terminalreporter.section("skipped tests are failures where CI is set", red=True)
        for nodeid in SKIPPED:
            terminalreporter.line(nodeid)
