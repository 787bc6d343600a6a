"""The first code in a sandbox: it keeps the conversation going while submissions' code comes and goes.

The server starts before anything of the submission is read, and never runs any of it. For every request it
forks. The child runs the submission's cells, answers by `rnn_helpers.grading.asked`, and is gone: whatever it
left behind, processes and files, goes with it. The server does not read requests either, since a child has
a copy of all its memory and could find there what an earlier one was asked.

The server tells the grader how a child ended, in a few words that it chose itself, and passes on unread what the
child said. It is process 1 of its namespace, which no signal from inside can end.
"""

import gc
import importlib
import json
import mmap
import os
import re
import resource
import select
import signal
import struct
import sys
import time

HEAD = struct.Struct(">IIQ")  # of a report: bytes of status, of incidents, of the answer
ANSWER = struct.Struct(
    ">cQ"
)  # of an answer: its kind (b"A", or b"E" for a text of what went wrong), its bytes
REQUEST = struct.Struct(">Q")
MOST_INCIDENTS = 16_000  # bytes
TICK = 0.05  # seconds between two looks at memory and files
MOST_FILES = 5_000
PRELOADED = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+(rnn_helpers[\w.]*|matplotlib(?:\.pyplot)?)\b", re.MULTILINE
)
NOT_DUMPABLE, ENDS_WITH_PARENT = (4, 0), (1, signal.SIGKILL)  # for prctl


def main(uid=None):
    """Serve requests until the pipe is closed.

    uid : for a server that was started as root: the user to become before anything else is done
    """
    incoming, outgoing = _own_pipes()
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _close_to_children()
    start = json.loads(_read(incoming, _read_head(incoming, REQUEST)[0]))
    limits = start["limits"]
    _limit(limits)
    _preload(start["programs"])
    gc.collect()
    gc.freeze()
    left_out = set(start["left_out"])
    _write(outgoing, HEAD.pack(2, 0, 0) + b"{}")
    while True:
        request = _request(incoming, limits["request"])
        status, incidents, answer = _one(request, start["programs"], limits, left_out, (incoming, outgoing))
        _empty(os.getcwd())
        said = json.dumps(status | {"left_out": sorted(left_out)}).encode()
        _write(outgoing, HEAD.pack(len(said), len(incidents), len(answer)) + said + incidents + answer)


def _own_pipes():
    """The two pipes to the grader, out of the way of what reads and prints."""
    pipes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return pipes


def _close_to_children():
    """Children run as the same user: they must not look into this process. And it ends with the grader."""
    if sys.platform != "linux":
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in (NOT_DUMPABLE, ENDS_WITH_PARENT):
        if libc.prctl(option, value, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


def _limit(limits):
    """What no process of the sandbox may go beyond."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits["file"])
    _lower(resource.RLIMIT_NOFILE, 128)
    if hasattr(resource, "RLIMIT_MSGQUEUE"):
        _lower(resource.RLIMIT_MSGQUEUE, 0)
    if os.getpid() == 1:  # elsewhere the user's other processes would count
        _lower(resource.RLIMIT_NPROC, limits["processes"])
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, limits["memory"])
        _lower(resource.RLIMIT_DATA, limits["memory"])


def _lower(kind, most, extra=0):
    hard = resource.getrlimit(kind)[1]
    top = most + extra if hard == resource.RLIM_INFINITY else min(most + extra, hard)
    resource.setrlimit(kind, (min(most, top), top))


def _preload(programs):
    """Import here, once, what every child would: the library's own modules only, which are to be trusted."""
    import numpy  # noqa: F401

    names = {name for program in programs for name in PRELOADED.findall(program["source"])}
    for name in ("rnn_helpers.grading.wire", "rnn_helpers.grading.asked", *sorted(names)):
        try:
            importlib.import_module(name)
        except ImportError:
            continue  # the child will say so, in the cell that asks for it


# --- one request


def _request(incoming, most):
    """The bytes of the next request in memory of their own, which is given back as soon as a child has them."""
    (length,) = _read_head(incoming, REQUEST)
    if length > most:
        sys.exit("The request is too large.")
    request = mmap.mmap(-1, max(length, 1))
    with memoryview(request) as view:
        place = 0
        while place < length:
            got = os.readv(incoming, [view[place:length]])
            if got == 0:
                sys.exit(0)
            place += got
    return request


def _one(request, programs, limits, left_out, pipes):
    """Have a child answer; returns how it ended (a dict), the incidents, and the answer, as bytes."""
    progress = mmap.mmap(-1, 4096)  # shared: the number of the cell that runs, and of those that were stopped
    answers, incidents = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            for end in (*pipes, answers[0], incidents[0]):
                os.close(end)
            os.set_blocking(incidents[1], False)
            from rnn_helpers.grading import child

            child.answer(request, programs, limits, left_out, progress, answers[1], incidents[1])
        finally:
            os._exit(1)
    request.close()
    os.close(answers[1])
    os.close(incidents[1])
    ended, answer, noted = _listen(answers[0], incidents[0], limits)
    code, seconds = _end(pid)
    noted += _rest(incidents[0], MOST_INCIDENTS - len(noted))
    extra = _rest(answers[0], 1)
    os.close(answers[0])
    os.close(incidents[0])
    if ended == "answer" and extra:
        ended = "garbled"
    elif ended == "closed":
        ended = "cpu" if code == -signal.SIGXCPU or seconds >= limits["cpu"] else "ended"
    status = {"ended": ended, "code": code}
    running = int.from_bytes(progress[:4], "little")
    if ended != "answer" and 0 < running <= len(programs):
        status["cell"] = running - 1
        left_out.add(running - 1)
    left_out |= {k for k in range(min(len(programs), len(progress) - 4)) if progress[4 + k]}
    progress.close()
    return status, noted, answer if ended == "answer" else b""


def _listen(answers, incidents, limits):
    """Read what a child says until it has answered, is gone, or has gone too far."""
    answer, noted = bytearray(), bytearray()
    os.set_blocking(answers, False)
    os.set_blocking(incidents, False)
    poll = select.poll()
    poll.register(answers, select.POLLIN)
    poll.register(incidents, select.POLLIN)
    end = time.monotonic() + limits["wall"]
    look = time.monotonic() + TICK
    while True:
        ready = [fd for fd, _ in poll.poll(TICK * 1000)]
        if incidents in ready:
            got = os.read(incidents, 4096)
            noted += got
            if not got or len(noted) >= MOST_INCIDENTS:
                poll.unregister(incidents)
        if answers in ready:
            got = os.read(answers, 1 << 16)
            answer += got
            found = _whole(answer, limits["reply"])
            if found is not None or not got:
                return found or ("garbled" if answer else "closed"), bytes(answer), bytes(noted)
        now = time.monotonic()
        if now > end:
            return "time", b"", bytes(noted)
        if now > look:
            look = now + TICK
            too_much = _too_much(limits)
            if too_much:
                return too_much, b"", bytes(noted)


def _whole(answer, most):
    """Whether the bytes are an answer ("answer"), cannot become one (why not), or are not complete (None)."""
    if len(answer) < ANSWER.size:
        return None
    kind, length = ANSWER.unpack_from(answer)
    if kind not in (b"A", b"E"):
        return "garbled"
    if length > most:
        return "large"
    have = len(answer) - ANSWER.size
    return None if have < length else "answer" if have == length else "garbled"


def _too_much(limits):
    """What the processes take together, where it is too much: many small ones are as bad as a large one."""
    if os.getpid() != 1:
        return None
    if sum(map(_memory, filter(str.isdigit, os.listdir("/proc")))) > limits["memory"]:
        return "memory"
    disk = os.statvfs(".")
    return "files" if disk.f_files - disk.f_ffree > MOST_FILES else None


def _memory(pid):
    """The bytes of memory that a process has for itself."""
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            found = re.findall(rb"^Rss(?:Anon|Shmem):\s*(\d+) kB", file.read(), re.MULTILINE)
    except OSError:
        return 0
    return 1024 * sum(map(int, found))


def _end(pid):
    """End the child and all that it started; returns its exit code and seconds of computing."""
    _kill(pid)
    _, status, used = os.wait4(pid, 0)
    while True:  # what it left behind has become this process's own
        try:
            _kill(pid)
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.001)
        except ChildProcessError:
            break
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def _kill(pid):
    """In a namespace of its own, everything but this process; elsewhere the child and its group."""
    everything = os.getpid() == 1
    for end, whom in ((os.kill, -1),) if everything else ((os.killpg, pid), (os.kill, pid)):
        try:
            end(whom, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _rest(pipe, most):
    """What still lies in a pipe."""
    try:
        return os.read(pipe, most) if most > 0 else b""
    except BlockingIOError:
        return b""


def _empty(folder):
    """Remove all that lies in a folder, however deep and however named; links are removed, not followed.

    Folders in folders are moved up before they are emptied, so no path becomes long.
    """
    count = 0
    while entries := os.listdir(folder):
        for name in entries:
            path = os.path.join(folder, name)
            if not _is_folder(path):
                os.unlink(path)
                continue
            os.chmod(path, 0o700)
            for inner in os.listdir(path):
                inner = os.path.join(path, inner)
                if _is_folder(inner):
                    os.chmod(inner, 0o700)
                    count += 1
                    os.rename(inner, os.path.join(folder, f"{time.monotonic_ns()} {count}"))
                else:
                    os.unlink(inner)
            os.rmdir(path)


def _is_folder(path):
    return os.path.isdir(path) and not os.path.islink(path)


# --- pipes


def _read_head(pipe, form):
    return form.unpack(_read(pipe, form.size))


def _read(pipe, length):
    """So many bytes. A pipe that is closed ends the server: the grader is gone, or has what it wanted."""
    data = bytearray()
    while len(data) < length:
        got = os.read(pipe, min(length - len(data), 1 << 20))
        if not got:
            sys.exit(0)
        data += got
    return bytes(data)


def _write(pipe, data):
    while data:
        data = data[os.write(pipe, data) :]
