"""The parts of a page on one line, of which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_BETWEEN = "  "


class SectionBar(Widget):
    """Names of sections, the one that is shown between brackets; a click chooses one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SectionBar { height: 1; background: $surface; color: $text-muted; }
    """

    sections: reactive[Sequence[str]] = reactive(())
    shown: reactive[int] = reactive(0)

    class Chosen(Message):
        """A section was clicked; `place` counts from 0."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def _labels(self) -> list[str]:
        return [
            f"[{words}]" if n == self.shown else f" {words} "
            for n, words in enumerate(self.sections)
        ]

    def render(self) -> Content:
        """Draw the line."""
        parts: list[str | tuple[str, str]] = []
        for number, label in enumerate(self._labels()):
            parts += [(label, "bold $foreground" if number == self.shown else ""), _BETWEEN]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which section was clicked."""
        end = 0
        for number, label in enumerate(self._labels()):
            start, end = end, end + cell_len(label) + len(_BETWEEN)
            if start <= event.x < end:
                self.post_message(self.Chosen(number))
