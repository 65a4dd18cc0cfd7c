"""Doing something to a library file that only one process may do at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from newsreader.library.telling import Tell, in_silence

_PATIENCE = 600.0
"""Seconds to wait for another process that restores or copies the library."""

_TRIES, _PAUSE = 200, 0.005
"""How often, and after how many seconds, to try again for a lock that went while it was had."""


@contextmanager
def exclusively(
    path: Path, purpose: str, *, is_waiting: bool = True, tell: Tell = in_silence
) -> Iterator[bool]:
    """Be alone with a library for a purpose; False, without `is_waiting`, if another process is.

    A lock on a file beside the library, which is SQLite's to hold on every system, and which goes
    with the process. Two may follow each other: whoever comes second looks again at what is left
    to do. Raises `sqlite3.Error`.
    """
    lock = path.with_name(f".{path.name}.{purpose}")
    connection = _locked(lock, tell, is_waiting=is_waiting)
    if connection is None:
        yield False
        return
    with closing(connection):
        try:
            yield True
        finally:
            with suppress(OSError):
                lock.unlink()


def _locked(lock: Path, tell: Tell, *, is_waiting: bool) -> sqlite3.Connection | None:
    """Return what holds the lock until it is closed; None if another process has it."""
    tries = 0
    give_up_at = time.monotonic() + _PATIENCE
    while True:
        # Not for long: between two tries Ctrl+C is heard.
        connection = sqlite3.connect(lock, timeout=0.1 if is_waiting else 0.0, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            code = error.sqlite_errorcode & 0xFF
            if code == sqlite3.SQLITE_BUSY and not is_waiting:
                return None
            if code == sqlite3.SQLITE_BUSY and time.monotonic() < give_up_at:
                tell("Waiting for another newsreader that works on the library", None)
                continue
            # Whoever had the lock took its file away: then there is another one to be had.
            tries += 1
            if code != sqlite3.SQLITE_IOERR or tries == _TRIES:
                raise
            time.sleep(_PAUSE)
        else:
            return connection
