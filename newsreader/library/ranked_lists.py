"""Lists whose best rows come first, the head; the others follow newest first, the tail."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.library.source import Source
from newsreader.library.walking import Way, bounded, from_key, rows_of, walked
from newsreader.model.headline import Key
from newsreader.model.query import Beyond


class RankedList:
    """Reads a list of which ids are ranked.

    `without_words` are the sources of the list without the words of its search: of the ranked
    rows those are shown that are in there still, for marks and what else it asks for may have
    changed. `made_of` are the sources of the whole list.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        ranked: tuple[int, ...],
        without_words: Sequence[Source],
        made_of: Sequence[Source],
    ) -> None:
        self._connection = connection
        self._places = {article_id: place for place, article_id in enumerate(ranked)}
        joined = _joined(ranked)
        present: set[int] = set()
        for source in without_words:
            part = _of_ids(source, ranked)
            rows = connection.execute(
                f"SELECT article.id FROM {part.table} WHERE {part.condition}", part.values
            )
            present.update(row[0] for row in rows)
        self._head = [article_id for article_id in ranked if article_id in present]
        self._tail = [_narrowed(source, f"NOT IN ({joined})") for source in made_of]

    def ids(self, way: Way, limit: int) -> list[int]:
        """Return the ids of at most `limit` rows, in the order of the list."""
        return self._back(way, limit) if way.is_backward else self._on(way, limit)

    def count(self, before: Key) -> int:
        """Return how many rows come before a key."""
        if before.id in self._places:
            return self._place(before.id)
        newer = rows_of(self._connection, self._tail, before, is_descending=False)
        return len(self._head) + newer

    def _on(self, way: Way, limit: int) -> list[int]:
        first, start = way.offset, way.start
        if start is not None and start.id not in self._places:
            return walked(self._connection, self._tail, way, limit, is_descending=True)
        if start is not None:
            first = self._place(start.id)
            first += self._head[first : first + 1] == [start.id]
        ids = self._head[first : first + limit]
        if len(ids) < limit:
            rest = Way(offset=max(0, first - len(self._head)))
            missing = limit - len(ids)
            ids += walked(self._connection, self._tail, rest, missing, is_descending=True)
        return ids

    def _back(self, way: Way, limit: int) -> list[int]:
        head, ids = self._head, []
        if way.start is not None and way.start.id in self._places:
            head = head[: self._place(way.start.id)]
        else:
            ids = walked(self._connection, self._tail, way, limit, is_descending=False)
        missing = limit - len(ids)
        return [*head[-missing:], *ids] if missing else ids

    def _place(self, article_id: int) -> int:
        """Return how many rows come before a ranked one, which may not be there any more."""
        place = self._places[article_id]
        return sum(self._places[other] < place for other in self._head)


def ranked_beyond(source: Source, ranked: tuple[int, ...], beyond: Beyond) -> list[Source]:
    """Return the parts of a source that a ranked list shows after a key, or before it."""
    key = beyond.key
    tail = _narrowed(source, f"NOT IN ({_joined(ranked)})")
    if key.id not in ranked:
        parts = from_key(tail, key, is_descending=not beyond.is_before)
        return [_of_ids(source, ranked), *parts] if beyond.is_before else parts
    place = ranked.index(key.id)
    if beyond.is_before:
        return [_of_ids(source, ranked[:place])]
    return [_of_ids(source, ranked[place + 1 :]), tail]


def ranked_between(
    source: Source, ranked: tuple[int, ...], between: tuple[Key, Key]
) -> list[Source]:
    """Return the parts of a source that a ranked list shows from one key to another, with both."""
    places = [ranked.index(key.id) for key in between if key.id in ranked]
    if len(places) == 2:
        return [_of_ids(source, ranked[min(places) : max(places) + 1])]
    tail = _narrowed(source, f"NOT IN ({_joined(ranked)})")
    if not places:
        return [bounded(tail, *sorted(between))]
    (last,) = (key for key in between if key.id not in ranked)
    up_to_last = [*from_key(tail, last, is_descending=False), _narrowed(tail, f"= {last.id}")]
    return [_of_ids(source, ranked[places[0] :]), *up_to_last]


def _of_ids(source: Source, ids: Sequence[int]) -> Source:
    """Return the part of a source that has certain ids: found by these, not along its index."""
    table = source.table if " JOIN " in source.table else "article NOT INDEXED"
    # No id is 0: an empty list is none to SQLite's planner.
    return _narrowed(source._replace(table=table), f"IN ({_joined(ids) or 0})")


def _narrowed(source: Source, ids: str) -> Source:
    return source._replace(where=f"{source.where} AND article.id {ids}")


def _joined(ids: Sequence[int]) -> str:
    return ",".join(map(str, ids))
