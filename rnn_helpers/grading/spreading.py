"""Spread work over processes, or over many machines, and take what comes back, in whatever order.

Everything goes through the interface of `concurrent.futures`. What is in flight is limited, so that the
memory needed does not grow with the number of submissions.
"""

import concurrent.futures
import contextlib
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque

IN_FLIGHT = 4  # jobs for each worker that are sent ahead
TRIES = 2  # for a job whose worker died


def spread(function, jobs, executor=None, workers=None):
    """Call `function(**job)` for every job.

    jobs : pairs of a name and the arguments; read only as far as they can be worked on
    executor : any executor of `concurrent.futures`, which stays open; None for local processes
    workers : the number of jobs that are worked on at a time (default: one for each processor)
    yields : (name, the result, None), or (name, None, the exception), as they come
    """
    workers = workers or os.cpu_count() or 1
    waiting = deque()
    jobs, tries = iter(jobs), {}
    with contextlib.ExitStack() as stack:
        pool = executor or stack.enter_context(_processes(workers))
        flying = {}
        while True:
            while len(flying) < IN_FLIGHT * workers:
                name, arguments = waiting.popleft() if waiting else next(jobs, (None, None))
                if name is None:
                    break
                flying[pool.submit(function, **arguments)] = name, arguments
            if not flying:
                return
            done, _ = concurrent.futures.wait(flying, return_when=concurrent.futures.FIRST_COMPLETED)
            broken = False
            for future in done:
                name, arguments = flying.pop(future)
                error = future.exception()
                if not isinstance(error, concurrent.futures.BrokenExecutor):
                    tries.pop(name, None)
                    yield name, None if error else future.result(), error
                    continue
                broken = True
                tries[name] = tries.get(name, 0) + 1
                if executor is not None or tries[name] >= TRIES:
                    yield name, None, error
                else:
                    waiting.append((name, arguments))
            if broken and executor is None:
                waiting.extend(flying.values())
                flying = {}
                pool = stack.enter_context(_processes(workers))


def _processes(workers):
    """Local processes that end with this one, however it ends."""
    return concurrent.futures.ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent
    )


def _end_with_parent():
    sentinel = multiprocessing.parent_process().sentinel

    def watch():
        multiprocessing.connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
