"""What the headline list shows: a source, narrowed by a search and by hiding what is read."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from newsreader.library.library import Library, LibraryError
from newsreader.model.headline import Headline, Key
from newsreader.model.journal import Action, Change
from newsreader.tui import loading
from newsreader.tui.headline_window import PageRequest
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.listed_query import ListedQuery, words_of
from newsreader.tui.messages import (
    HeadlineFound,
    HeadlinesLoaded,
    ListCounted,
    ListOpened,
    SnippetsRead,
)
from newsreader.tui.search_order import SearchOrder
from newsreader.tui.sources import Source
from newsreader.tui.widgets.found_list import FoundList

if TYPE_CHECKING:
    from newsreader.library.hits import HitFinder

MARKS = frozenset({Action.MARK_READ, Action.MARK_UNREAD, Action.BOOKMARK, Action.UNBOOKMARK})
"""The actions that change no more than a headline's marks."""


def marked(headline: Headline, action: Action) -> Headline:
    """Return a headline as an action of `MARKS` leaves it."""
    if action in {Action.MARK_READ, Action.MARK_UNREAD}:
        is_read = action is Action.MARK_READ
        return headline._replace(is_read=is_read, is_changed=headline.is_changed and not is_read)
    return headline._replace(is_bookmarked=action is Action.BOOKMARK)


class Listing(ListedQuery):
    """Opens lists in the widget and keeps them true; every answer too late is dropped."""

    def __init__(self, library: LibraryThread, widget: FoundList) -> None:
        super().__init__()
        self._library = library
        self._widget = widget
        self._generation = 0
        self._shown_generation = -1
        self._pending_anchor: Key | None = None
        self._is_jumping = False
        self._before_search: Key | None = None
        self._meanwhile: list[Change] = []
        self._emphasised: HitFinder | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the list shown is the one asked for last."""
        return self._shown_generation == self._generation

    def open(self, anchor: Key | None = None) -> None:
        """Leave the list that is shown for the one that is set now."""
        self._opened_at = datetime.now(UTC)
        self._ranked = ()
        self._read(anchor, keeps_place=False, is_awaited=True)

    def begin(self, library: Library, source: Source, anchor: Key | None) -> None:
        """Show the first list at once, so that there are headlines in the first frame."""
        self.source, self._opened_at = source, datetime.now(UTC)
        if source.search is not None:
            # It may take longer than a frame may.
            self.set_search("")
            self.open(anchor)
            return
        try:
            opened = loading.open_list(
                library, self._generation, self.query(), anchor, lambda: False, keeps_place=False
            )
        except LibraryError:
            # It is said what is wrong once there is a screen to say it on.
            self.open(anchor)
        else:
            self.accept_list(opened)

    def open_source(self, source: Source, anchor: Key | None = None) -> None:
        """List a source, with no search."""
        self.source, self.filter_text = source, ""
        self.set_search("")
        self.open(anchor)

    def search(self, text: str, *, is_best_first: bool = False) -> None:
        """Narrow the list to what a search finds; an empty one goes back to where it began.

        The newest comes first, or the best.
        """
        is_same = text.strip() == self.search_text.strip()
        is_wanted = is_best_first and text.strip() and self.search_order is not SearchOrder.BEST
        if is_same and not (is_wanted and self.finder is not None):
            return
        if not self.search_text.strip():
            current = self._widget.current
            self._before_search = current.key if current else None
        self.set_search(text, is_best_first=is_best_first)
        self.open(None if text.strip() else self._before_search)

    def narrow(self, text: str) -> None:
        """Filter the list; an empty filter shows all of it again, the cursor on its headline."""
        if text.strip() == self.filter_text.strip():
            return
        current = self._widget.current
        self.filter_text = text
        self.open(current.key if current and not text.strip() else None)

    def reload(self, *, is_awaited: bool = False) -> None:
        """Read the same list again, the cursor staying on its headline.

        Where it is on its way elsewhere, it goes there.
        """
        if self._is_jumping:
            self._read(self._pending_anchor, keeps_place=False, is_awaited=True)
            return
        current = self._widget.current
        anchor = current.key if current else self._pending_anchor
        self._read(anchor, keeps_place=True, is_awaited=is_awaited)

    def _read(self, anchor: Key | None, *, keeps_place: bool, is_awaited: bool) -> None:
        self._generation += 1
        generation, query = self._generation, self.query()
        self._pending_anchor, self._is_jumping = anchor, not keeps_place
        self._emphasised = words_of(query)
        is_best_first = query.is_search and self.search_order is SearchOrder.BEST

        selected = self._widget.range_start

        def task(library: Library) -> ListOpened:
            is_stale = partial(self._is_stale, generation)
            opened = loading.open_list(
                library,
                generation,
                query,
                anchor,
                is_stale,
                keeps_place=keeps_place,
                is_best_first=is_best_first,
            )
            if selected is not None:
                place = library.articles.rank(opened.query, selected.key)
                opened.selected_from = selected.key, place
            return opened

        self._library.read(task, is_awaited=is_awaited)

    def _is_stale(self, generation: int) -> bool:
        return generation != self._generation or self._library.is_closed

    def accept_list(self, opened: ListOpened) -> bool:
        """Show a list that was read; False when it came too late."""
        if opened.generation != self._generation:
            return False
        position = self._place_by_now(opened) if opened.keeps_place else opened.position
        if position is None:
            self.reload()
            return False
        self._pending_anchor, self._is_jumping = None, False
        self._shown_generation = opened.generation
        self._ranked = opened.query.ranked
        self._widget.empty_words = self.empty_words()
        self._widget.show_hits(self._emphasised)
        if opened.keeps_place:
            self._widget.window.query = opened.query
            self._widget.refresh_window(opened.total, opened.first, opened.rows, position)
        else:
            self._widget.open_window(
                opened.query, opened.total, opened.first, opened.rows, position
            )
        for change in self._meanwhile:
            self._mark(change)
        self._meanwhile.clear()
        if opened.selected_from is not None:
            self._widget.place_range(*opened.selected_from)
        if not opened.is_counted:
            self._count(opened)
        return True

    def _count(self, opened: ListOpened) -> None:
        """Count what a search found; keys wait for it, for they may go to its end."""

        def task(library: Library) -> ListCounted:
            is_stale = partial(self._is_stale, opened.generation)
            return loading.count_list(library, opened.generation, opened.query, is_stale)

        self._library.read(task, is_awaited=True)

    def accept_count(self, counted: ListCounted) -> bool:
        """Take in how long the list is; False when it came too late."""
        if counted.generation != self._generation:
            return False
        self._widget.set_total(counted.total)
        return True

    def _place_by_now(self, opened: ListOpened) -> int | None:
        """Return where the cursor goes in a list read again; None: the list must be read anew.

        It stays on its headline, also where keys have moved it since the list was asked for, or
        on its place while the headline there is still being read.
        """
        current = self._widget.current
        if current is None and self._widget.row_count:
            return self._widget.cursor
        if current is None or current.key == self._pending_anchor:
            return opened.position
        places = (place for place, row in enumerate(opened.rows) if row.id == current.id)
        place = next(places, None)
        return None if place is None else opened.first + place

    def ask_page(self, request: PageRequest) -> None:
        """Read a page that the widget is about to show."""
        generation, query = self._generation, self._widget.window.query

        def task(library: Library) -> HeadlinesLoaded:
            is_stale = partial(self._is_stale, generation)
            return loading.load_page(library, generation, query, request, is_stale)

        # The next key may be about a headline that is still being read.
        self._library.read(task, is_awaited=self._widget.current is None)

    def accept_page(self, loaded: HeadlinesLoaded) -> None:
        """Give the widget a page that was read."""
        if loaded.generation == self._generation:
            self._widget.accept(loaded.request, loaded.rows)

    def ask_snippets(self, ids: list[int], width: int) -> None:
        """Read the lines of text around the hits that the widget is about to show."""
        generation, finder = self._generation, self._emphasised
        if finder is None:
            return

        def task(library: Library) -> SnippetsRead:
            is_stale = partial(self._is_stale, generation)
            return loading.read_snippets(library, finder, ids, width, is_stale)

        self._library.read(task)

    def accept_change(self, change: Change) -> None:
        """Show the effect of a change at once where it is only a mark, else read again."""
        if change.action not in MARKS or change.many:
            self.reload(is_awaited=True)
            return
        if not self.is_settled:
            # The list under way may have been read before.
            self._meanwhile.append(change)
        self._mark(change)

    def _mark(self, change: Change) -> None:
        changed = set(change.article_ids)
        for row in list(self._widget.window.rows):
            if row.id in changed:
                self._widget.replace(marked(row, change.action))

    def accept_headline(self, headline: Headline) -> None:
        """Show a headline as it is now, if it is in sight."""
        self._widget.replace(headline)

    def reveal(self, headline: Headline) -> None:
        """Put the cursor on a headline, wherever in the list it is."""
        place = self._widget.window.place_of(headline.id)
        if place is not None:
            self._widget.move_to(place)
        else:
            self._read(headline.key, keeps_place=False, is_awaited=True)

    def go_to(self, article_id: int) -> None:
        """Put the cursor on an article that may not have been in the list so far."""
        self._library.read(
            lambda library: HeadlineFound(library.articles.headline(article_id), is_opened=False),
            is_awaited=True,
        )

    def go_to_unread(
        self, key: Key | None, *, forward: bool, is_opened: bool, is_kept: bool = False
    ) -> None:
        """Look for the next unread headline from a place on.

        Past the end of a feed in the next one, unless the list is to be kept.
        """
        query, source = self.query(), self.source
        is_narrowed = bool(is_kept or self.search_text.strip() or self.filter_text.strip())

        def task(library: Library) -> HeadlineFound:
            from newsreader.tui import flow

            return flow.find_next_unread(
                library,
                query,
                source,
                key,
                forward=forward,
                is_opened=is_opened,
                is_narrowed=is_narrowed,
            )

        self._library.read(task, is_awaited=True)

    def go_to_neighbour(self, key: Key, steps: int) -> None:
        """Open the headline some steps away from a place."""
        query = self.query()
        self._library.read(
            lambda library: loading.find_neighbour(library, query, key, steps), is_awaited=True
        )
