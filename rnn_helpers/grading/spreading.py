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


def spread(function, jobs, executor=None, workers=None):
    """Call `function(**job)` for every job.

    jobs : pairs of a name and the arguments; read only as far as they can be worked on
    executor : any executor of `concurrent.futures`, which stays open; None for local processes
    workers : the number of jobs that are worked on at a time (default: one for each processor)
    yields : (name, the result, None), or (name, None, the exception), as they come
    """
    workers = workers or os.cpu_count() or 1
    jobs, suspects, flying = iter(jobs), deque(), {}
    with contextlib.ExitStack() as stack:
        pool = executor or stack.enter_context(_processes(workers))
        while True:
            most = 1 if suspects else IN_FLIGHT * workers
            while len(flying) < most and (job := suspects.popleft() if suspects else next(jobs, None)):
                flying[pool.submit(function, **job[1])] = job
            if not flying:
                return
            done, _ = concurrent.futures.wait(flying, return_when=concurrent.futures.FIRST_COMPLETED)
            if executor is None and len(flying) > 1 and any(map(_is_broken, done)):
                # One of them ended its process, and all are lost with the pool: next they go one by one.
                suspects.extend(flying.values())
                flying, pool = {}, stack.enter_context(_processes(workers))
                continue
            for future in done:
                name, _ = flying.pop(future)
                error = future.exception()
                if executor is None and _is_broken(future):
                    pool = stack.enter_context(_processes(workers))
                yield name, None if error else future.result(), error


def _is_broken(future):
    return isinstance(future.exception(), concurrent.futures.BrokenExecutor)


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
