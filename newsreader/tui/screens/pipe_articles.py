"""The dialog that asks for a command to which articles are piped."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.jobs.piping import parse_command
from newsreader.jobs.sharing import ShareError
from newsreader.model.text import clean_line
from newsreader.tui.cells import cut
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.field import Field

_WORDS = (
    "It gets the article as Markdown, and its first line is shown here. less, vim and the like "
    "take the terminal; with ! before it any other program does."
)
_TITLE = 60


class PipeScreen(Dialog[str | None]):
    """Asks for a command, beginning with the last one; dismissed with what was typed."""

    def __init__(self, title: str, command: str) -> None:
        super().__init__()
        self._title = title
        self.command = Field(command, placeholder="wc -w, less, glow -p", id="command")

    def compose(self) -> ComposeResult:
        """Put the command below the title."""
        with Vertical() as dialog:
            dialog.border_title = "Pipe to a command"
            dialog.border_subtitle = "Enter runs it · Escape cancels"
            yield Static(cut(clean_line(self._title), _TITLE), markup=False)
            yield Static(" ", markup=False)
            yield self.command
            yield Static(" ", markup=False)
            self.tell(_WORDS)
            yield self.words

    def on_mount(self) -> None:
        """Begin with the command."""
        self.command.focus()

    @on(Input.Submitted)
    def _entered(self) -> None:
        try:
            parse_command(self.command.value)
        except ShareError as error:
            self.tell(str(error), is_error=True)
        else:
            self.dismiss(self.command.value.strip())
