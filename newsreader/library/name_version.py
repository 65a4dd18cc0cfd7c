"""Whether names were joined, and figures measured, by the rules of today."""

from __future__ import annotations

import sqlite3

NAMES_VERSION = 2
"""The version of these rules; an index that was made by other ones is made anew."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index of names was made by this version."""
    row = connection.execute("SELECT value FROM state WHERE name = 'names'").fetchone()
    return row is not None and row[0] == str(NAMES_VERSION)
