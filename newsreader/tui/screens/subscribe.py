"""The dialog that subscribes: an address, what was found there, or why nothing was."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.tui.cells import cut
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.discovery import NoFeedError, feeds_at
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.field import Field
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.offers import Offer, Offers

_SAVE = "Save the page itself to read later"
_TYPING = "Enter looks there · Tab folder · Escape cancels"
_CHOOSING = "Enter chooses · Up address · Escape cancels"

_TITLE = 30
"""Cells a title may take in what is said: in 80 columns, how to take it back must fit, too."""


@dataclass(frozen=True, slots=True)
class Added:
    """What the dialog did, in words, and the address of the feed; None: a page was saved."""

    words: str
    feed_url: str | None = None


class SubscribeScreen(Dialog[Added | None]):
    """Asks for an address and subscribes, or saves the page; dismissed with what was done."""

    DEFAULT_CSS = """
    SubscribeScreen Input { margin-bottom: 1; }
    """

    def __init__(self, jobs: ChildJobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.address = Field(
            placeholder="https://example.org or the feed itself",
            id="address",
            select_on_focus=False,
        )
        self.folder = Field(placeholder="none", id="folder")
        self.found = Offers()

    def compose(self) -> ComposeResult:
        """Put the dialog in the middle."""
        with Vertical() as dialog:
            dialog.border_title = "Subscribe, or save a page"
            dialog.border_subtitle = _TYPING
            yield Static("Address of a feed, or of any web page", markup=False)
            yield self.address
            yield Static("Folder (optional)", markup=False)
            yield self.folder
            yield self.words
            yield self.found

    def on_mount(self) -> None:
        """Begin with the address."""
        self.address.focus()

    @on(Input.Submitted)
    def _entered(self) -> None:
        address = self.address.value.strip()
        if not address:
            self.tell("Type or paste an address first.", is_error=True)
            return
        self.start(self._look(address))

    async def _look(self, address: str) -> None:
        self.tell(f"Looking at {address} …")
        self.found.show([])
        page = Offer(address, _SAVE, is_page=True)
        try:
            found = await feeds_at(self._jobs, address)
        except NoFeedError:
            self._offer("No feed was found there. The page itself can be saved:", [page])
        except ChildJobError as error:
            self.tell(str(error), is_error=True)
        else:
            if len(found) == 1 and _is_same_address(found[0].url, address):
                await self._add(found[0])
            elif len(found) == 1:
                self._offer("This page has a feed:", [*found, page])
            else:
                self._offer("This page has several feeds:", [*found, page])

    def _offer(self, words: str, offers: list[Offer]) -> None:
        self.tell(words)
        self.found.show(offers)
        self.found.focus()

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        self.name_keys(_CHOOSING if self.focused is self.found else _TYPING)

    async def _add(self, feed: Offer) -> None:
        self.tell(f"Fetching {feed.title or feed.url} …")
        folder = self.folder.value.strip()
        arguments = ["add", "--json", *(["--folder", folder] if folder else []), "--", feed.url]
        answer = await self._run(*arguments)
        if answer is not None:
            address = str(answer.get("url") or feed.url)
            self.dismiss(Added(_in_words(answer, feed.title or feed.url), address))

    async def _save(self, page: Offer) -> None:
        self.tell(f"Saving {page.url} …")
        answer = await self._run("save", "--json", "--", page.url)
        if answer is not None:
            title = cut(str(answer.get("title") or page.url), _TITLE)
            is_known = answer.get("status") == "unchanged"
            said = (
                f"“{title}” is saved already."
                if is_known
                else f"Saved “{title}”. {key_of('undo')} takes it back."
            )
            self.dismiss(Added(said))

    async def _run(self, *arguments: str) -> dict[str, object] | None:
        """Run a command; return its last line, or tell why it failed and return None."""
        answer: dict[str, object] = {}
        try:
            async for line in self._jobs.lines(*arguments):
                if isinstance(line, dict):
                    answer = line
        except ChildJobError as error:
            self.tell(str(error), is_error=True)
            return None
        return answer

    def on_key(self, event: events.Key) -> None:
        """Choose among what was found; up from the first goes back to the address."""
        if self.focused is not self.found:
            return
        if event.key in {"up", "k"} and self.found.cursor == 0:
            self.address.focus()
        elif event.key == "enter":
            self._choose()
        elif not self.found.take_key(event.key):
            return
        event.stop()
        event.prevent_default()

    @on(LineList.Clicked)
    def _choose(self) -> None:
        chosen = self.found.current
        self.start(self._save(chosen) if chosen.is_page else self._add(chosen))


def _is_same_address(found: str, typed: str) -> bool:
    """Whether an address found is the one typed, which may lack its beginning."""
    return found.removesuffix("/").endswith(typed.removesuffix("/"))


def _in_words(answer: dict[str, object], name: str) -> str:
    title = cut(str(answer.get("title") or name), _TITLE)
    new = answer.get("new_articles")
    if answer.get("status") == "known" or answer.get("is_new") is False:
        return f"“{title}” was subscribed already."
    count = ""
    if isinstance(new, int):
        count = f": {new} article{'' if new == 1 else 's'}"
    return f"Subscribed to “{title}”{count}. {key_of('undo')} takes it back."
