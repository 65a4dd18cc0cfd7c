"""Reading lists from the sources they are made of: rows in order from a place on, and counts."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from newsreader.library.rows import stamp
from newsreader.library.source import Source
from newsreader.model.headline import Key


class Way(NamedTuple):
    """From where on a list is read, and in which direction."""

    start: Key | None = None
    offset: int = 0
    is_backward: bool = False


FROM_START = Way()


def walked(
    connection: sqlite3.Connection,
    made_of: Sequence[Source],
    way: Way,
    limit: int,
    *,
    is_descending: bool,
) -> list[int]:
    """Return the ids of at most `limit` rows of a list, in its order."""
    if way.offset:
        ids = _ids_at(
            connection, made_of, is_descending=is_descending, offset=way.offset, limit=limit
        )
    else:
        keys = _keys(connection, made_of, is_descending=is_descending, start=way.start, limit=limit)
        ids = [article_id for _, article_id in islice(keys, limit)]
    if way.is_backward:
        ids.reverse()
    return ids


def rows_of(
    connection: sqlite3.Connection,
    made_of: Sequence[Source],
    after: Key | None = None,
    *,
    is_descending: bool = True,
) -> int:
    """Return how many rows sources have, or have after a key in an order."""
    total = 0
    for source in made_of:
        for part in from_key(source, after, is_descending=is_descending):
            sql = f"SELECT count(*) FROM {part.table} WHERE {part.condition}"
            total += int(connection.execute(sql, part.values).fetchone()[0])
    return total


def _keys(
    connection: sqlite3.Connection,
    made_of: Sequence[Source],
    *,
    is_descending: bool,
    start: Key | None,
    limit: int,
) -> Iterator[tuple[int, int]]:
    """Return the keys of rows in order, merged lazily of the streams each index gives."""
    streams: list[Iterator[Any]] = []
    for source in made_of:
        parts = [source]
        if source.is_ordered_by_feed:
            parts = [source._replace(feed_ids=(feed,)) for feed in source.feed_ids or ()]
        for whole in parts:
            for part in from_key(whole, start, is_descending=is_descending):
                sql = f"{_selection(part)} {_ORDER[is_descending]} LIMIT ?"
                streams.append(connection.execute(sql, (*part.values, limit)))
    return heapq.merge(*streams, reverse=is_descending)


def _ids_at(
    connection: sqlite3.Connection,
    made_of: Sequence[Source],
    *,
    is_descending: bool,
    offset: int,
    limit: int,
) -> list[int]:
    if not made_of:
        return []
    sql = " UNION ALL ".join(_selection(source) for source in made_of)
    values = tuple(value for source in made_of for value in source.values)
    rows = connection.execute(
        f"{sql} {_ORDER[is_descending]} LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    return [row[1] for row in rows]


def _selection(source: Source) -> str:
    return (
        "SELECT article.sort_at AS sort_at, article.id AS id "
        f"FROM {source.table} WHERE {source.condition}"
    )


_ORDER = {True: "ORDER BY sort_at DESC, id DESC", False: "ORDER BY sort_at, id"}


def from_key(source: Source, start: Key | None, *, is_descending: bool) -> list[Source]:
    """Return the parts of a source that come after a key in the order asked.

    Articles of the key's own moment are a part of their own: SQLite finds a place in an index by
    columns that are equal and one that is not.
    """
    if start is None:
        return [source]
    sign = "<" if is_descending else ">"
    at = stamp(start.sort_at)
    return [
        source._replace(where=f"{source.where} AND {place}", values=(*source.values, *values))
        for place, values in (
            (f"article.sort_at = ? AND article.id {sign} ?", (at, start.id)),
            (f"article.sort_at {sign} ?", (at,)),
        )
    ]


def bounded(source: Source, oldest: Key, newest: Key) -> Source:
    """Narrow a source to the rows of two keys and those between them."""
    low, high = stamp(oldest.sort_at), stamp(newest.sort_at)
    # The plain bounds are for the index, the pairs for rows of the bounds' own moments.
    where = (
        "article.sort_at BETWEEN ? AND ? AND (article.sort_at, article.id) >= (?, ?) "
        "AND (article.sort_at, article.id) <= (?, ?)"
    )
    values = (low, high, low, oldest.id, high, newest.id)
    return source._replace(where=f"{source.where} AND {where}", values=(*source.values, *values))
