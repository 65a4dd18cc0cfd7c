"""An article with its text, marks and enclosures, put together of its rows."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3

from newsreader.library import lists, mentions
from newsreader.library.rows import VISIBLE, optional_moment
from newsreader.library.steps import Steps
from newsreader.model.article import Article, Enclosure
from newsreader.model.text import MarkedText


def whole(connection: sqlite3.Connection, article_id: int, steps: Steps) -> Article | None:
    """Return an article; None if there is none or it was deleted.

    Its flags are those it has once the changes that are still carried out in steps are done.
    """
    row = connection.execute(
        "SELECT body.text, body.spans, annotated, feed.language, changed_at, "
        "summary.text, summary.spans FROM article "
        "JOIN body ON body.article_id = article.id JOIN feed ON feed.id = article.feed_id "
        "LEFT JOIN summary ON summary.article_id = article.id "
        f"WHERE article.id = ? AND {VISIBLE}",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    (headline,) = steps.overlaid(connection, lists.headlines(connection, [article_id]))
    text, spans, annotated, feed_language, changed_at, summary, summary_spans = row
    marks = mentions.load(connection, article_id, headline.title, text)
    enclosures = connection.execute(
        "SELECT url, type, length, duration FROM enclosure WHERE article_id = ? ORDER BY position",
        (article_id,),
    )
    return Article(
        headline,
        MarkedText.from_json(text, spans),
        marks.title_mentions,
        marks.mentions,
        tuple(Enclosure(*enclosure) for enclosure in enclosures),
        annotated > 0,
        feed_language,
        None if summary is None else MarkedText.from_json(summary, summary_spans),
        optional_moment(changed_at),
    )
