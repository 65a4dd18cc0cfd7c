"""Feeds, headlines and articles as the plain dictionaries that JSON output is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from newsreader.model.article import Article, Headline
from newsreader.model.feed import Feed
from newsreader.model.mention import Mention

Record = dict[str, object]


def feed_record(feed: Feed) -> Record:
    """Return a subscription with its counters and health."""
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "folder": feed.folder,
        "articles": feed.articles,
        "unread": feed.unread,
        "last_success": iso(feed.health.last_success_at),
        "last_error": feed.health.last_error,
        "next_check": iso(feed.health.next_check_at),
    }


def headline_record(headline: Headline) -> Record:
    """Return a headline."""
    return {
        "id": headline.id,
        "feed_id": headline.feed_id,
        "feed": headline.feed,
        "title": headline.title,
        "url": headline.url,
        "author": headline.author,
        "published": iso(headline.published_at),
        "is_read": headline.is_read,
        "is_bookmarked": headline.is_bookmarked,
        "language": headline.language,
    }


def article_record(article: Article) -> Record:
    """Return an article: its headline, text and mentions."""
    text, title = article.body.text, article.headline.title
    return {
        **headline_record(article.headline),
        "text": text,
        "mentions": mention_records(article.mentions, text),
        "title_mentions": mention_records(article.title_mentions, title),
    }


def mention_records(mentions: Sequence[Mention], text: str) -> list[Record]:
    """Return mentions; `text` is what they lie in."""
    return [mention.to_json(text) for mention in mentions]


def iso(at: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC, to the second: `2024-04-03T08:00:00Z`."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
