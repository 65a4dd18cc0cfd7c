"""The dialog that puts a feed into another folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.library.search import folded
from newsreader.model.text import clean_line
from newsreader.tui.cells import fit
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.field import Field
from newsreader.tui.widgets.line_list import LineList

_MOST_ROWS = 10
_MOVES = {
    "down": 1,
    "ctrl+n": 1,
    "up": -1,
    "ctrl+p": -1,
    "pagedown": _MOST_ROWS,
    "pageup": -_MOST_ROWS,
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """A folder to choose, by name; an empty one is none."""

    folder: str
    words: str


class FolderList(LineList):
    """The folders to choose from; it is moved in while one types."""

    DEFAULT_CSS = """
    FolderList { height: auto; background: $surface; margin-top: 1; }
    FolderList > .list--cursor { background: $primary 45%; color: $foreground; }
    """
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[_Choice] = []
        self._height = 0

    @property
    def row_count(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    def show(self, choices: list[_Choice], cursor: int) -> None:
        """Show choices, the cursor on one."""
        self.choices = choices
        # Never lower than before: the dialog stays where it is while one types.
        self._height = max(self._height, min(_MOST_ROWS, len(choices)))
        self.styles.height = self._height
        self.update_size()
        self.move_to(cursor)
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a choice."""
        return [Segment(fit(f" {self.choices[place].words}", width), style)]


class ChooseFolderScreen(Dialog[str | None]):
    """Asks for a folder; dismissed with its name, an empty one for none, or None."""

    def __init__(self, title: str, folders: Sequence[str], current: str | None) -> None:
        super().__init__()
        self._title = title
        self._folders = folders
        self._current = current or ""
        self.field = Field(
            placeholder="Type a part of its name, or a new one", id="folder", select_on_focus=False
        )
        self.found = FolderList()

    def compose(self) -> ComposeResult:
        """Put the folders below the field."""
        with Vertical() as dialog:
            dialog.border_title = "Move to a folder"
            dialog.border_subtitle = "Enter chooses · Up Down · Escape cancels"
            yield Static(f"“{clean_line(self._title)}” goes to", markup=False)
            yield self.field
            yield self.found

    def on_mount(self) -> None:
        """Begin with all folders."""
        self.field.focus()
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        typed = clean_line(self.field.value)
        names = [name for name in self._folders if folded(typed) in folded(name)]
        choices = [_Choice(name, self._in_words(name)) for name in names]
        if not typed:
            choices.insert(0, _Choice("", self._in_words("")))
        elif typed not in self._folders:
            choices.append(_Choice(typed, f"New folder “{typed}”"))
        wanted = typed or self._current
        places = (at for at, choice in enumerate(choices) if choice.folder == wanted)
        is_new = typed and typed not in self._folders
        self.found.show(choices, 0 if is_new else next(places, 0))

    def _in_words(self, folder: str) -> str:
        now = "  (as it is now)" if folder == self._current else ""
        return f"{clean_line(folder) or 'No folder'}{now}"

    def on_key(self, event: events.Key) -> None:
        """Move among the folders."""
        if event.key in _MOVES:
            self.found.move(_MOVES[event.key])
            event.stop()
            event.prevent_default()

    @on(Input.Submitted)
    @on(LineList.Clicked)
    def _chosen(self) -> None:
        self.dismiss(self.found.choices[self.found.cursor].folder)
