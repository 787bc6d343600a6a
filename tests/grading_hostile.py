"""Submissions that attack the grader, each with a trap that shows whether it succeeded.

All of them are exercises of lesson 02 with right answers but for the tasks that they attack, so it is known
what they earn: nothing for these, everything else in full. What could harm the machine is done only where
the code finds itself in a process namespace of its own.
"""

import contextlib
import os
import secrets
import socket
from pathlib import Path

import grading_attacks as sources
from grading_notebooks import code, right_answers, solved

import rnn_helpers

LESSON = "02_unrolled_in_time"


@contextlib.contextmanager
def traps(folder):
    """A folder beside the grader with a secret, a place that must stay empty, and a listening socket.

    yields : dict with token (the text of the secret), secret and outside (paths), listener, and the paths
        that an attacker might guess: repository, submissions, results
    """
    folder.mkdir(parents=True)
    token = secrets.token_hex(16)
    (folder / "secret.txt").write_text(token, encoding="utf-8")
    (folder / "outside").mkdir()
    (folder / "outside").chmod(0o777)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield {
            "token": token,
            "secret": folder / "secret.txt",
            "outside": folder / "outside",
            "listener": listener,
            "repository": Path(rnn_helpers.__file__).resolve().parents[1],
            "submissions": folder.parent / "submissions",
            "results": folder.parent / "results",
        }


def sprung(trap):
    """What the attacks achieved outside of their own folders, in words: a list that should be empty."""
    found = [f"{path} was written" for path in trap["outside"].rglob("*")]
    if trap["secret"].read_text(encoding="utf-8") != trap["token"]:
        found.append("the secret was changed")
    with contextlib.suppress(BlockingIOError):
        trap["listener"].accept()
        found.append("a connection came in")
    token = trap["token"].encode()
    files = [path for path in trap["results"].rglob("*") if path.is_file()]
    return found + [f"the secret stands in {path.name}" for path in files if token in path.read_bytes()]


def attacks(trap):
    """Every attack: a list of dict(kind, lesson, content, marks, …), as in `grading_class`."""
    paths = {name: str(trap[name]) for name in ("secret", "outside", "repository", "submissions", "results")}
    known = _known(paths | {"port": trap["listener"].getsockname()[1]})
    on_the_loss = {kind: _on_the_loss(known, *each) for kind, each in sources.ON_THE_LOSS.items()}
    made = {
        **on_the_loss,
        "returns values that lie": (solved(LESSON, **sources.LYING), tuple(sources.LYING), ()),
        "carries the library's answer from task to task": (_carrying(known), ("rnn_forward_pass",), ()),
    }
    return [
        {
            "kind": kind,
            "lesson": LESSON,
            "content": notebook,
            "marks": dict.fromkeys(attacked, 0),
            "reported": reported,
            "status": None,
            "live": False,
        }
        for kind, (notebook, attacked, reported) in made.items()
    ]


def _on_the_loss(known, top, body, *reported):
    """The task cross_entropy attacks with a body of its own, or what stands before it does."""
    lines = [f"    {line}" if line else "" for line in body.strip("\n").splitlines()]
    answer = "\n".join(["def cross_entropy(y_pred, labels):", *lines])
    return _with_cell(solved(LESSON, cross_entropy=answer), known + top), ("cross_entropy",), reported


def _carrying(known):
    answer = right_answers(LESSON)["inputs_and_labels"]
    leaving = answer.replace("    indices =", "    leave()\n    indices =")
    return _with_cell(
        solved(LESSON, inputs_and_labels=leaving, rnn_forward_pass=sources.CARRIED), known + sources.CARRIES
    )


def _with_cell(notebook, source):
    """With one more cell, after the imports."""
    notebook["cells"].insert(2, code(source))
    return notebook


def _known(places):
    """The source of a cell: what an attacker may know of the machine, and a guard, so that what could harm it
    is not done in the tests' own process namespace."""
    return f"""
import os


def known():
    return {places!r}


def first_call():
    # a function is called once for every input; what takes long is done for the first of them
    if hasattr(os, "called"):
        return False
    os.called = True
    return True


def contained():
    try:
        return os.readlink("/proc/self/ns/pid") != {os.readlink("/proc/self/ns/pid")!r}
    except OSError:
        return True


"""
