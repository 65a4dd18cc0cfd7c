"""Names and figures found in articles: the only place where they are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.library import corrections
from newsreader.model.mention import Marks, Mention, MentionKind, Value


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """What was found in an article whose title and text were these."""

    article_id: int
    title: str
    text: str
    marks: Marks


def store(connection: sqlite3.Connection, article: MarkedArticle, version: int) -> None:
    """Put marks in place of an article's former ones, if its words are those that were marked."""
    article_id, marks = article.article_id, article.marks
    is_same = connection.execute(
        "SELECT 1 FROM article JOIN body ON article_id = id "
        "WHERE id = ? AND title = ? AND text = ?",
        (article_id, article.title, article.text),
    ).fetchone()
    if not is_same:
        return
    clear(connection, article_id)
    for is_in_title, text, mentions in (
        (1, article.title, marks.title_mentions),
        (0, article.text, marks.mentions),
    ):
        _insert(connection, article_id, is_in_title, text, mentions)
    connection.execute(
        "UPDATE article SET annotated = ?, found_language = ? WHERE id = ?",
        (version, marks.language, article_id),
    )


def clear(connection: sqlite3.Connection, article_id: int) -> None:
    """Drop an article's marks, so that it is annotated again."""
    connection.execute("DELETE FROM mention WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM figure WHERE article_id = ?", (article_id,))
    connection.execute(
        "UPDATE article SET annotated = 0, found_language = NULL WHERE id = ?", (article_id,)
    )


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


def _insert(
    connection: sqlite3.Connection,
    article_id: int,
    is_in_title: int,
    text: str,
    mentions: Sequence[Mention],
) -> None:
    names = [
        (mention, mention.kind.value, mention.canonical or text[mention.start : mention.end])
        for mention in mentions
        if mention.kind.is_name
    ]
    connection.executemany(
        "INSERT OR IGNORE INTO name (kind, canonical) VALUES (?, ?)",
        {(kind, canonical): None for _, kind, canonical in names},
    )
    connection.executemany(
        'INSERT INTO mention (article_id, is_in_title, start, "end", name_id) '
        "SELECT ?, ?, ?, ?, id FROM name WHERE kind = ? AND canonical = ?",
        (
            (article_id, is_in_title, mention.start, mention.end, kind, canonical)
            for mention, kind, canonical in names
        ),
    )
    connection.executemany(
        'INSERT INTO figure (article_id, is_in_title, start, "end", kind, value) '
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                article_id,
                is_in_title,
                mention.start,
                mention.end,
                mention.kind.value,
                mention.value.dumps() if mention.value else None,
            )
            for mention in mentions
            if not mention.kind.is_name
        ),
    )
