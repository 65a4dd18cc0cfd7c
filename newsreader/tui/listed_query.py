"""Which list is shown: a source, searched, filtered and ordered; and the words for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from newsreader.model.query import Query, narrowed, parse_query
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.search_order import SearchOrder
from newsreader.tui.sources import ALL, BOOKMARKS, UNREAD, Source

if TYPE_CHECKING:
    from newsreader.library.hits import HitFinder
    from newsreader.model.terms import Part

P = TypeVar("P", bound="Part")


class ListedQuery:
    """What makes up the query of the list, and how title, count and an empty list say it."""

    def __init__(self) -> None:
        self.source = Source(ALL, "All articles")
        self.search_text = ""
        self.filter_text = ""
        self.is_read_hidden = False
        self.oldest_first = False
        self.search_order = SearchOrder.NEWEST
        self._ranked: tuple[int, ...] = ()
        self._opened_at = datetime.now(UTC)

    @property
    def is_searched(self) -> bool:
        """Whether what a search finds is listed: one that was typed, or one that is saved."""
        return bool(self.search_text.strip()) or self.source.search is not None

    @property
    def finder(self) -> HitFinder | None:
        """What finds the hits of the search; None where there is none, or none that has a word.

        It is for opened articles; what a list emphasises, `words_of` finds.
        """
        return words_of(self._unfiltered())

    def query(self) -> Query:
        """Return the query of the list as it is set now; a search looks in the whole library.

        Within a saved search it looks among what that finds.
        """
        query = self._unfiltered()
        if self.filter_text.strip():
            query = narrowed(query, parse_query(self.filter_text))
        # Bookmarks are kept to be read again.
        if self.is_read_hidden and query.is_unread is None and not query.is_bookmarked:
            query = query._replace(is_unread=True)
        if query.is_unread:
            query = query._replace(unread_since=self._opened_at)
        if query.conditions:
            query = query._replace(conditions=_keeping_read(query.conditions, self._opened_at))
        return query

    def _unfiltered(self) -> Query:
        query = self.source.query()
        if not self.is_searched:
            return query._replace(oldest_first=self.oldest_first)
        if self.search_text.strip():
            typed = parse_query(self.search_text)
            query = typed if self.source.search is None else narrowed(typed, query)
        is_oldest_first = self.search_order is SearchOrder.OLDEST
        return query._replace(oldest_first=is_oldest_first, ranked=self._ranked)

    def set_search(self, text: str, *, is_best_first: bool = False) -> None:
        """Search for a text, the newest first or the best; without one, what a source lists.

        Without words nothing is better. A saved search is in the order of lists at first.
        """
        self.search_text = text
        self.search_order = SearchOrder.NEWEST
        if not text.strip() and self.oldest_first:
            self.search_order = SearchOrder.OLDEST
        elif is_best_first and self.finder is not None:
            self.search_order = SearchOrder.BEST

    def change_order(self) -> str:
        """List in the next order, which is told; what a search found may have its best first."""
        if self.is_searched:
            self.search_order = self.search_order.following(can_be_best=self.finder is not None)
            if not self.search_text.strip():
                self.oldest_first = self.search_order is SearchOrder.OLDEST
            return self.search_order.value
        self.oldest_first = not self.oldest_first
        return "oldest first" if self.oldest_first else "newest first"

    def title(self) -> str:
        """Return what the list shows, in words for its title."""
        words = self.filter_text.strip()
        return f"{self._whole_title()} · filter: {words}" if words else self._whole_title()

    def _whole_title(self) -> str:
        if self.search_text.strip():
            has_word = any(character.isalnum() for character in self.search_text)
            within = f" in {self.source.title}" if self.source.search is not None else ""
            words = self.search_text.strip() if has_word else "no word yet"
            return f"Search{within}: {words}"
        is_narrowed = self.is_read_hidden and self.source.id not in {UNREAD, BOOKMARKS}
        hidden = " · unread" if is_narrowed else ""
        # Of a saved search the count says it.
        is_told = self.oldest_first and self.source.search is None
        order = " · oldest first" if is_told else ""
        return self.source.title + hidden + order

    def count_words(self, total: int) -> str:
        """Return how many rows there are, and of a search which come first."""
        # The words of a filter need the room.
        is_told = self.is_searched and not self.filter_text.strip()
        order = f"{self.search_order.value} · " if is_told else ""
        return f"{order}{total:,}" if total else ""

    def empty_words(self) -> str:
        """Return what an empty list says instead of rows."""
        if self.filter_text.strip():
            return "Nothing here fits the filter. Escape ends it."
        if self.search_text.strip():
            return "Nothing found. Escape goes back."
        if self.source.id == BOOKMARKS:
            return f"No bookmarks yet: {key_of('toggle-bookmark')} sets one."
        if self.source.id == UNREAD or self.is_read_hidden:
            return "Nothing unread here."
        if self.source.search is not None:
            return f"Nothing found now. In the feeds pane {key_of('edit-feed')} changes the search."
        if self.source.feed is not None and self.source.feed.is_fetched:
            return f"No articles yet: {key_of('refresh-feed')} checks the feed."
        return f"No articles yet: {key_of('subscribe')} adds a feed."


def _keeping_read(parts: tuple[P, ...], since: datetime) -> tuple[P, ...]:
    """Return conditions with those for what is unread met by what was read since a moment, too."""
    # A start shows a list, and lists need no parts of searches.
    from newsreader.model.terms import AnyOf, Condition

    def kept(part: P) -> P:
        if isinstance(part, Condition):
            is_wanted = (part.value == "unread") != part.is_excluded
            if part.key == "is" and part.value != "bookmarked" and is_wanted:
                return replace(part, value="unread", is_excluded=False, at=since)
        elif isinstance(part, AnyOf) and not part.is_excluded:
            of_parts = (_keeping_read(each, since) for each in part.alternatives)
            return replace(part, alternatives=tuple(of_parts))
        return part

    return tuple(map(kept, parts))


def words_of(query: Query) -> HitFinder | None:
    """Return what finds the words to emphasise in a list; None where it has none.

    They are those of a search and of a filter, and a saved search's own.
    """
    if not query.is_search:
        return None
    # No business of the start.
    from newsreader.library.hits import HitFinder

    finder = HitFinder(query)
    return finder if finder.count else None
