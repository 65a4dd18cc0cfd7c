"""A generated library of any size, for benchmarks."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.text import MarkedText

_WORDS = (  # noqa: SIM905 - a list of words reads best as words
    "harbour council treaty bridge river minister engine harvest market winter observatory "
    "expedition railway canal museum glacier orchard printing compass lantern pavilion voyage"
).split()
_NAMES = ("Marie Curie", "Suez", "Lisbon", "Alexander von Humboldt", "Volta", "Potosí")
_BATCH = 5000


def make_library(path: Path, articles: int, *, feeds: int = 100, words: int = 60) -> None:
    """Fill a new library: articles a minute apart, over feeds in ten folders, 1 in 10 unread."""
    chance = random.Random(7)
    now = datetime.now(UTC)
    with Library.open(path) as library:
        new = [
            NewFeed(f"https://example.org/{i}", f"Feed {i}", f"Folder {i % 10}")
            for i in range(feeds)
        ]
        ids = [feed.id for feed, _ in library.feeds.add(new, is_undoable=False)]
        made = 0
        while made < articles:
            for feed_id in ids:
                count = min(max(1, _BATCH // feeds), articles - made)
                entries = tuple(_entry(made + i, words, chance, now) for i in range(count))
                library.articles.save(feed_id, FeedUpdate(new=entries), None, now)
                made += count
                if made >= articles:
                    break


def _entry(number: int, words: int, chance: random.Random, now: datetime) -> Entry:
    text = " ".join(chance.choices(_WORDS, k=words))
    name = chance.choice(_NAMES)
    return Entry(
        guid=f"g{number}",
        title=f"{name} and the {chance.choice(_WORDS)} of {number}",
        url=f"https://example.org/a/{number}",
        published_at=now - timedelta(minutes=number),
        language="en",
        body=MarkedText.from_plain(f"{name} {text}."),
    )
