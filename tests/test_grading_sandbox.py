"""What a submission can do in its sandbox, tried for real: it answers, or fails, and nothing else happens.

Nothing here is tried outside of a sandbox but what harms nobody.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import rnn_helpers
from rnn_helpers.grading import sandbox, system_calls
from rnn_helpers.grading.sandbox import LIMITS, NoProtection, Stopped, opened, protection

LIBRARY = Path(rnn_helpers.__file__).parent
COPIED = ("trees.py", "_tree_text.py")
COPIED += tuple(f"exercises/{name}.py" for name in ("probes", "comparing", "given", "errors"))
COPIED += tuple(f"grading/{name}.py" for name in ("wire", "inside", "child", "witness"))
ASKED = """
def answer(names, request, ran):
    if request["call"] == "ran":
        return ran
    return names[request["call"]](*request["arguments"])
"""
HELPERS = "def taught(x):\n    raise NotImplementedError\n\n\ndef other(x):\n    return taught(x)\n"
SHORT = LIMITS | {
    "wall": 3,
    "cpu": 2,
    "cell": 0.5,
    "memory": 700_000_000,
    "folder": 4_000_000,
    "reply": 100_000,
}

needs_sandbox = pytest.mark.skipif(protection()["kind"] == "none", reason=protection()["says"])


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A prepared folder with the little of the library that a conversation needs."""
    folder = tmp_path_factory.mktemp("course")
    folder.chmod(0o755)
    for package in ("exercises", "grading"):
        (folder / "rnn_helpers" / package).mkdir(parents=True)
        (folder / "rnn_helpers" / package / "__init__.py").touch()
    (folder / "rnn_helpers/__init__.py").touch()
    for name in COPIED:
        shutil.copy(LIBRARY / name, folder / "rnn_helpers" / name)
    (folder / "rnn_helpers/grading/asked.py").write_text(ASKED, encoding="utf-8")
    (folder / "rnn_helpers/helpers.py").write_text(HELPERS, encoding="utf-8")
    return folder


def cells(*sources):
    return [{"cell": k, "source": source} for k, source in enumerate(sources, 1)]


def call(ask, name, *arguments):
    return ask({"call": name, "arguments": arguments})


def tried(course, code, *requests, limits=SHORT):
    """What `attack`, which the code defines, returns for the arguments of each request."""
    with opened(cells("import os, sys, time\n", code), course, limits) as ask:
        return [call(ask, "attack", *arguments) for arguments in requests or [()]]


@pytest.fixture(params=["sandbox", "unsafe"])
def unsafe(request):
    if request.param == "sandbox" and protection()["kind"] == "none":
        pytest.skip(protection()["says"])
    return request.param == "unsafe"


@pytest.fixture
def without():
    """Whether to run without a sandbox, because there is none."""
    return protection()["kind"] == "none"


# --- an honest submission


def test_a_conversation(course, unsafe):
    programs = cells(
        "import numpy as np\nfrom rnn_helpers.trees import Tree\nnumbers = [1]",
        "def double(x):\n    numbers.append(x)\n    return 2 * x, len(numbers)",
        "1 / 0",
        "def broken(:\n    pass",
        "raise SystemExit(3)",
        "from IPython.display import display, HTML\nimport IPython.display as d\nd.clear_output(wait=True)",
        "import inspect\nclass A:\n    pass\n"
        "def source():\n    return inspect.getsource(double), __name__, A.__module__",
        "display(numbers); get_ipython().run_line_magic('matplotlib', 'inline'); name = input(); help(len)",
        "print('x' * 10**6); import sys; sys.stdin.read(); exit()",
        "from rnn_helpers.nowhere import nothing",
        "from __future__ import annotations\n"
        "tree = Tree(Tree(word='a'), label=1)\ndef last(): return tree, name",
    )
    with opened(programs, course, SHORT, unsafe) as ask:
        ran = ask({"call": "ran"})
        first, again = (call(ask, "double", np.arange(3.0)) for _ in range(2))
        source, name, module = call(ask, "source")
        tree, given = call(ask, "last")
        with pytest.raises(Stopped, match="KeyError: 'nowhere'"):
            call(ask, "nowhere")
        with pytest.raises(Stopped, match="bytes"):
            call(ask, "double", "x" * 100_000)
        assert call(ask, "double", 2) == (4, 2)
    assert [each["error"] and each["error"]["kinds"][0] for each in ran] == [
        *(None, None, "ZeroDivisionError", "SyntaxError", "SystemExit", None, None, None, "SystemExit"),
        *("ModuleNotFoundError", None),
    ]
    assert [each["cell"] for each in ran] == list(range(1, 12)) and not any(each["stopped"] for each in ran)
    assert ran[2]["error"] == {
        "kinds": ("ZeroDivisionError", "ArithmeticError", "Exception", "BaseException", "object"),
        "text": "division by zero",
        "missing": None,
        "line": (1, "1 / 0"),
    }
    assert ran[3]["error"]["text"] == "invalid syntax (<cell 4>, line 1)"
    assert first[0].tolist() == [0, 2, 4] and (first[1], again[1]) == (
        2,
        2,
    )  # nothing stays from call to call
    assert source.startswith("def double(x):\n    numbers") and (name, module) == ("__main__", "__main__")
    assert (tree.words(), tree.label, given) == (["a"], 1, "")
    assert ask.incidents == []


def test_a_cell_without_end_is_stopped_and_not_run_again(course, unsafe):
    programs = cells(
        "a = 1",
        "while True:\n    try:\n        pass\n    except BaseException:\n        pass",
        "def f(): return a",
    )
    with opened(programs, course, SHORT, unsafe) as ask:
        assert [each["stopped"] for each in ask({"call": "ran"})] == [False, True, False]
        before = time.process_time(), ask.seconds
        assert [call(ask, "f") for _ in range(3)] == [1, 1, 1]
        assert ask.seconds - before[1] < 3 * SHORT["cell"]


def test_a_cell_that_ends_the_process_costs_only_itself(course, unsafe):
    programs = cells(
        "a = 1", "import os; os._exit(0)", "import ctypes; ctypes.string_at(1)", "def f(): return a"
    )
    with opened(programs, course, SHORT, unsafe) as ask:
        assert call(ask, "f") == 1
        ran = ask({"call": "ran"})
        assert not any(each["stopped"] for each in ran)
        ended = {"kinds": ("Exit",), "text": "it ended the process", "missing": None, "line": None}
        assert [each["error"] for each in ran] == [None, ended, ended, None]


def test_a_function_that_ends_the_process_costs_only_its_request(course, unsafe):
    code = "import os, sys\ndef leave(): os._exit(7)\ndef go(): sys.exit('done')\ndef f(): return 1"
    with opened(cells(code), course, SHORT, unsafe) as ask:
        with pytest.raises(Stopped, match="ended by itself, with exit code 7"):
            call(ask, "leave")
        with pytest.raises(Stopped, match="SystemExit: done"):
            call(ask, "go")
        assert call(ask, "f") == 1


def test_functions_of_the_library_come_back_for_one_request(course, unsafe):
    code = "from rnn_helpers.helpers import taught, other\ndef f(x): return taught(x), other(x)"
    source = 'def taught(x, *, times=2):\n    return f"learnt {x * times}"\n'
    with opened(cells(code), course, SHORT, unsafe) as ask:
        restore = {"rnn_helpers.helpers.taught": source}
        with pytest.raises(Stopped, match="NotImplementedError"):
            call(ask, "f", "a")
        asked = {"call": "f", "arguments": ("a",), "restore": restore}
        assert ask(asked) == ("learnt aa", "learnt aa")
        with pytest.raises(Stopped, match="NotImplementedError"):
            call(ask, "f", "a")


@pytest.mark.parametrize("modules", [(), ("rnn_helpers.helpers", "rnn_helpers.not_there")])
def test_modules_that_are_needed_are_imported_once_for_all_requests(course, unsafe, modules):
    code = "import sys\ndef there(*names):\n    return [name in sys.modules for name in names]\n"
    with opened(cells(code), course, SHORT, unsafe, modules) as ask:
        there = call(ask, "there", "numpy.random", "rnn_helpers.helpers", "rnn_helpers.not_there")
    assert there == [True, bool(modules), False]


def test_what_is_not_there_is_said(monkeypatch, course):
    protection.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    try:
        assert protection()["kind"] == "none" and "apt install bubblewrap" in protection()["says"]
        with pytest.raises(NoProtection, match="apt install"), opened([], course):
            pass
    finally:
        protection.cache_clear()


@pytest.mark.parametrize(("system", "name"), [("darwin", "Darwin"), ("win32", "Windows")])
def test_other_systems_are_told_to_use_a_container(monkeypatch, system, name):
    protection.cache_clear()
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sandbox.platform, "system", lambda: name)
    try:
        assert protection()["kind"] == "none"
        assert name in protection()["says"] and "docker run" in protection()["says"]
        monkeypatch.delattr(os, "fork")
        with pytest.raises(NoProtection, match="docker run"), opened([], "nowhere", unsafe=True):
            pass
    finally:
        protection.cache_clear()


def test_a_system_without_limits_on_processes_can_still_ask():
    """Windows has no `resource`: what is said there must not fail on the way."""
    code = "import sys; sys.modules['resource'] = None\nfrom rnn_helpers.grading.sandbox import protection"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(LIBRARY.parent), *sys.path])}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


@needs_sandbox
def test_a_bubblewrap_that_may_not_work_is_no_protection(monkeypatch, tmp_path):
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(refusing))
    protection.cache_clear()
    try:
        assert protection()["kind"] == "none"
        assert "uid map: Permission denied" in protection()["says"] and "sysctl" in protection()["says"]
    finally:
        protection.cache_clear()


# --- looking around


@needs_sandbox
def test_nothing_of_this_computer_is_in_sight(course, tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("the marks", encoding="utf-8")
    hidden = [str(Path(os.__file__).resolve().parent / "site-packages")]
    hidden = [folder for folder in hidden if os.path.isdir(folder)]
    monkeypatch.setenv("SECRET", "the marks")
    code = """
def attack(path, packages):
    seen = {"packages": [os.listdir(each) for each in packages]}
    for folder in ("/", "/home", "/tmp", "/var", "/etc", "/root", "/mnt", "/work", "/site", "/usr", "/run"):
        try:
            seen[folder] = os.listdir(folder)
        except OSError:
            seen[folder] = None
    library = []
    for top, _, files in os.walk("/"):
        if not top.startswith(("/proc", "/course")) and "rnn_helpers" in top:
            library.append(top)
    try:
        seen["secret"] = open(path).read()
    except OSError as error:
        seen["secret"] = type(error).__name__
    for name in ("pytest", "rnn_helpers.exercises.catalogue", "site", "pip"):
        try:
            __import__(name)
            seen[name] = True
        except ImportError:
            seen[name] = False
    seen["pids"] = [each for each in os.listdir("/proc") if each.isdigit()]
    seen |= {"library": library, "environment": dict(os.environ)}
    fds = {}
    for fd in range(100):
        try:
            fds[fd] = os.fstat(fd).st_mode >> 12
        except OSError:
            pass
    seen |= {"fds": fds, "id": (os.getuid() == 0, os.getgroups()), "host": os.uname().nodename}
    return seen
"""
    [seen] = tried(course, code, [str(secret), hidden], limits=SHORT | {"wall": 20, "cpu": 20})
    assert seen["secret"] == "FileNotFoundError" and seen["library"] == []
    assert not any(seen["packages"])
    assert {"course", "dev", "proc", "site", "usr", "work"} <= set(seen["/"])
    known = {"course", "dev", "etc", "lib", "lib64", "proc", "site", "usr", "work"}
    assert set(seen["/"]) - known <= {Path(sys.base_prefix).parts[1]}
    assert not seen["/var"] and not seen["/run"] and not seen["/mnt"] and seen["/work"] == []
    assert seen["/etc"] in ([], ["ld.so.cache"]) and set(seen["/usr"]) <= {"bin", "lib", "lib64", "local"}
    python = Path(sys.base_prefix).resolve().parts
    for folder in ("/home", "/tmp", "/root"):
        assert not seen[folder] or python[1] == folder[1:] and seen[folder] == [python[2]]
    assert not seen["pytest"] and not seen["pip"] and not seen["rnn_helpers.exercises.catalogue"]
    assert "the marks" not in str(seen["environment"]) and len(seen["environment"]) < 15
    assert len(seen["pids"]) == 2 and seen["host"] == "sandbox" and not seen["id"][0]
    devices, pipes = ([fd for fd, kind in seen["fds"].items() if kind == wanted] for wanted in (2, 1))
    assert len(seen["fds"]) == len(devices) + len(pipes) and len(pipes) == 2  # the answer and the witness


@needs_sandbox
def test_nothing_can_be_written_but_in_the_own_folder(course):
    code = """
def attack():
    done = []
    folders = "/ /course /course/rnn_helpers /usr/lib /site /site/numpy /dev /dev/shm /proc /etc /tmp"
    for folder in (*folders.split(), "/proc/sys/kernel", os.path.dirname(os.__file__)):
        try:
            open(os.path.join(folder, "x"), "w")
            done.append(folder)
        except OSError:
            pass
        for change in (lambda: os.chmod(folder, 0o777), lambda: os.rename(folder, "/work/moved")):
            try:
                change()
                done.append((folder, "changed"))
            except OSError:
                pass
    open("own.txt", "w").write("x")
    return done, os.getcwd(), os.listdir(".")
"""
    assert tried(course, code) == [([], "/work", ["own.txt"])]
    assert sorted(os.listdir(course)) == ["rnn_helpers"]


@needs_sandbox
def test_the_network_is_out_of_reach(course, tmp_path):
    listener = socket.create_server(("127.0.0.1", 0))
    unix = socket.socket(socket.AF_UNIX)
    unix.bind("\0grading-test-" + tmp_path.name)
    unix.listen()
    code = """
import socket
def attack(port, name):
    reached = []
    for family, address in ((socket.AF_INET, ("127.0.0.1", port)), (socket.AF_INET, ("1.1.1.1", 53)),
                            (socket.AF_UNIX, name), (getattr(socket, "AF_VSOCK", 40), (2, 22)), (16, None)):
        try:
            with socket.socket(family) as s:
                s.settimeout(1)
                s.connect(address)
            reached.append(address)
        except (OSError, TypeError) as error:
            pass
    return reached
"""
    with listener, unix, opened(cells("import os", code), course, SHORT) as ask:
        port = listener.getsockname()[1]
        assert call(ask, "attack", port, "\0grading-test-" + tmp_path.name) == []
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    says = [each["says"] for each in ask.incidents if each["what"] == "network"]
    assert any(str(port) in each for each in says) and len(says) <= 5


# --- the other processes


@needs_sandbox
def test_the_server_cannot_be_touched(course):
    code = """
import ctypes, signal
libc = ctypes.CDLL(None, use_errno=True)
def attack():
    for number in signal.valid_signals():
        os.kill(1, number)
    libc.prctl(4, 1, 0, 0, 0)
    gained = []
    for name in ("mem", "environ", "maps", "fd/3", "fd/4", "cwd", "root", "exe", "syscall", "stack", "io"):
        try:
            open(f"/proc/1/{name}", "rb").read(10)
            gained.append(name)
        except OSError:
            pass
    try:
        gained += os.listdir("/proc/1/fd")
    except OSError:
        pass
    if libc.ptrace(16, 1, 0, 0) == 0:
        gained.append("ptrace")
    buffer = ctypes.create_string_buffer(100)
    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
    here = Vector(ctypes.addressof(buffer), 100)
    if libc.process_vm_readv(1, ctypes.byref(here), 1, ctypes.byref(here), 1, 0) > 0:
        gained.append("read")
    return gained
def kill_all():
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        return "nobody else"
def f(): return 1
"""
    with opened(cells("import os", code), course, SHORT) as ask:
        assert call(ask, "attack") == []
        assert call(ask, "kill_all") == "nobody else" and call(ask, "f") == 1
    assert {each["what"] for each in ask.incidents} >= {"signal", "native", "reading"}


@needs_sandbox
def test_rights_and_ways_from_request_to_request_are_refused(course):
    code = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def attack():
    buffer = ctypes.create_string_buffer(b"sh", 10)
    calls = {
        "unshare": lambda: libc.unshare(0x10000000),
        "mount": lambda: libc.mount(b"none", b"/work", b"tmpfs", 0, None),
        "shmget": lambda: libc.shmget(5, 4096, 0o1600),
        "msgget": lambda: libc.msgget(5, 0o1600),
        "semget": lambda: libc.semget(5, 1, 0o1600),
        "mq_open": lambda: libc.mq_open(b"/queue", 66, 0o600, None),
        "memfd": lambda: libc.memfd_create(b"x", 0),
        "keys": lambda: libc.syscall(248, b"user", b"name", buffer, 2, -4),
        "setuid": lambda: libc.setuid(0),
        "clone": lambda: libc.syscall(56, 0x10000011, 0, 0, 0, 0),
        "clone3": lambda: libc.syscall(435, buffer, 10),
        "chroot": lambda: libc.chroot(b"/work"),
        "other": lambda: libc.syscall(0x40000000 + 39),
    }
    gained = [name for name, each in calls.items() if each() >= 0]
    status = dict(line.split(":\\t", 1) for line in open("/proc/self/status"))
    return gained, status["CapPrm"], status["NoNewPrivs"]
"""
    [(gained, capabilities, no_more)] = tried(course, code)
    if system_calls.program():
        assert gained == []
    assert (int(capabilities, 16), int(no_more)) == (0, 1)


@needs_sandbox
def test_processes_are_few_and_gone_afterwards(course):
    code = """
def attack():
    made = 0
    try:
        while made < 500:
            if os.fork() == 0:
                os.setsid()
                try:
                    os.fork()
                except OSError:
                    pass
                while True:
                    try:
                        open("left behind", "a").write("x")
                    except OSError:
                        pass
                    time.sleep(0.01)
            made += 1
    except OSError:
        pass
    return made
def bomb():
    while True:
        try:
            os.fork()
        except OSError:
            pass
def after():
    time.sleep(0.1)
    return os.listdir("."), len([each for each in os.listdir("/proc") if each.isdigit()])
"""
    with opened(cells("import os, time", code), course, SHORT) as ask:
        assert 3 < call(ask, "attack") < SHORT["processes"]
        assert call(ask, "after") == ([], 2)
        with pytest.raises(Stopped, match="more than [23] seconds|ended by itself"):
            call(ask, "bomb")
        assert call(ask, "after") == ([], 2)


GRADER = """
import sys, time
from rnn_helpers.grading.sandbox import LIMITS, opened
source = "import os, time, signal\\ndef f():\\n    os.fork()\\n    time.sleep(100)"
limits = LIMITS | {"wall": 1000, "total": 1000}
with opened([{"cell": 1, "source": source}], sys.argv[1], limits, sys.argv[2] == "True") as ask:
    print("ready", flush=True)
    ask({"call": "f", "arguments": ()})
"""


def test_nothing_is_left_when_the_grader_is_killed(course, unsafe):
    command = [sys.executable, "-c", GRADER, str(course), str(unsafe)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(LIBRARY.parent), *sys.path])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as grader:
        assert grader.stdout.readline() == b"ready\n"
        deadline = time.monotonic() + 20
        while (
            len(started := _descendants(grader.pid)) < (5 if not unsafe else 4)
            and time.monotonic() < deadline
        ):
            time.sleep(0.02)
        grader.kill()
    while any(map(_lives, started)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(started) >= 4 and not any(map(_lives, started))


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _descendants(pid):
    found = [pid]
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        if parent == pid:
            found += _descendants(int(status.parent.name))
    return found


# --- too much


@needs_sandbox
def test_memory_time_and_room_end(course):
    code = """
import numpy as np, signal
def large():
    try:
        return np.ones(1_500_000_000)
    except MemoryError:
        return "no memory"
def many():
    for _ in range(8):
        if os.fork() == 0:
            held = np.ones(20_000_000)
            time.sleep(100)
    time.sleep(100)
def deaf():
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    time.sleep(100)
def busy():
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass
def stop(): os.kill(os.getpid(), signal.SIGSTOP)
def fill():
    written = 0
    try:
        for k in range(100):
            with open(f"{k}", "wb") as file:
                written += file.write(bytes(10**6))
    except OSError as error:
        return written, len(os.listdir("."))
def one_file():
    with open("one", "wb") as file:
        file.write(bytes(3_000_000))
    return os.path.getsize("one")
def many_files():
    k = 0
    while True:
        open(f"{k}", "w").close()
        k += 1
def closed():
    os.closerange(0, 200)
    time.sleep(100)
def printed():
    for _ in range(100):
        os.write(1, bytes(10**6)); os.write(2, bytes(10**6)); print("x" * 10**6)
    return "printed"
def deep():
    return deep()
def f(): return os.listdir(".")
"""
    patient = SHORT | {"cpu": 1, "wall": 30, "file": 2_000_000, "files": 1_000}
    with opened(cells("import os, time", code), course, patient) as ask:
        assert call(ask, "large") == "no memory"
        assert call(ask, "fill")[0] <= patient["folder"]
        assert call(ask, "printed") == "printed"
        for name, reason in {
            "many": "more than 0.7 GB of memory",
            "busy": "computed for more than 1 seconds",
            "one_file": "File too large",
            "many_files": "more than 1,000 files",
            "closed": "ended by itself",
            "deep": "RecursionError",
        }.items():
            with pytest.raises(Stopped, match=reason):
                call(ask, name)
            assert call(ask, "f") == [], name
    with opened(cells("import os, time", code), course, SHORT | {"wall": 1}) as ask:
        for name in ("deaf", "stop"):
            with pytest.raises(Stopped, match="more than 1 seconds"):
                call(ask, name)


@needs_sandbox
def test_all_requests_together_have_an_end(course):
    with opened(cells("import time\ndef f(): time.sleep(1)"), course, SHORT | {"total": 1}) as ask:
        assert call(ask, "f") is None
        with pytest.raises(Stopped, match="used up its 1 seconds"):
            call(ask, "f")


@needs_sandbox
def test_a_process_apart_has_its_own_memory_and_the_same_account(course):
    code = """
import ctypes, time
seen = []
def f():
    seen.append(1)
    return len(seen)
def attack():
    ctypes.CDLL(None)
    time.sleep(1)
    return f()
"""
    with opened(cells(code), course, SHORT | {"total": 1}) as ask:
        assert (call(ask, "f"), ask.incidents) == (1, [])
        assert ask.apart({"call": "attack", "arguments": []}) == 1
        assert "native" in {each["what"] for each in ask.incidents}
        for question in (ask, ask.apart):
            with pytest.raises(Stopped, match="used up its 1 seconds"):
                call(question, "f")


# --- lies


FORGED = """
import os, struct, time, sys
def forge(kind):
    head = lambda letter, length: struct.pack(">cQ", letter, length)
    lie = {
        "huge": head(b"A", 2**60), "negative": head(b"A", 2**64 - 1), "letter": head(b"X", 1) + b"N",
        "garbage": b"\\x80" * 50, "short": head(b"A", 1000) + b"N", "none": head(b"A", 0),
        "nonsense": head(b"A", 3) + b"???", "two": head(b"A", 1) + b"N" + head(b"A", 1) + b"N",
        "endless": head(b"A", 99_000) + bytes(10**6), "error": head(b"E", 8) + b"\\xff\\n\\x1b[31m>",
    }[kind]
    for fd in range(3, 30):
        try:
            os.write(fd, lie)
        except OSError:
            pass
    os._exit(0)
def fake():
    for fd in range(3, 30):
        try:
            os.write(fd, struct.pack(">cQ", b"A", 1) + b"T")
        except OSError:
            pass
    time.sleep(100)
def f(): return 1
"""


@pytest.mark.parametrize(
    "kind", ["huge", "negative", "letter", "garbage", "short", "none", "nonsense", "two", "endless"]
)
def test_answers_that_lie_are_no_answers(course, without, kind):
    with opened(cells(FORGED), course, SHORT, without) as ask:
        with pytest.raises(Stopped, match="larger than" if kind in ("huge", "negative") else "no answer"):
            call(ask, "forge", kind)
        assert call(ask, "f") == 1
        if kind == "huge":
            with pytest.raises(Stopped, match=r"There is no answer: . +\[31m>"):
                call(ask, "forge", "error")
            assert call(ask, "fake") is True  # a submission may say what it likes


@pytest.mark.parametrize(
    "patch",
    [
        "import rnn_helpers.grading.wire as w; w.pack = lambda *a: b'gar' * 100",
        "import rnn_helpers.grading.wire as w; w.pack = lambda *a: 5",
        "import rnn_helpers.grading.asked as a; a.answer = lambda *a: 'all right'",
        "import rnn_helpers.grading.child as c; c._run_cell = None; c.wire = None",
        "import struct; struct.pack = None; struct.Struct = None",
        "import json; json.dumps = json.loads = None",
        "import numpy as np; np.ndarray = np.asarray = np.array = np.generic = None",
        "import os; os.write = lambda *a: 10**9; os._exit = lambda *a: None",
        "import builtins; builtins.len = builtins.isinstance = builtins.type = lambda *a: 0",
        "import sys; sys.modules.clear()",
        "import sys; sys.settrace(lambda *a: 1 / 0)",
        "import signal, os; signal.setitimer = None; os.close(3); os.close(4); os.close(5); os.close(6)",
        "import gc; [o.clear() for o in gc.get_objects() if type(o) is dict and 'ANSWER' in o]",
        "import atexit; atexit.register(lambda: 1 / 0)",
        "class E(Exception):\\n    def __str__(self): raise KeyboardInterrupt\\nraise E",
        "class D:\\n    def __del__(self): raise SystemExit\\nd = D(); del d; e = D()",
    ],
)
def test_patching_gains_nothing(course, patch, without):
    """Any value or a plain reason; the next conversation is not touched."""
    with opened(cells(patch.replace("\\n", "\n"), "def f(): return 1"), course, SHORT, without) as ask:
        try:
            assert call(ask, "f") in (1, "all right")
        except Stopped as stopped:
            assert str(stopped)


@needs_sandbox
def test_nothing_passes_from_one_request_to_the_next(course):
    code = """
import ctypes, re
from rnn_helpers.helpers import taught
def leave():
    open(".hidden", "w").close()
    sys.modules["numpy"].left = 1
    for k in range(300):
        open(f"{k} {taught(1)}", "w").close()
    try:
        open("/course/" + taught(1))
    except OSError:
        ctypes.CDLL(None).prctl(15, taught(1)[5:18].encode(), 0, 0, 0)
    time.sleep(0.3)
    return taught(1)
def leave_what_is_hard_to_remove():
    for k in range(100):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    os.chdir("/work")
    os.makedirs("outer/closed")
    open("outer/closed/x", "w").close()
    os.chmod("outer/closed", 0)
    os.chmod("outer", 0)
    os.mkdir(b"\\xff\\xfe")
    os.symlink("/course", "link")
    os.symlink(".", b"\\xff\\xfe/around")
    os.mkfifo("fifo")
def look():
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
    found, looked = 0, 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            start, stop, rights = re.match(r"(\\w+)-(\\w+) (\\S+)", line).groups()
            if rights.startswith("rw"):
                try:
                    memory.seek(int(start, 16))
                    data = memory.read(int(stop, 16) - int(start, 16))
                except (OSError, ValueError, OverflowError):
                    continue
                looked += len(data)
                found += len(re.findall(b"f[o]rtyf[o]rtytwo", data))
    return os.listdir("."), hasattr(sys.modules["numpy"], "left"), found, looked
"""
    source = "def taught(x):\n    return 'forty' + 'fortyfortytwo' * 3\n"
    with opened(cells("import os, sys, time", code), course, SHORT | {"wall": 20, "cpu": 20}) as ask:
        ask({"call": "leave", "arguments": (), "restore": {"rnn_helpers.helpers.taught": source}})
        server = ask.process.pid
        files, left, found, looked = call(ask, "look")
        assert (files, left, found) == ([], False, 0) and looked > 1_000_000
        assert ask.process.pid == server
        call(ask, "leave_what_is_hard_to_remove")
        assert call(ask, "look")[0] == []
        present = {"call": "look", "arguments": (), "restore": {"rnn_helpers.helpers.taught": source}}
        assert ask(present)[2] > 0  # where it is, it is found
