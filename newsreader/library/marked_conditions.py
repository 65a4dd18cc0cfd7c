"""Conditions of a search on what is marked in articles: names and figures."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsreader.library.name_search import named
from newsreader.model.figure_search import FigureRange
from newsreader.model.mention import MentionKind
from newsreader.model.terms import Condition

FEW_HITS = 2000
"""Up to so many hits are gone through by themselves; for more the list is walked."""

_NAMES = {
    "name": None,
    "person": MentionKind.PERSON,
    "place": MentionKind.PLACE,
    "org": MentionKind.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles that meet a condition: SQL that gives their ids, and how many, if few.

    `where` is the condition on the rows that the ids come from.
    """

    sql: str
    values: tuple[object, ...]
    count: int
    where: str

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
        return Hits(f"SELECT article_id FROM figure WHERE {where}", values, count, where)
    where = f"entity_id IN ({','.join(map(str, _entities(connection, condition)))})"
    (count,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM naming WHERE {where} LIMIT ?)", (FEW_HITS,)
    ).fetchone()
    return Hits(f"SELECT article_id FROM naming WHERE {where}", (), count, where)


def clause(found: Hits, condition: Condition, *, is_whole: bool) -> tuple[str, tuple[object, ...]]:
    """Return a condition with its hits as SQL on an article, and its values.

    With `is_whole` all articles are asked for; else most often the first ones of a list.
    """
    if found.are_few or is_whole:
        return f"article.id IN ({found.sql})", found.values
    if condition.figures is not None:
        # The plus keeps SQLite from the index of all figures: these are the few of one article.
        one = found.where.replace("kind IN", "+kind IN").replace("high ", "+high ")
        told = f"EXISTS (SELECT 1 FROM figure WHERE article_id = article.id AND {one})"
        return told, found.values
    named = (
        f"EXISTS (SELECT 1 FROM naming WHERE {found.where} "
        "AND naming.sort_at = article.sort_at AND article_id = article.id)"
    )
    return named, ()


def _entities(connection: sqlite3.Connection, condition: Condition) -> list[int]:
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
        bounds = [
            (starts, ">", wanted.low, wanted.closed[0]),
            (ends, "<", wanted.high, wanted.closed[1]),
        ]
        if wanted.is_within:
            # It follows from the others, and gives the index both its ends.
            bounds.append(("high", ">", wanted.low, True))
        for column, sign, bound, is_closed in bounds:
            if bound is not None:
                parts.append(f"{column} {sign}{'=' if is_closed else ''} ?")
                values.append(bound * factor)
        alternatives.append(" AND ".join(parts))
    return f"kind IN ({kinds}) AND ({' OR '.join(f'({each})' for each in alternatives)})", tuple(
        values
    )
