"""Articles whose text is the names in it, and what the index of names holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.library.name_rebuilding import rebuild
from newsreader.model.mention import Marks, Mention, MentionKind

_MARKED = re.compile(r"\[([^|\]]+)\|(\w+)(?:\|([^\]]+))?\]")
_KINDS = {
    "p": MentionKind.PERSON,
    "o": MentionKind.ORGANISATION,
    "l": MentionKind.PLACE,
    "x": MentionKind.OTHER,
}


def marked(text: str) -> tuple[str, tuple[Mention, ...]]:
    """Return a text without its marks, and these: `[Tuska|p|Donald Tusk]`, `[Kiev|l]`."""
    plain, mentions, end = "", [], 0
    for match in _MARKED.finditer(text):
        plain += text[end : match.start()]
        mention = Mention(
            len(plain), len(plain) + len(match[1]), _KINDS[match[2]], match[3] or match[1]
        )
        mentions.append(mention)
        plain += match[1]
        end = match.end()
    return plain + text[end:], tuple(mentions)


def annotate(library: Library, article_id: int, text: str, language: str = "en") -> None:
    """Store as the marks of an article those written in a text that is the article's."""
    plain, mentions = marked(text)
    article = library.articles.get(article_id)
    assert article is not None
    assert article.body.text == plain
    title = article.headline.title
    in_title: dict[int, Mention] = {}
    for each in mentions:
        word = plain[each.start : each.end]
        if (at := title.find(word)) >= 0:
            in_title.setdefault(at, Mention(at, at + len(word), each.kind, each.canonical))
    marks = Marks(tuple(in_title.values()), mentions, language)
    library.articles.annotate([MarkedArticle.of(article_id, title, plain, marks)], 1)


def groups(library: Library) -> set[frozenset[str]]:
    """Return the names of a library, each as its variants."""
    return {frozenset(name.variants) for name in library.names.all()}


def held(path: Path) -> list[Sequence[object]]:
    """Return all that the index of names holds, but for ids that mean nothing."""
    with closing(sqlite3.connect(path)) as connection:
        return [*_held(connection)]


def held_anew(path: Path) -> list[Sequence[object]]:
    """Return what the index would hold were it made anew."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN")
        rebuild(connection)
        found = [*_held(connection)]
        connection.execute("ROLLBACK")
        return found


def _held(connection: sqlite3.Connection) -> Iterator[Sequence[object]]:
    yield from connection.execute(
        "SELECT 'name', name.canonical, name.kind, name.key, real_kind, languages, is_lesser, "
        "name.mentions, name.articles, entity.key FROM name LEFT JOIN entity "
        "ON entity.id = entity_id ORDER BY 2, 3"
    ).fetchall()
    yield from connection.execute(
        "SELECT 'naming', key, sort_at, article_id, naming.mentions FROM naming "
        "JOIN entity ON entity.id = entity_id ORDER BY 2, 3, 4"
    ).fetchall()
    yield from connection.execute(
        "SELECT 'day', key, day, name_day.articles, name_day.mentions FROM name_day "
        "JOIN entity ON entity.id = entity_id "
        "WHERE (name_day.articles, name_day.mentions) <> (0, 0) ORDER BY 2, 3"
    ).fetchall()
    yield from connection.execute(
        "SELECT 'entity', key, kind, mentions, articles FROM entity "
        "WHERE (mentions, articles) <> (0, 0) ORDER BY 2"
    ).fetchall()
    yield from connection.execute(
        "SELECT 'clue', clue, canonical, kind FROM name_clue JOIN name ON name.id = name_id "
        "ORDER BY 2, 3, 4"
    ).fetchall()
