"""The line above a pane that names what it shows."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.tui.cells import fit


class PaneTitle(Widget):
    """A title and, at the right, a count; brighter while its pane has the keyboard."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PaneTitle {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
        text-style: bold;
        &.-active { background: $title; color: $on-title; text-style: $title-style; }
    }
    """

    title: reactive[str] = reactive("")
    count: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the line."""
        width = self.size.width - 2
        room = width - cell_len(self.count) - 1
        return Content(f"{fit(self.title, room)} {self.count}")
