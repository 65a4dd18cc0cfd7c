"""The help: every command with its keys, made from the command list; `/` filters it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.tui.commands import Command, Pane, groups, key_names
from newsreader.tui.commands.bindings import in_use, key_of
from newsreader.tui.completion import EXAMPLES, KEYS_IN_WORDS
from newsreader.tui.palette.matching import Text, ranked
from newsreader.tui.screens.sheet import SheetScreen
from newsreader.tui.widgets.feeds_pane import ERROR_SIGN, SEARCH_SIGN
from newsreader.tui.widgets.headline_list import (
    BOOKMARK_SIGN,
    CHANGED_SIGN,
    FULL_TEXT_SIGN,
    UNREAD_SIGN,
)
from newsreader.tui.widgets.key_table import KeyTable, Row

_SIGNS = (
    (UNREAD_SIGN, "Unread"),
    (CHANGED_SIGN, "Changed by its feed since you read it"),
    (BOOKMARK_SIGN, "Bookmarked"),
    (FULL_TEXT_SIGN, "With its full text"),
    (ERROR_SIGN, "A feed that failed: the cursor on it says why"),
    (SEARCH_SIGN, "A saved search"),
)

_COUNTS = "A number before a key repeats it: 5j goes five down."
_NOTHING = "No key and no command has that in it."
_FIRST = {
    Pane.FEEDS: ("open-feed",),
    Pane.LIST: ("open",),
    Pane.ARTICLE: ("close-article", "read-on"),
}
"""Commands whose groups come first where the help is opened."""

_KEYS_IN_FILTER = "Enter keeps what is found · Escape shows all"


class FilterInput(Input):
    """Takes what is typed; Escape, Enter and the keys that move go to the help at once."""

    async def _on_key(self, event: events.Key) -> None:
        sheet = self.screen
        assert isinstance(sheet, HelpScreen)
        is_behind = sheet.is_leaving or sheet.focused is not self
        if is_behind or event.key in {"escape", "enter", "up", "down", "pageup", "pagedown"}:
            sheet.on_key(event)


class HelpScreen(SheetScreen):
    """A page of keys over the reading screen; those of the pane one is in come first."""

    TITLE_WORDS: ClassVar[str] = "Keys and commands"
    OPENED_BY: ClassVar[str] = "help"
    DEFAULT_CSS = """
    HelpScreen {
        #help-filter, #help-filter:focus {
            border: none;
            height: 1;
            padding: 0 1;
            background: $panel;
            display: none;
        }
        &.-filtered #help-filter { display: block; }
        &.-filtered #help-counts { display: none; }
        #help-nothing { display: none; }
        &.-nothing #help-nothing { display: block; }
        .-empty { display: none; }
    }
    """

    def __init__(self, pane: Pane, first: str = "") -> None:
        """Show the group `first` of commands before all others, then those of a pane."""
        super().__init__()
        self._rows = help_rows(pane, first)
        self.tables = {name: KeyTable(name, rows) for name, rows in self._rows.items()}
        self.box = FilterInput(
            placeholder="Words, keys or a command's id", id="help-filter", select_on_focus=False
        )
        self.page = VerticalScroll(
            Static(_COUNTS, id="help-counts", markup=False),
            Static(_NOTHING, id="help-nothing", markup=False),
            *self.tables.values(),
        )

    def compose(self) -> ComposeResult:
        """Put the filter above the page."""
        with Vertical() as frame:
            frame.border_title = self.TITLE_WORDS
            frame.border_subtitle = Content(self.keys_in_words())
            yield self.box
            yield self.page

    def begin(self) -> None:
        """Leave the keyboard with the page: nothing is typed at first."""

    def keys_in_words(self) -> str:
        """Return what the keys do, for the frame."""
        return f"{key_of('search')} filters · {super().keys_in_words()}"

    def take_key(self, event: events.Key) -> bool:
        """Begin to filter."""
        if event.key not in {key for c in in_use(_SEARCH) for key in c.keys}:
            return False
        self.add_class("-filtered")
        self.set_focus(self.box)
        self._name_keys(_KEYS_IN_FILTER)
        return True

    def on_key(self, event: events.Key) -> None:
        """End the filter by Escape; Enter leaves the box; the rest is as on every sheet."""
        if self.is_leaving or not self.has_class("-filtered"):
            super().on_key(event)
            return
        if event.key == "escape":
            self.box.value = ""
            self.remove_class("-filtered")
            self._leave_box()
        elif event.key == "enter" and self.focused is self.box:
            self._leave_box()
        elif self.focused is self.box and event.is_printable and event.character is not None:
            # Typed at once with the key that opened the box: what it had, it has taken.
            self.box.insert_text_at_cursor(event.character)
        else:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()

    def _leave_box(self) -> None:
        self.set_focus(None)
        self._name_keys(self.keys_in_words())

    def _name_keys(self, words: str) -> None:
        self.query_one(Vertical).border_subtitle = Content(words)

    @on(Input.Changed)
    def _typed(self) -> None:
        shown = 0
        for name, table in self.tables.items():
            rows = filtered(self._rows[name], self.box.value)
            # While one looks for a command, its id is told: the settings know it by that.
            table.show(map(_with_id, rows) if self.box.value else rows)
            table.set_class(not rows, "-empty")
            shown += len(rows)
        self.set_class(not shown, "-nothing")
        self.page.scroll_to(y=0, animate=False)


_SEARCH = tuple(c for commands in groups().values() for c in commands if c.id == "search")


def help_rows(pane: Pane = Pane.LIST, first: str = "") -> dict[str, tuple[Row, ...]]:
    """Return the keys of every command by group, the pane's first; searching; the signs."""
    parts = groups()
    order = [first] if first else []
    order += [name for first in _FIRST[pane] for name in parts if _has(parts[name], first)]
    order += [name for name in parts if name not in order]
    rows = {name: tuple(map(_row, in_use(parts[name]))) for name in order}
    rows["Searching"] = (
        Row("Words", "What begins with them, in titles and texts"),
        *(Row(f"{key}:", _sentence(words)) for key, words in KEYS_IN_WORDS.items()),
        *(Row(example, _sentence(words)) for example, words in EXAMPLES),
    )
    return {**rows, "Signs in the lists": tuple(Row(sign, words) for sign, words in _SIGNS)}


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _with_id(row: Row) -> Row:
    return row._replace(words=f"{row.words} [{row.command_id}]") if row.command_id else row


def _has(commands: Sequence[Command], command_id: str) -> bool:
    return any(command.id == command_id for command in commands)


def _row(command: Command) -> Row:
    return Row(key_names(command), command.help, command.id)


def filtered(rows: Sequence[Row], typed: str) -> list[Row]:
    """Return the rows that have what was typed, in their order; a single key is looked up."""
    if not typed.strip():
        return list(rows)
    found = {row for row in rows if typed.strip() in row.keys.split()}
    if len(typed.strip()) > 1:
        texts = [(row, Text.of(f"{row.words} {row.command_id}")) for row in rows]
        found |= {row for row, _ in ranked(typed, texts)}
    return [row for row in rows if row in found]
