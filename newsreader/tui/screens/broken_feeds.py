"""The feeds with problems: what is wrong with each, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.model.feed import Feed, without_login
from newsreader.model.journal import Action, Change
from newsreader.tui import health
from newsreader.tui.commands import BROKEN_FEEDS_COMMANDS
from newsreader.tui.commands.bindings import bindings_in_use, ids_by_key
from newsreader.tui.widgets.broken_list import BrokenList
from newsreader.tui.widgets.keys_line import keys_line
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_WITHOUT_A_FEED = {"undo-here", "leave"}
_NONE = "No feed has a problem: the last check of each went well."


class BrokenFeedsScreen(Screen[None], inherit_bindings=False):
    """A list over the reading screen, which carries out what is asked for and says what came of it.

    It follows the subscriptions: a feed that works again leaves the list.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    BrokenFeedsScreen {
        layout: vertical;
        BrokenList { height: 1fr; margin-top: 1; }
        #broken-none { height: 1fr; padding: 1 1; color: $quiet; display: none; }
        &.-none BrokenList { display: none; }
        &.-none #broken-none { display: block; }
        #broken-detail { height: auto; max-height: 6; padding: 0 1; background: $surface; }
        &.-none #broken-detail { display: none; }
        #broken-keys { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._actions: dict[str, Callable[[Feed], None]] = {
            "retry-feed": self._retry,
            "find-address": self._find_address,
            "edit-broken-feed": lambda feed: self._reading.open_edit(feed),
            "drop-feed": self._drop,
        }
        self._keys = ids_by_key(BROKEN_FEEDS_COMMANDS)

    @property
    def _reading(self) -> ReadingScreen:
        return cast("ReadingScreen", self.app.screen_stack[0])

    def compose(self) -> ComposeResult:
        """Put the list above the details of the feed under the cursor."""
        is_automatic = self._reading.news.settings.refresh_interval > 0
        self.title_line = PaneTitle(classes="-active")
        self.title_line.title = "Feeds with problems"
        self.broken = BrokenList(is_automatic=is_automatic)
        self.detail = Static(id="broken-detail", markup=False)
        self.status = StatusLine()
        yield self.title_line
        yield self.broken
        yield Static(_NONE, id="broken-none", markup=False)
        yield self.detail
        yield self.status
        self.keys = Static(id="broken-keys", markup=False)
        yield self.keys

    def on_mount(self) -> None:
        """Show the feeds as they are, and follow what becomes of them."""
        reading = self._reading
        reading.feeds_updated.subscribe(self, self._show)
        self.watch(reading.status, "words", self._say, init=False)
        self.watch(reading.status, "progress", self._say_progress)
        self.watch(self.broken, "cursor", self._show_detail)
        self._show(reading.feeds_pane.feeds)
        self.set_focus(self.broken)

    def _show(self, feeds: Sequence[Feed]) -> None:
        self.broken.show(feeds)
        count = self.broken.row_count
        self.title_line.count = f"{count:,}" if count else ""
        self.set_class(not count, "-none")
        self.keys.update(self._footer())
        self._show_detail()

    def _show_detail(self) -> None:
        feed = self.broken.current
        if feed is not None:
            error = feed.health.last_error or "It is not checked any more."
            words = health.sentence(error)
            self.detail.update(Content(f"{without_login(feed.url)}\n{words}"))

    def _say(self, words: str) -> None:
        self.status.say(words, is_error=self._reading.status.has_class("-error"))

    def _say_progress(self, words: str) -> None:
        self.status.progress = words

    def _footer(self) -> Content:
        return keys_line(
            command
            for command in BROKEN_FEEDS_COMMANDS
            if self.broken.feeds or command.id in _WITHOUT_A_FEED
        )

    def on_key(self, event: events.Key) -> None:
        """Move in the list, or do something about the feed under the cursor."""
        command_id = self._keys.get(event.key)
        if command_id == "leave":
            self.dismiss()
        elif command_id == "undo-here":
            self._reading.undo()
        elif event.key in bindings_in_use().of("stop-refresh").keys:
            # What is said of a running refresh names this key here, too.
            self._reading.stop_refresh()
        elif command_id is not None:
            if self.broken.current is not None:
                self._actions[command_id](self.broken.current)
        elif not self.broken.move_by_key(event.key):
            return
        event.stop()
        event.prevent_default()

    def _retry(self, feed: Feed) -> None:
        self._reading.refresh_feeds(feed.id)

    def _drop(self, feed: Feed) -> None:
        change = Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,), subject=feed.title)
        self._reading.apply(change)

    def _find_address(self, feed: Feed) -> None:
        from newsreader.tui.screens.find_address import FindAddressScreen

        def take(url: str | None) -> None:
            if url is not None:
                change = Change(Action.EDIT_FEED, feed_ids=(feed.id,), after={"url": url})
                self._reading.apply(change)

        self.app.push_screen(FindAddressScreen(feed, self._reading.news.jobs), take)
