"""Completing a search while it is typed, and remembering it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from newsreader.library.library import Library
from newsreader.tui.messages import SearchesRecalled, ValuesRead
from newsreader.tui.screens.found import FoundScreen

if TYPE_CHECKING:
    from newsreader.tui.widgets.search_box import SearchBox

_STATE_NAME = "searches"
_MOST_KEPT = 50
"""So many former searches are kept."""

_LONGEST = 500
"""Characters of a search that is kept."""

_IDLE = 0.5
"""Seconds after which an empty box says what can be typed: whoever knows has begun by then."""

_TYPING = {
    "search": "Tab completes · Up Down choose · Enter searches · Escape closes",
    "filter": "Tab completes · Up Down choose · Enter filters · Escape closes",
}
_EMPTY = {
    "search": "Up searched before · Down chooses · Escape ends the search",
    "filter": "Down chooses · Escape ends the filter",
}
"""What the keys do while completions are open, by the box that is typed in."""


class CompletingScreen(FoundScreen):
    """Offers completions below the search box and the filter box."""

    _idle_timer: Timer | None = None

    @property
    def query_box(self) -> SearchBox:
        """The box of the two that a query is typed in."""
        box = self.filter_box
        return box if box is not None and box.has_focus else self.search_box

    def begin_search(self) -> None:
        """Open the search box; completions come from the library as it is now."""
        self.library.read(_recall)
        self._begin_completing(self.search_box)
        super().begin_search()
        self._wait_for_typing()

    def open_filter_box(self, box: SearchBox) -> None:
        """Show the filter box; its completions are those of a search."""
        self._begin_completing(box)
        super().open_filter_box(box)
        self._wait_for_typing()

    def _begin_completing(self, box: SearchBox) -> None:
        box.begin()
        if box.completions.parent is None:
            # Few starts lead to a search at once.
            self.query_one("#list-side").mount(box.completions, before=self.headlines)

    def _wait_for_typing(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.stop()
        self._idle_timer = self.set_timer(_IDLE, self._offer_if_empty)

    def _offer_if_empty(self) -> None:
        box = self.query_box
        if box.has_focus and not box.value.strip():
            box.offer(is_idle=True)

    @on(Input.Changed, "#search, #filter")
    def _completed_while_typed(self) -> None:
        self.query_box.offer()
        self._wait_for_typing()

    def on_search_box_values_needed(self, needed: SearchBox.ValuesNeeded) -> None:
        """Read what can stand after a key."""
        key = needed.key
        self.library.read(lambda library: _values(library, key))

    @on(ValuesRead)
    def _values_read(self, read: ValuesRead) -> None:
        self.query_box.accept_values(read.key, read.values)

    @on(SearchesRecalled)
    def _searches_recalled(self, recalled: SearchesRecalled) -> None:
        self.search_box.history = recalled.searches

    def on_completions_chosen(self) -> None:
        """Take the completion that was clicked."""
        box = self.query_box
        box.take()
        self.set_focus(box)

    def on_search_box_offered(self) -> None:
        """Say what the keys do while completions are open."""
        box = self.query_box
        if box.has_focus and box.id is not None:
            words = _TYPING[box.id] if box.value.strip() else _EMPTY[box.id]
            self.command_bar.typing = words if box.completions.is_open else self.typing_words(box)

    @on(Input.Submitted, "#search")
    def _remember(self, submitted: Input.Submitted) -> None:
        text = submitted.value.strip()[:_LONGEST]
        if text:
            box = self.search_box
            box.history = [text, *(each for each in box.history if each != text)][:_MOST_KEPT]
            stored = json.dumps(box.history)
            if not self.library.is_read_only:
                self.library.write(lambda library: library.remember(_STATE_NAME, stored))


def _values(library: Library, key: str) -> ValuesRead:
    # No business of the start.
    from newsreader.tui.completion import prepared

    return ValuesRead(key, prepared(key, library.hits.values(key)))


def _recall(library: Library) -> SearchesRecalled:
    try:
        found = json.loads(library.recall(_STATE_NAME) or "[]")
    except ValueError:
        found = []
    searches = [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
    return SearchesRecalled(searches[:_MOST_KEPT])
