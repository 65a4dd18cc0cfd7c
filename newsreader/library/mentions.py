"""Names and figures found in articles: the only place where they are kept."""
# ruff: noqa: S608 - the SQL is put together of this package's own words and of numbers

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsreader.library import corrections
from newsreader.library.rows import VISIBLE, optional_moment
from newsreader.model.mention import Marks, Mention, MentionKind, Value

if TYPE_CHECKING:
    from newsreader.library.name_index import NameIndex

_Name = tuple[int, int, int, str, str]
_Figure = tuple[int, int, int, str, str | None]


@dataclass(frozen=True, slots=True)
class Markable:
    """What the highlighter needs to know of an article; `hint` is its declared language."""

    article_id: int
    title: str
    text: str
    hint: str | None
    published_at: datetime | None


class MarkRows(NamedTuple):
    """Marks as they are stored: plain, so that they are cheap to hand from process to process.

    A name is (is in the title, start, end, kind, canonical), a figure likewise with its value.
    """

    names: tuple[_Name, ...] = ()
    figures: tuple[_Figure, ...] = ()
    language: str | None = None

    @classmethod
    def of(cls, title: str, text: str, marks: Marks) -> MarkRows:
        """Make rows of the marks of a title and a text."""
        names: list[_Name] = []
        figures: list[_Figure] = []
        for is_in_title, words, mentions in (
            (0, text, marks.mentions),
            (1, title, marks.title_mentions),
        ):
            for mention in mentions:
                start, end, kind = mention.start, mention.end, mention.kind
                if kind.is_name:
                    canonical = mention.canonical or words[start:end]
                    names.append((is_in_title, start, end, kind.value, canonical))
                else:
                    value = mention.value.dumps() if mention.value else None
                    figures.append((is_in_title, start, end, kind.value, value))
        return cls(tuple(names), tuple(figures), marks.language)


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """What was found in an article whose title and text were these."""

    article_id: int
    title: str
    text: str
    rows: MarkRows

    @classmethod
    def of(cls, article_id: int, title: str, text: str, marks: Marks) -> MarkedArticle:
        """Make one of marks as the highlighter gives them."""
        return cls(article_id, title, text, MarkRows.of(title, text, marks))


def markable(connection: sqlite3.Connection, article_ids: Sequence[int]) -> list[Markable]:
    """Return what the highlighter needs of articles, in their order; none for what is gone."""
    rows = connection.execute(
        "SELECT article.id, title, text, coalesce(found_language, article.language), "
        "feed.language, published_at FROM article "
        "JOIN body ON article_id = article.id JOIN feed ON feed.id = feed_id "
        f"WHERE article.id IN ({_listed(article_ids)}) AND {VISIBLE}"
    )
    found = {
        article_id: Markable(article_id, title, text, own or of_feed, optional_moment(published_at))
        for article_id, title, text, own, of_feed, published_at in rows
    }
    return [found[article_id] for article_id in dict.fromkeys(article_ids) if article_id in found]


def by_language(connection: sqlite3.Connection, article_ids: Sequence[int]) -> list[list[int]]:
    """Return ids of articles, those of a language together, and of one feed within it."""
    rows = connection.execute(
        "SELECT article.id, coalesce(found_language, article.language), feed.language, feed_id "
        "FROM article JOIN feed ON feed.id = feed_id "
        f"WHERE article.id IN ({_listed(article_ids)})"
    )
    told = {
        article_id: (own or of_feed or "", feed_id) for article_id, own, of_feed, feed_id in rows
    }
    ids = sorted(
        (each for each in dict.fromkeys(article_ids) if each in told), key=told.__getitem__
    )
    return [list(group) for _, group in groupby(ids, key=lambda each: told[each][0])]


def unannotated(connection: sqlite3.Connection, version: int, limit: int | None) -> list[int]:
    """Return the ids of articles no highlighter of at least `version` marked, newest first."""
    rows = connection.execute(
        "SELECT id FROM article INDEXED BY article_annotated "
        "WHERE gone = 0 AND annotated < ? ORDER BY sort_at DESC, id DESC LIMIT ?",
        (version, -1 if limit is None else limit),
    )
    return [row[0] for row in rows]


def count_unannotated(connection: sqlite3.Connection, version: int) -> int:
    """Return how many articles `unannotated` would return without a limit."""
    row = connection.execute(
        "SELECT count(*) FROM article INDEXED BY article_annotated "
        "WHERE gone = 0 AND annotated < ?",
        (version,),
    )
    return int(row.fetchone()[0])


def store(connection: sqlite3.Connection, found: Iterable[MarkedArticle], version: int) -> None:
    """Put marks in place of the former ones of articles whose words are those that were marked."""
    # Showing an article, which every start does, needs no index.
    from newsreader.library.figure_values import measured
    from newsreader.library.name_index import NameIndex

    unique = {article.article_id: article for article in found}
    marked = [article for article in unique.values() if _is_same(connection, article)]
    ids = [article.article_id for article in marked]
    index = NameIndex(connection)
    names = _name_ids(connection, marked, index)
    index.forget(ids)
    _forget(connection, ids)
    connection.executemany(
        'INSERT INTO mention (article_id, is_in_title, start, "end", name_id) '
        "VALUES (?, ?, ?, ?, ?)",
        (
            (article.article_id, is_in_title, start, end, names[kind, canonical])
            for article in marked
            for is_in_title, start, end, kind, canonical in article.rows.names
        ),
    )
    connection.executemany(
        'INSERT INTO figure (article_id, is_in_title, start, "end", kind, value, low, high, unit) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (article.article_id, *row, *measured(*row[3:]))
            for article in marked
            for row in article.rows.figures
        ),
    )
    connection.executemany(
        "UPDATE article SET annotated = ?, found_language = ? WHERE id = ?",
        ((version, article.rows.language, article.article_id) for article in marked),
    )
    index.add(ids)
    index.settle()


def clear(connection: sqlite3.Connection, article_id: int) -> None:
    """Drop an article's marks, so that it is annotated again."""
    drop(connection, [article_id])
    connection.execute(
        "UPDATE article SET annotated = 0, found_language = NULL WHERE id = ?", (article_id,)
    )


def drop(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    """Drop the marks of articles."""
    from newsreader.library.name_index import NameIndex

    index = NameIndex(connection)
    index.forget(article_ids)
    _forget(connection, article_ids)
    index.settle()


def load(connection: sqlite3.Connection, article_id: int, title: str, text: str) -> Marks:
    """Return the mentions of an article, corrected by the reader, without its language.

    `title` and `text` are the article's.
    """
    rows = connection.execute(
        'SELECT is_in_title, start, "end", kind, canonical, NULL FROM mention '
        "JOIN name ON name.id = name_id WHERE article_id = ?1 UNION ALL "
        'SELECT is_in_title, start, "end", kind, NULL, value FROM figure WHERE article_id = ?1 '
        "ORDER BY start",
        (article_id,),
    )
    found: tuple[list[Mention], list[Mention]] = ([], [])
    for is_in_title, start, end, kind, canonical, value in rows:
        mention = Mention(
            start, end, MentionKind(kind), canonical, Value.loads(value) if value else None
        )
        found[is_in_title].append(mention)
    return corrections.apply(connection, Marks(tuple(found[1]), tuple(found[0])), title, text)


def _listed(article_ids: Iterable[int]) -> str:
    return ",".join(map(str, article_ids))


def _is_same(connection: sqlite3.Connection, article: MarkedArticle) -> bool:
    row = connection.execute(
        "SELECT 1 FROM article JOIN body ON article_id = id "
        "WHERE id = ? AND title = ? AND text = ?",
        (article.article_id, article.title, article.text),
    ).fetchone()
    return row is not None


def _forget(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    for table in ("mention", "figure"):
        connection.executemany(
            f"DELETE FROM {table} WHERE article_id = ?",
            ((article_id,) for article_id in article_ids),
        )


def _name_ids(
    connection: sqlite3.Connection, found: Iterable[MarkedArticle], index: NameIndex
) -> dict[tuple[str, str], int]:
    """Return the ids of all names by kind and canonical form; new ones are stored."""
    names = {row[3:]: 0 for article in found for row in article.rows.names}
    for kind, canonical in names:
        row = connection.execute(
            "SELECT id FROM name WHERE kind = ? AND canonical = ?", (kind, canonical)
        ).fetchone()
        names[kind, canonical] = row[0] if row else index.new_name(kind, canonical)
    return names
