"""How wide the panes of the reading screen are."""

from __future__ import annotations

from textual import on

from newsreader.tui.commands import Pane
from newsreader.tui.screens.changing import ChangingScreen
from newsreader.tui.screens.panes import WIDE
from newsreader.tui.widgets.backdrop import Side

_STEP = 2
_LEAST = {"feeds": 14, "list": 24}
_LEAST_OF_ARTICLE = 40
"""Columns that are left to the article, whatever is asked for."""


class ResizingScreen(ChangingScreen):
    """Gives the panes the widths that the reader has asked for, where they stand side by side."""

    feeds_width = 0
    """Columns of the feeds pane; 0: as many as suit the screen."""
    list_width = 0
    """The same of the list."""

    @on(Side.Dragged)
    def _edge_dragged(self, dragged: Side.Dragged) -> None:
        """Let the edge between two panes follow the mouse."""
        if self.size.width < WIDE:
            return
        if dragged.side.id == "list-side":
            self.feeds_width = dragged.column
        else:
            self.list_width = dragged.column - self.query_one("#list-side").region.x
        self.fit_widths()

    def widen(self, steps: int) -> None:
        """Make the pane that has the keyboard wider by steps, or narrower."""
        if self.size.width < WIDE:
            self.hint("The panes take turns here: a wider terminal shows them side by side.")
            return
        feeds, listed = (self.query_one(f"#{side}-side").region.width for side in _LEAST)
        if self.pane is Pane.FEEDS:
            self.feeds_width = feeds + _STEP * steps
        else:
            self.list_width = listed + _STEP * (steps if self.pane is Pane.LIST else -steps)
        self.fit_widths()

    def fit_widths(self) -> None:
        """Lay the panes out as wide as asked for, and as there is room."""
        room = self.size.width - _LEAST_OF_ARTICLE
        for side, wanted in {"feeds": self.feeds_width, "list": self.list_width}.items():
            pane = self.query_one(f"#{side}-side")
            if not wanted or self.size.width < WIDE:
                pane.styles.clear_rule("width")
                continue
            most = room - (_LEAST["list"] if side == "feeds" else self._feeds_room)
            wanted = max(_LEAST[side], min(wanted, most))
            if side == "feeds":
                self.feeds_width = wanted
            else:
                self.list_width = wanted
            pane.styles.width = wanted

    @property
    def _feeds_room(self) -> int:
        return self.feeds_width or self.query_one("#feeds-side").region.width

    def on_resize(self) -> None:
        """Fit the widths to another terminal."""
        if self.feeds_width or self.list_width:
            self.fit_widths()
