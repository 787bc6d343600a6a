"""What a process does for one request: run the submission's cells, answer, and end.

From the first cell on it is the submission's process. Nothing it says is believed, only looked at.
"""

import ast
import builtins
import importlib
import linecache
import os
import resource
import signal
import sys
import types
import warnings

from rnn_helpers.exercises.errors import fault, text_of
from rnn_helpers.grading import wire, witness
from rnn_helpers.grading.inside import MOST_CELLS

IMPORTS = (ast.Import, ast.ImportFrom)
ENDS = {"memory": "MemoryError", "files": "OSError"}


class TakesTooLong(BaseException):
    """A cell has had its time."""


def answer(request, programs, limits, left_out, progress, answers, incidents):
    """Answer one request, and end this process.

    request : the bytes of a wire value        programs : [{"cell", "source"}, …]
    left_out : position of a program that is not run again -> how it ended, a word
    progress : memory that the server reads
    answers, incidents : file descriptors to write to
    """
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))
    asked = wire.unpack(request)
    _restore(asked.pop("restore", {}))
    _quiet()
    from rnn_helpers.grading.asked import answer as answer_asked

    namespace = _notebook()
    readable = [each for each in sys.path if each]
    witness.listen(incidents, os.getcwd(), readable)
    ran = _run(programs, namespace, limits["cell"], left_out, progress)
    try:
        kind, data = b"A", wire.pack(answer_asked(namespace, asked, ran), limits["reply"])
    except BaseException as error:
        kind, data = b"E", f"{type(error).__name__}: {text_of(error)}".encode("utf-8", "replace")[:1000]
    data = wire.ANSWER.pack(kind, len(data)) + data
    while data:
        data = data[os.write(answers, data) :]
    os._exit(0)


def _restore(sources):
    """Give functions of the library the bodies that they have not in this copy of it."""
    for dotted_name, source in sources.items():
        module_name, _, name = dotted_name.rpartition(".")
        module, made = importlib.import_module(module_name), {}
        exec(compile(source, "<library>", "exec", dont_inherit=True), vars(module), made)
        function = getattr(module, name)
        function.__code__ = made[name].__code__
        function.__defaults__, function.__kwdefaults__ = made[name].__defaults__, made[name].__kwdefaults__


def _quiet():
    """No warnings, and what is printed goes nowhere."""
    warnings.simplefilter("ignore")
    sys.stdin, sys.stdout, sys.stderr = (
        open(os.devnull, mode, encoding="utf-8", errors="replace")  # noqa: SIM115
        for mode in "rww"
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def _nothing(*arguments, **named):
    return None


def _something(name):
    """Whatever is asked of IPython is a function that does nothing."""
    if name.startswith("__"):
        raise AttributeError(name)
    return _nothing


def _leave(code=None):
    raise SystemExit(code)


def _notebook():
    """The names of an empty notebook, as the module `__main__`."""
    builtins.display = builtins.help = _nothing
    builtins.get_ipython = lambda: sys.modules["IPython"]
    builtins.input = lambda prompt="": ""
    builtins.exit = builtins.quit = _leave
    for name in ("IPython", "IPython.display"):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__getattr__ = _something
    sys.modules["IPython"].display = sys.modules["IPython.display"]
    sys.modules["IPython"].version_info = (9, 0)  # Matplotlib asks for it when a figure is made
    module = types.ModuleType("__main__")
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    return vars(module)


def _run(programs, namespace, seconds, left_out, progress):
    """Run the cells one after another; returns what became of each."""
    ran, absent = [], set()
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, _stop)
    for k, program in enumerate(programs):
        name = f"<cell {program['cell']}>"
        linecache.cache[name] = (len(program["source"]), None, program["source"].splitlines(True), name)
        error, stopped = _ended(left_out.get(k))
        if k not in left_out:
            progress[:4] = (k + 1).to_bytes(4, "little")
            error, stopped = _run_cell(program["source"], name, namespace, seconds, absent)
            progress[:4] = bytes(4)
        if stopped and k < MOST_CELLS:
            progress[4 + k] = 1
        ran.append({"cell": program["cell"], "error": error, "stopped": stopped})
    return ran


def _ended(word):
    """What became of a cell that ended an earlier process, as `_run_cell` says it."""
    if word is None or word in ("time", "cpu"):
        return None, word is not None
    kinds = (ENDS.get(word, "Exit"),)
    return {"kinds": kinds, "text": "it ended the process", "missing": None, "line": None}, False


def _stop(number, frame):
    raise TakesTooLong


def _run_cell(source, name, namespace, seconds, absent):
    """Run one cell; returns what it raised, if anything, and whether it had to be stopped.

    absent : names whose import failed; those of this cell are added
    """
    error, stopped = None, False
    try:
        try:
            _time(seconds)
            error = _executed(source, name, namespace, absent)
        except TakesTooLong:
            stopped = True
        except BaseException as raised:
            error = fault(raised, namespace)
        finally:
            _time(0)
    except TakesTooLong:  # just when it had ended
        stopped = True
        _time(0)
    return error, stopped


def _executed(source, name, namespace, absent):
    """Execute a cell. A module that is missing here was there where the student worked: the rest goes on.

    returns : the fault of the first import that failed, or of the first statement that lacks its names; None
    """
    whole = ast.parse(source, name)
    imports = [each for each in whole.body if isinstance(each, IMPORTS)]
    if not (absent or imports) or any(getattr(each, "module", "") == "__future__" for each in imports):
        exec(compile(whole, name, "exec", dont_inherit=True), namespace)
        return None
    error = None
    for part in (each for statement in whole.body for each in _one_by_one(statement)):
        try:
            exec(compile(ast.Module([part], []), name, "exec", dont_inherit=True), namespace)
        except (ImportError, NameError) as raised:
            if not (isinstance(part, IMPORTS) if isinstance(raised, ImportError) else raised.name in absent):
                raise
            absent |= _bound_by(part)
            error = error or fault(raised, namespace)
    return error


def _one_by_one(statement):
    """A statement; of `import a, b` one for each module."""
    if not isinstance(statement, ast.Import):
        return [statement]
    return [ast.copy_location(ast.Import([alias]), statement) for alias in statement.names]


def _bound_by(part):
    """The names that a statement would have given a value to."""
    if isinstance(part, IMPORTS):
        return {alias.asname or alias.name.partition(".")[0] for alias in part.names}
    names = (each for each in ast.walk(part) if isinstance(each, ast.Name))
    return {each.id for each in names if isinstance(each.ctx, ast.Store)}


def _time(seconds):
    """Stop what runs after so many seconds of computing, or three times as many by the clock; never for 0.

    Again and again, since it may be caught.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.2)
    signal.setitimer(signal.ITIMER_REAL, 3 * seconds, 0.2)
