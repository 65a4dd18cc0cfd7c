"""Counts of what saved searches find unread: in the background, and seldom enough to be cheap."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from newsreader.library.articles import Abandoned
from newsreader.library.library import Library, LibraryError
from newsreader.model.saved_search import SavedSearch
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.messages import SearchesCounted

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
        self._is_counting = self._is_awaiting = self._is_wanted = False
        self._rested_at = 0.0
        self.by_name: dict[str, int] = {}

    def want(self, searches: Sequence[SavedSearch]) -> None:
        """Have these searches counted soon."""
        self._searches = tuple(searches)
        self._is_wanted = bool(searches)
        self._begin_soon()

    def accept(self, counted: SearchesCounted) -> bool:
        """Take in what was counted; return whether there are other counts than before."""
        self._is_counting = False
        self._rested_at = time.monotonic() + _REST * counted.seconds
        self._begin_soon()
        if counted.counts is None or counted.counts == self.by_name:
            return False
        self.by_name = counted.counts
        return True

    def _begin_soon(self) -> None:
        if self._is_wanted and not self._is_counting and not self._is_awaiting:
            self._is_awaiting = True
            self._set_timer(max(_DELAY, self._rested_at - time.monotonic()), self._begin)

    def _begin(self) -> None:
        self._is_awaiting = self._is_wanted = False
        self._is_counting = True
        searches = self._searches
        self._library.count(partial(_count, searches, lambda: self._is_stale(searches)))

    def _is_stale(self, searches: tuple[SavedSearch, ...]) -> bool:
        return self._searches != searches or self._library.is_closed


def _count(
    searches: Sequence[SavedSearch], is_stale: Callable[[], bool], library: Library
) -> SearchesCounted:
    began = time.monotonic()
    counts: dict[str, int] | None = {}
    try:
        for search in searches:
            count = library.searches.count_unread(search.query(), is_stale=is_stale)
            counts = {**(counts or {}), search.name: count}
    except (Abandoned, LibraryError):
        # Whoever reads or writes next says what is wrong with the library.
        counts = None
    return SearchesCounted(counts, time.monotonic() - began)
