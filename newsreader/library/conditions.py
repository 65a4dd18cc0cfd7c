"""The conditions of a search in SQL."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsreader.library.rows import FEED_TITLE, stamp
from newsreader.library.search import folded, wanted_expression
from newsreader.library.source import Source
from newsreader.model.terms import MARKED_KEYS, AnyOf, Condition, Part, Term

Clause = tuple[str, tuple[object, ...]]
"""A condition in SQL, and its values."""

_HAS = "instr(folded({column}), ?) > 0"

_OF_ROWS = frozenset({"author", "lang", "has"})
"""Keys of conditions that no index answers."""

_FEW = 200

_WHOLE = frozenset({"article INDEXED BY article_visible", "article INDEXED BY article_unread"})


def narrowed(
    connection: sqlite3.Connection,
    source: Source,
    parts: Sequence[Condition | AnyOf],
    *,
    is_whole: bool = False,
    few: Mapping[Part, Sequence[int]] | None = None,
) -> Source:
    """Return the part of a source that meets all conditions; with `is_whole` all is gone through.

    Where a condition on names or figures has few hits, these are gone through instead of the list,
    and so are those of `few_ids`.
    """
    where, values = source.where, source.values
    are_few = False
    for part in parts:
        if few and part in few:
            # No id is 0: an empty list is none to SQLite's planner.
            where += f" AND article.id IN ({','.join(map(str, few[part])) or 0})"
            are_few = True
            continue
        if isinstance(part, Condition) and part.key in MARKED_KEYS and not part.is_excluded:
            # Lists without such conditions need no names, nor the start.
            from newsreader.library import marked_conditions as marked

            found = marked.hits(connection, part)
            are_few = are_few or found.are_few
            clause, more = marked.clause(found, part, is_whole=is_whole)
        else:
            clause, more = _clause(connection, part, is_whole=is_whole)
        where += f" AND {clause}"
        values += more
    # Without an index of the list SQLite looks up what the condition finds.
    table = "article NOT INDEXED" if are_few else source.table
    return source._replace(table=table, where=where, values=values)


def few_ids(
    connection: sqlite3.Connection, made_of: Sequence[Source], parts: Sequence[Part]
) -> dict[Part, list[int]]:
    """Return the articles that meet a condition which few or none do, by the condition.

    Without it a list would be gone through to its end for them, in its order: by far the slowest
    one. A condition that many meet is found out soon. Only for lists of all feeds.
    """
    if not any(source.table in _WHOLE for source in made_of):
        return {}
    found: dict[Part, list[int]] = {}
    for part in parts:
        if isinstance(part, Condition) and part.key in _OF_ROWS and not part.is_excluded:
            clause, values = _condition(part)
            sql = f"SELECT article.id FROM article NOT INDEXED WHERE {clause} LIMIT {_FEW}"
            ids = [row[0] for row in connection.execute(sql, values)]
            if len(ids) < _FEW:
                found[part] = ids
    return found


def feed_ids(connection: sqlite3.Connection, condition: Condition) -> set[int]:
    """Return the feeds that a condition on feeds or folders is about."""
    clause, values = _condition(condition)
    # It asks for the feed of an article.
    sql = f"SELECT article.id FROM (SELECT id, id AS feed_id FROM feed) AS article WHERE {clause}"
    return {row[0] for row in connection.execute(sql, values)}


def _clause(connection: sqlite3.Connection, part: Part, *, is_whole: bool) -> Clause:
    if isinstance(part, AnyOf):
        clause, values = _any_of(connection, part, is_whole=is_whole)
    elif isinstance(part, Term):
        clause, values = _term(part)
    elif part.key in MARKED_KEYS:
        from newsreader.library import marked_conditions as marked

        clause, values = marked.clause(marked.hits(connection, part), part, is_whole=is_whole)
    else:
        clause, values = _condition(part)
    return (f"NOT ({clause})" if part.is_excluded else f"({clause})"), values


def _any_of(connection: sqlite3.Connection, group: AnyOf, *, is_whole: bool) -> Clause:
    clauses: list[str] = []
    values: tuple[object, ...] = ()
    for parts in group.alternatives:
        found = [_clause(connection, part, is_whole=is_whole) for part in parts]
        clauses.append(" AND ".join(clause for clause, _ in found))
        values += tuple(value for _, more in found for value in more)
    return " OR ".join(f"({clause})" for clause in clauses), values


def _term(term: Term) -> Clause:
    expression = wanted_expression([replace(term, is_excluded=False)])
    if not expression:
        # Without a letter it is in no index and restricts nothing, wanted or not.
        return str(int(not term.is_excluded)), ()
    return "article.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (expression,)


def _condition(condition: Condition) -> Clause:
    value: object = condition.value
    match condition.key:
        case "is":
            if condition.at is not None:
                return "(article.is_read = 0 OR article.read_at >= ?)", (stamp(condition.at),)
            column = "is_bookmarked" if value == "bookmarked" else "is_read"
            return f"article.{column} = {int(value != 'unread')}", ()
        case "has":
            return "article.has_full_text = 1", ()
        case "feed":
            named = _HAS.format(column=FEED_TITLE)
            clause = (
                f"article.feed_id IN (SELECT id FROM feed WHERE CAST(id AS TEXT) = ? OR {named})"
            )
            return clause, (value, folded(condition.value))
        case "folder":
            named = _HAS.format(column="coalesce(feed.folder, '')")
            clause = f"article.feed_id IN (SELECT id FROM feed WHERE is_removed = 0 AND {named})"
            return clause, (folded(condition.value),)
        case "author":
            return "has_folded(article.author, ?)", (folded(condition.value),)
        case "lang":
            return "coalesce(article.found_language, article.language, '') = ?", (value,)
        case _:
            assert condition.at is not None
            return f"article.sort_at {'>=' if condition.key == 'from' else '<'} ?", (
                stamp(condition.at),
            )
