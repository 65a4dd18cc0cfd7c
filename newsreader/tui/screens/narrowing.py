"""The filter of the list on the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widget import MountError
from textual.widgets import Input

from newsreader.model.headline import Key
from newsreader.tui.commands import Pane
from newsreader.tui.screens.searching import SearchingScreen
from newsreader.tui.sources import Source

if TYPE_CHECKING:
    from newsreader.tui.widgets.search_box import SearchBox

_DELAY = 0.04
"""Seconds without a key after which a filter that is being typed is used."""


class NarrowingScreen(SearchingScreen):
    """Filters the list that is shown by words and conditions, as long as it is shown.

    The search looks in the whole library; a filter leaves of a list what fits.
    """

    DEFAULT_CSS = """
    NarrowingScreen #filter {
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
        display: none;
        &.-open { display: block; }
    }
    """

    filter_box: SearchBox | None = None
    _filter_timer: Timer | None = None

    def begin_filter(self) -> None:
        """Open the filter box; what is typed narrows the list."""
        self.focus_pane(Pane.LIST)
        if self.filter_box is not None:
            self.open_filter_box(self.filter_box)
            return
        from newsreader.tui.widgets.search_box import SearchBox

        # Few need it, and none at the start. Keys wait until it is there.
        self.is_whole = False
        self.filter_box = SearchBox(
            id="filter",
            placeholder="Filter: words, is:unread, has:full-text, from:today…",
            completions=self.search_box.completions,
        )
        self.call_next(self._mount_filter_box, self.filter_box)

    async def _mount_filter_box(self, box: SearchBox) -> None:
        # Completions open where they are mounted: below the box.
        has_completions = box.completions.parent is not None
        below = box.completions if has_completions else self.headlines
        try:
            await self.query_one("#list-side").mount(box, before=below)
        except (MountError, NoMatches):
            # The app is on its way out already.
            return
        self.is_whole = True
        self.open_filter_box(box)
        self.release_keys()

    def open_filter_box(self, box: SearchBox) -> None:
        """Show the filter box, what is filtered by in it, and give it the keyboard."""
        box.add_class("-open")
        box.show_typed(self.listing.filter_text)
        self.set_focus(box)

    def end_filter(self) -> None:
        """Show all of the list again, the cursor on its headline."""
        self._close_filter_box()
        if self.listing.filter_text:
            self.listing.narrow("")
            self.update_titles()
        self.focus_pane(Pane.LIST)

    def _close_filter_box(self) -> None:
        if self._filter_timer is not None:
            self._filter_timer.stop()
        if self.filter_box is not None:
            self.filter_box.remove_class("-open")

    def begin_search(self) -> None:
        """Open the search box; a filter ends."""
        if self.listing.filter_text:
            self.end_filter()
        super().begin_search()

    def show_source(self, source: Source, anchor: Key | None = None) -> None:
        """List a source of the feeds pane; a filter was of the list before."""
        self._close_filter_box()
        super().show_source(source, anchor)

    def leave_box(self, box: Input, *, is_cancelled: bool) -> None:
        """Leave a box for its pane; cancelled, its search or filter is over."""
        if box is not self.filter_box:
            super().leave_box(box, is_cancelled=is_cancelled)
        elif is_cancelled:
            self.end_filter()
        else:
            self._filter_entered()

    @on(Input.Changed, "#filter")
    def _filter_typed(self) -> None:
        if self._filter_timer is not None:
            self._filter_timer.stop()
        self._filter_timer = self.set_timer(_DELAY, self._filter_now)

    def _filter_now(self, *, is_entered: bool = False) -> None:
        if self._filter_timer is not None:
            self._filter_timer.stop()
        if self.filter_box is None or not self.filter_box.has_class("-open"):
            return
        box = self.filter_box
        self.listing.narrow(box.value if is_entered else box.begun_left_out)
        self.update_titles()
        if remarks := self.listing.query().remarks:
            self.hint(" ".join(remarks))
        else:
            self.status.drop_hint()

    @on(Input.Submitted, "#filter")
    def _filter_entered(self) -> None:
        self._filter_now(is_entered=True)
        if self.filter_box is not None and not self.filter_box.value.strip():
            self.end_filter()
        else:
            self._close_filter_box()
            self.focus_pane(Pane.LIST)
