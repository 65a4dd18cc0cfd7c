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
        # No padding: where a pane is told by reversed cells, these are reversed, too. The count
        # stands above what is at the right of the rows.
        room = self.size.width - len("   ") - cell_len(self.count) - 1
        return Content(f" {fit(self.title, room)} {self.count}  ")
