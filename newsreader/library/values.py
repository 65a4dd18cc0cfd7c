"""What can stand after a key of the search language, as the library has it."""

from __future__ import annotations

import sqlite3

from newsreader.library.rows import FEED_TITLE

_NEWEST = 20_000
"""So many of the newest articles tell which authors and languages there are."""

_MOST = 2000
"""So many values are given at most."""

_OF_NEWEST = (
    "SELECT {value} AS value FROM (SELECT author, found_language, language FROM article "  # noqa: S608 - no value is part of it
    f"INDEXED BY article_visible WHERE gone = 0 ORDER BY sort_at DESC LIMIT {_NEWEST}) "
    "WHERE value <> '' GROUP BY value ORDER BY count(*) DESC, value LIMIT ?"
)

_SQL = {
    "feed": f"SELECT {FEED_TITLE} FROM feed WHERE is_removed = 0 ORDER BY 1 COLLATE NOCASE LIMIT ?",  # noqa: S608
    "folder": "SELECT DISTINCT folder FROM feed WHERE is_removed = 0 AND folder <> '' "
    "ORDER BY 1 COLLATE NOCASE LIMIT ?",
    "author": _OF_NEWEST.format(value="author"),
    "lang": _OF_NEWEST.format(value="coalesce(found_language, language)"),
}


def of(connection: sqlite3.Connection, key: str) -> list[str]:
    """Return the values of a key: feeds and folders by name, authors and languages by number."""
    sql = _SQL.get(key)
    return [row[0] for row in connection.execute(sql, (_MOST,))] if sql else []
