"""Rows of the tables and what the program makes of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from operator import sub
from typing import Any

from newsreader.model.feed import Feed, FeedHealth
from newsreader.model.headline import Headline

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LARGEST_ID = 2**63 - 1

FEED_TITLE = "coalesce(feed.user_title, nullif(feed.own_title, ''), feed.url)"

VISIBLE = "(article.gone = 0 OR (article.gone = 2 AND article.is_bookmarked = 1))"
"""Which articles can be read."""

HEALTH_COLUMNS = (
    "etag",
    "last_modified",
    "body_hash",
    "last_checked_at",
    "last_success_at",
    "last_error",
    "failures",
    "next_check_at",
    "check_floor",
    "is_stopped",
)

FEED_COLUMNS = (
    f"feed.id, feed.url, {FEED_TITLE}, feed.folder, feed.site_url, feed.language, "
    "feed.articles, feed.unread, feed.interval, feed.full_text, "
    f"{', '.join(f'feed.{column}' for column in HEALTH_COLUMNS)}"
)

COUNTED = (
    "(SELECT total(gone = 0), total(gone = 0 AND is_read = 0), "
    "total(gone <> 1 AND is_bookmarked = 1) FROM article WHERE feed_id = feed.id)"
)
"""What a feed's counters have to be: articles, unread, bookmarked."""

_FEED_FIELDS = ("id", "url", "title", "folder", "site_url", "language", "articles", "unread")

HEADLINE_COLUMNS = (
    f"article.id, article.feed_id, {FEED_TITLE}, article.title, article.url, article.author, "
    "article.published_at, article.sort_at, article.is_read, article.is_bookmarked, "
    "coalesce(article.found_language, article.language), article.is_changed, "
    "article.has_full_text"
)


def stamp(at: datetime) -> int:
    """Return a moment as it is stored: microseconds since 1970-01-01 UTC."""
    return (at - _EPOCH) // _TICK


def moment(stored: int) -> datetime:
    """Return the moment of a stored stamp."""
    return _EPOCH + timedelta(microseconds=stored)


def optional_stamp(at: datetime | None) -> int | None:
    """Return the stamp of a moment that may be unknown."""
    return None if at is None else stamp(at)


def optional_moment(stored: int | None) -> datetime | None:
    """Return the moment of a stamp that may be unknown."""
    return None if stored is None else moment(stored)


def is_id(number: int) -> bool:
    """Whether a number can be the id of anything; SQLite refuses larger ones."""
    return 0 < number <= _LARGEST_ID


def pack(numbers: Iterable[int]) -> bytes:
    """Return integers in little space: their differences as JSON, compressed; order is kept."""
    whole = [0, *numbers]
    differences = [*map(sub, whole[1:], whole)]
    return zlib.compress(json.dumps(differences, separators=(",", ":")).encode())


def unpack(packed: bytes | None) -> tuple[int, ...]:
    """Return the integers of `pack`; none for None."""
    return tuple(accumulate(json.loads(zlib.decompress(packed)))) if packed else ()


def health_values(health: FeedHealth) -> tuple[object, ...]:
    """Return a health as the values of `HEALTH_COLUMNS`."""
    return (
        health.etag,
        health.last_modified,
        health.body_hash,
        optional_stamp(health.last_checked_at),
        optional_stamp(health.last_success_at),
        health.last_error,
        health.failures,
        optional_stamp(health.next_check_at),
        None if health.check_floor is None else round(health.check_floor.total_seconds()),
        int(health.is_stopped),
    )


def feed_of(row: tuple[Any, ...]) -> Feed:
    """Make a feed of a row of `FEED_COLUMNS`."""
    *plain, interval, full_text = row[: -len(HEALTH_COLUMNS)]
    return Feed(
        **dict(zip(_FEED_FIELDS, plain, strict=True)),
        interval=None if interval is None else timedelta(minutes=interval),
        is_full_text=full_text is not None,
        health=_health_of(row[-len(HEALTH_COLUMNS) :]),
    )


def _health_of(row: tuple[Any, ...]) -> FeedHealth:
    etag, modified, digest, checked_at, success_at, error, failures, next_at, floor, stopped = row
    return FeedHealth(
        etag,
        modified,
        digest,
        optional_moment(checked_at),
        optional_moment(success_at),
        error,
        failures,
        optional_moment(next_at),
        None if floor is None else timedelta(seconds=floor),
        bool(stopped),
    )


def headline_of(row: tuple[Any, ...]) -> Headline:
    """Make a headline of a row of `HEADLINE_COLUMNS`."""
    article_id, feed_id, feed, title, url, author, published_at, sort_at, *marks = row
    read, kept, language, is_changed, has_full_text = marks
    return Headline(
        article_id,
        feed_id,
        feed,
        title,
        url,
        author,
        optional_moment(published_at),
        moment(sort_at),
        bool(read),
        bool(kept),
        language,
        bool(is_changed),
        bool(has_full_text),
    )
