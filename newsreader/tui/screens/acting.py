"""What the commands of the reading screen do."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.library.library import Library
from newsreader.model.feed import Feed
from newsreader.model.headline import Headline
from newsreader.model.journal import Action, Change
from newsreader.model.query import Beyond, Query
from newsreader.tui import health
from newsreader.tui.cells import cut
from newsreader.tui.commands import Pane
from newsreader.tui.full_texts import FullTexts
from newsreader.tui.listing import Listing
from newsreader.tui.messages import ChangeApplied, HeadlineFound
from newsreader.tui.place import STATE_NAME, Place
from newsreader.tui.reader import Reader
from newsreader.tui.refreshing import Refreshing
from newsreader.tui.right_to_left import is_ordered_now
from newsreader.tui.screens.arranging import ArrangingScreen
from newsreader.tui.search_counts import SearchCounts
from newsreader.tui.targets import Targets

if TYPE_CHECKING:
    from newsreader.tui.widgets.article_view import ArticleView

_AT_ONCE = 1000
"""Articles up to which a change needs no word that it is being made."""


class ActingScreen(ArrangingScreen):
    """Feeds, headlines and the open article."""

    feeds_width = list_width = 0
    is_arriving = False
    """Whether an article was asked for that gets the keyboard as soon as it is there."""

    def take_up(self) -> None:
        """Take up the library and the settings."""
        self.library = self.news.open_thread(self.post_message)
        self.listing = Listing(self.library, self.headlines)
        self.reader = Reader(self.library, lambda: self.article_view)
        self.refreshing = Refreshing(self.news.jobs, self.post_message)
        self.search_counts = SearchCounts(self.library, self.set_timer)
        self.full_texts = FullTexts(self.news.jobs, self.post_message)
        self.headlines.lines_wanted = self.news.settings.headline_lines
        self.reader.mark_after = self.news.settings.mark_read
        self.set_interval(60, self.headlines.refresh)

    def set_up(self, view: ArticleView) -> None:
        """Make a view show articles as the settings say."""
        view.shown_kinds = self.news.settings.marked
        view.text_width = self.news.settings.text_width
        view.is_ordered = is_ordered_now()
        view.tone = self.legend.tone = self.news.settings.mention_style

    def become_whole(self) -> None:
        """Open the article that was open."""
        place = self.news.started.place
        if place.article_id is not None:
            self.reader.open(place.article_id, place.position)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is awaited before the next key can be understood."""
        is_reading = self.pane is Pane.LIST and self.headlines.is_reading
        return not self.is_whole or is_reading or self.library.awaited > 0

    @property
    def target(self) -> Headline | None:
        """The headline that a command is about: the open article's, else that of the cursor."""
        if self.pane is Pane.ARTICLE and self.reader.headline is not None:
            return self.reader.headline
        return self.headlines.current

    @property
    def targets(self) -> Targets | None:
        """The articles that a command is about: those selected, else the one of `target`."""
        shown, start = self.headlines, self.headlines.range_start
        if self.pane is Pane.LIST and start is not None and shown.current is not None:
            query, count = shown.window.query, len(shown.selected)
            return Targets.stretch(query, start.key, shown.current.key, count)
        return Targets(1, self.target) if self.target else None

    def change_selected(self, *actions: Action) -> bool:
        """Carry out the first of some actions that changes anything in what is selected.

        It is one change, and ends the selection. Returns False where nothing is selected.
        """
        targets = self.targets
        if targets is None or targets.query is None:
            return False
        query = targets.query
        self.headlines.end_range()
        if targets.number > _AT_ONCE:
            self.hint(f"Changing {targets.number:,} articles…")
        # No business of the start, neither here nor below.
        from newsreader.tui.large_changes import change_listed

        self.library.write(
            lambda library: ChangeApplied(change_listed(library, query, actions)), is_awaited=True
        )
        return True

    def end_narrowing(self) -> bool:
        """End the selection, else the filter, else the search; False where there is none."""
        if self.headlines.range_start is not None:
            self.headlines.end_range()
        elif self.listing.filter_text:
            self.end_filter()
        elif self.listing.search_text:
            self.end_search()
        else:
            return False
        return True

    @property
    def target_feed(self) -> Feed | None:
        """The feed that a command is about."""
        if self.pane is Pane.FEEDS:
            return self.feeds_pane.current.feed
        feed_id = self.target.feed_id if self.target else None
        return next((feed for feed in self.feeds_pane.feeds if feed.id == feed_id), None)

    def hint_health(self) -> None:
        """Say how the checks of the feed under the cursor go: the error, and when the next is.

        Of a saved search it is said what it searches for.
        """
        if search := self.feeds_pane.current.search:
            from newsreader.model.following import followed_by

            followed = followed_by(search.text)
            self.hint(
                f"Searches for {search.text}"
                if followed is None
                else f"Follows {followed.written}: what came since you looked is counted"
            )
            return
        feed = self.feeds_pane.current.feed
        if feed is None or not feed.is_fetched:
            return
        now = datetime.now(UTC)
        is_automatic = self.news.settings.refresh_interval > 0
        times = health.times(feed, now, is_automatic=is_automatic)
        tail = f" · {times}" if times else ""
        # When it is tried again must be seen, however long the error is.
        room = max(20, self.status.room - cell_len(tail))
        state = health.state(feed, now)
        self.hint(cut(health.sentence(state), room) + tail)

    def cycle_pane(self, step: int) -> None:
        """Give the keyboard to the next pane; the article's only while one is open."""
        panes = [Pane.FEEDS, Pane.LIST]
        if self.reader.article is not None:
            panes.append(Pane.ARTICLE)
        self.focus_pane(panes[(panes.index(self.pane) + step) % len(panes)])

    def is_open(self, headline: Headline) -> bool:
        """Whether this is the open article."""
        return self.reader.headline is not None and self.reader.headline.id == headline.id

    def open_article(self, headline: Headline) -> None:
        """Open an article and give it the keyboard; one that is open already stays as it is."""
        self.headlines.end_range()
        if self.is_open(headline):
            self.focus_pane(Pane.ARTICLE)
            self.reader.note_seen()
            return
        self.end_find()
        self._without_hits = None
        self.reader.open(headline.id, source_id=self.listing.source.id)
        self.listing.reveal(headline)
        # Keys wait for the article; the pane changes in the frame that shows it.
        self.is_arriving = True

    def go_back(self) -> bool:
        """Open the article before this one, and list it where it was found; False for none."""
        before = self.reader.go_back()
        if before is None:
            return False
        article_id, source_id = before.article_id, before.source_id

        def task(library: Library) -> HeadlineFound | None:
            headline = library.articles.headline(article_id)
            if headline is None:
                return None
            return HeadlineFound(headline, is_opened=False, source_id=source_id)

        self.library.read(task, is_awaited=True)
        return True

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; an article is read while it has it."""
        super().focus_pane(pane)
        self.reader.stay(is_staying=pane is Pane.ARTICLE)
        if pane is not Pane.LIST:
            self.headlines.end_range()

    def open_in_browser(self, headline: Headline) -> None:
        """Open an article's link with the browser of the settings."""
        if headline.url is None:
            self.hint("This article has no link.")
        else:
            self.library.read(partial(self.news.follow_link, headline.url))

    def apply(self, change: Change) -> None:
        """Carry out a change; the screen shows it once it is durable."""
        self.library.write(
            lambda library: ChangeApplied(library.journal.apply(change)), is_awaited=True
        )

    def mark_all_read(self, query: Query) -> None:
        """Mark everything a query lists read; what is in sight of it is painted so at once."""
        if query == self.headlines.window.query:
            self.headlines.paint_read()
        self.hint("Marking all read…")
        self.library.write(lambda library: ChangeApplied(library.journal.mark_all_read(query)))

    def mark_beyond_read(self, *, is_above: bool) -> None:
        """Mark what the list shows above (or below) the headline a command is about read."""
        headline, query = self.target, self.listing.query()
        if headline is None:
            self.hint("The list is empty.")
            return
        self.hint("Marking read…")
        marked = query._replace(beyond=Beyond(headline.key, is_before=is_above))
        self.library.write(
            lambda library: ChangeApplied(library.journal.mark_all_read(marked)), is_awaited=True
        )

    def proceed(self) -> None:
        """Do a step of a change to very many articles; other changes come in between."""
        from newsreader.tui.large_changes import do_steps

        self.library.write(do_steps)

    def undo(self) -> None:
        """Take back the last change."""
        self.library.write(
            lambda library: ChangeApplied(library.journal.undo(), "Took back"), is_awaited=True
        )

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.library.write(
            lambda library: ChangeApplied(library.journal.redo(), "Did again"), is_awaited=True
        )

    # --- the place ---------------------------------------------------------------------------

    def place(self) -> Place:
        """Return where the reader is."""
        headline, article = self.headlines.current, self.reader.headline
        return Place(
            source_id=self.listing.source.id,
            is_read_hidden=self.listing.is_read_hidden,
            oldest_first=self.listing.oldest_first,
            sort_at=headline.sort_at.isoformat() if headline else None,
            headline_id=headline.id if headline else None,
            article_id=article.id if article else None,
            position=self.article_view.position if article else 0,
            pane=self.pane.value,
            folded=tuple(sorted(self.feeds_pane.folded)),
            is_quiet_hidden=self.feeds_pane.is_quiet_hidden,
            feeds_width=self.feeds_width,
            list_width=self.list_width,
        )

    def save_place(self) -> None:
        """Keep in the library where the reader is."""
        if self.library.is_read_only or not self.is_whole:
            return
        stored = self.place().dumps()
        self.library.write(lambda library: library.remember(STATE_NAME, stored))

    def quit(self) -> None:
        """Keep the place and end the app."""
        self.save_place()
        self.app.exit()
