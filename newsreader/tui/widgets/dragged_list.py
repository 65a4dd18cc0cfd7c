"""A list whose rows can be dragged onto each other."""

from __future__ import annotations

from textual import events

from newsreader.tui.widgets.line_list import LineList


class DraggedList(LineList):
    """Tells `drop` when a row was dragged onto another one; the end of a drag is no click."""

    ALLOW_SELECT = False

    _pressed: int | None = None
    _is_dropped = False

    def drop(self, place: int, target: int) -> None:
        """Do what dragging the row at one place onto that at another one means."""
        raise NotImplementedError

    def row_at(self, y: int) -> int | None:
        """Return the place of the row on a line of the screen; None: there is none."""
        place = (self.scroll_offset.y + y) // self.row_height
        return place if 0 <= place < self.row_count else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember the row that may be dragged from here."""
        self._pressed, self._is_dropped = self.row_at(event.y), False

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the row on the one below the pointer."""
        place, target = self._pressed, self.row_at(event.y)
        self._pressed = None
        if place is not None and target is not None and place != target:
            self._is_dropped = True
            self.drop(place, target)

    def on_click(self, event: events.Click) -> None:
        """Take the end of a drag for no click."""
        if self._is_dropped:
            event.prevent_default()
            event.stop()
