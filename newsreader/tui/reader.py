"""The article that is open: opening it, its names and figures, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual.timer import Timer

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.listing import MARKS, marked
from newsreader.tui.messages import (
    ArticleLoaded,
    ChangeApplied,
    HeadlineReread,
    SummaryMarked,
)

if TYPE_CHECKING:
    from newsreader.model.article import Article
    from newsreader.model.headline import Headline
    from newsreader.model.mention import Marks
    from newsreader.model.mention_kind import MentionKind
    from newsreader.tui.widgets.article_view import ArticleView

_HISTORY = 200


class Before(NamedTuple):
    """An article that was open, the place in its text at the top, and the source it was in."""

    article_id: int
    position: int
    source_id: str


class Reader:
    """Shows one article in the view and remembers those before it."""

    def __init__(self, library: LibraryThread, view: Callable[[], ArticleView]) -> None:
        """Show articles in what `view` returns; it is asked for with the first article."""
        self._library = library
        self._give_view = view
        self._history: list[Before] = []
        self._source_id = ""
        self._stay_timer: Timer | None = None
        self._is_staying = False
        self.mark_after: float | None = 0.0
        """Seconds of staying on an article after which it is read; 0: at once; None: never."""
        self._wanted: int | None = None
        self._summary_marks: Marks | None = None
        self._other_position = 0
        self.last_kind: MentionKind | None = None
        """The kind of the mention last stepped to when kinds to be marked were chosen."""
        self.article: Article | None = None
        self.is_summary_shown = False

    @property
    def _view(self) -> ArticleView:
        return self._give_view()

    @property
    def headline(self) -> Headline | None:
        """The headline of the open article."""
        return self.article.headline if self.article else None

    @property
    def shown(self) -> Article | None:
        """The open article as it is shown: with its full text, or with the feed's summary."""
        article = self.article
        if article is None or article.summary is None or not self.is_summary_shown:
            return article
        marks = self._summary_marks
        return replace(
            article,
            body=article.summary,
            mentions=marks.mentions if marks else (),
            is_annotated=marks is not None,
        )

    def open(
        self,
        article_id: int,
        position: int = 0,
        *,
        source_id: str | None = None,
        is_way_back: bool = False,
    ) -> None:
        """Read an article and show it from a place on; it is found in the list of a source.

        An unread one is read then, at once or once the reader has stayed on it.
        """
        if self.article and not is_way_back and self.article.headline.id != article_id:
            self.keep_place()
        if source_id is not None:
            self._source_id = source_id
        self._stop_waiting()
        self._wanted = article_id
        self._library.read(lambda library: _load(library, article_id, position), is_awaited=True)

    @property
    def here(self) -> Before | None:
        """The place in the open article."""
        if self.article is None:
            return None
        return Before(self.article.headline.id, self._view.position, self._source_id)

    def keep_place(self) -> None:
        """Remember the place in the open article as one to come back to."""
        if (here := self.here) is not None:
            self._history.append(here)
            del self._history[:-_HISTORY]

    @property
    def depth(self) -> int:
        """How many articles one can go back."""
        return len(self._history)

    def return_to(self, before: Before, depth: int) -> None:
        """Open an article where it was left, as if none had been opened since."""
        del self._history[depth:]
        self.open(before.article_id, before.position, source_id=before.source_id, is_way_back=True)

    def go_back(self) -> Before | None:
        """Open the article before this one, where it was left; return it, or None for none."""
        if not self._history:
            return None
        before = self._history.pop()
        self.open(before.article_id, before.position, source_id=before.source_id, is_way_back=True)
        return before

    def accept(self, loaded: ArticleLoaded) -> bool:
        """Show an article that was read; False when another is wanted by now, or it is gone."""
        article = loaded.article
        if loaded.article_id != self._wanted or article is None:
            return False
        if loaded.is_marked_now and self.article is not None:
            # The marks are new; what the reader did to the article meanwhile is newer.
            self.article = replace(article, headline=self.article.headline)
            if not self.is_summary_shown:
                self._view.set_mentions(self.article)
            return True
        self.article = article
        self._begin_with_full_text()
        self._view.show(article, position=loaded.position)
        self.note_seen()
        if not article.is_annotated:
            self._library.read(lambda library: _annotate(library, article.headline.id))
        return True

    def accept_change(self, change: Change) -> None:
        """Take in the effect of a change on the open article's marks."""
        if self.article is not None and change.action in MARKS:
            headline = marked(self.article.headline, change.action)
            self.article = replace(self.article, headline=headline)
            if change.action is Action.MARK_UNREAD:
                # Asked for: it does not become read again while one stays.
                self._stop_waiting()

    def note_seen(self) -> None:
        """Mark the open article read, if it is not, as the settings want it; note a changed one."""
        headline = self.headline
        if headline is None or self._library.is_read_only:
            return
        if headline.is_read:
            if headline.is_changed:
                self._library.write(lambda library: _note_seen(library, headline.id))
        elif self.mark_after == 0:
            self._mark_read(headline.id)
        elif self.mark_after and self._is_staying and self._stay_timer is None:
            self._stay_timer = self._view.set_timer(self.mark_after, self._stayed)

    def stay(self, *, is_staying: bool) -> None:
        """Take note that the reader is on the open article, or has left it."""
        was_staying, self._is_staying = self._is_staying, is_staying
        if not is_staying:
            self._stop_waiting()
        elif not was_staying and self.mark_after:
            self.note_seen()

    def _stayed(self) -> None:
        self._stay_timer = None
        if self.headline is not None and not self.headline.is_read:
            self._mark_read(self.headline.id)

    def _stop_waiting(self) -> None:
        if self._stay_timer is not None:
            self._stay_timer.stop()
            self._stay_timer = None

    def _mark_read(self, article_id: int) -> None:
        change = Change(Action.MARK_READ, (article_id,))
        self._library.write(
            lambda library: ChangeApplied(
                library.journal.apply(change, is_undoable=False), is_quiet=True
            ),
            is_awaited=True,
        )

    def reread(self) -> None:
        """Look what became of the open article: another process may have changed it."""
        if self.article is not None:
            article_id = self.article.headline.id
            self._library.read(
                lambda library: HeadlineReread(article_id, library.articles.headline(article_id))
            )

    def accept_reread(self, reread: HeadlineReread) -> bool:
        """Take in the headline as it is now; False when the article is gone.

        One that has another text by now is read again, and stays where it was.
        """
        article, headline = self.article, reread.headline
        if article is None or article.headline.id != reread.article_id:
            return True
        if headline is None:
            return False
        has_new_text = headline.is_changed and not article.headline.is_changed
        if has_new_text or headline.has_full_text != article.headline.has_full_text:
            self.reload()
        else:
            self.article = replace(article, headline=headline)
        return True

    def reload(self) -> None:
        """Read the open article again, its place kept."""
        if self.article is not None and self._wanted == self.article.headline.id:
            self.open(self.article.headline.id, self._view.position)

    def reread_marks(self) -> None:
        """Show the open article's names as they are now: one of them may have been corrected."""
        article = self.article
        if article is None:
            return
        article_id = article.headline.id
        self._library.read(lambda library: _load_marks(library, article_id), is_awaited=True)
        if self._summary_marks is not None:
            self._library.read(lambda library: _mark_summary(library, article), is_awaited=True)

    def toggle_summary(self) -> None:
        """Show the feed's summary in place of the full text, or the full text where it was left."""
        article = self.article
        if article is None or article.summary is None:
            return
        position, self._other_position = self._other_position, self._view.position
        self.is_summary_shown = not self.is_summary_shown
        self._view.show(self.shown, position=position)
        if not self.is_summary_shown and not article.is_annotated:
            self._library.read(lambda library: _annotate(library, article.headline.id))
        if self.is_summary_shown and self._summary_marks is None:
            self._library.read(lambda library: _mark_summary(library, article))

    def accept_summary_marks(self, marked: SummaryMarked) -> bool:
        """Show the names and figures of the summary; False when it is not shown any more."""
        if self.article is None or self.article.headline.id != marked.article_id:
            return False
        self._summary_marks = marked.marks
        shown = self.shown
        if not self.is_summary_shown or shown is None:
            return False
        self._view.set_mentions(shown)
        return True

    def close(self) -> None:
        """Forget the article, as after it was deleted."""
        self.article, self._wanted = None, None
        self._stop_waiting()
        self._begin_with_full_text()
        self._view.show(None)

    def _begin_with_full_text(self) -> None:
        self.is_summary_shown, self._summary_marks, self._other_position = False, None, 0


def _load(library: Library, article_id: int, position: int) -> ArticleLoaded:
    return ArticleLoaded(article_id, library.articles.get(article_id), position)


def _load_marks(library: Library, article_id: int) -> ArticleLoaded:
    return ArticleLoaded(article_id, library.articles.get(article_id), 0, is_marked_now=True)


def _annotate(library: Library, article_id: int) -> ArticleLoaded:
    # No business of the start.
    from newsreader.jobs.annotate import annotate_article

    return ArticleLoaded(article_id, annotate_article(library, article_id), 0, is_marked_now=True)


def _note_seen(library: Library, article_id: int) -> HeadlineReread:
    library.articles.note_seen(article_id)
    return HeadlineReread(article_id, library.articles.headline(article_id))


def _mark_summary(library: Library, article: Article) -> SummaryMarked | None:
    # The highlighter's tables are no business of the start.
    from newsreader.tui.summary_marks import mark_summary

    return mark_summary(library, article)
