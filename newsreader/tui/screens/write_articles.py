"""The dialog that writes articles to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from newsreader.jobs.sharing import (
    FileThereError,
    ShareError,
    completed,
    file_name,
    path_of,
    write_articles,
)
from newsreader.library.library import Library, LibraryError
from newsreader.model.text import clean_line
from newsreader.tui.cells import cut
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.field import Field

if TYPE_CHECKING:
    from newsreader.tui.share_state import ShareState

_ENDINGS = "The ending says how: .md Markdown · .txt text · .html a web page."
_TITLE = 60


class WriteScreen(Dialog["tuple[str, ShareState] | None"]):
    """Asks for a file name; dismissed with words and what was used, once all is written."""

    class Refused(Message):
        """Nothing was written; with `is_there`, only because the file is there already."""

        def __init__(self, words: str, *, is_there: bool = False) -> None:
            super().__init__()
            self.words = words
            self.is_there = is_there

    class Completed(Message):
        """A name that was typed is completed as far as it can only be one."""

        def __init__(self, name: str, completed: str) -> None:
            super().__init__()
            self.name = name
            self.completed = completed

    class Written(Message):
        """The articles are in the file."""

        def __init__(self, path: Path, count: int) -> None:
            super().__init__()
            self.path = path
            self.count = count

    def __init__(
        self, library: LibraryThread, article_ids: Sequence[int], title: str, state: ShareState
    ) -> None:
        super().__init__()
        self._library = library
        self._ids = article_ids
        self._title = title
        self._state = state
        self._confirmed = ""
        self._is_writing = False
        name = file_name(title, state.ending)
        value = str(Path(state.folder or _here(), name))
        self.file = Field(_abbreviated(value), id="file", select_on_focus=False)
        stem = len(self.file.value) - len(name)
        self.file.selection = Selection(stem, len(self.file.value) - len(state.ending))

    def compose(self) -> ComposeResult:
        """Put the name below the title."""
        with Vertical() as dialog:
            dialog.border_title = "Write to a file"
            dialog.border_subtitle = "Enter writes · Tab completes · Escape cancels"
            yield Static(cut(clean_line(self._title), _TITLE), markup=False)
            yield Static(" ", markup=False)
            yield self.file
            yield Static(" ", markup=False)
            self.tell(_ENDINGS)
            yield self.words

    def on_mount(self) -> None:
        """Begin with the name, without its ending."""
        self.file.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._confirmed and self.file.value != self._confirmed:
            self._confirmed = ""
            self.tell(_ENDINGS)

    def on_key(self, event: events.Key) -> None:
        """Complete the name of a folder or file."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            name = self.file.value
            self._library.read(lambda _library: self._complete(name))

    def _complete(self, name: str) -> None:
        self.post_message(self.Completed(name, completed(name)))

    @on(Completed)
    def _completed(self, answer: Completed) -> None:
        if self.file.value == answer.name:
            self.file.value = answer.completed
            self.file.cursor_position = len(answer.completed)

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self._is_writing:
            return
        self._is_writing = True
        name, may_replace = self.file.value, bool(self._confirmed)
        self._library.read(lambda library: self._write(library, name, may_replace=may_replace))

    def _write(self, library: Library, name: str, *, may_replace: bool) -> None:
        """Write the file, on a thread; the answer comes as a message to this screen."""
        try:
            path = path_of(name)
            count = write_articles(library, self._ids, path, may_replace=may_replace)
        except FileThereError as error:
            self.post_message(self.Refused(str(error), is_there=True))
        except (ShareError, LibraryError) as error:
            self.post_message(self.Refused(str(error)))
        else:
            self.post_message(self.Written(path, count))

    @on(Refused)
    def _refused(self, refused: Refused) -> None:
        self._is_writing = False
        if refused.is_there:
            self._confirmed = self.file.value
            self.tell(f"{refused.words} Enter again replaces it.", is_error=True)
        else:
            self.tell(refused.words, is_error=True)

    @on(Written)
    def _done(self, written: Written) -> None:
        what = "" if written.count == 1 else f"{written.count:,} articles to "
        path = written.path.absolute()
        used = replace(self._state, folder=str(path.parent), ending=path.suffix)
        self.dismiss((f"Wrote {what}{_abbreviated(str(path))}.", used))


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:  # it was removed
        return Path.home()


def _abbreviated(path: str) -> str:
    """Return a path with `~` for the home folder."""
    try:
        return f"~/{Path(path).relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return path
