"""Worker processes: what comes from outside is parsed there, with a deadline and little memory.

One that hangs or dies costs its task only. None outlives this process, even one that was killed.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pickle import PicklingError
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
_Job = tuple["Future[Any]", Callable[..., object], tuple[object, ...]]

DEADLINE = 30.0
"""Seconds a task may take."""

MEMORY = 2 << 30
"""Bytes of address space a worker may use; the largest feed allowed takes about a third."""

_GRACE = 5.0
_PATIENCE = 20
"""An idle worker's task may take so many times its deadline while others need the processor."""

_processes = threading.Lock()
"""Held where `multiprocessing` starts, asks after or reaps a process: starting one looks after all
the others too, and two threads that reap the same one fail."""


class WorkerError(Exception):
    """A task that failed for its own sake; the message completes "it ..." for the user."""


class NoWorkerError(Exception):
    """No process can be started; the message is a sentence for the user."""


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class Workers:
    """Processes, each started with its first task; a context manager.

    There are `count` of them, half the cores unless told. Idle ones run when nobody else wants the
    processor, so that their `deadline` is one of CPU time. Leaving ends them at once, tasks under
    way included; their futures are never done.
    """

    def __init__(
        self, count: int | None = None, *, deadline: float = DEADLINE, is_idle: bool = False
    ) -> None:
        self.count = max(1, cores() // 2) if count is None else count
        self._limits = _Limits(deadline, is_idle)
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # All ends are told before a thread is waited for: each may take the one meant for another.
        for each in self._workers:
            each.kill()
            self._waiting.put(None)
        for each in self._workers:
            each.join()

    def submit(self, task: Callable[..., T], *arguments: object) -> Future[T]:
        """Have a function of a module called in a worker.

        The future raises what the function raised; `WorkerError` if it did not end in time, its
        process died, or memory or the stack ran out; `NoWorkerError` if none can be started.
        """
        future: Future[T] = Future()
        self._waiting.put((future, task, arguments))
        if len(self._workers) < self.count:
            self._workers.append(_Worker(self._waiting, self._limits))
        return future


@dataclass(frozen=True, slots=True)
class _Limits:
    """How long a task may take in seconds: by the clock, or in CPU time where it is idle."""

    deadline: float
    is_idle: bool

    @property
    def patience(self) -> float:
        """The seconds by the clock."""
        return self.deadline * _PATIENCE if self.is_idle else self.deadline


class _Worker:
    """One process at a time, and the thread that hands it tasks."""

    def __init__(self, waiting: queue.SimpleQueue[_Job | None], limits: _Limits) -> None:
        self._waiting = waiting
        self._limits = limits
        self._is_closed = False
        self._is_late = False
        self._turn = 0
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._hand_out, daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """End the process for good; the thread ends with what it takes from the queue next."""
        with _processes:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def join(self) -> None:
        """Wait for the thread to end."""
        self._thread.join()

    def _hand_out(self) -> None:
        while (job := self._waiting.get()) is not None and not self._is_closed:
            future, task, arguments = job
            try:
                result = self._ask(task, arguments)
            except Exception as error:  # noqa: BLE001 -- it is the caller's to handle
                if not self._is_closed:
                    future.set_exception(error)
            else:
                future.set_result(result)
        self._end()

    def _ask(self, task: Callable[..., object], arguments: tuple[object, ...]) -> object:
        connection = self._connected()
        self._is_late = False
        # It ends the process, and with it whatever waits here: a task or an answer may stop half
        # way through the pipe.
        watchdog = threading.Timer(self._limits.patience, self._expire, (self._turn,))
        watchdog.daemon = True
        watchdog.start()
        try:
            connection.send((task, arguments))
            is_done, result = connection.recv()
        except (EOFError, OSError):
            self._end()
            if self._is_late:
                raise WorkerError(f"could not be read within {self._limits.deadline:g} s") from None
            raise WorkerError("could not be read: the process reading it broke down") from None
        finally:
            watchdog.cancel()
            with _processes:
                self._turn += 1
        if self._is_late:
            self._end()
        if is_done:
            return result
        if isinstance(result, MemoryError):
            raise WorkerError("needs too much memory to be read")
        if isinstance(result, RecursionError):
            raise WorkerError("is nested too deeply to be read")
        raise result

    def _expire(self, turn: int) -> None:
        """End the process if it is still at the task of that turn."""
        with _processes:
            if turn == self._turn and self._process is not None:
                self._is_late = True
                self._process.kill()

    def _connected(self) -> Connection:
        """Return the pipe to a process that lives."""
        with _processes:
            if self._process is not None and self._process.is_alive():
                assert self._connection is not None
                return self._connection
        self._end()
        from multiprocessing import get_context

        context = get_context("spawn")
        self._connection, there = context.Pipe()
        process = context.Process(target=_work, args=(there, self._limits), daemon=True)
        try:
            with _processes:
                if self._is_closed:
                    raise NoWorkerError("the work was stopped")
                _start(process)
                self._process = process
        except OSError as error:
            raise NoWorkerError(
                f"no process could be started ({error.strerror}); close other programs, try again"
            ) from error
        finally:
            there.close()
        return self._connection

    def _end(self) -> None:
        with _processes:
            if self._connection is not None:
                self._connection.close()
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._process.close()
            self._connection = self._process = None


def _start(process: SpawnProcess) -> None:
    """Start a process that Ctrl-C does not reach: it would die with a traceback as it imports."""
    if sys.platform == "win32":
        process.start()
        return
    from multiprocessing.resource_tracker import ensure_running

    # Starting the tracker lifts the block on the signal again, so it must be there before.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, limits: _Limits) -> None:
    """Be a worker: polite, small, and gone when the parent is."""
    _die_with_parent()
    _restrain(is_idle=limits.is_idle)
    while True:
        try:
            task, arguments = connection.recv()
        except EOFError:
            return
        _set_alarm(limits)
        try:
            answer = (True, task(*arguments))
        except Exception as error:  # noqa: BLE001 -- it is raised again in the parent
            answer = (False, error)
        _set_alarm(None)
        try:
            connection.send(answer)
        except (AttributeError, TypeError, ValueError, RecursionError, PicklingError):
            connection.send((False, WorkerError("could not be read: its result is no data")))


def _restrain(*, is_idle: bool) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        os.nice(19 if is_idle else 10)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _die_with_parent() -> None:
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    assert parent is not None
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


def _set_alarm(limits: _Limits | None) -> None:
    """Have the kernel end this process then: the parent may be unable to by that time."""
    if sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_REAL, limits.patience + _GRACE if limits else 0)
    if limits is None or limits.is_idle:
        signal.setitimer(signal.ITIMER_PROF, limits.deadline if limits else 0)
