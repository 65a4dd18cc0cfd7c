"""The conditions of a search in SQL."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from newsreader.library.rows import FEED_TITLE, stamp
from newsreader.library.search import folded, wanted_expression
from newsreader.library.source import Source
from newsreader.model.terms import MARKED_KEYS, AnyOf, Condition, Part, Term

Clause = tuple[str, tuple[object, ...]]
"""A condition in SQL, and its values."""

_HAS = "instr(folded({column}), ?) > 0"


def narrowed(
    connection: sqlite3.Connection,
    source: Source,
    parts: Sequence[Condition | AnyOf],
    *,
    is_whole: bool = False,
) -> Source:
    """Return the part of a source that meets all conditions; with `is_whole` all is gone through.

    Where a condition on names or figures has few hits, these are gone through instead of the list.
    """
    where, values = source.where, source.values
    are_few = False
    for part in parts:
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
            author = _HAS.format(column="coalesce(article.author, '')")
            return author, (folded(condition.value),)
        case "lang":
            return "coalesce(article.found_language, article.language, '') = ?", (value,)
        case _:
            assert condition.at is not None
            return f"article.sort_at {'>=' if condition.key == 'from' else '<'} ?", (
                stamp(condition.at),
            )
