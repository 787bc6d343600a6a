"""The command line of the grader."""

import argparse
import contextlib
import shutil
import sys

from rnn_helpers.exercises.catalogue import LESSONS
from rnn_helpers.grading import sandbox
from rnn_helpers.grading.grading import GradingError, grade
from rnn_helpers.grading.store import StoreError

NAMES = {lesson.LESSON[:2]: lesson.LESSON for lesson in LESSONS}


def main(arguments=None):
    """Run one command. Returns the exit code."""
    sys.stdout.reconfigure(errors="replace")
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.command(chosen)
    except (GradingError, StoreError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
    return 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m rnn_helpers.grading", description="Grade what a class handed in (see TEACHING.md)."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    grading = commands.add_parser("grade", help="grade a folder or a zip of notebooks")
    grading.set_defaults(command=_grade)
    grading.add_argument("folder", metavar="FOLDER", help="a folder or a zip with what was handed in")
    grading.add_argument("--out", required=True, metavar="RESULTS", help="the folder for the results")
    grading.add_argument("--roster", metavar="CSV", help="a list of the class; its columns are kept")
    grading.add_argument(
        "--weights", metavar="CSV_OR_PAIRS", help="factors of tasks or lessons: softmax=2,02=0.5, or a file"
    )
    grading.add_argument("--due", metavar="TIME", help="what came later is marked late: 2026-11-30T18:00")
    grading.add_argument(
        "--lessons", nargs="+", choices=NAMES, metavar="NN", help="show these lessons, whatever came in"
    )
    grading.add_argument("--title", default="", help="the heading of the class report")
    grading.add_argument("--workers", type=_count, metavar="N", help="how many notebooks at a time")
    grading.add_argument("--scheduler", metavar="ADDRESS", help="work on a Dask cluster: tcp://…:8786")
    grading.add_argument("--seed", type=int, help="of the inputs, for new results (default: drawn)")
    grading.add_argument(
        "--unsafe", action="store_true", help="run submissions without a sandbox where there is none"
    )
    protection = commands.add_parser("protection", help="say whether submissions can be contained here")
    protection.set_defaults(command=_protection)
    return parser


def _count(text):
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"a number from 1 on; got {text}")
    return count


def _grade(chosen):
    with contextlib.ExitStack() as stack:
        executor, workers = None, chosen.workers
        if chosen.scheduler:
            executor, cores = stack.enter_context(_cluster(chosen.scheduler))
            workers = workers or cores
        grade(
            chosen.folder,
            chosen.out,
            roster=chosen.roster,
            weights=chosen.weights,
            due=chosen.due,
            lessons=[NAMES[number] for number in chosen.lessons] if chosen.lessons else None,
            title=chosen.title,
            seed=chosen.seed,
            executor=executor,
            workers=workers,
            unsafe=chosen.unsafe,
            tell=_tell,
            progress=_show,
        )
    print(f"In {chosen.out}: grades.csv, report.html, report_without_names.html, feedback.")
    return 0


def _protection(chosen):
    found = sandbox.protection()
    print(found["says"])
    return 0 if found["kind"] != "none" else 1


@contextlib.contextmanager
def _cluster(address):
    """An executor on a Dask cluster, and the number of its processors."""
    try:
        from distributed import Client
    except ImportError:
        raise GradingError('--scheduler needs Dask: pip install "rnn-helpers[cluster]".') from None
    with Client(address, timeout=20) as client:
        yield client.get_executor(), sum(client.ncores().values())


def _tell(sentence):
    print(sentence, flush=True)


def _show(done, of_all):
    """A bar that grows on one line of a terminal; elsewhere a line at every tenth."""
    if sys.stdout.isatty():
        width = max(10, min(50, shutil.get_terminal_size().columns - 20))
        bar = "#" * (width * done // of_all)
        print(f"\r[{bar:<{width}}] {done} of {of_all}", end="\n" if done == of_all else "", flush=True)
    elif done == of_all or done * 10 // of_all > (done - 1) * 10 // of_all:
        print(f"{done} of {of_all}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
