"""The conditions of a search in SQL."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsreader.library.rows import FEED_TITLE, stamp
from newsreader.library.search import folded, wanted_expression
from newsreader.library.source import Source
from newsreader.model.terms import AnyOf, Condition, Part, Term

Clause = tuple[str, tuple[object, ...]]
"""A condition in SQL, and its values."""

_HAS = "instr(folded({column}), ?) > 0"


def narrowed(source: Source, parts: Sequence[Part]) -> Source:
    """Return the part of a source that meets all conditions."""
    where, values = source.where, source.values
    for part in parts:
        clause, more = _clause(part)
        where += f" AND {clause}"
        values += more
    return source._replace(where=where, values=values)


def _clause(part: Part) -> Clause:
    if isinstance(part, AnyOf):
        clause, values = _any_of(part)
    elif isinstance(part, Term):
        clause, values = _term(part)
    else:
        clause, values = _condition(part)
    return (f"NOT ({clause})" if part.is_excluded else f"({clause})"), values


def _any_of(group: AnyOf) -> Clause:
    clauses: list[str] = []
    values: tuple[object, ...] = ()
    for parts in group.alternatives:
        found = [_clause(part) for part in parts]
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
