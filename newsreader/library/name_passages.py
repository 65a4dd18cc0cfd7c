"""The articles of a name with the sentences that mention it."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3

from newsreader.library import lists
from newsreader.library.name_exceptions import said_of_parts
from newsreader.library.rows import stamp
from newsreader.library.steps import Steps
from newsreader.model.article import Headline, Key
from newsreader.model.mention import Mention, MentionKind, Value, fold
from newsreader.model.name import Passage
from newsreader.model.sentences import sentence_around


def passages(
    connection: sqlite3.Connection, steps: Steps, entity_id: int, after: Key | None, limit: int
) -> list[Passage]:
    """Return a page of articles that mention an entity; see `NameStore.passages`."""
    place = ""
    values: tuple[int, ...] = ()
    if after is not None:
        place, values = (
            "AND (naming.sort_at, article_id) < (?, ?) ",
            (stamp(after.sort_at), after.id),
        )
    rows = connection.execute(
        "SELECT article_id, mentions FROM naming CROSS JOIN article ON article.id = article_id "
        f"WHERE entity_id = ? {place}AND article.gone = 0 "
        "ORDER BY naming.sort_at DESC, article_id DESC LIMIT ?",
        (entity_id, *values, limit),
    )
    counts = dict(rows.fetchall())
    headlines = steps.overlaid(connection, lists.headlines(connection, [*counts]))
    parts = said_of_parts(connection)
    return [
        _passage(connection, headline, entity_id, counts[headline.id], parts)
        for headline in headlines
    ]


def _passage(
    connection: sqlite3.Connection,
    headline: Headline,
    entity_id: int,
    count: int,
    parts: set[tuple[str, str]],
) -> Passage:
    (text,) = connection.execute(
        "SELECT text FROM body WHERE article_id = ?", (headline.id,)
    ).fetchone()
    found = connection.execute(
        'SELECT is_in_title, start, "end", canonical FROM mention JOIN name ON name.id = name_id '
        "WHERE article_id = ? AND entity_id = ? ORDER BY is_in_title, start",
        (headline.id, entity_id),
    ).fetchall()
    is_title, start, end = True, 0, 0
    for in_title, begin, stop, canonical in found:
        written = (headline.title if in_title else text)[begin:stop]
        if (fold(written), fold(canonical)) not in parts:
            is_title, start, end = bool(in_title), begin, stop
            break
    whole = headline.title if is_title else text
    low, high = (0, len(whole)) if is_title else sentence_around(text, start, end)
    low, high = min(low, start), max(high, end)
    return Passage(
        headline,
        whole[low:high],
        start - low,
        end - low,
        is_title,
        count,
        _figures(connection, headline.id, low, high, is_title=is_title),
        start,
    )


def _figures(
    connection: sqlite3.Connection, article_id: int, low: int, high: int, *, is_title: bool
) -> tuple[Mention, ...]:
    """Return the figures between two places, their own places counted from the first."""
    rows = connection.execute(
        'SELECT start, "end", kind, value FROM figure '
        'WHERE article_id = ? AND is_in_title = ? AND start >= ? AND start < ? AND "end" <= ? '
        "ORDER BY start",
        (article_id, int(is_title), low, high, high),
    )
    return tuple(
        Mention(
            start - low, end - low, MentionKind(kind), None, Value.loads(value) if value else None
        )
        for start, end, kind, value in rows
    )
