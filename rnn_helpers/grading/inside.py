"""The first code in a sandbox: it keeps the conversation going while submissions' code comes and goes.

The server starts before anything of the submission is read, and never runs any of it. For every request it
forks. The child runs the submission's cells, answers by `rnn_helpers.grading.asked`, and is gone: whatever it
left behind, processes and files, goes with it.

The server tells the grader how a child ended, in a few words that it chose itself, and passes on unread what
the child said. A child has a copy of all the server's memory, and could find there what an earlier one was
asked and what it said. So whatever comes from outside or from a child stays in a `Room`, which is given back
before the next child begins, and the names of files are read by another process.

The server is process 1 of its namespace, which no signal from inside can end.
"""

import gc
import importlib
import json
import mmap
import os
import re
import resource
import select
import shutil
import signal
import sys
import time

from rnn_helpers.grading.wire import ANSWER, MOST_INCIDENTS, REPORT, REQUEST

MOST_CELLS = 4_000
TICK = 0.05  # seconds between two looks at memory and files
PRELOADED = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+(rnn_helpers[\w.]*|matplotlib(?:\.pyplot)?)\b", re.MULTILINE
)
ALWAYS = (
    "rnn_helpers.grading.child",
    "rnn_helpers.grading.asked",
    "rnn_helpers.exercises.given",
    "numpy.random",  # NumPy itself waits with it until it is asked for
)
NOT_DUMPABLE, ENDS_WITH_PARENT = (4, 0), (1, signal.SIGKILL)  # for prctl


def main(uid=None):
    """Serve requests until the pipe is closed.

    uid : for a server that was started as root: the user to become before anything else is done
    """
    pipes = incoming, outgoing = _own_pipes()
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _shut()
    start = json.loads(_read(incoming, _read_head(incoming)))
    programs, limits, left_out = start["programs"], start["limits"], dict(start["left_out"])
    _limit(limits)
    _preload(programs, start["modules"])
    gc.collect()
    gc.freeze()
    _clean()  # Matplotlib may have left something
    _write(outgoing, REPORT.pack(2, 0, 0) + b"{}")
    while True:
        with Room(_read_head(incoming)) as request:
            while request.used < request.size:
                if not request.fill(incoming):
                    sys.exit(0)
            child = _begin(request, programs, limits, left_out, pipes)
        with Room(MOST_INCIDENTS) as incidents, Room(ANSWER.size + limits["reply"] + 1) as answer:
            status = _follow(child, answer, incidents, limits, incoming, min(len(programs), MOST_CELLS))
            left_out |= dict(list(status["left_out"].items())[: _room(limits, left_out)])
            said = json.dumps(status | {"left_out": sorted(left_out.items())}).encode()
            _write(outgoing, REPORT.pack(len(said), incidents.used, answer.used) + said)
            incidents.send(outgoing)
            answer.send(outgoing)
        _clean()


def _own_pipes():
    """The two pipes to the grader, out of the way of what reads and prints."""
    pipes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return pipes


def _shut():
    """Keep children, who run as the same user, from looking into this process and from ending it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # process 1 hears only what it has a handler for
    if sys.platform != "linux":
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in (NOT_DUMPABLE, ENDS_WITH_PARENT) if _alone() else (NOT_DUMPABLE,):
        if libc.prctl(option, value, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


def _limit(limits):
    """What no process of the sandbox may go beyond."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits["file"])
    _lower(resource.RLIMIT_NOFILE, 128)
    if _alone():
        _lower(resource.RLIMIT_NPROC, limits["processes"])
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, limits["memory"])


def _lower(kind, most):
    hard = resource.getrlimit(kind)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _alone():
    """Whether this is a namespace of its own, in which all other processes are the submission's."""
    return os.getpid() == 1


def _preload(programs, modules):
    """Import here, once, what every child would: the library's own modules only, which are to be trusted."""
    names = {name for program in programs for name in PRELOADED.findall(program["source"])}
    for name in (*ALWAYS, *modules, *sorted(names)):
        try:
            importlib.import_module(name)
        except ImportError:
            continue  # the child will say so, in the cell that asks for it


# --- one request


class Room:
    """Memory for bytes from a pipe, apart from all other memory, and gone after the `with`."""

    def __init__(self, size):
        self.size, self.used = size, 0
        self.memory = mmap.mmap(-1, max(size, 1), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.memory.close()

    def fill(self, pipe):
        """Take what the pipe has, once. False at its end, or where there is no room left."""
        with memoryview(self.memory) as whole, whole[self.used : self.size] as free:
            got = os.readv(pipe, [free])
        self.used += got
        return got > 0

    def send(self, pipe):
        with memoryview(self.memory) as whole, whole[: self.used] as content:
            _write(pipe, content)


def _begin(request, programs, limits, left_out, pipes):
    """Start a child on a request; returns (its number, its two pipes to read, and the memory it shares)."""
    answers, incidents = os.pipe(), os.pipe()
    # Shared with the child: the number of the cell that runs, from 1; then for each cell 1 if it was stopped.
    progress = mmap.mmap(-1, 4 + MOST_CELLS)
    number = os.fork()
    if number == 0:
        try:
            for end in (*pipes, answers[0], incidents[0]):
                os.close(end)
            os.set_blocking(incidents[1], False)
            from rnn_helpers.grading.child import answer

            asked = request.memory[: request.size]
            answer(asked, programs, limits, left_out, progress, answers[1], incidents[1])
        finally:
            os._exit(1)
    for end in (answers[1], incidents[1]):
        os.close(end)
    for end in (answers[0], incidents[0]):
        os.set_blocking(end, False)
    return number, answers[0], incidents[0], progress


def _room(limits, left_out):
    """How many more cells may be left out.

    They are few, since each has taken its time or ended a process. A child that names many tells the next
    one something by it.
    """
    return max(0, int(limits["total"] / limits["cell"]) + 1 - len(left_out))


def _follow(child, answer, incidents, limits, grader, cells):
    """Read what a child says, end it, and say how it ended.

    cells : how many there are; what a child says of others is passed over
    returns : dict with ended (a word), code (its exit code), left_out (position of a cell that is not to be
        run again -> the word for how it ended), and, where the child ended in a cell, cell (the position)
    """
    number, from_child, from_witness, progress = child
    ended = _listen(from_child, answer, from_witness, incidents, limits, grader)
    code, seconds = _end(number)
    if ended == "closed":
        ended = "cpu" if code == -signal.SIGXCPU or seconds >= limits["cpu"] else "ended"
    if ended != "answer":
        answer.used = 0
    for pipe in (from_child, from_witness):
        os.close(pipe)
    with progress:
        running = int.from_bytes(progress[:4], "little")
        left_out = {position: "time" for position, flag in enumerate(progress[4 : 4 + cells]) if flag}
    status = {"ended": ended, "code": code, "left_out": left_out}
    if ended != "answer" and 0 < running <= cells:
        status["cell"] = running - 1
        left_out[running - 1] = ended
    return status


def _listen(from_child, answer, from_witness, incidents, limits, grader):
    """Read until the child has answered, is gone, or has gone too far; which it was, in a word."""
    poll = select.poll()
    poll.register(from_child, select.POLLIN)
    poll.register(from_witness, select.POLLIN)
    poll.register(grader, 0)  # it hangs up when it goes
    end = time.monotonic() + limits["wall"]
    look = time.monotonic() + TICK
    while True:
        ready = [pipe for pipe, _ in poll.poll(TICK * 1000)]
        if from_witness in ready and not incidents.fill(from_witness):
            poll.unregister(from_witness)
        if from_child in ready:
            more = answer.fill(from_child)
            found = _whole(answer, limits["reply"])
            if found is not None or not more:
                return found or ("garbled" if answer.used else "closed")
        now = time.monotonic()
        if now > end or grader in ready:
            return "time"
        if now > look:
            look = now + TICK
            too_much = _too_much(limits)
            if too_much:
                return too_much


def _whole(answer, most):
    """Whether the bytes are an answer ("answer"), cannot become one (why not), or are not complete (None)."""
    have = answer.used - ANSWER.size
    if have < 0:
        return None
    kind, length = ANSWER.unpack_from(answer.memory)
    if kind not in (b"A", b"E"):
        return "garbled"
    if length > most:
        return "large"
    return None if have < length else "answer" if have == length else "garbled"


def _too_much(limits):
    """What the processes take together, where it is too much: many small ones are as bad as a large one."""
    if not _alone():
        return None
    if sum(map(_memory_of, filter(str.isdigit, os.listdir("/proc")))) > limits["memory"]:
        return "memory"
    return "files" if _files() > limits["files"] else None


def _memory_of(number):
    """The bytes of memory that a process has for itself."""
    try:
        file = os.open(f"/proc/{number}/status", os.O_RDONLY)
        try:
            with Room(4096) as room:
                room.fill(file)
                found = re.findall(rb"Rss(?:Anon|Shmem):\s*(\d+) kB", room.memory)
        finally:
            os.close(file)
    except OSError:
        return 0  # it is gone
    return 1024 * sum(map(int, found))


def _files():
    """How many files and folders there are, the working folder included, where it is a disk of its own."""
    disk = os.statvfs(".")
    return disk.f_files - disk.f_ffree


def _end(number):
    """End the child and all that it started; returns its exit code and seconds of computing."""
    _kill(number)
    _, status, used = os.wait4(number, 0)
    while True:  # what it left behind has become this process's own
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                _kill(number)
                time.sleep(0.001)
        except ChildProcessError:
            break
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def _kill(number):
    """End everything but this process, in a namespace of its own; elsewhere the child and its group."""
    targets = [(os.kill, -1)] if _alone() else [(os.killpg, number), (os.kill, number)]
    for end, whom in targets:
        try:
            end(whom, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _clean():
    """Empty the working folder, in another process, since names of files can be messages to the next child.

    Where that fails, this process ends, and the grader starts another.
    """
    if _alone() and _files() == 1:
        return
    number = os.fork()
    if number == 0:
        try:
            _empty(os.getcwd())
            os._exit(0)
        finally:
            os._exit(1)
    if os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) != 0:
        sys.exit(1)


def _empty(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


# --- pipes


def _read_head(pipe):
    return REQUEST.unpack(_read(pipe, REQUEST.size))[0]


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
    """Write bytes, or a memoryview, without making a copy of them."""
    done = 0
    while done < len(data):
        with memoryview(data)[done:] as rest:
            done += os.write(pipe, rest)
