"""The command that runs a Python in a sandbox of bubblewrap, and what there is to see in it.

Everything is left out but what a Python with NumPy and Matplotlib takes: the standard library, the shared
libraries of the system, and these packages one by one, without what else is installed beside them.
"""

import contextlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from rnn_helpers.grading import system_calls

MODULES = (  # NumPy, Matplotlib, and what Matplotlib needs
    "numpy",
    "matplotlib",
    "mpl_toolkits",
    "contourpy",
    "cycler",
    "dateutil",
    "fontTools",
    "kiwisolver",
    "packaging",
    "PIL",
    "pyparsing",
    "six",
)
WHOLE = "0 0 4294967295"  # the user numbers of a system that is no container with some of them


def boxed(folder, limits, uid):
    """The beginning of a command that runs what follows in a sandbox, as a list.

    uid : the user that the process will become by itself, where the grader is root; else None. For root the
        kernel does not limit processes, whatever the namespace, so there it has to be somebody else.
    """
    command = [shutil.which("bwrap"), "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--hostname", "sandbox", "--die-with-parent", "--new-session"]
    command += ["--as-pid-1", "--clearenv", "--cap-drop", "ALL"]
    if uid is None:
        command += ["--unshare-user"]
    else:
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    binds, hidden = _binds(), _hidden()
    places = [place for _, place in binds] + ["/course/x", "/work/x", "/proc/x", "/dev/x"]
    for parent in sorted({str(parent) for place in places for parent in Path(place).parents} - {"/"}):
        command += ["--perms", "0755", "--dir", parent]
    for source, place in binds:
        command += ["--ro-bind", source, place]
    for place in hidden:
        command += ["--perms", "0755", "--tmpfs", place, "--remount-ro", place]
    for name, target in _links():
        command += ["--symlink", target, name]
    command += ["--ro-bind", str(folder), "/course", "--proc", "/proc"]
    command += ["--dev", "/dev", "--remount-ro", "/dev"]
    command += ["--perms", "1777", "--size", str(limits["folder"]), "--tmpfs", "/work", "--chdir", "/work"]
    command += ["--remount-ro", "/"]
    for name, value in environment("/work").items():
        command += ["--setenv", name, value]
    return command


def other_user():
    """A user number that nobody has, for a grader that is root over all users; else None."""
    if os.geteuid() != 0 or Path("/proc/self/uid_map").read_text().split() != WHOLE.split():
        return None
    return 2**30 + secrets.randbelow(2**29)


@cache
def _binds():
    """What is to be seen of the system, as (source, place): Python, its libraries, NumPy and Matplotlib."""
    prefix = os.path.realpath(sys.base_prefix)
    places = [
        "/usr/lib",
        "/usr/lib64",
        "/lib",
        "/lib64",
        "/etc/ld.so.cache",
        f"{prefix}/lib",
        f"{prefix}/lib64",
    ]
    places = [place for place in places if os.path.exists(place) and not os.path.islink(place)]
    outer = [place for place in places if not any(place.startswith(f"{other}/") for other in places)]
    binds = [(place, place) for place in dict.fromkeys([*outer, _python()])]
    return binds + [(source, f"/site/{os.path.basename(source)}") for source in packages()]


def packages():
    """The folders and files of MODULES, and the folders of libraries beside them."""
    found = []
    for name in MODULES:
        spec = importlib.util.find_spec(name)
        if spec is None:
            continue
        place = spec.submodule_search_locations[0] if spec.submodule_search_locations else spec.origin
        libraries = Path(place).parent / f"{'pillow' if name == 'PIL' else name}.libs"
        found += [os.path.realpath(place), *([os.path.realpath(libraries)] if libraries.is_dir() else [])]
    return found


@cache
def _hidden():
    """What lies within `_binds` and is not to be seen: packages, among them perhaps this library."""
    places = [place for _, place in _binds() if place.endswith(("/lib", "/lib64"))]
    found = []
    for place in map(Path, places):
        found += [*place.glob("python3*/site-packages"), *place.glob("python3*/dist-packages")]
    return [str(each) for each in found if each.is_dir() and not each.is_symlink()]


def _links():
    """The links among the folders of a system, such as /lib -> usr/lib."""
    names = [name for name in ("/lib", "/lib64", "/usr/lib64") if os.path.islink(name)]
    return [(name, os.readlink(name)) for name in names]


def _python():
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def environment(folder):
    """The environment variables of a submission: nothing of the grader's own."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    places = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), folder)
    return dict.fromkeys(threads, "1") | places | {"LANG": "C.UTF-8", "PATH": "/usr/bin", "MPLBACKEND": "Agg"}


@contextlib.contextmanager
def started(before, path, code, **options):
    """A Python that runs `code`, apart from the user's own settings and packages; it is gone afterwards.

    before : the beginning of the command, as from `boxed`, or an empty list
    path : where it looks for modules besides the standard library
    """
    reading = None
    if before and (calls := system_calls.program()):
        reading, writing = os.pipe()
        os.write(writing, calls)
        os.close(writing)
        before = [*before, "--seccomp", str(reading)]
    try:
        process = subprocess.Popen(
            [*before, _python(), "-I", "-S", "-B", "-c", f"import sys; sys.path += {path}\n{code}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # Ctrl-C reaches the grader alone, which then ends this
            pass_fds=() if reading is None else (reading,),
            **options,
        )
    finally:
        if reading is not None:
            os.close(reading)
    try:
        yield process
    finally:
        process.stdin.close()
        if not before:  # it has to end its child first; a sandbox goes as a whole
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(2)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()
