"""A page of text over the reading screen, moved in and left by keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.commands.bindings import bindings_in_use, key_of
from newsreader.tui.widgets.moving_keys import moving_by_key


class SheetScreen(ModalScreen[None], inherit_bindings=False):
    """Moves by the keys that move in every list; `back`, Escape and Enter close it.

    Subclasses give the text. `quit` quits the app from here, too.
    """

    TITLE_WORDS: ClassVar[str] = ""
    OPENED_BY: ClassVar[str] = ""
    """The command that opens the sheet: its keys close it again."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    SheetScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 82;
            max-width: 100%;
            height: 92%;
            padding: 1 1 0 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text;
            border-subtitle-color: $text;
        }
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
        Static { width: 1fr; height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_leaving = False
        self.text = Static(id="sheet-text", markup=False)
        self.page = VerticalScroll(self.text)

    def begin(self) -> None:
        """Show the text, once the sheet is there."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Put the page in the middle."""
        with Vertical() as frame:
            frame.border_title = self.TITLE_WORDS
            frame.border_subtitle = Content(self.keys_in_words())
            yield self.page

    def keys_in_words(self) -> str:
        """Return what the keys do, for the frame."""
        return f"{key_of('down')} {key_of('up')} move · {key_of('back')} closes"

    def on_mount(self) -> None:
        """Show the text."""
        self.begin()

    def on_key(self, event: events.Key) -> None:
        """Move in the page, or leave it."""
        bindings = bindings_in_use()
        event.stop()
        event.prevent_default()
        if self.is_leaving:
            # Typed behind the key that closed the sheet: it is meant for what comes now.
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in bindings.of("quit").keys:
            self.leave()
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in {"escape", "enter", *self._closing_keys()}:
            self.leave()
        elif not self.take_key(event):
            self._move(event.key)

    def take_key(self, event: events.Key) -> bool:
        """Take a key that a kind of sheet has for itself; False for others."""
        return not event

    def _closing_keys(self) -> set[str]:
        bindings = bindings_in_use()
        opened_by = bindings.of(self.OPENED_BY).keys if self.OPENED_BY else ()
        return {*bindings.of("back").keys, *opened_by}

    def _move(self, key: str) -> None:
        command_id, height = moving_by_key().get(key, ""), self.page.size.height
        lines = {
            "down": 1,
            "up": -1,
            "half-page-down": height // 2,
            "half-page-up": -height // 2,
            "page-down": height - 1,
            "page-up": 1 - height,
            "read-on": height - 1,
        }
        if command_id in lines:
            self.page.scroll_relative(y=lines[command_id], animate=False)
        elif command_id == "top":
            self.page.scroll_to(y=0, animate=False)
        elif command_id == "bottom":
            self.page.scroll_end(animate=False)

    def on_click(self, event: events.Click) -> None:
        """Close at a click beside the sheet."""
        if event.widget is self:
            self.leave()

    def leave(self) -> None:
        """Close the sheet."""
        if not self.is_leaving:
            self.is_leaving = True
            self.dismiss()
