"""Notes what a submission tries that an answer never needs: the network, other programs, files elsewhere.

It listens to Python's own audit events, inside of the submission's process. A submission can get round it, so
it is a witness and no wall: the walls are the sandbox. It notes each kind of thing a few times and then
stops listening to it.
"""

import os
import sys

MOST = 5  # notes of one kind
LONGEST = 160

EVENTS = {
    "socket.connect": ("network", "tried to reach the network"),
    "socket.bind": ("network", "tried to listen on the network"),
    "socket.sendto": ("network", "tried to reach the network"),
    "socket.getaddrinfo": ("network", "tried to reach the network"),
    "socket.gethostbyname": ("network", "tried to reach the network"),
    "subprocess.Popen": ("process", "tried to start another program"),
    "os.system": ("process", "tried to start another program"),
    "os.exec": ("process", "tried to start another program"),
    "os.posix_spawn": ("process", "tried to start another program"),
    "os.fork": ("process", "made another process"),
    "os.forkpty": ("process", "made another process"),
    "os.kill": ("signal", "sent a signal to a process"),
    "os.killpg": ("signal", "sent a signal to a process"),
    "ctypes.dlopen": ("native", "loaded compiled code of the system"),
    "ctypes.dlsym": ("native", "called compiled code of the system"),
    "ctypes.string_at": ("native", "read memory as it lies there"),
    "gc.get_objects": ("memory", "looked through all objects in memory"),
}
WORDS = {"reading", "writing"} | {what for what, _ in EVENTS.values()}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DEVICES = ("/dev/null", "/dev/urandom", "/dev/random", "/dev/zero")
PATHS = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate")


def listen(pipe, folder, readable):
    """Write a line `word TAB sentence` into the pipe for everything that is noted, from now on.

    pipe : a file descriptor that does not block        folder : where everything may be written
    readable : folders from which everything may be read
    """
    counts = dict.fromkeys(WORDS, 0)
    readable = tuple(os.path.join(each, "") for each in (folder, *readable))

    def note(what, says):
        if counts[what] < MOST:
            counts[what] += 1
            line = f"{what}\t{says[:LONGEST]}".replace("\n", " ")
            os.write(pipe, line.encode("utf-8", "replace") + b"\n")

    def hear(event, arguments):
        try:
            if event in EVENTS:
                what, says = EVENTS[event]
                if event not in ("os.kill", "os.killpg") or arguments[0] != os.getpid():
                    note(what, f"It {says}{_shown(event, arguments)}.")
            elif event == "open":
                hear_open(*arguments)
            elif event in ("os.listdir", "os.scandir"):
                hear_open(arguments[0] or ".", "r", 0)
            elif event in PATHS and not inside(arguments[0]):
                note("writing", f"It tried to change {_named(arguments[0])}, which lies outside its folder.")
        except Exception:
            return

    def hear_open(path, mode, flags):
        if isinstance(path, int) or _named(path) in DEVICES:
            return
        if flags & WRITING:
            if not inside(path):
                note("writing", f"It tried to write {_named(path)}, which lies outside its folder.")
        elif not (_named(path) + "/").startswith(readable):
            note("reading", f"It tried to read {_named(path)}, which lies outside its folder.")

    def inside(path):
        return not isinstance(path, int) and (_named(path) + "/").startswith(readable[0])

    sys.addaudithook(hear)


def _named(path):
    return os.path.abspath(os.fsdecode(path))


def _shown(event, arguments):
    """What an event was about, in brackets, where that can be said shortly."""
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        return f" ({arguments[1]!r:.60})"
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "ctypes.dlopen"):
        return f" ({arguments[0]!r:.60})"
    return ""
