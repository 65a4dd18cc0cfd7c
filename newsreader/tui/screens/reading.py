"""The screen one reads on: what becomes of the answers that workers, jobs and widgets send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.timer import Timer

from newsreader.model.headline import Headline
from newsreader.tui.cells import cut
from newsreader.tui.commands import Command, Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import (
    Answered,
    ArticleLoaded,
    ChangeApplied,
    FeedsLoaded,
    HeadlineFound,
    HeadlineReread,
    HeadlinesLoaded,
    JobEnded,
    JobFailed,
    JobProgressed,
    LibraryChanged,
    ListCounted,
    ListOpened,
    Started,
    StepDone,
    SummaryMarked,
    UnmarkedFound,
)
from newsreader.tui.place import Place
from newsreader.tui.screens.panes import WIDE
from newsreader.tui.screens.seeking import SeekingScreen
from newsreader.tui.widgets.feeds_pane import FeedsPane
from newsreader.tui.widgets.headline_list import HeadlineList

if TYPE_CHECKING:
    from newsreader.tui.widgets.article_view import ArticleView

_WATCH = 1.5
"""Seconds between two looks at whether another process wrote to the library."""

SUBJECT = 40
"""Cells a title may take in the status line: what can be done about it must fit, too."""

_STEPS_SHOWN = 10
"""Turns of steps after which the counters are shown anew while a large change is carried out."""

_SAVE_DELAY = 1.0
"""Seconds after which the place is stored once the reader stays on an article."""


class ReadingScreen(SeekingScreen, is_whole=True):
    """Feeds, headlines and the open article."""

    _welcome = ""
    """What is said at a first start, until the keyboard leaves the list."""
    _words_on_arrival = ""
    _steps_done = 0
    _save_timer: Timer | None = None

    def run_command(self, command: Command, count: int | None = None) -> None:
        """Carry out a command."""
        from newsreader.tui.actions import ACTIONS

        self.before_command(command)
        ACTIONS[command.id](self, count)

    def on_mount(self) -> None:
        """Go to where the reader was."""
        self.take_up()
        self.mount_rest()
        self._start(self.news.started)

    def _start(self, started: Started) -> None:
        place = started.place
        self.feeds_pane.folded = frozenset(place.folded)
        self.feeds_pane.is_quiet_hidden = place.is_quiet_hidden
        self.feeds_pane.shown_id = place.source_id
        self.feeds_pane.update(started.feeds, started.totals, started.searches)
        self.count_searches()
        self.feeds_width, self.list_width = place.feeds_width, place.list_width
        self.listing.is_read_hidden = place.is_read_hidden
        self.listing.oldest_first = place.oldest_first
        shown = self.feeds_pane.place_of(place.source_id)
        source = self.feeds_pane.rows[shown or 0]
        self.feeds_pane.shown_id = source.id
        self.feeds_pane.cursor = shown or 0
        self.listing.begin(self.news.library, source, place.anchor)
        self.update_titles()
        self.focus_pane(Pane(place.pane) if place.article_id is not None else Pane.LIST)
        self.set_interval(_WATCH, self._look_for_changes)
        self.news.schedule_refresh(self)
        is_first_start = place == Place() and not self.status.words
        if is_first_start and self.app.size.width < WIDE:
            from newsreader.tui.widgets.welcome import welcome_words

            self._welcome = welcome_words()
            self.say(self._welcome)
        if started.is_unfinished:
            self.proceed()
        if self.library.is_read_only:
            self.say("This library is read-only: it can be read, and nothing you do is kept.")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Take the words of a first start away where their keys mean something else."""
        if self._welcome and event.widget is self.focused is not self.headlines:
            if self.status.words == self._welcome:
                self.status.say("")
            self._welcome = ""

    def _look_for_changes(self) -> None:
        look = partial(self.news.look_for_changes, is_marking=self.refreshing.is_marking)
        self.library.write(look)

    @on(FeedsLoaded)
    def _feeds_loaded(self, loaded: FeedsLoaded) -> None:
        self.feeds_pane.update(loaded.feeds, loaded.totals, loaded.searches)
        self.count_searches()
        self.feeds_updated.publish(loaded.feeds)
        wanted, self.wanted_source = self.wanted_source, None
        if wanted is not None and self.feeds_pane.reveal(wanted) is not None:
            self.go_to_source(wanted)
            return
        shown = self.feeds_pane.shown
        if shown is not None:
            self.take_source(shown)
        else:
            self._source_gone()

    def _source_gone(self) -> None:
        """List something else than the feed that went away; the keyboard stays where it is."""
        row = self.feeds_pane.rows[0]
        if self.pane is Pane.FEEDS and self.feeds_pane.current.is_of_its_own:
            row = self.feeds_pane.current
        self.feeds_pane.move_to(self.feeds_pane.place_of(row.id) or 0)
        if self.is_own_removal:
            self.is_own_removal = False
        else:
            is_saved = self.listing.source.search is not None
            words = "saved" if is_saved else "subscribed to"
            title = cut(self.listing.source.title, SUBJECT)
            self.hint(f"“{title}” is not {words} any more.")
        if self.listing.search_text:
            self.feeds_pane.shown_id, self.listing.source = row.id, row
        else:
            self.show_source(row)

    @on(Answered)
    def _answered(self) -> None:
        self.library.awaited -= 1
        if self.is_whole and not self.library.awaited and not self.is_leaving_box:
            self.release_keys()

    @on(HeadlineReread)
    def _headline_reread(self, reread: HeadlineReread) -> None:
        if not self.reader.accept_reread(reread):
            self.hint("This article is not in the library any more.")
        elif reread.headline is not None:
            self.listing.accept_headline(reread.headline)

    @on(SummaryMarked)
    def _summary_marked(self, marked: SummaryMarked) -> None:
        if self.reader.accept_summary_marks(marked):
            self.update_legend()

    @on(ListOpened)
    def _list_opened(self, opened: ListOpened) -> None:
        if self.listing.accept_list(opened):
            self.update_titles()

    @on(ListCounted)
    def _list_counted(self, counted: ListCounted) -> None:
        if self.listing.accept_count(counted):
            self.update_titles()

    @on(HeadlineList.RowsNeeded)
    def _rows_needed(self, needed: HeadlineList.RowsNeeded) -> None:
        self.listing.ask_page(needed.request)

    @on(HeadlinesLoaded)
    def _headlines_loaded(self, loaded: HeadlinesLoaded) -> None:
        self.listing.accept_page(loaded)

    @on(ArticleLoaded)
    def _article_loaded(self, loaded: ArticleLoaded) -> None:
        if self.reader.accept(loaded):
            self.update_legend()
            self.update_titles()
            if self._save_timer is not None:
                self._save_timer.stop()
            self._save_timer = self.set_timer(_SAVE_DELAY, self.save_place)
            if not loaded.is_marked_now:
                self.arrive_from_page()
                self._arrive()
                self.status.drop_hint()
                self.mark_hits()
                self._say_on_arrival()
                self.want_full_text()
        elif loaded.article is None:
            self.is_arriving = False
            self.stay_on_pages()
            self.hint("That article is not in the library any more.")
            if self.reader.article is None:
                self.focus_pane(Pane.LIST)

    @on(HeadlineFound)
    def _headline_found(self, found: HeadlineFound) -> None:
        if found.headline is None:
            self.hint(found.words_if_none)
            return
        if found.source_id not in ("", self.listing.source.id):
            self._list_elsewhere(found.source_id, found.headline)
        elif not found.is_opened:
            self.listing.reveal(found.headline)
        if found.is_opened:
            self._words_on_arrival = found.words
            self.open_article(found.headline)
        elif found.words:
            self.hint(found.words)

    def _list_elsewhere(self, source_id: str, headline: Headline) -> None:
        """List another source, the cursor on a headline of it."""
        place = self.feeds_pane.reveal(source_id)
        if place is not None:
            self.show_source(self.feeds_pane.rows[place], headline.key)
            self.feeds_pane.move_to(place)

    def _arrive(self) -> None:
        """Give an article that was asked for the keyboard."""
        if self.is_arriving:
            self.is_arriving = False
            self.focus_pane(Pane.ARTICLE)

    def _say_on_arrival(self) -> None:
        words, self._words_on_arrival = self._words_on_arrival, ""
        if words:
            self.hint(words)

    @on(ChangeApplied)
    def _change_applied(self, applied: ChangeApplied) -> None:
        # Before the first change nothing of it is needed.
        from newsreader.tui.effects import show_change

        show_change(self, applied)

    @on(StepDone)
    def _step_done(self, done: StepDone) -> None:
        self._steps_done = 0 if done.is_last else self._steps_done + 1
        if not done.is_last:
            self.proceed()
        if self._steps_done % _STEPS_SHOWN == 0:
            self.reload_soon()

    @on(UnmarkedFound)
    def _unmarked_found(self) -> None:
        self.run_worker(self.refreshing.annotate(), exit_on_error=False)

    @on(LibraryChanged)
    @on(JobProgressed)
    def _library_changed(self, message: LibraryChanged | JobProgressed) -> None:
        if isinstance(message, JobProgressed):
            self.status.progress = message.words
            if not message.has_new_articles:
                return
        self.reload_soon()

    @on(JobEnded)
    def _job_ended(self, ended: JobEnded) -> None:
        self.status.progress = ""
        if ended.words:
            self.say(ended.words, is_error=ended.is_error)
        self.reload_soon()

    @on(JobFailed)
    def _job_failed(self, failed: JobFailed) -> None:
        self.say(failed.words, is_error=True)

    @on(FeedsPane.Moved)
    def _source_reached(self) -> None:
        pane = self.feeds_pane
        # Where rows came or went above it, the cursor moved and is where it was.
        if self.pane is Pane.FEEDS and pane.current.id != pane.shown_id:
            self.reach_source(pane.current)

    def on_article_view_mention_changed(self, changed: ArticleView.MentionChanged) -> None:
        """Say what the mention stepped to is."""
        if changed.mention is not None:
            words = self.words_of_step(changed.words)
            is_alone = words != changed.words
            is_name = changed.mention.kind.is_name and not self.library.is_read_only
            is_corrected = is_name and not is_alone
            if changed.mention.kind.is_name and not is_alone:
                words += f" · {key_of('open-name')} its page"
            self.hint(f"{words} · {key_of('correct-name')} corrects" if is_corrected else words)
