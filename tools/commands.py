"""What ``python course.py COMMAND`` does, one function per command."""

import shutil
import signal
import subprocess
import sys

from tools import environment, versions, work_folder
from tools import handout as packing
from tools.stop import Stop

ROOT = versions.ROOT
SOURCE, WORK = ROOT / "notebooks", ROOT / "work"
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL += ["--nbval-sanitize-with", "tests/nbval_sanitize.cfg", "-p", "tests.old_kernel"]
NBVAL += ["-p", "tests.kept_names"]
PARALLEL = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]  # tests/conftest.py says who shares


def call(*command):
    """Run a program in the repository and wait for it, also through Ctrl-C. Returns its exit code."""
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment.settings())
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return wait(process)
    finally:
        signal.signal(signal.SIGTERM, before)


def wait(process):
    """Wait for a process that receives Ctrl-C itself and decides what to do about it."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def module(name, arguments=()):
    """Run a module with the course's Python. Returns its exit code."""
    return call(environment.ready(), "-m", name, *arguments)


def on_disk(action, *arguments):
    """Do something to the work folder; a disk that refuses becomes a message."""
    try:
        return action(*arguments)
    except OSError as error:
        raise Stop(
            f"The work folder could not be brought up to date: {error}.\nNothing of yours was lost."
        ) from error


def lab(arguments):
    """open the course in JupyterLab (the first time: make the environment)"""
    python = environment.ready()
    print(work_folder.report(on_disk(work_folder.fill, SOURCE, WORK)), flush=True)
    return call(python, "-m", "tools.lab_server", *arguments)


def restore(arguments):
    """put one notebook of work/ back as the course ships it; yours is kept beside it"""
    if len(arguments) != 1:
        raise Stop("Name one notebook: python course.py restore 02_unrolled_in_time")
    name, mine = on_disk(work_folder.restore, SOURCE, WORK, arguments[0])
    print(f"work/{name} is the course's version now." + (f" Yours is kept as work/{mine}." if mine else ""))


def test(arguments):
    """run every test and every lesson (with arguments: pytest with these)"""
    return module("pytest", arguments or [*NBVAL, *PARALLEL, "notebooks", "tests"])


def test_floors(arguments):
    """run the core's tests against the oldest versions that are allowed"""
    files = versions.floor_tests()
    if not files:
        raise Stop("None of the tests named under floor-tests in pyproject.toml exists.")
    python = environment.ready_floors()
    return call(python, "-m", "pytest", "-m", "not browser", *files, *arguments)


def notebooks(arguments):
    """run the lessons and store their outputs (--check compares only; names pick some)"""
    return module("tools.notebooks", arguments)


def exercises(arguments):
    """make the exercise notebooks from their solutions"""
    return module("rnn_helpers.exercises.generate", arguments)


def nbgrader(arguments):
    """make a folder in which nbgrader works (name the folder; then lessons, if not all)"""
    return module("tools.nbgrader_course", arguments)


def assets(arguments):
    """draw the diagrams of assets/"""
    return module("rnn_helpers.plots.diagrams", arguments)


def models(arguments):
    """train the models that come with the course (--check compares only; names pick some)"""
    return module("tools.models", arguments)


def bench(arguments):
    """measure how fast the passes are, against PyTorch and a textbook loop (--quick: a shorter run)"""
    return module("tools.bench", arguments)


def bench_sliders(arguments):
    """measure how fast the sliders are, in a real JupyterLab"""
    return module("tools.bench_sliders", arguments)


def grade(arguments):
    """grade what a class handed in: FOLDER --out RESULTS (TEACHING.md)"""
    return module("rnn_helpers.grading", ["grade", *arguments])


def handout(arguments):
    """pack the course for students, without solutions, into a zip"""
    return packing.main(arguments)


def lint(arguments):
    """check the style of code and notebooks (--fix mends what can be mended)"""
    python = environment.ready()
    fix = "--fix" in arguments
    checked = call(python, "-m", "ruff", "check", *(["--fix"] if fix else []), ".")
    formatted = call(python, "-m", "ruff", "format", *([] if fix else ["--check"]), ".")
    return checked or formatted


def lock(arguments):
    """choose the newest versions that pyproject.toml allows and write requirements.lock"""
    python = environment.venv_python(ROOT / ".venv")
    uv = versions.find_uv(python, shutil.which, environment.importable)
    wanted = "\n".join(versions.direct_requirements())
    made = subprocess.run(versions.lock_command(uv), input=wanted, capture_output=True, text=True, cwd=ROOT)
    if made.returncode:
        raise Stop("uv could not choose versions:\n" + made.stderr.strip())
    versions.LOCK.write_text(versions.lock_text(made.stdout.splitlines()), encoding="utf-8", newline="\n")
    print(f"{versions.LOCK.name} is written. The next command installs it.")


def env(arguments):
    """make the environment and say where its Python is"""
    print(environment.ready())


COMMANDS = {
    "lab": lab,
    "test": test,
    "restore": restore,
    "notebooks": notebooks,
    "exercises": exercises,
    "nbgrader": nbgrader,
    "assets": assets,
    "handout": handout,
    "grade": grade,
    "lint": lint,
    "test-floors": test_floors,
    "models": models,
    "bench": bench,
    "bench-sliders": bench_sliders,
    "lock": lock,
    "env": env,
}
FOR_LEARNERS = ("lab", "restore", "env")


def available():
    """The commands of this copy of the course: what `handout` packs has those for learners alone."""
    packed = not (ROOT / "tests").is_dir()
    return {name: COMMANDS[name] for name in FOR_LEARNERS} if packed else COMMANDS


def listing():
    """What is printed when no command is named."""
    lines = [f"    {name:<14} {function.__doc__.strip()}" for name, function in available().items()]
    example = "make restore NOTEBOOK=02_unrolled_in_time       make test ARGS='tests/test_rnn.py -x'"
    return "\n".join(
        ["Recurrent and recursive neural networks, by hand", ""]
        + ["    make COMMAND      or, where there is no make:      python course.py COMMAND", ""]
        + lines
        + ["", f"    {example}"]
    )


def run(arguments):
    """Run the command that the arguments name. Returns the exit code."""
    sys.stdout.reconfigure(errors="replace")
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(listing())
        return 0
    if arguments[0] not in available():
        print(f"There is no command {arguments[0]!r}.\n\n{listing()}")
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:]) or 0
    except Stop as stop:
        print(f"\n{stop}")
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.")
    return 1
