"""Which of the articles that a search finds come first: our own score over the newest hits.

FTS5's `rank` reads the whole lists of all words, which takes up to a second for a common word; so
the newest hits and the newest of those with the words in the title are scored here.
"""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from newsreader.library import lists
from newsreader.library.hits import Hit, HitFinder
from newsreader.library.rows import stamp
from newsreader.model.query import Query
from newsreader.model.terms import AnyOf, Condition, Part, Term

_NEWEST = 500
"""So many of the newest hits are ranked, and as many of the newest with the words in the title."""

_READ = 2000
"""Characters of a text that are looked at: in the news, what it is about stands at the top."""

_LEAD = 250
"""Characters of a text that count as its beginning."""

_DAY = 86_400_000_000
_HALF_AGE = 14
"""Days after which being new counts half."""


def best_first(connection: sqlite3.Connection, query: Query, now: datetime) -> Query:
    """Return the query with its best hits first, the others after them, newest first.

    A ranking that the query has already stays as long as no other article would have to be in it.
    A search without any wanted word has nothing to be ranked by.
    """
    finder = HitFinder(query)
    if not finder.count:
        return query._replace(ranked=())
    newest = query._replace(ranked=(), oldest_first=False)
    found = lists.page_ids(connection, newest, limit=_NEWEST)
    if len(found) == _NEWEST:
        found += lists.page_ids(connection, _in_titles(newest), limit=_NEWEST)
    if set(found) <= set(query.ranked):
        return query
    return newest._replace(ranked=_ranked(connection, finder, found, now))


def _ranked(
    connection: sqlite3.Connection, finder: HitFinder, ids: Sequence[int], now: datetime
) -> tuple[int, ...]:
    """Return ids in the order of their scores."""
    rows = connection.execute(
        "SELECT id, sort_at, title, substr(text, 1, ?) FROM article "
        f"LEFT JOIN body ON article_id = id WHERE id IN ({','.join(map(str, ids))})",
        (_READ,),
    )
    scores: list[tuple[float, int, int]] = []
    for article_id, sort_at, title, text in rows:
        age = max(0, stamp(now) - sort_at) / _DAY
        scores.append((_score(finder, title, text or "", age), sort_at, article_id))
    return tuple(article_id for _, _, article_id in sorted(scores, reverse=True))


def _score(finder: HitFinder, title: str, text: str, age: float) -> float:
    """Return how well an article of an age in days is what was searched for.

    Words in the title count most, whole words more than beginnings; then how often the words are
    in the text for its length (as in BM25), how early, how close together, and how new it is.
    """
    in_title, in_text = finder.in_title(title), finder.in_text(text)
    score = 1.5 / (1 + age / _HALF_AGE)
    if in_title:
        best: dict[int, float] = {}
        for hit in in_title:
            is_whole = not title[hit.end : hit.end + 1].isalnum()
            best[hit.term] = max(best.get(hit.term, 0.0), 1.0 if is_whole else 0.6)
        covered = sum(hit.end - hit.start for hit in in_title) / len(title)
        score += (3.5 + min(1.0, 2 * covered)) * sum(best.values()) / finder.count
    if in_text:
        tolerance = 1.2 * (0.25 + 0.75 * len(text) / _READ)
        times: dict[int, int] = {}
        for hit in in_text:
            times[hit.term] = times.get(hit.term, 0) + 1
        score += 2.0 * sum(n / (n + tolerance) for n in times.values()) / finder.count
        score += 0.5 * (in_text[0].start < _LEAD)
    return score + 1.0 * _has_neighbours(in_title) + 0.7 * _has_neighbours(in_text)


def _has_neighbours(hits: Sequence[Hit]) -> bool:
    """Whether two different terms stand side by side."""
    return any(one.term != two.term and two.start - one.end <= 2 for one, two in pairwise(hits))


def _in_titles(query: Query) -> Query:
    """Return the query with its wanted words looked for in titles only."""
    parts = [_in_title(part) for part in (*query.terms, *query.conditions)]
    return query._replace(
        terms=tuple(part for part in parts if isinstance(part, Term)),
        conditions=tuple(part for part in parts if not isinstance(part, Term)),
    )


def _in_title(part: Part) -> Part:
    if part.is_excluded or isinstance(part, Condition):
        return part
    if isinstance(part, AnyOf):
        alternatives = tuple(tuple(map(_in_title, parts)) for parts in part.alternatives)
        return replace(part, alternatives=alternatives)
    return replace(part, in_title=True)
