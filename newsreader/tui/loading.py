"""What the screens read from the library, as tasks for its threads; each returns its answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.library.library import Library
from newsreader.model.headline import Headline, Key
from newsreader.model.query import Query
from newsreader.tui.headline_window import PAGE, PageRequest
from newsreader.tui.messages import (
    FeedsLoaded,
    HeadlineFound,
    HeadlinesLoaded,
    ListCounted,
    ListOpened,
    SnippetsRead,
)

if TYPE_CHECKING:
    from newsreader.library.hits import HitFinder

IsStale = Callable[[], bool]


def load_feeds(library: Library) -> FeedsLoaded:
    """Read the subscriptions, the counters and the saved searches."""
    return FeedsLoaded(library.feeds.all(), library.feeds.totals(), library.searches.all())


def open_list(
    library: Library,
    generation: int,
    query: Query,
    anchor: Key | None,
    is_stale: IsStale,
    *,
    keeps_place: bool,
    is_best_first: bool = False,
) -> ListOpened:
    """Count a list and read its rows around `anchor`; without one, from the top.

    `position` is the anchor's place, or the one after it if it is not in the list any more. What a
    search finds is shown before it is counted, which takes longer.
    """
    if is_best_first:
        former, query = query, library.hits.best_first(query, datetime.now(UTC), is_stale=is_stale)
        anchor = anchor and _nearest_ranked(anchor, former, query)
    if query.is_search and anchor is None:
        rows = library.articles.page(query, limit=PAGE, is_stale=is_stale)
        is_counted = len(rows) < PAGE
        return ListOpened(
            generation, query, len(rows), 0, 0, rows, keeps_place, is_counted=is_counted
        )
    total = library.articles.count(query, is_stale=is_stale)
    position = library.articles.rank(query, anchor) if anchor is not None else 0
    position = min(position, max(0, total - 1))
    first = max(0, position - PAGE)
    limit = position - first + PAGE
    rows = library.articles.page(query, offset=first or None, limit=limit, is_stale=is_stale)
    if len(rows) < limit:
        total = first + len(rows)
    return ListOpened(generation, query, total, position, first, rows, keeps_place)


def _nearest_ranked(anchor: Key, former: Query, query: Query) -> Key:
    """Return where to stay in a list that is ranked anew, when the anchor is not in it any more."""
    if anchor.id in query.ranked or anchor.id not in former.ranked:
        return anchor
    after = former.ranked[former.ranked.index(anchor.id) :]
    there = next((article_id for article_id in after if article_id in query.ranked), None)
    return anchor if there is None else Key(anchor.sort_at, there)


def read_snippets(
    library: Library, finder: HitFinder, ids: list[int], width: int, is_stale: IsStale
) -> SnippetsRead:
    """Read lines of text around the hits of a search."""
    lines = library.hits.snippets(finder, ids, width, is_stale=is_stale)
    return SnippetsRead(finder, ids, lines)


def count_list(library: Library, generation: int, query: Query, is_stale: IsStale) -> ListCounted:
    """Count a list that is shown already."""
    return ListCounted(generation, library.articles.count(query, is_stale=is_stale))


def load_page(
    library: Library, generation: int, query: Query, request: PageRequest, is_stale: IsStale
) -> HeadlinesLoaded:
    """Read a page of an open list."""
    rows = library.articles.page(
        query,
        after=request.after,
        before=request.before,
        offset=request.offset,
        from_end=request.from_end,
        limit=request.limit,
        is_stale=is_stale,
    )
    return HeadlinesLoaded(generation, request, rows)


def find_unread(
    library: Library, query: Query, key: Key | None, *, forward: bool, is_opened: bool
) -> HeadlineFound:
    """Look for the next unread headline, past the end from the other end on."""
    found = library.articles.next_unread(query, key, forward=forward)
    words = ""
    if found is None and key is not None:
        found = library.articles.next_unread(query, None, forward=forward)
        if found is not None and found.key == key:
            found = None
        words = "Going on from the other end."
    return HeadlineFound(found, is_opened, words, "Nothing unread left here.")


_FAR = 5000
"""The most articles that are passed over by one key: all of them are read."""


def find_neighbour(library: Library, query: Query, key: Key, steps: int) -> HeadlineFound:
    """Find the headline some steps after (or, negative, before) a place in a list."""
    steps = max(-_FAR, min(steps, _FAR))
    if steps > 0:
        rows = library.articles.page(query, after=key, limit=steps)
        found: Headline | None = rows[-1] if rows else None
    else:
        rows = library.articles.page(query, before=key, limit=-steps)
        found = rows[0] if rows else None
    end = "This is the last article." if steps > 0 else "This is the first article."
    return HeadlineFound(found, is_opened=True, words="", words_if_none=end)
