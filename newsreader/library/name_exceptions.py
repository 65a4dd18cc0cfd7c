"""Mentions that do not count: of parts said to be no names, in articles said not to have a name."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from newsreader.library.name_keys import plain
from newsreader.model.correction import NO_NAME
from newsreader.model.mention import fold
from newsreader.model.name import ABSENT

_LISTED = "(SELECT value FROM json_each(?))"


def exclude(connection: sqlite3.Connection, ids: str, condition: str) -> None:
    """Take what does not count out of the index; `ids` are the articles that were written, as JSON.

    `condition` narrows it to some entities, in SQL.
    """
    parts = said_of_parts(connection)
    if parts:
        _exclude_parts(connection, ids, condition, parts)
    if absent := absences(connection):
        wanted = set(json.loads(ids))
        for article_id, entity_key in absent:
            if article_id in wanted:
                _drop(connection, article_id, followed(connection, entity_key))


def exclude_all(connection: sqlite3.Connection) -> None:
    """Take all that does not count out of an index that was made anew."""
    ids: set[int] = set()
    names = {plain(name) for _, name in said_of_parts(connection)}
    rows = connection.execute(
        "SELECT DISTINCT article_id FROM name JOIN mention ON name_id = name.id "
        f"WHERE key IN {_LISTED}",
        (json.dumps(sorted(names)),),
    )
    ids.update(row[0] for row in rows)
    ids.update(article_id for article_id, _ in absences(connection))
    exclude(connection, json.dumps(sorted(ids)), "")


def has_exceptions(connection: sqlite3.Connection) -> bool:
    """Whether there are mentions that do not count."""
    return bool(absences(connection) or said_of_parts(connection))


def absences(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the articles that are said not to mention an entity, with its key."""
    found = connection.execute(
        "SELECT key FROM name_saying WHERE key >= ? AND key < ?", (f"{ABSENT}\t", f"{ABSENT}\n")
    )
    parts = (key.split("\t", 2) for (key,) in found.fetchall())
    return [(int(article_id), key) for _, article_id, key in parts]


def followed(connection: sqlite3.Connection, key: str) -> str:
    """Return the key of the entity that one is said to be the same as in the end."""
    seen = {key}
    while True:
        row = connection.execute("SELECT said FROM name_saying WHERE key = ?", (key,)).fetchone()
        if row is None or row[0] in seen:
            return key
        key = str(row[0])
        seen.add(key)


def said_of_parts(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return the written forms that are no names where they stand for longer ones, with these."""
    rows = connection.execute(
        "SELECT key FROM correction WHERE said = ? AND instr(key, char(9)) > 0", (NO_NAME,)
    )
    pairs = (key.split("\t", 1) for (key,) in rows)
    return {(written, name) for written, name in pairs if name}


def _exclude_parts(
    connection: sqlite3.Connection, ids: str, condition: str, parts: set[tuple[str, str]]
) -> None:
    keys = json.dumps(sorted({plain(name) for _, name in parts}))
    rows = connection.execute(
        "SELECT article.id, sort_at, entity_id, canonical, "
        'substr(iif(is_in_title, title, text), start + 1, "end" - start) FROM article '
        "CROSS JOIN body ON body.article_id = article.id "
        "CROSS JOIN mention ON mention.article_id = article.id "
        "CROSS JOIN name ON name.id = name_id "
        f"WHERE article.id IN {_LISTED} AND entity_id IS NOT NULL {condition}"
        f"AND name.key IN {_LISTED}",
        (ids, keys),
    )
    dropped = Counter(
        (entity_id, sort_at, article_id)
        for article_id, sort_at, entity_id, canonical, written in rows
        if (fold(written), fold(canonical)) in parts
    )
    for place, count in dropped.items():
        # Not changed in its place: the counters follow what is added and dropped.
        left = connection.execute(
            "DELETE FROM naming WHERE (entity_id, sort_at, article_id) = (?, ?, ?) "
            "RETURNING mentions",
            place,
        ).fetchone()[0]
        if left > count:
            connection.execute("INSERT INTO naming VALUES (?, ?, ?, ?)", (*place, left - count))


def _drop(connection: sqlite3.Connection, article_id: int, entity_key: str) -> None:
    connection.execute(
        "DELETE FROM naming WHERE (entity_id, sort_at, article_id) IN "
        "(SELECT entity.id, article.sort_at, article.id FROM entity CROSS JOIN article "
        "WHERE entity.key = ? AND article.id = ?)",
        (entity_key, article_id),
    )
