"""Looking whether a library's file is sound."""

from __future__ import annotations

import sqlite3

from newsreader.library.connections import Connections, LibraryError

_MOST = 5


def flaws(connections: Connections) -> list[str]:
    """Return what is wrong with the file, in sentences for the user; nothing when it is sound.

    Reads the whole file: SQLite's own check, and whether every row's owner is there. Counters are
    compared with what they count.
    """
    try:
        with connections.reading() as connection:
            return [*_damage(connection), *_orphans(connection), *_miscounts(connection)]
    except LibraryError as error:
        return [str(error)]


def _damage(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    return [f"the library is damaged: {row[0]}" for row in rows if row[0] != "ok"]


def _orphans(connection: sqlite3.Connection) -> list[str]:
    tables = {row[0] for row in connection.execute("PRAGMA foreign_key_check")}
    return [f"the library has rows of “{table}” without an owner" for table in sorted(tables)]


def _miscounts(connection: sqlite3.Connection) -> list[str]:
    wrong = connection.execute(
        "SELECT count(*) FROM feed WHERE is_removed = 0 AND (articles, unread) IS NOT "
        "(SELECT count(*), total(is_read = 0) FROM article WHERE feed_id = feed.id AND gone = 0)"
    ).fetchone()[0]
    return [f"the counters of {wrong} feeds are wrong"] if wrong else []
