"""The dialog that looks for the new address of a feed on its site."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.model.feed import Feed
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.discovery import feeds_at
from newsreader.tui.feed_form import home_page, is_same_server, join_login, split_login
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.offers import Offer, Offers


class FindAddressScreen(Dialog[str | None]):
    """Looks at the feed's home page at once; dismissed with the address chosen, or None."""

    def __init__(self, feed: Feed, jobs: ChildJobs) -> None:
        super().__init__()
        self._feed = feed
        self._jobs = jobs
        self.found = Offers()

    def compose(self) -> ComposeResult:
        """Put the dialog in the middle."""
        with Vertical() as dialog:
            dialog.border_title = "New address"
            dialog.border_subtitle = "Escape cancels"
            yield Static(self._feed.title, markup=False)
            yield self.words
            yield self.found

    def on_mount(self) -> None:
        """Begin to look."""
        self.start(self._look())

    async def _look(self) -> None:
        address = split_login(self._feed.url)[0]
        pages = [self._feed.site_url, home_page(self._feed.url)]
        problem = "This site names no other feed; look at it with a browser."
        for page in dict.fromkeys(page for page in pages if page):
            self.tell(f"Looking at {page} …")
            try:
                found = await feeds_at(self._jobs, page)
            except ChildJobError as error:
                problem = str(error)
                continue
            others = [offer for offer in found if offer.url != address]
            if others:
                self._offer(others)
                return
        self.tell(problem, is_error=True)

    def _offer(self, offers: list[Offer]) -> None:
        several = "There are other feeds. Choose one with the arrows and Enter."
        self.tell("There is another feed. Enter takes it." if len(offers) == 1 else several)
        self.found.show(offers)
        self.found.focus()
        self.name_keys("Enter takes it · Escape cancels")

    def on_key(self, event: events.Key) -> None:
        """Choose among what was found."""
        if self.focused is not self.found:
            return
        if event.key == "enter":
            self._choose()
        elif not self.found.take_key(event.key):
            return
        event.stop()
        event.prevent_default()

    @on(LineList.Clicked)
    def _choose(self) -> None:
        url = self.found.current.url
        if is_same_server(url, self._feed.url):
            _, user, password = split_login(self._feed.url)
            url = join_login(url, user, password)
        self.dismiss(url)
