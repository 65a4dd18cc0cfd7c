"""What a feed brought so far."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from newsreader.library.rows import moment
from newsreader.model.article import KnownEntry


def known(connection: sqlite3.Connection, feed_id: int) -> list[KnownEntry]:
    """Return all a feed ever brought, deleted ones too."""
    rows = connection.execute(
        "SELECT id, guid, url, title, fingerprint, gone = 1 FROM article "
        "WHERE feed_id = ? ORDER BY id",
        (feed_id,),
    )
    return [
        KnownEntry(article_id, guid, url, title, fingerprint, bool(is_deleted))
        for article_id, guid, url, title, fingerprint, is_deleted in rows
    ]


def published(connection: sqlite3.Connection, feed_id: int, limit: int) -> list[datetime]:
    """Return when the newest articles of a feed came, the newest first."""
    rows = connection.execute(
        "SELECT sort_at FROM article INDEXED BY article_feed "
        "WHERE feed_id = ? AND gone = 0 ORDER BY sort_at DESC LIMIT ?",
        (feed_id, limit),
    )
    return [moment(sort_at) for (sort_at,) in rows]
