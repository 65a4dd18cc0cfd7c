"""What is new: the names that are in more articles of late than usual, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.library.library import Library
from newsreader.library.rising import BEFORE, RECENT
from newsreader.model.headline import Headline
from newsreader.model.name import Rising
from newsreader.tui.commands import RISING_NAMES_COMMANDS
from newsreader.tui.commands.bindings import bindings_in_use, ids_by_key
from newsreader.tui.names.rising_names import (
    RisingPlace,
    RisingRead,
    RisingReread,
    detail_in_words,
    read_rising,
    reread,
    with_headlines,
)
from newsreader.tui.widgets.keys_line import keys_line
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.rising_list import RisingList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_TITLE = f"Names that rise: the last {RECENT} days against the {BEFORE} before"
_LOADING = f"Comparing the last {RECENT} days with the {BEFORE} before…"


class RisingNamesScreen(Screen[None], inherit_bindings=False):
    """A list over the reading screen, which opens what is chosen here."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    RisingNamesScreen {
        layout: vertical;
        RisingList { height: 1fr; margin-top: 1; display: none; }
        #rising-words { height: 1fr; padding: 1 1; color: $quiet; }
        &.-some RisingList { display: block; }
        &.-some #rising-words { display: none; }
        #rising-detail { height: 2; padding: 0 1; background: $surface; display: none; }
        &.-some #rising-detail { display: block; }
        #rising-keys { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, place: RisingPlace | None = None) -> None:
        super().__init__()
        self._place = place
        self.is_leaving = False
        """Whether an article was asked for: what is typed meanwhile is meant for that."""
        self.typed_ahead: list[events.Key] = []
        self._rising: tuple[Rising, ...] = place.rising if place else ()
        opening = dict.fromkeys(bindings_in_use().of("rising-names").keys, "leave-risen")
        self._keys = opening | ids_by_key(RISING_NAMES_COMMANDS)

    @property
    def _reading(self) -> ReadingScreen:
        return cast("ReadingScreen", self.app.screen_stack[0])

    @property
    def place(self) -> RisingPlace:
        """Where one is, to come back to."""
        return RisingPlace(self._rising, self.names.cursor, self.names.scroll_offset.y)

    def compose(self) -> ComposeResult:
        """Put the list between its title and its keys."""
        self.title_line = PaneTitle(classes="-active")
        self.title_line.title = _TITLE
        self.names = RisingList()
        self.words = Static(_LOADING, id="rising-words", markup=False)
        self.detail = Static(id="rising-detail", markup=False)
        self.status = StatusLine()
        yield self.title_line
        yield self.names
        yield self.words
        yield self.detail
        yield self.status
        yield Static(keys_line(RISING_NAMES_COMMANDS), id="rising-keys", markup=False)

    def on_mount(self) -> None:
        """Show what was here when one left, or look what rises."""
        self.watch(self._reading.status, "words", self._say, init=False)
        self.watch(self.names, "cursor", self._show_detail, init=False)
        self.set_focus(self.names)
        library = self._reading.library
        if self._place is None:
            is_marking = self._reading.refreshing.is_marking
            library.read(partial(self._read, is_marking=is_marking))
            return
        self._show()
        self.names.cursor = self._place.cursor
        self.call_after_refresh(self._go_to_place, self._place)
        ids = [headline.id for each in self._rising for headline in each.why]
        library.read(partial(self._reread, ids))

    def stay(self) -> None:
        """Go on here: what was asked for is gone."""
        self.is_leaving = False
        self.typed_ahead.clear()

    # Tasks for the library's threads: the answer is for this screen.

    def _read(self, library: Library, *, is_marking: bool) -> None:
        self.post_message(read_rising(library, is_marking=is_marking))

    def _reread(self, ids: list[int], library: Library) -> None:
        self.post_message(reread(library, ids))

    def _go_to_place(self, place: RisingPlace) -> None:
        self.names.scroll_rows_to(place.top)
        self.names.show_cursor()

    @on(RisingRead)
    def _rising_read(self, read: RisingRead) -> None:
        self._rising = tuple(read.rising)
        self.words.update(Content(read.words))
        self._show()

    @on(RisingReread)
    def _headlines_reread(self, read: RisingReread) -> None:
        self._rising = with_headlines(self._rising, read.headlines)
        self._show()

    def _show(self) -> None:
        self.title_line.count = f"{len(self._rising):,}" if self._rising else ""
        self.set_class(bool(self._rising), "-some")
        self.names.show(self._rising)
        self._show_detail()

    def _show_detail(self) -> None:
        """Show the whole of what is under the cursor, which a row may have no room for."""
        row = self.names.current
        if row is not None:
            self.detail.update(Content(detail_in_words(row)))

    def _say(self, words: str) -> None:
        self.status.say(words, is_error=self._reading.status.has_class("-error"))

    def on_key(self, event: events.Key) -> None:
        """Move in the list, open what is under the cursor, or leave."""
        command_id = self._keys.get(event.key)
        if self.is_leaving:
            self.typed_ahead.append(event)
        elif command_id == "open-risen":
            self._open()
        elif command_id in {"next-risen", "previous-risen"}:
            self.names.move_names(1 if command_id == "next-risen" else -1)
        elif command_id == "follow-risen":
            self._follow()
        elif command_id == "leave-risen":
            self.dismiss()
        elif not self.names.move_by_key(event.key):
            return
        event.stop()
        event.prevent_default()

    def _follow(self) -> None:
        """Follow the name under the cursor, or the one that a headline is below."""
        name = self.names.current_name
        if name is not None:
            self._reading.follow_name(name.key)

    @on(LineList.Clicked)
    def _open(self) -> None:
        row = self.names.current
        if self.is_leaving:
            return
        if isinstance(row, Headline):
            self._reading.open_from_page(row)
        elif row is not None:
            self._reading.open_name(row.name.key)
