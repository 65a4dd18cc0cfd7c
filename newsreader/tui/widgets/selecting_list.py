"""A list in which a stretch of rows can be selected."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message

from newsreader.model.headline import Key
from newsreader.tui.targets import RangeStart
from newsreader.tui.widgets.line_list import LineList


class SelectingList(LineList):
    """Selects from a row to the cursor, wherever that goes, until the selection is ended."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--selected"}
    DEFAULT_CSS = """
    SelectingList {
        & > .list--selected { background: $row 50%; }
    }
    """

    range_start: RangeStart | None = None
    """Where the selection was begun; None: nothing is selected."""

    class Moved(Message):
        """The cursor came to another row, or what is selected is another stretch."""

    @property
    def cursor_key(self) -> Key | None:
        """The key of the row under the cursor; None while it is being read."""
        raise NotImplementedError

    @property
    def selected(self) -> range:
        """The places of the rows that are selected."""
        if self.range_start is None:
            return range(0)
        start = min(self.range_start.place, max(0, self.row_count - 1))
        return range(min(start, self.cursor), max(start, self.cursor) + 1)

    def begin_range(self) -> None:
        """Select from the row under the cursor on to wherever it goes."""
        key = self.cursor_key
        if key is not None:
            self.range_start = RangeStart(self.cursor, key)
            self._show_range()

    def end_range(self) -> None:
        """Select nothing any longer."""
        if self.range_start is not None:
            self.range_start = None
            self._show_range()

    def place_range(self, key: Key, place: int) -> None:
        """Take in at which place the row now is at which the selection was begun."""
        if self.range_start is not None and self.range_start.key == key:
            self.range_start = RangeStart(place, key)
            self._show_range()

    def _show_range(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def begin_click(self, clicked: LineList.Clicked) -> None:
        """Let a click with Shift or Ctrl select from the cursor to where it is."""
        if clicked.is_extending and self.range_start is None:
            self.begin_range()

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the rows that changed, and tell."""
        super().watch_cursor(old, new)
        if self.range_start is not None:
            self.refresh()
        if old != new:
            self.post_message(self.Moved())

    def is_selected(self, place: int) -> bool:
        """Whether a row is one of those selected."""
        return self.range_start is not None and place in self.selected
