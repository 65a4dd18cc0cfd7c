"""Lists and finds on the reading screen: sources, the search box, the find box."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from newsreader.model.headline import Key
from newsreader.tui import loading
from newsreader.tui.commands import Pane
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.listing import Listing
from newsreader.tui.reader import Reader
from newsreader.tui.screens.keys import KeysScreen
from newsreader.tui.sources import Source

if TYPE_CHECKING:
    from newsreader.tui.app import NewsreaderApp

_SEARCH_DELAY = 0.04
"""Seconds without a key after which a search that is being typed is carried out."""

_RELOAD_DELAY = 0.4
"""Seconds in which the arrivals of several feeds are shown as one."""


class SearchingScreen(KeysScreen):
    """Shows sources and what searches find in them."""

    library: LibraryThread
    listing: Listing
    reader: Reader

    def __init__(self) -> None:
        super().__init__()
        self._reload_timer: Timer | None = None
        self._search_timer: Timer | None = None

    @property
    def news(self) -> NewsreaderApp:
        """The app, under its own type."""
        return cast("NewsreaderApp", self.app)

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show words in the status line; an error is kept in the log as well."""
        if is_error:
            self.news.errors.add(words)
        self.status.say(words, is_error=is_error)

    def hint(self, words: str) -> None:
        """Show words about where one is, until the next key."""
        self.status.hint(words)

    def show_source(self, source: Source, anchor: Key | None = None) -> None:
        """List a source of the feeds pane, from its start or around a headline."""
        self.close_search_box()
        self.feeds_pane.shown_id = source.id
        self.feeds_pane.refresh()
        self.listing.open_source(source, anchor)
        self.update_titles()

    def go_to_source(self, source_id: str) -> None:
        """List a source, the cursor of the feeds pane on it, and give the list the keyboard."""
        place = self.feeds_pane.reveal(source_id)
        if place is not None:
            self.show_source(self.feeds_pane.rows[place])
            self.feeds_pane.move_to(place)
            self.focus_pane(Pane.LIST)

    def reopen_list(self) -> None:
        """Open the list again after its order or filter changed, the cursor on its headline."""
        current = self.headlines.current
        self.listing.open(current.key if current else None)
        self.update_titles()

    def reload_soon(self) -> None:
        """Show shortly what has changed in the library; changes that follow at once join in."""
        if self._reload_timer is None:
            self._reload_timer = self.set_timer(_RELOAD_DELAY, self._reload)

    def _reload(self) -> None:
        self._reload_timer = None
        self.library.read(loading.load_feeds)
        self.listing.reload()
        self.reader.reread()

    def update_titles(self) -> None:
        """Name above the panes what they show."""
        is_narrowed = self.feeds_pane.is_quiet_hidden
        self.titles[Pane.FEEDS].title = "Feeds · unread" if is_narrowed else "Feeds"
        self.titles[Pane.LIST].title = self.listing.title()
        is_search = bool(self.listing.search_text.strip())
        narrowing = "filter" if self.listing.filter_text.strip() else "search" * is_search
        self.command_bar.narrowing = narrowing
        self.titles[Pane.LIST].count = self.listing.count_words(self.headlines.row_count)
        headline = self.reader.headline
        self.titles[Pane.ARTICLE].title = headline.feed if headline else ""
        self.query_one("#article-side").set_class(headline is not None, "-open")

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; a search box left empty goes away."""
        super().focus_pane(pane)
        if (
            self.is_whole
            and self.search_box.has_class("-open")
            and not self.search_box.value.strip()
        ):
            self.close_search_box()

    def begin_search(self) -> None:
        """Open the search box; what is typed narrows the list."""
        self.focus_pane(Pane.LIST)
        self.search_box.add_class("-open")
        self.search_box.show_typed(self.listing.search_text)
        self.set_focus(self.search_box)

    def end_search(self) -> None:
        """Go back from what was found to the headlines."""
        self.close_search_box()
        if self.listing.search_text:
            self.listing.search("")
            self.update_titles()
        self.focus_pane(Pane.LIST)

    def close_search_box(self) -> None:
        """Take the search box away."""
        if self._search_timer is not None:
            self._search_timer.stop()
        with self.prevent(Input.Changed):
            self.search_box.value = ""
        self.search_box.remove_class("-open")

    @property
    def is_finding(self) -> bool:
        """Whether the matches of a find are shown."""
        return self.find_box.has_class("-open")

    def begin_find(self) -> None:
        """Open the find box below the article."""
        self.find_box.add_class("-open")
        self.find_box.value = ""
        self.set_focus(self.find_box)

    def end_find(self) -> None:
        """End the find; its matches are no longer shown."""
        if self.is_finding:
            self.find_box.remove_class("-open")
            self.article_view.clear_find()
            self.status.drop_hint()

    def say_match(self) -> None:
        """Say which match of the find is shown."""
        view = self.article_view
        if not self.find_box.value:
            self.hint("")
        elif view.match_count:
            self.hint_match()
        else:
            self.hint(f"“{self.find_box.value}” is not in this article.")

    def hint_match(self) -> None:
        """Say which match is shown, and whether its search began anew."""
        view = self.article_view
        round_words = " Going on from the other end." if view.has_come_round else ""
        self.hint(f"Match {view.match_index + 1} of {view.match_count}.{round_words}")

    def leave_box(self, box: Input, *, is_cancelled: bool) -> None:
        """Leave the search or find box for its pane; cancelled, it is over."""
        if box is self.search_box:
            if is_cancelled:
                self.end_search()
            else:
                self.focus_pane(Pane.LIST)
        elif is_cancelled:
            self.end_find()
            self.focus_pane(Pane.ARTICLE)
        else:
            self.focus_pane(Pane.ARTICLE)

    @on(Input.Changed, "#search")
    def _search_typed(self) -> None:
        if self._search_timer is not None:
            self._search_timer.stop()
        self._search_timer = self.set_timer(_SEARCH_DELAY, self._search_now)

    def _search_now(self, *, is_best_first: bool = False) -> None:
        text = self.search_box.value if is_best_first else self.search_box.begun_left_out
        self.listing.search(text, is_best_first=is_best_first)
        self.update_titles()
        if remarks := self.listing.query().remarks:
            self.hint(" ".join(remarks))
        else:
            self.status.drop_hint()

    @on(Input.Submitted, "#search")
    def _search_entered(self) -> None:
        if self._search_timer is not None:
            self._search_timer.stop()
        self._search_now(is_best_first=True)
        if self.listing.search_text.strip():
            self.focus_pane(Pane.LIST)
        else:
            self.end_search()

    @on(Input.Changed, "#find")
    def _find_typed(self) -> None:
        if not self.find_box.has_class("-open"):
            # The news of what was typed comes behind the key that ended it.
            return
        self.article_view.find(self.find_box.value)
        self.say_match()

    @on(Input.Submitted, "#find")
    def _find_entered(self) -> None:
        if not self.find_box.value:
            self.end_find()
        self.focus_pane(Pane.ARTICLE)
