"""What a library holds at a moment, as far as commands acknowledge it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class Flags(NamedTuple):
    """What the reader did with an article."""

    is_read: bool
    is_bookmarked: bool
    is_deleted: bool


class Subscription(NamedTuple):
    """What the reader set for a feed."""

    title: str | None
    folder: str | None
    is_removed: bool


@dataclass(frozen=True)
class Snapshot:
    """All articles and feeds by id, saved searches by name.

    `done` and `undone` are entries of the journal, oldest first. `texts` are digests of titles and
    texts, `feed_of` tells whose an article is.
    """

    flags: Mapping[int, Flags]
    texts: Mapping[int, str]
    titles: Mapping[int, str]
    feed_of: Mapping[int, int]
    feeds: Mapping[int, Subscription]
    searches: Mapping[str, str]
    annotated: frozenset[int]
    done: tuple[int, ...]
    undone: tuple[int, ...]

    @property
    def visible(self) -> list[int]:
        """The ids of the articles that commands find."""
        return [
            article_id
            for article_id, flags in self.flags.items()
            if not flags.is_deleted
            and (flags.is_bookmarked or not self.feeds[self.feed_of[article_id]].is_removed)
        ]

    @property
    def subscribed(self) -> list[int]:
        """The ids of the feeds that are subscribed to."""
        return [feed_id for feed_id, feed in self.feeds.items() if not feed.is_removed]

    def articles_of(self, feed_id: int) -> int:
        """Return how many articles of a feed there are, whatever became of them."""
        return sum(owner == feed_id for owner in self.feed_of.values())


def snapshot(path: Path) -> Snapshot:
    """Read what a library holds."""
    with closing(sqlite3.connect(path)) as connection:
        articles = connection.execute(
            "SELECT article.id, feed_id, is_read, is_bookmarked, gone, title, coalesce(text, ''), "
            "annotated FROM article LEFT JOIN body ON article_id = article.id"
        ).fetchall()
        feeds = connection.execute("SELECT id, user_title, folder, is_removed FROM feed").fetchall()
        searches = connection.execute("SELECT name, query FROM saved_search").fetchall()
        entries = connection.execute(
            "SELECT id, is_undone FROM journal WHERE is_undoable = 1 ORDER BY id"
        ).fetchall()
    return Snapshot(
        {row[0]: Flags(bool(row[2]), bool(row[3]), row[4] == 1) for row in articles},
        {row[0]: _digest(row[5], row[6]) for row in articles},
        {row[0]: row[5] for row in articles},
        {row[0]: row[1] for row in articles},
        {row[0]: Subscription(row[1], row[2], bool(row[3])) for row in feeds},
        dict(searches),
        frozenset(row[0] for row in articles if row[7]),
        tuple(entry for entry, is_undone in entries if not is_undone),
        tuple(entry for entry, is_undone in entries if is_undone),
    )


def losses(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Tell what no command may ever do: lose an article, its text, its marks, or a feed."""
    if lost := before.texts.keys() - after.texts.keys():
        yield f"articles {sorted(lost)} are gone"
    if lost := before.feeds.keys() - after.feeds.keys():
        yield f"feeds {sorted(lost)} are gone"
    for article_id in before.texts.keys() & after.texts.keys():
        if before.texts[article_id] != after.texts[article_id]:
            yield f"the text of article {article_id} is another one"
    if lost := before.annotated - after.annotated:
        yield f"the names of articles {sorted(lost)} are gone"


def _digest(title: str, text: str) -> str:
    return blake2b(f"{title}\0{text}".encode(), digest_size=12).hexdigest()
