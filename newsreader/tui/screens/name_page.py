"""The page of a name: its articles, when they were, and what stands beside it in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Static

from newsreader.library.library import Library
from newsreader.tui.commands import NAME_PAGE_COMMANDS
from newsreader.tui.commands.bindings import ids_by_key
from newsreader.tui.names.acting import NameActing
from newsreader.tui.names.name_page import NamePageRead, read_page
from newsreader.tui.widgets.keys_line import keys_line
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.model.name import Name


class NamePageScreen(NameActing[None], inherit_bindings=False):
    """Stands over the reading screen, or over another page."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    NamePageScreen {
        layout: vertical;
        #name-words { height: 1fr; padding: 1 1; color: $quiet; }
        #name-keys { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._shown: Name | None = None
        self._generation = 0
        self._keys = ids_by_key(NAME_PAGE_COMMANDS)

    @property
    def shown_name(self) -> Name | None:
        """The name whose page this is; None until it is read (`name` is Textual's own)."""
        return self._shown

    def compose(self) -> ComposeResult:
        """Put the page between its title and its keys."""
        self.title_line = PaneTitle(classes="-active")
        self.words = Static(id="name-words", markup=False)
        self.status = StatusLine()
        yield self.title_line
        yield self.words
        yield self.status
        yield Static(keys_line(NAME_PAGE_COMMANDS), id="name-keys", markup=False)

    def on_mount(self) -> None:
        """Read the page."""
        self.watch(self._reading.status, "words", self._say, init=False)
        self.reload()

    def reload(self) -> None:
        """Read the page anew; what is under the cursor stays there."""
        self._generation += 1
        self._reading.library.read(partial(self._read, key=self._key, generation=self._generation))

    def _read(self, library: Library, *, key: str, generation: int) -> None:
        self.post_message(read_page(library, key, generation))

    @on(NamePageRead)
    def _page_read(self, read: NamePageRead) -> None:
        if read.generation == self._generation and read.name is not None:
            self._shown, self._key = read.name, read.name.key
            self.title_line.title = f"{read.name.name} · {read.name.kind.value}"
            self.look_whether_followed()

    def _say(self, words: str) -> None:
        self.status.say(words, is_error=self._reading.status.has_class("-error"))

    def on_key(self, event: events.Key) -> None:
        """Do what a key means here."""
        command_id = self._keys.get(event.key)
        if command_id is None:
            return
        self.run_here(command_id)
        event.stop()
        event.prevent_default()

    def run_here(self, command_id: str) -> None:
        """Carry out a command of the page."""
        if command_id == "leave-page":
            self.dismiss()
        else:
            self.act_on_name(command_id)
