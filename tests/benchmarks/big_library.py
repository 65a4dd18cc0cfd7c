"""A generated library of any size, for benchmarks: a million articles in a few minutes.

`python -m tests.benchmarks.big_library FILE [N]` makes one and keeps it.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from newsreader.library import search
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.library.rows import stamp
from newsreader.model.text import MarkedText
from tests.benchmarks.words import LANGUAGES, NAMES, Language

_BATCH = 5000
_SENTENCES = 4000
"""Sentences a language has; articles are made of them."""

_LATE = 20
"""One in so many articles is stored long after it was published, as of a feed added later."""

_TAIL = 3000
"""Rare words a language has besides those listed."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a made library: its articles are numbered from 1, the newest last."""

    articles: int
    unread: int


def make_library(
    path: Path, articles: int, *, feeds: int = 100, words: int = 60, unread: float = 0.9
) -> Made:
    """Fill a new library: articles over feeds in ten folders, a share `unread` of them not read.

    `words` is how many a text has on average. The articles of each feed are in one language; the
    unread ones are the newest. Rows are written past the library, counters and search index too:
    saving them as a refresh does takes ten times as long.
    """
    chance = random.Random(7)
    new = [
        NewFeed(f"https://example.org/{i}", f"Feed {i}", f"Folder {i % 10}") for i in range(feeds)
    ]
    with Library.open(path) as library:
        ids = [feed.id for feed, _ in library.feeds.add(new, is_undoable=False)]
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("BEGIN EXCLUSIVE")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        rows = _rows(articles, ids, words, round(articles * (1 - unread)), chance)
        _insert(connection, articles, rows)
        for _, sql in indexes:
            connection.execute(sql)
        _count(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
        (counted,) = connection.execute("SELECT total(unread) FROM feed").fetchone()
    finally:
        connection.close()
    return Made(articles, int(counted))


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    feed_id: int
    title: str
    author: str
    language: str
    at: int
    is_read: bool
    text: str


def _rows(
    articles: int, feed_ids: list[int], words: int, read: int, chance: random.Random
) -> Iterator[_Row]:
    """Give articles a few minutes apart, the oldest first."""
    now = datetime.now(UTC)
    pools = [(language, _sentences(language, chance)) for language in LANGUAGES]
    least, most = max(1, words // 20), max(1, words // 8)
    moments = [stamp(now - timedelta(minutes=5 * i)) for i in range(articles)]
    for number in range(1, articles + 1):
        place = chance.randrange(len(feed_ids))
        language, sentences = pools[place % len(pools)]
        name = chance.choice(NAMES)
        subject = chance.choice(language.nouns)
        text = language.gap.join(chance.choices(sentences, k=chance.randint(least, most)))
        age = articles - number
        if number % _LATE == _LATE // 2:
            age = chance.randrange(age, articles)
        yield _Row(
            number,
            feed_ids[place],
            f"{number}: {subject} {language.of} {name}",
            chance.choice(NAMES),
            language.code,
            moments[age],
            number <= read,
            f"{name}{language.gap}{text}",
        )


def _sentences(language: Language, chance: random.Random) -> list[str]:
    """Make sentences of words of which few are common and most are rare, as in any language."""
    tail = [
        "".join(chance.choices(language.syllables, k=chance.randint(2, 4))) for _ in range(_TAIL)
    ]
    vocabulary = [*language.small, *language.nouns, *tail]
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(vocabulary))))
    return [
        language.gap.join(chance.choices(vocabulary, cum_weights=weights, k=chance.randint(7, 15)))
        + language.stop
        for _ in range(_SENTENCES)
    ]


def _insert(connection: sqlite3.Connection, articles: int, rows: Iterator[_Row]) -> None:
    # A larger heap for the index, while it is filled: fewer and larger pieces to merge.
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 200000000)")
    done = 0
    while done < articles:
        batch = [row for _, row in zip(range(_BATCH), rows, strict=False)]
        connection.executemany(
            "INSERT INTO article (id, feed_id, guid, url, title, author, language, found_language, "
            "published_at, sort_at, fingerprint, is_read, read_at, is_bookmarked) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
            (
                (
                    row.number,
                    row.feed_id,
                    f"g{row.number}",
                    f"https://example.org/a/{row.number}",
                    row.title,
                    row.author,
                    row.language,
                    row.language,
                    row.at,
                    row.at,
                    int(row.is_read),
                    row.at if row.is_read else None,
                    int(row.number % 1000 == 0),
                )
                for row in batch
            ),
        )
        connection.executemany(
            "INSERT INTO body (article_id, text, spans) VALUES (?, ?, ?)",
            (
                (row.number, body.text, body.spans_to_json())
                for row in batch
                for body in [MarkedText.from_plain(row.text)]
            ),
        )
        connection.executemany(
            "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
            ((row.number, search.segment(row.title), search.segment(row.text)) for row in batch),
        )
        done += len(batch)
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 1048576)")


def _count(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE feed SET articles = found.articles, unread = found.unread, "
        "bookmarked = found.bookmarked FROM (SELECT feed_id, count(*) AS articles, "
        "sum(is_read = 0) AS unread, sum(is_bookmarked) AS bookmarked FROM article "
        "GROUP BY feed_id) AS found WHERE found.feed_id = feed.id"
    )
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) "
        "SELECT 'indexed_until', CAST(coalesce(max(id), 0) AS TEXT) FROM article"
    )


def main(path: Path, articles: int) -> None:
    """Make a library and say how long it took."""
    began = time.perf_counter()
    made = make_library(path, articles)
    taken = time.perf_counter() - began
    size = path.stat().st_size / 1e6
    print(f"{made.articles:,} articles, {made.unread:,} unread: {taken:.1f} s, {size:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
