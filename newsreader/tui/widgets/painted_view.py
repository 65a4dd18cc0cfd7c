"""An article's page laid out for the width there is, and painted by the line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.layout.page import Layout, Page
from newsreader.tui.layout.paint import Frame, Mark, paint_line
from newsreader.tui.theme import Surroundings, undimmed
from newsreader.tui.widgets.drawn_view import DrawnView

_MARGIN = 2
"""The least number of blank cells on either side of the text."""

_KEPT_STRIPS = 2000
_IDLE_WORK = 0.004
_IDLE_PAUSE = 0.02


class PaintedView(DrawnView, can_focus=True, inherit_bindings=False):
    """Draws a page's lines; laid out as far as needed at once, the rest while nothing happens.

    What is at the top stays there, whatever the width. Subclasses say what is marked.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--code"}
    DEFAULT_CSS = """
    PaintedView {
        color: $foreground;
        & > .page--code { background: $surface; }
    }
    """

    text_width: reactive[int] = reactive(80, init=False)
    """The most cells a line of text takes; in a wider pane the text is centred."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self.page_shown: Page | None = None
        self.is_ordered = True
        """Whether text from right to left is put in order here, and not by the terminal."""
        self._lines: Layout | None = None
        # The place in the page's text that stays at the top, whatever the width.
        self._anchor = 0
        self._is_placing = False
        self._is_painting = False
        self.is_lead_wanted = False
        """Whether the page opened next shows above its place some lines that lead up to it."""
        self._shift = 0
        self._strips: dict[int, Strip] = {}
        self._frame: Frame | None = None
        self._painted_frame: Frame | None = None
        self._surroundings: Surroundings | None = None
        super().__init__(id=id)

    def line_marks(self, start: int, end: int) -> Iterable[Mark]:
        """Return what is marked in the stretch `[start, end)` of the page's text."""
        raise NotImplementedError

    # Lines

    def open_page(self, page: Page | None, anchor: int) -> None:
        """Show a page, or nothing, with the place `anchor` of its text at the top."""
        self.page_shown = page
        self._anchor = anchor
        self.reflow()

    def reflow(self) -> None:
        """Lay the page out anew for the width there is; the place stays."""
        width = self.scrollable_content_region.width
        self._lines = None
        if self.page_shown is None or width <= 0:
            self._frame = None
            self.repaint()
            return
        measure = max(1, min(self.text_width, width - 2 * _MARGIN))
        self._frame = Frame(width, (width - measure) // 2, measure, self.rich_style)
        lines = Layout(self.page_shown, measure, is_ordered=self.is_ordered)
        top = lines.line_of(self._anchor) if self._anchor else 0
        if self.is_lead_wanted:
            self.is_lead_wanted = False
            top = max(0, top - self._height // 3)
            self._anchor = lines.lines[top].start if top else 0
        lines.extend_to_line(top + 2 * self._height)
        self._lines = lines
        self._is_placing = True
        self._fit_height()
        # Not only after the next frame: that would show another place for a moment.
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._is_placing = False
        self.repaint()
        self._lay_out_later()

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place scrolled to."""
        super().watch_scroll_y(old_value, new_value)
        if self._lines is not None and not self._is_placing:
            top = round(new_value)
            self._lay_out_to(top + self._height)
            lines = self._lines.lines
            self._anchor = lines[min(top, len(lines) - 1)].start if top else 0

    def _lay_out_to(self, number: int) -> None:
        if self._lines is None or number < len(self._lines.lines) or self._lines.is_complete:
            return
        self._lines.extend_to_line(number)
        if self._lines.is_complete or len(self._lines.lines) > self.virtual_size.height:
            self._fit_height()

    def _lay_out_later(self) -> None:
        """Lay out the rest in small portions, so that no key ever waits for it."""
        lines = self._lines
        if lines is None:
            return
        if lines.is_complete:
            self._fit_height()
            return

        def go_on() -> None:
            if lines is self._lines:
                lines.extend_for(_IDLE_WORK)
                self._lay_out_later()

        self.set_timer(_IDLE_PAUSE, go_on)

    def _fit_height(self) -> None:
        if self._lines is not None and self._frame is not None:
            self.virtual_size = Size(self._frame.width, self._lines.height)

    def watch_text_width(self) -> None:
        """Lay out for the new width."""
        self.reflow()

    def on_resize(self) -> None:
        """Lay out for the new size, if it has changed the width."""
        if not self._follow_width():
            self._lay_out_to(self.scroll_offset.y + 2 * self._height)

    def _follow_width(self) -> bool:
        """Lay out anew if the width is another; the first frame at a new size comes before news."""
        width = self.scrollable_content_region.width
        if self.page_shown is None or (self._frame is not None and self._frame.width == width):
            return False
        self.reflow()
        return self._frame is not None

    # Painting

    def repaint(self) -> None:
        """Paint every line anew."""
        self._strips.clear()
        self._painted_frame = self._surroundings = None
        if not self._is_painting:
            self.refresh()

    def forget_strips(self, start: int, end: int) -> None:
        """Paint the lines of the stretch `[start, end)` of the page's text anew."""
        if self._lines is not None:
            for number in range(self._lines.line_of(start), self._lines.line_of(end) + 1):
                self._strips.pop(number, None)
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew in the new theme; the focus, which styles anew too, changes nothing here."""
        super().notify_style_update()
        painted = self._painted_frame, self._surroundings
        self._painted_frame = self._surroundings = None
        if self._frame is None or painted != (self._present_frame(self._frame), self.surroundings):
            self.repaint()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view (Textual's line API)."""
        self._is_painting = True
        self._follow_width()
        self._is_painting = False
        number = self.scroll_offset.y + y
        self._lay_out_to(number)
        if self._lines is None or self._frame is None or number >= len(self._lines.lines):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        strip = self._strips.get(number)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[number] = self._painted(number, self._lines, self._frame)
        return strip

    def _painted(self, number: int, lines: Layout, frame: Frame) -> Strip:
        line = lines.lines[number]
        marks: list[Mark] = []
        if line.runs:
            start = min(run.start for run in line.runs)
            end = max(run.end for run in line.runs)
            marks.extend(self.line_marks(start, end))
        painted = paint_line(line, self._present_frame(frame), marks)
        return undimmed(painted, self.surroundings.quiet)

    def _present_frame(self, frame: Frame) -> Frame:
        """Return the frame with the theme's styles: looking them up costs as much as painting."""
        if self._painted_frame is None:
            code = self.get_component_rich_style("page--code", partial=True)
            self._painted_frame = replace(frame, base=self.rich_style, code=code, shift=self._shift)
        return self._painted_frame

    @property
    def surroundings(self) -> Surroundings:
        """What the screen is like, as of the last time all was painted anew."""
        if self._surroundings is None:
            self._surroundings = Surroundings.of(self.app)
        return self._surroundings
