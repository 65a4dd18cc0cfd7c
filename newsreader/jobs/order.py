"""Which feed is asked for next, and when: neither a slow host nor a large one holds up the rest."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlsplit

AT_ONCE = 16
"""Feeds under way at the same time, those apart whose server takes longer than `PATIENCE`."""

MOST_AT_ONCE = 64
"""Feeds that may wait for their servers at the same time."""

AT_ONE_HOST = 2

PATIENCE = 0.25
"""Seconds after which another feed is begun beside one whose server has not answered."""


class Asked(Protocol):
    """What is asked for on the web: a feed, or a page."""

    @property
    def id(self) -> int:
        """By which it is known here."""

    @property
    def url(self) -> str:
        """Where it is."""


T = TypeVar("T", bound=Asked)


class Order(Generic[T]):
    """The feeds of a refresh that are not answered yet: some wait, some are asked for.

    Hosts take turns. The feeds of a host that has `AT_ONE_HOST` requests to answer wait here,
    where they keep no thread from other work.
    """

    def __init__(self, feeds: Iterable[T]) -> None:
        self._waiting: dict[str, deque[T]] = {}
        self._asked: Counter[str] = Counter()
        self._asked_at: dict[int, float] = {}
        # The hosts that have feeds waiting and may be asked, each once.
        self._free: deque[str] = deque()
        for feed in feeds:
            self.add(feed)

    def add(self, feed: T) -> None:
        """Put a feed last."""
        host = _host(feed)
        waiting = self._waiting.setdefault(host, deque())
        waiting.append(feed)
        if len(waiting) == 1 and self._asked[host] < AT_ONE_HOST:
            self._free.append(host)

    def begin(self) -> T | None:
        """Return the feed to ask for now, None if there is none."""
        if not self._free or len(self._asked_at) >= MOST_AT_ONCE:
            return None
        now = time.monotonic()
        if sum(now - at < PATIENCE for at in self._asked_at.values()) >= AT_ONCE:
            return None
        host = self._free.popleft()
        feed = self._waiting[host].popleft()
        self._asked[host] += 1
        self._asked_at[feed.id] = now
        if self._waiting[host] and self._asked[host] < AT_ONE_HOST:
            self._free.append(host)
        return feed

    def note_answer(self, feed: T) -> None:
        """Take note that the server of a feed has answered, or failed to."""
        host = _host(feed)
        if self._waiting[host] and self._asked[host] == AT_ONE_HOST:
            self._free.append(host)
        self._asked[host] -= 1
        del self._asked_at[feed.id]


def _host(feed: Asked) -> str:
    return urlsplit(feed.url).netloc.rpartition("@")[2].lower()
