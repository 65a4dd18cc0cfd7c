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
from newsreader.tui.palette.matching import Match, begins_words, ranked
from newsreader.tui.palette.names import NameSearch, NamesFound, name_entries, still_found
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
            typed,
            placeholder="A command, a feed, a name, a theme or a setting",
            select_on_focus=False,
        )
        self.choices = ChoiceList()
        self._entries: list[Entry] = []
        self._theme = ""
        self._found_for: str | None = None
        """What was typed when the list was made."""
        self._is_leaving = False
        self._found: list[tuple[Entry, Match]] = []
        """What was found but for names, which come later."""
        self._names: NameSearch | None = None
        """None where one chooses a value of a setting."""
        self._named: list[tuple[Entry, Match]] = []
        """The names found for what is typed, until they are: those of before that fit it."""
        self._awaited: bool | None = None
        """Whether what was chosen before names were looked for is kept; None: nothing was."""
        self._behind: list[events.Key] = []
        """Keys typed behind a choice that waits for names."""

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
        self._names = NameSearch(self._reading.library, self.post_message)
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
        self._awaited = None
        self._found = ranked(self.box.value, texts(self._entries))
        if self._names is not None:
            self._names.want(self.box.value)
            self._named = still_found(self.box.value, self._named)
        rows = self._rows
        self._show(rows, self._begin_at([entry for entry, _ in rows]))

    @property
    def _rows(self) -> list[tuple[Entry, Match]]:
        """All that was found: names below what begins as typed, above what has it somewhere."""
        first = sum(begins_words(hit) for _, hit in self._found)
        return [*self._found[:first], *self._named, *self._found[first:]]

    @property
    def _is_sure(self) -> bool:
        """Whether no name will come before what was found first."""
        return bool(self._found) and begins_words(self._found[0][1])

    def _show(self, rows: list[tuple[Entry, Match]], place: int) -> None:
        self.choices.show(rows, place)
        is_pending = self._names is not None and self._names.is_pending
        self.set_class(not rows and not is_pending, "-none")
        self._reached()

    @on(NamesFound)
    def _names_found(self, found: NamesFound) -> None:
        if self._names is None or self._is_leaving or not self._names.accept(found):
            return
        current, awaited = self.choices.current, self._awaited
        has_moved = self.choices.cursor > 0
        self._named = name_entries(found)
        rows = self._rows
        same = (n for n, (entry, _) in enumerate(rows) if current and entry.is_like(current))
        self._show(rows, next(same, 0) if has_moved else self.choices.cursor)
        if awaited is not None:
            self._awaited = None
            self._choose(is_kept=awaited)
            behind, self._behind = self._behind, []
            for event in behind:
                self.take_key(event)

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
        elif self._awaited is not None and event.key != "escape":
            self._behind.append(event)
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
        if self._names is not None and self._names.is_pending and not self._is_sure:
            # What is typed may be a name: it is being looked for.
            self._awaited = is_kept
            return
        if entry is None or (not is_kept and not entry.is_kept):
            return
        if entry.choices is None:
            self._leave((entry, is_kept))
            return
        self._entries, self._names, self._named = entry.choices(self._reading), None, []
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
