"""The part of a list that a search finds: its words in the index, its conditions on articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.library import conditions
from newsreader.library.search import MOST_TERMS, excluded_expression, wanted_expression
from newsreader.library.source import Source
from newsreader.model.query import Query
from newsreader.model.terms import AnyOf, Condition, Term

FEW_HITS = 2000
"""Up to so many hits of a search are fetched and sorted; for more the list itself is walked."""

_MOST_FEEDS = 16
"""Up to so many feeds are gone through each along its own index."""

_OF_FEEDS = {
    "article INDEXED BY article_visible": "article INDEXED BY article_feed",
    "article INDEXED BY article_unread": "article INDEXED BY article_feed_unread",
}


class _Words(NamedTuple):
    """FTS5 expressions for the words of a search, and whether those wanted have few hits."""

    wanted: str
    excluded: str
    are_few: bool


def searched(
    connection: sqlite3.Connection,
    made_of: Sequence[Source],
    query: Query,
    *,
    is_whole: bool = False,
) -> list[Source]:
    """Narrow what a list is made of to what a search finds."""
    words, further = _words(connection, query)
    if further:
        of_feeds, further = _of_feeds(connection, further)
        made_of = [part for source in made_of if (part := _within(source, of_feeds))]
        # What is found by its words is not looked for in another way.
        few = {} if words.are_few else conditions.few_ids(connection, made_of, further)
        if not all(few.values()):
            return []
        made_of = [
            conditions.narrowed(connection, source, further, is_whole=is_whole, few=few)
            for source in made_of
        ]
    return [_with_words(source, words) for source in made_of]


def _words(
    connection: sqlite3.Connection, query: Query
) -> tuple[_Words, tuple[Condition | AnyOf, ...]]:
    """Return the words of a search, and its conditions but for alternatives that are only words."""
    found = {part: _alternatives(part) for part in query.conditions if isinstance(part, AnyOf)}
    asked = (wanted_expression(query.terms), *found.values())
    wanted = " AND ".join(expression for expression in asked if expression)
    are_few = False
    if wanted:
        probe = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        (hits,) = connection.execute(probe, (wanted, FEW_HITS)).fetchone()
        are_few = hits < FEW_HITS
    further = tuple(
        part for part in query.conditions if not (isinstance(part, AnyOf) and found[part])
    )
    return _Words(wanted, excluded_expression(query.terms), are_few), further


def _alternatives(group: AnyOf) -> str:
    """Return an FTS5 expression for alternatives of wanted words; empty if they are more."""
    alternatives: list[str] = []
    for parts in group.alternatives:
        terms = [part for part in parts if isinstance(part, Term) and not part.is_excluded]
        if group.is_excluded or len(terms) < len(parts):
            return ""
        # One without a word that can be found restricts nothing.
        if not (expression := wanted_expression(terms)):
            return ""
        alternatives.append(f"({expression})")
    number = sum(map(len, group.alternatives))
    return f"({' OR '.join(alternatives)})" if number <= MOST_TERMS else ""


def _of_feeds(
    connection: sqlite3.Connection, parts: tuple[Condition | AnyOf, ...]
) -> tuple[tuple[int, ...] | None, tuple[Condition | AnyOf, ...]]:
    """Return the feeds that conditions leave, None for any, and the other conditions."""
    of_feeds = [
        part
        for part in parts
        if isinstance(part, Condition) and part.key in ("feed", "folder") and not part.is_excluded
    ]
    if not of_feeds:
        return None, parts
    found = [conditions.feed_ids(connection, part) for part in of_feeds]
    left = tuple(sorted(set.intersection(*found)))
    if len(left) > _MOST_FEEDS:
        return None, parts
    return left, tuple(part for part in parts if part not in of_feeds)


def _within(source: Source, feed_ids: tuple[int, ...] | None) -> Source | None:
    """Return the part of a source that is of some feeds (None: all); None where it has none."""
    if feed_ids is None:
        return source
    if source.feed_ids is not None:
        feed_ids = tuple(feed for feed in source.feed_ids if feed in feed_ids)
    if not feed_ids:
        return None
    return source._replace(table=_OF_FEEDS.get(source.table, source.table), feed_ids=feed_ids)


def _with_words(source: Source, words: _Words) -> Source:
    """Narrow a source to what words find."""
    table, where, values = source.table, source.where, source.values
    looks_for_words = bool(words.wanted or words.excluded) or "MATCH" in where
    if looks_for_words and source.is_ordered_by_feed and len(source.feed_ids or ()) > 1:
        # The hits would be looked for once a feed.
        table = "article INDEXED BY article_visible"
    if words.wanted:
        if words.are_few:
            table = "search CROSS JOIN article ON article.id = search.rowid"
            where += " AND search MATCH ?"
        else:
            where += " AND article.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        values += (words.wanted,)
    if words.excluded:
        where += " AND article.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)"
        values += (words.excluded,)
    return source._replace(table=table, where=where, values=values)
