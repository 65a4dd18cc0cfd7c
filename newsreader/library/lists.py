"""From a query to SQL: which index to walk for a list, in which order, from where."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from newsreader.library.rows import HEADLINE_COLUMNS, headline_of, stamp
from newsreader.library.source import Source
from newsreader.library.steps import WILL_BE_READ
from newsreader.library.walking import FROM_START, Way, bounded, from_key, rows_of, walked
from newsreader.model.headline import Headline, Key
from newsreader.model.query import Beyond, Query

if TYPE_CHECKING:
    from newsreader.library.ranked_lists import RankedList

_READ_SINCE = "article.gone = 0 AND article.is_read = 1 AND article.read_at >= ?"


def sources(
    connection: sqlite3.Connection,
    query: Query,
    *,
    is_foreseen: bool = False,
    is_whole: bool = False,
) -> list[Source]:
    """Return what a list is made of; `is_foreseen`: by what will be read, see steps.py.

    With `is_whole` it is made for going through all of the list.
    """
    feed_ids = _feed_ids(connection, query)
    if feed_ids == ():
        return []
    always, whole = _shown(query, feed_ids)
    terms, index = [*always], whole
    values: tuple[object, ...] = ()
    since = stamp(query.unread_since) if query.is_unread and query.unread_since else None
    is_split = since is not None and not query.is_search and query.is_bookmarked is None
    if since is not None and not is_split:
        terms.append("(article.is_read = 0 OR article.read_at >= ?)")
        values = (since,)
    elif query.is_unread is not None:
        terms.append(f"article.is_read = {int(not query.is_unread)}")
        if query.is_unread and not query.is_bookmarked:
            index = "article_unread" if feed_ids is None else "article_feed_unread"
    found = [Source(f"article INDEXED BY {index}", " AND ".join(terms), values, feed_ids)]
    if is_split:
        # Read while the list is shown: few, and in no index of the list's order.
        recent = Source("article INDEXED BY article_read", _READ_SINCE, (since,), feed_ids)
        found.append(recent)
    if is_foreseen and query.is_unread:
        listed = Source(f"article INDEXED BY {whole}", " AND ".join(always), (), feed_ids)
        found = _foreseen(found, listed, since)
    if query.is_search:
        from newsreader.library.narrowing import searched

        found = searched(connection, found, query, is_whole=is_whole)
    return _within(found, query)


def _shown(query: Query, feed_ids: tuple[int, ...] | None) -> tuple[list[str], str]:
    """Return what holds for a list whether unread or not, and the index that has its order."""
    if query.is_bookmarked:
        # Bookmarks outlive their feed's subscription.
        return ["article.is_bookmarked = 1", "article.gone <> 1"], "article_bookmarked"
    index = "article_visible" if feed_ids is None else "article_feed"
    if query.is_bookmarked is None:
        return ["article.gone = 0"], index
    return ["article.gone = 0", "article.is_bookmarked = 0"], index


def _within(found: list[Source], query: Query) -> list[Source]:
    """Return the parts of sources that lie where a query says: beyond a row, or between two."""
    if query.beyond is not None:
        found = [part for source in found for part in _beyond(source, query, query.beyond)]
    if query.between is not None:
        found = [part for source in found for part in _between(source, query, query.between)]
    return found


def _between(source: Source, query: Query, between: tuple[Key, Key]) -> list[Source]:
    """Return the parts of a source that a list shows from one place to another."""
    if query.ranked:
        from newsreader.library.ranked_lists import ranked_between

        return ranked_between(source, query.ranked, between)
    return [bounded(source, *sorted(between))]


def _beyond(source: Source, query: Query, beyond: Beyond) -> list[Source]:
    """Return the parts of a source that a list shows beyond a place."""
    if query.ranked:
        from newsreader.library.ranked_lists import ranked_beyond

        return ranked_beyond(source, query.ranked, beyond)
    is_descending = query.oldest_first == beyond.is_before
    return from_key(source, beyond.key, is_descending=is_descending)


def page(
    connection: sqlite3.Connection,
    query: Query,
    *,
    start: Key | None = None,
    offset: int = 0,
    is_backward: bool = False,
    limit: int,
    is_foreseen: bool = False,
) -> list[Headline]:
    """Return rows of a list in its order: after `start`, or before it when `is_backward`."""
    way = Way(start, offset, is_backward=is_backward)
    ids = page_ids(connection, query, way, limit=limit, is_foreseen=is_foreseen)
    return headlines(connection, ids)


def page_ids(
    connection: sqlite3.Connection,
    query: Query,
    way: Way = FROM_START,
    *,
    limit: int,
    is_foreseen: bool = False,
) -> list[int]:
    """Return the ids of rows of a list in its order."""
    if query.ranked:
        return _ranked(connection, query, is_foreseen=is_foreseen).ids(way, limit)
    made_of = sources(connection, query, is_foreseen=is_foreseen)
    is_descending = query.oldest_first == way.is_backward
    return walked(connection, made_of, way, limit, is_descending=is_descending)


def _ranked(connection: sqlite3.Connection, query: Query, *, is_foreseen: bool) -> RankedList:
    # No business of the start.
    from newsreader.library.ranked_lists import RankedList

    without_words = sources(connection, query._replace(terms=()), is_foreseen=is_foreseen)
    made_of = sources(connection, query, is_foreseen=is_foreseen)
    return RankedList(connection, query.ranked, without_words, made_of)


def all_ids(
    connection: sqlite3.Connection, query: Query, *, is_foreseen: bool = False
) -> list[int]:
    """Return the ids of a whole list, sorted."""
    found: list[int] = []
    for source in sources(connection, query, is_foreseen=is_foreseen, is_whole=True):
        sql = f"SELECT article.id FROM {source.table} WHERE {source.condition}"
        found += [row[0] for row in connection.execute(sql, source.values)]
    return sorted(found)


def counter(query: Query) -> tuple[str, tuple[object, ...]] | None:
    """Return the SQL that tells a list's length from the feeds' counters, where they know it."""
    if query.is_search or query.beyond is not None or query.between is not None:
        return None
    if query.unread_since is not None:
        return None
    if query.is_bookmarked:
        is_all = (query.feed_id, query.folder, query.is_unread) == (None, None, None)
        return ("SELECT total(bookmarked) FROM feed", ()) if is_all else None
    if query.is_bookmarked is not None:
        return None
    what = {None: "articles", True: "unread", False: "articles - unread"}[query.is_unread]
    sql = (
        f"SELECT total({what}) FROM feed WHERE is_removed = 0 "
        "AND (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR folder = ?2)"
    )
    return sql, (query.feed_id, query.folder)


def count(
    connection: sqlite3.Connection,
    query: Query,
    *,
    before: Key | None = None,
    is_foreseen: bool = False,
) -> int:
    """Return how many rows a list has, or has before a key."""
    if before is not None and query.ranked:
        return _ranked(connection, query, is_foreseen=is_foreseen).count(before)
    made_of = sources(connection, query, is_foreseen=is_foreseen, is_whole=True)
    return rows_of(connection, made_of, before, is_descending=query.oldest_first)


def length(
    connection: sqlite3.Connection, query: Query, foreseen: Mapping[int, int] | None = None
) -> int:
    """Return how many rows a list has; the counters answer for what they know.

    `foreseen` is by how much what is left of large changes will change them, by feed.
    """
    counted = counter(query._replace(unread_since=None))
    if counted is None:
        return count(connection, query, is_foreseen=foreseen is not None)
    sql, values = counted
    total = int(connection.execute(sql, values).fetchone()[0])
    if query.is_unread and foreseen:
        unread = query._replace(unread_since=None)
        total = sum(unread_by_feed(connection, unread, foreseen).values())
    if query.is_unread and query.unread_since is not None:
        # What was read since is no part of a counter.
        total += rows_of(connection, sources(connection, query)[1:])
    return total


def unread_by_feed(
    connection: sqlite3.Connection, query: Query, foreseen: Mapping[int, int]
) -> dict[int, int]:
    """Return how many rows of a list of the unread are of which feed.

    `foreseen` is by how much what is left of large changes will change their counters, by feed.
    """
    if counter(query):
        feed_ids = _feed_ids(connection, query)
        rows = connection.execute("SELECT id, unread FROM feed WHERE is_removed = 0")
        return {
            feed: max(0, unread + foreseen.get(feed, 0))
            for feed, unread in rows
            if feed_ids is None or feed in feed_ids
        }
    found: Counter[int] = Counter()
    for source in sources(connection, query, is_foreseen=bool(foreseen)):
        sql = f"SELECT article.feed_id, count(*) FROM {source.table} WHERE {source.condition}"
        found.update(dict(connection.execute(f"{sql} GROUP BY article.feed_id", source.values)))
    return found


def headlines(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Headline]:
    """Return the headlines of ids, in the order of the ids."""
    if not ids:
        return []
    rows = connection.execute(
        f"SELECT {HEADLINE_COLUMNS} FROM article CROSS JOIN feed ON feed.id = article.feed_id "
        f"WHERE article.id IN ({','.join(map(str, ids))})"
    )
    found = {row[0]: headline_of(row) for row in rows}
    return [found[article_id] for article_id in ids]


def _foreseen(made_of: Sequence[Source], listed: Source, since: int | None) -> list[Source]:
    """Return what a list of the unread is made of as steps will leave them, see steps.py.

    `listed` are its articles whether read or not.
    """
    unread = made_of[0]._replace(
        where=f"{made_of[0].where} AND {WILL_BE_READ}(article.id, ?) IS NOT 1",
        values=(*made_of[0].values, since),
    )
    again = listed._replace(
        where=f"{listed.where} AND article.is_read = 1 "
        f"AND (? IS NULL OR article.read_at < ?) AND {WILL_BE_READ}(article.id, ?) = 0",
        values=(since, since, since),
    )
    return [unread, *made_of[1:], again]


def _feed_ids(connection: sqlite3.Connection, query: Query) -> tuple[int, ...] | None:
    if query.folder is None:
        return None if query.feed_id is None else (query.feed_id,)
    rows = connection.execute(
        "SELECT id FROM feed WHERE folder = ? AND is_removed = 0 ORDER BY id", (query.folder,)
    )
    return tuple(row[0] for row in rows if query.feed_id in (None, row[0]))
