"""A page on which text can be selected, by mouse or by a caret; it stays when the width changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from rich.style import Style
from textual import events
from textual.message import Message
from textual.timer import Timer

from newsreader.tui.layout import caret
from newsreader.tui.layout.copying import copied_text, in_words
from newsreader.tui.layout.page import Layout
from newsreader.tui.layout.paint import Mark
from newsreader.tui.widgets.code_view import CodeView

_CARET = Style(reverse=True)
_CARET_IN_REVERSE = Style(reverse=False, bold=True, underline=True)
_SCROLLING = 0.05
"""Seconds between two lines scrolled while the mouse is dragged beyond an edge."""

Motion = Callable[[Layout, int], int]


class Unit(Enum):
    """What is selected at a time."""

    CHARACTERS = "characters"
    PARAGRAPHS = "paragraphs"


class SelectingView(CodeView):
    """Selects stretches of the page's text from an anchor to a caret, both included."""

    ALLOW_SELECT = False  # Textual's own counts in lines that another width makes anew

    class SelectionChanged(Message):
        """The mouse has selected something, or (empty words) nothing is selected any more."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words
            """How much is selected."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self.origin: int | None = None
        """Where the selection began; None while nothing is selected."""
        self.caret: int | None = None
        """Where the selection ends, or would begin."""
        self.unit = Unit.CHARACTERS
        self._is_caret_shown = False
        self._pressed: int | None = None
        self.was_dragged = False
        self._dragged_to = (0, 0)
        self._scrolling: Timer | None = None
        super().__init__(id=id)

    # What is selected

    @property
    def selection(self) -> tuple[int, int] | None:
        """The stretch `[start, end)` of the page's text that is selected; None for nothing."""
        if self.page_shown is None or self.caret is None or self.origin is None:
            return None
        first, last = sorted((self.origin, self.caret))
        if self.unit is Unit.CHARACTERS:
            return first, min(last + 1, len(self.page_shown.text))
        units = caret.units(self.page_shown)
        start = units[caret.unit_at(units, first)][0]
        return start, max(start, units[caret.unit_at(units, last)][1])

    @property
    def is_selecting(self) -> bool:
        """Whether something is selected, or a caret is shown."""
        return self.origin is not None or self._is_caret_shown

    def selected_text(self) -> str:
        """Return what is selected, or else the paragraph of the caret, as it is to be copied."""
        stretch = self._stretch()
        assert self.page_shown is not None or stretch is None
        return copied_text(self.page_shown, *stretch) if self.page_shown and stretch else ""

    def selection_in_words(self) -> str:
        """Return how much would be copied: `3 paragraphs`; empty for nothing."""
        stretch = self._stretch()
        return in_words(self.page_shown, *stretch) if self.page_shown and stretch else ""

    def _stretch(self) -> tuple[int, int] | None:
        if self.selection is not None or self.page_shown is None or self.caret is None:
            return self.selection
        units = caret.units(self.page_shown)
        return units[caret.unit_at(units, self.caret)]

    def selection_marks(self) -> Iterator[Mark]:
        """Yield the style of what is selected, and of the caret over it."""
        stretch = self.selection
        if stretch is not None:
            yield Mark(*stretch, self._selected_style())
        if self._is_caret_shown and self.caret is not None:
            is_reversed = stretch is not None and self._selected_style().reverse
            yield Mark(self.caret, self.caret + 1, _CARET_IN_REVERSE if is_reversed else _CARET)

    def _selected_style(self) -> Style:
        if self.app.no_color or self.app.native_ansi_color:
            return Style(reverse=True)
        style = self.screen.get_component_rich_style("screen--selection")
        if style.bgcolor is None:
            return Style(reverse=True)
        # In the colour of the text: that of a mention cannot be read on every ground.
        return Style(color=self.rich_style.color, bgcolor=style.bgcolor, reverse=False)

    # The caret

    def show_caret(self) -> bool:
        """Show a caret: where the selection ends, or in the first text in view; False if none."""
        if self._lines is None or self.page_shown is None:
            return False
        if self.origin is None or self.caret is None:
            start, end = self.visible_text
            begun = (u[0] for u in caret.units(self.page_shown) if start <= u[0] < end)
            self.caret = caret.first_from(self._lines, next(begun, start))
        self._is_caret_shown = True
        self.repaint()
        return True

    def hide_caret(self) -> None:
        """Show no caret; what is selected stays."""
        self._is_caret_shown = False
        self.repaint()

    def select_by(self, unit: Unit) -> None:
        """Select from the caret on by units; by the same units again, select nothing."""
        is_same = self.origin is not None and self.unit is unit
        if self.origin is None or is_same:
            self.origin = None if is_same else self.caret
        self.unit = unit
        self.repaint()

    def swap_ends(self) -> None:
        """Go on from the other end of what is selected."""
        if self.origin is not None and self.caret is not None:
            self.origin, self.caret = self.caret, self.origin
            self.reveal(self.caret, self.caret + 1)
            self.repaint()

    def move_caret(self, motion: Motion, count: int = 1) -> None:
        """Move the caret as a motion tells, and scroll it into view."""
        if self._lines is None or self.caret is None:
            return
        for _ in range(count):
            before, self.caret = self.caret, motion(self._lines, self.caret)
            if self.caret == before:
                break
        self._follow_caret(self._lines, self.caret)
        self.repaint()

    def _follow_caret(self, lines: Layout, place: int) -> None:
        """Scroll no further than needed: a caret that moves on pulls the text line by line."""
        number, top = lines.line_of(place), self.scroll_offset.y
        height = max(1, self.scrollable_content_region.height)
        if number < top:
            self.scroll_lines(number - top)
        elif number >= top + height:
            self.scroll_lines(number - top - height + 1)
        self.reveal(place, place + 1)

    def clear_selection(self) -> None:
        """Select nothing, and show no caret."""
        if self.origin is None and not self._is_caret_shown:
            return
        self.origin, self._is_caret_shown = None, False
        self.unit = Unit.CHARACTERS
        self.repaint()
        if self.is_attached:
            self.post_message(self.SelectionChanged(""))

    def move_selection(self, by: int) -> None:
        """Keep what is selected where the page's text has moved."""
        if self.origin is not None:
            self.origin += by
        if self.caret is not None:
            self.caret += by

    def select(self, start: int, end: int) -> None:
        """Select the stretch `[start, end)` of the page's text."""
        if start < end:
            self.origin, self.caret, self.unit = start, end - 1, Unit.CHARACTERS
            self._tell()

    def select_word(self, place: int) -> None:
        """Select the word at a place."""
        if self.page_shown is not None:
            self.select(*caret.word_at(self.page_shown.text, place))

    def select_paragraph(self, place: int) -> None:
        """Select the paragraph at a place."""
        if self.page_shown is not None:
            self.origin = self.caret = place
            self.unit = Unit.PARAGRAPHS
            self._tell()

    def _tell(self) -> None:
        self.repaint()
        self.post_message(self.SelectionChanged(self.selection_in_words()))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a drag may begin; with Shift, select from where one was to here."""
        self.was_dragged = False
        place = self.place_at(event.x, event.y)
        if event.button != 1 or place is None:
            return
        if event.shift and self.origin is not None:
            self.caret, self.was_dragged = self._last(place), True
            self._tell()
            return
        self._pressed = place
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down to here."""
        if self._pressed is None:
            return
        place = self.place_at(event.x, event.y)
        if place is None or (place == self._pressed and not self.was_dragged):
            return
        self.was_dragged = True
        self._dragged_to = event.x, event.y
        self._select_to(place)
        is_beyond = not 0 <= event.y < self.scrollable_content_region.height
        if is_beyond and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLLING, self._scroll_on)
        elif not is_beyond:
            self._stop_scrolling()

    def _select_to(self, place: int) -> None:
        self.origin, self.caret, self.unit = self._pressed, self._last(place), Unit.CHARACTERS
        self.repaint()

    def _last(self, place: int) -> int:
        assert self.page_shown is not None
        return min(place, len(self.page_shown.text) - 1)

    def _scroll_on(self) -> None:
        x, y = self._dragged_to
        self.scroll_lines(-1 if y < 0 else 1)
        edge = 0 if y < 0 else self.scrollable_content_region.height - 1
        place = self.place_at(x, edge)
        if place is not None and self._pressed is not None:
            self._select_to(place)

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def on_mouse_up(self) -> None:
        """End the drag."""
        self._stop_scrolling()
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()
            if self.was_dragged:
                self._tell()
