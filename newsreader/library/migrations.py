"""How a library file becomes one of the newest version, step by step."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsreader.library import name_version, search
from newsreader.library.backup import back_up
from newsreader.library.connections import BUSY_TIMEOUT, Connections, LibraryError
from newsreader.library.telling import Tell, in_silence, interruptible

APPLICATION_ID = 0x6E657773
"""`application_id` of a library: "news"."""

_PATIENCE = 600.0
"""Seconds to wait for another process that is bringing the library up to date."""

Step = Callable[[sqlite3.Connection], None]


def _create(connection: sqlite3.Connection) -> None:
    run_script(connection, Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))


def _add_checking_and_full_text(connection: sqlite3.Connection) -> None:
    """Add the user's own settings of a feed, changed articles, and full texts of pages."""
    run_script(
        connection,
        """
        ALTER TABLE feed ADD COLUMN interval INTEGER; -- Minutes; NULL: as it publishes.
        ALTER TABLE feed ADD COLUMN full_text TEXT; -- 'yes', or NULL.
        ALTER TABLE feed ADD COLUMN check_floor INTEGER; -- Seconds.
        ALTER TABLE feed ADD COLUMN is_stopped INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE article ADD COLUMN changed_at INTEGER;
        -- Changed after it was read, and not opened since.
        ALTER TABLE article ADD COLUMN is_changed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE article ADD COLUMN has_full_text INTEGER NOT NULL DEFAULT 0;
        -- The feed's own text of an article whose body is that of its page.
        CREATE TABLE summary (
            article_id INTEGER PRIMARY KEY REFERENCES article (id),
            text TEXT NOT NULL,
            spans TEXT NOT NULL
        ) STRICT;
        -- The newest article in the search index: those after it wait for their turn.
        INSERT INTO state (name, value)
            SELECT 'indexed_until', CAST(coalesce(max(id), 0) AS TEXT) FROM article;
        """,
    )


def _add_corrections(connection: sqlite3.Connection) -> None:
    """Add what the reader says of names; see model/correction.py."""
    run_script(
        connection,
        """
        CREATE TABLE correction (
            key TEXT PRIMARY KEY,
            said TEXT NOT NULL -- A kind of names, or 'no name'.
        ) STRICT, WITHOUT ROWID;
        """,
    )


def _add_saved_searches_and_order(connection: sqlite3.Connection) -> None:
    """Add searches under a name, and the reader's own order of feeds, folders and these."""
    run_script(
        connection,
        """
        -- Among the feeds of its folder; NULL: after those that have a place, by title.
        ALTER TABLE feed ADD COLUMN position INTEGER;
        CREATE TABLE folder (
            name TEXT PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE saved_search (
            name TEXT PRIMARY KEY,
            query TEXT NOT NULL,
            position INTEGER
        ) STRICT, WITHOUT ROWID;
        """,
    )


def _add_index_of_names(connection: sqlite3.Connection) -> None:
    """Add what names and figures of all articles are found by; it is filled as the last thing."""
    script = Path(__file__).with_name("name_schema.sql").read_text(encoding="utf-8")
    run_script(connection, script)


STEPS: list[Step] = [
    _create,
    _add_checking_and_full_text,
    _add_corrections,
    _add_saved_searches_and_order,
    _add_index_of_names,
]
"""Step n turns version n into n + 1; a published step is never changed, new ones are added."""


def migrate(connections: Connections, tell: Tell = in_silence) -> None:
    """Bring the library to the newest version; a new file goes through every step.

    The library is backed up before an existing one is changed. All steps are one transaction;
    other processes that open the library meanwhile wait for it. Raises `LibraryError` for another
    program's database or a newer library.
    """
    path = connections.path
    with connections.migrating() as connection:
        if _is_newest(connection, path) or (
            connections.is_read_only and _checked_version(connection, path) == len(STEPS)
        ):
            return
        if connections.is_read_only:
            raise LibraryError(
                f"The library {path} must be brought up to date but is read-only; "
                "make the file and its folder writable, or use another library"
            )
        _keep_a_log(connection)
        connection.execute("PRAGMA busy_timeout = 100")
        _begin(connection, tell)
        connection.execute(f"PRAGMA busy_timeout = {round(BUSY_TIMEOUT * 1000)}")
        try:
            # Asked again: another process may have been faster.
            if not _is_newest(connection, path):
                with interruptible(connection):
                    _do_steps(connection, path, tell)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _begin(connection: sqlite3.Connection, tell: Tell) -> None:
    """Begin a transaction once no other process writes; Ctrl+C is heard meanwhile."""
    give_up_at = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > give_up_at:
                raise
            tell("Waiting for another newsreader that works on the library", None)
        else:
            return


def _do_steps(connection: sqlite3.Connection, path: Path, tell: Tell) -> None:
    """Do all steps that are left inside the transaction that is open."""
    version = _checked_version(connection, path)
    if version:
        tell("Bringing the library up to date: taking a backup first", None)
        back_up(path, f"version-{version}")
    for number, step in enumerate(STEPS[version:]):
        if version:
            tell("Bringing the library up to date", number / len(STEPS[version:]))
        step(connection)
    if version < len(STEPS):
        _check_references(connection, path)
    if not search.is_current(connection):
        search.rebuild(connection, tell)
    if not name_version.is_current(connection):
        from newsreader.library.name_rebuilding import rebuild_all

        rebuild_all(connection, tell)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _is_newest(connection: sqlite3.Connection, path: Path) -> bool:
    return (
        _checked_version(connection, path) == len(STEPS)
        and search.is_current(connection)
        and name_version.is_current(connection)
    )


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    is_empty = connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None
    if application_id != APPLICATION_ID and not (is_empty and application_id == version == 0):
        raise LibraryError(
            f"{path} is a database of another program; use another file for the library"
        )
    if version > len(STEPS):
        raise LibraryError(
            f"The library {path} was made by a newer newsreader (its version is {version}, "
            f"this one knows {len(STEPS)}); install the newer one, or use another library"
        )
    return int(version)


def _check_references(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise LibraryError(
            f"The library {path} could not be brought up to date, for some of its rows refer to "
            "nothing; it was left as it is: keep it, and copy the newest backup in its place"
        )


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait here for others by itself.

    A file that is still empty also learns to give free pages back (see space.py).
    """
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    give_up_at = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.02)
        else:
            return


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run the statements of a script inside the transaction that is open."""
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines.clear()
