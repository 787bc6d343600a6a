"""The Python environment: made once in .venv from the lock, or the active conda one if it is complete."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path

from tools.stop import Stop
from tools.versions import LOCK, ROOT, direct_requirements, floor, parse

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
OF_THAT_TIME = ("pyparsing==3.1.*",)  # with a newer one, Matplotlib 3.8 warns at each formula
FLOOR_TOOLS = ("setuptools", "pytest", "hypothesis")  # not tied to their oldest versions
UNTELLING = ("Ignoring ", "Looking in ", "Requirement already satisfied")  # lines of pip that explain nothing
NO_NETWORK = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "name resolution",
    "getaddrinfo failed",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "SSLError",
    "from versions: none",
)

NO_VENV = """This Python cannot make an environment: its module {module} is missing
({where}).
On Debian and Ubuntu it is a package of its own:
    sudo apt install python3-venv
Elsewhere, install Python from https://www.python.org/downloads/. Then run the same command again."""

NOT_MADE = """The environment {folder} could not be made:
{tail}
On Debian and Ubuntu `sudo apt install python3-venv` may help; elsewhere see that the disk has room."""

OFFLINE = """The packages could not be fetched: is this computer online?
If it reaches the internet through a proxy, set HTTPS_PROXY first. Then run the same command again;
what is installed already is kept. These were pip's last lines:
{tail}"""

PIP_FAILED = """pip could not install the packages. These were its last lines:
{tail}
Run the same command again; if it fails in the same way, delete the folder {folder} and try once more."""


def settings():
    """Environment variables of every command: one thread for matrix products, so that numbers repeat."""
    return {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONUTF8": "1"}


def venv_python(folder):
    """Where a virtual environment keeps its Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(python):
    """Whether this Python starts and has pip (a moved or half-made environment does not)."""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode == 0


def importable(python, module):
    """Whether `python` can import `module`."""
    return subprocess.run([str(python), "-c", f"import {module}"], capture_output=True).returncode == 0


def check_venv_module(find=importlib.util.find_spec):
    """Raises Stop where Python came without the modules that make an environment."""
    for module in ("venv", "ensurepip"):
        if find(module) is None:
            raise Stop(NO_VENV.format(module=module, where=sys.executable))


def make_venv(folder, python=sys.executable):
    """A new virtual environment in `folder`; whatever is there and does not work is replaced."""
    check_venv_module()
    command = [str(python), "-m", "venv", "--clear", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if made.returncode:
        tail = (made.stdout + made.stderr).strip()
        raise Stop(NOT_MADE.format(folder=folder, tail=tail))


def progress(line, out=None):
    """Show one line of pip's on the same line of the terminal; nothing where there is no terminal."""
    out = out or sys.stdout
    if out.isatty():
        width = shutil.get_terminal_size().columns - 1
        out.write(line.strip()[:width].ljust(width) + "\r")
        out.flush()


def pip_complaint(tail, folder):
    """What to say when pip failed, from its last lines (list of str)."""
    text = "\n".join("    " + line[:200] for line in tail)
    offline = any(sign in text for sign in NO_NETWORK)
    return OFFLINE.format(tail=text) if offline else PIP_FAILED.format(tail=text, folder=folder)


def pip_install(python, *arguments):
    """Run pip install. Raises Stop, with pip's last lines, if it fails."""
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command = [str(python), "-m", "pip", "install", *quiet, *map(str, arguments)]
    tail = deque(maxlen=8)
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
    text = {"text": True, "encoding": "utf-8", "errors": "replace"}
    with subprocess.Popen(command, cwd=ROOT, env={**settings(), "PIP_USER": "0"}, **pipe, **text) as process:
        for line in process.stdout:
            if not line.startswith(UNTELLING):
                tail.append(line.rstrip())
            progress(line)
    progress("")
    if process.returncode:
        raise Stop(pip_complaint(tail, Path(python).parents[1]))


def install_project(python):
    """Install rnn_helpers itself, so that it is importable from any folder and follows every edit."""
    pip_install(python, "--no-deps", "--no-build-isolation", "--editable", ROOT)


def stamp(root=ROOT):
    """A fingerprint of everything that decides what an environment holds."""
    parts = [str(root)]
    parts += [
        path.read_text(encoding="utf-8") for path in (root / "requirements.lock", root / "pyproject.toml")
    ]
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def stamp_file(folder):
    return folder / "course-stamp.txt"


def is_current(folder, mark):
    """Whether the environment was completed with just this fingerprint and still starts."""
    file = stamp_file(folder)
    return file.exists() and file.read_text(encoding="utf-8") == mark and venv_python(folder).exists()


def quieten_kernels(folder):
    """Let the kernels of this environment report errors alone: their warnings of today fill the terminal."""
    settings_file = folder / "etc" / "ipython" / "ipython_kernel_config.json"
    settings_file.parent.mkdir(parents=True, exist_ok=True)
    settings_file.write_text('{"IPKernelApp": {"log_level": 40}}\n', encoding="utf-8")


def ready_venv(folder=ROOT / ".venv", requirements=("-r", LOCK), mark=None, say=print):
    """Make or complete the environment in `folder`; does nothing if it is current. Returns its Python."""
    mark = mark or stamp()
    python = venv_python(folder)
    if is_current(folder, mark):
        return python
    if not works(python):
        say(f"Making the environment {folder.name} ...")
        make_venv(folder)
    say("Installing the packages (a minute or two, once) ...")
    pip_install(python, *requirements)
    install_project(python)
    quieten_kernels(folder)
    stamp_file(folder).write_text(mark, encoding="utf-8")
    return python


def missing():
    """Names of the packages that the running Python lacks."""
    names = [parse(line)[0] for line in direct_requirements(groups=("core", "lab", "test"))]
    return [name for name in names if not is_installed(name)]


def is_installed(name):
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def in_conda(variables=os.environ, prefix=sys.prefix):
    """Whether the running Python belongs to the active conda environment."""
    conda = variables.get("CONDA_PREFIX")
    return bool(conda) and Path(conda).resolve() == Path(prefix).resolve()


def ready(say=print):
    """The Python that runs everything, made ready first. Returns its path.

    The active conda environment if it is complete, or the active environment of any kind where the variable
    COURSE_ENV says ``active``; otherwise .venv in the repository.
    """
    asked = os.environ.get("COURSE_ENV") == "active"
    if not (asked or in_conda()):
        return ready_venv(say=say)
    lacking = missing()
    if lacking and asked:
        raise Stop(f"COURSE_ENV=active, but this environment lacks {', '.join(lacking)} ({sys.executable}).")
    if lacking:
        say(f"This conda environment lacks {', '.join(lacking)}: using .venv instead.")
        say("(conda env update --file environment.yml would complete it.)")
        return ready_venv(say=say)
    if not is_installed("rnn-helpers"):
        install_project(sys.executable)
    return Path(sys.executable)


def ready_floors(say=print):
    """An environment with the oldest versions that pyproject.toml allows. Returns its Python."""
    if sys.version_info >= (3, 13):
        raise Stop(
            "The oldest versions exist for Python 3.11 and 3.12 only; this is a newer one.\n"
            "Run:  make test-floors PYTHON=python3.12"
        )
    oldest = [floor(line) for line in direct_requirements(groups=("core",))]
    tools = [line for line in direct_requirements(groups=("build", "test")) if parse(line)[0] in FLOOR_TOOLS]
    wanted = [*oldest, *OF_THAT_TIME, *tools]
    return ready_venv(ROOT / ".venv-floors", wanted, "\n".join([str(ROOT), *wanted]), say)
