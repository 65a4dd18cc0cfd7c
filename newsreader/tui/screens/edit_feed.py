"""The dialog that edits a feed: its title, folder, address, login, interval, and full texts."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from newsreader.model.feed import Feed
from newsreader.model.journal import Action, Change
from newsreader.tui.feed_form import FeedForm, FormError, split_login
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.screens.change_dialog import ChangeDialog
from newsreader.tui.widgets.field import Field
from newsreader.tui.widgets.toggle import Toggle

_LABELS = {
    "title": "Title",
    "folder": "Folder",
    "address": "Address",
    "user": "User",
    "password": "Password",
    "interval": "Interval",
}
_OF_EVERY_FEED = ("title", "folder")


class EditFeedScreen(ChangeDialog):
    """Shows a feed's fields; Enter applies them as one change, which can be taken back."""

    DEFAULT_CSS = """
    EditFeedScreen {
        Toggle { margin: 0 0 1 12; }
    }
    """

    def __init__(self, feed: Feed, library: LibraryThread) -> None:
        super().__init__(library)
        self._feed = feed
        form, (_, _, password) = FeedForm.of(feed), split_login(feed.url)
        self.fields = {
            "title": Field(form.title, placeholder="its own", id="title"),
            "folder": Field(form.folder, placeholder="none", id="folder"),
            "address": Field(form.address, id="address"),
            "user": Field(form.user, placeholder="none", id="user"),
            "password": Field(
                password=True,
                placeholder="kept as it is" if password else "none",
                id="password",
            ),
            "interval": Field(
                form.interval,
                placeholder="minutes between checks; empty: as it publishes",
                id="interval",
            ),
        }
        self.full_text = Toggle(
            "Always fetch the full text (Space switches)", is_on=form.is_full_text
        )

    def compose(self) -> ComposeResult:
        """Put the fields below each other; of a feed not from the web, only two."""
        with Vertical() as dialog:
            dialog.border_title = "Edit the feed"
            dialog.border_subtitle = "Enter applies · Tab next field · Escape cancels"
            for name, field in self.fields.items():
                if self._feed.is_fetched or name in _OF_EVERY_FEED:
                    with Horizontal(classes="field"):
                        yield Static(_LABELS[name], markup=False)
                        yield field
            if self._feed.is_fetched:
                yield self.full_text
            yield self.words

    def on_mount(self) -> None:
        """Begin with the title."""
        self.fields["title"].focus()

    def on_key(self, event: events.Key) -> None:
        """Apply from the toggle as well."""
        if event.key == "enter" and self.focused is self.full_text:
            event.stop()
            self._entered()

    @on(Input.Submitted)
    def _entered(self) -> None:
        values = {name: field.value for name, field in self.fields.items()}
        form = FeedForm(**values, is_full_text=self.full_text.is_on)
        try:
            edits = form.edits(self._feed)
        except FormError as error:
            self.tell(str(error), is_error=True)
            self.fields[error.field].focus()
            return
        if not edits:
            self.dismiss()
            return
        self.make(Change(Action.EDIT_FEED, feed_ids=(self._feed.id,), after=edits))
