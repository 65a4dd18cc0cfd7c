"""Doing something to a library file that only one process may do at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_PATIENCE = 600.0
"""Seconds to wait for another process that restores or copies the library."""


@contextmanager
def exclusively(path: Path, purpose: str, *, is_waiting: bool = True) -> Iterator[bool]:
    """Be alone with a library for a purpose; False, without `is_waiting`, if another process is.

    A lock on a file beside the library, which is SQLite's to hold on every system, and which goes
    with the process. Two may follow each other: whoever comes second looks again at what is left
    to do. Raises `sqlite3.Error`.
    """
    lock = path.with_name(f".{path.name}.{purpose}")
    timeout = _PATIENCE if is_waiting else 0.0
    with closing(sqlite3.connect(lock, timeout=timeout, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if is_waiting or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):
                lock.unlink()
