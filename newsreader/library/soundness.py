"""Looking at a file, without changing a byte of it, whether it is a library that is damaged."""
# ruff: noqa: S608 - the SQL is put together of this module's own words

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsreader.library.backup import backups
from newsreader.library.connections import has_log, suspicion
from newsreader.library.migrations import APPLICATION_ID, STEPS
from newsreader.library.telling import Tell, in_silence, interruptible

_TABLES = ("feed", "article", "body", "journal", "state")
"""Tables that every version has; a look at each tells whether its root can be read."""

_LAST_VERSION = 1000
"""A version beyond it is no newer one but a damaged number."""


def is_damaged(path: Path, tell: Tell = in_silence) -> bool:
    """Whether a file is a library that has to be restored before it can be used.

    A short look: damage further inside is found when it is met (see `suspicion`), then the whole
    file is looked through. No library is ever empty, not even while it is made.
    """
    if path.stat().st_size == 0:
        return True
    # What only reads never moves the log into the file.
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return _is_unsound(connection) or (
                suspicion(path).exists() and _has_damage(connection, tell)
            )
    except sqlite3.Error as error:
        # Whatever else is wrong is said where the library is opened.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _has_damage(connection: sqlite3.Connection, tell: Tell) -> bool:
    from newsreader.library.check import damage

    tell("Looking through the library", None)
    with interruptible(connection):
        return bool(damage(connection))


def could_be_damaged(path: Path) -> bool:
    """Whether a file that is no database may have been a library: not a letter named by mistake."""
    return path.suffix == ".db" or has_log(path) or bool(backups(path))


def _is_unsound(connection: sqlite3.Connection) -> bool:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if application_id != APPLICATION_ID:
        # Another program's, unless it has all that is ours.
        return names.issuperset(_TABLES)
    if len(STEPS) < version <= _LAST_VERSION:
        # A newer one's: not ours to judge.
        return False
    if version < 1 or version > _LAST_VERSION or not names.issuperset(_TABLES):
        return True
    for table in _TABLES:
        connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
    return False
