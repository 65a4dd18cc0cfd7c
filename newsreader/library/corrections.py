"""What the reader said of names: stored once, and applied whenever mentions are read."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

from newsreader.model.correction import corrected, is_kind_of_name, keys_of
from newsreader.model.journal import Change
from newsreader.model.mention import Marks


def store(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Store what a change says of names; return it with what it changed, None if that is nothing.

    A None in `change.after` takes away what is stored.
    """
    before: dict[str, str | None] = {}
    for key, said in change.after.items():
        if said is not None and not is_kind_of_name(said):
            raise ValueError(f"a name is of a kind of names, or none, not {said!r}")
        row = connection.execute("SELECT said FROM correction WHERE key = ?", (key,)).fetchone()
        stored = None if row is None else str(row[0])
        if said == stored:
            continue
        before[key] = stored
        connection.execute("DELETE FROM correction WHERE key = ?", (key,))
        if said is not None:
            connection.execute("INSERT INTO correction (key, said) VALUES (?, ?)", (key, said))
    if not before:
        return None
    return change._replace(before=before, after={key: change.after[key] for key in before})


def apply(connection: sqlite3.Connection, marks: Marks, title: str, text: str) -> Marks:
    """Return marks of a title and a text as they are after what the reader said of their names."""
    if connection.execute("SELECT 1 FROM correction LIMIT 1").fetchone() is None:
        return marks
    in_title = [keys_of(mention, title) for mention in marks.title_mentions]
    in_text = [keys_of(mention, text) for mention in marks.mentions]
    wanted = {key for keys in (*in_title, *in_text) for key in keys}
    rows = connection.execute(
        "SELECT key, said FROM correction WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    stored = dict(rows.fetchall())
    if not stored:
        return marks
    return replace(
        marks,
        title_mentions=corrected(marks.title_mentions, in_title, stored),
        mentions=corrected(marks.mentions, in_text, stored),
    )
