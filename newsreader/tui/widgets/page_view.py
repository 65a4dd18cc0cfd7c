"""The place in an article's page: scrolling, and which text is at which cell."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from newsreader.tui.layout.caret import cell_of, place_at
from newsreader.tui.layout.line import Line
from newsreader.tui.widgets.painted_view import PaintedView


class PageView(PaintedView, can_focus=True, inherit_bindings=False):
    """Scrolls through a page, and knows where in its text one is.

    Places are code points of the body's text; 0 is the top, header included. It has no keys of its
    own: the screen moves it.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    @property
    def position(self) -> int:
        """The place in the body's text at the top of the view."""
        return max(0, self._anchor - self.page_shown.body_start) if self.page_shown else 0

    @property
    def at_end(self) -> bool:
        """Whether the end of the page is in view."""
        if self._lines is None:
            return True
        self._lay_out_to(self.scroll_offset.y + self._height)
        return self._lines.is_complete and self.scroll_offset.y >= self.max_scroll_y

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by lines, up if negative; False when that was not possible."""
        if self._lines is None:
            return False
        before = self.scroll_offset.y
        self._scroll_to_line(before + lines)
        return self.scroll_offset.y != before

    def page(self, pages: float) -> bool:
        """Scroll by pages or parts of one, up if negative; False when already at that end.

        Two lines of a whole page stay in view, to read on from.
        """
        lines = max(1, round(abs(pages) * (self._height - (2 if abs(pages) >= 1 else 0))))
        return self.scroll_lines(lines if pages > 0 else -lines)

    def scroll_top(self) -> None:
        """Go to the top of the page."""
        self._scroll_to_line(0)

    def scroll_bottom(self) -> None:
        """Go to the end of the page."""
        if self._lines is not None:
            self._lines.extend_to_offset(len(self._lines.page.text))
            self._scroll_to_line(len(self._lines.lines))

    def shift(self, columns: int) -> None:
        """Shift code and tables wider than the text sideways by cells, back if negative."""
        if self._lines is None or self._frame is None:
            return
        furthest = max(0, self._lines.widest - self._frame.measure)
        shift = max(0, min(self._shift + columns, furthest))
        if shift != self._shift:
            self._shift = shift
            self.repaint()

    def reveal(self, start: int, end: int) -> None:
        """Scroll the stretch `[start, end)` of the page's text into view, if it is not."""
        if self._lines is None or self._frame is None:
            return
        first, last = self._lines.line_of(start), self._lines.line_of(max(start, end - 1))
        top = self.scroll_offset.y
        if first < top or last >= top + self._height:
            self._scroll_to_line(first - self._height // 3)
        line = self._lines.lines[first]
        if line.extent > self._frame.measure:
            column = line.column_of(start)
            if not self._shift <= column < self._shift + self._frame.measure - (end - start):
                self.shift(column - self._frame.measure // 3 - self._shift)

    @property
    def visible_text(self) -> tuple[int, int]:
        """The stretch of the page's text in view."""
        if self._lines is None:
            return 0, 0
        top = self.scroll_offset.y
        self._lay_out_to(top + self._height)
        lines = self._lines.lines
        below = top + self._height
        end = lines[below].start if below < len(lines) else len(self._lines.page.text)
        return lines[min(top, len(lines) - 1)].start, end

    def _scroll_to_line(self, number: int) -> None:
        self._lay_out_to(number + self._height)
        self.scroll_to(y=max(0, number), animate=False, force=True)

    def cell_of(self, number: int, place: int) -> int:
        """Return the cell of the view at which a place of the text is painted on a line."""
        assert self._lines is not None
        assert self._frame is not None
        line = self._lines.lines[number]
        return self._frame.margin + cell_of(line, place) - self._shift_of(line)

    def is_in_view(self, number: int, place: int) -> bool:
        """Whether a place on a line lies within the text's width, and is not shifted out of it."""
        assert self._frame is not None
        return 0 <= self.cell_of(number, place) - self._frame.margin < self._frame.measure

    def place_at(self, x: int, y: int, *, is_exact: bool = False) -> int | None:
        """Return the place in the text at a cell of the view; None where nothing is laid out.

        With `is_exact` it is None as well where no character is painted, else it is the nearest on
        the line.
        """
        if self._lines is None or self._frame is None:
            return None
        number = max(0, self.scroll_offset.y + y)
        self._lay_out_to(number)
        lines = self._lines.lines
        if number >= len(lines):
            return None if is_exact else len(self._lines.page.text)
        line = lines[number]
        place = place_at(line, x - self._frame.margin + self._shift_of(line))
        if is_exact and not (0 <= x - self.cell_of(number, place) < self._cells(line, place)):
            return None
        return place

    def _shift_of(self, line: Line) -> int:
        """By how many cells a line is shifted: what fits never is."""
        assert self._frame is not None
        inner = self._frame.measure - cell_len(line.prefix)
        return max(0, min(self._shift, line.extent - inner)) if line.extent else 0

    def _cells(self, line: Line, place: int) -> int:
        """How many cells the character at a place takes; 0 where it is not on the line."""
        assert self.page_shown is not None
        return cell_len(self.page_shown.text[place : place + 1]) if line.has(place) else 0
