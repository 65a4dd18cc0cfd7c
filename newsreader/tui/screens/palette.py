"""The command palette: type a few letters, Enter does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.tui.palette.entries import Entry, entries, texts
from newsreader.tui.palette.matching import Match, ranked
from newsreader.tui.widgets.choice_list import ChoiceList
from newsreader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_MOVES = {"down": 1, "ctrl+n": 1, "ctrl+j": 1, "up": -1, "ctrl+p": -1, "ctrl+k": -1}
_PAGES = {"pagedown": 1.0, "ctrl+f": 1.0, "pageup": -1.0, "ctrl+b": -1.0}
_KEYS = "Enter does it · Up Down choose · Escape closes"
_KEEPING_KEYS = "Enter uses and keeps it · Tab only until you quit · Escape closes"


class PaletteInput(Input):
    """Takes what is typed; the keys that move or choose go to the palette at once, in order."""

    async def _on_key(self, event: events.Key) -> None:
        palette = self.screen
        assert isinstance(palette, PaletteScreen)
        if palette.take_key(event):
            event.stop()
            event.prevent_default()


class PaletteScreen(ModalScreen[tuple[Entry, bool] | None], inherit_bindings=False):
    """Dismissed with what was chosen, and whether it is to be kept for the next start."""

    AUTO_FOCUS = "PaletteInput"
    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    PaletteScreen {
        align: center top;
        background: $background 60%;
        & > Vertical {
            width: 76;
            max-width: 100%;
            height: 20;
            max-height: 100%;
            margin-top: 1;
            padding: 0 1;
            background: $surface;
            border: round $primary;
            border-title-color: $text;
            border-subtitle-color: $text;
        }
        PaletteInput, PaletteInput:focus {
            border: none;
            height: 1;
            padding: 0 1;
            margin-bottom: 1;
            background: $panel;
        }
        ChoiceList { height: 1fr; }
        #palette-none { height: auto; padding: 0 2; display: none; }
        &.-none #palette-none { display: block; }
    }
    """

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self.box = PaletteInput(
            typed, placeholder="A command, a feed, a theme or a setting", select_on_focus=False
        )
        self.choices = ChoiceList()
        self._entries: list[Entry] = []
        self._theme = ""
        self._found_for: str | None = None
        """What was typed when the list was made."""
        self._is_leaving = False

    @property
    def _reading(self) -> ReadingScreen:
        return cast("ReadingScreen", self.app.screen_stack[0])

    def compose(self) -> ComposeResult:
        """Put the list below what is typed."""
        with Vertical() as frame:
            frame.border_title = "Commands"
            frame.border_subtitle = _KEYS
            yield self.box
            yield Static("Nothing of that name.", id="palette-none", markup=False)
            yield self.choices

    def on_mount(self) -> None:
        """List everything before anything is typed."""
        self.set_focus(self.box)
        self._theme = self.app.theme
        self._entries = entries(self._reading)
        self.watch(self.choices, "cursor", self._reached, init=False)
        self._find()

    def on_key(self, event: events.Key) -> None:
        """Take what was typed before the box had the keyboard."""
        if not self.take_key(event):
            if not event.is_printable or event.character is None:
                return
            self.box.insert_text_at_cursor(event.character)
        event.stop()
        event.prevent_default()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._find_typed()

    def _find_typed(self) -> None:
        """List what fits what is typed by now: a key may come before the news of the last one."""
        if self._found_for != self.box.value:
            self._find()

    def _find(self) -> None:
        self._found_for = self.box.value
        found: list[tuple[Entry, Match]] = ranked(self.box.value, texts(self._entries))
        self.choices.show(found, self._begin_at([entry for entry, _ in found]))
        self.set_class(not found, "-none")
        self._reached()

    def _begin_at(self, found: Sequence[Entry]) -> int:
        """Return where the cursor goes: among themes to the one in use: nothing flickers."""
        if not found or not found[0].theme:
            return 0
        return next((n for n, entry in enumerate(found) if entry.theme == self._theme), 0)

    def _reached(self) -> None:
        """Show the theme under the cursor, and what the keys do to it."""
        entry = self.choices.current
        theme = (entry.theme if entry else "") or self._theme
        if theme != self.app.theme and not self._is_leaving:
            self.app.theme = theme
        is_kept = entry is not None and entry.is_kept
        self.query_one(Vertical).border_subtitle = Content(_KEEPING_KEYS if is_kept else _KEYS)

    def take_key(self, event: events.Key) -> bool:
        """Move, choose or leave; False for a key that is typed."""
        if not event.is_printable and not self._is_leaving:
            self._find_typed()
        if self._is_leaving:
            # Typed behind the key that chose: it is meant for what comes now.
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in _MOVES:
            self.choices.move(_MOVES[event.key])
        elif event.key in _PAGES:
            self.choices.move_page(_PAGES[event.key])
        elif event.key in {"enter", "tab"}:
            self._choose(is_kept=event.key == "enter")
        elif event.key == "escape":
            self._leave(None)
        else:
            return False
        return True

    def _choose(self, *, is_kept: bool) -> None:
        entry = self.choices.current
        if entry is None or (not is_kept and not entry.is_kept):
            return
        if entry.choices is None:
            self._leave((entry, is_kept))
            return
        self._entries = entry.choices(self._reading)
        self.query_one(Vertical).border_title = Content(entry.text.shown)
        with self.prevent(Input.Changed):
            self.box.value = ""
        self._find()

    @on(LineList.Clicked)
    def _clicked(self, clicked: LineList.Clicked) -> None:
        clicked.stop()
        self._choose(is_kept=True)

    def on_click(self, event: events.Click) -> None:
        """Close at a click beside the palette."""
        if event.widget is self:
            self._leave(None)

    def _leave(self, chosen: tuple[Entry, bool] | None) -> None:
        if not self._is_leaving:
            self._is_leaving = True
            if self.app.theme != self._theme:
                self.app.theme = self._theme
            self.dismiss(chosen)
