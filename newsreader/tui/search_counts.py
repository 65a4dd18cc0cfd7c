"""Counts of what saved searches find unread: in the background, and seldom enough to be cheap."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from newsreader.library.articles import Abandoned
from newsreader.library.library import Library, LibraryError
from newsreader.model.saved_search import SavedSearch
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.messages import SearchCounted

_DELAY = 0.3
"""Seconds after a change of the library before it is counted: changes that follow join in."""

_REST = 10
"""After a count there is none for so many times as long as it took."""


class SearchCounts:
    """Counts saved searches one after the other on a thread of its own; `by_name` are the last.

    While they are being counted, a change of the library has them counted once more afterwards;
    other searches than those being counted have that given up.
    """

    def __init__(self, library: LibraryThread, set_timer: Callable[..., object]) -> None:
        self._library = library
        self._set_timer = set_timer
        self._searches: tuple[SavedSearch, ...] = ()
        self._left: list[SavedSearch] = []
        self._is_counting = self._is_awaiting = self._is_wanted = False
        self._seconds = 0.0
        self._rested_at = 0.0
        self.by_name: dict[str, int] = {}

    def want(self, searches: Sequence[SavedSearch]) -> None:
        """Have these searches counted soon."""
        self._searches = tuple(searches)
        self._is_wanted = bool(searches)
        self._begin_soon()

    def accept(self, counted: SearchCounted) -> bool:
        """Take in a count and have the next search counted; return whether it is another count."""
        self._seconds += counted.seconds
        self._is_wanted = self._is_wanted or counted.is_behind
        if counted.count is None:
            self._left.clear()
        if self._left:
            self._count_next()
        else:
            self._is_counting = False
            self._rested_at = time.monotonic() + _REST * self._seconds
            self._begin_soon()
        if counted.count in (None, self.by_name.get(counted.name)):
            return False
        self.by_name = {**self.by_name, counted.name: counted.count or 0}
        return True

    def forget(self, name: str) -> None:
        """Take a search as one that finds nothing new: it is being looked at."""
        self.by_name = {**self.by_name, name: 0}

    def _begin_soon(self) -> None:
        if self._is_wanted and not self._is_counting and not self._is_awaiting:
            self._is_awaiting = True
            self._set_timer(max(_DELAY, self._rested_at - time.monotonic()), self._begin)

    def _begin(self) -> None:
        self._is_awaiting = self._is_wanted = False
        self._is_counting = bool(self._searches)
        self._left = list(self._searches)
        self._seconds = 0.0
        if self._left:
            self._count_next()

    def _count_next(self) -> None:
        searches, search = self._searches, self._left.pop(0)
        self._library.count(partial(_count, search, lambda: self._is_stale(searches)))

    def _is_stale(self, searches: tuple[SavedSearch, ...]) -> bool:
        return self._searches != searches or self._library.is_closed


def _count(search: SavedSearch, is_stale: Callable[[], bool], library: Library) -> SearchCounted:
    began = time.monotonic()
    count: int | None = None
    is_behind = False
    # Whoever reads or writes next says what is wrong with the library.
    with suppress(Abandoned, LibraryError):
        if library.articles.is_index_behind():
            # A step at a time: what the reader does comes in between.
            is_behind = library.articles.index_more()
        count = _news(search, is_stale, library)
    return SearchCounted(search.name, count, time.monotonic() - began, is_behind)


def _news(search: SavedSearch, is_stale: Callable[[], bool], library: Library) -> int:
    """Count what is unread; for a followed name, what of it came since the last look."""
    from newsreader.model.following import followed_by

    if followed_by(search.text) is not None:
        return library.searches.count_new(search, is_stale=is_stale)
    return library.searches.count_unread(search.query(), is_stale=is_stale)
