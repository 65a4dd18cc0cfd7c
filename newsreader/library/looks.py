"""When the reader last looked at what a followed name is in: what came since is new."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from newsreader.library.lists import sources
from newsreader.model.query import Query

_STATE = "looks"
_UNMARKED = 1000
"""Of so many of the newest articles, those whose names are not marked yet are waited for."""


_MOST = 1000
"""So many looks are kept, the last ones."""


class Look(NamedTuple):
    """Articles with ids above `newest`, but for those `seen`, came (or were marked) after a look.

    Ids grow with every article stored. Without a look all articles came after it.
    """

    newest: int = 0
    seen: tuple[int, ...] = ()

    @property
    def condition(self) -> tuple[str, tuple[object, ...]]:
        """What holds for articles that came after it, in SQL, and its values."""
        if self == Look():
            return "1", ()
        clause = "article.id > ? AND article.id NOT IN (SELECT value FROM json_each(?))"
        return clause, (self.newest, json.dumps(self.seen))


def last(connection: sqlite3.Connection, text: str) -> Look:
    """Return the last look at what a search finds, by the text of the search."""
    newest, seen = _stored(connection).get(text, (0, ()))
    return Look(newest, tuple(seen))


def store(connection: sqlite3.Connection, text: str, query: Query) -> None:
    """Store that the reader looks now; a look at a search is kept also when that is no more.

    What is not marked yet is not seen yet: it is new once it is known to mention the name.
    """
    unmarked, newest = connection.execute(
        "SELECT min(iif(gone = 0 AND annotated = 0, id, NULL)), max(id) "
        "FROM (SELECT id, gone, annotated FROM article ORDER BY id DESC LIMIT ?)",
        (_UNMARKED,),
    ).fetchone()
    until = newest or 0
    seen: list[int] = []
    if unmarked is not None:
        until = unmarked - 1
        for source in sources(connection, query):
            sql = (
                f"SELECT article.id FROM {source.table} WHERE {source.condition} AND article.id > ?"  # noqa: S608 - the package's own words
            )
            seen += [row[0] for row in connection.execute(sql, (*source.values, until))]
    looks = _stored(connection)
    looks.pop(text, None)
    looks[text] = (until, sorted(seen))
    for oldest in [*looks][:-_MOST]:
        del looks[oldest]
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)",
        (_STATE, json.dumps(looks, ensure_ascii=False)),
    )


def _stored(connection: sqlite3.Connection) -> dict[str, tuple[int, list[int]]]:
    row = connection.execute("SELECT value FROM state WHERE name = ?", (_STATE,)).fetchone()
    return dict(json.loads(row[0])) if row else {}
