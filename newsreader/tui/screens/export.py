"""The dialog that exports the subscriptions as an OPML file."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.settings import SettingsError, expanded
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.field import Field

_NAME = "~/newsreader-feeds.opml"


class ExportScreen(Dialog[str | None]):
    """Asks for a file name; dismissed with what was done, in words."""

    def __init__(self, jobs: ChildJobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._warned_of: Path | None = None
        self.file = Field(_NAME, id="file")

    def compose(self) -> ComposeResult:
        """Put the dialog in the middle."""
        with Vertical() as dialog:
            dialog.border_title = "Export the feeds"
            dialog.border_subtitle = "Enter writes the file · Escape cancels"
            yield Static("An OPML file, with folders, for any reader", markup=False)
            yield self.file
            yield self.words

    def on_mount(self) -> None:
        """Begin with the file name."""
        self.file.focus()

    @on(Input.Submitted)
    def _entered(self) -> None:
        name = self.file.value.strip()
        if not name or "\0" in name:
            self.tell("Type the name of a file first.", is_error=True)
            return
        try:
            path = expanded(name).absolute()
        except SettingsError as error:
            self.tell(str(error), is_error=True)
            return
        self.start(self._export(path))

    async def _export(self, path: Path) -> None:
        from asyncio import to_thread

        if path != self._warned_of and await to_thread(path.exists):
            self._warned_of = path
            self.tell(f"{path} is there already: Enter again writes over it.", is_error=True)
            return
        self.tell("Writing…")
        try:
            async for _ in self._jobs.lines("export", "opml", str(path)):
                pass
        except ChildJobError as error:
            self.tell(str(error), is_error=True)
        else:
            self.dismiss(f"The feeds are in {path}.")
