"""What of some articles is in a list, and whether much is: no page of it, and no whole count."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.library.lists import sources
from newsreader.model.query import Query

if TYPE_CHECKING:
    from newsreader.library.looks import Look


def among(
    connection: sqlite3.Connection, query: Query, ids: Sequence[int], *, is_foreseen: bool = False
) -> list[int]:
    """Return those of some ids that are in a list, in its order."""
    found: list[tuple[int, int]] = []
    for source in sources(connection, query, is_foreseen=is_foreseen):
        # Few ids: they are looked up, and not looked for along the list's index.
        table = source.table.partition(" INDEXED BY ")[0]
        sql = (
            f"SELECT article.sort_at, article.id FROM {table} WHERE {source.condition} "
            "AND article.id IN (SELECT value FROM json_each(?))"
        )
        found += connection.execute(sql, (*source.values, json.dumps(list(ids)))).fetchall()
    return [article_id for _, article_id in sorted(found, reverse=not query.oldest_first)]


def count_some(
    connection: sqlite3.Connection,
    query: Query,
    most: int,
    *,
    look: Look | None = None,
    is_foreseen: bool = False,
) -> int:
    """Return how many rows a list has, counting no further than to `most`.

    With a `look`, only those that came after it.
    """
    left = most
    is_new, values = look.condition if look else ("1", ())
    for source in sources(connection, query, is_foreseen=is_foreseen):
        sql = f"SELECT 1 FROM {source.table} WHERE {is_new} AND {source.condition} LIMIT ?"
        found = connection.execute(f"SELECT count(*) FROM ({sql})", (*values, *source.values, left))
        left -= found.fetchone()[0]
    return most - left
