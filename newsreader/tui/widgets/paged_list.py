"""The headlines of a list that are in memory, where its cursor is, and what must be read."""

from __future__ import annotations

from textual.message import Message

from newsreader.model.headline import Headline, Key
from newsreader.model.query import Query
from newsreader.tui.headline_window import HeadlineWindow, PageRequest
from newsreader.tui.widgets.selecting_list import SelectingList


class PagedList(SelectingList):
    """Headlines of one query, in a window of rows that pages in as it is scrolled."""

    class RowsNeeded(Message):
        """Rows are on the screen, or soon will be, that are not in memory."""

        def __init__(self, request: PageRequest) -> None:
            super().__init__()
            self.request = request

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.window = HeadlineWindow()
        self._asked: PageRequest | None = None
        self._was_sized = False

    @property
    def row_count(self) -> int:
        """How many headlines the list has."""
        return self.window.total

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor; None in an empty list or while it is being read."""
        return self.window.row(self.cursor)

    @property
    def cursor_key(self) -> Key | None:
        """The key of the headline under the cursor."""
        return self.current.key if self.current else None

    @property
    def is_reading(self) -> bool:
        """Whether the headline under the cursor is asked for and not there yet."""
        return self._asked is not None and self.current is None

    def open_window(
        self, query: Query, total: int, first: int, rows: list[Headline], cursor: int
    ) -> None:
        """Show another list with the cursor on its row `cursor`, or another row of the same."""
        is_same = query == self.window.query
        if not is_same:
            self.end_range()
        self.window = HeadlineWindow(query, total, first, rows)
        self._asked = None
        self.update_size()
        self.cursor = cursor
        if not (is_same and self.is_in_sight(cursor)):
            self.scroll_to(y=0, animate=False, immediate=True)
            self._centre(cursor)
        self.refresh()
        self._ask()

    def refresh_window(self, total: int, first: int, rows: list[Headline], cursor: int) -> None:
        """Show the same list as it is now; the row under the cursor stays on its line.

        If it was scrolled out of sight, the uppermost row on the screen stays.
        """
        former, place = self.cursor, cursor
        is_seen = self.is_in_sight(former)
        top = None if is_seen else self.window.row(self.first_shown)
        window = HeadlineWindow(self.window.query, total, first, rows)
        if top is not None and (top_place := window.place_of(top.id)) is not None:
            former, place = self.first_shown, top_place
        line = former * self.row_height - self.scroll_offset.y
        self.window = window
        self._asked = None
        self.update_size()
        self.cursor = cursor
        self.scroll_to(y=max(0, place * self.row_height - line), animate=False, immediate=True)
        if is_seen:
            self.show_cursor()
        self.refresh()
        self._ask()

    def on_resize(self) -> None:
        """Fit the rows to the new width; the first time, put the cursor in its place."""
        super().on_resize()
        if not self._was_sized:
            self._was_sized = True
            self._centre(self.cursor)
        self._ask()

    def _centre(self, place: int) -> None:
        height = self.scrollable_content_region.height
        top = place * self.row_height
        if 0 < height < top + self.row_height:
            above = height // 3 // self.row_height * self.row_height
            self.scroll_to(y=top - above, animate=False, immediate=True)

    def accept(self, request: PageRequest, rows: list[Headline]) -> None:
        """Take in a page that was asked for."""
        if request is self._asked:
            self._asked = None
        self.window.accept(request, rows)
        self.update_size()
        self.refresh()
        self._ask()

    def replace(self, headline: Headline) -> None:
        """Draw a headline in its new state."""
        self.window.replace(headline)
        place = self.window.place_of(headline.id)
        if place is not None:
            self.refresh_row(place)

    def set_total(self, total: int) -> None:
        """Show that the list is longer than what was read of it at first."""
        self.window.total = max(total, self.window.end)
        self.update_size()
        self.refresh()
        self._ask()

    def paint_read(self) -> None:
        """Draw all rows in memory as read."""
        rows = self.window.rows
        self.window.rows = [row._replace(is_read=True, is_changed=False) for row in rows]
        self.refresh()

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the rows that changed, and tell."""
        super().watch_cursor(old, new)
        self._ask()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def _ask(self) -> None:
        """Ask for the rows on the screen and a screen around them, one page at a time."""
        if self._asked is not None or not self.window.total:
            return
        shown = self.rows_shown
        start, stop = self.first_shown, self.first_shown + shown + 1
        request = self.window.request(start, stop) or self.window.request(
            start - shown, stop + shown
        )
        if request is not None:
            self._asked = request
            self.post_message(self.RowsNeeded(request))
