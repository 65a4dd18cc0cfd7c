"""A page whose links can be followed: by letters shown on them, and by mouse."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.tui.layout.hints import LETTERS, hint_labels
from newsreader.tui.layout.page import Page
from newsreader.tui.layout.targets import Target, page_targets
from newsreader.tui.theme import hit_style, undimmed
from newsreader.tui.widgets.selecting_view import SelectingView


class Hint(NamedTuple):
    """Letters at a cell of a line, and what they stand for."""

    label: str
    target: Target
    line: int
    cell: int


_DOUBLE_CLICK = 2.0
"""Seconds within which clicks belong together at most."""


class LinkedView(SelectingView):
    """Shows hints over the links in view; tells what is under the mouse, and what was clicked."""

    class TargetClicked(Message):
        """A link or file was clicked; with the right button, its address is wanted."""

        def __init__(self, target: Target, *, is_right: bool) -> None:
            super().__init__()
            self.target = target
            self.is_right = is_right

    class Hovered(Message):
        """The mouse came over a link or file, or (None) left it."""

        def __init__(self, target: Target | None) -> None:
            super().__init__()
            self.target = target

    class SelectionClicked(Message):
        """The right button was clicked while something is selected: it is to be copied."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self.hints: list[Hint] = []
        """The letters shown, in reading order."""
        self.hint_letters = LETTERS
        """The letters that hints are made of, the best first."""
        self.is_hinting = False
        """Whether hints follow what is in view, where there are any links."""
        self._typed = ""
        self._targets: tuple[Page | None, list[Target]] = (None, [])
        self._hovered: Target | None = None
        self._clicked_at = 0.0
        super().__init__(id=id)

    @property
    def targets(self) -> list[Target]:
        """The links and files of the page, in order."""
        page = self.page_shown
        if self._targets[0] is not page:
            self._targets = page, page_targets(page) if page else []
        return self._targets[1]

    def target_at(self, x: int, y: int) -> Target | None:
        """Return the link or file painted at a cell of the view."""
        place = self.place_at(x, y, is_exact=True)
        if place is None:
            return None
        return next((t for t in self.targets if t.start <= place < t.end), None)

    # Hints

    def show_hints(self) -> int:
        """Show letters on the links and files in view; return on how many."""
        self._typed, self.is_hinting = "", True
        self.hints = self._hints_in_view()
        self.repaint()
        return len(self.hints)

    def narrow_hints(self, typed: str) -> list[Hint]:
        """Show only the hints that begin with what was typed; return them."""
        found = [hint for hint in self.hints if hint.label.startswith(typed)]
        if found:
            self._typed = typed
            self.repaint()
        return found

    def clear_hints(self) -> None:
        """Show no hints."""
        if self.is_hinting:
            self.hints, self.is_hinting = [], False
            self.repaint()
            if self.is_attached:
                self.post_message(self.SelectionChanged(""))

    def _hints_in_view(self) -> list[Hint]:
        if self._lines is None:
            return []
        start, end = self.visible_text
        top = self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        placed: list[tuple[Target, int, int]] = []
        taken: dict[int, int] = {}
        for target in self.targets:
            if target.end <= start or target.start >= end:
                continue
            number = max(top, self._lines.line_of(target.start))
            if number >= bottom:
                continue
            # What began above the view is named where its first line in view begins.
            place = max(target.start, self._lines.lines[number].start)
            if not self.is_in_view(number, place):
                continue
            cell = max(self.cell_of(number, place), taken.get(number, 0))
            taken[number] = cell + 2
            placed.append((target, number, cell))
        labels = hint_labels(len(placed), self.hint_letters)
        return [Hint(label, *each) for label, each in zip(labels, placed, strict=True)]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view, hints over it (Textual's line API)."""
        strip = super().render_line(y)
        if not self.hints:
            return strip
        # Letters over words can be told from them only where the words step back.
        strip = undimmed(strip.apply_style(Style(dim=True)), self.surroundings.quiet)
        number = self.scroll_offset.y + y
        style = self.rich_style + hit_style(self.surroundings, is_current=True)
        for hint in self.hints:
            if hint.line == number and hint.label.startswith(self._typed):
                strip = self._with_hint(strip, hint, style)
        return strip

    def _with_hint(self, strip: Strip, hint: Hint, style: Style) -> Strip:
        done, rest = hint.label[: len(self._typed)], hint.label[len(self._typed) :]
        label = Strip([Segment(done, style + Style(dim=True)), Segment(rest, style)])
        width = strip.cell_length
        cell = max(0, min(hint.cell, width - len(hint.label)))
        return Strip.join([strip.crop(0, cell), label, strip.crop(cell + len(hint.label), width)])

    def reflow(self) -> None:
        """Lay the page out anew; hints follow their links."""
        super().reflow()
        if self.is_hinting:
            self.show_hints()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show hints on what is in view now."""
        super().watch_scroll_y(old_value, new_value)
        if self.is_hinting and round(old_value) != round(new_value):
            self.show_hints()

    # The mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell which link the mouse is over."""
        self._hover(None if self.was_dragged else self.target_at(event.x, event.y))

    def on_leave(self) -> None:
        """Tell that the mouse is over no link any more."""
        self._hover(None)

    def _hover(self, target: Target | None) -> None:
        if target != self._hovered:
            self._hovered = target
            self.styles.pointer = "pointer" if target else "default"
            self.post_message(self.Hovered(target))

    def on_click(self, event: events.Click) -> None:
        """Follow a link, step to a mention, select a word or paragraph; else select nothing."""
        if self.was_dragged:
            return
        target = self.target_at(event.x, event.y)
        place = self.place_at(event.x, event.y, is_exact=True)
        if event.button == 3:
            if self.selection is not None:
                self.post_message(self.SelectionClicked())
            elif target is not None:
                self.post_message(self.TargetClicked(target, is_right=True))
        elif event.button != 1:
            return
        elif event.chain == 1:
            self._clicked_at = event.time
            self.clear_selection()
            if target is not None:
                self.post_message(self.TargetClicked(target, is_right=False))
            elif place is not None:
                self.clicked_at(place)
        elif event.time - self._clicked_at > _DOUBLE_CLICK:
            # The first of these clicks was on the headline that opened this article.
            return
        elif place is not None and target is None:
            if event.chain == 2:
                self.select_word(place)
            else:
                self.select_paragraph(place)

    def clicked_at(self, place: int) -> None:
        """Take a click on a place of the text that is no link."""
