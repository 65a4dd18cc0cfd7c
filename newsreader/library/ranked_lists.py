"""Lists whose best rows come first, the head; the others follow newest first, the tail."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.library.conditions import Source
from newsreader.library.walking import Way, rows_of, walked
from newsreader.model.headline import Key


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
        joined = ",".join(map(str, ranked))
        present: set[int] = set()
        for source in without_words:
            # By their ids, not along the index of the list.
            table = source.table if " JOIN " in source.table else "article NOT INDEXED"
            where = f"article.id IN ({joined}) AND {source.condition}"
            rows = connection.execute(
                f"SELECT article.id FROM {table} WHERE {where}", source.values
            )
            present.update(row[0] for row in rows)
        self._head = [article_id for article_id in ranked if article_id in present]
        outside = f" AND article.id NOT IN ({joined})"
        self._tail = [source._replace(where=source.where + outside) for source in made_of]

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
