"""A list in groups: rows that head or part them are passed over."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from newsreader.tui.widgets.line_list import LineList


class GroupedList(LineList):
    """Rows some of which cannot be chosen: the cursor and the mouse pass them over."""

    def is_choosable(self, place: int) -> bool:
        """Whether the cursor can be on a row."""
        raise NotImplementedError

    def validate_cursor(self, place: int) -> int:
        """Keep the cursor on a row that can be chosen, going on the way it goes."""
        place = super().validate_cursor(place)
        way = 1 if place >= self.cursor else -1
        for step in (way, -way):
            at = place
            while 0 <= at < self.row_count:
                if self.is_choosable(at):
                    return at
                at += step
        return place

    def show_cursor(self) -> None:
        """Scroll as little as needed to see the row under the cursor, and what heads it."""
        super().show_cursor()
        first = self.cursor
        while first and not self.is_choosable(first - 1):
            first -= 1
        if first * self.row_height < self.scroll_offset.y and self.rows_shown > self.cursor - first:
            self.scroll_rows_to(first * self.row_height)

    def move_groups(self, heads: Sequence[int], steps: int) -> None:
        """Put the cursor on the first of so many groups further down, or up, by their places."""
        way = 1 if steps > 0 else -1
        ahead = [place for place in heads[::way] if (place - self.cursor) * way > 0]
        if ahead:
            self.move_to(ahead[min(abs(steps), len(ahead)) - 1])

    def on_click(self, event: events.Click) -> None:
        """Take no notice of a click on a row that cannot be chosen."""
        place = (self.scroll_offset.y + event.y) // self.row_height
        if place < self.row_count and not self.is_choosable(place):
            event.prevent_default()
            event.stop()
