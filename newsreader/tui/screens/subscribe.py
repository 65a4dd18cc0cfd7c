"""The dialog that subscribes: an address, what was found there, or why nothing was."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import Worker

from newsreader.model.text import clean_line
from newsreader.tui.cells import fit
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.widgets.line_list import LineList


class FoundFeeds(LineList):
    """The feeds that a web page offers, to choose one from."""

    DEFAULT_CSS = """
    FoundFeeds { height: auto; max-height: 8; background: $surface; display: none; }
    FoundFeeds.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    @property
    def row_count(self) -> int:
        """How many feeds were found."""
        return len(self.found)

    def show(self, found: list[tuple[str, str]]) -> None:
        """Offer feeds, as pairs of address and title."""
        self.found = found
        self.set_class(bool(found), "-open")
        self.styles.height = min(8, len(found))
        self.update_size()
        self.cursor = 0
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a feed: its title and address."""
        url, title = self.found[place]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        half = width // 2
        return [
            Segment(fit(" " + (title or url), half), style),
            Segment(fit(url, width - half), dim),
        ]


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What the dialog did: the address of the feed, and what to say."""

    url: str
    words: str


class SubscribeScreen(ModalScreen[Subscribed | None]):
    """Asks for an address and subscribes; dismissed with what was done."""

    DEFAULT_CSS = """
    SubscribeScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 72;
            max-width: 100%;
            height: auto;
            padding: 1 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text;
        }
        Static { height: auto; }
        Input, Input:focus {
            margin-bottom: 1;
            border: none;
            height: 1;
            padding: 0 1;
            background: $panel;
        }
        #found-words { color: $text-muted; }
        #found-words.-error { color: $error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(self, jobs: ChildJobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._worker: Worker[None] | None = None
        self.address = Input(placeholder="https://example.org or the feed itself", id="address")
        self.folder = Input(placeholder="none", id="folder")
        self.found = FoundFeeds()
        self.words = Static(id="found-words", markup=False)

    def compose(self) -> ComposeResult:
        """Put the dialog in the middle."""
        with Vertical() as dialog:
            dialog.border_title = "Subscribe"
            dialog.border_subtitle = "Enter subscribes · Tab folder · Escape cancels"
            yield Static("Address of a feed or of a web page that has one", markup=False)
            yield self.address
            yield Static("Folder (optional)", markup=False)
            yield self.folder
            yield self.words
            yield self.found

    def on_mount(self) -> None:
        """Begin with the address."""
        self.address.focus()

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """Say what is going on, or what went wrong."""
        self.words.update(Content(clean_line(words)))
        self.words.set_class(is_error, "-error")

    def action_cancel(self) -> None:
        """Stop what is going on; when nothing is, close the dialog."""
        if self._is_busy:
            assert self._worker is not None
            self._worker.cancel()
            self.tell("Stopped.")
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def _entered(self) -> None:
        address = self.address.value.strip()
        if not address:
            self.tell("Type or paste an address first.", is_error=True)
            return
        self._start(self._look(address))

    @property
    def _is_busy(self) -> bool:
        worker = self._worker
        return worker is not None and worker.is_running and not worker.is_cancelled

    def _start(self, work: Coroutine[None, None, None]) -> None:
        if self._is_busy:
            work.close()
        else:
            self._worker = self.run_worker(work, exit_on_error=False)

    async def _look(self, address: str) -> None:
        self.tell(f"Looking at {address} …")
        self.found.show([])
        found: list[tuple[str, str]] = []
        try:
            async for answer in self._jobs.lines("discover", "--json", "--", address):
                rows = answer if isinstance(answer, list) else [answer]
                found += [
                    (str(row.get("url", "")), str(row.get("title") or ""))
                    for row in rows
                    if isinstance(row, dict)
                ]
        except ChildJobError as error:
            self.tell(str(error), is_error=True)
            return
        if len(found) > 1:
            self.tell("This page has several feeds. Choose one with the arrows and Enter.")
            self.found.show(found)
            self.found.focus()
        elif found:
            await self._add(*found[0])
        else:
            self.tell("No feed was found there. Is there a link to its RSS?", is_error=True)

    async def _add(self, url: str, title: str) -> None:
        self.tell(f"Fetching {title or url} …")
        folder = self.folder.value.strip()
        arguments = ["add", "--json", *(["--folder", folder] if folder else []), "--", url]
        answer: dict[str, object] = {}
        try:
            async for line in self._jobs.lines(*arguments):
                if isinstance(line, dict):
                    answer = line
        except ChildJobError as error:
            self.tell(str(error), is_error=True)
            return
        address = str(answer.get("url") or url)
        self.dismiss(Subscribed(address, _in_words(answer, title or url)))

    def on_key(self, event: events.Key) -> None:
        """Choose among the feeds found."""
        if self.focused is not self.found:
            return
        moves = {"down": 1, "j": 1, "up": -1, "k": -1}
        if event.key in moves:
            self.found.move(moves[event.key])
        elif event.key == "enter":
            self._start(self._add(*self.found.found[self.found.cursor]))
        else:
            return
        event.stop()
        event.prevent_default()


def _in_words(answer: dict[str, object], name: str) -> str:
    title = str(answer.get("title") or name)
    new = answer.get("new_articles")
    if answer.get("status") == "known" or answer.get("is_new") is False:
        return f"“{title}” was subscribed already."
    count = ""
    if isinstance(new, int):
        count = f": {new} article{'' if new == 1 else 's'}"
    return f"Subscribed to “{title}”{count}. u takes it back."
