"""From a search on the reading screen to the page of the name that is searched for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.timer import Timer
from textual.widgets import Input

from newsreader.library.library import Library
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import bindings_in_use, key_of
from newsreader.tui.screens.leading import LeadingScreen

if TYPE_CHECKING:
    from newsreader.tui.names.sought import NameSought

_DELAY = 0.2
"""Seconds without a key after which it is looked for what name is typed."""


class SeekingScreen(LeadingScreen):
    """Says which key leads to the page of a name while, or after, it is searched for."""

    _seek_timer: Timer | None = None

    @on(Input.Changed, "#search")
    @on(Input.Submitted, "#search")
    def _seek_soon(self) -> None:
        if self._seek_timer is not None:
            self._seek_timer.stop()
        self._seek_timer = self.set_timer(_DELAY, self._seek_now)

    def _seek_now(self) -> None:
        if text := self._text_searched_for:
            self.library.read(partial(_seek, text=text, is_opened=False))

    @property
    def _text_searched_for(self) -> str:
        """What is typed in the search box, or what was searched for."""
        is_typing = self.is_whole and self.focused is self.search_box
        return (self.search_box.value if is_typing else self.listing.search_text).strip()

    def open_searched_name(self) -> None:
        """Open the page of the name that is searched for."""
        if text := self._text_searched_for:
            self.library.read(partial(_seek, text=text, is_opened=True), is_awaited=True)
        else:
            self.hint(f"Nothing is searched for: {key_of('search')} searches.")

    def on_name_sought(self, sought: NameSought) -> None:
        """Open the page of a name, or say which key does."""
        from newsreader.tui.cells import cut

        name = sought.name
        if sought.is_opened:
            if name is None:
                self.hint(f"No name of the library is called “{cut(sought.text, 40)}”.")
            else:
                self.open_name(name.key)
        elif name is not None and sought.text == self._text_searched_for:
            is_said_else = self.status.has_class("-error") or self.listing.query().remarks
            # In an article that was opened meanwhile it is not what one asks oneself.
            is_asked = self.app.screen is self and self.pane is not Pane.ARTICLE
            if is_asked and not is_said_else:
                key = key_of("searched-name")
                self.hint(f"{key} opens the page of {name.name} · {name.kind.value}")

    def _take_for_box(self, event: events.Key) -> bool:
        keys = bindings_in_use().of("searched-name").keys
        if self.focused is self.search_box and not event.is_printable and event.key in keys:
            self.open_searched_name()
            return True
        return super()._take_for_box(event)


def _seek(library: Library, *, text: str, is_opened: bool) -> NameSought:
    # No business of the start.
    from newsreader.tui.names.sought import sought

    return sought(library, text, is_opened=is_opened)
