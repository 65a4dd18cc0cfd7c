"""Dialogs that make one change."""

from __future__ import annotations

from textual import on
from textual.message import Message

from newsreader.library.library import Library, LibraryError
from newsreader.model.journal import Change
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.messages import ChangeApplied
from newsreader.tui.screens.dialog import Dialog


class ChangeDialog(Dialog[None]):
    """Makes a change; stays open and says why where the library does not take it."""

    DEFAULT_CSS = """
    ChangeDialog {
        .field { height: 1; margin-bottom: 1; }
        .field Static { width: 12; }
        .field Input { width: 1fr; }
    }
    """

    class Refused(Message):
        """The library does not take the change."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Applied(Message):
        """The change is made."""

    def __init__(self, library: LibraryThread) -> None:
        super().__init__()
        self._library = library

    def make(self, change: Change) -> None:
        """Make the change, and close."""
        self.is_making = True
        self._library.write(lambda library: self._apply(library, change))

    def _apply(self, library: Library, change: Change) -> ChangeApplied | None:
        """Make the change, on the library's thread; the answer goes to the reading screen too."""
        try:
            applied = library.journal.apply(change)
        except LibraryError as error:
            self.post_message(self.Refused(str(error)))
            return None
        self.post_message(self.Applied())
        return ChangeApplied(applied)

    @on(Refused)
    def _refused(self, refused: Refused) -> None:
        self.is_making = False
        self.tell(refused.words, is_error=True)

    @on(Applied)
    def _applied(self) -> None:
        self.dismiss()
