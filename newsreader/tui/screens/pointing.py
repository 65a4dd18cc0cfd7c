"""The mouse on the reading screen, and what is said while headlines are selected."""

from __future__ import annotations

from textual import on
from textual.geometry import Offset

from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import bindings_in_use
from newsreader.tui.screens.resizing import ResizingScreen
from newsreader.tui.widgets.command_bar import CommandBar
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.selecting_list import SelectingList

_LEFT, _MIDDLE = 1, 2

MARKS_CLICKED = {Offset(0, 0): "toggle-read", Offset(1, 0): "toggle-bookmark"}
"""Where in a headline's row its marks stand, and what a click there does."""


class PointingScreen(ResizingScreen):
    """Carries out what is clicked: each click is a command that a key has, too."""

    @on(LineList.Clicked)
    def _row_clicked(self, clicked: LineList.Clicked) -> None:
        if clicked.sender is self.headlines:
            self._headline_clicked(clicked)
        else:
            self.show_source(self.feeds_pane.current)
            self.hint_health()

    def _headline_clicked(self, clicked: LineList.Clicked) -> None:
        """Open a headline; its marks turn its state, the middle button is for the browser."""
        self.focus_pane(Pane.LIST)
        if clicked.is_extending:
            return
        self.headlines.end_range()
        mark = MARKS_CLICKED.get(clicked.spot)
        if clicked.button == _MIDDLE:
            self.run_command(bindings_in_use().of("open-in-browser"))
        elif clicked.button == _LEFT:
            self.run_command(bindings_in_use().of(mark or "open"))

    @on(SelectingList.Moved)
    def _selected_else(self) -> None:
        """Say how many headlines are selected, and what can be done with them."""
        is_selecting = self.headlines.range_start is not None
        count = len(self.headlines.selected)
        self.status.selected = f"{count:,} selected" if is_selecting else ""
        self.command_bar.is_selecting = is_selecting

    def on_mount(self) -> None:
        """Let the footer say what can be done with the row of the feeds pane."""
        self.watch(self.feeds_pane, "row_kind", self._name_row)

    def _name_row(self, kind: str) -> None:
        self.command_bar.row_kind = kind

    @on(CommandBar.Chosen)
    def _command_clicked(self, chosen: CommandBar.Chosen) -> None:
        self.status.drop_hint()
        self.run_command(chosen.command)
