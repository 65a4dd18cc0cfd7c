"""Whose turn it is to ask a host: two at a time, and no more once it has proved to be stalled."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator

from newsreader.feeds.failures import FetchError, stopped

AT_ONCE = 2
TIMEOUTS_BORNE = 2


class Turns:
    """Lets `AT_ONCE` threads ask one host at the same time; thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._active: Counter[str] = Counter()
        self._timeouts: Counter[str] = Counter()
        self._is_closed = False

    @contextlib.contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for a turn at `host` and hold it inside the block.

        Raises FetchError when the host ran into its deadline `TIMEOUTS_BORNE` times, so that one
        stalled server costs a refresh the time of two feeds, not of all it has; and after `close`.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_refused(host) or self._has_turn(host))
            if self._is_closed:
                raise stopped()
            if self._is_refused(host):
                raise FetchError(
                    f"{host} did not answer in time for its other feeds, so it was not asked again"
                )
            self._active[host] += 1
        try:
            yield
        finally:
            with self._changed:
                self._active[host] -= 1
                self._changed.notify_all()

    def note_timeout(self, host: str) -> None:
        """Take note that `host` ran into a deadline."""
        with self._changed:
            self._timeouts[host] += 1

    def close(self) -> None:
        """Refuse all turns from now on, to the threads that wait as well."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def wait_until_idle(self, *, seconds: float) -> None:
        """Return when no thread holds a turn, after `seconds` in any case."""
        with self._changed:
            self._changed.wait_for(lambda: not self._active.total(), seconds)

    def _has_turn(self, host: str) -> bool:
        # Once a time-out was noted, whether there will be another is waited for.
        return self._active[host] < min(AT_ONCE, TIMEOUTS_BORNE - self._timeouts[host])

    def _is_refused(self, host: str) -> bool:
        return self._is_closed or self._timeouts[host] >= TIMEOUTS_BORNE
