"""An end to loops that have none: steps are counted while a function runs, and too many are stopped.

The count uses `sys.settrace`, so it needs no thread and no signal and works in a browser too. In the
learner's own code single instructions are counted, since `while True: pass` on one line is one line for ever;
in all other code (NumPy, imports, printing) only calls are, against a limit of its own. Out of reach are a
loop that stays inside one call of compiled code or of a library, and one that catches every exception with a
bare `except:`.
"""

import contextlib
import sys

OWN = 300_000  # instructions of the learner's code in one call; right answers need a few thousand
ELSEWHERE = 1_000_000  # calls in other code; the import of a large library needs some hundred thousand


class Endless(BaseException):
    """The steps are used up. A BaseException, so that `except Exception` lets it pass."""


@contextlib.contextmanager
def step_budget(module, own=OWN, elsewhere=ELSEWHERE):
    """Raise Endless in the running code once it has taken too many steps.

    module : the `__name__` of the module, or notebook, whose code is the learner's own
    """
    steps, calls = own, elsewhere

    def enter(frame, event, argument):
        nonlocal calls
        if frame.f_globals.get("__name__") == module:
            frame.f_trace_opcodes = True
            return count(frame, event, argument)
        calls -= 1
        if calls < 0:
            raise Endless
        return None

    def count(frame, event, argument):
        nonlocal steps
        steps -= 1
        if steps < 0:
            raise Endless
        return count

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)
