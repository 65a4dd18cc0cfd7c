"""Conditions of a search on what is marked in articles: names and figures."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from newsreader.model.figure_search import KEYS as FIGURE_KEYS
from newsreader.model.figure_search import FigureRange
from newsreader.model.mention import MentionKind
from newsreader.model.query import Condition

FEW_HITS = 2000
"""Up to so many hits are gone through by themselves; for more the list is walked."""

_NAMES = {
    "name": None,
    "person": MentionKind.PERSON,
    "place": MentionKind.PLACE,
    "org": MentionKind.ORGANISATION,
}

KEYS = frozenset((*_NAMES, *FIGURE_KEYS))
"""The keys of these conditions."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles that meet a condition: SQL that gives their ids once each, and how many."""

    sql: str
    values: tuple[object, ...]
    count: int

    @property
    def are_few(self) -> bool:
        """Whether to go through them by themselves."""
        return self.count < FEW_HITS


def hits(connection: sqlite3.Connection, condition: Condition) -> Hits:
    """Return the articles of a condition; of many figures only that they are many."""
    if condition.figures is not None:
        where, values = _measures(condition.figures)
        probe = f"SELECT count(*) FROM (SELECT 1 FROM figure WHERE {where} LIMIT ?)"
        (count,) = connection.execute(probe, (*values, FEW_HITS)).fetchone()
        return Hits(f"SELECT DISTINCT article_id FROM figure WHERE {where}", values, count)
    ids = json.dumps(_entities(connection, condition))
    of_entities = "entity_id IN (SELECT value FROM json_each(?))"
    (count,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM naming WHERE {of_entities} LIMIT ?)", (ids, FEW_HITS)
    ).fetchone()
    return Hits(f"SELECT DISTINCT article_id FROM naming WHERE {of_entities}", (ids,), count)


def clause(connection: sqlite3.Connection, condition: Condition) -> tuple[str, tuple[object, ...]]:
    """Return a condition as SQL on an article, and its values."""
    found = hits(connection, condition)
    if found.are_few:
        return f"article.id IN ({found.sql})", found.values
    if condition.figures is not None:
        where, values = _measures(condition.figures)
        # The plus keeps SQLite from the index of all figures: these are the few of one article.
        one = where.replace("kind IN", "+kind IN").replace("high ", "+high ")
        return f"EXISTS (SELECT 1 FROM figure WHERE article_id = article.id AND {one})", values
    named = (
        "EXISTS (SELECT 1 FROM json_each(?) CROSS JOIN naming ON entity_id = value "
        "AND naming.sort_at = article.sort_at AND article_id = article.id)"
    )
    return named, found.values


def _entities(connection: sqlite3.Connection, condition: Condition) -> list[int]:
    # Lists without such a condition need no names.
    from newsreader.library.name_search import named

    return named(connection, condition.value, _NAMES[condition.key])


def _measures(wanted: FigureRange) -> tuple[str, tuple[object, ...]]:
    """Return what figures are to meet, and its values."""
    kinds = ", ".join(f"'{kind.value}'" for kind in wanted.kinds)
    alternatives: list[str] = []
    values: list[object] = []
    for unit, factor in wanted.units or ((None, 1.0),):
        parts = ["high IS NOT NULL"] if unit is None else ["high IS NOT NULL", "unit = ?"]
        values += [] if unit is None else [unit]
        starts, ends = ("low", "high") if wanted.is_within else ("high", "low")
        for column, sign, bound, is_closed in (
            (starts, ">", wanted.low, wanted.closed[0]),
            (ends, "<", wanted.high, wanted.closed[1]),
        ):
            if bound is not None:
                parts.append(f"{column} {sign}{'=' if is_closed else ''} ?")
                values.append(bound * factor)
        alternatives.append(" AND ".join(parts))
    return f"kind IN ({kinds}) AND ({' OR '.join(f'({each})' for each in alternatives)})", tuple(
        values
    )
