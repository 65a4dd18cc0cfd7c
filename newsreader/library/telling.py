"""Telling how far work on a library's file is that takes long, and letting Ctrl+C end it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, float | None], None]
"""Takes in words what is being done, and which part of it is: 0 to 1, None where that is unknown.

Called often; it should return at once.
"""

_OPCODES_A_LOOK = 50_000


def in_silence(_words: str, _part: float | None) -> None:
    """Tell nobody."""


@contextmanager
def interruptible(connection: sqlite3.Connection) -> Iterator[None]:
    """Let Ctrl+C end a statement that runs long: Python looks for signals in its own code only.

    For a connection that nobody else interrupts.
    """
    connection.set_progress_handler(lambda: 0, _OPCODES_A_LOOK)
    try:
        yield
    except sqlite3.OperationalError as error:
        # What the signal raised in the handler comes out of SQLite as this.
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
