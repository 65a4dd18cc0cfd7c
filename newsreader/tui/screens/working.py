"""What the reading screen sets going: jobs in child processes, and dialogs over itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.signal import Signal
from textual.worker import Worker

from newsreader.library.library import Library
from newsreader.model.feed import Feed
from newsreader.model.journal import Action, Change
from newsreader.model.text import clean_line
from newsreader.tui import loading
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.full_texts import FullTexts
from newsreader.tui.messages import FeedsDue, FullTextFetched
from newsreader.tui.refreshing import Refreshing
from newsreader.tui.screens.completing import CompletingScreen

if TYPE_CHECKING:
    from newsreader.model.correction import Correction
    from newsreader.tui.layout.page import PlacedMention
    from newsreader.tui.palette.entries import Entry
    from newsreader.tui.screens.subscribe import Added

_FETCHING = "fetching the full text…"


class WorkingScreen(CompletingScreen):
    """Refreshes feeds, fetches full texts, opens the dialogs."""

    refreshing: Refreshing
    full_texts: FullTexts
    _refresh: Worker[None] | None = None

    wanted_source: str | None = None
    """The source to list as soon as it is in the feeds pane."""

    def __init__(self) -> None:
        super().__init__()
        self.feeds_updated: Signal[Sequence[Feed]] = Signal(self, "feeds-updated")

    # --- refreshing --------------------------------------------------------------------------

    def refresh_feeds(self, feed_id: int | None) -> None:
        """Refresh one feed, or all."""
        fetched = [feed for feed in self.feeds_pane.feeds if feed.is_fetched]
        if feed_id is not None:
            fetched = [feed for feed in fetched if feed.id == feed_id]
        if self.refreshing.is_refreshing:
            self.hint(f"A refresh is running already: {key_of('stop-refresh')} stops it.")
            return
        if not fetched:
            self.hint(
                f"Nothing to refresh: {key_of('subscribe')} subscribes to a feed."
                if feed_id is None
                else "This feed is not from the web: there is nothing to fetch."
            )
            return
        ids = None if feed_id is None else [feed_id]
        self._run_refresh(ids, len(fetched), is_forced=True, is_asked_for=True)

    def refresh_quietly(self, feed_id: int) -> None:
        """Refresh one feed; only what is new, or an error, is said."""
        self._run_refresh([feed_id], 1, is_forced=True, is_asked_for=False)

    def _run_refresh(
        self, feed_ids: list[int] | None, total: int, *, is_forced: bool, is_asked_for: bool
    ) -> None:
        if not self.refreshing.is_refreshing:
            refresh = self.refreshing.refresh(
                feed_ids, total, is_forced=is_forced, is_asked_for=is_asked_for
            )
            self._refresh = self.run_worker(refresh, exit_on_error=False)

    def refresh_due(self) -> None:
        """Look on a thread whether feeds are due; they are refreshed then, quietly."""
        if not self.refreshing.is_refreshing:
            self.library.read(_look_for_due)

    @on(FeedsDue)
    def _feeds_due(self, due: FeedsDue) -> None:
        self._run_refresh(None, due.count, is_forced=False, is_asked_for=False)

    def stop_refresh(self) -> None:
        """End the refresh that is running; what it has brought so far stays."""
        if self._refresh is None or not self.refreshing.is_refreshing:
            self.hint("No refresh is running.")
        else:
            self._refresh.cancel()

    # --- full texts --------------------------------------------------------------------------

    def switch_text(self) -> None:
        """Fetch the open article's full text; once it is there, switch to the summary and back."""
        article = self.reader.article
        if article is None:
            return
        if article.headline.has_full_text:
            self._toggle_summary()
        elif self.library.is_read_only:
            self.hint("This library is read-only: a full text could not be kept.")
        elif article.headline.url is None:
            self.hint("This article has no link to fetch its full text from.")
        elif self.full_texts.is_running(article.headline.id):
            self.hint("Its full text is being fetched.")
        else:
            self._fetch_full_text(article.headline.id, is_asked_for=True)

    def _toggle_summary(self) -> None:
        article = self.reader.article
        if article is None or article.summary is None:
            self.hint("There is no summary beside this text.")
            return
        self.end_find()
        self.reader.toggle_summary()
        self.mark_hits()
        self.update_legend()
        self.hint(
            f"The feed's summary. {key_of('full-text')} shows the full text."
            if self.reader.is_summary_shown
            else f"Full text. {key_of('full-text')} shows the summary."
        )

    def want_full_text(self) -> None:
        """Fetch the open article's full text quietly if its feed is to have them always."""
        headline = self.reader.headline
        if headline is None or headline.has_full_text or headline.url is None:
            return
        feed = next((f for f in self.feeds_pane.feeds if f.id == headline.feed_id), None)
        is_wanted = feed is not None and feed.is_full_text and not self.library.is_read_only
        if is_wanted and not self.full_texts.was_tried(headline.id):
            self._fetch_full_text(headline.id, is_asked_for=False)

    def _fetch_full_text(self, article_id: int, *, is_asked_for: bool) -> None:
        self.status.side_work = _FETCHING
        self.run_worker(
            self.full_texts.fetch(article_id, is_asked_for=is_asked_for), exit_on_error=False
        )

    @on(FullTextFetched)
    def _full_text_fetched(self, fetched: FullTextFetched) -> None:
        if not self.full_texts.is_fetching:
            self.status.side_work = ""
        headline = self.reader.headline
        is_open = headline is not None and headline.id == fetched.article_id
        if fetched.problem:
            if is_open and fetched.is_asked_for:
                self.say(f"No full text: {fetched.problem}", is_error=True)
            elif fetched.is_asked_for:
                self.say(f"No full text of an article you left: {fetched.problem}", is_error=True)
            elif is_open:
                self.hint(f"No full text: {fetched.problem}")
            return
        self.reload_soon()
        if is_open:
            self.reader.reload()
            self.say(f"Full text. {key_of('full-text')} shows the summary.")

    def update_legend(self) -> None:
        """Show what is marked in the open article."""
        self.legend.show(self.reader.shown, self.article_view.shown_kinds)

    # --- dialogs and other screens -----------------------------------------------------------

    def open_subscribe(self) -> None:
        """Open the dialog that subscribes to a feed or saves a page."""
        from newsreader.tui.screens.subscribe import SubscribeScreen

        self.app.push_screen(SubscribeScreen(self.news.jobs), self._added)

    def _added(self, added: Added | None) -> None:
        if added is None:
            return
        self.say(added.words)
        if added.feed_url is None:
            self.reload_soon()
        else:
            self.wanted_source = f"feed:{added.feed_url}"
            self.library.read(loading.load_feeds)

    def open_edit(self, feed: Feed) -> None:
        """Open the dialog that edits a feed."""
        from newsreader.tui.screens.edit_feed import EditFeedScreen

        if self.library.is_read_only:
            self.hint("This library is read-only: nothing can be changed.")
        else:
            self.app.push_screen(EditFeedScreen(feed, self.library))

    def open_correction(self) -> None:
        """Open the dialog that corrects the name stepped to."""
        from newsreader.tui.screens.correct_name import CorrectNameScreen

        mention = self.article_view.current_mention
        if self.library.is_read_only:
            self.hint("This library is read-only: nothing can be changed.")
        elif mention is None:
            step = f"{key_of('next-mention')} or {key_of('previous-mention')}"
            self.hint(f"Step to a name with {step} first: {key_of('correct-name')} corrects it.")
        elif not mention.kind.is_name:
            self.hint("This is a figure; only a name can be corrected.")
        else:
            written = self.article_view.current_mention_text
            self.app.push_screen(CorrectNameScreen(mention, written), self._correct)

    def _correct(self, correction: Correction | None) -> None:
        if correction is not None:
            change = Change(Action.CORRECT, after=correction.after, subject=correction.subject)
            self.apply(change)

    def apply(self, change: Change) -> None:
        """Carry out a change; the screen shows it once it is durable."""
        raise NotImplementedError

    def open_figures(self) -> None:
        """List the figures of the open article."""
        from newsreader.tui.screens.article_figures import ArticleFiguresScreen
        from newsreader.tui.widgets.figure_list import figure_rows

        page, article = self.article_view.page_shown, self.reader.shown
        rows = figure_rows(page) if page else []
        if page is None or article is None or not rows:
            is_marked = article is not None and article.is_annotated
            self.hint("No figures in this article." if is_marked else "Not marked yet.")
            return
        current = self.article_view.current_mention
        cursor = next((n for n, row in enumerate(rows) if row.mention is current), 0)
        title = clean_line(article.headline.title)
        self.app.push_screen(ArticleFiguresScreen(title, rows, cursor), self._go_to_figure)

    def _go_to_figure(self, placed: PlacedMention | None) -> None:
        if placed is not None:
            if not self.article_view.go_to(placed):
                self.hint("This figure is not marked any more.")
            self.update_legend()

    def open_broken_feeds(self) -> None:
        """Show the feeds with problems."""
        from newsreader.tui.screens.broken_feeds import BrokenFeedsScreen

        self.app.push_screen(BrokenFeedsScreen())

    def open_help(self, first: str = "") -> None:
        """Show the keys, a group of commands before all others."""
        from newsreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.pane, first))

    def open_palette(self, typed: str = "") -> None:
        """Open the command palette, with something typed already."""
        from newsreader.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(typed), self._run_entry)

    def _run_entry(self, chosen: tuple[Entry, bool] | None) -> None:
        raise NotImplementedError


def _look_for_due(library: Library) -> FeedsDue | None:
    count = len(library.feeds.due(datetime.now(UTC)))
    return FeedsDue(count) if count else None
