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
from newsreader.library.rows import VISIBLE, is_id, moment, optional_moment, stamp
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

INDEXED_AT_ONCE = 1000
"""Articles that are put into the search index in one transaction."""


class ArticleStore:
    """The articles of a library. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def known(self, feed_id: int) -> list[KnownEntry]:
        """Return all a feed ever brought, deleted ones too."""
        from newsreader.model.article import KnownEntry

        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id, guid, url, title, fingerprint, gone = 1 FROM article "
                "WHERE feed_id = ? ORDER BY id",
                (feed_id,),
            )
            return [
                KnownEntry(article_id, guid, url, title, fingerprint, bool(is_deleted))
                for article_id, guid, url, title, fingerprint, is_deleted in rows
            ]

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
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT sort_at FROM article INDEXED BY article_feed "
                "WHERE feed_id = ? AND gone = 0 ORDER BY sort_at DESC LIMIT ?",
                (feed_id, limit),
            )
            return [moment(sort_at) for (sort_at,) in rows]

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
        from newsreader.library import mentions
        from newsreader.model.article import Article, Enclosure

        if not is_id(article_id):
            return None
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT body.text, body.spans, annotated, feed.language, changed_at, "
                "summary.text, summary.spans FROM article "
                "JOIN body ON body.article_id = article.id JOIN feed ON feed.id = article.feed_id "
                "LEFT JOIN summary ON summary.article_id = article.id "
                f"WHERE article.id = ? AND {VISIBLE}",
                (article_id,),
            ).fetchone()
            if row is None:
                return None
            found = lists.headlines(connection, [article_id])
            (headline,) = self._steps.overlaid(connection, found)
            text, spans, annotated, feed_language, changed_at, summary, summary_spans = row
            marks = mentions.load(connection, article_id, headline.title, text)
            enclosures = connection.execute(
                "SELECT url, type, length, duration FROM enclosure WHERE article_id = ? "
                "ORDER BY position",
                (article_id,),
            )
            return Article(
                headline,
                MarkedText.from_json(text, spans),
                marks.title_mentions,
                marks.mentions,
                tuple(Enclosure(*enclosure) for enclosure in enclosures),
                annotated > 0,
                feed_language,
                None if summary is None else MarkedText.from_json(summary, summary_spans),
                optional_moment(changed_at),
            )

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
        from newsreader.library import search

        with self._connections.writing() as connection:
            return search.catch_up(connection, INDEXED_AT_ONCE)

    def is_index_behind(self) -> bool:
        """Whether `index` has something to do, and can do it."""
        if self._connections.is_read_only:
            return False
        from newsreader.library import search

        with self._connections.reading() as connection:
            return search.is_behind(connection)

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
        if query.is_search and not self._connections.is_read_only:
            from newsreader.library import search

            with self._connections.reading() as connection:
                is_behind = search.is_behind(connection)
            while is_behind:
                if is_stale and is_stale():
                    raise Abandoned
                is_behind = self.index_more()

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
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article INDEXED BY article_annotated "
                "WHERE gone = 0 AND annotated < ? ORDER BY sort_at DESC, id DESC LIMIT ?",
                (version, -1 if limit is None else limit),
            )
            return [row[0] for row in rows]

    def count_unannotated(self, version: int) -> int:
        """Return how many articles `unannotated` would return without a limit."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM article INDEXED BY article_annotated "
                "WHERE gone = 0 AND annotated < ?",
                (version,),
            )
            return int(row.fetchone()[0])
