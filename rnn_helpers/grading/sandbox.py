"""Hold a conversation with a process that runs a submission's code and can do no harm.

On Linux the process lives in a sandbox made by bubblewrap: no network, no other processes in sight, nothing
of the disk but Python, NumPy, Matplotlib and a prepared copy of the library, all read-only, one small empty
folder in memory to work in, no rights, and limits on everything that can run out. The grader asks; bytes come
back, in reports whose lengths are checked before they are read, and are read as `wire` values.
"""

import contextlib
import json
import os
import platform
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache

from rnn_helpers.grading import box, system_calls, wire, witness

LIMITS = {
    "cpu": 10,  # seconds of computing for one request
    "wall": 15,  # seconds for one request
    "total": 60,  # seconds for all requests of a submission together
    "cell": 4,  # seconds for one cell
    "memory": 1_000_000_000,  # bytes, for each process and for all together
    "processes": 16,
    "file": 16_000_000,  # bytes in one file
    "files": 5_000,  # in the working folder
    "folder": 32_000_000,  # bytes in the working folder
    "reply": 4_000_000,  # bytes
    "request": 64_000_000,  # bytes
}
START = 60  # seconds to start in, on a busy computer
GRACE = 5  # seconds more than its limit that the server inside has to report
MOST_CELLS = 3  # cells that may end a request, one after another, before it is given up
MOST_INCIDENTS = 50
LONGEST_ERROR = 1000  # bytes of what a process says on why it has no answer

CONTAINER = (
    "docker run --rm -it --privileged -v .:/course -w /course python:3.12 sh -c"
    " 'apt-get update && apt-get install -y bubblewrap && pip install . &&"
    " python -m rnn_helpers.grading grade FOLDER --out RESULTS'"
)


class NoProtection(RuntimeError):
    """Submissions cannot be contained here; the text says what to do."""


class Stopped(Exception):
    """A request got no answer; the text says why, in a plain sentence."""


# --- whether there is protection


@cache
def protection():
    """Whether submissions can be contained here: {"kind": "bubblewrap" or "none", "says": a sentence}.

    A sandbox is really started, since bubblewrap can be there and be forbidden to work.
    """
    if sys.platform != "linux":
        says = f"There is no sandbox for {platform.system()}. Run the grader in a container: {CONTAINER}"
        return {"kind": "none", "says": says}
    if shutil.which("bwrap") is None:
        says = (
            "bubblewrap, which contains submissions, is not installed. On Debian and Ubuntu `sudo apt install"
            " bubblewrap` installs it, on Fedora `sudo dnf install bubblewrap`."
        )
        return {"kind": "none", "says": says}
    try:
        with tempfile.TemporaryDirectory(prefix="grading-") as folder:
            os.chmod(folder, 0o755)
            tried = _tried(folder)
    except (OSError, subprocess.SubprocessError) as error:
        tried = str(error)
    if tried:
        says = f"bubblewrap is installed but makes no sandbox here ({tried}). {_what_to_do(tried)}"
        return {"kind": "none", "says": says}
    weak = "" if system_calls.program() else " There is no filter of system calls for this kind of processor."
    says = (
        "Each submission runs in a sandbox of its own (bubblewrap): no network, nothing of this computer in"
        f" sight but a read-only Python, limits on time, memory, processes and output.{weak}"
    )
    return {"kind": "bubblewrap", "says": says}


TRIAL = """
import os, resource
uid = {uid}
if uid is not None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
resource.setrlimit(resource.RLIMIT_NPROC, (16, 16))
if os.fork() == 0:
    os._exit(0)
os.wait()
import numpy, ctypes
open("/work/file", "w").close()
assert os.getpid() == 1
"""


def _tried(folder):
    """Why a sandbox cannot be made, in the words of who refused; "" where it can."""
    uid = box.other_user()
    with box.started(box.boxed(folder, LIMITS, uid), ["/site"], TRIAL.format(uid=uid)) as process:
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            return "it did not start within 20 seconds"
        lines = process.stderr.read(10_000).decode("utf-8", "replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return "" if process.returncode == 0 else (said or [f"exit code {process.returncode}"])[-1]


def _what_to_do(tried):
    if "ermission denied" in tried or "Operation not permitted" in tried or "namespace" in tried:
        return (
            "The system forbids user namespaces. What allows them: on Ubuntu 24.04 or newer an AppArmor"
            " profile for bwrap, or `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`; on Debian"
            " `sudo sysctl kernel.unprivileged_userns_clone=1`; on Fedora"
            " `sudo sysctl user.max_user_namespaces=15000`."
            f" A container must be allowed to make them: {CONTAINER}"
        )
    return "It takes Linux 5.14, bubblewrap 0.8 and a Python that every user of this computer may read."


# --- the conversation


@contextlib.contextmanager
def opened(programs, folder, limits=LIMITS, unsafe=False, modules=()):
    """A contained process for one submission: `with opened(…) as ask: reply = ask(request)`.

    programs : [{"cell": number or name, "source": text}, …], the submission's code, in order
    folder : a prepared folder with the library as the submission sees it, which everybody may read
    limits : as LIMITS
    unsafe : True to run it without a sandbox
    modules : names of modules of the library that requests are going to need; imported once for all of them

    Requests and replies are what `wire` can send. `ask(request)` raises Stopped where there is no reply, and
    the next request is answered nevertheless. A cell that took too long, or ended the process, is left out
    from then on, and the request is tried again. The functions named in request["restore"], a dict from
    dotted name to source, have these bodies for this one request. `ask.apart(request)` asks a process of its
    own, started for this one request, on the same account of seconds. `ask.incidents` is a list of {"what",
    "says"}: what the submission tried that no answer needs, as far as it was noticed.

    Raises NoProtection where there is no protection, or where even `unsafe` is impossible (Windows).
    """
    if unsafe and not hasattr(os, "fork"):
        raise NoProtection(f"Without a sandbox grading needs Linux or macOS. In a container: {CONTAINER}")
    if not unsafe and protection()["kind"] == "none":
        raise NoProtection(protection()["says"])
    conversation = _Conversation(programs, folder, limits, unsafe, list(modules))
    try:
        yield conversation
    finally:
        conversation.close()


class _Conversation:
    """Asks, and starts the process anew where it is lost."""

    def __init__(self, programs, folder, limits, unsafe, modules):
        self.start = {"programs": programs, "modules": modules, "limits": limits, "left_out": []}
        self.folder, self.limits, self.unsafe = folder, limits, unsafe
        self.incidents, self.seconds = [], 0.0
        self.process, self.stack = None, contextlib.ExitStack()

    def close(self):
        self.process = None
        self.stack.close()

    def apart(self, request):
        start = self.start
        other = _Conversation(start["programs"], self.folder, self.limits, self.unsafe, start["modules"])
        other.incidents, other.seconds = self.incidents, self.seconds
        try:
            return other(request)
        finally:
            self.seconds = other.seconds
            other.close()

    def __call__(self, request):
        data = wire.pack(request, self.limits["request"])
        for _ in range(MOST_CELLS + 1):
            if self.seconds > self.limits["total"]:
                raise Stopped(f"The submission has used up its {self.limits['total']} seconds.")
            status, answer = self._exchange(data)
            if status["ended"] == "answer" or "cell" not in status:
                break
        if status["ended"] != "answer":
            raise Stopped(self._reason(status))
        return self._value(answer)

    def _value(self, answer):
        kind, _ = wire.ANSWER.unpack_from(answer)
        content = answer[wire.ANSWER.size :]
        if kind == b"E":
            raise Stopped(f"There is no answer: {_readable(content[:LONGEST_ERROR])}")
        try:
            return wire.unpack(content)
        except wire.Damaged as error:
            raise Stopped(f"It sent something that is no answer. {error}") from None

    def _reason(self, status):
        limits = self.limits
        reasons = {
            "time": f"It took more than {limits['wall']} seconds.",
            "cpu": f"It computed for more than {limits['cpu']} seconds.",
            "memory": f"It used more than {limits['memory'] / 1e9:g} GB of memory.",
            "files": f"It made more than {limits['files']:,} files.",
            "large": f"Its answer is larger than {limits['reply'] / 1e6:g} MB.",
            "garbled": "It sent something that is no answer.",
            "ended": f"It ended by itself, {_code_in_words(status['code'])}.",
        }
        where = (
            f" This was in cell {self.start['programs'][status['cell']]['cell']}." if "cell" in status else ""
        )
        return reasons[status["ended"]] + where

    def _exchange(self, data):
        """Send a request and receive a report; a process that was lost is started anew, once."""
        for attempt in (1, 2):
            began = time.monotonic()
            try:
                if self.process is None:
                    self._begin()
                    began = time.monotonic()
                end = time.monotonic() + self.limits["wall"] + GRACE
                _send(self.process.stdin.fileno(), wire.REQUEST.pack(len(data)) + data, end)
                return self._report(end)
            except (OSError, ValueError, TimeoutError) as error:
                said = self._last_words()
                self.close()
                if attempt == 2:
                    raise Stopped(f"The contained process was lost ({error}){said}.") from None
            finally:
                self.seconds += time.monotonic() - began

    def _last_words(self):
        """What the process wrote where errors go, before it began to serve."""
        if self.process is None:
            return ""
        self.process.kill()
        self.process.wait()
        lines = self.process.stderr.read(10_000).decode("utf-8", "replace").strip().split("\n")
        return f": {lines[-1]}" if lines[-1] else ""

    def _begin(self):
        uid = None if self.unsafe else box.other_user()
        if self.unsafe:
            empty = tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
            work = self.stack.enter_context(empty)
            sites = dict.fromkeys(os.path.dirname(package) for package in box.packages())
            before, path, options = (
                [],
                [str(self.folder), *sites],
                {"cwd": work, "env": box.environment(work)},
            )
        else:
            before, path, options = box.boxed(self.folder, self.limits, uid), ["/course", "/site"], {}
        code = f"from rnn_helpers.grading import inside\ninside.main({uid})"
        self.process = self.stack.enter_context(box.started(before, path, code, **options))
        first, end = json.dumps(self.start).encode(), time.monotonic() + START
        _send(self.process.stdin.fileno(), wire.REQUEST.pack(len(first)) + first, end)
        self._report(end)

    def _report(self, end):
        pipe = self.process.stdout.fileno()
        lengths = wire.REPORT.unpack(_receive(pipe, wire.REPORT.size, end))
        for length, most in zip(lengths, (100_000, wire.MOST_INCIDENTS, self.limits["reply"] + 100)):
            if length > most:
                raise ValueError("its report is too long")
        status, incidents, answer = (_receive(pipe, length, end) for length in lengths)
        self._note(incidents)
        status = json.loads(status)
        self.start["left_out"] = status.get("left_out", [])
        return status, answer

    def _note(self, incidents):
        for line in incidents.split(b"\n"):
            what, _, says = line.partition(b"\t")
            incident = {"what": _readable(what), "says": _readable(says)[: witness.LONGEST]}
            known = incident["what"] in witness.WORDS and incident not in self.incidents
            if known and len(self.incidents) < MOST_INCIDENTS:
                self.incidents.append(incident)


def _readable(data):
    """Bytes as a text without anything that moves a cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in data.decode("utf-8", "replace"))


def _code_in_words(code):
    if code >= 0:
        return f"with exit code {code}"
    try:
        return f"by the signal {signal.Signals(-code).name}"
    except ValueError:
        return f"by the signal {-code}"


def _send(pipe, data, end):
    os.set_blocking(pipe, False)
    poll = select.poll()
    poll.register(pipe, select.POLLOUT)
    data = memoryview(data)
    while data:
        _wait(poll, end)
        data = data[os.write(pipe, data[: 1 << 16]) :]


def _receive(pipe, length, end):
    """So many bytes. Raises OSError where the pipe is closed before, TimeoutError where they do not come."""
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    pieces = []
    while length:
        _wait(poll, end)
        piece = os.read(pipe, min(length, 1 << 20))
        if not piece:
            raise OSError("it closed its pipe")
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _wait(poll, end):
    if not poll.poll(max(0, end - time.monotonic()) * 1000):
        raise TimeoutError("it does not answer")
