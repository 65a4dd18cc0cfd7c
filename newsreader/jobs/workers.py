"""Worker processes: what comes from outside is parsed there, with a deadline and little memory.

One that hangs or dies costs its task only. None outlives this process, even one that was killed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

DEADLINE = 30.0
"""Seconds a task may take."""

MEMORY = 2 << 30
"""Bytes of address space a worker may use; the largest feed allowed takes about a third."""

_GRACE = 5.0
_INTERRUPT = {signal.SIGINT}


class WorkerError(Exception):
    """A task that was not done; the message completes "the feed ..." for the user."""


class Workers:
    """Half the cores as processes, started with the first task; a context manager.

    Leaving it ends them at once, tasks under way included.
    """

    def __init__(self, *, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._pool: ProcessPool | None = None

    @property
    def count(self) -> int:
        """How many tasks run at the same time."""
        return max(1, (os.cpu_count() or 1) // 2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

    def submit(self, task: Callable[..., T], *arguments: object) -> Future[T]:
        """Have a function of a module called in a worker; `result` gives its outcome."""
        if self._pool is None:
            self._pool = self._start()
        try:
            future: Future[T] = self._pool.schedule(
                _carry_out, (task, arguments, self._deadline), timeout=self._deadline
            )
        except RuntimeError as error:
            # The pool broke: processes cannot be started any more.
            future = Future()
            future.set_exception(error)
        return future

    def result(self, future: Future[T]) -> T:
        """Return what the task returned, or raise what it raised.

        Raises `WorkerError` if it did not end in time, its process died, or memory ran out.
        """
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            raise WorkerError(f"could not be read within {self._deadline:g} s") from None
        except MemoryError:
            raise WorkerError("needs too much memory to be read") from None
        except RecursionError:
            raise WorkerError("is nested too deeply to be read") from None
        except (ProcessExpired, BrokenProcessPool):
            raise WorkerError("could not be read: the process reading it broke down") from None

    def _start(self) -> ProcessPool:
        import multiprocessing

        from pebble import ProcessPool

        pool = ProcessPool(
            self.count, initializer=_begin, context=multiprocessing.get_context("spawn")
        )
        # A worker is born with the signals of the thread that starts it: while it imports, Ctrl-C
        # must not reach it, for it would die with a traceback.
        with _interrupt_blocked():
            pool.active  # noqa: B018 -- asking starts the pool
        return pool


@contextlib.contextmanager
def _interrupt_blocked() -> Any:
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Make this process a worker: polite, small, and gone when its parent is."""
    _die_with_parent()
    if sys.platform == "win32":
        return
    # Killing must work while C code runs, where Python's own handlers wait.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(OSError):
        os.nice(10)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _die_with_parent() -> None:
    import multiprocessing
    import threading
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    if sys.platform == "linux":
        # The thread waits as long as C code holds the interpreter; the kernel's signal does not.
        import fcntl

        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(sentinel, fcntl.F_GETFL)
        fcntl.fcntl(sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)


def _carry_out(task: Callable[..., T], arguments: tuple[object, ...], deadline: float) -> T:
    if sys.platform == "win32":
        return task(*arguments)
    # The last resort, for a parent that cannot enforce the deadline any more.
    signal.setitimer(signal.ITIMER_REAL, deadline + _GRACE)
    try:
        return task(*arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
