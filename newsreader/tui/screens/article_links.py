"""The links or the files of the open article, to be opened, copied or gone to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.tui.commands import LISTED_COMMANDS
from newsreader.tui.commands.bindings import ids_by_key
from newsreader.tui.layout.targets import Target
from newsreader.tui.widgets.keys_line import keys_line
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.target_list import TargetList, TargetRow

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

Chosen = tuple[str, Target]
"""What concerns the article itself: `follow` or `show`, and the link or file."""


class ArticleLinksScreen(Screen[Chosen | None], inherit_bindings=False):
    """A list over the reading screen; it stays while what is listed is opened and copied."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ArticleLinksScreen {
        layout: vertical;
        TargetList { height: 1fr; margin-top: 1; }
        #target-address { height: auto; max-height: 8; padding: 0 1; background: $surface; }
        #target-keys { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, title: str, rows: Sequence[TargetRow], cursor: int = 0) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._cursor = cursor
        self._number = ""
        self._keys = ids_by_key(LISTED_COMMANDS)

    @property
    def _reading(self) -> ReadingScreen:
        return cast("ReadingScreen", self.app.screen_stack[0])

    def compose(self) -> ComposeResult:
        """Put the list above the whole row under the cursor."""
        title = PaneTitle(classes="-active")
        title.title = self._title
        title.count = f"{len(self._rows):,}"
        self.targets = TargetList(self._rows)
        self.address = Static(id="target-address", markup=False)
        self.status = StatusLine()
        yield title
        yield self.targets
        yield self.address
        yield self.status
        yield Static(keys_line(LISTED_COMMANDS), id="target-keys", markup=False)

    def on_mount(self) -> None:
        """Begin at the first one in view in the article."""
        self.watch(self.targets, "cursor", self._show_address, init=False)
        self.watch(self._reading.status, "words", self._say, init=False)
        self.targets.update_size()
        self.targets.cursor = self._cursor
        self._show_address()
        self.set_focus(self.targets)
        self.call_after_refresh(self.targets.show_cursor)

    def _show_address(self) -> None:
        row = self.targets.current
        words = f"{row.words}\n" if row.words and row.words != row.address else ""
        self.address.update(Content(f"{words}{row.address}"))

    def _say(self, words: str) -> None:
        self.status.say(words, is_error=self._reading.status.has_class("-error"))

    def on_key(self, event: events.Key) -> None:
        """Do what a key means for the row under the cursor; a number goes to its row."""
        command_id = self._keys.get(event.key)
        number, self._number = self._number, ""
        target = self.targets.current.target
        if command_id == "open-listed":
            self._open()
        elif command_id == "copy-listed":
            self._reading.copy_address(target)
        elif command_id == "show-listed":
            self.dismiss(("show", target))
        elif command_id == "leave-listed":
            self.dismiss(None)
        elif event.key.isdecimal():
            self._number = number + event.key
            if not 1 <= int(self._number) <= len(self._rows):
                self._number = event.key
            self.targets.move_to(int(self._number) - 1)
        elif not self.targets.move_by_key(event.key):
            return
        event.stop()
        event.prevent_default()

    @on(LineList.Clicked)
    def _open(self) -> None:
        target = self.targets.current.target
        if self._reading.leads_within(target):
            self.dismiss(("follow", target))
        else:
            self._reading.follow(target)
