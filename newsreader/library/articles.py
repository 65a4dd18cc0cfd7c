"""The articles: saving what feeds bring, listing, reading, annotating."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.library import lists
from newsreader.library.connections import Abandoned, Connections
from newsreader.library.rows import VISIBLE, is_id, stamp
from newsreader.library.steps import Steps
from newsreader.model.headline import Headline, Key
from newsreader.model.query import Query
from newsreader.model.text import MarkedText

# The rest is imported where it is used: the start of the app only lists headlines.
if TYPE_CHECKING:
    from newsreader.library.mentions import Markable, MarkedArticle
    from newsreader.model.article import Article, Entry, FeedUpdate, KnownEntry
    from newsreader.model.feed import FeedHealth
    from newsreader.model.mention import Marks

__all__ = ["Abandoned", "ArticleStore"]

PAGE = 256
"""Rows of a page."""


class ArticleStore:
    """The articles of a library. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def known(self, feed_id: int) -> list[KnownEntry]:
        """Return all a feed ever brought, deleted ones too."""
        from newsreader.library import feed_articles

        with self._connections.reading() as connection:
            return feed_articles.known(connection, feed_id)

    def save(
        self,
        feed_id: int,
        update: FeedUpdate,
        health: FeedHealth | None,
        now: datetime,
        *,
        url: str | None = None,
    ) -> list[int]:
        """Save a check of a feed in one transaction; return the ids of `update.new`, in order.

        An entry whose guid is stored already keeps its id and texts. A changed one gets its new
        texts in place and loses its marks; it keeps id, place and flags. For a feed that was
        unsubscribed meanwhile, or, with the `url` that was fetched, has another address by now,
        nothing is saved.
        """
        from newsreader.library import saving

        with self._connections.writing() as connection:
            return saving.save(connection, feed_id, update, health, now, url)

    def renew(self, feed_id: int, article_id: int, entry: Entry, now: datetime) -> None:
        """Store the text of a deleted article anew that was dropped, so that it can be restored.

        Any other article stays as it is.
        """
        from newsreader.library import saving

        with self._connections.writing() as connection:
            saving.renew(connection, feed_id, article_id, entry, now)

    def store_full_text(self, article_id: int, body: MarkedText, language: str | None) -> bool:
        """Put the text of an article's page in place of the feed's, which stays as the summary.

        Its marks are void then. Returns False where there is no such article any more.
        """
        from newsreader.library import saving

        if not is_id(article_id):
            return False
        with self._connections.writing() as connection:
            return saving.store_full_text(connection, article_id, body, language)

    def note_seen(self, article_id: int) -> None:
        """Take note that the reader saw an article as the feed changed it."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE article SET is_changed = 0 WHERE id = ? AND is_changed = 1", (article_id,)
            )

    def published(self, feed_id: int, *, limit: int) -> list[datetime]:
        """Return when the newest articles of a feed came, the newest first."""
        from newsreader.library import feed_articles

        with self._connections.reading() as connection:
            return feed_articles.published(connection, feed_id, limit)

    def page(
        self,
        query: Query,
        *,
        after: Key | None = None,
        before: Key | None = None,
        offset: int | None = None,
        from_end: bool = False,
        limit: int = PAGE,
        is_stale: Callable[[], bool] | None = None,
    ) -> list[Headline]:
        """Return at most `limit` rows of a list, always in its order.

        They come from its start, just after or just before a key, from an offset on, or from its
        end; give one of these. Raises `Abandoned` soon after `is_stale` has become true.
        """
        with self._listing(query, is_stale) as connection:
            found = lists.page(
                connection,
                query,
                start=before or after,
                offset=offset or 0,
                is_backward=before is not None or from_end,
                limit=limit,
                is_foreseen=self._steps.foresee(connection),
            )
            return self._steps.overlaid(connection, found)

    def count(self, query: Query, *, is_stale: Callable[[], bool] | None = None) -> int:
        """Return how many rows a list has; counters answer where they can."""
        with self._listing(query, is_stale) as connection:
            return self._length(connection, query)

    def _length(self, connection: sqlite3.Connection, query: Query) -> int:
        foreseen = None
        if self._steps.foresee(connection):
            since = None if query.unread_since is None else stamp(query.unread_since)
            foreseen = self._steps.foreseen_unread(connection, since)
        return lists.length(connection, query, foreseen)

    def among(self, query: Query, article_ids: Sequence[int]) -> list[Headline]:
        """Return the rows of a list that are some articles, in its order."""
        from newsreader.library.matches import among

        with self._listing(query) as connection:
            is_foreseen = self._steps.foresee(connection)
            ids = among(connection, query, article_ids, is_foreseen=is_foreseen)
            return self._steps.overlaid(connection, lists.headlines(connection, ids))

    def ids(self, query: Query) -> list[int]:
        """Return the ids of a whole list, sorted."""
        with self._listing(query) as connection:
            return lists.all_ids(connection, query)

    def rank(self, query: Query, key: Key) -> int:
        """Return how many rows of a list come before a key."""
        with self._listing(query) as connection:
            is_foreseen = self._steps.foresee(connection)
            return lists.count(connection, query, before=key, is_foreseen=is_foreseen)

    def next_unread(
        self, query: Query, key: Key | None, *, forward: bool = True
    ) -> Headline | None:
        """Return the nearest unread row of a list after a key, or before it; None: there is none.

        Without a key the search begins at the start of the list, or at its end.
        """
        if query.is_unread is False:
            return None
        unread = query._replace(is_unread=True, unread_since=None)
        with self._listing(unread) as connection:
            is_foreseen = self._steps.foresee(connection)
            if is_foreseen and lists.counter(unread) and not self._length(connection, unread):
                # Or else all that is still to be marked read would be passed over first.
                return None
            found = lists.page(
                connection,
                unread,
                start=key,
                is_backward=not forward,
                limit=1,
                is_foreseen=is_foreseen,
            )
            return self._steps.overlaid(connection, found)[0] if found else None

    def get(self, article_id: int) -> Article | None:
        """Return an article whole; None if there is none or it was deleted."""
        from newsreader.library.whole_articles import whole

        if not is_id(article_id):
            return None
        with self._connections.reading() as connection:
            return whole(connection, article_id, self._steps)

    def markable(self, article_ids: Sequence[int]) -> list[Markable]:
        """Return what the highlighter needs of articles, in their order; none for what is gone."""
        from newsreader.library import mentions

        with self._connections.reading() as connection:
            return mentions.markable(connection, article_ids)

    def by_language(self, article_ids: Sequence[int]) -> list[list[int]]:
        """Return ids of articles, those of a language together, and of one feed within it.

        Otherwise their order is kept. Those that are gone are left out.
        """
        from newsreader.library import mentions

        with self._connections.reading() as connection:
            return mentions.by_language(connection, article_ids)

    def index(self) -> None:
        """Bring the search index up to date, in steps that let other writers in between."""
        while self.index_more():
            pass

    def index_more(self) -> bool:
        """Do one step of `index`; return whether there may be more to do."""
        from newsreader.library import indexing

        return indexing.index_more(self._connections)

    def is_index_behind(self) -> bool:
        """Whether `index` has something to do, and can do it."""
        from newsreader.library import indexing

        return indexing.is_behind(self._connections)

    @contextmanager
    def _listing(
        self, query: Query, is_stale: Callable[[], bool] | None = None
    ) -> Iterator[sqlite3.Connection]:
        """Give a reader for a list; what a search would not find yet is indexed first."""
        self.index_for(query, is_stale)
        with self._connections.reading(is_stale) as connection:
            yield connection

    def index_for(self, query: Query, is_stale: Callable[[], bool] | None = None) -> None:
        """Index what a search would not find yet; raises `Abandoned` once it is stale."""
        if query.is_search:
            from newsreader.library import indexing

            indexing.bring_up_to_date(self._connections, is_stale)

    def headline(self, article_id: int) -> Headline | None:
        """Return an article's headline; None if there is none or it was deleted."""
        if not is_id(article_id):
            return None
        with self._connections.reading() as connection:
            sql = f"SELECT 1 FROM article WHERE id = ? AND {VISIBLE}"
            if connection.execute(sql, (article_id,)).fetchone() is None:
                return None
            found = lists.headlines(connection, [article_id])
            return self._steps.overlaid(connection, found)[0]

    def iterate(self, query: Query, *, limit: int | None = None) -> Iterator[Headline]:
        """Give a whole list, or its first `limit` rows, page by page; writers may go on."""
        left = limit
        after: Key | None = None
        while left is None or left > 0:
            rows = self.page(query, after=after, limit=PAGE if left is None else min(PAGE, left))
            if not rows:
                return
            yield from rows
            after = rows[-1].key
            if left is not None:
                left -= len(rows)

    def annotate(self, found: Sequence[MarkedArticle], version: int) -> None:
        """Store what a version of the highlighter found, in place of former marks; all or nothing.

        Marks of a text that was changed since are not stored: the article stays unannotated. A
        name without a canonical form is stored under the words of its text.
        """
        from newsreader.library import mentions

        with self._connections.writing() as connection:
            mentions.store(connection, found, version)

    def corrected(self, marks: Marks, title: str, text: str) -> Marks:
        """Return marks of a title and a text as the reader corrected them.

        For marks that are not stored: articles come with theirs corrected.
        """
        from newsreader.library import corrections

        with self._connections.reading() as connection:
            return corrections.apply(connection, marks, title, text)

    def unannotated(self, version: int, *, limit: int | None = None) -> list[int]:
        """Return the ids of articles no highlighter of at least `version` marked, newest first."""
        from newsreader.library import mentions

        with self._connections.reading() as connection:
            return mentions.unannotated(connection, version, limit)

    def count_unannotated(self, version: int) -> int:
        """Return how many articles `unannotated` would return without a limit."""
        from newsreader.library import mentions

        with self._connections.reading() as connection:
            return mentions.count_unannotated(connection, version)
