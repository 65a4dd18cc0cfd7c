"""The names that the palette offers: read off the UI thread while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.library.library import Library
from newsreader.tui.names.opening import OpenName
from newsreader.tui.palette.entries import Entry
from newsreader.tui.palette.matching import Match, Text, begins_words, fold, match

if TYPE_CHECKING:
    from newsreader.model.name import Name
    from newsreader.tui.library_thread import LibraryThread
    from newsreader.tui.screens.reading import ReadingScreen

_MOST = 12
_CALLED = "name "
"""What may be typed before a name, as `theme ` before a theme."""


class NamesFound(Message):
    """The names that fit what was typed into the palette were read."""

    def __init__(self, typed: str, names: list[Name]) -> None:
        super().__init__()
        self.typed = typed
        self.names = names


class NameSearch:
    """Looks for the names that fit what is typed: one look at a time, the last one counts."""

    def __init__(self, library: LibraryThread, post: Callable[[Message], object]) -> None:
        self._library = library
        self._post = post
        self._typed = self._asked = ""
        self._is_reading = False
        """Whether an answer is awaited."""

    def want(self, typed: str) -> None:
        """Look for what is typed now; `NamesFound` tells what was found."""
        self._typed = typed
        if not self._is_reading and typed.strip():
            self._is_reading, self._asked = True, typed
            self._library.read(partial(self._read, typed))

    @property
    def is_pending(self) -> bool:
        """Whether names are still being looked for."""
        return self._is_reading

    def accept(self, found: NamesFound) -> bool:
        """Whether these are the names of what is typed now; else look for those."""
        self._is_reading = False
        if found.typed != self._typed:
            self.want(self._typed)
        return found.typed == self._typed

    def _read(self, typed: str, library: Library) -> None:
        names: list[Name] = []
        try:
            names = library.names.beginning(_name_in(typed), limit=_MOST)
        finally:
            # Also where the library fails, which is said elsewhere: who waits goes on.
            self._post(NamesFound(typed, names))


def name_entries(found: NamesFound) -> list[tuple[Entry, Match]]:
    """Return the rows of names, the letters typed emphasised where the form shown has them."""
    words = fold(_name_in(found.typed)).split()
    rows = []
    for name in found.names:

        def run(screen: ReadingScreen, _is_kept: bool, key: str = name.key) -> None:  # noqa: FBT001
            screen.post_message(OpenName(key))

        text = Text.of(name.name)
        hit = match(words, text) or Match(0, ())
        rows.append((Entry(text, f"{name.kind.value} · {name.articles:,}", run), hit))
    return rows


def still_found(typed: str, rows: Sequence[tuple[Entry, Match]]) -> list[tuple[Entry, Match]]:
    """Return of names found before those that fit what is typed now: they need not go and come."""
    words = fold(_name_in(typed)).split()
    hits = ((entry, match(words, entry.text)) for entry, _ in rows) if words else ()
    return [(entry, hit) for entry, hit in hits if hit is not None and begins_words(hit)]


def _name_in(typed: str) -> str:
    typed = typed.lstrip()
    return typed[len(_CALLED) :] if typed.lower().startswith(_CALLED) else typed
