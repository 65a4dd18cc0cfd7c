"""How a library file becomes one of the newest version, step by step."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsreader.library import search
from newsreader.library.backup import back_up
from newsreader.library.connections import BUSY_TIMEOUT, Connections, LibraryError

APPLICATION_ID = 0x6E657773
"""`application_id` of a library: "news"."""

Step = Callable[[sqlite3.Connection], None]


def _create(connection: sqlite3.Connection) -> None:
    run_script(connection, Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))


STEPS: list[Step] = [_create]
"""Step n turns version n into n + 1; a published step is never changed, new ones are added."""


def migrate(connections: Connections) -> None:
    """Bring the library to the newest version; a new file goes through every step.

    The library is backed up before an existing one is changed. Each step is one transaction.
    Raises `LibraryError` for another program's database or a newer library.
    """
    with connections.migrating() as connection:
        version = _checked_version(connection, connections.path)
        if version == len(STEPS):
            if search.is_current(connection) or connections.is_read_only:
                return
        elif connections.is_read_only:
            raise LibraryError(
                f"The library {connections.path} must be brought up to date but is read-only; "
                "make the file and its folder writable, or use another library"
            )
        if version:
            back_up(connections.path, f"version-{version}")
        _keep_a_log(connection)
        while _step(connection, connections.path):
            pass


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


def _step(connection: sqlite3.Connection, path: Path) -> bool:
    """Do the next step; return whether there was one."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again: another process may have been faster.
        version = _checked_version(connection, path)
        if version == len(STEPS):
            if is_outdated := not search.is_current(connection):
                search.rebuild(connection)
            connection.execute("COMMIT")
            return is_outdated
        STEPS[version](connection)
        _check_references(connection, path)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True


def _check_references(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise LibraryError(
            f"The library {path} could not be brought up to date, for some of its rows refer to "
            "nothing; it was left as it is: keep it, and copy the newest backup in its place"
        )


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait here for others by itself."""
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
