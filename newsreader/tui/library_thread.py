"""The app's way to the library: work on threads, answers as messages, nothing on the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial

from textual.message import Message

from newsreader.library.articles import Abandoned
from newsreader.library.library import Library, LibraryError
from newsreader.tui.messages import Answered, JobFailed

Task = Callable[[Library], Message | None]


class LibraryThread:
    """Runs tasks on the library and posts what they return.

    Changes run one after the other in the order in which they were asked for; reads run beside
    them. A failure becomes a `JobFailed` in words, an abandoned read is dropped. `awaited` counts
    the tasks under way whose answers decide what the next key means.
    """

    def __init__(self, library: Library, post: Callable[[Message], object]) -> None:
        self._library = library
        self._post = post
        self._writes = ThreadPoolExecutor(1, "library-write")
        self._reads = ThreadPoolExecutor(2, "library-read")
        self._counts = ThreadPoolExecutor(1, "library-count")
        self._is_closed = False
        self.awaited = 0

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed: what the reader did not ask for is not tried either."""
        return self._library.is_read_only

    @property
    def is_closed(self) -> bool:
        """Whether the app is on its way out: what is still being read is of no use."""
        return self._is_closed

    def read(self, task: Task, *, is_awaited: bool = False) -> None:
        """Run a task that only reads."""
        self._submit(self._reads, task, is_awaited=is_awaited)

    def count(self, task: Task) -> None:
        """Run a task that reads for long and that nobody waits for: other reads go past it."""
        self._submit(self._counts, task, is_awaited=False)

    def write(self, task: Task, *, is_awaited: bool = False) -> None:
        """Run a task that changes something, after those before it."""
        self._submit(self._writes, task, is_awaited=is_awaited)

    def _submit(self, pool: ThreadPoolExecutor, task: Task, *, is_awaited: bool) -> None:
        if self._is_closed:
            return
        if is_awaited:
            self.awaited += 1
        # With the context of who asks: the words of an answer name the reader's keys.
        pool.submit(copy_context().run, partial(self._run, task, is_awaited=is_awaited))

    def _run(self, task: Task, *, is_awaited: bool) -> None:
        self._answer(task)
        if is_awaited:
            # By the same thread: only so does it come after the answer.
            self._post(Answered())

    def _answer(self, task: Task) -> None:
        try:
            message = task(self._library)
        except Abandoned:
            return
        except LibraryError as error:
            message = JobFailed(str(error))
        except Exception as error:  # noqa: BLE001 - whatever failed, the app goes on and says so
            message = JobFailed(
                f"This could not be done, by a mistake in newsreader ({type(error).__name__}: "
                f"{error}). Try again, and report it if it stays."
            )
        if message is not None and not self._is_closed:
            self._post(message)

    def close(self) -> None:
        """Finish the changes asked for, drop the reads."""
        self._is_closed = True
        self._reads.shutdown(wait=True, cancel_futures=True)
        self._counts.shutdown(wait=True, cancel_futures=True)
        self._writes.shutdown(wait=True)
