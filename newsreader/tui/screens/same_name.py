"""The dialog that asks which other name a name is the same as."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from newsreader.library.library import Library
from newsreader.model.name import Name
from newsreader.model.text import clean_line
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.names.following import (
    candidates,
    joined_in_words,
    name_in_words,
    names_like,
    offered,
)
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.name_choices import NameChoices

_ROWS = 8
_MOVES = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": _ROWS, "pageup": -_ROWS}


class SameNameScreen(Dialog[Name | None]):
    """Completes names while one types; dismissed with the one that was chosen, or None."""

    DEFAULT_CSS = f"""
    SameNameScreen {{
        NameChoices {{ height: {_ROWS}; margin: 1 0; }}
        Input {{ margin-top: 1; }}
        .dialog-words {{ min-height: 3; }}
    }}
    """

    class Completed(Message):
        """Names that fit what was typed were read."""

        def __init__(self, typed: str, names: list[Name]) -> None:
            super().__init__()
            self.typed = typed
            self.names = names

    def __init__(self, name: Name, library: LibraryThread) -> None:
        super().__init__()
        self._asked = name
        self._library = library
        self._completed: str | None = None
        """What was typed when the names shown were looked for."""
        self._entered: str | None = None
        """What was typed when it was entered, its names not there yet."""
        self._is_reading = False
        self._is_only_itself = False
        """Whether what is typed is this name itself, and no other."""
        self.field = Input(
            placeholder="Type how the other name begins", id="name", select_on_focus=False
        )
        self.choices = NameChoices()

    @property
    def _typed(self) -> str:
        return clean_line(self.field.value)

    def compose(self) -> ComposeResult:
        """Put the names below the field."""
        with Vertical() as dialog:
            dialog.border_title = "The same as another name"
            dialog.border_subtitle = "Enter joins them · Up Down choose · Escape cancels"
            who = f"“{clean_line(self._asked.name)}” ({name_in_words(self._asked)}) is the same as"
            yield Static(Content(who), markup=False)
            yield self.field
            yield self.choices
            yield self.words

    def on_mount(self) -> None:
        """Begin with names that are much like it."""
        self.field.focus()
        self.watch(self.choices, "cursor", self._explain, init=False)
        self._complete()

    def _complete(self) -> None:
        """Look for names that fit what is typed: one look at a time, the last one counts."""
        if not self._is_reading and self._completed != self._typed:
            self._is_reading = True
            self._library.read(partial(self._look, self._typed))

    def _look(self, typed: str, library: Library) -> None:
        found: list[Name] = []
        try:
            found = names_like(library, self._asked) if not typed else offered(library, typed)
        finally:
            self.post_message(self.Completed(typed, found))

    @on(Input.Changed)
    def _changed(self) -> None:
        self._complete()

    @on(Completed)
    def _names_read(self, completed: Completed) -> None:
        self._is_reading, self._completed = False, completed.typed
        if completed.typed != self._typed:
            self._complete()
            return
        self.choices.show(candidates(completed.names, self._asked))
        self._is_only_itself = bool(completed.names) and not self.choices.names
        self._explain()
        if self._entered == completed.typed:
            self._enter()

    def _explain(self) -> None:
        """Say what Enter does, or why nothing can be joined."""
        other = self.choices.current
        if other is not None:
            takes_back = f"{key_of('undo')} takes it back."
            self.tell(f"{joined_in_words(self._asked, other)} {takes_back}")
        elif self._is_only_itself and self._typed:
            self.tell(f"“{self._typed}” is this name itself: choose another one.", is_error=True)
        elif self._typed:
            self.tell(f"No name of the library begins with “{self._typed}”.", is_error=True)
        else:
            self.tell("No other name is much like it: type how it begins.")

    def on_key(self, event: events.Key) -> None:
        """Move among the names; take what was typed before the field had the keyboard.

        What it had, it has taken: that does not come here.
        """
        if event.key in _MOVES:
            self.choices.move(_MOVES[event.key])
        elif event.key == "enter":
            self._enter()
        elif event.is_printable and event.character is not None:
            self.field.insert_text_at_cursor(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Submitted)
    def _enter(self) -> None:
        """Choose; where names are still being looked for, as soon as they are there."""
        self._entered = None if self._completed == self._typed else self._typed
        if self._entered is None and self.choices.current is not None and self.is_current:
            self.dismiss(self.choices.current)

    @on(LineList.Clicked)
    def _clicked(self) -> None:
        """Tell what a click would join; join at a click on what was told."""
        if self.choices.is_clicked_again:
            self._enter()
