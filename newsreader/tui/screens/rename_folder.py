"""The dialog that gives a folder another name."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from newsreader.model.journal import Action, Change
from newsreader.model.text import clean_line
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.screens.change_dialog import ChangeDialog
from newsreader.tui.widgets.field import Field


class RenameFolderScreen(ChangeDialog):
    """Asks for the name; Enter applies it. That of another folder puts the two together."""

    def __init__(self, folder: str, names: Sequence[str], library: LibraryThread) -> None:
        super().__init__(library)
        self._folder = folder
        self._others = {name for name in names if name != folder}
        self.name_field = Field(folder, id="name")

    def compose(self) -> ComposeResult:
        """Put the field in a frame."""
        with Vertical() as dialog:
            dialog.border_title = "Rename the folder"
            dialog.border_subtitle = "Enter applies · Escape cancels"
            with Horizontal(classes="field"):
                yield Static("Name", markup=False)
                yield self.name_field
            yield self.words

    def on_mount(self) -> None:
        """Begin with the name."""
        self.name_field.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        name = clean_line(self.name_field.value)
        is_joined = name in self._others
        self.tell(
            f"“{name}” is there already: the feeds of both come together." if is_joined else ""
        )

    @on(Input.Submitted)
    def _entered(self) -> None:
        name = clean_line(self.name_field.value)
        if not name:
            self.tell("Give the folder a name.", is_error=True)
        elif name == self._folder:
            self.dismiss()
        else:
            before, after = {"folder": self._folder}, {"folder": name}
            self.make(Change(Action.RENAME_FOLDER, before=before, after=after))
