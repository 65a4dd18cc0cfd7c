"""The line above a pane that names what it shows."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from newsreader.tui.cells import fit


class PaneTitle(Widget):
    """A title and, at the right, a count; brighter while its pane has the keyboard."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), repaint=False)
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
        # The blanks at both ends are text: a terminal of sixteen colours reverses them with it.
        # The count ends where what is told at the right of the rows below does.
        room = self.size.width - 4 - cell_len(self.count)
        return Content(f" {fit(self.title, room)} {self.count}  ")
